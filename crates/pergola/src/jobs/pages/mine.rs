//! `/jobs/mine`: the ads of the organisations one speaks for, and what is to be done with them.

use askama::Template;
use axum::extract::Path;
use pergola_db::Fault;
use pergola_domain::{
    jobs::{AdState, Outcome},
    refusal::Refusal as _,
};
use serde::Deserialize;

use super::{Empty, facts, number};
use crate::{
    http::{Failure, Form, Frame, Here, Page, Place, see},
    jobs::{Job, acts::ads as acts, store::ads as store},
    organisations,
};

/// Ads of one organisation on the page.
const SHOWN: i64 = 100;

#[derive(Template)]
#[template(path = "jobs/pages/mine.html")]
struct MinePage {
    frame: Frame,
    applications: Vec<super::reading::Row>,
    organisations: Vec<Own>,
    outcomes: Vec<(&'static str, String)>,
    /// The ad that could not be closed, and why.
    wrong: Option<(String, String)>,
}

impl MinePage {
    fn is_wrong(&self, id: &str) -> bool {
        self.wrong.as_ref().is_some_and(|(at, _)| at == id)
    }
}

struct Own {
    name: String,
    path: String,
    number: String,
    proven: bool,
    ads: Vec<Row>,
}

struct Row {
    id: String,
    path: String,
    title: String,
    pay: String,
    stands: String,
    open: bool,
    due: bool,
}

pub(in crate::jobs) async fn mine(here: Here) -> Page {
    draw(&here, None).await
}

async fn draw(here: &Here, wrong: Option<(String, String)>) -> Page {
    let by = here.by();
    let member = by.member;
    let found = here
        .app
        .db
        .read(async move |tx| {
            let ids = organisations::spoken_for(tx, member).await?;
            let mut all = Vec::new();
            for organisation in organisations::find_many(tx, &ids).await? {
                let mut ads = store::list_of(tx, organisation.id, SHOWN).await?;
                // What is from before its present hands is not theirs.
                ads.retain(|job| job.ad.posted_at >= organisation.anew_at);
                all.push((organisation, ads));
            }
            Ok::<_, Fault>(all)
        })
        .await?;
    let frame = here.frame("jobs-mine", Place::Jobs);
    let t = frame.t.clone();
    let row = |job: &Job| {
        let ad = job.ad.settle(by.now);
        let (stands, open) = match ad.state {
            AdState::Open { until } => (t.say("jobs-open-until").arg("day", t.day(until, by.now)).text(), true),
            AdState::Closed { at, outcome } => {
                let outcome = t.s(&["jobs-outcome-", outcome.name()].concat()).to_owned();
                (t.say("jobs-closed-on").arg("day", t.day(at, by.now)).arg("outcome", outcome).text(), false)
            }
            AdState::Hidden { at, .. } => (t.say("jobs-hidden-on").arg("day", t.day(at, by.now)).text(), false),
        };
        let pay = facts::pay(&t, &job.said.pay);
        Row {
            id: job.id.to_string(),
            path: job.path(),
            title: job.said.title.clone(),
            pay,
            stands,
            open,
            due: ad.waits_for_word(by.now),
        }
    };
    let own = found.iter().map(|(organisation, ads)| Own {
        name: organisation.name.clone(),
        path: organisation.path(),
        number: organisation.id.to_string(),
        proven: organisation.is_proven(),
        ads: ads.iter().map(row).collect(),
    });
    let told = Outcome::ALL.into_iter().filter(|outcome| *outcome != Outcome::NotConfirmed);
    let outcomes = told.map(|one| (one.name(), t.s(&["jobs-outcome-", one.name()].concat()).to_owned())).collect();
    let sent = crate::jobs::acts::applications::mine(&here.app, &by, None, 50).await?;
    let applications = sent.iter().map(|read| super::reading::row(&t, read, by.now)).collect();
    let refused = wrong.is_some();
    let frame = if refused { frame.with_errors() } else { frame };
    let page = MinePage { applications, organisations: own.collect(), outcomes, wrong, frame };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::jobs) async fn confirm(here: Here, Path(id): Path<String>, Form(_form): Form<Empty>) -> Page {
    acts::confirm(&here.app, here.by(), number(&id)?).await?;
    Ok(see("/jobs/mine", Some("job-confirmed")))
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::jobs) struct ClosureForm {
    #[serde(default)]
    outcome: String,
}

pub(in crate::jobs) async fn close(here: Here, Path(id): Path<String>, Form(form): Form<ClosureForm>) -> Page {
    match acts::close(&here.app, here.by(), number(&id)?, &form.outcome).await {
        Ok(_) => Ok(see("/jobs/mine", Some("job-closed"))),
        Err(Failure::Refused(refusal)) => {
            let sentence = here.speech().refusal(refusal.code(), &refusal.numbers());
            draw(&here, Some((id, sentence))).await
        }
        Err(other) => Err(other.into()),
    }
}
