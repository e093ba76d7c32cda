//! Where a new text passes before anybody else reads it: what it is taken for, and whether a moderator looks first.
//!
//! Everything that is written or said otherwise in this room comes by here, and nowhere else. What is taken for noise is
//! folded for those who fold its kind, never kept back.

use pergola_db::Fault;
use pergola_domain::{
    ids::PostId,
    noise::{self, Judgement},
    posts::{Audience, State},
    topics::Topic,
};

use crate::{
    app::{App, By},
    moderation::{self, Look, Spot},
    outside::meaning::{language_of, meaning},
    words::words_alone,
};

/// A text on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passing<'a> {
    pub(super) what: What,
    /// As it was typed: Markdown.
    pub(super) text: &'a str,
    /// What its pictures show, in words and as the darkroom sees them.
    pub(super) pictures: &'a [(String, i64)],
    pub(super) topics: &'a [Topic],
}

impl Passing<'_> {
    /// All of it that others read: the words for a picture, and a topic, carry what a text carries.
    fn words(&self) -> String {
        let alts = self.pictures.iter().map(|(alt, _)| alt.as_str());
        moderation::gate::words(&with_topics(self.text, self.topics), alts)
    }
}

/// A text with the topics below it, as the check and moderators read it.
pub(super) fn with_topics(text: &str, topics: &[Topic]) -> String {
    let names: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
    moderation::gate::words(text, (!names.is_empty()).then(|| names.join(", ")).as_deref())
}

/// What it is going to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A new post, or one that is said otherwise; and for whom it is.
    Post(Option<PostId>, Audience),
    Comment,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(super) struct Passed {
    pub(super) state: State,
    /// What the judge of noise said.
    pub(super) judgement: Judgement,
    /// What the check of spam said.
    pub(super) look: Look,
}

impl Passed {
    /// The judgement as it is kept: empty where nothing was found.
    pub(super) fn noise(&self) -> String {
        if self.judgement.found.is_empty() {
            return String::new();
        }
        serde_json::to_string(&self.judgement).unwrap_or_default()
    }
}

/// Lets a text pass.
pub(super) async fn pass(app: &App, by: &By, passing: Passing<'_>) -> Result<Passed, Fault> {
    let spot = match passing.what {
        What::Post(..) => Spot::Post,
        What::Comment => Spot::Comment,
    };
    let words = passing.words();
    let look = match passing.what {
        What::Post(Some(_), _) => moderation::look_anew(app, by, spot, &words).await?,
        What::Post(None, _) | What::Comment => moderation::look(app, by, spot, &words).await?,
    };
    let state = if look.holds() { State::Held } else { State::Shown };
    let judgement = match passing.what {
        What::Post(changed, audience) => judge(app, by, (changed, audience), passing).await?,
        What::Comment => Judgement::default(),
    };
    Ok(Passed { state, judgement, look })
}

/// What many would fold it for, asked before it goes out: nobody looks for spam in what is not sent yet.
pub(super) async fn folded(app: &App, by: &By, passing: Passing<'_>) -> Result<Judgement, Fault> {
    match passing.what {
        What::Post(changed, audience) => judge(app, by, (changed, audience), passing).await,
        What::Comment => Ok(Judgement::default()),
    }
}

/// What the judge of noise says of a post.
async fn judge(app: &App, by: &By, new: (Option<PostId>, Audience), passing: Passing<'_>) -> Result<Judgement, Fault> {
    let words = words_alone(passing.text);
    let text = noise::reading(&words, passing.pictures.iter().map(|(alt, _)| alt.as_str()));
    let likeness: Vec<i64> = passing.pictures.iter().map(|(_, likeness)| *likeness).collect();
    let (picture_bits, text_share) = app.recent.nearest(app, by.member, new, &words, &likeness).await?;
    let meaning = meaning(&text).await?;
    let post =
        noise::Post { text: &text, language: language_of(&text), meaning: Some(&meaning), picture_bits, text_share };
    Ok(noise::judge(&post))
}
