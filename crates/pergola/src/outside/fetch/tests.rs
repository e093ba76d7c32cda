//! What the one way out reaches and what it refuses, against a server that behaves as badly as it can.

use std::{io::Write, sync::Arc, time::Duration};

use tokio_rustls::rustls::{
    RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

use super::{
    AT_ONCE, Call, FetchLimits, Fetcher, NotFetched, Semaphore,
    connect::{Connector, Names},
};
use crate::{
    config::Sources,
    outside::standin::{Says, StandIn},
};

const SHORT: FetchLimits = FetchLimits { time: Duration::from_millis(300), ..FetchLimits::WHOLE };

fn fetcher(allowed: &[&StandIn]) -> Fetcher {
    let allowed: Vec<String> = allowed.iter().map(|server| server.at.to_string()).collect();
    let mut sources = Sources::default();
    sources.flag("limits", Some("relaxed".into())).unwrap();
    sources.flag("allow_private_addresses", Some(allowed.join(", "))).unwrap();
    Fetcher::open(&sources.config().unwrap()).unwrap()
}

fn fetcher_told(answers: &[&[&str]], allowed: &[&StandIn]) -> Fetcher {
    let answers = answers.iter().map(|places| places.iter().map(|place| place.parse().unwrap()).collect()).collect();
    let allowed = allowed.iter().map(|server| server.at).collect();
    let names = Names::Told(std::sync::Mutex::new(answers));
    let connector = Connector::with(allowed, RootCertStore::empty(), names).unwrap();
    Fetcher { connector, slots: Semaphore::new(AT_ONCE), agent: "Pergola".parse().unwrap() }
}

fn says_hello() -> StandIn {
    StandIn::saying(|heard| {
        Says::answer(200, &[("content-type", "Text/HTML; charset=utf-8")], format!("ciao {}", heard.path).as_bytes())
    })
}

#[tokio::test]
async fn a_page_is_fetched_without_saying_who_we_are_inside() {
    let server = says_hello();
    let fetched = fetcher(&[&server]).get(&server.url("/a?b=c#d"), &FetchLimits::PREVIEW).await.unwrap();
    assert_eq!((fetched.status, fetched.content_type.as_str()), (200, "text/html"));
    assert_eq!((fetched.bytes.as_slice(), fetched.final_url), (b"ciao /a?b=c".as_slice(), server.url("/a?b=c")));
    let heard = server.heard().remove(0);
    assert_eq!((heard.method.as_str(), &heard.headers["host"]), ("GET", &server.at.to_string()));
    assert!(heard.headers["user-agent"].starts_with("Pergola/"));
    assert!(!heard.headers.contains_key("cookie") && !heard.headers.contains_key("referer"));
}

#[tokio::test]
async fn what_is_not_open_to_everybody_is_not_called() {
    let server = says_hello();
    let port = server.at.port();
    let fetcher = fetcher(&[]);
    for place in ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433", "0177.0.0.1", "[::ffff:127.0.0.1]", "0"] {
        for url in [format!("http://{place}:{port}/"), format!("http://{place}/"), format!("https://{place}/")] {
            assert_eq!(fetcher.get(&url, &SHORT).await.unwrap_err(), NotFetched::Forbidden, "{url}");
        }
    }
    let metadata = fetcher.get("http://169.254.169.254/latest/meta-data/", &SHORT).await;
    assert_eq!(metadata.unwrap_err(), NotFetched::Forbidden);
    // A public place, but neither of the two ports of the web.
    for url in ["http://1.1.1.1:22/", "https://1.1.1.1:8443/", "http://[2606:4700:4700::1111]:25/"] {
        assert_eq!(fetcher.get(url, &SHORT).await.unwrap_err(), NotFetched::Forbidden, "{url}");
    }
    assert!(server.heard().is_empty());
}

#[tokio::test]
async fn what_is_not_an_address_of_the_web_is_told() {
    let fetcher = fetcher(&[]);
    let endless = format!("http://example.org/{}", "a".repeat(3_000));
    for url in [
        "",
        "ciao",
        "/a",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://1.1.1.1/",
        "data:text/html,x",
        "http:///",
    ]
    .into_iter()
    .chain(["javascript:alert(1)", "http://ada:glicine@example.org/", "http://exa mple.org/", &endless])
    {
        assert_eq!(fetcher.get(url, &SHORT).await.unwrap_err(), NotFetched::BadAddress, "{url}");
    }
}

#[tokio::test]
async fn an_address_that_is_allowed_allows_no_other() {
    let (server, other) = (says_hello(), says_hello());
    let fetcher = fetcher(&[&server]);
    assert!(fetcher.get(&server.url("/"), &SHORT).await.is_ok());
    assert_eq!(fetcher.get(&other.url("/"), &SHORT).await.unwrap_err(), NotFetched::Forbidden);
}

