//! An index that is made anew from the tables gives the answers of the one that followed the log: to many questions, narrowed in many
//! ways, of several people.

use pergola_db::Fault;
use serde_json::Value;

use super::{found, plain};
use crate::testkit::{Person, Town, logged};

const WORDS: [&str; 11] = [
    "q=luce",
    "q=luci+aula",
    "q=restauro+mobili",
    "q=rossi",
    "q=zincheria",
    "q=fonderia+luce",
    "q=Bru",
    "q=mobbili",
    "q=scuole",
    "q=niente",
    "q=apprendista",
];
const NARROWED: [&str; 11] = [
    "",
    "&kind=knows",
    "&distance=1,2",
    "&distance=beyond",
    "&kind=person,offer,job",
    "&kind=note,contact,group,event",
    "&place=Torino",
    "&place=Torino&radius_km=60",
    "&topic=legno",
    "&language=it",
    "&open_asks=true&sort=near",
];

async fn answers(people: &[Person]) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for person in people {
        for words in WORDS {
            for narrowed in NARROWED {
                let asked = format!("{words}{narrowed}&limit=100");
                let answer = person.get(&format!("/api/v1/search?{asked}")).await;
                assert!([200, 422].contains(&answer.status.as_u16()), "{asked}: {}", answer.text());
                all.push((format!("{} {asked}", person.handle), answer.json()));
            }
        }
    }
    all
}

#[tokio::test]
async fn an_index_made_anew_answers_as_the_one_before() {
    let (town, people) = plain::lived(20_261_127).await;
    let viewers = &people[..4];
    let before = answers(viewers).await;
    let told = before.iter().filter(|(_, answer)| answer["count"].as_u64().is_some_and(|count| count > 0)).count();
    assert!(told > before.len() / 4, "the questions find something: {told} of {}", before.len());
    // Somebody's words are written past the log: only who reads the tables can know of them.
    past_the_log(&town, people[6].id.0).await;
    town.settles().await;
    assert_eq!(found(&people[0], "q=fantasmagoria").await["count"], 0, "nobody told the index");
    assert!(crate::search::try_building(&town.app).await.unwrap() > 0);
    crate::search::doubt(&town.app).await.unwrap();
    town.settles().await;
    assert_eq!(found(&people[6], "q=fantasmagoria").await["count"], 1, "this is another index");
    for ((asked, was), (_, is)) in before.iter().zip(answers(viewers).await) {
        assert_eq!(*was, is, "{asked}");
    }
}

async fn past_the_log(town: &Town, member: i64) {
    town.app
        .db
        .write::<(), Fault, _>(async move |tx| {
            let sql = "UPDATE members SET about = 'fantasmagoria' WHERE id = $1";
            tx.run(sql, &pergola_db::params![member]).await.map(drop)
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn an_index_made_anew_tells_how_the_one_before_differed() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    town.joins("Bruno Neri").await;
    town.settles().await;
    found(&ada, "q=rossi").await;
    let doubted = async || {
        crate::search::doubt(&town.app).await.unwrap();
        let ((), lines) = logged(town.settles()).await;
        let line =
            lines.into_iter().find(|line| line["fields"]["message"].as_str().unwrap().contains("made anew")).unwrap();
        (line["level"].as_str().unwrap().to_owned(), line["fields"].clone())
    };
    let (level, fields) = doubted().await;
    assert_eq!((level.as_str(), &fields["documents"], fields.get("different")), ("INFO", &Value::from(2), None));
    let member = ada.id.0;
    let past_the_log = town.app.db.write::<(), Fault, _>(async move |tx| {
        let sql = "UPDATE members SET place = 'Torino', languages = 'de' WHERE id = $1";
        tx.run(sql, &pergola_db::params![member]).await.map(drop)
    });
    past_the_log.await.unwrap();
    let (level, fields) = doubted().await;
    assert_eq!((level.as_str(), &fields["different"]), ("WARN", &Value::from(1)));
    assert_eq!(doubted().await.0, "INFO", "this is another index");
}
