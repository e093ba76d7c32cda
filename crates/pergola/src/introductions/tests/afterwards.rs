//! What comes after the answer of somebody who is no member: whether it helped, and thinking again.

use serde_json::{Value, json};

use super::{
    Four,
    cards::{GINA, answers, link},
};
use crate::testkit::{Person, Town};

/// Maria put Gina, who is on her card, and Ada in touch. Gives the introduction and the card.
async fn in_touch(town: &Town, maria: &Person, ada: &Person) -> (String, String) {
    let gina = maria.keeps_card("Gina Lago", &[GINA]).await;
    let id = maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    answers(town, &link(town, GINA), "yes").await.is(303);
    assert_eq!(ada.answers(&id, "acceptance").await.is(200).json()["state"], "made");
    town.settles().await;
    (id, gina)
}

async fn two_weeks(town: &Town) {
    town.days_pass(14);
    town.settles().await;
    town.settles().await;
}

#[tokio::test]
async fn two_weeks_later_a_letter_asks_whether_it_helped_and_the_answer_goes_to_who_introduced_alone() {
    let Four { town, maria, ada, .. } = Four::new().await;
    let gina = maria.keeps_card("Gina Lago", &[GINA]).await;
    let id = maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let question = link(&town, GINA);
    answers(&town, &question, "yes").await.is(303);
    ada.answers(&id, "acceptance").await.is(200);
    town.days_pass(13);
    town.settles().await;
    assert_eq!(town.letters_to(GINA).len(), 2, "not before two weeks");
    town.days_pass(1);
    town.settles().await;
    town.settles().await;
    let letters = town.letters_to(GINA);
    assert_eq!(letters.len(), 3, "{letters:?}");
    assert!(letters[2].contains("Subject: Did it help to meet Ada Rossi?\n"), "{}", letters[2]);
    assert!(letters[2].contains("List-Unsubscribe") && letters[2].contains("Maria Verdi put you in touch"));
    let way = link(&town, GINA);
    assert!(way.ends_with("/outcome"), "{way}");

    let visitor = town.visitor();
    visitor.get(&way).await.is(200).says("Did it help to meet Ada Rossi?").says("goes only to Maria Verdi");
    town.visitor().in_italian().get(&way).await.is(200).says("È servito conoscere Ada Rossi?");
    // The one letter is no key to what the other asks.
    for bad in
        [format!("{question}/outcome"), way.replace(&gina, "7000000000000000007"), "/questions/x/outcome".to_owned()]
    {
        assert_eq!(visitor.get(&bad).await.is(422).page_code(), "introductions.link_altered", "{bad}");
        let told = visitor.sends(&bad, &bad, &[("helped", "yes")]).await.is(422);
        assert_eq!(told.page_code(), "introductions.link_altered", "{bad}");
    }
    assert_eq!(visitor.get(way.trim_end_matches("/outcome")).await.is(422).page_code(), "introductions.link_altered");
    let unknown = visitor.sends(&way, &way, &[("helped", "perhaps"), ("thanks", "Due righe")]).await.is(422);
    assert_eq!(unknown.says("Due righe").page_code(), "introductions.helped_unknown");
    let long = visitor.sends(&way, &way, &[("helped", "yes"), ("thanks", &"a".repeat(10_000))]).await.is(422);
    assert_eq!(long.page_code(), "introductions.thanks_too_long");
    let path = format!("/api/v1/introductions/{id}");
    assert_eq!(maria.get(&path).await.json()["outcomes"], json!([]), "what was refused told nothing");

    visitor.sends(&way, &way, &[("helped", "yes"), ("thanks", "Grazie, Maria.")]).await.is(303);
    visitor.get(&way).await.is(200).says("Thank you for telling it").says("Yes, it helped").says("Grazie, Maria.");
    let again = visitor.sends(&way, &way, &[("helped", "no")]).await.is(422);
    assert_eq!(again.page_code(), "introductions.link_used");
    town.settles().await;

    let told = maria.get(&path).await.json()["outcomes"][0].clone();
    assert_eq!((&told["by"], &told["contact"]), (&Value::Null, &json!(gina)));
    assert_eq!((&told["helped"], &told["thanks"]), (&json!("yes"), &json!("Grazie, Maria.")));
    assert_eq!(maria.news().await, ["introduction_came", "introduction_told_by_letter"]);
    maria.get("/notices").await.is(200).says("who is not on Pergola, tells you how it went");
    maria.get(&format!("/introductions/{id}")).await.is(200).says("Gina Lago").says("Grazie, Maria.");
    let mirror = maria.get("/api/v1/mirror").await.is(200).json();
    let thanks = &mirror["given"]["thanks"][0];
    assert_eq!(
        (&thanks["card"], &thanks["from"], &thanks["introduction"]),
        (&json!("Gina Lago"), &Value::Null, &json!(id))
    );
    maria.get("/mirror").await.is(200).says("Gina Lago thanks you").says("Grazie, Maria.");
    // Ada, whom she met, reads nothing of it.
    let hers = ada.get(&path).await.json();
    assert_eq!((&hers["outcomes"], &hers["outcome"]), (&json!([]), &Value::Null));
    ada.get(&format!("/introductions/{id}")).await.is(200).says_not("Grazie, Maria.");
    assert_eq!(ada.news().await, ["introduction_made", "outcome_asked"]);
    town.days_pass(1);
    town.settles().await;
    assert_eq!(town.letters_to(GINA).len(), 3, "asked once");

    maria.delete(&format!("/api/v1/contacts/{gina}")).await.is(204);
    assert_eq!(visitor.get(&way).await.is(422).page_code(), "introductions.link_late");
    town.app.db.write(async |tx: &pergola_db::Tx| crate::introductions::tidy(tx).await).await.unwrap();
    let kept = maria.get("/api/v1/mirror").await.is(200).json()["given"]["thanks"][0].clone();
    assert_eq!((&kept["card"], &kept["words"]), (&Value::Null, &json!("")), "her words go with her card");
}

