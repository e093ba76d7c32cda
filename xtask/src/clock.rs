//! The one place of this tool that looks at a clock or waits on it.
//!
//! The program gets its time handed in; a tool that times its steps and waits for servers cannot.

use std::time::{Duration, Instant};

#[expect(clippy::disallowed_methods, reason = "steps are timed by the wall, as the person waiting for them does")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "we wait for other processes, which tell us nothing when they are ready")]
pub(crate) fn pause(span: Duration) {
    std::thread::sleep(span);
}

/// `1.4 s`, `3 min 07 s`.
pub(crate) fn words(span: Duration) -> String {
    let seconds = span.as_secs();
    if seconds < 60 {
        return format!("{seconds}.{} s", span.subsec_millis() / 100);
    }
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}
