//! A reader's feed put together: candidates, what he may see of them, the rule, and the leaves of the page.

use std::{collections::BTreeMap, sync::Arc};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks::{self as asks_rule, Ask},
    feed::{self, Candidate, FEW, Near, Placed, Thing, matter},
    ids::{AskId, GroupId, MemberId, PostId},
    noise::Found,
    posts::{Audience, Viewer, reaches},
    topics::Topic,
};
use pergola_index::View;

use super::{
    own::Own,
    recent::{Entry, Span},
    touched::Touched,
};
use crate::{
    app::{App, By},
    asks, network,
    posts::{
        pages::{Leaf, leaves},
        store,
    },
};

/// Of each topic and each group, the newest.
const OF_ONE_TOPIC: usize = 60;
/// Of what others ask about something of the reader's, the newest.
const ASKED: usize = 60;
/// Looked through for what those two steps away wrote.
const LOOKED_AT: usize = 300;

/// What stands in a feed, read.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Post(Arc<Leaf>),
    Ask(Arc<asks::Leaf>),
}

impl Said {
    /// Whose it is.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Post(leaf) => &leaf.name,
            Self::Ask(leaf) => &leaf.author.name,
        }
    }

    /// The address of its page.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Post(leaf) => format!("/posts/{}", leaf.post.id),
            Self::Ask(leaf) => asks::path(&leaf.ask),
        }
    }
}

/// A post, or what somebody asks, in its place in somebody's feed.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) said: Said,
    /// The name of the reader's group that it is in.
    pub(super) group: Option<String>,
    /// The name of the topic that makes it the reader's matter.
    pub(super) topic: Option<String>,
    pub(super) placed: Placed,
    pub(super) folded: Option<Folded>,
    pub(super) thanked: bool,
    /// How far its author is, as the network tells.
    pub(super) steps: Option<u8>,
}

/// Why a post is folded for a reader.
#[derive(Clone, Debug)]
pub(super) enum Folded {
    Noise(Found),
    /// More than two in a row of its author.
    SameAuthor,
}

/// A part of the feed.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) items: Vec<Item>,
    /// All that there are in this span.
    pub(super) count: usize,
    /// The groups that the reader is in, by name.
    pub(super) groups: Vec<(GroupId, String)>,
}

/// Which part of the feed is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) span: Span,
    pub(super) offset: usize,
    pub(super) limit: usize,
}

/// The feed of a reader.
pub(super) async fn compose(app: &App, by: &By, asked: Asked) -> Result<Part, Fault> {
    let unsettled = app.recent.settled(app).await?;
    let view = network::view(app).await?;
    let own = Own::of(app, by, asked.span.0).await?;
    let seq = app.recent.seq();
    let mut found = candidates(app, &view, (&own, &unsettled), by, asked.span);
    let moment = asked.span.1.min(by.now);
    let placed = feed::order(std::mem::take(&mut found.candidates), own.choices().manner, moment);
    let count = placed.len();
    let page: Vec<Placed> = placed.into_iter().skip(asked.offset).take(asked.limit).collect();
    let mut ready = Ready::default();
    let mut missing = Missing::default();
    {
        let held = app.recent.held();
        // Who is another behind what is read is read anew.
        for placed in page.iter().filter(|placed| !unsettled.people.contains(&placed.candidate.author)) {
            match placed.candidate.thing {
                Thing::Post(post) => ready.posts.extend(held.leaf(post).map(|leaf| (post, leaf))),
                Thing::Ask(ask) => {
                    let leaf = found.ask(placed.candidate.thing).and_then(|said| held.ask_leaf(said));
                    ready.asks.extend(leaf.map(|leaf| (ask, leaf)));
                }
            }
        }
    }
    for placed in &page {
        match placed.candidate.thing {
            Thing::Post(post) if !ready.posts.contains_key(&post) => missing.posts.push(post),
            Thing::Ask(ask) if !ready.asks.contains_key(&ask) => {
                missing.asks.extend(found.ask(placed.candidate.thing).cloned());
            }
            Thing::Post(_) | Thing::Ask(_) => {}
        }
    }
    if !(missing.posts.is_empty() && missing.asks.is_empty()) {
        let (leaves, asked) = app.db.read(async move |tx| missing.read(tx).await).await?;
        app.recent.keep_leaves(&leaves, &asked, seq);
        ready.posts.extend(leaves.into_iter().map(|leaf| (leaf.post.id, leaf)));
        ready.asks.extend(asked.into_iter().map(|leaf| (leaf.ask.id, leaf)));
    }
    let items = page.into_iter().filter_map(|placed| {
        let thing = placed.candidate.thing;
        let (_, from, steps) = found.beside(thing)?;
        let noise = from.entry().and_then(|entry| folded(&own, entry)).cloned();
        let folded = noise.map(Folded::Noise).or_else(|| placed.too_many.then_some(Folded::SameAuthor));
        let topic = placed.candidate.matter.and_then(|matter| matter.topic(from.topics()));
        let (topic, steps) = (topic.map(|topic| topic.name.clone()), *steps);
        let (said, thanked) = match thing {
            Thing::Post(post) => (Said::Post(ready.posts.get(&post)?.clone()), own.handled.thanked.contains(&post)),
            Thing::Ask(ask) => (Said::Ask(ready.asks.get(&ask)?.clone()), false),
        };
        let group = placed.candidate.group.and_then(|group| own.group(group)).map(str::to_owned);
        Some(Item { said, group, topic, folded, thanked, steps, placed })
    });
    let items = items.collect();
    Ok(Part { items, count, groups: own.groups })
}

