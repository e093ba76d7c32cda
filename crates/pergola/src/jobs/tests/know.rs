//! Whom one knows where an ad is from: at one, two and three steps, with the way, and nothing that nobody may know.

use serde_json::{Value, json};

use super::{ad, id, posts, small_town, tie, titles, with, works};
use crate::testkit::{Person, Town};

/// Handles in the order in which they are shown.
fn handles(people: &Value) -> Vec<&str> {
    people["items"].as_array().unwrap().iter().map(|one| one["person"]["handle"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn everybody_whom_an_organisation_s_page_names_has_his_way() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let (officina, _) = posts(&ada, "Officina").await;
    tie(&bruno, &carla).await;
    let names = [
        "Uno R",
        "Duo R",
        "Tre R",
        "Quarto R",
        "Quinto R",
        "Sesto R",
        "Settimo R",
        "Ottavo R",
        "Nono R",
        "Decimo R",
        "Ennio R",
        "Dodo R",
        "Fine R",
    ];
    for person in town.people(names).await {
        tie(&carla, &person).await;
        works(&person, "Officina", "2020", None).await;
    }
    town.settles().await;
    let page =
        bruno.get(&format!("/organisations/{officina}")).await.is(200).says_not("The path cannot be told").text();
    for name in names {
        assert!(page.contains(&format!(">{name}</a>")), "{name}");
    }
    assert_eq!(page.matches("<a href=\"/@carla\">").count(), names.len(), "through Carla, each of them");
}

#[tokio::test]
async fn who_is_there_is_told_with_the_way() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let [emma, fosco] = town.people(["Emma Viola", "Fosco Grigio"]).await;
    let (_, job) = posts(&ada, "Officina").await;
    let path = format!("/api/v1/jobs/{job}/people");
    town.settles().await;
    assert_eq!(bruno.get(&path).await.is(200).json(), json!({ "items": [], "more": 0 }));
    // Bruno, Carla, Dora, Emma: a chain; Carla was there, Dora and Emma are.
    for (one, other) in [(&bruno, &carla), (&carla, &dora), (&dora, &emma)] {
        tie(one, other).await;
    }
    works(&carla, "officina", "2015", Some("2020-06")).await;
    works(&dora, "Officina", "2019", None).await;
    works(&emma, "Officina S. r. l.", "2024", None).await;
    works(&fosco, "Officina", "2010", None).await;
    town.settles().await;
    let people = bruno.get(&path).await.is(200).json();
    let far: Vec<(&str, i64, bool)> = people["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["person"]["handle"].as_str().unwrap(),
                one["distance"].as_i64().unwrap(),
                one["now"].as_bool().unwrap(),
            )
        })
        .collect();
    let mut sorted = far.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        [("carla", 1, false), ("dora", 2, true), ("emma", 3, true)],
        "nobody is told of a stranger: {people}"
    );
    let dora_there = people["items"].as_array().unwrap().iter().find(|one| one["person"]["handle"] == "dora").unwrap();
    let way: Vec<&str> =
        dora_there["path"].as_array().unwrap().iter().map(|step| step["person"]["handle"].as_str().unwrap()).collect();
    assert_eq!(way, ["carla", "dora"]);
    assert!(!dora_there["path"][1]["reasons"].as_array().unwrap().is_empty(), "each step has its reasons");
    let carla_there =
        people["items"].as_array().unwrap().iter().find(|one| one["person"]["handle"] == "carla").unwrap();
    assert!(!carla_there["path"][0]["reasons"].as_array().unwrap().is_empty(), "one's own tie has its reasons too");
    let page = bruno.get(&format!("/jobs/{job}")).await.is(200).says("Carla Blu").says("worked there, 2015–2020");
    page.says("/requests/new?to=dora&#38;through=carla").says("Ask Carla what it is like").says_not("Fosco Grigio");
    bruno.get("/jobs").await.is(200).says("<b>Carla</b> worked there.");
    assert_eq!(titles(&bruno, "known=1").await.len(), 1);
    assert_eq!(titles(&fosco, "known=3").await.len(), 0);
    bruno.get("/requests/new?to=dora&through=carla").await.is(200).says("Dora Verdi");
}

