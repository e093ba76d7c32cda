//! The settings: few, and each says what it changes.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    ids::{SessionId, TokenId},
    members::{GRACE_DAYS, Refusal},
};
use serde::Deserialize;

use super::door::{Empty, Wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    members::{
        acts::{
            account::{self, NewSettings},
            letters,
            profile::tell,
            sessions,
        },
        store::{
            sessions as store,
            settings::{self, Settings},
        },
    },
    words::Speech,
};

#[derive(Template)]
#[template(path = "members/pages/settings.html")]
struct SettingsPage {
    frame: Frame,
    handle: String,
    own: Settings,
    sessions: Vec<SessionRow>,
    tokens: Vec<TokenRow>,
    /// Told this once.
    fresh_key: Option<String>,
    password_age: String,
    leaving_day: Option<String>,
    grace_days: i64,
    wrong: Option<Wrong>,
    /// Which of the folded forms is open: the one with something to mend.
    opened: &'static str,
    /// The new address as it was typed.
    email: String,
}

#[derive(Debug)]
struct SessionRow {
    id: SessionId,
    name: String,
    seen: String,
    here: bool,
}

#[derive(Debug)]
struct TokenRow {
    id: TokenId,
    name: String,
    used: String,
}

/// What a drawn page has beside what is kept.
#[derive(Default)]
struct Beside {
    fresh_key: Option<String>,
    wrong: Option<Wrong>,
    opened: &'static str,
    email: String,
}

pub(crate) async fn page(here: Here) -> Page {
    draw(&here, Beside::default()).await
}

