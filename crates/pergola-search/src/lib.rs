//! Where words stand: an index in memory of what members wrote for others, beside the facts that decide who sees it.
//!
//! It is built from the tables when the server starts and follows the change log; it keeps no text, and nothing is lost
//! with it. Who may see a document, and what is counted, is decided by `pergola_domain::search` on the [`Facts`] that
//! stand here beside each.
//!
//! How well a document matches is a sum over the words of the query, of what the document says and of nothing else: no
//! statistics over all documents go into it, for in them stands what others wrote for few. [`score`] is the same rule
//! in plain words for one text, [`Lot`] for many that are never put into an index (a member's own cards and notes), and the
//! tests hold both against it.
//!
//! No SQL, no HTTP, no clock. `docs/search.md` has the figures.
//!
//! [`Facts`]: pergola_domain::search::Facts

mod collect;
mod edits;
mod index;
mod lists;
mod lot;
mod query;
mod score;
mod shelf;
mod view;
mod words;

pub use crate::{
    index::{Broken, Document, Index},
    lot::Lot,
    score::{Prepared, Score, Texts, score},
    view::{Match, View},
    words::{Phase, Query, marks},
};
