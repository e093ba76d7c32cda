//! The SQL of ties, a file for each table.

pub(super) mod blocks;
pub(super) mod common;
pub(super) mod former;
pub(super) mod invitations;
pub(super) mod ties;

use pergola_db::{Engine, Fault, Row, Tx, params};
use pergola_domain::{changes::MetKind, ids::MemberId, ties::Met, time::YearMonth};

/// Makes two members' acts upon each other follow one another: an invitation and a block at once give one outcome.
///
/// SQLite has one writer, and nothing needs to be done there.
pub(super) async fn one_at_a_time(tx: &Tx, one: MemberId, other: MemberId) -> Result<(), Fault> {
    if tx.engine() == Engine::Sqlite {
        return Ok(());
    }
    for member in [one.min(other), one.max(other)] {
        tx.run("UPDATE members SET version = version WHERE id = $1", &params![member]).await?;
    }
    Ok(())
}

/// How they met, from five columns that follow one another.
fn met(row: &Row<'_>, first: usize) -> Result<Met, Fault> {
    let month = |packed: Option<i64>| packed.and_then(YearMonth::from_packed);
    Ok(Met {
        kind: row.get::<String>(first)?.parse().unwrap_or(MetKind::Other),
        text: row.get(first + 1)?,
        organisation: row.get(first + 2)?,
        from: month(row.get(first + 3)?),
        to: month(row.get(first + 4)?),
        introduced_by: None,
    })
}
