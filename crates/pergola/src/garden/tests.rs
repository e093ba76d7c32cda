//! Stories of the garden, through the doors. Ties and cards are planted as their rooms do it, by `tending::plant`.

mod days;
mod forms;
mod limits;

use std::sync::atomic::{AtomicI64, Ordering};

use pergola_db::{Fault, params};
use pergola_domain::garden::{DORMANT_DAYS, Facts, SPROUT_DAYS, is_dormant_week};
use pergola_domain::ids::{BedId, ContactId, MomentId, PersonId};
use pergola_domain::text;
use pergola_domain::time::Timestamp;
use serde_json::json;

use super::store;
use crate::{
    tending::{self, Moment},
    testkit::{Person, TUESDAY, Town},
};

/// A card in somebody's garden, met so many days ago. Gives its number.
async fn knows(town: &Town, owner: &Person, name: &str, met_days_ago: i64) -> i64 {
    static NEXT: AtomicI64 = AtomicI64::new(7_000_000_000_000);
    let (id, owner, name) = (NEXT.fetch_add(1, Ordering::Relaxed), owner.id, name.to_owned());
    let met_at = town.app.now().plus_days(-met_days_ago);
    let kept: Result<(), Fault> = town
        .app
        .db
        .write(async move |tx| {
            let sql = "INSERT INTO contacts (id, owner_id, name, name_folded, organisation, position, place, source_key, created_at, version) \
                       VALUES ($1, $2, $3, $4, 'Segheria', '', '', $5, 0, 1)";
            tx.run(sql, &params![id, owner, name, text::fold(&name), id.to_string()]).await?;
            tending::plant(tx, owner, PersonId::Contact(ContactId(id)), met_at).await
        })
        .await;
    kept.unwrap();
    id
}

/// Two members become ties, on both sides.
async fn tied(town: &Town, one: &Person, other: &Person, met_days_ago: i64) {
    let (one, other, met_at) = (one.id, other.id, town.app.now().plus_days(-met_days_ago));
    let kept: Result<(), Fault> = town
        .app
        .db
        .write(async move |tx| {
            tending::plant(tx, one, PersonId::Member(other), met_at).await?;
            tending::plant(tx, other, PersonId::Member(one), met_at).await
        })
        .await;
    kept.unwrap();
}

/// The id of one of the six beds.
async fn bed_of(person: &Person, kind: &str) -> String {
    let beds = person.get("/api/v1/beds").await.is(200).json();
    let found = beds["items"].as_array().unwrap().iter().find(|bed| bed["kind"] == kind).unwrap().clone();
    found["id"].as_str().unwrap().to_owned()
}

