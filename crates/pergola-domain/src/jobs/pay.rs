//! What a job pays: a range, a currency, a period. Required, whole, and the right way up.

use super::Refusal;

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
    /// From what somebody typed: «32.000», “32,000”, `32000.50`. One amount alone is both ends.
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
        let from_cents = cents(from).ok_or(Refusal::PayMalformed)?;
        let to_cents = if to.trim().is_empty() { from_cents } else { cents(to).ok_or(Refusal::PayMalformed)? };
        let pay = Self { from_cents, to_cents, currency, period };
        match () {
            () if pay.from_cents <= 0 || pay.a_year(pay.to_cents) > MOST_CENTS => Err(Refusal::PayMalformed),
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

/// An amount in hundredths. The last point or comma with one or two digits behind it divides the hundredths; all others
/// only group.
#[must_use]
pub fn cents(typed: &str) -> Option<i64> {
    let text: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '’').collect();
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    let (whole, part) = match text.rfind(['.', ',']) {
        Some(mark) if text.len() - mark <= 3 && mark + 1 < text.len() => {
            let (whole, part) = text.split_at_checked(mark)?;
            (whole.to_owned(), part.get(1..)?.to_owned())
        }
        _ => (text.clone(), String::new()),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let grouped_well = groups.iter().skip(1).all(|group| group.len() == 3) && groups.first()?.len() <= 12;
    if !grouped_well {
        return None;
    }
    let whole: i64 = groups.concat().parse().ok()?;
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(part)
}
