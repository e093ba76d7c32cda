//! A member takes everything along, comes home with it, or leaves.

use pergola_db::{Fault, params};
use pergola_domain::{ids::MemberId, time::Timestamp};
use serde_json::{Value, json};

use super::{brings, files::archive};
use crate::{
    tending,
    testkit::{Answer, Person, Town},
};

/// The archive of somebody, as a program fetches it.
pub(super) async fn takes_all(town: &Town, who: &Person) -> Vec<u8> {
    let begun = who.post("/api/v1/exports", json!({})).await.is(202).json();
    let path = format!("/api/v1/exports/{}", begun["id"].as_str().unwrap());
    assert_eq!(who.get(&path).await.is(200).json()["state"], "waiting");
    who.get(&format!("{path}/file")).await.is(404);
    town.settles().await;
    let export = who.get(&path).await.is(200).json();
    assert_eq!(export["state"], "done");
    let file: Answer = who.get(&format!("{path}/file")).await.is(200);
    assert_eq!(file.headers["content-type"], "application/zip");
    assert!(file.headers["content-disposition"].to_str().unwrap().contains(&who.handle));
    file.bytes
}

/// Two members are tied, as the room of ties keeps it.
pub(super) async fn tie(town: &Town, one: &Person, other: &Person) {
    let by = town.app.by_itself(pergola_domain::members::Language::En);
    let pairs = [(one.id, other.id), (other.id, one.id)];
    let tied: Result<(), Fault> = town
        .app
        .db
        .write(async move |tx| {
            for (member, other) in pairs {
                let sql = "INSERT INTO ties (member_id, other_id, tie_id, since, formed_at, met_kind, met_text, \
                           met_organisation, met_from, met_to, met_confirmed, version) \
                           VALUES ($1, $2, 77, $3, $3, 'worked', 'sulla terrazza', 'Lumen', 201903, NULL, TRUE, 1)";
                tx.run(sql, &params![member, other, by.now]).await?;
                tending::plant(tx, member, pergola_domain::ids::PersonId::Member(other), by.now).await?;
            }
            Ok(())
        })
        .await;
    tied.unwrap();
}

/// Ada has an archive from elsewhere, a tie, notes, an own bed, moments by hand.
pub(super) async fn a_full_garden(town: &Town) -> Person {
    let ada = town.joins("Ada Rossi").await;
    let bruno = town.joins("Bruno Conti").await;
    tie(town, &ada, &bruno).await;
    brings(town, &ada, "archive.zip", &archive("linkedin-complete")).await;
    takes_offers(&ada).await;
    let by = town.app.by_itself(pergola_domain::members::Language::En).on_behalf_of(ada.id);
    let bed = tending::add_bed(&town.app, by.clone(), "Vicini di casa").await.unwrap();
    asks_and_shuns(town, &ada).await;
    introduced(town, "dario").await;
    let first = card_of(town, ada.id).await;
    for (person, notes) in [(bruno.id.0, "ama il basilico"), (first, "vive al mare: chiedere di Nina")] {
        let changes = tending::Changes {
            bed: Some(Some(bed.id)),
            cadence_days: Some(Some(45)),
            closeness: Some(Some(4)),
            notes: Some(notes.to_owned()),
            ..tending::Changes::default()
        };
        tending::tend(&town.app, by.clone(), person, changes).await.unwrap();
        let when = Timestamp(by.now.0 - 86_400_000_000);
        let moment = tending::Moment {
            id: pergola_domain::ids::MomentId(by.fresh()),
            person: pergola_domain::ids::PersonId::from_parts(person, person == first),
            kind: "met".to_owned(),
            direction: "both".to_owned(),
            at: when,
            text: "caffè in piazza".to_owned(),
            source: "hand".to_owned(),
            source_key: String::new(),
        };
        let owner = ada.id;
        let kept: Result<bool, Fault> =
            town.app.db.write(async move |tx| tending::remember(tx, owner, &moment).await).await;
        assert!(kept.unwrap());
    }
    goes_beside(town, &ada).await;
    ada
}

