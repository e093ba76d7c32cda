//! The tables `groups`, `group_topics`, `group_members`, `group_put_out`, `group_asks`. Nothing here asks who looks.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    groups::{Entry, Group, JOINED, Role, Told},
    ids::{AskId, GroupId, MemberId},
    text,
    time::Timestamp,
    topics::Topic,
};
use serde_json::{Value, json};

use crate::words::rfc3339;

const COLUMNS: &str = "g.id, g.name, g.purpose, g.entry, g.outside, g.created_at, g.version";

/// A group beside the version it was read at.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) group: Group,
    pub(crate) version: i64,
}

fn kept(row: &Row<'_>) -> Result<Kept, Fault> {
    let told = Told {
        name: row.get(1)?,
        purpose: row.get(2)?,
        topics: Vec::new(),
        // A word that we do not know is of a newer program: then the fewest see it.
        entry: row.get::<String>(3)?.parse().unwrap_or(Entry::Hidden),
        outside: row.get(4)?,
    };
    Ok(Kept { group: Group { id: row.get(0)?, told, created_at: row.get(5)? }, version: row.get(6)? })
}

async fn with_topics(tx: &Tx, mut groups: Vec<Kept>) -> Result<Vec<Kept>, Fault> {
    let mut topics: BTreeMap<GroupId, Vec<Topic>> = BTreeMap::new();
    let ids: Vec<GroupId> = groups.iter().map(|kept| kept.group.id).collect();
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT group_id, topic, name FROM group_topics WHERE group_id IN ({marks}) ORDER BY group_id, place"
        );
        let found = tx.all(&sql, &values, |row| Ok((row.get(0)?, Topic { key: row.get(1)?, name: row.get(2)? })));
        for (group, topic) in found.await? {
            topics.entry(group).or_default().push(topic);
        }
    }
    for kept in &mut groups {
        kept.group.told.topics = topics.remove(&kept.group.id).unwrap_or_default();
    }
    Ok(groups)
}

/// One, whoever asks.
pub(crate) async fn find(tx: &Tx, id: GroupId) -> Result<Option<Kept>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM groups g WHERE g.id = $1");
    let found = tx.one(&sql, &params![id], kept).await?;
    Ok(with_topics(tx, found.into_iter().collect()).await?.pop())
}

/// What somebody is in a group.
pub(crate) async fn role(tx: &Tx, group: GroupId, member: MemberId) -> Result<Option<Role>, Fault> {
    let sql = "SELECT role FROM group_members WHERE group_id = $1 AND member_id = $2";
    let word: Option<String> = tx.one(sql, &params![group, member], |row| row.get(0)).await?;
    Ok(word.as_deref().and_then(Role::of))
}

/// The groups that a member is in, or is asked into, with what he is there; the oldest first.
pub(crate) async fn of_member(tx: &Tx, member: MemberId) -> Result<Vec<(Group, Role)>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS}, m.role FROM group_members m JOIN groups g ON g.id = m.group_id WHERE m.member_id = $1 \
         ORDER BY g.id LIMIT $2"
    );
    let rows = tx.all(&sql, &params![member, JOINED * 2], |row| Ok((kept(row)?, row.get::<String>(7)?))).await?;
    let (groups, words): (Vec<Kept>, Vec<String>) = rows.into_iter().unzip();
    let groups = with_topics(tx, groups).await?;
    let both = groups.into_iter().zip(words).filter_map(|(kept, word)| Some((kept.group, Role::of(&word)?)));
    Ok(both.collect())
}

