//! The tables `organisation_pages`, `speakers` and `proofs`. The names themselves are in `organisations`, which members keep
//! by what they tell of their work.

mod hands;

use std::collections::BTreeMap;

pub(crate) use hands::{hands, hands_of};
use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, OrganisationId, ProofId},
    jobs::employer_words,
    organisations::{Kind, Role, Told, Way},
    text,
    time::{Timestamp, YearMonth},
};
use serde_json::{Value, json};

use crate::words::{civil, rfc3339};

/// An organisation, as everybody may read it.
#[derive(Clone, Debug)]
pub(crate) struct Organisation {
    pub(crate) id: OrganisationId,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) about: String,
    pub(crate) place: String,
    /// Shown to be theirs; empty while it is not.
    pub(crate) domain: String,
    pub(crate) proven_at: Option<Timestamp>,
    /// Since when it is in the hands of those who speak for it now, or spoke last: what was before is not theirs.
    pub(crate) anew_at: Timestamp,
    /// Nobody told more of it than its name: zero.
    pub(crate) version: i64,
}

impl Organisation {
    pub(crate) const fn is_proven(&self) -> bool {
        self.proven_at.is_some()
    }

    pub(crate) fn path(&self) -> String {
        format!("/organisations/{}", self.id)
    }
}

const COLUMNS: &str = "o.id, o.name, o.is_school, p.kind, p.about, p.place, p.domain, p.proven_at, p.version, \
                       p.anew_at";

fn organisation(row: &Row<'_>) -> Result<Organisation, Fault> {
    let is_school: bool = row.get(2)?;
    let kind = row.get::<Option<String>>(3)?.and_then(|kind| Kind::of_name(&kind));
    Ok(Organisation {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: kind.unwrap_or(if is_school { Kind::School } else { Kind::Company }),
        about: row.get::<Option<String>>(4)?.unwrap_or_default(),
        place: row.get::<Option<String>>(5)?.unwrap_or_default(),
        domain: row.get::<Option<String>>(6)?.unwrap_or_default(),
        proven_at: row.get(7)?,
        version: row.get::<Option<i64>>(8)?.unwrap_or_default(),
        anew_at: row.get::<Option<Timestamp>>(9)?.unwrap_or_default(),
    })
}

pub(crate) async fn find(tx: &Tx, id: OrganisationId) -> Result<Option<Organisation>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM organisations o LEFT JOIN organisation_pages p ON p.organisation_id = o.id WHERE o.id = $1"
    );
    tx.one(&sql, &params![id], organisation).await
}

/// Those of these that there are, in no order.
pub(crate) async fn find_many(tx: &Tx, ids: &[OrganisationId]) -> Result<Vec<Organisation>, Fault> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT {COLUMNS} FROM organisations o LEFT JOIN organisation_pages p ON p.organisation_id = o.id \
             WHERE o.id IN ({marks})"
        );
        found.extend(tx.all(&sql, &values, organisation).await?);
    }
    Ok(found)
}

/// Those for whom somebody speaks and whose name has these words, by name.
pub(super) async fn list(tx: &Tx, words: &str, after: i64, limit: i64) -> Result<Vec<Organisation>, Fault> {
    let like = format!("%{}%", text::fold(words).replace(['!', '%', '_'], ""));
    let sql = format!(
        "SELECT {COLUMNS} FROM organisations o JOIN organisation_pages p ON p.organisation_id = o.id \
         WHERE o.name_folded LIKE $1 AND o.id > $2 ORDER BY o.id LIMIT $3"
    );
    tx.all(&sql, &params![like, after, limit], organisation).await
}

