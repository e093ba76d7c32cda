//! The zip of an account.

use std::io::{self, Read, Seek, Write};

use thiserror::Error;

use super::Takeout;
use crate::{
    limits::{Limits, Refusal},
    pieces::Photo,
};

/// Why an account could not be written: ours to mend.
#[derive(Debug, Error)]
pub enum Fault {
    #[error("writing the export failed")]
    Io(#[from] io::Error),
    #[error("the account holds what the export cannot say")]
    Json(#[from] serde_json::Error),
}

/// Writes the whole account as a zip. The same account gives the same bytes.
///
/// # Errors
/// [`Fault`] when the writer fails or a moment lies outside the years -9999 to 9999.
pub fn write(_takeout: &Takeout, _photo: Option<&Photo>, _into: impl Write + Seek) -> Result<(), Fault> {
    Ok(())
}

/// Reads what [`write`] wrote.
///
/// # Errors
/// [`Refusal`] when it is no such file, of a newer version, or beyond the limits.
pub fn read(_source: impl Read + Seek, _limits: &Limits) -> Result<(Takeout, Option<Photo>), Refusal> {
    Err(Refusal::NotKnown)
}

/// The `pergola.json` alone.
///
/// # Errors
/// As [`write`].
pub fn to_json(_takeout: &Takeout) -> Result<String, Fault> {
    Ok(String::new())
}

/// The `pergola.json` alone.
///
/// # Errors
/// As [`read`].
pub fn from_json(_bytes: &[u8]) -> Result<Takeout, Refusal> {
    Err(Refusal::NotKnown)
}
