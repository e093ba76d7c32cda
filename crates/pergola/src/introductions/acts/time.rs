//! What time does: a question closes, somebody is reminded once, and after two weeks each is asked whether it helped.
//!
//! An end by time comes at the same moment whatever was said, and tells the same to the same people.

use pergola_db::Fault;
use pergola_domain::{
    ids::PersonId,
    introductions::{Refusal, Standing},
    members::Language,
};

use super::{
    answering, links, looking, requesting,
    telling::{self, numbered},
};
use crate::{
    app::{App, By},
    http::Failure,
    introductions::store::{
        approaches::{self, Sent},
        introductions::{self as store, Kept},
    },
};

const AT_ONCE: i64 = 200;

/// Does what is due. Twice is once.
pub(crate) async fn pass(app: &App) {
    let by = app.by_itself(Language::default());
    let passed = async {
        // Mostly there is nothing: then nobody's writing has to wait for a look.
        while any_due(app, &by).await? {
            over(app, &by).await?;
            remind(app, &by).await?;
            remind_connectors(app, &by).await?;
            ask_outcomes(app, &by).await?;
        }
        Ok::<_, Failure<Refusal>>(())
    };
    if let Err(failure) = passed.await {
        tracing::warn!(fault.cause = ?failure, "introductions whose time has come were not all seen to; they will be");
    }
}

type Due = Result<(), Failure<Refusal>>;

async fn any_due(app: &App, by: &By) -> Result<bool, Fault> {
    let now = by.now;
    app.db
        .read(async move |tx| {
            Ok(!store::list_over(tx, now, 1).await?.is_empty()
                || !approaches::list_over(tx, now, 1).await?.is_empty()
                || !store::list_to_remind(tx, now, 1).await?.is_empty()
                || !approaches::list_to_remind(tx, now, 1).await?.is_empty()
                || !store::list_to_ask(tx, now, 1).await?.is_empty())
        })
        .await
}

/// Closes what is over.
async fn over(app: &App, by: &By) -> Due {
    let by = by.clone();
    app.db
        .write(async move |tx| {
            let introductions = store::list_over(tx, by.now, AT_ONCE).await?;
            let approaches = approaches::list_over(tx, by.now, AT_ONCE).await?;
            for kept in introductions {
                if let Some(introduction) = kept.introduction.clone().expire(by.now) {
                    answering::close(tx, &by, Kept { introduction, ..kept }).await?;
                }
            }
            for sent in approaches {
                if let Some(approach) = sent.approach.clone().expire(by.now) {
                    requesting::close(tx, &by, Sent { approach, ..sent }).await?;
                }
            }
            Ok(())
        })
        .await
}

/// Half the time is gone: one reminder for each who said nothing. Members get a notice, people on cards a letter.
async fn remind(app: &App, by: &By) -> Due {
    let (by, app_inside) = (by.clone(), app.clone());
    app.db
        .write(async move |tx| {
            let due = store::list_to_remind(tx, by.now, AT_ONCE).await?;
            for kept in &due {
                if !store::keep_reminded(tx, kept.id(), by.now).await? || !kept.introduction.is_open(by.now) {
                    continue;
                }
                for (party, notice) in numbered(&by, kept.parties()) {
                    let seen = looking::find(tx, party, kept.id(), by.now).await?;
                    let due = kept.introduction.reminds(PersonId::Member(party), by.now);
                    if due && seen.is_some_and(|looked| looked.view.may_answer) {
                        let about = ("introduction_waits", kept.id().0);
                        telling::keep_as(tx, &by, notice, about, (party, kept.introduction.broker), "").await?;
                    }
                }
                links::ask_cards(tx, &app_inside, &by, kept, true).await?;
            }
            Ok(())
        })
        .await
}

/// Half of the time is gone that a connector had to pass a request on: one reminder for who said nothing. It is told to him
/// alone, and nothing else changes.
async fn remind_connectors(app: &App, by: &By) -> Due {
    let by = by.clone();
    app.db
        .write(async move |tx| {
            for (id, connector) in approaches::list_to_remind(tx, by.now, AT_ONCE).await? {
                approaches::keep_reminded(tx, id, connector, by.now).await?;
                let seen = requesting::find(tx, connector, id, by.now).await?;
                if let Some(request) = seen.filter(|request| request.standing == Standing::Asked) {
                    telling::keep(tx, &by, ("request_waits", id.0), (connector, request.asker.id)).await?;
                }
            }
            Ok(())
        })
        .await
}

/// Two weeks after it was made each is asked whether it helped, once: members by a notice, people on cards by a letter.
async fn ask_outcomes(app: &App, by: &By) -> Due {
    let (by, app_inside) = (by.clone(), app.clone());
    app.db
        .write(async move |tx| {
            let due = store::list_to_ask(tx, by.now, AT_ONCE).await?;
            for kept in &due {
                if !store::keep_outcome_asked(tx, kept.id(), by.now).await? {
                    continue;
                }
                for (party, notice) in numbered(&by, kept.parties()) {
                    let seen = looking::find(tx, party, kept.id(), by.now).await?;
                    let other = kept.parties().find(|other| *other != party).unwrap_or(kept.introduction.broker);
                    if seen.is_some_and(|looked| looked.view.may_tell) {
                        let about = ("outcome_asked", kept.id().0);
                        telling::keep_as(tx, &by, notice, about, (party, other), "").await?;
                    }
                }
                links::ask_cards_outcome(tx, &app_inside, &by, kept).await?;
            }
            Ok(())
        })
        .await
}
