//! Stories of events, through the doors.

use serde_json::{Value, json};

use crate::{
    organisations::tests::speaks_for,
    testkit::{Person, Town},
};

mod at_the_door;
mod in_a_name;
mod places;

fn new(change: impl FnOnce(&mut Value)) -> Value {
    let mut new = json!({
        "title": "Caffè tra falegnami", "text": "Ognuno porta un legno.", "starts": "2026-04-23T18:00",
        "ends": "2026-04-23T20:00", "zone": "Europe/Rome", "place": "Fabbrica Aperta, Ancona", "audience": "everybody",
    });
    change(&mut new);
    new
}

impl Person {
    async fn holds(&self, change: impl FnOnce(&mut Value)) -> String {
        let made = self.post("/api/v1/events", new(change)).await.is(201).json();
        made["id"].as_str().unwrap().to_owned()
    }

    async fn comes(&self, event: &str, shown: &str) -> Value {
        let body = json!({ "shown": shown });
        self.put(&format!("/api/v1/events/{event}/attendance"), body).await.is(200).json()["attendance"].clone()
    }

    /// Whose coming this one may read, by their handles.
    async fn reads(&self, event: &str) -> Vec<String> {
        let list = self.get(&format!("/api/v1/events/{event}/attendees")).await.is(200).json();
        let names = list["items"].as_array().unwrap().iter().map(|one| one["handle"].as_str().unwrap().to_owned());
        names.collect()
    }
}

async fn ties(one: &Person, other: &Person) {
    let wish = json!({ "to": other.handle, "how_met": { "kind": "worked", "text": "il museo" } });
    let wish = one.post("/api/v1/invitations", wish).await.is(201).json();
    let path = format!("/api/v1/invitations/{}/acceptance", wish["id"].as_str().unwrap());
    other.put(&path, json!({})).await.is(200);
}

#[tokio::test]
async fn one_holds_it_others_come_and_who_comes_is_read_as_each_allows() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    ties(&bruno, &carla).await;
    town.settles().await;
    let form = [
        ("title", "Caffè tra falegnami"),
        ("starts", "2026-04-23T18:00"),
        ("ends", "2026-04-23T20:00"),
        ("zone", "Europe/Rome"),
        ("place", "Fabbrica Aperta"),
        ("audience", "everybody"),
    ];
    let at = ada.sends("/events/new", "/events", &form).await.is(303).location();
    let at = at.split('?').next().unwrap().to_owned();
    let event = at.rsplit('/').next().unwrap();
    bruno.get("/events").await.is(200).says("Caffè tra falegnami").says("Thursday 23 April, 18:00");
    bruno.sends(&at, &format!("{at}/attendance"), &[("shown", "ties")]).await.is(303);
    assert_eq!(carla.reads(event).await, ["bruno"], "a tie of his");
    assert!(dora.reads(event).await.is_empty());
    assert_eq!(ada.reads(event).await, ["bruno"], "who holds it");
    dora.comes(event, "attendees").await;
    assert_eq!(bruno.reads(event).await, ["dora"], "who comes reads of who lets those who come");
    assert_eq!(carla.reads(event).await, ["bruno"]);
    bruno.comes(event, "nobody").await;
    assert!(carla.reads(event).await.is_empty());
    assert_eq!(ada.reads(event).await, ["bruno", "dora"]);
    carla.get(&at).await.is(200).says_not("Bruno Neri").says_not("Dora Verdi").says("Nobody you may see");
    ada.get(&format!("{at}/badges")).await.is(200).says("Bruno Neri").says("Dora Verdi").says("Ada Rossi");
    carla.get(&format!("{at}/badges")).await.is(404);
}

