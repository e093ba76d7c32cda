//! Somebody who writes: an account, a token, and a diary of what was asked and what was answered.

use serde_json::json;

use super::callers::{Answer, Caller, Receipt};
use super::chance::Chance;
use super::deeds::{Card, Import, State, Step};
use super::server::Door;
use crate::fault::{Done, Fault};

#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) account: Account,
    /// What signs this person's calls, and the answer that gave it.
    pub(crate) token: String,
    pub(crate) granted: Receipt,
    pub(crate) cards: Vec<Card>,
    pub(crate) imports: Vec<Import>,
    /// Others who joined while this person wrote: the same pen wrote their names.
    pub(crate) newcomers: Vec<Account>,
}

#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) handle: String,
    pub(crate) password: String,
    pub(crate) joined: Receipt,
}

impl std::fmt::Display for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.account.handle)
    }
}

/// Why somebody stops writing.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The server is gone, as it should be now and then.
    Gone,
    /// The server said something it should not say.
    Wrong(Fault),
}

impl From<std::io::Error> for Stop {
    fn from(_: std::io::Error) -> Self {
        Self::Gone
    }
}

impl Account {
    /// Joins. The password is as long as it must be and no secret.
    pub(crate) fn join(caller: &mut Caller, handle: &str) -> Result<Self, Stop> {
        let password = format!("the password of {handle}");
        let email = format!("{handle}@example.com");
        let body = json!({"handle": handle, "name": handle, "email": email, "password": password, "language": "en"});
        let answer = yes(caller.json("POST", "/members", &body)?, "POST /members")?;
        Ok(Self { handle: handle.to_owned(), password, joined: answer.receipt })
    }

    /// Signs in; the token, and the answer that gave it.
    pub(crate) fn sign_in(&self, caller: &mut Caller) -> Result<(String, Receipt), Stop> {
        let body = json!({"login": self.handle, "password": self.password, "name": "a trial"});
        let answer = yes(caller.json("POST", "/tokens", &body)?, "POST /tokens")?;
        let token = answer.json().get("token").and_then(|token| token.as_str()).map(str::to_owned);
        Ok((token.ok_or_else(|| wrong("POST /tokens", &answer))?, answer.receipt))
    }
}

impl Person {
    /// Joins and signs in.
    pub(crate) fn arrives(door: Door, handle: &str) -> Done<Self> {
        let mut caller = Caller::to(door, None);
        let mut arrive = || {
            let account = Account::join(&mut caller, handle)?;
            let (token, granted) = account.sign_in(&mut caller)?;
            Ok(Self { account, token, granted, cards: Vec::new(), imports: Vec::new(), newcomers: Vec::new() })
        };
        arrive().map_err(Stop::into_fault)
    }

    /// Writes `deeds` times, or until the server is gone.
    pub(crate) fn writes(&mut self, door: Door, chance: &mut Chance, deeds: usize) -> Done {
        let mut caller = Caller::to(door, Some(&self.token));
        for _ in 0..deeds {
            match self.deed(&mut caller, chance) {
                Ok(()) => {}
                Err(Stop::Gone) => return Ok(()),
                Err(Stop::Wrong(fault)) => return Err(fault),
            }
        }
        Ok(())
    }

    fn deed(&mut self, caller: &mut Caller, chance: &mut Chance) -> Result<(), Stop> {
        match chance.between(0, 100) {
            0..2 => self.brings_a_friend(caller, chance),
            2..6 => self.imports(caller, chance),
            6..26 if !self.cards.is_empty() => self.renames(caller, chance),
            26..36 if !self.cards.is_empty() => self.removes(caller, chance),
            _ => self.adds(caller, chance),
        }
    }

    fn adds(&mut self, caller: &mut Caller, chance: &mut Chance) -> Result<(), Stop> {
        let name = name(chance);
        let answer = yes(caller.json("POST", "/contacts", &json!({"name": name}))?, "POST /contacts")?;
        let id = id(&answer, "POST /contacts")?;
        self.cards.push(Card { id, steps: vec![Step { state: State::Named(name), yes: Some(answer.receipt) }] });
        Ok(())
    }

