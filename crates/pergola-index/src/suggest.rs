//! People one may know: a ranking from ties and from what people have in common, with its reasons.
//!
//! Candidates are those whom two or three steps reach and those who share a place with the viewer; each gets the sum
//! of its signs (see `pergola_domain::acquaintance`), under the weights that this network taught. The same state, the
//! same weights and the same viewer give the same list.

use std::cmp::Reverse;

use pergola_domain::{
    acquaintance::{Around, Glance, Seen, Weights, fading, rarity, signs},
    ids::MemberId,
};

use crate::{
    aside::{GAVE, Stay, TOOK, at_place, shared},
    asking::Asking,
    belongings::Belonging,
    distance, mutuals,
    paths::{Together, together},
    rows::{AWAY, GONE, HIDES},
    scratch::Scratch,
    state::State,
    walks::{degree_to_float, mixed, recent},
};

/// Of all who are reached, so many are looked at closely: the foremost by walks alone.
const CLOSELY: usize = 200;
/// People taken from places that the viewer shares, from the smallest place on; larger places than this give none.
const FROM_PLACES: usize = 100;
const LARGE_PLACE: usize = 2_000;
/// An ask answered between two says as much as a place of so many people.
const ANSWERED_LIKE: usize = 2;
/// Steps within which somebody is near.
const NEAR: u8 = 3;
/// Mutuals named in a reason.
const SAMPLE: usize = 3;

/// Somebody whom the viewer may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub member: MemberId,
    /// As many as the list of mutuals has.
    pub mutuals: u32,
    /// What speaks for it, the plainest first; never empty.
    pub reasons: Vec<Reason>,
}

/// Why somebody is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They know people in common; up to three of them, closest to the viewer first.
    Mutuals { count: u32, sample: Vec<MemberId> },
    /// They were at the same place in the same months.
    Together(Together),
    /// One answered an ask of the other's: whether the viewer did, and whether the other.
    Answered { viewer: bool, other: bool },
    /// The same group, topic, place or skill; or the same organisation, in other years or nobody knows when.
    Common(Belonging),
    /// People near the viewer lead to people near this one, though nobody who knows both may be named.
    Near,
}

pub(crate) fn suggestions(
    state: &State,
    scratch: &mut Scratch,
    asking: &Asking<'_>,
    viewer: u32,
    limit: usize,
) -> Vec<Suggestion> {
    let around = scratch.walks.walk(state, None, viewer);
    mark_excluded(state, scratch, viewer, true);
    let mut candidates = from_places(state, scratch, viewer);
    foremost(state, scratch, around, &mut candidates);
    candidates.sort_unstable_by_key(|(number, _)| *number);
    candidates.dedup_by_key(|(number, _)| *number);
    let places = Places::of(state, viewer);
    fetch(state, &places, &candidates);
    let mut scored: Vec<_> = candidates
        .iter()
        .map(|(number, seen)| {
            let id = state.id(*number);
            let score = closely(state, asking, (&places, around), (*number, *seen));
            (score - fading(asking.times_passed_over(id)), id, *number)
        })
        .collect();
    mark_excluded(state, scratch, viewer, false);
    scored.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let told = scored.into_iter().filter_map(|(_, id, number)| explain(state, scratch, asking, (viewer, number), id));
    let mut told: Vec<Suggestion> = told.take(limit).collect();
    if state.learned.weights == Weights::default() {
        // Few ties teach nothing: then whoever is only near comes behind everybody for whom more can be said.
        told.sort_by_key(|one| one.reasons == [Reason::Near]);
    }
    told
}

/// Marks in `banned` whoever can never be suggested: the viewer, ties, blocked, invited, dismissed.
fn mark_excluded(state: &State, scratch: &mut Scratch, viewer: u32, mark: bool) {
    let aside = state.aside(viewer);
    let blocked = aside.blocked().map(|(other, _)| other);
    let others = state.row(viewer).all().iter().chain(aside.asked()).chain(aside.dismissed()).copied();
    for number in others.chain(blocked).chain(std::iter::once(viewer)) {
        if mark { scratch.banned.add(number) } else { scratch.banned.remove(number) }
    }
}

