//! The tables that the index is made of, read once at a start, all as of one moment.
//!
//! The place in the log is asked before that moment: all up to there is in the rows, and they may know more. Reading the log
//! from there on says it again, which changes nothing. Within the moment rows come part by part, so that no query is long.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Db, Fault, Row, Tx, params};
use pergola_domain::{
    changes::{MetKind, Spell},
    ids::MemberId,
    network::Mark,
    time::{Timestamp, YearMonth},
};
use pergola_index::{Belonging, MemberRow, Tables, TieRow};

use crate::app::Marks;

/// All that the index is made of.
#[derive(Debug, Default)]
pub(in crate::network) struct Everything {
    members: Vec<MemberRow>,
    ties: Vec<TieRow>,
    spells: Vec<(MemberId, Spell)>,
    belongings: Vec<(MemberId, Belonging)>,
    blocks: Vec<(MemberId, MemberId)>,
    invitations: Vec<(MemberId, MemberId)>,
    dismissals: Vec<(MemberId, MemberId)>,
    answers: Vec<(MemberId, MemberId)>,
}

impl Everything {
    /// What was read at this moment.
    pub(in crate::network) fn tables(self, now: Timestamp) -> Tables<'static> {
        Tables {
            now,
            members: Box::new(self.members.into_iter()),
            ties: Box::new(self.ties.into_iter()),
            spells: Box::new(self.spells.into_iter()),
            belongings: Box::new(self.belongings.into_iter()),
            blocks: Box::new(self.blocks.into_iter()),
            invitations: Box::new(self.invitations.into_iter()),
            dismissals: Box::new(self.dismissals.into_iter()),
            answers: Box::new(self.answers.into_iter()),
        }
    }
}

/// Rows of one read.
const PART: i64 = 50_000;

const MEMBERS: &str = "SELECT id, id, connector, ties_shown, leaving_at, place, is_suspended FROM members \
                       WHERE id > $1 AND id > $2 ORDER BY id LIMIT $3";
const SKILLS: &str = "SELECT id, id, member_id, name_folded FROM skills WHERE id > $1 AND id > $2 ORDER BY id LIMIT $3";
// What one end alone says of how they met is its own word: for the index it is as if nothing was said.
// A tie stands at both ends; the index wants it once.
const TIES: &str = "SELECT member_id, other_id, since, CASE WHEN met_confirmed THEN met_kind ELSE 'other' END FROM ties \
                    WHERE (member_id, other_id) > ($1, $2) AND member_id < other_id \
                    ORDER BY member_id, other_id LIMIT $3";
const POSITIONS: &str = "SELECT id, id, member_id, organisation_id, from_month, to_month, is_over, FALSE FROM positions \
                         WHERE id > $1 AND id > $2 ORDER BY id LIMIT $3";
const EDUCATION: &str = "SELECT id, id, member_id, organisation_id, from_month, to_month, FALSE, TRUE FROM education \
                         WHERE id > $1 AND id > $2 ORDER BY id LIMIT $3";
const BLOCKS: &str = "SELECT member_id, blocked_id FROM blocks WHERE (member_id, blocked_id) > ($1, $2) \
                      ORDER BY member_id, blocked_id LIMIT $3";
const DISMISSALS: &str = "SELECT member_id, other_id FROM dismissals WHERE (member_id, other_id) > ($1, $2) \
                          ORDER BY member_id, other_id LIMIT $3";
const ANSWERS: &str = "SELECT member_id, asker_id FROM answers WHERE (member_id, asker_id) > ($1, $2) \
                       ORDER BY member_id, asker_id LIMIT $3";
// What somebody speaks of before everybody; see `asks/speaking.rs`.
const TOPICS: &str = "SELECT a.id, t.place, a.member_id, t.topic FROM asks a JOIN ask_topics t ON t.ask_id = a.id \
                      WHERE a.audience = 'everybody' AND a.state = 'open' AND (a.id, t.place) > ($1, $2) \
                      ORDER BY a.id, t.place LIMIT $3";
// Only of groups whose people everybody here may see; see `groups/acts.rs`.
const GROUPS: &str = "SELECT m.group_id, m.member_id FROM group_members m JOIN groups g ON g.id = m.group_id \
                      WHERE g.entry = 'open' AND m.role IN ('member', 'moderator') \
                      AND (m.group_id, m.member_id) > ($1, $2) ORDER BY m.group_id, m.member_id LIMIT $3";
// Two members may have invited each other again and again; for the index once is enough.
const INVITATIONS: &str = "SELECT DISTINCT from_member, to_member FROM invitations \
                           WHERE (from_member, to_member) > ($1, $2) ORDER BY from_member, to_member LIMIT $3";

/// What is read, before its words become marks.
#[derive(Debug, Default)]
struct Read {
    all: Everything,
    places: Vec<(MemberId, String)>,
    skills: Vec<(MemberId, String)>,
    topics: Vec<(MemberId, String)>,
}

