//! Referrals: saying a sentence for somebody, asking a tie who works there for one, and those one gave.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{ids::ReferralId, jobs::Refusal, text::first_name};
use serde::Deserialize;

use super::{Empty, number, wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, layout::face, see},
    jobs::{
        acts::{ads::seen, referrals as acts},
        store::referrals::Answer,
    },
    pictures::TileSize,
    ties,
    words::Speech,
};

#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::jobs) struct ReferralForm {
    #[serde(default)]
    applicant: String,
    #[serde(default)]
    text: String,
}

#[derive(Template)]
#[template(path = "jobs/pages/referring.html")]
struct ReferringPage {
    frame: Frame,
    path: String,
    title: String,
    form: ReferralForm,
    wrong: Option<(&'static str, String)>,
}

async fn draw(here: &Here, id: &str, form: ReferralForm, wrong: Option<(&'static str, String)>) -> Page {
    let seen = seen(&here.app, &here.by(), number(id)?).await?;
    let frame = here.frame("jobs-refer", Place::Jobs);
    let refused = wrong.is_some();
    let page = ReferringPage {
        path: seen.job.path(),
        title: seen.job.said.title,
        form,
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::jobs) async fn new(here: Here, Path(id): Path<String>, Query(form): Query<ReferralForm>) -> Page {
    draw(&here, &id, form, None).await
}

pub(in crate::jobs) async fn refer(here: Here, Path(id): Path<String>, Form(form): Form<ReferralForm>) -> Page {
    let job = number(&id)?;
    match acts::refer(&here.app, here.by(), job, &form.applicant, &form.text).await {
        Ok(_) => Ok(see("/referrals", Some("referred"))),
        Err(Failure::Refused(refusal)) if refusal != Refusal::Closed => {
            let wrong = wrong(&here, &refusal);
            draw(&here, &id, form, Some(wrong)).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::jobs) struct AskForm {
    #[serde(default)]
    of: String,
    #[serde(default)]
    text: String,
}

#[derive(Template)]
#[template(path = "jobs/pages/asking.html")]
struct AskingPage {
    frame: Frame,
    path: String,
    title: String,
    name: String,
    form: AskForm,
    wrong: Option<String>,
}

async fn draw_asking(here: &Here, id: &str, form: AskForm, wrong: Option<String>) -> Page {
    let by = here.by();
    let seen = seen(&here.app, &by, number(id)?).await?;
    let handle = form.of.clone();
    let asked = here.app.db.read(async move |tx| ties::find_visible(tx, by.member, &handle).await).await?;
    let name = asked.ok_or(Failed::NotFound)?.name;
    let frame = here.frame("jobs-ask-referral-title", Place::Jobs);
    let t = frame.t.clone();
    let text = if form.text.is_empty() { prepared(&t, &name, &seen.job.said.title) } else { form.text.clone() };
    let refused = wrong.is_some();
    let page = AskingPage {
        path: seen.job.path(),
        title: seen.job.said.title,
        form: AskForm { text, ..form },
        name,
        wrong,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

fn prepared(t: &Speech, name: &str, title: &str) -> String {
    let first = first_name(name);
    t.say("jobs-ask-referral-words").arg("name", first).arg("title", title).text()
}

/// The words are ready; one tap sends them.
pub(in crate::jobs) async fn ask(here: Here, Path(id): Path<String>, Query(form): Query<AskForm>) -> Page {
    draw_asking(&here, &id, AskForm { text: String::new(), ..form }, None).await
}

/// Sends them in the conversation of the two, with the address of the ad below.
pub(in crate::jobs) async fn send(here: Here, Path(id): Path<String>, Form(form): Form<AskForm>) -> Page {
    let seen = seen(&here.app, &here.by(), number(&id)?).await?;
    match acts::ask(&here.app, here.by(), &seen.job, (&form.of, &form.text)).await {
        Ok(conversation) => Ok(see(&format!("/conversations/{conversation}"), Some("referral-asked"))),
        Err(Failure::Refused(refusal)) => {
            let sentence = {
                use pergola_domain::refusal::Refusal as _;
                here.speech().refusal(refusal.code(), &refusal.numbers())
            };
            draw_asking(&here, &id, form, Some(sentence)).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "jobs/pages/referrals.html")]
struct ReferralsPage {
    frame: Frame,
    received: Vec<Said>,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    name: String,
    path: String,
    job: String,
    job_path: String,
    text: String,
    /// How it goes, as far as the applicant lets it be told.
    stage: String,
}

/// A sentence that was said for the reader, here and on its ad.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Said {
    pub(in crate::jobs) id: String,
    pub(in crate::jobs) face: String,
    pub(in crate::jobs) name: String,
    pub(in crate::jobs) path: String,
    pub(in crate::jobs) text: String,
    pub(in crate::jobs) job: String,
    /// Where the ad is open.
    pub(in crate::jobs) job_path: Option<String>,
    pub(in crate::jobs) uses: bool,
    pub(in crate::jobs) declined: bool,
}

pub(in crate::jobs) fn said(one: &acts::Received) -> Said {
    let person = &one.referrer;
    Said {
        id: one.referral.id.to_string(),
        face: face(person.id.0, &person.name, person.photo, TileSize::Small),
        name: person.name.clone(),
        path: person.path(),
        text: one.referral.text.clone(),
        job: one.job.said.title.clone(),
        job_path: one.open.then(|| one.job.path()),
        uses: one.referral.answer == Answer::Use,
        declined: one.referral.answer == Answer::Decline,
    }
}

/// `/referrals`: those said for the reader, and those he gave.
pub(in crate::jobs) async fn given(here: Here) -> Page {
    let by = here.by();
    let given = acts::given(&here.app, &by, None, 100).await?;
    let received = acts::received(&here.app, &by, None, None, 100).await?;
    let frame = here.frame("jobs-referrals-all", Place::Jobs);
    let t = frame.t.clone();
    let row = |one: &acts::Given| Row {
        id: one.referral.id.to_string(),
        name: one.applicant.name.clone(),
        path: one.applicant.path(),
        job: one.job.said.title.clone(),
        job_path: one.job.path(),
        text: one.referral.text.clone(),
        stage: match one.stage {
            Some(stage) => t.s(&["jobs-stage-", stage.name()].concat()).to_owned(),
            None => t.s("jobs-referral-untold").to_owned(),
        },
    };
    let page =
        ReferralsPage { received: received.iter().map(said).collect(), rows: given.iter().map(row).collect(), frame };
    here.draw(&page)
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::jobs) struct AnswerForm {
    #[serde(default)]
    answer: String,
}

fn referral_id(text: &str) -> Result<ReferralId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// Whom it was said for uses it, or rather not.
pub(in crate::jobs) async fn answer(here: Here, Path(id): Path<String>, Form(form): Form<AnswerForm>) -> Page {
    acts::answer(&here.app, here.by(), referral_id(&id)?, &form.answer).await?;
    Ok(see("/referrals", Some("referral-answered")))
}

/// Who gave it takes it back.
pub(in crate::jobs) async fn take_back(here: Here, Path(id): Path<String>, Form(_form): Form<Empty>) -> Page {
    acts::take_back(&here.app, here.by(), referral_id(&id)?).await?;
    Ok(see("/referrals", Some("referral-back")))
}
