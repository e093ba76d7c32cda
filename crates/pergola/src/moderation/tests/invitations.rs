//! Stories of what somebody writes with an invitation: it passes the check that first messages pass. The wish itself goes; its
//! words wait, go out or are taken away.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use serde_json::{Value, json};

use super::{
    decides,
    gate::{akismet, checks, town_with},
    id, newest, reports, town,
};
use crate::testkit::{Person, Town};

const SPAM: &str = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, \
                    paghi solo il kit iniziale";
const HONEST: &str =
    "Ci siamo parlati a Casalecchio, in tipografia, e vorrei riprendere il discorso sulla carta riciclata";

async fn invites(one: &Person, other: &Person, message: &str) -> Value {
    let met = json!({ "kind": "event", "text": "la fiera del kit iniziale", "organisation": "Telegram t.me/oro" });
    let new = json!({ "to": other.handle, "how_met": met, "message": message });
    one.post("/api/v1/invitations", new).await.is(201).json()
}

async fn waits_for(person: &Person) -> Value {
    let waiting = person.get("/api/v1/invitations").await.is(200).json();
    assert_eq!(waiting["items"].as_array().unwrap().len(), 1, "{waiting}");
    waiting["items"][0].clone()
}

async fn queue(dora: &Person) -> Value {
    dora.get("/api/v1/moderation/queue").await.is(200).json()["items"].clone()
}

#[tokio::test]
async fn words_that_look_like_spam_wait_and_the_wish_itself_goes() {
    let (town, dora, [ada, bruno, _]) = town().await;
    let form = [("kind", "event"), ("text", "t.me/oro"), ("message", SPAM)];
    let sent = bruno.sends("/@ada/invite", "/@ada/invite", &form).await.is(303).location();
    bruno.get(&sent).await.is(200).says("wait for a moderator to let them go");
    bruno.get("/invitations").await.is(200).says("only you see them");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get("/invitations").await.is(200).says("le vedi solo tu");
    bruno.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    let own = bruno.get("/api/v1/invitations?box=out").await.is(200).json()["items"][0].clone();
    assert_eq!((&own["words_held"], &own["message"]), (&json!(true), &json!(SPAM)));
    town.settles().await;
    // She is asked, without a word of it, on any way.
    ada.get("/inbox").await.is(200).says("Bruno Neri");
    for path in ["/invitations", "/inbox", "/notices", "/today", "/api/v1/invitations"] {
        ada.get(path).await.is(200).says_not("Telegram").says_not("t.me");
    }
    let read = waits_for(&ada).await;
    assert_eq!(
        (&read["message"], &read["how_met"]["text"], &read["words_held"]),
        (&json!(""), &json!(""), &json!(false))
    );
    ada.get(&format!("/report/invitation/{}", id(&read))).await.is(404);
    bruno.get("/decisions").await.is(200).says("Waiting for a moderator").says("Words with an invitation");
    // It takes two to read what was written to one: who judges alone sees what the check saw.
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says_not("Telegram").says("too good to be true");
    decides(&dora, &case, "nothing", None).await;
    town.settles().await;
    assert_eq!(waits_for(&ada).await["message"], SPAM);
    ada.get("/invitations").await.is(200).says("Telegram");
    bruno.get("/notices").await.is(200).says("What was waiting has been let through");
    bruno.get("/invitations").await.is(200).says_not("only you see them");
}

#[tokio::test]
async fn words_that_are_taken_away_stay_away_and_one_can_say_yes_without_them() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    invites(&bruno, &ada, SPAM).await;
    decides(&dora, &newest(&dora).await, "hide", None).await;
    town.settles().await;
    let read = waits_for(&ada).await;
    assert_eq!(read["message"], "");
    ada.put(&format!("/api/v1/invitations/{}/acceptance", id(&read)), json!({})).await.is(200);
    // What she could not read comes in by no tie.
    let tie = ada.get("/api/v1/ties/bruno").await.is(200).json();
    assert_eq!((&tie["how_met"]["text"], &tie["their_how_met"]), (&json!(""), &Value::Null), "{tie}");
    // Whatever ends the wait leaves nothing to judge: a no, a yes, the one who takes it back, a block.
    for (nth, end) in ["refusal", "acceptance", "withdrawal", "block"].into_iter().enumerate() {
        let somebody = town.joins(&format!("Gente{nth} Nuova")).await;
        let sent = id(&invites(&somebody, &carla, SPAM).await);
        assert_eq!(queue(&dora).await.as_array().unwrap().len(), 1, "{end}");
        let path = format!("/api/v1/invitations/{sent}");
        match end {
            "withdrawal" => drop(somebody.delete(&path).await.is(204)),
            "block" => drop(carla.put(&format!("/api/v1/blocks/{}", somebody.handle), json!({})).await.is(204)),
            _ => assert!(carla.put(&format!("{path}/{end}"), json!({})).await.status.is_success()),
        }
        assert_eq!(queue(&dora).await, json!([]), "{end}");
    }
}

