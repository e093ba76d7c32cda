//! Topics: what people speak of, in one spelling. Whom a topic interests is in the room; here is only what a topic is.
//!
//! A topic has no row of its own anywhere: it is a key made of what was typed, beside the words as that author wrote
//! them. So nobody can try whether a word was used before by somebody whose texts he may not see.

use crate::{members::fits, text};

pub const NAME_CHARS: i64 = 40;
/// Topics of one text.
pub const MOST: usize = 5;
/// From so many letters on, capitals alone are shouting, not an abbreviation.
const SHOUTING_FROM: usize = 6;

crate::refusals! {
    /// Why a topic is none.
    Refusal {
        TooMany => "topics.too_many" @ "topics" { limit: 5 },
        NameTooLong => "topics.name_too_long" @ "topics" { limit: NAME_CHARS },
        WithoutLetters => "topics.without_letters" @ "topics",
        FollowsTooMany => "topics.follows_too_many" { limit: FOLLOWED },
    }
}

/// Topics that one member follows or mutes.
pub const FOLLOWED: i64 = 200;

/// What a text speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Topic {
    /// The same for all spellings: `legno-certificato`. It stands in addresses and tables.
    pub key: String,
    /// As its author wrote it.
    pub name: String,
}

impl Topic {
    /// A topic as somebody typed it.
    ///
    /// # Errors
    /// When there is no letter in it, or more than [`NAME_CHARS`].
    pub fn read(typed: &str) -> Result<Self, Refusal> {
        let name = text::line(typed);
        let name = name.trim_start_matches('#').trim();
        if !fits(name, NAME_CHARS) {
            return Err(Refusal::NameTooLong);
        }
        let letters = name.chars().filter(|c| c.is_alphabetic());
        let shouts = letters.clone().count() >= SHOUTING_FROM && letters.clone().all(char::is_uppercase);
        let name = if shouts { name.to_lowercase() } else { name.to_owned() };
        let key = key(&name);
        if key.is_empty() || !key.chars().any(char::is_alphabetic) {
            return Err(Refusal::WithoutLetters);
        }
        Ok(Self { key, name })
    }

    /// A topic of which only the key is known: its words with blanks between.
    #[must_use]
    pub fn of_key(key: &str) -> Self {
        Self { key: key.to_owned(), name: key.replace('-', " ") }
    }
}

/// What a topic is to a member; his own business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Follow,
    Mute,
}

impl Way {
    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Follow => "follow",
            Self::Mute => "mute",
        }
    }

    /// The way of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::Follow, Self::Mute].into_iter().find(|way| way.word() == word)
    }
}

/// What all spellings of a topic have in common; empty where nothing remains.
#[must_use]
pub fn key(name: &str) -> String {
    let mut key = String::new();
    for c in text::fold(name).chars() {
        if c.is_alphanumeric() || matches!(c, '+' | '#' | '&') || c == '.' && !key.is_empty() {
            key.push(c);
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    key.truncate(key.trim_end_matches(['-', '.']).len());
    key
}

/// The topics of one text. Twice is once, empty ones are none, the order stays.
///
/// # Errors
/// When one is no topic, or there are more than [`MOST`].
pub fn read<'a>(typed: impl IntoIterator<Item = &'a str>) -> Result<Vec<Topic>, Refusal> {
    let mut topics: Vec<Topic> = Vec::new();
    for typed in typed {
        if typed.trim().is_empty() {
            continue;
        }
        let topic = Topic::read(typed)?;
        if topics.iter().all(|kept| kept.key != topic.key) {
            if topics.len() == MOST {
                return Err(Refusal::TooMany);
            }
            topics.push(topic);
        }
    }
    Ok(topics)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Refusal, Topic, key, read};

    #[test]
    fn spellings_meet_in_one_key() {
        for (typed, expected) in [
            ("Legno certificato", "legno-certificato"),
            (" #legno  CERTIFICATO", "legno-certificato"),
            ("Gare d’appalto", "gare-d-appalto"),
            ("gare d'appalto", "gare-d-appalto"),
            ("Caffè", "caffe"),
            ("C++", "c++"),
            ("R&D", "r&d"),
            ("node.js", "node.js"),
            (".NET", "net"),
            ("a/b", "a-b"),
        ] {
            assert_eq!(Topic::read(typed).unwrap().key, expected, "{typed}");
        }
        assert_eq!(Topic::read("LEGNO CERTIFICATO").unwrap().name, "legno certificato");
        assert_eq!(Topic::read("GDPR").unwrap().name, "GDPR");
        assert_eq!(Topic::of_key("legno-certificato").name, "legno certificato");
    }

    #[test]
    fn five_at_most_and_each_with_a_letter() {
        assert_eq!(read(["luce", " Luce ", "", "scuole"]).unwrap().len(), 2);
        assert_eq!(read(["a", "b", "c", "d", "e", "E"]).unwrap().len(), 5);
        assert_eq!(read(["a", "b", "c", "d", "e", "f"]), Err(Refusal::TooMany));
        assert_eq!(read(["2026"]), Err(Refusal::WithoutLetters));
        assert_eq!(read(["…"]), Err(Refusal::WithoutLetters));
        assert_eq!(read([&*"x".repeat(41)]), Err(Refusal::NameTooLong));
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key_and_never_a_path(typed in ".{0,60}") {
            let once = key(&typed);
            prop_assert_eq!(key(&once), once.clone());
            prop_assert!(once != "." && once != ".." && !once.contains('/'));
        }
    }
}
