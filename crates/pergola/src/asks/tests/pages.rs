//! The pages, as a browser without scripts uses them.

use pergola_domain::{asks::Plain, refusal::Refusal as _};
use serde_json::json;

use super::{id, tie};
use crate::testkit::{Answer, Person, Town};

/// Where a redirect leads, without its confirmation.
fn there(answer: &Answer) -> String {
    answer.location().split('?').next().unwrap().to_owned()
}

async fn writes(person: &Person, list: &str, form: &[(&str, &str)]) -> String {
    let new = format!("/{list}/new");
    let mut whole = vec![("language", "it"), ("audience", "everybody")];
    whole.retain(|(name, _)| form.iter().all(|(given, _)| given != name));
    whole.extend_from_slice(form);
    there(&person.sends(&new, &format!("/{list}"), &whole).await.is(303))
}

#[tokio::test]
async fn somebody_offers_another_asks_and_both_find_each_other() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    tie(&ada, &bruno).await;
    ada.get("/board").await.is(200).says("The first could be yours");
    let offers = ada.get("/board").await.text();
    assert!(offers.find("/offers/new").unwrap() < offers.find("/asks/new").unwrap(), "giving comes first");
    let form =
        [("text", "Rovere e larice, anche poco"), ("topics", "Legno certificato, rovere"), ("place", "Primiero")];
    let offer = writes(&bruno, "offers", &form).await;
    bruno.get(&format!("{offer}?done=on-board-offer")).await.is(200).says("Your offer is on the board").says("I offer");

    town.settles().await;
    let ask = [("text", "Cerco legno certificato per 40 scrivanie"), ("language", "it"), ("audience", "ties")];
    let page = ada.sends("/asks/new", "/asks/preview", &ask).await.is(200);
    page.says("This is how others will see it").says("Somebody already offers it").says("<b>Legno certificato</b>");
    assert_eq!(ada.get("/api/v1/asks").await.json()["items"], json!([]), "looking puts nothing on the board");
    let path = writes(&ada, "asks", &ask).await;
    ada.get(&path).await.is(200).says("Somebody already offers it").says("Bruno Neri");
    let seen = bruno
        .get("/board")
        .await
        .is(200)
        .says("Cerco legno certificato")
        .says("<b>Legno certificato</b>, which you offer");
    seen.says("That is all for now");
    bruno.get("/today").await.is(200).says("Asked in your network").says("which you offer");
    bruno.get("/@ada").await.is(200).says("Cerco legno certificato");
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get("/board").await.is(200).says("Chiedono").says("e tu lo offri").says("un tuo collegamento · oggi");
    bruno.get(&path).await.is(200).says("Tu e Ada siete collegati.").says("Rispondi ad Ada");
    bruno.get("/today").await.is(200).says("Chiedono nella tua rete");
}

#[tokio::test]
async fn who_knows_somebody_introduces_him_to_a_tie_who_asks() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let carla = town.joins("Carla Verdi").await;
    tie(&ada, &bruno).await;
    let ask = writes(&bruno, "asks", &[("text", "Cerco legno certificato per 40 scrivanie")]).await;
    let way = format!("/introductions/new?first=bruno&#38;ask={}", ask.rsplit('/').next().unwrap());
    ada.get("/board").await.is(200).says("I know who can").says(&way);
    ada.get(&way.replace("&#38;", "&")).await.is(200).says("Bruno Neri");
    carla.get("/board").await.is(200).says("Cerco legno certificato").says_not("I know who can");
    bruno.get("/board").await.is(200).says_not("I know who can");
}

