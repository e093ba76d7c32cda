//! Open to work: told to whom one chose, and never to the own employer, by no way.

use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::json;

use super::{small_town, works};
use crate::{
    organisations::tests::{proves, speaks_for, town_with_names},
    outside::dns::standin::NameServer,
    testkit::{Person, Town},
};

const WISH: &str = "falegnameria con la luce del nord";

async fn is_open(person: &Person, to: &str) {
    let open = json!({ "openness": to, "words": WISH });
    assert_eq!(person.put("/api/v1/me/openness", open).await.is(200).json()["openness"], to);
}

async fn sees(person: &Person) -> usize {
    let listed = person.get("/api/v1/jobs/people").await.is(200).json();
    listed["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn each_is_told_what_was_chosen() {
    let (town, names) = town_with_names().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    let forno = speaks_for(&ada, "Forno", "company").await;
    works(&bruno, "Mulino", "2019", None).await;
    is_open(&bruno, "organisations").await;
    assert_eq!((sees(&ada).await, sees(&carla).await), (0, 0), "an unproven organisation is nobody");
    proves(&ada, &names, &forno, "forno.example").await;
    assert_eq!((sees(&ada).await, sees(&carla).await), (1, 0));
    ada.get("/jobs/people?q=LUCE").await.is(200).says("Bruno Neri").says(WISH);
    ada.get("/jobs/people?q=altro").await.is(200).says_not("Bruno Neri");
    is_open(&bruno, "everybody").await;
    assert_eq!((sees(&ada).await, sees(&carla).await), (1, 1));
    dora.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    assert_eq!(sees(&dora).await, 0);
    is_open(&bruno, "nobody").await;
    assert_eq!((sees(&ada).await, sees(&carla).await), (0, 0));
    bruno.get("/jobs/openness").await.is(200).says("Mulino");
    let italian = [("openness", "everybody"), ("words", WISH)];
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.sends("/jobs/openness", "/jobs/openness", &italian).await.is(303);
    bruno.get("/jobs/openness").await.is(200).says("Non lo saprà mai chi è di");
    assert_eq!(sees(&carla).await, 1);
}

#[tokio::test]
async fn each_bad_word_has_its_sentence_and_the_own_staff_is_not_asked_for() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    for (new, code) in [
        (json!({ "openness": "my boss" }), "jobs.openness_unknown"),
        (json!({ "openness": "everybody", "words": "a".repeat(401) }), "jobs.words_too_long"),
    ] {
        assert_eq!(bruno.put("/api/v1/me/openness", new).await.is(422).code(), code);
    }
    let mulino = speaks_for(&ada, "Mulino", "company").await;
    works(&bruno, "Mulino S.r.l.", "2019", None).await;
    let path = format!("/api/v1/jobs/people?organisation={mulino}");
    let before = ada.get(&path).await.is(422);
    assert_eq!(before.code(), "jobs.own_staff");
    is_open(&bruno, "everybody").await;
    let after = ada.get(&path).await.is(422);
    assert_eq!(before.bytes, after.bytes, "the same whether anybody is open or not");
    ada.get(&format!("/jobs/people?organisation={mulino}")).await.is(422).says("your own colleagues");
    assert_eq!(sees(&ada).await, 0, "a legal form hides no employer");
    assert_eq!(sees(&bruno).await, 0, "nor is he told of himself");
}

/// Whatever a member chose and whatever hats a reader of his employer wears, all that this reader gets by any page, list,
/// notice or program is the same as if the member were open to nobody.
#[test]
fn openness_never_reaches_the_own_employer() {
    // how the reader is of the employer (works there, speaks for it, works there under another spelling),
    // tied, speaks for another proven one, works elsewhere too; what the member chose
    let cases = (0_usize..3, any::<bool>(), any::<bool>(), any::<bool>(), 1_usize..3);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&cases, |(of, tied, proven, elsewhere, choice)| {
            runtime.block_on(one_town(of, (tied, proven, elsewhere), choice));
            Ok(())
        })
        .unwrap();
}

async fn one_town(of: usize, (tied, proven, elsewhere): (bool, bool, bool), choice: usize) {
    let (town, names): (Town, NameServer) = town_with_names().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    works(&bruno, "Mulino", "2019", None).await;
    let mut positions = Vec::new();
    match of {
        0 => positions.push(json!({ "organisation": "MULINO", "title": "mugnaia", "from": "2020" })),
        1 => drop(speaks_for(&ada, "Mulino", "company").await),
        _ => positions.push(json!({ "organisation": "Mulino S.p.A.", "title": "mugnaia", "from": "2020" })),
    }
    if elsewhere {
        positions.push(json!({ "organisation": "Forno", "title": "fornaia", "from": "2021" }));
    }
    ada.patch("/api/v1/me", json!({ "positions": positions })).await.is(200);
    if proven {
        let forno = speaks_for(&ada, "Cercatori", "head_hunter").await;
        proves(&ada, &names, &forno, "cercatori.example").await;
    }
    if tied {
        super::tie(&ada, &bruno).await;
    }
    ada.post("/api/v1/searches", json!({ "query": "q=luce" })).await.is(201);
    town.settles().await;
    let before = everything(&ada).await;
    is_open(&bruno, ["nobody", "organisations", "everybody"][choice]).await;
    town.settles().await;
    assert_eq!(everything(&ada).await, before);
}

/// All that a reader can look at where it might show.
async fn everything(person: &Person) -> Vec<String> {
    let mut all = Vec::new();
    for path in [
        "/api/v1/jobs/people",
        "/api/v1/jobs/people?q=luce",
        "/api/v1/jobs/people?limit=1",
        "/jobs/people",
        "/jobs/people?q=luce",
        "/jobs",
        "/api/v1/jobs",
        "/api/v1/jobs?q=luce",
        "/jobs.xml",
        "/jobs.atom?q=luce",
        "/@bruno",
        "/api/v1/members/bruno",
        "/search?q=bruno",
        "/api/v1/search?q=luce",
        "/api/v1/notices",
        "/jobs/searches",
        "/today",
        "/board",
        "/suggestions",
    ] {
        let text = person.get(path).await.text();
        assert!(!text.contains(WISH), "{path}");
        // Tokens of forms change by themselves.
        let kept: Vec<&str> = text
            .split("name=\"csrf\" value=\"")
            .map(|part| part.split_once('"').map_or(part, |(_, rest)| rest))
            .collect();
        all.push(kept.join(""));
    }
    all
}
