//! Posts read from their table, with their topics.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, ToValue, Tx, Value, in_list, params};
use pergola_domain::{
    ids::{GroupId, MemberId, PostId, mint},
    posts::{Audience, Post, Said, State},
    time::Timestamp,
    topics::Topic,
};

use super::pictures::{Kept, list_shown_before};

const COLUMNS: &str = "p.id, p.member_id, p.text, p.language, p.audience, p.group_id, p.state, p.posted_at, p.edited_at, \
                       p.edition, p.version, p.noise, p.released_at";

/// A post with what the judge said of it and the version it was read at.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) post: Post,
    /// What the judge of noise said, as JSON.
    pub(crate) noise: String,
    pub(crate) version: i64,
    /// When a moderator let it go, where it had waited.
    pub(crate) released_at: Option<Timestamp>,
}

impl Read {
    /// From when on others could read it.
    pub(crate) fn at(&self) -> Timestamp {
        self.released_at.unwrap_or(self.post.posted_at)
    }
}

fn post(row: &Row<'_>) -> Result<Read, Fault> {
    let group: Option<GroupId> = row.get(5)?;
    let post = Post {
        id: row.get(0)?,
        author: row.get(1)?,
        said: Said {
            text: row.get(2)?,
            topics: Vec::new(),
            language: row.get(3)?,
            // A word that we do not know is of a newer program: then the fewest see it.
            audience: Audience::read(&row.get::<String>(4)?, group).unwrap_or(Audience::Ties),
        },
        state: if row.get::<String>(6)? == "shown" { State::Shown } else { State::Held },
        posted_at: row.get(7)?,
        edited_at: row.get(8)?,
        edition: row.get(9)?,
    };
    Ok(Read { post, version: row.get(10)?, noise: row.get(11)?, released_at: row.get(12)? })
}

/// Puts the topics to their posts.
async fn with_topics(tx: &Tx, mut posts: Vec<Read>) -> Result<Vec<Read>, Fault> {
    let mut topics: BTreeMap<PostId, Vec<Topic>> = BTreeMap::new();
    let ids: Vec<PostId> = posts.iter().map(|read| read.post.id).collect();
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql =
            format!("SELECT post_id, topic, name FROM post_topics WHERE post_id IN ({marks}) ORDER BY post_id, place");
        let found = tx.all(&sql, &values, |row| Ok((row.get(0)?, Topic { key: row.get(1)?, name: row.get(2)? })));
        for (post, topic) in found.await? {
            topics.entry(post).or_default().push(topic);
        }
    }
    for read in &mut posts {
        read.post.said.topics = topics.remove(&read.post.id).unwrap_or_default();
    }
    Ok(posts)
}

/// One, whoever asks. A deleted one is not there.
pub(crate) async fn find(tx: &Tx, id: PostId) -> Result<Option<Post>, Fault> {
    Ok(find_versioned(tx, id).await?.map(|read| read.post))
}

pub(crate) async fn find_versioned(tx: &Tx, id: PostId) -> Result<Option<Read>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM posts p WHERE p.id = $1 AND p.state <> 'deleted'");
    let found = tx.one(&sql, &params![id], post).await?;
    Ok(with_topics(tx, found.into_iter().collect()).await?.pop())
}

/// Those of these that there are, in no order.
pub(crate) async fn find_many(tx: &Tx, ids: &[PostId]) -> Result<Vec<Read>, Fault> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT {COLUMNS} FROM posts p WHERE p.id IN ({marks}) AND p.state <> 'deleted'");
        found.extend(tx.all(&sql, &values, post).await?);
    }
    with_topics(tx, found).await
}

/// Which posts somebody looks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) author: Option<MemberId>,
    /// A topic's key.
    pub(crate) topic: Option<String>,
    pub(crate) group: Option<GroupId>,
    /// Only what is for everybody.
    pub(crate) for_everybody: bool,
    /// Only what is shown and was written from then on.
    pub(crate) shown_since: Option<Timestamp>,
}

