//! Stories of search, through the doors.

mod bad_input;
mod exact;
mod follows;
mod in_words;
mod meant;
mod plain;
mod private;
mod rebuilt;

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

/// Two people become tied.
pub(super) async fn tie(one: &Person, other: &Person) {
    let asked = json!({ "to": other.handle, "how_met": { "kind": "worked" } });
    let id = one.post("/api/v1/invitations", asked).await.is(201).json()["id"].as_str().unwrap().to_owned();
    other.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
}

/// What somebody finds.
pub(super) async fn found(person: &Person, query: &str) -> Value {
    person.get(&format!("/api/v1/search?{query}")).await.is(200).json()
}

/// Kind and title of each result, in their order.
pub(super) fn titles(found: &Value) -> Vec<String> {
    let items = found["items"].as_array().unwrap().iter();
    let told =
        items.map(|item| format!("{} {}", item["kind"].as_str().unwrap(), item["title"]["text"].as_str().unwrap()));
    told.collect()
}

/// How many a facet tells of a value.
pub(super) fn count(found: &Value, facet: &str, value: &str) -> u64 {
    let values = found["facets"][facet].as_array().unwrap();
    let told = values.iter().find(|told| told["value"] == value || told["name"] == value);
    told.map_or(0, |told| told["count"].as_u64().unwrap())
}

/// Ada knows Bruno, who knows Carla, who knows Dino; Elsa knows nobody. All but Elsa work with wood.
pub(super) async fn row_of_people() -> (Town, [Person; 5]) {
    let town = Town::new().await;
    let people = town.people(["Ada Rossi", "Bruno Neri", "Carla Verdi", "Dino Gialli", "Elsa Viola"]).await;
    let told = [
        ("falegname", "Torino", json!(["restauro"])),
        ("Falegnami e figli", "Turin", json!(["restauro", "legno"])),
        ("restauratrice di mobili", "Asti", json!(["intaglio"])),
        ("insegno ai falegnami", "Ancona, Marche", json!(["didattica"])),
        ("apicoltrice", "Ancona", json!([])),
    ];
    for (person, (headline, place, skills)) in people.iter().zip(told) {
        let new = json!({ "headline": headline, "place": place, "skills": skills });
        person.patch("/api/v1/me", new).await.is(200);
    }
    for pair in people.windows(2).take(3) {
        tie(&pair[0], &pair[1]).await;
    }
    town.settles().await;
    (town, people)
}

#[tokio::test]
async fn people_are_found_with_the_way_to_them() {
    let (town, [ada, bruno, carla, dino, _elsa]) = row_of_people().await;
    let all = found(&ada, "q=falegnami").await;
    assert_eq!(titles(&all), ["person Ada Rossi", "person Bruno Neri", "person Dino Gialli"]);
    assert_eq!((&all["count"], &all["words"], &all["next"]), (&json!(3), &json!("exact"), &json!(null)));
    let far = &all["items"][2];
    assert_eq!((&far["distance"], &far["person"]["handle"]), (&json!(3), &json!("dino")));
    let way: Vec<&str> = far["way"].as_array().unwrap().iter().map(|one| one["handle"].as_str().unwrap()).collect();
    assert_eq!(way, ["bruno", "carla"]);
    assert_eq!(far["line"], json!({ "text": "insegno ai falegnami", "marks": [[11, 9]] }));
    // Bruno is near and says it in passing, Elsa is it and nobody knows her.
    bruno.patch("/api/v1/me", json!({ "about": "Amico di una apicoltrice" })).await.is(200);
    town.settles().await;
    assert_eq!(titles(&found(&ada, "q=apicoltrice").await), ["person Bruno Neri", "person Elsa Viola"]);
    assert_eq!(titles(&found(&ada, "q=apicoltrice&sort=match").await), ["person Elsa Viola", "person Bruno Neri"]);
    let seen = found(&carla, "q=falegname").await;
    let bruno = &seen["items"][0];
    assert_eq!((&bruno["distance"], &bruno["mutuals"]["count"]), (&json!(1), &json!(0)));
    // Two steps from Dino, and Carla is whom both know.
    let bruno = &found(&dino, "q=bruno").await["items"][0];
    assert_eq!((&bruno["distance"], &bruno["mutuals"]["sample"][0]["handle"]), (&json!(2), &json!("carla")));
}

