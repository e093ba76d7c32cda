//! The conversation of a group: who is in it, from when on, and what it gives away.

use pergola_domain::messages::TOGETHER;
use serde_json::{Value, json};

use crate::{
    groups, members, messages,
    testkit::{Person, Town},
};

/// A group that the first of these made, with all of them in it; its address for programs.
async fn circle(people: &[&Person], entry: &str) -> String {
    let (maker, others) = people.split_first().unwrap();
    let new = json!({ "name": "Legno e laboratori", "purpose": "Chi lavora il legno.", "entry": entry });
    let made = maker.post("/api/v1/groups", new).await.is(201).json();
    let group = format!("/api/v1/groups/{}", made["id"].as_str().unwrap());
    for other in others {
        comes_in(maker, other, &group).await;
    }
    group
}

async fn comes_in(moderator: &Person, other: &Person, group: &str) {
    if moderator.get(group).await.json()["entry"] == "hidden" {
        moderator.put(&format!("{group}/members/{}", other.handle), json!({ "role": "member" })).await.is(204);
    }
    assert_eq!(other.put(&format!("{group}/membership"), Value::Null).await.is(200).json()["role"], "member");
}

async fn opens(who: &Person, group: &str) -> String {
    let opened = who.put(&format!("{group}/conversation"), Value::Null).await.is(200).json();
    opened["id"].as_str().unwrap().to_owned()
}

async fn says(who: &Person, talk: &str, text: &str) -> crate::testkit::Answer {
    who.post(&format!("/api/v1/conversations/{talk}/messages"), json!({ "text": text })).await
}

async fn shape(who: &Person, talk: &str) -> Value {
    who.get(&format!("/api/v1/conversations/{talk}")).await.is(200).json()
}

fn page(group: &str) -> String {
    group.replace("/api/v1", "")
}

