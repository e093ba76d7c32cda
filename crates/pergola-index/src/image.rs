//! The saved image: what a restart reads instead of the tables.
//!
//! ```text
//! magic, version | proof | seq, count, ties | what was learned, and when | ids | blocks, each with its length
//!                | asides, each with its lengths | checksum
//! ```
//! Numbers are little-endian. The checksum covers all before it; beyond it every block is checked for what the
//! readers rely on, so that even an image forged with a right checksum can give wrong answers but no panic. The proof is
//! of whoever saves and loads: it says which network this is, and is not looked at here.
//! Belongings are not saved: they are the asides' stays read from the other side. Who was erased has no id in it.

use std::{
    fmt,
    io::{self, Read, Write},
    sync::Arc,
};

use pergola_domain::{
    acquaintance::{SIGNS, Weights},
    ids::MemberId,
    time::Timestamp,
};

use crate::{
    aside::{Aside, Asides, Lists, Stay, months, packed},
    belongings::{Belonging, Belongings},
    cells::{narrow, wide},
    directory::Directory,
    lessons::Learned,
    rows::{GONE, Rows, is_sound},
    state::State,
};

const MAGIC: u64 = u64::from_le_bytes(*b"PergNet\n");
/// Raised with every change of the layout; another version is rebuilt, never converted.
const VERSION: u32 = 4;
/// Bytes that are read at once at first. More only after as many were there: a damaged length must not allocate the
/// machine.
const STEP: usize = 1 << 20;

/// Says of which network an image is.
pub type Proof = [u8; 32];

/// Why an image cannot be used. The network is then built from the tables.
#[derive(Debug)]
pub enum Damage {
    /// It ends too early or cannot be read.
    Unreadable(io::Error),
    /// It is no image.
    Foreign,
    /// Another version of the program wrote it.
    OtherVersion(u32),
    /// Its checksum or its content is wrong.
    Damaged(&'static str),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "the network's image cannot be read: {error}"),
            Self::Foreign => f.write_str("the file is no image of a network"),
            Self::OtherVersion(version) => write!(f, "the network's image is of version {version}, not {VERSION}"),
            Self::Damaged(what) => write!(f, "the network's image is damaged: {what}"),
        }
    }
}

impl std::error::Error for Damage {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable(error) => Some(error),
            _ => None,
        }
    }
}

pub(crate) fn save(state: &State, proof: &Proof, out: &mut dyn Write) -> io::Result<()> {
    let mut buffered = io::BufWriter::with_capacity(1 << 20, out);
    let mut out = Out { out: &mut buffered, sum: Sum::default(), buffer: Vec::new() };
    out.long(MAGIC)?;
    out.words(&[VERSION])?;
    for bytes in proof.as_chunks::<4>().0 {
        out.words(&[u32::from_le_bytes(*bytes)])?;
    }
    out.long(state.seq.cast_unsigned())?;
    out.words(&[state.count])?;
    out.long(state.ties)?;
    out.words(&state.learned.weights.0.map(f32::to_bits))?;
    out.words(&[state.learned.fading_days.to_bits()])?;
    out.long(state.learned.at.0.cast_unsigned())?;
    for number in 0..state.count {
        let id = if state.row(number).is(GONE) { MemberId(0) } else { state.id(number) };
        out.long(id.0.cast_unsigned())?;
    }
    out.words(&[narrow(state.rows.blocks().count())])?;
    for block in state.rows.blocks() {
        out.words(&[narrow(block.len())])?;
        out.words(block)?;
    }
    for number in 0..state.count {
        aside(&mut out, state.aside(number))?;
    }
    let sum = out.sum.value();
    out.long(sum)?;
    out.out.flush()
}

fn aside(out: &mut Out<'_>, aside: Aside<'_>) -> io::Result<()> {
    let (asked, dismissed) = (aside.asked(), aside.dismissed());
    out.words(&[
        narrow(aside.blocked().count()),
        narrow(asked.len()),
        narrow(dismissed.len()),
        narrow(aside.answered().count()),
        narrow(aside.stays().count()),
    ])?;
    for (other, directions) in aside.blocked().chain(aside.answered()) {
        out.words(&[other, u32::from(directions)])?;
    }
    out.words(asked)?;
    out.words(dismissed)?;
    for stay in aside.stays() {
        let (kind, id) = stay.belonging.parts();
        out.words(&[kind, packed(stay.months)])?;
        out.long(id.cast_unsigned())?;
    }
    Ok(())
}

