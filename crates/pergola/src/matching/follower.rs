//! Reads what is written and keeps the index in step with it: nothing else writes either.
//!
//! It starts from the table and reads on from the place that was settled before. What has no row yet, or one of other words
//! or of another model, is read; of several servers on one database the first reads it, the others find its row.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        PoisonError, RwLock,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use pergola_db::{Db, Fault};
use pergola_domain::{
    asks::Kind,
    changes::Change,
    ids::{AskId, MemberId},
    stems::Tongue,
};
use pergola_index::{Code, Near, Nearest, PAIRED};
use tokio::sync::{Mutex, watch};

use super::{
    Shelf, kept, reading,
    store::{self, Short, Text},
};
use crate::{
    app::App,
    in_step::{self, Pace},
};

const BATCH: usize = 512;
const ROWS: i64 = 4_096;
/// How often it looks without being woken.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// How many one looks at where few of the nearest are free, and for how many asks: what a page can wait for.
const FARTHER: usize = 128;
const FARTHER_FOR: usize = 32;

#[derive(Debug, Default)]
struct Shelves {
    asks: Nearest,
    offers: Nearest,
    profiles: Nearest,
}

impl Shelves {
    fn of(&self, shelf: Shelf) -> &Nearest {
        match shelf {
            Shelf::Asks => &self.asks,
            Shelf::Offers => &self.offers,
            Shelf::Profiles => &self.profiles,
        }
    }

    fn of_mut(&mut self, shelf: Shelf) -> &mut Nearest {
        match shelf {
            Shelf::Asks => &mut self.asks,
            Shelf::Offers => &mut self.offers,
            Shelf::Profiles => &mut self.profiles,
        }
    }
}

/// The index in memory.
#[derive(Debug)]
pub(crate) struct Matching {
    shelves: RwLock<Shelves>,
    /// The log is read to here.
    place: AtomicI64,
    /// How often a shelf was changed.
    changes: AtomicU64,
    /// Whether what stood before the start was looked through.
    begun: Mutex<bool>,
}

impl Matching {
    /// From the table. What was written while no server ran is read once the followers run.
    pub(crate) async fn open(db: &Db) -> Result<Self, Fault> {
        let settled = db.settled().await?;
        let mut shelves = Shelves::default();
        for shelf in Shelf::ALL {
            let mut after = 0;
            loop {
                let rows = db.read(async move |tx| store::list(tx, shelf, after, ROWS).await).await?;
                let Some(last) = rows.last() else { break };
                after = last.id;
                for Short { id, member, code, .. } in &rows {
                    if let Some(code) = code {
                        shelves.of_mut(shelf).put(*id, member.0, code);
                    }
                }
            }
        }
        Ok(Self {
            shelves: RwLock::new(shelves),
            place: AtomicI64::new(settled),
            changes: AtomicU64::new(0),
            begun: Mutex::new(false),
        })
    }

