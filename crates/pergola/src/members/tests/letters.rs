//! Letters: what goes out, what opens from it, and what nobody learns by asking.

use serde_json::json;

use crate::testkit::{PASSWORD, Town, cookies};

/// The path of the link in a letter.
fn link(letter: &str) -> String {
    let key = letter.split("/letters/").nth(1).unwrap().split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
    format!("/letters/{key}")
}

async fn last_letter(town: &Town, address: &str) -> String {
    letter_about(town, address, "").await
}

/// The last letter with these words: letters of one moment have no order.
async fn letter_about(town: &Town, address: &str, words: &str) -> String {
    town.settles().await;
    let found = town.letters_to(address).into_iter().rfind(|letter| letter.contains(words));
    found.unwrap_or_else(|| panic!("no letter to {address} about {words:?}"))
}

#[tokio::test]
async fn an_address_is_confirmed_by_the_button_and_not_by_the_link() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.get("/settings").await.says("not confirmed yet");
    let letter = last_letter(&town, "ada@example.org").await;
    assert!(
        letter.contains("Subject: Pergola: confirm your address") && letter.contains("Hello Ada Rossi"),
        "{letter}"
    );
    assert!(letter.contains("Auto-Submitted: auto-generated"), "{letter}");
    let path = link(&letter);
    let scanner = town.visitor();
    scanner.get(&path).await.is(200).says("ada@example.org").says("Ada Rossi");
    scanner.get(&path).await.is(200);
    ada.get("/settings").await.says("not confirmed yet");
    let done = scanner.sends(&path, &path, &[]).await.is(303);
    assert_eq!(done.location(), "/sign-in?done=address-confirmed");
    ada.get("/settings").await.says_not("not confirmed yet");
    assert_eq!(ada.get("/api/v1/me").await.is(200).json()["email_confirmed"], true);
    scanner.get(&path).await.is(422).says("used already, or is too old");
    scanner.sends("/sign-in", &path, &[]).await.is(422);
    scanner.get("/letters/0123456789abcdef0123456789abcdef").await.is(422).says("used already, or is too old");
}

#[tokio::test]
async fn a_link_grows_old() {
    let town = Town::new().await;
    town.joins("Ada Rossi").await;
    let path = link(&last_letter(&town, "ada@example.org").await);
    town.days_pass(3);
    town.visitor().sends("/sign-in", &path, &[]).await.is(422);
}

#[tokio::test]
async fn what_is_over_does_not_begin_again_when_the_clock_is_set_back() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let path = link(&last_letter(&town, "ada@example.org").await);
    ada.get("/today").await.is(200);
    town.visitor().get(&path).await.is(200);
    town.days_pass(31);
    ada.get("/today").await.is(303);
    town.settles().await;
    town.days_pass(-31);
    assert!(ada.get("/today").await.is(303).location().starts_with("/sign-in"), "the session is over");
    town.visitor().get(&path).await.is(422);
    town.visitor().sends("/sign-in", &path, &[]).await.is(422);
    town.signs_in("ada").await.get("/today").await.is(200);
}

#[tokio::test]
async fn joining_with_somebody_elses_address_looks_like_joining() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let path = link(&last_letter(&town, "ada@example.org").await);
    town.visitor().sends(&path, &path, &[]).await.is(303);
    let form =
        |handle, email| [("name", "Eva"), ("handle", handle), ("email", email), ("password", "altra password mia")];
    let curious = town.visitor();
    let taken = curious.sends("/join", "/join", &form("eva", "Ada@example.org")).await.is(303);
    let fresh = curious.sends("/join", "/join", &form("ida", "ida@example.org")).await.is(303);
    assert_eq!(taken.location(), fresh.location());
    // Both are in, and both see the same of themselves.
    for (answer, handle) in [(&taken, "eva"), (&fresh, "ida")] {
        let mut person = town.visitor();
        person.cookie = cookies(&answer.headers);
        person.get("/settings").await.is(200).says("not confirmed yet").says(&format!("/@{handle}"));
    }
    // Both sign in, by name and by the address they gave.
    for login in ["eva", "ada@example.org", "ida", "ida@example.org"] {
        let sign_in = json!({ "login": login, "password": "altra password mia", "name": "x" });
        curious.post("/api/v1/tokens", sign_in).await.is(201);
    }
    // The owner reads of it, and nothing of hers has changed.
    let letter = letter_about(&town, "ada@example.org", "you have a place already").await;
    assert!(letter.contains("your username is ada"), "{letter}");
    assert!(!letter.contains("/letters/") && !letter.contains("Eva"), "no link, nothing of whoever it was: {letter}");
    let own = json!({ "login": "ada@example.org", "password": PASSWORD, "name": "x" });
    ada.post("/api/v1/tokens", own).await.is(201);
    assert_eq!(ada.get("/api/v1/me").await.json()["email"], "ada@example.org");
}

