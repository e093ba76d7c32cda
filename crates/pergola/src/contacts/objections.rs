//! For people who are no members and do not want their address on anybody's card here.
//!
//! They prove the address by a letter. What is kept of it is a salted hash, only to leave the address out from then on.
//! Whose cards it stood on is told to nobody, nor are the cards' owners told who objected.

use askama::Template;
use axum::extract::Path;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use pergola_db::{Fault, Tx};
use pergola_domain::{
    contacts::{Card, Refusal, WayKind},
    members::{self, Language},
    refusal::Refusal as _,
};
use serde::Deserialize;

use super::store;
use crate::{
    app::{App, By},
    http::{Failed, Failure, Form, Frame, Here, Page, Place, csrf, limits::Pace, see},
    members::{key_hash, random_key},
    outside::mail::{Letter, queue_letter},
    words::Speech,
};

/// Days that the letter's link is good.
const LETTER_DAYS: i64 = 7;

/// The salted hashes of a card's addresses.
#[derive(Clone, Debug)]
pub(super) struct Salted {
    hashes: Vec<(String, String)>,
}

impl Salted {
    pub(super) fn of(app: &App, card: &Card) -> Self {
        let emails = card.ways.iter().filter(|(kind, _)| *kind == WayKind::Email);
        Self { hashes: emails.map(|(_, value)| (salted(app, value), value.clone())).collect() }
    }

    /// The card without addresses that somebody objected to.
    pub(super) async fn without_objected(&self, tx: &Tx, card: &Card) -> Result<Card, Fault> {
        let hashes: Vec<String> = self.hashes.iter().map(|(hash, _)| hash.clone()).collect();
        let objected = store::objected(tx, &hashes).await?;
        let gone = |value: &String| self.hashes.iter().any(|(hash, kept)| kept == value && objected.contains(hash));
        let mut card = card.clone();
        card.ways.retain(|(kind, value)| *kind != WayKind::Email || !gone(value));
        Ok(card)
    }
}

