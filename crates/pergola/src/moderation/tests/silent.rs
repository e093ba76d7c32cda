//! Stories of Akismet that does not answer, or says nothing that can be used: what it was asked about waits, whoever wrote it
//! is told, and nothing is lost. For first messages and the words of invitations see `gate` and `invitations`.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::{decides, id, italian};
use crate::{
    outside::standin::{Heard, Says, StandIn},
    testkit::{Person, Town},
};

const HONEST: &str = "Conosco una tipografia a Casalecchio, ci ho lavorato dieci anni: se vuoi chiedo a Paola";
const OPERATOR: &str = "chi-risponde@example.org";

/// What ails it, as its protocol is published or as networks are; and whether asking later may help by itself.
const AILMENTS: [(&str, bool); 5] =
    [("status", true), ("hangs_up", true), ("garbled", true), ("key_refused", false), ("alert", false)];

fn akismet(ailment: Arc<Mutex<&'static str>>) -> StandIn {
    let text = |body: &str| Says::answer(200, &[], body.as_bytes());
    StandIn::saying(move |heard: &Heard| match *ailment.lock().unwrap() {
        "status" => Says::answer(503, &[], b"out of order"),
        "hangs_up" => Says::Bytes(Vec::new()),
        "garbled" => text("perhaps"),
        "key_refused" => text("invalid"),
        "alert" => {
            let headers = [("X-akismet-alert-code", "10003"), ("X-akismet-alert-msg", "Your subscription has ended")];
            Says::answer(200, &headers, b"nothing")
        }
        _ if heard.path == "/1.1/verify-key" => text("valid"),
        _ if heard.path == "/1.1/comment-check" => text("false"),
        _ => text("Thanks for making the web a better place."),
    })
}

async fn queue(dora: &Person) -> Vec<Value> {
    let queue = dora.get("/api/v1/moderation/queue").await.is(200).json();
    queue["items"].as_array().unwrap().clone()
}

/// What waits, by where it is.
struct Waiting {
    post: String,
    below: String,
    elena: Person,
}

impl Waiting {
    async fn is_out(&self, town: &Town, ada: &Person) -> bool {
        let post = ada.get(&format!("/api/v1/posts/{}", self.post)).await.status.is_success();
        let comments = ada.get(&self.below).await.is(200).json();
        let comment = comments["items"].as_array().unwrap().len() == 1;
        let new = json!({ "text": "Una tipografia vicino a Bologna?", "audience": "everybody" });
        let joined = self.elena.post("/api/v1/asks", new).await.status.is_success();
        let letter = town.letters_to(OPERATOR).join("\n").contains("Ho perso la chiave");
        assert_eq!((comment, joined, letter), (post, post, post), "all or nothing");
        post
    }
}

