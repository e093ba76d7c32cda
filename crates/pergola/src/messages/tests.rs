//! Stories of conversations.

use pergola_domain::{
    ids::{ConversationId, IntroductionId, MemberId},
    messages::{Origin, Refusal},
};

use crate::{
    app::By,
    http::Failure,
    testkit::{Person, Town},
};

mod archive;
mod circles;
mod listening;
mod opening;
mod parting;
mod talking;

impl Town {
    fn by(&self, person: &Person) -> By {
        By { member: person.id, ..self.app.by_itself(pergola_domain::members::Language::En) }
    }

    async fn opens(&self, by: &Person, people: &[MemberId], origin: Origin) -> ConversationId {
        let (by, people) = (self.by(by), people.to_vec());
        self.app.db.write(async move |tx| super::open(tx, &by, &people, origin).await).await.unwrap()
    }

    async fn begins(&self, by: &Person, to: &Person, answers: bool) -> Result<ConversationId, Failure<Refusal>> {
        let (by, to) = (self.by(by), to.id);
        self.app.db.write(async move |tx| super::begin(tx, &by, to, answers).await).await
    }

    async fn says(&self, by: &Person, id: ConversationId, text: &'static str) -> Result<(), Failure<Refusal>> {
        let by = self.by(by);
        self.app.db.write(async move |tx| super::say(tx, &by, id, text, None).await.map(drop)).await
    }

    async fn leaves(&self, by: &Person, id: ConversationId) -> Result<(), Failure<Refusal>> {
        let by = self.by(by);
        self.app.db.write(async move |tx| super::leave(tx, &by, id).await).await
    }

    async fn finds(&self, by: &Person, id: ConversationId) -> Option<super::Conversation> {
        let viewer = by.id;
        self.app.db.read(async move |tx| super::find(tx, viewer, id).await).await.unwrap()
    }

    async fn ties(&self, one: &Person, other: &Person) {
        let asked = serde_json::json!({ "to": other.handle, "how_met": { "kind": "worked" } });
        let id = one.post("/api/v1/invitations", asked).await.is(201).json()["id"].as_str().unwrap().to_owned();
        other.put(&format!("/api/v1/invitations/{id}/acceptance"), serde_json::json!({})).await.is(200);
    }
}

fn introduction(number: i64) -> Origin {
    Origin::Introduction(IntroductionId(number))
}
