//! Receives a file: the form's token first, then the file, streamed to its place and never whole in memory.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use pergola_domain::{
    exchange::{FILE_BYTES, Refusal},
    ids::ImportId,
};

use super::{acts, files};
use crate::http::{Failed, Failure, Here, csrf, limits::Pace};

/// Whether the upload comes from a page, whose first field is its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    Page,
    Program,
}

/// Takes the file of a multipart body and lets it be read.
pub(super) async fn receive(here: &Here, request: Request, from: From) -> Result<ImportId, Failed> {
    here.app.limits.take(Pace::Import, &here.me()?.member.to_string())?;
    acts::imports::may_begin(&here.app, here.me()?.member).await.map_err(Failed::from)?;
    let mut multipart = open(request).await?;
    if from == From::Page {
        check_token(here, &mut multipart).await?;
    }
    while let Some(mut field) = multipart.next_field().await.map_err(|_broken| broken())? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let by = here.by();
        let id = ImportId(by.fresh());
        let size_bytes = files::receive(&here.app, id, &mut field).await?;
        return acts::imports::begin(&here.app, by, id, &name, size_bytes).await.map_err(Failed::from);
    }
    Err(Failure::Refused(Refusal::FileMissing).into())
}

async fn open(mut request: Request) -> Result<Multipart, Failed> {
    // A body beyond what a file may have is cut off here, whatever the fields are called.
    let limit = usize::try_from(FILE_BYTES + 1024 * 1024).unwrap_or(usize::MAX);
    DefaultBodyLimit::max(limit).apply(&mut request);
    Multipart::from_request(request, &())
        .await
        .map_err(|_no_form| Failed::Malformed { code: "http.multipart_expected", field: None })
}

async fn check_token(here: &Here, multipart: &mut Multipart) -> Result<(), Failed> {
    let stale = || Failed::Malformed { code: "http.form_stale", field: None };
    let first = multipart.next_field().await.map_err(|_broken| broken())?;
    let mut field = first.filter(|field| field.name() == Some("csrf")).ok_or_else(stale)?;
    let mut token = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_broken| broken())? {
        token.extend_from_slice(&piece);
        if token.len() > 200 {
            return Err(stale());
        }
    }
    let expected = &here.identity.csrf;
    let good = !expected.is_empty() && csrf::same(&String::from_utf8_lossy(&token), expected);
    if good { Ok(()) } else { Err(stale()) }
}

fn broken() -> Failed {
    Failed::Malformed { code: "http.body_broken", field: None }
}
