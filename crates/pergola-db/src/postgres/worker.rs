//! What one thread does: it keeps a few connections, some shared by all reads, some lent to one transaction each.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::{Mutex, Semaphore, SemaphorePermit, watch};

use super::connection::Connection;
use super::server::{Purpose, Server};
use crate::act::{Act, How};
use crate::{Fault, Tx};

/// How often a transaction is run again after a conflict or a lost connection.
const RUNS: u32 = 8;

pub(crate) struct Worker {
    server: Server,
    shared: Vec<Mutex<Option<Rc<Connection>>>>,
    turn: Cell<usize>,
    idle: RefCell<Vec<Rc<Connection>>>,
    lent: Semaphore,
    committed: watch::Sender<i64>,
}

/// A connection for one transaction. Dropped without being given back (a panic, a failure), it is closed, and the server
/// rolls back.
struct Loan<'a> {
    connection: Rc<Connection>,
    worker: &'a Worker,
    _permit: SemaphorePermit<'a>,
}

impl Loan<'_> {
    fn give_back(self) {
        if !self.connection.is_closed() {
            self.worker.idle.borrow_mut().push(self.connection);
        }
    }
}

impl Worker {
    pub(super) fn new(server: Server, shared: usize, exclusive: usize, committed: watch::Sender<i64>) -> Self {
        Self {
            server,
            shared: (0..shared.max(1)).map(|_| Mutex::new(None)).collect(),
            turn: Cell::new(0),
            idle: RefCell::default(),
            lent: Semaphore::new(exclusive.max(1)),
            committed,
        }
    }

    /// Carries an act out; its outcome stands beside it then.
    pub(super) async fn carry_out(&self, act: &mut dyn Act, how: How) {
        let done = match how {
            How::Read => self.read(act).await,
            How::ReadSnapshot | How::ReadWhole => {
                self.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", act).await
            }
            How::Write => self.transaction("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", act).await,
        };
        if let Err(fault) = done {
            act.fail(fault);
        }
    }

    async fn read(&self, act: &mut dyn Act) -> Result<(), Fault> {
        for _ in 0..RUNS {
            let tx = Tx::postgres(self.shared().await?);
            act.call(&tx).await;
            if !tx.spent().is_some_and(|fault| fault.is_lost()) {
                break;
            }
        }
        Ok(())
    }

    async fn transaction(&self, begin: &str, act: &mut dyn Act) -> Result<(), Fault> {
        let mut run = 1;
        loop {
            match self.once(begin, act).await {
                Err(fault) if run < RUNS && fault.may_run_again() => {
                    // A little apart, or the same two meet again. Those who met differ in how often they have tried.
                    tokio::time::sleep(Duration::from_millis(u64::from(run * run))).await;
                    run += 1;
                }
                done => return done,
            }
        }
    }

    /// An error: the transaction came to nothing for reasons of the database, and the act may be called again.
    async fn once(&self, begin: &str, act: &mut dyn Act) -> Result<(), Fault> {
        let loan = self.borrow().await?;
        loan.connection.plain(begin).await?;
        let tx = Tx::postgres(Rc::clone(&loan.connection));
        let stands = act.call(&tx).await;
        let (spent, recorded) = (tx.spent(), tx.recorded());
        drop(tx);
        if stands && spent.is_none() {
            loan.connection.plain("COMMIT").await.map_err(Fault::at_commit)?;
            if recorded > 0 {
                self.committed.send_modify(|last| *last = recorded.max(*last));
            }
            loan.give_back();
            return Ok(());
        }
        // If even this fails, the loan is dropped and the connection with it.
        if loan.connection.plain("ROLLBACK").await.is_ok() {
            loan.give_back();
        }
        match spent {
            Some(fault) if fault.may_run_again() => Err(fault),
            // COMMIT would answer kindly and keep nothing.
            Some(fault) if stands => Err(fault.told_again()),
            _ => Ok(()),
        }
    }

    /// One of the connections that carry everybody's reads, opened if it is not.
    pub(super) async fn shared(&self) -> Result<Rc<Connection>, Fault> {
        let turn = self.turn.get();
        self.turn.set(turn.wrapping_add(1));
        let place = self.shared.get(turn % self.shared.len()).ok_or_else(Fault::closed)?;
        let mut place = place.lock().await;
        if let Some(open) = place.as_ref()
            && !open.is_closed()
        {
            return Ok(Rc::clone(open));
        }
        let opened = Rc::new(Connection::new(self.server.connect(Purpose::Reading).await?));
        *place = Some(Rc::clone(&opened));
        Ok(opened)
    }

    async fn borrow(&self) -> Result<Loan<'_>, Fault> {
        let permit = self.lent.acquire().await.map_err(|_closed| Fault::closed())?;
        let idle = self.take_idle();
        let connection = match idle {
            Some(connection) => connection,
            None => Rc::new(Connection::new(self.server.connect(Purpose::Writing).await?)),
        };
        Ok(Loan { connection, worker: self, _permit: permit })
    }

    fn take_idle(&self) -> Option<Rc<Connection>> {
        let mut idle = self.idle.borrow_mut();
        idle.retain(|connection| !connection.is_closed());
        idle.pop()
    }
}
