//! Stories of the check where people put something up: what they ask and offer, and what they hold.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    decides,
    gate::{akismet, checks, town_with},
    id, italian, newest, town,
};
use crate::testkit::Person;

const SPAM: &str = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, \
                    paghi solo il kit iniziale";
const HONEST: &str = "Cerco una tipografia a Casalecchio che stampi duecento manifesti entro venerdì prossimo";

fn said(text: &str) -> Value {
    json!({ "text": text, "topics": ["Lavoro"], "audience": "everybody" })
}

fn event(title: &str, text: &str) -> Value {
    json!({ "title": title, "text": text, "starts": "2026-04-23T18:00", "ends": "2026-04-23T20:00",
            "zone": "Europe/Rome", "place": "Fabbrica Aperta, Ancona", "audience": "everybody" })
}

/// Where somebody else could meet it.
async fn met(who: &Person, words: &str) -> Vec<&'static str> {
    let mut there = Vec::new();
    for place in
        ["/board", "/api/v1/asks", "/api/v1/offers", "/api/v1/search?q=telegram", "/events", "/api/v1/events", "/@ada"]
    {
        if who.get(place).await.is(200).text().replace("<mark>", "").replace("</mark>", "").contains(words) {
            there.push(place);
        }
    }
    there
}

async fn queue(dora: &Person) -> usize {
    dora.get("/api/v1/moderation/queue").await.is(200).json()["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn what_somebody_new_asks_or_offers_and_looks_like_spam_waits_and_begins_when_it_is_let_go() {
    for (list, word) in [("asks", "ask"), ("offers", "offer")] {
        let (town, dora, [ada, _bruno, carla]) = town().await;
        assert_eq!(ada.post(&format!("/api/v1/{list}"), said(HONEST)).await.is(201).json()["state"], "open");
        let form = [("text", SPAM), ("language", "it"), ("audience", "everybody"), ("topics", "Lavoro")];
        let sent = ada.sends(&format!("/{list}/new"), &format!("/{list}"), &form).await.is(303).location();
        assert!(sent.ends_with("?done=ask-held"), "{sent}");
        ada.get(&sent).await.is(200).says("It waits for a moderator to let it go").says("Telegram");
        let page = sent.split('?').next().unwrap().to_owned();
        let path = format!("/api/v1{page}");
        town.settles().await;
        assert_eq!(met(&carla, "t.me/oro").await, Vec::<&str>::new(), "{word}");
        carla.get(&path).await.is(404);
        carla.get(&page).await.is(404);

        // Its author is told, and can say it otherwise; to renew or to close there is nothing yet.
        let own = ada.get(&path).await.is(200).json();
        assert_eq!((&own["state"], &own["text"]), (&json!("held"), &json!(SPAM)));
        ada.get("/asks/mine").await.is(200).says("Telegram").says("only you see it: it waits for a moderator");
        italian(&ada, &page).await.says("la vedi solo tu: aspetta un moderatore");
        ada.get("/decisions").await.is(200).says("Waiting for a moderator").says("An ask or offer");
        ada.get("/notices").await.is(200).says("waits for a moderator");
        let refused = ada.put(&format!("{path}/outcome"), json!({ "answered": false })).await.is(422);
        assert_eq!(refused.code(), "asks.waits");
        assert_eq!(ada.post(&format!("{path}/renewal"), json!({})).await.is(422).code(), "asks.waits");
        let longer = format!("{SPAM} e basta");
        assert_eq!(ada.patch(&path, json!({ "text": longer })).await.is(200).json()["state"], "held");
        assert_eq!(queue(&dora).await, 1);
        carla.get(&path).await.is(404);

        // The moderator lets it go two days later: then its time begins.
        town.days_pass(2);
        let (dora, ada, carla) =
            (town.signs_in("dora").await, town.signs_in("ada").await, town.signs_in("carla").await);
        let case = newest(&dora).await;
        dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("Telegram").says("too good to be true");
        decides(&dora, &case, "nothing", None).await;
        town.settles().await;
        let told = carla.get(&path).await.is(200).json();
        assert_eq!((&told["state"], &told["text"]), (&json!("open"), &json!(longer)), "nothing is lost");
        assert_ne!(told["expires_at"], own["expires_at"], "the days that it waited are not of its life");
        assert_ne!(told["renewed_at"], own["posted_at"]);
        assert!(met(&carla, "t.me/oro").await.len() >= 3, "{word}");
        ada.get("/notices").await.is(200).says("What was waiting has been let through");
        ada.put(&format!("{path}/outcome"), json!({ "answered": false })).await.is(200);
    }
}

#[tokio::test]
async fn what_is_said_otherwise_waits_too_and_comes_back_as_it_was() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    let path = format!("/api/v1/asks/{}", id(&ada.post("/api/v1/asks", said(HONEST)).await.is(201).json()));
    let before = carla.get(&path).await.is(200).json();
    assert_eq!(ada.patch(&path, json!({ "text": SPAM })).await.is(200).json()["state"], "held");
    carla.get(&path).await.is(404);
    // Taken away, and the appeal granted: it stands as long as it would have.
    let decision = id(&decides(&dora, &newest(&dora).await, "hide", None).await);
    town.settles().await;
    assert_eq!(ada.get(&path).await.is(200).json()["state"], "hidden");
    ada.get(&path.replace("/api/v1", "")).await.is(200).says("taken away by moderators on");
    ada.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "È un lavoro vero" })).await.is(204);
    dora.put("/api/v1/moderation/moderators/bruno", Value::Null).await.is(204);
    let answer = json!({ "lift": true, "reason": "È vero." });
    bruno.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), answer).await.is(204);
    town.settles().await;
    let after = carla.get(&path).await.is(200).json();
    assert_eq!((&after["state"], &after["text"]), (&json!("open"), &json!(SPAM)));
    assert_eq!((&after["expires_at"], &after["renewed_at"]), (&before["expires_at"], &before["renewed_at"]));
    // Deleted while it waits, nothing is left to judge.
    let other = format!("/api/v1/asks/{}", id(&carla.post("/api/v1/asks", said(SPAM)).await.is(201).json()));
    assert_eq!(queue(&dora).await, 1);
    carla.delete(&other).await.is(204);
    assert_eq!(queue(&dora).await, 0);
}

