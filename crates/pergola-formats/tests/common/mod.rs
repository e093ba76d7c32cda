//! Reading in tests: pieces into lines, folders into zips.
#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::unwrap_used,
    reason = "each test file uses some of these; a helper that fails is a test that fails"
)]

use std::{
    io::{Cursor, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use pergola_formats::{Limits, Piece, Refusal, Summary};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

pub(crate) fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

pub(crate) fn file(name: &str) -> Vec<u8> {
    std::fs::read(files().join(name)).unwrap()
}

pub(crate) fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, options()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A folder of the fixtures as a zip.
pub(crate) fn zipped(folder: &str) -> Vec<u8> {
    let root = files().join(folder);
    let mut found = Vec::new();
    walk(&root, &root, &mut found);
    found.sort();
    let entries: Vec<(&str, &[u8])> = found.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zip(&entries)
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read(path).unwrap()));
        }
    }
}

pub(crate) fn read(bytes: &[u8], name: &str) -> Result<(Vec<Piece>, Summary), Refusal> {
    read_within(bytes, name, &Limits::default())
}

/// All pieces but the progress.
pub(crate) fn read_within(bytes: &[u8], name: &str, limits: &Limits) -> Result<(Vec<Piece>, Summary), Refusal> {
    let mut pieces = Vec::new();
    let summary = pergola_formats::read(Cursor::new(bytes), name, limits, &mut |piece| {
        if !matches!(piece, Piece::Progress(_)) {
            pieces.push(piece);
        }
        ControlFlow::Continue(())
    })?;
    Ok((pieces, summary))
}

pub(crate) fn people(bytes: &[u8], name: &str) -> Vec<pergola_formats::Person> {
    let (pieces, _) = read(bytes, name).unwrap();
    pieces.into_iter().filter_map(|piece| if let Piece::Person(person) = piece { Some(person) } else { None }).collect()
}

/// The reasons for skipping with their lines.
pub(crate) fn skipped(bytes: &[u8], name: &str) -> Vec<(u64, &'static str)> {
    let (pieces, _) = read(bytes, name).unwrap();
    let skipped =
        |piece| if let Piece::Skipped(skipped) = piece { Some((skipped.line, skipped.reason.key())) } else { None };
    pieces.into_iter().filter_map(skipped).collect()
}
