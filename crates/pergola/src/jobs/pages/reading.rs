//! An application, for its two sides: the page that was sent, where it stands, what each may do.

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use pergola_domain::{
    ids::ApplicationId,
    jobs::{By as Side, Stage},
    time::YearMonth,
};
use pergola_formats::{PartialDate, pdf::Piece};
use serde::Deserialize;

use super::number;
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, layout::face, see},
    jobs::{
        acts::{
            applications::{self as acts, Read},
            snapshot,
        },
        store::applications::Sent,
    },
    pictures::TileSize,
    words::{Speech, prose},
};

/// A page of a profile as it was sent.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Sheet {
    pub(in crate::jobs) name: String,
    pub(in crate::jobs) headline: String,
    /// Place, address, languages.
    pub(in crate::jobs) contacts: Vec<String>,
    pub(in crate::jobs) about: String,
    /// What, where, when, and more of it.
    pub(in crate::jobs) work: Vec<[String; 4]>,
    pub(in crate::jobs) study: Vec<[String; 4]>,
    pub(in crate::jobs) skills: Vec<String>,
    pub(in crate::jobs) links: Vec<(String, String)>,
    pub(in crate::jobs) letter: String,
    /// Question and answer.
    pub(in crate::jobs) answers: Vec<(String, String)>,
    pub(in crate::jobs) with_page: bool,
    pub(in crate::jobs) with_file: bool,
    pub(in crate::jobs) with_pdf: bool,
}

/// What was sent, drawn from the snapshot alone.
pub(in crate::jobs) fn sheet(t: &Speech, sent: &Sent) -> Sheet {
    let resume = snapshot::read(&sent.snapshot);
    let month = |date: PartialDate| {
        let month = date.month().and_then(|month| u8::try_from(month).ok());
        t.month(&YearMonth { year: date.year(), month })
    };
    let years = |from: Option<PartialDate>, to: Option<PartialDate>| match (from, to) {
        (Some(from), Some(to)) => t.say("profile-span").arg("from", month(from)).arg("to", month(to)).text(),
        (Some(from), None) => t.say("profile-since").arg("month", month(from)).text(),
        (None, Some(to)) => month(to),
        (None, None) => String::new(),
    };
    let languages: Vec<String> = resume.languages.iter().map(|language| t.language_name(&language.name)).collect();
    let contacts =
        [resume.place.clone().unwrap_or_default(), resume.email.clone().unwrap_or_default(), languages.join(", ")];
    let study = |one: &pergola_formats::Education| {
        let what = [one.degree.as_deref(), one.field.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        [what, one.school.clone(), years(one.from, one.to), one.notes.clone().unwrap_or_default()]
    };
    let work = |one: &pergola_formats::Position| {
        [
            one.title.clone(),
            one.organisation.clone(),
            years(one.from, one.to),
            one.description.clone().unwrap_or_default(),
        ]
    };
    let link = |one: &pergola_formats::Link| (one.label.clone().unwrap_or_else(|| one.url.clone()), one.url.clone());
    Sheet {
        contacts: contacts.into_iter().filter(|text| !text.is_empty()).collect(),
        about: resume.summary.clone().unwrap_or_default(),
        work: resume.positions.iter().map(work).collect(),
        study: resume.education.iter().map(study).collect(),
        skills: resume.skills.clone(),
        links: resume.links.iter().map(link).collect(),
        headline: resume.headline.clone().unwrap_or_default(),
        name: resume.name,
        letter: sent.letter.clone(),
        answers: sent.questions.iter().cloned().zip(sent.answers.iter().cloned()).collect(),
        with_page: sent.with_page,
        with_file: sent.with_file,
        with_pdf: sent.with_pdf,
    }
}

impl Sheet {
    /// For who reads it: what was sent in a file alone is read there. The applicant sees all that he sent.
    fn for_side(self, side: Side, sent: &Sent) -> Self {
        if side == Side::Applicant || sent.with_page {
            return self;
        }
        let none = Self { headline: String::new(), contacts: Vec::new(), about: String::new(), ..self };
        Self { work: Vec::new(), study: Vec::new(), skills: Vec::new(), links: Vec::new(), ..none }
    }
}

/// The same sheet as a PDF, in the reader's language: of the snapshot alone, as it was sent.
pub(in crate::jobs) fn pdf(t: &Speech, sent: &Sent) -> Vec<u8> {
    let sheet = sheet(t, sent);
    let mut pieces = vec![Piece::Title(sheet.name.clone())];
    if !sheet.headline.is_empty() {
        pieces.push(Piece::Strong(sheet.headline.clone()));
    }
    pieces.push(Piece::Text(sheet.contacts.join(" · ")));
    let mut part = |heading: &str, body: Vec<Piece>| {
        if !body.is_empty() {
            pieces.push(Piece::Heading(heading.to_owned()));
            pieces.extend(body);
        }
    };
    let text = |text: &str| if text.is_empty() { Vec::new() } else { vec![Piece::Text(text.to_owned())] };
    let rows = |rows: &[[String; 4]]| -> Vec<Piece> {
        let row = |row: &[String; 4]| {
            let [what, place, years, more] = row;
            let head: Vec<&str> = [what.as_str(), place].into_iter().filter(|part| !part.is_empty()).collect();
            let mut told = vec![Piece::Strong(head.join(", "))];
            told.extend(text(years));
            told.extend(text(more));
            told
        };
        rows.iter().flat_map(row).collect()
    };
    part(t.s("jobs-sheet-letter"), text(&sheet.letter));
    for (question, answer) in &sheet.answers {
        part(question, text(answer));
    }
    part(t.s("jobs-part-about"), text(&sheet.about));
    part(t.s("jobs-part-experience"), rows(&sheet.work));
    part(t.s("jobs-part-education"), rows(&sheet.study));
    part(t.s("jobs-part-skills"), text(&sheet.skills.join(", ")));
    let link = |(label, url): &(String, String)| {
        Piece::Text(if label == url { url.clone() } else { [label.as_str(), url].join(": ") })
    };
    part(t.s("jobs-part-links"), sheet.links.iter().map(link).collect());
    pergola_formats::pdf::write(&sheet.name, t.tag(), &pieces)
}

/// One step of the way of an application.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Step {
    /// `now`, `next`, or nothing for what was.
    pub(in crate::jobs) class: &'static str,
    pub(in crate::jobs) word: String,
    pub(in crate::jobs) when: String,
    /// What was said with it.
    pub(in crate::jobs) words: String,
}

