//! Stories of ties, through the doors.

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

fn worked() -> Value {
    json!({ "kind": "worked", "text": "il museo", "organisation": "Museo del Sale Rosa", "from": "2019" })
}

impl Person {
    async fn asks_for(&self, handle: &str) -> String {
        let body = json!({ "to": handle, "how_met": worked() });
        self.post("/api/v1/invitations", body).await.is(201).json()["id"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn one_asks_the_other_accepts_and_both_gardens_show_it() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    ada.get("/@bruno/invite").await.is(200).says("takes one of your tokens");
    let form = [("kind", "worked"), ("organisation", "Mulino"), ("text", "le pale"), ("message", "Ti ricordi?")];
    ada.sends("/@bruno/invite", "/@bruno/invite", &form).await.is(303);
    town.settles().await;
    bruno.get("/invitations").await.is(200).says("Ada Rossi").says("Mulino").says("Ti ricordi?");
    bruno.get("/today").await.is(200).says("One person waits for your answer");
    let id = bruno.get("/api/v1/invitations").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    bruno.sends("/invitations", &format!("/invitations/{id}/acceptance"), &[]).await.is(303);
    town.settles().await;
    for (one, other) in [(&ada, "bruno"), (&bruno, "ada")] {
        let tie = one.get(&format!("/api/v1/ties/{other}")).await.is(200).json();
        assert_eq!((&tie["confirmed"], &tie["how_met"]["organisation"]), (&json!(true), &json!("Mulino")));
        one.get("/garden").await.is(200);
        assert_eq!(one.get(&format!("/api/v1/members/{other}")).await.json()["distance"], 1);
    }
    assert_eq!(ada.get("/api/v1/notices").await.json()["items"][0]["kind"], "tied");
}

#[tokio::test]
async fn who_tells_it_otherwise_is_asked_to_agree() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let id = ada.asks_for("bruno").await;
    let own = json!({ "how_met": { "kind": "event", "text": "la fiera" } });
    bruno.put(&format!("/api/v1/invitations/{id}/acceptance"), own).await.is(200);
    let tie = ada.get("/api/v1/ties/bruno").await.is(200).json();
    assert_eq!((&tie["confirmed"], &tie["their_how_met"]["kind"]), (&json!(false), &json!("event")));
    ada.put("/api/v1/ties/bruno/confirmation", json!({})).await.is(204);
    assert_eq!(bruno.get("/api/v1/ties/ada").await.json()["confirmed"], true);
    assert_eq!(ada.put("/api/v1/ties/bruno/confirmation", json!({})).await.is(422).code(), "ties.nothing_to_confirm");
}

#[tokio::test]
async fn a_no_looks_like_waiting_for_ever() {
    let town = Town::new().await;
    let [ada, bruno, carla, _dino] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dino Sale"]).await;
    let (to_bruno, _) = (ada.asks_for("bruno").await, ada.asks_for("carla").await);
    let seen = async || {
        let mut all = Vec::new();
        for path in [
            "/api/v1/invitations?box=out",
            "/invitations",
            "/api/v1/notices",
            "/@bruno",
            "/search?q=bru",
            "/api/v1/search?q=bru",
            // It says how many tokens are left.
            "/@dino/invite",
        ] {
            all.push(ada.get(path).await.text());
        }
        all
    };
    let before = seen().await;
    bruno.put(&format!("/api/v1/invitations/{to_bruno}/refusal"), json!({})).await.is(204);
    town.settles().await;
    assert_eq!(seen().await, before);
    let again = json!({ "to": "bruno", "how_met": worked() });
    assert_eq!(ada.post("/api/v1/invitations", again).await.is(422).code(), "ties.already_asked");
    assert_eq!(bruno.get("/api/v1/invitations").await.json()["items"], json!([]));
    let twice = bruno.put(&format!("/api/v1/invitations/{to_bruno}/refusal"), json!({})).await.is(422);
    assert_eq!(twice.code(), "ties.already_answered");
    ada.delete(&format!("/api/v1/invitations/{to_bruno}")).await.is(204);
    assert_eq!(carla.delete(&format!("/api/v1/invitations/{to_bruno}")).await.is(404).code(), "http.not_found");
}

#[tokio::test]
async fn invitations_are_refused_with_a_reason() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let send = async |to: &str, met: Value| ada.post("/api/v1/invitations", json!({ "to": to, "how_met": met })).await;
    assert_eq!(send("ada", worked()).await.is(422).code(), "ties.oneself");
    assert_eq!(send("nobody", worked()).await.is(404).code(), "http.not_found");
    assert_eq!(send("bruno", json!({ "kind": "magic" })).await.is(422).code(), "ties.met_kind_unknown");
    let long = json!({ "kind": "other", "text": "a".repeat(201) });
    assert_eq!(send("bruno", long).await.is(422).code(), "ties.met_text_too_long");
    let future = json!({ "kind": "other", "from": "2099" });
    assert_eq!(send("bruno", future).await.is(422).code(), "ties.met_in_the_future");
    bruno.asks_for("ada").await;
    assert_eq!(send("bruno", worked()).await.is(422).code(), "ties.they_asked_you");
    let form = [("kind", ""), ("message", "Ciao")];
    ada.sends("/@bruno/invite", "/@bruno/invite", &form).await.is(422).says("Ciao").says("<title>Error:");
}

