//! An archive comes home into an empty place: nothing is lost, and nobody who is called like somebody is taken for him.

use pergola_db::{Fault, params};
use serde_json::{Value, json};

use super::{
    brings,
    files::zip,
    leaving::{a_full_garden, read, shows, takes_all, takes_offers, tie},
};
use crate::testkit::{Person, Town};

/// Days later, alone, in an empty network.
async fn alone(settings: &[(&str, &str)]) -> (Town, Person) {
    let there = Town::with(settings).await;
    there.days_pass(30);
    let again = there.joins("Ada Rossi").await;
    (there, again)
}

#[tokio::test]
async fn everything_comes_home_into_an_empty_pergola_without_loss() {
    let here = Town::new().await;
    let ada = a_full_garden(&here).await;
    let taken = takes_all(&here, &ada).await;
    let told = read(&taken).0.ties.into_iter().find(|tie| tie.handle == "bruno").unwrap().care.how_met.unwrap();
    assert_eq!((told.introduced_by.as_deref(), told.confirmed), (Some("dario"), true));
    let (there, again) = alone(&[]).await;
    let import = brings(&there, &again, "pergola.zip", &taken).await;
    assert_eq!(import["state"], "done", "{import}");
    assert_eq!(import["skipped_count"], 0, "{import}");
    takes_offers(&again).await;
    let home = takes_all(&there, &again).await;
    let json = |zip: &[u8]| pergola_formats::takeout::to_json(read(zip).0).unwrap();
    assert_eq!(json(&home), json(&taken));
    assert_eq!(home, taken, "byte for byte");
    assert!(read(&home).1.is_some(), "with the portrait");
    let second = brings(&there, &again, "pergola.zip", &taken).await;
    assert_eq!(second["taken"], 0, "{second}");
    assert_eq!(takes_all(&there, &again).await, taken, "twice is once");
}

#[tokio::test]
async fn nobody_who_has_the_same_name_here_is_touched_by_it() {
    let here = Town::new().await;
    let ada = a_full_garden(&here).await;
    let taken = takes_all(&here, &ada).await;
    let (there, again) = alone(&[]).await;
    let ugo = there.joins("Ugo Bianchi").await;
    let carla = there.joins("Carla Viola").await;
    brings(&there, &again, "pergola.zip", &taken).await;
    takes_offers(&again).await;
    there.settles().await;
    // Ugo was blocked there, Carla invited: here they are other people, and learn nothing of it.
    assert_eq!(again.get("/api/v1/blocks").await.json()["items"], json!([]));
    again.get("/@ugo").await.is(200);
    ugo.get("/@ada").await.is(200);
    for (who, what) in [(&carla, "in"), (&again, "out"), (&again, "in")] {
        let found = who.get(&format!("/api/v1/invitations?box={what}")).await.is(200).json();
        assert_eq!(found["items"], json!([]), "{what}");
    }
    assert_eq!(carla.get("/api/v1/notices").await.json()["items"], json!([]));
    // A block of one's own wins over the one of before; there is one in the archive.
    again.put("/api/v1/blocks/ugo", Value::Null).await.is(204);
    let (archive, _) = read(&takes_all(&there, &again).await);
    assert_eq!(archive.blocks.len(), 1);
    assert_eq!(archive.blocks[0].since, Some(there.app.now().0));
    // Who leaves this server is in nobody's former blocks either: the bare handle might have been his.
    again.delete("/api/v1/blocks/ugo").await.is(204);
    erases(&there, &ugo).await;
    let (archive, _) = read(&takes_all(&there, &again).await);
    assert!(archive.blocks.is_empty());
    assert_eq!(archive.invitations.len(), 4);
}

