//! Handing a file in, and taking it back.

use pergola_db::queue;
use pergola_domain::{
    exchange::{IMPORTS_AT_ONCE, Refusal},
    ids::{ImportId, MemberId},
};

use super::proposals;
use crate::{
    app::{App, By},
    exchange::{
        files,
        store::{
            self,
            imports::{Ignored, Import, Skip, State, Tally},
        },
    },
    http::Failure,
};

/// The kind of the job in the queue.
pub(crate) const KIND: &str = "import";

/// Whether one more may be handed in: asked before the file is received.
pub(crate) async fn may_begin(app: &App, member: MemberId) -> Result<(), Failure<Refusal>> {
    let open = app.db.read(async move |tx| store::imports::count_open(tx, member).await).await?;
    if open < IMPORTS_AT_ONCE { Ok(()) } else { Err(Failure::Refused(Refusal::TooManyImports)) }
}

/// A file that lies in its place is to be read. Where it is refused, it goes.
pub(crate) async fn begin(
    app: &App,
    by: By,
    id: ImportId,
    file_name: &str,
    size_bytes: u64,
) -> Result<ImportId, Failure<Refusal>> {
    let kept = keep(app, by, id, file_name, size_bytes).await;
    if kept.is_err() {
        files::remove_import(app, id);
    }
    kept
}

async fn keep(app: &App, by: By, id: ImportId, name: &str, size_bytes: u64) -> Result<ImportId, Failure<Refusal>> {
    if size_bytes == 0 {
        return Err(Failure::Refused(if name.is_empty() { Refusal::FileMissing } else { Refusal::Empty }));
    }
    let name = shown(name);
    files::look(files::import(app, id), name.clone()).await.map_err(Failure::Refused)?;
    let import = Import {
        id,
        member: by.member,
        file_name: name,
        state: State::Waiting,
        failure: String::new(),
        failure_detail: String::new(),
        stage: "waiting".to_owned(),
        bytes_read: 0,
        bytes_total: i64::try_from(size_bytes).unwrap_or(i64::MAX),
        tally: Tally::default(),
        created_at: by.now,
        ended_at: None,
    };
    let kept = app
        .db
        .write(async move |tx| {
            if store::imports::count_open(tx, by.member).await? >= IMPORTS_AT_ONCE {
                return Err(Failure::Refused(Refusal::TooManyImports));
            }
            store::imports::keep(tx, &import).await?;
            queue::enqueue(tx, by.fresh(), KIND, &id.to_string(), by.now.0).await?;
            Ok(id)
        })
        .await;
    app.handed_in.imports.notify_one();
    kept
}

/// A file's name as we show it: its last part, without what cannot be shown.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let name: String = pergola_domain::text::line(last).chars().take(120).collect();
    if name.is_empty() { "file".to_owned() } else { name }
}

/// One import of a member.
pub(crate) async fn find(app: &App, member: MemberId, id: ImportId) -> Result<Import, Failure<Refusal>> {
    app.db.read(async move |tx| store::imports::find_of(tx, member, id).await?.ok_or(Failure::NotFound)).await
}

/// A member's imports, newest first.
pub(crate) async fn list(
    app: &App,
    member: MemberId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Import>, Failure<Refusal>> {
    Ok(app.db.read(async move |tx| store::imports::list(tx, member, before, limit).await).await?)
}

/// The rows that were not taken.
pub(crate) async fn skips(app: &App, id: ImportId, after: i64, limit: i64) -> Result<Vec<Skip>, Failure<Refusal>> {
    Ok(app.db.read(async move |tx| store::imports::list_skips(tx, id, after, limit).await).await?)
}

/// All rows that were not taken and are listed.
pub(crate) async fn all_skips(app: &App, id: ImportId) -> Result<Vec<Skip>, Failure<Refusal>> {
    skips(app, id, 0, pergola_domain::exchange::SKIPS_LISTED).await
}

/// The whole files that were not read.
pub(crate) async fn ignored(app: &App, id: ImportId) -> Result<Vec<Ignored>, Failure<Refusal>> {
    Ok(app.db.read(async move |tx| store::ignored::list(tx, id).await).await?)
}

/// A file of this machine is to be read: it is copied to its place like one that was sent.
pub(crate) async fn bring(app: &App, by: By, file: &std::path::Path) -> Result<ImportId, Failure<Refusal>> {
    may_begin(app, by.member).await?;
    let id = ImportId(by.fresh());
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let size_bytes = files::copy_in(app, id, file).await.map_err(Failure::Refused)?;
    begin(app, by, id, &name, size_bytes).await
}

/// Stops an import and takes back all that it brought so far. One that has ended only leaves the list.
pub(crate) async fn remove(app: &App, by: By, id: ImportId) -> Result<(), Failure<Refusal>> {
    let removed = app
        .db
        .write(async move |tx| {
            let import = store::imports::find_of(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            for offer in store::proposals::list_of_kind(tx, by.member, id, "photo").await? {
                proposals::forget(tx, by.member, &offer).await?;
            }
            store::imports::remove(tx, &import).await?;
            Ok(())
        })
        .await;
    if removed.is_ok() {
        files::remove_import(app, id);
    }
    removed
}
