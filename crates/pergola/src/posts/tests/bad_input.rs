//! What nobody should send: each has an outcome.

use axum::{body::Body, http::Method};
use serde_json::json;

use super::{id, tie, writes};
use crate::{
    outside::standin::{Says, StandIn},
    posts::a_picture,
    testkit::{Person, Town, claims, png_chunk},
};

async fn sends(person: &Person, bytes: Vec<u8>) -> crate::testkit::Answer {
    let request = person.request(Method::POST, "/api/v1/pictures").header("content-type", "application/octet-stream");
    person.asks(request.body(Body::from(bytes)).unwrap()).await
}

#[tokio::test]
async fn pictures_that_are_something_else_too_come_out_as_pictures_alone() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let polyglot = [a_picture(), b"PK\x03\x04<script>alert(1)</script>%PDF-1.7".to_vec()].concat();
    let sent = sends(&ada, polyglot).await.is(201).json();
    for size in ["", "/small"] {
        let kept = ada.get(&format!("/pictures/{}{size}", id(&sent))).await.is(200).bytes;
        assert!(kept.starts_with(&[0xFF, 0xD8, 0xFF]) && kept.ends_with(&[0xFF, 0xD9]));
        for part in [b"PK\x03\x04".as_slice(), b"<script", b"%PDF"] {
            assert!(!kept.windows(part.len()).any(|window| window == part));
        }
    }
    for (bytes, code) in [
        (b"<svg onload=alert(1)>".to_vec(), "members.photo_unreadable"),
        (b"GIF89a<script>".to_vec(), "members.photo_unreadable"),
        (a_picture()[..400].to_vec(), "members.photo_broken"),
        (Vec::new(), "members.photo_missing"),
        (vec![0; 10 * 1024 * 1024 + 1], "members.photo_too_large"),
        (claims(a_picture(), 20_000, 16), "members.photo_too_wide"),
        (claims(a_picture(), 16, 20_000), "members.photo_too_wide"),
        // A bomb: a few kilobytes that would unfold to 400 million points.
        (claims(a_picture(), 11_900, 11_900), "members.photo_too_wide"),
    ] {
        assert_eq!(sends(&ada, bytes).await.is(422).code(), code);
    }
}

/// The same picture as another kind of file.
fn as_kind(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::load_from_memory(&a_picture()).unwrap().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PNG that claims this size, whose points are zeros packed into almost nothing.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packed, &vec![0; 4_000_000]).unwrap();
    let head = [width.to_be_bytes().as_slice(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let data = packed.finish().unwrap();
    [b"\x89PNG\r\n\x1a\n".to_vec(), png_chunk(b"IHDR", &head), png_chunk(b"IDAT", &data), png_chunk(b"IEND", b"")]
        .concat()
}

/// A WebP whose canvas is of this size.
fn webp_of(width: u32, height: u32) -> Vec<u8> {
    let side = |of: u32| (of - 1).to_le_bytes()[..3].to_vec();
    let canvas = [b"VP8X\x0a\0\0\0\0\0\0\0".to_vec(), side(width), side(height)].concat();
    let body = [b"WEBP".to_vec(), canvas, b"VP8L\0\0\0\0".to_vec()].concat();
    [b"RIFF".to_vec(), u32::try_from(body.len()).unwrap().to_le_bytes().to_vec(), body].concat()
}

#[tokio::test]
async fn png_and_webp_that_unfold_without_end_or_are_something_else_too_do_no_harm() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for (bytes, code) in [
        (png_of(20_000, 16), "members.photo_too_wide"),
        (png_of(16, 20_000), "members.photo_too_wide"),
        (png_of(20_000, 20_000), "members.photo_too_wide"),
        // Four million zeros in four kilobytes, where its head speaks of a few points; and where it speaks of more.
        (png_of(11_900, 11_900), "members.photo_too_wide"),
        (png_of(4_000, 4_000), "members.photo_broken"),
        (webp_of(16_000, 16_000), "members.photo_too_wide"),
        (webp_of(20_000, 20_000), "members.photo_too_wide"),
        (webp_of(64, 48), "members.photo_broken"),
    ] {
        assert!(bytes.len() < 10_000);
        let refused = sends(&ada, bytes).await.is(422);
        assert_eq!(refused.code(), code);
    }
    let more = b"PK\x03\x04<script>alert(1)</script>%PDF-1.7";
    for format in [image::ImageFormat::Png, image::ImageFormat::WebP] {
        let sent = sends(&ada, [as_kind(format), more.to_vec()].concat()).await.is(201).json();
        for size in ["", "/small"] {
            let kept = ada.get(&format!("/pictures/{}{size}", id(&sent))).await.is(200);
            assert_eq!(kept.headers["content-type"], "image/jpeg", "{format:?}");
            assert!(kept.bytes.starts_with(&[0xFF, 0xD8, 0xFF]) && kept.bytes.ends_with(&[0xFF, 0xD9]));
            for part in [b"PK\x03\x04".as_slice(), b"<script", b"%PDF"] {
                assert!(!kept.bytes.windows(part.len()).any(|window| window == part), "{format:?}");
            }
        }
        let before = [b"<script>alert(1)</script>".to_vec(), as_kind(format)].concat();
        assert_eq!(sends(&ada, before).await.is(422).code(), "members.photo_unreadable");
    }
}

