//! A member proposes two to six people to each other: each is asked, in private.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    asks::Kind,
    changes::Change,
    ids::{AskId, ContactId, IntroductionId, MemberId, PersonId, TieId},
    introductions::{
        AGAIN_DAYS, Circumstances, Introduction, Named, PEOPLE, Pair, Plain, Refusal, State, propose as may_propose,
        why,
    },
};

use super::{Outcome, links, one_at_a_time, refused};
use crate::{
    app::{App, By, record},
    asks,
    contacts::{self, Contact},
    http::Failure,
    introductions::store::{
        avoided,
        introductions::{self as store, Kept},
        parties::{self, Words},
    },
    members::{self, Account},
    moderation::{self, Spot},
    ties,
};

/// Whom to put in touch, as it was typed or sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proposal {
    /// Handles of members, ids of own cards.
    pub(crate) people: Vec<String>,
    /// For each of them, why.
    pub(crate) whys: BTreeMap<String, String>,
    pub(crate) ask: Option<AskId>,
    pub(crate) offer: Option<AskId>,
    /// Each may see how the broker met the others.
    pub(crate) shows_how: bool,
}

/// Somebody named in a proposal.
#[derive(Clone, Debug)]
pub(in crate::introductions) enum Found {
    Member(Account, Option<TieId>),
    Card(Contact),
}

impl Found {
    pub(in crate::introductions) fn person(&self) -> PersonId {
        match self {
            Self::Member(account, _) => PersonId::Member(account.id),
            Self::Card(card) => PersonId::Contact(card.id),
        }
    }

    /// By what a proposal names him.
    pub(in crate::introductions) fn key(&self) -> String {
        match self {
            Self::Member(account, _) => account.handle.clone(),
            Self::Card(card) => card.id.to_string(),
        }
    }
}

/// The member of a handle, or the own card of an id, where it exists for the broker.
pub(in crate::introductions) async fn find(tx: &Tx, by: MemberId, named: &str) -> Result<Option<Found>, Fault> {
    if let Ok(card) = named.trim().parse::<ContactId>() {
        return Ok(contacts::find(tx, by, card).await?.map(Found::Card));
    }
    let Some(account) = ties::find_visible(tx, by, named.trim()).await? else { return Ok(None) };
    let tie = ties::find(tx, by, account.id).await?.map(|facts| facts.tie);
    Ok(Some(Found::Member(account, tie)))
}

async fn find_all(tx: &Tx, by: MemberId, named: &[String]) -> Outcome<Vec<Found>> {
    let mut people = Vec::new();
    // More than may be are not looked up: the rule refuses them by their number.
    for named in named.iter().take(usize::try_from(PEOPLE + 1).unwrap_or_default()) {
        people.push(find(tx, by, named).await?.ok_or(Failure::NotFound)?);
    }
    Ok(people)
}

/// How a handle is written in a key.
fn key(named: &str) -> String {
    named.trim().trim_start_matches('@').to_ascii_lowercase()
}

