//! Looking: what has the words, what of it the viewer may see, how it is counted. Nothing of a question is kept anywhere.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use pergola_db::Fault;
use pergola_domain::{
    ids::{GroupId, MemberId},
    search::{Audience, Distance, Facts, Filter, Found, Hit, Kind, Order, Refusal, Viewer, may_be_seen, sift},
};
use pergola_index::View as Network;
use pergola_search::{Match, Phase, Query, Score, View};

use super::{
    asked::Asked,
    kept::broken,
    own::{self, Notes, Own},
    store,
};
use crate::{
    app::{App, By},
    drawer, groups,
    http::{Failed, Failure},
    members, network, ties,
};

/// Steps that are told apart; whoever is farther is beyond.
const FARTHEST: u8 = 3;
/// So many are looked at together: their facts are still near at hand when they are sifted.
const BATCH: usize = 256;
/// Things named to show that somebody knows about it.
const EVIDENCE: usize = 3;

/// What was found for a viewer.
#[derive(Debug)]
pub(super) struct Looked {
    pub(super) phase: Phase,
    pub(super) found: Found,
    pub(super) filter: Filter,
    pub(super) view: View,
    pub(super) notes: Notes,
    /// Of those on the page who know about it: what they wrote that has the words.
    pub(super) evidence: BTreeMap<MemberId, Vec<(Kind, i64)>>,
}

/// Looks in one way after the other until something is there; then gives what stands from `offset` on.
pub(super) async fn look(app: &App, by: &By, asked: &Asked, offset: usize, limit: usize) -> Result<Looked, Failed> {
    let view = app.search.view(app).await?;
    let filter = app.search.places(|places| asked.filter(&view, places));
    let own = own_things(app, by, &asked.query).await?;
    let mut looked = None;
    for phase in Phase::ALL.into_iter().filter(|phase| asked.query.is_worth(*phase)) {
        let step = Step { view: view.clone(), query: asked.query.clone(), phase, filter: filter.clone() };
        let one = step.look(app, by, &own, (asked.order, offset, limit)).await?;
        let done = one.found.visible > 0;
        looked = Some(one);
        if done || asked.query.is_empty() {
            break;
        }
    }
    let looked = looked.ok_or_else(|| Failed::fault(&"a question without a way to look"))?;
    // Nobody is called so: then it is a word that stands in every text.
    if asked.query.is_name_alone() && looked.found.visible == 0 {
        return Err(Failed::from(Failure::Refused(Refusal::OnlySmallWords)));
    }
    Ok(looked)
}

async fn own_things(app: &App, by: &By, query: &Query) -> Result<Arc<Own>, Fault> {
    if query.is_empty() {
        return Ok(Arc::default());
    }
    let (owner, now) = (by.member, by.now);
    let kept = app.search.own.find(owner, now);
    let known = kept.as_ref().map(|(stamp, _)| *stamp);
    let (stamp, read) = app
        .db
        .read(async move |tx| {
            let stamp = drawer::stamp(tx, owner, drawer::Part::Own).await?;
            if known == Some(stamp) {
                return Ok((stamp, None));
            }
            let read = (store::own::cards(tx, owner).await?, store::own::notes(tx, owner).await?);
            Ok::<_, Fault>((stamp, Some(read)))
        })
        .await?;
    match (read, kept) {
        (None, Some((_, own))) => Ok(own),
        (None, None) => Ok(Arc::default()),
        (Some((cards, notes)), _) => {
            let own = Arc::new(aside(move || Own::prepare(cards, notes)).await?);
            app.search.own.keep(owner, (stamp, own.words()), &own, now);
            Ok(own)
        }
    }
}

/// One way to look.
struct Step {
    view: View,
    query: Query,
    phase: Phase,
    filter: Filter,
}

impl Step {
    async fn look(
        self,
        app: &App,
        by: &By,
        own: &Arc<Own>,
        (order, offset, limit): (Order, usize, usize),
    ) -> Result<Looked, Failed> {
        let (view, query, phase) = (self.view.clone(), self.query.clone(), self.phase);
        let look = move || view.matches(&query, phase).map(|matches| (Groups::of(&view, &matches), matches));
        let (groups, matches) = aside(look).await?.map_err(broken)?;
        let viewer = viewer(app, by, groups).await?;
        let network = network::view(app).await?;
        let own = Arc::clone(own);
        let looked = aside(move || self.sift(&matches, &own, &viewer, &network, (order, offset, limit))).await?;
        Ok(looked)
    }

    fn sift(
        self,
        matches: &[Match],
        own: &Own,
        viewer: &Viewer,
        network: &Network,
        (order, offset, limit): (Order, usize, usize),
    ) -> Looked {
        let (own, notes) = own::matching(own, viewer, &self.view, &self.query, self.phase);
        let of_matches = matches.chunks(BATCH).map(|some| {
            let facts = |found: &Match| Some((self.view.facts(found)?, found.score));
            some.iter().filter_map(facts).collect::<Vec<_>>()
        });
        let of_own = std::iter::once_with(|| own.iter().map(|(facts, score)| (facts, *score)).collect());
        let batches = of_matches.chain(of_own).map(|some| hits(network, viewer.member, some));
        let person = |member| self.view.person(member);
        let bounds = (offset.saturating_add(limit), self.view.value_count());
        let (mut found, hits) = sift(batches, viewer, &self.filter, order, bounds, person);
        found.entries.drain(..offset.min(found.entries.len()));
        let evidence = evidence(&hits, viewer, &found);
        Looked { phase: self.phase, found, filter: self.filter, view: self.view, notes, evidence }
    }
}

