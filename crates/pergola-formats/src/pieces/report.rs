//! What was read of a file and what was not, with the reason.

use serde::{Deserialize, Serialize};

use super::Who;

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    pub file: String,
    /// First line of the row, from 1; in JSON the place in all its lists together, from 1.
    pub line: u64,
    pub reason: Reason,
}

/// Why a row was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// All its cells are empty.
    EmptyRow,
    /// Nobody to speak of: no name, no profile, no address; also members who left ("LinkedIn Member").
    NoName,
    /// A moment without a date that we can read.
    BadDate,
    /// The same was said before, in this file or another of the archive.
    Duplicate,
    /// A single value is beyond reason (10,000 characters in a name, say).
    TooLong,
    /// The row is broken: too few cells, or bytes that are no text.
    Unreadable,
    /// A company, a group, a page, an advertisement.
    NotAPerson,
    /// Written but never sent.
    Draft,
    /// A message where neither side is the owner, or we cannot tell which one is.
    NotYours,
    /// Withdrawn, refused or not yet accepted; a judgement that does not stand.
    NotStanding,
}

impl Reason {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::EmptyRow => "empty_row",
            Self::NoName => "no_name",
            Self::BadDate => "bad_date",
            Self::Duplicate => "duplicate",
            Self::TooLong => "too_long",
            Self::Unreadable => "unreadable",
            Self::NotAPerson => "not_a_person",
            Self::Draft => "draft",
            Self::NotYours => "not_yours",
            Self::NotStanding => "not_standing",
        }
    }

    /// All reasons, so that a test can ask for their sentences.
    pub const ALL: [Self; 10] = [
        Self::EmptyRow,
        Self::NoName,
        Self::BadDate,
        Self::Duplicate,
        Self::TooLong,
        Self::Unreadable,
        Self::NotAPerson,
        Self::Draft,
        Self::NotYours,
        Self::NotStanding,
    ];
}

/// A whole file that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    pub file: String,
    pub why: IgnoredWhy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IgnoredWhy {
    /// We know it, and leave it for privacy: advertising, security, searches.
    Private,
    /// We know it, and have no use for it: shares, reactions, saved jobs.
    NotUseful,
    /// It has a header and no row, or only says that there is nothing.
    Empty,
    /// We do not know it: pictures, other tables.
    NotKnown,
    /// Broken, at its beginning or further inside.
    Damaged,
}

impl IgnoredWhy {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::NotUseful => "not_useful",
            Self::Empty => "empty",
            Self::NotKnown => "not_known",
            Self::Damaged => "damaged",
        }
    }

    /// All of them, so that a test can ask for their sentences.
    pub const ALL: [Self; 5] = [Self::Private, Self::NotUseful, Self::Empty, Self::NotKnown, Self::Damaged];
}

/// The bytes of a portrait or a picture, as they lay in the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// `photo.jpg`, `photo.png` or `photo.webp`; `pictures/7-1.jpg`.
    pub file: String,
    pub bytes: Vec<u8>,
}

/// How far the reading is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub file: String,
    /// Bytes gone through, expanded, over all files.
    pub done_bytes: u64,
    /// As the archive declares; `done_bytes` may come to differ from it.
    pub total_bytes: u64,
}

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A zip from LinkedIn, basic or complete.
    LinkedInArchive,
    /// One table out of such a zip.
    LinkedInTable,
    VCard,
    Resume,
    GoogleCsv,
    OutlookCsv,
    /// A zip written by [`crate::takeout::write()`].
    PergolaExport,
    /// One table out of such a zip.
    PergolaTable,
    /// A zip with files that we know, of several or other origins.
    Mixed,
}

impl FileKind {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::LinkedInArchive => "linked_in_archive",
            Self::LinkedInTable => "linked_in_table",
            Self::VCard => "v_card",
            Self::Resume => "resume",
            Self::GoogleCsv => "google_csv",
            Self::OutlookCsv => "outlook_csv",
            Self::PergolaExport => "pergola_export",
            Self::PergolaTable => "pergola_table",
            Self::Mixed => "mixed",
        }
    }
}

/// What was read in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub kind: FileKind,
    /// The owner as the archive shows him: from the profile, from invitations, from being in every conversation.
    pub owner: Option<Who>,
    /// In the order in which they were read.
    pub files: Vec<FileSummary>,
    /// Rows taken and rows left, over all files; a row with several recipients counts once.
    pub taken: u64,
    pub skipped: u64,
    /// The visitor said to stop before the end.
    pub stopped: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSummary {
    pub file: String,
    /// The stable key of the table: `connections`, `messages`, `v_card`…
    pub table: String,
    pub taken: u64,
    pub skipped: u64,
}
