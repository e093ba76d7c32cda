//! The sentences of Pergola in both languages, and how a page says them.
//!
//! Each room keeps its own `words.it.ftl` and `words.en.ftl` (Project Fluent); here they become one book a language.
//! A sentence is never glued from pieces: it takes arguments, and pieces of HTML in named slots.

mod markdown;
mod number;
mod say;
mod when;

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use pergola_domain::{members::Language, text};

pub(crate) use markdown::{first_link, markdown, prose, words_alone};
pub(crate) use number::{capital, uncapital};
pub(crate) use say::{Say, Speech, draw, escape};
pub(crate) use when::{civil, day_input, encoded, midnight, morning_after, morning_before, parse, rfc3339, year};

/// One room's words: Italian, English.
pub(crate) type Pages = [&'static str; 2];

/// The words of every room, in the order of `house.rs`.
pub(crate) const ROOMS: &[(&str, Pages)] = &[
    ("words", [include_str!("words.it.ftl"), include_str!("words.en.ftl")]),
    ("http", [include_str!("../http/words.it.ftl"), include_str!("../http/words.en.ftl")]),
    ("contacts", [include_str!("../contacts/words.it.ftl"), include_str!("../contacts/words.en.ftl")]),
    ("about", [include_str!("../about/words.it.ftl"), include_str!("../about/words.en.ftl")]),
    ("home", [include_str!("../home/words.it.ftl"), include_str!("../home/words.en.ftl")]),
    ("people", [include_str!("../people/words.it.ftl"), include_str!("../people/words.en.ftl")]),
    ("search", [include_str!("../search/words.it.ftl"), include_str!("../search/words.en.ftl")]),
    ("network", [include_str!("../network/words.it.ftl"), include_str!("../network/words.en.ftl")]),
    ("members", [include_str!("../members/words.it.ftl"), include_str!("../members/words.en.ftl")]),
    ("tending", [include_str!("../tending/words.it.ftl"), include_str!("../tending/words.en.ftl")]),
    ("notices", [include_str!("../notices/words.it.ftl"), include_str!("../notices/words.en.ftl")]),
    ("garden", [include_str!("../garden/words.it.ftl"), include_str!("../garden/words.en.ftl")]),
    ("exchange", [include_str!("../exchange/words.it.ftl"), include_str!("../exchange/words.en.ftl")]),
    ("ties", [include_str!("../ties/words.it.ftl"), include_str!("../ties/words.en.ftl")]),
    ("organisations", [include_str!("../organisations/words.it.ftl"), include_str!("../organisations/words.en.ftl")]),
    ("topics", [include_str!("../topics/words.it.ftl"), include_str!("../topics/words.en.ftl")]),
    ("groups", [include_str!("../groups/words.it.ftl"), include_str!("../groups/words.en.ftl")]),
    ("moderation", [include_str!("../moderation/words.it.ftl"), include_str!("../moderation/words.en.ftl")]),
    ("messages", [include_str!("../messages/words.it.ftl"), include_str!("../messages/words.en.ftl")]),
    ("asks", [include_str!("../asks/words.it.ftl"), include_str!("../asks/words.en.ftl")]),
    ("posts", [include_str!("../posts/words.it.ftl"), include_str!("../posts/words.en.ftl")]),
    ("introductions", [include_str!("../introductions/words.it.ftl"), include_str!("../introductions/words.en.ftl")]),
    ("subscriptions", [include_str!("../subscriptions/words.it.ftl"), include_str!("../subscriptions/words.en.ftl")]),
    ("stays", [include_str!("../stays/words.it.ftl"), include_str!("../stays/words.en.ftl")]),
    ("events", [include_str!("../events/words.it.ftl"), include_str!("../events/words.en.ftl")]),
    ("meetings", [include_str!("../meetings/words.it.ftl"), include_str!("../meetings/words.en.ftl")]),
    ("pairs", [include_str!("../pairs/words.it.ftl"), include_str!("../pairs/words.en.ftl")]),
    ("jobs", [include_str!("../jobs/words.it.ftl"), include_str!("../jobs/words.en.ftl")]),
    ("companion", [include_str!("../companion/words.it.ftl"), include_str!("../companion/words.en.ftl")]),
    ("mirror", [include_str!("../mirror/words.it.ftl"), include_str!("../mirror/words.en.ftl")]),
];

/// They are the same for all who open a network in this process, and reading them takes longer than most else at the start.
static BOOKS: LazyLock<Result<Words, String>> = LazyLock::new(Words::load);

/// Both books.
pub(crate) struct Words {
    it: Book,
    en: Book,
}

struct Book {
    bundle: FluentBundle<FluentResource>,
    /// Sentences without arguments, formatted once: most of a page.
    plain: Plain,
}

#[expect(
    clippy::disallowed_types,
    reason = "a page looks up some four hundred sentences; nobody goes through them in order"
)]
type Plain = std::collections::HashMap<String, String>;

