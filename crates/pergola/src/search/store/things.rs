//! What members wrote for others as documents: asks and offers, posts, ads, groups, organisations.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{
    asks::{Audience as Reach, Kind as AskKind},
    ids::{GroupId, MemberId},
    search::{Audience, Facet, Kind},
    time::Timestamp,
    topics,
};

use super::Draft;
use crate::words;

/// The topics of these, by the id of each: key, and name as it was written.
async fn topics_of(
    tx: &Tx,
    (table, column): (&str, &str),
    ids: &[i64],
) -> Result<BTreeMap<i64, Vec<(String, String)>>, Fault> {
    let mut values = Vec::new();
    let marks = in_list(&mut values, ids);
    let sql = format!(
        "SELECT {column}, topic, name FROM {table} WHERE {column} IN ({marks}) ORDER BY {column}, place LIMIT 4000"
    );
    let mut all: BTreeMap<i64, Vec<(String, String)>> = BTreeMap::new();
    for (id, key, name) in tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await? {
        all.entry(id).or_default().push((key, name));
    }
    Ok(all)
}

/// Open asks and offers; and of closed ones who answered them, for whoever asked.
pub(super) async fn asks(tx: &Tx, ids: &[i64], now: Timestamp) -> Result<Vec<Draft>, Fault> {
    let topics = topics_of(tx, ("ask_topics", "ask_id"), ids).await?;
    let mut values = params![now].to_vec();
    let marks = in_list(&mut values, ids);
    let sql = format!(
        "SELECT id, member_id, kind, text, place, language, audience, until_at, answered_by FROM asks \
         WHERE id IN ({marks}) AND (state = 'open' AND until_at > $1 OR state = 'closed' AND answered_by IS NOT NULL) \
         LIMIT 256"
    );
    let rows = tx.all(&sql, &values, |row| {
        let id: i64 = row.get(0)?;
        let helper: Option<MemberId> = row.get(8)?;
        let kind = match (helper, row.get::<String>(2)?.parse().unwrap_or(AskKind::Ask)) {
            (Some(_), _) => Kind::Answered,
            (None, AskKind::Ask) => Kind::Ask,
            (None, AskKind::Offer) => Kind::Offer,
        };
        let mut draft = Draft::new(kind, id, Some(row.get(1)?));
        draft.about = helper;
        draft.text(&row.get::<String>(3)?);
        draft.place(row.get(4)?);
        draft.language(&row.get::<String>(5)?);
        // A word that we do not know is of a newer program: then the fewest see it.
        let reach: Reach = row.get::<String>(6)?.parse().unwrap_or(Reach::Ties);
        draft.audience = if helper.is_some() { Audience::Owner } else { audience(reach) };
        draft.until = if helper.is_some() { None } else { Some(row.get(7)?) };
        Ok(draft)
    });
    let mut drafts = rows.await?;
    for draft in &mut drafts {
        draft.topics(topics.get(&draft.id).into_iter().flatten());
    }
    Ok(drafts)
}

const fn audience(reach: Reach) -> Audience {
    match reach.reach() {
        Some(steps) => Audience::Steps(steps),
        None => Audience::Everybody,
    }
}

pub(super) async fn posts(tx: &Tx, ids: &[i64]) -> Result<Vec<Draft>, Fault> {
    let topics = topics_of(tx, ("post_topics", "post_id"), ids).await?;
    let mut values = Vec::new();
    let marks = in_list(&mut values, ids);
    let sql = format!(
        "SELECT id, member_id, text, language, audience, group_id FROM posts WHERE id IN ({marks}) AND state = 'shown' \
         LIMIT 256"
    );
    let rows = tx.all(&sql, &values, |row| {
        let mut draft = Draft::new(Kind::Post, row.get(0)?, Some(row.get(1)?));
        draft.text(&words::words_alone(&row.get::<String>(2)?));
        draft.language(&row.get::<String>(3)?);
        let group: Option<GroupId> = row.get(5)?;
        draft.audience = match (row.get::<String>(4)?.as_str(), group) {
            ("everybody", _) => Audience::Everybody,
            ("two_steps", _) => Audience::Steps(2),
            ("group", Some(group)) => Audience::ReadersOf(group),
            _ => Audience::Steps(1),
        };
        Ok(draft)
    });
    let mut drafts = rows.await?;
    for draft in &mut drafts {
        draft.topics(topics.get(&draft.id).into_iter().flatten());
    }
    Ok(drafts)
}

