//! The table `event_attendance`: who has a place, who waits for one, and who may read that.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    events::{Attendance, Event, Shown},
    ids::{EventId, MemberId},
    time::Timestamp,
};

use super::{COLUMNS, event};

/// Somebody in an event.
#[derive(Clone, Copy, Debug)]
pub(in crate::events) struct Attendee {
    pub(in crate::events) member: MemberId,
    pub(in crate::events) state: Attendance,
    pub(in crate::events) shown: Shown,
    pub(in crate::events) at: Timestamp,
}

fn attendee(row: &Row<'_>) -> Result<Attendee, Fault> {
    Ok(Attendee {
        member: row.get(0)?,
        state: if row.get::<String>(1)? == "coming" { Attendance::Coming } else { Attendance::Waiting },
        // A word that we do not know is of a newer program: then nobody reads it.
        shown: row.get::<String>(2)?.parse().unwrap_or(Shown::Nobody),
        at: row.get(3)?,
    })
}

pub(in crate::events) async fn find_mine(tx: &Tx, id: EventId, member: MemberId) -> Result<Option<Attendee>, Fault> {
    let sql = "SELECT member_id, state, shown, at FROM event_attendance WHERE event_id = $1 AND member_id = $2";
    tx.one(sql, &params![id, member], attendee).await
}

/// Where a member stands with each of these.
pub(in crate::events) async fn mine_among(
    tx: &Tx,
    member: MemberId,
    ids: &[EventId],
) -> Result<BTreeMap<EventId, Attendance>, Fault> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(256) {
        let mut values = params![member].to_vec();
        let marks = in_list(&mut values, some);
        let sql =
            format!("SELECT event_id, state FROM event_attendance WHERE member_id = $1 AND event_id IN ({marks})");
        let state = |row: &Row<'_>| {
            let coming = row.get::<String>(1)? == "coming";
            Ok((row.get::<EventId>(0)?, if coming { Attendance::Coming } else { Attendance::Waiting }))
        };
        found.extend(tx.all(&sql, &values, state).await?);
    }
    Ok(found)
}

/// Those who are in this state, in the order in which they came.
pub(in crate::events) async fn list_in(
    tx: &Tx,
    id: EventId,
    state: Attendance,
    limit: i64,
) -> Result<Vec<Attendee>, Fault> {
    let sql = "SELECT member_id, state, shown, at FROM event_attendance WHERE event_id = $1 AND state = $2 \
               ORDER BY turn LIMIT $3";
    tx.all(sql, &params![id, state.word(), limit], attendee).await
}

pub(in crate::events) async fn count_in(tx: &Tx, id: EventId, state: Attendance) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM event_attendance WHERE event_id = $1 AND state = $2";
    Ok(tx.one(sql, &params![id, state.word()], |row| row.get(0)).await?.unwrap_or_default())
}

/// Keeps that somebody comes, or waits; who is there already only says anew who may read it.
pub(in crate::events) async fn keep_mine(tx: &Tx, id: EventId, mine: Attendee, turn: i64) -> Result<(), Fault> {
    let sql = "INSERT INTO event_attendance (event_id, member_id, state, shown, at, turn) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (event_id, member_id) DO UPDATE SET shown = excluded.shown";
    let values = params![id, mine.member, mine.state.word(), mine.shown.word(), mine.at, turn];
    tx.run(sql, &values).await.map(drop)
}

/// Gives false where he was not in it.
pub(in crate::events) async fn remove_mine(tx: &Tx, id: EventId, member: MemberId) -> Result<bool, Fault> {
    let sql = "DELETE FROM event_attendance WHERE event_id = $1 AND member_id = $2";
    Ok(tx.run(sql, &params![id, member]).await? > 0)
}

/// Who waits longest.
pub(in crate::events) async fn first_waiting(tx: &Tx, id: EventId) -> Result<Option<MemberId>, Fault> {
    let sql = "SELECT member_id FROM event_attendance WHERE event_id = $1 AND state = 'waiting' ORDER BY turn LIMIT 1";
    tx.one(sql, &params![id], |row| row.get(0)).await
}

pub(in crate::events) async fn promote(tx: &Tx, id: EventId, member: MemberId) -> Result<(), Fault> {
    let sql = "UPDATE event_attendance SET state = 'coming' WHERE event_id = $1 AND member_id = $2";
    tx.run(sql, &params![id, member]).await.map(drop)
}

/// What a member holds or has a place at and that ends after `since`, the next first.
pub(crate) async fn attended_by(tx: &Tx, member: MemberId, since: Timestamp, limit: i64) -> Result<Vec<Event>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM events e WHERE e.ends_at > $2 AND (e.member_id = $1 OR EXISTS (SELECT 1 \
         FROM event_attendance a WHERE a.event_id = e.id AND a.member_id = $1 AND a.state = 'coming')) \
         ORDER BY e.starts_at, e.id LIMIT $3"
    );
    let found = tx.all(&sql, &params![member, since, limit], event).await?;
    Ok(found.into_iter().map(|(event, _)| event).collect())
}
