//! The tables that the index is made of, read once at a start; the evidence of single ties; what was shown and put aside.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    changes::{MetKind, Spell},
    ids::{MemberId, OrganisationId},
    network::Mark,
    time::{Timestamp, YearMonth},
};
use pergola_formats::takeout::Party;
use pergola_index::{Belonging, MemberRow, Tables, TieRow};
use serde_json::{Value, json};

use crate::{
    app::{By, Marks},
    words::rfc3339,
};

/// All that the index is made of.
#[derive(Debug, Default)]
pub(super) struct Everything {
    members: Vec<MemberRow>,
    ties: Vec<TieRow>,
    spells: Vec<(MemberId, Spell)>,
    belongings: Vec<(MemberId, Belonging)>,
    blocks: Vec<(MemberId, MemberId)>,
    invitations: Vec<(MemberId, MemberId)>,
    dismissals: Vec<(MemberId, MemberId)>,
}

impl Everything {
    pub(super) fn tables(self) -> Tables<'static> {
        Tables {
            members: Box::new(self.members.into_iter()),
            ties: Box::new(self.ties.into_iter()),
            spells: Box::new(self.spells.into_iter()),
            belongings: Box::new(self.belongings.into_iter()),
            blocks: Box::new(self.blocks.into_iter()),
            invitations: Box::new(self.invitations.into_iter()),
            dismissals: Box::new(self.dismissals.into_iter()),
            answers: Box::new(std::iter::empty()),
        }
    }
}

/// Rows of one question: a table of millions is read in parts, so that no query is cut off by its time limit.
const PART: i64 = 50_000;

/// Reads the tables. Call it in a snapshot.
pub(super) async fn everything(tx: &Tx, marks: &Marks) -> Result<Everything, Fault> {
    let mut all = Everything::default();
    let mut after = 0_i64;
    loop {
        let sql = "SELECT id, connector, ties_shown, leaving_at, place FROM members WHERE id > $1 ORDER BY id LIMIT $2";
        let part = tx.all(sql, &params![after, PART], |row| Ok((member(row)?, row.get::<String>(4)?))).await?;
        let Some(last) = part.last().map(|(row, _)| row.member.0) else { break };
        after = last;
        for (member, place) in part {
            let place = marks.place(&place);
            all.belongings.extend(place.map(|place| (member.member, Belonging::Place(place))));
            all.members.push(member);
        }
    }
    skills(tx, marks, &mut all).await?;
    let (mut one, mut other) = (0_i64, 0_i64);
    loop {
        // What one end alone says of how they met is its own word: for the index it is as if nothing was said.
        let sql = "SELECT member_id, other_id, since, CASE WHEN met_confirmed THEN met_kind ELSE 'other' END FROM ties \
                   WHERE member_id > $1 OR (member_id = $1 AND other_id > $2) ORDER BY member_id, other_id LIMIT $3";
        let part = tx.all(sql, &params![one, other, PART], tie).await?;
        let Some(last) = part.last() else { break };
        (one, other) = (last.one.0, last.other.0);
        // A tie stands at both ends; the index wants it once.
        all.ties.extend(part.into_iter().filter(|tie| tie.one < tie.other));
    }
    for sql in [
        "SELECT id, member_id, organisation_id, from_month, to_month, is_over, FALSE FROM positions \
         WHERE id > $1 ORDER BY id LIMIT $2",
        "SELECT id, member_id, organisation_id, from_month, to_month, FALSE, TRUE FROM education \
         WHERE id > $1 ORDER BY id LIMIT $2",
    ] {
        let mut after = 0_i64;
        loop {
            let part = tx.all(sql, &params![after, PART], |row| Ok((row.get::<i64>(0)?, spell(row)?))).await?;
            let Some(last) = part.last().map(|(id, _)| *id) else { break };
            after = last;
            all.spells.extend(part.into_iter().map(|(_, spell)| spell));
        }
    }
    all.blocks = pairs(tx, "SELECT member_id, blocked_id FROM blocks", "member_id", "blocked_id").await?;
    all.dismissals = pairs(tx, "SELECT member_id, other_id FROM dismissals", "member_id", "other_id").await?;
    // Two members may have invited each other again and again; for the index once is enough.
    let sql = "SELECT DISTINCT from_member, to_member FROM invitations";
    all.invitations = pairs(tx, sql, "from_member", "to_member").await?;
    Ok(all)
}

