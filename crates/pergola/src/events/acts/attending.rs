//! Coming, waiting, not coming after all.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    events::{Attendance, Event, Refusal, Room, Shown},
    ids::{EventId, MemberId},
};

use super::{Done, looking, notify};
use crate::{
    app::{App, By, record},
    events::store::{self, Attendee},
    http::Failure,
    ties,
};

/// Freed places that are given in one go.
const GIVEN_AT_ONCE: usize = 1_000;
/// Events of one member that a block is looked through for.
const LOOKED_THROUGH: i64 = 1_000;

/// Somebody comes, where there is a place, or waits for one; who is in it already says anew who may read that.
pub(crate) async fn attend(app: &App, by: By, id: EventId, shown: &str) -> Done<Attendance> {
    let shown = if shown.trim().is_empty() { Shown::Ties } else { shown.trim().parse().map_err(Failure::Refused)? };
    // Whether he may see it is asked of the network, before the act.
    let seen = looking::find(app, &by, id).await?.ok_or(Failure::NotFound)?;
    let host = seen.event.host;
    app.db
        .write(async move |tx| {
            ties::one_at_a_time(tx, by.member, host).await?;
            store::one_at_a_time(tx, id).await?;
            let (event, _) = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
            if !ties::may_see(tx, by.member, event.host).await? {
                return Err(Failure::NotFound);
            }
            let before = store::find_mine(tx, id, by.member).await?;
            let room = room(tx, id).await?;
            let state = match before {
                Some(mine) => {
                    event.attend(by.member, room, by.now).map_err(Failure::Refused)?;
                    mine.state
                }
                None => event.attend(by.member, room, by.now).map_err(Failure::Refused)?,
            };
            let mine = Attendee { member: by.member, state, shown, at: by.now };
            store::keep_mine(tx, id, mine, by.fresh()).await?;
            record(tx, &by, &Change::EventAttendanceChanged { event: id }).await?;
            Ok(state)
        })
        .await
}

async fn room(tx: &Tx, id: EventId) -> Result<Room, Fault> {
    let [coming, waiting] = [Attendance::Coming, Attendance::Waiting];
    Ok(Room { coming: store::count_in(tx, id, coming).await?, waiting: store::count_in(tx, id, waiting).await? })
}

/// Not after all. Whoever waits longest has the place.
pub(in crate::events) async fn leave(app: &App, by: By, id: EventId) -> Done<()> {
    app.db
        .write(async move |tx| {
            store::one_at_a_time(tx, id).await?;
            let (event, _) = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
            if !ties::may_see(tx, by.member, event.host).await? {
                return Err(Failure::NotFound);
            }
            if !store::remove_mine(tx, id, by.member).await? {
                return Err(Failure::Refused(Refusal::NotComing));
            }
            record(tx, &by, &Change::EventAttendanceChanged { event: id }).await?;
            fill(tx, &by, &event).await?;
            Ok(())
        })
        .await
}

/// Gives free places to those who wait, and tells them.
pub(super) async fn fill(tx: &Tx, by: &By, event: &Event) -> Result<(), Fault> {
    if event.cancelled || event.is_over(by.now) {
        return Ok(());
    }
    for _ in 0..GIVEN_AT_ONCE {
        if !event.has_room(room(tx, event.id).await?) {
            return Ok(());
        }
        let Some(next) = store::first_waiting(tx, event.id).await? else { return Ok(()) };
        store::promote(tx, event.id, next).await?;
        notify(tx, by, "event_place", next, event).await?;
    }
    Ok(())
}

/// A block takes each of the two out of what the other holds. Two guests who block each other both stay, unseen by each other.
pub(crate) async fn apply(tx: &Tx, by: &By, change: &Change) -> Result<(), Fault> {
    let Change::BlockPlaced { by: one, against: other } = *change else { return Ok(()) };
    for (host, guest) in [(one, other), (other, one)] {
        part(tx, by, host, guest).await?;
    }
    Ok(())
}

/// Everything of a member who leaves; the places he had go to those who wait for them.
pub(crate) async fn erase(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    let freed = store::attended_by(tx, member, by.now, LOOKED_THROUGH).await?;
    store::erase(tx, member).await?;
    for event in freed.iter().filter(|event| event.host != member) {
        store::one_at_a_time(tx, event.id).await?;
        record(tx, by, &Change::EventAttendanceChanged { event: event.id }).await?;
        fill(tx, by, event).await?;
    }
    Ok(())
}

async fn part(tx: &Tx, by: &By, host: MemberId, guest: MemberId) -> Result<(), Fault> {
    for event in store::list_of(tx, host, None, LOOKED_THROUGH).await? {
        if !event.is_over(by.now) && store::remove_mine(tx, event.id, guest).await? {
            record(tx, by, &Change::EventAttendanceChanged { event: event.id }).await?;
            fill(tx, by, &event).await?;
        }
    }
    Ok(())
}
