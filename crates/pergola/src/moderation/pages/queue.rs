//! `/moderation`: what waits, one matter, deciding it, and hearing appeals.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::header,
    response::IntoResponse,
};
use pergola_domain::{
    ids::{DecisionId, MemberId},
    moderation::{Hearing, Measure, REASON_CHARS, Refusal, SILENCE_DAYS, SUSPENSION_DAYS, Typed},
    refusal::Refusal as _,
};
use serde::Deserialize;

use super::{Told, about_words, id, measure_words, name, why_words};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    moderation::{
        About,
        acts::{appealing, deciding},
        store::{
            cases,
            decisions::{self, Decision},
        },
    },
    words::Speech,
};

const PER_PAGE: i64 = 30;

struct Row {
    id: i64,
    what: String,
    why: String,
    signs: String,
    when: String,
    is_held: bool,
    is_private: bool,
    /// A moderator asks another to read it with him.
    asked: bool,
}

impl Row {
    fn of(t: &Speech, kept: &cases::Kept, now: pergola_domain::time::Timestamp) -> Self {
        Self {
            asked: kept.case.asked_by.is_some() && kept.case.agreed_by.is_none(),
            id: kept.id,
            what: about_words(t, kept.case.subject.about),
            why: why_words(t, &kept.why),
            signs: signs(t, &kept.signs),
            when: t.lately_told(kept.opened_at, now),
            is_held: kept.case.is_held,
            is_private: kept.case.is_private,
        }
    }
}

/// What the judge saw, in words.
fn signs(t: &Speech, words: &str) -> String {
    let told = words.split(' ').filter(|word| !word.is_empty()).map(|word| ["moderation-sign-", word].concat());
    let told: Vec<String> = told.filter(|key| t.has(key)).map(|key| t.s(&key).to_owned()).collect();
    told.join(", ")
}

#[derive(Template)]
#[template(path = "moderation/pages/queue.html")]
struct QueuePage {
    frame: Frame,
    rows: Vec<Row>,
    next: Option<i64>,
    appeals: Vec<(i64, Told)>,
    admin: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::moderation) struct Asked {
    #[serde(default)]
    after: Option<i64>,
}

pub(in crate::moderation) async fn queue(here: Here, Query(asked): Query<Asked>) -> Page {
    let (after, me) = (asked.after.unwrap_or_default(), here.me()?.member);
    let (mut open, appeals) = here
        .app
        .db
        .read(async move |tx| {
            let open = cases::list_open(tx, me, after, PER_PAGE + 1).await?;
            Ok::<_, pergola_db::Fault>((open, decisions::list_appealed(tx, me, PER_PAGE).await?))
        })
        .await?;
    let more = i64::try_from(open.len()).is_ok_and(|found| found > PER_PAGE);
    open.truncate(usize::try_from(PER_PAGE).unwrap_or_default());
    let (t, now) = (here.speech(), here.by().now);
    let page = QueuePage {
        frame: here.frame("moderation-title", Place::None),
        next: open.last().filter(|_| more).map(|kept| kept.id),
        rows: open.iter().map(|kept| Row::of(&t, kept, now)).collect(),
        appeals: appeals.iter().map(|decision| (decision.case, Told::of(&t, decision, now))).collect(),
        admin: here.me()?.admin,
    };
    here.draw(&page)
}