#[tokio::test]
async fn a_full_event_has_a_list_and_a_freed_place_goes_to_who_waits_longest() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    let event = ada.holds(|new| new["capacity"] = json!(1)).await;
    assert_eq!(bruno.comes(&event, "ties").await, "coming");
    assert_eq!(carla.comes(&event, "ties").await, "waiting");
    assert_eq!(dora.comes(&event, "ties").await, "waiting");
    dora.get(&format!("/events/{event}")).await.is(200).says("You are waiting for a place");
    ada.get(&format!("/events/{event}")).await.is(200).says("Carla Blu").says("Dora Verdi");
    bruno.get(&format!("/events/{event}")).await.is(200).says_not("Carla Blu").says_not("Dora Verdi");
    bruno.sends("/events", &format!("/events/{event}/absence"), &[]).await.is(303);
    assert_eq!(carla.get(&format!("/api/v1/events/{event}")).await.json()["attendance"], "coming");
    assert_eq!(carla.get("/api/v1/notices").await.json()["items"][0]["kind"], "event_place");
    assert_eq!(dora.get(&format!("/api/v1/events/{event}")).await.json()["attendance"], "waiting");
    ada.patch(&format!("/api/v1/events/{event}"), json!({ "capacity": 5 })).await.is(200);
    assert_eq!(dora.get(&format!("/api/v1/events/{event}")).await.json()["attendance"], "coming");
    let gone = bruno.delete(&format!("/api/v1/events/{event}/attendance")).await.is(422);
    assert_eq!(gone.code(), "events.not_coming");
    let sequence = async || {
        let file = dora.get(&format!("/events/{event}/calendar")).await.is(200).text();
        let number = file.split("SEQUENCE:").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        number.parse::<i64>().unwrap()
    };
    let before = sequence().await;
    ada.patch(&format!("/api/v1/events/{event}"), json!({ "place": "Mole, Ancona" })).await.is(200);
    assert!(sequence().await > before, "a calendar that has it takes the change");
    assert_eq!(dora.get("/api/v1/notices").await.json()["items"][0]["kind"], "event_changed");
    ada.delete(&format!("/api/v1/events/{event}")).await.is(204);
    dora.get(&format!("/events/{event}")).await.is(200).says("It is off");
    dora.get(&format!("/events/{event}/calendar")).await.is(200).says("STATUS:CANCELLED");
    bruno.get(&format!("/events/{event}")).await.is(404);
    let late = bruno.put(&format!("/api/v1/events/{event}/attendance"), json!({})).await;
    assert_eq!(late.status, 404);
}

#[tokio::test]
async fn two_at_once_cannot_have_the_last_place() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    for _ in 0..4 {
        let event = ada.holds(|new| new["capacity"] = json!(1)).await;
        let path = format!("/api/v1/events/{event}/attendance");
        let (one, other) = tokio::join!(bruno.put(&path, json!({})), carla.put(&path, json!({})));
        let mut states = [one.is(200).json()["attendance"].clone(), other.is(200).json()["attendance"].clone()];
        states.sort_by_key(Value::to_string);
        assert_eq!(states, ["coming", "waiting"]);
    }
}

#[tokio::test]
async fn whom_one_could_meet_has_a_reason_and_only_of_those_who_let_it_be_read() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    ties(&bruno, &carla).await;
    town.settles().await;
    let says = async |person: &Person, list: &str, text: &str| {
        let body = json!({ "text": text, "topics": ["legno certificato"], "audience": "everybody", "language": "it" });
        person.post(&format!("/api/v1{list}"), body).await.is(201);
    };
    says(&bruno, "/asks", "Cerco legno certificato per quaranta scrivanie").await;
    says(&carla, "/offers", "Offro legno certificato del Conero").await;
    says(&dora, "/offers", "Offro anche io legno certificato").await;
    let event = ada.holds(|_| {}).await;
    for (person, shown) in [(&bruno, "attendees"), (&carla, "attendees"), (&dora, "nobody")] {
        person.comes(&event, shown).await;
    }
    let worth = bruno.get(&format!("/api/v1/events/{event}/people")).await.is(200).json();
    let items = worth["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{worth}");
    assert_eq!((&items[0]["person"]["handle"], &items[0]["kind"]), (&json!("carla"), &json!("offer")));
    assert_eq!(items[0]["shared"], json!(["legno certificato"]));
    let page = bruno.get(&format!("/events/{event}")).await.is(200).says("Whom you could meet");
    page.says("offers what you ask for").says_not("Dora Verdi");
    let worth = carla.get(&format!("/api/v1/events/{event}/people")).await.is(200).json();
    let items: Vec<_> =
        worth["items"].as_array().unwrap().iter().map(|one| (&one["person"]["handle"], &one["kind"])).collect();
    assert_eq!(items, [(&json!("bruno"), &json!("ask"))], "and the other way round");
}

