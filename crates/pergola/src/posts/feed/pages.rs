//! The feed as Oggi shows it, on a page of its own with the days before, and the page of how one wants it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{
    feed::{self, Drawn, Manner, PAGE, PAST_DAYS},
    ids::{MemberId, PostId},
    noise::Kind,
    time::Timestamp,
};
use serde::Deserialize;

use super::{
    acts::{self, Chosen},
    compose::{Asked, Item, Said, compose},
    told,
};
use crate::{
    asks,
    http::{Failed, Form, Frame, Here, Page, Place, paging::Numbered, see},
    members::{self, Account},
    pictures,
    posts::{
        pages::{Button, Card},
        sight::{Seen, find_visible, visible_among},
        store,
    },
    ties,
    words::{Speech, escape, words_alone},
};

/// A line of the feed.
pub(crate) enum Line {
    Card(Box<Card>),
    Ask(Box<asks::Card>),
    Fold(Fold),
}

/// What is folded, in its place.
pub(crate) struct Fold {
    /// "3 posts folded: …", as safe HTML.
    pub(crate) title: String,
    pub(crate) posts: Vec<FoldedPost>,
}

pub(crate) struct FoldedPost {
    pub(crate) name: String,
    /// "post by Ada".
    pub(crate) of: String,
    pub(crate) kind: String,
    pub(crate) reason: String,
    pub(crate) path: String,
    /// Whether it is taken for noise: then the reader can say that it is none.
    pub(crate) noise: bool,
}

/// The feed as a page shows it.
pub(crate) struct Section {
    pub(crate) lines: Vec<Line>,
    /// Posts on later pages.
    pub(crate) more: usize,
}

/// As many on Oggi: it is to be short, and the whole lies one tap away.
const ON_TODAY: usize = 5;

/// Since yesterday, the beginning: for Oggi. `named`: addresses of what stands on that page already.
pub(crate) async fn section(here: &Here, named: &[&str]) -> Result<Section, Failed> {
    let now = here.by().now;
    let asked = Asked { span: (midnight(here, now, 1), now + 1), offset: 0, limit: ON_TODAY };
    let part = compose(&here.app, &here.by(), asked).await?;
    let mut lines = lines(here, &part.items).await?;
    lines.retain(|line| !matches!(line, Line::Ask(card) if named.contains(&card.path.as_str())));
    Ok(Section { more: part.count.saturating_sub(part.items.len()), lines })
}

