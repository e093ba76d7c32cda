//! Referrals: who works there may say a sentence; how it goes is told where the applicant agreed.

use serde_json::{Value, json};

use super::{id, posts, small_town, tie, works};
use crate::testkit::Person;

async fn refers(person: &Person, job: &str, applicant: &str, text: &str) -> crate::testkit::Answer {
    let new = json!({ "applicant": applicant, "text": text });
    person.post(&format!("/api/v1/jobs/{job}/referrals"), new).await
}

#[tokio::test]
async fn each_bad_referral_has_its_sentence() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    assert_eq!(refers(&carla, &job, "bruno", "Bravo").await.is(422).code(), "jobs.not_there");
    works(&carla, "Officina", "2010", Some("2020")).await;
    assert_eq!(refers(&carla, &job, "bruno", "Bravo").await.is(422).code(), "jobs.not_there", "once is not now");
    works(&carla, "Officina S.r.l.", "2010", None).await;
    assert_eq!(refers(&carla, &job, "bruno", "Bravo").await.is(422).code(), "jobs.referral_stranger");
    tie(&carla, &bruno).await;
    for (applicant, text, code) in [
        ("bruno", " ", "jobs.referral_missing"),
        ("bruno", &*"a".repeat(601), "jobs.referral_too_long"),
        ("nessuno", "Bravo", "jobs.applicant_unknown"),
        ("carla", "Brava", "jobs.applicant_unknown"),
    ] {
        assert_eq!(refers(&carla, &job, applicant, text).await.is(422).code(), code);
    }
    refers(&carla, &job, "bruno", "Bravo").await.is(201);
    assert_eq!(refers(&carla, &job, "bruno", "Bravissimo").await.is(422).code(), "jobs.referred_already");
    dora.put("/api/v1/blocks/carla", json!({})).await.is(204);
    assert_eq!(refers(&carla, &job, "dora", "Brava").await.is(422).code(), "jobs.applicant_unknown");
    let page = format!("/jobs/{job}/referrals/new");
    let form = [("applicant", "nessuno"), ("text", "Quello che avevo scritto")];
    carla.sends(&page, &format!("/jobs/{job}/referrals"), &form).await.is(422).says("Quello che avevo scritto");
    ada.put(&format!("/api/v1/jobs/{job}/closure"), json!({ "outcome": "stopped" })).await.is(200);
    assert_eq!(refers(&carla, &job, "ada", "Brava").await.is(422).code(), "jobs.closed");
    drop(town);
}

#[tokio::test]
async fn a_referral_is_read_with_the_application_and_its_giver_sees_what_the_applicant_lets_him() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    works(&carla, "Officina", "2010", None).await;
    tie(&carla, &bruno).await;
    carla.get(&format!("/jobs/{job}")).await.is(200).says("Refer somebody");
    let referral = id(&refers(&carla, &job, "bruno", "Ha mani d’oro.").await.is(201).json());
    town.settles().await;
    let notices = bruno.get("/api/v1/notices").await.json();
    assert!(notices["items"].as_array().unwrap().iter().any(|one| one["kind"] == "job_referred"), "{notices}");
    bruno.get(&format!("/jobs/{job}")).await.is(200).says("Ha mani d’oro.").says("Use it").says("I would rather not");
    bruno.get("/referrals").await.is(200).says("Ha mani d’oro.");
    ada.get(&format!("/jobs/{job}")).await.is(200).says_not("Ha mani d’oro.");
    assert_eq!(ada.get(&format!("/api/v1/jobs/{job}/applications")).await.json()["items"], json!([]));
    let progress = async || carla.get("/api/v1/referrals").await.is(200).json()["items"][0]["stage"].clone();
    assert_eq!(progress().await, Value::Null);
    let new = json!({ "sends": ["skills"] });
    let sent = bruno.post(&format!("/api/v1/jobs/{job}/applications"), new).await.is(201).json();
    assert_eq!(sent["referrals"], json!([]), "before he uses it nobody has it");
    bruno.sends("/referrals", &format!("/referrals/{referral}/answer"), &[("answer", "use")]).await.is(303);
    let api = format!("/api/v1/applications/{}", id(&sent));
    assert_eq!(ada.get(&api).await.is(200).json()["referrals"][0]["person"]["handle"], "carla");
    assert_eq!(progress().await, Value::Null, "he did not agree");
    bruno.patch(&api, json!({ "referrer_sees": true })).await.is(200);
    assert_eq!(progress().await, "seen");
    ada.put(&format!("{api}/stage"), json!({ "stage": "offer" })).await.is(200);
    assert_eq!(progress().await, "in_conversation", "an offer is between the two");
    bruno.put(&format!("{api}/stage"), json!({ "stage": "withdrawn" })).await.is(200);
    assert_eq!(progress().await, "not_this_time", "who withdrew is not told on");
    carla.get("/referrals").await.is(200).says("Not this time");
    carla.get(&api).await.is(404);
}