/// Proposes people to each other. With that the questions are under way.
pub(crate) async fn propose(app: &App, by: By, proposal: Proposal) -> Outcome<IntroductionId> {
    let app_inside = app.clone();
    let about = [
        about(app, &by, proposal.ask, (Kind::Ask, Plain::AskUnknown)).await?,
        about(app, &by, proposal.offer, (Kind::Offer, Plain::OfferUnknown)).await?,
    ];
    look_at_letters(app, &by, &proposal).await?;
    app.db
        .write(async move |tx| {
            let people = find_all(tx, by.member, &proposal.people).await?;
            let whys = whys(&people, &proposal.whys)?;
            let unknown = about.iter().flatten().find(|(author, _)| !members_in(&people).any(|one| one == *author));
            if let Some((_, plain)) = unknown {
                return Err(refused(*plain));
            }
            one_at_a_time(tx, members_in(&people).chain([by.member])).await?;
            // Read again: a tie may have ended while we waited for our turn.
            let people = find_all(tx, by.member, &proposal.people).await?;
            let hashes = hashes(&app_inside, &people);
            let circumstances = circumstances(tx, &by, &people, &hashes).await?;
            let parties = may_propose(&circumstances, by.now).map_err(Failure::Refused)?;
            let words = people.iter().zip(whys).zip(&hashes).map(|((found, why), hash)| Words {
                person: found.person(),
                tie: if let Found::Member(_, tie) = found { *tie } else { None },
                why,
                address_hash: hash.clone(),
                introduced_as: if let Found::Card(card) = found { card.card.name.clone() } else { String::new() },
            });
            let kept = Kept {
                introduction: Introduction {
                    id: IntroductionId(by.fresh()),
                    broker: by.member,
                    requested_by: None,
                    parties,
                    state: State::Open,
                    proposed_at: by.now,
                },
                approach: None,
                ask: proposal.ask,
                offer: proposal.offer,
                shows_how: proposal.shows_how,
                conversation: None,
                outcome_asked: false,
                words: words.collect(),
                version: 1,
            };
            store::keep_new(tx, &kept).await?;
            links::ask_cards(tx, &app_inside, &by, &kept, false).await?;
            record(tx, &by, &Change::IntroductionProposed { introduction: kept.id(), by: by.member }).await?;
            Ok(kept.id())
        })
        .await
}

/// What goes to somebody who is no member leaves the house: it passes the check that first messages pass. Nothing waits for
/// a moderator here; the member says it otherwise.
async fn look_at_letters(app: &App, by: &By, proposal: &Proposal) -> Outcome<()> {
    for (_, why) in proposal.whys.iter().filter(|(named, _)| key(named).parse::<ContactId>().is_ok()) {
        let look = moderation::look(app, by, Spot::FirstMessage, why).await?;
        if look.holds() {
            return Err(refused(if look.is_undecided() { Plain::WhyNotJudged } else { Plain::WhyNotSent }));
        }
    }
    Ok(())
}

/// Whose the ask or the offer is, which the broker must see himself; and the refusal where it is of nobody in it.
async fn about(
    app: &App,
    by: &By,
    id: Option<AskId>,
    (kind, unknown): (Kind, Plain),
) -> Outcome<Option<(MemberId, Plain)>> {
    let Some(id) = id else { return Ok(None) };
    let seen = asks::find_visible(app, by, id).await?.filter(|seen| seen.ask.kind == kind);
    seen.map(|seen| Some((seen.author.id, unknown))).ok_or_else(|| refused(unknown))
}

fn members_in(people: &[Found]) -> impl Iterator<Item = MemberId> {
    people.iter().filter_map(|found| match found {
        Found::Member(account, _) => Some(account.id),
        Found::Card(_) => None,
    })
}

/// A why for each, in the order of the people.
fn whys(people: &[Found], typed: &BTreeMap<String, String>) -> Result<Vec<String>, Failure<Refusal>> {
    let typed: BTreeMap<String, &String> = typed.iter().map(|(named, text)| (key(named), text)).collect();
    let keys: BTreeSet<String> = people.iter().map(Found::key).collect();
    if typed.keys().any(|named| !keys.contains(named)) {
        return Err(refused(Plain::WhyForNobody));
    }
    let of = |found: &Found| why(typed.get(&found.key()).map_or("", |text| text.as_str())).map_err(refused);
    people.iter().map(of).collect()
}

/// The keyed hashes of the addresses of cards.
fn hashes(app: &App, people: &[Found]) -> Vec<Option<String>> {
    let hash = |found: &Found| match found {
        Found::Member(..) => None,
        Found::Card(card) => card.card.first_email().map(|address| links::address_hash(&app.marks, address)),
    };
    people.iter().map(hash).collect()
}

