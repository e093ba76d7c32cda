//! Between the readers and the visitor: finds doubles, counts, and says how far we are.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

use crate::{
    fingerprint::{Fingerprint, fingerprint},
    limits::Refusal,
    pieces::{
        Exchange, FileKind, FileSummary, Ignored, IgnoredWhy, OwnPiece, Person, Piece, Progress, Reason, Skipped,
        Summary, Who,
    },
};

/// Names, titles and places beyond this are no names, titles and places.
const SHORT_CHARS: usize = 1_000;
const NOTES_CHARS: usize = 100_000;
/// More addresses than anybody has.
const ADDRESSES: usize = 100;
/// Of how many people we remember the name: LinkedIn allows 30,000 connections.
const NAMES: usize = 50_000;
const PROGRESS_EVERY: u64 = 1_000;

/// Why a reader stops before the end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The visitor has had enough.
    Asked,
    Refused(Refusal),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

pub(crate) type Told = Result<(), Stop>;

pub(crate) struct Sink<'a> {
    on: &'a mut dyn FnMut(Piece) -> ControlFlow<()>,
    seen: BTreeSet<Fingerprint>,
    files: Vec<FileSummary>,
    rows: u64,
    /// Declared sizes of the files gone through, of the present one, and of all.
    before_bytes: u64,
    present_bytes: u64,
    total_bytes: u64,
    /// People, own pieces and moments, over all files: what bounds the memory of `seen`.
    limit: u64,
    /// Of the row about the owner that was told last.
    line: u64,
    /// Profile addresses by name in lower case; None where two share it.
    addresses: BTreeMap<String, Option<String>>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(on: &'a mut dyn FnMut(Piece) -> ControlFlow<()>, total_bytes: u64, limit: u64) -> Self {
        Self {
            on,
            seen: BTreeSet::new(),
            files: Vec::new(),
            rows: 0,
            before_bytes: 0,
            present_bytes: 0,
            total_bytes,
            limit,
            line: 0,
            addresses: BTreeMap::new(),
        }
    }

    /// What follows is said by this file.
    pub(crate) fn begin(&mut self, file: &str, table: &str, size_bytes: u64) -> Told {
        self.before_bytes += self.present_bytes;
        self.present_bytes = size_bytes;
        self.files.push(FileSummary { file: file.to_owned(), table: table.to_owned(), taken: 0, skipped: 0 });
        self.progress(0)
    }

    /// Called for each row by readers that know how far into the file they are.
    pub(crate) fn row(&mut self, done_bytes: u64) -> Told {
        self.rows += 1;
        if self.rows.is_multiple_of(PROGRESS_EVERY) { self.progress(done_bytes) } else { Ok(()) }
    }

    pub(crate) fn person(&mut self, mut person: Person) -> Told {
        person.file = self.file();
        on_one_line(&mut person);
        person.notes = person.notes.map(|notes| notes.replace("\r\n", "\n"));
        let line = person.line;
        let nobody = person.url.is_none() && person.emails.is_empty() && person.phones.is_empty();
        if person.given.is_empty() && person.family.is_empty() && nobody {
            return self.skip(line, Reason::NoName);
        }
        if is_too_long(&person) {
            return self.skip(line, Reason::TooLong);
        }
        if !self.is_new(person.key())? {
            return self.skip(line, Reason::Duplicate);
        }
        self.remember_name(&person);
        self.taken();
        self.tell(Piece::Person(person))
    }

    pub(crate) fn own(&mut self, line: u64, piece: OwnPiece) -> Told {
        if !self.is_new(fingerprint(&["own", &format!("{piece:?}")]))? {
            return self.skip(line, Reason::Duplicate);
        }
        self.taken();
        self.line = line;
        self.tell(Piece::Own(piece, line))
    }

    /// Several of a row that was counted already, such as the web addresses in a profile: doubles are nobody's business.
    pub(crate) fn also(&mut self, piece: OwnPiece) -> Told {
        let new = self.is_new(fingerprint(&["own", &format!("{piece:?}")]))?;
        if new { self.tell(Piece::Own(piece, self.line)) } else { Ok(()) }
    }

    /// All exchanges of one row. The row counts as taken if one of them is new.
    pub(crate) fn exchanges(&mut self, line: u64, exchanges: Vec<Exchange>) -> Told {
        let mut taken = false;
        for mut exchange in exchanges {
            if self.is_new(exchange.key)? {
                taken = true;
                self.find_address(&mut exchange);
                self.tell(Piece::Moment(exchange, line))?;
            }
        }
        if taken {
            self.taken();
            return Ok(());
        }
        self.skip(line, Reason::Duplicate)
    }

    pub(crate) fn skip(&mut self, line: u64, reason: Reason) -> Told {
        if let Some(file) = self.files.last_mut() {
            file.skipped += 1;
        }
        let file = self.file();
        self.tell(Piece::Skipped(Skipped { file, line, reason }))
    }

    pub(crate) fn ignore(&mut self, file: &str, why: IgnoredWhy) -> Told {
        self.tell(Piece::Ignored(Ignored { file: file.to_owned(), why }))
    }

    pub(crate) fn tell(&mut self, piece: Piece) -> Told {
        match (self.on)(piece) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Asked),
        }
    }

    pub(crate) fn taken(&mut self) {
        if let Some(file) = self.files.last_mut() {
            file.taken += 1;
        }
    }

    pub(crate) fn summary(self, kind: FileKind, owner: Option<Who>, stopped: bool) -> Summary {
        let taken = self.files.iter().map(|file| file.taken).sum();
        let skipped = self.files.iter().map(|file| file.skipped).sum();
        Summary { kind, owner, files: self.files, taken, skipped, stopped }
    }

    fn remember_name(&mut self, person: &Person) {
        if let Some(url) = &person.url
            && self.addresses.len() < NAMES
        {
            let known = self.addresses.entry(person.name().to_lowercase());
            known.and_modify(|known| *known = None).or_insert_with(|| Some(url.clone()));
        }
    }

    /// Recommendations and old messages have names only. The one connection of that name is meant. The exchange's key stays as
    /// it is: it must not depend on who else is in the archive.
    fn find_address(&self, exchange: &mut Exchange) {
        if exchange.with.url.is_none() {
            let name = exchange.with.name.to_lowercase();
            exchange.with.url = self.addresses.get(&name).cloned().flatten();
        }
    }

    fn is_new(&mut self, key: Fingerprint) -> Result<bool, Refusal> {
        let new = self.seen.insert(key);
        if u64::try_from(self.seen.len()).is_ok_and(|count| count <= self.limit) {
            return Ok(new);
        }
        Err(Refusal::TooManyRows { file: self.file(), limit: self.limit })
    }

    fn file(&self) -> String {
        self.files.last().map(|file| file.file.clone()).unwrap_or_default()
    }

    fn progress(&mut self, done_bytes: u64) -> Told {
        let done_bytes = self.before_bytes + done_bytes;
        let total_bytes = self.total_bytes;
        let file = self.file();
        self.tell(Piece::Progress(Progress { file, done_bytes, total_bytes }))
    }
}

/// Names, titles and places with a line break inside are one line that was broken on the way.
fn on_one_line(person: &mut Person) {
    let texts = [&mut person.given, &mut person.family].into_iter();
    let options = [&mut person.organisation, &mut person.position, &mut person.place].into_iter().flatten();
    for text in texts.chain(options).filter(|text| text.contains(char::is_control)) {
        *text = text
            .split(|c: char| c.is_control() || c == ' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
    }
}

fn is_too_long(person: &Person) -> bool {
    let long = |text: &str, limit: usize| text.len() > limit && text.chars().count() > limit;
    let short = [Some(&person.given), Some(&person.family), person.url.as_ref(), person.organisation.as_ref()];
    let more = [person.position.as_ref(), person.place.as_ref()];
    let lists = [&person.emails, &person.phones, &person.links, &person.labels];
    short.into_iter().chain(more).flatten().any(|text| long(text, SHORT_CHARS))
        || person.notes.as_ref().is_some_and(|notes| long(notes, NOTES_CHARS))
        || lists.iter().any(|list| list.len() > ADDRESSES || list.iter().any(|text| long(text, SHORT_CHARS)))
}
