//! Where words stand: an index in memory of what members wrote for others, beside the facts that decide who sees it.
//!
//! It is built from the tables when the server starts and follows the change log; it keeps no text, and nothing is lost
//! with it. Who may see a document, and what is counted, is decided by `pergola_domain::search` on the [`Facts`] that
//! stand here beside each.
//!
//! How well a document matches is a sum over the words of the query, of what the document says and of nothing else: no
//! statistics over all documents go into it, for in them stands what others wrote for few. [`Lot`] is the same rule for many
//! texts that are never put into an index (a member's own cards and notes); `plain` tells it for one text, for the tests,
//! which hold both against it.
//!
//! No SQL, no HTTP, no clock. `docs/search.md` has the figures.
//!
//! [`Facts`]: pergola_domain::search::Facts

mod collect;
mod edits;
mod index;
mod lists;
mod lot;
#[cfg(test)]
mod plain;
mod query;
mod score;
mod shelf;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use crate::{
    index::{Broken, Document, Index},
    lot::Lot,
    score::{Score, Texts},
    view::{Match, View},
    words::{Phase, Query, marks},
};
