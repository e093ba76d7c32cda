//! What a viewer may see of posts and of what is said below: the one place where the rule meets the network and the
//! blocks. Pages, feeds, topics, groups, the API, search and counts all come by here.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{CommentId, GroupId, MemberId, PictureId, PostId},
    posts::{Audience, Post, State, Viewer, reaches},
};

use super::store::{self, Before, Comment, Filter, Hung, Read};
use crate::{
    app::{App, By},
    groups,
    members::{self, Account},
    network, ties,
};

/// A post that the viewer may see, and how far its author is from him.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) post: Post,
    /// What the judge of noise said, as JSON.
    pub(crate) noise: String,
    pub(crate) author: Account,
    /// 0 for the own ones; none is farther than the network tells.
    pub(crate) steps: Option<u8>,
}

/// Those of these posts that the viewer may see, in their order.
pub(crate) async fn visible(app: &App, by: &By, posts: Vec<Read>) -> Result<Vec<Seen>, Fault> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let mut authors: Vec<MemberId> = posts.iter().map(|read| read.post.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let steps = network::steps(app, by, &authors).await?;
    let (viewer, people) = (by.member, authors.clone());
    let circles: Vec<GroupId> = posts.iter().filter_map(|read| read.post.said.audience.group()).collect();
    let (accounts, unseen, readable) = app
        .db
        .read(async move |tx| {
            let accounts = members::find_many(tx, &people).await?;
            let unseen = ties::unseen(tx, viewer, &people).await?;
            Ok::<_, Fault>((accounts, unseen, groups::readable(tx, viewer, &circles).await?))
        })
        .await?;
    let steps: BTreeMap<MemberId, Option<u8>> = authors.into_iter().zip(steps).collect();
    let accounts: BTreeMap<MemberId, Account> = accounts.into_iter().map(|account| (account.id, account)).collect();
    let seen = posts.into_iter().filter_map(|Read { post, noise, .. }| {
        let author = accounts.get(&post.author)?;
        let steps = if post.author == viewer { Some(0) } else { steps.get(&post.author).copied().flatten() };
        let apart = unseen.contains(&post.author) || author.leaving_at.is_some();
        let in_group = post.said.audience.group().is_some_and(|group| readable.contains(&group));
        let seen = post.may_be_seen(&Viewer { member: viewer, steps, apart, in_group });
        seen.then(|| Seen { author: author.clone(), post, noise, steps })
    });
    Ok(seen.collect())
}

/// One, where the viewer may see it.
pub(crate) async fn find_visible(app: &App, by: &By, id: PostId) -> Result<Option<Seen>, Fault> {
    let found = app.db.read(async move |tx| store::find_versioned(tx, id).await).await?;
    Ok(visible(app, by, found.into_iter().collect()).await?.pop())
}

/// Those of these that the viewer may see, in no order.
pub(crate) async fn visible_among(app: &App, by: &By, ids: Vec<PostId>) -> Result<Vec<Seen>, Fault> {
    let found = app.db.read(async move |tx| store::find_many(tx, &ids).await).await?;
    visible(app, by, found).await
}

/// The words that it had before, newest first, as far as they were for this viewer, too: what was for few does not
/// become for many because the post does.
pub(crate) async fn editions(app: &App, by: &By, seen: &Seen) -> Result<Vec<Before>, Fault> {
    let (viewer, id) = (by.member, seen.post.id);
    let (mut before, readable) = app
        .db
        .read(async move |tx| {
            let before = store::history(tx, id).await?;
            let circles: Vec<GroupId> = before.iter().filter_map(|one| one.audience?.group()).collect();
            Ok::<_, Fault>((before, groups::readable(tx, viewer, &circles).await?))
        })
        .await?;
    before.retain(|one| {
        let in_group = |audience: Audience| audience.group().is_some_and(|group| readable.contains(&group));
        let viewer =
            |audience| Viewer { member: viewer, steps: seen.steps, apart: false, in_group: in_group(audience) };
        seen.post.author == by.member || one.audience.is_some_and(|audience| reaches(audience, &viewer(audience)))
    });
    Ok(before)
}

