//! Two towns live the same weeks at random, but for one hidden answer. Whoever did not give it reads the same in both, to the
//! byte: pages, JSON, letters with their numbers, archives, and what each act of theirs is answered.
//!
//! Both towns sign with one key, so links are alike. Masked is only what each browser has for its own, the edge between two
//! parts of a letter and its date, which are not of the town's time, and the key of a letter from before the towns differ.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    WHY,
    silence::{difference, gets_letters, masked},
};
use crate::testkit::{Answer, Person, Seed, Town};

const NAMES: [&str; 5] = ["Maria Verdi", "Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"];
/// Who is tied to whom, by place in the names.
const TIES: [(usize, usize); 4] = [(0, 1), (0, 2), (0, 3), (3, 4)];
/// Who may be proposed to each other by whom; `gina` stands on a card of Maria's.
const PROPOSALS: [(usize, &[&str]); 7] = [
    (0, &["ada", "bruno"]),
    (0, &["ada", "carla", "bruno"]),
    (0, &["bruno", "gina"]),
    (0, &["ada", "bruno", "carla", "gina"]),
    (0, &["gina", "carla"]),
    (3, &["maria", "dora"]),
    (0, &["carla", "ada"]),
];
/// Who asks for whom, along which path.
const REQUESTS: [(usize, &str, &[&str]); 6] = [
    (1, "bruno", &["maria"]),
    (1, "dora", &["maria", "carla"]),
    (2, "dora", &["maria", "carla"]),
    (0, "dora", &["carla"]),
    (4, "ada", &["carla", "maria"]),
    (2, "carla", &["maria"]),
];
const GINA: &str = "gina@posta.example";

/// In what the two towns differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Differ {
    /// One said no, or nothing.
    NoOrSilence,
    /// One said no, or not now.
    NoOrNotNow,
    /// One of two said no: this one or that one.
    WhichOfTwo,
    /// One said yes or no, and another never says anything.
    YesOrNo,
}

impl Differ {
    /// Whether it takes one question that waits for two of them.
    const fn needs_two(self) -> bool {
        matches!(self, Self::WhichOfTwo | Self::YesOrNo)
    }
}

/// What waits for an answer: whose it is (none for Gina), and its address below `/api/v1`, or her link.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Waiting {
    who: Option<usize>,
    at: String,
}

impl Waiting {
    fn is_request(&self) -> bool {
        self.at.starts_with("/requests/")
    }
}

/// A town that lives.
struct Life {
    town: Town,
    people: Vec<Person>,
    gina: String,
    seed: Seed,
    /// Who says nothing any more; and whose answer is hidden, so that what he reads himself may differ.
    silent: BTreeSet<Option<usize>>,
    hidden: BTreeSet<usize>,
    /// Addresses of introductions and requests.
    things: Vec<String>,
    /// What was answered and read, by what it was.
    told: Vec<(String, String)>,
}

impl Life {
    async fn begins(number: u64) -> Self {
        let town = Town::alike().await;
        let people: Vec<Person> = town.people(NAMES).await.into();
        for (one, other) in TIES {
            people[one].knows(&people[other]).await;
        }
        let card = json!({ "name": "Gina Lago", "position": "falegname", "emails": [GINA] });
        let gina = people[0].post("/api/v1/contacts", card).await.is(201).json()["id"].as_str().unwrap().to_owned();
        for person in &people {
            gets_letters(&town, person).await;
        }
        let (silent, hidden, seed) = (BTreeSet::new(), BTreeSet::new(), Seed::new(number));
        Self { town, people, gina, seed, silent, hidden, things: Vec::new(), told: Vec::new() }
    }

    /// What an act of somebody, or a look, was answered.
    fn tell(&mut self, what: &str, answer: &Answer) {
        self.told.push((what.to_owned(), format!("{} {} {}", answer.status, answer.location(), masked(answer))));
    }

    async fn passes(&mut self, days: i64) {
        self.town.days_pass(days);
        self.town.minutes_pass(5);
        self.town.settles().await;
        self.town.settles().await;
    }

    async fn proposes(&mut self, (broker, people): (usize, &[&str])) {
        if self.silent.contains(&Some(broker)) {
            return;
        }
        let people: Vec<&str> =
            people.iter().map(|one| if *one == "gina" { self.gina.as_str() } else { *one }).collect();
        let whys: serde_json::Map<String, Value> =
            people.iter().map(|person| ((*person).to_owned(), json!(WHY))).collect();
        let new = json!({ "people": people, "whys": whys });
        let what = format!("{} proposes {people:?}", NAMES[broker]);
        let answer = self.people[broker].post("/api/v1/introductions", new).await;
        self.tell(&what, &answer);
        self.keeps("introductions", &answer);
    }

