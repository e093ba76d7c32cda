//! What a file says, in pieces: the words shared by all readers. They hold facts as found, trimmed and decoded, nothing
//! joined and nothing guessed beyond what each field says.

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
    /// Something about the owner of the file.
    Own(OwnPiece),
    /// Somebody wrote, invited, recommended or endorsed; without the text.
    Moment(Exchange),
    /// A row that was not taken, and why.
    Skipped(Skipped),
    /// A whole file that was not read, and why.
    Ignored(Ignored),
    /// The whole account, from an export of Pergola. Comes once, and alone but for its [`Piece::Photo`].
    Takeout(Box<Takeout>),
    /// The portrait that lay beside the account. Not looked at: it is untrusted bytes.
    Photo(Photo),
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

/// Something about the owner of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnPiece {
    Profile(Profile),
    Position(Position),
    Education(Education),
    Skill(String),
    Language(Language),
    Link(Link),
    Email(Email),
    Phone(Phone),
    Certificate(Certificate),
    Project(Project),
    Honour(Honour),
    Volunteering(Volunteering),
    Publication(Publication),
    TestScore(TestScore),
    Article(Article),
    /// An organisation the owner follows.
    Follows(String),
}

impl OwnPiece {
    /// The stable key of its kind: `position`, `skill`…
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Profile(_) => "profile",
            Self::Position(_) => "position",
            Self::Education(_) => "education",
            Self::Skill(_) => "skill",
            Self::Language(_) => "language",
            Self::Link(_) => "link",
            Self::Email(_) => "email",
            Self::Phone(_) => "phone",
            Self::Certificate(_) => "certificate",
            Self::Project(_) => "project",
            Self::Honour(_) => "honour",
            Self::Volunteering(_) => "volunteering",
            Self::Publication(_) => "publication",
            Self::TestScore(_) => "test_score",
            Self::Article(_) => "article",
            Self::Follows(_) => "follows",
        }
    }
}

/// Who the owner is. `summary` may come alone, from `Profile Summary.csv`. Birth date, address and postal code stay unread.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub given: String,
    pub family: String,
    pub headline: Option<String>,
    pub summary: Option<String>,
    pub place: Option<String>,
    pub industry: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    pub organisation: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// None: to this day, as far as the file knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDate>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Education {
    pub school: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degree: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activities: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDate>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    pub name: String,
    /// As the file words it: "Native or bilingual proficiency".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proficiency: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub url: String,
    /// `portfolio`, `twitter`, `blog`, `other`… in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Email {
    pub address: String,
    pub confirmed: bool,
    pub primary: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phone {
    pub number: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDate>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDate>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Honour {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Volunteering {
    pub organisation: String,
    pub role: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDate>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestScore {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
}

/// Something the owner published on LinkedIn: its title and where it stands, not its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

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
    /// Known by its header, but broken inside.
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
}

/// The bytes of a portrait, as they lay in the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// `photo.jpg`, `photo.png` or `photo.webp`.
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