/// Looks at the rows and asides of all candidates before any of them is read: so the far places in memory are fetched side
/// by side, not each after the other.
fn fetch(state: &State, places: &Places, candidates: &[(u32, Seen)]) {
    let numbers: Vec<_> = candidates.iter().map(|(number, _)| *number).collect();
    std::hint::black_box(state.gather(&numbers).len());
    if !places.stays.is_empty() {
        let asides: Vec<_> = numbers.iter().map(|number| state.aside(*number)).collect();
        std::hint::black_box(asides.iter().fold(0, |sum, aside| sum ^ aside.look()));
    }
}

/// The foremost of those reached, by what the walks alone say; the walks are at an end then.
fn foremost(state: &State, scratch: &mut Scratch, around: Around, candidates: &mut Vec<(u32, Seen)>) {
    let glance = Glance::of(&state.learned.weights, around);
    let mut best = Vec::with_capacity(CLOSELY * 4);
    let mut least = f32::NEG_INFINITY;
    let Scratch { walks, banned, .. } = scratch;
    walks.drain(|number, seen| {
        if banned.has(number) {
            return;
        }
        let score = glance.score(&seen);
        if score >= least {
            best.push((score, number, seen));
            if best.len() == CLOSELY * 4 {
                least = keep_foremost(&mut best);
            }
        }
    });
    keep_foremost(&mut best);
    candidates.extend(best.into_iter().map(|(_, number, seen)| (number, seen)));
}

