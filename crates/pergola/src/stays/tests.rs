//! Stories of stays, through the doors.

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

async fn ties(one: &Person, other: &Person) {
    let wish = json!({ "to": other.handle, "how_met": { "kind": "worked", "text": "il museo" } });
    let wish = one.post("/api/v1/invitations", wish).await.is(201).json();
    let path = format!("/api/v1/invitations/{}/acceptance", wish["id"].as_str().unwrap());
    other.put(&path, json!({})).await.is(200);
}

fn turin(change: impl FnOnce(&mut Value)) -> Value {
    let mut new = json!({ "place": "torino", "from": "2026-03-16", "until": "2026-03-20", "words": "Per il museo" });
    change(&mut new);
    new
}

#[tokio::test]
async fn who_is_near_is_told_by_choice_and_it_ends() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    for other in [&bruno, &carla] {
        ties(&ada, other).await;
        other.patch("/api/v1/me", json!({ "place": "Torino, Piemonte" })).await.is(200);
    }
    carla.patch("/api/v1/me", json!({ "place": "Moncalieri" })).await.is(200);
    dora.patch("/api/v1/me", json!({ "place": "Torino" })).await.is(200);
    town.settles().await;
    let form = [("place", "Torino"), ("from", "2026-03-16"), ("until", "2026-03-20"), ("words", "Per il museo")];
    let at = ada.sends("/stays", "/stays", &form).await.is(303).location();
    let at = at.split('?').next().unwrap().to_owned();
    ada.get(&at).await.is(200).says("Bruno Neri").says("Carla Blu").says_not("Dora Verdi");
    bruno.get("/stays").await.is(200).says_not("Ada Rossi");
    ada.sends(&at, &format!("{at}/told"), &[]).await.is(422).says("Choose at least one person");
    ada.sends(&at, &format!("{at}/told"), &[("tell-bruno", "yes")]).await.is(303);
    bruno.get("/stays").await.is(200).says("Ada Rossi").says("Per il museo").says("/@ada/meet");
    assert_eq!(bruno.get("/api/v1/notices").await.json()["items"][0]["kind"], "stay_told");
    carla.get("/stays").await.is(200).says_not("Ada Rossi");
    bruno.get(&at).await.is(404);
    let heard = bruno.get("/api/v1/stays/heard").await.is(200).text();
    assert!(!heard.contains("told") && !heard.contains("carla"), "nobody learns who else was told: {heard}");
    town.days_pass(10);
    bruno.get("/stays").await.is(200).says("Ada Rossi");
    town.days_pass(1);
    bruno.get("/stays").await.is(200).says_not("Ada Rossi");
    assert_eq!(ada.get("/api/v1/stays").await.json()["items"], json!([]));
}

#[tokio::test]
async fn what_was_told_of_a_stay_ends_with_it_everywhere() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    for tied in [&bruno, &carla] {
        ties(&ada, tied).await;
    }
    town.settles().await;
    let stay = ada.post("/api/v1/stays", turin(|new| new["tell"] = json!(["bruno"]))).await.is(201).json();
    let id = stay["id"].as_str().unwrap();
    let heard = async |person: &Person| person.get("/api/v1/stays/heard").await.is(200).json()["items"].clone();
    let says = async |person: &Person| {
        let pages = ["/stays", "/today", "/@ada"];
        let mut told = Vec::new();
        for page in pages {
            told.push(person.get(page).await.is(200).text().contains("Per il museo"));
        }
        told
    };
    // Its last day is a day of it: 10 March and ten days.
    town.days_pass(10);
    assert_eq!(heard(&bruno).await[0]["stay"]["id"].as_str(), Some(id));
    assert!(says(&bruno).await[0], "until its end it is told");
    let own = ada.get("/api/v1/stays").await.is(200).json();
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
    town.days_pass(1);
    town.settles().await;
    assert_eq!(heard(&bruno).await, json!([]));
    assert_eq!(says(&bruno).await, [false; 3], "no page says it any more");
    ada.get("/stays").await.is(200).says_not("Per il museo");
    assert_eq!(ada.get("/api/v1/stays").await.json()["items"], json!([]));
    // What is over is told to nobody else.
    let late = ada.put(&format!("/api/v1/stays/{id}/told"), json!({ "tell": ["carla"] })).await;
    assert!(!late.status.is_success(), "{}: {}", late.status, late.text());
    assert_eq!(heard(&carla).await, json!([]));
}

