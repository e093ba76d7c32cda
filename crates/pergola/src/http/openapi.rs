//! The description of the JSON doors (OpenAPI 3.1), generated from them, and where it is served.

use axum::{Json, response::IntoResponse};
use utoipa::openapi::{
    Components, InfoBuilder, OpenApi,
    security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
};

use super::{Doors, Here, Page, Who, doors::API};
use crate::rooms;

pub(crate) fn doors() -> Doors {
    Doors::new().get(&format!("{API}/openapi.json"), Who::Anyone, serve)
}

/// The description, with what the doors cannot know of themselves.
pub(crate) fn describe(doors: Doors) -> OpenApi {
    let mut description = doors.openapi();
    description.info = InfoBuilder::new()
        .title("Pergola")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "A professional network. Sign in with `POST /api/v1/tokens`, then send `Authorization: Bearer <token>`. \
             Problems are `application/problem+json` (RFC 9457) with a stable `code`.",
        ))
        .build();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    description.components.get_or_insert_with(Components::new).add_security_scheme("token", bearer);
    description.security = Some(vec![SecurityRequirement::new::<_, [&str; 0], &str>("token", [])]);
    description
}

async fn serve(_: Here) -> Page {
    Ok(Json(describe(rooms::doors())).into_response())
}
