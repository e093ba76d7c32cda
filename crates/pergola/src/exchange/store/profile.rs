//! The own profile as files know it: what it says already, and taking over what they offer.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{ids::MemberId, members::PROFILE_ROWS, text, time::YearMonth};

use crate::{
    app::By,
    exchange::offers::{Offer, Spell, Study},
};

/// What a profile says.
#[derive(Clone, Debug, Default)]
pub(in crate::exchange) struct Profile {
    pub(in crate::exchange) headline: String,
    pub(in crate::exchange) about: String,
    pub(in crate::exchange) place: String,
    pub(in crate::exchange) languages: Vec<String>,
    pub(in crate::exchange) positions: Vec<(Spell, bool)>,
    pub(in crate::exchange) education: Vec<Study>,
    pub(in crate::exchange) skills: Vec<String>,
    /// Label and address.
    pub(in crate::exchange) links: Vec<(String, String)>,
}

impl Profile {
    /// Whether it says this already.
    pub(in crate::exchange) fn says(&self, offer: &Offer) -> bool {
        let same = |one: &str, other: &str| text::fold(one) == text::fold(other);
        match offer {
            Offer::Headline { text } => same(&self.headline, text),
            Offer::About { text } => same(&self.about, text),
            Offer::Place { text } => same(&self.place, text),
            Offer::Position(new) => self.positions.iter().any(|(old, _)| {
                same(&old.organisation, &new.organisation) && same(&old.title, &new.title) && old.from == new.from
            }),
            Offer::Education(new) => self
                .education
                .iter()
                .any(|old| same(&old.school, &new.school) && same(&old.degree, &new.degree) && old.from == new.from),
            Offer::Skill { name } => self.skills.iter().any(|skill| same(skill, name)),
            Offer::Language { tag } => self.languages.contains(tag),
            Offer::Link { url, .. } => self.links.iter().any(|(_, known)| known == url),
        }
    }
}

/// The profile of a member.
pub(in crate::exchange) async fn find(tx: &Tx, member: MemberId) -> Result<Profile, Fault> {
    let values = params![member];
    let own = tx
        .one("SELECT headline, about, place, languages FROM members WHERE id = $1", &values, |row| {
            Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<String>(2)?, row.get::<String>(3)?))
        })
        .await?;
    let (headline, about, place, languages) = own.unwrap_or_default();
    let month = |packed: Option<i64>| packed.and_then(YearMonth::from_packed);
    let positions = tx
        .all(
            "SELECT o.name, p.title, p.place, p.description, p.from_month, p.to_month, p.is_over FROM positions p \
             JOIN organisations o ON o.id = p.organisation_id WHERE p.member_id = $1 ORDER BY p.id LIMIT 1000",
            &values,
            |row| {
                let spell = Spell {
                    organisation: row.get(0)?,
                    title: row.get(1)?,
                    place: row.get(2)?,
                    description: row.get(3)?,
                    from: month(row.get(4)?),
                    to: month(row.get(5)?),
                };
                Ok((spell, row.get(6)?))
            },
        )
        .await?;
    let education = tx
        .all(
            "SELECT o.name, e.degree, e.field, e.description, e.from_month, e.to_month FROM education e \
             JOIN organisations o ON o.id = e.organisation_id WHERE e.member_id = $1 ORDER BY e.id LIMIT 1000",
            &values,
            |row| {
                Ok(Study {
                    school: row.get(0)?,
                    degree: row.get(1)?,
                    field: row.get(2)?,
                    description: row.get(3)?,
                    from: month(row.get(4)?),
                    to: month(row.get(5)?),
                })
            },
        )
        .await?;
    let skills = "SELECT name FROM skills WHERE member_id = $1 ORDER BY id LIMIT 1000";
    let links = "SELECT label, url FROM links WHERE member_id = $1 ORDER BY id LIMIT 1000";
    Ok(Profile {
        headline,
        about,
        place,
        languages: languages.split(',').filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        positions,
        education,
        skills: tx.all(skills, &values, |row| row.get(0)).await?,
        links: tx.all(links, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?,
    })
}

