//! Members as documents: what a profile says, and until when the member asks for something.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{
    asks::Audience as Reach,
    search::{Facet, Kind},
    time::Timestamp,
    topics,
};

use super::Draft;

pub(super) async fn drafts(tx: &Tx, ids: &[i64], now: Timestamp) -> Result<Vec<Draft>, Fault> {
    let mut values = Vec::new();
    let marks = in_list(&mut values, ids);
    let sql = format!(
        "SELECT id, handle, name, headline, about, place, languages FROM members WHERE id IN ({marks}) LIMIT 256"
    );
    let rows = tx.all(&sql, &values, |row| {
        let id: i64 = row.get(0)?;
        let mut draft = Draft::new(Kind::Person, id, Some(pergola_domain::ids::MemberId(id)));
        draft.texts.name = [row.get::<String>(2)?, row.get::<String>(1)?].join(" ");
        draft.head(&row.get::<String>(3)?);
        draft.text(&row.get::<String>(4)?);
        draft.place(row.get(5)?);
        for tag in row.get::<String>(6)?.split(',') {
            draft.language(tag);
        }
        Ok(draft)
    });
    let mut people: BTreeMap<i64, Draft> = rows.await?.into_iter().map(|draft| (draft.id, draft)).collect();
    add_work(tx, &marks, &values, &mut people).await?;
    add_studies(tx, &marks, &values, &mut people).await?;
    let sql = format!("SELECT member_id, name FROM skills WHERE member_id IN ({marks}) ORDER BY id LIMIT 50000");
    for (id, name) in tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get::<String>(1)?))).await? {
        if let Some(draft) = people.get_mut(&id) {
            draft.topics([&(topics::key(&name), name)]);
        }
    }
    add_asks(tx, ids, now, &mut people).await?;
    Ok(people.into_values().collect())
}

async fn add_work(
    tx: &Tx,
    marks: &str,
    values: &[pergola_db::Value],
    people: &mut BTreeMap<i64, Draft>,
) -> Result<(), Fault> {
    let sql = format!(
        "SELECT p.member_id, p.organisation_id, o.name, p.title, p.description, p.is_over OR p.to_month IS NOT NULL \
         FROM positions p JOIN organisations o ON o.id = p.organisation_id WHERE p.member_id IN ({marks}) \
         ORDER BY p.id LIMIT 50000"
    );
    let rows = tx.all(&sql, values, |row| {
        let told: [String; 3] = [row.get(2)?, row.get(3)?, row.get(4)?];
        Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, told, row.get::<bool>(5)?))
    });
    for (id, organisation, [name, title, description], over) in rows.await? {
        if let Some(draft) = people.get_mut(&id) {
            draft.head(&title);
            draft.at(&name);
            draft.text(&description);
            draft.key(if over { Facet::Once } else { Facet::Organisation }, organisation.to_string());
        }
    }
    Ok(())
}

async fn add_studies(
    tx: &Tx,
    marks: &str,
    values: &[pergola_db::Value],
    people: &mut BTreeMap<i64, Draft>,
) -> Result<(), Fault> {
    let sql = format!(
        "SELECT e.member_id, e.organisation_id, o.name, e.degree, e.field, e.description FROM education e \
         JOIN organisations o ON o.id = e.organisation_id WHERE e.member_id IN ({marks}) ORDER BY e.id LIMIT 50000"
    );
    let rows = tx.all(&sql, values, |row| {
        let told: [String; 4] = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
        Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, told))
    });
    for (id, school, [name, degree, field, description]) in rows.await? {
        if let Some(draft) = people.get_mut(&id) {
            draft.head(&name);
            draft.head(&degree);
            draft.head(&field);
            draft.text(&description);
            draft.key(Facet::School, school.to_string());
        }
    }
    Ok(())
}

/// Until when the last of a member's open asks stands, for each reach.
async fn add_asks(tx: &Tx, ids: &[i64], now: Timestamp, people: &mut BTreeMap<i64, Draft>) -> Result<(), Fault> {
    let mut values = params![now].to_vec();
    let marks = in_list(&mut values, ids);
    let sql = format!(
        "SELECT member_id, audience, max(until_at) FROM asks WHERE kind = 'ask' AND state = 'open' AND until_at > $1 \
         AND member_id IN ({marks}) GROUP BY member_id, audience LIMIT 1024"
    );
    let rows = tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get::<String>(1)?, row.get::<Timestamp>(2)?)));
    for (id, word, until) in rows.await? {
        let reach = word.parse().unwrap_or(Reach::Ties);
        let place = Reach::ALL.iter().position(|known| *known == reach);
        let slot = place.and_then(|place| people.get_mut(&id)?.asks.get_mut(place));
        if let Some(slot) = slot {
            *slot = Some(until);
        }
    }
    Ok(())
}
