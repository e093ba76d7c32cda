//! The tables `events` and `event_attendance`. Nothing here asks who looks: whoever shows a row to somebody asks
//! `acts::visible` first.

mod attendance;
mod takeout;

pub(crate) use attendance::attended_by;
pub(super) use attendance::{
    Attendee, count_in, find_mine, first_waiting, keep_mine, list_in, mine_among, promote, remove_mine,
};
pub(crate) use takeout::takeout;

use pergola_db::{Engine, Fault, Row, ToValue, Tx, Value, params};
use pergola_domain::{
    events::{Audience, Event, HeldFor, Said},
    ids::{EventId, GroupId, MemberId, OrganisationId},
    time::Timestamp,
};

use crate::posts::{self, Hung};

const COLUMNS: &str = "e.id, e.member_id, e.organisation_id, e.title, e.text, e.starts_at, e.ends_at, e.zone, e.place, \
                       e.link, e.capacity, e.audience, e.cancelled, e.revision, e.made_at, e.changed_at, e.version, \
                       e.group_id, e.held";

/// An event beside the version it was read at.
pub(super) type Versioned = (Event, i64);

fn event(row: &Row<'_>) -> Result<Versioned, Fault> {
    let event = Event {
        id: row.get(0)?,
        host: row.get(1)?,
        held_for: held_for(row.get(2)?, row.get(17)?),
        said: Said {
            title: row.get(3)?,
            text: row.get(4)?,
            starts_at: row.get(5)?,
            ends_at: row.get(6)?,
            zone: row.get(7)?,
            place: row.get(8)?,
            link: row.get(9)?,
            capacity: row.get(10)?,
            // A word that we do not know is of a newer program: then the fewest see it.
            audience: row.get::<String>(11)?.parse().unwrap_or(Audience::Ties),
        },
        cancelled: row.get(12)?,
        held: row.get(18)?,
        revision: row.get(13)?,
        made_at: row.get(14)?,
        changed_at: row.get(15)?,
    };
    Ok((event, row.get(16)?))
}

fn held_for(organisation: Option<OrganisationId>, group: Option<GroupId>) -> HeldFor {
    match (organisation, group) {
        (Some(organisation), _) => HeldFor::Organisation(organisation),
        (None, Some(group)) => HeldFor::Group(group),
        (None, None) => HeldFor::Oneself,
    }
}

fn without_versions(events: Vec<Versioned>) -> Vec<Event> {
    events.into_iter().map(|(event, _)| event).collect()
}

/// One, whoever asks.
pub(super) async fn find(tx: &Tx, id: EventId) -> Result<Option<Versioned>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM events e WHERE e.id = $1");
    tx.one(&sql, &params![id], event).await
}

/// Those that are not over, the newest first, before `before`.
pub(super) async fn list(tx: &Tx, before: Option<i64>, limit: i64, now: Timestamp) -> Result<Vec<Event>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM events e WHERE e.cancelled = FALSE AND e.ends_at > $1 AND e.id < $2 \
         ORDER BY e.id DESC LIMIT $3"
    );
    Ok(without_versions(tx.all(&sql, &params![now, before.unwrap_or(i64::MAX), limit], event).await?))
}

/// Those that are not over, the next first, after one that begins then.
pub(super) async fn list_next(
    tx: &Tx,
    (starts_at, id): (Timestamp, EventId),
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Event>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM events e WHERE e.cancelled = FALSE AND e.ends_at > $1 \
         AND (e.starts_at > $2 OR e.starts_at = $2 AND e.id > $3) ORDER BY e.starts_at, e.id LIMIT $4"
    );
    Ok(without_versions(tx.all(&sql, &params![now, starts_at, id, limit], event).await?))
}

/// All that a member holds or held, the newest first, before `before`.
pub(super) async fn list_of(tx: &Tx, host: MemberId, before: Option<i64>, limit: i64) -> Result<Vec<Event>, Fault> {
    let sql =
        format!("SELECT {COLUMNS} FROM events e WHERE e.member_id = $1 AND e.id < $2 ORDER BY e.id DESC LIMIT $3");
    Ok(without_versions(tx.all(&sql, &params![host, before.unwrap_or(i64::MAX), limit], event).await?))
}