impl Words {
    /// All rooms' words, read once.
    ///
    /// # Errors
    /// Names the room and the language whose file cannot be read; `cargo test` reads all of them.
    pub(crate) fn all() -> Result<&'static Self, String> {
        BOOKS.as_ref().map_err(Clone::clone)
    }

    fn load() -> Result<Self, String> {
        Ok(Self { it: Book::load(Language::It)?, en: Book::load(Language::En)? })
    }

    fn book(&self, language: Language) -> &Book {
        match language {
            Language::It => &self.it,
            Language::En => &self.en,
        }
    }

    /// Whether there is a sentence of this name.
    pub(crate) fn has(&self, language: Language, key: &str) -> bool {
        self.book(language).bundle.has_message(key)
    }

    /// A sentence without arguments. A missing one gives its key: ugly, seen at once, and refused by `house.rs`.
    pub(crate) fn plain<'a>(&'a self, language: Language, key: &'a str) -> &'a str {
        let book = self.book(language);
        match book.plain.get(key) {
            Some(said) => said,
            None => {
                if book.bundle.has_message(key) {
                    lacks_an_argument(language, key);
                }
                key
            }
        }
    }

    /// A sentence with arguments.
    pub(crate) fn with(&self, language: Language, key: &str, args: &FluentArgs<'_>) -> String {
        let bundle = &self.book(language).bundle;
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        if !errors.is_empty() {
            lacks_an_argument(language, key);
        }
        said
    }
}

/// A member still reads the rest of his page.
#[cfg(not(test))]
fn lacks_an_argument(language: Language, key: &str) {
    tracing::warn!(sentence.key = key, language = language.tag(), "a sentence lacks an argument");
}

/// A test stops here.
#[cfg(test)]
fn lacks_an_argument(language: Language, key: &str) {
    panic!("the sentence {key} lacks an argument, in {}", language.tag());
}

impl Book {
    fn load(language: Language) -> Result<Self, String> {
        let tag = language.tag().parse().map_err(|error| format!("{}: {error}", language.tag()))?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolating marks protect mixed directions; our two languages run the same way, and names are cleaned.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::It => |value, _| number(value, '.', ','),
            Language::En => |value, _| number(value, ',', '.'),
        }));
        if language == Language::It {
            bundle.add_function("A", to).map_err(|error| format!("A: {error:?}"))?;
        }
        let mut plain = Plain::new();
        for (room, pages) in ROOMS {
            let text = match language {
                Language::It => pages[0],
                Language::En => pages[1],
            };
            let wrong = |what: String| format!("words of {room}, {}: {what}", language.tag());
            let resource =
                FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| wrong(format!("{errors:?}")))?;
            bundle.add_resource(resource).map_err(|errors| wrong(format!("{errors:?}")))?;
        }
        for (_, pages) in ROOMS {
            let text = if language == Language::It { pages[0] } else { pages[1] };
            for key in keys(text) {
                let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { continue };
                let mut errors = Vec::new();
                let said = bundle.format_pattern(pattern, None, &mut errors).into_owned();
                if errors.is_empty() {
                    plain.insert(key.to_owned(), said);
                }
            }
        }
        // Their words are sentences of the book themselves.
        let listed = |key: &str| plain.get(key).cloned().unwrap_or_default();
        for (name, first) in [("WORDS", false), ("FIRST", true)] {
            let say = number::counting(language, listed("number-words"), listed("number-tens"), first);
            bundle.add_function(name, say).map_err(|error| format!("{name}: {error:?}"))?;
        }
        Ok(Self { bundle, plain })
    }
}

