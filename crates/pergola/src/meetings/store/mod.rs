//! The tables `meetings`, `meeting_times` and `meeting_tellings`. A list for somebody holds no meeting with whom a block
//! is between; one alone is asked about by its caller.

mod takeout;
mod tellings;

pub(crate) use takeout::takeout;
pub(super) use tellings::{Telling, find as find_telling, keep as keep_telling, told_among};

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, Value, in_list, params};
use pergola_domain::{
    ids::{MeetingId, MemberId},
    meetings::{Kind, Meeting, Said, Slot, State},
    time::Timestamp,
};

const COLUMNS: &str = "m.id, m.one_id, m.other_id, m.kind, m.minutes, m.place, m.link, m.words, m.state, m.by_id, \
                       m.slot_id, m.starts_at, m.zone, m.revision, m.proposed_at, m.changed_at, m.version";

/// No block is between the two, neither is gone, and the other's account is not closed by a decision. `$1` is the reader.
const THERE: &str = "(m.one_id = $1 OR m.other_id = $1) AND m.state <> 'void' \
                     AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.member_id = m.one_id AND b.blocked_id = m.other_id) \
                     AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.member_id = m.other_id AND b.blocked_id = m.one_id) \
                     AND NOT EXISTS (SELECT 1 FROM members s WHERE s.id IN (m.one_id, m.other_id) AND s.id <> $1 \
                     AND s.is_suspended)";

/// A meeting beside the version it was read at.
pub(super) type Versioned = (Meeting, i64);

fn meeting(row: &Row<'_>) -> Result<Versioned, Fault> {
    let by = row.get(9)?;
    let (id, zone) = (row.get::<Option<i64>>(10)?.unwrap_or_default(), row.get(12)?);
    let settled = row.get::<Option<Timestamp>>(11)?.map(|starts_at| Slot { id, starts_at, zone });
    let nothing = || Slot { id: 0, starts_at: Timestamp::default(), zone: String::new() };
    let slot = settled.clone().unwrap_or_else(nothing);
    let state = match row.get::<String>(8)?.as_str() {
        "open" => State::Open { by },
        "agreed" => State::Agreed { slot },
        "held" => State::Held { slot },
        "declined" => State::Declined { by },
        "withdrawn" => State::Withdrawn,
        "cancelled" => State::Cancelled { by },
        "expired" => State::Expired,
        // A word that we do not know is of a newer program: then it is there for nobody.
        _ => State::Void,
    };
    let meeting = Meeting {
        id: row.get(0)?,
        one: row.get(1)?,
        other: row.get(2)?,
        said: Said {
            kind: row.get::<String>(3)?.parse().unwrap_or(Kind::Coffee),
            minutes: row.get(4)?,
            place: row.get(5)?,
            link: row.get(6)?,
            words: row.get(7)?,
        },
        times: Vec::new(),
        state,
        settled,
        revision: row.get(13)?,
        proposed_at: row.get(14)?,
        changed_at: row.get(15)?,
    };
    Ok((meeting, row.get(16)?))
}

/// Puts the times to their meetings.
async fn with_times(tx: &Tx, mut meetings: Vec<Versioned>) -> Result<Vec<Versioned>, Fault> {
    let mut times: BTreeMap<MeetingId, Vec<Slot>> = BTreeMap::new();
    let ids: Vec<MeetingId> = meetings.iter().map(|(meeting, _)| meeting.id).collect();
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT meeting_id, slot_id, starts_at, zone FROM meeting_times WHERE meeting_id IN ({marks}) \
             ORDER BY meeting_id, starts_at"
        );
        let slot =
            |row: &Row<'_>| Ok((row.get(0)?, Slot { id: row.get(1)?, starts_at: row.get(2)?, zone: row.get(3)? }));
        for (meeting, slot) in tx.all(&sql, &values, slot).await? {
            times.entry(meeting).or_default().push(slot);
        }
    }
    for (meeting, _) in &mut meetings {
        meeting.times = times.remove(&meeting.id).unwrap_or_default();
    }
    Ok(meetings)
}

/// One, whoever asks.
pub(super) async fn find(tx: &Tx, id: MeetingId) -> Result<Option<Versioned>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM meetings m WHERE m.id = $1");
    let found = tx.one(&sql, &params![id], meeting).await?;
    Ok(with_times(tx, found.into_iter().collect()).await?.pop())
}

