//! A network of an earlier release goes on under this one: whoever joined then signs in and finds everything.

use serde_json::Value;

use crate::testkit::{Person, Town};

/// The numbers of the migrations that ended the releases of `earlier.sql`.
const RELEASES: [u32; 3] = [10, 33, 63];

/// What the first so many of these releases held.
fn earlier(releases: usize) -> Vec<(u32, Vec<String>)> {
    let text = include_str!("earlier.sql");
    let parts = text.split("-- release ").skip(1).zip(RELEASES).take(releases);
    let of_one = |(part, number): (&str, u32)| {
        let (head, rows) = part.split_once('\n').unwrap();
        assert!(head.starts_with(&format!("{number}:")), "{head}");
        (number, rows.split(";\n").filter(|row| !row.trim().is_empty()).map(str::to_owned).collect())
    };
    parts.map(of_one).collect()
}

/// The words of a field in the items of a list, in their order.
async fn listed(who: &Person, path: &str, field: &str) -> Vec<String> {
    let list = who.get(path).await.is(200).json();
    let items = list["items"].as_array().unwrap_or_else(|| panic!("{path}: {list}"));
    items.iter().map(|item| item[field].as_str().unwrap_or_default().to_owned()).collect()
}

/// What every one of these releases held: people, ties, gardens, cards.
async fn people_are_there(town: &Town) -> (Person, Person) {
    town.settles().await;
    let (ada, bice) = (town.signs_in("ada").await, town.signs_in("bice").await);
    let me = ada.get("/api/v1/me").await.is(200).json();
    assert_eq!(
        (&me["name"], &me["headline"], &me["about"]),
        (&"Ada Rossi".into(), &"Falegname".into(), &"Lavoro il larice.".into())
    );
    let page = bice.get("/@ada").await.is(200);
    for told in ["Segheria Alpina", "Accademia del Legno", "Intarsio", "https://bottega.example/"] {
        assert!(page.text().contains(told), "{told}");
    }
    let tie = ada.get("/api/v1/ties/bice").await.is(200).json();
    assert_eq!(tie["how_met"]["text"], "il tetto di Moena", "{tie}");
    let tended = ada.get("/api/v1/garden/2").await.is(200).json();
    assert_eq!(
        (&tended["notes"], &tended["cadence_days"]),
        (&"Preferisce il telefono, la mattina.".into(), &60.into()),
        "{tended}"
    );
    assert!(listed(&ada, "/api/v1/beds", "name").await.contains(&"Amici del larice".to_owned()));
    let moments = ada.get("/api/v1/moments?with=bice").await.is(200).json();
    assert!(moments.to_string().contains("Il preventivo per la scuola."), "{moments}");
    let card = ada.get("/api/v1/contacts/30").await.is(200).json();
    assert_eq!((&card["name"], &card["emails"][0]), (&"Dina Vento".into(), &"Dina@cantiere.example".into()), "{card}");
    // Whom one blocked stays blocked, both ways.
    let carlo = town.signs_in("carlo").await;
    carlo.get("/@bice").await.is(404);
    bice.get("/@carlo").await.is(404);
    assert_eq!(carlo.get("/api/v1/members/ada").await.is(200).json()["distance"], Value::Null);
    (ada, bice)
}

#[tokio::test]
async fn whoever_joined_in_an_earlier_release_finds_people_and_garden() {
    for releases in 1..=RELEASES.len() {
        let town = Town::before(earlier(releases)).await;
        people_are_there(&town).await;
        assert_eq!(town.app.db.check().await.unwrap(), Vec::<String>::new(), "{releases}");
    }
}

