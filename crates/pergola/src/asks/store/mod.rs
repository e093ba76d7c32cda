//! The tables `asks` and `ask_topics`. Nothing here asks who looks: whoever shows a row to somebody asks `sight` first.

mod takeout;

pub(crate) use takeout::takeout;

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Engine, Fault, Row, ToValue, Tx, Value, in_list, params};
use pergola_domain::{
    asks::{Ask, Audience, Kind, Outcome, Said, State},
    ids::{AskId, MemberId, mint},
    text,
    time::Timestamp,
    topics::Topic,
};

const COLUMNS: &str = "a.id, a.member_id, a.kind, a.text, a.place, a.language, a.audience, a.state, a.posted_at, \
                       a.fresh_at, a.until_at, a.closed_at, a.answered, a.answered_by, a.answered_through, a.turn, \
                       a.version";

/// An ask beside the version it was read at.
pub(super) type Versioned = (Ask, i64);

fn ask(row: &Row<'_>) -> Result<Versioned, Fault> {
    let until: Timestamp = row.get(10)?;
    let outcome =
        if row.get(12)? { Outcome::Answered { by: row.get(13)?, through: row.get(14)? } } else { Outcome::Unanswered };
    let state = match row.get::<String>(7)?.as_str() {
        "open" => State::Open { until },
        "resting" => State::Resting { since: until },
        "held" => State::Held { at: row.get::<Option<Timestamp>>(11)?.unwrap_or(until), until },
        "hidden" => State::Hidden { at: row.get::<Option<Timestamp>>(11)?.unwrap_or(until), until },
        _ => State::Closed { at: row.get::<Option<Timestamp>>(11)?.unwrap_or(until), outcome },
    };
    let ask = Ask {
        id: row.get(0)?,
        author: row.get(1)?,
        kind: row.get::<String>(2)?.parse().unwrap_or(Kind::Ask),
        said: Said {
            text: row.get(3)?,
            topics: Vec::new(),
            place: row.get(4)?,
            language: row.get(5)?,
            // A word that we do not know is of a newer program: then the fewest see it.
            audience: row.get::<String>(6)?.parse().unwrap_or(Audience::Ties),
        },
        state,
        posted_at: row.get(8)?,
        fresh_at: row.get(9)?,
        turn: row.get(15)?,
    };
    Ok((ask, row.get(16)?))
}

/// Puts the topics to their asks.
async fn with_topics(tx: &Tx, mut asks: Vec<Versioned>) -> Result<Vec<Versioned>, Fault> {
    let mut topics: BTreeMap<AskId, Vec<Topic>> = BTreeMap::new();
    let ids: Vec<AskId> = asks.iter().map(|(ask, _)| ask.id).collect();
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql =
            format!("SELECT ask_id, topic, name FROM ask_topics WHERE ask_id IN ({marks}) ORDER BY ask_id, place");
        let found = tx.all(&sql, &values, |row| Ok((row.get(0)?, Topic { key: row.get(1)?, name: row.get(2)? })));
        for (ask, topic) in found.await? {
            topics.entry(ask).or_default().push(topic);
        }
    }
    for (ask, _) in &mut asks {
        ask.said.topics = topics.remove(&ask.id).unwrap_or_default();
    }
    Ok(asks)
}

fn without_versions(asks: Vec<Versioned>) -> Vec<Ask> {
    asks.into_iter().map(|(ask, _)| ask).collect()
}

/// One, whoever asks. A deleted one is not there.
pub(crate) async fn find(tx: &Tx, id: AskId) -> Result<Option<Ask>, Fault> {
    Ok(find_versioned(tx, id).await?.map(|(ask, _)| ask))
}

pub(super) async fn find_versioned(tx: &Tx, id: AskId) -> Result<Option<Versioned>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM asks a WHERE a.id = $1 AND a.state <> 'deleted'");
    let found = tx.one(&sql, &params![id], ask).await?;
    Ok(with_topics(tx, found.into_iter().collect()).await?.pop())
}

/// Those of these that there are, in no order.
pub(crate) async fn find_many(tx: &Tx, ids: &[AskId]) -> Result<Vec<Ask>, Fault> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT {COLUMNS} FROM asks a WHERE a.id IN ({marks}) AND a.state <> 'deleted'");
        found.extend(tx.all(&sql, &values, ask).await?);
    }
    Ok(without_versions(with_topics(tx, found).await?))
}

