//! What this place is: how it works, who sees what, who runs this server; and in a demo the letters that it wrote.
//!
//! Pages to read, for everybody. What they promise is kept elsewhere: a sentence here that is no longer true is a fault.

mod contact;
mod judged;
mod letters;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use judged::{exhibit, release, remove};

use crate::http::{Doors, Who};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/how-it-works", Who::Anyone, pages::how_it_works)
        .get("/privacy", Who::Anyone, pages::privacy)
        .get("/this-server", Who::Anyone, pages::this_server)
        .get("/contact", Who::Anyone, contact::form)
        .post("/contact", Who::Anyone, contact::send)
        .get("/letters", Who::Anyone, letters::list)
}
