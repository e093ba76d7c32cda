//! Stories of moderation: reporting, deciding, being heard, what waits, and what nobody can change.

mod beside;
mod board;
mod gate;
mod hearing;
mod holding;
mod invitations;
mod letters;
mod log;
mod newcomers;
mod reading;
mod silence;
mod silent;
mod unread;

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

/// Dora runs the server; Ada, Bruno and Carla are members.
pub(super) async fn town() -> (Town, Person, [Person; 3]) {
    let town = Town::new().await;
    let dora = town.joins("Dora Verdi").await;
    let people = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    (town, dora, people)
}

pub(super) fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap_or_else(|| panic!("no id in {answer}")).to_owned()
}

pub(super) async fn reports(who: &Person, kind: &str, of: &str, why: &str) -> crate::testkit::Answer {
    let new = json!({ "about": { "kind": kind, "id": of }, "why": why, "words": "Mi scrive ogni ora." });
    who.post("/api/v1/reports", new).await
}

/// What somebody reads and is answered from now on.
pub(super) async fn speaks(person: &Person, language: &str) {
    person.patch("/api/v1/me", json!({ "language": language })).await.is(200);
}

/// A page as this person reads it in Italian.
pub(super) async fn italian(person: &Person, path: &str) -> crate::testkit::Answer {
    speaks(person, "it").await;
    let page = person.get(path).await.is(200);
    speaks(person, "en").await;
    page
}

/// The newest thing in the queue.
pub(super) async fn newest(moderator: &Person) -> String {
    let queue = moderator.get("/api/v1/moderation/queue?limit=100").await.is(200).json();
    id(queue["items"].as_array().unwrap().last().expect("the queue is empty"))
}

pub(super) async fn decides(moderator: &Person, case: &str, measure: &str, days: Option<i64>) -> Value {
    let new = json!({ "case": case, "measure": measure, "days": days, "reason": "Regola 2: ci si rispetta." });
    moderator.post("/api/v1/moderation/decisions", new).await.is(201).json()
}

#[tokio::test]
async fn one_reports_what_one_can_see_and_only_moderators_learn_who() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    let first = reports(&ada, "member", "bruno", "harassment").await.is(201).json();
    assert_eq!(first["state"], "open");
    let again = reports(&ada, "member", "bruno", "spam").await.is(201).json();
    assert_eq!(id(&first), id(&again), "twice is once");
    reports(&carla, "member", "bruno", "harassment").await.is(201);
    assert_eq!(reports(&ada, "member", "ada", "spam").await.is(422).code(), "moderation.oneself");
    assert_eq!(reports(&ada, "member", "bruno", "boredom").await.is(422).code(), "moderation.why_unknown");
    reports(&ada, "member", "nobody", "spam").await.is(404);
    reports(&ada, "weather", "7", "spam").await.is(404);
    reports(&ada, "message", "7", "spam").await.is(404);
    let long = json!({ "about": { "kind": "member", "id": "bruno" }, "why": "spam", "words": "x".repeat(1_001) });
    assert_eq!(ada.post("/api/v1/reports", long).await.is(422).code(), "moderation.words_too_long");
    let odd = json!({ "about": { "kind": "member", "id": "bruno" }, "why": "spam", "who": "me" });
    assert_eq!(ada.post("/api/v1/reports", odd).await.is(400).code(), "http.field_unknown");
    bruno.put("/api/v1/blocks/carla", Value::Null).await.is(204);
    reports(&carla, "member", "bruno", "spam").await.is(404);

    // One matter, two reports: the moderator sees who, the reported nothing at all.
    let queue = dora.get("/api/v1/moderation/queue").await.is(200).json();
    assert_eq!(queue["items"].as_array().unwrap().len(), 1);
    let case = format!("/moderation/cases/{}", newest(&dora).await);
    dora.get(&case).await.is(200).says("Ada Rossi").says("Carla Blu").says("Mi scrive ogni ora.");
    dora.clone().in_italian().get("/inbox").await.is(200);
    bruno.get(&case).await.is(404);
    bruno.get("/decisions").await.is(200).says_not("Ada Rossi");
    assert_eq!(ada.get("/api/v1/reports").await.is(200).json()["items"].as_array().unwrap().len(), 1);
    town.settles().await;
    bruno.get("/notices").await.is(200).says_not("Ada Rossi");
}