async fn draw(here: &Here, beside: Beside) -> Page {
    let (me, by) = (here.me()?, here.by());
    let (member, now, session) = (me.member, by.now, me.session);
    let (own, sessions, tokens) = here
        .app
        .db
        .read(async move |tx| -> Result<_, Failure<Refusal>> {
            let own = settings::settings(tx, member).await?.ok_or(Failure::NotFound)?;
            Ok((own, store::list_sessions(tx, member, now).await?, store::list_tokens(tx, member).await?))
        })
        .await?;
    let t = here.speech();
    let frame = here.frame("settings-title", Place::None);
    let page = SettingsPage {
        frame: super::door::mended(frame, beside.wrong.as_ref()),
        handle: me.handle.clone(),
        sessions: sessions.into_iter().map(|kept| session_row(&t, kept, session, now)).collect(),
        tokens: tokens.into_iter().map(|kept| token_row(&t, kept, now)).collect(),
        password_age: own.password_changed_at.map_or_else(
            || t.s("settings-password-first").to_owned(),
            |at| t.say("settings-password-age").arg("ago", t.ago(at, now)).text(),
        ),
        leaving_day: own.leaving_at.map(|at| t.weekday(at)),
        grace_days: GRACE_DAYS,
        own,
        fresh_key: beside.fresh_key,
        wrong: beside.wrong,
        opened: beside.opened,
        email: beside.email,
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

fn session_row(
    t: &Speech,
    kept: store::Session,
    here: Option<SessionId>,
    now: pergola_domain::time::Timestamp,
) -> SessionRow {
    let name = if kept.agent.is_empty() { t.s("settings-session-unknown").to_owned() } else { kept.agent };
    let seen = t.say("settings-session-seen").arg("ago", t.ago(kept.seen_at, now)).text();
    SessionRow { id: kept.id, name, seen, here: here == Some(kept.id) }
}

fn token_row(t: &Speech, kept: store::Token, now: pergola_domain::time::Timestamp) -> TokenRow {
    let used = kept.used_at.map_or_else(
        || t.s("settings-token-unused").to_owned(),
        |at| t.say("settings-token-used").arg("ago", t.ago(at, now)).text(),
    );
    TokenRow { id: kept.id, name: kept.name, used }
}

/// The page again, with what is to mend.
async fn refused(here: &Here, failure: Failure<Refusal>, beside: Beside, field: &'static str) -> Page {
    match failure {
        Failure::Refused(refusal) => {
            draw(here, Beside { wrong: Some(Wrong::at(here, refusal, field)), ..beside }).await
        }
        other => Err(other.into()),
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Look {
    language: String,
    theme: String,
}

pub(crate) async fn look(here: Here, Form(form): Form<Look>) -> Page {
    let new = NewSettings { language: Some(form.language), theme: Some(form.theme), ..NewSettings::default() };
    decide(&here, new, "look").await
}

#[derive(Debug, Deserialize)]
pub(crate) struct Sharing {
    #[serde(default)]
    connector: bool,
    ties_shown: String,
    #[serde(default)]
    found_by_email: bool,
    #[serde(default)]
    shares_email: bool,
}

pub(crate) async fn sharing(here: Here, Form(form): Form<Sharing>) -> Page {
    let new = NewSettings {
        connector: Some(form.connector),
        ties_shown: Some(form.ties_shown),
        found_by_email: Some(form.found_by_email),
        shares_email: Some(form.shares_email),
        ..NewSettings::default()
    };
    decide(&here, new, "sharing").await
}

async fn decide(here: &Here, new: NewSettings, part: &'static str) -> Page {
    let by = here.by();
    match tell(&here.app, async move |tx| account::decide(tx, &by, &new).await).await {
        Ok(()) => Ok(see(&format!("/settings#{part}"), Some("saved"))),
        Err(failure) => refused(here, failure, Beside::default(), part).await,
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct NewEmail {
    email: String,
    password: String,
}

pub(crate) async fn email(here: Here, Form(form): Form<NewEmail>) -> Page {
    here.app.limits.take(crate::http::limits::Pace::SignInAccount, &here.me()?.handle)?;
    match letters::change_email(&here.app, here.by(), &form.email, &form.password).await {
        Ok(()) => Ok(see("/settings#access", Some("look-in-your-mail"))),
        Err(failure) => {
            let field = at_password(&failure, "email-password", "email");
            refused(&here, failure, Beside { opened: "email", email: form.email, ..Beside::default() }, field).await
        }
    }
}

fn at_password(failure: &Failure<Refusal>, password: &'static str, other: &'static str) -> &'static str {
    if matches!(failure, Failure::Refused(Refusal::WrongPassword)) { password } else { other }
}

pub(crate) async fn email_again(here: Here, Form(Empty {}): Form<Empty>) -> Page {
    letters::ask_again(&here.app, here.by()).await?;
    Ok(see("/settings#access", Some("look-in-your-mail")))
}

#[derive(Debug, Deserialize)]
pub(crate) struct NewPassword {
    old: String,
    new: String,
}

pub(crate) async fn password(here: Here, Form(form): Form<NewPassword>) -> Page {
    let me = here.me()?;
    here.app.limits.take(crate::http::limits::Pace::SignInAccount, &me.handle)?;
    match account::change_password(&here.app, here.by(), me, &form.old, &form.new).await {
        Ok(()) => Ok(see("/settings#access", Some("password-changed"))),
        Err(failure) => {
            let field = at_password(&failure, "old", "new");
            refused(&here, failure, Beside { opened: "password", ..Beside::default() }, field).await
        }
    }
}

pub(crate) async fn end_session(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let id: SessionId = id.parse().map_err(|_why| Failed::NotFound)?;
    sessions::end(&here.app, here.by(), id).await?;
    Ok(see("/settings#access", Some("session-ended")))
}

pub(crate) async fn end_sessions(here: Here, Form(Empty {}): Form<Empty>) -> Page {
    sessions::end_others(&here.app, here.by(), here.me()?.session).await?;
    Ok(see("/settings#access", Some("sessions-ended")))
}

#[derive(Debug, Deserialize)]
pub(crate) struct NewToken {
    name: String,
}

/// Drawn at once, without a redirect: the key is not kept, so no other page could show it.
pub(crate) async fn token(here: Here, Form(form): Form<NewToken>) -> Page {
    match sessions::grant_token(&here.app, here.by(), &form.name).await {
        Ok((_, key)) => draw(&here, Beside { fresh_key: Some(key), ..Beside::default() }).await,
        Err(failure) => refused(&here, failure, Beside::default(), "token-name").await,
    }
}

pub(crate) async fn remove_token(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let id: TokenId = id.parse().map_err(|_why| Failed::NotFound)?;
    sessions::revoke_token(&here.app, here.by(), id).await?;
    Ok(see("/settings#programs", Some("token-removed")))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Password {
    password: String,
}

pub(crate) async fn leave(here: Here, Form(form): Form<Password>) -> Page {
    here.app.limits.take(crate::http::limits::Pace::SignInAccount, &here.me()?.handle)?;
    match account::leave(&here.app, here.by(), &form.password).await {
        Ok(_) => Ok(see("/settings#data", None)),
        Err(failure) => {
            refused(&here, failure, Beside { opened: "leaving", ..Beside::default() }, "leave-password").await
        }
    }
}

pub(crate) async fn stay(here: Here, Form(Empty {}): Form<Empty>) -> Page {
    account::stay(&here.app, here.by()).await?;
    Ok(see("/settings#data", Some("staying")))
}
