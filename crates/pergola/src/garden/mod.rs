//! The garden: how a member sees the people he knows, and the doors through which he tends them.
//!
//! Nothing is kept here but in `tending`; this room works out states, draws beds and names whom this week may wait for.
//! Every answer is the owner's own: no door takes another member's name as the garden's owner.

mod acts;
mod api;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::{Due, week};
pub(crate) use pages::overview::{DueCard, due_card, due_line};
pub(crate) use pages::tending::{TendingView, tending_of};

use pergola_domain::garden::{Facts, State};
use pergola_domain::{
    ids::{BedId, PersonId},
    time::Timestamp,
};

use crate::http::{Doors, Who, routes};

/// A row of the garden before its name is known.
#[derive(Clone, Debug)]
pub(crate) struct Rooted {
    pub(crate) person: PersonId,
    pub(crate) bed: Option<BedId>,
    pub(crate) met_at: Timestamp,
    pub(crate) cadence_days: Option<i64>,
    pub(crate) resting: bool,
    pub(crate) closeness: Option<i64>,
    pub(crate) last_moment_at: Option<Timestamp>,
    pub(crate) last_two_way_at: Option<Timestamp>,
}

impl Rooted {
    fn facts(&self, exchanges: i64) -> Facts {
        Facts {
            met_at: self.met_at,
            last_moment_at: self.last_moment_at,
            last_two_way_at: self.last_two_way_at,
            cadence_days: self.cadence_days,
            resting: self.resting,
            closeness: self.closeness,
            exchanges,
        }
    }
}

/// Somebody in the garden, as it shows him.
#[derive(Clone, Debug)]
pub(crate) struct Plant {
    pub(crate) person: PersonId,
    pub(crate) bed: Option<BedId>,
    pub(crate) name: String,
    /// A member's headline, a card's organisation.
    pub(crate) line: String,
    /// The page of the person.
    pub(crate) href: String,
    /// None for a card.
    pub(crate) handle: Option<String>,
    pub(crate) facts: Facts,
    pub(crate) state: State,
}

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/garden", Who::Member, pages::overview::overview)
        .get("/garden/beds", Who::Member, pages::beds::beds)
        .post("/garden/beds", Who::Member, pages::beds::add)
        .get("/garden/beds/{id}", Who::Member, pages::bed::bed)
        .post("/garden/beds/{id}/name", Who::Member, pages::beds::rename)
        .post("/garden/beds/{id}/removal", Who::Member, pages::beds::remove)
        .get("/garden/unplanted", Who::Member, pages::planting::unplanted)
        .post("/garden/unplanted", Who::Member, pages::planting::plant)
        .get("/garden/people/{id}", Who::Member, pages::person::person)
        .post("/garden/people/{id}/bed", Who::Member, pages::person::bed)
        .post("/garden/people/{id}/rhythm", Who::Member, pages::person::rhythm)
        .post("/garden/people/{id}/rest", Who::Member, pages::person::rest)
        .post("/garden/people/{id}/closeness", Who::Member, pages::person::closeness)
        .post("/garden/people/{id}/note", Who::Member, pages::person::note)
        .post("/garden/people/{id}/not-now", Who::Member, pages::person::not_now)
        .post("/garden/people/{id}/moments", Who::Member, pages::moments::add)
        .get("/garden/moments/{id}", Who::Member, pages::moments::moment)
        .post("/garden/moments/{id}", Who::Member, pages::moments::edit)
        .post("/garden/moments/{id}/removal", Who::Member, pages::moments::remove)
        .api(Who::Member, routes!(api::garden::show))
        .api(Who::Member, routes!(api::garden::plants))
        .api(Who::Member, routes!(api::garden::picture))
        .get("/garden/garden.svg", Who::Member, api::garden::picture_to_keep)
        .api(Who::Member, routes!(api::people::find, api::people::tend))
        .api(Who::Member, routes!(api::people::tend_tie))
        .api(Who::Member, routes!(api::moments::list, api::moments::add))
        .api(Who::Member, routes!(api::moments::edit, api::moments::remove))
        .api(Who::Member, routes!(api::beds::list, api::beds::add))
        .api(Who::Member, routes!(api::beds::rename, api::beds::remove))
}
