//! The model's layers: from pieces to one row of numbers for each, in which its neighbours have had their say.
//!
//! An encoder as BERT has it: attention, a wide inner layer, and after each a sum that is brought back to one scale.

use crate::asset::{Asset, Damage};
use crate::matrix::{BLOCK_BYTES, Grouped, Matrix, unpack};
use crate::numbers::{dot, exponential, gelu};
use crate::taught::{Taught, TaughtLayer};

/// Numbers in a row: the model is made for this width and no other.
pub const WIDTH: usize = 384;
/// Numbers that one head of attention looks at.
const HEAD: usize = 32;
/// Width of the inner layer.
pub(crate) const INNER: usize = 1536;
/// Layers that a file may have.
const MOST_LAYERS: usize = 48;
/// Bytes of a packed row.
const ROW_BYTES: usize = WIDTH / 32 * BLOCK_BYTES;

/// One row of the model.
pub(crate) type Row = [f32; WIDTH];

#[derive(Debug)]
pub(crate) struct Encoder {
    words: std::ops::Range<usize>,
    /// What each place in a text adds, with what the model's only kind of text adds.
    places: Vec<f32>,
    first: Norm,
    layers: Layers,
    /// The last layers as they were taught for matching.
    taught: Layers,
}

/// Which last layers a text goes through; those below are the same for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The model's own.
    Own,
    /// Taught who helps with what.
    Taught,
}

/// The layers in panels of a size that suits this processor.
#[derive(Debug)]
enum Layers {
    Plain(Vec<Layer<8>>),
    #[cfg(target_arch = "x86_64")]
    Wide(pulp::x86::V3, Vec<Layer<16>>),
}

#[derive(Debug)]
struct Layer<const P: usize> {
    query: Matrix<P>,
    key: Matrix<P>,
    value: Matrix<P>,
    mixed: Matrix<P>,
    after_attention: Norm,
    inner: Matrix<P>,
    outer: Matrix<P>,
    after_inner: Norm,
}

/// Brings rows back to one scale.
#[derive(Debug)]
struct Norm {
    factor: Vec<f32>,
    shift: Vec<f32>,
    /// Keeps a row of equal numbers from being divided by nothing.
    least: f32,
}

impl Encoder {
    pub(crate) fn read(asset: &mut Asset, pieces: usize, taught: &Taught) -> Result<Self, Damage> {
        let layers = asset.count(MOST_LAYERS)?;
        let places = asset.count(1 << 14)?;
        let least = asset.floats(1)?.first().copied().unwrap_or_default();
        let words = asset.skip(pieces.saturating_mul(ROW_BYTES))?;
        let places = asset.floats(places.saturating_mul(WIDTH))?;
        let first = Norm::read(asset, None, least)?;
        let lower = layers.checked_sub(taught.layers.len()).ok_or(Damage("more layers were taught than it has"))?;
        let mut own = Layers::read(asset, &vec![None; lower], least)?;
        let upper = asset.place();
        own.append(Layers::read(asset, &vec![None; taught.layers.len()], least)?);
        asset.go_back(upper);
        let moved: Vec<Option<&TaughtLayer>> = taught.layers.iter().map(Some).collect();
        Ok(Self { words, places, first, layers: own, taught: Layers::read(asset, &moved, least)? })
    }

    /// How many pieces it can look at together.
    pub(crate) fn most_places(&self) -> usize {
        self.places.len() / WIDTH
    }

    /// One row for each piece; pieces beyond the places that the model has are left out.
    pub(crate) fn states(&self, asset: &Asset, pieces: &[u32], ending: Ending) -> Vec<f32> {
        let count = pieces.len().min(self.most_places());
        let mut states = vec![0.0; count * WIDTH];
        let words = asset.part(&self.words);
        let rows = states.chunks_exact_mut(WIDTH).zip(self.places.chunks_exact(WIDTH));
        for ((row, place), piece) in rows.zip(pieces) {
            let packed =
                usize::try_from(*piece).ok().and_then(|piece| words.get(piece * ROW_BYTES..)).unwrap_or_default();
            unpack(packed.get(..ROW_BYTES).unwrap_or_default(), row);
            add(row, place);
        }
        self.first.apply(&mut states);
        let mut room = Room::new(count);
        match ending {
            Ending::Own => self.layers.apply(0..self.layers.len(), &mut states, &mut room),
            Ending::Taught => {
                self.layers.apply(0..self.layers.len() - self.taught.len(), &mut states, &mut room);
                self.taught.apply(0..self.taught.len(), &mut states, &mut room);
            }
        }
        states
    }
}

