//! What was found, as it is shown: read through the rooms that it belongs to, so that what is deleted or changed since is
//! not shown as it was.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks::Kind as AskKind,
    ids::{AskId, ContactId, EventId, GroupId, JobId, MemberId, OrganisationId, PersonId, PostId},
    search::{Distance, Entry, Facet, Kind},
    topics::Topic,
};
use pergola_places::Spot;
use pergola_search::Query;

use super::{
    acts::Looked,
    asked::{Asked, Typed},
    snippet::Snippet,
};
use crate::{
    app::{App, By},
    asks, contacts, events, groups,
    http::Failed,
    jobs,
    members::{self, Account},
    network::{self, Reach},
    organisations, posts, ties,
    words::{Speech, words_alone},
};

/// Values of a facet that are named.
const VALUES: usize = 8;
/// Of the places at which most results are, those of which it is counted what lies around them.
const CANDIDATES: usize = 32;
/// Of whom both know, named.
const MUTUALS: usize = 2;
/// Parts of a profile that are shown.
const PARTS: usize = 2;

/// Something that speaks for a result: what it is, its words, its page.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) kind: Kind,
    pub(super) snippet: Snippet,
    pub(super) path: Option<String>,
    /// BCP 47; empty where it is not told.
    pub(super) language: String,
}

/// A result.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) entry: Entry,
    pub(super) title: Snippet,
    pub(super) path: String,
    /// The line below the title.
    pub(super) line: Snippet,
    /// Whose it is.
    pub(super) person: Option<Account>,
    pub(super) reach: Reach,
    pub(super) said: Vec<Said>,
}

/// A text of somebody's, with its page and language.
struct Thing {
    author: Option<Account>,
    title: String,
    line: String,
    text: String,
    path: String,
    language: String,
}

/// All that a page of results needs, by kind and number.
#[derive(Default)]
struct Things {
    all: BTreeMap<(Kind, i64), Thing>,
    profiles: BTreeMap<MemberId, members::Profile>,
}

/// The results of a page without how one reaches anybody: for who still types.
pub(super) async fn titled(app: &App, by: &By, query: &Query, looked: &Looked) -> Result<Vec<Item>, Failed> {
    let things = things(app, by, looked).await?;
    Ok(looked.found.entries.iter().filter_map(|entry| item(query, looked, &things, entry)).collect())
}

/// The results of a page, in their order; what is not there any more is left out.
pub(super) async fn items(app: &App, by: &By, query: &Query, looked: &Looked) -> Result<Vec<Item>, Failed> {
    let mut items = titled(app, by, query, looked).await?;
    let others: Vec<MemberId> = items
        .iter()
        .filter_map(|item| item.person.as_ref())
        .map(|person| person.id)
        .filter(|id| *id != by.member)
        .collect();
    let reaches = network::reaches(app, by, &others, MUTUALS).await?;
    let reaches: BTreeMap<MemberId, Reach> = others.into_iter().zip(reaches).collect();
    for item in &mut items {
        if let Some(reach) = item.person.as_ref().and_then(|person| reaches.get(&person.id)) {
            item.reach = reach.clone();
        } else if item.entry.distance == Distance::Own {
            item.reach.steps = Some(0);
        }
    }
    Ok(items)
}

fn item(query: &Query, looked: &Looked, things: &Things, entry: &Entry) -> Option<Item> {
    let item = |title: &str, line: &str, path: String, person: Option<Account>, said: Vec<Said>| Item {
        entry: *entry,
        title: Snippet::whole(query, title),
        line: Snippet::whole(query, line),
        path,
        person,
        reach: Reach::default(),
        said,
    };
    match entry.kind {
        Kind::Person | Kind::Knows => {
            let profile = things.profiles.get(&MemberId(entry.id))?;
            let account = &profile.account;
            let said = if entry.kind == Kind::Person {
                of_profile(query, profile).into_iter().collect()
            } else {
                evidence(query, looked, things, MemberId(entry.id))
            };
            Some(item(&account.name, &account.headline, account.path(), Some(account.clone()), said))
        }
        Kind::Answered => None,
        kind => {
            let thing = things.all.get(&(kind, entry.id))?;
            let said =
                Said { kind, snippet: Snippet::of(query, &thing.text), path: None, language: thing.language.clone() };
            let said = if thing.text.is_empty() { Vec::new() } else { vec![said] };
            Some(item(&thing.title, &thing.line, thing.path.clone(), thing.author.clone(), said))
        }
    }
}