/// Where a member asks to come in, and since when.
pub(super) async fn asked_since(tx: &Tx, member: MemberId) -> Result<Vec<(GroupId, Timestamp)>, Fault> {
    let sql = "SELECT group_id, since FROM group_members WHERE member_id = $1 AND role = 'asking' \
               ORDER BY since, group_id LIMIT $2";
    tx.all(sql, &params![member, JOINED], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// The groups of which a member is one, by number and name alone, the oldest first: for whoever makes his feed.
pub(crate) async fn named(tx: &Tx, member: MemberId) -> Result<Vec<(GroupId, String)>, Fault> {
    let sql = "SELECT g.id, g.name FROM group_members m JOIN groups g ON g.id = m.group_id WHERE m.member_id = $1 \
               AND m.role IN ('member', 'moderator') ORDER BY g.id LIMIT $2";
    tx.all(sql, &params![member, JOINED], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Whether there is a group that both are in, hidden or not: who is in one sees who else is.
pub(crate) async fn any_shared(tx: &Tx, one: MemberId, other: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT a.group_id FROM group_members a JOIN group_members b ON b.group_id = a.group_id AND b.member_id = $2 \
               WHERE a.member_id = $1 AND a.role IN ('member', 'moderator') AND b.role IN ('member', 'moderator') LIMIT 1";
    Ok(tx.one(sql, &params![one, other], |row| row.get::<GroupId>(0)).await?.is_some())
}

/// Those of these groups in which a viewer may read.
pub(crate) async fn readable(tx: &Tx, viewer: MemberId, ids: &[GroupId]) -> Result<BTreeSet<GroupId>, Fault> {
    let mut all = BTreeSet::new();
    for some in ids.chunks(128) {
        let mut values = params![viewer].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT g.id FROM groups g WHERE g.id IN ({marks}) AND (g.entry = 'open' OR EXISTS (SELECT 1 FROM \
             group_members m WHERE m.group_id = g.id AND m.member_id = $1 AND m.role IN ('member', 'moderator')))"
        );
        all.extend(tx.all(&sql, &values, |row| row.get::<GroupId>(0)).await?);
    }
    Ok(all)
}

/// Those of these groups of which a viewer may know.
pub(crate) async fn known(tx: &Tx, viewer: MemberId, ids: &[GroupId]) -> Result<BTreeSet<GroupId>, Fault> {
    let mut all = BTreeSet::new();
    for some in ids.chunks(128) {
        let mut values = params![viewer].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT g.id FROM groups g WHERE g.id IN ({marks}) AND (g.entry IN ('open', 'on_request') OR EXISTS (SELECT 1 \
             FROM group_members m WHERE m.group_id = g.id AND m.member_id = $1 \
             AND m.role IN ('member', 'moderator', 'invited')))"
        );
        all.extend(tx.all(&sql, &values, |row| row.get::<GroupId>(0)).await?);
    }
    Ok(all)
}

/// Those of these that there are, in no order, whoever asks.
pub(crate) async fn find_many(tx: &Tx, ids: &[GroupId]) -> Result<Vec<Group>, Fault> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(256) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT {COLUMNS} FROM groups g WHERE g.id IN ({marks})");
        found.extend(tx.all(&sql, &values, kept).await?);
    }
    Ok(with_topics(tx, found).await?.into_iter().map(|kept| kept.group).collect())
}

/// Since when a group may be read from outside, if it may.
pub(crate) async fn outside_since(tx: &Tx, group: GroupId) -> Result<Option<Timestamp>, Fault> {
    let sql = "SELECT outside_since FROM groups WHERE id = $1";
    Ok(tx.one(sql, &params![group], |row| row.get(0)).await?.flatten())
}

/// Groups of which everybody may know, newest first, before `before`.
pub(super) async fn list_known(tx: &Tx, before: Option<GroupId>, limit: i64) -> Result<Vec<Group>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM groups g WHERE g.entry IN ('open', 'on_request') AND g.id < $1 ORDER BY g.id DESC LIMIT $2"
    );
    let found = tx.all(&sql, &params![before.map_or(i64::MAX, |id| id.0), limit], kept).await?;
    Ok(with_topics(tx, found).await?.into_iter().map(|kept| kept.group).collect())
}

/// Who is in a group, or asks, or is asked: by since when, after `after`.
pub(super) async fn list_members(
    tx: &Tx,
    group: GroupId,
    offset: i64,
    limit: i64,
) -> Result<Vec<(MemberId, Role, Timestamp)>, Fault> {
    let sql = "SELECT member_id, role, since FROM group_members WHERE group_id = $1 ORDER BY since, member_id \
               LIMIT $2 OFFSET $3";
    let values = params![group, limit, offset];
    let rows = tx.all(sql, &values, |row| Ok((row.get(0)?, row.get::<String>(1)?, row.get(2)?)));
    Ok(rows.await?.into_iter().filter_map(|(id, word, since)| Some((id, Role::of(&word)?, since))).collect())
}

/// Who is in a group, those first who have been there longest.
pub(crate) async fn list_in(tx: &Tx, group: GroupId, limit: i64) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT member_id FROM group_members WHERE group_id = $1 AND role IN ('member', 'moderator') \
               ORDER BY since, member_id LIMIT $2";
    tx.all(sql, &params![group, limit], |row| row.get(0)).await
}

