//! What the network's own ties teach about which signs count here.
//!
//! Some ties are hidden (the newest tenth, and then one in ten by the bits of its ends; where days tell nothing, only
//! the second), and the walks of some hundred members who lost one say what could be seen of those and of others.
//! Nothing private takes part, no block, no answered ask, and hidden ties in the sense of *nobody* neither: only open
//! ones, and only members who show theirs.
//!
//! Who is asked, and which ties are hidden, is drawn by ids and not by numbers: so two servers that hold the same network
//! learn the same, whichever way each came by it.

use std::{cmp::Reverse, sync::Arc};

use pergola_domain::{
    acquaintance::{Around, Lesson, SIGNS, Seen, Weights, learn, signs},
    time::Timestamp,
};

use crate::{
    cells::{at, at_mut, narrow, wide},
    rows::{AWAY, GONE, HIDES, Side},
    scratch::Scratch,
    state::State,
    suggest::Places,
    walks::{Mask, degree_to_float, mix, mixed, recent},
};

/// Fewer ties than this teach nothing.
const FEWEST_TIES: u64 = 300;
/// Members asked, hidden ties taken from each, and how many others each tie is held against: the foremost by each of
/// the signs, and others drawn evenly, who stand for all the rest.
const PUPILS: usize = 800;
const TIES_EACH: usize = 10;
const FOREMOST: usize = 40;
const DRAWN: u32 = 200;
/// A span of days is cut into so many fading times.
const FADING_PARTS: f32 = 30.0;

/// What was learned.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Learned {
    pub(crate) weights: Weights,
    /// Zero where days tell nothing.
    pub(crate) fading_days: f32,
    /// When. What was never learned is of long ago.
    pub(crate) at: Timestamp,
}

/// The members who show their ties, in an order drawn by their ids.
struct Shown(Vec<u32>);

impl Shown {
    fn of(state: &State) -> Self {
        let shown = (0..state.count).filter(|number| !state.row(*number).is(GONE | HIDES | AWAY));
        let mut drawn: Vec<_> = shown.map(|number| (mixed(state.id(number)), state.id(number), number)).collect();
        drawn.sort_unstable();
        Self(drawn.into_iter().map(|(_, _, number)| number).collect())
    }

    /// Ties between two of them.
    fn ties(&self, state: &State) -> u64 {
        self.0.iter().map(|number| u64::from(state.row(*number).open_count())).sum::<u64>() / 2
    }

    /// Any of them, by chance that is the same everywhere.
    fn any(&self, chance: u64) -> Option<u32> {
        let place = chance.checked_rem(u64::try_from(self.0.len()).ok()?)?;
        self.0.get(usize::try_from(place).ok()?).copied()
    }
}

/// Learns from a state. Pure, and the same for the same state.
pub(crate) fn study(state: &State, now: Timestamp) -> Learned {
    let shown = Shown::of(state);
    let ties = shown.ties(state);
    if ties < FEWEST_TIES {
        return Learned { at: now, ..Learned::default() };
    }
    let days = Days::of(state, &shown, ties);
    let mut all = lessons(state, &shown, days.cut, &days, PUPILS);
    if days.cut.is_some() {
        // The newest ties come to be by the rules of the day, which change: half as many of any day beside them.
        let many = all.len() / 2;
        all.extend(lessons(state, &shown, None, &days, many));
    }
    Learned { weights: learn(&all), fading_days: days.fading, at: now }
}

/// Hides the ties since a day, or any tenth, and asks so many members at most.
fn lessons(state: &State, shown: &Shown, after_day: Option<u16>, days: &Days, most: usize) -> Vec<Lesson> {
    let mut mask = Mask { after_day, degrees: vec![0; wide(state.count)], directory: Arc::clone(&state.directory) };
    for number in &shown.0 {
        let left = left(state, *number, &mask);
        *at_mut(&mut mask.degrees, *number) = left;
    }
    let mask = &mask;
    let popular = popular(state, mask, shown);
    let today = after_day.unwrap_or(days.last);
    let mut lessons = Vec::new();
    Scratch::with(state.count, |scratch| {
        for number in &shown.0 {
            if lessons.len() == most {
                break;
            }
            let pupil = Pupil {
                state,
                mask,
                shown,
                number: *number,
                today,
                fading_days: days.fading,
                places: Places::shown(state, *number),
            };
            lessons.extend(pupil.learns(scratch, &popular));
        }
    });
    lessons
}

/// What the days of ties tell.
struct Days {
    /// The last day before the newest tenth; none where that would be all or nothing.
    cut: Option<u16>,
    last: u16,
    fading: f32,
}

