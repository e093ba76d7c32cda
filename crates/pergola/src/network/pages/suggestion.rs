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
pub(in crate::network) fn reasons(t: &Speech, suggested: &Suggested) -> Vec<(&'static str, String)> {
    suggested.reasons.iter().filter_map(|reason| said(t, suggested, reason)).collect()
}

fn said(t: &Speech, suggested: &Suggested, reason: &Reason) -> Option<(&'static str, String)> {
    match reason {
        Reason::Mutuals { count, sample } => {
            let first = sample.iter().find_map(|id| suggested.people.get(id))?;
            let more = i64::from(*count) - 1;
            let say = t.say("reason-mutuals").arg("name", &first.name).arg("more", more);
            Some(("mutuals", say.text()))
        }
        Reason::Together(together) => {
            let name = suggested.organisations.get(&together.organisation)?;
            let key = if together.school { "reason-studied" } else { "reason-worked" };
            let say = t.say(key).arg("name", name).arg("years", evidence::years(t, together.months));
            Some(("together", say.text()))
        }
        Reason::Common(Belonging::Work(id) | Belonging::Study(id)) => {
            let name = suggested.organisations.get(id)?;
            Some(("organisation", t.say("reason-organisation").arg("name", name).text()))
        }
        // Groups, topics and places get their names with their rooms.
        Reason::Common(_) => None,
        Reason::Near => Some(("near", t.s("reason-near").to_owned())),
    }
}
