//! The pages of the garden, a file for each.

pub(super) mod bed;
pub(super) mod beds;
pub(super) mod moments;
pub(super) mod overview;
pub(super) mod person;
pub(super) mod planting;
pub(super) mod seen;
pub(super) mod tending;

use pergola_domain::garden::Refusal;
use pergola_domain::refusal::Refusal as _;

use crate::http::{Failed, Failure, Here};

/// One thing to mend in a form.
#[derive(Clone, Debug)]
pub(crate) struct Wrong {
    pub(crate) field: &'static str,
    pub(crate) sentence: String,
}

impl Wrong {
    /// The input of the tools beside a person, or of his story, that it is about.
    pub(crate) fn input(&self) -> &'static str {
        match self.field {
            "bed" => "t-bed",
            "cadence_days" => "t-rhythm",
            "closeness" => "t-closeness",
            field => field,
        }
    }

    fn of(here: &Here, refusal: Refusal) -> Self {
        let sentence = here.speech().refusal(refusal.code(), &refusal.numbers());
        Self { field: refusal.field().unwrap_or("main"), sentence }
    }

    /// What was refused, for a page that draws its form again; everything else ends the request.
    fn from(here: &Here, failure: Failure<Refusal>) -> Result<Self, Failed> {
        match failure {
            Failure::Refused(refusal) => Ok(Self::of(here, refusal)),
            other => Err(other.into()),
        }
    }
}

/// Only our own addresses: a form must not lead out of the house.
fn inside<'a>(back: &'a str, otherwise: &'a str) -> &'a str {
    let ours = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
    if ours { back } else { otherwise }
}

/// A text as a value in an address (RFC 3986).
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/' | b'@');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
