//! Stories of what whoever looks after a group takes out of it, with a reason: who still sees it, who is told, and how it
//! comes back.

use serde_json::{Value, json};

use super::{id, italian, texts};
use crate::{
    outside::standin::{Says, StandIn},
    testkit::{Person, Town},
};

const REASON: &str = "Qui si parla di legno: i divani vanno in bacheca.";

/// Dora runs the server; Ada looks after an open group that is read from outside too, Emma after another one; Bruno and
/// Carla are in Ada's. Gives its path below the API.
async fn town() -> (Town, Person, [Person; 4], String) {
    let town = Town::new().await;
    let dora = town.joins("Dora Verdi").await;
    let people = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Emma Viola"]).await;
    let group = makes(&people[0], "Legno").await;
    makes(&people[3], "Ferro").await;
    for person in &people[1..] {
        person.put(&format!("{group}/membership"), Value::Null).await.is(200);
    }
    (town, dora, people, group)
}

async fn makes(who: &Person, name: &str) -> String {
    let new = json!({ "name": name, "purpose": "Chi lo lavora", "entry": "open", "outside": true });
    format!("/api/v1/groups/{}", id(&who.post("/api/v1/groups", new).await.is(201).json()))
}

fn number(group: &str) -> &str {
    group.rsplit('/').next().unwrap()
}

/// Bruno writes in the group. Gives the path below the API.
async fn writes(bruno: &Person, group: &str) -> String {
    let new = json!({ "text": "Vendo divani usati", "topics": ["Divani"], "group": number(group) });
    format!("/api/v1/posts/{}", id(&bruno.post("/api/v1/posts", new).await.is(201).json()))
}

async fn takes_out(who: &Person, path: &str, reason: &str) -> crate::testkit::Answer {
    who.put(&format!("{path}/exclusion"), json!({ "reason": reason })).await
}

/// Where somebody could still meet it: the group, its feed for the outside, his feed, the topic, search, its author's page.
async fn met(who: &Person, group: &str) -> Vec<String> {
    let page = group.replace("/api/v1", "");
    let posts = format!("/api/v1/posts?group={}", number(group));
    let places = [
        page.clone(),
        format!("{page}/posts.atom"),
        posts,
        "/api/v1/feed".to_owned(),
        "/feed".to_owned(),
        "/topics/divani".to_owned(),
        "/api/v1/search?q=divani".to_owned(),
        "/search?q=divani&kind=post".to_owned(),
        "/@bruno/posts".to_owned(),
    ];
    let mut there = Vec::new();
    for place in places {
        let page = who.get(&place).await.is(200).text().replace("<mark>", "").replace("</mark>", "");
        if page.contains("Vendo divani usati") {
            there.push(place);
        }
    }
    there
}