#[tokio::test]
async fn of_two_who_claim_an_address_the_one_who_opens_the_letter_has_it() {
    let town = Town::new().await;
    let new = |handle: &str| json!({ "handle": handle, "name": handle, "email": "una@example.org", "password": PASSWORD, "language": "en" });
    town.visitor().post("/api/v1/members", new("una")).await.is(201);
    town.visitor().post("/api/v1/members", new("falsa")).await.is(201);
    let (una, falsa) = (town.signs_in("una").await, town.signs_in("falsa").await);
    town.settles().await;
    let letters = town.letters_to("una@example.org");
    assert_eq!(letters.len(), 2);
    let (own, other) = letters.iter().partition::<Vec<_>, _>(|letter| letter.contains("Hello una"));
    let (own, other) = (link(own[0]), link(other[0]));
    town.visitor().sends(&own, &own, &[]).await.is(303);
    town.visitor().sends(&other, &other, &[]).await.is(422);
    assert_eq!(una.get("/api/v1/me").await.json()["email_confirmed"], true);
    assert_eq!(falsa.get("/api/v1/me").await.json()["email_confirmed"], false);
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_and_ends_what_was_open() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let visitor = town.visitor();
    let known = visitor.sends("/reset", "/reset", &[("email", "ada@example.org")]).await.is(303);
    let unknown = visitor.sends("/reset", "/reset", &[("email", "nessuno@example.org")]).await.is(303);
    assert_eq!(known.location(), unknown.location());
    assert_eq!(known.bytes, unknown.bytes);
    let letter = letter_about(&town, "ada@example.org", "a new password").await;
    assert!(letter.contains("the username ada"), "{letter}");
    assert!(town.letters_to("nessuno@example.org").is_empty());
    let path = link(&letter);
    visitor.get(&path).await.is(200).says("new-password");
    let short = visitor.sends(&path, &path, &[("password", "corta")]).await.is(422);
    short.says("at least 10 characters").says("href=\"#password\"").says("Error:");
    visitor.sends(&path, &path, &[("password", "il mio nuovo glicine")]).await.is(303);
    // The old sessions, keys and the old password are worth nothing.
    assert_eq!(ada.get("/settings").await.is(303).location(), "/sign-in?next=/settings");
    ada.get("/api/v1/me").await.is(401);
    let old = json!({ "login": "ada", "password": PASSWORD, "name": "x" });
    visitor.post("/api/v1/tokens", old).await.is(422);
    let new = json!({ "login": "ada", "password": "il mio nuovo glicine", "name": "x" });
    visitor.post("/api/v1/tokens", new).await.is(201);
    visitor.sends("/reset", &path, &[("password", "ancora un glicine")]).await.is(422);
    // An hour is enough.
    visitor.sends("/reset", "/reset", &[("email", "ada@example.org")]).await.is(303);
    let letters = town.letters_to("ada@example.org").len();
    town.settles().await;
    assert_eq!(town.letters_to("ada@example.org").len(), letters + 1);
    let path = link(&letter_about(&town, "ada@example.org", "a new password").await);
    town.days_pass(1);
    visitor.get(&path).await.is(422);
    let malformed = visitor.sends("/reset", "/reset", &[("email", "ada")]).await.is(422);
    malformed.says("not complete");
}

