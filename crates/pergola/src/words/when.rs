//! Days and spans in words: "martedì 14 aprile", "3 weeks ago", "every two months".

use jiff::tz::TimeZone;
use pergola_domain::{
    mailing::MORNING_HOUR,
    time::{DAY_US, Timestamp, YearMonth},
};

use super::Speech;

/// A moment on the walls of a zone.
fn there(moment: Timestamp, zone: &str) -> jiff::ZonedDateTime {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let instant = jiff::Timestamp::from_microsecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    instant.to_zoned_datetime(zone)
}

impl Speech {
    /// A day with its month and, where it is not this year, its year: "14 aprile", "9 March 2021".
    pub(crate) fn day(&self, moment: Timestamp, now: Timestamp) -> String {
        let (day, today) = (self.date_of(moment), self.day_here(now));
        let key = if day.year() == today.year() { "date-day" } else { "date-day-year" };
        self.date(key, day)
    }

    /// A day with its weekday: "martedì 14 aprile".
    pub(crate) fn weekday(&self, moment: Timestamp) -> String {
        self.date("date-weekday", self.date_of(moment))
    }

    /// The hour and minute on this server's clock: "9.10", "9:10".
    pub(crate) fn clock(&self, moment: Timestamp) -> String {
        let time = self.zoned(moment).time();
        let (hour, minute) = (time.hour().to_string(), format!("{:02}", time.minute()));
        self.say("date-clock").arg("hour", hour).arg("minute", minute).text()
    }

    /// A day and an hour on the walls of a zone: "martedì 14 aprile, 9.10".
    pub(crate) fn hour_there(&self, moment: Timestamp, zone: &str) -> String {
        let there = there(moment, zone);
        let day = self.date("date-weekday", there.date());
        self.say("date-at").arg("day", day).arg("clock", self.clock_of(&there)).text()
    }

    /// When something ends that began at `from`: the hour alone where it is the same day.
    pub(crate) fn end_there(&self, from: Timestamp, to: Timestamp, zone: &str) -> String {
        let end = there(to, zone);
        if there(from, zone).date() == end.date() { self.clock_of(&end) } else { self.hour_there(to, zone) }
    }

    fn clock_of(&self, there: &jiff::ZonedDateTime) -> String {
        let (hour, minute) = (there.time().hour().to_string(), format!("{:02}", there.time().minute()));
        self.say("date-clock").arg("hour", hour).arg("minute", minute).text()
    }

    /// The same on this server's walls, where they show another hour.
    pub(crate) fn hour_here(&self, moment: Timestamp, zone: &str) -> Option<String> {
        let here = self.time_zone().iana_name().map_or_else(|| "UTC".to_owned(), str::to_owned);
        let (there, here) = (self.hour_there(moment, zone), self.hour_there(moment, &here));
        (there != here).then_some(here)
    }

    /// When somebody wrote, short: "9.10", "ieri", "sabato", "9 marzo".
    pub(crate) fn lately(&self, moment: Timestamp, now: Timestamp) -> String {
        let (day, today) = (self.zoned(moment).date(), self.zoned(now).date());
        match today.since(day).map_or(0, |span| span.get_days()) {
            0 => self.clock(moment),
            1 => self.say("ago-days").arg("days", 1_i64).text(),
            2..=6 => self.s(weekday_key(day.weekday())).to_owned(),
            _ => self.date(if day.year() == today.year() { "date-day" } else { "date-day-year" }, day),
        }
    }

    /// The same with the hour, for what stands in an order: "9.10", "ieri, 9.10", "9 marzo, 9.10".
    pub(crate) fn lately_at(&self, moment: Timestamp, now: Timestamp) -> String {
        let day = self.lately(moment, now);
        let clock = self.clock(moment);
        if day == clock { clock } else { self.say("date-at").arg("day", day).arg("clock", clock).text() }
    }

    /// The same where it stands alone: "oggi, 9.10".
    pub(crate) fn lately_told(&self, moment: Timestamp, now: Timestamp) -> String {
        let (at, clock) = (self.lately_at(moment, now), self.clock(moment));
        if at != clock {
            return at;
        }
        self.say("date-at").arg("day", self.s("ago-today")).arg("clock", clock).text()
    }

    /// The day of a moment on this server's walls: within it, [`Speech::lately_told`] says the same.
    pub(crate) fn day_here(&self, moment: Timestamp) -> jiff::civil::Date {
        self.zoned(moment).date()
    }

