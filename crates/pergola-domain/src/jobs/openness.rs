//! Open to work: whom a member lets know that he would move. The own employer never learns it.
//!
//! Who works where is what members tell. A reader is of the employer when he speaks for it, when he works there now, or
//! when one of his organisations has the same name but for its legal form. So a colleague with a second hat is of the
//! employer under both. Whatever counts, searches or tells asks [`Openness::reaches`] about each single reader first.

use crate::text::fold;

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
        let of_the_employer = employers.iter().any(|employer| reader.of.contains(employer));
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
    /// Where he works now and for whom he speaks, as [`employer_words`].
    pub of: Vec<String>,
    /// He speaks for an organisation that is proven.
    pub proven: bool,
}

/// Legal forms, which are no part of a name.
const FORMS: [&str; 24] = [
    "srl",
    "srls",
    "spa",
    "sas",
    "snc",
    "sapa",
    "scarl",
    "scrl",
    "soc",
    "coop",
    "societa",
    "cooperativa",
    "arl",
    "onlus",
    "aps",
    "ets",
    "ltd",
    "limited",
    "llc",
    "inc",
    "gmbh",
    "ag",
    "sa",
    "plc",
];

/// The words of an organisation's name by which an employer is known: folded, without its legal form. `Officina
/// Quercianova S.r.l.` is `officina quercianova`.
#[must_use]
pub fn employer_words(name: &str) -> String {
    let folded = fold(name).replace('.', "");
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let told: Vec<&str> = words.iter().copied().filter(|word| !FORMS.contains(word)).collect();
    // A name of nothing but forms stays what it is.
    if told.is_empty() { words.join(" ") } else { told.join(" ") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Openness, Speaks, employer_words};

    #[test]
    fn a_legal_form_hides_no_employer() {
        for name in [
            "Officina Quercianova",
            "OFFICINA QUERCIANOVA S.r.l.",
            "Officina  Quercianova, SPA",
            "officina quercianova s.p.a.",
        ] {
            assert_eq!(employer_words(name), "officina quercianova", "{name}");
        }
        assert_eq!(employer_words("Coop"), "coop");
        assert_ne!(employer_words("Officina Nova"), employer_words("Officina Quercianova"));
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

    proptest! {
        /// Whatever was chosen and whatever hats a reader wears, one of the employer learns nothing.
        #[test]
        fn the_own_employer_never_learns_it(
            choice in 0_usize..3, proven: bool,
            employers in proptest::collection::vec("[a-f]{1,3}( srl| spa)?", 1..4),
            others in proptest::collection::vec("[a-f]{1,3}", 0..4), which: prop::sample::Index, form in "( srl| S\\.p\\.A\\.|)",
        ) {
            let own: Vec<String> = employers.iter().map(|name| employer_words(name)).collect();
            let worn = format!("{}{form}", which.get(&employers).to_uppercase());
            let mut of: Vec<String> = others.iter().map(|name| employer_words(name)).collect();
            of.push(employer_words(&worn));
            let choice = *Openness::ALL.get(choice).unwrap();
            let reader = Speaks { of, proven };
            prop_assert!(!choice.reaches(&own, &reader));
        }
    }
}
