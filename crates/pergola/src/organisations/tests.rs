//! Stories of organisations: claimed, proven three ways, spoken for, lost again.

use pergola_domain::{ids::OrganisationId, organisations::Way};
use serde_json::{Value, json};

use crate::{
    outside::{
        dns::standin::NameServer,
        standin::{Says, StandIn},
    },
    testkit::{Person, Town},
};

fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap().to_owned()
}

/// Somebody speaks for an organisation of this name.
pub(crate) async fn speaks_for(person: &Person, name: &str, kind: &str) -> String {
    id(&person.post("/api/v1/organisations", json!({ "name": name, "kind": kind })).await.is(201).json())
}

/// An owner asks somebody to speak for an organisation, who says yes.
pub(crate) async fn speaks_too(owner: &Person, organisation: &str, person: &Person, role: &str) {
    let path = format!("/api/v1/organisations/{organisation}");
    owner.put(&format!("{path}/speakers/{}", person.handle), json!({ "role": role })).await.is(204);
    person.put(&format!("{path}/acceptance"), Value::Null).await.is(200);
}

/// A town whose name server is a stand-in.
pub(crate) async fn town_with_names() -> (Town, NameServer) {
    let names = NameServer::start();
    let town = Town::with(&[("dns", &names.at.to_string())]).await;
    (town, names)
}

/// Begins a proof by DNS, puts what it says where it says, and has it found.
pub(crate) async fn proves(person: &Person, names: &NameServer, organisation: &str, domain: &str) {
    let new = json!({ "domain": domain, "way": "dns" });
    let proof = person.post(&format!("/api/v1/organisations/{organisation}/proofs"), new).await.is(201).json();
    names.knows(proof["place"].as_str().unwrap(), proof["text"].as_str().unwrap());
    let find = format!("/api/v1/organisations/{organisation}/proofs/{}/finding", id(&proof));
    assert_eq!(person.put(&find, Value::Null).await.is(200).json()["proven"], true);
}

#[tokio::test]
async fn an_organisation_is_claimed_once_and_shown_as_unproven() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let position = json!({ "organisation": "Officina Quercianova", "title": "Falegname", "from": "2020-01" });
    let me = bruno.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200).json();
    let officina = speaks_for(&ada, " officina  QUERCIANOVA", "company").await;
    assert_eq!(me["positions"][0]["organisation_id"], officina, "a name in another spelling is the same organisation");
    let path = format!("/api/v1/organisations/{officina}");
    let told = bruno.get(&path).await.is(200).json();
    assert_eq!(
        (&told["proven"], &told["domain"], &told["name"]),
        (&json!(false), &json!(null), &json!("Officina Quercianova"))
    );
    assert_eq!(
        (&told["speakers"][0]["person"]["handle"], &told["speakers"][0]["role"]),
        (&json!("ada"), &json!("owner"))
    );
    let again = json!({ "name": "Officina Quercianova" });
    assert_eq!(bruno.post("/api/v1/organisations", again).await.is(422).code(), "organisations.spoken_for");
    bruno.get(&format!("/organisations/{officina}")).await.is(200).says("unproven").says("Ada Rossi");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get(&format!("/organisations/{officina}")).await.is(200).says("non dimostrata").says("Chi conosci qui");
    let changes = json!({ "about": "Arredi per scuole.", "place": "Modena", "kind": "association" });
    assert_eq!(ada.patch(&path, changes.clone()).await.is(200).json()["kind"], "association");
    bruno.patch(&path, changes).await.is(404);
    let listed = bruno.get("/api/v1/organisations?q=quercia").await.is(200).json();
    assert_eq!(listed["items"][0]["id"], officina);
}

