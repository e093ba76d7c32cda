//! What programs send and are answered, held against the description of the API (`/api/v1/openapi.json`): the status is in
//! it, the content type, and the body is of the shape that it names, with nothing that it does not name.
//!
//! Stricter than JSON Schema asks for: an object whose properties are listed has no others.

use std::{collections::BTreeSet, sync::LazyLock};

use axum::http::header;
use serde_json::{Map, Value};

use super::{
    row::{Row, SIGN_IN, Sent},
    stage::filled,
};
use crate::{
    http::{Who, openapi},
    rooms,
    testkit::Answer,
};

const API: &str = "/api/v1/";
/// The description is in no description.
const ITSELF: &str = "/api/v1/openapi.json";

static DESCRIPTION: LazyLock<Description> = LazyLock::new(|| Description(written()));

fn written() -> Value {
    serde_json::to_value(openapi::describe(rooms::doors())).unwrap()
}

/// What the description says otherwise of an answer, and of the request where that was taken.
pub(super) fn faults(row: &Row, things: &[(&str, String)], answer: &Answer) -> Vec<String> {
    if !row.route.starts_with(API) || row.route == ITSELF {
        return Vec::new();
    }
    let operation = DESCRIPTION.operation(row);
    let mut faults = Vec::new();
    if operation.is_null() {
        return vec![format!("{} is not described", row.door())];
    }
    if operation["security"][0] == Value::Object(Map::new()) && row.answers[0] == SIGN_IN {
        faults.push("says that it is open to everybody".to_owned());
    }
    faults.extend(DESCRIPTION.answered(operation, answer).err());
    if answer.status.is_success() {
        faults.extend(DESCRIPTION.sent(operation, row, things).err());
    }
    faults.into_iter().map(|fault| format!("{} is not as described: {fault}", row.door())).collect()
}

struct Description(Value);

impl Description {
    fn operation(&self, row: &Row) -> &Value {
        &self.0["paths"][row.route][row.method.to_lowercase()]
    }

    fn answered(&self, operation: &Value, answer: &Answer) -> Result<(), String> {
        let status = answer.status.as_u16().to_string();
        let responses = &operation["responses"];
        let said = match responses.get(&status) {
            Some(said) => said,
            None if !answer.status.is_success() => &responses["default"],
            None => &Value::Null,
        };
        let contents = match said {
            Value::Null => return Err(format!("it answers {status}")),
            said => said["content"].as_object(),
        };
        let kind = answer.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let Some(contents) = contents else {
            return if answer.bytes.is_empty() { Ok(()) } else { Err(format!("{status} has a body, {kind}")) };
        };
        let content = contents.get(kind).ok_or_else(|| format!("{status} is {kind:?}"))?;
        if !kind.ends_with("json") || content["schema"].is_null() {
            return Ok(());
        }
        self.fits(&answer.json(), &content["schema"], &status, true)
    }

