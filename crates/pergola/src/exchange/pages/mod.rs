//! The pages of this room: bringing files, the welcome, the archive of everything.

mod five;
mod trail;

pub(super) mod exports;
pub(super) mod imports;
pub(super) mod progress;
pub(super) mod proposals;
pub(super) mod welcome;

use serde::Deserialize;

/// A form whose button says all.
#[derive(Debug, Deserialize)]
pub(super) struct Empty {}

/// What the address of a page may carry.
#[derive(Debug, Default, Deserialize)]
pub(super) struct On {
    /// The page is a step of the welcome.
    #[serde(default)]
    welcome: Option<String>,
    #[serde(default)]
    page: Option<i64>,
}