#[tokio::test]
async fn a_report_by_page_keeps_what_was_typed_and_says_what_is_missing() {
    let (_town, dora, [ada, ..]) = town().await;
    let page = "/report/member/bruno";
    ada.get("/@bruno").await.is(200).says(page);
    ada.get(page).await.is(200).says("Only moderators see that it was you");
    let answer = ada.sends(page, page, &[("why", ""), ("words", "Sempre lui")]).await.is(422);
    answer.says("err-sum").says("Sempre lui").says("Choose what is wrong with it");
    let sent = ada.sends(page, page, &[("why", "fraud"), ("words", "Chiede soldi")]).await.is(303);
    assert_eq!(sent.location(), "/reports?done=reported");
    ada.get("/reports?done=reported").await.is(200).says("Chiede soldi").says("Moderators will look at it");
    dora.get("/moderation").await.is(200).says("A person").says("Fraud");
    dora.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    dora.get("/moderation").await.is(200).says("Una persona").says("Truffa");
}

#[tokio::test]
async fn there_is_an_end_to_reporting() {
    let (town, _dora, [ada, ..]) = town().await;
    for number in 0..20 {
        let of = town.joins(&format!("Gente{number} Nuova")).await.handle;
        reports(&ada, "member", &of, "spam").await.is(201);
    }
    let refused = reports(&ada, "member", "bruno", "spam").await.is(429);
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(refused.code(), "moderation.too_many_today");
    let (page, form) = ("/report/member/bruno", [("why", "spam"), ("words", "Scrive sempre")]);
    let refused = ada.sends(page, page, &form).await.is(422);
    refused.says("You have reported 20 things in a day: that is enough for today.").says("Scrive sempre");
    speaks(&ada, "it").await;
    let refused = ada.sends(page, page, &form).await.is(422);
    refused.says("Hai segnalato 20 cose in un giorno: per oggi basta.").says("Scrive sempre");
    speaks(&ada, "en").await;
    town.days_pass(1);
    reports(&ada, "member", "bruno", "spam").await.is(201);
}

#[tokio::test]
async fn who_is_suspended_sees_why_is_heard_by_another_and_comes_back() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    reports(&ada, "member", "bruno", "harassment").await.is(201);
    let case = newest(&dora).await;
    let decision = id(&decides(&dora, &case, "suspend", None).await);
    // Every sign-in ended at once, and nobody else sees him.
    bruno.get("/api/v1/me").await.is(401);
    assert!(bruno.get("/today").await.is(303).location().starts_with("/sign-in"));
    carla.get("/@bruno").await.is(404);
    carla.get("/api/v1/members/bruno").await.is(404);
    town.settles().await;
    // He signs in, and finds the decision, his things and the way out; nothing else.
    let bruno = town.signs_in("bruno").await;
    assert_eq!(bruno.get("/today").await.is(303).location(), "/decisions");
    assert_eq!(bruno.get("/api/v1/me").await.is(422).code(), "moderation.suspended");
    bruno.get("/export").await.is(200);
    bruno.get("/settings").await.is(200);
    let page = format!("/decisions/{decision}");
    bruno.get("/decisions").await.is(200).says(&page).says("Your account is closed");
    bruno.clone().in_italian().get("/decisions").await.is(200).says_not("Ada Rossi");
    bruno.get(&page).await.is(200).says("Regola 2").says_not("Ada Rossi").says_not("Dora Verdi");
    ada.get(&page).await.is(404);
    let appeal = format!("{page}/appeal");
    bruno.sends(&page, &appeal, &[("words", " ")]).await.is(422).says("err-sum");
    bruno.sends(&page, &appeal, &[("words", "Era uno scherzo.")]).await.is(303);
    let twice = bruno.put(&format!("/api/v1{appeal}"), json!({ "words": "Ancora" })).await.is(422);
    assert_eq!(twice.code(), "moderation.already_appealed");
    // Carla may judge from now on, so it is she who hears him, and not Dora who decided.
    let answer = format!("/api/v1/moderation/decisions/{decision}/answer");
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    let words = json!({ "lift": true, "reason": "Era davvero uno scherzo." });
    assert_eq!(dora.put(&answer, words.clone()).await.is(422).code(), "moderation.own_decision");
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("Era uno scherzo.");
    carla.put(&answer, json!({ "lift": true, "reason": " " })).await.is(422);
    carla.put(&answer, words).await.is(204);
    bruno.get("/api/v1/me").await.is(200);
    carla.get("/@bruno").await.is(200);
    bruno.get(&page).await.is(200).says("Era davvero uno scherzo.");
    town.settles().await;
    bruno.get("/notices").await.is(200).says("Your appeal has been answered");
    ada.get("/notices").await.is(200).says("What you reported has been looked into");
}

