//! What goes with an application and when it goes: forms, snapshot, conversation, notices; who has it, and who never.

use std::collections::BTreeMap;

use pergola_db::Fault;
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::{Value, json};

use super::{id, posts, small_town, tie, works};
use crate::testkit::{Answer, PASSWORD, Person, Town};

async fn sends(person: &Person, job: &str, sends: &[&str]) -> String {
    let new = json!({ "sends": sends, "letter": "La mia lettera." });
    id(&person.post(&format!("/api/v1/jobs/{job}/applications"), new).await.is(201).json())
}

async fn moves(person: &Person, application: &str, stage: &str, words: &str) -> Answer {
    person
        .put(&format!("/api/v1/applications/{application}/stage"), json!({ "stage": stage, "words": words }))
        .await
        .is(200)
}

async fn count(town: &Town, sql: &'static str) -> i64 {
    let counted = town.app.db.read(async move |tx| tx.one(sql, &[], |row| row.get::<i64>(0)).await);
    counted.await.unwrap_or_else(|fault: Fault| panic!("{fault}")).unwrap()
}

/// Rows that hold something of an applicant's, or lead to it.
async fn left(town: &Town) -> [i64; 6] {
    [
        count(
            town,
            "SELECT count(*) FROM applications WHERE member_id IS NOT NULL OR letter <> '' OR snapshot <> '' OR answers <> '' \
             OR questions <> '' OR ad <> ''",
        )
        .await,
        count(town, "SELECT count(*) FROM application_moves").await,
        count(town, "SELECT count(*) FROM referrals").await,
        count(town, "SELECT count(*) FROM conversations WHERE kind = 'application'").await,
        count(town, "SELECT count(*) FROM messages WHERE text LIKE '%segreto%'").await,
        count(town, "SELECT count(*) FROM notices WHERE kind LIKE 'application%' OR kind = 'job_referred'").await,
    ]
}

/// Somebody who works there speaks for Bruno, he applies with answers, they talk.
async fn lived() -> (Town, [Person; 4], String) {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let officina = crate::organisations::tests::speaks_for(&ada, "Officina", "company").await;
    let asks = [("questions", json!(["Perché?"])), ("kept_days", json!(30))];
    let ad = asks.into_iter().fold(super::ad(&officina), |ad, (name, value)| super::with(ad, name, value));
    let job = id(&ada.post("/api/v1/jobs", ad).await.is(201).json());
    tie(&bruno, &carla).await;
    works(&carla, "Officina", "2010", None).await;
    let said = json!({ "applicant": "bruno", "text": "Ha mani d’oro." });
    let said = id(&carla.post(&format!("/api/v1/jobs/{job}/referrals"), said).await.is(201).json());
    bruno.put(&format!("/api/v1/referrals/{said}/answer"), json!({ "answer": "use" })).await.is(204);
    let new = json!({ "sends": ["skills"], "letter": "Un segreto.", "answers": ["Un altro segreto."] });
    let sent = id(&bruno.post(&format!("/api/v1/jobs/{job}/applications"), new).await.is(201).json());
    moves(&ada, &sent, "in_conversation", "Parliamone: resta un segreto.").await;
    let talk = ada.get(&format!("/api/v1/applications/{sent}")).await.is(200).json()["conversation_id"].clone();
    let talk = format!("/api/v1/conversations/{}/messages", talk.as_str().unwrap());
    bruno.post(&talk, json!({ "text": "Il mio segreto." })).await.is(201);
    town.settles().await;
    assert_eq!(left(&town).await, [1, 1, 1, 1, 1, 3]);
    (town, [ada, bruno, carla, dora], talk)
}

#[tokio::test]
async fn what_goes_with_an_application_goes_on_its_day() {
    let (town, [ada, bruno, ..], talk) = lived().await;
    // Another conversation of the two, which has nothing to do with it, stays.
    tie(&ada, &bruno).await;
    let other = ada.post("/api/v1/conversations", json!({ "to": "bruno", "text": "Ciao, e il forno?" })).await;
    assert!(other.status.is_success(), "{}", other.text());
    town.days_pass(29);
    town.settles().await;
    bruno.get(&talk).await.is(200);
    town.days_pass(1);
    town.settles().await;
    assert_eq!(left(&town).await, [0; 6]);
    for person in [&ada, &bruno] {
        let person = &town.signs_in(&person.handle).await;
        person.get(&talk).await.is(404);
        person.get("/inbox").await.is(200).says_not("segreto").says("Ciao, e il forno?");
        person.get("/notices").await.is(200).says_not("applied to an ad").says_not("/applications/");
    }
}

