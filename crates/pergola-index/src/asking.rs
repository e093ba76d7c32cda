//! What a viewer brings along: himself, the day, and what only he knows.

use pergola_domain::{
    ids::MemberId,
    network::{day, own_step},
    time::Timestamp,
};

use crate::{rows::Side, state::State};

/// Who asks, and when. The private side stands in no state: it comes with the question and goes with it.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    pub viewer: MemberId,
    pub now: Timestamp,
    /// The viewer's own closeness to his ties (1 to 5), ascending by member; those without one are absent.
    pub closeness: &'a [(MemberId, u8)],
    /// Suggestions shown to the viewer and passed over, with how often, ascending by member.
    pub passed_over: &'a [(MemberId, u32)],
}

impl Asking<'_> {
    /// Without anything private.
    #[must_use]
    pub const fn plain(viewer: MemberId, now: Timestamp) -> Self {
        Self { viewer, now, closeness: &[], passed_over: &[] }
    }

    pub(crate) fn today(&self) -> u16 {
        day(self.now)
    }

    pub(crate) fn closeness_to(&self, other: MemberId) -> Option<u8> {
        look_up(self.closeness, other)
    }

    pub(crate) fn times_passed_over(&self, other: MemberId) -> u32 {
        look_up(self.passed_over, other).unwrap_or(0)
    }

    /// The strength of the viewer's own step along one of his ties.
    pub(crate) fn own_step(&self, state: &State, to: u32, side: Side) -> u16 {
        let closeness = if self.closeness.is_empty() { None } else { self.closeness_to(state.id(to)) };
        own_step(closeness, side.strength(self.today()))
    }
}

fn look_up<T: Copy>(list: &[(MemberId, T)], member: MemberId) -> Option<T> {
    let place = list.binary_search_by_key(&member, |(member, _)| *member).ok()?;
    list.get(place).map(|(_, value)| *value)
}
