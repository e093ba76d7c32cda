//! What a member proposed, was asked and said, for his archive. It is made of his own views alone: of the others' answers
//! there is no more in it than on his pages.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{MemberId, PersonId},
    introductions::{Mine, Role, Told},
    time::Timestamp,
};
use pergola_formats::takeout::Party;
use serde_json::{Map, Value, json};

use super::{
    acts::{
        looking::{self, Looked, Person},
        requesting::{self, Request},
    },
    store::avoided,
};
use crate::{
    members::{self, Account},
    words::rfc3339,
};

/// Read at once.
const PART: i64 = 500;

/// Introductions, oldest first.
pub(crate) async fn introductions(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Vec<Value>, Fault> {
    let mut all = Vec::new();
    let mut before = None;
    loop {
        let some = looking::list(tx, member, before, PART, now).await?;
        let Some(last) = some.last() else { break };
        before = Some(last.kept.id().0);
        for looked in some {
            let message = looking::beside(tx, member, &looked).await?.message;
            all.push((looked.view.proposed_at, looked.kept.id(), introduction(member, &looked, message)));
        }
    }
    all.sort_by_key(|(at, id, _)| (*at, *id));
    Ok(all.into_iter().map(|(_, _, record)| record).collect())
}

fn introduction(member: MemberId, looked: &Looked, message: Option<String>) -> Value {
    let (view, kept) = (&looked.view, &looked.kept);
    let is_broker = view.role == Role::Broker;
    let me = PersonId::Member(member);
    let mut record = Record::new(json!({
        "key": kept.id().to_string(),
        "role": if is_broker { "broker" } else { "party" },
        "state": view.seen.word(),
        "proposed_at": rfc3339(view.proposed_at),
    }));
    let people = looked.others(me).map(|person| {
        let mut one = Record::new(json!({ "name": person.name() }));
        one.add("who", who(person, is_broker));
        let why = kept.words_for(person.id()).filter(|_| is_broker).map(|words| json!(words.why));
        one.add("why", why);
        one.0.into()
    });
    record.add("people", Some(people.collect::<Vec<Value>>().into()));
    record.add("made_at", view.made_at.map(|at| json!(rfc3339(at))));
    if is_broker {
        let told = view.told.iter().map(|(by, told)| {
            let by = looked.people.iter().find(|person| person.id() == *by).and_then(|person| who(person, true));
            let mut one = outcome(told);
            one.add("by", by);
            one.0.into()
        });
        record.add("outcomes", Some(told.collect::<Vec<Value>>()).filter(|told| !told.is_empty()).map(Value::from));
    } else {
        let requested = kept.introduction.requested_by.filter(|asker| *asker != member).map(PersonId::Member);
        let requested = looked.people.iter().find(|person| Some(person.id()) == requested);
        record.add("by", Some(party(&looked.broker)));
        record.add("why", kept.words_for(me).map(|words| json!(words.why)));
        record.add("requested_by", requested.and_then(|person| who(person, false)));
        record.add("message", message.map(Value::from));
        record.add("answer", view.mine.filter(|mine| *mine != Mine::None).map(|mine| json!(mine.word())));
        record.add("outcome", view.own_told.as_ref().map(|told| outcome(told).0.into()));
    }
    record.0.into()
}

fn outcome(told: &Told) -> Record {
    let mut record = Record::new(json!({ "helped": told.helped.word(), "at": rfc3339(told.at) }));
    record.add("thanks", Some(told.thanks.clone()).filter(|thanks| !thanks.is_empty()).map(Value::from));
    record
}

/// A card is its owner's alone; the others have its name.
fn who(person: &Person, is_broker: bool) -> Option<Value> {
    match person {
        Person::Member(account) => Some(party(account)),
        Person::Card(card) => is_broker.then(|| json!(Party::Contact(card.id.to_string()))),
    }
}

fn party(account: &Account) -> Value {
    json!(Party::Member(account.handle.clone()))
}

/// Requests to be introduced: his own, and those that came to him, oldest first.
pub(crate) async fn requests(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Vec<Value>, Fault> {
    let mut all: Vec<Request> = Vec::new();
    let mut before = None;
    loop {
        let some = requesting::list(tx, member, before, PART, now).await?;
        let Some(last) = some.last() else { break };
        before = Some(last.sent.approach.id.0);
        all.extend(some);
    }
    all.sort_by_key(|request| (request.sent.approach.sent_at, request.sent.approach.id));
    Ok(all.iter().map(|one| request(member, one)).collect())
}

fn request(member: MemberId, request: &Request) -> Value {
    let approach = &request.sent.approach;
    let mut record = Record::new(json!({
        "key": approach.id.to_string(),
        "role": if request.is_mine { "asker" } else { "connector" },
        "state": request.standing.word(),
        "to": party(&request.target),
        "through": request.through.iter().map(party).collect::<Vec<_>>(),
        "message": request.sent.message,
        "sent_at": rfc3339(approach.sent_at),
    }));
    if !request.is_mine {
        let words = request.sent.words_of(member).filter(|words| !words.is_empty());
        record.add("asker", Some(party(&request.asker)));
        record.add("words", words.map(Value::from));
    }
    record.0.into()
}

/// By whom the member would rather not be introduced.
pub(crate) async fn avoided(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let mut handles = Vec::new();
    let mut after = MemberId(0);
    loop {
        let some = avoided::list(tx, member, after, PART).await?;
        let Some(last) = some.last() else { break };
        after = *last;
        handles.extend(members::find_many(tx, &some).await?.into_iter().map(|account| account.handle));
    }
    handles.sort();
    Ok(handles.into_iter().map(|handle| json!({ "who": Party::Member(handle) })).collect())
}

/// A record that leaves out what is absent.
struct Record(Map<String, Value>);

impl Record {
    fn new(value: Value) -> Self {
        Self(if let Value::Object(fields) = value { fields } else { Map::new() })
    }

    fn add(&mut self, name: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value);
        }
    }
}
