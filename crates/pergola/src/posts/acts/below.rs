//! What readers do with a post: answering below it, thanking for it, putting it aside.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{CommentId, MemberId, PostId},
    posts::{self, COMMENTED_A_DAY, Plain, Refusal, pace},
};

use super::{Done, refused, tell};
use crate::{
    app::{App, By, record},
    http::Failure,
    moderation,
    posts::{
        judged::exhibit_comment,
        passing::{Passing, What, pass},
        sight::Seen,
        store::{self, Comment, Hung},
    },
    ties,
};

/// Says something below what the member may see; `owner` is whose place it is, and is told.
pub(crate) async fn comment(app: &App, by: By, (below, owner): (Hung, MemberId), typed: &str) -> Done<Comment> {
    let text = posts::comment(typed).map_err(refused)?;
    let passing = Passing { what: What::Comment, text: &text, pictures: &[], topics: &[] };
    let passed = pass(app, &by, passing).await?;
    app.db
        .write(async move |tx| {
            store::one_at_a_time(tx, by.member).await?;
            let today = store::commented_since(tx, by.member, by.now.plus_days(-1)).await?;
            pace(&today, COMMENTED_A_DAY, by.now)
                .map_err(|seconds| Failure::Refused(Refusal::TooManyComments { seconds }))?;
            // Nothing is made over a block, also where it was placed a moment ago.
            if !ties::unseen(tx, by.member, &[owner]).await?.is_empty() {
                return Err(Failure::NotFound);
            }
            if let Hung::Post(post) = below
                && store::find(tx, post).await?.is_none()
            {
                return Err(Failure::NotFound);
            }
            let id = CommentId(by.fresh());
            let author = by.member;
            let new = Comment { id, below, author, text: text.clone(), state: passed.state, posted_at: by.now };
            store::keep_comment(tx, &new).await?;
            if passed.look.holds() {
                let subject = moderation::Subject::new(moderation::About::Comment, id.0);
                // It is for those who may read what it hangs below.
                let private = exhibit_comment(tx, id).await?.is_some_and(|exhibit| exhibit.is_private);
                moderation::hold(tx, &by, subject, private, &passed.look).await?;
            }
            record(tx, &by, &Change::CommentWritten { comment: id, by: author }).await?;
            if owner != author && new.state == posts::State::Shown {
                tell_owner(tx, &by, &new, owner).await?;
            }
            Ok(new)
        })
        .await
}

/// Whose place it is hears that somebody answered there.
pub(in crate::posts) async fn tell_owner(tx: &Tx, by: &By, new: &Comment, owner: MemberId) -> Result<(), Fault> {
    let (kind, source) = (format!("{}_commented", new.below.word()), format!("comment:{}", new.id));
    tell(tx, by, (&kind, &source), (owner, new.author), new.below.number()).await
}

/// Takes a comment away: its author's own, or below something of the member's.
pub(in crate::posts) async fn remove_comment(app: &App, by: By, id: CommentId) -> Done<Comment> {
    app.db
        .write(async move |tx| {
            let found = store::find_comment(tx, id).await?.ok_or(Failure::NotFound)?;
            let owner = match found.below {
                Hung::Post(post) => store::find(tx, post).await?.map(|post| post.author),
                below => crate::rooms::owner_below(tx, below).await?,
            };
            if found.author != by.member && owner != Some(by.member) {
                return Err(Failure::NotFound);
            }
            if !store::remove_comment(tx, id).await? {
                return Err(Failure::NotFound);
            }
            moderation::gone(tx, moderation::Subject::new(moderation::About::Comment, id.0), by.now).await?;
            record(tx, &by, &Change::CommentRemoved { comment: id, by: found.author }).await?;
            Ok(found)
        })
        .await
}

/// Thanks its author, in private. Twice is once.
pub(crate) async fn thank(app: &App, by: By, seen: &Seen) -> Done<()> {
    let (post, author) = (seen.post.id, seen.post.author);
    if author == by.member {
        return Err(refused(Plain::ThanksOneself));
    }
    app.db
        .write(async move |tx| {
            let now = store::find(tx, post).await?.ok_or(Failure::NotFound)?;
            if !ties::unseen(tx, by.member, &[author]).await?.is_empty() {
                return Err(Failure::NotFound);
            }
            if store::thank(tx, post, by.member, now.edition, by.now).await? {
                let source = format!("post:{post}:thanks:{}", by.member);
                tell(tx, &by, ("post_thanked", &source), (author, by.member), post.0).await?;
            }
            Ok(())
        })
        .await
}

/// Takes the thanks back. Twice is once, and none is none.
pub(in crate::posts) async fn take_back(app: &App, by: By, post: PostId) -> Done<()> {
    Ok(app.db.write(async move |tx| store::take_back(tx, post, by.member).await).await?)
}

/// The reader does not want to see it in his feed any more, or wants to.
pub(in crate::posts) async fn put_aside(app: &App, by: By, post: PostId, aside: bool) -> Done<()> {
    Ok(app.db.write(async move |tx| store::put_aside(tx, by.member, post, aside, by.now).await).await?)
}
