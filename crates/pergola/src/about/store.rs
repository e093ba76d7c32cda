//! The table `held_letters`: what somebody wrote to who runs the server, as long as it waits for a moderator.

use pergola_db::{Fault, Row, Tx, params};
use pergola_domain::time::Timestamp;

/// One that waits.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) words: String,
    /// Ready to be sent.
    pub(super) letter: String,
    pub(super) at: Timestamp,
}

fn held(row: &Row<'_>) -> Result<Held, Fault> {
    Ok(Held {
        id: row.get(0)?,
        name: row.get(1)?,
        email: row.get(2)?,
        words: row.get(3)?,
        letter: row.get(4)?,
        at: row.get(5)?,
    })
}

pub(super) async fn keep(tx: &Tx, new: &Held) -> Result<(), Fault> {
    let sql = "INSERT INTO held_letters (id, name, email, words, letter, at) VALUES ($1, $2, $3, $4, $5, $6)";
    tx.run(sql, &params![new.id, new.name, new.email, new.words, new.letter, new.at]).await.map(drop)
}

pub(super) async fn find(tx: &Tx, id: i64) -> Result<Option<Held>, Fault> {
    tx.one("SELECT id, name, email, words, letter, at FROM held_letters WHERE id = $1", &params![id], held).await
}

pub(super) async fn remove(tx: &Tx, id: i64) -> Result<(), Fault> {
    tx.run("DELETE FROM held_letters WHERE id = $1", &params![id]).await.map(drop)
}
