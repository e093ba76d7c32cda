//! What members and moderators do here, a file for each thing.

pub(crate) mod appealing;
pub(crate) mod deciding;
pub(crate) mod erasing;
pub(crate) mod keeping;
pub(crate) mod passing_time;
pub(crate) mod reporting;
pub(crate) mod taking_out;

use pergola_db::{Fault, Tx};
use pergola_domain::ids::{MemberId, NoticeId};

use crate::{
    app::By,
    notices::{self, NewNotice},
};

/// A word for a member, without anybody's name in it.
async fn tell(tx: &Tx, by: &By, member: MemberId, kind: &str, subject: i64) -> Result<(), Fault> {
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member,
        kind,
        person: None,
        subject: Some(subject),
        at: by.now,
        source: &format!("{kind}:{subject}:{member}"),
    };
    notices::keep(tx, &new).await.map(drop)
}

/// What waited is let go.
pub(super) async fn tell_released(tx: &Tx, by: &By, member: MemberId, case: i64) -> Result<(), Fault> {
    tell(tx, by, member, "released", case).await
}

/// A text of his waits for a moderator.
pub(super) async fn tell_held(tx: &Tx, by: &By, member: MemberId, case: i64) -> Result<(), Fault> {
    tell(tx, by, member, "held", case).await
}
