//! From all that has the words to what a viewer sees: visible, counted, in order.

use std::collections::BTreeMap;

use super::{Counts, Distance, Facts, Filter, Kind, Viewer, asks_something, may_be_seen};
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
    /// All that he may see, whatever the filters.
    pub visible: u32,
}

/// Sifts hits for a viewer. `person` gives the facts of a member by id, to count somebody who knows about it by what he
/// is himself; `values` is how many values there are.
pub fn sift<'a>(
    hits: impl IntoIterator<Item = Hit<'a>>,
    viewer: &Viewer,
    filter: &Filter,
    order: Order,
    (most, values): (usize, usize),
    person: impl Fn(MemberId) -> Option<&'a Facts>,
) -> Found {
    let mut sieve = Sieve { viewer, filter, found: Found { counts: Counts::new(values), ..Found::default() } };
    let mut knows: BTreeMap<MemberId, (u32, Distance)> = BTreeMap::new();
    for hit in hits {
        if !may_be_seen(hit.facts, viewer, hit.distance) {
            continue;
        }
        if hit.tells
            && matches!(hit.facts.kind, Kind::Person | Kind::Offer | Kind::Post | Kind::Answered)
            && let Some(member) = hit.facts.person().filter(|member| *member != viewer.member)
        {
            let known = knows.entry(member).or_insert((0, hit.distance));
            known.0 = known.0.saturating_add(hit.score);
        }
        sieve.found.visible += 1;
        if hit.facts.kind != Kind::Answered {
            sieve.take(hit.facts, hit.facts.kind, hit.score, hit.distance);
        }
    }
    for (member, (score, distance)) in knows {
        if let Some(facts) = person(member).filter(|facts| may_be_seen(facts, viewer, distance)) {
            sieve.take(facts, Kind::Knows, score, distance);
        }
    }
    let mut found = sieve.found;
    let rank = |entry: &Entry| entry.rank(order);
    if found.entries.len() > most {
        if most > 0 {
            found.entries.select_nth_unstable_by_key(most - 1, rank);
        }
        found.entries.truncate(most);
    }
    found.entries.sort_unstable_by_key(rank);
    found.counts.kinds.sort_unstable();
    found
}

struct Sieve<'a> {
    viewer: &'a Viewer,
    filter: &'a Filter,
    found: Found,
}

impl Sieve<'_> {
    /// Counts something visible, and takes it where it passes.
    fn take(&mut self, facts: &Facts, kind: Kind, score: u32, distance: Distance) {
        let asks = matches!(kind, Kind::Person | Kind::Knows) && asks_something(&facts.asks, distance, self.viewer.now);
        let failed = self.filter.fails(kind, distance, asks, &facts.values);
        if failed == 0 {
            self.found.count += 1;
            self.found.entries.push(Entry { kind, id: facts.id, score, distance });
        }
        // More than one filter in the way: whatever else was chosen in one of them, it would not come.
        if failed & failed.wrapping_sub(1) == 0 {
            self.found.counts.add(failed, kind, distance, asks, &facts.values);
        }
    }
}