/// What is kept of an address whose owner objected.
fn salted(app: &App, address: &str) -> String {
    let hash = csrf::sign(app, "objection", &WayKind::Email.folded(address));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Which of these addresses nobody may put on a card.
pub(crate) async fn objects_to(app: &App, tx: &Tx, addresses: &[String]) -> Result<Vec<String>, Fault> {
    let hashes: Vec<String> = addresses.iter().map(|address| salted(app, address)).collect();
    let objected = store::objected(tx, &hashes).await?;
    let pairs = addresses.iter().zip(hashes);
    Ok(pairs.filter(|(_, hash)| objected.contains(hash)).map(|(address, _)| address.clone()).collect())
}

/// The address in each letter to somebody who is no member that takes exactly the address it went to off all cards, and
/// ends all letters to it (RFC 8058): `/objection/now/ADDRESS.SIGNATURE`.
///
/// It is signed, opens nothing and does not grow old. That the letter came there is all the proof that is needed.
pub(crate) fn never_link(app: &App, address: &str) -> String {
    let address = WayKind::Email.folded(address);
    format!(
        "{}/objection/now/{}.{}",
        app.config.address,
        URL_SAFE_NO_PAD.encode(&address),
        never_signature(app, &address)
    )
}

fn never_signature(app: &App, address: &str) -> String {
    URL_SAFE_NO_PAD.encode(csrf::sign(app, "never-again", address))
}

/// Which address a link is about, where it is one of ours and whole.
fn read_never(app: &App, token: &str) -> Result<String, Failed> {
    let (written, signed) = token.split_once('.').unwrap_or_default();
    let bytes = URL_SAFE_NO_PAD.decode(written).unwrap_or_default();
    let address = String::from_utf8(bytes).unwrap_or_default();
    let whole = !address.is_empty() && csrf::same(signed, &never_signature(app, &address));
    if whole { Ok(address) } else { Err(Failed::from(Failure::Refused(Refusal::LinkAltered))) }
}

#[derive(Template)]
#[template(path = "contacts/pages/never.html")]
struct NeverPage {
    frame: Frame,
    path: String,
    done: bool,
}

/// Looking at the link does nothing: programs that look through mail open every link.
pub(super) async fn never_form(here: Here, Path(token): Path<String>) -> Page {
    read_never(&here.app, &token)?;
    draw_never(&here, &token, false)
}

/// The button of the page, or a mail program that asks on its reader's behalf: neither has signed in, and the link itself
/// is the right to do it. The answer is the page itself: mail programs follow no redirect.
pub(super) async fn never(here: Here, Path(token): Path<String>) -> Page {
    let address = read_never(&here.app, &token)?;
    let (hash, now) = (salted(&here.app, &address), here.app.now());
    here.app.db.write(async move |tx| store::keep_objection(tx, &hash, &address, now).await).await?;
    draw_never(&here, &token, true)
}

fn draw_never(here: &Here, token: &str, done: bool) -> Page {
    let frame = here.frame("objection-title", Place::None);
    here.draw(&NeverPage { frame, path: format!("/objection/now/{token}"), done })
}

#[derive(Template)]
#[template(path = "contacts/pages/objection.html")]
struct ObjectionPage {
    frame: Frame,
    email: String,
    wrong: Option<String>,
    /// The key of a letter that asks to be confirmed.
    key: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    email: String,
}

pub(super) async fn form(here: Here) -> Page {
    draw(&here, String::new(), None, None)
}

fn draw(here: &Here, email: String, wrong: Option<String>, key: Option<String>) -> Page {
    let frame = here.frame("objection-title", Place::None);
    let frame = match &wrong {
        Some(sentence) => frame.with_error_at("email", sentence),
        None => frame,
    };
    let page = ObjectionPage { frame, email, wrong, key };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(super) async fn ask(here: Here, Form(asked): Form<Asked>) -> Page {
    here.app.limits.take_from(Pace::Letter, here.identity.from)?;
    let Ok(email) = members::email(&asked.email) else {
        let refusal = Refusal::AddressMalformed;
        let sentence = here.speech().refusal(refusal.code(), &refusal.numbers());
        return draw(&here, asked.email, Some(sentence), None);
    };
    here.app.limits.take(Pace::Letter, &email.to_lowercase())?;
    send(&here.app, here.by(), here.language(), &email).await?;
    Ok(see("/objection", Some("objection-asked")))
}

async fn send(app: &App, by: By, language: Language, email: &str) -> Result<(), Fault> {
    let key = random_key();
    let t = Speech::new(app, language);
    let link = format!("{}/objection/{key}", app.config.address);
    let letter = Letter {
        to: email.to_owned(),
        subject: t.say("objection-letter-subject").arg("server", &app.config.name).text(),
        text: t
            .say("objection-letter")
            .arg("link", link)
            .arg("server", &app.config.name)
            .arg("days", LETTER_DAYS)
            .text(),
        language: language.tag().to_owned(),
        unsubscribe: None,
    };
    let (hash, email, app_inside) = (key_hash(&key), email.to_owned(), app.clone());
    app.db
        .write(async move |tx| {
            store::keep_letter(tx, by.fresh(), &hash, &email, by.now.plus_days(LETTER_DAYS)).await?;
            queue_letter(tx, &app_inside, &by, &letter).await
        })
        .await
}

pub(super) async fn confirm_form(here: Here, Path(key): Path<String>) -> Page {
    let (hash, now) = (key_hash(&key), here.app.now());
    let found = here.app.db.read(async move |tx| store::find_letter(tx, &hash, now).await).await?;
    found.ok_or(Failed::from(Failure::Refused(members::Refusal::LetterSpent)))?;
    draw(&here, String::new(), None, Some(key))
}

#[derive(Debug, Deserialize)]
pub(super) struct Empty {}

pub(super) async fn confirm(here: Here, Path(key): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let (app, hash, now) = (here.app.clone(), key_hash(&key), here.app.now());
    let done: Result<(), Failure<members::Refusal>> = here
        .app
        .db
        .write(async move |tx| {
            let spent = Failure::Refused(members::Refusal::LetterSpent);
            let Some(address) = store::find_letter(tx, &hash, now).await? else { return Err(spent) };
            store::keep_objection(tx, &salted(&app, &address), &address, now).await?;
            store::spend_letter(tx, &hash).await?;
            Ok(())
        })
        .await;
    done?;
    Ok(see("/objection", Some("objection-kept")))
}
