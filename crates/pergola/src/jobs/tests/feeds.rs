//! Feeds out: JSON-LD, XML, Atom. Feeds in: taken, changed, closed when they vanish; whatever may be wrong with one.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::{ad, id, posts, sentences::sentence, small_town, titles, with};
use crate::{
    jobs::acts::feeds::pull_due,
    organisations::tests::{proves, speaks_for, town_with_names},
    outside::{
        dns::standin::NameServer,
        standin::{Says, StandIn},
    },
    testkit::{Person, Town},
    vocabulary,
};

/// What an ad tells search engines, which knows no word that schema.org does not.
async fn posting(person: &Person, job: &str) -> Value {
    let page = person.get(&format!("/jobs/{job}")).await.is(200).text();
    let body = page.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let posting: Value = serde_json::from_str(body).unwrap();
    assert_eq!(vocabulary::check_posting(&posting), Ok(()), "{posting}");
    posting
}

#[tokio::test]
async fn an_open_ad_tells_search_engines_and_a_closed_one_is_gone() {
    let (town, [ada, ..]) = small_town().await;
    let officina = speaks_for(&ada, "Officina </script><script>", "company").await;
    let job = id(&ada.post("/api/v1/jobs", ad(&officina)).await.is(201).json());
    let visitor = town.visitor();
    let posting = posting(&visitor, &job).await;
    assert_eq!(posting["hiringOrganization"]["name"], "Officina </script><script>");
    assert_eq!(posting["baseSalary"]["value"]["minValue"], 32_000);
    assert_eq!((&posting["employmentType"], &posting["identifier"]["value"]), (&json!("FULL_TIME"), &json!(job)));
    let address = json!({ "@type": "PostalAddress", "addressLocality": "Modena", "addressCountry": "IT" });
    let mixed = json!({ "@type": "PropertyValue", "name": "remotetype", "value": "mixed" });
    assert_eq!(posting["jobLocation"], json!({ "@type": "Place", "address": address, "additionalProperty": mixed }));
    ada.put(&format!("/api/v1/jobs/{job}/closure"), json!({ "outcome": "stopped" })).await.is(200);
    visitor.get(&format!("/jobs/{job}")).await.is(410).says_not("ld+json");
    ada.get(&format!("/jobs/{job}")).await.is(200).says_not("ld+json");
}

#[tokio::test]
async fn whatever_an_ad_says_is_said_in_words_of_the_vocabulary() {
    let (town, names) = town_with_names().await;
    let ada = town.joins("Ada Rossi").await;
    let officina = speaks_for(&ada, "Officina", "head_hunter").await;
    proves(&ada, &names, &officina, "officina.example").await;
    let visitor = town.visitor();
    for (nth, (contract, employment)) in [
        ("permanent", "FULL_TIME"),
        ("permanent", "PART_TIME"),
        ("temporary", "TEMPORARY"),
        ("freelance", "CONTRACTOR"),
        ("apprentice", "OTHER"),
        ("internship", "INTERN"),
        ("volunteer", "VOLUNTEER"),
    ]
    .into_iter()
    .enumerate()
    {
        let (period, unit) = [("year", "YEAR"), ("month", "MONTH"), ("day", "DAY"), ("hour", "HOUR")][nth % 4];
        let amount = if period == "year" { 16_500.5 } else { 16.5 };
        let (remote, place) = [("on_site", "Castelvetro di là"), ("mixed", "York"), ("anywhere", "")][nth % 3];
        let hours = [json!(40), json!(20), Value::Null][nth.min(2)].clone();
        let pay = json!({ "from": { "amount": format!("{amount}0"), "currency": "GBP" }, "period": period });
        let mut new = ad(&officina);
        for (name, value) in [
            ("contract", json!(contract)),
            ("remote", json!(remote)),
            ("place", json!(place)),
            ("hours", hours),
            ("pay", pay),
            ("skills", json!([])),
            ("client_not_named", json!(true)),
        ] {
            new = with(new, name, value);
        }
        let job = id(&ada.post("/api/v1/jobs", new).await.is(201).json());
        let told = posting(&visitor, &job).await;
        assert_eq!(
            (&told["employmentType"], &told["baseSalary"]["value"]["unitText"]),
            (&json!(employment), &json!(unit))
        );
        assert_eq!(told["baseSalary"]["value"]["minValue"], json!(amount));
        assert_eq!(told["hiringOrganization"]["sameAs"], "https://officina.example");
        assert_eq!(told.get("jobLocationType").is_some(), remote == "anywhere");
        assert_eq!(told.get("jobLocation").is_some(), !place.is_empty());
        let anywhere = json!({ "@type": "AdministrativeArea", "name": "Worldwide" });
        assert_eq!(told["applicantLocationRequirements"], if place.is_empty() { anywhere } else { Value::Null });
        let country = &told["jobLocation"]["address"]["addressCountry"];
        assert_eq!(*country, if place == "York" { json!("GB") } else { Value::Null }, "nothing is made up");
    }
}

