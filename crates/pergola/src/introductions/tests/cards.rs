//! People who are no members are introduced too: by letters, signed with the name of the card's owner.

use serde_json::{Value, json};

use super::{Four, WHY};
use crate::testkit::{Answer, Person, Town};

pub(super) const GINA: &str = "gina@posta.example";

impl Person {
    pub(super) async fn keeps_card(&self, name: &str, emails: &[&str]) -> String {
        let card = json!({ "name": name, "position": "falegname", "emails": emails });
        self.post("/api/v1/contacts", card).await.is(201).json()["id"].as_str().unwrap().to_owned()
    }
}

/// The path of the link in the last letter to an address.
pub(super) fn link(town: &Town, address: &str) -> String {
    let letter = town.letters_to(address).pop().unwrap_or_else(|| panic!("no letter to {address}"));
    let rest = letter.split("/questions/").nth(1).unwrap_or_else(|| panic!("no link in {letter}"));
    format!("/questions/{}", rest.split_whitespace().next().unwrap())
}

pub(super) async fn answers(town: &Town, link: &str, answer: &str) -> Answer {
    town.visitor().sends(link, link, &[("answer", answer)]).await
}

#[tokio::test]
async fn a_letter_asks_and_its_answer_puts_them_in_touch() {
    let Four { town, maria, ada, .. } = Four::new().await;
    let gina = maria.keeps_card("Gina Lago", &[GINA]).await;
    ada.patch("/api/v1/me", json!({ "headline": "Restauratrice al Mulino" })).await.is(200);
    let id = maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let letter = town.letters_to(GINA).pop().unwrap();
    assert!(
        letter.contains("Maria Verdi would like to introduce you to Ada Rossi") && letter.contains(WHY),
        "{letter}"
    );
    assert!(letter.contains("Subject: Maria Verdi would like to introduce somebody to you\n"), "{letter}");
    assert!(!letter.contains("Restauratrice"), "by name alone: {letter}");
    assert!(letter.contains("/objection") && !letter.contains("ada@example.org"), "{letter}");
    let seen = ada.get(&format!("/api/v1/introductions/{id}")).await.json();
    let them = &seen["people"][0];
    assert_eq!((&them["name"], &them["headline"]), (&json!("Gina Lago"), &json!("")), "what Maria notes is Maria's");
    let page = ada.get(&format!("/introductions/{id}")).await.is(200).says("Gina Lago").says_not("falegname");
    page.says("only your name gets there").says("you are in touch.").says_not("a conversation opens");
    maria.get(&format!("/introductions/{id}")).await.is(200);
    assert_eq!((&them["handle"], &them["contact"]), (&Value::Null, &Value::Null));
    assert!(!seen.to_string().contains(GINA), "{seen}");
    assert_eq!(maria.get(&format!("/api/v1/introductions/{id}")).await.json()["people"][1]["contact"], json!(gina));

    let link = link(&town, GINA);
    let page = town.visitor().get(&link).await.is(200).says("Ada Rossi").says(WHY).says_not("ada@example.org");
    page.says_not("Restauratrice").says_not("/photos/");
    answers(&town, &link, "not_now").await.is(303);
    answers(&town, &link, "yes").await.is(303);
    assert_eq!(ada.answers(&id, "acceptance").await.is(200).json()["state"], "made");
    town.settles().await;
    let letters = town.letters_to(GINA);
    assert_eq!(letters.len(), 2, "{letters:?}");
    assert!(letters[1].contains("Ada Rossi"), "{letters:?}");
    let cards = ada.get("/api/v1/contacts").await.json();
    assert_eq!((&cards["items"][0]["name"], &cards["items"][0]["emails"]), (&json!("Gina Lago"), &json!([GINA])));
    let page = ada.get(&format!("/introductions/{id}")).await.is(200).says("Gina Lago is on a card of yours now");
    let own = format!("/contacts/{}", cards["items"][0]["id"].as_str().unwrap());
    ada.get("/search?q=Gina+Lago").await.is(200).says(&own);
    page.says("href=\"/search?q=Gina+Lago\"");
    maria.get(&format!("/introductions/{id}")).await.is(200).says_not("on a card of yours now");
}