    fn reading<T>(&self, look: impl FnOnce(&Shelves) -> T) -> T {
        look(&self.shelves.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn writing(&self, change: impl FnOnce(&mut Shelves)) {
        change(&mut self.shelves.write().unwrap_or_else(PoisonError::into_inner));
        self.changes.fetch_add(1, Ordering::AcqRel);
    }

    /// Grows with each change: while it stays, the same question has the same answer.
    pub(crate) fn version(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    /// What of these people's is near to a meaning on a shelf, nearest first.
    pub(crate) fn near_of(&self, shelf: Shelf, vector: &[f32], people: &[i64], most: usize) -> Vec<Near> {
        let code = Code::of(vector);
        let [_, newest, _] = PAIRED;
        self.reading(|shelves| {
            let shelf = shelves.of(shelf);
            shelf.among(shelf.of_owners(people, newest)).near(&code, most)
        })
    }

    /// What is near to a meaning on a shelf, nearest first.
    pub(crate) fn near(&self, shelf: Shelf, vector: &[f32], most: usize) -> Vec<Near> {
        let code = Code::of(vector);
        self.reading(|shelves| shelves.of(shelf).near(&code, most))
    }

    /// Among what these people wrote: for each ask, what is nearest of the others' offers and of what they tell of
    /// themselves, of what `free` lets through. The ask, who asks, where the other stands, what is near; the nearest first.
    pub(crate) fn pairs(
        &self,
        people: &[i64],
        most: usize,
        free: impl Fn(i64, i64, &Near) -> bool,
    ) -> Vec<(i64, i64, Shelf, Near)> {
        let (asks, offers, profiles) = self.reading(|shelves| {
            let of = |shelf: &Nearest, most| shelf.among(shelf.of_owners(people, most));
            let [asks, offers, profiles] = PAIRED;
            (of(&shelves.asks, asks), of(&shelves.offers, offers), of(&shelves.profiles, profiles))
        });
        let of = |shelf: Shelf, others: &Nearest| {
            let free = |ask: i64, near: &Near| asks.owner(ask).is_some_and(|asker| free(ask, asker, near));
            let pairs = free_pairs(&asks, others, most, free).into_iter();
            pairs.filter_map(|(ask, near)| Some((ask, asks.owner(ask)?, shelf, near))).collect::<Vec<_>>()
        };
        let mut found = of(Shelf::Offers, &offers);
        found.extend(of(Shelf::Profiles, &profiles));
        found
    }

    /// Reads what was written since the last look; at the first look, what has no row yet as well.
    pub(crate) async fn catch_up(&self, app: &App) -> Result<(), Fault> {
        let mut begun = self.begun.lock().await;
        if !*begun {
            self.begin(app).await?;
            *begun = true;
        }
        loop {
            let logged = app.db.changes_after(self.place.load(Ordering::Acquire), BATCH).await?;
            let Some(last) = logged.last().map(|entry| entry.seq) else { return Ok(()) };
            let mut touched: BTreeMap<Shelf, BTreeSet<i64>> = BTreeMap::new();
            for entry in &logged {
                let Ok(change) = serde_json::from_str::<Change>(&entry.body) else { continue };
                for (shelf, id) in touches(&change) {
                    touched.entry(shelf).or_default().insert(id);
                }
            }
            for (shelf, ids) in touched {
                self.refresh(app, shelf, &ids.into_iter().collect::<Vec<_>>()).await?;
            }
            self.place.store(last, Ordering::Release);
        }
    }

    /// Whatever is there and is not on its shelf, and what is on a shelf and is not there any more.
    async fn begin(&self, app: &App) -> Result<(), Fault> {
        for shelf in Shelf::ALL {
            let (mut after, now) = (0, app.now());
            let mut gone: BTreeSet<i64> = self.reading(|shelves| shelves.of(shelf).keys().iter().copied().collect());
            loop {
                let live = app.db.read(async move |tx| store::list_live(tx, shelf, after, 256, now).await).await?;
                let Some(last) = live.last() else { break };
                after = *last;
                for id in &live {
                    gone.remove(id);
                }
                self.refresh(app, shelf, &live).await?;
            }
            self.refresh(app, shelf, &gone.into_iter().collect::<Vec<_>>()).await?;
        }
        Ok(())
    }

    /// Brings these up to date, in the table and here.
    async fn refresh(&self, app: &App, shelf: Shelf, ids: &[i64]) -> Result<(), Fault> {
        if ids.is_empty() {
            return Ok(());
        }
        let (asked, now) = (ids.to_vec(), app.now());
        let (texts, rows) = app
            .db
            .read(async move |tx| {
                let texts = store::texts(tx, shelf, &asked, now).await?;
                Ok::<_, Fault>((texts, store::find_short(tx, shelf, &asked).await?))
            })
            .await?;
        let live: BTreeSet<i64> = texts.iter().map(|text| text.id).collect();
        let gone: Vec<i64> = ids.iter().copied().filter(|id| !live.contains(id)).collect();
        self.writing(|shelves| gone.iter().for_each(|id| shelves.of_mut(shelf).remove(*id)));
        let stale: Vec<i64> = gone.into_iter().filter(|id| rows.contains_key(id)).collect();
        if !stale.is_empty() {
            app.db.write(async move |tx| store::remove(tx, shelf, &stale).await).await?;
        }
        for text in texts {
            let (id, owner) = (text.id, text.member.0);
            let code = match rows.get(&id) {
                Some(Short { digest, code: Some(code), .. }) if *digest == digest_of(&text) => code.clone(),
                _ => read(app, shelf, text).await?,
            };
            self.writing(|shelves| shelves.of_mut(shelf).put(id, owner, &code));
        }
        Ok(())
    }
}

/// For each ask, the `most` nearest of those that are free. Among people who mostly know each other whoever fits best is
/// mostly known already: where so few are free one looks farther, for those asks first that have nobody.
fn free_pairs(asks: &Nearest, others: &Nearest, most: usize, free: impl Fn(i64, &Near) -> bool) -> Vec<(i64, Near)> {
    let mut all: BTreeMap<i64, (usize, Vec<Near>)> = BTreeMap::new();
    for (ask, near) in asks.pairs(others, most) {
        let (looked_at, kept) = all.entry(ask).or_default();
        *looked_at += 1;
        if free(ask, &near) {
            kept.push(near);
        }
    }
    let there_are_more = |(ask, (looked_at, kept)): (&i64, &(usize, Vec<Near>))| {
        (*looked_at >= most && kept.len() < most).then_some((kept.len(), std::cmp::Reverse(*ask)))
    };
    let mut again: Vec<(usize, std::cmp::Reverse<i64>)> = all.iter().filter_map(there_are_more).collect();
    again.sort_unstable();
    again.truncate(FARTHER_FOR);
    for (_, std::cmp::Reverse(ask)) in again {
        let (Some(code), Some(asker)) = (asks.code(ask), asks.owner(ask)) else { continue };
        let farther = others.near(&code, FARTHER).into_iter().filter(|near| near.owner != asker && free(ask, near));
        all.insert(ask, (most, farther.take(most).collect()));
    }
    all.into_iter().flat_map(|(ask, (_, kept))| kept.into_iter().map(move |near| (ask, near))).collect()
}

fn digest_of(text: &Text) -> i64 {
    let tongue = match reading::tongue_of(&text.text, &text.language) {
        Tongue::Italian => "it",
        Tongue::English => "en",
    };
    kept::digest(&text.text, tongue)
}

/// Reads a text and keeps what it means.
async fn read(app: &App, shelf: Shelf, text: Text) -> Result<Code, Fault> {
    let meaning = reading::read(&text.text, &text.language, shelf.role()).await?;
    let (code, now) = (Code::of(&meaning.vector), app.now());
    app.db
        .write(async move |tx| -> Result<(), Fault> {
            // Deleted, or its author erased, while it was being read: then no trace of it may be left behind.
            let still = store::texts(tx, shelf, &[text.id], now).await?;
            if still.is_empty() {
                return Ok(());
            }
            store::keep(tx, shelf, &text, digest_of(&text), &meaning).await
        })
        .await?;
    Ok(code)
}

/// What a change makes us look at again.
fn touches(change: &Change) -> Vec<(Shelf, i64)> {
    let on_board = |ask: &AskId| vec![(Shelf::Asks, ask.0), (Shelf::Offers, ask.0)];
    let of_member = |member: &MemberId| vec![(Shelf::Profiles, member.0)];
    match change {
        Change::AskPosted { ask, offer, .. } => {
            vec![(shelf_of(if *offer { Kind::Offer } else { Kind::Ask }), ask.0)]
        }
        Change::AskChanged { ask, .. } | Change::AskRested { ask, .. } | Change::AskClosed { ask, .. } => on_board(ask),
        Change::MemberJoined { member }
        | Change::ProfileChanged { member }
        | Change::SpellsChanged { member, .. }
        | Change::MarksChanged { member, .. }
        | Change::MemberLeaving { member, .. }
        | Change::MemberStayed { member }
        | Change::MemberErased { member } => of_member(member),
        _ => Vec::new(),
    }
}

/// Where asks and offers stand.
pub(crate) const fn shelf_of(kind: Kind) -> Shelf {
    match kind {
        Kind::Ask => Shelf::Asks,
        Kind::Offer => Shelf::Offers,
    }
}

/// Follows the log until `stop` turns true.
pub(crate) async fn follow(app: App, stop: watch::Receiver<bool>) {
    let pace = Pace { looks_every: LOOKS_EVERY, gathers: None };
    in_step::follow("matching", &app, stop, pace, async |app| app.matching.catch_up(app).await).await;
}
