//! Oggi: what there is today, and then nothing more. One step by Toto, who waits for an answer, what happened, whom to
//! tend; and an end.
//!
//! It keeps nothing: it asks the rooms before it.

mod pages;

#[cfg(test)]
mod tests;

use crate::http::{Doors, Who};

pub(crate) fn doors() -> Doors {
    Doors::new().get("/today", Who::Member, pages::today)
}
