//! What the doctor asks the tables.

use pergola_db::{Fault, Tx, queue};

/// Followers with their places; what waits in the queue; rows that should not be, by what they are.
pub(super) type Looked = (Vec<(String, i64)>, i64, Vec<(&'static str, i64)>);

/// Rows that no act can leave behind.
const ORPHANS: [(&str, &str); 5] = [
    (
        "ties that stand at one end only",
        "SELECT count(*) FROM ties t WHERE NOT EXISTS \
         (SELECT 1 FROM ties o WHERE o.member_id = t.other_id AND o.other_id = t.member_id)",
    ),
    (
        "ties over a block",
        "SELECT count(*) FROM ties t WHERE EXISTS \
         (SELECT 1 FROM blocks b WHERE b.member_id = t.member_id AND b.blocked_id = t.other_id)",
    ),
    (
        "cards that are in no garden",
        "SELECT count(*) FROM contacts c WHERE NOT EXISTS \
         (SELECT 1 FROM tending g WHERE g.owner_id = c.owner_id AND g.person_id = c.id)",
    ),
    (
        "ways of cards that are gone",
        "SELECT count(*) FROM contact_ways w WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = w.contact_id)",
    ),
    (
        "sessions of members who are gone",
        "SELECT count(*) FROM sessions s WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.id = s.member_id)",
    ),
];

pub(super) async fn look(tx: &Tx) -> Result<Looked, Fault> {
    let sql = "SELECT name, seq FROM followers ORDER BY name LIMIT 100";
    let followers = tx.all(sql, &[], |row| Ok((row.get(0)?, row.get(1)?))).await?;
    let waiting = queue::waiting(tx).await?;
    let mut orphans = Vec::new();
    for (what, sql) in ORPHANS {
        orphans.push((what, tx.one(sql, &[], |row| row.get(0)).await?.unwrap_or_default()));
    }
    Ok((followers, waiting, orphans))
}
