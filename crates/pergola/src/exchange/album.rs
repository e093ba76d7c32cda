//! The pictures of what a member published, for his archive: which ones, and one after the other.
//!
//! Those that an archive brought from another place are kept for the next one, and shown to nobody.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Tx};
use pergola_domain::ids::{MemberId, PictureId};
use pergola_formats::{
    Photo,
    takeout::{Takeout, picture_name},
};
use serde_json::Value;
use tokio::sync::mpsc::Sender;

use super::store;
use crate::{app::App, posts};

/// Pictures of an archive, so that it stays one that is read back.
const MOST: usize = 1_500;
const MOST_BYTES: i64 = 128 * 1024 * 1024;

/// A picture by its name in the zip.
#[derive(Debug)]
pub(super) struct Leaf {
    name: String,
    /// None where another place had it.
    own: Option<PictureId>,
}

/// The own pictures by their names, with their sizes; the newest posts first, and what is shown before what was shown once.
async fn own(tx: &Tx, member: MemberId) -> Result<Vec<(String, PictureId, i64)>, Fault> {
    let limit = i64::try_from(MOST).unwrap_or(i64::MAX);
    let pictures = posts::pictures_of(tx, member, limit).await?.into_iter();
    let named =
        |one: posts::Numbered| Some((picture_name(&one.post.to_string(), one.number)?, one.picture, one.size_bytes));
    Ok(pictures.filter_map(named).collect())
}

/// Those that fit into an archive, the own ones before the others, in the order of their names.
pub(super) async fn leaves(app: &App, member: MemberId) -> Result<Vec<Leaf>, Fault> {
    let (own, former) = app
        .db
        .read(async move |tx| -> Result<_, Fault> {
            let limit = i64::try_from(MOST).unwrap_or(i64::MAX);
            Ok((own(tx, member).await?, store::album::list(tx, member, limit).await?))
        })
        .await?;
    let own = own.into_iter().map(|(name, picture, size_bytes)| (name, Some(picture), size_bytes));
    let former = former.into_iter().map(|(name, size_bytes)| (name, None, size_bytes));
    let (mut leaves, mut bytes): (BTreeMap<String, Leaf>, i64) = (BTreeMap::new(), 0);
    for (name, own, size_bytes) in own.chain(former) {
        let fits = leaves.len() < MOST && bytes.saturating_add(size_bytes) <= MOST_BYTES;
        if fits && !leaves.contains_key(&name) {
            bytes += size_bytes;
            leaves.insert(name.clone(), Leaf { name, own });
        }
    }
    Ok(leaves.into_values().collect())
}

/// Hands on one after the other; what is gone meanwhile is left out.
pub(super) async fn send(app: &App, member: MemberId, leaves: Vec<Leaf>, to: Sender<Result<Photo, Fault>>) {
    for Leaf { name, own } in leaves {
        let file = name.clone();
        let found = app
            .db
            .read(async move |tx| match own {
                Some(picture) => posts::own_picture(tx, member, picture).await,
                None => store::album::find(tx, member, &name).await,
            })
            .await;
        let sent = match found {
            Ok(None) => continue,
            Ok(Some(bytes)) => to.send(Ok(Photo { file, bytes })).await,
            Err(fault) => to.send(Err(fault)).await,
        };
        if sent.is_err() {
            return;
        }
    }
}

/// The names of the pictures that an account's records speak of: no others are taken.
pub(super) fn spoken_of(takeout: &Takeout) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for record in takeout.rooms.get("posts").into_iter().flatten() {
        let shown = record["pictures"].as_array().map_or(0, Vec::len);
        let key = record["key"].as_str().unwrap_or_default();
        names.extend((1..=shown.min(9)).filter_map(|place| picture_name(key, place)));
        names.extend(before(record).filter_map(|number| picture_name(key, number)));
        if names.len() >= MOST {
            break;
        }
    }
    names
}

/// The numbers of the pictures that a post showed before.
fn before(record: &Value) -> impl Iterator<Item = usize> {
    let editions = record["before"].as_array().into_iter().flatten();
    let pictures = editions.flat_map(|edition| edition["pictures"].as_array().into_iter().flatten());
    pictures.filter_map(|picture| usize::try_from(picture["number"].as_u64()?).ok().filter(|number| *number > 0))
}

/// How much more may be kept of other places.
#[derive(Debug)]
pub(super) struct Room {
    here: BTreeSet<String>,
    bytes: i64,
}

impl Room {
    pub(super) async fn of(app: &App, member: MemberId) -> Result<Self, Fault> {
        let leaves = leaves(app, member).await?;
        let limit = i64::try_from(MOST).unwrap_or(i64::MAX);
        let former: Result<Vec<(String, i64)>, Fault> =
            app.db.read(async move |tx| store::album::list(tx, member, limit).await).await;
        let former = former?;
        let bytes = former.iter().map(|(_, size_bytes)| size_bytes).sum();
        let names = leaves.into_iter().map(|leaf| leaf.name).chain(former.into_iter().map(|(name, _)| name));
        Ok(Self { here: names.collect(), bytes })
    }

    /// Whether a picture is to be kept; else why not, and nothing where it is here already.
    pub(super) fn takes(&mut self, photo: &Photo) -> Result<bool, &'static str> {
        if self.here.contains(&photo.file) {
            return Ok(false);
        }
        if !photo.bytes.starts_with(b"\xff\xd8\xff") {
            return Err("photo");
        }
        let bytes = self.bytes.saturating_add(i64::try_from(photo.bytes.len()).unwrap_or(i64::MAX));
        if self.here.len() >= MOST || bytes > MOST_BYTES {
            return Err("former_full");
        }
        self.bytes = bytes;
        self.here.insert(photo.file.clone());
        Ok(true)
    }
}
