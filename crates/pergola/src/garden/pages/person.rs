//! One person in the garden: all that is private about him on a page of its own, and the forms that tend him.
//!
//! The forms stand on the pages of people as well; `back` says where they came from.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::garden::Refusal;
use serde::Deserialize;

use super::{
    Wrong,
    bed::Asked,
    inside,
    tending::{Draft, TendingView, tending_of},
};
use crate::{
    garden::acts,
    http::{Failed, Failure, Form, Frame, Here, Page, Place, Typed, see},
    tending::{self, Changes},
};

#[derive(Template)]
#[template(path = "garden/pages/person.html")]
struct PersonPage {
    frame: Frame,
    tending: TendingView,
}

/// What was typed and refused, to be shown again.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) notes: Option<String>,
    pub(super) draft: Draft,
    pub(super) kind: String,
    pub(super) cadence_days: Option<i64>,
    pub(super) wrong: Option<Wrong>,
}

pub(crate) async fn person(here: Here, Path(id): Path<i64>, Query(asked): Query<Asked>) -> Page {
    drawn(&here, id, asked.page, Kept::default()).await
}

pub(super) async fn drawn(here: &Here, id: i64, page: Option<i64>, kept: Kept) -> Page {
    let back = format!("/garden/people/{id}");
    let (owner, by) = (here.by().member, here.by());
    let found = here.app.db.read(async move |tx| tending::find(tx, owner, id).await).await?;
    let person = found.ok_or(Failed::NotFound)?.person;
    let mut view = tending_of(&here.app, &by, person, &back, page).await?.ok_or(Failed::NotFound)?;
    view.notes = kept.notes.unwrap_or(view.notes);
    view.draft = kept.draft;
    view.wrong = kept.wrong;
    if let Some(days) = kept.cadence_days {
        view.rhythms = super::tending::rhythms(&here.speech(), Some(days));
    }
    if !kept.kind.is_empty() {
        view.kinds = super::tending::kinds(&here.speech(), &kept.kind);
    }
    let frame = here.frame(view.name.clone(), Place::Garden);
    let refused = view.wrong.is_some();
    let page = PersonPage { frame: if refused { frame.with_errors() } else { frame }, tending: view };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

/// Keeps a change and leads back; a refused one is shown on the person's page of the garden.
async fn tended(here: &Here, id: i64, back: &str, changes: Changes, done: &str, kept: Kept) -> Page {
    match tending::tend(&here.app, here.by(), id, changes).await {
        Ok(_) => Ok(see(inside(back, &format!("/garden/people/{id}")), Some(done))),
        Err(failure) => refused(here, id, failure, kept).await,
    }
}

pub(super) async fn refused(here: &Here, id: i64, failure: Failure<Refusal>, kept: Kept) -> Page {
    let wrong = Some(Wrong::from(here, failure)?);
    drawn(here, id, None, Kept { wrong, ..kept }).await
}

/// A number, or nothing chosen. Anything else is no choice of ours.
fn chosen(text: &str) -> Result<Option<i64>, Failed> {
    let malformed = Failed::Malformed { code: "http.form_malformed", field: None };
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_why| malformed) }
}

#[derive(Debug, Deserialize)]
pub(crate) struct BedForm {
    bed: String,
    #[serde(default)]
    back: String,
}

pub(crate) async fn bed(here: Here, Path(id): Path<i64>, Form(form): Form<BedForm>) -> Page {
    let bed = chosen(&form.bed)?.map(pergola_domain::ids::BedId);
    let changes = Changes { bed: Some(bed), ..Changes::default() };
    tended(&here, id, &form.back, changes, "moved", Kept::default()).await
}

#[derive(Debug, Deserialize)]
pub(crate) struct RhythmForm {
    cadence_days: String,
    #[serde(default)]
    back: String,
}

pub(crate) async fn rhythm(here: Here, Path(id): Path<i64>, Form(form): Form<RhythmForm>) -> Page {
    let cadence_days = chosen(&form.cadence_days)?;
    let changes = Changes { cadence_days: Some(cadence_days), ..Changes::default() };
    tended(&here, id, &form.back, changes, "rhythm", Kept { cadence_days, ..Kept::default() }).await
}

#[derive(Debug, Deserialize)]
pub(crate) struct RestForm {
    resting: bool,
    #[serde(default)]
    back: String,
}

pub(crate) async fn rest(here: Here, Path(id): Path<i64>, Form(form): Form<RestForm>) -> Page {
    let changes = Changes { resting: Some(form.resting), ..Changes::default() };
    let done = if form.resting { "resting" } else { "awake" };
    tended(&here, id, &form.back, changes, done, Kept::default()).await
}

#[derive(Debug, Deserialize)]
pub(crate) struct ClosenessForm {
    closeness: String,
    #[serde(default)]
    back: String,
}

pub(crate) async fn closeness(here: Here, Path(id): Path<i64>, Form(form): Form<ClosenessForm>) -> Page {
    let changes = Changes { closeness: Some(chosen(&form.closeness)?), ..Changes::default() };
    tended(&here, id, &form.back, changes, "closeness", Kept::default()).await
}

#[derive(Debug, Deserialize)]
pub(crate) struct NoteForm {
    notes: String,
    /// What the writer saw: a note changed elsewhere meanwhile is not lost.
    version: i64,
    #[serde(default)]
    back: String,
}

pub(crate) async fn note(here: Here, Path(id): Path<i64>, Form(form): Form<NoteForm>) -> Page {
    let notes = form.notes.clone();
    let kept = Kept { notes: Some(form.notes.clone()), ..Kept::default() };
    let changes = Changes { notes: Some(form.notes), version: Some(form.version), ..Changes::default() };
    match tended(&here, id, &form.back, changes, "noted", kept).await {
        Err(Failed::Stale) => Ok(Typed(vec![notes]).beside(Failed::Stale)),
        other => other,
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct BackForm {
    #[serde(default)]
    back: String,
}

pub(crate) async fn not_now(here: Here, Path(id): Path<i64>, Form(form): Form<BackForm>) -> Page {
    acts::not_now(&here.app, here.by(), id).await?;
    Ok(see(inside(&form.back, "/garden"), Some("not-now")))
}
