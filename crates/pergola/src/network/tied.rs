//! Whom a member is tied to himself, and who of others are: for whoever brings two of them together. What comes of it is
//! shown to the one in the middle alone.

use std::collections::BTreeMap;

use pergola_db::Fault;
use pergola_domain::ids::MemberId;
use pergola_index::View;

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

/// Who of a member's ties do not know each other, of one moment: answered from memory, for very many at once.
pub(crate) struct Strangers(View);

impl Strangers {
    /// Whether these two are not tied, and nothing stands between them: no block, nobody who leaves.
    pub(crate) fn are(&self, one: MemberId, other: MemberId) -> bool {
        let Self(view) = self;
        !view.is_apart(one, other) && !view.is_apart(other, one) && view.distance(one, other) != Some(1)
    }
}

/// Who is a stranger to whom, now.
pub(crate) async fn strangers(app: &App) -> Result<Strangers, Fault> {
    view(app).await.map(Strangers)
}
