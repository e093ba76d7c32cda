//! The tables that a network is built from, as plain rows: what the server reads in one snapshot.

use pergola_domain::{
    changes::{MetKind, Spell},
    ids::MemberId,
    time::Timestamp,
};

use crate::belongings::Belonging;

/// A member and what he chose about being seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each for itself")]
pub struct MemberRow {
    pub member: MemberId,
    pub connector: bool,
    pub hides_ties: bool,
    pub leaving: bool,
    pub suspended: bool,
}

impl MemberRow {
    /// Somebody as everybody begins.
    #[must_use]
    pub const fn new(member: MemberId) -> Self {
        Self { member, connector: true, hides_ties: false, leaving: false, suspended: false }
    }
}

/// A live tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TieRow {
    pub one: MemberId,
    pub other: MemberId,
    pub since: Timestamp,
    pub met: MetKind,
}

/// All rows. Order does not matter; rows that name nobody known, or oneself, or repeat, are passed over.
///
/// The iterators are drained once each, so nothing needs to be in memory twice.
#[expect(missing_debug_implementations, reason = "iterators have nothing to show")]
pub struct Tables<'a> {
    /// When they were read: what their ties teach is of that moment.
    pub now: Timestamp,
    pub members: Box<dyn Iterator<Item = MemberRow> + 'a>,
    pub ties: Box<dyn Iterator<Item = TieRow> + 'a>,
    pub spells: Box<dyn Iterator<Item = (MemberId, Spell)> + 'a>,
    /// Groups, topics, skills and place of a member, as far as everybody may know them.
    pub belongings: Box<dyn Iterator<Item = (MemberId, Belonging)> + 'a>,
    /// Who blocked whom.
    pub blocks: Box<dyn Iterator<Item = (MemberId, MemberId)> + 'a>,
    /// Invitations between two members, whatever became of them.
    pub invitations: Box<dyn Iterator<Item = (MemberId, MemberId)> + 'a>,
    /// Suggestions put aside: by whom, about whom.
    pub dismissals: Box<dyn Iterator<Item = (MemberId, MemberId)> + 'a>,
    /// Asks answered: by whom, whose.
    pub answers: Box<dyn Iterator<Item = (MemberId, MemberId)> + 'a>,
}

impl Default for Tables<'_> {
    fn default() -> Self {
        Self {
            now: Timestamp(0),
            members: Box::new(std::iter::empty()),
            ties: Box::new(std::iter::empty()),
            spells: Box::new(std::iter::empty()),
            belongings: Box::new(std::iter::empty()),
            blocks: Box::new(std::iter::empty()),
            invitations: Box::new(std::iter::empty()),
            dismissals: Box::new(std::iter::empty()),
            answers: Box::new(std::iter::empty()),
        }
    }
}
