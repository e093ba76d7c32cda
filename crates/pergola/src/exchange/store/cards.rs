//! Many cards at once: who is there already, who is new. Tables `contacts`, `contact_ways`, `tending`.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{
    changes::Change,
    contacts::WayKind,
    ids::{ContactId, ImportId, MemberId},
    time::Timestamp,
};

use super::rows::{AT_ONCE, marks};
use crate::{
    app::{App, By, record},
    contacts,
};

/// What a file says about somebody, in the words of a card.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::exchange) struct Card {
    /// `linkedin:slug`, `email:…`, `name:…`: what it is known by when it comes again.
    pub(in crate::exchange) key: String,
    pub(in crate::exchange) name: String,
    pub(in crate::exchange) name_folded: String,
    pub(in crate::exchange) organisation: String,
    pub(in crate::exchange) position: String,
    pub(in crate::exchange) place: String,
    pub(in crate::exchange) since: Option<Timestamp>,
    pub(in crate::exchange) ways: Vec<Way>,
    pub(in crate::exchange) notes: String,
    /// When it was first kept, where an archive of ours says so.
    pub(in crate::exchange) created_at: Option<Timestamp>,
    /// What that archive says of it and cards do not; see `exchange/formers`.
    pub(in crate::exchange) former: String,
    /// The file and the line that tell of it: kept nowhere, but told where there is no room.
    pub(in crate::exchange) from: (String, i64),
}

/// An address, a number, a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::exchange) struct Way {
    pub(in crate::exchange) kind: &'static str,
    pub(in crate::exchange) value: String,
    pub(in crate::exchange) folded: String,
}

/// A card that is there.
#[derive(Clone, Debug)]
struct Kept {
    id: ContactId,
    key: String,
    name_folded: String,
    organisation: String,
    position: String,
    place: String,
    version: i64,
}

/// The key of somebody whose LinkedIn page is known, by its last word.
pub(in crate::exchange) fn key_of_page(url: &str) -> String {
    format!("linkedin:{}", url.trim_end_matches('/').rsplit('/').next().unwrap_or(url))
}

/// What became of the cards of one batch.
#[derive(Clone, Debug, Default)]
pub(in crate::exchange) struct Became {
    pub(in crate::exchange) fresh: i64,
    pub(in crate::exchange) richer: i64,
    pub(in crate::exchange) same: i64,
    /// Where those stand for whom there is no room.
    pub(in crate::exchange) left: Vec<(String, i64)>,
}

/// Keeps cards of an owner: new ones are planted, known ones get what they lack. No more than `room` are new.
pub(in crate::exchange) async fn keep_all(
    tx: &Tx,
    by: &By,
    import: ImportId,
    cards: &[Card],
    room: i64,
) -> Result<Became, Fault> {
    let known = known(tx, by.member, cards).await?;
    let mut became = Became::default();
    let mut fresh: BTreeMap<&str, &Card> = BTreeMap::new();
    for card in cards {
        match known.of(card) {
            Some(kept) => {
                let richer = enrich(tx, by, kept, card).await?;
                became.richer += i64::from(richer);
                became.same += i64::from(!richer);
            }
            None => drop(fresh.insert(&card.key, card)),
        }
    }
    let mut fresh: Vec<&Card> = fresh.into_values().collect();
    let fits = usize::try_from(room).unwrap_or_default().min(fresh.len());
    became.left = fresh.split_off(fits).into_iter().map(|card| card.from.clone()).collect();
    for some in fresh.chunks(AT_ONCE) {
        became.fresh += insert(tx, by, import, some).await?;
    }
    Ok(became)
}

/// The cards of the owner that may be meant.
#[derive(Debug, Default)]
struct Known {
    by_key: BTreeMap<String, Kept>,
    /// By an address or page on the card; the name must be the same too, for offices share addresses.
    by_way: BTreeMap<String, Vec<Kept>>,
}

