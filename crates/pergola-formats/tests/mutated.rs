//! Real files, torn and patched: whatever comes out of that, each reader ends without a panic, within its bounds, and says
//! the same twice.
//!
//! 256 files a reader in each run; `PROPTEST_CASES=1000000 cargo test --release -p pergola-formats --test mutated` looks
//! for a night.

#![allow(clippy::allow_attributes, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod common;

use std::{io::Cursor, sync::LazyLock};

use common::{file, read_within, zip, zipped};
use jiff::Timestamp;
use pergola_formats::{
    Limits, Photo,
    calendar::{Event, Mailbox, Span, calendar},
    jobfeed::{self, FedJob, FeedRefusal},
    pdf, profile_key, resume,
    takeout::{self, Account, Contact, Takeout},
};
use proptest::{prelude::*, sample::Index};

/// Names of files and what is in them, one of each kind that we read.
static FILES: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    let mut files = vec![
        ("Basic.zip", zipped("linkedin-basic")),
        ("Complete.zip", zipped("linkedin-complete")),
        ("export.zip", export()),
        ("pergola.json", takeout::to_json(account()).unwrap().into_bytes()),
        (
            "in.zip",
            zip(&[
                ("a/b.zip", zip(&[("Skills.csv", b"Name\nLegno\n")]).as_slice()),
                ("cards.vcf", file("contacts/cards.vcf").as_slice()),
            ]),
        ),
    ];
    for (name, path) in [
        ("Connections.csv", "linkedin-basic/Connections.csv"),
        ("messages.csv", "linkedin-basic/messages.csv"),
        ("Collegamenti.csv", "linkedin-complete/Collegamenti.csv"),
        ("Inviti.csv", "linkedin-complete/Inviti.csv"),
        ("Posizioni.csv", "linkedin-complete/Posizioni.csv"),
        ("cards.vcf", "contacts/cards.vcf"),
        ("resume.json", "contacts/resume.json"),
        ("google-new.csv", "contacts/google-new.csv"),
        ("google-old.csv", "contacts/google-old.csv"),
        ("outlook-en.csv", "contacts/outlook-en.csv"),
    ] {
        files.push((name, file(path)));
    }
    files
});

const FEED: &str = "<?xml version=\"1.0\"?><source><publisher>Bottega</publisher><job><title><![CDATA[Ebanista]]></title>\
    <date>Tue, 10 Mar 2026 09:00:00 GMT</date><referencenumber>7</referencenumber><url>https://bottega.example/7</url>\
    <company>Bottega</company><city>Ancona</city><country>IT</country><description><![CDATA[<p>Due mesi &amp; più</p>]]>\
    </description><salary>1.500 EUR</salary><jobtype>full-time</jobtype></job></source>";
const PAGE: &str = "<html><head><script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\
    \"JobPosting\",\"title\":\"Ebanista\",\"description\":\"<p>Due mesi</p>\",\"datePosted\":\"2026-03-10\",\
    \"identifier\":{\"@type\":\"PropertyValue\",\"value\":\"7\"},\"hiringOrganization\":{\"name\":\"Bottega\"},\
    \"jobLocation\":{\"address\":{\"addressLocality\":\"Ancona\"}},\"baseSalary\":{\"currency\":\"EUR\",\"value\":\
    {\"minValue\":1,\"maxValue\":2,\"unitText\":\"MONTH\"}}}</script></head></html>";

fn account() -> Takeout {
    Takeout {
        account: Account { handle: "olivia".into(), name: "Olivia Ottolune".into(), ..Account::default() },
        contacts: vec![Contact {
            id: "1".into(),
            given: "Lino".into(),
            emails: vec!["l@x.example".into()],
            ..Contact::default()
        }],
        ..Takeout::default()
    }
}

fn export() -> Vec<u8> {
    let mut zip = Cursor::new(Vec::new());
    let photo = Photo { file: String::new(), bytes: b"\x89PNG\r\n\x1a\n pretend".to_vec() };
    takeout::write(account(), Some(&photo), &mut zip).unwrap();
    zip.into_inner()
}

type Read = fn(&str, usize) -> Result<Vec<FedJob>, FeedRefusal>;

/// Something done to a file.
#[derive(Clone, Debug)]
enum Change {
    Byte(Index, u8),
    Cut(Index, usize),
    /// A piece of it once more, at another place.
    Again(Index, Index, usize),
    Insert(Index, Vec<u8>),
    End(Index),
}

