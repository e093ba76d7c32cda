//! Stories of what is written to who runs the server: what looks like spam waits, goes when a moderator lets it, and is
//! kept nowhere once that is decided.

use serde_json::{Value, json};

use super::{decides, italian, newest};
use crate::testkit::{Person, Town};

const OPERATOR: &str = "chi-risponde@example.org";
const SPAM: &str = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, \
                    paghi solo il kit iniziale";

async fn town() -> (Town, Person, Person) {
    let town = Town::with(&[("contact", OPERATOR)]).await;
    let [dora, carla] = town.people(["Dora Verdi", "Carla Blu"]).await;
    (town, dora, carla)
}

async fn writes(town: &Town) {
    let form = [("name", "Oro Facile"), ("email", "oro@example.net"), ("words", SPAM)];
    let sent = town.visitor().sends("/contact", "/contact", &form).await.is(303).location();
    assert_eq!(sent, "/contact?done=contact-held");
    town.settles().await;
    assert!(town.letters_to(OPERATOR).is_empty());
}

async fn kept(town: &Town) -> Option<i64> {
    let counted = town.app.db.read(async |tx| {
        tx.one("SELECT count(*) FROM held_letters", &pergola_db::params![], |row| row.get::<i64>(0)).await
    });
    counted.await.unwrap()
}

#[tokio::test]
async fn a_letter_that_looks_like_spam_waits_unread_and_goes_when_a_moderator_lets_it() {
    let (town, dora, _carla) = town().await;
    writes(&town).await;
    let case = newest(&dora).await;
    let page = format!("/moderation/cases/{case}");
    let read = dora.get(&page).await.is(200).says("A letter to whoever runs the server").says("Oro Facile");
    read.says("oro@example.net").says("too good to be true").says_not("Telegram");
    italian(&dora, &page).await.says("Una lettera a chi gestisce il server");
    let told = dora.get(&format!("/api/v1{page}")).await.is(200).json();
    assert_eq!((&told["kind"], &told["text"], &told["author"]), (&json!("letter"), &Value::Null, &Value::Null));
    assert_eq!(told["writer"], json!({ "name": "Oro Facile", "email": "oro@example.net" }));
    let report = json!({ "about": { "kind": "letter", "id": case }, "why": "spam" });
    dora.post("/api/v1/reports", report).await.is(404);
    // There is nobody here to warn.
    let warn = json!({ "case": case, "measure": "warn", "reason": "Regola 2" });
    assert_eq!(dora.post("/api/v1/moderation/decisions", warn).await.is(422).code(), "moderation.measure_unfit");
    decides(&dora, &case, "nothing", None).await;
    town.settles().await;
    town.settles().await;
    let letters = town.letters_to(OPERATOR).join("\n");
    assert!(letters.contains("Telegram") && letters.contains("oro@example.net"), "{letters}");
    assert_eq!(kept(&town).await, Some(0), "nothing of it stays");
}

#[tokio::test]
async fn a_letter_is_read_by_no_moderator_and_what_is_taken_away_goes_nowhere() {
    let (town, dora, carla) = town().await;
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    writes(&town).await;
    let case = newest(&dora).await;
    let page = format!("/moderation/cases/{case}");
    for moderator in [&dora, &carla] {
        moderator.get(&page).await.is(200).says_not("Telegram");
        let refused = moderator.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(422);
        assert_eq!(refused.code(), "moderation.unreported");
        moderator.get(&page).await.is(200).says_not("Telegram");
    }
    decides(&dora, &case, "hide", None).await;
    town.settles().await;
    town.settles().await;
    assert!(town.letters_to(OPERATOR).is_empty());
    assert_eq!(kept(&town).await, Some(0), "nothing of it stays");
}