impl Known {
    fn of(&self, card: &Card) -> Option<&Kept> {
        self.by_key.get(&card.key).or_else(|| {
            let shared = card.ways.iter().filter(|way| way.kind != "phone");
            shared
                .filter_map(|way| self.by_way.get(&way.folded))
                .flatten()
                .find(|kept| kept.name_folded == card.name_folded)
        })
    }
}

const COLUMNS: &str = "c.id, c.source_key, c.name_folded, c.organisation, c.position, c.place, c.version";

fn kept(row: &pergola_db::Row<'_>) -> Result<Kept, Fault> {
    Ok(Kept {
        id: row.get(0)?,
        key: row.get(1)?,
        name_folded: row.get(2)?,
        organisation: row.get(3)?,
        position: row.get(4)?,
        place: row.get(5)?,
        version: row.get(6)?,
    })
}

async fn known(tx: &Tx, owner: MemberId, cards: &[Card]) -> Result<Known, Fault> {
    let mut known = Known::default();
    for some in cards.chunks(256) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some.iter().map(|card| card.key.as_str()));
        let sql = format!("SELECT {COLUMNS} FROM contacts c WHERE c.owner_id = $1 AND c.source_key IN ({marks})");
        for kept in tx.all(&sql, &values, kept).await? {
            known.by_key.insert(kept.key.clone(), kept);
        }
    }
    let ways: BTreeSet<&str> = cards
        .iter()
        .filter(|card| !known.by_key.contains_key(&card.key))
        .flat_map(|card| card.ways.iter().filter(|way| way.kind != "phone").map(|way| way.folded.as_str()))
        .collect();
    let ways: Vec<&str> = ways.into_iter().collect();
    for some in ways.chunks(256) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT {COLUMNS}, w.value_folded FROM contact_ways w JOIN contacts c ON c.id = w.contact_id \
             WHERE w.kind IN ('email', 'url') AND w.value_folded IN ({marks}) AND w.owner_id = $1"
        );
        let found = tx.all(&sql, &values, |row| Ok((row.get::<String>(7)?, kept(row)?))).await?;
        for (way, kept) in found {
            known.by_way.entry(way).or_default().push(kept);
        }
    }
    Ok(known)
}

/// Adds what a known card lacks. What its owner wrote by hand (from version 2 on) stays. Gives whether anything changed.
async fn enrich(tx: &Tx, by: &By, kept: &Kept, card: &Card) -> Result<bool, Fault> {
    let untouched = kept.version == 1;
    let newer = |old: &str, new: &str| {
        let takes = !new.is_empty() && (old.is_empty() || (untouched && old != new));
        (if takes { new } else { old }).to_owned()
    };
    let organisation = newer(&kept.organisation, &card.organisation);
    let position = newer(&kept.position, &card.position);
    let place = newer(&kept.place, &card.place);
    let mut changed = (&organisation, &position, &place) != (&kept.organisation, &kept.position, &kept.place);
    if changed {
        let sql = "UPDATE contacts SET organisation = $2, position = $3, place = $4 WHERE id = $1";
        tx.run(sql, &params![kept.id, organisation, position, place]).await?;
    }
    changed |= keep_ways(tx, by, &[(kept.id, card)]).await? > 0;
    Ok(changed)
}

/// New cards with their ways, planted. Gives how many there are now.
async fn insert(tx: &Tx, by: &By, import: ImportId, cards: &[&Card]) -> Result<i64, Fault> {
    let mut values = Vec::with_capacity(cards.len() * 13);
    for card in cards {
        values.extend(params![
            by.fresh(),
            by.member,
            card.name,
            card.name_folded,
            card.organisation,
            card.position,
            card.place,
            card.key,
            card.since,
            card.created_at.unwrap_or(by.now),
            1_i64,
            import,
            card.former
        ]);
    }
    // What another reading of the same file kept a moment ago is not given back, and so not planted twice.
    let sql = format!(
        "INSERT INTO contacts (id, owner_id, name, name_folded, organisation, position, place, source_key, since, created_at, \
         version, import_id, former) VALUES {} ON CONFLICT (owner_id, source_key) DO NOTHING RETURNING id, source_key",
        marks(&values, 13)
    );
    let made: BTreeMap<String, ContactId> =
        tx.all(&sql, &values, |row| Ok((row.get(1)?, row.get(0)?))).await?.into_iter().collect();
    let made: Vec<(ContactId, &Card)> =
        cards.iter().filter_map(|card| made.get(&card.key).map(|id| (*id, *card))).collect();
    keep_ways(tx, by, &made).await?;
    plant(tx, by, &made).await?;
    Ok(i64::try_from(made.len()).unwrap_or(i64::MAX))
}

