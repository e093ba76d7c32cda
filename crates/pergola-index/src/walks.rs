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
    scratch::Touched,
    state::State,
};

/// Ties read on the second step, and on the third: what keeps a question of somebody with thirty thousand ties, or
/// next to a hub, within its time. Where there are more, those whose single tie says most are read.
const SECOND_STEP_TIES: u64 = 16_000;
/// About so many people of the second step are considered for the third: the one number to turn for quicker answers, held
/// against what `bench suggestions` finds with it.
const SECOND_STEP_PEOPLE: usize = 2_000;
const THIRD_STEP_TIES: u64 = 16_000;
/// Rows that are fetched together.
const AT_ONCE: usize = 32;
/// Neighbours in a cache line.
const IN_LINE: usize = 16;

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

/// Sums of whoever was reached, in the order of reaching, each at his slot: a walk touches some ten thousand of a million, and
/// their sums side by side stay in the core's own cache.
#[derive(Debug, Default)]
pub(crate) struct Walks {
    /// The slot of a number and one; zero between questions.
    slots: Vec<u32>,
    /// Who has which slot.
    reached: Touched,
    /// Mutuals, allocation, and the third step's start of the other weighting.
    near: Vec<[f32; 4]>,
    /// Walk and three.
    far: Vec<[f32; 2]>,
    /// Those of the second step with what they carry.
    carried: Vec<(u32, f32)>,
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

    /// Looks into all lines of these rows before any of them is read: so the far places in memory are fetched side by side.
    fn fetch(self, stops: &[Stop]) {
        let lines = stops.iter().flat_map(|stop| self.state.row(stop.number).open().iter().step_by(IN_LINE));
        std::hint::black_box(lines.fold(0, |sum, number| sum ^ number));
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
        if self.slots.len() < wide(count) {
            self.slots.resize(wide(count), 0);
        }
    }

    /// Room for so many more who may be reached.
    fn room_for(&mut self, more: u32) {
        let most = self.reached.count() + wide(more) + 1;
        self.reached.make_room(wide(more));
        if self.near.len() < most {
            self.near.resize(most * 2, [0.0; 4]);
            self.far.resize(most * 2, [0.0; 2]);
        }
    }

    /// The slot of somebody, his from now on. Room was made for him.
    #[inline(always)]
    fn slot(slots: &mut [u32], reached: &mut Touched, number: u32) -> u32 {
        let known = at_mut(slots, number);
        let next = narrow(reached.count()) + 1;
        let is_new = *known == 0;
        *known = if is_new { next } else { *known };
        reached.note(number, is_new);
        *known - 1
    }

    /// The slot of somebody who was reached.
    fn find(&self, number: u32) -> Option<u32> {
        at(&self.slots, number).checked_sub(1)
    }

    /// The member himself, and whoever is not there for him, leads nobody on.
    fn stop_at(&mut self, number: u32) {
        if let Some(slot) = self.find(number) {
            *at_mut(&mut self.near, slot) = [0.0; 4];
        }
    }

    /// Walks from a member. Read by [`Walks::reached`] and [`Walks::seen`], then to be drained or cleared.
    pub(crate) fn walk(&mut self, state: &State, mask: Option<&Mask>, from: u32) -> Around {
        let sight = Sight { state, mask };
        let mut first = Vec::new();
        sight.each(from, |number| first.push(sight.stop(number, 1.0)));
        let ties = degree_to_float(narrow(first.len())).max(1.0);
        for stops in within(state, &mut first, SECOND_STEP_TIES).chunks(AT_ONCE) {
            sight.fetch(stops);
            stops.iter().for_each(|stop| self.second_step(sight, *stop));
        }
        self.stop_at(from);
        // Nobody leads on who does not exist for the one who asks. A lesson knows no blocks: they are private.
        if mask.is_none() && state.row(from).is(BLOCKS) {
            for (blocked, _) in state.aside(from).blocked() {
                self.stop_at(blocked);
            }
        }
        let closed: f32 = first.iter().map(|stop| self.seen(stop.number).mutuals).sum();
        let clustering = if ties > 1.0 { closed / (ties * (ties - 1.0)) } else { 0.0 };
        let least = self.least_carried();
        let enough = self.carried.iter().filter(|(_, carried)| quarter(*carried) >= least);
        let mut second: Vec<_> = enough.map(|(number, carried)| sight.stop(*number, *carried)).collect();
        for stops in within(state, &mut second, THIRD_STEP_TIES).chunks(AT_ONCE) {
            sight.fetch(stops);
            stops.iter().for_each(|stop| self.third_step(sight, *stop));
        }
        if let Some(slot) = self.find(from) {
            *at_mut(&mut self.far, slot) = [0.0; 2];
        }
        Around { ties, clustering }
    }

