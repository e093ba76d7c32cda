//! Feeds that are pulled: pages of others, when, how slowly, how often, by an agency; and our own words of schema.org, read back.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use pergola_domain::{
    jobs::{Said, Typed},
    organisations::Kind,
};
use pergola_formats::jobfeed;
use proptest::{prelude::*, sample::select, test_runner::TestRunner};
use serde_json::{Value, json};

use super::{
    ad,
    feeds::{PAY, item, outcomes, town_with_feed, trouble, vanished},
    id, small_town, titles, with,
};
use crate::{
    jobs::{
        Job,
        acts::{
            ads::{Seen, seen},
            feeds::{pull_due, pull_due_within, typed},
        },
        pages::feeds::json_ld,
    },
    organisations::tests::speaks_for,
    outside::{fetch::FetchLimits, standin::Says},
    testkit::{Person, Town},
    vocabulary,
    words::prose,
};

/// A page of somebody's site with these ads in it.
fn page(postings: &[Value]) -> String {
    let blocks = postings.iter().map(|one| format!("<script type=\"application/ld+json\">{one}</script>"));
    format!("<!doctype html><html><head>{}</head><body>Lavora con noi</body></html>", blocks.collect::<String>())
}

fn posting(key: u32, title: &str) -> Value {
    json!({ "@context": "https://schema.org", "@type": "JobPosting", "title": title, "identifier": { "value": key },
            "url": format!("https://officina.example/{key}"), "hiringOrganization": { "name": "Officina S.r.l." },
            "description": "<p>Un <strong>lavoro</strong>.</p><ul><li>al banco</li></ul>", "employmentType": ["PART_TIME", "TEMPORARY"],
            "jobLocation": { "address": { "addressLocality": "Modena" } }, "workHours": "20",
            "baseSalary": { "currency": "EUR", "value": { "minValue": 16.5, "maxValue": 18, "unitText": "HOUR" } } })
}

#[tokio::test]
async fn a_page_with_postings_is_pulled_and_what_vanishes_from_it_closes() {
    let told = Arc::new(Mutex::new(vec![posting(1, "Uno"), posting(2, "Due")]));
    let there = Arc::clone(&told);
    let (town, ada, officina, standin) = town_with_feed(move |_| {
        Says::answer(200, &[("content-type", "text/html")], page(&there.lock().unwrap()).as_bytes())
    })
    .await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/lavora")).await, Value::Null);
    assert_eq!(titles(&ada, "").await, ["Due", "Uno"]);
    let first = ada.get("/api/v1/jobs").await.json()["items"][1].clone();
    assert_eq!(
        [&first["contract"], &first["hours"], &first["pay"]["from"]["amount"], &first["source_url"], &first["text"]],
        [
            &json!("temporary"),
            &json!(20),
            &json!("16.50"),
            &json!("https://officina.example/1"),
            &json!("Un **lavoro**.\n\n- al banco")
        ]
    );
    let before = ada.get("/api/v1/jobs").await.json();
    town.days_pass(1);
    pull_due(&town.app).await.unwrap();
    assert_eq!(ada.get("/api/v1/jobs").await.json(), before, "the same page gives the same ads");
    assert_eq!(vanished(&ada).await, 0);
    *told.lock().unwrap() = vec![posting(2, "Due, di nuovo")];
    town.days_pass(1);
    pull_due(&town.app).await.unwrap();
    assert_eq!(titles(&ada, "").await, ["Due, di nuovo"]);
    assert_eq!(outcomes(&ada).await, [Value::Null, json!("not_confirmed")], "closed as what nobody confirms");
    assert_eq!(vanished(&ada).await, 1, "whose ads they are is told");
    town.signs_in("ada")
        .await
        .get("/notices")
        .await
        .is(200)
        .says("Ads that we read from another site for you are closed");
}

