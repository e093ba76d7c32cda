//! JSON Resume 1.0, read and written.

use serde::{Deserialize, Serialize};

use crate::{limits::Refusal, pieces::OwnPiece, takeout::Takeout};

/// A résumé after the schema 1.0 of jsonresume.org.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Resume {}

/// Reads one; what is not understood is left out.
///
/// # Errors
/// [`Refusal::Damaged`] when it is no JSON object, [`Refusal::NotKnown`] when it has none of the known parts.
pub fn read(_bytes: &[u8]) -> Result<Resume, Refusal> {
    Err(Refusal::NotKnown)
}

impl Resume {
    /// What it says of its owner.
    #[must_use]
    pub fn pieces(&self) -> Vec<OwnPiece> {
        Vec::new()
    }

    /// Pretty JSON with a line end.
    #[must_use]
    pub fn to_json(&self) -> String {
        String::new()
    }
}

impl From<&Takeout> for Resume {
    fn from(_: &Takeout) -> Self {
        Self {}
    }
}
