//! Members for programs: joining and signing in here, the rest in the files beside.

pub(super) mod access;
pub(crate) mod me;
pub(crate) mod photo;

use axum::{Json, http::StatusCode, response::IntoResponse};
use pergola_domain::members::{Language, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::acts::{join, sessions};
use crate::http::{Body, Failed, Failure, Here, Page, dress::Problem, limits::Pace};

/// Somebody who joins.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMember {
    /// 2 to 30 of a-z, 0-9, `-`, `_`; a letter first.
    handle: String,
    name: String,
    email: String,
    /// 10 characters or more.
    password: String,
    /// `it` or `en`; else that of the request.
    #[serde(default)]
    language: Option<String>,
    /// The code of an invitation, where this server wants one.
    #[serde(default)]
    invitation: Option<String>,
}

/// A person, as every list and profile names them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PersonShape {
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) headline: String,
    /// The address of the page.
    pub(crate) url: String,
}

impl PersonShape {
    pub(crate) fn of(here: &Here, account: &super::Account) -> Self {
        Self {
            handle: account.handle.clone(),
            name: account.name.clone(),
            headline: account.headline.clone(),
            url: format!("{}/@{}", here.app.config.address, account.handle),
        }
    }
}

/// What joining answers.
#[derive(Debug, Serialize, ToSchema)]
struct Joined {
    handle: String,
    /// Always the same, whether the address was new or not: its owner reads in the mail what is to do.
    confirm: &'static str,
}

/// Join.
#[utoipa::path(post, path = "/members", tag = "members", request_body = NewMember,
    responses((status = 201, description = "joined; a letter to the address asks to confirm it", body = Joined),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn create_member(here: Here, Body(new): Body<NewMember>) -> Page {
    here.app.limits.take_from(Pace::Join, here.identity.from)?;
    let language = match new.language.as_deref() {
        None => here.language(),
        Some(tag) => Language::from_tag(tag).ok_or(Failure::Refused(Refusal::LanguageUnknown))?,
    };
    let handle = new.handle.clone();
    let joining = join::Joining {
        handle: new.handle,
        name: new.name,
        email: new.email,
        password: new.password,
        language,
        invitation: new.invitation,
        vouched: false,
    };
    let member = join::join(&here.app, here.by(), joining).await?;
    crate::rooms::joined(&here.app, &here.by(), member).await?;
    Ok((StatusCode::CREATED, Json(Joined { handle, confirm: "mail" })).into_response())
}

/// What a program signs in with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewToken {
    /// Handle or address.
    login: String,
    password: String,
    /// What the program is called, for the list of tokens.
    name: String,
}

/// A token, told this once.
#[derive(Debug, Serialize, ToSchema)]
struct GrantedToken {
    id: String,
    token: String,
}

/// Sign a program in.
#[utoipa::path(post, path = "/tokens", tag = "members", request_body = NewToken,
    responses((status = 201, description = "a token for the header `Authorization: Bearer`", body = GrantedToken),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn create_token(here: Here, Body(new): Body<NewToken>) -> Page {
    here.app.limits.take_from(Pace::SignIn, here.identity.from)?;
    here.app.limits.take(Pace::SignInAccount, &new.login.trim().to_lowercase())?;
    let member = sessions::recognise(&here.app, &new.login, &new.password).await.map_err(Failed::from)?;
    let by = here.by().on_behalf_of(member);
    let (id, token) = sessions::grant_token(&here.app, by, &new.name).await?;
    Ok((StatusCode::CREATED, Json(GrantedToken { id: id.to_string(), token })).into_response())
}
