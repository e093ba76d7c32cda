//! What an archive tells of another place: what people are called there, and what a card or a record keeps of it.
//!
//! A handle means nothing outside its server: `giulia` here and `giulia` there are two people until they say otherwise. So
//! whoever comes from elsewhere is `giulia@pergola.example` in all that is kept, and no handle from an archive is ever
//! looked up among the members here.

use pergola_db::Fault;
use pergola_formats::takeout::{HowMet, Party};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// The sections of the table `formers` that are no room's.
pub(super) const BLOCKS: &str = "blocks";
pub(super) const INVITATIONS: &str = "invitations";
pub(super) const ACCOUNT: &str = "account";
/// Before the name of a room in the table.
pub(super) const ROOM: &str = "room:";

/// A kept record, as the archive had it.
pub(super) fn told<T: DeserializeOwned>(body: &str) -> Result<T, Fault> {
    serde_json::from_str(body).map_err(|error| Fault::other(format!("a former record's body: {error}")))
}

/// What a card keeps of an archive beyond what cards say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Former {
    /// Who was a tie elsewhere; without a host, on a server of this one's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) handle: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) how_met: Option<HowMet>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) labels: Vec<String>,
}

impl Former {
    /// As the table has it; empty where there is nothing.
    pub(super) fn text(&self) -> String {
        if *self == Self::default() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    pub(super) fn of(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }
}

/// The host of an address: what an archive calls its server.
pub(super) fn host(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, host)| host)
}

/// Where an archive comes from, seen from here.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    server: Option<String>,
    here: String,
}

impl Origin {
    pub(super) fn new(server: Option<&str>, address: &str) -> Self {
        let here = host(address).to_owned();
        let server = server.map(clean).filter(|server| !server.is_empty() && *server != here);
        Self { server, here }
    }

    /// A handle of the archive as it is called here: with its host, unless that is ours.
    pub(super) fn handle(&self, handle: &str) -> String {
        let (name, host) = handle.split_once('@').map_or((handle, None), |(name, host)| (name, Some(clean(host))));
        let name: String = name.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(60).collect();
        match host.or_else(|| self.server.clone()) {
            Some(host) if host != self.here && !name.is_empty() => format!("{name}@{host}"),
            _ => name,
        }
    }
}

fn clean(host: &str) -> String {
    host.to_lowercase().chars().filter(|c| c.is_alphanumeric() || ".-:[]".contains(*c)).take(253).collect()
}

/// Calls everybody in a record by another name. A person is `{"member": …}` or `{"contact": …}` and nothing else in that
/// object; the depth is bounded by the parser that made the record.
pub(super) fn rename(value: &mut Value, name: &impl Fn(Party) -> Party) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| rename(value, name)),
        Value::Object(fields) => match party(fields) {
            Some(party) => {
                *value = match name(party) {
                    Party::Member(handle) => json!({ "member": handle }),
                    Party::Contact(id) => json!({ "contact": id }),
                };
            }
            None => fields.values_mut().for_each(|value| rename(value, name)),
        },
        _ => {}
    }
}

fn party(fields: &serde_json::Map<String, Value>) -> Option<Party> {
    let mut all = fields.iter();
    let (Some((kind, Value::String(who))), None) = (all.next(), all.next()) else { return None };
    match kind.as_str() {
        "member" => Some(Party::Member(who.clone())),
        "contact" => Some(Party::Contact(who.clone())),
        _ => None,
    }
}

/// What a record of a room is known by: its own key, else all that it says.
pub(super) fn identity(record: &Value) -> String {
    match record.get("key") {
        Some(Value::String(key)) if fits(key) => format!("key:{key}"),
        _ => format!("text:{}", pergola_formats::fingerprint(&[&record.to_string()])),
    }
}

/// Whether a key can be one of the table's.
fn fits(key: &str) -> bool {
    !key.is_empty() && key.len() <= 200 && !key.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use pergola_formats::takeout::Party;
    use serde_json::json;

    use super::{Origin, rename};

    #[test]
    fn a_handle_from_elsewhere_keeps_its_host_and_ours_needs_none() {
        let elsewhere = Origin::new(Some("Other.example"), "https://pergola.example");
        assert_eq!(elsewhere.handle("giulia"), "giulia@other.example");
        assert_eq!(elsewhere.handle("giulia@pergola.example"), "giulia", "it has come home");
        assert_eq!(elsewhere.handle("giulia@third.example"), "giulia@third.example");
        assert_eq!(elsewhere.handle(""), "");
        let home = Origin::new(Some("pergola.example"), "https://pergola.example");
        assert_eq!((home.handle("giulia"), home.handle("a\nb c")), ("giulia".to_owned(), "abc".to_owned()));
        assert_eq!(Origin::new(None, "http://127.0.0.1:8080").handle("giulia"), "giulia");
    }

    #[test]
    fn people_in_records_are_called_anew_wherever_they_stand() {
        let mut record = json!({ "for": [{ "contact": "c1" }], "by": { "member": "ada" }, "member": "no person",
                                 "deep": [[{ "contact": "c1", "and": 1 }]] });
        rename(&mut record, &|party| match party {
            Party::Member(handle) => Party::Member(format!("{handle}@x")),
            Party::Contact(_) => Party::Member("kofi".to_owned()),
        });
        assert_eq!(
            record,
            json!({ "for": [{ "member": "kofi" }], "by": { "member": "ada@x" }, "member": "no person",
                    "deep": [[{ "contact": "c1", "and": 1 }]] })
        );
    }
}