#[tokio::test]
async fn a_moderator_of_a_group_takes_a_post_out_and_only_its_author_learns_why() {
    let (town, dora, [ada, bruno, carla, emma], group) = town().await;
    let post = writes(&bruno, &group).await;
    let page = post.replace("/api/v1", "");
    bruno.post(&format!("{post}/comments"), json!({ "text": "Anche poltrone" })).await.is(201);
    town.settles().await;
    let before = met(&carla, &group).await;
    assert!(before.len() >= 8, "nearly everywhere: {before:?}");

    // Nobody but who looks after this group; and he says why.
    for person in [&carla, &emma, &dora, &bruno] {
        takes_out(person, &post, REASON).await.is(404);
        person.get(&format!("{page}/exclusion")).await.is(404);
        person.get(&page).await.is(200).says_not("Take it out of the group");
    }
    assert_eq!(takes_out(&ada, &post, " ").await.is(422).code(), "moderation.reason_missing");
    assert_eq!(takes_out(&ada, &post, &"x".repeat(1_001)).await.is(422).code(), "moderation.reason_too_long");
    ada.get(&page).await.is(200).says("Take it out of the group").says(&format!("{page}/exclusion"));
    italian(&ada, &page).await.is(200).says("Togli dal circolo");
    let form = format!("{page}/exclusion");
    ada.get(&form).await.is(200).says("Vendo divani usati").says("Its author is not told that it was you");
    italian(&ada, &form).await.is(200).says("nessun altro viene a sapere il perché");
    let refused = ada.sends(&form, &form, &[("reason", "")]).await.is(422);
    refused.says("err-sum").says("Say why").says("Vendo divani usati");
    let sent = ada.sends(&form, &form, &[("reason", REASON)]).await.is(303).location();
    assert_eq!(sent, format!("/groups/{}?done=taken-out", number(&group)));
    ada.get(&sent).await.is(200).says("Taken out of the group. Its author has been told why.");

    // At once, and also for who took it out.
    for person in [&carla, &ada, &emma, &dora] {
        assert_eq!(met(person, &group).await, Vec::<String>::new(), "{}", person.handle);
        for path in [post.clone(), page.clone(), format!("{post}/comments"), format!("{page}/history")] {
            person.get(&path).await.is(404);
        }
        let told = person.get("/notices").await.is(200).text() + &person.get("/decisions").await.is(200).text();
        assert!(!told.contains("divani"), "{}", person.handle);
    }
    assert_eq!(takes_out(&ada, &post, REASON).await.is(422).code(), "moderation.already_taken_out");
    takes_out(&emma, &post, REASON).await.is(404);

    // Its author sees it as his own, with the word and the reason, and not who it was.
    let own = bruno.get(&post).await.is(200).json();
    assert_eq!((&own["state"], &own["exclusion"]["reason"]), (&json!("held"), &json!(REASON)));
    assert_eq!(own["exclusion"]["group"], number(&group));
    let decision = own["exclusion"]["decision"].as_str().unwrap().to_owned();
    bruno.get(&page).await.is(200).says("taken out of the group: only you see it").says(REASON);
    italian(&bruno, &page).await.is(200).says("tolto dal circolo: lo vedi solo tu").says(REASON);
    bruno.get("/posts/mine").await.is(200).says("Vendo divani usati");
    bruno.get("/notices").await.is(200).says("was taken out of a group: read why").says_not("Ada Rossi took");
    italian(&bruno, "/notices").await.is(200).says("è stato tolto da un circolo: leggi perché");
    let told = bruno.get(&format!("/decisions/{decision}")).await.is(200).says("Taken out of a group").says(REASON);
    told.says("By whoever looks after the group").says("Why do you think it is wrong?").says_not("Ada Rossi");
    italian(&bruno, &format!("/decisions/{decision}"))
        .await
        .says("Tolto da un circolo")
        .says("Di chi tiene il circolo");
    let listed = bruno.get("/api/v1/decisions").await.is(200).json();
    assert_eq!(listed["items"][0]["group"], number(&group));
    carla.get(&format!("/decisions/{decision}")).await.is(404);
    // The moderators of the network see it in the log.
    dora.get("/moderation/log").await.is(200).says("Ada Rossi took it out of a group that they look after");
    italian(&dora, "/moderation/log").await.is(200).says("Ada Rossi l’ha tolto da un circolo che tiene");
    ada.get("/moderation/log").await.is(404);
}

#[tokio::test]
async fn only_what_others_wrote_in_the_own_group_is_taken_out() {
    let (_town, _dora, [ada, bruno, _carla, emma], group) = town().await;
    let own = json!({ "text": "Si comincia alle nove", "group": number(&group) });
    let own = format!("/api/v1/posts/{}", id(&ada.post("/api/v1/posts", own).await.is(201).json()));
    assert_eq!(takes_out(&ada, &own, REASON).await.is(422).code(), "moderation.oneself");
    let wide = json!({ "text": "Per tutti", "audience": "everybody" });
    let wide = format!("/api/v1/posts/{}", id(&bruno.post("/api/v1/posts", wide).await.is(201).json()));
    takes_out(&ada, &wide, REASON).await.is(404);
    takes_out(&ada, "/api/v1/posts/7", REASON).await.is(404);
    takes_out(&ada, "/api/v1/comments/7", REASON).await.is(404);
    // Over a block there is nothing to take out, as there is nothing to read.
    let post = writes(&emma, &group).await;
    emma.put("/api/v1/blocks/ada", Value::Null).await.is(204);
    takes_out(&ada, &post, REASON).await.is(404);
    ada.delete(&format!("{group}/members/emma")).await;
}

