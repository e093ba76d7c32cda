//! Settings: sessions, passwords, keys, who sees what, leaving.

use axum::{body::Body, http::Method};
use pergola_domain::changes::Change;
use serde_json::{Value, json};

use crate::testkit::{PASSWORD, Person, Town};

/// What the log has from the beginning.
pub(super) async fn changes(town: &Town) -> Vec<Change> {
    town.log_settles().await;
    let logged = town.app.db.changes_after(0, 1_000).await.unwrap();
    logged.iter().map(|change| serde_json::from_str(&change.body).unwrap()).collect()
}

pub(super) async fn deletes(person: &Person, path: &str, body: Value) -> crate::testkit::Answer {
    let request = person.request(Method::DELETE, path).header("content-type", "application/json");
    person.asks(request.body(Body::from(body.to_string())).unwrap()).await
}

#[tokio::test]
async fn language_and_look_apply_at_once() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.get("/settings").await.is(200).says("A few, and each says what it changes");
    let form = [("language", "it"), ("theme", "dark")];
    assert_eq!(ada.sends("/settings", "/settings/look", &form).await.is(303).location(), "/settings?done=saved#look");
    let page = ada.get("/settings?done=saved").await.is(200);
    page.says("Poche, e ognuna dice cosa cambia.").says("Salvato.").says("data-theme=\"dark\"").says("lang=\"it\"");
    let bad = [("language", "de"), ("theme", "")];
    ada.sends("/settings", "/settings/look", &bad).await.is(422).says("Pergola parla italiano");
    ada.patch("/api/v1/me", json!({ "language": "en", "theme": "" })).await.is(200);
    assert_eq!(ada.patch("/api/v1/me", json!({ "theme": "blu" })).await.is(422).code(), "members.theme_unknown");
}

#[tokio::test]
async fn the_button_in_the_foot_changes_the_language_of_a_member_and_comes_back_where_it_was() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let at = "/garden?view=list&done=saved";
    ada.get(at).await.is(200).says("name=\"back\" value=\"/garden?view=list\"");
    let chosen = [("language", "it"), ("back", "/garden?view=list&page=2")];
    assert_eq!(ada.sends(at, "/language", &chosen).await.is(303).location(), "/garden?view=list&page=2");
    ada.get("/settings").await.is(200).says("lang=\"it\"").says("Poche, e ognuna dice cosa cambia.");
    assert_eq!(ada.get("/api/v1/me").await.is(200).json()["language"], "it", "wherever she signs in");
    ada.sends(at, "/language", &[("language", "de"), ("back", "/")]).await.is(404);
    let out = ada.sends(at, "/language", &[("language", "en"), ("back", "//elsewhere.example")]).await.is(303);
    assert_eq!(out.location(), "/today");
    // A visitor's choice is in his browser.
    let visitor = town.visitor().in_italian();
    let chosen = visitor.sends("/sign-in", "/language", &[("language", "en"), ("back", "/join")]).await.is(303);
    let mut visitor = town.visitor().in_italian();
    visitor.cookie = crate::testkit::cookies(&chosen.headers);
    visitor.get("/join").await.is(200).says("lang=\"en\"");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let other = town.signs_in("ada").await;
    let third = town.signs_in("ada").await;
    let sessions = ada.get("/api/v1/sessions").await.is(200).json();
    assert_eq!(sessions["items"].as_array().unwrap().len(), 3);
    assert_ne!(ada.cookie, other.cookie, "each sign-in is a new session");
    let page = ada.get("/settings").await.is(200).says("this device").text();
    let end = page.split("/settings/sessions/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    ada.sends("/settings", &format!("/settings/sessions/{end}"), &[]).await.is(303);
    let gone = [other.get("/settings").await.status.as_u16(), third.get("/settings").await.status.as_u16()];
    assert_eq!(gone.iter().filter(|status| **status == 303).count(), 1, "{gone:?}");
    ada.sends("/settings", "/settings/sessions/removal", &[]).await.is(303);
    assert_eq!(
        (other.get("/settings").await.status.as_u16(), third.get("/settings").await.status.as_u16()),
        (303, 303)
    );
    ada.get("/settings").await.is(200);
    // Those of others are not there.
    let bruno = town.joins("Bruno Bianchi").await;
    let own = ada.get("/api/v1/sessions").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    bruno.delete(&format!("/api/v1/sessions/{own}")).await.is(404);
    bruno.sends("/settings", &format!("/settings/sessions/{own}/removal"), &[]).await.is(404);
    ada.delete(&format!("/api/v1/sessions/{own}")).await.is(204);
    ada.get("/settings").await.is(303);
}

#[tokio::test]
async fn a_session_ends_when_idle_and_at_the_latest_after_half_a_year() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    town.days_pass(29);
    ada.get("/settings").await.is(200);
    town.days_pass(29);
    ada.get("/settings").await.is(200);
    town.days_pass(31);
    ada.get("/settings").await.is(303);
    let ada = town.signs_in("ada").await;
    for _ in 0..8 {
        town.days_pass(20);
        ada.get("/settings").await.is(200);
    }
    town.days_pass(21);
    ada.get("/settings").await.is(303);
    let ada = town.signs_in("ada").await;
    ada.sends("/settings", "/sign-out", &[]).await.is(303);
    ada.get("/settings").await.is(303);
}

