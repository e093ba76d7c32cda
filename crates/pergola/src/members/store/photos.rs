//! The table `photos`: how members look, in two sizes, and what archives offer of it.

use pergola_db::{Fault, Tx, params};
use pergola_domain::{
    ids::{MemberId, PhotoId},
    time::Timestamp,
};

use crate::outside::darkroom::Developed;

/// Keeps a photo beside the member's; it is nobody's face yet.
pub(in crate::members) async fn keep_offered(
    tx: &Tx,
    member: MemberId,
    id: PhotoId,
    photo: &Developed,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO photos (id, member_id, kind, bytes, small, offered, created_at) \
               VALUES ($1, $2, 'jpeg', $3, $4, TRUE, $5)";
    let values = params![id, member, photo.large, photo.small, now];
    tx.run(sql, &values).await.map(drop)
}

/// One of the member's photos becomes his face; the one before it goes. Gives false where there is no such photo.
pub(in crate::members) async fn show(tx: &Tx, member: MemberId, id: PhotoId) -> Result<bool, Fault> {
    let sql = "UPDATE photos SET offered = FALSE WHERE member_id = $1 AND id = $2";
    if tx.run(sql, &params![member, id]).await? == 0 {
        return Ok(false);
    }
    let before = "DELETE FROM photos WHERE member_id = $1 AND id <> $2 AND offered = FALSE";
    tx.run(before, &params![member, id]).await?;
    let sql = "UPDATE members SET photo_id = $2, version = version + 1 WHERE id = $1";
    Ok(tx.run(sql, &params![member, id]).await? > 0)
}

/// The member's face goes; what archives offer stays. Gives false where there is none.
pub(in crate::members) async fn remove(tx: &Tx, member: MemberId) -> Result<bool, Fault> {
    let sql = "UPDATE members SET photo_id = NULL, version = version + 1 WHERE id = $1 AND photo_id IS NOT NULL";
    let was = tx.run(sql, &params![member]).await? > 0;
    tx.run("DELETE FROM photos WHERE member_id = $1 AND offered = FALSE", &params![member]).await?;
    Ok(was)
}

/// An offered photo that its member does not want goes.
pub(crate) async fn remove_offered(tx: &Tx, member: MemberId, id: PhotoId) -> Result<(), Fault> {
    let sql = "DELETE FROM photos WHERE member_id = $1 AND id = $2 AND offered = TRUE";
    tx.run(sql, &params![member, id]).await.map(drop)
}

/// A photo in one of its sizes, with whose it is and whether it is only offered to him.
pub(crate) async fn find_photo(tx: &Tx, id: PhotoId, small: bool) -> Result<Option<(MemberId, bool, Vec<u8>)>, Fault> {
    let size = if small { "coalesce(small, bytes)" } else { "bytes" };
    let sql = format!("SELECT member_id, offered, {size} FROM photos WHERE id = $1");
    tx.one(&sql, &params![id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}