/// Which of somebody's meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    All,
    /// He is asked.
    Mine,
    /// The other is asked.
    Theirs,
    /// Agreed, and not over.
    Coming,
    /// Held, and he has not told how it was.
    Untold,
    /// Everything that is over.
    Past,
}

impl Which {
    const fn sql(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Mine => " AND m.state = 'open' AND m.by_id <> $1",
            Self::Theirs => " AND m.state = 'open' AND m.by_id = $1",
            Self::Coming => " AND m.state = 'agreed'",
            Self::Untold => {
                " AND m.state = 'held' AND NOT EXISTS (SELECT 1 FROM meeting_tellings t WHERE t.member_id = $1 \
                 AND t.meeting_id = m.id)"
            }
            Self::Past => " AND m.state NOT IN ('open', 'agreed')",
        }
    }
}

/// Somebody's meetings, the newest proposal first, before `before`.
pub(super) async fn list(
    tx: &Tx,
    reader: MemberId,
    which: Which,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Meeting>, Fault> {
    let narrowed = which.sql();
    let sql =
        format!("SELECT {COLUMNS} FROM meetings m WHERE {THERE}{narrowed} AND m.id < $2 ORDER BY m.id DESC LIMIT $3");
    let found = tx.all(&sql, &params![reader, before.unwrap_or(i64::MAX), limit], meeting).await?;
    Ok(with_times(tx, found).await?.into_iter().map(|(meeting, _)| meeting).collect())
}

/// What is agreed and not over, the next first.
pub(super) async fn list_coming(tx: &Tx, reader: MemberId, limit: i64) -> Result<Vec<Meeting>, Fault> {
    let narrowed = Which::Coming.sql();
    let sql = format!("SELECT {COLUMNS} FROM meetings m WHERE {THERE}{narrowed} ORDER BY m.starts_at, m.id LIMIT $2");
    let found = tx.all(&sql, &params![reader, limit], meeting).await?;
    Ok(with_times(tx, found).await?.into_iter().map(|(meeting, _)| meeting).collect())
}

/// What stands in calendars and begins after `since`, held or not, the first first; of what one of the two wants to move, the
/// hour that was agreed, until the other answers.
pub(super) async fn list_since(tx: &Tx, reader: MemberId, since: Timestamp, limit: i64) -> Result<Vec<Meeting>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM meetings m WHERE {THERE} AND m.starts_at > $2 \
         AND (m.state IN ('agreed', 'held') OR m.state = 'open' AND m.revision > 0) ORDER BY m.starts_at, m.id LIMIT $3"
    );
    let found = tx.all(&sql, &params![reader, since, limit], meeting).await?;
    Ok(found.into_iter().map(|(meeting, _)| meeting).collect())
}

pub(super) async fn count(tx: &Tx, reader: MemberId, which: Which) -> Result<i64, Fault> {
    let sql = format!("SELECT count(*) FROM meetings m WHERE {THERE}{}", which.sql());
    Ok(tx.one(&sql, &params![reader], |row| row.get(0)).await?.unwrap_or_default())
}

/// Proposals by this member that wait, whoever is asked.
pub(super) async fn count_waiting(tx: &Tx, by: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM meetings WHERE state = 'open' AND by_id = $1 AND (one_id = $1 OR other_id = $1)";
    Ok(tx.one(sql, &params![by], |row| row.get(0)).await?.unwrap_or_default())
}

/// When this member proposed a meeting since then, oldest first.
pub(super) async fn proposed_since(tx: &Tx, by: MemberId, since: Timestamp) -> Result<Vec<Timestamp>, Fault> {
    let sql = "SELECT proposed_at FROM meetings WHERE one_id = $1 AND proposed_at > $2 ORDER BY proposed_at LIMIT 500";
    tx.all(sql, &params![by, since], |row| row.get(0)).await
}

/// Those between two that wait for an answer or for their day.
pub(super) async fn list_between(tx: &Tx, one: MemberId, other: MemberId) -> Result<Vec<Versioned>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM meetings m WHERE m.state IN ('open', 'agreed') AND ((m.one_id = $1 AND m.other_id = $2) \
         OR (m.one_id = $2 AND m.other_id = $1)) ORDER BY m.id LIMIT 500"
    );
    let found = tx.all(&sql, &params![one, other], meeting).await?;
    with_times(tx, found).await
}

