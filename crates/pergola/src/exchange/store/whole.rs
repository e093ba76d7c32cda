//! What a member keeps that no other room hands out whole: cards with their ways, ties with how they met, invitations,
//! blocks, the portrait.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    ids::{ContactId, MemberId},
    ties::Shown,
    time::Timestamp,
};

/// A card as it is kept.
#[derive(Clone, Debug)]
pub(in crate::exchange) struct KeptCard {
    pub(in crate::exchange) id: ContactId,
    pub(in crate::exchange) name: String,
    pub(in crate::exchange) organisation: String,
    pub(in crate::exchange) position: String,
    pub(in crate::exchange) place: String,
    pub(in crate::exchange) since: Option<Timestamp>,
    pub(in crate::exchange) created_at: Timestamp,
    /// What an archive said of it and cards do not; see `exchange/formers`.
    pub(in crate::exchange) former: String,
    /// Kind, value, folded value, in order.
    pub(in crate::exchange) ways: Vec<(String, String, String)>,
}

/// All cards of an owner, in the order of their ids.
pub(in crate::exchange) async fn cards(tx: &Tx, owner: MemberId) -> Result<Vec<KeptCard>, Fault> {
    let mut cards: Vec<KeptCard> = Vec::new();
    loop {
        let after = cards.last().map_or(0, |card| card.id.0);
        let sql = "SELECT id, name, organisation, position, place, since, created_at, former FROM contacts \
                   WHERE owner_id = $1 AND id > $2 ORDER BY id LIMIT 5000";
        let some = tx
            .all(sql, &params![owner, after], |row| {
                Ok(KeptCard {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    organisation: row.get(2)?,
                    position: row.get(3)?,
                    place: row.get(4)?,
                    since: row.get(5)?,
                    created_at: row.get(6)?,
                    former: row.get(7)?,
                    ways: Vec::new(),
                })
            })
            .await?;
        if some.is_empty() {
            break;
        }
        cards.extend(some);
    }
    let sql = "SELECT contact_id, kind, value, value_folded FROM contact_ways WHERE owner_id = $1 \
               ORDER BY contact_id, kind, value_folded LIMIT 4000000";
    let ways = tx
        .all(sql, &params![owner], |row| Ok((row.get::<ContactId>(0)?, (row.get(1)?, row.get(2)?, row.get(3)?))))
        .await?;
    for (id, way) in ways {
        if let Ok(place) = cards.binary_search_by_key(&id, |card| card.id)
            && let Some(card) = cards.get_mut(place)
        {
            card.ways.push(way);
        }
    }
    Ok(cards)
}

/// How two met, as one of them tells it.
#[derive(Clone, Debug)]
pub(in crate::exchange) struct Met {
    pub(in crate::exchange) kind: String,
    pub(in crate::exchange) text: String,
    pub(in crate::exchange) organisation: String,
    pub(in crate::exchange) from: Option<i64>,
    pub(in crate::exchange) to: Option<i64>,
    /// Of a tie: who introduced them, where he may be named.
    pub(in crate::exchange) introduced_by: Option<String>,
    /// Of a tie: both tell the same.
    pub(in crate::exchange) confirmed: bool,
}

fn met(row: &pergola_db::Row<'_>, at: usize) -> Result<Met, Fault> {
    Ok(Met {
        kind: row.get(at)?,
        text: row.get(at + 1)?,
        organisation: row.get(at + 2)?,
        from: row.get(at + 3)?,
        to: row.get(at + 4)?,
        introduced_by: None,
        confirmed: false,
    })
}

/// A tie of the owner's, with the other as everybody tied may know him.
#[derive(Clone, Debug)]
pub(in crate::exchange) struct KeptTie {
    pub(in crate::exchange) other: MemberId,
    pub(in crate::exchange) handle: String,
    pub(in crate::exchange) name: String,
    pub(in crate::exchange) headline: String,
    pub(in crate::exchange) since: Timestamp,
    pub(in crate::exchange) met: Met,
}

