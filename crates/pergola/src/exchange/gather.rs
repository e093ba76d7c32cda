//! Everything that a member keeps here, in the words of an archive: what is his, and of others only what he may know.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    garden::BedKind,
    ids::{BedId, MemberId},
    time::{Timestamp, YearMonth},
};
use pergola_formats::{
    Direction, Education, Email, Language, Link, PartialDate, Photo, Position, profile_key,
    takeout::{Account, Bed, Block, Care, Contact, HowMet, Invitation, Moment, Party, Takeout, Tie},
};
use serde_json::Value;

use super::{
    formers::{self, Former},
    sections, settings,
    store::{
        self,
        whole::{self, KeptCard, KeptInvitation, Met},
    },
};
use crate::{app::App, members, tending, words};

/// The setting that tells which positions are over although nobody knows since when.
pub(super) const POSITIONS_OVER: &str = "positions_over";

/// The whole account of a member, with the portrait. None where there is no such member.
pub(super) async fn gather(app: &App, member: MemberId) -> Result<Option<(Takeout, Option<Photo>)>, Fault> {
    let (address, now) = (app.config.address.clone(), app.now());
    app.db.read_snapshot(async move |tx| whole_account(tx, member, (&address, now)).await).await
}

async fn whole_account(
    tx: &Tx,
    member: MemberId,
    (address, now): (&str, Timestamp),
) -> Result<Option<(Takeout, Option<Photo>)>, Fault> {
    let Some(mut takeout) = profile(tx, member, address).await? else { return Ok(None) };
    let beds: BTreeMap<BedId, tending::Bed> =
        tending::export_beds(tx, member).await?.into_iter().map(|bed| (bed.id, bed)).collect();
    takeout.beds = in_order(&beds);
    let mut cares = cares(tx, member, &beds).await?;
    let mut names: BTreeMap<i64, Party> = BTreeMap::new();
    let mut handles = BTreeSet::new();
    for tie in whole::ties(tx, member).await? {
        names.insert(tie.other.0, Party::Member(tie.handle.clone()));
        handles.insert(tie.handle.clone());
        let care = cares.remove(&tie.other.0).unwrap_or_default();
        takeout.ties.push(Tie {
            url: Some(format!("{address}/@{}", tie.handle)),
            handle: tie.handle,
            name: tie.name,
            headline: some_text(tie.headline),
            since: Some(tie.since.0),
            source: None,
            care: Care { how_met: how_met(tie.met), ..care },
        });
    }
    for card in whole::cards(tx, member).await? {
        let former = Former::of(&card.former);
        let care = cares.remove(&card.id.0).unwrap_or_default();
        let care = Care { how_met: former.how_met.clone(), labels: former.labels.clone(), ..care };
        let tie_elsewhere = former.handle.filter(|handle| says_no_more_than_a_tie(&card) && !handles.contains(handle));
        if let Some(handle) = tie_elsewhere {
            names.insert(card.id.0, Party::Member(handle.clone()));
            handles.insert(handle.clone());
            takeout.ties.push(tie(card, handle, care));
        } else {
            names.insert(card.id.0, Party::Contact(card.id.to_string()));
            takeout.contacts.push(contact(card, care));
        }
    }
    takeout.moments = moments(tx, member, &names).await?;
    takeout.invitations = invitations(tx, member).await?;
    takeout.blocks = blocks(tx, member).await?;
    takeout.rooms = rooms(tx, member, &names, now).await?;
    let earlier = store::formers::joined_at(tx, member).await?;
    takeout.account.joined_at = takeout.account.joined_at.into_iter().chain(earlier).min();
    let photo = whole::photo(tx, member).await?.map(|bytes| Photo { file: String::new(), bytes });
    Ok(Some((takeout, photo)))
}

/// As the archive calls a bed.
fn bed_name(bed: &tending::Bed) -> String {
    if bed.kind == BedKind::Own { bed.name.clone() } else { bed.kind.name().to_owned() }
}

fn in_order(beds: &BTreeMap<BedId, tending::Bed>) -> Vec<Bed> {
    let mut beds: Vec<&tending::Bed> = beds.values().collect();
    beds.sort_by_key(|bed| (bed.kind, bed.id));
    let bed = |bed: &tending::Bed| Bed {
        name: bed_name(bed),
        kind: (bed.kind != BedKind::Own).then(|| bed.kind.name().to_owned()),
        cadence_days: None,
    };
    beds.into_iter().map(bed).collect()
}

