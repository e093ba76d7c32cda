//! Reads a file on a thread of its own and hands on people while it reads; the rest comes at the end.
//!
//! Memory stays bounded: people go in batches, words between people are kept as marks of a few dozen bytes, rows not
//! taken are listed up to a limit and then only counted.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::BufReader,
    ops::ControlFlow,
    path::Path,
};

use pergola_domain::exchange::SKIPS_LISTED;
use pergola_formats::{
    Direction, Exchange, ExchangeKind, Fingerprint, Limits, OwnPiece, Person, Photo, Piece, Progress, Refusal, Who,
    takeout::Takeout,
};
use tokio::sync::mpsc::Sender;

use crate::exchange::{
    album,
    store::imports::{Ignored, Skip},
};

/// People in one batch: one short transaction each, so that others can write in between.
const BATCH: usize = 1_000;
/// Own positions, skills and so on beyond any life.
const OWN_PIECES: usize = 2_000;

/// What is told while the file is read.
#[derive(Debug)]
pub(super) enum Told {
    People(Vec<Person>),
    Picture(Photo),
    Progress { done_bytes: u64, total_bytes: u64, read: i64 },
}

/// What a file said, but for the people.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Things about the owner, each with the file and the line that say it.
    pub(super) own: Vec<(String, i64, OwnPiece)>,
    /// The file being read, as its own archive calls it.
    file: String,
    pub(super) talks: Talks,
    pub(super) skips: Vec<Skip>,
    pub(super) skipped: i64,
    pub(super) read: i64,
    /// Whole files that were not read: an archive has no more of them than it may have files.
    pub(super) ignored: Vec<Ignored>,
    pub(super) takeout: Option<Box<Takeout>>,
    pub(super) photo: Option<Photo>,
    /// The pictures that its records speak of.
    album: BTreeSet<String>,
    /// The receiver went away: the import was stopped.
    pub(super) stopped: bool,
}

/// Who wrote to whom and when.
#[derive(Debug, Default)]
pub(super) struct Talks {
    pub(super) people: BTreeMap<Who, usize>,
    pub(super) words: Vec<Talk>,
    pub(super) files: Vec<String>,
}

/// One word, without what it says.
#[derive(Clone, Debug)]
pub(super) struct Talk {
    pub(super) with: usize,
    /// Its place among the files.
    pub(super) file: usize,
    pub(super) line: i64,
    pub(super) at: i64,
    pub(super) kind: ExchangeKind,
    pub(super) outgoing: bool,
    pub(super) others: u32,
    pub(super) key: Fingerprint,
    pub(super) about: Option<String>,
}

impl Talks {
    fn push(&mut self, exchange: Exchange, line: i64, file: &str) {
        if self.files.last().is_none_or(|last| last != file) {
            self.files.push(file.to_owned());
        }
        let next = self.people.len();
        let with = *self.people.entry(exchange.with).or_insert(next);
        self.words.push(Talk {
            with,
            file: self.files.len() - 1,
            line,
            at: exchange.at,
            kind: exchange.kind,
            outgoing: exchange.direction == Direction::Out,
            others: exchange.others,
            key: exchange.key,
            about: exchange.about,
        });
    }
}

/// Reads all of a file, within these limits.
///
/// # Errors
/// Why it is not read.
pub(super) fn read(path: &Path, name: &str, limits: &Limits, to: &Sender<Told>) -> Result<Said, Refusal> {
    let file = File::open(path).map_err(|_gone| Refusal::Damaged { file: name.to_owned() })?;
    let mut said = Said::default();
    let mut people = Vec::new();
    let summary = pergola_formats::read(BufReader::new(file), name, limits, &mut |piece| {
        let goes_on = hear(piece, &mut said, &mut people, to);
        if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    said.stopped = summary.stopped || (!people.is_empty() && to.blocking_send(Told::People(people)).is_err());
    Ok(said)
}

/// Takes in one piece. Gives false when nobody listens any more.
fn hear(piece: Piece, said: &mut Said, people: &mut Vec<Person>, to: &Sender<Told>) -> bool {
    said.read +=
        i64::from(!matches!(piece, Piece::Progress(_) | Piece::Photo(_) | Piece::Picture(_) | Piece::Ignored(_)));
    match piece {
        Piece::Person(person) => {
            people.push(person);
            if people.len() >= BATCH {
                return to.blocking_send(Told::People(std::mem::take(people))).is_ok();
            }
        }
        Piece::Own(own, at) if said.own.len() < OWN_PIECES => said.own.push((said.file.clone(), line(at), own)),
        Piece::Own(_, at) => {
            said.skip(Skip { file: said.file.clone(), line: line(at), reason: "too_many".to_owned() });
        }
        Piece::Moment(exchange, at) => said.talks.push(exchange, line(at), &said.file),
        Piece::Skipped(skip) => {
            said.skip(Skip { file: skip.file, line: line(skip.line), reason: skip.reason.key().to_owned() });
        }
        Piece::Ignored(ignored) => said.ignore(&ignored.file, ignored.why.key()),
        Piece::Takeout(takeout) => {
            said.album = album::spoken_of(&takeout);
            said.takeout = Some(takeout);
        }
        Piece::Picture(photo) if said.album.contains(&photo.file) => {
            return to.blocking_send(Told::Picture(photo)).is_ok();
        }
        Piece::Picture(photo) => said.ignore(&photo.file, "unspoken"),
        Piece::Photo(photo) => said.photo = Some(photo),
        Piece::Progress(Progress { file, done_bytes, total_bytes }) => {
            said.file = file;
            return to.blocking_send(Told::Progress { done_bytes, total_bytes, read: said.read }).is_ok();
        }
    }
    true
}

fn line(at: u64) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

impl Said {
    /// Counts a row not taken, and lists it while the list is short.
    pub(super) fn skip(&mut self, skip: Skip) {
        self.skipped += 1;
        if self.skipped <= SKIPS_LISTED {
            self.skips.push(Skip { file: clean(&skip.file), ..skip });
        }
    }

    fn ignore(&mut self, file: &str, reason: &str) {
        self.ignored.push(Ignored { file: clean(file), reason: reason.to_owned() });
    }
}

/// Names of entries come from outside: no control characters, no NUL that a database refuses.
fn clean(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}
