//! Who never comes as a suggestion, who fades, and which step is called the weak one.

use pergola_domain::{changes::MetKind, ties::Met};
use serde_json::{Value, json};

use super::{forms, tie};
use crate::{
    network::Network,
    testkit::{Person, Town},
};

fn handles(list: &Value) -> Vec<String> {
    let person = |item: &Value| item["person"]["handle"].as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(person).collect()
}

async fn suggested(who: &Person) -> Vec<String> {
    let mut all = handles(&who.get("/api/v1/suggestions").await.is(200).json());
    all.sort_unstable();
    all
}

async fn invites(who: &Person, other: &Person) -> String {
    let asked = json!({ "to": other.handle, "how_met": { "kind": "other" } });
    who.post("/api/v1/invitations", asked).await.is(201).json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn who_is_invited_said_no_or_was_taken_back_comes_to_neither_of_the_two() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    let [elsa, fabia] = town.people(["Elsa Riva", "Fabia Orto"]).await;
    for other in [&ada, &carla, &dora, &elsa, &fabia] {
        tie(&town, &bruno, other).await;
    }
    assert_eq!(suggested(&ada).await, ["carla", "dora", "elsa", "fabia"]);
    for page in ["/suggestions", "/welcome/step"] {
        ada.get(page).await.is(200).says("Carla Blu");
    }
    invites(&ada, &carla).await;
    assert_eq!(suggested(&ada).await, ["dora", "elsa", "fabia"], "she waits for an answer");
    let refused = invites(&ada, &dora).await;
    dora.put(&format!("/api/v1/invitations/{refused}/refusal"), json!({})).await.is(204);
    let withdrawn = invites(&ada, &elsa).await;
    ada.delete(&format!("/api/v1/invitations/{withdrawn}")).await.is(204);
    assert_eq!(suggested(&ada).await, ["fabia"]);
    for (who, rest) in [(&carla, ["dora", "elsa", "fabia"]), (&dora, ["carla", "elsa", "fabia"])] {
        assert_eq!(suggested(who).await, rest, "{}", who.handle);
    }
    for page in ["/suggestions", "/welcome/step", "/today"] {
        let page = ada.get(page).await.is(200).says("Fabia Orto");
        page.says_not("Carla Blu").says_not("Dora Sale").says_not("Elsa Riva");
    }
    for who in [&carla, &dora, &elsa] {
        for page in ["/suggestions", "/welcome/step"] {
            who.get(page).await.is(200).says("Fabia Orto").says_not("Ada Rossi");
        }
    }
    // Not later either: an invitation that was answered, or not, stays one.
    town.days_pass(60);
    town.settles().await;
    let [ada, carla, dora] = [town.signs_in("ada").await, town.signs_in("carla").await, town.signs_in("dora").await];
    assert_eq!(suggested(&ada).await, ["fabia"]);
    assert!([suggested(&carla).await, suggested(&dora).await].iter().all(|all| !all.contains(&"ada".to_owned())));
    let built = Network::open(&town.app.db, town.folder().join("none.image"), &town.app.marks, town.app.now());
    assert_eq!(built.await.unwrap().facts(), town.app.network.facts(), "and a start from the tables knows it");
}

#[tokio::test]
async fn who_was_passed_over_on_three_days_steps_back() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    for other in [&ada, &carla, &dora] {
        tie(&town, &bruno, other).await;
    }
    let first = async || handles(&ada.get("/api/v1/suggestions?limit=1").await.is(200).json()).remove(0);
    let hers = suggested(&carla).await;
    let lead = first().await;
    // However often on one day: it counts once. On the third day the first look is the third time.
    for looks in [4, 4, 1] {
        for _look in 0..looks {
            assert_eq!(first().await, lead, "up to the third time");
        }
        town.days_pass(1);
    }
    let after = handles(&ada.get("/api/v1/suggestions").await.is(200).json());
    assert_eq!((after.len(), &after[1]), (2, &lead), "behind the other, who was never shown");
    let page = ada.get("/suggestions").await.is(200).text();
    let place = |handle: &str| page.find(&format!("/suggestions/{handle}/dismissal")).unwrap();
    assert!(place(&after[0]) < place(&lead));
    assert_eq!(suggested(&carla).await, hers, "what one passed over moves nobody else's list");
}

