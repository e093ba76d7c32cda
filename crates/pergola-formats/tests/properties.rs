//! Whatever the bytes: no panic, and what we write we read.

#![allow(clippy::allow_attributes, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod common;

use common::{people, read, read_within, zip};
use pergola_formats::{
    CsvWriter, Limits, PartialDate, Person, Source, guarded, profile_key, resume,
    takeout::{self, Contact, Moment, Party, Takeout},
    unguarded,
    vcard::{self, Version},
};
use proptest::prelude::*;

/// A text as people write it, with what hurts: quotes, separators, line ends, formula signs, other scripts.
fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            4 => any::<char>().prop_filter("no control, no mark", |c| !c.is_control() && !is_invisible(*c)),
            4 => prop::sample::select(vec![',', ';', ':', '"', '\'', '\\', '=', '+', '-', '@', '＝', '\t', '|', '.', ' ', 'n', 'à']),
            1 => Just('\n'),
        ],
        0..20,
    )
    .prop_map(|chars| chars.into_iter().collect::<String>())
}

/// As readers give it: trimmed, on one line, with single blanks.
fn word() -> impl Strategy<Value = String> {
    text().prop_map(|text| {
        let text: String = text.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}')
}

fn some_word() -> impl Strategy<Value = Option<String>> {
    word().prop_map(|word| Some(word).filter(|word| !word.is_empty()))
}

fn person() -> impl Strategy<Value = Person> {
    let name = ("[A-Z][a-z]{1,6}", word());
    let addresses =
        (prop::option::of("[a-z]{1,5}@[a-z]{1,5}\\.example"), prop::option::of("\\+39 3[0-9]{9}"), some_word());
    let notes = text().prop_map(|text| {
        let text = text
            .chars()
            .filter(|c| *c == '\n' || *c == '\t' || (!c.is_control() && !is_invisible(*c)))
            .collect::<String>();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    });
    let date = prop::option::of((1900_i16..2100, 1_i8..13, 1_i8..29));
    (name, addresses, some_word(), some_word(), notes, date).prop_map(
        |(name, (email, phone, organisation), position, place, notes, date)| Person {
            given: name.0,
            family: name.1,
            url: profile_key("linkedin.com/in/ada"),
            links: vec!["https://ada.example/a?b=c&d=e,f;g".to_owned()],
            emails: email.into_iter().collect(),
            phones: phone.into_iter().collect(),
            organisation,
            position,
            place,
            notes,
            connected_on: date.and_then(|(year, month, day)| PartialDate::new(year, Some(month), Some(day)).ok()),
            source: Source::VCard,
            line: 1,
            file: "x.vcf".to_owned(),
            ..Person::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_any_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, "x");
        for begin in [
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
            "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n",
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n",
            "First Name,Last Name,Headline,Websites,Twitter Handles\n",
            "First Name,Last Name,Labels,E-mail 1 - Value,Phone 1 - Value\n",
            "First Name,Last Name,E-mail Address\n",
            "\u{feff}BEGIN:VCARD\nVERSION:3.0\n",
            "{\"basics\": ",
            "{\"version\": 1, \"account\": ",
            "PK\x03\x04",
            "<html>linkedin.com/pulse/",
        ] {
            let _ = read(&[begin.as_bytes(), &bytes].concat(), "x");
        }
        let _ = resume::read(&bytes);
        let _ = takeout::from_json(&bytes);
        let _ = profile_key(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_zip_with_a_few_wrong_bytes(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8)) {
        let mut bytes = zip(&[("Skills.csv", b"Name\nLegno\n"), ("a/messages.csv", b"CONVERSATION ID,FROM,TO,DATE,CONTENT\n1,a,b,c,d\n")]);
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read_within(&bytes, "x.zip", &Limits { total_bytes: 1 << 20, ..Limits::default() });
    }

    #[test]
    fn cards_of_broken_lines(lines in proptest::collection::vec("(item1\\.)?(N|FN|EMAIL|TEL|NOTE|ADR|ORG|BDAY|PHOTO|X-A|)(;[A-Z=\",:;\\\\\\^n0-9-]{0,12})*[:;]?[ -~àé\\\\=;,\t]{0,20}(\r?\n[ \t]?)?", 0..12)) {
        let _ = read(format!("BEGIN:VCARD\n{}\nEND:VCARD\n", lines.join("\n")).as_bytes(), "x.vcf");
    }

    #[test]
    fn a_card_reads_back(person in person(), v4 in any::<bool>()) {
        let card = vcard::card(&person, if v4 { Version::V4 } else { Version::V3 });
        prop_assert!(card.split("\r\n").all(|line| line.len() <= 75));
        prop_assert_eq!(people(card.as_bytes(), "x.vcf"), vec![person], "{}", card);
    }

    #[test]
    fn the_guard_can_be_taken_off(text in text()) {
        let cell = guarded(&text);
        let first = cell.trim_start().chars().next().unwrap_or('a');
        prop_assert!(!"=+-@＝＋－＠".contains(first), "{}", cell);
        prop_assert_eq!(unguarded(&cell), text.clone());
    }

    #[test]
    fn rows_read_back(rows in proptest::collection::vec(proptest::collection::vec(text(), 3), 1..5)) {
        let mut writer = CsvWriter::new(Vec::new());
        for row in &rows {
            writer.row(row).unwrap();
        }
        let bytes = writer.finish().unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes.as_slice());
        let back: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(|cell| unguarded(cell).into_owned()).collect()).collect();
        prop_assert_eq!(back, rows);
    }

    #[test]
    fn an_account_reads_back(
        people in proptest::collection::vec((person(), word(), 0_i64..4_000_000_000_000_000), 0..6),
        settings in proptest::collection::btree_map(word(), text(), 0..3),
    ) {
        let mut account = Takeout { version: 1, ..Takeout::default() };
        account.settings = settings.into_iter().map(|(name, text)| (name, text.into())).collect();
        for (index, (person, kind, at)) in people.into_iter().enumerate() {
            let id = format!("id {index}");
            account.moments.push(Moment {
                with: Party::Contact(id.clone()), kind, at, direction: None, text: person.notes.clone(), source: None, key: None,
            });
            account.contacts.push(Contact {
                id, given: person.given, family: person.family, emails: person.emails, organisation: person.organisation,
                ..Contact::default()
            });
        }
        let json = takeout::to_json(account.clone()).unwrap();
        let back = takeout::from_json(json.as_bytes()).unwrap();
        prop_assert_eq!(&back, &account.in_order());
        prop_assert_eq!(takeout::to_json(back).unwrap(), json);
    }

    #[test]
    fn a_profile_key_is_its_own_key(slug in "[ -~àéß%]{1,12}") {
        if let Some(key) = profile_key(&format!("https://linkedin.com/in/{slug}")) {
            prop_assert_eq!(profile_key(&key), Some(key.clone()));
        }
    }
}