#[tokio::test]
async fn a_suspension_ends_by_itself_and_an_appeal_can_come_too_late() {
    let (town, dora, [ada, ..]) = town().await;
    reports(&ada, "member", "bruno", "harassment").await.is(201);
    let decision = id(&decides(&dora, &newest(&dora).await, "suspend", Some(31)).await);
    town.days_pass(30);
    town.settles().await;
    let ada = town.signs_in(&ada.handle).await;
    ada.get("/@bruno").await.is(404);
    town.days_pass(1);
    town.settles().await;
    ada.get("/@bruno").await.is(200);
    let bruno = town.signs_in("bruno").await;
    let late = bruno.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "No" })).await.is(422);
    assert_eq!(late.code(), "moderation.appeal_too_late");
}

#[tokio::test]
async fn an_ask_that_was_taken_away_is_on_no_board() {
    let (town, dora, [ada, bruno, _]) = town().await;
    let new = json!({ "text": "Cerco un tornitore a Biella", "audience": "everybody" });
    let ask = id(&bruno.post("/api/v1/asks", new).await.is(201).json());
    reports(&ada, "ask", &ask, "false_job").await.is(201);
    decides(&dora, &newest(&dora).await, "hide", None).await;
    town.settles().await;
    ada.get("/board").await.is(200).says_not("tornitore");
    bruno.get("/decisions").await.is(200).says("Not shown any more");
}

#[tokio::test]
async fn a_group_that_was_taken_away_is_there_for_those_in_it_alone() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    let new = json!({ "name": "Affari sicuri", "purpose": "Si guadagna in fretta.", "entry": "open" });
    let group = id(&ada.post("/api/v1/groups", new).await.is(201).json());
    let (door, page) = (format!("/api/v1/groups/{group}"), format!("/groups/{group}"));
    bruno.put(&format!("{door}/membership"), json!({})).await.is(200);
    carla.get(&page).await.is(200).says(&format!("/report{}", page.replace("groups", "group")));
    reports(&carla, "group", &group, "fraud").await.is(201);
    let decision = id(&decides(&dora, &newest(&dora).await, "hide", None).await);
    town.settles().await;
    carla.get(&page).await.is(404);
    carla.get("/groups").await.is(200).says_not("Affari sicuri");
    reports(&carla, "group", &group, "fraud").await.is(404);
    bruno.get(&page).await.is(200).says("Affari sicuri");
    ada.patch(&door, json!({ "entry": "open", "purpose": "Si guadagna piano." })).await.is(200);
    carla.get(&page).await.is(404);
    ada.get("/decisions").await.is(200).says("Regola 2").says_not("Carla Blu");
    let appeal = json!({ "words": "Era una parola infelice." });
    ada.put(&format!("/api/v1/decisions/{decision}/appeal"), appeal).await.is(204);
    dora.put("/api/v1/moderation/moderators/bruno", Value::Null).await.is(204);
    let answer = json!({ "lift": true, "reason": "È cambiato." });
    bruno.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), answer).await.is(204);
    town.settles().await;
    carla.get(&page).await.is(200).says("Si guadagna piano.");
}

