//! The zip of an account: written with fixed times and in one order, read back from `pergola.json`.

use std::{
    io::{self, Read, Seek, Write},
    ops::ControlFlow,
};

use thiserror::Error;
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{Contact, Takeout, Tie, VERSION, tables};
use crate::{
    limits::{Limits, Refusal},
    pieces::{Person, Photo, Piece, Source},
    resume::Resume,
    vcard::{self, Version},
};

const ACCOUNT: &str = "pergola.json";
const PICTURES: &str = "pictures/";
const PICTURE_END: &str = ".jpg";
const README: &str = include_str!("README.txt");

/// Why an account could not be written: ours to mend.
#[derive(Debug, Error)]
pub enum Fault {
    #[error("writing the export failed")]
    Io(#[from] io::Error),
    #[error("writing the export's zip failed")]
    Zip(#[from] ZipError),
    #[error("the account holds what the export cannot say")]
    Json(#[from] serde_json::Error),
}

/// Writes the whole account as a zip.
///
/// In it: `README.txt, contacts.csv, contacts.vcf, moments.csv, pergola.json, photo.*, resume.json,
/// ties.csv`. The same account gives the same bytes, whatever its contacts are called and in whatever order they come.
///
/// # Errors
/// [`Fault`] when the writer fails or a moment lies outside the years -9999 to 9999.
pub fn write(takeout: Takeout, photo: Option<&Photo>, into: impl Write + Seek) -> Result<(), Fault> {
    write_with(takeout, photo, || Ok(None), into).map(drop)
}

/// The same with the pictures of what the member published behind it, each under a name of [`picture_name`].
///
/// They are asked for one after the other, so that one alone is in memory; whoever gives them in one order gets the same
/// bytes. Gives how many bytes `pergola.json` has, which a reader of it may find too many.
///
/// # Errors
/// As [`write()`], and when a picture has another name.
pub fn write_with(
    takeout: Takeout,
    photo: Option<&Photo>,
    mut pictures: impl FnMut() -> io::Result<Option<Photo>>,
    into: impl Write + Seek,
) -> Result<u64, Fault> {
    let mut takeout = takeout.in_order();
    takeout.version = VERSION;
    let photo = photo.map(|photo| (photo_entry(&photo.bytes), &photo.bytes));
    takeout.account.photo = photo.map(|(entry, _)| entry.to_owned());
    let account = json(&takeout)?.into_bytes();
    let account_bytes = u64::try_from(account.len()).unwrap_or(u64::MAX);
    let mut entries = vec![
        ("README.txt", README.as_bytes().to_vec()),
        ("contacts.csv", tables::contacts(&takeout)?),
        ("contacts.vcf", cards(&takeout).into_bytes()),
        ("moments.csv", tables::moments(&takeout)?),
        (ACCOUNT, account),
        ("resume.json", Resume::from(&takeout).to_json().into_bytes()),
        ("ties.csv", tables::ties(&takeout)?),
    ];
    entries.extend(photo.map(|(entry, bytes)| (entry, bytes.clone())));
    entries.sort_by_key(|(name, _)| *name);
    let mut zip = ZipWriter::new(into);
    for (name, bytes) in entries {
        zip.start_file(name, options())?;
        zip.write_all(&bytes)?;
    }
    while let Some(picture) = pictures()? {
        if !is_picture(&picture.file) {
            return Err(io::Error::from(io::ErrorKind::InvalidInput).into());
        }
        // Packed already.
        zip.start_file(picture.file, options().compression_method(CompressionMethod::Stored))?;
        zip.write_all(&picture.bytes)?;
    }
    zip.finish()?;
    Ok(account_bytes)
}

/// The name in the zip of a picture: the record that shows it, by its key, and its place there from 1. None where the key
/// cannot be part of a name.
#[must_use]
pub fn picture_name(key: &str, place: usize) -> Option<String> {
    let name = format!("{PICTURES}{key}-{place}{PICTURE_END}");
    is_picture(&name).then_some(name)
}

/// Reads what [`write()`] wrote.
///
/// # Errors
/// [`Refusal`] when it is no such file, of a newer version, or beyond the limits.
pub fn read(source: impl Read + Seek, limits: &Limits) -> Result<(Takeout, Option<Photo>), Refusal> {
    let (mut account, mut photo) = (None, None);
    crate::read(source, "export.zip", limits, &mut |piece| {
        match piece {
            Piece::Takeout(takeout) => account = Some(*takeout),
            Piece::Photo(found) => photo = Some(found),
            // Not an account after all: no need to read on.
            Piece::Person(_) | Piece::Own(..) | Piece::Moment(..) => return ControlFlow::Break(()),
            _ => {}
        }
        ControlFlow::Continue(())
    })?;
    let account = account.ok_or(Refusal::NotKnown)?;
    let photo = photo.filter(|photo| account.account.photo.as_deref() == Some(&photo.file));
    Ok((account, photo))
}

/// The `pergola.json` alone, in order.
///
/// # Errors
/// As [`write()`].
pub fn to_json(takeout: Takeout) -> Result<String, Fault> {
    let mut takeout = takeout.in_order();
    takeout.version = VERSION;
    json(&takeout)
}

/// The `pergola.json` alone.
///
/// # Errors
/// As [`read`].
pub fn from_json(bytes: &[u8]) -> Result<Takeout, Refusal> {
    #[derive(serde::Deserialize)]
    struct Versioned {
        version: u64,
    }
    let damaged = |_: serde_json::Error| Refusal::Damaged { file: ACCOUNT.to_owned() };
    let Versioned { version } = serde_json::from_slice(bytes).map_err(damaged)?;
    if version > u64::from(VERSION) {
        return Err(Refusal::Newer { version });
    }
    serde_json::from_slice(bytes).map_err(damaged)
}

/// True for the name of an entry that can only be our portrait.
pub(crate) fn is_photo(name: &str) -> bool {
    ["photo.jpg", "photo.png", "photo.webp"].contains(&name)
}

/// True for the name of an entry that can only be a picture of ours.
pub(crate) fn is_picture(name: &str) -> bool {
    let inner = name.strip_prefix(PICTURES).and_then(|name| name.strip_suffix(PICTURE_END));
    inner.and_then(|inner| inner.rsplit_once('-')).is_some_and(|(key, place)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let place_good = (1..=2).contains(&place.len()) && place.bytes().all(|digit| digit.is_ascii_digit());
        (1..=60).contains(&key.len()) && key.chars().all(plain) && place_good
    })
}

fn json(takeout: &Takeout) -> Result<String, Fault> {
    let mut text = serde_json::to_string_pretty(takeout)?;
    text.push('\n');
    Ok(text)
}

/// The name follows from the bytes, so that it cannot differ between two exports of one picture.
fn photo_entry(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "photo.png",
        [b'R', b'I', b'F', b'F', ..] => "photo.webp",
        _ => "photo.jpg",
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

fn cards(takeout: &Takeout) -> String {
    let ties = takeout.ties.iter().map(Person::from);
    let contacts = takeout.contacts.iter().map(Person::from);
    ties.chain(contacts).map(|person| vcard::card(&person, Version::V4)).collect()
}

impl From<&Contact> for Person {
    fn from(contact: &Contact) -> Self {
        Self {
            given: contact.given.clone(),
            family: contact.family.clone(),
            url: contact.url.clone(),
            links: contact.links.clone(),
            emails: contact.emails.clone(),
            phones: contact.phones.clone(),
            organisation: contact.organisation.clone(),
            position: contact.position.clone(),
            place: contact.place.clone(),
            connected_on: contact.connected_on,
            notes: contact.care.notes.clone(),
            labels: contact.care.labels.clone(),
            source: Source::Pergola,
            ..Self::default()
        }
    }
}

impl From<&Tie> for Person {
    fn from(tie: &Tie) -> Self {
        let (given, family) = crate::people::split_name(&tie.name);
        Self {
            given,
            family,
            links: tie.url.iter().cloned().collect(),
            position: tie.headline.clone(),
            notes: tie.care.notes.clone(),
            labels: tie.care.labels.clone(),
            source: Source::Pergola,
            ..Self::default()
        }
    }
}
