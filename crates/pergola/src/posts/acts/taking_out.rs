//! Who looks after a group takes a post or an answer of somebody else out of it, with a reason. From then on its author
//! alone sees it, with that reason; he appeals to the moderators of the network.

use pergola_db::Tx;
use pergola_domain::{
    groups::Role,
    ids::{CommentId, GroupId, MemberId, PostId},
    moderation::Refusal,
    posts::State,
};

use crate::{
    app::{App, By},
    groups,
    http::Failure,
    moderation::{self, About, Exhibit, Subject},
    posts::{
        judged::{group_of, keep_comment_held, keep_held, reportable, reportable_comment},
        store::{self, Hung},
    },
    rooms, ties,
};

type Done<T> = Result<T, Failure<Refusal>>;

/// What could be taken out, as its own room knows it.
struct There {
    author: MemberId,
    group: GroupId,
    state: State,
    below: Hung,
}

/// What somebody who looks after its group is about to take out.
pub(in crate::posts) struct Prospect {
    pub(in crate::posts) text: String,
    /// Where it stands.
    pub(in crate::posts) below: Hung,
}

/// What he reads of it before he says why. To whoever does not look after the group there is nothing to take out.
pub(in crate::posts) async fn prospect(app: &App, by: &By, subject: Subject) -> Done<Prospect> {
    let seen = seen(app, by, subject).await?.ok_or(Failure::NotFound)?;
    let me = by.member;
    let there = app
        .db
        .read(async move |tx| {
            let there = there(tx, subject, me).await?;
            let role = groups::role(tx, there.group, me).await?;
            if role == Some(Role::Moderator) { Ok(there) } else { Err(Failure::NotFound) }
        })
        .await?;
    Ok(Prospect { text: seen.text, below: there.below })
}

/// Takes it out. Gives where it stood.
pub(in crate::posts) async fn take_out(app: &App, by: By, subject: Subject, reason: &str) -> Done<(Hung, GroupId)> {
    let reason = reason.to_owned();
    let seen = seen(app, &by, subject).await?.is_some();
    app.db
        .write(async move |tx| {
            let There { author, group, state, below } = there(tx, subject, by.member).await?;
            if !groups::looks_after(tx, group, by.member).await? {
                return Err(Failure::NotFound);
            }
            let out = moderation::is_out(tx, subject).await?;
            // What he does not see is not there, unless he or another took it out.
            if !out && (!seen || state != State::Shown) {
                return Err(Failure::NotFound);
            }
            moderation::take_out(tx, &by, moderation::Out { subject, author, group, reason: &reason }).await?;
            match subject.about {
                About::Comment => keep_comment_held(tx, &by, CommentId(subject.id), true).await?,
                _ => keep_held(tx, &by, PostId(subject.id), true).await?,
            }
            Ok((below, group))
        })
        .await
}

async fn seen(app: &App, by: &By, subject: Subject) -> Done<Option<Exhibit>> {
    Ok(match subject.about {
        About::Comment => reportable_comment(app, by, CommentId(subject.id)).await?,
        _ => reportable(app, by, PostId(subject.id)).await?,
    })
}

/// It, where it is in a group and no block is between this member and who wrote it.
async fn there(tx: &Tx, subject: Subject, member: MemberId) -> Done<There> {
    let (author, state, below) = if subject.about == About::Comment {
        let comment = store::find_comment(tx, CommentId(subject.id)).await?.ok_or(Failure::NotFound)?;
        (comment.author, comment.state, comment.below)
    } else {
        let id = PostId(subject.id);
        let post = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
        (post.author, post.state, Hung::Post(id))
    };
    let group = match below {
        Hung::Post(post) => group_of(tx, post).await?,
        below => rooms::group_below(tx, below).await?,
    };
    let group = group.ok_or(Failure::NotFound)?;
    if !ties::unseen(tx, member, &[author]).await?.is_empty() {
        return Err(Failure::NotFound);
    }
    Ok(There { author, group, state, below })
}
