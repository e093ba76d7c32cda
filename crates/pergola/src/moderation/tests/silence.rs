//! Stories of who is silenced: what he still can do, what he cannot, and for how long.

use axum::{
    body::Body,
    http::{Method, header},
};
use serde_json::{Value, json};

use super::{decides, id, know_each_other, newest, reports, town};
use crate::{http::Who, rooms};

const TOLD: &str = "For now you cannot write for everybody";

#[tokio::test]
async fn who_is_silenced_writes_nothing_for_all_takes_back_and_goes_on_with_whom_he_knows() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    know_each_other(&ada, &bruno).await;
    let new = json!({ "text": "Cerco un tornitore a Biella", "audience": "everybody" });
    let ask = id(&bruno.post("/api/v1/asks", new.clone()).await.is(201).json());
    let post = id(&bruno.post("/api/v1/posts", json!({ "text": "Tre aule misurate" })).await.is(201).json());
    let of_ada = json!({ "text": "Quattro aule", "audience": "everybody" });
    let of_ada = format!("/api/v1/posts/{}", id(&ada.post("/api/v1/posts", of_ada).await.is(201).json()));
    let said = bruno.post(&format!("{of_ada}/comments"), json!({ "text": "Quali?" })).await.is(201).json();
    let group = json!({ "name": "Legno", "purpose": "Chi lavora il legno", "entry": "open" });
    let group = format!("/api/v1/groups/{}", id(&ada.post("/api/v1/groups", group).await.is(201).json()));
    bruno.put(&format!("{group}/membership"), Value::Null).await.is(200);
    reports(&ada, "ask", &ask, "spam").await.is(201);
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("Cerco un tornitore a Biella");
    decides(&dora, &case, "silence", Some(7)).await;

    for (path, loud) in [
        ("/api/v1/asks", new.clone()),
        ("/api/v1/posts", json!({ "text": "Ancora" })),
        (&*format!("{of_ada}/comments"), json!({ "text": "Ancora" })),
        ("/api/v1/groups", json!({ "name": "Oro", "purpose": "Oro" })),
    ] {
        assert_eq!(bruno.post(path, loud).await.is(422).code(), "moderation.silenced", "{path}");
    }
    // What he typed is not lost.
    bruno.get("/posts/new").await.is(200).says("For now you cannot write for everybody");
    let form = [("text", "Un’ora di lavoro su queste righe"), ("language", "it"), ("audience", "ties")];
    let refused = bruno.sends("/today", "/posts", &form).await.is(422);
    refused.says("Un’ora di lavoro su queste righe").says("For now you cannot write for everybody");
    let page = of_ada.replace("/api/v1", "");
    let refused = bruno.sends(&page, &format!("{page}/comments"), &[("text", "Una risposta lunga")]).await.is(422);
    refused.says("Una risposta lunga").says("For now you cannot write for everybody");
    ada.get(&page).await.is(200).says_not("Una risposta lunga");
    assert_eq!(bruno.get("/api/v1/posts?mine=true").await.json()["items"].as_array().unwrap().len(), 1);
    // With whom he knows he goes on; to others he writes as little as anybody.
    bruno.post("/api/v1/conversations", json!({ "to": "ada", "text": "Mi dispiace" })).await.is(201);
    bruno.post("/api/v1/conversations", json!({ "to": "carla", "text": "Ciao" })).await.is(422);
    bruno.sends("/today", "/@ada/message", &[("text", "Davvero"), ("key", "7")]).await.is(303);
    // What is his alone, and what he said before, stays his.
    bruno.put(&format!("{of_ada}/aside"), json!({})).await.is(204);
    bruno.delete(&format!("{of_ada}/aside")).await.is(204);
    bruno.delete(&format!("{of_ada}/noise")).await.is(204);
    bruno.put(&format!("{of_ada}/noise"), json!({})).await.is(204);
    bruno.sends(&page, &format!("{page}/openness"), &[]).await.is(303);
    bruno.sends(&page, &format!("{page}/aside"), &[]).await.is(303);
    bruno.delete(&format!("/api/v1/comments/{}", id(&said))).await.is(204);
    bruno.delete(&format!("/api/v1/posts/{post}")).await.is(204);
    bruno.delete(&format!("{group}/membership")).await.is(204);
    bruno.delete(&format!("/api/v1/asks/{ask}")).await.is(204);
    assert_eq!(carla.get("/api/v1/notices").await.is(200).json()["items"], json!([]));
    town.days_pass(8);
    let bruno = town.signs_in("bruno").await;
    bruno.post("/api/v1/asks", new).await.is(201);
}

