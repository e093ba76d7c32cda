//! What was written lately, in memory: by author, by topic, by group, so that a feed is made without reading a table of
//! posts. It follows the change log like the network does, and nothing else writes it; a question waits until what this
//! server committed is in it, so that what was deleted or narrowed a moment ago is not shown once more.
//!
//! It holds ids, moments and topics alone, what is asked, and the leaves of the posts and asks that somebody read lately:
//! their words and their authors, drawn once. What a reader may see of it is asked of the rule and the network each time.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::Duration,
};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks::{Ask, Kind},
    feed::{OF_ONE_AUTHOR, PAST_DAYS},
    ids::{AskId, GroupId, MemberId, PostId},
    noise::{
        Judgement,
        repeats::{Sketch, hash},
    },
    posts::{Audience, State},
    time::Timestamp,
    topics::Topic,
};
use tokio::sync::{Mutex, watch};

use super::{
    days::Days,
    own::{LINES, Lasting},
    said::SaidBefore,
    touched::Touched,
};
use crate::{
    app::App,
    asks,
    drawer::Drawer,
    in_step::{self, Looks, Pace},
    network,
    posts::{
        pages::Leaf,
        store::{self, Kept, Read},
    },
    words::words_alone,
};

const BATCH: usize = 2_048;
/// How often it looks without being woken.
const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// A day more than the pages of the feed go back, for days begin at midnight.
const KEPT_DAYS: i64 = PAST_DAYS + 2;
/// Posts whose words are held ready, and asks; then all are forgotten and read anew.
const LEAVES: usize = 20_000;

/// A post as the feed knows it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: PostId,
    pub(super) author: MemberId,
    /// From when on others could read it.
    pub(super) at: Timestamp,
    pub(super) audience: Audience,
    pub(super) topics: Vec<Topic>,
    /// Of its topics, see [`bits`].
    pub(super) bits: u64,
    /// What nobody has folded has none.
    pub(super) judgement: Option<Judgement>,
    /// What its pictures look like, and its text: to know what was here before.
    likeness: Vec<i64>,
    sketch: Option<Sketch>,
}

impl Entry {
    /// One without topics, for a test.
    #[cfg(test)]
    pub(super) fn plain(id: PostId, author: MemberId, at: Timestamp, audience: Audience) -> Self {
        let (topics, likeness) = (Vec::new(), Vec::new());
        Self { id, author, at, audience, topics, bits: 0, judgement: None, likeness, sketch: None }
    }

    fn of(read: &Read, pictures: Option<&Vec<Kept>>) -> Self {
        let post = &read.post;
        Self {
            id: post.id,
            author: post.author,
            at: read.at(),
            audience: post.said.audience,
            topics: post.said.topics.clone(),
            bits: bits(post.said.topics.iter().map(|topic| topic.key.as_str())),
            judgement: serde_json::from_str(&read.noise).ok().filter(Judgement::may_fold),
            likeness: pictures.into_iter().flatten().map(|picture| picture.likeness).collect(),
            sketch: Sketch::of(&words_alone(&post.said.text)),
        }
    }
}

/// One bit of sixty-four for each topic: where two have none in common, they have no topic in common. Most posts are about
/// nothing that a reader follows, and this is known without a look at their words.
pub(super) fn bits<'a>(keys: impl Iterator<Item = &'a str>) -> u64 {
    keys.fold(0, |bits, key| bits | (1 << (hash(key.as_bytes()) % 64)))
}

/// Everything, in the orders in which it is asked for; each list the oldest first.
#[derive(Default)]
pub(super) struct Held {
    /// Read from the tables, and up to here from the log.
    begun: bool,
    seq: i64,
    all: BTreeMap<PostId, Arc<Entry>>,
    times: BTreeSet<(Timestamp, PostId)>,
    by_author: BTreeMap<MemberId, Vec<Arc<Entry>>>,
    by_day: Days,
    by_topic: BTreeMap<String, Vec<Arc<Entry>>>,
    by_group: BTreeMap<GroupId, Vec<Arc<Entry>>>,
    leaves: BTreeMap<PostId, Arc<Leaf>>,
    /// What is asked lately, and about which topics.
    asks: BTreeMap<AskId, Arc<Ask>>,
    asked: BTreeMap<String, BTreeSet<AskId>>,
    /// By author, for all of somebody's are forgotten when he is another.
    ask_leaves: BTreeMap<(MemberId, AskId), Arc<asks::Leaf>>,
}