/// Those of these people who are in a group; none where there is no such group any more.
pub(crate) async fn inside(tx: &Tx, group: GroupId, people: &[MemberId]) -> Result<Option<BTreeSet<MemberId>>, Fault> {
    let there = tx.one("SELECT 1 FROM groups WHERE id = $1", &params![group], |row| row.get::<i64>(0)).await?;
    if there.is_none() {
        return Ok(None);
    }
    let mut found = BTreeSet::new();
    for some in people.chunks(128) {
        let mut values = params![group].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT member_id FROM group_members WHERE group_id = $1 AND role IN ('member', 'moderator') \
             AND member_id IN ({marks})"
        );
        found.extend(tx.all(&sql, &values, |row| row.get::<MemberId>(0)).await?);
    }
    Ok(Some(found))
}

pub(super) async fn count_moderators(tx: &Tx, group: GroupId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM group_members WHERE group_id = $1 AND role = 'moderator'";
    Ok(tx.one(sql, &params![group], |row| row.get(0)).await?.unwrap_or_default())
}

pub(super) async fn list_moderators(tx: &Tx, group: GroupId) -> Result<Vec<MemberId>, Fault> {
    let sql = "SELECT member_id FROM group_members WHERE group_id = $1 AND role = 'moderator' ORDER BY since LIMIT 50";
    tx.all(sql, &params![group], |row| row.get(0)).await
}

pub(super) async fn count_of(tx: &Tx, member: MemberId) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM group_members WHERE member_id = $1";
    Ok(tx.one(sql, &params![member], |row| row.get(0)).await?.unwrap_or_default())
}

pub(super) async fn count_made(tx: &Tx, member: MemberId, since: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM groups WHERE made_by = $1 AND created_at > $2";
    Ok(tx.one(sql, &params![member, since], |row| row.get(0)).await?.unwrap_or_default())
}

/// How many a member asked into groups since then.
pub(super) async fn count_invited(tx: &Tx, by: MemberId, since: Timestamp) -> Result<i64, Fault> {
    let sql = "SELECT count(*) FROM group_invitations WHERE member_id = $1 AND at > $2";
    Ok(tx.one(sql, &params![by, since], |row| row.get(0)).await?.unwrap_or_default())
}

/// One more; those of the days before are forgotten.
pub(super) async fn keep_invited(tx: &Tx, id: i64, by: MemberId, now: Timestamp) -> Result<(), Fault> {
    let sql = "DELETE FROM group_invitations WHERE member_id = $1 AND at <= $2";
    tx.run(sql, &params![by, now.plus_days(-1)]).await?;
    let sql = "INSERT INTO group_invitations (id, member_id, at) VALUES ($1, $2, $3)";
    tx.run(sql, &params![id, by, now]).await.map(drop)
}

pub(super) async fn forget_invited(tx: &Tx, by: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM group_invitations WHERE member_id = $1", &params![by]).await.map(drop)
}

pub(super) async fn keep_new(tx: &Tx, new: &Group, by: MemberId) -> Result<(), Fault> {
    let sql = "INSERT INTO groups (id, name, name_folded, purpose, entry, outside, outside_since, made_by, created_at, \
               version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    let told = &new.told;
    let folded = text::fold(&told.name);
    let values = params![
        new.id,
        told.name,
        folded,
        told.purpose,
        told.entry.word(),
        told.outside,
        told.outside.then_some(new.created_at),
        by,
        new.created_at
    ];
    tx.run(sql, &values).await?;
    keep_topics(tx, new).await
}

/// Writes what it says over the version that was read. Gives false where somebody else wrote meanwhile.
pub(super) async fn keep(tx: &Tx, next: &Group, version: i64, now: Timestamp) -> Result<bool, Fault> {
    let sql = "UPDATE groups SET name = $3, name_folded = $4, purpose = $5, \
               entry = CASE WHEN held_entry IS NULL THEN $6 ELSE entry END, outside = $7, \
               outside_since = CASE WHEN $7 THEN coalesce(outside_since, $8) ELSE NULL END, version = version + 1 WHERE id = $1 AND version = $2";
    let told = &next.told;
    let folded = text::fold(&told.name);
    let values = params![next.id, version, told.name, folded, told.purpose, told.entry.word(), told.outside, now];
    let kept = tx.run(sql, &values).await? > 0;
    if kept {
        keep_topics(tx, next).await?;
    }
    Ok(kept)
}

async fn keep_topics(tx: &Tx, group: &Group) -> Result<(), Fault> {
    tx.run("DELETE FROM group_topics WHERE group_id = $1", &params![group.id]).await?;
    for (place, topic) in (0_i64..).zip(&group.told.topics) {
        let sql = "INSERT INTO group_topics (group_id, topic, name, place) VALUES ($1, $2, $3, $4)";
        tx.run(sql, &params![group.id, topic.key, topic.name, place]).await?;
    }
    Ok(())
}

