//! `/photos/{id}`: how a member looks, for those for whom he is there.
//!
//! A photo never changes under its address, so a browser keeps it without asking; for a week only, since a face that was
//! taken away should not stay on the machines of others for ever. Nobody in between keeps it: who may see it differs.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::ids::PhotoId;

use crate::{
    http::{Failed, Here, Page},
    members, ties,
};

const KEPT: &str = "private, max-age=604800, immutable";

pub(in crate::people) async fn large(here: Here, Path(id): Path<String>, headers: HeaderMap) -> Page {
    photo(&here, &id, false, &headers).await
}

pub(in crate::people) async fn small(here: Here, Path(id): Path<String>, headers: HeaderMap) -> Page {
    photo(&here, &id, true, &headers).await
}

async fn photo(here: &Here, id: &str, small: bool, headers: &HeaderMap) -> Page {
    let id: PhotoId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    let viewer = here.me()?.member;
    let found = here
        .app
        .db
        .read(async move |tx| -> Result<_, pergola_db::Fault> {
            let Some((owner, offered, bytes)) = members::find_photo(tx, id, small).await? else { return Ok(None) };
            let visible = if offered { viewer == owner } else { ties::may_see(tx, viewer, owner).await? };
            Ok(visible.then_some(bytes))
        })
        .await?;
    let bytes = found.ok_or(Failed::NotFound)?;
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
    Ok((kept, [(header::CONTENT_TYPE, "image/jpeg")], bytes).into_response())
}