impl Held {
    fn put(&mut self, entry: &Arc<Entry>) {
        self.take(entry.id);
        self.all.insert(entry.id, Arc::clone(entry));
        self.times.insert((entry.at, entry.id));
        self.by_day.put(entry);
        let of_author = self.by_author.entry(entry.author).or_default();
        insert(of_author, entry);
        let spare = (of_author.len() > OF_ONE_AUTHOR).then(|| of_author.first().map(|oldest| oldest.id)).flatten();
        for topic in &entry.topics {
            insert(self.by_topic.entry(topic.key.clone()).or_default(), entry);
        }
        if let Some(group) = entry.audience.group() {
            insert(self.by_group.entry(group).or_default(), entry);
        }
        if let Some(oldest) = spare {
            self.take(oldest);
        }
    }

    pub(super) fn take(&mut self, id: PostId) {
        self.leaves.remove(&id);
        let Some(entry) = self.all.remove(&id) else { return };
        self.times.remove(&(entry.at, id));
        self.by_day.take(&entry);
        let without = |entries: &mut Vec<Arc<Entry>>| {
            entries.retain(|one| one.id != id);
            entries.is_empty()
        };
        if self.by_author.get_mut(&entry.author).is_some_and(without) {
            self.by_author.remove(&entry.author);
        }
        for topic in &entry.topics {
            if self.by_topic.get_mut(&topic.key).is_some_and(without) {
                self.by_topic.remove(&topic.key);
            }
        }
        if let Some(group) = entry.audience.group()
            && self.by_group.get_mut(&group).is_some_and(without)
        {
            self.by_group.remove(&group);
        }
    }

    fn put_ask(&mut self, ask: &Arc<Ask>) {
        for topic in &ask.said.topics {
            self.asked.entry(topic.key.clone()).or_default().insert(ask.id);
        }
        self.asks.insert(ask.id, Arc::clone(ask));
    }

    pub(super) fn take_ask(&mut self, id: AskId) {
        let Some(ask) = self.asks.remove(&id) else { return };
        self.ask_leaves.remove(&(ask.author, id));
        for topic in &ask.said.topics {
            if let Some(asked) = self.asked.get_mut(&topic.key) {
                asked.remove(&id);
                if asked.is_empty() {
                    self.asked.remove(&topic.key);
                }
            }
        }
    }

    /// What is asked about one of these topics, said or renewed between two moments; each once, the newest first.
    pub(super) fn asked_about<'a>(
        &self,
        topics: impl Iterator<Item = &'a String>,
        (from, until): Span,
    ) -> Vec<&Arc<Ask>> {
        let ids: BTreeSet<AskId> = topics.filter_map(|topic| self.asked.get(topic)).flatten().copied().collect();
        let asks = ids.iter().rev().filter_map(|id| self.asks.get(id));
        asks.filter(|ask| ask.fresh_at >= from && ask.fresh_at < until).collect()
    }

    fn forget_before(&mut self, moment: Timestamp) {
        let over: Vec<AskId> = self.asks.values().filter(|ask| ask.fresh_at < moment).map(|ask| ask.id).collect();
        for id in over {
            self.take_ask(id);
        }
        let old: Vec<PostId> = self.times.iter().take_while(|(at, _)| *at < moment).map(|(_, id)| *id).collect();
        for id in old {
            self.take(id);
        }
    }

    /// Of these authors, ascending, between two moments; in no order.
    pub(super) fn of_all(&self, authors: &[MemberId], span: Span) -> Vec<&Arc<Entry>> {
        self.by_day.of_all(authors, span)
    }

    pub(super) fn about(&self, topic: &str, span: Span) -> impl Iterator<Item = &Arc<Entry>> {
        within(self.by_topic.get(topic), span)
    }

    pub(super) fn in_group(&self, group: GroupId, span: Span) -> impl Iterator<Item = &Arc<Entry>> {
        within(self.by_group.get(&group), span)
    }

    /// Of anybody, the newest first.
    pub(super) fn newest(&self, (from, until): Span) -> impl Iterator<Item = &Arc<Entry>> {
        let newest = self.times.iter().rev().skip_while(move |(at, _)| *at >= until);
        newest.take_while(move |(at, _)| *at >= from).filter_map(|(_, id)| self.all.get(id))
    }

    pub(super) fn leaf(&self, id: PostId) -> Option<Arc<Leaf>> {
        self.leaves.get(&id).cloned()
    }

    pub(super) fn ask_leaf(&self, ask: &Ask) -> Option<Arc<asks::Leaf>> {
        self.ask_leaves.get(&(ask.author, ask.id)).cloned()
    }

    /// Somebody looks or is called otherwise, or is gone: what was drawn of him is drawn anew.
    pub(super) fn forget_leaves_of(&mut self, member: MemberId) {
        for entry in self.by_author.get(&member).into_iter().flatten() {
            self.leaves.remove(&entry.id);
        }
        let all = (member, AskId(i64::MIN))..=(member, AskId(i64::MAX));
        let of_them: Vec<(MemberId, AskId)> = self.ask_leaves.range(all).map(|(key, _)| *key).collect();
        for key in of_them {
            self.ask_leaves.remove(&key);
        }
    }
}

