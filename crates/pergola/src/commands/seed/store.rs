//! Many rows at a time: what the rooms keep one by one, kept by the thousand. The change log hears of each, as if it
//! had been lived.

use std::collections::BTreeMap;

use pergola_db::{Fault, ToValue, Tx, Value, params};
use pergola_domain::{
    changes::{Change, MetKind, Spell},
    ids::{EducationId, MemberId, OrganisationId, PositionId, SkillId},
    text,
};

use super::{Seedling, mixed::Turn, spell};
use crate::app::{By, record};

/// Rows of one statement: few enough for any engine's limit of parameters.
const ROWS: usize = 400;

/// Organisations by folded name and kind, over all batches.
#[derive(Debug, Default)]
pub(super) struct Organisations {
    ids: BTreeMap<(String, bool), OrganisationId>,
}

/// The rows of a batch of people.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    organisations: Vec<Vec<Value>>,
    members: Vec<Vec<Value>>,
    positions: Vec<Vec<Value>>,
    education: Vec<Vec<Value>>,
    skills: Vec<Vec<Value>>,
    changes: Vec<Change>,
}

impl People {
    pub(super) fn of(
        people: &[Seedling],
        ids: &[MemberId],
        hash: &str,
        by: &By,
        organisations: &mut Organisations,
    ) -> Self {
        let mut rows = Self::default();
        for (person, &id) in people.iter().zip(ids) {
            let email = format!("{}@seed.example", person.handle);
            rows.members.push(values(&[
                &id,
                &person.handle,
                &person.name,
                &text::fold(&person.name),
                &email,
                &email,
                &hash,
                &"en",
                &person.place,
                &person.joined,
            ]));
            rows.changes.push(Change::MemberJoined { member: id });
            rows.spells(person, id, by, organisations);
            let folded: Vec<String> = person.skills.iter().map(|skill| text::fold(skill)).collect();
            for (skill, folded) in person.skills.iter().zip(&folded) {
                rows.skills.push(values(&[&SkillId(by.fresh()), &id, skill, folded]));
            }
            let place = by.marks.place(&person.place);
            if place.is_some() || !folded.is_empty() {
                let skills = folded.iter().map(|words| by.marks.skill(words)).collect();
                rows.changes.push(Change::MarksChanged { member: id, place, skills });
            }
        }
        rows
    }

    fn spells(&mut self, person: &Seedling, id: MemberId, by: &By, organisations: &mut Organisations) {
        let mut spells: Vec<Spell> = Vec::new();
        for (name, school, from, to) in &person.spells {
            let folded = text::fold(name);
            let organisation = *organisations.ids.entry((folded.clone(), *school)).or_insert_with(|| {
                let fresh = OrganisationId(by.fresh());
                self.organisations.push(values(&[&fresh, name, &folded, school, &by.now]));
                fresh
            });
            let spell = spell(organisation, *school, *from, *to);
            let months = [spell.from, spell.to].map(|month| month.map(pergola_domain::time::YearMonth::packed));
            let [from, to] = &months;
            if *school {
                self.education.push(values(&[&EducationId(by.fresh()), &id, &organisation, &"", &"", &"", from, to]));
            } else {
                let nothing = "";
                self.positions.push(values(&[
                    &PositionId(by.fresh()),
                    &id,
                    &organisation,
                    &nothing,
                    &nothing,
                    &nothing,
                    from,
                    to,
                    &false,
                ]));
            }
            spells.push(spell);
        }
        if !spells.is_empty() {
            self.changes.push(Change::SpellsChanged { member: id, spells });
        }
    }

    pub(super) async fn keep(&self, tx: &Tx, by: &By) -> Result<(), Fault> {
        for (table, rows) in [
            ("organisations (id, name, name_folded, is_school, created_at)", &self.organisations),
            (
                "members (id, handle, name, name_folded, email, email_folded, password, language, place, created_at)",
                &self.members,
            ),
            (
                "positions (id, member_id, organisation_id, title, place, description, from_month, to_month, is_over)",
                &self.positions,
            ),
            (
                "education (id, member_id, organisation_id, degree, field, description, from_month, to_month)",
                &self.education,
            ),
            ("skills (id, member_id, name, name_folded)", &self.skills),
        ] {
            keep_rows(tx, table, rows).await?;
        }
        for change in &self.changes {
            record(tx, by, change).await?;
        }
        Ok(())
    }
}

/// Ties at both ends and, unless they are to be bare, both gardens and the log.
pub(super) async fn keep_ties(tx: &Tx, by: &By, changes: &[Change], bare: bool) -> Result<(), Fault> {
    let (mut ties, mut gardens) = (Vec::new(), Vec::new());
    for change in changes {
        let Change::TieFormed { tie, one, other, since, .. } = change else { continue };
        for (member, person) in [(one, other), (other, one)] {
            ties.push(values(&[member, person, tie, since, since, &"other", &"", &"", &true, &1_i64]));
            gardens.push(values(&[member, person, &false, &false, &"", since, &1_i64]));
        }
    }
    let columns = "ties (member_id, other_id, tie_id, since, formed_at, met_kind, met_text, met_organisation, \
                   met_confirmed, version)";
    keep_rows(tx, columns, &ties).await?;
    if bare {
        return Ok(());
    }
    let columns = "tending (owner_id, person_id, is_contact, resting, notes, met_at, version)";
    keep_rows(tx, columns, &gardens).await?;
    for change in changes {
        record(tx, by, change).await?;
    }
    Ok(())
}

