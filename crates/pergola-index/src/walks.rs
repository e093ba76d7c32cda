//! What two and three steps from somebody lead to: the ground of suggestions.
//!
//! Sums along walks are added up in one pass over the ties of the viewer's ties and a second, bounded one over theirs.
//! Only open ties are walked and only they count as degree, see invariant 9 at the head of this crate. A [`Mask`] hides
//! some ties from the walk, for learning.

use std::sync::Arc;

use pergola_domain::{
    acquaintance::{Around, Seen},
    ids::MemberId,
};

use crate::{
    cells::{at, at_mut, narrow, wide},
    directory::Directory,
    rows::{BLOCKS, Row, Side},
    scratch::{Bits, Touched},
    state::State,
};

/// Ties read on the second step, and on the third: what keeps a question of somebody with thirty thousand ties, or
/// next to a hub, within its time. Where there are more, those whose single tie says most are read.
const SECOND_STEP_TIES: u64 = 16_000;
/// About so many people of the second step are considered for the third.
const SECOND_STEP_PEOPLE: usize = 2_000;
const THIRD_STEP_TIES: u64 = 16_000;

/// Ties that a lesson hides.
#[derive(Debug)]
pub(crate) struct Mask {
    /// Those since a later day; without one, one tie in ten by the mixed bits of its ends' ids: numbers are of one server.
    pub(crate) after_day: Option<u16>,
    /// Open ties that are left, by number.
    pub(crate) degrees: Vec<u32>,
    pub(crate) directory: Arc<Directory>,
}

impl Mask {
    #[inline]
    pub(crate) fn hides(&self, one: u32, other: u32, side: u32) -> bool {
        match self.after_day {
            Some(day) => Side(side).since_day() > day,
            None => {
                let (one, other) = (self.directory.id(one), self.directory.id(other));
                mix(mixed(one.min(other)).rotate_left(17) ^ mixed(one.max(other))).is_multiple_of(10)
            }
        }
    }
}

/// Bits mixed well enough to choose by.
pub(crate) const fn mix(bits: u64) -> u64 {
    let bits = (bits ^ bits >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let bits = (bits ^ bits >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    bits ^ bits >> 32
}

/// The mixed bits of an id: an order that is the same on every server and tells nothing.
pub(crate) const fn mixed(id: MemberId) -> u64 {
    mix(id.0.cast_unsigned())
}

/// Sums by number, zero between questions.
#[derive(Debug, Default)]
pub(crate) struct Walks {
    /// Mutuals, allocation, and the third step's start of the other weighting.
    near: Vec<[f32; 4]>,
    /// Walk and three.
    far: Vec<[f32; 2]>,
    reached: Touched,
    /// The same as bits, between the steps: a table that stays in the core's own cache, as the sums of a million do not.
    ring: Bits,
    /// Those of the second step with what they carry.
    carried: Vec<(u32, f32)>,
    /// Those of the third step, some of them reached before; sorted out once at the end, not at each tie.
    far_reached: Touched,
}

#[derive(Clone, Copy)]
struct Sight<'a> {
    state: &'a State,
    mask: Option<&'a Mask>,
}

/// Somebody on the way.
#[derive(Clone, Copy, Debug)]
struct Stop {
    number: u32,
    degree: u32,
    class: u32,
}

impl Sight<'_> {
    #[inline]
    fn degree(self, number: u32) -> u32 {
        match self.mask {
            None => self.state.row(number).open_count(),
            Some(mask) => *at(&mask.degrees, number),
        }
    }

    fn row_length(self, number: u32) -> u32 {
        self.state.row(number).open_count()
    }

    fn stop(self, number: u32, carried: f32) -> Stop {
        let degree = self.degree(number);
        // The exponent of what each single tie carries: a class for every power of two.
        let class = (carried / degree_to_float(degree.max(1))).to_bits() >> 23;
        Stop { number, degree, class }
    }

    #[inline]
    fn each(self, number: u32, mut each: impl FnMut(u32)) {
        let row = self.state.row(number);
        match self.mask {
            None => row.open().iter().for_each(|other| each(*other)),
            Some(mask) => {
                let seen =
                    row.open().iter().zip(row.sides()).filter(|(other, side)| !mask.hides(number, **other, **side));
                seen.for_each(|(other, _)| each(*other));
            }
        }
    }
}

