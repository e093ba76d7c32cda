//! Gatherings: who may see one, who has a place, who waits for one.
//!
//! ```text
//!  an event:      open ──► cancelled           by who holds it; over, when its end has passed
//!  somebody in it:  ─── room ──► coming ──┐
//!                   └── full ──► waiting ─┴─► gone        whoever waits longest gets the place that is freed
//! ```
//! Who comes decides who may read that: his ties, everybody who is there, or only who holds it. So nobody is told how many
//! come, only whether there is room: a number would tell of those who do not want to be seen.

use crate::{
    ids::{EventId, GroupId, MemberId, OrganisationId},
    meetings::Read,
    members::fits,
    text,
    time::{DAY_US, Timestamp},
};

pub const TITLE_CHARS: i64 = 120;
pub const TEXT_CHARS: i64 = 4_000;
pub const PLACE_CHARS: i64 = 200;
pub const LINK_CHARS: i64 = 500;
pub const CAPACITY: i64 = 10_000;
pub const AHEAD_DAYS: i64 = 730;
/// An event ends within so many days of its beginning.
pub const LASTS_DAYS: i64 = 14;
/// Events of one member that are still to come.
pub const OPEN_AT_ONCE: i64 = 50;

crate::refusals! {
    /// Why an event stays as it is.
    Refusal {
        TitleMissing => "events.title_missing" @ "title",
        TitleTooLong => "events.title_too_long" @ "title" { limit: TITLE_CHARS },
        TextTooLong => "events.text_too_long" @ "text" { limit: TEXT_CHARS },
        TimeMalformed => "events.time_malformed" @ "starts",
        ZoneUnknown => "events.zone_unknown" @ "zone",
        HourSkipped => "events.hour_skipped" @ "starts",
        HourRepeated => "events.hour_repeated" @ "starts",
        InThePast => "events.in_the_past" @ "starts",
        TooFarAhead => "events.too_far_ahead" @ "starts" { days: AHEAD_DAYS },
        EndsBeforeItBegins => "events.ends_before_it_begins" @ "ends",
        LastsTooLong => "events.lasts_too_long" @ "ends" { days: LASTS_DAYS },
        PlaceMissing => "events.place_missing" @ "place",
        PlaceTooLong => "events.place_too_long" @ "place" { limit: PLACE_CHARS },
        LinkMalformed => "events.link_malformed" @ "link",
        LinkTooLong => "events.link_too_long" @ "link" { limit: LINK_CHARS },
        CapacityOutOfRange => "events.capacity_out_of_range" @ "capacity" { limit: CAPACITY },
        AudienceUnknown => "events.audience_unknown" @ "audience",
        OrganisationUnknown => "events.organisation_unknown" @ "organisation",
        /// In the name of an organisation only for who speaks for it.
        NotSpeaking => "events.not_speaking" @ "organisation",
        /// It is in the name of an organisation for which its holder speaks no more: it is not his to say otherwise, nor to
        /// take along.
        SpeaksNoMore => "events.speaks_no_more",
        /// None that its holder is in.
        GroupUnknown => "events.group_unknown" @ "group",
        /// For an organisation and for a group: one of them.
        HeldForTwo => "events.held_for_two" @ "group",
        /// Shown to a group, and held for none.
        GroupMissing => "events.group_missing" @ "audience",
        /// A hidden group is known to those in it alone, and so is what is held for it.
        GroupHidden => "events.group_hidden" @ "audience",
        TooManyOpen => "events.too_many_open" { limit: OPEN_AT_ONCE },
        ShownUnknown => "events.shown_unknown" @ "shown",
        Cancelled => "events.cancelled",
        Over => "events.over",
        NotComing => "events.not_coming",
        /// Who holds it is there anyhow.
        HoldsIt => "events.holds_it",
    }
}

/// Who may see an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Ties,
    TwoSteps,
    /// Those who may read in the group for which it is held.
    Group,
    /// Every member here.
    Everybody,
    /// Whoever comes by, without signing in.
    Web,
}

impl Audience {
    pub const ALL: [Self; 5] = [Self::Ties, Self::TwoSteps, Self::Group, Self::Everybody, Self::Web];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ties => "ties",
            Self::TwoSteps => "two_steps",
            Self::Group => "group",
            Self::Everybody => "everybody",
            Self::Web => "web",
        }
    }
}

impl std::str::FromStr for Audience {
    type Err = Refusal;

    fn from_str(word: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|audience| audience.word() == word).ok_or(Refusal::AudienceUnknown)
    }
}

/// Who may read that somebody comes. Who holds the event reads it always: he makes the badges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Nobody,
    Ties,
    /// Everybody who may see the event and has a place there himself, or holds it.
    Attendees,
}

