//! What a reader says of his feed: in which order, what is folded, and that something is no noise. His own business.

use std::collections::BTreeSet;

use pergola_domain::{
    feed::Manner,
    ids::MemberId,
    noise::{Judgement, Kind},
};

use crate::{
    app::{App, By},
    http::Failure,
    posts::{
        acts::Done,
        sight::Seen,
        store::{self, Choices},
    },
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

/// *This is not noise*, or *fold it after all*: teaches the reader's own filter, and keeps this one post open for him.
pub(in crate::posts) async fn teach(app: &App, by: By, seen: &Seen, noise: bool) -> Done<()> {
    let post = seen.post.id;
    app.db
        .write(async move |tx| {
            let read = store::find_versioned(tx, post).await?.ok_or(Failure::NotFound)?;
            let judgement: Judgement = serde_json::from_str(&read.noise).unwrap_or_default();
            let Some(kind) = judgement.found.first().map(|found| found.kind) else { return Ok(()) };
            if store::open_post(tx, by.member, post, !noise, by.now).await? {
                let choices = store::choices(tx, by.member).await?;
                let filter = choices.filter;
                let filter = if noise { filter.noise_after_all(kind, None) } else { filter.not_noise(kind, None) };
                store::keep_choices(
                    tx,
                    by.member,
                    &Choices { filter, manner: choices.manner, outside_since: choices.outside_since },
                )
                .await?;
            }
            Ok(())
        })
        .await
}

/// Somebody's posts are folded never for this reader, or as all others.
pub(in crate::posts) async fn open_person(app: &App, by: By, author: MemberId, open: bool) -> Done<()> {
    Ok(app.db.write(async move |tx| store::open_person(tx, by.member, author, open).await).await?)
}
