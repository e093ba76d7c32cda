//! What the pages of the small town show, through the doors, to Livia, who tends its garden: each place has something in it,
//! and what is not for her is in none.

use std::collections::BTreeSet;

use serde_json::Value;

use super::town;
use crate::testkit::{Answer, Person, Town};

/// The first link of a page whose address begins so, and the words of which are these.
fn link(page: &Answer, beginning: &str, words: &str) -> String {
    let text = page.text();
    let begins = format!("href=\"{beginning}");
    let found = text.split(&begins).skip(1).find(|rest| {
        let said = rest.split_once('>').map_or("", |(_, said)| said);
        let said: String = said.split("</a>").next().unwrap_or_default().to_owned();
        said.contains(words)
    });
    let rest = found.unwrap_or_else(|| panic!("no link to {beginning} that says {words}: {text}"));
    format!("{beginning}{}", rest.split('"').next().unwrap())
}

/// What stands between two sentences of a page, without its marks.
fn between(page: &Answer, from: &str, to: &str) -> String {
    let text = page.text();
    let rest = text.split_once(from).unwrap_or_else(|| panic!("does not say {from}: {text}")).1;
    let said = rest.split_once(to).unwrap_or_else(|| panic!("does not say {to} after {from}: {rest}")).0;
    let mut plain = String::new();
    let mut mark = false;
    for sign in said.chars() {
        match sign {
            '<' => mark = true,
            '>' => mark = false,
            _ if !mark => plain.push(sign),
            _ => {}
        }
    }
    plain
}

/// Whom she could introduce, what is asked around her, what waits: the page of the day.
async fn today(livia: &Person) {
    let page = livia.get("/today").await.is(200);
    let page = page.says("Una domanda privata aspetta la tua risposta").says("Potresti presentare");
    let page = page.says("Un fornitore di legno certificato per 40 scrivanie, entro giugno.");
    let page = page.says("Rovere e larice certificati, anche in piccole quantità.");
    page.says("Cerco chi mi spieghi come si scrive un capitolato").says("href=\"/notices\"").says("href=\"/inbox\"");
}

/// Beds with plants, drawn and listed, and the same people to tend as programs are told.
async fn garden(livia: &Person) {
    let page = livia.get("/garden").await.is(200);
    let page = page.says("Il tuo giardino").says("Da curare questa settimana").says("class=\"bed-pic\"");
    let all = livia.get("/api/v1/garden").await.is(200).json();
    let due = all["due_this_week"].as_array().unwrap();
    assert!((1..=3).contains(&due.len()), "{due:?}");
    for one in due {
        let name = one["person"]["name"].as_str().unwrap_or_else(|| panic!("{one}"));
        assert!(between(&page, "Da curare questa settimana", "Le aiuole").contains(name), "{name}");
    }
    for bed in ["Clienti", "Fornitori", "Mentori"] {
        link(&page, "/garden/beds/", bed);
    }
    page.says("Lino Chiodofisso").says("in vaso").says("Oscar Pianoforte").says("a riposo");
}

/// A private question that waits for her answer, and nothing in it of what the other said.
async fn introduction(livia: &Person, teresa: &Person) {
    let list = livia.get("/introductions").await.is(200).says("Domande private, per te").says("aspetta te");
    let path = link(&list, "/introductions/", "Ennio vorrebbe presentarti Fausto");
    let page = livia.get(&path).await.is(200).says("Ha mezz’ora per chi comincia").says(&format!("{path}/answer"));
    let page = page.says("Un no non arriva a nessuno").says("Mezz’ora di consigli su postazioni e sedute");
    page.says_not("Fausto ha detto").says_not("ha già detto");
    // What she asked of others is under way, and looks alike whoever said yes already.
    let path = link(&list, "/introductions/", "Elia e Teresa");
    livia.get(&path).await.is(200).says_not("ha detto").says_not("Elia ha");
    let list = teresa.get("/introductions").await.is(200);
    let path = link(&list, "/introductions/", "Livia vorrebbe presentarti Elia");
    teresa.get(&path).await.is(200).says(&format!("{path}/answer")).says_not("ha detto");
}

