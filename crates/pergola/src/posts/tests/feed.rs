//! Stories of the feed: who stands in it, in which order, why, and that it ends.

use serde_json::{Value, json};

use super::{id, italian, texts, tie, writes};
use crate::testkit::{Person, Town};

async fn feed(person: &Person) -> Vec<Value> {
    person.get("/api/v1/feed").await.is(200).json()["items"].as_array().unwrap().clone()
}

async fn whys(person: &Person) -> Vec<(String, String)> {
    let word = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
    feed(person).await.iter().map(|item| (word(item, "text"), word(item, "why"))).collect()
}

async fn about(person: &Person, text: &str, topic: &str) -> String {
    let new = json!({ "text": text, "audience": "everybody", "topics": [topic] });
    format!("/api/v1/posts/{}", id(&person.post("/api/v1/posts", new).await.is(201).json()))
}

#[tokio::test]
async fn it_holds_what_ones_network_wrote_since_yesterday_each_with_its_reason() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    tie(&ada, &bruno).await;
    tie(&bruno, &carla).await;
    writes(&bruno, "vecchio", "ties").await;
    town.days_pass(3);
    writes(&ada, "mio", "ties").await;
    writes(&carla, "a due passi", "two_steps").await;
    writes(&carla, "solo per i suoi", "ties").await;
    writes(&bruno, "di un collegamento", "ties").await;
    about(&dora, "di luce", "Luce").await;
    writes(&dora, "di altro", "everybody").await;
    ada.put("/api/v1/topics/luce/following", Value::Null).await;
    let expected = [
        ("di un collegamento", "You know Bruno Neri."),
        ("di luce", "Dora Verdi wrote it for everybody here, and you follow the topic “Luce”."),
        ("a due passi", "Carla Blu is two steps from you."),
    ];
    assert_eq!(whys(&ada).await, expected.map(|(text, why)| (text.to_owned(), why.to_owned())));
    let item = &feed(&ada).await[0];
    assert_eq!((&item["folded"], &item["distance"], &item["thanked"]), (&json!(null), &json!(1), &json!(false)));
    // The past days are still there, each on its own.
    assert_eq!(texts(&ada, "/api/v1/feed?day=3").await, ["vecchio"]);
    assert_eq!(texts(&ada, "/api/v1/feed?day=2").await, Vec::<String>::new());
    ada.get("/feed?day=3").await.is(200).says("vecchio").says("That is all for that day");
    let page =
        ada.get("/today").await.is(200).says("di un collegamento").says("Why you see it").says("That is all for today");
    page.says_not("vecchio").says_not("solo per i suoi");
    italian(&ada, "/feed").await.is(200).says("Conosci Bruno Neri.").says("È tutto, da ieri");
    town.days_pass(2);
    assert_eq!(feed(&ada).await.len(), 0);
    ada.get("/today").await.is(200).says("Nothing new since yesterday");
}

#[tokio::test]
async fn what_is_deleted_narrowed_blocked_muted_or_put_aside_is_gone_at_once() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    tie(&bruno, &carla).await;
    let deleted = writes(&bruno, "cancellato", "ties").await;
    let aside = writes(&bruno, "da parte", "ties").await;
    about(&bruno, "di calcio", "Calcio").await;
    let narrowed = writes(&carla, "ristretto", "everybody").await;
    let changed = writes(&bruno, "prima", "ties").await;
    assert_eq!(feed(&ada).await.len(), 5);
    bruno.delete(&deleted).await.is(204);
    assert_eq!(feed(&ada).await.len(), 4);
    ada.put(&format!("{aside}/aside"), json!({})).await.is(204);
    assert_eq!(feed(&ada).await.len(), 3);
    ada.put("/api/v1/topics/calcio/muting", Value::Null).await;
    carla.patch(&narrowed, json!({ "audience": "ties" })).await.is(200);
    bruno.patch(&changed, json!({ "text": "dopo" })).await.is(200);
    let now: Vec<String> = feed(&ada).await.iter().map(|item| item["text"].as_str().unwrap().to_owned()).collect();
    assert!(!now.contains(&"ristretto".to_owned()) && !now.contains(&"prima".to_owned()), "{now:?}");
    assert!(now.contains(&"dopo".to_owned()), "{now:?}");
    ada.delete(&format!("{aside}/aside")).await.is(204);
    bruno.put("/api/v1/blocks/ada", Value::Null).await.is(204);
    assert_eq!(feed(&ada).await.len(), 0);
    assert_eq!(texts(&bruno, "/api/v1/feed").await, ["ristretto"], "what his other ties write stays");
}

