//! What is new for somebody who keeps a page or a program open: posts and asks that came into his feed, and what was
//! said below something of his, or where he spoke himself. Not a feed: ids alone, of the last moments.

use std::collections::BTreeSet;

use pergola_db::Fault;
use pergola_domain::{
    feed::Thing,
    ids::{AskId, CommentId, MemberId, PostId},
    time::Timestamp,
};

use super::{
    feed,
    sight::heard,
    store::{self, Comment, Hung},
};
use crate::{
    app::{App, By},
    rooms,
};

/// Looked at together, the oldest first; the others a moment later.
const AT_ONCE: i64 = 200;
/// People who spoke below one thing.
const SPEAKERS: i64 = 500;

/// What was written lately, whoever may read it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lately {
    posts: Vec<PostId>,
    asks: Vec<AskId>,
    comments: Vec<(Comment, BTreeSet<MemberId>)>,
}

/// Something of it that is for one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fresh {
    Post(PostId),
    Ask(AskId),
    Comment(Hung, CommentId),
}

impl Lately {
    /// The numbers of what could be for this member: all posts and asks, and comments where he is told of
    /// them.
    pub(crate) fn numbers(&self, member: MemberId) -> BTreeSet<i64> {
        let posts = self.posts.iter().map(|post| post.0);
        let told = self.comments.iter().filter(|(comment, told)| comment.author != member && told.contains(&member));
        let posts = posts.chain(self.asks.iter().map(|ask| ask.0));
        posts.chain(told.map(|(comment, _)| comment.id.0)).collect()
    }
}

/// What became readable since then: posts and asks by their moment, comments by their number.
pub(crate) async fn lately(app: &App, since: Timestamp, after: CommentId) -> Result<Lately, Fault> {
    let (posts, asks) = (feed::lately(app, since).await?, feed::asked_lately(app, since).await?);
    let comments = app
        .db
        .read(async move |tx| -> Result<_, Fault> {
            let mut all = Vec::new();
            for comment in store::list_said_after(tx, after, AT_ONCE).await? {
                let mut told: BTreeSet<MemberId> =
                    store::list_speakers(tx, comment.below, SPEAKERS).await?.into_iter().collect();
                told.extend(rooms::owner_below(tx, comment.below).await?);
                all.push((comment, told));
            }
            Ok(all)
        })
        .await?;
    Ok(Lately { posts, asks, comments })
}

/// What of it is for this reader, as the feed and the rule of sight say.
pub(crate) async fn fresh(app: &App, by: &By, lately: &Lately, since: Timestamp) -> Result<Vec<Fresh>, Fault> {
    let mut found = Vec::new();
    if !(lately.posts.is_empty() && lately.asks.is_empty()) {
        found.extend(feed::arrived(app, by, since).await?.into_iter().map(|thing| match thing {
            Thing::Post(post) => Fresh::Post(post),
            Thing::Ask(ask) => Fresh::Ask(ask),
        }));
    }
    let viewer = by.member;
    for (comment, told) in &lately.comments {
        if comment.author == viewer || !told.contains(&viewer) || !rooms::is_there(app, by, comment.below).await? {
            continue;
        }
        let (below, one) = (comment.below, comment.clone());
        let is_heard = app.db.read(async move |tx| -> Result<_, Fault> {
            let Some(owner) = rooms::owner_below(tx, below).await? else { return Ok(false) };
            Ok(!heard(tx, viewer, owner, vec![one.clone()]).await?.is_empty())
        });
        if is_heard.await? {
            found.push(Fresh::Comment(below, comment.id));
        }
    }
    Ok(found)
}