#[tokio::test]
async fn who_knows_both_goes_first_and_asks_for_the_introduction() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    for person in [&carla, &dora] {
        tie(&bruno, person).await;
        works(person, "Officina", "2019", None).await;
    }
    tie(&ada, &dora).await;
    town.settles().await;
    let people = bruno.get(&format!("/api/v1/jobs/{job}/people")).await.is(200).json();
    assert_eq!(handles(&people), ["dora", "carla"], "{people}");
    assert_eq!(
        (&people["items"][0]["knows_author"], &people["items"][1]["knows_author"]),
        (&json!(true), &json!(false))
    );
    let page = bruno.get(&format!("/jobs/{job}")).await.is(200);
    page.says("/requests/new?to=ada&#38;through=dora").says("Ask Dora to introduce you").says("knows who posts");
    // Who shows the ties to nobody is told of with nobody.
    let known = async || {
        town.settles().await;
        let people = bruno.get(&format!("/api/v1/jobs/{job}/people")).await.is(200).json();
        people["items"].as_array().unwrap().iter().filter(|one| one["knows_author"] == true).count()
    };
    assert_eq!(known().await, 1);
    dora.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    assert_eq!(known().await, 0);
    dora.patch("/api/v1/me", json!({ "ties_shown": "ties" })).await.is(200);
    assert_eq!(known().await, 1);
    ada.put("/api/v1/blocks/dora", json!({})).await.is(204);
    assert_eq!(known().await, 0, "nor who is blocked with who posts");
}

#[tokio::test]
async fn why_one_knows_ones_own_ties_there_is_told_on_both_pages() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let (officina, job) = posts(&ada, "Officina").await;
    tie(&bruno, &carla).await;
    tie(&carla, &dora).await;
    works(&bruno, "Mulino", "2014", Some("2019")).await;
    let positions = json!([
        { "organisation": "Mulino", "title": "mugnaia", "from": "2012", "to": "2018" },
        { "organisation": "Officina", "title": "falegname", "from": "2019" },
    ]);
    carla.patch("/api/v1/me", json!({ "positions": positions })).await.is(200);
    works(&dora, "Officina", "2019", None).await;
    town.settles().await;
    for path in [format!("/jobs/{job}"), format!("/organisations/{officina}")] {
        let page = bruno.get(&path).await.is(200);
        let page = page.says("You and Carla: you worked together; together at Mulino (2014–2018); connected since");
        page.says("Dora Verdi: worked together; together at Officina").says_not("You and Dora");
    }
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let page = bruno.get(&format!("/organisations/{officina}")).await.is(200);
    page.says("insieme qui: Mulino (2014–2018); ");
}

#[tokio::test]
async fn somebody_blocked_is_not_there() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    tie(&bruno, &carla).await;
    tie(&carla, &dora).await;
    works(&dora, "Officina", "2019", None).await;
    works(&carla, "Officina", "2019", None).await;
    town.settles().await;
    let path = format!("/api/v1/jobs/{job}/people");
    assert_eq!(bruno.get(&path).await.json()["items"].as_array().unwrap().len(), 2);
    dora.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    town.settles().await;
    assert_eq!(handles(&bruno.get(&path).await.json()), ["carla"]);
    carla.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    town.settles().await;
    assert_eq!(handles(&bruno.get(&path).await.json()), Vec::<&str>::new());
    bruno.get("/jobs").await.is(200).says_not("Carla").says_not("Dora");
}

#[tokio::test]
async fn a_legal_form_makes_no_other_place_in_the_list_the_filter_and_the_digest() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let fosco = town.joins("Fosco Grigio").await;
    tie(&bruno, &carla).await;
    tie(&dora, &fosco).await;
    // Who was there under two names is counted once.
    let positions = json!([
        { "organisation": "Officina Quercianova S. r. l.", "title": "falegname", "from": "2015", "to": "2018" },
        { "organisation": "OFFICINA QUERCIANOVA società a responsabilità limitata", "title": "capo", "from": "2019" },
        { "organisation": "Quercianova", "title": "guida", "from": "2001", "to": "2003" },
    ]);
    carla.patch("/api/v1/me", json!({ "positions": positions })).await.is(200);
    works(&fosco, "Officina Nova", "2019", None).await;
    for person in [&bruno, &dora] {
        person.post("/api/v1/searches", json!({ "query": "known=1" })).await.is(201);
    }
    let (officina, job) = posts(&ada, "Officina Quercianova").await;
    town.settles().await;
    bruno.get("/jobs").await.is(200).says("<b>Carla</b> works there.");
    bruno.get("/jobs?known=1").await.is(200).says("Progettista di arredi");
    assert_eq!(titles(&bruno, "known=1").await.len(), 1);
    assert_eq!(titles(&dora, "known=3").await, Vec::<String>::new(), "another firm is another firm");
    let people = bruno.get(&format!("/api/v1/jobs/{job}/people")).await.is(200).json();
    assert_eq!((handles(&people), &people["items"][0]["now"]), (vec!["carla"], &json!(true)));
    bruno.get(&format!("/organisations/{officina}")).await.is(200).says("Carla Blu");
    // Bruno was there in the same years, under a third spelling.
    works(&bruno, "Officina Quercianova & C. s.n.c.", "2016", Some("2017-06")).await;
    town.settles().await;
    bruno.get(&format!("/jobs/{job}")).await.is(200).says("Carla Blu");
    town.days_pass(1);
    town.settles().await;
    for (person, told) in [(&bruno, 1), (&dora, 0)] {
        let person = town.signs_in(&person.handle).await;
        let notices = person.get("/api/v1/notices").await.is(200).json();
        let found = notices["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "search_found").count();
        assert_eq!(found, told, "{}", person.handle);
    }
}

