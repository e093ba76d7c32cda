//! Files that people send in forms and programs in a body: the form's token first, then the file. Where a large file is
//! written to while it comes is `exchange`'s matter; here are the small ones, held whole.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::Field};
use http_body_util::BodyExt;

use super::{csrf, failure::Failed, here::Here, input::BODY_BYTES, serve};

/// Whether the file comes from a page, whose first field is its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    Page,
    Program,
}

/// What comes beside a file: its fields' names, the token.
const BESIDE_BYTES: u64 = 1024 * 1024;
/// A file that is held in memory may not come for ever.
pub(crate) const SMALL_FILE_TIME: Duration = Duration::from_secs(120);
/// Of a file that is too large this much is read and thrown away, so that a browser can show why.
const THROWN_AWAY_BYTES: usize = 64 * 1024 * 1024;

/// Opens a form with a file of at most so many bytes.
///
/// # Errors
/// When it is no such form, or not from a page of ours.
pub(crate) async fn open(
    here: &Here,
    mut request: Request,
    limit_bytes: u64,
    from: Sender,
) -> Result<Multipart, Failed> {
    // A body beyond what a file may have is cut off here, whatever the fields are called.
    let limit = usize::try_from(limit_bytes + BESIDE_BYTES).unwrap_or(usize::MAX);
    DefaultBodyLimit::max(limit).apply(&mut request);
    let mut multipart = Multipart::from_request(request, &())
        .await
        .map_err(|_no_form| Failed::Malformed { code: "http.multipart_expected", field: None })?;
    if from == Sender::Page {
        check_token(here, &mut multipart).await?;
    }
    Ok(multipart)
}

async fn check_token(here: &Here, multipart: &mut Multipart) -> Result<(), Failed> {
    let stale = || Failed::Malformed { code: "http.form_stale", field: None };
    let first = multipart.next_field().await.map_err(|why| broken(&why))?;
    let mut field = first.filter(|field| field.name() == Some("csrf")).ok_or_else(stale)?;
    let mut token = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|why| broken(&why))? {
        token.extend_from_slice(&piece);
        if token.len() > 200 {
            return Err(stale());
        }
    }
    let expected = &here.identity.csrf;
    let good = !expected.is_empty() && csrf::same(&String::from_utf8_lossy(&token), expected);
    if good { Ok(()) } else { Err(stale()) }
}

/// A body that ended too early, came too slowly, or is none.
pub(crate) fn broken(why: &(dyn std::error::Error + 'static)) -> Failed {
    if serve::is_slow(why) { Failed::TooSlow } else { Failed::Malformed { code: "http.body_broken", field: None } }
}

/// The words in a form whose files are passed over: as many as a form without files may have, as far as it can be read.
pub(super) async fn all_words(mut request: Request) -> Vec<(String, String)> {
    DefaultBodyLimit::max(THROWN_AWAY_BYTES).apply(&mut request);
    let received = async {
        let (mut all, mut room) = (Vec::new(), usize::try_from(BODY_BYTES).unwrap_or(usize::MAX));
        let Ok(mut parts) = Multipart::from_request(request, &()).await else { return all };
        while let Ok(Some(mut field)) = parts.next_field().await {
            let name = field.name().unwrap_or_default().to_owned();
            let is_file = field.file_name().is_some();
            let Ok(value) = words(&mut field, room).await else { break };
            if !is_file {
                room = room.saturating_sub(value.len());
                all.push((name, value));
            }
        }
        all
    };
    tokio::time::timeout(SMALL_FILE_TIME, received).await.unwrap_or_default()
}

/// A file that is held whole.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Small {
    Whole(Vec<u8>),
    TooLarge,
    /// No such field, or nothing in it.
    Missing,
}

/// The file in the field `name` of a form, or of a program's bare body.
///
/// # Errors
/// When the form is not ours or the body breaks off.
pub(crate) async fn small_file(
    here: &Here,
    request: Request,
    name: &str,
    limit_bytes: usize,
    from: Sender,
) -> Result<Small, Failed> {
    let received = async {
        let kind = request.headers().get(axum::http::header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let bare = from == Sender::Program && !kind.unwrap_or_default().starts_with("multipart/");
        if bare {
            from_body(request, limit_bytes).await
        } else {
            from_form(here, request, name, limit_bytes, from).await
        }
    };
    tokio::time::timeout(SMALL_FILE_TIME, received).await.unwrap_or(Err(Failed::TooSlow))
}

async fn from_form(
    here: &Here,
    request: Request,
    name: &str,
    limit_bytes: usize,
    from: Sender,
) -> Result<Small, Failed> {
    let most = u64::try_from(limit_bytes + THROWN_AWAY_BYTES).unwrap_or(u64::MAX);
    let mut multipart = open(here, request, most, from).await?;
    while let Some(mut field) = multipart.next_field().await.map_err(|why| broken(&why))? {
        if field.name() != Some(name) && (from == Sender::Page || field.name() != Some("file")) {
            continue;
        }
        return gather(&mut field, limit_bytes).await;
    }
    Ok(Small::Missing)
}

/// The file in a field of a form.
///
/// # Errors
/// When the body breaks off.
pub(crate) async fn gather(field: &mut Field<'_>, limit_bytes: usize) -> Result<Small, Failed> {
    let mut file = Gathered::new(limit_bytes);
    while let Some(piece) = field.chunk().await.map_err(|why| broken(&why))? {
        file.push(&piece);
    }
    Ok(file.end())
}

/// The words in a field of a form; what is beyond the limit is cut off, and refused by whoever reads it.
///
/// # Errors
/// When the body breaks off.
pub(crate) async fn words(field: &mut Field<'_>, limit_bytes: usize) -> Result<String, Failed> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|why| broken(&why))? {
        if bytes.len() <= limit_bytes {
            bytes.extend_from_slice(&piece);
        }
    }
    bytes.truncate(limit_bytes);
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn from_body(request: Request, limit_bytes: usize) -> Result<Small, Failed> {
    let mut body = request.into_body();
    let mut file = Gathered::new(limit_bytes);
    while let Some(frame) = body.frame().await {
        if let Ok(piece) = frame.map_err(|why| broken(&why))?.into_data() {
            file.push(&piece);
        }
        if file.seen > limit_bytes + THROWN_AWAY_BYTES {
            break;
        }
    }
    Ok(file.end())
}

/// A file as it comes: nothing beyond the limit is held.
struct Gathered {
    bytes: Vec<u8>,
    seen: usize,
    limit: usize,
}

impl Gathered {
    const fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), seen: 0, limit }
    }

    fn push(&mut self, piece: &[u8]) {
        self.seen = self.seen.saturating_add(piece.len());
        if self.seen <= self.limit {
            self.bytes.extend_from_slice(piece);
        } else {
            self.bytes = Vec::new();
        }
    }

    fn end(self) -> Small {
        match self.seen {
            0 => Small::Missing,
            seen if seen > self.limit => Small::TooLarge,
            _ => Small::Whole(self.bytes),
        }
    }
}
