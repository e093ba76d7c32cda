//! People one may know, each with its reasons.

use askama::Template;
use axum::extract::Path;
use pergola_index::{Belonging, Reason};
use serde::Deserialize;

use super::way::Node;
use crate::{
    http::{Form, Frame, Here, Page, Place, see},
    network::{
        acts::{self, Suggested},
        evidence,
    },
    pictures,
    words::Speech,
};

#[derive(Template)]
#[template(path = "network/pages/suggestions.html")]
struct SuggestionsPage {
    frame: Frame,
    people: Vec<Row>,
    done: String,
}

struct Row {
    handle: String,
    node: Node,
    reasons: Vec<String>,
}

/// As many as one page of people has: it ends.
const ON_PAGE: usize = 12;

/// `/suggestions`
pub(in crate::network) async fn suggestions(here: Here) -> Page {
    let found = acts::suggestions(&here.app, &here.by(), ON_PAGE).await?;
    let frame = here.frame("suggestions-title", Place::People);
    let people = found
        .iter()
        .map(|suggested| Row {
            handle: suggested.person.handle.clone(),
            node: Node::of(&suggested.person),
            reasons: reasons(&frame.t, suggested).into_iter().map(|(_, text)| text).collect(),
        })
        .collect();
    here.draw(&SuggestionsPage { people, done: pictures::day_done(), frame })
}

#[derive(Debug, Deserialize)]
pub(in crate::network) struct Empty {}

pub(in crate::network) async fn dismiss(here: Here, Path(handle): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    acts::dismiss(&here.app, here.by(), &handle).await?;
    Ok(see("/suggestions", Some("suggestion-dismissed")))
}

/// What speaks for a suggestion, in words: kind and sentence.
pub(crate) fn reasons(t: &Speech, suggested: &Suggested) -> Vec<(&'static str, String)> {
    suggested.reasons.iter().filter_map(|reason| said(t, suggested, reason)).collect()
}

fn said(t: &Speech, suggested: &Suggested, reason: &Reason) -> Option<(&'static str, String)> {
    let named = &suggested.named;
    let of = |key, name: &String| t.say(key).arg("name", name).text();
    Some(match reason {
        Reason::Mutuals { count, sample } => {
            let first = sample.iter().find_map(|id| named.people.get(id))?;
            let more = i64::from(*count) - 1;
            ("mutuals", t.say("reason-mutuals").arg("name", &first.name).arg("more", more).text())
        }
        Reason::Together(together) => {
            let name = named.organisations.get(&together.organisation)?;
            let keys = if together.school {
                ["reason-studied", "reason-studied-undated"]
            } else {
                ["reason-worked", "reason-worked-undated"]
            };
            ("together", evidence::dated(t, keys, name, together.months))
        }
        Reason::Answered { viewer: true, other: true } => ("answered", t.s("reason-answered-both").to_owned()),
        Reason::Answered { viewer: true, .. } => ("answered", t.s("reason-answered-theirs").to_owned()),
        Reason::Answered { .. } => ("answered", t.s("reason-answered-yours").to_owned()),
        Reason::Common(Belonging::Work(id) | Belonging::Study(id)) => {
            ("organisation", of("reason-organisation", named.organisations.get(id)?))
        }
        Reason::Common(Belonging::Place(mark)) => ("place", of("reason-place", named.marks.get(mark)?)),
        Reason::Common(Belonging::Skill(mark)) => ("skill", of("reason-skill", named.marks.get(mark)?)),
        Reason::Common(Belonging::Group(id)) => ("group", of("reason-group", named.groups.get(id)?)),
        Reason::Common(Belonging::Topic(id)) => ("topic", of("reason-topic", named.topics.get(id)?)),
        Reason::Near => ("near", t.s("reason-near").to_owned()),
    })
}
