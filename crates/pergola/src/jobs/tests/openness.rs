//! Open to work: told to whom one chose, and never to the own employer, by no way.

use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::{Value, json};

use super::{ad, small_town, with, works};
use crate::{
    organisations::tests::{proves, speaks_for, speaks_too, town_with_names},
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
    let italian = [("openness", "everybody"), ("words", WISH), ("also_not", "Bottega Lunga\r\nSegheria")];
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.sends("/jobs/openness", "/jobs/openness", &italian).await.is(303);
    bruno.get("/jobs/openness").await.is(200).says("Non lo saprà mai chi è di").says("Segheria");
    assert_eq!(sees(&carla).await, 1);
    works(&carla, "Segheria S.r.l.", "2020", None).await;
    assert_eq!(sees(&carla).await, 0, "nor who is of a firm that he named");
}

#[tokio::test]
async fn each_bad_word_has_its_sentence_and_the_own_staff_is_not_asked_for() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    for (new, code) in [
        (json!({ "openness": "my boss" }), "jobs.openness_unknown"),
        (json!({ "openness": "everybody", "words": "a".repeat(401) }), "jobs.words_too_long"),
        (json!({ "openness": "everybody", "also_not": ["a".repeat(161)] }), "jobs.not_too_long"),
        (
            json!({ "openness": "everybody", "also_not": (0..21).map(|number| format!("Forno {number}")).collect::<Vec<_>>() }),
            "jobs.too_many_not",
        ),
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

#[tokio::test]
async fn who_is_open_is_found_by_place_skill_and_employer_page_after_page() {
    let (town, names) = town_with_names().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let forno = speaks_for(&ada, "Forno", "company").await;
    proves(&ada, &names, &forno, "forno.example").await;
    for (person, place, skill, employer) in
        [(&bruno, "Bologna", "Tornitura", "Mulino S.r.l."), (&carla, "Modena", "Intarsio", "Bottega Lunga")]
    {
        let me = json!({ "place": place, "skills": [skill, "disegno"] });
        person.patch("/api/v1/me", me).await.is(200);
        works(person, employer, "2019", None).await;
        is_open(person, "organisations").await;
    }
    for (query, found, not) in [
        ("place=bologna", "Bruno Neri", "Carla Blu"),
        ("skill=INTARSIO", "Carla Blu", "Bruno Neri"),
        ("employer=mulino", "Bruno Neri", "Carla Blu"),
        ("employer=Lunga+spa", "Carla Blu", "Bruno Neri"),
        ("place=modena&skill=disegno&employer=bottega&q=luce", "Carla Blu", "Bruno Neri"),
    ] {
        ada.get(&format!("/jobs/people?{query}")).await.is(200).says(found).says_not(not);
        let told = ada.get(&format!("/api/v1/jobs/people?{query}")).await.is(200).json();
        assert_eq!((told["items"].as_array().unwrap().len(), &told["items"][0]["person"]["name"]), (1, &json!(found)));
    }
    for nobody in ["employer=bottega&place=bologna", "skill=%25", "employer=!", "skill=intarsio&employer=mulino"] {
        ada.get(&format!("/jobs/people?{nobody}")).await.is(200).says("Nobody for now");
    }
    // What was asked for stays in its fields, in either language, and in the search that is saved.
    let page = ada.get("/jobs/people?skill=intarsio&employer=Bottega").await.is(200);
    page.says("value=\"intarsio\"")
        .says("value=\"Bottega\"")
        .says("who=people&#38;skill=intarsio&#38;employer=Bottega");
    ada.sends("/jobs/people", "/jobs/searches", &[("query", "who=people&skill=intarsio&employer=Bottega")])
        .await
        .is(303);
    ada.get("/jobs/searches").await.is(200).says("/jobs/people?skill=intarsio&#38;employer=Bottega");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.get("/jobs/people").await.is(200).says("Che cosa sa fare").says("Dove lavora");
    ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    // Of one's own nobody is asked for, under any name, also of a firm that is none.
    for own in ["employer=FORNO", "employer=Forno+S.+r.+l.", "employer=Forno+Grande"] {
        assert_eq!(ada.get(&format!("/api/v1/jobs/people?{own}")).await.is(422).code(), "jobs.own_staff");
        ada.get(&format!("/jobs/people?{own}")).await.is(422).says("your own colleagues").says("aria-invalid");
        let saved = ada.post("/api/v1/searches", json!({ "query": format!("who=people&{own}") })).await.is(422);
        assert_eq!(saved.code(), "jobs.own_staff");
    }
    // More than a page: the next begins after the last.
    let mut more = Vec::new();
    for number in 0..51 {
        let person = town.joins(&format!("Gente{number} Nuova")).await;
        is_open(&person, "organisations").await;
        more.push(person.handle);
    }
    let first = ada.get("/jobs/people?q=luce").await.is(200).text();
    let next = first.split("href=\"/jobs/people?").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let second = ada.get(&format!("/jobs/people?{next}")).await.is(200).text();
    assert!(next.starts_with("q=luce&after="), "{next}");
    for handle in more.iter().chain([&bruno.handle, &carla.handle]) {
        let (one, other) = (first.contains(&format!("/@{handle}\"")), second.contains(&format!("/@{handle}\"")));
        assert!(one != other, "{handle} stands on one page");
    }
}

/// Whatever a member chose and whatever hats a reader of his employer wears, all that this reader gets by any page, list,
/// notice or program is the same as if the member were open to nobody.
#[test]
fn openness_never_reaches_the_own_employer() {
    // how the reader is of the employer (speaks for it, works there however it is written, is of a firm that the member
    // named, looks for it in the name of an agency), tied, speaks for another proven one, works elsewhere too; what the member chose
    let cases = (0_usize..12, any::<bool>(), any::<bool>(), any::<bool>(), 1_usize..3);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = ProptestConfig { cases: 14, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&cases, |(of, tied, proven, elsewhere, choice)| {
            runtime.block_on(one_town(of, (tied, proven, elsewhere), choice));
            Ok(())
        })
        .unwrap();
}

/// Somebody of Bruno's own employer: she speaks for it, or works there, under one of its names.
async fn here(ada: &Person, of: usize) -> Vec<Value> {
    let mut positions = Vec::new();
    match of {
        0 => drop(speaks_for(ada, "Mulino", "company").await),
        10 | 11 => {}
        1 => positions.push(json!({ "organisation": "Forno Grande & C. s.n.c.", "title": "fornaia", "from": "2020" })),
        of => {
            let name = [
                "MULINO",
                "Mulino S.p.A.",
                "Mulino S. r. l.",
                "Mulino società a responsabilità limitata",
                "Gruppo Mulino",
                "Mulino Italia Holding",
                "Mulino Bianco",
                "Mulino Società per Azioni",
            ][of - 2];
            positions.push(json!({ "organisation": name, "title": "mugnaia", "from": "2020", "to": "2031" }));
        }
    }
    positions
}

/// Somebody speaks for an agency that has an ad on behalf of a client.
async fn looks_for(person: &Person, agency: &str, client: &str) -> String {
    let agency = speaks_for(person, agency, "agency").await;
    person.post("/api/v1/jobs", with(ad(&agency), "client", json!(client))).await.is(201);
    agency
}

#[tokio::test]
async fn who_looks_on_behalf_of_the_own_employer_is_of_it() {
    let (town, names) = town_with_names().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    works(&bruno, "Mulino", "2019", None).await;
    is_open(&bruno, "organisations").await;
    let hers = looks_for(&ada, "Agenzia Ponte", "Mulino S.p.A.").await;
    proves(&ada, &names, &hers, "ponte.example").await;
    let other = looks_for(&carla, "Agenzia Molo", "Segheria").await;
    proves(&carla, &names, &other, "molo.example").await;
    assert_eq!((sees(&ada).await, sees(&carla).await), (0, 1));
    carla.get("/jobs/people").await.is(200).says("Bruno Neri");
    ada.get("/jobs/people").await.is(200).says_not("Bruno Neri");
    // Of a client's people nobody is asked for either, and it is said why.
    assert_eq!(ada.get("/api/v1/jobs/people?employer=mulino").await.is(422).code(), "jobs.own_staff");
    ada.get("/jobs/people?employer=mulino").await.is(422).says("those of a client of yours");
    let saved = ada.post("/api/v1/searches", json!({ "query": "who=people&employer=mulino" })).await.is(422);
    assert_eq!(saved.code(), "jobs.own_staff");
    // It does not end with the ad: what is closed was looked for here too.
    let jobs = ada.get("/api/v1/jobs/mine").await.is(200).json();
    let job = jobs["items"][0]["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/jobs/{job}/closure"), json!({ "outcome": "otherwise" })).await.is(200);
    assert_eq!(sees(&ada).await, 0);
}

