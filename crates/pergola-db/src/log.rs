//! The change log as its followers read it. Writing to it is [`Tx::record`](crate::Tx::record).
//!
//! The trap: on `PostgreSQL` numbers are given at the insert, not at the commit. A slow transaction holds 3, a quick one
//! commits 4, a follower takes 4 and never sees 3. Two remedies that look right are not: hiding entries whose
//! transaction id is not below `pg_snapshot_xmin` still skips, because ids are given at a transaction's first write and
//! numbers at its record, so an older transaction may hold the higher number; and ordering by transaction id turns
//! two changes of one row around, in the same case.
//!
//! So we wait. First see how far the sequence has come, then who writes to the log: an insert takes its lock on the table
//! before it draws a number and gives it back after its transaction can be seen, so whoever holds a number up to there and
//! is not done has the lock. Once all of these have given it back, nothing can appear below any more. Transactions that
//! never wrote here, and those of other databases on the same server, hold nobody up. `SQLite` has one writer and no such
//! gap.

use std::collections::{BTreeSet, VecDeque};
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
    /// Looks begun.
    looks: u64,
    waiting: VecDeque<Waiting>,
}

/// A number that the sequence had reached, and who may still hold it or a lower one.
#[derive(Debug)]
struct Waiting {
    given: i64,
    writers: BTreeSet<String>,
    /// Looks begun by then: what those saw may be older than this, and tells nothing about it.
    since: u64,
}

/// Numbers remembered at once; the oldest of them decides, so a few are enough.
const WAITING: usize = 64;

/// One look at who writes: what it sees is no older than its making.
#[derive(Debug)]
pub(crate) struct Look(u64);

impl Settling {
    /// To be made before the sequence is read, and the writers after it.
    pub(crate) fn look(&self) -> Look {
        let mut known = self.lock();
        known.looks += 1;
        Look(known.looks)
    }

    /// How far the log is settled, where this number of the sequence says that nothing was written since.
    pub(crate) fn nothing_beyond(&self, given: i64) -> Option<i64> {
        let known = self.lock();
        (known.settled >= given).then_some(known.settled)
    }

    /// The sequence had reached this number, and then these were writing. Tells how far the log is settled.
    pub(crate) fn saw(&self, Look(look): &Look, given: i64, writers: BTreeSet<String>) -> i64 {
        let mut known = self.lock();
        for waiting in known.waiting.iter_mut().filter(|waiting| waiting.since < *look) {
            waiting.writers.retain(|writer| writers.contains(writer));
        }
        let newest = known.waiting.back().map_or(known.settled, |waiting| waiting.given);
        if given > newest && known.waiting.len() < WAITING {
            let since = known.looks;
            known.waiting.push_back(Waiting { given, writers, since });
        }
        while known.waiting.front().is_some_and(|first| first.writers.is_empty()) {
            known.settled = known.waiting.pop_front().map_or(known.settled, |first| first.given.max(known.settled));
        }
        known.settled
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Settling, WAITING};

    fn writers<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
        names.map(str::to_owned).into()
    }

    #[test]
    fn a_number_settles_when_all_who_may_hold_a_lower_one_are_done() {
        let log = Settling::default();
        assert_eq!(log.nothing_beyond(0), Some(0));
        assert_eq!(log.nothing_beyond(4), None);
        assert_eq!(log.saw(&log.look(), 4, writers(["a", "b"])), 0);
        // "a" is done, "b" may still bring 3; "c" came later and has a higher one.
        assert_eq!(log.saw(&log.look(), 6, writers(["b", "c"])), 0);
        assert_eq!(log.saw(&log.look(), 6, writers(["c"])), 4);
        assert_eq!(log.nothing_beyond(6), None);
        assert_eq!(log.saw(&log.look(), 6, writers([])), 6);
        assert_eq!(log.nothing_beyond(6), Some(6));
        assert_eq!(log.saw(&log.look(), 9, writers([])), 9);
    }

    #[test]
    fn a_look_that_began_earlier_tells_nothing_about_who_came_meanwhile() {
        let log = Settling::default();
        let early = log.look();
        // It reads the sequence and sees that nobody writes; before it says so, "a" begins, draws 3, and is seen by another.
        assert_eq!(log.saw(&log.look(), 4, writers(["a"])), 0);
        assert_eq!(log.saw(&early, 2, writers([])), 0);
        assert_eq!(log.saw(&log.look(), 4, writers(["a"])), 0);
        assert_eq!(log.saw(&log.look(), 4, writers([])), 4);
    }

    #[test]
    fn one_forgotten_transaction_holds_all_back_and_costs_no_memory() {
        let log = Settling::default();
        for given in 1..10_000 {
            assert_eq!(log.saw(&log.look(), given, writers(["forgotten"])), 0);
        }
        let kept = i64::try_from(WAITING).unwrap();
        assert_eq!(log.saw(&log.look(), 10_000, writers(["new"])), kept);
        assert_eq!(log.saw(&log.look(), 10_000, writers([])), 10_000);
    }
}
