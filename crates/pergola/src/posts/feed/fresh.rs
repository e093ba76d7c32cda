//! What came into a reader's feed in the last moments, for pages and programs that are kept open.

use pergola_db::Fault;
use pergola_domain::{
    feed::Thing,
    ids::{AskId, PostId},
    time::Timestamp,
};

use super::compose::{Asked, compose};
use crate::{
    app::{App, By},
    asks,
};

/// Of a feed, so many are looked through.
const MOST: usize = 500;
/// Posts of all who write, looked at together; and as much of what is asked.
const LATELY: usize = 500;
const ASKED_LATELY: i64 = 500;

/// What anybody may read for the first time since then, the newest first.
pub(in crate::posts) async fn lately(app: &App, since: Timestamp) -> Result<Vec<PostId>, Fault> {
    app.recent.settled(app).await?;
    let span = (since, app.now().plus_days(1));
    Ok(app.recent.held().newest(span).take(LATELY).map(|entry| entry.id).collect())
}

/// What was asked since then, or stands first on the board again, whoever it is for.
pub(in crate::posts) async fn asked_lately(app: &App, since: Timestamp) -> Result<Vec<AskId>, Fault> {
    app.db.read(async move |tx| asks::asked_lately(tx, since, ASKED_LATELY).await).await
}

/// What of it stands in this reader's feed, and is not folded there: what he may not see, or wants to hear nothing of, does
/// not stand there.
pub(in crate::posts) async fn arrived(app: &App, by: &By, since: Timestamp) -> Result<Vec<Thing>, Fault> {
    let span = (by.now.plus_days(-1), by.now.plus_days(1));
    let part = compose(app, by, Asked { span, offset: 0, limit: MOST }).await?;
    let fresh = part.items.into_iter().filter(|item| item.folded.is_none() && item.placed.candidate.at >= since);
    Ok(fresh.map(|item| item.placed.candidate.thing).collect())
}