#[tokio::test]
async fn facets_count_and_filters_choose() {
    let (_town, [ada, bruno, ..]) = row_of_people().await;
    let all = found(&ada, "q=falegname").await;
    assert_eq!(all["facets"]["distance"].as_array().unwrap().len(), 4);
    let told = |found: &Value| ["1", "2", "3", "beyond"].map(|at| count(found, "distance", at));
    assert_eq!(told(&all), [1, 0, 1, 0]);
    assert_eq!((count(&all, "kind", "person"), count(&all, "place", "Torino")), (3, 2));
    assert_eq!(count(&all, "topic", "restauro"), 2);
    let near = found(&ada, "q=falegname&distance=1,2").await;
    assert_eq!(titles(&near), ["person Bruno Neri"]);
    assert_eq!(told(&near), [1, 0, 1, 0], "a facet is not narrowed by itself");
    assert_eq!(count(&near, "place", "Torino"), 1, "but by the others");
    assert_eq!(titles(&found(&ada, "q=falegname&topic=legno").await), ["person Bruno Neri"]);
    assert_eq!(titles(&found(&ada, "q=falegname&topic=nessuno").await), Vec::<String>::new());
    assert_eq!(titles(&found(&ada, "place=turin").await).len(), 2, "a place needs no words, and is known by any name");
    let around = found(&bruno, "place=Torino&radius_km=60&kind=person").await;
    assert_eq!(titles(&around).len(), 3, "Asti is near Turin, Ancona is not");
    bruno.post("/api/v1/asks", json!({ "text": "Chi affila lame?", "audience": "ties" })).await.is(201);
    _town.settles().await;
    let asking = found(&ada, "q=falegname&open_asks=true").await;
    assert_eq!((titles(&asking), &asking["facets"]["open_asks"]), (vec!["person Bruno Neri".to_owned()], &json!(1)));
    assert_eq!(found(&_town.signs_in("elsa").await, "q=falegname").await["facets"]["open_asks"], 0);
}

#[tokio::test]
async fn a_place_is_counted_with_what_lies_around_it_and_stands_on_the_page_to_choose() {
    let (_town, [ada, ..]) = row_of_people().await;
    let counted = async |query: &str| {
        let all = found(&ada, query).await;
        ["Torino", "Asti", "Ancona"].map(|place| count(&all, "place", place))
    };
    assert_eq!(counted("kind=person").await, [2, 1, 2]);
    assert_eq!(counted("kind=person&place=Ancona").await, [2, 1, 2], "a facet is not narrowed by itself");
    assert_eq!(counted("kind=person&radius_km=60").await, [3, 3, 2], "Asti lies near Turin");
    assert_eq!(counted("kind=person&place=Ancona&radius_km=60").await, [3, 3, 2]);
    for place in ["Torino", "Asti", "Ancona"] {
        for radius in ["", "&radius_km=60"] {
            let all = found(&ada, &format!("kind=person&place={place}{radius}")).await;
            assert_eq!(all["count"], count(&all, "place", place), "what a choice was said to leave, it leaves");
        }
    }
    let none = found(&ada, "q=falegname&place=Palermo&radius_km=10").await;
    assert_eq!(
        (&none["count"], &none["facets"]["place"][0]),
        (&json!(0), &json!({ "value": "Palermo", "name": "Palermo", "count": 0 }))
    );

    let page = ada.get("/search?q=falegname&place=&distance=1,3").await.is(200);
    page.says("name=\"place\" value=\"\" checked>Anywhere")
        .says("value=\"Torino\">Torino <span class=\"num\">1</span>");
    // Of the boxes one was chosen, and another place was typed: what was typed is meant.
    let page = ada.get("/search?q=falegname&place=Torino&place=Ancona&radius_km=60").await.is(200);
    let page = page.says("value=\"Ancona\" checked>Ancona <span class=\"num\">1</span>").says("Ancona, within 60 km");
    page.says("<option value=\"60\" selected>60 km</option>").says("One result");
    // Let go of the place, its radius goes too.
    let page = ada.get("/search?q=falegname&place=Torino&radius_km=25&distance=1").await.is(200);
    page.says("href=\"/search?q=falegname&#38;distance=1\"").says("Torino, within 25 km");
}