/// Ada would go beside newcomers, goes beside Gina, and let Bruno pass when she was one.
async fn goes_beside(town: &Town, ada: &Person) {
    let ada = ada.id;
    let by = town.app.by_itself(pergola_domain::members::Language::En);
    let kept: Result<(), Fault> = town
        .app
        .db
        .write(async move |tx| {
            let who = "SELECT id FROM members WHERE handle IN ('bruno', 'gina') ORDER BY handle";
            let [bruno, gina]: [MemberId; 2] = tx.all(who, &[], |row| row.get(0)).await?.try_into().unwrap();
            let sql = "INSERT INTO newcomers (newcomer_id, godparent_id, state, asked_at, since, version) \
                       VALUES ($1, $2, $3, $4, $5, 1)";
            tx.run(sql, &params![ada, bruno, "passed", by.now, None::<Timestamp>]).await?;
            tx.run(sql, &params![gina, ada, "beside", by.now, Some(by.now)]).await?;
            tx.run("INSERT INTO godparents (member_id, since) VALUES ($1, $2)", &params![ada, by.now]).await?;
            Ok(())
        })
        .await;
    kept.unwrap();
}

/// Somebody brought Ada and Bruno together.
async fn introduced(town: &Town, by: &'static str) {
    let kept: Result<u64, Fault> = town
        .app
        .db
        .write(async move |tx| {
            let sql = "UPDATE ties SET introduced_by = (SELECT id FROM members WHERE handle = $1) WHERE tie_id = 77";
            tx.run(sql, &params![by]).await
        })
        .await;
    assert_eq!(kept.unwrap(), 2);
}

/// Carla is invited, Dario invites, Ugo is blocked, Elsa is not to be suggested; and the settings are not those of the start.
async fn asks_and_shuns(town: &Town, ada: &Person) {
    town.joins("Carla Blu").await;
    let dario = town.joins("Dario Rosa").await;
    town.joins("Ugo Neri").await;
    town.joins("Elsa Verdi").await;
    let met = json!({ "kind": "worked", "text": "in cantiere", "organisation": "Mulino" });
    ada.post("/api/v1/invitations", json!({ "to": "carla", "how_met": met, "message": "Ciao Carla" })).await.is(201);
    dario.post("/api/v1/invitations", json!({ "to": "ada", "how_met": met })).await.is(201);
    ada.put("/api/v1/blocks/ugo", Value::Null).await.is(204);
    ada.put("/api/v1/suggestions/elsa/dismissal", Value::Null).await.is(204);
    let settings = json!({ "theme": "dark", "ties_shown": "nobody", "connector": false, "shares_email": true });
    ada.patch("/api/v1/me", settings).await.is(200);
    shows(ada, 9).await;
    let begun = ada.post("/api/v1/conversations", json!({ "to": "bruno", "text": "Hai ancora quel vaso?" })).await;
    let conversation = begun.is(201).json()["conversation"].as_str().unwrap().to_owned();
    let answer = json!({ "text": "Un vaso intero" });
    let bruno = town.signs_in("bruno").await;
    bruno.post(&format!("/api/v1/conversations/{conversation}/messages"), answer).await.is(201);
    let ask = json!({ "text": "una tipografia", "topics": ["Carta"], "place": "Bologna", "audience": "ties" });
    ada.post("/api/v1/asks", ask).await.is(201);
    ada.put("/api/v1/topics/carta/following", json!({})).await.is(204);
    ada.put("/api/v1/notices/mail", json!({ "messages": "now", "questions": "daily", "news": "never" })).await.is(204);
    introduces_and_avoids(town, ada).await;
    let step = ada.get("/api/v1/companion").await.is(200).json()["step"]["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/companion/steps/{step}/postponement"), Value::Null).await;
}

/// Ada introduces Gina and Nino, would rather not be introduced by Nino, and asks to be once.
async fn introduces_and_avoids(town: &Town, ada: &Person) {
    let (gina, nino) = (town.joins("Gina Lilla").await, town.joins("Nino Ocra").await);
    let zoe = town.joins("Zoe Giada").await;
    for (one, other) in [(&gina, ada), (&nino, ada), (&zoe, &nino)] {
        let wish = json!({ "to": other.handle, "how_met": { "kind": "worked" } });
        let id = one.post("/api/v1/invitations", wish).await.is(201).json()["id"].as_str().unwrap().to_owned();
        other.put(&format!("/api/v1/invitations/{id}/acceptance"), json!({})).await.is(200);
    }
    town.settles().await;
    let whys = json!({ "gina": "Disegna caratteri.", "nino": "Ne cerca uno." });
    ada.post("/api/v1/introductions", json!({ "people": ["gina", "nino"], "whys": whys })).await.is(201);
    let whys = json!({ "ada": "Stampa.", "zoe": "Rilega." });
    let asked = nino.post("/api/v1/introductions", json!({ "people": ["ada", "zoe"], "whys": whys })).await;
    let id = asked.is(201).json()["id"].as_str().unwrap().to_owned();
    ada.put(&format!("/api/v1/introductions/{id}/avoidance"), json!({})).await.is(200);
    let wish = json!({ "to": "zoe", "through": ["nino"], "message": "Vorrei vedere le sue rilegature." });
    ada.post("/api/v1/requests", wish).await.is(201);
}

