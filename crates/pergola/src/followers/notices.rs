//! Words for members, made of changes: somebody asks, somebody said yes, somebody on a card is here.
//!
//! A refusal leaves no word for anybody. Who is found by an address chose to be; the owner of a card is told of twenty
//! people a day at most, so that cards are no way to try addresses, and of the others on the days that follow.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    contacts::TOLD_A_DAY,
    ids::{ContactId, MemberId, NoticeId},
    members::Language,
};

use crate::{
    app::{App, By},
    contacts, introductions, jobs,
    notices::{self, NewNotice},
    ties,
};

/// Owners who have one address on a card: more are not told.
const CARDS_OF_ADDRESS: i64 = 10_000;

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
            introductions::carry_over(tx, by, member).await?;
            for (owner, card) in contacts::cards_of_address(tx, member, CARDS_OF_ADDRESS).await? {
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
    if !is_news(tx, owner, member).await? {
        return Ok(());
    }
    if told_today(tx, by, owner).await? >= TOLD_A_DAY {
        return contacts::keep_waiting(tx, (owner, member), card, by.now).await;
    }
    tell(tx, by, (seq, "contact_joined"), (owner, member), Some(card.0)).await
}

async fn is_news(tx: &Tx, owner: MemberId, member: MemberId) -> Result<bool, Fault> {
    let known = owner == member || ties::find(tx, owner, member).await?.is_some();
    Ok(!known && ties::may_see(tx, owner, member).await?)
}

async fn told_today(tx: &Tx, by: &By, owner: MemberId) -> Result<i64, Fault> {
    notices::kept_since(tx, owner, "contact_joined", by.now.plus_days(-1)).await
}

/// Tells owners of cards of those of whom the day before had no place, where it is still so.
pub(super) async fn tell_waiting(app: &App) {
    let told: Result<(), Fault> = async {
        for owner in app.db.read(async move |tx| contacts::owners_waiting(tx).await).await? {
            let by = app.by_itself(Language::default());
            app.db.write(async move |tx| tell_waiting_of(tx, &by, owner).await).await?;
        }
        Ok(())
    }
    .await;
    if let Err(fault) = told {
        tracing::warn!(fault.cause = %fault, "not all owners of cards could be told who is here; it will be tried again");
    }
}

async fn tell_waiting_of(tx: &Tx, by: &By, owner: MemberId) -> Result<(), Fault> {
    let places = TOLD_A_DAY - told_today(tx, by, owner).await?;
    if places <= 0 {
        return Ok(());
    }
    for (member, card) in contacts::take_waiting(tx, owner, places).await? {
        let still = contacts::findable_on(tx, owner, card).await?.contains(&member);
        if still && is_news(tx, owner, member).await? {
            let source = format!("waited:contact_joined:{member}");
            keep(tx, by, ("contact_joined", &source), (owner, member), Some(card.0)).await?;
        }
    }
    Ok(())
}

async fn tell(
    tx: &Tx,
    by: &By,
    (seq, kind): (i64, &str),
    (reader, person): (MemberId, MemberId),
    subject: Option<i64>,
) -> Result<(), Fault> {
    keep(tx, by, (kind, &format!("log:{seq}:{kind}:{person}")), (reader, person), subject).await
}

async fn keep(
    tx: &Tx,
    by: &By,
    (kind, source): (&str, &str),
    (reader, person): (MemberId, MemberId),
    subject: Option<i64>,
) -> Result<(), Fault> {
    let new =
        NewNotice { id: NoticeId(by.fresh()), member: reader, kind, person: Some(person), subject, at: by.now, source };
    notices::keep(tx, &new).await.map(drop)
}
