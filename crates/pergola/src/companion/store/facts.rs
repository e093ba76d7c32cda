//! What the rule of steps reads of the member's own side, from the tables of the rooms before this one.
//!
//! Each question reads an index and gives one row; all of them together are one hop to the database.

use pergola_db::{Fault, Tx, Value, params};
use pergola_domain::{companion::Facts, ids::MemberId, time::Timestamp};

/// Fills in all that tables tell. Who is due this week, who fits whom and whom one may know other rooms work out.
pub(in crate::companion) async fn of_tables(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Facts, Fault> {
    let mut facts = Facts::default();
    people(tx, member, now, &mut facts).await?;
    profile(tx, member, now, &mut facts).await?;
    asks(tx, member, now, &mut facts).await?;
    messages(tx, member, now, &mut facts).await?;
    newcomers(tx, member, now, &mut facts).await?;
    Ok(facts)
}

async fn count(tx: &Tx, sql: &str, values: &[Value]) -> Result<i64, Fault> {
    Ok(tx.one(sql, values, |row| row.get(0)).await?.unwrap_or_default())
}

async fn first(tx: &Tx, sql: &str, values: &[Value]) -> Result<Option<i64>, Fault> {
    tx.one(sql, values, |row| row.get(0)).await
}

async fn people(tx: &Tx, member: MemberId, _: Timestamp, facts: &mut Facts) -> Result<(), Fault> {
    let me = params![member];
    facts.people = count(tx, "SELECT count(*) FROM tending WHERE owner_id = $1", &me).await?;
    facts.unplanted = count(tx, "SELECT count(*) FROM tending WHERE owner_id = $1 AND bed_id IS NULL", &me).await?;
    facts.ties = count(tx, "SELECT count(*) FROM ties WHERE member_id = $1", &me).await?;
    let sql = "SELECT count(*) FROM invitations i WHERE i.to_member = $1 AND i.state = 'open' \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = $1 AND k.blocked_id = i.from_member) \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = i.from_member AND k.blocked_id = $1)";
    facts.invitations = count(tx, sql, &me).await?;
    let sql = "SELECT other_id FROM ties WHERE member_id = $1 AND met_confirmed = FALSE ORDER BY formed_at LIMIT 1";
    facts.unconfirmed = first(tx, sql, &me).await?;
    let sql = "SELECT person_id FROM tending WHERE owner_id = $1 AND is_contact = FALSE AND notes = '' \
               AND closeness IS NULL AND bed_id IS NOT NULL ORDER BY met_at DESC, person_id LIMIT 1";
    facts.without_note = first(tx, sql, &me).await?;
    let sql = "SELECT n.person_id FROM notices n JOIN members m ON m.id = n.person_id \
               WHERE n.member_id = $1 AND n.kind = 'contact_joined' AND m.leaving_at IS NULL \
               AND NOT EXISTS (SELECT 1 FROM ties t WHERE t.member_id = $1 AND t.other_id = n.person_id) \
               AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.from_member = $1 AND i.to_member = n.person_id) \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = $1 AND k.blocked_id = n.person_id) \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = n.person_id AND k.blocked_id = $1) \
               ORDER BY n.id LIMIT 1";
    facts.joined_contact = first(tx, sql, &me).await?;
    Ok(())
}

async fn profile(tx: &Tx, member: MemberId, now: Timestamp, facts: &mut Facts) -> Result<(), Fault> {
    let me = params![member];
    let sql = "SELECT m.created_at, m.headline FROM members m WHERE m.id = $1";
    let found: Option<(Timestamp, String)> = tx.one(sql, &me, |row| Ok((row.get(0)?, row.get(1)?))).await?;
    let (joined, headline) = found.unwrap_or((now, String::new()));
    facts.joined_days = now.days_since(joined);
    let spells = count(tx, "SELECT count(*) FROM positions WHERE member_id = $1", &me).await?
        + count(tx, "SELECT count(*) FROM education WHERE member_id = $1", &me).await?;
    facts.told = !headline.is_empty() || spells > 0;
    let sql = "SELECT count(*) FROM proposals WHERE member_id = $1 AND state = 'open'";
    facts.proposals = count(tx, sql, &me).await?;
    let sql = "SELECT max(created_at) FROM exports WHERE member_id = $1";
    let last: Option<Option<Timestamp>> = tx.one(sql, &me, |row| row.get(0)).await?;
    facts.last_archive_days = last.flatten().map(|at| now.days_since(at));
    Ok(())
}

async fn asks(tx: &Tx, member: MemberId, now: Timestamp, facts: &mut Facts) -> Result<(), Fault> {
    let me = params![member];
    facts.asks = count(tx, "SELECT count(*) FROM asks WHERE member_id = $1 AND kind = 'ask'", &me).await?;
    facts.offers = count(tx, "SELECT count(*) FROM asks WHERE member_id = $1 AND kind = 'offer'", &me).await?;
    let sql = "SELECT max(posted_at) FROM asks WHERE member_id = $1 AND kind = 'offer'";
    let last: Option<Option<Timestamp>> = tx.one(sql, &me, |row| row.get(0)).await?;
    facts.last_offer_days = last.flatten().map(|at| now.days_since(at));
    let over = "SELECT id FROM asks WHERE member_id = $1 AND kind = $2 \
                AND (state = 'resting' OR (state = 'open' AND until_at <= $3)) ORDER BY until_at DESC LIMIT 1";
    facts.over_ask = first(tx, over, &params![member, "ask", now]).await?;
    facts.over_offer = first(tx, over, &params![member, "offer", now]).await?;
    Ok(())
}

/// The conversation whose last word is somebody else's and which has waited longest.
async fn messages(tx: &Tx, member: MemberId, now: Timestamp, facts: &mut Facts) -> Result<(), Fault> {
    let sql = "SELECT c.id, m.at FROM participants p JOIN conversations c ON c.id = p.conversation_id \
               JOIN messages m ON m.id = p.latest_id \
               WHERE p.member_id = $1 AND p.left_at IS NULL AND p.shelved = FALSE AND c.closed_at IS NULL \
               AND c.kind <> 'group' AND p.heard_id = p.latest_id AND m.author_id <> 0 AND m.author_id <> $1 \
               ORDER BY p.latest_id LIMIT 1";
    let found: Option<(i64, Timestamp)> = tx.one(sql, &params![member], |row| Ok((row.get(0)?, row.get(1)?))).await?;
    facts.message = found.map(|(conversation, at)| (conversation, now.days_since(at)));
    Ok(())
}

async fn newcomers(tx: &Tx, member: MemberId, now: Timestamp, facts: &mut Facts) -> Result<(), Fault> {
    facts.volunteers = super::beside::volunteers(tx, member).await?;
    let week_ago = now.plus_days(-pergola_domain::companion::PATIENCE_DAYS);
    let sql = "SELECT n.newcomer_id FROM newcomers n JOIN members m ON m.id = n.newcomer_id \
               WHERE n.godparent_id = $1 AND n.state = 'asked' AND n.asked_at > $2 AND m.leaving_at IS NULL \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = $1 AND k.blocked_id = n.newcomer_id) \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = n.newcomer_id AND k.blocked_id = $1) \
               ORDER BY n.asked_at LIMIT 1";
    facts.godparent_asked = first(tx, sql, &params![member, week_ago]).await?;
    let sql = "SELECT count(*) FROM newcomers WHERE newcomer_id = $1 AND (state = 'beside' \
               OR (state IN ('asked', 'declined') AND asked_at > $2))";
    facts.has_godparent = count(tx, sql, &params![member, week_ago]).await? > 0;
    // A word within the last week is enough: the moment that a message leaves in the own garden tells.
    let sql = "SELECT n.newcomer_id FROM newcomers n WHERE n.godparent_id = $1 AND n.state = 'beside' AND n.since <= $2 \
               AND NOT EXISTS (SELECT 1 FROM tending t WHERE t.owner_id = $1 AND t.person_id = n.newcomer_id \
               AND t.last_moment_at > $2) \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = $1 AND k.blocked_id = n.newcomer_id) \
               AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.member_id = n.newcomer_id AND k.blocked_id = $1) \
               ORDER BY n.since LIMIT 1";
    facts.ungreeted = first(tx, sql, &params![member, week_ago]).await?;
    Ok(())
}