#[tokio::test]
async fn each_bad_word_of_an_organisation_has_its_sentence() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for (new, code, field) in [
        (json!({ "name": " " }), "organisations.name_missing", "name"),
        (json!({ "name": "a".repeat(161) }), "organisations.name_too_long", "name"),
        (json!({ "name": "A", "kind": "cult" }), "organisations.kind_unknown", "kind"),
        (json!({ "name": "A", "about": "a".repeat(4_001) }), "organisations.about_too_long", "about"),
    ] {
        let problem = ada.post("/api/v1/organisations", new).await.is(422).json();
        assert_eq!((&problem["code"], &problem["fields"][0]["name"]), (&json!(code), &json!(field)));
    }
    let officina = speaks_for(&ada, "Officina", "company").await;
    let proofs = format!("/api/v1/organisations/{officina}/proofs");
    for (new, code) in [
        (json!({ "domain": "127.0.0.1", "way": "dns" }), "organisations.domain_malformed"),
        (json!({ "domain": "gmail.com", "way": "dns" }), "organisations.domain_of_many"),
        (json!({ "domain": "officina.example", "way": "oath" }), "organisations.way_unknown"),
        (
            json!({ "domain": "officina.example", "way": "letter", "address": "ada@gmail.com" }),
            "organisations.address_elsewhere",
        ),
    ] {
        assert_eq!(ada.post(&proofs, new).await.is(422).code(), code);
    }
    let page = format!("/organisations/{officina}/proofs");
    ada.sends(&page, &page, &[("domain", "localhost"), ("way", "dns")])
        .await
        .is(422)
        .says("A domain is written like this");
    let form = [("name", ""), ("kind", "company"), ("about", "Quello che avevo scritto")];
    ada.sends("/organisations/new", "/organisations", &form).await.is(422).says("Quello che avevo scritto");
    for number in 0..4 {
        speaks_for(&ada, &format!("Bottega {number}"), "company").await;
    }
    let over = ada.post("/api/v1/organisations", json!({ "name": "Una di troppo" })).await;
    assert_eq!(over.code(), "organisations.too_many_new");
}

#[tokio::test]
async fn a_record_in_the_dns_proves_and_a_lost_one_proves_no_more() {
    let (town, names) = town_with_names().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let new = json!({ "domain": "Officina.Example", "way": "dns" });
    let proofs = format!("/api/v1/organisations/{officina}/proofs");
    let proof = ada.post(&proofs, new).await.is(201).json();
    assert_eq!(proof["place"], "_pergola.officina.example");
    let find = format!("{proofs}/{}/finding", id(&proof));
    assert_eq!(ada.put(&find, Value::Null).await.is(422).code(), "organisations.proof_not_found");
    bruno.put(&find, Value::Null).await.is(404);
    names.knows("_pergola.officina.example", "v=spf1 -all");
    names.knows("_pergola.officina.example", proof["text"].as_str().unwrap());
    let told = ada.put(&find, Value::Null).await.is(200).json();
    assert_eq!((&told["proven"], &told["domain"]), (&json!(true), &json!("officina.example")));
    bruno.get(&format!("/organisations/{officina}")).await.is(200).says("proven: officina.example");
    let other = speaks_for(&bruno, "Altra officina", "company").await;
    let taken = json!({ "domain": "officina.example", "way": "dns" });
    let answer = bruno.post(&format!("/api/v1/organisations/{other}/proofs"), taken).await.is(422);
    assert_eq!(answer.code(), "organisations.domain_taken");
    let intrudes = json!({ "domain": "evil.example", "way": "dns" });
    let answer = bruno.post(&proofs, intrudes).await.is(422);
    assert_eq!(answer.code(), "organisations.not_speaking", "who is proven is not proven away");
    names.forgets("_pergola.officina.example");
    for days in [2, 3] {
        town.days_pass(days);
        super::look_again(&town.app).await.unwrap();
        let told = bruno.get(&format!("/api/v1/organisations/{officina}")).await.json();
        assert_eq!(told["proven"], true, "a bad day is no end");
    }
    town.days_pass(3);
    super::look_again(&town.app).await.unwrap();
    assert_eq!(bruno.get(&format!("/api/v1/organisations/{officina}")).await.json()["proven"], false);
}

#[tokio::test]
async fn a_letter_proves_when_the_one_who_asked_opens_it() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let page = format!("/organisations/{officina}/proofs");
    let form = [("domain", "officina.example"), ("way", "letter"), ("address", "berta@officina.example")];
    ada.sends(&page, &page, &form).await.is(303);
    town.settles().await;
    let letter = town.letters_to("berta@officina.example").pop().unwrap();
    let link = letter.split("/proofs/").nth(1).unwrap().split_whitespace().next().unwrap();
    let path = format!("/proofs/{link}");
    bruno.get(&path).await.is(404);
    ada.get(&path.replace(link.split('/').nth(1).unwrap(), "0000")).await.is(404);
    ada.get(&path).await.is(200).says("Officina");
    assert_eq!(
        ada.get(&format!("/api/v1/organisations/{officina}")).await.json()["proven"],
        false,
        "looking is nothing"
    );
    ada.sends(&path, &path, &[]).await.is(303);
    assert_eq!(ada.get(&format!("/api/v1/organisations/{officina}")).await.json()["proven"], true);
    town.days_pass(60);
    super::look_again(&town.app).await.unwrap();
    assert_eq!(ada.get(&format!("/api/v1/organisations/{officina}")).await.json()["proven"], true);
}

