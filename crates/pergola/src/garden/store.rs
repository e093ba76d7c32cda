//! What the garden reads: plants in pages, how many of each state, who may be named. Nothing is written here.
//!
//! All of it comes from the index `tending_in_bed` and is bounded, but for two answers that count what there is.

use pergola_db::{Fault, Row, Tx, Value, in_list, params};
use pergola_domain::garden::{Candidate, DORMANT_DAYS, DORMANT_TURNS, SPROUT_DAYS, State, dormant_shift};
use pergola_domain::{
    ids::{BedId, ContactId, MemberId, PersonId},
    time::Timestamp,
};

use super::Rooted;

const COLUMNS: &str = "person_id, is_contact, bed_id, met_at, cadence_days, resting, closeness, last_moment_at, \
                       last_two_way_at FROM tending";

fn rooted(row: &Row<'_>) -> Result<Rooted, Fault> {
    Ok(Rooted {
        person: PersonId::from_parts(row.get(0)?, row.get(1)?),
        bed: row.get(2)?,
        met_at: row.get(3)?,
        cadence_days: row.get(4)?,
        resting: row.get(5)?,
        closeness: row.get(6)?,
        last_moment_at: row.get(7)?,
        last_two_way_at: row.get(8)?,
    })
}

/// The rule of `pergola_domain::garden::Facts::state` once more, in SQL, so that thousands can be counted where they
/// lie. A test holds the two together. `$2` is now, `$3` the first day of sprouts.
const STATE: &str = "CASE WHEN met_at > $3 THEN 'sprout' WHEN resting THEN 'resting' \
     WHEN last_two_way_at IS NOT NULL \
          AND 4 * (($2 - last_two_way_at) / 86400000000) <= 3 * coalesce(cadence_days, 180) THEN 'bloom' \
     WHEN cadence_days IS NULL OR ($2 - coalesce(last_moment_at, met_at)) / 86400000000 <= cadence_days THEN 'leaf' \
     ELSE 'thirsty' END";

/// How many plants of each state stand in each bed, or in none.
pub(super) async fn count_states(
    tx: &Tx,
    owner: MemberId,
    now: Timestamp,
) -> Result<Vec<(Option<BedId>, State, i64)>, Fault> {
    let sql = format!("SELECT bed_id, {STATE}, count(*) FROM tending WHERE owner_id = $1 GROUP BY 1, 2 LIMIT 500");
    let counted = tx
        .all(&sql, &params![owner, now, now.plus_days(-SPROUT_DAYS)], |row| {
            let name: String = row.get(1)?;
            let state = State::ALL.into_iter().find(|state| state.name() == name).unwrap_or(State::Leaf);
            Ok((row.get(0)?, state, row.get(2)?))
        })
        .await?;
    Ok(counted)
}

/// The first plants of each of these beds, in order of meeting: one question for all beds.
pub(super) async fn list_first(tx: &Tx, owner: MemberId, beds: &[BedId], each: i64) -> Result<Vec<Rooted>, Fault> {
    let mut found = Vec::new();
    for some in beds.chunks(8) {
        let mut values = params![owner, each].to_vec();
        let parts: Vec<String> = some
            .iter()
            .map(|bed| {
                values.push(Value::Int(bed.0));
                let mark = values.len();
                format!(
                    "SELECT * FROM (SELECT {COLUMNS} WHERE owner_id = $1 AND bed_id = ${mark} \
                     ORDER BY met_at, person_id LIMIT $2) b{mark}"
                )
            })
            .collect();
        found.extend(tx.all(&parts.join(" UNION ALL "), &values, rooted).await?);
    }
    Ok(found)
}

/// Which part of a bed a page shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// None: those without a bed.
    pub(super) bed: Option<BedId>,
    /// Folded; empty for everybody.
    pub(super) name: String,
    pub(super) limit: i64,
    pub(super) offset: i64,
}

/// A page of one bed in order of meeting, and how many there are in all.
pub(super) async fn list_part(tx: &Tx, owner: MemberId, part: &Part) -> Result<(Vec<Rooted>, i64), Fault> {
    let mut values = params![owner].to_vec();
    let mut filter = "owner_id = $1".to_owned();
    match part.bed {
        Some(bed) => {
            values.push(Value::Int(bed.0));
            filter.push_str(" AND bed_id = $2");
        }
        None => filter.push_str(" AND bed_id IS NULL"),
    }
    if !part.name.is_empty() {
        values.push(Value::Text(format!("%{}%", escaped(&part.name))));
        let mark = values.len();
        filter.push_str(&format!(
            " AND (EXISTS (SELECT 1 FROM members m WHERE m.id = person_id AND m.name_folded LIKE ${mark} ESCAPE '!') \
             OR EXISTS (SELECT 1 FROM contacts c WHERE c.id = person_id AND c.owner_id = $1 \
             AND c.name_folded LIKE ${mark} ESCAPE '!'))"
        ));
    }
    let count = tx.one(&format!("SELECT count(*) FROM tending WHERE {filter}"), &values, |row| row.get(0)).await?;
    let mark = values.len();
    values.extend([Value::Int(part.limit), Value::Int(part.offset)]);
    let sql =
        format!("SELECT {COLUMNS} WHERE {filter} ORDER BY met_at, person_id LIMIT ${} OFFSET ${}", mark + 1, mark + 2);
    Ok((tx.all(&sql, &values, rooted).await?, count.unwrap_or_default()))
}

