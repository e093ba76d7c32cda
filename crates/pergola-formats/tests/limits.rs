//! Each refusal has a file that earns it, and costs little.

#![allow(clippy::allow_attributes, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod common;

use std::{
    io::{self, Cursor, Read, Seek, SeekFrom, Write},
    ops::ControlFlow,
};

use common::{options, read, read_within, zip};
use pergola_formats::{Limits, Piece, Refusal};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

fn refused(bytes: &[u8]) -> Refusal {
    read(bytes, "file").unwrap_err()
}

#[test]
fn nothing_and_nothing_known() {
    assert_eq!(refused(b""), Refusal::Empty);
    assert_eq!(refused(&zip(&[])), Refusal::Empty);
    assert_eq!(refused(b"hello"), Refusal::NotKnown);
    assert_eq!(refused(b"a,b,c\n1,2,3\n"), Refusal::NotKnown);
    assert_eq!(refused(&zip(&[("a.txt", b"hello"), ("b/", b"")])), Refusal::NotKnown);
    assert_eq!(refused(b"{\"a\": 1}"), Refusal::NotKnown);
}

#[test]
fn damaged() {
    assert_eq!(refused(b"PK\x03\x04 and then nothing").key(), "damaged");
    assert_eq!(refused(b"{\"basics\": ").key(), "damaged");
    assert_eq!(refused(format!("{{\"basics\": {}", "[".repeat(100_000)).as_bytes()).key(), "damaged");
    // One entry is broken: it is named, and the others are read.
    let mut bytes = zip(&[
        ("a.csv", format!("{HEADER}Ada,Ottolune,,,,,\n").repeat(50).as_bytes()),
        ("skills.csv", b"Name\nLegno\n"),
    ]);
    let at = bytes.windows(5).position(|window| window == b"a.csv").unwrap() + 15;
    bytes[at..at + 10].fill(0xff);
    let (pieces, summary) = read(&bytes, "x.zip").unwrap();
    assert_eq!(summary.taken, 1);
    assert!(
        pieces.iter().any(|piece| matches!(piece, Piece::Ignored(ignored) if ignored.file == "a.csv")),
        "{pieces:?}"
    );
}

#[test]
fn larger_than_the_upload_may_be() {
    let limits = Limits { file_bytes: 10, ..Limits::default() };
    assert_eq!(read_within(HEADER.as_bytes(), "x", &limits).unwrap_err(), Refusal::TooLarge { limit_bytes: 10 });
    let limits = Limits { resume_bytes: 20, ..Limits::default() };
    let resume = br#"{"basics": {"name": "Ada Ottolune"}}"#;
    assert_eq!(read_within(resume, "x", &limits).unwrap_err(), Refusal::TooLarge { limit_bytes: 20 });
}

#[test]
fn too_many_entries() {
    let names: Vec<String> = (0..2_001).map(|number| format!("{number}.csv")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"Name\n".as_slice())).collect();
    assert_eq!(refused(&zip(&entries)), Refusal::TooManyEntries { limit: 2_000 });
    assert!(read(&zip(&entries[1..]), "x.zip").is_ok());
}

#[test]
fn too_many_rows() {
    let limits = Limits { rows: 3, ..Limits::default() };
    let rows = |count: usize| format!("{HEADER}{}", (0..count).map(|n| format!("Ada{n},O,,,,,\n")).collect::<String>());
    assert!(read_within(rows(3).as_bytes(), "x.csv", &limits).is_ok());
    assert_eq!(read_within(rows(4).as_bytes(), "x.csv", &limits).unwrap_err().key(), "too_many_rows");
    // Over all files too.
    let (two, other) = (rows(2), rows(2).replace("Ada", "Bea"));
    let both = zip(&[("a.csv", two.as_bytes()), ("b.csv", other.as_bytes())]);
    assert_eq!(read_within(&both, "x.zip", &limits).unwrap_err().key(), "too_many_rows");
    let cards: String = (0..4).map(|n| format!("BEGIN:VCARD\nFN:Ada {n}\nEND:VCARD\n")).collect();
    assert_eq!(read_within(cards.as_bytes(), "x.vcf", &limits).unwrap_err().key(), "too_many_rows");
}

#[test]
fn a_bomb_by_proportion() {
    let bomb = format!("{HEADER}{}", "Ada,O,,,,,\n".repeat(200_000));
    assert_eq!(
        refused(&zip(&[("Connections.csv", bomb.as_bytes())])),
        Refusal::Bomb { entry: "Connections.csv".into() }
    );
}

