//! From all that has the words to what a viewer sees: visible, counted, in order.

use super::{Audience, Counts, Distance, Facts, Filter, Kind, Value, Viewer, asks_something, may_be_seen};
use crate::ids::MemberId;

/// A document that has the words of a query.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    pub facts: &'a Facts,
    /// How well it matches, of the query and this document alone.
    pub score: u32,
    /// More than a name: it tells of what was looked for.
    pub tells: bool,
    pub distance: Distance,
}

/// How results stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Whom one reaches with the fewest steps first, of those the best match.
    #[default]
    Nearness,
    /// The best match first, of those the nearest.
    Match,
}

impl Order {
    /// Its word in addresses and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nearness => "nearness",
            Self::Match => "match",
        }
    }
}

/// A result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: Kind,
    pub id: i64,
    pub score: u32,
    pub distance: Distance,
}

impl Entry {
    /// Smaller comes first; of equals what is newer.
    fn rank(&self, order: Order) -> Rank {
        let near = u64::from(self.distance.rank());
        let far_match = u64::from(u32::MAX - self.score);
        let (first, second) = match order {
            Order::Nearness => (near, far_match),
            Order::Match => (far_match, near),
        };
        (first, second, std::cmp::Reverse(self.id), self.kind)
    }
}

/// What a viewer sees of what was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The first `most` in their order.
    pub entries: Vec<Entry>,
    /// All that pass the filters.
    pub count: u32,
    pub counts: Counts,
    /// All that he may see, whatever the filters. What only speaks for somebody is not among it: it ends no looking.
    pub visible: u32,
}

/// Sifts hits for a viewer, batch by batch as they come, and gives them back, all in one.
///
/// Each batch is looked at while it is near at hand. `person` gives the facts of a member by id, to count somebody who knows
/// about it by what he is himself; `values` is how many values there are.
pub fn sift<'a>(
    batches: impl IntoIterator<Item = Vec<Hit<'a>>>,
    viewer: &Viewer,
    filter: &Filter,
    order: Order,
    (most, values): (usize, usize),
    person: impl Fn(MemberId) -> Option<&'a Facts>,
) -> (Found, Vec<Hit<'a>>) {
    let mut sieve = Sieve {
        viewer,
        filter,
        found: Found { counts: Counts::new(values), ..Found::default() },
        best: Best::new(order, most),
        themselves: Vec::new(),
        others: Vec::new(),
    };
    let mut hits: Vec<Hit<'a>> = Vec::new();
    let mut nameless: Vec<Hit<'a>> = Vec::new();
    for mut batch in batches {
        for hit in &batch {
            if may_be_seen(hit.facts, viewer, hit.distance) {
                sieve.see(*hit);
            } else if hit.facts.audience == Audience::Named {
                nameless.push(*hit);
            }
        }
        hits.append(&mut batch);
    }
    if !nameless.is_empty() {
        let named = Named::of(&hits, viewer, values);
        nameless.into_iter().filter(|hit| named.holds(hit.facts)).for_each(|hit| sieve.see(hit));
    }
    sieve.take_who_knows(person);
    let mut found = sieve.found;
    found.entries = sieve.best.take();
    found.counts.kinds.sort_unstable();
    (found, hits)
}

/// Where something stands; smaller comes first.
type Rank = (u64, u64, std::cmp::Reverse<i64>, Kind);

/// The first `most` of all that is offered, in their order.
struct Best {
    order: Order,
    most: usize,
    kept: Vec<Entry>,
    /// The last of the first `most` so far: what stands behind it will not be among them.
    last: Option<Rank>,
}

impl Best {
    /// So many times as many as are wanted are kept before they are thinned out.
    const SLACK: usize = 8;

    const fn new(order: Order, most: usize) -> Self {
        Self { order, most, kept: Vec::new(), last: None }
    }

    fn offer(&mut self, entry: Entry) {
        if self.last.is_some_and(|last| entry.rank(self.order) > last) {
            return;
        }
        self.kept.push(entry);
        if self.kept.len() >= self.most.saturating_mul(Self::SLACK).max(64) {
            self.thin();
        }
    }

    fn thin(&mut self) {
        let order = self.order;
        if self.kept.len() > self.most {
            if let Some(last) = self.most.checked_sub(1) {
                let (_, last, _) = self.kept.select_nth_unstable_by_key(last, |entry| entry.rank(order));
                self.last = Some(last.rank(order));
            }
            self.kept.truncate(self.most);
        }
    }

    fn take(mut self) -> Vec<Entry> {
        self.thin();
        let order = self.order;
        self.kept.sort_unstable_by_key(|entry| entry.rank(order));
        self.kept
    }
}

/// The values of organisations that a person or an ad names which the viewer may see, by [`Value::index`].
struct Named(Vec<bool>);

