//! A moment in the garden of whoever introduced two: with the last yes, with each of them, and never beside anything else.

use super::Four;
use crate::testkit::Person;

/// The moments of introducing that somebody has with another, each by who did it.
async fn introducing(who: &Person, other: &str) -> Vec<String> {
    let list = who.get(&format!("/api/v1/moments?with={other}")).await.is(200).json();
    let all = list["items"].as_array().unwrap().iter().filter(|moment| moment["kind"] == "introduced");
    all.map(|moment| moment["direction"].as_str().unwrap().to_owned()).collect()
}

/// How many moments somebody has in all, of whatever kind.
async fn count(who: &Person) -> usize {
    who.get("/api/v1/moments?limit=100").await.is(200).json()["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn whoever_introduced_two_has_a_moment_with_each_at_the_last_yes() {
    let Four { town, maria, ada, bruno, .. } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    let before = count(&maria).await;
    ada.answers(&id, "acceptance").await.is(200);
    town.settles().await;
    assert_eq!(count(&maria).await, before, "a single yes is nobody's to know");
    bruno.answers(&id, "acceptance").await.is(200);
    for other in ["ada", "bruno"] {
        assert_eq!(introducing(&maria, other).await, ["out"], "{other}");
    }
    assert_eq!(introducing(&maria, "carla").await, Vec::<String>::new());
    for one in [&ada, &bruno] {
        assert_eq!(introducing(one, "maria").await, Vec::<String>::new(), "it is the moment of who introduced");
    }
    assert_eq!(count(&maria).await, before + 2);
}

#[tokio::test]
async fn a_no_silence_and_a_question_taken_back_leave_no_moment() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let before = [count(&maria).await, count(&ada).await, count(&bruno).await, count(&carla).await];
    let refused = maria.introduces(&["ada", "bruno"]).await;
    bruno.answers(&refused, "acceptance").await.is(200);
    ada.answers(&refused, "refusal").await.is(200);
    let silent = maria.introduces(&["ada", "carla"]).await;
    carla.answers(&silent, "acceptance").await.is(200);
    let back = maria.introduces(&["bruno", "carla"]).await;
    bruno.answers(&back, "acceptance").await.is(200);
    maria.delete(&format!("/api/v1/introductions/{back}")).await.is(204);
    for days in [0, 15] {
        town.days_pass(days);
        town.settles().await;
        let now = [count(&maria).await, count(&ada).await, count(&bruno).await, count(&carla).await];
        assert_eq!(now, before, "after {days} days");
        assert_eq!(introducing(&maria, "ada").await, Vec::<String>::new());
    }
}
