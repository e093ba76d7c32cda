//! Applies migrations to a server, where another process may be starting at the same time.

use tokio_postgres::Client;

use super::server::{Purpose, Server};
use crate::{Engine, Fault, Migration, migrate};

/// Gives the number of the last log entry.
pub(super) async fn migrate(server: &Server, known: &'static [Migration], now_us: i64) -> Result<i64, Fault> {
    let mut client = server.connect(Purpose::Migrating).await?;
    // Held until this connection ends. Whoever starts at the same time waits, and then finds nothing to do.
    // One lock for each schema: unrelated towns on one server do not wait for each other.
    let whose = format!("pergola migrations {}", server.schema().unwrap_or_default());
    client.query_one("SELECT pg_advisory_lock(hashtext($1))", &[&whose]).await?;
    if let Some(schema) = server.schema() {
        client.batch_execute(&format!("CREATE SCHEMA IF NOT EXISTS {schema}")).await?;
    }
    client.batch_execute(&migrate::TABLE.text(Engine::Postgres)).await?;
    for migration in migrate::due(known, &applied(&client).await?)? {
        let named = |error: tokio_postgres::Error| Fault::from(error).in_statement(migration.name);
        let step = client.transaction().await.map_err(named)?;
        step.batch_execute(&migration.text(Engine::Postgres)).await.map_err(named)?;
        let line = "INSERT INTO migrations (number, name, at) VALUES ($1, $2, $3)";
        step.execute(line, &[&i64::from(migration.number), &migration.name, &now_us]).await.map_err(named)?;
        step.commit().await.map_err(named)?;
        tracing::info!(migration.number, migration.name, "migrated");
    }
    last_entry(&client).await
}

async fn applied(client: &Client) -> Result<Vec<(i64, String)>, Fault> {
    let rows = client.query("SELECT number, name FROM migrations ORDER BY number", &[]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

async fn last_entry(client: &Client) -> Result<i64, Fault> {
    let there: bool = client.query_one("SELECT to_regclass('log') IS NOT NULL", &[]).await?.try_get(0)?;
    if !there {
        return Ok(0);
    }
    Ok(client.query_one("SELECT coalesce(max(seq), 0) FROM log", &[]).await?.try_get(0)?)
}
