//! Groups: circles of people with a purpose, how one comes in and goes, and who sees what of them.
//!
//! ```text
//! open:        anybody ──────────────────────────► member        who was put out asks, as on request
//! on request:  anybody ──► asking ──a moderator──► member        a refusal is told to nobody
//! hidden:      invited by a moderator ───────────► member        to all others it is not there
//! member ──leaves, quietly──► nobody              the last moderator leaves it to who was there longest
//! ```

use std::str::FromStr;

use crate::{
    ids::{GroupId, MemberId},
    members::fits,
    refusal, text,
    time::Timestamp,
    topics::{self, Topic},
};

pub const NAME_CHARS: i64 = 80;
pub const PURPOSE_CHARS: i64 = 500;
/// Groups that one member may be in.
pub const JOINED: i64 = 200;
/// Groups that one member may make in a day.
pub const MADE_A_DAY: i64 = 5;
/// People whom one member may ask into groups in a day.
pub const INVITED_A_DAY: i64 = 30;

crate::refusals! {
    /// Why a group stays as it is.
    Plain {
        NameMissing => "groups.name_missing" @ "name",
        NameTooLong => "groups.name_too_long" @ "name" { limit: NAME_CHARS },
        PurposeMissing => "groups.purpose_missing" @ "purpose",
        PurposeTooLong => "groups.purpose_too_long" @ "purpose" { limit: PURPOSE_CHARS },
        EntryUnknown => "groups.entry_unknown" @ "entry",
        RoleUnknown => "groups.role_unknown" @ "role",
        OnlyOpenOnes => "groups.only_open_ones" @ "outside",
        InTooMany => "groups.in_too_many" { limit: JOINED },
        MadeTooMany => "groups.made_too_many" { limit: MADE_A_DAY },
        InvitedTooMany => "groups.invited_too_many" @ "handle" { limit: INVITED_A_DAY },
        /// Nobody of this name, or nobody whom the moderator may see: both alike.
        PersonUnknown => "groups.person_unknown" @ "handle",
        /// A moderator of the network looks first.
        Waits => "groups.waits" @ "handle",
        LastModerator => "groups.last_moderator",
        NotYourAsk => "groups.not_your_ask" @ "ask",
        /// Who looks after the group took it out.
        AskTakenOut => "groups.ask_taken_out" @ "ask",
    }
}

/// A refusal of this room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Plain(Plain),
    Topic(topics::Refusal),
}

impl From<Plain> for Refusal {
    fn from(plain: Plain) -> Self {
        Self::Plain(plain)
    }
}

impl From<topics::Refusal> for Refusal {
    fn from(refusal: topics::Refusal) -> Self {
        Self::Topic(refusal)
    }
}

impl refusal::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Plain(plain) => plain.code(),
            Self::Topic(topic) => topic.code(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Plain(plain) => plain.field(),
            Self::Topic(topic) => topic.field(),
        }
    }

    fn numbers(&self) -> Vec<(&'static str, i64)> {
        match self {
            Self::Plain(plain) => plain.numbers(),
            Self::Topic(topic) => topic.numbers(),
        }
    }
}

/// How one comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    Open,
    OnRequest,
    Hidden,
}

impl Entry {
    pub const ALL: [Self; 3] = [Self::Open, Self::OnRequest, Self::Hidden];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::OnRequest => "on_request",
            Self::Hidden => "hidden",
        }
    }
}

impl FromStr for Entry {
    type Err = Plain;

    fn from_str(word: &str) -> Result<Self, Plain> {
        Self::ALL.into_iter().find(|entry| entry.word() == word).ok_or(Plain::EntryUnknown)
    }
}

/// What somebody is in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Moderator,
    Member,
    /// He asked to come in.
    Asking,
    /// A moderator asked him in.
    Invited,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Moderator, Self::Member, Self::Asking, Self::Invited];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Moderator => "moderator",
            Self::Member => "member",
            Self::Asking => "asking",
            Self::Invited => "invited",
        }
    }

    /// The role of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether he is in it.
    #[must_use]
    pub const fn is_in(self) -> bool {
        matches!(self, Self::Moderator | Self::Member)
    }
}

/// What a group says of itself, as it was typed or sent.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub name: String,
    pub purpose: String,
    pub topics: Vec<String>,
    pub entry: String,
    /// What is written in it may be read from outside, by feed readers.
    pub outside: bool,
}

/// What a group says of itself, cleaned and within bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub name: String,
    pub purpose: String,
    pub topics: Vec<Topic>,
    pub entry: Entry,
    pub outside: bool,
}