/// Begins or changes what it tells. Gives false where somebody else wrote meanwhile.
pub(super) async fn keep(tx: &Tx, id: OrganisationId, told: &Told, version: i64) -> Result<bool, Fault> {
    if version == 0 {
        let sql = "INSERT INTO organisation_pages (organisation_id, kind, about, place, domain, proven_way, proof_id, \
                   proven_at, found_at, looked_at, version) VALUES ($1, $2, $3, $4, '', '', NULL, NULL, NULL, NULL, 1) \
                   ON CONFLICT (organisation_id) DO NOTHING";
        return Ok(tx.run(sql, &params![id, told.kind.name(), told.about, told.place]).await? > 0);
    }
    let sql = "UPDATE organisation_pages SET kind = $2, about = $3, place = $4, version = version + 1 \
               WHERE organisation_id = $1 AND version = $5";
    let values = params![id, told.kind.name(), told.about, told.place, version];
    Ok(tx.run(sql, &values).await? > 0)
}

/// Somebody who may act in the name of an organisation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Speaker {
    pub(crate) member: MemberId,
    pub(crate) role: Role,
}

pub(crate) async fn speakers(tx: &Tx, id: OrganisationId) -> Result<Vec<Speaker>, Fault> {
    let sql = "SELECT member_id, role FROM speakers WHERE organisation_id = $1 ORDER BY since, member_id LIMIT 100";
    tx.all(sql, &params![id], |row| {
        Ok(Speaker { member: row.get(0)?, role: Role::of_name(&row.get::<String>(1)?).unwrap_or(Role::Poster) })
    })
    .await
}

/// Those who speak for each of several, the first one first.
pub(crate) async fn speakers_of(
    tx: &Tx,
    ids: &[OrganisationId],
) -> Result<BTreeMap<OrganisationId, Vec<MemberId>>, Fault> {
    let mut all: BTreeMap<OrganisationId, Vec<MemberId>> = BTreeMap::new();
    for some in ids.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT organisation_id, member_id FROM speakers WHERE organisation_id IN ({marks}) \
             ORDER BY organisation_id, since, member_id LIMIT 12800"
        );
        for (id, member) in tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await? {
            all.entry(id).or_default().push(member);
        }
    }
    Ok(all)
}

pub(crate) async fn role(tx: &Tx, id: OrganisationId, member: MemberId) -> Result<Option<Role>, Fault> {
    let sql = "SELECT role FROM speakers WHERE organisation_id = $1 AND member_id = $2";
    let role: Option<String> = tx.one(sql, &params![id, member], |row| row.get(0)).await?;
    Ok(role.and_then(|role| Role::of_name(&role)))
}

/// For whom a member speaks.
pub(crate) async fn spoken_for(tx: &Tx, member: MemberId) -> Result<Vec<OrganisationId>, Fault> {
    let sql = "SELECT organisation_id FROM speakers WHERE member_id = $1 ORDER BY since, organisation_id LIMIT 100";
    tx.all(sql, &params![member], |row| row.get(0)).await
}

/// For whom a member speaks, and as what.
pub(super) async fn list_roles(tx: &Tx, member: MemberId) -> Result<Vec<(OrganisationId, Role)>, Fault> {
    let sql =
        "SELECT organisation_id, role FROM speakers WHERE member_id = $1 ORDER BY since, organisation_id LIMIT 100";
    tx.all(sql, &params![member], |row| {
        Ok((row.get(0)?, Role::of_name(&row.get::<String>(1)?).unwrap_or(Role::Poster)))
    })
    .await
}

/// Whether a member speaks for an organisation and that moment is his to know: it is in the same hands since, or he spoke for
/// it then. What was sent to those before him is not.
pub(crate) async fn spoke(tx: &Tx, id: OrganisationId, member: MemberId, at: Timestamp) -> Result<bool, Fault> {
    let sql = "SELECT COUNT(*) FROM speakers s LEFT JOIN organisation_pages p ON p.organisation_id = s.organisation_id \
               WHERE s.organisation_id = $1 AND s.member_id = $2 AND (s.since <= $3 OR COALESCE(p.anew_at, 0) <= $4)";
    let count: Option<i64> = tx.one(sql, &params![id, member, at, at], |row| row.get(0)).await?;
    Ok(count.unwrap_or_default() > 0)
}