/// Shows a photo; another grain is another photo.
pub(super) async fn shows(who: &Person, grain: u8) {
    let pixels = image::RgbImage::from_fn(400, 500, |x, y| {
        image::Rgb([u8::try_from(x / 2).unwrap(), u8::try_from(y / 2).unwrap(), grain.wrapping_mul(29)])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::from(pixels).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let request = who.multipart(axum::http::Method::PUT, "/api/v1/me/photo", &[], ("photo", "me.png"), bytes.get_ref());
    who.asks(request).await.is(200);
}

/// Says yes to all that files offer.
pub(super) async fn takes_offers(who: &Person) {
    let offers = who.get("/api/v1/proposals?limit=100").await.json();
    for offer in offers["items"].as_array().unwrap() {
        who.put(&format!("/api/v1/proposals/{}/acceptance", offer["id"].as_str().unwrap()), Value::Null).await.is(204);
    }
}

async fn card_of(town: &Town, owner: MemberId) -> i64 {
    let sql = "SELECT id FROM contacts WHERE owner_id = $1 ORDER BY name_folded LIMIT 1";
    let found: Result<Option<i64>, Fault> =
        town.app.db.read(async move |tx| tx.one(sql, &params![owner], |row| row.get(0)).await).await;
    found.unwrap().unwrap()
}

#[tokio::test]
async fn an_archive_comes_home_into_another_town_without_loss() {
    let here = Town::new().await;
    let ada = a_full_garden(&here).await;
    let taken = takes_all(&here, &ada).await;
    assert_eq!(takes_all(&here, &ada).await, taken, "the same account gives the same bytes");

    let there = Town::new().await;
    let again = there.joins("Ada Rossi").await;
    let bruno = there.joins("Bruno Conti").await;
    tie(&there, &again, &bruno).await;
    there.joins("Dario Rosa").await;
    introduced(&there, "dario").await;
    let import = brings(&there, &again, "pergola.zip", &taken).await;
    assert_eq!(import["state"], "done", "{import}");
    takes_offers(&again).await;
    let (one, _) = read(&taken);
    let (other, _) = read(&takes_all(&there, &again).await);
    assert_eq!(pergola_formats::takeout::to_json(one).unwrap(), pergola_formats::takeout::to_json(other).unwrap());
    assert_eq!(takes_all(&there, &again).await, taken, "byte for byte");

    // Once more changes nothing, and neither does an archive of the very account that it comes from.
    for (town, who) in [(&there, &again), (&here, &ada)] {
        let second = brings(town, who, "pergola.zip", &taken).await;
        assert_eq!(second["taken"], 0, "{second}");
    }
}

pub(super) fn read(zip: &[u8]) -> (pergola_formats::takeout::Takeout, Option<pergola_formats::Photo>) {
    pergola_formats::takeout::read(std::io::Cursor::new(zip), &pergola_formats::Limits::default()).unwrap()
}

#[tokio::test]
async fn ties_that_are_not_here_become_cards_with_all_that_was_noted() {
    let here = Town::new().await;
    let ada = a_full_garden(&here).await;
    let taken = takes_all(&here, &ada).await;
    let there = Town::new().await;
    let again = there.joins("Ada Rossi").await;
    brings(&there, &again, "pergola.zip", &taken).await;
    // Here he is a card with all of it.
    let found = again.get("/api/v1/contacts?limit=100").await.is(200).json();
    let bruno = found["items"].as_array().unwrap().iter().find(|card| card["name"] == "Bruno Conti").unwrap().clone();
    again.get(&format!("/contacts/{}", bruno["id"].as_str().unwrap())).await.is(200).says("ama il basilico");
    assert!(again.get("/api/v1/ties").await.json()["items"].as_array().unwrap().is_empty());
    // For the next place he is the tie that he was.
    let (home, _) = read(&takes_all(&there, &again).await);
    let tie = home.ties.iter().find(|tie| tie.handle == "bruno").unwrap();
    assert_eq!(tie.care.bed.as_deref(), Some("Vicini di casa"));
    assert_eq!(tie.care.how_met.as_ref().unwrap().organisation.as_deref(), Some("Lumen"));
    assert!(home.moments.iter().any(|moment| {
        moment.with == pergola_formats::takeout::Party::Member("bruno".to_owned())
            && moment.text.as_deref() == Some("caffè in piazza")
    }));
    // A card that learns what a tie does not say is a contact from then on, and still remembers how they met.
    let path = format!("/api/v1/contacts/{}", bruno["id"].as_str().unwrap());
    again.patch(&path, json!({ "organisation": "Lumen" })).await.is(200);
    let (home, _) = read(&takes_all(&there, &again).await);
    assert!(home.ties.iter().all(|tie| tie.handle != "bruno"));
    let bruno = home.contacts.iter().find(|contact| contact.family == "Conti").unwrap();
    assert_eq!(bruno.care.how_met.as_ref().unwrap().text.as_deref(), Some("sulla terrazza"));
    assert_eq!(bruno.care.notes.as_deref(), Some("ama il basilico"));
}

#[tokio::test]
async fn three_archives_are_kept_for_a_week_and_for_their_owner_only() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let bruno = town.joins("Bruno Conti").await;
    let mut last = String::new();
    for _ in 0..3 {
        last = ada.post("/api/v1/exports", json!({})).await.is(202).json()["id"].as_str().unwrap().to_owned();
    }
    assert_eq!(ada.post("/api/v1/exports", json!({})).await.is(422).code(), "exchange.too_many_exports");
    town.settles().await;
    let states = ada.get("/api/v1/exports").await.json();
    assert!(states["items"].as_array().unwrap().iter().all(|export| export["state"] == "done"), "{states}");
    bruno.get(&format!("/api/v1/exports/{last}")).await.is(404);
    bruno.get(&format!("/api/v1/exports/{last}/file")).await.is(404);
    bruno.delete(&format!("/api/v1/exports/{last}")).await.is(404);
    ada.get(&format!("/api/v1/exports/{last}/file")).await.is(200);
    ada.delete(&format!("/api/v1/exports/{last}")).await.is(204);
    ada.get(&format!("/api/v1/exports/{last}/file")).await.is(404);
    town.days_pass(8);
    town.settles().await;
    assert_eq!(ada.get("/api/v1/exports").await.json()["items"], json!([]));
    assert!(std::fs::read_dir(town.folder().join("exports")).unwrap().next().is_none());
}

#[tokio::test]
async fn who_leaves_is_nowhere_after_the_grace() {
    let town = Town::new().await;
    let ada = a_full_garden(&town).await;
    let bruno = town.signs_in("bruno").await;
    takes_all(&town, &ada).await;
    let (member, until) = (ada.id, town.app.now().plus_days(14));
    let leaves: Result<u64, Fault> = town
        .app
        .db
        .write(async move |tx| {
            tx.run("UPDATE members SET leaving_at = $2 WHERE id = $1", &params![member, until]).await
        })
        .await;
    assert_eq!(leaves.unwrap(), 1);
    town.days_pass(13);
    town.settles().await;
    ada.get("/api/v1/proposals").await.is(200);
    town.days_pass(2);
    town.settles().await;
    ada.get("/api/v1/proposals").await.is(401);
    let traces = [
        "ada@example.org",
        "Ada Rossi",
        "basilico",
        "chiedere di Nina",
        "Vicini di casa",
        "caffè in piazza",
        "Ciao Carla",
    ];
    let photos: Result<Option<i64>, Fault> =
        town.app.db.read(async |tx| tx.one("SELECT count(*) FROM photos", &[], |row| row.get(0)).await).await;
    assert_eq!(photos.unwrap(), Some(0));
    for (table, row) in everything(&town).await {
        let logged = table == "log";
        for trace in traces {
            assert!(!row.contains(trace), "{table} still says {trace}: {row}");
        }
        let id = ada.id.to_string();
        assert!(logged || !row.split('\u{1F}').any(|cell| cell == id || cell == "ada"), "{table} names her: {row}");
    }
    for folder in ["imports", "exports"] {
        assert!(std::fs::read_dir(town.folder().join(folder)).unwrap().next().is_none(), "{folder}");
    }
    // Nor in the database's own files: what was deleted lies in them for a while, in the log of writes above all.
    let sqlite = town.app.db.engine() == pergola_db::Engine::Sqlite;
    let mut looked_at = 0;
    for name in ["pergola.db", "pergola.db-wal"] {
        let Ok(file) = std::fs::read(town.folder().join(name)) else { continue };
        looked_at += 1;
        for trace in traces {
            let there = file.windows(trace.len()).any(|part| part == trace.as_bytes());
            assert!(!there, "{name} still says {trace}");
        }
    }
    assert_eq!(looked_at, if sqlite { 2 } else { 0 });
    bruno.get("/api/v1/imports").await.is(200);
}

/// Every table that there is.
pub(super) async fn tables(tx: &pergola_db::Tx) -> Result<Vec<String>, Fault> {
    let sql = match tx.engine() {
        pergola_db::Engine::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        }
        pergola_db::Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() \
             AND table_type = 'BASE TABLE' ORDER BY table_name"
        }
    };
    tx.all(sql, &[], |row| row.get::<String>(0)).await
}

