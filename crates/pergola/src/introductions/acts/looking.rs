//! What somebody sees of introductions: the rule's view of each, with names.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::MetKind,
    ids::{ContactId, IntroductionId, MemberId, PersonId, TieId},
    introductions::{Role, Sight, View},
    time::Timestamp,
};

use super::{AT_ONCE, fill, links};
use crate::{
    app::{App, By},
    asks::{self, Seen},
    contacts::{self, Contact},
    introductions::store::{
        approaches,
        introductions::{self as store, Kept},
    },
    members::{self, Account},
    ties,
};

/// Somebody in an introduction.
#[derive(Clone, Debug)]
pub(in crate::introductions) enum Person {
    Member(Account),
    Card(OnCard),
}

/// Somebody on a card of the broker's. The ways to reach him are the broker's alone.
#[derive(Clone, Debug)]
pub(in crate::introductions) struct OnCard {
    pub(in crate::introductions) id: ContactId,
    pub(in crate::introductions) name: String,
    role: String,
}

impl OnCard {
    /// As the card's owner has him there.
    pub(in crate::introductions) fn own(contact: &Contact) -> Self {
        let (position, organisation) = (&contact.card.position, &contact.card.organisation);
        let parts = [position, organisation].into_iter().filter(|part| !part.is_empty());
        let role = parts.cloned().collect::<Vec<_>>().join(", ");
        Self { id: contact.id, name: contact.card.name.clone(), role }
    }

    /// As the others were told of him: by name alone. What the owner notes on the card, nobody has said yes to.
    fn told(id: ContactId, name: &str) -> Self {
        Self { id, name: name.to_owned(), role: String::new() }
    }
}

impl Person {
    pub(in crate::introductions) fn id(&self) -> PersonId {
        match self {
            Self::Member(account) => PersonId::Member(account.id),
            Self::Card(card) => PersonId::Contact(card.id),
        }
    }

    pub(in crate::introductions) fn name(&self) -> &str {
        match self {
            Self::Member(account) => &account.name,
            Self::Card(card) => &card.name,
        }
    }

    /// Role, as a member tells it or, for its owner, as the card does.
    pub(in crate::introductions) fn role(&self) -> String {
        match self {
            Self::Member(account) => account.headline.clone(),
            Self::Card(card) => card.role.clone(),
        }
    }
}

/// An introduction as one viewer sees it.
#[derive(Clone, Debug)]
pub(in crate::introductions) struct Looked {
    pub(in crate::introductions) kept: Kept,
    pub(in crate::introductions) view: View,
    pub(in crate::introductions) broker: Account,
    /// Those who are asked, in order.
    pub(in crate::introductions) people: Vec<Person>,
}

impl Looked {
    /// It was made long enough ago to ask whether it helped.
    pub(in crate::introductions) fn asks_outcome(&self, now: Timestamp) -> bool {
        self.kept.introduction.asks_outcome(now)
    }

    /// The others who are asked, for one of them.
    pub(in crate::introductions) fn others(&self, viewer: PersonId) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.id() != viewer)
    }
}

/// What is known of a viewer for many introductions at once.
struct Ground {
    apart: BTreeMap<MemberId, Timestamp>,
    /// Those who do not exist for him now.
    unseen: BTreeSet<MemberId>,
    alive: BTreeSet<TieId>,
    members: Vec<Account>,
    cards: Vec<Contact>,
}

impl Ground {
    async fn of(tx: &Tx, viewer: MemberId, all: &[Kept]) -> Result<Self, Fault> {
        let ids: BTreeSet<MemberId> = all.iter().flat_map(Kept::members).collect();
        let ids: Vec<MemberId> = ids.into_iter().collect();
        let ties: Vec<TieId> = all.iter().flat_map(Kept::ties).collect();
        let mut by_owner: BTreeMap<MemberId, Vec<ContactId>> = BTreeMap::new();
        for kept in all {
            for party in &kept.introduction.parties {
                if let PersonId::Contact(card) = party.person {
                    by_owner.entry(kept.introduction.broker).or_default().push(card);
                }
            }
        }
        let mut cards = Vec::new();
        for (owner, ids) in by_owner {
            cards.extend(contacts::find_many(tx, owner, &ids).await?);
        }
        Ok(Self {
            apart: ties::last_apart(tx, viewer).await?,
            unseen: ties::unseen(tx, viewer, &ids).await?,
            alive: ties::standing_among(tx, &ties).await?,
            members: members::find_many(tx, &ids).await?,
            cards,
        })
    }

    fn member(&self, id: MemberId) -> Option<&Account> {
        self.members.iter().find(|account| account.id == id)
    }

    fn card(&self, id: ContactId) -> Option<&Contact> {
        self.cards.iter().find(|card| card.id == id)
    }