/// Keeps the best, and says from which score on somebody may still be among them.
fn keep_foremost(scored: &mut Vec<(f32, u32, Seen)>) -> f32 {
    if scored.len() <= CLOSELY {
        return f32::NEG_INFINITY;
    }
    scored.select_nth_unstable_by(CLOSELY - 1, |one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    scored.truncate(CLOSELY);
    scored.last().map_or(f32::NEG_INFINITY, |(score, ..)| *score)
}

/// People of the viewer's places, smallest place first, and of places of one size in the order of the places; and those between whom and the viewer an ask was answered.
fn from_places(state: &State, scratch: &Scratch, viewer: u32) -> Vec<(u32, Seen)> {
    let mut places: Vec<_> = state.aside(viewer).stays().map(|stay| state.belongings.people(stay.belonging)).collect();
    places.retain(|people| people.len() <= LARGE_PLACE);
    // Stable: a member's places are in an order of their own, which is of the network and not of a server.
    places.sort_by_key(|people| people.len());
    let there = |number: &u32| !scratch.banned.has(*number) && !state.row(*number).is(GONE | AWAY);
    let mut found: Vec<u32> = Vec::with_capacity(FROM_PLACES);
    for place in places {
        let from = found.len();
        found.extend(place.numbers().filter(there));
        if found.len() > FROM_PLACES {
            // Of the place that does not fit, those that any server would take.
            if let Some(last) = found.get_mut(from..) {
                last.sort_unstable_by_key(|number| mixed(state.id(*number)));
            }
            found.truncate(FROM_PLACES);
            break;
        }
    }
    found.extend(state.aside(viewer).answered().map(|(number, _)| number).filter(there));
    found.into_iter().map(|number| (number, scratch.walks.seen(number))).collect()
}

fn closely(
    state: &State,
    asking: &Asking<'_>,
    (places, around): (&Places, Around),
    (number, walked): (u32, Seen),
) -> f32 {
    let row = state.row(number);
    let (together, common) = places.shared_with(state, number);
    let seen = if row.is(HIDES) {
        // Suggested, if at all, by what he shows of himself: his ties stay out of it, their number too.
        Seen { together, common, ..Seen::default() }
    } else {
        Seen {
            ties: degree_to_float(row.open_count()),
            recent: recent(row, number, None, asking.today(), state.learned.fading_days),
            together,
            common,
            ..walked
        }
    };
    state.learned.weights.score(&signs(around, seen))
}

/// A member's places, each with what it is worth to share it: reckoned once for all who are compared with him.
pub(crate) struct Places {
    stays: Vec<(Stay, f32)>,
    answered: Vec<(u32, u8)>,
}

impl Places {
    pub(crate) fn of(state: &State, member: u32) -> Self {
        Self { answered: state.aside(member).answered().collect(), ..Self::shown(state, member) }
    }

    /// Without asks answered, which only the two know.
    pub(crate) fn shown(state: &State, member: u32) -> Self {
        let worth = |stay: &Stay| rarity(state.belongings.people(stay.belonging).len());
        let stays = state.aside(member).stays().map(|stay| (stay, worth(&stay))).collect();
        Self { stays, answered: Vec::new() }
    }

    /// How much somebody has in common with the member: at the same place in the same months, and otherwise.
    pub(crate) fn shared_with(&self, state: &State, other: u32) -> (f32, f32) {
        let (mut together, mut common) = (0.0, 0.0);
        if self.answered.binary_search_by_key(&other, |(number, _)| *number).is_ok() {
            common += rarity(ANSWERED_LIKE);
        }
        if self.stays.is_empty() {
            return (together, common);
        }
        // Both lists are in order; a place may be in either more than once.
        let mut theirs = state.aside(other).stays().peekable();
        for (stay, worth) in &self.stays {
            for other in at_place(&mut theirs, stay.belonging) {
                if stay.belonging.is_spell() && stay.months.together(other.months) > 0 {
                    together += worth;
                } else {
                    common += worth;
                }
            }
        }
        (together, common)
    }
}

/// A suggestion with its reasons; none where there is no reason that this viewer may be told.
fn explain(
    state: &State,
    scratch: &mut Scratch,
    asking: &Asking<'_>,
    (viewer, number): (u32, u32),
    member: MemberId,
) -> Option<Suggestion> {
    let count = mutuals::count(state, viewer, number);
    let mut reasons = Vec::new();
    if count > 0 {
        let mut sample = mutuals::list(state, asking, viewer, number);
        sample.truncate(SAMPLE);
        reasons.push(Reason::Mutuals { count, sample });
    }
    let together = together(state, viewer, number);
    reasons.extend(together.first().map(|together| Reason::Together(*together)));
    let answers = state.aside(viewer).answers(number);
    if answers != 0 {
        reasons.push(Reason::Answered { viewer: answers & GAVE != 0, other: answers & TOOK != 0 });
    }
    // Where they were side by side once, it says nothing more that they were also there in other years.
    let pairs = shared(state.aside(viewer).stays(), state.aside(number).stays());
    let (beside, apart): (Vec<_>, Vec<_>) = pairs.partition(|pair| is_together(*pair));
    let is_beside = |place: &Belonging| beside.iter().any(|(stay, _)| stay.belonging == *place);
    let mut common: Vec<Belonging> = apart.into_iter().map(|(stay, _)| stay.belonging).collect();
    common.retain(|place| !is_beside(place));
    common.sort_by_key(|belonging| (state.belongings.people(*belonging).len(), *belonging));
    common.dedup();
    reasons.extend(common.into_iter().take(SAMPLE).map(Reason::Common));
    if reasons.is_empty() {
        // The walks know whom the viewer blocked, not whom this one did: is there a way without either's?
        distance::pair(state, scratch, viewer, number).filter(|steps| *steps <= NEAR)?;
        reasons.push(Reason::Near);
    }
    // The plainest first; a lone mutual says less than years at one desk.
    reasons.sort_by_key(|reason| {
        Reverse(match reason {
            Reason::Answered { .. } => 4,
            Reason::Mutuals { count, .. } if *count > 1 => 3,
            Reason::Together(_) => 2,
            Reason::Mutuals { .. } => 1,
            Reason::Common(_) | Reason::Near => 0,
        })
    });
    Some(Suggestion { member, mutuals: count, reasons })
}

fn is_together((one, other): (Stay, Stay)) -> bool {
    one.belonging.is_spell() && one.months.together(other.months) > 0
}

#[cfg(test)]
mod tests {
    use pergola_domain::{
        acquaintance::Weights,
        changes::MetKind,
        ids::MemberId,
        time::{DAY_US, Timestamp},
    };

    use super::{Places, closely, suggestions};
    use crate::{
        asking::Asking,
        build::build,
        lessons::study,
        scratch::Scratch,
        state::State,
        tables::{MemberRow, Tables, TieRow},
    };

    const PEOPLE: u64 = 200;
    const NOW: Timestamp = Timestamp(DAY_US * 20_000);

    fn person(number: u64) -> MemberId {
        MemberId(i64::try_from(number % PEOPLE).unwrap() * 1_009 + 7)
    }

    /// Eight ties each: most to people near by, some to anybody. Enough to be taught by.
    fn taught() -> State {
        let mut chance = 5_u64;
        let mut below = |most: u64| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (chance >> 33) % most
        };
        let tie = |turn: u64| {
            let (one, away) = (turn / 4, if turn.is_multiple_of(4) { PEOPLE } else { 12 });
            let (other, since) = (one + 1 + below(away - 1), Timestamp(DAY_US * i64::try_from(below(900)).unwrap()));
            TieRow { one: person(one), other: person(other), since, met: MetKind::Worked }
        };
        let ties: Vec<TieRow> = (0..PEOPLE * 4).map(tie).collect();
        let members = Box::new((0..PEOPLE).map(person).map(MemberRow::new));
        let mut state = build(Tables { members, ties: Box::new(ties.into_iter()), ..Tables::default() }, 1);
        state.learned = study(&state, NOW);
        assert_ne!(state.learned.weights, Weights::default());
        state
    }

    /// Whoever is suggested to a viewer, in order.
    fn order(state: &State, viewer: MemberId, passed_over: &[(MemberId, u32)]) -> Vec<MemberId> {
        let asking = Asking { passed_over, ..Asking::plain(viewer, NOW) };
        let number = state.number(viewer).unwrap();
        let found = Scratch::with(state.count, |scratch| suggestions(state, scratch, &asking, number, 1_000));
        found.into_iter().map(|one| one.member).collect()
    }

    /// How many of the others are within so much of the first one's score.
    fn within(state: &State, viewer: MemberId, order: &[MemberId], much: f32) -> usize {
        let (asking, number) = (Asking::plain(viewer, NOW), state.number(viewer).unwrap());
        let scores: Vec<f32> = Scratch::with(state.count, |scratch| {
            let around = scratch.walks.walk(state, None, number);
            let places = Places::of(state, number);
            let seen = order.iter().map(|one| state.number(*one).unwrap()).map(|one| (one, scratch.walks.seen(one)));
            let scores = seen.map(|seen| closely(state, &asking, (&places, around), seen)).collect();
            scratch.walks.clear();
            scores
        });
        assert!(scores.is_sorted_by(|one, other| one >= other), "{scores:?}");
        scores.iter().skip(1).filter(|score| **score > scores[0] - much).count()
    }

    #[test]
    fn who_was_passed_over_goes_behind_whoever_is_within_the_fading_also_where_much_was_learned() {
        let state = taught();
        let mut moved = 0;
        for viewer in (0..PEOPLE).step_by(7).map(person) {
            let plain = order(&state, viewer, &[]);
            let first = plain[0];
            let place = |times: u32| {
                let order = order(&state, viewer, &[(first, times)]);
                order.iter().position(|one| *one == first).unwrap()
            };
            assert_eq!((place(1), place(2)), (0, 0));
            let third = within(&state, viewer, &plain, 2.0);
            assert_eq!((place(3), place(4)), (third, within(&state, viewer, &plain, 4.0)));
            moved += usize::from(third > 0);
            assert!(place(9) >= 10, "out of the first ten of {}", plain.len());
        }
        assert!(moved > 20, "{moved} of 29: three times are enough to be seen");
    }
}