#[tokio::test]
async fn asks_and_words_of_an_earlier_release_are_there() {
    let town = Town::before(earlier(2)).await;
    let (ada, bice) = people_are_there(&town).await;
    assert_eq!(listed(&ada, "/api/v1/asks", "text").await, ["Cerco chi mi consiglia un larice certificato."]);
    assert_eq!(listed(&bice, "/api/v1/offers", "text").await, ["Un pomeriggio in bottega, per chi comincia."]);
    assert_eq!(ada.get("/api/v1/asks/42").await.is(200).json()["state"], "closed");
    let said = listed(&bice, "/api/v1/conversations/50/messages", "text").await;
    assert_eq!(said.len(), 2, "{said:?}");
    // The two read on where they were.
    ada.post("/api/v1/conversations/50/messages", serde_json::json!({ "text": "Passa sabato." })).await.is(201);
    assert_eq!(listed(&bice, "/api/v1/conversations/50/messages", "text").await.len(), 3);
    let mail = ada.get("/api/v1/notices/mail").await.is(200).json();
    assert_eq!((&mail["messages"], &mail["news"]), (&"daily".into(), &"never".into()), "{mail}");
    ada.get("/introductions/54").await.is(200).says("Avete tutti e due le mani buone.");
}

#[tokio::test]
async fn jobs_posts_meetings_and_events_of_an_earlier_release_are_there() {
    let town = Town::before(earlier(3)).await;
    let (ada, bice) = people_are_there(&town).await;
    assert_eq!(bice.get("/api/v1/organisations/10").await.is(200).json()["about"], "Larice e abete.");
    assert_eq!(bice.get("/api/v1/jobs/61").await.is(200).json()["title"], "Capo falegname");
    // Both sides of an application read what was sent, and it goes on.
    let sent = ada.get("/api/v1/applications/62").await.is(200).json();
    assert_eq!(sent["letter"], "Ho disegnato tetti per dieci anni.", "{sent}");
    assert_eq!(bice.get("/api/v1/applications/62").await.is(200).json()["letter"], sent["letter"]);
    assert_eq!(
        listed(&bice, "/api/v1/referrals/received", "text").await,
        ["Con lei il tetto di Moena è venuto dritto."]
    );
    assert_eq!(bice.get("/api/v1/me/openness").await.is(200).json()["openness"], "everybody");
    assert_eq!(listed(&bice, "/api/v1/searches", "query").await.len(), 1);
    // Words before an edit, whose audience was not kept then, are their author's alone.
    let history = |who: Person| async move { who.get("/api/v1/posts/71/history").await.is(200).json().to_string() };
    assert!(history(ada.clone()).await.contains("a luna calante?\""), "{}", history(ada.clone()).await);
    assert_eq!(listed(&bice, "/api/v1/posts/71/comments", "text").await, ["Da noi sì, e si vede."]);
    ada.get("/groups/70").await.is(200).says("Larice e dintorni").says("Domani porto i campioni.");
    let meeting = bice.get("/api/v1/meetings/80").await.is(200).json();
    assert_eq!((&meeting["state"], &meeting["place"]), (&"agreed".into(), &"Bar della stazione".into()), "{meeting}");
    assert_eq!(ada.get("/api/v1/events/82").await.is(200).json()["title"], "Porte aperte in segheria");
    assert_eq!(listed(&bice, "/api/v1/stays", "place").await, ["Ancona"]);
    let found = bice.get("/api/v1/search?q=larice").await.is(200).json().to_string();
    assert!(found.contains("ada"), "{found}");
    for page in [
        "/today",
        "/garden",
        "/board",
        "/jobs",
        "/jobs/61",
        "/inbox",
        "/conversations/50",
        "/events",
        "/meetings/80",
        "/mirror",
    ] {
        ada.get(page).await.is(200);
    }
}

#[tokio::test]
async fn how_a_refused_invitation_was_kept_is_read_as_it_is_today() {
    let town = Town::before(earlier(3)).await;
    let sql =
        "SELECT id, ended_at = hidden_at, silent_at = created_at FROM invitations WHERE state = 'refused' ORDER BY id";
    let rows = async move |tx: &pergola_db::Tx| {
        tx.all(sql, &[], |row| Ok((row.get::<i64>(0)?, row.get::<Option<bool>>(1)?, row.get::<Option<bool>>(2)?))).await
    };
    let rows = town.app.db.read::<_, pergola_db::Fault, _>(rows).await.unwrap();
    // Sent again after a no: silent since. Hidden by a block: ended with it.
    assert_eq!(rows, [(22, None, Some(true)), (23, Some(true), None)]);
}