#[tokio::test]
async fn people_of_another_server_keep_its_name_until_they_are_home() {
    let here = Town::with(&[("address", "https://here.example")]).await;
    let ada = a_full_garden(&here).await;
    let taken = takes_all(&here, &ada).await;
    let (there, again) = alone(&[("address", "https://there.example")]).await;
    // A Bruno whom she is tied to there is not the Bruno of before.
    let bruno = there.joins("Bruno Altri").await;
    tie(&there, &again, &bruno).await;
    brings(&there, &again, "pergola.zip", &taken).await;
    takes_offers(&again).await;
    let abroad = takes_all(&there, &again).await;
    let (archive, _) = read(&abroad);
    let handles: Vec<&str> = archive.ties.iter().map(|tie| tie.handle.as_str()).collect();
    assert_eq!(handles, ["bruno", "bruno@here.example", "gina@here.example", "nino@here.example"]);
    assert_eq!(archive.ties[0].care.notes, None, "his namesake’s notes are not his");
    assert_eq!(archive.ties[1].care.notes.as_deref(), Some("ama il basilico"));
    assert_eq!(archive.blocks[0].handle, "ugo@here.example");
    assert_eq!(archive.rooms["dismissals"][0]["who"], json!({ "member": "elsa@here.example" }));
    assert_eq!(archive.account.server.as_deref(), Some("there.example"));
    assert!(
        archive
            .moments
            .iter()
            .any(|moment| { moment.with == pergola_formats::takeout::Party::Member("bruno@here.example".to_owned()) })
    );
    // Erasing the namesake leaves who is elsewhere.
    erases(&there, &bruno).await;
    let abroad = takes_all(&there, &again).await;
    let (home, back) = alone(&[("address", "https://here.example")]).await;
    brings(&home, &back, "pergola.zip", &abroad).await;
    takes_offers(&back).await;
    assert_eq!(takes_all(&home, &back).await, taken, "there and back again, byte for byte");
}

#[tokio::test]
async fn settings_are_offered_and_never_set_by_themselves() {
    let here = Town::new().await;
    let ada = a_full_garden(&here).await;
    let taken = takes_all(&here, &ada).await;
    let (there, again) = alone(&[]).await;
    again.patch("/api/v1/me", json!({ "name": "Ada R." })).await.is(200);
    let before = again.get("/api/v1/me").await.json();
    let import = brings(&there, &again, "pergola.zip", &taken).await;
    assert_eq!(again.get("/api/v1/me").await.json(), before);
    let offers = again.get("/api/v1/proposals?limit=100").await.json()["items"].as_array().unwrap().clone();
    let settings: Vec<&Value> = offers.iter().map(|o| &o["body"]).filter(|o| o["kind"] == "setting").collect();
    assert_eq!(settings.len(), 4, "{settings:?}");
    let page = format!("/imports/{}/proposals", import["id"].as_str().unwrap());
    again.get(&page).await.is(200).says("Who sees my connections").says("Nobody").says("Dark").says("Your name");
    let italian = there.signs_in("ada").await;
    italian.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    italian.get(&page).await.is(200).says("Chi vede i miei collegamenti").says("Il tuo nome");
    let theme = offers.iter().find(|offer| offer["body"]["name"] == "theme").unwrap();
    again.put(&format!("/api/v1/proposals/{}/acceptance", theme["id"].as_str().unwrap()), Value::Null).await.is(204);
    let me = again.get("/api/v1/me").await.json();
    assert_eq!((&me["theme"], &me["ties_shown"]), (&json!("dark"), &json!("ties")));
    let name = offers.iter().find(|offer| offer["kind"] == "name").unwrap();
    again.put(&format!("/api/v1/proposals/{}/acceptance", name["id"].as_str().unwrap()), Value::Null).await.is(204);
    let hers = ada.get("/api/v1/me").await.json();
    assert_eq!(again.get("/api/v1/me").await.json()["name"], hers["name"], "the one that she bears there");
}

#[tokio::test]
async fn what_came_from_another_place_is_its_owners_to_see_and_to_forget() {
    let here = Town::new().await;
    let ada = a_full_garden(&here).await;
    let taken = takes_all(&here, &ada).await;
    let (there, again) = alone(&[]).await;
    let bruno = there.joins("Bruno Conti").await;
    again.get("/export").await.is(200).says_not("From another place");
    brings(&there, &again, "pergola.zip", &taken).await;
    let kept = json!({ "blocks": 1, "invitations": 4, "records": 13 });
    assert_eq!(again.get("/api/v1/formers").await.is(200).json(), kept);
    again.get("/export").await.is(200).says("From another place").says("One block").says("4 invitations");
    let nothing = json!({ "blocks": 0, "invitations": 0, "records": 0 });
    assert_eq!(bruno.get("/api/v1/formers").await.is(200).json(), nothing);
    bruno.delete("/api/v1/formers").await.is(204);
    assert_eq!(again.get("/api/v1/formers").await.json(), kept);
    again.sends("/export", "/formers/removal", &[]).await.is(303);
    again.get("/export").await.says_not("From another place");
    assert_eq!(again.get("/api/v1/formers").await.json(), nothing);
    let (archive, _) = read(&takes_all(&there, &again).await);
    assert!(archive.blocks.is_empty() && archive.invitations.is_empty());
    assert_eq!(archive.rooms.keys().collect::<Vec<_>>(), ["steps"], "what she did with Toto is done here too");
}

