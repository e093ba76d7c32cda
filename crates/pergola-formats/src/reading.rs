//! The door: what is this file, and what does it say?

use std::{
    io::{Read, Seek},
    ops::ControlFlow,
};

use crate::{
    limits::{Limits, Refusal},
    pieces::{FileKind, Piece, Summary},
};

/// What kind of file this is, by its content; the name helps nobody. Reads a few kilobytes.
///
/// # Errors
/// [`Refusal`] when it is of no kind we know or breaks a limit that shows at once.
pub fn detect(_source: impl Read + Seek, _name: &str, _limits: &Limits) -> Result<FileKind, Refusal> {
    Err(Refusal::NotKnown)
}

/// Tells all that the file says, one [`Piece`] at a time, in the order: profile and own tables, people, moments. `name` is used
/// in reports only. The visitor stops the reading with [`ControlFlow::Break`].
///
/// # Errors
/// [`Refusal`] as soon as a limit is passed or the whole turns out unreadable.
pub fn read(
    _source: impl Read + Seek,
    _name: &str,
    _limits: &Limits,
    _on: &mut dyn FnMut(Piece) -> ControlFlow<()>,
) -> Result<Summary, Refusal> {
    Err(Refusal::NotKnown)
}