async fn one_town(of: usize, (tied, proven, elsewhere): (bool, bool, bool), choice: usize) {
    let (town, names): (Town, NameServer) = town_with_names().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    // An end that is still to come ends nothing.
    works(&bruno, "Mulino", "2019", of.is_multiple_of(2).then_some("2030-01")).await;
    let mut positions = here(&ada, of).await;
    if elsewhere {
        positions.push(json!({ "organisation": "Forno", "title": "fornaia", "from": "2021" }));
    }
    ada.patch("/api/v1/me", json!({ "positions": positions })).await.is(200);
    if proven {
        let forno = speaks_for(&ada, "Cercatori", "head_hunter").await;
        proves(&ada, &names, &forno, "cercatori.example").await;
    }
    // An agency with an ad on behalf of the employer: her own one, or that of somebody who asked her to speak for it too.
    if of >= 10 {
        let agency = if of == 10 { ada.clone() } else { town.joins("Agata Agenzia").await };
        let number = looks_for(&agency, "Agenzia Lavoro", "Mulino S.p.A.").await;
        if of == 11 {
            speaks_too(&agency, &number, &ada, "poster").await;
        }
    }
    if tied {
        super::tie(&ada, &bruno).await;
    }
    let me = bruno.patch("/api/v1/me", json!({ "place": "Bologna", "skills": ["tornitura"] })).await.is(200).json();
    let mulino = me["positions"][0]["organisation_id"].as_str().unwrap().to_owned();
    // Others are open to everybody, so that lists have a second page; and somebody of another firm is told of him.
    let [carla, dora, vera] = town.people(["Carla Blu", "Dora Verdi", "Vera Monti"]).await;
    for other in [&carla, &dora] {
        let open = json!({ "openness": "everybody", "words": "un forno con la luce accesa" });
        other.put("/api/v1/me/openness", open).await.is(200);
    }
    let monti = speaks_for(&vera, "Monti e figli", "company").await;
    proves(&vera, &names, &monti, "monti.example").await;
    vera.post("/api/v1/searches", json!({ "query": "who=people" })).await.is(201);
    for reader in [&ada, &vera] {
        town.confirms(reader).await;
        let letters = json!({ "messages": "now", "questions": "now", "news": "now" });
        assert!(reader.put("/api/v1/notices/mail", letters).await.status.is_success());
    }
    ada.post("/api/v1/searches", json!({ "query": "q=luce" })).await.is(201);
    let people = ada.post("/api/v1/searches", json!({ "query": "who=people" })).await;
    assert_eq!(people.status.as_u16(), if proven { 201 } else { 422 });
    town.settles().await;
    let before = everything(&ada, &mulino).await;
    // What was under way by mail goes first.
    for _ in 0..2 {
        town.settles().await;
    }
    let letters_before = town.letters_to("ada@example.org").len();
    let choice = ["nobody", "organisations", "everybody"][choice];
    let open = json!({ "openness": choice, "words": WISH, "also_not": ["Forno Grande"] });
    assert_eq!(bruno.put("/api/v1/me/openness", open).await.is(200).json()["openness"], choice);
    town.settles().await;
    assert_eq!(everything(&ada, &mulino).await, before);
    // Nor by what a saved search tells a day later.
    let now = town.app.now();
    let notices = ada.get("/api/v1/notices").await.bytes;
    crate::jobs::acts::digest::look_at_once(&town.app, ada.id).await.unwrap();
    town.settles().await;
    assert_eq!((ada.get("/api/v1/notices").await.bytes, town.app.now()), (notices, now));
    ada.get("/jobs/searches").await.is(200).says_not(WISH).says_not("Bruno Neri");
    // The same ways tell somebody of another firm: they are no dead ends.
    crate::jobs::acts::digest::look_at_once(&town.app, vera.id).await.unwrap();
    town.settles().await;
    let searches = vera.get("/jobs/searches").await.is(200);
    if choice == "nobody" {
        searches.says_not("Bruno Neri");
    } else {
        searches.says("Bruno Neri");
        assert!(all_pages(&vera).await.concat().contains(WISH));
    }
    letters_of_the_day(&town, letters_before, choice).await;
}

