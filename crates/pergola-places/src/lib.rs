//! Where a place lies and how far it is to another, from a list of cities that is part of the program: nothing is
//! asked of anybody else, so nobody learns where a member looks.
//!
//! A place here is a city or a town, not an address. `assets/places.md` says where the list comes from and what is in
//! it. No storage, no network, no sentence.

mod between;
mod list;
mod spot;
mod written;

pub use crate::{
    between::between,
    list::{City, find},
    spot::Spot,
    written::fold,
};