async fn due(person: &Person) -> Vec<String> {
    let garden = person.get("/api/v1/garden").await.is(200).json();
    let due = garden["due_this_week"].as_array().unwrap().clone();
    due.iter().map(|plant| plant["person"]["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_empty_garden_is_ready() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.get("/garden").await.is(200).says("The garden is ready").says("Plant the first person");
    ada.clone().in_italian().get("/garden").await.is(200);
    let garden = ada.get("/api/v1/garden").await.is(200).json();
    assert_eq!((garden["beds"].as_array().unwrap().len(), &garden["due_this_week"]), (6, &json!([])));
    town.visitor().get("/api/v1/garden").await.is(401);
    town.visitor().get("/garden").await.is(303);
}

#[tokio::test]
async fn somebody_is_planted_tended_and_rests() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bruno = knows(&town, &ada, "Bruno Cantafiume", 400).await;
    let suppliers = bed_of(&ada, "suppliers").await;

    // From those without a bed into one, with a rhythm.
    ada.get("/garden").await.is(200).says("One person is waiting for a bed").says_not("Picture only");
    let boxes = [(format!("person-{bruno}"), "on".to_owned()), ("bed".to_owned(), suppliers.clone())];
    let mut form: Vec<(&str, &str)> = boxes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form.push(("cadence_days", "30"));
    ada.sends("/garden/unplanted", "/garden/unplanted", &form).await.is(303);
    ada.sends("/garden/unplanted", "/garden/unplanted", &[("bed", &suppliers)])
        .await
        .is(422)
        .says("at least one person");
    let page = ada.get("/garden").await.is(200);
    page.says("Suppliers").says("one person, olive trees").says("Thirsty: Bruno").says("You are in touch every month");

    // In the picture and in words alike.
    let text = ada.get("/garden").await.text();
    assert!(text.contains(&format!("id=\"p-{bruno}\"")) && text.contains(&format!("href=\"#p-{bruno}\"")));
    assert!(text.contains("thirsty, at the back; in the garden: 13 months ago"), "{text}");
    let only = ada.get("/garden?view=list").await.is(200);
    only.says("thirsty, at the back").says_not("class=\"bed-pic\"");
    ada.get("/garden?view=picture").await.is(200).says("bed-pic").says_not("class=\"plants\"");

    // A moment, and the rhythm begins again.
    let to = format!("/garden/people/{bruno}/moments");
    ada.sends("/garden", &to, &[("kind", "other"), ("direction", "both"), ("back", "/garden")]).await.is(303);
    assert_eq!(due(&ada).await, Vec::<String>::new());
    let plant = ada.get(&format!("/api/v1/garden/{bruno}")).await.is(200).json();
    assert_eq!((&plant["state"], &plant["warmth"], &plant["strength"]), (&json!("bloom"), &json!(1), &json!("light")));

    // Rest, closeness, note.
    let rest = format!("/garden/people/{bruno}/rest");
    let at = format!("/garden/people/{bruno}");
    ada.sends(&at, &rest, &[("resting", "true")]).await.is(303);
    ada.sends(&at, &format!("{at}/closeness"), &[("closeness", "5")]).await.is(303);
    ada.sends(&at, &format!("{at}/rhythm"), &[("cadence_days", "")]).await.is(303);
    ada.sends(&at, &format!("{at}/bed"), &[("bed", ""), ("back", "//evil.example")]).await.is(303);
    let plant = ada.get(&format!("/api/v1/garden/{bruno}")).await.is(200).json();
    assert_eq!(
        (&plant["state"], &plant["strength"], &plant["bed"]),
        (&json!("resting"), &json!("strong"), &json!(null))
    );
    assert_eq!(plant["cadence_days"], json!(null));
    ada.get(&at).await.is(200).says("At rest: never thirsty").says("Not in a bed yet");
}

#[tokio::test]
async fn notes_and_moments_are_kept_corrected_and_removed() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bruno = knows(&town, &ada, "Bruno Cantafiume", 4_000).await;
    let at = format!("/garden/people/{bruno}");
    let note = [("notes", "Preferisce il telefono.\n\nA settembre no."), ("version", "1")];
    ada.sends(&at, &format!("{at}/note"), &note).await.is(303);
    ada.get(&at).await.is(200).says("Preferisce il telefono.").says("Private note, only you see it");
    let late = ada.sends(&at, &format!("{at}/note"), &note).await.is(409);
    late.says("Something changed in the meantime").says("Preferisce il telefono.");
    let long = "a".repeat(10_001);
    let refused = ada.sends(&at, &format!("{at}/note"), &[("notes", &long), ("version", "2")]).await.is(422);
    refused.says("10,000 characters").says(&long);

    let add = format!("{at}/moments");
    let coffee = [("kind", "met"), ("text", "Caffè ad Ancona."), ("at", "2026-02-22")];
    ada.sends(&at, &add, &coffee).await.is(303);
    let ahead = [("kind", "met"), ("text", "Domani."), ("at", "2026-03-11")];
    ada.sends(&at, &add, &ahead).await.is(422).says("still to come").says("Domani.");
    ada.sends(&at, &add, &[("kind", "met"), ("at", "ieri")]).await.is(422).says("Write when it happened");
    ada.get(&at).await.is(200).says("You met").says("Caffè ad Ancona.").says("22 February");

    let list = ada.get(&format!("/api/v1/moments?with={bruno}")).await.is(200).json();
    let id = list["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        (&list["items"][0]["direction"], &list["items"][0]["with"]),
        (&json!("both"), &json!(bruno.to_string()))
    );
    let edit = format!("/garden/moments/{id}");
    ada.get(&edit).await.is(200).says("Caffè ad Ancona.").says("2026-02-22");
    ada.sends(&edit, &edit, &[("kind", "called"), ("direction", "in"), ("at", "2026-02-01"), ("text", "")])
        .await
        .is(303);
    let list = ada.get("/api/v1/moments").await.is(200).json();
    assert_eq!(
        (&list["items"][0]["kind"], &list["items"][0]["at"]),
        (&json!("called"), &json!("2026-02-01T11:00:00Z"))
    );
    ada.sends(&edit, &format!("{edit}/removal"), &[]).await.is(303);
    assert_eq!(ada.get("/api/v1/moments").await.is(200).json()["items"], json!([]));
    ada.get(&edit).await.is(404);
    let plant = ada.get(&format!("/api/v1/garden/{bruno}")).await.is(200).json();
    assert_eq!(plant["last_moment"], json!(null), "the dates follow what remains");
}

