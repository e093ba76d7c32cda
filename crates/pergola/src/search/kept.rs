//! Keeps the index in step with the change log. Nothing else writes it.
//!
//! It is made from the tables when the server starts, and then what changes name is read again. Changes are gathered for a
//! moment and become visible together, batch by batch, however many there still are; a block does not wait for that, for it
//! is read from the table with each question. Where it is made anew, that is another index: the one of before is looked in
//! and kept in step until the new one has read as far.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use pergola_db::Fault;
use pergola_domain::{
    changes::Change,
    ids::MemberId,
    moderation::About,
    search::{Audience, Facet, Facts, Kind, Value},
};
use pergola_search::{Broken, Document, Index, View};
use tokio::{
    sync::{Mutex, watch},
    task::JoinHandle,
};

use super::{
    own::{Own, WORDS},
    places::{Gazetteer, Places},
    store::{self, Draft, Source},
    verified,
};
use crate::{
    app::{App, record},
    drawer::Drawer,
    http::Failed,
    in_step::{self, Pace},
};

/// Changes that become visible by one piece of work.
const BATCH: usize = 1_024;
/// Documents read and put in at once.
const ROWS: i64 = 1_024;
/// How often it looks without being woken.
const LOOKS_EVERY: Duration = Duration::from_millis(250);
/// After a commit here, more are waited for so long, so that many become visible by one piece of work.
const GATHERS: Duration = Duration::from_millis(250);
/// How long a question waits for the first index.
const PATIENCE: Duration = Duration::from_secs(2);

/// The index that is looked in.
#[derive(Debug)]
pub(crate) struct Search {
    current: RwLock<Option<Arc<Index>>>,
    /// Somebody follows the log, and makes the first one.
    followed: AtomicBool,
    /// Whether it is there: who comes too early waits for that.
    made: watch::Sender<bool>,
    /// Only one reads the log at a time.
    reading: Mutex<Reading>,
    places: Arc<Gazetteer>,
    /// Cards and notes, for their owners alone.
    pub(super) own: Drawer<Own>,
}

/// How far the log is read.
#[derive(Debug, Default)]
struct Reading {
    place: i64,
    /// The index is not trusted: another is to be made from the tables.
    doubted: bool,
}

/// An index as the tables had it, at a place of the log.
#[derive(Debug)]
struct Built {
    index: Arc<Index>,
    place: i64,
    count: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            current: RwLock::default(),
            followed: AtomicBool::default(),
            made: watch::Sender::new(false),
            reading: Mutex::default(),
            places: Arc::default(),
            own: Drawer::new(WORDS),
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as an error is handed over")]
pub(super) fn broken(error: Broken) -> Fault {
    Fault::other(error.to_string())
}

/// Work of some milliseconds, beside those who wait for others.
fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Broken> + Send + 'static,
) -> JoinHandle<Result<T, Broken>> {
    tokio::task::spawn_blocking(work)
}

async fn done<T>(work: JoinHandle<Result<T, Broken>>) -> Result<T, Fault> {
    work.await.map_err(|error| Fault::other(error.to_string()))?.map_err(broken)
}

async fn publish(index: &Arc<Index>) -> Result<(), Fault> {
    let index = Arc::clone(index);
    done(aside(move || index.publish())).await
}

impl Search {
    fn current(&self) -> Option<Arc<Index>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is visible now. Where there is no index yet, the question waits a little, and then is to come again.
    pub(super) async fn view(&self, app: &App) -> Result<View, Failed> {
        if let Some(index) = self.current() {
            return Ok(index.view());
        }
        // Where nobody follows, as in a test, whoever asks makes it. Else it is made to its end, whoever goes away meanwhile.
        if !self.followed.load(Ordering::Acquire) {
            self.catch_up(app).await?;
        }
        let mut made = self.made.subscribe();
        let waited = tokio::time::timeout(PATIENCE, made.wait_for(|made| *made)).await;
        match (waited.is_ok(), self.current()) {
            (true, Some(index)) => Ok(index.view()),
            _ => Err(Failed::Busy),
        }
    }

