//! Posts and comments: what may be written, who may see it, what happens when it is said otherwise.
//!
//! ```text
//! written ─► shown ──► said otherwise (a new edition; the words before stay readable) ─► …
//!    │         │
//!    └► held ──┤   a moderator looks first; until then only its author sees it
//!              └──► deleted: no word of it is left, nor of what was said below it
//! ```
//! There is no count of anything: thanks are for the author alone, and nobody else learns that there are any.

use crate::{
    ids::{GroupId, MemberId, PostId},
    members::{self, fits, profile},
    text,
    time::Timestamp,
    topics::{self, Topic},
};

pub const TEXT_CHARS: i64 = 5_000;
pub const COMMENT_CHARS: i64 = 2_000;
pub const ALT_CHARS: i64 = 500;
pub const PICTURES: usize = 4;
pub const POSTED_A_DAY: i64 = 40;
pub const COMMENTED_A_DAY: i64 = 200;
/// Pictures that wait for their post.
pub const PICTURES_WAITING: i64 = 40;
/// Editions that are kept of one post; it cannot be said otherwise more often.
pub const EDITIONS: i64 = 50;
/// Names in one text that become links; the others stay words. Nobody is told that he was named.
pub const MENTIONS: usize = 20;

crate::refusals! {
    /// Why something is not written.
    Plain {
        TextMissing => "posts.text_missing" @ "text",
        TextTooLong => "posts.text_too_long" @ "text" { limit: TEXT_CHARS },
        LanguageMalformed => "posts.language_malformed" @ "language",
        AudienceUnknown => "posts.audience_unknown" @ "audience",
        /// No such group, or none of the author's: both alike.
        GroupUnknown => "posts.group_unknown" @ "group",
        TooManyPictures => "posts.too_many_pictures" @ "pictures" { limit: 4 },
        AltMissing => "posts.alt_missing" @ "pictures",
        AltTooLong => "posts.alt_too_long" @ "pictures" { limit: ALT_CHARS },
        PictureUnknown => "posts.picture_unknown" @ "pictures",
        TooManyWaiting => "posts.too_many_waiting" @ "pictures" { limit: PICTURES_WAITING },
        ChangedTooOften => "posts.changed_too_often" { limit: EDITIONS },
        CommentMissing => "posts.comment_missing" @ "text",
        CommentTooLong => "posts.comment_too_long" @ "text" { limit: COMMENT_CHARS },
        ThanksOneself => "posts.thanks_oneself",
        OpenTooMany => "posts.open_too_many" { limit: 500 },
        /// Who answered wrote for those who can read it now.
        WidensAnswers => "posts.widens_answers" @ "audience",
    }
}

crate::paced_refusals! {
    /// A refusal of this room.
    Refusal of Plain,
    through { Topic(topics::Refusal), Picture(members::Refusal) @ "pictures" },
    paced {
        TooManyToday => "posts.too_many_today" { limit: POSTED_A_DAY },
        TooManyComments => "posts.too_many_comments" { limit: COMMENTED_A_DAY },
    }
}

/// For whom it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    Ties,
    TwoSteps,
    /// Those of one group, whether they know the author or not; of an open group whoever looks in.
    Group(GroupId),
    Everybody,
}

impl Audience {
    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ties => "ties",
            Self::TwoSteps => "two_steps",
            Self::Group(_) => "group",
            Self::Everybody => "everybody",
        }
    }

    /// The audience of a word, and of the group beside it.
    ///
    /// # Errors
    /// When there is none of this name, or a group is missing.
    pub fn read(word: &str, group: Option<GroupId>) -> Result<Self, Plain> {
        match (word.trim(), group) {
            ("ties", _) => Ok(Self::Ties),
            ("two_steps", _) => Ok(Self::TwoSteps),
            ("everybody", _) => Ok(Self::Everybody),
            ("group", Some(group)) => Ok(Self::Group(group)),
            ("group", None) => Err(Plain::GroupUnknown),
            _ => Err(Plain::AudienceUnknown),
        }
    }

    /// Whether another audience would let somebody read who could not before. A group's people are none of one's ties.
    #[must_use]
    pub fn is_widened_by(self, next: Self) -> bool {
        self != next && !matches!((self, next), (Self::Everybody, _) | (Self::TwoSteps, Self::Ties))
    }

    /// The group it is for.
    #[must_use]
    pub const fn group(self) -> Option<GroupId> {
        match self {
            Self::Group(group) => Some(group),
            Self::Ties | Self::TwoSteps | Self::Everybody => None,
        }
    }
}

/// What somebody writes, as it was typed or sent.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub text: String,
    pub topics: Vec<String>,
    pub language: String,
    pub audience: String,
    pub group: Option<GroupId>,
    /// How many pictures go with it: with one there may be no text.
    pub pictures: usize,
}

/// What it says, cleaned and within bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Markdown.
    pub text: String,
    pub topics: Vec<Topic>,
    /// BCP 47.
    pub language: String,
    pub audience: Audience,
}

