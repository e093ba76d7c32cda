//! Keeps the index in step with the change log. Nothing else writes it.
//!
//! It is made from the tables when the server starts, and then what changes name is read again. Changes are gathered for a
//! moment and become visible together; a block does not wait for that, for it is read from the table with each question.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, OnceLock, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};

use pergola_db::Fault;
use pergola_domain::{
    changes::Change,
    moderation::About,
    network::place_words,
    search::{Facet, Facts, Value},
};
use pergola_places::Spot;
use pergola_search::{Broken, Document, Index, View};
use tokio::sync::{Mutex, watch};

use super::store::{self, Draft, Source};
use crate::{
    app::{App, record},
    http::Failed,
};

const BATCH: usize = 4_096;
/// Documents read and put in at once.
const ROWS: i64 = 1_024;
/// On PostgreSQL others commit too, and cannot wake us.
const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// Changes are gathered for so long, so that many become visible by one piece of work.
const GATHERS: Duration = Duration::from_millis(250);
/// How long a question waits for an index that is being made.
const PATIENCE: Duration = Duration::from_secs(2);

/// The index and how far it has read.
#[derive(Debug, Default)]
pub(crate) struct Search {
    index: OnceLock<Arc<Index>>,
    /// The log is read to here.
    place: AtomicI64,
    begun: AtomicBool,
    /// Only one reads the log at a time.
    reading: Mutex<()>,
    places: RwLock<Places>,
}

/// The places that documents name, by the key that all spellings of one share: a name to show, and where it lies.
pub(super) type Places = BTreeMap<String, (String, Option<Spot>)>;

#[expect(clippy::needless_pass_by_value, reason = "as an error is handed over")]
pub(super) fn broken(error: Broken) -> Fault {
    Fault::other(error.to_string())
}

/// What all spellings of a place have in common: where it lies, or its words. With a name to show.
pub(super) fn place_key(typed: &str) -> Option<(String, String, Option<Spot>)> {
    // A house, and then its city: what stands behind is tried where the beginning is none.
    let city = pergola_places::find(typed).or_else(|| typed.split(',').skip(1).find_map(pergola_places::find));
    if let Some(city) = city {
        let Spot { latitude, longitude } = city.spot;
        return Some((format!("@{latitude:.3},{longitude:.3}"), city.name.to_owned(), Some(city.spot)));
    }
    let words = place_words(typed)?;
    let mut letters = words.chars();
    let name = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    Some((words, name, None))
}

impl Search {
    fn index(&self) -> Result<Arc<Index>, Fault> {
        if let Some(index) = self.index.get() {
            return Ok(Arc::clone(index));
        }
        let index = Arc::new(Index::new().map_err(broken)?);
        Ok(Arc::clone(self.index.get_or_init(|| index)))
    }

    /// What is visible now. Where the index is still being made, the question waits a little, and then is to come again.
    pub(super) async fn view(&self, app: &App) -> Result<View, Failed> {
        if !self.begun.load(Ordering::Acquire) {
            match tokio::time::timeout(PATIENCE, self.catch_up(app)).await {
                Ok(done) => done?,
                Err(_) => return Err(Failed::Busy),
            }
        }
        Ok(self.index()?.view())
    }

