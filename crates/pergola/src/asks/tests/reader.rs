//! What is for its reader: first on the board, alone in a list, and while he writes. And closing, by the names of people.

use serde_json::{Value, json};

use super::{id, texts, tie};
use crate::testkit::{Person, Town};

const WANTED: &str = "Cerco legno di rovere certificato per quaranta scrivanie";
const OAK: &str = "Certified oak timber for desks, small quantities too";

async fn posts(person: &Person, list: &str, text: &str) -> String {
    let language = if text == OAK { "en" } else { "it" };
    let new = json!({ "text": text, "audience": "everybody", "language": language });
    id(&person.post(&format!("/api/v1/{list}"), new).await.is(201).json())
}

/// Where on a page each of these stands.
fn order(page: &str, texts: &[&str]) -> Vec<usize> {
    texts.iter().map(|text| page.find(text).unwrap_or_else(|| panic!("no {text}"))).collect()
}

#[tokio::test]
async fn asks_that_one_could_answer_stand_first_and_in_a_list_of_their_own() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Verdi"]).await;
    posts(&bruno, "offers", OAK).await;
    posts(&ada, "asks", WANTED).await;
    for number in 0..9 {
        posts(&ada, "asks", &format!("Qualcuno va a nuotare domenica, giro {number}?")).await;
    }
    posts(&bruno, "asks", "Chi ha del rovere certificato per scrivanie?").await;
    town.settles().await;
    let page = bruno.get("/board").await.is(200).says("speak of the same thing").text();
    assert!(order(&page, &[WANTED, "giro 8"]).is_sorted(), "first what he could answer, then the newest");
    assert!(!page.contains("giro 1?"), "a column has its length");
    let page = carla.get("/board").await.is(200).says_not(WANTED).text();
    assert!(order(&page, &["giro 8", "giro 3"]).is_sorted(), "to others it is one of many");
    let page =
        bruno.get("/board?kind=answerable").await.is(200).says(WANTED).says_not("giro").says_not("Chi ha del rovere");
    page.says("Asks that I could answer").says("Only you see this");
    carla.get("/board?kind=answerable").await.is(200).says("Nothing for now").says_not(WANTED);
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get("/board").await.is(200).says("Mostra solo queste").says("kind=answerable");

    assert_eq!(texts(&bruno, "/api/v1/asks?for_me=true").await, [WANTED]);
    assert_eq!(texts(&bruno, "/api/v1/asks?for_me=false&limit=100").await.len(), 11);
    assert_eq!(texts(&carla, "/api/v1/asks?for_me=true").await, Vec::<String>::new());
    assert_eq!(texts(&ada, "/api/v1/offers?for_me=true").await, [OAK], "an offer that answers what she asks");
    assert_eq!(texts(&carla, "/api/v1/offers?for_me=true").await, Vec::<String>::new());
    carla.patch("/api/v1/me", json!({ "headline": "Falegname, tavoli e scrivanie in rovere" })).await.is(200);
    town.settles().await;
    let found = texts(&carla, "/api/v1/asks?for_me=true").await;
    assert!(found.contains(&WANTED.to_owned()), "what one tells of oneself answers too: {found:?}");
    ada.put("/api/v1/blocks/carla", json!({})).await.is(204);
    assert!(!texts(&carla, "/api/v1/asks?for_me=true").await.contains(&WANTED.to_owned()));
}

