//! Files of this room in the data folder: `imports/ID` while one is read, `exports/ID` while one is kept.

use std::path::{Path, PathBuf};

use axum::extract::multipart::Field;
use pergola_domain::{
    exchange::{FILE_BYTES, Refusal},
    ids::{ExportId, ImportId},
};
use pergola_formats::Limits;
use tokio::io::AsyncWriteExt;

use crate::{
    app::App,
    http::{Failed, failure::Refused, uploads},
};

pub(crate) fn import(app: &App, id: ImportId) -> PathBuf {
    app.config.data.join("imports").join(id.to_string())
}

pub(crate) fn export(app: &App, id: ExportId) -> PathBuf {
    app.config.data.join("exports").join(id.to_string())
}

pub(crate) fn remove_import(app: &App, id: ImportId) {
    remove(&import(app, id));
}

pub(crate) fn remove_export(app: &App, id: ExportId) {
    remove(&export(app, id));
}

fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(fault.cause = %error, "a file that is no longer needed could not be removed");
    }
}

/// Writes an upload to its place, piece by piece. Gives its size.
///
/// # Errors
/// When it is too large, breaks off, or the disk refuses; nothing of it stays.
pub(crate) async fn receive(app: &App, id: ImportId, field: &mut Field<'_>) -> Result<u64, Failed> {
    let path = import(app, id);
    let written = write(&path, field).await;
    if written.is_err() {
        remove(&path);
    }
    written
}

async fn write(path: &Path, field: &mut Field<'_>) -> Result<u64, Failed> {
    let ours = |error: std::io::Error| Failed::fault(&error);
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await.map_err(ours)?;
    }
    let mut file = tokio::fs::File::create(path).await.map_err(ours)?;
    let mut size_bytes = 0_u64;
    while let Some(piece) = field.chunk().await.map_err(|why| uploads::broken(&why))? {
        size_bytes += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        if size_bytes > FILE_BYTES {
            return Err(Failed::Refused(Refused::from(&Refusal::TooLarge)));
        }
        file.write_all(&piece).await.map_err(ours)?;
    }
    file.sync_all().await.map_err(ours)?;
    keep_name(path).await.map_err(ours)?;
    Ok(size_bytes)
}

/// Syncs the folder of a file, and the folder that holds it: a synced file without its name is lost in a power cut.
async fn keep_name(path: &Path) -> std::io::Result<()> {
    for folder in path.ancestors().skip(1).take(2).filter(|folder| !folder.as_os_str().is_empty()) {
        tokio::fs::File::open(folder).await?.sync_all().await?;
    }
    Ok(())
}

/// Copies a file of this machine to its place. Gives its size.
pub(crate) async fn copy_in(app: &App, id: ImportId, file: &Path) -> Result<u64, Refusal> {
    let path = import(app, id);
    let length = tokio::fs::metadata(file).await.map_err(|_gone| Refusal::FileMissing)?.len();
    if length > FILE_BYTES {
        return Err(Refusal::TooLarge);
    }
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await.map_err(|_disk| Refusal::BrokenOff)?;
    }
    let size_bytes = tokio::fs::copy(file, &path).await.map_err(|_gone| Refusal::FileMissing)?;
    let copied = tokio::fs::File::open(&path).await.map_err(|_disk| Refusal::BrokenOff)?;
    copied.sync_all().await.map_err(|_disk| Refusal::BrokenOff)?;
    keep_name(&path).await.map_err(|_disk| Refusal::BrokenOff)?;
    Ok(size_bytes)
}

/// A first look at a file: whether it is of a kind that we read.
///
/// # Errors
/// The refusal that shows at once.
pub(crate) async fn look(path: PathBuf, name: String) -> Result<(), Refusal> {
    let looked = tokio::task::spawn_blocking(move || {
        let file = std::fs::File::open(path).map_err(|_gone| Refusal::BrokenOff)?;
        let detected = pergola_formats::detect(std::io::BufReader::new(file), &name, &Limits::default());
        detected.map(drop).map_err(|refusal| Refusal::from_key(refusal.key()))
    })
    .await;
    looked.unwrap_or(Err(Refusal::BrokenOff))
}