#[tokio::test]
async fn an_ad_says_for_how_long_what_is_sent_is_kept() {
    let (town, [ada, bruno, ..]) = small_town().await;
    let (officina, usual) = posts(&ada, "Officina").await;
    let short = super::with(super::ad(&officina), "kept_days", json!(90));
    let short = id(&ada.post("/api/v1/jobs", short).await.is(201).json());
    for (job, days) in [(&usual, 180), (&short, 90)] {
        for (language, sentence) in [
            ("en", format!("What you send is erased after {days} days.")),
            ("it", format!("Quello che mandi si cancella dopo {days} giorni.")),
        ] {
            bruno.patch("/api/v1/me", json!({ "language": language })).await.is(200);
            bruno.get(&format!("/jobs/{job}")).await.is(200).says(&sentence);
        }
        town.visitor().get(&format!("/jobs/{job}")).await.is(200).says(&format!("after {days} days"));
    }
}

#[tokio::test]
async fn who_leaves_leaves_nothing_of_what_he_sent() {
    let (town, [_, bruno, ..], _) = lived().await;
    bruno.sends("/settings", "/settings/leaving", &[("password", PASSWORD)]).await.is(303);
    // Before the day that the ad stated, so that it is the farewell that does it.
    town.days_pass(15);
    town.settles().await;
    assert_eq!(left(&town).await, [0; 6]);
}

#[tokio::test]
async fn who_referred_somebody_and_leaves_takes_his_word_along() {
    let (town, [_, bruno, carla, _], talk) = lived().await;
    carla.sends("/settings", "/settings/leaving", &[("password", PASSWORD)]).await.is(303);
    town.days_pass(15);
    town.settles().await;
    assert_eq!(left(&town).await, [1, 1, 0, 1, 1, 2], "the application is not his");
    bruno.get(&talk).await.is(200);
}

#[tokio::test]
async fn an_ad_that_closes_is_told_to_those_who_wait_and_to_nobody_else() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    let waits = sends(&bruno, &job, &["skills"]).await;
    let ended = sends(&carla, &job, &["skills"]).await;
    moves(&ada, &ended, "not_this_time", "").await;
    ada.put(&format!("/api/v1/jobs/{job}/closure"), json!({ "outcome": "otherwise" })).await.is(200);
    town.settles().await;
    let closed = async |person: &Person| {
        let notices = person.get("/api/v1/notices").await.is(200).json();
        notices["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "application_closed").count()
    };
    assert_eq!([closed(&ada).await, closed(&bruno).await, closed(&carla).await, closed(&dora).await], [0, 1, 0, 0]);
    let page = bruno.get("/notices").await.is(200);
    page.says("An ad to which you applied is closed");
    bruno.get(&format!("/applications/{waits}")).await.is(200);
    // One that nobody confirmed closes by itself: told once too.
    let (_, other) = posts(&carla, "Bottega").await;
    sends(&dora, &other, &["skills"]).await;
    town.days_pass(37);
    town.settles().await;
    town.settles().await;
    let dora = town.signs_in("dora").await;
    assert_eq!(closed(&dora).await, 1);
}

#[tokio::test]
async fn each_form_goes_by_itself() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    for person in [&bruno, &carla, &dora] {
        person.patch("/api/v1/me", json!({ "headline": "Falegname", "skills": ["intarsio"] })).await.is(200);
    }
    // person, what is sent; page, file, PDF as the organisation has them
    for (person, chosen, [page, file, pdf]) in [
        (&bruno, &["skills", "pdf"][..], [false, false, true]),
        (&carla, &["skills", "resume"], [false, true, false]),
        (&dora, &["skills"], [true, false, false]),
    ] {
        let sent = sends(person, &job, chosen).await;
        let api = format!("/api/v1/applications/{sent}");
        let told = ada.get(&api).await.is(200).json();
        assert_eq!(
            (&told["with_page"], &told["with_file"], &told["with_pdf"]),
            (&json!(page), &json!(file), &json!(pdf))
        );
        assert_eq!(told["resume"].is_null(), !page && !file, "{told}");
        assert_eq!(told["letter"], "La mia lettera.");
        let read = ada.get(&format!("/applications/{sent}")).await.is(200).says("La mia lettera.").text();
        assert_eq!(read.contains("intarsio"), page);
        assert_eq!(read.contains("Sent as a file alone"), !page);
        let own = person.get(&format!("/applications/{sent}")).await.is(200);
        own.says("intarsio");
        assert!(person.get(&api).await.json()["resume"].to_string().contains("intarsio"));
        for reader in [&ada, person] {
            reader.get(&format!("/applications/{sent}/resume")).await.is(if file { 200 } else { 404 });
            let got = reader.get(&format!("/applications/{sent}/pdf")).await.is(if pdf { 200 } else { 404 });
            assert!(!pdf || String::from_utf8_lossy(&got.bytes).contains("(intarsio) Tj"));
        }
    }
    // In the form: the page is chosen, and may be left out; who chooses nothing is asked to.
    let emma = town.joins("Emma Viola").await;
    let page = format!("/jobs/{job}");
    emma.get(&page).await.is(200).says("In which form").says("value=\"page\" checked");
    let preview = format!("{page}/applications/preview");
    emma.sends(&page, &preview, &[("sends", "pdf")]).await.is(200).says("Sent as a file alone").says("With the PDF");
    emma.sends(&page, &preview, &[]).await.is(422).says("err-sum");
}

