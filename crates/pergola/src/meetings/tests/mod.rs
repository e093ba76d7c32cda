//! Stories of meetings, through the doors.

mod bad;
mod calendars;
mod told;
mod walk;

use serde_json::{Value, json};

use crate::testkit::{Person, Town};

/// Ada and Bruno, tied.
pub(super) async fn two(town: &Town) -> (Person, Person) {
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    ties(&ada, &bruno).await;
    town.settles().await;
    (ada, bruno)
}

pub(super) async fn ties(one: &Person, other: &Person) {
    let wish = json!({ "to": other.handle, "how_met": { "kind": "worked", "text": "il museo" } });
    let wish = one.post("/api/v1/invitations", wish).await.is(201).json();
    let path = format!("/api/v1/invitations/{}/acceptance", wish["id"].as_str().unwrap());
    other.put(&path, json!({})).await.is(200);
}

pub(super) fn times(at: &[&str]) -> Value {
    json!(at.iter().map(|at| json!({ "at": at, "zone": "Europe/Rome" })).collect::<Vec<_>>())
}

impl Person {
    /// A coffee in Ancona, at these hours of Rome.
    pub(super) async fn proposes_coffee(&self, to: &str, at: &[&str]) -> Value {
        let new = json!({ "to": to, "kind": "coffee", "times": times(at), "place": "Bar della stazione, Ancona" });
        self.post("/api/v1/meetings", new).await.is(201).json()
    }

    pub(super) async fn meeting(&self, meeting: &Value) -> Value {
        self.get(&path(meeting, "")).await.is(200).json()
    }

    /// Picks one of the times by its place.
    pub(super) async fn picks(&self, meeting: &Value, place: usize) -> Value {
        let slot = meeting["times"][place]["slot"].clone();
        self.put(&path(meeting, "/acceptance"), json!({ "slot": slot })).await.is(200).json()
    }
}

pub(super) fn path(meeting: &Value, rest: &str) -> String {
    format!("/api/v1/meetings/{}{rest}", meeting["id"].as_str().unwrap())
}

pub(super) fn page(meeting: &Value, rest: &str) -> String {
    format!("/meetings/{}{rest}", meeting["id"].as_str().unwrap())
}

#[tokio::test]
async fn one_proposes_the_other_picks_and_it_becomes_a_moment_in_both_gardens() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    ada.get("/@bruno").await.is(200).says("/@bruno/meet");
    let form = [
        ("kind", "coffee"),
        ("at", "2026-03-20T10:00"),
        ("at2", "2026-03-21T16:30"),
        ("zone", "europe/rome"),
        ("minutes", "60"),
        ("place", "Bar della stazione, Ancona"),
        ("words", "Ti racconto del museo."),
    ];
    let sent = ada.sends("/@bruno/meet", "/@bruno/meet", &form).await.is(303).location();
    let at = sent.split('?').next().unwrap().to_owned();
    ada.get(&at).await.is(200).says("Bruno has yet to answer").says("Friday 20 March, 10:00").says("Europe/Rome");
    bruno.get("/inbox").await.is(200).says("would like to meet you").says(&at);
    assert_eq!(bruno.get("/api/v1/notices").await.json()["items"][0]["kind"], "meeting_proposed");
    bruno.get(&at).await.is(200).says("Ti racconto del museo.").says("This one suits me");
    let meeting = bruno.get(&format!("/api/v1{at}")).await.is(200).json();
    assert_eq!(meeting["times"][1]["local"], "2026-03-21T16:30");
    let slot = meeting["times"][1]["slot"].as_str().unwrap();
    bruno.sends(&at, &format!("{at}/acceptance"), &[("slot", slot)]).await.is(303);
    let agreed = ada.meeting(&meeting).await;
    assert_eq!((&agreed["state"], &agreed["time"]["starts_at"]), (&json!("agreed"), &json!("2026-03-21T15:30:00Z")));
    ada.get("/today").await.is(200).says("Coffee with Bruno Neri").says("Saturday 21 March, 16:30");
    assert_eq!(ada.get("/api/v1/moments?with=bruno").await.json()["items"].as_array().unwrap().len(), 1, "the tie");
    town.days_pass(12);
    town.settles().await;
    for (one, other) in [(&ada, "bruno"), (&bruno, "ada")] {
        one.get(&format!("/@{other}")).await.is(200).says("You met").says("Bar della stazione, Ancona");
        assert_eq!(one.meeting(&meeting).await["state"], "held");
        let notices = one.get("/api/v1/notices").await.json();
        assert_eq!(notices["items"][0]["kind"], "meeting_held");
    }
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get(&at).await.is(200).says("Com’è andata?").says("Caffè con Ada Rossi");
}