/// The leaves of a page.
#[derive(Default)]
struct Ready {
    posts: BTreeMap<PostId, Arc<Leaf>>,
    asks: BTreeMap<AskId, Arc<asks::Leaf>>,
}

/// What of a page did not lie ready.
#[derive(Default)]
struct Missing {
    posts: Vec<PostId>,
    asks: Vec<Arc<Ask>>,
}

impl Missing {
    async fn read(&self, tx: &Tx) -> Result<(Vec<Arc<Leaf>>, Vec<Arc<asks::Leaf>>), Fault> {
        let read = store::find_many(tx, &self.posts).await?;
        let authors = read.iter().map(|read| read.post.author).chain(self.asks.iter().map(|ask| ask.author));
        let people: Vec<MemberId> = authors.collect();
        let people = crate::members::find_many(tx, &people).await?;
        let known: BTreeMap<MemberId, _> = people.into_iter().map(|account| (account.id, account)).collect();
        let asked = |ask: &Arc<Ask>| Some(Arc::new(asks::Leaf::new(Arc::clone(ask), known.get(&ask.author)?.clone())));
        let asked = self.asks.iter().filter_map(asked).collect();
        let with = read.into_iter().filter_map(|read| Some((known.get(&read.post.author)?.clone(), read)));
        let leaves = leaves(tx, with.map(|(author, read)| (read.post, author, read.noise)).collect()).await?;
        Ok((leaves, asked))
    }
}

/// What a candidate was made of.
enum From {
    Post(Arc<Entry>),
    Ask(Arc<Ask>),
}

impl From {
    fn entry(&self) -> Option<&Entry> {
        match self {
            Self::Post(entry) => Some(entry),
            Self::Ask(_) => None,
        }
    }

    fn topics(&self) -> &[Topic] {
        match self {
            Self::Post(entry) => &entry.topics,
            Self::Ask(ask) => &ask.said.topics,
        }
    }
}

struct Gathered {
    candidates: Vec<Candidate>,
    /// What each was made of, and how far the author is; in the order of things once all are there.
    beside: Vec<(Thing, From, Option<u8>)>,
    /// Of the author looked at last, for what somebody wrote comes together: whether he is away, and how close he is.
    last: Option<(MemberId, bool, Option<u8>)>,
}

impl Gathered {
    fn beside(&self, thing: Thing) -> Option<&(Thing, From, Option<u8>)> {
        let place = self.beside.binary_search_by_key(&thing, |(thing, ..)| *thing).ok()?;
        self.beside.get(place)
    }

    /// What is asked there.
    fn ask(&self, thing: Thing) -> Option<&Arc<Ask>> {
        match self.beside(thing)? {
            (_, From::Ask(ask), _) => Some(ask),
            (_, From::Post(_), _) => None,
        }
    }

    /// Whether an author is away, and how close the reader feels to him.
    fn author(&mut self, view: &View, own: &Own, author: MemberId) -> (bool, Option<u8>) {
        let known = self.last.filter(|(last, ..)| *last == author);
        let found = known.unwrap_or_else(|| (author, view.is_away(author), own.closeness_to(author)));
        self.last = Some(found);
        (found.1, found.2)
    }

    /// Adds a post that the reader may see, where he wants to.
    fn post(&mut self, view: &View, own: &Own, entry: &Arc<Entry>, steps: Option<u8>) {
        let near = near(steps);
        let (away, closeness) = self.author(view, own, entry.author);
        let away = near == Near::Tied && away;
        let minds = own.may_mind(entry.bits);
        let muted = minds && entry.topics.iter().any(|topic| own.mutes(&topic.key));
        if muted || own.put_aside(entry.id) || away {
            return;
        }
        let thing = Thing::Post(entry.id);
        self.candidates.push(Candidate {
            thing,
            author: entry.author,
            at: entry.at,
            near,
            closeness,
            matter: if minds { matter(&entry.topics, &own.offers, own.follows()) } else { None },
            group: entry.audience.group().filter(|group| own.group(*group).is_some()),
            folded: folded(own, entry).is_some(),
        });
        self.beside.push((thing, From::Post(Arc::clone(entry)), steps));
    }

