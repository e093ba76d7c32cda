//! The engine room: `SQLite` or `PostgreSQL` behind one transaction type, the change log, the work queue, migrations.
//! It knows no table of the product but its own three, and nobody in the workspace: it is a wall.
//!
//! ```no_run
//! use pergola_db::{Db, Fault, LOG_AND_QUEUE, Migration, Options, Source, params};
//!
//! const MIGRATIONS: &[Migration] = &[
//!     LOG_AND_QUEUE,
//!     Migration { number: 2, name: "asks", sql: "CREATE TABLE asks (id BIGINT PRIMARY KEY, text TEXT NOT NULL)", postgres: None },
//! ];
//!
//! # async fn example(now_us: i64) -> Result<(), Fault> {
//! let db = Db::open(Options::new(Source::Sqlite("pergola.db".into()), MIGRATIONS, now_us)).await?;
//! let seq = db
//!     .write(async move |tx| {
//!         tx.run("INSERT INTO asks (id, text) VALUES ($1, $2)", &params![7_i64, "a carpenter"]).await?;
//!         tx.record(now_us, "ask_posted", "{}").await
//!     })
//!     .await?;
//! let text: Option<String> = db
//!     .read(async |tx| tx.one("SELECT text FROM asks WHERE id = $1", &params![7_i64], |row| row.get(0)).await)
//!     .await?;
//! # Ok::<(), Fault>(())
//! # }
//! ```

mod act;
mod db;
mod fault;
mod heed;
mod list;
mod log;
mod migrate;
mod options;
mod postgres;
pub mod queue;
mod row;
mod sqlite;
mod threads;
mod tx;
mod value;

pub use db::Db;
pub use fault::Fault;
pub use heed::{Heed, Written};
pub use list::{in_list, list, pad};
pub use log::Logged;
pub use migrate::{LOG_AND_QUEUE, Migration};
pub use options::{Engine, Options, Source};
pub use row::Row;
pub use sqlite::Fill;
pub use tx::Tx;
pub use value::{FromValue, ToValue, Value};
