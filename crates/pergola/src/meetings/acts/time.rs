//! What time and blocks do to meetings.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{MemberId, MomentId, PersonId},
    meetings::{Meeting, State},
    members::Language,
};

use super::{letters, notify};
use crate::{
    app::{App, By, record},
    meetings::{source_key, store},
    tending::{self, Moment},
    ties,
};

const AT_ONCE: i64 = 200;

/// Does what is due: what waited too long is over, what was agreed has been held and is a moment for both. Twice is once.
pub(crate) async fn pass(app: &App) -> Result<(), Fault> {
    let by = app.by_itself(Language::default());
    loop {
        let now = by.now;
        // Mostly there is nothing: then nobody's writing has to wait for a look.
        if app.db.read(async move |tx| store::list_due(tx, now, 1).await).await?.is_empty() {
            return Ok(());
        }
        let (by, inside) = (by.clone(), app.clone());
        let passed = app
            .db
            .write(async move |tx| -> Result<usize, Fault> {
                let mut passed = 0;
                for (before, version) in store::list_due(tx, by.now, AT_ONCE).await? {
                    let Some(next) = before.clone().pass(by.now) else { continue };
                    if !store::keep(tx, &next, version).await? {
                        continue;
                    }
                    passed += 1;
                    letters::tell(tx, &inside, &by, &before, &next).await?;
                    if let State::Held { slot } = &next.state {
                        held(tx, &by, &next, slot.starts_at).await?;
                    } else {
                        record(tx, &by, &Change::MeetingChanged { meeting: next.id }).await?;
                    }
                }
                Ok(passed)
            })
            .await?;
        if passed == 0 {
            return Ok(());
        }
    }
}

/// A moment in the garden of each, and the one question to each.
async fn held(tx: &Tx, by: &By, meeting: &Meeting, at: pergola_domain::time::Timestamp) -> Result<(), Fault> {
    record(tx, by, &Change::MeetingHeld { meeting: meeting.id }).await?;
    if !ties::may_see(tx, meeting.one, meeting.other).await? {
        return Ok(());
    }
    for (owner, other) in [(meeting.one, meeting.other), (meeting.other, meeting.one)] {
        notify(tx, by, "meeting_held", (owner, other), meeting.id).await?;
        if tending::find(tx, owner, other.0).await?.is_none() {
            continue;
        }
        let moment = Moment {
            id: MomentId(by.fresh()),
            person: PersonId::Member(other),
            kind: meeting.said.kind.moment().to_owned(),
            direction: "both".to_owned(),
            at,
            text: meeting.said.place.clone(),
            source: "pergola".to_owned(),
            source_key: source_key(meeting.id),
        };
        tending::remember(tx, owner, &moment).await?;
    }
    Ok(())
}

/// A block ends what waits between two, for good, and nobody is told: it is simply not there.
pub(crate) async fn apply(tx: &Tx, by: &By, change: &Change) -> Result<(), Fault> {
    match *change {
        Change::BlockPlaced { by: blocker, against } => void(tx, by, blocker, against).await,
        _ => Ok(()),
    }
}

async fn void(tx: &Tx, by: &By, one: MemberId, other: MemberId) -> Result<(), Fault> {
    for (before, version) in store::list_between(tx, one, other).await? {
        // What was proposed after a block was lifted again is no matter of that block.
        if before.proposed_at > by.now {
            continue;
        }
        let Some(next) = before.void(by.now) else { continue };
        if store::keep(tx, &next, version).await? {
            record(tx, by, &Change::MeetingChanged { meeting: next.id }).await?;
        }
    }
    Ok(())
}
