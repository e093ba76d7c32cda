//! Applies migrations to a file, before anybody else has it open.

use super::connection::Connection;
use crate::{Engine, Fault, Migration, migrate};

pub(super) fn migrate(connection: &mut Connection, known: &'static [Migration], now_us: i64) -> Result<(), Fault> {
    connection.raw().execute_batch(&migrate::TABLE.text(Engine::Sqlite))?;
    for migration in migrate::due(known, &applied(connection)?)? {
        let step = connection.raw_mut().transaction()?;
        step.execute_batch(&migration.text(Engine::Sqlite))
            .and_then(|()| {
                let line = "INSERT INTO migrations (number, name, at) VALUES (?1, ?2, ?3)";
                step.execute(line, (migration.number, migration.name, now_us))
            })
            .and_then(|_| step.commit())
            .map_err(|error| Fault::from(error).in_statement(migration.name))?;
        tracing::info!(migration.number, migration.name, "migrated");
    }
    Ok(())
}

fn applied(connection: &Connection) -> Result<Vec<(i64, String)>, Fault> {
    let mut statement = connection.raw().prepare("SELECT number, name FROM migrations ORDER BY number")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