#[tokio::test]
async fn strangers_cost_tokens_that_come_back() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let names = ["Bruno Neri", "Carla Blu", "Dino Sale", "Elsa Riva", "Furio Orto", "Gina Lago"];
    let mut people = Vec::new();
    for name in names {
        people.push(town.joins(name).await);
    }
    let first = ada.asks_for("bruno").await;
    for handle in ["carla", "dino", "elsa", "furio"] {
        ada.asks_for(handle).await;
    }
    let sixth = json!({ "to": "gina", "how_met": worked() });
    assert_eq!(ada.post("/api/v1/invitations", sixth.clone()).await.is(422).code(), "ties.no_tokens_left");
    people[0].put(&format!("/api/v1/invitations/{first}/acceptance"), json!({})).await.is(200);
    ada.post("/api/v1/invitations", sixth).await.is(201);
    town.days_pass(15);
    assert_eq!(town.joins("Ivo Monte").await.get("/api/v1/notices").await.json()["items"], json!([]));
    ada.asks_for("ivo").await;
}

#[tokio::test]
async fn a_token_comes_back_with_a_yes_and_else_alike_whatever_became_of_it() {
    let town = Town::new().await;
    let [ada, bruno, ..] = town
        .people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dino Sale", "Elsa Riva", "Furio Orto", "Gina Lago"])
        .await;
    let says = "this one comes back as soon as Bruno accepts, and otherwise after 14 days, whatever the answer.";
    ada.get("/@bruno/invite").await.is(200).says("5 are left").says(says);
    let refused = ada.asks_for("bruno").await;
    let withdrawn = ada.asks_for("carla").await;
    for handle in ["dino", "elsa", "furio"] {
        ada.asks_for(handle).await;
    }
    bruno.put(&format!("/api/v1/invitations/{refused}/refusal"), json!({})).await.is(204);
    ada.delete(&format!("/api/v1/invitations/{withdrawn}")).await.is(204);
    let sixth = json!({ "to": "gina", "how_met": worked() });
    for (days, back) in [(0, "within 14 days"), (12, "within 2 days"), (1, "by tomorrow")] {
        town.days_pass(days);
        let refusal = ada.post("/api/v1/invitations", sixth.clone()).await.is(422);
        assert_eq!(refusal.code(), "ties.no_tokens_left", "a no and a withdrawal give nothing back sooner");
        ada.get("/@gina/invite").await.is(200).says(back).says("or as soon as somebody accepts");
    }
    town.days_pass(1);
    ada.get("/@gina/invite").await.is(200).says("5 are left");
    ada.post("/api/v1/invitations", sixth).await.is(201);
}

#[tokio::test]
async fn a_block_ends_everything_and_lifting_it_restores_nothing() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let id = ada.asks_for("bruno").await;
    bruno.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
    ada.sends("/@bruno/block", "/@bruno/block", &[]).await.is(303);
    for (reader, other) in [(&ada, "bruno"), (&bruno, "ada")] {
        reader.get(&format!("/@{other}")).await.is(404);
        reader.get(&format!("/api/v1/ties/{other}")).await.is(404);
        assert_eq!(reader.get("/api/v1/ties").await.json()["items"], json!([]));
        let again = json!({ "to": other, "how_met": worked() });
        assert_eq!(reader.post("/api/v1/invitations", again).await.is(404).code(), "http.not_found");
    }
    ada.get("/blocks").await.is(200).says("Bruno Neri");
    assert_eq!(bruno.get("/api/v1/blocks").await.json()["items"], json!([]));
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    assert_eq!(ada.put("/api/v1/blocks/ada", json!({})).await.is(422).code(), "ties.blocks_oneself");
    ada.delete("/api/v1/blocks/bruno").await.is(204);
    ada.get("/@bruno").await.is(200).says("Invite Bruno");
    assert_eq!(ada.get("/api/v1/ties").await.json()["items"], json!([]));
    assert_eq!(ada.delete("/api/v1/blocks/bruno").await.is(404).code(), "http.not_found");
}

