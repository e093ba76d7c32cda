//! Words for members, made of changes: somebody asks, somebody said yes, somebody on a card is here.
//!
//! A refusal leaves no word for anybody. Who is found by an address chose to be; the owner of a card is told of twenty
//! people a day at most, so that cards are no way to try addresses.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    contacts::TOLD_A_DAY,
    ids::{ContactId, MemberId, NoticeId},
};

use crate::{
    app::By,
    contacts, introductions, jobs,
    notices::{self, NewNotice},
    ties,
};

/// What a change means for whom.
pub(super) async fn apply(tx: &Tx, by: &By, seq: i64, change: &Change) -> Result<(), Fault> {
    match *change {
        Change::InvitationSent { invitation, from, to } => {
            tell(tx, by, (seq, "invited"), (to, from), Some(invitation.0)).await
        }
        Change::TieFormed { one, other, .. } => {
            // Whom somebody brought together is told so, with that.
            let tie = ties::find(tx, one, other).await?;
            if tie.is_some_and(|tie| tie.met.introduced_by.is_some()) {
                return Ok(());
            }
            for (reader, person) in [(one, other), (other, one)] {
                tell(tx, by, (seq, "tied"), (reader, person), None).await?;
            }
            Ok(())
        }
        Change::FindableByAddress { member } => {
            for (owner, card) in contacts::cards_of_address(tx, member, TOLD_A_DAY).await? {
                joined(tx, by, seq, (owner, member), card).await?;
            }
            Ok(())
        }
        Change::ContactAddressKept { owner, contact } => {
            for member in contacts::findable_on(tx, owner, contact).await? {
                joined(tx, by, seq, (owner, member), contact).await?;
            }
            Ok(())
        }
        // Who speaks for it may be others than before: what was theirs is not.
        Change::OrganisationChanged { organisation } => jobs::hand_on(tx, by, organisation).await,
        _ => introductions::tell(tx, by, change).await,
    }
}

async fn joined(
    tx: &Tx,
    by: &By,
    seq: i64,
    (owner, member): (MemberId, MemberId),
    card: ContactId,
) -> Result<(), Fault> {
    let known = owner == member || ties::find(tx, owner, member).await?.is_some();
    let today = notices::kept_since(tx, owner, "contact_joined", by.now.plus_days(-1)).await?;
    if known || today >= TOLD_A_DAY || !ties::may_see(tx, owner, member).await? {
        return Ok(());
    }
    tell(tx, by, (seq, "contact_joined"), (owner, member), Some(card.0)).await
}

async fn tell(
    tx: &Tx,
    by: &By,
    (seq, kind): (i64, &str),
    (reader, person): (MemberId, MemberId),
    subject: Option<i64>,
) -> Result<(), Fault> {
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: reader,
        kind,
        person: Some(person),
        subject,
        at: by.now,
        source: &format!("log:{seq}:{kind}:{person}"),
    };
    notices::keep(tx, &new).await.map(drop)
}
