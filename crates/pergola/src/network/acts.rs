//! Questions to the network, answered with names; and putting a suggestion aside.

use std::{collections::BTreeMap, sync::Arc};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{GroupId, MemberId, OrganisationId, TopicId},
    network::{Mark, path_strength},
    text,
};
use pergola_index::{Asking, Belonging, Between, Path, PersonAt, Reason, StayAt, Step, Suggestion, View};

use super::{
    evidence::Evidence,
    store,
    there::{self, Inquiry, Told, ways_to},
};
use crate::{
    app::{App, By, good_to_have, record},
    http::{Failed, Failure},
    members::{self, Account},
    pictures::Strength,
    words::Speech,
};

/// People by id, as answers name them.
pub(super) type People = BTreeMap<MemberId, Account>;

/// What a page says of somebody's nearness.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// Steps, 0 to 4; none is farther, or unknown.
    pub(crate) distance: Option<u8>,
    /// How many both know and may be named: as many as a list of them would have.
    pub(crate) mutual_count: u32,
    /// Some of them, closest to the viewer first.
    pub(crate) mutuals: Vec<Account>,
    pub(crate) common: Vec<Common>,
}

/// Something that two people have in common, and its page where it has one.
#[derive(Clone, Debug)]
pub(crate) struct Common {
    pub(crate) name: String,
    pub(crate) path: Option<String>,
}

/// So many suggestions are weighed at a time; who reads on comes no further than they go.
const SUGGESTED: usize = 100;
/// Things in common on one page.
const COMMON: usize = 8;

/// The private side of a question.
#[derive(Debug)]
pub(super) struct Private {
    closeness: Vec<(MemberId, u8)>,
    passed_over: Vec<(MemberId, u32)>,
}

impl Private {
    pub(super) async fn of(app: &App, by: &By) -> Result<Self, Fault> {
        let viewer = by.member;
        app.db
            .read(async move |tx| {
                let closeness = store::closeness(tx, viewer).await?;
                Ok(Self { closeness, passed_over: store::passed_over(tx, viewer).await? })
            })
            .await
    }

    pub(super) fn asking(&self, by: &By) -> Asking<'_> {
        Asking { viewer: by.member, now: by.now, closeness: &self.closeness, passed_over: &self.passed_over }
    }
}

/// The network as it is now, to ask it several questions at once.
pub(crate) async fn view(app: &App) -> Result<View, Fault> {
    app.network.view(&app.db).await
}

/// Those of `ids` who are here, by id.
pub(super) async fn named(app: &App, ids: Vec<MemberId>) -> Result<People, Fault> {
    let found = app.db.read(async move |tx| members::find_many(tx, &ids).await).await?;
    Ok(found.into_iter().map(|account| (account.id, account)).collect())
}

/// How far somebody is and whom both know, the first `sample` of them.
pub(crate) async fn mutuals(app: &App, by: &By, target: MemberId, sample: usize) -> Result<Known, Fault> {
    let view = view(app).await?;
    let private = Private::of(app, by).await?;
    let mutuals = view.mutuals(&private.asking(by), target);
    let mutual_count = u32::try_from(mutuals.len()).unwrap_or(u32::MAX);
    let some: Vec<MemberId> = mutuals.into_iter().take(sample).collect();
    let mut people = named(app, some.clone()).await?;
    Ok(Known {
        distance: view.distance(by.member, target),
        mutual_count,
        mutuals: some.iter().filter_map(|id| people.remove(id)).collect(),
        common: common(app, by, &view, target).await?,
    })
}

/// How far each of these people is, and nothing else: for whoever filters by it.
pub(crate) async fn steps(app: &App, by: &By, targets: &[MemberId]) -> Result<Vec<Option<u8>>, Fault> {
    Ok(view(app).await?.distances(by.member, targets))
}

/// What the viewer has in common with somebody, by name.
async fn common(app: &App, by: &By, view: &View, target: MemberId) -> Result<Vec<Common>, Fault> {
    let shared = view.in_common(by.member, target, COMMON);
    let named = Named::of(app, by, Vec::new(), &shared).await?;
    let told = shared.iter().filter_map(|belonging| match belonging {
        Belonging::Work(id) | Belonging::Study(id) => {
            Some(Common { name: named.organisations.get(id)?.clone(), path: Some(format!("/organisations/{id}")) })
        }
        Belonging::Place(mark) | Belonging::Skill(mark) => {
            Some(Common { name: named.marks.get(mark)?.clone(), path: None })
        }
        Belonging::Group(id) => {
            Some(Common { name: named.groups.get(id)?.clone(), path: Some(format!("/groups/{id}")) })
        }
        Belonging::Topic(id) => Some(Common { name: named.topics.get(id)?.clone(), path: None }),
    });
    Ok(told.collect())
}

