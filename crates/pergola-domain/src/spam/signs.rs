//! What the surface of a text shows of spam: ways out, money, haste, promises, disguise. Each is weak alone: honest job
//! offers have telephones and pay, and warnings against fraud speak of passwords.

use super::Reason;
use crate::text::fold;

#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each sign is there or is not")]
pub struct Signs {
    words: f32,
    numbers: f32,
    exclaims: f32,
    asks: bool,
    link: bool,
    short_link: bool,
    address: bool,
    telephone: bool,
    messenger: bool,
    money: bool,
    pay_first: bool,
    secrets: bool,
    urgent: bool,
    too_good: bool,
    private: bool,
    disguised: bool,
    shouts: f32,
    pictograms: f32,
    answers: bool,
    place_and_time: bool,
}

const SHORT_LINKS: &[&str] =
    &["bit.ly", "tinyurl", "t.co/", "goo.gl", "is.gd", "cutt.ly", "rebrand.ly", "t.me/", "wa.me/", "lnkd.in"];
const MESSENGERS: &[&str] =
    &["whatsapp", "whats app", "telegram", " tg ", "signal", "viber", "skype", "in chat", "dm me", " dm "];
const MONEY: &[&str] = &[
    "euro",
    "€",
    "$",
    "£",
    "usdt",
    "bitcoin",
    "crypto",
    "dollar",
    "pounds",
    "soldi",
    "guadagn",
    "profit",
    "earn",
    "prestit",
    "loan",
    "finanziament",
];
const PAY_FIRST: &[&str] = &[
    "anticip",
    "caparra",
    "cauzione",
    "deposito",
    "quota",
    "acconto",
    "spese di",
    "kit",
    "ricarica",
    "gift card",
    "buoni regalo",
    "carte regalo",
    "fee",
    "deposit",
    "upfront",
    "voucher",
    "licence first",
    "spedizione pagando",
    "paghi",
    "versare",
    "versi ",
    "pay now",
];
const SECRETS: &[&str] = &[
    "password",
    "codice",
    "six digit",
    "sei cifre",
    "documento",
    "passaporto",
    "passport",
    "iban",
    "carta di identita",
    "dati della carta",
    "credenzial",
    "selfie",
    "bank details",
    "card to",
    "verify your",
    "confermi",
    "conferma i dati",
    "le chiavi",
    "your keys",
];
const URGENT: &[&str] = &[
    "subito",
    "urgent",
    "entro oggi",
    "entro domani",
    "entro 24",
    "entro mezzanotte",
    "ultimi",
    "affrett",
    "immediat",
    "within 24",
    "today only",
    "final notice",
    "last chance",
    " now",
    "posti limitati",
];
const TOO_GOOD: &[&str] = &[
    "garantit",
    "guarante",
    "senza esame",
    "senza frequen",
    "senza ricetta",
    "senza garanzi",
    "senza colloquio",
    "senza rischi",
    "zero rischi",
    "sicuro al",
    "rendita",
    "al giorno",
    "a day",
    "a week",
    "a settimana",
    "raddoppi",
    "x50",
    "x10",
    "no credit check",
    "no interview",
    "without prescription",
    "hai vinto",
    "have won",
    "you won",
    "selezionat",
    "selected",
    "anche protestati",
    "cattivi pagatori",
    "nessuna esperienza",
    "no experience",
    "free entry",
    "prize",
];
const PRIVATE: &[&str] = &[
    "in privato",
    "mail privata",
    "private email",
    "mio profilo",
    "my profile",
    "link in bio",
    "riservat",
    "discre",
    "anonim",
    "non dirlo",
    "don't tell",
];
const ANSWERS: &[&str] = &[
    "secondo me",
    "sono d'accordo",
    "grazie a",
    "anch'io",
    "i agree",
    "thanks",
    "confermo",
    "hai ragione",
    "non sono",
    "noi ",
    "we ",
    "il tuo pezzo",
    "your post",
];
const PLACE_AND_TIME: &[&str] = &[
    "alle ",
    "sabato",
    "domenica",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "in sede",
    "via ",
    "contratto",
    "netti",
    "bando",
    "comune",
    "saturday",
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    " at ",
    "council",
    "contract",
    "office",
];