impl Shown {
    pub const ALL: [Self; 3] = [Self::Ties, Self::Attendees, Self::Nobody];

    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Ties => "ties",
            Self::Attendees => "attendees",
        }
    }

    /// Whether somebody may read that this one comes.
    #[must_use]
    pub const fn to(self, tied: bool, attends: bool, holds: bool) -> bool {
        match self {
            Self::Nobody => holds,
            Self::Ties => holds || tied,
            Self::Attendees => holds || tied || attends,
        }
    }
}

impl std::str::FromStr for Shown {
    type Err = Refusal;

    fn from_str(word: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|shown| shown.word() == word).ok_or(Refusal::ShownUnknown)
    }
}

/// An event as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub title: String,
    pub text: String,
    pub starts: Option<Read>,
    pub ends: Option<Read>,
    pub place: String,
    pub link: String,
    /// Empty for as many as come.
    pub capacity: String,
    pub audience: String,
}

/// The same, cleaned and within bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub title: String,
    pub text: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub zone: String,
    pub place: String,
    pub link: String,
    pub capacity: Option<i64>,
    pub audience: Audience,
}

fn moment(read: Option<Read>) -> Result<(Timestamp, String), Refusal> {
    match read {
        Some(Read::At { at, zone }) => Ok((at, zone)),
        None | Some(Read::Malformed) => Err(Refusal::TimeMalformed),
        Some(Read::ZoneUnknown) => Err(Refusal::ZoneUnknown),
        Some(Read::Skipped) => Err(Refusal::HourSkipped),
        Some(Read::Repeated) => Err(Refusal::HourRepeated),
    }
}

impl Said {
    /// # Errors
    /// When something is missing, unreadable, too long, or the hours make no sense.
    pub fn read(typed: &Typed, now: Timestamp) -> Result<Self, Refusal> {
        let (title, told) = (text::line(&typed.title), text::paragraphs(&typed.text));
        if title.is_empty() {
            return Err(Refusal::TitleMissing);
        }
        if !fits(&title, TITLE_CHARS) {
            return Err(Refusal::TitleTooLong);
        }
        if !fits(&told, TEXT_CHARS) {
            return Err(Refusal::TextTooLong);
        }
        let (starts_at, zone) = moment(typed.starts.clone())?;
        let (ends_at, _) = moment(typed.ends.clone())?;
        hours(starts_at, ends_at, now)?;
        let (place, link) = place(&typed.place, &typed.link)?;
        let capacity = match typed.capacity.trim() {
            "" => None,
            number => {
                let number = number.parse().ok().filter(|number| (1..=CAPACITY).contains(number));
                Some(number.ok_or(Refusal::CapacityOutOfRange)?)
            }
        };
        let audience = typed.audience.trim().parse()?;
        Ok(Self { title, text: told, starts_at, ends_at, zone, place, link, capacity, audience })
    }
}

fn hours(starts_at: Timestamp, ends_at: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if starts_at <= now {
        return Err(Refusal::InThePast);
    }
    if starts_at > now.plus_days(AHEAD_DAYS) {
        return Err(Refusal::TooFarAhead);
    }
    if ends_at <= starts_at {
        return Err(Refusal::EndsBeforeItBegins);
    }
    if ends_at - starts_at > LASTS_DAYS * DAY_US {
        return Err(Refusal::LastsTooLong);
    }
    Ok(())
}

fn place(place: &str, link: &str) -> Result<(String, String), Refusal> {
    let (place, link) = (text::line(place), text::line(link));
    if !fits(&place, PLACE_CHARS) {
        return Err(Refusal::PlaceTooLong);
    }
    if !fits(&link, LINK_CHARS) {
        return Err(Refusal::LinkTooLong);
    }
    let whole = matches!(text::pieces(&link).as_slice(), [text::Piece::Link(only)] if *only == link);
    if !link.is_empty() && !whole {
        return Err(Refusal::LinkMalformed);
    }
    if place.is_empty() && link.is_empty() {
        return Err(Refusal::PlaceMissing);
    }
    Ok((place, link))
}

/// For whom somebody holds an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeldFor {
    #[default]
    Oneself,
    Organisation(OrganisationId),
    Group(GroupId),
}

impl HeldFor {
    /// Whether what is held for this one may be shown to an audience; `hidden` is its group, if it is one's.
    ///
    /// # Errors
    /// When it is for a group and there is none, or for more than a hidden group.
    pub const fn may_be_shown(self, audience: Audience, hidden: bool) -> Result<(), Refusal> {
        match (self, audience) {
            (Self::Group(_), Audience::Group) => Ok(()),
            (Self::Group(_), _) if hidden => Err(Refusal::GroupHidden),
            (_, Audience::Group) => Err(Refusal::GroupMissing),
            _ => Ok(()),
        }
    }

