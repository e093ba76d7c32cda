//! Search and facets against a plain filter over the tables, for members, ties, blocks, posts, asks and events by chance.
//!
//! The plain side reads every row of the tables, asks each room's own rule whether the viewer may see it, compares the words
//! one by one, and counts, filter by filter: it knows neither the index nor the sieve.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks,
    ids::{AskId, EventId, MemberId, PostId},
    members::Language,
};
use pergola_search::{Lot, Phase, Query, Texts};
use serde_json::{Value, json};

use super::{found, tie};
use crate::{
    events, members,
    network::{self, Chance},
    posts,
    testkit::{Person, Town},
    ties,
};

const SEED: u64 = 20_261_126;
const NAMES: [&str; 7] =
    ["Ada Rossi", "Bruno Neri", "Carla Verdi", "Dino Gialli", "Elsa Viola", "Fabio Blu", "Gina Rosa"];
const TEXTS: [&str; 6] = [
    "luce nelle aule",
    "restauro di mobili",
    "luci e ombre",
    "un’aula nuova",
    "mobile antico, luce bassa",
    "niente di tutto questo",
];
const PLACES: [&str; 4] = ["Torino", "Asti", "Ancona", "Fuoriporta"];
/// Those that the list of cities knows, each with those that lie within sixty kilometres.
const AROUND: [(&str, &[&str]); 3] =
    [("Torino", &["Torino", "Asti"]), ("Asti", &["Torino", "Asti"]), ("Ancona", &["Ancona"])];
const EMPLOYERS: [&str; 3] = ["Zincheria", "Quadrifoglio", "Fonderia"];
const TOPICS: [&str; 3] = ["scuole", "legno", "luce"];
const ASKED: [&str; 5] = ["luce", "aule", "restauro mobili", "luci aula", "rossi"];

/// One thing of many that members do, by chance.
async fn something_happens(people: &[Person], chance: &mut Chance) {
    let (one, other) = (chance.below(people.len()), chance.below(people.len()));
    let (one, other) = (&people[one], &people[other]);
    let block = format!("/api/v1/blocks/{}", other.handle);
    let (text, place, topic) =
        (chance.any(&TEXTS).unwrap(), chance.any(&PLACES).unwrap(), chance.any(&TOPICS).unwrap());
    match chance.below(11) {
        0 => {
            let new = json!({ "headline": text, "place": place, "skills": [topic] });
            drop(one.patch("/api/v1/me", new).await);
        }
        7 => {
            let (now, once) = (chance.any(&EMPLOYERS).unwrap(), chance.any(&EMPLOYERS).unwrap());
            let positions = json!([{ "organisation": now, "title": "socia", "from": "2020" },
                                   { "organisation": once, "title": "apprendista", "from": "2010", "to": "2015" }]);
            drop(one.patch("/api/v1/me", json!({ "positions": positions })).await);
        }
        8 => {
            let studies =
                json!([{ "school": chance.any(&EMPLOYERS).unwrap(), "degree": "diploma", "field": "fusione" }]);
            let languages = chance.any(&["it", "it,en", "pt-BR,it"]).unwrap();
            let languages: Vec<&str> = languages.split(',').collect();
            drop(one.patch("/api/v1/me", json!({ "education": studies, "languages": languages })).await);
        }
        9 => {
            let audience = chance.any(&["ties", "two_steps", "everybody"]).unwrap();
            let new = json!({ "title": text, "starts": "2026-04-10T19:00", "ends": "2026-04-10T22:00",
                              "zone": "Europe/Rome", "place": place, "audience": audience });
            drop(one.post("/api/v1/events", new).await);
        }
        1 | 2 => {
            let audience = chance.any(&["ties", "two_steps", "three_steps", "everybody"]).unwrap();
            let list = chance.any(&["asks", "offers"]).unwrap();
            let new = json!({ "text": text, "place": place, "topics": [topic], "audience": audience });
            drop(one.post(&format!("/api/v1/{list}"), new).await);
        }
        3 | 4 => {
            let audience = chance.any(&["ties", "two_steps", "everybody"]).unwrap();
            let new = json!({ "text": text, "topics": [topic], "audience": audience });
            drop(one.post("/api/v1/posts", new).await);
        }
        5 if one.id != other.id => drop(one.put(&block, json!({})).await),
        6 if one.id != other.id => drop(one.delete(&block).await),
        _ if one.id != other.id => {
            let asked = json!({ "to": other.handle, "how_met": { "kind": "worked" } });
            let answer = one.post("/api/v1/invitations", asked).await;
            if answer.status.as_u16() == 201 {
                let id = answer.json()["id"].as_str().unwrap().to_owned();
                drop(other.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await);
            }
        }
        _ => {}
    }
}

