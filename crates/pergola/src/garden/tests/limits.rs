//! What has an end: moments with one person, people planted at once.

use pergola_db::Fault;
use pergola_domain::{
    garden::MOMENTS,
    ids::{ContactId, MomentId, PersonId},
};

use super::{bed_of, knows};
use crate::{
    tending::{self, Moment},
    testkit::Town,
};

#[tokio::test]
async fn moments_and_people_planted_at_once_have_an_end() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let lino = knows(&town, &ada, "Lino Cantafiume", 400).await;
    let (by, owner) = (town.app.by_itself(pergola_domain::members::Language::En), ada.id);
    let writes = async move |tx: &pergola_db::Tx| {
        for number in 1..MOMENTS {
            let moment = Moment {
                id: MomentId(by.fresh()),
                person: PersonId::Contact(ContactId(lino)),
                kind: "met".to_owned(),
                direction: "both".to_owned(),
                at: by.now,
                text: String::new(),
                source: "hand".to_owned(),
                source_key: number.to_string(),
            };
            tending::remember(tx, owner, &moment).await?;
        }
        Ok(())
    };
    town.app.db.write::<(), Fault, _>(writes).await.unwrap();
    let at = format!("/garden/people/{lino}");
    let to = format!("{at}/moments");
    ada.sends(&at, &to, &[("kind", "met"), ("text", "l’ultimo")]).await.is(303);
    let beyond = ada.sends(&at, &to, &[("kind", "met"), ("text", "uno di troppo")]).await.is(422);
    beyond.says("1,000 moments with this person").says("uno di troppo");

    let suppliers = bed_of(&ada, "suppliers").await;
    let boxes: Vec<String> = (1..=101).map(|number| format!("person-{number}")).collect();
    let mut form: Vec<(&str, &str)> = boxes.iter().map(|name| (name.as_str(), "on")).collect();
    form.push(("bed", &suppliers));
    ada.sends("/garden/unplanted", "/garden/unplanted", &form).await.is(422).says("100 people at a time at most");
}