#[tokio::test]
async fn an_event_is_seen_by_its_audience_and_not_over_a_block() {
    let town = Town::new().await;
    let [ada, bruno, carla, dora] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu", "Dora Verdi"]).await;
    ties(&ada, &bruno).await;
    ties(&bruno, &carla).await;
    town.settles().await;
    let near = ada.holds(|new| new["audience"] = json!("ties")).await;
    let two = ada.holds(|new| new["audience"] = json!("two_steps")).await;
    let all = ada.holds(|_| {}).await;
    let web = ada.holds(|new| new["audience"] = json!("web")).await;
    let table = [(&bruno, [200, 200, 200, 200]), (&carla, [404, 200, 200, 200]), (&dora, [404, 404, 200, 200])];
    for (person, statuses) in table {
        for (event, status) in [&near, &two, &all, &web].into_iter().zip(statuses) {
            person.get(&format!("/events/{event}")).await.is(status);
            person.get(&format!("/api/v1/events/{event}")).await.is(status);
            let comes = person.put(&format!("/api/v1/events/{event}/attendance"), json!({})).await;
            assert_eq!(comes.status.as_u16(), status);
        }
        let listed = person.get("/api/v1/events").await.json()["items"].as_array().unwrap().len();
        assert_eq!(listed, statuses.iter().filter(|status| **status == 200).count());
    }
    let visitor = town.visitor();
    for event in [&near, &two, &all, "7000000000000000007", "nonsense"] {
        let answer = visitor.get(&format!("/events/{event}")).await.is(303);
        assert!(answer.location().starts_with("/sign-in"), "the same whether it is there or not");
    }
    visitor.get(&format!("/events/{web}")).await.is(200).says("Sign in to come").says_not("Bruno Neri");
    visitor.get("/events/feed").await.is(200).says(&format!("/events/{web}</id>")).says_not(&format!("/events/{all}<"));
    ada.put("/api/v1/blocks/carla", json!(null)).await.is(204);
    for event in [&two, &all, &web] {
        carla.get(&format!("/events/{event}")).await.is(404);
        assert!(!ada.reads(event).await.contains(&"carla".to_owned()));
    }
    town.settles().await;
    ada.delete("/api/v1/blocks/carla").await.is(204);
    assert_eq!(carla.get(&format!("/api/v1/events/{all}")).await.is(200).json()["attendance"], json!(null));
    bruno.put("/api/v1/blocks/dora", json!(null)).await.is(204);
    assert!(!bruno.reads(&all).await.contains(&"dora".to_owned()));
}