/// Every row of every table as text, cells divided by a character that no text has.
async fn everything(town: &Town) -> Vec<(String, String)> {
    let rows: Result<Vec<(String, String)>, Fault> = town
        .app
        .db
        .read(async |tx| {
            let sqlite = tx.engine() == pergola_db::Engine::Sqlite;
            let mut found = Vec::new();
            for table in tables(tx).await? {
                let sql = if sqlite {
                    format!("SELECT name FROM pragma_table_info('{table}')")
                } else {
                    format!(
                        "SELECT CAST(column_name AS TEXT) FROM information_schema.columns \
                         WHERE table_name = '{table}' AND table_schema = current_schema()"
                    )
                };
                let columns = tx.all(&sql, &[], |row| row.get::<String>(0)).await?;
                let cells: Vec<String> =
                    columns.iter().map(|column| format!("coalesce(CAST({column} AS TEXT), '')")).collect();
                let sql = format!("SELECT {} FROM {table}", cells.join(" || '\u{1F}' || "));
                for row in tx.all(&sql, &[], |row| row.get::<String>(0)).await? {
                    found.push((table.clone(), row));
                }
            }
            Ok(found)
        })
        .await;
    let rows = rows.unwrap();
    assert!(rows.iter().any(|(table, row)| table == "members" && row.contains("Bruno Conti")), "it does look");
    rows
}

