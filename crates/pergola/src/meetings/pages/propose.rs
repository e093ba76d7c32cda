//! `/@{handle}/meet`: up to three times, a place or a link.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    meetings::{Kind, Typed},
    text::first_name,
};
use serde::Deserialize;

use super::{TimesForm, wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    meetings::{acts, clock},
    members::Account,
    ties,
};

/// How long it may take, in the form; programs may say any number.
const MINUTES: [i64; 5] = [30, 45, 60, 90, 120];

/// As the form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::meetings) struct ProposalForm {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    minutes: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    link: String,
    #[serde(flatten)]
    times: TimesForm,
}

impl ProposalForm {
    fn typed(&self) -> Typed {
        // What is no number is out of range: the rule says so.
        let minutes = (!self.minutes.trim().is_empty()).then(|| self.minutes.trim().parse().unwrap_or(0));
        Typed {
            kind: self.kind.clone(),
            minutes,
            place: self.place.clone(),
            link: self.link.clone(),
            words: self.times.words.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "meetings/pages/propose.html")]
struct ProposePage {
    frame: Frame,
    name: String,
    first: String,
    path: String,
    form: ProposalForm,
    times: TimesForm,
    kinds: Vec<(&'static str, String, bool)>,
    minutes: Vec<(i64, bool)>,
    zones: [&'static str; 16],
    /// Where each of the two says to be, and what lies between.
    places: Option<acts::Halfway>,
    wrong: Option<(&'static str, String)>,
    post: String,
}

pub(in crate::meetings) async fn form(here: Here, Path(handle): Path<String>) -> Page {
    let other = whom(&here, handle).await?;
    let form = ProposalForm {
        kind: Kind::Coffee.word().to_owned(),
        minutes: "60".to_owned(),
        times: TimesForm::blank(&here),
        ..ProposalForm::default()
    };
    draw(&here, &other, form, None).await
}

/// Somebody one may propose to: others are invited first.
pub(in crate::meetings) async fn whom(here: &Here, handle: String) -> Result<Account, Failed> {
    let by = here.by();
    let viewer = by.member;
    let found = here.app.db.read(async move |tx| ties::find_visible(tx, viewer, &handle).await).await?;
    let other = found.filter(|other| other.id != viewer).ok_or(Failed::NotFound)?;
    if acts::may_propose(&here.app, &by, other.id).await? { Ok(other) } else { Err(Failed::NotFound) }
}

async fn draw(here: &Here, other: &Account, form: ProposalForm, wrong: Option<(&'static str, String)>) -> Page {
    let first = first_name(&other.name).to_owned();
    let title = here.speech().say("meet-title").arg("name", &first).text();
    let frame = here.frame(title, Place::People);
    let (t, refused) = (frame.t.clone(), wrong.is_some());
    let kind =
        |kind: Kind| (kind.word(), t.s(&["meet-kind-", kind.word()].concat()).to_owned(), kind.word() == form.kind);
    let page = ProposePage {
        kinds: Kind::ALL.map(kind).to_vec(),
        minutes: MINUTES.iter().map(|minutes| (*minutes, minutes.to_string() == form.minutes)).collect(),
        zones: clock::ZONES,
        places: acts::halfway(&here.app, &here.by(), other).await?,
        name: other.name.clone(),
        path: other.path(),
        post: format!("{}/meet", other.path()),
        times: form.times.clone(),
        first,
        form,
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::meetings) async fn send(here: Here, Path(handle): Path<String>, Form(form): Form<ProposalForm>) -> Page {
    let proposal = acts::Proposal { to: handle.clone(), typed: form.typed(), times: form.times.read() };
    match acts::propose(&here.app, here.by(), proposal).await {
        Ok(meeting) => Ok(see(&format!("/meetings/{}", meeting.id), Some("meeting-proposed"))),
        Err(Failure::Refused(refusal)) => {
            // To strangers there is no form to show again.
            let Ok(other) = whom(&here, handle).await else { return Err(Failure::Refused(refusal).into()) };
            draw(&here, &other, form, Some(wrong(&here, &refusal))).await
        }
        Err(other) => Err(other.into()),
    }
}