impl Layers {
    /// One layer for each, with what it was taught.
    fn read(asset: &mut Asset, taught: &[Option<&TaughtLayer>], least: f32) -> Result<Self, Damage> {
        #[cfg(target_arch = "x86_64")]
        if let Some(processor) = pulp::x86::V3::try_new() {
            let layers = taught.iter().map(|taught| Layer::read(asset, *taught, least)).collect::<Result<_, _>>()?;
            return Ok(Self::Wide(processor, layers));
        }
        Ok(Self::Plain(taught.iter().map(|taught| Layer::read(asset, *taught, least)).collect::<Result<_, _>>()?))
    }

    fn len(&self) -> usize {
        match self {
            Self::Plain(layers) => layers.len(),
            #[cfg(target_arch = "x86_64")]
            Self::Wide(_, layers) => layers.len(),
        }
    }

    /// Both were read on one processor, so both are of one kind.
    fn append(&mut self, others: Self) {
        match (self, others) {
            (Self::Plain(layers), Self::Plain(others)) => layers.extend(others),
            #[cfg(target_arch = "x86_64")]
            (Self::Wide(_, layers), Self::Wide(_, others)) => layers.extend(others),
            #[cfg(target_arch = "x86_64")]
            _ => {}
        }
    }

    fn apply(&self, which: std::ops::Range<usize>, states: &mut [f32], room: &mut Room) {
        match self {
            Self::Plain(layers) => {
                layers.get(which).unwrap_or_default().iter().for_each(|layer| layer.apply::<false>(states, room));
            }
            #[cfg(target_arch = "x86_64")]
            Self::Wide(processor, layers) => {
                for layer in layers.get(which).unwrap_or_default() {
                    processor.vectorize(Wide { layer, states, room });
                }
            }
        }
    }
}

/// Space for what the layers compute on the way; taken once for a text.
struct Room {
    grouped: Grouped,
    queries: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
    heard: Vec<f32>,
    inner: Vec<f32>,
    weights: Vec<f32>,
}

impl Room {
    fn new(count: usize) -> Self {
        let rows = || vec![0.0; count * WIDTH];
        Self {
            grouped: Grouped::default(),
            queries: rows(),
            keys: rows(),
            values: rows(),
            heard: rows(),
            inner: vec![0.0; count * INNER],
            weights: vec![0.0; count],
        }
    }
}

/// A layer's work for a processor with wide registers: the same code, compiled for them.
#[cfg(target_arch = "x86_64")]
struct Wide<'a> {
    layer: &'a Layer<16>,
    states: &'a mut [f32],
    room: &'a mut Room,
}

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Wide<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.layer.apply::<true>(self.states, self.room);
    }
}

impl<const P: usize> Layer<P> {
    fn read(asset: &mut Asset, taught: Option<&TaughtLayer>, least: f32) -> Result<Self, Damage> {
        let moved = |at: usize| taught.and_then(|taught| taught.matrices.get(at));
        let norm = |at: usize| taught.and_then(|taught| taught.norms.get(at));
        Ok(Self {
            query: Matrix::read(asset, WIDTH, WIDTH, moved(0))?,
            key: Matrix::read(asset, WIDTH, WIDTH, moved(1))?,
            value: Matrix::read(asset, WIDTH, WIDTH, moved(2))?,
            mixed: Matrix::read(asset, WIDTH, WIDTH, moved(3))?,
            after_attention: Norm::read(asset, norm(0), least)?,
            inner: Matrix::read(asset, INNER, WIDTH, moved(4))?,
            outer: Matrix::read(asset, WIDTH, INNER, moved(5))?,
            after_inner: Norm::read(asset, norm(1), least)?,
        })
    }