    async fn asks_for(&mut self, (asker, to, through): (usize, &str, &[&str])) {
        if self.silent.contains(&Some(asker)) {
            return;
        }
        let wish = json!({ "to": to, "through": through, "message": WHY });
        let answer = self.people[asker].post("/api/v1/requests", wish).await;
        self.tell(&format!("{} asks for {to}", NAMES[asker]), &answer);
        self.keeps("requests", &answer);
    }

    fn keeps(&mut self, list: &str, answer: &Answer) {
        if answer.status == 201 {
            self.things.push(format!("/{list}/{}", answer.json()["id"].as_str().unwrap()));
        }
    }

    /// All that waits for somebody's answer.
    async fn waiting(&self) -> Vec<Waiting> {
        let mut all = Vec::new();
        for (place, person) in self.people.iter().enumerate() {
            for list in ["introductions", "requests"] {
                let listed = person.get(&format!("/api/v1/{list}?limit=100")).await.is(200).json();
                for one in listed["items"].as_array().unwrap() {
                    let mine = matches!(one["role"].as_str(), Some("party" | "connector")) && one["state"] == "asked";
                    if mine && one["answer"] != "yes" && one["answer"] != "no" && one["answer"] != "never_by" {
                        all.push(Waiting { who: Some(place), at: format!("/{list}/{}", one["id"].as_str().unwrap()) });
                    }
                }
            }
        }
        for letter in self.town.letters_to(GINA) {
            let Some(key) = letter.split("/questions/").nth(1).and_then(|rest| rest.split_whitespace().next()) else {
                continue;
            };
            let link = Waiting { who: None, at: format!("/questions/{key}") };
            if !all.contains(&link) && self.town.visitor().get(&link.at).await.status == 200 {
                all.push(link);
            }
        }
        all.sort_by(|one, other| (&one.at, one.who).cmp(&(&other.at, other.who)));
        all
    }

    /// Answers what waits: `yes`, `no`, `not_now`, `never`.
    async fn answers(&self, waiting: &Waiting, word: &str) -> Answer {
        let Some(who) = waiting.who else {
            let word = if word == "never" { "never_by" } else { word };
            return self.town.visitor().sends(&waiting.at, &waiting.at, &[("answer", word)]).await;
        };
        let (noun, body) = match (waiting.is_request(), word) {
            (true, "yes") => ("forwarding", json!({ "words": "Sentila.", "closeness": 4 })),
            (true, "no") => ("refusal", json!({})),
            (true, _) => ("unfamiliarity", json!({})),
            (false, "yes") => ("acceptance", json!({})),
            (false, "no") => ("refusal", json!({})),
            (false, "not_now") => ("postponement", json!({})),
            (false, _) => ("avoidance", json!({})),
        };
        self.people[who].put(&format!("/api/v1{}/{noun}", waiting.at), body).await
    }

    /// Somebody who still speaks answers something, mostly with a yes.
    async fn somebody_answers(&mut self) {
        let mut all = self.waiting().await;
        all.retain(|one| !self.silent.contains(&one.who));
        if all.is_empty() {
            return;
        }
        let one = all[self.seed.below(all.len())].clone();
        let word = self.seed.of(&["yes", "yes", "yes", "yes", "no", "not_now", "never"]);
        let answer = self.answers(&one, word).await;
        self.tell(&format!("{:?} says {word} to {}", one.who, one.at), &answer);
    }

    async fn anything(&mut self) {
        self.town.minutes_pass(7);
        match self.seed.below(12) {
            0..2 => {
                let one = self.seed.of(&PROPOSALS);
                self.proposes(one).await;
            }
            2..4 => {
                let one = self.seed.of(&REQUESTS);
                self.asks_for(one).await;
            }
            4 => {
                let (one, other) = (self.seed.below(NAMES.len()), self.seed.below(NAMES.len()));
                if one != other && !self.silent.contains(&Some(one)) {
                    let path = format!("/api/v1/blocks/{}", self.people[other].handle);
                    let answer = self.people[one].put(&path, json!({})).await;
                    self.tell(&format!("{} blocks {}", NAMES[one], NAMES[other]), &answer);
                }
            }
            5 if !self.things.is_empty() => {
                let (one, place) = (self.seed.below(NAMES.len()), self.seed.below(self.things.len()));
                if !self.silent.contains(&Some(one)) {
                    let path = format!("/api/v1{}", self.things[place]);
                    let answer = self.people[one].delete(&path).await;
                    self.tell(&format!("{} takes back {path}", NAMES[one]), &answer);
                }
            }
            _ => self.somebody_answers().await,
        }
        self.town.settles().await;
    }