#[tokio::test]
async fn a_page_that_is_gone_or_has_no_ad_any_more_closes_its_ads_when_that_is_so_twice() {
    let says = Arc::new(Mutex::new((200, page(&[posting(1, "Uno")]))));
    let told = Arc::clone(&says);
    let (town, ada, officina, standin) = town_with_feed(move |_| {
        let (status, body) = told.lock().unwrap().clone();
        Says::answer(status, &[], body.as_bytes())
    })
    .await;
    let visit = async |status: u16, body: String| {
        *says.lock().unwrap() = (status, body);
        town.days_pass(1);
        pull_due(&town.app).await.unwrap();
        let feed = ada.get(&format!("/api/v1/organisations/{officina}/feeds")).await.json()["items"][0].clone();
        (titles(&ada, "").await.len(), feed["trouble"].clone())
    };
    let there = || page(&[posting(1, "Uno")]);
    let damaged = || there().replace("\"title\"", "title");
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/lavora")).await, Value::Null);
    for sure in ["jobs.feed_unreachable", "jobs.feed_unreadable"] {
        let nothing = || match sure {
            "jobs.feed_unreachable" => (410, String::new()),
            _ => (200, page(&[])),
        };
        let doubt = json!(if nothing().0 == 410 { "jobs.feed_gone" } else { "jobs.feed_empty" });
        let nothing_there = async || visit(nothing().0, nothing().1).await;
        assert_eq!(nothing_there().await, (1, doubt.clone()), "once may be a fault of the other side");
        let shown = ada.get(&format!("/organisations/{officina}/feeds")).await.is(200);
        shown.says("next time");
        // Damaged, too large, out of order: nothing is known of the ads, and what was doubted is doubted anew.
        for (status, body) in
            [(200, damaged()), (200, "a".repeat(6 * 1_024 * 1_024)), (503, String::new()), (404, String::new())]
        {
            assert_eq!(visit(status, body).await.0, 1, "{status}");
        }
        assert_eq!(visit(200, there()).await, (1, Value::Null));
        assert_eq!(nothing_there().await, (1, doubt.clone()));
        assert_eq!(visit(200, damaged()).await, (1, json!("jobs.feed_unreadable")));
        assert_eq!(nothing_there().await, (1, doubt.clone()));
        let told = vanished(&ada).await;
        assert_eq!(nothing_there().await, (0, json!(sure)), "two visits that follow each other");
        assert_eq!((outcomes(&ada).await, vanished(&ada).await), (vec![json!("not_confirmed")], told + 1));
        assert_eq!(nothing_there().await, (0, json!(sure)));
        assert_eq!(vanished(&ada).await, told + 1, "told once");
        assert_eq!(visit(200, there()).await, (1, Value::Null), "what is back opens again");
    }
    assert_eq!(visit(404, String::new()).await.0, 1);
    assert_eq!(visit(200, page(&[])).await.0, 0, "gone, then without an ad, are two visits too");
}

