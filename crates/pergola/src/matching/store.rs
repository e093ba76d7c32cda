//! The table `vectors`, and the texts that its rows are made of.

use std::collections::BTreeMap;

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    asks::{Audience, Said},
    ids::MemberId,
    matching::Meaning,
    time::Timestamp,
    topics::Topic,
};
use pergola_index::Code;

use super::{Shelf, kept};

/// Skills and stretches of work that are read of a profile.
const OF_PROFILE: i64 = 12;
/// Letters of what somebody tells of himself that are read.
const ABOUT_CHARS: usize = 400;

/// A text to be read.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) id: i64,
    pub(super) member: MemberId,
    pub(super) text: String,
    pub(super) language: String,
}

/// A row without its words: what the index is made of.
#[derive(Clone, Debug)]
pub(super) struct Short {
    pub(super) id: i64,
    pub(super) member: MemberId,
    pub(super) digest: i64,
    pub(super) code: Option<Code>,
}

fn short(row: &Row<'_>) -> Result<Short, Fault> {
    let vector: Vec<u8> = row.get(3)?;
    Ok(Short { id: row.get(0)?, member: row.get(1)?, digest: row.get(2)?, code: Code::kept(&vector) })
}

/// All rows of a shelf in the order of their ids, after `after`.
pub(super) async fn list(tx: &Tx, shelf: Shelf, after: i64, limit: i64) -> Result<Vec<Short>, Fault> {
    let sql = "SELECT of_id, member_id, digest, vector FROM vectors WHERE kind = $1 AND of_id > $2 \
               ORDER BY of_id LIMIT $3";
    tx.all(sql, &params![shelf.word(), after, limit], short).await
}

/// The digests of the texts of these ids, where there are rows.
pub(super) async fn find_short(tx: &Tx, shelf: Shelf, ids: &[i64]) -> Result<BTreeMap<i64, Short>, Fault> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(256) {
        let mut values = params![shelf.word()].to_vec();
        let marks = in_list(&mut values, some);
        let sql =
            format!("SELECT of_id, member_id, digest, vector FROM vectors WHERE kind = $1 AND of_id IN ({marks})");
        found.extend(tx.all(&sql, &values, short).await?.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

/// What one text means, if it was read already.
pub(crate) async fn find(tx: &Tx, shelf: Shelf, id: i64) -> Result<Option<Meaning>, Fault> {
    Ok(find_many(tx, shelf, &[id]).await?.remove(&id))
}

/// What these texts mean, as far as they were read.
pub(crate) async fn find_many(tx: &Tx, shelf: Shelf, ids: &[i64]) -> Result<BTreeMap<i64, Meaning>, Fault> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(64) {
        let mut values = params![shelf.word()].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!("SELECT of_id, vector, words FROM vectors WHERE kind = $1 AND of_id IN ({marks})");
        let rows = tx.all(&sql, &values, |row| {
            Ok((row.get::<i64>(0)?, kept::meaning(&row.get::<Vec<u8>>(1)?, &row.get::<Vec<u8>>(2)?)))
        });
        found.extend(rows.await?.into_iter().filter_map(|(id, meaning)| Some((id, meaning?))));
    }
    Ok(found)
}

pub(super) async fn keep(tx: &Tx, shelf: Shelf, text: &Text, digest: i64, meaning: &Meaning) -> Result<(), Fault> {
    let sql = "INSERT INTO vectors (kind, of_id, member_id, digest, vector, words) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (kind, of_id) DO UPDATE SET digest = excluded.digest, vector = excluded.vector, \
               words = excluded.words";
    let (vector, words) = (Code::of(&meaning.vector).to_keep(), kept::words_to_bytes(&meaning.words));
    tx.run(sql, &params![shelf.word(), text.id, text.member, digest, vector, words]).await.map(drop)
}

pub(super) async fn remove(tx: &Tx, shelf: Shelf, ids: &[i64]) -> Result<(), Fault> {
    for some in ids.chunks(256) {
        let mut values = params![shelf.word()].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!("DELETE FROM vectors WHERE kind = $1 AND of_id IN ({marks})");
        tx.run(&sql, &values).await?;
    }
    Ok(())
}

/// Everything that was made of a member's texts.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("DELETE FROM vectors WHERE member_id = $1", &params![member]).await.map(drop)
}

