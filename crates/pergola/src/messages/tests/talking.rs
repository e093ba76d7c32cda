//! Two who know each other write, in both doors and both languages.

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

impl Person {
    /// Writes to somebody by handle; gives the conversation.
    pub(super) async fn writes_to(&self, handle: &str, text: &str) -> String {
        let begun = self.post("/api/v1/conversations", json!({ "to": handle, "text": text })).await.is(201).json();
        begun["conversation"].as_str().unwrap().to_owned()
    }

    pub(super) async fn texts(&self, conversation: &str) -> Vec<String> {
        let list = self.get(&format!("/api/v1/conversations/{conversation}/messages")).await.is(200).json();
        list["items"].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap().to_owned()).collect()
    }

    pub(super) async fn conversations(&self) -> Value {
        self.get("/api/v1/conversations").await.is(200).json()["items"].clone()
    }
}

#[tokio::test]
async fn a_word_goes_from_page_to_page() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    town.ties(&ada, &bruno).await;
    ada.get("/@bruno").await.is(200).says("href=\"/@bruno/message\"");
    ada.get("/@bruno/message").await.is(200).says("Write to Bruno Neri");
    let form = [("text", "Ciao Bruno, vedi https://sale.example/sale.\r\n<b>Poi</b> ti dico.")];
    let sent = ada.sends("/@bruno/message", "/@bruno/message", &form).await.is(303).location();
    let path = sent.split('#').next().unwrap();
    assert_eq!(ada.get("/@bruno/message").await.is(303).location(), path, "it goes on where it began");

    bruno.get("/today").await.is(200).says("class=\"mark\"");
    bruno.get("/inbox").await.is(200).says("row new").says("Ada Rossi").says("da leggere");
    let page = bruno.get(path).await.is(200);
    page.says(
        "<a href=\"https://sale.example/sale\" rel=\"nofollow noopener noreferrer\">https://sale.example/sale</a>",
    )
    .says("&#60;b&#62;Poi&#60;/b&#62;")
    .says_not("class=\"mark\"")
    .says_not("row new");
    bruno.get("/inbox").await.is(200).says_not("row new").says("Niente da leggere");
    bruno.sends(path, &format!("{path}/messages"), &[("text", "Grazie!")]).await.is(303);
    ada.get("/inbox").await.is(200).says("row new").says("Grazie!");
    ada.get(path).await.is(200).says("Grazie!").says("Bruno Neri").says("only the two of you");
    bruno.get(path).await.is(200).says("solo voi due").says("Qui non ci sono spunte di lettura");
}

#[tokio::test]
async fn the_same_for_programs() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.ties(&ada, &bruno).await;
    let id = ada.writes_to("bruno", "Ciao").await;
    assert_eq!(ada.writes_to("bruno", "Ancora io").await, id);
    let there = &bruno.conversations().await[0];
    assert_eq!((&there["id"], &there["kind"], &there["unread"]), (&json!(id), &json!("direct"), &json!(true)));
    assert_eq!((&there["open"], &there["people"][0]["handle"]), (&json!(true), &json!("ada")));
    assert_eq!((&there["latest"]["text"], &there["latest"]["mine"]), (&json!("Ancora io"), &json!(false)));
    assert_eq!(bruno.texts(&id).await, ["Ancora io", "Ciao"]);
    assert_eq!(bruno.conversations().await[0]["unread"], true, "asking for the list is not reading");
    let latest = there["latest"]["id"].clone();
    let path = format!("/api/v1/conversations/{id}");
    bruno.put(&format!("{path}/reading"), json!({ "up_to": latest })).await.is(204);
    assert_eq!(bruno.get(&path).await.is(200).json()["unread"], false);
    let mine = ada.get(&path).await.json();
    assert_eq!((&mine["unread"], &mine["latest"]["mine"]), (&json!(false), &json!(true)));
    let said = bruno.post(&format!("{path}/messages"), json!({ "text": "Eccomi" })).await.is(201).json();
    assert_eq!((&said["author"]["handle"], &said["mine"]), (&json!("bruno"), &json!(true)));
    let first = ada.get(&format!("{path}/messages?limit=1")).await.is(200).json();
    assert_eq!(first["items"][0]["text"], "Eccomi");
    let rest = ada.get(&format!("{path}/messages?limit=2&cursor={}", first["next"].as_str().unwrap())).await.json();
    assert_eq!((&rest["items"][1]["text"], &rest["next"]), (&json!("Ciao"), &Value::Null));
}

