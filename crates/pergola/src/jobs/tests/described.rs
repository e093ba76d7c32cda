//! `/jobs.xml` against its description (docs/formats/jobs-xml.md): its elements, their order, how often each may stand and
//! what may stand in it. The walker here knows the description alone, and nothing of our own reader.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{ad, small_town, with};
use crate::organisations::tests::speaks_for;

const DESCRIPTION: &str = include_str!("../../../../../docs/formats/jobs-xml.md");

/// A row of the description.
struct Described {
    name: &'static str,
    least: usize,
    most: usize,
    form: &'static str,
}

fn described() -> Vec<Described> {
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let (least, most) = cells[1].split_once('–').unwrap_or((cells[1], cells[1]));
        let (least, most) = (least.parse().unwrap(), most.parse().unwrap());
        Described { name: cells[0].trim_matches('`'), least, most, form: cells[2] }
    };
    DESCRIPTION.lines().filter(|line| line.starts_with("| `")).map(row).collect()
}

type Inside<'a> = Vec<(&'a str, &'a str)>;

/// What stands inside of an element: names and what is in them, in their order; nothing between.
fn inside(xml: &str) -> Result<Inside<'_>, String> {
    let mut found = Vec::new();
    let mut rest = xml.trim_start();
    while !rest.is_empty() {
        let after = rest.strip_prefix('<').ok_or("something stands between the elements")?;
        let (name, after) = after.split_once('>').ok_or("a tag has no end")?;
        if !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(format!("no plain name: {name}"));
        }
        let (body, after) = after.split_once(&format!("</{name}>")).ok_or_else(|| format!("{name} has no end"))?;
        found.push((name, body));
        rest = after.trim_start();
    }
    Ok(found)
}

