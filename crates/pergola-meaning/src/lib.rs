//! From a text to its meaning: 384 numbers, near to those of texts that mean the same, in Italian as in English.
//!
//! The model is multilingual-e5-small in four bits, cut to the pieces of words that the two languages use; it is part of
//! the program, so nothing is fetched and nobody else reads what people write. `assets/meaning.md` says where it comes
//! from; `docs/matching.md` has the figures. Here is the text's side alone: no matching, no storage, no network.

mod asset;
mod encoder;
mod language;
mod lens;
mod matrix;
mod model;
mod numbers;
mod pieces;
mod taught;

pub use crate::{
    asset::Damage,
    encoder::WIDTH,
    language::{Tongue, tongue},
    lens::{Lens, Role, lenses},
    model::{Model, Piece, Reading, Vector, likeness},
};
