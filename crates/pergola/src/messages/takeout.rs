//! What was said in a member's conversations, for his archive: what he may read now, and nothing else.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::ids::{ConversationId, MemberId, MessageId};
use pergola_formats::takeout::Party;
use serde_json::{Value, json};

use super::store::{
    people,
    said::{self, Message},
};
use crate::{members, words::rfc3339};

/// Read at once.
const PART: i64 = 500;

/// Every message in its conversation, oldest first. Who has read what is not said; somebody behind a block has no name.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let mut all: Vec<(Message, Value)> = Vec::new();
    let mut after: Option<ConversationId> = None;
    loop {
        let some = people::all_of(tx, member, after, PART).await?;
        let Some(last) = some.last() else { break };
        after = Some(*last);
        for id in some {
            all.extend(conversation(tx, member, id).await?);
        }
    }
    all.sort_by_key(|(message, _)| (message.at, message.id));
    Ok(all.into_iter().map(|(_, record)| record).collect())
}

async fn conversation(tx: &Tx, member: MemberId, id: ConversationId) -> Result<Vec<(Message, Value)>, Fault> {
    let Some(conversation) = super::find(tx, member, id).await? else { return Ok(Vec::new()) };
    let there: Vec<MemberId> = conversation.others.iter().chain(&conversation.gone).copied().chain([member]).collect();
    let accounts = members::find_many(tx, &there).await?;
    let names: BTreeMap<MemberId, Party> =
        accounts.into_iter().map(|account| (account.id, Party::Member(account.handle))).collect();
    let mut with: Vec<&Party> = names.iter().filter(|(id, _)| **id != member).map(|(_, party)| party).collect();
    with.sort();
    let readable = conversation.readable(member);
    let mut all = Vec::new();
    let mut before: Option<MessageId> = None;
    loop {
        let some = said::list_before(tx, readable, before.map(|id| id.0), PART).await?;
        let Some(last) = some.last() else { return Ok(all) };
        before = Some(last.id);
        for message in some {
            let mut record = json!({
                "key": message.id.to_string(),
                "conversation": id.to_string(),
                "kind": conversation.origin.word(),
                "at": rfc3339(message.at),
                "text": message.text,
            });
            if let Some(fields) = record.as_object_mut() {
                if !with.is_empty() {
                    fields.insert("with".to_owned(), json!(with));
                }
                if let Some(author) = message.author.and_then(|author| names.get(&author)) {
                    fields.insert("from".to_owned(), json!(author));
                }
            }
            all.push((message, record));
        }
    }
}