/// The owner who speaks for it the longest, else the one who does; whom others' things are handed on to.
pub(crate) async fn eldest(tx: &Tx, id: OrganisationId) -> Result<Option<MemberId>, Fault> {
    let speakers = speakers(tx, id).await?;
    let owner = speakers.iter().find(|speaker| speaker.role == Role::Owner);
    Ok(owner.or(speakers.first()).map(|speaker| speaker.member))
}

/// Where a member works now, by his own telling: also where the end that he tells is still to come.
pub(crate) async fn works_at(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Vec<OrganisationId>, Fault> {
    let today = civil(now);
    let month = i32::from(today.year()) * 12 + i32::from(today.month()) - 1;
    let sql = "SELECT organisation_id, is_over, to_month FROM positions WHERE member_id = $1 \
               ORDER BY organisation_id, id LIMIT 1000";
    let told =
        tx.all(sql, &params![member], |row| Ok((row.get(0)?, row.get::<bool>(1)?, row.get::<Option<i64>>(2)?))).await?;
    let lasts = |is_over: bool, to: Option<i64>| {
        let end = to.and_then(YearMonth::from_packed).map(YearMonth::last_month);
        !is_over || end.is_some_and(|end| end >= month)
    };
    let mut now_at: Vec<OrganisationId> =
        told.into_iter().filter(|(_, is_over, to)| lasts(*is_over, *to)).map(|(id, ..)| id).collect();
    now_at.dedup();
    Ok(now_at)
}

/// Organisations that were there before their employer's words were kept, in one go.
const AT_ONCE: i64 = 500;

/// Folds the names of those that have no employer's words yet. Gives whether there may be more.
pub(super) async fn name_employers(tx: &Tx) -> Result<bool, Fault> {
    let sql = "SELECT id, name FROM organisations WHERE employer IS NULL ORDER BY id LIMIT $1";
    let unnamed: Vec<(OrganisationId, String)> =
        tx.all(sql, &params![AT_ONCE], |row| Ok((row.get(0)?, row.get(1)?))).await?;
    for (id, name) in &unnamed {
        let sql = "UPDATE organisations SET employer = $2 WHERE id = $1";
        tx.run(sql, &params![*id, employer_words(name)]).await?;
    }
    Ok(i64::try_from(unnamed.len()).unwrap_or(0) >= AT_ONCE)
}

/// It comes into new hands.
pub(super) async fn keep_anew(tx: &Tx, id: OrganisationId, now: Timestamp) -> Result<(), Fault> {
    tx.run("UPDATE organisation_pages SET anew_at = $2 WHERE organisation_id = $1", &params![id, now]).await?;
    hands::keep(tx, id, "").await?;
    tx.run("DELETE FROM speaker_invitations WHERE organisation_id = $1", &params![id]).await.map(drop)
}

pub(super) async fn keep_speaker(
    tx: &Tx,
    id: OrganisationId,
    member: MemberId,
    role: Role,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO speakers (organisation_id, member_id, role, since, began) VALUES ($1, $2, $3, $4, FALSE) \
               ON CONFLICT (organisation_id, member_id) DO UPDATE SET role = excluded.role";
    tx.run(sql, &params![id, member, role.name(), now]).await.map(drop)
}

/// The member is the first who speaks for it.
pub(super) async fn keep_begun(tx: &Tx, id: OrganisationId, member: MemberId) -> Result<(), Fault> {
    let sql = "UPDATE speakers SET began = TRUE WHERE organisation_id = $1 AND member_id = $2";
    tx.run(sql, &params![id, member]).await.map(drop)
}

/// Somebody who was asked to speak for an organisation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Invited {
    pub(super) member: MemberId,
    pub(super) role: Role,
    pub(super) by: MemberId,
    pub(super) declined: bool,
}