#[tokio::test]
async fn nobody_can_tell_whether_the_other_has_read() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.ties(&ada, &bruno).await;
    let id = ada.writes_to("bruno", "Ciao").await;
    let path = format!("/api/v1/conversations/{id}");
    let seen = async || {
        let mut page = ada.get(&format!("/conversations/{id}")).await.text();
        // The key of the form is a fresh one each time.
        let from = page.find("name=\"key\"").unwrap();
        page.replace_range(from..from + 60, "");
        (page, ada.get(&path).await.json(), ada.conversations().await, ada.get("/api/v1/notices").await.json())
    };
    town.settles().await;
    let before = seen().await;
    bruno.get(&format!("/conversations/{id}")).await.is(200);
    town.settles().await;
    assert_eq!(before, seen().await);
    bruno.delete(&path).await.is(204);
    town.settles().await;
    assert_eq!(before, seen().await, "nor whether it was put aside");
}

#[tokio::test]
async fn a_form_sent_twice_says_it_once() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.ties(&ada, &bruno).await;
    let form = [("text", "Ciao"), ("key", "77")];
    for _ in 0..2 {
        ada.sends("/@carla/message", "/@bruno/message", &form).await.is(303);
    }
    let id = bruno.conversations().await[0]["id"].as_str().unwrap().to_owned();
    let form = [("text", "Come va?"), ("key", "78")];
    for _ in 0..2 {
        ada.sends("/inbox", &format!("/conversations/{id}/messages"), &form).await.is(303);
    }
    let request = |key: &str| {
        let request = ada.request(axum::http::Method::POST, &format!("/api/v1/conversations/{id}/messages"));
        let request = request.header("content-type", "application/json").header("idempotency-key", key);
        ada.asks(request.body(axum::body::Body::from(r#"{"text":"Allora?"}"#)).unwrap())
    };
    let (first, second) = (request("once").await.is(201), request("once").await.is(201));
    assert_eq!(first.json()["id"], second.json()["id"]);
    assert_eq!(bruno.texts(&id).await, ["Allora?", "Come va?", "Ciao"]);
}

#[tokio::test]
async fn bad_words_are_refused_with_a_reason_and_kept_in_the_form() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.joins("Carla Blu").await;
    town.ties(&ada, &bruno).await;
    let id = ada.writes_to("bruno", "Ciao").await;
    let path = format!("/api/v1/conversations/{id}/messages");
    let long = "è".repeat(10_000);
    assert_eq!(ada.post(&path, json!({ "text": long })).await.is(422).code(), "messages.text_too_long");
    assert_eq!(ada.post(&path, json!({ "text": " \n" })).await.is(422).code(), "messages.text_missing");
    assert_eq!(ada.post(&path, json!({ "body": "x" })).await.is(400).code(), "http.field_unknown");
    let begin = async |to: &str| ada.post("/api/v1/conversations", json!({ "to": to, "text": "Ciao" })).await;
    assert_eq!(begin("carla").await.is(422).code(), "messages.stranger");
    assert_eq!(begin("ada").await.is(422).code(), "messages.oneself");
    assert_eq!(begin("nobody").await.is(404).code(), "http.not_found");
    assert_eq!(ada.get("/api/v1/conversations?box=x").await.is(400).code(), "messages.box_unknown");
    let reading = format!("/api/v1/conversations/{id}/reading");
    assert_eq!(ada.put(&reading, json!({ "up_to": "x" })).await.is(400).code(), "http.field_malformed");
    let page = format!("/conversations/{id}");
    let answer = ada.sends(&page, &format!("{page}/messages"), &[("text", &long)]).await.is(422);
    answer.says("<title>Error:").says("5,000 characters").says(&long);
    ada.get("/@carla/message").await.is(200).says("You do not know each other yet").says("/@carla/invite");
    let form = [("text", "Ciao Carla")];
    ada.sends("/inbox", "/@carla/message", &form).await.is(422).says("You do not know each other yet");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/@carla/message").await.is(200).says("Non vi conoscete ancora");
}

#[tokio::test]
async fn what_is_anothers_is_answered_as_what_is_not_there() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    town.ties(&ada, &bruno).await;
    let id = ada.writes_to("bruno", "Ciao").await;
    for path in ["", "/messages"] {
        let foreign = carla.get(&format!("/api/v1/conversations/{id}{path}")).await.is(404);
        let absent = carla.get(&format!("/api/v1/conversations/999{path}")).await.is(404);
        assert_eq!(foreign.text(), absent.text());
    }
    let (foreign, absent) = (format!("/conversations/{id}"), "/conversations/999".to_owned());
    for path in [foreign, absent, "/conversations/x".to_owned()] {
        carla.get(&path).await.is(404).says("The path ends here");
        for (way, text) in [("messages", "Ciao"), ("departure", ""), ("return", "")] {
            carla.sends("/inbox", &format!("{path}/{way}"), &[("text", text)]).await.is(404);
        }
        carla.put(&format!("/api/v1{path}/reading"), json!({ "up_to": "9" })).await.is(404);
        carla.post(&format!("/api/v1{path}/messages"), json!({ "text": "Ciao" })).await.is(404);
        carla.delete(&format!("/api/v1{path}")).await.is(404);
    }
    assert_eq!(carla.conversations().await, json!([]));
}