#[tokio::test]
async fn a_week_names_three_and_replaces_nobody() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let mut numbers = Vec::new();
    for (name, closeness) in [("Uno", 5), ("Due", 4), ("Tre", 3), ("Quattro", 2), ("Cinque", 1)] {
        let id = knows(&town, &ada, name, 900).await;
        let body = json!({ "cadence_days": 30, "closeness": closeness });
        ada.patch(&format!("/api/v1/garden/{id}"), body).await.is(200);
        numbers.push(id);
    }
    while is_dormant_week(ada.id, town.app.now().week()) {
        town.days_pass(7);
    }
    assert_eq!(due(&ada).await, ["Uno", "Due", "Tre"]);
    let page = ada.get("/garden").await.is(200).says("first whoever is furthest beyond the rhythm you gave them");
    page.says("not been in touch with for three years or more").says("is not named for four weeks.");
    town.days_pass(3);
    assert_eq!(due(&ada).await, ["Uno", "Due", "Tre"], "the same all the week");
    let not_now = format!("/garden/people/{}/not-now", numbers[0]);
    ada.sends("/garden", &not_now, &[]).await.is(303);
    assert_eq!(due(&ada).await, ["Due", "Tre"]);
    let written = json!({ "with": numbers[1].to_string(), "kind": "wrote", "at": "2026-03-10" });
    ada.post("/api/v1/moments", written).await.is(201);
    ada.sends("/garden", &format!("/garden/people/{}/not-now", numbers[4]), &[]).await.is(404);

    town.days_pass(7);
    let second = due(&ada).await;
    assert_eq!(second.len(), 3);
    assert!(
        second.contains(&"Quattro".to_owned()) && second.contains(&"Cinque".to_owned()),
        "others have a turn: {second:?}"
    );
    assert!(!second.contains(&"Uno".to_owned()), "who was put aside is left in peace");
    // A clock set back shows a week that was, and never more than three.
    town.days_pass(-14);
    assert!(due(&ada).await.len() <= 3);
}

#[tokio::test]
async fn now_and_then_a_dormant_tie_is_named() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    knows(&town, &ada, "Olmo Vecchio", DORMANT_DAYS + 10).await;
    let mut named = 0;
    for _ in 0..8 {
        let names = due(&ada).await;
        assert_eq!(names.is_empty(), !is_dormant_week(ada.id, town.app.now().week()));
        named += names.len();
        if !names.is_empty() {
            ada.get("/garden").await.is(200).says("You have not been in touch for three years");
        }
        town.days_pass(7);
    }
    assert_eq!(named, 2, "every fourth week");
}

