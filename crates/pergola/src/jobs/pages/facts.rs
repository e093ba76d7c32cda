//! An ad's facts in words: pay and its bar, where and how long, for whom, how its posters answer.

use pergola_domain::{
    jobs::{self, Pay, Period, Record, Remote, Said},
    time::Timestamp,
};

use crate::{jobs::acts::ads::Seen, organisations::Organisation, words::Speech};

/// The ends of the bar, in whole euros a year.
const BAR_FROM: i64 = 15_000;
const BAR_TO: i64 = 75_000;
/// A week of work, from which on hours need no telling.
const FULL_TIME: i64 = 36;

/// An amount with its groups: `32.000`, `18,50`.
fn amount(t: &Speech, cents: i64) -> String {
    let (whole, part) = (cents / 100, cents % 100);
    if part == 0 {
        t.say("jobs-amount").arg("whole", whole).text()
    } else {
        t.say("jobs-amount-part").arg("whole", whole).arg("part", format!("{part:02}")).text()
    }
}

fn sign(currency: &str) -> &str {
    match currency {
        "EUR" => "€",
        "GBP" => "£",
        "USD" => "$",
        other => other,
    }
}

/// "32.000–40.000 € lordi l’anno".
pub(in crate::jobs) fn pay(t: &Speech, pay: &Pay) -> String {
    let period = match pay.period {
        Period::Year => "jobs-pay-year",
        Period::Month => "jobs-pay-month",
        Period::Day => "jobs-pay-day",
        Period::Hour => "jobs-pay-hour",
    };
    let range = if pay.from_cents == pay.to_cents {
        amount(t, pay.from_cents)
    } else {
        t.say("jobs-range").arg("from", amount(t, pay.from_cents)).arg("to", amount(t, pay.to_cents)).text()
    };
    t.say(period).arg("money", money(t, range, &pay.currency)).text()
}

/// "32.000 €", "€32,000"; "CHF 32,000" where there is no sign for it.
pub(in crate::jobs) fn money(t: &Speech, range: String, currency: &str) -> String {
    let sign = sign(currency);
    let key = if sign == currency { "jobs-money-code" } else { "jobs-money" };
    t.say(key).arg("range", range).arg("currency", sign).text()
}

/// The range on a bar from 15,000 to 75,000 euros a year; nothing for other currencies.
pub(in crate::jobs) fn bar(pay: &Pay) -> String {
    if pay.currency != "EUR" {
        return String::new();
    }
    let at = |cents: i64| (pay.a_year(cents) / 100 - BAR_FROM).clamp(0, BAR_TO - BAR_FROM) * 300 / (BAR_TO - BAR_FROM);
    let (from, to) = (at(pay.from_cents), at(pay.to_cents));
    // A single amount still is to be seen.
    let (x, width) = (from.min(292), (to - from).max(8));
    format!(
        "<svg viewBox=\"0 0 300 18\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"pay-track\" x=\"0\" y=\"7\" width=\"300\" height=\"4\" rx=\"2\"/><path class=\"pay-tick\" \
         d=\"M75 5V13\"/><path class=\"pay-tick\" d=\"M150 5V13\"/><path class=\"pay-tick\" d=\"M225 5V13\"/>\
         <rect class=\"pay-range\" x=\"{x}\" y=\"4\" width=\"{width}\" height=\"10\" rx=\"5\"/></svg>"
    )
}

/// "Modena, un po’ da casa".
pub(in crate::jobs) fn place(t: &Speech, said: &Said) -> String {
    match (said.remote, said.place.is_empty()) {
        (Remote::OnSite, _) => said.place.clone(),
        (Remote::Mixed, _) => t.say("jobs-place-mixed").arg("place", &said.place).text(),
        (Remote::Anywhere, true) => t.s("jobs-place-anywhere").to_owned(),
        (Remote::Anywhere, false) => t.say("jobs-place-or-anywhere").arg("place", &said.place).text(),
    }
}

/// "tempo pieno, indeterminato".
pub(in crate::jobs) fn terms(t: &Speech, said: &Said) -> String {
    let contract = t.s(&["jobs-contract-", said.contract.name()].concat()).to_owned();
    match said.hours {
        None => contract,
        Some(hours) if hours >= FULL_TIME => t.say("jobs-full-time").arg("contract", contract).text(),
        Some(hours) => t.say("jobs-hours-week").arg("hours", hours).arg("contract", contract).text(),
    }
}

