//! What a job pays: a range, a currency, a period. Required, whole, and the right way up.

use super::{LEAST_A_YEAR, Refusal};

/// Hours in a working year of forty a week, and the months and days in it, for comparing periods.
const HOURS_A_YEAR: i64 = 2_080;
const DAYS_A_YEAR: i64 = 260;
const MONTHS_A_YEAR: i64 = 12;
/// A range in which the upper end is more than this many times the lower tells nothing.
const WIDEST: i64 = 3;
/// No job pays more than this in a year, in any of the currencies taken.
const MOST_CENTS: i64 = 10_000_000_000;

/// For how long the pay is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    #[default]
    Year,
    Month,
    Day,
    Hour,
}

impl Period {
    pub const ALL: [Self; 4] = [Self::Year, Self::Month, Self::Day, Self::Hour];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
        }
    }

    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.name() == name)
    }

    /// How many of them are in a working year.
    const fn in_a_year(self) -> i64 {
        match self {
            Self::Year => 1,
            Self::Month => MONTHS_A_YEAR,
            Self::Day => DAYS_A_YEAR,
            Self::Hour => HOURS_A_YEAR,
        }
    }
}

/// A range of gross pay, in hundredths of the currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pay {
    pub from_cents: i64,
    pub to_cents: i64,
    /// ISO 4217.
    pub currency: String,
    pub period: Period,
}

/// Currencies whose hundredths are the smallest that is paid.
pub const CURRENCIES: [&str; 12] = ["EUR", "CHF", "GBP", "USD", "SEK", "NOK", "DKK", "PLN", "CZK", "RON", "CAD", "AUD"];

impl Pay {
    /// From what somebody typed: «32.000», “32,000”, `32000.50`, `€32k`. One amount alone is both ends, and where both are written
    /// in its place, «45.000-50.000», `30/35k`, they are.
    ///
    /// # Errors
    /// When it is missing, no amount, upside down, too wide to tell anything, or in a currency that is not taken.
    pub fn read(from: &str, to: &str, currency: &str, period: &str) -> Result<Self, Refusal> {
        let period = Period::of_name(period.trim()).ok_or(Refusal::PeriodUnknown)?;
        let currency = currency.trim().to_ascii_uppercase();
        if !CURRENCIES.contains(&currency.as_str()) {
            return Err(Refusal::CurrencyUnknown);
        }
        if from.trim().is_empty() {
            return Err(Refusal::PayMissing);
        }
        let read = |typed: &str| match amount(typed) {
            None => Err(Refusal::PayMalformed),
            Some((_, signs)) if !signs.is_empty() && !signs.contains(&currency.as_str()) => Err(Refusal::PayOfAnother),
            Some((cents, _)) => Ok(cents),
        };
        let both = both(from).filter(|_| to.trim().is_empty());
        let (from_cents, to_cents) = match &both {
            Some((from, to)) => (read(from)?, read(to)?),
            None => {
                let from_cents = read(from)?;
                (from_cents, if to.trim().is_empty() { from_cents } else { read(to)? })
            }
        };
        let pay = Self { from_cents, to_cents, currency, period };
        match () {
            () if pay.from_cents <= 0 || pay.a_year(pay.to_cents) > MOST_CENTS => Err(Refusal::PayMalformed),
            () if pay.period == Period::Year && pay.from_cents < LEAST_A_YEAR * 100 => Err(Refusal::PayTooLittle),
            () if pay.to_cents < pay.from_cents => Err(Refusal::PayUpsideDown),
            () if pay.to_cents > pay.from_cents.saturating_mul(WIDEST) => Err(Refusal::PayTooWide),
            () => Ok(pay),
        }
    }

    /// An amount of this pay as it would be for a working year of forty hours a week, in hundredths.
    #[must_use]
    pub const fn a_year(&self, cents: i64) -> i64 {
        cents.saturating_mul(self.period.in_a_year())
    }

    /// Whether it pays at least so much a year at its upper end, in the same currency.
    #[must_use]
    pub fn reaches(&self, cents_a_year: i64, currency: &str) -> bool {
        self.currency == currency && self.a_year(self.to_cents) >= cents_a_year
    }
}

