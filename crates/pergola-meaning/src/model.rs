//! The model as others use it: a text goes in, its vector comes out, or the vectors of its words.

use std::borrow::Cow;
use std::ops::Range;

use crate::asset::{Asset, Damage};
use crate::encoder::{Encoder, Ending, Row, WIDTH};
use crate::pieces::{Found, Pieces};
use crate::taught::Taught;

/// What a text means, as a place on the unit sphere. Texts that mean alike lie near to each other, in either language.
pub type Vector = [f32; WIDTH];

/// The model that is part of the program.
static ASSET: &[u8] = include_bytes!("../assets/meaning.bin");
/// First word of the file, with the version of its form.
const MARK: u32 = u32::from_le_bytes(*b"pgm1");
/// The model was trained with a word before each text; for likeness of two texts it is this one on both sides.
const OPENING: &str = "query: ";
/// Texts beyond so many pieces (some 900 words) are read to there.
const MOST_PIECES: usize = 1200;
/// How common a piece may be before it begins to count less: its share of all text.
const COMMON: f32 = 1e-4;

/// A multilingual model that runs on one core in some milliseconds for a text.
///
/// Cheap to make (it reads a megabyte, the weights stay in the program's file) and to be shared between threads.
///
/// ```
/// use pergola_meaning::{Model, likeness};
///
/// let model = Model::load();
/// let ask = model.embed("Cerco legno certificato per una libreria");
/// let offer = model.embed("We sell certified timber");
/// let other = model.embed("I tune pianos");
/// assert!(likeness(&ask, &offer) > likeness(&ask, &other));
/// ```
#[derive(Debug)]
pub struct Model {
    asset: Asset,
    pieces: Pieces,
    encoder: Encoder,
    begin: u32,
    end: u32,
}

/// A text that was read: its vector, and those of its parts as they stand in this text.
#[derive(Debug, Clone)]
pub struct Reading {
    vector: Vector,
    parts: Vec<Part>,
}

/// A piece as the encoder is given it: for those who teach the model.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its number in the file.
    pub number: u32,
    /// The bytes of the text that it stands for; none for the marks and the opening word.
    pub bytes: Option<Range<usize>>,
    /// How much it counts in the meaning of the text.
    pub weight: f32,
}

/// A piece of a word with its place in the text.
#[derive(Debug, Clone)]
struct Part {
    bytes: Range<usize>,
    weight: f32,
    state: Box<Row>,
}

impl Model {
    /// The model that is part of the program.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the file is compiled in, and each test of this crate reads it")]
    pub fn load() -> Self {
        Taught::load()
            .and_then(|taught| Self::with(Cow::Borrowed(ASSET), &taught))
            .expect("the model in the program is whole")
    }

