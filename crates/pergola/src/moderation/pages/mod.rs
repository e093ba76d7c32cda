//! The pages of moderation: reporting, the own matters, the queue, what is kept, what everybody may read.

pub(super) mod keeping;
pub(super) mod own;
pub(super) mod queue;
pub(super) mod report;
pub(super) mod transparency;

use pergola_domain::moderation::{About, Measure, Why};

use super::store::decisions::Decision;
use crate::{http::Failed, members::Account, words::Speech};

/// A kind from an address, or nothing here. The address of a thing with `/report` before it will do.
fn about(word: &str) -> Result<About, Failed> {
    let word = match word {
        "posts" => "post",
        "asks" | "offers" => "ask",
        "jobs" => "job",
        "events" => "event",
        other => other,
    };
    About::from_word(word).ok_or(Failed::NotFound)
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// "a message", "an answer".
fn about_words(t: &Speech, about: About) -> String {
    t.s(&["moderation-about-", about.word()].concat()).to_owned()
}

fn why_words(t: &Speech, word: &str) -> String {
    t.s(&["moderation-why-", word].concat()).to_owned()
}

fn measure_words(t: &Speech, measure: Measure) -> String {
    t.s(&["moderation-measure-", measure.word()].concat()).to_owned()
}

/// The kinds of reports, their words, and which is chosen.
fn whys(t: &Speech, chosen: &str) -> Vec<(&'static str, String, bool)> {
    Why::ALL.iter().map(|why| (why.word(), why_words(t, why.word()), why.word() == chosen)).collect()
}

fn name(people: &[Account], id: pergola_domain::ids::MemberId, t: &Speech) -> String {
    let found = people.iter().find(|account| account.id == id);
    found.map_or_else(|| t.s("moderation-somebody").to_owned(), |account| account.name.clone())
}

/// What was decided, as whom it meets reads it.
pub(super) struct Told {
    pub(super) id: i64,
    pub(super) about: String,
    pub(super) measure: String,
    pub(super) until: Option<String>,
    pub(super) reason: String,
    pub(super) when: String,
    pub(super) hearing: String,
    pub(super) appeal: String,
    pub(super) answer: String,
    /// Who looks after a group decided it, and not the moderators of the network.
    pub(super) out_of_group: bool,
}

impl Told {
    fn of(t: &Speech, decision: &Decision, now: pergola_domain::time::Timestamp) -> Self {
        Self {
            id: decision.id.0,
            about: about_words(t, decision.subject.about),
            measure: match decision.group {
                Some(_) => t.s("moderation-measure-out_of_group").to_owned(),
                None => measure_words(t, decision.measure),
            },
            until: decision.until.map(|until| t.day(until, now)),
            reason: decision.reason.clone(),
            when: t.day(decision.at, now),
            hearing: t.s(&["moderation-hearing-", decision.hearing.word()].concat()).to_owned(),
            appeal: decision.appeal.clone(),
            answer: decision.answer.clone(),
            out_of_group: decision.group.is_some(),
        }
    }
}
