//! Moments and days. Rules and tables know microseconds UTC; civil time and zones belong to pages and meetings.

use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

/// Microseconds in a day.
pub const DAY_US: i64 = 86_400_000_000;

/// Microseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY_US)))
    }

    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole days from `earlier` to here; zero when `earlier` is later: a clock set back makes nobody older.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i64 {
        let days = self.0.saturating_sub(earlier.0) / DAY_US;
        if days > 0 { days } else { 0 }
    }

    /// The Monday-based week that this moment is in, counted from the one of 1970-01-01 (a Thursday).
    #[must_use]
    pub const fn week(self) -> i64 {
        (self.0.div_euclid(DAY_US) + 3).div_euclid(7)
    }
}

impl Add<i64> for Timestamp {
    type Output = Self;

    fn add(self, microseconds: i64) -> Self {
        Self(self.0.saturating_add(microseconds))
    }
}

impl Sub for Timestamp {
    type Output = i64;

    fn sub(self, other: Self) -> i64 {
        self.0.saturating_sub(other.0)
    }
}

#[cfg(feature = "db")]
impl pergola_db::ToValue for Timestamp {
    fn to_value(&self) -> pergola_db::Value {
        pergola_db::Value::Int(self.0)
    }
}

#[cfg(feature = "db")]
impl pergola_db::FromValue for Timestamp {
    fn from_value(value: pergola_db::Value) -> Result<Self, pergola_db::Fault> {
        i64::from_value(value).map(Self)
    }
}

/// A month of a year, as careers are told: "from March 2019". The month may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct YearMonth {
    pub year: i16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<u8>,
}

impl YearMonth {
    /// Years from 1900 to 2200, months from 1 to 12.
    #[must_use]
    pub fn new(year: i16, month: Option<u8>) -> Option<Self> {
        let good = (1900..=2200).contains(&year) && month.is_none_or(|month| (1..=12).contains(&month));
        good.then_some(Self { year, month })
    }

    /// Months since year 0, an unknown month counting as the year's first.
    #[must_use]
    pub fn first_month(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month.unwrap_or(1)) - 1
    }

    /// Months since year 0, an unknown month counting as the year's last.
    #[must_use]
    pub fn last_month(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month.unwrap_or(12)) - 1
    }

    /// One number for a table: year × 100 + month, month 0 where unknown.
    #[must_use]
    pub fn packed(self) -> i64 {
        i64::from(self.year) * 100 + i64::from(self.month.unwrap_or(0))
    }

    /// The reverse of [`YearMonth::packed`].
    #[must_use]
    pub fn from_packed(packed: i64) -> Option<Self> {
        let month = u8::try_from(packed % 100).ok()?;
        Self::new(i16::try_from(packed / 100).ok()?, (month > 0).then_some(month))
    }
}

impl std::fmt::Display for YearMonth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.month {
            Some(month) => write!(f, "{:04}-{month:02}", self.year),
            None => write!(f, "{:04}", self.year),
        }
    }
}

impl std::str::FromStr for YearMonth {
    type Err = ();

    /// `2019-03` or `2019`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, month) = match text.trim().split_once('-') {
            Some((year, month)) => (year, Some(month.parse().map_err(drop)?)),
            None => (text.trim(), None),
        };
        Self::new(year.parse().map_err(drop)?, month).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY_US, Timestamp, YearMonth};

    #[test]
    fn days_never_run_backwards() {
        let noon = Timestamp(DAY_US * 10 + DAY_US / 2);
        assert_eq!(noon.days_since(Timestamp(DAY_US * 9)), 1);
        assert_eq!(noon.days_since(noon.plus_days(4)), 0);
    }

    #[test]
    fn weeks_begin_on_monday() {
        // 1970-01-05 was a Monday.
        let sunday = Timestamp(DAY_US * 4 - 1);
        assert_eq!(sunday.week(), 0);
        assert_eq!(sunday.plus_seconds(1).week(), 1);
    }

    #[test]
    fn months_survive_the_table_and_the_text() {
        for text in ["2019-03", "2019"] {
            let month: YearMonth = text.parse().unwrap();
            assert_eq!(YearMonth::from_packed(month.packed()), Some(month));
            assert_eq!(month.to_string(), text);
        }
        for bad in ["2019-13", "1899", "marzo", "2019-", ""] {
            assert!(bad.parse::<YearMonth>().is_err(), "{bad}");
        }
    }
}