/// An ad with its pay and the ones she knows there; the same on its page, with the way to them.
async fn ad(livia: &Person) {
    let list = livia.get("/jobs").await.is(200);
    let said = between(&list, "Progettista di arredi per scuole", "pubblica per sé");
    assert!(said.contains("32.000–40.000") && said.contains("Chi conosci lì") && said.contains("Ines"), "{said}");
    let path = link(&list, "/jobs/", "Progettista di arredi per scuole");
    let page = livia.get(&path).await.is(200).says("Ines Solediluglio").says("dimostrata: fabbrica-aperta.example");
    let said = between(&page, "Chi conosci lì", "Una referenza è un favore");
    assert!(said.contains("Fausto Ditocollo") && said.contains("2 passi da te"), "{said}");
    assert!(said.contains("Chiedi a Ines di presentarti"), "{said}");
    page.says("Candidati con il profilo");
}

/// What the ads of the town are there to show: who posts, whom she knows there and where nobody, a client without a name, an ad
/// that ended and how, an application on its way.
async fn jobs(livia: &Person, berta: &Person) {
    let listed = livia.get("/api/v1/jobs?limit=100").await.is(200).json();
    let ads = listed["items"].as_array().unwrap();
    let kinds: BTreeSet<&str> = ads.iter().map(|ad| ad["organisation"]["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        ["agency", "association", "company", "head_hunter", "public_body"]
    );
    // On the page of at least one such ad stands somebody so near; whoever posts is not told of there again.
    for (degree, away) in [(1, "un tuo collegamento"), (2, "2 passi da te")] {
        let mut told = Vec::new();
        for ad in ads.iter().filter(|ad| ad["known"]["nearest"] == degree) {
            let page = livia.get(&format!("/jobs/{}", ad["id"].as_str().unwrap())).await.is(200);
            told.push(between(&page, "id=\"known\"", "</section>"));
        }
        assert!(told.iter().any(|said| said.contains(away)), "{degree}: {told:?}");
    }
    let nobodys = ads.iter().find(|ad| ad["organisation"]["kind"] == "association").unwrap();
    assert_eq!(nobodys["known"], Value::Null);
    let page = livia.get(&format!("/jobs/{}", nobodys["id"].as_str().unwrap())).await.is(200);
    page.says("Nessuno della tua rete, fino a tre passi, lavora o ha lavorato lì.");
    let of_clients: BTreeSet<bool> = ads
        .iter()
        .filter(|ad| ad["client_not_named"] == true || !ad["client"].is_null())
        .map(|ad| ad["client"].is_null())
        .collect();
    assert_eq!(of_clients.into_iter().collect::<Vec<_>>(), [false, true], "a client with a name, and one without");
    let hidden = ads.iter().find(|ad| ad["client_not_named"] == true).unwrap();
    livia.get(&format!("/jobs/{}", hidden["id"].as_str().unwrap())).await.is(200).says("il cliente non è nominato");
    assert!(ads.iter().any(|ad| !ad["source_url"].is_null()), "one that came by a feed");
    assert!(ads.iter().any(|ad| !ad["record"]["median_days"].is_null()), "somebody answers, and it is said how fast");

    // One is closed: gone for others, with what came of it for those who posted it and in their record.
    let mine = berta.get("/api/v1/jobs/mine").await.is(200).json();
    let closed = mine["items"].as_array().unwrap().iter().find(|ad| ad["state"] == "closed").unwrap();
    assert_eq!(closed["outcome"], "through_pergola");
    livia.get(&format!("/jobs/{}", closed["id"].as_str().unwrap())).await.is(410);
    let theirs = ads.iter().find(|ad| ad["organisation"]["id"] == closed["organisation"]["id"]).unwrap();
    assert_eq!(theirs["record"]["filled_here"], 1, "{theirs}");

    let sent = livia.get("/api/v1/applications").await.is(200).json();
    assert_eq!(sent["items"][0]["stage"], "in_conversation", "{sent}");
    livia.get("/jobs/mine").await.is(200).says("Allestimenti").says("Museo del Sale Rosa");
}

/// The feed ends, folds what says nothing with a reason each, and has nothing of what is held or was taken away.
async fn feed(livia: &Person) {
    let page = livia.get("/feed").await.is(200).says("Abbiamo misurato la luce in tre aule").says("Perché lo vedi");
    let page = page.says("3 post ripiegati").says("frase motivazionale").says("saluto del mattino").says("indovinello");
    let page = page.says("Non è rumore").says_not("Solo i geni ci riescono").says_not("sorrisi!");
    let page = page.says_not("Guadagni garantiti").says_not("gente disonesta");
    let page = page.says("l’ha scritto nel tuo circolo «Legno e laboratori»").says("È tutto, da ieri");
    page.says("I giorni passati");
}

/// A group with its people, what was written and what hangs there; one that opens on request keeps its words.
async fn groups(livia: &Person, amina: &Person, remo: &Person) {
    let list = livia.get("/groups").await.is(200).says("Light and daylight");
    let path = link(&list, "/groups/", "Legno e laboratori");
    let page =
        livia.get(&path).await.is(200).says("lana rigenerata").says("Dario Quattropassi").says("Scrivi nel circolo");
    page.says("Rovere e larice certificati, anche in piccole quantità.");
    let list = amina.get("/groups").await.is(200);
    let path = link(&list, "/groups/", "Chi scrive gare");
    amina.get(&path).await.is(200).says("Primo capitolato scritto da sola");
    remo.get(&path).await.is(200).says("su richiesta").says_not("Primo capitolato");
}

/// An event with its places and who comes, as each of them allows.
async fn event(livia: &Person, remo: &Person) {
    let list = livia.get("/events").await.is(200).says("Small museums, small budgets").says("ci vai");
    let path = link(&list, "/events/", "Caffè tra falegnami e chi disegna");
    let page = livia.get(&path).await.is(200).says("24 posti").says("Ci sei.").says("Fabbrica Aperta, Bologna");
    let said = between(&page, "Chi viene", "Ciascuno decide");
    assert!(said.contains("Giulia Ventolieve") && said.contains("Dario Quattropassi"), "{said}");
    assert!(!said.contains("Petra"), "she lets nobody read it: {said}");
    let page = remo.get(&path).await.is(200).says("24 posti");
    page.says_not("Giulia Ventolieve").says_not("Iacopo Vallestretta").says_not("Petra");
}

/// What is held and what is appealed, to those who judge, and to nobody else.
async fn moderation(livia: &Person, giulia: &Person, emma: &Person) {
    let page = livia.get("/moderation").await.is(200).says("Parlavo dei mobili, non di chi ci lavora.");
    let held = between(&page, "In attesa", "</main>");
    assert!(held.contains("Spam") && held.contains("si paga prima"), "{held}");
    for (judge, hears) in [(livia, false), (giulia, true)] {
        let queue = judge.get("/moderation").await.is(200);
        let case = link(&queue, "/moderation/cases/", "Apri");
        let page = judge.get(&case).await.is(200).says("Se la prende con chi ci lavora");
        assert_eq!(page.text().contains("L’hai deciso tu"), !hears, "who decided does not hear the appeal");
    }
    emma.get("/moderation").await.is(404);
    emma.get("/moderation/log").await.is(404);
}

#[tokio::test]
async fn each_place_of_the_town_has_something_to_show() {
    let town = Town::new().await;
    assert!(town::build(&town.app).await.unwrap());
    town.settles().await;
    let livia = town.signs_in("livia").await.in_italian();
    let [giulia, emma, teresa] =
        [town.signs_in("giulia").await, town.signs_in("emma").await, town.signs_in("teresa").await];
    let [amina, remo] = [town.signs_in("amina").await, town.signs_in("remo").await];
    today(&livia).await;
    garden(&livia).await;
    introduction(&livia, &teresa).await;
    ad(&livia).await;
    jobs(&livia, &town.signs_in("berta").await).await;
    feed(&livia).await;
    groups(&livia, &amina, &remo).await;
    event(&livia, &remo).await;
    moderation(&livia, &giulia, &emma).await;
    // Who has just arrived is shown what comes first, and no empty page without a word.
    remo.get("/garden").await.is(200).says("Il giardino è pronto");
    for path in ["/today", "/board", "/jobs", "/people", "/events", "/groups", "/feed", "/inbox"] {
        let page = remo.get(path).await.is(200);
        assert!(between(&page, "<main", "</main>").split_whitespace().count() > 8, "{path}");
    }
    let people: Value = remo.get("/api/v1/search?q=legno").await.is(200).json();
    assert!(people["count"].as_i64().unwrap() > 0, "{people}");
}