#[tokio::test]
async fn who_is_blocked_comes_to_neither_and_comes_back_only_where_nothing_else_keeps_them_apart() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    for other in [&ada, &carla, &dora] {
        tie(&town, &bruno, other).await;
    }
    let refused = invites(&ada, &dora).await;
    dora.put(&format!("/api/v1/invitations/{refused}/refusal"), json!({})).await.is(204);
    assert_eq!(
        (suggested(&ada).await, suggested(&carla).await),
        (vec!["carla".into()], vec!["ada".into(), "dora".into()])
    );
    for other in ["carla", "dora"] {
        ada.put(&format!("/api/v1/blocks/{other}"), json!({})).await.is(204);
    }
    assert_eq!((suggested(&ada).await, suggested(&carla).await), (vec![], vec!["dora".to_owned()]));
    for (who, name) in [(&ada, "Carla Blu"), (&carla, "Ada Rossi")] {
        for page in ["/suggestions", "/today", "/welcome/step"] {
            who.get(page).await.is(200).says_not(name);
        }
    }
    for other in ["carla", "dora"] {
        ada.delete(&format!("/api/v1/blocks/{other}")).await.is(204);
    }
    // Carla was only blocked; Dora said no before, and that holds.
    assert_eq!((suggested(&ada).await, suggested(&dora).await), (vec!["carla".into()], vec!["carla".to_owned()]));
    ada.get("/suggestions").await.is(200).says("Carla Blu").says_not("Dora Sale");
    carla.get("/suggestions").await.is(200).says("Ada Rossi");
    // Put aside is put aside, over a block and its end as well.
    ada.put("/api/v1/suggestions/carla/dismissal", json!({})).await.is(204);
    ada.put("/api/v1/blocks/carla", json!({})).await.is(204);
    ada.delete("/api/v1/blocks/carla").await.is(204);
    assert_eq!(suggested(&ada).await, Vec::<String>::new());
    ada.get("/suggestions").await.is(200).says_not("Carla Blu");
}

/// The flags of the steps of the first way, in order.
async fn weak(who: &Person, to: &str) -> Vec<bool> {
    let ways = who.get(&format!("/api/v1/paths?to={to}")).await.is(200).json();
    let steps = ways["paths"][0]["steps"].as_array().cloned().unwrap_or_default();
    steps.iter().map(|step| step["weak"].as_bool().unwrap()).collect()
}

fn met(kind: MetKind) -> Met {
    Met { kind, ..Met::untold() }
}

#[tokio::test]
async fn the_weak_link_is_named_and_none_where_there_is_no_way() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    tie(&town, &ada, &bruno).await;
    forms(&town, &bruno, &carla, met(MetKind::Event)).await;
    let label = "the lightest step";
    assert_eq!(weak(&ada, "carla").await, [false, true]);
    let page = ada.get("/@carla/paths").await.is(200).text();
    let path = page.split("Path from you to Carla Blu").nth(1).unwrap();
    assert_eq!(page.matches(label).count(), 1);
    assert!(path.find(label) > path.find("href=\"/@bruno\""), "it is the step behind Bruno");
    // What she feels is hers: for her the first step is the weak one, for nobody else.
    ada.patch("/api/v1/ties/bruno", json!({ "closeness": 1 })).await.is(200);
    forms(&town, &dora, &bruno, met(MetKind::Worked)).await;
    assert_eq!((weak(&ada, "carla").await, weak(&dora, "carla").await), (vec![true, false], vec![false, true]));
    let page = ada.get("/@carla/paths").await.is(200).text();
    let path = page.split("Path from you to Carla Blu").nth(1).unwrap();
    assert!(path.find(label) < path.find("href=\"/@bruno\""));
    let italian = ada.clone().in_italian();
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    italian.get("/@carla/paths").await.is(200).says("il passo più leggero");
    // Tied, and nobody else knows both; nobody on the way at all.
    let elsa = town.joins("Elsa Riva").await;
    for (who, to) in [(&ada, "bruno"), (&dora, "elsa"), (&elsa, "ada")] {
        assert_eq!(weak(who, to).await, Vec::<bool>::new());
        let page = who.get(&format!("/@{to}/paths")).await.is(200);
        page.says_not(label).says_not("il passo più leggero").says_not("What happens if you ask");
    }
}

