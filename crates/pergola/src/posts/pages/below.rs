//! What is said below something, as its page draws it: `posts/pages/below.html`, in the pages of posts and of rooms whose
//! things comments hang below.

use axum::response::Response;
use pergola_domain::{
    groups::Role,
    ids::{CommentId, MemberId},
    posts::{COMMENT_CHARS, State},
};
use serde::Deserialize;

use super::wrong;
use crate::{
    groups,
    http::{Failed, Failure, Here, see},
    moderation,
    posts::{
        acts,
        sight::{SeenComment, comments},
        store::Hung,
    },
    rooms,
    words::{markdown, rfc3339},
};

/// On one page; what goes on is read from there.
const SHOWN: i64 = 100;

/// What hangs below something: `below` in a template.
pub(crate) struct Below {
    pub(crate) said: Vec<Said>,
    /// Where the next begin.
    pub(crate) more: Option<CommentId>,
    /// The page of what it hangs below.
    pub(crate) path: String,
    /// Its button is not the one act of the page.
    pub(crate) quiet: bool,
    pub(crate) text: String,
    pub(crate) wrong: Option<String>,
    pub(crate) limit: i64,
}

/// What somebody said.
#[expect(clippy::struct_excessive_bools, reason = "what its page shows or not, each for itself")]
pub(crate) struct Said {
    pub(crate) id: CommentId,
    pub(crate) name: String,
    pub(crate) person: Option<String>,
    pub(crate) html: String,
    pub(crate) when: String,
    pub(crate) at: String,
    pub(crate) mine: bool,
    pub(crate) held: bool,
    pub(crate) removable: bool,
    /// The reader looks after the group that it is in, and can take it out.
    pub(crate) excludable: bool,
    /// Why it was taken out of its group, and the decision: said to its author alone.
    pub(crate) out: Option<(String, String)>,
}

/// The thing that comments hang below, which its reader may see.
pub(crate) struct Hanging {
    pub(crate) below: Hung,
    /// Whose place it is: he may take away what is said there.
    pub(crate) owner: MemberId,
    pub(crate) path: String,
    pub(crate) quiet: bool,
}

/// What was typed and refused; nothing at first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    pub(crate) text: String,
    pub(crate) wrong: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CommentForm {
    #[serde(default)]
    text: String,
}

/// What a reader may read there, after `after`.
pub(crate) async fn below(here: &Here, hanging: Hanging, after: CommentId, typed: Typed) -> Result<Below, Failed> {
    let (by, t, owner) = (here.by(), here.speech(), hanging.owner);
    let (found, more) = comments(&here.app, &by, (hanging.below, owner), after, SHOWN).await?;
    let held = |seen: &&SeenComment| seen.comment.author == by.member && seen.comment.state == State::Held;
    let own: Vec<i64> = found.iter().filter(held).map(|seen| seen.comment.id.0).collect();
    let (viewer, place) = (by.member, hanging.below);
    let (looks_after, mut out) = here
        .app
        .db
        .read(async move |tx| {
            let role = match rooms::group_below(tx, place).await? {
                Some(group) => groups::role(tx, group, viewer).await?,
                None => None,
            };
            let out = moderation::taken_out(tx, moderation::About::Comment, &own).await?;
            Ok::<_, pergola_db::Fault>((role == Some(Role::Moderator), out))
        })
        .await?;
    let said = found.into_iter().map(|seen| {
        let mine = seen.comment.author == by.member;
        let out = out.remove(&seen.comment.id.0);
        Said {
            excludable: looks_after && !mine,
            out: out.map(|out| (out.reason, format!("/decisions/{}", out.decision))),
            id: seen.comment.id,
            person: (!mine).then(|| seen.author.path()),
            name: if mine { t.s("posts-you").to_owned() } else { seen.author.name },
            html: markdown(&seen.comment.text),
            when: t.lately_at(seen.comment.posted_at, by.now),
            at: rfc3339(seen.comment.posted_at),
            held: seen.comment.state == State::Held,
            removable: mine || owner == by.member,
            mine,
        }
    });
    Ok(Below {
        said: said.collect(),
        more,
        path: hanging.path,
        quiet: hanging.quiet,
        text: typed.text,
        wrong: typed.wrong,
        limit: COMMENT_CHARS,
    })
}

/// Says something there: back to the page, or what was typed with what was wrong. Whom a decision silences comes as far as
/// here, so that nothing typed is lost.
pub(crate) async fn send(
    here: &Here,
    place: (Hung, MemberId),
    path: &str,
    form: CommentForm,
) -> Result<Result<Response, Typed>, Failed> {
    if here.silenced() {
        let sentence = here.speech().s("moderation-silenced").to_owned();
        return Ok(Err(Typed { text: form.text, wrong: Some(sentence) }));
    }
    match acts::comment(&here.app, here.by(), place, &form.text).await {
        Ok(comment) => {
            let done = if comment.state == State::Held { "comment-held" } else { "commented" };
            Ok(Ok(see(&format!("{path}#c{}", comment.id), Some(done))))
        }
        Err(Failure::Refused(refusal)) => {
            let (_, sentence) = wrong(here, &refusal);
            Ok(Err(Typed { text: form.text, wrong: Some(sentence) }))
        }
        Err(other) => Err(other.into()),
    }
}