#[tokio::test]
async fn what_is_private_stays_private() {
    let town = Town::new().await;
    let (ada, bruno, carla) =
        (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await, town.joins("Carla Blu").await);
    tied(&town, &ada, &bruno, 100).await;
    let secret = json!({ "notes": "SEGRETO", "closeness": 2, "cadence_days": 60 });
    ada.patch("/api/v1/ties/bruno", secret).await.is(200);
    let told = json!({ "with": "bruno", "kind": "met", "at": "2026-03-01", "text": "SEGRETO" });
    let moment = ada.post("/api/v1/moments", told).await.is(201).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(ada.get(&format!("/api/v1/garden/{}", bruno.id)).await.is(200).json()["notes"], "SEGRETO");

    for other in [&bruno, &carla] {
        for path in
            ["/garden", "/api/v1/garden", "/api/v1/garden/plants", "/api/v1/garden.svg", "/api/v1/moments", "/today"]
        {
            other.get(path).await.says_not("SEGRETO");
        }
        for path in [
            format!("/api/v1/garden/{}", bruno.id),
            format!("/garden/people/{}", bruno.id),
            format!("/garden/moments/{moment}"),
        ] {
            other.get(&path).await.is(404);
        }
        other.delete(&format!("/api/v1/moments/{moment}")).await.is(404);
        other.put(&format!("/api/v1/moments/{moment}"), json!({ "kind": "met", "at": "2026-03-01" })).await.is(404);
    }
    // His side of the same tie is his own.
    assert_eq!(bruno.get(&format!("/api/v1/garden/{}", ada.id)).await.is(200).json()["notes"], "");
    carla.patch("/api/v1/ties/bruno", json!({ "notes": "x" })).await.is(404);
    carla.patch("/api/v1/ties/nobody", json!({ "notes": "x" })).await.is(404);
    let bed = bed_of(&ada, "mentors").await;
    let foreign = bruno.patch("/api/v1/ties/ada", json!({ "bed": bed })).await.is(422);
    let absent = bruno.patch("/api/v1/ties/ada", json!({ "bed": "77" })).await.is(422);
    assert_eq!((foreign.code(), foreign.text()), (absent.code(), absent.text()));
    bruno.get(&format!("/garden/beds/{bed}")).await.is(404);
}

#[tokio::test]
async fn beds_of_ones_own_come_and_go() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let person = knows(&town, &ada, "Bruno", 100).await;
    let choir = ada.post("/api/v1/beds", json!({ "name": " Il  coro " })).await.is(201).json();
    assert_eq!((&choir["name"], &choir["kind"]), (&json!("Il coro"), &json!("own")));
    let choir = choir["id"].as_str().unwrap().to_owned();
    for (body, code) in [
        (json!({ "name": "il coro" }), "garden.bed_name_taken"),
        (json!({ "name": " " }), "garden.bed_name_missing"),
        (json!({ "name": "a".repeat(41) }), "garden.bed_name_too_long"),
    ] {
        assert_eq!(ada.post("/api/v1/beds", body).await.is(422).code(), code);
    }
    ada.patch(&format!("/api/v1/garden/{person}"), json!({ "bed": choir })).await.is(200);
    ada.sends("/garden/beds", &format!("/garden/beds/{choir}/name"), &[("name", "Coro")]).await.is(303);
    ada.get("/garden").await.is(200).says("Coro").says("one person, lemon trees");
    ada.sends("/garden/beds", "/garden/beds", &[("name", "CORO")]).await.is(422).says("already").says("value=\"CORO\"");
    let customers = bed_of(&ada, "customers").await;
    assert_eq!(ada.delete(&format!("/api/v1/beds/{customers}")).await.is(422).code(), "garden.bed_fixed");
    let renamed = ada.patch(&format!("/api/v1/beds/{customers}"), json!({ "name": "x" })).await.is(422);
    assert_eq!(renamed.code(), "garden.bed_fixed");
    ada.delete(&format!("/api/v1/beds/{choir}")).await.is(204);
    let plant = ada.get(&format!("/api/v1/garden/{person}")).await.is(200).json();
    assert_eq!(plant["bed"], json!(null), "its people stay");
    for number in 0..12 {
        ada.post("/api/v1/beds", json!({ "name": format!("Aiuola {number}") })).await.is(201);
    }
    assert_eq!(
        ada.post("/api/v1/beds", json!({ "name": "Una di troppo" })).await.is(422).code(),
        "garden.too_many_beds"
    );
}