#[tokio::test]
async fn an_event_of_somebody_new_that_looks_like_spam_waits() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    let made = ada.post("/api/v1/events", event("Lavora da casa", SPAM)).await.is(201).json();
    assert_eq!(made["held"], true);
    let (path, page) = (format!("/api/v1/events/{}", id(&made)), format!("/events/{}", id(&made)));
    town.settles().await;
    assert_eq!(met(&carla, "Lavora da casa").await, Vec::<&str>::new());
    carla.get(&page).await.is(404);
    carla.get(&path).await.is(404);
    carla.put(&format!("{path}/attendance"), json!({ "shown": "ties" })).await.is(404);
    ada.get(&page).await.is(200).says("only you see it: it waits for a moderator").says("Telegram");
    italian(&ada, &page).await.says("lo vedi solo tu: aspetta un moderatore");
    ada.get("/decisions").await.is(200).says("Waiting for a moderator").says("An event");
    decides(&dora, &newest(&dora).await, "nothing", None).await;
    town.settles().await;
    carla.get(&page).await.is(200).says("Telegram").says_not("only you see it");
    assert_eq!(carla.get(&path).await.is(200).json()["held"], false);

    // Who comes is told of another hour once a moderator has looked, and not before.
    let honest =
        ada.post("/api/v1/events", event("Caffè tra falegnami", "Ognuno porta un legno.")).await.is(201).json();
    assert_eq!(honest["held"], false);
    let path = format!("/api/v1/events/{}", id(&honest));
    bruno.put(&format!("{path}/attendance"), json!({ "shown": "ties" })).await.is(200);
    // What was let go taught the judge: this one is held for where it leads.
    dora.put("/api/v1/moderation/domains/oro.example", Value::Null).await.is(204);
    let moved = json!({ "text": "Tutto su https://oro.example/qui", "starts": "2026-04-23T17:00" });
    assert_eq!(ada.patch(&path, moved).await.is(200).json()["held"], true);
    town.settles().await;
    bruno.get(&path).await.is(404);
    let changed = async || bruno.get("/api/v1/notices").await.is(200).json().to_string().contains("event_changed");
    assert!(!changed().await);
    decides(&dora, &newest(&dora).await, "nothing", None).await;
    town.settles().await;
    bruno.get(&path).await.is(200);
    assert!(changed().await);
}