    /// The hidden answer. `other`: in this town the other one of the two.
    async fn hides(&mut self, differ: Differ, other: bool) {
        self.town.minutes_pass(7);
        let all = self.waiting().await;
        let beside = |one: &Waiting| {
            let next = all.iter().find(|two| two.at == one.at && two.who != one.who && one.who.is_some());
            next.cloned()
        };
        let fit: Vec<&Waiting> = all.iter().filter(|one| !differ.needs_two() || beside(one).is_some()).collect();
        assert!(!fit.is_empty(), "nothing waits: {all:?}");
        let one = fit[self.seed.below(fit.len())].clone();
        let no = self.seed.of(&["no", "not_now", "never"]);
        self.silent.insert(one.who);
        self.hidden.extend(one.who);
        let (who, word) = match (differ, other) {
            (Differ::NoOrSilence, true) => (one, None),
            (Differ::NoOrSilence, false) => (one, Some(no)),
            (Differ::NoOrNotNow, _) => (one, Some(if other { "not_now" } else { "no" })),
            (Differ::WhichOfTwo, _) => {
                let two = beside(&one).unwrap();
                self.silent.insert(two.who);
                self.hidden.extend(two.who);
                (if other { two } else { one }, Some(no))
            }
            (Differ::YesOrNo, _) => {
                // Whoever only keeps silent reads on: it is not his secret.
                self.silent.insert(beside(&one).unwrap().who);
                (one, Some(if other { "yes" } else { "no" }))
            }
        };
        if let Some(word) = word {
            let answer = self.answers(&who, word).await;
            assert!(answer.status.is_success() || answer.status == 303, "{who:?} {word}: {}", answer.text());
        }
        self.town.settles().await;
    }

    /// What those read who did not give the hidden answer. `whole`: everything, letters and archives with it.
    async fn look(&mut self, when: &str, whole: bool) {
        let readers: Vec<usize> = (0..NAMES.len()).filter(|place| !self.hidden.contains(place)).collect();
        let some = [self.seed.of(&readers), self.seed.of(&readers)];
        for place in readers {
            if !whole && !some.contains(&place) {
                continue;
            }
            let person = self.people[place].clone();
            for path in self.paths(place, whole) {
                self.town.minutes_pass(1);
                let answer = person.get(&path).await;
                self.tell(&format!("{when}, {} reads {path}", person.handle), &answer);
            }
            if whole {
                let letters = self.town.letters_to(&format!("{}@example.org", person.handle));
                let mut letters: Vec<String> = letters.iter().map(|letter| without_edges(letter)).collect();
                letters.sort();
                self.told.push((format!("{when}, letters to {}", person.handle), letters.join("\n=====\n")));
                let archive = archive(&self.town, &person).await;
                self.told.push((format!("{when}, archive of {}", person.handle), archive));
            }
        }
    }

    fn paths(&self, place: usize, whole: bool) -> Vec<String> {
        let mut paths: Vec<String> = ["/introductions", "/requests", "/notices?limit=100"]
            .map(|path| format!("/api/v1{path}"))
            .into_iter()
            .chain(["/inbox", "/today", "/introductions"].map(str::to_owned))
            .collect();
        for thing in &self.things {
            paths.push(format!("/api/v1{thing}"));
            if whole {
                paths.push(thing.clone());
            }
        }
        if whole {
            paths.extend(EVERYTHING.map(str::to_owned));
            for other in self.hidden.iter().copied().chain([(place + 1) % NAMES.len()]) {
                let handle = &self.people[other].handle;
                paths.extend(OF_SOMEBODY.map(|path| path.replace("{}", handle)));
            }
        }
        paths
    }
}

