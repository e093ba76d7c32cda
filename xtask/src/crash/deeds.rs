//! What was asked, what was answered, and whether what one sees afterwards agrees with it.
//!
//! The rule: of the things one asked for in turn, the last acknowledged one has happened; a later one that got no answer
//! may have happened. Nothing else may be seen.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;

use super::callers::{Answer, Caller, Receipt};
use super::people::{Account, Person};
use super::server::Door;
use crate::clock;
use crate::fault::Done;

/// A card of somebody off the platform, and all that its owner wanted it to be, in turn.
#[derive(Debug)]
pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) steps: Vec<Step>,
}

#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) state: State,
    pub(crate) yes: Option<Receipt>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    Named(String),
    Gone,
}

/// A file that was taken in; its names come a moment later, and must come.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) id: String,
    pub(crate) names: Vec<String>,
    pub(crate) yes: Receipt,
}

/// How much was looked at, and what was not as promised.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) promises: usize,
    pub(crate) broken: Vec<String>,
}

impl Findings {
    pub(crate) fn add(&mut self, other: Self) {
        self.promises += other.promises;
        self.broken.extend(other.broken);
    }

    /// The first few of the broken ones, a line each.
    pub(crate) fn first(&self) -> String {
        let line = |text: &String| format!("\n  {}", text.chars().take(300).collect::<String>());
        self.broken.iter().take(5).map(line).collect()
    }

    fn promise(&mut self, kept: bool, otherwise: impl FnOnce() -> String) {
        self.promises += 1;
        if !kept {
            self.broken.push(otherwise());
        }
    }
}

impl Card {
    /// Whether it makes sense to ask for another change.
    pub(crate) fn may_be_there(&self) -> bool {
        self.steps.iter().all(|step| step.state != State::Gone)
    }

    /// `counts` tells which answers had been given when the server died.
    fn check(&self, seen: &State, counts: &dyn Fn(Receipt) -> bool, findings: &mut Findings) {
        let Some(last) = self.steps.iter().rposition(|step| step.yes.is_some_and(counts)) else { return };
        let allowed = self.steps.iter().skip(last).any(|step| step.state == *seen);
        findings.promise(allowed, || format!("card {} is {seen:?} after {:?}", self.id, self.steps));
    }
}

/// Whether a check waits until imports have ended. A server that comes back takes them up again only when it is sure that
/// nobody else has them in hands, which is half a minute later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Imports {
    AreKnown,
    HaveEnded,
}

/// Compares all that a person was promised with what is there. `counts` tells which answers had been given.
pub(crate) fn check(door: Door, person: &Person, imports: Imports, counts: &dyn Fn(Receipt) -> bool) -> Done<Findings> {
    let mut findings = Findings::default();
    if !counts(person.granted) {
        if counts(person.account.joined) {
            check_account(door, &person.account, &mut findings);
        }
        return Ok(findings);
    }
    let mut caller = Caller::to(door, Some(&person.token));
    let answer = caller.get("/contacts?limit=1")?;
    findings.promise(answer.is_yes(), || format!("the token of {person} is answered {}", answer.words()));
    if !answer.is_yes() {
        return Ok(findings);
    }
    let mut awaited = Vec::new();
    for import in person.imports.iter().filter(|import| counts(import.yes)) {
        if import.check(&mut caller, imports, &mut findings)? {
            awaited.push(import);
        }
    }
    let seen = read_cards(&mut caller)?;
    for card in &person.cards {
        let state = seen.get(&card.id).map_or(State::Gone, |name| State::Named(name.clone()));
        card.check(&state, counts, &mut findings);
    }
    let names: BTreeSet<&String> = seen.values().collect();
    for import in awaited {
        let missing = import.names.iter().filter(|name| !names.contains(name)).count();
        findings.promise(missing == 0, || format!("import {} of {person} misses {missing} names", import.id));
    }
    Ok(findings)
}

impl Import {
    /// Whether it has ended; how it stands must be as promised.
    fn check(&self, caller: &mut Caller, imports: Imports, findings: &mut Findings) -> Done<bool> {
        let answer = match imports {
            Imports::AreKnown => caller.get(&self.path())?,
            Imports::HaveEnded => self.settle(caller)?,
        };
        let now = answer.json();
        let state = now.get("state").and_then(Value::as_str).unwrap_or_default();
        let taken = now.get("taken").and_then(Value::as_u64) == u64::try_from(self.names.len()).ok();
        let well = match state {
            "done" => taken,
            "waiting" | "running" => imports == Imports::AreKnown,
            _ => false,
        };
        findings.promise(well, || format!("import {} of {} cards: {}", self.id, self.names.len(), answer.words()));
        Ok(state == "done")
    }

    fn settle(&self, caller: &mut Caller) -> Done<Answer> {
        let until = clock::now() + Duration::from_secs(90);
        loop {
            let answer = caller.get(&self.path())?;
            let open = matches!(answer.json().get("state").and_then(Value::as_str), Some("waiting" | "running"));
            if !open || clock::now() >= until {
                return Ok(answer);
            }
            clock::pause(Duration::from_millis(20));
        }
    }

    fn path(&self) -> String {
        format!("/imports/{}", self.id)
    }
}

/// Whether somebody who was told "joined" can sign in. It costs a password check, so not everybody is asked every time.
pub(crate) fn check_account(door: Door, account: &Account, findings: &mut Findings) {
    let outcome = account.sign_in(&mut Caller::to(door, None));
    findings.promise(outcome.is_ok(), || format!("{} has joined and cannot sign in", account.handle));
}

/// All cards of one person, name by id.
fn read_cards(caller: &mut Caller) -> Done<BTreeMap<String, String>> {
    let mut cards = BTreeMap::new();
    let mut path = "/contacts?limit=100".to_owned();
    loop {
        let answer = caller.get(&path)?;
        let list = answer.json();
        let text = |card: &Value, field: &str| card.get(field).and_then(Value::as_str).map(str::to_owned);
        let items = list.get("items").and_then(Value::as_array).ok_or_else(|| format!("{path}: {}", answer.words()))?;
        cards.extend(items.iter().filter_map(|card| text(card, "id").zip(text(card, "name"))));
        match list.get("next").and_then(Value::as_str) {
            Some(cursor) => path = format!("/contacts?limit=100&cursor={cursor}"),
            None => return Ok(cards),
        }
    }
}