#[tokio::test]
async fn other_times_turn_the_question_around() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let first = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    let other = json!({ "times": [{ "at": "2026-03-23T09:00", "zone": "Europe/London" }], "words": "Sono a Londra" });
    let turned = bruno.put(&path(&first, "/times"), other).await.is(200).json();
    assert_eq!((&turned["my_turn"], &turned["times"][0]["local"]), (&json!(false), &json!("2026-03-23T09:00")));
    ada.get(&page(&first, "")).await.is(200).says("Europe/London").says("Monday 23 March, 10:00").says("Sono a Londra");
    let old = json!({ "slot": first["times"][0]["slot"] });
    assert_eq!(ada.put(&path(&first, "/acceptance"), old.clone()).await.is(422).code(), "meetings.time_gone");
    assert_eq!(bruno.put(&path(&first, "/acceptance"), old).await.is(422).code(), "meetings.not_your_turn");
    ada.picks(&turned, 0).await;
    assert_eq!(bruno.meeting(&first).await["state"], "agreed");
}

#[tokio::test]
async fn two_answers_at_once_give_one_end() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    for round in 0..8 {
        let day = format!("2026-04-{:02}", round + 10);
        let meeting = ada.proposes_coffee("bruno", &[&format!("{day}T10:00"), &format!("{day}T12:00")]).await;
        let (one, other) =
            (json!({ "slot": meeting["times"][0]["slot"] }), json!({ "slot": meeting["times"][1]["slot"] }));
        let at = path(&meeting, "/acceptance");
        let (first, second) = tokio::join!(bruno.put(&at, one), bruno.put(&at, other));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert!(statuses == [200, 422] || statuses == [200, 409], "{statuses:?}");
        let (won, lost) = if first.status == 200 { (&first, &second) } else { (&second, &first) };
        // Whoever comes second reads why: it is agreed already, or it changed while he read it.
        assert!(["meetings.already_agreed", "http.stale"].contains(&lost.code().as_str()), "{}", lost.text());
        assert!(!lost.json()["detail"].as_str().unwrap().is_empty());
        assert_eq!(won.json()["time"], ada.meeting(&meeting).await["time"]);
        // Both move it at once: one question is open afterwards, and only the other may answer it.
        let at = path(&meeting, "/times");
        let moved = |hour: &str| json!({ "times": times(&[&format!("{day}T{hour}:00")]) });
        let (hers, his) = tokio::join!(ada.put(&at, moved("15")), bruno.put(&at, moved("16")));
        let good = [&hers, &his].iter().filter(|answer| answer.status == 200).count();
        // Whoever comes second answers the first one's times with his own: that is an answer, too.
        assert!((1..=2).contains(&good), "{} {}", hers.status, his.status);
        let (mine, theirs) = (ada.meeting(&meeting).await, bruno.meeting(&meeting).await);
        assert_ne!(mine["my_turn"], theirs["my_turn"]);
        assert_eq!(mine["times"], theirs["times"]);
        let (asked, seen) = if mine["my_turn"] == true { (&ada, mine) } else { (&bruno, theirs) };
        asked.put(&path(&seen, "/refusal"), json!({})).await.is(200);
    }
}

#[tokio::test]
async fn of_two_who_accept_at_once_only_the_one_who_is_asked_does() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    for round in 0..4 {
        let day = format!("2026-04-{:02}", round + 10);
        let meeting = ada.proposes_coffee("bruno", &[&format!("{day}T10:00"), &format!("{day}T12:00")]).await;
        let slot = |at: usize| json!({ "slot": meeting["times"][at]["slot"] });
        let at = path(&meeting, "/acceptance");
        let (hers, his) = tokio::join!(ada.put(&at, slot(0)), bruno.put(&at, slot(1)));
        his.is(200);
        let hers = hers.is(422).code();
        assert!(["meetings.not_your_turn", "meetings.already_agreed"].contains(&hers.as_str()), "{hers}");
        assert_eq!(ada.meeting(&meeting).await["time"]["slot"], meeting["times"][1]["slot"]);
    }
}

