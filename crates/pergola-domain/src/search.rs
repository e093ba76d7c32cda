//! Search: what a query may be, what of all that has its words a viewer may see, how that is counted and put in order.
//!
//! Where words match is no question for this file. It is handed documents that have them, as [`Facts`], with the distance
//! of whose they are, and says which the viewer may see, which pass the filters he chose, how many of each value there
//! are, and who comes first. Nothing is counted before it was seen to be visible, and nothing that depends on what others
//! keep to themselves goes into the order: a score is made of the query and of the document alone.

mod facets;
mod sift;
mod values;

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, str::FromStr};

use crate::{
    ids::{EventId, GroupId, MemberId},
    time::Timestamp,
};

pub use facets::{Counts, Facet, Filter, Value};
pub use sift::{Entry, Found, Hit, Order, sift};
pub use values::Values;

pub const QUERY_CHARS: i64 = 200;
pub const QUERY_WORDS: i64 = 12;
pub const PLACE_CHARS: i64 = 120;
pub const RADIUS_KM: i64 = 500;

crate::refusals! {
    /// Why nothing is looked for.
    Refusal {
        WordsMissing => "search.words_missing" @ "q",
        WordsTooLong => "search.words_too_long" @ "q" { limit: QUERY_CHARS },
        TooManyWords => "search.too_many_words" @ "q" { limit: QUERY_WORDS },
        /// Only words that stand in every text, or signs and no words at all.
        OnlySmallWords => "search.only_small_words" @ "q",
        KindUnknown => "search.kind_unknown" @ "kind",
        DistanceUnknown => "search.distance_unknown" @ "distance",
        SortUnknown => "search.sort_unknown" @ "sort",
        /// Around a place of which nobody knows where it lies.
        PlaceUnknown => "search.place_unknown" @ "place",
        PlaceTooLong => "search.place_too_long" @ "place" { limit: PLACE_CHARS },
        RadiusMalformed => "search.radius_malformed" @ "radius_km" { limit: RADIUS_KM },
        OrganisationUnknown => "search.organisation_unknown" @ "organisation",
        TooManyValues => "search.too_many_values" { limit: 20 },
    }
}

/// What a document is, or a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Person,
    /// Somebody who knows about it, with what speaks for that: a result, never a document.
    Knows,
    Ask,
    Offer,
    Job,
    Post,
    Group,
    Event,
    Organisation,
    /// The viewer's own card of somebody.
    Card,
    /// The viewer's own note about somebody.
    Note,
    /// Somebody's answer to an ask of the viewer's: never a result, only what speaks for one.
    Answered,
}

impl Kind {
    /// Those that can be asked for, in the order of a page.
    pub const SHOWN: [Self; 11] = [
        Self::Person,
        Self::Knows,
        Self::Ask,
        Self::Offer,
        Self::Job,
        Self::Post,
        Self::Group,
        Self::Event,
        Self::Organisation,
        Self::Card,
        Self::Note,
    ];

    /// Its word in addresses and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Knows => "knows",
            Self::Ask => "ask",
            Self::Offer => "offer",
            Self::Job => "job",
            Self::Post => "post",
            Self::Group => "group",
            Self::Event => "event",
            Self::Organisation => "organisation",
            Self::Card => "contact",
            Self::Note => "note",
            Self::Answered => "answered",
        }
    }
}

impl FromStr for Kind {
    type Err = Refusal;

    fn from_str(word: &str) -> Result<Self, Refusal> {
        Self::SHOWN.into_iter().find(|kind| kind.word() == word).ok_or(Refusal::KindUnknown)
    }
}

/// For whom a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    Everybody,
    /// Whoever is so many steps from its owner.
    Steps(u8),
    /// Who may read in this group.
    ReadersOf(GroupId),
    /// Who may know of this group.
    KnowersOf(GroupId),
    /// Of an organisation that tells nothing of itself, and of which nobody would know without those who name it: who sees
    /// one of them among what was found.
    Named,
    /// Its owner alone.
    Owner,
}

/// How many audiences of asks are told apart on a person: ties, two steps, three steps, everybody.
pub const REACHES: usize = 4;

/// What is known of a document beside its words: all that its being seen, counted and ordered depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub kind: Kind,
    pub id: i64,
    /// Whose it is: the member himself, an author. None for organisations and groups.
    pub owner: Option<MemberId>,
    /// Of whom it tells that he knows something, where that is not its owner.
    pub about: Option<MemberId>,
    pub audience: Audience,
    /// From then on it is not there.
    pub until: Option<Timestamp>,
    /// What it can be counted by, each value once.
    pub values: Values,
    /// Of an organisation: the values that stand for it on those who name it.
    pub named_by: Box<[Value]>,
    /// Of a person: his open asks.
    pub asks: OpenAsks,
}

/// Until when somebody's open asks stand, the last of those for each reach. Most people ask for nothing: they take no room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenAsks(Option<Box<[Option<Timestamp>; REACHES]>>);