#[tokio::test]
async fn the_order_is_the_one_of_the_rule_on_the_page_and_for_programs() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let (_, job) = posts(&ada, "Officina").await;
    works(&ada, "Officina", "2005", None).await;
    // The closest tie, a middling one, one of long ago who was there with Ada, and one from before her.
    let mut people = Vec::new();
    for (name, from, to, closeness) in [
        ("Carla Blu", "2015", None, 5),
        ("Dora Verdi", "2015", None, 3),
        ("Emma Viola", "2008", Some("2012"), 3),
        ("Fosco Grigio", "2000", Some("2002"), 3),
    ] {
        let person = town.joins(name).await;
        tie(&bruno, &person).await;
        works(&person, "Officina", from, to).await;
        let path = format!("/api/v1/ties/{}", person.handle);
        bruno.patch(&path, json!({ "closeness": closeness })).await.is(200);
        people.push(person);
    }
    town.settles().await;
    let by = town.app.by_itself(pergola_domain::members::Language::En).on_behalf_of(bruno.id);
    let seen = crate::jobs::acts::ads::seen(&town.app, &by, job.parse().unwrap()).await.ok().unwrap();
    let t = crate::words::Speech::new(&town.app, by.language);
    let doors = crate::jobs::know::doors(&town.app, &by, &t, &seen.job).await.ok().unwrap();
    let strength =
        |handle: &str| doors.shown.iter().find(|door| door.person.handle == handle).unwrap().there.first_step;
    assert!(
        strength("carla") > strength("dora") && strength("dora") >= 400,
        "{} {}",
        strength("carla"),
        strength("dora")
    );
    let there = |handle: &str| doors.shown.iter().find(|door| door.person.handle == handle).unwrap().there.clone();
    assert!(there("emma").with_about && !there("fosco").with_about, "who was there together with who posts");
    let told = bruno.get(&format!("/api/v1/jobs/{job}/people")).await.is(200).json();
    let order = handles(&told);
    let place = |handle: &str| order.iter().position(|one| *one == handle).unwrap();
    assert!(place("emma") < place("fosco"), "{order:?}");
    assert!(place("dora") < place("emma"), "who is there now goes before who was: {order:?}");
    let expected: Vec<&str> = doors.shown.iter().map(|door| door.person.handle.as_str()).collect();
    assert_eq!(order, expected);
    let mut points: Vec<(i64, &str)> =
        doors.shown.iter().map(|door| (points(door), door.person.handle.as_str())).collect();
    assert!(points.is_sorted_by(|one, other| one.0 >= other.0), "{points:?}");
    points.dedup_by_key(|one| one.0);
    assert!(points.len() > 2, "the story tells several cases: {points:?}");
    let page = bruno.get(&format!("/jobs/{job}")).await.is(200).text();
    let known = page.split("id=\"known\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
    let at: Vec<usize> = order.iter().map(|handle| known.find(&format!("href=\"/@{handle}\"")).unwrap()).collect();
    assert!(at.is_sorted(), "the page has them in the same order");
    drop(people);
}

/// What docs/jobs.md gives somebody who is shown.
fn points(door: &crate::jobs::know::Door) -> i64 {
    let there = &door.there;
    let tie = match there.first_step {
        700.. => 2,
        400..700 => 3,
        _ => 1,
    };
    let now = if there.is_now() { 2 } else { 0 };
    (3 - i64::from(there.distance)) + 3 * i64::from(there.knows) + tie + now + i64::from(there.with_about)
}

#[tokio::test]
async fn the_years_that_one_was_there_together_are_told_to_programs() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let (officina, job) = posts(&ada, "Officina").await;
    tie(&bruno, &carla).await;
    works(&bruno, "Officina", "2010-01", Some("2016-06")).await;
    works(&carla, "Officina", "2014-01", Some("2019-12")).await;
    town.settles().await;
    for path in [format!("/api/v1/organisations/{officina}/people"), format!("/api/v1/jobs/{job}/people")] {
        let told = bruno.get(&path).await.is(200).json();
        assert_eq!(told["items"][0]["years_together"], "2014–2016", "{path}: {told}");
    }
    works(&carla, "Officina", "2018-01", Some("2019-12")).await;
    town.settles().await;
    for path in [format!("/api/v1/organisations/{officina}/people"), format!("/api/v1/jobs/{job}/people")] {
        let told = bruno.get(&path).await.is(200).json();
        assert_eq!(
            (&told["items"][0]["person"]["handle"], &told["items"][0]["years_together"]),
            (&json!("carla"), &Value::Null)
        );
    }
}

