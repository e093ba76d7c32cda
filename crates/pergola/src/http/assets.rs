//! The stylesheet, the faces and the few scripts, inside the program. Their address does not change with their
//! content, so browsers ask again after an hour and get 304 while it is the same.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use super::{Doors, Who, failure::Failed};

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

pub(crate) fn doors() -> Doors {
    Doors::new().get("/assets/{*path}", Who::Anyone, asset).get("/robots.txt", Who::Anyone, robots)
}

async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Failed> {
    let file = Assets::get(&path).ok_or(Failed::NotFound)?;
    let tag: String = file.metadata.sha256_hash().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let kept = [(header::ETAG, tag), (header::CACHE_CONTROL, "public, max-age=3600".to_owned())];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let kind = match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    };
    Ok(([(header::CONTENT_TYPE, kind)], kept, file.data.into_owned()).into_response())
}

/// Nobody asked to be indexed, but for who posts an ad: ads and their feeds are for readers from outside, and of what lies
/// below an ad or beside it nothing. The longer rule holds.
async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /\nAllow: /jobs/\nAllow: /jobs.xml\nAllow: /jobs.atom\nDisallow: /jobs/*/\n\
     Disallow: /jobs/mine\nDisallow: /jobs/new\nDisallow: /jobs/openness\nDisallow: /jobs/people\n\
     Disallow: /jobs/searches\n"
}
