//! Against a stand-in that speaks Akismet's published protocol, with its failures.

use crate::{
    config::{Config, Sources},
    outside::{
        fetch::{Fetcher, NotFetched},
        standin::{Heard, Says, StandIn},
    },
};

use super::{Akismet, NoOpinion, Opinion, Role, Submission, SubmissionKind};

const KEY: &str = "0123456789ab";

/// Says what Akismet says, by its published test values.
fn akismet(heard: &Heard) -> Says {
    let text = |headers: &[(&str, &str)], body: &str| Says::answer(200, headers, body.as_bytes());
    if heard.field("api_key").as_deref() != Some(KEY) {
        let help = "We were unable to parse your blog URI or API key";
        return text(&[("x-akismet-debug-help", help)], "invalid");
    }
    match heard.path.as_str() {
        "/1.1/verify-key" => text(&[], if heard.field("key").as_deref() == Some(KEY) { "valid" } else { "invalid" }),
        "/1.1/submit-spam" | "/1.1/submit-ham" => text(&[], "Thanks for making the web a better place."),
        "/1.1/comment-check" => match (heard.field("user_ip"), heard.field("comment_author")) {
            (None, _) => text(&[("x-akismet-debug-help", "Empty \"user_ip\" value")], "Missing required field"),
            _ if heard.field("user_role").as_deref() == Some("administrator") => text(&[], "false"),
            (_, Some(author)) if author == "akismet-guaranteed-spam" => text(&[], "true"),
            (_, Some(author)) if author == "plain" => text(&[("X-akismet-pro-tip", "discard")], "true"),
            (_, Some(author)) if author == "later" => text(&[("X-akismet-recheck-after", "120")], "false"),
            (_, Some(author)) if author == "over-limit" => {
                text(&[("X-akismet-alert-code", "10501"), ("X-akismet-alert-msg", "Over the limit")], "")
            }
            (_, Some(author)) if author == "soon-over" => {
                text(&[("X-akismet-alert-code", "10502"), ("X-akismet-alert-msg", "Nearly over")], "true")
            }
            _ => text(&[], "false"),
        },
        _ => Says::answer(404, &[], b""),
    }
}

fn config(server: &StandIn, settings: &[(&str, &str)]) -> Config {
    let mut sources = Sources::default();
    let address = server.url("");
    for (key, word) in [("akismet_key", KEY), ("akismet_address", &address), ("address", "https://pergola.example")] {
        sources.flag(key, Some(word.to_owned())).unwrap();
    }
    for (key, word) in settings {
        sources.flag(key, Some((*word).to_owned())).unwrap();
    }
    sources.config().unwrap()
}

fn by(author: &str) -> Submission {
    Submission {
        user_ip: "198.51.100.7".into(),
        user_agent: "Mozilla/5.0".into(),
        author: author.into(),
        content: "Ciao è bello & vero".into(),
        ..Submission::default()
    }
}

async fn check(server: &StandIn, settings: &[(&str, &str)], what: &Submission) -> Result<Opinion, NoOpinion> {
    let config = config(server, settings);
    Akismet::open(&config).unwrap().check(&Fetcher::open(&config).unwrap(), what).await
}

#[tokio::test]
async fn each_answer_means_what_is_published() {
    let server = StandIn::saying(akismet);
    for (author, opinion) in [
        ("Ada", Opinion::Ham { ask_again_seconds: None }),
        ("later", Opinion::Ham { ask_again_seconds: Some(120) }),
        ("akismet-guaranteed-spam", Opinion::Spam),
        ("plain", Opinion::Discard),
        ("soon-over", Opinion::Spam),
    ] {
        assert_eq!(check(&server, &[], &by(author)).await, Ok(opinion), "{author}");
    }
    let trusted = Submission { role: Role::Administrator, ..by("akismet-guaranteed-spam") };
    assert_eq!(check(&server, &[], &trusted).await, Ok(Opinion::Ham { ask_again_seconds: None }));
}

#[tokio::test]
async fn everything_known_is_sent_under_its_published_name() {
    let server = StandIn::saying(akismet);
    let what = Submission {
        referrer: "https://pergola.example/jobs".into(),
        permalink: "https://pergola.example/jobs/7".into(),
        kind: SubmissionKind::Message,
        author_email: "bruno@example.org".into(),
        author_url: "https://bruno.example".into(),
        created: "2026-03-10T09:00:00Z".into(),
        context_published: "2026-03-01T09:00:00Z".into(),
        context: vec!["legno".into(), "restauro".into()],
        honeypot: Some(("website".into(), "http://x.example".into())),
        recheck_reason: "edit".into(),
        ..by("Bruno")
    };
    check(&server, &[("akismet_test", "true")], &what).await.unwrap();
    let heard = server.heard().remove(0);
    assert_eq!((heard.method.as_str(), heard.path.as_str()), ("POST", "/1.1/comment-check"));
    assert!(heard.headers["user-agent"].starts_with("Pergola/") && heard.headers["user-agent"].contains(" | "));
    for (name, value) in [
        ("api_key", KEY),
        ("blog", "https://pergola.example/"),
        ("user_ip", "198.51.100.7"),
        ("user_agent", "Mozilla/5.0"),
        ("referrer", "https://pergola.example/jobs"),
        ("permalink", "https://pergola.example/jobs/7"),
        ("comment_type", "message"),
        ("comment_author", "Bruno"),
        ("comment_author_email", "bruno@example.org"),
        ("comment_author_url", "https://bruno.example"),
        ("comment_content", "Ciao è bello & vero"),
        ("comment_date_gmt", "2026-03-10T09:00:00Z"),
        ("comment_post_modified_gmt", "2026-03-01T09:00:00Z"),
        ("comment_context[]", "legno"),
        ("honeypot_field_name", "website"),
        ("website", "http://x.example"),
        ("blog_lang", "it, en"),
        ("blog_charset", "UTF-8"),
        ("user_role", "member"),
        ("recheck_reason", "edit"),
        ("is_test", "1"),
    ] {
        assert_eq!(heard.field(name).as_deref(), Some(value), "{name}");
    }
    // What is not known is not sent, and nobody is a test without being told.
    check(&server, &[], &by("Bruno")).await.unwrap();
    let heard = server.heard().remove(1);
    assert!(["is_test", "referrer", "permalink", "honeypot_field_name"].iter().all(|name| heard.field(name).is_none()));
}

