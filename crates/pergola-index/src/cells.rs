//! The few conversions and accesses that the hot loops need, each with the reason why it cannot fail.
//!
//! Numbers of members are `u32`, positions in memory `usize`; this crate is for machines where the second holds the
//! first. An access out of bounds would be a fault of this crate, and stops with a panic as slices do, not with a
//! wrong answer.

#[cfg(target_pointer_width = "16")]
compile_error!("a member's number must fit into usize");

/// A member's number as a position.
#[expect(clippy::as_conversions, reason = "u32 fits usize on 32 and 64 bits, see the head of the file")]
#[inline(always)]
pub(crate) const fn wide(number: u32) -> usize {
    number as usize
}

/// A position that is known to be below 2^32: the tables it counts are refused when they are larger.
#[expect(clippy::as_conversions, reason = "callers count members and words, both checked to fit when tables grow")]
#[inline(always)]
pub(crate) const fn narrow(position: usize) -> u32 {
    debug_assert!(position <= wide(u32::MAX));
    position as u32
}

/// An element by a member's number.
#[expect(clippy::indexing_slicing, reason = "numbers come from the same state as the slice")]
#[inline(always)]
pub(crate) fn at<T>(slice: &[T], number: u32) -> &T {
    &slice[wide(number)]
}

/// The same, to change.
#[expect(clippy::indexing_slicing, reason = "numbers come from the same state as the slice")]
#[inline(always)]
pub(crate) fn at_mut<T>(slice: &mut [T], number: u32) -> &mut T {
    &mut slice[wide(number)]
}

/// A stretch by positions.
#[expect(clippy::indexing_slicing, reason = "positions are those that the writer of the slice kept beside it")]
#[inline(always)]
pub(crate) fn stretch<T>(slice: &[T], from: usize, to: usize) -> &[T] {
    &slice[from..to]
}
