//! `/settings/mail`: what is told by mail, and when. `/mail/{token}`: the link in each letter that ends it.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    mailing::{About, Choice, Choices, MORNING_HOUR},
    refusal::Refusal as _,
};
use serde::Deserialize;

use crate::{
    http::{Form, Frame, Here, Page, Place, see},
    members,
    notices::{acts, store::tellings},
};

#[derive(Template)]
#[template(path = "notices/pages/mail.html")]
struct MailPage {
    frame: Frame,
    groups: Vec<Group>,
    /// Letters go to a confirmed address only.
    confirmed: bool,
    /// This server sends letters.
    goes: bool,
    wrong: Option<(&'static str, String)>,
}

/// A group of things with its choices.
struct Group {
    name: &'static str,
    title: String,
    what: String,
    choices: Vec<(&'static str, String, bool)>,
}

pub(in crate::notices) async fn page(here: Here) -> Page {
    draw(&here, None, None).await
}

/// The page; after a refusal with what was typed, where it was something.
async fn draw(here: &Here, typed: Option<&Chosen>, wrong: Option<(&'static str, String)>) -> Page {
    let member = here.me()?.member;
    let (chosen, confirmed) = here
        .app
        .db
        .read(async move |tx| {
            let (chosen, _) = tellings::choices(tx, member).await?;
            let own = members::settings(tx, member).await?;
            Ok::<_, pergola_db::Fault>((chosen, own.is_some_and(|own| own.email_confirmed)))
        })
        .await?;
    let frame = here.frame("mail-title", Place::None);
    let refused = wrong.is_some();
    let group = |about: About| Group {
        name: about.word(),
        title: frame.s(&["mail-group-", about.word()].concat()).to_owned(),
        what: frame.s(&["mail-what-", about.word()].concat()).to_owned(),
        choices: Choice::ALL
            .into_iter()
            .map(|choice| {
                let key = ["mail-choice-", choice.word()].concat();
                let checked = typed.map_or(chosen.of(about).word(), |typed| typed.of(about)) == choice.word();
                (choice.word(), frame.say(&key).arg("hour", i64::from(MORNING_HOUR)).text(), checked)
            })
            .collect(),
    };
    let page = MailPage {
        groups: About::ALL.map(group).into(),
        frame: if refused { frame.clone().with_errors() } else { frame.clone() },
        confirmed,
        goes: here.app.mail.goes(),
        wrong,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

#[derive(Debug, Deserialize)]
pub(in crate::notices) struct Chosen {
    #[serde(default)]
    messages: String,
    #[serde(default)]
    questions: String,
    #[serde(default)]
    news: String,
}

impl Chosen {
    fn of(&self, about: About) -> &str {
        match about {
            About::Messages => &self.messages,
            About::Questions => &self.questions,
            About::News => &self.news,
        }
    }
}

pub(in crate::notices) async fn choose(here: Here, Form(form): Form<Chosen>) -> Page {
    match Choices::read(&form.messages, &form.questions, &form.news) {
        Ok(chosen) => {
            acts::choose(&here.app, here.by(), chosen).await?;
            Ok(see("/settings/mail", Some("mail-chosen")))
        }
        Err(refusal) => {
            let sentence = here.speech().refusal(refusal.code(), &refusal.numbers());
            draw(&here, Some(&form), Some((refusal.field().unwrap_or("messages"), sentence))).await
        }
    }
}

#[derive(Template)]
#[template(path = "notices/pages/ending.html")]
struct EndingPage {
    frame: Frame,
    path: String,
    lead: String,
    done: bool,
}

/// Looking at the link does nothing: programs that look through mail open every link.
pub(in crate::notices) async fn ending(here: Here, Path(token): Path<String>) -> Page {
    draw_ending(&here, &token, false)
}

/// The button of the page, or a mail program that asks on its reader's behalf (RFC 8058): neither has signed in, and the
/// link itself is the right to do it. The answer is the page itself: mail programs follow no redirect.
pub(in crate::notices) async fn end(here: Here, Path(token): Path<String>) -> Page {
    acts::end_letters(&here.app, here.by(), &token).await?;
    draw_ending(&here, &token, true)
}

fn draw_ending(here: &Here, token: &str, done: bool) -> Page {
    let (_, ended) = acts::read_link(&here.app, token)?;
    let key = ["mail-end-", acts::ended_word(ended)].concat();
    let frame = here.frame("mail-end-title", Place::None);
    here.draw(&EndingPage { lead: frame.s(&key).to_owned(), path: format!("/mail/{token}"), done, frame })
}
