//! Small numbers in words, as a sentence begins with them: "Trentacinque persone", "Thirty-five people".

use fluent_bundle::{FluentArgs, FluentValue};
use pergola_domain::members::Language;

use super::Speech;

impl Speech {
    /// A whole number below a hundred in words, a larger one in digits. One is never asked: it has its own sentence.
    pub(crate) fn count(&self, number: i64) -> String {
        in_words(self.language, self.s("number-words"), self.s("number-tens"), number)
            .unwrap_or_else(|| self.say("number-digits").arg("number", number).text())
    }

    /// The same at the beginning of a sentence.
    pub(crate) fn count_first(&self, number: i64) -> String {
        capital(&self.count(number))
    }
}

/// `{ WORDS($count) }` and, where a sentence begins, `{ FIRST($count) }`: the same for a number that a sentence takes.
pub(super) fn counting(
    language: Language,
    units: String,
    tens: String,
    first: bool,
) -> impl for<'a> Fn(&[FluentValue<'a>], &FluentArgs<'_>) -> FluentValue<'a> + Send + Sync + 'static {
    move |given, _named| {
        let Some(FluentValue::Number(number)) = given.first() else { return FluentValue::Error };
        let words = number.as_string().parse().ok().and_then(|number| in_words(language, &units, &tens, number));
        match words {
            Some(words) => FluentValue::from(if first { capital(&words) } else { words }),
            None => FluentValue::Number(number.clone()),
        }
    }
}

/// From lists of words: zero to nineteen, twenty to ninety. Nothing for a number that is said in digits.
fn in_words(language: Language, units: &str, tens: &str, number: i64) -> Option<String> {
    let word = |list: &str, at: i64| {
        usize::try_from(at).ok().and_then(|at| list.split(' ').nth(at)).unwrap_or_default().to_owned()
    };
    let (ten, unit) = (number / 10, number % 10);
    match number {
        0..=19 => Some(word(units, number)),
        20..=99 if unit == 0 => Some(word(tens, ten - 2)),
        20..=99 => Some(joined(language, &word(tens, ten - 2), &word(units, unit))),
        _ => None,
    }
}

fn joined(language: Language, tens: &str, units: &str) -> String {
    match language {
        Language::En => format!("{tens}-{units}"),
        // The vowel falls before another one, and three takes its accent: ventuno, ventotto, ventitré.
        Language::It => {
            let vowel = units.starts_with(['u', 'o']);
            let tens = if vowel { tens.trim_end_matches(['i', 'a']) } else { tens };
            let accent = if units == "tre" { "tré" } else { units };
            format!("{tens}{accent}")
        }
    }
}

/// With a capital letter.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Without one: a sentence that goes on from a word before it.
pub(crate) fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use pergola_domain::members::Language;

    use crate::{testkit::Town, words::Speech};

    #[tokio::test]
    async fn numbers_are_said_in_both_languages() {
        let town = Town::new().await;
        let said = |language, number| Speech::new(&town.app, language).count(number);
        for (number, it, en) in [
            (0, "zero", "zero"),
            (6, "sei", "six"),
            (17, "diciassette", "seventeen"),
            (21, "ventuno", "twenty-one"),
            (23, "ventitré", "twenty-three"),
            (35, "trentacinque", "thirty-five"),
            (48, "quarantotto", "forty-eight"),
            (90, "novanta", "ninety"),
            (100, "100", "100"),
            (30_000, "30.000", "30,000"),
        ] {
            assert_eq!((said(Language::It, number).as_str(), said(Language::En, number).as_str()), (it, en));
        }
        let t = Speech::new(&town.app, Language::It);
        assert_eq!(t.count_first(35), "Trentacinque");
        // And within a sentence of its own.
        let events = |count: i64| t.say("events-lead").arg("count", count).text();
        assert_eq!(events(28), "Ventotto eventi. Poi basta.");
        assert_eq!(events(1200), "1200 eventi. Poi basta.");
    }
}
