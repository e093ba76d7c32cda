//! Why two things fit, in words: on pages, in JSON, beside pairs of people.

use pergola_domain::matching::{Reason, Whose};

use crate::words::{Say, Speech};

/// Its kind for programs, and its sentence.
pub(crate) struct Said {
    pub(crate) kind: &'static str,
    /// For JSON.
    pub(crate) text: String,
    /// For pages, safe.
    pub(crate) html: String,
}

/// The reasons of a match, in their order. `person`: the answer is what somebody tells of himself, not an offer.
pub(crate) fn said(t: &Speech, reasons: &[Reason], person: bool) -> Vec<Said> {
    reasons.iter().map(|reason| one(t, reason, person)).collect()
}

fn one(t: &Speech, reason: &Reason, person: bool) -> Said {
    let made = |kind: &'static str, key: &'static str, words: &[(&'static str, &str)]| {
        let plain = words.iter().fold(t.say(key), |say: Say, (name, word)| say.arg(*name, *word));
        let bold = words.iter().fold(t.say(key), |say: Say, (name, word)| say.bold(name, word));
        Said { kind, text: plain.text(), html: bold.to_string() }
    };
    match (reason, person) {
        (Reason::Topic(topic), false) => made("topic", "match-topic", &[("topic", &topic.name)]),
        (Reason::Topic(topic), true) => made("topic", "match-skill", &[("topic", &topic.name)]),
        (Reason::Shared { word }, _) => made("word", "match-word", &[("word", word)]),
        (Reason::Alike { asked, offered }, _) => {
            made("meaning", "match-meaning", &[("asked", asked), ("offered", offered)])
        }
        (Reason::Place, _) => made("place", "match-place", &[]),
        (Reason::Named { place, whose }, _) => {
            let key = match whose {
                Whose::OfAsk => "match-place-named",
                Whose::Home => "match-place-home",
                Whose::Work => "match-place-work",
            };
            made("place", key, &[("place", place)])
        }
    }
}
