//! Which pairs there are among a member's ties: near by the index in memory, then looked at closer, the likeliest first.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::Fault;
use pergola_domain::{
    ids::{AskId, MemberId, PersonId},
    matching::{
        self as rule, Match, Side,
        pairs::{Candidate, Pair, Shown, weight},
    },
};

use super::store::asks_of;
use crate::{
    app::{App, By},
    asks::{self, Seen},
    introductions,
    matching::{self, Shelf},
    members, network, ties,
};

/// For each ask, so many of what is nearest are thought of.
const EACH: usize = 3;
/// How often one looks at the next ones, where those before do not fill the day.
const LOOKS: usize = 4;
/// A pair that is thought of without being asked for fits better than what answers a question.
const LEAST: f32 = 0.28;

/// What is known of pairs, to say whether they still go together.
#[derive(Debug, Default)]
pub(super) struct Ground {
    /// Asks and offers that the member may see, by id.
    pub(super) seen: BTreeMap<AskId, Seen>,
    /// What people tell of themselves.
    profiles: BTreeMap<MemberId, Side>,
    meanings: BTreeMap<AskId, rule::Meaning>,
    /// Where who asks works now.
    works: BTreeMap<MemberId, Vec<String>>,
    /// Two who know each other, who are apart, or whom he has proposed to each other before.
    barred: BTreeSet<(MemberId, MemberId)>,
}

/// The other of a pair, who is a member.
pub(super) const fn other(pair: &Pair) -> MemberId {
    MemberId(pair.other.number())
}

impl Ground {
    /// Of these pairs, all that is asked of them.
    pub(super) async fn of(app: &App, by: &By, pairs: &[Pair]) -> Result<Self, Fault> {
        let ids = asks_of(pairs);
        let mut people: Vec<MemberId> = pairs.iter().filter(|pair| pair.offer.is_none()).map(other).collect();
        people.sort_unstable();
        people.dedup();
        let askers: Vec<MemberId> = pairs.iter().map(|pair| pair.asker).collect();
        let (viewer, of_profiles) = (by.member, people.clone());
        let (posted, mut meanings, profiles, works, proposed) = app
            .db
            .read(async move |tx| {
                let posted = asks::find_many(tx, &ids).await?;
                let numbers: Vec<i64> = ids.iter().map(|id| id.0).collect();
                let mut meanings = matching::find_many(tx, Shelf::Asks, &numbers).await?;
                meanings.extend(matching::find_many(tx, Shelf::Offers, &numbers).await?);
                let numbers: Vec<i64> = of_profiles.iter().map(|id| id.0).collect();
                let mut read = matching::find_many(tx, Shelf::Profiles, &numbers).await?;
                let mut profiles = BTreeMap::new();
                for person in &of_profiles {
                    let said = matching::profile_said(tx, *person).await?;
                    if let (Some((said, _)), Some(meaning)) = (said, read.remove(&person.0)) {
                        profiles.insert(*person, Side { meaning, said, home: String::new() });
                    }
                }
                let works = members::works_in(tx, &askers).await?;
                let proposed = introductions::proposed_together(tx, viewer).await?;
                Ok::<_, Fault>((posted, meanings, profiles, works, proposed))
            })
            .await?;
        let seen = asks::visible(app, by, posted).await?;
        let meanings = seen.iter().filter_map(|seen| Some((seen.ask.id, meanings.remove(&seen.ask.id.0)?))).collect();
        let mut barred = strangers_not(app, by, pairs).await?;
        barred.extend(proposed.into_iter().flat_map(|(one, two)| [(one, two), (two, one)]));
        let seen = seen.into_iter().map(|seen| (seen.ask.id, seen)).collect();
        Ok(Self { seen, profiles, meanings, works, barred })
    }

    fn side(&self, id: AskId, by: &By) -> Option<(Side, u16)> {
        let Seen { ask, author, .. } = self.seen.get(&id)?;
        let meaning = self.meanings.get(&id)?.clone();
        let side = Side { meaning, said: ask.said.clone(), home: author.place.clone() };
        ask.is_open(by.now).then_some((side, ask.freshness(by.now)))
    }

    /// How they fit and how fresh the ask is; none where they do not, know each other, or may not be shown.
    pub(super) fn fit(&self, by: &By, pair: &Pair) -> Option<(Match, u16)> {
        if self.barred.contains(&(pair.asker, other(pair))) {
            return None;
        }
        let (asked, freshness) = self.side(pair.ask, by)?;
        let offered = match pair.offer {
            Some(offer) => self.side(offer, by)?.0,
            None => self.profiles.get(&other(pair))?.clone(),
        };
        let authors = self.seen.get(&pair.ask).is_some_and(|seen| seen.author.id == pair.asker);
        let works = self.works.get(&pair.asker).map_or(&[][..], Vec::as_slice);
        let matched = rule::fit_for(&asked, works, &offered).filter(|matched| authors && matched.score >= LEAST)?;
        Some((matched, freshness))
    }
}