/// `{ A($name) }` in Italian: «a Bruno», «ad Ada». The d comes before the same vowel alone: «a Elsa».
fn to<'a>(given: &[FluentValue<'a>], _named: &FluentArgs<'_>) -> FluentValue<'a> {
    let Some(FluentValue::String(word)) = given.first() else { return FluentValue::Error };
    let begins = text::fold(word).chars().find(|letter| letter.is_alphanumeric());
    FluentValue::from(format!("{} {word}", if begins == Some('a') { "ad" } else { "a" }))
}

/// The names of the sentences in a file.
pub(crate) fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|row| {
        let (key, _) = row.split_once(" =")?;
        key.starts_with(|c: char| c.is_ascii_lowercase()).then_some(key)
    })
}

/// Whole numbers and decimals as each language groups them: 32.000 and 32,000.
fn number(value: &FluentValue<'_>, group: char, decimal: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let text = number.as_string();
    let (whole, part) = text.split_once('.').map_or((&*text, None), |(whole, part)| (whole, Some(part)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::with_capacity(text.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 && digits.len() > 4 - usize::from(group == ',') {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    Some(part.map_or_else(|| format!("{sign}{grouped}"), |part| format!("{sign}{grouped}{decimal}{part}")))
}

#[cfg(test)]
mod tests {
    use fluent_bundle::{FluentArgs, FluentValue};
    use pergola_domain::members::Language;

    use super::{Words, number};

    #[test]
    fn numbers_are_grouped_as_each_language_does() {
        let said = |n: i64, group, decimal| number(&FluentValue::from(n), group, decimal).unwrap();
        assert_eq!(said(32_000, '.', ','), "32.000");
        assert_eq!(said(2026, '.', ','), "2026", "Italian leaves four digits alone");
        assert_eq!(said(1_234_567, ',', '.'), "1,234,567");
        assert_eq!(said(-5_000, ',', '.'), "-5,000");
    }

    #[test]
    fn a_takes_a_d_before_another_a() {
        let words = Words::load().unwrap();
        for (place, it, en) in [
            ("Torino", "Sarò a Torino", "I will be in Torino"),
            ("Ancona", "Sarò ad Ancona", "I will be in Ancona"),
            ("à la carte", "Sarò ad à la carte", "I will be in à la carte"),
            ("«Aurora»", "Sarò ad «Aurora»", "I will be in «Aurora»"),
            ("Empoli", "Sarò a Empoli", "I will be in Empoli"),
            ("", "Sarò a ", "I will be in "),
        ] {
            let mut args = FluentArgs::new();
            args.set("place", place);
            assert_eq!(words.with(Language::It, "stays-one", &args), it);
            assert_eq!(words.with(Language::En, "stays-one", &args), en);
        }
    }

    #[test]
    #[should_panic(expected = "the sentence ago-days lacks an argument, in it")]
    fn a_sentence_without_its_argument_stops_a_test() {
        Words::all().unwrap().with(Language::It, "ago-days", &FluentArgs::new());
    }

    #[test]
    #[should_panic(expected = "the sentence ago-days lacks an argument, in en")]
    fn a_sentence_with_arguments_is_none_without() {
        Words::all().unwrap().plain(Language::En, "ago-days");
    }

    #[test]
    fn both_books_open() {
        let words = Words::all().unwrap();
        let mut args = FluentArgs::new();
        args.set("days", 1);
        assert_eq!(words.with(Language::It, "ago-days", &args), "ieri");
        args.set("days", 3);
        assert_eq!(words.with(Language::En, "ago-days", &args), "3 days ago");
    }
}
