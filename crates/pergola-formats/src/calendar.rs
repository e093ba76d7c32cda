//! iCalendar (RFC 5545) with the messages of iTIP (RFC 5546): what happens when, for the calendars that people have.
//!
//! Only written here: nobody sends us calendars. Moments are in UTC, so that no table of zones must come along; a calendar
//! shows them on its reader's clock. Days without an hour are dates.

use jiff::{Timestamp, civil::Date};

use crate::vcard::{escaped, escaped_uri, fold};

/// What a calendar that comes by mail asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// It is there, or it is otherwise than before.
    Request,
    /// It is not there any more.
    Cancel,
}

impl Method {
    /// Its word, as the calendar and the type of a mail's part say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Moments { from: Timestamp, to: Timestamp },
    Day(Date),
}

/// A name with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    pub name: String,
    pub address: String,
}

/// Something in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same for ever, whatever changes.
    pub uid: String,
    /// How often it changed since calendars know it.
    pub sequence: i64,
    /// When it last changed.
    pub stamp: Timestamp,
    pub span: Span,
    pub summary: String,
    pub description: String,
    pub place: String,
    pub url: String,
    pub cancelled: bool,
    /// Who asks, and who is asked, where it comes by mail.
    pub organizer: Option<Mailbox>,
    pub attendee: Option<Mailbox>,
}

/// A whole calendar, with CRLF line ends and folded lines. `name` is what subscribers see it called.
#[must_use]
pub fn calendar(name: &str, method: Option<Method>, events: &[Event]) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(text, &mut out);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Pergola//Pergola//EN");
    line("CALSCALE:GREGORIAN");
    if let Some(method) = method {
        line(&format!("METHOD:{}", method.word()));
    }
    if !name.is_empty() {
        line(&format!("NAME:{}", escaped(name)));
        line(&format!("X-WR-CALNAME:{}", escaped(name)));
        line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    }
    for event in events {
        write(event, &mut line);
    }
    line("END:VCALENDAR");
    out
}

