//! By whom somebody would rather not be introduced: said with an answer, kept for himself, taken back here. Who said it by
//! letter takes it back by that letter; joins he with that address, it goes along and stands among what he said as a member.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{ContactId, IntroductionId, MemberId, PersonId},
    introductions::{Answer, Plain},
};

use super::{Outcome, links, refused};
use crate::{
    app::{App, By},
    http::Failure,
    introductions::store::{avoided, introductions},
    members::{self, Account},
};

/// In the order of joining, those who exist for the member.
pub(in crate::introductions) async fn list(
    tx: &Tx,
    member: MemberId,
    after: Option<MemberId>,
    limit: i64,
) -> Result<Vec<Account>, Fault> {
    let ids = avoided::list(tx, member, after.unwrap_or(MemberId(0)), limit).await?;
    let people = members::find_many(tx, &ids).await?;
    let unseen = crate::ties::unseen(tx, member, &ids).await?;
    let find = |id: &MemberId| people.iter().find(|account| account.id == *id && !unseen.contains(id)).cloned();
    Ok(ids.iter().filter_map(find).collect())
}

/// May introduce me again.
pub(in crate::introductions) async fn lift(app: &App, by: By, handle: &str) -> Outcome<()> {
    let handle = handle.to_owned();
    app.db
        .write(async move |tx| {
            let other = crate::ties::find_visible(tx, by.member, &handle).await?.ok_or(Failure::NotFound)?;
            // What he said before he joined goes too, or it would come back with his address.
            if let Some(hash) = own_address(tx, &by, by.member).await? {
                avoided::remove_address(tx, &hash, other.id).await?;
            }
            if avoided::remove(tx, by.member, other.id).await? { Ok(()) } else { Err(Failure::NotFound) }
        })
        .await
}

async fn own_address(tx: &Tx, by: &By, member: MemberId) -> Result<Option<String>, Fault> {
    let settings = members::settings(tx, member).await?.filter(|settings| settings.email_confirmed);
    Ok(settings.map(|settings| links::address_hash(&by.marks, &settings.email)))
}

/// Somebody confirmed an address: what was said by letter from there is his own word from now on.
pub(crate) async fn carry_over(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    let Some(hash) = own_address(tx, by, member).await? else { return Ok(()) };
    for broker in avoided::list_of_address(tx, &hash).await? {
        if broker != member {
            avoided::keep(tx, member, broker, by.now).await?;
        }
    }
    Ok(())
}

/// Who brought a question by letter, where the one asked would rather not be introduced by him: from the question's own row,
/// so that it can be taken back as long as that stands, whatever became of the card.
pub(in crate::introductions) async fn by_letter(
    tx: &Tx,
    id: IntroductionId,
    card: ContactId,
) -> Result<Option<Account>, Fault> {
    let Some((hash, broker)) = said_by_letter(tx, id, card).await? else { return Ok(None) };
    if avoided::addresses_avoiding(tx, broker, &[hash]).await?.is_empty() {
        return Ok(None);
    }
    members::find(tx, broker).await
}

async fn said_by_letter(tx: &Tx, id: IntroductionId, card: ContactId) -> Result<Option<(String, MemberId)>, Fault> {
    let Some(kept) = introductions::find(tx, id).await? else { return Ok(None) };
    let who = PersonId::Contact(card);
    let said = kept.introduction.parties.iter().any(|party| party.person == who && party.answer == Answer::NeverBy);
    let hash = kept.words_for(who).and_then(|words| words.address_hash.clone()).filter(|_| said);
    Ok(hash.map(|hash| (hash, kept.introduction.broker)))
}

/// The same letter takes it back.
pub(in crate::introductions) async fn lift_by_letter(app: &App, id: IntroductionId, card: ContactId) -> Outcome<()> {
    app.db
        .write(async move |tx| {
            let (hash, broker) = said_by_letter(tx, id, card).await?.ok_or_else(|| refused(Plain::LinkLate))?;
            if avoided::remove_address(tx, &hash, broker).await? { Ok(()) } else { Err(refused(Plain::LinkUsed)) }
        })
        .await
}