/// What readers stumble over.
const STONES: [&[u8]; 26] = [
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\n",
    b"\r",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xf0\x9f",
    b"{",
    b"[",
    b"\\u0000",
    b"<![CDATA[",
    b"</job>",
    b"&#0;",
    b"&#x110000;",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PK\x03\x04",
    b"../",
    b"-1",
    b"99999999999999999999",
    b"1e999",
    b"BEGIN:VCARD\n",
    b":;=,",
];

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let stone = prop_oneof![
        prop::sample::select(STONES.to_vec()).prop_map(<[u8]>::to_vec),
        proptest::collection::vec(any::<u8>(), 1..12),
    ];
    let change = prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        2 => (any::<Index>(), 1_usize..40).prop_map(|(at, length)| Change::Cut(at, length)),
        2 => (any::<Index>(), any::<Index>(), 1_usize..200).prop_map(|(from, at, length)| Change::Again(from, at, length)),
        3 => (any::<Index>(), stone).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        1 => any::<Index>().prop_map(Change::End),
    ];
    proptest::collection::vec(change, 0..10)
}

fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let place = |index: &Index| index.index(bytes.len());
        match change {
            Change::Byte(at, byte) => {
                let at = place(at);
                bytes[at] = *byte;
            }
            Change::Cut(at, length) => {
                let at = place(at);
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Change::Again(from, at, length) => {
                let (from, at) = (place(from), place(at));
                let piece = bytes[from..(from + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            Change::Insert(at, piece) => {
                let at = place(at);
                bytes.splice(at..at, piece.iter().copied());
            }
            Change::End(at) => bytes.truncate(place(at)),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_file_that_we_read(which in any::<Index>(), changes in changes(), other in any::<Index>()) {
        let (name, bytes) = which.get(FILES.as_slice());
        let bytes = changed(bytes, &changes);
        let limits = Limits { total_bytes: 4 << 20, entry_bytes: 1 << 20, rows: 5_000, ..Limits::default() };
        // By its own name and by another one: names are hearsay.
        for name in [name, &other.get(FILES.as_slice()).0] {
            let (first, second) = (read_within(&bytes, name, &limits), read_within(&bytes, name, &limits));
            prop_assert_eq!(&first, &second);
            if let Ok((pieces, _)) = first {
                prop_assert!(u64::try_from(pieces.len()).unwrap() <= 4 * limits.rows, "{} pieces", pieces.len());
            }
        }
        let _ = takeout::read(Cursor::new(&bytes), &limits);
        let _ = (resume::read(&bytes), takeout::from_json(&bytes), profile_key(&String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn a_feed_of_jobs(changes in changes(), page in any::<bool>(), most in 0_usize..3) {
        let bytes = changed(if page { PAGE } else { FEED }.as_bytes(), &changes);
        let text = String::from_utf8_lossy(&bytes);
        let reads: [Read; 3] = [jobfeed::read, jobfeed::read_xml, jobfeed::read_page];
        for read in reads {
            let first = read(&text, most);
            prop_assert_eq!(&first, &read(&text, most));
            prop_assert!(!first.is_ok_and(|jobs| jobs.len() > most));
        }
    }

    #[test]
    fn what_is_written_of_any_words_stands_on_lines_of_its_own(
        words in proptest::collection::vec("\\PC{0,90}|[\r\n;,:\\\\\"]{0,9}|.{0,40}", 7), at in 0_i64..4_000_000_000,
    ) {
        let stamp = Timestamp::from_second(at).unwrap();
        let mailbox = Mailbox { name: words[0].clone(), address: words[1].clone() };
        let event = Event {
            uid: words[2].clone(), sequence: at, stamp, span: Span::Moments { from: stamp, to: stamp },
            summary: words[3].clone(), description: words[4].clone(), place: words[5].clone(), url: words[6].clone(),
            cancelled: false, organizer: Some(mailbox.clone()), attendee: Some(mailbox),
        };
        let written = calendar(&words[0], None, &[event]);
        let lines: Vec<&str> = written.split("\r\n").collect();
        prop_assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{}", written);
        let begins = |word: &str| lines.iter().filter(|line| **line == word).count();
        prop_assert_eq!((begins("BEGIN:VEVENT"), begins("END:VEVENT"), begins("END:VCALENDAR")), (1, 1, 1), "{}", written);
        let pieces = [pdf::Piece::Title(words[0].clone()), pdf::Piece::Text(words[1..].join("\n"))];
        let page = pdf::write(&words[0], "it", &pieces);
        prop_assert!(page.starts_with(b"%PDF-") && page == pdf::write(&words[0], "it", &pieces));
    }
}
