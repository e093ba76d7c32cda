//! Whom a reader knows at an organisation, told for those who show it beside something else: the way there, step by step,
//! with what speaks for each. Who comes first is theirs to decide.

use std::collections::BTreeMap;

use pergola_db::Fault;
use pergola_domain::{
    ids::{MemberId, OrganisationId},
    network::Months,
};
use pergola_index::{Between, Path, PersonAt, Step, View};

use super::{
    acts::{Private, named, strength, view},
    evidence::{Evidence, years},
    store,
};
use crate::{
    app::{App, By},
    members::Account,
    pictures::Strength,
    ties,
    words::Speech,
};

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
    pub(crate) stays: Vec<Months>,
    /// The months in which the reader was there too, the longest stretch.
    pub(crate) with_reader: Option<Months>,
}

impl There {
    fn of(person: &PersonAt, own: &[Months]) -> Self {
        let shared = person.stays.iter().flat_map(|stay| own.iter().filter_map(move |mine| mine.shared(stay.months)));
        Self {
            with_reader: shared.max_by_key(|months| months.to - months.from),
            member: person.member,
            distance: person.distance,
            first_step: person.first_step,
            knows: false,
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

/// The people of an organisation within three steps of the reader, in no order. `about`: whom they may know besides, whoever
/// posts an ad; what they are to him is told only where both ends let it be told.
pub(crate) async fn there(
    app: &App,
    by: &By,
    organisation: OrganisationId,
    about: Option<MemberId>,
) -> Result<Vec<There>, Fault> {
    let view = view(app).await?;
    let private = Private::of(app, by).await?;
    let viewer = by.member;
    let own = app.db.read(async move |tx| store::months_at(tx, viewer, organisation).await).await?;
    let people = view.people_at(&private.asking(by), organisation, 3);
    let mut found: Vec<There> = people.iter().map(|person| There::of(person, &own)).collect();
    let Some(about) = about else { return Ok(found) };
    let nameable: Vec<MemberId> =
        found.iter().map(|one| one.member).filter(|member| view.may_name(viewer, about, *member)).collect();
    let tied = app.db.read(async move |tx| store::tied_to(tx, about, &nameable).await).await?;
    for one in &mut found {
        one.knows = tied.contains(&one.member);
    }
    Ok(found)
}

/// The warmest way to each of these: the people on it after the reader, with what speaks for each step. Empty where none may
/// be shown. Of the reader's own ties it is the one step.
pub(crate) async fn ways_to(
    app: &App,
    by: &By,
    t: &Speech,
    people: &[There],
) -> Result<BTreeMap<MemberId, Vec<Told>>, Fault> {
    let view = view(app).await?;
    let private = Private::of(app, by).await?;
    let mut all = BTreeMap::new();
    for person in people {
        all.insert(person.member, way(app, by, (&view, &private), t, person).await?);
    }
    Ok(all)
}

async fn way(
    app: &App,
    by: &By,
    (view, private): (&View, &Private),
    t: &Speech,
    person: &There,
) -> Result<Vec<Told>, Fault> {
    if person.distance == 1 {
        let mut people = named(app, vec![person.member]).await?;
        let reasons = own_reasons(app, by, view, t, person).await?;
        let step = |to| Told { to, strength: strength(person.first_step), reasons };
        return Ok(people.remove(&person.member).map(step).into_iter().collect());
    }
    let paths = view.paths(&private.asking(by), person.member, Between::Fewest, 1);
    let Some(path) = paths.first() else { return Ok(Vec::new()) };
    let people = named(app, path.people.clone()).await?;
    let evidence = Evidence::of(app, view, (by.member, person.member), &paths).await?;
    let told = path.steps.iter().filter_map(|step| {
        Some(Told {
            to: people.get(&step.to)?.clone(),
            strength: strength(step.strength),
            reasons: evidence.said(t, step).into_iter().map(|said| said.text).collect(),
        })
    });
    Ok(told.collect())
}

/// What speaks for the reader's own tie: as he tells it himself, for he is the one who reads it.
async fn own_reasons(app: &App, by: &By, view: &View, t: &Speech, person: &There) -> Result<Vec<String>, Fault> {
    let (viewer, other) = (by.member, person.member);
    let Some(tie) = app.db.read(async move |tx| ties::find(tx, viewer, other).await).await? else {
        return Ok(Vec::new());
    };
    let step = Step {
        from: viewer,
        to: other,
        strength: person.first_step,
        met: tie.met.kind,
        since: tie.since,
        together: Vec::new(),
    };
    let path = Path { people: vec![viewer, other], strength: 0, steps: vec![step.clone()], weak: 0 };
    let evidence = Evidence::of(app, view, (viewer, other), std::slice::from_ref(&path)).await?;
    Ok(evidence.said(t, &step).into_iter().map(|said| said.text).collect())
}

/// Whom the reader knows at one of several organisations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Acquainted {
    /// Steps to the nearest, 1 or 2.
    pub(crate) nearest: u8,
    /// How many are so near.
    pub(crate) count: usize,
    /// The first of them.
    pub(crate) some: Vec<Account>,
    /// One of those is there now.
    pub(crate) now: bool,
}

/// Where among these the reader knows somebody, up to `farthest` steps away.
pub(crate) async fn acquainted(
    app: &App,
    by: &By,
    organisations: &[OrganisationId],
    farthest: u8,
) -> Result<BTreeMap<OrganisationId, Acquainted>, Fault> {
    let view = view(app).await?;
    let private = Private::of(app, by).await?;
    let asking = private.asking(by);
    let mut found: BTreeMap<OrganisationId, (Acquainted, Vec<MemberId>)> = BTreeMap::new();
    for organisation in organisations {
        let people = view.people_at(&asking, *organisation, farthest);
        let Some(nearest) = people.first().map(|person| person.distance) else { continue };
        let near: Vec<&PersonAt> = people.iter().take_while(|person| person.distance == nearest).collect();
        let some = near.iter().take(3).map(|person| person.member).collect();
        let now = near.iter().take(3).any(|person| person.stays.iter().any(|stay| stay.months.lasts()));
        found.insert(*organisation, (Acquainted { nearest, count: near.len(), some: Vec::new(), now }, some));
    }
    let ids = found.values().flat_map(|(_, some)| some.iter().copied()).collect();
    let people = named(app, ids).await?;
    let told = found.into_iter().map(|(organisation, (acquainted, some))| {
        let some = some.iter().filter_map(|id| people.get(id)).cloned().collect();
        (organisation, Acquainted { some, ..acquainted })
    });
    Ok(told.collect())
}
