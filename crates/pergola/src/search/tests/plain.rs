//! Search and facets against a plain filter over the tables, for members, ties, hidden ties, blocks, posts, asks and answers,
//! events, groups, ads, organisations, own cards and notes by chance: every kind of result, and those who know about it.
//!
//! The plain side reads every row of the tables (`rows.rs`), says by rules of its own whether the viewer may see it (`world.rs`),
//! compares the words one by one, and counts, filter by filter: it knows neither the index nor the sieve nor what a room thinks of
//! who sees what. A town to a seed: one stays the same, others are drawn (`PROPTEST_RNG_SEED` repeats them); what fails names its
//! seed and its question. The sieve alone is held against the same sentences by a property test
//! that shrinks (`pergola_domain::search`).

mod rows;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use pergola_search::{Lot, Phase, Query, Score, Texts};
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::{Value, json};

use super::{found, tie};
use crate::{
    network::Chance,
    organisations::tests::speaks_for,
    testkit::{Person, Town},
};
use rows::{Row, answered, ids, rows};

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
const ASKED: [&str; 7] = ["luce", "aule", "restauro mobili", "luci aula", "rossi", "zincheria", "fonderia luce"];

/// Kinds that are chosen together.
const KINDS: [&str; 5] = ["person,offer", "knows", "knows,post,job", "group,organisation,contact", "note,ask,event"];