#[tokio::test]
async fn who_is_here_for_fourteen_days_passes_but_for_links_that_are_barred() {
    let (town, _dora, _) = town().await;
    town.days_pass(15);
    let (dora, ada, carla) = (town.signs_in("dora").await, town.signs_in("ada").await, town.signs_in("carla").await);
    assert_eq!(ada.post("/api/v1/asks", said(SPAM)).await.is(201).json()["state"], "open");
    assert_eq!(ada.post("/api/v1/events", event("Lavora da casa", SPAM)).await.is(201).json()["held"], false);
    dora.put("/api/v1/moderation/domains/oro.example", Value::Null).await.is(204);
    let link = format!("{HONEST}: https://www.oro.example/qui");
    let ask = ada.post("/api/v1/asks", said(&link)).await.is(201).json();
    let offer = ada.post("/api/v1/offers", said(&link)).await.is(201).json();
    let made = ada.post("/api/v1/events", event("Caffè", &link)).await.is(201).json();
    assert_eq!((&ask["state"], &offer["state"], &made["held"]), (&json!("held"), &json!("held"), &json!(true)));
    for path in [format!("asks/{}", id(&ask)), format!("offers/{}", id(&offer)), format!("events/{}", id(&made))] {
        carla.get(&format!("/api/v1/{path}")).await.is(404);
    }
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("a link to a domain that is not welcome");
    // What not everybody may read, one moderator does not read alone here either.
    let few = json!({ "text": link, "audience": "ties" });
    ada.post("/api/v1/asks", few).await.is(201);
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says_not("Casalecchio");
}

#[tokio::test]
async fn akismet_is_told_what_kind_of_thing_it_is_asked_about() {
    let server = akismet(Arc::default());
    let town = town_with(&server).await;
    let [_dora, ada] = town.people(["Dora Verdi", "Ada Rossi"]).await;
    let before = checks(&server).len();
    ada.post("/api/v1/asks", said(HONEST)).await.is(201);
    let moved = json!({ "audience": "ties" });
    let ask = ada.post("/api/v1/offers", said(&format!("{HONEST}, con discard"))).await.is(201).json();
    assert_eq!(ask["state"], "held");
    let held = format!("/api/v1/offers/{}", id(&ask));
    ada.patch(&held, moved).await.is(200);
    ada.post("/api/v1/events", event("Caffè tra falegnami", "Ognuno porta un legno.")).await.is(201);
    let asked = checks(&server);
    let kinds: Vec<_> = asked[before..].iter().filter_map(|heard| heard.field("comment_type")).collect();
    assert_eq!(kinds, ["forum-post", "forum-post", "event"], "what is only narrowed is not asked about anew");
}

#[tokio::test]
async fn a_group_that_looks_like_spam_is_there_for_who_made_it_alone_until_a_moderator_has_looked() {
    let (town, dora, [ada, bruno, carla]) = town().await;
    let form = [("name", "Lavora da casa"), ("purpose", SPAM), ("entry", "open"), ("outside", "1")];
    let sent = ada.sends("/groups/new", "/groups", &form).await.is(303).location();
    assert!(sent.ends_with("?done=group-held"), "{sent}");
    ada.get(&sent).await.is(200).says("Until then only who is in it sees it").says("it waits for a moderator");
    let page = sent.split('?').next().unwrap().to_owned();
    let path = format!("/api/v1{page}");
    italian(&ada, &page).await.says("lo vede solo chi ne fa parte: aspetta un moderatore");
    town.settles().await;
    carla.get(&page).await.is(404);
    carla.put(&format!("{path}/membership"), Value::Null).await.is(404);
    carla.get("/groups").await.is(200).says_not("Lavora da casa");
    assert_eq!(met(&carla, "Lavora da casa").await, Vec::<&str>::new());
    // Nobody is asked in by the way of an invitation either.
    let refused = ada.put(&format!("{path}/members/bruno"), json!({ "role": "member" })).await.is(422);
    assert_eq!(refused.code(), "groups.waits");
    let told = bruno.get("/api/v1/notices").await.is(200).json();
    assert_eq!(told["items"], json!([]));
    ada.get("/decisions").await.is(200).says("Waiting for a moderator").says("A group");
    let case = newest(&dora).await;
    dora.get(&format!("/moderation/cases/{case}")).await.is(200).says("Telegram");
    decides(&dora, &case, "nothing", None).await;
    town.settles().await;
    carla.get(&page).await.is(200).says("Lavora da casa").says_not("waits for a moderator");
    let told = ada.get(&path).await.is(200).json();
    assert_eq!((&told["entry"], &told["outside"]), (&json!("open"), &json!(true)), "as it was meant");
    town.visitor().get(&format!("{page}/posts.atom")).await.is(200);
    ada.put(&format!("{path}/members/bruno"), json!({ "role": "member" })).await.is(204);
    // Where it says something else it is looked at anew; what it said before comes back by no door meanwhile.
    dora.put("/api/v1/moderation/domains/oro.example", Value::Null).await.is(204);
    ada.patch(&path, json!({ "purpose": "Tutto su https://oro.example/qui" })).await.is(200);
    assert_eq!(queue(&dora).await, 1);
    carla.get(&page).await.is(404);
    ada.delete(&path).await.is(204);
    assert_eq!(queue(&dora).await, 0);
}
