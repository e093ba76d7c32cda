//! The welcome: who you are, whom you know, beds, a first step. Each may be passed over.

use std::collections::BTreeMap;

use askama::Template;
use pergola_domain::{refusal::Refusal as _, text::first_name};
use serde::Deserialize;

use super::{
    five::{self, Five, Said},
    trail::{self, Trail},
};
use crate::{
    asks,
    http::{Failure, Form, Frame, Here, Page, Place, layout::face, see},
    introductions,
    members::{self, NewTexts},
    network,
    pairs::{self, PairView},
    pictures::{self, TileSize},
    tending,
    words::Speech,
};

#[derive(Template)]
#[template(path = "exchange/pages/welcome.html")]
struct WelcomePage {
    frame: Frame,
    trail: Trail,
    toto: String,
    walk: String,
    first: String,
    you: You,
    /// Field and sentence.
    wrong: Option<(&'static str, String)>,
}

/// The two lines that others read first.
#[derive(Debug, Deserialize)]
pub(crate) struct You {
    headline: String,
    place: String,
}

/// Who you are.
pub(crate) async fn you(here: Here) -> Page {
    let member = here.me()?.member;
    let account = here.app.db.read(async move |tx| members::find(tx, member).await).await?;
    let (headline, place) = account.map(|account| (account.headline, account.place)).unwrap_or_default();
    draw_you(&here, You { headline, place }, None)
}

fn draw_you(here: &Here, you: You, wrong: Option<(&'static str, String)>) -> Page {
    let name = here.me()?.name.clone();
    let frame = here.frame("welcome-title", Place::None);
    let page = WelcomePage {
        trail: trail::at(here, 1),
        toto: pictures::toto(),
        walk: pictures::walk(1, 5),
        first: first_name(&name).to_owned(),
        you,
        frame: match &wrong {
            Some((field, sentence)) => frame.with_error_at(field, sentence),
            None => frame,
        },
        wrong,
    };
    if page.wrong.is_some() { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(crate) async fn told(here: Here, Form(you): Form<You>) -> Page {
    let (headline, place) = (Some(you.headline.clone()), Some(you.place.clone()));
    let (by, new) = (here.by(), NewTexts { headline, place, ..NewTexts::default() });
    match here.app.db.write(async move |tx| members::set_texts(tx, &by, &new).await).await {
        Ok(()) => Ok(see("/welcome/people", None)),
        Err(Failure::Refused(refusal)) => {
            let sentence = here.speech().refusal(refusal.code(), &refusal.numbers());
            draw_you(&here, you, Some((refusal.field().unwrap_or("headline"), sentence)))
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "exchange/pages/welcome_beds.html")]
struct BedsPage {
    frame: Frame,
    trail: Trail,
    five: Option<Five>,
}

/// Beds for the first five.
pub(crate) async fn beds(here: Here) -> Page {
    draw_beds(&here, &Said::default()).await
}

async fn draw_beds(here: &Here, said: &Said) -> Page {
    let frame = here.frame("welcome-beds-title", Place::None);
    let page = BedsPage {
        trail: trail::at(here, 3),
        five: five::form(here, "/welcome/beds".to_owned(), "/welcome/step", said).await?,
        frame: if said.is_refused() { frame.with_errors() } else { frame },
    };
    if said.is_refused() { here.draw_refused(&page) } else { here.draw(&page) }
}

pub(crate) async fn planted(here: Here, Form(form): Form<BTreeMap<String, String>>) -> Page {
    match five::plant(&here, &form).await? {
        Ok(planted) => Ok(see("/welcome/step", (planted > 0).then_some("planted-five"))),
        Err(said) => draw_beds(&here, &said).await,
    }
}

#[derive(Template)]
#[template(path = "exchange/pages/welcome_step.html")]
struct StepPage {
    frame: Frame,
    trail: Trail,
    toto: String,
    walk: String,
    /// Whether there is anybody in the garden yet.
    peopled: bool,
    firsts: Vec<First>,
    /// Two whom a newcomer can introduce already.
    pairs: Vec<PairView>,
    known: Vec<MayKnow>,
    nearby: Vec<asks::Card>,
}

/// Somebody whom a newcomer may know, with what speaks for it.
#[derive(Debug)]
struct MayKnow {
    name: String,
    path: String,
    headline: String,
    face: String,
    reasons: Vec<String>,
}

impl MayKnow {
    fn of(t: &Speech, suggested: &network::Suggested) -> Self {
        let person = &suggested.person;
        Self {
            name: person.name.clone(),
            path: person.path(),
            headline: person.headline.clone(),
            face: face(person.id.0, &person.name, person.photo, TileSize::Small),
            reasons: network::reasons(t, suggested).into_iter().map(|(_, text)| text).collect(),
        }
    }
}

/// Something that one does for the first time.
#[derive(Debug)]
struct First {
    title: String,
    why: String,
    /// The words of its button.
    act: String,
    path: String,
    done: bool,
    /// The first that is not done.
    now: bool,
}

/// What others ask, and whom one may know, beside a newcomer's first step.
const ASKED: usize = 3;
const KNOWN: usize = 3;
const PAIRS: usize = 1;

/// The first step: one person; then something to give, something to ask, two people to introduce, and what is asked here
/// already.
pub(crate) async fn step(here: Here) -> Page {
    let member = here.me()?.member;
    let (some, introduced) = here
        .app
        .db
        .read(async move |tx| {
            let some = tending::export_tending(tx, member, None, 1).await?;
            Ok::<_, pergola_db::Fault>((some, introductions::has_introduced(tx, member).await?))
        })
        .await?;
    let (asked, offered) = asks::of_person(&here, member).await?;
    let known = network::suggestions(&here.app, &here.by(), KNOWN).await?;
    let t = here.speech();
    let mut pairs = pairs::views(&t, &pairs::today(&here.app, &here.by()).await?);
    pairs.truncate(PAIRS);
    let introduce = pairs.first().map_or_else(|| "/introductions/new".to_owned(), |pair| pair.introduce.clone());
    let word = |name: &str, part: &str| t.s(&["welcome-", name, part].concat()).to_owned();
    let mut firsts: Vec<First> = [
        ("give", "/offers/new".to_owned(), !offered.is_empty()),
        ("need", "/asks/new".to_owned(), !asked.is_empty()),
        ("introduce", introduce, introduced),
    ]
    .map(|(name, path, done)| First {
        title: word(name, ""),
        why: word(name, "-why"),
        act: word(name, "-do"),
        path,
        done,
        now: false,
    })
    .into();
    if let Some(next) = firsts.iter_mut().find(|first| !first.done) {
        next.now = true;
    }
    let page = StepPage {
        trail: trail::at(&here, 4),
        toto: pictures::toto(),
        walk: pictures::walk(4, 5),
        peopled: !some.is_empty(),
        firsts,
        pairs,
        known: known.iter().map(|suggested| MayKnow::of(&t, suggested)).collect(),
        nearby: asks::asked_here(&here, ASKED).await?,
        frame: here.frame("welcome-step-title", Place::None),
    };
    here.draw(&page)
}
