//! Hands out an archive: to its owner only, as a file, never kept by anybody on the way.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use pergola_domain::ids::ExportId;
use tokio::io::AsyncReadExt;

use super::{acts, files};
use crate::http::{Failed, Here, Page};

const PIECE_BYTES: usize = 64 * 1024;

/// The file of an archive that is ready.
pub(super) async fn export(here: &Here, id: &str) -> Page {
    let id: ExportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    let export = acts::exports::find(&here.app, &here.by(), id).await?;
    let file = tokio::fs::File::open(files::export(&here.app, id)).await;
    let file = file.ok().filter(|_| export.is_ready()).ok_or(Failed::NotFound)?;
    tracing::info!(member.id = here.me()?.member.0, export.id = id.0, "an archive was fetched");
    let name = format!("pergola-{}-{}.zip", here.me()?.handle, crate::words::civil(export.created_at));
    Ok(answer(file, &name, export.size_bytes))
}

fn answer(file: tokio::fs::File, name: &str, size_bytes: i64) -> Response {
    let pieces = stream::try_unfold(file, async |mut file| {
        let mut piece = vec![0; PIECE_BYTES];
        let length = file.read(&mut piece).await?;
        piece.truncate(length);
        Ok::<_, std::io::Error>((length > 0).then_some((piece, file)))
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size_bytes));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