#[test]
fn a_bomb_by_size_of_one_and_of_all() {
    // Rows that do not pack so well, so that the proportion is sound.
    let rows: String = (0..20_000_u64).map(|n| format!("Ada{},O{},,,,,\n", n * 7919 % 10_007, n * 104_729)).collect();
    let file = format!("{HEADER}{rows}");
    let entries = zip(&[("a.csv", file.as_bytes()), ("b.csv", file.as_bytes())]);
    let one = Limits { entry_bytes: 100_000, ..Limits::default() };
    assert_eq!(read_within(&entries, "x.zip", &one).unwrap_err(), Refusal::Bomb { entry: "a.csv".into() });
    let length = u64::try_from(file.len()).unwrap();
    let all = Limits { total_bytes: length * 3 / 2, ..Limits::default() };
    assert_eq!(read_within(&entries, "x.zip", &all).unwrap_err(), Refusal::Bomb { entry: "b.csv".into() });
}

#[test]
fn a_zip_that_lies_about_its_size() {
    let bomb = format!("{HEADER}{}", "Ada,O,,,,,\n".repeat(300_000));
    let mut bytes = zip(&[("Connections.csv", bomb.as_bytes())]);
    // The directory says ten bytes where it said three million.
    let size = u32::try_from(bomb.len()).unwrap().to_le_bytes();
    let mut from = 0;
    while let Some(at) = bytes[from..].windows(4).position(|window| window == size) {
        bytes[from + at..from + at + 4].copy_from_slice(&10_u32.to_le_bytes());
        from += at + 4;
    }
    let told = read(&bytes, "x.zip");
    assert!(told.as_ref().is_err_and(|refusal| ["bomb", "not_known", "damaged"].contains(&refusal.key())), "{told:?}");
}

#[test]
fn a_directory_that_lies() {
    let honest = zip(&[("Skills.csv", b"Name\nLegno\n")]);
    let end = honest.len() - 22;
    for (offset, bytes, key) in [
        (10, [0xff, 0xff].as_slice(), "too_many_entries"),
        (12, &[0xff, 0xff, 0xff, 0x7f], "damaged"),
        (16, &[0, 0, 0, 0], "damaged"),
        (20, &[9, 0], "damaged"),
        (8, &[0, 0, 0, 0], "empty"),
    ] {
        let mut lying = honest.clone();
        lying[end + offset..end + offset + bytes.len()].copy_from_slice(bytes);
        assert_eq!(refused(&lying).key(), key, "{offset}");
    }
    // A comment with the end of another zip in it.
    let mut commented = honest.clone();
    commented[end + 20..].copy_from_slice(&22_u16.to_le_bytes());
    commented.extend_from_slice(&honest[end..]);
    assert_eq!(refused(&commented).key(), "damaged");
}

#[test]
fn a_path_that_climbs_out() {
    for name in ["../Connections.csv", "a/../../b.csv", "/etc/passwd", "C:\\x.csv", "..\\x.csv"] {
        let told = refused(&zip(&[("Skills.csv", b"Name\n"), (name, b"x")]));
        assert_eq!(told, Refusal::ClimbsOut { entry: name.into() });
    }
    let mut linked = ZipWriter::new(Cursor::new(Vec::new()));
    linked.add_symlink("Connections.csv", "/etc/passwd", options()).unwrap();
    assert_eq!(refused(&linked.finish().unwrap().into_inner()).key(), "climbs_out");
}

#[test]
fn behind_a_password() {
    let mut bytes = zip(&[("Connections.csv", HEADER.as_bytes())]);
    // The bit that says so, in the entry's own header and in the directory.
    bytes[6] |= 1;
    let at = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[at + 8] |= 1;
    assert_eq!(refused(&bytes), Refusal::Encrypted);
}

#[test]
fn a_packing_we_do_not_know() {
    let mut bytes = zip(&[("Connections.csv", HEADER.as_bytes()), ("Skills.csv", b"Name\nLegno\n")]);
    let at = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[at + 10] = 14;
    let (pieces, _) = read(&bytes, "x.zip").unwrap();
    assert!(pieces.iter().any(|piece| matches!(piece, Piece::Ignored(ignored) if ignored.file == "Connections.csv")));
}