/// What Maria writes on her own card later.
const NOTED: &str = "Gina la difficile";

/// Ada reads the name that she was told wherever the introduction is told of, and nothing that Maria noted since.
async fn is_known_as_told(ada: &Person, id: &str) {
    let seen = ada.get(&format!("/api/v1/introductions/{id}")).await.is(200).says_not(NOTED).json();
    assert_eq!((&seen["people"][0]["name"], &seen["people"][0]["headline"]), (&json!("Gina Lago"), &json!("")));
    let mirror = ada.get("/api/v1/mirror").await.is(200).says_not(NOTED).json();
    assert_eq!(mirror["received"]["introductions"][0]["cards"], json!(["Gina Lago"]));
    let own = ada.get("/api/v1/contacts").await.is(200).says_not(NOTED).json();
    assert_eq!((&own["items"][0]["name"], &own["items"][0]["position"]), (&json!("Gina Lago"), &json!("falegname")));
    for page in [format!("/introductions/{id}"), "/mirror".to_owned()] {
        ada.get(&page).await.is(200).says("Gina Lago").says_not(NOTED);
    }
    for list in ["/introductions", "/api/v1/introductions"] {
        ada.get(list).await.is(200).says("Gina").says_not(NOTED);
    }
}

#[tokio::test]
async fn whom_one_met_keeps_the_name_that_one_was_told() {
    let Four { town, maria, ada, .. } = Four::new().await;
    let (id, gina) = in_touch(&town, &maria, &ada).await;
    is_known_as_told(&ada, &id).await;
    let card = format!("/api/v1/contacts/{gina}");
    maria.patch(&card, json!({ "name": NOTED, "position": "non richiama" })).await.is(200);
    maria.get(&format!("/introductions/{id}")).await.is(200).says(NOTED);
    maria.get("/mirror").await.is(200).says(NOTED);
    is_known_as_told(&ada, &id).await;
    ada.get(&format!("/introductions/{id}")).await.is(200).says_not("non richiama");

    maria.delete(&card).await.is(204);
    town.app.db.write(async |tx: &pergola_db::Tx| crate::introductions::tidy(tx).await).await.unwrap();
    is_known_as_told(&ada, &id).await;
    maria.get("/mirror").await.is(200).says_not("Gina");
}

