//! Blocks, stepping out, putting aside, leaving Pergola.

use serde_json::json;

use super::introduction;
use crate::testkit::Town;

#[tokio::test]
async fn a_block_ends_it_for_both_and_each_keeps_what_was_said() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.ties(&ada, &bruno).await;
    let id = ada.writes_to("bruno", "Ciao").await;
    let path = format!("/api/v1/conversations/{id}/messages");
    bruno.post(&path, json!({ "text": "Dimmi" })).await.is(201);
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    // At once, before any follower has read of it, and after.
    for settled in [false, true] {
        for (one, other) in [(&ada, "Bruno"), (&bruno, "Ada")] {
            let page = one.get(&format!("/conversations/{id}")).await.is(200);
            page.says("Ciao")
                .says("Dimmi")
                .says_not(other)
                .says("Somebody who is not here any more")
                .says("Nothing can be added")
                .says_not("name=\"text\"");
            assert_eq!(one.post(&path, json!({ "text": "E ora?" })).await.is(422).code(), "messages.closed");
            let there = one.get(&format!("/api/v1/conversations/{id}")).await.is(200).json();
            assert_eq!((&there["open"], &there["people"]), (&json!(false), &json!([])));
            let list = one.get(if settled { "/inbox/archive" } else { "/inbox" }).await.is(200);
            list.says("Somebody who is not here any more").says_not(&format!("{other} "));
        }
        town.settles().await;
    }
    assert_eq!(ada.conversations().await, json!([]), "it is in the archive");
    ada.delete("/api/v1/blocks/bruno").await.is(204);
    town.settles().await;
    assert_eq!(ada.post(&path, json!({ "text": "E ora?" })).await.is(422).code(), "messages.closed");
    town.ties(&bruno, &ada).await;
    assert_ne!(bruno.writes_to("ada", "Ricominciamo").await, id, "a new one, not the old one again");
    assert_eq!(bruno.texts(&id).await, ["Dimmi", "Ciao"]);
}

#[tokio::test]
async fn no_word_crosses_a_block_where_others_are_there_too() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    let id = town.opens(&carla, &[ada.id, bruno.id, carla.id], introduction(7)).await;
    town.says(&carla, id, "Eccovi.").await.unwrap();
    town.says(&bruno, id, "Ciao a tutte").await.unwrap();
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    town.says(&bruno, id, "Ada non mi sente").await.unwrap();
    town.says(&ada, id, "Bruno non mi sente").await.unwrap();
    town.says(&carla, id, "Io sì").await.unwrap();
    let of = id.to_string();
    assert_eq!(ada.texts(&of).await, ["Io sì", "Bruno non mi sente", "Ciao a tutte", "Eccovi."]);
    assert_eq!(bruno.texts(&of).await, ["Io sì", "Ada non mi sente", "Ciao a tutte", "Eccovi."]);
    assert_eq!(carla.texts(&of).await.len(), 5);
    ada.get(&format!("/conversations/{of}")).await.is(200).says_not("Bruno Neri").says("Carla");
    town.settles().await;
    let hers = ada.get(&format!("/api/v1/conversations/{of}")).await.json();
    assert_eq!((&hers["left"], &hers["open"]), (&json!(true), &json!(false)), "who blocks steps out");
    town.says(&carla, id, "Senza Ada").await.unwrap();
    ada.delete("/api/v1/blocks/bruno").await.is(204);
    assert_eq!(ada.texts(&of).await, ["Io sì", "Bruno non mi sente", "Ciao a tutte", "Eccovi."], "nothing comes back");
    assert_eq!(bruno.texts(&of).await[0], "Senza Ada");
}

