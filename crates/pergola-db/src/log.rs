//! The change log as its followers read it. Writing to it is [`Tx::record`](crate::Tx::record).
//!
//! The trap: on `PostgreSQL` numbers are given at the insert, not at the commit. A slow transaction holds 3, a quick one
//! commits 4, a follower takes 4 and never sees 3. Two remedies that look right are not: hiding entries whose
//! transaction id is not below `pg_snapshot_xmin` still skips, because ids are given at a transaction's first write and
//! numbers at its record, so an older transaction may hold the higher number; and ordering by transaction id turns
//! two changes of one row around, in the same case.
//!
//! So we wait. First see how far the sequence has come, then draw a transaction id: every number up to there belongs to
//! a transaction that already had its id (the table's default sees to that), and so a lower one than ours. Once all
//! lower ids are finished, nothing can appear below any more. Drawing an id is needed: `pg_snapshot_xmax` is only one
//! more than the last *finished* one, and an open transaction may lie beyond it. `SQLite` has one writer and no such gap.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

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

/// `$1` a place: the last entry there or before.
pub(crate) const LAST: &str = "SELECT seq, at, kind, body FROM log WHERE seq <= $1 ORDER BY seq DESC LIMIT 1";

pub(crate) fn read(row: &Row<'_>) -> Result<Logged, Fault> {
    Ok(Logged { seq: row.get(0)?, at: row.get(1)?, kind: row.get(2)?, body: row.get(3)? })
}

/// How far the log of a `PostgreSQL` database is known to be complete. Kept in memory: a new process looks anew.
#[derive(Debug, Default)]
pub(crate) struct Settling(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    settled: i64,
    /// Numbers given, and a transaction id drawn just after: settled when all lower ids are finished.
    waiting: VecDeque<(i64, i64)>,
}

/// Looks remembered at once; the oldest of them decides, so a few are enough.
const LOOKS_KEPT: usize = 64;

impl Settling {
    /// Whether a transaction id should be drawn for this number: it is news, and there is room to remember it.
    pub(crate) fn is_news(&self, given: i64) -> bool {
        let known = self.lock();
        let newest = known.waiting.back().map_or(known.settled, |(number, _)| *number);
        given > newest && known.waiting.len() < LOOKS_KEPT
    }

    /// The sequence had reached this number before this id was drawn.
    pub(crate) fn note(&self, given: i64, id: i64) {
        let mut known = self.lock();
        // Two may look at once. The later note must not be the one that is met first.
        if known.waiting.back().is_none_or(|(number, last)| *number < given && *last < id) {
            known.waiting.push_back((given, id));
        }
    }

    /// All transactions below this id are finished. Tells how far the log is settled.
    pub(crate) fn all_below_finished(&self, lowest_open: i64) -> i64 {
        let mut known = self.lock();
        while let Some((number, id)) = known.waiting.front().copied()
            && id <= lowest_open
        {
            known.settled = known.settled.max(number);
            known.waiting.pop_front();
        }
        known.settled
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{LOOKS_KEPT, Settling};

    #[test]
    fn a_number_settles_when_all_who_may_hold_a_lower_one_are_done() {
        let log = Settling::default();
        assert!(!log.is_news(0));
        assert!(log.is_news(4));
        // 4 was given while 100 and 101 were open.
        log.note(4, 102);
        assert!(!log.is_news(4));
        assert_eq!(log.all_below_finished(100), 0);
        // 100 is done, 101 may still bring 3.
        log.note(6, 104);
        assert_eq!(log.all_below_finished(101), 0);
        assert_eq!(log.all_below_finished(102), 4);
        assert_eq!(log.all_below_finished(104), 6);
        assert!(!log.is_news(6));
    }

    #[test]
    fn one_forgotten_transaction_holds_all_back_and_costs_no_memory() {
        let log = Settling::default();
        for given in 1..10_000 {
            if log.is_news(given) {
                log.note(given, 50 + given);
            }
            assert_eq!(log.all_below_finished(50), 0);
        }
        let kept = i64::try_from(LOOKS_KEPT).unwrap();
        assert_eq!(log.all_below_finished(20_000), kept);
        assert!(log.is_news(10_000));
    }
}