fn write(event: &Event, line: &mut impl FnMut(&str)) {
    line("BEGIN:VEVENT");
    line(&format!("UID:{}", escaped(&event.uid)));
    line(&format!("DTSTAMP:{}", utc(event.stamp)));
    line(&format!("LAST-MODIFIED:{}", utc(event.stamp)));
    line(&format!("SEQUENCE:{}", event.sequence.max(0)));
    match event.span {
        Span::Moments { from, to } => {
            line(&format!("DTSTART:{}", utc(from)));
            line(&format!("DTEND:{}", utc(to)));
        }
        Span::Day(day) => {
            line(&format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
            // A day takes no time away from its owner.
            line("TRANSP:TRANSPARENT");
        }
    }
    line(&format!("SUMMARY:{}", escaped(&event.summary)));
    for (name, text) in [("DESCRIPTION", &event.description), ("LOCATION", &event.place)] {
        if !text.is_empty() {
            line(&format!("{name}:{}", escaped(text)));
        }
    }
    if !event.url.is_empty() {
        line(&format!("URL:{}", escaped_uri(&event.url)));
    }
    line(if event.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    if let Some(organizer) = &event.organizer {
        line(&format!("ORGANIZER;CN={}:mailto:{}", quoted(&organizer.name), address(&organizer.address)));
    }
    if let Some(attendee) = &event.attendee {
        let of = format!("CN={}:mailto:{}", quoted(&attendee.name), address(&attendee.address));
        line(&format!("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;{of}"));
    }
    line("END:VEVENT");
}

/// `20260504T080000Z`: to the second, as calendars count.
fn utc(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A parameter's text (RFC 6868): the quote, the line end and the caret are written around.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '^' => out.push_str("^^"),
            '"' => out.push_str("^'"),
            '\n' => out.push_str("^n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn address(address: &str) -> String {
    address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use calcard::icalendar::{ICalendar, ICalendarProperty, ICalendarValue};

    use super::{Event, Mailbox, Method, Span, calendar};

    fn coffee() -> Event {
        Event {
            uid: "meeting-7@pergola.example".to_owned(),
            sequence: 2,
            stamp: "2026-03-10T09:00:00Z".parse().unwrap(),
            span: Span::Moments {
                from: "2026-05-04T08:00:00Z".parse().unwrap(),
                to: "2026-05-04T09:00:00Z".parse().unwrap(),
            },
            summary: "Caffè con Bruno; alle dieci, \\ puntuali".to_owned(),
            description: "Prima riga\nseconda riga, che è molto lunga perché deve andare a capo più di una volta, così"
                .to_owned(),
            place: "Bar della stazione, Ancona".to_owned(),
            url: "https://pergola.example/meetings/7".to_owned(),
            cancelled: false,
            organizer: Some(Mailbox { name: "Pergola".to_owned(), address: "no-reply@pergola.example".to_owned() }),
            attendee: Some(Mailbox {
                name: "Ada \"la rossa\" Rossi".to_owned(),
                address: "ada@example.org".to_owned(),
            }),
        }
    }

    fn text_of(read: &ICalendar, property: &ICalendarProperty) -> String {
        let entry = read.components.iter().flat_map(|component| &component.entries);
        let mut found = entry.filter(|entry| entry.name == *property);
        match found.next().and_then(|entry| entry.values.first()) {
            Some(ICalendarValue::Text(text)) => text.clone(),
            Some(ICalendarValue::Integer(number)) => number.to_string(),
            other => panic!("{property:?}: {other:?}"),
        }
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let text = calendar("I miei incontri", Some(Method::Request), &[coffee()]);
        let read = ICalendar::parse(&text).unwrap();
        assert_eq!(text_of(&read, &ICalendarProperty::Uid), coffee().uid);
        assert_eq!(text_of(&read, &ICalendarProperty::Summary), coffee().summary);
        assert_eq!(text_of(&read, &ICalendarProperty::Description), coffee().description);
        assert_eq!(text_of(&read, &ICalendarProperty::Location), coffee().place);
        assert_eq!(text_of(&read, &ICalendarProperty::Sequence), "2");
        assert!(text.contains("DTSTART:20260504T080000Z\r\nDTEND:20260504T090000Z\r\n"));
        assert!(text.contains("METHOD:REQUEST\r\n") && text.contains("STATUS:CONFIRMED\r\n"));
        assert!(text.replace("\r\n ", "").contains("CN=\"Ada ^'la rossa^' Rossi\":mailto:ada@example.org"));
    }

    #[test]
    fn lines_are_folded_at_75_octets_and_end_with_crlf() {
        let text = calendar("x", None, &[coffee()]);
        assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
        assert!(!text.contains("METHOD"));
    }

    #[test]
    fn a_day_is_a_date_and_what_is_cancelled_says_so() {
        let day = Event { span: Span::Day(jiff::civil::date(2026, 3, 9)), cancelled: true, ..coffee() };
        let text = calendar("", Some(Method::Cancel), &[day]);
        assert!(text.contains("DTSTART;VALUE=DATE:20260309\r\n") && text.contains("STATUS:CANCELLED\r\n"));
        assert!(text.contains("METHOD:CANCEL\r\n"));
    }

    #[test]
    fn nothing_in_a_text_can_begin_a_line_of_its_own() {
        let odd = "x\r\nATTENDEE:mailto:eve@example.org\u{0}\u{7}";
        let event = Event {
            uid: odd.to_owned(),
            summary: odd.to_owned(),
            url: odd.to_owned(),
            place: odd.to_owned(),
            organizer: Some(Mailbox { name: odd.to_owned(), address: odd.to_owned() }),
            attendee: None,
            ..coffee()
        };
        let text = calendar(odd, None, &[event]);
        assert!(!text.lines().any(|line| line.starts_with("ATTENDEE")), "{text}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_survives(text in "[^\u{0}-\u{1f}\u{7f}-\u{9f}]{1,120}") {
            let event = Event { summary: text.clone(), ..coffee() };
            let written = calendar("", None, &[event]);
            proptest::prop_assert!(written.lines().all(|line| line.len() <= 75));
            let unfolded = written.replace("\r\n ", "");
            let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
            let back = line.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
            // Where a backslash stands before a comma the quick reading above is ambiguous; ours has none then.
            proptest::prop_assert!(text.contains('\\') || back == text);
        }
    }
}