/// The private side of everybody, by number.
async fn cares(tx: &Tx, member: MemberId, beds: &BTreeMap<BedId, tending::Bed>) -> Result<BTreeMap<i64, Care>, Fault> {
    let mut cares = BTreeMap::new();
    let mut after = None;
    loop {
        let some = tending::export_tending(tx, member, after, 5_000).await?;
        let Some(last) = some.last() else { return Ok(cares) };
        after = Some(last.person.number());
        for tended in some {
            let care = Care {
                bed: tended.bed.and_then(|bed| beds.get(&bed)).map(bed_name),
                cadence_days: tended.cadence_days.and_then(|days| u32::try_from(days).ok()),
                resting: tended.resting,
                closeness: tended.closeness.and_then(|closeness| u8::try_from(closeness).ok()),
                notes: some_text(tended.notes),
                ..Care::default()
            };
            cares.insert(tended.person.number(), care);
        }
    }
}

/// What a tie has no place for makes the card of a former tie a contact like others.
fn says_no_more_than_a_tie(card: &KeptCard) -> bool {
    let pages = card.ways.iter().filter(|(kind, ..)| kind == "url").count();
    card.organisation.is_empty() && card.place.is_empty() && pages == card.ways.len() && pages <= 1
}

/// Who was a tie elsewhere is one again for the next place.
fn tie(card: KeptCard, handle: String, care: Care) -> Tie {
    Tie {
        handle,
        name: card.name,
        url: card.ways.into_iter().next().map(|(_, value, _)| value),
        headline: some_text(card.position),
        since: card.since.map(|since| since.0),
        source: None,
        care,
    }
}

/// Those here, and those of another place.
async fn invitations(tx: &Tx, member: MemberId) -> Result<Vec<Invitation>, Fault> {
    let invitation = |kept: KeptInvitation| Invitation {
        with: kept.with,
        direction: if kept.outgoing { Direction::Out } else { Direction::In },
        sent_at: kept.sent_at.0,
        state: kept.state,
        message: some_text(kept.message),
        how_met: how_met(kept.met),
    };
    let mut all: Vec<_> = whole::invitations(tx, member).await?.into_iter().map(invitation).collect();
    for former in store::formers::list(tx, member, formers::INVITATIONS).await? {
        let told: Invitation = formers::told(&former)?;
        let same =
            |one: &Invitation| (&one.with, one.direction, one.sent_at) == (&told.with, told.direction, told.sent_at);
        if !all.iter().any(same) {
            all.push(told);
        }
    }
    Ok(all)
}

async fn blocks(tx: &Tx, member: MemberId) -> Result<Vec<Block>, Fault> {
    let block = |(handle, since): (String, Timestamp)| Block { handle, since: Some(since.0) };
    let mut all: Vec<_> = whole::blocks(tx, member).await?.into_iter().map(block).collect();
    for former in store::formers::list(tx, member, formers::BLOCKS).await? {
        let told: Block = formers::told(&former)?;
        if !all.iter().any(|one| one.handle == told.handle) {
            all.push(told);
        }
    }
    Ok(all)
}

/// What the rooms wrote here, and after it what rooms wrote elsewhere.
async fn rooms(
    tx: &Tx,
    member: MemberId,
    names: &BTreeMap<i64, Party>,
    now: Timestamp,
) -> Result<BTreeMap<String, Vec<Value>>, Fault> {
    let mut all = sections::of(tx, member, now).await?;
    for (room, former) in store::formers::list_rooms(tx, member).await? {
        let record: Value = formers::told(&former)?;
        let records = all.entry(room).or_default();
        let identity = formers::identity(&record);
        if !records.iter().any(|one| formers::identity(one) == identity) {
            records.push(record);
        }
    }
    let name = |party: Party| match party {
        // Somebody whose card is gone is nobody in the archive.
        Party::Contact(id) => {
            let known = id.parse().ok().and_then(|id: i64| names.get(&id));
            known.cloned().unwrap_or(Party::Contact(String::new()))
        }
        member @ Party::Member(_) => member,
    };
    all.values_mut().flatten().for_each(|record| formers::rename(record, &name));
    all.retain(|_, records| !records.is_empty());
    Ok(all)
}