#[tokio::test]
async fn a_group_talks_and_each_reads_what_was_said_while_he_was_in_it() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    let group = circle(&[&ada], "open").await;
    let (way, path) = (format!("{group}/conversation"), page(&group));
    assert_eq!(ada.put(&way, Value::Null).await.is(422).code(), "messages.alone");
    ada.sends(&path, &format!("{path}/conversation"), &[]).await.is(422).says("nobody in the group to talk with yet");
    comes_in(&ada, &bruno, &group).await;
    bruno.get(&path).await.is(200).says("Open the conversation");
    let opened = bruno.sends(&path, &format!("{path}/conversation"), &[]).await.is(303).location();
    let talk = opened.rsplit('/').next().unwrap().to_owned();
    assert_eq!(opens(&ada, &group).await, talk, "a group has one");
    let there = &ada.conversations().await[0];
    assert_eq!((&there["kind"], &there["name"]), (&json!("group"), &json!("Legno e laboratori")));
    assert_eq!(there["unread"], false, "that it is open is no news");
    ada.get("/inbox").await.is(200).says("Legno e laboratori").says("The group’s conversation is open.");
    ada.get(&path).await.is(200).says(&format!("href=\"/conversations/{talk}\""));
    // Who is not in the group has nothing of it.
    dora.put(&way, Value::Null).await.is(404);
    dora.get(&path).await.is(200).says_not("conversation");
    dora.get(&format!("/conversations/{talk}")).await.is(404);

    says(&bruno, &talk, "Prima").await.is(201);
    comes_in(&ada, &carla, &group).await;
    town.settles().await;
    assert_eq!(carla.texts(&talk).await, [""; 0], "who comes later reads from then on");
    says(&bruno, &talk, "Seconda").await.is(201);
    assert_eq!(carla.texts(&talk).await, ["Seconda"]);
    assert_eq!(ada.texts(&talk).await, ["Seconda", "Prima"]);
    ada.get(&format!("/conversations/{talk}")).await.is(200).says("only the three of you").says("Go to the group");

    // Out of the group is out of its conversation, at once.
    carla.delete(&format!("{group}/membership")).await.is(204);
    assert_eq!(
        (&shape(&carla, &talk).await["left"], &shape(&carla, &talk).await["open"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(shape(&ada, &talk).await["gone"][0]["handle"], "carla");
    says(&bruno, &talk, "Terza").await.is(201);
    assert_eq!(carla.texts(&talk).await, ["Seconda"]);
    assert_eq!(says(&carla, &talk, "Ci sono ancora?").await.is(422).code(), "messages.closed");
    // In the group again she comes back by herself, and what was said meanwhile is not hers.
    comes_in(&ada, &carla, &group).await;
    says(&bruno, &talk, "Quarta").await.is(201);
    assert_eq!(carla.texts(&talk).await, ["Seconda"]);
    carla.get(&path).await.is(200).says("Back into the conversation");
    assert_eq!(opens(&carla, &group).await, talk);
    says(&bruno, &talk, "Quinta").await.is(201);
    assert_eq!(carla.texts(&talk).await, ["Quinta", "Seconda"]);
    says(&carla, &talk, "Rieccomi").await.is(201);
    assert_eq!(ada.texts(&talk).await[0], "Rieccomi");
}

#[tokio::test]
async fn who_is_put_out_or_steps_out_reads_no_more_and_its_name_stays_inside() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = circle(&[&ada, &bruno, &carla], "hidden").await;
    let talk = opens(&ada, &group).await;
    let thread = format!("/conversations/{talk}");
    says(&ada, &talk, "Prima").await.is(201);
    bruno.get(&thread).await.is(200).says("Legno e laboratori").says(&page(&group));
    ada.delete(&format!("{group}/members/bruno")).await.is(204);
    says(&ada, &talk, "Seconda").await.is(201);
    // At once, and after the followers have read of it.
    for _ in 0..2 {
        assert_eq!(bruno.texts(&talk).await, ["Prima"]);
        assert_eq!(shape(&bruno, &talk).await["name"], Value::Null, "a hidden group is not there for him any more");
        let read = bruno.get(&thread).await.is(200).says("Prima").says("You are not in this conversation any more");
        read.says_not("Legno e laboratori").says_not(&page(&group)).says_not("name=\"text\"");
        bruno.in_italian_reads(&thread, "Non sei più in questa conversazione").await;
        town.settles().await;
    }
    assert_eq!(bruno.get("/api/v1/conversations?box=archive").await.json()["items"][0]["id"], talk.as_str());
    // Carla has enough of the conversation, and stays in the group.
    carla.delete(&format!("/api/v1{thread}")).await.is(204);
    says(&ada, &talk, "Da sola").await.is(422).code();
    assert_eq!(carla.texts(&talk).await, ["Seconda", "Prima"]);
    carla.get(&page(&group)).await.is(200).says("Back into the conversation");
    opens(&carla, &group).await;
    says(&ada, &talk, "Bentornata").await.is(201);
    assert_eq!(carla.texts(&talk).await, ["Bentornata", "Seconda", "Prima"]);
}

impl Person {
    pub(super) async fn in_italian_reads(&self, path: &str, sentence: &str) {
        self.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
        self.get(path).await.is(200).says(sentence);
        self.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    }
}

#[tokio::test]
async fn who_is_behind_a_block_says_nothing_to_the_other_in_a_group_before_and_after() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = circle(&[&ada, &bruno, &carla], "open").await;
    let talk = opens(&ada, &group).await;
    says(&ada, &talk, "Sono Ada").await.is(201);
    says(&bruno, &talk, "Sono Bruno").await.is(201);
    let of_bruno = ada.get(&format!("/api/v1/conversations/{talk}/messages")).await.json()["items"][0]["id"].clone();
    town.minutes_pass(1);
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    for settled in [false, true] {
        assert_eq!(
            (ada.texts(&talk).await, bruno.texts(&talk).await),
            (vec!["Sono Ada".into()], vec!["Sono Bruno".into()])
        );
        assert_eq!(carla.texts(&talk).await, ["Sono Bruno", "Sono Ada"]);
        for (one, other) in [(&ada, "Bruno"), (&bruno, "Ada")] {
            one.get(&format!("/conversations/{talk}")).await.is(200).says_not(other).says("only the two of you");
            one.get("/inbox").await.is(200).says_not(&format!("Sono {other}")).says_not(&format!("{other} "));
            assert_eq!(shape(one, &talk).await["people"].as_array().unwrap().len(), 1);
        }
        for latest in [shape(&ada, &talk).await["latest"].clone(), ada.conversations().await[0]["latest"].clone()] {
            // The latest was his: nothing is shown, until the follower has found what was before.
            assert_eq!(latest["text"], if settled { json!("Sono Ada") } else { Value::Null });
        }
        let report = json!({ "about": { "kind": "message", "id": of_bruno }, "why": "spam" });
        carla.post("/api/v1/reports", report.clone()).await;
        ada.post("/api/v1/reports", report).await.is(404);
        town.settles().await;
    }
    says(&bruno, &talk, "Ada non mi sente").await.is(201);
    let mine = town.app.db.read(async move |tx| messages::takeout(tx, ada.id).await).await.unwrap();
    assert_eq!(mine.len(), 1, "nor in the archive: {mine:?}");
    town.minutes_pass(1);
    ada.delete("/api/v1/blocks/bruno").await.is(204);
    assert_eq!(ada.texts(&talk).await, ["Sono Ada"], "nothing comes back");
    says(&bruno, &talk, "E ora?").await.is(201);
    assert_eq!(ada.texts(&talk).await, ["E ora?", "Sono Ada"]);

    // Two alone in a group, apart by a block: each is alone.
    let pair = circle(&[&ada, &carla], "open").await;
    carla.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert_eq!(ada.put(&format!("{pair}/conversation"), Value::Null).await.is(422).code(), "messages.alone");
}

