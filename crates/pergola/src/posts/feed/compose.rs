//! A reader's feed put together: candidates, what he may see of them, the rule, and the leaves of the page.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    feed::{self, Candidate, FEW, Near, Placed, matter},
    ids::{GroupId, MemberId, PostId},
    noise::{Found, Judgement},
    posts::{Audience, Viewer, reaches},
    time::Timestamp,
};
use pergola_index::View;

use super::recent::{Entry, Span};
use crate::{
    app::{App, By},
    asks, groups, network,
    posts::{
        pages::{Leaf, leaves},
        store::{self, Choices},
    },
    topics::{self, Way},
};

/// Of each topic and each group, the newest.
const OF_ONE_TOPIC: usize = 60;
/// Looked through for what those two steps away wrote.
const LOOKED_AT: usize = 300;

/// What a reader has of his own that the feed asks for. One hop.
struct Own {
    choices: Choices,
    open: BTreeSet<MemberId>,
    aside: BTreeSet<PostId>,
    thanked: BTreeSet<PostId>,
    opened: BTreeSet<PostId>,
    closeness: BTreeMap<MemberId, u8>,
    follows: Vec<String>,
    mutes: Vec<String>,
    offers: Vec<String>,
    groups: Vec<GroupId>,
}

impl Own {
    async fn of(tx: &Tx, member: MemberId, since: Timestamp, now: Timestamp) -> Result<Self, Fault> {
        let chosen = topics::list(tx, member).await?;
        let keys = |way: Way| {
            let mut keys: Vec<String> =
                chosen.iter().filter(|choice| choice.way == way).map(|choice| choice.topic.key.clone()).collect();
            keys.sort_unstable();
            keys
        };
        Ok(Self {
            choices: store::choices(tx, member).await?,
            open: store::open_people(tx, member).await?,
            aside: store::aside(tx, member, since).await?,
            thanked: store::thanked_since(tx, member, since).await?,
            opened: store::opened(tx, member, since).await?,
            closeness: network::closeness(tx, member).await?.into_iter().collect(),
            follows: keys(Way::Follow),
            mutes: keys(Way::Mute),
            offers: asks::offered_topics(tx, member, now).await?,
            groups: groups::joined(tx, member).await?,
        })
    }
}

/// A post in its place in somebody's feed.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) leaf: Arc<Leaf>,
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
    app.recent.settled(app).await?;
    let view = network::view(app).await?;
    let (member, since, now) = (by.member, asked.span.0, by.now);
    let own = app.db.read(async move |tx| Own::of(tx, member, since, now).await).await?;
    let seq = app.recent.seq();
    let found = candidates(app, &view, &own, by, asked.span);
    let moment = asked.span.1.min(now);
    let placed = feed::order(found.candidates, own.choices.manner, moment);
    let count = placed.len();
    let page: Vec<Placed> = placed.into_iter().skip(asked.offset).take(asked.limit).collect();
    let mut ready: BTreeMap<PostId, Arc<Leaf>> = {
        let held = app.recent.held();
        page.iter().filter_map(|placed| Some((placed.candidate.post, held.leaf(placed.candidate.post)?))).collect()
    };
    let missing: Vec<PostId> =
        page.iter().map(|placed| placed.candidate.post).filter(|post| !ready.contains_key(post)).collect();
    if !missing.is_empty() {
        let read = app.db.read(async move |tx| gathered(tx, &missing).await).await?;
        app.recent.keep_leaves(&read, seq);
        ready.extend(read.into_iter().map(|leaf| (leaf.post.id, leaf)));
    }
    let items = page.into_iter().filter_map(|placed| {
        let post = placed.candidate.post;
        let (judgement, steps) = found.beside.get(&post).cloned().unwrap_or_default();
        let stays_open = own.opened.contains(&post) || own.open.contains(&placed.candidate.author);
        let judgement = judgement.filter(|_| !stays_open);
        let noise = judgement.and_then(|judgement| own.choices.filter.folds(&judgement, None).cloned());
        let folded = noise.map(Folded::Noise).or_else(|| placed.too_many.then_some(Folded::SameAuthor));
        Some(Item { leaf: ready.get(&post)?.clone(), folded, thanked: own.thanked.contains(&post), steps, placed })
    });
    Ok(Part { items: items.collect(), count })
}