#[tokio::test]
async fn decisions_have_a_reason_fit_and_come_once() {
    let (_town, dora, [ada, ..]) = town().await;
    dora.put("/api/v1/moderation/moderators/ada", Value::Null).await.is(204);
    reports(&ada, "member", "bruno", "hate").await.is(201);
    let case = newest(&dora).await;
    let path = "/api/v1/moderation/decisions";
    let tries = [
        (json!({ "case": case, "measure": "banish", "reason": "x" }), "moderation.measure_unknown"),
        (json!({ "case": case, "measure": "hide", "reason": "x" }), "moderation.measure_unfit"),
        (json!({ "case": case, "measure": "warn" }), "moderation.reason_missing"),
        (json!({ "case": case, "measure": "warn", "reason": "x".repeat(1_001) }), "moderation.reason_too_long"),
        (json!({ "case": case, "measure": "silence", "days": 0, "reason": "x" }), "moderation.days_malformed"),
    ];
    for (new, code) in tries {
        assert_eq!(dora.post(path, new).await.is(422).code(), code);
    }
    let own = json!({ "case": case, "measure": "warn", "reason": "x" });
    assert_eq!(ada.post(path, own.clone()).await.is(422).code(), "moderation.own_matter", "she reported it");
    let page = format!("/moderation/cases/{case}");
    ada.get(&page).await.is(200).says("another moderator judges it").says_not("Mi scrive ogni ora.");
    let form = [("measure", "warn"), ("reason", "")];
    dora.sends(&page, &format!("{page}/decision"), &form).await.is(422).says("err-sum").says("checked");
    dora.post(path, own.clone()).await.is(201);
    assert_eq!(dora.post(path, own).await.is(422).code(), "moderation.already_decided");
    dora.post(path, json!({ "case": "7", "measure": "warn", "reason": "x" })).await.is(404);
    dora.get("/moderation/cases/x").await.is(404);
    assert_eq!(dora.get("/api/v1/moderation/decisions").await.is(200).json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_message_is_read_by_two_moderators_who_agree_and_only_as_long_as_it_is_open() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    let conversation = know_each_other(&ada, &bruno).await;
    let said = format!("/api/v1/conversations/{conversation}/messages");
    bruno.post(&said, json!({ "text": "Prima di tutto, niente di male" })).await.is(201);
    let message = id(&bruno.post(&said, json!({ "text": "Ti vengo a cercare" })).await.is(201).json());
    ada.get(&format!("/conversations/{conversation}")).await.is(200).says(&format!("/report/message/{message}"));
    ada.get(&format!("/report/message/{message}")).await.is(200).says("only when two of them agree");
    // It is there for the two alone, to report as to read.
    reports(&carla, "message", &message, "harassment").await.is(404);
    reports(&ada, "message", &message, "harassment").await.is(201);
    let case = newest(&dora).await;
    let page = format!("/moderation/cases/{case}");
    dora.get(&page).await.is(200).says_not("Ti vengo a cercare").says("second moderator");
    assert_eq!(dora.get(&format!("/api/v1{page}")).await.is(200).json()["text"], Value::Null);
    dora.sends(&page, &format!("{page}/opening"), &[]).await.is(303);
    dora.get(&page).await.is(200).says_not("Ti vengo a cercare");
    let alone = dora.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(422);
    assert_eq!(alone.code(), "moderation.second_person");
    carla.get(&page).await.is(200).says("Dora Verdi asks to read it").says_not("Ti vengo a cercare");
    carla.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(204);
    for moderator in [&dora, &carla] {
        moderator.get(&page).await.is(200).says("Ti vengo a cercare").says_not("niente di male");
    }
    assert_eq!(dora.put(&format!("/api/v1{page}/opening"), Value::Null).await.is(422).code(), "moderation.not_private");
    let decision = id(&decides(&dora, &case, "hide", None).await);
    carla.get(&page).await.is(200).says_not("Ti vengo a cercare");
    dora.get("/moderation/log")
        .await
        .is(200)
        .says("A message")
        .says("Dora Verdi asked to read it")
        .says("Carla Blu agreed to read it");
    // Taken away, it is its author's alone; lifted, it is back in its place.
    town.settles().await;
    let thread = format!("/conversations/{conversation}");
    ada.get(&thread).await.is(200).says_not("Ti vengo a cercare").says("niente di male");
    ada.get("/inbox").await.is(200).says_not("Ti vengo a cercare");
    bruno.get(&thread).await.is(200).says("Ti vengo a cercare");
    bruno.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "Era una canzone" })).await.is(204);
    let lift = json!({ "lift": true, "reason": "È una canzone." });
    carla.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), lift).await.is(204);
    town.settles().await;
    ada.get(&thread).await.is(200).says("Ti vengo a cercare");
}