#[tokio::test]
async fn the_broker_says_goodbye_on_the_page() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    let id = town.opens(&ada, &[ada.id, bruno.id, carla.id], introduction(7)).await;
    let path = format!("/conversations/{id}");
    bruno.get("/inbox").await.is(200).says("Ada, Carla and you").says("You have been put in touch");
    ada.get(&path)
        .await
        .is(200)
        .says("Say goodbye and leave")
        .says("only the three of you")
        .says("introduced on 10 March");
    let form = [("text", "Da qui senza di me."), ("leave", "1")];
    assert_eq!(ada.sends(&path, &format!("{path}/messages"), &form).await.is(303).location(), "/inbox?done=left");
    ada.get("/inbox/archive").await.is(200).says("Bruno, Carla and you");
    ada.get(&path).await.is(200).says("You have left this conversation").says_not("name=\"text\"");
    carla.get(&path).await.is(200).says("Da qui senza di me.").says("only the two of you").says("Ada Rossi");
    bruno.sends(&path, &format!("{path}/messages"), &[("text", "Ciao Carla")]).await.is(303);
    assert_eq!(ada.texts(&id.to_string()).await, ["Da qui senza di me."]);
    let again = ada.delete(&format!("/api/v1{path}")).await.is(422);
    assert_eq!(again.code(), "messages.closed");
    assert_eq!(ada.sends("/inbox", &format!("{path}/return"), &[]).await.is(422).status, 422);
}

#[tokio::test]
async fn what_is_put_aside_comes_back_with_the_next_word() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.ties(&ada, &bruno).await;
    let id = ada.writes_to("bruno", "Ciao").await;
    let path = format!("/conversations/{id}");
    bruno.sends(&path, &format!("{path}/departure"), &[]).await.is(303);
    assert_eq!(bruno.conversations().await, json!([]));
    assert_eq!(bruno.get("/api/v1/conversations?box=archive").await.json()["items"][0]["archived"], true);
    bruno.sends(&path, &format!("{path}/return"), &[]).await.is(303);
    assert_eq!(bruno.conversations().await[0]["id"], id.as_str());
    bruno.delete(&format!("/api/v1{path}")).await.is(204);
    ada.writes_to("bruno", "Ci sei?").await;
    assert_eq!(bruno.conversations().await[0]["unread"], true);
}

#[tokio::test]
async fn who_leaves_pergola_leaves_his_words_without_his_name() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.ties(&ada, &bruno).await;
    let id = ada.writes_to("bruno", "La chiave è sotto il vaso").await;
    bruno.post(&format!("/api/v1/conversations/{id}/messages"), json!({ "text": "Grazie" })).await.is(201);
    ada.get("/settings").await.is(200).says("the messages you exchanged, without your name");
    ada.sends("/settings", "/settings/leaving", &[("password", crate::testkit::PASSWORD)]).await.is(303);
    town.days_pass(31);
    town.settles().await;
    let bruno = town.signs_in("bruno").await;
    assert_eq!(bruno.texts(&id).await, ["Grazie", "La chiave è sotto il vaso"]);
    let page = bruno.get(&format!("/conversations/{id}")).await.is(200);
    page.says("Somebody who is not here any more").says("Nothing can be added").says_not("Ada");
    let list = bruno.get(&format!("/api/v1/conversations/{id}/messages")).await.json();
    assert_eq!((&list["items"][1]["author"], &list["items"][1]["mine"]), (&json!(null), &json!(false)));
    bruno.sends("/settings", "/settings/leaving", &[("password", crate::testkit::PASSWORD)]).await.is(303);
    town.days_pass(31);
    town.settles().await;
    let left = async |table: &'static str| {
        let sql = format!("SELECT count(*) FROM {table}");
        town.app.db.read(async move |tx| tx.one(&sql, &[], |row| row.get::<i64>(0)).await).await.unwrap().unwrap()
    };
    for table in ["conversations", "participants", "messages", "unheard"] {
        assert_eq!(left(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn a_block_and_a_word_at_once_have_one_outcome() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    town.ties(&ada, &bruno).await;
    let id = ada.writes_to("bruno", "Ciao").await;
    let path = format!("/api/v1/conversations/{id}/messages");
    let block = "/api/v1/blocks/bruno";
    let (said, blocked) = tokio::join!(bruno.post(&path, json!({ "text": "Sei lì?" })), ada.put(block, json!({})));
    blocked.is(204);
    assert!([201, 409, 422].contains(&said.status.as_u16()), "{said:?}");
    let words = usize::from(said.status.as_u16() == 201) + 1;
    assert_eq!((ada.texts(&id).await.len(), bruno.texts(&id).await.len()), (words, words));
    assert_eq!(bruno.post(&path, json!({ "text": "E ora?" })).await.is(422).code(), "messages.closed");
}