    /// The names of places and where they lie.
    pub(super) fn places<T>(&self, look: impl FnOnce(&Places) -> T) -> T {
        self.places.look(look)
    }

    /// Reads what was written since the last look, and makes it visible. The first time, all that there is; and where it is
    /// to be made anew, until that is done.
    pub(crate) async fn catch_up(&self, app: &App) -> Result<(), Fault> {
        self.own.forget_idle(app.now());
        let mut reading = self.reading.lock().await;
        loop {
            if reading.doubted {
                let built = self.build_beside(app, &mut reading).await?;
                reading.doubted = false;
                let before = self.current();
                self.take(app, &mut reading, built).await?;
                self.tell_differences(app, before).await?;
            }
            if !self.read_on(app, &mut reading).await? {
                return Ok(());
            }
        }
    }

    /// Says in how many documents the index that was doubted differs from the one made anew, both at the same place.
    async fn tell_differences(&self, app: &App, before: Option<Arc<Index>>) -> Result<(), Fault> {
        let (Some(before), Some(anew)) = (before, self.current()) else { return Ok(()) };
        let now = app.now();
        let compared = aside(move || Ok(verified::compared(&before.view(), &anew.view(), now)));
        match done(compared).await? {
            (documents, 0) => tracing::info!(documents, "the search index was made anew, and is as it was"),
            (documents, different) => {
                tracing::warn!(documents, different, "the search index was made anew, and was not as it should be");
            }
        }
        Ok(())
    }

    /// Makes another index, and keeps the one of before in step meanwhile. A batch that is left half read is read again.
    async fn build_beside(&self, app: &App, reading: &mut Reading) -> Result<Built, Fault> {
        let mut build = std::pin::pin!(self.build(app));
        loop {
            let read = async {
                if !self.read_on(app, reading).await? {
                    tokio::time::sleep(LOOKS_EVERY).await;
                }
                Ok::<_, Fault>(())
            };
            tokio::select! {
                built = &mut build => return built,
                read = read => read?,
            }
        }
    }

    /// Reads one batch and makes it visible. Gives whether there was any.
    #[cfg(test)]
    pub(super) async fn step(&self, app: &App) -> Result<bool, Fault> {
        let mut reading = self.reading.lock().await;
        self.read_on(app, &mut reading).await
    }

    async fn read_on(&self, app: &App, reading: &mut Reading) -> Result<bool, Fault> {
        let Some(index) = self.current() else {
            let built = self.build(app).await?;
            self.take(app, reading, built).await?;
            return Ok(true);
        };
        let Some(read) = self.apply(app, &index, reading.place).await? else { return Ok(false) };
        reading.place = read.place;
        reading.doubted |= read.doubted;
        Ok(true)
    }

    /// Looks from now on in an index that was made anew: once it has read as far as the one of before.
    async fn take(&self, app: &App, reading: &mut Reading, built: Built) -> Result<(), Fault> {
        let Built { index, mut place, .. } = built;
        while place < reading.place {
            let Some(read) = self.apply(app, &index, place).await? else { break };
            place = read.place;
        }
        reading.place = place;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(index);
        self.made.send_replace(true);
        Ok(())
    }

    /// One batch of the log, put into an index and made visible there; none where there is no more.
    async fn apply(&self, app: &App, index: &Arc<Index>, place: i64) -> Result<Option<Read>, Fault> {
        let logged = app.db.changes_after(place, BATCH).await?;
        let Some(last) = logged.last().map(|entry| entry.seq) else { return Ok(None) };
        let mut touched = Touched::default();
        for entry in &logged {
            if let Ok(change) = serde_json::from_str::<Change>(&entry.body) {
                touched.by(&change);
            }
        }
        for member in &touched.gone {
            index.remove_member(*member);
            self.own.forget(*member);
        }
        for (source, ids) in touched.ids {
            self.refresh(app, index, source, ids.into_iter().collect()).await?;
        }
        publish(index).await?;
        Ok(Some(Read { place: last, doubted: touched.doubted }))
    }