/// The first moment of the day so many days before, on this server's clock.
pub(super) fn midnight(here: &Here, now: Timestamp, days_before: i64) -> Timestamp {
    let zone = here.app.config.time_zone.clone();
    let instant = jiff::Timestamp::from_microsecond(now.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let day = instant.to_zoned_datetime(zone.clone()).date().saturating_sub(jiff::Span::new().days(days_before));
    day.to_zoned_datetime(zone)
        .map_or(now.plus_days(-days_before), |begins| Timestamp(begins.timestamp().as_microsecond()))
}

async fn lines(here: &Here, items: &[Item]) -> Result<Vec<Line>, Failed> {
    let (t, by) = (here.speech(), here.by());
    let asked = items.iter().filter(|item| !item.placed.is_folded()).filter_map(|item| match &item.said {
        Said::Post(_) => None,
        Said::Ask(leaf) => Some((Arc::clone(leaf), item.steps, escape(&told::why(&t, &here.app.recent.said, item)))),
    });
    let mut asked = asks::leaf_cards(here, asked.collect()).await?.into_iter();
    // What stands open is asked for in its order.
    let mut card = |item: &Item| match &item.said {
        Said::Post(leaf) => {
            let why = told::why(&t, &here.app.recent.said, item);
            Some(Line::Card(Box::new(Card::new(&t, leaf, why, item.thanked, (by.member, by.now)))))
        }
        Said::Ask(_) => asked.next().map(|card| Line::Ask(Box::new(card))),
    };
    let mut drawn = Vec::new();
    for line in feed::lines(items.iter().map(|item| &item.placed)) {
        match line {
            Drawn::Open(place) => drawn.extend(items.get(place).and_then(&mut card)),
            Drawn::Folded(places) => {
                let folded: Vec<&Item> = places.iter().filter_map(|place| items.get(*place)).collect();
                drawn.push(Line::Fold(fold(here, &folded)));
            }
        }
    }
    Ok(drawn)
}

fn fold(here: &Here, folded: &[&Item]) -> Fold {
    let t = here.speech();
    let mut kinds: BTreeMap<String, i64> = BTreeMap::new();
    let mut posts = Vec::new();
    for item in folded {
        let Some(why) = &item.folded else { continue };
        *kinds.entry(told::kind(&t, why)).or_default() += 1;
        posts.push(FoldedPost {
            name: item.said.name().to_owned(),
            of: match &item.said {
                Said::Post(leaf) => leaf.of_whom(&t),
                Said::Ask(leaf) => t.say("posts-of").arg("name", &leaf.author.name).text(),
            },
            kind: told::kind(&t, why),
            reason: told::reason(&t, why),
            path: item.said.path(),
            noise: !matches!(why, super::compose::Folded::SameAuthor),
        });
    }
    let title = here.app.recent.said.or_say(format!("{} folded {kinds:?}", t.tag()), || folded_title(&t, kinds));
    Fold { title, posts }
}

/// "3 posts folded: …": of each kind how many.
fn folded_title(t: &Speech, kinds: BTreeMap<String, i64>) -> String {
    let count: i64 = kinds.values().sum();
    let kinds = kinds.into_iter().map(|(kind, count)| match count {
        1 => kind,
        count => t.say("feed-kind-count").arg("kind", kind).arg("count", count).text(),
    });
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    let title = t.say("feed-folded").bold("posts", &t.say("feed-folded-count").arg("count", count).text());
    title.arg("kinds", kinds).to_string()
}

#[derive(Template)]
#[template(path = "posts/feed/feed.html")]
struct FeedPage {
    frame: Frame,
    feed: Section,
    pages: Numbered,
    /// The address without the page.
    path: String,
    /// A day before, in words; none for "since yesterday".
    day: Option<String>,
    /// The days before: addresses, names, and which is shown.
    days: Vec<(String, String, bool)>,
    /// The reader's groups: addresses and names.
    groups: Vec<(String, String)>,
    end: String,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::posts) struct DayAsked {
    /// So many days before today, from 2 on.
    #[serde(default)]
    day: Option<i64>,
    #[serde(default)]
    page: Option<i64>,
}

pub(in crate::posts) async fn page(here: Here, Query(asked): Query<DayAsked>) -> Page {
    let now = here.by().now;
    let day = asked.day.filter(|day| (2..=PAST_DAYS).contains(day));
    let span = match day {
        None => (midnight(&here, now, 1), now + 1),
        Some(day) => (midnight(&here, now, day), midnight(&here, now, day - 1)),
    };
    let per_page = i64::try_from(PAGE).unwrap_or(20);
    let wanted = asked.page.unwrap_or(1).clamp(1, 500);
    let offset = usize::try_from((wanted - 1) * per_page).unwrap_or(0);
    let part = compose(&here.app, &here.by(), Asked { span, offset, limit: PAGE }).await?;
    let pages = Numbered::new(Some(wanted), i64::try_from(part.count).unwrap_or(0), per_page);
    let frame = here.frame("posts-network", Place::Today);
    let t = frame.t.clone();
    let name = |days: i64| {
        let noon = Timestamp(midnight(&here, now, days).0 + 43_200_000_000);
        here.app.recent.said.or_say(format!("{} day {}", t.tag(), noon.0), || t.weekday(noon))
    };
    let days = (2..=7).map(|days| (format!("/feed?day={days}"), name(days), day == Some(days)));
    let page = FeedPage {
        feed: Section { more: 0, lines: lines(&here, &part.items).await? },
        pages,
        path: day.map_or_else(|| "/feed?".to_owned(), |day| format!("/feed?day={day}&")),
        days: days.collect(),
        day: day.map(name),
        groups: part.groups.into_iter().map(|(group, name)| (format!("/groups/{group}"), name)).collect(),
        end: pictures::day_done(),
        frame,
    };
    here.draw(&page)
}

#[derive(Template)]
#[template(path = "posts/feed/settings.html")]
struct SettingsPage {
    frame: Frame,
    newest: bool,
    /// Word, name, whether it is folded.
    kinds: Vec<(&'static str, String, bool)>,
    outside: bool,
    /// The address of the own feed.
    atom: String,
    /// Whose posts are never folded: names and handles.
    people: Vec<(String, String)>,
    /// What was called no noise: whose, what it says, its address.
    opened: Vec<(String, String, String)>,
}

/// Of each kind, the latest, on the page and for programs.
const KEPT_OPEN: usize = 50;

/// Whose posts, and which, a reader keeps open, as far as they are there for him.
pub(super) async fn kept_open(here: &Here) -> Result<(Vec<Account>, Vec<Seen>), Failed> {
    let by = here.by();
    let (member, ever) = (by.member, Timestamp(0));
    let (people, posts) = here
        .app
        .db
        .read(async move |tx| {
            let people: Vec<MemberId> = store::open_people(tx, member).await?.into_iter().collect();
            let unseen = ties::unseen(tx, member, &people).await?;
            let mut people = members::find_many(tx, &people).await?;
            people.retain(|account| account.leaving_at.is_none() && !unseen.contains(&account.id));
            let posts: Vec<PostId> = store::opened(tx, member, ever).await?.into_iter().collect();
            Ok::<_, pergola_db::Fault>((people, posts))
        })
        .await?;
    let latest: Vec<PostId> = posts.into_iter().rev().take(KEPT_OPEN).collect();
    let mut seen = visible_among(&here.app, &by, latest).await?;
    seen.sort_by_key(|seen| std::cmp::Reverse(seen.post.id));
    Ok((people, seen))
}

/// The first words of a post.
fn beginning(text: &str) -> String {
    let words = words_alone(text);
    let cut: String = words.chars().take(80).collect();
    if cut.len() < words.len() { format!("{}…", cut.trim_end()) } else { cut }
}

pub(in crate::posts) async fn settings(here: Here) -> Page {
    let member = here.by().member;
    let choices = here.app.db.read(async move |tx| store::choices(tx, member).await).await?;
    let frame = here.frame("feed-settings", Place::Today);
    let t = frame.t.clone();
    let folded = choices.filter.folded();
    let atom = format!("/@{}/posts.atom", here.me()?.handle);
    let kinds = Kind::ALL.iter().map(|kind| (kind.word(), told::noise(&t, *kind), folded.contains(kind)));
    let (newest, outside) = (choices.manner == Manner::NewestFirst, choices.outside_since.is_some());
    let (people, posts) = kept_open(&here).await?;
    let people = people.into_iter().map(|account| (account.name, account.handle)).collect();
    let post = |seen: Seen| (seen.author.name, beginning(&seen.post.said.text), format!("/posts/{}", seen.post.id));
    let opened = posts.into_iter().map(post).collect();
    here.draw(&SettingsPage { newest, outside, atom, people, opened, kinds: kinds.collect(), frame })
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::posts) struct SettingsForm {
    #[serde(default)]
    order: String,
    #[serde(default)]
    outside: String,
    // One box for each kind: a form names only those that are ticked.
    #[serde(flatten)]
    ticked: BTreeMap<String, String>,
}

pub(in crate::posts) async fn set(here: Here, Form(form): Form<SettingsForm>) -> Page {
    let folds: BTreeSet<Kind> = Kind::ALL.into_iter().filter(|kind| form.ticked.contains_key(kind.word())).collect();
    let chosen =
        Chosen { manner: Manner::of(&form.order), folds: Some(folds), outside: Some(!form.outside.is_empty()) };
    acts::choose(&here.app, here.by(), chosen).await?;
    Ok(see("/feed/settings", Some("feed-chosen")))
}

/// *This is not noise*, and taking it back.
pub(in crate::posts) async fn teach(here: Here, Path(id): Path<String>, Form(form): Form<Button>) -> Page {
    let id = id.parse().map_err(|_why| Failed::NotFound)?;
    let seen = find_visible(&here.app, &here.by(), id).await?.ok_or(Failed::NotFound)?;
    acts::teach(&here.app, here.by(), &seen, form.undoes()).await?;
    let done = if form.undoes() { "noise-after-all" } else { "not-noise" };
    Ok(see(&form.back("/today"), Some(done)))
}

/// Somebody's posts are folded again like all others.
pub(in crate::posts) async fn fold_person(here: Here, Path(handle): Path<String>, Form(_): Form<Button>) -> Page {
    acts::open_by_handle(&here.app, here.by(), &handle, false).await?;
    Ok(see("/feed/settings", Some("person-folded")))
}

/// The posts of its author are folded never, or as all others.
pub(in crate::posts) async fn open_person(here: Here, Path(id): Path<String>, Form(form): Form<Button>) -> Page {
    let id = id.parse().map_err(|_why| Failed::NotFound)?;
    let seen = find_visible(&here.app, &here.by(), id).await?.ok_or(Failed::NotFound)?;
    acts::open_person(&here.app, here.by(), seen.author.id, !form.undoes()).await?;
    let done = if form.undoes() { "person-folded" } else { "person-open" };
    Ok(see(&form.back("/today"), Some(done)))
}
