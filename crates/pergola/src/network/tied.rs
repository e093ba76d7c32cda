//! Whom a member is tied to himself, and who of others are: for whoever brings two of them together. What comes of it is
//! shown to the one in the middle alone.

use std::collections::BTreeMap;

use pergola_db::Fault;
use pergola_domain::ids::MemberId;

use super::{acts::view, store};
use crate::app::{App, By};

/// The member's own ties, with how close he says he is to each.
pub(crate) async fn own_ties(app: &App, by: &By) -> Result<Vec<(MemberId, Option<u8>)>, Fault> {
    let ties = view(app).await?.own_ties(by.member);
    let viewer = by.member;
    let close = app.db.read(async move |tx| store::closeness(tx, viewer).await).await?;
    let close: BTreeMap<MemberId, u8> = close.into_iter().collect();
    Ok(ties.into_iter().map(|(member, _)| (member, close.get(&member).copied())).collect())
}

/// Whether each of these two are tied to each other.
pub(crate) async fn tied(app: &App, pairs: &[(MemberId, MemberId)]) -> Result<Vec<bool>, Fault> {
    let view = view(app).await?;
    Ok(pairs.iter().map(|(one, other)| view.distance(*one, *other) == Some(1)).collect())
}
