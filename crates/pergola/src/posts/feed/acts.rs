//! What a reader says of his feed: in which order, what is folded, and that something is no noise. His own business.

use std::collections::BTreeSet;

use pergola_db::Tx;
use pergola_domain::{
    feed::Manner,
    ids::MemberId,
    noise::{Judgement, Kind},
    posts::Plain,
};

use crate::{
    app::{App, By},
    http::Failure,
    members,
    posts::{
        acts::Done,
        sight::Seen,
        store::{self, Choices},
    },
    ties,
};

/// What is changed of a reader's choices; what is not named stays.
#[derive(Clone, Debug, Default)]
pub(in crate::posts) struct Chosen {
    pub(in crate::posts) manner: Option<Manner>,
    pub(in crate::posts) folds: Option<BTreeSet<Kind>>,
    /// Whether what he writes for everybody may be read from outside, from now on.
    pub(in crate::posts) outside: Option<bool>,
}

/// Chooses.
pub(in crate::posts) async fn choose(app: &App, by: By, chosen: Chosen) -> Done<Choices> {
    Ok(app
        .db
        .write(async move |tx| {
            let Choices { manner, mut filter, outside_since } = store::choices(tx, by.member).await?;
            if let Some(folds) = chosen.folds.clone() {
                filter = filter.choosing(folds);
            }
            let outside_since = match chosen.outside {
                None => outside_since,
                Some(false) => None,
                Some(true) => outside_since.or(Some(by.now)),
            };
            let next = Choices { manner: chosen.manner.unwrap_or(manner), filter, outside_since };
            store::keep_choices(tx, by.member, &next).await?;
            Ok::<_, pergola_db::Fault>(next)
        })
        .await?)
}

/// *This is not noise*, or *fold it after all*: teaches the reader's own filter about the kind that it is folded for, and
/// keeps this one post open for him. Taking it back forgets the same lesson.
pub(in crate::posts) async fn teach(app: &App, by: By, seen: &Seen, noise: bool) -> Done<()> {
    let post = seen.post.id;
    app.db
        .write(async move |tx| {
            let read = store::find_versioned(tx, post).await?.ok_or(Failure::NotFound)?;
            let judgement: Judgement = serde_json::from_str(&read.noise).unwrap_or_default();
            let choices = store::choices(tx, by.member).await?;
            let filter = if noise {
                let Some(word) = store::close_post(tx, by.member, post).await? else { return Ok(()) };
                match Kind::from_word(&word) {
                    Some(kind) => choices.filter.noise_after_all(kind, None),
                    None => return Ok(()),
                }
            } else {
                let kind = choices.filter.folds(&judgement, None).map(|found| found.kind);
                let taught = store::open_post(tx, by.member, post, kind.map_or("", Kind::word), by.now).await?;
                match kind {
                    Some(kind) if taught => choices.filter.not_noise(kind, None),
                    _ => return Ok(()),
                }
            };
            Ok(store::keep_choices(tx, by.member, &Choices { filter, ..choices }).await?)
        })
        .await
}

/// People whose posts one reader never folds.
const MOST_OPEN: usize = 500;

/// Somebody's posts are folded never for this reader, or as all others.
pub(in crate::posts) async fn open_person(app: &App, by: By, author: MemberId, open: bool) -> Done<()> {
    app.db.write(async move |tx| keep_open(tx, by.member, author, open).await).await
}

/// The same of somebody by his handle. One that is not there for the reader is no less his to fold again.
pub(in crate::posts) async fn open_by_handle(app: &App, by: By, handle: &str, open: bool) -> Done<()> {
    let handle = handle.trim_start_matches('@').to_owned();
    app.db
        .write(async move |tx| {
            let found = match open {
                true => ties::find_visible(tx, by.member, &handle).await?,
                false => members::find_by_handle(tx, &handle).await?,
            };
            let person = found.ok_or(Failure::NotFound)?;
            keep_open(tx, by.member, person.id, open).await
        })
        .await
}

async fn keep_open(tx: &Tx, member: MemberId, author: MemberId, open: bool) -> Done<()> {
    if open && store::open_people(tx, member).await?.len() >= MOST_OPEN {
        return Err(Failure::Refused(Plain::OpenTooMany.into()));
    }
    Ok(store::open_person(tx, member, author, open).await?)
}
