//! The export that reads back without loss, and gives the same bytes again.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::expect_used,
    clippy::too_many_lines,
    reason = "tests; the garden is one long example"
)]

mod common;

use std::io::Cursor;

use common::{people, read};
use pergola_formats::{
    Direction, Education, Email, FileKind, Limits, Link, Photo, Piece, Position, Refusal, Source,
    takeout::{self, Account, Bed, Block, Care, Contact, HowMet, Invitation, Moment, Party, Takeout, Tie},
};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Olivia's garden: one of everything.
fn garden() -> Takeout {
    let how_met = HowMet {
        kind: "work".into(),
        text: some("All'allestimento, \"di corsa\""),
        organisation: some("Museo del Sale Rosa"),
        from: "2021-05".parse().ok(),
        to: "2021".parse().ok(),
        ..HowMet::default()
    };
    let care = Care {
        bed: some("Clienti"),
        cadence_days: Some(60),
        resting: false,
        closeness: Some(4),
        notes: some("Preferisce il telefono;\n=non di mattina"),
        labels: vec!["legno".into(), "mare".into()],
        how_met: Some(how_met.clone()),
    };
    let moment = |with: Party, kind: &str, at: i64| Moment {
        with,
        kind: kind.into(),
        at,
        direction: Some(Direction::Out),
        text: some("=1+1, caffè"),
        source: None,
        key: None,
    };
    Takeout {
        account: Account {
            handle: "olivia".into(),
            name: "Olivia Ottolune".into(),
            server: some("pergola.example"),
            language: some("it"),
            headline: some("Ebanista"),
            about: some("Costruisco mobili."),
            place: some("Ancona"),
            joined_at: Some(1_700_000_000_123_456),
            ..Account::default()
        },
        emails: vec![Email { address: "olivia@bottega.example".into(), confirmed: true, primary: true }],
        links: vec![Link { url: "https://olivia.example".into(), label: None }],
        positions: vec![Position {
            organisation: "Bottega Ottolune".into(),
            title: "Ebanista".into(),
            from: "2020-01".parse().ok(),
            ..Position::default()
        }],
        education: vec![Education { school: "Università".into(), from: "2008".parse().ok(), ..Education::default() }],
        skills: vec!["Restauro".into(), "Ebanisteria".into()],
        beds: vec![
            Bed { name: "Clienti".into(), kind: some("clients"), cadence_days: Some(60) },
            Bed { name: "Coro".into(), kind: None, cadence_days: None },
        ],
        ties: vec![
            Tie { handle: "renzo".into(), name: "Renzo Cortelunga".into(), since: Some(0), ..Tie::default() },
            Tie {
                handle: "giulia".into(),
                name: "Giulia Ventolieve".into(),
                url: some("https://pergola.example/@giulia"),
                headline: some("-Acquisti-"),
                care: care.clone(),
                ..Tie::default()
            },
        ],
        contacts: vec![
            Contact { id: "98".into(), given: "Lino".into(), family: "Chiodofisso".into(), ..Contact::default() },
            Contact {
                id: "97".into(),
                given: "Kofi".into(),
                family: "Pietradolce, di mare".into(),
                url: some("https://www.linkedin.com/in/kofi-pietradolce"),
                links: vec!["https://kofi.example".into()],
                emails: vec!["kofi@corrieri.example".into()],
                phones: vec!["+39 333 1234567".into()],
                organisation: some("＝Corrieri"),
                position: some("@Corriere"),
                place: some("Ancona; porto"),
                connected_on: "2020-02-29".parse().ok(),
                added_at: Some(1_700_000_000_000_001),
                source: Some(Source::LinkedIn),
                care,
            },
            // Two of one name, told apart by what passed.
            Contact { id: "7".into(), given: "Lino".into(), family: "Chiodofisso".into(), ..Contact::default() },
        ],
        moments: vec![
            moment(Party::Contact("7".into()), "call", 5),
            moment(Party::Member("giulia".into()), "coffee", 3),
            moment(Party::Contact("97".into()), "message", 3),
        ],
        invitations: vec![Invitation {
            with: "ennio".into(),
            direction: Direction::In,
            sent_at: 9,
            state: "open".into(),
            message: some("Ci siamo visti ieri"),
            how_met: Some(how_met),
        }],
        blocks: vec![Block { handle: "ugo".into(), since: Some(1) }],
        settings: [("my_ties".to_owned(), serde_json::json!("nobody"))].into(),
        rooms: [(
            "guilds".to_owned(),
            vec![serde_json::json!({"text": "Legno certificato", "for": [{"contact": "97"}]})],
        )]
        .into(),
        ..Takeout::default()
    }
}