#[tokio::test]
async fn a_tie_is_left_and_ones_own_notes_stay_on_a_card() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let id = ada.asks_for("bruno").await;
    bruno.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
    ada.patch("/api/v1/ties/bruno", json!({ "notes": "Preferisce il telefono" })).await.is(200);
    ada.get("/@bruno/farewell").await.is(200);
    ada.sends("/@bruno/farewell", "/@bruno/farewell", &[]).await.is(303);
    assert_eq!(bruno.get("/api/v1/ties").await.json()["items"], json!([]));
    let cards = ada.get("/api/v1/contacts").await.json();
    assert_eq!(cards["items"][0]["name"], "Bruno Neri");
    assert_eq!(ada.delete("/api/v1/ties/bruno").await.is(404).code(), "http.not_found");
}

#[tokio::test]
async fn lists_of_ties_are_for_ties_and_hidden_ones_are_nowhere() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    for (one, other) in [(&ada, &bruno), (&bruno, &carla)] {
        let id = one.asks_for(&other.handle).await;
        other.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
    }
    let shown = ada.get("/api/v1/members/bruno/ties").await.is(200).json();
    assert_eq!(shown["items"].as_array().unwrap().len(), 2, "{shown}");
    assert_eq!(ada.get("/api/v1/members/carla/ties").await.is(404).code(), "http.not_found");
    ada.get("/@bruno/ties").await.is(200).says("Carla Blu");
    assert_eq!(ada.get("/api/v1/members/carla").await.json()["distance"], 2);
    bruno.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    assert_eq!(ada.get("/api/v1/members/bruno/ties").await.is(404).code(), "http.not_found");
    ada.get("/@bruno/ties").await.is(200).says_not("Carla Blu").says("does not show");
    let far = ada.get("/api/v1/members/carla").await.json();
    assert_eq!((&far["distance"], &far["mutuals"]["count"]), (&json!(null), &json!(0)));
}

#[tokio::test]
async fn two_at_once_have_one_outcome() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let id = ada.asks_for("bruno").await;
    let (yes, block) = (format!("/api/v1/invitations/{id}/acceptance"), "/api/v1/blocks/bruno".to_owned());
    let (accepted, blocked) = tokio::join!(bruno.put(&yes, json!({})), ada.put(&block, json!({})));
    blocked.is(204);
    assert!([200, 404, 409, 422].contains(&accepted.status.as_u16()), "{accepted:?}");
    assert_eq!(ada.get("/api/v1/ties").await.json()["items"], json!([]), "nothing stands over a block");
    assert_eq!(bruno.get("/api/v1/ties").await.json()["items"], json!([]));
}

/// What the form of an invitation says of its price.
async fn costs_a_token(one: &Person, other: &str) -> bool {
    one.get(&format!("/@{other}/invite")).await.is(200).text().contains("takes one of your tokens")
}

