//! What people do about events, a file for each part of it.

mod attending;
mod holding;
mod looking;
mod meeting;

pub(super) use attending::leave;
pub(crate) use attending::{apply, attend, erase};
pub(crate) use holding::{Proposal, post};
pub(super) use holding::{cancel, change, find_own, find_to_change, may_change, tell_changed};
pub(super) use looking::{
    Attendees, Holder, Seen, attendees, find, find_for_anyone, held_for_named, holder, page, seen, upcoming,
    upcoming_for_anyone,
};
pub(crate) use looking::{entry, visible, visible_among};
pub(super) use meeting::{Reason, worth_meeting};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    events::{Event, Refusal},
    ids::{MemberId, NoticeId},
};

use crate::{
    app::By,
    http::Failure,
    notices::{self, NewNotice},
};

pub(crate) type Done<T> = Result<T, Failure<Refusal>>;

/// A word about an event, for one of those in it.
async fn notify(tx: &Tx, by: &By, kind: &str, reader: MemberId, event: &Event) -> Result<(), Fault> {
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: reader,
        kind,
        person: Some(event.host),
        subject: Some(event.id.0),
        at: by.now,
        source: &format!("event:{}:{kind}:{}", event.id, by.now.0),
    };
    notices::keep(tx, &new).await.map(drop)
}