impl Named {
    fn of(hits: &[Hit<'_>], viewer: &Viewer, values: usize) -> Self {
        let mut named = vec![false; values];
        let naming = hits.iter().filter(|hit| matches!(hit.facts.kind, Kind::Person | Kind::Job));
        for hit in naming.filter(|hit| may_be_seen(hit.facts, viewer, hit.distance)) {
            for value in hit.facts.values.iter() {
                if let Some(slot) = place(*value).and_then(|place| named.get_mut(place)) {
                    *slot = true;
                }
            }
        }
        Self(named)
    }

    fn holds(&self, facts: &Facts) -> bool {
        let named = |value: &Value| place(*value).and_then(|place| self.0.get(place)).copied().unwrap_or(false);
        facts.kind == Kind::Organisation && facts.audience == Audience::Named && facts.named_by.iter().any(named)
    }
}

fn place(value: Value) -> Option<usize> {
    usize::try_from(value.index()).ok()
}

/// Somebody whose own profile tells of what was looked for.
struct Himself {
    member: MemberId,
    id: i64,
    score: u32,
    distance: Distance,
    /// Whether he passes as one who knows about it.
    passes: bool,
}

struct Sieve<'v, 'f> {
    viewer: &'v Viewer,
    filter: &'v Filter,
    found: Found,
    best: Best,
    themselves: Vec<Himself>,
    /// What else speaks for somebody.
    others: Vec<(MemberId, Hit<'f>)>,
}

impl<'f> Sieve<'_, 'f> {
    /// Takes what the viewer may see.
    fn see(&mut self, hit: Hit<'f>) {
        let facts = hit.facts;
        let (failed, asks) = self.look(facts, hit.distance);
        if hit.tells
            && matches!(facts.kind, Kind::Person | Kind::Offer | Kind::Post | Kind::Answered)
            && let Some(member) = facts.person().filter(|member| *member != self.viewer.member)
        {
            if facts.kind == Kind::Person {
                let passes = self.count(facts, Kind::Knows, hit.distance, (failed, asks));
                let (id, score, distance) = (facts.id, hit.score, hit.distance);
                self.themselves.push(Himself { member, id, score, distance, passes });
            } else {
                self.others.push((member, hit));
            }
        }
        // What speaks for somebody is no result.
        if facts.kind != Kind::Answered {
            self.found.visible += 1;
            if self.count(facts, facts.kind, hit.distance, (failed, asks)) {
                let (kind, id, score, distance) = (facts.kind, facts.id, hit.score, hit.distance);
                self.best.offer(Entry { kind, id, score, distance });
            }
        }
    }

    /// Those who know about it: by their profile, by what they wrote, by both. Most are found by their profiles alone: only
    /// what else they wrote is put in order.
    fn take_who_knows(&mut self, person: impl Fn(MemberId) -> Option<&'f Facts>) {
        let (themselves, mut others) = (std::mem::take(&mut self.themselves), std::mem::take(&mut self.others));
        others.sort_unstable_by_key(|(member, _)| *member);
        let sum =
            |of_one: &[(MemberId, Hit<'f>)]| of_one.iter().fold(0_u32, |sum, (_, hit)| sum.saturating_add(hit.score));
        let mut by_profile: Vec<MemberId> = Vec::new();
        for Himself { member, id, mut score, distance, passes } in themselves {
            if !others.is_empty() {
                let first = others.partition_point(|(other, _)| *other < member);
                let end = others.partition_point(|(other, _)| *other <= member);
                let of_one = others.get(first..end).unwrap_or_default();
                if !of_one.is_empty() {
                    score = score.saturating_add(sum(of_one));
                    by_profile.push(member);
                }
            }
            if passes {
                self.best.offer(Entry { kind: Kind::Knows, id, score, distance });
            }
        }
        by_profile.sort_unstable();
        for of_one in others.chunk_by(|one, other| one.0 == other.0) {
            let Some((member, first)) = of_one.first() else { continue };
            if by_profile.binary_search(member).is_ok() {
                continue;
            }
            let distance = first.distance;
            if let Some(facts) = person(*member).filter(|facts| may_be_seen(facts, self.viewer, distance)) {
                let looked = self.look(facts, distance);
                if self.count(facts, Kind::Knows, distance, looked) {
                    self.best.offer(Entry { kind: Kind::Knows, id: facts.id, score: sum(of_one), distance });
                }
            }
        }
    }

    /// The filters that it does not pass, but for its kind; and whether it is of somebody who asks for something.
    fn look(&self, facts: &Facts, distance: Distance) -> (u16, bool) {
        let asks = facts.kind == Kind::Person
            && asks_something(&facts.asks, distance, self.viewer.now)
            // The asks of who is about to leave are there for himself alone.
            && !facts.owner.is_some_and(|owner| owner != self.viewer.member && self.viewer.leaving.contains(&owner));
        (self.filter.fails(distance, asks, facts.values.as_slice()), asks)
    }

    /// Counts something visible. Gives whether it passes.
    fn count(&mut self, facts: &Facts, kind: Kind, distance: Distance, (failed, asks): (u16, bool)) -> bool {
        let failed = failed | self.filter.fails_kind(kind);
        // More than one filter in the way: whatever else was chosen in one of them, it would not come.
        if failed & failed.wrapping_sub(1) == 0 {
            self.found.counts.add(failed, kind, distance, asks, facts.values.as_slice());
        }
        self.found.count += u32::from(failed == 0);
        failed == 0
    }
}