#[tokio::test]
async fn moderators_words_are_passed_on() {
    let server = StandIn::saying(akismet);
    let config = config(&server, &[]);
    let (akismet, fetcher) = (Akismet::open(&config).unwrap(), Fetcher::open(&config).unwrap());
    akismet.was_spam(&fetcher, &by("Ada")).await.unwrap();
    akismet.was_ham(&fetcher, &by("Ada")).await.unwrap();
    let paths: Vec<String> = server.heard().into_iter().map(|heard| heard.path).collect();
    assert_eq!(paths, ["/1.1/submit-spam", "/1.1/submit-ham"]);
}

#[tokio::test]
async fn a_key_is_looked_at() {
    let server = StandIn::saying(akismet);
    let good = config(&server, &[]);
    assert_eq!(Akismet::open(&good).unwrap().verify_key(&Fetcher::open(&good).unwrap()).await, Ok(true));
    let bad = config(&server, &[("akismet_key", "misspelt")]);
    assert_eq!(Akismet::open(&bad).unwrap().verify_key(&Fetcher::open(&bad).unwrap()).await, Ok(false));
    let refused = check(&server, &[("akismet_key", "misspelt")], &by("Ada")).await.unwrap_err();
    assert_eq!(refused, NoOpinion::KeyRefused);
    assert!(!refused.may_pass(), "somebody must do something");
    assert!(Akismet::open(&config(&server, &[("akismet_key", "")])).is_none(), "without a key there is no Akismet");
}

#[tokio::test]
async fn whatever_goes_wrong_is_no_opinion() {
    let elsewhere = StandIn::saying(|_| Says::answer(200, &[], b"false"));
    let inside = elsewhere.url("/1.1/comment-check");
    let server = StandIn::saying(move |heard| match heard.field("comment_author").as_deref() {
        Some("500") => Says::answer(500, &[], b"false"),
        Some("429") => Says::answer(429, &[("retry-after", "60")], b""),
        Some("moved") => Says::answer(302, &[("location", &inside)], b""),
        Some("page") => Says::answer(200, &[], b"<html><title>Maintenance</title></html>"),
        Some("empty") => Says::answer(200, &[], b""),
        Some("binary") => Says::answer(200, &[], &[0xFF; 5_000]),
        Some("hangs-up") => Says::Bytes(Vec::new()),
        Some("endless") => Says::ForEver(b"HTTP/1.1 200 OK\r\n\r\ntruetruetruetrue".repeat(1_000)),
        _ => akismet(heard),
    });
    for (author, outcome, may_pass) in [
        ("500", NoOpinion::Status(500), true),
        ("429", NoOpinion::Status(429), true),
        ("moved", NoOpinion::Status(302), true),
        ("page", NoOpinion::Garbled, true),
        ("empty", NoOpinion::Garbled, true),
        ("binary", NoOpinion::Garbled, true),
        ("hangs-up", NoOpinion::Silent(NotFetched::Unreadable), true),
        ("endless", NoOpinion::Silent(NotFetched::TooLarge), true),
        ("over-limit", NoOpinion::Alert { code: 10_501, says: "Over the limit".into() }, false),
    ] {
        assert_eq!(check(&server, &[], &by(author)).await, Err(outcome.clone()), "{author}");
        assert_eq!(outcome.may_pass(), may_pass, "{author}");
    }
    let incomplete = Submission { user_ip: String::new(), ..by("Ada") };
    assert!(matches!(check(&server, &[], &incomplete).await, Err(NoOpinion::Unusable(why)) if why.contains("user_ip")));
    assert!(elsewhere.heard().is_empty(), "nobody is sent on");
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let away = check(&server, &[("akismet_address", &format!("http://{nobody}"))], &by("Ada")).await;
    assert_eq!(away, Err(NoOpinion::Silent(NotFetched::Unreachable)));
}

#[tokio::test]
async fn a_silent_akismet_is_left_after_its_time() {
    let server = StandIn::saying(|_| Says::ThenSilence(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ntru".to_vec()));
    assert_eq!(check(&server, &[], &by("Ada")).await, Err(NoOpinion::Silent(NotFetched::TooSlow)));
}

#[test]
fn its_address_is_looked_at() {
    for good in ["https://rest.akismet.com", "http://127.0.0.1:9000/"] {
        assert!(super::address(good).is_ok(), "{good}");
    }
    for bad in ["", "rest.akismet.com", "ftp://rest.akismet.com", "https://rest.akismet.com/1.1", "https://x/?y"] {
        assert!(super::address(bad).is_err(), "{bad}");
    }
}
