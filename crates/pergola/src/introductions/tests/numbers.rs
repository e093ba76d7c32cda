//! From the number of what somebody is told, nobody counts what others were told, or were not.

use super::Four;
use crate::testkit::Person;

/// Kind and number of all that somebody was told, oldest first.
async fn numbers(person: &Person) -> Vec<(String, String)> {
    let all = person.get("/api/v1/notices?limit=100").await.is(200).json();
    let word = |notice: &serde_json::Value, field: &str| notice[field].as_str().unwrap().to_owned();
    let told = all["items"].as_array().unwrap().iter().map(|notice| (word(notice, "kind"), word(notice, "id")));
    told.collect()
}

#[tokio::test]
async fn the_number_of_a_reminder_is_the_same_whoever_else_gets_one() {
    for people in [["ada", "bruno"], ["bruno", "ada"]] {
        let mut told = Vec::new();
        for noun in [None, Some("acceptance"), Some("refusal"), Some("postponement")] {
            let Four { town, maria, ada, bruno, .. } = Four::new().await;
            let id = maria.introduces(&people).await;
            town.settles().await;
            if let Some(noun) = noun {
                ada.answers(&id, noun).await.is(200);
            }
            town.days_pass(7);
            town.settles().await;
            town.settles().await;
            told.push(numbers(&bruno).await);
        }
        assert!(told[0].iter().any(|(kind, _)| kind == "introduction_waits"), "{told:?}");
        told.dedup();
        assert_eq!(told.len(), 1, "{told:?}");
    }
}

#[tokio::test]
async fn the_number_of_the_end_tells_who_introduced_of_no_yes() {
    let mut told = Vec::new();
    for yes in [&[][..], &["ada"], &["ada", "carla"], &["carla"]] {
        let Four { town, maria, ada, carla, .. } = Four::new().await;
        let id = maria.introduces(&["ada", "bruno", "carla"]).await;
        for person in [&ada, &carla] {
            if yes.contains(&person.handle.as_str()) {
                person.answers(&id, "acceptance").await.is(200);
            }
        }
        town.days_pass(14);
        town.settles().await;
        town.settles().await;
        told.push(numbers(&maria).await);
    }
    assert!(told[0].iter().any(|(kind, _)| kind == "introduction_closed"), "{told:?}");
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
}

#[tokio::test]
async fn the_number_of_the_question_afterwards_is_the_same_whether_somebody_told_before() {
    let mut told = Vec::new();
    for early in [false, true] {
        let Four { town, maria, ada, bruno, .. } = Four::new().await;
        let id = maria.introduces(&["ada", "bruno"]).await;
        for person in [&ada, &bruno] {
            person.answers(&id, "acceptance").await.is(200);
        }
        town.settles().await;
        if early {
            let path = format!("/api/v1/introductions/{id}/outcome");
            ada.put(&path, serde_json::json!({ "helped": "yes" })).await.is(200);
        }
        town.days_pass(14);
        town.settles().await;
        town.settles().await;
        told.push(numbers(&bruno).await);
    }
    assert!(told[0].iter().any(|(kind, _)| kind == "outcome_asked"), "{told:?}");
    assert_eq!(told[0], told[1]);
}
