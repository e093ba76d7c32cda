//! An ad: posted, read, found, confirmed, closed; each thing that may be wrong with one.

use serde_json::{Value, json};

use super::{ad, id, posts, small_town, titles, with};
use crate::{
    organisations::tests::{speaks_for, speaks_too},
    testkit::Town,
};

#[tokio::test]
async fn an_ad_is_posted_read_and_changed() {
    let (_town, [ada, bruno, carla, _]) = small_town().await;
    let officina = speaks_for(&ada, "Officina Quercianova", "company").await;
    let job = ada.post("/api/v1/jobs", ad(&officina)).await.is(201).json();
    assert_eq!(job["pay"]["from"], json!({ "amount": "32000.00", "currency": "EUR" }));
    assert_eq!((&job["state"], &job["mine"], &job["record"]["ads"]), (&json!("open"), &json!(true), &json!(1)));
    assert_eq!((&job["languages"], &job["skills"]), (&json!(["it"]), &json!(["disegno tecnico"])));
    assert_eq!((&job["organisation"]["proven"], &job["author"]["handle"]), (&json!(false), &json!("ada")));
    let (path, page) = (format!("/api/v1/jobs/{}", id(&job)), format!("/jobs/{}", id(&job)));
    assert_eq!(bruno.get(&path).await.is(200).json()["mine"], false);
    let english = bruno.get(&page).await.is(200);
    let english = english.says("€32,000–40,000 a year before tax").says("<strong>spostare</strong>");
    english.says("No known path yet").says("full time, permanent").says("unproven");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get(&page).await.is(200).says("32.000–40.000 € lordi l’anno").says("Nessun percorso noto");
    bruno.patch(&path, json!({ "title": "altro" })).await.is(404);
    let changed = ada.patch(&path, json!({ "title": "Progettista", "hours": 20 })).await.is(200).json();
    assert_eq!(
        (&changed["title"], &changed["hours"], &changed["place"]),
        (&json!("Progettista"), &json!(20), &json!("Modena"))
    );
    assert_eq!(ada.patch(&path, json!({ "past_pay": 3 })).await.is(400).code(), "http.field_unknown");
    ada.put("/api/v1/blocks/carla", json!({})).await.is(204);
    carla.get(&path).await.is(404);
    assert_eq!(titles(&carla, "").await, Vec::<String>::new(), "a block hides it in lists too");
    assert_eq!(titles(&bruno, "").await, ["Progettista"]);
}

#[tokio::test]
async fn a_visitor_reads_an_ad_and_nothing_of_people_there() {
    let (town, [ada, ..]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    town.visitor()
        .get(&format!("/jobs/{job}"))
        .await
        .is(200)
        .says("Progettista")
        .says("Sign in")
        .says_not("People you know");
    ada.put(&format!("/api/v1/jobs/{job}/closure"), json!({ "outcome": "otherwise" })).await.is(200);
    town.visitor().get(&format!("/jobs/{job}")).await.is(410);
}

#[tokio::test]
async fn each_bad_ad_has_its_sentence() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let agency = speaks_for(&ada, "Passamano", "agency").await;
    let good = ad(&officina);
    let pay = |from: &str, to: &str| json!({ "from": { "amount": from, "currency": "EUR" }, "to": { "amount": to, "currency": "EUR" }, "period": "year" });
    for (bad, code, field) in [
        (with(good.clone(), "pay", Value::Null), "jobs.pay_missing", "pay_from"),
        (with(good.clone(), "pay", pay("40000", "32000")), "jobs.pay_upside_down", "pay_to"),
        (with(good.clone(), "pay", pay("10000", "90000")), "jobs.pay_too_wide", "pay_to"),
        (with(good.clone(), "pay", pay("da concordare", "x")), "jobs.pay_malformed", "pay_from"),
        (with(good.clone(), "text", json!("a".repeat(20_001))), "jobs.text_too_long", "text"),
        (with(good.clone(), "title", json!("")), "jobs.title_missing", "title"),
        (with(good.clone(), "questions", json!(["Qual è la tua RAL attuale?"])), "jobs.asks_past_pay", "questions"),
        (with(good.clone(), "questions", json!(["What is your salary?"])), "jobs.asks_past_pay", "questions"),
        (with(good.clone(), "remote", json!("moon")), "jobs.remote_unknown", "remote"),
        (with(good.clone(), "hours", json!(80)), "jobs.hours_malformed", "hours"),
        (ad(&agency), "jobs.client_missing", "client"),
        (with(good.clone(), "organisation", json!("7")), "jobs.not_speaking", "organisation"),
        (with(good.clone(), "organisation", json!("x")), "jobs.not_speaking", "organisation"),
    ] {
        let problem = ada.post("/api/v1/jobs", bad).await.is(422).json();
        assert_eq!((&problem["code"], &problem["fields"][0]["name"]), (&json!(code), &json!(field)), "{problem}");
    }
    assert_eq!(bruno.post("/api/v1/jobs", good.clone()).await.is(422).code(), "jobs.not_speaking", "in another's name");
    let huge = with(good.clone(), "text", json!("a".repeat(5_000_000)));
    assert_eq!(ada.post("/api/v1/jobs", huge).await.is(413).code(), "http.too_large");
    let form = [
        ("organisation", officina.as_str()),
        ("title", "Un titolo che resta"),
        ("text", "x"),
        ("remote", "on_site"),
        ("contract", "permanent"),
        ("place", "Modena"),
        ("currency", "EUR"),
        ("period", "year"),
    ];
    let answer = ada.sends("/jobs/new", "/jobs", &form).await.is(422);
    answer.says("Say what it pays").says("Un titolo che resta");
}