#[tokio::test]
async fn nothing_typed_is_lost() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let long = "x".repeat(10_000);
    for to in ["/asks", "/asks/preview", "/offers", "/offers/preview"] {
        let form = [
            ("text", &*long),
            ("topics", "luce, scuole"),
            ("place", "Forlì"),
            ("language", "it"),
            ("audience", "ties"),
        ];
        let page = ada.sends("/asks/new", to, &form).await.is(422);
        page.says("500 characters at most").says("err-sum").says("luce, scuole").says("Forlì").says(&long);
    }
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let page = ada.sends("/asks/new", "/asks", &[("text", "una cosa")]).await.is(422);
    page.says("Errore").says("Indica la lingua");
    let page =
        ada.sends("/asks/new", "/asks", &[("text", "<b>&"), ("language", "it"), ("audience", "x")]).await.is(422);
    page.says("Scegli chi può vederlo").says("&#60;b&#62;&#38;");
}

#[tokio::test]
async fn an_answer_begins_a_conversation_of_the_two() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let path = writes(&ada, "asks", &[("text", "Una tipografia vicino a Bologna?")]).await;
    bruno.get(&path).await.is(200).says("Ada wrote it for everybody on this server");
    let replies = format!("{path}/replies");
    bruno.sends(&path, &replies, &[("text", " ")]).await.is(422).says("err-sum");
    let long = "x".repeat(5_001);
    bruno.sends(&path, &replies, &[("text", &long)]).await.is(422).says(&long);
    let to = there(&bruno.sends(&path, &replies, &[("text", "Ne conosco due.")]).await.is(303));
    assert!(to.starts_with("/conversations/"), "{to}");
    let api = format!("/api/v1{path}/replies");
    let again = bruno.post(&api, json!({ "text": "E una è a Casalecchio." })).await.is(201).json();
    assert_eq!(format!("/conversations/{}", again["conversation"].as_str().unwrap()), to, "one conversation");
    let conversation: i64 = again["conversation"].as_str().unwrap().parse().unwrap();
    let said: Vec<String> = town
        .app
        .db
        .read(async move |tx| {
            let sql = "SELECT text FROM messages WHERE conversation_id = $1 ORDER BY id";
            tx.all(sql, &pergola_db::params![conversation], |row| row.get(0)).await
        })
        .await
        .unwrap();
    assert_eq!(said[0], "“Una tipografia vicino a Bologna?”\n\nNe conosco due.");
    assert_eq!(ada.post(&api, json!({ "text": "a me" })).await.is(422).code(), "messages.oneself");
    ada.put("/api/v1/blocks/bruno", json!({})).await.is(204);
    bruno.post(&api, json!({ "text": "ancora" })).await.is(404);
    bruno.get(&path).await.is(404);
}

#[tokio::test]
async fn its_author_changes_renews_closes_and_deletes_it_in_pages() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let path = writes(&ada, "asks", &[("text", "Una pressa da legatoria"), ("audience", "two_steps")]).await;
    let edit = format!("{path}/edit");
    ada.get(&edit).await.is(200).says("Una pressa da legatoria").says("selected>People I know, and people they know");
    let wrong = [("text", ""), ("language", "it"), ("audience", "ties")];
    ada.sends(&edit, &path, &wrong).await.is(422).says("Write what it is about");
    let form =
        [("text", "Una pressa, anche vecchia"), ("language", "it"), ("audience", "everybody"), ("topics", "libri")];
    ada.sends(&edit, &path, &form).await.is(303);
    ada.get("/asks/mine").await.is(200).says("Una pressa, anche vecchia").says_not("Renew");
    town.days_pass(24);
    ada.get("/asks/mine").await.is(200).says("Renew");
    ada.sends(&path, &format!("{path}/renewal"), &[]).await.is(303);
    ada.get("/asks/mine").await.is(200).says("on the board until 3 May").says_not("Renew");

    let outcome = format!("{path}/outcome");
    ada.get(&outcome).await.is(200).says("What came of it");
    ada.sends(&outcome, &outcome, &[("by", "bruno")])
        .await
        .is(422)
        .says("Choose what came of it")
        .says("value=\"bruno\"");
    let form = [("answered", "yes"), ("by", "nessuno")];
    ada.sends(&outcome, &outcome, &form).await.is(422).says("We find nobody here").says("value=\"nessuno\"");
    ada.sends(&outcome, &outcome, &[("answered", "yes"), ("by", "bruno")]).await.is(303);
    ada.get(&path).await.is(200).says("Bruno Neri answered.").says("closed on 3 April");
    ada.sends(&path, &outcome, &[("answered", "no")]).await.is(422).says("It is closed already");
    town.settles().await;
    bruno.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    bruno.get("/notices").await.is(200).says("Ada Rossi ti ringrazia: hai risposto a ciò che chiedeva");
    bruno.get(&path).await.is(404);
    ada.get("/asks/mine").await.is(200).says("Closed").says("Somebody answered");

    ada.sends(&path, &format!("{path}/removal"), &[]).await.is(303);
    ada.get(&path).await.is(404);
    ada.get("/asks/mine").await.is(200).says_not("anche vecchia");
}

