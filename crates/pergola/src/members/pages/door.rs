//! The door: the front page, signing in and out, joining.

use askama::Template;
use axum::{
    http::{HeaderMap, header},
    response::Response,
};
use pergola_domain::{
    members::{Language, Refusal, Registration},
    refusal::Refusal as _,
};
use serde::Deserialize;

use crate::{
    http::{
        Failed, Failure, Form, Frame, Here, Page, Place,
        identity::{LANGUAGE_COOKIE, SESSION_COOKIE, set_cookie},
        limits::Pace,
        see,
    },
    members::acts::{
        account::{self, NewSettings},
        join, sessions,
    },
    pictures::{self, Arch},
    rooms,
};

/// One thing to mend in a form.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) field: &'static str,
    pub(crate) sentence: String,
}

impl Wrong {
    pub(crate) fn of(here: &Here, refusal: Refusal, field: &'static str) -> Self {
        let sentence = here.speech().refusal(refusal.code(), &refusal.numbers());
        Self { field: refusal.field().unwrap_or(field), sentence }
    }

    /// At this input, whatever the refusal calls it: a page may have several forms with a password.
    pub(crate) fn at(here: &Here, refusal: Refusal, field: &'static str) -> Self {
        Self { field, ..Self::of(here, refusal, field) }
    }
}

/// The frame of a page whose form has something to mend, or nothing.
pub(super) fn mended(frame: Frame, wrong: Option<&Wrong>) -> Frame {
    match wrong {
        Some(wrong) => frame.with_error_at(wrong.field, &wrong.sentence),
        None => frame,
    }
}

#[derive(Template)]
#[template(path = "members/pages/sign_in.html")]
struct SignInPage {
    frame: Frame,
    picture: String,
    login: String,
    next: String,
    wrong: Option<Wrong>,
    may_join: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SignIn {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn front(here: Here) -> Page {
    if here.identity.me.is_some() { Ok(see("/today", None)) } else { door(&here, String::new(), String::new(), None) }
}

pub(crate) async fn sign_in_form(here: Here, query: axum::extract::Query<Next>) -> Page {
    if here.identity.me.is_some() {
        Ok(see(&inside(&query.0.next), None))
    } else {
        door(&here, String::new(), query.0.next, None)
    }
}

fn door(here: &Here, login: String, next: String, wrong: Option<Wrong>) -> Page {
    let frame = here.frame("door-sign-in", Place::None);
    let may_join = here.app.config.registration != Registration::Closed;
    let page = SignInPage {
        frame: mended(frame, wrong.as_ref()),
        picture: pictures::arch(Arch::Made),
        login,
        next,
        wrong,
        may_join,
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(crate) async fn sign_in(here: Here, headers: HeaderMap, Form(form): Form<SignIn>) -> Page {
    here.app.limits.take_from(Pace::SignIn, here.identity.from)?;
    here.app.limits.take(Pace::SignInAccount, &form.login.trim().to_lowercase())?;
    match sessions::recognise(&here.app, &form.login, &form.password).await {
        Ok(member) => {
            let by = here.by();
            let key = sessions::begin(&here.app, by, member, agent(&headers)).await?;
            Ok(signed_in(&here, &key, &inside(&form.next), None))
        }
        Err(Failure::Refused(refusal)) => {
            let wrong = Wrong::of(&here, refusal, "login");
            door(&here, form.login, form.next, Some(wrong))
        }
        Err(other) => Err(other.into()),
    }
}

fn agent(headers: &HeaderMap) -> &str {
    headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default()
}

fn signed_in(here: &Here, key: &str, to: &str, done: Option<&str>) -> Response {
    let mut response = see(to, done);
    let seconds = pergola_domain::members::SESSION_DAYS * 86_400;
    set_cookie(&here.app, &mut response, SESSION_COOKIE, key, Some(seconds));
    response
}

/// Only our own addresses: a link to our door must not lead out of the house.
fn inside(next: &str) -> String {
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']);
    if ours { next.to_owned() } else { "/today".to_owned() }
}

pub(crate) async fn sign_out(here: Here, Form(Empty {}): Form<Empty>) -> Page {
    if let Some(session) = here.me()?.session {
        sessions::end(&here.app, here.by(), session).await?;
    }
    let mut response = see("/", Some("signed-out"));
    set_cookie(&here.app, &mut response, SESSION_COOKIE, "", Some(0));
    Ok(response)
}

/// A form whose button says all.
#[derive(Debug, Deserialize)]
pub(crate) struct Empty {}

#[derive(Template)]
#[template(path = "members/pages/join.html")]
struct JoinPage {
    frame: Frame,
    form: Join,
    wrong: Option<Wrong>,
    closed: bool,
    by_invitation: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Join {
    name: String,
    handle: String,
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    invitation: String,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct JoinQuery {
    #[serde(default)]
    invitation: String,
}

pub(crate) async fn join_form(here: Here, query: axum::extract::Query<JoinQuery>) -> Page {
    if here.identity.me.is_some() {
        return Ok(see("/today", None));
    }
    joining(&here, Join { invitation: query.0.invitation, ..Join::default() }, None).await
}

async fn joining(here: &Here, form: Join, wrong: Option<Wrong>) -> Page {
    let frame = here.frame("door-join", Place::None);
    let registration = here.app.config.registration;
    let page = JoinPage {
        frame: mended(frame, wrong.as_ref()),
        form,
        wrong,
        closed: registration == Registration::Closed,
        by_invitation: registration == Registration::Invitation && !join::is_first(&here.app).await?,
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(crate) async fn join(here: Here, headers: HeaderMap, Form(form): Form<Join>) -> Page {
    here.app.limits.take_from(Pace::Join, here.identity.from)?;
    let joining_now = join::Joining {
        handle: form.handle.clone(),
        name: form.name.clone(),
        email: form.email.clone(),
        password: form.password.clone(),
        language: here.language(),
        invitation: Some(form.invitation.clone()).filter(|code| !code.is_empty()),
        vouched: false,
    };
    match join::join(&here.app, here.by(), joining_now).await {
        Ok(member) => {
            rooms::joined(&here.app, &here.by(), member).await?;
            let key = sessions::begin(&here.app, here.by(), member, agent(&headers)).await?;
            Ok(signed_in(&here, &key, "/welcome", None))
        }
        Err(Failure::Refused(refusal)) => {
            let wrong = Wrong::of(&here, refusal, "name");
            joining(&here, form, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct ChosenLanguage {
    language: String,
    #[serde(default)]
    back: String,
}

/// The language of this browser; and of a member, wherever he signs in.
pub(crate) async fn language(here: Here, Form(form): Form<ChosenLanguage>) -> Page {
    let language = Language::from_tag(&form.language).ok_or(Failed::NotFound)?;
    if here.identity.me.is_some() {
        let (by, new) = (here.by(), NewSettings { language: Some(form.language.clone()), ..NewSettings::default() });
        let decided: Result<(), Failure<Refusal>> =
            here.app.db.write(async move |tx| account::decide(tx, &by, &new).await).await;
        decided?;
    }
    let mut response = see(&inside(&form.back), None);
    set_cookie(&here.app, &mut response, LANGUAGE_COOKIE, language.tag(), Some(365 * 86_400));
    Ok(response)
}
