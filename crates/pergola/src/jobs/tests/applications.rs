//! Applying: what was sent stays as it was, for both sides and nobody else; its stages; silence; the end of it.

use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::{Value, json};

use super::{ad, id, posts, small_town, with};
use crate::{
    organisations::tests::{proves, speaks_for, speaks_too, town_with_names},
    outside::dns::standin::NameServer,
    testkit::{Person, Town},
};

/// Somebody applies with the skills and work of the profile.
async fn applies(person: &Person, job: &str) -> String {
    let new = json!({ "sends": ["experience", "skills", "page", "resume"], "letter": "Eccomi." });
    id(&person.post(&format!("/api/v1/jobs/{job}/applications"), new).await.is(201).json())
}

async fn moves(person: &Person, application: &str, stage: &str) -> crate::testkit::Answer {
    person.put(&format!("/api/v1/applications/{application}/stage"), json!({ "stage": stage })).await
}

#[tokio::test]
async fn what_is_sent_is_seen_first_and_stays_as_it_was() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let asks = with(ad(&officina), "questions", json!(["Hai lavorato il larice?"]));
    let job = id(&ada.post("/api/v1/jobs", asks).await.is(201).json());
    let me = json!({ "headline": "Falegname", "about": "Non lo mando.", "skills": ["intarsio"] });
    bruno.patch("/api/v1/me", me).await.is(200);
    let (page, preview) = (format!("/jobs/{job}"), format!("/jobs/{job}/applications/preview"));
    bruno.get(&page).await.is(200).says("Hai lavorato il larice?").says("Look and send");
    let form = [
        ("sends", "skills"),
        ("sends", "page"),
        ("sends", "resume"),
        ("sends", "pdf"),
        ("letter", "Vorrei provarci."),
        ("answer", "Sì, due anni."),
    ];
    let looked = bruno.sends(&page, &preview, &form).await.is(200);
    looked.says("intarsio").says("Vorrei provarci.").says("Sì, due anni.").says_not("Non lo mando.");
    assert_eq!(bruno.get("/api/v1/applications").await.json()["items"], json!([]), "looking sends nothing");
    let sent = bruno.sends(&page, &format!("/jobs/{job}/applications"), &form).await.is(303).location();
    let application = sent.trim_start_matches("/applications/").split('?').next().unwrap().to_owned();
    let api = format!("/api/v1/applications/{application}");
    let before = ada.get(&api).await.is(200).json()["resume"].clone();
    bruno.patch("/api/v1/me", json!({ "headline": "Re", "skills": ["altro"], "name": "Bruno Bianchi" })).await.is(200);
    let other = json!({ "questions": ["Un’altra domanda?"], "title": "Altro", "pay": { "period": "year",
                        "from": { "amount": "20000", "currency": "EUR" } } });
    ada.patch(&format!("/api/v1/jobs/{job}"), other).await.is(200);
    for reader in [&ada, &bruno] {
        let told = reader.get(&api).await.is(200).json();
        assert_eq!(told["resume"], before, "as it was sent");
        assert_eq!(told["answers"][0], json!({ "question": "Hai lavorato il larice?", "answer": "Sì, due anni." }));
        reader.get(&format!("/applications/{application}")).await.is(200).says("intarsio").says("Falegname");
        let file = reader.get(&format!("/applications/{application}/resume")).await.is(200);
        assert!(file.headers.get("content-disposition").unwrap().to_str().unwrap().starts_with("attachment"));
        assert_eq!(file.json(), before);
        let pdf = reader.get(&format!("/applications/{application}/pdf")).await.is(200);
        assert_eq!(pdf.headers.get("content-type").unwrap(), "application/pdf");
        assert!(pdf.bytes.starts_with(b"%PDF-1."));
        let text = String::from_utf8_lossy(&pdf.bytes).into_owned();
        for part in ["(Bruno Neri) Tj", "(Falegname) Tj", "(intarsio) Tj", "(Vorrei provarci.) Tj"] {
            assert!(text.contains(part), "as it was sent: {part}");
        }
        assert!(!text.contains("Non lo mando") && !text.contains("(Re) Tj"));
        let page = reader.get(&format!("/applications/{application}")).await.is(200);
        page.says("The ad as it was").says("€32,000–40,000 a year before tax");
        assert_eq!(told["ad"]["pay"]["from"]["amount"], "32000.00");
    }
    let italian = bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    drop(italian);
    let pdf = bruno.get(&format!("/applications/{application}/pdf")).await.is(200);
    assert!(String::from_utf8_lossy(&pdf.bytes).contains("(Competenze) Tj"), "in the reader’s language");
    assert_eq!(before["basics"]["email"], "bruno@example.org");
    for path in [
        api.clone(),
        format!("/applications/{application}"),
        format!("/applications/{application}/resume"),
        format!("/applications/{application}/pdf"),
    ] {
        carla.get(&path).await.is(404);
    }
    carla.get(&format!("/jobs/{job}/applications")).await.is(404);
    town.settles().await;
    assert_eq!(ada.get("/api/v1/notices").await.json()["items"][0]["kind"], "application_came");
}

