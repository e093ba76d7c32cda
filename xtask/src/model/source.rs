//! The model as its package packs it: a head, the pieces, how characters are made plain, and named tensors.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::fault::Done;

/// The numbers that the head gives, by name, so far as we need them.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) layers: u32,
    pub(crate) places: u32,
    pub(crate) least: f32,
    pub(crate) begin: usize,
    pub(crate) end: usize,
    pub(crate) unknown: usize,
}

/// The whole model.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) head: Head,
    /// Each piece with its score.
    pub(crate) pieces: Vec<(String, f32)>,
    /// Each character that is exchanged, with what for.
    pub(crate) plain: BTreeMap<u32, Vec<u32>>,
    tensors: BTreeMap<String, Range<usize>>,
    bytes: Vec<u8>,
}

impl Source {
    pub(crate) fn read(bytes: &[u8]) -> Done<Self> {
        let mut from = Bytes { all: bytes, place: 0 };
        if from.take(4)? != b"E5S1" {
            return Err("the package's model does not begin like one".into());
        }
        from.number()?;
        let [width, layers, _heads, _inner, _vocabulary, places, _kinds] = from.numbers()?;
        if width != 384 {
            return Err("the model has another width".into());
        }
        let least = f32::from_bits(from.number()?);
        from.number()?;
        let [count, begin, end, _padding, unknown] = from.numbers()?;
        let [blob_bytes, _] = from.numbers()?;
        let pieces = read_pieces(&mut from, usize::try_from(count)?, usize::try_from(blob_bytes)?)?;
        let plain = read_plain(&mut from)?;
        let tensors = read_directory(&mut from)?;
        let [begin, end, unknown] = [begin, end, unknown].map(|piece| usize::try_from(piece).unwrap_or(usize::MAX));
        Ok(Self {
            head: Head { layers, places, least, begin, end, unknown },
            pieces,
            plain,
            tensors,
            bytes: bytes.to_vec(),
        })
    }

    pub(crate) fn tensor(&self, name: &str) -> Done<&[u8]> {
        let range = self.tensors.get(name).ok_or_else(|| format!("the model has no {name}"))?;
        Ok(self.bytes.get(range.clone()).ok_or("a tensor lies outside of the file")?)
    }

    /// The numbers of the pieces that stay, in the order of their letters; the marks come last.
    pub(crate) fn sorted(&self, stays: impl Fn(&str) -> bool) -> Vec<usize> {
        let marks = [self.head.begin, self.head.end, self.head.unknown];
        let mut kept: Vec<(&str, usize)> = Vec::new();
        for (at, (piece, _)) in self.pieces.iter().enumerate() {
            if !marks.contains(&at) && piece != "<pad>" && !piece.is_empty() && stays(piece) {
                kept.push((piece, at));
            }
        }
        kept.sort_unstable();
        kept.dedup_by_key(|(piece, _)| *piece);
        kept.into_iter().map(|(_, at)| at).chain(marks).collect()
    }
}

fn read_pieces(from: &mut Bytes<'_>, count: usize, blob_bytes: usize) -> Done<Vec<(String, f32)>> {
    let places = (0..=count).map(|_| from.number()).collect::<Done<Vec<u32>>>()?;
    let scores = (0..count).map(|_| Ok(f32::from_bits(from.number()?))).collect::<Done<Vec<f32>>>()?;
    let blob = from.take(blob_bytes)?;
    let mut pieces = Vec::with_capacity(count);
    for (ends, score) in places.windows(2).zip(scores) {
        let [start, end] = ends else { continue };
        let letters =
            blob.get(usize::try_from(*start)?..usize::try_from(*end)?).ok_or("a piece lies outside of the file")?;
        pieces.push((String::from_utf8(letters.to_vec())?, score));
    }
    Ok(pieces)
}

fn read_plain(from: &mut Bytes<'_>) -> Done<BTreeMap<u32, Vec<u32>>> {
    let [count, _bytes] = from.numbers()?;
    let mut plain = BTreeMap::new();
    for _ in 0..count {
        let character = from.number()?;
        let [length] = from.take(1)? else { return Err("a character has no form".into()) };
        plain.insert(character, (0..*length).map(|_| from.number()).collect::<Done<_>>()?);
    }
    Ok(plain)
}

fn read_directory(from: &mut Bytes<'_>) -> Done<BTreeMap<String, Range<usize>>> {
    let mut tensors = BTreeMap::new();
    for _ in 0..from.number()? {
        let [low, high] = from.take(2)? else { return Err("a tensor has no name".into()) };
        let name = String::from_utf8(from.take(usize::from(u16::from_le_bytes([*low, *high])))?.to_vec())?;
        from.take(5)?;
        let [start, _, size_bytes, _] = from.numbers()?;
        let start = usize::try_from(start)?;
        tensors.insert(name, start..start + usize::try_from(size_bytes)?);
    }
    Ok(tensors)
}

/// What is read, and how far.
struct Bytes<'a> {
    all: &'a [u8],
    place: usize,
}

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Done<&'a [u8]> {
        let bytes =
            self.all.get(self.place..self.place.saturating_add(count)).ok_or("the package's model ends early")?;
        self.place += count;
        Ok(bytes)
    }

    fn number(&mut self) -> Done<u32> {
        Ok(u32::from_le_bytes(self.take(4)?.try_into()?))
    }

    fn numbers<const N: usize>(&mut self) -> Done<[u32; N]> {
        let mut numbers = [0; N];
        for number in &mut numbers {
            *number = self.number()?;
        }
        Ok(numbers)
    }
}
