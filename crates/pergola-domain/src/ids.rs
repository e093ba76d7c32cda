//! The names of things: 64-bit, time-ordered, one newtype for each kind of thing, all in one list.
//!
//! An id is milliseconds since 2024-01-01 UTC (41 bits, until 2093), the node that made it (8 bits) and a counter
//! (14 bits). It is minted in `By`, never in a rule or an act; in JSON it is a string, since JavaScript rounds
//! numbers above 2^53.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// 2024-01-01T00:00:00Z in milliseconds: the first moment that an id can name.
pub const EPOCH_MS: i64 = 1_704_067_200_000;
const NODE_BITS: u32 = 8;
const COUNTER_BITS: u32 = 14;

/// Puts an id together. `counter` and `node` are cut to their bits, a moment before the epoch counts as the epoch.
#[must_use]
pub const fn mint(now_ms: i64, node: u8, counter: u16) -> i64 {
    let since = if now_ms > EPOCH_MS { now_ms - EPOCH_MS } else { 0 };
    let counter = widen(counter & ((1 << COUNTER_BITS) - 1));
    (since << (NODE_BITS + COUNTER_BITS)) | (widen_byte(node) << COUNTER_BITS) | counter
}

#[expect(clippy::as_conversions, reason = "`From` is not const; u16 always fits i64")]
const fn widen(value: u16) -> i64 {
    value as i64
}

#[expect(clippy::as_conversions, reason = "`From` is not const; u8 always fits i64")]
const fn widen_byte(value: u8) -> i64 {
    value as i64
}

/// A text that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id is a whole number above zero, written in decimal digits")
    }
}

impl std::error::Error for NotAnId {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(NotAnId);
                }
                text.parse().ok().filter(|id: &i64| *id > 0).map(Self).ok_or(NotAnId)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "db")]
        impl pergola_db::ToValue for $name {
            fn to_value(&self) -> pergola_db::Value {
                pergola_db::Value::Int(self.0)
            }
        }

        #[cfg(feature = "db")]
        impl pergola_db::FromValue for $name {
            fn from_value(value: pergola_db::Value) -> Result<Self, pergola_db::Fault> {
                i64::from_value(value).map(Self)
            }
        }
    )*};
}

ids! {
    /// Somebody who joined.
    MemberId,
    /// A sign-in that lasts.
    SessionId,
    /// A key that a program signs in with.
    TokenId,
    /// A link sent by mail: to confirm an address, to set a new password, to join.
    LetterId,
    /// A stretch of work at an organisation.
    PositionId,
    /// A stretch of study at a school.
    EducationId,
    /// Something a member can do.
    SkillId,
    /// An address elsewhere that a member shows.
    LinkId,
    /// A company, an association, a public body, a school.
    OrganisationId,
    /// A picture kept by the server.
    PhotoId,
    /// The wish of one member to be tied to another, until it is answered.
    InvitationId,
    /// Two members who know each other.
    TieId,
    /// Somebody who is not a member, on a private card of one member.
    ContactId,
    /// A part of the garden.
    BedId,
    /// Something that happened between a member and a person.
    MomentId,
    /// A file being read.
    ImportId,
    /// An archive being made.
    ExportId,
    /// A change to the own profile that an import offers.
    ProposalId,
    /// A word for the member: something happened that concerns him.
    NoticeId,
    /// An ask or an offer.
    AskId,
    /// The wish to put two to six people in touch, until all said yes or it closed.
    IntroductionId,
    /// The wish to be introduced to somebody along a path.
    ApproachId,
    /// People who write to each other.
    ConversationId,
    /// What one of them wrote.
    MessageId,
    /// Two people whom a third could introduce, as they were shown to him.
    PairId,
    /// One of Toto's steps, as it was proposed.
    StepId,
    /// A circle of people with a purpose.
    GroupId,
    /// Something that people follow and speak about.
    TopicId,
    /// Something that a member wrote for others to read.
    PostId,
    /// An answer below a post, an ad or an event.
    CommentId,
    /// A picture in a post, in its sizes.
    PictureId,
    /// A work ad.
    JobId,
    /// What somebody sent to be considered for a job.
    ApplicationId,
    /// The word of somebody who works there.
    ReferralId,
    /// A search that its owner wants to hear from.
    SavedSearchId,
    /// An attempt to show who speaks for an organisation.
    ProofId,
    /// Two people who want to meet.
    MeetingId,
    /// A gathering.
    EventId,
    /// Where a member will be for some days.
    StayId,
    /// What somebody brought to the moderators.
    ReportId,
    /// What the moderators decided.
    DecisionId,
    /// A request that is done once although it arrives twice.
    RequestId,
}

/// Somebody in a garden: a member, or a card of its owner's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonId {
    Member(MemberId),
    Contact(ContactId),
}

impl PersonId {
    /// The number alone. Ids of different kinds never share a number, for one counter makes them all.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Member(MemberId(id)) | Self::Contact(ContactId(id)) => id,
        }
    }

    /// Whether this is a card, not a member: drawn in a pot.
    #[must_use]
    pub const fn is_contact(self) -> bool {
        matches!(self, Self::Contact(_))
    }

    /// The person of a number read from a table beside its `is_contact`.
    #[must_use]
    pub const fn from_parts(number: i64, is_contact: bool) -> Self {
        if is_contact { Self::Contact(ContactId(number)) } else { Self::Member(MemberId(number)) }
    }
}

#[cfg(test)]
mod tests {
    use super::{ContactId, EPOCH_MS, MemberId, NotAnId, PersonId, mint};

    #[test]
    fn later_ids_are_larger() {
        let first = mint(EPOCH_MS + 5, 1, 9);
        assert!(first < mint(EPOCH_MS + 5, 1, 10));
        assert!(mint(EPOCH_MS + 5, 255, 16_383) < mint(EPOCH_MS + 6, 0, 0));
        assert_eq!(mint(0, 0, 1), 1, "a clock before the epoch still gives an id");
    }

    #[test]
    fn json_holds_ids_as_strings_and_takes_nothing_else() {
        let id = MemberId(9_007_199_254_740_993);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, "\"9007199254740993\"");
        assert_eq!(serde_json::from_str::<MemberId>(&json).unwrap(), id);
        for bad in ["0", "-4", "+4", " 4", "4 ", "", "9223372036854775808", "12a"] {
            assert_eq!(bad.parse::<MemberId>(), Err(NotAnId), "{bad}");
        }
    }

    #[test]
    fn a_person_is_a_member_or_a_card() {
        assert_eq!(PersonId::from_parts(7, true), PersonId::Contact(ContactId(7)));
        assert!(!PersonId::Member(MemberId(7)).is_contact());
    }
}
