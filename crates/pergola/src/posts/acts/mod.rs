//! What a member does with posts: writing, saying otherwise, deleting, answering below, thanking, putting aside.

mod below;
mod hanging;
mod pictures;
mod taking_out;
mod writing;

pub(crate) use below::{comment, thank};
pub(super) use below::{put_aside, remove_comment, take_back, tell_owner};
pub(super) use hanging::hang;
pub(crate) use pictures::keep as keep_picture;
pub(super) use taking_out::{prospect, take_out};
pub(crate) use writing::{NewPost, Otherwise, change, write};
pub(super) use writing::{delete, find_own, would_be_folded, would_be_folded_then};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{MemberId, NoticeId},
    posts::{Plain, Refusal},
};

use super::store;
use crate::{
    app::{By, record},
    http::Failure,
    notices::{self, NewNotice},
};

pub(super) type Done<T> = Result<T, Failure<Refusal>>;

fn refused(plain: Plain) -> Failure<Refusal> {
    Failure::Refused(plain.into())
}

/// A word about a post, for one member: once.
async fn tell(
    tx: &Tx,
    by: &By,
    (kind, source): (&str, &str),
    (reader, about): (MemberId, MemberId),
    subject: i64,
) -> Result<(), Fault> {
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: reader,
        kind,
        person: Some(about),
        subject: Some(subject),
        at: by.now,
        source,
    };
    notices::keep(tx, &new).await.map(drop)
}

/// Forgets what was deleted and counts for no limit any more, and pictures whose post never came.
pub(crate) async fn tidy(tx: &Tx, by: &By) -> Result<(), Fault> {
    store::forget_removed(tx, by.now.plus_days(-2)).await?;
    store::forget_removed_comments(tx, by.now.plus_days(-2)).await?;
    store::forget_waiting(tx, by.now.plus_days(-1)).await
}

/// Everything of a member who leaves.
pub(crate) async fn erase(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    for post in store::erase(tx, member).await? {
        record(tx, by, &Change::PostRemoved { post, author: member }).await?;
    }
    Ok(())
}
