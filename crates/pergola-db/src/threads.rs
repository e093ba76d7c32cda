//! The threads of this crate, on either engine. A closure that runs on one of them and asks the database again would wait
//! for a place behind itself: sometimes it gets through, sometimes all stand still. So it is refused always.

use std::cell::Cell;
use std::thread;

use crate::Fault;

thread_local! {
    static OURS: Cell<bool> = const { Cell::new(false) };
}

/// Starts a thread whose closures may not ask again.
pub(crate) fn start(name: String, work: impl FnOnce() + Send + 'static) -> Result<(), Fault> {
    let marked = move || {
        OURS.set(true);
        work();
    };
    let started = thread::Builder::new().name(name).spawn(marked);
    started.map(drop).map_err(|error| Fault::other(format!("cannot start a database thread: {error}")))
}

/// Calls a closure of somebody's on a thread that is not of this crate: it may not ask again either.
pub(crate) fn within<T>(call: impl FnOnce() -> T) -> T {
    let before = OURS.replace(true);
    let done = call();
    OURS.set(before);
    done
}

pub(crate) fn refuse_from_within() -> Result<(), Fault> {
    if OURS.get() { Err(Fault::asked_from_within()) } else { Ok(()) }
}
