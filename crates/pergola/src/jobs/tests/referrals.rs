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
    let (town, [ada, _, carla, dora]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    assert_eq!(refers(&carla, &job, "bruno", "Bravo").await.is(422).code(), "jobs.not_there");
    works(&carla, "Officina", "2010", Some("2020")).await;
    assert_eq!(refers(&carla, &job, "bruno", "Bravo").await.is(422).code(), "jobs.not_there", "once is not now");
    works(&carla, "Officina", "2010", None).await;
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
    carla.get(&format!("/jobs/{job}")).await.is(200).says("Refer somebody");
    refers(&carla, &job, "bruno", "Ha mani d’oro.").await.is(201);
    town.settles().await;
    assert_eq!(bruno.get("/api/v1/notices").await.json()["items"][0]["kind"], "job_referred");
    assert_eq!(ada.get(&format!("/api/v1/jobs/{job}/applications")).await.json()["items"], json!([]));
    let progress = async || carla.get("/api/v1/referrals").await.is(200).json()["items"][0]["stage"].clone();
    assert_eq!(progress().await, Value::Null);
    let new = json!({ "sends": ["skills"] });
    let sent = bruno.post(&format!("/api/v1/jobs/{job}/applications"), new).await.is(201).json();
    assert_eq!(sent["referrals"][0]["text"], "Ha mani d’oro.");
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
    let form = [("of", "carla"), ("text", "Mi segnali?")];
    let sent = bruno.sends(&format!("{path}?of=carla"), &path, &form).await.is(303).location();
    carla.get(sent.split('?').next().unwrap()).await.is(200).says("Mi segnali?").says(&format!("/jobs/{job}"));
    bruno.get(&format!("{path}?of=nessuno")).await.is(404);
}
