//! What we say of ads and events in the words of schema.org, held against its vocabulary: the types and properties that we
//! use, each with its parents, homes and ranges. For tests alone.
//!
//! Source: the types that `schema-dts` 1.1.5 (npm, of 4 May 2025) generates from the published vocabulary. Each row of the two
//! tables below was compared with them by a program, last on 27 November 2026; the rows of addresses also with release 29.0 of
//! schema.org itself. What a later release adds is not here: of a word that we begin to use its row is added with it.
//!
//! And what Google's guide to `JobPosting` and `Event` (developers.google.com/search/docs/appearance/structured-data) asks for
//! beyond: what must be there, and the words of its lists. Our own rule is stricter where it says so.

use serde_json::Value;

/// Types and what each is a kind of.
const TYPES: &[(&str, &str)] = &[
    ("Thing", ""),
    ("Intangible", "Thing"),
    ("StructuredValue", "Intangible"),
    ("JobPosting", "Intangible"),
    ("Event", "Thing"),
    ("Organization", "Thing"),
    ("Person", "Thing"),
    ("Place", "Thing"),
    ("AdministrativeArea", "Place"),
    ("Country", "AdministrativeArea"),
    ("VirtualLocation", "Intangible"),
    ("ContactPoint", "StructuredValue"),
    ("PostalAddress", "ContactPoint"),
    ("PropertyValue", "StructuredValue"),
    ("QuantitativeValue", "StructuredValue"),
    ("MonetaryAmount", "StructuredValue"),
];

/// Properties: of which of these types, and what may stand in them.
const PROPERTIES: &[(&str, &[&str], &[&str])] = &[
    ("name", &["Thing"], &["Text"]),
    ("description", &["Thing"], &["Text", "TextObject"]),
    ("identifier", &["Thing"], &["PropertyValue", "Text", "URL"]),
    ("sameAs", &["Thing"], &["URL"]),
    ("url", &["Thing"], &["URL"]),
    ("applicantLocationRequirements", &["JobPosting"], &["AdministrativeArea"]),
    ("baseSalary", &["JobPosting"], &["MonetaryAmount", "Number", "PriceSpecification"]),
    ("datePosted", &["JobPosting"], &["Date", "DateTime"]),
    ("directApply", &["JobPosting"], &["Boolean"]),
    ("employmentType", &["JobPosting"], &["Text"]),
    ("hiringOrganization", &["JobPosting"], &["Organization", "Person"]),
    ("jobLocation", &["JobPosting"], &["Place"]),
    ("jobLocationType", &["JobPosting"], &["Text"]),
    ("skills", &["JobPosting", "Organization", "Person"], &["DefinedTerm", "Text"]),
    ("title", &["JobPosting"], &["Text"]),
    ("validThrough", &["JobPosting", "MonetaryAmount"], &["Date", "DateTime"]),
    ("workHours", &["JobPosting"], &["Text"]),
    ("currency", &["MonetaryAmount"], &["Text"]),
    (
        "value",
        &["MonetaryAmount", "PropertyValue", "QuantitativeValue"],
        &["Boolean", "Number", "StructuredValue", "Text"],
    ),
    ("minValue", &["MonetaryAmount", "PropertyValue", "QuantitativeValue"], &["Number"]),
    ("maxValue", &["MonetaryAmount", "PropertyValue", "QuantitativeValue"], &["Number"]),
    ("unitText", &["PropertyValue", "QuantitativeValue"], &["Text"]),
    ("additionalProperty", &["Place", "QuantitativeValue"], &["PropertyValue"]),
    ("address", &["Organization", "Person", "Place"], &["PostalAddress", "Text"]),
    ("addressLocality", &["PostalAddress"], &["Text"]),
    ("addressCountry", &["PostalAddress"], &["Country", "Text"]),
    ("startDate", &["Event"], &["Date", "DateTime"]),
    ("endDate", &["Event"], &["Date", "DateTime"]),
    ("eventStatus", &["Event"], &["EventStatusType"]),
    ("eventAttendanceMode", &["Event"], &["EventAttendanceModeEnumeration"]),
    ("location", &["Event", "Organization"], &["Place", "PostalAddress", "Text", "VirtualLocation"]),
    ("organizer", &["Event"], &["Organization", "Person"]),
    ("maximumAttendeeCapacity", &["Event", "Place"], &["Integer"]),
];

