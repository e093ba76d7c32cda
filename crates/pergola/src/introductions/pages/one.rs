//! `/introductions/{id}`: the private question for who is asked; where it stands for everybody else.

use askama::Template;
use axum::extract::Path;
use pergola_db::Fault;
use pergola_domain::{
    ids::{IntroductionId, PersonId},
    introductions::{Mine, REMINDER_DAYS, Refusal, Role, Seen as At, Told},
    text::first_name,
    time::Timestamp,
};
use serde::Deserialize;
use url::form_urlencoded;

use super::{Empty, Node, Says, Wrong, given, joined, me};
use crate::{
    asks::Seen,
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    introductions::acts::{
        answering,
        looking::{self, Beside, HowMet, Looked, Person},
    },
    members, network,
    pictures::{self, Arch, TileSize},
    words::Speech,
};

/// People named whom two know both.
const NAMED: usize = 3;

pub(super) fn id(text: &str) -> Result<IntroductionId, Failed> {
    text.parse().map_err(|_why| Failed::NotFound)
}

/// Somebody whom one would be introduced to.
struct Other {
    node: Node,
    /// What he asks or offers, where the reader may read it on the board.
    says: Vec<Says>,
    /// How the broker knows him, where that may be told.
    how: Option<String>,
    /// Whom the reader and he know both.
    common: Option<String>,
    is_card: bool,
}

#[derive(Template)]
#[template(path = "introductions/pages/question.html")]
struct QuestionPage {
    frame: Frame,
    id: IntroductionId,
    broker: Node,
    ago: String,
    why: String,
    /// Who asked to be introduced, and what he wrote.
    asker: Option<(Node, String)>,
    names: String,
    others: Vec<Other>,
    any_card: bool,
    /// What a yes leads to: a conversation where another member is asked beside the reader.
    yes_why: &'static str,
    /// His address would be told to somebody on a card, and he has not confirmed it.
    unconfirmed: bool,
    until: String,
    not_now: bool,
    answer: String,
    wrong: Option<Wrong>,
}

/// What came of it, as somebody told it.
struct Outcome {
    name: String,
    helped: &'static str,
    thanks: String,
}

/// What was written to somebody.
struct Written {
    first: String,
    why: String,
}