/// The program itself, not a story, has feeds read: what it starts and leaves running.
#[tokio::test]
async fn what_runs_by_the_hour_pulls_each_feed_when_it_is_due() {
    let (town, ada, officina, standin) = town_with_feed(|path| {
        let key = if path == "/a.xml" { 1 } else { 2 };
        let title = if path == "/a.xml" { "Uno" } else { "Due" };
        Says::answer(200, &[], format!("<source>{}</source>", item(key, title, PAY)).as_bytes())
    })
    .await;
    let path = format!("/api/v1/organisations/{officina}/feeds");
    ada.post(&path, json!({ "url": standin.url("/a.xml") })).await.is(201);
    let (going, stop) = tokio::sync::watch::channel(false);
    let followers = crate::followers::start_with(&town.app, &stop, Duration::from_millis(50));
    let heard = |path: &str| standin.heard().iter().filter(|heard| heard.path == path).count();
    let waits = async |path: &str, times: usize| {
        for _ in 0..2_000 {
            if heard(path) >= times {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{path} was never read {times} times");
    };
    waits("/a.xml", 1).await;
    // Another one is read at the next round, and that round leaves the first alone until its six hours are over.
    town.minutes_pass(359);
    ada.post(&path, json!({ "url": standin.url("/b.xml") })).await.is(201);
    waits("/b.xml", 1).await;
    assert_eq!(heard("/a.xml"), 1, "not due");
    town.minutes_pass(1);
    waits("/a.xml", 2).await;
    assert_eq!(heard("/b.xml"), 1);
    going.send(true).unwrap();
    followers.finish().await;
    let mut found = titles(&ada, "").await;
    found.sort();
    assert_eq!(found, ["Due", "Uno"], "and what was read stands here");
}

#[tokio::test]
async fn a_feed_is_pulled_every_six_hours_while_its_organisation_is_proven() {
    let (town, ada, officina, standin) = town_with_feed(|_| Says::answer(200, &[], b"<source/>")).await;
    let path = format!("/api/v1/organisations/{officina}/feeds");
    let feed = ada.post(&path, json!({ "url": standin.url("/jobs.xml") })).await.is(201).json();
    let pulls = async || {
        pull_due(&town.app).await.unwrap();
        standin.heard().len()
    };
    assert_eq!((pulls().await, pulls().await), (1, 1), "at once, and not again");
    town.minutes_pass(359);
    assert_eq!(pulls().await, 1);
    town.minutes_pass(1);
    assert_eq!(pulls().await, 2);
    town.minutes_pass(360);
    let organisation: pergola_domain::ids::OrganisationId = officina.parse().unwrap();
    let proven = async |at: Option<i64>| {
        let sql = "UPDATE organisation_pages SET proven_at = $2 WHERE organisation_id = $1";
        let set = async move |tx: &pergola_db::Tx| tx.run(sql, &pergola_db::params![organisation, at]).await.map(drop);
        town.app.db.write::<(), pergola_db::Fault, _>(set).await.unwrap();
    };
    proven(None).await;
    assert_eq!(pulls().await, 2, "who proves nothing has nothing read");
    proven(Some(1)).await;
    assert_eq!(pulls().await, 3);
    ada.delete(&format!("{path}/{}", id(&feed))).await.is(204);
    town.minutes_pass(360);
    assert_eq!(pulls().await, 3);
}

#[tokio::test]
async fn however_many_are_due_each_is_pulled() {
    let (town, ada, officina, standin) = town_with_feed(|_| Says::answer(200, &[], b"<source/>")).await;
    let pages = ["/a.xml", "/b.xml", "/c.xml"];
    for page in pages {
        let feed = json!({ "url": standin.url(page) });
        ada.post(&format!("/api/v1/organisations/{officina}/feeds"), feed).await.is(201);
    }
    let limits = FetchLimits { bytes: 10_000, time: Duration::from_secs(5), redirects: 0, first_part_is_enough: false };
    for round in 1..=2 {
        pull_due_within(&town.app, &limits, 1).await.unwrap();
        for page in pages {
            assert_eq!(standin.heard().iter().filter(|heard| heard.path == page).count(), round, "{page}");
        }
        town.minutes_pass(360);
    }
}

#[tokio::test]
async fn one_that_is_too_slow_is_told_and_changes_nothing() {
    let slow = Arc::new(Mutex::new(false));
    let says = Arc::clone(&slow);
    let (town, ada, officina, standin) = town_with_feed(move |_| {
        let xml = format!("<source>{}</source>", item(1, "Uno", PAY));
        if *says.lock().unwrap() { Says::ThenSilence(Vec::new()) } else { Says::answer(200, &[], xml.as_bytes()) }
    })
    .await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/jobs.xml")).await, Value::Null);
    *slow.lock().unwrap() = true;
    town.days_pass(1);
    let short = FetchLimits { time: Duration::from_millis(300), ..FetchLimits::WHOLE };
    pull_due_within(&town.app, &short, 20).await.unwrap();
    let feed = ada.get(&format!("/api/v1/organisations/{officina}/feeds")).await.json()["items"][0].clone();
    assert_eq!(feed["trouble"], "jobs.feed_too_slow");
    ada.get(&format!("/organisations/{officina}/feeds")).await.is(200).says("It took too long to answer.");
    assert_eq!(titles(&ada, "").await, ["Uno"]);
}

#[tokio::test]
async fn why_an_ad_was_left_is_told_by_its_code() {
    let (town, ada, officina, standin) = town_with_feed(|_| {
        let other = item(1, "In nome d’altri", PAY).replace("Officina S.r.l.", "Mulino");
        let keyless = item(2, "Senza chiave", PAY).replace("<referencenumber>2</referencenumber>", "");
        let twice = [item(3, "Tre", PAY), item(3, "Tre, di nuovo", PAY)].concat();
        Says::answer(200, &[], format!("<source>{other}{keyless}{twice}</source>").as_bytes())
    })
    .await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/jobs.xml")).await, Value::Null);
    assert_eq!(titles(&ada, "").await, ["Tre"]);
    let feed = ada.get(&format!("/api/v1/organisations/{officina}/feeds")).await.json()["items"][0].clone();
    let left = json!([{ "code": "jobs.feed_keyless", "count": 2 }, { "code": "jobs.feed_of_another", "count": 1 }]);
    assert_eq!((&feed["taken"], &feed["skipped_for"]), (&json!(1), &left));
    let page = ada.get(&format!("/organisations/{officina}/feeds")).await.is(200);
    page.says("in the name of another organisation").says("no key of its own");
}

#[tokio::test]
async fn an_ad_of_a_feed_lives_ninety_days_at_most_too() {
    let items = Arc::new(Mutex::new(item(1, "Uno", PAY)));
    let told = Arc::clone(&items);
    let (town, ada, officina, standin) = town_with_feed(move |_| {
        Says::answer(200, &[], format!("<source>{}</source>", told.lock().unwrap()).as_bytes())
    })
    .await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/jobs.xml")).await, Value::Null);
    let job = id(&ada.get("/api/v1/jobs").await.json()["items"][0]);
    for _ in 0..89 {
        town.days_pass(1);
        pull_due(&town.app).await.unwrap();
        crate::jobs::close_over(&town.app).await.unwrap();
    }
    assert_eq!(titles(&ada, "").await, ["Uno"], "standing in its feed it is confirmed again and again");
    for _ in 0..3 {
        town.days_pass(1);
        pull_due(&town.app).await.unwrap();
        crate::jobs::close_over(&town.app).await.unwrap();
        assert_eq!(titles(&ada, "").await, Vec::<String>::new(), "ninety days are the end");
    }
    assert_eq!(ada.get(&format!("/api/v1/jobs/{job}")).await.is(200).json()["outcome"], "not_confirmed");
    // What is still needed is a new one.
    *items.lock().unwrap() = item(2, "Uno", PAY);
    town.days_pass(1);
    pull_due(&town.app).await.unwrap();
    let next = ada.get("/api/v1/jobs").await.json()["items"].clone();
    assert_eq!(next.as_array().unwrap().len(), 1);
    assert_ne!(id(&next[0]), job);
}

#[tokio::test]
async fn an_agency_reads_its_feed_again_without_doubles() {
    let (town, ada, _, standin) = town_with_feed(|path| {
        let for_client =
            |key, client: &str| item(key, &format!("Lavoro {key}"), PAY).replace("Officina S.r.l.", client);
        let xml = [for_client(1, "Tre Ruote"), for_client(2, "Mulino"), for_client(3, "Passamano S.p.A.")].concat();
        let ours = "</company><client>Forno</client>";
        let xml = xml + &for_client(4, "Passamano").replace("</company>", ours);
        let all = if path == "/page" { page(&[posting(9, "Dalla pagina")]) } else { format!("<source>{xml}</source>") };
        Says::answer(200, &[], all.as_bytes())
    })
    .await;
    let agency = speaks_for(&ada, "Passamano", "agency").await;
    proven(&town, &agency).await;
    for path in ["/jobs.xml", "/page"] {
        assert_eq!(trouble(&town, &ada, &agency, &standin.url(path)).await, Value::Null);
    }
    let ads = async |person: &Person| {
        let listed = person.get(&format!("/api/v1/jobs?organisation={agency}&limit=100")).await.is(200).json();
        let one =
            |job: &Value| [&job["id"], &job["title"], &job["client"], &job["client_not_named"]].map(Value::to_string);
        let mut all: Vec<[String; 4]> = listed["items"].as_array().unwrap().iter().map(one).collect();
        all.sort_by(|one, other| one[1].cmp(&other[1]));
        all
    };
    let before = ads(&ada).await;
    let clients: Vec<[&str; 3]> = before.iter().map(|[_, title, client, not]| [title.as_str(), client, not]).collect();
    assert_eq!(
        clients,
        [
            ["\"Dalla pagina\"", "\"Officina S.r.l.\"", "false"],
            ["\"Lavoro 1\"", "\"Tre Ruote\"", "false"],
            ["\"Lavoro 2\"", "\"Mulino\"", "false"],
            ["\"Lavoro 3\"", "null", "true"],
            ["\"Lavoro 4\"", "\"Forno\"", "false"],
        ]
    );
    for _ in 0..3 {
        town.days_pass(1);
        pull_due(&town.app).await.unwrap();
        assert_eq!(ads(&ada).await, before, "read again it is the same");
    }
    let mine = ada.get("/api/v1/jobs/mine?limit=100").await.is(200).json();
    assert_eq!(mine["items"].as_array().unwrap().len(), 5, "and nothing closed stands beside");
}

/// It counts as proven, however it came to be.
async fn proven(town: &Town, organisation: &str) {
    let organisation: pergola_domain::ids::OrganisationId = organisation.parse().unwrap();
    let sql = "UPDATE organisation_pages SET proven_at = 1, domain = $2 WHERE organisation_id = $1";
    let domain = format!("{organisation}.example");
    let set = async move |tx: &pergola_db::Tx| tx.run(sql, &pergola_db::params![organisation, domain]).await.map(drop);
    town.app.db.write::<(), pergola_db::Fault, _>(set).await.unwrap();
}

/// What people write in an ad: words, stress, lists, headings, quotations, code, links, and signs that mean something elsewhere.
fn texts() -> impl Strategy<Value = String> {
    let tokens = vec![
        "parola",
        "due parole",
        "**forte**",
        "*così*",
        "~~no~~",
        "`x<y`",
        "**_tutto_**",
        "[le misure](https://example.org/a?b=1&c=2)",
        "https://example.org/luce",
        "- trattino",
        "# cancelletto",
        "1. primo",
        "> detto",
        "<b>",
        "&amp;",
        "\\&amp;",
        "R&D",
        "snake_case",
        "a\\*b",
        "[x]",
        "5 < 7",
        "perché?",
        "2\\. secondo",
    ];
    let line = proptest::collection::vec(select(tokens), 1..6).prop_map(|words| format!("parola {}", words.join(" ")));
    let lines = proptest::collection::vec(line.clone(), 1..3).prop_map(|lines| lines.join("\n"));
    let plain = "[a-z àèì]{1,12}".prop_map(|words| format!("x{}x", words));
    let block = prop_oneof![
        4 => lines,
        1 => plain.clone().prop_map(|words| format!("## {words}")),
        1 => plain.clone().prop_map(|words| format!("### {words}")),
        2 => proptest::collection::vec(line.clone(), 1..4).prop_map(|all| all.iter().map(|one| format!("- {one}\n")).collect()),
        1 => proptest::collection::vec(plain.clone(), 1..12).prop_map(|all| {
            all.iter().enumerate().map(|(nth, one)| format!("{}. {one}\n", nth + 1)).collect()
        }),
        1 => plain.clone().prop_map(|words| format!("- {words}\n  - {words}\n  - due\n- tre")),
        1 => plain.clone().prop_map(|words| format!("> {words}\n>\n> {words}")),
        1 => plain.clone().prop_map(|words| format!("```\n{words} <b> &amp; **no**\n  due\n```")),
        1 => plain.prop_map(|words| format!("{words}  \nuna riga sotto")),
        1 => Just("---".to_owned()),
    ];
    proptest::collection::vec(block, 1..6).prop_map(|blocks| blocks.join("\n\n"))
}

fn ads() -> impl Strategy<Value = Typed> {
    let words = "[A-Za-zàèì0-9&;<>\"', ]{1,40}";
    let of = |all: &'static [&'static str]| select(all).prop_map(str::to_owned);
    let pay = (1_000_i64..900_000, 0_i64..100, 0_i64..3).prop_map(|(from, cents, more)| {
        (format!("{from}.{cents:02}"), format!("{}.{cents:02}", from + from * more / 2))
    });
    let said = (words, texts(), words, of(&["on_site", "mixed", "anywhere"]));
    let contract = of(&["permanent", "temporary", "freelance", "apprentice", "internship", "volunteer"]);
    let how = (
        contract,
        proptest::option::of(1_i64..60),
        of(&["year", "month", "day", "hour"]),
        of(&["EUR", "CHF", "GBP", "PLN"]),
    );
    let skills = proptest::collection::vec("[a-zà&;, ]{1,20}", 0..15);
    (said, how, pay, skills, "[A-Za-z&; ]{0,20}").prop_map(|(said, how, pay, skills, client)| {
        let hours = how.1.map(|hours| hours.to_string()).unwrap_or_default();
        Typed {
            title: format!("T{}", said.0),
            text: said.1,
            place: format!("P{}", said.2),
            remote: said.3,
            contract: how.0,
            hours,
            period: how.2,
            currency: how.3,
            pay_from: pay.0,
            pay_to: pay.1,
            skills,
            client,
            languages: vec!["it".to_owned()],
            ..Typed::default()
        }
    })
}

#[tokio::test]
async fn what_schema_org_can_say_of_an_ad_reads_back_as_it_was() {
    let (town, [ada, ..]) = small_town().await;
    for kind in ["company", "agency"] {
        let name = format!("Casa {kind} R&D; srl");
        let house = speaks_for(&ada, &name, kind).await;
        let new = with(ad(&house), "client_not_named", json!(kind == "agency"));
        let job = id(&ada.post("/api/v1/jobs", new).await.is(201).json());
        let by = town.app.by_itself(pergola_domain::members::Language::It).on_behalf_of(ada.id);
        let seen = seen(&town.app, &by, job.parse().unwrap()).await.ok().unwrap();
        let config = ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() };
        TestRunner::new(config).run(&ads(), |typed| reads_back(&seen, typed)).unwrap();
    }
}