/// Keeps addresses, numbers and pages. Gives how many were new.
async fn keep_ways(tx: &Tx, by: &By, cards: &[(ContactId, &Card)]) -> Result<u64, Fault> {
    let all: Vec<(ContactId, &Way)> =
        cards.iter().flat_map(|(id, card)| card.ways.iter().map(|way| (*id, way))).collect();
    let mut fresh = 0;
    for some in all.chunks(AT_ONCE) {
        let mut values = Vec::with_capacity(some.len() * 5);
        for (id, way) in some {
            values.extend(params![by.member, *id, way.kind, way.value, way.folded]);
        }
        let sql = format!(
            "INSERT INTO contact_ways (owner_id, contact_id, kind, value, value_folded) VALUES {} \
             ON CONFLICT (owner_id, contact_id, kind, value_folded) DO NOTHING RETURNING contact_id, kind",
            marks(&values, 5)
        );
        let kept: Vec<(ContactId, String)> = tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?;
        fresh += u64::try_from(kept.len()).unwrap_or_default();
        let addressed: BTreeSet<ContactId> =
            kept.into_iter().filter(|(_, kind)| kind == "email").map(|(id, _)| id).collect();
        for contact in addressed {
            record(tx, by, &Change::ContactAddressKept { owner: by.member, contact }).await?;
        }
    }
    Ok(fresh)
}

async fn plant(tx: &Tx, by: &By, cards: &[(ContactId, &Card)]) -> Result<(), Fault> {
    for some in cards.chunks(AT_ONCE) {
        let mut values = Vec::with_capacity(some.len() * 7);
        for (id, card) in some {
            values.extend(params![
                by.member,
                *id,
                true,
                false,
                card.notes,
                card.since.or(card.created_at).unwrap_or(by.now),
                1_i64
            ]);
        }
        let sql = format!(
            "INSERT INTO tending (owner_id, person_id, is_contact, resting, notes, met_at, version) VALUES {} \
             ON CONFLICT (owner_id, person_id) DO NOTHING",
            marks(&values, 7)
        );
        tx.run(&sql, &values).await?;
    }
    Ok(())
}

/// Takes addresses off cards that their owners do not want on any.
pub(in crate::exchange) async fn without_objected(app: &App, tx: &Tx, cards: &[Card]) -> Result<Vec<Card>, Fault> {
    let emails = |card: &Card| -> Vec<String> {
        card.ways.iter().filter(|way| way.kind == "email").map(|way| way.value.clone()).collect()
    };
    let all: Vec<String> = cards.iter().flat_map(emails).collect();
    let objected = contacts::objects_to(app, tx, &all).await?;
    let mut cards = cards.to_vec();
    if !objected.is_empty() {
        for card in &mut cards {
            card.ways.retain(|way| way.kind != "email" || !objected.contains(&way.value));
        }
    }
    Ok(cards)
}

/// New cards with keys of their own, as an archive of ours has them. Gives the card of each key.
pub(in crate::exchange) async fn keep_new(
    tx: &Tx,
    by: &By,
    import: ImportId,
    cards: &[Card],
) -> Result<BTreeMap<String, ContactId>, Fault> {
    let mut there = BTreeMap::new();
    let all: Vec<&Card> = cards.iter().collect();
    for some in all.chunks(AT_ONCE) {
        insert(tx, by, import, some).await?;
        let mut values = params![by.member].to_vec();
        let marks = in_list(&mut values, some.iter().map(|card| card.key.as_str()));
        let sql = format!("SELECT source_key, id FROM contacts WHERE owner_id = $1 AND source_key IN ({marks})");
        there.extend(tx.all(&sql, &values, |row| Ok((row.get::<String>(0)?, row.get::<ContactId>(1)?))).await?);
    }
    Ok(there)
}