#[tokio::test]
async fn a_program_sees_what_would_be_sent_and_that_is_what_is_sent() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let asks = with(ad(&officina), "questions", json!(["Hai lavorato il larice?"]));
    let job = id(&ada.post("/api/v1/jobs", asks).await.is(201).json());
    let me = json!({ "headline": "Falegname", "about": "Non lo mando.", "skills": ["intarsio"] });
    bruno.patch("/api/v1/me", me).await.is(200);
    let path = format!("/api/v1/jobs/{job}/applications");
    let wish = json!({ "sends": ["skills", "pdf"], "letter": " Eccomi. ", "answers": ["Sì."] });
    let shown = bruno.post(&format!("{path}/preview"), wish.clone()).await.is(200).json();
    assert_eq!(
        (&shown["with_page"], &shown["with_file"], &shown["with_pdf"]),
        (&json!(false), &json!(false), &json!(true))
    );
    assert_eq!(shown["resume"]["skills"][0]["name"], "intarsio");
    assert_eq!(shown["resume"]["basics"]["summary"], Value::Null, "what is left out is not there");
    assert_eq!(bruno.get("/api/v1/applications").await.json()["items"], json!([]), "looking sends nothing");
    town.settles().await;
    assert_eq!(ada.get("/api/v1/notices").await.json()["items"], json!([]), "and tells nobody");
    for (bad, code) in [
        (with(wish.clone(), "sends", json!(["diary"])), "jobs.nothing_sent"),
        (with(wish.clone(), "answers", json!([])), "jobs.answer_missing"),
    ] {
        assert_eq!(bruno.post(&format!("{path}/preview"), bad).await.is(422).code(), code);
    }
    assert_eq!(ada.post(&format!("{path}/preview"), wish.clone()).await.is(422).code(), "jobs.own_ad");
    let sent = bruno.post(&path, wish.clone()).await.is(201).json();
    for part in ["letter", "answers", "resume", "with_page", "with_file", "with_pdf", "referrer_sees", "erased_at"] {
        assert_eq!(sent[part], shown[part], "{part}");
    }
    assert_eq!(bruno.post(&format!("{path}/preview"), wish.clone()).await.is(422).code(), "jobs.applied_already");
    ada.put(&format!("/api/v1/jobs/{job}/closure"), json!({ "outcome": "stopped" })).await.is(200);
    assert_eq!(carla.post(&format!("{path}/preview"), wish).await.is(422).code(), "jobs.closed");
}