impl Told {
    /// What was typed, cleaned.
    ///
    /// # Errors
    /// When a part is missing, too long, or none.
    pub fn read(typed: &Typed) -> Result<Self, Refusal> {
        let name = text::line(&typed.name);
        if !name.chars().any(char::is_alphanumeric) {
            return Err(Plain::NameMissing.into());
        }
        if !fits(&name, NAME_CHARS) {
            return Err(Plain::NameTooLong.into());
        }
        let purpose = text::paragraphs(&typed.purpose);
        if !purpose.chars().any(char::is_alphanumeric) {
            return Err(Plain::PurposeMissing.into());
        }
        if !fits(&purpose, PURPOSE_CHARS) {
            return Err(Plain::PurposeTooLong.into());
        }
        let entry: Entry = typed.entry.trim().parse()?;
        if typed.outside && entry != Entry::Open {
            return Err(Plain::OnlyOpenOnes.into());
        }
        let topics = topics::read(typed.topics.iter().map(String::as_str))?;
        Ok(Self { name, purpose, topics, entry, outside: typed.outside })
    }
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub id: GroupId,
    pub told: Told,
    pub created_at: Timestamp,
}

impl Group {
    /// Whether somebody may know that it is there.
    #[must_use]
    pub fn may_be_known(&self, role: Option<Role>) -> bool {
        self.told.entry != Entry::Hidden || role.is_some_and(|role| role != Role::Asking)
    }

    /// What is left of it for who asked to come in before it was hidden: that it is there, and that he asked.
    #[must_use]
    pub fn veiled(&self) -> Self {
        let told = Told {
            name: String::new(),
            purpose: String::new(),
            topics: Vec::new(),
            entry: Entry::Hidden,
            outside: false,
        };
        Self { told, ..self.clone() }
    }

    /// Whether somebody may step out of it, or take back that he asked to come in: also where he may know no more of it.
    #[must_use]
    pub fn may_be_left(&self, role: Option<Role>) -> bool {
        self.may_be_known(role) || role == Some(Role::Asking)
    }

    /// Whether somebody may read what is written in it, and see who is in it.
    #[must_use]
    pub fn may_be_read(&self, role: Option<Role>) -> bool {
        self.told.entry == Entry::Open || role.is_some_and(Role::is_in)
    }

    /// What somebody becomes who wants to come in; none where he is in it already, or asked before. Who was put out
    /// asks first, also where others walk in.
    #[must_use]
    pub const fn enters(&self, role: Option<Role>, put_out: bool) -> Option<Role> {
        match (role, self.told.entry) {
            (None, Entry::Open) if put_out => Some(Role::Asking),
            (Some(Role::Asking), Entry::Open) if put_out => None,
            (Some(Role::Invited), _) | (None, Entry::Open) | (Some(Role::Asking), Entry::Open) => Some(Role::Member),
            (None, Entry::OnRequest) => Some(Role::Asking),
            _ => None,
        }
    }
}

/// What a moderator may make of somebody.
///
/// `moderators`: how many there are. None where nothing changes.
///
/// # Errors
/// When it is none of his to give, or nobody would be left to look after the group.
pub fn appoint(now: Option<Role>, wanted: Role, moderators: i64) -> Result<Option<Role>, Plain> {
    match (now, wanted) {
        (None | Some(Role::Invited), Role::Member | Role::Moderator) => Ok(Some(Role::Invited)),
        (Some(Role::Asking | Role::Member), Role::Moderator) => Ok(Some(Role::Moderator)),
        (Some(Role::Asking), Role::Member) => Ok(Some(Role::Member)),
        (Some(Role::Moderator), Role::Member) if moderators <= 1 => Err(Plain::LastModerator),
        (Some(Role::Moderator), Role::Member) => Ok(Some(Role::Member)),
        (Some(Role::Member), Role::Member) | (Some(Role::Moderator), Role::Moderator) => Ok(None),
        (_, Role::Asking | Role::Invited) => Err(Plain::RoleUnknown),
    }
}

/// Who looks after a group when its last moderator goes: who was there longest. None where nobody is left, or somebody
/// looks after it still.
#[must_use]
pub fn heir(left: &[(MemberId, Role, Timestamp)]) -> Option<MemberId> {
    if left.iter().any(|(_, role, _)| *role == Role::Moderator) {
        return None;
    }
    let members = left.iter().filter(|(_, role, _)| *role == Role::Member);
    members.min_by_key(|(id, _, since)| (*since, *id)).map(|(id, _, _)| *id)
}

