//! How requests come in and answers go out: who asks, in which language, with which rights; what a failure looks like.
//!
//! No capability lives here: rooms bring their doors, and this puts them behind the checks that all share.

pub(crate) mod assets;
pub(crate) mod csrf;
pub(crate) mod doors;
pub(crate) mod dress;
pub(crate) mod failure;
pub(crate) mod handler;
pub(crate) mod here;
pub(crate) mod identity;
pub(crate) mod input;
pub(crate) mod layout;
pub(crate) mod limits;
pub(crate) mod openapi;
pub(crate) mod ops;
pub(crate) mod origin;
pub(crate) mod paging;
pub(crate) mod serve;
mod taken;
pub(crate) mod twice;
pub(crate) mod uploads;

#[cfg(test)]
mod tests;

pub(crate) use doors::{Doors, Who};
pub(crate) use failure::{Failed, Failure};
pub(crate) use handler::routes;
pub(crate) use here::{Here, Page, see};
pub(crate) use input::{Body, BodyOrNothing, Form, Typed};
pub(crate) use layout::{Frame, Place};

use std::sync::LazyLock;

use axum::{
    Router,
    extract::{Request, State},
    middleware::{self, Next},
    response::Response,
};

use crate::{app::App, messages, rooms};

/// All doors in one table. Making it means writing the description of the API, so it is made once a process.
static DOORS: LazyLock<Router<App>> = LazyLock::new(|| rooms::doors().into_router());

/// The whole program as one service.
pub(crate) fn router(app: &App) -> Router {
    Router::clone(&DOORS)
        .layer(middleware::from_fn_with_state(app.clone(), around))
        .layer(tower_http::compression::CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest))
        .with_state(app.clone())
}

/// What every request passes on its way to a door, and every answer on its way back: the first here is the outermost.
///
/// One layer and not six: each layer of axum's boxes its future and clones all that lies within.
async fn around(State(app): State<App>, request: Request, next: Next) -> Response {
    let app = &app;
    let act = async |request| twice::once(app, request, next).await;
    let stirred = async |request| messages::stir(app, request, act).await;
    let ours = async |request| csrf::same_site(app, request, stirred).await;
    let dressed = async |request| dress::dress(app, request, ours).await;
    let known = async |request| identity::identify(app, request, dressed).await;
    ops::measure(app, request, known).await
}