/// How fresh each of these is, in thousandths.
pub(crate) async fn freshness_of(tx: &Tx, ids: &[AskId], now: Timestamp) -> Result<BTreeMap<AskId, u16>, Fault> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT id, kind, fresh_at FROM asks WHERE id IN ({marks})");
        let rows = tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get::<String>(1)?, row.get(2)?))).await?;
        found.extend(rows.into_iter().map(|(id, kind, fresh_at): (AskId, String, Timestamp)| {
            (id, kind.parse().unwrap_or(Kind::Ask).freshness(fresh_at, now))
        }));
    }
    Ok(found)
}

/// Which part of the board somebody looks at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) kind: Option<Kind>,
    /// A topic's key.
    pub(crate) topic: Option<String>,
    /// Words of the place, as typed.
    pub(crate) place: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) author: Option<MemberId>,
    /// The author is so many steps away at most; the own ones are none away.
    pub(crate) steps: Option<u8>,
    /// Only what others wrote.
    pub(crate) by_others: bool,
    /// Only asks that the reader could answer himself, and offers that answer him.
    pub(crate) for_reader: bool,
}

/// What fits a filter and is open now, newest first, before `before`. Nearness is not asked here.
pub(super) async fn list_board(
    tx: &Tx,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Ask>, Fault> {
    let mut values: Vec<Value> = params![now, before.unwrap_or(i64::MAX)].to_vec();
    let mut sql = format!("SELECT {COLUMNS} FROM asks a");
    let mut mark = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    if let Some(topic) = &filter.topic {
        sql += &format!(" JOIN ask_topics t ON t.ask_id = a.id AND t.topic = {}", mark(topic.to_value()));
    }
    sql += " WHERE a.state = 'open' AND a.until_at > $1 AND a.turn < $2";
    if let Some(kind) = filter.kind {
        sql += &format!(" AND a.kind = {}", mark(kind.word().to_value()));
    }
    if let Some(language) = &filter.language {
        sql += &format!(" AND (a.language = {0} OR a.language LIKE {1} ESCAPE '!')", mark(language.to_value()), {
            mark(format!("{}-%", literal(language)).to_value())
        });
    }
    if let Some(place) = &filter.place {
        let inside = format!("%{}%", literal(&text::fold(place)));
        sql += &format!(" AND a.place_folded LIKE {} ESCAPE '!'", mark(inside.to_value()));
    }
    if let Some(author) = filter.author {
        sql += &format!(" AND a.member_id = {}", mark(author.to_value()));
    }
    sql += &format!(" ORDER BY a.turn DESC LIMIT {}", mark(limit.to_value()));
    let found = tx.all(&sql, &values, ask).await?;
    Ok(without_versions(with_topics(tx, found).await?))
}

/// What others ask, is open and was said or renewed since then, the newest first, whoever it is for.
pub(crate) async fn list_asked_since(tx: &Tx, since: Timestamp, now: Timestamp, limit: i64) -> Result<Vec<Ask>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM asks a WHERE a.state = 'open' AND a.until_at > $1 AND a.kind = 'ask' \
         AND a.fresh_at >= $2 ORDER BY a.turn DESC LIMIT $3"
    );
    let found = tx.all(&sql, &params![now, since, limit], ask).await?;
    Ok(without_versions(with_topics(tx, found).await?))
}

/// What others ask, is open and came onto the board since then, or stands first on it again, whoever it is for.
pub(crate) async fn asked_lately(tx: &Tx, since: Timestamp, limit: i64) -> Result<Vec<AskId>, Fault> {
    // A turn is made of time, as a number is: the smallest of that moment bounds the search.
    let sql = "SELECT a.id FROM asks a WHERE a.state = 'open' AND a.kind = 'ask' AND a.turn >= $1 \
               ORDER BY a.turn DESC LIMIT $2";
    tx.all(sql, &params![mint(since.0.div_euclid(1_000), 0, 0), limit], |row| row.get(0)).await
}

/// What people type means itself in a LIKE.
fn literal(typed: &str) -> String {
    typed.chars().flat_map(|c| matches!(c, '!' | '%' | '_').then_some('!').into_iter().chain([c])).collect()
}

