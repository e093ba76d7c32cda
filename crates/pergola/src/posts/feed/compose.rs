//! A reader's feed put together: candidates, what he may see of them, the rule, and the leaves of the page.

use std::{collections::BTreeMap, sync::Arc};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks::{self as asks_rule, Ask},
    feed::{self, Candidate, FEW, Near, Placed, Thing, matter},
    ids::{AskId, GroupId, MemberId, PostId},
    noise::Found,
    posts::{Audience, Viewer, reaches},
};
use pergola_index::View;

use super::{
    own::Own,
    recent::{Entry, Span, Touched},
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
    Ask(Box<asks::Seen>),
}

impl Said {
    /// Whose it is.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Post(leaf) => &leaf.name,
            Self::Ask(seen) => &seen.author.name,
        }
    }

    /// What is asked, where it is that.
    pub(super) fn ask(&self) -> Option<&asks::Seen> {
        match self {
            Self::Post(_) => None,
            Self::Ask(seen) => Some(seen),
        }
    }

    /// The address of its page.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Post(leaf) => format!("/posts/{}", leaf.post.id),
            Self::Ask(seen) => asks::path(&seen.ask),
        }
    }
}

/// A post, or what somebody asks, in its place in somebody's feed.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) said: Said,
    /// The name of the reader's group that it is in.
    pub(super) group: Option<String>,
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
    let post = |placed: &Placed| match placed.candidate.thing {
        Thing::Post(post) => Some(post),
        Thing::Ask(_) => None,
    };
    let mut ready: BTreeMap<PostId, Arc<Leaf>> = {
        let held = app.recent.held();
        page.iter().filter_map(post).filter_map(|post| Some((post, held.leaf(post)?))).collect()
    };
    let missing: Vec<PostId> = page.iter().filter_map(post).filter(|post| !ready.contains_key(post)).collect();
    let asked: Vec<(Arc<Ask>, Option<u8>)> = page.iter().filter_map(|placed| found.asked(placed)).collect();
    let mut beside = Beside::default();
    if !(missing.is_empty() && asked.is_empty()) {
        beside = app.db.read(async move |tx| Beside::of(tx, &missing, &asked).await).await?;
        app.recent.keep_leaves(&beside.leaves, seq);
        ready.extend(beside.leaves.iter().map(|leaf| (leaf.post.id, Arc::clone(leaf))));
    }
    let items = page.into_iter().filter_map(|placed| {
        let thing = placed.candidate.thing;
        let (noise, steps) = found.beside(thing).map(|(_, noise, steps)| (noise.clone(), *steps)).unwrap_or_default();
        let folded = noise.map(Folded::Noise).or_else(|| placed.too_many.then_some(Folded::SameAuthor));
        let (said, thanked) = match thing {
            Thing::Post(post) => (Said::Post(ready.get(&post)?.clone()), own.handled.thanked.contains(&post)),
            Thing::Ask(ask) => (Said::Ask(Box::new(beside.asks.get(&ask)?.clone())), false),
        };
        let group = placed.candidate.group.and_then(|group| own.group(group)).map(str::to_owned);
        Some(Item { said, group, folded, thanked, steps, placed })
    });
    let items = items.collect();
    Ok(Part { items, count, groups: own.groups })
}

/// What is read for a page beside the leaves that were ready.
#[derive(Default)]
struct Beside {
    leaves: Vec<Arc<Leaf>>,
    asks: BTreeMap<AskId, asks::Seen>,
}

impl Beside {
    async fn of(tx: &Tx, posts: &[PostId], asked: &[(Arc<Ask>, Option<u8>)]) -> Result<Self, Fault> {
        let read = store::find_many(tx, posts).await?;
        let authors = read.iter().map(|read| read.post.author).chain(asked.iter().map(|(ask, _)| ask.author));
        let people: Vec<MemberId> = authors.collect();
        let people = crate::members::find_many(tx, &people).await?;
        let known: BTreeMap<MemberId, _> = people.into_iter().map(|account| (account.id, account)).collect();
        let seen = |(ask, steps): &(Arc<Ask>, Option<u8>)| {
            let author = known.get(&ask.author)?.clone();
            Some((ask.id, asks::Seen { ask: (**ask).clone(), author, steps: *steps }))
        };
        let asks = asked.iter().filter_map(seen).collect();
        let with = read.into_iter().filter_map(|read| Some((known.get(&read.post.author)?.clone(), read)));
        let leaves = leaves(tx, with.map(|(author, read)| (read.post, author, read.noise)).collect()).await?;
        Ok(Self { leaves, asks })
    }
}

