//! What an archive tells of words between two people: a moment each, of its kind, in its direction, at its hour, and never
//! the words themselves.

use serde_json::Value;

use super::{brings, files::zip};
use crate::testkit::{Person, Town};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Lino,Prato,https://www.linkedin.com/in/lino-prato,,,,01 Jan 2019\n\
    Gina,Lago,https://www.linkedin.com/in/gina-lago,,,,02 Jan 2019\n\
    Ennio,Colle,https://www.linkedin.com/in/ennio-colle,,,,03 Jan 2019\n";

/// One from Lino, one to him, one to two people, a draft; Ada is who wrote or got each.
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,\
    CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n\
    1,,Lino Prato,https://www.linkedin.com/in/lino-prato,Ada Rossi,https://www.linkedin.com/in/ada-rossi,\
    2025-06-01 10:00:00 UTC,Il prato,SEGRETO di Lino,INBOX,,No,No\n\
    1,,Ada Rossi,https://www.linkedin.com/in/ada-rossi,Lino Prato,https://www.linkedin.com/in/lino-prato,\
    2025-06-02 11:30:00 UTC,,SEGRETO di Ada,INBOX,,No,No\n\
    2,,Ada Rossi,https://www.linkedin.com/in/ada-rossi,\"Lino Prato,Gina Lago\",\
    \"https://www.linkedin.com/in/lino-prato,https://www.linkedin.com/in/gina-lago\",\
    2025-07-03 08:00:00 UTC,,SEGRETO a due,INBOX,,No,No\n\
    1,,Ada Rossi,https://www.linkedin.com/in/ada-rossi,Lino Prato,https://www.linkedin.com/in/lino-prato,\
    2025-08-01 11:30:00 UTC,,SEGRETO non spedito,INBOX,,Yes,No\n";

const INVITATIONS: &str = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n\
    Ada Rossi,Gina Lago,\"1/5/19, 1:12 AM\",SEGRETO invito,OUTGOING,https://www.linkedin.com/in/ada-rossi,\
    https://www.linkedin.com/in/gina-lago\n\
    Ennio Colle,Ada Rossi,\"2/16/19, 11:30 PM\",,INCOMING,https://www.linkedin.com/in/ennio-colle,\
    https://www.linkedin.com/in/ada-rossi\n";

const RECEIVED: &str = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n\
    Ennio,Colle,Lumen,Curatore,SEGRETO elogio,\"01/19/23, 12:10 AM\",VISIBLE\n";

const GIVEN: &str = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n\
    Gina,Lago,Lumen,Designer,SEGRETO lode,\"02/20/24, 03:30 PM\",VISIBLE\n";

const ENDORSED: &str = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n\
    2023/03/01 19:52:23 UTC,Restauro,Lino,Prato,www.linkedin.com/in/lino-prato,ACCEPTED\n";

fn whole() -> Vec<u8> {
    zip(&[
        ("Profile.csv", b"First Name,Last Name,Headline\nAda,Rossi,Falegname\n"),
        ("Connections.csv", CONNECTIONS.as_bytes()),
        ("messages.csv", MESSAGES.as_bytes()),
        ("Invitations.csv", INVITATIONS.as_bytes()),
        ("Recommendations_Received.csv", RECEIVED.as_bytes()),
        ("Recommendations_Given.csv", GIVEN.as_bytes()),
        ("Endorsement_Received_Info.csv", ENDORSED.as_bytes()),
    ])
}

/// The number of each card, by its name.
async fn cards(who: &Person) -> Vec<(String, String)> {
    let cards = who.get("/api/v1/contacts").await.is(200).json();
    let card = |card: &Value| (card["name"].as_str().unwrap().to_owned(), card["id"].as_str().unwrap().to_owned());
    let mut cards: Vec<_> = cards["items"].as_array().unwrap().iter().map(card).collect();
    cards.sort();
    cards
}

/// What is remembered of a card, in the order of time.
async fn moments(who: &Person, card: &str) -> Vec<String> {
    let list = who.get(&format!("/api/v1/moments?with={card}")).await.is(200).json();
    let said = |moment: &Value| {
        let word = |what: &str| moment[what].as_str().unwrap().to_owned();
        [word("at"), word("kind"), word("direction"), word("source"), word("text")].join(" ").trim().to_owned()
    };
    let mut said: Vec<String> = list["items"].as_array().unwrap().iter().map(said).collect();
    said.sort();
    said
}

#[tokio::test]
async fn each_word_of_an_archive_is_a_moment_of_its_kind_and_direction() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let import = brings(&town, &ada, "archive.zip", &whole()).await;
    assert_eq!(import["state"], "done", "{import}");
    let counts = &import["counts"];
    let counted = ["messages", "invitations", "recommendations", "endorsements"].map(|kind| counts[kind].as_i64());
    assert_eq!(counted, [Some(4), Some(2), Some(2), Some(1)], "{import}");

    let cards = cards(&ada).await;
    let names: Vec<&str> = cards.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Ennio Colle", "Gina Lago", "Lino Prato"]);
    let [ennio, gina, lino] = [0, 1, 2].map(|place| cards[place].1.as_str());
    let of_lino = [
        "2023-03-01T19:52:23Z endorsed in import Restauro",
        "2025-06-01T10:00:00Z wrote in import",
        "2025-06-02T11:30:00Z wrote out import",
        "2025-07-03T08:00:00Z wrote out import",
    ];
    assert_eq!(moments(&ada, lino).await, of_lino);
    let of_gina = [
        "2019-01-05T01:12:00Z invited out import",
        "2024-02-20T15:30:00Z recommended out import",
        "2025-07-03T08:00:00Z wrote out import",
    ];
    assert_eq!(moments(&ada, gina).await, of_gina);
    assert_eq!(
        moments(&ada, ennio).await,
        ["2019-02-16T23:30:00Z invited in import", "2023-01-19T00:10:00Z recommended in import"]
    );

    // The rhythm begins again with the last word.
    let plant = ada.get(&format!("/api/v1/garden/{lino}")).await.is(200).json();
    assert!(plant["last_moment"].as_str().unwrap().starts_with("2025-07-03"), "{plant}");

    // No word of it is kept, neither shown nor in the tables.
    let page = ada.get(&format!("/contacts/{lino}")).await.is(200);
    page.says("You wrote").says_not("SEGRETO");
    let words = async move |tx: &pergola_db::Tx| {
        let sql = "SELECT count(*) FROM moments WHERE text LIKE '%SEGRETO%' OR text LIKE '%prato%'";
        tx.one(sql, &[], |row| row.get::<i64>(0)).await
    };
    assert_eq!(town.app.db.read::<_, pergola_db::Fault, _>(words).await.unwrap(), Some(0));
}
