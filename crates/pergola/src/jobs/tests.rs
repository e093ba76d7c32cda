//! Stories of jobs.

mod ads;
mod applications;
mod below;
mod described;
mod feeds;
mod kept;
mod know;
mod openness;
mod pulled;
mod record;
mod referrals;
mod refusals;
mod searches;
mod sentences;
mod told;

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap().to_owned()
}

/// A good ad of an organisation.
fn ad(organisation: &str) -> Value {
    json!({ "organisation": organisation, "title": "Progettista di arredi per scuole",
            "text": "Disegniamo arredi che i bambini possono **spostare** da soli.\n\n- prototipi\n- montaggi",
            "place": "Modena", "remote": "mixed", "contract": "permanent", "hours": 38,
            "pay": { "from": { "amount": "32000", "currency": "EUR" }, "to": { "amount": "40000", "currency": "EUR" },
                     "period": "year" },
            "skills": ["disegno tecnico"], "languages": ["it"] })
}

fn with(mut ad: Value, name: &str, value: Value) -> Value {
    ad[name] = value;
    ad
}

/// Somebody speaks for an organisation of this name and posts an ad.
async fn posts(person: &Person, name: &str) -> (String, String) {
    let organisation = crate::organisations::tests::speaks_for(person, name, "company").await;
    let job = id(&person.post("/api/v1/jobs", ad(&organisation)).await.is(201).json());
    (organisation, job)
}

/// Two are tied.
async fn tie(one: &Person, other: &Person) {
    let how_met = json!({ "kind": "worked", "text": "il laboratorio" });
    let asked = one.post("/api/v1/invitations", json!({ "to": other.handle, "how_met": how_met })).await.is(201).json();
    other.put(&format!("/api/v1/invitations/{}/acceptance", id(&asked)), json!({})).await.is(200);
}

/// Somebody works, or worked, at a place of this name.
async fn works(person: &Person, name: &str, from: &str, to: Option<&str>) {
    let position = json!({ "organisation": name, "title": "falegname", "from": from, "to": to });
    person.patch("/api/v1/me", json!({ "positions": [position] })).await.is(200);
}

async fn titles(person: &Person, query: &str) -> Vec<String> {
    let listed = person.get(&format!("/api/v1/jobs?{query}")).await.is(200).json();
    listed["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

async fn small_town() -> (Town, [Person; 4]) {
    let town = Town::new().await;
    let people = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    (town, people)
}