impl Read {
    async fn of(tx: &Tx) -> Result<Self, Fault> {
        let mut read = Self::default();
        for (member, place) in parts(tx, MEMBERS, member).await? {
            read.places.push((member.member, place));
            read.all.members.push(member);
        }
        read.skills = parts(tx, SKILLS, |row| Ok((row.get(2)?, row.get(3)?))).await?;
        read.topics = parts(tx, TOPICS, |row| Ok((row.get(2)?, row.get(3)?))).await?;
        let all = &mut read.all;
        all.belongings = parts(tx, GROUPS, |row| Ok((row.get(1)?, Belonging::Group(row.get(0)?)))).await?;
        all.ties = parts(tx, TIES, tie).await?;
        all.spells = spells_of(tx).await?;
        all.blocks = parts(tx, BLOCKS, pair).await?;
        all.dismissals = parts(tx, DISMISSALS, pair).await?;
        all.answers = parts(tx, ANSWERS, pair).await?;
        all.invitations = parts(tx, INVITATIONS, pair).await?;
        Ok(read)
    }

    fn marked(self, marks: &Marks) -> Everything {
        let Self { mut all, places, skills, topics } = self;
        let places = places.into_iter().filter_map(|(member, place)| Some((member, marks.place(&place)?)));
        all.belongings.extend(places.map(|(member, place)| (member, Belonging::Place(place))));
        let mut known: BTreeMap<String, Mark> = BTreeMap::new();
        for (member, words) in skills {
            let mark = *known.entry(words).or_insert_with_key(|words| marks.skill(words));
            all.belongings.push((member, Belonging::Skill(mark)));
        }
        // Spoken of in several asks is spoken of.
        let spoken: BTreeSet<_> = topics.into_iter().collect();
        let spoken = spoken.into_iter().map(|(member, topic)| (member, Belonging::Topic(marks.topic(&topic))));
        all.belongings.extend(spoken);
        all
    }
}

/// Reads the tables, with a place of the log up to which all is in them.
pub(in crate::network) async fn everything(db: &Db, marks: &Marks) -> Result<(Everything, i64), Fault> {
    let settled = db.settled().await?;
    let read: Read = db.read_whole(async |tx: &Tx| Read::of(tx).await).await?;
    Ok((read.marked(marks), settled))
}

/// All stretches of work and study.
pub(in crate::network) async fn spells(db: &Db) -> Result<Vec<(MemberId, Spell)>, Fault> {
    db.read_whole(async |tx: &Tx| spells_of(tx).await).await
}

async fn spells_of(tx: &Tx) -> Result<Vec<(MemberId, Spell)>, Fault> {
    let mut all = parts(tx, POSITIONS, spell).await?;
    all.extend(parts(tx, EDUCATION, spell).await?);
    Ok(all)
}

/// All rows of a question whose first two columns are its key, and whose marks are the key to go on from and a limit.
async fn parts<T>(tx: &Tx, sql: &str, each: fn(&Row<'_>) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    let mut all = Vec::new();
    let mut after = (0_i64, 0_i64);
    loop {
        let key = |row: &Row<'_>| Ok::<_, Fault>((row.get(0)?, row.get(1)?));
        let part: Vec<((i64, i64), T)> =
            tx.all(sql, &params![after.0, after.1, PART], |row| Ok((key(row)?, each(row)?))).await?;
        let Some((last, _)) = part.last() else { return Ok(all) };
        after = *last;
        all.extend(part.into_iter().map(|(_, row)| row));
    }
}

fn pair(row: &Row<'_>) -> Result<(MemberId, MemberId), Fault> {
    Ok((row.get(0)?, row.get(1)?))
}

fn member(row: &Row<'_>) -> Result<(MemberRow, String), Fault> {
    let member = MemberRow {
        member: row.get(0)?,
        connector: row.get(2)?,
        hides_ties: row.get::<String>(3)? == "nobody",
        leaving: row.get::<Option<i64>>(4)?.is_some(),
        suspended: row.get(6)?,
    };
    Ok((member, row.get(5)?))
}

fn tie(row: &Row<'_>) -> Result<TieRow, Fault> {
    Ok(TieRow { one: row.get(0)?, other: row.get(1)?, since: row.get(2)?, met: met_kind(&row.get::<String>(3)?) })
}

/// From the third column on: member, organisation, from, to, whether it is over, whether it is a school.
fn spell(row: &Row<'_>) -> Result<(MemberId, Spell), Fault> {
    let month = |place| Ok::<_, Fault>(row.get::<Option<i64>>(place)?.and_then(YearMonth::from_packed));
    let (from, to) = (month(4)?, month(5)?);
    let ended = row.get::<bool>(6)? && to.is_none();
    Ok((row.get(2)?, Spell { organisation: row.get(3)?, school: row.get(7)?, from, to, ended }))
}

/// The kind of a table's word; one that we do not know is "other".
pub(super) fn met_kind(word: &str) -> MetKind {
    word.parse().unwrap_or(MetKind::Other)
}