#[tokio::test]
async fn what_is_said_to_stay_with_others_stays_and_nothing_else() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Conti").await);
    tie(&town, &ada, &bruno).await;
    bruno.patch("/api/v1/ties/ada", json!({ "notes": "ortensie del legame" })).await.is(200);
    let moment = json!({ "with": "ada", "kind": "met", "at": "2026-03-01", "text": "caffè del legame" });
    bruno.post("/api/v1/moments", moment).await.is(201);
    let card = json!({ "name": "Quella del mulino" });
    let card = bruno.post("/api/v1/contacts", card).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let noted = format!("/api/v1/garden/{card}");
    bruno.patch(&noted, json!({ "notes": "ortensie a mano" })).await.is(200);
    let begun = json!({ "to": "bruno", "text": "Ciao Bruno" });
    let talk =
        ada.post("/api/v1/conversations", begun).await.is(201).json()["conversation"].as_str().unwrap().to_owned();
    let said = format!("/api/v1/conversations/{talk}/messages");
    bruno.post(&said, json!({ "text": "Ciao a te" })).await.is(201);
    let form = [("password", crate::testkit::PASSWORD)];
    ada.sends("/settings", "/settings/leaving", &form).await.is(303);
    town.days_pass(15);
    town.settles().await;

    let bruno = town.signs_in("bruno").await;
    assert_eq!(bruno.get(&noted).await.is(200).json()["notes"], "ortensie a mano", "a card by hand is his");
    let texts = bruno.get(&said).await.is(200).json();
    let texts: Vec<&str> = texts["items"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
    assert!(texts.contains(&"Ciao Bruno") && texts.contains(&"Ciao a te"), "{texts:?}");
    bruno.get(&format!("/conversations/{talk}")).await.is(200).says("Ciao Bruno").says_not("Ada Rossi");
    bruno.get(&format!("/api/v1/garden/{}", ada.id)).await.is(404);
    for (table, row) in everything(&town).await {
        assert!(!row.contains("del legame"), "{table} keeps what was noted of the tie: {row}");
    }
}
