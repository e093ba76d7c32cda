//! A disk that keeps only what it was told to keep, and of the rest whatever chance likes.
//!
//! A file is its synced bytes and the writes since. When the power goes, each of those may have arrived, not arrived, or
//! arrived in part: sectors of 512 bytes or pages of 4 KiB, in any order. A name (a file made, renamed, removed) is safe
//! once its folder was synced, as POSIX says and no more; many file systems promise more.
//!
//! Not modelled: folders (they are always there), and sectors that turn to noise although nobody wrote them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::chance::Chance;
use super::trace::Event;
use crate::fault::Done;

#[derive(Debug, Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    /// What the running program sees.
    names: BTreeMap<PathBuf, usize>,
    safe_names: BTreeMap<PathBuf, usize>,
    waiting_names: Vec<(u64, NameChange)>,
    /// Where a descriptor stands, for writes without a place of their own: position, and whether it always appends.
    places: BTreeMap<u32, (u64, bool)>,
    syncs: BTreeMap<u32, (u64, PathBuf)>,
    clock: u64,
}

#[derive(Debug, Default)]
struct File {
    safe: Vec<u8>,
    waiting: Vec<(u64, Change)>,
    /// As the running program sees it.
    length: u64,
}

#[derive(Debug)]
enum Change {
    Bytes { at: u64, bytes: Vec<u8> },
    Length(u64),
}

#[derive(Debug)]
enum NameChange {
    Made(PathBuf, usize),
    Removed(PathBuf),
    Renamed(PathBuf, PathBuf),
}

/// What the power cut does with writes that were not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loss {
    Everything,
    Nothing,
    WholeWrites,
    Pages,
    Sectors,
}

impl Loss {
    pub(crate) const ALL: [Self; 5] = [Self::Everything, Self::Nothing, Self::WholeWrites, Self::Pages, Self::Sectors];
}

impl Disk {
    pub(crate) fn take(&mut self, event: &Event) -> Done {
        self.clock += 1;
        match event {
            Event::Opened { path, descriptor, create, empty, append } => {
                self.open(path, *create, *empty)?;
                self.places.insert(*descriptor, (0, *append));
            }
            Event::Written { path, descriptor, at, bytes } => self.write(path, *descriptor, *at, bytes)?,
            Event::Moved { descriptor, to } => {
                if let Some(place) = self.places.get_mut(descriptor) {
                    place.0 = *to;
                }
            }
            Event::Resized { path, length } => self.resize(path, *length)?,
            Event::SyncBegun { process, path } => {
                self.syncs.insert(*process, (self.clock, path.clone()));
            }
            Event::SyncEnded { process } => {
                if let Some((begun, path)) = self.syncs.remove(process) {
                    self.sync(&path, begun);
                }
            }
            Event::Removed { path } => {
                self.names.remove(path);
                self.waiting_names.push((self.clock, NameChange::Removed(path.clone())));
            }
            Event::Renamed { from, to } => {
                if let Some(file) = self.names.remove(from) {
                    self.names.insert(to.clone(), file);
                }
                self.waiting_names.push((self.clock, NameChange::Renamed(from.clone(), to.clone())));
            }
            Event::Answered { .. } => {}
        }
        Ok(())
    }

    fn open(&mut self, path: &Path, create: bool, empty: bool) -> Done {
        if !self.names.contains_key(path) {
            if !create {
                return Err(format!("{} was opened and never made", path.display()).into());
            }
            self.names.insert(path.to_owned(), self.files.len());
            self.waiting_names.push((self.clock, NameChange::Made(path.to_owned(), self.files.len())));
            self.files.push(File::default());
        }
        if empty { self.resize(path, 0) } else { Ok(()) }
    }

    fn write(&mut self, path: &Path, descriptor: u32, at: Option<u64>, bytes: &[u8]) -> Done {
        let length = u64::try_from(bytes.len())?;
        let (place, append) = self.places.get(&descriptor).copied().unwrap_or_default();
        let clock = self.clock;
        let file = self.file(path)?;
        let at = at.unwrap_or(if append { file.length } else { place });
        file.waiting.push((clock, Change::Bytes { at, bytes: bytes.to_owned() }));
        file.length = file.length.max(at + length);
        self.places.insert(descriptor, (at + length, append));
        Ok(())
    }

    fn resize(&mut self, path: &Path, length: u64) -> Done {
        let clock = self.clock;
        let file = self.file(path)?;
        file.waiting.push((clock, Change::Length(length)));
        file.length = length;
        Ok(())
    }

    fn file(&mut self, path: &Path) -> Done<&mut File> {
        let number = self.names.get(path).copied();
        let file = number.and_then(|number| self.files.get_mut(number));
        file.ok_or_else(|| format!("{} is written and was never made", path.display()).into())
    }

    /// What was there when the sync began is safe when it ends; what came in between is not.
    fn sync(&mut self, path: &Path, begun: u64) {
        if let Ok(file) = self.file(path) {
            file.settle(begun);
            return;
        }
        let (now, later) = std::mem::take(&mut self.waiting_names)
            .into_iter()
            .partition(|(clock, change)| *clock < begun && change.is_in(path));
        self.waiting_names = later;
        let now: Vec<(u64, NameChange)> = now;
        now.iter().for_each(|(_, change)| change.apply(&mut self.safe_names));
    }