#[tokio::test]
async fn a_group_of_both_or_an_answered_ask_makes_nobody_a_stranger() {
    let town = Town::new().await;
    let [ada, bruno, carla, dino] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dino Sale"]).await;
    for (entry, name) in [("open", "Legno"), ("hidden", "Gare")] {
        let new = json!({ "name": name, "purpose": "Chi lavora il legno.", "entry": entry });
        let id = ada.post("/api/v1/groups", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
        assert!(costs_a_token(&ada, "bruno").await, "{entry}");
        if entry == "hidden" {
            let members = format!("/groups/{id}/members");
            ada.sends(&members, &members, &[("handle", "bruno"), ("role", "member")]).await.is(303);
            assert!(costs_a_token(&ada, "bruno").await, "who is only asked in is not in");
        }
        bruno.put(&format!("/api/v1/groups/{id}/membership"), Value::Null).await.is(200);
        assert!(!costs_a_token(&ada, "bruno").await && !costs_a_token(&bruno, "ada").await, "{entry}");
        assert!(costs_a_token(&carla, "ada").await, "{entry}");
        bruno.delete(&format!("/api/v1/groups/{id}/membership")).await.is(204);
        assert!(costs_a_token(&ada, "bruno").await, "{entry}");
    }
    let (by, helper, asker) = (town.app.by_itself(pergola_domain::members::Language::En), dino.id, ada.id);
    let answered = async move |tx: &pergola_db::Tx| crate::network::answered(tx, &by, helper, asker).await;
    town.app.db.write::<(), pergola_db::Fault, _>(answered).await.unwrap();
    assert!(!costs_a_token(&ada, "dino").await && !costs_a_token(&dino, "ada").await);
    assert!(costs_a_token(&dino, "bruno").await);
}

#[tokio::test]
async fn whom_both_know_or_a_place_of_both_makes_nobody_a_stranger_and_hidden_ties_tell_nothing() {
    let town = Town::new().await;
    let [ada, bruno, carla, dino] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dino Sale"]).await;
    for one in [&ada, &bruno] {
        let id = one.asks_for("carla").await;
        carla.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
    }
    assert!(!costs_a_token(&ada, "bruno").await, "Carla knows both");
    for hides in [&carla, &bruno] {
        hides.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
        assert!(costs_a_token(&ada, "bruno").await, "what {} hides costs as if it were not there", hides.handle);
        hides.patch("/api/v1/me", json!({ "ties_shown": "ties" })).await.is(200);
    }
    assert!(costs_a_token(&ada, "dino").await);
    for one in [&ada, &dino] {
        let work =
            json!({ "positions": [{ "organisation": "Segheria Larice", "title": "capomastro", "from": "2020" }] });
        one.patch("/api/v1/me", work).await.is(200);
    }
    assert!(!costs_a_token(&ada, "dino").await && costs_a_token(&bruno, "dino").await);
    assert!(!costs_a_token(&ada, "bruno").await);
    carla.asks_to_leave().await;
    assert!(costs_a_token(&ada, "bruno").await, "what somebody who leaves knows is as if she hid it");
}

#[tokio::test]
async fn who_is_suspended_is_in_no_list_and_cannot_be_asked() {
    let town = Town::new().await;
    let [ada, bruno, carla, dino] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dino Sale"]).await;
    for other in [&bruno, &carla] {
        let id = ada.asks_for(&other.handle).await;
        other.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
    }
    ada.asks_for("dino").await;
    town.closes(&carla, true).await;
    let handles = |listed: &Value, of: fn(&Value) -> &Value| -> Vec<String> {
        listed["items"].as_array().unwrap().iter().map(|one| of(one).as_str().unwrap().to_owned()).collect()
    };
    let shown = bruno.get("/api/v1/members/ada/ties").await.is(200).json();
    assert_eq!(handles(&shown, |one| &one["handle"]), ["bruno"]);
    bruno.get("/@ada/ties").await.is(200).says_not("Carla").says("One person.");
    let own = ada.get("/api/v1/ties").await.is(200).json();
    assert_eq!(handles(&own, |one| &one["person"]["handle"]), ["bruno"]);
    ada.get("/people").await.is(200).says_not("Carla");
    let wish = json!({ "to": "carla", "how_met": worked() });
    assert_eq!(dino.post("/api/v1/invitations", wish).await.is(404).code(), "http.not_found");
    dino.get("/@carla/invite").await.is(404);
    // Whom she asked before does not hear of her either, until she is back.
    town.closes(&carla, false).await;
    let carla = town.signs_in("carla").await;
    carla.asks_for("dino").await;
    town.closes(&carla, true).await;
    dino.get("/invitations").await.is(200).says("Ada Rossi").says_not("Carla").says("One person waits");
    town.closes(&carla, false).await;
    dino.get("/invitations").await.is(200).says("Carla Blu");
    assert_eq!(handles(&ada.get("/api/v1/ties").await.json(), |one| &one["person"]["handle"]), ["bruno", "carla"]);
}

#[tokio::test]
async fn an_acceptance_may_say_nothing() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let id = ada.asks_for("bruno").await;
    let path = format!("/api/v1/invitations/{id}/acceptance");
    let said = bruno.request(axum::http::Method::PUT, &path).body(axum::body::Body::from("{}")).unwrap();
    assert_eq!(bruno.asks(said).await.is(400).code(), "http.json_expected");
    assert_eq!(bruno.put(&path, json!({ "how": 1 })).await.is(400).code(), "http.field_unknown");
    let empty = bruno.request(axum::http::Method::PUT, &path).body(axum::body::Body::empty()).unwrap();
    assert_eq!(bruno.asks(empty).await.is(200).json()["how_met"]["organisation"], "Museo del Sale Rosa");
}

