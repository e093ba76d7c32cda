//! The tables `godparents` and `newcomers`.

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{companion::Beside, ids::MemberId, time::Timestamp};

/// Volunteers looked at for one newcomer.
const VOLUNTEERS: i64 = 200;

/// Two people, one of them new.
#[derive(Clone, Copy, Debug)]
pub(in crate::companion) struct Pair {
    pub(in crate::companion) newcomer: MemberId,
    pub(in crate::companion) godparent: MemberId,
    pub(in crate::companion) beside: Beside,
    version: i64,
}

pub(in crate::companion) async fn volunteers(tx: &Tx, member: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT count(*) FROM godparents WHERE member_id = $1";
    Ok(tx.one(sql, &params![member], |row| row.get::<i64>(0)).await?.unwrap_or_default() > 0)
}

pub(in crate::companion) async fn keep_volunteer(tx: &Tx, member: MemberId, now: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO godparents (member_id, since) VALUES ($1, $2) ON CONFLICT (member_id) DO NOTHING";
    tx.run(sql, &params![member, now]).await.map(drop)
}

pub(in crate::companion) async fn remove_volunteer(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM godparents WHERE member_id = $1", &params![member]).await.map(drop)
}

/// Volunteers whom this newcomer has not asked or passed, longest there first: neither blocked with him nor leaving, nor
/// closed by a decision.
pub(in crate::companion) async fn list_volunteers(tx: &Tx, newcomer: MemberId) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT g.member_id FROM godparents g JOIN members m ON m.id = g.member_id \
               WHERE g.member_id <> $1 AND m.leaving_at IS NULL AND NOT m.is_suspended \
               AND NOT EXISTS (SELECT 1 FROM newcomers n WHERE n.newcomer_id = $1 AND n.godparent_id = g.member_id) \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = $1 AND k.blocked_id = g.member_id) \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = g.member_id AND k.blocked_id = $1) \
               ORDER BY g.since, g.member_id LIMIT $2";
    tx.all(sql, &params![newcomer, VOLUNTEERS], |row| row.get(0)).await
}

/// With how many newcomers each of these goes.
pub(in crate::companion) async fn newcomers_of(
    tx: &Tx,
    godparents: &[MemberId],
) -> Result<Vec<(MemberId, i64)>, Fault> {
    let mut found = Vec::new();
    for some in godparents.chunks(256) {
        let mut values = params!["beside"].to_vec();
        let marks = in_list(&mut values, some.iter().copied());
        let sql = format!(
            "SELECT godparent_id, count(*) FROM newcomers WHERE state = $1 AND godparent_id IN ({marks}) GROUP BY godparent_id"
        );
        found.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?);
    }
    Ok(found)
}

/// What each of these tells of himself that another may have in common: place and languages, organisations, skills, as
/// (member, kind, folded word).
pub(in crate::companion) async fn signs(
    tx: &Tx,
    people: &[MemberId],
) -> Result<Vec<(MemberId, &'static str, String)>, Fault> {
    const SIGNS: [(&str, &str); 4] = [
        ("place", "SELECT id, place FROM members WHERE place <> '' AND id IN "),
        ("language", "SELECT id, languages FROM members WHERE languages <> '' AND id IN "),
        (
            "organisation",
            "SELECT p.member_id, o.name_folded FROM positions p JOIN organisations o ON o.id = p.organisation_id WHERE p.member_id IN ",
        ),
        ("skill", "SELECT member_id, name_folded FROM skills WHERE member_id IN "),
    ];
    let mut found = Vec::new();
    for some in people.chunks(256) {
        for (kind, sql) in SIGNS {
            let mut values = Vec::new();
            let marks = in_list(&mut values, some.iter().copied());
            let rows: Vec<(MemberId, String)> =
                tx.all(&format!("{sql}({marks}) LIMIT 20000"), &values, |row| Ok((row.get(0)?, row.get(1)?))).await?;
            found.extend(rows.into_iter().map(|(member, word)| (member, kind, word)));
        }
    }
    Ok(found)
}

const COLUMNS: &str = "newcomer_id, godparent_id, state, asked_at, since, version";
/// No block is between the two, and neither account is closed by a decision.
const VISIBLE: &str = "AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = n.newcomer_id AND k.blocked_id = n.godparent_id) \
     AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = n.godparent_id AND k.blocked_id = n.newcomer_id) \
     AND NOT EXISTS (SELECT 1 FROM members s WHERE s.id IN (n.newcomer_id, n.godparent_id) AND s.is_suspended)";