/// Ties of an owner by the pages and addresses that they show: `url:…`, `email:…`, `name:…`.
///
/// Only who is tied already, and an address only where its owner confirmed it and chose to be found by it: so a file
/// never tells who is here.
pub(in crate::exchange) async fn ties(tx: &Tx, owner: MemberId) -> Result<Vec<(String, MemberId)>, Fault> {
    let mut found = Vec::new();
    let links = "SELECT l.url, t.other_id FROM ties t JOIN links l ON l.member_id = t.other_id \
                 WHERE t.member_id = $1 LIMIT 100000";
    let urls = tx.all(links, &params![owner], |row| Ok((row.get::<String>(0)?, row.get::<MemberId>(1)?))).await?;
    for (url, member) in urls {
        if let Some(url) = pergola_formats::profile_key(&url) {
            found.push((format!("url:{url}"), member));
        }
    }
    let people = "SELECT m.email_folded, m.name_folded, m.id, m.found_by_email, m.email_confirmed_at \
                  FROM ties t JOIN members m ON m.id = t.other_id WHERE t.member_id = $1 LIMIT 100000";
    let rows = tx
        .all(people, &params![owner], |row| {
            let findable = row.get::<bool>(3)? && row.get::<Option<i64>>(4)?.is_some();
            Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<MemberId>(2)?, findable))
        })
        .await?;
    for (email, name, member, findable) in rows {
        if findable {
            found.push((format!("email:{email}"), member));
        }
        found.push((format!("name:{name}"), member));
    }
    Ok(found)
}

/// The cards of an owner by key and by page, and by name where one alone has it: to whom words belong.
pub(in crate::exchange) async fn find_for(
    tx: &Tx,
    owner: MemberId,
    keys: &[String],
    names: &[String],
) -> Result<(BTreeMap<String, ContactId>, BTreeMap<String, Option<ContactId>>), Fault> {
    let mut by_key = BTreeMap::new();
    for some in keys.chunks(256) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some.iter().map(|url| key_of_page(url)));
        let sql = format!("SELECT source_key, id FROM contacts WHERE owner_id = $1 AND source_key IN ({marks})");
        let found = tx.all(&sql, &values, |row| Ok((row.get::<String>(0)?, row.get::<ContactId>(1)?))).await?;
        let found: BTreeMap<String, ContactId> = found.into_iter().collect();
        by_key.extend(some.iter().filter_map(|url| Some((url.clone(), *found.get(&key_of_page(url))?))));
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some.iter().map(|url| WayKind::Url.folded(url)));
        let sql = format!(
            "SELECT value_folded, contact_id FROM contact_ways \
             WHERE kind = 'url' AND value_folded IN ({marks}) AND owner_id = $1"
        );
        let found = tx.all(&sql, &values, |row| Ok((row.get::<String>(0)?, row.get::<ContactId>(1)?))).await?;
        let found: BTreeMap<String, ContactId> = found.into_iter().collect();
        for url in some {
            if let Some(id) = found.get(&WayKind::Url.folded(url)) {
                by_key.entry(url.clone()).or_insert(*id);
            }
        }
    }
    let mut by_name: BTreeMap<String, Option<ContactId>> = BTreeMap::new();
    for some in names.chunks(256) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some);
        let sql =
            format!("SELECT name_folded, id FROM contacts WHERE owner_id = $1 AND name_folded IN ({marks}) LIMIT 5000");
        let found = tx.all(&sql, &values, |row| Ok((row.get::<String>(0)?, row.get::<ContactId>(1)?))).await?;
        for (name, id) in found {
            by_name.entry(name).and_modify(|one| *one = None).or_insert(Some(id));
        }
    }
    Ok((by_key, by_name))
}
