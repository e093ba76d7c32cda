//! A meeting in words, as one of the two reads it.

use pergola_domain::{
    meetings::{Meeting, Slot, State},
    text::first_name,
    time::Timestamp,
};

use crate::{http::layout::face, meetings::acts::Looked, pictures::TileSize, words::Speech};

/// A time in words.
pub(super) struct When {
    pub(super) id: i64,
    pub(super) text: String,
    pub(super) zone: String,
    /// On this server's walls, where they show another hour.
    pub(super) here: Option<String>,
    pub(super) machine: String,
    pub(super) past: bool,
}

impl When {
    pub(super) fn of(t: &Speech, slot: &Slot, now: Timestamp) -> Self {
        Self {
            id: slot.id,
            text: t.hour_there(slot.starts_at, &slot.zone),
            zone: slot.zone.clone(),
            here: t.hour_here(slot.starts_at, &slot.zone),
            machine: crate::words::rfc3339(slot.starts_at),
            past: slot.starts_at <= now,
        }
    }
}

/// A meeting in a list.
pub(super) struct Row {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) face: String,
    pub(super) when: Option<When>,
    pub(super) place: String,
    pub(super) state: String,
}

/// What it is, and with whom.
pub(super) fn title(t: &Speech, looked: &Looked) -> String {
    let key = ["meeting-with-", looked.meeting.said.kind.word()].concat();
    t.say(key).arg("name", &looked.other.name).text()
}

/// Where it stands, as this reader may say it.
pub(super) fn state(t: &Speech, looked: &Looked) -> String {
    let (meeting, other) = (&looked.meeting, &looked.other);
    let key = match &meeting.state {
        State::Open { by } if *by == other.id => "meeting-asks-you",
        State::Open { .. } => "meeting-waits",
        State::Agreed { .. } => "meeting-is-agreed",
        State::Held { .. } => "meeting-was-held",
        State::Declined { by } if *by == other.id => "meeting-they-declined",
        State::Declined { .. } => "meeting-you-declined",
        State::Withdrawn => "meeting-withdrawn",
        State::Cancelled { by } if *by == other.id => "meeting-they-cancelled",
        State::Cancelled { .. } => "meeting-you-cancelled",
        State::Expired | State::Void => "meeting-expired",
    };
    let first = first_name(&other.name);
    t.say(key).arg("name", first).text()
}

/// The time that was picked.
pub(super) const fn slot(state: &State) -> Option<&Slot> {
    match state {
        State::Agreed { slot } | State::Held { slot } => Some(slot),
        _ => None,
    }
}

/// The time that a file for a calendar holds: what was agreed and not moved since, or what was called off.
pub(super) fn in_file(meeting: &Meeting) -> Option<&Slot> {
    if meeting.is_called_off() { meeting.in_calendars() } else { slot(&meeting.state) }
}

pub(super) fn row(t: &Speech, looked: &Looked, now: Timestamp) -> Row {
    let other = &looked.other;
    Row {
        path: format!("/meetings/{}", looked.meeting.id),
        title: title(t, looked),
        face: face(other.id.0, &other.name, other.photo, TileSize::Small),
        when: slot(&looked.meeting.state).map(|slot| When::of(t, slot, now)),
        place: looked.meeting.said.place.clone(),
        state: state(t, looked),
    }
}