#[tokio::test]
async fn organisations_now_and_once_and_schools_are_facets() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let work = json!({ "positions": [
        { "organisation": "Segheria Larice", "title": "direttrice", "from": "2020" },
        { "organisation": "Mulino", "title": "mugnaia", "from": "2010", "to": "2015" } ],
        "education": [{ "school": "Politecnico", "degree": "laurea", "field": "ingegneria" }], "languages": ["it", "en"] });
    bruno.patch("/api/v1/me", work).await.is(200);
    town.settles().await;
    let all = found(&ada, "q=ingegnere").await;
    assert_eq!(titles(&all), ["person Bruno Neri"]);
    for (facet, name) in
        [("organisation", "Segheria Larice"), ("organisation_once", "Mulino"), ("school", "Politecnico")]
    {
        assert_eq!(count(&all, facet, name), 1, "{facet}");
        let id = all["facets"][facet][0]["value"].as_str().unwrap();
        assert_eq!(titles(&found(&ada, &format!("{facet}={id}&kind=person")).await), ["person Bruno Neri"], "{facet}");
    }
    assert_eq!(count(&all, "language", "en"), 1);
    assert_eq!(
        titles(&found(&ada, "q=segheria").await),
        ["person Bruno Neri", "organisation Segheria Larice"].map(str::to_owned).into_iter().rev().collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn words_begun_or_nearly_right_find_too_and_say_so() {
    let (_town, [ada, ..]) = row_of_people().await;
    let begun = found(&ada, "q=faleg").await;
    assert_eq!((&begun["words"], &begun["count"]), (&json!("begun"), &json!(3)));
    let similar = found(&ada, "q=apicoltirce").await;
    assert_eq!((&similar["words"], titles(&similar)), (&json!("similar"), vec!["person Elsa Viola".to_owned()]));
    let some = found(&ada, "q=falegname+astronauta").await;
    assert_eq!((&some["words"], &some["count"]), (&json!("some"), &json!(3)));
    ada.get("/search?q=apicoltirce").await.is(200).says("written almost the same way").says("<mark>apicoltrice</mark>");
    ada.get("/search/suggestions?q=els").await.is(200).says("value=\"Elsa Viola\"");
}

#[tokio::test]
async fn who_knows_about_it_is_told_with_evidence() {
    let (town, [ada, bruno, carla, dino, elsa]) = row_of_people().await;
    let offer = json!({ "text": "Misuro la luce nelle aule", "audience": "everybody" });
    elsa.post("/api/v1/offers", offer).await.is(201);
    let post = json!({ "text": "Perché le **aule** a nord stancano meno", "audience": "everybody" });
    dino.post("/api/v1/posts", post).await.is(201);
    carla.patch("/api/v1/me", json!({ "about": "Ho misurato la luce di cento aule." })).await.is(200);
    let ask = json!({ "text": "Quale luce per un’aula?", "audience": "ties" });
    let ask = ada.post("/api/v1/asks", ask).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let outcome = json!({ "answered": true, "by": "bruno" });
    ada.put(&format!("/api/v1/asks/{ask}/outcome"), outcome).await.is(200);
    town.settles().await;
    let knows = found(&ada, "q=aule&kind=knows").await;
    assert_eq!(
        titles(&knows),
        ["Bruno Neri", "Carla Verdi", "Dino Gialli", "Elsa Viola"].map(|name| format!("knows {name}"))
    );
    let shown: Vec<&str> =
        knows["items"].as_array().unwrap().iter().map(|item| item["evidence"][0]["kind"].as_str().unwrap()).collect();
    assert_eq!(shown, ["answered", "person", "post", "offer"]);
    assert_eq!(knows["items"][2]["evidence"][0]["text"]["text"], "Perché le aule a nord stancano meno");
    // Who answered Ada is hers to know, until Bruno tells it himself.
    assert!(!titles(&found(&elsa, "q=aule&kind=knows").await).contains(&"knows Bruno Neri".to_owned()));
    assert_eq!(count(&found(&ada, "q=aule").await, "kind", "knows"), 4);
    ada.get("/search?q=aule").await.is(200).says("4 people in the network know about it");
    let page = ada.get("/search?q=aule&kind=knows").await.is(200);
    page.says("Answered your ask").says("Wrote: “").says("Offers: “").says("Ask for an introduction");
    bruno.get("/search?q=aule&kind=knows").await.is(200).says_not("Answered your ask");
}

#[tokio::test]
async fn the_page_tells_the_same_in_both_languages_and_ends() {
    let (town, [ada, ..]) = row_of_people().await;
    let page = ada.get("/search?q=falegname").await.is(200);
    page.says("Three results").says("<mark>falegname</mark>").says("1–3 of 3").says("That is all.");
    let narrowed = ada.get("/search?q=falegname&kind=person&distance=3").await.is(200);
    narrowed.says("One person").says("Three steps").says("remove this filter").says("Ask for an introduction");
    ada.get("/search").await.is(200).says("Write a name, a trade, a place");
    ada.get("/search?q=astrofisica").await.is(200).says("Nothing to show").says("Ask your network");
    ada.get("/search?q=falegname&page=99").await.is(200).says("1–3 of 3");
    for number in 0..12 {
        let one = town.joins(&format!("tizio{number} Prova")).await;
        one.patch("/api/v1/me", json!({ "headline": "falegname" })).await.is(200);
    }
    town.settles().await;
    ada.get("/search?q=falegname").await.is(200).says("1–10 of 15").says("Those after");
    ada.get("/search?q=falegname&page=2").await.is(200).says("11–15 of 15").says("Those before");
    let first = found(&ada, "q=falegname&limit=9").await;
    assert_eq!((first["items"].as_array().unwrap().len(), &first["next"]), (9, &json!("9")));
    let rest = found(&ada, "q=falegname&limit=9&cursor=9").await;
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (6, &json!(null)));
    let mut all = titles(&first);
    all.extend(titles(&rest));
    assert_eq!(all, titles(&found(&ada, "q=falegname&limit=100").await));
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let page = ada.get("/search?q=falegname").await.is(200);
    page.says("Quindici risultati").says("1–10 di 15").says("Quanti passi da te").says("I prossimi");
}

