//! Everything in one archive.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{exchange::EXPORT_DAYS, ids::ExportId, refusal::Refusal as _};

use super::Empty;
use crate::{
    exchange::{acts, download, store::exports::Export},
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    words::Speech,
};

#[derive(Template)]
#[template(path = "exchange/pages/export.html")]
struct ExportPage {
    frame: Frame,
    wrong: Option<String>,
    days: i64,
    kept: Vec<Kept>,
    waits: bool,
    former: Vec<String>,
}

/// One archive.
#[derive(Debug)]
struct Kept {
    path: String,
    when: String,
    says: String,
    /// That no import would read it, where that is so.
    too_large: Option<String>,
    ready: bool,
}

pub(crate) async fn page(here: Here) -> Page {
    draw(&here, None).await
}

async fn draw(here: &Here, wrong: Option<String>) -> Page {
    let frame = here.frame("export-title", Place::None);
    let found = acts::exports::list(&here.app, &here.by()).await?;
    let page = ExportPage {
        days: EXPORT_DAYS,
        waits: found.iter().any(|export| export.state == "waiting"),
        kept: found.iter().map(|export| kept(here, &frame.t, export)).collect(),
        former: former(&frame.t, acts::formers::kept(&here.app, &here.by()).await?),
        frame: match &wrong {
            Some(sentence) => frame.with_error_at("ask", sentence),
            None => frame,
        },
        wrong,
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

fn kept(here: &Here, t: &Speech, export: &Export) -> Kept {
    let now = here.app.now();
    let says = match (export.state.as_str(), export.expires_at) {
        ("done", Some(until)) => {
            let kilobytes = export.size_bytes.saturating_add(1_023) / 1_024;
            t.say("export-until").arg("kilobytes", kilobytes).arg("day", t.day(until, now)).text()
        }
        ("failed", _) => t.s("export-failed").to_owned(),
        _ => t.s("export-waiting").to_owned(),
    };
    let when = t.say("export-of").arg("day", t.day(export.created_at, now)).text();
    let too_large = acts::exports::most_taken(&here.app, export.account_bytes)
        .map(|most| t.say("export-too-large").arg("megabytes", most.saturating_add((1 << 20) - 1) >> 20).text());
    Kept { path: format!("/exports/{}", export.id), when, says, too_large, ready: export.is_ready() }
}

/// What came from another place, a line for each kind.
fn former(t: &Speech, kept: acts::formers::Kept) -> Vec<String> {
    let kinds = [
        ("export-former-blocks", kept.blocks),
        ("export-former-invitations", kept.invitations),
        ("export-former-records", kept.records),
    ];
    let line = |(key, count): (&str, i64)| (count > 0).then(|| t.say(key).arg("count", count).text());
    kinds.into_iter().filter_map(line).collect()
}

pub(crate) async fn forget(here: Here, Form(Empty {}): Form<Empty>) -> Page {
    acts::formers::forget(&here.app, &here.by()).await?;
    Ok(see("/export", Some("formers-forgotten")))
}

pub(crate) async fn begin(here: Here, Form(Empty {}): Form<Empty>) -> Page {
    match acts::exports::begin(&here.app, here.by()).await {
        Ok(_) => Ok(see("/export", Some("export-begun"))),
        Err(Failure::Refused(refusal)) => {
            draw(&here, Some(here.speech().refusal(refusal.code(), &refusal.numbers()))).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(crate) async fn remove(here: Here, Path(id): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let id: ExportId = id.parse().map_err(|_no_id| Failed::NotFound)?;
    acts::exports::remove(&here.app, here.by(), id).await?;
    Ok(see("/export", Some("export-removed")))
}

pub(crate) async fn file(here: Here, Path(id): Path<String>) -> Page {
    download::export(&here, &id).await
}