    /// The names of places and where they lie.
    pub(super) fn places<T>(&self, look: impl FnOnce(&Places) -> T) -> T {
        look(&self.places.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads what was written since the last look, and makes it visible. The first time, all that there is.
    pub(crate) async fn catch_up(&self, app: &App) -> Result<(), Fault> {
        let _one = self.reading.lock().await;
        if !self.begun.load(Ordering::Acquire) {
            self.build(app).await?;
        }
        loop {
            let logged = app.db.changes_after(self.place.load(Ordering::Acquire), BATCH).await?;
            let Some(last) = logged.last().map(|entry| entry.seq) else { break };
            let mut touched = Touched::default();
            for entry in &logged {
                if let Ok(change) = serde_json::from_str::<Change>(&entry.body) {
                    touched.by(&change);
                }
            }
            if touched.doubted {
                self.build(app).await?;
                continue;
            }
            let index = self.index()?;
            touched.gone.iter().for_each(|member| index.remove_member(*member));
            for (source, ids) in touched.ids {
                self.refresh(app, source, ids.into_iter().collect()).await?;
            }
            self.place.store(last, Ordering::Release);
        }
        self.publish().await
    }

    /// Everything from the tables. Gives how many documents.
    pub(super) async fn build(&self, app: &App) -> Result<usize, Fault> {
        let settled = app.db.settled().await?;
        let index = self.index()?;
        index.clear().map_err(broken)?;
        let mut count = 0;
        for source in Source::ALL {
            let mut after = 0;
            loop {
                let ids = app.db.read(async move |tx| store::list(tx, source, after, ROWS).await).await?;
                let Some(last) = ids.last() else { break };
                after = *last;
                count += self.put(app, source, ids).await?.len();
            }
        }
        self.publish().await?;
        self.place.store(settled, Ordering::Release);
        self.begun.store(true, Ordering::Release);
        Ok(count)
    }

    /// Brings these up to date.
    async fn refresh(&self, app: &App, source: Source, ids: Vec<i64>) -> Result<(), Fault> {
        let index = self.index()?;
        let there: BTreeSet<_> = self.put(app, source, ids.clone()).await?.into_iter().collect();
        for id in ids {
            for kind in source.kinds() {
                if !there.contains(&(*kind, id)) {
                    index.remove(*kind, id);
                }
            }
        }
        Ok(())
    }

    /// Puts in what these ids are now; gives what that is.
    async fn put(
        &self,
        app: &App,
        source: Source,
        ids: Vec<i64>,
    ) -> Result<Vec<(pergola_domain::search::Kind, i64)>, Fault> {
        let now = app.now();
        let drafts = app.db.read(async move |tx| store::drafts(tx, source, &ids, now).await).await?;
        let index = self.index()?;
        let documents: Vec<Document> = drafts.into_iter().map(|draft| self.document(&index, draft)).collect();
        let keys = documents.iter().map(|document| (document.facts.kind, document.facts.id)).collect();
        let put = tokio::task::spawn_blocking(move || documents.into_iter().try_for_each(|one| index.put(one)));
        put.await.map_err(|error| Fault::other(error.to_string()))?.map_err(broken)?;
        Ok(keys)
    }

    fn document(&self, index: &Index, draft: Draft) -> Document {
        let mut keys = draft.keys;
        if let Some((key, name, spot)) = place_key(&draft.place) {
            let known = self.places(|places| places.contains_key(&key));
            if !known {
                let mut places = self.places.write().unwrap_or_else(PoisonError::into_inner);
                places.insert(key.clone(), (name, spot));
            }
            keys.push((Facet::Place, key));
        }
        let values: Vec<Value> = keys.iter().filter_map(|(facet, key)| index.value(*facet, key)).collect();
        let facts = Facts {
            kind: draft.kind,
            id: draft.id,
            owner: draft.owner,
            about: draft.about,
            audience: draft.audience,
            until: draft.until,
            values: values.into(),
            asks: draft.asks,
        };
        Document { texts: draft.texts, facts }
    }

    async fn publish(&self) -> Result<(), Fault> {
        let index = self.index()?;
        let published = tokio::task::spawn_blocking(move || index.publish()).await;
        published.map_err(|error| Fault::other(error.to_string()))?.map_err(broken)
    }
}

/// What changes make us look at again.
#[derive(Default)]
struct Touched {
    ids: BTreeMap<Source, BTreeSet<i64>>,
    gone: BTreeSet<pergola_domain::ids::MemberId>,
    doubted: bool,
}

impl Touched {
    fn one(&mut self, source: Source, id: i64) {
        self.ids.entry(source).or_default().insert(id);
    }

    fn by(&mut self, change: &Change) {
        match change {
            Change::MemberJoined { member }
            | Change::ProfileChanged { member }
            | Change::MarksChanged { member, .. } => {
                self.one(Source::People, member.0);
            }
            Change::SpellsChanged { member, spells } => {
                self.one(Source::People, member.0);
                spells.iter().for_each(|spell| self.one(Source::Organisations, spell.organisation.0));
            }
            Change::MemberErased { member } => {
                self.gone.insert(*member);
                self.one(Source::People, member.0);
            }
            Change::AskPosted { ask, author, .. }
            | Change::AskChanged { ask, author }
            | Change::AskRested { ask, author }
            | Change::AskClosed { ask, author } => {
                self.one(Source::Asks, ask.0);
                self.one(Source::People, author.0);
            }
            Change::PostWritten { post, .. } | Change::PostChanged { post, .. } | Change::PostRemoved { post, .. } => {
                self.one(Source::Posts, post.0);
            }
            Change::ThingHidden { about: About::Post, id }
            | Change::ThingShown { about: About::Post, id }
            | Change::ThingReleased { about: About::Post, id } => self.one(Source::Posts, *id),
            Change::JobPosted { job, organisation }
            | Change::JobChanged { job, organisation }
            | Change::JobClosed { job, organisation } => {
                self.one(Source::Jobs, job.0);
                self.one(Source::Organisations, organisation.0);
            }
            Change::OrganisationChanged { organisation } => self.one(Source::Organisations, organisation.0),
            Change::EventPosted { event, .. }
            | Change::EventChanged { event, .. }
            | Change::EventCancelled { event, .. } => self.one(Source::Events, event.0),
            Change::GroupHidden { group } | Change::GroupChanged { group } => self.one(Source::Groups, group.0),
            Change::SearchDoubted => self.doubted = true,
            _ => {}
        }
    }
}

/// Follows the log until `stop` turns true.
pub(crate) async fn follow(app: App, mut stop: watch::Receiver<bool>) {
    let mut committed = app.db.committed();
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            outcome = app.search.catch_up(&app) => if let Err(fault) = outcome {
                tracing::error!(follower.name = "search", fault.cause = %fault, "a follower stumbled and will try again");
            }
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(LOOKS_EVERY) => {}
            changed = committed.changed() => if changed.is_err() { return },
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(GATHERS) => {}
        }
    }
}

/// Whoever runs the server does not trust the index: each server makes its own anew, when it reads this in the log.
pub(crate) async fn doubt(app: &App) -> Result<(), Fault> {
    let by = app.by_itself(pergola_domain::members::Language::default());
    app.db.write(async move |tx| -> Result<(), Fault> { record(tx, &by, &Change::SearchDoubted).await.map(drop) }).await
}

/// Makes an index from the tables beside the one that is used: gives how many documents stand in it.
pub(crate) async fn try_building(app: &App) -> Result<usize, Fault> {
    Search::default().build(app).await
}
