//! A closure on its way to a connection, and its outcome on the way back.
//!
//! The rooms give some hundreds of closures. What is done with each (queues, groups, connections, trying again) is
//! compiled once and sees an [`Act`]; of each closure there is its own body alone, once for both engines.

use std::any::Any;

use futures_util::future::LocalBoxFuture;
use tokio::sync::oneshot;

use crate::{Fault, Tx};

/// What a closure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Read,
    /// Everything as of one moment.
    ReadSnapshot,
    /// The same for as long as it takes.
    ReadWhole,
    Write,
}

/// A closure whose outcome is kept beside it. It may be called again: then the last outcome counts.
pub(crate) trait Act: Any + Send {
    /// Calls the closure. True if it succeeded.
    fn call<'a>(&'a mut self, tx: &'a Tx) -> LocalBoxFuture<'a, bool>;
    /// Whatever the outcome was, it is now this.
    fn fail(&mut self, fault: Fault);
    /// Statements that it sent, in all its calls.
    fn asked(&self) -> u64;
}

/// An [`Act`] made of a closure.
pub(crate) struct Asked<F, T, E> {
    closure: F,
    outcome: Option<Result<T, E>>,
    asked: u64,
}

impl<F, T, E> Asked<F, T, E>
where
    F: AsyncFn(&Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Fault> + Send + 'static,
{
    pub(crate) fn boxed(closure: F) -> Box<dyn Act> {
        Box::new(Self { closure, outcome: None, asked: 0 })
    }

    /// What came of the act that [`Self::boxed`] made of such a closure.
    pub(crate) fn outcome(act: Box<dyn Act>) -> Result<T, E> {
        let act: Box<dyn Any> = act;
        let outcome = act.downcast::<Self>().ok().and_then(|asked| asked.outcome);
        // Without one it was never called, and nobody calls it any more.
        outcome.unwrap_or_else(|| Err(Fault::closed().into()))
    }
}

impl<F, T, E> Act for Asked<F, T, E>
where
    F: AsyncFn(&Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Fault> + Send + 'static,
{
    fn call<'a>(&'a mut self, tx: &'a Tx) -> LocalBoxFuture<'a, bool> {
        Box::pin(async move {
            let outcome = (self.closure)(tx).await;
            let stands = outcome.is_ok();
            self.outcome = Some(outcome);
            self.asked += tx.asked();
            stands
        })
    }

    fn fail(&mut self, fault: Fault) {
        self.outcome = Some(Err(fault.into()));
    }

    fn asked(&self) -> u64 {
        self.asked
    }
}

/// An act that was sent to a thread, and who waits for it.
pub(crate) struct Sent {
    pub(crate) act: Box<dyn Act>,
    pub(crate) asker: oneshot::Sender<Box<dyn Act>>,
}

impl Sent {
    /// Tells the one who waits.
    pub(crate) fn answer(self) {
        // Nobody waits any more when the request was given up meanwhile.
        let _gone = self.asker.send(self.act);
    }
}