async fn gathered(tx: &Tx, posts: &[PostId]) -> Result<Vec<Arc<Leaf>>, Fault> {
    let read = store::find_many(tx, posts).await?;
    let people: Vec<MemberId> = read.iter().map(|read| read.post.author).collect();
    let people = crate::members::find_many(tx, &people).await?;
    let known: BTreeMap<MemberId, _> = people.into_iter().map(|account| (account.id, account)).collect();
    let with = read.into_iter().filter_map(|read| Some((known.get(&read.post.author)?.clone(), read)));
    leaves(tx, with.map(|(author, read)| (read.post, author, read.noise)).collect()).await
}

struct Gathered {
    candidates: Vec<Candidate>,
    /// What the judge of noise said, and how far the author is.
    beside: BTreeMap<PostId, (Option<Judgement>, Option<u8>)>,
}

/// What may stand in the reader's feed: what those he knows wrote, what is in his groups, what is about topics that he
/// follows and may read; and where that is little, what those two steps away wrote. All of it as the rule of sight says.
fn candidates(app: &App, view: &View, own: &Own, by: &By, span: Span) -> Gathered {
    let held = app.recent.held();
    let mut found: BTreeMap<PostId, (&Arc<Entry>, Option<u8>)> = BTreeMap::new();
    let ties: Vec<MemberId> = view.own_ties(by.member).into_iter().map(|(member, _)| member).collect();
    for tie in &ties {
        for entry in held.of(*tie, span) {
            if entry.audience.group().is_none() {
                found.insert(entry.id, (entry, Some(1)));
            }
        }
    }
    let mut others: Vec<&Arc<Entry>> = Vec::new();
    for group in &own.groups {
        others.extend(held.in_group(*group, span).take(OF_ONE_TOPIC));
    }
    for topic in &own.follows {
        others.extend(held.about(topic, span).take(OF_ONE_TOPIC));
    }
    if found.len() < FEW {
        others.extend(held.newest(span).take(LOOKED_AT).filter(|entry| entry.audience != Audience::Ties));
    }
    others.retain(|entry| !found.contains_key(&entry.id) && entry.author != by.member);
    let mut authors: Vec<MemberId> = others.iter().map(|entry| entry.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let steps: BTreeMap<MemberId, Option<u8>> =
        authors.iter().copied().zip(view.distances(by.member, &authors)).collect();
    for entry in others {
        let steps = steps.get(&entry.author).copied().flatten();
        let in_group = entry.audience.group().is_some_and(|group| own.groups.contains(&group));
        let viewer = Viewer { member: by.member, steps, apart: view.is_apart(by.member, entry.author), in_group };
        let matters = in_group || steps == Some(2) || entry.topics.iter().any(|topic| follows(own, &topic.key));
        if !viewer.apart && matters && reaches(entry.audience, &viewer) {
            found.insert(entry.id, (entry, steps));
        }
    }
    let mutes = |entry: &Entry| entry.topics.iter().any(|topic| own.mutes.binary_search(&topic.key).is_ok());
    let mut gathered = Gathered { candidates: Vec::with_capacity(found.len()), beside: BTreeMap::new() };
    for (entry, steps) in found.into_values() {
        let near = match steps {
            Some(0 | 1) => Near::Tied,
            Some(2) => Near::TwoSteps,
            _ => Near::Farther,
        };
        let away = near == Near::Tied && view.is_away(entry.author);
        if mutes(entry) || own.aside.contains(&entry.id) || away {
            continue;
        }
        gathered.beside.insert(entry.id, (entry.judgement.clone(), steps));
        gathered.candidates.push(Candidate {
            post: entry.id,
            author: entry.author,
            at: entry.at,
            near,
            closeness: own.closeness.get(&entry.author).copied(),
            matter: matter(&entry.topics, &own.offers, &own.follows),
            group: entry.audience.group().filter(|group| own.groups.contains(group)),
        });
    }
    gathered
}

fn follows(own: &Own, key: &String) -> bool {
    own.follows.binary_search(key).is_ok()
}