impl Walks {
    pub(crate) fn make_room(&mut self, count: u32) {
        if self.near.len() < wide(count) {
            self.near.resize(wide(count), [0.0; 4]);
            self.far.resize(wide(count), [0.0; 2]);
            self.ring.make_room(count);
        }
    }

    /// Walks from a member. Read by [`Walks::reached`] and [`Walks::seen`], then to be drained or cleared.
    pub(crate) fn walk(&mut self, state: &State, mask: Option<&Mask>, from: u32) -> Around {
        let sight = Sight { state, mask };
        let mut first = Vec::new();
        sight.each(from, |number| first.push(sight.stop(number, 1.0)));
        let ties = degree_to_float(narrow(first.len())).max(1.0);
        for stop in within(&mut first, SECOND_STEP_TIES) {
            self.second_step(sight, *stop);
        }
        *at_mut(&mut self.near, from) = [0.0; 4];
        // Nobody leads on who does not exist for the one who asks. A lesson knows no blocks: they are private.
        if mask.is_none() && state.row(from).is(BLOCKS) {
            for (blocked, _) in &state.aside(from).blocked {
                *at_mut(&mut self.near, *blocked) = [0.0; 4];
            }
        }
        let closed: f32 = first.iter().map(|stop| mutuals(at(&self.near, stop.number))).sum();
        let clustering = if ties > 1.0 { closed / (ties * (ties - 1.0)) } else { 0.0 };
        let least = self.least_carried();
        let enough = self.carried.iter().filter(|(_, carried)| quarter(*carried) >= least);
        let mut second: Vec<_> = enough.map(|(number, carried)| sight.stop(*number, *carried)).collect();
        for stop in within(&mut second, THIRD_STEP_TIES) {
            self.third_step(sight, *stop);
        }
        *at_mut(&mut self.far, from) = [0.0; 2];
        let Self { ring, reached, far_reached, .. } = self;
        reached.make_room(far_reached.all().len());
        for number in far_reached.all() {
            reached.note(*number, !ring.has(*number) && *number != from);
        }
        far_reached.forget();
        ring.clear();
        Around { ties, clustering }
    }

    /// The quarter of a power of two that somebody must carry to be gone on from, so that those are few: looking up their ties is
    /// one far place in memory for each. Whoever carries something is noted on the way.
    fn least_carried(&mut self) -> u32 {
        self.carried.clear();
        let mut people = [0_usize; 1024];
        for number in self.reached.all() {
            let carries = allocation(at(&self.near, *number));
            self.ring.add(*number);
            if carries > 0.0 {
                self.carried.push((*number, carries));
            }
            if let Some(sum) = people.get_mut(wide(quarter(carries))) {
                *sum += usize::from(carries > 0.0);
            }
        }
        if self.carried.len() <= SECOND_STEP_PEOPLE {
            return 0;
        }
        let mut sum = 0;
        let classes = people.iter().rposition(|people| {
            sum += *people;
            sum >= SECOND_STEP_PEOPLE
        });
        classes.map_or(0, narrow)
    }

    fn second_step(&mut self, sight: Sight<'_>, over: Stop) {
        let degree = degree_to_float(over.degree.max(1));
        self.reached.make_room(wide(sight.row_length(over.number)));
        let (allocation, root) = (1.0 / degree, 1.0 / degree.sqrt());
        sight.each(over.number, |number| {
            let [mutuals, allocations, roots, _] = at_mut(&mut self.near, number);
            self.reached.note(number, *mutuals == 0.0);
            *mutuals += 1.0;
            *allocations += allocation;
            *roots += root;
        });
    }

    fn third_step(&mut self, sight: Sight<'_>, over: Stop) {
        let degree = degree_to_float(over.degree.max(1));
        let [_, allocation, root, _] = *at(&self.near, over.number);
        self.far_reached.make_room(wide(sight.row_length(over.number)));
        let (walk, three) = (allocation / degree, root / degree.sqrt());
        sight.each(over.number, |number| {
            let [walks, threes] = at_mut(&mut self.far, number);
            self.far_reached.note(number, *walks == 0.0);
            *walks += walk;
            *threes += three;
        });
    }

