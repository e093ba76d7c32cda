//! Which migrations are due. The engines apply them, each in a transaction of its own together with its line in the
//! table `migrations`: a start that was cut short goes on where it stopped.

use crate::{Engine, Fault, fault::Kind};

/// One step of the tables. Released steps never change; each leaves the release before it able to run.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its place in the order.
    pub number: u32,
    /// What it brings, in a word or two.
    pub name: &'static str,
    /// The text for both engines. `BIGINT PRIMARY KEY` becomes `INTEGER PRIMARY KEY` on `SQLite`, where it would
    /// otherwise be a second tree beside the table.
    pub sql: &'static str,
    /// The text for `PostgreSQL`, only when it must differ.
    pub postgres: Option<&'static str>,
}

/// The tables of this crate: the change log and the work queue. The first in every program's list.
pub const LOG_AND_QUEUE: Migration = Migration {
    number: 1,
    name: "log_and_queue",
    sql: include_str!("../migrations/0001_log_and_queue.sql"),
    postgres: Some(include_str!("../migrations/0001_log_and_queue.postgres.sql")),
};

/// The table of the runner itself.
pub(crate) const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)";

impl Migration {
    pub(crate) fn text(&self, engine: Engine) -> String {
        match engine {
            Engine::Sqlite => for_sqlite(self.sql),
            Engine::Postgres => self.postgres.unwrap_or(self.sql).to_owned(),
        }
    }
}

/// Those not yet applied, in order; or why this program must not touch this database.
pub(crate) fn due(known: &'static [Migration], applied: &[(i64, String)]) -> Result<Vec<&'static Migration>, Fault> {
    if !known.is_sorted_by(|one, next| one.number < next.number) {
        return Err(Fault::other("the migrations are not in order, or two have the same number"));
    }
    let newest = known.last().map_or(0, |migration| i64::from(migration.number));
    if let Some((number, name)) = applied.iter().find(|(number, _)| *number > newest) {
        return Err(Fault::new(
            Kind::Newer,
            format!(
                "this database was made by a newer Pergola: it holds migration {number} ({name}), \
                 this program knows {newest}. Install the newer version, or restore a backup"
            ),
        ));
    }
    for (number, name) in applied {
        let same = known.iter().find(|migration| i64::from(migration.number) == *number);
        if same.is_none_or(|migration| migration.name != name) {
            return Err(Fault::other(format!(
                "this database holds migration {number} ({name}), which this program does not know"
            )));
        }
    }
    let is_applied = |migration: &&Migration| applied.iter().any(|(number, _)| *number == i64::from(migration.number));
    Ok(known.iter().filter(|migration| !is_applied(migration)).collect())
}

fn for_sqlite(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    for line in sql.split_inclusive('\n') {
        let upper = line.to_ascii_uppercase();
        match upper.find("BIGINT PRIMARY KEY") {
            None => out.push_str(line),
            Some(at) => {
                let (before, from) = line.split_at(at);
                out.push_str(before);
                out.push_str("INTEGER");
                out.push_str(from.get("BIGINT".len()..).unwrap_or_default());
            }
        }
    }
    out
}
