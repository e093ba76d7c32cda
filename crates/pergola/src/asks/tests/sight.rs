//! The audience: whatever the town looks like, every list shows exactly what a plain reading of the rule allows.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};

use super::{id, tie};
use crate::testkit::{Person, Seed, Town};

/// A plain town: who is tied, who blocked whom, who hides.
#[derive(Default)]
struct Plain {
    ties: BTreeSet<(usize, usize)>,
    blocks: BTreeSet<(usize, usize)>,
    hides: BTreeSet<usize>,
}

impl Plain {
    fn apart(&self, one: usize, other: usize) -> bool {
        self.blocks.contains(&(one, other)) || self.blocks.contains(&(other, one))
    }

    /// Breadth first over what this viewer may see on the way to this target.
    fn steps(&self, viewer: usize, target: usize) -> Option<usize> {
        let there = |person: usize| {
            person == viewer || person == target || !(self.apart(person, viewer) || self.apart(person, target))
        };
        let open = |one: usize, other: usize| {
            one == viewer || other == viewer || !(self.hides.contains(&one) || self.hides.contains(&other))
        };
        let (mut seen, mut queue) = (BTreeMap::from([(viewer, 0)]), VecDeque::from([viewer]));
        while let Some(here) = queue.pop_front() {
            for (a, b) in &self.ties {
                for (from, to) in [(*a, *b), (*b, *a)] {
                    if from == here && there(to) && open(from, to) && !seen.contains_key(&to) {
                        seen.insert(to, seen[&here] + 1);
                        queue.push_back(to);
                    }
                }
            }
        }
        seen.get(&target).copied()
    }

    fn sees(&self, viewer: usize, author: usize, audience: &str) -> bool {
        if viewer == author {
            return true;
        }
        let reach = match audience {
            "ties" => 1,
            "two_steps" => 2,
            "three_steps" => 3,
            _ => return !self.apart(viewer, author),
        };
        !self.apart(viewer, author) && self.steps(viewer, author).is_some_and(|steps| steps <= reach)
    }
}

async fn whole(person: &Person, path: &str) -> Vec<Value> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let listed = person.get(&format!("{path}&limit=3{cursor}")).await.is(200).json();
        all.extend(listed["items"].as_array().unwrap().iter().cloned());
        let Some(next) = listed["next"].as_str() else { return all };
        cursor = format!("&cursor={next}");
    }
}

#[tokio::test]
async fn every_list_is_the_plain_filter() {
    for seed in [1, 7, 2_026] {
        a_town(seed).await;
    }
}

async fn a_town(number: u64) {
    let mut seed = Seed::new(number);
    let town = Town::new().await;
    let mut people = Vec::new();
    for name in ["Ada", "Bruno", "Carla", "Dora", "Elio", "Fede", "Gino"] {
        people.push(town.joins(&format!("{name} Rossi")).await);
    }
    let mut plain = Plain::default();
    for _ in 0..8 {
        let (a, b) = (seed.below(people.len()), seed.below(people.len()));
        let pair = (a.min(b), a.max(b));
        if a != b && plain.ties.insert(pair) {
            tie(&people[pair.0], &people[pair.1]).await;
        }
    }
    let mut asks: Vec<(String, &str, usize, &str)> = Vec::new();
    for round in 0..16 {
        let author = seed.below(people.len());
        let audience = ["ties", "two_steps", "three_steps", "everybody"][seed.below(4)];
        let list = ["asks", "offers"][seed.below(2)];
        let new = json!({ "text": format!("la {round}"), "audience": audience, "topics": ["Una prova"] });
        let posted = people[author].post(&format!("/api/v1/{list}"), new).await.is(201).json();
        asks.push((id(&posted), list, author, audience));
    }
    check(&people, &plain, &asks).await;
    let (a, b) = (seed.below(7), (seed.below(6) + 1));
    let pair = (a, (a + b) % 7);
    people[pair.0].put(&format!("/api/v1/blocks/{}", people[pair.1].handle), json!({})).await.is(204);
    plain.blocks.insert(pair);
    plain.ties.remove(&(pair.0.min(pair.1), pair.0.max(pair.1)));
    check(&people, &plain, &asks).await;
    let hider = seed.below(7);
    people[hider].patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    plain.hides.insert(hider);
    check(&people, &plain, &asks).await;
}

async fn check(people: &[Person], plain: &Plain, asks: &[(String, &str, usize, &str)]) {
    for (viewer, person) in people.iter().enumerate() {
        for list in ["asks", "offers"] {
            let of_kind = asks.iter().filter(|ask| ask.1 == list);
            let allowed: Vec<&(String, &str, usize, &str)> = of_kind
                .clone()
                .filter(|(_, _, author, audience)| plain.sees(viewer, *author, audience))
                .rev()
                .collect();
            let expected: Vec<&str> = allowed.iter().map(|ask| ask.0.as_str()).collect();
            let board = whole(person, &format!("/api/v1/{list}?")).await;
            let found: Vec<&str> = board.iter().map(|item| item["id"].as_str().unwrap()).collect();
            assert_eq!(found, expected, "the board of {}", person.handle);
            let about = whole(person, &format!("/api/v1/{list}?topic=UNA+prova")).await;
            assert_eq!(about, board, "the topic");
            for (item, ask) in board.iter().zip(&allowed) {
                let steps = plain.steps(viewer, ask.2).filter(|steps| *steps <= 4);
                assert_eq!(item["distance"], json!(steps), "{} to {}", person.handle, people[ask.2].handle);
            }
            for ask in of_kind {
                let status = if expected.contains(&ask.0.as_str()) { 200 } else { 404 };
                person.get(&format!("/api/v1/{list}/{}", ask.0)).await.is(status);
            }
        }
    }
}
