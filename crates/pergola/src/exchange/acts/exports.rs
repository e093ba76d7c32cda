//! Asking for an archive of everything, fetching it, deleting it; and making it, which a follower does.

use std::io::BufWriter;

use pergola_db::{Fault, queue};
use pergola_domain::{
    exchange::{EXPORT_DAYS, EXPORTS_KEPT, Refusal},
    ids::{ExportId, MemberId},
};
use pergola_formats::{Photo, takeout::Takeout};
use tokio::sync::mpsc;

use crate::{
    app::{App, By},
    exchange::{
        album, files, gather,
        store::{self, exports::Export},
    },
    http::Failure,
};

/// The kind of the job in the queue.
pub(crate) const KIND: &str = "export";

/// An archive is to be made.
pub(crate) async fn begin(app: &App, by: By) -> Result<ExportId, Failure<Refusal>> {
    let export = Export {
        id: ExportId(by.fresh()),
        member: by.member,
        state: "waiting".to_owned(),
        created_at: by.now,
        ended_at: None,
        expires_at: None,
        size_bytes: 0,
        account_bytes: 0,
    };
    let kept = app
        .db
        .write(async move |tx| {
            let kept = store::exports::list(tx, by.member, by.now).await?;
            if i64::try_from(kept.len()).unwrap_or(i64::MAX) >= EXPORTS_KEPT {
                return Err(Failure::Refused(Refusal::TooManyExports));
            }
            store::exports::keep(tx, &export).await?;
            queue::enqueue(tx, by.fresh(), KIND, &export.id.to_string(), by.now.0).await?;
            Ok(export.id)
        })
        .await;
    app.handed_in.exports.notify_one();
    kept
}

/// A member's archives, newest first.
pub(crate) async fn list(app: &App, by: &By) -> Result<Vec<Export>, Failure<Refusal>> {
    let (member, now) = (by.member, by.now);
    Ok(app.db.read(async move |tx| store::exports::list(tx, member, now).await).await?)
}

/// One of them.
pub(crate) async fn find(app: &App, by: &By, id: ExportId) -> Result<Export, Failure<Refusal>> {
    list(app, by).await?.into_iter().find(|export| export.id == id).ok_or(Failure::NotFound)
}

/// Deletes an archive.
pub(crate) async fn remove(app: &App, by: By, id: ExportId) -> Result<(), Failure<Refusal>> {
    let there = app.db.write(async move |tx| store::exports::remove(tx, by.member, id).await).await?;
    if !there {
        return Err(Failure::NotFound);
    }
    files::remove_export(app, id);
    Ok(())
}

/// Makes an archive that was asked for.
pub(crate) async fn make(app: &App, id: ExportId) -> Result<(), Fault> {
    let Some(mut export) = app.db.read(async move |tx| store::exports::find(tx, id).await).await? else {
        return Ok(());
    };
    if export.state != "waiting" {
        return Ok(());
    }
    let path = files::export(app, id);
    let written = write_to(app, export.member, path).await?;
    let now = app.now();
    export.state = if written.is_some() { "done" } else { "failed" }.to_owned();
    export.ended_at = Some(now);
    export.expires_at = Some(now.plus_days(EXPORT_DAYS));
    let written = written.unwrap_or_default();
    (export.size_bytes, export.account_bytes) = (written.size_bytes, written.account_bytes);
    let kept = app.db.write(async move |tx| store::exports::keep_end(tx, &export).await).await;
    if !matches!(kept, Ok(true)) {
        files::remove_export(app, id);
    }
    kept.map(drop)
}

/// How large an archive became: the file, and the account in it before it was packed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Written {
    pub(crate) size_bytes: i64,
    pub(crate) account_bytes: i64,
}

/// What an import takes where an account of so many bytes is more than that.
pub(crate) fn most_taken(app: &App, account_bytes: i64) -> Option<i64> {
    let most = i64::try_from(app.most.file.account_bytes).unwrap_or(i64::MAX);
    (account_bytes > most).then_some(most)
}

/// Writes a member's archive to a file and gives how large it is; none where there is no such member.
pub(crate) async fn write_to(app: &App, member: MemberId, path: std::path::PathBuf) -> Result<Option<Written>, Fault> {
    let Some((takeout, photo)) = gather::gather(app, member).await? else { return Ok(None) };
    let leaves = album::leaves(app, member).await?;
    let (to, from) = mpsc::channel(1);
    let writing = tokio::task::spawn_blocking(move || write(takeout, photo.as_ref(), from, &path));
    album::send(app, member, leaves, to).await;
    let written = writing.await;
    let written = written.map_err(|error| Fault::other(error.to_string()))?;
    written.map(Some).map_err(|error| Fault::other(format!("an archive could not be written: {error}")))
}

/// Under another name first, so that what has the name is whole.
fn write(
    takeout: Takeout,
    photo: Option<&Photo>,
    mut pictures: mpsc::Receiver<Result<Photo, Fault>>,
    path: &std::path::Path,
) -> Result<Written, std::io::Error> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let half = path.with_extension("part");
    let file = std::fs::File::create(&half)?;
    let next = || pictures.blocking_recv().transpose().map_err(std::io::Error::other);
    let account_bytes = pergola_formats::takeout::write_with(takeout, photo, next, BufWriter::new(&file));
    let account_bytes = account_bytes.map_err(std::io::Error::other)?;
    file.sync_all()?;
    std::fs::rename(&half, path)?;
    let number = |bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX);
    Ok(Written { size_bytes: number(file.metadata()?.len()), account_bytes: number(account_bytes) })
}

/// Archives whose time is over go, and files that no row speaks of.
pub(crate) async fn tidy(app: &App) -> Result<(), Fault> {
    let now = app.now();
    let expired = app.db.read(async move |tx| store::exports::list_expired(tx, now).await).await?;
    for export in expired {
        let (member, id) = (export.member, export.id);
        app.db.write(async move |tx| store::exports::remove(tx, member, id).await).await?;
        files::remove_export(app, id);
    }
    Ok(())
}