#[tokio::test]
async fn the_portrait_is_offered_and_seen_by_nobody_until_it_is_taken() {
    let here = Town::new().await;
    let ada = a_full_garden(&here).await;
    let taken = takes_all(&here, &ada).await;
    let (there, again) = alone(&[]).await;
    let bruno = there.joins("Bruno Conti").await;
    shows(&again, 1).await;
    let worn = again.get("/api/v1/me").await.json()["photo_url"].clone();
    let import = brings(&there, &again, "pergola.zip", &taken).await;
    assert_eq!(again.get("/api/v1/me").await.json()["photo_url"], worn, "nothing changes without a yes");
    let (id, photo) = offered(&again).await;
    let path = format!("/photos/{photo}/small");
    again.get(&path).await.is(200);
    bruno.get(&path).await.is(404);
    let page = format!("/imports/{}/proposals", import["id"].as_str().unwrap());
    again.get(&page).await.is(200).says(&path).says("The photo in your archive");
    // A new photo of one's own meanwhile leaves the offer as it is.
    shows(&again, 2).await;
    again.sends(&page, &page, &[("take", &id)]).await.is(303);
    bruno.get(&path).await.is(200);
    assert_eq!(photos(&there).await, 1);
    let second = brings(&there, &again, "pergola.zip", &taken).await;
    assert_eq!(second["taken"], 0, "{second}");
    assert_eq!(photos(&there).await, 1);

    // Who does not want it keeps nothing of it, and is not asked again.
    let (elsewhere, again) = alone(&[]).await;
    brings(&elsewhere, &again, "pergola.zip", &taken).await;
    let (id, photo) = offered(&again).await;
    again.put(&format!("/api/v1/proposals/{id}/refusal"), Value::Null).await.is(204);
    again.get(&format!("/photos/{photo}")).await.is(404);
    brings(&elsewhere, &again, "pergola.zip", &taken).await;
    assert_eq!(photos(&elsewhere).await, 0);
    // And a reading that is taken back takes it along.
    let (last, again) = alone(&[]).await;
    let import = brings(&last, &again, "pergola.zip", &taken).await;
    assert_eq!(photos(&last).await, 1);
    again.delete(&format!("/api/v1/imports/{}", import["id"].as_str().unwrap())).await.is(204);
    assert_eq!(photos(&last).await, 0);
}

/// The photo that is offered: the number of the offer, and of the photo.
async fn offered(who: &Person) -> (String, String) {
    let offers = who.get("/api/v1/proposals?limit=100").await.json();
    let offer = offers["items"].as_array().unwrap().iter().find(|offer| offer["kind"] == "photo").unwrap();
    (offer["id"].as_str().unwrap().to_owned(), offer["body"]["photo"].as_str().unwrap().to_owned())
}

async fn photos(town: &Town) -> i64 {
    let counted: Result<Option<i64>, Fault> =
        town.app.db.read(async |tx| tx.one("SELECT count(*) FROM photos", &[], |row| row.get(0)).await).await;
    counted.unwrap().unwrap()
}

