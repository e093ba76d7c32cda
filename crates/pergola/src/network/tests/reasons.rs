//! Why somebody is suggested, in whole sentences: each reason in both languages.

use std::collections::BTreeSet;

use pergola_domain::members::Language;
use serde_json::{Value, json};

use super::tie;
use crate::testkit::{Person, Town};

/// Who is suggested to somebody and all that is said for it, in the language that he asks in.
async fn said(to: &Person) -> BTreeSet<String> {
    let list = to.get("/api/v1/suggestions").await.is(200).json();
    let mut all = BTreeSet::new();
    for item in list["items"].as_array().unwrap() {
        let who = item["person"]["handle"].as_str().unwrap();
        let texts = item["reasons"].as_array().unwrap().iter().map(|reason| reason["text"].as_str().unwrap());
        all.extend(texts.map(|text| format!("{who}: {text}")));
    }
    all
}

async fn tells(person: &Person, what: Value) {
    person.patch("/api/v1/me", what).await.is(200);
}

async fn answers(town: &Town, helper: &Person, asker: &Person) {
    let (by, helper, asker) = (town.app.by_itself(Language::En), helper.id, asker.id);
    let answered = async move |tx: &pergola_db::Tx| crate::network::answered(tx, &by, helper, asker).await;
    town.app.db.write::<(), pergola_db::Fault, _>(answered).await.unwrap();
}

/// Ada, who has something in common with each of the others: with each another thing.
async fn ada_among_them(town: &Town) -> Person {
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    let [elio, fabio, gina, ivo] = town.people(["Elio Rame", "Fabio Rossi", "Gina Riva", "Ivo Sarti"]).await;
    let [lia, mara, nino, olga] = town.people(["Lia Orsi", "Mara Costa", "Nino Dossi", "Olga Pini"]).await;
    // A common tie who may be named, and one through whom others are only near.
    tie(town, &ada, &bruno).await;
    tie(town, &bruno, &carla).await;
    tie(town, &ada, &dora).await;
    tie(town, &dora, &elio).await;
    tells(&dora, json!({ "connector": false })).await;
    let works = |from: &str, to: Value| json!({ "organisation": "Mulino", "title": "mugnaio", "from": from, "to": to });
    let studies = json!({ "education": [{ "school": "Politecnico", "from": "2001", "to": "2004" }] });
    tells(&ada, json!({ "positions": [works("2015", Value::Null)], "place": "Ancona", "skills": ["Rilievo"] })).await;
    tells(&ada, studies.clone()).await;
    tells(&fabio, json!({ "positions": [works("2016", json!("2018"))] })).await;
    tells(&gina, json!({ "positions": [works("2001", json!("2003"))] })).await;
    tells(&ivo, studies).await;
    tells(&lia, json!({ "place": "Ancona" })).await;
    tells(&mara, json!({ "skills": ["Rilievo"] })).await;
    for (helper, asker) in [(&nino, &ada), (&ada, &olga)] {
        answers(town, helper, asker).await;
    }
    let new = json!({ "name": "Luce e scuole", "purpose": "Aule che si usano.", "entry": "open" });
    let group = ada.post("/api/v1/groups", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    nino.put(&format!("/api/v1/groups/{group}/membership"), json!({})).await.is(200);
    let offer = json!({ "text": "Legno di castagno.", "topics": ["Legno certificato"], "audience": "everybody" });
    for speaking in [&ada, &olga] {
        speaking.post("/api/v1/offers", offer.clone()).await.is(201);
    }
    ada
}

#[tokio::test]
async fn every_reason_is_said_in_both_languages() {
    let town = Town::new().await;
    let ada = ada_among_them(&town).await;
    let english = [
        "carla: you both know Bruno Neri",
        "elio: people around you lead to people around this person",
        "fabio: you worked at Mulino in the same years (2016–2018)",
        "gina: you both passed through Mulino",
        "ivo: you studied at Politecnico in the same years (2001–2004)",
        "lia: you both live in Ancona",
        "mara: you both work with Rilievo",
        "nino: this person answered something you asked",
        "nino: you are both in the group Luce e scuole",
        "olga: you answered something this person asked",
        "olga: you both speak of Legno certificato",
    ];
    assert_eq!(said(&ada).await, english.map(str::to_owned).into());
    let italian = [
        "carla: conoscete tutti e due Bruno Neri",
        "elio: le persone intorno a te portano a quelle intorno a questa",
        "fabio: avete lavorato qui negli stessi anni: Mulino (2016–2018)",
        "gina: siete passati tutti e due da Mulino",
        "ivo: avete studiato qui negli stessi anni: Politecnico (2001–2004)",
        "lia: vivete tutti e due ad Ancona",
        "mara: vi occupate tutti e due di Rilievo",
        "nino: ha risposto a una tua richiesta",
        "nino: siete entrambi nel circolo Luce e scuole",
        "olga: hai risposto a una sua richiesta",
        "olga: parlate tutti e due di Legno certificato",
    ];
    assert_eq!(said(&ada.clone().in_italian()).await, italian.map(str::to_owned).into());
    // The page says the same sentences.
    tells(&ada, json!({ "language": "it" })).await;
    let page = ada.get("/suggestions").await.is(200);
    italian.iter().fold(page, |page, line| page.says(line.split_once(": ").unwrap().1));
}
