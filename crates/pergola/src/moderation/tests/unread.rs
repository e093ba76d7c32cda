//! Stories of what the check of spam holds and not everybody may read: one moderator decides it without reading, and
//! nobody reads it, unless somebody reported it too.

use serde_json::{Value, json};

use super::{decides, id, italian, know_each_other, newest, reports, speaks, town};
use crate::testkit::{Person, Town};

const SPAM: &str = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, \
                    paghi solo il kit iniziale";

/// Ada asks everybody, and Bruno answers with what is held: the first words between them.
async fn first_message(ada: &Person, bruno: &Person) {
    let new = json!({ "text": "Una tipografia vicino a Bologna?", "audience": "everybody" });
    let ask = id(&ada.post("/api/v1/asks", new).await.is(201).json());
    bruno.post(&format!("/api/v1/asks/{ask}/replies"), json!({ "text": SPAM })).await.is(201);
}

async fn post_for(bruno: &Person, audience: &str) -> String {
    let post = bruno.post("/api/v1/posts", json!({ "text": SPAM, "audience": audience })).await.is(201).json();
    assert_eq!(post["state"], "held");
    id(&post)
}

async fn in_hidden_group(bruno: &Person) {
    let group = json!({ "name": "Soci", "purpose": "Chi ha fondato la cooperativa.", "entry": "hidden" });
    let group = id(&bruno.post("/api/v1/groups", group).await.is(201).json());
    let post = bruno.post("/api/v1/posts", json!({ "text": SPAM, "group": group })).await.is(201).json();
    assert_eq!(post["state"], "held");
}

/// Bruno answers below what Ada wrote for her own people.
async fn below_for_ties(ada: &Person, bruno: &Person) {
    know_each_other(ada, bruno).await;
    let post = json!({ "text": "Quattro aule misurate", "audience": "ties" });
    let post = id(&ada.post("/api/v1/posts", post).await.is(201).json());
    let said = bruno.post(&format!("/api/v1/posts/{post}/comments"), json!({ "text": SPAM })).await.is(201).json();
    assert_eq!(said["state"], "held");
}

/// Carla judges as well.
async fn two_judge() -> (Town, Person, [Person; 3]) {
    let (town, dora, people) = town().await;
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    (town, dora, people)
}

/// What one moderator alone finds of it at both doors: who, what kind, why; no word of it.
async fn is_closed_to(moderator: &Person, case: &str, kind: &str) {
    let page = format!("/moderation/cases/{case}");
    let read =
        moderator.get(&page).await.is(200).says_not("Telegram").says("nobody reported it, so no moderator reads it");
    let read = read.says("Bruno Neri").says_not("/opening").says_not("second moderator");
    read.says("too good to be true").says("the check is ").says("Unread, you let it go or keep it");
    let told = moderator.get(&format!("/api/v1{page}")).await.is(200).json();
    assert_eq!((&told["text"], &told["readable"], &told["private"]), (&Value::Null, &json!(false), &json!(true)));
    assert_eq!((&told["kind"], &told["author"]["handle"]), (&json!(kind), &json!("bruno")));
    assert!(told["signs"].as_array().unwrap().iter().any(|sign| sign == "sure" || sign == "unsure"), "{told}");
    let queue = moderator.get("/api/v1/moderation/queue").await.is(200).json();
    let listed = queue["items"].as_array().unwrap().iter().find(|item| item["id"] == *case).unwrap();
    assert_eq!((&listed["private"], &listed["readable"]), (&json!(true), &json!(false)), "{listed}");
}

#[tokio::test]
async fn what_is_held_not_for_everybody_and_reported_by_nobody_is_read_by_nobody() {
    for kind in ["message", "post", "hidden", "comment", "invitation"] {
        let (_town, dora, [ada, bruno, carla]) = two_judge().await;
        match kind {
            "message" => first_message(&ada, &bruno).await,
            "post" => drop(post_for(&bruno, "ties").await),
            "hidden" => in_hidden_group(&bruno).await,
            "comment" => below_for_ties(&ada, &bruno).await,
            _ => {
                let met = json!({ "kind": "event", "text": "la fiera" });
                let new = json!({ "to": "ada", "how_met": met, "message": SPAM });
                bruno.post("/api/v1/invitations", new).await.is(201);
            }
        }
        let case = newest(&dora).await;
        let kind = if kind == "hidden" { "post" } else { kind };
        is_closed_to(&dora, &case, kind).await;
        is_closed_to(&carla, &case, kind).await;
        // Not even two who agree: nobody reported it.
        let page = format!("/moderation/cases/{case}");
        dora.sends(&page, &format!("{page}/opening"), &[]).await.is(422).says("no moderator reads it");
        for moderator in [&dora, &carla] {
            let refused = moderator.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(422);
            assert_eq!(refused.code(), "moderation.unreported");
            moderator.get(&page).await.is(200).says_not("Telegram");
        }
        carla.get("/moderation").await.is(200).says_not("a moderator asks to read it");
        decides(&dora, &case, "hide", None).await;
        dora.get("/moderation/log").await.is(200).says_not("asked to read it").says("without reading it");
    }
    let (_town, dora, [_, bruno, _]) = two_judge().await;
    post_for(&bruno, "ties").await;
    let page = format!("/moderation/cases/{}", newest(&dora).await);
    italian(&dora, &page).await.says("nessun moderatore lo legge");
}

