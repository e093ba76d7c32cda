//! The tables `organisations`, `positions`, `education`, `skills` and `links`, and the texts of a profile in `members`.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    changes::Spell,
    ids::{EducationId, LinkId, MemberId, OrganisationId, PositionId, SkillId},
    jobs::employer_words,
    members::{
        PROFILE_ROWS,
        profile::{Education, Link, Period, Position},
    },
    text,
    time::{Timestamp, YearMonth},
};

use super::accounts::{self, Account};

/// A row of a profile as it is kept, with the organisation that it names.
#[derive(Clone, Debug)]
pub(crate) struct Kept<Id, T> {
    pub(crate) id: Id,
    pub(crate) organisation: OrganisationId,
    pub(crate) told: T,
}

/// All that a member tells of himself. Who may read it is the asker's to decide.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub(crate) account: Account,
    pub(crate) about: String,
    /// BCP 47 tags.
    pub(crate) languages: Vec<String>,
    /// What lasts first, then what ended last.
    pub(crate) positions: Vec<Kept<PositionId, Position>>,
    pub(crate) education: Vec<Kept<EducationId, Education>>,
    pub(crate) skills: Vec<(SkillId, String)>,
    pub(crate) links: Vec<(LinkId, Link)>,
}

/// What a member tells of himself, if there is one.
pub(crate) async fn profile(tx: &Tx, id: MemberId) -> Result<Option<Profile>, Fault> {
    let Some(account) = accounts::find(tx, id).await? else { return Ok(None) };
    let texts = tx
        .one("SELECT about, languages FROM members WHERE id = $1", &params![id], |row| {
            Ok((row.get::<String>(0)?, row.get::<String>(1)?))
        })
        .await?;
    let (about, languages) = texts.unwrap_or_default();
    Ok(Some(Profile {
        account,
        about,
        languages: languages.split(',').filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        positions: list_positions(tx, id).await?,
        education: list_education(tx, id).await?,
        skills: list_skills(tx, id).await?,
        links: list_links(tx, id).await?,
    }))
}

/// The organisation of a name, made where it is not there yet. A school and a company of one name are two.
pub(crate) async fn keep_organisation(
    tx: &Tx,
    id: OrganisationId,
    name: &str,
    is_school: bool,
    now: Timestamp,
) -> Result<OrganisationId, Fault> {
    let folded = text::fold(name);
    let find = "SELECT id FROM organisations WHERE name_folded = $1 AND is_school = $2";
    if let Some(known) = tx.one(find, &params![folded, is_school], |row| row.get(0)).await? {
        return Ok(known);
    }
    let keep = "INSERT INTO organisations (id, name, name_folded, is_school, created_at, employer) \
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (name_folded, is_school) DO NOTHING";
    tx.run(keep, &params![id, name, folded, is_school, now, employer_words(name)]).await?;
    // Somebody else may have made it meanwhile.
    let kept = tx.one(find, &params![folded, is_school], |row| row.get(0)).await?;
    kept.ok_or_else(|| Fault::other("an organisation that was just kept is not there"))
}

fn period(row: &Row<'_>, from: usize, to: usize, is_over: bool) -> Result<Period, Fault> {
    let month = |packed: Option<i64>| packed.and_then(YearMonth::from_packed);
    let (from, to) = (month(row.get(from)?), month(row.get(to)?));
    Ok(Period { from, to, is_over: is_over || to.is_some() })
}

fn packed(month: Option<YearMonth>) -> Option<i64> {
    month.map(YearMonth::packed)
}

pub(in crate::members) async fn list_positions(
    tx: &Tx,
    member: MemberId,
) -> Result<Vec<Kept<PositionId, Position>>, Fault> {
    let sql = "SELECT p.id, p.organisation_id, o.name, p.title, p.place, p.description, p.from_month, p.to_month, p.is_over \
               FROM positions p JOIN organisations o ON o.id = p.organisation_id WHERE p.member_id = $1 \
               ORDER BY p.id LIMIT $2";
    let mut found = tx
        .all(sql, &params![member, PROFILE_ROWS], |row| {
            let told = Position {
                organisation: row.get(2)?,
                title: row.get(3)?,
                place: row.get(4)?,
                description: row.get(5)?,
                period: period(row, 6, 7, row.get(8)?)?,
            };
            Ok(Kept { id: row.get(0)?, organisation: row.get(1)?, told })
        })
        .await?;
    found.sort_by_key(|kept| std::cmp::Reverse(kept.told.period.recency()));
    Ok(found)
}