/// A row of the plain side.
#[derive(Debug)]
struct Row {
    kind: &'static str,
    id: i64,
    author: MemberId,
    texts: Texts,
    place: String,
    topics: Vec<String>,
    languages: Vec<String>,
    /// Of a person: where he works, worked and studied, and whether he asks for something.
    now: Vec<String>,
    once: Vec<String>,
    schools: Vec<String>,
    asks: bool,
    steps: Option<u8>,
    mine: bool,
}

impl Row {
    fn new(kind: &'static str, id: i64, author: MemberId, texts: Texts) -> Self {
        let (none, place) = (Vec::new, String::new());
        let (topics, languages, now, once, schools) = (none(), none(), none(), none(), none());
        Self {
            kind,
            id,
            author,
            texts,
            place,
            topics,
            languages,
            now,
            once,
            schools,
            asks: false,
            steps: None,
            mine: false,
        }
    }
}

/// The main part of each tag, once.
fn main_tags<'a>(tags: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let tags = tags.into_iter().map(|tag| tag.split('-').next().unwrap().to_lowercase());
    let once: std::collections::BTreeSet<String> = tags.filter(|tag| !tag.is_empty()).collect();
    once.into_iter().collect()
}

fn each_once(ids: impl Iterator<Item = String>) -> Vec<String> {
    ids.collect::<std::collections::BTreeSet<String>>().into_iter().collect()
}

async fn ids(town: &Town, table: &'static str) -> Vec<i64> {
    let sql = format!("SELECT id FROM {table} ORDER BY id");
    let read = async move |tx: &Tx| tx.all(&sql, &[], |row| row.get(0)).await;
    town.app.db.read::<Vec<i64>, Fault, _>(read).await.unwrap()
}

/// The people whom somebody may see, each with how far he is.
async fn people(town: &Town, me: MemberId, far: &BTreeMap<MemberId, Option<u8>>) -> Vec<Row> {
    let (app, mut rows) = (&town.app, Vec::new());
    for (id, steps) in far.iter().map(|(id, steps)| (*id, *steps)) {
        let read = async move |tx: &Tx| {
            let there = ties::may_see(tx, me, id).await?;
            Ok(members::profile(tx, id).await?.filter(|_| there))
        };
        let Some(profile) = app.db.read::<_, Fault, _>(read).await.unwrap() else { continue };
        let skills: Vec<String> = profile.skills.iter().map(|(_, name)| name.clone()).collect();
        let account = profile.account;
        let (mut head, mut at) = (vec![account.headline.clone(), skills.join("\n")], vec![account.place.clone()]);
        for kept in &profile.positions {
            head.push(kept.told.title.clone());
            at.push(kept.told.organisation.clone());
        }
        for kept in &profile.education {
            head.extend([kept.told.school.clone(), kept.told.degree.clone(), kept.told.field.clone()]);
        }
        let name = format!("{} {}", account.name, account.handle);
        let texts = Texts { name, head: head.join("\n"), at: at.join("\n"), text: profile.about };
        let worked = |over: bool| {
            let those = profile.positions.iter().filter(move |kept| kept.told.period.is_over == over);
            each_once(those.map(|kept| kept.organisation.to_string()))
        };
        let (now, once) = (worked(false), worked(true));
        let schools = each_once(profile.education.iter().map(|kept| kept.organisation.to_string()));
        let languages = main_tags(&profile.languages);
        let (place, topics, mine) = (account.place, skills, id == me);
        let row = Row::new("person", id.0, id, texts);
        rows.push(Row { place, topics, languages, now, once, schools, steps, mine, ..row });
    }
    rows
}

