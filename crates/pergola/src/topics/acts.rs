//! Following a topic, muting it, and neither any more.

use pergola_db::Fault;
use pergola_domain::topics::{FOLLOWED, Refusal, Topic, Way};

use super::store;
use crate::{
    app::{App, By},
    http::Failure,
};

/// What a topic is to the member from now; the other way is taken back with that. Twice is once.
pub(super) async fn choose(app: &App, by: By, topic: Topic, way: Way) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let known = store::find(tx, by.member, &topic.key).await?.is_some();
            if !known && store::count(tx, by.member).await? >= FOLLOWED {
                return Err(Failure::Refused(Refusal::FollowsTooMany));
            }
            Ok(store::keep(tx, by.member, &topic, way, by.now).await?)
        })
        .await
}

/// It is nothing in particular any more. Without a `way` whatever it was; with one only where it was that.
pub(super) async fn forget(app: &App, by: By, topic: Topic, way: Option<Way>) -> Result<(), Fault> {
    app.db
        .write(async move |tx| {
            let chosen = store::find(tx, by.member, &topic.key).await?;
            match chosen {
                Some(chosen) if way.is_none_or(|way| way == chosen.way) => {
                    store::remove(tx, by.member, &topic.key).await
                }
                _ => Ok(()),
            }
        })
        .await
}
