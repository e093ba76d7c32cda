//! Whose account is closed by a decision stands in nothing that others see, and nobody is written to in his name.

use serde_json::json;

use super::{Four, cards::link};

const GINA: &str = "gina@posta.example";

#[tokio::test]
async fn an_introduction_with_somebody_closed_is_not_there() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let id = maria.introduces(&["ada", "bruno"]).await;
    town.settles().await;
    town.closes(&ada, true).await;
    assert_eq!((maria.sees(&id).await.as_str(), bruno.sees(&id).await.as_str()), ("nothing", "nothing"));
    assert_eq!(bruno.answers(&id, "acceptance").await.status, 404);
    assert!(!bruno.get("/introductions").await.is(200).text().contains("Ada Rossi"));
    town.closes(&ada, false).await;
    assert_eq!((maria.sees(&id).await.as_str(), bruno.sees(&id).await.as_str()), ("asked", "asked"));
    // Whose account was closed signs in again.
    let ada = town.signs_in("ada").await;
    town.closes(&maria, true).await;
    assert_eq!((ada.sees(&id).await.as_str(), bruno.sees(&id).await.as_str()), ("nothing", "nothing"));
    town.days_pass(7);
    town.settles().await;
    town.settles().await;
    let news = town.signs_in("bruno").await.news().await;
    assert!(!news.contains(&"introduction_waits".to_owned()), "{news:?}");
    drop(carla);
}

#[tokio::test]
async fn no_letter_goes_in_the_name_of_whose_account_is_closed() {
    let Four { town, maria, .. } = Four::new().await;
    let card = json!({ "name": "Gina Lago", "emails": [GINA] });
    let gina = maria.post("/api/v1/contacts", card).await.is(201).json()["id"].as_str().unwrap().to_owned();
    maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let link = link(&town, GINA);
    town.closes(&maria, true).await;
    town.visitor().get(&link).await.is(422).says("its time is over");
    town.days_pass(7);
    town.settles().await;
    town.settles().await;
    assert_eq!(town.letters_to(GINA).len(), 1, "no reminder");
}

#[tokio::test]
async fn a_request_for_or_through_somebody_closed_is_not_there() {
    let Four { town, maria, ada, bruno, .. } = Four::new().await;
    let wish = json!({ "to": "bruno", "through": ["maria"], "message": "Per il legno." });
    let sent = ada.post("/api/v1/requests", wish).await.is(201).json();
    let path = format!("/api/v1/requests/{}", sent["id"].as_str().unwrap());
    town.settles().await;
    maria.get(&path).await.is(200);
    town.closes(&bruno, true).await;
    maria.get(&path).await.is(404);
    ada.get(&path).await.is(404);
    town.closes(&bruno, false).await;
    town.closes(&ada, true).await;
    maria.get(&path).await.is(404);
    maria.get("/inbox").await.is(200).says_not("asks to meet Bruno Neri");
}