#[tokio::test]
async fn a_new_password_ends_all_others() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let other = town.signs_in("ada").await;
    let form = |old: &'static str, new: &'static str| [("old", old), ("new", new)];
    let wrong = ada.sends("/settings", "/settings/password", &form("non è questa", "glicini viola")).await.is(422);
    wrong.says("That is not the password").says("href=\"#old\"");
    let short = ada.sends("/settings", "/settings/password", &form(PASSWORD, "corta")).await.is(422);
    short.says("at least 10").says("href=\"#new\"");
    ada.sends("/settings", "/settings/password", &form(PASSWORD, "glicini viola")).await.is(303);
    ada.get("/settings").await.is(200).says("changed today");
    other.get("/settings").await.is(303);
    other.get("/api/v1/me").await.is(401);
    ada.get("/api/v1/me").await.is(401);
}

#[tokio::test]
async fn keys_for_programs_are_shown_once_and_taken_away() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.sends("/settings", "/settings/tokens", &[("name", " ")]).await.is(422).says("href=\"#token-name\"");
    let page = ada.sends("/settings", "/settings/tokens", &[("name", "agenda")]).await.is(200).text();
    let key = page.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    ada.get("/settings").await.says("agenda").says("never used").says_not(&key);
    let mut program = town.visitor();
    program.token = key;
    program.get("/api/v1/me").await.is(200);
    ada.get("/settings").await.says("used today");
    let tokens = ada.get("/api/v1/tokens").await.is(200).json();
    let id = tokens["items"].as_array().unwrap().iter().find(|token| token["name"] == "agenda").unwrap()["id"].clone();
    let bruno = town.joins("Bruno Bianchi").await;
    bruno.delete(&format!("/api/v1/tokens/{}", id.as_str().unwrap())).await.is(404);
    ada.delete(&format!("/api/v1/tokens/{}", id.as_str().unwrap())).await.is(204);
    program.get("/api/v1/me").await.is(401);
}

#[tokio::test]
async fn who_sees_what_is_told_to_the_log() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.sends("/settings", "/settings/sharing", &[("ties_shown", "nobody"), ("found_by_email", "true")]).await.is(303);
    let me = ada.get("/api/v1/me").await.json();
    assert_eq!(
        (&me["connector"], &me["ties_shown"], &me["found_by_email"]),
        (&json!(false), &json!("nobody"), &json!(true))
    );
    let told = Change::SharingChanged { member: ada.id, connector: false, hides_ties: true };
    assert_eq!(changes(&town).await.last(), Some(&told), "an address that is not confirmed is not findable yet");
    assert_eq!(
        ada.patch("/api/v1/me", json!({ "ties_shown": "tutti" })).await.is(422).code(),
        "members.sharing_unknown"
    );
    ada.patch("/api/v1/me", json!({ "ties_shown": "ties", "connector": true })).await.is(200);
    assert_eq!(
        changes(&town).await.last(),
        Some(&Change::SharingChanged { member: ada.id, connector: true, hides_ties: false })
    );
}

#[tokio::test]
async fn who_leaves_has_two_weeks_to_think_again() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.get("/settings").await.says("After 14 days we erase everything").says("What others wrote stays with them");
    let wrong = ada.sends("/settings", "/settings/leaving", &[("password", "non è questa")]).await.is(422);
    wrong.says("That is not the password").says("href=\"#leave-password\"");
    ada.sends("/settings", "/settings/leaving", &[("password", PASSWORD)]).await.is(303);
    ada.get("/settings").await.says("Tuesday 24 March").says("I changed my mind");
    let until = crate::testkit::TUESDAY.plus_days(14);
    assert_eq!(changes(&town).await.last(), Some(&Change::MemberLeaving { member: ada.id, until }));
    ada.sends("/settings", "/settings/staying", &[]).await.is(303);
    assert_eq!(changes(&town).await.last(), Some(&Change::MemberStayed { member: ada.id }));
    // The same for programs.
    assert_eq!(
        deletes(&ada, "/api/v1/me", json!({ "password": "non è questa" })).await.is(422).code(),
        "members.wrong_password"
    );
    let left = deletes(&ada, "/api/v1/me", json!({ "password": PASSWORD })).await.is(200).json();
    assert_eq!(left["leaving_at"], "2026-03-24T09:00:00Z");
    ada.put("/api/v1/me/stay", json!({})).await.is(204);
    assert_eq!(ada.get("/api/v1/me").await.json()["leaving_at"], Value::Null);
}

#[tokio::test]
async fn settings_are_for_who_signed_in() {
    let town = Town::new().await;
    let visitor = town.visitor();
    assert_eq!(visitor.get("/settings").await.is(303).location(), "/sign-in?next=/settings");
    for path in ["/api/v1/me", "/api/v1/sessions", "/api/v1/tokens"] {
        visitor.get(path).await.is(401);
    }
}