/// One thing of many that members do, by chance.
async fn something_happens(town: &Town, people: &[Person], ads_of: &str, chance: &mut Chance) {
    let (one, other) = (chance.below(people.len()), chance.below(people.len()));
    let (one, other) = (&people[one], &people[other]);
    let block = format!("/api/v1/blocks/{}", other.handle);
    let (text, place, topic) =
        (chance.any(&TEXTS).unwrap(), chance.any(&PLACES).unwrap(), chance.any(&TOPICS).unwrap());
    match chance.below(20) {
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
        9..=16 => something_else_happens(town, people, ads_of, chance).await,
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

/// What happens less often: groups, ads, own cards and notes, who hides, who answered, events.
async fn something_else_happens(town: &Town, people: &[Person], ads_of: &str, chance: &mut Chance) {
    let (one, other) = (chance.below(people.len()), chance.below(people.len()));
    let (one, other) = (&people[one], &people[other]);
    let (text, place, topic) =
        (chance.any(&TEXTS).unwrap(), chance.any(&PLACES).unwrap(), chance.any(&TOPICS).unwrap());
    match chance.below(8) {
        0 => {
            let entry = chance.any(&["open", "on_request", "hidden"]).unwrap();
            let name = format!("{text} {}", chance.below(1_000));
            let new = json!({ "name": name, "purpose": text, "topics": [topic], "entry": entry });
            drop(one.post("/api/v1/groups", new).await);
        }
        1 => {
            let group = chance.any(&ids(town, "groups").await).unwrap_or_default();
            drop(one.put(&format!("/api/v1/groups/{group}/membership"), Value::Null).await);
            drop(one.post("/api/v1/posts", json!({ "text": text, "group": group.to_string() })).await);
        }
        2 => {
            let new = json!({ "organisation": ads_of, "title": text, "text": text, "place": place, "remote": "mixed",
                "contract": "permanent", "skills": [topic], "languages": ["it"],
                "pay": { "from": { "amount": "32000", "currency": "EUR" }, "period": "year" } });
            drop(people[0].post("/api/v1/jobs", new).await);
        }
        3 => drop(one.patch("/api/v1/me", json!({ "ties_shown": chance.any(&["nobody", "ties"]).unwrap() })).await),
        4 => {
            let new = json!({ "name": "Zeno Rossi", "organisation": text, "place": place });
            drop(one.post("/api/v1/contacts", new).await);
        }
        5 if one.id != other.id => {
            drop(one.patch(&format!("/api/v1/ties/{}", other.handle), json!({ "notes": text })).await);
            let met = json!({ "with": other.handle, "kind": "met", "at": "2026-03-01", "text": text });
            drop(one.post("/api/v1/moments", met).await);
        }
        6 if one.id != other.id => {
            let new = json!({ "text": text, "place": place, "topics": [topic], "audience": "ties" });
            let ask = one.post("/api/v1/asks", new).await;
            if ask.status.as_u16() == 201 {
                let path = format!("/api/v1/asks/{}/outcome", ask.json()["id"].as_str().unwrap());
                drop(one.put(&path, json!({ "answered": true, "by": other.handle })).await);
            }
        }
        7 => {
            let audience = chance.any(&["ties", "two_steps", "everybody"]).unwrap();
            let new = json!({ "title": text, "starts": "2026-04-10T19:00", "ends": "2026-04-10T22:00",
                              "zone": "Europe/Rome", "place": place, "audience": audience });
            drop(one.post("/api/v1/events", new).await);
        }
        _ => {}
    }
}

fn bucket(row: &Row) -> Option<&'static str> {
    if row.mine || matches!(row.kind, "group" | "organisation") {
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
    let kinds = chance.any(&KINDS).unwrap();
    let held =
        |name: &'static str, value: &str, keep: Box<dyn Fn(&Row) -> bool>| (name, format!("&{name}={value}"), keep);
    [
        held("kind", kinds, Box::new(move |row| kinds.split(',').any(|kind| kind == row.kind))),
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

/// How well a text has the words of a query; none where it has not.
fn fits(query: &Query, phase: Phase, texts: &Texts) -> Option<Score> {
    Lot::of([texts.clone()]).matches(query, phase).pop().map(|(_, score)| score)
}

/// What of the rows has the words, in a way of looking: each thing once; organisations that only others name where one of
/// these is among it; and those who know about it.
fn having(all: &[Row], speaking: &[Row], query: &Query, phase: Phase, me: i64) -> Vec<Row> {
    let mut seen = BTreeSet::new();
    let has = |row: &&Row| fits(query, phase, &row.texts).is_some();
    let mut matching: Vec<Row> =
        all.iter().filter(has).filter(|row| seen.insert((row.kind, row.id))).cloned().collect();
    let naming = |row: &Row| [row.now.clone(), row.once.clone(), row.schools.clone()].concat();
    let named: BTreeSet<String> =
        matching.iter().filter(|row| matches!(row.kind, "person" | "job")).flat_map(naming).collect();
    matching.retain(|row| !row.named || named.contains(&row.id.to_string()));
    let tells = |row: &&Row| fits(query, phase, &row.texts).is_some_and(|score| score.tells);
    let speaks = |row: &&Row| matches!(row.kind, "person" | "offer" | "post" | "answered");
    let know: BTreeSet<i64> = all
        .iter()
        .chain(speaking)
        .filter(speaks)
        .filter(tells)
        .map(|row| row.author.0)
        .filter(|id| *id != me)
        .collect();
    let people = all.iter().filter(|row| row.kind == "person" && know.contains(&row.id));
    matching.extend(people.map(|row| Row { kind: "knows", ..row.clone() }));
    matching
}

/// What the viewer finds by words, narrowed in several ways, is what the plain filter leaves.
async fn compare(town: &Town, viewer: &Person, (seed, words): (u64, &str), chance: &mut Chance) {
    let query = Query::read(words, false).unwrap();
    let (all, speaking) = (rows(town, viewer).await, answered(town, viewer.id).await);
    let mut matching = Vec::new();
    for phase in Phase::ALL.into_iter().filter(|phase| query.is_worth(*phase)) {
        matching = having(&all, &speaking, &query, phase, viewer.id.0);
        // Who is only spoken for ends no looking.
        if matching.iter().any(|row| row.kind != "knows") {
            break;
        }
    }
    let matching: Vec<&Row> = matching.iter().collect();
    let q = words.replace(' ', "+");
    let around = chance.below(2) == 0;
    let filters = filters(town, around, chance).await;
    for chosen in held_together(chance) {
        let held: Vec<&Held> = chosen.iter().map(|at| &filters[*at]).collect();
        let address: String = held.iter().map(|(_, address, _)| address.as_str()).collect();
        let answer = found(viewer, &format!("q={q}{address}&limit=100")).await;
        // Who knows about it is a result where he is asked for; he is counted wherever kinds are.
        let kinds = held.iter().any(|(name, ..)| *name == "kind");
        let passes = |row: &Row, but: &str| {
            (kinds || but == "kind" || row.kind != "knows")
                && held.iter().all(|(name, _, keep)| *name == but || keep(row))
        };
        let left = |but: &'static str| matching.iter().copied().filter(move |row| passes(row, but));
        let mut expected: Vec<(String, String)> =
            left("").map(|row| (row.kind.to_owned(), row.id.to_string())).collect();
        expected.sort();
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let items = answer["items"].as_array().unwrap().iter();
        let mut got: Vec<(String, String)> = items.map(|item| (word(&item["kind"]), word(&item["id"]))).collect();
        got.sort();
        let what = format!("seed {seed}: {} looks for {words:?}{address}", viewer.handle);
        assert_eq!(got, expected, "{what}");
        assert_eq!(answer["count"].as_u64().unwrap(), u64::try_from(expected.len()).unwrap(), "{what}");
        assert_eq!(told(&answer, "kind"), counted(left("kind"), |row| one(row.kind)), "{what}: kinds");
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

/// A town with places, a row of ties and somebody who posts ads.
async fn founded() -> (Town, [Person; 7], String) {
    let town = Town::new().await;
    let people = town.people(NAMES).await;
    for (person, place) in people.iter().zip(PLACES) {
        person.patch("/api/v1/me", json!({ "place": place })).await.is(200);
        // All places are somebody's and stay so, wherever the others move: one that stands on an own card alone is no facet.
        let stays = town.joins(&format!("{place} Resta")).await;
        stays.patch("/api/v1/me", json!({ "place": place })).await.is(200);
    }
    for pair in [(0, 1), (1, 2), (2, 3), (0, 4)] {
        tie(&people[pair.0], &people[pair.1]).await;
    }
    let ads_of = speaks_for(&people[0], "Fonderia Nuova", "company").await;
    (town, people, ads_of)
}

/// A town in which a hundred things happened.
pub(super) async fn lived(seed: u64) -> (Town, [Person; 7]) {
    let (town, people, ads_of) = founded().await;
    let mut chance = Chance(seed);
    for _ in 0..100 {
        something_happens(&town, &people, &ads_of, &mut chance).await;
    }
    town.settles().await;
    (town, people)
}

/// A town by chance, in which everybody looks for something now and then.
async fn a_town(seed: u64) {
    let (town, people, ads_of) = founded().await;
    let mut chance = Chance(seed);
    for _ in 0..5 {
        for _ in 0..20 {
            something_happens(&town, &people, &ads_of, &mut chance).await;
        }
        town.settles().await;
        for _ in 0..3 {
            let (viewer, words) = (chance.below(people.len()), chance.any(&ASKED).unwrap());
            compare(&town, &people[viewer], (seed, words), &mut chance).await;
        }
    }
}

#[tokio::test]
async fn results_and_facets_are_those_of_a_plain_filter_over_the_tables() {
    a_town(20_261_126).await;
}

#[test]
fn results_and_facets_are_those_of_a_plain_filter_in_towns_that_are_drawn() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config =
        ProptestConfig { cases: 2, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&any::<u64>(), |seed| {
            runtime.block_on(a_town(seed));
            Ok(())
        })
        .unwrap();
}