#[tokio::test]
async fn too_many_pictures_wait_for_no_post() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let mut first = String::new();
    for number in 0..40 {
        let sent = sends(&ada, a_picture()).await.is(201).json();
        if number == 0 {
            first = id(&sent);
        }
    }
    let refused = sends(&ada, a_picture()).await.is(422);
    assert_eq!(refused.code(), "posts.too_many_waiting");
    assert!(refused.text().contains("40 pictures already wait for their post."), "{}", refused.text());
    let refused = sends(&ada.clone().in_italian(), a_picture()).await.is(422);
    assert!(refused.text().contains("Ci sono già 40 immagini che aspettano il loro post."), "{}", refused.text());
    // One goes with its post, and there is room for one.
    let new = json!({ "text": "Guardate", "audience": "ties", "pictures": [{ "id": first, "alt": "Un pendio" }] });
    ada.post("/api/v1/posts", new).await.is(201);
    sends(&ada, a_picture()).await.is(201);
    assert_eq!(sends(&ada, a_picture()).await.is(422).code(), "posts.too_many_waiting");
}

#[tokio::test]
async fn markdown_brings_no_scripts_and_no_addresses_that_run() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    let typed =
        "<script>alert(1)</script> [a](javascript:alert(1)) ![b](https://spia.example/p.png)\n\n<img src=x onerror=y>";
    let path = writes(&ada, typed, "ties").await;
    let page = ada.get(&path.replace("/api/v1", "")).await.is(200);
    page.says("&lt;script&gt;")
        .says_not("<script>alert")
        .says_not("href=\"javascript")
        .says_not("<img src=\"https://spia");
    let comment = json!({ "text": "[x](data:text/html,a) <iframe src=//a>" });
    ada.post(&format!("{path}/comments"), comment).await.is(201);
    ada.get(&path.replace("/api/v1", "")).await.is(200).says_not("href=\"data").says_not("<iframe");
}

