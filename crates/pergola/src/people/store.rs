//! Finding members by the beginning of a word of their name, or of their handle.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{ids::MemberId, text};

/// Whose name has a word that begins so, or whose handle does; without those blocked with the viewer, either way.
const FOUND: &str = "FROM members m WHERE (m.name_folded LIKE $2 ESCAPE '\\' OR m.name_folded LIKE $3 ESCAPE '\\' \
                     OR m.handle LIKE $2 ESCAPE '\\') AND NOT EXISTS (SELECT 1 FROM blocks b \
                     WHERE (b.member_id = $1 AND b.blocked_id = m.id) OR (b.member_id = m.id AND b.blocked_id = $1))";

fn patterns(words: &str) -> (String, String) {
    let begins = text::fold(words).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    (format!("{begins}%"), format!("% {begins}%"))
}

/// How many, and one page of them by name.
pub(super) async fn find_named(
    tx: &Tx,
    viewer: MemberId,
    words: &str,
    offset: i64,
    limit: i64,
) -> Result<Vec<MemberId>, Fault> {
    let (begins, inside) = patterns(words);
    let sql = format!("SELECT m.id {FOUND} ORDER BY m.name_folded, m.id LIMIT $4 OFFSET $5");
    tx.all(&sql, &params![viewer, begins, inside, limit, offset], |row| row.get(0)).await
}

pub(super) async fn count_named(tx: &Tx, viewer: MemberId, words: &str) -> Result<i64, Fault> {
    let (begins, inside) = patterns(words);
    let sql = format!("SELECT count(*) {FOUND}");
    Ok(tx.one(&sql, &params![viewer, begins, inside], |row| row.get(0)).await?.unwrap_or_default())
}
