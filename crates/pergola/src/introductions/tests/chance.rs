//! Two worlds that differ in one thing alone, what Ada answers: a no of some kind, or silence. Everything else comes by
//! chance, the same in both: who is proposed by whom, to how many, who is on a card, what the others answer and when. To
//! all others every page, every answer of the API and every letter is the same, to the byte.

use serde_json::json;

use super::{
    Four,
    cards::link,
    silence::{difference, gets_letters, letters, reads},
};
use crate::{
    network::Chance,
    testkit::{Person, Town},
};

/// Each lives several questions to Ada, so that all of them hide some fifty answers.
const SEEDS: u64 = 9;
const QUESTIONS: usize = 6;
const GINA: &str = "gina@posta.example";
const NOUNS: [&str; 4] = ["acceptance", "refusal", "postponement", "avoidance"];

/// A letter to somebody who is no member, with its number, but without its hour and the edges of its parts.
fn whole_letters(town: &Town) -> Vec<String> {
    let own = |line: &&str| !line.starts_with("Date:") && !line.starts_with("--") && !line.contains("boundary=");
    town.letters_to(GINA).iter().map(|letter| letter.lines().filter(own).collect::<Vec<_>>().join("\n")).collect()
}

/// Everything that everybody but Ada can read.
async fn look(four: &Four, ids: &[String], when: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    four.town.minutes_pass(5);
    four.town.settles().await;
    let readers = [(&four.maria, ["ada", "bruno"]), (&four.bruno, ["ada", "maria"]), (&four.carla, ["ada", "maria"])];
    for (person, others) in readers {
        for (path, shown) in reads(person, ids, &others).await {
            all.push((format!("{when}, {} reads {path}", person.handle), shown));
        }
        all.push((format!("{when}, letters to {}", person.handle), letters(four, person).join("\n---\n")));
    }
    all.push((format!("{when}, letters to Gina"), whole_letters(&four.town).join("\n---\n")));
    all
}

/// One of the others, or who reads Gina's mail, answers what waits. An answer may be refused; it is the same in both worlds.
async fn answers(four: &Four, who: usize, id: &str, noun: &str) -> String {
    if who < 2 {
        let person = [&four.bruno, &four.carla][who];
        return person.answers(id, noun).await.text();
    }
    let visitor = four.town.visitor();
    if four.town.letters_to(GINA).is_empty() {
        return String::new();
    }
    let (link, answer) = (link(&four.town, GINA), if noun == "acceptance" { "yes" } else { "no" });
    visitor.sends(&link, &link, &[("answer", answer)]).await.status.to_string()
}

/// One world. Where `says`, Ada says no to each question in one of the ways; else nothing.
async fn lives(seed: u64, says: bool) -> Vec<(String, String)> {
    let four = Four::new().await;
    let Four { town, maria, ada, bruno, carla } = &four;
    carla.knows(ada).await;
    carla.knows(bruno).await;
    for person in [maria, bruno, carla] {
        gets_letters(&four, person).await;
    }
    let card = json!({ "name": "Gina Lago", "position": "falegname", "emails": [GINA] });
    let gina = maria.post("/api/v1/contacts", card).await.is(201).json()["id"].as_str().unwrap().to_owned();
    let (mut chance, mut all, mut ids) = (Chance(seed), Vec::new(), Vec::<String>::new());
    for question in 0..QUESTIONS {
        let broker: &Person = if chance.below(3) == 0 { carla } else { maria };
        let mut others = if broker.handle == "carla" { vec!["bruno"] } else { vec!["bruno", "carla", gina.as_str()] };
        while others.len() > 1 && chance.below(2) == 0 {
            others.remove(chance.below(others.len()));
        }
        let people: Vec<&str> =
            if chance.below(2) == 0 { [&["ada"], &others[..]].concat() } else { [&others[..], &["ada"]].concat() };
        let proposed = broker.proposes(&people).await;
        all.push((format!("{question}: {} proposes {people:?}", broker.handle), proposed.text()));
        ids.extend((proposed.status == 201).then(|| proposed.json()["id"].as_str().unwrap().to_owned()));
        town.settles().await;
        // Ada's own way of saying no, and her day, are by chance too; what she is told is hers.
        let (noun, late) = (chance.any(&NOUNS[1..]).unwrap(), chance.below(2) == 0);
        let said = async |now: bool| {
            if let (true, Some(id)) = (says && now, ids.last()) {
                ada.answers(id, noun).await;
                town.settles().await;
            }
        };
        said(!late).await;
        for _ in 0..chance.below(3) {
            let (who, noun) = (chance.below(3), chance.any(&NOUNS).unwrap());
            if let Some(id) = ids.get(chance.below(ids.len())) {
                all.push((format!("{question}: {who} says {noun}"), answers(&four, who, id, noun).await));
                town.settles().await;
            }
        }
        said(late).await;
        town.days_pass(i64::try_from(chance.below(6)).unwrap());
        town.settles().await;
        if question % 3 == 1 {
            all.extend(look(&four, &ids, &format!("after {question}")).await);
        }
    }
    for days in [7, 8] {
        town.days_pass(days);
        town.settles().await;
        town.settles().await;
        all.extend(look(&four, &ids, &format!("{days} days later")).await);
    }
    all
}

#[tokio::test]
async fn a_no_and_silence_are_the_same_to_all_others_whatever_else_happens() {
    for seed in 0..SEEDS {
        let (silence, no) = (lives(seed, false).await, lives(seed, true).await);
        assert!(silence.iter().any(|(_, shown)| shown.contains("Nothing came of")), "seed {seed}: something ends");
        assert_eq!(silence.len(), no.len(), "seed {seed}");
        for ((what, one), (_, other)) in no.iter().zip(&silence) {
            assert!(one == other, "seed {seed}: {what}\n{}", difference(one, other));
        }
    }
}