#[tokio::test]
async fn a_program_begins_a_letter_and_opens_it_with_the_key_of_its_link() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let other = speaks_for(&ada, "Altra officina", "company").await;
    let proofs = format!("/api/v1/organisations/{officina}/proofs");
    let new = json!({ "domain": "officina.example", "way": "letter", "address": "berta@officina.example" });
    let proof = ada.post(&proofs, new).await.is(201).json();
    assert_eq!((&proof["way"], &proof["place"], &proof["text"]), (&json!("letter"), &Value::Null, &Value::Null));
    town.settles().await;
    let letter = town.letters_to("berta@officina.example").pop().unwrap();
    let link = letter.split("/proofs/").nth(1).unwrap().split_whitespace().next().unwrap();
    let (number, key) = link.split_once('/').unwrap();
    assert_eq!(number, id(&proof));
    assert!(!proof.to_string().contains(key), "only the mailbox learns the key");
    let opening = format!("{proofs}/{number}/opening");
    // Nobody else, with no other key, and for no other organisation.
    bruno.put(&opening, json!({ "key": key })).await.is(404);
    ada.put(&opening, json!({ "key": "0000" })).await.is(404);
    ada.put(&format!("/api/v1/organisations/{other}/proofs/{number}/opening"), json!({ "key": key })).await.is(404);
    assert_eq!(ada.put(&opening, json!({})).await.is(400).code(), "http.field_missing");
    assert_eq!(ada.get(&format!("/api/v1/organisations/{officina}")).await.json()["proven"], false);
    let told = ada.put(&opening, json!({ "key": key })).await.is(200).json();
    assert_eq!((&told["proven"], &told["domain"]), (&json!(true), &json!("officina.example")));
    assert_eq!(ada.get(&format!("/api/v1/organisations/{other}")).await.json()["proven"], false);

    // A proof by file has no letter; one that waited too long is over; one that is looked for is of this organisation.
    let others = format!("/api/v1/organisations/{other}/proofs");
    let file = id(&ada.post(&others, json!({ "domain": "altra.example", "way": "file" })).await.is(201).json());
    ada.put(&format!("{others}/{file}/opening"), json!({ "key": key })).await.is(404);
    ada.put(&format!("{proofs}/{file}/finding"), Value::Null).await.is(404);
    let new = json!({ "domain": "altra.example", "way": "letter", "address": "berta@altra.example" });
    let late = id(&ada.post(&others, new).await.is(201).json());
    town.settles().await;
    let letter = town.letters_to("berta@altra.example").pop().unwrap();
    let key = letter.split(&format!("/proofs/{late}/")).nth(1).unwrap().split_whitespace().next().unwrap();
    town.days_pass(14);
    let over = ada.put(&format!("{others}/{late}/opening"), json!({ "key": key })).await.is(422);
    assert_eq!(over.code(), "organisations.proof_over");
}

#[tokio::test]
async fn a_proof_waits_two_weeks() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let proofs = format!("/api/v1/organisations/{officina}/proofs");
    let proof = ada.post(&proofs, json!({ "domain": "officina.example", "way": "file" })).await.is(201).json();
    assert_eq!(proof["place"], "https://officina.example/.well-known/pergola.txt");
    town.days_pass(14);
    let find = format!("{proofs}/{}/finding", id(&proof));
    assert_eq!(ada.put(&find, Value::Null).await.is(422).code(), "organisations.proof_over");
}

#[tokio::test]
async fn who_proves_takes_the_place_of_who_only_claimed() {
    let (town, names) = town_with_names().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let officina = speaks_for(&bruno, "Officina", "company").await;
    proves(&ada, &names, &officina, "officina.example").await;
    let told = bruno.get(&format!("/api/v1/organisations/{officina}")).await.json();
    let speakers = told["speakers"].as_array().unwrap();
    assert_eq!((speakers.len(), &speakers[0]["person"]["handle"]), (1, &json!("ada")));
}

