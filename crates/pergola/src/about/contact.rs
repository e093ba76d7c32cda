//! `/contact`: a word to who runs this server, from whoever has no account here or cannot get into it. It passes the check
//! of spam and goes by mail to the address of the settings; nothing of it is kept here but what the check holds, until a moderator
//! decided of it. Where none is set, or no letter
//! goes out, the page is not there.

use askama::Template;
use axum::response::Response;
use pergola_db::Fault;
use pergola_domain::{members, refusal::Refusal as _, text};
use serde::Deserialize;

use super::store::{self, Held};
use crate::{
    app::App,
    http::{Failed, Form, Frame, Here, Page, Place, limits::Pace, see},
    moderation,
    outside::mail::{Letter, queue_letter, ready},
    words::Speech,
};

const NAME_CHARS: usize = 120;
const WORDS_CHARS: usize = 4_000;

/// The address that letters of this page go to.
pub(super) fn address(app: &App) -> Option<&str> {
    let is_mail = app.config.contact.contains('@') && !app.config.contact.contains("://");
    (is_mail && app.mail.goes()).then_some(app.config.contact.as_str())
}

#[derive(Template)]
#[template(path = "about/pages/contact.html")]
struct ContactPage {
    frame: Frame,
    form: Written,
    wrong: Option<(&'static str, String)>,
    limit: usize,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Written {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    words: String,
}

pub(super) async fn form(here: Here) -> Page {
    address(&here.app).ok_or(Failed::NotFound)?;
    draw(&here, Written::default(), None)
}

fn draw(here: &Here, form: Written, wrong: Option<(&'static str, String)>) -> Page {
    let frame = here.frame("about-contact-title", Place::None);
    let refused = wrong.is_some();
    let frame = if refused { frame.with_errors() } else { frame };
    let page = ContactPage { frame, form, wrong, limit: WORDS_CHARS };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

/// What was written, cleaned; or the field and the sentence of what is wrong with it.
fn read(t: &Speech, form: &Written) -> Result<Written, (&'static str, String)> {
    let (name, words) = (text::line(&form.name), text::paragraphs(&form.words));
    if name.is_empty() || name.chars().count() > NAME_CHARS {
        return Err(("name", t.s("about-contact-no-name").to_owned()));
    }
    let email = members::email(&form.email).map_err(|no| ("email", t.refusal(no.code(), &no.numbers())))?;
    if words.is_empty() {
        return Err(("words", t.s("about-contact-no-words").to_owned()));
    }
    if words.chars().count() > WORDS_CHARS {
        return Err(("words", t.say("about-contact-too-long").arg("limit", WORDS_CHARS).text()));
    }
    Ok(Written { name, email, words })
}

pub(super) async fn send(here: Here, Form(form): Form<Written>) -> Result<Response, Failed> {
    let to = address(&here.app).ok_or(Failed::NotFound)?.to_owned();
    let t = here.speech();
    let said = match read(&t, &form) {
        Ok(said) => said,
        Err(wrong) => return draw(&here, form, Some(wrong)),
    };
    here.app.limits.take(Pace::Letter, &here.identity.from.to_string())?;
    let by = here.by();
    let look = moderation::look_at_letter(&here.app, &by, (&said.name, &said.email), &said.words).await?;
    let holds = look.holds();
    let speech = Speech::new(&here.app, here.app.config.language);
    let letter = Letter {
        to,
        subject: speech
            .say("letter-contact-subject")
            .arg("name", &said.name)
            .arg("server", &here.app.config.name)
            .text(),
        text: speech
            .say("letter-contact-text")
            .arg("name", &said.name)
            .arg("email", &said.email)
            .arg("words", &said.words)
            .text(),
        language: here.app.config.language.tag().to_owned(),
        unsubscribe: None,
    };
    let app = here.app.clone();
    here.app
        .db
        .write(async move |tx| -> Result<(), Fault> {
            if !look.holds() {
                return queue_letter(tx, &app, &by, &letter).await;
            }
            let Written { name, email, words } = said.clone();
            let held = Held { id: by.fresh(), name, email, words, letter: ready(&letter)?, at: by.now };
            store::keep(tx, &held).await?;
            moderation::hold_letter(tx, &by, held.id, &look).await
        })
        .await?;
    Ok(see("/contact", Some(if holds { "contact-held" } else { "contact-sent" })))
}
