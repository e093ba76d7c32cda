//! The description of the JSON doors (OpenAPI 3.1), generated from them, and where it is served.

use axum::{Json, http::Method, response::IntoResponse};
use utoipa::openapi::{
    Components, InfoBuilder, OpenApi, RefOr,
    path::{Operation, PathItem},
    security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
};

use super::{Doors, Here, Page, Who, doors::API};
use crate::rooms;

pub(crate) fn doors() -> Doors {
    Doors::new().get(&format!("{API}/openapi.json"), Who::Anyone, serve)
}

/// The description, with what the doors cannot know of themselves.
pub(crate) fn describe(doors: Doors) -> OpenApi {
    let open = doors.list().iter().filter(|door| door.who == Who::Anyone);
    let open: Vec<(Method, String)> = open.map(|door| (door.method.clone(), door.path.clone())).collect();
    let mut description = doors.openapi();
    for (path, item) in &mut description.paths.paths {
        for (method, operation) in operations(item) {
            finish(operation, &method, path, open.contains(&(method.clone(), path.clone())));
        }
    }
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
    description.security = Some(vec![by_token()]);
    description
}

fn by_token() -> SecurityRequirement {
    SecurityRequirement::new::<_, [&str; 0], &str>("token", [])
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    let all = [
        (Method::GET, &mut item.get),
        (Method::POST, &mut item.post),
        (Method::PUT, &mut item.put),
        (Method::PATCH, &mut item.patch),
        (Method::DELETE, &mut item.delete),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// A name that no other operation has, the content type that problems truly have, and whether one comes in without a token.
fn finish(operation: &mut Operation, method: &Method, path: &str, is_open: bool) {
    let words =
        path.trim_start_matches(API).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let verb = method.as_str().to_lowercase();
    operation.operation_id = Some(std::iter::once(verb.as_str()).chain(words).collect::<Vec<_>>().join("_"));
    if let Some(RefOr::T(problem)) = operation.responses.responses.get_mut("default")
        && let Some(content) = problem.content.swap_remove("application/json")
    {
        problem.content.insert("application/problem+json".to_owned(), content);
    }
    if is_open {
        operation.security = Some(vec![SecurityRequirement::default(), by_token()]);
    }
}

async fn serve(_: Here) -> Page {
    Ok(Json(describe(rooms::doors())).into_response())
}