#[tokio::test]
async fn links_are_good_once_in_time_and_whole() {
    let Four { town, maria, bruno, ada, .. } = Four::new().await;
    let gina = maria.keeps_card("Gina Lago", &[GINA]).await;
    let id = maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let good = link(&town, GINA);
    let altered = good.replace(&gina, "7000000000000000007");
    let mut short = good.clone();
    short.pop();
    for bad in [altered.as_str(), &short, "/questions/x", "/questions/1-2-3"] {
        let page = town.visitor().get(bad).await.is(422).says("is not whole");
        assert_eq!(page.page_code(), "introductions.link_altered");
        let italian = town.visitor().in_italian().get(bad).await.is(422);
        italian.says("Questo indirizzo non è intero.");
        let answered = answers(&town, bad, "yes").await.is(422).says("is not whole");
        assert_eq!(answered.page_code(), "introductions.link_altered", "{bad}");
    }
    let unknown = town.visitor().sends("/sign-in", &good, &[("answer", "perhaps")]).await.is(422);
    assert_eq!(unknown.says("Choose one of the answers").page_code(), "introductions.answer_unknown");
    answers(&town, &good, "no").await.is(303);
    for again in ["yes", "no", "not_now"] {
        let used = answers(&town, &good, again).await.is(422).says("was already given");
        assert_eq!(used.page_code(), "introductions.link_used");
    }
    let used = town.visitor().get(&good).await.is(422).says("was already given");
    assert_eq!(used.page_code(), "introductions.link_used");
    town.visitor().in_italian().get(&good).await.is(422).says("è già stata data una risposta");
    ada.answers(&id, "acceptance").await.is(200);
    assert_eq!((maria.sees(&id).await.as_str(), ada.sees(&id).await.as_str()), ("asked", "asked"));

    let late = maria.introduces(&["bruno", &gina]).await;
    town.settles().await;
    let second = link(&town, GINA);
    assert_ne!(second, good);
    town.days_pass(14);
    let over = town.visitor().get(&second).await.is(422).says("its time is over");
    assert_eq!(over.page_code(), "introductions.link_late");
    let over = town.visitor().sends("/sign-in", &second, &[("answer", "yes")]).await.is(422).says("its time is over");
    assert_eq!(over.page_code(), "introductions.link_late");
    town.visitor().in_italian().get(&second).await.is(422).says("non aspetta più una risposta");
    assert_eq!(bruno.sees(&late).await, "closed");
    assert_eq!(ada.ties_with("gina").await, Value::Null);
}

