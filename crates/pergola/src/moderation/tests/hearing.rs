//! Stories of whose matter it is: who judges, who hears an appeal, and what is in whose queue.

use serde_json::{Value, json};

use super::{decides, id, newest, reports, town};

#[tokio::test]
async fn who_reported_hears_no_appeal_against_what_came_of_it() {
    let (_town, dora, [ada, bruno, carla]) = town().await;
    reports(&ada, "member", "bruno", "harassment").await.is(201);
    let case = newest(&dora).await;
    let decision = id(&decides(&dora, &case, "warn", None).await);
    dora.put("/api/v1/moderation/moderators/ada", Value::Null).await.is(204);
    bruno.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "Era uno scherzo" })).await.is(204);
    let (answer, page) =
        (format!("/api/v1/moderation/decisions/{decision}/answer"), format!("/moderation/cases/{case}"));
    let words = json!({ "lift": false, "reason": "No." });
    assert_eq!(ada.put(&answer, words.clone()).await.is(422).code(), "moderation.own_matter");
    ada.get(&page).await.is(200).says_not("Lift the decision");
    ada.get("/moderation").await.is(200).says("nobody appeals");
    // Nobody else could hear it: then who decided does.
    dora.get(&page).await.is(200).says("Lift the decision");
    dora.put("/api/v1/moderation/moderators/carla", Value::Null).await.is(204);
    dora.get(&page).await.is(200).says_not("Lift the decision").says("another moderator hears the appeal");
    assert_eq!(dora.put(&answer, words.clone()).await.is(422).code(), "moderation.own_decision");
    carla.get(&page).await.is(200).says("Lift the decision");
    carla.put(&answer, words).await.is(204);
}

#[tokio::test]
async fn ones_own_matters_are_not_in_ones_queue() {
    let (_town, dora, [ada, bruno, carla]) = town().await;
    for handle in ["ada", "bruno", "carla"] {
        dora.put(&format!("/api/v1/moderation/moderators/{handle}"), Value::Null).await.is(204);
    }
    reports(&ada, "member", "bruno", "harassment").await.is(201);
    for (person, there) in [(&ada, false), (&bruno, false), (&carla, true), (&dora, true)] {
        let queue = person.get("/api/v1/moderation/queue").await.is(200).json();
        assert_eq!(queue["items"].as_array().unwrap().len(), usize::from(there), "{}", person.handle);
        let inbox = person.get("/inbox").await.is(200);
        if there {
            inbox.says("waits for a moderator")
        } else {
            inbox.says_not("waits for a moderator")
        };
    }
}
