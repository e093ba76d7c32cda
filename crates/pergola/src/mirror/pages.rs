//! The page of the mirror.

use askama::Template;
use axum::extract::Query;
use pergola_domain::ids::{MemberId, PersonId};
use serde::Deserialize;

use super::{
    acts::{self, Mirror, Others},
    api,
    store::Part,
};
use crate::{
    http::{Failed, Frame, Here, Page, Place, layout::face},
    pictures::{self, TileSize},
    words::Speech,
};

#[derive(Template)]
#[template(path = "mirror/pages/mirror.html")]
struct MirrorPage {
    frame: Frame,
    month: String,
    before: Option<(String, String)>,
    after: Option<(String, String)>,
    given: Vec<Row>,
    received: Vec<Row>,
    end: String,
}

/// One thing that was given or got.
struct Row {
    face: String,
    text: String,
    /// Empty where there is no page that the reader may open.
    href: String,
    more: String,
    day: String,
    at: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MonthAsked {
    #[serde(default)]
    month: Option<String>,
}

pub(super) async fn mirror(here: Here, Query(query): Query<MonthAsked>) -> Page {
    let by = here.by();
    let month = api::asked(&here, query.month.as_deref())?;
    let mirror = acts::mirror(&here.app, &by, month).await?.ok_or(Failed::NotFound)?;
    let frame = here.frame("mirror-title", Place::None);
    let t = frame.t.clone();
    let (before, after) = acts::neighbours(month);
    let this = acts::month_of(&here.app, by.now);
    let page = MirrorPage {
        month: t.month(&month),
        before: before.map(|month| (month.to_string(), t.month(&month))),
        after: after.filter(|month| *month <= this).map(|month| (month.to_string(), t.month(&month))),
        given: given(&t, &mirror),
        received: received(&t, &mirror),
        end: pictures::day_done(),
        frame,
    };
    here.draw(&page)
}

/// The name of somebody, or of somebody who is no longer there.
fn name(t: &Speech, mirror: &Mirror, id: MemberId) -> String {
    mirror.people.get(&id).map_or_else(|| t.s("mirror-somebody").to_owned(), |account| account.name.clone())
}

fn names(t: &Speech, mirror: &Mirror, others: &Others) -> String {
    let members = others.members.iter().map(|id| name(t, mirror, *id));
    let all: Vec<String> = members.chain(others.cards.iter().cloned()).collect();
    match all.split_last() {
        None => t.s("mirror-somebody").to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => t.say("mirror-and").arg("first", rest.join(", ")).arg("last", last).text(),
    }
}

fn portrait(mirror: &Mirror, id: Option<MemberId>) -> String {
    let account = id.and_then(|id| mirror.people.get(&id));
    account.map_or_else(String::new, |account| face(account.id.0, &account.name, account.photo, TileSize::Small))
}

/// Who told what came of it, a member or somebody on an own card: the name and the portrait.
fn teller(t: &Speech, mirror: &Mirror, who: PersonId) -> (String, String) {
    match who {
        PersonId::Member(id) => (name(t, mirror, id), portrait(mirror, Some(id))),
        PersonId::Contact(id) => match mirror.cards.get(&id) {
            Some(name) => (name.clone(), face(id.0, name, None, TileSize::Small)),
            None => (t.s("mirror-somebody").to_owned(), String::new()),
        },
    }
}

type Entry = (pergola_domain::time::Timestamp, String, String, String, String);

fn row(t: &Speech, (at, face, text, href, more): Entry) -> Row {
    Row { face, text, href, more, day: t.day(at, at), at: crate::words::rfc3339(at) }
}

fn given(t: &Speech, mirror: &Mirror) -> Vec<Row> {
    let introduced = mirror.introduced.iter().map(|(made, others)| {
        let text = t.say("mirror-introduced").arg("names", names(t, mirror, others)).text();
        (
            made.at,
            portrait(mirror, others.members.first().copied()),
            text,
            format!("/introductions/{}", made.id),
            String::new(),
        )
    });
    let answered = mirror.answered.iter().map(|ask| {
        let key = if ask.is_offer { "mirror-led" } else { "mirror-answered" };
        let text = t.say(key).arg("name", name(t, mirror, ask.asker)).text();
        // A closed ask is its author's page alone.
        (ask.at, portrait(mirror, Some(ask.asker)), text, String::new(), ask.text.clone())
    });
    let offered = mirror.offered.iter().map(|offer| {
        let text = match offer.by {
            Some(by) => t.say("mirror-offered").arg("name", name(t, mirror, by)).text(),
            None => t.s("mirror-offered-elsewhere").to_owned(),
        };
        (offer.at, portrait(mirror, offer.by), text, format!("/offers/{}", offer.id), offer.text.clone())
    });
    let passed_on = mirror.passed_on.iter().map(|passed| {
        let (asker, target) = (name(t, mirror, passed.asker), name(t, mirror, passed.target));
        let text = t.say("mirror-passed-on").arg("name", asker).arg("other", target).text();
        (passed.at, portrait(mirror, Some(passed.asker)), text, format!("/requests/{}", passed.id), String::new())
    });
    let thanks = mirror.thanks.iter().map(|thanks| {
        let key = if thanks.words.is_empty() {
            match thanks.helped.as_str() {
                "yes" => "mirror-helped-yes",
                "not_yet" => "mirror-helped-not-yet",
                _ => "mirror-helped-no",
            }
        } else {
            "mirror-thanks"
        };
        let (who, face) = teller(t, mirror, thanks.from);
        let text = t.say(key).arg("name", who).text();
        let href = match thanks.part {
            Part::Introduction(id) => format!("/introductions/{id}"),
            Part::Request(id) => format!("/requests/{id}"),
        };
        (thanks.at, face, text, href, thanks.words.clone())
    });
    let mut all: Vec<Entry> = introduced.chain(answered).chain(offered).chain(passed_on).chain(thanks).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.0));
    all.into_iter().map(|entry| row(t, entry)).collect()
}

fn received(t: &Speech, mirror: &Mirror) -> Vec<Row> {
    let introduced = mirror.introduced_to.iter().map(|(made, others)| {
        let text = t
            .say("mirror-introduced-to")
            .arg("name", name(t, mirror, made.proposer))
            .arg("names", names(t, mirror, others))
            .text();
        (made.at, portrait(mirror, Some(made.proposer)), text, format!("/introductions/{}", made.id), String::new())
    });
    let answers = mirror.answers.iter().map(|ask| {
        let text = match ask.by {
            Some(by) => t.say("mirror-answer").arg("name", name(t, mirror, by)).text(),
            None => t.s("mirror-answer-elsewhere").to_owned(),
        };
        (ask.at, portrait(mirror, ask.by), text, format!("/asks/{}", ask.id), ask.text.clone())
    });
    let mut all: Vec<Entry> = introduced.chain(answers).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.0));
    all.into_iter().map(|entry| row(t, entry)).collect()
}
