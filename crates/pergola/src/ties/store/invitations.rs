//! The table `invitations`. What the asker may not know (a refusal) is decided by `State`, not by these queries alone.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::{
    ids::{InvitationId, MemberId},
    ties::{Invitation, Met, Shown, State, TOKEN_DAYS},
    time::{Timestamp, YearMonth},
};

use super::met;

const COLUMNS: &str = "id, from_member, to_member, state, answered_at, hidden_at, message, costs_token, created_at, \
                       version, ended_at, met_kind, met_text, met_organisation, met_from, met_to, words_held";

/// An invitation beside the version it was read at.
pub(in crate::ties) type Versioned = (Invitation, i64);

fn invitation(row: &Row<'_>) -> Result<Versioned, Fault> {
    let at: Timestamp = row.get::<Option<Timestamp>>(4)?.unwrap_or_default();
    let shown = Shown::of(row.get::<Option<i64>>(5)?.is_some(), row.get::<Option<i64>>(10)?.is_some());
    let state = match row.get::<String>(3)?.as_str() {
        "open" => State::Open,
        "accepted" => State::Accepted { at },
        "refused" => State::Refused { at, shown },
        "withdrawn" => State::Withdrawn { at },
        _ => State::Void { at },
    };
    let invitation = Invitation {
        id: row.get(0)?,
        from: row.get(1)?,
        to: row.get(2)?,
        state,
        message: row.get(6)?,
        costs_token: row.get(7)?,
        sent_at: row.get(8)?,
        met: met(row, 11)?,
    };
    Ok((invitation, row.get(9)?))
}

/// The same as whoever was invited reads it: without words that wait for a moderator.
fn read(row: &Row<'_>) -> Result<Versioned, Fault> {
    let (invitation, version) = invitation(row)?;
    Ok((if row.get(16)? { without_words(&invitation) } else { invitation }, version))
}

fn without_words(invitation: &Invitation) -> Invitation {
    let met = Met { text: String::new(), organisation: String::new(), ..invitation.met.clone() };
    Invitation { message: String::new(), met, ..invitation.clone() }
}

/// As whoever was invited reads it.
pub(in crate::ties) async fn find_read(tx: &Tx, id: InvitationId) -> Result<Option<Versioned>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} FROM invitations WHERE id = $1"), &params![id], read).await
}

/// Whether its words wait for a moderator, or were taken away.
pub(in crate::ties) async fn words_held(tx: &Tx, id: InvitationId) -> Result<bool, Fault> {
    let held = tx.one("SELECT words_held FROM invitations WHERE id = $1", &params![id], |row| row.get(0)).await?;
    Ok(held.unwrap_or_default())
}

pub(in crate::ties) async fn keep_words_held(tx: &Tx, id: InvitationId, held: bool) -> Result<(), Fault> {
    tx.run("UPDATE invitations SET words_held = $2 WHERE id = $1", &params![id, held]).await.map(drop)
}

/// Those of a member's, sent or got, whose words wait.
pub(in crate::ties) async fn list_held(tx: &Tx, member: MemberId) -> Result<Vec<InvitationId>, Fault> {
    let sql =
        "SELECT id FROM invitations WHERE (from_member = $1 OR to_member = $1) AND words_held ORDER BY id LIMIT 1000";
    tx.all(sql, &params![member], |row| row.get(0)).await
}

pub(in crate::ties) async fn find(tx: &Tx, id: InvitationId) -> Result<Option<Versioned>, Fault> {
    tx.one(&format!("SELECT {COLUMNS} FROM invitations WHERE id = $1"), &params![id], invitation).await
}

/// All invitations from one to another, newest first.
pub(in crate::ties) async fn between(tx: &Tx, from: MemberId, to: MemberId) -> Result<Vec<Versioned>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM invitations WHERE from_member = $1 AND to_member = $2 ORDER BY id DESC LIMIT 100"
    );
    tx.all(&sql, &params![from, to], invitation).await
}

// With somebody whose account a decision closed nothing waits, until it is open again.
const THERE: &str = "NOT EXISTS (SELECT 1 FROM members s WHERE s.is_suspended AND s.id =";

