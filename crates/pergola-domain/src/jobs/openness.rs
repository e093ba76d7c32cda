//! Open to work: whom a member lets know that he would move. The own employer never learns it.
//!
//! Who works where is what members tell. A reader is of the employer when he speaks for it, when he works there now, or
//! when one of his organisations may be the same by its name: but for its legal form, and where one name holds all the
//! words of the other. So a colleague with a second hat is of the employer under both; and so is who looks on its behalf, an
//! agency with an ad of this client. A member adds names of his own: the mother of the firm, its clients. Whatever counts, searches or tells asks [`Openness::reaches`] about each single
//! reader first.

use super::{ALSO_NOT, NOT_CHARS, Refusal};
use crate::text::{self, fold};

/// To whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Openness {
    #[default]
    Nobody,
    /// Those who speak for a proven organisation.
    Organisations,
    Everybody,
}

impl Openness {
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Organisations, Self::Everybody];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Organisations => "organisations",
            Self::Everybody => "everybody",
        }
    }

    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Whether it is told to a reader. `employers`: where the member works now, as [`employer_words`].
    #[must_use]
    pub fn reaches(self, employers: &[String], reader: &Speaks) -> bool {
        let of_the_employer = employers.iter().any(|employer| reader.is_of(employer));
        match self {
            Self::Nobody => false,
            _ if of_the_employer => false,
            Self::Organisations => reader.proven,
            Self::Everybody => true,
        }
    }
}

/// What a reader is to organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaks {
    /// Where he works now, for whom he speaks and on whose behalf these look, as [`employer_words`].
    pub of: Vec<String>,
    /// He speaks for an organisation that is proven.
    pub proven: bool,
}

impl Speaks {
    /// Whether he is of an employer, by its [`employer_words`].
    #[must_use]
    pub fn is_of(&self, employer: &str) -> bool {
        self.of.iter().any(|own| same_employer(own, employer))
    }
}

/// Legal forms and words of the same weight, which are no part of a name.
const FORMS: [&str; 60] = [
    "srl",
    "srls",
    "spa",
    "sas",
    "snc",
    "sapa",
    "scarl",
    "scrl",
    "scpa",
    "soc",
    "coop",
    "societa",
    "cooperativa",
    "arl",
    "onlus",
    "aps",
    "ets",
    "odv",
    "ltd",
    "limited",
    "llc",
    "llp",
    "lp",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "company",
    "co",
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "ug",
    "sa",
    "sarl",
    "plc",
    "bv",
    "nv",
    "bvba",
    "oy",
    "oyj",
    "ab",
    "as",
    "asa",
    "sl",
    "slu",
    "se",
    "unipersonale",
    "uninominale",
    "italia",
    "italy",
    "italiana",
    "group",
    "gruppo",
    "groupe",
    "holding",
    "holdings",
    "c",
    "ec",
];

/// Legal forms that are written out; the longer first.
const PHRASES: [&[&str]; 12] = [
    &["societa", "a", "responsabilita", "limitata", "semplificata"],
    &["societa", "a", "responsabilita", "limitata"],
    &["a", "responsabilita", "limitata", "semplificata"],
    &["a", "responsabilita", "limitata"],
    &["societa", "in", "accomandita", "per", "azioni"],
    &["in", "accomandita", "per", "azioni"],
    &["in", "accomandita", "semplice"],
    &["in", "accomandita"],
    &["in", "nome", "collettivo"],
    &["per", "azioni"],
    &["limited", "liability", "company"],
    &["public", "limited", "company"],
];

/// Letters that stand alone beside each other are one word: `S. r. l.` is `srl`. A form at the end of such a word is one by
/// itself: `A.B. S.r.l.` is `ab srl`.
fn spelled(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut letters = String::new();
    let close = |letters: &mut String, words: &mut Vec<String>| {
        let form =
            FORMS.iter().filter(|form| form.len() > 1 && letters.ends_with(**form)).max_by_key(|form| form.len());
        if let Some(before) = form.and_then(|form| letters.strip_suffix(form)).filter(|before| !before.is_empty()) {
            let form = letters.chars().skip(before.chars().count()).collect();
            words.extend([before.to_owned(), form]);
        } else if !letters.is_empty() {
            words.push(letters.clone());
        }
        letters.clear();
    };
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.chars().count() == 1 {
            letters.push_str(word);
        } else {
            close(&mut letters, &mut words);
            words.push(word.to_owned());
        }
    }
    close(&mut letters, &mut words);
    words
}

/// The words of an organisation's name by which an employer is known: folded, without its legal form. `Officina
/// Quercianova S. r. l.` is `officina quercianova`.
#[must_use]
pub fn employer_words(name: &str) -> String {
    let words = spelled(&fold(name));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut told: Vec<&str> = Vec::new();
    let mut rest: &[&str] = &words;
    while let [first, others @ ..] = rest {
        match PHRASES.iter().find(|phrase| rest.starts_with(phrase)) {
            Some(phrase) => rest = rest.get(phrase.len()..).unwrap_or_default(),
            None => {
                if !FORMS.contains(first) {
                    told.push(first);
                }
                rest = others;
            }
        }
    }
    // A name of nothing but forms stays what it is.
    if told.is_empty() { words.join(" ") } else { told.join(" ") }
}

/// Whether two names, as [`employer_words`], may be one employer: all the words of one are in the other. It errs towards
/// hiding: `Mulino` and `Mulino Bianco` are one here.
#[must_use]
pub fn same_employer(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        let outer: Vec<&str> = outer.split(' ').collect();
        inner.split(' ').all(|word| outer.contains(&word))
    };
    within(one, other) || within(other, one)
}

