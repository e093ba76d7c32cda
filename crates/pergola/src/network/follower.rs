//! Keeps the index in step with the change log. Nothing else writes it.
//!
//! It starts from the saved image where there is a whole one of this very network, else from the tables, and then reads on
//! from the place that was settled before; overlap is harmless. A question waits until what this server committed
//! is in it: a block is never later than the answer to the blocker.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use pergola_db::{Db, Fault};
use pergola_domain::{
    changes::Change,
    time::{DAY_US, Timestamp},
};
use pergola_index::{Graph, Proof, View};
use tokio::sync::{Mutex, watch};

use super::store;
use crate::{
    app::{App, Marks},
    in_step::{self, Looks, Pace},
};

const BATCH: usize = 4_096;
/// Changes that write more rows than this are made on a thread of their own: a request must not wait behind them for its turn.
const FEW_ROWS: usize = 128;
/// How often it looks without being woken.
const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// How old lessons get before they are learned anew.
const STUDIES_AFTER_US: i64 = DAY_US;
/// The image is saved so often where something changed; sooner after an erasure, for who was erased is still in it.
const SAVES_AFTER_US: i64 = DAY_US / 24;
const SAVES_ERASED_AFTER_US: i64 = DAY_US / 24 / 60;

/// The index and where it is kept.
pub(crate) struct Network {
    graph: Arc<Graph>,
    image: PathBuf,
    marks: Marks,
    /// Only one reads the log at a time.
    reading: Mutex<()>,
    /// Somebody was erased since the image was saved.
    erased: AtomicBool,
    /// When and at which place of the log the image was saved last, or the network opened. Only one saves at a time.
    saved: Mutex<(Timestamp, i64)>,
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Network")
    }
}

impl Network {
    /// From the image, else from the tables.
    pub(crate) async fn open(db: &Db, image: PathBuf, marks: &Marks, now: Timestamp) -> Result<Self, Fault> {
        let graph = match from_image(db, &image, marks).await? {
            Some(graph) => graph,
            None => from_tables(db, marks, now).await?,
        };
        let (reading, erased, saved) = (Mutex::new(()), AtomicBool::new(false), Mutex::new((now, graph.seq())));
        Ok(Self { graph: Arc::new(graph), image, marks: marks.clone(), reading, erased, saved })
    }

    /// The network as far as it is read: for who measures how soon that is.
    pub(crate) fn as_it_is(&self) -> View {
        self.graph.view()
    }

    /// The network as it is, with all that this server committed.
    pub(crate) async fn view(&self, db: &Db) -> Result<View, Fault> {
        let mut looks = Looks::until_committed(db);
        while !self.graph.at_least(looks.wanted()) {
            if !looks.again().await {
                return self.without_what_ended(db).await;
            }
            self.catch_up(db).await?;
        }
        Ok(self.graph.view())
    }

    /// The network as far as it is settled, less what is committed and takes away: nobody sees past a block because somebody
    /// else's transaction is long.
    async fn without_what_ended(&self, db: &Db) -> Result<View, Fault> {
        let view = self.graph.view();
        if self.graph.at_least(*db.committed().borrow()) {
            return Ok(view);
        }
        let mut changes = in_step::unsettled(db, view.seq()).await?;
        changes.retain(takes_away);
        if rows_written(&view, changes.iter()) <= FEW_ROWS {
            return Ok(view.ahead(&changes));
        }
        let ahead = tokio::task::spawn_blocking(move || view.ahead(&changes)).await;
        ahead.map_err(|error| stumbled(&error))
    }

    /// Reads what is settled.
    pub(crate) async fn catch_up(&self, db: &Db) -> Result<(), Fault> {
        let _one = self.reading.lock().await;
        loop {
            let logged = db.changes_after(self.graph.seq(), BATCH).await?;
            let Some(last) = logged.last().map(|change| change.seq) else { return Ok(()) };
            let changes: Vec<(i64, Change)> =
                logged.iter().filter_map(|entry| Some((entry.seq, serde_json::from_str(&entry.body).ok()?))).collect();
            let erases = changes.iter().any(|(_, change)| matches!(change, Change::MemberErased { .. }));
            let few = rows_written(&self.graph.view(), changes.iter().map(|(_, change)| change)) <= FEW_ROWS;
            let graph = Arc::clone(&self.graph);
            let apply = move || {
                graph.apply_all(changes.iter().map(|(seq, change)| (*seq, change)));
                graph.settle(last);
            };
            if few {
                apply();
            } else {
                tokio::task::spawn_blocking(apply).await.map_err(|error| stumbled(&error))?;
            }
            if erases {
                self.erased.store(true, Ordering::Relaxed);
            }
        }
    }

    /// Another one, from the tables as they are now: to be compared, not to be used.
    pub(super) async fn built_anew(&self, db: &Db, marks: &Marks) -> Result<View, Fault> {
        Ok(from_tables(db, marks, Timestamp(0)).await?.view())
    }

    /// Saves the image: written beside, synced, then named.
    pub(crate) async fn save(&self, db: &Db) -> Result<(), Fault> {
        let _one = self.saved.lock().await;
        let erased = self.erased.swap(false, Ordering::Relaxed);
        let saved = self.write_image(db).await;
        if saved.is_err() && erased {
            // Who was erased is still in the image that is there.
            self.erased.store(true, Ordering::Relaxed);
        }
        saved
    }

