//! `/posts/{id}/exclusion` and `/comments/{id}/exclusion`: who looks after a group takes something out of it, and says why.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    moderation::{REASON_CHARS, Refusal},
    refusal::Refusal as _,
};
use serde::Deserialize;

use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    moderation::{About, Subject},
    posts::{acts, store::Hung},
};

#[derive(Template)]
#[template(path = "posts/pages/exclusion.html")]
struct ExclusionPage {
    frame: Frame,
    path: String,
    back: String,
    text: String,
    reason: String,
    limit: i64,
    wrong: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::posts) struct Why {
    #[serde(default)]
    reason: String,
}

fn subject(about: About, id: &str) -> Result<Subject, Failed> {
    Ok(Subject::new(about, id.parse().map_err(|_why| Failed::NotFound)?))
}

/// The page of what it stands below.
fn page_of(below: Hung) -> String {
    match below {
        Hung::Post(post) => format!("/posts/{post}"),
        Hung::Job(job) => format!("/jobs/{job}"),
        Hung::Event(event) => format!("/events/{event}"),
    }
}

async fn draw(here: &Here, of: Subject, typed: Why, wrong: Option<Refusal>) -> Page {
    let prospect = acts::prospect(&here.app, &here.by(), of).await?;
    let t = here.speech();
    let frame = here.frame("exclusion-title", Place::People);
    let noun = if of.about == About::Comment { "comments" } else { "posts" };
    let page = ExclusionPage {
        frame: if wrong.is_some() { frame.with_errors() } else { frame },
        path: format!("/{noun}/{}/exclusion", of.id),
        back: page_of(prospect.below),
        text: prospect.text.chars().take(400).collect(),
        reason: typed.reason,
        limit: REASON_CHARS,
        wrong: wrong.map(|no| t.refusal(no.code(), &no.numbers())),
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

async fn send(here: &Here, of: Subject, typed: Why) -> Page {
    match acts::take_out(&here.app, here.by(), of, &typed.reason).await {
        // The answers of a post are read on; a post is not.
        Ok((below, _)) if of.about == About::Comment => Ok(see(&page_of(below), Some("taken-out"))),
        Ok((_, group)) => Ok(see(&format!("/groups/{group}"), Some("taken-out"))),
        Err(Failure::Refused(no)) if no.field().is_some() => draw(here, of, typed, Some(no)).await,
        Err(other) => Err(other.into()),
    }
}

pub(in crate::posts) async fn exclude(here: Here, Path(id): Path<String>) -> Page {
    draw(&here, subject(About::Post, &id)?, Why::default(), None).await
}

pub(in crate::posts) async fn take_out(here: Here, Path(id): Path<String>, Form(typed): Form<Why>) -> Page {
    send(&here, subject(About::Post, &id)?, typed).await
}

pub(in crate::posts) async fn exclude_comment(here: Here, Path(id): Path<String>) -> Page {
    draw(&here, subject(About::Comment, &id)?, Why::default(), None).await
}

pub(in crate::posts) async fn take_out_comment(here: Here, Path(id): Path<String>, Form(typed): Form<Why>) -> Page {
    send(&here, subject(About::Comment, &id)?, typed).await
}