#[tokio::test]
async fn all_open_ads_are_one_feed_and_each_search_is_one() {
    let (town, [ada, ..]) = small_town().await;
    let (officina, job) = posts(&ada, "Officina").await;
    let second = with(ad(&officina), "title", json!("Taglio <laser> & co"));
    ada.post("/api/v1/jobs", second).await.is(201);
    let visitor = town.visitor();
    let xml = visitor.get("/jobs.xml").await.is(200);
    assert!(xml.headers.get("content-type").unwrap().to_str().unwrap().starts_with("application/xml"));
    let read = pergola_formats::jobfeed::read(&xml.text(), 10).unwrap();
    let read: Vec<(&str, &str)> = read.iter().map(|one| (one.title.as_str(), one.pay_from.as_str())).collect();
    assert_eq!(read, [("Taglio <laser> & co", "32000.00"), ("Progettista di arredi per scuole", "32000.00")]);
    let atom = visitor.get("/jobs.atom?q=laser").await.is(200).text();
    assert!(atom.contains("<title>Taglio &lt;laser&gt; &amp; co</title>") && !atom.contains("Progettista"), "{atom}");
    assert_eq!(atom.matches("<entry>").count(), 1);
    visitor.get("/jobs.atom?known=9").await.is(400);
    ada.put(&format!("/api/v1/jobs/{job}/closure"), json!({ "outcome": "stopped" })).await.is(200);
    visitor.get("/jobs.xml").await.is(200).says_not("Progettista");
}

#[tokio::test]
async fn a_feed_has_no_reader_and_is_not_given_as_if_nobody_had_asked_whom_one_knows() {
    let (town, [ada, bruno, ..]) = small_town().await;
    posts(&ada, "Officina").await;
    let code = "jobs.feed_without_reader";
    for (reader, italian) in [(town.visitor(), false), (bruno.clone(), false), (town.visitor().in_italian(), true)] {
        let told = reader.get("/jobs.atom?q=arredi&known=1").await.is(422);
        told.says(code).says(sentence(code, italian)).says_not("<feed").says_not("Progettista");
    }
    // The list offers no address that would be refused, and any other search keeps its own.
    bruno.get("/jobs?q=arredi&known=2").await.is(200).says_not("/jobs.atom");
    bruno.get("/jobs?q=arredi").await.is(200).says("href=\"/jobs.atom?q=arredi\"");
    bruno.get("/jobs").await.is(200).says("href=\"/jobs.atom\"");
}