/// Two amounts that are written as one: «45.000-50.000». What makes thousands of the second does so of a first that is short: `30/35k`.
fn both(typed: &str) -> Option<(String, String)> {
    let mut parts = typed.split(['-', '–', '—', '/']).map(str::trim);
    let (Some(from), Some(to), None) = (parts.next(), parts.next(), parts.next()) else { return None };
    let figures = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    if figures(from) == 0 || figures(to) == 0 {
        return None;
    }
    let behind = to.to_lowercase();
    let behind = behind.trim_start_matches(|c: char| !c.is_ascii_digit());
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).trim();
    let thousands = THOUSAND.into_iter().any(|word| behind.starts_with(word));
    let short = figures(from) <= 3 && from.ends_with(|c: char| c.is_ascii_digit());
    let from = if thousands && short { format!("{from}k") } else { from.to_owned() };
    Some((from, to.to_owned()))
}

/// An amount in hundredths.
#[must_use]
pub fn cents(typed: &str) -> Option<i64> {
    amount(typed).map(|(cents, _)| cents)
}

/// Signs and words for a currency, beside the codes; several have the dollar.
const SIGNS: [(&str, &[&str]); 7] = [
    ("€", &["EUR"]),
    ("euro", &["EUR"]),
    ("£", &["GBP"]),
    ("$", &["USD", "CAD", "AUD"]),
    ("zł", &["PLN"]),
    ("kč", &["CZK"]),
    ("lei", &["RON"]),
];
/// What makes thousands of an amount.
pub const THOUSAND: [&str; 3] = ["k", "mila", "thousand"];

/// An amount in hundredths and the currencies that its sign may stand for, none where it has none: `€30k`, «30 mila»,
/// `30,000.50`. What is left over beside the figures makes it no amount.
fn amount(typed: &str) -> Option<(i64, &'static [&'static str])> {
    let lower = typed.trim().to_lowercase();
    let first = lower.find(|c: char| c.is_ascii_digit())?;
    let last = lower.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (before, figures, behind) = (lower.get(..first)?.trim(), lower.get(first..last)?, lower.get(last..)?.trim());
    let thousand = THOUSAND.into_iter().filter_map(|word| behind.strip_prefix(word)).next();
    // “30k €”, “30kEUR”: behind the thousands stands a currency or nothing.
    let currency = match (before, thousand.unwrap_or(behind).trim()) {
        ("", "") => &[],
        (sign, "") | ("", sign) => currencies(sign)?,
        _ => return None,
    };
    let cents = figure_cents(figures)?;
    match thousand {
        // “30.000k” is a slip.
        Some(_) if cents >= 100_000 => None,
        Some(_) => Some((cents.checked_mul(1_000)?, currency)),
        None => Some((cents, currency)),
    }
}

fn currencies(sign: &str) -> Option<&'static [&'static str]> {
    let signed = SIGNS.into_iter().find(|(known, _)| *known == sign).map(|(_, codes)| codes);
    signed.or_else(|| CURRENCIES.iter().find(|code| code.eq_ignore_ascii_case(sign)).map(std::slice::from_ref))
}

/// Figures with their marks. A point or comma with one or two digits behind it at the end divides the hundredths; all other
/// marks group by three, and are all the same one.
fn figure_cents(text: &str) -> Option<i64> {
    let (whole, part) = match text.rfind(['.', ',']) {
        Some(mark) if text.len() - mark <= 3 => (text.get(..mark)?, text.get(mark + 1..)?),
        _ => (text, ""),
    };
    let mark = text.get(whole.len()..)?.chars().next();
    let mut marks = whole.chars().filter(|c| !c.is_ascii_digit());
    let first = marks.next();
    let known = first.is_none_or(|c| matches!(c, '.' | ',' | '\'' | '’') || c.is_whitespace());
    if !known || marks.any(|other| Some(other) != first) || (mark.is_some() && mark == first) {
        return None;
    }
    let groups: Vec<&str> = first.map_or_else(|| vec![whole], |first| whole.split(first).collect());
    let most = if groups.len() > 1 { 3 } else { 12 };
    let grouped_well =
        groups.iter().skip(1).all(|group| group.len() == 3) && (1..=most).contains(&groups.first()?.len());
    if !grouped_well || !part.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let whole: i64 = groups.concat().parse().ok()?;
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(part)
}
