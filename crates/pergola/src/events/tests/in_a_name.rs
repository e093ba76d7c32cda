//! Stories of events that are held in the name of an organisation.

use serde_json::json;

use crate::{
    organisations::tests::{proves, speaks_for, speaks_too, town_with_names},
    testkit::Town,
};

#[tokio::test]
async fn in_the_name_of_an_organisation_only_who_speaks_for_it_holds_one() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let mareggiata = speaks_for(&ada, "Cooperativa Mareggiata", "association").await;
    let position = json!({ "organisation": "Cooperativa Mareggiata", "title": "Acquisti", "from": "2019-01" });
    for person in [&bruno, &carla] {
        person.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200);
    }
    let choice = format!("value=\"organisation-{mareggiata}\"");
    let told = |holder: &str| {
        let fields = [
            ("title", "Cena"),
            ("starts", "2026-04-23T18:00"),
            ("ends", "2026-04-23T20:00"),
            ("zone", "Europe/Rome"),
            ("place", "Jesi"),
            ("audience", "everybody"),
            ("holder", holder),
        ];
        fields.map(|(name, value)| (name, value.to_owned()))
    };
    let told = told(&format!("organisation-{mareggiata}"));
    let form: Vec<(&str, &str)> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let named = super::new(|new| new["organisation"] = json!(mareggiata));

    // To work there is not enough: anybody writes that of himself.
    bruno.get("/events/new").await.is(200).says_not(&choice);
    assert_eq!(bruno.post("/api/v1/events", named.clone()).await.is(422).code(), "events.not_speaking");
    bruno.sends("/events/new", "/events", &form).await.is(422).says("Only those who speak for this organisation may");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let refused = bruno.sends("/events/new", "/events", &form).await.is(422);
    refused.says("può tenere eventi solo chi la rappresenta").says("err-sum").says("href=\"#holder\"");
    bruno.get("/events").await.is(200).says_not("Cena").says_not("Caffè tra falegnami");
    let own = bruno.holds(|_| {}).await;
    let path = format!("/api/v1/events/{own}");
    let renamed = bruno.patch(&path, json!({ "organisation": mareggiata })).await.is(422);
    assert_eq!(renamed.code(), "events.not_speaking", "nor by a change");
    for nowhere in ["7", "mareggiata"] {
        let nowhere = super::new(|new| new["organisation"] = json!(nowhere));
        assert_eq!(bruno.post("/api/v1/events", nowhere).await.is(422).code(), "events.organisation_unknown");
    }

    // Who may post for it may hold one, its owner too.
    speaks_too(&ada, &mareggiata, &carla, "poster").await;
    for speaker in [&ada, &carla] {
        speaker.get("/events/new").await.is(200).says(&choice);
        speaker.sends("/events/new", "/events", &form).await.is(303);
    }
    let made = carla.post("/api/v1/events", named).await.is(201).json();
    assert_eq!((&made["organisation"], &made["organisation_proven"]), (&json!(mareggiata), &json!(false)));
    assert_eq!(bruno.get(&path).await.is(200).json()["organisation_proven"], json!(null), "held for oneself");

    // Who speaks for it no more holds what he held, under the old name.
    let event = format!("/events/{}", made["id"].as_str().unwrap());
    ada.delete(&format!("/api/v1/organisations/{mareggiata}/speakers/carla")).await.is(204);
    carla.get(&event).await.is(200).says("Cooperativa Mareggiata");
}

#[tokio::test]
async fn who_speaks_for_it_no_more_changes_nothing_and_takes_nothing_along() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let mareggiata = speaks_for(&ada, "Cooperativa Mareggiata", "association").await;
    speaks_too(&ada, &mareggiata, &carla, "poster").await;
    let event = carla.holds(|new| new["organisation"] = json!(mareggiata)).await;
    let (page, path) = (format!("/events/{event}"), format!("/api/v1/events/{event}"));
    bruno.put(&format!("{path}/attendance"), json!({})).await.is(200);
    let edit = format!("{page}/edit");
    carla.get(&page).await.is(200).says(&edit);
    carla.patch(&path, json!({ "text": "Portate una sedia." })).await.is(200);
    ada.delete(&format!("/api/v1/organisations/{mareggiata}/speakers/carla")).await.is(204);

    // Neither other words in its name nor the same event in her own, to which those who come never agreed.
    let before = bruno.get(&path).await.is(200).json();
    let code = "events.speaks_no_more";
    for changes in [
        json!({ "title": "Altro" }),
        json!({ "title": "Altro", "organisation": "" }),
        json!({ "organisation": "" }),
        json!({ "organisation": mareggiata }),
    ] {
        assert_eq!(carla.patch(&path, changes.clone()).await.is(422).code(), code, "{changes}");
    }
    let fields = [
        ("title", "Altro"),
        ("starts", "2026-04-23T18:00"),
        ("ends", "2026-04-23T20:00"),
        ("zone", "Europe/Rome"),
        ("place", "Jesi"),
        ("audience", "everybody"),
    ];
    let named = format!("organisation-{mareggiata}");
    for (language, sentence) in
        [("en", "You speak for this organisation no more"), ("it", "Non rappresenti più questa organizzazione")]
    {
        carla.patch("/api/v1/me", json!({ "language": language })).await.is(200);
        carla.get(&edit).await.is(422).says(sentence).says(code);
        carla.get(&page).await.is(200).says_not(&edit).says("Cooperativa Mareggiata");
        for holder in ["", named.as_str()] {
            let form: Vec<(&str, &str)> = fields.into_iter().chain([("holder", holder)]).collect();
            carla.sends(&page, &page, &form).await.is(422).says(sentence).says("err-sum");
        }
    }
    assert_eq!(bruno.get(&path).await.is(200).json(), before);
    // For others it is not there to be changed, as ever; who holds it calls it off, so that nobody goes there in vain.
    assert_eq!(bruno.patch(&path, json!({ "title": "Altro" })).await.status.as_u16(), 404);
    carla.delete(&path).await.is(204);
    assert_eq!(bruno.get(&path).await.is(200).json()["cancelled"], true);
}

#[tokio::test]
async fn whether_the_name_is_proven_stands_beside_it() {
    let (town, names) = town_with_names().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let officina = speaks_for(&bruno, "Officina", "company").await;
    let in_its_name = |new: &mut serde_json::Value| {
        new["organisation"] = json!(officina);
        new["audience"] = json!("web");
    };
    let before = bruno.holds(in_its_name).await;
    let proven = async |event: &str| {
        carla.get(&format!("/api/v1/events/{event}")).await.is(200).json()["organisation_proven"].clone()
    };
    for reader in [&carla, &town.visitor()] {
        reader.get(&format!("/events/{before}")).await.is(200).says("for ").says("unproven: anybody may");
    }
    carla.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    carla.get(&format!("/events/{before}")).await.is(200).says("non dimostrata");

    // Somebody else shows that the name is hers: what was held in it before is not proven by that.
    proves(&ada, &names, &officina, "officina.example").await;
    let hers = ada.holds(in_its_name).await;
    assert_eq!((proven(&hers).await, proven(&before).await), (json!(true), json!(false)));
    carla.get(&format!("/events/{hers}")).await.is(200).says("dimostrata: officina.example");
    carla.get(&format!("/events/{before}")).await.is(200).says("non dimostrata").says_not("officina.example");
    let listed = carla.get("/api/v1/events").await.is(200).json();
    let told: Vec<_> = listed["items"].as_array().unwrap().iter().map(|one| &one["organisation_proven"]).collect();
    assert_eq!(told, [&json!(true), &json!(false)]);
}
