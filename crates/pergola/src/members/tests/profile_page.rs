//! The page on which one tells of oneself.

use crate::testkit::Town;

#[tokio::test]
async fn somebody_tells_of_work_and_study_on_a_page() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let texts = [("name", "Ada Rossi"), ("handle", "ada"), ("headline", "Ceramista"), ("languages", "it, en")];
    ada.sends("/profile", "/profile", &texts).await.is(303);
    let work = [("organisation", "Mulino"), ("title", "mugnaia"), ("from", "2019-03"), ("to", "")];
    ada.sends("/profile", "/profile/positions", &work).await.is(303);
    ada.sends("/profile", "/profile/education", &[("school", "Accademia"), ("from", "2010"), ("to", "2014")])
        .await
        .is(303);
    ada.sends("/profile", "/profile/skills", &[("skill", "farine")]).await.is(303);
    ada.sends("/profile", "/profile/links", &[("url", "https://mulino.example")]).await.is(303);
    ada.get("/@ada").await.is(200).says("Ceramista").says("Mulino").says("farine").says("mulino.example");
    let upside_down = [("organisation", "Forno"), ("title", "fornaia"), ("from", "2020"), ("to", "2018")];
    ada.sends("/profile", "/profile/positions", &upside_down).await.is(422).says("It ends before it begins");
    let script = [("url", "javascript:alert(1)")];
    ada.sends("/profile", "/profile/links", &script).await.is(422).says("begins with https://");
    let kept = texts.map(|(name, value)| if name == "name" { (name, "") } else { (name, value) });
    ada.sends("/profile", "/profile", &kept).await.is(422).says("Write your name").says("Ceramista");
    let id = ada.get("/api/v1/me").await.json()["positions"][0]["id"].as_str().map(str::to_owned);
    if let Some(id) = id {
        ada.sends("/profile", &format!("/profile/positions/{id}/removal"), &[]).await.is(303);
        ada.get("/@ada").await.is(200).says_not("Mulino");
    }
    ada.sends("/profile", "/profile/positions/7/removal", &[]).await.is(404);
}

#[tokio::test]
async fn work_and_study_are_changed_and_nothing_typed_is_lost() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let work = [("organisation", "Mulino"), ("title", "mugnaia"), ("place", "Fano"), ("from", "2019-03")];
    ada.sends("/profile", "/profile/positions", &work).await.is(303);
    let study = [("school", "Accademia"), ("degree", "Arte"), ("field", "Ceramica"), ("to", "2014")];
    ada.sends("/profile", "/profile/education", &study).await.is(303);
    let me = ada.get("/api/v1/me").await.json();
    let id = |section: &str| me[section][0]["id"].as_str().unwrap().to_owned();
    let (position, school) =
        (format!("/profile/positions/{}", id("positions")), format!("/profile/education/{}", id("education")));
    ada.get(&position).await.is(200).says("Mulino").says("Fano").says("2019-03");
    ada.get(&school).await.is(200).says("Accademia").says("Ceramica").says("2014");
    let better = [("organisation", "Mulino Vecchio"), ("title", "capo"), ("from", "2019-03"), ("is_over", "true")];
    ada.sends(&position, &position, &better).await.is(303);
    ada.sends(&school, &school, &[("school", "Accademia"), ("degree", "Scultura")]).await.is(303);
    ada.get("/@ada").await.is(200).says("Mulino Vecchio").says("capo").says("Scultura").says_not("mugnaia");
    let wrong =
        [("organisation", "Forno"), ("title", "fornaia"), ("from", "2020"), ("to", "2018"), ("description", "pane")];
    for action in ["/profile/positions", position.as_str()] {
        ada.sends("/profile", action, &wrong)
            .await
            .is(422)
            .says("It ends before it begins")
            .says("fornaia")
            .says("pane");
    }
    let nowhere = [("school", " "), ("degree", "Scultura")];
    ada.sends(&school, &school, &nowhere).await.is(422).says("Scultura").says("aria-invalid");
    ada.sends("/profile", "/profile/skills", &[("skill", &"x".repeat(201))]).await.is(422).says("xxxxx");
    ada.sends("/profile", "/profile/links", &[("url", "mulino"), ("label", "Il mulino")])
        .await
        .is(422)
        .says("Il mulino");
    bruno.get(&position).await.is(404);
    bruno.sends("/profile", &position, &better).await.is(404);
    bruno.sends("/profile", &school, &study).await.is(404);
    ada.get("/profile/education/7").await.is(404);
}