/// A portrait in an archive is a stranger's file like any other.
#[tokio::test]
async fn a_portrait_that_is_none_is_a_row_not_taken_and_a_page_behind_one_is_left_behind() {
    let here = Town::new().await;
    let ada = a_full_garden(&here).await;
    let (_, photo) = read(&takes_all(&here, &ada).await);
    let photo = photo.unwrap().bytes;
    let account = br#"{"version":1,"account":{"handle":"x","name":"X","photo":"photo.jpg"}}"#;
    let (there, again) = alone(&[]).await;
    let broken = zip(&[("pergola.json", account), ("photo.jpg", b"<script>alert(1)</script>")]);
    let import = brings(&there, &again, "pergola.zip", &broken).await;
    assert_eq!((&import["state"], &import["skipped_count"]), (&json!("done"), &json!(1)), "{import}");
    assert_eq!(
        (&import["skipped"][0]["file"], &import["skipped"][0]["reason"]),
        (&json!("photo.jpg"), &json!("photo"))
    );
    let page = [photo.as_slice(), b"<script>alert(1)</script>"].concat();
    let import = brings(&there, &again, "pergola.zip", &zip(&[("pergola.json", account), ("photo.jpg", &page)])).await;
    assert_eq!(import["skipped_count"], 0, "{import}");
    takes_offers(&again).await;
    let (_, back) = read(&takes_all(&there, &again).await);
    assert_eq!(back.unwrap().bytes, photo, "the photo alone, to the byte");
    // An entry that the account does not call its portrait is none.
    let (last, again) = alone(&[]).await;
    let account = br#"{"version":1,"account":{"handle":"x","name":"X"}}"#;
    brings(&last, &again, "pergola.zip", &zip(&[("pergola.json", account), ("photo.jpg", &photo)])).await;
    assert_eq!(photos(&last).await, 0);
}

/// What an unfinished import kept of other places goes with it.
#[tokio::test]
async fn a_stopped_import_takes_it_back_too() {
    let here = Town::new().await;
    let ada = a_full_garden(&here).await;
    let taken = takes_all(&here, &ada).await;
    let (there, again) = alone(&[]).await;
    let import = brings(&there, &again, "pergola.zip", &taken).await;
    let id: i64 = import["id"].as_str().unwrap().parse().unwrap();
    runs(&there, "UPDATE imports SET state = 'running' WHERE id = $1", id).await;
    again.delete(&format!("/api/v1/imports/{id}")).await.is(204);
    let nothing = json!({ "blocks": 0, "invitations": 0, "records": 0 });
    assert_eq!(again.get("/api/v1/formers").await.json(), nothing);
}

/// A hostile archive: what it may say is bounded, and what it says wrong is a row not taken.
#[tokio::test]
async fn strange_records_are_listed_and_break_nothing() {
    let (there, again) = alone(&[]).await;
    let long = "x".repeat(300_000);
    let archive = json!({
        "account": { "handle": "x", "name": "\u{0}", "server": "a b\n/../@c", "language": "tlh" },
        "blocks": [{ "handle": "" }, { "handle": "u\u{0}go @@ \n" }],
        "invitations": [{ "with": "anna@example.org", "direction": "in", "sent_at": "2020-01-01T00:00:00Z", "state": "\u{0}" }],
        "settings": { "theme": { "a": [] }, "is_admin": true, "found_by_email": "yes" },
        "rooms": { "asks": [{ "key": "\u{0}", "for": { "contact": "c99" } }, { "text": long }, { "key": "a" }, { "key": "a" }],
                   "\u{0}": [{}], "": [{}], "account": [{ "a": 1 }] }
    });
    // The version stands at the head, where a file is known by.
    let archive = archive.to_string().replacen('{', "{\"version\":1,", 1);
    let import = brings(&there, &again, "pergola.json", archive.as_bytes()).await;
    assert_eq!(import["state"], "done", "{import}");
    assert_eq!(import["skipped"][0]["reason"], "too_long", "{import}");
    assert_eq!(import["skipped_count"], 1, "{import}");
    takes_offers(&again).await;
    assert_eq!(again.get("/api/v1/me").await.json()["is_admin"], true, "the first who joined");
    let once = takes_all(&there, &again).await;
    let (kept, _) = read(&once);
    assert_eq!(kept.rooms["asks"][0]["for"], json!({ "contact": "" }));
    assert_eq!(kept.rooms["asks"].len(), 2);
    assert_eq!(kept.invitations[0].with, "anna@example.org");
    brings(&there, &again, "pergola.zip", &once).await;
    assert_eq!(takes_all(&there, &again).await, once);
}

async fn erases(town: &Town, who: &Person) {
    runs(town, "UPDATE members SET leaving_at = 1 WHERE id = $1", who.id.0).await;
    town.settles().await;
    who.get("/api/v1/me").await.is(401);
}

async fn runs(town: &Town, sql: &'static str, id: i64) {
    let done: Result<u64, Fault> = town.app.db.write(async move |tx| tx.run(sql, &params![id]).await).await;
    assert_eq!(done.unwrap(), 1);
}