/// How far each of a page of people is, and how many both know.
pub(crate) async fn distances(app: &App, by: &By, targets: &[MemberId]) -> Result<Vec<(Option<u8>, u32)>, Fault> {
    let view = view(app).await?;
    let distances = view.distances(by.member, targets);
    let counts = targets.iter().map(|target| view.mutual_count(by.member, *target));
    Ok(distances.into_iter().zip(counts).collect())
}

/// The ways to somebody.
#[derive(Debug)]
pub(super) struct Ways {
    pub(super) target: Account,
    pub(super) distance: Option<u8>,
    pub(super) mutual_count: u32,
    pub(super) mutuals: Vec<MemberId>,
    pub(super) common: Vec<Common>,
    pub(super) paths: Vec<Path>,
    pub(super) people: People,
    /// The viewer's own tie, where there is one.
    pub(super) own: Option<Step>,
    pub(super) evidence: Evidence,
}

/// The warmest paths to a member of that handle.
pub(super) async fn ways(app: &App, by: &By, handle: &str, limit: usize) -> Result<Ways, Failed> {
    let handle = handle.to_owned();
    let target = app.db.read(async move |tx| members::find_by_handle(tx, &handle).await).await?;
    let target = target.ok_or(Failed::NotFound)?;
    let view = view(app).await?;
    // Who is blocked with the viewer is not in his network, nor is who left: not found, like a handle of nobody.
    if target.id != by.member && !visible(app, by, &target).await? {
        return Err(Failed::NotFound);
    }
    let private = Private::of(app, by).await?;
    let asking = private.asking(by);
    let paths = view.paths(&asking, target.id, Between::Fewest, limit.clamp(1, 5));
    let mutuals = view.mutuals(&asking, target.id);
    let sample: Vec<MemberId> = mutuals.iter().copied().take(5).collect();
    let ids: Vec<MemberId> = paths.iter().flat_map(|path| path.people.iter().copied()).chain(sample.clone()).collect();
    let people = named(app, ids).await?;
    let own = view.own_step(&asking, target.id);
    let steps: Vec<Step> = paths.iter().flat_map(|path| path.steps.clone()).chain(own.clone()).collect();
    let evidence = Evidence::of(app, &view, (by.member, target.id), &steps).await?;
    Ok(Ways {
        distance: view.distance(by.member, target.id),
        mutual_count: u32::try_from(mutuals.len()).unwrap_or(u32::MAX),
        mutuals: sample,
        common: common(app, by, &view, target.id).await?,
        target,
        paths,
        people,
        own,
        evidence,
    })
}

/// Some of the people whom both know.
#[derive(Debug)]
pub(super) struct Both {
    pub(super) target: Account,
    /// As many as the whole list has.
    pub(super) count: usize,
    pub(super) people: Vec<Account>,
}

/// Whom the viewer and somebody both know and who may be named, closest to the viewer first: from a place in the list
/// on, which is found when it is known how many there are.
pub(super) async fn both(
    app: &App,
    by: &By,
    handle: &str,
    stretch: impl FnOnce(usize) -> (usize, usize),
) -> Result<Both, Failed> {
    let (viewer, handle) = (by.member, handle.to_owned());
    let found = app.db.read(async move |tx| crate::ties::find_visible(tx, viewer, &handle).await).await?;
    let target = found.ok_or(Failed::NotFound)?;
    let view = view(app).await?;
    let mutuals = view.mutuals(&Private::of(app, by).await?.asking(by), target.id);
    let (from, length) = stretch(mutuals.len());
    let ids: Vec<MemberId> = mutuals.iter().skip(from).take(length).copied().collect();
    let mut named = named(app, ids.clone()).await?;
    let people = ids.iter().filter_map(|id| named.remove(id)).collect();
    Ok(Both { target, count: mutuals.len(), people })
}

async fn visible(app: &App, by: &By, target: &Account) -> Result<bool, Fault> {
    let (viewer, target) = (by.member, target.id);
    app.db.read(async move |tx| crate::ties::may_see(tx, viewer, target).await).await
}

/// Somebody whom the member may know, with the reasons.
#[derive(Clone, Debug)]
pub(crate) struct Suggested {
    pub(crate) person: Account,
    pub(crate) mutuals: u32,
    pub(crate) reasons: Vec<Reason>,
    pub(super) named: Arc<Named>,
}