#[tokio::test]
async fn long_ones_have_pages_and_the_unread_come_first() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    town.ties(&ada, &bruno).await;
    town.ties(&ada, &carla).await;
    let id = bruno.writes_to("ada", "parola 0").await;
    for number in 1..65 {
        bruno
            .post(&format!("/api/v1/conversations/{id}/messages"), json!({ "text": format!("parola {number}") }))
            .await;
    }
    carla.writes_to("ada", "Sono Carla").await;
    let path = format!("/conversations/{id}");
    let page = ada.get(&path).await.is(200).says("parola 64").says("parola 35").says_not("parola 34<").text();
    assert!(
        page.find("<p>parola 35</p></div>").unwrap() < page.find("<p>parola 64</p></div>").unwrap(),
        "in the order of saying"
    );
    ada.get(&format!("{path}?page=3")).await.is(200).says("parola 0<").says("parola 4<").says_not("parola 5<");
    let inbox = ada.get("/inbox").await.is(200).text();
    assert!(inbox.find("Sono Carla").unwrap() < inbox.find("parola 64").unwrap());
    bruno.post(&format!("/api/v1{path}/messages"), json!({ "text": "ancora" })).await.is(201);
    carla.post("/api/v1/conversations", json!({ "to": "ada", "text": "e io" })).await.is(201);
    ada.get(&format!("/conversations/{}", carla.conversations().await[0]["id"].as_str().unwrap())).await.is(200);
    let inbox = ada.get("/inbox").await.is(200).text();
    assert!(inbox.find("ancora").unwrap() < inbox.find("e io").unwrap(), "unread before later");
}

#[tokio::test]
async fn programs_read_the_unread_first_and_miss_none() {
    let town = Town::new().await;
    let names = ["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale", "Elsa Riva", "Fede Orto"];
    let [ada, others @ ..] = town.people(names).await;
    for other in &others {
        town.ties(&ada, other).await;
        other.writes_to("ada", "Ciao").await;
        town.minutes_pass(1);
    }
    let list = async |path: &str| {
        let answer = ada.get(path).await.is(200).json();
        let who = |one: &Value| one["people"][0]["handle"].as_str().unwrap().to_owned();
        let found: Vec<String> = answer["items"].as_array().unwrap().iter().map(who).collect();
        (found, answer["next"].as_str().map(str::to_owned))
    };
    let whole = async || {
        let (mut all, mut path) = (Vec::new(), "/api/v1/conversations?limit=2".to_owned());
        loop {
            let (found, next) = list(&path).await;
            all.extend(found);
            let Some(next) = next else { return all };
            path = format!("/api/v1/conversations?limit=2&cursor={next}");
        }
    };
    assert_eq!(whole().await, ["fede", "elsa", "dora", "carla", "bruno"]);
    let all = ada.get("/api/v1/conversations?limit=100").await.is(200).json()["items"].clone();
    for read in ["fede", "dora"] {
        let one = all.as_array().unwrap().iter().find(|one| one["people"][0]["handle"] == read).unwrap();
        let path = format!("/api/v1/conversations/{}/reading", one["id"].as_str().unwrap());
        ada.put(&path, json!({ "up_to": one["latest"]["id"] })).await.is(204);
    }
    assert_eq!(whole().await, ["elsa", "carla", "bruno", "fede", "dora"], "unread first, then the latest");
    // What is read between two pages moves behind, and is not left out.
    let (first, next) = list("/api/v1/conversations?limit=2").await;
    assert_eq!(first, ["elsa", "carla"]);
    let bruno = all.as_array().unwrap().iter().find(|one| one["people"][0]["handle"] == "bruno").unwrap();
    let path = format!("/api/v1/conversations/{}/reading", bruno["id"].as_str().unwrap());
    ada.put(&path, json!({ "up_to": bruno["latest"]["id"] })).await.is(204);
    let (rest, _) = list(&format!("/api/v1/conversations?limit=100&cursor={}", next.unwrap())).await;
    assert_eq!(rest, ["fede", "dora", "bruno"]);
    for bad in ["x", "u", "u-1", "-1", "uu7", ""] {
        let problem = ada.get(&format!("/api/v1/conversations?cursor={bad}")).await.is(400);
        assert_eq!(problem.code(), "http.cursor_malformed", "{bad}");
    }
}