fn invited(row: &Row<'_>) -> Result<Invited, Fault> {
    let role = Role::of_name(&row.get::<String>(1)?).unwrap_or(Role::Poster);
    Ok(Invited { member: row.get(0)?, role, by: row.get(2)?, declined: row.get(3)? })
}

const INVITED: &str = "SELECT member_id, role, by_id, declined FROM speaker_invitations WHERE organisation_id = $1";

pub(super) async fn list_invited(tx: &Tx, id: OrganisationId) -> Result<Vec<Invited>, Fault> {
    tx.all(&format!("{INVITED} ORDER BY at, member_id LIMIT 100"), &params![id], invited).await
}

pub(super) async fn find_invited(tx: &Tx, id: OrganisationId, member: MemberId) -> Result<Option<Invited>, Fault> {
    tx.one(&format!("{INVITED} AND member_id = $2"), &params![id, member], invited).await
}

/// Asks somebody. Asked again with another role: what he said stands.
pub(super) async fn keep_invited(tx: &Tx, id: OrganisationId, new: &Invited, now: Timestamp) -> Result<bool, Fault> {
    let fresh = find_invited(tx, id, new.member).await?.is_none();
    let sql = "INSERT INTO speaker_invitations (organisation_id, member_id, role, by_id, at, declined) \
               VALUES ($1, $2, $3, $4, $5, FALSE) \
               ON CONFLICT (organisation_id, member_id) DO UPDATE SET role = excluded.role, by_id = excluded.by_id";
    tx.run(sql, &params![id, new.member, new.role.name(), new.by, now]).await?;
    Ok(fresh)
}

pub(super) async fn keep_declined(tx: &Tx, id: OrganisationId, member: MemberId) -> Result<(), Fault> {
    let sql = "UPDATE speaker_invitations SET declined = TRUE WHERE organisation_id = $1 AND member_id = $2";
    tx.run(sql, &params![id, member]).await.map(drop)
}

pub(super) async fn remove_invited(tx: &Tx, id: OrganisationId, member: MemberId) -> Result<(), Fault> {
    let sql = "DELETE FROM speaker_invitations WHERE organisation_id = $1 AND member_id = $2";
    tx.run(sql, &params![id, member]).await.map(drop)
}

pub(super) async fn remove_speaker(tx: &Tx, id: OrganisationId, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM speakers WHERE organisation_id = $1 AND member_id = $2", &params![id, member]).await.map(drop)
}

/// Everybody but one: an unproven claim gives way to a proof.
pub(super) async fn keep_only(tx: &Tx, id: OrganisationId, member: MemberId) -> Result<(), Fault> {
    let sql = "DELETE FROM speakers WHERE organisation_id = $1 AND member_id <> $2";
    tx.run(sql, &params![id, member]).await.map(drop)
}

/// How many a member began to speak for since then.
pub(super) async fn begun_since(tx: &Tx, member: MemberId, since: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM speakers WHERE member_id = $1 AND began AND since > $2";
    Ok(tx.one(sql, &params![member, since], |row| row.get(0)).await?.unwrap_or_default())
}

/// A proof that was begun.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    pub(super) id: ProofId,
    pub(super) organisation: OrganisationId,
    pub(super) member: MemberId,
    pub(super) domain: String,
    pub(super) way: Way,
    pub(super) begun_at: Timestamp,
}

fn proof(row: &Row<'_>) -> Result<Proof, Fault> {
    Ok(Proof {
        id: row.get(0)?,
        organisation: row.get(1)?,
        member: row.get(2)?,
        domain: row.get(3)?,
        way: Way::of_name(&row.get::<String>(4)?).ok_or_else(|| Fault::other("a way of proving nobody knows"))?,
        begun_at: row.get(5)?,
    })
}

const PROOF: &str = "id, organisation_id, member_id, domain, way, begun_at";

