//! Letters to people on cards, who are no members: the question with a signed link that needs no account, one reminder,
//! who the others are when all said yes, and after two weeks whether it helped. The card's owner signs them.
//!
//! A link names the introduction and the card and is signed with the server's key, for one of the two questions: nothing of
//! it is kept. It is good for one answer, as long as the question waits.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    contacts::WayKind,
    ids::{ContactId, IntroductionId, MemberId, PersonId},
    introductions::{Answer, Plain, View},
    members::Language,
};

use super::looking;
use crate::{
    app::{App, By, Marks},
    contacts::{self, Contact},
    http::csrf,
    introductions::store::introductions::Kept,
    members,
    outside::mail::{Letter, queue_letter_as},
    words::Speech,
};

/// What is kept of the address that a letter went to, to count letters to it.
pub(super) fn address_hash(marks: &Marks, address: &str) -> String {
    let hash = marks.address(&WayKind::Email.folded(address));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a letter asks, as its link is signed: the one is no key to the other.
const QUESTION: &str = "introduction-question";
const OUTCOME: &str = "introduction-outcome";

fn signature(app: &App, asks: &str, introduction: IntroductionId, card: ContactId) -> String {
    let hash = csrf::sign(app, asks, &format!("{introduction}-{card}"));
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The address of the question for somebody on a card.
pub(in crate::introductions) fn link(app: &App, introduction: IntroductionId, card: ContactId) -> String {
    let signature = signature(app, QUESTION, introduction, card);
    format!("{}/questions/{introduction}-{card}-{signature}", app.config.address)
}

/// The address at which he tells whether it helped.
fn outcome_link(app: &App, introduction: IntroductionId, card: ContactId) -> String {
    let signature = signature(app, OUTCOME, introduction, card);
    format!("{}/questions/{introduction}-{card}-{signature}/outcome", app.config.address)
}

/// What a link names, where it is one of ours and whole.
///
/// # Errors
/// When a letter of it is other than we signed it.
pub(in crate::introductions) fn open(app: &App, key: &str) -> Result<(IntroductionId, ContactId), Plain> {
    opened(app, QUESTION, key)
}

/// The same of a link that asks whether it helped.
///
/// # Errors
/// As [`open`].
pub(in crate::introductions) fn open_outcome(app: &App, key: &str) -> Result<(IntroductionId, ContactId), Plain> {
    opened(app, OUTCOME, key)
}

fn opened(app: &App, asks: &str, key: &str) -> Result<(IntroductionId, ContactId), Plain> {
    let mut parts = key.splitn(3, '-');
    let (introduction, card, signed) = (parts.next(), parts.next(), parts.next());
    let introduction = introduction.and_then(|text| text.parse().ok()).ok_or(Plain::LinkAltered)?;
    let card = card.and_then(|text| text.parse().ok()).ok_or(Plain::LinkAltered)?;
    let whole = csrf::same(signed.unwrap_or_default(), &signature(app, asks, introduction, card));
    if whole { Ok((introduction, card)) } else { Err(Plain::LinkAltered) }
}

/// Writes to those on cards who are asked: the question, or the one reminder of it. Where somebody objected to letters,
/// or the question waits for nobody there any more, nothing goes, and the broker sees the question wait.
pub(super) async fn ask_cards(tx: &Tx, app: &App, by: &By, kept: &Kept, reminds: bool) -> Result<(), Fault> {
    let broker = kept.introduction.broker;
    let Some(account) = members::find(tx, broker).await? else { return Ok(()) };
    // A letter's number is its place in the queue: one for each, written to or not.
    let numbered = kept.introduction.parties.iter().map(|party| (party, by.fresh())).collect::<Vec<_>>();
    for (party, number) in numbered {
        let (PersonId::Contact(id), Answer::Waiting) = (party.person, party.answer) else { continue };
        let reached = reach(tx, app, by, (kept, id), |view| view.may_answer).await?;
        let Some(Reached { contact, address, others }) = reached else { continue };
        let why = kept.words_for(party.person).map(|words| words.why.clone()).unwrap_or_default();
        let key = if reminds { "letter-question-again" } else { "letter-question" };
        let arguments = [
            ("name", account.name.as_str()),
            ("contact", contact.as_str()),
            ("others", &others),
            ("why", &why),
            ("link", &link(app, kept.id(), id)),
        ];
        write(tx, app, (by, number), (account.language, key), &address, &arguments).await?;
    }
    Ok(())
}

/// It was made two weeks ago: asks those on cards who have not told it whether it helped. Once, and as the question went:
/// to the address that said yes, where nobody objected.
pub(super) async fn ask_cards_outcome(tx: &Tx, app: &App, by: &By, kept: &Kept) -> Result<(), Fault> {
    let broker = kept.introduction.broker;
    let Some(account) = members::find(tx, broker).await? else { return Ok(()) };
    for party in &kept.introduction.parties {
        let PersonId::Contact(id) = party.person else { continue };
        let number = by.fresh();
        let reached = reach(tx, app, by, (kept, id), |view| view.may_tell).await?;
        let Some(Reached { contact, address, others }) = reached else { continue };
        let arguments = [
            ("name", account.name.as_str()),
            ("contact", contact.as_str()),
            ("others", &others),
            ("link", &outcome_link(app, kept.id(), id)),
        ];
        write(tx, app, (by, number), (account.language, "letter-outcome"), &address, &arguments).await?;
    }
    Ok(())
}

/// Somebody on a card who may be written to.
struct Reached {
    contact: String,
    address: String,
    /// In one line.
    others: String,
}

/// None where the question waits for nobody there any more, where no address is known, or where somebody objected.
async fn reach(
    tx: &Tx,
    app: &App,
    by: &By,
    (kept, id): (&Kept, ContactId),
    may: impl Fn(&View) -> bool,
) -> Result<Option<Reached>, Fault> {
    let seen = looking::find_for_card(tx, app, id, kept.id(), by.now).await?;
    if !seen.is_some_and(|looked| may(&looked.view)) {
        return Ok(None);
    }
    let Some(card) = contacts::find(tx, kept.introduction.broker, id).await? else { return Ok(None) };
    let Some(address) = card.card.first_email().map(str::to_owned) else { return Ok(None) };
    if !contacts::objects_to(app, tx, std::slice::from_ref(&address)).await?.is_empty() {
        return Ok(None);
    }
    let others = names(tx, kept, PersonId::Contact(id)).await?;
    // He reads the name that the others read, not what the owner has noted since.
    let contact = kept.introduced_as(PersonId::Contact(id)).map_or(card.card.name, str::to_owned);
    Ok(Some(Reached { contact, address, others }))
}

/// Who the others are, in one line: by name alone.
async fn names(tx: &Tx, kept: &Kept, but: PersonId) -> Result<String, Fault> {
    let mut names = Vec::new();
    for party in kept.introduction.parties.iter().filter(|party| party.person != but) {
        names.extend(match party.person {
            PersonId::Member(id) => members::find(tx, id).await?.map(|account| account.name),
            PersonId::Contact(_) => kept.introduced_as(party.person).map(str::to_owned),
        });
    }
    Ok(names.join(", "))
}

/// All said yes: who the others are and how to reach them.
pub(super) async fn tell_card(
    tx: &Tx,
    app: &App,
    by: &By,
    (broker, card): (MemberId, &Contact),
    others: &[(String, String)],
) -> Result<(), Fault> {
    let Some(account) = members::find(tx, broker).await? else { return Ok(()) };
    let Some(address) = card.card.first_email() else { return Ok(()) };
    let line = |(name, address): &(String, String)| {
        if address.is_empty() { name.clone() } else { format!("{name} <{address}>") }
    };
    let others = others.iter().map(line).collect::<Vec<_>>().join("\n");
    let arguments = [("name", account.name.as_str()), ("contact", card.card.name.as_str()), ("others", &others)];
    write(tx, app, (by, by.fresh()), (account.language, "letter-in-touch"), address, &arguments).await
}

async fn write(
    tx: &Tx,
    app: &App,
    (by, number): (&By, i64),
    (language, key): (Language, &str),
    to: &str,
    arguments: &[(&'static str, &str)],
) -> Result<(), Fault> {
    let speech = Speech::new(app, language);
    let never = contacts::never_link(app, to);
    let said = |key: String| {
        let say = speech.say(key).arg("server", &app.config.name).arg("never", &never);
        arguments.iter().fold(say, |say, (name, value)| say.arg(*name, *value)).text()
    };
    let letter = Letter {
        to: to.to_owned(),
        subject: said([key, "-subject"].concat()),
        text: said([key, "-text"].concat()),
        language: language.tag().to_owned(),
        unsubscribe: Some(never),
    };
    queue_letter_as(tx, app, (by, number), &letter).await
}