/// Enumerations with their members.
const MEMBERS: &[(&str, &[&str])] = &[
    (
        "EventStatusType",
        &["EventCancelled", "EventMovedOnline", "EventPostponed", "EventRescheduled", "EventScheduled"],
    ),
    (
        "EventAttendanceModeEnumeration",
        &["MixedEventAttendanceMode", "OfflineEventAttendanceMode", "OnlineEventAttendanceMode"],
    ),
];

/// The words of Google's guide.
const EMPLOYMENT: &[&str] =
    &["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"];
const UNITS: &[&str] = &["HOUR", "DAY", "WEEK", "MONTH", "YEAR"];

const CONTEXT: &str = "https://schema.org";

/// Whether a type is another one, or a kind of it.
fn is_a(kind: &str, other: &str) -> bool {
    let mut kind = kind;
    while kind != other {
        match TYPES.iter().find(|(name, _)| *name == kind) {
            Some((_, parent)) => kind = parent,
            None => return false,
        }
    }
    true
}

fn is_web(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some())
}

fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10
}

/// Whether a value is of one range.
fn is_of(value: &Value, range: &str) -> Result<bool, String> {
    Ok(match (range, value) {
        ("Text", Value::String(text)) => !text.trim().is_empty(),
        ("URL", Value::String(text)) => is_web(text),
        ("Date", Value::String(text)) => is_day(text),
        ("DateTime", Value::String(text)) => text.parse::<jiff::Timestamp>().is_ok(),
        ("Boolean", Value::Bool(_)) | ("Number", Value::Number(_)) => true,
        ("Integer", Value::Number(number)) => number.is_i64() || number.is_u64(),
        (kind, Value::String(text)) => MEMBERS
            .iter()
            .find(|(name, _)| *name == kind)
            .is_some_and(|(_, members)| members.iter().any(|member| *text == format!("{CONTEXT}/{member}"))),
        (kind, Value::Object(fields)) => {
            let is_one = fields.get("@type").and_then(Value::as_str).is_some_and(|own| is_a(own, kind));
            if is_one {
                thing(value)?;
            }
            is_one
        }
        _ => false,
    })
}

/// A thing inside of another: its type is known, each of its properties is one of that type, and says what it may.
fn thing(json: &Value) -> Result<(), String> {
    let kind = json["@type"].as_str().filter(|kind| is_a(kind, "Thing"));
    let kind = kind.ok_or_else(|| format!("no type that is known: {json}"))?;
    for (name, value) in json.as_object().into_iter().flatten() {
        if name == "@type" || name == "@id" && value.as_str().is_some_and(is_web) {
            continue;
        }
        let known = PROPERTIES.iter().find(|(property, ..)| property == name);
        let (_, homes, ranges) = known.ok_or_else(|| format!("there is no property {name}"))?;
        if !homes.iter().any(|home| is_a(kind, home)) {
            return Err(format!("{kind} has no {name}"));
        }
        let several = value.as_array().map_or_else(|| vec![value], |values| values.iter().collect());
        for one in several {
            let mut fits = false;
            for range in *ranges {
                fits = fits || is_of(one, range)?;
            }
            if !fits {
                return Err(format!("{kind}.{name} is none of {ranges:?}: {one}"));
            }
        }
    }
    Ok(())
}

/// Whether a document of JSON-LD says nothing that its vocabulary does not know.
pub(crate) fn check(json: &Value) -> Result<(), String> {
    let mut whole = json.clone();
    let context = whole.as_object_mut().and_then(|fields| fields.remove("@context"));
    if context != Some(Value::from(CONTEXT)) {
        return Err(format!("the context is {context:?}"));
    }
    thing(&whole)
}