pub(in crate::members) async fn list_education(
    tx: &Tx,
    member: MemberId,
) -> Result<Vec<Kept<EducationId, Education>>, Fault> {
    let sql = "SELECT e.id, e.organisation_id, o.name, e.degree, e.field, e.description, e.from_month, e.to_month \
               FROM education e JOIN organisations o ON o.id = e.organisation_id WHERE e.member_id = $1 \
               ORDER BY e.id LIMIT $2";
    let mut found = tx
        .all(sql, &params![member, PROFILE_ROWS], |row| {
            let told = Education {
                school: row.get(2)?,
                degree: row.get(3)?,
                field: row.get(4)?,
                description: row.get(5)?,
                period: period(row, 6, 7, false)?,
            };
            Ok(Kept { id: row.get(0)?, organisation: row.get(1)?, told })
        })
        .await?;
    found.sort_by_key(|kept| std::cmp::Reverse(kept.told.period.recency()));
    Ok(found)
}

async fn list_skills(tx: &Tx, member: MemberId) -> Result<Vec<(SkillId, String)>, Fault> {
    let sql = "SELECT id, name FROM skills WHERE member_id = $1 ORDER BY name_folded, id LIMIT $2";
    tx.all(sql, &params![member, PROFILE_ROWS], |row| Ok((row.get(0)?, row.get(1)?))).await
}

async fn list_links(tx: &Tx, member: MemberId) -> Result<Vec<(LinkId, Link)>, Fault> {
    let sql = "SELECT id, label, url FROM links WHERE member_id = $1 ORDER BY id LIMIT $2";
    tx.all(sql, &params![member, PROFILE_ROWS], |row| Ok((row.get(0)?, Link { label: row.get(1)?, url: row.get(2)? })))
        .await
}

/// All stretches of work and study as they are now, for the graph.
pub(in crate::members) async fn spells(tx: &Tx, member: MemberId) -> Result<Vec<Spell>, Fault> {
    let mut spells: Vec<Spell> = Vec::new();
    for kept in list_positions(tx, member).await? {
        let Period { from, to, is_over } = kept.told.period;
        spells.push(Spell { organisation: kept.organisation, school: false, from, to, ended: is_over && to.is_none() });
    }
    for kept in list_education(tx, member).await? {
        let Period { from, to, .. } = kept.told.period;
        spells.push(Spell { organisation: kept.organisation, school: true, from, to, ended: false });
    }
    spells.sort_unstable();
    spells.dedup();
    Ok(spells)
}

/// The tables whose rows a member keeps one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Positions,
    Education,
    Skills,
    Links,
}

impl Section {
    const fn table(self) -> &'static str {
        match self {
            Self::Positions => "positions",
            Self::Education => "education",
            Self::Skills => "skills",
            Self::Links => "links",
        }
    }
}

