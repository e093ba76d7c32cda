//! What speaks for a step: all that is confirmed, in its order; and on one's own step what one tells oneself.

use serde_json::{Value, json};

use super::{introduces, tie};
use crate::testkit::{Person, Town};

fn pairs(evidence: &Value) -> Vec<(String, String)> {
    let word = |said: &Value, key: &str| said[key].as_str().unwrap().to_owned();
    evidence.as_array().unwrap().iter().map(|said| (word(said, "kind"), word(said, "text"))).collect()
}

fn texts(evidence: &Value) -> Vec<String> {
    pairs(evidence).into_iter().map(|(_, text)| text).collect()
}

async fn ways(who: &Person, to: &str) -> Value {
    who.get(&format!("/api/v1/paths?to={to}")).await.is(200).json()
}

async fn works(who: &Person, at: &[(&str, &str, &str)]) {
    let position = |(name, from, to): &(&str, &str, &str)| json!({ "organisation": name, "title": "mugnaio", "from": from, "to": to });
    let positions: Vec<Value> = at.iter().map(position).collect();
    who.patch("/api/v1/me", json!({ "positions": positions })).await.is(200);
}

/// One asks, telling how they met; the other says yes, telling it in another way.
async fn tied(one: &Person, met: Value, other: &Person, otherwise: Value) {
    let asked = json!({ "to": other.handle, "how_met": met });
    let id = one.post("/api/v1/invitations", asked).await.is(201).json()["id"].as_str().unwrap().to_owned();
    other.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({ "how_met": otherwise })).await.is(200);
}

#[tokio::test]
async fn how_two_met_stands_beside_the_years_at_one_place_and_three_things_are_said_at_most() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    tie(&town, &ada, &bruno).await;
    tie(&town, &bruno, &carla).await;
    works(&bruno, &[("Forno", "2010", "2015")]).await;
    works(&carla, &[("Forno", "2012", "2019")]).await;
    let said = async || pairs(&ways(&ada, "carla").await["paths"][0]["steps"][1]["evidence"]);
    let kinds = |said: &[(String, String)]| said.iter().map(|(kind, _)| kind.clone()).collect::<Vec<_>>();
    let all = said().await;
    assert_eq!(kinds(&all), ["met", "together", "since"]);
    let sentences: Vec<&str> = all.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(sentences, ["met at Mulino", "together at Forno (2012–2015)", "connected since 2026"]);
    let page = ada.get("/@carla/paths").await.is(200);
    page.says("<p>met at Mulino</p><p>together at Forno (2012–2015)</p><p>connected since 2026</p>");
    // However many places: the longest stretch alone.
    works(&bruno, &[("Forno", "2010", "2015"), ("Cantina", "2016", "2017")]).await;
    works(&carla, &[("Forno", "2012", "2019"), ("Cantina", "2016", "2017")]).await;
    assert_eq!(said().await, all);
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let page = ada.get("/@carla/paths").await.is(200);
    page.says("<p>conosciuti qui: Mulino</p><p>insieme qui: Forno (2012–2015)</p><p>collegati dal 2026</p>");
}

#[tokio::test]
async fn who_introduced_two_stands_beside_the_years_at_one_place() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    tie(&town, &ada, &bruno).await;
    introduces(&town, &dora, &bruno, &carla).await;
    works(&bruno, &[("Forno", "2010", "2015")]).await;
    works(&carla, &[("Forno", "2012", "2019")]).await;
    let steps = ways(&ada, "carla").await["paths"][0]["steps"].clone();
    let expected = ["introduced by Dora Sale", "together at Forno (2012–2015)", "connected since 2026"];
    assert_eq!(texts(&steps[1]["evidence"]), expected);
}

