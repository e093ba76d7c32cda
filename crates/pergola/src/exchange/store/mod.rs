//! The tables of this room, and what it reads and writes of whole accounts.

pub(in crate::exchange) mod album;
pub(in crate::exchange) mod cards;
pub(in crate::exchange) mod exports;
pub(in crate::exchange) mod five;
pub(in crate::exchange) mod formers;
pub(in crate::exchange) mod ignored;
pub(in crate::exchange) mod imports;
pub(in crate::exchange) mod moments;
pub(in crate::exchange) mod proposals;
pub(in crate::exchange) mod restore;
mod rows;
pub(in crate::exchange) mod whole;
