//! The feed: what one's network wrote since yesterday, in the order of the written rule, and then it ends.
//!
//! Nothing of a table of posts is read to make it: candidates come from `recent`, nearness from the network's index, the
//! reader's own choices in one hop, and the words of the few posts on the page are mostly there already.

mod acts;
pub(super) mod api;
mod compose;
mod days;
mod fresh;
mod own;
mod pages;
mod recent;
mod said;
mod told;
mod touched;

pub(super) use fresh::{arrived, asked_lately, lately};
pub(crate) use pages::{Line, Section, section};
pub(super) use pages::{fold_person, open_person, page as feed, set, settings, teach};
pub(crate) use recent::{Recent, follow};
pub(super) use told::{noise, reason_of};
