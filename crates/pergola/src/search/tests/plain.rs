//! Search and facets against a plain filter over the tables, for members, ties, blocks, posts and asks by chance.
//!
//! The plain side reads every row, asks each room's own rule whether the viewer may see it, compares the words one by one,
//! and counts.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks,
    ids::{AskId, MemberId, PostId},
    members::Language,
};
use pergola_search::{Phase, Query, Texts, score};
use serde_json::{Value, json};

use super::{found, tie};
use crate::{
    members,
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
const PLACES: [&str; 3] = ["Torino", "Ancona", "Fuoriporta"];
const TOPICS: [&str; 3] = ["scuole", "legno", "luce"];
const ASKED: [&str; 5] = ["luce", "aule", "restauro mobili", "luci aula", "rossi"];

/// One thing of many that members do, by chance.
async fn something_happens(people: &[Person], chance: &mut Chance) {
    let (one, other) = (chance.below(people.len()), chance.below(people.len()));
    let (one, other) = (&people[one], &people[other]);
    let block = format!("/api/v1/blocks/{}", other.handle);
    let (text, place, topic) =
        (chance.any(&TEXTS).unwrap(), chance.any(&PLACES).unwrap(), chance.any(&TOPICS).unwrap());
    match chance.below(8) {
        0 => {
            let new = json!({ "headline": text, "place": place, "skills": [topic] });
            drop(one.patch("/api/v1/me", new).await);
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
    texts: Texts,
    place: String,
    topics: Vec<String>,
    steps: Option<u8>,
    mine: bool,
}

async fn ids(town: &Town, table: &'static str) -> Vec<i64> {
    let sql = format!("SELECT id FROM {table} ORDER BY id");
    let read = async move |tx: &Tx| tx.all(&sql, &[], |row| row.get(0)).await;
    town.app.db.read::<Vec<i64>, Fault, _>(read).await.unwrap()
}

/// All that the viewer may see, by each room's own door.
async fn rows(town: &Town, viewer: &Person) -> Vec<Row> {
    let app = &town.app;
    let by = app.by_itself(Language::En).on_behalf_of(viewer.id);
    let mut rows = Vec::new();
    let people: Vec<MemberId> = ids(town, "members").await.into_iter().map(MemberId).collect();
    let steps = network::steps(app, &by, &people).await.unwrap();
    for (id, steps) in people.into_iter().zip(steps) {
        let me = viewer.id;
        let read = async move |tx: &Tx| {
            let there = ties::may_see(tx, me, id).await?;
            Ok(members::profile(tx, id).await?.filter(|_| there))
        };
        let Some(profile) = app.db.read::<_, Fault, _>(read).await.unwrap() else { continue };
        let skills: Vec<String> = profile.skills.iter().map(|(_, name)| name.clone()).collect();
        let account = profile.account;
        let head = [account.headline.clone(), skills.join("\n")].join("\n");
        let name = format!("{} {}", account.name, account.handle);
        let texts = Texts { name, head, at: account.place.clone(), text: profile.about };
        rows.push(Row { kind: "person", id: id.0, texts, place: account.place, topics: skills, steps, mine: id == me });
    }
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
        let mine = seen.author.id == viewer.id;
        rows.push(Row { kind, id: seen.ask.id.0, texts, place: said.place, topics, steps: seen.steps, mine });
    }
    let all: Vec<PostId> = ids(town, "posts").await.into_iter().map(PostId).collect();
    for seen in posts::visible_among(app, &by, all).await.unwrap() {
        let topics: Vec<String> = seen.post.said.topics.iter().map(|topic| topic.key.clone()).collect();
        let texts = Texts { head: topics.join("\n"), text: seen.post.said.text, ..Texts::default() };
        let (id, mine) = (seen.post.id.0, seen.author.id == viewer.id);
        rows.push(Row { kind: "post", id, texts, place: String::new(), topics, steps: seen.steps, mine });
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

/// What the viewer finds by words, narrowed in several ways, is what the plain filter leaves.
async fn compare(town: &Town, viewer: &Person, words: &str) {
    let query = Query::read(words, false).unwrap();
    let all = rows(town, viewer).await;
    let phase = Phase::ALL.into_iter().find(|phase| all.iter().any(|row| score(&query, *phase, &row.texts).is_some()));
    let matching: Vec<&Row> =
        all.iter().filter(|row| phase.is_some_and(|phase| score(&query, phase, &row.texts).is_some())).collect();
    let q = words.replace(' ', "+");
    type Keep = fn(&Row) -> bool;
    let kinds: Keep = |row| row.kind == "person" || row.kind == "offer";
    let near: Keep = |row| bucket(row).is_some_and(|at| at == "1" || at == "2");
    let turin: Keep = |row| row.place == "Torino";
    let wood: Keep = |row| row.topics.iter().any(|topic| topic == "legno");
    let filters: [(&str, &str, Keep); 4] = [
        ("kind", "&kind=person,offer", kinds),
        ("distance", "&distance=1,2", near),
        ("place", "&place=Torino", turin),
        ("topic", "&topic=legno", wood),
    ];
    for chosen in 0..16_usize {
        let held: Vec<_> =
            filters.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, one)| one).collect();
        let address: String = held.iter().map(|(_, address, _)| *address).collect();
        let answer = found(viewer, &format!("q={q}{address}&limit=100")).await;
        let passes = |row: &Row, but: &str| held.iter().all(|(name, _, keep)| *name == but || keep(row));
        let left = |but: &'static str| matching.iter().copied().filter(move |row| passes(row, but));
        let mut expected: Vec<(String, String)> = matching
            .iter()
            .filter(|row| passes(row, ""))
            .map(|row| (row.kind.to_owned(), row.id.to_string()))
            .collect();
        expected.sort();
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let items = answer["items"].as_array().unwrap().iter();
        let mut got: Vec<(String, String)> = items.map(|item| (word(&item["kind"]), word(&item["id"]))).collect();
        got.sort();
        let what = format!("{} looks for {words:?}{address}", viewer.handle);
        assert_eq!(got, expected, "{what}");
        assert_eq!(answer["count"].as_u64().unwrap(), u64::try_from(expected.len()).unwrap(), "{what}");
        let one = |value: &str| if value.is_empty() { Vec::new() } else { vec![value.to_owned()] };
        let kinds: BTreeMap<String, u64> =
            told(&answer, "kind").into_iter().filter(|(kind, _)| kind != "knows").collect();
        assert_eq!(kinds, counted(left("kind"), |row| one(row.kind)), "{what}: kinds");
        let distances = counted(left("distance"), |row| one(bucket(row).unwrap_or_default()));
        assert_eq!(told(&answer, "distance"), distances, "{what}: distances");
        assert_eq!(told(&answer, "place"), counted(left("place"), |row| one(&row.place)), "{what}: places");
        assert_eq!(told(&answer, "topic"), counted(left("topic"), |row| row.topics.clone()), "{what}: topics");
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
        for _ in 0..12 {
            something_happens(&people, &mut chance).await;
        }
        town.settles().await;
        for _ in 0..3 {
            compare(&town, &people[chance.below(people.len())], chance.any(&ASKED).unwrap()).await;
        }
    }
}