impl Said {
    /// What was typed, cleaned.
    ///
    /// # Errors
    /// When there is nothing in it, it is too long, or a part of it is none.
    pub fn read(typed: &Typed) -> Result<Self, Refusal> {
        if typed.pictures > PICTURES {
            return Err(Plain::TooManyPictures.into());
        }
        let text = text::paragraphs(&typed.text);
        if !text.chars().any(char::is_alphanumeric) && typed.pictures == 0 {
            return Err(Plain::TextMissing.into());
        }
        if !fits(&text, TEXT_CHARS) {
            return Err(Plain::TextTooLong.into());
        }
        let topics = topics::read(typed.topics.iter().map(String::as_str))?;
        let tags = profile::languages([typed.language.as_str()]).unwrap_or_default();
        let language = tags.into_iter().next().ok_or(Plain::LanguageMalformed)?;
        Ok(Self { text, topics, language, audience: Audience::read(&typed.audience, typed.group)? })
    }
}

/// The words that stand for a picture for whoever does not see it: never none.
///
/// # Errors
/// When there are none, or too many.
pub fn alt(typed: &str) -> Result<String, Plain> {
    let alt = text::line(&typed.replace(['\n', '\r'], " "));
    if !alt.chars().any(char::is_alphanumeric) {
        return Err(Plain::AltMissing);
    }
    if fits(&alt, ALT_CHARS) { Ok(alt) } else { Err(Plain::AltTooLong) }
}

/// The words of a comment.
///
/// # Errors
/// When there are none, or too many.
pub fn comment(typed: &str) -> Result<String, Plain> {
    let text = text::paragraphs(typed);
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Plain::CommentMissing);
    }
    if fits(&text, COMMENT_CHARS) { Ok(text) } else { Err(Plain::CommentTooLong) }
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Shown,
    /// A moderator looks at it first.
    Held,
}

impl State {
    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Held => "held",
        }
    }
}

/// What somebody wrote for others to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    pub id: PostId,
    pub author: MemberId,
    pub said: Said,
    pub state: State,
    pub posted_at: Timestamp,
    /// When it was last said otherwise.
    pub edited_at: Option<Timestamp>,
    /// From 1: which words these are.
    pub edition: i64,
}

impl Post {
    /// A new one.
    #[must_use]
    pub const fn written(id: PostId, author: MemberId, said: Said, now: Timestamp) -> Self {
        Self { id, author, said, state: State::Shown, posted_at: now, edited_at: None, edition: 1 }
    }

    /// Its author says it otherwise. The same words with the same pictures are no new edition, and the audience can be
    /// changed without one.
    ///
    /// # Errors
    /// When that was done too often.
    pub fn change(self, said: Said, shows: Shows, now: Timestamp) -> Result<Self, Plain> {
        if said.text == self.said.text && shows == Shows::TheSame {
            return Ok(Self { said, ..self });
        }
        if self.edition >= EDITIONS {
            return Err(Plain::ChangedTooOften);
        }
        Ok(Self { said, edited_at: Some(now), edition: self.edition + 1, ..self })
    }

    /// **The** question of visibility: everything that shows posts to somebody comes by here.
    ///
    /// The author sees his own always. Others see what is shown, where no block stands between them, the author is not
    /// about to leave, and they are among those it is for.
    #[must_use]
    pub fn may_be_seen(&self, viewer: &Viewer) -> bool {
        if viewer.member == self.author {
            return true;
        }
        self.state == State::Shown && !viewer.apart && reaches(self.said.audience, viewer)
    }
}

/// Whether a post that is said otherwise shows the pictures that it showed, in their order and with their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    TheSame,
    Otherwise,
}

/// Whether somebody is among those it is for.
#[must_use]
pub fn reaches(audience: Audience, viewer: &Viewer) -> bool {
    match audience {
        Audience::Ties => viewer.steps.is_some_and(|steps| steps <= 1),
        Audience::TwoSteps => viewer.steps.is_some_and(|steps| steps <= 2),
        Audience::Group(_) => viewer.in_group,
        Audience::Everybody => true,
    }
}

/// Somebody who looks at a post, and what he is to its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub member: MemberId,
    /// How far its author is from him, as the network tells him.
    pub steps: Option<u8>,
    /// A block stands between them, or the author is leaving or gone.
    pub apart: bool,
    /// He may read what is written in the group that it is for.
    pub in_group: bool,
}

/// Whether one more may be written now. `today`: when those of the last day were, oldest first, deleted ones with them.
///
/// # Errors
/// The seconds until there may be one more.
pub fn pace(today: &[Timestamp], limit: i64, now: Timestamp) -> Result<(), i64> {
    let limit = usize::try_from(limit).unwrap_or(0);
    match today.len().checked_sub(limit).and_then(|at| today.get(at)) {
        Some(at) => Err((at.plus_days(1) - now).div_euclid(1_000_000).max(1)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