    /// The quarter of a power of two that somebody must carry to be gone on from, so that those are few: looking up their ties is
    /// one far place in memory for each. Whoever carries something is noted on the way.
    fn least_carried(&mut self) -> u32 {
        self.carried.clear();
        let mut people = [0_usize; 1024];
        for (number, sums) in self.reached.all().iter().zip(&self.near) {
            let carries = allocation(sums);
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
        self.room_for(sight.row_length(over.number));
        let (allocation, root) = (1.0 / degree, 1.0 / degree.sqrt());
        let Self { slots, reached, near, .. } = self;
        sight.each(over.number, |number| {
            let slot = Self::slot(slots, reached, number);
            let [mutuals, allocations, roots, _] = at_mut(near, slot);
            *mutuals += 1.0;
            *allocations += allocation;
            *roots += root;
        });
    }

    fn third_step(&mut self, sight: Sight<'_>, over: Stop) {
        let degree = degree_to_float(over.degree.max(1));
        self.room_for(sight.row_length(over.number));
        let Some(slot) = self.find(over.number) else { return };
        let [_, allocation, root, _] = *at(&self.near, slot);
        let (walk, three) = (allocation / degree, root / degree.sqrt());
        let Self { slots, reached, far, .. } = self;
        sight.each(over.number, |number| {
            let slot = Self::slot(slots, reached, number);
            let [walks, threes] = at_mut(far, slot);
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
        let Some(slot) = self.find(number) else { return Seen::default() };
        let [mutuals, allocation, ..] = *at(&self.near, slot);
        let [walk, three] = *at(&self.far, slot);
        Seen { mutuals, allocation, walk, three, ..Seen::default() }
    }

    /// Everybody reached with what was seen of him, each once; nothing is left afterwards.
    #[inline]
    pub(crate) fn drain(&mut self, mut each: impl FnMut(u32, Seen)) {
        let Self { slots, reached, near, far, .. } = self;
        for ((number, near), far) in reached.all().iter().zip(near).zip(far) {
            *at_mut(slots, *number) = 0;
            let [mutuals, allocation, ..] = std::mem::take(near);
            let [walk, three] = std::mem::take(far);
            each(*number, Seen { mutuals, allocation, walk, three, ..Seen::default() });
        }
        reached.forget();
    }

    pub(crate) fn clear(&mut self) {
        self.drain(|_, _| {});
    }
}

/// Classes of positive numbers, four to each power of two.
const fn quarter(carried: f32) -> u32 {
    carried.to_bits() >> 21 & 0x3FF
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
/// All, where all fit. Else whole classes from the top, and of the class that does not fit as many as do, by the mixed bits
/// of their ids: the same on every server, whatever numbers people have there. A full sort would cost more than the walk.
fn within<'a>(state: &State, stops: &'a mut Vec<Stop>, ties: u64) -> &'a [Stop] {
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
    let mut last: Vec<Stop> = stops.iter().filter(|stop| stop.class + 1 == least).copied().collect();
    last.sort_unstable_by_key(|stop| mixed(state.id(stop.number)));
    last.retain(|stop| {
        let rest = left.checked_sub(u64::from(stop.degree));
        left = rest.unwrap_or(left);
        rest.is_some()
    });
    stops.retain(|stop| stop.class >= least);
    stops.append(&mut last);
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
