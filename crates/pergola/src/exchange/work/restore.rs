//! An archive of ours comes home: beds, cards, ties that are here, care, moments; the profile as offers.
//!
//! What is here already is known by what it says, so the same archive twice changes nothing, and an archive of this very
//! account neither. Whom the archive calls a tie and who is not tied here becomes a card, which remembers the tie; what
//! cannot come to life here is kept by `formers`.

use std::{collections::BTreeMap, sync::Arc};

use pergola_db::Fault;
use pergola_domain::{
    contacts::WayKind,
    garden::BedKind,
    ids::{BedId, ContactId, MemberId, MomentId, PersonId},
    text,
    time::Timestamp,
};
use pergola_formats::{
    Direction, OwnPiece, Profile, fingerprint,
    takeout::{Care, Contact, Moment as Told, Party, Takeout, Tie},
};

use super::{Work, cards, formers, portrait, proposals, reading::Said};
use crate::{
    exchange::{
        formers::{Former, Origin},
        gather::POSITIONS_OVER,
        offers::Offer,
        settings,
        store::{
            self,
            cards::{Card, Way, key_of_page},
            restore::Tending,
            whole::KeptCard,
        },
    },
    tending::{self, Moment},
};

/// The file in an archive of ours that says everything. A line of it is a place in its lists, one after another: contacts,
/// ties, moments, then what stays with the archive.
pub(super) const ARCHIVE: &str = "pergola.json";
/// People and moments in one transaction.
const BATCH: usize = 500;

/// What a card says, to know it by.
type Says = (String, String, String, String, Vec<(String, String)>);

pub(super) async fn keep(work: &mut Work<'_>, takeout: Takeout, mut said: Said) -> Result<(), Fault> {
    let offers = offers(&takeout);
    let origin = Origin::new(takeout.account.server.as_deref(), &work.app.config.address);
    let records =
        takeout.blocks.len() + takeout.invitations.len() + takeout.rooms.values().map(Vec::len).sum::<usize>();
    let before = takeout.contacts.len() + takeout.ties.len() + takeout.moments.len();
    let rows = before + offers.len() + records;
    said.read = said.skipped + i64::try_from(rows).unwrap_or(i64::MAX);
    work.import.tally.read = said.read;
    let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    let counts = &mut work.import.tally.counts;
    counts.insert("contacts".to_owned(), count(takeout.contacts.len()));
    counts.insert("ties".to_owned(), count(takeout.ties.len()));
    counts.insert("moments".to_owned(), count(takeout.moments.len()));
    counts.insert("former".to_owned(), count(records));
    let Some(beds) = keep_beds(work, &takeout).await? else { return Ok(()) };
    let Takeout { account, contacts, ties, moments, invitations, blocks, rooms, .. } = takeout;
    let after = count(contacts.len());
    let mut people = keep_contacts(work, contacts, &beds).await?;
    people.extend(keep_ties(work, (ties, after), &beds, &origin).await?);
    keep_moments(work, moments, &people).await?;
    let after = count(before);
    let told = formers::Told { joined_at: account.joined_at, after, invitations, blocks, rooms };
    formers::keep(work, told, &origin, &people, &mut said).await?;
    if work.stopped {
        return Ok(());
    }
    work.tell_left(&mut said);
    let offered = proposals::keep_offers(work, offers).await? + portrait::keep(work, account.photo, &mut said).await?;
    work.end(said, offered).await
}