#[tokio::test]
async fn the_board_is_read_to_its_end_page_by_page() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    for number in 0..30 {
        let text = format!("la numero {number}.");
        let place = if number < 25 { "Ravenna" } else { "Parma" };
        let new = json!({ "text": text, "place": place, "audience": "everybody" });
        ada.post("/api/v1/offers", new).await.is(201);
    }
    bruno.get("/board").await.is(200).says("la numero 29.").says_not("la numero 20.").says("All offers");
    let first = bruno.get("/board?kind=offer").await.is(200).says("la numero 10.").says_not("la numero 9.");
    let next = first
        .text()
        .split("href=\"/board?kind=offer&#38;cursor=")
        .nth(1)
        .map(|rest| format!("/board?kind=offer&cursor={}", rest.split('"').next().unwrap()));
    let last = bruno.get(&next.unwrap()).await.is(200).says("la numero 9.").says("la numero 0.");
    last.says_not("la numero 10.").says("That is all for now").says("The newest");
    bruno.get("/board?place=parma").await.is(200).says("la numero 25.").says_not("la numero 24.");
    bruno.get("/board?distance=1").await.is(200).says("Nothing that fits");
    bruno.get("/board?cursor=x&kind=ask").await.is(400);
    bruno.get("/board?distance=9&kind=sedia&language=%00").await.is(400);
    bruno.get("/board?distance=9&kind=sedia&language=zz-ZZ&place=%25_!").await.is(200);
}

#[tokio::test]
async fn a_stranger_to_whom_it_is_not_told_sees_it_nowhere() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let carla = town.joins("Carla Blu").await;
    tie(&ada, &bruno).await;
    tie(&bruno, &carla).await;
    let path =
        writes(&ada, "asks", &[("text", "Un segreto fra pochi"), ("audience", "ties"), ("topics", "segreti")]).await;
    let wide = writes(&ada, "asks", &[("text", "Anche per chi è vicino"), ("audience", "two_steps")]).await;
    for page in ["/board", "/@ada", "/today", "/topics/segreti", "/board?topic=segreti", &path, "/asks/mine"] {
        carla.get(page).await.says_not("Un segreto fra pochi");
    }
    bruno.get("/board").await.says("Un segreto fra pochi");
    carla.get(&path).await.is(404);
    carla.get(&wide).await.is(200).says("you both know Bruno Neri").says("/@ada/paths");
    carla.get("/board").await.is(200).says("knows Bruno Neri, as you do");
    carla.get("/today").await.is(200).says("Ada is near you");
    ada.patch("/api/v1/me", json!({ "ties_shown": "nobody" })).await.is(200);
    carla.get(&wide).await.is(404);
    ada.get("/asks/new").await.is(200).says("You chose to show your connections to nobody");
}