/// A day on: what was written to Ada since, and to Vera.
async fn letters_of_the_day(town: &Town, letters_before: usize, choice: &str) {
    town.days_pass(1);
    town.settles().await;
    town.settles().await;
    let letters = town.letters_to("ada@example.org");
    let fresh = letters.get(letters_before..).unwrap_or_default();
    // That the two were tied may be told a day later; nothing else of him is.
    let told: Vec<String> = fresh.iter().map(|letter| letter.replace("You and Bruno Neri are connected", "")).collect();
    assert!(told.iter().all(|letter| !letter.contains(WISH) && !letter.contains("Bruno")), "{told:?}");
    if choice != "nobody" {
        let told = town.letters_to("vera@example.org");
        assert!(told.iter().any(|letter| letter.contains("There is something new in your job searches")), "{told:?}");
    }
}

/// Those who are open, one at a time, to the end of the list.
async fn all_pages(person: &Person) -> Vec<String> {
    let (mut pages, mut path) = (Vec::new(), "/api/v1/jobs/people?limit=1".to_owned());
    loop {
        let page = person.get(&path).await.is(200);
        let next = page.json()["next"].as_str().map(str::to_owned);
        pages.push(page.text());
        let Some(next) = next else { return pages };
        path = if next.starts_with('/') { next } else { format!("/api/v1/jobs/people?limit=1&cursor={next}") };
        assert!(pages.len() < 20, "the list ends");
    }
}