/// The profile, piece by piece.
fn offers(takeout: &Takeout) -> Vec<Vec<Offer>> {
    let account = &takeout.account;
    let profile = Profile {
        headline: account.headline.clone(),
        summary: account.about.clone(),
        place: account.place.clone(),
        ..Profile::default()
    };
    let name = pergola_domain::members::name(&account.name).ok().map(|text| Offer::Name { text });
    let mut all: Vec<Vec<Offer>> =
        name.into_iter().chain(Offer::of(&OwnPiece::Profile(profile))).map(|offer| vec![offer]).collect();
    let over = takeout.settings.get(POSITIONS_OVER).and_then(|places| places.as_array()).cloned().unwrap_or_default();
    for (place, position) in (0_u64..).zip(&takeout.positions) {
        let mut offered = Offer::of(&OwnPiece::Position(position.clone()));
        if let Some(Offer::Position(spell)) = offered.first_mut() {
            spell.over = over.iter().any(|known| known.as_u64() == Some(place));
        }
        all.push(offered);
    }
    all.extend(takeout.education.iter().map(|piece| Offer::of(&OwnPiece::Education(piece.clone()))));
    all.extend(takeout.skills.iter().map(|piece| Offer::of(&OwnPiece::Skill(piece.clone()))));
    all.extend(takeout.links.iter().map(|piece| Offer::of(&OwnPiece::Link(piece.clone()))));
    all.extend(takeout.languages.iter().map(|language| vec![Offer::Language { tag: language.name.clone() }]));
    all.extend(settings::offers(takeout).into_iter().map(|offer| vec![offer]));
    all
}

async fn keep_beds(work: &mut Work<'_>, takeout: &Takeout) -> Result<Option<BTreeMap<String, BedId>>, Fault> {
    let (beds, by) = (takeout.beds.clone(), work.by.clone());
    work.write(async move |tx| {
        let mut kept = BTreeMap::new();
        for bed in &beds {
            let kind = bed.kind.as_deref().and_then(BedKind::from_name).unwrap_or(BedKind::Own);
            let name: String = text::line(&bed.name).chars().take(60).collect();
            kept.insert(bed.name.clone(), tending::bed_for(tx, &by, kind, &name).await?);
        }
        Ok(kept)
    })
    .await
}

async fn keep_contacts(
    work: &mut Work<'_>,
    contacts: Vec<Contact>,
    beds: &BTreeMap<String, BedId>,
) -> Result<BTreeMap<Party, PersonId>, Fault> {
    let member = work.import.member;
    let there = work.app.db.read(async move |tx| store::whole::cards(tx, member).await).await?;
    let mut known: BTreeMap<Says, Vec<ContactId>> = BTreeMap::new();
    there.iter().rev().for_each(|card| known.entry(says_kept(card)).or_default().push(card.id));
    let mut people = BTreeMap::new();
    let mut same = BTreeMap::new();
    let mut places = 1_i64..;
    for some in contacts.chunks(BATCH) {
        let (mut new, mut cares) = (Vec::new(), Vec::new());
        for (contact, place) in some.iter().zip(&mut places) {
            let card = Card { from: (ARCHIVE.to_owned(), place), ..card(contact, &mut same) };
            let tending = tending(&contact.care, beds);
            match known.get_mut(&says(&card)).and_then(Vec::pop) {
                Some(id) => drop(people.insert(Party::Contact(contact.id.clone()), PersonId::Contact(id))),
                None => {
                    cares.push((contact.id.clone(), card.key.clone(), tending));
                    new.push(card);
                }
            }
        }
        work.fit(&mut new);
        people.extend(keep_cards(work, new, cares).await?.into_iter().map(|(id, kept)| (Party::Contact(id), kept)));
    }
    Ok(people)
}

/// New cards with how they are tended. Gives who each became.
async fn keep_cards(
    work: &mut Work<'_>,
    new: Vec<Card>,
    cares: Vec<(String, String, Tending)>,
) -> Result<Vec<(String, PersonId)>, Fault> {
    let (app, by, import) = (work.app.clone(), work.by.clone(), work.import.id);
    let kept = work
        .write(async move |tx| {
            let new = store::cards::without_objected(&app, tx, &new).await?;
            let ids = store::cards::keep_new(tx, &by, import, &new).await?;
            let mut people = Vec::new();
            for (id, key, tending) in &cares {
                if let Some(contact) = ids.get(key).copied().map(PersonId::Contact) {
                    store::restore::keep(tx, by.member, contact, tending).await?;
                    people.push((id.clone(), contact));
                }
            }
            Ok(people)
        })
        .await?;
    Ok(kept.unwrap_or_default())
}