/// The parts of a profile that have the words, where its headline alone does not say it.
fn of_profile(query: &Query, profile: &members::Profile) -> Option<Said> {
    let mut parts: Vec<String> = Vec::new();
    for kept in &profile.positions {
        let told = &kept.told;
        parts.push([told.title.as_str(), told.organisation.as_str()].join(", ").trim_start_matches(", ").to_owned());
    }
    parts.extend(profile.skills.iter().map(|(_, name)| name.clone()));
    for kept in &profile.education {
        parts.push([kept.told.school.as_str(), kept.told.field.as_str()].join(", ").trim_end_matches(", ").to_owned());
    }
    parts.extend(profile.about.split(['\n', '.']).map(|part| part.trim().to_owned()));
    parts.extend(profile.positions.iter().map(|kept| kept.told.description.clone()));
    parts.push(profile.account.place.clone());
    let mut shown: Vec<String> = Vec::new();
    for part in parts {
        let snippet = Snippet::of(query, &part);
        if !snippet.marks.is_empty() && !shown.contains(&snippet.text) {
            shown.push(snippet.text);
        }
        if shown.len() == PARTS {
            break;
        }
    }
    let snippet = Snippet::whole(query, &shown.join(" · "));
    let said = Said { kind: Kind::Person, snippet, path: None, language: String::new() };
    (!shown.is_empty()).then_some(said)
}

fn evidence(query: &Query, looked: &Looked, things: &Things, member: MemberId) -> Vec<Said> {
    let found = looked.evidence.get(&member).into_iter().flatten();
    let said = found.filter_map(|(kind, id)| {
        if *kind == Kind::Person {
            return of_profile(query, things.profiles.get(&member)?);
        }
        let thing = things.all.get(&(*kind, *id))?;
        Some(Said {
            kind: *kind,
            snippet: Snippet::of(query, &thing.text),
            path: Some(thing.path.clone()),
            language: thing.language.clone(),
        })
    });
    said.collect()
}

/// The numbers of a kind on a page, evidence too.
fn numbers(looked: &Looked, kinds: &[Kind]) -> Vec<i64> {
    let entries = looked.found.entries.iter().map(|entry| (entry.kind, entry.id));
    let evidence = looked.evidence.values().flatten().copied();
    let mut all: Vec<i64> =
        entries.chain(evidence).filter(|(kind, _)| kinds.contains(kind)).map(|(_, id)| id).collect();
    all.sort_unstable();
    all.dedup();
    all
}

async fn things(app: &App, by: &By, looked: &Looked) -> Result<Things, Fault> {
    let mut things = Things::default();
    let ids: Vec<AskId> = numbers(looked, &[Kind::Ask, Kind::Offer, Kind::Answered]).into_iter().map(AskId).collect();
    let found = app.db.read(async move |tx| asks::find_many(tx, &ids).await).await?;
    for seen in asks::visible(app, by, found).await? {
        let path = asks::path(&seen.ask);
        let open = seen.ask.is_open(by.now);
        let kind = if open { ask_kind(seen.ask.kind) } else { Kind::Answered };
        let thing = Thing {
            title: seen.author.name.clone(),
            line: seen.author.headline.clone(),
            text: seen.ask.said.text.clone(),
            path,
            language: seen.ask.said.language.clone(),
            author: Some(seen.author),
        };
        things.all.insert((kind, seen.ask.id.0), thing);
    }
    let ids: Vec<PostId> = numbers(looked, &[Kind::Post]).into_iter().map(PostId).collect();
    for seen in posts::visible_among(app, by, ids).await? {
        let thing = Thing {
            title: seen.author.name.clone(),
            line: seen.author.headline.clone(),
            text: words_alone(&seen.post.said.text),
            path: format!("/posts/{}", seen.post.id),
            language: seen.post.said.language.clone(),
            author: Some(seen.author),
        };
        things.all.insert((Kind::Post, seen.post.id.0), thing);
    }
    let ids: Vec<EventId> = numbers(looked, &[Kind::Event]).into_iter().map(EventId).collect();
    for (event, host) in events::visible_among(app, by, ids).await? {
        let thing = Thing {
            line: [host.name.as_str(), event.said.place.as_str()].join(", ").trim_end_matches(", ").to_owned(),
            title: event.said.title,
            text: words_alone(&event.said.text),
            path: format!("/events/{}", event.id),
            language: String::new(),
            author: Some(host),
        };
        things.all.insert((Kind::Event, event.id.0), thing);
    }
    let by = by.clone();
    let people: Vec<MemberId> = numbers(looked, &[Kind::Person, Kind::Knows]).into_iter().map(MemberId).collect();
    let jobs: Vec<JobId> = numbers(looked, &[Kind::Job]).into_iter().map(JobId).collect();
    let groups: Vec<GroupId> = numbers(looked, &[Kind::Group]).into_iter().map(GroupId).collect();
    let places: Vec<OrganisationId> = numbers(looked, &[Kind::Organisation]).into_iter().map(OrganisationId).collect();
    let cards: Vec<ContactId> = numbers(looked, &[Kind::Card]).into_iter().map(ContactId).collect();
    let notes: Vec<(i64, PersonId, String)> =
        looked.notes.iter().map(|(number, (person, note))| (*number, *person, note.clone())).collect();
    let wanted = numbers(looked, &[Kind::Note]);
    let mut rest = app
        .db
        .read(async move |tx| {
            let mut things = Things::default();
            add_people(tx, by.member, &people, &mut things).await?;
            add_jobs(tx, &by, &jobs, &mut things).await?;
            add_circles(tx, by.member, (&groups, &places), &mut things).await?;
            add_own(tx, by.member, &cards, &mut things).await?;
            for (number, person, note) in notes.iter().filter(|(number, _, _)| wanted.contains(number)) {
                add_note(tx, by.member, (*number, *person, note), &mut things).await?;
            }
            Ok::<_, Fault>(things)
        })
        .await?;
    rest.all.append(&mut things.all);
    Ok(rest)
}