pub(super) async fn keep_role(
    tx: &Tx,
    group: GroupId,
    member: MemberId,
    role: Role,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO group_members (group_id, member_id, role, since) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (group_id, member_id) DO UPDATE SET role = excluded.role";
    tx.run(sql, &params![group, member, role.word(), now]).await.map(drop)
}

pub(super) async fn remove_member(tx: &Tx, group: GroupId, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM group_asks WHERE group_id = $1 AND member_id = $2", &params![group, member]).await?;
    tx.run("DELETE FROM group_members WHERE group_id = $1 AND member_id = $2", &params![group, member]).await.map(drop)
}

/// From now on he asks before he comes in.
pub(super) async fn put_out(tx: &Tx, group: GroupId, member: MemberId, now: Timestamp) -> Result<(), Fault> {
    let sql = "INSERT INTO group_put_out (group_id, member_id, at) VALUES ($1, $2, $3) \
               ON CONFLICT (group_id, member_id) DO NOTHING";
    tx.run(sql, &params![group, member, now]).await.map(drop)
}

pub(crate) async fn was_put_out(tx: &Tx, group: GroupId, member: MemberId) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM group_put_out WHERE group_id = $1 AND member_id = $2";
    Ok(tx.one(sql, &params![group, member], |row| row.get::<i64>(0)).await?.is_some())
}

/// Who looks after it lets him in again.
pub(super) async fn forget_put_out(tx: &Tx, group: GroupId, member: MemberId) -> Result<(), Fault> {
    let sql = "DELETE FROM group_put_out WHERE group_id = $1 AND member_id = $2";
    tx.run(sql, &params![group, member]).await.map(drop)
}

pub(super) async fn forget_outs_of(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM group_asks_out WHERE member_id = $1", &params![member]).await?;
    tx.run("DELETE FROM group_put_out WHERE member_id = $1", &params![member]).await.map(drop)
}

/// No word of it is left. What was written in it goes by its own room, which hears of it.
pub(super) async fn remove(tx: &Tx, group: GroupId) -> Result<(), Fault> {
    for sql in [
        "DELETE FROM group_topics WHERE group_id = $1",
        "DELETE FROM group_members WHERE group_id = $1",
        "DELETE FROM group_asks WHERE group_id = $1",
        "DELETE FROM group_put_out WHERE group_id = $1",
        "DELETE FROM group_asks_out WHERE group_id = $1",
        "DELETE FROM groups WHERE id = $1",
    ] {
        tx.run(sql, &params![group]).await?;
    }
    Ok(())
}

/// Who is not in it knows nothing of it any more.
pub(super) async fn hold(tx: &Tx, group: GroupId) -> Result<(), Fault> {
    let sql = "UPDATE groups SET held_entry = entry, held_outside = outside, entry = 'hidden', outside = FALSE, \
               outside_since = NULL, version = version + 1 WHERE id = $1 AND held_entry IS NULL";
    tx.run(sql, &params![group]).await.map(drop)
}

/// It is what it was before; what was written meanwhile is not read from outside.
pub(super) async fn release(tx: &Tx, group: GroupId, now: Timestamp) -> Result<(), Fault> {
    let sql = "UPDATE groups SET entry = held_entry, held_entry = NULL, outside = held_outside, \
               outside_since = CASE WHEN held_outside THEN CAST($2 AS BIGINT) END, held_outside = FALSE, version = version + 1 \
               WHERE id = $1 AND held_entry IS NOT NULL";
    tx.run(sql, &params![group, now]).await.map(drop)
}

/// What it was, and will be again, where it waits for a moderator or one took it away.
pub(crate) async fn held_entry(tx: &Tx, group: GroupId) -> Result<Option<Entry>, Fault> {
    let sql = "SELECT held_entry FROM groups WHERE id = $1";
    let word: Option<Option<String>> = tx.one(sql, &params![group], |row| row.get(0)).await?;
    Ok(word.flatten().map(|word| word.parse().unwrap_or(Entry::Hidden)))
}

/// Who made it.
pub(super) async fn maker(tx: &Tx, group: GroupId) -> Result<Option<MemberId>, Fault> {
    let made = tx.one("SELECT made_by FROM groups WHERE id = $1", &params![group], |row| row.get(0)).await?;
    Ok(made.filter(|maker: &MemberId| maker.0 != 0))
}

