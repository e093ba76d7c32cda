//! One value that a writer replaces and readers take, where readers never wait for the writer.
//!
//! Two slots and the number of the one in force. The writer fills the slot that is *not* in force, then moves the
//! number; a reader takes from the slot in force with `try_read`, so it never sleeps. It must look again only if the
//! number moved between two of its own instructions, and then something newer is there to take: without a second look
//! at the number it could take what is about to come into force, and see it go back the next time.

use std::sync::{
    Arc, PoisonError, RwLock, TryLockError,
    atomic::{AtomicUsize, Ordering},
};

#[derive(Debug)]
pub(crate) struct Published<T> {
    slots: [RwLock<Arc<T>>; 2],
    in_force: AtomicUsize,
}

impl<T> Published<T> {
    pub(crate) fn new(value: Arc<T>) -> Self {
        Self { slots: [RwLock::new(Arc::clone(&value)), RwLock::new(value)], in_force: AtomicUsize::new(0) }
    }

    pub(crate) fn take(&self) -> Arc<T> {
        let [first, second] = &self.slots;
        loop {
            let number = self.in_force.load(Ordering::Acquire);
            let slot = if number == 0 { first } else { second };
            let taken = match slot.try_read() {
                Ok(value) => Some(Arc::clone(&value)),
                Err(TryLockError::Poisoned(value)) => Some(Arc::clone(&value.into_inner())),
                Err(TryLockError::WouldBlock) => None,
            };
            match taken {
                Some(value) if self.in_force.load(Ordering::Acquire) == number => return value,
                _ => std::hint::spin_loop(),
            }
        }
    }

    /// For one writer at a time, who holds a lock of his own.
    pub(crate) fn publish(&self, value: Arc<T>) {
        let [first, second] = &self.slots;
        let next = 1 - self.in_force.load(Ordering::Acquire);
        let slot = if next == 0 { first } else { second };
        // A panic elsewhere leaves a whole `Arc` behind, so a poisoned slot is as good as any.
        *slot.write().unwrap_or_else(PoisonError::into_inner) = value;
        self.in_force.store(next, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Published;

    #[test]
    fn readers_see_values_in_order_and_whole() {
        let published = Published::new(Arc::new((0_u64, 0_u64)));
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let mut last = 0;
                    while last < 20_000 {
                        let value = published.take();
                        assert_eq!(value.0, value.1);
                        assert!(value.0 >= last);
                        last = value.0;
                    }
                });
            }
            scope.spawn(|| (1..=20_000).for_each(|n| published.publish(Arc::new((n, n)))));
        });
    }
}