fn reads_back(seen: &Seen, new: Typed) -> Result<(), TestCaseError> {
    let kind = seen.organisation.kind;
    let client = if kind == Kind::Agency { new.client.clone() } else { String::new() };
    let not_named = kind == Kind::Agency && client.trim().is_empty();
    let Ok(said) = (Typed { client, client_not_named: not_named, ..new }).read(kind) else {
        return Err(TestCaseError::reject("no ad"));
    };
    let told = Seen { job: Job { said: said.clone(), ..seen.job.clone() }, ..seen.clone() };
    let json = json_ld("https://pergola.example", &told);
    let posting: Value = serde_json::from_str(&json).unwrap();
    prop_assert_eq!(vocabulary::check_posting(&posting), Ok(()));
    let html = format!("<script type=\"application/ld+json\">{json}</script>");
    let fed = jobfeed::read(&html, 5).unwrap();
    let back = typed(&fed[0], &seen.organisation).unwrap().read(kind).unwrap();
    // Two spaces are one in HTML.
    let drawn = |said: &Said| {
        prose(&said.text)
            .split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            .replace("\n</p>", "</p>")
    };
    prop_assert_eq!(drawn(&back), drawn(&said), "{} became {}", said.text, back.text);
    // What has no place in schema.org is not asked.
    let text = said.text.clone();
    let back = Said { text, languages: said.languages.clone(), kept_days: said.kept_days, ..back };
    prop_assert_eq!(back, said);
    Ok(())
}

#[tokio::test]
async fn what_is_taken_from_our_own_page_is_the_same_ad() {
    let (there, [berta, ..]) = small_town().await;
    let house = speaks_for(&berta, "Officina", "company").await;
    let job =
        id(&berta.post("/api/v1/jobs", with(ad(&house), "skills", json!(["C, C++", "disegno"]))).await.is(201).json());
    let html = there.visitor().get(&format!("/jobs/{job}")).await.is(200).text();
    let (town, ada, officina, standin) =
        town_with_feed(move |_| Says::answer(200, &[("content-type", "text/html")], html.as_bytes())).await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/lavoro")).await, Value::Null);
    let (one, other) = (berta.get("/api/v1/jobs").await.json(), ada.get("/api/v1/jobs").await.json());
    for same in ["title", "text", "place", "pay", "contract", "remote", "hours", "skills", "client"] {
        assert_eq!(one["items"][0][same], other["items"][0][same], "{same}");
    }
}