    #[must_use]
    pub const fn organisation(self) -> Option<OrganisationId> {
        if let Self::Organisation(id) = self { Some(id) } else { None }
    }

    #[must_use]
    pub const fn group(self) -> Option<GroupId> {
        if let Self::Group(id) = self { Some(id) } else { None }
    }
}

/// A gathering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    /// Who holds it.
    pub host: MemberId,
    pub held_for: HeldFor,
    pub said: Said,
    pub cancelled: bool,
    /// It waits for a moderator, or one took it away: its holder alone sees it.
    pub held: bool,
    /// How often it changed.
    pub revision: i64,
    pub made_at: Timestamp,
    pub changed_at: Timestamp,
}

/// Who looks, and how far he is from who holds it.
#[derive(Clone, Copy, Debug)]
pub struct Viewer {
    /// None: somebody who is not signed in.
    pub member: Option<MemberId>,
    /// None: farther than the network tells.
    pub steps: Option<u8>,
    /// A block is between the two, or the holder is leaving.
    pub apart: bool,
    /// He may read in the group for which it is held.
    pub in_group: bool,
    /// He has a place there, or waits for one: what he saw once he still sees.
    pub attends: bool,
}

/// What an answer to "is there a place" needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub coming: i64,
    /// Whoever waits has the next place: nobody passes him by.
    pub waiting: i64,
}

/// Where somebody stands with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    Coming,
    Waiting,
}

impl Attendance {
    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Waiting => "waiting",
        }
    }
}

impl Event {
    /// Whether somebody may see it.
    #[must_use]
    pub fn may_be_seen(&self, viewer: &Viewer) -> bool {
        if viewer.member == Some(self.host) {
            return true;
        }
        if viewer.apart || self.held {
            return false;
        }
        let near = |most: u8| viewer.steps.is_some_and(|steps| steps <= most);
        match (viewer.member, self.said.audience) {
            (_, Audience::Web) | (Some(_), Audience::Everybody) => true,
            (None, _) => false,
            (Some(_), Audience::Ties) => near(1) || viewer.attends,
            (Some(_), Audience::TwoSteps) => near(2) || viewer.attends,
            (Some(_), Audience::Group) => viewer.in_group || viewer.attends,
        }
    }

    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.said.ends_at <= now
    }

    fn still_to_come(&self, now: Timestamp) -> Result<(), Refusal> {
        if self.cancelled {
            return Err(Refusal::Cancelled);
        }
        if self.is_over(now) { Err(Refusal::Over) } else { Ok(()) }
    }

    /// Whether who comes now has a place: there is one, and nobody waits for it.
    #[must_use]
    pub fn takes_more(&self, room: Room) -> bool {
        self.has_room(room) && room.waiting == 0
    }

    /// Whether there is a place.
    #[must_use]
    pub fn has_room(&self, room: Room) -> bool {
        self.said.capacity.is_none_or(|capacity| room.coming < capacity)
    }

    /// Whether this viewer reads the link: who holds it and who has a place. What everybody could follow has no places.
    #[must_use]
    pub fn gives_link(&self, viewer: &Viewer, mine: Option<Attendance>) -> bool {
        viewer.member == Some(self.host) || mine == Some(Attendance::Coming)
    }

    /// Somebody wants to come: he has a place, or waits for one.
    ///
    /// # Errors
    /// When it is off or over, or he holds it.
    pub fn attend(&self, who: MemberId, room: Room, now: Timestamp) -> Result<Attendance, Refusal> {
        self.still_to_come(now)?;
        if who == self.host {
            return Err(Refusal::HoldsIt);
        }
        Ok(if self.takes_more(room) { Attendance::Coming } else { Attendance::Waiting })
    }

    /// Who holds it says it otherwise.
    ///
    /// # Errors
    /// When it is off or over.
    pub fn change(self, said: Said, held_for: HeldFor, now: Timestamp) -> Result<Self, Refusal> {
        self.still_to_come(now)?;
        Ok(Self { said, held_for, revision: self.revision + 1, changed_at: now, ..self })
    }

    /// Who holds it calls it off.
    ///
    /// # Errors
    /// When it is off already, or over.
    pub fn cancel(self, now: Timestamp) -> Result<Self, Refusal> {
        self.still_to_come(now)?;
        Ok(Self { cancelled: true, revision: self.revision + 1, changed_at: now, ..self })
    }
}

#[cfg(test)]
mod tests;