    /// Writes down what somebody finds after the power has come back, below `to` what was below `from`.
    pub(crate) fn after_power_cut(&self, loss: Loss, chance: &mut Chance, from: &Path, to: &Path) -> Done {
        let mut names = self.safe_names.clone();
        for (_, change) in &self.waiting_names {
            let arrived = match loss {
                Loss::Everything => false,
                Loss::Nothing => true,
                Loss::WholeWrites | Loss::Pages | Loss::Sectors => chance.percent(50),
            };
            if arrived {
                change.apply(&mut names);
            }
        }
        for (path, number) in names {
            let Some(file) = self.files.get(number) else { continue };
            let path = to.join(path.strip_prefix(from)?);
            fs::create_dir_all(path.parent().ok_or("a file without a folder")?)?;
            fs::write(path, file.after_power_cut(loss, chance)?)?;
        }
        Ok(())
    }
}

impl File {
    fn settle(&mut self, begun: u64) {
        let waiting = std::mem::take(&mut self.waiting);
        for (clock, change) in waiting {
            if clock < begun {
                change.apply(&mut self.safe);
            } else {
                self.waiting.push((clock, change));
            }
        }
    }

    fn after_power_cut(&self, loss: Loss, chance: &mut Chance) -> Done<Vec<u8>> {
        let mut bytes = self.safe.clone();
        for (_, change) in &self.waiting {
            match (loss, change) {
                (Loss::Everything, _) => {}
                (Loss::Nothing, change) => change.apply(&mut bytes),
                (Loss::WholeWrites, change) | (Loss::Pages | Loss::Sectors, change @ Change::Length(_)) => {
                    if chance.percent(50) {
                        change.apply(&mut bytes);
                    }
                }
                (Loss::Pages, Change::Bytes { at, bytes: new }) => tear(&mut bytes, *at, new, 4096, chance)?,
                (Loss::Sectors, Change::Bytes { at, bytes: new }) => tear(&mut bytes, *at, new, 512, chance)?,
            }
        }
        Ok(bytes)
    }
}

impl Change {
    fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Self::Bytes { at, bytes } => put(file, *at, bytes),
            Self::Length(length) => file.resize(usize::try_from(*length).unwrap_or(usize::MAX), 0),
        }
    }
}

impl NameChange {
    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Made(path, number) => {
                names.insert(path.clone(), *number);
            }
            Self::Removed(path) => {
                names.remove(path);
            }
            Self::Renamed(from, to) => {
                if let Some(number) = names.remove(from) {
                    names.insert(to.clone(), number);
                }
            }
        }
    }

    fn is_in(&self, folder: &Path) -> bool {
        let (Self::Made(path, _) | Self::Removed(path) | Self::Renamed(_, path)) = self;
        path.parent() == Some(folder)
    }
}

/// Lets each piece of a write arrive or not. Pieces are those of the disk, so a write that begins inside one has a short
/// first piece.
fn tear(file: &mut Vec<u8>, at: u64, bytes: &[u8], piece: u64, chance: &mut Chance) -> Done {
    let mut place = at;
    let mut rest = bytes;
    while !rest.is_empty() {
        let length = usize::try_from(piece - place % piece)?.min(rest.len());
        let (now, later) = rest.split_at(length);
        if chance.percent(50) {
            put(file, place, now);
        }
        place += u64::try_from(length)?;
        rest = later;
    }
    Ok(())
}

/// Bytes at a place; a hole before them is zeros.
fn put(file: &mut Vec<u8>, at: u64, bytes: &[u8]) {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    let end = at + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    if let Some(place) = file.get_mut(at..end) {
        place.copy_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(at: u64, byte: u8) -> Event {
        Event::Written { path: "/t/db".into(), descriptor: 3, at: Some(at), bytes: vec![byte; 1024] }
    }

    fn left(disk: &Disk, loss: Loss) -> Option<Vec<u8>> {
        let folder = tempfile::tempdir().expect("a folder");
        disk.after_power_cut(loss, &mut Chance::from(1), Path::new("/t"), folder.path()).expect("it can be written");
        fs::read(folder.path().join("db")).ok()
    }

    #[test]
    fn only_what_was_written_before_the_sync_and_named_in_a_synced_folder_is_safe() {
        let opened = Event::Opened { path: "/t/db".into(), descriptor: 3, create: true, empty: false, append: false };
        let begun = |process, path: &str| Event::SyncBegun { process, path: path.into() };
        let ended = |process| Event::SyncEnded { process };
        let mut disk = Disk::default();
        for event in [opened, written(0, 1), begun(1, "/t/db"), written(1024, 2), ended(1)] {
            disk.take(&event).expect("it can be replayed");
        }
        assert_eq!(left(&disk, Loss::Everything), None);
        assert_eq!(left(&disk, Loss::Nothing).map(|bytes| bytes.len()), Some(2048));
        for event in [begun(2, "/t"), ended(2)] {
            disk.take(&event).expect("it can be replayed");
        }
        assert_eq!(left(&disk, Loss::Everything), Some(vec![1; 1024]));
    }

    #[test]
    fn a_torn_write_leaves_whole_sectors() {
        let mut file = vec![0; 4096];
        tear(&mut file, 256, &[1; 2048], 512, &mut Chance::from(3)).expect("it can be torn");
        for sector in file.chunks(512) {
            let ones = sector.iter().filter(|byte| **byte == 1).count();
            assert!([0, 256, 512].contains(&ones), "{ones}");
        }
        assert!(file.contains(&1));
    }
}
