//! The book of zones: which moment an hour on a wall is, and which hour on a wall a moment is.

use jiff::tz::{AmbiguousOffset, TimeZone};
use pergola_domain::{meetings::Read, time::Timestamp};

/// The zones that a form offers first; any other name of the book may be typed.
pub(crate) const ZONES: [&str; 16] = [
    "Europe/Rome",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Kyiv",
    "Africa/Casablanca",
    "Africa/Lagos",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Los_Angeles",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "UTC",
];

fn zone_of(name: &str) -> Option<(TimeZone, String)> {
    let zone = TimeZone::get(name.trim()).ok()?;
    let known = zone.iana_name()?.to_owned();
    Some((zone, known))
}

/// What was typed: `2026-05-04T10:00` on a wall in `zone`, or a moment of RFC 3339 that is shown there.
pub(crate) fn read(at: &str, zone: &str) -> Read {
    let Some((zone, name)) = zone_of(zone) else { return Read::ZoneUnknown };
    let at = at.trim();
    if let Ok(moment) = at.parse::<jiff::Timestamp>() {
        return Read::At { at: Timestamp(moment.as_microsecond()), zone: name };
    }
    let Some(on_the_wall) = at.contains(['T', ' ']).then(|| at.parse::<jiff::civil::DateTime>().ok()).flatten() else {
        return Read::Malformed;
    };
    let moment = zone.to_ambiguous_timestamp(on_the_wall);
    match moment.offset() {
        AmbiguousOffset::Gap { .. } => Read::Skipped,
        AmbiguousOffset::Fold { .. } => Read::Repeated,
        AmbiguousOffset::Unambiguous { .. } => match moment.compatible() {
            Ok(moment) => Read::At { at: Timestamp(moment.as_microsecond()), zone: name },
            Err(_) => Read::Malformed,
        },
    }
}

/// The hour on a wall there, as programs and fields of forms write it: `2026-05-04T10:00`.
pub(crate) fn on_the_wall(moment: Timestamp, zone: &str) -> String {
    let instant = jiff::Timestamp::from_microsecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let zone = zone_of(zone).map_or(TimeZone::UTC, |(zone, _)| zone);
    instant.to_zoned_datetime(zone).strftime("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use pergola_domain::{meetings::Read, time::Timestamp};

    use super::{ZONES, on_the_wall, read};

    #[test]
    fn an_hour_on_a_wall_is_one_moment_none_or_two() {
        let rome = |at| read(at, "Europe/Rome");
        let Read::At { at, zone } = rome("2026-05-04T10:00") else { panic!() };
        assert_eq!((at, zone.as_str()), (Timestamp(1_777_881_600_000_000), "Europe/Rome"));
        assert_eq!(on_the_wall(at, "Europe/London"), "2026-05-04T09:00");
        assert_eq!(rome("2026-03-29T02:30"), Read::Skipped, "clocks jump from two to three");
        assert_eq!(rome("2026-10-25T02:30"), Read::Repeated, "clocks show it twice");
        assert_eq!(
            read("2026-04-04T02:15", "Australia/Lord_Howe"),
            read("2026-04-03T15:15:00Z", "Australia/Lord_Howe")
        );
        for bad in ["", "domani", "2026-02-30T10:00", "2026-05-04", "2026-05-04T25:00", "99999-01-01T10:00"] {
            assert_eq!(rome(bad), Read::Malformed, "{bad}");
        }
        for bad in ["", "Europe/Atlantide", "../etc/passwd", "CEST+1", "Roma"] {
            assert_eq!(read("2026-05-04T10:00", bad), Read::ZoneUnknown, "{bad}");
        }
        for zone in ZONES {
            assert!(matches!(read("2026-05-04T10:00", zone), Read::At { .. }), "{zone}");
        }
    }
}
