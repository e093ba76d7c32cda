//! The evidence of single ties; what was shown and put aside. The tables that the index is made of are in `tables`.

pub(super) mod slow;
pub(super) mod tables;

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    changes::Spell,
    ids::{GroupId, MemberId, OrganisationId},
    network::Months,
    time::{Timestamp, YearMonth},
};
use pergola_formats::takeout::Party;
use pergola_index::StayAt;
use serde_json::{Value, json};

use crate::{app::By, words::rfc3339};

/// Two who are tied, as a step goes.
pub(super) type Pair = (MemberId, MemberId);

/// The organisation at which two met, and who introduced them.
pub(super) type Confirmed = (Option<String>, Option<MemberId>);

/// What both sides of each of these ties confirmed of how they met. Free words stay between the two. An introducer who is
/// blocked with one of them now is not told any more.
pub(super) async fn confirmed(tx: &Tx, pairs: &[Pair]) -> Result<BTreeMap<Pair, Confirmed>, Fault> {
    let mut found = BTreeMap::new();
    for some in pairs.chunks(128) {
        let mut values = Vec::new();
        let ones = in_list(&mut values, some.iter().map(|pair| pair.0));
        let others = in_list(&mut values, some.iter().map(|pair| pair.1));
        let sql = format!(
            "SELECT t.member_id, t.other_id, t.met_organisation, m.id FROM ties t \
             JOIN ties u ON u.member_id = t.other_id AND u.other_id = t.member_id \
             LEFT JOIN members m ON m.id = t.introduced_by AND m.id = u.introduced_by AND NOT EXISTS \
             (SELECT 1 FROM blocks b WHERE (b.member_id = m.id AND b.blocked_id IN (t.member_id, t.other_id)) \
             OR (b.blocked_id = m.id AND b.member_id IN (t.member_id, t.other_id))) \
             WHERE t.member_id IN ({ones}) AND t.other_id IN ({others}) \
             AND t.met_confirmed = TRUE AND u.met_confirmed = TRUE"
        );
        let row = |row: &Row<'_>| Ok(((row.get(0)?, row.get(1)?), (row.get::<String>(2)?, row.get(3)?)));
        for (pair, (name, introduced_by)) in tx.all(&sql, &values, row).await? {
            // Also others of these are tied to each other: nobody asked about them.
            if some.contains(&pair) {
                found.insert(pair, (Some(name).filter(|name| !name.is_empty()), introduced_by));
            }
        }
    }
    Ok(found)
}

/// An organisation's name.
pub(super) async fn find_organisation(tx: &Tx, id: OrganisationId) -> Result<Option<String>, Fault> {
    tx.one("SELECT name FROM organisations WHERE id = $1", &params![id], |row| row.get(0)).await
}

/// The names of organisations.
pub(super) async fn organisation_names(
    tx: &Tx,
    ids: &[OrganisationId],
) -> Result<Vec<(OrganisationId, String)>, Fault> {
    let mut names = Vec::new();
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT id, name FROM organisations WHERE id IN ({marks})");
        names.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?);
    }
    Ok(names)
}

/// So many names of one employer count: the oldest.
const NAMES: i64 = 20;

/// Of each of these all that are the same employer, by its words: a legal form makes no other place. Itself first.
pub(crate) async fn alike(
    tx: &Tx,
    ids: &[OrganisationId],
) -> Result<BTreeMap<OrganisationId, Vec<OrganisationId>>, Fault> {
    let mut all: BTreeMap<OrganisationId, Vec<OrganisationId>> = ids.iter().map(|id| (*id, vec![*id])).collect();
    for some in ids.chunks(128) {
        let mut values = params![NAMES].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT id, other FROM (SELECT o.id AS id, a.id AS other, \
             ROW_NUMBER() OVER (PARTITION BY o.id ORDER BY a.id) AS place \
             FROM organisations o JOIN organisations a ON a.employer = o.employer AND a.id <> o.id \
             WHERE o.id IN ({marks}) AND o.employer <> '') named WHERE place <= $1 ORDER BY id, other LIMIT 3000"
        );
        let pairs = tx.all(&sql, &values, |row| Ok((row.get::<OrganisationId>(0)?, row.get(1)?))).await?;
        for (id, other) in pairs {
            all.entry(id).or_default().push(other);
        }
    }
    Ok(all)
}

/// The names of those of these groups whose people everybody here may see.
pub(super) async fn open_group_names(tx: &Tx, ids: &[GroupId]) -> Result<Vec<(GroupId, String)>, Fault> {
    let mut names = Vec::with_capacity(ids.len());
    for some in ids.chunks(256) {
        let mut values = Vec::with_capacity(some.len());
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT id, name FROM groups WHERE entry = 'open' AND id IN ({marks})");
        names.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?);
    }
    Ok(names)
}

