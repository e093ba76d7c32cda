//! Who may write to whom, how much, and what a text is. Whether somebody has read it is no question here: nobody but the
//! reader ever knows.
//!
//! ```text
//! open ───┬── closed    a block, or nobody else is there: no new word, for either
//!         └── left      stepped out: reads what was said until then
//! ```
//! Beginning is for those who know each other, who were put in touch, or who answer something that they were shown.
//! Somebody who answers a stranger says little until the stranger has answered, too.
//!
//! A group has one conversation, opened by anybody in it: all who are in the group are in it, up to [`TOGETHER`]. Who comes
//! into the group later reads from then on, who goes reads no more of what follows, and who stepped out of the conversation
//! alone stays out until he comes back by himself; what was said meanwhile is not his.

use crate::{
    ids::{ApplicationId, GroupId, IntroductionId},
    members::fits,
    text,
    time::Timestamp,
};

pub const TEXT_CHARS: i64 = 5_000;
pub const MESSAGES_A_DAY: i64 = 300;
/// Conversations that one member may begin in a day.
pub const BEGUN_A_DAY: i64 = 30;
/// Messages to somebody unknown who has not answered yet.
pub const UNANSWERED: i64 = 3;
/// Open pages and programs of one member that listen at once.
pub const LISTENING: usize = 8;
/// People of a group who talk with each other at once: more of them write posts.
pub const TOGETHER: usize = 100;
/// A form's key is as long as an id; a longer one is none of ours.
pub const KEY_CHARS: usize = 40;

crate::refusals! {
    /// Why a message was not said, or a conversation not begun.
    Plain {
        TextMissing => "messages.text_missing" @ "text",
        TextTooLong => "messages.text_too_long" @ "text" { limit: TEXT_CHARS },
        Oneself => "messages.oneself" @ "to",
        Stranger => "messages.stranger" @ "to",
        /// Also where a block stands: it must look like somebody who is gone.
        Closed => "messages.closed",
        Unanswered => "messages.unanswered" { limit: UNANSWERED },
        /// Nobody else is in the group, or nobody who exists for the member.
        Alone => "messages.alone",
        TooManyTogether => "messages.too_many_together" { limit: i64::try_from(TOGETHER).unwrap_or(i64::MAX) },
        /// A group's conversation has strangers in it: who may write nothing for all writes nothing there.
        Silenced => "moderation.silenced",
    }
}

crate::paced_refusals! {
    /// A refusal of this room; some of them say when it goes on.
    Refusal of Plain,
    paced {
        TooManyToday => "messages.too_many_today" { limit: MESSAGES_A_DAY },
        TooManyBegun => "messages.too_many_begun" { limit: BEGUN_A_DAY },
        /// Enough pages and programs listen.
        TooManyListening => "messages.too_many_listening" { limit: i64::try_from(LISTENING).unwrap_or(i64::MAX) },
    }
}

/// What a conversation comes from. The same origin has one conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Two people write to each other.
    Direct,
    /// Those of an introduction that all said yes to, and who introduced them.
    Introduction(IntroductionId),
    Group(GroupId),
    /// An applicant and those who speak for the organisation, from the moment in which these begin to talk.
    Application(ApplicationId),
}

impl Origin {
    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Introduction(_) => "introduction",
            Self::Group(_) => "group",
            Self::Application(_) => "application",
        }
    }

    /// What it is about, where it is about something.
    #[must_use]
    pub const fn subject(self) -> Option<i64> {
        match self {
            Self::Direct => None,
            Self::Introduction(IntroductionId(id))
            | Self::Group(GroupId(id))
            | Self::Application(ApplicationId(id)) => Some(id),
        }
    }

    /// The origin of a table's row.
    #[must_use]
    pub fn from_parts(word: &str, subject: Option<i64>) -> Self {
        match (word, subject) {
            ("introduction", Some(id)) => Self::Introduction(IntroductionId(id)),
            ("group", Some(id)) => Self::Group(GroupId(id)),
            ("application", Some(id)) => Self::Application(ApplicationId(id)),
            _ => Self::Direct,
        }
    }
}

/// What the two are to each other when one wants to begin.
#[derive(Clone, Copy, Debug, Default)]
pub struct Acquaintance {
    pub tied: bool,
    /// Somebody introduced them, and both said yes.
    pub put_in_touch: bool,
    /// It answers an ask or an offer that the writer was shown.
    pub answers: bool,
}

impl Acquaintance {
    /// Whether they know each other well enough to write without being answered.
    #[must_use]
    pub const fn known(self) -> bool {
        self.tied || self.put_in_touch
    }
}

/// Whether a conversation of two may be begun. `nth_begun`: when the member began the one that a day's limit ago.
///
/// # Errors
/// To somebody unknown, or after too many beginnings in a day.
pub fn begin(acquaintance: Acquaintance, nth_begun: Option<Timestamp>, now: Timestamp) -> Result<(), Refusal> {
    if !acquaintance.known() && !acquaintance.answers {
        return Err(Plain::Stranger.into());
    }
    match seconds_left(nth_begun, now) {
        Some(seconds) => Err(Refusal::TooManyBegun { seconds }),
        None => Ok(()),
    }
}

/// Whether the people of a group begin to talk. `inside`: how many are in it; `others`: those of them, beside the member,
/// who exist for him.
///
/// # Errors
/// When he would talk to himself, or they are too many.
pub const fn gather(inside: usize, others: usize) -> Result<(), Plain> {
    if others == 0 {
        return Err(Plain::Alone);
    }
    if inside > TOGETHER { Err(Plain::TooManyTogether) } else { Ok(()) }
}

