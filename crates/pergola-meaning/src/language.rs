//! Which of our two languages a text is written in, by its small words and its endings.
//!
//! Not a detector of all languages: a third one comes out as whichever of the two it resembles, or as unknown.

/// A language that texts are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tongue {
    /// Italian
    Italian,
    /// English
    English,
}

/// Words that stand in almost every Italian sentence and in no English one.
const ITALIAN: &[&str] = &[
    "a", "abbiamo", "agli", "ai", "al", "alla", "alle", "anche", "c", "che", "chi", "ci", "come", "con", "cosa", "da",
    "dal", "dalla", "dei", "del", "della", "delle", "degli", "di", "dove", "e", "ed", "essere", "gli", "ha", "hanno",
    "ho", "il", "io", "l", "la", "le", "lo", "ma", "mi", "mia", "mio", "molto", "ne", "nei", "nel", "nella", "noi",
    "non", "nostra", "nostro", "o", "ogni", "per", "perché", "più", "qualcuno", "quando", "quanto", "quello", "questa",
    "questo", "sa", "se", "si", "sia", "sono", "sul", "sulla", "ti", "tra", "tutti", "tutto", "un", "una", "uno", "vi",
    "vorrei", "vorremmo", "è", "cerco", "offro", "chiedo",
];

/// The same of English.
const ENGLISH: &[&str] = &[
    "about", "all", "am", "an", "and", "any", "anybody", "anyone", "are", "as", "at", "be", "been", "but", "by", "can",
    "could", "do", "does", "for", "from", "has", "have", "help", "how", "if", "is", "it", "its", "looking", "my",
    "near", "need", "not", "of", "offer", "on", "or", "our", "she", "should", "so", "some", "somebody", "someone",
    "that", "the", "their", "them", "there", "they", "this", "to", "us", "want", "was", "we", "were", "what", "when",
    "where", "which", "who", "will", "with", "would", "you", "your",
];

/// Guesses the language; none where nothing speaks for either.
///
/// ```
/// use pergola_meaning::{Tongue, tongue};
///
/// assert_eq!(tongue("Cerco un falegname per la scuola"), Some(Tongue::Italian));
/// assert_eq!(tongue("Looking for a carpenter"), Some(Tongue::English));
/// assert_eq!(tongue("COBOL, 1987"), None);
/// ```
#[must_use]
pub fn tongue(text: &str) -> Option<Tongue> {
    let (mut italian, mut english) = (0_u32, 0_u32);
    for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        // A whole small word says three times what an ending says.
        italian += 3 * u32::from(ITALIAN.contains(&word.as_str())) + u32::from(ends_in_italian(&word));
        english += 3 * u32::from(ENGLISH.contains(&word.as_str())) + u32::from(ends_in_english(&word));
    }
    match italian.cmp(&english) {
        std::cmp::Ordering::Greater => Some(Tongue::Italian),
        std::cmp::Ordering::Less => Some(Tongue::English),
        std::cmp::Ordering::Equal => None,
    }
}

fn ends_in_italian(word: &str) -> bool {
    word.chars().count() > 3 && word.ends_with(['a', 'i', 'o', 'à', 'è', 'é', 'ì', 'ò', 'ù'])
}

fn ends_in_english(word: &str) -> bool {
    word.chars().count() > 2 && (word.ends_with(['y', 'd', 's', 't', 'g', 'k', 'h', 'w']) || word.ends_with("er"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_of_both_languages_are_told_apart() {
        for text in [
            "Cerco legno certificato",
            "Ho 300 ulivi in Maremma",
            "Liutaio a Cremona",
            "Chi sa leggere il preventivo?",
            "Patronato: pensioni",
        ] {
            assert_eq!(tongue(text), Some(Tongue::Italian), "{text}");
        }
        for text in [
            "Certified wood wanted",
            "Who can weld?",
            "Beekeeper near Mantova",
            "I tune pianos",
            "Crop insurance adjuster",
        ] {
            assert_eq!(tongue(text), Some(Tongue::English), "{text}");
        }
        for text in ["", "12345", "🙏", "COBOL"] {
            assert_eq!(tongue(text), None, "{text}");
        }
    }
}
