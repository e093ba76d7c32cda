//! `/report/{about}/{id}`: bringing something to the moderators.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    moderation::{About, Refusal, Subject, WORDS_CHARS},
    refusal::Refusal as _,
};
use serde::Deserialize;

use super::{about, about_words, id, whys};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    members,
    moderation::acts::reporting,
    words::uncapital,
};

#[derive(Template)]
#[template(path = "moderation/pages/report.html")]
struct ReportPage {
    frame: Frame,
    path: String,
    what: String,
    text: String,
    is_private: bool,
    whys: Vec<(&'static str, String, bool)>,
    words: String,
    limit: i64,
    wrong: Option<(&'static str, String)>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::moderation) struct Reported {
    #[serde(default)]
    why: String,
    #[serde(default)]
    words: String,
}

/// The thing of an address: a member by his handle, everything else by its number.
pub(in crate::moderation) async fn subject(here: &Here, word: &str, text: &str) -> Result<Subject, Failed> {
    let about = about(word)?;
    if about != About::Member {
        return Ok(Subject::new(about, id(text)?));
    }
    let handle = text.to_owned();
    let found = here.app.db.read(async move |tx| members::find_by_handle(tx, &handle).await).await?;
    Ok(Subject::new(about, found.ok_or(Failed::NotFound)?.id.0))
}

pub(in crate::moderation) async fn form(here: Here, Path((word, text)): Path<(String, String)>) -> Page {
    draw(&here, (&word, &text), Reported::default(), None).await
}

async fn draw(here: &Here, (word, text): (&str, &str), typed: Reported, wrong: Option<Refusal>) -> Page {
    let subject = subject(here, word, text).await?;
    let exhibit = reporting::prospect(&here.app, &here.by(), subject).await?;
    let t = here.speech();
    let frame = here.frame("report-title", Place::None);
    let page = ReportPage {
        frame: if wrong.is_some() { frame.with_errors() } else { frame },
        path: format!("/report/{word}/{text}"),
        what: uncapital(&about_words(&t, subject.about)),
        text: exhibit.text.chars().take(400).collect(),
        is_private: exhibit.is_private,
        whys: whys(&t, &typed.why),
        words: typed.words,
        limit: WORDS_CHARS,
        wrong: wrong.map(|no| (no.field().unwrap_or("why"), t.refusal(no.code(), &no.numbers()))),
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::moderation) async fn send(
    here: Here,
    Path((word, text)): Path<(String, String)>,
    Form(typed): Form<Reported>,
) -> Page {
    let subject = subject(&here, &word, &text).await?;
    match reporting::report(&here.app, here.by(), subject, &typed.why, &typed.words).await {
        Ok(_) => Ok(see("/reports", Some("reported"))),
        // What was typed is not lost, also where it is enough for today.
        Err(Failure::Refused(no)) if no.field().is_some() || matches!(no, Refusal::TooManyToday { .. }) => {
            draw(&here, (&word, &text), typed, Some(no)).await
        }
        Err(other) => Err(other.into()),
    }
}
