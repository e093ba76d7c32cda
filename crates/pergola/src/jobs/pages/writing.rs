//! Writing an ad, and saying it otherwise later.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_db::Fault;
use pergola_domain::{
    ids::OrganisationId,
    jobs::{CURRENCIES, Contract, KEPT_DAYS, Period, Refusal, Remote, Said, Typed},
};
use serde::Deserialize;

use super::{number, wrong};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    jobs::acts::ads as acts,
    organisations::{self, Organisation},
    words::Speech,
};

/// As the form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::jobs) struct WritingForm {
    organisation: String,
    title: String,
    text: String,
    place: String,
    remote: String,
    contract: String,
    hours: String,
    pay_from: String,
    pay_to: String,
    currency: String,
    period: String,
    /// With commas between.
    skills: String,
    languages: String,
    /// One a line.
    questions: String,
    steps: String,
    client: String,
    client_not_named: String,
    kept_days: String,
}

impl WritingForm {
    fn typed(&self) -> Typed {
        let listed = |text: &str| text.split([',', ';', '\n']).map(str::to_owned).collect();
        Typed {
            title: self.title.clone(),
            text: self.text.clone(),
            place: self.place.clone(),
            remote: self.remote.clone(),
            contract: self.contract.clone(),
            hours: self.hours.clone(),
            pay_from: self.pay_from.clone(),
            pay_to: self.pay_to.clone(),
            currency: self.currency.clone(),
            period: self.period.clone(),
            skills: listed(&self.skills),
            languages: listed(&self.languages),
            questions: self.questions.lines().map(str::to_owned).collect(),
            steps: self.steps.lines().map(str::to_owned).collect(),
            client: self.client.clone(),
            client_not_named: !self.client_not_named.is_empty(),
            kept_days: self.kept_days.clone(),
        }
    }

    fn of(organisation: OrganisationId, said: &Said) -> Self {
        let amount = |cents: i64| match cents % 100 {
            0 => (cents / 100).to_string(),
            part => format!("{},{part:02}", cents / 100),
        };
        Self {
            organisation: organisation.to_string(),
            title: said.title.clone(),
            text: said.text.clone(),
            place: said.place.clone(),
            remote: said.remote.name().to_owned(),
            contract: said.contract.name().to_owned(),
            hours: said.hours.map(|hours| hours.to_string()).unwrap_or_default(),
            pay_from: amount(said.pay.from_cents),
            pay_to: amount(said.pay.to_cents),
            currency: said.pay.currency.clone(),
            period: said.pay.period.name().to_owned(),
            skills: said.skills.join(", "),
            languages: said.languages.join(", "),
            questions: said.questions.join("\n"),
            steps: said.steps.join("\n"),
            client: said.client.clone(),
            client_not_named: if said.client_not_named { "on".to_owned() } else { String::new() },
            kept_days: said.kept_days.to_string(),
        }
    }
}

type Choice = (String, String, bool);

#[derive(Template)]
#[template(path = "jobs/pages/writing.html")]
struct WritingPage {
    frame: Frame,
    form: WritingForm,
    organisations: Vec<Choice>,
    remotes: Vec<Choice>,
    contracts: Vec<Choice>,
    periods: Vec<Choice>,
    currencies: Vec<Choice>,
    wrong: Option<(&'static str, String)>,
    /// The address of the one that is said otherwise.
    editing: Option<String>,
    for_others: bool,
}

impl WritingPage {
    /// The sentence of a field that is wrong.
    fn err(&self, field: &str) -> Option<&str> {
        self.wrong.as_ref().filter(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }
}

async fn own(here: &Here) -> Result<Vec<Organisation>, Fault> {
    let member = here.by().member;
    here.app
        .db
        .read(async move |tx| {
            let ids = organisations::spoken_for(tx, member).await?;
            organisations::find_many(tx, &ids).await
        })
        .await
}

fn words<const COUNT: usize>(t: &Speech, family: &str, all: [&str; COUNT], chosen: &str) -> Vec<Choice> {
    let one = |name: &str| (name.to_owned(), t.s(&[family, name].concat()).to_owned(), name == chosen);
    all.map(one).to_vec()
}

async fn draw(here: &Here, form: WritingForm, wrong: Option<(&'static str, String)>, editing: Option<String>) -> Page {
    let own = own(here).await?;
    if own.is_empty() && wrong.is_none() {
        return Ok(see("/organisations/new", None));
    }
    let frame = here.frame(if editing.is_some() { "jobs-edit" } else { "jobs-new" }, Place::Jobs);
    let t = frame.t.clone();
    let refused = wrong.is_some();
    let page = WritingPage {
        organisations: own
            .iter()
            .map(|one| (one.id.to_string(), one.name.clone(), one.id.to_string() == form.organisation))
            .collect(),
        for_others: own.iter().any(|one| one.kind.acts_for_others()),
        remotes: words(&t, "jobs-remote-", Remote::ALL.map(Remote::name), &form.remote),
        contracts: words(&t, "jobs-contract-", Contract::ALL.map(Contract::name), &form.contract),
        periods: words(&t, "jobs-period-", Period::ALL.map(Period::name), &form.period),
        currencies: CURRENCIES
            .iter()
            .map(|one| ((*one).to_owned(), (*one).to_owned(), *one == form.currency))
            .collect(),
        wrong,
        editing,
        form,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::jobs) struct Asked {
    #[serde(default)]
    organisation: String,
}

pub(in crate::jobs) async fn new(here: Here, Query(asked): Query<Asked>) -> Page {
    let form = WritingForm {
        organisation: asked.organisation,
        remote: Remote::OnSite.name().to_owned(),
        contract: Contract::Permanent.name().to_owned(),
        period: Period::Year.name().to_owned(),
        currency: "EUR".to_owned(),
        kept_days: KEPT_DAYS.to_string(),
        ..WritingForm::default()
    };
    draw(&here, form, None, None).await
}

pub(in crate::jobs) async fn post(here: Here, Form(form): Form<WritingForm>) -> Page {
    let Ok(organisation) = form.organisation.parse::<OrganisationId>() else {
        let wrong = wrong(&here, &Refusal::NotSpeaking);
        return draw(&here, form, Some(wrong), None).await;
    };
    match acts::post(&here.app, here.by(), organisation, &form.typed()).await {
        Ok(job) => Ok(see(&job.path(), Some("job-posted"))),
        Err(Failure::Refused(refusal)) => {
            let wrong = wrong(&here, &refusal);
            draw(&here, form, Some(wrong), None).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(in crate::jobs) async fn edit(here: Here, Path(id): Path<String>) -> Page {
    let (id, by) = (number(&id)?, here.by());
    let found = here.app.db.read(async move |tx| acts::own(tx, &by, id).await).await;
    let ((job, _), _) = found.map_err(Failed::from)?;
    draw(&here, WritingForm::of(job.organisation, &job.said), None, Some(job.path())).await
}

pub(in crate::jobs) async fn change(here: Here, Path(id): Path<String>, Form(form): Form<WritingForm>) -> Page {
    let id = number(&id)?;
    let typed = form.typed();
    match acts::change(&here.app, here.by(), id, move |_| typed.clone()).await {
        Ok(job) => Ok(see(&job.path(), Some("job-changed"))),
        Err(Failure::Refused(refusal)) => {
            let wrong = wrong(&here, &refusal);
            draw(&here, form, Some(wrong), Some(format!("/jobs/{id}"))).await
        }
        Err(other) => Err(other.into()),
    }
}
