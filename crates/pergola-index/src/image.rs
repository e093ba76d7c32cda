//! The saved image: what a restart reads instead of the tables.
//!
//! ```text
//! magic, version | seq, count, ties | ids | blocks, each with its length | asides, each with its lengths | checksum
//! ```
//! Numbers are little-endian. The checksum covers all before it; beyond it every block is checked for what the
//! readers rely on, so that even an image forged with a right checksum can give wrong answers but no panic.
//! Belongings are not saved: they are the asides' stays read from the other side.

use std::{
    fmt,
    io::{self, Read, Write},
    sync::Arc,
};

use pergola_domain::{ids::MemberId, network::Months};

use crate::{
    aside::{Aside, Stay},
    belongings::Belonging,
    build::belong,
    cells::{narrow, wide},
    directory::Directory,
    rows::{Rows, is_sound},
    state::State,
};

const MAGIC: u64 = u64::from_le_bytes(*b"PergNet\n");
/// Raised with every change of the layout; another version is rebuilt, never converted.
const VERSION: u32 = 3;
/// Words that a single length may announce before they were read: a damaged length must not allocate the machine.
const STEP: usize = 1 << 20;

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

pub(crate) fn save(state: &State, out: &mut dyn Write) -> io::Result<()> {
    let mut buffered = io::BufWriter::with_capacity(1 << 20, out);
    let mut out = Out { out: &mut buffered, sum: Sum::default(), buffer: Vec::new() };
    out.long(MAGIC)?;
    out.words(&[VERSION])?;
    out.long(state.seq.cast_unsigned())?;
    out.words(&[state.count])?;
    out.long(state.ties)?;
    for number in 0..state.count {
        out.long(state.id(number).0.cast_unsigned())?;
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

fn aside(out: &mut Out<'_>, aside: &Aside) -> io::Result<()> {
    out.words(&[
        narrow(aside.blocked.len()),
        narrow(aside.asked.len()),
        narrow(aside.dismissed.len()),
        narrow(aside.answered.len()),
        narrow(aside.stays.len()),
    ])?;
    for (other, directions) in aside.blocked.iter().chain(&aside.answered) {
        out.words(&[*other, u32::from(*directions)])?;
    }
    out.words(&aside.asked)?;
    out.words(&aside.dismissed)?;
    for stay in &aside.stays {
        let (kind, id) = stay.belonging.parts();
        out.words(&[kind, u32::from(stay.months.from) << 16 | u32::from(stay.months.to)])?;
        out.long(id.cast_unsigned())?;
    }
    Ok(())
}

pub(crate) fn load(read: &mut dyn Read) -> Result<State, Damage> {
    let mut buffered = io::BufReader::with_capacity(1 << 20, read);
    let mut read = In { read: &mut buffered, sum: Sum::default(), bytes: Vec::new() };
    if read.long()? != MAGIC {
        return Err(Damage::Foreign);
    }
    match read.word()? {
        VERSION => {}
        other => return Err(Damage::OtherVersion(other)),
    }
    let seq = read.long()?.cast_signed();
    let count = read.word()?;
    let ties = read.long()?;
    let ids = read.ids(count)?;
    let directory = Directory::with_room(ids.len());
    for (number, id) in (0..).zip(&ids) {
        if directory.find(*id).is_some() {
            return Err(Damage::Damaged("an id is there twice"));
        }
        directory.enter(*id, number);
    }
    let block_count = read.word()?;
    let mut blocks = Vec::new();
    for _ in 0..block_count {
        let length = read.word()?;
        let block: Arc<[u32]> = Arc::from(read.words(wide(length))?);
        if !is_sound(&block, count) {
            return Err(Damage::Damaged("a block of rows"));
        }
        blocks.push(block);
    }
    let rows = Rows::from_blocks(blocks.into_iter());
    if rows.room() < count {
        return Err(Damage::Damaged("rows are missing"));
    }
    let mut state = State { seq, count, ties, rows, directory: Arc::new(directory), ..State::empty(0) };
    for number in 0..count {
        read_aside(&mut read, &mut state, number)?;
    }
    let sum = read.sum.value();
    if read.long()? != sum {
        return Err(Damage::Damaged("the checksum"));
    }
    Ok(state)
}

fn read_aside(read: &mut In<'_>, state: &mut State, number: u32) -> Result<(), Damage> {
    let lengths = [read.word()?, read.word()?, read.word()?, read.word()?, read.word()?];
    if lengths == [0; 5] {
        return Ok(());
    }
    let [blocked, asked, dismissed, answered, stays] = lengths.map(wide);
    let mut aside = Aside { blocked: read.directed(blocked)?, answered: read.directed(answered)?, ..Aside::default() };
    aside.asked = read.words(asked)?;
    aside.dismissed = read.words(dismissed)?;
    let directed = aside.blocked.iter().chain(&aside.answered).map(|(other, _)| other);
    let named = directed.chain(&aside.asked).chain(&aside.dismissed);
    if named.into_iter().any(|other| *other >= state.count) {
        return Err(Damage::Damaged("an aside names nobody"));
    }
    state.asides.change(number, |slot| *slot = aside);
    for _ in 0..stays {
        let (kind, months) = (read.word()?, read.word()?);
        let id = read.long()?.cast_signed();
        let belonging = Belonging::from_parts(kind, id).ok_or(Damage::Damaged("a belonging"))?;
        let half = |bits: u32| u16::try_from(bits & 0xFFFF).unwrap_or(0);
        let months = Months { from: half(months >> 16), to: half(months) };
        belong(state, number, Stay { belonging, months });
    }
    Ok(())
}

/// Four lanes of multiply and fold: quick on any machine, and no single changed bit or swapped word goes unseen.
#[derive(Debug, Default)]
struct Sum {
    lanes: [u64; 4],
    turn: usize,
}

impl Sum {
    fn add(&mut self, words: &[u32]) {
        for word in words {
            if let Some(lane) = self.lanes.get_mut(self.turn) {
                *lane = (*lane ^ u64::from(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
            }
            self.turn = (self.turn + 1) & 3;
        }
    }

    fn value(&self) -> u64 {
        self.lanes.iter().fold(u64::from(narrow(self.turn)), |sum, lane| {
            (sum ^ lane).wrapping_mul(0xD6E8_FEB8_6659_FD93).rotate_left(31)
        })
    }
}

struct Out<'a> {
    out: &'a mut dyn Write,
    sum: Sum,
    buffer: Vec<u8>,
}

impl Out<'_> {
    fn words(&mut self, words: &[u32]) -> io::Result<()> {
        self.sum.add(words);
        self.buffer.clear();
        self.buffer.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        self.out.write_all(&self.buffer)
    }

    fn long(&mut self, long: u64) -> io::Result<()> {
        let half = |bits: u64| u32::try_from(bits & 0xFFFF_FFFF).unwrap_or(0);
        self.words(&[half(long), half(long >> 32)])
    }
}

struct In<'a> {
    read: &'a mut dyn Read,
    sum: Sum,
    bytes: Vec<u8>,
}

impl In<'_> {
    fn words(&mut self, count: usize) -> Result<Vec<u32>, Damage> {
        let mut words = Vec::with_capacity(count.min(STEP));
        let mut left = count;
        while left > 0 {
            let step = left.min(STEP);
            self.bytes.resize(step * 4, 0);
            self.read.read_exact(&mut self.bytes).map_err(Damage::Unreadable)?;
            let read = self.bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
            words.extend(read);
            left -= step;
        }
        self.sum.add(&words);
        Ok(words)
    }

    fn word(&mut self) -> Result<u32, Damage> {
        Ok(self.words(1)?.first().copied().unwrap_or(0))
    }

    fn long(&mut self) -> Result<u64, Damage> {
        Ok(u64::from(self.word()?) | u64::from(self.word()?) << 32)
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

    fn ids(&mut self, count: u32) -> Result<Vec<MemberId>, Damage> {
        let mut ids = Vec::with_capacity(wide(count).min(STEP));
        for _ in 0..count {
            ids.push(MemberId(self.long()?.cast_signed()));
        }
        Ok(ids)
    }
}