/// The way an application went and may go.
pub(in crate::jobs) fn steps(t: &Speech, read: &Read, now: pergola_domain::time::Timestamp) -> Vec<Step> {
    let sent = &read.sent;
    let stage = sent.state.stage;
    let word = |stage: Stage| t.s(&["jobs-stage-", stage.name()].concat()).to_owned();
    let step = |stage: Stage, at, words: &str| Step {
        class: "",
        word: word(stage),
        when: t.day(at, now),
        words: words.to_owned(),
    };
    let mut steps = vec![step(Stage::Sent, sent.state.sent_at, "")];
    if let Some(seen) = sent.seen_at.filter(|_| read.moves.iter().all(|one| one.stage != Stage::Seen)) {
        steps.push(step(Stage::Seen, seen, ""));
    }
    steps.extend(read.moves.iter().map(|one| step(one.stage, one.at, &one.words)));
    if stage > Stage::Seen && read.moves.iter().all(|one| one.stage != stage) {
        steps.push(step(stage, sent.state.moved_at, ""));
    }
    if let Some(last) = steps.last_mut() {
        last.class = if stage.is_end() { "" } else { "now" };
    }
    let rest: &[Stage] = match stage {
        Stage::Sent => &[Stage::Seen, Stage::InConversation],
        Stage::Seen => &[Stage::InConversation],
        _ => &[],
    };
    steps.extend(rest.iter().map(|stage| Step {
        class: "next",
        word: word(*stage),
        when: String::new(),
        words: String::new(),
    }));
    if !stage.is_end() {
        let when = t.s("jobs-answer-comes").to_owned();
        steps.push(Step { class: "next", word: t.s("jobs-answer").to_owned(), when, words: String::new() });
    }
    steps
}

