//! The tables `feed_choices` and `feed_open`: how a reader wants his feed. His own business.

use std::collections::BTreeSet;

use pergola_db::{Fault, Tx, params};
use pergola_domain::{feed::Manner, ids::MemberId, noise::Reader, time::Timestamp};

/// How a reader wants his feed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    pub(crate) manner: Manner,
    pub(crate) filter: Reader,
    /// Since when what he writes for everybody may be read from outside.
    pub(crate) outside_since: Option<Timestamp>,
}

/// People whose posts are folded never, of one reader.
pub(crate) const OPEN_PEOPLE: i64 = 500;

/// What a reader chose, or the usual.
pub(crate) async fn choices(tx: &Tx, member: MemberId) -> Result<Choices, Fault> {
    let sql = "SELECT manner, filter, outside_since FROM feed_choices WHERE member_id = $1";
    let kept: Option<(String, String, Option<Timestamp>)> =
        tx.one(sql, &params![member], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await?;
    Ok(kept.map_or_else(Choices::default, |(manner, filter, outside_since)| Choices {
        outside_since,
        manner: Manner::of(&manner).unwrap_or_default(),
        // A filter of a newer program is the usual one here.
        filter: serde_json::from_str(&filter).unwrap_or_default(),
    }))
}

pub(crate) async fn keep_choices(tx: &Tx, member: MemberId, choices: &Choices) -> Result<(), Fault> {
    let filter = serde_json::to_string(&choices.filter).map_err(|error| Fault::other(error.to_string()))?;
    let sql = "INSERT INTO feed_choices (member_id, manner, filter, outside_since) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (member_id) DO UPDATE SET manner = excluded.manner, filter = excluded.filter, \
               outside_since = excluded.outside_since";
    tx.run(sql, &params![member, choices.manner.word(), filter, choices.outside_since]).await.map(drop)
}

/// Whose posts are never folded for a reader.
pub(crate) async fn open_people(tx: &Tx, member: MemberId) -> Result<BTreeSet<MemberId>, Fault> {
    let sql = "SELECT author_id FROM feed_open WHERE member_id = $1 ORDER BY author_id LIMIT $2";
    Ok(tx.all(sql, &params![member, OPEN_PEOPLE], |row| row.get(0)).await?.into_iter().collect())
}

/// Somebody's posts are folded never for this reader, or as all others.
pub(crate) async fn open_person(tx: &Tx, member: MemberId, author: MemberId, open: bool) -> Result<(), Fault> {
    let sql = if open {
        "INSERT INTO feed_open (member_id, author_id) VALUES ($1, $2) ON CONFLICT (member_id, author_id) DO NOTHING"
    } else {
        "DELETE FROM feed_open WHERE member_id = $1 AND author_id = $2"
    };
    tx.run(sql, &params![member, author]).await.map(drop)
}