#[tokio::test]
async fn every_bad_event_has_its_code_and_its_sentence() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let cases = [
        ("events.title_missing", new(|new| new["title"] = json!(" "))),
        ("events.title_too_long", new(|new| new["title"] = json!("a".repeat(121)))),
        ("events.text_too_long", new(|new| new["text"] = json!("a".repeat(4_001)))),
        ("events.time_malformed", new(|new| new["starts"] = json!("domani"))),
        ("events.zone_unknown", new(|new| new["zone"] = json!("Europe/Atlantide"))),
        ("events.hour_skipped", new(|new| new["starts"] = json!("2026-03-29T02:30"))),
        ("events.hour_repeated", new(|new| new["ends"] = json!("2026-10-25T02:30"))),
        ("events.in_the_past", new(|new| new["starts"] = json!("2026-01-01T10:00"))),
        ("events.too_far_ahead", new(|new| new["starts"] = json!("2029-01-01T10:00"))),
        ("events.ends_before_it_begins", new(|new| new["ends"] = json!("2026-04-23T17:00"))),
        ("events.lasts_too_long", new(|new| new["ends"] = json!("2026-06-23T17:00"))),
        ("events.place_missing", new(|new| new["place"] = json!(""))),
        ("events.place_too_long", new(|new| new["place"] = json!("a".repeat(201)))),
        ("events.link_malformed", new(|new| new["link"] = json!("javascript:alert(1)"))),
        ("events.link_too_long", new(|new| new["link"] = json!(format!("https://a.example/{}", "x".repeat(500))))),
        ("events.capacity_out_of_range", new(|new| new["capacity"] = json!(-1))),
        ("events.audience_unknown", new(|new| new["audience"] = json!("friends"))),
        ("events.organisation_unknown", new(|new| new["organisation"] = json!("7"))),
    ];
    for (code, body) in cases {
        let answer = ada.post("/api/v1/events", body.clone()).await.is(422);
        assert_eq!(answer.code(), code, "{body}");
    }
    let bruno = town.joins("Bruno Neri").await;
    let off = ada.holds(|_| {}).await;
    ada.delete(&format!("/api/v1/events/{off}")).await.is(204);
    let twice = ada.delete(&format!("/api/v1/events/{off}")).await.is(422);
    assert_eq!(twice.code(), "events.cancelled");
    let event = ada.holds(|_| {}).await;
    let path = format!("/api/v1/events/{event}/attendance");
    assert_eq!(ada.put(&path, json!({ "shown": "all" })).await.is(422).code(), "events.shown_unknown");
    assert_eq!(ada.put(&path, json!({})).await.is(422).code(), "events.holds_it");
    let form =
        [("title", "Cena"), ("starts", "2026-03-29T02:30"), ("ends", "2026-03-29T05:00"), ("zone", "Europe/Rome")];
    let answer = ada.sends("/events/new", "/events", &form).await.is(422);
    answer.says("Clocks skip this hour").says("Cena").says("err-sum");
    for _ in 1..50 {
        ada.holds(|_| {}).await;
    }
    assert_eq!(ada.post("/api/v1/events", new(|_| {})).await.is(422).code(), "events.too_many_open");
    bruno.holds(|_| {}).await;
    town.days_pass(60);
    let late = town.signs_in("bruno").await.put(&path, json!({})).await.is(422);
    assert_eq!(late.code(), "events.over");
}

#[tokio::test]
async fn machines_read_it_and_the_archive_holds_it() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let organisation = speaks_for(&ada, "Cooperativa Mareggiata", "association").await;
    let event = ada
        .holds(|new| {
            new["organisation"] = json!(organisation);
            new["audience"] = json!("web");
            new["title"] = json!("Caffè <b>& altro</b>");
        })
        .await;
    let visitor = town.visitor();
    visitor.get(&format!("/events/{event}")).await.is(200).says("for Cooperativa Mareggiata").says("schema.org/Event");
    let data = visitor.get(&format!("/events/{event}/data")).await.is(200);
    assert_eq!(data.headers["content-type"], "application/ld+json; charset=utf-8");
    assert_eq!((&data.json()["@type"], &data.json()["startDate"]), (&json!("Event"), &json!("2026-04-23T16:00:00Z")));
    assert_eq!(data.json()["organizer"]["name"], "Cooperativa Mareggiata");
    assert_eq!(crate::vocabulary::check_event(&data.json()), Ok(()));
    let file = visitor.get(&format!("/events/{event}/calendar")).await.is(200);
    file.says("BEGIN:VEVENT").says("DTSTART:20260423T160000Z").says("LOCATION:Fabbrica Aperta\\, Ancona");
    let feed = visitor.get("/events/feed").await.is(200);
    feed.says("<title>Caffè &lt;b&gt;&amp; altro&lt;/b&gt;</title>").says("http://www.w3.org/2005/Atom");
    bruno.comes(&event, "nobody").await;
    let of = |member| {
        let app = town.app.clone();
        async move { app.db.read(async move |tx| crate::events::takeout(tx, member).await).await.unwrap() }
    };
    let (hers, his) = (of(ada.id).await, of(bruno.id).await);
    assert_eq!(
        (&hers[0]["role"], &his[0]["role"], &his[0]["shown"]),
        (&json!("host"), &json!("attendee"), &json!("nobody"))
    );
    let member = ada.id;
    let by = town.app.by_itself(pergola_domain::members::Language::En);
    town.app.db.write(async move |tx| crate::events::erase(tx, &by, member).await).await.unwrap();
    bruno.get(&format!("/events/{event}")).await.is(404);
    assert!(of(bruno.id).await.is_empty());
}

