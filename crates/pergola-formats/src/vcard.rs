//! vCard 3.0 (RFC 2426) and 4.0 (RFC 6350), with the leftovers of 2.1 that telephones still write.
//!
//! Cards are cut out of the stream by their lines, without the pictures, sounds and keys that make them large; each is then
//! read by `calcard`, which forgives much. So a file of any length costs the memory of one card.
//! Birthdays, street addresses and relations stay unread: they are not ours to keep.

use std::io::{self, BufRead, BufReader, Read};

use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardProperty, VCardValue};
use encoding_rs::WINDOWS_1252;

use crate::{
    archive::refusal,
    csvfile::as_utf8,
    limits::{Limits, Refusal},
    people::{add_email, add_label, add_link, add_phone, some, split_name},
    pieces::{Person, Reason, Source},
    sink::{Sink, Told},
};

/// RFC 6350, 3.2: a line should not be longer than 75 octets without its end.
const FOLD_BYTES: usize = 75;
const CONNECTED_ON: &str = "X-PERGOLA-CONNECTED-ON";

/// Which vCard to write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Version {
    V3,
    #[default]
    V4,
}

/// One card, with CRLF line ends and folded lines. `place` goes into the locality of an address; `labels` become categories; the
/// day of connecting an extension of ours.
#[must_use]
pub fn card(person: &Person, version: Version) -> String {
    let mut card = String::new();
    let mut line = |name: &str, value: &str| fold(&format!("{name}:{value}"), &mut card);
    line("BEGIN", "VCARD");
    line("VERSION", if version == Version::V3 { "3.0" } else { "4.0" });
    let name = person.name();
    line("FN", &escaped(if name.is_empty() { person.organisation.as_deref().unwrap_or("?") } else { &name }));
    line("N", &format!("{};{};;;", escaped(&person.family), escaped(&person.given)));
    let email = if version == Version::V3 { "EMAIL;TYPE=INTERNET" } else { "EMAIL" };
    person.emails.iter().for_each(|address| line(email, &escaped(address)));
    person.phones.iter().for_each(|number| line("TEL", &escaped(number)));
    person.url.iter().chain(&person.links).for_each(|link| line("URL", &escaped_uri(link)));
    person.organisation.iter().for_each(|organisation| line("ORG", &escaped(organisation)));
    person.position.iter().for_each(|position| line("TITLE", &escaped(position)));
    person.place.iter().for_each(|place| line("ADR", &format!(";;;{};;;", escaped(place))));
    if !person.labels.is_empty() {
        line("CATEGORIES", &person.labels.iter().map(|label| escaped(label)).collect::<Vec<_>>().join(","));
    }
    person.notes.iter().for_each(|notes| line("NOTE", &escaped(notes)));
    person.connected_on.iter().for_each(|date| line(CONNECTED_ON, &date.to_string()));
    line("END", "VCARD");
    card
}

/// RFC 6350, 3.4 and 4: backslash, comma, semicolon and line ends. Other control characters have no place in a text.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

pub(crate) fn escaped_uri(uri: &str) -> String {
    uri.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().replace('\\', "%5C")
}

/// Breaks only between characters: some readers unfold after decoding.
pub(crate) fn fold(line: &str, into: &mut String) {
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > FOLD_BYTES {
            into.push_str("\r\n ");
            width = 1;
        }
        into.push(c);
        width += c.len_utf8();
    }
    into.push_str("\r\n");
}

pub(crate) fn read_cards(source: Box<dyn Read + '_>, file: &str, limits: &Limits, sink: &mut Sink<'_>) -> Told {
    let source = as_utf8(source).map_err(|error| refusal(error, file))?;
    let mut cards = Cards { reader: BufReader::with_capacity(64 * 1024, source), file, limits, line: 0, bytes: 0 };
    let mut count = 0;
    while let Some((line, bytes)) = cards.next()? {
        count += 1;
        if count > limits.rows {
            return Err(Refusal::TooManyRows { file: file.to_owned(), limit: limits.rows }.into());
        }
        match person(&bytes) {
            Ok(person) => sink.person(Person { line, ..person })?,
            Err(reason) => sink.skip(line, reason)?,
        }
        sink.row(cards.bytes)?;
    }
    Ok(())
}

/// Cards cut out of a stream.
struct Cards<'a, R> {
    reader: BufReader<R>,
    file: &'a str,
    limits: &'a Limits,
    line: u64,
    bytes: u64,
}

