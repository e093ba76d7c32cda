//! What was handed in, as a list of files: a zip opened within limits, or the one file itself.
//!
//! The zip's own figures are read but not believed. Where its directory lies is checked before the directory is read; each entry
//! is measured while it expands; names are judged though nothing is ever written to a path, since a name that climbs out
//! tells what the file is.

use std::{
    borrow::Cow,
    cell::Cell,
    io::{self, Read, Seek, SeekFrom},
    rc::Rc,
};

use zip::{ZipArchive, result::ZipError};

use crate::limits::{Limits, Refusal};

/// Below this an entry may pack as well as it likes: a table of equal rows is no attack.
const RATIO_COUNTS_FROM: u64 = 1024 * 1024;
/// The directory of 2,000 entries with decent names takes a tenth of this.
const DIRECTORY_BYTES: u64 = 4 * 1024 * 1024;
/// The record at the end of a zip, without its comment.
const END_BYTES: u64 = 22;

/// A file that can be opened, perhaps several times.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: String,
    /// As declared.
    pub(crate) size_bytes: u64,
}

/// The files that were handed in.
pub(crate) struct Files<S> {
    source: Source<S>,
    entries: Vec<Entry>,
    limits: Limits,
    /// Expanded so far, all files and passes together.
    expanded: Rc<Cell<u64>>,
}

enum Source<S> {
    Lone(S),
    Zip(Box<ZipArchive<S>>),
}

impl<S: Read + Seek> Files<S> {
    pub(crate) fn open(mut source: S, name: &str, limits: &Limits) -> Result<Self, Refusal> {
        let damaged = |_: io::Error| Refusal::Damaged { file: name.to_owned() };
        let size_bytes = source.seek(SeekFrom::End(0)).map_err(damaged)?;
        if size_bytes == 0 {
            return Err(Refusal::Empty);
        }
        if size_bytes > limits.file_bytes {
            return Err(Refusal::TooLarge { limit_bytes: limits.file_bytes });
        }
        source.rewind().map_err(damaged)?;
        let mut magic = Vec::new();
        source.by_ref().take(4).read_to_end(&mut magic).map_err(damaged)?;
        let (source, entries) = match magic.as_slice() {
            b"PK\x03\x04" | b"PK\x05\x06" | b"PK\x07\x08" => {
                check_directory(&mut source, size_bytes, name, limits)?;
                let mut zip = ZipArchive::new(source).map_err(|error| zip_refusal(error, name))?;
                let entries = directory(&mut zip, name)?;
                (Source::Zip(Box::new(zip)), entries)
            }
            _ => (Source::Lone(source), vec![Entry { name: name.to_owned(), size_bytes }]),
        };
        Ok(Self { source, entries, limits: limits.clone(), expanded: Rc::new(Cell::new(0)) })
    }

    pub(crate) const fn is_zip(&self) -> bool {
        matches!(self.source, Source::Zip(_))
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Opens one file from its beginning. What it gives is counted against the limits; a limit that is passed comes out of
    /// `read` as an error that [`refusal`] turns back into the refusal it is.
    pub(crate) fn read(&mut self, index: usize) -> Result<Box<dyn Read + '_>, Refusal> {
        let file = self.entries.get(index).map(|entry| entry.name.clone()).unwrap_or_default();
        match &mut self.source {
            Source::Lone(source) => {
                source.rewind().map_err(|error| refusal(error, &file))?;
                Ok(Box::new(source))
            }
            Source::Zip(zip) => {
                let inner = zip.by_index(index).map_err(|error| zip_refusal(error, &file))?;
                let packed = inner.compressed_size().max(1);
                let (limits, expanded) = (self.limits.clone(), Rc::clone(&self.expanded));
                Ok(Box::new(Measured { inner, given: 0, packed, file, limits, expanded }))
            }
        }
    }

    /// One file, held whole: for JSON and pictures.
    pub(crate) fn read_whole(&mut self, index: usize, limit_bytes: u64) -> Result<Vec<u8>, Refusal> {
        let name = self.entries.get(index).map(|entry| entry.name.clone()).unwrap_or_default();
        let mut bytes = Vec::new();
        let mut file = self.read(index)?.take(limit_bytes.saturating_add(1));
        file.read_to_end(&mut bytes).map_err(|error| refusal(error, &name))?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length <= limit_bytes) {
            return Ok(bytes);
        }
        Err(Refusal::TooLarge { limit_bytes })
    }
}