#[tokio::test]
async fn a_name_is_asked_for_once_and_only_its_public_places_are_called() {
    let server = says_hello();
    let url = format!("http://rebinding.example:{}/", server.at.port());
    // The first answer is looked at and called; a second one is never asked for.
    let told = fetcher_told(&[&["127.0.0.1"], &["10.0.0.1"]], &[&server]);
    assert!(told.get(&url, &SHORT).await.is_ok());
    let told = fetcher_told(&[&["10.0.0.1", "::1", "fe80::1", "64:ff9b::a00:1"]], &[&server]);
    assert_eq!(told.get(&url, &SHORT).await.unwrap_err(), NotFetched::Forbidden);
    let told = fetcher_told(&[&["10.0.0.1", "127.0.0.1"]], &[&server]);
    assert!(told.get(&url, &SHORT).await.is_ok(), "the private place is left out, the other called");
    let told = fetcher_told(&[], &[&server]);
    assert_eq!(told.get(&url, &SHORT).await.unwrap_err(), NotFetched::Unresolved);
    assert_eq!(server.heard()[0].headers["host"], format!("rebinding.example:{}", server.at.port()));
}

#[tokio::test]
async fn redirects_are_followed_and_each_is_looked_at() {
    let inside = says_hello();
    let secret = inside.url("/secret");
    let server = StandIn::saying(move |heard| match heard.path.as_str() {
        "/start" => Says::answer(301, &[("location", "next?x=1")], b""),
        "/next?x=1" => Says::answer(302, &[("location", "/end")], b""),
        "/end" => Says::answer(200, &[], b"arrived"),
        "/inside" => Says::answer(302, &[("location", &secret)], b""),
        "/metadata" => Says::answer(307, &[("location", "http://169.254.169.254/")], b""),
        "/file" => Says::answer(302, &[("location", "file:///etc/passwd")], b""),
        "/nowhere" => Says::answer(302, &[], b""),
        _ => Says::answer(302, &[("location", "/round")], b""),
    });
    let fetcher = fetcher(&[&server]);
    let fetched = fetcher.get(&server.url("/start"), &SHORT).await.unwrap();
    assert_eq!((fetched.final_url, fetched.bytes.as_slice()), (server.url("/end"), b"arrived".as_slice()));
    for (path, outcome) in [
        ("/inside", NotFetched::Forbidden),
        ("/metadata", NotFetched::Forbidden),
        ("/file", NotFetched::BadAddress),
        ("/round", NotFetched::TooManyRedirects),
        ("/nowhere", NotFetched::TooManyRedirects),
    ] {
        assert_eq!(fetcher.get(&server.url(path), &SHORT).await.unwrap_err(), outcome, "{path}");
    }
    assert!(inside.heard().is_empty());
}