#[tokio::test]
async fn what_machines_read_has_no_word_that_schema_org_does_not_know() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for (place, link, mode) in [
        ("Fabbrica Aperta, Ancona", "", "Offline"),
        ("", "https://stanza.example/caffe", "Online"),
        ("Fabbrica Aperta, Ancona", "https://stanza.example/caffe", "Mixed"),
    ] {
        let event = ada
            .holds(|new| {
                (new["place"], new["link"]) = (json!(place), json!(link));
                (new["text"], new["capacity"]) = (json!(""), json!(12));
                new["audience"] = json!("web");
            })
            .await;
        let path = format!("/events/{event}/data");
        let data = town.visitor().get(&path).await.is(200).json();
        assert_eq!(crate::vocabulary::check_event(&data), Ok(()), "{data}");
        assert!(data["eventAttendanceMode"].as_str().unwrap().ends_with(&format!("/{mode}EventAttendanceMode")));
        ada.sends(&format!("/events/{event}"), &format!("/events/{event}/removal"), &[]).await.is(303);
        let data = ada.get(&path).await.is(200).json();
        assert_eq!(crate::vocabulary::check_event(&data), Ok(()), "{data}");
        assert_eq!(data["eventStatus"], "https://schema.org/EventCancelled");
    }
}

#[tokio::test]
async fn what_is_held_for_a_group_is_for_those_who_read_in_it() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let circle = async |name: &str, entry: &str| {
        let new = json!({ "name": name, "purpose": "Chi lavora il legno.", "entry": entry });
        ada.post("/api/v1/groups", new).await.is(201).json()["id"].as_str().unwrap().to_owned()
    };
    let (hidden, asked) = (circle("Laboratorio segreto", "hidden").await, circle("Legno", "on_request").await);
    let held = |group: &str, audience: &str| {
        let group = group.to_owned();
        new(move |new| (new["group"], new["audience"]) = (json!(group), json!(audience)))
    };
    for (code, body) in [
        ("events.group_hidden", held(&hidden, "everybody")),
        ("events.group_missing", held("", "group")),
        ("events.group_unknown", held("7", "group")),
        ("events.group_unknown", held("legno", "group")),
        ("events.held_for_two", {
            let mut both = held(&asked, "group");
            both["organisation"] = json!("7");
            both
        }),
    ] {
        assert_eq!(ada.post("/api/v1/events", body.clone()).await.is(422).code(), code, "{body}");
    }
    assert_eq!(bruno.post("/api/v1/events", held(&hidden, "group")).await.is(422).code(), "events.group_unknown");
    assert_eq!(bruno.post("/api/v1/events", held(&asked, "group")).await.is(422).code(), "events.group_unknown");
    let inside = ada.post("/api/v1/events", held(&asked, "group")).await.is(201).json();
    assert_eq!(inside["group"], json!(asked));
    let page = format!("/events/{}", inside["id"].as_str().unwrap());
    bruno.get(&page).await.is(404);
    town.visitor().get(&page).await.is(303);
    bruno.put(&format!("/api/v1/groups/{asked}/membership"), json!({})).await.is(200);
    bruno.get(&page).await.is(404);
    let welcome = ada.put(&format!("/api/v1/groups/{asked}/members/bruno"), json!({ "role": "member" })).await;
    assert!(welcome.status.is_success(), "{}", welcome.text());
    bruno.get(&page).await.is(200).says(">Legno</a>").says("Caffè tra falegnami");
    bruno.get("/events").await.is(200).says("Caffè tra falegnami");
    carla.get("/events").await.is(200).says_not("Caffè tra falegnami");
    // The group's own list holds what is held for it and nothing else, on its page and for programs.
    ada.holds(|new| new["title"] = json!("Passeggiata")).await;
    let list = format!("/events?group={asked}");
    bruno.get(&format!("/groups/{asked}")).await.is(200).says(&format!("href=\"{list}\""));
    bruno.get(&list).await.is(200).says("Caffè tra falegnami").says_not("Passeggiata");
    let titles = async |person: &Person, path: &str| -> Vec<Value> {
        let listed = person.get(&format!("/api/v1{path}")).await.is(200).json();
        listed["items"].as_array().unwrap().iter().map(|event| event["title"].clone()).collect()
    };
    assert_eq!(titles(&bruno, &list).await, ["Caffè tra falegnami"]);
    assert!(titles(&carla, &list).await.is_empty(), "known to her, and nothing of it for her");
    for unknown in [format!("/events?group={hidden}"), "/events?group=x".to_owned()] {
        bruno.get(&unknown).await.is(404);
        bruno.get(&format!("/api/v1{unknown}")).await.is(404);
    }
    let form = ada.get("/events/new").await.is(200).says(&format!("value=\"group-{asked}\"")).text();
    assert!(form.contains("Laboratorio segreto"));
    let told = [
        ("title", "Cena"),
        ("starts", "2026-04-23T18:00"),
        ("ends", "2026-04-23T20:00"),
        ("zone", "Europe/Rome"),
        ("place", "Jesi"),
        ("audience", "everybody"),
    ];
    let holder = format!("group-{hidden}");
    let wrong: Vec<(&str, &str)> = told.iter().copied().chain([("holder", holder.as_str())]).collect();
    ada.sends("/events/new", "/events", &wrong).await.is(422).says("known only to those in it").says("err-sum");
    let right: Vec<(&str, &str)> =
        wrong.into_iter().map(|(key, value)| if key == "audience" { (key, "group") } else { (key, value) }).collect();
    let at = ada.sends("/events/new", "/events", &right).await.is(303).location();
    bruno.get(at.split('?').next().unwrap()).await.is(404);
}