#[tokio::test]
async fn a_second_decision_shortens_no_first_and_lifting_it_leaves_the_first() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    reports(&ada, "member", "bruno", "harassment").await.is(201);
    decides(&dora, &newest(&dora).await, "silence", Some(20)).await;
    reports(&ada, "member", "bruno", "spam").await.is(201);
    let second = id(&decides(&dora, &newest(&dora).await, "silence", Some(2)).await);
    let appeal = format!("/api/v1/decisions/{second}/appeal");
    bruno.put(&appeal, json!({ "words": "Non era spam" })).await.is(204);
    let lift = json!({ "lift": true, "reason": "Non era spam." });
    carla.put(&format!("/api/v1/moderation/decisions/{second}/answer"), lift).await.is(204);
    let new = json!({ "text": "Cerco un tornitore a Biella", "audience": "everybody" });
    town.days_pass(19);
    let bruno = town.signs_in("bruno").await;
    assert_eq!(bruno.post("/api/v1/asks", new.clone()).await.is(422).code(), "moderation.silenced");
    town.days_pass(2);
    bruno.post("/api/v1/asks", new).await.is(201);
}

#[tokio::test]
async fn who_runs_the_server_is_neither_silenced_nor_shut_out() {
    let (_town, dora, [ada, _, carla]) = town().await;
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    reports(&ada, "member", "dora", "harassment").await.is(201);
    let case = newest(&carla).await;
    for measure in ["suspend", "silence"] {
        let new = json!({ "case": case, "measure": measure, "days": 7, "reason": "Regola 2" });
        let refused = carla.post("/api/v1/moderation/decisions", new).await.is(422);
        assert_eq!(refused.code(), "moderation.runs_server", "{measure}");
    }
    let page = format!("/moderation/cases/{case}");
    let form = [("measure", "suspend"), ("days", ""), ("reason", "Regola 2")];
    let refused = carla.sends(&page, &format!("{page}/decision"), &form).await.is(422);
    refused.says("This account runs the server").says("Regola 2");
    dora.get("/today").await.is(200);
    decides(&carla, &case, "warn", None).await;
}

/// Each door says by itself whether one speaks there; none decides it by its name.
#[tokio::test]
async fn every_door_where_one_speaks_is_closed_and_no_other() {
    let (_town, dora, [ada, bruno, _]) = town().await;
    reports(&ada, "member", "bruno", "spam").await.is(201);
    decides(&dora, &newest(&dora).await, "silence", Some(7)).await;
    let (mut wrong, mut closed) = (Vec::new(), 0);
    for door in rooms::doors().list() {
        if ![Method::POST, Method::PUT, Method::PATCH].contains(&door.method) {
            continue;
        }
        let fill = |part: &str| match part {
            "@{handle}" => "@7".to_owned(),
            part if part.contains('{') => "7".to_owned(),
            part => part.to_owned(),
        };
        let path: Vec<String> = door.path.split('/').map(fill).collect();
        let (kind, body) = if door.path.starts_with("/api/") {
            ("application/json", "{}")
        } else {
            ("application/x-www-form-urlencoded", "text=Due+righe")
        };
        let request = bruno.request(door.method.clone(), &path.join("/")).header(header::CONTENT_TYPE, kind);
        let told = bruno.asks(request.body(Body::from(body)).unwrap()).await.text();
        let refused = told.contains(TOLD);
        if refused != (door.who == Who::Unsilenced) {
            wrong.push(format!("{} {}", door.method, door.path));
        }
        closed += usize::from(refused);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(closed > 40, "{closed}");
}

#[tokio::test]
async fn what_a_silenced_member_typed_is_shown_to_be_copied() {
    let (_town, dora, [ada, bruno, _]) = town().await;
    let post = id(&bruno.post("/api/v1/posts", json!({ "text": "Tre aule misurate" })).await.is(201).json());
    reports(&ada, "member", "bruno", "spam").await.is(201);
    decides(&dora, &newest(&dora).await, "silence", Some(7)).await;
    let ask = [("text", "Cerco un tornitore, <b>due</b> mesi"), ("audience", "everybody"), ("topics", "Legno")];
    let shown = bruno.sends("/today", "/asks", &ask).await.is(422).says(TOLD).says("readonly");
    shown.says("Cerco un tornitore").says_not("<b>due").says(">Legno<").says_not(">everybody<");
    let change = [("text", "Quattro aule, alla fine"), ("audience", "ties"), ("language", "it")];
    let shown = bruno.sends("/today", &format!("/posts/{post}"), &change).await.is(422);
    shown.says(TOLD).says("Quattro aule, alla fine");
    bruno.get(&format!("/posts/{post}")).await.is(200).says("Tre aule misurate").says_not("Quattro aule");
    // A form with a file: the words are shown, the file is passed over.
    let fields = [("name", "Legno Vivo"), ("purpose", "Chi lavora il legno")];
    let shown = bruno.uploads("/today", "/groups", &fields, "a.png", b"Non sono parole").await.is(422);
    shown.says("Legno Vivo").says("Chi lavora il legno").says_not("Non sono parole");
    // To somebody whom he does not know he writes as little as anybody: his words stay in the form.
    let letter = [("text", "Due righe per Carla"), ("key", "9")];
    bruno.sends("/today", "/@carla/message", &letter).await.is(422).says("Due righe per Carla");
    assert_eq!(bruno.post("/api/v1/groups", json!({})).await.is(422).code(), "moderation.silenced");
}