    #[inline(always)]
    fn apply<const FUSED: bool>(&self, states: &mut [f32], room: &mut Room) {
        let Room { grouped, queries, keys, values, heard, inner, weights } = room;
        grouped.set(states, WIDTH);
        self.query.times::<FUSED>(grouped, queries);
        self.key.times::<FUSED>(grouped, keys);
        self.value.times::<FUSED>(grouped, values);
        attend(queries, keys, values, heard, weights);
        grouped.set(heard, WIDTH);
        self.mixed.times::<FUSED>(grouped, heard);
        add(states, heard);
        self.after_attention.apply(states);

        grouped.set(states, WIDTH);
        self.inner.times::<FUSED>(grouped, inner);
        for value in inner.iter_mut() {
            *value = gelu(*value);
        }
        grouped.set(inner, INNER);
        self.outer.times::<FUSED>(grouped, heard);
        add(states, heard);
        self.after_inner.apply(states);
    }
}

/// Each piece hears the values of all, in the measure in which its query meets their keys; each head on its own.
#[inline(always)]
fn attend(queries: &[f32], keys: &[f32], values: &[f32], heard: &mut [f32], weights: &mut [f32]) {
    heard.fill(0.0);
    let scale = 1.0 / 32.0_f32.sqrt();
    for (query, heard) in queries.chunks_exact(WIDTH).zip(heard.chunks_exact_mut(WIDTH)) {
        let heads = query.as_chunks::<HEAD>().0.iter().zip(heard.as_chunks_mut::<HEAD>().0);
        for (head, (query, heard)) in heads.enumerate() {
            for (weight, key) in weights.iter_mut().zip(keys.chunks_exact(WIDTH)) {
                *weight = key.as_chunks::<HEAD>().0.get(head).map_or(0.0, |key| dot(query, key)) * scale;
            }
            let largest = largest(weights);
            for weight in weights.iter_mut() {
                *weight = exponential(*weight - largest);
            }
            let total = total(weights);
            for (weight, value) in weights.iter().zip(values.chunks_exact(WIDTH)) {
                let Some(value) = value.as_chunks::<HEAD>().0.get(head) else { continue };
                let share = weight / total;
                for (heard, value) in heard.iter_mut().zip(value) {
                    *heard += share * value;
                }
            }
        }
    }
}

#[inline(always)]
fn add(rows: &mut [f32], others: &[f32]) {
    for (value, other) in rows.iter_mut().zip(others) {
        *value += other;
    }
}

/// A sum in eight lanes: one alone would wait for each addition before the next.
#[inline(always)]
fn total(numbers: &[f32]) -> f32 {
    let (eights, rest) = numbers.as_chunks::<8>();
    let mut sums = [0.0_f32; 8];
    for eight in eights {
        for (sum, number) in sums.iter_mut().zip(eight) {
            *sum += number;
        }
    }
    sums.iter().chain(rest).sum()
}

/// The largest in eight lanes.
#[inline(always)]
fn largest(numbers: &[f32]) -> f32 {
    let (eights, rest) = numbers.as_chunks::<8>();
    let mut most = [f32::NEG_INFINITY; 8];
    for eight in eights {
        for (most, number) in most.iter_mut().zip(eight) {
            *most = if *number > *most { *number } else { *most };
        }
    }
    most.iter().chain(rest).fold(f32::NEG_INFINITY, |most, number| if *number > most { *number } else { most })
}

impl Norm {
    fn read(asset: &mut Asset, taught: Option<&[Vec<f32>; 2]>, least: f32) -> Result<Self, Damage> {
        let mut norm = Self { factor: asset.floats(WIDTH)?, shift: asset.floats(WIDTH)?, least };
        if let Some([factor, shift]) = taught {
            add(&mut norm.factor, factor);
            add(&mut norm.shift, shift);
        }
        Ok(norm)
    }

    #[inline(always)]
    fn apply(&self, rows: &mut [f32]) {
        for row in rows.as_chunks_mut::<WIDTH>().0 {
            let mean = sum(row, |value| value) / 384.0;
            let spread = sum(row, |value| (value - mean) * (value - mean)) / 384.0;
            let by = 1.0 / (spread + self.least).sqrt();
            for ((value, factor), shift) in row.iter_mut().zip(&self.factor).zip(&self.shift) {
                *value = (*value - mean) * by * factor + shift;
            }
        }
    }
}

/// A sum over a row, eight numbers at a time.
#[inline(always)]
fn sum(row: &Row, of: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0_f32; 8];
    for eight in row.as_chunks::<8>().0 {
        for (sum, value) in sums.iter_mut().zip(eight) {
            *sum += of(*value);
        }
    }
    sums.iter().sum()
}