#[tokio::test]
async fn an_answer_is_taken_out_and_what_it_stood_below_stays() {
    let (town, _dora, [ada, bruno, carla, emma], group) = town().await;
    let open = json!({ "text": "Che legno per un tavolo?", "group": number(&group) });
    let post = format!("/api/v1/posts/{}", id(&carla.post("/api/v1/posts", open).await.is(201).json()));
    let (below, page) = (format!("{post}/comments"), post.replace("/api/v1", ""));
    let said = id(&bruno.post(&below, json!({ "text": "Vendo divani usati" })).await.is(201).json());
    let answer = format!("/api/v1/comments/{said}");
    for person in [&emma, &bruno] {
        takes_out(person, &answer, REASON).await.is(404);
        person.get(&page).await.is(200).says_not(&format!("/comments/{said}/exclusion"));
    }
    let form = format!("/comments/{said}/exclusion");
    ada.get(&page).await.is(200).says(&form);
    ada.sends(&form, &form, &[("reason", "")]).await.is(422).says("Say why").says("Vendo divani usati");
    let sent = ada.sends(&form, &form, &[("reason", REASON)]).await.is(303).location();
    assert_eq!(sent, format!("{page}?done=taken-out"));
    for person in [&ada, &carla, &emma] {
        person.get(&page).await.is(200).says("Che legno").says_not("Vendo divani").says_not(REASON);
        assert_eq!(texts(person, &below).await, Vec::<String>::new(), "{}", person.handle);
    }
    assert_eq!(takes_out(&ada, &answer, REASON).await.is(422).code(), "moderation.already_taken_out");
    bruno.get(&page).await.is(200).says("Vendo divani").says("taken out of the group: only you see it").says(REASON);
    italian(&bruno, &page).await.says("tolto dal circolo: lo vedi solo tu");
    let own = bruno.get(&below).await.is(200).json();
    assert_eq!(own["items"][0]["exclusion"]["reason"], REASON);
    town.settles().await;
    bruno.get("/notices").await.is(200).says("was taken out of a group");
    // Whose place it is was not told of it, nor why.
    carla.get("/decisions").await.is(200).says_not(REASON);
}

#[tokio::test]
async fn moderators_of_the_network_hear_the_appeal_and_it_is_back_where_they_grant_it() {
    for (lift, there) in [(true, true), (false, false)] {
        let (town, dora, [ada, bruno, carla, _emma], group) = town().await;
        let post = writes(&bruno, &group).await;
        let below = json!({ "text": "Anche poltrone" });
        let answer = id(&bruno.post(&format!("{post}/comments"), below).await.is(201).json());
        let before = met(&carla, &group).await;
        let mut decisions = Vec::new();
        for path in [format!("/api/v1/comments/{answer}"), post.clone()] {
            takes_out(&ada, &path, REASON).await.is(204);
            decisions.push(id(&bruno.get("/api/v1/decisions").await.is(200).json()["items"][0]));
        }
        dora.get("/moderation").await.is(200).says("Nothing waits and nobody appeals");
        for decision in &decisions {
            let words = json!({ "words": "Il legno c’è: sono di rovere." });
            bruno.put(&format!("/api/v1/decisions/{decision}/appeal"), words).await.is(204);
        }
        dora.get("/moderation").await.is(200).says("two people appeal").says("Taken out of a group").says(REASON);
        let heard = json!({ "lift": lift, "reason": "Di rovere." });
        for decision in &decisions {
            // Who took it out judges nothing on the network.
            let answer = format!("/api/v1/moderation/decisions/{decision}/answer");
            ada.put(&answer, heard.clone()).await.is(404);
            dora.put(&answer, heard.clone()).await.is(204);
        }
        town.settles().await;
        assert_eq!(carla.get(&post).await.status.is_success(), there);
        assert_eq!(met(&carla, &group).await, if there { before } else { Vec::new() });
        if there {
            assert_eq!(texts(&carla, &format!("{post}/comments")).await, ["Anche poltrone"]);
            let own = bruno.get(&post).await.is(200).json();
            assert_eq!((&own["state"], &own["exclusion"]), (&json!("shown"), &Value::Null));
            // It can be taken out anew, for another reason.
            takes_out(&ada, &post, "Adesso basta.").await.is(204);
            carla.get(&post).await.is(404);
        }
        bruno.get("/notices").await.is(200).says("Your appeal has been answered");
    }
}