    fn renames(&mut self, caller: &mut Caller, chance: &mut Chance) -> Result<(), Stop> {
        let name = name(chance);
        self.changes(caller, chance, "PATCH", &State::Named(name))
    }

    fn removes(&mut self, caller: &mut Caller, chance: &mut Chance) -> Result<(), Stop> {
        self.changes(caller, chance, "DELETE", &State::Gone)
    }

    /// Asks for a card to become `state`. It is noted before it is answered: an act without an answer may have happened.
    fn changes(&mut self, caller: &mut Caller, chance: &mut Chance, method: &str, state: &State) -> Result<(), Stop> {
        let chosen = chance.index(self.cards.len());
        let Some(card) = self.cards.get_mut(chosen).filter(|card| card.may_be_there()) else { return Ok(()) };
        let path = format!("/contacts/{}", card.id);
        card.steps.push(Step { state: state.clone(), yes: None });
        let answer = match state {
            State::Named(name) => caller.json(method, &path, &json!({"name": name}))?,
            State::Gone => caller.send(method, &path, "", &[])?,
        };
        let answer = yes(answer, &format!("{method} {path}"))?;
        if let Some(step) = card.steps.last_mut() {
            step.yes = Some(answer.receipt);
        }
        Ok(())
    }

    fn imports(&mut self, caller: &mut Caller, chance: &mut Chance) -> Result<(), Stop> {
        let names: Vec<String> = (0..chance.between(5, 60)).map(|_| name(chance)).collect();
        let answer = caller.file("/imports", "cards.vcf", cards(&names).as_bytes())?;
        if answer.json().get("code").and_then(|code| code.as_str()) == Some("exchange.too_many_imports") {
            return Ok(());
        }
        let answer = yes(answer, "POST /imports")?;
        let id = id(&answer, "POST /imports")?;
        self.imports.push(Import { id, names, yes: answer.receipt });
        Ok(())
    }

    fn brings_a_friend(&mut self, caller: &mut Caller, chance: &mut Chance) -> Result<(), Stop> {
        let handle = format!("{}-{:08x}", self.account.handle, chance.next() >> 32);
        self.newcomers.push(Account::join(caller, &handle)?);
        Ok(())
    }
}

/// Everybody writes at once, until they have done their `deeds` or the server is gone; `meanwhile` may see to that.
pub(crate) fn all_write(
    door: Door,
    people: &mut [Person],
    chance: &mut Chance,
    deeds: usize,
    meanwhile: impl FnOnce() -> Done,
) -> Done {
    std::thread::scope(|scope| {
        let mut writers = Vec::new();
        for person in people {
            let mut own = chance.child();
            writers.push(scope.spawn(move || person.writes(door, &mut own, deeds)));
        }
        meanwhile()?;
        // A panic of a writer goes on in us.
        writers
            .into_iter()
            .try_for_each(|writer| writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

impl Stop {
    pub(crate) fn into_fault(self) -> Fault {
        match self {
            Self::Gone => "the server went away by itself".into(),
            Self::Wrong(fault) => fault,
        }
    }
}

/// Lets a yes through. A server that has too much to do may say so; then nothing was acknowledged and nothing is wrong,
/// but with four people writing it should not.
fn yes(answer: Answer, what: &str) -> Result<Answer, Stop> {
    if answer.is_yes() { Ok(answer) } else { Err(wrong(what, &answer)) }
}

fn wrong(what: &str, answer: &Answer) -> Stop {
    Stop::Wrong(format!("{what} answers {}", answer.words()).into())
}

fn id(answer: &Answer, what: &str) -> Result<String, Stop> {
    let id = answer.json().get("id").and_then(|id| id.as_str()).map(str::to_owned);
    id.ok_or_else(|| wrong(what, answer))
}

/// A name that nobody else has.
fn name(chance: &mut Chance) -> String {
    format!("Name {:016x}", chance.next())
}

fn cards(names: &[String]) -> String {
    let card = |name: &String| {
        let email = name.replace(' ', ".").to_lowercase();
        format!("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{name}\r\nEMAIL:{email}@example.com\r\nEND:VCARD\r\n")
    };
    names.iter().map(card).collect()
}
