//! Putting people in touch: who may propose it, who is asked, what an answer does, and what each may learn of it.
//!
//! ```text
//!               ┌── made         all said yes: a tie between each two, a conversation, how they met
//! open ─────────┼── withdrawn    by the one who proposed it
//!               └── over         fourteen days passed
//!
//! and inside an open one, for each who is asked:
//!
//! waiting ──┬── yes
//!           ├── not now ───┬── yes
//!           │              └── no
//!           ├── no              (an end, for him alone)
//!           └── never by her    (a no that holds for all that she will propose)
//! unheard                       (the question never reaches him, and he never sees it)
//! ```
//! A no changes nothing but the view of the one who said it: for everybody else the question stays open until its time is
//! over, as it does with silence. What breaks an open one (a block, a tie that ended, somebody who leaves) works the same
//! way: it can never be made any more, and nobody sees why. So there is one end without a tie, and it looks one way.
//!
//! What somebody may see of it is [`Introduction::view`] and nothing else; why that is so, in words: decision 0012.

mod asking;
mod brokered;
mod refusals;
mod seen;

#[cfg(test)]
mod privacy;
#[cfg(test)]
mod tests;

pub use asking::{Approach, Nearness, Next, Pass, Progress, Requesting, Standing, Step, send};
pub use brokered::{
    Answer, Answered, Circumstances, Given, Helped, Introduction, Named, Pair, Party, State, Told, propose,
};
pub use refusals::{Plain, Refusal};
pub use seen::{Mine, Role, Seen, Sight, View};

use crate::{members::fits, text, time::Timestamp};

/// People in one introduction.
pub const PEOPLE: i64 = 6;
/// Letters in a why, in the words that pass a request on, in the message of a request.
pub const WHY_CHARS: i64 = 800;
pub const THANKS_CHARS: i64 = 600;
/// Days that a question waits.
pub const QUESTION_DAYS: i64 = 14;
/// After so many days without a word, one reminder.
pub const REMINDER_DAYS: i64 = 7;
/// Days after it was made until each is asked once whether it helped.
pub const OUTCOME_DAYS: i64 = 14;
/// Days until the same member may propose the same two again, whatever they said.
pub const AGAIN_DAYS: i64 = 90;
/// Days that a no to being put in touch with somebody holds, whoever proposes it next.
pub const NO_HOLDS_DAYS: i64 = 180;
/// Introductions that one member may propose in a day.
pub const PROPOSED_A_DAY: i64 = 10;
/// Questions that reach somebody in a week; more are not delivered, and their senders see them wait.
pub const ASKED_A_WEEK: i64 = 7;
/// Questions that reach one address off Pergola in [`QUESTION_DAYS`], of whomever.
pub const LETTERS_AN_ADDRESS: i64 = 2;

/// Letters with a question that one member may cause in a day, to whomever off Pergola.
pub const LETTERS_A_DAY: i64 = 6;

/// Connectors on the path of a request.
pub const CONNECTORS: i64 = 2;
/// Connectors where one of them named somebody better.
pub const CONNECTORS_AT_MOST: usize = 3;
/// Days in which connectors may pass a request on.
pub const PASSING_DAYS: i64 = 14;
/// Days until the asker is told "no way this time": as long as passing on and answering may take, whatever came of it.
pub const REQUEST_DAYS: i64 = PASSING_DAYS + QUESTION_DAYS;
pub const REQUESTS_A_DAY: i64 = 5;
/// Requests of one member to be introduced to the same person in [`AGAIN_DAYS`].
pub const REQUESTS_A_TARGET: i64 = 3;

/// Words for somebody, as they will be shown.
fn words(typed: &str, missing: Plain, too_long: Plain) -> Result<String, Plain> {
    let words = text::paragraphs(typed);
    if words.is_empty() {
        return Err(missing);
    }
    if fits(&words, WHY_CHARS) { Ok(words) } else { Err(too_long) }
}

/// Why somebody is asked, in the broker's words.
///
/// # Errors
/// When it is empty or longer than [`WHY_CHARS`].
pub fn why(typed: &str) -> Result<String, Plain> {
    words(typed, Plain::WhyMissing, Plain::WhyTooLong)
}

/// What somebody says who asks to be introduced.
///
/// # Errors
/// When it is empty or longer than [`WHY_CHARS`].
pub fn message(typed: &str) -> Result<String, Plain> {
    words(typed, Plain::MessageMissing, Plain::MessageTooLong)
}

/// What a connector says who passes a request on.
///
/// # Errors
/// When it is empty or longer than [`WHY_CHARS`].
pub fn passing_words(typed: &str) -> Result<String, Plain> {
    words(typed, Plain::WordsMissing, Plain::WordsTooLong)
}

/// Thanks, which may be none.
///
/// # Errors
/// When they are longer than [`THANKS_CHARS`].
pub fn thanks(typed: &str) -> Result<String, Plain> {
    let thanks = text::paragraphs(typed);
    if fits(&thanks, THANKS_CHARS) { Ok(thanks) } else { Err(Plain::ThanksTooLong) }
}

/// Where `limit` were sent within a day: the seconds until the first of them is a day old.
fn full_again_in(sent: &[Timestamp], limit: i64, now: Timestamp) -> Option<i64> {
    let over = sent.len().checked_sub(usize::try_from(limit).unwrap_or(0))?;
    let free_at = sent.get(over)?.plus_days(1);
    Some((free_at - now).div_euclid(1_000_000).max(1))
}