#[derive(Template)]
#[template(path = "jobs/pages/application.html")]
#[expect(clippy::struct_excessive_bools, reason = "what an application is to its reader, each for itself")]
struct ApplicationPage {
    frame: Frame,
    id: ApplicationId,
    job: (String, String),
    who: String,
    sheet: Sheet,
    steps: Vec<Step>,
    /// Where the two talk.
    talk: Option<String>,
    /// The ad as it was applied to: title, pay, text as safe HTML.
    then: Option<(String, String, String)>,
    /// Words that were typed, and why they did not go.
    wrong: Option<(String, String)>,
    erased: String,
    /// Face, name, address, words.
    referrals: Vec<[String; 4]>,
    applicant: [String; 3],
    mine: bool,
    over: bool,
    ended: bool,
    referrer_sees: bool,
    /// Where those who read it may go from here.
    stages: Vec<(&'static str, String)>,
}

fn application_id(text: &str) -> Result<ApplicationId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

pub(in crate::jobs) async fn application(here: Here, Path(id): Path<String>) -> Page {
    let read = acts::read(&here.app, here.by(), application_id(&id)?).await?;
    let page = drawn(&here, &read, None);
    here.draw(&page)
}

fn drawn(here: &Here, read: &Read, wrong: Option<(String, String)>) -> ApplicationPage {
    let (t, now, sent) = (here.speech(), here.by().now, &read.sent);
    let mine = read.side == Side::Applicant;
    let further = [Stage::InConversation, Stage::Offer, Stage::Hired, Stage::NotThisTime];
    let stages = further.into_iter().filter(|stage| *stage > sent.state.stage);
    let applicant = &read.applicant;
    ApplicationPage {
        id: sent.id,
        job: (read.job.said.title.clone(), read.job.path()),
        who: read.organisation.name.clone(),
        sheet: sheet(&t, sent).for_side(read.side, sent),
        steps: steps(&t, read, now),
        talk: read.talk.map(|id| format!("/conversations/{id}")),
        then: sent.ad.as_ref().map(|ad| (ad.title.clone(), super::facts::pay(&t, &ad.pay()), prose(&ad.text))),
        erased: t.say("jobs-erased-on").arg("day", t.day(sent.erase_at, now)).text(),
        referrals: read
            .referrals
            .iter()
            .map(|(referral, person)| {
                let face = face(person.id.0, &person.name, person.photo, TileSize::Small);
                [face, person.name.clone(), person.path(), referral.text.clone()]
            })
            .collect(),
        applicant: [
            face(applicant.id.0, &applicant.name, applicant.photo, TileSize::Usual),
            applicant.name.clone(),
            applicant.path(),
        ],
        stages: stages.map(|stage| (stage.name(), t.s(&["jobs-do-", stage.name()].concat()).to_owned())).collect(),
        ended: sent.state.stage.is_end(),
        referrer_sees: sent.referrer_sees,
        frame: if wrong.is_some() {
            here.frame("jobs-application", Place::Jobs).with_errors()
        } else {
            here.frame("jobs-application", Place::Jobs)
        },
        wrong,
        mine,
        over: read.over,
    }
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::jobs) struct StageForm {
    #[serde(default)]
    stage: String,
    #[serde(default)]
    words: String,
}

pub(in crate::jobs) async fn stage(here: Here, Path(id): Path<String>, Form(form): Form<StageForm>) -> Page {
    let id = application_id(&id)?;
    match acts::move_to(&here.app, here.by(), id, &form.stage, &form.words).await {
        Ok(_) => Ok(see(&format!("/applications/{id}"), Some("application-moved"))),
        Err(Failure::Refused(refusal)) => {
            let read = acts::read(&here.app, here.by(), id).await?;
            let (_, sentence) = super::wrong(&here, &refusal);
            here.draw_refused(&drawn(&here, &read, Some((form.words, sentence))))
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::jobs) struct SharingForm {
    #[serde(default)]
    referrer_sees: String,
}

pub(in crate::jobs) async fn sharing(here: Here, Path(id): Path<String>, Form(form): Form<SharingForm>) -> Page {
    let id = application_id(&id)?;
    acts::share(&here.app, here.by(), id, !form.referrer_sees.is_empty()).await?;
    Ok(see(&format!("/applications/{id}"), Some("application-shared")))
}

/// The file that was sent beside the page. Also the applicant has it from here.
pub(in crate::jobs) async fn resume(here: Here, Path(id): Path<String>) -> Page {
    let read = acts::read(&here.app, here.by(), application_id(&id)?).await?;
    if !read.sent.with_file {
        return Err(Failed::NotFound);
    }
    let mut response = read.sent.snapshot.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"resume.json\""));
    Ok(response)
}

/// The page that was sent, as a PDF in the reader's language; for both sides, where it was sent as one.
pub(in crate::jobs) async fn as_pdf(here: Here, Path(id): Path<String>) -> Page {
    let read = acts::read(&here.app, here.by(), application_id(&id)?).await?;
    if !read.sent.with_pdf {
        return Err(Failed::NotFound);
    }
    let mut response = pdf(&here.speech(), &read.sent).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"application.pdf\""));
    Ok(response)
}