const EVERYTHING: [&str; 32] = [
    "/api/v1/ties",
    "/api/v1/garden",
    "/api/v1/me",
    "/api/v1/contacts",
    "/api/v1/suggestions",
    "/api/v1/conversations",
    "/api/v1/companion",
    "/api/v1/pairs",
    "/api/v1/mirror",
    "/api/v1/asks",
    "/api/v1/offers",
    "/api/v1/feed",
    "/api/v1/search?q=rossi",
    "/api/v1/invitations?box=out",
    "/api/v1/avoided_introducers",
    "/api/v1/blocks",
    "/api/v1/godparents",
    "/notices",
    "/introductions/new",
    "/introductions/avoided",
    "/garden",
    "/people",
    "/suggestions",
    "/invitations",
    "/feed",
    "/board",
    "/mirror",
    "/search?q=Sale",
    "/godparents",
    "/export",
    "/settings",
    "/settings/mail",
];
const OF_SOMEBODY: [&str; 4] = ["/@{}", "/@{}/paths", "/api/v1/members/{}", "/api/v1/paths?to={}"];

/// A letter with its headers, but for the edge between its parts and the key that nobody else ever had: the one to confirm
/// the address, made by chance before the towns differ.
fn without_edges(letter: &str) -> String {
    let mut text = letter.to_owned();
    while let Some((before, rest)) = text.split_once("boundary=\"") {
        let (edge, after) = rest.split_once('"').unwrap_or((rest, ""));
        text = format!("{before}boundary {after}").replace(edge, "edge");
    }
    let date = |line: &&str| !line.starts_with("Date: ");
    let lines = text.lines().filter(date).map(|line| line.split_once("/letters/").map_or(line, |(before, _)| before));
    lines.collect::<Vec<_>>().join("\n")
}

/// Everything of a member, as it would be taken along.
async fn archive(town: &Town, person: &Person) -> String {
    town.minutes_pass(3);
    let begun = person.post("/api/v1/exports", json!({})).await.is(202).json();
    town.settles().await;
    let file = person.get(&format!("/api/v1/exports/{}/file", begun["id"].as_str().unwrap())).await.is(200);
    file.bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What was told in the weeks of a town: to those who did not give the hidden answer, and to who did.
struct Told {
    others: Vec<(String, String)>,
    own: Vec<String>,
}

/// The weeks of a town.
async fn lives(number: u64, differ: Differ, other: bool) -> Told {
    let mut life = Life::begins(number).await;
    let members = |people: &[&str]| people.iter().filter(|one| **one != "gina").count();
    let proposals: Vec<_> =
        PROPOSALS.into_iter().filter(|(_, people)| !differ.needs_two() || members(people) > 1).collect();
    let first = life.seed.of(&proposals);
    life.proposes(first).await;
    life.town.settles().await;
    let request = life.seed.of(&REQUESTS);
    life.asks_for(request).await;
    life.passes(1).await;
    life.hides(differ, other).await;
    let told_before = life.told.len();
    assert!(!life.things.is_empty(), "{:?}", life.told);
    let mut own = Vec::new();
    for place in life.hidden.clone() {
        for thing in &life.things {
            own.push(life.people[place].get(&format!("/api/v1{thing}")).await.text());
        }
    }
    life.look("after the answer", false).await;
    for (days, when) in [(1, "the day after"), (5, "the reminder"), (7, "over"), (14, "long over")] {
        for _ in 0..3 {
            life.anything().await;
        }
        life.passes(days).await;
        life.look(when, days == 14).await;
    }
    Told { others: life.told.split_off(told_before), own }
}

/// So many lives of each kind, each lived twice.
const LIVES: u64 = 5;

async fn are_alike(differ: Differ, from: u64) {
    let mut differed = false;
    for number in from..from + LIVES {
        let (here, there) = (lives(number, differ, false).await, lives(number, differ, true).await);
        differed |= here.own != there.own;
        let (one, two) = (here.others, there.others);
        for ((what, said), (_, other)) in one.iter().zip(&two) {
            assert!(said == other, "{differ:?}, seed {number}: {what}\n{}", difference(said, other));
        }
        assert_eq!(one.len(), two.len(), "{differ:?}, seed {number}");
        assert!(one.iter().any(|(_, shown)| shown.contains(WHY)), "there is something to read");
    }
    assert!(differed, "who gave the answer sees it");
}

#[tokio::test]
async fn a_no_and_silence() {
    are_alike(Differ::NoOrSilence, 1).await;
}

#[tokio::test]
async fn a_no_and_not_now() {
    are_alike(Differ::NoOrNotNow, 101).await;
}

#[tokio::test]
async fn who_of_two_said_no() {
    are_alike(Differ::WhichOfTwo, 201).await;
}

#[tokio::test]
async fn a_yes_and_a_no_beside_somebody_who_never_answers() {
    are_alike(Differ::YesOrNo, 301).await;
}
