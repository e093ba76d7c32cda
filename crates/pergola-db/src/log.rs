//! The change log as its followers read it. Writing to it is [`Tx::record`](crate::Tx::record).
//!
//! The trap: on `PostgreSQL` numbers are given at the insert, not at the commit. A slow transaction holds 3, a quick one
//! commits 4, a follower takes 4 and never sees 3. Two remedies that look right are not: hiding entries whose
//! transaction id is not below `pg_snapshot_xmin` still skips, because ids are given at a transaction's first write and
//! numbers at its record, so an older transaction may hold the higher number; and ordering by transaction id turns
//! two changes of one row around, in the same case.
//!
//! So we wait. First look how far the sequence has come, then which transactions are open: every number up to there
//! belongs to a transaction that had its id by then (the table's default sees to that), so once all ids given
//! by then are finished, nothing can appear below any more. `SQLite` has one writer and no such gap.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::{Fault, Row};

/// One entry of the change log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its number: higher than those before it, with gaps.
    pub seq: i64,
    /// When, in microseconds UTC, as the act was told.
    pub at: i64,
    /// What came to pass.
    pub kind: String,
    /// The change, as the act wrote it.
    pub body: String,
}

/// `$1` the place of the follower, `$2` how far it may look, `$3` how many.
pub(crate) const AFTER: &str = "SELECT seq, at, kind, body FROM log WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3";

pub(crate) fn read(row: &Row<'_>) -> Result<Logged, Fault> {
    Ok(Logged { seq: row.get(0)?, at: row.get(1)?, kind: row.get(2)?, body: row.get(3)? })
}

/// How far the log of a `PostgreSQL` database is known to be complete. Kept in memory: a new process looks anew.
#[derive(Debug, Default)]
pub(crate) struct Settling(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    settled: i64,
    /// Numbers given, and the first transaction id not yet given just after: settled when all lower ids are finished.
    waiting: VecDeque<(i64, i64)>,
}

/// Looks remembered at once; the oldest of them decides, so a few are enough.
const LOOKS_KEPT: usize = 64;

impl Settling {
    /// One look: the number the sequence had reached, and *afterwards* the lowest transaction id still open and the
    /// first not yet given. Tells how far the log is settled.
    pub(crate) fn look(&self, given: i64, lowest_open: i64, not_yet_given: i64) -> i64 {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.waiting.back().is_none_or(|(last, _)| *last < given) && given > known.settled {
            if known.waiting.len() >= LOOKS_KEPT {
                // The newest makes room: what is older settles first.
                known.waiting.pop_back();
            }
            known.waiting.push_back((given, not_yet_given));
        }
        while let Some((number, ids_below)) = known.waiting.front().copied()
            && ids_below <= lowest_open
        {
            known.settled = known.settled.max(number);
            known.waiting.pop_front();
        }
        known.settled
    }
}

#[cfg(test)]
mod tests {
    use super::Settling;

    #[test]
    fn a_number_settles_when_all_who_may_hold_a_lower_one_are_done() {
        let log = Settling::default();
        assert_eq!(log.look(0, 100, 100), 0);
        // 4 was given while 100 and 101 were open.
        assert_eq!(log.look(4, 100, 102), 0);
        // 100 is done, 101 may still bring 3.
        assert_eq!(log.look(4, 101, 103), 0);
        assert_eq!(log.look(6, 102, 104), 4);
        assert_eq!(log.look(6, 104, 104), 6);
        // Nothing new: nothing waits.
        assert_eq!(log.look(6, 104, 110), 6);
    }

    #[test]
    fn one_forgotten_transaction_holds_all_back_and_costs_no_memory() {
        let log = Settling::default();
        for given in 1..10_000 {
            assert_eq!(log.look(given, 50, 50 + given), 0);
        }
        assert!(log.look(10_000, 20_000, 20_000) > 0);
        assert_eq!(log.look(10_000, 20_000, 20_000), 10_000);
    }
}