const fn ask_kind(kind: AskKind) -> Kind {
    match kind {
        AskKind::Ask => Kind::Ask,
        AskKind::Offer => Kind::Offer,
    }
}

async fn add_people(tx: &Tx, viewer: MemberId, ids: &[MemberId], things: &mut Things) -> Result<(), Fault> {
    let unseen = ties::unseen(tx, viewer, ids).await?;
    for id in ids.iter().filter(|id| !unseen.contains(id)) {
        if let Some(profile) = members::profile(tx, *id).await? {
            things.profiles.insert(*id, profile);
        }
    }
    Ok(())
}

async fn add_jobs(tx: &Tx, by: &By, ids: &[JobId], things: &mut Things) -> Result<(), Fault> {
    let found = jobs::visible_among(tx, by, ids).await?;
    let authors: Vec<MemberId> = found.iter().map(|job| job.author).collect();
    let places: Vec<OrganisationId> = found.iter().map(|job| job.organisation).collect();
    let authors = members::find_many(tx, &authors).await?;
    let places = organisations::find_many(tx, &places).await?;
    for job in found {
        let name = places.iter().find(|place| place.id == job.organisation).map(|place| place.name.as_str());
        let line: Vec<&str> =
            name.into_iter().chain([job.said.place.as_str()]).filter(|part| !part.is_empty()).collect();
        let thing = Thing {
            title: job.said.title.clone(),
            line: line.join(", "),
            text: words_alone(&job.said.text),
            path: job.path(),
            language: String::new(),
            author: authors.iter().find(|account| account.id == job.author).cloned(),
        };
        things.all.insert((Kind::Job, job.id.0), thing);
    }
    Ok(())
}

async fn add_circles(
    tx: &Tx,
    viewer: MemberId,
    (circles, places): (&[GroupId], &[OrganisationId]),
    things: &mut Things,
) -> Result<(), Fault> {
    let known = groups::known(tx, viewer, circles).await?;
    let nameless = |title: String, line: String, text: String, path: String| Thing {
        author: None,
        title,
        line,
        text,
        path,
        language: String::new(),
    };
    for group in groups::find_many(tx, circles).await?.into_iter().filter(|group| known.contains(&group.id)) {
        let (told, path) = (group.told, format!("/groups/{}", group.id));
        things.all.insert((Kind::Group, group.id.0), nameless(told.name, String::new(), told.purpose, path));
    }
    for place in organisations::find_many(tx, places).await? {
        let path = place.path();
        things.all.insert((Kind::Organisation, place.id.0), nameless(place.name, place.place, place.about, path));
    }
    Ok(())
}

async fn add_own(tx: &Tx, viewer: MemberId, ids: &[ContactId], things: &mut Things) -> Result<(), Fault> {
    for found in contacts::find_many(tx, viewer, ids).await? {
        let card = found.card;
        let line: Vec<&str> = [card.position.as_str(), card.organisation.as_str(), card.place.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let thing = Thing {
            line: line.join(", "),
            title: card.name,
            text: String::new(),
            path: format!("/contacts/{}", found.id),
            language: String::new(),
            author: None,
        };
        things.all.insert((Kind::Card, found.id.0), thing);
    }
    Ok(())
}

async fn add_note(
    tx: &Tx,
    viewer: MemberId,
    (number, person, note): (i64, PersonId, &str),
    things: &mut Things,
) -> Result<(), Fault> {
    let named = match person {
        PersonId::Member(member) => {
            let there = ties::may_see(tx, viewer, member).await?;
            let account = if there { members::find(tx, member).await? } else { None };
            account.map(|account| (account.name.clone(), account.headline.clone(), account.path()))
        }
        PersonId::Contact(card) => contacts::find(tx, viewer, card)
            .await?
            .map(|found| (found.card.name, found.card.organisation, format!("/contacts/{card}"))),
    };
    if let Some((title, line, path)) = named {
        let path = format!("{path}#story");
        let thing = Thing { title, line, text: note.to_owned(), path, language: String::new(), author: None };
        things.all.insert((Kind::Note, number), thing);
    }
    Ok(())
}

/// A value of a facet, to choose by.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// As it stands in an address.
    pub(super) value: String,
    pub(super) name: String,
    pub(super) count: u32,
    pub(super) chosen: bool,
}

