//! Pictures come in: written anew in the darkroom, then kept until their post is there.

use pergola_domain::{
    ids::PictureId,
    posts::{PICTURES_WAITING, Plain, Refusal},
};

use super::{Done, refused};
use crate::{
    app::{App, By},
    http::{Failed, Failure},
    posts::store,
};

/// Makes a picture of what was sent; nothing of the file remains but how it looks.
///
/// # Errors
/// `Err` where the darkroom is full; inside, the answer of the act.
pub(crate) async fn keep(app: &App, by: By, bytes: Vec<u8>, alt: String) -> Result<Done<PictureId>, Failed> {
    let print = match app.darkroom.print(bytes).await? {
        Ok(print) => print,
        Err(refusal) => return Ok(Err(Failure::Refused(Refusal::Picture(refusal)))),
    };
    let kept = app.db.write(async move |tx| {
        store::one_at_a_time(tx, by.member).await?;
        if store::count_waiting(tx, by.member).await? >= PICTURES_WAITING {
            return Err(refused(Plain::TooManyWaiting));
        }
        let id = PictureId(by.fresh());
        store::keep_picture(tx, (by.member, id), &print, &alt, by.now).await?;
        Ok(id)
    });
    Ok(kept.await)
}
