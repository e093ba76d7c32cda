//! The log, the domains, and who judges.

use askama::Template;
use axum::extract::{Path, Query};
use pergola_domain::{ids::MemberId, moderation::Refusal, refusal::Refusal as _};
use serde::Deserialize;

use super::{
    about_words, name,
    queue::{Empty, act_words},
};
use crate::{
    http::{Failure, Form, Frame, Here, Page, Place, see},
    members,
    moderation::{
        About, Damage,
        acts::keeping,
        store::{domains as kept_domains, log as kept_log},
    },
};

const PER_PAGE: i64 = 50;
/// Domains on the page, and at most in a network.
const DOMAINS: i64 = 1_000;

struct Row {
    seq: i64,
    act: String,
    /// What it was done to, in words; empty where there is no such thing.
    what: String,
    when: String,
    case: i64,
}

#[derive(Template)]
#[template(path = "moderation/pages/log.html")]
struct LogPage {
    frame: Frame,
    rows: Vec<Row>,
    next: Option<i64>,
    /// How it is not as it was written.
    damage: Option<String>,
    /// What is to be noted elsewhere: how many lines, and the hash of the last.
    head: Option<(i64, String)>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::moderation) struct Asked {
    #[serde(default)]
    before: Option<i64>,
}

pub(in crate::moderation) async fn log(here: Here, Query(asked): Query<Asked>) -> Page {
    // In one moment: a line that comes meanwhile is not one too many.
    let (mut found, people, proof) = here
        .app
        .db
        .read_snapshot(async move |tx| {
            let found = kept_log::list(tx, asked.before, PER_PAGE + 1).await?;
            let about = found.iter().filter(|entry| entry.about == About::Member.word());
            let ids = about.map(|entry| MemberId(entry.subject));
            let ids: Vec<MemberId> = found.iter().map(|entry| entry.by).chain(ids).collect();
            let people = members::find_many(tx, &ids).await?;
            Ok::<_, pergola_db::Fault>((found, people, crate::moderation::prove(tx).await?))
        })
        .await?;
    let more = i64::try_from(found.len()).is_ok_and(|count| count > PER_PAGE);
    found.truncate(usize::try_from(PER_PAGE).unwrap_or_default());
    let (t, now) = (here.speech(), here.by().now);
    let row = |entry: &kept_log::Entry| {
        let about = About::from_word(&entry.about);
        let whom = name(&people, MemberId(entry.subject), &t);
        // What was done to somebody by nobody here, at the command line, is said of him alone.
        let act = match about {
            Some(About::Member) if entry.by.0 == 0 => act_words(&t, &entry.act, &whom),
            _ => act_words(&t, &entry.act, &name(&people, entry.by, &t)),
        };
        let what = match about {
            Some(About::Member) if entry.by.0 != 0 => whom,
            Some(About::Member) | None => String::new(),
            Some(about) => about_words(&t, about),
        };
        Row { seq: entry.seq, act, what, when: t.lately_told(entry.at, now), case: entry.case }
    };
    let page = LogPage {
        frame: here.frame("moderation-log-title", Place::None),
        next: found.last().filter(|_| more).map(|entry| entry.seq),
        rows: found.iter().map(row).collect(),
        head: proof.as_ref().ok().filter(|head| head.lines > 0).map(|head| (head.lines, head.chain.clone())),
        damage: proof.err().map(|damage| match damage {
            Damage::Changed { line } => t.say("moderation-log-broken").arg("line", line).text(),
            Damage::Cut { from, to } => t.say("moderation-log-cut").arg("from", from).arg("to", to).text(),
            Damage::Uncounted => t.s("moderation-log-uncounted").to_owned(),
        }),
    };
    here.draw(&page)
}

#[derive(Template)]
#[template(path = "moderation/pages/domains.html")]
struct DomainsPage {
    frame: Frame,
    domains: Vec<(String, String)>,
    typed: String,
    wrong: Option<String>,
}

pub(in crate::moderation) async fn domains(here: Here) -> Page {
    draw_domains(&here, String::new(), None).await
}

async fn draw_domains(here: &Here, typed: String, wrong: Option<Refusal>) -> Page {
    let found = here.app.db.read(async move |tx| kept_domains::list(tx, DOMAINS).await).await?;
    let (t, now) = (here.speech(), here.by().now);
    let frame = here.frame("moderation-domains-title", Place::None);
    let page = DomainsPage {
        frame: if wrong.is_some() { frame.with_errors() } else { frame },
        domains: found.into_iter().map(|(domain, at)| (domain, t.day(at, now))).collect(),
        typed,
        wrong: wrong.map(|no| t.refusal(no.code(), &no.numbers())),
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

#[derive(Debug, Deserialize)]
pub(in crate::moderation) struct Barred {
    #[serde(default)]
    domain: String,
}

pub(in crate::moderation) async fn bar(here: Here, Form(typed): Form<Barred>) -> Page {
    match keeping::bar(&here.app, here.by(), &typed.domain).await {
        Ok(_) => Ok(see("/moderation/domains", Some("barred"))),
        Err(Failure::Refused(no)) => draw_domains(&here, typed.domain, Some(no)).await,
        Err(other) => Err(other.into()),
    }
}

pub(in crate::moderation) async fn unbar(here: Here, Path(of): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    keeping::unbar(&here.app, here.by(), &of).await?;
    Ok(see("/moderation/domains", Some("unbarred")))
}

#[derive(Template)]
#[template(path = "moderation/pages/people.html")]
struct PeoplePage {
    frame: Frame,
    people: Vec<members::Account>,
    typed: String,
    wrong: Option<String>,
}

pub(in crate::moderation) async fn people(here: Here) -> Page {
    draw_people(&here, String::new(), None).await
}

async fn draw_people(here: &Here, typed: String, wrong: Option<String>) -> Page {
    let found =
        here.app.db.read(async move |tx| members::find_many(tx, &members::list_moderators(tx).await?).await).await?;
    let frame = here.frame("moderation-people-title", Place::None);
    let page =
        PeoplePage { frame: if wrong.is_some() { frame.with_errors() } else { frame }, people: found, typed, wrong };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

#[derive(Debug, Deserialize)]
pub(in crate::moderation) struct Appointed {
    #[serde(default)]
    handle: String,
}

pub(in crate::moderation) async fn appoint(here: Here, Form(typed): Form<Appointed>) -> Page {
    match keeping::appoint(&here.app, here.by(), &typed.handle, true).await {
        Ok(()) => Ok(see("/moderation/people", Some("appointed"))),
        Err(Failure::NotFound | Failure::Refused(_)) => {
            let sentence = here.speech().s("moderation-nobody").to_owned();
            draw_people(&here, typed.handle, Some(sentence)).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(in crate::moderation) async fn dismiss(here: Here, Path(of): Path<String>, Form(Empty {}): Form<Empty>) -> Page {
    keeping::appoint(&here.app, here.by(), &of, false).await?;
    Ok(see("/moderation/people", Some("dismissed")))
}