#[tokio::test]
async fn names_and_texts_that_climb_or_turn_around_are_tamed() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    ada.patch("/api/v1/me", json!({ "name": "Ada \u{202e}issoR\u{202c}\u{3164}\u{e0041}" })).await.is(200);
    let zalgo = format!("a{}", "\u{0301}\u{0316}".repeat(200));
    let path = writes(&ada, &format!("\u{202e}otrevni {zalgo}"), "ties").await;
    let post = ada.get(&path).await.json();
    let (text, name) = (post["text"].as_str().unwrap(), post["person"]["name"].as_str().unwrap());
    assert!(!text.contains('\u{202e}') && name == "Ada issoR", "{text} {name}");
    assert!(text.chars().filter(|c| ('\u{0300}'..'\u{0370}').contains(c)).count() <= 2, "{text}");
    // A comment is no other door.
    let said = json!({ "text": format!("\u{202e}otrevni {zalgo}") });
    let said = ada.post(&format!("{path}/comments"), said).await.is(201).json();
    let text = said["text"].as_str().unwrap();
    let marks = text.chars().filter(|c| ('\u{0300}'..'\u{0370}').contains(c)).count();
    assert!(marks <= 2 && !text.contains('\u{202e}'), "{text}");
}

#[tokio::test]
async fn ten_thousand_names_call_nobody() {
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    let all = json!({ "text": "@bruno ".repeat(10_000), "audience": "everybody" });
    assert_eq!(ada.post("/api/v1/posts", all).await.is(422).code(), "posts.text_too_long");
    let path = writes(&ada, &"@bruno ".repeat(700), "everybody").await;
    town.settles().await;
    let told = bruno.get("/api/v1/notices").await.json();
    assert_eq!(told["items"], json!([]), "to be named is no news, however often");
    let html = ada.get(&path).await.json()["html"].as_str().unwrap().to_owned();
    assert_eq!(html.matches("href=\"/@bruno\"").count(), 20);
    let below = format!("{path}/comments");
    let all = json!({ "text": "@bruno ".repeat(10_000) });
    assert_eq!(ada.post(&below, all).await.is(422).code(), "posts.comment_too_long");
    ada.post(&below, json!({ "text": "@bruno ".repeat(280) })).await.is(201);
    town.settles().await;
    assert_eq!(bruno.get("/api/v1/notices").await.json()["items"], json!([]), "nor in an answer");
    let page = ada.get(&path.replace("/api/v1", "")).await.is(200).text();
    assert_eq!(page.matches("href=\"/@bruno\"").count(), 40, "twenty in the post, twenty in the answer");
}

#[tokio::test]
async fn every_other_bad_post_has_its_answer() {
    let town = Town::new().await;
    let ada = town.joins("Ada Rossi").await;
    for (bad, code) in [
        (json!({ "text": "" }), "posts.text_missing"),
        (json!({ "text": "a", "audience": "world" }), "posts.audience_unknown"),
        (json!({ "text": "a", "language": "!" }), "posts.language_malformed"),
        (json!({ "text": "a", "audience": "group" }), "posts.group_unknown"),
        (json!({ "text": "a", "group": "12" }), "posts.group_unknown"),
        (json!({ "text": "a", "group": "x" }), "posts.group_unknown"),
        (json!({ "text": "a", "topics": ["1", "2"] }), "topics.without_letters"),
        (json!({ "pictures": [{ "id": "7", "alt": "Una foto" }] }), "posts.picture_unknown"),
        (json!({ "pictures": [{ "id": "7", "alt": " " }] }), "posts.alt_missing"),
        (json!({ "pictures": [{ "id": "7", "alt": "x".repeat(501) }] }), "posts.alt_too_long"),
    ] {
        assert_eq!(ada.post("/api/v1/posts", bad.clone()).await.is(422).code(), code, "{bad}");
    }
    let five: Vec<_> = (1..=5).map(|id| json!({ "id": id.to_string(), "alt": "Una foto" })).collect();
    let refused = ada.post("/api/v1/posts", json!({ "text": "a", "pictures": five })).await;
    assert_eq!(refused.is(422).code(), "posts.too_many_pictures");
    ada.get("/posts/99").await.is(404);
    ada.get("/posts/x").await.is(404);
    assert_eq!(ada.get("/api/v1/posts?limit=0").await.is(400).code(), "http.limit_malformed");
    assert_eq!(ada.get("/api/v1/posts?cursor=x").await.is(400).code(), "http.cursor_malformed");
}

