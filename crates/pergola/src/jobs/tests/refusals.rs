//! What is refused, with its sentence, on the page and for programs.

use serde_json::json;

use super::{ad, posts, sentences::sentence, small_town, with};

#[tokio::test]
async fn a_bad_ad_is_refused_with_that_sentence_on_the_page_and_for_programs() {
    let (_town, [ada, ..]) = small_town().await;
    let (officina, _) = posts(&ada, "Officina").await;
    let good = ad(&officina);
    let form = [
        ("organisation", officina.as_str()),
        ("title", "Falegname"),
        ("text", "Un lavoro al banco."),
        ("place", "Modena"),
        ("remote", "mixed"),
        ("contract", "permanent"),
        ("pay_from", "32000"),
        ("pay_to", "40000"),
        ("currency", "EUR"),
        ("period", "year"),
    ];
    let nothing = json!({ "from": { "amount": "", "currency": "EUR" }, "period": "year" });
    for (field, typed, name, value, code) in [
        ("title", "", "title", json!(""), "jobs.title_missing"),
        ("text", "", "text", json!(" "), "jobs.text_missing"),
        ("pay_from", "", "pay", nothing, "jobs.pay_missing"),
        ("remote", "luna", "remote", json!("luna"), "jobs.remote_unknown"),
        ("contract", "catena", "contract", json!("catena"), "jobs.contract_unknown"),
        ("place", "", "place", json!(""), "jobs.place_missing"),
        (
            "title",
            "Falegname, indicare RAL attuale",
            "title",
            json!("Indicare RAL attuale"),
            "jobs.title_asks_past_pay",
        ),
        (
            "text",
            "Inviare il CV indicando la retribuzione attuale.",
            "text",
            json!("Please send your last payslip."),
            "jobs.text_asks_past_pay",
        ),
    ] {
        for italian in [false, true] {
            // Pages are in the language of the account, answers to programs in the one they ask for.
            let language = if italian { "it" } else { "en" };
            ada.patch("/api/v1/me", json!({ "language": language })).await.is(200);
            let program = if italian { ada.clone().in_italian() } else { ada.clone() };
            let problem = program.post("/api/v1/jobs", with(good.clone(), name, value.clone())).await.is(422).json();
            assert_eq!((&problem["code"], &problem["fields"][0]["name"]), (&json!(code), &json!(field)), "{problem}");
            assert!(problem.to_string().contains(sentence(code, italian)), "{problem}");
            let bad = form.map(|(key, word)| if key == field { (key, typed) } else { (key, word) });
            let page = ada.sends("/jobs/new", "/jobs", &bad).await.is(422).says("err-sum");
            page.says(sentence(code, italian)).says(&format!("id=\"{field}-e\""));
        }
    }
    // What speaks of pay without asking for it is an ad like any other.
    let honest =
        with(good, "text", json!("RAL 35.000. Lo stipendio attuale del contratto è 1.650 euro. Scrivi le tue attese."));
    ada.post("/api/v1/jobs", honest).await.is(201);
}

#[tokio::test]
async fn a_description_of_five_megabytes_is_refused_by_the_form_too() {
    let (_town, [ada, ..]) = small_town().await;
    let (officina, _) = posts(&ada, "Officina").await;
    let huge = "a".repeat(5_000_000);
    let form = [("organisation", officina.as_str()), ("title", "Falegname"), ("text", huge.as_str())];
    ada.sends("/jobs/new", "/jobs", &form).await.is(413).says("It is too large");
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    ada.sends("/jobs/new", "/jobs", &form).await.is(413).says("È troppo grande");
    // What a form takes is still more than an ad may say.
    let long = "a".repeat(20_001);
    let form = form.map(|(key, word)| if key == "text" { (key, long.as_str()) } else { (key, word) });
    ada.sends("/jobs/new", "/jobs", &form).await.is(422).says(sentence("jobs.text_too_long", true));
    assert_eq!(ada.get("/api/v1/jobs").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn associations_and_public_bodies_post_like_any_other() {
    let (_town, [ada, bruno, ..]) = small_town().await;
    for (name, kind, en, it) in [
        ("Legambiente Conero", "association", "Association", "Associazione"),
        ("Comune di Ancona", "public_body", "Public body", "Ente pubblico"),
    ] {
        let organisation = crate::organisations::tests::speaks_for(&ada, name, kind).await;
        let for_others = with(ad(&organisation), "client", json!("Qualcun altro"));
        assert_eq!(ada.post("/api/v1/jobs", for_others).await.is(422).code(), "jobs.client_of_nobody");
        let new = with(ad(&organisation), "title", json!(format!("Guardia di {name}")));
        let made = ada.post("/api/v1/jobs", new).await.is(201).json();
        assert_eq!(made["organisation"]["kind"], kind);
        let page = format!("/jobs/{}", super::id(&made));
        for (language, word) in [("en", en), ("it", it)] {
            bruno.patch("/api/v1/me", json!({ "language": language })).await.is(200);
            for path in [&page, &format!("/organisations/{organisation}"), &format!("/jobs?kind={kind}")] {
                bruno.get(path).await.is(200).says(name).says(&format!("</svg>{word}</span>"));
            }
        }
        let found = super::titles(&bruno, &format!("kind={kind}")).await;
        assert_eq!(found, [format!("Guardia di {name}")], "and nothing of another kind");
    }
    assert_eq!(super::titles(&bruno, "kind=company").await, Vec::<String>::new());
}