    /// Whether a member is here, and a card still with its owner.
    fn is_there(&self, person: PersonId) -> bool {
        match person {
            PersonId::Member(id) => self.member(id).is_some(),
            PersonId::Contact(id) => self.card(id).is_some(),
        }
    }

    /// Somebody in an introduction as its viewer knows him: who introduces reads his own card, the others what they were
    /// told.
    fn person(&self, kept: &Kept, view: &View, person: PersonId) -> Option<Person> {
        match person {
            PersonId::Member(id) => self.member(id).cloned().map(Person::Member),
            PersonId::Contact(id) if view.role == Role::Broker => self.card(id).map(OnCard::own).map(Person::Card),
            PersonId::Contact(id) => kept.introduced_as(person).map(|name| Person::Card(OnCard::told(id, name))),
        }
    }

    fn sight(&self, viewer: PersonId, kept: &Kept) -> Sight {
        let since = kept.introduction.proposed_at;
        let blocked = kept
            .members()
            .any(|other| self.unseen.contains(&other) || self.apart.get(&other).is_some_and(|at| *at >= since));
        // Of what was made, a card that is gone takes nothing away from the others.
        let made = kept.introduction.state.word() == "made";
        let there = |person: PersonId| self.is_there(person) || made && person.is_contact();
        let gone = !kept.introduction.parties.iter().all(|party| there(party.person))
            || self.member(kept.introduction.broker).is_none();
        let own = kept.words_for(viewer).and_then(|words| words.tie);
        Sight { apart: blocked || gone, tied: own.is_none_or(|tie| self.alive.contains(&tie)) }
    }

    fn look(&self, viewer: PersonId, kept: Kept, now: Timestamp) -> Option<Looked> {
        let view = kept.introduction.view_of(viewer, self.sight(viewer, &kept), now)?;
        let broker = self.member(kept.introduction.broker)?.clone();
        let parties = kept.introduction.parties.iter();
        let people = parties.filter_map(|party| self.person(&kept, &view, party.person)).collect();
        Some(Looked { kept, view, broker, people })
    }
}

/// Those of these that a member may see.
async fn look(tx: &Tx, viewer: MemberId, all: Vec<Kept>, now: Timestamp) -> Result<Vec<Looked>, Fault> {
    let ground = Ground::of(tx, viewer, &all).await?;
    Ok(all.into_iter().filter_map(|kept| ground.look(PersonId::Member(viewer), kept, now)).collect())
}

/// One introduction, where it exists for this member.
pub(in crate::introductions) async fn find(
    tx: &Tx,
    viewer: MemberId,
    id: IntroductionId,
    now: Timestamp,
) -> Result<Option<Looked>, Fault> {
    let found = store::find(tx, id).await?;
    Ok(look(tx, viewer, found.into_iter().collect(), now).await?.pop())
}

/// One introduction as somebody on a card may see it, who came by the link of a letter: none where the card's address is
/// not the one that the letter went to.
pub(in crate::introductions) async fn find_for_card(
    tx: &Tx,
    app: &App,
    card: ContactId,
    id: IntroductionId,
    now: Timestamp,
) -> Result<Option<Looked>, Fault> {
    let Some(kept) = store::find(tx, id).await? else { return Ok(None) };
    let on_it = contacts::find(tx, kept.introduction.broker, card).await?;
    if !on_it.is_some_and(|on_it| is_asked_at(app, &kept, &on_it)) {
        return Ok(None);
    }
    // A card has blocked nobody: what stands between him and the others is only whether they are here.
    let ground = Ground::of(tx, MemberId(0), std::slice::from_ref(&kept)).await?;
    Ok(ground.look(PersonId::Contact(card), kept, now))
}

/// Whether the address on a card is still the one that the question went to: a yes is of whoever reads mail there.
fn is_asked_at(app: &App, kept: &Kept, card: &Contact) -> bool {
    let asked_at = kept.words_for(PersonId::Contact(card.id)).and_then(|words| words.address_hash.as_deref());
    let now = card.card.first_email().map(|address| links::address_hash(&app.marks, address));
    asked_at.is_some() && asked_at == now.as_deref()
}