async fn profile(tx: &Tx, member: MemberId, address: &str) -> Result<Option<Takeout>, Fault> {
    let Some(profile) = members::profile(tx, member).await? else { return Ok(None) };
    let Some(settings) = members::settings(tx, member).await? else { return Ok(None) };
    let account = Account {
        handle: profile.account.handle.clone(),
        name: profile.account.name.clone(),
        server: some_text(formers::host(address).to_owned()),
        language: Some(settings.language.tag().to_owned()),
        headline: some_text(profile.account.headline.clone()),
        about: some_text(profile.about.clone()),
        place: some_text(profile.account.place.clone()),
        joined_at: Some(settings.created_at.0),
        ..Account::default()
    };
    let positions: Vec<_> = profile.positions.iter().map(|kept| &kept.told).collect();
    let over: Vec<usize> = (0_usize..)
        .zip(&positions)
        .filter(|(_, told)| told.period.is_over && told.period.to.is_none())
        .map(|(place, _)| place)
        .collect();
    let mut kept = settings::kept(&settings);
    if !over.is_empty() {
        kept.insert(POSITIONS_OVER.to_owned(), over.into());
    }
    Ok(Some(Takeout {
        account,
        emails: vec![Email { address: settings.email, confirmed: settings.email_confirmed, primary: true }],
        links: profile
            .links
            .iter()
            .map(|(_, link)| Link { url: link.url.clone(), label: some_text(link.label.clone()) })
            .collect(),
        positions: positions
            .iter()
            .map(|told| Position {
                organisation: told.organisation.clone(),
                title: told.title.clone(),
                description: some_text(told.description.clone()),
                place: some_text(told.place.clone()),
                url: None,
                from: month(told.period.from),
                to: month(told.period.to),
            })
            .collect(),
        education: profile
            .education
            .iter()
            .map(|kept| Education {
                school: kept.told.school.clone(),
                degree: some_text(kept.told.degree.clone()),
                field: some_text(kept.told.field.clone()),
                notes: some_text(kept.told.description.clone()),
                activities: None,
                from: month(kept.told.period.from),
                to: month(kept.told.period.to),
            })
            .collect(),
        skills: profile.skills.iter().map(|(_, skill)| skill.clone()).collect(),
        languages: profile.languages.iter().map(|tag| Language { name: tag.clone(), proficiency: None }).collect(),
        settings: kept,
        ..Takeout::default()
    }))
}

fn contact(card: KeptCard, care: Care) -> Contact {
    let (given, family) = card.name.rsplit_once(' ').unwrap_or((&card.name, ""));
    let of = |kind: &str| -> Vec<String> {
        card.ways.iter().filter(|(way, ..)| way == kind).map(|(_, value, _)| value.clone()).collect()
    };
    let mut links = of("url");
    let page = links.iter().position(|link| profile_key(link).is_some_and(|normal| normal == *link));
    Contact {
        id: card.id.to_string(),
        given: given.to_owned(),
        family: family.to_owned(),
        url: page.map(|place| links.remove(place)),
        links,
        emails: of("email"),
        phones: of("phone"),
        organisation: some_text(card.organisation),
        position: some_text(card.position),
        place: some_text(card.place),
        connected_on: card.since.map(|since| PartialDate::from(words::civil(since))),
        added_at: Some(card.created_at.0),
        source: None,
        care,
    }
}

async fn moments(tx: &Tx, member: MemberId, names: &BTreeMap<i64, Party>) -> Result<Vec<Moment>, Fault> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let some = tending::export_moments(tx, member, None, after, 5_000).await?;
        let Some(last) = some.last() else { return Ok(all) };
        after = Some(last.id.0);
        for moment in some {
            // Whom one is no longer tied to is not in the archive by name.
            let Some(with) = names.get(&moment.person.number()).cloned() else { continue };
            all.push(Moment {
                with,
                at: moment.at.0,
                direction: match moment.direction.as_str() {
                    "out" => Some(Direction::Out),
                    "in" => Some(Direction::In),
                    _ => None,
                },
                text: some_text(moment.text),
                key: (moment.source == "import").then_some(moment.source_key),
                kind: moment.kind,
                source: Some(moment.source),
            });
        }
    }
}

fn how_met(met: Met) -> Option<HowMet> {
    let date = |packed: Option<i64>| month(packed.and_then(YearMonth::from_packed));
    (!met.kind.is_empty()).then(|| HowMet {
        kind: met.kind,
        text: some_text(met.text),
        organisation: some_text(met.organisation),
        from: date(met.from),
        to: date(met.to),
        introduced_by: met.introduced_by,
        confirmed: met.confirmed,
    })
}

fn month(month: Option<YearMonth>) -> Option<PartialDate> {
    month.and_then(|m| PartialDate::new(m.year, m.month.and_then(|month| i8::try_from(month).ok()), None).ok())
}

fn some_text(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