#[tokio::test]
async fn everything_that_is_for_others_is_found_and_what_changes_follows() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let organisation = crate::organisations::tests::speaks_for(&ada, "Vetreria Quarzo", "company").await;
    let ad = json!({ "organisation": organisation, "title": "Soffiatore di vetro", "text": "Quarzo fuso",
        "place": "Modena", "remote": "mixed", "contract": "permanent",
        "pay": { "from": { "amount": "32000", "currency": "EUR" }, "period": "year" } });
    ada.post("/api/v1/jobs", ad).await.is(201);
    let group = json!({ "name": "Amici del quarzo", "purpose": "Chi lo cerca e chi lo trova.", "entry": "open" });
    ada.post("/api/v1/groups", group).await.is(201);
    let text = json!({ "text": "Cerco quarzo rosa", "audience": "everybody" });
    let ask = ada.post("/api/v1/asks", text.clone()).await.is(201).json()["id"].as_str().unwrap().to_owned();
    ada.post("/api/v1/offers", text.clone()).await.is(201);
    let post = ada.post("/api/v1/posts", text).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let event = json!({ "title": "Cena col quarzo", "text": "Si mangia", "starts": "2026-04-10T19:00",
        "ends": "2026-04-10T22:00", "zone": "Europe/Rome", "place": "Osteria del Borgo, Modena", "audience": "everybody" });
    ada.post("/api/v1/events", event).await.is(201);
    town.settles().await;
    let all = found(&bruno, "q=quarzo").await;
    for kind in ["ask", "offer", "job", "post", "group", "event", "organisation"] {
        assert_eq!(count(&all, "kind", kind), 1, "{kind}: {all}");
    }
    assert_eq!(count(&all, "place", "Modena"), 2, "an ad, and an event in a house there");
    bruno.get("/search?q=quarzo").await.is(200).says("Amici del <mark>quarzo</mark>").says("Soffiatore di vetro");
    bruno.get("/search").await.is(200).says("posts, groups, events, organisations");
    for (begun, title) in [("cen", "Cena col quarzo"), ("ami", "Amici del quarzo"), ("soff", "Soffiatore di vetro")] {
        let offered = format!("value=\"{title}\"");
        bruno.get(&format!("/search/suggestions?q={begun}")).await.is(200).says(&offered);
    }
    ada.patch(&format!("/api/v1/posts/{post}"), json!({ "text": "Cerco opale" })).await.is(200);
    ada.delete(&format!("/api/v1/asks/{ask}")).await.is(204);
    // Before the index follows, what is shown is what there is.
    let meanwhile = found(&bruno, "q=quarzo&kind=ask,post").await;
    assert!(!meanwhile.to_string().contains("rosa"), "{meanwhile}");
    town.settles().await;
    let after = found(&bruno, "q=quarzo").await;
    assert_eq!((count(&after, "kind", "ask"), count(&after, "kind", "post")), (0, 0));
    assert_eq!(titles(&found(&bruno, "q=opali").await), ["post Ada Rossi"]);
    town.days_pass(200);
    assert_eq!(
        count(&found(&bruno, "q=quarzo").await, "kind", "offer"),
        0,
        "its time is over, whether or not it was noted"
    );
}