#[tokio::test]
async fn below_an_event_one_answers_and_who_holds_it_keeps_the_house() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let event = ada.holds(|_| {}).await;
    let page = format!("/events/{event}");
    let sent = bruno.sends(&page, &format!("{page}/comments"), &[("text", "Porto il **vino**.")]).await.is(303);
    assert!(sent.location().starts_with(&page), "{}", sent.location());
    carla.get(&page).await.is(200).says("Porto il <strong>vino</strong>.").says("Bruno Neri");
    assert_eq!(ada.get("/api/v1/notices").await.json()["items"][0]["kind"], "event_commented");
    bruno.sends(&page, &format!("{page}/comments"), &[("text", " ")]).await.is(422).says("err-sum");
    let path = format!("/api/v1/events/{event}/comments");
    let long = carla.post(&path, json!({ "text": "a".repeat(2_001) })).await.is(422);
    assert_eq!(long.code(), "posts.comment_too_long");
    let hers = carla.post(&path, json!({ "text": "Io il pane." })).await.is(201).json();
    let listed = bruno.get(&path).await.is(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 2);
    let one = format!("/api/v1/comments/{}", hers["id"].as_str().unwrap());
    bruno.delete(&one).await.is(404);
    ada.delete(&one).await.is(204);
    assert_eq!(bruno.get(&path).await.json()["items"].as_array().unwrap().len(), 1);
    town.visitor().get(&page).await.is(303);
    bruno.put("/api/v1/blocks/carla", Value::Null).await.is(204);
    carla.get(&page).await.is(200).says_not("Porto il");
    carla.put("/api/v1/blocks/ada", Value::Null).await.is(204);
    carla.post(&path, json!({ "text": "Ci sono?" })).await.is(404);
}

