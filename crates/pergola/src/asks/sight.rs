//! What a viewer may see of asks and offers: the one place where the rule meets the network and the blocks. The board,
//! the page of one, topics, people's pages, the API, matches, search and counts all come by here.

use std::collections::BTreeMap;

use pergola_db::Fault;
use pergola_domain::{
    asks::{Ask, Viewer},
    ids::{AskId, MemberId},
};

use super::store;
use crate::{
    app::{App, By},
    members::{self, Account},
    network, ties,
};

/// An ask or an offer that the viewer may see, and how far its author is from him.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) ask: Ask,
    pub(crate) author: Account,
    /// 0 for the own ones; none is farther than the network tells.
    pub(crate) steps: Option<u8>,
}

/// Those of these asks that the viewer may see, in their order.
pub(crate) async fn visible(app: &App, by: &By, asks: Vec<Ask>) -> Result<Vec<Seen>, Fault> {
    if asks.is_empty() {
        return Ok(Vec::new());
    }
    let mut authors: Vec<MemberId> = asks.iter().map(|ask| ask.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let steps = network::steps(app, by, &authors).await?;
    let (viewer, people) = (by.member, authors.clone());
    let (accounts, unseen) = app
        .db
        .read(async move |tx| {
            let accounts = members::find_many(tx, &people).await?;
            Ok::<_, Fault>((accounts, ties::unseen(tx, viewer, &people).await?))
        })
        .await?;
    let steps: BTreeMap<MemberId, Option<u8>> = authors.into_iter().zip(steps).collect();
    let accounts: BTreeMap<MemberId, Account> = accounts.into_iter().map(|account| (account.id, account)).collect();
    let seen = asks.into_iter().filter_map(|ask| {
        let author = accounts.get(&ask.author)?;
        let steps = if ask.author == viewer { Some(0) } else { steps.get(&ask.author).copied().flatten() };
        let apart = unseen.contains(&ask.author) || author.leaving_at.is_some();
        let seen = ask.may_be_seen(&Viewer { member: viewer, steps, apart }, by.now);
        seen.then(|| Seen { ask, author: author.clone(), steps })
    });
    Ok(seen.collect())
}

/// One, where the viewer may see it.
pub(crate) async fn find_visible(app: &App, by: &By, id: AskId) -> Result<Option<Seen>, Fault> {
    let found = app.db.read(async move |tx| store::find(tx, id).await).await?;
    Ok(visible(app, by, found.into_iter().collect()).await?.pop())
}