/// The refusal inside an error of reading; any other error says that the file is damaged.
pub(crate) fn refusal(error: io::Error, file: &str) -> Refusal {
    error.downcast::<Refusal>().unwrap_or_else(|_| Refusal::Damaged { file: file.to_owned() })
}

fn zip_refusal(error: ZipError, file: &str) -> Refusal {
    match error {
        ZipError::Io(error) => refusal(error, file),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Refusal::Encrypted,
        _ => Refusal::Damaged { file: file.to_owned() },
    }
}

/// Before the zip's directory is read and kept in memory: that it lies at the very end, with as many entries and as many bytes as
/// we are willing to keep. Larger ones (zip64), split ones and those with other bytes glued in front are refused; nobody's export
/// is one.
fn check_directory(
    source: &mut (impl Read + Seek),
    size_bytes: u64,
    name: &str,
    limits: &Limits,
) -> Result<(), Refusal> {
    let damaged = || Refusal::Damaged { file: name.to_owned() };
    let tail_from = size_bytes.saturating_sub(END_BYTES + u64::from(u16::MAX));
    let mut tail = Vec::new();
    source.seek(SeekFrom::Start(tail_from)).map_err(|error| refusal(error, name))?;
    source.take(END_BYTES + u64::from(u16::MAX)).read_to_end(&mut tail).map_err(|error| refusal(error, name))?;
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06").ok_or_else(damaged)?;
    let field = |offset: usize, length: usize| -> Result<u64, Refusal> {
        let bytes = tail.get(at + offset..at + offset + length).ok_or_else(damaged)?;
        Ok(bytes.iter().rev().fold(0, |number, byte| number * 256 + u64::from(*byte)))
    };
    let (count, directory_bytes, begins, comment_bytes) = (field(10, 2)?, field(12, 4)?, field(16, 4)?, field(20, 2)?);
    if count > limits.entries {
        return Err(Refusal::TooManyEntries { limit: limits.entries });
    }
    let at = tail_from + u64::try_from(at).unwrap_or(0);
    let sound = begins + directory_bytes == at
        && at + END_BYTES + comment_bytes == size_bytes
        && directory_bytes <= DIRECTORY_BYTES;
    if !sound {
        return Err(damaged());
    }
    if count == 0 { Err(Refusal::Empty) } else { Ok(()) }
}

fn directory(zip: &mut ZipArchive<impl Read + Seek>, name: &str) -> Result<Vec<Entry>, Refusal> {
    let mut entries = Vec::new();
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index).map_err(|error| zip_refusal(error, name))?;
        let shown =
            entry.name().map_or_else(|_| String::from_utf8_lossy(entry.name_raw()).into_owned(), Cow::into_owned);
        if climbs_out(&shown) || entry.is_symlink() {
            return Err(Refusal::ClimbsOut { entry: cut(&shown) });
        }
        if entry.encrypted() {
            return Err(Refusal::Encrypted);
        }
        entries.push(Entry { name: shown, size_bytes: if entry.is_dir() { 0 } else { entry.size() } });
    }
    Ok(entries)
}

/// Absolute, with a drive, with a step upwards (on any system's separators), or with a NUL.
fn climbs_out(name: &str) -> bool {
    let drive = name.split_once(':').is_some_and(|(drive, _)| drive.len() == 1);
    name.starts_with(['/', '\\']) || drive || name.contains('\0') || name.split(['/', '\\']).any(|step| step == "..")
}

fn cut(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

struct Measured<R> {
    inner: R,
    given: u64,
    packed: u64,
    file: String,
    limits: Limits,
    expanded: Rc<Cell<u64>>,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let count = u64::try_from(read).unwrap_or(u64::MAX);
        self.given = self.given.saturating_add(count);
        self.expanded.set(self.expanded.get().saturating_add(count));
        let out_of_proportion = self.given > RATIO_COUNTS_FROM && self.given / self.packed >= self.limits.ratio;
        let too_much = self.given > self.limits.entry_bytes || self.expanded.get() > self.limits.total_bytes;
        if out_of_proportion || too_much {
            return Err(io::Error::other(Refusal::Bomb { entry: cut(&self.file) }));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_climb_out() {
        for name in ["../a", "a/../../b", "/etc/passwd", "\\a", "C:\\a", "c:a", "a\\..\\b", "a\0", ".."] {
            assert!(climbs_out(name), "{name:?}");
        }
        for name in ["a", "Jobs/Job Applications.csv", "a..b/c", "...", "Basic_LinkedIn:Export/x.csv"] {
            assert!(!climbs_out(name), "{name:?}");
        }
    }
}
