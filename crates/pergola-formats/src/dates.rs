//! Dates as files write them. Every reader tries its own form first and then the others, since a trip through a spreadsheet
//! changes them.
//!
//! Where two readings are possible (`03/04/2024`) the day comes first, unless the file is one of LinkedIn's that writes the
//! month first. Two-digit years are 1970 to 2069. A time without zone is taken as UTC.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use thiserror::Error;

/// A year, perhaps a month, perhaps a day: `2018`, `2020-01`, `2024-01-01`. Ordered by its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// The text or the numbers are no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no date of the form 2018, 2020-01 or 2024-01-01")]
pub struct PartialDateError;

impl PartialDate {
    /// Refuses a day without month, and days that no calendar has. Years from 1 to 9999.
    ///
    /// # Errors
    /// When there is no such date.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Result<Self, PartialDateError> {
        let whole = year >= 1 && (month.is_some() || day.is_none());
        let exists = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok();
        if whole && exists { Ok(Self { year, month, day }) } else { Err(PartialDateError) }
    }

    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// 1 to 12.
    #[must_use]
    pub const fn month(self) -> Option<i8> {
        self.month
    }

    /// 1 to 31.
    #[must_use]
    pub const fn day(self) -> Option<i8> {
        self.day
    }

    /// The day, if all three parts are known.
    #[must_use]
    pub fn whole(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    /// Reads exactly what `Display` writes.
    fn from_str(text: &str) -> Result<Self, PartialDateError> {
        let mut parts = text.split('-');
        let year = number(parts.next().filter(|year| year.len() == 4)).ok_or(PartialDateError)?;
        let mut two_digits = || match parts.next() {
            None => Ok(None),
            part => number::<i8>(part.filter(|part| part.len() == 2)).map(Some).ok_or(PartialDateError),
        };
        let (month, day) = (two_digits()?, two_digits()?);
        if parts.next().is_some() {
            return Err(PartialDateError);
        }
        Self::new(year, month, day)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Which number comes first in `03/04/2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    Day,
    Month,
}

/// A whole day, in any form we know: `01 Jan 2024`, `7-Feb-22`, `7 febbraio 2022`, `2024-01-01`, `01/02/2024`.
pub(crate) fn day(text: &str, first: First) -> Option<Date> {
    partial(text, first)?.whole()
}

/// As much of a date as there is: `2018`, `Jan 2020`, `gen 2020`, `2020-01`, `Mar-21` and all forms of [`day`].
pub(crate) fn partial(text: &str, first: First) -> Option<PartialDate> {
    // A time may follow; it says nothing of the day.
    let text = match text.split_once('T') {
        Some((date, time)) if time.contains(':') && date.ends_with(|c: char| c.is_ascii_digit()) => date,
        _ => text,
    };
    let words: Vec<&str> = words(text, " -/.,\u{a0}\u{202f}");
    let clock = words.iter().position(|word| word.contains(':')).unwrap_or(words.len());
    let words = words.get(..clock)?;
    let (year, month, day) = match *words {
        [year] if year.len() == 8 => (year.get(..4)?, year.get(4..6), year.get(6..)),
        [year] => (year, None, None),
        [a, b] if a.len() == 4 && number::<i16>(Some(a)).is_some() => (a, Some(b), None),
        [month, year] => (year, Some(month), None),
        [a, b, c] if a.len() == 4 && number::<i16>(Some(a)).is_some() => (a, Some(b), Some(c)),
        [a, b, year] => ordered(a, b, first).map(|(month, day)| (year, Some(month), Some(day)))?,
        _ => return None,
    };
    let month = month.map(month_number);
    let day = day.map(|day| number::<i8>(Some(day)));
    match (month, day) {
        (Some(None), _) | (_, Some(None)) => None,
        (month, day) => PartialDate::new(full_year(year)?, month.flatten(), day.flatten()).ok(),
    }
}

/// Month and day out of two words, one of which may be a name, or too large for a month.
fn ordered<'a>(a: &'a str, b: &'a str, first: First) -> Option<(&'a str, &'a str)> {
    let (left, right) = (number::<i8>(Some(a)), number::<i8>(Some(b)));
    Some(match (left, right) {
        (None, Some(_)) => (a, b),
        (Some(_), None) => (b, a),
        (Some(left), Some(right)) => match (left > 12, right > 12, first) {
            (true, _, _) => (b, a),
            (_, true, _) => (a, b),
            (_, _, First::Month) => (a, b),
            (_, _, First::Day) => (b, a),
        },
        (None, None) => return None,
    })
}

/// A moment in microseconds UTC, in any form we know:
/// `2026-08-31 21:20:46 UTC`, `2023/03/01 19:52:23 UTC`, `9/5/26, 1:12 AM`, `Sat Sep 05 08:12:14 UTC 2026`, RFC 3339.
/// A day alone is its noon, so that no zone moves it to another day.
pub(crate) fn moment(text: &str, first: First) -> Option<i64> {
    let text = text.trim();
    if let Ok(exact) = text.parse::<Timestamp>() {
        return Some(exact.as_microsecond());
    }
    let all = words(text, " ,\u{a0}\u{202f}");
    let at = all.iter().position(|word| word.contains(':'));
    let Some(at) = at else {
        return micros(day(text, first)?, [12, 0, 0]);
    };
    let (before, clock, after) = (all.get(..at)?, all.get(at)?, all.get(at + 1..)?);
    // `2026-08-31T21:20:46` without a zone.
    let (glued, clock) = clock.split_once('T').unwrap_or(("", clock));
    let clock = time_of_day(clock, after)?;
    let mut date = before.to_vec();
    date.extend((!glued.is_empty()).then_some(glued));
    if date.first().is_some_and(|word| is_week_day(word)) {
        date.remove(0);
        // `Sep 05 … 2026`: the year stands at the end.
        date.extend(after.iter().rev().find(|word| word.len() == 4 && number::<i16>(Some(word)).is_some()));
        return micros(day(&date.join(" "), First::Month)?, clock);
    }
    micros(day(&date.join(" "), first)?, clock)
}

fn micros(date: Date, [hour, minute, second]: [i8; 3]) -> Option<i64> {
    let at = date.at(hour, minute, second, 0);
    jiff::tz::Offset::UTC.to_timestamp(at).ok().map(Timestamp::as_microsecond)
}

fn time_of_day(clock: &str, after: &[&str]) -> Option<[i8; 3]> {
    let clock = clock.trim_end_matches('Z');
    let (clock, glued) =
        clock.split_at_checked(clock.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(clock.len()))?;
    let mut parts = clock.split([':', '.']);
    let hour: i8 = number(parts.next())?;
    let minute: i8 = number(parts.next())?;
    let second: i8 = parts.next().map_or(Some(0), |second| number(Some(second)))?;
    let half = if glued.is_empty() { after.first().copied().unwrap_or_default() } else { glued };
    let hour = match half.to_ascii_lowercase().replace('.', "").as_str() {
        "am" if hour == 12 => 0,
        "pm" if hour < 12 => hour + 12,
        _ => hour,
    };
    // A leap second is its neighbour.
    let second = second.min(59);
    ((0..24).contains(&hour) && (0..60).contains(&minute) && second >= 0).then_some([hour, minute, second])
}

fn words<'a>(text: &'a str, between: &str) -> Vec<&'a str> {
    text.split(|c: char| between.contains(c) || c.is_whitespace()).filter(|word| !word.is_empty()).take(8).collect()
}

/// Digits and nothing else: `+5` and `-5` are no part of a date.
fn number<T: FromStr>(text: Option<&str>) -> Option<T> {
    let text = text?;
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn full_year(text: &str) -> Option<i16> {
    let year: i16 = number(Some(text.trim_start_matches('\'')))?;
    match text.trim_start_matches('\'').len() {
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

fn is_week_day(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| word.starts_with(day))
}

/// A month by number or by name: English, Italian, French, Spanish, German, whole or cut to three letters or more.
fn month_number(text: &str) -> Option<i8> {
    if let Some(number) = number::<i8>(Some(text)) {
        return (1..=12).contains(&number).then_some(number);
    }
    let text = text.trim_end_matches('.').to_lowercase();
    let cut: String = text.chars().take(3).collect();
    Some(match cut.as_str() {
        "jan" | "gen" | "ene" | "jän" => 1,
        "feb" | "fév" | "fev" => 2,
        "mar" | "mär" | "mrz" => 3,
        "apr" | "avr" | "abr" => 4,
        "may" | "mag" | "mai" => 5,
        "jui" if text.starts_with("juil") => 7,
        "jun" | "giu" | "jui" => 6,
        "jul" | "lug" => 7,
        "aug" | "ago" | "aoû" | "aou" => 8,
        "sep" | "set" => 9,
        "oct" | "ott" | "okt" => 10,
        "nov" => 11,
        "dec" | "dic" | "déc" | "dez" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    #[test]
    fn days_in_all_their_forms() {
        for (text, first, expected) in [
            ("01 Jan 2024", First::Day, "2024-01-01"),
            ("7-Feb-22", First::Day, "2022-02-07"),
            ("07-feb-22", First::Day, "2022-02-07"),
            ("7 febbraio 2022", First::Day, "2022-02-07"),
            ("12 juil. 2021", First::Day, "2021-07-12"),
            ("2024-03-09", First::Day, "2024-03-09"),
            ("2024-03-09T10:00:00Z", First::Day, "2024-03-09"),
            ("2024-03-09 10:00", First::Day, "2024-03-09"),
            ("20240309", First::Day, "2024-03-09"),
            ("03/04/2024", First::Day, "2024-04-03"),
            ("03/04/2024", First::Month, "2024-03-04"),
            ("13/04/2024", First::Month, "2024-04-13"),
            ("04/13/2024", First::Day, "2024-04-13"),
            ("Sep 5, 2026", First::Day, "2026-09-05"),
            ("31.12.99", First::Day, "1999-12-31"),
        ] {
            assert_eq!(day(text, first).map(|day| day.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "2024", "Jan 2024", "31 Feb 2024", "1 2 3 4", "-1-2-3", "٣ Jan 2024", "12:00"] {
            assert_eq!(day(text, First::Day), None, "{text}");
        }
    }

    #[test]
    fn parts_of_dates() {
        for (text, expected) in [
            ("Jan 2020", "2020-01"),
            ("2018", "2018"),
            ("gen 2020", "2020-01"),
            ("2020-07", "2020-07"),
            ("Mar-21", "2021-03"),
        ] {
            assert_eq!(partial(text, First::Day).map(|date| date.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn moments_in_all_their_forms() {
        for (text, first, expected) in [
            ("2026-08-31 21:20:46 UTC", First::Day, "2026-08-31T21:20:46Z"),
            ("2023/03/01 19:52:23 UTC", First::Day, "2023-03-01T19:52:23Z"),
            ("9/5/26, 1:12 AM", First::Month, "2026-09-05T01:12:00Z"),
            ("9/5/26, 1:12\u{202f}PM", First::Month, "2026-09-05T13:12:00Z"),
            ("01/19/13, 12:10 AM", First::Month, "2013-01-19T00:10:00Z"),
            ("1/2/13, 12:10 PM", First::Month, "2013-01-02T12:10:00Z"),
            ("Sat Sep 05 08:12:14 UTC 2026", First::Day, "2026-09-05T08:12:14Z"),
            ("2026-07-20 10:25:25", First::Day, "2026-07-20T10:25:25Z"),
            ("2026-07-20T10:25:25", First::Day, "2026-07-20T10:25:25Z"),
            ("2026-07-20T10:25:25+02:00", First::Day, "2026-07-20T08:25:25Z"),
            ("20 Jul 2026", First::Day, "2026-07-20T12:00:00Z"),
        ] {
            assert_eq!(moment(text, first), Some(utc(expected)), "{text}");
        }
        for text in ["", ":", "9/5/26, 25:12", "99/99/26, 1:12 AM", "now 10:00"] {
            assert_eq!(moment(text, First::Month), None, "{text}");
        }
    }

    #[test]
    fn partial_dates_read_what_they_write() {
        for text in ["0001", "2018", "2020-01", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "18", "2020-1", "2020-13", "2023-02-29", "2020-01-01-01", "+020", "0000"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