    /// The day of something that happened: on this server's walls, unless it is kept as a day alone, which is the same day
    /// everywhere.
    pub(crate) fn date_of(&self, moment: Timestamp) -> jiff::civil::Date {
        if is_day(moment) { civil(moment) } else { self.day_here(moment) }
    }

    /// What somebody means by a day in a form: today is now, another day is its noon on this server's walls, so that no
    /// hour moves it to the day before.
    pub(crate) fn on_day(&self, text: &str, now: Timestamp) -> Option<Timestamp> {
        let at = parse(text)?;
        if !is_day(at) {
            return Some(at);
        }
        let day = civil(at);
        if day == self.day_here(now) {
            return Some(now);
        }
        let noon = day.at(12, 0, 0, 0).to_zoned_datetime(self.time_zone()).ok()?;
        Some(Timestamp(noon.timestamp().as_microsecond()))
    }

    /// What a program means by a moment or a day: a day that has begun on this server's walls and not yet in UTC is now.
    pub(crate) fn given(&self, text: &str, now: Timestamp) -> Option<Timestamp> {
        let at = parse(text)?;
        let begun = at > now && is_day(at) && civil(at) <= self.day_here(now);
        Some(if begun { now } else { at })
    }

    /// A moment on this server's clock.
    fn zoned(&self, moment: Timestamp) -> jiff::ZonedDateTime {
        let instant = jiff::Timestamp::from_microsecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        instant.to_zoned_datetime(self.time_zone())
    }

    fn date(&self, key: &str, day: jiff::civil::Date) -> String {
        let month = self.s(month_key(day.month())).to_owned();
        let weekday = self.s(weekday_key(day.weekday())).to_owned();
        let year = day.year().to_string();
        self.say(key)
            .arg("day", i64::from(day.day()))
            .arg("month", month)
            .arg("weekday", weekday)
            .arg("year", year)
            .text()
    }

    /// A month of a career: "marzo 2019", "2019".
    pub(crate) fn month(&self, moment: &YearMonth) -> String {
        let year = moment.year.to_string();
        match moment.month.and_then(|month| i8::try_from(month).ok()) {
            Some(month) => {
                let month = self.s(month_key(month)).to_owned();
                self.say("date-month").arg("month", month).arg("year", year).text()
            }
            None => year,
        }
    }

    /// How long ago, in the largest unit that tells: "oggi", "3 weeks ago". Midnights on this server's walls are counted:
    /// what was yesterday evening is not of today.
    pub(crate) fn ago(&self, moment: Timestamp, now: Timestamp) -> String {
        let between = self.day_here(now).since(self.date_of(moment));
        let days = between.map_or(0, |span| i64::from(span.get_days())).max(0);
        let (key, unit, count) = match days {
            0 => return self.s("ago-today").to_owned(),
            1..=13 => ("ago-days", "days", days),
            14..=55 => ("ago-weeks", "weeks", days / 7),
            56..=699 => ("ago-months", "months", days * 12 / 365),
            _ => ("ago-years", "years", days / 365),
        };
        self.say(key).arg(unit, count).text()
    }

    /// A rhythm: "ogni mese", "every 6 weeks".
    pub(crate) fn every(&self, days: i64) -> String {
        let (key, unit, count) = match days {
            ..=6 => ("every-days", "days", days.max(1)),
            365.. if days % 365 == 0 => ("every-years", "years", days / 365),
            30.. if days % 30 <= days / 60 || days % 30 == 0 => ("every-months", "months", days / 30),
            _ if days % 7 == 0 => ("every-weeks", "weeks", days / 7),
            _ => ("every-days", "days", days),
        };
        self.say(key).arg(unit, count).text()
    }
}

/// Whether this is a day without an hour: such are kept as their midnight in UTC.
fn is_day(moment: Timestamp) -> bool {
    moment.0.rem_euclid(DAY_US) == 0
}

/// The day of a moment in UTC: right for what is kept as a day alone. For what happened, [`Speech::date_of`].
pub(crate) fn civil(moment: Timestamp) -> jiff::civil::Date {
    let instant = jiff::Timestamp::from_microsecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    instant.to_zoned_datetime(TimeZone::UTC).date()
}

/// The first morning after a moment, on the clock of this zone.
pub(crate) fn morning_after(zone: &TimeZone, moment: Timestamp) -> Timestamp {
    let today = morning_of(zone, moment, 0);
    if today > moment { today } else { morning_of(zone, moment, 1) }
}

