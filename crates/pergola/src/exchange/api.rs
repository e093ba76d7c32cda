//! Files for programs: handing one in, how far it is, what it offers for the profile.

use axum::{
    Json,
    extract::{Path, Query, Request},
    http::StatusCode,
    response::IntoResponse,
};
use pergola_domain::{
    exchange::SKIPS_LISTED,
    ids::{ExportId, ImportId, ProposalId},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    acts, download,
    store::{
        exports::Export,
        imports::{Ignored, Import, Skip},
    },
    upload,
};
use crate::{
    http::{
        Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
        uploads::Sender,
    },
    words::rfc3339,
};

/// A file in a form.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the form that `upload` reads as a stream")]
pub(crate) struct FileForm {
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
}

/// The id of something begun.
#[derive(Debug, Serialize, ToSchema)]
struct Begun {
    id: String,
}

/// How far an import is.
#[derive(Debug, Serialize, ToSchema)]
struct ImportShape {
    id: String,
    file: String,
    /// `waiting`, `running`, `done`, `failed`
    state: &'static str,
    /// What is being read now: `waiting`, `reading`, `moments`, `done`
    stage: String,
    /// Parts of a hundred.
    percent: i64,
    read: i64,
    taken: i64,
    unchanged: i64,
    /// Rows not taken, the first 10,000 of them; only where one import is asked for.
    skipped: Vec<SkipShape>,
    skipped_count: i64,
    /// Whole files of an archive that were not read; only where one import is asked for.
    ignored: Vec<IgnoredShape>,
    /// `connections`, `messages`, `positions`…
    counts: std::collections::BTreeMap<String, i64>,
    /// Why it failed.
    failure: Option<FailureShape>,
    created_at: String,
    ended_at: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct FailureShape {
    /// `exchange.bomb`, `exchange.climbs_out`…
    code: String,
    /// The same as a sentence.
    detail: String,
    /// The file or entry that it is about.
    entry: String,
}

/// A row that was not taken.
#[derive(Debug, Serialize, ToSchema)]
struct SkipShape {
    file: String,
    /// Null where no single line is meant.
    line: Option<i64>,
    /// `duplicate`, `empty_row`, `stranger`…
    reason: String,
    /// The same as a sentence.
    text: String,
}

/// A whole file that was not read.
#[derive(Debug, Serialize, ToSchema)]
struct IgnoredShape {
    file: String,
    /// `private`, `not_useful`, `empty`, `not_known`, `damaged`, `unspoken`
    reason: String,
    /// The same as a sentence.
    text: String,
}

fn shape(here: &Here, import: &Import, skips: Vec<Skip>, ignored: Vec<Ignored>) -> ImportShape {
    let t = here.speech();
    let left = |left: Ignored| IgnoredShape {
        text: t.s(&["exchange-ignored-", &left.reason].concat()).to_owned(),
        file: left.file,
        reason: left.reason,
    };
    let skip = |skip: Skip| SkipShape {
        text: t.s(&["exchange-skip-", &skip.reason].concat()).to_owned(),
        file: skip.file,
        line: (skip.line > 0).then_some(skip.line),
        reason: skip.reason,
    };
    ImportShape {
        id: import.id.to_string(),
        file: import.file_name.clone(),
        state: import.state.word(),
        stage: import.stage.clone(),
        percent: import.percent(),
        read: import.tally.read,
        taken: import.tally.taken,
        unchanged: import.tally.unchanged,
        skipped: skips.into_iter().map(skip).collect(),
        skipped_count: import.tally.skipped,
        ignored: ignored.into_iter().map(left).collect(),
        counts: import.tally.counts.clone(),
        failure: import.refusal().map(|refusal| FailureShape {
            code: import.failure.clone(),
            detail: t.refusal(&import.failure, &pergola_domain::refusal::Refusal::numbers(&refusal)),
            entry: import.failure_detail.clone(),
        }),
        created_at: rfc3339(import.created_at),
        ended_at: import.ended_at.map(rfc3339),
    }
}

/// Hand in a file: a LinkedIn archive or table, vCard, JSON Resume, Google or Outlook CSV, a Pergola export.
#[utoipa::path(post, path = "/imports", tag = "exchange",
    request_body(content = FileForm, content_type = "multipart/form-data"),
    responses((status = 202, description = "it will be read", body = Begun),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn create_import(here: Here, request: Request) -> Page {
    let id = upload::receive(&here, request, Sender::Program).await?;
    let place = [(axum::http::header::LOCATION, format!("/api/v1/imports/{id}"))];
    Ok((StatusCode::ACCEPTED, place, Json(Begun { id: id.to_string() })).into_response())
}

/// The own imports, newest first.
#[utoipa::path(get, path = "/imports", tag = "exchange", params(Asked),
    responses((status = 200, description = "the imports", body = Listed<ImportShape>),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_imports(
    here: Here,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Page {
    let asked = query(asked)?;
    let (limit, before) = (asked.limit()?, asked.after()?);
    let found = acts::imports::list(&here.app, here.me()?.member, before, limit + 1).await?;
    let listed =
        Listed::new(found, limit, |import| import.id.0, |import| shape(&here, &import, Vec::new(), Vec::new()));
    Ok(listed.answer("/api/v1/imports", limit))
}

/// How far an import is.
#[utoipa::path(get, path = "/imports/{id}", tag = "exchange", params(("id" = String, Path)),
    responses((status = 200, description = "the import", body = ImportShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read_import(here: Here, Path(id): Path<String>) -> Page {
    let id: ImportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    let import = acts::imports::find(&here.app, here.me()?.member, id).await?;
    let skips = acts::imports::skips(&here.app, id, 0, SKIPS_LISTED).await?;
    let ignored = acts::imports::ignored(&here.app, id).await?;
    Ok(Json(shape(&here, &import, skips, ignored)).into_response())
}

/// Stop an import and take back what it brought; one that has ended only leaves the list.
#[utoipa::path(delete, path = "/imports/{id}", tag = "exchange", params(("id" = String, Path)),
    responses((status = 204, description = "gone"), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn delete_import(here: Here, Path(id): Path<String>) -> Page {
    let id: ImportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    acts::imports::remove(&here.app, here.by(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A change of the own profile that a file offers.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalShape {
    id: String,
    import: String,
    /// `name`, `headline`, `about`, `place`, `position`, `education`, `skill`, `language`, `link`, `photo`, `setting`
    kind: &'static str,
    /// What it would become.
    #[schema(value_type = Object)]
    body: super::offers::Offer,
}

/// What files offer for the own profile.
#[utoipa::path(get, path = "/proposals", tag = "exchange", params(Asked),
    responses((status = 200, description = "the open offers", body = Listed<ProposalShape>),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_proposals(
    here: Here,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Page {
    let asked = query(asked)?;
    let (limit, after) = (asked.limit()?, asked.after()?);
    let found = acts::proposals::list(&here.app, here.me()?.member, after, limit + 1).await?;
    let listed = Listed::new(
        found,
        limit,
        |proposal| proposal.id.0,
        |proposal| ProposalShape {
            id: proposal.id.to_string(),
            import: proposal.import.to_string(),
            kind: proposal.offer.kind(),
            body: proposal.offer,
        },
    );
    Ok(listed.answer("/api/v1/proposals", limit))
}

/// Take an offer over into the profile.
#[utoipa::path(put, path = "/proposals/{id}/acceptance", tag = "exchange", params(("id" = String, Path)),
    responses((status = 204, description = "taken over"), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn accept_proposal(here: Here, Path(id): Path<String>) -> Page {
    let id: ProposalId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    acts::proposals::accept(&here.app, here.by(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Put an offer aside.
#[utoipa::path(put, path = "/proposals/{id}/refusal", tag = "exchange", params(("id" = String, Path)),
    responses((status = 204, description = "put aside"), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn refuse_proposal(here: Here, Path(id): Path<String>) -> Page {
    let id: ProposalId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    acts::proposals::refuse(&here.app, here.by(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// An archive of everything.
#[derive(Debug, Serialize, ToSchema)]
struct ExportShape {
    id: String,
    /// `waiting`, `done`, `failed`
    state: String,
    size_bytes: i64,
    /// Its `pergola.json` is larger than what an import takes.
    too_large_to_import: bool,
    created_at: String,
    expires_at: Option<String>,
    /// Where the file is, once it is done.
    url: Option<String>,
}

fn export_shape(here: &Here, export: &Export) -> ExportShape {
    let address = &here.app.config.address;
    ExportShape {
        id: export.id.to_string(),
        state: export.state.clone(),
        size_bytes: export.size_bytes,
        too_large_to_import: acts::exports::most_taken(&here.app, export.account_bytes).is_some(),
        created_at: rfc3339(export.created_at),
        expires_at: export.expires_at.map(rfc3339),
        url: export.is_ready().then(|| format!("{address}/api/v1/exports/{}/file", export.id)),
    }
}

/// Ask for an archive of everything.
#[utoipa::path(post, path = "/exports", tag = "exchange",
    responses((status = 202, description = "it will be made", body = Begun),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn create_export(here: Here) -> Page {
    let id = acts::exports::begin(&here.app, here.by()).await?;
    let place = [(axum::http::header::LOCATION, format!("/api/v1/exports/{id}"))];
    Ok((StatusCode::ACCEPTED, place, Json(Begun { id: id.to_string() })).into_response())
}

/// The own archives, newest first.
#[utoipa::path(get, path = "/exports", tag = "exchange",
    responses((status = 200, description = "the archives", body = Listed<ExportShape>),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_exports(here: Here) -> Page {
    let found = acts::exports::list(&here.app, &here.by()).await?;
    let items = found.iter().map(|export| export_shape(&here, export)).collect();
    Ok(Json(Listed { items, next: None }).into_response())
}

/// One archive.
#[utoipa::path(get, path = "/exports/{id}", tag = "exchange", params(("id" = String, Path)),
    responses((status = 200, description = "the archive", body = ExportShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read_export(here: Here, Path(id): Path<String>) -> Page {
    let id: ExportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    let export = acts::exports::find(&here.app, &here.by(), id).await?;
    Ok(Json(export_shape(&here, &export)).into_response())
}

/// Delete an archive.
#[utoipa::path(delete, path = "/exports/{id}", tag = "exchange", params(("id" = String, Path)),
    responses((status = 204, description = "gone"), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn delete_export(here: Here, Path(id): Path<String>) -> Page {
    let id: ExportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    acts::exports::remove(&here.app, here.by(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The archive's file.
#[utoipa::path(get, path = "/exports/{id}/file", tag = "exchange", params(("id" = String, Path)),
    responses((status = 200, description = "the zip", content_type = "application/zip", body = Vec<u8>),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn fetch_export(here: Here, Path(id): Path<String>) -> Page {
    download::export(&here, &id).await
}

/// What archives told of another place, kept for the next archive and never acted on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FormersShape {
    blocks: i64,
    invitations: i64,
    /// What rooms wrote there.
    records: i64,
}

/// How much is kept of other places.
#[utoipa::path(get, path = "/formers", tag = "exchange",
    responses((status = 200, description = "how much", body = FormersShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read_formers(here: Here) -> Page {
    let acts::formers::Kept { blocks, invitations, records } = acts::formers::kept(&here.app, &here.by()).await?;
    Ok(Json(FormersShape { blocks, invitations, records }).into_response())
}

/// Forget it: it will be in no archive any more.
#[utoipa::path(delete, path = "/formers", tag = "exchange",
    responses((status = 204, description = "gone"), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn forget_formers(here: Here) -> Page {
    acts::formers::forget(&here.app, &here.by()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn query(asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>) -> Result<Asked, Failed> {
    asked.map(|asked| asked.0).map_err(|_wrong| Failed::Malformed { code: "http.query_malformed", field: None })
}