#[tokio::test]
async fn a_stay_is_for_ties_and_not_over_a_block() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    ties(&ada, &bruno).await;
    town.settles().await;
    for named in ["carla", "nobodyatall", "ada"] {
        let answer = ada.post("/api/v1/stays", turin(|new| new["tell"] = json!([named]))).await.is(422);
        assert_eq!(answer.code(), "stays.no_tie", "{named}");
    }
    assert_eq!(ada.get("/api/v1/stays").await.json()["items"], json!([]), "one act: told or not there");
    let stay = ada.post("/api/v1/stays", turin(|new| new["tell"] = json!(["bruno"]))).await.is(201).json();
    let path = format!("/api/v1/stays/{}", stay["id"].as_str().unwrap());
    assert_eq!(bruno.get("/api/v1/stays/heard").await.json()["items"][0]["person"]["handle"], "ada");
    carla.get(&format!("{path}/near")).await.is(404);
    carla.delete(&path).await.is(404);
    ada.put("/api/v1/blocks/bruno", Value::Null).await.is(204);
    assert_eq!(bruno.get("/api/v1/stays/heard").await.json()["items"], json!([]));
    ada.delete("/api/v1/blocks/bruno").await.is(204);
    ada.delete(&path).await.is(204);
    let notices = bruno.get("/api/v1/notices").await.json();
    assert!(!notices.to_string().contains("stay_told"), "what was taken off is no news: {notices}");
    let erase = async |member| town.app.db.write(async move |tx| super::erase(tx, member).await).await.unwrap();
    erase(ada.id).await;
    assert_eq!(ada.get("/api/v1/stays").await.json()["items"], json!([]));
}

#[tokio::test]
async fn every_bad_stay_has_its_code() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for (code, body) in [
        ("stays.place_missing", turin(|new| new["place"] = json!(" "))),
        ("stays.place_too_long", turin(|new| new["place"] = json!("a".repeat(121)))),
        ("stays.day_malformed", turin(|new| new["from"] = json!("lunedì"))),
        ("stays.upside_down", turin(|new| new["until"] = json!("2026-03-15"))),
        ("stays.over", turin(|new| (new["from"], new["until"]) = (json!("2026-03-01"), json!("2026-03-09")))),
        ("stays.too_far_ahead", turin(|new| (new["from"], new["until"]) = (json!("2028-03-01"), json!("2028-03-09")))),
        ("stays.lasts_too_long", turin(|new| new["until"] = json!("2026-12-01"))),
        ("stays.words_too_long", turin(|new| new["words"] = json!("a".repeat(301)))),
    ] {
        assert_eq!(ada.post("/api/v1/stays", body.clone()).await.is(422).code(), code, "{body}");
    }
    let form = [("place", "Torino"), ("from", "2026-03-20"), ("until", "2026-03-16"), ("words", "Due giorni")];
    ada.sends("/stays", "/stays", &form).await.is(422).says("check them").says("Due giorni").says("err-sum");
    let many: Vec<String> = (0..101).map(|number| format!("tie{number}")).collect();
    let answer = ada.post("/api/v1/stays", turin(|new| new["tell"] = json!(many))).await.is(422);
    assert_eq!(answer.code(), "stays.too_many_told");
    assert!(answer.json()["detail"].as_str().unwrap().contains("100"), "{}", answer.text());
    for _ in 0..9 {
        ada.post("/api/v1/stays", turin(|_| {})).await.is(201);
    }
    let stay = ada.post("/api/v1/stays", turin(|_| {})).await.is(201).json();
    let told = format!("/api/v1/stays/{}/told", stay["id"].as_str().unwrap());
    assert_eq!(ada.put(&told, json!({ "tell": [" "] })).await.is(422).code(), "stays.nobody_chosen");
    assert_eq!(ada.post("/api/v1/stays", turin(|_| {})).await.is(422).code(), "stays.too_many_open");
}

#[tokio::test]
async fn whose_account_is_closed_tells_nothing_and_is_near_nobody() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    ties(&ada, &bruno).await;
    ada.patch("/api/v1/me", json!({ "place": "Torino" })).await.is(200);
    town.settles().await;
    ada.post("/api/v1/stays", turin(|new| new["tell"] = json!(["bruno"]))).await.is(201);
    let own = bruno.post("/api/v1/stays", turin(|_| {})).await.is(201).json();
    let near = format!("/api/v1/stays/{}/near", own["id"].as_str().unwrap());
    assert!(bruno.get(&near).await.is(200).text().contains("ada"));
    assert!(bruno.get("/api/v1/stays/heard").await.is(200).text().contains("ada"));
    town.closes(&ada, true).await;
    assert!(!bruno.get(&near).await.is(200).text().contains("ada"));
    assert_eq!(bruno.get("/api/v1/stays/heard").await.json()["items"], json!([]));
}
