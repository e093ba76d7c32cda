//! The portrait of an archive goes through the darkroom like every photo, and is offered like the rest of the profile.

use std::sync::Arc;

use pergola_db::Fault;
use pergola_domain::ids::PhotoId;

use super::{Work, reading::Said};
use crate::{
    exchange::{
        offers::Offer,
        store::{self, imports::Skip, whole},
    },
    members,
};

/// Keeps the photo that the archive calls the portrait, where it is another than the member's. Gives how many were offered.
pub(super) async fn keep(work: &mut Work<'_>, named: Option<String>, said: &mut Said) -> Result<i64, Fault> {
    let Some(photo) = said.photo.take().filter(|photo| named.as_deref() == Some(&photo.file)) else { return Ok(0) };
    said.read += 1;
    work.import.tally.read = said.read;
    let Ok(developed) = work.app.darkroom.develop(photo.bytes).await else {
        return Err(Fault::busy("too many photos wait for the darkroom"));
    };
    let Ok(developed) = developed else {
        said.skip(Skip { file: photo.file, line: 0, reason: "photo".to_owned() });
        return Ok(0);
    };
    let (by, import, developed) = (work.by.clone(), work.import.id, Arc::new(developed));
    let offered = work.write(async move |tx| {
        let mark = mark(&developed.large);
        let key = Offer::Photo { photo: PhotoId(0), mark: mark.clone() }.key();
        let worn = whole::photo(tx, by.member).await?.is_some_and(|bytes| bytes == developed.large);
        if !worn && !store::proposals::was_made(tx, by.member, &key).await? {
            let photo = members::keep_offered_photo(tx, &by, &developed).await?;
            store::proposals::keep_all(tx, &by, import, &[&Offer::Photo { photo, mark }]).await?;
        }
        Ok(store::proposals::keys_made(tx, by.member, import).await?.contains(&key))
    });
    Ok(i64::from(offered.await?.unwrap_or_default()))
}

fn mark(bytes: &[u8]) -> String {
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pergola_formats::fingerprint(&[&text]).to_string()
}
