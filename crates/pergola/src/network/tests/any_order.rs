//! Whatever members do, in any order: the index that was kept is the one that the tables give, answers as SQL alone
//! answers, and shows the same pages as a server that starts from the tables.

use pergola_db::Engine;
use pergola_domain::members::Language;
use serde_json::{Value, json};

use super::tie;
use crate::{
    network::{Chance, Network, compare},
    testkit::{Person, Town},
};

const NAMES: [&str; 11] = [
    "Ada Rossi",
    "Bruno Neri",
    "Carla Blu",
    "Dora Sale",
    "Elsa Riva",
    "Fabia Orto",
    "Gino Monte",
    "Ines Valle",
    "Livio Ponte",
    "Mara Fonte",
    "Nino Prato",
];
/// Who joined first judges, and stays.
const JUDGE: usize = 0;

/// Something that somebody does with somebody. What is refused is as good as done: it changes nothing.
async fn act(one: &Person, other: &Person, chance: &mut Chance) -> u16 {
    let to = &other.handle;
    let kind = ["worked", "studied", "event", "online", "other"][chance.below(5)];
    let met = json!({ "kind": kind, "organisation": "Mulino" });
    let newest = async |of: &str| {
        let list = one.get(&format!("/api/v1/invitations?box={of}")).await.json();
        list["items"][0]["id"].as_str().unwrap_or("1").to_owned()
    };
    let answer = match chance.below(18) {
        0..4 => one.post("/api/v1/invitations", json!({ "to": to, "how_met": met })).await,
        4..6 => {
            let own = if chance.below(3) == 0 { json!({ "how_met": met }) } else { json!({}) };
            one.put(&format!("/api/v1/invitations/{}/acceptance", newest("in").await), own).await
        }
        6 => one.put(&format!("/api/v1/invitations/{}/refusal", newest("in").await), json!({})).await,
        7 => one.delete(&format!("/api/v1/invitations/{}", newest("out").await)).await,
        8 => one.delete(&format!("/api/v1/ties/{to}")).await,
        9 => one.put(&format!("/api/v1/ties/{to}/confirmation"), json!({})).await,
        10 => one.put(&format!("/api/v1/blocks/{to}"), json!({})).await,
        11..13 => one.delete(&format!("/api/v1/blocks/{to}")).await,
        13 => one.put(&format!("/api/v1/suggestions/{to}/dismissal"), json!({})).await,
        14 => {
            let shown = ["nobody", "ties", "ties"][chance.below(3)];
            one.patch("/api/v1/me", json!({ "ties_shown": shown, "connector": chance.below(4) > 0 })).await
        }
        15 => {
            let from = format!("{}", 2000 + chance.below(12));
            let organisation = ["Mulino", "Vetreria"][chance.below(2)];
            let position = json!({ "organisation": organisation, "title": "mugnaio", "from": from });
            let place = ["Ancona", "Modena"][chance.below(2)];
            one.patch("/api/v1/me", json!({ "positions": [position], "place": place })).await
        }
        16 => one.patch(&format!("/api/v1/ties/{to}"), json!({ "closeness": chance.below(5) + 1 })).await,
        _ => one.get("/suggestions").await,
    };
    answer.status.as_u16()
}

async fn many_acts(people: &[Person], acts: usize, chance: &mut Chance) {
    for _ in 0..acts {
        let (one, other) = (chance.below(people.len()), chance.below(people.len()));
        let status = act(&people[one], &people[other], chance).await;
        assert!(status < 500, "{status}");
    }
}

/// The index, as it was kept, against SQL alone and against one built anew.
async fn agrees(town: &Town, seed: u64) {
    town.settles().await;
    // What followers wrote on their way, an erasure or the end of a suspension, settles as well.
    town.log_settles().await;
    let by = town.app.by_itself(Language::En);
    for compared in compare(&town.app, &by, 60, seed).await.unwrap() {
        assert!(compared.asked > 0);
        assert_eq!(compared.equal, compared.asked, "{compared:?}");
    }
}

async fn is_suspended(judge: &Person, reporter: &Person, person: &Person) {
    for (one, other) in [(judge, person), (reporter, person), (judge, reporter)] {
        // A report goes over no block.
        for (by, against) in [(one, other), (other, one)] {
            assert!(by.delete(&format!("/api/v1/blocks/{}", against.handle)).await.status.as_u16() < 500);
        }
    }
    let about = json!({ "kind": "member", "id": person.handle });
    let report = json!({ "about": about, "why": "spam", "words": "Scrive ogni ora." });
    reporter.post("/api/v1/reports", report).await.is(201);
    let queue = judge.get("/api/v1/moderation/queue?limit=100").await.is(200).json();
    let case = queue["items"].as_array().unwrap().last().unwrap()["id"].clone();
    let decision = json!({ "case": case, "measure": "suspend", "days": 20, "reason": "Regola 2: ci si rispetta." });
    judge.post("/api/v1/moderation/decisions", decision).await.is(201);
}