/// Both ends say the same of whether they are tied.
async fn tied(one: &Person, other: &Person) -> bool {
    let mut found = Vec::new();
    for (reader, of) in [(one, other), (other, one)] {
        let listed = reader.get("/api/v1/ties").await.is(200).json();
        let there = listed["items"].as_array().unwrap().iter().any(|tie| tie["person"]["handle"] == of.handle.as_str());
        let alone = reader.get(&format!("/api/v1/ties/{}", of.handle)).await.status == 200;
        assert_eq!(there, alone);
        found.push(there);
    }
    assert_eq!(found[0], found[1], "a tie has two ends or none");
    found[0]
}

#[tokio::test]
async fn a_yes_and_a_withdrawal_at_once_have_one_outcome() {
    for _ in 0..4 {
        let town = Town::new().await;
        let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
        let id = ada.asks_for("bruno").await;
        let (yes, back) = (format!("/api/v1/invitations/{id}/acceptance"), format!("/api/v1/invitations/{id}"));
        let (yes, back) = tokio::join!(bruno.put(&yes, json!({})), ada.delete(&back));
        let (yes, back) = (yes.status.as_u16(), back.status.as_u16());
        assert!([(200, 422), (200, 409), (422, 204), (409, 204)].contains(&(yes, back)), "{yes} {back}");
        assert_eq!(tied(&ada, &bruno).await, yes == 200);
    }
}

#[tokio::test]
async fn two_yeses_at_once_make_one_tie() {
    for _ in 0..4 {
        let town = Town::new().await;
        let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
        let id = ada.asks_for("bruno").await;
        let path = format!("/api/v1/invitations/{id}/acceptance");
        let (one, other) = tokio::join!(bruno.put(&path, json!({})), bruno.put(&path, json!({})));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert!(statuses[0] == 200 && [409, 422].contains(&statuses[1]), "{statuses:?}");
        assert!(tied(&ada, &bruno).await);
        town.settles().await;
        assert_eq!(ada.get("/api/v1/notices").await.json()["items"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn invitations_that_cross_leave_one_to_answer_or_none() {
    for _ in 0..4 {
        let town = Town::new().await;
        let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
        let wish = |to: &str| json!({ "to": to, "how_met": worked() });
        let asks = (ada.post("/api/v1/invitations", wish("bruno")), bruno.post("/api/v1/invitations", wish("ada")));
        let (one, other) = tokio::join!(asks.0, asks.1);
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422], "whoever comes second is told to answer");
        let (first, second) = if one.status == 201 { (&ada, &bruno) } else { (&bruno, &ada) };
        let waiting = second.get("/api/v1/invitations").await.json()["items"].clone();
        assert_eq!(waiting.as_array().unwrap().len(), 1);
        assert_eq!(first.get("/api/v1/invitations").await.json()["items"], json!([]));
        let id = waiting[0]["id"].as_str().unwrap();
        second.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
        assert!(tied(&ada, &bruno).await);
    }
}

#[tokio::test]
async fn a_yes_to_somebody_who_is_being_erased_ties_nobody() {
    let town = Town::new().await;
    let [ada, _] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let id = ada.asks_for("bruno").await;
    ada.asks_to_leave().await;
    // Whoever is about to leave is still here; the yes and the erasure meet.
    town.days_pass(pergola_domain::members::GRACE_DAYS + 1);
    let bruno = town.signs_in("bruno").await;
    let path = format!("/api/v1/invitations/{id}/acceptance");
    let (yes, ()) = tokio::join!(bruno.put(&path, json!({})), town.settles());
    assert!([200, 404, 409, 422].contains(&yes.status.as_u16()), "{yes:?}");
    town.settles().await;
    ada.get("/api/v1/me").await.is(401);
    assert_eq!(bruno.get("/api/v1/ties").await.json()["items"], json!([]), "nothing of her stays");
    assert_eq!(bruno.get("/api/v1/invitations").await.json()["items"], json!([]));
    bruno.get("/garden/unplanted").await.is(200).says_not("Ada Rossi");
    bruno.get("/@ada").await.is(404);
}