#[tokio::test]
async fn a_list_of_what_is_for_the_reader_is_read_to_its_end() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let new = json!({ "text": "Posso aiutare", "topics": ["Capitolati"], "audience": "everybody" });
    bruno.post("/api/v1/offers", new).await.is(201);
    for number in 0..12 {
        let text = if number % 3 == 0 { "capitolati" } else { "nuoto" };
        posts(&ada, "asks", &format!("Chi sa di {text}? {number}")).await;
    }
    let (mut all, mut path) = (Vec::new(), "/api/v1/asks?for_me=true&limit=2".to_owned());
    loop {
        let answer = bruno.get(&path).await.is(200);
        let link = answer.headers.get("link").map(|link| link.to_str().unwrap().to_owned());
        let listed = answer.json();
        all.extend(listed["items"].as_array().unwrap().iter().map(|item| item["text"].clone()));
        let Some(next) = listed["next"].as_str() else { break };
        assert!(link.unwrap().contains("for_me=true"), "the next page is of the same list");
        path = format!("/api/v1/asks?for_me=true&limit=2&cursor={next}");
    }
    let expected: Vec<Value> = [9, 6, 3, 0].map(|number| json!(format!("Chi sa di capitolati? {number}"))).into();
    assert_eq!(all, expected);
}

#[tokio::test]
async fn who_answered_is_picked_by_name_and_both_are_thanked() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Neri"]).await;
    for other in [&bruno, &carla] {
        tie(&ada, other).await;
    }
    let path = format!("/asks/{}", posts(&ada, "asks", "Una tipografia vicino a Bologna?").await);
    let (form, to) = (format!("{path}/outcome"), format!("{path}/outcome"));
    let page = ada.get(&form).await.is(200);
    page.says("value=\"Bruno Neri (@bruno)\"").says("value=\"Carla Blu (@carla)\"").says_not("Dora Neri");
    let wrong = [("answered", "yes"), ("by", "Brunello Neri"), ("through", "Carla Blu (@carla)")];
    let page =
        ada.sends(&form, &to, &wrong).await.is(422).says("err-sum").says("nobody here by this name who answered");
    page.says("Brunello Neri").says("Carla Blu (@carla)");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let wrong = [("answered", "yes"), ("by", "bruno"), ("through", "Nessuno (@nessuno)")];
    ada.sends(&form, &to, &wrong).await.is(422).says("Qui non troviamo chi vi ha messo in contatto");
    let form_of_two = [("answered", "yes"), ("by", "Bruno Neri (@bruno)"), ("through", " carla BLU ")];
    ada.sends(&form, &to, &form_of_two).await.is(303);
    town.settles().await;
    for (thanked, kind, said) in
        [(&bruno, "thanked", "Ada Rossi thanks you: you answered"), (&carla, "thanked_through", "Ada Rossi thanks you")]
    {
        let notices = thanked.get("/api/v1/notices").await.is(200).json();
        let told = notices["items"].as_array().unwrap().iter().find(|told| told["kind"] == kind);
        assert_eq!(told.unwrap_or_else(|| panic!("no {kind}: {notices}"))["person"]["handle"], "ada");
        thanked.get("/today").await.is(200).says(said);
    }
    assert_eq!(dora.get("/api/v1/notices").await.json()["items"], json!([]));
    ada.get(&path).await.is(200).says("Ha risposto Bruno Neri").says("Vi ha messo in contatto Carla Blu");
}

#[tokio::test]
async fn a_bare_name_of_two_is_nobodys() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for handle in ["bruno", "brunone"] {
        let new = json!({ "handle": handle, "name": "Bruno Neri", "email": format!("{handle}@example.org"),
                          "password": crate::testkit::PASSWORD, "language": "en" });
        town.visitor().post("/api/v1/members", new).await.is(201);
        tie(&ada, &town.signs_in(handle).await).await;
    }
    let path = format!("/api/v1/asks/{}/outcome", posts(&ada, "asks", "Una tipografia?").await);
    let told = |by: &str| json!({ "answered": true, "by": by });
    assert_eq!(ada.put(&path, told("Bruno Neri")).await.is(422).code(), "asks.helper_unknown");
    let closed = ada.put(&path, told("Bruno Neri (@brunone)")).await.is(200).json();
    assert_eq!(closed["outcome"]["by"]["handle"], "brunone");
}

/// The part of the page before posting that the script shows while one types.
fn fits(page: &str) -> &str {
    page.split("data-fits>")
        .nth(1)
        .unwrap_or_else(|| panic!("nothing for the script: {page}"))
        .split("<form")
        .next()
        .unwrap()
}