#[tokio::test]
async fn a_pay_is_read_as_people_write_it_or_refused_with_a_sentence() {
    let (_town, [ada, ..]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let posts = async |from: &'static str| {
        let form = [
            ("organisation", officina.as_str()),
            ("title", from),
            ("text", "x"),
            ("remote", "on_site"),
            ("contract", "permanent"),
            ("place", "Modena"),
            ("pay_from", from),
            ("currency", "EUR"),
            ("period", "year"),
        ];
        ada.sends("/jobs/new", "/jobs", &form).await
    };
    for (typed, amount) in [
        ("€30k", "30000.00"),
        ("30k €", "30000.00"),
        ("30 mila", "30000.00"),
        ("30.000", "30000.00"),
        ("30,000.50", "30000.50"),
    ] {
        let path = posts(typed).await.is(303).location();
        let job = path.trim_start_matches("/jobs/").split('?').next().unwrap().to_owned();
        let pay = ada.get(&format!("/api/v1/jobs/{job}")).await.is(200).json()["pay"]["from"]["amount"].clone();
        assert_eq!(pay, amount, "{typed}");
    }
    for (typed, sentence) in [
        ("30", "write the whole amount"),
        ("30m", "Write the pay in figures"),
        ("30.000 lordi", "Write the pay in figures"),
        ("£30k", "of another currency"),
    ] {
        posts(typed).await.is(422).says(sentence);
    }
}

#[tokio::test]
async fn a_script_in_the_text_is_text() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let bad = "Ciao <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>";
    let job = ada.post("/api/v1/jobs", with(ad(&officina), "text", json!(bad))).await.is(201).json();
    let page = bruno.get(&format!("/jobs/{}", id(&job))).await.is(200);
    page.says("&lt;script&gt;").says_not("<script>alert").says_not("href=\"javascript").says_not("<img src=x");
}

#[tokio::test]
async fn an_ad_of_an_agency_says_for_whom() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    let agency = speaks_for(&ada, "Agenzia Passamano", "agency").await;
    let named = ada.post("/api/v1/jobs", with(ad(&agency), "client", json!("Tre Ruote"))).await.is(201).json();
    bruno.get(&format!("/jobs/{}", id(&named))).await.is(200).says("on behalf of Tre Ruote").says("Employment agency");
    let unnamed = ada.post("/api/v1/jobs", with(ad(&agency), "client_not_named", json!(true))).await.is(201).json();
    assert_eq!(unnamed["client"], Value::Null);
    bruno.get(&format!("/jobs/{}", id(&unnamed))).await.is(200).says("the client is not named");
}