/// What the rule of proposing needs to know.
async fn circumstances(tx: &Tx, by: &By, people: &[Found], hashes: &[Option<String>]) -> Result<Circumstances, Fault> {
    let ids: Vec<PersonId> = people.iter().map(Found::person).collect();
    let avoiding = avoided::avoiding(tx, by.member, &ids).await?;
    let asked: Vec<String> = hashes.iter().flatten().cloned().collect();
    let addresses = avoided::addresses_avoiding(tx, by.member, &asked).await?;
    let mut named = Vec::new();
    for (found, hash) in people.iter().zip(hashes) {
        let (known, reachable, asked_lately) = match (found, hash) {
            (Found::Member(account, tie), _) => {
                (tie.is_some(), true, parties::count_asked(tx, account.id, by.now.plus_days(-7)).await?)
            }
            (Found::Card(_), Some(hash)) => (true, true, parties::count_letters(tx, hash, by.now).await?),
            (Found::Card(_), None) => (true, false, 0),
        };
        let person = found.person();
        let never_by = match (found, hash) {
            (Found::Member(..), _) => avoiding.contains(&person.number()),
            (Found::Card(_), hash) => hash.as_ref().is_some_and(|hash| addresses.contains(hash)),
        };
        named.push(Named { person, known, reachable, never_by, asked_lately });
    }
    Ok(Circumstances {
        broker: by.member,
        people: named,
        pairs: pairs(tx, by, people).await?,
        proposed_today: store::proposed_since(tx, by.member, by.now.plus_days(-1)).await?,
        written_today: parties::written_since(tx, by.member, by.now.plus_days(-1)).await?,
    })
}

async fn pairs(tx: &Tx, by: &By, people: &[Found]) -> Result<Vec<Pair>, Fault> {
    let ids: Vec<PersonId> = people.iter().map(Found::person).collect();
    let members: Vec<MemberId> = members_in(people).collect();
    let proposed = parties::proposed_pairs(tx, by.member, &ids, by.now.plus_days(-AGAIN_DAYS)).await?;
    let refusals = parties::refusals(tx, &ids, by.now).await?;
    let mut pairs = Vec::new();
    for (place, one) in people.iter().enumerate() {
        let (mut tied, mut apart) = (BTreeSet::new(), BTreeSet::new());
        if let Found::Member(account, _) = one {
            tied = ties::tied_among(tx, account.id, &members).await?;
            apart = ties::unseen(tx, account.id, &members).await?;
        }
        for other in people.iter().skip(place + 1) {
            let (first, second) = (one.person(), other.person());
            let two = (first.number(), second.number());
            let shown = |found: &Found| matches!(found, Found::Member(account, _) if !account.hides_ties);
            let is = |members: &BTreeSet<MemberId>| matches!(second, PersonId::Member(id) if members.contains(&id));
            pairs.push(Pair {
                one: first,
                other: second,
                tied: is(&tied).then(|| shown(one) && shown(other)),
                apart: is(&apart),
                proposed: proposed.contains(&two),
                refused: [refusals.contains(&two), refusals.contains(&(two.1, two.0))],
            });
        }
    }
    Ok(pairs)
}

/// What the form of a proposal says before it is sent: whom it names, and what is against it now.
#[derive(Clone, Debug)]
pub(in crate::introductions) struct Prospect {
    pub(in crate::introductions) people: Vec<Found>,
    pub(in crate::introductions) refusal: Option<Refusal>,
}

pub(in crate::introductions) async fn prospect(app: &App, by: By, people: Vec<String>) -> Outcome<Prospect> {
    let app_inside = app.clone();
    app.db
        .read(async move |tx| {
            let found = find_all(tx, by.member, &people).await?;
            let hashes = hashes(&app_inside, &found);
            let circumstances = circumstances(tx, &by, &found, &hashes).await?;
            Ok(Prospect { refusal: may_propose(&circumstances, by.now).err(), people: found })
        })
        .await
}

/// Whom a member could propose, by name: his ties and his cards that have an address.
pub(in crate::introductions) async fn candidates(tx: &Tx, member: MemberId, limit: i64) -> Result<Vec<Account>, Fault> {
    let ids = ties::list_by_name(tx, member, 0, limit).await?;
    let people = members::find_many(tx, &ids).await?;
    Ok(ids.iter().filter_map(|id| people.iter().find(|account| account.id == *id).cloned()).collect())
}