/// How often the page of a post was asked for, where it waits to be asked for again, though it be years from now.
async fn waits(town: &Town, post: &str) -> Option<i64> {
    let (later, post) = (town.app.now().plus_days(9_000), post.rsplit('/').next().unwrap().to_owned());
    let due = town.app.db.read(async move |tx| crate::posts::store::due(tx, later, 100).await).await.unwrap();
    due.into_iter().find(|(id, ..)| id.to_string() == post).map(|(_, _, tries)| tries)
}

/// Somebody inside who would tell of himself to whoever calls.
fn at_home() -> StandIn {
    StandIn::saying(|_| Says::answer(200, &[("content-type", "text/html")], b"<title>Il router di casa</title>"))
}

#[tokio::test]
async fn an_address_inside_is_not_called_and_gives_no_preview() {
    let inside = at_home();
    let port = inside.at.port();
    let town = Town::new().await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&ada, &bruno).await;
    // Where somebody is at home, on whatever port and however it is written; and where the port alone would do.
    let at_home = ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "0"];
    let mut places: Vec<String> = at_home.iter().map(|host| format!("http://{host}:{port}/")).collect();
    for host in ["127.0.0.1", "[::1]", "169.254.169.254/latest/meta-data", "10.0.0.1", "192.168.1.1", "[fd00::1]"] {
        places.push(format!("http://{host}/"));
    }
    let mut posts = Vec::new();
    for place in &places {
        posts.push(writes(&ada, &format!("guardate {place}"), "ties").await);
    }
    town.settles().await;
    crate::posts::fetch_previews(&town.app).await;
    for (place, path) in places.iter().zip(&posts) {
        let post = bruno.get(path).await.is(200).json();
        assert_eq!(post["preview"], json!(null), "{place}");
        assert!(post["html"].as_str().unwrap().contains(place.as_str()), "the address itself stays: {place}");
        // It is not that nobody answered: then it would be tried again.
        assert_eq!(waits(&town, path).await, None, "{place}");
    }
    assert!(inside.heard().is_empty(), "{:?}", inside.heard());
}