/// A line of "what was, where we are, what is missing".
struct Stage {
    class: &'static str,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "introductions/pages/state.html")]
struct StatePage {
    frame: Frame,
    id: IntroductionId,
    names: String,
    lead: String,
    arch: String,
    ends: Vec<(Node, &'static str)>,
    is_broker: bool,
    broker: Node,
    written: Vec<Written>,
    stages: Vec<Stage>,
    may_withdraw: bool,
    /// While it goes: how it may end, with a flower or without.
    endings: Vec<(String, &'static str, &'static str)>,
    conversation: Option<String>,
    /// Those on cards with whom the reader is in touch: each has a card of the reader's own, found by the name.
    cards: Vec<(String, String)>,
    /// Where the reader may tell what came of it: the sentence above the form.
    outcome_head: Option<&'static str>,
    /// Who hears it.
    outcome_who: &'static str,
    own: Option<Outcome>,
    outcomes: Vec<Outcome>,
    helped: String,
    thanks: String,
    wrong: Option<Wrong>,
}

pub(in crate::introductions) async fn one(here: Here, Path(id): Path<String>) -> Page {
    draw(&here, self::id(&id)?, Typed::default(), None).await
}

/// What somebody typed into the forms of the page.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::introductions) struct Typed {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    helped: String,
    #[serde(default)]
    thanks: String,
}

async fn draw(here: &Here, id: IntroductionId, typed: Typed, wrong: Option<Wrong>) -> Page {
    let by = here.by();
    let found = here
        .app
        .db
        .read(async move |tx| {
            let Some(looked) = looking::find(tx, by.member, id, by.now).await? else { return Ok(None) };
            let beside = looking::beside(tx, by.member, &looked).await?;
            let own = members::settings(tx, by.member).await?;
            Ok::<_, Fault>(Some((looked, beside, own.is_some_and(|own| own.email_confirmed))))
        })
        .await?;
    let (looked, beside, confirmed) = found.ok_or(Failed::NotFound)?;
    if looked.view.may_answer {
        let common = common(here, &looked).await?;
        let about = looking::about(&here.app, &here.by(), &looked).await?;
        question(here, &looked, Known { beside, common, about, confirmed }, (typed, wrong))
    } else {
        state(here, &looked, &beside, (typed, wrong))
    }
}

/// Whom the reader and each of the others know both and may be named, but for the broker.
async fn common(here: &Here, looked: &Looked) -> Result<Vec<(PersonId, Vec<String>)>, Fault> {
    let mut all = Vec::new();
    for person in looked.others(me(here)) {
        let PersonId::Member(other) = person.id() else { continue };
        let known = network::mutuals(&here.app, &here.by(), other, NAMED + 1).await?;
        let names = known.mutuals.into_iter().filter(|account| account.id != looked.broker.id).take(NAMED);
        all.push((person.id(), names.map(|account| account.name).collect()));
    }
    Ok(all)
}

/// How the broker knows somebody: without their own words.
fn how(t: &Speech, how: &HowMet) -> Option<String> {
    let key = ["known-", how.kind.word()].concat();
    let said = t.has(&key).then(|| t.s(&key).to_owned());
    match (said, how.organisation.is_empty()) {
        (said, true) => said,
        (Some(said), false) => Some(t.say("known-how-at").arg("how", said).arg("name", &how.organisation).text()),
        (None, false) => Some(t.say("known-at").arg("name", &how.organisation).text()),
    }
}

/// What the reader may know beside the question.
struct Known {
    beside: Beside,
    common: Vec<(PersonId, Vec<String>)>,
    about: Vec<Seen>,
    /// His own address is confirmed.
    confirmed: bool,
}

fn question(here: &Here, looked: &Looked, known: Known, (typed, wrong): (Typed, Option<Wrong>)) -> Page {
    let Known { beside, common, about, confirmed } = known;
    let (frame, now) = (here.frame("question-title", Place::Inbox), here.by().now);
    let t = frame.t.clone();
    let others: Vec<Other> = looked
        .others(me(here))
        .map(|person| {
            let known = beside.known_how.iter().find(|(account, _)| PersonId::Member(account.id) == person.id());
            let shared = common.iter().find(|(id, names)| *id == person.id() && !names.is_empty());
            Other {
                node: Node::person(person, TileSize::Usual),
                says: about
                    .iter()
                    .filter(|seen| PersonId::Member(seen.author.id) == person.id())
                    .map(Says::of)
                    .collect(),
                how: known.and_then(|(_, met)| how(&t, met)),
                common: shared.map(|(_, names)| joined(&t, names)),
                is_card: matches!(person, Person::Card(_)),
            }
        })
        .collect();
    let names: Vec<String> = others.iter().map(|other| other.node.name.clone()).collect();
    let asker = looked.kept.introduction.requested_by.and_then(|asker| {
        let person = looked.people.iter().find(|person| person.id() == PersonId::Member(asker))?;
        Some((Node::person(person, TileSize::Small), beside.message.clone()?))
    });
    let refused = wrong.is_some();
    let page = QuestionPage {
        id: looked.kept.id(),
        broker: Node::of(&looked.broker, TileSize::Small),
        ago: t.ago(looked.view.proposed_at, now),
        why: looked.kept.words_for(me(here)).map(|words| words.why.clone()).unwrap_or_default(),
        asker,
        names: joined(&t, &names),
        any_card: others.iter().any(|other| other.is_card),
        yes_why: if others.iter().all(|other| other.is_card) { "answer-yes-why-card" } else { "answer-yes-why" },
        unconfirmed: !confirmed && others.iter().any(|other| other.is_card),
        others,
        until: t.day(last_day(looked.view.until), now),
        not_now: looked.view.mine == Some(Mine::NotNow),
        answer: typed.answer,
        frame: if refused { frame.with_errors() } else { frame },
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

/// The last whole day on which an answer counts.
fn last_day(until: Timestamp) -> Timestamp {
    until + -1
}

fn state(here: &Here, looked: &Looked, beside: &Beside, (typed, wrong): (Typed, Option<Wrong>)) -> Page {
    let frame = here.frame("state-title", Place::Inbox);
    let t = frame.t.clone();
    let view = &looked.view;
    let is_broker = view.role == Role::Broker;
    let others: Vec<&Person> = looked.others(me(here)).collect();
    let firsts: Vec<String> = others.iter().map(|person| first_name(person.name()).to_owned()).collect();
    let names = joined(&t, &firsts);
    let refused = wrong.is_some();
    let told = |told: &Told, name: String| Outcome {
        name,
        helped: helped_key(told.helped.word()),
        thanks: told.thanks.clone(),
    };
    let name = |id: PersonId| {
        looked
            .people
            .iter()
            .find(|person| person.id() == id)
            .map_or_else(String::new, |person| person.name().to_owned())
    };
    let page = StatePage {
        id: looked.kept.id(),
        lead: t.say(lead_key(looked)).arg("names", &names).text(),
        arch: pictures::arch(arch(looked)),
        ends: ends(looked, me(here), is_broker),
        is_broker,
        broker: Node::of(&looked.broker, TileSize::Small),
        written: written(looked, me(here), is_broker),
        stages: stages(&t, looked, is_broker, &names, here.by().now),
        may_withdraw: is_broker && view.seen == At::Asked,
        endings: if view.seen == At::Asked { endings(is_broker) } else { Vec::new() },
        conversation: view.made_at.and(looked.kept.conversation).map(|id| format!("/conversations/{id}")),
        cards: if view.seen == At::Made && !is_broker { cards(&others) } else { Vec::new() },
        outcome_head: view.may_tell.then_some(if looked.kept.outcome_asked { "outcome-head" } else { "outcome-early" }),
        outcome_who: if beside.along_others { "outcome-who-path" } else { "outcome-who" },
        own: view.own_told.as_ref().map(|own| told(own, String::new())),
        outcomes: view.told.iter().map(|(by, of)| told(of, name(*by))).collect(),
        helped: typed.helped,
        thanks: typed.thanks,
        names,
        frame: if refused { frame.with_errors() } else { frame },
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

/// Names on cards, each with the search that finds the reader's own card of it.
fn cards(others: &[&Person]) -> Vec<(String, String)> {
    let named = others.iter().filter(|person| matches!(person, Person::Card(_))).map(|person| person.name());
    let search = |name: &str| {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", name).finish();
        format!("/search?{query}")
    };
    named.map(|name| (name.to_owned(), search(name))).collect()
}

/// How it may end: a picture, a word, a sentence.
fn endings(is_broker: bool) -> Vec<(String, &'static str, &'static str)> {
    let closed = if is_broker { "ending-closed-broker" } else { "ending-closed-party" };
    vec![
        (pictures::arch(Arch::Made), "ending-yes", "ending-yes-what"),
        (pictures::arch(Arch::Closed), "ending-closed", closed),
    ]
}

/// One sentence of where it stands. An end without a tie has one for all that may have led to it.
fn lead_key(looked: &Looked) -> &'static str {
    match (looked.view.seen, looked.view.mine) {
        (At::Made, None) => "state-made-them",
        (At::Made, Some(_)) => "state-made",
        (At::Asked, None) => "state-asked",
        (At::Asked, Some(_)) => "state-own-yes",
        (At::Closed, Some(Mine::No)) => "state-own-no",
        (At::Closed, Some(Mine::NeverBy)) => "state-own-never",
        (At::Closed, _) => "state-closed",
    }
}

fn arch(looked: &Looked) -> Arch {
    match (looked.view.seen, looked.view.mine) {
        (At::Made, _) => Arch::Made,
        (At::Asked, Some(Mine::Yes)) => Arch::OwnYes,
        (At::Asked, _) => Arch::Asked,
        (At::Closed, _) => Arch::Closed,
    }
}

/// Who stands below the arch, and what is said of each: of another only what all know.
fn ends(looked: &Looked, viewer: PersonId, is_broker: bool) -> Vec<(Node, &'static str)> {
    let word = match looked.view.seen {
        At::Made => "end-in-touch",
        At::Asked => "end-asked",
        At::Closed => "",
    };
    let own = match (looked.view.seen, looked.view.mine) {
        (At::Asked, Some(Mine::Yes)) => "end-own-yes",
        _ => word,
    };
    let mut people: Vec<&Person> = looked.people.iter().collect();
    // The reader stands on the left, where his own yes grows.
    people.sort_by_key(|person| person.id() != viewer);
    let said = |person: &Person| if person.id() == viewer && !is_broker { own } else { word };
    people.into_iter().map(|person| (Node::person(person, TileSize::Usual), said(person))).collect()
}

fn written(looked: &Looked, viewer: PersonId, is_broker: bool) -> Vec<Written> {
    let seen = looked.kept.words.iter().filter(|words| (is_broker || words.person == viewer) && !words.why.is_empty());
    let first = |id: PersonId| looked.people.iter().find(|person| person.id() == id);
    seen.filter_map(|words| {
        Some(Written { first: first_name(first(words.person)?.name()).to_owned(), why: words.why.clone() })
    })
    .collect()
}

/// What was, where it stands, what is missing. A day is said where it tells nothing of anybody's answer.
fn stages(t: &Speech, looked: &Looked, is_broker: bool, names: &str, now: Timestamp) -> Vec<Stage> {
    let view = &looked.view;
    let stage = |class, title: String, text: String| Stage { class, title, text };
    let day = |moment| t.day(moment, now);
    let begun = if is_broker { "stage-written" } else { "stage-received" };
    let mut stages = vec![stage("", t.s(begun).to_owned(), day(view.proposed_at))];
    let own = |key: &'static str| stage("", t.s(key).to_owned(), String::new());
    match view.mine {
        Some(Mine::Yes) => stages.push(own("stage-own-yes")),
        Some(Mine::No | Mine::NeverBy) => stages.push(own("stage-own-no")),
        _ => {}
    }
    match (view.seen, view.made_at) {
        (At::Made, at) => {
            stages.push(stage("", t.s("stage-made").to_owned(), at.map(day).unwrap_or_default()));
        }
        (At::Asked, _) => {
            let until = day(last_day(view.until));
            let wait = t.say("stage-waits").arg("until", until);
            let reminder = day(view.proposed_at.plus_days(REMINDER_DAYS));
            let text = if is_broker { t.say("stage-reminder").arg("day", reminder).text() } else { String::new() };
            stages.push(stage("now", wait.text(), text));
            let next = t.say("stage-then").arg("names", names).text();
            stages.push(stage("next", t.s("stage-conversation").to_owned(), next));
        }
        (At::Closed, _) if matches!(view.mine, Some(Mine::No | Mine::NeverBy)) => {}
        (At::Closed, _) => stages.push(stage("no", t.s("stage-closed").to_owned(), String::new())),
    }
    stages
}

pub(super) fn helped_key(word: &str) -> &'static str {
    match word {
        "yes" => "helped-yes",
        "not_yet" => "helped-not_yet",
        _ => "helped-no",
    }
}

/// Answers the question.
pub(in crate::introductions) async fn answer(here: Here, Path(id): Path<String>, Form(typed): Form<Typed>) -> Page {
    let id = self::id(&id)?;
    let outcome = match given(&typed.answer) {
        Ok(given) => answering::answer(&here.app, here.by(), id, given).await,
        Err(refused) => Err(refused),
    };
    match outcome {
        Ok(()) => Ok(see(&format!("/introductions/{id}"), Some(done(&typed.answer)))),
        Err(failure) => again(&here, id, typed, failure, "answer").await,
    }
}

fn done(answer: &str) -> &'static str {
    match answer {
        "yes" => "said-yes",
        "not_now" => "said-not-now",
        _ => "said-no",
    }
}

/// The page once more, with what was wrong and what was typed.
async fn again(here: &Here, id: IntroductionId, typed: Typed, failure: Failure<Refusal>, field: &'static str) -> Page {
    match failure {
        Failure::Refused(refusal) => {
            let wrong = Wrong::of(here, &refusal, field);
            draw(here, id, typed, Some(wrong)).await
        }
        other => Err(other.into()),
    }
}

/// Takes an own proposal back.
pub(in crate::introductions) async fn withdraw(
    here: Here,
    Path(id): Path<String>,
    Form(Empty {}): Form<Empty>,
) -> Page {
    let id = self::id(&id)?;
    match answering::withdraw(&here.app, here.by(), id).await {
        Ok(()) => Ok(see(&format!("/introductions/{id}"), Some("introduction-withdrawn"))),
        Err(failure) => again(&here, id, Typed::default(), failure, "state").await,
    }
}

/// Tells what came of it.
pub(in crate::introductions) async fn tell(here: Here, Path(id): Path<String>, Form(typed): Form<Typed>) -> Page {
    let id = self::id(&id)?;
    match answering::tell(&here.app, here.by(), id, &typed.helped, &typed.thanks).await {
        Ok(()) => Ok(see(&format!("/introductions/{id}"), Some("told"))),
        Err(failure) => again(&here, id, typed, failure, "helped").await,
    }
}