async fn skills(tx: &Tx, marks: &Marks, all: &mut Everything) -> Result<(), Fault> {
    let mut after = 0_i64;
    let mut known: BTreeMap<String, Mark> = BTreeMap::new();
    loop {
        let sql = "SELECT id, member_id, name_folded FROM skills WHERE id > $1 ORDER BY id LIMIT $2";
        let part = tx.all(sql, &params![after, PART], |row| Ok((row.get::<i64>(0)?, row.get(1)?, row.get(2)?))).await?;
        let Some(last) = part.last().map(|(id, ..)| *id) else { return Ok(()) };
        after = last;
        for (_, member, words) in part {
            let mark = *known.entry(words).or_insert_with_key(|words| marks.skill(words));
            all.belongings.push((member, Belonging::Skill(mark)));
        }
    }
}

async fn pairs(tx: &Tx, select: &str, one: &str, other: &str) -> Result<Vec<(MemberId, MemberId)>, Fault> {
    let sql = format!("{select} WHERE {one} > $1 OR ({one} = $1 AND {other} > $2) ORDER BY {one}, {other} LIMIT $3");
    let mut all: Vec<(MemberId, MemberId)> = Vec::new();
    loop {
        let (one, other) = all.last().copied().unwrap_or((MemberId(0), MemberId(0)));
        let part = tx.all(&sql, &params![one, other, PART], |row| Ok((row.get(0)?, row.get(1)?))).await?;
        if part.is_empty() {
            return Ok(all);
        }
        all.extend(part);
    }
}

fn member(row: &Row<'_>) -> Result<MemberRow, Fault> {
    Ok(MemberRow {
        member: row.get(0)?,
        connector: row.get(1)?,
        hides_ties: row.get::<String>(2)? == "nobody",
        leaving: row.get::<Option<i64>>(3)?.is_some(),
    })
}

fn tie(row: &Row<'_>) -> Result<TieRow, Fault> {
    Ok(TieRow { one: row.get(0)?, other: row.get(1)?, since: row.get(2)?, met: met_kind(&row.get::<String>(3)?) })
}

fn spell(row: &Row<'_>) -> Result<(MemberId, Spell), Fault> {
    let month = |place| Ok::<_, Fault>(row.get::<Option<i64>>(place)?.and_then(YearMonth::from_packed));
    let (from, to) = (month(3)?, month(4)?);
    let ended = row.get::<bool>(5)? && to.is_none();
    Ok((row.get(1)?, Spell { organisation: row.get(2)?, school: row.get(6)?, from, to, ended }))
}

/// The kind of a table's word; one that we do not know is "other".
fn met_kind(word: &str) -> MetKind {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).unwrap_or(MetKind::Other)
}

/// What both sides of a tie confirmed of how they met: its organisation, and who introduced them. Free words stay between
/// the two. An introducer who is blocked with one of them now is not told any more.
pub(super) async fn confirmed(
    tx: &Tx,
    one: MemberId,
    other: MemberId,
) -> Result<(Option<String>, Option<MemberId>), Fault> {
    let sql = "SELECT t.met_organisation, m.id FROM ties t \
               JOIN ties u ON u.member_id = t.other_id AND u.other_id = t.member_id \
               LEFT JOIN members m ON m.id = t.introduced_by AND m.id = u.introduced_by AND NOT EXISTS \
               (SELECT 1 FROM blocks b WHERE (b.member_id = m.id AND b.blocked_id IN ($1, $2)) \
               OR (b.blocked_id = m.id AND b.member_id IN ($1, $2))) \
               WHERE t.member_id = $1 AND t.other_id = $2 AND t.met_confirmed = TRUE AND u.met_confirmed = TRUE";
    let found = tx.one(sql, &params![one, other], |row| Ok((row.get::<String>(0)?, row.get(1)?))).await?;
    let (name, introduced_by) = found.unwrap_or_default();
    Ok((Some(name).filter(|name| !name.is_empty()), introduced_by))
}

/// An organisation's name, and whether it is a school.
pub(super) async fn find_organisation(tx: &Tx, id: OrganisationId) -> Result<Option<(String, bool)>, Fault> {
    let sql = "SELECT name, is_school FROM organisations WHERE id = $1";
    tx.one(sql, &params![id], |row| Ok((row.get(0)?, row.get(1)?))).await
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

/// The viewer's own closeness to his ties, ascending by member.
pub(super) async fn closeness(tx: &Tx, viewer: MemberId) -> Result<Vec<(MemberId, u8)>, Fault> {
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
    ] {
        tx.run(sql, &params![member]).await?;
    }
    Ok(())
}

/// The day of a moment, for counting showings.
pub(super) const fn day(now: Timestamp) -> i64 {
    now.0.div_euclid(pergola_domain::time::DAY_US)
}