/// The same row by row, with no values but those that differ: `filled` writes them straight into a file.
pub(super) const FILL_TIES: &str = "INSERT INTO ties (member_id, other_id, tie_id, since, formed_at, met_kind, met_text, met_organisation, \
     met_confirmed, version) VALUES ($1, $2, $3, $4, $4, 'other', '', '', TRUE, 1)";
pub(super) const FILL_GARDENS: &str = "INSERT INTO tending (owner_id, person_id, is_contact, resting, notes, met_at, version) \
     VALUES ($1, $2, FALSE, FALSE, '', $3, 1)";
pub(super) const FILL_LOG: &str = "INSERT INTO log (at, kind, body) VALUES ($1, $2, $3)";
/// The keys in whose order the rows do not come.
pub(super) const LATER: [&str; 2] = ["ties_by_id", "ties_other"];

/// Posts and what they are about.
pub(super) async fn keep_posts(tx: &Tx, posts: &[Vec<Value>], topics: &[Vec<Value>]) -> Result<(), Fault> {
    let columns = "posts (id, member_id, text, language, audience, group_id, state, noise, posted_at, edited_at, \
                   edition, version)";
    keep_rows(tx, columns, posts).await?;
    keep_rows(tx, "post_topics (post_id, topic, name, place)", topics).await
}

/// Turns of a mixed network, as the rooms would keep them.
pub(super) async fn keep_turns(tx: &Tx, by: &By, turns: &[Turn]) -> Result<(), Fault> {
    for turn in turns {
        let mut change = turn.change();
        match turn {
            Turn::Sharing { member, connector, hides_ties } => {
                let shown = if *hides_ties { "nobody" } else { "ties" };
                let sql = "UPDATE members SET connector = $2, ties_shown = $3 WHERE id = $1";
                tx.run(sql, &params![member, connector, shown]).await?;
            }
            Turn::Leaving { member, until } => {
                tx.run("UPDATE members SET leaving_at = $2 WHERE id = $1", &params![member, until]).await?;
            }
            Turn::Block { by: blocker, against } => {
                let sql =
                    "DELETE FROM ties WHERE (member_id = $1 AND other_id = $2) OR (member_id = $2 AND other_id = $1)";
                tx.run(sql, &params![blocker, against]).await?;
                let sql =
                    "INSERT INTO blocks (member_id, blocked_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
                tx.run(sql, &params![blocker, against, by.now]).await?;
            }
            Turn::Met { one, other, met, by_both, .. } => {
                let sql = "UPDATE ties SET met_kind = $3, met_confirmed = $4 WHERE member_id = $1 AND other_id = $2";
                tx.run(sql, &params![one, other, met.word(), by_both]).await?;
                let theirs = if *by_both { met.word() } else { MetKind::Other.word() };
                tx.run(sql, &params![other, one, theirs, by_both]).await?;
                let sql = "SELECT tie_id FROM ties WHERE member_id = $1 AND other_id = $2";
                if let (Some(Change::TieCorrected { tie, .. }), Some(id)) =
                    (&mut change, tx.one(sql, &params![one, other], |row| row.get(0)).await?)
                {
                    *tie = id;
                }
            }
            Turn::Close { owner, other, closeness } => {
                let sql = "UPDATE tending SET closeness = $3 WHERE owner_id = $1 AND person_id = $2";
                tx.run(sql, &params![owner, other, closeness]).await?;
            }
        }
        if let Some(change) = change {
            record(tx, by, &change).await?;
        }
    }
    Ok(())
}

fn values(row: &[&dyn ToValue]) -> Vec<Value> {
    row.iter().copied().map(ToValue::to_value).collect()
}

async fn keep_rows(tx: &Tx, columns: &str, rows: &[Vec<Value>]) -> Result<(), Fault> {
    for some in rows.chunks(ROWS) {
        let width = some.first().map_or(0, Vec::len);
        let marks: Vec<String> = (0..some.len())
            .map(|row| {
                let marks: Vec<String> = (1..=width).map(|column| format!("${}", row * width + column)).collect();
                format!("({})", marks.join(","))
            })
            .collect();
        let sql = format!("INSERT INTO {columns} VALUES {}", marks.join(","));
        tx.run(&sql, &some.concat()).await?;
    }
    Ok(())
}

/// Whether anybody is here already.
pub(super) async fn is_empty(tx: &Tx) -> Result<bool, Fault> {
    Ok(tx.one("SELECT id FROM members LIMIT 1", &params![], |row| row.get::<i64>(0)).await?.is_none())
}