/// What was sent stays byte for byte, whatever becomes of the profile, for both sides; and who referred him, who moderates, who is
/// nobody never has a word of it.
#[test]
fn what_was_sent_stays_byte_for_byte() {
    let words = "[a-zàèìòù<>&\"' ]{0,40}";
    let profile =
        (words, words, proptest::collection::vec("[a-zàèì][a-zàèì ]{0,19}", 0..4), any::<bool>(), any::<bool>());
    let forms = proptest::sample::subsequence(vec!["page", "resume", "pdf"], 0..=3);
    let parts = proptest::sample::subsequence(vec!["experience", "education", "skills", "about", "links"], 1..=5);
    let config = ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    TestRunner::new(config)
        .run(&(profile.clone(), profile, parts, forms), |(before, after, parts, forms)| {
            runtime.block_on(one_life(&before, &after, &[parts, forms].concat()));
            Ok(())
        })
        .unwrap();
}

type Profile = (String, String, Vec<String>, bool, bool);

fn profile((headline, about, skills, works, studied): &Profile, name: &str) -> Value {
    let work = json!([{ "organisation": "Bottega", "title": format!("falegname {headline}"), "from": "2019" }]);
    let school = json!([{ "school": "Accademia", "degree": format!("arti {about}"), "from": "2010", "to": "2013" }]);
    json!({ "name": name, "headline": headline, "about": about, "skills": skills, "place": "Modena",
            "positions": if *works { work } else { json!([]) }, "education": if *studied { school } else { json!([]) } })
}

/// All that a reader has of an application, without what the browser alone needs.
async fn all(person: &Person, application: &str) -> BTreeMap<String, Vec<u8>> {
    let mut read = BTreeMap::new();
    for path in ["", "/resume", "/pdf"] {
        for root in ["", "/api/v1"] {
            let path = format!("{root}/applications/{application}{path}");
            let answer = person.get(&path).await;
            let mut bytes = if answer.status.as_u16() == 200 { answer.bytes } else { Vec::new() };
            if answer.status.as_u16() == 200 && !path.ends_with("pdf") && root.is_empty() {
                let page = String::from_utf8(bytes).unwrap();
                let main = page.split("<section class=\"prose\"").nth(1).unwrap_or(&page);
                bytes = main.split("</section>").next().unwrap().as_bytes().to_vec();
            }
            if path == format!("/api/v1/applications/{application}") && answer.status.as_u16() == 200 {
                let told: Value = serde_json::from_slice(&bytes).unwrap();
                let kept =
                    ["resume", "letter", "answers", "ad", "with_page", "with_file", "with_pdf", "sent_at", "erased_at"];
                bytes = kept.iter().flat_map(|name| told[name].to_string().into_bytes()).collect();
            }
            read.insert(path, [answer.status.as_str().as_bytes(), b" ", &bytes].concat());
        }
    }
    read
}

const SECRET: &str = "la lettera segreta";

