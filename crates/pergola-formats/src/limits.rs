//! How much we are willing to read, and the refusals that say so.
//!
//! Every bound is checked while reading, never trusted from a header: a zip can declare what it likes.

use thiserror::Error;

const MIB: u64 = 1024 * 1024;

/// What a file may cost. [`Default`] is what a server should use; tests make them smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Size of the uploaded file. Default 200 MiB: complete archives with articles and media lists stay under 60.
    pub file_bytes: u64,
    /// One entry of a zip, expanded. Default 100 MiB.
    pub entry_bytes: u64,
    /// All entries that we open, expanded. Default 400 MiB.
    pub total_bytes: u64,
    /// Entries in a zip, directories included. Default 2,000.
    pub entries: u64,
    /// Expanded size over packed size, per entry, counted once an entry passed 1 MiB. Default 200; prose stays under 10.
    pub ratio: u64,
    /// One CSV record, or one vCard without its pictures. Default 1 MiB.
    pub line_bytes: u64,
    /// Records in one file, and people and moments in all. Default 1,000,000.
    pub rows: u64,
    /// The account in a Pergola export, which is held whole and takes up to ten times as much memory. Default 64 MiB: 30,000
    /// contacts with 100,000 moments take 35.
    pub account_bytes: u64,
    /// A résumé, held whole. Default 4 MiB.
    pub resume_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 200 * MIB,
            entry_bytes: 100 * MIB,
            total_bytes: 400 * MIB,
            entries: 2_000,
            ratio: 200,
            line_bytes: MIB,
            rows: 1_000_000,
            account_bytes: 64 * MIB,
            resume_bytes: 4 * MIB,
        }
    }
}

/// Why a whole file is not read. An answer for the member: [`Refusal::key`] has a sentence in each language.
///
/// Pieces told before the refusal stand on their own; whether to keep them is the caller's choice.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("the file is empty")]
    Empty,
    #[error("the file is of no kind we know")]
    NotKnown,
    #[error("the file is larger than {limit_bytes} bytes")]
    TooLarge { limit_bytes: u64 },
    #[error("the archive has more than {limit} entries")]
    TooManyEntries { limit: u64 },
    /// One entry, or all together, grow beyond what they may; or one grows out of proportion to its packed size.
    #[error("{entry} expands beyond what it may")]
    Bomb { entry: String },
    #[error("{entry} points out of the archive")]
    ClimbsOut { entry: String },
    /// A CSV record or a vCard that does not end in time. `line` is where it begins, from 1.
    #[error("{file}: what begins at line {line} is longer than {limit_bytes} bytes")]
    LineTooLong { file: String, line: u64, limit_bytes: u64 },
    #[error("{file} has more than {limit} rows")]
    TooManyRows { file: String, limit: u64 },
    #[error("the archive is protected by a password")]
    Encrypted,
    /// Broken zip, broken compression, broken JSON, or the reader failed.
    #[error("{file} is damaged")]
    Damaged { file: String },
    /// A Pergola export of a version that this release does not know.
    #[error("an export of version {version}, which this release does not know")]
    Newer { version: u64 },
}

impl Refusal {
    /// The stable key, for words in each language and for the API.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotKnown => "not_known",
            Self::TooLarge { .. } => "too_large",
            Self::TooManyEntries { .. } => "too_many_entries",
            Self::Bomb { .. } => "bomb",
            Self::ClimbsOut { .. } => "climbs_out",
            Self::LineTooLong { .. } => "line_too_long",
            Self::TooManyRows { .. } => "too_many_rows",
            Self::Encrypted => "encrypted",
            Self::Damaged { .. } => "damaged",
            Self::Newer { .. } => "newer",
        }
    }

    /// The keys of all refusals, so that a test can ask for their sentences.
    pub const KEYS: [&str; 11] = [
        "empty",
        "not_known",
        "too_large",
        "too_many_entries",
        "bomb",
        "climbs_out",
        "line_too_long",
        "too_many_rows",
        "encrypted",
        "damaged",
        "newer",
    ];
}