fn photo() -> Photo {
    Photo { file: "whatever.jpeg".into(), bytes: b"\x89PNG\r\n\x1a\n pretend".to_vec() }
}

fn written(takeout: Takeout, photo: Option<&Photo>) -> Vec<u8> {
    let mut zip = Cursor::new(Vec::new());
    takeout::write(takeout, photo, &mut zip).unwrap();
    zip.into_inner()
}

#[test]
fn an_export_reads_back_and_is_the_same_again() {
    let bytes = written(garden(), Some(&photo()));
    let (back, picture) = takeout::read(Cursor::new(&bytes), &Limits::default()).unwrap();
    let mut expected = garden().in_order();
    expected.version = takeout::VERSION;
    expected.account.photo = some("photo.png");
    assert_eq!(back, expected);
    assert_eq!(picture.as_ref().unwrap().bytes, photo().bytes);
    assert_eq!(written(back, picture.as_ref()), bytes);
}

#[test]
fn ids_and_order_of_the_server_leave_no_trace() {
    let mut other = garden();
    other.ties.reverse();
    other.rooms.get_mut("guilds").unwrap()[0]["for"][0]["contact"] = "x97".into();
    other.contacts.rotate_left(1);
    other.moments.reverse();
    for contact in &mut other.contacts {
        contact.id = format!("x{}", contact.id);
    }
    for moment in &mut other.moments {
        if let Party::Contact(id) = &mut moment.with {
            *id = format!("x{id}");
        }
    }
    assert_eq!(written(other, None), written(garden(), None));
}

#[test]
fn pictures_lie_behind_the_account_and_are_told_by_their_names() {
    let mut left =
        vec![("pictures/9-1.jpg", b"\xff\xd8\xff nine".to_vec()), ("pictures/7-2.jpg", b"\xff\xd8\xff seven".to_vec())];
    let mut zip = Cursor::new(Vec::new());
    let next = || Ok(left.pop().map(|(file, bytes)| Photo { file: file.to_owned(), bytes }));
    takeout::write_with(garden(), Some(&photo()), next, &mut zip).unwrap();
    let bytes = zip.into_inner();
    let (pieces, summary) = read(&bytes, "x.zip").unwrap();
    assert_eq!(summary.kind, FileKind::PergolaExport);
    let told: Vec<(&str, usize)> = pieces
        .iter()
        .filter_map(|piece| {
            if let Piece::Picture(picture) = piece { Some((&*picture.file, picture.bytes.len())) } else { None }
        })
        .collect();
    assert_eq!(told, [("pictures/7-2.jpg", 9), ("pictures/9-1.jpg", 8)]);
    let (back, portrait) = takeout::read(Cursor::new(&bytes), &Limits::default()).unwrap();
    assert_eq!(back.account.handle, "olivia");
    assert_eq!(portrait.unwrap().bytes, photo().bytes);
    // Elsewhere than in an archive of ours they are files like others.
    let other = common::zip(&[("pictures/7-1.jpg", b"x"), ("Skills.csv", b"Name\nLegno\n")]);
    assert!(!read(&other, "x.zip").unwrap().0.iter().any(|piece| matches!(piece, Piece::Picture(_))));
    let mut odd = Some(Photo { file: "pictures/../7-1.jpg".to_owned(), bytes: Vec::new() });
    assert!(takeout::write_with(garden(), None, || Ok(odd.take()), Cursor::new(Vec::new())).is_err());
    assert_eq!(takeout::picture_name("72", 4).as_deref(), Some("pictures/72-4.jpg"));
    for (key, place) in [("", 1), ("a/b", 1), ("..", 1), ("7", 100)] {
        assert_eq!(takeout::picture_name(key, place), None, "{key}");
    }
}

