//! One member puts others in touch: two yeses and more, thanks, time, second thoughts.

use serde_json::{Value, json};

use super::{Four, WHY};
use crate::testkit::Town;

#[tokio::test]
async fn four_five_and_six_are_put_in_touch_with_the_last_yes_and_seven_are_too_many() {
    for count in [4_usize, 5, 6] {
        let town = Town::new().await;
        let maria = town.joins("Maria Verdi").await;
        let mut people = Vec::new();
        for number in 0..=count {
            let person = town.joins(&format!("Gente{number} Nuova")).await;
            maria.knows(&person).await;
            people.push(person);
        }
        let handles: Vec<String> = people.iter().map(|person| person.handle.clone()).collect();
        let handles: Vec<&str> = handles.iter().map(String::as_str).collect();
        if count == 6 {
            let refused = maria.proposes(&handles).await.is(422);
            assert_eq!(refused.code(), "introductions.too_many");
            assert!(refused.json()["detail"].as_str().unwrap().contains('6'), "{}", refused.text());
        }
        people.pop();
        let id = maria.introduces(&handles[..count]).await;
        let path = format!("/api/v1/introductions/{id}");
        let last = people.len() - 1;
        for (place, person) in people.iter().enumerate() {
            assert_eq!(person.get(&path).await.json()["people"].as_array().unwrap().len(), count - 1);
            let state = person.answers(&id, "acceptance").await.is(200).json()["state"].clone();
            assert_eq!(state, if place == last { "made" } else { "asked" }, "{count}: {place}");
            assert!(place == last || people[0].get(&path).await.json()["conversation"].is_null());
        }
        town.settles().await;
        // Each two are tied, by her; and all talk in one conversation, she with them.
        for (place, person) in people.iter().enumerate() {
            for other in &people[place + 1..] {
                assert_eq!(person.ties_with(&other.handle).await["introduced_by"]["handle"], "maria");
            }
        }
        let talk = people[0].get(&path).await.json()["conversation"].as_str().unwrap().to_owned();
        let said = people[0].post(&format!("/api/v1/conversations/{talk}/messages"), json!({ "text": "Eccoci" })).await;
        said.is(201);
        for person in people.iter().chain([&maria]) {
            let seen = person.get(&format!("/api/v1/conversations/{talk}")).await.is(200).json();
            assert_eq!((&seen["kind"], &seen["latest"]["text"]), (&json!("introduction"), &json!("Eccoci")));
            assert_eq!(seen["people"].as_array().unwrap().len(), count, "the others and her, or all of them");
        }
    }
}

#[tokio::test]
async fn not_now_may_become_a_no_or_never_by_and_looks_as_before_to_all_others() {
    for noun in ["refusal", "avoidance"] {
        let Four { town, maria, ada, bruno, .. } = Four::new().await;
        let id = maria.introduces(&["ada", "bruno"]).await;
        town.settles().await;
        assert_eq!(ada.answers(&id, "postponement").await.is(200).json()["state"], "asked");
        ada.get(&format!("/introductions/{id}")).await.is(200).says("name=\"answer\" value=\"yes\"");
        town.days_pass(3);
        let seen = async |person: &crate::testkit::Person| {
            (person.get(&format!("/api/v1/introductions/{id}")).await.json(), person.news().await)
        };
        let before = (seen(&maria).await, seen(&bruno).await);
        assert_eq!(ada.answers(&id, noun).await.is(200).json()["state"], "closed");
        town.settles().await;
        assert_eq!((seen(&maria).await, seen(&bruno).await), before, "{noun}");
        let given = if noun == "refusal" { "no" } else { "never_by" };
        assert_eq!(ada.get(&format!("/api/v1/introductions/{id}")).await.json()["answer"], given);
        for again in ["acceptance", "postponement", "refusal", "avoidance"] {
            assert_eq!(ada.answers(&id, again).await.is(422).code(), "introductions.already_answered");
        }
        let avoided = ada.get("/api/v1/avoided_introducers").await.is(200).json()["items"].as_array().unwrap().len();
        assert_eq!(avoided, usize::from(noun == "avoidance"));
        bruno.answers(&id, "acceptance").await.is(200);
        assert_eq!((bruno.sees(&id).await.as_str(), maria.sees(&id).await.as_str()), ("asked", "asked"));
    }
}

