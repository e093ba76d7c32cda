//! How long one stay on a database thread may last. `SQLite` asks us every few thousand steps whether to go on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::threads::LONGEST_READ;

/// A deadline, moved forward with each piece of work.
#[derive(Clone, Debug)]
pub(super) struct Limit {
    since: Instant,
    ends_ms: Arc<AtomicU64>,
    /// What may last longer than an ordinary read is over as soon as this turns true.
    ending: Arc<AtomicBool>,
    long: Arc<AtomicBool>,
}

impl Limit {
    #[expect(clippy::disallowed_methods, reason = "bounds how long a query may run; decides nothing that is stored")]
    pub(super) fn new(ending: Arc<AtomicBool>) -> Self {
        Self { since: Instant::now(), ends_ms: Arc::new(AtomicU64::new(u64::MAX)), ending, long: Arc::default() }
    }

    pub(super) fn start(&self, length: Duration) {
        self.long.store(length > LONGEST_READ, Ordering::Relaxed);
        self.ends_ms.store(self.now_ms().saturating_add(millis(length)), Ordering::Relaxed);
    }

    pub(super) fn is_over(&self) -> bool {
        self.now_ms() > self.ends_ms.load(Ordering::Relaxed)
            || (self.long.load(Ordering::Relaxed) && self.ending.load(Ordering::Relaxed))
    }

    fn now_ms(&self) -> u64 {
        millis(self.since.elapsed())
    }
}

fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}
