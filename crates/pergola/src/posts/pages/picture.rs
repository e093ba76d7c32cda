//! `/pictures/{id}`: a picture in a post, for those who may see the post; one that waits, for who sent it.
//!
//! A picture never changes under its address. Nobody in between keeps it: who may see it differs.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::ids::PictureId;

use crate::{
    http::{Failed, Here, Page},
    posts::{
        sight::{find_visible, showed},
        store,
    },
};

const KEPT: &str = "private, max-age=86400, immutable";

pub(in crate::posts) async fn large(here: Here, Path(id): Path<String>, headers: HeaderMap) -> Page {
    picture(&here, &id, false, &headers).await
}

pub(in crate::posts) async fn small(here: Here, Path(id): Path<String>, headers: HeaderMap) -> Page {
    picture(&here, &id, true, &headers).await
}

async fn picture(here: &Here, id: &str, small: bool, headers: &HeaderMap) -> Page {
    let id: PictureId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    let found = here.app.db.read(async move |tx| store::find_bytes(tx, id, small).await).await?;
    let found = found.ok_or(Failed::NotFound)?;
    let visible = match found.post {
        None => here.me()?.member == found.owner,
        Some(post) => match find_visible(&here.app, &here.by(), post).await? {
            Some(seen) if !found.is_shown => showed(&here.app, &here.by(), &seen, id).await?,
            seen => seen.is_some(),
        },
    };
    if !visible {
        return Err(Failed::NotFound);
    }
    let tag = format!("\"{id}-{}\"", if small { "s" } else { "l" });
    let tag = HeaderValue::try_from(tag).map_err(|error| Failed::fault(&error))?;
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag);
    let kept = [
        (header::ETAG, tag),
        (header::CACHE_CONTROL, HeaderValue::from_static(KEPT)),
        (header::VARY, HeaderValue::from_static("Cookie")),
    ];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    Ok((kept, [(header::CONTENT_TYPE, "image/jpeg")], found.bytes).into_response())
}