#[tokio::test]
async fn years_of_study_are_told_as_years_of_work_are_and_never_mixed() {
    let (town, [_, bruno, carla, _]) = small_town().await;
    tie(&bruno, &carla).await;
    let studies = async |person: &Person, from: &str, to: &str| {
        let school = json!({ "school": "Scuola del Libro", "from": from, "to": to });
        person.patch("/api/v1/me", json!({ "education": [school] })).await.is(200);
    };
    studies(&bruno, "2001-09", "2006-06").await;
    studies(&carla, "2004-09", "2009-06").await;
    town.settles().await;
    let sql = "SELECT id FROM organisations WHERE is_school = TRUE";
    let found = town.app.db.read(async move |tx| tx.one(sql, &[], |row| row.get::<i64>(0)).await).await;
    let school = found.unwrap_or_else(|fault: pergola_db::Fault| panic!("{fault}")).unwrap();
    let people = format!("/api/v1/organisations/{school}/people");
    let told = bruno.get(&people).await.is(200).json();
    assert_eq!(told["items"][0]["years_together"], "2004–2006", "{told}");
    // Who works there while others study was not there with them.
    works(&bruno, "Scuola del Libro", "2007-01", None).await;
    bruno.patch("/api/v1/me", json!({ "education": [] })).await.is(200);
    town.settles().await;
    let told = bruno.get(&people).await.is(200).json();
    assert_eq!(told["items"][0]["years_together"], Value::Null, "{told}");
}

#[tokio::test]
async fn where_one_knows_somebody_is_asked_for_one_two_and_three_steps() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let [emma, fosco] = town.people(["Emma Viola", "Fosco Grigio"]).await;
    // Bruno, Carla, Dora, Emma: a chain, each at a place of her own; Fosco is nobody's.
    for (one, other) in [(&bruno, &carla), (&carla, &dora), (&dora, &emma)] {
        tie(one, other).await;
    }
    let mut farthest = String::new();
    for (person, name) in [(&carla, "Uno"), (&dora, "Due"), (&emma, "Tre"), (&fosco, "Nessuno")] {
        works(person, name, "2019", None).await;
        let organisation = crate::organisations::tests::speaks_for(&ada, name, "company").await;
        let new = with(ad(&organisation), "title", json!(format!("Lavoro da {name}")));
        let job = id(&ada.post("/api/v1/jobs", new).await.is(201).json());
        if name == "Tre" {
            farthest = job;
        }
    }
    town.settles().await;
    let all = ["Nessuno", "Tre", "Due", "Uno"];
    for (query, known) in [("", 4), ("known=1", 1), ("known=2", 2), ("known=3", 3)] {
        let expected: Vec<String> = all[4 - known..].iter().map(|name| format!("Lavoro da {name}")).collect();
        assert_eq!(titles(&bruno, query).await, expected, "{query}");
        let page = bruno.get(&format!("/jobs?{query}")).await.is(200).text();
        for name in all {
            let told = expected.contains(&format!("Lavoro da {name}"));
            assert_eq!(page.contains(&format!("Lavoro da {name}<")), told, "{query}: {name}");
        }
    }
    let from_the_end = titles(&emma, "known=3").await;
    assert_eq!(
        from_the_end,
        ["Lavoro da Due", "Lavoro da Uno"],
        "the chain from its other end, but for where she is herself"
    );

    // At three steps the whole way is told, each step with its reasons, and the first of it is asked.
    let people = bruno.get(&format!("/api/v1/jobs/{farthest}/people")).await.is(200).json();
    let there = &people["items"][0];
    assert_eq!((handles(&people), &there["distance"]), (vec!["emma"], &json!(3)), "{people}");
    let way = there["path"].as_array().unwrap();
    let on_it: Vec<&str> = way.iter().map(|step| step["person"]["handle"].as_str().unwrap()).collect();
    assert_eq!(on_it, ["carla", "dora", "emma"]);
    assert!(way.iter().all(|step| !step["reasons"].as_array().unwrap().is_empty()), "{people}");
    let page = bruno.get(&format!("/jobs/{farthest}")).await.is(200).says("Emma Viola").says("Dora Verdi");
    page.says("/requests/new?to=emma&#38;through=carla");
    bruno.get("/requests/new?to=emma&through=carla").await.is(200).says("Emma Viola");
}