pub(crate) fn load(read: &mut dyn Read) -> Result<(State, Proof), Damage> {
    let mut read = In { read, sum: Sum::default(), buffer: Vec::new(), from: 0, to: 0 };
    if read.long()? != MAGIC {
        return Err(Damage::Foreign);
    }
    match read.word()? {
        VERSION => {}
        other => return Err(Damage::OtherVersion(other)),
    }
    let proof = read.proof()?;
    let seq = read.long()?.cast_signed();
    let count = read.word()?;
    let ties = read.long()?;
    let learned = read.learned()?;
    let directory = read.directory(count)?;
    let block_count = read.word()?;
    let mut blocks = Vec::new();
    for _ in 0..block_count {
        let length = read.word()?;
        let block = read.block(wide(length))?;
        if !is_sound(&block, count) {
            return Err(Damage::Damaged("a block of rows"));
        }
        blocks.push(block);
    }
    let rows = Rows::from_blocks(blocks.into_iter());
    if rows.room() < count {
        return Err(Damage::Damaged("rows are missing"));
    }
    let mut state = State { seq, count, ties, rows, learned, directory: Arc::new(directory), ..State::empty(0) };
    let mut asides = Vec::new();
    let mut stays = Vec::new();
    for number in 0..count {
        let aside = read.aside(count)?;
        stays.extend(aside.stays.iter().map(|stay| (stay.belonging, number, stay.months)));
        asides.push(aside);
    }
    let sum = read.sum.value();
    if read.long()? != sum {
        return Err(Damage::Damaged("the checksum"));
    }
    stays.sort_unstable();
    state.belongings = Belongings::of(&stays);
    state.asides = Asides::all(&asides);
    Ok((state, proof))
}

/// Four lanes of multiply and fold, each of eight bytes at a time: quick on any machine, and no single changed bit or
/// swapped word goes unseen.
#[derive(Debug, Default)]
struct Sum {
    lanes: [u64; 4],
    /// What is not yet a whole round of the lanes.
    held: [u8; 32],
    count: usize,
}

impl Sum {
    fn add(&mut self, mut bytes: &[u8]) {
        let held = self.count % 32;
        self.count += bytes.len();
        if held > 0 {
            let (filling, rest) = bytes.split_at(bytes.len().min(32 - held));
            if let Some(room) = self.held.get_mut(held..held + filling.len()) {
                room.copy_from_slice(filling);
            }
            bytes = rest;
            if held + filling.len() < 32 {
                return;
            }
            let whole = self.held;
            self.round(&whole);
        }
        let (rounds, rest) = bytes.as_chunks::<32>();
        for round in rounds {
            self.round(round);
        }
        self.held = [0; 32];
        if let Some(room) = self.held.get_mut(..rest.len()) {
            room.copy_from_slice(rest);
        }
    }

    #[inline(always)]
    fn round(&mut self, bytes: &[u8; 32]) {
        for (lane, bytes) in self.lanes.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *lane = (*lane ^ u64::from_le_bytes(*bytes)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        }
    }

    fn value(&self) -> u64 {
        let mut last = Self { lanes: self.lanes, ..Self::default() };
        last.round(&self.held);
        let count = u64::try_from(self.count).unwrap_or(0);
        last.lanes.iter().fold(count, |sum, lane| (sum ^ lane).wrapping_mul(0xD6E8_FEB8_6659_FD93).rotate_left(31))
    }
}

struct Out<'a> {
    out: &'a mut dyn Write,
    sum: Sum,
    buffer: Vec<u8>,
}

impl Out<'_> {
    fn words(&mut self, words: &[u32]) -> io::Result<()> {
        self.buffer.clear();
        self.buffer.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        self.sum.add(&self.buffer);
        self.out.write_all(&self.buffer)
    }

    fn long(&mut self, long: u64) -> io::Result<()> {
        let half = |bits: u64| u32::try_from(bits & 0xFFFF_FFFF).unwrap_or(0);
        self.words(&[half(long), half(long >> 32)])
    }
}

/// Reads in long stretches, and hands out what is asked for from there.
struct In<'a> {
    read: &'a mut dyn Read,
    sum: Sum,
    buffer: Vec<u8>,
    /// What of the buffer is read and not yet handed out.
    from: usize,
    to: usize,
}

