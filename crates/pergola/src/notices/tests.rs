//! Stories of notices.

mod mailing;

use serde_json::{Value, json};

use super::kinds::KINDS;
use crate::testkit::{Person, Town};

async fn invites(one: &Person, other: &Person) -> String {
    let body = json!({ "to": other.handle, "how_met": { "kind": "worked" } });
    one.post("/api/v1/invitations", body).await.is(201).json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn each_kind_has_its_sentence_in_both_languages() {
    let town = Town::new().await;
    for language in [pergola_domain::members::Language::It, pergola_domain::members::Language::En] {
        for kind in KINDS {
            let key = format!("notice-{}", kind.name);
            assert!(town.app.words.has(language, &key), "no sentence {key}");
        }
    }
}

#[tokio::test]
async fn a_notice_is_followed_to_what_it_is_about_and_read_with_that() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let invitation = invites(&ada, &bruno).await;
    town.settles().await;
    let list = bruno.get("/api/v1/notices").await.is(200).json();
    let notice = &list["items"][0];
    assert_eq!((&notice["kind"], &notice["read"]), (&json!("invited"), &json!(false)));
    assert_eq!(notice["text"], "Ada Rossi would like to connect with you");
    assert!(notice["url"].as_str().unwrap().ends_with("/invitations"));
    let italian = bruno.clone().in_italian().get("/api/v1/notices").await.json();
    assert_eq!(italian["items"][0]["text"], "Ada Rossi vorrebbe collegarsi con te");
    bruno.get("/notices").await.is(200).says("Ada Rossi would like").says("One thing that you have not seen");
    let path = format!("/notices/{}", notice["id"].as_str().unwrap());
    assert_eq!(bruno.get(&path).await.is(303).location(), "/invitations");
    bruno.get("/notices").await.is(200).says("Nothing that you have not seen").says("Ada Rossi would like");
    assert_eq!(ada.get(&path).await.is(303).location(), "/notices", "another's leads nowhere");
    bruno.get("/notices/x").await.is(404);

    bruno.put(&format!("/api/v1/invitations/{invitation}/acceptance"), json!({})).await.is(200);
    town.settles().await;
    let kinds = |list: Value| list["items"].as_array().unwrap().iter().map(|n| n["kind"].clone()).collect::<Vec<_>>();
    assert_eq!(kinds(bruno.get("/api/v1/notices").await.json()), [json!("tied")], "nothing waits any more");
}

#[tokio::test]
async fn up_to_one_all_are_read_and_a_bad_place_is_refused() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    invites(&ada, &carla).await;
    invites(&bruno, &carla).await;
    town.settles().await;
    let list = carla.get("/api/v1/notices").await.json();
    let older = list["items"][1]["id"].clone();
    carla.put("/api/v1/notices/reading", json!({ "up_to": older })).await.is(204);
    carla.get("/notices").await.is(200).says("One thing that you have not seen");
    let newest = list["items"][0]["id"].as_str().unwrap().to_owned();
    carla.sends("/notices", "/notices/reading", &[("up_to", &newest)]).await.is(303);
    carla.get("/notices").await.is(200).says("Nothing that you have not seen");
    let bad = carla.put("/api/v1/notices/reading", json!({ "up_to": "x" })).await.is(400);
    assert_eq!(bad.code(), "http.field_malformed");
    let bad = carla.put("/api/v1/notices/reading", json!({ "upto": "1" })).await.is(400);
    assert_eq!(bad.code(), "http.field_unknown");
}

#[tokio::test]
async fn what_was_told_of_somebody_goes_with_a_block() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    invites(&ada, &bruno).await;
    town.settles().await;
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    assert_eq!(bruno.get("/api/v1/notices").await.json()["items"], json!([]));
    bruno.get("/notices").await.is(200).says("Nothing that you have not seen").says_not("Ada Rossi");
}

#[tokio::test]
async fn many_have_numbered_pages() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for number in 0..23 {
        let guest = town.joins(&format!("Guest{number} Orto")).await;
        invites(&guest, &ada).await;
    }
    town.settles().await;
    let page = ada.get("/notices").await.is(200).text();
    assert_eq!(page.matches("would like to connect with you").count(), 20);
    let page = ada.get("/notices?page=2").await.is(200).text();
    assert_eq!(page.matches("would like to connect with you").count(), 3);
    ada.get("/notices?page=99").await.is(200);
}