/// What people type means itself in a LIKE.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c])).collect()
}

/// These people of the garden, in no order.
pub(super) async fn list_these(tx: &Tx, owner: MemberId, people: &[i64]) -> Result<Vec<Rooted>, Fault> {
    let mut found = Vec::with_capacity(people.len());
    for some in people.chunks(256) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT {COLUMNS} WHERE owner_id = $1 AND person_id IN ({marks})");
        found.extend(tx.all(&sql, &values, rooted).await?);
    }
    Ok(found)
}

/// A page of the whole garden by the numbers of its people, for programs.
pub(super) async fn list_after(tx: &Tx, owner: MemberId, after: i64, limit: i64) -> Result<Vec<Rooted>, Fault> {
    let sql = format!("SELECT {COLUMNS} WHERE owner_id = $1 AND person_id > $2 ORDER BY person_id LIMIT $3");
    tx.all(&sql, &params![owner, after, limit], rooted).await
}

/// As many as the rule can need, in its own order: those of before three weeks may all be among the first.
const CANDIDATES: i64 = 16;

/// Silent days of the row; `$2` is now.
const SILENT: &str = "(($2 - coalesce(last_moment_at, met_at)) / 86400000000)";

/// Those whose rhythm is over, thirstiest first, without those put aside in a week from `peace` on.
pub(super) async fn list_thirsty(
    tx: &Tx,
    owner: MemberId,
    now: Timestamp,
    peace: i64,
) -> Result<Vec<Candidate>, Fault> {
    let sql = format!(
        "SELECT person_id, is_contact, {SILENT}, cadence_days, closeness FROM tending \
         WHERE owner_id = $1 AND cadence_days IS NOT NULL AND resting = FALSE AND met_at <= $3 \
         AND {SILENT} > cadence_days AND {IN_PEACE} \
         ORDER BY CASE WHEN 2 * {SILENT} / cadence_days > 8 THEN 8 ELSE 2 * {SILENT} / cadence_days END DESC, \
         coalesce(closeness, 0) DESC, 1000 * {SILENT} / cadence_days DESC, is_contact, person_id LIMIT {CANDIDATES}"
    );
    tx.all(&sql, &params![owner, now, now.plus_days(-SPROUT_DAYS), peace], candidate).await
}

const IN_PEACE: &str =
    "person_id NOT IN (SELECT person_id FROM nudges WHERE owner_id = $1 AND week >= $4 AND dismissed = TRUE)";

/// Those of three silent years and no rhythm, in this week's turn.
pub(super) async fn list_dormant(
    tx: &Tx,
    owner: MemberId,
    now: Timestamp,
    week: i64,
    peace: i64,
) -> Result<Vec<Candidate>, Fault> {
    let sql = format!(
        "SELECT person_id, is_contact, {SILENT}, cadence_days, closeness FROM tending \
         WHERE owner_id = $1 AND cadence_days IS NULL AND resting = FALSE AND coalesce(last_moment_at, met_at) <= $3 \
         AND {IN_PEACE} ORDER BY coalesce(closeness, 0) DESC, (person_id % {DORMANT_TURNS} + $5) % {DORMANT_TURNS}, \
         is_contact, person_id LIMIT {CANDIDATES}"
    );
    tx.all(&sql, &params![owner, now, now.plus_days(-DORMANT_DAYS), peace, dormant_shift(week)], candidate).await
}

fn candidate(row: &Row<'_>) -> Result<Candidate, Fault> {
    Ok(Candidate {
        person: PersonId::from_parts(row.get(0)?, row.get(1)?),
        silent_days: row.get(2)?,
        cadence_days: row.get(3)?,
        closeness: row.get(4)?,
        named_lately: false,
    })
}

/// Names and lines of the owner's cards, in no order.
pub(super) async fn list_cards(
    tx: &Tx,
    owner: MemberId,
    ids: &[ContactId],
) -> Result<Vec<(ContactId, String, String)>, Fault> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(256) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT id, name, organisation FROM contacts WHERE owner_id = $1 AND id IN ({marks})");
        found.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await?);
    }
    Ok(found)
}
