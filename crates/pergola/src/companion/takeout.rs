//! For the member's archive: Toto's steps, what he did of them and what he put off; and beside whom he went or would go.
//!
//! Steps about nobody in particular come alive again elsewhere, so that nobody is asked twice for what he has done. What
//! concerns somebody stays a record: no archive makes anybody a godparent.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    companion::Step,
    ids::{MemberId, StepId},
    time::Timestamp,
};
use pergola_formats::takeout::Party;
use serde_json::{Value, json};

use super::store::{
    beside::{self, Stood},
    steps::{self, Ended},
};
use crate::{app::By, words};

/// Steps that ended, oldest first.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let record = |ended: Ended| {
        let key = if ended.subject == 0 { ended.step.clone() } else { format!("{}:{}", ended.step, ended.subject) };
        json!({
            "key": key,
            "step": ended.step,
            "state": ended.state,
            "proposed_at": words::rfc3339(ended.proposed_at),
            "ended_at": words::rfc3339(ended.ended_at),
            "times": ended.times,
            "particular": ended.subject != 0,
        })
    };
    Ok(steps::list_ended(tx, member).await?.into_iter().map(record).collect())
}

/// Whether the member would go beside a newcomer, and with whom he stands or stood, as he may know it.
pub(crate) async fn takeout_godparents(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let willing = beside::willing_since(tx, member).await?;
    let willing = willing.map(|at| json!({ "key": "willing", "kind": "willing", "at": words::rfc3339(at) }));
    let stood = beside::list_all(tx, member).await?;
    Ok(willing.into_iter().chain(stood.into_iter().map(|one| beside_record(member, one))).collect())
}

fn beside_record(member: MemberId, one: Stood) -> Value {
    let newcomer = one.newcomer == member;
    // A no is silence to who asked.
    let state = if newcomer && one.state == "declined" { "asked" } else { &*one.state };
    let mut record = json!({
        "key": format!("{}-{}", one.newcomer, one.godparent),
        "kind": "beside",
        "at": words::rfc3339(one.asked_at),
        "with": Party::Member(one.handle),
        "you": if newcomer { "newcomer" } else { "godparent" },
        "state": state,
    });
    if let (Some(since), Some(fields)) = (one.since, record.as_object_mut()) {
        fields.insert("since".to_owned(), json!(words::rfc3339(since)));
    }
    record
}

/// Makes a record of an archive a step that ended, where it is one that may be and there is none of its kind. Gives false
/// where it is not.
pub(crate) async fn restore(tx: &Tx, by: &By, record: &Value) -> Result<bool, Fault> {
    let Some(ended) = read(record).filter(|ended| ended.subject == 0 && ended.ended_at <= by.now) else {
        return Ok(false);
    };
    steps::keep_ended(tx, by.member, StepId(by.fresh()), &ended).await
}

fn read(record: &Value) -> Option<Ended> {
    let text = |name: &str| record.get(name)?.as_str();
    let time = |name: &str| text(name).and_then(words::parse);
    let step = Step::of_name(text("step")?)?.name().to_owned();
    let state = ["done", "postponed"].into_iter().find(|state| text("state") == Some(state))?.to_owned();
    let times = record.get("times")?.as_i64().filter(|times| (0..1_000).contains(times))?;
    let whole = record.get("particular")?.as_bool().is_some_and(|particular| !particular);
    let (proposed_at, ended_at): (Timestamp, Timestamp) = (time("proposed_at")?, time("ended_at")?);
    let known = text("key") == Some(&step) && proposed_at <= ended_at && whole;
    known.then_some(Ended { step, subject: 0, proposed_at, state, ended_at, times })
}
