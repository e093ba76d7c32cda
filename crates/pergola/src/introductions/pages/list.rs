//! `/introductions`: questions that wait, what one proposed and asked for, and by whom one would rather not be introduced.

use askama::Template;
use axum::extract::Path;
use pergola_db::Fault;
use pergola_domain::{
    introductions::{Mine, Role, Seen, Standing},
    text::first_name,
    time::Timestamp,
};

use super::{Empty, Node, joined, me};
use crate::{
    http::{Form, Frame, Here, Page, Place, see},
    introductions::acts::{
        avoiding,
        looking::{self, Looked, Person},
        requesting::{self, Request},
    },
    pictures::TileSize,
    words::Speech,
};

/// Of each kind on one page: the rest is older.
const SHOWN: i64 = 50;
/// Letters of a text in a row.
const BEGINNING: usize = 120;

/// A line of a list.
struct Row {
    path: String,
    faces: Vec<String>,
    title: String,
    text: String,
    /// The key of its state.
    state: &'static str,
    ago: String,
}

#[derive(Template)]
#[template(path = "introductions/pages/list.html")]
struct ListPage {
    frame: Frame,
    /// Questions and requests that wait for the reader.
    waiting: usize,
    parts: Vec<Part>,
    avoids: bool,
}

struct Part {
    id: &'static str,
    title: &'static str,
    rows: Vec<Row>,
}

pub(in crate::introductions) async fn list(here: Here) -> Page {
    let by = here.by();
    let (all, requests, avoided) = here
        .app
        .db
        .read(async move |tx| {
            let all = looking::list(tx, by.member, None, SHOWN, by.now).await?;
            let requests = requesting::list(tx, by.member, None, SHOWN, by.now).await?;
            Ok::<_, Fault>((all, requests, avoiding::list(tx, by.member, None, 1).await?))
        })
        .await?;
    let frame = here.frame("introductions-title", Place::Inbox);
    let (t, now) = (frame.t.clone(), here.by().now);
    let pick = |wanted: fn(&Looked) -> bool| {
        all.iter().filter(|looked| wanted(looked)).map(|looked| row(&here, &t, looked, now)).collect::<Vec<_>>()
    };
    let pick_request = |wanted: fn(&Request) -> bool| {
        requests.iter().filter(|one| wanted(one)).map(|one| request_row(&t, one, now)).collect::<Vec<_>>()
    };
    let questions = pick(|looked| looked.view.may_answer);
    let passing = pick_request(|one| one.standing == Standing::Asked);
    let mut earlier = pick(|looked| looked.view.role == Role::Party && !looked.view.may_answer);
    earlier.extend(pick_request(|one| !one.is_mine && one.standing != Standing::Asked));
    let part = |id, title, rows| Part { id, title, rows };
    let waiting = questions.len() + passing.len();
    let parts = [
        part("questions", "list-questions", questions),
        part("passing", "list-passing", passing),
        part("proposed", "list-proposed", pick(|looked| looked.view.role == Role::Broker)),
        part("requested", "list-requested", pick_request(|one| one.is_mine)),
        part("earlier", "list-earlier", earlier),
    ];
    let page = ListPage {
        waiting,
        parts: parts.into_iter().filter(|part| !part.rows.is_empty()).collect(),
        avoids: !avoided.is_empty(),
        frame,
    };
    here.draw(&page)
}

fn row(here: &Here, t: &Speech, looked: &Looked, now: Timestamp) -> Row {
    let others: Vec<&Person> = looked.others(me(here)).collect();
    let names: Vec<String> = others.iter().map(|person| first_name(person.name()).to_owned()).collect();
    let (names, broker) = (joined(t, &names), first_name(&looked.broker.name).to_owned());
    let is_broker = looked.view.role == Role::Broker;
    let title = if is_broker { names } else { t.say("row-introduces").arg("name", broker).arg("names", names).text() };
    let words = looked.kept.words_for(me(here)).map(|words| words.why.clone()).unwrap_or_default();
    Row {
        path: format!("/introductions/{}", looked.kept.id()),
        faces: others.iter().map(|person| Node::person(person, TileSize::Small).face).collect(),
        title,
        text: beginning(&words),
        state: match (looked.view.seen, looked.view.mine) {
            (Seen::Made, _) => "seen-made",
            (Seen::Asked, None) => "seen-asked",
            (Seen::Asked, Some(Mine::Yes)) => "seen-own-yes",
            (Seen::Asked, Some(Mine::NotNow)) => "seen-not-now",
            (Seen::Asked, Some(_)) => "seen-waits",
            (Seen::Closed, _) => "seen-closed",
        },
        ago: t.ago(looked.view.proposed_at, now),
    }
}

/// The first words of a text, and where it goes on three points.
fn beginning(text: &str) -> String {
    if text.chars().count() <= BEGINNING {
        return text.to_owned();
    }
    let cut: String = text.chars().take(BEGINNING).collect();
    let whole = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(whole, _)| whole);
    [whole.trim_end_matches([',', '.', ';', ':', ' ']), "…"].concat()
}

fn request_row(t: &Speech, request: &Request, now: Timestamp) -> Row {
    let (asker, target) = (first_name(&request.asker.name).to_owned(), &request.target.name);
    let (face, title) = if request.is_mine {
        (&request.target, target.clone())
    } else {
        (&request.asker, t.say("row-asks").arg("name", asker).arg("other", target).text())
    };
    Row {
        path: format!("/requests/{}", request.sent.approach.id),
        faces: vec![Node::of(face, TileSize::Small).face],
        title,
        text: beginning(&request.sent.message),
        state: standing_key(request.standing),
        ago: t.ago(request.sent.approach.sent_at, now),
    }
}

pub(super) const fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::UnderWay => "seen-under-way",
        Standing::NoWay => "seen-no-way",
        Standing::Asked => "seen-waits",
        Standing::PassedOn => "seen-passed-on",
        Standing::Closed => "seen-closed",
        Standing::Made => "seen-made",
    }
}

#[derive(Template)]
#[template(path = "introductions/pages/avoided.html")]
struct AvoidedPage {
    frame: Frame,
    people: Vec<(Node, String)>,
}

pub(in crate::introductions) async fn avoided(here: Here) -> Page {
    let member = here.by().member;
    let read = async move |tx: &pergola_db::Tx| avoiding::list(tx, member, None, 100).await;
    let found = here.app.db.read::<_, Fault, _>(read).await?;
    let page = AvoidedPage {
        frame: here.frame("avoided-title", Place::Inbox),
        people: found.iter().map(|account| (Node::of(account, TileSize::Small), account.handle.clone())).collect(),
    };
    here.draw(&page)
}

pub(in crate::introductions) async fn lift(
    here: Here,
    Path(handle): Path<String>,
    Form(Empty {}): Form<Empty>,
) -> Page {
    avoiding::lift(&here.app, here.by(), &handle).await?;
    Ok(see("/introductions/avoided", Some("lifted")))
}