#[tokio::test]
async fn one_asks_a_tie_who_works_there() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    tie(&bruno, &carla).await;
    works(&carla, "Officina", "2010", None).await;
    town.settles().await;
    let path = format!("/jobs/{job}/referral-requests");
    let page = bruno.get(&format!("/jobs/{job}")).await.is(200);
    page.says("Ask Carla to refer you").says(&format!("{path}?of=carla"));
    bruno.get(&format!("{path}?of=carla")).await.is(200).says("Would you refer me?");
    // In Italian a report to moderators is a "segnalazione": what is said for somebody has a word of its own.
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    for page in [format!("/jobs/{job}"), format!("{path}?of=carla"), "/referrals".to_owned()] {
        bruno.get(&page).await.is(200).says("eferenz").says_not("egnalazion").says_not("egnalarti");
    }
    let form = [("of", "carla"), ("text", "Una parola per me?")];
    let sent = bruno.sends(&format!("{path}?of=carla"), &path, &form).await.is(303).location();
    carla.get(sent.split('?').next().unwrap()).await.is(200).says("Una parola per me?").says(&format!("/jobs/{job}"));
    bruno.get(&format!("{path}?of=nessuno")).await.is(404);
}

#[tokio::test]
async fn whom_it_is_said_for_uses_it_or_rather_not_and_its_giver_learns_neither() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    for giver in [&carla, &dora] {
        works(giver, "Officina", "2010", None).await;
        tie(giver, &bruno).await;
    }
    let first = id(&refers(&carla, &job, "bruno", "Ha mani d’oro.").await.is(201).json());
    let path = format!("/api/v1/referrals/{first}/answer");
    assert_eq!(bruno.put(&path, json!({ "answer": "maybe" })).await.is(422).code(), "jobs.referral_answer_unknown");
    carla.put(&path, json!({ "answer": "use" })).await.is(404);
    let before = carla.get("/api/v1/referrals").await.bytes;
    bruno.put(&path, json!({ "answer": "decline" })).await.is(204);
    let sent = bruno
        .post(&format!("/api/v1/jobs/{job}/applications"), json!({ "sends": ["skills"], "referrer_sees": true }))
        .await
        .is(201)
        .json();
    let api = format!("/api/v1/applications/{}", id(&sent));
    assert_eq!(ada.get(&api).await.json()["referrals"], json!([]));
    assert_eq!(carla.get("/api/v1/referrals").await.bytes, before, "a no looks like nothing");
    bruno.put(&path, json!({ "answer": "use" })).await.is(204);
    assert_eq!(ada.get(&api).await.json()["referrals"][0]["text"], "Ha mani d’oro.");
    bruno.patch(&api, json!({ "referrer_sees": true })).await.is(200);
    assert_eq!(carla.get("/api/v1/referrals").await.json()["items"][0]["stage"], "seen");
    let second = id(&refers(&dora, &job, "bruno", "Lo vorrei con noi.").await.is(201).json());
    bruno.put(&format!("/api/v1/referrals/{second}/answer"), json!({ "answer": "use" })).await.is(204);
    assert_eq!(dora.get("/api/v1/referrals").await.json()["items"][0]["stage"], Value::Null, "he agreed before hers");
    let received = bruno.get("/api/v1/referrals/received").await.is(200).json();
    assert_eq!((&received["items"][0]["answer"], &received["items"][1]["answer"]), (&json!("use"), &json!("use")));
    bruno.delete(&format!("/api/v1/referrals/{second}")).await.is(404);
    dora.sends("/referrals", &format!("/referrals/{second}/removal"), &[]).await.is(303);
    assert_eq!(ada.get(&api).await.json()["referrals"].as_array().unwrap().len(), 1);
    assert_eq!(bruno.get("/api/v1/referrals/received").await.json()["items"].as_array().unwrap().len(), 1);
    assert_eq!(refers(&dora, &job, "bruno", "Anzi.").await.is(422).code(), "jobs.referred_already");
    drop(town);
}

#[tokio::test]
async fn a_program_asks_for_a_referral_as_a_page_does() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    tie(&bruno, &carla).await;
    works(&carla, "Officina", "2010", None).await;
    let path = format!("/api/v1/jobs/{job}/referral-requests");
    let asked = bruno.post(&path, json!({ "of": "carla", "text": "Una parola per me?" })).await.is(201).json();
    let talk = format!("/api/v1/conversations/{}/messages", asked["conversation_id"].as_str().unwrap());
    let said = carla.get(&talk).await.is(200).json()["items"].to_string();
    assert!(said.contains("Una parola per me?") && said.contains(&format!("/jobs/{job}")), "{said}");
    dora.get(&talk).await.is(404);
    assert_eq!(bruno.post(&path, json!({ "of": "carla", "text": " " })).await.is(422).code(), "messages.text_missing");
    bruno.post(&path, json!({ "of": "nessuno", "text": "Una parola per me?" })).await.is(404);
    carla.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    bruno.post(&path, json!({ "of": "carla", "text": "Una parola per me?" })).await.is(404);
    ada.put(&format!("/api/v1/jobs/{job}/closure"), json!({ "outcome": "stopped" })).await.is(200);
    dora.post(&path, json!({ "of": "bruno", "text": "Una parola per me?" })).await.is(410);
    drop(town);
}