/// The text of an element: the three signs that XML needs are written as entities, and there are no others.
fn text(body: &str) -> Result<String, String> {
    let known = |part: &str| ["amp;", "lt;", "gt;"].iter().any(|entity| part.starts_with(entity));
    if body.contains(['<', '>']) || !body.split('&').skip(1).all(known) {
        return Err(format!("no plain text: {body}"));
    }
    Ok(body.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

fn is_pay(text: &str) -> bool {
    let row = DESCRIPTION.lines().find(|line| line.starts_with("| `salary`")).unwrap();
    let words: BTreeSet<&str> = row.split(|c: char| !c.is_ascii_alphabetic()).collect();
    let cents = |amount: &str| {
        let (whole, part) = amount.split_once('.')?;
        let number = format!("{whole}{part}").parse::<u64>().ok()?;
        (part.len() == 2).then_some(number)
    };
    let [from, "-", to, code, "per", period] = text.split(' ').collect::<Vec<_>>()[..] else { return false };
    let ordered = cents(from).zip(cents(to)).is_some_and(|(from, to)| 0 < from && from <= to);
    let named = code.len() == 3 && words.contains(code) && ["year", "month", "day", "hour"].contains(&period);
    ordered && named && words.contains(period)
}

fn is_of(form: &str, text: &str) -> bool {
    match form {
        "text" => !text.trim().is_empty(),
        "text or nothing" => true,
        "address" => url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https")),
        "mail date" => jiff::civil::DateTime::strptime("%a, %d %b %Y %H:%M:%S GMT", text).is_ok(),
        "moment" => text.parse::<jiff::Timestamp>().is_ok(),
        "number" => text.parse::<u32>().is_ok(),
        "pay" => is_pay(text),
        words => words.split('`').filter(|word| !word.trim().is_empty()).any(|word| word == text),
    }
}

/// Elements as rows of the description have them, one after another.
fn walk(elements: &[(&str, &str)], rows: &[Described]) -> Result<(), String> {
    let mut rest = elements;
    for row in rows {
        let count = rest.iter().take_while(|(name, _)| *name == row.name).count();
        if !(row.least..=row.most).contains(&count) {
            return Err(format!("{} stands there {count} times", row.name));
        }
        let (these, others) = rest.split_at(count);
        for (name, body) in these {
            let text = text(body)?;
            if !is_of(row.form, &text) {
                return Err(format!("{name} is no {}: {text:?}", row.form));
            }
        }
        rest = others;
    }
    rest.first().map_or(Ok(()), |(name, _)| Err(format!("{name} is not described, or not there")))
}

/// Whether a file is as it is described. Gives how many ads are in it.
fn check(xml: &str) -> Result<usize, String> {
    let prolog = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
    let whole = inside(xml.strip_prefix(prolog).ok_or("it does not say what it is")?)?;
    let [("source", body)] = whole[..] else { return Err("there is more than a source".to_owned()) };
    let rows = described();
    let head = rows.iter().position(|row| row.name == "title").unwrap();
    let elements = inside(body)?;
    let (before, jobs) = elements.split_at(elements.len().min(head));
    walk(before, &rows[..head])?;
    let mut keys = BTreeSet::new();
    for (name, body) in jobs {
        if *name != "job" {
            return Err(format!("{name} among the ads"));
        }
        let job = inside(body)?;
        walk(&job, &rows[head..])?;
        keys.extend(job.iter().find(|(name, _)| *name == "referencenumber").map(|(_, key)| *key));
    }
    if keys.len() == jobs.len() { Ok(jobs.len()) } else { Err("a key stands there twice".to_owned()) }
}

#[tokio::test]
async fn what_we_give_is_as_it_is_described() {
    let (town, [ada, ..]) = small_town().await;
    let xml = async || town.visitor().get("/jobs.xml").await.is(200).text();
    assert_eq!(check(&xml().await), Ok(0));
    let officina = speaks_for(&ada, "Officina <laser> & co", "company").await;
    let agency = speaks_for(&ada, "Passamano", "agency").await;
    let whole = [
        ("title", json!("Taglio <laser> & \"co\"")),
        ("text", json!("Si **taglia** a < 3 mm & > 1 mm.\n\n- ]]> <script>alert(1)</script>\n- &amp; &nbsp;")),
        ("questions", json!(["Perché <qui>?", "E poi?"])),
        ("steps", json!(["Una telefonata (entro 12 giorni)", "Una giornata & mezza"])),
        ("skills", json!((0..15).map(|number| format!("arte {number}")).collect::<Vec<_>>())),
        ("languages", json!(["it", "en", "pt-br"])),
        ("kept_days", json!(90)),
    ];
    let whole = whole.into_iter().fold(ad(&officina), |ad, (name, value)| with(ad, name, value));
    let hourly = json!({ "from": { "amount": "12.5", "currency": "CHF" }, "period": "hour" });
    let least = [
        ("skills", json!([])),
        ("languages", json!([])),
        ("hours", Value::Null),
        ("place", json!("")),
        ("remote", json!("anywhere")),
        ("contract", json!("volunteer")),
        ("pay", hourly),
    ];
    let least = least.into_iter().fold(ad(&officina), |ad, (name, value)| with(ad, name, value));
    let named = with(ad(&agency), "client", json!("Tre Ruote & Figli"));
    let unnamed = with(ad(&agency), "client_not_named", json!(true));
    for new in [whole, least, named, unnamed] {
        ada.post("/api/v1/jobs", new).await.is(201);
    }
    let xml = xml().await;
    assert_eq!(check(&xml), Ok(4), "{xml}");
    for element in described() {
        assert!(xml.contains(&format!("<{}>", element.name)), "no ad has {}", element.name);
    }
    // What is otherwise is seen.
    for (was, becomes) in [
        ("<publisher>", "<publisher lang=\"it\">"),
        ("    <salary>12.50 - 12.50 CHF per hour</salary>\n", ""),
        ("12.50 - 12.50 CHF per hour", "12.50 - 12.00 CHF per hour"),
        ("12.50 - 12.50 CHF per hour", "12.50 - 12.50 XYZ per hour"),
        ("12.50 - 12.50 CHF per hour", "12.50 CHF per hour"),
        ("<jobtype>volunteer</jobtype>", "<jobtype>helper</jobtype>"),
        ("<clientnotnamed>true</clientnotnamed>", "<clientnotnamed></clientnotnamed>"),
        ("<keptdays>90</keptdays>", "<keptdays>90</keptdays><keptdays>90</keptdays>"),
        ("<keptdays>90</keptdays>", "<skill>una</skill><keptdays>90</keptdays>"),
        ("<skill>arte 0</skill>", "<skill>arte 0</skill><skill>una di troppo</skill>"),
        ("<language>it</language>", "<lingua>it</lingua>"),
        ("</source>", "<extra>x</extra></source>"),
        (" GMT</lastBuildDate>", "</lastBuildDate>"),
        ("&amp;", "&"),
    ] {
        let other = xml.replacen(was, becomes, 1);
        assert_ne!(other, xml, "{was}");
        assert!(check(&other).is_err(), "{was} {becomes}");
    }
}
