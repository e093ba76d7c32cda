//! Telling of an organisation, and who speaks for it.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{
    ids::OrganisationId,
    organisations::{Kind, Refusal},
};
use serde::Deserialize;

use super::{id, speaker_names, wrong};
use crate::{
    http::{Failure, Form, Frame, Here, Page, Place, see},
    organisations::{
        NewOrganisation, Organisation,
        acts::{self, owned},
    },
    words::capital,
};

/// As the form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::organisations) struct WritingForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    place: String,
}

impl WritingForm {
    fn typed(&self) -> NewOrganisation {
        NewOrganisation {
            name: self.name.clone(),
            kind: self.kind.clone(),
            about: self.about.clone(),
            place: self.place.clone(),
        }
    }

    fn of(known: &Organisation) -> Self {
        Self {
            name: known.name.clone(),
            kind: known.kind.name().to_owned(),
            about: known.about.clone(),
            place: known.place.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "organisations/pages/writing.html")]
struct WritingPage {
    frame: Frame,
    form: WritingForm,
    kinds: Vec<(&'static str, String, bool)>,
    wrong: Option<(&'static str, String)>,
    /// The one that is told of anew.
    editing: Option<Editing>,
    /// Whom somebody typed to speak for it.
    handle: String,
}

struct Editing {
    path: String,
    /// Name, handle, role.
    speakers: Vec<(String, String, String)>,
    /// Those who are asked, the same.
    invited: Vec<(String, String, String)>,
}

#[derive(Default)]
struct Shown {
    wrong: Option<(&'static str, String)>,
    editing: Option<OrganisationId>,
    handle: String,
}

async fn draw(here: &Here, form: WritingForm, shown: Shown) -> Page {
    let frame = here.frame(if shown.editing.is_some() { "organisation-edit" } else { "organisation-new" }, Place::Jobs);
    let t = frame.t.clone();
    let kind = |kind: Kind| {
        (kind.name(), capital(t.s(&["organisation-kind-", kind.name()].concat())), kind.name() == form.kind)
    };
    let editing = match shown.editing {
        None => None,
        Some(id) => {
            let speakers = speaker_names(&here.app, &here.by(), id).await?;
            let row = speakers.into_iter().map(|(speaker, account)| {
                let role = t.s(&["organisation-role-", speaker.role.name()].concat()).to_owned();
                (account.name, account.handle, role)
            });
            let speakers = row.collect();
            let asked = super::invited_names(&here.app, &here.by(), id).await?;
            let invited = asked.into_iter().map(|(role, account)| {
                let role = t.s(&["organisation-role-", role.name()].concat()).to_owned();
                (account.name, account.handle, role)
            });
            Some(Editing { path: format!("/organisations/{id}"), speakers, invited: invited.collect() })
        }
    };
    let refused = shown.wrong.is_some();
    let page = WritingPage {
        kinds: Kind::ALL.map(kind).to_vec(),
        wrong: shown.wrong,
        editing,
        handle: shown.handle,
        form,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::organisations) async fn new(here: Here, Query(asked): Query<WritingForm>) -> Page {
    let form = WritingForm { kind: Kind::Company.name().to_owned(), ..asked };
    draw(&here, form, Shown::default()).await
}

pub(in crate::organisations) async fn create(here: Here, Form(form): Form<WritingForm>) -> Page {
    match acts::create(&here.app, here.by(), &form.typed()).await {
        Ok(id) => Ok(see(&format!("/organisations/{id}"), Some("organisation-made"))),
        Err(Failure::Refused(refusal)) => {
            draw(&here, form, Shown { wrong: Some(wrong(&here, &refusal)), ..Shown::default() }).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn mine(here: &Here, id: OrganisationId) -> Result<Organisation, Failure<Refusal>> {
    let by = here.by();
    here.app.db.read(async move |tx| owned(tx, &by, id).await).await
}

pub(in crate::organisations) async fn edit(here: Here, Path(id_text): Path<String>) -> Page {
    let id = id(&id_text)?;
    let known = mine(&here, id).await?;
    draw(&here, WritingForm::of(&known), Shown { editing: Some(id), ..Shown::default() }).await
}

pub(in crate::organisations) async fn change(
    here: Here,
    Path(id_text): Path<String>,
    Form(form): Form<WritingForm>,
) -> Page {
    let id = id(&id_text)?;
    let typed = form.typed();
    match acts::change(&here.app, here.by(), id, move |_| typed.clone()).await {
        Ok(()) => Ok(see(&format!("/organisations/{id}"), Some("organisation-changed"))),
        Err(Failure::Refused(refusal)) => {
            let name = mine(&here, id).await?.name;
            let shown = Shown { wrong: Some(wrong(&here, &refusal)), editing: Some(id), ..Shown::default() };
            draw(&here, WritingForm { name, ..form }, shown).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The same page after somebody could not be named, or not be taken away.
pub(super) async fn draw_speakers(
    here: &Here,
    id: OrganisationId,
    wrong: (&'static str, String),
    handle: &str,
) -> Page {
    let known = mine(here, id).await?;
    let shown = Shown { wrong: Some(wrong), editing: Some(id), handle: handle.to_owned() };
    draw(here, WritingForm::of(&known), shown).await
}
