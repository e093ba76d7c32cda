//! What is said below something, as its page draws it: `posts/pages/below.html`, in the pages of posts and of rooms whose
//! things comments hang below.

use axum::response::Response;
use pergola_domain::{
    ids::{CommentId, MemberId},
    posts::{COMMENT_CHARS, State},
};
use serde::Deserialize;

use super::wrong;
use crate::{
    http::{Failed, Failure, Here, see},
    posts::{acts, sight::comments, store::Hung},
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
    let said = found.into_iter().map(|seen| {
        let mine = seen.comment.author == by.member;
        Said {
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
