//! Words and their stems in Italian and English: *ingegnere* and *ingegneri* are one word, *bakeries* and *bakery* too.
//!
//! Light on purpose: endings of number and gender go, and those of a few verbs. A stem is for comparing, never for showing.

use std::ops::Range;

use crate::text;

/// A language that words are stemmed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tongue {
    Italian,
    English,
}

impl Tongue {
    /// From a BCP 47 tag; other languages have no stems here.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some("it") => Some(Self::Italian),
            Some("en") => Some(Self::English),
            _ => None,
        }
    }
}

/// Where the words of a text stand, in bytes.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = None;
    let ends = text.char_indices().map(|(at, letter)| (at, letter.is_alphanumeric())).chain([(text.len(), false)]);
    ends.filter_map(move |(at, inside)| {
        if inside {
            start.get_or_insert(at);
            return None;
        }
        start.take().map(|start| start..at)
    })
}

/// What a word has in common with its other forms.
#[must_use]
pub fn stem(word: &str, tongue: Tongue) -> String {
    stem_of_folded(&text::fold(word), tongue).to_owned()
}

/// The same of a word that is folded already.
#[must_use]
pub fn stem_of_folded(word: &str, tongue: Tongue) -> &str {
    match tongue {
        Tongue::Italian => italian(word),
        Tongue::English => english(word),
    }
}

fn italian(word: &str) -> &str {
    if word.len() < 4 {
        return word;
    }
    // The letter that keeps the sound before e and i: banche, banca.
    if let Some(hard) = word.strip_suffix("he").or_else(|| word.strip_suffix("hi")).filter(|hard| hard.len() >= 3) {
        return hard;
    }
    for verb in ["are", "ere", "ire"] {
        if let Some(root) = word.strip_suffix(verb).filter(|root| root.len() >= 4 && !root.ends_with("ni")) {
            // Not a verb but a trade: ingegnere, infermiere.
            return if verb == "ere" { word.strip_suffix('e').unwrap_or(word) } else { root };
        }
    }
    let short = word.strip_suffix(['a', 'e', 'i', 'o', 'u']).unwrap_or(word);
    short.strip_suffix('i').filter(|shorter| shorter.len() >= 3).unwrap_or(short)
}

fn english(word: &str) -> &str {
    if word.len() < 4 {
        return word;
    }
    let mut short = word;
    if let Some(root) = word.strip_suffix("ies").filter(|root| root.len() >= 3) {
        return root;
    }
    if word.ends_with("sses") || ["ches", "shes", "xes"].iter().any(|ending| word.ends_with(ending)) {
        short = word.strip_suffix("es").unwrap_or(word);
    } else if !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        short = word.strip_suffix('s').unwrap_or(word);
    }
    let verb = short.strip_suffix("ing").or_else(|| short.strip_suffix("ed"));
    short = verb.filter(|root| root.len() >= 3 && root.contains(['a', 'e', 'i', 'o', 'u', 'y'])).unwrap_or(short);
    short.strip_suffix(['e', 'y']).filter(|root| root.len() >= 3).unwrap_or(short)
}

#[cfg(test)]
mod tests {
    use super::{Tongue, stem, words};

    #[test]
    fn forms_of_a_trade_are_one_word() {
        for forms in [
            ["ingegnere", "ingegneri"],
            ["falegname", "falegnami"],
            ["farmacia", "farmacie"],
            ["biologo", "biologi"],
            ["banca", "banche"],
            ["maestra", "maestre"],
            ["elettricista", "elettricisti"],
            ["legno", "legni"],
            ["città", "citta"],
        ] {
            assert_eq!(stem(forms[0], Tongue::Italian), stem(forms[1], Tongue::Italian), "{forms:?}");
        }
        for forms in
            [["bakery", "bakeries"], ["bee", "bees"], ["box", "boxes"], ["welding", "welded"], ["nurse", "nurses"]]
        {
            assert_eq!(stem(forms[0], Tongue::English), stem(forms[1], Tongue::English), "{forms:?}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        for [one, other] in [["libro", "libreria"], ["vino", "vigna"], ["corso", "cura"]] {
            assert_ne!(stem(one, Tongue::Italian), stem(other, Tongue::Italian));
        }
        assert_ne!(stem("glass", Tongue::English), stem("glad", Tongue::English));
    }

    #[test]
    fn words_stand_between_what_is_no_letter() {
        let text = "L'albero, 24 metri: «sì»";
        assert_eq!(
            words(text).filter_map(|word| text.get(word)).collect::<Vec<_>>(),
            ["L", "albero", "24", "metri", "sì"]
        );
    }
}
