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

struct Work {
    bytes: Vec<u8>,
    answer: oneshot::Sender<Result<Developed, Refusal>>,
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
        self.queue.try_send(Work { bytes, answer }).map_err(|_why| Busy)?;
        developed.await.map_err(|_why| Busy)
    }
}

fn develop_for_ever(work: &mpsc::Receiver<Work>) {
    while let Ok(Work { bytes, answer }) = work.recv() {
        // A decoder that panics over a strange file must not take the room along.
        let developed = catch_unwind(AssertUnwindSafe(|| press::develop(&bytes)));
        let developed = developed.unwrap_or_else(|_panic| {
            tracing::warn!("a decoder of pictures gave up over a file; it was refused");
            Err(Refusal::PhotoBroken)
        });
        if answer.send(developed).is_err() {
            tracing::debug!("nobody waits any more for a photo");
        }
    }
}