#[cfg(test)]
mod tests {
    use super::{Entry, Group, Plain, Role, Told, Typed, appoint, heir};
    use crate::{
        ids::{GroupId, MemberId},
        time::Timestamp,
    };

    fn group(entry: Entry) -> Group {
        let told = Told {
            name: "Legno".to_owned(),
            purpose: "Chi lavora il legno".to_owned(),
            topics: Vec::new(),
            entry,
            outside: false,
        };
        Group { id: GroupId(1), told, created_at: Timestamp(0) }
    }

    #[test]
    fn what_a_group_says_of_itself() {
        let typed = |name: &str, purpose: &str, entry: &str, outside: bool| Typed {
            name: name.to_owned(),
            purpose: purpose.to_owned(),
            entry: entry.to_owned(),
            outside,
            ..Typed::default()
        };
        assert_eq!(Told::read(&typed(" Legno\u{202e} ", "Chi", "open", true)).unwrap().name, "Legno");
        for (name, purpose, entry, outside, refusal) in [
            ("", "Chi", "open", false, Plain::NameMissing),
            (&*"x".repeat(81), "Chi", "open", false, Plain::NameTooLong),
            ("Legno", " ", "open", false, Plain::PurposeMissing),
            ("Legno", &*"x".repeat(501), "open", false, Plain::PurposeTooLong),
            ("Legno", "Chi", "secret", false, Plain::EntryUnknown),
            ("Legno", "Chi", "hidden", true, Plain::OnlyOpenOnes),
        ] {
            assert_eq!(Told::read(&typed(name, purpose, entry, outside)), Err(refusal.into()), "{refusal:?}");
        }
    }

    #[test]
    fn who_knows_of_it_who_reads_it_and_how_one_comes_in() {
        use Role::{Asking, Invited, Member, Moderator};
        for (entry, role, known, read, enters) in [
            (Entry::Open, None, true, true, Some(Member)),
            (Entry::Open, Some(Member), true, true, None),
            (Entry::Open, Some(Asking), true, true, Some(Member)),
            (Entry::OnRequest, None, true, false, Some(Asking)),
            (Entry::OnRequest, Some(Asking), true, false, None),
            (Entry::OnRequest, Some(Invited), true, false, Some(Member)),
            (Entry::OnRequest, Some(Moderator), true, true, None),
            (Entry::Hidden, None, false, false, None),
            (Entry::Hidden, Some(Asking), false, false, None),
            (Entry::Hidden, Some(Invited), true, false, Some(Member)),
            (Entry::Hidden, Some(Member), true, true, None),
        ] {
            let group = group(entry);
            let said = (group.may_be_known(role), group.may_be_read(role), group.enters(role, false));
            assert_eq!(said, (known, read, enters), "{entry:?} {role:?}");
        }
    }

    #[test]
    fn who_was_put_out_asks_first() {
        use Role::{Asking, Invited, Member};
        for (entry, role, enters) in [
            (Entry::Open, None, Some(Asking)),
            (Entry::Open, Some(Asking), None),
            (Entry::Open, Some(Invited), Some(Member)),
            (Entry::Open, Some(Member), None),
            (Entry::OnRequest, None, Some(Asking)),
            (Entry::Hidden, None, None),
        ] {
            assert_eq!(group(entry).enters(role, true), enters, "{entry:?} {role:?}");
        }
    }

    #[test]
    fn somebody_always_looks_after_it() {
        use Role::{Asking, Invited, Member, Moderator};
        for (now, wanted, moderators, then) in [
            (None, Member, 1, Ok(Some(Invited))),
            (Some(Asking), Member, 1, Ok(Some(Member))),
            (Some(Member), Moderator, 1, Ok(Some(Moderator))),
            (Some(Moderator), Member, 1, Err(Plain::LastModerator)),
            (Some(Moderator), Member, 2, Ok(Some(Member))),
            (Some(Member), Member, 1, Ok(None)),
            (Some(Member), Asking, 1, Err(Plain::RoleUnknown)),
        ] {
            assert_eq!(appoint(now, wanted, moderators), then, "{now:?} {wanted:?}");
        }
        let at = |id: i64, role: Role, since: i64| (MemberId(id), role, Timestamp(since));
        assert_eq!(heir(&[at(1, Member, 9), at(2, Member, 3), at(3, Asking, 1)]), Some(MemberId(2)));
        assert_eq!(heir(&[at(1, Member, 9), at(2, Moderator, 3)]), None);
        assert_eq!(heir(&[at(3, Asking, 1)]), None);
    }
}
