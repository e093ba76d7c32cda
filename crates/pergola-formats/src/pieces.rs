//! What a file says, in pieces: the words shared by all readers. They hold facts as found, trimmed and decoded, nothing
//! joined and nothing guessed beyond what each field says.

mod own;
mod report;

pub use own::{
    Article, Certificate, Education, Email, Honour, Language, Link, OwnPiece, Phone, Position, Profile, Project,
    Publication, TestScore, Volunteering,
};
pub use report::{FileKind, FileSummary, Ignored, IgnoredWhy, Photo, Progress, Reason, Skipped, Summary};
use serde::{Deserialize, Serialize};

use crate::{
    dates::PartialDate,
    fingerprint::{Fingerprint, fingerprint},
    takeout::Takeout,
};

/// One thing that a file says.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Somebody the owner of the file knows.
    Person(Person),
    /// Something about the owner of the file, and the line of its row as in [`Skipped::line`].
    Own(OwnPiece, u64),
    /// Somebody wrote, invited, recommended or endorsed; without the text. With the line of its row.
    Moment(Exchange, u64),
    /// A row that was not taken, and why.
    Skipped(Skipped),
    /// A whole file that was not read, and why.
    Ignored(Ignored),
    /// The whole account, from an export of Pergola. Comes once, and alone but for its [`Piece::Photo`]
    /// and [`Piece::Picture`]s.
    Takeout(Box<Takeout>),
    /// The portrait that lay beside the account. Not looked at: it is untrusted bytes.
    Photo(Photo),
    /// A picture of what was published there, by its whole name in the zip. Not looked at either.
    Picture(Photo),
    /// How far we are. Comes at the begin of each file and then about every 1,000 rows.
    Progress(Progress),
}

/// Somebody the owner knows. Empty strings do not occur in options and lists; names may be empty if an address is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub given: String,
    pub family: String,
    /// The LinkedIn profile in its one normal form `https://www.linkedin.com/in/<slug>`: see [`crate::profile_key`].
    pub url: Option<String>,
    /// Other addresses on the web, as found.
    pub links: Vec<String>,
    /// Lower case, each once.
    pub emails: Vec<String>,
    /// As written, each once by its digits.
    pub phones: Vec<String>,
    pub organisation: Option<String>,
    pub position: Option<String>,
    pub place: Option<String>,
    /// The day they connected, where the file says so.
    pub connected_on: Option<PartialDate>,
    /// What the owner noted in his own address book. Private to the owner.
    pub notes: Option<String>,
    /// Labels, groups, categories of the owner's address book, without the built-in ones.
    pub labels: Vec<String>,
    pub source: Source,
    pub file: String,
    /// First line of the row in `file`, from 1.
    pub line: u64,
}

impl Person {
    /// Given and family name with one blank between; without them the organisation, or the first address.
    #[must_use]
    pub fn name(&self) -> String {
        match (self.given.as_str(), self.family.as_str()) {
            ("", "") => self.organisation.clone().or_else(|| self.emails.first().cloned()).unwrap_or_default(),
            (given, "") => given.to_owned(),
            ("", family) => family.to_owned(),
            (given, family) => format!("{given} {family}"),
        }
    }

    /// The same person in the same kind of file has the same key: the profile URL, else the first e-mail, else name,
    /// organisation and first phone. It finds doubles inside one file; it does not join people across owners.
    #[must_use]
    pub fn key(&self) -> Fingerprint {
        if let Some(url) = &self.url {
            return fingerprint(&["url", url]);
        }
        if let Some(email) = self.emails.first() {
            return fingerprint(&["email", email]);
        }
        let name = self.name().to_lowercase();
        let organisation = self.organisation.as_deref().unwrap_or_default().to_lowercase();
        let phone = self.phones.first().map(String::as_str).unwrap_or_default();
        fingerprint(&["name", &name, &organisation, phone])
    }
}

/// What kind of file something comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    #[default]
    LinkedIn,
    VCard,
    Google,
    Outlook,
    Resume,
    Pergola,
}

impl Source {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::LinkedIn => "linked_in",
            Self::VCard => "v_card",
            Self::Google => "google",
            Self::Outlook => "outlook",
            Self::Resume => "resume",
            Self::Pergola => "pergola",
        }
    }
}

/// Somebody wrote to somebody. Never holds what was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The other side.
    pub with: Who,
    /// Microseconds since 1970, UTC. LinkedIn gives seconds or minutes; where it names no zone we take UTC.
    pub at: i64,
    pub kind: ExchangeKind,
    pub direction: Direction,
    /// The same for all messages of one conversation; says nothing else.
    pub conversation: Option<Fingerprint>,
    /// People besides the owner in the conversation: 1 for a talk of two. A word to forty is less than a word to one.
    pub others: u32,
    /// The skill endorsed. The only content that is kept, as it is public.
    pub about: Option<String>,
    /// The same exchange has the same key in every archive: the mark that makes importing twice change nothing.
    pub key: Fingerprint,
}

/// The other side of an exchange. At least one of the two is not empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Who {
    pub name: String,
    /// Normalised as in [`Person::url`].
    pub url: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeKind {
    Message,
    Invitation,
    Recommendation,
    Endorsement,
}

impl ExchangeKind {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Invitation => "invitation",
            Self::Recommendation => "recommendation",
            Self::Endorsement => "endorsement",
        }
    }
}

/// Seen from the owner: `In` reached him, `Out` came from him.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    In,
    Out,
}

impl Direction {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}
