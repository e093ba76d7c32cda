//! The record goes with the domain that was proven and with the person who posted: nobody leaves it behind by another account.

use serde_json::{Value, json};

use super::{ad, id, posts, small_town};
use crate::{
    organisations::tests::{proves, speaks_for, speaks_too, town_with_names},
    testkit::{Person, Town},
};

/// Somebody applies, and hears nothing for as long as counts.
async fn is_left_in_silence(town: &Town, applicant: &Person, job: &str) {
    let applicant = town.signs_in(&applicant.handle).await;
    applicant.post(&format!("/api/v1/jobs/{job}/applications"), json!({ "sends": ["skills"] })).await.is(201);
    town.days_pass(31);
    town.settles().await;
}

/// Posts another ad, and gives what stands on it: ads, applicants due, those answered, since when.
async fn record(person: &Person, organisation: &str) -> (Value, Value, Value, bool) {
    let job = id(&person.post("/api/v1/jobs", ad(organisation)).await.is(201).json());
    let record = person.get(&format!("/api/v1/jobs/{job}")).await.is(200).json()["record"].clone();
    (record["ads"].clone(), record["due"].clone(), record["answered"].clone(), record["since"].is_string())
}

fn told(ads: i64, due: i64, answered: i64, since: bool) -> (Value, Value, Value, bool) {
    (json!(ads), json!(due), json!(answered), since)
}

/// 27 November 2026: who let a proof lapse and proved the same domain from a second account had no record any more.
#[tokio::test]
async fn a_second_account_that_proves_the_same_domain_has_the_same_record() {
    let (town, names) = town_with_names().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let (officina, job) = posts(&ada, "Officina").await;
    proves(&ada, &names, &officina, "officina.example").await;
    is_left_in_silence(&town, &bruno, &job).await;
    names.forgets("_pergola.officina.example");
    town.days_pass(8);
    crate::organisations::look_again(&town.app).await.unwrap();
    let carla = town.signs_in(&carla.handle).await;
    assert_eq!(carla.get(&format!("/api/v1/organisations/{officina}")).await.json()["proven"], false);
    proves(&carla, &names, &officina, "officina.example").await;
    town.settles().await;
    let ada = town.signs_in("ada").await;
    ada.get(&format!("/organisations/{officina}/edit")).await.is(404);
    assert_eq!(record(&carla, &officina).await, told(2, 1, 0, false), "the domain’s");

    // Nor under another name.
    names.forgets("_pergola.officina.example");
    town.days_pass(8);
    crate::organisations::look_again(&town.app).await.unwrap();
    let carla = town.signs_in("carla").await;
    let other = speaks_for(&carla, "Bottega nuova", "company").await;
    proves(&carla, &names, &other, "officina.example").await;
    assert_eq!(record(&carla, &other).await.1, json!(1));
}

#[tokio::test]
async fn who_proves_does_not_answer_for_who_only_claimed_and_the_ad_says_since_when() {
    let (town, names) = town_with_names().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let (officina, job) = posts(&ada, "Officina").await;
    is_left_in_silence(&town, &bruno, &job).await;
    let carla = town.signs_in(&carla.handle).await;
    proves(&carla, &names, &officina, "officina.example").await;
    town.settles().await;
    assert_eq!(record(&carla, &officina).await, told(1, 0, 0, true), "another’s");
    let job = id(&carla.post("/api/v1/jobs", ad(&officina)).await.is(201).json());
    let bruno = town.signs_in("bruno").await;
    bruno.get(&format!("/jobs/{job}")).await.is(200).says("before, others spoke for this name");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get(&format!("/jobs/{job}")).await.is(200).says("prima altri parlavano a questo nome");

    // Where who was silent speaks for it again, it is what those who speak for it did.
    let ada = town.signs_in("ada").await;
    speaks_too(&carla, &officina, &ada, "poster").await;
    assert_eq!(record(&carla, &officina).await, told(4, 1, 0, false));
}

#[tokio::test]
async fn under_a_new_name_that_nobody_proved_it_is_the_same_person() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let (officina, job) = posts(&ada, "Officina").await;
    is_left_in_silence(&town, &bruno, &job).await;
    let (ada, carla) = (town.signs_in("ada").await, town.signs_in(&carla.handle).await);
    // Handing it on first does not help: who posted it did.
    speaks_too(&ada, &officina, &carla, "owner").await;
    ada.delete(&format!("/api/v1/organisations/{officina}/speakers/ada")).await.is(204);
    town.settles().await;
    let bottega = speaks_for(&ada, "Bottega nuova", "company").await;
    assert_eq!(record(&ada, &bottega).await.1, json!(1), "one person under two names");
    assert_eq!(record(&carla, &officina).await.1, json!(1), "and in the same hands it stays");
    let forno = speaks_for(&carla, "Forno", "company").await;
    assert_eq!(record(&carla, &forno).await.1, json!(0), "who took it over did not post it");
}

#[tokio::test]
async fn who_left_is_nobody_in_it() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let (officina, job) = posts(&ada, "Officina").await;
    is_left_in_silence(&town, &bruno, &job).await;
    let ada = town.signs_in("ada").await;
    ada.asks_to_leave().await;
    town.days_pass(40);
    town.settles().await;
    town.settles().await;
    let left = town
        .app
        .db
        .read(async move |tx| {
            tx.one("SELECT count(*) FROM jobs WHERE poster_id <> 0", &[], |row| row.get::<i64>(0)).await
        })
        .await;
    assert_eq!(left.unwrap(), Some(0));
    let carla = town.signs_in(&carla.handle).await;
    speaks_for(&carla, "Officina", "company").await;
    town.settles().await;
    assert_eq!(record(&carla, &officina).await, told(1, 0, 0, true));
}