#[derive(Template)]
#[template(path = "jobs/pages/applications.html")]
struct ApplicationsPage {
    frame: Frame,
    job: (String, String),
    rows: Vec<Row>,
    next: Option<String>,
}

/// An application in a list.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Row {
    pub(in crate::jobs) path: String,
    /// Who, or for what.
    pub(in crate::jobs) title: String,
    pub(in crate::jobs) face: String,
    pub(in crate::jobs) stage: String,
    pub(in crate::jobs) when: String,
    /// How many spoke for the applicant.
    pub(in crate::jobs) referrals: usize,
    pub(in crate::jobs) steps: Vec<Step>,
}

/// In a list of them.
pub(in crate::jobs) fn row(t: &Speech, read: &Read, now: pergola_domain::time::Timestamp) -> Row {
    let mine = read.side == Side::Applicant;
    let applicant = &read.applicant;
    Row {
        path: format!("/applications/{}", read.sent.id),
        title: if mine {
            t.say("jobs-who-where").arg("who", &read.job.said.title).arg("place", &read.organisation.name).text()
        } else {
            applicant.name.clone()
        },
        face: if mine {
            String::new()
        } else {
            face(applicant.id.0, &applicant.name, applicant.photo, TileSize::Usual)
        },
        stage: t.s(&["jobs-stage-", read.sent.state.stage.name()].concat()).to_owned(),
        when: t.ago(read.sent.state.moved_at, now),
        referrals: read.referrals.len(),
        steps: steps(t, read, now),
    }
}

/// On one page.
const PER_PAGE: i64 = 50;

/// `/jobs/{id}/applications`: for those who speak for the organisation.
pub(in crate::jobs) async fn to_job(here: Here, Path(id): Path<String>) -> Page {
    let (id, by) = (number(&id)?, here.by());
    let asked =
        url::form_urlencoded::parse(here.uri.query().unwrap_or_default().as_bytes()).find(|(name, _)| name == "cursor");
    let before = asked.and_then(|(_, cursor)| cursor.parse().ok());
    let read = acts::to_job(&here.app, here.by(), id, before, PER_PAGE).await?;
    let seen = crate::jobs::acts::ads::seen(&here.app, &by, id).await?;
    let t = here.speech();
    let full = i64::try_from(read.len()).unwrap_or(0) >= PER_PAGE;
    let next = read.last().filter(|_| full).map(|last| format!("/jobs/{id}/applications?cursor={}", last.sent.id));
    let page = ApplicationsPage {
        job: (seen.job.said.title.clone(), seen.job.path()),
        rows: read.iter().map(|read| row(&t, read, by.now)).collect(),
        next,
        frame: here.frame("jobs-applications", Place::Jobs),
    };
    here.draw(&page)
}