/// Names that a member adds to those who shall never learn it, one a line.
///
/// # Errors
/// When they are too many, or one is too long.
pub fn also_not(typed: &[String]) -> Result<Vec<String>, Refusal> {
    let mut names: Vec<String> = Vec::new();
    for name in typed.iter().map(|name| text::line(name)).filter(|name| !name.is_empty()) {
        if name.chars().count() > NOT_CHARS {
            return Err(Refusal::NotTooLong);
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let most = usize::try_from(ALSO_NOT).unwrap_or(usize::MAX);
    if names.len() > most { Err(Refusal::TooManyNot) } else { Ok(names) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Openness, Refusal, Speaks, also_not, employer_words, same_employer};

    #[test]
    fn a_legal_form_hides_no_employer() {
        for name in [
            "Officina Quercianova",
            "OFFICINA QUERCIANOVA S.r.l.",
            "Officina  Quercianova, SPA",
            "officina quercianova s.p.a.",
            "Officina Quercianova S. r. l.",
            "Officina Quercianova società a responsabilità limitata",
            "Officina Quercianova Società per Azioni",
            "Officina Quercianova & C. s.n.c.",
            "Officina Quercianova e C. S.a.s.",
            "Officina Quercianova S.r.l. unipersonale",
            "Gruppo Officina Quercianova Italia",
            "Officina Quercianova Holding B.V.",
            "Officina Quercianova Corp.",
            "Officina Quercianova Company, Incorporated",
            "Officina Quercianova Oy",
            "Officina Quercianova GmbH & Co. KG",
        ] {
            assert_eq!(employer_words(name), "officina quercianova", "{name}");
        }
        assert_eq!(employer_words("Coop"), "coop");
        assert_eq!(employer_words("A.Z. S.r.l."), "az");
        assert_ne!(employer_words("Officina Nova"), employer_words("Officina Quercianova"));
    }

    #[test]
    fn one_name_inside_the_other_is_the_same_employer() {
        for (one, other, same) in [
            ("mulino", "mulino bianco", true),
            ("bianco mulino", "mulino", true),
            ("mulino bianco", "mulino rosso", false),
            ("officina nova", "officina quercianova", false),
            ("", "mulino", false),
        ] {
            assert_eq!((same_employer(one, other), same_employer(other, one)), (same, same), "{one} {other}");
        }
    }

    #[test]
    fn names_of_ones_own_are_cleaned_and_bounded() {
        let names = |names: &[&str]| also_not(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(names(&[" Forno  Grande ", "", "Forno Grande"]), Ok(vec!["Forno Grande".to_owned()]));
        assert_eq!(names(&[&"a".repeat(161)]), Err(Refusal::NotTooLong));
        let many: Vec<String> = (0..21).map(|number| number.to_string()).collect();
        assert_eq!(also_not(&many), Err(Refusal::TooManyNot));
    }

    #[test]
    fn each_reader_is_told_what_was_chosen() {
        let reader = |of: &str, proven| Speaks { of: vec![employer_words(of)], proven };
        let at = [employer_words("Mulino S.r.l.")];
        assert!(Openness::Organisations.reaches(&at, &reader("Forno", true)));
        assert!(!Openness::Organisations.reaches(&at, &reader("Forno", false)));
        assert!(Openness::Everybody.reaches(&at, &Speaks::default()));
        assert!(!Openness::Everybody.reaches(&at, &reader("Mulino", true)));
        assert!(!Openness::Nobody.reaches(&[], &reader("Forno", true)));
    }

    /// Ways in which the same employer is written.
    const SPELLINGS: [&str; 16] = [
        "{}",
        "{} srl",
        "{} S.p.A.",
        "{} S. r. l.",
        "{} società a responsabilità limitata",
        "{} società per azioni",
        "{} & C. s.n.c.",
        "{} e C. sas",
        "{}, Inc.",
        "{} Corp",
        "Gruppo {}",
        "{} Group Italia",
        "{} Holding BV",
        "{} S.r.l. unipersonale",
        "{} Sarl",
        "{} Ltd. Company",
    ];

    proptest! {
        /// Whatever was chosen, whatever hats a reader wears and however his employer is written, one of it learns nothing.
        #[test]
        fn the_own_employer_never_learns_it(
            choice in 0_usize..3, proven: bool,
            employers in proptest::collection::vec("[d-k]{4,6}( [d-k]{4,6})?", 1..4),
            others in proptest::collection::vec("[d-k]{4,6}", 0..4), which: prop::sample::Index,
            own_spelling: prop::sample::Index, worn_spelling: prop::sample::Index, branch in "( [d-k]{4,6})?",
        ) {
            let spelled = |name: &str, spelling: &prop::sample::Index| spelling.get(&SPELLINGS).replace("{}", name);
            let own: Vec<String> = employers.iter().map(|name| employer_words(&spelled(name, &own_spelling))).collect();
            let worn = spelled(&format!("{}{branch}", which.get(&employers).to_uppercase()), &worn_spelling);
            let mut of: Vec<String> = others.iter().map(|name| employer_words(name)).collect();
            of.push(employer_words(&worn));
            let choice = *Openness::ALL.get(choice).unwrap();
            let reader = Speaks { of, proven };
            prop_assert!(!choice.reaches(&own, &reader));
        }
    }
}
