//! Cards of people who are not members: what may stand on one. Private to its owner, minimal on purpose: no birthday, no
//! picture, nothing that the person would not expect on a visiting card.

use crate::{members::fits, text, time::Timestamp};

/// Cards of one member.
pub const CARDS: i64 = 50_000;
pub const NAME_CHARS: i64 = 120;
pub const LINE_CHARS: i64 = 160;
/// Addresses, numbers and pages on one card, together.
pub const WAYS: i64 = 20;
pub const WAY_CHARS: i64 = 500;
/// Cards whose person may be told of in a day, on the owner's side and on the address's.
pub const TOLD_A_DAY: i64 = 20;

crate::refusals! {
    /// Why a card stays as it is.
    Refusal {
        NameMissing => "contacts.name_missing" @ "name",
        NameTooLong => "contacts.name_too_long" @ "name" { limit: NAME_CHARS },
        LineTooLong => "contacts.line_too_long" @ "organisation" { limit: LINE_CHARS },
        TooManyWays => "contacts.too_many_ways" @ "emails" { limit: WAYS },
        EmailMalformed => "contacts.email_malformed" @ "emails",
        PhoneMalformed => "contacts.phone_malformed" @ "phones",
        UrlMalformed => "contacts.url_malformed" @ "urls",
        SinceMalformed => "contacts.since_malformed" @ "since",
        TooManyCards => "contacts.too_many_cards" { limit: CARDS },
        AddressMalformed => "contacts.address_malformed" @ "email",
        LinkAltered => "contacts.link_altered",
    }
}

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum WayKind {
    #[default]
    Email,
    Phone,
    Url,
}

impl WayKind {
    pub const ALL: [Self; 3] = [Self::Email, Self::Phone, Self::Url];

    /// Its word in tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
        }
    }

    /// As it is compared: addresses in lower case, numbers by their digits, pages without scheme and last slash.
    #[must_use]
    pub fn folded(self, value: &str) -> String {
        match self {
            Self::Email => value.trim().to_lowercase(),
            Self::Phone => value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(),
            Self::Url => {
                let plain = value.trim().to_lowercase();
                let plain = plain.strip_prefix("https://").or_else(|| plain.strip_prefix("http://")).unwrap_or(&plain);
                plain.strip_prefix("www.").unwrap_or(plain).trim_end_matches('/').to_owned()
            }
        }
    }

    fn typed(self, value: &str) -> Result<String, Refusal> {
        let value = text::line(value);
        if !fits(&value, WAY_CHARS) {
            return Err(self.malformed());
        }
        let good = match self {
            Self::Email => crate::members::email(&value).is_ok(),
            Self::Phone => {
                let digits = value.bytes().filter(u8::is_ascii_digit).count();
                let shaped = value.chars().all(|c| c.is_ascii_digit() || " +-()./x".contains(c));
                shaped && (3..=20).contains(&digits)
            }
            Self::Url => {
                let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
                rest.is_some_and(|rest| rest.contains('.') && !rest.starts_with('.') && !rest.contains([' ', '"', '<']))
            }
        };
        if good { Ok(value) } else { Err(self.malformed()) }
    }

    const fn malformed(self) -> Refusal {
        match self {
            Self::Email => Refusal::EmailMalformed,
            Self::Phone => Refusal::PhoneMalformed,
            Self::Url => Refusal::UrlMalformed,
        }
    }
}

/// What stands on a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    pub name: String,
    pub organisation: String,
    pub position: String,
    pub place: String,
    /// In the order of kind and value, none twice.
    pub ways: Vec<(WayKind, String)>,
    /// When they met.
    pub since: Option<Timestamp>,
}

impl Card {
    /// The address that a letter to its person goes to.
    #[must_use]
    pub fn first_email(&self) -> Option<&str> {
        self.ways.iter().find(|(kind, _)| *kind == WayKind::Email).map(|(_, address)| address.as_str())
    }
}

/// A card as somebody typed or sent it.
#[derive(Clone, Debug, Default)]
pub struct CardTyped {
    pub name: String,
    pub organisation: String,
    pub position: String,
    pub place: String,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub urls: Vec<String>,
    pub since: Option<Timestamp>,
}

impl CardTyped {
    /// The card, cleaned.
    ///
    /// # Errors
    /// The first thing on it that cannot stay.
    pub fn card(&self) -> Result<Card, Refusal> {
        let name = text::line(&self.name);
        if !name.chars().any(char::is_alphanumeric) {
            return Err(Refusal::NameMissing);
        }
        if !fits(&name, NAME_CHARS) {
            return Err(Refusal::NameTooLong);
        }
        let line = |typed: &str| {
            let line = text::line(typed);
            if fits(&line, LINE_CHARS) { Ok(line) } else { Err(Refusal::LineTooLong) }
        };
        let mut ways = Vec::new();
        for (kind, values) in
            [(WayKind::Email, &self.emails), (WayKind::Phone, &self.phones), (WayKind::Url, &self.urls)]
        {
            for value in values.iter().filter(|value| !value.trim().is_empty()) {
                let value = kind.typed(value)?;
                let same =
                    |(other, kept): &(WayKind, String)| *other == kind && kind.folded(kept) == kind.folded(&value);
                if !ways.iter().any(same) {
                    ways.push((kind, value));
                }
            }
        }
        if i64::try_from(ways.len()).is_ok_and(|count| count > WAYS) {
            return Err(Refusal::TooManyWays);
        }
        Ok(Card {
            name,
            organisation: line(&self.organisation)?,
            position: line(&self.position)?,
            place: line(&self.place)?,
            ways,
            since: self.since,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{CardTyped, Refusal, WayKind};

    fn typed(name: &str) -> CardTyped {
        CardTyped { name: name.to_owned(), ..CardTyped::default() }
    }

    #[test]
    fn a_card_is_cleaned_and_says_what_cannot_stay() {
        let card = CardTyped {
            emails: vec!["Lino@Example.org".into(), " lino@example.org ".into(), String::new()],
            phones: vec!["+39 051 123456".into(), "+39051123456".into()],
            urls: vec!["https://www.linkedin.com/in/lino/".into()],
            ..typed(" Lino  Chiodofisso ")
        }
        .card()
        .unwrap();
        assert_eq!(card.name, "Lino Chiodofisso");
        assert_eq!(card.ways.len(), 3, "the same way twice is one");
        for (bad, refusal) in [
            (typed(" - "), Refusal::NameMissing),
            (typed(&"a".repeat(121)), Refusal::NameTooLong),
            (CardTyped { place: "a".repeat(161), ..typed("L") }, Refusal::LineTooLong),
            (CardTyped { emails: vec!["lino".into()], ..typed("L") }, Refusal::EmailMalformed),
            (CardTyped { phones: vec!["call me".into()], ..typed("L") }, Refusal::PhoneMalformed),
            (CardTyped { urls: vec!["javascript:alert(1)".into()], ..typed("L") }, Refusal::UrlMalformed),
            (
                CardTyped { phones: (0..21).map(|n| format!("051 {n:04}")).collect(), ..typed("L") },
                Refusal::TooManyWays,
            ),
        ] {
            assert_eq!(bad.card(), Err(refusal));
        }
    }

    #[test]
    fn pages_are_the_same_however_they_are_written() {
        assert_eq!(
            WayKind::Url.folded("https://www.Linkedin.com/in/Ada/"),
            WayKind::Url.folded("http://linkedin.com/in/ada")
        );
    }
}
