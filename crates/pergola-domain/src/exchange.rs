//! Bringing files in and taking everything out: the limits, the refusals, and what an archive says about knowing people.

use crate::refusals;

/// The largest file that is read.
pub const FILE_BYTES: u64 = 200 * 1024 * 1024;
/// Files of one member that wait or are being read.
pub const IMPORTS_AT_ONCE: i64 = 3;
/// Archives of one member that are kept.
pub const EXPORTS_KEPT: i64 = 3;
/// Days that an archive is kept.
pub const EXPORT_DAYS: i64 = 7;
/// Rows not taken that are listed one by one; the others are counted.
pub const SKIPS_LISTED: i64 = 10_000;

refusals! {
    /// Why a file is not read, or an archive not made.
    Refusal {
        FileMissing => "exchange.file_missing" @ "file",
        Empty => "exchange.empty" @ "file",
        NotKnown => "exchange.not_known" @ "file",
        TooLarge => "exchange.too_large" @ "file" { megabytes: 200 },
        TooManyEntries => "exchange.too_many_entries" @ "file" { limit: 2_000 },
        Bomb => "exchange.bomb" @ "file",
        ClimbsOut => "exchange.climbs_out" @ "file",
        LineTooLong => "exchange.line_too_long" @ "file" { megabytes: 1 },
        TooManyRows => "exchange.too_many_rows" @ "file" { limit: 1_000_000 },
        Encrypted => "exchange.encrypted" @ "file",
        Damaged => "exchange.damaged" @ "file",
        Newer => "exchange.newer" @ "file",
        /// The bytes are gone, or the reading broke off too often.
        BrokenOff => "exchange.broken_off",
        TooManyImports => "exchange.too_many_imports" { limit: IMPORTS_AT_ONCE },
        TooManyExports => "exchange.too_many_exports" { limit: EXPORTS_KEPT },
        /// The change can no longer be made as it stands.
        ProposalStale => "exchange.proposal_stale",
    }
}

impl Refusal {
    /// The refusal of a key that the readers of files use, or of one's own code.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        use crate::refusal::Refusal as _;
        let key = key.strip_prefix("exchange.").unwrap_or(key);
        let of = |refusal: &&Self| refusal.code().strip_prefix("exchange.").is_some_and(|code| code == key);
        Self::ALL.iter().find(of).copied().unwrap_or(Self::BrokenOff)
    }
}

/// Whether words alone, without a card or a tie, say that the owner knows somebody: he wrote to him alone, or vouched
/// for him. Who only wrote to many, or only received, knows nobody by it.
#[must_use]
pub const fn knows_by(is_message: bool, outgoing: bool, others: u32) -> bool {
    outgoing && (!is_message || others <= 1)
}

#[cfg(test)]
mod tests {
    use super::{Refusal, knows_by};

    #[test]
    fn who_only_wrote_to_me_is_not_in_my_garden() {
        assert!(knows_by(true, true, 1) && knows_by(false, true, 9));
        assert!(!knows_by(true, false, 1) && !knows_by(true, true, 2) && !knows_by(false, false, 1));
    }

    #[test]
    fn a_key_finds_its_refusal() {
        assert_eq!(Refusal::from_key("climbs_out"), Refusal::ClimbsOut);
        assert_eq!(Refusal::from_key("exchange.newer"), Refusal::Newer);
        assert_eq!(Refusal::from_key("?"), Refusal::BrokenOff);
    }
}
