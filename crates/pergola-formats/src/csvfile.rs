//! CSV within limits.
use std::{borrow::Cow, io};

/// Being written.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    Cow::Borrowed(cell)
}
/// Being written.
#[must_use]
pub fn unguarded(cell: &str) -> Cow<'_, str> {
    Cow::Borrowed(cell)
}
/// Being written.
#[derive(Debug)]
pub struct CsvWriter<W: io::Write>(pub W);