#[tokio::test]
async fn whom_one_blocked_says_nothing_to_one_below_an_event() {
    let town = Town::new().await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let event = ada.holds(|_| {}).await;
    let (page, path) = (format!("/events/{event}"), format!("/api/v1/events/{event}/comments"));
    bruno.post(&path, json!({ "text": "Porto il vino." })).await.is(201);
    carla.post(&path, json!({ "text": "Io il pane." })).await.is(201);
    let texts = async |person: &Person| {
        let listed = person.get(&path).await.is(200).json();
        let said = listed["items"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned());
        said.collect::<Vec<_>>()
    };
    bruno.put("/api/v1/blocks/carla", Value::Null).await.is(204);
    assert_eq!(texts(&bruno).await, ["Porto il vino."]);
    assert_eq!(texts(&carla).await, ["Io il pane."]);
    assert_eq!(texts(&ada).await, ["Porto il vino.", "Io il pane."]);
    bruno.get(&page).await.is(200).says_not("Io il pane").says_not("Carla Blu");
    // Whom the one who holds it blocked speaks there to nobody any more.
    ada.put("/api/v1/blocks/carla", Value::Null).await.is(204);
    for person in [&ada, &bruno] {
        assert_eq!(texts(person).await, ["Porto il vino."]);
        person.get(&page).await.is(200).says_not("Io il pane").says_not("Carla Blu");
    }
    carla.get(&path).await.is(404);
    carla.get(&page).await.is(404);
    carla.post(&path, json!({ "text": "Ci sono?" })).await.is(404);
}

#[tokio::test]
async fn moderators_take_an_event_away_and_give_it_back() {
    let town = Town::new().await;
    let dora = town.joins("Dora Verdi").await;
    let [ada, bruno, carla] = town.people(["Ada Rossi", "Bruno Neri", "Carla Blu"]).await;
    let event = ada.holds(|new| new["audience"] = json!("web")).await;
    let page = format!("/events/{event}");
    bruno.comes(&event, "attendees").await;
    bruno.get(&page).await.is(200).says(&format!("/report{page}"));
    let report = json!({ "about": { "kind": "event", "id": event }, "why": "spam", "words": "Vende corsi." });
    bruno.post("/api/v1/reports", report).await.is(201);
    let queue = dora.get("/api/v1/moderation/queue").await.is(200).json();
    let case = queue["items"][0]["id"].as_str().unwrap();
    let decision = json!({ "case": case, "measure": "hide", "reason": "Regola 2." });
    dora.post("/api/v1/moderation/decisions", decision).await.is(201);
    town.settles().await;
    bruno.get(&page).await.is(404);
    carla.get("/events").await.is(200).says_not("Caffè tra falegnami");
    town.visitor().get(&page).await.is(303);
    town.visitor().get("/events/feed").await.is(200).says_not("Caffè tra falegnami");
    ada.get(&page).await.is(200).says("Caffè tra falegnami");
    // What is said below something that one may not see is not there to be reported either.
    let private = ada.holds(|new| new["audience"] = json!("ties")).await;
    let said =
        ada.post(&format!("/api/v1/events/{private}/comments"), json!({ "text": "Solo per voi." })).await.is(201);
    let id = said.json()["id"].clone();
    let report = json!({ "about": { "kind": "comment", "id": id }, "why": "spam", "words": "" });
    carla.post("/api/v1/reports", report).await.is(404);
}
