//! Stories of groups, through the doors.

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

async fn makes(person: &Person, name: &str, entry: &str) -> String {
    let new =
        json!({ "name": name, "purpose": "Chi lavora il legno, e chi vorrebbe.", "entry": entry, "topics": ["Legno"] });
    let made = person.post("/api/v1/groups", new).await.is(201).json();
    assert_eq!((&made["role"], &made["entry"]), (&json!("moderator"), &json!(entry)));
    format!("/api/v1/groups/{}", made["id"].as_str().unwrap())
}

async fn handles(person: &Person, group: &str) -> Vec<String> {
    let listed = person.get(&format!("{group}/members")).await.is(200).json();
    listed["items"].as_array().unwrap().iter().map(|one| one["handle"].as_str().unwrap().to_owned()).collect()
}

async fn writes_in(person: &Person, group: &str, text: &str) -> crate::testkit::Answer {
    let id = group.rsplit('/').next().unwrap();
    person.post("/api/v1/posts", json!({ "text": text, "group": id })).await
}

#[tokio::test]
async fn into_an_open_group_one_walks_and_out_again_quietly() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = makes(&ada, "Legno e laboratori", "open").await;
    assert_eq!(writes_in(&bruno, &group, "non sono dentro").await.is(422).code(), "posts.group_unknown");
    for _ in 0..2 {
        assert_eq!(bruno.put(&format!("{group}/membership"), Value::Null).await.is(200).json()["role"], "member");
    }
    assert_eq!(handles(&carla, &group).await, ["ada", "bruno"]);
    writes_in(&bruno, &group, "La lana regge dieci anni?").await.is(201);
    // Everybody here reads an open group; in the feed it stands for those in it.
    let id = group.rsplit('/').next().unwrap().to_owned();
    let seen = carla.get(&format!("/api/v1/posts?group={id}")).await.is(200).json();
    assert_eq!(seen["items"][0]["text"], "La lana regge dieci anni?");
    let feed = ada.get("/api/v1/feed").await.is(200).json();
    assert_eq!(feed["items"][0]["why"], "Bruno Neri wrote it in your group “Legno e laboratori”.");
    assert_eq!(carla.get("/api/v1/feed").await.is(200).json()["items"], json!([]));
    let page = group.replace("/api/v1", "");
    carla.get(&page).await.is(200).says("Join the group").says("La lana regge");
    bruno.sends(&page, &format!("{page}/membership"), &[("undo", "1")]).await.is(303);
    town.settles().await;
    assert_eq!(handles(&ada, &group).await, ["ada"]);
    assert_eq!(ada.get("/api/v1/notices").await.json()["items"], json!([]), "who leaves is not news");
    // The last one out: the group is gone.
    ada.delete(&format!("{group}/membership")).await.is(204);
    ada.get(&group).await.is(404);
}

#[tokio::test]
async fn who_was_put_out_of_an_open_group_asks_before_he_comes_again() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = makes(&ada, "Legno", "open").await;
    let (page, membership) = (group.replace("/api/v1", ""), format!("{group}/membership"));
    for person in [&bruno, &carla] {
        assert_eq!(person.put(&membership, Value::Null).await.is(200).json()["role"], "member");
    }
    // Who goes by himself walks in again.
    carla.delete(&membership).await.is(204);
    assert_eq!(carla.put(&membership, Value::Null).await.is(200).json()["role"], "member");
    ada.delete(&format!("{group}/members/bruno")).await.is(204);
    bruno.get(&page).await.is(200).says("Ask to come in").says_not("Join the group");
    for _ in 0..2 {
        assert_eq!(bruno.put(&membership, Value::Null).await.is(200).json()["role"], "asking");
    }
    assert_eq!(writes_in(&bruno, &group, "di nuovo qui").await.is(422).code(), "posts.group_unknown");
    assert_eq!(handles(&carla, &group).await, ["ada", "carla"]);
    ada.get("/notices").await.is(200).says("Bruno Neri would like to join a group of yours");
    // Taking it back, or asking in vain, opens no door.
    bruno.delete(&membership).await.is(204);
    bruno.sends(&page, &format!("{page}/membership"), &[]).await.is(303);
    ada.delete(&format!("{group}/members/bruno")).await.is(204);
    assert_eq!(bruno.put(&membership, Value::Null).await.is(200).json()["role"], "asking");
    // Who is let in is as anybody: he goes and comes.
    ada.put(&format!("{group}/members/bruno"), json!({ "role": "member" })).await.is(204);
    bruno.delete(&membership).await.is(204);
    assert_eq!(bruno.put(&membership, Value::Null).await.is(200).json()["role"], "member");
}

