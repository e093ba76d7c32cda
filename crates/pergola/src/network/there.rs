//! Whom a reader knows at an organisation, told for those who show it beside something else: the way there, step by step,
//! with what speaks for each. Who comes first is theirs to decide.

use std::{cmp::Reverse, collections::BTreeMap};

use pergola_db::Fault;
use pergola_domain::{
    ids::{MemberId, OrganisationId},
    network::Months,
};
use pergola_index::{Between, PersonAt, StayAt, Step, View};

use super::{
    acts::{Private, named, strength, view},
    evidence::{Evidence, Said, years},
    store,
};
use crate::{
    app::{App, By},
    members::Account,
    pictures::Strength,
    words::Speech,
};

/// The network as one reader asks it, read once for all that a page shows of it.
pub(crate) struct Inquiry {
    view: View,
    private: Private,
}

impl Inquiry {
    pub(crate) async fn of(app: &App, by: &By) -> Result<Self, Fault> {
        Ok(Self { view: view(app).await?, private: Private::of(app, by).await? })
    }

    /// What speaks for the reader's own tie to somebody, as he tells it himself; nothing where they are not tied.
    pub(super) async fn ours(&self, app: &App, by: &By, t: &Speech, other: MemberId) -> Result<Vec<Said>, Fault> {
        let Some(step) = self.view.own_step(&self.private.asking(by), other) else { return Ok(Vec::new()) };
        let evidence = Evidence::of(app, &self.view, (by.member, other), std::slice::from_ref(&step)).await?;
        Ok(evidence.said(t, &step))
    }

    /// The people of organisations that are one under several names, each once: nearest first, then warmest.
    pub(super) fn people_at(&self, by: &By, organisations: &[OrganisationId], farthest: u8) -> Vec<PersonAt> {
        let asking = self.private.asking(by);
        if let [one] = organisations {
            return self.view.people_at(&asking, *one, farthest);
        }
        let mut people: BTreeMap<MemberId, PersonAt> = BTreeMap::new();
        for organisation in organisations {
            for person in self.view.people_at(&asking, *organisation, farthest) {
                match people.get_mut(&person.member) {
                    Some(known) => {
                        known.stays.extend(person.stays);
                        known.stays.sort_unstable();
                        known.stays.dedup();
                    }
                    None => drop(people.insert(person.member, person)),
                }
            }
        }
        let mut people: Vec<PersonAt> = people.into_values().collect();
        people.sort_by_key(|person| (person.distance, Reverse(person.strength), person.member));
        people
    }
}

/// Somebody who is or was at an organisation, before the way to him is told.
#[derive(Clone, Debug)]
pub(crate) struct There {
    pub(crate) member: MemberId,
    /// 1 to 3.
    pub(crate) distance: u8,
    /// Of the reader's own first step, in parts of a thousand.
    pub(crate) first_step: u16,
    /// Tied to the one who was asked about, as far as the reader may know it.
    pub(crate) knows: bool,
    /// Was there while that one was.
    pub(crate) with_about: bool,
    pub(crate) stays: Vec<Months>,
    /// The months in which the reader was there too, the longest stretch.
    pub(crate) with_reader: Option<Months>,
}

/// The months in which the reader, who was there in his own ones, was there with somebody: the longest stretch. Work goes
/// with work, study with study, as it does between two who are suggested to each other: a pupil and who swept the school
/// in those years need never have met.
pub(super) fn together(person: &PersonAt, own: &[StayAt]) -> Option<Months> {
    let shared = person.stays.iter().flat_map(|stay| {
        let alike = own.iter().filter(|mine| mine.school == stay.school);
        alike.filter_map(|mine| mine.months.shared(stay.months))
    });
    shared.max_by_key(|months| months.to - months.from)
}

impl There {
    pub(super) fn of(person: &PersonAt, own: &[StayAt]) -> Self {
        Self {
            with_reader: together(person, own),
            member: person.member,
            distance: person.distance,
            first_step: person.first_step,
            knows: false,
            with_about: false,
            stays: person.stays.iter().map(|stay| stay.months).collect(),
        }
    }

    pub(crate) fn is_now(&self) -> bool {
        self.stays.iter().any(|months| months.lasts())
    }

    /// "2014–2019": when the reader was there too.
    pub(crate) fn years_together(&self, t: &Speech) -> Option<String> {
        self.with_reader.map(|months| years(t, months)).filter(|years| !years.is_empty())
    }

    /// "2014–2019", of the last stretch.
    pub(crate) fn years(&self, t: &Speech) -> String {
        self.stays.iter().max_by_key(|months| months.to).map_or_else(String::new, |months| years(t, *months))
    }
}

/// A step of a way in words.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) to: Account,
    pub(crate) strength: Strength,
    /// What speaks for it, the strongest first.
    pub(crate) reasons: Vec<String>,
}