    /// Reads a model from a file of the same form, for those who make and measure them.
    ///
    /// # Errors
    /// When the file is not whole or not of this form.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, Damage> {
        Self::with(bytes, &Taught::default())
    }

    fn with(bytes: Cow<'static, [u8]>, taught: &Taught) -> Result<Self, Damage> {
        let mut asset = Asset::new(bytes);
        if asset.number()? != MARK {
            return Err(Damage("it does not begin like one"));
        }
        let begin = asset.number()?;
        let end = asset.number()?;
        let pieces = Pieces::read(&mut asset)?;
        let encoder = Encoder::read(&mut asset, pieces.len(), taught)?;
        if asset.is_over() {
            Ok(Self { asset, pieces, encoder, begin, end })
        } else {
            Err(Damage("it goes on after its end"))
        }
    }

    /// What a text means. An empty text has a vector too; it says nothing.
    #[must_use]
    pub fn embed(&self, text: &str) -> Vector {
        self.go_through(text, Ending::Own).vector
    }

    /// Reads a text for matching: by the last layers that were taught who helps with what, and so that its words can be
    /// asked for as well. Costs no more time than [`Model::embed`], and its vectors are not for comparing with those.
    #[must_use]
    pub fn look(&self, text: &str) -> Reading {
        self.go_through(text, Ending::Taught)
    }

    fn go_through(&self, text: &str, ending: Ending) -> Reading {
        let opened = format!("{OPENING}{text}");
        let found = self.pieces.cut(&opened, MOST_PIECES);
        let mut parts = Vec::with_capacity(found.len());
        for window in found.chunks((self.encoder.most_places() - 2).max(1)) {
            let states = self.states(window, ending);
            let rows = states.as_chunks::<WIDTH>().0.iter().skip(1);
            parts.extend(window.iter().zip(rows).filter_map(|(found, state)| self.part(found, state)));
        }
        Reading { vector: mean(parts.iter()), parts }
    }

    /// The pieces a text is cut into, as text: for tests and for making models.
    #[must_use]
    pub fn pieces(&self, text: &str) -> Vec<String> {
        let found = self.pieces.cut(text, usize::MAX);
        found.iter().map(|found| self.letters(found.piece)).collect()
    }

    /// What the encoder is given for a text that it can look at in one go; the rest of a longer one is left out.
    #[must_use]
    pub fn cut(&self, text: &str) -> Vec<Piece> {
        let found = self.pieces.cut(&format!("{OPENING}{text}"), self.encoder.most_places() - 2);
        let mark = |number| Piece { number, bytes: None, weight: 0.0 };
        let inner = found.iter().map(|found| {
            let counts = self.counts(found);
            let (bytes, weight) = counts.map_or((None, 0.0), |(bytes, weight)| (Some(bytes), weight));
            Piece { number: found.piece, bytes, weight }
        });
        std::iter::once(mark(self.begin)).chain(inner).chain([mark(self.end)]).collect()
    }

    fn letters(&self, piece: u32) -> String {
        String::from_utf8_lossy(self.pieces.letters(usize::try_from(piece).unwrap_or(usize::MAX))).into_owned()
    }

    /// The rows of pieces between the marks for begin and end.
    fn states(&self, window: &[Found], ending: Ending) -> Vec<f32> {
        let mut pieces = vec![self.begin];
        pieces.extend(window.iter().map(|found| found.piece));
        pieces.push(self.end);
        self.encoder.states(&self.asset, &pieces, ending)
    }

    fn part(&self, found: &Found, state: &Row) -> Option<Part> {
        let (bytes, weight) = self.counts(found)?;
        Some(Part { bytes, weight, state: Box::new(*state) })
    }

    /// Where a piece of the text itself stands and how much it counts; the opening word is none.
    fn counts(&self, found: &Found) -> Option<(Range<usize>, f32)> {
        let start = found.bytes.start.saturating_sub(OPENING.len());
        let end = found.bytes.end.checked_sub(OPENING.len()).filter(|end| *end > 0)?;
        let common = self.pieces.score(found.piece).exp();
        Some((start..end, COMMON / (COMMON + common)))
    }
}

impl Reading {
    /// What the whole text means.
    #[must_use]
    pub fn vector(&self) -> &Vector {
        &self.vector
    }

    /// What a stretch of the text means where it stands, from its byte to its end; none where no piece touches it.
    #[must_use]
    pub fn over(&self, bytes: &Range<usize>) -> Option<Vector> {
        let mut touched = self.touching(bytes).peekable();
        touched.peek()?;
        Some(mean(touched))
    }

    /// How much a stretch counts in the meaning of the text: rare words weigh up to one, common ones nearly nothing.
    #[must_use]
    pub fn weight(&self, bytes: &Range<usize>) -> f32 {
        self.touching(bytes).map(|part| part.weight).fold(0.0, f32::max)
    }

    fn touching(&self, bytes: &Range<usize>) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.bytes.start < bytes.end && bytes.start < part.bytes.end)
    }
}

/// How alike two texts are: the cosine of their vectors, at most one.
#[must_use]
pub fn likeness(one: &Vector, other: &Vector) -> f32 {
    crate::numbers::dot(one, other)
}

fn mean<'a>(parts: impl Iterator<Item = &'a Part>) -> Vector {
    let mut sum = [0.0; WIDTH];
    for part in parts {
        for (sum, value) in sum.iter_mut().zip(part.state.iter()) {
            *sum += value * part.weight;
        }
    }
    unit(sum)
}