#[tokio::test]
async fn words_are_reported_like_any_others_and_taken_away() {
    let (town, dora, [ada, bruno, _]) = town().await;
    let sent = id(&invites(&bruno, &ada, HONEST).await);
    assert_eq!(queue(&dora).await.as_array().unwrap().len(), 0, "what is honest passes");
    assert_eq!(waits_for(&ada).await["message"], HONEST);
    ada.get("/invitations").await.is(200).says(&format!("/report/invitation/{sent}"));
    bruno.get(&format!("/report/invitation/{sent}")).await.is(404);
    reports(&ada, "invitation", &sent, "harassment").await.is(201);
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says_not("Casalecchio");
    decides(&dora, &case, "hide", None).await;
    town.settles().await;
    assert_eq!(waits_for(&ada).await["message"], "");
}

/// A town in which Akismet judges, and whom it knows.
async fn judged_town(ill: &Arc<AtomicBool>) -> (Town, crate::outside::standin::StandIn, [Person; 3]) {
    let server = akismet(Arc::clone(ill));
    let town = town_with(&server).await;
    let people = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri"]).await;
    (town, server, people)
}

#[tokio::test]
async fn akismet_is_asked_of_words_to_somebody_one_does_not_know() {
    let (town, server, [dora, ada, bruno]) = judged_town(&Arc::default()).await;
    let gente = town.joins("Gente Nuova").await;
    let before = checks(&server).len();
    let wordless = json!({ "to": "dora", "how_met": { "kind": "online" } });
    bruno.post("/api/v1/invitations", wordless).await.is(201);
    assert_eq!(checks(&server).len(), before, "who says nothing is not looked at");
    invites(&bruno, &ada, SPAM).await;
    let asked = checks(&server);
    assert_eq!(asked.len(), before + 1);
    assert_eq!(asked[before].field("comment_type").as_deref(), Some("message"));
    assert!(asked[before].field("comment_content").unwrap().contains("fiera del kit iniziale"));
    assert_eq!(waits_for(&ada).await["message"], SPAM, "where a key is set, Akismet’s word counts");
    decides(&dora, &newest(&dora).await, "nothing", None).await;
    town.settles().await;
    // She joined as who looks like spam, and was let in; what she writes is spam to Akismet still.
    let held =
        gente.post("/api/v1/invitations", json!({ "to": "bruno", "how_met": { "kind": "online" }, "message": HONEST }));
    assert_eq!(held.await.is(201).json()["words_held"], true);
    assert_eq!(waits_for(&bruno).await["message"], "");
    decides(&dora, &newest(&dora).await, "nothing", None).await;
    town.settles().await;
    assert_eq!(waits_for(&bruno).await["message"], HONEST);
    let told: Vec<String> = server.heard().into_iter().map(|heard| heard.path).collect();
    assert!(told.iter().any(|path| path == "/1.1/submit-ham"), "{told:?}");
}

#[tokio::test]
async fn where_akismet_does_not_answer_words_wait_and_go_out_by_themselves() {
    let ill = Arc::new(AtomicBool::new(true));
    let (town, _server, [dora, ada, bruno]) = judged_town(&ill).await;
    // Who joined meanwhile waits too: that is another story.
    ill.store(false, Ordering::SeqCst);
    town.days_pass(1);
    town.settles().await;
    town.settles().await;
    let [dora, ada, bruno] =
        [town.signs_in(&dora.handle).await, town.signs_in(&ada.handle).await, town.signs_in(&bruno.handle).await];
    assert_eq!(queue(&dora).await, json!([]));
    ill.store(true, Ordering::SeqCst);
    assert_eq!(invites(&bruno, &ada, HONEST).await["words_held"], true);
    assert_eq!(waits_for(&ada).await["message"], "");
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("Akismet could not be asked");
    ill.store(false, Ordering::SeqCst);
    town.minutes_pass(16);
    town.settles().await;
    town.settles().await;
    assert_eq!(waits_for(&ada).await["message"], HONEST);
    assert_eq!(queue(&dora).await, json!([]));
}

#[tokio::test]
async fn who_was_told_no_before_is_held_as_anybody_is() {
    let (town, dora, [ada, bruno, _]) = town().await;
    let sent = id(&invites(&bruno, &ada, HONEST).await);
    ada.put(&format!("/api/v1/invitations/{sent}/refusal"), json!({})).await.is(204);
    bruno.delete(&format!("/api/v1/invitations/{sent}")).await;
    town.days_pass(30);
    let (ada, bruno) = (town.signs_in(&ada.handle).await, town.signs_in(&bruno.handle).await);
    let again = invites(&bruno, &ada, SPAM).await;
    assert_eq!(again["words_held"], true, "he is told what everybody is told");
    assert_eq!(ada.get("/api/v1/invitations").await.is(200).json()["items"], json!([]));
    let dora = town.signs_in(&dora.handle).await;
    decides(&dora, &newest(&dora).await, "nothing", None).await;
    town.settles().await;
    assert_eq!(ada.get("/api/v1/invitations").await.is(200).json()["items"], json!([]));
    ada.get("/notices").await.is(200).says_not("Telegram");
}