#[tokio::test]
async fn an_ad_lives_a_month_is_confirmed_and_closes_with_its_outcome() {
    let (town, [ada, bruno, ..]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    let path = format!("/api/v1/jobs/{job}");
    let confirmation = format!("{path}/confirmation");
    assert_eq!(ada.put(&confirmation, Value::Null).await.is(422).code(), "jobs.nothing_to_confirm");
    town.days_pass(30);
    town.settles().await;
    town.settles().await;
    let ada = town.signs_in("ada").await;
    let notices = ada.get("/api/v1/notices").await.json();
    let due: Vec<&Value> = notices["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "job_due").collect();
    assert_eq!(due.len(), 1, "asked once: {notices}");
    ada.get("/jobs/mine").await.is(200).says("Yes, it still holds");
    ada.sends("/jobs/mine", &format!("/jobs/{job}/confirmation"), &[]).await.is(303);
    town.days_pass(30);
    ada.put(&confirmation, Value::Null).await.is(200);
    town.days_pass(28);
    assert_eq!(ada.put(&confirmation, Value::Null).await.is(422).code(), "jobs.too_old");
    assert_eq!(bruno.get(&path).await.is(200).json()["state"], "open");
    town.days_pass(2);
    assert_eq!(bruno.get(&path).await.is(410).code(), "http.gone", "ninety days are the end");
    town.settles().await;
    let told = ada.get(&path).await.is(200).json();
    assert_eq!((&told["outcome"], &told["record"]["not_confirmed"]), (&json!("not_confirmed"), &json!(1)));
}

#[tokio::test]
async fn closing_asks_for_the_outcome_and_the_record_tells_it() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    let (officina, job) = posts(&ada, "Officina").await;
    let path = format!("/api/v1/jobs/{job}");
    let page = ada.get("/jobs/mine").await.is(200).text();
    let radios: Vec<&str> =
        page.split("name=\"outcome\"").skip(1).map(|part| part.split('>').next().unwrap()).collect();
    assert!(radios.len() == 3 && radios.iter().all(|radio| !radio.contains("checked") && radio.contains("required")));
    let silent = ada.sends("/jobs/mine", &format!("/jobs/{job}/closure"), &[]).await.is(422);
    silent.says("Say how it ended").says("err-sum").says("Close the ad");
    for outcome in ["", "not_confirmed", "lost"] {
        let answer = ada.put(&format!("{path}/closure"), json!({ "outcome": outcome })).await.is(422);
        assert_eq!(answer.code(), "jobs.outcome_unknown");
    }
    bruno.put(&format!("{path}/closure"), json!({ "outcome": "stopped" })).await.is(404);
    ada.sends("/jobs/mine", &format!("/jobs/{job}/closure"), &[("outcome", "through_pergola")]).await.is(303);
    assert_eq!(
        ada.put(&format!("{path}/closure"), json!({ "outcome": "stopped" })).await.is(422).code(),
        "jobs.closed"
    );
    assert_eq!(ada.patch(&path, json!({ "title": "altro" })).await.is(422).code(), "jobs.closed");
    bruno.get(&path).await.is(410);
    let next = ada.post("/api/v1/jobs", ad(&officina)).await.is(201).json();
    let record = bruno.get(&format!("/api/v1/jobs/{}", id(&next))).await.json()["record"].clone();
    assert_eq!(
        (&record["ads"], &record["filled_here"], &record["answered_percent"]),
        (&json!(2), &json!(1), &json!(null))
    );
    bruno
        .get(&format!("/jobs/{}", id(&next)))
        .await
        .is(200)
        .says("one filled here")
        .says("nobody is waiting for an answer yet");
}

#[tokio::test]
async fn ads_are_found_by_what_they_say() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let agency = speaks_for(&ada, "Passamano", "agency").await;
    let laser = json!({ "organisation": agency, "client": "Tre Ruote", "title": "Taglio laser", "text": "Turni.",
                        "place": "Forlì", "remote": "on_site", "contract": "temporary",
                        "pay": { "from": { "amount": "12", "currency": "EUR" }, "period": "hour" } });
    ada.post("/api/v1/jobs", laser).await.is(201);
    ada.post("/api/v1/jobs", ad(&officina)).await.is(201);
    let all = ["Progettista di arredi per scuole", "Taglio laser"];
    for (query, found) in [
        ("", &all[..]),
        ("q=SPOSTARE+bambini", &all[..1]),
        ("q=tre+ruote", &all[1..]),
        ("q=%25", &[]),
        ("place=forli", &all[1..]),
        ("place=bologna&radius_km=50", &all[..1]),
        ("place=Bologna,+Italia&radius_km=100", &all[..]),
        ("place=Forl%C3%AC+(FC)&radius_km=25", &all[1..]),
        ("place=Atlantide&radius_km=100", &[]),
        ("remote=mixed", &all[..1]),
        ("contract=temporary", &all[1..]),
        ("pay=35000", &all[..1]),
        ("pay=24000", &all[..]),
        ("pay=24000&currency=GBP", &[]),
        ("language=IT", &all[..1]),
        ("kind=agency", &all[1..]),
        ("kind=agency&kind=company", &all[..]),
        ("known=3", &[]),
        (&format!("organisation={agency}"), &all[1..]),
    ] {
        assert_eq!(titles(&bruno, query).await, found, "{query}");
    }
    for (query, field) in
        [("known=9", "known"), ("kind=cult", "kind"), ("pay=x", "pay"), ("radius_km=900", "radius_km")]
    {
        let problem = bruno.get(&format!("/api/v1/jobs?{query}")).await.is(400).json();
        assert_eq!((&problem["code"], &problem["fields"][0]["name"]), (&json!("jobs.search_malformed"), &json!(field)));
    }
    assert_eq!(bruno.get("/api/v1/jobs?past_pay=1").await.is(400).code(), "http.field_unknown");
    assert_eq!(bruno.get("/api/v1/jobs?limit=0").await.is(400).code(), "http.limit_malformed");
    bruno.get("/jobs?q=laser&pay=&known=").await.is(200).says("Taglio laser").says_not("Progettista di arredi");
    bruno.get("/jobs?place=Atlantide&radius_km=50").await.is(200).says("We know no city called");
    bruno.get("/jobs?place=Bologna&radius_km=50").await.is(200).says("up to 50 km").says_not("We know no city");
    bruno.get("/jobs?known=9").await.is(200).says("This search cannot be understood");
}

