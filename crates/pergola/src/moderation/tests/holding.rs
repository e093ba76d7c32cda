//! Stories of what is held: it waits, it goes out or is taken away, and nothing stays between.

use serde_json::{Value, json};

use super::{decides, id, newest, reports, town};
use crate::testkit::Person;

const SPAM: &str = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, \
                    paghi solo il kit iniziale";

/// Bruno's post, as it stands for him.
async fn state(bruno: &Person, path: &str) -> Value {
    bruno.get(path).await.is(200).json()["state"].clone()
}

#[tokio::test]
async fn what_was_reported_and_is_said_otherwise_waits_like_anything_else() {
    let (town, dora, [ada, bruno, _]) = town().await;
    let new = json!({ "text": "Tre aule misurate a Bologna", "audience": "everybody" });
    let post = id(&bruno.post("/api/v1/posts", new).await.is(201).json());
    let path = format!("/api/v1/posts/{post}");
    reports(&ada, "post", &post, "spam").await.is(201);
    let case = newest(&dora).await;
    bruno.patch(&path, json!({ "text": SPAM })).await.is(200);
    assert_eq!(state(&bruno, &path).await, "held");
    ada.get(&path).await.is(404);
    bruno.get("/decisions").await.is(200).says("Waiting for a moderator").says("A post");
    bruno.get("/notices").await.is(200).says("waits for a moderator");
    assert_eq!(newest(&dora).await, case, "one thing has one open matter");
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("too good to be true").says("It is held");
    decides(&dora, &case, "nothing", None).await;
    town.settles().await;
    ada.get(&path).await.is(200);
    bruno.get("/notices").await.is(200).says("What was waiting has been let through");
}

#[tokio::test]
async fn whatever_is_decided_of_its_author_a_granted_appeal_lets_it_out() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    for (measure, days) in [("warn", None), ("hide", None), ("silence", Some(3)), ("suspend", None)] {
        let bruno = town.signs_in(&bruno.handle).await;
        let new = json!({ "text": format!("{SPAM} {measure}"), "audience": "everybody" });
        let path = format!("/api/v1/posts/{}", id(&bruno.post("/api/v1/posts", new).await.is(201).json()));
        assert_eq!(state(&bruno, &path).await, "held");
        let decision = id(&decides(&dora, &newest(&dora).await, measure, days).await);
        town.settles().await;
        ada.get(&path).await.is(404);
        let bruno = town.signs_in(&bruno.handle).await;
        bruno.get("/decisions").await.is(200).says_not("Waiting for a moderator");
        bruno.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "Non è spam" })).await.is(204);
        let lift = json!({ "lift": true, "reason": "Non è spam." });
        carla.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), lift).await.is(204);
        town.settles().await;
        ada.get(&path).await.is(200);
        let bruno = town.signs_in(&bruno.handle).await;
        assert_eq!(state(&bruno, &path).await, "shown", "{measure}");
    }
}

#[tokio::test]
async fn what_is_let_go_is_new_to_its_readers_then() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    super::know_each_other(&ada, &bruno).await;
    let held = json!({ "text": SPAM, "audience": "ties" });
    let form = [("text", SPAM), ("language", "it"), ("audience", "ties"), ("told", "1")];
    let sent = bruno.sends("/posts/new", "/posts", &form).await.is(303).location();
    assert!(sent.ends_with("done=post-held"), "{sent}");
    bruno.get(&sent).await.is(200).says("Your post waits for a moderator to let it go").says_not("Published.");
    bruno.clone().in_italian().get("/decisions").await.is(200);
    let path = format!("/api/v1{}", sent.split('?').next().unwrap());
    let of_ada = json!({ "text": "Quattro aule", "audience": "everybody" });
    let of_ada = id(&ada.post("/api/v1/posts", of_ada).await.is(201).json());
    let said = carla.post(&format!("/api/v1/posts/{of_ada}/comments"), json!({ "text": SPAM })).await.is(201).json();
    assert_eq!(said["state"], "held");
    town.settles().await;
    let told = ada.get("/notices").await.is(200);
    told.says_not("answered a post of yours");
    ada.get(&format!("/api/v1/posts/{of_ada}/comments")).await.is(200).says_not("Telegram");
    // Days later a moderator finds nothing wrong.
    town.days_pass(4);
    let (dora, ada) = (town.signs_in(&dora.handle).await, town.signs_in(&ada.handle).await);
    for _ in 0..2 {
        decides(&dora, &newest(&dora).await, "nothing", None).await;
    }
    town.settles().await;
    ada.get("/notices").await.is(200).says("Carla Blu answered a post of yours");
    ada.get(&format!("/api/v1/posts/{of_ada}/comments")).await.is(200).says("Telegram");
    let feed = ada.get("/api/v1/feed").await.is(200).json();
    assert_eq!(feed["items"][0]["text"], held["text"], "in the feed it is of the day when others could read it");
    assert_eq!(feed["items"][0]["id"], path.rsplit('/').next().unwrap());
}

#[tokio::test]
async fn who_takes_away_what_waits_leaves_nothing_to_judge() {
    let (_town, dora, [ada, bruno, _]) = town().await;
    let of_ada = json!({ "text": "Quattro aule", "audience": "everybody" });
    let of_ada = id(&ada.post("/api/v1/posts", of_ada).await.is(201).json());
    let post = json!({ "text": SPAM, "audience": "everybody" });
    let post = id(&bruno.post("/api/v1/posts", post).await.is(201).json());
    let said = bruno.post(&format!("/api/v1/posts/{of_ada}/comments"), json!({ "text": SPAM })).await.is(201).json();
    assert_eq!(dora.get("/api/v1/moderation/queue").await.json()["items"].as_array().unwrap().len(), 2);
    bruno.delete(&format!("/api/v1/posts/{post}")).await.is(204);
    bruno.delete(&format!("/api/v1/comments/{}", id(&said))).await.is(204);
    assert_eq!(dora.get("/api/v1/moderation/queue").await.json()["items"], json!([]));
    bruno.get("/decisions").await.is(200).says("There is nothing here");
}