/// All that the viewer may see, by each room's own door.
async fn rows(town: &Town, viewer: &Person) -> Vec<Row> {
    let app = &town.app;
    let by = app.by_itself(Language::En).on_behalf_of(viewer.id);
    let everybody: Vec<MemberId> = ids(town, "members").await.into_iter().map(MemberId).collect();
    let steps = network::steps(app, &by, &everybody).await.unwrap();
    let far: BTreeMap<MemberId, Option<u8>> = everybody.into_iter().zip(steps).collect();
    let mut rows = people(town, viewer.id, &far).await;
    let all: Vec<AskId> = ids(town, "asks").await.into_iter().map(AskId).collect();
    let read = async move |tx: &Tx| crate::asks::find_many(tx, &all).await;
    let all = app.db.read::<_, Fault, _>(read).await.unwrap();
    for seen in crate::asks::visible(app, &by, all).await.unwrap() {
        if !seen.ask.is_open(by.now) {
            continue;
        }
        let kind = if seen.ask.kind == asks::Kind::Ask { "ask" } else { "offer" };
        let (said, topics) = (seen.ask.said, |topics: &[pergola_domain::topics::Topic]| {
            topics.iter().map(|topic| topic.key.clone()).collect::<Vec<_>>()
        });
        let topics = topics(&said.topics);
        let texts = Texts { head: topics.join("\n"), at: said.place.clone(), text: said.text, ..Texts::default() };
        let author = seen.author.id;
        if kind == "ask" {
            rows.iter_mut().filter(|row| row.kind == "person" && row.author == author).for_each(|row| row.asks = true);
        }
        let (place, languages, steps) = (said.place, main_tags([&said.language]), seen.steps);
        let row = Row::new(kind, seen.ask.id.0, author, texts);
        rows.push(Row { place, topics, languages, steps, mine: author == viewer.id, ..row });
    }
    let all: Vec<PostId> = ids(town, "posts").await.into_iter().map(PostId).collect();
    for seen in posts::visible_among(app, &by, all).await.unwrap() {
        let topics: Vec<String> = seen.post.said.topics.iter().map(|topic| topic.key.clone()).collect();
        let texts = Texts { head: topics.join("\n"), text: seen.post.said.text, ..Texts::default() };
        let (id, author, languages) = (seen.post.id.0, seen.author.id, main_tags([&seen.post.said.language]));
        let row = Row::new("post", id, author, texts);
        rows.push(Row { topics, languages, steps: seen.steps, mine: author == viewer.id, ..row });
    }
    let all: Vec<EventId> = ids(town, "events").await.into_iter().map(EventId).collect();
    for (event, host) in events::visible_among(app, &by, all).await.unwrap() {
        let said = event.said;
        let texts = Texts { head: said.title, at: said.place.clone(), text: said.text, ..Texts::default() };
        let row = Row::new("event", event.id.0, host.id, texts);
        let (place, steps) = (said.place, far.get(&host.id).copied().flatten());
        rows.push(Row { place, steps, mine: host.id == viewer.id, ..row });
    }
    rows
}

fn bucket(row: &Row) -> Option<&'static str> {
    if row.mine {
        return None;
    }
    Some(match row.steps {
        Some(1) => "1",
        Some(2) => "2",
        Some(3) => "3",
        _ => "beyond",
    })
}

fn told(found: &Value, facet: &str) -> BTreeMap<String, u64> {
    let values = found["facets"][facet].as_array().unwrap().iter();
    let pairs = values.map(|one| (one["value"].as_str().unwrap().to_owned(), one["count"].as_u64().unwrap()));
    pairs.filter(|(_, count)| *count > 0).collect()
}

fn counted<'a>(rows: impl Iterator<Item = &'a Row>, of: impl Fn(&Row) -> Vec<String>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for value in rows.flat_map(of) {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// How many lie at each place, or within sixty kilometres of it: of the places that some have, and of Turin where it is held.
fn placed<'a>(left: impl Iterator<Item = &'a Row>, around: bool, turin: bool) -> BTreeMap<String, u64> {
    let at = counted(left, |row| one(&row.place));
    if !around {
        return at;
    }
    let near = AROUND.iter().filter(|(place, _)| at.contains_key(*place) || turin && *place == "Torino");
    let sums =
        near.map(|(place, near)| ((*place).to_owned(), near.iter().filter_map(|place| at.get(*place)).sum::<u64>()));
    sums.filter(|(_, count)| *count > 0).collect()
}

fn one(value: &str) -> Vec<String> {
    if value.is_empty() { Vec::new() } else { vec![value.to_owned()] }
}

/// A filter: the facet that it is of, how it stands in an address, what passes.
type Held = (&'static str, String, Box<dyn Fn(&Row) -> bool>);

/// All filters, each with a value by chance.
async fn filters(town: &Town, around: bool, chance: &mut Chance) -> [Held; 9] {
    let organisations = ids(town, "organisations").await;
    let mut employer = || chance.any(&organisations).map_or_else(|| "7".to_owned(), |id| id.to_string());
    let (now, once, school) = (employer(), employer(), employer());
    let radius = if around { "&radius_km=60" } else { "" };
    let held =
        |name: &'static str, value: &str, keep: Box<dyn Fn(&Row) -> bool>| (name, format!("&{name}={value}"), keep);
    [
        held("kind", "person,offer", Box::new(|row| row.kind == "person" || row.kind == "offer")),
        held("distance", "1,2", Box::new(|row| bucket(row).is_some_and(|at| at == "1" || at == "2"))),
        held(
            "place",
            &format!("Torino{radius}"),
            Box::new(move |row| row.place == "Torino" || around && row.place == "Asti"),
        ),
        held("topic", "legno", Box::new(|row| row.topics.iter().any(|topic| topic == "legno"))),
        held("language", "en", Box::new(|row| row.languages.iter().any(|tag| tag == "en"))),
        held("organisation", &now.clone(), Box::new(move |row| row.now.contains(&now))),
        held("organisation_once", &once.clone(), Box::new(move |row| row.once.contains(&once))),
        held("school", &school.clone(), Box::new(move |row| row.schools.contains(&school))),
        held("open_asks", "true", Box::new(|row| row.asks)),
    ]
}

/// Sets of filters that are held together: none, each alone, and some by chance.
fn held_together(chance: &mut Chance) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    sets.extend((0..9).map(|one| vec![one]));
    sets.extend((0..10).map(|_| (0..9).filter(|_| chance.below(3) == 0).collect()));
    sets
}