#[tokio::test]
async fn the_archive_holds_what_one_asked_and_offered() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let new = json!({ "text": "una tipografia", "topics": ["Carta"], "place": "Bologna", "audience": "ties" });
    let ask = id(&ada.post("/api/v1/asks", new).await.is(201).json());
    let told = json!({ "answered": true, "by": "bruno" });
    ada.put(&format!("/api/v1/asks/{ask}/outcome"), told).await.is(200);
    ada.put("/api/v1/topics/carta/following", json!({})).await.is(204);
    let member = ada.id;
    let kept = async || {
        let read = async move |tx: &pergola_db::Tx| {
            let topics = crate::topics::takeout(tx, member).await?;
            Ok::<_, pergola_db::Fault>((crate::asks::takeout(tx, member).await?, topics))
        };
        town.app.db.read(read).await.unwrap()
    };
    let (asks, topics) = kept().await;
    assert_eq!((&asks[0]["text"], &asks[0]["state"]), (&json!("una tipografia"), &json!("closed")));
    assert_eq!((&asks[0]["by"], &asks[0]["topics"]), (&json!({ "member": "bruno" }), &json!(["Carta"])));
    assert_eq!((&topics[0]["topic"], &topics[0]["way"]), (&json!("carta"), &json!("follow")));
    bruno.put("/api/v1/blocks/ada", json!({})).await.is(204);
    assert_eq!(kept().await.0[0].get("by"), None, "nobody behind a block");
}

#[tokio::test]
async fn the_board_shows_one_language_where_one_is_asked_for() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    writes(&bruno, "asks", &[("text", "Cerco un tornitore"), ("language", "it")]).await;
    writes(&bruno, "asks", &[("text", "Looking for a weaver"), ("language", "en")]).await;
    writes(&bruno, "offers", &[("text", "Lana rigenerata"), ("language", "it")]).await;
    writes(&bruno, "offers", &[("text", "Spare looms"), ("language", "en")]).await;
    let all = ["Cerco un tornitore", "Lana rigenerata", "Looking for a weaver", "Spare looms"];
    for (language, shown) in [("", all.as_slice()), ("it", &all[..2]), ("en", &all[2..]), ("de", &[])] {
        let page = ada.get(&format!("/board?language={language}")).await.is(200).text();
        let found: Vec<&str> = all.iter().copied().filter(|text| page.contains(text)).collect();
        assert_eq!(found, shown, "{language}");
        let chosen = format!("value=\"{language}\" selected");
        assert_eq!(page.contains(&chosen), !language.is_empty(), "{language}: the form keeps it");
        let listed = ada.get(&format!("/api/v1/asks?language={language}")).await;
        if !language.is_empty() {
            assert_eq!(listed.json()["items"].as_array().unwrap().len(), shown.len() / 2, "{language}");
        }
    }
}

#[tokio::test]
async fn closing_asks_what_came_of_it() {
    let town = Town::new().await;
    let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
    let ask = writes(&ada, "asks", &[("text", "una tipografia")]).await;
    let way = format!("{ask}/outcome");
    for answered in ["", "perhaps"] {
        let form = [("answered", answered), ("by", bruno.handle.as_str())];
        let page = ada.sends(&ask, &way, &form).await.is(422).says("Choose what came of it.");
        page.says("href=\"#answered\"").says("value=\"bruno\"");
        ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
        ada.sends(&ask, &way, &form).await.is(422).says("Scegli che cosa ne è venuto.");
        ada.patch("/api/v1/me", json!({ "language": "en" })).await.is(200);
    }
    let missing = Plain::OutcomeMissing;
    assert_eq!((missing.code(), missing.field()), ("asks.outcome_missing", Some("answered")));
    assert_eq!(ada.get(&format!("/api/v1{ask}")).await.is(200).json()["state"], "open");
    ada.sends(&ask, &way, &[("answered", "no")]).await.is(303);
    assert_eq!(ada.get(&format!("/api/v1{ask}")).await.is(200).json()["state"], "closed");
}
