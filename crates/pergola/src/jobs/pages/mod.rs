//! The pages of jobs.

pub(super) mod ad;
pub(super) mod applying;
pub(super) mod facts;
pub(super) mod feeds;
pub(super) mod list;
pub(super) mod mine;
pub(super) mod reading;
pub(super) mod referring;
pub(super) mod searches;
pub(super) mod writing;

use pergola_domain::{ids::JobId, jobs::Refusal, refusal::Refusal as _};
use serde::Deserialize;

use crate::http::{Failed, Here};

/// An empty form.
#[derive(Debug, Deserialize)]
pub(super) struct Empty {}

pub(super) fn number(id: &str) -> Result<JobId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// The field and the sentence of a refusal.
pub(super) fn wrong(here: &Here, refusal: &Refusal) -> (&'static str, String) {
    (refusal.field().unwrap_or("title"), here.speech().refusal(refusal.code(), &refusal.numbers()))
}
