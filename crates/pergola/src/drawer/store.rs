//! The table `stamps`: a number for each member and each part of what is his, another one after every write to it. Triggers
//! raise it; here it is read, and goes with its member.

use pergola_db::{Fault, Tx, params};
use pergola_domain::ids::MemberId;

/// A part of what is a member's own, as the triggers call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Cards, notes and moments.
    Own,
    /// What he chose for his feed, follows, offers, and how close he feels.
    Feed,
}

impl Part {
    const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Feed => "feed",
        }
    }
}

/// Another number after each write to this part.
pub(crate) async fn stamp(tx: &Tx, member: MemberId, part: Part) -> Result<i64, Fault> {
    let sql = "SELECT stamp FROM stamps WHERE member_id = $1 AND what = $2";
    Ok(tx.one(sql, &params![member, part.word()], |row| row.get(0)).await?.unwrap_or_default())
}

/// The last of somebody who is erased: raised by what went before, in many rooms.
pub(crate) async fn forget_stamps(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM stamps WHERE member_id = $1", &params![member]).await.map(drop)
}
