//! Stories of introductions, through the doors.

mod afterwards;
mod alike;
mod brokered;
mod cards;
mod closed;
mod numbers;
mod refused;
mod remembered;
mod requested;
mod silence;
mod taken;

use serde_json::{Value, json};

use crate::testkit::{Answer, Person, Town};

/// What Maria writes to each.
const WHY: &str = "Vi capireste al volo.";

impl Person {
    /// Ties two people.
    pub(in crate::introductions) async fn knows(&self, other: &Self) {
        let how_met = json!({ "kind": "worked", "organisation": "Mulino" });
        let wish = json!({ "to": other.handle, "how_met": how_met });
        let asked = self.post("/api/v1/invitations", wish).await.is(201).json();
        let path = format!("/api/v1/invitations/{}/acceptance", asked["id"].as_str().unwrap());
        other.put(&path, json!({})).await.is(200);
    }

    async fn proposes(&self, people: &[&str]) -> Answer {
        let whys: serde_json::Map<String, Value> =
            people.iter().map(|person| ((*person).to_owned(), json!(WHY))).collect();
        self.post("/api/v1/introductions", json!({ "people": people, "whys": whys })).await
    }

    /// Proposes people to each other. Gives the introduction.
    pub(in crate::introductions) async fn introduces(&self, people: &[&str]) -> String {
        self.proposes(people).await.is(201).json()["id"].as_str().unwrap().to_owned()
    }

    /// Answers a question: `acceptance`, `refusal`, `postponement`, `avoidance`.
    async fn answers(&self, id: &str, noun: &str) -> Answer {
        self.put(&format!("/api/v1/introductions/{id}/{noun}"), json!({})).await
    }

    /// Where an introduction stands for somebody.
    async fn sees(&self, id: &str) -> String {
        let answer = self.get(&format!("/api/v1/introductions/{id}")).await;
        if answer.status == 404 { "nothing".to_owned() } else { answer.json()["state"].as_str().unwrap().to_owned() }
    }

    /// The kinds of all that was told, oldest first.
    async fn news(&self) -> Vec<String> {
        let all = self.get("/api/v1/notices?limit=100").await.is(200).json();
        let kinds = all["items"].as_array().unwrap().iter().map(|notice| notice["kind"].as_str().unwrap().to_owned());
        kinds.filter(|kind| !["invited", "tied"].contains(&kind.as_str())).rev().collect()
    }

    async fn ties_with(&self, handle: &str) -> Value {
        let answer = self.get(&format!("/api/v1/ties/{handle}")).await;
        if answer.status == 404 { json!(null) } else { answer.json() }
    }
}

/// Maria knows Ada, Bruno and Carla, who do not know each other.
struct Four {
    town: Town,
    maria: Person,
    ada: Person,
    bruno: Person,
    carla: Person,
}

impl Four {
    async fn new() -> Self {
        let town = Town::new().await;
        let [maria, ada, bruno, carla] = town.people(["Maria Verdi", "Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
        for other in [&ada, &bruno, &carla] {
            maria.knows(other).await;
        }
        town.settles().await;
        Self { town, maria, ada, bruno, carla }
    }
}
