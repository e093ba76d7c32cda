//! The darkroom: where photos that people send are decoded and written anew, one at a time.
//!
//! A picture of a few kilobytes can unfold to a gigabyte, and decoders of pictures are where programs break. So it happens
//! on a thread of its own behind a bounded queue, within limits that are checked before anything is unfolded, and what
//! comes out was made by us: of the sent file nothing remains but how it looks.

mod press;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, mpsc},
};

use pergola_domain::members::Refusal;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::passwords::Busy;

/// Photos that wait for their turn, each up to the limit of a file.
const WAITING: usize = 8;
/// Photos that are being received or developed, and so in memory.
const DESKS: usize = 8;

/// A photo in its two sizes, both JPEG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Developed {
    pub(crate) large: Vec<u8>,
    pub(crate) small: Vec<u8>,
}

/// A picture for a page, in its two sizes, both JPEG, whole as it was framed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Print {
    pub(crate) large: Vec<u8>,
    pub(crate) small: Vec<u8>,
    /// Of the large one, in points.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// What it looks like, in 64 bits: pictures that look alike differ in few of them, whatever their size or quality.
    pub(crate) likeness: i64,
}

struct Work {
    bytes: Vec<u8>,
    answer: Answer,
}

/// What is wanted of a file, and who waits for it.
enum Answer {
    Photo(oneshot::Sender<Result<Developed, Refusal>>),
    Picture(oneshot::Sender<Result<Print, Refusal>>),
}

/// The thread that develops.
#[derive(Clone)]
pub(crate) struct Darkroom {
    queue: mpsc::SyncSender<Work>,
    desks: Arc<Semaphore>,
}

impl Darkroom {
    pub(crate) fn start() -> Self {
        let (queue, work) = mpsc::sync_channel(WAITING);
        std::thread::spawn(move || develop_for_ever(&work));
        Self { queue, desks: Arc::new(Semaphore::new(DESKS)) }
    }

    /// A place for a photo that is about to be received; it is free again when this is dropped.
    ///
    /// # Errors
    /// When too many are here already.
    pub(crate) fn desk(&self) -> Result<OwnedSemaphorePermit, Busy> {
        Arc::clone(&self.desks).try_acquire_owned().map_err(|_why| Busy)
    }

    /// Makes a photo of what was sent; or why not.
    ///
    /// # Errors
    /// When too many wait already.
    pub(crate) async fn develop(&self, bytes: Vec<u8>) -> Result<Result<Developed, Refusal>, Busy> {
        let (answer, developed) = oneshot::channel();
        self.queue.try_send(Work { bytes, answer: Answer::Photo(answer) }).map_err(|_why| Busy)?;
        developed.await.map_err(|_why| Busy)
    }

    /// Makes a picture for a page of what was sent; or why not.
    ///
    /// # Errors
    /// When too many wait already.
    pub(crate) async fn print(&self, bytes: Vec<u8>) -> Result<Result<Print, Refusal>, Busy> {
        let (answer, printed) = oneshot::channel();
        self.queue.try_send(Work { bytes, answer: Answer::Picture(answer) }).map_err(|_why| Busy)?;
        printed.await.map_err(|_why| Busy)
    }
}

fn develop_for_ever(work: &mpsc::Receiver<Work>) {
    while let Ok(Work { bytes, answer }) = work.recv() {
        let waited = match answer {
            Answer::Photo(answer) => answer.send(unharmed(|| press::develop(&bytes))).is_ok(),
            Answer::Picture(answer) => answer.send(unharmed(|| press::print(&bytes))).is_ok(),
        };
        if !waited {
            tracing::debug!("nobody waits any more for a photo");
        }
    }
}

/// A decoder that panics over a strange file must not take the room along.
fn unharmed<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_panic| {
        tracing::warn!("a decoder of pictures gave up over a file; it was refused");
        Err(Refusal::PhotoBroken)
    })
}