    /// Adds what others ask about something that the reader offers or follows, as far as he may see it.
    fn all_asked(&mut self, view: &View, own: &Own, by: &By, found: &[&Arc<Ask>]) {
        let authors: Vec<MemberId> = found.iter().map(|ask| ask.author).collect();
        let steps = view.distances(by.member, &authors);
        for (ask, steps) in found.iter().zip(steps) {
            let viewer = asks_rule::Viewer { member: by.member, steps, apart: view.is_apart(by.member, ask.author) };
            let mine = ask.author == by.member;
            let muted = ask.said.topics.iter().any(|topic| own.mutes(&topic.key));
            let matter = matter(&ask.said.topics, &own.offers, own.follows());
            if mine || muted || matter.is_none() || !ask.may_be_seen(&viewer, by.now) {
                continue;
            }
            let thing = Thing::Ask(ask.id);
            self.beside.push((thing, From::Ask(Arc::clone(ask)), steps));
            self.candidates.push(Candidate {
                thing,
                author: ask.author,
                at: ask.fresh_at,
                near: near(steps),
                closeness: own.closeness_to(ask.author),
                matter,
                group: None,
                folded: false,
            });
        }
    }
}

fn near(steps: Option<u8>) -> Near {
    match steps {
        Some(0 | 1) => Near::Tied,
        Some(2) => Near::TwoSteps,
        _ => Near::Farther,
    }
}

/// As what a post is folded for this reader, if it is.
fn folded<'a>(own: &Own, entry: &'a Entry) -> Option<&'a Found> {
    let judgement = entry.judgement.as_ref()?;
    let stays_open = own.handled.opened.contains(&entry.id) || own.keeps_open(entry.author);
    if stays_open { None } else { own.choices().filter.folds(judgement, None) }
}

/// What may stand in the reader's feed: what those he knows wrote, what is in his groups, what is about topics that he
/// follows and may read; and where that is little, what those two steps away wrote. All of it as the rule of sight says.
fn candidates(app: &App, view: &View, (own, unsettled): (&Own, &Touched), by: &By, span: Span) -> Gathered {
    let held = app.recent.held();
    let ties: Vec<MemberId> = view.own_ties(by.member).into_iter().map(|(member, _)| member).collect();
    let of_ties = held.of_all(&ties, span).into_iter().filter(|entry| entry.audience.group().is_none());
    let mut found: Vec<(&Arc<Entry>, Option<u8>)> = of_ties.map(|entry| (entry, Some(1))).collect();
    let mut others: Vec<&Arc<Entry>> = Vec::new();
    for (group, _) in &own.groups {
        others.extend(held.in_group(*group, span).take(OF_ONE_TOPIC));
    }
    for topic in own.follows() {
        others.extend(held.about(topic, span).take(OF_ONE_TOPIC));
    }
    if found.len() < FEW {
        others.extend(held.newest(span).take(LOOKED_AT).filter(|entry| entry.audience != Audience::Ties));
    }
    let there = |entry: &Entry| entry.audience.group().is_none() && ties.binary_search(&entry.author).is_ok();
    others.retain(|entry| entry.author != by.member && !there(entry));
    others.sort_unstable_by_key(|entry| entry.id);
    others.dedup_by_key(|entry| entry.id);
    let mut authors: Vec<MemberId> = others.iter().map(|entry| entry.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let steps = view.distances(by.member, &authors);
    let apart: Vec<bool> = authors.iter().map(|author| view.is_apart(by.member, *author)).collect();
    for entry in others {
        let Ok(place) = authors.binary_search(&entry.author) else { continue };
        let steps = steps.get(place).copied().flatten();
        let in_group = entry.audience.group().is_some_and(|group| own.group(group).is_some());
        let apart = apart.get(place).is_none_or(|apart| *apart);
        let viewer = Viewer { member: by.member, steps, apart, in_group };
        let follows = || own.may_mind(entry.bits) && entry.topics.iter().any(|topic| own.follows_one(&topic.key));
        let matters = in_group || steps == Some(2) || follows();
        if !viewer.apart && matters && reaches(entry.audience, &viewer) {
            found.push((entry, steps));
        }
    }
    let count = found.len();
    let mut gathered =
        Gathered { candidates: Vec::with_capacity(count), beside: Vec::with_capacity(count), last: None };
    let mut asked = held.asked_about(own.offers.iter().chain(own.follows()), span);
    // What was said otherwise, narrowed or taken away behind what is read: as what is not there yet.
    asked.retain(|ask| !unsettled.asks.contains(&ask.id));
    gathered.all_asked(view, own, by, asked.get(..ASKED).unwrap_or(&asked));
    for (entry, steps) in found.into_iter().filter(|(entry, _)| !unsettled.posts.contains(&entry.id)) {
        gathered.post(view, own, entry, steps);
    }
    gathered.beside.sort_unstable_by_key(|(thing, ..)| *thing);
    gathered
}