impl Signs {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let low = fold(text);
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let says = |turns: &[&str]| turns.iter().any(|turn| low.contains(turn));
        let shouted = |word: &&&str| word.chars().count() > 2 && word.chars().all(char::is_uppercase);
        Self {
            words: number(words.len()),
            numbers: number(words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).count()),
            exclaims: number(text.matches('!').count()),
            asks: text.contains('?'),
            link: says(&["http", "www.", ".example", ".com", ".net", ".org", ".ru", ".xyz", ".top"]),
            short_link: says(SHORT_LINKS),
            address: low.split_whitespace().any(|word| word.contains('@') && word.contains('.')),
            telephone: has_telephone(&low),
            messenger: says(MESSENGERS) || low.split_whitespace().any(|word| word.starts_with('@') && word.len() > 3),
            money: says(MONEY),
            pay_first: says(PAY_FIRST),
            secrets: says(SECRETS),
            urgent: says(URGENT),
            too_good: says(TOO_GOOD),
            private: says(PRIVATE),
            disguised: is_disguised(text),
            shouts: number(words.iter().filter(shouted).count()),
            pictograms: number(
                text.chars().filter(|c| matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F300}'..='\u{1FAFF}')).count(),
            ),
            answers: says(ANSWERS),
            place_and_time: says(PLACE_AND_TIME),
        }
    }

    /// As features, each within about one of zero.
    #[must_use]
    pub fn numbers(&self) -> Vec<f32> {
        let yes = |sign: bool| if sign { 0.5 } else { 0.0 };
        vec![
            (self.words + 1.0).ln() / 5.0,
            self.numbers.min(6.0) / 6.0,
            self.exclaims.min(4.0) / 6.0,
            yes(self.asks),
            yes(self.link),
            yes(self.short_link),
            yes(self.address),
            yes(self.telephone),
            yes(self.messenger),
            yes(self.money),
            yes(self.pay_first),
            yes(self.secrets),
            yes(self.urgent),
            yes(self.too_good),
            yes(self.private),
            yes(self.disguised),
            self.shouts.min(4.0) / 6.0,
            self.pictograms.min(4.0) / 6.0,
            yes(self.answers),
            yes(self.place_and_time),
        ]
    }

    /// How likely it is spam by its surface alone: only several signs together hold anything.
    #[must_use]
    pub fn alone(&self) -> f32 {
        let signs = [
            self.short_link,
            self.messenger,
            self.money && self.too_good,
            self.pay_first && self.urgent,
            self.secrets && self.link,
            self.private && self.money,
            self.disguised,
        ];
        let seen = number(signs.into_iter().filter(|sign| *sign).count());
        1.0 / (1.0 + (3.0 - 1.5 * seen).exp())
    }

    pub(super) fn reasons(&self) -> Vec<Reason> {
        let seen = [
            (self.messenger || self.private, Reason::LeadsElsewhere),
            (self.link, Reason::Link),
            (self.short_link, Reason::ShortLink),
            (self.money, Reason::Money),
            (self.pay_first, Reason::PayFirst),
            (self.secrets, Reason::AsksForSecrets),
            (self.urgent, Reason::Urgent),
            (self.too_good, Reason::TooGood),
            (self.disguised, Reason::Disguised),
            (self.shouts > 2.0, Reason::Shouts),
        ];
        seen.into_iter().filter_map(|(seen, reason)| seen.then_some(reason)).collect()
    }
}

fn number(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// Eight figures or more in a row, with blanks or hyphens between them at most.
fn has_telephone(text: &str) -> bool {
    let mut figures = 0;
    for c in text.chars() {
        figures = match c {
            '0'..='9' => figures + 1,
            ' ' | '-' | '.' | '/' | '(' | ')' if figures > 0 => figures,
            _ => 0,
        };
        if figures >= 8 {
            return true;
        }
    }
    false
}

/// A word of Latin letters with a Greek or Cyrillic one among them, or five letters that stand alone in a row.
fn is_disguised(text: &str) -> bool {
    let mixed = text.split_whitespace().any(|word| {
        word.chars().any(|c| c.is_ascii_alphabetic()) && word.chars().any(|c| matches!(c, '\u{370}'..='\u{52F}'))
    });
    let mut alone = 0;
    let spaced = text.split_whitespace().any(|word| {
        let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        alone = if single { alone + 1 } else { 0 };
        alone >= 5
    });
    mixed || spaced
}
