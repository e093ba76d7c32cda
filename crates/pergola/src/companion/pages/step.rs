//! Toto's step on the page of today, and its answers.

use axum::extract::Path;
use pergola_domain::{companion::Step, ids::StepId};
use serde::Deserialize;

use crate::{
    companion::acts::steps::{self, Before, Proposed},
    http::{Failed, Form, Here, Page, see},
    pictures,
    words::Speech,
};

/// How many steps Toto's walk draws.
const WALK: u8 = 5;

/// A step in words.
#[derive(Clone, Debug)]
pub(crate) struct StepView {
    pub(crate) id: StepId,
    pub(crate) title: String,
    pub(crate) why: String,
    pub(crate) act: String,
    pub(crate) source: String,
    pub(crate) seen: String,
    pub(crate) href: String,
    pub(crate) minutes: i64,
    pub(crate) toto: String,
    pub(crate) walk: String,
}

/// The words of a step, and Toto's walk with what was done today.
pub(crate) fn step_view(t: &Speech, proposed: &Proposed) -> Option<StepView> {
    let before = proposed.step.as_ref()?;
    let said = Said::of(t, before);
    Some(StepView {
        id: before.id,
        title: said.title,
        why: said.why,
        act: said.act,
        source: said.source,
        seen: t.s(&["step-seen-", before.step.seen().name()].concat()).to_owned(),
        href: before.href.clone(),
        minutes: before.step.minutes(),
        toto: pictures::toto(),
        walk: pictures::walk(u8::try_from(proposed.done_today + 1).unwrap_or(WALK).min(WALK), WALK),
    })
}

/// The four sentences of a step.
pub(in crate::companion) struct Said {
    pub(in crate::companion) title: String,
    pub(in crate::companion) why: String,
    act: String,
    pub(in crate::companion) source: String,
}

impl Said {
    pub(in crate::companion) fn of(t: &Speech, before: &Before) -> Self {
        let say = |part: &str| {
            let key = ["step-", Step::name(before.step), part].concat();
            t.say(&key).arg("name", &before.name).arg("count", before.count).text()
        };
        Self { title: say("-title"), why: say("-why"), act: say("-act"), source: say("-source") }
    }
}

fn step_id(text: &str) -> Result<StepId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

#[derive(Debug, Deserialize)]
pub(in crate::companion) struct Nothing {}

/// Another one today, since it was asked for.
pub(in crate::companion) async fn another(here: Here, Form(_): Form<Nothing>) -> Page {
    steps::today(&here.app, &here.by(), true).await?;
    Ok(see("/today#step", None))
}

pub(in crate::companion) async fn done(here: Here, Path(id): Path<String>, Form(_): Form<Nothing>) -> Page {
    steps::end(&here.app, here.by(), step_id(&id)?, true).await?;
    Ok(see("/today", Some("step-done")))
}

pub(in crate::companion) async fn not_today(here: Here, Path(id): Path<String>, Form(_): Form<Nothing>) -> Page {
    steps::end(&here.app, here.by(), step_id(&id)?, false).await?;
    Ok(see("/today", Some("step-postponed")))
}
