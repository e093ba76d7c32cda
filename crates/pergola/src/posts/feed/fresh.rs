//! What came into a reader's feed in the last moments, for pages and programs that are kept open.

use pergola_db::Fault;
use pergola_domain::{ids::PostId, time::Timestamp};

use super::compose::{Asked, Said, compose};
use crate::app::{App, By};

/// Of a feed, so many are looked through.
const MOST: usize = 500;
/// Posts of all who write, looked at together.
const LATELY: usize = 500;

/// What anybody may read for the first time since then, the newest first.
pub(in crate::posts) async fn lately(app: &App, since: Timestamp) -> Result<Vec<PostId>, Fault> {
    app.recent.settled(app).await?;
    let span = (since, app.now().plus_days(1));
    Ok(app.recent.held().newest(span).take(LATELY).map(|entry| entry.id).collect())
}

/// What of it stands in this reader's feed, and is not folded there.
pub(in crate::posts) async fn arrived(app: &App, by: &By, since: Timestamp) -> Result<Vec<PostId>, Fault> {
    let span = (by.now.plus_days(-1), by.now.plus_days(1));
    let part = compose(app, by, Asked { span, offset: 0, limit: MOST }).await?;
    let fresh = part.items.into_iter().filter_map(|item| match item.said {
        Said::Post(leaf) if item.folded.is_none() && item.placed.candidate.at >= since => Some(leaf.post.id),
        Said::Post(_) | Said::Ask(_) => None,
    });
    Ok(fresh.collect())
}