/// A web server as members name one: a page, one that never ends, one that begins and never goes on, one that leads round
/// and round, and those that lead to these places.
fn web(leads: &[(&'static str, String)]) -> StandIn {
    let page = |title: &str| {
        format!("HTTP/1.1 200 Fine\r\ncontent-type: text/html\r\n\r\n<title>{title}</title>").into_bytes()
    };
    let leads = leads.to_vec();
    StandIn::saying(move |heard| match heard.path.as_str() {
        "/slow" => Says::ThenSilence(page("Lenta")),
        "/endless" => Says::ForEver(page("Luce e scuole")),
        "/round" => Says::answer(302, &[("location", "/round")], b""),
        path => match leads.iter().find(|(from, _)| *from == path) {
            Some((_, to)) => Says::answer(302, &[("location", to)], b""),
            None => Says::answer(200, &[("content-type", "text/html")], b"<title>Tre aule</title>"),
        },
    })
}

#[tokio::test]
async fn a_page_is_previewed_and_one_that_is_slow_endless_or_leads_inside_does_no_harm() {
    let inside = at_home();
    let port = inside.at.port();
    let leads = [
        ("/inside", inside.url("/secret")),
        ("/inside-by-name", format!("http://localhost:{port}/secret")),
        ("/inside-in-two", "/inside".to_owned()),
        ("/metadata", "http://169.254.169.254/latest/meta-data/".to_owned()),
        ("/file", "file:///etc/passwd".to_owned()),
    ];
    let web = web(&leads);
    let town = Town::with(&[("allow_private_addresses", &web.at.to_string())]).await;
    // Who runs the network is looked at by no judge of spam, which has its own mind about addresses that are numbers.
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&ada, &bruno).await;
    let asked = |path: &str| web.heard().iter().filter(|heard| heard.path == path).count();
    for (path, title, again) in [
        ("/good", json!("Tre aule"), None),
        // Cut where it is long enough: its head was read by then.
        ("/endless", json!("Luce e scuole"), None),
        // Left in time, though its name was there: it may be better another time.
        ("/slow", json!(null), Some(1)),
        // Refused at each step, and for good: not as somebody who does not answer.
        ("/inside", json!(null), None),
        ("/inside-by-name", json!(null), None),
        ("/inside-in-two", json!(null), None),
        ("/metadata", json!(null), None),
        ("/file", json!(null), None),
        ("/round", json!(null), None),
    ] {
        let post = writes(&ada, &format!("Guardate {}", web.url(path)), "ties").await;
        let fetched = async {
            town.settles().await;
            crate::posts::fetch_previews(&town.app).await;
        };
        // Five seconds are what a page has; without them it would have for ever.
        let in_time = tokio::time::timeout(std::time::Duration::from_secs(60), fetched).await;
        assert!(in_time.is_ok(), "{path} holds the fetching for good");
        let seen = bruno.get(&post).await.is(200).json();
        assert_eq!(seen["preview"]["title"], title, "{path}");
        assert_eq!(waits(&town, &post).await, again, "{path}");
        bruno.get(&post.replace("/api/v1", "")).await.is(200).says(&web.url(path));
    }
    assert!(inside.heard().is_empty(), "{:?}", inside.heard());
    assert_eq!(asked("/round"), 4, "once, and three times on");
}

#[tokio::test]
async fn what_waits_for_a_moderator_calls_nobody_until_it_is_let_go() {
    let web = web(&[]);
    let town = Town::with(&[("allow_private_addresses", &web.at.to_string())]).await;
    let [dora, ada] = town.people(["Dora Verdi", "Ada Rossi"]).await;
    let spam = "Guadagni garantiti 300 euro al giorno lavorando da casa, scrivimi subito su Telegram t.me/oro, paghi \
                solo il kit iniziale";
    let post = writes(&ada, &format!("Guarda {} \n\n{spam}", web.url("/good")), "everybody").await;
    assert_eq!(ada.get(&post).await.json()["state"], "held");
    town.settles().await;
    crate::posts::fetch_previews(&town.app).await;
    assert!(web.heard().is_empty());
    let queue = dora.get("/api/v1/moderation/queue").await.is(200).json();
    let new = json!({ "case": queue["items"][0]["id"], "measure": "nothing" });
    dora.post("/api/v1/moderation/decisions", new).await.is(201);
    town.settles().await;
    crate::posts::fetch_previews(&town.app).await;
    assert_eq!(dora.get(&post).await.is(200).json()["preview"]["title"], "Tre aule");
}

#[tokio::test]
async fn a_page_that_does_not_come_is_asked_for_three_times_and_then_no_more() {
    // A port where nobody listens any more, a page that is always slow, and one that never ends and says nothing.
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let web = StandIn::saying(|heard| match heard.path.as_str() {
        "/endless" => Says::ForEver(b"HTTP/1.1 200 Fine\r\ncontent-type: text/html\r\n\r\n<p>ancora".to_vec()),
        _ => Says::ThenSilence(b"HTTP/1.1 200 Fine\r\ncontent-type: text/html\r\n\r\n<ti".to_vec()),
    });
    let town = Town::with(&[("allow_private_addresses", &format!("{}, {nobody}", web.at))]).await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&ada, &bruno).await;
    let asked = |path: &str| web.heard().iter().filter(|heard| heard.path == path).count();
    let gone = writes(&ada, &format!("Guardate http://{nobody}/"), "ties").await;
    let slow = writes(&ada, &format!("Guardate {}", web.url("/slow")), "ties").await;
    let endless = writes(&ada, &format!("Guardate {}", web.url("/endless")), "ties").await;
    for (round, tried) in [(1, Some(1)), (2, Some(2)), (3, None), (4, None)] {
        town.settles().await;
        crate::posts::fetch_previews(&town.app).await;
        assert_eq!(waits(&town, &gone).await, tried, "in round {round}");
        if round == 1 {
            // Not at once again: it waits five minutes, then ten.
            crate::posts::fetch_previews(&town.app).await;
            assert_eq!((waits(&town, &gone).await, waits(&town, &slow).await, asked("/slow")), (Some(1), Some(1), 1));
            // It is slow in earnest: the second time is left out here, and the third is the last.
            let skipped = town.app.db.write(async move |tx| {
                tx.run("UPDATE post_previews SET tries = 2 WHERE url LIKE '%/slow'", &pergola_db::params![]).await
            });
            assert_eq!(skipped.await.unwrap(), 1);
        } else {
            assert_eq!((waits(&town, &slow).await, asked("/slow")), (None, 2), "in round {round}");
        }
        // What comes without end is cut where it is long enough, and not asked for again.
        assert_eq!((waits(&town, &endless).await, asked("/endless")), (None, 1), "in round {round}");
        town.minutes_pass(20);
    }
    for post in [&gone, &slow, &endless] {
        assert_eq!(bruno.get(post).await.is(200).json()["preview"], json!(null), "{post}");
        bruno.get(&post.replace("/api/v1", "")).await.is(200).says("http://127.0.0.1:");
    }
}

