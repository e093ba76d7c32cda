//! How people write where they are, brought to the form in which the list is kept: "Torino (TO)", "Greater Turin
//! Metropolitan Area", "Forlì, Emilia-Romagna, Italia".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands before a city's name and is none of it.
const BEFORE: &[&str] =
    &["greater ", "area metropolitana di ", "citta metropolitana di ", "provincia di ", "dintorni di ", "comune di "];
/// What stands behind it.
const BEHIND: &[&str] =
    &[" metropolitan area", " metropolitan city", " e provincia", " e dintorni", " area", " and surroundings"];

/// A country as it may be written behind a city: code, Italian, English. Countries that are not here do not help to
/// tell cities of one name apart; they do no harm.
const COUNTRIES: &[(&str, &[&str])] = &[
    ("AR", &["argentina"]),
    ("AT", &["austria"]),
    ("AU", &["australia"]),
    ("BE", &["belgio", "belgium"]),
    ("BR", &["brasile", "brazil"]),
    ("CA", &["canada"]),
    ("CH", &["svizzera", "switzerland"]),
    ("CL", &["cile", "chile"]),
    ("CO", &["colombia"]),
    ("CZ", &["cechia", "repubblica ceca", "czechia", "czech republic"]),
    ("DE", &["germania", "germany"]),
    ("DK", &["danimarca", "denmark"]),
    ("ES", &["spagna", "spain"]),
    ("FI", &["finlandia", "finland"]),
    ("FR", &["francia", "france"]),
    ("GB", &["regno unito", "united kingdom", "uk", "inghilterra", "england", "scozia", "scotland", "galles", "wales"]),
    ("GR", &["grecia", "greece"]),
    ("HR", &["croazia", "croatia"]),
    ("HU", &["ungheria", "hungary"]),
    ("IE", &["irlanda", "ireland"]),
    ("IN", &["india"]),
    ("IT", &["italia", "italy"]),
    ("MX", &["messico", "mexico"]),
    ("NL", &["paesi bassi", "olanda", "netherlands", "the netherlands"]),
    ("NO", &["norvegia", "norway"]),
    ("NZ", &["nuova zelanda", "new zealand"]),
    ("PL", &["polonia", "poland"]),
    ("PT", &["portogallo", "portugal"]),
    ("RO", &["romania"]),
    ("SE", &["svezia", "sweden"]),
    ("SI", &["slovenia"]),
    ("SM", &["san marino"]),
    ("US", &["stati uniti", "united states", "usa"]),
    ("ZA", &["sudafrica", "south africa"]),
];

/// A place as it was written: the city's name as the list keeps it, and the country where one was named.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) city: String,
    pub(crate) country: Option<&'static str>,
}

impl Written {
    pub(crate) fn read(text: &str) -> Self {
        let mut parts = text.split([',', '(', '/', ';', '|']);
        let mut city = fold(parts.next().unwrap_or_default());
        for word in BEFORE {
            if let Some(rest) = city.strip_prefix(word) {
                city = rest.to_owned();
            }
        }
        for word in BEHIND {
            if let Some(rest) = city.strip_suffix(word) {
                city = rest.to_owned();
            }
        }
        let country = parts.map(fold).filter_map(|part| code(&part)).next_back();
        Self { city, country }
    }
}

fn code(country: &str) -> Option<&'static str> {
    let named = COUNTRIES.iter().find(|(_, names)| names.contains(&country));
    named.map(|(code, _)| *code)
}

/// A country as one may write it behind a city.
pub(crate) fn country_name(code: &str) -> Option<String> {
    let (_, names) = COUNTRIES.iter().find(|(known, _)| *known == code)?;
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    Some(names.first()?.split(' ').map(capital).collect::<Vec<_>>().join(" "))
}

/// A name as the list keeps it: letters and figures alone, small, without accents, with one space between words.
#[must_use]
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            // Letters with a stroke are not taken apart by Unicode.
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            _ if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::{Written, fold};

    #[test]
    fn a_city_is_read_out_of_what_people_write() {
        for (text, city, country) in [
            ("Torino", "torino", None),
            ("  TORINO (TO) ", "torino", None),
            ("Torino, Piemonte, Italia", "torino", Some("IT")),
            ("Greater Turin Metropolitan Area", "turin", None),
            ("Provincia di Forlì-Cesena", "forli cesena", None),
            ("Città Metropolitana di Milano", "milano", None),
            ("Saint-Étienne, France", "saint etienne", Some("FR")),
            ("L’Aquila e dintorni", "l aquila", None),
            ("Milano / da casa", "milano", None),
            ("", "", None),
        ] {
            assert_eq!(Written::read(text), Written { city: city.to_owned(), country }, "{text}");
        }
    }

    #[test]
    fn a_folded_name_stays_as_it_is() {
        for name in ["Łódź", "København", "Gießen", "São Paulo", "İstanbul", "東京"] {
            assert_eq!(fold(&fold(name)), fold(name), "{name}");
        }
        assert_eq!(fold("Łódź"), "lodz");
    }
}
