//! What a member does with files: hands one in, stops it, says yes or no to what it offers.

pub(in crate::exchange) mod exports;
pub(in crate::exchange) mod five;
pub(in crate::exchange) mod formers;
pub(in crate::exchange) mod imports;
pub(in crate::exchange) mod proposals;
