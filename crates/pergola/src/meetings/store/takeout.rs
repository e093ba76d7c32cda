//! The own meetings for the member's archive.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::MemberId,
    meetings::{Meeting, State},
};
use pergola_formats::takeout::Party;
use serde_json::{Value, json};

use super::{Telling, Which};
use crate::words::rfc3339;

/// Read at once.
const PART: i64 = 500;

/// Every meeting of the member, oldest first, with what he told of it; never what the other told.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let mut all = Vec::new();
    let mut before = None;
    loop {
        let some = super::list(tx, member, Which::All, before, PART).await?;
        let Some(last) = some.last() else { break };
        before = Some(last.id.0);
        all.extend(some);
    }
    all.reverse();
    let others: Vec<MemberId> = all.iter().map(|meeting| meeting.with(member)).collect();
    let people = super::handles(tx, member, &others).await?;
    let mut records = Vec::with_capacity(all.len());
    for meeting in &all {
        let Some(handle) = people.get(&meeting.with(member)) else { continue };
        let telling = super::find_telling(tx, member, meeting.id).await?;
        records.push(record(member, meeting, handle, telling));
    }
    Ok(records)
}

fn record(member: MemberId, meeting: &Meeting, handle: &str, telling: Option<Telling>) -> Value {
    let said = &meeting.said;
    let mut record = json!({
        "key": meeting.id.to_string(),
        "with": Party::Member(handle.to_owned()),
        "kind": said.kind.word(),
        "state": meeting.state.word(),
        "proposed_by_me": meeting.one == member,
        "proposed_at": rfc3339(meeting.proposed_at),
        "minutes": said.minutes,
    });
    let mut add = |name: &str, value: Value| {
        if let Some(fields) = record.as_object_mut() {
            fields.insert(name.to_owned(), value);
        }
    };
    for (name, text) in [("place", &said.place), ("link", &said.link), ("words", &said.words)] {
        if !text.is_empty() {
            add(name, json!(text));
        }
    }
    if let State::Agreed { slot } | State::Held { slot } = &meeting.state {
        add("at", json!(rfc3339(slot.starts_at)));
        add("zone", json!(slot.zone));
    }
    if let Some(Telling { told, at }) = telling {
        add("good", json!(told.good.word()));
        add("next", json!(told.next.word()));
        add("told_at", json!(rfc3339(at)));
        if !told.words.is_empty() {
            add("told", json!(told.words));
        }
    }
    record
}