    async fn write_image(&self, db: &Db) -> Result<(), Fault> {
        let view = self.graph.view();
        let Some(proof) = proof(db, &self.marks, view.seq()).await? else { return Ok(()) };
        let image = self.image.clone();
        let saved = tokio::task::spawn_blocking(move || write(&view, &proof, &image)).await;
        saved
            .map_err(std::io::Error::other)
            .flatten()
            .map_err(|error| Fault::other(format!("{}: {error}", self.image.display())))
    }

    /// Whether the image should be saved; then it counts as saved now.
    async fn is_to_save(&self, now: Timestamp) -> bool {
        let mut saved = self.saved.lock().await;
        let erased = self.erased.load(Ordering::Relaxed);
        let after = if erased { SAVES_ERASED_AFTER_US } else { SAVES_AFTER_US };
        let due = now.0 - saved.0.0 >= after && (erased || self.graph.seq() > saved.1);
        if due {
            *saved = (now, self.graph.seq());
        }
        due
    }
}

fn write(view: &View, proof: &Proof, image: &Path) -> std::io::Result<()> {
    let fresh = image.with_extension("fresh");
    let mut file = File::create(&fresh)?;
    view.save(proof, &mut file)?;
    file.flush()?;
    file.sync_all()?;
    std::fs::rename(&fresh, image)
}

fn rows_written<'a>(view: &View, changes: impl Iterator<Item = &'a Change>) -> usize {
    changes.map(|change| view.rows_written(change)).sum()
}

fn stumbled(error: &tokio::task::JoinError) -> Fault {
    Fault::other(format!("the network stumbled over a change: {error}"))
}

/// What makes somebody or something be seen less.
const fn takes_away(change: &Change) -> bool {
    matches!(
        change,
        Change::BlockPlaced { .. }
            | Change::TieRemoved { .. }
            | Change::SharingChanged { .. }
            | Change::MemberLeaving { .. }
            | Change::MemberSuspended { .. }
            | Change::MemberErased { .. }
            | Change::SuggestionDismissed { .. }
            | Change::InvitationSent { .. }
            | Change::GroupLeft { .. }
            | Change::GroupHidden { .. }
            | Change::TopicUnfollowed { .. }
            // These say what is there now, whatever of it is gone.
            | Change::SpellsChanged { .. }
            | Change::MarksChanged { .. }
            | Change::TieCorrected { .. }
    )
}

/// Says which network is at which place of its log: the network's own key, over the last entry there. A database that was
/// put back from a copy has the same numbers and other entries.
async fn proof(db: &Db, marks: &Marks, seq: i64) -> Result<Option<Proof>, Fault> {
    let entry = db.change_at(seq).await?;
    Ok(entry.map(|entry| marks.proof(&format!("{seq} {} {} {} {}", entry.seq, entry.at, entry.kind, entry.body))))
}

/// The image, where it is whole and of this network. One that is not is thrown away: it holds people's ties.
async fn from_image(db: &Db, image: &Path, marks: &Marks) -> Result<Option<Graph>, Fault> {
    let Ok(mut file) = File::open(image) else { return Ok(None) };
    match tokio::task::spawn_blocking(move || Graph::load(&mut file)).await {
        Ok(Ok((graph, proven))) => {
            let known = graph.seq() <= db.settled().await?;
            if known && proof(db, marks, graph.seq()).await? == Some(proven) {
                return Ok(Some(graph));
            }
            tracing::warn!("the saved network is of another database, or of another time of it; it is built anew");
        }
        Ok(Err(damage)) => {
            tracing::warn!(fault.cause = ?damage, "the saved network cannot be used; it is built anew");
        }
        Err(_) => {}
    }
    if let Err(error) = std::fs::remove_file(image) {
        tracing::warn!(fault.cause = %error, "the saved network that is of no use could not be removed");
    }
    Ok(None)
}

async fn from_tables(db: &Db, marks: &Marks, now: Timestamp) -> Result<Graph, Fault> {
    let (rows, settled) = store::tables::everything(db, marks).await?;
    tokio::task::spawn_blocking(move || Graph::build(rows.tables(now), settled))
        .await
        .map_err(|error| Fault::other(format!("the network could not be built: {error}")))
}

/// Follows the log until `stop` turns true, then saves the image.
pub(crate) async fn follow(app: App, stop: watch::Receiver<bool>) {
    let pace = Pace { looks_every: LOOKS_EVERY, gathers: None };
    in_step::follow("network", &app, stop, pace, async |app| app.network.catch_up(&app.db).await).await;
    save(&app).await;
}

/// Saves the image and learns anew, where it is time. Both take long in a large network: what is committed meanwhile does not
/// wait for them.
pub(crate) async fn tend(app: &App) {
    let network = &app.network;
    if network.is_to_save(app.now()).await {
        save(app).await;
    }
    if app.now().0 - network.graph.studied_at().0 >= STUDIES_AFTER_US {
        let (graph, now) = (Arc::clone(&network.graph), app.now());
        // A study that broke off leaves the lessons of yesterday.
        drop(tokio::task::spawn_blocking(move || graph.study(now)).await);
    }
}

async fn save(app: &App) {
    if let Err(fault) = app.network.save(&app.db).await {
        tracing::warn!(fault.cause = %fault, "the network was not saved; the next start may build it from the tables");
    }
}

#[cfg(test)]
impl Network {
    /// What the index knows, for comparing.
    pub(crate) fn facts(&self) -> Vec<pergola_index::Fact> {
        self.graph.view().facts()
    }
}