impl From<[Option<Timestamp>; REACHES]> for OpenAsks {
    fn from(until: [Option<Timestamp>; REACHES]) -> Self {
        Self(until.iter().any(Option::is_some).then(|| Box::new(until)))
    }
}

impl Facts {
    /// Of whom it tells.
    #[must_use]
    pub const fn person(&self) -> Option<MemberId> {
        if self.about.is_some() { self.about } else { self.owner }
    }
}

/// Whether the open asks of a member, by reach, hold one that somebody so far away may see.
#[must_use]
pub fn asks_something(asks: &OpenAsks, distance: Distance, now: Timestamp) -> bool {
    let Some(asks) = &asks.0 else { return false };
    let reaches = [Some(1), Some(2), Some(3), None];
    asks.iter().zip(reaches).any(|(until, reach)| {
        let near = match (reach, distance) {
            (None, _) | (_, Distance::Own) => true,
            (Some(reach), Distance::Steps(steps)) => steps <= reach,
            (Some(_), Distance::Beyond | Distance::Nowhere) => false,
        };
        near && until.is_some_and(|until| until > now)
    })
}

/// How far whose it is stands from the viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// The viewer's own.
    Own,
    /// 1 to 3.
    Steps(u8),
    /// Farther, or no way is known.
    Beyond,
    /// It is nobody's: an organisation, a group.
    Nowhere,
}

impl Distance {
    /// The distance of the owner of a document, of so many steps as the network tells.
    #[must_use]
    pub fn of(owner: Option<MemberId>, viewer: MemberId, steps: Option<u8>) -> Self {
        match (owner, steps) {
            (None, _) => Self::Nowhere,
            (Some(owner), _) if owner == viewer => Self::Own,
            (Some(_), Some(steps @ 1..=3)) => Self::Steps(steps),
            (Some(_), _) => Self::Beyond,
        }
    }

    /// Its place among the four that are counted: 1 to 3, 4 beyond. None where distance says nothing.
    #[must_use]
    pub const fn counted(self) -> Option<u8> {
        match self {
            Self::Steps(steps) => Some(steps),
            Self::Beyond => Some(4),
            Self::Own | Self::Nowhere => None,
        }
    }

    /// The nearest first: what is the viewer's own, then step by step; what is nobody's before those to whom no way is
    /// known.
    const fn rank(self) -> u8 {
        match self {
            Self::Own => 0,
            Self::Steps(steps) => steps,
            Self::Nowhere => 4,
            Self::Beyond => 5,
        }
    }
}

/// Who looks, and what he is to those whose documents were found.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub member: MemberId,
    pub now: Timestamp,
    /// Those who do not exist for him: a block stands between, or a decision closed their accounts.
    pub apart: BTreeSet<MemberId>,
    /// Those who are about to leave: what they wrote is not shown any more.
    pub leaving: BTreeSet<MemberId>,
    /// Groups in which he may read, and of which he may know.
    pub readable: BTreeSet<GroupId>,
    pub known: BTreeSet<GroupId>,
    /// Events at which he has a place, or waits for one: he sees them whoever else does.
    pub attends: BTreeSet<EventId>,
}

impl Viewer {
    /// Somebody from whom nobody is apart, in no group.
    #[must_use]
    pub fn new(member: MemberId, now: Timestamp) -> Self {
        let (apart, leaving, attends) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Self { member, now, apart, leaving, readable: BTreeSet::new(), known: BTreeSet::new(), attends }
    }
}

/// Whether a viewer may see a document.
///
/// ```text
/// his own                       yes
/// a block, a closed account     no, both ways, whatever it is
/// its time is over              no
/// written by who is leaving     no
/// else                          where he is among those it is for
/// ```
#[must_use]
pub fn may_be_seen(facts: &Facts, viewer: &Viewer, distance: Distance) -> bool {
    if facts.person().is_some_and(|person| viewer.apart.contains(&person)) {
        return false;
    }
    if facts.until.is_some_and(|until| until <= viewer.now) {
        return false;
    }
    if facts.owner == Some(viewer.member) {
        return true;
    }
    let written = matches!(facts.kind, Kind::Ask | Kind::Offer | Kind::Post | Kind::Event);
    if facts.owner.is_some_and(|owner| viewer.apart.contains(&owner) || written && viewer.leaving.contains(&owner)) {
        return false;
    }
    if facts.kind == Kind::Event && viewer.attends.contains(&EventId(facts.id)) {
        return true;
    }
    match facts.audience {
        Audience::Everybody => true,
        Audience::Steps(reach) => matches!(distance, Distance::Steps(steps) if steps <= reach),
        Audience::ReadersOf(group) => viewer.readable.contains(&group),
        Audience::KnowersOf(group) => viewer.known.contains(&group),
        // Whoever sifts knows what else was found.
        Audience::Named | Audience::Owner => false,
    }
}

impl FromStr for Order {
    type Err = Refusal;

    fn from_str(word: &str) -> Result<Self, Refusal> {
        match word {
            "nearness" => Ok(Self::Nearness),
            "match" => Ok(Self::Match),
            _ => Err(Refusal::SortUnknown),
        }
    }
}