#[tokio::test]
async fn on_request_a_moderator_opens_and_a_refusal_is_quiet() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = makes(&ada, "Chi fa gare", "on_request").await;
    writes_in(&ada, &group, "solo per noi").await.is(201);
    let page = group.replace("/api/v1", "");
    bruno.get(&page).await.is(200).says("Ask to come in").says_not("solo per noi");
    bruno.get(&format!("{page}/members")).await.is(404);
    bruno.get(&format!("{group}/members")).await.is(404);
    for person in [&bruno, &carla] {
        assert_eq!(person.put(&format!("{group}/membership"), Value::Null).await.is(200).json()["role"], "asking");
    }
    town.settles().await;
    ada.get("/notices").await.is(200).says("Bruno Neri would like to join a group of yours");
    bruno.put(&format!("{group}/members/bruno"), json!({ "role": "member" })).await.is(404);
    ada.put(&format!("{group}/members/bruno"), json!({ "role": "member" })).await.is(204);
    ada.delete(&format!("{group}/members/carla")).await.is(204);
    town.settles().await;
    bruno.get(&page).await.is(200).says("solo per noi");
    bruno.get("/notices").await.is(200).says("opened the door of a group");
    assert_eq!(carla.get("/api/v1/notices").await.json()["items"], json!([]));
    carla.get(&page).await.is(200).says_not("solo per noi").says("Ask to come in");
    // Who looks after it cannot leave it to nobody; he hands it over, or it goes to who was there longest.
    assert_eq!(ada.delete(&format!("{group}/members/ada")).await.is(422).code(), "groups.last_moderator");
    ada.delete(&format!("{group}/membership")).await.is(204);
    assert_eq!(bruno.get(&group).await.is(200).json()["role"], "moderator");
}

#[tokio::test]
async fn a_hidden_group_is_not_there_for_others() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = makes(&ada, "Chi cerca soci", "hidden").await;
    writes_in(&ada, &group, "segreto").await.is(201);
    let page = group.replace("/api/v1", "");
    for path in [group.clone(), format!("{group}/members"), page.clone(), format!("{page}/members")] {
        carla.get(&path).await.is(404);
    }
    carla.put(&format!("{group}/membership"), Value::Null).await.is(404);
    carla.delete(&format!("{group}/membership")).await.is(404);
    assert_eq!(carla.get("/api/v1/groups").await.json()["items"], json!([]));
    let id = group.rsplit('/').next().unwrap().to_owned();
    assert_eq!(carla.get(&format!("/api/v1/posts?group={id}")).await.json()["items"], json!([]));
    assert_eq!(writes_in(&carla, &group, "dentro?").await.is(422).code(), "posts.group_unknown");
    ada.sends(&format!("{page}/members"), &format!("{page}/members"), &[("handle", "bruno"), ("role", "member")])
        .await
        .is(303);
    let refused = ada
        .sends(&format!("{page}/members"), &format!("{page}/members"), &[("handle", "nobody"), ("role", "member")])
        .await
        .is(422);
    refused.says("We find nobody with this username here.");
    bruno.get(&page).await.is(200).says("Chi cerca soci").says_not("segreto");
    bruno.put(&format!("{group}/membership"), Value::Null).await.is(200);
    bruno.get(&page).await.is(200).says("segreto");
    bruno.get("/groups").await.is(200).says("Chi cerca soci");
    carla.get("/groups").await.is(200).says_not("Chi cerca soci");
}

