//! Search through the doors of the running program, page and JSON, in a town with posts; and how soon a change is found
//! there: from the answer to the change until the search shows it, as somebody meets it who waits for it.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    chance::Chance,
    http::{build, busy, load, memory_mib, rests, signs_in_with, word, yes},
    made_town,
    search::{Search, milliseconds},
    seeded::{self, PASSWORD},
};
use crate::{
    clock,
    crash::{callers::Caller, server::Server},
    fault::Done,
};

const SEED: u64 = 20_261_126;
/// A rare name, words of some posts, of very many, an error, a beginning, filters; everybody.
const ASKED: [&str; 8] = [
    "q=n-77",
    "q=larch",
    "q=contracts+apprentices",
    "q=meeting+kitchens&kind=post",
    "q=libary",
    "q=apprent&typing=true",
    "q=light&distance=1,2&sort=match",
    "kind=person",
];
/// Changes that are waited for.
const CHANGES: usize = 20;
/// What a change may take until it is found.
const PATIENCE: Duration = Duration::from_secs(10);

/// Seeds the town, asks, and tells.
pub(super) fn told(asked: &Search) -> Done<Value> {
    let program = match &asked.program {
        Some(program) => program.clone(),
        None => build()?,
    };
    let folder = tempfile::tempdir()?;
    let pairs = made_town::ties(asked.members, asked.members * 30, &mut Chance(SEED));
    let (reader, ties) = reader(asked, &pairs);
    seeded::town(&program, folder.path(), pairs, &[format!("--posts={}", asked.posts)])?;
    let load_before = load();
    let mut server = Server::start(&program, folder.path(), 0, &[])?;
    rests(&server)?;
    let reader = format!("n-{reader}");
    let login = json!({ "login": reader, "password": PASSWORD, "name": "bench" });
    let token = word(&yes(Caller::to(server.door, None).json("POST", "/tokens", &login)?)?.json(), "token");
    let cookie = signs_in_with(&server, &reader, PASSWORD)?;
    let mut caller = Caller::to(server.door, Some(&token));
    let mut browser = Caller::to(server.door, None);
    browser.cookie = Some(cookie);
    let mut questions = Vec::new();
    for query in ASKED {
        questions.push(one(&server, asked.rounds, query, (&mut caller, &mut browser))?);
    }
    let found = found_after(&mut caller)?;
    let told = json!({
        "members": asked.members, "posts": asked.posts, "ties_of_the_viewer": ties, "rounds": asked.rounds,
        "questions": questions, "found_after_change_ms": found,
        "memory_mib": memory_mib(&server)?, "load_before": load_before,
    });
    server.stop()?;
    Ok(told)
}

/// Who has about so many ties, and how many he has.
fn reader(asked: &Search, pairs: &[(u32, u32)]) -> (usize, usize) {
    let mut ties = vec![0_usize; asked.members];
    for end in pairs.iter().flat_map(|(one, other)| [*one, *other]) {
        if let Some(ties) = usize::try_from(end).ok().and_then(|end| ties.get_mut(end)) {
            *ties += 1;
        }
    }
    let nearest = ties.iter().enumerate().min_by_key(|(_, ties)| ties.abs_diff(asked.of));
    nearest.map_or((0, 0), |(number, ties)| (number, *ties))
}

/// One question, as JSON and as a page.
fn one(server: &Server, rounds: usize, query: &str, (caller, browser): (&mut Caller, &mut Caller)) -> Done<Value> {
    let path = format!("/search?{query}");
    let count = yes(caller.get(&path)?)?.json().get("count").cloned().unwrap_or(Value::Null);
    let mut told = json!({ "query": query, "found": count });
    for page in [false, true] {
        let before = busy(server)?;
        let mut spans = Vec::with_capacity(rounds);
        for _ in 0..rounds {
            let began = clock::now();
            let answer = if page { browser.ask("GET", &path, "", &[])? } else { caller.get(&path)? };
            yes(answer)?;
            spans.push(began.elapsed());
        }
        let each = (busy(server)? - before).as_secs_f64() * 1_000.0;
        let [p50, p99, slowest] = milliseconds(spans);
        let cpu = each / u32::try_from(rounds.max(1)).map_or(1.0, f64::from);
        let figures = json!({ "p50_ms": p50, "p99_ms": p99, "slowest_ms": slowest, "cpu_ms": cpu });
        if let Some(told) = told.as_object_mut() {
            told.insert(if page { "page" } else { "json" }.to_owned(), figures);
        }
    }
    Ok(told)
}

/// From the answer to a change until the search shows it: the median and the slowest.
fn found_after(caller: &mut Caller) -> Done<Value> {
    let mut spans = Vec::new();
    for number in 0..CHANGES {
        let word = format!("zirconia{number}");
        yes(caller.json("PATCH", "/me", &json!({ "headline": word }))?)?;
        let began = clock::now();
        loop {
            let found = yes(caller.get(&format!("/search?q={word}&kind=person"))?)?.json();
            if found.get("words").and_then(Value::as_str) == Some("exact")
                && found.get("count").and_then(Value::as_u64) == Some(1)
            {
                break;
            }
            if began.elapsed() > PATIENCE {
                return Err(format!("{word} is not found after {PATIENCE:?}: {found}").into());
            }
            clock::pause(Duration::from_millis(2));
        }
        spans.push(began.elapsed());
    }
    let [p50, _, slowest] = milliseconds(spans);
    Ok(json!({ "p50_ms": p50, "slowest_ms": slowest }))
}