/// Those that time changes now.
pub(super) async fn list_due(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<Versioned>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM meetings m WHERE m.due_at <= $1 ORDER BY m.due_at LIMIT $2");
    let found = tx.all(&sql, &params![now, limit], meeting).await?;
    with_times(tx, found).await
}

/// By whom it stands as it does.
const fn by(meeting: &Meeting) -> MemberId {
    match &meeting.state {
        State::Open { by } | State::Declined { by } | State::Cancelled { by } => *by,
        _ => MemberId(0),
    }
}

pub(super) async fn keep_new(tx: &Tx, new: &Meeting) -> Result<(), Fault> {
    let sql = "INSERT INTO meetings (id, one_id, other_id, kind, minutes, place, link, words, state, by_id, slot_id, \
               starts_at, zone, due_at, revision, proposed_at, changed_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, NULL, '', $11, $12, $13, $14, 1)";
    let said = &new.said;
    let values = params![
        new.id,
        new.one,
        new.other,
        said.kind.word(),
        said.minutes,
        said.place,
        said.link,
        said.words,
        new.state.word(),
        by(new),
        new.due_at(),
        new.revision,
        new.proposed_at,
        new.changed_at
    ];
    tx.run(sql, &values).await?;
    keep_times(tx, new).await
}

async fn keep_times(tx: &Tx, meeting: &Meeting) -> Result<(), Fault> {
    tx.run("DELETE FROM meeting_times WHERE meeting_id = $1", &params![meeting.id]).await?;
    for slot in &meeting.times {
        let sql = "INSERT INTO meeting_times (meeting_id, slot_id, starts_at, zone) VALUES ($1, $2, $3, $4)";
        tx.run(sql, &params![meeting.id, slot.id, slot.starts_at, slot.zone]).await?;
    }
    Ok(())
}

/// Writes the next state over the version that was read. Gives false where somebody else wrote meanwhile.
pub(super) async fn keep(tx: &Tx, next: &Meeting, version: i64) -> Result<bool, Fault> {
    // The time that was agreed stays when it is called off: calendars are told of it, also later.
    let slot = next.settled.as_ref();
    let sql = "UPDATE meetings SET place = $3, link = $4, words = $5, state = $6, by_id = $7, slot_id = $8, \
               starts_at = $9, zone = $10, due_at = $11, revision = $12, changed_at = $13, version = version + 1 \
               WHERE id = $1 AND version = $2";
    let values = params![
        next.id,
        version,
        next.said.place,
        next.said.link,
        next.said.words,
        next.state.word(),
        by(next),
        slot.map(|slot| slot.id),
        slot.map(|slot| slot.starts_at),
        slot.map_or("", |slot| slot.zone.as_str()),
        next.due_at(),
        next.revision,
        next.changed_at
    ];
    let kept = tx.run(sql, &values).await? > 0;
    if kept {
        keep_times(tx, next).await?;
    }
    Ok(kept)
}

/// Everything of a member who leaves: meetings are of both, so they go.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    let of = "(SELECT id FROM meetings WHERE one_id = $1 OR other_id = $1)";
    for sql in [
        format!("DELETE FROM meeting_times WHERE meeting_id IN {of}"),
        format!("DELETE FROM meeting_tellings WHERE member_id = $1 OR meeting_id IN {of}"),
        "DELETE FROM meetings WHERE one_id = $1 OR other_id = $1".to_owned(),
    ] {
        tx.run(&sql, &params![member]).await?;
    }
    Ok(())
}

/// The handles of those of these people who are here for the member.
pub(super) async fn handles(
    tx: &Tx,
    member: MemberId,
    people: &[MemberId],
) -> Result<BTreeMap<MemberId, String>, Fault> {
    let mut found = BTreeMap::new();
    for some in people.chunks(128) {
        let mut values: Vec<Value> = params![member].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT p.id, p.handle FROM members p WHERE p.id IN ({marks}) AND NOT p.is_suspended AND NOT EXISTS (SELECT 1 FROM blocks b WHERE \
             (b.member_id = $1 AND b.blocked_id = p.id) OR (b.member_id = p.id AND b.blocked_id = $1))"
        );
        found.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?);
    }
    Ok(found)
}
