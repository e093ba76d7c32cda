//! The own asks and offers for the member's archive.

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{
    asks::{Outcome, State},
    ids::MemberId,
};
use pergola_formats::takeout::Party;
use serde_json::{Value, json};

use crate::words::rfc3339;

/// Read at once.
const PART: i64 = 500;

/// Everything that the member asked and offered, oldest first, with what came of it; others only as they are here for
/// him now.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let mut all = Vec::new();
    let mut before = None;
    loop {
        let some = super::list_of(tx, member, None, before, PART).await?;
        let Some(last) = some.last() else { break };
        before = Some(last.turn);
        all.extend(some);
    }
    all.sort_by_key(|ask| (ask.posted_at, ask.id));
    let thanked = all.iter().filter_map(|ask| match ask.state {
        State::Closed { outcome: Outcome::Answered { by, through }, .. } => Some([by, through]),
        _ => None,
    });
    let people = handles(tx, member, &thanked.flatten().flatten().collect::<Vec<_>>()).await?;
    let party = |id: Option<MemberId>| {
        let handle = id.and_then(|id| people.iter().find(|(known, _)| *known == id));
        handle.map(|(_, handle)| Party::Member(handle.clone()))
    };
    let record = |ask: &pergola_domain::asks::Ask| {
        let topics: Vec<&str> = ask.said.topics.iter().map(|topic| topic.name.as_str()).collect();
        let mut record = json!({
            "key": ask.id.to_string(),
            "kind": ask.kind.word(),
            "text": ask.said.text,
            "language": ask.said.language,
            "audience": ask.said.audience.word(),
            "state": ask.state.word(),
            "posted_at": rfc3339(ask.posted_at),
            "renewed_at": rfc3339(ask.fresh_at),
            "until": rfc3339(ask.until()),
        });
        let mut add = |name: &str, value: Value| {
            if let Some(fields) = record.as_object_mut() {
                fields.insert(name.to_owned(), value);
            }
        };
        if !topics.is_empty() {
            add("topics", json!(topics));
        }
        if !ask.said.place.is_empty() {
            add("place", json!(ask.said.place));
        }
        if let State::Closed { outcome, .. } = ask.state {
            add("answered", json!(outcome.is_answered()));
            if let Outcome::Answered { by, through } = outcome {
                for (name, who) in [("by", party(by)), ("through", party(through))] {
                    if let Some(who) = who {
                        add(name, json!(who));
                    }
                }
            }
        }
        record
    };
    Ok(all.iter().map(record).collect())
}

/// The handles of those of these people who are here for the member.
async fn handles(tx: &Tx, member: MemberId, people: &[MemberId]) -> Result<Vec<(MemberId, String)>, Fault> {
    let mut found = Vec::new();
    for some in people.chunks(128) {
        let mut values = params![member].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT m.id, m.handle FROM members m WHERE m.id IN ({marks}) AND NOT EXISTS (SELECT 1 FROM blocks b WHERE \
             (b.member_id = $1 AND b.blocked_id = m.id) OR (b.member_id = m.id AND b.blocked_id = $1))"
        );
        found.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?);
    }
    Ok(found)
}
