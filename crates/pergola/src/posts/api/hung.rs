//! What hangs in a group, for programs.

use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse};
use pergola_domain::ids::{AskId, GroupId};

use crate::{
    asks::{self, AskShape},
    groups,
    http::{Failed, Here, Page, dress::Problem, paging::Listed},
    posts::acts,
};

/// Looked through, and shown, the newest.
const HANGING: i64 = 1_000;
const SHOWN: usize = 100;

fn number(id: &str) -> Result<GroupId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// Asks and offers that hang in a group, as far as the caller may see them anyway, newest first; 100 at most.
#[utoipa::path(get, path = "/groups/{id}/asks", tag = "groups", params(("id" = String, Path)),
    responses((status = 200, body = Listed<AskShape>), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn list_hung(here: Here, Path(id): Path<String>) -> Page {
    let (id, by) = (number(&id)?, here.by());
    let viewer = by.member;
    let found = here
        .app
        .db
        .read(async move |tx| {
            let known = groups::find_known(tx, viewer, id).await?;
            if !known.is_some_and(|(group, role)| group.may_be_read(role)) {
                return Ok(None);
            }
            let hung = groups::asks_in(tx, id, HANGING).await?;
            let mut asks = asks::find_many(tx, &hung).await?;
            asks.sort_by_key(|ask| hung.iter().position(|id| *id == ask.id));
            Ok::<_, pergola_db::Fault>(Some(asks))
        })
        .await?;
    let mut seen = asks::visible(&here.app, &by, found.ok_or(Failed::NotFound)?).await?;
    seen.retain(|seen| seen.ask.is_open(by.now));
    seen.truncate(SHOWN);
    let items = seen.iter().map(|seen| AskShape::of(&here, seen, &[])).collect();
    Ok(Json(Listed { items, next: None }).into_response())
}

async fn hang(here: &Here, (id, ask): (&str, &str), hangs: bool) -> Page {
    let ask: AskId = ask.parse().map_err(|_why| Failed::NotFound)?;
    acts::hang(&here.app, here.by(), number(id)?, ask, hangs).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Hang an own ask or offer in a group that the caller is in. Twice is once.
#[utoipa::path(put, path = "/groups/{id}/asks/{ask}", tag = "groups",
    params(("id" = String, Path), ("ask" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn hang_up(here: Here, Path((id, ask)): Path<(String, String)>) -> Page {
    hang(&here, (&id, &ask), true).await
}

/// Take an own ask or offer down; who looks after the group, somebody else's too, which then hangs there no more.
#[utoipa::path(delete, path = "/groups/{id}/asks/{ask}", tag = "groups",
    params(("id" = String, Path), ("ask" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn take_down(here: Here, Path((id, ask)): Path<(String, String)>) -> Page {
    hang(&here, (&id, &ask), false).await
}