/// Two gigabytes that exist only while they are read.
struct Endless {
    begin: &'static str,
    filler: u8,
    length: u64,
    at: u64,
    given: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length - self.at).unwrap_or(usize::MAX).min(buffer.len());
        for (place, byte) in (self.at..).zip(&mut buffer[..left]) {
            *byte = self.begin.as_bytes().get(usize::try_from(place).unwrap()).copied().unwrap_or(self.filler);
        }
        self.at += u64::try_from(left).unwrap();
        self.given += u64::try_from(left).unwrap();
        Ok(left)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(back) => self.length.checked_add_signed(back).unwrap(),
            SeekFrom::Current(by) => self.at.checked_add_signed(by).unwrap(),
        };
        Ok(self.at)
    }
}

fn endless(begin: &'static str, filler: u8) -> (Refusal, u64) {
    let mut source = Endless { begin, filler, length: 2 * 1024 * 1024 * 1024, at: 0, given: 0 };
    let limits = Limits { file_bytes: u64::MAX, ..Limits::default() };
    let told = pergola_formats::read(&mut source, "lines.csv", &limits, &mut |_| ControlFlow::Continue(()));
    (told.unwrap_err(), source.given)
}

#[test]
fn a_line_without_end() {
    let begin = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAda,Ottolune,,,,,\nBruno,";
    let too_long = Refusal::LineTooLong { file: "lines.csv".into(), line: 3, limit_bytes: 1024 * 1024 };
    for filler in *b"x,\"" {
        let (refusal, given) = endless(begin, filler);
        assert_eq!(refusal, too_long);
        assert!(given < 2 * 1024 * 1024, "read {given}");
    }
    let quoted = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAda,Ottolune,,,,,\nBruno,\"";
    assert_eq!(endless(quoted, b'\n').0, too_long);
}

/// Half a letter at the end: the decoder has something to say once more, and must not be asked after that.
#[test]
fn a_table_of_two_byte_letters_that_ends_in_half_a_letter() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(format!("{HEADER}Ada,Ottolune,,,,,\n").encode_utf16().flat_map(u16::to_le_bytes));
    bytes.push(b'x');
    let (pieces, _) = read(&bytes, "Connections.csv").unwrap();
    assert!(pieces.iter().any(|piece| matches!(piece, Piece::Person(person) if person.given == "Ada")), "{pieces:?}");
}

#[test]
fn a_card_without_end() {
    for (begin, filler) in [("BEGIN:VCARD\nNOTE:", b'x'), ("BEGIN:VCARD\n", b'\n'), ("BEGIN:VCARD\n", b'x')] {
        let (refusal, given) = endless(begin, filler);
        assert_eq!(refusal.key(), "line_too_long", "{begin:?}");
        assert!(given < 4 * 1024 * 1024, "read {given}");
    }
}

#[test]
fn a_large_picture_in_a_card_costs_nothing() {
    let limits = Limits { line_bytes: 10_000, ..Limits::default() };
    let picture = "A".repeat(1_000_000);
    let folded = "\n QUJD".repeat(100_000);
    let card = format!(
        "BEGIN:VCARD\nitem1.PHOTO;ENCODING=b:{picture}\nFN:Ada Ottolune\nLOGO:data:{folded}\nTITLE:Ebanista\nEND:VCARD\n"
    );
    let (pieces, _) = read_within(card.as_bytes(), "x.vcf", &limits).unwrap();
    let Some(Piece::Person(person)) = pieces.first() else { panic!("{pieces:?}") };
    assert_eq!((person.name().as_str(), person.position.as_deref()), ("Ada Ottolune", Some("Ebanista")));
}

#[test]
fn the_visitor_may_stop() {
    let rows = format!("{HEADER}Ada,O,,,,,\nBea,O,,,,,\n");
    let mut told = 0;
    let summary = pergola_formats::read(Cursor::new(rows), "x.csv", &Limits::default(), &mut |piece| {
        told += u32::from(matches!(piece, Piece::Person(_)));
        if told == 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(summary.unwrap().stopped);
    assert_eq!(told, 1);
}

#[test]
fn every_refusal_has_its_key() {
    for key in Refusal::KEYS {
        assert!(key.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
    }
}

/// Stored, not packed: the proportion is one, the size counts.
#[test]
fn stored_entries_are_read_too() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("Skills.csv", SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
    zip.write_all(b"Name\nLegno\n").unwrap();
    assert_eq!(read(&zip.finish().unwrap().into_inner(), "x.zip").unwrap().1.taken, 1);
}
