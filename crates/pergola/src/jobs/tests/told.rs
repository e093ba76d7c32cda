//! What programs are told of ads in a list and of the people at an organisation; and that a page asks the tables as often for many
//! as for few.

use serde_json::{Value, json};

use super::{ad, id, posts, small_town, tie, with, works};
use crate::{
    organisations::tests::speaks_for,
    testkit::{Person, Town},
};

async fn listed(person: &Person, query: &str) -> Value {
    person.get(&format!("/api/v1/jobs?{query}")).await.is(200).json()["items"].clone()
}

#[tokio::test]
async fn people_at_an_organisation_have_the_way_that_its_page_has() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let (officina, _) = posts(&ada, "Officina").await;
    tie(&bruno, &carla).await;
    tie(&carla, &dora).await;
    works(&carla, "Officina", "2015", Some("2020")).await;
    works(&dora, "Officina Srl", "2019", None).await;
    town.settles().await;
    let path = format!("/api/v1/organisations/{officina}/people");
    let told = bruno.get(&path).await.is(200).json();
    let way = |place: usize| -> Vec<String> {
        let steps = told["items"][place]["path"].as_array().unwrap();
        steps.iter().map(|step| step["person"]["handle"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((way(0), way(1)), (vec!["carla".to_owned()], vec!["carla".to_owned(), "dora".to_owned()]), "{told}");
    let page = bruno.get(&format!("/organisations/{officina}")).await.is(200).text();
    for step in told["items"].as_array().unwrap().iter().flat_map(|one| one["path"].as_array().unwrap()) {
        let reasons = step["reasons"].as_array().unwrap();
        assert!(!reasons.is_empty() && ["strong", "good", "light"].contains(&step["tie"].as_str().unwrap()), "{told}");
        for reason in reasons {
            assert!(page.contains(&reason.as_str().unwrap().replace('\'', "&#39;")), "{reason}");
        }
    }
    // Who lets nobody see the ties stands on nobody's way, and is still told of as one's own tie.
    carla.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    town.settles().await;
    let told = bruno.get(&path).await.is(200).json();
    for one in told["items"].as_array().unwrap().iter().filter(|one| one["distance"] != 1) {
        assert!(!one["path"].to_string().contains("carla"), "{told}");
    }
    bruno.put("/api/v1/blocks/carla", json!({})).await.is(204);
    town.settles().await;
    assert!(!bruno.get(&path).await.is(200).json().to_string().contains("carla"));
}

#[tokio::test]
async fn a_list_of_ads_tells_whom_one_knows_there_and_how_fast_one_hears() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let [emma, fosco] = town.people(["Emma Viola", "Fosco Grigio"]).await;
    let (officina, job) = posts(&ada, "Officina").await;
    let forno = speaks_for(&fosco, "Forno", "company").await;
    fosco.post("/api/v1/jobs", with(ad(&forno), "title", json!("Fornaio"))).await.is(201);
    // Carla and Emma one step away, Dora two, Fosco three.
    for (one, other) in [(&bruno, &carla), (&bruno, &emma), (&carla, &dora), (&dora, &fosco)] {
        tie(one, other).await;
    }
    for (person, until) in [(&carla, Some("2020")), (&emma, None), (&dora, None), (&fosco, None)] {
        works(person, "Officina", "2015", until).await;
    }
    town.settles().await;
    let all = listed(&bruno, "").await;
    assert_eq!((&all[0]["title"], &all[0]["known"]), (&json!("Fornaio"), &Value::Null), "the honest nothing");
    assert_eq!(all[1]["known"]["nearest"], 1);
    assert_eq!(
        all[1]["known"]["degrees"],
        json!([{ "degree": 1, "count": 2 }, { "degree": 2, "count": 1 }]),
        "as far as the page looks: {all}"
    );
    assert_eq!(all[1]["known"]["now"], true);
    let three = listed(&bruno, "known=3").await;
    assert_eq!(three[0]["known"]["degrees"][2], json!({ "degree": 3, "count": 1 }), "{three}");
    // A count is as long as the list that the same reader pages through.
    let mut before = 0;
    for degree in three[0]["known"]["degrees"].as_array().unwrap() {
        let path = format!("/api/v1/organisations/{officina}/people?degree={}", degree["degree"]);
        let people = bruno.get(&path).await.is(200).json()["items"].as_array().unwrap().len();
        assert_eq!(degree["count"], people - before);
        before = people;
    }
    // What is blocked is neither named nor counted.
    bruno.put("/api/v1/blocks/emma", json!({})).await.is(204);
    town.settles().await;
    let all = listed(&bruno, "").await;
    assert_eq!(all[1]["known"]["degrees"][0]["count"], 1, "{all}");
    assert!(!all.to_string().contains("emma"));
    assert!(!listed(&emma, "").await[1]["known"]["some"].to_string().contains("bruno"));

    // The record is the one of the ad itself.
    let sent = json!({ "sends": ["experience", "page"], "letter": "Buongiorno" });
    let sent = id(&dora.post(&format!("/api/v1/jobs/{job}/applications"), sent).await.is(201).json());
    town.days_pass(4);
    ada.put(&format!("/api/v1/applications/{sent}/stage"), json!({ "stage": "in_conversation" })).await.is(200);
    let all = listed(&bruno, "").await;
    let whole = bruno.get(&format!("/api/v1/jobs/{job}")).await.is(200).json();
    assert_eq!(all[1]["record"], whole["record"]);
    assert_eq!((&all[1]["record"]["median_days"], &all[0]["record"]["median_days"]), (&json!(4), &Value::Null));
}

/// How many statements a page takes, when everybody is at rest: the fewest of several times, for what is kept of a session
/// takes one now and then.
async fn statements(town: &Town, person: &Person, path: &str) -> u64 {
    town.settles().await;
    let mut fewest = u64::MAX;
    for _ in 0..4 {
        let before = town.app.db.statements();
        person.get(path).await.is(200);
        fewest = fewest.min(town.app.db.statements() - before);
    }
    fewest
}

#[tokio::test]
async fn a_page_asks_the_tables_as_often_for_many_people_and_ads_as_for_few() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    tie(&bruno, &carla).await;
    let (officina, _) = posts(&ada, "Officina").await;
    let paths = [
        format!("/organisations/{officina}"),
        format!("/api/v1/organisations/{officina}/people?limit=100"),
        "/jobs".to_owned(),
        "/api/v1/jobs?limit=100".to_owned(),
    ];
    let joins = async |number: usize| {
        let person = town.joins(&format!("Uno{number} Rossi")).await;
        tie(if number.is_multiple_of(2) { &carla } else { &bruno }, &person).await;
        works(&person, "Officina", "2019", None).await;
        if number < 5 {
            let organisation = speaks_for(&person, &format!("Bottega {number}"), "company").await;
            person.post("/api/v1/jobs", ad(&organisation)).await.is(201);
        }
    };
    joins(0).await;
    joins(1).await;
    let mut few = Vec::new();
    for path in &paths {
        few.push(statements(&town, &bruno, path).await);
    }
    for number in 2..16 {
        joins(number).await;
    }
    for (path, few) in paths.iter().zip(few) {
        let many = statements(&town, &bruno, path).await;
        // One for each of the fourteen would be fourteen more.
        assert!(many <= few + 2, "{path}: {few}, then {many}");
        assert!((1..60).contains(&many), "{path}: {many}");
    }
    let told = bruno.get(&paths[1]).await.is(200).json();
    assert_eq!(told["items"].as_array().unwrap().len(), 16);
    assert_eq!(listed(&bruno, "limit=100").await.as_array().unwrap().len(), 6);
}