#[tokio::test]
async fn an_owner_names_who_may_post_and_the_last_one_stays() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let speaker = |handle: &str| format!("/api/v1/organisations/{officina}/speakers/{handle}");
    speaks_too(&ada, &officina, &bruno, "poster").await;
    bruno.put(&speaker("carla"), json!({ "role": "poster" })).await.is(404);
    for (handle, role, code) in [
        ("nessuno", "poster", "organisations.speaker_unknown"),
        ("carla", "king", "organisations.role_unknown"),
        ("ada", "poster", "organisations.last_owner"),
    ] {
        assert_eq!(ada.put(&speaker(handle), json!({ "role": role })).await.is(422).code(), code);
    }
    assert_eq!(ada.delete(&speaker("ada")).await.is(422).code(), "organisations.last_owner");
    carla.delete(&speaker("bruno")).await.is(404);
    bruno.delete(&speaker("bruno")).await.is(204);
    let page = format!("/organisations/{officina}/edit");
    let form = [("handle", "carla"), ("role", "owner")];
    ada.sends(&page, &format!("/organisations/{officina}/speakers"), &form).await.is(303);
    assert_eq!(
        ada.delete(&speaker("ada")).await.is(422).code(),
        "organisations.last_owner",
        "who is asked is none yet"
    );
    let seen = format!("/organisations/{officina}");
    carla.get(&seen).await.is(200).says("Ada Rossi asks you to speak for this organisation: in charge");
    carla.sends(&seen, &format!("{seen}/acceptance"), &[]).await.is(303);
    ada.delete(&speaker("ada")).await.is(204);
    carla.get(&page).await.is(200);
    ada.put("/api/v1/blocks/carla", json!({})).await.is(204);
    ada.get(&format!("/organisations/{officina}")).await.is(200).says_not("Carla Blu");
}

#[tokio::test]
async fn who_leaves_speaks_for_nobody() {
    let (town, names) = town_with_names().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let officina = speaks_for(&bruno, "Officina", "company").await;
    proves(&bruno, &names, &officina, "officina.example").await;
    let form = [("password", crate::testkit::PASSWORD)];
    bruno.sends("/settings", "/settings/leaving", &form).await.is(303);
    town.days_pass(60);
    town.settles().await;
    let told = ada.get(&format!("/api/v1/organisations/{officina}")).await.is(200).json();
    assert_eq!((&told["proven"], &told["speakers"]), (&json!(false), &json!([])));
    speaks_for(&ada, "Officina", "company").await;
}

#[tokio::test]
async fn whom_one_knows_there_is_told_with_the_years_of_both() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let how_met = json!({ "kind": "worked", "text": "il laboratorio" });
    let asked = ada.post("/api/v1/invitations", json!({ "to": "bruno", "how_met": how_met })).await.is(201).json();
    bruno.put(&format!("/api/v1/invitations/{}/acceptance", id(&asked)), json!({})).await.is(200);
    let position =
        |from: &str, to: &str| json!({ "organisation": "Officina", "title": "falegname", "from": from, "to": to });
    let me = ada.patch("/api/v1/me", json!({ "positions": [position("2010-01", "2016-06")] })).await.is(200).json();
    bruno.patch("/api/v1/me", json!({ "positions": [position("2014-01", "2019-12")] })).await.is(200);
    town.settles().await;
    let officina = me["positions"][0]["organisation_id"].as_str().unwrap();
    let page = ada.get(&format!("/organisations/{officina}")).await.is(200);
    page.says("Bruno Neri").says("worked there, 2014–2019; with you, 2014–2016");
}

