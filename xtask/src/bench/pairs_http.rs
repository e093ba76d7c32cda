//! The pairs among one person's ties through the doors of the running program: what a member waits for on his first look of
//! the day, when they are looked for and kept, and on the next, when they are kept already.
//!
//! The readers are tied to the same people, each of whom asks one thing and offers another; the other asks are those of a
//! made town around them. All of it is written and read as members do, with needs that were written for matching.

use std::{collections::BTreeSet, fs, path::Path, time::Duration};

use serde_json::{Value, json};

use super::{
    chance::Chance,
    http::{busy, load, memory_mib, rests, yes},
    made_town,
    seeded::{self, signed_in},
};
use crate::{
    clock,
    crash::{callers::Caller, server::Server},
    fault::Done,
};

const SEED: u64 = 20_261_128;
const NEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/matching-pairs-3.txt");
/// Each looks for pairs once a day.
const READERS: usize = 60;
/// Asks of each of those who are tied to no reader; a member may post sixty texts a day.
const EACH: usize = 50;
const PEOPLE: usize = 10_000;

/// Seeds the town, lets it write, asks, and tells.
pub(super) fn told(program: &Path, ties: usize, asks: usize) -> Done<Value> {
    let folder = tempfile::tempdir()?;
    seeded::town(program, folder.path(), town(ties)?, &[])?;
    let needs = fs::read_to_string(NEEDS)?;
    let needs: Vec<Vec<&str>> =
        needs.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('|').collect()).collect();
    let load_before = load();
    let mut server = Server::start(program, folder.path(), 0, &[])?;
    let before = memory_mib(&server)?;
    let texts = writes(&server, &needs, ties, asks)?;
    let began = clock::now();
    let worked = busy(&server)?;
    rests(&server)?;
    let reading = json!({ "s": began.elapsed().as_secs_f64(), "cpu_s": (busy(&server)? - worked).as_secs_f64() });
    let (mut first, mut next, mut found) = (Vec::new(), Vec::new(), 0_usize);
    let mut callers = Vec::new();
    for reader in 0..READERS {
        let mut caller = signed_in(&server, reader)?;
        yes(caller.get("/me")?)?;
        callers.push(caller);
    }
    rests(&server)?;
    let mut cpu = Vec::new();
    for spans in [&mut first, &mut next] {
        let before = busy(&server)?;
        for caller in &mut callers {
            let began = clock::now();
            let answer = yes(caller.get("/pairs")?)?;
            spans.push(began.elapsed());
            found += answer.json().get("items").and_then(Value::as_array).map_or(0, Vec::len);
        }
        cpu.push((busy(&server)? - before).as_secs_f64() * 1_000.0 / f64::from(u32::try_from(READERS)?));
    }
    let told = json!({
        "ties": ties, "texts": texts, "readers": READERS, "pairs_shown": found / 2,
        "first_of_the_day": spans(first, cpu.first()), "kept": spans(next, cpu.get(1)), "reading_after_the_last_text": reading,
        "memory_before_mib": before, "memory_mib": memory_mib(&server)?, "load_before": load_before,
    });
    server.stop()?;
    Ok(told)
}

/// Readers first, then those whom all of them know, then the others; everybody knows others as in a made town.
fn town(ties: usize) -> Done<BTreeSet<(u32, u32)>> {
    let mut pairs: BTreeSet<(u32, u32)> = made_town::ties(PEOPLE, PEOPLE * 30, &mut Chance(SEED)).into_iter().collect();
    let (readers, known) = (u32::try_from(READERS)?, u32::try_from(READERS + ties)?);
    pairs.retain(|(one, other)| *one >= readers && *other >= readers);
    pairs.extend((0..readers).flat_map(|reader| (readers..known).map(move |other| (reader, other))));
    Ok(pairs)
}

/// Everybody whom the readers know asks one thing and offers another; the others ask the rest. Gives how many texts there are.
fn writes(server: &Server, needs: &[Vec<&str>], ties: usize, asks: usize) -> Done<usize> {
    let mut written = 0;
    let mut post = |caller: &mut Caller, list: &str, need: usize, column: usize| -> Done {
        let need = needs.get(need % needs.len().max(1)).ok_or("no needs")?;
        let text = need.get(column).ok_or("a need has four texts")?;
        let language = if column.is_multiple_of(2) { "it" } else { "en" };
        let new = json!({ "text": text, "audience": "everybody", "language": language });
        written += 1;
        yes(caller.json("POST", list, &new)?).map(drop)
    };
    for at in 0..ties {
        let mut caller = signed_in(server, READERS + at)?;
        post(&mut caller, "/asks", at, at % 2)?;
        // Somebody else's need, in the other language for half of them.
        post(&mut caller, "/offers", at * 7 + 3, 2 + at / 2 % 2)?;
    }
    for (number, start) in (ties..asks).step_by(EACH).enumerate() {
        let mut caller = signed_in(server, READERS + ties + number)?;
        for at in start..asks.min(start + EACH) {
            post(&mut caller, "/asks", at, at % 2)?;
        }
    }
    Ok(written)
}

fn spans(mut spans: Vec<Duration>, cpu: Option<&f64>) -> Value {
    spans.sort_unstable();
    let at = |share: usize| {
        spans.get(spans.len().saturating_sub(1) * share / 100).map_or(0.0, |span| span.as_secs_f64() * 1_000.0)
    };
    json!({ "p50_ms": at(50), "p90_ms": at(90), "slowest_ms": at(100), "cpu_ms": cpu })
}