/// How often somebody was told that ads vanished.
pub(super) async fn vanished(person: &Person) -> usize {
    let notices = person.get("/api/v1/notices").await.is(200).json();
    notices["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "jobs_vanished").count()
}

/// What came of the ads for whose organisation somebody speaks, newest first.
pub(super) async fn outcomes(person: &Person) -> Vec<Value> {
    let mine = person.get("/api/v1/jobs/mine").await.is(200).json();
    mine["items"].as_array().unwrap().iter().map(|ad| ad["outcome"].clone()).collect()
}

/// A town whose server may call one stand-in, and somebody who speaks for a proven organisation.
pub(super) async fn town_with_feed(
    says: impl Fn(&str) -> Says + Send + Sync + 'static,
) -> (Town, Person, String, StandIn) {
    let names = NameServer::start();
    let standin = StandIn::saying(move |heard| says(&heard.path));
    let settings = [("dns", names.at.to_string()), ("allow_private_addresses", standin.at.to_string())];
    let settings: Vec<(&str, &str)> = settings.iter().map(|(key, word)| (*key, word.as_str())).collect();
    let town = Town::with(&settings).await;
    let ada = town.joins("Ada Rossi").await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    proves(&ada, &names, &officina, "officina.example").await;
    (town, ada, officina, standin)
}

pub(super) async fn trouble(town: &Town, person: &Person, organisation: &str, url: &str) -> Value {
    let path = format!("/api/v1/organisations/{organisation}/feeds");
    person.post(&path, json!({ "url": url })).await.is(201);
    pull_due(&town.app).await.unwrap();
    let feeds = person.get(&path).await.is(200).json();
    feeds["items"].as_array().unwrap().iter().find(|feed| feed["url"] == url).unwrap()["trouble"].clone()
}

pub(super) fn item(key: u32, title: &str, salary: &str) -> String {
    format!(
        "<job><referencenumber>{key}</referencenumber><title><![CDATA[{title}]]></title><company>Officina S.r.l.</company>\
         <url>https://officina.example/{key}</url><city>Modena</city><description><![CDATA[<p>Un <b>lavoro</b>.</p>]]>\
         </description><salary>{salary}</salary></job>"
    )
}

pub(super) const PAY: &str = "30000 - 36000 EUR per year";

#[tokio::test]
async fn a_feed_is_taken_again_and_again_and_what_vanishes_closes() {
    let items =
        Arc::new(Mutex::new(vec![item(1, "Uno", PAY), item(2, "Due", PAY), item(3, "Senza paga", "negotiable")]));
    let told = Arc::clone(&items);
    let (town, ada, officina, standin) = town_with_feed(move |_| {
        let xml = format!("<?xml version=\"1.0\"?><source>{}</source>", told.lock().unwrap().join(""));
        Says::answer(200, &[("content-type", "application/xml")], xml.as_bytes())
    })
    .await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/jobs.xml")).await, Value::Null);
    assert_eq!(titles(&ada, "").await, ["Due", "Uno"], "without its pay no ad gets in");
    let path = format!("/api/v1/organisations/{officina}/feeds");
    let feed = ada.get(&path).await.json()["items"][0].clone();
    assert_eq!((&feed["taken"], &feed["skipped"]), (&json!(2), &json!(1)));
    assert_eq!(feed["skipped_for"], json!([{ "code": "jobs.pay_missing", "count": 1 }]));
    ada.get(&format!("/organisations/{officina}/feeds")).await.is(200).says("2 read, 1 left");
    let before = ada.get("/api/v1/jobs").await.json();
    town.days_pass(1);
    let ada = town.signs_in("ada").await;
    pull_due(&town.app).await.unwrap();
    assert_eq!(ada.get("/api/v1/jobs").await.json(), before, "the same feed gives the same ads");
    assert_eq!(before["items"][0]["source_url"], "https://officina.example/2");
    *items.lock().unwrap() = vec![item(2, "Due, di nuovo", PAY)];
    town.days_pass(1);
    pull_due(&town.app).await.unwrap();
    assert_eq!(titles(&ada, "").await, ["Due, di nuovo"]);
    ada.get(&format!("/jobs/{}", id(&before["items"][1]))).await.is(200).says("not confirmed");
    *items.lock().unwrap() = vec![item(1, "Uno", PAY), item(2, "Due, di nuovo", PAY)];
    town.days_pass(1);
    pull_due(&town.app).await.unwrap();
    assert_eq!(ada.get("/api/v1/jobs").await.json()["items"][1]["id"], before["items"][1]["id"], "back, and the same");
    *items.lock().unwrap() = vec!["<job><title>x</title>".to_owned()];
    town.days_pass(1);
    pull_due(&town.app).await.unwrap();
    assert_eq!(titles(&ada, "").await.len(), 2, "what breaks off closes nothing");
    *items.lock().unwrap() = vec![item(2, "Due, di nuovo", PAY)];
    town.days_pass(1);
    pull_due(&town.app).await.unwrap();
    let page = format!("/organisations/{officina}/feeds");
    ada.get(&page).await.is(200).says("/jobs.xml");
    ada.sends(&page, &format!("{page}/{}/removal", id(&feed)), &[]).await.is(303);
    assert_eq!(titles(&ada, "").await, Vec::<String>::new());
}

#[tokio::test]
async fn our_own_feed_gives_the_same_ads_elsewhere() {
    let (there, [berta, ..]) = small_town().await;
    let there_officina = speaks_for(&berta, "Officina", "company").await;
    let mut whole = with(ad(&there_officina), "questions", json!(["Hai lavorato il larice?"]));
    whole["kept_days"] = json!(90);
    whole["steps"] = json!(["Una telefonata (entro 12 giorni)"]);
    berta.post("/api/v1/jobs", whole).await.is(201);
    let xml = there.visitor().get("/jobs.xml").await.is(200).text();
    let (town, ada, officina, standin) =
        town_with_feed(move |_| Says::answer(200, &[("content-type", "application/xml")], xml.as_bytes())).await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/jobs.xml")).await, Value::Null);
    let (one, other) = (berta.get("/api/v1/jobs").await.json(), ada.get("/api/v1/jobs").await.json());
    for same in [
        "title",
        "text",
        "place",
        "pay",
        "contract",
        "remote",
        "hours",
        "skills",
        "languages",
        "questions",
        "steps",
        "kept_days",
        "client",
    ] {
        assert_eq!(one["items"][0][same], other["items"][0][same], "{same}");
    }
}

#[tokio::test]
async fn what_came_by_a_feed_goes_out_by_its_own_alone() {
    let (there, [berta, ..]) = small_town().await;
    let there_officina = speaks_for(&berta, "Officina", "company").await;
    berta.post("/api/v1/jobs", ad(&there_officina)).await.is(201);
    let xml = there.visitor().get("/jobs.xml").await.is(200).says("<job>").text();
    // Also where it does not say where it stands on the web.
    let (before, rest) = xml.split_once("<url>").unwrap();
    let bare = [before, rest.split_once("</url>").unwrap().1].concat();
    let (town, ada, officina, standin) =
        town_with_feed(move |_| Says::answer(200, &[("content-type", "application/xml")], bare.as_bytes())).await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/jobs.xml")).await, Value::Null);
    assert_eq!(titles(&ada, "").await.len(), 1);
    town.visitor().get("/jobs.xml").await.is(200).says_not("<job>");
}

#[tokio::test]
async fn each_bad_feed_has_its_sentence() {
    let (town, ada, officina, standin) = town_with_feed(|path| match path {
        "/million" => {
            let xml = format!("<source>{}</source>", "<job></job>".repeat(100_000));
            Says::answer(200, &[], xml.as_bytes())
        }
        "/millions" => {
            let xml = format!("<source>{}</source>", "<job></job>".repeat(1_000_000));
            Says::answer(200, &[], xml.as_bytes())
        }
        "/huge" => Says::answer(200, &[], &vec![b'a'; 6 * 1_024 * 1_024]),
        "/loopback" => Says::answer(302, &[("location", "http://127.0.0.1:9/jobs.xml")], b""),
        "/round" => Says::answer(302, &[("location", "/round")], b""),
        "/gone" => Says::answer(404, &[], b""),
        "/other" => {
            let xml = item(1, "In nome d’altri", PAY).replace("Officina S.r.l.", "Mulino");
            Says::answer(200, &[], format!("<source>{xml}</source>").as_bytes())
        }
        _ => Says::answer(200, &[], b"<html>niente</html>"),
    })
    .await;
    let path = format!("/api/v1/organisations/{officina}/feeds");
    for (url, code) in [
        (standin.url("/million"), "jobs.feed_too_many"),
        (standin.url("/millions"), "jobs.feed_too_large"),
        (standin.url("/huge"), "jobs.feed_too_large"),
        (standin.url("/loopback"), "jobs.feed_private"),
        ("http://127.0.0.1:1/jobs.xml".to_owned(), "jobs.feed_private"),
        (standin.url("/page"), "jobs.feed_unreadable"),
    ] {
        assert_eq!(trouble(&town, &ada, &officina, &url).await, code, "{url}");
        let feed = ada.get(&path).await.json()["items"][0].clone();
        ada.get(&format!("/organisations/{officina}/feeds")).await.is(200).says_not(code);
        ada.delete(&format!("{path}/{}", id(&feed))).await.is(204);
    }
    for url in ["/round", "/gone"] {
        assert_eq!(trouble(&town, &ada, &officina, &standin.url(url)).await, "jobs.feed_unreachable");
    }
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/other")).await, Value::Null);
    assert_eq!(titles(&ada, "").await, Vec::<String>::new(), "an ad in another's name is not taken");
    for url in ["ftp://officina.example/x", "officina.example", "javascript:alert(1)"] {
        assert_eq!(ada.post(&path, json!({ "url": url })).await.is(422).code(), "jobs.feed_malformed");
    }
    let bottega = speaks_for(&ada, "Bottega", "company").await;
    let unproven = format!("/api/v1/organisations/{bottega}/feeds");
    let answer = ada.post(&unproven, json!({ "url": "https://bottega.example/jobs.xml" })).await.is(422);
    assert_eq!(answer.code(), "jobs.feed_unproven");
    for number in 0..2 {
        ada.post(&path, json!({ "url": format!("https://officina.example/{number}") })).await.is(201);
    }
    let over = ada.post(&path, json!({ "url": "https://officina.example/over" })).await.is(422);
    assert_eq!(over.code(), "jobs.too_many_feeds");
}

#[tokio::test]
async fn a_pay_of_a_feed_is_read_as_it_is_written_or_left() {
    let pays = [
        "€30k",
        "30 mila € - 40 mila € all’anno",
        "30.000 - 36.000 EUR a year",
        "£30,000.50 a year",
        "€30 a year",
        "1.5M EUR a year",
    ];
    let (town, ada, officina, standin) = town_with_feed(move |_| {
        let items: String = pays.iter().zip(1..).map(|(pay, key)| item(key, pay, pay)).collect();
        Says::answer(200, &[], format!("<source>{items}</source>").as_bytes())
    })
    .await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/jobs.xml")).await, Value::Null);
    let jobs = ada.get("/api/v1/jobs").await.is(200).json();
    let read = |job: &Value| {
        [&job["title"], &job["pay"]["from"]["amount"], &job["pay"]["to"]["amount"]]
            .map(|text| text.as_str().unwrap().to_owned())
    };
    let mut read: Vec<[String; 3]> = jobs["items"].as_array().unwrap().iter().map(read).collect();
    read.sort();
    assert_eq!(
        read,
        [
            ["30 mila € - 40 mila € all’anno", "30000.00", "40000.00"],
            ["30.000 - 36.000 EUR a year", "30000.00", "36000.00"],
            ["£30,000.50 a year", "30000.50", "30000.50"],
        ]
    );
    let feed = ada.get(&format!("/api/v1/organisations/{officina}/feeds")).await.json()["items"][0].clone();
    let left = json!([{ "code": "jobs.pay_malformed", "count": 1 }, { "code": "jobs.pay_too_little", "count": 1 },
                      { "code": "jobs.period_unknown", "count": 1 }]);
    assert_eq!(feed["skipped_for"], left);
}

#[tokio::test]
async fn five_megabytes_of_description_are_cut_and_a_script_in_a_feed_is_text() {
    let script = "Ciao <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>";
    let (town, ada, officina, standin) = town_with_feed(move |_| {
        let long = item(1, "Lungo", PAY).replace("<p>Un <b>lavoro</b>.</p>", &"a".repeat(5_000_000));
        let html = item(2, "In HTML", PAY).replace("<p>Un <b>lavoro</b>.</p>", script);
        let markdown = format!("<markdown><![CDATA[{script}]]></markdown></job>");
        let ours = item(3, "In Markdown", PAY).replace("</job>", &markdown);
        Says::answer(200, &[], format!("<source>{long}{html}{ours}</source>").as_bytes())
    })
    .await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/jobs.xml")).await, Value::Null);
    assert_eq!(titles(&ada, "").await, ["In Markdown", "In HTML", "Lungo"]);
    let jobs = ada.get("/api/v1/jobs").await.is(200).json();
    assert_eq!(jobs["items"][2]["text"].as_str().unwrap().len(), 20_000);
    for one in jobs["items"].as_array().unwrap() {
        let page = ada.get(&format!("/jobs/{}", id(one))).await.is(200);
        page.says_not("<script>alert").says_not("href=\"javascript").says_not("<img src=x");
    }
}

#[tokio::test]
async fn a_feed_opens_no_more_ads_than_an_organisation_may_have() {
    let (town, ada, officina, standin) = town_with_feed(|_| {
        let items: String = (0..201).map(|number| item(number, "Uno dei tanti", PAY)).collect();
        Says::answer(200, &[], format!("<source>{items}</source>").as_bytes())
    })
    .await;
    assert_eq!(trouble(&town, &ada, &officina, &standin.url("/jobs.xml")).await, Value::Null);
    let feed = ada.get(&format!("/api/v1/organisations/{officina}/feeds")).await.json()["items"][0].clone();
    assert_eq!((&feed["taken"], &feed["skipped"]), (&json!(200), &json!(1)));
    assert_eq!(feed["skipped_for"], json!([{ "code": "jobs.too_many_ads", "count": 1 }]));
    let own = id(&ada.get("/api/v1/jobs?limit=1").await.json()["items"][0]);
    ada.put(&format!("/api/v1/jobs/{own}/closure"), json!({ "outcome": "stopped" })).await.is(200);
    ada.post("/api/v1/jobs", with(ad(&officina), "title", json!("Scritto qui"))).await.is(201);
    let xml = town.visitor().get("/jobs.xml").await.is(200);
    xml.says("Scritto qui").says_not("Uno dei tanti").says(" GMT</lastBuildDate>");
}

/// The crate of formats and that of rules know nobody, so what they both read is written in both.
#[test]
fn a_feed_knows_the_currencies_and_thousands_that_an_ad_may_have() {
    use pergola_domain::jobs as rules;
    use pergola_formats::jobfeed as formats;

    assert_eq!((rules::CURRENCIES, rules::THOUSAND), (formats::CURRENCIES, formats::THOUSAND));
}