#[tokio::test]
async fn a_long_list_is_read_to_its_end() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    for number in 0..23 {
        ada.post("/api/v1/jobs", with(ad(&officina), "title", json!(format!("lavoro {number}")))).await.is(201);
    }
    let (mut all, mut path) = (Vec::new(), "/api/v1/jobs?limit=10".to_owned());
    loop {
        let listed = bruno.get(&path).await.is(200).json();
        all.extend(listed["items"].as_array().unwrap().iter().map(|item| item["title"].clone()));
        let Some(next) = listed["next"].as_str() else { break };
        path = format!("/api/v1/jobs?limit=10&cursor={next}");
    }
    let expected: Vec<Value> = (0..23).rev().map(|number| json!(format!("lavoro {number}"))).collect();
    assert_eq!(all, expected, "newest first, each once");
    bruno.get("/jobs?page=3").await.is(200).says("Page 3 of 3").says("lavoro 0");
}

#[tokio::test]
async fn who_leaves_gives_the_ads_on_or_closes_them() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let (officina, job) = posts(&bruno, "Officina").await;
    let (_, alone) = posts(&bruno, "Bottega").await;
    speaks_too(&bruno, &officina, &carla, "owner").await;
    let form = [("password", crate::testkit::PASSWORD)];
    bruno.sends("/settings", "/settings/leaving", &form).await.is(303);
    town.days_pass(29);
    town.settles().await;
    town.days_pass(2);
    town.settles().await;
    let told = ada.get(&format!("/api/v1/jobs/{job}")).await.is(200).json();
    assert_eq!(told["author"]["handle"], carla.handle.as_str());
    ada.get(&format!("/api/v1/jobs/{alone}")).await.is(404);
}

#[tokio::test]
async fn below_an_ad_one_asks_and_its_author_hears_it() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let (_, job) = posts(&ada, "Officina Quercianova").await;
    let page = format!("/jobs/{job}");
    let path = format!("/api/v1{page}/comments");
    bruno.sends(&page, &format!("{page}/comments"), &[("text", "Si può **da casa**?")]).await.is(303);
    carla.get(&page).await.is(200).says("Si può <strong>da casa</strong>?").says("Bruno Neri");
    town.visitor().get(&page).await.is(200).says_not("da casa</strong>");
    assert_eq!(ada.get("/api/v1/notices").await.json()["items"][0]["kind"], "job_commented");
    let said = carla.post(&path, json!({ "text": "Anche la sera?" })).await.is(201).json();
    assert_eq!(bruno.get(&path).await.is(200).json()["items"].as_array().unwrap().len(), 2);
    bruno.delete(&format!("/api/v1/comments/{}", id(&said))).await.is(404);
    ada.delete(&format!("/api/v1/comments/{}", id(&said))).await.is(204);
    bruno.sends(&page, &format!("{page}/comments"), &[("text", "")]).await.is(422).says("err-sum");
    ada.put("/api/v1/blocks/carla", json!({})).await.is(204);
    carla.post(&path, json!({ "text": "Ci sono?" })).await.is(404);
}

