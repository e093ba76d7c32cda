//! What a document says, and what a word in it is worth. The rule itself stands twice: for the index (`query`) and for a
//! member's own texts ([`Lot`](crate::Lot)); the tests tell it a third time, in plain words, and hold both against that.

/// What a document says, by how much a word in it weighs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Names of people. They have no stems: Rossi is not Rosso.
    pub name: String,
    /// Headline, trade, skills, topics, titles.
    pub head: String,
    /// Places, employers: where somebody is, which is not what he knows about.
    pub at: String,
    pub text: String,
}

/// What a word of the query is worth, by where it stands and how well it fits.
const UNIT: u32 = 1 << 10;
/// The lowest bits count the words that tell of what somebody knows: at most twelve.
const TELLS: u32 = 1;
const COUNTED: u32 = 32;
pub(crate) const NAME: u32 = 8 * UNIT;
pub(crate) const HEAD: u32 = 5 * UNIT + TELLS;
pub(crate) const AT: u32 = 5 * UNIT;
pub(crate) const NAME_BEGUN: u32 = 4 * UNIT;
pub(crate) const TEXT: u32 = 3 * UNIT + TELLS;
pub(crate) const BEGUN: u32 = 2 * UNIT + TELLS;
pub(crate) const AT_BEGUN: u32 = 2 * UNIT;
pub(crate) const NAME_SIMILAR: u32 = UNIT + UNIT / 2;
pub(crate) const SIMILAR: u32 = UNIT + TELLS;
pub(crate) const AT_SIMILAR: u32 = UNIT;

/// How well a document matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    pub points: u32,
    /// Not only a name, a place or an employer has the words.
    pub tells: bool,
}

impl Score {
    /// From a sum of weights.
    pub(crate) const fn of(sum: u32) -> Self {
        let tells = sum % COUNTED;
        Self { points: sum - tells, tells: tells > 0 }
    }
}
