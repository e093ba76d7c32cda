//! What opens from a letter: an address to confirm, a password to set, an invitation. And where such letters are asked for.
//!
//! Reading a page spends nothing: mail scanners open every link. The button does it.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use pergola_domain::members::Refusal;
use serde::Deserialize;

use super::door::{Wrong, mended};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, limits::Pace, see},
    members::{
        acts::{forgotten, letters},
        store::letters::Purpose,
    },
};

#[derive(Template)]
#[template(path = "members/pages/letter.html")]
struct LetterPage {
    frame: Frame,
    lead: String,
    action: String,
    button: String,
    wrong: Option<Wrong>,
    /// Whose password is set here.
    sets_password: Option<String>,
    /// The address asked for, as it was typed.
    asks_email: Option<String>,
    /// Where an invitation leads.
    joins: Option<String>,
}

impl LetterPage {
    fn new(here: &Here, title: &str, lead: String, action: String, button: &str) -> Self {
        Self {
            frame: here.frame(title, Place::None),
            lead,
            action,
            button: here.speech().s(button).to_owned(),
            wrong: None,
            sets_password: None,
            asks_email: None,
            joins: None,
        }
    }

    fn wrong(mut self, wrong: Option<Wrong>) -> Self {
        self.frame = mended(self.frame, wrong.as_ref());
        self.wrong = wrong;
        self
    }

    fn draw(&self, here: &Here) -> Page {
        if self.wrong.is_some() { here.draw_refused(self) } else { here.draw(self) }
    }
}

pub(crate) async fn open(here: Here, Path(key): Path<String>) -> Page {
    opened(&here, &key, None).await
}

async fn opened(here: &Here, key: &str, wrong: Option<Wrong>) -> Page {
    let t = here.speech();
    let letter = letters::open(&here.app, key, here.by().now).await?;
    let action = format!("/letters/{key}");
    let page = match letter.purpose {
        Purpose::Confirm => {
            let lead = t.say("letters-confirm-lead").arg("email", letter.email).arg("name", letter.name).text();
            LetterPage::new(here, "letters-confirm", lead, action, "letters-confirm-do")
        }
        Purpose::Reset => {
            let lead = t.say("letters-reset-lead").arg("handle", &letter.handle).arg("name", letter.name).text();
            let page = LetterPage::new(here, "letters-reset", lead, action, "letters-reset-do");
            LetterPage { sets_password: Some(letter.handle), ..page }
        }
        Purpose::Join => {
            let lead = t.say("letters-join-lead").arg("name", letter.name).text();
            let page = LetterPage::new(here, "letters-join", lead, action, "letters-join-never");
            LetterPage { joins: Some(format!("/join?invitation={key}")), ..page }
        }
    };
    page.wrong(wrong).draw(here)
}

#[derive(Debug, Deserialize)]
pub(crate) struct Answered {
    #[serde(default)]
    password: String,
}

pub(crate) async fn answer(here: Here, Path(key): Path<String>, Form(form): Form<Answered>) -> Page {
    let (app, by) = (&here.app, here.by());
    match letters::open(app, &key, by.now).await?.purpose {
        Purpose::Confirm => {
            letters::confirm(app, by, &key).await?;
            let home = if here.identity.me.is_some() { "/settings#access" } else { "/sign-in" };
            Ok(see(home, Some("address-confirmed")))
        }
        Purpose::Join => {
            letters::refuse_letters(app, by, &key).await?;
            Ok(see("/", Some("no-more-letters")))
        }
        Purpose::Reset => match letters::reset(app, by, &key, &form.password).await {
            Ok(()) => Ok(see("/sign-in", Some("password-set"))),
            Err(Failure::Refused(refusal)) if refusal != Refusal::LetterSpent => {
                opened(&here, &key, Some(Wrong::at(&here, refusal, "password"))).await
            }
            Err(other) => Err(other.into()),
        },
    }
}

/// What a mail program shows beside such a letter: opened as a page, it is the page of the letter.
pub(crate) async fn ending(Path(key): Path<String>) -> Page {
    let safe = key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if safe { Ok(see(&format!("/letters/{key}"), None)) } else { Err(Failed::NotFound) }
}

/// The mail program's own button: it has not signed in, and the link is the right to do it.
pub(crate) async fn end(here: Here, Path(key): Path<String>) -> Page {
    letters::end_letters(&here.app, here.by(), &key).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(crate) async fn reset_form(here: Here) -> Page {
    resetting(&here, String::new(), None)
}

fn resetting(here: &Here, email: String, wrong: Option<Wrong>) -> Page {
    let lead = here.speech().s("reset-lead").to_owned();
    let page = LetterPage::new(here, "reset-title", lead, "/reset".to_owned(), "reset-do");
    LetterPage { asks_email: Some(email), ..page }.wrong(wrong).draw(here)
}

#[derive(Debug, Deserialize)]
pub(crate) struct Address {
    email: String,
}

pub(crate) async fn reset(here: Here, Form(form): Form<Address>) -> Page {
    here.app.limits.take_from(Pace::Letter, here.identity.from)?;
    match forgotten::ask(&here.app, here.by(), &form.email).await {
        Ok(()) => Ok(see("/sign-in", Some("reset-asked"))),
        Err(Failure::Refused(refusal)) => {
            let wrong = Wrong::at(&here, refusal, "email");
            resetting(&here, form.email, Some(wrong))
        }
        Err(other) => Err(other.into()),
    }
}

pub(crate) async fn invite_form(here: Here) -> Page {
    inviting(&here, String::new(), None)
}

fn inviting(here: &Here, email: String, wrong: Option<Wrong>) -> Page {
    let lead = here.speech().s("invite-lead").to_owned();
    let page = LetterPage::new(here, "invite-title", lead, "/invite".to_owned(), "invite-do");
    LetterPage { asks_email: Some(email), ..page }.wrong(wrong).draw(here)
}

pub(crate) async fn invite(here: Here, Form(form): Form<Address>) -> Page {
    here.app.limits.take(Pace::Letter, &here.me()?.handle)?;
    match letters::invite(&here.app, here.by(), &form.email).await {
        Ok(()) => Ok(see("/invite", Some("invited"))),
        Err(Failure::Refused(refusal)) => {
            let wrong = Wrong::at(&here, refusal, "email");
            inviting(&here, form.email, Some(wrong))
        }
        Err(other) => Err(other.into()),
    }
}