/// Ties that are here get their private side; the others become cards.
async fn keep_ties(
    work: &mut Work<'_>,
    (ties, after): (Vec<Tie>, i64),
    beds: &BTreeMap<String, BedId>,
    origin: &Origin,
) -> Result<BTreeMap<Party, PersonId>, Fault> {
    let member = work.import.member;
    let here = work.app.db.read(async move |tx| store::whole::ties(tx, member).await).await?;
    let here: BTreeMap<String, MemberId> = here.into_iter().map(|tie| (tie.handle, tie.other)).collect();
    let mut people = BTreeMap::new();
    let mut places = after + 1..;
    for some in ties.chunks(BATCH) {
        let (mut tied, mut new, mut cares) = (Vec::new(), Vec::new(), Vec::new());
        for (tie, place) in some.iter().zip(&mut places) {
            let tending = tending(&tie.care, beds);
            // A handle with a host is somebody elsewhere, whoever has that handle here.
            if let Some(other) = here.get(&origin.handle(&tie.handle)) {
                people.insert(Party::Member(tie.handle.clone()), PersonId::Member(*other));
                tied.push((PersonId::Member(*other), tending));
            } else {
                let card = Card { from: (ARCHIVE.to_owned(), place), ..card_of_tie(tie, origin) };
                cares.push((tie.handle.clone(), card.key.clone(), tending));
                new.push(card);
            }
        }
        work.write(async move |tx| {
            for (person, tending) in &tied {
                store::restore::keep(tx, member, *person, tending).await?;
            }
            Ok(())
        })
        .await?;
        work.fit(&mut new);
        people.extend(keep_cards(work, new, cares).await?.into_iter().map(|(id, kept)| (Party::Member(id), kept)));
    }
    Ok(people)
}

async fn keep_moments(work: &mut Work<'_>, told: Vec<Told>, people: &BTreeMap<Party, PersonId>) -> Result<(), Fault> {
    let mut known = known_moments(work).await?;
    let mut same: BTreeMap<String, u32> = BTreeMap::new();
    let mut new = Vec::new();
    for told in told {
        let Some(person) = people.get(&told.with).copied() else { continue };
        let moment = moment(work, person, told, &mut same);
        match known.get_mut(&identity(&moment)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => new.push(moment),
        }
    }
    for some in new.chunks(BATCH) {
        let (owner, import, some) = (work.import.member, work.import.id, Arc::new(some.to_vec()));
        work.write(async move |tx| store::moments::keep_all(tx, owner, Some(import), &some).await.map(drop)).await?;
    }
    Ok(())
}

type Identity = (i64, String, i64, String, String);

fn identity(moment: &Moment) -> Identity {
    let Moment { person, kind, at, direction, text, .. } = moment;
    (person.number(), kind.clone(), at.0, direction.clone(), text.clone())
}

async fn known_moments(work: &Work<'_>) -> Result<BTreeMap<Identity, usize>, Fault> {
    let owner = work.import.member;
    let read = async move |tx: &pergola_db::Tx| {
        let mut known: BTreeMap<Identity, usize> = BTreeMap::new();
        let mut after = None;
        loop {
            let some = tending::export_moments(tx, owner, None, after, 5_000).await?;
            let Some(last) = some.last() else { return Ok(known) };
            after = Some(last.id.0);
            some.iter().for_each(|moment| *known.entry(identity(moment)).or_default() += 1);
        }
    };
    work.app.db.read(read).await
}

fn moment(work: &Work<'_>, person: PersonId, told: Told, same: &mut BTreeMap<String, u32>) -> Moment {
    let direction = match told.direction {
        Some(Direction::Out) => "out",
        Some(Direction::In) => "in",
        None => "both",
    };
    let words = told.text.as_deref().map(text::paragraphs).unwrap_or_default();
    let source = told.source.filter(|source| ["hand", "pergola", "import"].contains(&source.as_str()));
    let key = told.key.map(|key| text::line(&key)).filter(|key| !key.is_empty()).unwrap_or_else(|| {
        let (who, at) = (person.number().to_string(), told.at.to_string());
        numbered(same, &fingerprint(&[&who, &told.kind, &at, direction, &words]).to_string())
    });
    Moment {
        id: MomentId(work.by.fresh()),
        person,
        kind: text::line(&told.kind).chars().take(40).collect(),
        direction: direction.to_owned(),
        at: Timestamp(told.at),
        text: words,
        source: source.unwrap_or_else(|| "import".to_owned()),
        source_key: key,
    }
}