#[tokio::test]
async fn programs_are_refused_with_a_code() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let person = knows(&town, &ada, "Bruno", 100).await;
    let path = format!("/api/v1/garden/{person}");
    for (body, code) in [
        (json!({ "cadence_days": 0 }), "garden.cadence_out_of_range"),
        (json!({ "closeness": 6 }), "garden.closeness_out_of_range"),
        (json!({ "notes": "a".repeat(10_001) }), "garden.notes_too_long"),
        (json!({ "bed": "5" }), "garden.bed_unknown"),
    ] {
        assert_eq!(ada.patch(&path, body).await.is(422).code(), code);
    }
    ada.patch(&path, json!({ "version": 9 })).await.is(409);
    assert_eq!(ada.patch(&path, json!({ "vicino": 1 })).await.is(400).code(), "http.field_unknown");
    let moment = |with: &str, kind: &str, at: &str| json!({ "with": with, "kind": kind, "at": at });
    let id = person.to_string();
    for (body, code) in [
        (moment("nessuno", "met", "2026-03-01"), "garden.person_unknown"),
        (moment("99", "met", "2026-03-01"), "garden.person_unknown"),
        (moment(&id, "danced", "2026-03-01"), "garden.moment_kind_unknown"),
        (moment(&id, "met", "2026-04-01"), "garden.moment_ahead"),
        (moment(&id, "met", "marzo"), "garden.moment_undated"),
        (json!({ "with": id, "kind": "met", "at": "2026-03-01", "direction": "up" }), "garden.direction_unknown"),
        (json!({ "with": id, "kind": "met", "at": "2026-03-01", "text": "a".repeat(501) }), "garden.moment_too_long"),
    ] {
        assert_eq!(ada.post("/api/v1/moments", body).await.is(422).code(), code);
    }
    ada.get("/api/v1/moments?with=nessuno").await.is(404);
    let owner = ada.id;
    let recorded = Moment {
        id: MomentId(5),
        person: PersonId::Contact(ContactId(person)),
        kind: "tied".to_owned(),
        direction: "both".to_owned(),
        at: TUESDAY.plus_days(-3),
        text: String::new(),
        source: "pergola".to_owned(),
        source_key: "tie:5".to_owned(),
    };
    let kept = town.app.db.write(async move |tx| tending::remember(tx, owner, &recorded).await).await;
    assert!(kept.is_ok_and(|fresh: bool| fresh));
    let edited = ada.put("/api/v1/moments/5", json!({ "kind": "met", "at": "2026-03-01" })).await.is(422);
    assert_eq!(edited.code(), "garden.moment_fixed");
    ada.get(&format!("/garden/people/{person}")).await.is(200).says("You are connected").says("noted by Pergola");
    ada.delete("/api/v1/moments/5").await.is(204);
}

#[tokio::test]
async fn a_garden_of_thirty_thousand_stays_usable() {
    const PEOPLE: i64 = 30_000;
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bed: BedId = bed_of(&ada, "work_mates").await.parse().unwrap();
    let (owner, now) = (ada.id, town.app.now());
    let kept: Result<(), Fault> = town
        .app
        .db
        .write(async move |tx| {
            let first = 8_000_000_000_000_i64;
            for start in (0..PEOPLE).step_by(500) {
                let rows: Vec<i64> = (start..start + 500).collect();
                let cards: Vec<String> =
                    rows.iter().map(|n| format!("({}, {owner}, 'Persona {n}', 'persona {n}', '', '', '', 'k{n}', 0, 1)", first + n)).collect();
                let sql = format!("INSERT INTO contacts (id, owner_id, name, name_folded, organisation, position, place, source_key, created_at, version) VALUES {}", cards.join(","));
                tx.run(&sql, &[]).await?;
                let plants: Vec<String> = rows
                    .iter()
                    .map(|n| {
                        let bed = if n % 2 == 0 { bed.to_string() } else { "NULL".to_owned() };
                        format!("({owner}, {}, TRUE, {bed}, 90, FALSE, NULL, '', {}, NULL, NULL, 1)", first + n, now.plus_days(-100 - n % 900).0)
                    })
                    .collect();
                let sql = format!("INSERT INTO tending (owner_id, person_id, is_contact, bed_id, cadence_days, resting, closeness, notes, met_at, last_moment_at, last_two_way_at, version) VALUES {}", plants.join(","));
                tx.run(&sql, &[]).await?;
            }
            Ok(())
        })
        .await;
    kept.unwrap();
    for path in [
        "/garden",
        "/garden?view=list",
        "/garden/unplanted",
        "/garden/unplanted?page=300",
        "/api/v1/garden?limit=100",
        "/api/v1/garden.svg",
    ] {
        let answer = ada.get(path).await.is(200);
        assert!(answer.bytes.len() < 400_000, "{path}: {} bytes", answer.bytes.len());
    }
    ada.get("/garden").await.says("30,000 people in one bed").says("And 14,996 more in the list");
    let page = ada.get(&format!("/garden/beds/{bed}?page=300")).await.is(200);
    assert_eq!(page.text().matches("class=\"sm tend-link\"").count(), 50);
    let found = ada.get(&format!("/garden/beds/{bed}?q=persona+29998")).await.is(200);
    found.says("One person for").says("Persona 29998");
    ada.get("/garden/unplanted?q=100%25").await.is(200).says("Nobody is called");
    assert_eq!(due(&ada).await.len(), 3);
    let mut seen = 0;
    let mut next = "/api/v1/garden/plants?limit=100".to_owned();
    for _ in 0..3 {
        let list = ada.get(&next).await.is(200).json();
        seen += list["items"].as_array().unwrap().len();
        next = format!("/api/v1/garden/plants?limit=100&cursor={}", list["next"].as_str().unwrap());
    }
    assert_eq!(seen, 300);
}

