//! What an archive says is what `docs/formats/takeout.schema.json` says of it.

use serde_json::{Value, json};

use super::leaving::{a_full_garden, read, takes_all};
use crate::{exchange::sections, testkit::Town};

pub(super) fn schema() -> Value {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats/takeout.schema.json");
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

#[tokio::test]
async fn a_full_archive_is_what_the_schema_says() {
    let town = Town::new().await;
    let ada = a_full_garden(&town).await;
    let (archive, _) = read(&takes_all(&town, &ada).await);
    let archive = serde_json::to_value(archive).unwrap();
    for part in ["ties", "contacts", "moments", "invitations", "blocks", "settings", "rooms", "beds", "positions"] {
        assert!(archive.get(part).is_some(), "the garden of this story has no {part}");
    }
    for room in [
        "dismissals",
        "asks",
        "topics",
        "messages",
        "introductions",
        "requests",
        "introducers_avoided",
        "steps",
        "godparents",
        "mail",
    ] {
        assert!(archive["rooms"].get(room).is_some(), "the garden of this story has no {room}");
    }
    let schema = schema();
    conforms(&archive, &schema, &schema, "pergola.json");
}

#[tokio::test]
async fn each_room_has_its_shape_in_the_schema() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let member = ada.id;
    let rooms =
        town.app.db.read(async move |tx| sections::of(tx, member, crate::testkit::TUESDAY).await).await.unwrap();
    let schema = schema();
    for room in rooms.keys() {
        let shape = &schema["properties"]["rooms"]["properties"][room]["items"];
        assert!(shape.is_object(), "{room} has no shape under `rooms`");
    }
}

/// As much of JSON Schema as ours uses.
fn conforms(value: &Value, schema: &Value, root: &Value, at: &str) {
    // Whatever it is: of another standard.
    if *schema == Value::Bool(true) {
        return;
    }
    if let Some(name) = schema["$ref"].as_str() {
        return conforms(value, &root["$defs"][name.trim_start_matches("#/$defs/")], root, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let has = |choice: &Value, name: &Value| value.get(name.as_str().unwrap()).is_some() && choice.is_object();
        let fits = |choice: &&Value| choice["required"].as_array().unwrap().iter().all(|name| has(choice, name));
        return conforms(value, choices.iter().find(fits).expect(at), root, at);
    }
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(value), "{at} is {value}");
    }
    let kind = schema["type"].as_str().unwrap_or_default();
    let right = match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        _ => true,
    };
    assert!(right, "{at} is no {kind}: {value}");
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(value.get(name.as_str().unwrap()).is_some(), "{at} lacks {name}");
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        let known = schema["properties"].get(name).unwrap_or(&schema["additionalProperties"]);
        assert!(!known.is_null() && *known != Value::Bool(false), "{at}.{name} is not in the schema");
        conforms(inner, known, root, &format!("{at}.{name}"));
    }
    for inner in value.as_array().into_iter().flatten() {
        conforms(inner, &schema["items"], root, at);
    }
}

#[tokio::test]
async fn an_application_and_a_post_with_its_history_are_what_the_schema_says() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let officina = crate::organisations::tests::speaks_for(&bruno, "Officina", "company").await;
    let pay = json!({ "from": { "amount": "32000", "currency": "EUR" }, "to": { "amount": "40000", "currency": "EUR" },
                      "period": "year" });
    let new = json!({ "organisation": officina, "title": "Falegname", "text": "Banchi.", "place": "Modena",
                      "remote": "mixed", "contract": "permanent", "pay": pay, "questions": ["Perché?"] });
    let job = bruno.post("/api/v1/jobs", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let sent = json!({ "sends": ["skills", "page", "resume", "pdf"], "letter": "Eccomi.", "answers": ["Perché sì."] });
    ada.post(&format!("/api/v1/jobs/{job}/applications"), sent).await.is(201);
    let (post, _) = super::album::posts_a_picture(&ada, "Un tetto").await;
    ada.patch(&format!("/api/v1/posts/{post}"), json!({ "text": "Il tetto", "pictures": [] })).await.is(200);
    let (archive, _) = read(&takes_all(&town, &ada).await);
    let archive = serde_json::to_value(archive).unwrap();
    let rooms = &archive["rooms"];
    assert_eq!(rooms["applications"][0]["forms"], json!(["page", "resume", "pdf"]));
    assert_eq!(rooms["applications"][0]["questions"], json!(["Perché?"]));
    assert_eq!(rooms["posts"][0]["before"][0]["pictures"][0]["number"], 1);
    let schema = schema();
    conforms(&archive, &schema, &schema, "pergola.json");
}