/// "Officina Quercianova", "Agenzia Passamano, per Tre Ruote".
pub(in crate::jobs) fn who(t: &Speech, organisation: &Organisation, said: &Said) -> String {
    if said.client.is_empty() {
        return organisation.name.clone();
    }
    t.say("jobs-who-for").arg("name", &organisation.name).arg("client", &said.client).text()
}

/// On whose behalf: "pubblica per sé".
pub(in crate::jobs) fn behalf(t: &Speech, said: &Said) -> String {
    match (said.client_not_named, said.client.is_empty()) {
        (true, _) => t.s("jobs-client-not-named").to_owned(),
        (false, true) => t.s("jobs-for-itself").to_owned(),
        (false, false) => t.say("jobs-for-client").arg("client", &said.client).text(),
    }
}

/// "risponde in 6 giorni"; none where nobody was answered yet.
pub(in crate::jobs) fn speed(t: &Speech, record: &Record) -> Option<String> {
    let days = record.median_days?;
    Some(if days == 0 {
        t.s("jobs-answers-same-day").to_owned()
    } else {
        t.say("jobs-answers-in").arg("days", days).text()
    })
}

/// The record, a sentence for each thing that happened.
pub(in crate::jobs) fn record(t: &Speech, record: &Record, now: Timestamp) -> Vec<String> {
    let mut told = vec![t.say("jobs-record-ads").arg("count", record.ads).text()];
    for (key, count) in [
        ("jobs-record-here", record.filled_here),
        ("jobs-record-otherwise", record.filled_otherwise),
        ("jobs-record-stopped", record.stopped),
        ("jobs-record-not-confirmed", record.not_confirmed),
    ] {
        if count > 0 {
            told.push(t.say(key).arg("count", count).text());
        }
    }
    match record.answered_percent() {
        Some(percent) => told.push(t.say("jobs-record-answered").arg("percent", percent).arg("due", record.due).text()),
        None => told.push(t.s("jobs-record-nobody-yet").to_owned()),
    }
    told.extend(speed(t, record));
    told.extend(record.since.map(|since| t.say("jobs-record-since").arg("day", t.day(since, now)).text()));
    told
}

/// How one is chosen: what the ad says of it, and what the record of those who post says.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Choosing {
    /// How many steps, who answers and when, whether everybody heard.
    pub(in crate::jobs) lead: String,
    /// What, and how long it takes.
    pub(in crate::jobs) steps: Vec<(String, String)>,
}

pub(in crate::jobs) fn choosing(t: &Speech, seen: &Seen) -> Choosing {
    let (told, record, name) = (&seen.job.said.steps, &seen.record, &seen.author.name);
    let count = i64::try_from(told.len()).unwrap_or(0);
    let mut lead = Vec::new();
    lead.push(if told.is_empty() {
        t.s("jobs-choose-untold").to_owned()
    } else {
        t.say("jobs-choose-steps").arg("count", count).text()
    });
    lead.push(match record.median_days {
        Some(days) => t.say("jobs-choose-who-when").arg("name", name).arg("days", days).text(),
        None => t.say("jobs-choose-who").arg("name", name).text(),
    });
    lead.extend(record.answered_percent().map(|percent| match percent {
        100.. => t.s("jobs-choose-all").to_owned(),
        _ => t.say("jobs-choose-share").arg("percent", percent).text(),
    }));
    let steps = if told.is_empty() {
        let step = |what: String, when: &str| (what, when.to_owned());
        vec![
            step(t.say("jobs-choose-reads").arg("name", name).text(), ""),
            step(t.s("jobs-choose-talks").to_owned(), ""),
            step(t.s("jobs-answer").to_owned(), t.s("jobs-choose-silence")),
        ]
    } else {
        let split = |line: &String| {
            let (what, when) = jobs::step(line);
            (what.to_owned(), when.to_owned())
        };
        told.iter().map(split).collect()
    };
    Choosing { lead: lead.join(" "), steps }
}