#[tokio::test]
async fn while_one_writes_an_ask_offers_and_people_appear_and_while_one_offers_asks_do() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Verdi"]).await;
    posts(&bruno, "offers", OAK).await;
    carla.patch("/api/v1/me", json!({ "headline": "Falegname, tavoli e scrivanie in rovere" })).await.is(200);
    posts(&carla, "asks", "Mi serve legno di rovere certificato per scrivanie").await;
    town.settles().await;
    for (kind, text, found, not) in [
        ("ask", WANTED, ["Bruno Neri", "Carla Verdi"], "Mi serve legno"),
        ("offer", "Rovere certificato, legno per scrivanie", ["Carla Verdi", "Mi serve legno"], OAK),
    ] {
        let new = format!("/{kind}s/new");
        // With scripts: the form names where to look and has a place for it.
        let page = ada.get(&new).await.is(200).says(&format!("data-preview=\"/{kind}s/preview\"")).says("data-live");
        page.says("src=\"/assets/matches.js");
        let form = [("text", text), ("language", "it"), ("audience", "everybody")];
        let page = ada.sends(&new, &format!("/{kind}s/preview"), &form).await.is(200).text();
        let part = fits(&page);
        for one in found {
            assert!(part.contains(one), "{kind}: no {one} in {part}");
        }
        assert!(!part.contains(not), "{kind}: {part}");
        assert!(part.contains("class=\"why\""), "each says why: {part}");
        assert!(page.contains(text), "what was typed is still there");
    }
    ada.get("/assets/matches.js").await.is(200).says("[data-preview]").says("[data-live]").says("[data-fits]");
    let draft = json!({ "kind": "ask", "text": WANTED });
    let items = ada.post("/api/v1/matches/preview", draft).await.is(200).json()["items"].clone();
    let kinds: Vec<bool> = items.as_array().unwrap().iter().map(|item| item.get("offer").is_some()).collect();
    assert!(kinds.contains(&true) && kinds.contains(&false), "an offer and a person: {items}");
    assert_eq!(texts(&ada, "/api/v1/asks?mine=true").await, Vec::<String>::new(), "looking puts nothing on the board");
}

#[tokio::test]
async fn below_an_ask_of_a_tie_stands_who_could_answer_it_with_a_way_to_introduce_them() {
    let town = Town::new().await;
    let [maria, ada, bruno, carla] = town.people(["Maria Verdi", "Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    for other in [&ada, &bruno] {
        tie(&maria, other).await;
    }
    let ask = posts(&ada, "asks", WANTED).await;
    let offer = posts(&bruno, "offers", OAK).await;
    for number in 0..9 {
        posts(&carla, "asks", &format!("Qualcuno va a nuotare domenica, giro {number}?")).await;
    }
    town.settles().await;
    let page = maria.get("/board").await.is(200).says("class=\"match\"").says("Introduce Ada and Bruno");
    let page =
        page.says(&format!("/introductions/new?first=ada&#38;second=bruno&#38;ask={ask}&#38;offer={offer}")).text();
    assert!(order(&page, &[WANTED, "giro 8"]).is_sorted(), "it stands before what is newer");
    let goes_with = format!("It goes with what <a href=\"/asks/{ask}\">Ada Rossi</a> asks for.");
    assert!(page.contains(&goes_with), "below the offer stands whom it serves");
    let shown = page.split("class=\"match\"").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(shown.contains("Bruno Neri") && shown.contains("speak of the same thing"), "{shown}");
    maria.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    maria.get("/board").await.is(200).says("Presenta Ada e Bruno").says("offre: «Certified oak");
    maria.get("/board").await.is(200).says("Combacia con ciò che chiede");
    carla.get("/board").await.is(200).says_not("class=\"match\"").says_not("It goes with what");
    tie(&ada, &bruno).await;
    town.settles().await;
    maria.get("/board").await.is(200).says_not("class=\"match\"").says_not("Combacia con");
}