#[tokio::test]
async fn a_word_a_day_moves_the_rhythm_of_both() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.ties(&ada, &bruno).await;
    let wrote = async |person: &Person, other: &str| {
        let list = person.get(&format!("/api/v1/moments?with={other}")).await.is(200).json();
        let items = list["items"].as_array().unwrap().clone();
        let of = |item: &Value| item["kind"] == "wrote";
        items
            .iter()
            .filter(|item| of(item))
            .map(|item| item["direction"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    town.days_pass(3);
    let id = ada.writes_to("bruno", "Ciao").await;
    ada.writes_to("bruno", "Sei lì?").await;
    assert_eq!(
        (wrote(&ada, "bruno").await, wrote(&bruno, "ada").await),
        (vec!["out".to_owned()], vec!["in".to_owned()])
    );
    bruno.post(&format!("/api/v1/conversations/{id}/messages"), json!({ "text": "Eccomi" })).await.is(201);
    assert_eq!(
        (wrote(&ada, "bruno").await, wrote(&bruno, "ada").await),
        (vec!["both".to_owned()], vec!["both".to_owned()])
    );
    town.days_pass(1);
    ada.writes_to("bruno", "Buongiorno").await;
    assert_eq!(wrote(&ada, "bruno").await.len(), 2);
}

#[tokio::test]
async fn so_many_conversations_a_day_and_no_more() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    town.ties(&ada, &bruno).await;
    town.ties(&ada, &carla).await;
    let (member, now) = (ada.id, town.by(&ada).now);
    // Begun earlier today, with others.
    let earlier = async move |tx: &pergola_db::Tx| {
        for number in 1..30_i64 {
            let sql = "INSERT INTO conversations (id, kind, subject_id, origin, opened_by, created_at, version) \
                       VALUES ($1, 'direct', NULL, $2, $3, $4, 1)";
            tx.run(sql, &pergola_db::params![number, format!("over:{number}"), member, now]).await?;
        }
        Ok::<_, pergola_db::Fault>(())
    };
    town.app.db.write(earlier).await.unwrap();
    ada.writes_to("bruno", "Ciao").await;
    let refused = ada.post("/api/v1/conversations", json!({ "to": "carla", "text": "Ciao" })).await.is(429);
    assert_eq!(refused.code(), "messages.too_many_begun");
    assert_eq!(refused.json()["detail"], "You have begun 30 conversations in a day: that is enough for today.");
    assert!(refused.headers.contains_key("retry-after"));
    ada.writes_to("bruno", "In una che c’è si scrive ancora").await;
    let form = [("text", "Una riga lunga")];
    let page = ada.sends("/inbox", "/@carla/message", &form).await;
    page.says("You have begun 30 conversations in a day").says("Una riga lunga");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.sends("/inbox", "/@carla/message", &form).await.says("Hai iniziato 30 conversazioni in un giorno");
    town.days_pass(1);
    ada.writes_to("carla", "Buongiorno").await;
}

#[tokio::test]
async fn in_a_conversation_of_two_stands_where_to_block_and_in_others_it_does_not() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    town.ties(&ada, &bruno).await;
    let two = ada.writes_to("bruno", "Ciao").await;
    let page = bruno.get(&format!("/conversations/{two}")).await.is(200).says("href=\"/@ada/block\"").says("Block");
    page.says_not("href=\"/@bruno/block\"");
    bruno.in_italian_reads(&format!("/conversations/{two}"), "href=\"/@ada/block\"").await;
    bruno.get("/@ada/block").await.is(200);
    let three = town.opens(&ada, &[ada.id, bruno.id, carla.id], super::introduction(7)).await;
    ada.get(&format!("/conversations/{three}")).await.is(200).says_not("/block\"");
}

#[tokio::test]
async fn a_day_has_an_end() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.ties(&ada, &bruno).await;
    let id = ada.writes_to("bruno", "0").await;
    let path = format!("/api/v1/conversations/{id}/messages");
    for number in 1..300 {
        ada.post(&path, json!({ "text": number.to_string() })).await.is(201);
    }
    let refused = ada.post(&path, json!({ "text": "300" })).await.is(429);
    assert_eq!(refused.headers["retry-after"], "86400");
    assert_eq!(refused.code(), "messages.too_many_today");
    town.days_pass(1);
    ada.post(&path, json!({ "text": "300" })).await.is(201);
}
