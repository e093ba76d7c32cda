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
    fn rank(&self, order: Order) -> (u64, u64, std::cmp::Reverse<i64>, Kind) {
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

/// Sifts hits for a viewer. `person` gives the facts of a member by id, to count somebody who knows about it by what he
/// is himself; `values` is how many values there are.
pub fn sift<'a>(
    hits: &[Hit<'a>],
    viewer: &Viewer,
    filter: &Filter,
    order: Order,
    (most, values): (usize, usize),
    person: impl Fn(MemberId) -> Option<&'a Facts>,
) -> Found {
    let named = Named::of(hits, viewer, values);
    let mut sieve = Sieve {
        viewer,
        filter,
        found: Found { counts: Counts::new(values), ..Found::default() },
        best: Best::new(order, most),
    };
    let (mut themselves, mut others): (Vec<&Hit<'a>>, Vec<(MemberId, &Hit<'a>)>) = (Vec::new(), Vec::new());
    for hit in hits {
        if !may_be_seen(hit.facts, viewer, hit.distance) && !named.holds(hit.facts) {
            continue;
        }
        if hit.tells
            && matches!(hit.facts.kind, Kind::Person | Kind::Offer | Kind::Post | Kind::Answered)
            && let Some(member) = hit.facts.person().filter(|member| *member != viewer.member)
        {
            match hit.facts.kind {
                Kind::Person => themselves.push(hit),
                _ => others.push((member, hit)),
            }
        }
        // What speaks for somebody is no result.
        if hit.facts.kind != Kind::Answered {
            sieve.found.visible += 1;
            sieve.take(hit.facts, hit.facts.kind, hit.score, hit.distance);
        }
    }
    // Most who know about it are found by their profiles alone: only what else they wrote is put in order.
    others.sort_unstable_by_key(|(member, _)| *member);
    let sum =
        |of_one: &[(MemberId, &Hit<'a>)]| of_one.iter().fold(0_u32, |sum, (_, hit)| sum.saturating_add(hit.score));
    let mut by_profile: Vec<MemberId> = Vec::new();
    for hit in themselves {
        let mut score = hit.score;
        if let Some(member) = hit.facts.person().filter(|_| !others.is_empty()) {
            let first = others.partition_point(|(other, _)| *other < member);
            let end = others.partition_point(|(other, _)| *other <= member);
            let of_one = others.get(first..end).unwrap_or_default();
            if !of_one.is_empty() {
                score = score.saturating_add(sum(of_one));
                by_profile.push(member);
            }
        }
        sieve.take(hit.facts, Kind::Knows, score, hit.distance);
    }
    by_profile.sort_unstable();
    for of_one in others.chunk_by(|one, other| one.0 == other.0) {
        let Some((member, first)) = of_one.first() else { continue };
        if by_profile.binary_search(member).is_ok() {
            continue;
        }
        if let Some(facts) = person(*member).filter(|facts| may_be_seen(facts, viewer, first.distance)) {
            sieve.take(facts, Kind::Knows, sum(of_one), first.distance);
        }
    }
    let mut found = sieve.found;
    found.entries = sieve.best.take();
    found.counts.kinds.sort_unstable();
    found
}

/// The first `most` of all that is offered, in their order.
struct Best {
    order: Order,
    most: usize,
    kept: Vec<Entry>,
}

impl Best {
    /// So many times as many as are wanted are kept before they are thinned out.
    const SLACK: usize = 8;

    const fn new(order: Order, most: usize) -> Self {
        Self { order, most, kept: Vec::new() }
    }

    fn offer(&mut self, entry: Entry) {
        self.kept.push(entry);
        if self.kept.len() >= self.most.saturating_mul(Self::SLACK).max(64) {
            self.thin();
        }
    }

    fn thin(&mut self) {
        let order = self.order;
        if self.kept.len() > self.most {
            if let Some(last) = self.most.checked_sub(1) {
                self.kept.select_nth_unstable_by_key(last, |entry| entry.rank(order));
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

/// The values of organisations that a person or an ad names which the viewer may see, by [`Value::index`]. Empty where
/// nothing that was found depends on it.
struct Named(Vec<bool>);

impl Named {
    fn of(hits: &[Hit<'_>], viewer: &Viewer, values: usize) -> Self {
        if !hits.iter().any(|hit| hit.facts.audience == Audience::Named) {
            return Self(Vec::new());
        }
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

struct Sieve<'a> {
    viewer: &'a Viewer,
    filter: &'a Filter,
    found: Found,
    best: Best,
}

impl Sieve<'_> {
    /// Counts something visible, and takes it where it passes.
    fn take(&mut self, facts: &Facts, kind: Kind, score: u32, distance: Distance) {
        // The asks of who is about to leave are there for himself alone.
        let leaving =
            facts.owner.is_some_and(|owner| owner != self.viewer.member && self.viewer.leaving.contains(&owner));
        let asks = matches!(kind, Kind::Person | Kind::Knows)
            && !leaving
            && asks_something(&facts.asks, distance, self.viewer.now);
        let failed = self.filter.fails(kind, distance, asks, &facts.values);
        if failed == 0 {
            self.found.count += 1;
            self.best.offer(Entry { kind, id: facts.id, score, distance });
        }
        // More than one filter in the way: whatever else was chosen in one of them, it would not come.
        if failed & failed.wrapping_sub(1) == 0 {
            self.found.counts.add(failed, kind, distance, asks, &facts.values);
        }
    }
}