/// A word as it stands in an address.
fn in_address(word: &str) -> String {
    word.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn with_and_without_accents_is_one_word() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let both = [
        ("perché", "perche"),
        ("città", "citta"),
        ("müller", "muller"),
        ("simić", "simic"),
        ("coração", "coracao"),
        ("niño", "nino"),
    ];
    for word in both.iter().flat_map(|(with, without)| [with, without]) {
        let new = json!({ "text": format!("Racconto {word} a voce"), "language": "it", "audience": "everybody" });
        ada.post("/api/v1/offers", new).await.is(201);
    }
    town.settles().await;
    for (with, without) in both {
        // Some keyboards send the accent as a sign of its own, after its letter.
        let apart = with.replace('é', "e\u{301}");
        for word in [with, without, &apart, &with.to_uppercase()] {
            let q = in_address(word);
            let told = found(&bruno, &format!("q={q}")).await;
            assert_eq!((&told["words"], &told["count"]), (&json!("exact"), &json!(2)), "{word}: {told}");
            let page = bruno.get(&format!("/search?q={q}")).await.is(200);
            page.says(&format!("<mark>{with}</mark>")).says(&format!("<mark>{without}</mark>"));
        }
    }
}

#[tokio::test]
async fn an_index_made_anew_finds_the_same() {
    let (town, [ada, ..]) = row_of_people().await;
    let before = found(&ada, "q=falegname").await;
    crate::search::doubt(&town.app).await.unwrap();
    town.settles().await;
    assert_eq!(found(&ada, "q=falegname").await, before);
}

#[tokio::test]
async fn seldom_used_filters_are_folded_until_one_of_them_is_held() {
    let (_town, [ada, ..]) = row_of_people().await;
    let unfolded = |page: &str, title: &str| {
        let before = page.split(&format!("<summary>{title}</summary>")).next().unwrap().to_owned();
        assert!(before.len() < page.len(), "no filter is called {title}");
        before.rsplit("<details").next().unwrap().contains(" open")
    };
    let page = ada.get("/search?q=falegname").await.is(200).text();
    assert!(!unfolded(&page, "Where the results are"));
    assert!(page.contains("name=\"distance\"") && page.contains("name=\"kind\""));
    let page = ada.get("/search?q=falegname&place=Torino&radius_km=300").await.is(200).text();
    assert!(unfolded(&page, "Where the results are"));
}