#[derive(Template)]
#[template(path = "moderation/pages/case.html")]
#[expect(clippy::struct_excessive_bools, reason = "what the page shows or does not")]
struct CasePage {
    frame: Frame,
    row: Row,
    path: String,
    author: Option<(String, String)>,
    /// Who is no member, and the address he gave.
    writer: Option<(String, String)>,
    text: Option<String>,
    /// Addresses and the words for them.
    pictures: Vec<(String, String)>,
    /// What it said since it was brought here, and from when.
    before: Vec<(String, String)>,
    href: Option<String>,
    readable: bool,
    own: bool,
    asked_by: Option<String>,
    asked_by_me: bool,
    /// Two agreed already, and the reader is none of them.
    agreed: bool,
    alone: bool,
    /// Two who agree may read it.
    opens: bool,
    reports: Vec<(String, String, String, String)>,
    log: Vec<(String, String)>,
    told: Option<Told>,
    /// Its appeal waits, and this moderator may hear it; or why not.
    hears: bool,
    hears_not: Option<String>,
    is_open: bool,
    measures: Vec<(&'static str, String, bool)>,
    form: Deciding,
    wrong: Option<(&'static str, String)>,
    limits: (i64, i64, i64),
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::moderation) struct Deciding {
    #[serde(default)]
    measure: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    reason: String,
}

pub(in crate::moderation) async fn case(here: Here, Path(of): Path<String>) -> Page {
    draw(&here, id(&of)?, Deciding::default(), None).await
}

async fn draw(here: &Here, of: i64, form: Deciding, wrong: Option<Refusal>) -> Page {
    let by = here.by();
    let opened = deciding::open_case(&here.app, &by, of).await?;
    let (t, case) = (here.speech(), opened.kept.case);
    let hearing = hearing(here, opened.decision.as_ref()).await?;
    let path = format!("/moderation/cases/{of}");
    let shown = opened.exhibit.as_ref().map(|exhibit| exhibit.pictures.as_slice()).unwrap_or_default();
    let said = opened.exhibit.as_ref().map(|exhibit| exhibit.before.as_slice()).unwrap_or_default();
    let person = |id: MemberId| name(&opened.people, id, &t);
    let account = case.author.and_then(|author| opened.people.iter().find(|account| account.id == author));
    let frame = here.frame("case-title", Place::None);
    let reporters: Vec<MemberId> = opened.reports.iter().map(|report| report.by).collect();
    let fits = |measure: &Measure| {
        let of_person = matches!(measure, Measure::Warn | Measure::Silence | Measure::Suspend);
        case.may_be_met_by(*measure, by.member, &reporters).is_ok()
            && !(*measure == Measure::Hide && case.subject.about == About::Member)
            && (!of_person || case.author.is_some())
    };
    let measures = Measure::ALL.iter().filter(|measure| fits(measure));
    let page = CasePage {
        frame: if wrong.is_some() { frame.with_errors() } else { frame },
        pictures: shown.iter().map(|(id, alt)| (format!("{path}/pictures/{id}"), alt.clone())).collect(),
        before: said.iter().map(|one| (one.text.clone(), t.day(one.since, by.now))).collect(),
        path,
        author: account.map(|account| (account.name.clone(), account.path())),
        writer: opened.writer.clone(),
        href: opened.exhibit.as_ref().and_then(|exhibit| exhibit.href.clone()),
        text: opened.exhibit.map(|exhibit| exhibit.text),
        readable: case.may_be_read_by(by.member),
        own: opened.own,
        asked_by: case.asked_by.map(person),
        asked_by_me: case.asked_by == Some(by.member),
        agreed: case.agreed_by.is_some(),
        alone: opened.alone,
        opens: case.may_be_opened(&reporters),
        reports: opened
            .reports
            .iter()
            .map(|report| {
                (person(report.by), why_words(&t, &report.why), report.words.clone(), t.day(report.at, by.now))
            })
            .collect(),
        log: opened
            .log
            .iter()
            .map(|entry| (act_words(&t, &entry.act, &person(entry.by)), t.day(entry.at, by.now)))
            .collect(),
        hears: hearing.is_ok(),
        hears_not: hearing.err(),
        told: opened.decision.as_ref().map(|decision| Told::of(&t, decision, by.now)),
        is_open: case.is_open,
        measures: measures
            .map(|measure| (measure.word(), measure_words(&t, *measure), measure.word() == form.measure))
            .collect(),
        form,
        wrong: wrong.map(|no| (no.field().unwrap_or("reason"), t.refusal(no.code(), &no.numbers()))),
        limits: (REASON_CHARS, SILENCE_DAYS, SUSPENSION_DAYS),
        row: Row::of(&t, &opened.kept, by.now),
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

/// Whether the reader may hear the appeal that waits; else why not, in words, where one waits.
async fn hearing(here: &Here, decision: Option<&Decision>) -> Result<Result<(), String>, Failed> {
    let Some(decision) = decision.filter(|decision| decision.hearing == Hearing::Appealed) else {
        return Ok(Err(String::new()));
    };
    let (me, decision) = (here.by().member, decision.clone());
    match here.app.db.read(async move |tx| appealing::may_hear(tx, me, &decision).await).await {
        Ok(()) => Ok(Ok(())),
        Err(Failure::Refused(no)) => Ok(Err(here.speech().refusal(no.code(), &no.numbers()))),
        Err(other) => Err(other.into()),
    }
}

/// A picture of the matter, under the rule of its text. Nobody in between keeps it.
pub(in crate::moderation) async fn picture(here: Here, Path((of, picture)): Path<(String, String)>) -> Page {
    let bytes = deciding::picture(&here.app, &here.by(), id(&of)?, id(&picture)?).await?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], bytes).into_response())
}

/// "Giulia asked to read it".
pub(super) fn act_words(t: &Speech, act: &str, who: &str) -> String {
    let key = ["moderation-act-", act].concat();
    if t.has(&key) { t.say(key).arg("name", who).text() } else { act.to_owned() }
}

pub(in crate::moderation) async fn decide(here: Here, Path(of): Path<String>, Form(form): Form<Deciding>) -> Page {
    let of: i64 = id(&of)?;
    let typed = Typed { measure: form.measure.clone(), days: form.days.clone(), reason: form.reason.clone() };
    match deciding::decide(&here.app, here.by(), of, typed).await {
        Ok(_) => Ok(see("/moderation", Some("decided"))),
        Err(Failure::Refused(no)) => draw(&here, of, form, Some(no)).await,
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::moderation) struct Empty {}

pub(in crate::moderation) async fn open(here: Here, Path(of): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    let of: i64 = id(&of)?;
    match deciding::ask_to_read(&here.app, here.by(), of).await {
        Ok(()) => Ok(see(&format!("/moderation/cases/{of}"), Some("opening"))),
        Err(Failure::Refused(no)) => draw(&here, of, Deciding::default(), Some(no)).await,
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::moderation) struct Answer {
    #[serde(default)]
    lift: String,
    #[serde(default)]
    reason: String,
}

pub(in crate::moderation) async fn answer(here: Here, Path(of): Path<String>, Form(answer): Form<Answer>) -> Page {
    let of: DecisionId = id(&of)?;
    let found = here.app.db.read(async move |tx| decisions::find(tx, of).await).await?;
    let case = found.map(|decision| decision.case).ok_or(Failed::NotFound)?;
    match appealing::answer(&here.app, here.by(), of, answer.lift == "yes", &answer.reason).await {
        Ok(()) => Ok(see("/moderation", Some("answered"))),
        Err(Failure::Refused(no)) => {
            let form = Deciding { reason: answer.reason, ..Deciding::default() };
            draw(&here, case, form, Some(no)).await
        }
        Err(other) => Err(other.into()),
    }
}
