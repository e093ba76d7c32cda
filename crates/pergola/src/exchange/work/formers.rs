//! What an archive tells of another place is kept for the next one: blocks, invitations, what rooms wrote there.
//!
//! Nothing here ever acts on it, but that steps of Toto's that are done elsewhere are done here. Who has the same handle here may be somebody else: nobody is blocked or invited by an
//! archive. What stands here already word for word is not kept beside it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{MemberId, PersonId},
    text,
    time::Timestamp,
};
use pergola_formats::{
    Direction,
    takeout::{Block, Invitation, Party},
};
use serde::Serialize;
use serde_json::Value;

use super::{Work, reading::Said, restore::ARCHIVE};
use crate::{
    companion,
    exchange::{
        formers::{ACCOUNT, BLOCKS, INVITATIONS, Origin, ROOM, identity, rename},
        sections,
        store::{self, formers::Record, imports::Skip, whole},
    },
};

/// Records in one transaction.
const BATCH: usize = 500;
/// A record of a room, as JSON.
const RECORD_BYTES: usize = 256 * 1024;
/// The name of a room.
const ROOM_CHARS: usize = 40;

/// What an archive tells beyond people, moments and the profile.
pub(super) struct Told {
    pub(super) joined_at: Option<i64>,
    /// Rows of the archive before these.
    pub(super) after: i64,
    pub(super) invitations: Vec<Invitation>,
    pub(super) blocks: Vec<Block>,
    pub(super) rooms: BTreeMap<String, Vec<Value>>,
}

/// Keeps what is not here already.
pub(super) async fn keep(
    work: &mut Work<'_>,
    told: Told,
    origin: &Origin,
    people: &BTreeMap<Party, PersonId>,
    said: &mut Said,
) -> Result<(), Fault> {
    let member = work.import.member;
    let now = work.by.now;
    let told = Told { rooms: bring_to_life(work, told.rooms).await?, ..told };
    let (here, room) = work
        .app
        .db
        .read(async move |tx| -> Result<_, Fault> {
            Ok((already(tx, member, now).await?, store::formers::room(tx, member).await?))
        })
        .await?;
    let Records { all: mut records, too_long, .. } = records(told, origin, people);
    records.retain(|record| !here.contains(&(record.section.clone(), record.key.clone())));
    let fits = usize::try_from(room).unwrap_or_default().min(records.len());
    let left: Vec<i64> = records.split_off(fits).iter().map(|record| record.line).collect();
    for some in records.chunks(BATCH) {
        let (by, import, some) = (work.by.clone(), work.import.id, Arc::new(some.to_vec()));
        work.write(async move |tx| store::formers::keep_all(tx, &by, import, &some).await).await?;
    }
    for (lines, reason) in [(too_long, "too_long"), (left, "former_full")] {
        for line in lines {
            said.skip(Skip { file: ARCHIVE.to_owned(), line, reason: reason.to_owned() });
        }
    }
    Ok(())
}

/// What concerns nobody but the member comes alive; gives what does not. Where the import was stopped all is left.
async fn bring_to_life(
    work: &Work<'_>,
    mut rooms: BTreeMap<String, Vec<Value>>,
) -> Result<BTreeMap<String, Vec<Value>>, Fault> {
    let steps = rooms.remove("steps").unwrap_or_default();
    if steps.is_empty() {
        return Ok(rooms);
    }
    let (by, steps) = (work.by.clone(), Arc::new(steps));
    let left = work
        .app
        .db
        .write(async move |tx| -> Result<_, Fault> {
            let mut left = Vec::new();
            for record in steps.iter() {
                if !companion::restore(tx, &by, record).await? {
                    left.push(record.clone());
                }
            }
            Ok(left)
        })
        .await?;
    rooms.insert("steps".to_owned(), left);
    Ok(rooms)
}

/// What stands here itself, so that an archive of this very account brings nothing.
async fn already(tx: &Tx, member: MemberId, now: Timestamp) -> Result<BTreeSet<(String, String)>, Fault> {
    let mut here = BTreeSet::new();
    for (handle, _) in whole::blocks(tx, member).await? {
        here.insert((BLOCKS.to_owned(), handle));
    }
    for kept in whole::invitations(tx, member).await? {
        here.insert((INVITATIONS.to_owned(), invitation_key(&kept.with, kept.outgoing, kept.sent_at.0)));
    }
    for (room, records) in sections::of(tx, member, now).await? {
        here.extend(records.iter().map(|record| ([ROOM, &room].concat(), identity(record))));
    }
    Ok(here)
}

fn invitation_key(with: &str, outgoing: bool, sent_at: i64) -> String {
    format!("{with} {} {sent_at}", if outgoing { "out" } else { "in" })
}

/// Everything as the table keeps it.
#[derive(Default)]
struct Records {
    all: Vec<Record>,
    /// The lines of those that are too long for it.
    too_long: Vec<i64>,
    line: i64,
}

impl Records {
    fn push(&mut self, section: &str, key: String, body: String) {
        if section != ACCOUNT {
            self.line += 1;
        }
        if body.len() > RECORD_BYTES {
            self.too_long.push(self.line);
        } else {
            self.all.push(Record { section: section.to_owned(), key, body, line: self.line });
        }
    }
}

fn records(told: Told, origin: &Origin, people: &BTreeMap<Party, PersonId>) -> Records {
    let mut records = Records { line: told.after, ..Records::default() };
    if let Some(at) = told.joined_at {
        records.push(ACCOUNT, at.to_string(), at.to_string());
    }
    for block in told.blocks {
        let block = Block { handle: origin.handle(&block.handle), ..block };
        records.push(BLOCKS, block.handle.clone(), json(&block));
    }
    for invitation in told.invitations {
        let outgoing = invitation.direction == Direction::Out;
        let invitation = Invitation { with: with(&invitation.with, origin), ..invitation };
        let key = invitation_key(&invitation.with, outgoing, invitation.sent_at);
        records.push(INVITATIONS, key, json(&invitation));
    }
    let name = |party: Party| match party {
        Party::Member(handle) => Party::Member(origin.handle(&handle)),
        Party::Contact(_) => match people.get(&party) {
            Some(person) => Party::Contact(person.number().to_string()),
            None => Party::Contact(String::new()),
        },
    };
    for (room, told) in told.rooms {
        let room: String = text::line(&room).chars().take(ROOM_CHARS).collect();
        for mut record in told {
            rename(&mut record, &name);
            records.push(&[ROOM, &room].concat(), identity(&record), record.to_string());
        }
    }
    records
}

/// The other side of an invitation: a handle, or an address of somebody who was not there yet.
fn with(who: &str, origin: &Origin) -> String {
    let name = who.split_once('@').map_or(who, |(name, _)| name);
    if pergola_domain::members::handle(name).is_ok() {
        origin.handle(who)
    } else {
        text::line(who).chars().take(320).collect()
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