    /// Everything from the tables. While one part is put in, the next is read.
    async fn build(&self, app: &App) -> Result<Built, Fault> {
        let place = app.db.settled().await?;
        let index = Arc::new(Index::new().map_err(broken)?);
        let (mut count, mut putting) = (0, None);
        for source in Source::ALL {
            let mut after = 0;
            loop {
                let ids = app.db.read(async move |tx| store::list(tx, source, after, ROWS).await).await?;
                let Some(last) = ids.last() else { break };
                after = *last;
                let drafts = drafts(app, source, ids).await?;
                count += drafts.len();
                if let Some(before) = putting.replace(self.put(&index, drafts)) {
                    done(before).await?;
                }
            }
        }
        if let Some(last) = putting {
            done(last).await?;
        }
        publish(&index).await?;
        Ok(Built { index, place, count })
    }

    /// Brings these up to date.
    async fn refresh(&self, app: &App, index: &Arc<Index>, source: Source, ids: Vec<i64>) -> Result<(), Fault> {
        let drafts = drafts(app, source, ids.clone()).await?;
        let there: BTreeSet<(Kind, i64)> = drafts.iter().map(|draft| (draft.kind, draft.id)).collect();
        done(self.put(index, drafts)).await?;
        for id in ids {
            for kind in source.kinds() {
                if !there.contains(&(*kind, id)) {
                    index.remove(*kind, id);
                }
            }
        }
        Ok(())
    }

    /// Puts these in, beside those who wait for others.
    fn put(&self, index: &Arc<Index>, drafts: Vec<Draft>) -> JoinHandle<Result<(), Broken>> {
        let (index, places) = (Arc::clone(index), Arc::clone(&self.places));
        aside(move || drafts.into_iter().try_for_each(|draft| index.put(document(&index, &places, draft))))
    }
}

/// A batch that was read.
struct Read {
    place: i64,
    /// The index is not trusted: it is to be made anew.
    doubted: bool,
}

async fn drafts(app: &App, source: Source, ids: Vec<i64>) -> Result<Vec<Draft>, Fault> {
    let now = app.now();
    app.db.read(async move |tx| store::drafts(tx, source, &ids, now).await).await
}

fn document(index: &Index, places: &Gazetteer, draft: Draft) -> Document {
    let mut keys = draft.keys;
    keys.extend(places.key(&draft.place).map(|key| (Facet::Place, key)));
    let values = keys.iter().filter_map(|(facet, key)| index.value(*facet, key)).collect();
    let named_by: Vec<Value> = match draft.audience {
        Audience::Named => {
            let naming = [Facet::Organisation, Facet::Once, Facet::School];
            naming.into_iter().filter_map(|facet| index.value(facet, &draft.id.to_string())).collect()
        }
        _ => Vec::new(),
    };
    let facts = Facts {
        kind: draft.kind,
        id: draft.id,
        owner: draft.owner,
        about: draft.about,
        audience: draft.audience,
        until: draft.until,
        values,
        named_by: named_by.into(),
        asks: draft.asks.into(),
    };
    Document { texts: draft.texts, facts }
}

/// What changes make us look at again.
#[derive(Default)]
struct Touched {
    ids: BTreeMap<Source, BTreeSet<i64>>,
    gone: BTreeSet<MemberId>,
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
pub(crate) async fn follow(app: App, stop: watch::Receiver<bool>) {
    app.search.followed.store(true, Ordering::Release);
    let pace = Pace { looks_every: LOOKS_EVERY, gathers: Some(GATHERS) };
    in_step::follow("search", &app, stop, pace, async |app| app.search.catch_up(app).await).await;
}

/// Whoever runs the server does not trust the index: each server makes its own anew, when it reads this in the log.
pub(crate) async fn doubt(app: &App) -> Result<(), Fault> {
    let by = app.by_itself(pergola_domain::members::Language::default());
    app.db.write(async move |tx| -> Result<(), Fault> { record(tx, &by, &Change::SearchDoubted).await.map(drop) }).await
}

/// Makes an index from the tables beside the one that is used: gives how many documents stand in it.
pub(crate) async fn try_building(app: &App) -> Result<usize, Fault> {
    Ok(Search::default().build(app).await?.count)
}