#[tokio::test]
async fn nobody_fills_the_page_alone_and_newest_first_is_a_choice() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&ada, &bruno).await;
    tie(&ada, &carla).await;
    for number in 1..=4 {
        writes(&bruno, &format!("b{number}"), "ties").await;
    }
    writes(&carla, "c1", "ties").await;
    ada.patch("/api/v1/ties/bruno", json!({ "closeness": 5 })).await.is(200);
    let placed: Vec<(String, Value)> = feed(&ada)
        .await
        .iter()
        .map(|item| (item["text"].as_str().unwrap().to_owned(), item["folded"]["kind"].clone()))
        .collect();
    let open = |text: &str| (text.to_owned(), json!(null));
    assert_eq!(placed[..4], [open("b4"), open("b3"), open("c1"), open("b2")]);
    assert_eq!(placed[4], open("b1"));
    let five = writes(&bruno, "b5", "ties").await;
    let last = feed(&ada).await;
    assert_eq!(last[5]["folded"]["kind"], "same_author", "{last:?}");
    ada.get("/feed").await.is(200).says("1 post folded:").says("more than two in a row by one person");
    let choices = ada.patch("/api/v1/feed/settings", json!({ "order": "newest" })).await.is(200).json();
    assert_eq!((&choices["order"], choices["folds"].as_array().unwrap().len()), (&json!("newest"), 11));
    assert_eq!(texts(&ada, "/api/v1/feed").await, ["b5", "c1", "b4", "b3", "b2", "b1"]);
    assert!(feed(&ada).await.iter().all(|item| item["folded"] == json!(null)));
    bruno.delete(&five).await.is(204);
    for (bad, code) in [
        (json!({ "order": "likes" }), "posts.order_malformed"),
        (json!({ "folds": ["useful"] }), "posts.noise_malformed"),
    ] {
        assert_eq!(ada.patch("/api/v1/feed/settings", bad).await.is(400).code(), code);
    }
    let kept = ada.get("/api/v1/feed/settings").await.is(200).json();
    assert_eq!(kept["order"], "newest");
    ada.get("/feed/settings").await.is(200).says("value=\"newest\" checked");
    let form = [("order", "weighed"), ("kitten", "1"), ("bait", "1")];
    ada.sends("/feed/settings", "/feed/settings", &form).await.is(303);
    let kept = ada.get("/api/v1/feed/settings").await.is(200).json();
    assert_eq!((&kept["order"], &kept["folds"]), (&json!("weighed"), &json!(["bait", "kitten"])));
    italian(&ada, "/feed/settings").await.is(200).says("Cosa piego");
}