#[tokio::test]
async fn of_ones_own_tie_it_is_said_how_one_tells_it_oneself() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    for who in [&ada, &bruno] {
        works(who, &[("Forno", "2012", "2015")]).await;
    }
    assert_eq!(ways(&ada, "bruno").await["evidence"], json!([]), "they are not tied");
    ada.get("/@bruno").await.is(200).says_not("together at Forno");
    let online = json!({ "kind": "online" });
    tied(&ada, json!({ "kind": "event", "organisation": "Fiera" }), &bruno, online).await;
    // Each reads the own telling, though neither confirmed the other's.
    for (who, other, met) in [(&ada, "bruno", "met at Fiera"), (&bruno, "ada", "met online")] {
        let expected = [met, "together at Forno (2012–2015)", "connected since 2026"];
        assert_eq!(texts(&ways(who, other).await["evidence"]), expected);
        let shape = who.get(&format!("/api/v1/members/{other}")).await.is(200).json();
        assert_eq!(texts(&shape["evidence"]), expected);
        assert_eq!(shape["in_common"][0]["name"], "Forno");
        assert!(shape["in_common"][0]["url"].as_str().unwrap().contains("/organisations/"));
        let page = format!("<span>{met}</span><span>together at Forno (2012–2015)</span>");
        who.get(&format!("/@{other}")).await.is(200).says(&page).says("href=\"/organisations/");
        who.get(&format!("/@{other}/paths")).await.is(200).says(&page).says("<span>connected since 2026</span>");
    }
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    for page in ["/@bruno", "/@bruno/paths"] {
        ada.get(page)
            .await
            .is(200)
            .says("<span>conosciuti qui: Fiera</span><span>insieme qui: Forno (2012–2015)</span>");
    }
    // About oneself there is nothing of the kind.
    assert_eq!(ada.get("/api/v1/members/ada").await.is(200).json()["evidence"], json!([]));
}

/// All that somebody reads of a way, of the two on it and of the place where they work.
async fn seen(who: &Person) -> Vec<String> {
    let mut all = Vec::new();
    for door in ["/api/v1/paths?to=carla", "/@carla/paths", "/@bruno", "/@carla", "/api/v1/members/bruno"] {
        all.push(who.get(door).await.is(200).text());
    }
    all
}

#[tokio::test]
async fn what_one_tells_of_the_own_step_changes_no_byte_of_what_another_reads() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    for other in [&carla, &dora] {
        tie(&town, &bruno, other).await;
    }
    let (online, other) = (json!({ "kind": "online" }), json!({ "kind": "other" }));
    tied(&ada, json!({ "kind": "event", "organisation": "Fiera" }), &bruno, online.clone()).await;
    let own = ways(&ada, "carla").await["paths"][0].clone();
    assert_eq!(texts(&own["steps"][0]["evidence"])[0], "met at Fiera");
    // Another for whom Ada stands between: of her step to Bruno only the day is known.
    let elsa = town.joins("Elsa Riva").await;
    tied(&elsa, other.clone(), &ada, other).await;
    let hers = ways(&elsa, "bruno").await["paths"][0].clone();
    assert_eq!(texts(&hers["steps"][1]["evidence"]), ["connected since 2026"]);
    for (who, to) in [(&elsa, "bruno"), (&dora, "ada"), (&carla, "ada"), (&bruno, "elsa")] {
        let page = who.get(&format!("/@{to}/paths")).await.is(200);
        page.says_not("Fiera");
        let json = who.get(&format!("/api/v1/paths?to={to}")).await.is(200);
        json.says_not("Fiera");
    }
    // What she feels moves her own way, and nobody else's.
    let before = [seen(&dora).await, seen(&elsa).await, seen(&bruno).await];
    ada.patch("/api/v1/ties/bruno", json!({ "closeness": 5 })).await.is(200);
    let warmer = ways(&ada, "carla").await["paths"][0].clone();
    assert!(warmer["strength"].as_f64().unwrap() > own["strength"].as_f64().unwrap());
    assert_eq!([seen(&dora).await, seen(&elsa).await, seen(&bruno).await], before);
}
