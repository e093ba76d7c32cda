//! Toto's steps, for the member's archive: what he did, and what he put off. Those about nobody in particular come alive
//! again elsewhere, so that nobody is asked twice for what he has done; those about somebody stay a record.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    companion::Step,
    ids::{MemberId, StepId},
    time::Timestamp,
};
use serde_json::{Value, json};

use super::store::steps::{self, Ended};
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