#[tokio::test]
async fn who_does_not_answer_in_time_is_left() {
    let server = StandIn::saying(|heard| match heard.path.as_str() {
        "/nothing" => Says::ThenSilence(Vec::new()),
        "/half-a-head" => Says::ThenSilence(b"HTTP/1.1 200 OK\r\ncontent-ty".to_vec()),
        "/half-a-body" => Says::ThenSilence(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nciao".to_vec()),
        _ => Says::ForEver(b"HTTP/1.1 103 Early Hints\r\n\r\n".to_vec()),
    });
    let fetcher = fetcher(&[&server]);
    for path in ["/nothing", "/half-a-head", "/half-a-body", "/hints-for-ever"] {
        let outcome = fetcher.get(&server.url(path), &SHORT).await.unwrap_err();
        assert!(matches!(outcome, NotFetched::TooSlow | NotFetched::Unreadable), "{path}: {outcome}");
    }
    assert_eq!(fetcher.slots.available_permits(), AT_ONCE, "no call is still under way");
}

#[tokio::test]
async fn an_answer_without_end_ends_at_the_bound() {
    let server = StandIn::saying(|_| Says::ForEver(b"HTTP/1.1 200 OK\r\n\r\n".repeat(400)));
    let fetcher = fetcher(&[&server]);
    let limits = FetchLimits { bytes: 100_000, time: Duration::from_secs(20), ..FetchLimits::WHOLE };
    assert_eq!(fetcher.get(&server.url("/"), &limits).await.unwrap_err(), NotFetched::TooLarge);
    let limits = FetchLimits { first_part_is_enough: true, ..limits };
    assert_eq!(fetcher.get(&server.url("/"), &limits).await.unwrap().bytes.len(), 100_000);
}

#[tokio::test]
async fn what_was_packed_is_unpacked_within_the_same_bound() {
    let packed = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let (small, bomb) = (packed(b"glicine"), packed(&vec![b'a'; 8_000_000]));
    assert!(bomb.len() < 100_000);
    let server = StandIn::saying(move |heard| match heard.path.as_str() {
        "/small" => Says::answer(200, &[("content-encoding", "gzip")], &small),
        "/cut" => Says::answer(200, &[("content-encoding", "gzip")], &small[..small.len() - 9]),
        "/bomb" => Says::answer(200, &[("content-encoding", "gzip")], &bomb),
        _ => Says::answer(200, &[("content-encoding", "br")], b"?"),
    });
    let fetcher = fetcher(&[&server]);
    let limits = FetchLimits { time: Duration::from_secs(20), ..FetchLimits::WHOLE };
    assert_eq!(fetcher.get(&server.url("/small"), &limits).await.unwrap().bytes, b"glicine");
    for (path, outcome) in
        [("/cut", NotFetched::Unreadable), ("/bomb", NotFetched::TooLarge), ("/br", NotFetched::Unreadable)]
    {
        assert_eq!(fetcher.get(&server.url(path), &limits).await.unwrap_err(), outcome, "{path}");
    }
    let limits = FetchLimits { first_part_is_enough: true, ..limits };
    assert_eq!(fetcher.get(&server.url("/bomb"), &limits).await.unwrap().bytes.len(), limits.bytes);
}

#[tokio::test]
async fn what_is_no_answer_is_not_taken_for_one() {
    let server = StandIn::saying(|heard| match heard.path.as_str() {
        "/garbage" => Says::Bytes(b"\x00\xff SSH-2.0-OpenSSH\r\n\r\n".to_vec()),
        "/hangs-up" => Says::Bytes(Vec::new()),
        "/short" => Says::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nciao".to_vec()),
        "/two-lengths" => Says::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab".to_vec()),
        _ => Says::Bytes([b"HTTP/1.1 200 OK\r\nx: ".as_slice(), &vec![b'a'; 200_000], b"\r\n\r\n"].concat()),
    });
    let fetcher = fetcher(&[&server]);
    for path in ["/garbage", "/hangs-up", "/short", "/two-lengths", "/long-head"] {
        let outcome = fetcher.get(&server.url(path), &SHORT).await.unwrap_err();
        assert_eq!(outcome, NotFetched::Unreadable, "{path}");
    }
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let call = Call { url: format!("http://{closed}/"), headers: vec![], content_type: "text/plain", body: vec![] };
    assert_eq!(fetcher.call(call, &SHORT).await.unwrap_err(), NotFetched::Unreachable);
}

#[tokio::test]
async fn a_service_of_the_operator_may_be_near_and_sends_nobody_on() {
    let inside = says_hello();
    let secret = inside.url("/secret");
    let server = StandIn::saying(move |heard| match heard.path.as_str() {
        "/1.1/x" => Says::answer(200, &[("x-tip", "keep")], heard.body.as_bytes()),
        _ => Says::answer(302, &[("location", &secret)], b""),
    });
    let fetcher = fetcher(&[]);
    let call = |path| Call {
        url: server.url(path),
        headers: vec![],
        content_type: "application/x-www-form-urlencoded",
        body: b"a=b".to_vec(),
    };
    let answer = fetcher.call(call("/1.1/x"), &FetchLimits::SERVICE).await.unwrap();
    assert_eq!((answer.bytes.as_slice(), answer.header("x-tip")), (b"a=b".as_slice(), "keep"));
    // A redirect is an answer like another, and not a good one.
    assert_eq!(fetcher.call(call("/2"), &FetchLimits::SERVICE).await.unwrap().status, 302);
    assert!(inside.heard().is_empty());
}

#[tokio::test]
async fn a_certificate_must_be_one_that_is_trusted() {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("testdata/localhost.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("testdata/localhost.key.pem")).unwrap();
    let tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .unwrap();
    let server = StandIn::with_tls(Arc::new(tls), |_| Says::answer(200, &[], b"in private"));
    let url = |name: &str| format!("https://{name}:{}/", server.at.port());
    let mut roots = RootCertStore::empty();
    roots.add(certificate).unwrap();
    let connector = Connector::with(vec![server.at], roots, Names::System).unwrap();
    let trusting = Fetcher { connector, slots: Semaphore::new(1), agent: "Pergola".parse().unwrap() };
    let limits = FetchLimits { time: Duration::from_secs(20), ..FetchLimits::WHOLE };
    assert_eq!(trusting.get(&url("localhost"), &limits).await.unwrap().bytes, b"in private");
    // Of another name; and of nobody that the world trusts.
    assert_eq!(trusting.get(&url("127.0.0.1"), &limits).await.unwrap_err(), NotFetched::Unreachable);
    let strict = fetcher(&[&server]);
    assert_eq!(strict.get(&url("localhost"), &limits).await.unwrap_err(), NotFetched::Unreachable);
}