/// The first of a kind, the second…: things that say the same stay as many as they were.
fn numbered(same: &mut BTreeMap<String, u32>, mark: &str) -> String {
    let number = same.entry(mark.to_owned()).or_default();
    *number += 1;
    format!("pergola:{mark}:{number}")
}

fn tending(care: &Care, beds: &BTreeMap<String, BedId>) -> Tending {
    Tending {
        bed: care.bed.as_ref().and_then(|bed| beds.get(bed)).copied(),
        cadence_days: care.cadence_days.map(i64::from).filter(|days| (1..=3_650).contains(days)),
        resting: care.resting,
        closeness: care.closeness.map(i64::from).filter(|closeness| (1..=5).contains(closeness)),
        notes: care.notes.as_deref().map(text::paragraphs).unwrap_or_default(),
    }
}

fn card(contact: &Contact, same: &mut BTreeMap<String, u32>) -> Card {
    let line = |text: &Option<String>| text.as_deref().map(text::line).unwrap_or_default();
    let mut ways = Vec::new();
    contact.url.iter().chain(&contact.links).for_each(|page| cards::push(&mut ways, WayKind::Url, page));
    contact.emails.iter().for_each(|email| cards::push(&mut ways, WayKind::Email, email));
    contact.phones.iter().for_each(|phone| cards::push(&mut ways, WayKind::Phone, phone));
    let name = text::line(&format!("{} {}", contact.given, contact.family));
    let mut card = Card {
        key: String::new(),
        name_folded: text::fold(&name),
        name,
        organisation: line(&contact.organisation),
        position: line(&contact.position),
        place: line(&contact.place),
        since: contact.connected_on.and_then(cards::day),
        ways,
        notes: String::new(),
        created_at: contact.added_at.map(Timestamp),
        former: former(None, &contact.care),
        from: (String::new(), 0),
    };
    let page = contact.url.as_deref().map(key_of_page).filter(|key| same.insert(key.clone(), 1).is_none());
    card.key = page.unwrap_or_else(|| numbered(same, &fingerprint(&[&format!("{:?}", says(&card))]).to_string()));
    card
}

/// What the archive says beyond what a card has a place for.
fn former(handle: Option<String>, care: &Care) -> String {
    Former { handle, how_met: care.how_met.clone(), labels: care.labels.clone() }.text()
}

fn card_of_tie(tie: &Tie, origin: &Origin) -> Card {
    let name = text::line(&tie.name);
    let handle = origin.handle(&tie.handle);
    let mut care = tie.care.clone();
    if let Some(met) = &mut care.how_met {
        met.introduced_by = met.introduced_by.as_ref().map(|by| origin.handle(by));
    }
    let mut ways: Vec<Way> = Vec::new();
    tie.url.iter().for_each(|page| cards::push(&mut ways, WayKind::Url, page));
    Card {
        key: format!("tie:{}", tie.url.as_deref().map_or_else(|| handle.clone(), text::line)),
        name_folded: text::fold(&name),
        name: if name.is_empty() { handle.clone() } else { name },
        position: tie.headline.as_deref().map(text::line).unwrap_or_default(),
        since: tie.since.map(Timestamp),
        ways,
        former: former(Some(handle).filter(|handle| !handle.is_empty()), &care),
        ..Card::default()
    }
}

fn says(card: &Card) -> Says {
    let mut ways: Vec<_> = card.ways.iter().map(|way| (way.kind.to_owned(), way.folded.clone())).collect();
    ways.sort();
    (card.name.clone(), card.organisation.clone(), card.position.clone(), card.place.clone(), ways)
}

fn says_kept(card: &KeptCard) -> Says {
    let mut ways: Vec<_> = card.ways.iter().map(|(kind, _, folded)| (kind.clone(), folded.clone())).collect();
    ways.sort();
    (card.name.clone(), card.organisation.clone(), card.position.clone(), card.place.clone(), ways)
}