fn unit(mut vector: Vector) -> Vector {
    let length = crate::numbers::dot(&vector, &vector).sqrt();
    if length > 0.0 {
        for value in &mut vector {
            *value /= length;
        }
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vectors that the package the model comes from gives for these texts (mean of all rows, opening word included).
    const EXPECTED: &str = include_str!("../tests/expected.tsv");

    fn as_the_package_does(model: &Model, text: &str) -> Vector {
        let states = model.states(&model.pieces.cut(&format!("{OPENING}{text}"), MOST_PIECES), Ending::Own);
        let mut sum = [0.0; WIDTH];
        for row in states.as_chunks::<WIDTH>().0 {
            sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
        unit(sum)
    }

    #[test]
    fn vectors_are_those_of_the_package() {
        let model = Model::load();
        for line in EXPECTED.lines() {
            let (text, numbers) = line.split_once('\t').unwrap();
            let expected: Vec<f32> = numbers.split(' ').map(|number| number.parse().unwrap()).collect();
            let expected: &Vector = expected.as_slice().try_into().unwrap();
            // The package rounds its tokens to 8 bits on the way, we round the weights: this much is the rounding.
            let likeness = likeness(&as_the_package_does(&model, text), expected);
            assert!(likeness > 0.999, "{likeness} for {text}");
        }
    }

    /// Vectors that the teaching reckoned when it wrote down what was learnt.
    const TAUGHT: &str = include_str!("../tests/taught.tsv");

    #[test]
    fn what_was_taught_is_read_as_it_was_written() {
        let model = Model::load();
        assert!(TAUGHT.lines().count() >= 4);
        for line in TAUGHT.lines() {
            let (text, numbers) = line.split_once('\t').unwrap();
            let expected: Vec<f32> = numbers.split(' ').map(|number| number.parse().unwrap()).collect();
            let expected: &Vector = expected.as_slice().try_into().unwrap();
            // There sums had half of the digits, here weights are bytes.
            let likeness = likeness(model.look(text).vector(), expected);
            assert!(likeness > 0.999, "{likeness} for {text}");
        }
    }

    #[test]
    fn teaching_moves_what_is_looked_at_for_matching_alone() {
        let (model, plain) = (Model::load(), Model::read(Cow::Borrowed(ASSET)).unwrap());
        for text in ["Cerco legno certificato", "I tune pianos"] {
            assert_eq!(model.embed(text), plain.embed(text), "judges learnt from the model's own vectors");
            let moved = likeness(model.look(text).vector(), &model.embed(text));
            assert!(moved < 0.999, "{moved}");
            assert!(likeness(plain.look(text).vector(), &plain.embed(text)) > 0.999_99);
        }
    }

    #[test]
    fn texts_that_mean_alike_lie_near_in_both_languages() {
        let model = Model::load();
        let [ask, near, far] =
            ["Cerco un falegname", "I am a carpenter", "We count fish on reefs"].map(|text| model.embed(text));
        assert!(likeness(&ask, &near) > likeness(&ask, &far) + 0.02);
        assert!((likeness(&ask, &ask) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn any_text_has_a_vector() {
        let model = Model::load();
        let long = "parole e ancora parole, ".repeat(2000);
        for text in ["", " ", "🙏🏽", "\u{0}\u{fffd}", "漢字かな", "ﬁn\tde\u{ad}siècle", long.as_str()] {
            let vector = model.embed(text);
            assert!(vector.iter().all(|value| value.is_finite()), "{:?}", text.get(..10));
        }
    }

    #[test]
    fn words_have_vectors_where_they_stand() {
        let model = Model::load();
        let text = "Cerco legno certificato";
        let reading = model.look(text);
        let start = text.find("legno").unwrap();
        let wood = reading.over(&(start..start + 5)).unwrap();
        assert!(likeness(&wood, model.look("timber").vector()) > likeness(&wood, model.look("fish").vector()));
        assert!(reading.over(&(90..95)).is_none());
        assert!(reading.weight(&(start..start + 5)) > 0.3);
        assert!(model.look("the wood").weight(&(0..3)) < 0.2);
    }
}
