//! A post in a list, as `card.html` draws it in the feed, on a topic's page, in a group, on its author's pages.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{MemberId, PostId},
    members::Language,
    noise::{Found, Judgement},
    posts::Post,
    time::Timestamp,
};

use crate::{
    http::{Failed, Here, layout::face},
    members::{self, Account},
    network::{self, Near},
    pictures::TileSize,
    posts::{
        sight::Seen,
        store::{self, Kept, Preview},
    },
    words::{Speech, encoded, markdown, rfc3339},
};

/// A post to draw, with its author and what the judge of noise said.
pub(crate) type Drawn = (Post, Account, String);

/// What of a post is the same for all its readers.
#[derive(Debug)]
pub(crate) struct Leaf {
    pub(crate) post: Post,
    pub(crate) author: Account,
    pub(crate) name: String,
    pub(crate) headline: String,
    pub(crate) person: String,
    pub(crate) face: String,
    /// Safe HTML.
    pub(crate) html: String,
    pub(crate) at: String,
    pub(crate) pictures: Vec<Kept>,
    pub(crate) preview: Option<Preview>,
    /// Name and address.
    pub(crate) topics: Vec<(String, String)>,
    /// As what most readers find it folded: told to its author.
    pub(crate) noise: Option<Found>,
    /// Italian, English.
    said: [SaidOf; 2],
}

/// Sentences about a post that say its name or its time alone, once somebody needed them.
#[derive(Debug, Default)]
struct SaidOf {
    of: OnceLock<String>,
    /// As it is said on that day.
    when: Mutex<Option<(jiff::civil::Date, String)>>,
    why: [OnceLock<String>; 3],
}

/// Why somebody sees a post where nothing but its author counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::posts) enum Plainly {
    Tied,
    TwoSteps,
    Farther,
}

impl Leaf {
    fn said(&self, t: &Speech) -> &SaidOf {
        let [it, en] = &self.said;
        if t.language == Language::It { it } else { en }
    }

    /// Whose it is: "post by Ada".
    pub(in crate::posts) fn of_whom(&self, t: &Speech) -> String {
        self.said(t).of.get_or_init(|| t.say("posts-of").arg("name", &self.name).text()).clone()
    }

    fn when(&self, t: &Speech, now: Timestamp) -> String {
        let today = t.day_here(now);
        let mut kept = self.said(t).when.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((day, said)) = &*kept
            && *day == today
        {
            return said.clone();
        }
        let said = t.lately_told(self.post.posted_at, now);
        *kept = Some((today, said.clone()));
        said
    }

    /// Why somebody sees it, as `say` says it of all who are as near.
    pub(in crate::posts) fn why(&self, t: &Speech, plainly: Plainly, say: impl FnOnce() -> String) -> String {
        let [tied, two_steps, farther] = &self.said(t).why;
        let kept = match plainly {
            Plainly::Tied => tied,
            Plainly::TwoSteps => two_steps,
            Plainly::Farther => farther,
        };
        kept.get_or_init(say).clone()
    }

    fn of((post, author, noise): Drawn, pictures: Vec<Kept>, preview: Option<Preview>) -> Self {
        let judgement: Judgement = serde_json::from_str(&noise).unwrap_or_default();
        Self {
            headline: author.headline.clone(),
            person: author.path(),
            face: face(author.id.0, &author.name, author.photo, TileSize::Usual),
            html: markdown(&post.said.text),
            at: rfc3339(post.posted_at),
            topics: post
                .said
                .topics
                .iter()
                .map(|topic| (topic.name.clone(), format!("/topics/{}", encoded(&topic.key))))
                .collect(),
            name: author.name.clone(),
            author,
            noise: judgement.for_author().cloned(),
            pictures,
            preview,
            post,
            said: [SaidOf::default(), SaidOf::default()],
        }
    }
}

/// The leaves of these posts, in their order, with their pictures and previews.
pub(crate) async fn leaves(tx: &Tx, posts: Vec<Drawn>) -> Result<Vec<Arc<Leaf>>, Fault> {
    let ids: Vec<PostId> = posts.iter().map(|(post, ..)| post.id).collect();
    let mut pictures = store::list_pictures(tx, &ids).await?;
    let mut previews = store::list_previews(tx, &ids).await?;
    let leaf = |drawn: Drawn| {
        let id = drawn.0.id;
        let (pictures, preview) = (pictures.remove(&id).unwrap_or_default(), previews.remove(&id));
        Arc::new(Leaf::of(drawn, pictures, preview))
    };
    Ok(posts.into_iter().map(leaf).collect())
}

