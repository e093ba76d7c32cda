//! What a member reported, what was decided of him, and his word against it.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    ids::DecisionId,
    moderation::{APPEAL_CHARS, APPEAL_DAYS, Hearing, Measure, Refusal},
    refusal::Refusal as _,
};
use serde::Deserialize;

use super::{Told, about_words, id, why_words};
use crate::{
    http::{Failure, Form, Frame, Here, Page, Place, see},
    moderation::{
        About,
        acts::appealing,
        store::{cases, decisions, reports},
    },
};

/// On one page; all are in the archive that a member takes out.
const SHOWN: i64 = 100;

struct ReportRow {
    what: String,
    why: String,
    words: String,
    when: String,
    decided: bool,
}

#[derive(Template)]
#[template(path = "moderation/pages/reports.html")]
struct ReportsPage {
    frame: Frame,
    reports: Vec<ReportRow>,
}

pub(in crate::moderation) async fn reports(here: Here) -> Page {
    let me = here.me()?.member;
    let found = here.app.db.read(async move |tx| reports::list_by(tx, me, None, SHOWN).await).await?;
    let (t, now) = (here.speech(), here.by().now);
    let row = |(report, about, decided): (reports::Report, String, bool)| ReportRow {
        what: About::from_word(&about).map(|about| about_words(&t, about)).unwrap_or_default(),
        why: why_words(&t, &report.why),
        words: report.words,
        when: t.day(report.at, now),
        decided,
    };
    let reports = found.into_iter().map(row).collect();
    here.draw(&ReportsPage { frame: here.frame("reports-title", Place::None), reports })
}

#[derive(Template)]
#[template(path = "moderation/pages/decisions.html")]
struct DecisionsPage {
    frame: Frame,
    suspended: bool,
    waiting: Vec<(String, String)>,
    decisions: Vec<Told>,
}

pub(in crate::moderation) async fn decisions(here: Here) -> Page {
    let me = here.me()?.clone();
    let member = me.member;
    let (found, held) = here
        .app
        .db
        .read(async move |tx| {
            let found = decisions::list_of(tx, member, None, SHOWN).await?;
            Ok::<_, pergola_db::Fault>((found, cases::list_held_of(tx, member, SHOWN).await?))
        })
        .await?;
    let (t, now) = (here.speech(), here.by().now);
    let page = DecisionsPage {
        frame: here.frame("decisions-title", Place::None),
        suspended: me.suspended,
        waiting: held
            .iter()
            .map(|kept| (about_words(&t, kept.case.subject.about), t.day(kept.opened_at, now)))
            .collect(),
        decisions: found.iter().map(|decision| Told::of(&t, decision, now)).collect(),
    };
    here.draw(&page)
}

#[derive(Template)]
#[template(path = "moderation/pages/decision.html")]
struct DecisionPage {
    frame: Frame,
    told: Told,
    may_appeal: bool,
    words: String,
    limit: i64,
    days: i64,
    wrong: Option<(&'static str, String)>,
}

pub(in crate::moderation) async fn decision(here: Here, Path(of): Path<String>) -> Page {
    draw(&here, id(&of)?, String::new(), None).await
}

async fn draw(here: &Here, of: DecisionId, words: String, wrong: Option<Refusal>) -> Page {
    let by = here.by();
    let decision = appealing::find_own(&here.app, &by, of).await?;
    let t = here.speech();
    let frame = here.frame("decision-title", Place::None);
    let page = DecisionPage {
        frame: if wrong.is_some() { frame.with_errors() } else { frame },
        may_appeal: decision.hearing == Hearing::Stands
            && decision.measure != Measure::Nothing
            && by.now <= decision.at.plus_days(APPEAL_DAYS),
        told: Told::of(&t, &decision, by.now),
        words,
        limit: APPEAL_CHARS,
        days: APPEAL_DAYS,
        wrong: wrong.map(|no| (no.field().unwrap_or("words"), t.refusal(no.code(), &no.numbers()))),
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

#[derive(Debug, Deserialize)]
pub(in crate::moderation) struct Appeal {
    #[serde(default)]
    words: String,
}

pub(in crate::moderation) async fn appeal(here: Here, Path(of): Path<String>, Form(typed): Form<Appeal>) -> Page {
    let of: DecisionId = id(&of)?;
    match appealing::appeal(&here.app, here.by(), of, &typed.words).await {
        Ok(()) => Ok(see(&format!("/decisions/{of}"), Some("appealed"))),
        Err(Failure::Refused(no)) => draw(&here, of, typed.words, Some(no)).await,
        Err(other) => Err(other.into()),
    }
}
