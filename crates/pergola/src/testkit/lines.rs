//! What a story has the program write into its log.

use std::{
    io::{self, Write},
    sync::{Arc, LazyLock, Mutex},
};

use serde_json::Value;
use tracing::{Dispatch, instrument::WithSubscriber};

/// A second listener, of whom nobody reads. While there is one alone, `tracing` asks the thread that comes by a place first
/// whether anybody listens there, and keeps the answer for all: a story beside this one would say no.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| {
    Dispatch::new(tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).with_writer(io::sink).finish())
});

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Tells a story. Gives what came of it and its lines, each an event, as `log = json` writes them.
pub(crate) async fn logged<T>(story: impl Future<Output = T>) -> (T, Vec<Value>) {
    LazyLock::force(&SECOND);
    let lines = Lines::default();
    let writer = lines.clone();
    // As `pergola serve` begins it, but for where it goes.
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::INFO)
        .with_writer(move || writer.clone())
        .finish();
    let told = story.with_subscriber(subscriber).await;
    let said = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    (told, said.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}