/// Whether a `JobPosting` has what Google's guide requires, in the words of its lists. Our own rule is stricter: no ad without
/// its pay, none without its end.
pub(crate) fn check_posting(json: &Value) -> Result<(), String> {
    check(json)?;
    for required in ["title", "description", "datePosted", "validThrough", "hiringOrganization", "baseSalary"] {
        if json.get(required).is_none() {
            return Err(format!("{required} is missing"));
        }
    }
    if json["@type"] != "JobPosting" {
        return Err(format!("it is a {}", json["@type"]));
    }
    check_place(json)?;
    let at = |name: &str| moment(&json[name]);
    if at("validThrough").is_none() || at("validThrough") <= at("datePosted") {
        return Err("it ends before it begins".to_owned());
    }
    let among = |value: &Value, words: &[&str]| value.as_str().is_some_and(|word| words.contains(&word));
    if !among(&json["employmentType"], EMPLOYMENT) {
        return Err(format!("no employment: {}", json["employmentType"]));
    }
    let pay = &json["baseSalary"];
    let currency = pay["currency"].as_str().unwrap_or_default();
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(format!("no currency: {currency}"));
    }
    if !among(&pay["value"]["unitText"], UNITS) {
        return Err(format!("no unit: {}", pay["value"]["unitText"]));
    }
    let bound = |name: &str| pay["value"][name].as_f64().ok_or_else(|| format!("{name} is missing"));
    if bound("minValue")? > bound("maxValue")? || bound("minValue")? <= 0.0 {
        return Err(format!("no range: {}", pay["value"]));
    }
    if json["hiringOrganization"]["name"].as_str().is_none_or(str::is_empty) {
        return Err("nobody hires".to_owned());
    }
    Ok(())
}

/// Where one works, in a town; or, from anywhere, where those may be who apply.
fn check_place(json: &Value) -> Result<(), String> {
    let remote = json.get("jobLocationType");
    if remote.is_some_and(|kind| kind != "TELECOMMUTE") {
        return Err(format!("{remote:?} is no place of work"));
    }
    let said = |place: &Value| place.as_str().is_some_and(|name| !name.is_empty());
    match (json.get("jobLocation"), remote) {
        (Some(place), _) if said(&place["address"]["addressLocality"]) => Ok(()),
        (Some(place), _) => Err(format!("it is nowhere: {place}")),
        (None, Some(_)) if said(&json["applicantLocationRequirements"]["name"]) => Ok(()),
        (None, Some(_)) => Err("nobody knows where those may be who apply".to_owned()),
        (None, None) => Err("it is nowhere".to_owned()),
    }
}

/// A day is its beginning.
fn moment(value: &Value) -> Option<jiff::Timestamp> {
    let text = value.as_str()?;
    text.parse().ok().or_else(|| format!("{text}T00:00:00Z").parse().ok())
}

