//! Brings the town to life: what people did for each other, as `living.toml` tells it, through the rooms' own acts, each
//! on its own day. What was told of it longer ago than two days everybody has read.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks::{Kind, Typed},
    ids::{ApproachId, AskId, ConversationId, IntroductionId, MemberId, MessageId, NoticeId},
    introductions::Given,
    members::Language,
    time::{DAY_US, Timestamp},
};
use serde::Deserialize;

use crate::{
    app::{App, By},
    asks, followers,
    http::{Failed, Failure},
    introductions::{self, Proposal, Wish},
    messages::{self, Origin},
    notices,
};

/// What was told in these days is still to be read.
const FRESH_DAYS: f64 = 2.0;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Living {
    deed: Vec<Deed>,
}

/// What somebody did, so many days before today.
#[derive(Debug, Deserialize)]
struct Deed {
    days: f64,
    by: String,
    #[serde(flatten)]
    did: Did,
}

/// Names (`as`, `of`, `in`) hold within the file.
#[derive(Debug, Deserialize)]
#[serde(tag = "did", rename_all = "snake_case")]
enum Did {
    Introduce {
        r#as: String,
        /// Handle and why.
        people: Vec<(String, String)>,
        /// The offer of whom it is about.
        #[serde(default)]
        offer_of: String,
    },
    Answer {
        of: String,
        says: String,
    },
    Thank {
        of: String,
        helped: String,
        thanks: String,
    },
    Request {
        r#as: String,
        to: String,
        through: Vec<String>,
        text: String,
    },
    PassOn {
        of: String,
        text: String,
        closeness: i64,
    },
    /// Says something in the conversation of an introduction.
    Say {
        r#in: String,
        text: String,
    },
    Write {
        to: String,
        text: String,
    },
    /// Has read the conversation of an introduction.
    Read {
        r#in: String,
    },
    Ask {
        r#as: String,
        language: String,
        text: String,
        topics: Vec<String>,
    },
    /// Closes an ask with thanks.
    Close {
        of: String,
        helper: String,
        #[serde(default)]
        through: String,
    },
}

/// What the names in the file stand for.
struct Names<'a> {
    members: &'a BTreeMap<String, MemberId>,
    introductions: BTreeMap<String, IntroductionId>,
    requests: BTreeMap<String, ApproachId>,
    asks: BTreeMap<String, AskId>,
}

impl Names<'_> {
    fn member(&self, handle: &str) -> Result<MemberId, Failed> {
        self.members.get(handle).copied().ok_or(Failed::NotFound)
    }
}

fn found<T: Copy>(names: &BTreeMap<String, T>, name: &str) -> Result<T, Failed> {
    names.get(name).copied().ok_or(Failed::NotFound)
}

/// Lives all of it, in the order of the file.
pub(super) async fn live(app: &App, members: &BTreeMap<String, MemberId>) -> Result<(), Failed> {
    let living: Living = toml::from_str(include_str!("living.toml")).map_err(|error| Failed::fault(&error))?;
    let mut names = Names { members, introductions: BTreeMap::new(), requests: BTreeMap::new(), asks: BTreeMap::new() };
    let mut fresh = false;
    for deed in living.deed {
        if !fresh && deed.days < FRESH_DAYS {
            followers::catch_up(app).await;
            read_all(app, members).await?;
            fresh = true;
        }
        let here = app.by_itself(Language::It).on_behalf_of(names.member(&deed.by)?);
        let back = std::time::Duration::try_from_secs_f64(deed.days * 86_400.0).unwrap_or_default();
        let back_us = i64::try_from(back.as_micros()).unwrap_or(DAY_US);
        let by = By { now: Timestamp(here.now.0 - back_us), ..here };
        do_it(app, by, &mut names, deed.did).await?;
    }
    Ok(())
}

