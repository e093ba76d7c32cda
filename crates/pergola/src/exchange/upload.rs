//! Receives a file: the form's token first, then the file, streamed to its place and never whole in memory.

use axum::extract::Request;
use pergola_domain::{
    exchange::{FILE_BYTES, Refusal},
    ids::ImportId,
};

use super::{acts, files};
use crate::http::{
    Failed, Failure, Here,
    limits::Pace,
    uploads::{self, Sender},
};

/// Takes the file of a multipart body and lets it be read.
pub(super) async fn receive(here: &Here, request: Request, from: Sender) -> Result<ImportId, Failed> {
    here.app.limits.take(Pace::Import, &here.me()?.member.to_string())?;
    acts::imports::may_begin(&here.app, here.me()?.member).await.map_err(Failed::from)?;
    let mut multipart = uploads::open(here, request, FILE_BYTES, from).await?;
    while let Some(mut field) = multipart.next_field().await.map_err(|why| uploads::broken(&why))? {
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