/// From a moment until before another.
pub(super) type Span = (Timestamp, Timestamp);

/// The newest nearly always goes to the end; what had waited for a moderator is as new as its release.
fn insert(entries: &mut Vec<Arc<Entry>>, entry: &Arc<Entry>) {
    let at = entries.partition_point(|one| (one.at, one.id) < (entry.at, entry.id));
    entries.insert(at, Arc::clone(entry));
}

fn within(entries: Option<&Vec<Arc<Entry>>>, (from, until): Span) -> impl Iterator<Item = &Arc<Entry>> {
    let newest = entries.into_iter().flat_map(|entries| entries.iter().rev());
    newest.skip_while(move |entry| entry.at >= until).take_while(move |entry| entry.at >= from)
}

/// What was written lately.
pub(crate) struct Recent {
    held: RwLock<Held>,
    /// Only one reads the log at a time.
    reading: Mutex<bool>,
    /// What readers have of their own, for their next page.
    pub(super) own: Drawer<Lasting>,
    /// What its pages said lately.
    pub(super) said: SaidBefore,
}

impl std::fmt::Debug for Recent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recent")
    }
}

impl Recent {
    /// Empty: it is read when somebody first asks, or when it begins to follow.
    pub(crate) fn new() -> Self {
        let held = RwLock::new(Held::default());
        Self { held, reading: Mutex::new(false), own: Drawer::new(LINES), said: SaidBefore::default() }
    }