pub(super) async fn count_open(tx: &Tx, host: MemberId, now: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM events WHERE member_id = $1 AND cancelled = FALSE AND ends_at > $2";
    Ok(tx.one(sql, &params![host, now], |row| row.get(0)).await?.unwrap_or_default())
}

/// The columns of what is said of an event, for whom it is held and where it stands, in the order of [`told`].
const TOLD: [&str; 14] = [
    "organisation_id",
    "group_id",
    "title",
    "text",
    "starts_at",
    "ends_at",
    "zone",
    "place",
    "link",
    "capacity",
    "audience",
    "cancelled",
    "revision",
    "changed_at",
];

fn told(event: &Event) -> [Value; TOLD.len()] {
    let said = &event.said;
    [
        event.held_for.organisation().to_value(),
        event.held_for.group().to_value(),
        said.title.to_value(),
        said.text.to_value(),
        said.starts_at.to_value(),
        said.ends_at.to_value(),
        said.zone.to_value(),
        said.place.to_value(),
        said.link.to_value(),
        said.capacity.to_value(),
        said.audience.word().to_value(),
        event.cancelled.to_value(),
        event.revision.to_value(),
        event.changed_at.to_value(),
    ]
}

pub(super) async fn keep_new(tx: &Tx, new: &Event) -> Result<(), Fault> {
    let mut values = params![new.id, new.host, new.made_at, new.held].to_vec();
    let marks: Vec<String> = (1..=TOLD.len()).map(|nth| format!("${}", values.len() + nth)).collect();
    let sql = format!(
        "INSERT INTO events (id, member_id, made_at, held, version, {}) VALUES ($1, $2, $3, $4, 1, {})",
        TOLD.join(", "),
        marks.join(", ")
    );
    values.extend(told(new));
    tx.run(&sql, &values).await.map(drop)
}

/// Writes it over the version that was read. Gives false where somebody else wrote meanwhile.
pub(super) async fn keep(tx: &Tx, next: &Event, version: i64) -> Result<bool, Fault> {
    let mut values = params![next.id, version].to_vec();
    let set: Vec<String> =
        TOLD.iter().enumerate().map(|(nth, column)| format!("{column} = ${}", values.len() + 1 + nth)).collect();
    let sql = format!("UPDATE events SET {}, version = version + 1 WHERE id = $1 AND version = $2", set.join(", "));
    values.extend(told(next));
    Ok(tx.run(&sql, &values).await? > 0)
}

/// Moderators take it away, or give it back.
pub(super) async fn keep_held(tx: &Tx, id: EventId, held: bool) -> Result<(), Fault> {
    let sql = "UPDATE events SET held = $2, version = version + 1 WHERE id = $1";
    tx.run(sql, &params![id, held]).await.map(drop)
}

/// Makes those who want a place follow one another, so that two at once cannot have the last one.
///
/// SQLite has one writer, and nothing needs to be done there.
pub(super) async fn one_at_a_time(tx: &Tx, id: EventId) -> Result<(), Fault> {
    if tx.engine() == Engine::Sqlite {
        return Ok(());
    }
    tx.run("UPDATE events SET revision = revision WHERE id = $1", &params![id]).await.map(drop)
}

/// Everything of a member who leaves: what he holds with what was said below it, and his places with others.
pub(in crate::events) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let held: Vec<EventId> =
        tx.all("SELECT id FROM events WHERE member_id = $1", &params![member], |row| row.get(0)).await?;
    for event in held {
        posts::forget_below(tx, Hung::Event(event)).await?;
    }
    for sql in [
        "DELETE FROM event_attendance WHERE event_id IN (SELECT id FROM events WHERE member_id = $1)",
        "DELETE FROM event_attendance WHERE member_id = $1",
        "DELETE FROM events WHERE member_id = $1",
    ] {
        tx.run(sql, &params![member]).await?;
    }
    Ok(())
}
