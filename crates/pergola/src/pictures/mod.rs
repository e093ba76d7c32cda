//! The pictures of Pergola, drawn by the server as inline SVG: the garden, the tiles, the arch, the icons.
//!
//! Each picture is a pure function of its data: the same relation gives the same plant in the same place, on every
//! server and at every visit. There is no clock and no chance here, and no decision about people either: who is
//! thirsty or close is worked out before, and handed in. Colours are classes of `pergola.css`; sentences belong to
//! pages. Whatever people typed is escaped and bounded here, so a page may embed what it gets as it is.

mod arch;
mod bed;
mod blank;
mod degree;
mod garland;
mod icons;
mod legend;
mod names;
mod plants;
mod primitives;
mod seed;
mod sprig;
mod tendril;
mod tile;
mod walk;

#[cfg(test)]
mod tests;

pub(crate) use arch::{Arch, arch, joint};
pub(crate) use bed::{Bed, Plant, bed};
pub(crate) use blank::{day_done, empty_garden, lost_path};
pub(crate) use degree::degree;
pub(crate) use garland::garland;
pub(crate) use icons::{icon, logo};
pub(crate) use legend::{Legend, legend};
pub(crate) use plants::{Look, Species, State, define, mini, mini_use};
pub(crate) use sprig::sprig;
pub(crate) use tendril::tendril;
pub(crate) use tile::{TileSize, sprite, tile};
pub(crate) use walk::{toto, walk};

/// How strong a tie is; in a bed, how near to the path its plant stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    Light,
    Good,
    Strong,
}