/// Whether a text has the words of a query.
fn has(query: &Query, phase: Phase, texts: &Texts) -> bool {
    !Lot::of([texts.clone()]).matches(query, phase).is_empty()
}

/// What the viewer finds by words, narrowed in several ways, is what the plain filter leaves.
async fn compare(town: &Town, viewer: &Person, words: &str, chance: &mut Chance) {
    let query = Query::read(words, false).unwrap();
    let all = rows(town, viewer).await;
    let phase = Phase::ALL.into_iter().find(|phase| all.iter().any(|row| has(&query, *phase, &row.texts)));
    let matching: Vec<&Row> =
        all.iter().filter(|row| phase.is_some_and(|phase| has(&query, phase, &row.texts))).collect();
    let q = words.replace(' ', "+");
    let around = chance.below(2) == 0;
    let filters = filters(town, around, chance).await;
    for chosen in held_together(chance) {
        let held: Vec<&Held> = chosen.iter().map(|at| &filters[*at]).collect();
        let address: String = held.iter().map(|(_, address, _)| address.as_str()).collect();
        let answer = found(viewer, &format!("q={q}{address}&limit=100")).await;
        let passes = |row: &Row, but: &str| held.iter().all(|(name, _, keep)| *name == but || keep(row));
        let left = |but: &'static str| matching.iter().copied().filter(move |row| passes(row, but));
        let mut expected: Vec<(String, String)> =
            left("").map(|row| (row.kind.to_owned(), row.id.to_string())).collect();
        expected.sort();
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let items = answer["items"].as_array().unwrap().iter();
        let mut got: Vec<(String, String)> = items.map(|item| (word(&item["kind"]), word(&item["id"]))).collect();
        got.sort();
        let what = format!("{} looks for {words:?}{address}", viewer.handle);
        assert_eq!(got, expected, "{what}");
        assert_eq!(answer["count"].as_u64().unwrap(), u64::try_from(expected.len()).unwrap(), "{what}");
        let kinds: BTreeMap<String, u64> =
            told(&answer, "kind").into_iter().filter(|(kind, _)| kind != "knows").collect();
        assert_eq!(kinds, counted(left("kind"), |row| one(row.kind)), "{what}: kinds");
        let turin = held.iter().any(|(name, ..)| *name == "place");
        let places = placed(left("place"), around && turin, turin);
        for (facet, expected) in [
            ("distance", counted(left("distance"), |row| one(bucket(row).unwrap_or_default()))),
            ("place", places),
            ("topic", counted(left("topic"), |row| row.topics.clone())),
            ("language", counted(left("language"), |row| row.languages.clone())),
            ("organisation", counted(left("organisation"), |row| row.now.clone())),
            ("organisation_once", counted(left("organisation_once"), |row| row.once.clone())),
            ("school", counted(left("school"), |row| row.schools.clone())),
        ] {
            assert_eq!(told(&answer, facet), expected, "{what}: {facet}");
        }
        let asking = left("open_asks").filter(|row| row.asks).count();
        assert_eq!(answer["facets"]["open_asks"].as_u64().unwrap(), u64::try_from(asking).unwrap(), "{what}: asks");
    }
}

#[tokio::test]
async fn results_and_facets_are_those_of_a_plain_filter_over_the_tables() {
    let town = Town::new().await;
    let people = town.people(NAMES).await;
    let mut chance = Chance(SEED);
    for pair in [(0, 1), (1, 2), (2, 3), (0, 4)] {
        tie(&people[pair.0], &people[pair.1]).await;
    }
    for _ in 0..6 {
        for _ in 0..14 {
            something_happens(&people, &mut chance).await;
        }
        town.settles().await;
        for _ in 0..3 {
            let (viewer, words) = (chance.below(people.len()), chance.any(&ASKED).unwrap());
            compare(&town, &people[viewer], words, &mut chance).await;
        }
    }
}
