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
pub(crate) const TABLE: Migration = Migration {
    number: 0,
    name: "migrations",
    sql: "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)",
    postgres: None,
};

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
    // They would be checked at the COMMIT, where one wrong act would take its whole group along.
    if let Some(migration) =
        known.iter().find(|migration| migration.sql.to_ascii_uppercase().contains("INITIALLY DEFERRED"))
    {
        return Err(Fault::other(format!("migration {} defers a constraint; all must hold at once", migration.name)));
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

/// `SQLite` wants the very word INTEGER to make a key the number of the row.
fn for_sqlite(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, word, after)) = next_bigint(rest) {
        out.push_str(before);
        out.push_str(if is_primary_key(after) { "INTEGER" } else { word });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Splits at the next word BIGINT, however it is written.
fn next_bigint(sql: &str) -> Option<(&str, &str, &str)> {
    let at = sql.to_ascii_uppercase().find("BIGINT")?;
    let (before, from) = sql.split_at_checked(at)?;
    let (word, after) = from.split_at_checked("BIGINT".len())?;
    Some((before, word, after))
}

fn is_primary_key(after: &str) -> bool {
    let mut words = after.split_ascii_whitespace();
    let first = words.next().is_some_and(|word| word.eq_ignore_ascii_case("PRIMARY"));
    let apart = after.starts_with(|letter: char| letter.is_ascii_whitespace());
    let second = words.next().is_some_and(|word| {
        let word: String = word.chars().take_while(char::is_ascii_alphabetic).collect();
        word.eq_ignore_ascii_case("KEY")
    });
    first && apart && second
}