fn pair(row: &pergola_db::Row<'_>) -> Result<Pair, Fault> {
    let (state, asked_at, since): (String, Timestamp, Option<Timestamp>) = (row.get(2)?, row.get(3)?, row.get(4)?);
    let beside = match state.as_str() {
        "asked" => Beside::Asked { at: asked_at },
        "declined" => Beside::Declined { asked_at },
        "beside" => Beside::Beside { since: since.unwrap_or(asked_at) },
        _ => Beside::Over,
    };
    Ok(Pair { newcomer: row.get(0)?, godparent: row.get(1)?, beside, version: row.get(5)? })
}

/// Both pairs and askings in which a member stands, newest first, but what he let pass.
pub(in crate::companion) async fn list(tx: &Tx, member: MemberId) -> Result<Vec<Pair>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM newcomers n WHERE (n.newcomer_id = $1 OR n.godparent_id = $1) \
         AND n.state IN ('asked', 'declined', 'beside') {VISIBLE} ORDER BY n.asked_at DESC, n.godparent_id LIMIT 50"
    );
    tx.all(&sql, &params![member], pair).await
}

/// What a member's archive says of one with whom he stands or stood.
#[derive(Clone, Debug)]
pub(in crate::companion) struct Stood {
    pub(in crate::companion) newcomer: MemberId,
    pub(in crate::companion) godparent: MemberId,
    /// Who is the other of the two.
    pub(in crate::companion) handle: String,
    pub(in crate::companion) state: String,
    pub(in crate::companion) asked_at: Timestamp,
    pub(in crate::companion) since: Option<Timestamp>,
}

/// All of them, those that are over too, in the order of their beginning. Nobody behind a block; and whoever was let pass
/// has not learnt of it, so it is the newcomer's alone.
pub(in crate::companion) async fn list_all(tx: &Tx, member: MemberId) -> Result<Vec<Stood>, Fault> {
    let sql = "SELECT n.newcomer_id, n.godparent_id, m.handle, n.state, n.asked_at, n.since FROM newcomers n \
               JOIN members m ON m.id = CASE WHEN n.newcomer_id = $1 THEN n.godparent_id ELSE n.newcomer_id END \
               WHERE (n.newcomer_id = $1 OR (n.godparent_id = $1 AND n.state <> 'passed')) \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = n.newcomer_id AND k.blocked_id = n.godparent_id) \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = n.godparent_id AND k.blocked_id = n.newcomer_id) \
               ORDER BY n.asked_at, m.handle LIMIT 10000";
    tx.all(sql, &params![member], |row| {
        Ok(Stood {
            newcomer: row.get(0)?,
            godparent: row.get(1)?,
            handle: row.get(2)?,
            state: row.get(3)?,
            asked_at: row.get(4)?,
            since: row.get(5)?,
        })
    })
    .await
}

/// Since when a member would go beside a newcomer, where he would.
pub(in crate::companion) async fn willing_since(tx: &Tx, member: MemberId) -> Result<Option<Timestamp>, Fault> {
    tx.one("SELECT since FROM godparents WHERE member_id = $1", &params![member], |row| row.get(0)).await
}

pub(in crate::companion) async fn find(
    tx: &Tx,
    newcomer: MemberId,
    godparent: MemberId,
) -> Result<Option<Pair>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM newcomers n WHERE n.newcomer_id = $1 AND n.godparent_id = $2 {VISIBLE}");
    tx.one(&sql, &params![newcomer, godparent], pair).await
}

/// A newcomer asks one, or lets him pass. Gives false where he did before.
pub(in crate::companion) async fn keep_new(
    tx: &Tx,
    newcomer: MemberId,
    godparent: MemberId,
    asked: bool,
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "INSERT INTO newcomers (newcomer_id, godparent_id, state, asked_at, since, version) \
               VALUES ($1, $2, $3, $4, NULL, 1) ON CONFLICT (newcomer_id, godparent_id) DO NOTHING";
    let state = if asked { "asked" } else { "passed" };
    Ok(tx.run(sql, &params![newcomer, godparent, state, now]).await? > 0)
}

/// The next state. Gives false where somebody else wrote meanwhile.
pub(in crate::companion) async fn keep(tx: &Tx, pair: &Pair, next: Beside) -> Result<bool, Fault> {
    let sql = "UPDATE newcomers SET state = $3, since = $4, version = version + 1 \
               WHERE newcomer_id = $1 AND godparent_id = $2 AND version = $5";
    let (state, since) = match next {
        Beside::Asked { .. } => ("asked", None),
        Beside::Declined { .. } => ("declined", None),
        Beside::Beside { since } => ("beside", Some(since)),
        Beside::Over => ("over", None),
    };
    Ok(tx.run(sql, &params![pair.newcomer, pair.godparent, state, since, pair.version]).await? > 0)
}