#[tokio::test]
async fn what_somebody_behind_a_block_said_in_a_group_waits_to_be_read_no_more() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = circle(&[&ada, &bruno, &carla], "open").await;
    let talk = opens(&ada, &group).await;
    says(&carla, &talk, "Sono Carla").await.is(201);
    town.minutes_pass(1);
    says(&bruno, &talk, "Sono Bruno").await.is(201);
    let read = json!({ "up_to": ada.conversations().await[0]["latest"]["id"] });
    let way = format!("/api/v1/conversations/{talk}/reading");
    carla.put(&way, read).await.is(204);
    let of_carla = ada.get(&format!("/api/v1/conversations/{talk}/messages")).await.json()["items"][1]["id"].clone();
    ada.put(&way, json!({ "up_to": of_carla })).await.is(204);
    assert_eq!(ada.conversations().await[0]["unread"], true);
    town.minutes_pass(1);
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    town.settles().await;
    let there = ada.conversations().await[0].clone();
    assert_eq!((&there["unread"], &there["latest"]["text"]), (&json!(false), &json!("Sono Carla")));
    assert_eq!(bruno.conversations().await[0]["unread"], true, "what Carla said still waits for him");
    says(&carla, &talk, "Chi c’è?").await.is(201);
    assert_eq!(ada.conversations().await[0]["unread"], true);
    assert_eq!(ada.texts(&talk).await, ["Chi c’è?", "Sono Carla"]);
}

#[tokio::test]
async fn a_group_s_conversation_has_places_and_those_who_come_later_wait_for_one() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = circle(&[&ada, &bruno], "open").await;
    let id: i64 = group.rsplit('/').next().unwrap().parse().unwrap();
    let crowd = async |from: i64, to: i64| {
        let many = async move |tx: &pergola_db::Tx| {
            for number in from..to {
                let sql = "INSERT INTO group_members (group_id, member_id, role, since) VALUES ($1, $2, 'member', $3)";
                tx.run(sql, &pergola_db::params![id, number, number]).await?;
            }
            Ok::<_, pergola_db::Fault>(())
        };
        town.app.db.write(many).await.unwrap();
    };
    let most = i64::try_from(TOGETHER).unwrap();
    crowd(0, most - 1).await;
    let way = format!("{group}/conversation");
    assert_eq!(ada.put(&way, Value::Null).await.is(422).code(), "messages.too_many_together");
    let path = page(&group);
    ada.sends(&path, &format!("{path}/conversation"), &[]).await.is(422).says("room for 100 people");
    let fewer = "DELETE FROM group_members WHERE member_id = 0";
    town.app.db.write(async move |tx| tx.run(fewer, &[]).await).await.unwrap();
    let talk = opens(&ada, &group).await;
    comes_in(&ada, &carla, &group).await;
    says(&ada, &talk, "Siamo in cento").await.is(201);
    carla.get(&format!("/conversations/{talk}")).await.is(404);
    carla.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let full = carla.sends(&path, &format!("{path}/conversation"), &[]).await.is(422);
    full.says("Una conversazione ha posto per 100 persone");
    // Somebody goes: there is a place.
    bruno.delete(&format!("{group}/membership")).await.is(204);
    opens(&carla, &group).await;
    says(&ada, &talk, "Benvenuta").await.is(201);
    assert_eq!(carla.texts(&talk).await, ["Benvenuta"]);
}

