//! What people do about meetings, a file for each part of it.

mod after;
mod answering;
mod halfway;
mod letters;
mod looking;
mod proposing;
mod time;

pub(super) use after::{Answer, tell};
pub(crate) use answering::pick;
pub(super) use answering::{call_off, decline, elsewhere, other_times};
pub(super) use halfway::{Halfway, halfway};
pub(crate) use letters::entries;
pub(super) use letters::event;
pub(super) use looking::{Looked, find, find_in, looked};
pub(super) use proposing::may_propose;
pub(crate) use proposing::{Proposal, propose};
pub(crate) use time::{apply, pass};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{MeetingId, MemberId, NoticeId},
    meetings::{Meeting, Plain, Refusal},
};

use super::store;
use crate::{
    app::{App, By, record},
    http::Failure,
    notices::{self, NewNotice},
};

pub(crate) type Done<T> = Result<T, Failure<Refusal>>;

fn refused(plain: Plain) -> Failure<Refusal> {
    Failure::Refused(plain.into())
}

/// Keeps what a meeting is now, tells the log, calendars and, where `notice` names one, the other of the two.
async fn turn(
    tx: &Tx,
    app: &App,
    by: &By,
    (before, version, next): (&Meeting, i64, &Meeting),
    notice: Option<&str>,
) -> Done<()> {
    if !store::keep(tx, next, version).await? {
        return Err(Failure::Stale);
    }
    record(tx, by, &Change::MeetingChanged { meeting: next.id }).await?;
    letters::tell(tx, app, by, before, next).await?;
    if let Some(kind) = notice {
        notify(tx, by, kind, (next.with(by.member), by.member), next.id).await?;
    }
    Ok(())
}

/// A word about a meeting, for one of the two.
async fn notify(
    tx: &Tx,
    by: &By,
    kind: &str,
    (reader, about): (MemberId, MemberId),
    meeting: MeetingId,
) -> Result<(), Fault> {
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: reader,
        kind,
        person: Some(about),
        subject: Some(meeting.0),
        at: by.now,
        source: &format!("meeting:{meeting}:{kind}:{}", by.now.0),
    };
    notices::keep(tx, &new).await.map(drop)
}