#[tokio::test]
async fn both_say_yes_and_the_thanks_come_back() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    town.settles().await;
    let path = format!("/api/v1/introductions/{id}");
    let question = ada.get(&path).await.is(200).json();
    assert_eq!(
        (&question["role"], &question["state"], &question["why"]),
        (&json!("party"), &json!("asked"), &json!(WHY))
    );
    assert_eq!(question["people"][0]["handle"], "bruno");
    assert_eq!((&question["whys"], &question["answer"]), (&Value::Null, &json!("none")));
    assert_eq!(carla.sees(&id).await, "nothing");
    assert_eq!(ada.news().await, ["introduction_asked"]);
    let link = format!("/introductions/{id}");
    ada.get("/inbox").await.is(200).says("would like to introduce Bruno Neri to you").says(&link);
    maria.get("/inbox").await.is(200).says_not(&link).says("Nobody waits for an answer.");

    assert_eq!(ada.answers(&id, "acceptance").await.is(200).json()["state"], "asked");
    assert_eq!(maria.get(&path).await.json()["state"], "asked", "the first yes is nobody's to know");
    ada.get("/inbox").await.is(200).says_not("would like to introduce");
    assert_eq!(ada.ties_with("bruno").await, Value::Null);
    assert_eq!(bruno.answers(&id, "acceptance").await.is(200).json()["state"], "made");
    town.settles().await;

    for (one, other) in [(&ada, "bruno"), (&bruno, "ada")] {
        assert_eq!(one.sees(&id).await, "made");
        let tie = one.ties_with(other).await;
        assert_eq!((&tie["how_met"]["kind"], &tie["introduced_by"]["handle"]), (&json!("introduced"), &json!("maria")));
        assert_eq!(one.news().await, ["introduction_made"]);
        let conversation = one.get(&path).await.json()["conversation"].clone();
        assert!(conversation.is_string(), "{conversation}");
    }
    assert_eq!(maria.news().await, ["introduction_came"]);

    town.days_pass(13);
    town.settles().await;
    assert_eq!(ada.news().await, ["introduction_made"], "not before two weeks");
    town.days_pass(1);
    town.settles().await;
    town.settles().await;
    assert_eq!(ada.news().await, ["introduction_made", "outcome_asked"]);
    let told = json!({ "helped": "yes", "thanks": "Stiamo già segando." });
    let own = ada.put(&format!("{path}/outcome"), told).await.is(200).json();
    assert_eq!(own["outcome"]["helped"], "yes");
    assert_eq!(
        bruno.put(&format!("{path}/outcome"), json!({ "helped": "not_yet" })).await.is(200).json()["outcomes"],
        json!([])
    );
    town.settles().await;
    let seen = maria.get(&path).await.json();
    let outcomes: Vec<_> =
        seen["outcomes"].as_array().unwrap().iter().map(|told| (&told["by"]["handle"], &told["thanks"])).collect();
    assert_eq!(outcomes, [(&json!("ada"), &json!("Stiamo già segando.")), (&json!("bruno"), &json!(""))]);
    assert_eq!(maria.news().await, ["introduction_came", "introduction_thanked", "introduction_told"]);
    assert_eq!(bruno.get(&path).await.json()["outcome"]["helped"], "not_yet");
    assert_eq!(bruno.news().await, ["introduction_made"], "told: nothing is left to ask");
}

#[tokio::test]
async fn three_are_in_touch_with_the_last_of_three_yeses() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    ada.knows(&carla).await;
    let id = maria.introduces(&["ada", "bruno", "carla"]).await;
    for person in [&ada, &carla] {
        person.answers(&id, "acceptance").await.is(200);
        assert_eq!(maria.sees(&id).await, "asked");
    }
    bruno.answers(&id, "acceptance").await.is(200);
    town.settles().await;
    assert_eq!(ada.ties_with("bruno").await["how_met"]["kind"], "introduced");
    assert_eq!(carla.ties_with("bruno").await["how_met"]["kind"], "introduced");
    assert_eq!(ada.ties_with("carla").await["how_met"]["kind"], "worked", "what they were before stays");
}

#[tokio::test]
async fn a_no_now_may_become_a_yes_while_the_question_waits() {
    let Four { maria, ada, bruno, .. } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    let seen = ada.answers(&id, "postponement").await.is(200).json();
    assert_eq!((&seen["state"], &seen["answer"]), (&json!("asked"), &json!("not_now")));
    bruno.answers(&id, "acceptance").await.is(200);
    assert_eq!(ada.answers(&id, "acceptance").await.is(200).json()["state"], "made");
}

#[tokio::test]
async fn silence_is_reminded_once_and_then_over() {
    let Four { town, maria, ada, bruno, .. } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    bruno.answers(&id, "acceptance").await.is(200);
    for (days, news) in [(6, vec!["introduction_asked"]), (1, vec!["introduction_asked", "introduction_waits"])] {
        town.days_pass(days);
        town.settles().await;
        assert_eq!(ada.news().await, news);
        assert!(bruno.news().await.is_empty(), "he has answered");
    }
    town.days_pass(6);
    town.settles().await;
    assert_eq!((maria.sees(&id).await.as_str(), ada.news().await.len()), ("asked", 2), "one reminder");
    town.days_pass(1);
    town.settles().await;
    for person in [&maria, &ada, &bruno] {
        assert_eq!(person.sees(&id).await, "closed");
    }
    town.settles().await;
    assert_eq!(maria.news().await, ["introduction_closed"]);
    assert_eq!(bruno.news().await, ["introduction_closed"]);
    assert!(ada.news().await.is_empty(), "who was silent is told nothing");
    assert_eq!(ada.answers(&id, "acceptance").await.is(422).code(), "introductions.no_longer_open");
    town.app.clock.move_on(-5 * pergola_domain::time::DAY_US);
    assert_eq!(maria.sees(&id).await, "closed", "a clock set back revives nothing");
}