/// What fits a filter, newest first, before `before`. Nearness is not asked here.
pub(crate) async fn list(tx: &Tx, filter: &Filter, before: Option<PostId>, limit: i64) -> Result<Vec<Read>, Fault> {
    let mut values: Vec<Value> = params![before.map_or(i64::MAX, |id| id.0)].to_vec();
    let mut sql = format!("SELECT {COLUMNS} FROM posts p");
    let mut mark = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    if let Some(topic) = &filter.topic {
        sql += &format!(" JOIN post_topics t ON t.post_id = p.id AND t.topic = {}", mark(topic.to_value()));
    }
    sql += " WHERE p.id < $1 AND p.state <> 'deleted'";
    if let Some(author) = filter.author {
        sql += &format!(" AND p.member_id = {}", mark(author.to_value()));
    }
    if let Some(group) = filter.group {
        sql += &format!(" AND p.group_id = {} AND p.audience = 'group'", mark(group.to_value()));
    }
    if filter.for_everybody {
        sql += " AND p.audience = 'everybody'";
    }
    if let Some(since) = filter.shown_since {
        sql += &format!(" AND p.state = 'shown' AND p.posted_at >= {}", mark(since.to_value()));
    }
    sql += &format!(" ORDER BY p.id DESC LIMIT {}", mark(limit.to_value()));
    let found = tx.all(&sql, &values, post).await?;
    with_topics(tx, found).await
}

/// Everything that is shown and was written since a moment, newest first, before `before`.
pub(crate) async fn list_since(
    tx: &Tx,
    before: Option<PostId>,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Read>, Fault> {
    // Ids are made of time: the smallest of that moment bounds the search, a clock that was set back aside.
    let from = mint(since.0.div_euclid(1_000), 0, 0);
    let sql = format!(
        "SELECT {COLUMNS} FROM posts p WHERE p.id < $1 AND p.id >= $2 AND p.state = 'shown' ORDER BY p.id DESC LIMIT $3"
    );
    let found = tx.all(&sql, &params![before.map_or(i64::MAX, |id| id.0), from, limit], post).await?;
    with_topics(tx, found).await
}

/// All of one author, oldest first, after `after`.
pub(crate) async fn list_of(tx: &Tx, author: MemberId, after: PostId, limit: i64) -> Result<Vec<Read>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM posts p WHERE p.member_id = $1 AND p.id > $2 AND p.state <> 'deleted' ORDER BY p.id \
         LIMIT $3"
    );
    let found = tx.all(&sql, &params![author, after, limit], post).await?;
    with_topics(tx, found).await
}

/// When an author wrote since then, oldest first; what he deleted meanwhile counts.
pub(crate) async fn written_since(tx: &Tx, author: MemberId, since: Timestamp) -> Result<Vec<Timestamp>, Fault> {
    let sql = "SELECT posted_at FROM posts WHERE member_id = $1 AND posted_at > $2 ORDER BY posted_at LIMIT 500";
    tx.all(sql, &params![author, since], |row| row.get(0)).await
}

/// Words that a post had before.
#[derive(Clone, Debug)]
pub(crate) struct Before {
    pub(crate) text: String,
    /// Since when they were its words.
    pub(crate) since: Timestamp,
    /// For whom they were; none where that was not kept.
    pub(crate) audience: Option<Audience>,
    /// What it showed with them, with the words of then.
    pub(crate) pictures: Vec<Kept>,
}

/// The words that a post had before, newest first, whoever asks.
pub(crate) async fn history(tx: &Tx, post: PostId) -> Result<Vec<Before>, Fault> {
    let sql = "SELECT text, at, audience, group_id, edition FROM post_editions WHERE post_id = $1 ORDER BY edition DESC LIMIT 60";
    let mut before: Vec<(i64, Before)> = tx
        .all(sql, &params![post], |row| {
            let audience = Audience::read(&row.get::<String>(2)?, row.get(3)?).ok();
            let before = Before { text: row.get(0)?, since: row.get(1)?, audience, pictures: Vec::new() };
            Ok((row.get(4)?, before))
        })
        .await?;
    if !before.is_empty() {
        let mut shown = list_shown_before(tx, post).await?;
        for (edition, one) in &mut before {
            one.pictures = shown.remove(edition).unwrap_or_default();
        }
    }
    Ok(before.into_iter().map(|(_, one)| one).collect())
}
