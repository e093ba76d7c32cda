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
    let mut sieve = Sieve { viewer, filter, found: Found { counts: Counts::new(values), ..Found::default() } };
    let mut knows: Vec<Knowing<'a>> = Vec::new();
    for hit in hits {
        if !may_be_seen(hit.facts, viewer, hit.distance) && !named.holds(hit.facts) {
            continue;
        }
        if hit.tells
            && matches!(hit.facts.kind, Kind::Person | Kind::Offer | Kind::Post | Kind::Answered)
            && let Some(member) = hit.facts.person().filter(|member| *member != viewer.member)
        {
            let himself = (hit.facts.kind == Kind::Person).then_some(hit.facts);
            knows.push(Knowing { member, score: hit.score, distance: hit.distance, himself });
        }
        // What speaks for somebody is no result.
        if hit.facts.kind != Kind::Answered {
            sieve.found.visible += 1;
            sieve.take(hit.facts, hit.facts.kind, hit.score, hit.distance);
        }
    }
    knows.sort_unstable_by_key(|known| known.member);
    for of_one in knows.chunk_by(|one, other| one.member == other.member) {
        let Some(first) = of_one.first() else { continue };
        let score = of_one.iter().fold(0_u32, |sum, known| sum.saturating_add(known.score));
        let himself = of_one.iter().find_map(|known| known.himself).or_else(|| person(first.member));
        if let Some(facts) = himself.filter(|facts| may_be_seen(facts, viewer, first.distance)) {
            sieve.take(facts, Kind::Knows, score, first.distance);
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

/// Something that speaks for somebody.
struct Knowing<'a> {
    member: MemberId,
    score: u32,
    distance: Distance,
    himself: Option<&'a Facts>,
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
            self.found.entries.push(Entry { kind, id: facts.id, score, distance });
        }
        // More than one filter in the way: whatever else was chosen in one of them, it would not come.
        if failed & failed.wrapping_sub(1) == 0 {
            self.found.counts.add(failed, kind, distance, asks, &facts.values);
        }
    }
}