/// Whom and what reasons speak of, by name.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) people: People,
    pub(super) organisations: BTreeMap<OrganisationId, String>,
    /// The reader's own words: who has the same marks has the same words.
    pub(super) marks: BTreeMap<Mark, String>,
    pub(super) topics: BTreeMap<TopicId, String>,
    pub(super) groups: BTreeMap<GroupId, String>,
}

impl Named {
    async fn of(app: &App, by: &By, people: Vec<MemberId>, shared: &[Belonging]) -> Result<Self, Fault> {
        let (mut places, mut groups) = (Vec::new(), Vec::new());
        let (mut marked, mut spoken) = (false, false);
        for belonging in shared {
            match belonging {
                Belonging::Work(id) | Belonging::Study(id) => places.push(*id),
                Belonging::Place(_) | Belonging::Skill(_) => marked = true,
                Belonging::Topic(_) => spoken = true,
                Belonging::Group(id) => groups.push(*id),
            }
        }
        let (viewer, makes) = (by.member, by.marks.clone());
        app.db
            .read(async move |tx| {
                let people = members::find_many(tx, &people).await?;
                let profile = if marked { members::profile(tx, viewer).await? } else { None };
                let mut marks = BTreeMap::new();
                if let Some(profile) = profile {
                    let skills = profile.skills.into_iter().map(|(_, name)| (makes.skill(&text::fold(&name)), name));
                    marks.extend(skills);
                    marks.extend(makes.place(&profile.account.place).map(|mark| (mark, profile.account.place)));
                }
                let topics = if spoken { store::topics_spoken(tx, viewer).await? } else { Vec::new() };
                Ok(Self {
                    topics: topics.into_iter().map(|(key, name)| (makes.topic(&key), name)).collect(),
                    people: people.into_iter().map(|account| (account.id, account)).collect(),
                    organisations: store::organisation_names(tx, &places).await?.into_iter().collect(),
                    groups: store::open_group_names(tx, &groups).await?.into_iter().collect(),
                    marks,
                })
            })
            .await
    }

    /// Whether a reason can be told: a name may be gone since, or be nobody's to tell.
    fn tells(&self, reason: &Reason) -> bool {
        match reason {
            Reason::Mutuals { sample, .. } => sample.iter().any(|member| self.people.contains_key(member)),
            Reason::Together(together) => self.organisations.contains_key(&together.organisation),
            Reason::Common(Belonging::Work(id) | Belonging::Study(id)) => self.organisations.contains_key(id),
            Reason::Common(Belonging::Place(mark) | Belonging::Skill(mark)) => self.marks.contains_key(mark),
            Reason::Common(Belonging::Group(id)) => self.groups.contains_key(id),
            Reason::Common(Belonging::Topic(id)) => self.topics.contains_key(id),
            Reason::Answered { .. } | Reason::Near => true,
        }
    }

    /// What the reasons of these suggestions speak of.
    async fn in_reasons(app: &App, by: &By, found: &[Suggestion]) -> Result<Self, Fault> {
        let mut people: Vec<MemberId> = found.iter().map(|suggestion| suggestion.member).collect();
        let mut shared = Vec::new();
        for reason in found.iter().flat_map(|suggestion| &suggestion.reasons) {
            match reason {
                Reason::Mutuals { sample, .. } => people.extend(sample),
                Reason::Together(together) => shared.push(Belonging::Work(together.organisation)),
                Reason::Common(belonging) => shared.push(*belonging),
                Reason::Answered { .. } | Reason::Near => {}
            }
        }
        Self::of(app, by, people, &shared).await
    }
}

/// Whether there is anybody whom the member may know. Nobody is shown, so nothing is counted.
pub(crate) async fn suggests(app: &App, by: &By) -> Result<bool, Fault> {
    let view = view(app).await?;
    let private = Private::of(app, by).await?;
    Ok(!view.suggestions(&private.asking(by), 1).is_empty())
}

/// People the member may know, likeliest first; until the network taught something, behind all others those of whom nothing
/// can be said but that they are near. Being shown counts, once a day; three times without an answer fades.
pub(crate) async fn suggestions(app: &App, by: &By, limit: usize) -> Result<Vec<Suggested>, Fault> {
    Ok(suggestions_from(app, by, 0, limit).await?.0)
}

