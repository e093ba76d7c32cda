//! Many moments at once, into the table `moments`.

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::ids::{ImportId, MemberId, PersonId};

use super::rows::{AT_ONCE, marks};
use crate::tending::Moment;

/// Keeps moments of an owner and brings the dates of the people in line. Gives how many were new.
pub(in crate::exchange) async fn keep_all(
    tx: &Tx,
    owner: MemberId,
    import: Option<ImportId>,
    moments: &[Moment],
) -> Result<u64, Fault> {
    let mut fresh = 0;
    for some in moments.chunks(AT_ONCE) {
        let mut values = Vec::with_capacity(some.len() * 10);
        for moment in some {
            values.extend(params![
                moment.id,
                owner,
                moment.person.number(),
                moment.kind,
                moment.direction,
                moment.at,
                moment.text,
                moment.source,
                moment.source_key,
                import
            ]);
        }
        let sql = format!(
            "INSERT INTO moments (id, owner_id, person_id, kind, direction, at, text, source, source_key, import_id) \
             VALUES {} ON CONFLICT (owner_id, source_key) DO NOTHING",
            marks(&values, 10)
        );
        fresh += tx.run(&sql, &values).await?;
    }
    let mut people: Vec<PersonId> = moments.iter().map(|moment| moment.person).collect();
    people.sort_unstable();
    people.dedup();
    if fresh > 0 {
        refresh(tx, owner, &people).await?;
    }
    Ok(fresh)
}

/// Brings the kept dates of people in line with their moments, as `tending` does for one.
const DATES: &str = "UPDATE tending SET \
     last_moment_at = (SELECT max(m.at) FROM moments m \
         WHERE m.owner_id = tending.owner_id AND m.person_id = tending.person_id), \
     met_at = (SELECT CASE WHEN min(m.at) < tending.met_at THEN min(m.at) ELSE tending.met_at END FROM moments m \
         WHERE m.owner_id = tending.owner_id AND m.person_id = tending.person_id), \
     last_two_way_at = (SELECT CASE WHEN s.i IS NULL OR s.o IS NULL THEN s.b \
             WHEN s.i < s.o AND (s.b IS NULL OR s.b < s.i) THEN s.i WHEN s.o <= s.i AND (s.b IS NULL OR s.b < s.o) THEN s.o \
             ELSE s.b END \
         FROM (SELECT max(CASE WHEN m.direction = 'both' THEN m.at END) AS b, \
             max(CASE WHEN m.direction = 'out' THEN m.at END) AS o, max(CASE WHEN m.direction = 'in' THEN m.at END) AS i \
             FROM moments m WHERE m.owner_id = tending.owner_id AND m.person_id = tending.person_id) AS s) \
     WHERE owner_id = $1";

async fn refresh(tx: &Tx, owner: MemberId, people: &[PersonId]) -> Result<(), Fault> {
    for some in people.chunks(256) {
        let mut values = params![owner].to_vec();
        let marks = in_list(&mut values, some.iter().map(|person| person.number()));
        tx.run(&format!("{DATES} AND person_id IN ({marks})"), &values).await?;
    }
    Ok(())
}

/// The same for everybody in a garden.
pub(in crate::exchange) async fn refresh_all(tx: &Tx, owner: MemberId) -> Result<(), Fault> {
    tx.run(DATES, &params![owner]).await.map(drop)
}
