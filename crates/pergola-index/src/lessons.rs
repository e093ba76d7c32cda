//! What the network's own ties teach about which signs count here.
//!
//! Some ties are hidden (the newest tenth; where days tell nothing, one in ten by the bits of its ends), and the walks
//! of some hundred members who lost one say what could be seen of those and of others. Nothing private takes part, and
//! hidden ties in the sense of *nobody* neither: only open ones.

use pergola_domain::acquaintance::{Around, Lesson, SIGNS, Seen, Weights, learn, signs};

use crate::{
    cells::{at, wide},
    rows::{AWAY, GONE, HIDES, Side},
    scratch::Scratch,
    state::State,
    suggest::Places,
    walks::{Mask, degree_to_float, mix, recent},
};

/// Members asked, hidden ties taken from each, and how many others each tie is held against: the foremost by each of
/// the signs, and others drawn evenly, who stand for all the rest.
/// Fewer ties than this teach nothing.
const FEWEST_TIES: u64 = 300;
const PUPILS: usize = 400;
const TIES_EACH: usize = 5;
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
}

/// Learns from a state. Pure, and the same for the same state.
pub(crate) fn study(state: &State) -> Learned {
    if state.ties < FEWEST_TIES {
        return Learned::default();
    }
    let days = Days::of(state);
    let mask = Mask { after_day: days.cut, degrees: Vec::new() };
    let degrees = (0..state.count).map(|number| left(state, number, &mask)).collect();
    let mask = Mask { degrees, ..mask };
    let popular = popular(&mask);
    let today = days.cut.unwrap_or(days.last);
    let mut lessons = Vec::new();
    let mut pupils = 0;
    Scratch::with(state.count, |scratch| {
        for turn in 0..u64::from(state.count) {
            if pupils == PUPILS {
                break;
            }
            let number = u32::try_from(mix(turn) % u64::from(state.count)).unwrap_or(0);
            let pupil = Pupil {
                state,
                mask: &mask,
                number,
                today,
                fading_days: days.fading,
                places: Places::of(state, number),
            };
            if pupil.learns(scratch, &popular, &mut lessons) {
                pupils += 1;
            }
        }
    });
    Learned { weights: learn(&lessons), fading_days: days.fading }
}

/// What the days of ties tell.
struct Days {
    /// The last day before the newest tenth; none where that would be all or nothing.
    cut: Option<u16>,
    last: u16,
    fading: f32,
}

impl Days {
    fn of(state: &State) -> Self {
        let step = usize::try_from(state.ties / 50_000).unwrap_or(0) + 1;
        let rows = (0..state.count).map(|number| state.row(number));
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
    crate::cells::narrow(open.filter(|(other, side)| !mask.hides(number, **other, **side)).count())
}

/// The members with most ties: among the others of every lesson, so that popularity is weighed too.
fn popular(mask: &Mask) -> Vec<u32> {
    let mut numbers: Vec<_> = (0..crate::cells::narrow(mask.degrees.len())).collect();
    let most = FOREMOST.min(numbers.len().saturating_sub(1));
    if most > 0 {
        numbers.select_nth_unstable_by_key(most, |number| std::cmp::Reverse((*at(&mask.degrees, *number), *number)));
    }
    numbers.truncate(most);
    numbers.sort_unstable();
    numbers
}

struct Pupil<'a> {
    state: &'a State,
    mask: &'a Mask,
    number: u32,
    today: u16,
    fading_days: f32,
    places: Places,
}

impl Pupil<'_> {
    /// Adds the lessons of one member; false where nothing of his was hidden, or nothing is left.
    fn learns(&self, scratch: &mut Scratch, popular: &[u32], lessons: &mut Vec<Lesson>) -> bool {
        let row = self.state.row(self.number);
        if row.is(GONE | HIDES | AWAY) || *at(&self.mask.degrees, self.number) == 0 {
            return false;
        }
        let open = row.open().iter().zip(row.sides());
        let hidden: Vec<_> = open
            .filter(|(other, side)| self.mask.hides(self.number, **other, **side))
            .map(|(other, _)| *other)
            .collect();
        if hidden.is_empty() {
            return false;
        }
        let around = scratch.walks.walk(self.state, Some(self.mask), self.number);
        let others = self.others(scratch, popular);
        let others: Vec<_> =
            others.into_iter().map(|(other, for_more)| (self.signs(scratch, around, other), for_more)).collect();
        let hidden = hidden.iter().take(TIES_EACH).map(|other| self.signs(scratch, around, *other)).collect();
        lessons.push(Lesson { hidden, others });
        scratch.walks.clear();
        true
    }

    /// Who might have been taken for a tie, with how many each stands for.
    fn others(&self, scratch: &mut Scratch, popular: &[u32]) -> Vec<(u32, f32)> {
        let ties = self.state.row(self.number).all();
        scratch.near.add_all(ties);
        scratch.near.add(self.number);
        let free: Vec<_> = scratch.walks.reached().iter().copied().filter(|other| !scratch.near.has(*other)).collect();
        let mut chosen: Vec<u32> = popular.iter().copied().filter(|other| !scratch.near.has(*other)).collect();
        let by: [fn(&Seen) -> f32; 3] = [|seen| seen.allocation, |seen| seen.walk, |seen| seen.three];
        for value in by {
            let mut ordered: Vec<_> = free.iter().map(|other| (value(&scratch.walks.seen(*other)), *other)).collect();
            if ordered.len() > FOREMOST {
                ordered.select_nth_unstable_by(FOREMOST, |one, two| two.0.total_cmp(&one.0).then(one.1.cmp(&two.1)));
                ordered.truncate(FOREMOST);
            }
            chosen.extend(ordered.iter().map(|(_, other)| *other));
        }
        chosen.sort_unstable();
        chosen.dedup();
        let drawn: Vec<_> = (0..DRAWN)
            .map(|turn| mix(u64::from(self.number) << 32 | u64::from(turn)) % u64::from(self.state.count))
            .filter_map(|number| u32::try_from(number).ok())
            .filter(|number| !scratch.near.has(*number) && chosen.binary_search(number).is_err())
            .filter(|number| !self.state.row(*number).is(GONE | HIDES | AWAY))
            .collect();
        scratch.near.remove_all(ties);
        scratch.near.remove(self.number);
        let unseen = self.state.count.saturating_sub(crate::cells::narrow(chosen.len()));
        let each = (degree_to_float(unseen) / degree_to_float(crate::cells::narrow(drawn.len().max(1)))).max(1.0);
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
