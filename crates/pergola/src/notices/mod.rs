//! Notices: a word for the member about something that happened and concerns him. They are made by followers of the
//! change log; here they are only kept and read.

mod store;

pub(crate) use store::{NewNotice, Notice, count_offers, erase, keep, kept_since, list, mark_read};