#[tokio::test]
async fn one_alone_lets_it_go_or_keeps_it_unread_and_the_log_says_so() {
    let (town, dora, [_, bruno, carla]) = two_judge().await;
    for (measure, act, state) in [
        ("nothing", "Dora Verdi let it go without reading it", "shown"),
        ("hide", "Dora Verdi took it away without reading it", "held"),
    ] {
        let post = post_for(&bruno, "ties").await;
        let case = newest(&dora).await;
        for refused in ["warn", "silence", "suspend"] {
            let new = json!({ "case": case, "measure": refused, "days": 3, "reason": "Regola 2" });
            assert_eq!(dora.post("/api/v1/moderation/decisions", new).await.is(422).code(), "moderation.unread");
        }
        let page = format!("/moderation/cases/{case}");
        let form = [("measure", "suspend"), ("reason", "Regola 2")];
        let refused = dora.sends(&page, &format!("{page}/decision"), &form).await.is(422);
        refused.says("Nobody has read this and nobody reported it").says_not("The account is closed");
        speaks(&dora, "it").await;
        let refused = dora.sends(&page, &format!("{page}/decision"), &form).await.is(422);
        refused.says("Nessuno l’ha letto e nessuno l’ha segnalato");
        speaks(&dora, "en").await;
        decides(&dora, &case, measure, None).await;
        town.settles().await;
        carla.get("/moderation/log").await.is(200).says(act);
        let mine = bruno.get(&format!("/api/v1/posts/{post}")).await.is(200).json();
        assert_eq!(mine["state"], state);
    }
    // Its author appeals like anybody, and the other moderator hears him.
    bruno.get("/decisions").await.is(200).says("Not shown any more");
}

#[tokio::test]
async fn where_one_judges_alone_nobody_reads_what_was_reported_and_the_page_says_so() {
    let (town, dora, [ada, bruno, _]) = town().await;
    let erno = town.joins("Erno Viola").await;
    know_each_other(&erno, &bruno).await;
    let said = json!({ "text": "Scrivimi su Telegram, o te ne pentirai", "audience": "ties" });
    let post = id(&bruno.post("/api/v1/posts", said).await.is(201).json());
    reports(&erno, "post", &post, "harassment").await.is(201);
    let case = newest(&dora).await;
    let page = format!("/moderation/cases/{case}");
    dora.get(&page).await.is(200).says_not("Telegram").says("There is no other moderator here who could agree");
    italian(&dora, &page).await.says("Qui non c’è un altro moderatore");
    assert_eq!(dora.get(&format!("/api/v1{page}")).await.is(200).json()["alone"], true);
    // He may ask, and nobody answers; a new moderator who wrote or reported nothing of it could.
    dora.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(204);
    dora.get(&page).await.is(200).says_not("Telegram");
    dora.put("/api/v1/moderation/moderators/bruno", Value::Null).await.is(204);
    assert_eq!(dora.get(&format!("/api/v1{page}")).await.json()["alone"], true, "its author agrees to nothing");
    let own = bruno.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(422);
    assert_eq!(own.code(), "moderation.own_matter");
    dora.put("/api/v1/moderation/moderators/ada", Value::Null).await.is(204);
    assert_eq!(dora.get(&format!("/api/v1{page}")).await.json()["alone"], false);
    dora.get(&page).await.is(200).says_not("There is no other moderator");
    ada.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(204);
    dora.get(&page).await.is(200).says("Telegram");
    decides(&dora, &case, "nothing", None).await;
    town.settles().await;
    assert_eq!(bruno.get(&format!("/api/v1/posts/{post}")).await.is(200).json()["state"], "shown");
}

#[tokio::test]
async fn what_is_held_and_for_everybody_is_read_by_one() {
    let (_town, dora, [_, bruno, _]) = town().await;
    post_for(&bruno, "everybody").await;
    let page = format!("/moderation/cases/{}", newest(&dora).await);
    dora.get(&page).await.is(200).says("Telegram").says_not("second moderator");
    assert!(dora.get(&format!("/api/v1{page}")).await.json()["text"].as_str().unwrap().contains("Telegram"));
    let refused = dora.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(422);
    assert_eq!(refused.code(), "moderation.not_private");
}

#[tokio::test]
async fn said_otherwise_while_it_waits_it_is_read_by_nobody_either_before_or_after() {
    let (town, dora, [ada, bruno, carla]) = two_judge().await;
    know_each_other(&ada, &bruno).await;
    let post = post_for(&bruno, "ties").await;
    let path = format!("/api/v1/posts/{post}");
    let case = newest(&dora).await;
    bruno.patch(&path, json!({ "text": format!("{SPAM}, e ancora Telegram") })).await.is(200);
    assert_eq!(bruno.get(&path).await.is(200).json()["state"], "held");
    is_closed_to(&dora, &case, "post").await;
    is_closed_to(&carla, &case, "post").await;
    // Made narrower or wider while it waits, it stays closed to who may not read what it was.
    for audience in ["two_steps", "ties"] {
        bruno.patch(&path, json!({ "audience": audience })).await.is(200);
        is_closed_to(&dora, &newest(&dora).await, "post").await;
    }
    town.settles().await;
    for person in [&ada, &carla, &dora] {
        person.get(&path).await.is(404);
        person.get(&format!("{path}/history")).await.is(404);
        person.get(&format!("/posts/{post}/history")).await.is(404);
        person.get("/api/v1/feed").await.is(200).says_not("Telegram");
        person.get("/api/v1/search?q=telegram").await.is(200).says_not("Guadagni");
    }
    // Let go unread it is for whom it was written, and for nobody else.
    decides(&dora, &newest(&dora).await, "nothing", None).await;
    town.settles().await;
    ada.get(&path).await.is(200);
    carla.get(&path).await.is(404);
}