#[tokio::test]
async fn what_hangs_in_a_group_is_seen_by_those_who_see_it_anyway() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let group = makes(&ada, "Legno", "open").await;
    bruno.put(&format!("{group}/membership"), Value::Null).await.is(200);
    let ask = |text: &str, audience: &str| json!({ "text": text, "audience": audience });
    let open = ada.post("/api/v1/asks", ask("Un torno usato", "everybody")).await.is(201).json();
    let close = ada.post("/api/v1/asks", ask("Un socio", "ties")).await.is(201).json();
    let page = group.replace("/api/v1", "");
    for one in [&open, &close] {
        ada.sends(&page, &format!("{page}/asks"), &[("ask", one["id"].as_str().unwrap())]).await.is(303);
    }
    let stolen = bruno.sends(&page, &format!("{page}/asks"), &[("ask", open["id"].as_str().unwrap())]).await;
    stolen.is(422);
    ada.get(&page).await.is(200).says("Un torno usato").says("Un socio").says("Take it down");
    // The same for programs.
    let hung = async |who: &Person| {
        let listed = who.get(&format!("{group}/asks")).await.is(200).json();
        listed["items"].as_array().unwrap().iter().map(|ask| ask["text"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(hung(&ada).await, ["Un socio", "Un torno usato"]);
    assert_eq!(hung(&bruno).await, ["Un torno usato"]);
    let path = format!("{group}/asks/{}", close["id"].as_str().unwrap());
    assert_eq!(bruno.put(&path, Value::Null).await.is(422).code(), "groups.not_your_ask");
    ada.delete(&path).await.is(204);
    assert_eq!(hung(&ada).await, ["Un torno usato"]);
    ada.put(&path, Value::Null).await.is(204);
    let kept = {
        let me = ada.id;
        town.app.db.read(async move |tx| crate::groups::takeout(tx, me).await).await.unwrap()
    };
    assert_eq!(kept[0]["asks"].as_array().unwrap().len(), 2);
    let form = [("ask", close["id"].as_str().unwrap()), ("undo", "1")];
    ada.sends(&page, &format!("{page}/asks"), &form).await.is(303);
    assert_eq!(hung(&ada).await, ["Un torno usato"]);
    bruno.get(&page).await.is(200).says("Un torno usato").says_not("Un socio");
}

#[tokio::test]
async fn who_looks_after_a_group_takes_out_what_hangs_there_and_its_author_hears_of_it() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = makes(&ada, "Legno", "open").await;
    let page = group.replace("/api/v1", "");
    for person in [&bruno, &carla] {
        person.put(&format!("{group}/membership"), Value::Null).await.is(200);
    }
    let mut hung = Vec::new();
    for text in ["Un torno usato", "Vendo divani"] {
        let new = json!({ "text": text, "audience": "everybody" });
        let ask = bruno.post("/api/v1/asks", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
        bruno.put(&format!("{group}/asks/{ask}"), Value::Null).await.is(204);
        hung.push(ask);
    }
    // Who is in it as others are takes out nothing of theirs.
    let path = format!("{group}/asks/{}", hung[1]);
    assert_eq!(carla.delete(&path).await.is(422).code(), "groups.not_your_ask");
    carla.get(&page).await.is(200).says("Vendo divani").says_not("What others pinned here");
    ada.get(&page).await.is(200).says("What others pinned here");
    ada.sends(&page, &format!("{page}/asks"), &[("ask", &*hung[1]), ("undo", "1")]).await.is(303);
    carla.get(&page).await.is(200).says("Un torno usato").says_not("Vendo divani");
    ada.delete(&format!("{group}/asks/{}", hung[0])).await.is(204);
    carla.get(&page).await.is(200).says_not("Un torno usato");
    bruno.get("/notices").await.is(200).says("Ada Rossi took something of yours out of a group");
    // It is his as before, on the board, and hangs there no more.
    carla.get(&format!("/api/v1/asks/{}", hung[1])).await.is(200);
    assert_eq!(bruno.put(&path, Value::Null).await.is(422).code(), "groups.ask_taken_out");
    let again = bruno.sends(&page, &format!("{page}/asks"), &[("ask", &*hung[1])]).await.is(422);
    again.says("A moderator of the group took this out");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get("/notices").await.is(200).says("Ada Rossi ha tolto da un circolo qualcosa");
}

#[tokio::test]
async fn a_block_hides_people_and_posts_in_a_group_too() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = makes(&ada, "Legno", "open").await;
    for person in [&bruno, &carla] {
        person.put(&format!("{group}/membership"), Value::Null).await.is(200);
        writes_in(person, &group, &format!("di {}", person.handle)).await.is(201);
    }
    bruno.put("/api/v1/blocks/carla", Value::Null).await.is(204);
    assert_eq!(handles(&bruno, &group).await, ["ada", "bruno"]);
    assert_eq!(handles(&carla, &group).await, ["ada", "carla"]);
    let page = group.replace("/api/v1", "");
    bruno.get(&page).await.is(200).says_not("di carla");
    carla.get(&page).await.is(200).says_not("di bruno");
    let texts =
        |feed: Value| feed["items"].as_array().unwrap().iter().map(|item| item["text"].clone()).collect::<Vec<_>>();
    assert_eq!(texts(carla.get("/api/v1/feed").await.json()), Vec::<Value>::new());
    assert_eq!(
        ada.put(&format!("{group}/members/x"), json!({ "role": "king" })).await.is(422).code(),
        "groups.role_unknown"
    );
}

#[tokio::test]
async fn bad_groups_have_their_answer_and_nothing_typed_is_lost() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    for (bad, code) in [
        (json!({ "name": " ", "purpose": "x" }), "groups.name_missing"),
        (json!({ "name": "x".repeat(81), "purpose": "x" }), "groups.name_too_long"),
        (json!({ "name": "Legno", "purpose": "" }), "groups.purpose_missing"),
        (json!({ "name": "Legno", "purpose": "x".repeat(501) }), "groups.purpose_too_long"),
        (json!({ "name": "Legno", "purpose": "x", "entry": "secret" }), "groups.entry_unknown"),
        (json!({ "name": "Legno", "purpose": "x", "entry": "hidden", "outside": true }), "groups.only_open_ones"),
        (json!({ "name": "Legno", "purpose": "x", "topics": ["1"] }), "topics.without_letters"),
    ] {
        assert_eq!(ada.post("/api/v1/groups", bad).await.is(422).code(), code);
    }
    let form = [("name", ""), ("purpose", "Chi lavora il legno"), ("entry", "open")];
    ada.sends("/groups/new", "/groups", &form).await.is(422).says("Chi lavora il legno").says("Give the group a name.");
    let form = [("name", "Legno"), ("purpose", "Chi lavora il legno"), ("entry", "open")];
    let page = ada.sends("/groups/new", "/groups", &form).await.is(303).location();
    let page = page.split('?').next().unwrap().to_owned();
    bruno.get(&format!("{page}/edit")).await.is(404);
    let form = [("name", "Legni"), ("purpose", "Chi lavora il legno"), ("entry", "on_request")];
    ada.sends(&format!("{page}/edit"), &page, &form).await.is(303);
    bruno.get(&page).await.is(200).says("Legni").says("on request");
    ada.sends(&format!("{page}/edit"), &format!("{page}/removal"), &[]).await.is(303);
    bruno.get(&page).await.is(404);
    for number in 0..5 {
        makes(&ada, &format!("Legno {number}"), "open").await;
    }
    let sixth = json!({ "name": "Troppi", "purpose": "x" });
    assert_eq!(ada.post("/api/v1/groups", sixth).await.is(422).code(), "groups.made_too_many");
    ada.get("/groups").await.is(200).says("Legno 3");
}