#[tokio::test]
async fn nobody_speaks_for_one_unasked_and_a_no_is_told_to_nobody() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let (path, page) = (format!("/api/v1/organisations/{officina}"), format!("/organisations/{officina}"));
    let asks = async |handle: &str| {
        ada.put(&format!("{path}/speakers/{handle}"), json!({ "role": "poster" })).await.is(204);
    };
    asks("bruno").await;
    let told = bruno.get(&path).await.is(200).json();
    assert_eq!((told["speakers"].as_array().unwrap().len(), &told["asked_as"]), (1, &json!("poster")));
    assert_eq!(carla.get(&path).await.json()["asked_as"], Value::Null);
    carla.put(&format!("{path}/acceptance"), Value::Null).await.is(404);
    let kinds = async |person: &Person| {
        let notices = person.get("/api/v1/notices").await.json();
        let all = notices["items"].as_array().unwrap().iter();
        all.map(|one| one["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&bruno).await, ["speaker_invited"]);
    let waiting = ada.get(&format!("{page}/edit")).await.is(200).says("asked, no answer yet");
    bruno.sends(&page, &format!("{page}/refusal"), &[]).await.is(303);
    let declined = ada.get(&format!("{page}/edit")).await.is(200);
    let shown = |page: &str| page.split("<main").nth(1).unwrap().matches("Bruno Neri").count();
    assert_eq!(shown(&waiting.text()), shown(&declined.text()), "who asked sees no difference");
    asks("bruno").await;
    assert_eq!(kinds(&bruno).await, Vec::<String>::new(), "and nobody is asked twice");
    bruno.put(&format!("{path}/acceptance"), Value::Null).await.is(404);
    asks("carla").await;
    ada.sends(&format!("{page}/edit"), &format!("{page}/speakers/carla/removal"), &[]).await.is(303);
    assert_eq!(kinds(&carla).await, Vec::<String>::new());
    carla.put(&format!("{path}/acceptance"), Value::Null).await.is(404);
}

#[tokio::test]
async fn a_program_hears_for_whom_one_speaks_and_who_is_asked() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let (officina, forno) =
        (speaks_for(&ada, "Officina", "company").await, speaks_for(&bruno, "Forno", "company").await);
    speaks_too(&bruno, &forno, &ada, "poster").await;
    let spoken = async |person: &Person| {
        let listed = person.get("/api/v1/me/organisations").await.is(200).json();
        let one = |item: &Value| (item["organisation"]["id"].clone(), item["role"].clone());
        listed["items"].as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    let (owner, poster) = (json!("owner"), json!("poster"));
    assert_eq!(spoken(&ada).await, [(json!(officina), owner.clone()), (json!(forno), poster.clone())]);
    assert_eq!(spoken(&bruno).await, [(json!(forno), owner.clone())]);
    assert_eq!(spoken(&carla).await, [], "who is asked speaks for nobody yet");
    let path = format!("/api/v1/organisations/{forno}");
    bruno.put(&format!("{path}/speakers/carla"), json!({ "role": "poster" })).await.is(204);
    let asked = async || bruno.get(&format!("{path}/invited_speakers")).await.is(200).json()["items"].clone();
    let waits = asked().await;
    assert_eq!((&waits[0]["person"]["handle"], &waits[0]["role"]), (&json!("carla"), &poster));
    for other in [&ada, &carla] {
        other.get(&format!("{path}/invited_speakers")).await.is(404);
    }
    carla.put(&format!("{path}/refusal"), Value::Null).await.is(204);
    assert_eq!(asked().await, waits, "a no is told to nobody");
    bruno.delete(&format!("{path}/speakers/carla")).await.is(204);
    assert_eq!(asked().await, json!([]));
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert_eq!(spoken(&ada).await.len(), 2, "for whom one speaks is one’s own business");
}

#[tokio::test]
async fn an_invitation_of_who_only_claimed_ends_with_the_claim() {
    let (town, names) = town_with_names().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let officina = speaks_for(&bruno, "Officina", "company").await;
    let path = format!("/api/v1/organisations/{officina}");
    bruno.put(&format!("{path}/speakers/carla"), json!({ "role": "owner" })).await.is(204);
    proves(&ada, &names, &officina, "officina.example").await;
    carla.put(&format!("{path}/acceptance"), Value::Null).await.is(404);
    bruno.get(&format!("/organisations/{officina}/edit")).await.is(404);
}

#[tokio::test]
async fn where_the_last_owner_leaves_the_eldest_who_stays_is_one() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    speaks_too(&ada, &officina, &bruno, "poster").await;
    ada.sends("/settings", "/settings/leaving", &[("password", crate::testkit::PASSWORD)]).await.is(303);
    town.days_pass(29);
    town.settles().await;
    let told = bruno.get(&format!("/api/v1/organisations/{officina}")).await.is(200).json();
    assert_eq!((told["speakers"].as_array().unwrap().len(), &told["speakers"][0]["role"]), (1, &json!("owner")));
}

#[tokio::test]
async fn a_file_on_the_site_proves_and_one_that_is_elsewhere_does_not() {
    let standin = StandIn::saying(|heard| match heard.path.as_str() {
        "/.well-known/pergola.txt" => Says::answer(200, &[], b"abc\n"),
        "/moved" => Says::answer(302, &[("location", "/.well-known/pergola.txt")], b""),
        "/long" => Says::answer(200, &[], &vec![b'a'; 2_000]),
        _ => Says::answer(404, &[], b"abc"),
    });
    let town = Town::with(&[("allow_private_addresses", &standin.at.to_string())]).await;
    let found = async |path: &str| super::proving::file_at(&town.app.fetcher, &standin.url(path)).await;
    let proves = |found: &[String]| pergola_domain::organisations::proves(Way::File, found, "abc");
    assert!(proves(&found("/.well-known/pergola.txt").await));
    for path in ["/moved", "/long", "/nowhere"] {
        assert!(!proves(&found(path).await), "{path}");
    }
}

#[tokio::test]
async fn a_member_has_so_many_letters_written_and_no_more() {
    let town = Town::with(&[("limits", "strict")]).await;
    let ada = town.joins("Ada Rossi").await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let mut answers = Vec::new();
    for number in 0..6 {
        let address = format!("berta{number}@officina.example");
        let new = json!({ "domain": "officina.example", "way": "letter", "address": address });
        let answer = ada.post(&format!("/api/v1/organisations/{officina}/proofs"), new).await;
        answers.push(answer.status.as_u16());
    }
    assert_eq!(answers, [201, 201, 201, 201, 201, 429]);
}

#[tokio::test]
async fn names_from_before_employers_were_known_by_their_words_come_to_be_at_a_start() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let positions: Vec<Value> = ["Officina", "Officina S.r.l.", "OFFICINA spa", "Forno", "!"]
        .iter()
        .map(|name| json!({ "organisation": name, "title": "falegname", "from": "2020" }))
        .collect();
    ada.patch("/api/v1/me", json!({ "positions": positions })).await.is(200);
    let alike = async || {
        let read = town.app.db.read(async move |tx| {
            let ids: Vec<OrganisationId> =
                tx.all("SELECT id FROM organisations ORDER BY id", &[], |row| row.get(0)).await?;
            let all = crate::network::alike(tx, &ids).await?;
            Ok::<_, pergola_db::Fault>(ids.iter().map(|id| all[id].len()).collect::<Vec<_>>())
        });
        read.await.unwrap()
    };
    assert_eq!(alike().await, [3, 3, 3, 1, 1]);
    town.app
        .db
        .write::<(), pergola_db::Fault, _>(async move |tx| {
            tx.run("UPDATE organisations SET employer = NULL", &[]).await.map(drop)
        })
        .await
        .unwrap();
    assert_eq!(alike().await, [1; 5], "as they were left by a program before");
    super::name_employers(&town.app.db).await.unwrap();
    assert_eq!(alike().await, [3, 3, 3, 1, 1]);
}