pub(super) async fn jobs(tx: &Tx, ids: &[i64], now: Timestamp) -> Result<Vec<Draft>, Fault> {
    let mut values = params![now].to_vec();
    let marks = in_list(&mut values, ids);
    let sql = format!(
        "SELECT j.id, j.member_id, j.title, j.text, j.place, j.skills, j.languages, j.client, j.organisation_id, \
         j.client_id, j.lives_until, o.name FROM jobs j JOIN organisations o ON o.id = j.organisation_id \
         WHERE j.id IN ({marks}) AND j.state = 'open' AND j.lives_until > $1 LIMIT 256"
    );
    tx.all(&sql, &values, |row| {
        let mut draft = Draft::new(Kind::Job, row.get(0)?, Some(row.get(1)?));
        draft.head(&row.get::<String>(2)?);
        draft.text(&words::words_alone(&row.get::<String>(3)?));
        draft.place(row.get(4)?);
        for skill in row.get::<String>(5)?.lines() {
            draft.topics([&(topics::key(skill), skill.to_owned())]);
        }
        for tag in row.get::<String>(6)?.lines() {
            draft.language(tag);
        }
        draft.head(&row.get::<String>(7)?);
        draft.key(Facet::Organisation, row.get::<i64>(8)?.to_string());
        if let Some(client) = row.get::<Option<i64>>(9)? {
            draft.key(Facet::Organisation, client.to_string());
        }
        draft.until = Some(row.get(10)?);
        draft.head(&row.get::<String>(11)?);
        Ok(draft)
    })
    .await
}

pub(super) async fn groups(tx: &Tx, ids: &[i64]) -> Result<Vec<Draft>, Fault> {
    let topics = topics_of(tx, ("group_topics", "group_id"), ids).await?;
    let mut values = Vec::new();
    let marks = in_list(&mut values, ids);
    let sql = format!("SELECT id, name, purpose FROM groups WHERE id IN ({marks}) LIMIT 256");
    let rows = tx.all(&sql, &values, |row| {
        let id: i64 = row.get(0)?;
        let mut draft = Draft::new(Kind::Group, id, None);
        // Whether it hides is asked of the table when somebody looks: from one moment to the next it may.
        draft.audience = Audience::KnowersOf(GroupId(id));
        draft.head(&row.get::<String>(1)?);
        draft.text(&row.get::<String>(2)?);
        Ok(draft)
    });
    let mut drafts = rows.await?;
    for draft in &mut drafts {
        draft.topics(topics.get(&draft.id).into_iter().flatten());
    }
    Ok(drafts)
}

/// What is still to come and was not called off.
pub(super) async fn events(tx: &Tx, ids: &[i64], now: Timestamp) -> Result<Vec<Draft>, Fault> {
    let mut values = params![now].to_vec();
    let marks = in_list(&mut values, ids);
    let sql = format!(
        "SELECT e.id, e.member_id, e.title, e.text, e.place, e.ends_at, e.audience, e.group_id, e.organisation_id, o.name \
         FROM events e LEFT JOIN organisations o ON o.id = e.organisation_id \
         WHERE e.id IN ({marks}) AND e.ends_at > $1 AND NOT e.cancelled AND NOT e.held LIMIT 256"
    );
    tx.all(&sql, &values, |row| {
        let mut draft = Draft::new(Kind::Event, row.get(0)?, Some(row.get(1)?));
        draft.head(&row.get::<String>(2)?);
        draft.text(&words::words_alone(&row.get::<String>(3)?));
        draft.place(row.get(4)?);
        draft.until = Some(row.get(5)?);
        let group: Option<GroupId> = row.get(7)?;
        draft.audience = match (row.get::<String>(6)?.as_str(), group) {
            ("everybody" | "web", _) => Audience::Everybody,
            ("two_steps", _) => Audience::Steps(2),
            ("group", Some(group)) => Audience::ReadersOf(group),
            _ => Audience::Steps(1),
        };
        if let Some(organisation) = row.get::<Option<i64>>(8)? {
            draft.key(Facet::Organisation, organisation.to_string());
        }
        draft.head(&row.get::<Option<String>>(9)?.unwrap_or_default());
        Ok(draft)
    })
    .await
}

pub(super) async fn organisations(tx: &Tx, ids: &[i64]) -> Result<Vec<Draft>, Fault> {
    let mut values = Vec::new();
    let marks = in_list(&mut values, ids);
    let sql = format!(
        "SELECT o.id, o.name, p.about, p.place, p.organisation_id FROM organisations o LEFT JOIN organisation_pages p \
         ON p.organisation_id = o.id WHERE o.id IN ({marks}) LIMIT 256"
    );
    tx.all(&sql, &values, |row| {
        let mut draft = Draft::new(Kind::Organisation, row.get(0)?, None);
        draft.head(&row.get::<String>(1)?);
        draft.text(&row.get::<Option<String>>(2)?.unwrap_or_default());
        draft.place(row.get::<Option<String>>(3)?.unwrap_or_default());
        // Anybody makes one by naming it in a profile: who sees none of those has no word of it.
        if row.get::<Option<i64>>(4)?.is_none() {
            draft.audience = Audience::Named;
        }
        Ok(draft)
    })
    .await
}
