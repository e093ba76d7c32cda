//! The door of the engine room: [`Db`]. It sends closures to where the connections are and brings back what they say.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use tokio::sync::{oneshot, watch};

use crate::act::{Act, Asked, How, Sent};
use crate::sqlite::{self, Threads};
use crate::{Engine, Fault, Logged, Options, Source, Tx, log, params, postgres, threads};

/// A database: cheap to clone, shared by all doors and followers.
///
/// Closures may run elsewhere, so they own what they use (`async move |tx| …`), and one that was sent is carried out even if
/// its asker has gone. They may be called again, after a conflict or because they took long, so they touch nothing but the
/// transaction.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    place: Place,
    committed: watch::Sender<i64>,
    asked: AtomicU64,
}

enum Place {
    Sqlite { file: PathBuf, threads: Threads },
    Postgres(postgres::Workers),
}

impl Db {
    /// Opens the database, making it if need be, and brings its tables up to date.
    pub async fn open(options: Options) -> Result<Self, Fault> {
        let (committed, _) = watch::channel(0);
        let place = match &options.source {
            Source::Sqlite(file) => {
                let (file, told) = (file.clone(), committed.clone());
                let threads =
                    blocking(move || Threads::start(&file, &options, told).map(|threads| (file, threads))).await?;
                Place::Sqlite { file: threads.0, threads: threads.1 }
            }
            Source::Postgres { url, schema } => {
                let server = postgres::Server::new(url, schema.as_deref(), options.synchronous_off_for_tests)?;
                Place::Postgres(postgres::Workers::start(server, &options, committed.clone()).await?)
            }
        };
        Ok(Self(Arc::new(Inner { place, committed, asked: AtomicU64::new(0) })))
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self.0.place {
            Place::Sqlite { .. } => Engine::Sqlite,
            Place::Postgres(_) => Engine::Postgres,
        }
    }

    /// Reads. On `SQLite` everything in the closure sees one moment. On `PostgreSQL` each query sees its own: they share a
    /// connection with others' queries and `join!` sends several at once. Where two answers must fit together there,
    /// use [`read_snapshot`](Self::read_snapshot) or one statement.
    pub async fn read<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: AsyncFn(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        Asked::<F, T, E>::outcome(self.carried_out(Asked::boxed(closure), How::Read).await?)
    }

    /// Reads everything as of one moment. On `PostgreSQL` this takes a connection of its own, so it is for what must fit
    /// together and for heavy reports; on `SQLite` it is the same as [`read`](Self::read).
    pub async fn read_snapshot<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: AsyncFn(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        Asked::<F, T, E>::outcome(self.carried_out(Asked::boxed(closure), How::ReadSnapshot).await?)
    }

    /// Reads all that there is as of one moment, for as long as it takes: for what is made of whole tables when a server starts.
    /// Like [`read_snapshot`](Self::read_snapshot), but that on `SQLite` the stay as a whole may last for minutes. It holds one
    /// reading thread there, one connection on `PostgreSQL`, and what was deleted meanwhile stays on the disk until it ends. On
    /// `PostgreSQL` each query has its usual time, so large tables are read part by part there.
    pub async fn read_whole<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: AsyncFn(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        Asked::<F, T, E>::outcome(self.carried_out(Asked::boxed(closure), How::ReadWhole).await?)
    }

    /// Writes: all of the closure or, when it gives an error, nothing. When this returns `Ok`, it is on the disk.
    ///
    /// On `PostgreSQL` this is READ COMMITTED: what was read may have changed by the time of the write, so writers compare
    /// the version they read (`WHERE id = $1 AND version = $2`) and look at how many rows were touched. That holds on
    /// every relative of `PostgreSQL`, and `SQLite` with its one writer cannot fail it.
    pub async fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: AsyncFn(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        Asked::<F, T, E>::outcome(self.carried_out(Asked::boxed(closure), How::Write).await?)
    }

    /// How many statements acts have sent until now: what a page costs, whichever engine answers and however fast.
    pub fn statements(&self) -> u64 {
        self.0.asked.load(Ordering::Relaxed)
    }

    async fn carried_out(&self, act: Box<dyn Act>, how: How) -> Result<Box<dyn Act>, Fault> {
        let done = self.sent(act, how).await?;
        self.0.asked.fetch_add(done.asked(), Ordering::Relaxed);
        Ok(done)
    }

