//! How a member looks: a photo is made of what was sent, shown, or taken away.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::PhotoId,
    members::{PHOTO_BYTES, Refusal},
};

use super::profile::changed;
use crate::{
    app::{App, By},
    http::{
        Failed, Failure, Here,
        limits::Pace,
        uploads::{self, Sender, Small},
    },
    members::store::photos,
    outside::darkroom::Developed,
};

/// Receives a photo and shows it.
///
/// # Errors
/// `Err` as at any door; inside, the answer of the act: a refusal is a sentence for the form.
pub(in crate::members) async fn receive(
    here: &Here,
    request: axum::extract::Request,
    from: Sender,
) -> Result<Result<(), Failure<Refusal>>, Failed> {
    here.app.limits.take(Pace::Photo, &here.me()?.member.to_string())?;
    let desk = here.app.darkroom.desk()?;
    let bytes = match uploads::small_file(here, request, "photo", PHOTO_BYTES, from).await? {
        Small::Whole(bytes) => bytes,
        Small::TooLarge => return Ok(Err(Failure::Refused(Refusal::PhotoTooLarge))),
        Small::Missing => return Ok(Err(Failure::Refused(Refusal::PhotoMissing))),
    };
    let photo = match here.app.darkroom.develop(bytes).await? {
        Ok(photo) => photo,
        Err(refusal) => return Ok(Err(Failure::Refused(refusal))),
    };
    drop(desk);
    let by = here.by();
    let shown = here.app.db.write(async move |tx| {
        let id = keep_offered(tx, &by, &photo).await?;
        show(tx, &by, id).await
    });
    Ok(shown.await)
}

/// Keeps a photo that is nobody's face yet: an archive offers it.
pub(crate) async fn keep_offered(tx: &Tx, by: &By, photo: &Developed) -> Result<PhotoId, Fault> {
    let id = PhotoId(by.fresh());
    photos::keep_offered(tx, by.member, id, photo, by.now).await?;
    Ok(id)
}

/// A kept photo becomes the member's face.
pub(crate) async fn show(tx: &Tx, by: &By, id: PhotoId) -> Result<(), Failure<Refusal>> {
    if !photos::show(tx, by.member, id).await? {
        return Err(Failure::NotFound);
    }
    Ok(changed(tx, by).await?)
}

/// The photo goes, and the tile is the member's face again. Twice is once.
pub(in crate::members) async fn remove(app: &App, by: By) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            if photos::remove(tx, by.member).await? {
                changed(tx, &by).await?;
            }
            Ok(())
        })
        .await
}