#[tokio::test]
async fn a_preview_says_what_the_page_says_of_itself_cleaned_and_cut() {
    let long = format!("{} fine", "parola ".repeat(90));
    let pages = [
        (
            "/og",
            "<title>Del sito</title><meta name=description content='Del sito'><meta property='og:title' content='Luce &amp; \
             scuole'><meta property=\"og:description\" content=\"Tre &lt;b&gt;aule&lt;/b&gt; &egrave; poco\">"
                .to_owned(),
            ("Luce & scuole", "Tre <b>aule</b> è poco".to_owned()),
        ),
        (
            "/plain",
            "<title>Tre\u{202e} aule</title><meta name=description content='Con\nle misure'>".to_owned(),
            ("Tre aule", "Con le misure".to_owned()),
        ),
        (
            "/empty-og",
            "<meta property=og:title content=' '><title>Il titolo</title><meta property=og:description content=''>\
             <meta name=Description content=Misure>"
                .to_owned(),
            ("Il titolo", "Misure".to_owned()),
        ),
        (
            "/long",
            format!("<title>Lungo</title><meta property=og:description content='{long}'>"),
            ("Lungo", format!("{}…", long.chars().take(299).collect::<String>().trim_end())),
        ),
        ("/none", "<title>Solo il titolo</title></head><meta name=description>".to_owned(), ("Solo il titolo", String::new())),
    ];
    let answers = pages.clone();
    let web = StandIn::saying(move |heard| {
        let page = answers.iter().find(|(path, ..)| *path == heard.path).map_or("", |(_, html, _)| html.as_str());
        Says::answer(200, &[("content-type", "text/html; charset=utf-8")], page.as_bytes())
    });
    let town = Town::with(&[("allow_private_addresses", &web.at.to_string())]).await;
    let [ada, bruno] = town.people(["Ada Rossi", "Bruno Neri"]).await;
    tie(&ada, &bruno).await;
    for (path, _, (title, description)) in &pages {
        let post = writes(&ada, &format!("Guardate {}", web.url(path)), "ties").await;
        town.settles().await;
        crate::posts::fetch_previews(&town.app).await;
        let preview = bruno.get(&post).await.is(200).json()["preview"].clone();
        assert_eq!((&preview["title"], &preview["description"]), (&json!(title), &json!(description)), "{path}");
        let page = bruno.get(&post.replace("/api/v1", "")).await.is(200);
        page.says_not("<b>aule</b>").says_not("\u{202e}");
    }
    assert_eq!(web.heard().len(), pages.len(), "pictures of the page are not fetched, nor anything else");
}
