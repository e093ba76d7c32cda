//! What `/metrics` says, read as Prometheus reads it (text format 0.0.4): names, types, labels, numbers.

use std::collections::{BTreeMap, BTreeSet};

use axum::{
    body::Body,
    http::{Method, header},
};

use crate::{http::ops, testkit::Town};

/// What stands for one name: its type, and each of its samples.
#[derive(Debug, Default)]
struct Family {
    kind: String,
    samples: Vec<(String, BTreeMap<String, String>, f64)>,
}

fn is_name(name: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    !name.starts_with(|c: char| c.is_ascii_digit()) && !name.is_empty() && name.chars().all(good)
}

/// `name="value",…`, where a value has `\\`, `\"` and `\n` for what cannot stand in it.
fn labels(text: &str) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").unwrap();
        assert!(is_name(name) && !name.contains(':'), "{name}");
        let (mut value, mut signs) = (String::new(), after.char_indices());
        let end = loop {
            match signs.next().expect("a value has an end") {
                (at, '"') => break at,
                (_, '\\') => value.push(match signs.next() {
                    Some((_, 'n')) => '\n',
                    Some((_, sign @ ('\\' | '"'))) => sign,
                    other => panic!("{other:?} in {text}"),
                }),
                (_, sign) => value.push(sign),
            }
        };
        assert!(labels.insert(name.to_owned(), value).is_none(), "{name} twice in {text}");
        rest = after.get(end + 1..).unwrap().trim_start_matches(',');
    }
    labels
}

/// Reads all of it, and stops at what Prometheus would refuse.
fn read(text: &str) -> BTreeMap<String, Family> {
    assert!(text.ends_with('\n'), "the last line has an end too");
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    let mut present = String::new();
    let mut seen = BTreeSet::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(told) = line.strip_prefix("# TYPE ") {
            let (name, kind) = told.split_once(' ').unwrap();
            assert!(is_name(name) && ["counter", "gauge", "summary", "histogram", "untyped"].contains(&kind), "{line}");
            present = name.to_owned();
            let family = Family { kind: kind.to_owned(), samples: Vec::new() };
            assert!(families.insert(present.clone(), family).is_none(), "{name} is told twice");
            continue;
        }
        if line.starts_with("# HELP ") {
            continue;
        }
        let (what, number) = line.rsplit_once(' ').unwrap();
        assert!(seen.insert(what.to_owned()), "twice: {what}");
        let (name, labelled) = match what.split_once('{') {
            Some((name, rest)) => (name, labels(rest.strip_suffix('}').unwrap())),
            None => (what, BTreeMap::new()),
        };
        assert!(is_name(name), "{line}");
        let of = ["_sum", "_count", "_bucket"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        assert!(name == present || of == present, "{line} stands below {present}");
        let number = number.parse().unwrap_or_else(|_| panic!("no number: {line}"));
        families.get_mut(&present).unwrap().samples.push((name.to_owned(), labelled, number));
    }
    families
}

#[tokio::test]
async fn what_is_counted_is_read_as_prometheus_reads_it_and_names_nobody() {
    ops::start_metrics();
    let town = Town::new().await;
    let zenobia = town.joins("Zenobia Quarzo").await;
    town.settles().await;
    zenobia.get("/@zenobia").await.is(200);
    zenobia.get("/search?q=granito").await.is(200);
    zenobia.get("/there-is-no/zenobia").await.is(404);
    let answer = town.visitor().get("/metrics").await.is(200);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "text/plain; version=0.0.4");
    let text = answer.text();
    let families = read(&text);

    // Every test of this program counts into the same place: what is asked here is there at least.
    let requests = &families["http_request_seconds"];
    assert_eq!(requests.kind, "summary");
    let of = |route: &str, status: &str, what: &str| {
        let asked = |labels: &BTreeMap<String, String>| {
            labels["route"] == route && labels["status"] == status && !labels.contains_key("quantile")
        };
        let found = requests.samples.iter().find(|(name, labels, _)| name == what && asked(labels));
        found.unwrap_or_else(|| panic!("no {what} of {route} {status}: {text}")).2
    };
    for (route, status) in [("/@{handle}", "200"), ("/search", "200"), ("none", "404"), ("/api/v1/members", "201")] {
        assert!(of(route, status, "http_request_seconds_count") >= 1.0, "{route}");
        assert!(of(route, status, "http_request_seconds_sum") > 0.0, "{route}");
    }
    let quantiles: Vec<&str> = requests
        .samples
        .iter()
        .filter(|(_, labels, _)| labels["route"] == "/search" && labels["status"] == "200")
        .filter_map(|(_, labels, _)| labels.get("quantile").map(String::as_str))
        .collect();
    assert!(["0.5", "0.99"].iter().all(|quantile| quantiles.contains(quantile)), "{quantiles:?}");
    for (name, family) in &families {
        let wanted = match name.as_str() {
            "http_request_seconds" => "summary",
            "database_statements_total" => "counter",
            "streams_open" | "follower_lag_changes" => "gauge",
            _ => panic!("nobody said what {name} counts"),
        };
        assert_eq!(family.kind, wanted, "{name}");
        assert!(family.samples.iter().all(|(.., number)| number.is_finite() && *number >= 0.0), "{family:?}");
    }
    for name in ["zenobia", "quarzo", "granito", "example.org"] {
        assert!(!text.to_lowercase().contains(name), "{name} in {text}");
    }
}

#[tokio::test]
async fn what_is_counted_is_for_this_machine_and_its_neighbours() {
    let town = Town::with(&[("behind_proxy", "true")]).await;
    let visitor = town.visitor();
    for (from, status) in [("10.0.0.7", 200), ("fd00::7", 200), ("93.184.216.34", 404), ("2001:db8::1", 404)] {
        let request = visitor.request(Method::GET, "/metrics").header("x-forwarded-for", from);
        visitor.asks(request.body(Body::empty()).unwrap()).await.is(status);
    }
}