/// Who made it is gone.
pub(super) async fn forget_maker(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("UPDATE groups SET made_by = 0 WHERE made_by = $1", &params![member]).await.map(drop)
}

/// Makes what happens in a group follow one another: the last two moderators cannot both go at once.
pub(super) async fn one_at_a_time(tx: &Tx, group: GroupId) -> Result<(), Fault> {
    if tx.engine() == pergola_db::Engine::Sqlite {
        return Ok(());
    }
    tx.run("UPDATE groups SET version = version WHERE id = $1", &params![group]).await.map(drop)
}

/// An ask hangs in a group, or does no more.
pub(crate) async fn hang_ask(
    tx: &Tx,
    (group, member): (GroupId, MemberId),
    ask: AskId,
    hangs: bool,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = if hangs {
        "INSERT INTO group_asks (group_id, ask_id, member_id, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (group_id, ask_id) DO NOTHING"
    } else {
        "DELETE FROM group_asks WHERE group_id = $1 AND ask_id = $2 AND member_id = $3 AND at <= $4"
    };
    tx.run(sql, &params![group, ask, member, now]).await.map(drop)
}

/// It hangs in a group no more, and never again. Gives false where it did not.
pub(super) async fn take_out_ask(
    tx: &Tx,
    (group, member): (GroupId, MemberId),
    ask: AskId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let sql = "DELETE FROM group_asks WHERE group_id = $1 AND ask_id = $2 AND member_id = $3";
    if tx.run(sql, &params![group, ask, member]).await? == 0 {
        return Ok(false);
    }
    let sql = "INSERT INTO group_asks_out (group_id, ask_id, member_id, at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (group_id, ask_id) DO NOTHING";
    tx.run(sql, &params![group, ask, member, now]).await?;
    Ok(true)
}

/// Whether who looks after the group took it out.
pub(crate) async fn was_taken_out(tx: &Tx, group: GroupId, ask: AskId) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM group_asks_out WHERE group_id = $1 AND ask_id = $2";
    Ok(tx.one(sql, &params![group, ask], |row| row.get::<i64>(0)).await?.is_some())
}

/// The asks and offers that hang in a group, newest first.
pub(crate) async fn asks_in(tx: &Tx, group: GroupId, limit: i64) -> Result<Vec<AskId>, Fault> {
    let sql = "SELECT ask_id FROM group_asks WHERE group_id = $1 ORDER BY at DESC, ask_id DESC LIMIT $2";
    tx.all(sql, &params![group, limit], |row| row.get(0)).await
}

/// The groups that a member is in, for his archive, with what of his hangs there.
pub(crate) async fn takeout(tx: &Tx, member: MemberId) -> Result<Vec<Value>, Fault> {
    let sql = "SELECT group_id, ask_id FROM group_asks WHERE member_id = $1 ORDER BY at, ask_id LIMIT 10000";
    let hung: Vec<(GroupId, AskId)> = tx.all(sql, &params![member], |row| Ok((row.get(0)?, row.get(1)?))).await?;
    // Of a group that was hidden since he asked to come in his archive holds no more than his page.
    let sql = "SELECT g.id, CASE WHEN g.entry = 'hidden' AND m.role = 'asking' THEN '' ELSE g.name END, \
               CASE WHEN g.entry = 'hidden' AND m.role = 'asking' THEN '' ELSE g.purpose END, m.role, m.since FROM group_members m JOIN groups g ON g.id = m.group_id \
               WHERE m.member_id = $1 ORDER BY m.since, g.id LIMIT 1000";
    tx.all(sql, &params![member], |row| {
        let (id, name): (GroupId, String) = (row.get(0)?, row.get(1)?);
        let (purpose, role): (String, String) = (row.get(2)?, row.get(3)?);
        let since = rfc3339(row.get(4)?);
        let asks: Vec<String> = hung.iter().filter(|(group, _)| *group == id).map(|(_, ask)| ask.to_string()).collect();
        let mut record =
            json!({ "key": id.to_string(), "name": name, "purpose": purpose, "role": role, "since": since });
        if let Some(fields) = record.as_object_mut().filter(|_| !asks.is_empty()) {
            fields.insert("asks".to_owned(), json!(asks));
        }
        Ok(record)
    })
    .await
}

/// Lets stories make more groups than a day has.
#[cfg(test)]
pub(crate) async fn forget_today(tx: &Tx) -> Result<(), Fault> {
    tx.run("UPDATE groups SET created_at = 0", &[]).await.map(drop)
}