    fn write(&self) -> RwLockWriteGuard<'_, Held> {
        self.held.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// What there is now. Hold it over no `await`.
    pub(super) fn held(&self) -> RwLockReadGuard<'_, Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn has_read(&self, seq: i64) -> bool {
        let held = self.held();
        held.begun && held.seq >= seq
    }

    /// Waits until all that this server committed is in it. Where somebody else's transaction is longer, gives what is
    /// committed and not read, which is to be left out of the answer.
    pub(super) async fn settled(&self, app: &App) -> Result<Touched, Fault> {
        let mut looks = Looks::until_committed(&app.db);
        let mut unsettled = Touched::default();
        while !self.has_read(looks.wanted()) {
            if !looks.again().await {
                in_step::unsettled(&app.db, self.seq()).await?.iter().for_each(|change| unsettled.note(change));
                break;
            }
            self.catch_up(app).await?;
        }
        Ok(unsettled)
    }

    /// Reads what is settled.
    async fn catch_up(&self, app: &App) -> Result<(), Fault> {
        self.own.forget_idle(app.now());
        let mut begun = self.reading.lock().await;
        if !*begun {
            self.begin(app).await?;
            *begun = true;
        }
        loop {
            let place = self.held().seq;
            let logged = app.db.changes_after(place, BATCH).await?;
            let Some(last) = logged.last().map(|change| change.seq) else { return Ok(()) };
            let mut touched = Touched::default();
            for change in logged.iter().filter_map(|entry| serde_json::from_str(&entry.body).ok()) {
                touched.note(&change);
            }
            for member in &touched.gone {
                self.own.forget(*member);
            }
            if !touched.gone.is_empty() {
                self.said.forget();
            }
            let posts: Vec<PostId> = touched.posts.iter().copied().collect();
            let said: Vec<AskId> = touched.asks.iter().copied().collect();
            let (read, asks) = app
                .db
                .read(async move |tx| {
                    let read = with_pictures(tx, store::find_many(tx, &posts).await?).await?;
                    Ok::<_, Fault>((read, asks::find_many(tx, &said).await?))
                })
                .await?;
            let (read, pictures) = read;
            let now = app.now();
            let oldest = app.now().plus_days(-KEPT_DAYS);
            let mut held = self.write();
            touched.drop_from(&mut held);
            for read in read.iter().filter(|read| is_for_feeds(read) && read.at() >= oldest) {
                held.put(&Arc::new(Entry::of(read, pictures.get(&read.post.id))));
            }
            for ask in asks.into_iter().filter(|ask| ask.kind == Kind::Ask && ask.is_open(now)) {
                held.put_ask(&Arc::new(ask));
            }
            held.forget_before(oldest);
            held.seq = last;
        }
    }

    /// From the table, as it is now; overlap with the log is harmless.
    async fn begin(&self, app: &App) -> Result<(), Fault> {
        let settled = app.db.settled().await?;
        let oldest = app.now().plus_days(-KEPT_DAYS);
        let mut before = None;
        loop {
            let from = before;
            let listed =
                async move |tx: &Tx| with_pictures(tx, store::list_since(tx, from, oldest, LOADED).await?).await;
            let (read, pictures) = app.db.read(listed).await?;
            let Some(last) = read.last().map(|read| read.post.id) else { break };
            before = Some(last);
            let mut held = self.write();
            for read in read.iter().filter(|read| is_for_feeds(read)) {
                if held.by_author.get(&read.post.author).is_none_or(|entries| entries.len() < OF_ONE_AUTHOR) {
                    held.put(&Arc::new(Entry::of(read, pictures.get(&read.post.id))));
                }
            }
        }
        let now = app.now();
        let asks = app.db.read(async move |tx| asks::list_asked_since(tx, oldest, now, ASKS).await).await?;
        let mut held = self.write();
        for ask in asks {
            held.put_ask(&Arc::new(ask));
        }
        held.seq = settled;
        held.begun = true;
        Ok(())
    }

    /// How near a text and pictures come to what was here before: bits by which the nearest picture differs, and the share
    /// of the text that stood in an earlier one. `but`: the post that is said otherwise.
    ///
    /// What was here before is what everybody may read and is not apart from the author by a block, and what he wrote
    /// himself for the same people. Of anything else the answer would tell that it exists.
    pub(in crate::posts) async fn nearest(
        &self,
        app: &App,
        author: MemberId,
        (but, audience): (Option<PostId>, Audience),
        words: &str,
        likeness: &[i64],
    ) -> Result<(Option<u32>, Option<f32>), Fault> {
        let unsettled = self.settled(app).await?;
        let view = network::view(app).await?;
        let sketch = Sketch::of(words);
        let held = self.held();
        let for_all = |entry: &Entry| entry.audience == Audience::Everybody && !view.is_apart(author, entry.author);
        let known = |entry: &Entry| match entry.author == author {
            true => entry.audience == Audience::Everybody || entry.audience == audience,
            false => for_all(entry),
        };
        let there = |entry: &Entry| Some(entry.id) != but && !unsettled.posts.contains(&entry.id);
        let before = || held.all.values().filter(|entry| there(entry) && known(entry));
        let bits = before()
            .flat_map(|entry| &entry.likeness)
            .flat_map(|shown| likeness.iter().map(move |own| (shown ^ own).count_ones()))
            .min();
        let share = sketch.and_then(|sketch| {
            let shares = before().filter_map(|entry| Some(entry.sketch.as_ref()?.likeness(&sketch)));
            shares.max_by(f32::total_cmp)
        });
        Ok((bits, share))
    }

    /// Holds leaves ready for the next who reads them. `seq`: what was known when they were read; what changed since
    /// then is read again.
    pub(super) fn keep_leaves(&self, leaves: &[Arc<Leaf>], asked: &[Arc<asks::Leaf>], seq: i64) {
        let mut held = self.write();
        if held.seq != seq {
            return;
        }
        if held.leaves.len() + leaves.len() > LEAVES {
            held.leaves.clear();
        }
        if held.ask_leaves.len() + asked.len() > LEAVES {
            held.ask_leaves.clear();
        }
        for leaf in leaves {
            held.leaves.insert(leaf.post.id, Arc::clone(leaf));
        }
        for leaf in asked {
            held.ask_leaves.insert((leaf.ask.author, leaf.ask.id), Arc::clone(leaf));
        }
    }

    pub(super) fn seq(&self) -> i64 {
        self.held().seq
    }

    #[cfg(test)]
    pub(crate) fn keeps_own_of(&self, reader: MemberId) -> bool {
        self.own.keeps(reader)
    }

    /// How many asks lie ready.
    #[cfg(test)]
    pub(crate) fn asks_ready(&self) -> usize {
        self.held().ask_leaves.len()
    }
}

/// Read from the table at once when it begins.
const LOADED: i64 = 2_000;
/// What is asked, the newest.
const ASKS: i64 = 100_000;

async fn with_pictures(tx: &Tx, read: Vec<Read>) -> Result<(Vec<Read>, BTreeMap<PostId, Vec<Kept>>), Fault> {
    let ids: Vec<PostId> = read.iter().map(|read| read.post.id).collect();
    let pictures = store::list_pictures(tx, &ids).await?;
    Ok((read, pictures))
}

fn is_for_feeds(read: &Read) -> bool {
    read.post.state == State::Shown
}

/// Follows the log until `stop` turns true.
pub(crate) async fn follow(app: App, stop: watch::Receiver<bool>) {
    let pace = Pace { looks_every: LOOKS_EVERY, gathers: None };
    in_step::follow("recent", &app, stop, pace, async |app| app.recent.catch_up(app).await).await;
}