    async fn sent(&self, mut act: Box<dyn Act>, how: How) -> Result<Box<dyn Act>, Fault> {
        threads::refuse_from_within()?;
        if let (Place::Sqlite { threads, .. }, How::Read | How::ReadSnapshot) = (&self.0.place, how) {
            // Who reads again and again waits for nobody: so that others have their turn all the same.
            tokio::task::coop::consume_budget().await;
            if threads.read_here(&mut *act) {
                return Ok(act);
            }
        }
        let (asker, answer) = oneshot::channel();
        let sent = Sent { act, asker };
        match &self.0.place {
            Place::Sqlite { threads, .. } => threads.send(sent, how)?,
            Place::Postgres(workers) => workers.send(sent, how)?,
        }
        // No answer: the thread ended, which it does only when the database is closed.
        answer.await.map_err(|_gone| Fault::closed())
    }

    /// The highest log entry committed by this process: followers wake on it. Another process on the same `PostgreSQL` is not
    /// heard here, and what is committed need not be settled yet, so followers there also look from time to time.
    pub fn committed(&self) -> watch::Receiver<i64> {
        self.0.committed.subscribe()
    }

    /// The next entries of the change log after this one, in order, and only such that nothing can appear before them.
    pub async fn changes_after(&self, seq: i64, limit: usize) -> Result<Vec<Logged>, Fault> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let settled = match &self.0.place {
            Place::Sqlite { .. } => i64::MAX,
            Place::Postgres(workers) => workers.settled(seq).await?,
        };
        self.read(async move |tx| tx.all(log::AFTER, &params![seq, settled, limit], log::read).await).await
    }

    /// The next entries after this one as they are committed now, settled or not: others may still appear before and between
    /// them. For who must know at once that something ended, and reads on from `seq` again later.
    pub async fn committed_after(&self, seq: i64, limit: usize) -> Result<Vec<Logged>, Fault> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(async move |tx| tx.all(log::AFTER, &params![seq, i64::MAX, limit], log::read).await).await
    }

    /// The last entry of the change log at this place or before it.
    pub async fn change_at(&self, seq: i64) -> Result<Option<Logged>, Fault> {
        self.read(async move |tx| tx.one(log::LAST, &params![seq], log::read).await).await
    }

    /// The highest number below which no entry can still appear.
    pub async fn settled(&self) -> Result<i64, Fault> {
        match &self.0.place {
            Place::Sqlite { .. } => {
                let newest = "SELECT coalesce(max(seq), 0) FROM log";
                let found = self.read(async move |tx| tx.one(newest, &[], |row| row.get(0)).await).await;
                found.map(Option::unwrap_or_default)
            }
            Place::Postgres(workers) => workers.settled(0).await,
        }
    }

    /// Copies the database while it is in use; the copy is checked before it gets its name. An older copy of that name is
    /// replaced. For `PostgreSQL` use its own tools.
    pub async fn backup(&self, to: &Path) -> Result<(), Fault> {
        let file = self.file("copying a PostgreSQL database is the work of pg_dump or pg_basebackup")?;
        Self::backup_file(&file, to).await
    }

    /// The same without opening the database: for a command beside a running server.
    pub async fn backup_file(file: &Path, to: &Path) -> Result<(), Fault> {
        let (file, to) = (file.to_owned(), to.to_owned());
        blocking(move || sqlite::backup(&file, &to)).await
    }

    /// Looks through the whole file for damage and gives what is wrong with it. `PostgreSQL` checks its own pages, so nothing
    /// is done there.
    pub async fn check(&self) -> Result<Vec<String>, Fault> {
        match &self.0.place {
            Place::Sqlite { file, .. } => {
                let file = file.clone();
                blocking(move || sqlite::check(&file)).await
            }
            Place::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Empties the log file of `SQLite`, where deleted words linger until then: call it after an erasure. Nothing to do on
    /// `PostgreSQL`, whose VACUUM is its own.
    pub async fn checkpoint(&self) -> Result<(), Fault> {
        match &self.0.place {
            Place::Sqlite { file, .. } => {
                let file = file.clone();
                blocking(move || sqlite::checkpoint(&file)).await
            }
            Place::Postgres(_) => Ok(()),
        }
    }

    /// Does what is queued, empties the log file and ends the threads. Whoever comes later is told that it is closed.
    pub async fn close(&self) {
        match &self.0.place {
            Place::Sqlite { threads, .. } => threads.close().await,
            Place::Postgres(workers) => workers.close().await,
        }
    }

    fn file(&self, otherwise: &str) -> Result<PathBuf, Fault> {
        match &self.0.place {
            Place::Sqlite { file, .. } => Ok(file.clone()),
            Place::Postgres(_) => Err(Fault::other(otherwise)),
        }
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Db").field("engine", &self.engine()).finish_non_exhaustive()
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(Fault::other(format!("the work on the database file was broken off: {error}"))))
}