/// All of one author, closed and resting ones too, newest first, before `before`.
pub(crate) async fn list_of(
    tx: &Tx,
    author: MemberId,
    kind: Option<Kind>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Ask>, Fault> {
    let kinds = kind.map_or(["ask", "offer"], |kind| [kind.word(), kind.word()]);
    let sql = format!(
        "SELECT {COLUMNS} FROM asks a WHERE a.member_id = $1 AND a.turn < $2 AND a.kind IN ($3, $4) \
         AND a.state <> 'deleted' ORDER BY a.turn DESC LIMIT $5"
    );
    let values = params![author, before.unwrap_or(i64::MAX), kinds[0], kinds[1], limit];
    let found = tx.all(&sql, &values, ask).await?;
    Ok(without_versions(with_topics(tx, found).await?))
}

/// The keys of what a member offers, in order, each with the moment until which he does.
pub(crate) async fn offered_topics(tx: &Tx, member: MemberId) -> Result<Vec<(String, Timestamp)>, Fault> {
    let sql = "SELECT t.topic, max(a.until_at) FROM asks a JOIN ask_topics t ON t.ask_id = a.id WHERE a.member_id = $1 \
               AND a.kind = 'offer' AND a.state = 'open' GROUP BY t.topic LIMIT 300";
    let mut keys = tx.all(sql, &params![member], |row| Ok((row.get::<String>(0)?, row.get(1)?))).await?;
    keys.sort_unstable();
    Ok(keys)
}

/// How many an author has open of a kind, but for one.
pub(super) async fn count_open(
    tx: &Tx,
    author: MemberId,
    kind: Kind,
    but: Option<AskId>,
    now: Timestamp,
) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM asks WHERE member_id = $1 AND kind = $2 AND state = 'open' AND until_at > $3 \
               AND id <> $4";
    let values = params![author, kind.word(), now, but.unwrap_or(AskId(0))];
    Ok(tx.one(sql, &values, |row| row.get(0)).await?.unwrap_or_default())
}

/// When an author posted since then, oldest first; what he deleted meanwhile counts.
pub(super) async fn posted_since(tx: &Tx, author: MemberId, since: Timestamp) -> Result<Vec<Timestamp>, Fault> {
    let sql = "SELECT posted_at FROM asks WHERE member_id = $1 AND posted_at > $2 ORDER BY posted_at LIMIT 500";
    tx.all(sql, &params![author, since], |row| row.get(0)).await
}

/// Those whose time is over and that do not rest yet.
pub(super) async fn list_over(tx: &Tx, now: Timestamp, limit: i64) -> Result<Vec<Versioned>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM asks a WHERE a.state = 'open' AND a.until_at <= $1 ORDER BY a.until_at LIMIT $2"
    );
    tx.all(&sql, &params![now, limit], ask).await
}

pub(super) async fn keep_new(tx: &Tx, new: &Ask) -> Result<(), Fault> {
    let sql = "INSERT INTO asks (id, member_id, kind, text, place, place_folded, language, audience, state, posted_at, \
               fresh_at, until_at, closed_at, answered, answered_by, answered_through, turn, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $14, FALSE, NULL, NULL, $13, 1)";
    let held_at = if let State::Held { at, .. } = new.state { Some(at) } else { None };
    let values = params![
        new.id,
        new.author,
        new.kind.word(),
        new.said.text,
        new.said.place,
        text::fold(&new.said.place),
        new.said.language,
        new.said.audience.word(),
        new.state.word(),
        new.posted_at,
        new.fresh_at,
        new.until(),
        new.turn,
        held_at
    ];
    tx.run(sql, &values).await?;
    keep_topics(tx, new).await
}

async fn keep_topics(tx: &Tx, ask: &Ask) -> Result<(), Fault> {
    tx.run("DELETE FROM ask_topics WHERE ask_id = $1", &params![ask.id]).await?;
    for (place, topic) in (0_i64..).zip(&ask.said.topics) {
        let sql = "INSERT INTO ask_topics (ask_id, topic, name, place) VALUES ($1, $2, $3, $4)";
        tx.run(sql, &params![ask.id, topic.key, topic.name, place]).await?;
    }
    Ok(())
}