#[tokio::test]
async fn letters_are_few_and_end_when_their_reader_wants() {
    let Four { town, maria, ada, bruno, carla } = Four::new().await;
    let nobody = maria.keeps_card("Senza Posta", &[]).await;
    assert_eq!(maria.proposes(&["ada", &nobody]).await.is(422).code(), "introductions.no_address");
    let hers = maria.keeps_card("Gina Lago", &[GINA]).await;
    assert_eq!(ada.proposes(&["maria", &hers]).await.is(404).code(), "http.not_found", "another's card");
    let first = maria.introduces(&["ada", &hers]).await;
    let his = bruno.keeps_card("Gina L.", &[GINA]).await;
    bruno.introduces(&["maria", &his]).await;
    town.settles().await;
    assert_eq!(town.letters_to(GINA).len(), 2);
    let third = maria.introduces(&["carla", &hers]).await;
    town.settles().await;
    assert_eq!(town.letters_to(GINA).len(), 2, "enough for one address");
    assert_eq!((maria.sees(&third).await.as_str(), carla.sees(&third).await.as_str()), ("asked", "asked"));
    town.days_pass(7);
    town.settles().await;
    assert_eq!(town.letters_to(GINA).len(), 4, "one reminder for each");
    town.days_pass(1);
    town.settles().await;
    assert_eq!(town.letters_to(GINA).len(), 4);

    let visitor = town.visitor();
    visitor.sends("/objection", "/objection", &[("email", GINA)]).await.is(303);
    town.settles().await;
    let letter = town.letters_to(GINA).pop().unwrap();
    let key = letter.split("/objection/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let path = format!("/objection/{key}");
    visitor.sends(&path, &path, &[]).await.is(303);
    town.days_pass(20);
    assert_eq!(maria.proposes(&["bruno", &hers]).await.is(422).code(), "introductions.no_address");
    assert_eq!(ada.sees(&first).await, "closed");
}

#[tokio::test]
async fn a_yes_counts_only_for_the_address_that_was_asked() {
    let Four { town, maria, ada, bruno, .. } = Four::new().await;
    let gina = maria.keeps_card("Gina Lago", &[GINA]).await;
    let moves = async |to: &str| {
        maria.patch(&format!("/api/v1/contacts/{gina}"), json!({ "emails": [to] })).await.is(200);
    };
    let id = maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let hers = link(&town, GINA);
    answers(&town, &hers, "yes").await.is(303);
    moves("maria.altra@posta.example").await;
    ada.answers(&id, "acceptance").await.is(200);
    assert_eq!((maria.sees(&id).await.as_str(), ada.sees(&id).await.as_str()), ("asked", "asked"), "not made");
    town.settles().await;
    assert_eq!(ada.get("/api/v1/contacts").await.json()["items"], json!([]));
    assert_eq!(town.letters_to("maria.altra@posta.example"), Vec::<String>::new());
    town.days_pass(15);
    town.settles().await;

    moves(GINA).await;
    let second = maria.introduces(&["bruno", &gina]).await;
    town.settles().await;
    let link = link(&town, GINA);
    moves("altra@posta.example").await;
    town.visitor().get(&link).await.is(422).says("its time is over");
    answers(&town, &link, "yes").await.is(422);
    town.days_pass(7);
    town.settles().await;
    assert_eq!(town.letters_to("altra@posta.example"), Vec::<String>::new(), "no reminder goes to who was not asked");
    moves(GINA).await;
    answers(&town, &link, "yes").await.is(303);
    bruno.answers(&second, "acceptance").await.is(200);
    assert_eq!(bruno.sees(&second).await, "made");
}

#[tokio::test]
async fn what_goes_to_who_is_no_member_passes_a_check_and_is_little() {
    const SPAM: &str = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, \
                        paghi solo il kit iniziale";
    // Maria came first and runs the network: what she writes passes.
    let Four { town, bruno, .. } = Four::new().await;
    let gina = bruno.keeps_card("Gina Lago", &[GINA]).await;
    let new = json!({ "people": ["maria", gina], "whys": { "maria": WHY, &gina: SPAM } });
    let refused = bruno.post("/api/v1/introductions", new).await.is(422);
    assert_eq!(refused.code(), "introductions.why_not_sent");
    let spaced = json!({ "people": ["maria", gina], "whys": { "maria": WHY, format!(" {gina} "): SPAM } });
    let refused = bruno.post("/api/v1/introductions", spaced).await.is(422);
    assert_eq!(refused.code(), "introductions.why_not_sent");
    let form = [("first", "maria"), ("first_why", WHY), ("second", gina.as_str()), ("second_why", SPAM)];
    let page = bruno.sends("/introductions/new", "/introductions", &form).await.is(422);
    page.says("reads like an advertisement").says("Telegram");
    town.settles().await;
    assert_eq!(town.letters_to(GINA), Vec::<String>::new());
    let mut cards = Vec::new();
    for number in 0..7 {
        cards.push(bruno.keeps_card(&format!("Lino {number}"), &[&format!("lino{number}@posta.example")]).await);
    }
    for card in &cards[..6] {
        bruno.introduces(&["maria", card]).await;
    }
    let refused = bruno.proposes(&["maria", &cards[6]]).await.is(429);
    assert_eq!(refused.code(), "introductions.too_many_letters_today");
    town.days_pass(1);
    bruno.introduces(&["maria", &cards[6]]).await;
}

#[tokio::test]
async fn one_click_in_the_letter_ends_letters_to_exactly_this_address() {
    let Four { town, maria, bruno, .. } = Four::new().await;
    let gina = maria.keeps_card("Gina Lago", &[GINA, "gina.lago@altrove.example"]).await;
    maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let asked_at = if town.letters_to(GINA).is_empty() { "gina.lago@altrove.example" } else { GINA };
    // A long header goes on in the next line.
    let letter = town.letters_to(asked_at).pop().unwrap().replace("\n ", " ");
    assert!(letter.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{letter}");
    let header = letter.split("List-Unsubscribe:").nth(1).unwrap().trim().trim_start_matches('<');
    let header = header.split('>').next().unwrap();
    let path = format!("/objection/now/{}", header.rsplit('/').next().unwrap());
    assert_eq!(letter.matches(&path).count(), 2, "in the text too: {letter}");
    let visitor = town.visitor();
    visitor.get(&path).await.is(200).says("Remove my address");
    let mut other = path.clone();
    other.pop();
    visitor.get(&other).await.is(422).says("is not whole");
    visitor.post(&other, json!({})).await.is(422);
    assert_eq!(maria.get(&format!("/api/v1/contacts/{gina}")).await.json()["emails"].as_array().unwrap().len(), 2);
    // As a mail program does it: no cookie, no token, no page before.
    visitor.post(&path, json!({})).await.is(200);
    visitor.post(&path, json!({})).await.is(200);
    let left = maria.get(&format!("/api/v1/contacts/{gina}")).await.json()["emails"].clone();
    assert!(left.as_array().unwrap().len() == 1 && left[0] != asked_at, "{left}");
    let his = bruno.keeps_card("Gina L.", &[asked_at]).await;
    assert_eq!(bruno.proposes(&["maria", &his]).await.is(422).code(), "introductions.no_address");
    town.days_pass(7);
    town.settles().await;
    assert_eq!(town.letters_to(asked_at).len(), 1, "no reminder either");
}

/// Maria proposes Gina twice, and Gina answers the first letter: what Maria and the others can read of all that, and how
/// many letters went to Gina. Numbers and what each browser has for its own are masked.
async fn heard_of(answer: &str) -> (Vec<String>, Town, Person, Vec<String>) {
    let Four { town, maria, bruno, carla, .. } = Four::new().await;
    let gina = maria.keeps_card("Gina Lago", &[GINA]).await;
    let first = maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let asked = link(&town, GINA);
    town.visitor().get(&asked).await.is(200).says("I would rather not be introduced by Maria Verdi");
    answers(&town, &asked, answer).await.is(303);
    town.days_pass(15);
    town.settles().await;
    // Another card of the same address, in other letters: it is the address that said it.
    let again = maria.keeps_card("G. Lago", &["GINA@posta.example"]).await;
    let second = maria.introduces(&["bruno", &again]).await;
    let third = maria.introduces(&["carla", &gina]).await;
    let mut read = Vec::new();
    for days in [0, 1, 7, 7] {
        town.days_pass(days);
        town.settles().await;
        for (person, ids) in [(&maria, vec![&first, &second, &third]), (&bruno, vec![&second]), (&carla, vec![&third])]
        {
            for id in ids {
                let json = person.get(&format!("/api/v1/introductions/{id}")).await.is(200).json();
                let shown = [&json["state"], &json["answer"], &json["until"], &json["people"]].map(Value::to_string);
                read.push(shown.join(" ").replace(&gina, "card").replace(&again, "card"));
                let page = person.get(&format!("/introductions/{id}")).await.is(200);
                let whole = super::silence::masked(&page);
                read.push(whole.replace(id.as_str(), "it").replace(&gina, "card").replace(&again, "card"));
            }
            read.push(person.news().await.join(" "));
        }
    }
    let letters = [town.letters_to(GINA), town.letters_to("GINA@posta.example")].concat();
    (read, town, bruno, letters)
}

#[tokio::test]
async fn somebody_off_pergola_would_rather_not_be_introduced_by_her_and_she_reads_what_she_reads_of_a_no() {
    let (no, _, _, of_no) = heard_of("no").await;
    let (never, town, bruno, of_never) = heard_of("never_by").await;
    assert_eq!(never, no, "Maria and the others read the same");
    assert_eq!((of_no.len(), of_never.len()), (5, 1), "{of_no:?} {of_never:?}");
    // From somebody else a question still comes.
    let his = bruno.keeps_card("Gina L.", &[GINA]).await;
    bruno.introduces(&["maria", &his]).await;
    town.settles().await;
    assert_eq!(town.letters_to(GINA).len(), 2);
    // Who is proposed with her learns nothing either, and what was kept goes with who proposed.
    let count = async |town: &Town| {
        let sql = "SELECT count(*) FROM addresses_avoiding";
        let read = async move |tx: &pergola_db::Tx| tx.one(sql, &[], |row| row.get::<i64>(0)).await;
        town.app.db.read(read).await.unwrap().unwrap()
    };
    assert_eq!(count(&town).await, 1);
    let maria = pergola_domain::ids::MemberId(1);
    let by_handle = async move |tx: &pergola_db::Tx| {
        let member = crate::members::find_by_handle(tx, "maria").await?.map_or(maria, |account| account.id);
        crate::introductions::erase(tx, member).await
    };
    town.app.db.write(by_handle).await.unwrap();
    assert_eq!(count(&town).await, 0);
}

#[tokio::test]
async fn a_card_that_is_gone_takes_its_question_along() {
    let Four { town, maria, ada, .. } = Four::new().await;
    let gina = maria.keeps_card("Gina Lago", &[GINA]).await;
    let id = maria.introduces(&["ada", &gina]).await;
    town.settles().await;
    let link = link(&town, GINA);
    maria.delete(&format!("/api/v1/contacts/{gina}")).await.is(204);
    assert_eq!((maria.sees(&id).await.as_str(), ada.sees(&id).await.as_str()), ("nothing", "nothing"));
    town.visitor().get(&link).await.is(422).says("its time is over");

    let said = async |town: &Town| {
        let sql = "SELECT count(*) FROM introduction_parties WHERE is_contact = TRUE AND why <> ''";
        let read = async move |tx: &pergola_db::Tx| tx.one(sql, &[], |row| row.get::<i64>(0)).await;
        town.app.db.read(read).await.unwrap().unwrap()
    };
    assert_eq!(said(&town).await, 1);
    town.app.db.write(async |tx: &pergola_db::Tx| crate::introductions::tidy(tx).await).await.unwrap();
    assert_eq!(said(&town).await, 0, "what was said of her goes with the card");
}
