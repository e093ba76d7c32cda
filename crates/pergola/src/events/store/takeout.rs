//! The own events and places for the member's archive.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    events::{Event, HeldFor},
    ids::MemberId,
    time::Timestamp,
};
use serde_json::{Value, json};

use crate::{groups, organisations, words::rfc3339};

/// Read at once.
const PART: i64 = 500;

/// What the member holds or held, and where he has or had a place: oldest first. Of others' events only what a ticket says.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let mut own = Vec::new();
    let mut before = None;
    loop {
        let some = super::list_of(tx, member, before, PART).await?;
        let Some(last) = some.last() else { break };
        before = Some(last.id.0);
        own.extend(some);
    }
    own.reverse();
    let mut records: Vec<Value> = Vec::with_capacity(own.len());
    for event in &own {
        let mut record = held(event);
        if let (Some((kind, name)), Some(fields)) = (held_for(tx, event).await?, record.as_object_mut()) {
            fields.insert(kind.to_owned(), json!(name));
        }
        records.push(record);
    }
    let sql = "SELECT e.id, e.title, e.starts_at, a.state, a.shown, a.at FROM event_attendance a \
               JOIN events e ON e.id = a.event_id WHERE a.member_id = $1 AND NOT EXISTS (SELECT 1 FROM blocks b \
               WHERE (b.member_id = $1 AND b.blocked_id = e.member_id) OR (b.member_id = e.member_id AND b.blocked_id = $1)) \
               ORDER BY a.at, e.id LIMIT 10000";
    let values = params![member];
    let places = tx.all(sql, &values, |row| {
        Ok(json!({
            "key": row.get::<i64>(0)?.to_string(),
            "role": "attendee",
            "title": row.get::<String>(1)?,
            "starts_at": rfc3339(row.get::<Timestamp>(2)?),
            "state": row.get::<String>(3)?,
            "shown": row.get::<String>(4)?,
            "at": rfc3339(row.get::<Timestamp>(5)?),
        }))
    });
    records.extend(places.await?);
    Ok(records)
}

/// For whom it is held, by name; none for oneself.
async fn held_for(tx: &Tx, event: &Event) -> Result<Option<(&'static str, String)>, Fault> {
    Ok(match event.held_for {
        HeldFor::Oneself => None,
        HeldFor::Organisation(id) => organisations::find(tx, id).await?.map(|found| ("organisation", found.name)),
        HeldFor::Group(id) => groups::find_many(tx, &[id]).await?.pop().map(|found| ("group", found.told.name)),
    })
}

fn held(event: &Event) -> Value {
    let said = &event.said;
    let mut record = json!({
        "key": event.id.to_string(),
        "role": "host",
        "title": said.title,
        "starts_at": rfc3339(said.starts_at),
        "ends_at": rfc3339(said.ends_at),
        "zone": said.zone,
        "audience": said.audience.word(),
        "cancelled": event.cancelled,
        "at": rfc3339(event.made_at),
    });
    if let Some(fields) = record.as_object_mut() {
        for (name, text) in [("text", &said.text), ("place", &said.place), ("link", &said.link)] {
            if !text.is_empty() {
                fields.insert(name.to_owned(), json!(text));
            }
        }
        if let Some(capacity) = said.capacity {
            fields.insert("capacity".to_owned(), json!(capacity));
        }
    }
    record
}
