//! The line of work before the database threads: bounded, so that a crowd is told "not now" at once instead of waiting
//! until everybody's patience is over. Not the work queue of the program, which is a table (queue.rs above).

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::Fault;

pub(super) struct Queue<T> {
    line: Mutex<Line<T>>,
    arrival: Condvar,
    longest: usize,
}

struct Line<T> {
    waiting: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub(super) fn new(longest: usize) -> Self {
        let line = Line { waiting: VecDeque::new(), closed: false };
        Self { line: Mutex::new(line), arrival: Condvar::new(), longest }
    }

    pub(super) fn push(&self, item: T) -> Result<(), Fault> {
        let mut line = self.lock();
        if line.closed {
            return Err(Fault::closed());
        }
        if line.waiting.len() >= self.longest {
            return Err(Fault::queue_full());
        }
        line.waiting.push_back(item);
        drop(line);
        self.arrival.notify_one();
        Ok(())
    }

    /// Waits for the next; `None` when the queue was closed and everything in it is done.
    pub(super) fn next(&self) -> Option<T> {
        let mut line = self.lock();
        loop {
            if let Some(item) = line.waiting.pop_front() {
                return Some(item);
            }
            if line.closed {
                return None;
            }
            line = self.arrival.wait(line).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next if it is already there.
    pub(super) fn next_waiting(&self) -> Option<T> {
        self.lock().waiting.pop_front()
    }

    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.arrival.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Line<T>> {
        // Nothing that can panic runs while this is held.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