/// The values of each facet that most results have, with those that are chosen.
pub(super) async fn choices(
    app: &App,
    t: &Speech,
    (typed, asked): (&Typed, &Asked),
    looked: &Looked,
) -> Result<Vec<(Facet, Vec<Choice>)>, Fault> {
    let mut by_facet: BTreeMap<Facet, Vec<(u32, String)>> = BTreeMap::new();
    for (index, count) in looked.found.counts.values() {
        if let Some((value, key)) = looked.view.named(index) {
            by_facet.entry(value.facet()).or_default().push((count, key));
        }
    }
    let at = by_facet.remove(&Facet::Place).unwrap_or_default();
    let places = places(app, (typed, asked), at);
    for (name, value) in &typed.chosen {
        if let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.word() == name) {
            let values = by_facet.entry(facet).or_default();
            if !values.iter().any(|(_, key)| key == value) {
                values.push((0, value.clone()));
            }
        }
    }
    for (facet, values) in &mut by_facet {
        let chosen = |key: &str| typed.has(facet.word(), key);
        values.sort_by(|one, other| (chosen(&other.1), other.0, &one.1).cmp(&(chosen(&one.1), one.0, &other.1)));
        values.truncate(VALUES.max(typed.chosen.len()));
    }
    let ids: Vec<OrganisationId> = [Facet::Organisation, Facet::Once, Facet::School]
        .iter()
        .filter_map(|facet| by_facet.get(facet))
        .flatten()
        .filter_map(|(_, key)| key.parse().ok())
        .collect();
    let named = app.db.read(async move |tx| organisations::find_many(tx, &ids).await).await?;
    let name = |facet: Facet, key: &str| match facet {
        Facet::Organisation | Facet::Once | Facet::School => {
            named.iter().find(|place| place.id.to_string() == key).map(|place| place.name.clone())
        }
        Facet::Topic => Some(Topic::of_key(key).name),
        Facet::Language => Some(t.language_name(key)),
        // They have names of their own.
        Facet::Place => None,
    };
    let told = by_facet.into_iter().map(|(facet, values)| {
        let choices = values.into_iter().filter_map(|(count, key)| {
            let name = name(facet, &key)?;
            Some(Choice { chosen: typed.has(facet.word(), &key), value: key, name, count })
        });
        (facet, choices.collect())
    });
    Ok(std::iter::once((Facet::Place, places)).chain(told).collect())
}

/// The places at which most results are, each with what a choice of it would leave: those at it, or those around it. A place
/// is chosen by its name: its key is for us.
fn places(app: &App, (typed, asked): (&Typed, &Asked), mut at: Vec<(u32, String)>) -> Vec<Choice> {
    at.sort_by(|one, other| (other.0, &one.1).cmp(&(one.0, &other.1)));
    let chosen = asked.near.as_ref();
    app.search.places(|places| {
        let spot = |key: &str| places.get(key).and_then(|(_, spot)| *spot);
        let left = |key: &str, from: Option<Spot>| match (asked.radius, from) {
            (None, _) => Some(at.iter().find(|(_, known)| known == key).map_or(0, |(count, _)| *count)),
            // Nothing lies around a place of which nobody knows where it is.
            (Some(_), None) => None,
            (Some(radius), Some(from)) => {
                let around = |key: &str| spot(key).is_some_and(|other| from.kilometres_to(other) <= radius);
                Some(at.iter().filter(|(_, key)| around(key)).map(|(count, _)| count).sum())
            }
        };
        let keys = at.iter().map(|(_, key)| key).filter(|key| chosen.is_none_or(|near| near.key != **key));
        let others = keys.take(CANDIDATES).filter_map(|key| {
            let (name, spot) = places.get(key)?;
            Some(Choice { value: name.clone(), name: name.clone(), count: left(key, *spot)?, chosen: false })
        });
        let mut others: Vec<Choice> = others.collect();
        others.sort_by(|one, other| (other.count, &one.name).cmp(&(one.count, &other.name)));
        let mine = chosen.and_then(|near| {
            let name = places.get(&near.key).map_or_else(|| typed.place.clone(), |(name, _)| name.clone());
            Some(Choice { value: name.clone(), name, count: left(&near.key, near.spot)?, chosen: true })
        });
        mine.into_iter().chain(others).take(VALUES).collect()
    })
}