async fn one_life(before: &Profile, after: &Profile, chosen: &[&str]) {
    let town = Town::new().await;
    // Who is first runs the server, and moderates.
    let [dora, ada, bruno, carla] = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let (officina, job) = posts(&ada, "Officina").await;
    tie(&bruno, &carla).await;
    works(&carla, "Officina", "2010", None).await;
    let said = json!({ "applicant": "bruno", "text": "Bravo." });
    let said = id(&carla.post(&format!("/api/v1/jobs/{job}/referrals"), said).await.is(201).json());
    bruno.put(&format!("/api/v1/referrals/{said}/answer"), json!({ "answer": "use" })).await.is(204);
    bruno.patch("/api/v1/me", profile(before, "Bruno Neri")).await.is(200);
    let new = json!({ "sends": chosen, "letter": SECRET, "referrer_sees": true });
    let sent = id(&bruno.post(&format!("/api/v1/jobs/{job}/applications"), new).await.is(201).json());
    dora.get("/api/v1/moderation/queue").await.is(200);
    let (org, own) = (all(&ada, &sent).await, all(&bruno, &sent).await);
    bruno.patch("/api/v1/me", profile(after, "Un Altro")).await.is(200);
    bruno.patch("/api/v1/me", json!({ "place": "Altrove" })).await.is(200);
    let other = json!({ "title": "Altro", "text": "Altro testo", "questions": ["E adesso?"] });
    ada.patch(&format!("/api/v1/jobs/{job}"), other).await.is(200);
    ada.patch(&format!("/api/v1/organisations/{officina}"), json!({ "about": "Altro", "place": "Altrove" }))
        .await
        .is(200);
    town.settles().await;
    assert_eq!(all(&ada, &sent).await, org, "for those who speak for it");
    assert_eq!(all(&bruno, &sent).await, own, "for him");
    moves(&ada, &sent, "in_conversation", &format!("Grazie per {SECRET}.")).await;
    let talk = ada.get(&format!("/api/v1/applications/{sent}")).await.is(200).json()["conversation_id"].clone();
    let talk = format!("/api/v1/conversations/{}/messages", talk.as_str().unwrap());
    bruno.post(&talk, json!({ "text": format!("Nella mia {SECRET}.") })).await.is(201);
    town.settles().await;
    for person in [&carla, &dora] {
        person.get(&talk).await.is(404);
    }
    // Both sides have it in their conversation: so this is where others might find it.
    for person in [&ada, &bruno] {
        let talks = person.get("/api/v1/conversations").await.is(200);
        assert!(talks.text().contains(SECRET), "{}: {}", person.handle, talks.text());
    }
    for person in [&carla, &dora] {
        reads_nothing(&town, person, &sent).await;
    }
    let told = carla.get("/api/v1/referrals").await.is(200).json()["items"][0].clone();
    let mut fields: Vec<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        ["applicant", "at", "id", "job_id", "job_title", "stage", "text"],
        "how it goes, and nothing that was sent"
    );
}

/// Neither the application nor a word of its letter, wherever a third person looks.
async fn reads_nothing(town: &Town, person: &Person, sent: &str) {
    for (path, bytes) in all(person, sent).await {
        assert!(bytes.starts_with(b"404"), "{} {path}", person.handle);
    }
    for path in [
        "/api/v1/referrals",
        "/referrals",
        "/api/v1/notices",
        "/moderation/queue",
        "/moderation",
        "/search?q=lettera+segreta",
        "/search?q=bruno",
        "/api/v1/search?q=lettera+segreta",
        "/api/v1/search?q=segreta",
        "/inbox",
        "/inbox/archive",
        "/inbox?q=segreta",
        "/api/v1/conversations",
        "/jobs/mine",
        "/api/v1/applications",
        "/today",
        "/@bruno",
    ] {
        let read = person.get(path).await;
        assert!(read.status.as_u16() < 500, "{path}");
        // What was looked for stands in its own field again.
        assert!(!read.text().replace("value=\"lettera segreta\"", "").contains(SECRET), "{} {path}", person.handle);
    }
    let letters = town.letters_to(&format!("{}@example.org", person.handle));
    assert!(letters.iter().all(|letter| !letter.contains(SECRET)), "{letters:?}");
}

/// The archive of who applied says in which form, and what was asked.
#[tokio::test]
async fn the_archive_says_in_which_form_an_application_was_sent() {
    let (town, [ada, bruno, carla, dora]) = small_town().await;
    let (_, job) = posts(&ada, "Officina").await;
    for (person, wanted, forms) in [
        (&bruno, &["skills", "pdf", "resume"][..], json!(["resume", "pdf"])),
        (&carla, &["skills"][..], json!(["page"])),
        (&dora, &["skills", "page", "pdf"][..], json!(["page", "pdf"])),
    ] {
        let sent = sends(person, &job, wanted).await;
        let member = person.id;
        let told = town.app.db.read(async move |tx| crate::jobs::takeout_applications(tx, member).await).await.unwrap();
        assert_eq!((&told[0]["key"], &told[0]["forms"], told.len()), (&json!(sent), &forms, 1), "{told:?}");
        assert_eq!((&told[0]["questions"], &told[0]["answers"]), (&json!([]), &json!([])));
    }
}