/// The last morning up to a moment.
pub(crate) fn morning_before(zone: &TimeZone, moment: Timestamp) -> Timestamp {
    let today = morning_of(zone, moment, 0);
    if today <= moment { today } else { morning_of(zone, moment, -1) }
}

/// The morning of the day of a moment, or of a day so many later. Where a clock is set on at that hour, the next there is.
fn morning_of(zone: &TimeZone, moment: Timestamp, days_later: i64) -> Timestamp {
    let instant = jiff::Timestamp::from_microsecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let day = instant.to_zoned_datetime(zone.clone()).date();
    let day = day.checked_add(jiff::Span::new().days(days_later)).unwrap_or(day);
    let at = day.at(MORNING_HOUR, 0, 0, 0).to_zoned_datetime(zone.clone());
    Timestamp(at.map_or(moment.0, |at| at.timestamp().as_microsecond()))
}

/// A day as `<input type="date">` and JSON write it: `2026-04-14`.
pub(crate) fn day_input(moment: Timestamp) -> String {
    civil(moment).to_string()
}

/// The year of a moment, as people say it: without grouping.
pub(crate) fn year(moment: Timestamp) -> String {
    civil(moment).year().to_string()
}

/// The first moment of a day in UTC.
pub(crate) fn midnight(day: jiff::civil::Date) -> Timestamp {
    let at = day.to_zoned_datetime(TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_microsecond());
    Timestamp(at)
}

/// RFC 3339 in UTC, as JSON and `<time datetime>` want it.
pub(crate) fn rfc3339(moment: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}

/// A moment or a day as programs write it: RFC 3339, or `2026-04-14`.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Some(Timestamp(instant.as_microsecond()));
    }
    text.parse::<jiff::civil::Date>().ok().map(midnight)
}

fn month_key(month: i8) -> &'static str {
    match month {
        1 => "month-1",
        2 => "month-2",
        3 => "month-3",
        4 => "month-4",
        5 => "month-5",
        6 => "month-6",
        7 => "month-7",
        8 => "month-8",
        9 => "month-9",
        10 => "month-10",
        11 => "month-11",
        _ => "month-12",
    }
}

fn weekday_key(day: jiff::civil::Weekday) -> &'static str {
    use jiff::civil::Weekday;
    match day {
        Weekday::Monday => "weekday-1",
        Weekday::Tuesday => "weekday-2",
        Weekday::Wednesday => "weekday-3",
        Weekday::Thursday => "weekday-4",
        Weekday::Friday => "weekday-5",
        Weekday::Saturday => "weekday-6",
        Weekday::Sunday => "weekday-7",
    }
}

/// A text inside an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            byte => out.extend(format!("%{byte:02X}").chars()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use pergola_domain::time::Timestamp;

    use super::{morning_after, morning_before, parse, rfc3339};

    proptest::proptest! {
        #[test]
        fn a_moment_that_is_read_is_written_and_read_again(
            text in "[-+0-9TZtz:.\\[\\]a-zA-Z/ ]{0,40}|[-+]?[0-9]{1,6}-[0-9]{1,2}-[0-9]{1,2}(T[0-9:.]{0,15}Z?)?",
        ) {
            if let Some(moment) = parse(&text) {
                proptest::prop_assert_eq!(parse(&rfc3339(moment)), Some(moment));
            }
        }
    }

    #[test]
    fn mornings_follow_the_clock_of_the_zone_through_its_changes() {
        let rome = TimeZone::get("Europe/Rome").unwrap();
        let at = |text: &str| Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_microsecond());
        let around = |text: &str| (rfc3339(morning_before(&rome, at(text))), rfc3339(morning_after(&rome, at(text))));
        let told = |before: &str, after: &str| (before.to_owned(), after.to_owned());
        assert_eq!(around("2026-03-10T09:00:00Z"), told("2026-03-10T06:00:00Z", "2026-03-11T06:00:00Z"));
        assert_eq!(around("2026-03-10T06:00:00Z"), told("2026-03-10T06:00:00Z", "2026-03-11T06:00:00Z"));
        assert_eq!(around("2026-03-10T05:59:59Z"), told("2026-03-09T06:00:00Z", "2026-03-10T06:00:00Z"));
        assert_eq!(around("2026-03-28T12:00:00Z"), told("2026-03-28T06:00:00Z", "2026-03-29T05:00:00Z"));
        assert_eq!(around("2026-10-24T12:00:00Z"), told("2026-10-24T05:00:00Z", "2026-10-25T06:00:00Z"));
    }
}