#[tokio::test]
async fn a_new_address_counts_when_its_letter_is_opened() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let first = link(&last_letter(&town, "ada@example.org").await);
    town.visitor().sends(&first, &first, &[]).await.is(303);
    let change = |email: &'static str, password: &'static str| [("email", email), ("password", password)];
    let wrong = ada.sends("/settings", "/settings/email", &change("a@b.example", "non è questa")).await.is(422);
    wrong.says("That is not the password").says("href=\"#email-password\"").says("value=\"a@b.example\"");
    let same = ada.sends("/settings", "/settings/email", &change("ADA@example.org", PASSWORD)).await.is(422);
    same.says("That is your address already");
    ada.sends("/settings", "/settings/email", &change("ada@altrove.example", PASSWORD)).await.is(303);
    assert_eq!(ada.get("/api/v1/me").await.json()["email"], "ada@example.org");
    let path = link(&last_letter(&town, "ada@altrove.example").await);
    town.visitor().sends(&path, &path, &[]).await.is(303);
    // Who sat at another screen signs in again; the old address is told.
    ada.get("/api/v1/me").await.is(401);
    let ada = town.signs_in("ada").await;
    assert_eq!(ada.get("/api/v1/me").await.json()["email"], "ada@altrove.example");
    letter_about(&town, "ada@example.org", "your address has changed").await;
}

#[tokio::test]
async fn where_one_joins_by_invitation_a_letter_opens_the_door_once() {
    let town = Town::with(&[("registration", "invitation")]).await;
    let ada = town.joins("Ada Rossi").await; // The first one runs the server.
    let form = |invitation| {
        [
            ("name", "Bruno"),
            ("handle", "bruno"),
            ("email", "bruno@example.org"),
            ("password", PASSWORD),
            ("invitation", invitation),
        ]
    };
    let visitor = town.visitor();
    visitor.sends("/join", "/join", &form("")).await.is(422).says("Joining here takes an invitation");
    visitor.sends("/join", "/join", &form("abc")).await.is(422).says("used already");
    ada.sends("/invite", "/invite", &[("email", "bruno")]).await.is(422).says("not complete");
    let sent = ada.sends("/invite", "/invite", &[("email", "bruno@example.org")]).await.is(303);
    let letter = last_letter(&town, "bruno@example.org").await;
    assert!(letter.contains("Ada Rossi invites you") && letter.contains("/@ada"), "{letter}");
    let path = link(&letter);
    let key = path.trim_start_matches("/letters/").to_owned();
    visitor.get(&path).await.is(200).says(&format!("/join?invitation={key}"));
    visitor.get(&format!("/join?invitation={key}")).await.says(&key);
    visitor.sends("/join", "/join", &form(&key)).await.is(303);
    let bruno = town.signs_in("bruno").await;
    assert_eq!(bruno.get("/api/v1/me").await.json()["email_confirmed"], true, "the letter proved the address");
    let carla = [
        ("name", "Carla"),
        ("handle", "carla"),
        ("email", "c@example.org"),
        ("password", PASSWORD),
        ("invitation", &*key),
    ];
    visitor.sends("/join", "/join", &carla).await.is(422).says("used already");
    // Inviting who is here already answers alike, and says nothing of the place.
    let again = ada.sends("/invite", "/invite", &[("email", "bruno@example.org")]).await.is(303);
    assert_eq!(sent.location(), again.location());
    letter_about(&town, "bruno@example.org", "is looking for you").await;
}

#[tokio::test]
async fn who_wants_no_letters_gets_none() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.sends("/invite", "/invite", &[("email", "eva@example.org")]).await.is(303);
    let path = link(&last_letter(&town, "eva@example.org").await);
    let eva = town.visitor();
    eva.sends(&path, &path, &[]).await.is(303);
    ada.sends("/invite", "/invite", &[("email", "EVA@example.org")]).await.is(303);
    town.settles().await;
    assert_eq!(town.letters_to("eva@example.org").len() + town.letters_to("EVA@example.org").len(), 1);
    // Two open invitations to one address are enough, whoever sends them.
    for _ in 0..4 {
        ada.sends("/invite", "/invite", &[("email", "ivo@example.org")]).await.is(303);
    }
    town.settles().await;
    assert_eq!(town.letters_to("ivo@example.org").len(), 2);
}

#[tokio::test]
async fn nobody_joins_a_closed_server_and_nobody_invites_there() {
    let town = Town::with(&[("registration", "closed")]).await;
    town.visitor().get("/join").await.is(200).says("Nobody can join this server now");
    let new = json!({ "handle": "ada", "name": "Ada", "email": "a@b.example", "password": PASSWORD });
    assert_eq!(town.visitor().post("/api/v1/members", new).await.is(403).code(), "registration_closed");
}