pub(in crate::members) async fn count(tx: &Tx, member: MemberId, section: Section) -> Result<i64, Fault> {
    let sql = format!("SELECT count(*) FROM {} WHERE member_id = $1", section.table());
    Ok(tx.one(&sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

/// Takes one row away. Gives false where there is none of this member's.
pub(in crate::members) async fn remove(tx: &Tx, member: MemberId, section: Section, id: i64) -> Result<bool, Fault> {
    let sql = format!("DELETE FROM {} WHERE id = $1 AND member_id = $2", section.table());
    Ok(tx.run(&sql, &params![id, member]).await? > 0)
}

/// Takes all rows of a section away.
pub(in crate::members) async fn clear(tx: &Tx, member: MemberId, section: Section) -> Result<(), Fault> {
    let sql = format!("DELETE FROM {} WHERE member_id = $1", section.table());
    tx.run(&sql, &params![member]).await.map(drop)
}

/// Keeps a position: a new one, or one of this member's as it is now. Gives false where the id is another's.
pub(in crate::members) async fn keep_position(
    tx: &Tx,
    member: MemberId,
    kept: &Kept<PositionId, Position>,
) -> Result<bool, Fault> {
    let told = &kept.told;
    let sql = "INSERT INTO positions (id, member_id, organisation_id, title, place, description, from_month, to_month, is_over) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET \
               organisation_id = excluded.organisation_id, title = excluded.title, place = excluded.place, \
               description = excluded.description, from_month = excluded.from_month, to_month = excluded.to_month, \
               is_over = excluded.is_over WHERE positions.member_id = excluded.member_id";
    let values = params![
        kept.id,
        member,
        kept.organisation,
        told.title,
        told.place,
        told.description,
        packed(told.period.from),
        packed(told.period.to),
        told.period.is_over
    ];
    Ok(tx.run(sql, &values).await? > 0)
}

/// The same for a stretch of study.
pub(in crate::members) async fn keep_education(
    tx: &Tx,
    member: MemberId,
    kept: &Kept<EducationId, Education>,
) -> Result<bool, Fault> {
    let told = &kept.told;
    let sql = "INSERT INTO education (id, member_id, organisation_id, degree, field, description, from_month, to_month) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET \
               organisation_id = excluded.organisation_id, degree = excluded.degree, field = excluded.field, \
               description = excluded.description, from_month = excluded.from_month, to_month = excluded.to_month \
               WHERE education.member_id = excluded.member_id";
    let values = params![
        kept.id,
        member,
        kept.organisation,
        told.degree,
        told.field,
        told.description,
        packed(told.period.from),
        packed(told.period.to)
    ];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Where each of these works now, as his positions tell it to whoever may see his page.
pub(crate) async fn works_in(tx: &Tx, people: &[MemberId]) -> Result<BTreeMap<MemberId, Vec<String>>, Fault> {
    let mut found: BTreeMap<MemberId, Vec<String>> = BTreeMap::new();
    for some in people.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT member_id, place FROM positions WHERE member_id IN ({marks}) AND place <> '' AND is_over = FALSE \
             AND to_month IS NULL ORDER BY member_id, id LIMIT 2000"
        );
        for (member, place) in tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await? {
            found.entry(member).or_default().push(place);
        }
    }
    Ok(found)
}

/// A member's place as typed, and the folded words of his skills: what the log has marks of.
pub(in crate::members) async fn marked_words(tx: &Tx, member: MemberId) -> Result<(String, Vec<String>), Fault> {
    let place = tx.one("SELECT place FROM members WHERE id = $1", &params![member], |row| row.get(0)).await?;
    let sql = "SELECT name_folded FROM skills WHERE member_id = $1 ORDER BY id LIMIT $2";
    Ok((place.unwrap_or_default(), tx.all(sql, &params![member, PROFILE_ROWS], |row| row.get(0)).await?))
}

/// Keeps a skill. Gives false where the member has it already.
pub(in crate::members) async fn keep_skill(tx: &Tx, id: SkillId, member: MemberId, name: &str) -> Result<bool, Fault> {
    let sql = "INSERT INTO skills (id, member_id, name, name_folded) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (member_id, name_folded) DO NOTHING";
    Ok(tx.run(sql, &params![id, member, name, text::fold(name)]).await? > 0)
}

/// Keeps a link; one to the same address gets the new label.
pub(in crate::members) async fn keep_link(tx: &Tx, id: LinkId, member: MemberId, link: &Link) -> Result<(), Fault> {
    let sql = "INSERT INTO links (id, member_id, label, url) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (member_id, url) DO UPDATE SET label = excluded.label";
    tx.run(sql, &params![id, member, link.label, link.url]).await.map(drop)
}

/// The texts of a profile, all of them.
#[derive(Clone, Debug)]
pub(in crate::members) struct Texts {
    pub(in crate::members) handle: String,
    pub(in crate::members) name: String,
    pub(in crate::members) headline: String,
    pub(in crate::members) about: String,
    pub(in crate::members) place: String,
    pub(in crate::members) languages: Vec<String>,
}

pub(in crate::members) async fn keep_texts(tx: &Tx, member: MemberId, texts: &Texts) -> Result<(), Fault> {
    let sql = "UPDATE members SET handle = $2, name = $3, name_folded = $4, headline = $5, about = $6, place = $7, \
               languages = $8, version = version + 1 WHERE id = $1";
    let values = params![
        member,
        texts.handle,
        texts.name,
        text::fold(&texts.name),
        texts.headline,
        texts.about,
        texts.place,
        texts.languages.join(",")
    ];
    tx.run(sql, &values).await.map(drop)
}