#[tokio::test]
async fn what_is_not_for_the_reader_takes_nobodys_place() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let group = makes(&ada, "Legno", "open").await;
    let new = json!({ "text": "Un torno usato", "audience": "everybody" });
    let ask = ada.post("/api/v1/asks", new).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let page = group.replace("/api/v1", "");
    ada.sends(&page, &format!("{page}/asks"), &[("ask", &*ask)]).await.is(303);
    // Thirty that hang there since then, and are gone.
    let (id, member) = (group.rsplit('/').next().unwrap().parse().unwrap(), ada.id);
    let later = town.app.now().plus_days(1);
    let hung = town.app.db.write(async move |tx| {
        for number in 1..=30 {
            crate::groups::hang_ask(tx, (id, member), pergola_domain::ids::AskId(number), true, later).await?;
        }
        Ok::<_, pergola_db::Fault>(())
    });
    hung.await.unwrap();
    bruno.get(&page).await.is(200).says("Un torno usato");
}

#[tokio::test]
async fn who_leaves_pergola_is_not_named_as_the_maker_any_more() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let group = makes(&ada, "Legno", "open").await;
    bruno.put(&format!("{group}/membership"), Value::Null).await.is(200);
    let (by, me) = (town.app.by_itself(pergola_domain::members::Language::It), ada.id);
    town.app.db.write(async move |tx| crate::groups::erase(tx, &by, me).await).await.unwrap();
    let id = group.rsplit('/').next().unwrap().parse().unwrap();
    let made = town.app.db.read(async move |tx| crate::groups::find_made(tx, id).await).await.unwrap().unwrap();
    assert_eq!(made.1, None);
    assert_eq!(bruno.get(&group).await.is(200).json()["role"], "moderator");
}

