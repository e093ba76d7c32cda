//! Letters to who runs the server before moderators: what the check of spam holds waits here, goes out by mail, or is
//! removed. What went at once was never kept.

use pergola_db::{Fault, Tx};

use super::store;
use crate::{app::By, moderation::Exhibit, outside::mail};

/// What a letter is to moderators: its reader is who runs the server, and nobody else.
pub(crate) async fn exhibit(tx: &Tx, id: i64) -> Result<Option<Exhibit>, Fault> {
    let found = store::find(tx, id).await?;
    Ok(found.map(|held| Exhibit {
        is_private: true,
        text: held.words,
        writer: Some((held.name, held.email)),
        ..Exhibit::default()
    }))
}

/// It goes now, and nothing of it stays.
pub(crate) async fn release(tx: &Tx, by: &By, id: i64) -> Result<(), Fault> {
    let Some(held) = store::find(tx, id).await? else { return Ok(()) };
    mail::queue_written(tx, by, &held.letter).await?;
    store::remove(tx, id).await
}

/// It goes nowhere, and nothing of it stays.
pub(crate) async fn remove(tx: &Tx, id: i64) -> Result<(), Fault> {
    store::remove(tx, id).await
}
