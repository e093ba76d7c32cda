//! What texts mean: each is read once by the model, a moment after it was written, and its vector kept; an index in memory
//! says what is near.
//!
//! What comes out of here is no answer to anybody yet: `asks` and `pairs` ask first who may see which text. The rule that
//! tells a match from a resemblance is `pergola-domain`'s.

mod follower;
mod kept;
mod reading;
mod store;

#[cfg(test)]
mod tests;

use pergola_meaning::Role;

pub(crate) use follower::{Matching, follow, shelf_of};
pub(crate) use reading::read;
pub(crate) use store::{erase, find, find_many, profile_said};

/// What a vector is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shelf {
    Asks,
    Offers,
    /// What members tell of themselves, by member.
    Profiles,
}

impl Shelf {
    pub(crate) const ALL: [Self; 3] = [Self::Asks, Self::Offers, Self::Profiles];

    /// On which side of a match its texts are.
    pub(crate) const fn role(self) -> Role {
        match self {
            Self::Asks => Role::Asks,
            Self::Offers | Self::Profiles => Role::Answers,
        }
    }

    /// Its word in the table.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Asks => "ask",
            Self::Offers => "offer",
            Self::Profiles => "profile",
        }
    }
}