impl In<'_> {
    fn bytes(&mut self, count: usize) -> Result<&[u8], Damage> {
        while self.to - self.from < count {
            self.buffer.copy_within(self.from..self.to, 0);
            (self.from, self.to) = (0, self.to - self.from);
            if self.to == self.buffer.len() {
                self.buffer.resize((self.to * 2).max(STEP), 0);
            }
            let room = self.buffer.get_mut(self.to..).unwrap_or_default();
            match self.read.read(room) {
                Ok(0) => return Err(Damage::Unreadable(io::ErrorKind::UnexpectedEof.into())),
                Ok(more) => self.to += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Damage::Unreadable(error)),
            }
        }
        let bytes = self.buffer.get(self.from..self.from + count).unwrap_or_default();
        self.from += count;
        self.sum.add(bytes);
        Ok(bytes)
    }

    /// As they lie, made to words where they are going to stay.
    fn block(&mut self, count: usize) -> Result<Arc<[u32]>, Damage> {
        Ok(words(self.bytes(count.saturating_mul(4))?).collect())
    }

    fn words(&mut self, count: usize) -> Result<Vec<u32>, Damage> {
        Ok(words(self.bytes(count.saturating_mul(4))?).collect())
    }

    fn word(&mut self) -> Result<u32, Damage> {
        Ok(words(self.bytes(4)?).next().unwrap_or(0))
    }

    fn long(&mut self) -> Result<u64, Damage> {
        Ok(self.bytes(8)?.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes)))
    }

    fn proof(&mut self) -> Result<Proof, Damage> {
        Ok(self.bytes(32)?.first_chunk().copied().unwrap_or_default())
    }

    fn learned(&mut self) -> Result<Learned, Damage> {
        let mut weights = [0.0; SIGNS];
        for weight in &mut weights {
            *weight = f32::from_bits(self.word()?);
        }
        let fading_days = f32::from_bits(self.word()?);
        let at = Timestamp(self.long()?.cast_signed());
        if !weights.iter().chain([&fading_days]).all(|number| number.is_finite()) {
            return Err(Damage::Damaged("what was learned"));
        }
        Ok(Learned { weights: Weights(weights), fading_days, at })
    }

    fn directory(&mut self, count: u32) -> Result<Directory, Damage> {
        let mut ids = Vec::new();
        for _ in 0..count {
            ids.push(MemberId(self.long()?.cast_signed()));
        }
        let directory = Directory::with_room(ids.len());
        for (number, id) in (0..).zip(&ids).filter(|(_, id)| **id != MemberId(0)) {
            if directory.find(*id).is_some() {
                return Err(Damage::Damaged("an id is there twice"));
            }
            directory.enter(*id, number);
        }
        Ok(directory)
    }

    fn directed(&mut self, count: usize) -> Result<Vec<(u32, u8)>, Damage> {
        let mut pairs = Vec::new();
        for pair in self.words(count.saturating_mul(2))?.chunks_exact(2) {
            if let [other, directions] = *pair {
                pairs.push((other, u8::try_from(directions & 3).unwrap_or(0)));
            }
        }
        Ok(pairs)
    }

    fn aside(&mut self, room: u32) -> Result<Lists, Damage> {
        let lengths: Vec<_> = self.words(5)?.into_iter().map(wide).collect();
        let &[blocked, asked, dismissed, answered, stays] = lengths.as_slice() else { return Ok(Lists::default()) };
        let mut aside =
            Lists { blocked: self.directed(blocked)?, answered: self.directed(answered)?, ..Lists::default() };
        aside.asked = self.words(asked)?;
        aside.dismissed = self.words(dismissed)?;
        let directed = aside.blocked.iter().chain(&aside.answered).map(|(other, _)| other);
        let named = directed.chain(&aside.asked).chain(&aside.dismissed);
        if named.into_iter().any(|other| *other >= room) {
            return Err(Damage::Damaged("an aside names nobody"));
        }
        for stay in self.bytes(stays.saturating_mul(16))?.as_chunks::<16>().0 {
            aside.stays.push(read_stay(stay).ok_or(Damage::Damaged("a belonging"))?);
        }
        aside.stays.sort_unstable();
        aside.stays.dedup();
        Ok(aside)
    }
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
}

fn read_stay(bytes: &[u8; 16]) -> Option<Stay> {
    let mut words = words(bytes);
    let (kind, word) = (words.next()?, words.next()?);
    let id = i64::from_le_bytes(*bytes.last_chunk()?);
    Some(Stay { belonging: Belonging::from_parts(kind, id)?, months: months(word) })
}