pub(super) async fn find_proof(tx: &Tx, id: ProofId) -> Result<Option<Proof>, Fault> {
    tx.one(&format!("SELECT {PROOF} FROM proofs WHERE id = $1"), &params![id], proof).await
}

/// Those that a member began, the last first.
pub(super) async fn list_proofs(tx: &Tx, id: OrganisationId, member: MemberId) -> Result<Vec<Proof>, Fault> {
    let sql =
        format!("SELECT {PROOF} FROM proofs WHERE organisation_id = $1 AND member_id = $2 ORDER BY id DESC LIMIT 20");
    tx.all(&sql, &params![id, member], proof).await
}

/// A member's begun proofs of one organisation and way: the last one stands.
pub(super) async fn keep_proof(tx: &Tx, new: &Proof) -> Result<(), Fault> {
    let sql = "DELETE FROM proofs WHERE organisation_id = $1 AND member_id = $2 AND way = $3 AND id NOT IN \
               (SELECT proof_id FROM organisation_pages WHERE organisation_id = $1 AND proof_id IS NOT NULL)";
    tx.run(sql, &params![new.organisation, new.member, new.way.name()]).await?;
    let sql =
        "INSERT INTO proofs (id, organisation_id, member_id, domain, way, begun_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = params![new.id, new.organisation, new.member, new.domain, new.way.name(), new.begun_at];
    tx.run(sql, &values).await.map(drop)
}

/// Who has proven a domain, if anybody has.
pub(super) async fn of_domain(tx: &Tx, domain: &str) -> Result<Option<OrganisationId>, Fault> {
    let sql = "SELECT organisation_id FROM organisation_pages WHERE domain = $1 AND domain <> ''";
    tx.one(sql, &params![domain], |row| row.get(0)).await
}

/// Writes that a proof was found.
pub(super) async fn keep_proven(tx: &Tx, proof: &Proof, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE organisation_pages SET domain = $2, proven_way = $3, proof_id = $4, proven_at = $5, found_at = $5, \
               looked_at = $5, version = version + 1 WHERE organisation_id = $1";
    tx.run(sql, &params![proof.organisation, proof.domain, proof.way.name(), proof.id, now]).await?;
    hands::keep(tx, proof.organisation, &proof.domain).await
}

/// Proofs to look for again: not looked for since then.
pub(super) async fn list_unlooked(tx: &Tx, since: Timestamp, limit: i64) -> Result<Vec<(Proof, Timestamp)>, Fault> {
    let sql = "SELECT r.id, r.organisation_id, r.member_id, r.domain, r.way, r.begun_at, p.found_at \
               FROM organisation_pages p JOIN proofs r ON r.id = p.proof_id \
               WHERE p.proven_way IN ('dns', 'file') AND p.looked_at < $1 ORDER BY p.looked_at LIMIT $2";
    tx.all(sql, &params![since, limit], |row| Ok((proof(row)?, row.get(6)?))).await
}

/// It was looked for: found, or not.
pub(super) async fn keep_looked(tx: &Tx, id: OrganisationId, found: bool, now: Timestamp) -> Result<(), Fault> {
    let sql = if found {
        "UPDATE organisation_pages SET looked_at = $2, found_at = $2 WHERE organisation_id = $1"
    } else {
        "UPDATE organisation_pages SET looked_at = $2 WHERE organisation_id = $1"
    };
    tx.run(sql, &params![id, now]).await.map(drop)
}

/// It is proven no more.
pub(super) async fn remove_proven(tx: &Tx, id: OrganisationId) -> Result<(), Fault> {
    let sql = "UPDATE organisation_pages SET domain = '', proven_way = '', proof_id = NULL, proven_at = NULL, \
               found_at = NULL, looked_at = NULL, version = version + 1 WHERE organisation_id = $1";
    tx.run(sql, &params![id]).await.map(drop)
}