#[tokio::test]
async fn a_proof_by_file_is_found_where_it_says_that_it_stands() {
    let text = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let says = std::sync::Arc::clone(&text);
    let standin = StandIn::saying(move |heard| match heard.path.as_str() {
        "/.well-known/pergola.txt" => Says::answer(200, &[], says.lock().unwrap().as_bytes()),
        _ => Says::answer(404, &[], b""),
    });
    let town = Town::with(&[("allow_private_addresses", &standin.at.to_string())]).await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let officina = speaks_for(&ada, "Officina", "company").await;
    let new = json!({ "domain": "officina.example", "way": "file" });
    let path = format!("/api/v1/organisations/{officina}/proofs");
    let proof = ada.post(&path, new).await.is(201).json();
    let by = town.app.by_itself(pergola_domain::members::Language::En).on_behalf_of(ada.id);
    // The name leads to the stand-in: all but that is as it is.
    let place = proof["place"].as_str().unwrap().strip_prefix("https://officina.example").unwrap().to_owned();
    let finds = async || {
        let kept = super::proving::own(&town.app, &by, id(&proof).parse().unwrap()).await.ok().unwrap();
        let found = super::proving::file_at(&town.app.fetcher, &standin.url(&place)).await;
        super::proving::judge(&town.app, by.clone(), kept, &found).await.is_ok()
    };
    let proven =
        async || bruno.get(&format!("/api/v1/organisations/{officina}")).await.is(200).json()["proven"].clone();
    for wrong in ["", "abc", &format!("pergola {}", proof["text"].as_str().unwrap())] {
        wrong.clone_into(&mut text.lock().unwrap());
        assert!(!finds().await, "{wrong:?}");
    }
    assert_eq!(proven().await, false);
    *text.lock().unwrap() = format!("{}\n", proof["text"].as_str().unwrap());
    assert!(finds().await);
    assert_eq!(proven().await, true);
    assert_eq!(standin.heard().len(), 4);
}