#[tokio::test]
async fn it_is_read_in_parts_to_its_end() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let mut all = Vec::new();
    for name in ["Bruno Neri", "Carla Blu", "Dora Verdi"] {
        let person = town.joins(name).await;
        tie(&ada, &person).await;
        for number in 0..9 {
            writes(&person, &format!("{name} {number}"), "ties").await;
            all.push(format!("{name} {number}"));
        }
    }
    let (mut read, mut path) = (Vec::new(), "/api/v1/feed?limit=10".to_owned());
    loop {
        let listed = ada.get(&path).await.is(200).json();
        read.extend(listed["items"].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap().to_owned()));
        let Some(cursor) = listed["next"].as_str() else { break };
        path = format!("/api/v1/feed?limit=10&cursor={cursor}");
    }
    read.sort();
    all.sort();
    assert_eq!(read, all);
    ada.get("/today").await.is(200).says("The other twenty-two");
    ada.get("/feed?page=2").await.is(200).says("That is all since yesterday");
    assert_eq!(ada.get("/api/v1/feed?cursor=x").await.is(400).code(), "http.cursor_malformed");
    assert_eq!(ada.get("/api/v1/feed?day=99").await.is(400).code(), "posts.day_malformed");
    ada.get("/feed?day=99&page=-4").await.is(200);
}

#[tokio::test]
async fn what_one_could_answer_stands_among_the_posts_and_not_twice_on_oggi() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    tie(&ada, &bruno).await;
    let said =
        |text: &str, topic: &str, audience: &str| json!({ "text": text, "topics": [topic], "audience": audience });
    ada.post("/api/v1/offers", said("Misuro la luce nelle scuole", "Luce", "everybody")).await.is(201);
    ada.put("/api/v1/topics/legno/following", Value::Null).await.is(204);
    carla.post("/api/v1/asks", said("Chi misura la luce?", "luce", "everybody")).await.is(201);
    bruno.post("/api/v1/asks", said("Chi ha un tornio?", "Legno", "ties")).await.is(201);
    dora.post("/api/v1/asks", said("Solo per i miei", "Luce", "ties")).await.is(201);
    dora.post("/api/v1/asks", said("Un avvocato?", "Diritto", "everybody")).await.is(201);
    dora.post("/api/v1/offers", said("Vendo lampade", "Luce", "everybody")).await.is(201);
    ada.post("/api/v1/asks", said("La mia domanda", "Legno", "everybody")).await.is(201);
    writes(&bruno, "Un post", "ties").await;
    let listed = feed(&ada).await;
    let found: Vec<(&str, &str, &str)> = listed
        .iter()
        .map(|item| {
            let word = |name: &str| item[name].as_str().unwrap();
            (word("kind"), word("text"), word("why"))
        })
        .collect();
    assert_eq!(
        found,
        [
            ("ask", "Chi ha un tornio?", "You know Bruno Neri, and you follow the topic “Legno”."),
            ("post", "Un post", "You know Bruno Neri."),
            (
                "ask",
                "Chi misura la luce?",
                "Carla Blu wrote it for everybody here, and you offer something about “luce”."
            ),
        ]
    );
    ada.get("/feed").await.is(200).says("Chi misura la luce?").says("and you offer something about “luce”");
    italian(&ada, "/feed").await.is(200).says("offri qualcosa su «luce»");
    let today = ada.get("/today").await.is(200).text();
    for text in ["Chi ha un tornio?", "Chi misura la luce?"] {
        assert_eq!(today.matches(text).count(), 1, "{text}");
    }
    // Muted, blocked, closed or over, it is gone at once.
    ada.put("/api/v1/topics/legno/muting", Value::Null).await.is(204);
    assert_eq!(texts(&ada, "/api/v1/feed").await, ["Un post", "Chi misura la luce?"]);
    let ask = listed[2]["id"].as_str().unwrap();
    let outcome = json!({ "answered": false });
    carla.put(&format!("/api/v1/asks/{ask}/outcome"), outcome).await.is(200);
    assert_eq!(texts(&ada, "/api/v1/feed").await, ["Un post"]);
    carla.post("/api/v1/asks", said("Chi misura il buio?", "luce", "everybody")).await.is(201);
    assert_eq!(feed(&ada).await.len(), 2);
    carla.put("/api/v1/blocks/ada", Value::Null).await.is(204);
    assert_eq!(texts(&ada, "/api/v1/feed").await, ["Un post"]);
}
