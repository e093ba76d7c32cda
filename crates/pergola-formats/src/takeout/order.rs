//! One order for what has none, so that the same account gives the same bytes wherever it was kept.
//!
//! A server that reads an account gives its contacts new ids. So ids are given anew here, in the order of what the contacts
//! say; of two who say the same, the order of their moments decides; and if those too are the same, nobody can tell.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Contact, Moment, Party, Takeout};

impl Takeout {
    /// The same account with ties, contacts, moments, invitations and blocks in order, and the contacts called `c1`, `c2`… What
    /// the member ordered (positions, skills, links, beds) stays as it is.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.ties.sort_by(|a, b| (&a.handle, &a.name).cmp(&(&b.handle, &b.name)));
        self.ties.dedup();
        self.invitations.sort_by_key(text);
        self.blocks.sort_by_key(text);
        self.blocks.dedup();
        self.name_contacts_anew();
        self.moments.sort_by_cached_key(|moment| (moment.at, text(moment)));
        self
    }

    fn name_contacts_anew(&mut self) {
        let mut of_contact: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for moment in &self.moments {
            if let Party::Contact(id) = &moment.with {
                let nameless = Moment { with: Party::Contact(String::new()), ..moment.clone() };
                of_contact.entry(id.clone()).or_default().push(text(&nameless));
            }
        }
        of_contact.values_mut().for_each(|moments| moments.sort());
        self.contacts.sort_by_cached_key(|contact| {
            let nameless = Contact { id: String::new(), ..contact.clone() };
            let name = (contact.family.to_lowercase(), contact.given.to_lowercase());
            (name, text(&nameless), of_contact.get(&contact.id).cloned().unwrap_or_default())
        });
        let mut new_names: BTreeMap<String, String> = BTreeMap::new();
        for (number, contact) in (1_u32..).zip(&mut self.contacts) {
            let new = format!("c{number}");
            new_names.insert(std::mem::replace(&mut contact.id, new.clone()), new);
        }
        for moment in &mut self.moments {
            if let Party::Contact(id) = &mut moment.with
                && let Some(new) = new_names.get(id)
            {
                id.clone_from(new);
            }
        }
        for record in self.rooms.values_mut().flatten() {
            rename(record, &new_names);
        }
    }
}

/// In the records of rooms a person is what he is in a moment: `{"contact": "c3"}`, and nothing else in that object. The depth is
/// bounded by the parser that made the record.
fn rename(value: &mut Value, new_names: &BTreeMap<String, String>) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| rename(value, new_names)),
        Value::Object(fields) if fields.len() == 1 && fields.contains_key("contact") => {
            let new = fields.get("contact").and_then(Value::as_str).and_then(|id| new_names.get(id));
            if let Some(new) = new {
                *value = json!({ "contact": new });
            }
        }
        Value::Object(fields) => fields.values_mut().for_each(|value| rename(value, new_names)),
        _ => {}
    }
}

/// The JSON of a part, to compare by. What cannot be said in JSON is refused later, by the writing.
fn text<T: serde::Serialize>(part: &T) -> String {
    serde_json::to_string(part).unwrap_or_default()
}