async fn do_it(app: &App, by: By, names: &mut Names<'_>, did: Did) -> Result<(), Failed> {
    match did {
        Did::Introduce { r#as, people, offer_of } => {
            let offer = if offer_of.is_empty() { None } else { Some(offer(app, names.member(&offer_of)?).await?) };
            let proposal = Proposal {
                people: people.iter().map(|(person, _)| person.clone()).collect(),
                whys: people.into_iter().collect(),
                ask: None,
                offer,
                shows_how: true,
            };
            names.introductions.insert(r#as, introductions::propose(app, by, proposal).await?);
        }
        Did::Answer { of, says } => {
            let given = if says == "yes" { Given::Yes } else { Given::NotNow };
            introductions::answer(app, by, found(&names.introductions, &of)?, given).await?;
        }
        Did::Thank { of, helped, thanks } => {
            introductions::tell_outcome(app, by, found(&names.introductions, &of)?, &helped, &thanks).await?;
        }
        Did::Request { r#as, to, through, text } => {
            let wish = Wish { to, through, message: text };
            names.requests.insert(r#as, introductions::request(app, by, wish).await?);
        }
        Did::PassOn { of, text, closeness } => {
            introductions::pass_on(app, by, found(&names.requests, &of)?, &text, Some(closeness)).await?;
        }
        Did::Say { r#in, text } => say(app, by, found(&names.introductions, &r#in)?, text).await?,
        Did::Write { to, text } => write(app, by, names.member(&to)?, text).await?,
        Did::Read { r#in } => read(app, by, found(&names.introductions, &r#in)?).await?,
        Did::Ask { r#as, language, text, topics } => {
            let typed = Typed { text, topics, place: String::new(), language, audience: "everybody".to_owned() };
            let ask = asks::post(app, by, Kind::Ask, &typed).await?;
            names.asks.insert(r#as, ask.id);
        }
        Did::Close { of, helper, through } => {
            let told = asks::Told { answered: true, by: helper, through };
            asks::close(app, by, Kind::Ask, found(&names.asks, &of)?, told).await?;
        }
    }
    Ok(())
}

/// The newest offer of somebody.
async fn offer(app: &App, of: MemberId) -> Result<AskId, Failed> {
    let by = app.by_itself(Language::It).on_behalf_of(of);
    let filter = asks::Filter { kind: Some(Kind::Offer), author: Some(of), ..asks::Filter::default() };
    let found = asks::board(app, &by, &filter, None, 1).await?;
    Ok(found.items.first().ok_or(Failed::NotFound)?.ask.id)
}

type Said = Result<(), Failure<pergola_domain::messages::Refusal>>;

async fn say(app: &App, by: By, introduction: IntroductionId, text: String) -> Result<(), Failed> {
    let said: Said = app
        .db
        .write(async move |tx| {
            let id = messages::open(tx, &by, &[by.member], Origin::Introduction(introduction)).await?;
            speak(tx, &by, id, &text).await
        })
        .await;
    Ok(said?)
}

async fn write(app: &App, by: By, to: MemberId, text: String) -> Result<(), Failed> {
    let said: Said = app
        .db
        .write(async move |tx| {
            let id = messages::begin(tx, &by, to, false).await?;
            speak(tx, &by, id, &text).await
        })
        .await;
    Ok(said?)
}

/// Who says something has read what was before.
async fn speak(tx: &Tx, by: &By, id: ConversationId, text: &str) -> Said {
    let message = messages::say(tx, by, id, text, None).await?;
    Ok(messages::mark_read(tx, id, by.member, message).await?)
}

async fn read(app: &App, by: By, introduction: IntroductionId) -> Result<(), Failed> {
    let said: Said = app
        .db
        .write(async move |tx| {
            let id = messages::open(tx, &by, &[by.member], Origin::Introduction(introduction)).await?;
            Ok(messages::mark_read(tx, id, by.member, MessageId(i64::MAX)).await?)
        })
        .await;
    Ok(said?)
}

/// Everybody has read all that was told so far.
async fn read_all(app: &App, members: &BTreeMap<String, MemberId>) -> Result<(), Failed> {
    let everybody: Vec<MemberId> = members.values().copied().collect();
    let now = app.now();
    let read: Result<(), Fault> = app
        .db
        .write(async move |tx| {
            for member in &everybody {
                notices::mark_read(tx, *member, NoticeId(i64::MAX), now).await?;
            }
            Ok(())
        })
        .await;
    Ok(read?)
}

#[cfg(test)]
mod tests {
    use super::Living;

    #[test]
    fn what_is_told_is_in_the_order_of_time() {
        let living: Living = toml::from_str(include_str!("living.toml")).unwrap();
        assert!(living.deed.is_sorted_by(|earlier, later| earlier.days >= later.days));
    }
}