    /// Everybody reached, the member himself and his ties among them.
    pub(crate) fn reached(&self) -> &[u32] {
        self.reached.all()
    }

    /// What the walks saw of somebody.
    pub(crate) fn seen(&self, number: u32) -> Seen {
        let [mutuals, allocation, ..] = *at(&self.near, number);
        let [walk, three] = *at(&self.far, number);
        Seen { mutuals, allocation, walk, three, ..Seen::default() }
    }

    /// Everybody reached with what was seen of him, each once; nothing is left afterwards.
    #[inline]
    pub(crate) fn drain(&mut self, mut each: impl FnMut(u32, Seen)) {
        for number in self.reached.all() {
            let [mutuals, allocation, ..] = std::mem::take(at_mut(&mut self.near, *number));
            let [walk, three] = std::mem::take(at_mut(&mut self.far, *number));
            each(*number, Seen { mutuals, allocation, walk, three, ..Seen::default() });
        }
        self.reached.forget();
    }

    pub(crate) fn clear(&mut self) {
        for number in self.reached.all() {
            *at_mut(&mut self.near, *number) = [0.0; 4];
            *at_mut(&mut self.far, *number) = [0.0; 2];
        }
        self.reached.forget();
    }
}

/// Classes of positive numbers, four to each power of two.
const fn quarter(carried: f32) -> u32 {
    carried.to_bits() >> 21 & 0x3FF
}

const fn mutuals(cell: &[f32; 4]) -> f32 {
    cell[0]
}

const fn allocation(cell: &[f32; 4]) -> f32 {
    cell[1]
}

#[expect(clippy::as_conversions, reason = "degrees below 2^24 are exact, beyond that nobody cares")]
pub(crate) const fn degree_to_float(degree: u32) -> f32 {
    degree as f32
}

/// Those who have together no more than `ties`, by how much their single tie carries, most first.
///
/// All, where all fit. Else whole classes from the top, and of the class that does not fit as many as do, in the order
/// they came: a full sort would cost more than the walk.
fn within(stops: &mut Vec<Stop>, ties: u64) -> &[Stop] {
    let total: u64 = stops.iter().map(|stop| u64::from(stop.degree)).sum();
    if total <= ties {
        return stops;
    }
    let mut read = [0_u64; 256];
    for stop in stops.iter() {
        if let Some(sum) = read.get_mut(wide(stop.class & 0xFF)) {
            *sum += u64::from(stop.degree);
        }
    }
    let mut left = ties;
    let mut least = 256_u32;
    for sum in read.iter().rev() {
        match left.checked_sub(*sum) {
            Some(rest) => left = rest,
            None => break,
        }
        least -= 1;
    }
    stops.retain(|stop| {
        let degree = u64::from(stop.degree);
        let fits = stop.class >= least || stop.class + 1 == least && degree <= left;
        if fits && stop.class < least {
            left -= degree;
        }
        fits
    });
    stops
}

/// Recent ties, each worth less with its age: a half at 0.4 of the fading time, a quarter at its end.
pub(crate) fn recent(row: Row<'_>, number: u32, mask: Option<&Mask>, today: u16, fading_days: f32) -> f32 {
    if fading_days <= 0.0 {
        return 0.0;
    }
    let worth = |side: &u32| {
        let age = f32::from(today.saturating_sub(Side(*side).since_day()));
        let worth = fading_days / (fading_days + age);
        worth * worth
    };
    let Some(mask) = mask else {
        // Eight sums side by side, so that processors divide several at a time.
        let (eights, rest) = row.open_sides().as_chunks::<8>();
        let mut sums = [0.0_f32; 8];
        for eight in eights {
            for (sum, side) in sums.iter_mut().zip(eight) {
                *sum += worth(side);
            }
        }
        return sums.iter().sum::<f32>() + rest.iter().map(worth).sum::<f32>();
    };
    let open = row.open().iter().zip(row.sides());
    open.filter(|(other, side)| !mask.hides(number, **other, **side)).map(|(_, side)| worth(side)).sum()
}
