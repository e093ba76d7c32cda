//! Hands out an archive: to its owner only, as a file, never kept by anybody on the way, and only as long as he stays
//! signed in: whatever ends that ends the download with the next piece.

use std::{io, time::Duration};

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use pergola_db::{Fault, Tx};
use pergola_domain::ids::{ExportId, SessionId, TokenId};
use tokio::{io::AsyncReadExt, time::Instant};

use super::{acts, files};
use crate::{
    app::App,
    http::{Failed, Here, Page},
    members,
};

const PIECE_BYTES: usize = 64 * 1024;
/// However slowly it is taken, it ends after this.
const LASTS: Duration = Duration::from_secs(3_600);

/// The file of an archive that is ready.
pub(super) async fn export(here: &Here, id: &str) -> Page {
    let id: ExportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    let export = acts::exports::find(&here.app, &here.by(), id).await?;
    let file = tokio::fs::File::open(files::export(&here.app, id)).await;
    let file = file.ok().filter(|_| export.is_ready()).ok_or(Failed::NotFound)?;
    tracing::info!(member.id = here.me()?.member.0, export.id = id.0, "an archive was fetched");
    let name = format!("pergola-{}-{}.zip", here.me()?.handle, here.speech().day_here(export.created_at));
    Ok(answer(Sending::of(here, file)?, &name, export.size_bytes))
}

/// A file on its way.
struct Sending {
    file: tokio::fs::File,
    app: App,
    sessions: Vec<SessionId>,
    tokens: Vec<TokenId>,
    until: Instant,
}

impl Sending {
    fn of(here: &Here, file: tokio::fs::File) -> Result<Self, Failed> {
        let me = here.me()?;
        let (sessions, tokens) = (me.session.into_iter().collect(), me.token.into_iter().collect());
        Ok(Self { file, app: here.app.clone(), sessions, tokens, until: Instant::now() + LASTS })
    }

    async fn next(mut self) -> io::Result<Option<(Vec<u8>, Self)>> {
        if Instant::now() > self.until {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let (sessions, tokens, now) = (self.sessions.clone(), self.tokens.clone(), self.app.now());
        let good = async move |tx: &Tx| members::still_signed_in(tx, &sessions, &tokens, now).await;
        let (sessions, tokens) = self.app.db.read(good).await.map_err(|fault: Fault| io::Error::other(fault))?;
        if sessions.is_empty() && tokens.is_empty() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        let mut piece = vec![0; PIECE_BYTES];
        let length = self.file.read(&mut piece).await?;
        piece.truncate(length);
        Ok((length > 0).then_some((piece, self)))
    }
}

fn answer(sending: Sending, name: &str, size_bytes: i64) -> Response {
    let pieces = stream::try_unfold(sending, Sending::next);
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