/// Takes an offer over into the profile. Gives false where the profile is full.
pub(in crate::exchange) async fn take(tx: &Tx, by: &By, offer: &Offer) -> Result<bool, Fault> {
    match offer {
        Offer::Headline { text } => set(tx, by.member, "headline", text).await,
        Offer::About { text } => set(tx, by.member, "about", text).await,
        Offer::Place { text } => set(tx, by.member, "place", text).await,
        Offer::Position(spell) => add_position(tx, by, spell).await,
        Offer::Education(study) => add_study(tx, by, study).await,
        Offer::Skill { name } => {
            let sql = "INSERT INTO skills (id, member_id, name, name_folded) \
                       SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS TEXT) \
                       WHERE (SELECT count(*) FROM skills WHERE member_id = $2) < $5 \
                       ON CONFLICT (member_id, name_folded) DO NOTHING";
            let values = params![by.fresh(), by.member, name, text::fold(name), PROFILE_ROWS];
            tx.run(sql, &values).await.map(|_| true)
        }
        Offer::Link { label, url } => {
            let sql = "INSERT INTO links (id, member_id, label, url) \
                       SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS TEXT) \
                       WHERE (SELECT count(*) FROM links WHERE member_id = $2) < $5 \
                       ON CONFLICT (member_id, url) DO NOTHING";
            tx.run(sql, &params![by.fresh(), by.member, label, url, PROFILE_ROWS]).await.map(|_| true)
        }
        Offer::Language { tag } => {
            let mut languages = find(tx, by.member).await?.languages;
            if !languages.contains(tag) {
                languages.push(tag.clone());
            }
            set(tx, by.member, "languages", &languages.join(",")).await
        }
    }
}

async fn set(tx: &Tx, member: MemberId, column: &'static str, value: &str) -> Result<bool, Fault> {
    let sql = format!("UPDATE members SET {column} = $2, version = version + 1 WHERE id = $1");
    tx.run(&sql, &params![member, value]).await.map(|touched| touched > 0)
}

async fn add_position(tx: &Tx, by: &By, spell: &Spell) -> Result<bool, Fault> {
    let organisation = organisation(tx, by, &spell.organisation, false).await?;
    let packed = |month: Option<YearMonth>| month.map(YearMonth::packed);
    let sql = "INSERT INTO positions (id, member_id, organisation_id, title, place, description, from_month, to_month, is_over) \
               SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS TEXT), \
               CAST($6 AS TEXT), CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($9 AS BOOLEAN) \
               WHERE (SELECT count(*) FROM positions WHERE member_id = $2) < $10";
    let values = params![
        by.fresh(),
        by.member,
        organisation,
        spell.title,
        spell.place,
        spell.description,
        packed(spell.from),
        packed(spell.to),
        spell.to.is_some(),
        PROFILE_ROWS
    ];
    tx.run(sql, &values).await.map(|touched| touched > 0)
}

async fn add_study(tx: &Tx, by: &By, study: &Study) -> Result<bool, Fault> {
    let organisation = organisation(tx, by, &study.school, true).await?;
    let packed = |month: Option<YearMonth>| month.map(YearMonth::packed);
    let sql = "INSERT INTO education (id, member_id, organisation_id, degree, field, description, from_month, to_month) \
               SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS TEXT), \
               CAST($6 AS TEXT), CAST($7 AS BIGINT), CAST($8 AS BIGINT) \
               WHERE (SELECT count(*) FROM education WHERE member_id = $2) < $9";
    let values = params![
        by.fresh(),
        by.member,
        organisation,
        study.degree,
        study.field,
        study.description,
        packed(study.from),
        packed(study.to),
        PROFILE_ROWS
    ];
    tx.run(sql, &values).await.map(|touched| touched > 0)
}

/// The one organisation of a name, made where there is none yet.
async fn organisation(tx: &Tx, by: &By, name: &str, is_school: bool) -> Result<i64, Fault> {
    let folded = text::fold(name);
    let sql = "INSERT INTO organisations (id, name, name_folded, is_school, created_at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (name_folded, is_school) DO NOTHING";
    tx.run(sql, &params![by.fresh(), name, folded, is_school, by.now]).await?;
    let found = tx
        .one(
            "SELECT id FROM organisations WHERE name_folded = $1 AND is_school = $2",
            &params![folded, is_school],
            |row| row.get(0),
        )
        .await?;
    found.ok_or_else(|| Fault::other("an organisation is not there right after it was kept"))
}

/// All stretches of work and study of a member, for the log.
pub(in crate::exchange) async fn spells(
    tx: &Tx,
    member: MemberId,
) -> Result<Vec<pergola_domain::changes::Spell>, Fault> {
    let month = |packed: Option<i64>| packed.and_then(YearMonth::from_packed);
    let sql = "SELECT organisation_id, FALSE, from_month, to_month, is_over FROM positions WHERE member_id = $1 \
               UNION ALL SELECT organisation_id, TRUE, from_month, to_month, FALSE FROM education WHERE member_id = $1 LIMIT 1000";
    tx.all(sql, &params![member], |row| {
        let to = month(row.get(3)?);
        Ok(pergola_domain::changes::Spell {
            organisation: row.get(0)?,
            school: row.get(1)?,
            from: month(row.get(2)?),
            to,
            ended: row.get::<bool>(4)? && to.is_none(),
        })
    })
    .await
}