#[tokio::test]
async fn what_was_taken_out_comes_back_by_no_other_way() {
    let (town, dora, [ada, bruno, carla, emma], group) = town().await;
    let post = writes(&bruno, &group).await;
    // Emma reported it before: her matter stays one of its own.
    let report = json!({ "about": { "kind": "post", "id": post.rsplit('/').next().unwrap() }, "why": "spam" });
    emma.post("/api/v1/reports", report).await.is(201);
    takes_out(&ada, &post, REASON).await.is(204);
    let decision = id(&bruno.get("/api/v1/decisions").await.is(200).json()["items"][0]);
    // Said otherwise it stays out, and what the check holds of it and a moderator lets go does, too.
    bruno.patch(&post, json!({ "text": "Vendo divani quasi nuovi" })).await.is(200);
    carla.get(&post).await.is(404);
    dora.put("/api/v1/moderation/domains/oro.example", Value::Null).await.is(204);
    let spam = "Vendo divani usati, tutto su https://oro.example/divani per chi vuole";
    bruno.patch(&post, json!({ "text": spam })).await.is(200);
    let waiting = dora.get("/api/v1/moderation/queue").await.is(200).json();
    assert_eq!(waiting["items"].as_array().unwrap().len(), 1, "the report and what is held are one matter");
    bruno.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "Sono di rovere." })).await.is(204);
    let heard = json!({ "lift": true, "reason": "Di rovere." });
    // Granted while the check holds it: it waits on.
    dora.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), heard).await.is(204);
    town.settles().await;
    carla.get(&post).await.is(404);
    let new = json!({ "case": waiting["items"][0]["id"], "measure": "nothing", "reason": "" });
    dora.post("/api/v1/moderation/decisions", new).await.is(201);
    town.settles().await;
    carla.get(&post).await.is(200);

    // The other way round: let go by a moderator while it is out of the group, it stays out.
    takes_out(&ada, &post, REASON).await.is(204);
    bruno.patch(&post, json!({ "text": "Ecco: https://oro.example/divani per chi vuole divani" })).await.is(200);
    let waiting = dora.get("/api/v1/moderation/queue").await.is(200).json();
    let new = json!({ "case": waiting["items"][0]["id"], "measure": "nothing", "reason": "" });
    dora.post("/api/v1/moderation/decisions", new).await.is(201);
    town.settles().await;
    carla.get(&post).await.is(404);
    bruno.get(&post).await.is(200);
    bruno.delete(&post).await.is(204);
}