#[tokio::test]
async fn a_closed_group_is_over_a_held_one_goes_on_inside_and_who_is_silenced_listens() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = circle(&[&ada, &bruno, &carla], "open").await;
    let id = pergola_domain::ids::GroupId(group.rsplit('/').next().unwrap().parse().unwrap());
    let talk = opens(&ada, &group).await;
    let thread = format!("/conversations/{talk}");
    says(&ada, &talk, "Prima").await.is(201);
    let by = town.by(&ada);
    town.app.db.write(async move |tx| groups::hold(tx, &by, id).await).await.unwrap();
    town.settles().await;
    says(&bruno, &talk, "Dentro si parla ancora").await.is(201);

    // Who is silenced reads, and says nothing there; nothing that he typed is lost.
    let until = Some(town.by(&ada).now.plus_days(7));
    let member = bruno.id;
    town.app.db.write(async move |tx| members::silence(tx, member, until).await).await.unwrap();
    assert_eq!(says(&bruno, &talk, "E io?").await.is(422).code(), "moderation.silenced");
    let refused = bruno.sends(&thread, &format!("{thread}/messages"), &[("text", "Una riga lunga")]).await.is(422);
    refused.says("For now you cannot write for everybody").says("Una riga lunga");
    says(&carla, &talk, "Ti leggiamo dopo").await.is(201);
    assert_eq!(bruno.texts(&talk).await[0], "Ti leggiamo dopo");

    // Whose account is closed by a decision is not there, and does not hear.
    town.app.db.write(async move |tx| members::suspend(tx, member, None).await).await.unwrap();
    says(&carla, &talk, "Senza Bruno").await.is(201);
    assert_eq!(shape(&carla, &talk).await["people"].as_array().unwrap().len(), 1);
    town.app.db.write(async move |tx| members::restore(tx, member).await).await.unwrap();
    let bruno = town.signs_in("bruno").await;
    assert_eq!(bruno.texts(&talk).await[0], "Ti leggiamo dopo");

    ada.delete(&group).await.is(204);
    for _ in 0..2 {
        assert_eq!(says(&carla, &talk, "C’è qualcuno?").await.is(422).code(), "messages.closed");
        carla.get(&thread).await.is(200).says("Prima").says("Nothing can be added").says_not("Legno e laboratori");
        town.settles().await;
    }
    carla.get(&page(&group)).await.is(404);
    // Who goes for good leaves his words without his name.
    ada.sends("/settings", "/settings/leaving", &[("password", crate::testkit::PASSWORD)]).await.is(303);
    town.days_pass(31);
    town.settles().await;
    let carla = town.signs_in("carla").await;
    carla.get(&thread).await.is(200).says("Prima").says("Somebody who is not here any more").says_not("Ada");
}

#[tokio::test]
async fn one_letter_for_a_group_that_talks_and_it_names_nobody() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    town.settles().await;
    town.confirms(&bruno).await;
    bruno
        .put("/api/v1/notices/mail", json!({ "messages": "now", "questions": "never", "news": "never" }))
        .await
        .is(204);
    let group = circle(&[&ada, &bruno], "hidden").await;
    let talk = opens(&ada, &group).await;
    let before = town.letters_to("bruno@example.org").len();
    let since = async || {
        town.minutes_pass(20);
        town.settles().await;
        town.letters_to("bruno@example.org").split_off(before)
    };
    assert_eq!(since().await.len(), 0, "that it is open is no letter");
    for text in ["Prima", "Seconda"] {
        says(&ada, &talk, text).await.is(201);
    }
    let letters = since().await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].contains("something new in the conversation of one of your groups"), "{}", letters[0]);
    for hidden in ["Prima", "Ada", "Legno"] {
        assert!(!letters[0].contains(hidden), "{hidden}: {}", letters[0]);
    }
    // Read, and out of the group before the next letter is due: nothing comes.
    bruno.get(&format!("/conversations/{talk}")).await.is(200);
    says(&ada, &talk, "Terza").await.is(201);
    bruno.delete(&format!("{group}/membership")).await.is(204);
    assert_eq!(since().await.len(), 1);
}

#[tokio::test]
async fn the_first_word_in_a_group_anybody_walks_into_is_looked_at() {
    const SPAM: &str = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, \
                        paghi solo il kit iniziale";
    let town = Town::new().await;
    let [dora, ada, bruno] = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri"]).await;
    for (entry, waits) in [("open", true), ("hidden", false)] {
        let group = circle(&[&ada, &bruno], entry).await;
        let talk = opens(&ada, &group).await;
        let said = says(&bruno, &talk, SPAM).await.is(201).json();
        assert_eq!((&said["held"], ada.texts(&talk).await.is_empty()), (&json!(waits), waits), "{entry}");
    }
    assert_eq!(dora.get("/api/v1/moderation/queue").await.is(200).json()["items"].as_array().unwrap().len(), 1);
}