/// Documents with the distance of whose they are.
fn hits<'a>(network: &Network, viewer: MemberId, facts: Vec<(&'a Facts, Score)>) -> Vec<Hit<'a>> {
    let mut profiles = 0;
    let person = |(facts, _): &(&Facts, Score)| {
        profiles += usize::from(facts.kind == Kind::Person);
        facts.person().unwrap_or(viewer)
    };
    let people: Vec<MemberId> = facts.iter().map(person).collect();
    let steps = steps(network, viewer, &people, profiles);
    let hit = |((facts, score), steps): ((&'a Facts, Score), Option<u8>)| Hit {
        facts,
        score: score.points,
        tells: score.tells,
        distance: Distance::of(facts.person(), viewer, steps),
    };
    facts.into_iter().zip(steps).map(hit).collect()
}

/// How far each of these is: asked once for each person, whatever he has written. Where most of what was found are profiles,
/// which name everybody once, putting them in order would cost more than it spares.
fn steps(network: &Network, viewer: MemberId, people: &[MemberId], profiles: usize) -> Vec<Option<u8>> {
    if profiles >= people.len() / 2 {
        return network.distances_within(viewer, people, FARTHEST);
    }
    let mut once = people.to_vec();
    once.sort_unstable();
    once.dedup();
    let far = network.distances_within(viewer, &once, FARTHEST);
    let of = |member: &MemberId| once.binary_search(member).ok().and_then(|at| far.get(at).copied()).flatten();
    people.iter().map(of).collect()
}

/// Work of some milliseconds, beside those who wait for others.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Fault::other(error.to_string()))
}

/// The groups that decide who sees what was found.
struct Groups {
    read_in: Vec<GroupId>,
    known: Vec<GroupId>,
}

impl Groups {
    fn of(view: &View, matches: &[Match]) -> Self {
        let (mut read_in, mut known): (BTreeSet<GroupId>, BTreeSet<GroupId>) = (BTreeSet::new(), BTreeSet::new());
        for facts in matches.iter().filter_map(|found| view.facts(found)) {
            match facts.audience {
                Audience::ReadersOf(group) => drop(read_in.insert(group)),
                Audience::KnowersOf(group) => drop(known.insert(group)),
                _ => {}
            }
        }
        Self { read_in: read_in.into_iter().collect(), known: known.into_iter().collect() }
    }
}

/// What the viewer is to those whose documents were found: from the tables as they are now, so that a block holds from the
/// moment at which it was answered.
async fn viewer(app: &App, by: &By, groups: Groups) -> Result<Viewer, Fault> {
    let Groups { read_in, known } = groups;
    let (member, now) = (by.member, by.now);
    app.db
        .read(async move |tx| {
            Ok(Viewer {
                member,
                now,
                apart: ties::apart(tx, member).await?,
                leaving: members::list_leaving(tx).await?.into_iter().collect(),
                readable: groups::readable(tx, member, &read_in).await?,
                known: groups::known(tx, member, &known).await?,
                attends: store::attended(tx, member).await?.into_iter().collect(),
            })
        })
        .await
}

/// What shows that those on the page know about it, the best first.
fn evidence(hits: &[Hit<'_>], viewer: &Viewer, found: &Found) -> BTreeMap<MemberId, Vec<(Kind, i64)>> {
    let knows = found.entries.iter().filter(|entry| entry.kind == Kind::Knows).map(|entry| MemberId(entry.id));
    let mut all: BTreeMap<MemberId, Vec<(u32, Kind, i64)>> = knows.map(|member| (member, Vec::new())).collect();
    if all.is_empty() {
        return BTreeMap::new();
    }
    for hit in hits.iter().filter(|hit| hit.tells && may_be_seen(hit.facts, viewer, hit.distance)) {
        let speaks = matches!(hit.facts.kind, Kind::Person | Kind::Offer | Kind::Post | Kind::Answered);
        let member = hit.facts.person().filter(|_| speaks);
        if let Some(things) = member.and_then(|member| all.get_mut(&member)) {
            things.push((hit.score, hit.facts.kind, hit.facts.id));
        }
    }
    let best = |mut things: Vec<(u32, Kind, i64)>| {
        things.sort_unstable_by_key(|(score, kind, id)| (std::cmp::Reverse(*score), *kind, std::cmp::Reverse(*id)));
        things.into_iter().take(EVIDENCE).map(|(_, kind, id)| (kind, id)).collect()
    };
    all.into_iter().map(|(member, things)| (member, best(things))).collect()
}