/// Introductions of this member, newest first, older than `before`.
pub(in crate::introductions) async fn list(
    tx: &Tx,
    viewer: MemberId,
    before: Option<i64>,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Looked>, Fault> {
    fill(before, limit, async |before| {
        let some = store::list_with(tx, viewer, before, AT_ONCE).await?;
        let Some(place) = some.last().map(|last| last.id().0) else { return Ok(None) };
        Ok(Some((place, look(tx, viewer, some, now).await?)))
    })
    .await
}

/// Questions that wait for this member's answer, newest first.
pub(in crate::introductions) async fn waiting(tx: &Tx, viewer: MemberId, now: Timestamp) -> Result<Vec<Looked>, Fault> {
    let some = store::list_waiting(tx, viewer, now, AT_ONCE).await?;
    let mut found = look(tx, viewer, some, now).await?;
    found.retain(|looked| looked.view.may_answer);
    Ok(found)
}

/// How the broker met somebody, as a third person may know it: confirmed by both, shown by both, without their words.
#[derive(Clone, Debug)]
pub(in crate::introductions) struct HowMet {
    pub(in crate::introductions) kind: MetKind,
    pub(in crate::introductions) organisation: String,
}

/// How the broker knows the others, where he ticked that and they show it.
async fn how_met(tx: &Tx, looked: &Looked, other: MemberId) -> Result<Option<HowMet>, Fault> {
    let account = looked.people.iter().find_map(|person| match person {
        Person::Member(account) if account.id == other => Some(account),
        _ => None,
    });
    let shown = looked.kept.shows_how && !looked.broker.hides_ties && account.is_some_and(|it| !it.hides_ties);
    if !shown {
        return Ok(None);
    }
    let facts = ties::find(tx, looked.broker.id, other).await?.filter(|facts| facts.met_confirmed);
    Ok(facts.map(|facts| HowMet { kind: facts.met.kind, organisation: facts.met.organisation }))
}

/// What of an introduction is told beside it: the request's message, how the broker met the others.
#[derive(Clone, Debug)]
pub(in crate::introductions) struct Beside {
    pub(in crate::introductions) message: Option<String>,
    /// Of the members among the others.
    pub(in crate::introductions) known_how: Vec<(Account, HowMet)>,
    /// The viewer asked for it, and chose more connectors than the one who introduced them: thanks go to them too.
    pub(in crate::introductions) along_others: bool,
}

pub(in crate::introductions) async fn beside(tx: &Tx, viewer: MemberId, looked: &Looked) -> Result<Beside, Fault> {
    let mut beside = Beside { message: None, known_how: Vec::new(), along_others: false };
    if looked.view.role == Role::Broker {
        return Ok(beside);
    }
    if let Some(approach) = looked.kept.approach
        && let Some(sent) = approaches::find(tx, approach).await?
    {
        let broker = looked.kept.introduction.broker;
        // By the path as it was chosen: a connector whom another one named is not told of here.
        beside.along_others = sent.approach.asker == viewer && sent.approach.chosen().any(|chosen| chosen != broker);
        beside.message = Some(sent.message);
    }
    for person in looked.others(PersonId::Member(viewer)) {
        if let Person::Member(account) = person
            && let Some(how) = how_met(tx, looked, account.id).await?
        {
            beside.known_how.push((account.clone(), how));
        }
    }
    Ok(beside)
}

/// The ask and the offer that it is about, as far as the viewer may read them on the board.
pub(in crate::introductions) async fn about(app: &App, by: &By, looked: &Looked) -> Result<Vec<Seen>, Fault> {
    let mut seen = Vec::new();
    for id in [looked.kept.ask, looked.kept.offer].into_iter().flatten() {
        seen.extend(asks::find_visible(app, by, id).await?);
    }
    Ok(seen)
}

/// Whether it can still be made: the ties on which all are asked stand, nobody has blocked another since, all are here and
/// mean to stay, and each card still has the address that the question went to, whose owner did not object.
pub(in crate::introductions) async fn is_whole(tx: &Tx, app: &App, kept: &Kept) -> Result<bool, Fault> {
    let people: BTreeSet<MemberId> = kept.members().collect();
    let since = kept.introduction.proposed_at;
    for member in &people {
        let apart = ties::last_apart(tx, *member).await?;
        let blocked = ties::unseen(tx, *member, &people.iter().copied().collect::<Vec<_>>()).await?;
        if !blocked.is_empty() || people.iter().any(|other| apart.get(other).is_some_and(|at| *at >= since)) {
            return Ok(false);
        }
    }
    let ids: Vec<MemberId> = people.iter().copied().collect();
    let here = members::find_many(tx, &ids).await?;
    let stay = here.iter().filter(|account| account.leaving_at.is_none()).count();
    let ties: BTreeSet<TieId> = kept.ties().collect();
    let standing = ties::standing_among(tx, &ties.iter().copied().collect::<Vec<_>>()).await?;
    if stay < people.len() || standing.len() < ties.len() {
        return Ok(false);
    }
    let cards = kept.introduction.parties.iter().filter_map(|party| match party.person {
        PersonId::Contact(card) => Some(card),
        PersonId::Member(_) => None,
    });
    let cards: Vec<ContactId> = cards.collect();
    let kept_cards = contacts::find_many(tx, kept.introduction.broker, &cards).await?;
    Ok(kept_cards.iter().filter(|card| is_asked_at(app, kept, card)).count() == cards.len())
}
