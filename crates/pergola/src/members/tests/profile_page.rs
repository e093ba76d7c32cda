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