/// A post as one reader sees it.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) leaf: Arc<Leaf>,
    pub(crate) path: String,
    /// Its language, where it is not the page's.
    pub(crate) lang: Option<String>,
    pub(crate) when: String,
    /// A moderator has not looked yet; said to its author alone.
    pub(crate) held: bool,
    /// Why the reader sees it.
    pub(crate) why: String,
    pub(crate) mine: bool,
    pub(crate) thanked: bool,
    /// Whose it is, as its buttons say beside their word.
    pub(crate) of: String,
}

impl Card {
    pub(crate) fn new(t: &Speech, leaf: &Arc<Leaf>, why: String, thanked: bool, reader: (MemberId, Timestamp)) -> Self {
        let post = &leaf.post;
        Self {
            path: format!("/posts/{}", post.id),
            lang: (post.said.language != t.tag()).then(|| post.said.language.clone()),
            when: leaf.when(t, reader.1),
            held: post.state == pergola_domain::posts::State::Held,
            mine: post.author == reader.0,
            of: leaf.of_whom(t),
            leaf: Arc::clone(leaf),
            thanked,
            why,
        }
    }
}

/// These as cards, in their order. It asks once for all of them how near their authors are.
pub(crate) async fn cards(here: &Here, seen: Vec<Seen>) -> Result<Vec<Card>, Failed> {
    if seen.is_empty() {
        return Ok(Vec::new());
    }
    let (t, by) = (here.speech(), here.by());
    let authors: Vec<MemberId> = seen.iter().map(|seen| seen.author.id).collect();
    let near = network::near(&here.app, &here.by(), &authors).await?;
    let me = by.member;
    let (leaves, thanked): (Vec<Arc<Leaf>>, BTreeSet<PostId>) = here
        .app
        .db
        .read(async move |tx| -> Result<_, Fault> {
            let ids: Vec<PostId> = seen.iter().map(|seen| seen.post.id).collect();
            let posts = seen.iter().map(|seen| (seen.post.clone(), seen.author.clone(), seen.noise.clone())).collect();
            Ok((leaves(tx, posts).await?, store::thanked(tx, me, &ids).await?))
        })
        .await?;
    let drawn = leaves.iter().zip(near).map(|(leaf, near)| {
        let why = sight(&t, &near, leaf);
        Card::new(&t, leaf, why, thanked.contains(&leaf.post.id), (by.member, by.now))
    });
    Ok(drawn.collect())
}

/// Why this reader sees it: how near he is to its author, and for whom it is.
fn sight(t: &Speech, near: &Near, leaf: &Leaf) -> String {
    let key = match (leaf.post.said.audience.group(), near.steps, &near.through) {
        (Some(_), _, _) => "posts-sight-group",
        (None, Some(0), _) => "posts-sight-own",
        (None, Some(1), _) => "posts-sight-tied",
        (None, Some(2), Some(_)) => "posts-sight-through",
        (None, Some(2), None) => "posts-sight-near",
        (None, _, _) => "posts-sight-everybody",
    };
    let through = near.through.as_ref().map_or("", |person| person.name.as_str());
    t.say(key).arg("name", &leaf.name).arg("through", through).text()
}

/// Who somebody is, for the page of one post.
pub(super) async fn one(here: &Here, seen: Seen) -> Result<Card, Failed> {
    cards(here, vec![seen]).await?.pop().ok_or(Failed::NotFound)
}

/// Those of these people who are there for the reader, by name.
pub(super) async fn named(here: &Here, ids: Vec<MemberId>) -> Result<Vec<Account>, Failed> {
    let me = here.me()?.member;
    let named = async move |tx: &Tx| {
        let unseen = crate::ties::unseen(tx, me, &ids).await?;
        let ids: Vec<MemberId> = ids.iter().copied().filter(|id| !unseen.contains(id)).collect();
        members::find_many(tx, &ids).await
    };
    Ok(here.app.db.read(named).await?)
}