#[tokio::test]
async fn letters_are_few_and_the_asker_is_told_the_same() {
    let town = Town::with(&[("limits", "strict")]).await;
    let visitor = town.visitor();
    let new =
        json!({ "handle": "ada", "name": "Ada", "email": "ada@example.org", "password": PASSWORD, "language": "it" });
    visitor.post("/api/v1/members", new).await.is(201);
    for _ in 0..5 {
        visitor.sends("/reset", "/reset", &[("email", "ada@example.org")]).await.is(303);
    }
    // Then the visitor asked too often, whomever he asks for.
    visitor.sends("/reset", "/reset", &[("email", "altri@example.org")]).await.is(429);
    town.settles().await;
    let letters = town.letters_to("ada@example.org");
    assert_eq!(letters.len(), 5, "one to confirm and four to reset");
    let greeted =
        letters.iter().any(|letter| letter.contains("Ciao Ada,") && letter.contains("Il link vale due giorni"));
    assert!(greeted, "{letters:?}");
}

#[tokio::test]
async fn no_invitation_goes_over_a_block_and_one_click_ends_them() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    for address in ["ada@example.org", "bruno@example.org", "carla@example.org"] {
        let path = link(&last_letter(&town, address).await);
        town.visitor().sends(&path, &path, &[]).await.is(303);
    }
    let invites = async |who: &crate::testkit::Person, email: &str| {
        let sent = who.sends("/invite", "/invite", &[("email", email)]).await.is(303);
        town.settles().await;
        let about = town.letters_to(email).into_iter().filter(|letter| letter.contains("is looking for you")).count();
        (sent.location(), about)
    };
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    let over_a_block = invites(&ada, "bruno@example.org").await;
    assert_eq!(over_a_block.1, 0, "whoever blocked her hears nothing of her");
    assert_eq!(invites(&bruno, "ada@example.org").await, (over_a_block.0.clone(), 0));
    // The answer is the one that everybody gets.
    assert_eq!(invites(&ada, "carla@example.org").await, (over_a_block.0.clone(), 1));
    bruno.delete("/api/v1/blocks/ada").await.is(204);
    // Who only claims an address hears nothing over a block either.
    let elsa = town.joins("Elsa Riva").await;
    elsa.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert_eq!(invites(&ada, "elsa@example.org").await, (over_a_block.0.clone(), 0));
    assert!(town.letters_to("elsa@example.org").iter().all(|letter| !letter.contains("Ada Rossi")));
    town.closes(&bruno, true).await;
    assert_eq!(invites(&ada, "bruno@example.org").await, (over_a_block.0.clone(), 0), "nor is he there");

    let letter = letter_about(&town, "carla@example.org", "is looking for you").await;
    assert!(letter.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{letter}");
    let ending = format!("{}/ending", link(&letter));
    assert!(letter.contains(&ending), "{letter}");
    assert_eq!(town.visitor().get(&ending).await.is(303).location(), link(&letter), "looking ends nothing");
    for _ in 0..2 {
        let click = axum::http::Request::post(&ending).header("content-type", "application/x-www-form-urlencoded");
        let click = click.body(axum::body::Body::from("List-Unsubscribe=One-Click")).unwrap();
        town.visitor().asks(click).await.is(204);
    }
    assert_eq!(
        invites(&town.joins("Dino Sale").await, "carla@example.org").await,
        (over_a_block.0, 1),
        "no second one"
    );
    carla.get("/today").await.is(200);
}

#[tokio::test]
async fn where_mail_goes_nowhere_no_letter_waits() {
    let town = Town::with(&[("mail_folder", "")]).await;
    let ada = town.joins("Ada Rossi").await;
    ada.sends("/invite", "/invite", &[("email", "eva@example.org")]).await.is(303);
    town.visitor().sends("/objection", "/objection", &[("email", "eva@example.org")]).await.is(303);
    let waiting = town.app.db.read(async |tx| pergola_db::queue::waiting(tx).await).await;
    assert_eq!(waiting.unwrap(), 0);
}

#[tokio::test]
async fn the_first_one_joins_in_a_browser_without_a_code() {
    let town = Town::with(&[("registration", "invitation")]).await;
    let visitor = town.visitor();
    visitor.get("/join").await.is(200).says_not("id=\"invitation\"");
    let form = [("name", "Ada"), ("handle", "ada"), ("email", "ada@example.org"), ("password", PASSWORD)];
    visitor.sends("/join", "/join", &form).await.is(303);
    visitor.get("/join").await.is(200).says("id=\"invitation\"");
}
