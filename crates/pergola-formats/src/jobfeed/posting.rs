//! The `JobPosting`s of schema.org in the JSON-LD of a page, however they are written: lists where one would do, texts where
//! things are meant.

use serde_json::Value;

use super::{
    EACH, FedJob, FeedRefusal, LINE_CHARS, TEXT_CHARS, contract, cut,
    markdown::{is_html, markdown},
    plain, remote, unescaped,
};

/// JSON-LD blocks of one page that are looked at.
const BLOCKS: usize = 1_000;

/// Reads the `JobPosting`s of a page's JSON-LD. Of a damaged page nothing is taken: what is missing would be taken for what
/// vanished.
///
/// # Errors
/// When there is none, or more than `most`; when an ad is damaged, or the page breaks off.
pub fn read_page(html: &str, most: usize) -> Result<Vec<FedJob>, FeedRefusal> {
    let (mut jobs, mut damaged) = (Vec::new(), false);
    let mut rest = html;
    for _ in 0..BLOCKS {
        let Some((_, after)) = rest.split_once("application/ld+json") else { break };
        let (body, after) =
            after.split_once('>').and_then(|(_, after)| after.split_once("</script")).ok_or(FeedRefusal::NotAFeed)?;
        match serde_json::from_str::<Value>(body) {
            Ok(json) => postings(&json, &mut jobs, most)?,
            Err(_) if body.contains("JobPosting") => return Err(FeedRefusal::NotAFeed),
            Err(_) => damaged = true,
        }
        rest = after;
    }
    let whole = html.to_ascii_lowercase().contains("</html>");
    match jobs.is_empty() {
        false => Ok(jobs),
        true if whole && !damaged => Err(FeedRefusal::NoAds),
        true => Err(FeedRefusal::NotAFeed),
    }
}

fn postings(json: &Value, jobs: &mut Vec<FedJob>, most: usize) -> Result<(), FeedRefusal> {
    let lists = json.as_array().or_else(|| json.get("@graph").and_then(Value::as_array));
    for one in lists.into_iter().flatten() {
        if one.get("@type").is_some() {
            postings(one, jobs, most)?;
        }
    }
    if is_posting(json) {
        if jobs.len() >= most {
            return Err(FeedRefusal::TooMany);
        }
        jobs.push(posting(json));
    }
    Ok(())
}

/// Whether its type, or one of its types, is `JobPosting`, written short or whole.
fn is_posting(json: &Value) -> bool {
    let named = |kind: &Value| {
        let last = |name: &str| name.rsplit(['/', ':', '#']).next() == Some("JobPosting");
        kind.as_str().is_some_and(last)
    };
    match json.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

/// Where there are several, the first.
fn first(json: &Value) -> Option<&Value> {
    match json {
        Value::Array(several) => several.first(),
        one => Some(one),
    }
}

fn within<'a>(json: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(json, |json, part| first(json.get(part)?))
}

fn at<'a>(json: &'a Value, path: &str) -> &'a str {
    within(json, path).and_then(Value::as_str).unwrap_or_default()
}

/// A text, or the name of a thing: `"hiringOrganization": "Officina"`.
fn named(json: &Value, path: &str) -> String {
    let text = at(json, path);
    let text = if text.is_empty() { at(json, &[path, ".name"].concat()) } else { text };
    cut(&unescaped(text), LINE_CHARS)
}

/// Texts with commas between, or a list of texts or of things with names.
fn listed(json: &Value, name: &str) -> Vec<String> {
    let one = |value: &Value| {
        let text = value.as_str().or_else(|| value.get("name").and_then(Value::as_str)).unwrap_or_default();
        cut(&unescaped(text), LINE_CHARS)
    };
    let all: Vec<String> = match json.get(name) {
        Some(Value::Array(several)) => several.iter().take(EACH).map(one).collect(),
        Some(value) => one(value).split(',').take(EACH).map(|text| text.trim().to_owned()).collect(),
        None => Vec::new(),
    };
    all.into_iter().filter(|text| !text.is_empty()).collect()
}

fn amount(json: Option<&Value>) -> String {
    match json {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::String(text)) => text.clone(),
        _ => String::new(),
    }
}

fn posting(json: &Value) -> FedJob {
    let line = |path: &str| cut(&unescaped(at(json, path)), LINE_CHARS);
    let value = within(json, "baseSalary.value");
    let part = |name: &str| amount(value.and_then(|value| value.get(name)));
    // The value may be an amount by itself.
    let single = if value.is_some_and(Value::is_object) { part("value") } else { amount(value) };
    let (from, to) = (part("minValue"), part("maxValue"));
    let from = if from.is_empty() { single } else { from };
    let identifier = within(json, "identifier");
    let key = match identifier.and_then(|identifier| identifier.get("value")) {
        Some(value) => cut(&amount(Some(value)), LINE_CHARS),
        None => cut(&amount(identifier), LINE_CHARS),
    };
    let url = line("url");
    // A text without blocks has its form in its lines.
    let html = at(json, "description");
    let form = if is_html(html) { vec![cut(&markdown(html), TEXT_CHARS)] } else { Vec::new() };
    FedJob {
        key: if key.is_empty() { url.clone() } else { key },
        title: line("title"),
        company: named(json, "hiringOrganization"),
        place: place(json),
        text: cut(&plain(at(json, "description")), TEXT_CHARS),
        pay_to: if to.is_empty() { from.clone() } else { to },
        pay_from: from,
        currency: line("baseSalary.currency"),
        period: match at(json, "baseSalary.value.unitText") {
            "" => at(json, "baseSalary.unitText").to_lowercase(),
            unit => unit.to_lowercase(),
        },
        contract: employment(json),
        remote: match property(json, "jobLocation", "remotetype") {
            Some(told) => remote(told),
            None => remote(&line("jobLocationType")),
        },
        posted: line("datePosted"),
        ours: [("markdown", form), ("weeklyhours", vec![line("workHours")]), ("skill", listed(json, "skills"))]
            .into_iter()
            .flat_map(|(name, texts)| texts.into_iter().filter(|text| !text.is_empty()).map(move |text| (name, text)))
            .collect(),
        url,
    }
}

/// A property that schema.org has no word for, of a part of it.
fn property<'a>(json: &'a Value, path: &str, name: &str) -> Option<&'a str> {
    let all = match within(json, path)?.get("additionalProperty")? {
        Value::Array(several) => several.as_slice(),
        one => std::slice::from_ref(one),
    };
    all.iter().take(EACH).find(|one| one.get("name").and_then(Value::as_str) == Some(name))?.get("value")?.as_str()
}

/// The contract: of several words the first that says more than how many hours.
fn employment(json: &Value) -> String {
    if let Some(told) = property(json, "baseSalary.value", "jobtype") {
        return contract(told);
    }
    let words = match json.get("employmentType") {
        Some(Value::Array(several)) => several.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let told = words.iter().take(EACH).filter_map(Value::as_str).map(contract);
    told.reduce(|first, next| if first == "permanent" { next } else { first }).unwrap_or_else(|| contract(""))
}

/// The town, however deep it stands.
fn place(json: &Value) -> String {
    let line = |path: &str| cut(&unescaped(at(json, path)), LINE_CHARS);
    let town = line("jobLocation.address.addressLocality");
    if town.is_empty() { line("jobLocation.address") } else { town }
}
