//! `/questions/{key}`: the question for somebody who is no member and came by the link of a letter;
//! `/questions/{key}/outcome`: whether it helped.
//!
//! Opening it shows a page; only the button answers, since programs that look through mail open every link.

use askama::Template;
use axum::extract::Path;
use pergola_db::Fault;
use pergola_domain::{
    ids::{ContactId, IntroductionId, PersonId},
    introductions::{Given, Mine, Plain, Refusal, Told},
};
use serde::Deserialize;

use super::{Empty, Node, Wrong, given, joined};
use crate::{
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    introductions::acts::{
        answering, avoiding, links,
        looking::{self, Looked},
    },
    pictures::TileSize,
};

#[derive(Template)]
#[template(path = "introductions/pages/letter.html")]
struct LetterPage {
    frame: Frame,
    key: String,
    broker: Node,
    why: String,
    names: String,
    others: Vec<Node>,
    until: String,
    not_now: bool,
    wrong: Option<Wrong>,
}

fn refused(plain: Plain) -> Failed {
    Failed::from(Failure::Refused(Refusal::from(plain)))
}

async fn find(here: &Here, key: &str) -> Result<(IntroductionId, ContactId, Looked), Failed> {
    let (id, card) = links::open(&here.app, key).map_err(refused)?;
    let (app, now) = (here.app.clone(), here.by().now);
    let read = async move |tx: &pergola_db::Tx| looking::find_for_card(tx, &app, card, id, now).await;
    let found: Option<Looked> = here.app.db.read::<_, Fault, _>(read).await?;
    let looked = found.ok_or_else(|| refused(Plain::LinkLate))?;
    let said = matches!(looked.view.mine, Some(Mine::Yes | Mine::No | Mine::NeverBy));
    match (looked.view.may_answer, said) {
        (true, _) => Ok((id, card, looked)),
        (false, true) => Err(refused(Plain::LinkUsed)),
        (false, false) => Err(refused(Plain::LinkLate)),
    }
}

pub(in crate::introductions) async fn open(here: Here, Path(key): Path<String>) -> Page {
    let (id, card) = links::open(&here.app, &key).map_err(refused)?;
    let read = async move |tx: &pergola_db::Tx| avoiding::by_letter(tx, id, card).await;
    if let Some(broker) = here.app.db.read::<_, Fault, _>(read).await? {
        return here.draw(&NeverByPage {
            frame: here.frame("letter-never-by-title", Place::None),
            key,
            name: broker.name,
        });
    }
    let (_, card, looked) = find(&here, &key).await?;
    draw(&here, key, card, &looked, None)
}

/// He said by this letter that he would rather not be introduced by somebody, and may think again.
#[derive(Template)]
#[template(path = "introductions/pages/letter_never_by.html")]
struct NeverByPage {
    frame: Frame,
    key: String,
    name: String,
}

pub(in crate::introductions) async fn lift_by_letter(
    here: Here,
    Path(key): Path<String>,
    Form(Empty {}): Form<Empty>,
) -> Page {
    let (id, card) = links::open(&here.app, &key).map_err(refused)?;
    avoiding::lift_by_letter(&here.app, id, card).await?;
    Ok(see("/questions", Some("lifted")))
}