#[tokio::test]
async fn who_is_asked_in_can_decline_and_nobody_asks_the_whole_town() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let group = makes(&ada, "Chi cerca soci", "hidden").await;
    let page = group.replace("/api/v1", "");
    ada.put(&format!("{group}/members/bruno"), json!({ "role": "member" })).await.is(204);
    bruno.get(&page).await.is(200).says("Decline the invitation");
    bruno.sends(&page, &format!("{page}/membership"), &[("undo", "1")]).await.is(303);
    bruno.get(&page).await.is(404);
    for number in 0..29 {
        let somebody = town.joins(&format!("Gente{number} Nuova")).await.handle;
        ada.put(&format!("{group}/members/{somebody}"), json!({ "role": "member" })).await.is(204);
    }
    let over = ada.put(&format!("{group}/members/bruno"), json!({ "role": "member" })).await.is(422);
    assert_eq!(over.code(), "groups.invited_too_many");
    town.days_pass(1);
    let ada = town.signs_in("ada").await;
    ada.put(&format!("{group}/members/bruno"), json!({ "role": "member" })).await.is(204);
}

#[tokio::test]
async fn groups_are_found_and_who_writes_knows_who_reads() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let new = json!({ "name": "Legno", "purpose": "Chi lavora il legno", "outside": true });
    ada.post("/api/v1/groups", new).await.is(201);
    for page in ["/today", "/board", "/feed"] {
        ada.get(page).await.is(200).says("href=\"/groups\"");
    }
    ada.get("/feed").await.is(200).says("My groups").says("Legno");
    ada.get("/posts/new").await.is(200).says("The group Legno (also read from outside)");
    ada.clone().in_italian().get("/groups").await.is(200);
}

#[tokio::test]
async fn who_asked_to_come_in_finds_it_takes_it_back_and_nobody_else_sees_it() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    let group = makes(&ada, "Chi fa gare", "on_request").await;
    let page = group.replace("/api/v1", "");
    let roles = async |person: &Person| {
        let own = person.get("/api/v1/groups?mine=true").await.is(200).json();
        own["items"].as_array().unwrap().iter().map(|one| one["role"].clone()).collect::<Vec<_>>()
    };
    for person in [&bruno, &carla] {
        person.put(&format!("{group}/membership"), Value::Null).await.is(200);
    }
    ada.put(&format!("{group}/members/carla"), json!({ "role": "member" })).await.is(204);
    assert_eq!(roles(&bruno).await, [json!("asking")]);
    let list = bruno.get("/groups").await.is(200);
    list.says("Where you asked to come in").says("Chi fa gare").says("Stop asking");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get("/groups").await.is(200).says("Dove hai chiesto di entrare").says("Ritira la richiesta");
    bruno.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    // Who looks after it sees him; who is in it does not, nor anybody else.
    assert_eq!(handles(&ada, &group).await, ["ada", "bruno", "carla"]);
    assert_eq!(handles(&carla, &group).await, ["ada", "carla"]);
    carla.get(&format!("{page}/members")).await.is(200).says_not("Bruno Neri");
    dora.get(&format!("{group}/members")).await.is(404);
    for person in [&ada, &carla, &dora] {
        for path in ["/groups", page.as_str(), "/@bruno", "/api/v1/groups", "/api/v1/members/bruno"] {
            let seen = person.get(path).await.is(200).text();
            assert!(!seen.contains("Where you asked") && !seen.contains("asks to come in"), "{path}");
            assert!(!seen.contains("\"asking\""), "{path}");
        }
    }
    let back = bruno.sends("/groups", &format!("{page}/membership"), &[("undo", "1")]).await.is(303);
    assert_eq!(back.location(), "/groups?done=group-unasked");
    bruno.get(&back.location()).await.is(200).says("You no longer ask").says_not("Where you asked");
    assert!(roles(&bruno).await.is_empty());
    assert_eq!(handles(&ada, &group).await, ["ada", "carla"]);
}

