//! By whom a member would rather not be introduced: said with an answer, kept for himself, taken back here.

use pergola_db::{Fault, Tx};
use pergola_domain::ids::MemberId;

use super::Outcome;
use crate::{
    app::{App, By},
    http::Failure,
    introductions::store::avoided,
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
            if avoided::remove(tx, by.member, other.id).await? { Ok(()) } else { Err(Failure::NotFound) }
        })
        .await
}
