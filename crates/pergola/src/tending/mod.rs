//! Tending: the private side of knowing people. Beds, rhythm, closeness, notes, moments, for their owner alone.
//!
//! A person is planted in the same act that makes the tie or the card, so a garden is never behind, and who is not in
//! the table `tending` of an owner cannot be tended by him. What the garden looks like is `garden`'s; nothing here is
//! ever read for anybody but the owner, and nothing of it is told to the change log.

mod acts;
mod store;

pub(crate) use acts::beds::{add_bed, bed_for, beds, remove_bed, rename_bed};
pub(crate) use acts::moments::{NewMoment, add_moment, edit_moment, moments_with, remove_moment};
pub(crate) use acts::people::{Changes, keep_closeness, move_to_bed, tend};
pub(crate) use store::beds::list as export_beds;
pub(crate) use store::handover::{hand_over, has_own_words};
pub(crate) use store::moments::{find as find_moment, forget, list_all as export_moments, reword};
pub(crate) use store::rows::{
    Nudged, dismiss_nudge, erase, exchanges, find, keep_nudge, list_all as export_tending, nudges,
};
pub(crate) use store::{Moment, plant, remember, remember_all, remember_exchange, uproot};

use pergola_domain::{
    garden::BedKind,
    ids::{BedId, PersonId},
};

/// A part of a garden. The standard ones have no name here: each language has its own for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bed {
    pub(crate) id: BedId,
    pub(crate) kind: BedKind,
    /// Empty but for own beds.
    pub(crate) name: String,
}

/// Somebody in a garden, as its owner alone knows him.
#[derive(Clone, Debug)]
pub(crate) struct Tended {
    pub(crate) person: PersonId,
    pub(crate) bed: Option<BedId>,
    pub(crate) cadence_days: Option<i64>,
    pub(crate) resting: bool,
    pub(crate) closeness: Option<i64>,
    pub(crate) notes: String,
    pub(crate) version: i64,
}
