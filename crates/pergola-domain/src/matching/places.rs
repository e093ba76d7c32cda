//! Whether a text names a place: "delivers to Ancona" for somebody in Ancona.
//!
//! A name of a place is often a word of every day (*prato*, *massa*, *bath*, *reading*), a surname or a street. So it counts
//! only where it is written as a name that stands alone: with capitals, not where every sentence has one, not within a
//! longer name. What is missed so is less than what would be said wrongly.

use crate::{network::place_words, stems, text};

/// A capital before the name belongs to another name, unless it is one of these: "Ad Ancona consegno io".
const BEFORE: [&str; 24] = [
    "a", "ad", "da", "di", "fino", "fra", "in", "per", "presso", "su", "tra", "verso", "around", "at", "for", "from",
    "in", "near", "of", "outside", "to", "towards", "via", "within",
];

/// A word of a text and how it stands there.
struct Standing<'a> {
    word: &'a str,
    folded: String,
    /// Nothing is before it in its sentence.
    first: bool,
    /// What parts it from the word before.
    before: &'a str,
}

/// The place of `place`, as it is written there, where the text names it.
#[must_use]
pub fn named(text: &str, place: &str) -> Option<String> {
    let name: Vec<String> = split(&place_words(place)?);
    let all = standing(text);
    let shouted = !text.chars().any(char::is_lowercase);
    let found = !shouted && !name.is_empty() && (0..all.len()).any(|from| stands(&all, from, &name));
    let told = place.split([',', '(', '/']).next().unwrap_or_default();
    found.then(|| text::line(told))
}

fn split(words: &str) -> Vec<String> {
    stems::words(words).filter_map(|range| words.get(range).map(text::fold)).collect()
}

fn standing(text: &str) -> Vec<Standing<'_>> {
    let mut all: Vec<Standing<'_>> = Vec::new();
    let mut end = 0;
    for range in stems::words(text) {
        let (Some(word), Some(before)) = (text.get(range.clone()), text.get(end..range.start)) else { continue };
        let first = end == 0 || before.contains(['.', '!', '?', ':', ';', '\n', '•', '–', '—', '"', '«', '“']);
        end = range.end;
        all.push(Standing { word, folded: text::fold(word), first, before });
    }
    all
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the name stands from there on, as a name by itself.
fn stands(all: &[Standing<'_>], from: usize, name: &[String]) -> bool {
    let Some(there) = all.get(from..from + name.len()) else { return false };
    let same = there.iter().zip(name).all(|(word, part)| word.folded == *part);
    // Small words within a name are written small: "San Benedetto del Tronto".
    let written =
        there.first().zip(there.last()).is_some_and(|(one, last)| is_capital(one.word) && is_capital(last.word));
    let whole = there.iter().skip(1).all(|word| !word.first && !word.before.contains([',', '(', ')']));
    same && written && whole && alone(all, from, from + name.len(), name.len() > 1)
}

/// Whether no other name goes over into it, and its capital says something.
fn alone(all: &[Standing<'_>], from: usize, to: usize, of_several: bool) -> bool {
    let joined = |before: &str| before.chars().all(|mark| mark.is_whitespace() || matches!(mark, '-' | '\'' | '’'));
    let first = all.get(from).is_some_and(|word| word.first);
    let after = all.get(to).is_some_and(|next| joined(next.before) && is_capital(next.word));
    let before = from.checked_sub(1).and_then(|at| all.get(at)).filter(|_| !first);
    let of_another = all.get(from).zip(before).is_some_and(|(word, before)| {
        let street = before.folded == "via" && is_capital(before.word);
        joined(word.before) && is_capital(before.word) && (street || !BEFORE.contains(&before.folded.as_str()))
    });
    !after && !of_another && (of_several || !first)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_place_is_named_where_it_stands_as_a_name() {
        for (text, place, found) in [
            ("Consegniamo ad Ancona e dintorni.", "Ancona, Marche", Some("Ancona")),
            ("We deliver to Ancona, twice a week", "ancona", Some("ancona")),
            ("Ad Ancona consegno io", "Ancona", Some("Ancona")),
            ("Legna (Jesi, Ancona, Fano): porto io", "Ancona", Some("Ancona")),
            // Accents or none, in one word or more.
            ("Lavoro fra Forli e Cesena", "Forlì", Some("Forlì")),
            ("Lavoro fra Forlì e Cesena", "Forli", Some("Forli")),
            ("Officina a Reggio Emilia, anche il sabato", "Reggio Emilia", Some("Reggio Emilia")),
            ("Reggio Emilia e provincia", "Reggio Emilia (RE)", Some("Reggio Emilia")),
            ("Spiaggia di San Benedetto del Tronto", "San Benedetto del Tronto", Some("San Benedetto del Tronto")),
            ("Trasporti fino a L’Aquila", "L'Aquila", Some("L'Aquila")),
            ("Bike repairs in Newcastle-upon-Tyne", "Newcastle upon Tyne", Some("Newcastle upon Tyne")),
            // Fragments, words of every day, other names.
            ("Scrivo romanzi", "Roma", None),
            ("Un fondo a prato e una massa di sassi", "Prato", None),
            ("Massa e volume si misurano", "Massa", None),
            ("A quiet reading room with a bath", "Reading", None),
            ("Reading groups for adults", "Reading", None),
            ("Lo studio è in Via Roma 12", "Roma", None),
            ("Chiedete di Paolo Roma", "Roma", None),
            ("Consegno a Nuova Ancona", "Ancona", None),
            ("Stand a Bologna Fiere", "Bologna", None),
            ("Officina a Reggio Emilia", "Reggio", None),
            ("Sono a Reggio, Emilia è mia socia", "Reggio Emilia", None),
            ("Sono a Reggio. Emilia è mia socia", "Reggio Emilia", None),
            ("CONSEGNE IN MASSA", "Massa", None),
            ("Consegniamo ad Ancona", "", None),
            ("Consegniamo ad Ancona", "(ovunque)", None),
            ("", "Ancona", None),
        ] {
            assert_eq!(named(text, place).as_deref(), found, "{text}: {place}");
        }
    }
}
