//! Everything of one member in one zip, which reads back without loss.
//!
//! `pergola.json` is the whole truth ([`Takeout`], described in `docs/formats/takeout.md`); the other entries say parts of it
//! in the words of other programs and are not read back. The same account gives the same bytes: nothing here knows the hour,
//! and [`write()`] puts into one order what has none ([`Takeout::in_order`]).
//!
//! Members are named by handle, people off the platform by an id that means nothing outside the file. What becomes of a tie
//! with somebody who is not on the server that reads it, that server decides.

mod archive;
mod order;
mod tables;
mod time;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    dates::PartialDate,
    pieces::{
        Certificate, Direction, Education, Email, Honour, Language, Link, Phone, Position, Project, Publication,
        Source, TestScore, Volunteering,
    },
};

pub use archive::{Fault, from_json, picture_name, read, to_json, write, write_with};
pub(crate) use archive::{is_photo, is_picture};
pub(crate) use tables::{CONTACT_HEADER, LIST_BETWEEN, TIE_HEADER};

/// The version of the schema that this release writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// A whole account. A field that this release does not know makes the file unreadable rather than be lost silently: new
/// fields come with a new [`VERSION`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Takeout {
    pub version: u32,
    pub account: Account,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub education: Vec<Education>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<Project>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub honours: Vec<Honour>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub volunteering: Vec<Volunteering>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<Publication>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub test_scores: Vec<TestScore>,
    /// In the member's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beds: Vec<Bed>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<Tie>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<Moment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invitations: Vec<Invitation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Settings by name; the server knows what they mean.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<String, Value>,
    /// What else the member has, by the name of its room (`asks`, `posts`, `conversations`…): lists of JSON objects, kept
    /// word for word and in the order given. The room that wrote them reads them. A person in them is a [`Party`], so that
    /// [`Takeout::in_order`] can give contacts their new names there too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rooms: BTreeMap<String, Vec<Value>>,
}

/// Who the member is on the server he leaves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    pub handle: String,
    pub name: String,
    /// Host of the server, so that handles can be found again: `pergola.example`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// IANA name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
    /// Microseconds UTC; in JSON an RFC 3339 time, as everywhere in this file.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time::optional")]
    pub joined_at: Option<i64>,
    /// Name of the portrait's entry in the zip: `photo.jpg`, `photo.png` or `photo.webp`. Set by [`write()`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
}

/// A bed of the garden, by its name: one of the first six or the member's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bed {
    pub name: String,
    /// The stable word of a bed that comes with Pergola (`clients`…), whose name is translated. None: the member's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence_days: Option<u32>,
}

/// The private side of a tie or a contact. Its writer's only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Care {
    /// Name of a [`Bed`]. None: still in a pot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bed: Option<String>,
    /// How often to be in touch, in days. None: as the bed says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence_days: Option<u32>,
    /// Left at rest: nothing is due.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resting: bool,
    /// 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closeness: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how_met: Option<HowMet>,
}

impl Care {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How two people came to know each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HowMet {
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDate>,
    /// Handle of whoever introduced them, where somebody did and may be named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduced_by: Option<String>,
    /// Both tell the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
}

/// Somebody on the platform, as the member knows him.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    pub handle: String,
    pub name: String,
    /// Where his profile stands, with the host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time::optional")]
    pub since: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(default, skip_serializing_if = "Care::is_empty")]
    pub care: Care,
}

/// Somebody off the platform, from an import or by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Unique in the file and without meaning outside; [`write()`] numbers anew.
    pub id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub given: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub family: String,
    /// Profile elsewhere, the key of imports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connected_on: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time::optional")]
    pub added_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    #[serde(default, skip_serializing_if = "Care::is_empty")]
    pub care: Care,
}

/// A member by handle, or somebody off the platform by the id of his [`Contact`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    Member(String),
    Contact(String),
}

/// Something that happened between the member and somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    pub with: Party,
    /// `message`, `coffee`, `call`, `invitation`… the server's words.
    pub kind: String,
    #[serde(with = "time")]
    pub at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The mark by which an import knows it again ([`crate::Exchange::key`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// An invitation that still waits, or its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// Handle of the other side; or an address, for somebody not yet there.
    pub with: String,
    pub direction: Direction,
    #[serde(with = "time")]
    pub sent_at: i64,
    /// `open`, `accepted`, `declined`, `withdrawn`: the server's words.
    pub state: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how_met: Option<HowMet>,
}

/// Somebody the member wants to hear nothing of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub handle: String,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time::optional")]
    pub since: Option<i64>,
}