#[tokio::test]
async fn each_other_way_tells_each_step_and_its_weak_link() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    let elsa = town.joins("Elsa Riva").await;
    for other in [&bruno, &elsa] {
        tie(&town, &ada, other).await;
    }
    forms(&town, &bruno, &carla, met(MetKind::Online)).await;
    forms(&town, &elsa, &carla, met(MetKind::Event)).await;
    let page = ada.get("/@carla/paths").await.is(200).says("The warmest path goes through Elsa");
    let page = page.says("href=\"#others\"").says("What happens if you ask");
    let page = page.says("Elsa reads your reason and decides. Then Carla gets a private question");
    let page = page.says("Carla gets introductions, not messages from strangers.");
    let page = page.says("<b>You and Bruno</b>: met at Mulino; connected since 2026");
    let page = page.says("<b>Bruno and Carla</b>: met online; connected since 2026");
    assert_eq!(page.text().matches("the lightest step").count(), 2, "of each way its own");
    let others = page.text().split("id=\"others\"").nth(1).unwrap().to_owned();
    assert!(
        others.contains("the lightest step") && others.contains("/requests/new?to=carla&#38;through=bruno"),
        "{others}"
    );
    let ways = ada.get("/api/v1/paths?to=carla").await.is(200).json();
    for way in ways["paths"].as_array().unwrap() {
        let steps = way["steps"].as_array().unwrap();
        assert!(steps.iter().all(|step| !step["evidence"].as_array().unwrap().is_empty()));
        assert_eq!(steps.iter().filter(|step| step["weak"] == true).count(), 1);
    }
    // Two between: the first passes it on to the second.
    forms(&town, &carla, &dora, met(MetKind::Worked)).await;
    let page = ada.get("/@dora/paths").await.is(200);
    let page = page.says("Elsa reads your reason and decides whether to pass it on to Carla, who decides in turn.");
    page.says_not("href=\"#others\"");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let page =
        ada.get("/@carla/paths").await.is(200).says("<b>Tu e Bruno</b>: conosciuti qui: Mulino; collegati dal 2026");
    let page = page.says("<b>Bruno e Carla</b>: conosciuti in rete; collegati dal 2026").says("Cosa succede se chiedi");
    page.says("Elsa legge il tuo perché e decide. Poi Carla riceve una domanda privata");
    // To one's own tie nobody is asked, and every way is told all the same.
    tie(&town, &ada, &carla).await;
    let page = ada.get("/@carla/paths").await.is(200).says("<b>Tu e Bruno</b>").says("<b>Tu e Elsa</b>");
    page.says_not("Cosa succede se chiedi").says_not("/requests/new");
}

#[tokio::test]
async fn an_organisation_is_asked_for_under_all_its_names_and_as_a_school() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Sale"]).await;
    for other in [&bruno, &carla, &dora] {
        tie(&town, &ada, other).await;
    }
    let works = |name: &str, from: &str| json!({ "organisation": name, "title": "mugnaio", "from": from });
    bruno
        .patch("/api/v1/me", json!({ "positions": [works("Mulino", "2015"), works("Mulino Srl", "2019")] }))
        .await
        .is(200);
    carla.patch("/api/v1/me", json!({ "positions": [works("Mulino S.p.A.", "2018")] })).await.is(200);
    let study = json!({ "school": "Mulino", "from": "2001", "to": "2004" });
    dora.patch("/api/v1/me", json!({ "education": [study] })).await.is(200);
    let of = async |who: &Person, list: &str| {
        who.get("/api/v1/me").await.json()[list][0]["organisation_id"].as_str().unwrap().to_owned()
    };
    for id in [of(&bruno, "positions").await, of(&carla, "positions").await, of(&dora, "education").await] {
        let path = format!("/api/v1/organisations/{id}/people");
        let found = ada.get(&path).await.is(200).json();
        let mut all = handles(&found);
        all.sort_unstable();
        assert_eq!(all, ["bruno", "carla", "dora"], "each once, whichever name is asked for: {found}");
        let years = |handle: &str| {
            let of = |item: &&Value| item["person"]["handle"] == handle;
            found["items"].as_array().unwrap().iter().find(of).unwrap()["years"].clone()
        };
        assert_eq!(years("bruno"), json!(["since 2015", "since 2019"]));
        assert_eq!(years("dora"), json!(["2001–2004"]));
        // Page by page it is the same list.
        let (mut read, mut path) = (Vec::new(), format!("{path}?limit=1"));
        loop {
            let part = ada.get(&path).await.is(200).json();
            read.extend(handles(&part));
            let Some(next) = part["next"].as_str() else { break };
            path = format!("/api/v1/organisations/{id}/people?limit=1&cursor={next}");
        }
        assert_eq!(read, handles(&found));
    }
}