#[test]
fn what_lies_in_the_zip() {
    let bytes = written(garden(), Some(&photo()));
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut shown = String::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        shown += &format!("=== {name}\n{}\n", String::from_utf8_lossy(&bytes).replace('\r', ""));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn the_door_knows_an_export() {
    let (pieces, summary) = read(&written(garden(), Some(&photo())), "x.zip").unwrap();
    assert_eq!(summary.kind, FileKind::PergolaExport);
    assert!(matches!(pieces.as_slice(), [Piece::Takeout(_), Piece::Photo(_)]), "{pieces:?}");
    let json = takeout::to_json(garden()).unwrap();
    assert!(matches!(read(json.as_bytes(), "pergola.json").unwrap().0.as_slice(), [Piece::Takeout(_)]));
}

#[test]
fn its_tables_read_alone() {
    let bytes = written(garden(), None);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut entry = |name: &str| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut zip.by_name(name).unwrap(), &mut bytes).unwrap();
        bytes
    };
    let from_table = people(&entry("contacts.csv"), "contacts.csv");
    let kofi = from_table.iter().find(|person| person.given == "Kofi").unwrap();
    assert_eq!(kofi.organisation.as_deref(), Some("＝Corrieri"));
    assert_eq!(kofi.position.as_deref(), Some("@Corriere"));
    assert_eq!(kofi.phones, ["+39 333 1234567"]);
    assert_eq!(kofi.notes.as_deref(), Some("Preferisce il telefono;\n=non di mattina"));
    let ties = people(&entry("ties.csv"), "ties.csv");
    assert_eq!(ties[0].name(), "Giulia Ventolieve");
    let cards = people(&entry("contacts.vcf"), "contacts.vcf");
    let card = cards.iter().find(|person| person.given == "Kofi").unwrap();
    assert_eq!((&card.family, &card.place, &card.notes), (&kofi.family, &kofi.place, &kofi.notes));
    assert_eq!((&card.connected_on, &card.url, &card.labels), (&kofi.connected_on, &kofi.url, &kofi.labels));
}

#[test]
fn another_version_and_unknown_fields() {
    let json = takeout::to_json(garden()).unwrap();
    let newer = json.replacen("\"version\": 1", "\"version\": 2", 1);
    assert_eq!(takeout::from_json(newer.as_bytes()).unwrap_err(), Refusal::Newer { version: 2 });
    let unknown = json.replacen("\"handle\"", "\"sign\": 1, \"handle\"", 1);
    assert_eq!(takeout::from_json(unknown.as_bytes()).unwrap_err().key(), "damaged");
    assert_eq!(takeout::read(Cursor::new(b"Name\nLegno\n"), &Limits::default()).unwrap_err(), Refusal::NotKnown);
    let empty = takeout::to_json(Takeout::default()).unwrap();
    assert_eq!(takeout::from_json(empty.as_bytes()).unwrap(), Takeout { version: 1, ..Takeout::default() });
}

#[test]
fn a_time_that_no_calendar_has() {
    let mut garden = garden();
    garden.moments[0].at = i64::MAX;
    assert!(takeout::write(garden, None, Cursor::new(Vec::new())).is_err());
}

/// The schema and the structs must not drift apart: every field that the fullest account writes is in the schema, and every
/// field that the schema asks for is written.
#[test]
fn the_schema_says_what_we_write() {
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats/takeout.schema.json");
    let schema: serde_json::Value = serde_json::from_slice(&std::fs::read(schema).unwrap()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&takeout::to_json(garden()).unwrap()).unwrap();
    conforms(&json, &schema, &schema, "pergola.json");
}

fn conforms(value: &serde_json::Value, schema: &serde_json::Value, root: &serde_json::Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        return conforms(value, &root["$defs"][name.trim_start_matches("#/$defs/")], root, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let chosen = choices.iter().find(|choice| {
            choice["required"].as_array().unwrap().iter().all(|name| !value[name.as_str().unwrap()].is_null())
        });
        return conforms(value, chosen.expect(at), root, at);
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(!value[name.as_str().unwrap()].is_null(), "{at} lacks {name}");
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        let known = &schema["properties"][name];
        let known = if known.is_null() { &schema["additionalProperties"] } else { known };
        assert!(*known != serde_json::json!(false), "{at}.{name} is not in the schema");
        conforms(inner, known, root, &format!("{at}.{name}"));
    }
    for inner in value.as_array().into_iter().flatten() {
        conforms(inner, &schema["items"], root, at);
    }
}
