//! The pages of meetings: proposing one, all of them, one of them.

mod list;
mod one;
mod propose;
mod seen;

pub(super) use list::list;
pub(crate) use list::{Coming, coming};
pub(super) use one::{calendar, call_off, decline, elsewhere, one, other_times, pick, tell};
pub(super) use propose::{form as propose_form, send as propose, whom};

use pergola_domain::{
    ids::MeetingId,
    meetings::{Read, Refusal, TIMES},
    refusal::Refusal as _,
};
use serde::Deserialize;

use super::clock;
use crate::http::{Failed, Here};

fn number(id: &str) -> Result<MeetingId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// The field and the sentence of a refusal.
fn wrong(here: &Here, refusal: &Refusal) -> (&'static str, String) {
    (refusal.field().unwrap_or("times"), here.speech().refusal(refusal.code(), &refusal.numbers()))
}

/// Up to three times and their zone, as a form sends them.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct TimesForm {
    #[serde(default)]
    at: String,
    #[serde(default)]
    at2: String,
    #[serde(default)]
    at3: String,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    words: String,
}

impl TimesForm {
    fn blank(here: &Here) -> Self {
        let zone = here.app.config.time_zone.iana_name().unwrap_or("UTC").to_owned();
        Self { zone, ..Self::default() }
    }

    /// What was typed; an empty field is none.
    fn read(&self) -> Vec<Read> {
        let typed: [&str; TIMES] = [&self.at, &self.at2, &self.at3];
        typed.into_iter().filter(|at| !at.trim().is_empty()).map(|at| clock::read(at, &self.zone)).collect()
    }
}