#[tokio::test]
async fn who_asked_and_the_group_was_hidden_since_sees_that_he_asked_and_takes_it_back() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let group = makes(&ada, "Chi fa gare", "on_request").await;
    let page = group.replace("/api/v1", "");
    bruno.put(&format!("{group}/membership"), Value::Null).await.is(200);
    let hidden = json!({ "name": "Chi compra la ditta", "purpose": "Segretissimo.", "entry": "hidden" });
    ada.patch(&group, hidden).await.is(200);
    // He reads that he asked, and nothing of what the group is called now or was.
    let list = bruno.get("/groups").await.is(200).says("Where you asked to come in").says("Stop asking");
    let list = list.says("A group that is not shown any more").says("You asked to come in (");
    list.says_not("Chi compra").says_not("Segretissimo").says_not("Chi fa gare").says_not("Legno");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get("/groups").await.is(200).says("Un circolo che non si mostra più").says_not("Chi compra");
    bruno.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    let own = bruno.get("/api/v1/groups?mine=true").await.is(200).json();
    let item = &own["items"][0];
    assert_eq!((&item["role"], &item["entry"]), (&json!("asking"), &json!("hidden")));
    assert_eq!((&item["name"], &item["purpose"], &item["topics"]), (&json!(""), &json!(""), &json!([])));
    let me = bruno.id;
    let kept = town.app.db.read(async move |tx| crate::groups::takeout(tx, me).await).await.unwrap();
    assert_eq!((&kept[0]["name"], &kept[0]["purpose"], &kept[0]["role"]), (&json!(""), &json!(""), &json!("asking")));
    for path in [group.clone(), format!("{group}/members"), page.clone(), format!("{page}/members")] {
        bruno.get(&path).await.is(404);
    }
    // He takes it back by the page, and by the API; to whoever did not ask it is not there.
    carla.delete(&format!("{group}/membership")).await.is(404);
    carla.sends("/groups", &format!("{page}/membership"), &[("undo", "1")]).await.is(404);
    let back = bruno.sends("/groups", &format!("{page}/membership"), &[("undo", "1")]).await.is(303);
    assert_eq!(back.location(), "/groups?done=group-unasked");
    bruno.get("/groups").await.is(200).says_not("not shown any more");
    assert_eq!(handles(&ada, &group).await, ["ada"]);
    assert_eq!(bruno.delete(&format!("{group}/membership")).await.status, 404, "twice it is not there either");
    let again = json!({ "name": "Chi fa gare", "purpose": "Bandi.", "entry": "on_request" });
    ada.patch(&group, again.clone()).await.is(200);
    bruno.put(&format!("{group}/membership"), Value::Null).await.is(200);
    ada.patch(&group, json!({ "entry": "hidden" })).await.is(200);
    bruno.delete(&format!("{group}/membership")).await.is(204);
    assert_eq!(handles(&ada, &group).await, ["ada"]);
}

#[tokio::test]
async fn nobody_is_in_more_groups_than_he_can_tend() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let group = makes(&ada, "Legno", "open").await;
    let page = group.replace("/api/v1", "");
    let me = bruno.id;
    let filled = town.app.db.write(async move |tx| {
        for number in 1..=200_i64 {
            let sql = "INSERT INTO group_members (group_id, member_id, role, since) VALUES ($1, $2, 'member', 0)";
            tx.run(sql, &pergola_db::params![number, me]).await?;
        }
        Ok::<_, pergola_db::Fault>(())
    });
    filled.await.unwrap();
    let refused = bruno.put(&format!("{group}/membership"), Value::Null).await.is(422);
    assert_eq!(refused.code(), "groups.in_too_many");
    let new = json!({ "name": "Ferro", "purpose": "Chi lavora il ferro", "entry": "open" });
    assert_eq!(bruno.post("/api/v1/groups", new).await.is(422).code(), "groups.in_too_many");
    let form = [("name", "Ferro"), ("purpose", "Chi lavora il ferro"), ("entry", "open")];
    bruno.sends("/groups/new", "/groups", &form).await.is(422).says("You are in 200 groups already. Leave one");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let refused = bruno.sends("/groups/new", "/groups", &form).await.is(422);
    refused.says("Fai già parte di 200 circoli. Lasciane uno");
    bruno.sends(&page, &format!("{page}/membership"), &[]).await.is(422).says("Fai già parte di 200 circoli");
    let emptied = town.app.db.write(async move |tx| {
        tx.run("DELETE FROM group_members WHERE group_id = 1 AND member_id = $1", &pergola_db::params![me]).await
    });
    emptied.await.unwrap();
    assert_eq!(bruno.put(&format!("{group}/membership"), Value::Null).await.is(200).json()["role"], "member");
}