#[tokio::test]
async fn the_rule_in_sql_is_the_rule() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let now = town.app.now();
    let ago = |days: i64| now.plus_days(-days);
    let mut cases: Vec<Facts> = Vec::new();
    for met in [-5, 0, SPROUT_DAYS - 1, SPROUT_DAYS, 900] {
        for last in [None, Some(-3), Some(0), Some(22), Some(23), Some(30), Some(31), Some(135), Some(136), Some(800)] {
            for both in [false, true] {
                for cadence_days in [None, Some(1), Some(30), Some(365)] {
                    for resting in [false, true] {
                        let last_moment_at = last.map(ago);
                        let last_two_way_at = last_moment_at.filter(|_| both);
                        cases.push(Facts {
                            met_at: ago(met),
                            last_moment_at,
                            last_two_way_at,
                            cadence_days,
                            resting,
                            ..Facts::default()
                        });
                    }
                }
            }
        }
    }
    let (owner, all) = (ada.id, cases.clone());
    let counted: Result<Vec<_>, Fault> = town
        .app
        .db
        .write(async move |tx| {
            for (place, facts) in (1_i64..).zip(&all) {
                // Each in a bed of its own, so that the counts name it.
                let sql = "INSERT INTO tending (owner_id, person_id, is_contact, bed_id, cadence_days, resting, closeness, notes, met_at, last_moment_at, last_two_way_at, version) \
                           VALUES ($1, $2, TRUE, $3, $4, $5, NULL, '', $6, $7, $8, 1)";
                let values = params![owner, place, place % 400, facts.cadence_days, facts.resting, facts.met_at, facts.last_moment_at, facts.last_two_way_at];
                tx.run(sql, &values).await?;
            }
            Ok(Vec::new())
        })
        .await;
    let _: Vec<()> = counted.unwrap();
    for chunk in (0..400_i64).collect::<Vec<_>>().chunks(400) {
        let here: Vec<Option<BedId>> = chunk.iter().map(|bed| Some(BedId(*bed))).collect();
        let states = town.app.db.read(async move |tx| store::count_states(tx, owner, now).await).await.unwrap();
        for (bed, state, count) in states.iter().filter(|(bed, _, _)| here.contains(bed)) {
            let expected = (1_i64..)
                .zip(&cases)
                .filter(|(place, facts)| Some(BedId(place % 400)) == *bed && facts.state(now) == *state);
            assert_eq!(i64::try_from(expected.count()).unwrap(), *count, "{bed:?} {state:?}");
        }
    }
    assert_eq!(Timestamp(0).week(), 0);
}

#[tokio::test]
async fn both_languages_say_the_same_garden() {
    let town = Town::with(&[("language", "it")]).await;
    let ada = town.joins("Ada Rossi").await;
    let bruno = knows(&town, &ada, "Bruno Cantafiume", 400).await;
    let english = ada.get("/garden").await.is(200);
    english.says("waiting for a bed");
    let it = town.app.words.with(
        pergola_domain::members::Language::It,
        "caption-with-thirsty",
        &[("states", "2 in fiore"), ("names", "Ugo"), ("count", "1")].into_iter().collect(),
    );
    assert!(it.starts_with("2 in fiore."));
    ada.get(&format!("/garden/people/{bruno}")).await.is(200).says("since February 2025").says("light tie");
}
