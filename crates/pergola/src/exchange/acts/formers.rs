//! What archives told of another place: how much is kept, and forgetting it.

use pergola_domain::exchange::Refusal;

use crate::{
    app::{App, By},
    exchange::{
        formers::{BLOCKS, INVITATIONS},
        store,
    },
    http::Failure,
};

/// How much is kept of other places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) blocks: i64,
    pub(crate) invitations: i64,
    /// What rooms wrote there.
    pub(crate) records: i64,
}

pub(crate) async fn kept(app: &App, by: &By) -> Result<Kept, Failure<Refusal>> {
    let member = by.member;
    let counts = app.db.read(async move |tx| store::formers::counts(tx, member).await).await?;
    let mut kept = Kept::default();
    for (section, count) in counts {
        match section.as_str() {
            BLOCKS => kept.blocks = count,
            INVITATIONS => kept.invitations = count,
            _ => kept.records += count,
        }
    }
    Ok(kept)
}

/// All of it goes: it will be in no archive any more.
pub(crate) async fn forget(app: &App, by: &By) -> Result<(), Failure<Refusal>> {
    let member = by.member;
    Ok(app.db.write(async move |tx| store::formers::remove_all(tx, member).await).await?)
}
