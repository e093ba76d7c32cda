//! A no and silence, byte by byte: two towns live the same weeks, but that in one of them Ada says no.

use serde_json::json;

use super::{Four, WHY};
use crate::testkit::{Answer, Person, Town};

/// All that somebody gets to read, pages and JSON, but for what is new in each browser.
async fn reads(person: &Person, ids: &[String], others: &[&str]) -> Vec<(String, String)> {
    let mut paths: Vec<String> = [
        "/api/v1/introductions",
        "/api/v1/notices?limit=100",
        "/api/v1/ties",
        "/api/v1/requests",
        "/api/v1/avoided_introducers",
        "/api/v1/garden",
        "/api/v1/invitations?box=out",
        "/api/v1/me",
        "/api/v1/contacts",
        "/api/v1/suggestions",
        "/introductions",
        "/introductions/avoided",
        "/notices",
        "/inbox",
        "/today",
        "/garden",
        "/people",
        "/suggestions",
        "/invitations",
        "/settings",
    ]
    .map(str::to_owned)
    .into();
    paths.extend(ids.iter().flat_map(|id| [format!("/introductions/{id}"), format!("/api/v1/introductions/{id}")]));
    for other in others {
        paths.extend(
            ["/@{}", "/@{}/paths", "/api/v1/members/{}", "/api/v1/paths?to={}"].map(|to| to.replace("{}", other)),
        );
    }
    let mut read = Vec::new();
    for path in paths {
        let answer = person.get(&path).await;
        let shown = format!("{} {} {}", answer.status, answer.location(), masked(&answer));
        read.push((path, shown));
    }
    read
}

/// Without the keys that each browser and program has for its own.
pub(super) fn masked(answer: &Answer) -> String {
    let text = answer.text();
    let mut parts = text.split("name=\"csrf\" value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "name=\"csrf\" " + part.split_once('"').map_or("", |(_, rest)| rest))
}

/// What stands in the letters to somebody, without their headers, the edges of their parts and the keys in their links.
fn letters(four: &Four, person: &Person) -> Vec<String> {
    let all = four.town.letters_to(&format!("{}@example.org", person.handle));
    let own = |line: &&str| !line.starts_with("--") && !line.contains("/letters/") && !line.contains("/mail/");
    let text = |letter: &str| letter.split_once("\n\n").map_or("", |(_, text)| text).to_owned();
    all.iter().map(|letter| text(letter).lines().filter(own).collect::<Vec<_>>().join("\n")).collect()
}

/// Somebody confirms the address and wants all letters at once.
pub(super) async fn gets_letters(town: &Town, person: &Person) {
    town.settles().await;
    let letters = town.letters_to(&format!("{}@example.org", person.handle));
    let key = letters[0].split("/letters/").nth(1).unwrap().split_whitespace().next().unwrap();
    let path = format!("/letters/{key}");
    town.visitor().sends(&path, &path, &[]).await.is(303);
    let now = json!({ "messages": "now", "questions": "now", "news": "now" });
    person.put("/api/v1/notices/mail", now).await.is(204);
}

/// Weeks in a town: Maria introduces Ada to Bruno, who says yes, and later to Carla. Gives all that each but Ada reads, at
/// each moment, and how each act of the others ended.
async fn weeks(no: Option<&str>) -> Vec<(String, String)> {
    let four = Four::new().await;
    let Four { town, maria, ada, bruno, carla } = &four;
    carla.knows(ada).await;
    carla.knows(bruno).await;
    for person in [maria, ada, bruno, carla] {
        gets_letters(town, person).await;
    }
    let id = maria.introduces(&["ada", "bruno"]).await;
    town.settles().await;
    let mut all = Vec::new();
    let look = async |all: &mut Vec<(String, String)>, when: &str| {
        town.minutes_pass(5);
        town.settles().await;
        for (person, others) in [(maria, ["ada", "bruno"]), (bruno, ["ada", "maria"]), (carla, ["ada", "maria"])] {
            let reads = reads(person, std::slice::from_ref(&id), &others).await;
            all.extend(
                reads.into_iter().map(|(path, shown)| (format!("{when}, {} reads {path}", person.handle), shown)),
            );
            all.push((format!("{when}, letters to {}", person.handle), letters(&four, person).join("\n---\n")));
        }
    };
    look(&mut all, "before").await;
    if let Some(noun) = no {
        ada.answers(&id, noun).await.is(200);
        town.settles().await;
    }
    look(&mut all, "after the no").await;
    let yes = bruno.answers(&id, "acceptance").await.is(200);
    all.push(("Bruno's yes".to_owned(), yes.text()));
    town.settles().await;
    look(&mut all, "after the yes").await;
    for (days, when) in [(6, "a week"), (1, "the reminder"), (6, "the day before"), (1, "over")] {
        town.days_pass(days);
        town.settles().await;
        town.settles().await;
        look(&mut all, when).await;
    }
    for (who, people) in [(maria, ["ada", "bruno"]), (maria, ["ada", "carla"]), (carla, ["ada", "bruno"])] {
        let told = who.proposes(&people).await;
        all.push((format!("{} proposes {people:?}", who.handle), told.text()));
    }
    town.settles().await;
    look(&mut all, "proposed again").await;
    let late = maria.delete(&format!("/api/v1/introductions/{id}")).await;
    all.push(("taking it back".to_owned(), late.text()));
    town.days_pass(15);
    town.settles().await;
    look(&mut all, "all over").await;
    all
}

#[tokio::test]
async fn a_no_and_silence_are_the_same_to_the_byte() {
    let silence = weeks(None).await;
    assert!(silence.iter().any(|(_, shown)| shown.contains(WHY)), "there is something to read");
    let mailed = |what: &str| what.contains("letters to bruno");
    assert!(silence.iter().any(|(what, shown)| mailed(what) && shown.contains("Nothing came of")), "and mailed");
    for noun in ["refusal", "avoidance", "postponement"] {
        let said = weeks(Some(noun)).await;
        assert_eq!(said.len(), silence.len());
        for ((what, one), (_, other)) in said.iter().zip(&silence) {
            assert!(one == other, "{noun}: {what}\n{}", difference(one, other));
        }
    }
}

pub(super) fn difference(one: &str, other: &str) -> String {
    let at = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let near = |text: &str| text.chars().skip(at.saturating_sub(80)).take(240).collect::<String>();
    format!("{}\n{}", near(one), near(other))
}

#[tokio::test]
async fn the_log_says_the_same_of_a_yes_and_of_a_no() {
    let mut logs = Vec::new();
    for noun in ["acceptance", "refusal", "avoidance", "postponement"] {
        let Four { town, maria, ada, .. } = Four::new().await;
        let id = maria.introduces(&["ada", "bruno"]).await;
        ada.answers(&id, noun).await.is(200);
        town.log_settles().await;
        let changes = town.app.db.changes_after(0, 1_000).await.unwrap();
        let last = changes.last().unwrap();
        let body: serde_json::Value = serde_json::from_str(&last.body).unwrap();
        assert_eq!(body, json!({ "kind": "introduction_answered", "introduction": id }));
        logs.push(last.body.replace(&id, "…"));
    }
    logs.dedup();
    assert_eq!(logs.len(), 1, "{logs:?}");
}