/// All that a reader can look at where it might show.
async fn everything(person: &Person, employer: &str) -> Vec<String> {
    let mut all = all_pages(person).await;
    assert!(all.len() > 1, "there is a second page");
    assert!(all.iter().all(|page| !page.contains(WISH)));
    let of_employer = [
        format!("/organisations/{employer}"),
        format!("/api/v1/organisations/{employer}"),
        format!("/api/v1/organisations/{employer}/people"),
        format!("/api/v1/jobs/people?organisation={employer}"),
        format!("/search?q=tornitura&organisation={employer}"),
    ];
    for path in of_employer.iter().map(String::as_str).chain([
        "/search?q=luce",
        "/search?q=tornitura",
        "/api/v1/search?q=tornitura",
        "/api/v1/search?q=aperto+lavoro",
        "/api/v1/searches",
        "/inbox",
        "/garden",
        "/api/v1/jobs/people",
        "/api/v1/jobs/people?q=luce",
        "/api/v1/jobs/people?limit=1",
        "/jobs/people",
        "/jobs/people?q=luce",
        "/jobs/people?place=bologna",
        "/jobs/people?skill=tornitura",
        "/jobs/people?employer=mulino",
        "/jobs/people?employer=Segheria",
        "/jobs/people?after=1",
        "/api/v1/jobs/people?place=bologna",
        "/api/v1/jobs/people?skill=tornitura",
        "/api/v1/jobs/people?employer=mulino",
        "/api/v1/jobs/people?q=luce&skill=tornitura&employer=Mulino+Bianco",
        "/api/v1/jobs/people?cursor=1",
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
    ]) {
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