/// How many more have a place in a group's conversation, where so many are in it.
#[must_use]
pub const fn places(inside: usize) -> usize {
    TOGETHER.saturating_sub(inside)
}

/// What saying something depends on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Saying {
    /// The author stepped out, or a block ended it.
    pub over: bool,
    /// How many others are there whom it would reach.
    pub hearers: usize,
    /// Own messages to somebody unknown who has said nothing yet.
    pub unanswered: i64,
    /// He may write nothing for all, and this is a group's.
    pub silenced: bool,
    /// When the message was said that is a day's limit ago.
    pub nth_said: Option<Timestamp>,
}

/// Whether something may be said now.
///
/// # Errors
/// When nobody would hear it, the other has not answered yet, or it was enough for a day.
pub fn say(saying: Saying, now: Timestamp) -> Result<(), Refusal> {
    if saying.over || saying.hearers == 0 {
        return Err(Plain::Closed.into());
    }
    if saying.silenced {
        return Err(Plain::Silenced.into());
    }
    if saying.unanswered >= UNANSWERED {
        return Err(Plain::Unanswered.into());
    }
    match seconds_left(saying.nth_said, now) {
        Some(seconds) => Err(Refusal::TooManyToday { seconds }),
        None => Ok(()),
    }
}

/// Seconds until what happened at `taken` is a day ago.
fn seconds_left(taken: Option<Timestamp>, now: Timestamp) -> Option<i64> {
    let free_at = taken?.plus_days(1);
    (free_at > now).then(|| (free_at - now).div_euclid(1_000_000).max(1))
}

/// A text as it will be shown.
///
/// # Errors
/// When nothing is left of it, or it has more than [`TEXT_CHARS`].
pub fn text(typed: &str) -> Result<String, Plain> {
    let text = text::paragraphs(typed);
    if text.is_empty() {
        return Err(Plain::TextMissing);
    }
    if fits(&text, TEXT_CHARS) { Ok(text) } else { Err(Plain::TextTooLong) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Refusal as _;

    const NOW: Timestamp = Timestamp(1_773_133_200_000_000);

    #[test]
    fn beginning_is_for_those_who_know_each_other_or_answer() {
        let begin =
            |tied, put_in_touch, answers| super::begin(Acquaintance { tied, put_in_touch, answers }, None, NOW).is_ok();
        assert!(!begin(false, false, false));
        assert!(begin(true, false, false));
        assert!(begin(false, true, false));
        assert!(begin(false, false, true));
    }

    #[test]
    fn a_days_limit_says_when_it_goes_on() {
        let tied = Acquaintance { tied: true, ..Acquaintance::default() };
        let begun = Some(NOW.plus_seconds(-86_400 + 60));
        assert_eq!(super::begin(tied, begun, NOW).unwrap_err().retry_after_seconds(), Some(60));
        assert!(super::begin(tied, Some(NOW.plus_days(-1)), NOW).is_ok());
        let saying = Saying { hearers: 1, nth_said: begun, ..Saying::default() };
        assert_eq!(say(saying, NOW).unwrap_err().code(), "messages.too_many_today");
    }

    #[test]
    fn each_circumstance_has_its_answer() {
        let open = Saying { hearers: 1, ..Saying::default() };
        assert_eq!(say(open, NOW), Ok(()));
        assert_eq!(say(Saying { over: true, ..open }, NOW), Err(Plain::Closed.into()));
        assert_eq!(say(Saying { hearers: 0, ..open }, NOW), Err(Plain::Closed.into()));
        assert_eq!(say(Saying { silenced: true, ..open }, NOW), Err(Plain::Silenced.into()));
        assert_eq!(say(Saying { over: true, silenced: true, ..open }, NOW), Err(Plain::Closed.into()));
        assert_eq!(say(Saying { unanswered: UNANSWERED - 1, ..open }, NOW), Ok(()));
        assert_eq!(say(Saying { unanswered: UNANSWERED, ..open }, NOW), Err(Plain::Unanswered.into()));
    }

    #[test]
    fn a_group_talks_while_it_is_neither_alone_nor_too_large() {
        for (inside, others, said) in [
            (1, 0, Err(Plain::Alone)),
            // The only other one is behind a block: it looks as if he were alone.
            (2, 0, Err(Plain::Alone)),
            (2, 1, Ok(())),
            (TOGETHER, TOGETHER - 1, Ok(())),
            (TOGETHER + 1, TOGETHER, Err(Plain::TooManyTogether)),
        ] {
            assert_eq!(gather(inside, others), said, "{inside} {others}");
        }
        assert_eq!((places(TOGETHER - 1), places(TOGETHER), places(TOGETHER + 9)), (1, 0, 0));
    }

    #[test]
    fn a_text_says_something_and_has_an_end() {
        assert_eq!(text(" \u{200B}\n "), Err(Plain::TextMissing));
        assert_eq!(text("Ciao\r\n\r\n\r\n\r\nAda"), Ok("Ciao\n\nAda".to_owned()));
        assert!(text(&"è".repeat(5_000)).is_ok());
        assert_eq!(text(&"è".repeat(5_001)), Err(Plain::TextTooLong));
    }

    #[test]
    fn an_origin_survives_the_table() {
        for origin in [Origin::Direct, Origin::Introduction(IntroductionId(7)), Origin::Group(GroupId(9))] {
            assert_eq!(Origin::from_parts(origin.word(), origin.subject()), origin);
        }
    }
}