/// Writes the next state over the version that was read. Gives false where somebody else wrote meanwhile.
pub(super) async fn keep(tx: &Tx, next: &Ask, version: i64) -> Result<bool, Fault> {
    let closed_at = match next.state {
        State::Closed { at, .. } | State::Held { at, .. } | State::Hidden { at, .. } => Some(at),
        State::Open { .. } | State::Resting { .. } => None,
    };
    let (answered, by, through) = match next.state {
        State::Closed { outcome: Outcome::Answered { by, through }, .. } => (true, by, through),
        _ => (false, None, None),
    };
    let sql = "UPDATE asks SET text = $3, place = $4, place_folded = $5, language = $6, audience = $7, state = $8, \
               fresh_at = $9, until_at = $10, closed_at = $11, answered = $12, answered_by = $13, \
               answered_through = $14, turn = $15, version = version + 1 WHERE id = $1 AND version = $2";
    let values = params![
        next.id,
        version,
        next.said.text,
        next.said.place,
        text::fold(&next.said.place),
        next.said.language,
        next.said.audience.word(),
        next.state.word(),
        next.fresh_at,
        next.until(),
        closed_at,
        answered,
        by,
        through,
        next.turn
    ];
    let kept = tx.run(sql, &values).await? > 0;
    if kept {
        keep_topics(tx, next).await?;
    }
    Ok(kept)
}

/// Writes only where it stands: its words were not read.
pub(super) async fn keep_state(tx: &Tx, next: &Ask, version: i64) -> Result<bool, Fault> {
    let sql = "UPDATE asks SET state = $3, version = version + 1 WHERE id = $1 AND version = $2";
    Ok(tx.run(sql, &params![next.id, version, next.state.word()]).await? > 0)
}

/// Makes a member's postings follow one another, so that two at once cannot pass his limit together.
///
/// SQLite has one writer, and nothing needs to be done there.
pub(super) async fn one_at_a_time(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    if tx.engine() == Engine::Sqlite {
        return Ok(());
    }
    tx.run("UPDATE members SET version = version WHERE id = $1", &params![member]).await.map(drop)
}

/// Takes every word of it; what stays is that something was posted, for the limit of the day.
pub(super) async fn remove(tx: &Tx, id: AskId, version: i64) -> Result<bool, Fault> {
    let sql = "UPDATE asks SET state = 'deleted', text = '', place = '', place_folded = '', language = '', \
               answered_by = NULL, answered_through = NULL, version = version + 1 WHERE id = $1 AND version = $2";
    tx.run("DELETE FROM ask_topics WHERE ask_id = $1", &params![id]).await?;
    Ok(tx.run(sql, &params![id, version]).await? > 0)
}

/// What was deleted before then, and counts for no limit any more.
pub(super) async fn forget_removed(tx: &Tx, before: Timestamp) -> Result<(), Fault> {
    tx.run("DELETE FROM asks WHERE state = 'deleted' AND posted_at < $1", &params![before]).await.map(drop)
}

/// Everything of a member, and his name where others thanked him. Gives what stood on the board.
pub(super) async fn erase(tx: &Tx, member: MemberId) -> Result<Vec<AskId>, Fault> {
    let sql = "SELECT id FROM asks WHERE member_id = $1 AND state IN ('open', 'resting') ORDER BY id";
    let stood = tx.all(sql, &params![member], |row| row.get(0)).await?;
    for sql in [
        "DELETE FROM ask_topics WHERE ask_id IN (SELECT id FROM asks WHERE member_id = $1)",
        "DELETE FROM asks WHERE member_id = $1",
        "UPDATE asks SET answered_by = NULL WHERE answered_by = $1",
        "UPDATE asks SET answered_through = NULL WHERE answered_through = $1",
    ] {
        tx.run(sql, &params![member]).await?;
    }
    Ok(stood)
}

/// The topics of a member's open asks and offers that everybody here may see.
pub(super) async fn public_topics(tx: &Tx, member: MemberId) -> Result<BTreeSet<String>, Fault> {
    let sql = "SELECT t.topic FROM asks a JOIN ask_topics t ON t.ask_id = a.id \
               WHERE a.member_id = $1 AND a.audience = 'everybody' AND a.state = 'open' LIMIT 1000";
    Ok(tx.all(sql, &params![member], |row| row.get(0)).await?.into_iter().collect())
}