    fn sent(&self, operation: &Value, row: &Row, things: &[(&str, String)]) -> Result<(), String> {
        let parameters: Vec<(&str, &str)> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| (one["in"].as_str().unwrap(), one["name"].as_str().unwrap()))
            .collect();
        for asked in row.query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, _)| name) {
            if !parameters.contains(&("query", asked)) {
                return Err(format!("it takes the parameter {asked}"));
            }
        }
        let body = &operation["requestBody"];
        match row.sent {
            Sent::Bare if body["required"] == true => Err("it takes nothing for a body".to_owned()),
            Sent::Bare | Sent::Form(_) => Ok(()),
            Sent::File(_) if body["content"]["multipart/form-data"].is_null() => Err("it takes a file".to_owned()),
            Sent::File(_) => Ok(()),
            Sent::Json(text) => {
                let sent: Value = serde_json::from_str(&filled(text, things)).unwrap();
                let schema = &body["content"]["application/json"]["schema"];
                match sent {
                    Value::Object(said) if said.is_empty() && body.is_null() => Ok(()),
                    _ if schema.is_null() => Err("it takes JSON".to_owned()),
                    sent => self.fits(&sent, schema, "the request", true),
                }
            }
        }
    }

    /// Whether a value is of a shape. `alone`: nothing else describes it, so that it has no names but those of the shape.
    fn fits(&self, value: &Value, shape: &Value, at: &str, alone: bool) -> Result<(), String> {
        if let Some(name) = shape["$ref"].as_str() {
            return self.fits(value, self.named(name), at, alone);
        }
        if let Some(parts) = shape["allOf"].as_array() {
            parts.iter().try_for_each(|part| self.fits(value, part, at, false))?;
            let names = self.names(shape);
            let strange = value.as_object().into_iter().flatten().find(|(name, _)| !names.contains(name.as_str()));
            return match strange {
                Some((name, _)) if alone => Err(format!("{at} has {name:?}")),
                _ => Ok(()),
            };
        }
        if let Some(choices) = shape["oneOf"].as_array().or_else(|| shape["anyOf"].as_array()) {
            let tried: Vec<_> = choices.iter().map(|choice| self.fits(value, choice, at, alone)).collect();
            let why = || tried.iter().filter_map(|one| one.clone().err()).collect::<Vec<_>>().join(", or ");
            return if tried.iter().any(Result::is_ok) { Ok(()) } else { Err(why()) };
        }
        of_its_kind(value, shape, at)?;
        self.inside(value, shape, at, alone)
    }

    fn inside(&self, value: &Value, shape: &Value, at: &str, alone: bool) -> Result<(), String> {
        for name in shape["required"].as_array().into_iter().flatten() {
            let name = name.as_str().unwrap();
            if value.get(name).is_none() {
                return Err(format!("{at} lacks {name:?}"));
            }
        }
        let listed = shape["properties"].as_object();
        for (name, inner) in value.as_object().into_iter().flatten() {
            let known = listed.and_then(|listed| listed.get(name)).or_else(|| shape.get("additionalProperties"));
            match known {
                Some(Value::Bool(true)) => {}
                Some(Value::Bool(false)) => return Err(format!("{at} has {name:?}")),
                Some(known) => self.fits(inner, known, &format!("{at}.{name}"), true)?,
                None if listed.is_some() && alone => return Err(format!("{at} has {name:?}")),
                None => {}
            }
        }
        if let Some(items) = shape.get("items") {
            for (place, inner) in value.as_array().into_iter().flatten().enumerate() {
                self.fits(inner, items, &format!("{at}[{place}]"), true)?;
            }
        }
        Ok(())
    }

    fn named(&self, name: &str) -> &Value {
        self.0.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("{name} is nowhere in the description"))
    }

    /// Every name that an object of this shape may have.
    fn names<'a>(&'a self, shape: &'a Value) -> BTreeSet<&'a str> {
        if let Some(name) = shape["$ref"].as_str() {
            return self.names(self.named(name));
        }
        let mut names: BTreeSet<&str> =
            shape["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        for list in ["allOf", "oneOf", "anyOf"] {
            for part in shape[list].as_array().into_iter().flatten() {
                names.extend(self.names(part));
            }
        }
        names
    }
}

/// Its type, and where those are listed, its words.
fn of_its_kind(value: &Value, shape: &Value, at: &str) -> Result<(), String> {
    let kinds: Vec<&str> = match &shape["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = |kind: &&str| match *kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("{at}: the description has a type {other:?}"),
    };
    if !kinds.is_empty() && !kinds.iter().any(is) {
        return Err(format!("{at} is {value}, not {kinds:?}"));
    }
    match shape["enum"].as_array() {
        Some(words) if !words.contains(value) => Err(format!("{at} is {value}")),
        _ => Ok(()),
    }
}

#[test]
fn what_is_not_as_described_is_found() {
    let thing = serde_json::json!({ "components": { "schemas": {
        "Person": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } },
        "Found": { "allOf": [{ "$ref": "#/components/schemas/Person" },
            { "type": "object", "required": ["why"], "properties": { "why": { "type": ["string", "null"] },
              "kind": { "type": "string", "enum": ["near", "far"] }, "counts": { "type": "object",
              "additionalProperties": { "type": "integer" } }, "people": { "type": "array",
              "items": { "$ref": "#/components/schemas/Person" } }, "other": { "oneOf": [{ "type": "null" },
              { "$ref": "#/components/schemas/Person" }] } } }] },
    } } });
    let description = Description(thing);
    let found = serde_json::json!({ "$ref": "#/components/schemas/Found" });
    let whole = serde_json::json!({ "name": "Ada", "why": null, "kind": "near", "counts": { "a": 1 },
                                    "people": [{ "name": "Bruno" }], "other": { "name": "Carla" } });
    assert_eq!(description.fits(&whole, &found, "it", true), Ok(()));
    for (name, value, why) in [
        ("name", Value::Null, "it.name is null"),
        ("why", 7.into(), "it.why is 7"),
        ("kind", "middle".into(), "it.kind is \"middle\""),
        ("counts", serde_json::json!({ "a": 1.5 }), "it.counts.a is 1.5"),
        ("people", serde_json::json!([{ "name": "Bruno", "age": 40 }]), "it.people[0] has \"age\""),
        ("people", serde_json::json!([{}]), "it.people[0] lacks \"name\""),
        ("other", 7.into(), "it.other is 7"),
        ("new", 7.into(), "it has \"new\""),
    ] {
        let mut other = whole.clone();
        other[name] = value;
        let told = description.fits(&other, &found, "it", true).unwrap_err();
        assert!(told.starts_with(why), "{told}");
    }
}