#[tokio::test]
async fn an_ad_of_somebody_whose_account_is_closed_is_nowhere() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let (_, job) = posts(&bruno, "Officina").await;
    let suspended = town.app.by_itself(pergola_domain::members::Language::En);
    let found = town.app.db.read(async |tx| crate::members::find_by_handle(tx, "bruno").await).await.unwrap().unwrap();
    let until = suspended.now.plus_days(30);
    let done: Result<(), pergola_db::Fault> =
        town.app.db.write(async move |tx| crate::members::suspend(tx, found.id, Some(until)).await).await;
    done.unwrap();
    town.visitor().get(&format!("/jobs/{job}")).await.is(404);
    carla.get(&format!("/api/v1/jobs/{job}")).await.is(404);
    assert_eq!(titles(&ada, "").await, Vec::<String>::new());
    for feed in ["/jobs.xml", "/jobs.atom"] {
        town.visitor().get(feed).await.is(200).says_not("Progettista");
    }
}

#[tokio::test]
async fn readers_from_outside_find_ads_and_nothing_beside_them() {
    let (town, [ada, ..]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    let robots = town.visitor().get("/robots.txt").await.is(200).text();
    let allowed = |path: &str| {
        let rules = robots.lines().filter_map(|line| line.split_once(": "));
        let fits = |rule: &str| match rule.split_once('*') {
            Some((before, after)) => path.strip_prefix(before).is_some_and(|rest| rest.contains(after)),
            None => path.starts_with(rule),
        };
        let best = rules.filter(|(word, rule)| *word != "User-agent" && fits(rule)).max_by_key(|(_, rule)| rule.len());
        best.is_none_or(|(word, _)| word == "Allow")
    };
    for path in [format!("/jobs/{job}"), "/jobs.xml".to_owned(), "/jobs.atom?q=legno".to_owned()] {
        assert!(allowed(&path), "{path}");
    }
    for path in [
        "/",
        "/@ada",
        "/jobs",
        "/jobs/mine",
        "/jobs/people",
        "/jobs/searches",
        "/jobs/openness",
        "/jobs/7/applications",
        "/applications/7",
        "/organisations/7",
    ] {
        assert!(!allowed(path), "{path}");
    }
    let page = town.visitor().get(&format!("/jobs/{job}")).await.is(200);
    page.says("rel=\"alternate\" type=\"application/atom+xml\"").says("<a href=\"/jobs.xml\">");
}

#[tokio::test]
async fn older_ads_follow_and_pay_is_looked_for_in_its_currency() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    let (officina, first) = posts(&ada, "Officina").await;
    let pay = json!({ "from": { "amount": "60000", "currency": "CHF" }, "period": "year" });
    let swiss = with(with(ad(&officina), "title", json!("Falegname a Lugano")), "pay", pay);
    let second = id(&ada.post("/api/v1/jobs", swiss).await.is(201).json());
    let page = bruno.get("/jobs?pay=45000&currency=CHF").await.is(200);
    page.says("Falegname a Lugano").says_not("Progettista di arredi").says("<option value=\"CHF\" selected>");
    let older = bruno.get(&format!("/jobs?before={second}")).await.is(200);
    older.says("Progettista di arredi").says_not("Falegname a Lugano");
    bruno.get(&format!("/jobs?before={first}")).await.is(200).says("No ads");
}

#[tokio::test]
async fn only_who_looks_for_others_names_a_client_and_languages_are_tags() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    for (name, value, code) in [
        ("client", json!("Tre Ruote"), "jobs.client_of_nobody"),
        ("client_not_named", json!(true), "jobs.client_of_nobody"),
        ("languages", json!(["italiano e inglese"]), "jobs.languages_malformed"),
    ] {
        assert_eq!(ada.post("/api/v1/jobs", with(ad(&officina), name, value)).await.is(422).code(), code);
    }
    let spoken = ada.post("/api/v1/jobs", with(ad(&officina), "languages", json!(["PT-br"]))).await.is(201).json();
    assert_eq!(spoken["languages"], json!(["pt-br"]));
    assert_eq!(titles(&bruno, "language=pt-BR").await.len(), 1);
}