fn draw(here: &Here, key: String, card: ContactId, looked: &Looked, wrong: Option<Wrong>) -> Page {
    let (frame, now) = (here.frame("question-title", Place::None), here.by().now);
    let reader = PersonId::Contact(card);
    let others: Vec<Node> = looked.others(reader).map(|person| Node::for_letter(person, TileSize::Usual)).collect();
    let names: Vec<String> = others.iter().map(|node| node.name.clone()).collect();
    let refused = wrong.is_some();
    let page = LetterPage {
        key,
        broker: Node::bare(looked.broker.id.0, &looked.broker.name, TileSize::Small),
        why: looked.kept.words_for(reader).map(|words| words.why.clone()).unwrap_or_default(),
        names: joined(&frame.t, &names),
        others,
        until: frame.t.day(looked.view.until + -1, now),
        not_now: looked.view.mine == Some(Mine::NotNow),
        frame: if refused { frame.with_errors() } else { frame },
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

#[derive(Debug, Deserialize)]
pub(in crate::introductions) struct Answer {
    #[serde(default)]
    answer: String,
}

pub(in crate::introductions) async fn answer(here: Here, Path(key): Path<String>, Form(form): Form<Answer>) -> Page {
    let (id, card, looked) = find(&here, &key).await?;
    let given = match given(&form.answer) {
        Ok(given) => given,
        Err(Failure::Refused(refusal)) => {
            return draw(&here, key, card, &looked, Some(Wrong::of(&here, &refusal, "answer")));
        }
        Err(other) => return Err(other.into()),
    };
    answering::answer_from_card(&here.app, here.by(), (id, card), given).await?;
    let path = format!("/questions/{key}");
    Ok(match given {
        Given::NotNow => see(&path, Some("said-not-now")),
        Given::NeverBy => see(&path, None),
        Given::Yes | Given::No => see("/questions", None),
    })
}

#[derive(Template)]
#[template(path = "introductions/pages/thanks.html")]
struct ThanksPage {
    frame: Frame,
}

/// After the answer: what happens now, and nothing of what the others said.
pub(in crate::introductions) async fn thanks(here: Here) -> Page {
    here.draw(&ThanksPage { frame: here.frame("letter-thanks", Place::None) })
}

#[derive(Template)]
#[template(path = "introductions/pages/letter_outcome.html")]
struct OutcomePage {
    frame: Frame,
    key: String,
    broker: Node,
    names: String,
    /// What he told already: then there is nothing more to say.
    told: Option<Told>,
    helped: &'static str,
    typed: Outcome,
    wrong: Option<Wrong>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::introductions) struct Outcome {
    #[serde(default)]
    helped: String,
    #[serde(default)]
    thanks: String,
}

/// What the link of the letter names, where it was made and is still there.
async fn find_made(here: &Here, key: &str) -> Result<(IntroductionId, ContactId, Looked), Failed> {
    let (id, card) = links::open_outcome(&here.app, key).map_err(refused)?;
    let (app, now) = (here.app.clone(), here.by().now);
    let read = async move |tx: &pergola_db::Tx| looking::find_for_card(tx, &app, card, id, now).await;
    let found: Option<Looked> = here.app.db.read::<_, Fault, _>(read).await?;
    let looked = found.filter(|looked| looked.view.made_at.is_some()).ok_or_else(|| refused(Plain::LinkLate))?;
    Ok((id, card, looked))
}

pub(in crate::introductions) async fn open_outcome(here: Here, Path(key): Path<String>) -> Page {
    let (_, card, looked) = find_made(&here, &key).await?;
    draw_outcome(&here, key, card, &looked, (Outcome::default(), None))
}

fn draw_outcome(
    here: &Here,
    key: String,
    card: ContactId,
    looked: &Looked,
    (typed, wrong): (Outcome, Option<Wrong>),
) -> Page {
    let frame = here.frame("letter-outcome-title", Place::None);
    let others = looked.others(PersonId::Contact(card)).map(|person| person.name().to_owned());
    let refused = wrong.is_some();
    let told = looked.view.own_told.clone();
    let page = OutcomePage {
        key,
        broker: Node::bare(looked.broker.id.0, &looked.broker.name, TileSize::Small),
        names: joined(&frame.t, &others.collect::<Vec<_>>()),
        helped: told.as_ref().map_or("", |told| super::one::helped_key(told.helped.word())),
        told,
        typed,
        frame: if refused { frame.with_errors() } else { frame },
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(in crate::introductions) async fn tell_outcome(
    here: Here,
    Path(key): Path<String>,
    Form(typed): Form<Outcome>,
) -> Page {
    let (id, card, looked) = find_made(&here, &key).await?;
    match answering::tell_from_card(&here.app, here.by(), (id, card), &typed.helped, &typed.thanks).await {
        Ok(()) => Ok(see(&format!("/questions/{key}/outcome"), None)),
        Err(Failure::Refused(refusal @ Refusal::Plain(Plain::HelpedUnknown | Plain::ThanksTooLong))) => {
            let wrong = Wrong::of(&here, &refusal, "helped");
            draw_outcome(&here, key, card, &looked, (typed, Some(wrong)))
        }
        Err(other) => Err(other.into()),
    }
}
