//! What a member reported, and what was decided of him, for his archive.

use pergola_db::{Fault, Tx};
use pergola_domain::ids::MemberId;
use serde_json::{Value, json};

use super::store::{decisions, reports};
use crate::words::rfc3339;

const MOST: i64 = 1_000;

/// The oldest first. Who reported him, and who decided, is not in it.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let mut all = Vec::new();
    for (report, about, decided) in reports::list_by(tx, member, None, MOST).await?.into_iter().rev() {
        all.push(json!({ "key": report.id.to_string(), "kind": "report", "about": about, "why": report.why,
                         "text": report.words, "at": rfc3339(report.at), "decided": decided }));
    }
    for decision in decisions::list_of(tx, member, None, MOST).await?.into_iter().rev() {
        let mut record = json!({ "key": decision.id.to_string(), "kind": "decision",
                                 "about": decision.subject.about.word(), "measure": decision.measure.word(),
                                 "reason": decision.reason, "at": rfc3339(decision.at),
                                 "hearing": decision.hearing.word() });
        if let Some(fields) = record.as_object_mut() {
            for (name, words) in [("appeal", &decision.appeal), ("answer", &decision.answer)] {
                if !words.is_empty() {
                    fields.insert(name.to_owned(), json!(words));
                }
            }
            if let Some(until) = decision.until {
                fields.insert("until".to_owned(), json!(rfc3339(until)));
            }
        }
        all.push(record);
    }
    all.sort_by_cached_key(|record: &Value| {
        let word = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        (word("at"), word("key"))
    });
    Ok(all)
}