/// All ties of an owner. Whoever introduced them and is blocked by now, either way, is not named any more.
pub(in crate::exchange) async fn ties(tx: &Tx, owner: MemberId) -> Result<Vec<KeptTie>, Fault> {
    let sql = "SELECT t.other_id, m.handle, m.name, m.headline, t.since, t.met_kind, t.met_text, t.met_organisation, \
               t.met_from, t.met_to, b.handle, t.met_confirmed FROM ties t JOIN members m ON m.id = t.other_id \
               LEFT JOIN members b ON b.id = t.introduced_by AND NOT b.is_suspended AND NOT EXISTS (SELECT 1 FROM blocks k \
               WHERE (k.member_id = $1 AND k.blocked_id = b.id) OR (k.member_id = b.id AND k.blocked_id = $1)) \
               WHERE t.member_id = $1 \
               ORDER BY m.handle LIMIT 100000";
    tx.all(sql, &params![owner], |row| {
        Ok(KeptTie {
            other: row.get(0)?,
            handle: row.get(1)?,
            name: row.get(2)?,
            headline: row.get(3)?,
            since: row.get(4)?,
            met: Met { introduced_by: row.get(10)?, confirmed: row.get(11)?, ..met(row, 5)? },
        })
    })
    .await
}

/// An invitation that the member sent or received.
#[derive(Clone, Debug)]
pub(in crate::exchange) struct KeptInvitation {
    pub(in crate::exchange) with: String,
    pub(in crate::exchange) outgoing: bool,
    pub(in crate::exchange) sent_at: Timestamp,
    pub(in crate::exchange) state: String,
    pub(in crate::exchange) message: String,
    pub(in crate::exchange) met: Met,
}

/// All invitations of a member, but those that a block made void. A refusal is never told to its sender: his archive says
/// what it would say had nobody answered. And of an invitation that was born refused its other side never heard.
pub(in crate::exchange) async fn invitations(tx: &Tx, member: MemberId) -> Result<Vec<KeptInvitation>, Fault> {
    let mut found = Vec::new();
    for (mine, theirs, outgoing) in [("from_member", "to_member", true), ("to_member", "from_member", false)] {
        let seen = if outgoing { "AND i.ended_at IS NULL" } else { "AND i.silent_at IS NULL" };
        // What waits for a moderator is its writer's alone.
        let said = |column: &str| {
            let held = format!("CASE WHEN i.words_held THEN '' ELSE i.{column} END");
            if outgoing { format!("i.{column}") } else { held }
        };
        let (message, text, organisation) = (said("message"), said("met_text"), said("met_organisation"));
        let sql = format!(
            "SELECT m.handle, i.created_at, i.state, {message}, i.met_kind, {text}, {organisation}, i.met_from, i.met_to, \
             i.hidden_at, i.ended_at \
             FROM invitations i JOIN members m ON m.id = i.{theirs} WHERE i.{mine} = $1 AND i.state <> 'void' {seen} \
             AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.member_id = i.{theirs} AND b.blocked_id = $1) \
             ORDER BY i.id LIMIT 100000"
        );
        let some = tx
            .all(&sql, &params![member], |row| {
                let state: String = row.get(2)?;
                let shown = Shown::of(row.get::<Option<i64>>(9)?.is_some(), row.get::<Option<i64>>(10)?.is_some());
                let told = if outgoing && state == "refused" { shown.word().to_owned() } else { state };
                Ok(KeptInvitation {
                    with: row.get(0)?,
                    outgoing,
                    sent_at: row.get(1)?,
                    state: told,
                    message: row.get(3)?,
                    met: met(row, 4)?,
                })
            })
            .await?;
        found.extend(some);
    }
    Ok(found)
}

/// Whom the member blocked, and since when.
pub(in crate::exchange) async fn blocks(tx: &Tx, member: MemberId) -> Result<Vec<(String, Timestamp)>, Fault> {
    let sql = "SELECT m.handle, b.created_at FROM blocks b JOIN members m ON m.id = b.blocked_id \
               WHERE b.member_id = $1 ORDER BY m.handle LIMIT 100000";
    tx.all(sql, &params![member], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// The portrait's bytes.
pub(in crate::exchange) async fn photo(tx: &Tx, member: MemberId) -> Result<Option<Vec<u8>>, Fault> {
    let sql = "SELECT p.bytes FROM photos p JOIN members m ON m.photo_id = p.id WHERE m.id = $1";
    tx.one(sql, &params![member], |row| row.get(0)).await
}