/// The ids on a shelf whose texts there are now, after `after`, in their order.
pub(super) async fn list_live(
    tx: &Tx,
    shelf: Shelf,
    after: i64,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<i64>, Fault> {
    if shelf == Shelf::Profiles {
        let sql = "SELECT id FROM members WHERE id > $1 AND leaving_at IS NULL ORDER BY id LIMIT $2";
        return tx.all(sql, &params![after, limit], |row| row.get(0)).await;
    }
    let sql = "SELECT id FROM asks WHERE kind = $1 AND state = 'open' AND until_at > $2 AND id > $3 \
               ORDER BY id LIMIT $4";
    tx.all(sql, &params![shelf.word(), now, after, limit], |row| row.get(0)).await
}

/// The texts of these ids as they are now; what rests, is closed or says nothing is not among them.
pub(super) async fn texts(tx: &Tx, shelf: Shelf, ids: &[i64], now: Timestamp) -> Result<Vec<Text>, Fault> {
    let mut found = Vec::new();
    if shelf == Shelf::Profiles {
        for id in ids {
            if let Some((said, _)) = profile_said(tx, MemberId(*id)).await? {
                found.push(Text { id: *id, member: MemberId(*id), text: said.spoken(), language: said.language });
            }
        }
        return Ok(found);
    }
    for some in ids.chunks(256) {
        let mut values = params![shelf.word(), now].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT id, member_id, text, language FROM asks WHERE kind = $1 AND state = 'open' AND until_at > $2 \
             AND id IN ({marks})"
        );
        let rows = tx.all(&sql, &values, |row| {
            Ok(Text { id: row.get(0)?, member: row.get(1)?, text: row.get(2)?, language: row.get(3)? })
        });
        let mut rows = rows.await?;
        let mut values = Vec::new();
        let marks = in_list(&mut values, rows.iter().map(|text| text.id));
        let sql = format!("SELECT ask_id, name FROM ask_topics WHERE ask_id IN ({marks}) ORDER BY ask_id, place");
        let named: Vec<(i64, String)> = tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?;
        for text in &mut rows {
            let names = named.iter().filter(|(ask, _)| *ask == text.id).map(|(_, name)| name.as_str());
            let names: Vec<&str> = names.collect();
            if !names.is_empty() {
                text.text = format!("{}. {}", text.text, names.join(", "));
            }
        }
        found.extend(rows);
    }
    Ok(found)
}

/// What a member tells of himself, as one side of a match, with his name for whoever shows it: headline, work, a few words
/// about himself; his skills for topics. None where he tells nothing, or is about to leave.
pub(crate) async fn profile_said(tx: &Tx, member: MemberId) -> Result<Option<(Said, String)>, Fault> {
    let sql = "SELECT headline, about, place, language, name FROM members WHERE id = $1 AND leaving_at IS NULL";
    let values = params![member];
    let found = tx.one(sql, &values, |row| {
        let texts = [row.get::<String>(0)?, row.get::<String>(1)?];
        Ok((texts, row.get::<String>(2)?, row.get::<String>(3)?, row.get::<String>(4)?))
    });
    let Some(([headline, about], place, language, name)) = found.await? else { return Ok(None) };
    let sql = "SELECT title FROM positions WHERE member_id = $1 AND title <> '' \
               ORDER BY is_over, COALESCE(to_month, 999912) DESC, id LIMIT $2";
    let titles: Vec<String> = tx.all(sql, &params![member, OF_PROFILE], |row| row.get(0)).await?;
    let sql = "SELECT name FROM skills WHERE member_id = $1 ORDER BY id LIMIT $2";
    let skills: Vec<String> = tx.all(sql, &params![member, OF_PROFILE], |row| row.get(0)).await?;
    let about: String = about.chars().take(ABOUT_CHARS).collect();
    let told = [headline].into_iter().chain(titles).chain([about]).filter(|text| !text.is_empty());
    let text = told.collect::<Vec<_>>().join(". ");
    if text.is_empty() && skills.is_empty() {
        return Ok(None);
    }
    let topics = skills.iter().filter_map(|skill| Topic::read(skill).ok()).collect();
    Ok(Some((Said { text, topics, place, language, audience: Audience::Everybody }, name)))
}
