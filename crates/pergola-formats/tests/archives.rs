//! The two LinkedIn archives and the address books, read whole: what comes out is what the snapshots say.

mod common;

use std::fmt;

use common::{file, read, zipped};
use pergola_formats::{FileKind, Limits, Piece};

/// A piece without the line of its row: which rows are where is told by other tests.
struct Told(Piece);

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Piece::Own(own, _) => f.debug_tuple("Own").field(own).finish(),
            Piece::Moment(moment, _) => f.debug_tuple("Moment").field(moment).finish(),
            other => fmt::Debug::fmt(other, f),
        }
    }
}

fn told(pieces: Vec<Piece>) -> Vec<Told> {
    pieces.into_iter().map(Told).collect()
}

#[test]
fn the_complete_archive_with_italian_file_names() {
    let (pieces, summary) = read(&zipped("linkedin-complete"), "Complete_LinkedInDataExport.zip").unwrap();
    assert_eq!(summary.kind, FileKind::LinkedInArchive);
    insta::assert_debug_snapshot!("complete", told(pieces));
    insta::assert_debug_snapshot!("complete_summary", summary);
}

#[test]
fn what_is_only_for_advertisers_and_guards_is_known_and_left() {
    let (pieces, summary) = read(&zipped("linkedin-private"), "Complete_LinkedInDataExport.zip").unwrap();
    let left = pieces.iter().all(|piece| matches!(piece, Piece::Ignored(_) | Piece::Progress(_)));
    assert!(left, "nothing of it is for a garden");
    insta::assert_debug_snapshot!("private", (told(pieces), summary));
}

#[test]
fn the_basic_archive_saved_again_by_a_spreadsheet() {
    let (pieces, summary) = read(&zipped("linkedin-basic"), "Basic_LinkedInDataExport.zip").unwrap();
    insta::assert_debug_snapshot!("basic", (told(pieces), summary));
}

#[test]
fn address_books_and_a_resume() {
    for name in ["google-new.csv", "google-old.csv", "outlook-en.csv", "outlook-it.csv", "cards.vcf", "resume.json"] {
        let (pieces, summary) = read(&file(&format!("contacts/{name}")), name).unwrap();
        insta::assert_debug_snapshot!(name.replace(['.', '-'], "_"), (told(pieces), summary));
    }
}

#[test]
fn reading_twice_says_the_same() {
    let archive = zipped("linkedin-complete");
    assert_eq!(read(&archive, "a.zip").unwrap(), read(&archive, "a.zip").unwrap());
}

#[test]
fn kinds_are_known_by_content() {
    let detect = |bytes: &[u8]| pergola_formats::detect(std::io::Cursor::new(bytes), "x", &Limits::default());
    assert_eq!(detect(&zipped("linkedin-basic")), Ok(FileKind::LinkedInArchive));
    assert_eq!(detect(&zipped("contacts")), Ok(FileKind::Mixed));
    for (name, kind) in [
        ("linkedin-complete/messaggi.csv", FileKind::LinkedInTable),
        ("contacts/google-old.csv", FileKind::GoogleCsv),
        ("contacts/google-new.csv", FileKind::GoogleCsv),
        ("contacts/outlook-it.csv", FileKind::OutlookCsv),
        ("contacts/cards.vcf", FileKind::VCard),
        ("contacts/resume.json", FileKind::Resume),
    ] {
        assert_eq!(detect(&file(name)), Ok(kind), "{name}");
    }
}