impl<R: Read> Cards<'_, R> {
    /// The next card with the line of its beginning. Text between cards is passed over; a card that begins inside another, or
    /// that the file ends in, is given as far as it goes.
    fn next(&mut self) -> Result<Option<(u64, Vec<u8>)>, Refusal> {
        let mut card: Vec<u8> = Vec::new();
        let (mut began, mut dropping) = (0, false);
        let mut line = Vec::new();
        loop {
            let room = self.limits.line_bytes.saturating_sub(u64::try_from(card.len()).unwrap_or(u64::MAX));
            let kept = self.next_line(&mut line, room, if began == 0 { self.line + 1 } else { began })?;
            let Some(kept) = kept else {
                return Ok((began > 0).then_some((began, card)));
            };
            let text = line.trim_ascii();
            if began == 0 {
                if text.eq_ignore_ascii_case(b"BEGIN:VCARD") {
                    began = self.line;
                    card.extend_from_slice(b"BEGIN:VCARD\r\n");
                }
                continue;
            }
            let continues = line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
            // In 2.1 pictures go on without a blank in front; no line of them has a colon.
            dropping =
                if continues { dropping } else { !kept || (dropping && !text.is_empty() && !text.contains(&b':')) };
            if !dropping {
                card.extend_from_slice(&line);
                card.extend_from_slice(b"\r\n");
            }
            if text.eq_ignore_ascii_case(b"END:VCARD") {
                return Ok(Some((began, card)));
            }
        }
    }

    /// Reads one line without its end. `Some(false)`: it begins a picture and was thrown away. `None`: the end.
    fn next_line(&mut self, line: &mut Vec<u8>, room: u64, began: u64) -> Result<Option<bool>, Refusal> {
        line.clear();
        let (mut large, mut any) = (false, false);
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(refusal(error, self.file)),
            };
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(chunk.len(), |end| end + 1);
            if used == 0 && !any {
                return Ok(None);
            }
            any = true;
            if !large {
                line.extend_from_slice(chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default());
            }
            let done = end.is_some() || used == 0;
            self.bytes += u64::try_from(used).unwrap_or(0);
            self.reader.consume(used);
            if !large && is_large(line) {
                large = true;
                line.clear();
            }
            // Empty lines count in the card, which may then have no room at all.
            if room == 0 || u64::try_from(line.len()).unwrap_or(u64::MAX) > room {
                let limit_bytes = self.limits.line_bytes;
                return Err(Refusal::LineTooLong { file: self.file.to_owned(), line: began, limit_bytes });
            }
            if done {
                self.line += 1;
                while line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(Some(!large));
            }
        }
    }
}

/// `PHOTO:`, `item1.PHOTO;ENCODING=b:` and their like.
fn is_large(line: &[u8]) -> bool {
    let end = line.iter().position(|byte| matches!(byte, b':' | b';')).unwrap_or(0);
    let name = line.get(..end).unwrap_or_default();
    let name = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    [b"PHOTO".as_slice(), b"LOGO", b"SOUND", b"KEY"].iter().any(|large| name.eq_ignore_ascii_case(large))
}

fn person(card: &[u8]) -> Result<Person, Reason> {
    let text = match std::str::from_utf8(card) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(card).0,
    };
    let card = VCard::parse(text.replace('\0', "")).map_err(|_entry| Reason::Unreadable)?;
    if card.entries.iter().any(is_no_person) {
        return Err(Reason::NotAPerson);
    }
    let mut person = Person { source: Source::VCard, ..Person::default() };
    let mut full = String::new();
    for entry in &card.entries {
        if entry.name == VCardProperty::Fn && full.is_empty() {
            full = first(entry);
        }
        add(&mut person, entry);
    }
    if person.given.is_empty() && person.family.is_empty() && !person.emails.contains(&full.to_lowercase()) {
        (person.given, person.family) = split_name(&full);
    }
    Ok(person)
}

fn is_no_person(entry: &VCardEntry) -> bool {
    let other = |name: &str| matches!(&entry.name, VCardProperty::Other(own) if own.eq_ignore_ascii_case(name));
    let value = first(entry).to_ascii_lowercase();
    match &entry.name {
        VCardProperty::Kind => {
            !matches!(entry.values.first(), Some(VCardValue::Kind(VCardKind::Individual)) | None)
                && value != "individual"
        }
        _ if other("X-ABShowAs") => value.starts_with("company"),
        _ => other("X-ADDRESSBOOKSERVER-KIND") && value == "group",
    }
}

fn add(person: &mut Person, entry: &VCardEntry) {
    match &entry.name {
        VCardProperty::N if person.given.is_empty() && person.family.is_empty() => {
            let (given, more) = (part(entry, 1), part(entry, 2));
            person.given = format!("{given} {more}").trim().to_owned();
            person.family = part(entry, 0);
        }
        VCardProperty::Email => all(entry).iter().for_each(|address| add_email(person, address)),
        VCardProperty::Tel => all(entry).iter().for_each(|number| add_phone(person, number)),
        VCardProperty::Url | VCardProperty::Socialprofile => all(entry).iter().for_each(|link| add_link(person, link)),
        VCardProperty::Org => keep(&mut person.organisation, &part(entry, 0)),
        VCardProperty::Title => keep(&mut person.position, &first(entry)),
        VCardProperty::Role if person.position.is_none() => keep(&mut person.position, &first(entry)),
        VCardProperty::Adr => {
            let place =
                [part(entry, 3), part(entry, 6)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            keep(&mut person.place, &place.join(", "));
        }
        VCardProperty::Note => keep(&mut person.notes, &first(entry)),
        VCardProperty::Categories => all(entry).iter().for_each(|label| add_label(person, label)),
        VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-SOCIALPROFILE") => {
            all(entry).iter().for_each(|link| add_link(person, link));
        }
        VCardProperty::Other(name) if name.eq_ignore_ascii_case(CONNECTED_ON) => {
            person.connected_on = first(entry).parse().ok();
        }
        _ => {}
    }
}

/// The first of its kind counts.
fn keep(field: &mut Option<String>, text: &str) {
    if field.is_none() {
        *field = some(text);
    }
}

fn text_of(value: &VCardValue) -> String {
    match value {
        VCardValue::Text(text) => text.trim().to_owned(),
        VCardValue::Component(parts) => parts.iter().map(|part| part.trim()).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

fn part(entry: &VCardEntry, index: usize) -> String {
    entry.values.get(index).map(text_of).unwrap_or_default()
}

fn first(entry: &VCardEntry) -> String {
    part(entry, 0)
}

fn all(entry: &VCardEntry) -> Vec<String> {
    entry.values.iter().map(text_of).collect()
}