/// Whether an `Event` has what Google's guide requires.
pub(crate) fn check_event(json: &Value) -> Result<(), String> {
    check(json)?;
    let missing = ["name", "startDate", "location"].into_iter().find(|required| json.get(required).is_none());
    missing.map_or(Ok(()), |required| Err(format!("{required} is missing")))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{PROPERTIES, TYPES, check, check_posting, is_a};

    fn posting() -> Value {
        json!({
            "@context": "https://schema.org", "@type": "JobPosting", "title": "Joiner", "description": "Wood",
            "datePosted": "2026-03-10", "validThrough": "2026-04-16T09:00:00Z", "employmentType": "FULL_TIME",
            "hiringOrganization": { "@type": "Organization", "name": "X", "sameAs": "https://x.example" },
            "jobLocation": { "@type": "Place", "address": { "@type": "PostalAddress", "addressLocality": "York" } },
            "baseSalary": { "@type": "MonetaryAmount", "currency": "GBP", "value":
                { "@type": "QuantitativeValue", "minValue": 16.5, "maxValue": 19, "unitText": "HOUR" } },
        })
    }

    fn with(path: &str, value: Value) -> Value {
        let mut posting = posting();
        *posting.pointer_mut(path).unwrap() = value;
        posting
    }

    #[test]
    fn what_the_vocabulary_does_not_know_is_found() {
        assert_eq!(check_posting(&posting()), Ok(()));
        for (path, wrong) in [
            ("/@context", json!("https://example.org")),
            ("/@type", json!("Posting")),
            ("/title", json!("")),
            ("/title", json!(7)),
            ("/datePosted", json!("10 March")),
            ("/validThrough", json!(["2026-04-16", "soon"])),
            ("/hiringOrganization", json!("X")),
            ("/hiringOrganization/@type", json!("Place")),
            ("/hiringOrganization/sameAs", json!("x.example")),
            ("/jobLocation/address", json!({ "@type": "Place" })),
            ("/baseSalary/value/minValue", json!("16.5")),
            ("/baseSalary/value", json!({ "@type": "Organization", "name": "16.5" })),
        ] {
            assert!(check(&with(path, wrong.clone())).is_err(), "{path} {wrong}");
        }
        for (home, unknown) in [("", "salary"), ("/hiringOrganization", "title"), ("/baseSalary", "unitText")] {
            let mut posting = posting();
            posting.pointer_mut(home).unwrap()[unknown] = json!("x");
            assert!(check(&posting).is_err(), "{home} {unknown}");
        }
    }

    #[test]
    fn every_row_of_the_excerpt_is_kept_to() {
        for (kind, parent) in TYPES {
            assert!(parent.is_empty() || TYPES.iter().any(|(known, _)| known == parent), "{kind}: {parent}");
        }
        for (name, homes, ranges) in PROPERTIES {
            assert!(homes.iter().all(|home| is_a(home, "Thing")) && !ranges.is_empty(), "{name}");
            let mut foreign = 0;
            for (kind, _) in TYPES {
                let said = |value: Value| json!({ "@context": "https://schema.org", "@type": kind, (*name): value });
                // Nothing, nothing in a list, and a thing that is none of its ranges.
                for wrong in [Value::Null, json!([null]), json!({ "@type": "JobPosting" }), json!({ "name": "x" })] {
                    assert!(check(&said(wrong.clone())).is_err(), "{kind}.{name} {wrong}");
                }
                if homes.iter().any(|home| is_a(kind, home)) {
                    continue;
                }
                foreign += 1;
                for value in [json!("x"), json!(7), json!(true), json!("https://x.example"), json!("2026-03-10")] {
                    assert!(check(&said(value.clone())).is_err(), "a {kind} has no {name} {value}");
                }
            }
            assert!(foreign > 0 || homes.contains(&"Thing"), "{name}");
        }
    }

    #[test]
    fn a_job_is_somewhere_or_says_who_may_apply_from_where() {
        let remote = |fields: Value| {
            let mut posting = posting();
            posting.as_object_mut().unwrap().remove("jobLocation");
            posting.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            check_posting(&posting)
        };
        let land = json!({ "@type": "Country", "name": "Italy" });
        assert_eq!(remote(json!({ "jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": land })), Ok(()));
        for wrong in [
            json!({}),
            json!({ "jobLocationType": "TELECOMMUTE" }),
            json!({ "applicantLocationRequirements": land }),
            json!({ "jobLocationType": "REMOTE", "applicantLocationRequirements": land }),
            json!({ "jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": "Italy" }),
            json!({ "jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": { "@type": "Country" } }),
            json!({ "jobLocationType": "TELECOMMUTE",
                    "applicantLocationRequirements": { "@type": "Organization", "name": "Italy" } }),
        ] {
            assert!(remote(wrong.clone()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_the_guide_asks_for_is_missed() {
        for required in ["title", "description", "datePosted", "validThrough", "hiringOrganization", "baseSalary"] {
            let mut posting = posting();
            posting.as_object_mut().unwrap().remove(required);
            assert!(check_posting(&posting).is_err(), "{required}");
        }
        let event = json!({ "@context": "https://schema.org", "@type": "Event", "name": "x" });
        assert!(check(&event).is_ok() && check_posting(&event).is_err());
        for (path, wrong) in [
            ("/validThrough", json!("2026-03-09")),
            ("/hiringOrganization", json!({ "@type": "Organization" })),
            ("/baseSalary", json!(30_000)),
            ("/baseSalary/value", json!({ "@type": "QuantitativeValue", "value": 30_000, "unitText": "YEAR" })),
            ("/employmentType", json!("PERMANENT")),
            ("/baseSalary/currency", json!("euro")),
            ("/baseSalary/value/unitText", json!("year")),
            ("/baseSalary/value/minValue", json!(20)),
            ("/jobLocation", json!({ "@type": "Place", "name": "York" })),
        ] {
            assert!(check_posting(&with(path, wrong.clone())).is_err(), "{path} {wrong}");
        }
    }
}