/// They are tied; gives their conversation.
pub(super) async fn know_each_other(one: &Person, other: &Person) -> String {
    let how_met = json!({ "kind": "worked", "text": "il museo" });
    let asked = one.post("/api/v1/invitations", json!({ "to": other.handle, "how_met": how_met })).await.is(201);
    let path = format!("/api/v1/invitations/{}/acceptance", id(&asked.json()));
    other.put(&path, json!({})).await.is(200);
    let begun = one.post("/api/v1/conversations", json!({ "to": other.handle, "text": "Ciao" })).await.is(201).json();
    begun["conversation"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn addresses_of_a_barred_domain_do_not_join() {
    let (town, dora, [ada, ..]) = town().await;
    ada.get("/moderation/domains").await.is(404);
    dora.sends("/moderation/domains", "/moderation/domains", &[("domain", "no domain")]).await.is(422).says("err-sum");
    dora.sends("/moderation/domains", "/moderation/domains", &[("domain", "Usaegetta.example")]).await.is(303);
    let joining = |email: &str| json!({ "handle": "elena", "name": "Elena Gialli", "email": email, "password": crate::testkit::PASSWORD });
    let refused = town.visitor().post("/api/v1/members", joining("e@mail.usaegetta.example")).await.is(422);
    assert_eq!(refused.code(), "members.provider_barred");
    let form = [("email", "ada@usaegetta.example"), ("password", crate::testkit::PASSWORD)];
    let refused = ada.sends("/settings", "/settings/email", &form).await;
    refused.is(422).says("Addresses of this provider are not accepted");
    let refused = ada.sends("/invite", "/invite", &[("email", "elena@mail.usaegetta.example")]).await;
    refused.is(422).says("Addresses of this provider are not accepted");
    assert!(town.letters_to("ada@usaegetta.example").is_empty());
    dora.get("/moderation/domains").await.is(200).says("usaegetta.example");
    dora.delete("/api/v1/moderation/domains/usaegetta.example").await.is(204);
    dora.delete("/api/v1/moderation/domains/usaegetta.example").await.is(404);
    town.visitor().post("/api/v1/members", joining("e@mail.usaegetta.example")).await.is(201);
}

#[tokio::test]
async fn everybody_reads_coarse_counts_of_quarters_that_are_over() {
    let (town, dora, [ada, ..]) = town().await;
    reports(&ada, "member", "bruno", "hate").await.is(201);
    decides(&dora, &newest(&dora).await, "warn", None).await;
    let now = town.visitor().get("/api/v1/moderation/transparency").await.is(200).json();
    assert_eq!(now["items"][0]["quarter"], "2025-Q4");
    assert_eq!(now["items"][0]["reports"], json!({}), "the quarter goes on: nobody watches a count grow");
    town.days_pass(60);
    let over = town.visitor().get("/api/v1/moderation/transparency").await.is(200).json();
    assert_eq!(over["items"][0]["quarter"], "2026-Q1");
    assert_eq!(over["items"][0]["reports"], json!({ "hate": 4 }), "one is a few");
    assert_eq!(over["items"][0]["decisions"], json!({ "warn": 4 }));
    town.visitor().get("/transparency").await.is(200).says("Hate: fewer than five").says_not("Bruno");
    town.visitor().in_italian().get("/transparency").await.is(200).says("Odio: meno di cinque");
}

#[tokio::test]
async fn who_leaves_takes_his_reports_and_decisions_along() {
    let (town, dora, [ada, bruno, _]) = town().await;
    reports(&ada, "member", "bruno", "harassment").await.is(201);
    decides(&dora, &newest(&dora).await, "warn", None).await;
    let (writer, met) = (ada.id, bruno.id);
    let kept = town
        .app
        .db
        .read(async move |tx| {
            Ok::<_, pergola_db::Fault>((
                crate::moderation::takeout(tx, writer).await?,
                crate::moderation::takeout(tx, met).await?,
            ))
        })
        .await
        .unwrap();
    assert_eq!((kept.0[0]["kind"].as_str(), kept.0[0]["text"].as_str()), (Some("report"), Some("Mi scrive ogni ora.")));
    assert_eq!((kept.1[0]["kind"].as_str(), kept.1[0]["measure"].as_str()), (Some("decision"), Some("warn")));
    let by = town.app.by_itself(pergola_domain::members::Language::It);
    town.app
        .db
        .write(async move |tx| {
            crate::moderation::erase(tx, &by, writer).await?;
            crate::moderation::erase(tx, &by, met).await
        })
        .await
        .unwrap();
    let left = town.app.db.read(async move |tx| {
        let sql =
            "SELECT count(*) FROM reports r, decisions d WHERE r.words <> '' OR d.reason <> '' OR r.reporter_id <> 0";
        tx.one(sql, &pergola_db::params![], |row| row.get::<i64>(0)).await
    });
    assert_eq!(left.await.unwrap(), Some(0));
    dora.get("/moderation/log").await.is(200);
}

#[tokio::test]
async fn what_was_said_of_who_leaves_goes_with_him() {
    let (town, _dora, [ada, bruno, carla]) = town().await;
    reports(&ada, "member", "bruno", "harassment").await.is(201);
    reports(&carla, "member", "ada", "spam").await.is(201);
    let (by, me) = (town.app.by_itself(pergola_domain::members::Language::It), bruno.id);
    town.app.db.write(async move |tx| crate::moderation::erase(tx, &by, me).await).await.unwrap();
    let words = async |who: &Person| {
        let listed = who.get("/api/v1/reports").await.is(200).json();
        listed["items"][0]["words"].as_str().unwrap().to_owned()
    };
    assert_eq!(words(&ada).await, "", "who reported keeps that he did, and not what he said of him");
    assert_eq!(words(&carla).await, "Mi scrive ogni ora.");
}
