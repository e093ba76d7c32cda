//! Plants: rows of the garden with the names of their people and what the rules make of them.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::garden::{State, YEAR_DAYS, exchanges};
use pergola_domain::{
    ids::{BedId, ContactId, MemberId, PersonId},
    time::Timestamp,
};

use crate::{
    garden::{Plant, Rooted, store},
    members, tending,
};

/// How many stand in each bed, by their state. None is for those without a bed.
pub(crate) type Counts = BTreeMap<Option<BedId>, BTreeMap<State, i64>>;

/// Counts the whole garden.
pub(crate) async fn count(tx: &Tx, owner: MemberId, now: Timestamp) -> Result<Counts, Fault> {
    let mut counts = Counts::new();
    for (bed, state, count) in store::count_states(tx, owner, now).await? {
        counts.entry(bed).or_default().insert(state, count);
    }
    Ok(counts)
}

/// The first plants of each of these beds, in order of meeting.
pub(crate) async fn plants_of(
    tx: &Tx,
    owner: MemberId,
    beds: &[BedId],
    each: i64,
    now: Timestamp,
) -> Result<Vec<Plant>, Fault> {
    let rows = store::list_first(tx, owner, beds, each).await?;
    read_plants(tx, owner, rows, now).await
}

/// A page of a bed, and how many there are in all.
pub(in crate::garden) async fn part_of_bed(
    tx: &Tx,
    owner: MemberId,
    part: &store::Part,
    now: Timestamp,
) -> Result<(Vec<Plant>, i64), Fault> {
    let (rows, count) = store::list_part(tx, owner, part).await?;
    Ok((read_plants(tx, owner, rows, now).await?, count))
}

/// The first of those without a bed.
pub(crate) async fn unplanted(tx: &Tx, owner: MemberId, limit: i64, now: Timestamp) -> Result<Vec<Plant>, Fault> {
    let part = store::Part { limit, ..store::Part::default() };
    let (rows, _) = store::list_part(tx, owner, &part).await?;
    read_plants(tx, owner, rows, now).await
}

/// These people, in the order of the numbers given.
pub(crate) async fn plants_these(
    tx: &Tx,
    owner: MemberId,
    people: &[i64],
    now: Timestamp,
) -> Result<Vec<Plant>, Fault> {
    let mut rows = store::list_these(tx, owner, people).await?;
    rows.sort_by_key(|row| people.iter().position(|id| *id == row.person.number()));
    read_plants(tx, owner, rows, now).await
}

/// People of the whole garden by their numbers, for programs.
pub(crate) async fn plants_after(
    tx: &Tx,
    owner: MemberId,
    after: i64,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Plant>, Fault> {
    let rows = store::list_after(tx, owner, after, limit).await?;
    read_plants(tx, owner, rows, now).await
}

/// Gives rows their names and exchanges: three questions for all of them. Who has no name any more is left out.
async fn read_plants(tx: &Tx, owner: MemberId, rows: Vec<Rooted>, now: Timestamp) -> Result<Vec<Plant>, Fault> {
    let (mut member_ids, mut card_ids): (Vec<MemberId>, Vec<ContactId>) = (Vec::new(), Vec::new());
    for row in &rows {
        match row.person {
            PersonId::Member(id) => member_ids.push(id),
            PersonId::Contact(id) => card_ids.push(id),
        }
    }
    let accounts = members::find_many(tx, &member_ids).await?;
    let accounts: BTreeMap<_, _> = accounts.into_iter().map(|account| (account.id, account)).collect();
    let cards = store::list_cards(tx, owner, &card_ids).await?;
    let cards: BTreeMap<_, _> = cards.into_iter().map(|(id, name, line)| (id, (name, line))).collect();
    let numbers: Vec<i64> = rows.iter().map(|row| row.person.number()).collect();
    let counted = tending::exchanges(tx, owner, &numbers, now.plus_days(-YEAR_DAYS)).await?;
    let counted: BTreeMap<_, _> = counted.into_iter().collect();
    let plants = rows.into_iter().filter_map(|row| {
        let [both, out, back] = counted.get(&row.person.number()).copied().unwrap_or_default();
        let facts = row.facts(exchanges(both, out, back));
        let (name, line, href, handle) = match row.person {
            PersonId::Member(id) => {
                let account = accounts.get(&id)?;
                (account.name.clone(), account.headline.clone(), account.path(), Some(account.handle.clone()))
            }
            PersonId::Contact(id) => {
                let (name, line) = cards.get(&id)?.clone();
                (name, line, format!("/contacts/{id}"), None)
            }
        };
        Some(Plant { person: row.person, bed: row.bed, name, line, href, handle, facts, state: facts.state(now) })
    });
    Ok(plants.collect())
}