impl Days {
    fn of(state: &State, shown: &Shown, ties: u64) -> Self {
        let step = usize::try_from(ties / 50_000).unwrap_or(0) + 1;
        let rows = shown.0.iter().map(|number| state.row(*number));
        let mut days: Vec<_> = rows
            .flat_map(|row| row.sides().iter().take(wide(row.open_count())))
            .step_by(step)
            .map(|side| Side(*side).since_day())
            .collect();
        days.sort_unstable();
        let place = |tenths: usize| days.get(days.len() * tenths / 10).copied().unwrap_or(0);
        let (first, cut, last) = (place(0), place(9), days.last().copied().unwrap_or(0));
        let newer = days.len() - days.partition_point(|day| *day <= cut);
        let told = newer * 50 > days.len();
        let fading = if told { (f32::from(last - first) / FADING_PARTS).max(1.0) } else { 0.0 };
        Self { cut: told.then_some(cut), last, fading }
    }
}

fn left(state: &State, number: u32, mask: &Mask) -> u32 {
    let row = state.row(number);
    let open = row.open().iter().zip(row.sides());
    narrow(open.filter(|(other, side)| !mask.hides(number, **other, **side)).count())
}

/// The members with most ties: among the others of every lesson, so that popularity is weighed too.
fn popular(state: &State, mask: &Mask, shown: &Shown) -> Vec<u32> {
    let mut numbers = shown.0.clone();
    let most = FOREMOST.min(numbers.len().saturating_sub(1));
    if most > 0 {
        numbers.select_nth_unstable_by_key(most, |number| Reverse((*at(&mask.degrees, *number), state.id(*number))));
    }
    numbers.truncate(most);
    numbers
}

struct Pupil<'a> {
    state: &'a State,
    mask: &'a Mask,
    shown: &'a Shown,
    number: u32,
    today: u16,
    fading_days: f32,
    places: Places,
}

impl Pupil<'_> {
    /// The lessons of one member; none where nothing of his was hidden, or nothing is left.
    fn learns(&self, scratch: &mut Scratch, popular: &[u32]) -> Option<Lesson> {
        if *at(&self.mask.degrees, self.number) == 0 {
            return None;
        }
        let row = self.state.row(self.number);
        let open = row.open().iter().zip(row.sides());
        let mut hidden: Vec<_> = open
            .filter(|(other, side)| self.mask.hides(self.number, **other, **side))
            .map(|(other, _)| (mixed(self.state.id(*other)), *other))
            .collect();
        if hidden.is_empty() {
            return None;
        }
        hidden.sort_unstable();
        let around = scratch.walks.walk(self.state, Some(self.mask), self.number);
        let others = self.others(scratch, popular);
        let others: Vec<_> =
            others.into_iter().map(|(other, for_more)| (self.signs(scratch, around, other), for_more)).collect();
        let hidden = hidden.iter().take(TIES_EACH).map(|(_, other)| self.signs(scratch, around, *other)).collect();
        scratch.walks.clear();
        Some(Lesson { hidden, others })
    }

    /// Who might have been taken for a tie, with how many each stands for.
    fn others(&self, scratch: &mut Scratch, popular: &[u32]) -> Vec<(u32, f32)> {
        // Only open ties: who is tied out of sight must be weighed like anybody.
        let ties = self.state.row(self.number).open();
        scratch.near.add_all(ties);
        scratch.near.add(self.number);
        let free: Vec<_> = scratch.walks.reached().iter().copied().filter(|other| !scratch.near.has(*other)).collect();
        let mut chosen: Vec<u32> = popular.iter().copied().filter(|other| !scratch.near.has(*other)).collect();
        let by: [fn(&Seen) -> f32; 3] = [|seen| seen.allocation, |seen| seen.walk, |seen| seen.three];
        for value in by {
            let mut ordered: Vec<_> = free.iter().map(|other| (value(&scratch.walks.seen(*other)), *other)).collect();
            if ordered.len() > FOREMOST {
                let id = |number: u32| self.state.id(number);
                ordered.select_nth_unstable_by(FOREMOST, |one, two| {
                    two.0.total_cmp(&one.0).then_with(|| id(one.1).cmp(&id(two.1)))
                });
                ordered.truncate(FOREMOST);
            }
            chosen.extend(ordered.iter().map(|(_, other)| *other));
        }
        chosen.sort_unstable();
        chosen.dedup();
        let own = mixed(self.state.id(self.number));
        let drawn: Vec<_> = (0..DRAWN)
            .filter_map(|turn| self.shown.any(mix(own ^ u64::from(turn))))
            .filter(|number| !scratch.near.has(*number) && chosen.binary_search(number).is_err())
            .collect();
        scratch.near.remove_all(ties);
        scratch.near.remove(self.number);
        let unseen = narrow(self.shown.0.len().saturating_sub(chosen.len()));
        let each = (degree_to_float(unseen) / degree_to_float(narrow(drawn.len().max(1)))).max(1.0);
        // In an order that is of no server, since sums are taken over them.
        chosen.sort_unstable_by_key(|number| self.state.id(*number));
        chosen.into_iter().map(|other| (other, 1.0)).chain(drawn.into_iter().map(|other| (other, each))).collect()
    }

    fn signs(&self, scratch: &Scratch, around: Around, other: u32) -> [f32; SIGNS] {
        let row = self.state.row(other);
        let (together, common) = self.places.shared_with(self.state, other);
        let seen = Seen {
            ties: degree_to_float(*at(&self.mask.degrees, other)),
            recent: recent(row, other, Some(self.mask), self.today, self.fading_days),
            together,
            common,
            ..scratch.walks.seen(other)
        };
        signs(around, seen)
    }
}