#[tokio::test]
async fn a_card_that_gets_another_name_while_its_question_waits_is_introduced_by_the_first() {
    let Four { town, maria, ada, .. } = Four::new().await;
    let gina = maria.keeps_card("Gina Lago", &[GINA]).await;
    let id = maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let question = link(&town, GINA);
    maria.patch(&format!("/api/v1/contacts/{gina}"), json!({ "name": NOTED })).await.is(200);
    ada.get(&format!("/introductions/{id}")).await.is(200).says("Gina Lago").says_not(NOTED);
    answers(&town, &question, "yes").await.is(303);
    ada.answers(&id, "acceptance").await.is(200);
    town.settles().await;
    is_known_as_told(&ada, &id).await;
    two_weeks(&town).await;
    let letters = town.letters_to(GINA);
    assert_eq!(letters.len(), 3, "{letters:?}");
    assert!(letters.iter().all(|letter| !letter.contains(NOTED)), "{letters:?}");
}

#[tokio::test]
async fn a_name_of_which_nothing_came_goes_with_its_card() {
    let Four { town, maria, .. } = Four::new().await;
    let gina = maria.keeps_card("Gina Lago", &[GINA]).await;
    maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let named = async |town: &Town| {
        let sql = "SELECT count(*) FROM introduction_parties WHERE introduced_as <> ''";
        let read = async move |tx: &pergola_db::Tx| tx.one(sql, &[], |row| row.get::<i64>(0)).await;
        town.app.db.read(read).await.unwrap().unwrap()
    };
    assert_eq!(named(&town).await, 1, "a member is read as he is");
    maria.delete(&format!("/api/v1/contacts/{gina}")).await.is(204);
    town.app.db.write(async |tx: &pergola_db::Tx| crate::introductions::tidy(tx).await).await.unwrap();
    assert_eq!(named(&town).await, 0);
}

#[tokio::test]
async fn nobody_is_asked_who_told_it_who_objected_or_whose_address_is_another() {
    let Four { town, maria, ada, .. } = Four::new().await;
    let (_, gina) = in_touch(&town, &maria, &ada).await;
    maria.patch(&format!("/api/v1/contacts/{gina}"), json!({ "emails": ["altra@posta.example"] })).await.is(200);
    two_weeks(&town).await;
    assert_eq!((town.letters_to(GINA).len(), town.letters_to("altra@posta.example").len()), (2, 0));

    let Four { town, maria, ada, .. } = Four::new().await;
    in_touch(&town, &maria, &ada).await;
    let letter = town.letters_to(GINA).pop().unwrap();
    let never = letter.split("/objection/now/").nth(1).unwrap();
    let never = format!("/objection/now/{}", never.split(|c: char| c.is_whitespace() || c == '>').next().unwrap());
    town.visitor().post(&never, json!({})).await.is(200);
    two_weeks(&town).await;
    assert_eq!(town.letters_to(GINA).len(), 2, "she wants no more letters");
}

#[tokio::test]
async fn what_was_said_of_her_by_letter_is_taken_back_by_the_same_letter() {
    let Four { town, maria, .. } = Four::new().await;
    let gina = maria.keeps_card("Gina Lago", &[GINA]).await;
    maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let asked = link(&town, GINA);
    let removal = format!("{asked}/avoidance/removal");
    let visitor = town.visitor();
    assert_eq!(
        visitor.sends(&asked, &removal, &[]).await.is(422).page_code(),
        "introductions.link_late",
        "nothing said"
    );
    assert_eq!(answers(&town, &asked, "never_by").await.is(303).location(), asked);
    let page = visitor.get(&asked).await.is(200).says("You would rather not be introduced by Maria Verdi");
    page.says("May introduce me again");
    town.visitor().in_italian().get(&asked).await.is(200).says("Preferisci che Maria Verdi non ti presenti");
    town.days_pass(15);
    maria.introduces(&["bruno", &gina]).await;
    town.settles().await;
    assert_eq!(town.letters_to(GINA).len(), 1, "it holds");
    visitor.get(&asked).await.is(200).says("May introduce me again");

    let altered = removal.replace(&gina, "7000000000000000007");
    assert_eq!(visitor.sends(&asked, &altered, &[]).await.is(422).page_code(), "introductions.link_altered");
    // With the card gone she may think again all the same.
    maria.delete(&format!("/api/v1/contacts/{gina}")).await.is(204);
    let done = visitor.sends(&asked, &removal, &[]).await.is(303).location();
    visitor.get(&done).await.is(200).says("They may introduce you again.");
    assert_eq!(visitor.sends(&asked, &removal, &[]).await.is(422).page_code(), "introductions.link_used");
    visitor.get(&asked).await.is(422);
    let again = maria.keeps_card("Gina Lago", &[GINA]).await;
    maria.introduces(&["carla", &again]).await;
    town.settles().await;
    assert_eq!(town.letters_to(GINA).len(), 2, "a question reaches her again");
}