/// The people of an organisation, under all its names, within three steps of the reader, in no order. `about`: whom they may
/// know besides, whoever posts an ad; what they are to him is told only where both ends let it be told.
pub(crate) async fn there(
    app: &App,
    by: &By,
    inquiry: &Inquiry,
    organisations: &[OrganisationId],
    about: Option<MemberId>,
) -> Result<Vec<There>, Fault> {
    let people = inquiry.people_at(by, organisations, 3);
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let (viewer, names) = (by.member, organisations.to_vec());
    let may_name = |other: MemberId, member: MemberId| inquiry.view.may_name(viewer, other, member);
    let nameable: Vec<MemberId> = about.map_or_else(Vec::new, |about| {
        people.iter().map(|person| person.member).filter(|member| may_name(about, *member)).collect()
    });
    let (own, theirs, tied) = app
        .db
        .read(async move |tx| {
            let own = store::stays_at(tx, viewer, &names).await?;
            let Some(about) = about else { return Ok((own, Vec::new(), Vec::new())) };
            let theirs = store::stays_at(tx, about, &names).await?;
            Ok::<_, Fault>((own, theirs, store::tied_to(tx, about, &nameable).await?))
        })
        .await?;
    let found = people.iter().map(|person| There {
        knows: tied.contains(&person.member),
        with_about: together(person, &theirs).is_some(),
        ..There::of(person, &own)
    });
    Ok(found.collect())
}

/// The warmest way to each of these: the people on it after the reader, with what speaks for each step. Empty where none may
/// be shown. Of the reader's own ties it is the one step. The tables are asked as often for sixty people as for one.
pub(crate) async fn ways_to(
    app: &App,
    by: &By,
    inquiry: &Inquiry,
    t: &Speech,
    people: &[There],
) -> Result<BTreeMap<MemberId, Vec<Told>>, Fault> {
    let Inquiry { view, private } = inquiry;
    let asking = private.asking(by);
    // Of a tie the way is the one step, its strength as it was told beside the person.
    let steps = |person: &There| match person.distance {
        1 => view.own_step(&asking, person.member).map(|step| vec![Step { strength: person.first_step, ..step }]),
        _ => view.paths(&asking, person.member, Between::Fewest, 1).into_iter().next().map(|path| path.steps),
    };
    let ways: Vec<(MemberId, Vec<Step>)> =
        people.iter().map(|person| (person.member, steps(person).unwrap_or_default())).collect();
    let mut ids: Vec<MemberId> = ways.iter().flat_map(|(_, steps)| steps.iter().map(|step| step.to)).collect();
    ids.sort_unstable();
    ids.dedup();
    let named = named(app, ids).await?;
    let evidence = Evidence::of_each(app, view, by.member, ways.clone()).await?;
    let told = ways.iter().zip(&evidence).map(|((member, steps), evidence)| {
        let way = steps.iter().filter_map(|step| {
            Some(Told {
                to: named.get(&step.to)?.clone(),
                strength: strength(step.strength),
                reasons: evidence.said(t, step).into_iter().map(|said| said.text).collect(),
            })
        });
        (*member, way.collect())
    });
    Ok(told.collect())
}

/// What speaks for the reader's own tie to somebody: kind and sentence. Nothing where they are not tied.
pub(crate) async fn ours(app: &App, by: &By, t: &Speech, other: MemberId) -> Result<Vec<Said>, Fault> {
    Inquiry::of(app, by).await?.ours(app, by, t, other).await
}

/// Whom the reader knows at one of several organisations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Acquainted {
    /// Steps to the nearest, 1 to 3.
    pub(crate) nearest: u8,
    /// How many are so near.
    pub(crate) count: usize,
    /// How many there are one, two and three steps away; nobody was looked for beyond what was asked.
    pub(crate) by_steps: [usize; 3],
    /// The first of them.
    pub(crate) some: Vec<Account>,
    /// One of those is there now.
    pub(crate) now: bool,
}

/// Where among these the reader knows somebody, up to `farthest` steps away. `places`: each with all its names.
pub(crate) async fn acquainted(
    app: &App,
    by: &By,
    places: &BTreeMap<OrganisationId, Vec<OrganisationId>>,
    farthest: u8,
) -> Result<BTreeMap<OrganisationId, Acquainted>, Fault> {
    let inquiry = Inquiry::of(app, by).await?;
    let mut found: BTreeMap<OrganisationId, (Acquainted, Vec<MemberId>)> = BTreeMap::new();
    for (place, names) in places {
        let people = inquiry.people_at(by, names, farthest);
        let Some(nearest) = people.first().map(|person| person.distance) else { continue };
        let near: Vec<&PersonAt> = people.iter().take_while(|person| person.distance == nearest).collect();
        let some = near.iter().take(3).map(|person| person.member).collect();
        let now = near.iter().take(3).any(|person| person.stays.iter().any(|stay| stay.months.lasts()));
        let by_steps = [1, 2, 3].map(|steps| people.iter().filter(|person| person.distance == steps).count());
        found.insert(*place, (Acquainted { nearest, count: near.len(), by_steps, some: Vec::new(), now }, some));
    }
    let ids = found.values().flat_map(|(_, some)| some.iter().copied()).collect();
    let people = named(app, ids).await?;
    let told = found.into_iter().map(|(organisation, (acquainted, some))| {
        let some = some.iter().filter_map(|id| people.get(id)).cloned().collect();
        (organisation, Acquainted { some, ..acquainted })
    });
    Ok(told.collect())
}