#[tokio::test]
async fn each_of_three_times_shows_its_zone_and_the_hour_here() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let new = json!({ "to": "bruno", "kind": "call", "link": "https://stanza.example/ada", "times": [
        { "at": "2026-03-20T10:00", "zone": "Europe/Rome" },
        { "at": "2026-03-21T09:00", "zone": "America/New_York" },
        { "at": "2026-03-22T16:30", "zone": "Asia/Kathmandu" },
    ] });
    let meeting = ada.post("/api/v1/meetings", new).await.is(201).json();
    let local: Vec<&str> =
        meeting["times"].as_array().unwrap().iter().map(|time| time["local"].as_str().unwrap()).collect();
    assert_eq!(local, ["2026-03-20T10:00", "2026-03-21T09:00", "2026-03-22T16:30"]);
    for person in [&ada, &bruno] {
        let mut read = person.get(&page(&meeting, "")).await.is(200).says("https://stanza.example/ada");
        for sentence in [
            "Friday 20 March, 10:00",
            "Europe/Rome",
            "Saturday 21 March, 9:00",
            "America/New_York",
            "around here: Saturday 21 March, 14:00",
            "Sunday 22 March, 16:30",
            "Asia/Kathmandu",
            "around here: Sunday 22 March, 11:45",
        ] {
            read = read.says(sentence);
        }
    }
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get(&page(&meeting, "")).await.is(200).says("sabato 21 marzo, 9.00").says("America/New_York");
    let agreed = bruno.picks(&meeting, 2).await;
    assert_eq!(
        (&agreed["time"]["zone"], &agreed["time"]["starts_at"]),
        (&json!("Asia/Kathmandu"), &json!("2026-03-22T10:45:00Z"))
    );
    ada.get("/meetings").await.is(200).says("Sunday 22 March, 16:30");
}

#[tokio::test]
async fn a_no_is_kind_and_a_proposal_can_be_taken_back() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let meeting = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    let at = page(&meeting, "");
    bruno.sends(&at, &format!("{at}/refusal"), &[("words", "A settembre sì")]).await.is(303);
    ada.get(&at).await.is(200).says("It does not work for Bruno this time").says("A settembre sì");
    let again = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    ada.delete(&path(&again, "")).await.is(204);
    bruno.get(&page(&again, "")).await.is(200).says("The proposal was taken back").says_not("This one suits me");
    let kinds: Vec<Value> = bruno.get("/api/v1/notices").await.json()["items"].as_array().unwrap().clone();
    assert!(kinds.iter().all(|notice| notice["kind"] != "meeting_proposed"), "nothing waits: {kinds:?}");
    let late = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    town.days_pass(20);
    town.settles().await;
    assert_eq!(bruno.meeting(&late).await["state"], "expired");
    assert_eq!(ada.get("/api/v1/meetings?limit=2").await.json()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_meeting_is_there_for_its_two_and_not_over_a_block() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    let carla = town.joins("Carla Blu").await;
    let open = ada.proposes_coffee("bruno", &["2026-03-20T10:00"]).await;
    carla.get(&path(&open, "")).await.is(404);
    carla.get(&page(&open, "")).await.is(404);
    bruno.picks(&open, 0).await;
    ada.put("/api/v1/blocks/bruno", json!(null)).await.is(204);
    for person in [&ada, &bruno] {
        person.get(&path(&open, "")).await.is(404);
        person.get("/meetings").await.is(200).says_not("Coffee with");
        person.get("/today").await.is(200).says_not("Coffee with");
        assert_eq!(person.get("/api/v1/meetings").await.json()["items"], json!([]));
    }
    bruno.get("/@ada/meet").await.is(404);
    bruno
        .post("/api/v1/meetings", json!({ "to": "ada", "kind": "call", "times": times(&["2026-03-20T10:00"]) }))
        .await
        .is(404);
    town.settles().await;
    ada.delete("/api/v1/blocks/bruno").await.is(204);
    for person in [&ada, &bruno] {
        person.get(&path(&open, "")).await.is(404);
    }
    town.days_pass(30);
    town.settles().await;
    let moments = ada.get("/api/v1/moments").await.json();
    assert!(!moments.to_string().contains("Bar della stazione"), "what was void is no moment: {moments}");
}

#[tokio::test]
async fn where_both_say_their_place_a_town_between_is_named() {
    let town = Town::new().await;
    let (ada, bruno) = two(&town).await;
    ada.get("/api/v1/members/bruno/halfway").await.is(404);
    ada.get("/@bruno/meet").await.is(200).says_not("lies in between");
    ada.patch("/api/v1/me", json!({ "place": "Milano" })).await.is(200);
    bruno.patch("/api/v1/me", json!({ "place": "Firenze, Toscana" })).await.is(200);
    let halfway = ada.get("/api/v1/members/bruno/halfway").await.is(200).json();
    assert_eq!((&halfway["mine"], &halfway["theirs"]), (&json!("Milano"), &json!("Firenze, Toscana")));
    let between = halfway["town"].as_str().unwrap().to_owned();
    ada.get("/@bruno/meet").await.is(200).says(&format!("{between} lies in between")).says("Firenze, Toscana");
    bruno.patch("/api/v1/me", json!({ "place": "Monza" })).await.is(200);
    let near = ada.get("/api/v1/members/bruno/halfway").await.is(200).json();
    assert_eq!(near["town"], Value::Null, "neighbours need none");
    let carla = town.joins("Carla Blu").await;
    carla.get("/api/v1/members/bruno/halfway").await.is(404);
}