/// The same from a place in the list on, and whether there are more behind.
pub(super) async fn suggestions_from(
    app: &App,
    by: &By,
    from: usize,
    limit: usize,
) -> Result<(Vec<Suggested>, bool), Fault> {
    let view = view(app).await?;
    let private = Private::of(app, by).await?;
    let found = view.suggestions(&private.asking(by), SUGGESTED);
    let named = Arc::new(Named::in_reasons(app, by, &found).await?);
    let suggested = found.into_iter().filter_map(|suggestion| {
        let person = named.people.get(&suggestion.member)?.clone();
        let (mutuals, mut reasons) = (suggestion.mutuals, suggestion.reasons);
        reasons.retain(|reason| named.tells(reason));
        // Who would be shown without a reason is not shown.
        (!reasons.is_empty()).then(|| Suggested { person, mutuals, reasons, named: Arc::clone(&named) })
    });
    let suggested: Vec<Suggested> = suggested.collect();
    let more = suggested.len() > from.saturating_add(limit);
    let suggested: Vec<Suggested> = suggested.into_iter().skip(from).take(limit).collect();
    let shown: Vec<MemberId> = suggested.iter().map(|one| one.person.id).collect();
    let (viewer, today) = (by.member, store::day(by.now));
    let kept = app.db.write(async move |tx| store::keep_shown(tx, viewer, &shown, today).await).await;
    good_to_have("who was suggested today", kept);
    Ok((suggested, more))
}

/// "Not this one": the suggestion does not come again.
pub(super) async fn dismiss(app: &App, by: By, handle: &str) -> Result<(), Failed> {
    let handle = handle.to_owned();
    let done: Result<(), Failure<pergola_domain::members::Refusal>> = app
        .db
        .write(async move |tx| {
            let other = members::find_by_handle(tx, &handle).await?.ok_or(Failure::NotFound)?.id;
            if other == by.member || !crate::ties::may_see(tx, by.member, other).await? {
                return Err(Failure::NotFound);
            }
            if store::keep_dismissal(tx, &by, other).await? {
                record(tx, &by, &Change::SuggestionDismissed { by: by.member, other }).await?;
            }
            Ok(())
        })
        .await;
    Ok(done?)
}

/// Somebody answered another's ask, and each knows who the other is: in the act's own transaction. Twice is once.
pub(crate) async fn answered(tx: &Tx, by: &By, helper: MemberId, asker: MemberId) -> Result<(), Fault> {
    if helper != asker && store::keep_answer(tx, by, helper, asker).await? {
        record(tx, by, &Change::AskAnswered { by: helper, asker }).await?;
    }
    Ok(())
}

/// Whom the member knows at an organisation.
#[derive(Debug)]
pub(super) struct There {
    pub(super) name: String,
    /// When the member was there himself.
    pub(super) own: Vec<StayAt>,
    pub(super) people_at: Vec<PersonAt>,
    pub(super) people: People,
    /// The way to each.
    pub(super) ways: BTreeMap<MemberId, Vec<Told>>,
}

/// People at an organisation, a school as well, under all its names and within `farthest` steps, the best connector's first:
/// so many of them, and one more where there are more.
pub(super) async fn people_at(
    app: &App,
    by: &By,
    t: &Speech,
    (id, farthest): (OrganisationId, u8),
    (from, limit): (usize, usize),
) -> Result<There, Failed> {
    let viewer = by.member;
    let found = app
        .db
        .read(async move |tx| {
            let Some(name) = store::find_organisation(tx, id).await? else { return Ok(None) };
            let names = store::alike(tx, &[id]).await?.remove(&id).unwrap_or_else(|| vec![id]);
            let own = store::stays_at(tx, viewer, &names).await?;
            Ok::<_, Fault>(Some((name, names, own)))
        })
        .await?;
    let (name, names, own) = found.ok_or(Failed::NotFound)?;
    let inquiry = Inquiry::of(app, by).await?;
    let all = inquiry.people_at(by, &names, farthest);
    let people_at: Vec<PersonAt> = all.into_iter().skip(from).take(limit + 1).collect();
    let ids = people_at.iter().flat_map(|person| [Some(person.member), person.through]).flatten().collect();
    let people = named(app, ids).await?;
    let shown: Vec<there::There> = people_at.iter().take(limit).map(|person| there::There::of(person, &own)).collect();
    let ways = ways_to(app, by, &inquiry, t, &shown).await?;
    Ok(There { name, own, people_at, people, ways })
}

/// Parts of a thousand in three words.
pub(super) const fn strength(thousandths: u16) -> Strength {
    match thousandths {
        700.. => Strength::Strong,
        450.. => Strength::Good,
        _ => Strength::Light,
    }
}

/// A path's strength between 0 and 1, in thousandths: the shape of the API.
pub(super) fn share(strength: u64) -> f64 {
    let full = path_strength(&[]);
    let thousandths = u32::try_from(strength.saturating_mul(1_000) / full.max(1)).unwrap_or(1_000);
    f64::from(thousandths) / 1_000.0
}
