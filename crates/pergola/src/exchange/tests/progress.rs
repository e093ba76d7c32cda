//! How far an import is, said while it is read: to its page, to the script of the bar, to programs.

use std::{
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use pergola_domain::ids::ImportId;
use serde_json::{Value, json};
use tokio::sync::{Notify, watch};

use super::files::zip;
use crate::{
    exchange,
    testkit::{Person, Town},
};

const PEOPLE: usize = 5_000;

/// So many connections, and a word with each of the first hundred.
fn large() -> Vec<u8> {
    let mut people = String::from("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n");
    let mut words = String::from(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,\
         ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n",
    );
    for number in 0..PEOPLE {
        let page = format!("https://www.linkedin.com/in/prova-{number}");
        people.push_str(&format!("Numero,Prova {number},{page},,Bottega {number},Falegname,01 Jan 2019\n"));
        if number < 100 {
            words.push_str(&format!(
                "{number},,Ada Rossi,https://www.linkedin.com/in/ada-rossi,Numero Prova {number},{page},\
                 2025-06-01 10:00:00 UTC,,Ciao,INBOX,,No,No\n"
            ));
        }
    }
    zip(&[("Connections.csv", people.as_bytes()), ("messages.csv", words.as_bytes())])
}

/// Called when what the work waits for has come.
#[derive(Default)]
struct Came(Notify);

impl Wake for Came {
    fn wake(self: Arc<Self>) {
        self.0.notify_one();
    }
}

/// Does the work up to the next thing it has to wait for, and waits until that has come: what was to be written is written then.
/// What it ended with, once it has.
async fn goes_on<T>(work: Pin<&mut impl Future<Output = T>>) -> Option<T> {
    let came = Arc::new(Came::default());
    match work.poll(&mut Context::from_waker(&Waker::from(Arc::clone(&came)))) {
        Poll::Ready(ended) => Some(ended),
        Poll::Pending => {
            came.0.notified().await;
            None
        }
    }
}

/// What the script of the bar is told.
async fn told(who: &Person, path: &str) -> Value {
    who.get(&format!("{path}/progress")).await.is(200).json()
}

/// Its page and the answer to programs say what the script is told: between two pieces of work nothing goes on.
async fn say_the_same(who: &Person, path: &str, told: &Value) {
    let percent = told["percent"].as_i64().unwrap();
    let page = who.get(path).await.is(200);
    let page = page.says(&format!("<progress value=\"{percent}\" max=\"100\""));
    let page = page.says(&format!("<span id=\"percent\">{percent}</span>"));
    let page = page.says(&format!("<h2 id=\"far\">{}</h2>", told["head"].as_str().unwrap()));
    let page =
        page.says(&format!("<h1>{}</h1><p>{}</p>", told["title"].as_str().unwrap(), told["lead"].as_str().unwrap()));
    let text = page.text();
    let list = text.split("<ul class=\"states\">").nth(1).unwrap().split("</ul>").next().unwrap();
    for (stage, shown) in told["stages"].as_array().unwrap().iter().zip(list.split("<li").skip(1)) {
        let (class, says) = (stage["class"].as_str().unwrap(), stage["says"].as_str().unwrap());
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        assert!(shown.starts_with(&format!("{class}>")) && shown.contains(says), "{stage} is not {shown}");
    }
    let program = who.get(&format!("/api/v1{path}")).await.is(200).json();
    assert_eq!(program["percent"], percent, "{program}");
    let keeps_fresh = format!("data-progress=\"{path}/progress\"");
    if told["running"] == true {
        page.says(&keeps_fresh).says("/assets/import.js").says("Stop and delete everything");
        assert!(["waiting", "running"].contains(&program["state"].as_str().unwrap()), "{program}");
    } else {
        page.says_not(&keeps_fresh).says_not("/assets/import.js");
        assert_eq!(program["state"], "done", "{program}");
    }
}

#[tokio::test]
async fn while_a_file_is_read_it_says_how_far_it_is_and_what_is_read() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let path = ada.uploads("/import", "/imports", &[], "archive.zip", &large()).await.is(303).location();
    let id: ImportId = path.trim_start_matches("/imports/").parse().unwrap();
    let (_goes, stop) = watch::channel(false);
    let mut work = pin!(exchange::work_at_once(&town.app, id, &stop));
    let mut all: Vec<Value> = Vec::new();
    loop {
        let now = told(&ada, &path).await;
        if now["running"] == true && all.last() != Some(&now) {
            say_the_same(&ada, &path, &now).await;
            all.push(now);
        }
        if let Some(ended) = goes_on(work.as_mut()).await {
            ended.unwrap();
            break;
        }
    }
    let end = told(&ada, &path).await;
    let short = |now: &Value| json!([now["percent"], now["head"], now["running"]]);
    assert_eq!(short(&end), json!([100, "5,000 people", false]));
    say_the_same(&ada, &path, &end).await;

    assert_eq!(short(&all[0]), json!([0, "Waiting", true]));
    assert!(all[0]["title"].as_str().unwrap().contains("waits for its turn"), "{}", all[0]);
    assert!(!all[1]["title"].as_str().unwrap().contains("waits"), "{}", all[1]);
    let percents: Vec<i64> = all.iter().map(|now| now["percent"].as_i64().unwrap()).collect();
    assert!(percents.is_sorted(), "it never goes back: {percents:?}");
    let between = percents.iter().filter(|percent| (1..100).contains(*percent)).count();
    assert!(between >= 3, "{percents:?}");
    let heads: Vec<&str> = all.iter().map(|now| now["head"].as_str().unwrap()).collect();
    for head in ["1,000 people", "3,000 people", "Messages and invitations"] {
        assert!(heads.contains(&head), "{head} of {heads:?}");
    }
    assert_eq!(heads.last(), Some(&"Messages and invitations"), "people first: {heads:?}");

    // The places that the script writes into are those of the page.
    let script = ada.get("/assets/import.js").await.is(200);
    script.says("[data-progress]").says("\"progress\"").says("\"#far\"").says("\"#percent\"");
    let others = town.joins("Bruno Conti").await;
    others.get(&format!("{path}/progress")).await.is(404);
}

#[tokio::test]
async fn whoever_reads_italian_is_told_in_italian() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.patch("/api/v1/me", json!({ "language": "it" })).await.is(200);
    let path = ada.uploads("/import", "/imports", &[], "archive.zip", &large()).await.is(303).location();
    assert_eq!(told(&ada, &path).await["head"], "In attesa");
    town.settles().await;
    assert_eq!(told(&ada, &path).await["head"], "5000 persone");
}