#[tokio::test]
async fn what_was_said_by_letter_goes_along_when_she_joins_with_that_address() {
    let Four { town, maria, .. } = Four::new().await;
    let card = maria.keeps_card("Gina Lago", &["Gina@example.org"]).await;
    maria.introduces(&["ada", &card]).await;
    town.settles().await;
    answers(&town, &link(&town, "Gina@example.org"), "never_by").await.is(303);
    let gina = town.joins("Gina Lago").await;
    maria.knows(&gina).await;
    let avoided = async || gina.get("/api/v1/avoided_introducers").await.is(200).json()["items"].clone();
    town.settles().await;
    assert_eq!(avoided().await, json!([]), "an address that nobody confirmed is nobody's");
    town.confirms(&gina).await;
    town.settles().await;
    assert_eq!(avoided().await[0]["handle"], "maria");
    let id = maria.introduces(&["bruno", "gina"]).await;
    town.settles().await;
    assert_eq!((gina.sees(&id).await.as_str(), maria.sees(&id).await.as_str()), ("nothing", "asked"));

    gina.delete("/api/v1/avoided_introducers/maria").await.is(204);
    for found in [true, false, true] {
        gina.patch("/api/v1/me", json!({ "found_by_email": found })).await.is(200);
        town.settles().await;
    }
    assert_eq!(avoided().await, json!([]), "taken back is taken back");
    let next = maria.introduces(&["carla", "gina"]).await;
    assert_eq!(gina.sees(&next).await, "asked");
}

#[tokio::test]
async fn an_ask_or_an_offer_for_ties_alone_stays_hidden_from_who_is_introduced_by_it() {
    for (noun, nouns, said) in
        [("ask", "asks", "Cerco rovere stagionato"), ("offer", "offers", "Insegno a stagionare il rovere")]
    {
        let Four { town, maria, ada, bruno, carla } = Four::new().await;
        for (other, audience, reads) in [(&bruno, "ties", false), (&carla, "everybody", true)] {
            let text = format!("{said}, per {audience}");
            let new = json!({ "text": text, "audience": audience, "language": "it" });
            let answer = ada.post(&format!("/api/v1/{nouns}"), new).await.is(201).json();
            let about = answer["id"].as_str().unwrap().to_owned();
            let whys = json!({ "ada": super::WHY, &other.handle: super::WHY });
            let new = json!({ "people": ["ada", other.handle], "whys": whys, noun: about });
            let id = maria.post("/api/v1/introductions", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
            town.settles().await;
            let path = format!("/api/v1/introductions/{id}");
            for knows in [&maria, &ada] {
                assert_eq!(knows.get(&path).await.is(200).json()[noun], json!(about), "{noun}, {audience}");
            }
            let shown = other.get(&path).await.is(200).json();
            assert_eq!(shown[noun], if reads { json!(about) } else { Value::Null }, "{noun}, {audience}");
            let page = other.get(&format!("/introductions/{id}")).await.is(200);
            let read = (page.text().contains(&text), page.text().contains(&about));
            assert_eq!(read, (reads, reads), "{noun}, {audience}");
        }
    }
}