struct Gathered {
    candidates: Vec<Candidate>,
    /// What it is folded for, and how far the author is; in the order of things once all are there.
    beside: Vec<(Thing, Option<Found>, Option<u8>)>,
    asks: BTreeMap<AskId, Arc<Ask>>,
}

impl Gathered {
    /// What is asked there, and how far its author is.
    fn asked(&self, placed: &Placed) -> Option<(Arc<Ask>, Option<u8>)> {
        let Thing::Ask(id) = placed.candidate.thing else { return None };
        let steps = self.beside(placed.candidate.thing).and_then(|(_, _, steps)| *steps);
        Some((Arc::clone(self.asks.get(&id)?), steps))
    }

    fn beside(&self, thing: Thing) -> Option<&(Thing, Option<Found>, Option<u8>)> {
        let place = self.beside.binary_search_by_key(&thing, |(thing, ..)| *thing).ok()?;
        self.beside.get(place)
    }

    /// Adds a post that the reader may see, where he wants to.
    fn post(&mut self, view: &View, own: &Own, entry: &Entry, steps: Option<u8>) {
        let near = near(steps);
        let away = near == Near::Tied && view.is_away(entry.author);
        let muted = entry.topics.iter().any(|topic| own.mutes(&topic.key));
        if muted || own.put_aside(entry.id) || away {
            return;
        }
        let (thing, noise) = (Thing::Post(entry.id), folded(own, entry));
        self.candidates.push(Candidate {
            thing,
            author: entry.author,
            at: entry.at,
            near,
            closeness: own.closeness_to(entry.author),
            matter: matter(&entry.topics, &own.offers, own.follows()),
            group: entry.audience.group().filter(|group| own.group(*group).is_some()),
            folded: noise.is_some(),
        });
        self.beside.push((thing, noise, steps));
    }

    /// Adds what others ask about something that the reader offers or follows, as far as he may see it.
    fn ask(&mut self, view: &View, own: &Own, by: &By, found: &[&Arc<Ask>]) {
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
            self.beside.push((thing, None, steps));
            self.asks.insert(ask.id, Arc::clone(ask));
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
fn folded(own: &Own, entry: &Entry) -> Option<Found> {
    let judgement = entry.judgement.as_ref()?;
    let stays_open = own.handled.opened.contains(&entry.id) || own.keeps_open(entry.author);
    if stays_open { None } else { own.choices().filter.folds(judgement, None).cloned() }
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
    let steps: BTreeMap<MemberId, Option<u8>> =
        authors.iter().copied().zip(view.distances(by.member, &authors)).collect();
    for entry in others {
        let steps = steps.get(&entry.author).copied().flatten();
        let in_group = entry.audience.group().is_some_and(|group| own.group(group).is_some());
        let viewer = Viewer { member: by.member, steps, apart: view.is_apart(by.member, entry.author), in_group };
        let matters = in_group || steps == Some(2) || entry.topics.iter().any(|topic| own.follows_one(&topic.key));
        if !viewer.apart && matters && reaches(entry.audience, &viewer) {
            found.push((entry, steps));
        }
    }
    let count = found.len();
    let mut gathered =
        Gathered { candidates: Vec::with_capacity(count), beside: Vec::with_capacity(count), asks: BTreeMap::new() };
    let mut asked = held.asked_about(own.offers.iter().chain(own.follows()), span);
    // What was said otherwise, narrowed or taken away behind what is read: as what is not there yet.
    asked.retain(|ask| !unsettled.asks.contains(&ask.id));
    gathered.ask(view, own, by, asked.get(..ASKED).unwrap_or(&asked));
    for (entry, steps) in found.into_iter().filter(|(entry, _)| !unsettled.posts.contains(&entry.id)) {
        gathered.post(view, own, entry, steps);
    }
    gathered.beside.sort_unstable_by_key(|(thing, ..)| *thing);
    gathered
}
