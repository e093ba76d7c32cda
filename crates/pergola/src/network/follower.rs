//! Keeps the index in step with the change log. Nothing else writes it.
//!
//! It starts from the saved image where there is a whole one, else from the tables, and then reads on from the place that was
//! settled before; overlap is harmless. A question waits until what this server committed
//! is in it: a block is never later than the answer to the blocker.

use std::{fs::File, io::BufReader, path::PathBuf, sync::Arc, time::Duration};

use pergola_db::{Db, Fault};
use pergola_domain::changes::Change;
use pergola_index::{Graph, View};
use tokio::sync::{Mutex, watch};

use super::store;
use crate::app::{App, Marks};

const BATCH: usize = 4_096;
/// On PostgreSQL others commit too, and cannot wake us.
const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// How long a question waits for what is still settling, in steps of a millisecond.
const PATIENCE_MS: u32 = 500;
const STUDIES_EVERY: Duration = Duration::from_secs(86_400);

/// The index and where it is kept.
pub(crate) struct Network {
    graph: Graph,
    image: PathBuf,
    /// Only one reads the log at a time.
    reading: Mutex<()>,
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Network")
    }
}

impl Network {
    /// From the image, else from the tables.
    pub(crate) async fn open(db: &Db, image: PathBuf, marks: &Marks) -> Result<Self, Fault> {
        let graph = match from_image(db, &image).await? {
            Some(graph) => graph,
            None => from_tables(db, marks).await?,
        };
        Ok(Self { graph, image, reading: Mutex::new(()) })
    }

    /// The network as it is, with all that this server committed.
    pub(crate) async fn view(&self, db: &Db) -> Result<View, Fault> {
        let wanted = *db.committed().borrow();
        for _ in 0..PATIENCE_MS {
            if self.graph.at_least(wanted) {
                break;
            }
            self.catch_up(db).await?;
            if !self.graph.at_least(wanted) {
                // An older transaction of somebody else is still open: nothing may be read before it ends.
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        }
        Ok(self.graph.view())
    }

    /// Reads what is settled.
    pub(crate) async fn catch_up(&self, db: &Db) -> Result<(), Fault> {
        let _one = self.reading.lock().await;
        loop {
            let logged = db.changes_after(self.graph.seq(), BATCH).await?;
            let Some(last) = logged.last().map(|change| change.seq) else { return Ok(()) };
            let changes: Vec<(i64, Change)> =
                logged.iter().filter_map(|entry| Some((entry.seq, serde_json::from_str(&entry.body).ok()?))).collect();
            self.graph.apply_all(changes.iter().map(|(seq, change)| (*seq, change)));
            self.graph.settle(last);
        }
    }

    /// Another one, from the tables as they are now: to be compared, not to be used.
    pub(super) async fn built_anew(&self, db: &Db, marks: &Marks) -> Result<View, Fault> {
        Ok(from_tables(db, marks).await?.view())
    }

    /// Saves the image: written beside, synced, then named.
    pub(crate) fn save(&self) -> std::io::Result<()> {
        let fresh = self.image.with_extension("fresh");
        let mut file = std::io::BufWriter::new(File::create(&fresh)?);
        self.graph.save(&mut file)?;
        file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
        std::fs::rename(&fresh, &self.image)
    }
}

/// The image, where it is whole and of this database: its place must not be beyond what the log has.
async fn from_image(db: &Db, image: &PathBuf) -> Result<Option<Graph>, Fault> {
    let Ok(file) = File::open(image) else { return Ok(None) };
    let loaded = tokio::task::spawn_blocking(move || Graph::load(&mut BufReader::with_capacity(1 << 20, file))).await;
    match loaded {
        Ok(Ok(graph)) if graph.seq() <= db.settled().await? => Ok(Some(graph)),
        Ok(Ok(_)) => {
            tracing::warn!("the saved network is of another database; it is built anew");
            Ok(None)
        }
        Ok(Err(damage)) => {
            tracing::warn!(fault.cause = ?damage, "the saved network cannot be used; it is built anew");
            Ok(None)
        }
        Err(_) => Ok(None),
    }
}

async fn from_tables(db: &Db, marks: &Marks) -> Result<Graph, Fault> {
    let settled = db.settled().await?;
    let rows = store::tables::everything(db, marks).await?;
    tokio::task::spawn_blocking(move || Graph::build(rows.tables(), settled))
        .await
        .map_err(|error| Fault::other(format!("the network could not be built: {error}")))
}

/// Follows the log until `stop` turns true, then saves the image.
pub(crate) async fn follow(app: App, mut stop: watch::Receiver<bool>) {
    let network = Arc::clone(&app.network);
    let mut committed = app.db.committed();
    let mut study = tokio::time::interval(STUDIES_EVERY);
    study.tick().await;
    loop {
        if let Err(fault) = network.catch_up(&app.db).await {
            tracing::error!(follower.name = "network", fault.cause = %fault, "a follower stumbled and will try again");
        }
        let studies = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            () = tokio::time::sleep(LOOKS_EVERY) => false,
            _ = study.tick() => true,
            changed = committed.changed() => if changed.is_err() { break } else { false },
        };
        if studies {
            let network = Arc::clone(&network);
            // A study that broke off leaves the lessons of yesterday.
            drop(tokio::task::spawn_blocking(move || network.graph.study()).await);
        }
    }
    if let Ok(Err(error)) = tokio::task::spawn_blocking(move || network.save()).await {
        tracing::warn!(fault.cause = %error, "the network was not saved; the next start builds it from the tables");
    }
}

#[cfg(test)]
impl Network {
    /// What the index knows, for comparing.
    pub(crate) fn facts(&self) -> Vec<pergola_index::Fact> {
        self.graph.view().facts()
    }
}