/// Two shapes of one name would be one in the description, and wrong for one of the two.
#[test]
fn no_two_shapes_share_a_name_and_no_two_operations() {
    let doors = rooms::doors();
    for (name, shape) in doors.shapes() {
        let same = doors.shapes().iter().all(|(other, told)| other != name || told == shape);
        assert!(same, "two shapes are called {name}");
    }
    let mut names = BTreeSet::new();
    for (route, method, operation) in all(&DESCRIPTION.0) {
        assert!(names.insert(operation["operationId"].as_str().unwrap()), "{method} {route}");
        for part in route.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            let parameters = operation["parameters"].as_array();
            let told = |one: &Value| one["in"] == "path" && one["name"] == part;
            assert!(parameters.is_some_and(|all| all.iter().any(told)), "{method} {route} does not tell of {part}");
        }
        for one in operation["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "path") {
            let name = one["name"].as_str().unwrap();
            assert!(route.contains(&format!("{{{name}}}")), "{method} {route} has no {name} in its path");
        }
        assert!(!operation["responses"]["default"].is_null(), "{method} {route} tells of no problem");
    }
}

/// Who uses the API sees here what changes for him.
#[test]
fn the_description_changes_only_where_somebody_means_it() {
    let doors = rooms::doors();
    let mut lines = Vec::new();
    for (route, method, operation) in all(&DESCRIPTION.0) {
        let door =
            doors.list().iter().find(|door| door.path == *route && door.method.as_str().eq_ignore_ascii_case(method));
        let who = door.map_or(Who::Anyone, |door| door.who);
        let queries: Vec<&str> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|one| one["in"] == "query")
            .filter_map(|one| one["name"].as_str())
            .collect();
        let queries = if queries.is_empty() { String::new() } else { format!("?{}", queries.join("&")) };
        let takes = match &operation["requestBody"]["content"] {
            Value::Null => String::new(),
            content => format!(" takes {}", contents(content)),
        };
        let gives: Vec<String> = operation["responses"]
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(status, _)| *status != "default")
            .map(|(status, said)| format!("{status} {}", contents(&said["content"])).trim().to_owned())
            .collect();
        lines.push(format!("{} {route}{queries} ({who:?}){takes} -> {}", method.to_uppercase(), gives.join(", ")));
    }
    lines.push(String::new());
    for (name, shape) in DESCRIPTION.0["components"]["schemas"].as_object().unwrap() {
        lines.push(format!("{name} = {}", in_short(shape)));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

fn all(description: &Value) -> impl Iterator<Item = (&String, &String, &Value)> {
    let paths = description["paths"].as_object().unwrap();
    paths.iter().flat_map(|(route, item)| {
        let operations = item.as_object().unwrap().iter().filter(|(_, operation)| operation["responses"].is_object());
        operations.map(move |(method, operation)| (route, method, operation))
    })
}

fn contents(content: &Value) -> String {
    let each = content.as_object().into_iter().flatten().map(|(kind, told)| match kind.as_str() {
        "application/json" => in_short(&told["schema"]),
        kind => kind.to_owned(),
    });
    each.collect::<Vec<_>>().join(" or ")
}

/// A shape on one line: `{id: string, name?: string|null}`.
fn in_short(shape: &Value) -> String {
    if let Some(name) = shape["$ref"].as_str() {
        return name.rsplit('/').next().unwrap_or_default().to_owned();
    }
    for (list, sign) in [("allOf", " & "), ("oneOf", "|"), ("anyOf", "|")] {
        if let Some(parts) = shape[list].as_array() {
            return parts.iter().map(in_short).collect::<Vec<_>>().join(sign);
        }
    }
    if let Some(words) = shape["enum"].as_array() {
        return words.iter().map(Value::to_string).collect::<Vec<_>>().join("|");
    }
    if let Some(properties) = shape["properties"].as_object() {
        let needed = |name: &str| shape["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
        let each = properties
            .iter()
            .map(|(name, inner)| format!("{name}{}: {}", if needed(name) { "" } else { "?" }, in_short(inner)));
        return format!("{{{}}}", each.collect::<Vec<_>>().join(", "));
    }
    if let Some(items) = shape.get("items") {
        return format!("[{}]", in_short(items));
    }
    match &shape["type"] {
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"),
        _ => "anything".to_owned(),
    }
}