#[tokio::test]
async fn each_bad_application_has_its_sentence() {
    let (_town, [ada, bruno, carla, dora]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let job = id(&ada.post("/api/v1/jobs", with(ad(&officina), "questions", json!(["Perché?"]))).await.is(201).json());
    let path = format!("/api/v1/jobs/{job}/applications");
    let good = json!({ "sends": ["skills"], "answers": ["Perché sì."] });
    for (bad, code) in [
        (with(good.clone(), "sends", json!([])), "jobs.nothing_sent"),
        (with(good.clone(), "sends", json!(["diary"])), "jobs.nothing_sent"),
        (with(good.clone(), "answers", json!([])), "jobs.answer_missing"),
        (with(good.clone(), "answers", json!(["a".repeat(2_001)])), "jobs.answer_too_long"),
        (with(good.clone(), "letter", json!("a".repeat(4_001))), "jobs.letter_too_long"),
    ] {
        assert_eq!(bruno.post(&path, bad).await.is(422).code(), code);
    }
    let form = [("letter", "Quello che avevo scritto"), ("sends", "skills")];
    let page = format!("/jobs/{job}");
    let answer = bruno.sends(&page, &format!("/jobs/{job}/applications"), &form).await.is(422);
    answer.says("One question has no answer").says("Quello che avevo scritto");
    assert_eq!(ada.post(&path, good.clone()).await.is(422).code(), "jobs.own_ad");
    bruno.post(&path, good.clone()).await.is(201);
    assert_eq!(bruno.post(&path, good.clone()).await.is(422).code(), "jobs.applied_already");
    let again = [("sends", "skills"), ("answer", "Perché sì.")];
    let again = bruno.sends("/jobs", &format!("/jobs/{job}/applications"), &again).await.is(422);
    again.says("You have applied here already");
    dora.put("/api/v1/blocks/ada", json!({})).await.is(204);
    dora.post(&path, good.clone()).await.is(404);
    ada.put(&format!("/api/v1/jobs/{job}/closure"), json!({ "outcome": "stopped" })).await.is(200);
    assert_eq!(carla.post(&path, good).await.is(422).code(), "jobs.closed");
    for closed in [format!("/jobs/{job}/applications/preview"), format!("/jobs/{job}/applications")] {
        let form = [("sends", "skills"), ("answer", "Perché sì.")];
        carla.sends("/jobs", &closed, &form).await.is(422).says("This ad is closed");
    }
    bruno.get("/jobs/mine").await.is(200).says("Progettista di arredi per scuole");
}

#[tokio::test]
async fn an_application_goes_through_its_stages() {
    let (town, [ada, bruno, carla, _]) = small_town().await;
    let (officina, job) = posts(&ada, "Officina").await;
    let (first, second) = (applies(&bruno, &job).await, applies(&carla, &job).await);
    let api = format!("/api/v1/applications/{first}");
    assert_eq!(bruno.get(&api).await.json()["stage"], "sent");
    assert_eq!(moves(&bruno, &first, "hired").await.is(422).code(), "jobs.stage_backwards");
    assert_eq!(moves(&ada, &first, "withdrawn").await.is(422).code(), "jobs.stage_backwards");
    assert_eq!(moves(&ada, &first, "crowned").await.is(422).code(), "jobs.stage_unknown");
    moves(&carla, &first, "hired").await.is(404);
    ada.get(&format!("/applications/{first}")).await.is(200).says("Begin to talk");
    assert_eq!(bruno.get(&api).await.json()["stage"], "seen", "opened by who posted");
    town.settles().await;
    assert_eq!(bruno.get("/api/v1/notices").await.json()["items"], json!([]), "being seen is no news");
    town.days_pass(6);
    let (ada, bruno, carla) = (town.signs_in("ada").await, town.signs_in("bruno").await, town.signs_in("carla").await);
    let page = format!("/applications/{first}");
    let long = "a".repeat(1_001);
    let refused = ada.sends(&page, &format!("{page}/stage"), &[("stage", "offer"), ("words", &long)]).await.is(422);
    refused.says("1,000 characters at most").says(&long);
    assert_eq!(ada.get(&api).await.json()["conversation_id"], Value::Null);
    let form = [("stage", "in_conversation"), ("words", "Ci piacerebbe sentirti.")];
    ada.sends(&page, &format!("{page}/stage"), &form).await.is(303);
    for reader in [&ada, &bruno] {
        let told = reader.get(&api).await.is(200).json();
        let moves: Vec<(&Value, &Value)> =
            told["moves"].as_array().unwrap().iter().map(|one| (&one["stage"], &one["words"])).collect();
        let words = json!("Ci piacerebbe sentirti.");
        assert_eq!(moves, [(&json!("seen"), &json!("")), (&json!("in_conversation"), &words)]);
        reader.get(&page).await.is(200).says("Ci piacerebbe sentirti.").says("The conversation");
        let talk = format!("/conversations/{}", told["conversation_id"].as_str().unwrap());
        reader.get(&talk).await.is(200).says(&format!("href=\"{page}\""));
        reader.post(&format!("/api/v1{talk}/messages"), json!({ "text": "Eccomi." })).await.is(201);
        carla.get(&talk).await.is(404);
    }
    assert_eq!(moves(&ada, &first, "seen").await.is(422).code(), "jobs.stage_backwards");
    moves(&ada, &first, "hired").await.is(200);
    assert_eq!(moves(&ada, &first, "not_this_time").await.is(422).code(), "jobs.stage_over");
    moves(&carla, &second, "withdrawn").await.is(200);
    town.settles().await;
    assert_eq!(bruno.get("/api/v1/notices").await.json()["items"][0]["kind"], "application_moved");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get(&page).await.is(200).says("Assunzione").says("Tutto questo si cancella da solo");
    ada.put(&format!("/api/v1/jobs/{job}/closure"), json!({ "outcome": "through_pergola" })).await.is(200);
    let next = id(&ada.post("/api/v1/jobs", ad(&officina)).await.is(201).json());
    let record = carla.get(&format!("/api/v1/jobs/{next}")).await.json()["record"].clone();
    assert_eq!((&record["due"], &record["answered"], &record["median_days"]), (&json!(1), &json!(1), &json!(6)));
    carla.get(&format!("/jobs/{next}")).await.is(200).says("answers in 6 days").says("answered 100%");
}

#[tokio::test]
async fn silence_is_counted_and_what_was_sent_goes_after_its_time() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let job = id(&ada.post("/api/v1/jobs", with(ad(&officina), "kept_days", json!(30))).await.is(201).json());
    let application = applies(&bruno, &job).await;
    town.days_pass(29);
    town.settles().await;
    bruno.get(&format!("/api/v1/applications/{application}")).await.is(200);
    town.days_pass(1);
    town.settles().await;
    for reader in [&ada, &bruno] {
        reader.get(&format!("/api/v1/applications/{application}")).await.is(404);
    }
    let record = carla.get(&format!("/api/v1/jobs/{job}")).await.is(200).json()["record"].clone();
    assert_eq!(
        (&record["due"], &record["answered_percent"]),
        (&json!(1), &json!(0)),
        "silence stays counted: {record}"
    );
    let left: i64 = town
        .app
        .db
        .read(async |tx| {
            let sql = "SELECT count(*) FROM applications WHERE member_id IS NOT NULL OR letter <> '' OR snapshot <> ''";
            Ok::<_, pergola_db::Fault>(tx.one(sql, &[], |row| row.get(0)).await?.unwrap_or(-1))
        })
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn who_leaves_takes_what_was_sent_along() {
    let (town, [ada, bruno, ..]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    let application = applies(&bruno, &job).await;
    bruno.sends("/settings", "/settings/leaving", &[("password", crate::testkit::PASSWORD)]).await.is(303);
    town.days_pass(29);
    town.settles().await;
    town.days_pass(2);
    town.settles().await;
    ada.get(&format!("/api/v1/applications/{application}")).await.is(404);
    let record = ada.get(&format!("/api/v1/jobs/{job}")).await.is(200).json()["record"].clone();
    assert_eq!(
        (&record["due"], &record["answered_percent"]),
        (&json!(0), &Value::Null),
        "whom nobody could answer any more is no silence"
    );
}

async fn kinds(person: &Person) -> Vec<String> {
    let notices = person.get("/api/v1/notices").await.is(200).json();
    notices["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn new_hands_have_nothing_of_what_was_sent_before() {
    let (town, names) = town_with_names().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let (officina, job) = posts(&ada, "Officina").await;
    let application = applies(&bruno, &job).await;
    let api = format!("/api/v1/applications/{application}");
    town.minutes_pass(5);
    proves(&carla, &names, &officina, "officina.example").await;
    assert_eq!(
        carla.post(&format!("/api/v1/jobs/{job}/applications"), json!({ "sends": ["skills"] })).await.code(),
        "jobs.own_ad"
    );
    town.settles().await;
    for path in [api.clone(), format!("/applications/{application}"), format!("/applications/{application}/resume")] {
        carla.get(&path).await.is(404);
        ada.get(&path).await.is(404);
    }
    moves(&carla, &application, "hired").await.is(404);
    for path in [format!("/api/v1/jobs/{job}/applications"), format!("/jobs/{job}/applications")] {
        carla.get(&path).await.is(404);
    }
    carla.get(&format!("/jobs/{job}")).await.is(410);
    carla.get("/jobs/mine").await.is(200).says_not("Progettista");
    assert_eq!(kinds(&bruno).await, ["application_over"]);
    bruno.get(&format!("/applications/{application}")).await.is(200).says("nobody there reads what you sent");
    assert_eq!(bruno.get(&api).await.json()["over"], true);
    let next = carla.post("/api/v1/jobs", ad(&officina)).await.is(201).json();
    assert_eq!((&next["record"]["ads"], &next["record"]["stopped"]), (&json!(1), &json!(0)), "the record begins anew");
    town.settles().await;
    let told = kinds(&bruno).await.iter().filter(|kind| *kind == "application_over").count();
    assert_eq!(told, 1, "told once");
}

#[tokio::test]
async fn who_speaks_no_more_hears_no_more_and_all_who_speak_hear() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    speaks_too(&ada, &officina, &bruno, "poster").await;
    let job = id(&bruno.post("/api/v1/jobs", ad(&officina)).await.is(201).json());
    applies(&carla, &job).await;
    assert_eq!(
        (kinds(&ada).await, kinds(&bruno).await),
        (vec!["application_came".to_owned()], vec!["application_came".to_owned()])
    );
    ada.delete(&format!("/api/v1/organisations/{officina}/speakers/bruno")).await.is(204);
    let second = applies(&dora, &job).await;
    town.settles().await;
    moves(&dora, &second, "withdrawn").await.is(200);
    assert_eq!(kinds(&bruno).await, ["application_came"], "what he knew, and no more");
    assert_eq!(kinds(&ada).await.len(), 3);
    assert_eq!(dora.get(&format!("/api/v1/jobs/{job}")).await.json()["author"]["handle"], "ada", "the ad went on");
    town.days_pass(30);
    town.settles().await;
    let (ada, bruno) = (town.signs_in("ada").await, town.signs_in("bruno").await);
    assert!(kinds(&ada).await.contains(&"job_due".to_owned()));
    assert!(!kinds(&bruno).await.contains(&"job_due".to_owned()));
}

/// Whoever one is to ad, organisation, client, applicant and network: only the applicant, and those who speak for the organisation
/// that posts and are not blocked with him, read what he sent. A client on whose behalf an agency looks is not one of them.
#[test]
fn a_snapshot_is_read_by_nobody_but_both_sides() {
    // reader: tied to the applicant, tied to the author, works there, blocked by the applicant, speaks for it, for another, for the
    // client; whether an agency posts, on behalf of that client;
    // and how a stranger comes to speak for it afterwards: not at all, by a proof, by a claim when all have left
    let readers = (proptest::collection::vec(proptest::array::uniform7(any::<bool>()), 3), any::<bool>(), 0_usize..3);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&readers, |(readers, agency, comes)| {
            runtime.block_on(one_town(&readers, agency, comes));
            Ok(())
        })
        .unwrap();
}

/// A stranger comes to speak for it after something was sent; all who did before do no more.
async fn comes_in(town: &Town, names: &NameServer, officina: &str, comes: usize, former: &[&Person]) -> Person {
    let stranger = town.joins("Strano Nuovo").await;
    town.minutes_pass(1);
    if comes == 1 {
        proves(&stranger, names, officina, "strano.example").await;
    } else {
        for person in former {
            let form = [("password", crate::testkit::PASSWORD)];
            person.sends("/settings", "/settings/leaving", &form).await.is(303);
        }
        town.days_pass(15);
        town.settles().await;
        assert_eq!(speaks_for(&stranger, "Officina", "company").await, officina);
    }
    stranger
}

/// The ad that one applies to, of its organisation; and the client, whose name its owner proved, whether it is the ad's or not.
async fn posted(names: &NameServer, (ada, vera): (&Person, &Person), agency: bool) -> (String, String, String) {
    let client = speaks_for(vera, "Cliente Grande", "company").await;
    proves(vera, names, &client, "cliente.example").await;
    let officina = speaks_for(ada, "Officina", if agency { "agency" } else { "company" }).await;
    let mut new = ad(&officina);
    if agency {
        new["client"] = json!("Cliente Grande S.p.A.");
    }
    let job = id(&ada.post("/api/v1/jobs", new).await.is(201).json());
    (officina, job, client)
}

/// Where somebody might come upon it.
fn where_it_might_be(application: &str, job: &str, [officina, client]: [&str; 2]) -> Vec<String> {
    vec![
        format!("/api/v1/applications/{application}"),
        format!("/applications/{application}"),
        format!("/applications/{application}/pdf"),
        format!("/api/v1/applications/{application}/pdf"),
        format!("/applications/{application}/resume"),
        format!("/api/v1/jobs/{job}/applications"),
        format!("/jobs/{job}/applications"),
        format!("/api/v1/organisations/{client}/people"),
        format!("/organisations/{client}"),
        "/api/v1/jobs/mine".to_owned(),
        "/api/v1/conversations".to_owned(),
        "/api/v1/search?q=segreta".to_owned(),
        "/notices".to_owned(),
        "/inbox".to_owned(),
        format!("/jobs/{job}"),
        format!("/api/v1/jobs/{job}"),
        "/api/v1/applications".to_owned(),
        "/jobs/mine".to_owned(),
        "/today".to_owned(),
        "/api/v1/notices".to_owned(),
        "/@bruno".to_owned(),
        format!("/organisations/{officina}"),
    ]
}

async fn one_town(readers: &[[bool; 7]], agency: bool, comes: usize) {
    const SECRET: &str = "la lettera segreta";
    let (town, names) = town_with_names().await;
    let [ada, bruno, vera] = town.people(["Ada Rossi", "Bruno Neri", "Vera Cliente"]).await;
    let (officina, job, client) = posted(&names, (&ada, &vera), agency).await;
    let mut crowd = Vec::new();
    for (number, [tied, tied_author, works, blocked, speaks, other, of_client]) in readers.iter().enumerate() {
        let person = town.joins(&format!("Gente{number} Nuova")).await;
        if *tied {
            super::tie(&person, &bruno).await;
        }
        if *tied_author {
            super::tie(&person, &ada).await;
        }
        if *works {
            super::works(&person, "Officina", "2020", None).await;
        }
        if *other {
            speaks_for(&person, &format!("Altra {number}"), "agency").await;
        }
        if *of_client {
            speaks_too(&vera, &client, &person, "owner").await;
        }
        if *speaks {
            speaks_too(&ada, &officina, &person, "owner").await;
        }
        crowd.push((person, *speaks && !blocked, *blocked));
    }
    let new = json!({ "sends": ["about", "page", "resume", "pdf"], "letter": SECRET });
    let application = id(&bruno.post(&format!("/api/v1/jobs/{job}/applications"), new).await.is(201).json());
    for (person, _, blocked) in &crowd {
        if *blocked {
            bruno.put(&format!("/api/v1/blocks/{}", person.handle), json!({})).await.is(204);
        }
    }
    town.settles().await;
    crowd.push((town.visitor(), false, false));
    crowd.push((vera, false, false));
    if comes > 0 {
        let mut former = vec![&ada];
        former.extend(crowd.iter().zip(readers).filter(|(_, reader)| reader[4]).map(|((person, ..), _)| person));
        let stranger = comes_in(&town, &names, &officina, comes, &former).await;
        town.settles().await;
        // Who spoke for it before does no more, or is gone.
        crowd = crowd.into_iter().map(|(person, _, blocked)| (person, false, blocked)).collect();
        crowd.push((stranger, false, false));
    }
    for (person, reads, _) in &crowd {
        let mut seen = 0;
        for path in where_it_might_be(&application, &job, [&officina, &client]) {
            let answer = person.get(&path).await;
            assert!(answer.status.as_u16() < 500, "{path}");
            assert!(*reads || !answer.text().contains(SECRET), "{path}");
            seen += usize::from(answer.text().contains(SECRET));
        }
        assert!(!*reads || seen >= 2, "who speaks for it reads it");
    }
    let told: Value = bruno.get(&format!("/api/v1/applications/{application}")).await.is(200).json();
    assert_eq!(told["letter"], SECRET);
}