/// For whom a member speaks, for his archive.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let sql = "SELECT o.id, o.name, s.role, s.since FROM speakers s JOIN organisations o ON o.id = s.organisation_id \
               WHERE s.member_id = $1 ORDER BY s.since, o.id LIMIT 1000";
    tx.all(sql, &params![member], |row| {
        Ok(json!({
            "key": row.get::<i64>(0)?.to_string(),
            "name": row.get::<String>(1)?,
            "role": row.get::<String>(2)?,
            "since": rfc3339(row.get(3)?),
        }))
    })
    .await
}

/// A member speaks for nobody any more; what nobody speaks for is proven no more. Gives those.
pub(super) async fn erase(tx: &Tx, member: MemberId) -> Result<Vec<OrganisationId>, Fault> {
    let spoken = spoken_for(tx, member).await?;
    tx.run("DELETE FROM speakers WHERE member_id = $1", &params![member]).await?;
    let sql = "DELETE FROM speaker_invitations WHERE member_id = $1 OR by_id = $1";
    tx.run(sql, &params![member]).await?;
    let mut mute = Vec::new();
    for id in spoken {
        let left = speakers(tx, id).await?;
        match left.first() {
            None => {
                remove_proven(tx, id).await?;
                mute.push(id);
            }
            // Somebody must be able to say who else speaks for it.
            Some(first) if left.iter().all(|speaker| speaker.role != Role::Owner) => {
                let sql = "UPDATE speakers SET role = 'owner' WHERE organisation_id = $1 AND member_id = $2";
                tx.run(sql, &params![id, first.member]).await?;
            }
            Some(_) => {}
        }
    }
    // A proof of his still holds for those who stay: the name of who began it does not.
    let sql = "UPDATE proofs SET member_id = 0 WHERE member_id = $1 AND id IN \
               (SELECT proof_id FROM organisation_pages WHERE proof_id IS NOT NULL)";
    tx.run(sql, &params![member]).await?;
    tx.run("DELETE FROM proofs WHERE member_id = $1", &params![member]).await?;
    Ok(mute)
}

/// Where organisations are named: the tables and their columns.
const NAMED_IN: [(&str, &str); 11] = [
    ("positions", "organisation_id"),
    ("education", "organisation_id"),
    ("organisation_pages", "organisation_id"),
    ("speakers", "organisation_id"),
    ("proofs", "organisation_id"),
    ("speaker_invitations", "organisation_id"),
    ("jobs", "organisation_id"),
    ("jobs", "client_id"),
    ("applications", "organisation_id"),
    ("feeds", "organisation_id"),
    ("events", "organisation_id"),
];

/// Organisations that a member names in his profile, his ads and his events.
pub(crate) async fn named_by(tx: &Tx, member: MemberId) -> Result<Vec<OrganisationId>, Fault> {
    let sql = "SELECT organisation_id FROM positions WHERE member_id = $1 \
               UNION SELECT organisation_id FROM education WHERE member_id = $1 \
               UNION SELECT organisation_id FROM jobs WHERE member_id = $1 \
               UNION SELECT client_id FROM jobs WHERE member_id = $1 AND client_id IS NOT NULL \
               UNION SELECT organisation_id FROM events WHERE member_id = $1 AND organisation_id IS NOT NULL LIMIT 10000";
    tx.all(sql, &params![member], |row| row.get(0)).await
}

/// Takes an organisation away that nothing names. Gives false where something does.
pub(super) async fn remove_unnamed(tx: &Tx, id: OrganisationId) -> Result<bool, Fault> {
    let named: Vec<String> = NAMED_IN
        .iter()
        .map(|(table, column)| format!("NOT EXISTS (SELECT 1 FROM {table} n WHERE n.{column} = $1)"))
        .collect();
    let sql = format!("DELETE FROM organisations WHERE id = $1 AND {}", named.join(" AND "));
    Ok(tx.run(&sql, &params![id]).await? > 0)
}