/// Those who are no two strangers whom he knows both: tied already, apart by a block, or no longer his own ties.
async fn strangers_not(app: &App, by: &By, pairs: &[Pair]) -> Result<BTreeSet<(MemberId, MemberId)>, Fault> {
    let two: BTreeSet<(MemberId, MemberId)> = pairs.iter().map(|pair| (pair.asker, other(pair))).collect();
    let two: Vec<(MemberId, MemberId)> = two.into_iter().collect();
    let own: BTreeSet<MemberId> = network::own_ties(app, by).await?.into_iter().map(|(member, _)| member).collect();
    let strangers = network::strangers(app).await?;
    let (asked, viewer) = (two.clone(), by.member);
    let apart = app
        .db
        .read(async move |tx| {
            let mut apart = BTreeSet::new();
            for (one, other) in &asked {
                if !ties::unseen(tx, *one, &[*other]).await?.is_empty() {
                    apart.insert((*one, *other));
                }
            }
            let people: Vec<MemberId> = asked.iter().flat_map(|(one, other)| [*one, *other]).collect();
            let accounts = members::find_many(tx, &people).await?;
            let leaving = accounts.into_iter().filter(|account| account.leaving_at.is_some());
            let leaving: BTreeSet<MemberId> = leaving.map(|account| account.id).collect();
            let unseen = ties::unseen(tx, viewer, &people).await?;
            Ok::<_, Fault>((apart, leaving, unseen))
        })
        .await?;
    let (apart, leaving, unseen) = apart;
    let gone = |member: &MemberId| !own.contains(member) || leaving.contains(member) || unseen.contains(member);
    let barred = two.into_iter().filter(|pair| {
        let (one, other) = pair;
        !strangers.are(*one, *other) || apart.contains(pair) || gone(one) || gone(other)
    });
    Ok(barred.collect())
}

/// Pairs among the member's own ties, with what their place depends on; until they are `enough`.
///
/// Who knows each other, is apart or was proposed before is passed over before anything is counted: otherwise the nearest,
/// who mostly know each other already, would take the places of those who fit and do not.
pub(super) async fn candidates(
    app: &App,
    by: &By,
    past: &[Shown],
    enough: impl Fn(&[Candidate]) -> bool,
) -> Result<Vec<Candidate>, Fault> {
    let closeness: BTreeMap<MemberId, Option<u8>> = network::own_ties(app, by).await?.into_iter().collect();
    if closeness.len() < 2 {
        return Ok(Vec::new());
    }
    let mut near: Vec<(f32, Candidate)> = thought_of(app, by, past, &closeness)
        .await?
        .into_iter()
        .map(|candidate| (weight(&candidate, past), candidate))
        .collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.pair.cmp(&other.1.pair)));
    let near: Vec<Candidate> = near.into_iter().map(|(_, candidate)| candidate).collect();
    let mut candidates = Vec::new();
    for some in near.chunks(app.most.closer).take(LOOKS) {
        let pairs: Vec<Pair> = some.iter().map(|candidate| candidate.pair).collect();
        let ground = Ground::of(app, by, &pairs).await?;
        candidates.extend(some.iter().filter_map(|candidate| {
            let (matched, freshness) = ground.fit(by, &candidate.pair)?;
            Some(Candidate { fit: matched.score, freshness, ..*candidate })
        }));
        if enough(&candidates) {
            break;
        }
    }
    Ok(candidates)
}

/// Pairs to be looked at closer: how near the texts are stands for how well they fit, until the rule has looked at them.
async fn thought_of(
    app: &App,
    by: &By,
    past: &[Shown],
    closeness: &BTreeMap<MemberId, Option<u8>>,
) -> Result<Vec<Candidate>, Fault> {
    let viewer = by.member;
    let proposed = app.db.read(async move |tx| introductions::proposed_together(tx, viewer).await).await?;
    let proposed: BTreeSet<(MemberId, MemberId)> = proposed.into_iter().collect();
    let known: BTreeSet<(AskId, PersonId)> = past.iter().map(|shown| (shown.pair.ask, shown.pair.other)).collect();
    let strangers = network::strangers(app).await?;
    let ties: Vec<i64> = closeness.keys().map(|member| member.0).collect();
    let found = app.matching.pairs(&ties, EACH, |ask, asker, near| {
        let (one, other) = (MemberId(asker), MemberId(near.owner));
        !known.contains(&(AskId(ask), PersonId::Member(other)))
            && !proposed.contains(&(one.min(other), one.max(other)))
            && strangers.are(one, other)
    });
    let mut ids: Vec<AskId> = found.iter().map(|(ask, ..)| AskId(*ask)).collect();
    ids.sort_unstable();
    ids.dedup();
    let now = by.now;
    let fresh = app.db.read(async move |tx| asks::freshness_of(tx, &ids, now).await).await?;
    let close = |member: i64| closeness.get(&MemberId(member)).copied().flatten();
    let thoughts = found.into_iter().filter_map(|(ask, asker, shelf, near)| {
        let other = PersonId::Member(MemberId(near.owner));
        let offer = (shelf == Shelf::Offers).then_some(AskId(near.key));
        let pair = Pair { ask: AskId(ask), asker: MemberId(asker), offer, other };
        let (closeness, freshness) = ([close(asker), close(near.owner)], *fresh.get(&pair.ask)?);
        Some(Candidate { pair, fit: near.likeness, closeness, freshness })
    });
    Ok(thoughts.collect())
}