#[tokio::test]
async fn where_akismet_does_not_answer_everything_waits_and_whoever_wrote_it_is_told() {
    for (ailment, passes) in AILMENTS {
        let ails = Arc::new(Mutex::new("well"));
        let server = akismet(Arc::clone(&ails));
        let address = server.url("");
        let settings = [("akismet_key", "0123456789ab"), ("akismet_address", &*address), ("contact", OPERATOR)];
        let town = Town::with(&settings).await;
        let [dora, ada, bruno] = town.people(["Dora Verdi", "Ada Rossi", "Bruno Neri"]).await;
        let open = json!({ "text": "Quattro aule misurate a Bologna", "audience": "everybody" });
        let open = id(&ada.post("/api/v1/posts", open).await.is(201).json());
        let below = format!("/api/v1/posts/{open}/comments");

        *ails.lock().unwrap() = ailment;
        let post = bruno.post("/api/v1/posts", json!({ "text": HONEST, "audience": "everybody" })).await.is(201).json();
        let said = bruno.post(&below, json!({ "text": HONEST })).await.is(201).json();
        assert_eq!((&post["state"], &said["state"]), (&json!("held"), &json!("held")), "{ailment}");
        let elena = town.joins("Elena Gialli").await;
        let form = [("name", "Erno Viola"), ("email", "erno@example.org"), ("words", "Ho perso la chiave di qui")];
        let sent = town.visitor().sends("/contact", "/contact", &form).await.is(303).location();
        let waiting = Waiting { post: id(&post), below, elena };
        town.settles().await;
        assert!(!waiting.is_out(&town, &ada).await, "{ailment}");

        // Whoever wrote it is told, in his language; the moderator, that nobody could say what it is.
        assert_eq!(sent, "/contact?done=contact-held");
        town.visitor().get(&sent).await.is(200).says("waits for a moderator");
        town.visitor().in_italian().get(&sent).await.is(200).says("aspetta che un moderatore");
        bruno.get("/notices").await.is(200).says("waits for a moderator");
        let told = bruno.get("/decisions").await.is(200).says("Waiting for a moderator");
        told.says("A post").says("An answer below a post");
        waiting.elena.get("/decisions").await.is(200).says("Waiting for a moderator");
        italian(&waiting.elena, "/decisions").await.says("In attesa di un moderatore");
        let held = queue(&dora).await;
        let kinds: Vec<&str> = held.iter().filter_map(|item| item["kind"].as_str()).collect();
        assert_eq!(kinds, ["post", "comment", "member", "letter"], "{ailment}");
        assert!(held.iter().all(|item| item["signs"] == json!(["akismet_silent"])), "{held:?}");

        *ails.lock().unwrap() = "well";
        town.minutes_pass(16);
        for _ in 0..3 {
            town.settles().await;
        }
        if passes {
            // Asked again it answers, and what is honest goes out by itself.
            assert_eq!(queue(&dora).await, Vec::<Value>::new(), "{ailment}");
            dora.get("/moderation/log").await.is(200).says("Asked again, the check let it through");
        } else {
            // Somebody must do something about the key: until then a moderator decides, and nothing is lost.
            assert!(!waiting.is_out(&town, &ada).await, "{ailment}");
            for case in queue(&dora).await {
                decides(&dora, &id(&case), "nothing", None).await;
            }
            for _ in 0..3 {
                town.settles().await;
            }
        }
        assert!(waiting.is_out(&town, &ada).await, "{ailment}");
        bruno.get("/notices").await.is(200).says("What was waiting has been let through");
    }
}

#[tokio::test]
async fn where_akismet_does_not_answer_no_letter_goes_to_a_card_and_nothing_typed_is_lost() {
    let ails = Arc::new(Mutex::new("well"));
    let server = akismet(Arc::clone(&ails));
    let address = server.url("");
    let town = Town::with(&[("akismet_key", "0123456789ab"), ("akismet_address", &*address)]).await;
    let [maria, bruno] = town.people(["Maria Verdi", "Bruno Neri"]).await;
    super::know_each_other(&maria, &bruno).await;
    town.settles().await;
    let card = json!({ "name": "Gina Lago", "emails": ["gina@posta.example"] });
    let gina = id(&bruno.post("/api/v1/contacts", card).await.is(201).json());
    let why = "Vi occupate entrambe di carta riciclata, e vi trovereste bene";
    let form = [("first", "maria"), ("first_why", why), ("second", gina.as_str()), ("second_why", HONEST)];
    let new = json!({ "people": ["maria", gina], "whys": { "maria": why, &gina: HONEST } });
    *ails.lock().unwrap() = "status";
    let refused = bruno.post("/api/v1/introductions", new.clone()).await.is(422);
    assert_eq!(refused.code(), "introductions.why_not_judged");
    let refused = bruno.sends("/introductions/new", "/introductions", &form).await.is(422);
    refused.says("try again in a quarter of an hour").says(HONEST).says_not("reads like an advertisement");
    super::speaks(&bruno, "it").await;
    let refused = bruno.sends("/introductions/new", "/introductions", &form).await.is(422);
    refused.says("riprova tra un quarto d’ora").says(HONEST);
    town.settles().await;
    assert!(town.letters_to("gina@posta.example").is_empty());
    *ails.lock().unwrap() = "well";
    bruno.post("/api/v1/introductions", new).await.is(201);
    town.settles().await;
    assert_eq!(town.letters_to("gina@posta.example").len(), 1);
}