#[tokio::test]
async fn who_proposed_it_takes_it_back() {
    let Four { town, maria, ada, bruno, .. } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    bruno.answers(&id, "acceptance").await.is(200);
    town.settles().await;
    let path = format!("/api/v1/introductions/{id}");
    assert_eq!(ada.delete(&path).await.is(422).code(), "introductions.only_the_broker");
    maria.delete(&path).await.is(204);
    town.settles().await;
    for person in [&maria, &ada, &bruno] {
        assert_eq!(person.sees(&id).await, "closed");
    }
    assert_eq!((ada.news().await.len(), bruno.news().await), (0, vec!["introduction_closed".to_owned()]));
    assert_eq!(maria.delete(&path).await.is(422).code(), "introductions.no_longer_open");
    assert_eq!(ada.answers(&id, "acceptance").await.is(422).code(), "introductions.no_longer_open");
    maria.introduces(&["ada", "bruno"]).await;
}

#[tokio::test]
async fn rather_not_by_her_holds_until_it_is_taken_back() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    let seen = ada.answers(&id, "avoidance").await.is(200).json();
    assert_eq!((&seen["state"], &seen["answer"]), (&json!("closed"), &json!("never_by")));
    let next = maria.introduces(&["ada", "carla"]).await;
    town.settles().await;
    assert_eq!((ada.sees(&next).await.as_str(), carla.sees(&next).await.as_str()), ("nothing", "asked"));
    carla.answers(&next, "acceptance").await.is(200);
    assert_eq!(maria.sees(&next).await, "asked");
    assert_eq!(ada.answers(&next, "acceptance").await.is(404).code(), "http.not_found");
    let avoided = ada.get("/api/v1/avoided_introducers").await.is(200).json();
    assert_eq!(avoided["items"][0]["handle"], "maria");
    assert_eq!(maria.get("/api/v1/avoided_introducers").await.json()["items"], json!([]));
    ada.delete("/api/v1/avoided_introducers/maria").await.is(204);
    assert_eq!(ada.delete("/api/v1/avoided_introducers/maria").await.is(404).code(), "http.not_found");
    let dora = town.joins("Dora Sale").await;
    maria.knows(&dora).await;
    let third = maria.introduces(&["ada", "dora"]).await;
    assert_eq!(ada.sees(&third).await, "asked");
    assert_eq!(bruno.get("/api/v1/introductions").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_no_holds_whoever_proposes_the_same_two_next() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    carla.knows(&ada).await;
    carla.knows(&bruno).await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    ada.answers(&id, "refusal").await.is(200);
    let again = carla.introduces(&["ada", "bruno"]).await;
    assert_eq!((ada.sees(&again).await.as_str(), bruno.sees(&again).await.as_str()), ("nothing", "asked"));
    assert_eq!(carla.sees(&again).await, "asked");
    town.days_pass(181);
    let later = carla.introduces(&["ada", "bruno"]).await;
    assert_eq!(ada.sees(&later).await, "asked");
}

#[tokio::test]
async fn how_she_knows_them_is_shown_where_she_ticked_it_and_they_show_it() {
    let Four { maria, ada, bruno, .. } = Four::new().await;
    let new = |shows: bool| json!({ "people": ["ada", "bruno"], "whys": { "@Ada": WHY, "bruno": "Lui" }, "shows_how": shows });
    let known = async |shows: bool| {
        let id =
            maria.post("/api/v1/introductions", new(shows)).await.is(201).json()["id"].as_str().unwrap().to_owned();
        let known = ada.get(&format!("/api/v1/introductions/{id}")).await.json()["known_how"].clone();
        maria.delete(&format!("/api/v1/introductions/{id}")).await.is(204);
        known
    };
    assert_eq!(known(true).await, json!([{ "handle": "bruno", "kind": "worked", "organisation": "Mulino" }]));
    assert_eq!(known(false).await, json!([]));
    bruno.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    assert_eq!(known(true).await, json!([]));
}

#[tokio::test]
async fn a_question_names_only_whom_both_know_and_who_may_be_named() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    carla.knows(&ada).await;
    carla.knows(&bruno).await;
    town.settles().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    let path = format!("/introductions/{id}");
    bruno.get(&path).await.is(200).says("In common: Carla Blu");
    carla.patch("/api/v1/me", json!({ "connector": false })).await.is(200);
    town.settles().await;
    bruno.get(&path).await.is(200).says_not("Carla Blu");
    carla.patch("/api/v1/me", json!({ "connector": true })).await.is(200);
    town.settles().await;
    bruno.get(&path).await.is(200).says("Carla Blu");
    carla.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    town.settles().await;
    bruno.get(&path).await.is(200).says_not("Carla Blu");
}