/// The topics that a member speaks of before everybody: key, and name as he wrote it.
pub(super) async fn topics_spoken(tx: &Tx, member: MemberId) -> Result<Vec<(String, String)>, Fault> {
    let sql = "SELECT t.topic, t.name FROM asks a JOIN ask_topics t ON t.ask_id = a.id \
               WHERE a.member_id = $1 AND a.audience = 'everybody' AND a.state = 'open' LIMIT 1000";
    tx.all(sql, &params![member], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// The viewer's own closeness to his ties, ascending by member.
pub(crate) async fn closeness(tx: &Tx, viewer: MemberId) -> Result<Vec<(MemberId, u8)>, Fault> {
    let sql = "SELECT person_id, closeness FROM tending \
               WHERE owner_id = $1 AND is_contact = FALSE AND closeness IS NOT NULL ORDER BY person_id LIMIT 50000";
    tx.all(sql, &params![viewer], |row| Ok((row.get(0)?, u8::try_from(row.get::<i64>(1)?).unwrap_or(3)))).await
}

/// Who was shown to the viewer and passed over, with how often, ascending by member.
pub(super) async fn passed_over(tx: &Tx, viewer: MemberId) -> Result<Vec<(MemberId, u32)>, Fault> {
    let sql = "SELECT other_id, times FROM showings WHERE member_id = $1 ORDER BY other_id LIMIT 50000";
    tx.all(sql, &params![viewer], |row| Ok((row.get(0)?, u32::try_from(row.get::<i64>(1)?).unwrap_or(0)))).await
}

/// Notes that somebody was shown today. Twice a day is once.
pub(super) async fn keep_shown(tx: &Tx, viewer: MemberId, others: &[MemberId], day: i64) -> Result<(), Fault> {
    for other in others {
        let sql = "INSERT INTO showings (member_id, other_id, times, last_day) VALUES ($1, $2, 1, $3) \
                   ON CONFLICT (member_id, other_id) DO UPDATE SET times = showings.times + 1, last_day = excluded.last_day \
                   WHERE showings.last_day < excluded.last_day";
        tx.run(sql, &params![viewer, *other, day]).await?;
    }
    Ok(())
}

pub(super) async fn keep_dismissal(tx: &Tx, by: &By, other: MemberId) -> Result<bool, Fault> {
    let sql = "INSERT INTO dismissals (member_id, other_id, created_at) VALUES ($1, $2, $3) \
               ON CONFLICT (member_id, other_id) DO NOTHING";
    Ok(tx.run(sql, &params![by.member, other, by.now]).await? > 0)
}

/// Gives whether it is new.
pub(super) async fn keep_answer(tx: &Tx, by: &By, helper: MemberId, asker: MemberId) -> Result<bool, Fault> {
    let sql = "INSERT INTO answers (member_id, asker_id, created_at) VALUES ($1, $2, $3) \
               ON CONFLICT (member_id, asker_id) DO NOTHING";
    Ok(tx.run(sql, &params![helper, asker, by.now]).await? > 0)
}

/// Whether one of the two answered an ask of the other's.
pub(crate) async fn any_answer(tx: &Tx, one: MemberId, other: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT member_id FROM answers WHERE (member_id = $1 AND asker_id = $2) \
               OR (member_id = $2 AND asker_id = $1) LIMIT 1";
    Ok(tx.one(sql, &params![one, other], |row| row.get::<MemberId>(0)).await?.is_some())
}

/// Whom the member does not want suggested, for his archive: those who are here for him.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let sql = "SELECT m.handle, d.created_at FROM dismissals d JOIN members m ON m.id = d.other_id \
               WHERE d.member_id = $1 AND NOT EXISTS (SELECT 1 FROM blocks b WHERE \
               (b.member_id = $1 AND b.blocked_id = m.id) OR (b.member_id = m.id AND b.blocked_id = $1)) \
               ORDER BY d.created_at, m.handle LIMIT 100000";
    tx.all(sql, &params![member], |row| {
        let who = Party::Member(row.get(0)?);
        Ok(json!({ "who": who, "at": rfc3339(row.get(1)?) }))
    })
    .await
}

/// Everything of this room that names a member.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    for sql in [
        "DELETE FROM dismissals WHERE member_id = $1 OR other_id = $1",
        "DELETE FROM showings WHERE member_id = $1 OR other_id = $1",
        "DELETE FROM answers WHERE member_id = $1 OR asker_id = $1",
    ] {
        tx.run(sql, &params![member]).await?;
    }
    Ok(())
}

/// When a member works or worked, studies or studied at one of these organisations, by his own telling.
pub(super) async fn stays_at(tx: &Tx, member: MemberId, at: &[OrganisationId]) -> Result<Vec<StayAt>, Fault> {
    let mut values = params![member].to_vec();
    let marks = in_list(&mut values, at);
    let mut found = Vec::new();
    for (school, columns) in [(false, "is_over FROM positions"), (true, "FALSE FROM education")] {
        let sql = format!(
            "SELECT organisation_id, from_month, to_month, {columns} \
             WHERE member_id = $1 AND organisation_id IN ({marks}) LIMIT 50"
        );
        let stay = |row: &Row<'_>| {
            let month = |packed: Option<i64>| packed.and_then(YearMonth::from_packed);
            let (from, to) = (month(row.get(1)?), month(row.get(2)?));
            let ended = row.get::<bool>(3)? && to.is_none();
            let months = Months::of(&Spell { organisation: row.get(0)?, school, from, to, ended });
            Ok(StayAt { school, months })
        };
        found.extend(tx.all(&sql, &values, stay).await?);
    }
    Ok(found)
}

/// Those of these who are tied to somebody who shows his ties.
pub(super) async fn tied_to(tx: &Tx, member: MemberId, people: &[MemberId]) -> Result<Vec<MemberId>, Fault> {
    let mut found = Vec::new();
    for some in people.chunks(128) {
        let mut values = params![member].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT t.other_id FROM ties t JOIN members m ON m.id = t.member_id \
             WHERE t.member_id = $1 AND m.ties_shown <> 'nobody' AND m.leaving_at IS NULL \
             AND NOT m.is_suspended AND t.other_id IN ({marks})"
        );
        found.extend(tx.all(&sql, &values, |row| row.get::<MemberId>(0)).await?);
    }
    Ok(found)
}

/// The day of a moment, for counting showings.
pub(super) const fn day(now: Timestamp) -> i64 {
    now.0.div_euclid(pergola_domain::time::DAY_US)
}