/// Those that wait for this member's answer, newest first, older than `before`.
pub(in crate::ties) async fn list_in(
    tx: &Tx,
    to: MemberId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Invitation>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM invitations WHERE to_member = $1 AND state = 'open' AND id < $2 AND {THERE} from_member) \
         ORDER BY id DESC LIMIT $3"
    );
    let found = tx.all(&sql, &params![to, before.unwrap_or(i64::MAX), limit], read).await?;
    Ok(found.into_iter().map(|(invitation, _)| invitation).collect())
}

/// Those that wait in the eyes of this member, who sent them: the refused among them.
pub(in crate::ties) async fn list_out(
    tx: &Tx,
    from: MemberId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Invitation>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM invitations WHERE from_member = $1 AND hidden_at IS NULL \
         AND state IN ('open', 'refused') AND id < $2 AND {THERE} to_member) ORDER BY id DESC LIMIT $3"
    );
    let found = tx.all(&sql, &params![from, before.unwrap_or(i64::MAX), limit], invitation).await?;
    Ok(found.into_iter().map(|(invitation, _)| invitation).collect())
}

pub(in crate::ties) async fn count_in(tx: &Tx, to: MemberId) -> Result<i64, Fault> {
    let sql =
        format!("SELECT count(*) FROM invitations WHERE to_member = $1 AND state = 'open' AND {THERE} from_member)");
    Ok(tx.one(&sql, &params![to], |row| row.get(0)).await?.unwrap_or_default())
}

/// When the invitations of the last day went, oldest first.
pub(in crate::ties) async fn sent_since(tx: &Tx, from: MemberId, since: Timestamp) -> Result<Vec<Timestamp>, Fault> {
    let sql =
        "SELECT created_at FROM invitations WHERE from_member = $1 AND created_at > $2 ORDER BY created_at LIMIT 500";
    tx.all(sql, &params![from, since], |row| row.get(0)).await
}

/// When those went that hold a token, oldest first: neither accepted nor older than a token stays away.
pub(in crate::ties) async fn tokens_out(tx: &Tx, from: MemberId, now: Timestamp) -> Result<Vec<Timestamp>, Fault> {
    let sql = "SELECT created_at FROM invitations WHERE from_member = $1 AND created_at > $2 AND costs_token \
               AND state <> 'accepted' ORDER BY created_at LIMIT 500";
    tx.all(sql, &params![from, now.plus_days(-TOKEN_DAYS)], |row| row.get(0)).await
}

pub(in crate::ties) async fn keep_new(tx: &Tx, new: &Invitation) -> Result<(), Fault> {
    let sql = "INSERT INTO invitations (id, from_member, to_member, state, met_kind, met_text, met_organisation, met_from, \
               met_to, message, costs_token, created_at, answered_at, silent_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)";
    // Born refused: whom it went to never sees it, whatever becomes of it.
    let silent_at = (new.state != State::Open).then_some(new.sent_at);
    let values = params![
        new.id,
        new.from,
        new.to,
        new.state.word(),
        new.met.kind.word(),
        new.met.text,
        new.met.organisation,
        new.met.from.map(YearMonth::packed),
        new.met.to.map(YearMonth::packed),
        new.message,
        new.costs_token,
        new.sent_at,
        new.state.answered_at(),
        silent_at
    ];
    tx.run(sql, &values).await.map(drop)
}

/// Writes the next state over the version that was read. Gives false where somebody else wrote meanwhile.
pub(in crate::ties) async fn keep_state(
    tx: &Tx,
    next: &Invitation,
    version: i64,
    now: Timestamp,
) -> Result<bool, Fault> {
    let hidden = |shown: Shown| matches!(next.state, State::Refused { shown: seen, .. } if seen == shown);
    let ended_at = hidden(Shown::Void).then_some(now);
    let hidden_at = ended_at.or_else(|| hidden(Shown::Withdrawn).then_some(now));
    let sql = "UPDATE invitations SET state = $3, answered_at = $4, hidden_at = $5, ended_at = $6, version = version + 1 \
               WHERE id = $1 AND version = $2";
    let values = params![next.id, version, next.state.word(), next.state.answered_at(), hidden_at, ended_at];
    Ok(tx.run(sql, &values).await? > 0)
}

pub(in crate::ties) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM invitations WHERE from_member = $1", &params![member]).await?;
    tx.run("DELETE FROM invitations WHERE to_member = $1", &params![member]).await.map(drop)
}