/// Whether a post showed this picture before, with words that were for this viewer. Its author sees what he took out, too.
pub(crate) async fn showed(app: &App, by: &By, seen: &Seen, picture: PictureId) -> Result<bool, Fault> {
    let before = editions(app, by, seen).await?;
    let shows = |one: &Before| one.pictures.iter().any(|shown| shown.id == picture);
    Ok(seen.post.author == by.member || before.iter().any(shows))
}

/// Candidates read at once.
const CHUNK: i64 = 128;
/// Chunks looked through for one page.
const CHUNKS: usize = 40;

/// A page of posts.
#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    pub(crate) items: Vec<Seen>,
    /// The post after which there may be more.
    pub(crate) next: Option<PostId>,
}

/// The next `limit` of a filter that the viewer may see, newest first. Where very few of very many are for him, it ends
/// early and its `next` goes on from there.
pub(crate) async fn shelf(
    app: &App,
    by: &By,
    filter: &Filter,
    before: Option<PostId>,
    limit: i64,
) -> Result<Shelf, Fault> {
    let wanted = usize::try_from(limit).unwrap_or(0);
    let (mut items, mut place) = (Vec::new(), before);
    for _ in 0..CHUNKS {
        let (asked, from) = (filter.clone(), place);
        let candidates = app.db.read(async move |tx| store::list(tx, &asked, from, CHUNK).await).await?;
        let Some(last) = candidates.last().map(|read| read.post.id) else { return Ok(Shelf { items, next: None }) };
        let all = i64::try_from(candidates.len()).unwrap_or(0) < CHUNK;
        items.extend(visible(app, by, candidates).await?);
        if items.len() > wanted {
            items.truncate(wanted);
            let next = items.last().map(|seen: &Seen| seen.post.id);
            return Ok(Shelf { items, next });
        }
        if all {
            return Ok(Shelf { items, next: None });
        }
        place = Some(last);
    }
    Ok(Shelf { items, next: place })
}

/// A comment that the viewer may read.
#[derive(Clone, Debug)]
pub(crate) struct SeenComment {
    pub(crate) comment: Comment,
    pub(crate) author: Account,
}

/// Those of these comments that the viewer may read where he may see what they hang below, in their order.
///
/// What somebody said who is apart from the viewer by a block is not there for him. Whom the owner of the place blocked
/// speaks there to nobody any more, as long as the block stands.
pub(crate) async fn heard(
    tx: &Tx,
    viewer: MemberId,
    owner: MemberId,
    found: Vec<Comment>,
) -> Result<Vec<SeenComment>, Fault> {
    let mut people: Vec<MemberId> = found.iter().map(|comment| comment.author).collect();
    people.sort_unstable();
    people.dedup();
    let mut unseen = ties::unseen(tx, viewer, &people).await?;
    unseen.extend(ties::unseen(tx, owner, &people).await?);
    let accounts = members::find_many(tx, &people).await?;
    let heard = found.into_iter().filter_map(|comment| {
        let author = accounts.iter().find(|account| account.id == comment.author)?;
        let own = comment.author == viewer;
        let there = comment.state == State::Shown && author.leaving_at.is_none();
        let seen = !unseen.contains(&comment.author) && (there || own);
        seen.then(|| SeenComment { author: author.clone(), comment })
    });
    Ok(heard.collect())
}

/// What is said below something that the viewer may see, oldest first, after `after`; and where to read on.
pub(crate) async fn comments(
    app: &App,
    by: &By,
    (below, owner): (Hung, MemberId),
    after: CommentId,
    limit: i64,
) -> Result<(Vec<SeenComment>, Option<CommentId>), Fault> {
    let (viewer, wanted) = (by.member, usize::try_from(limit).unwrap_or(0));
    app.db
        .read(async move |tx| {
            let (mut items, mut place): (Vec<SeenComment>, CommentId) = (Vec::new(), after);
            for _ in 0..CHUNKS {
                let found = store::list_comments(tx, below, place, CHUNK).await?;
                let Some(last) = found.last().map(|comment| comment.id) else { return Ok((items, None)) };
                let all = i64::try_from(found.len()).unwrap_or(0) < CHUNK;
                items.extend(heard(tx, viewer, owner, found).await?);
                if items.len() > wanted {
                    items.truncate(wanted);
                    let next = items.last().map(|seen| seen.comment.id);
                    return Ok((items, next));
                }
                if all {
                    return Ok((items, None));
                }
                place = last;
            }
            Ok((items, Some(place)))
        })
        .await
}