#[cfg(test)]
mod tests {
    use pergola_domain::{
        changes::{Change, MetKind},
        ids::{MemberId, TieId},
        time::{DAY_US, Timestamp},
    };

    use super::{Learned, study};
    use crate::{
        apply::apply,
        build::build,
        state::State,
        tables::{MemberRow, Tables, TieRow},
    };

    const PEOPLE: i64 = 70;
    const NOW: Timestamp = Timestamp(DAY_US * 20_000);

    fn person(number: i64) -> MemberId {
        MemberId(7_777 + number.rem_euclid(PEOPLE) * 1_009)
    }

    /// Circles of ten and ties across; member 0 hides his. Dated or all of one day.
    fn ties(dated: bool) -> Vec<TieRow> {
        let mut ties = Vec::new();
        for number in 0..PEOPLE {
            for step in [1, 2, 3, 4, 30] {
                let other = if step < 10 { number / 10 * 10 + (number + step) % 10 } else { number + step };
                let since = Timestamp(DAY_US * if dated { 100 + (number * 37 + step * 91) % 900 } else { 100 });
                ties.push(TieRow { one: person(number), other: person(other), since, met: MetKind::Worked });
            }
        }
        ties
    }

    fn members() -> impl DoubleEndedIterator<Item = MemberRow> {
        (0..PEOPLE).map(|number| MemberRow { hides_ties: number == 0, ..MemberRow::new(person(number)) })
    }

    fn town(dated: bool) -> State {
        let tables =
            Tables { members: Box::new(members()), ties: Box::new(ties(dated).into_iter()), ..Tables::default() };
        build(tables, 1)
    }

    #[test]
    fn what_is_hidden_or_between_two_teaches_nothing() {
        for dated in [true, false] {
            let mut state = town(dated);
            let before = study(&state, NOW);
            assert_ne!(before.weights, Learned::default().weights, "there is something to learn from");
            assert_eq!(before.fading_days > 0.0, dated);
            let tie = |one, other| Change::TieFormed {
                tie: TieId(1),
                one: person(one),
                other: person(other),
                since: NOW,
                met: MetKind::Worked,
            };
            for change in [
                Change::AskAnswered { by: person(3), asker: person(57) },
                tie(0, 55),
                tie(61, 0),
                Change::TieRemoved { one: person(0), other: person(1) },
                Change::SuggestionDismissed { by: person(4), other: person(66) },
                Change::BlockPlaced { by: person(12), against: person(29) },
            ] {
                apply(&mut state, &change);
                assert_eq!(study(&state, NOW), before, "{change:?}");
            }
            apply(&mut state, &tie(14, 50));
            assert_ne!(study(&state, NOW), before, "an open tie does teach");
        }
    }

    #[test]
    fn two_servers_learn_the_same_whatever_numbers_they_gave() {
        for dated in [true, false] {
            let mut state = State::empty(0);
            for row in members().rev() {
                apply(&mut state, &Change::MemberJoined { member: row.member });
                let (connector, hides_ties) = (row.connector, row.hides_ties);
                apply(&mut state, &Change::SharingChanged { member: row.member, connector, hides_ties });
            }
            for TieRow { one, other, since, met } in ties(dated).into_iter().rev() {
                apply(&mut state, &Change::TieFormed { tie: TieId(1), one, other, since, met });
            }
            let (kept, built) = (study(&state, NOW), study(&town(dated), NOW));
            assert_eq!(kept.fading_days, built.fading_days);
            // Sums are taken in the order of numbers, so they agree but for rounding.
            for (kept, built) in kept.weights.0.iter().zip(&built.weights.0) {
                assert!((kept - built).abs() <= 0.01 * built.abs().max(0.1), "{kept} and {built}");
            }
        }
    }
}