#[tokio::test]
async fn below_a_groups_event_whoever_looks_after_it_takes_an_answer_out_and_the_event_stays() {
    let (town, dora, [ada, bruno, carla, emma], group) = town().await;
    let event = json!({ "title": "Piallatura", "text": "Si prova insieme.", "starts": "2026-04-23T18:00",
                        "ends": "2026-04-23T20:00", "zone": "Europe/Rome", "place": "Jesi", "audience": "group",
                        "group": number(&group) });
    let event = id(&carla.post("/api/v1/events", event).await.is(201).json());
    let (page, below) = (format!("/events/{event}"), format!("/api/v1/events/{event}/comments"));
    let said = id(&bruno.post(&below, json!({ "text": "Vendo divani usati" })).await.is(201).json());
    let (answer, form) = (format!("/api/v1/comments/{said}"), format!("/comments/{said}/exclusion"));
    // Not who holds the event, nor who runs the server, nor who looks after another group.
    for person in [&carla, &dora, &emma, &bruno] {
        takes_out(person, &answer, REASON).await.is(404);
        person.get(&form).await.is(404);
    }
    ada.get(&form).await.is(200).says("Vendo divani usati");
    let sent = ada.sends(&form, &form, &[("reason", REASON)]).await.is(303).location();
    assert!(sent.starts_with(&page), "{sent}");
    for person in [&ada, &carla, &emma] {
        person.get(&page).await.is(200).says("Piallatura").says_not("Vendo divani").says_not(REASON);
        assert_eq!(texts(person, &below).await, Vec::<String>::new(), "{}", person.handle);
    }
    bruno.get(&page).await.is(200).says("Vendo divani").says(REASON);
    town.settles().await;
    bruno.get("/notices").await.is(200).says("was taken out of a group");
    // The appeal is heard by the moderators of the network, and it is back where it stood.
    let decision = id(&bruno.get("/api/v1/decisions").await.is(200).json()["items"][0]);
    bruno.put(&format!("/api/v1/decisions/{decision}/appeal"), json!({ "words": "Di rovere." })).await.is(204);
    let heard = json!({ "lift": true, "reason": "Di rovere." });
    dora.put(&format!("/api/v1/moderation/decisions/{decision}/answer"), heard).await.is(204);
    town.settles().await;
    assert_eq!(texts(&carla, &below).await, ["Vendo divani usati"]);
    // Below an event that is no group's there is nobody who could.
    let free = json!({ "title": "Cena", "text": "Per tutti.", "starts": "2026-04-23T18:00", "ends": "2026-04-23T20:00",
                       "zone": "Europe/Rome", "place": "Jesi", "audience": "everybody" });
    let free = id(&carla.post("/api/v1/events", free).await.is(201).json());
    let said = json!({ "text": "Vendo divani usati" });
    let said = id(&bruno.post(&format!("/api/v1/events/{free}/comments"), said).await.is(201).json());
    for person in [&ada, &carla] {
        takes_out(person, &format!("/api/v1/comments/{said}"), REASON).await.is(404);
    }
}

#[tokio::test]
async fn no_page_is_called_for_what_was_taken_out() {
    let web = StandIn::saying(|_| Says::answer(200, &[("content-type", "text/html")], b"<title>Tre aule</title>"));
    let town = Town::with(&[("allow_private_addresses", &web.at.to_string())]).await;
    let [_dora, ada, bruno, carla] = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = makes(&ada, "Legno").await;
    for person in [&bruno, &carla] {
        person.put(&format!("{group}/membership"), Value::Null).await.is(200);
    }
    let written = async |place: &str| {
        let new = json!({ "text": format!("Leggete {}", web.url(place)), "group": number(&group) });
        format!("/api/v1/posts/{}", id(&bruno.post("/api/v1/posts", new).await.is(201).json()))
    };
    let (out, stays) = (written("/out").await, written("/stays").await);
    takes_out(&ada, &out, REASON).await.is(204);
    town.settles().await;
    crate::posts::fetch_previews(&town.app).await;
    let called: Vec<String> = web.heard().iter().map(|heard| heard.path.clone()).collect();
    assert_eq!(called, ["/stays"]);
    assert_eq!(carla.get(&stays).await.is(200).json()["preview"]["title"], "Tre aule");
    assert_eq!(bruno.get(&out).await.is(200).json()["preview"], Value::Null);
}

#[tokio::test]
async fn what_was_taken_out_is_counted_by_itself_where_everybody_reads_the_counts() {
    let (town, dora, [ada, bruno, carla, _emma], group) = town().await;
    for _ in 0..2 {
        let post = writes(&bruno, &group).await;
        takes_out(&ada, &post, REASON).await.is(204);
    }
    // Beside it one of the network's moderators, which is counted by its measure.
    let report = json!({ "about": { "kind": "member", "id": "bruno" }, "why": "spam" });
    carla.post("/api/v1/reports", report).await.is(201);
    let queue = dora.get("/api/v1/moderation/queue").await.is(200).json();
    let warn = json!({ "case": queue["items"][0]["id"], "measure": "warn", "reason": "Regola 2" });
    dora.post("/api/v1/moderation/decisions", warn).await.is(201);
    town.days_pass(60);
    let counts = town.visitor().get("/api/v1/moderation/transparency").await.is(200).json();
    assert_eq!(counts["items"][0]["decisions"], json!({ "out_of_group": 4, "warn": 4 }), "a few of each");
    let page = town.visitor().get("/transparency").await.is(200);
    page.says("Taken out of a group: fewer than five").says_not("Bruno").says_not("Legno");
    town.visitor().in_italian().get("/transparency").await.is(200).says("Tolto da un circolo: meno di cinque");
}