#[tokio::test]
async fn the_ads_of_those_one_speaks_for_are_listed_also_when_they_are_closed() {
    let (_town, [ada, bruno, carla, _]) = small_town().await;
    let (officina, first) = posts(&ada, "Officina").await;
    let second = id(&ada.post("/api/v1/jobs", with(ad(&officina), "title", json!("Secondo"))).await.is(201).json());
    ada.put(&format!("/api/v1/jobs/{first}/closure"), json!({ "outcome": "otherwise" })).await.is(200);
    let listed = ada.get("/api/v1/jobs/mine").await.is(200).json();
    let told: Vec<[&Value; 3]> =
        listed["items"].as_array().unwrap().iter().map(|one| [&one["id"], &one["state"], &one["outcome"]]).collect();
    let (newer, older) = (json!(second), json!(first));
    assert_eq!(
        told,
        [[&newer, &json!("open"), &Value::Null], [&older, &json!("closed"), &json!("otherwise")]],
        "newest first"
    );
    let page = ada.get("/api/v1/jobs/mine?limit=1").await.is(200).json();
    let rest = format!("/api/v1/jobs/mine?limit=1&cursor={}", page["next"].as_str().unwrap());
    assert_eq!(ada.get(&rest).await.is(200).json()["items"][0]["id"], older);
    assert_eq!(bruno.get("/api/v1/jobs/mine").await.is(200).json()["items"], json!([]));
    speaks_too(&ada, &officina, &carla, "poster").await;
    assert_eq!(carla.get("/api/v1/jobs/mine").await.is(200).json()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn an_ad_tells_how_one_is_chosen_and_who_answers_in_how_many_days() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let plain = id(&ada.post("/api/v1/jobs", ad(&officina)).await.is(201).json());
    let page = bruno.get(&format!("/jobs/{plain}")).await.is(200);
    page.says("How they choose")
        .says("no steps of its own")
        .says("Ada Rossi answers.")
        .says("Ada Rossi reads what you send");
    let steps = json!(["Leggiamo il profilo (entro 6 giorni)", "Una giornata in <laboratorio>"]);
    let told = ada.post("/api/v1/jobs", with(ad(&officina), "steps", steps.clone())).await.is(201).json();
    assert_eq!(told["steps"], steps);
    let sent =
        id(&bruno.post(&format!("/api/v1/jobs/{plain}/applications"), json!({ "sends": ["skills"] })).await.json());
    town.days_pass(4);
    let stage = format!("/api/v1/applications/{sent}/stage");
    ada.put(&stage, json!({ "stage": "not_this_time" })).await.is(200);
    let path = format!("/jobs/{}", id(&told));
    let page = town.visitor().get(&path).await.is(200);
    let page = page.says("Two steps. Ada Rossi answers, usually in 4 days. So far everybody has had an answer.");
    let page = page.says("<b>Leggiamo il profilo</b></p><p class=\"sm\">entro 6 giorni</p>");
    page.says("Una giornata in &#60;laboratorio&#62;").says_not("no steps of its own");
    carla.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let carla = town.signs_in("carla").await;
    carla.get(&path).await.is(200).says("Due passi. Risponde Ada Rossi, di solito in 4 giorni.");
    let bad = with(ad(&officina), "steps", json!(vec!["a"; 7]));
    assert_eq!(ada.post("/api/v1/jobs", bad).await.is(422).code(), "jobs.too_many_steps");
    let bad = with(ad(&officina), "steps", json!(["a".repeat(201)]));
    assert_eq!(ada.post("/api/v1/jobs", bad).await.is(422).code(), "jobs.step_too_long");
    let ada = town.signs_in("ada").await;
    ada.get(&format!("{path}/edit")).await.is(200).says("Leggiamo il profilo (entro 6 giorni)");
    let form = [
        ("organisation", officina.as_str()),
        ("title", "Un titolo"),
        ("text", "x"),
        ("remote", "on_site"),
        ("contract", "permanent"),
        ("place", "Modena"),
        ("pay_from", "30000"),
        ("currency", "EUR"),
        ("period", "year"),
        ("steps", "uno\ndue\ntre\nquattro\ncinque\nsei\nsette"),
    ];
    ada.sends("/jobs/new", "/jobs", &form).await.is(422).says("6 steps at most").says("quattro");
}