/// What a person sees of the network, page by page.
async fn seen(who: &Person, people: &[Person], mulino: &str) -> Vec<(String, u16, String)> {
    let mut paths = vec!["/suggestions".to_owned(), "/api/v1/suggestions".to_owned(), "/welcome/step".to_owned()];
    paths.push(format!("/api/v1/organisations/{mulino}/people"));
    for other in people {
        let handle = &other.handle;
        paths.extend([
            format!("/@{handle}/paths"),
            format!("/@{handle}/mutuals"),
            format!("/api/v1/paths?to={handle}"),
        ]);
    }
    let mut all = Vec::new();
    for path in paths {
        let answer = who.get(&path).await;
        all.push((path, answer.status.as_u16(), answer.text()));
    }
    let handles: Vec<&str> = people.iter().map(|person| person.handle.as_str()).collect();
    let far = who.post("/api/v1/distances", json!({ "handles": handles })).await;
    all.push(("distances".to_owned(), far.status.as_u16(), far.text()));
    all
}

async fn mulino_of(person: &Person) -> String {
    let position = json!({ "organisation": "Mulino", "title": "mugnaio" });
    let me = person.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200).json();
    me["positions"][0]["organisation_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn after_any_acts_the_kept_index_says_what_the_tables_say_and_shows_the_same_pages() {
    let town = Town::new().await;
    let mut people = town.people(NAMES).await.to_vec();
    let mulino = mulino_of(&people[JUDGE]).await;
    let mut chance = Chance(3);
    for number in 0..people.len() {
        tie(&town, &people[number], &people[(number + 1) % NAMES.len()]).await;
        tie(&town, &people[number], &people[(number + 4) % NAMES.len()]).await;
    }
    agrees(&town, 1).await;
    many_acts(&people, 50, &mut chance).await;
    agrees(&town, 2).await;
    // These once for certain: a tie that ends, somebody put aside, a block that is lifted.
    for (path, on) in
        [("ties/bruno", false), ("suggestions/gino/dismissal", true), ("blocks/livio", true), ("blocks/livio", false)]
    {
        let path = format!("/api/v1/{path}");
        let judge = &people[JUDGE];
        let answer = if on { judge.put(&path, json!({})).await } else { judge.delete(&path).await };
        assert!(answer.status.as_u16() < 500, "{path}");
        agrees(&town, 3).await;
    }
    // One leaves and stays, one leaves for good, one is shut out.
    for person in [&people[4], &people[5]] {
        person.asks_to_leave().await;
    }
    is_suspended(&people[JUDGE], &people[7], &people[6]).await;
    agrees(&town, 4).await;
    people[4].put("/api/v1/me/stay", json!({})).await.is(204);
    many_acts(&people, 25, &mut chance).await;
    agrees(&town, 5).await;
    town.days_pass(15);
    agrees(&town, 6).await;
    let gone = people[5].handle.clone();
    people[JUDGE].get(&format!("/@{gone}/paths")).await.is(404);
    town.days_pass(6);
    agrees(&town, 7).await;
    people.remove(5);
    let mut again = Vec::new();
    for person in &people {
        again.push(town.signs_in(&person.handle).await);
    }
    many_acts(&again, 60, &mut chance).await;
    agrees(&town, 8).await;
    shows_the_same_when_it_starts_anew(&town, &again, &mulino).await;
}

/// A copy of the database, without an image: the server that opens it builds the index from the tables.
async fn shows_the_same_when_it_starts_anew(town: &Town, people: &[Person], mulino: &str) {
    if town.app.db.engine() == Engine::Postgres {
        return;
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let data = elsewhere.path().join("data");
    std::fs::create_dir(&data).unwrap();
    town.app.db.backup(&data.join("pergola.db")).await.unwrap();
    let other = Town::at(&data).await;
    other.days_pass(21);
    assert_eq!(other.app.now(), town.app.now());
    other.settles().await;
    assert_eq!(other.app.network.facts(), town.app.network.facts());
    let (mut named, mut suggested) = (0, 0);
    for person in people {
        let before = seen(person, people, mulino).await;
        let after = seen(&person.at(&other), people, mulino).await;
        for (one, two) in before.iter().zip(&after) {
            assert_eq!(one, two, "{} sees another {}", person.handle, one.0);
        }
        let of = |path: &str| -> Value {
            serde_json::from_str(&before.iter().find(|one| one.0 == path).unwrap().2).unwrap()
        };
        suggested += of("/api/v1/suggestions")["items"].as_array().unwrap().len();
        named += before
            .iter()
            .filter(|(path, status, text)| {
                path.starts_with("/api/v1/paths") && *status == 200 && text.contains("\"evidence\"")
            })
            .count();
    }
    assert!(named > 10 && suggested > 3, "there is something to be seen: {named} ways, {suggested} suggestions");
}

/// A server that starts reads its tables while others go on acting.
#[tokio::test]
async fn what_is_read_while_people_act_and_read_on_from_there_is_what_was_kept() {
    let town = Town::new().await;
    let people = town.people(NAMES).await.to_vec();
    let mut chance = Chance(11);
    for number in 0..people.len() {
        tie(&town, &people[number], &people[(number + 2) % NAMES.len()]).await;
    }
    let acting = many_acts(&people, 70, &mut chance);
    let starting = async {
        let mut started = Vec::new();
        for _ in 0..8 {
            let image = town.folder().join("none.image");
            started.push(Network::open(&town.app.db, image, &town.app.marks, town.app.now()).await.unwrap());
            tokio::task::yield_now().await;
        }
        started
    };
    let ((), started) = tokio::join!(acting, starting);
    town.settles().await;
    town.app.network.view(&town.app.db).await.unwrap();
    for network in started {
        network.catch_up(&town.app.db).await.unwrap();
        assert_eq!(network.facts(), town.app.network.facts());
    }
}
