//! Where a page's handler stands: the program, who asks, and how to draw an answer.

use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use pergola_domain::{ids::MemberId, members::Language};

use super::{
    failure::Failed,
    identity::{Identity, Me},
    layout::{Frame, Place},
};
use crate::{
    app::{App, By},
    words::{Speech, draw},
};

/// What a page's handler gives back.
pub(crate) type Page = Result<Response, Failed>;

/// The program, the asker and the address asked for.
#[derive(Clone, Debug)]
pub(crate) struct Here {
    pub(crate) app: App,
    pub(crate) identity: Identity,
    pub(crate) uri: axum::http::Uri,
}

impl FromRequestParts<App> for Here {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failed> {
        let identity = parts.extensions.get::<Identity>().cloned().ok_or_else(|| Failed::fault(&"no identity"))?;
        Ok(Self { app: app.clone(), identity, uri: parts.uri.clone() })
    }
}

impl Here {
    /// The member who asks; the door has made sure that there is one.
    pub(crate) fn me(&self) -> Result<&Me, Failed> {
        self.identity.me.as_ref().ok_or(Failed::SignInFirst)
    }

    /// Whether a decision keeps the member from writing for others, for now.
    pub(crate) fn silenced(&self) -> bool {
        self.identity.silenced()
    }

    /// Who acts, when, in which language. A visitor acts as nobody (member 0).
    pub(crate) fn by(&self) -> By {
        let member = self.identity.me.as_ref().map_or(MemberId(0), |me| me.member);
        By { member, ..self.app.by_itself(self.language()) }
    }

    pub(crate) fn language(&self) -> Language {
        self.identity.language
    }

    pub(crate) fn speech(&self) -> Speech {
        Speech::new(&self.app, self.identity.language)
    }

    /// What every page has around it. `title` is the sentence of the page's name.
    pub(crate) fn frame(&self, title: impl Into<String>, place: Place) -> Frame {
        Frame::new(self, title.into(), place)
    }

    /// Draws a page.
    pub(crate) fn draw(&self, page: &impl askama::Template) -> Page {
        Ok(Html(draw(page)?).into_response())
    }

    /// Draws a page that shows what was wrong with a form.
    pub(crate) fn draw_refused(&self, page: &impl askama::Template) -> Page {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(draw(page)?)).into_response())
    }
}

/// "See there": after a form was taken, the browser reads the page at `path`. `done` is the name of the sentence that
/// confirms, below `done-`.
pub(crate) fn see(path: &str, done: Option<&str>) -> Response {
    let joint = if path.contains('?') { '&' } else { '?' };
    let address = done.map_or_else(
        || path.to_owned(),
        |done| match path.split_once('#') {
            Some((path, part)) => format!("{path}{joint}done={done}#{part}"),
            None => format!("{path}{joint}done={done}"),
        },
    );
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(value) = HeaderValue::try_from(address) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}
