//! What moderators may ask of events.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    events::{Audience, Said},
    ids::{EventId, GroupId},
};

use super::{acts, store};
use crate::{
    app::{App, By, record},
    moderation::Exhibit,
};

/// All that others read of it, as the check and moderators read it.
pub(super) fn words(said: &Said) -> String {
    let beside = [said.text.as_str(), said.place.as_str(), said.link.as_str()];
    crate::moderation::gate::words(&said.title, beside)
}

/// What an event is to moderators: private where not every member may read it.
pub(crate) async fn exhibit(tx: &Tx, id: EventId) -> Result<Option<Exhibit>, Fault> {
    let Some((event, _)) = store::find(tx, id).await? else { return Ok(None) };
    let said = event.said;
    Ok(Some(Exhibit {
        author: Some(event.host),
        is_private: !matches!(said.audience, Audience::Everybody | Audience::Web),
        text: words(&said),
        href: Some(format!("/events/{id}")),
        ..Exhibit::default()
    }))
}

/// The group for whose people it is, where it is for one.
pub(crate) async fn group_of(tx: &Tx, id: EventId) -> Result<Option<GroupId>, Fault> {
    let found = store::find(tx, id).await?.filter(|(event, _)| event.said.audience == Audience::Group);
    Ok(found.and_then(|(event, _)| event.held_for.group()))
}

/// The same, where it is there for this reader.
pub(crate) async fn reportable(app: &App, by: &By, id: EventId) -> Result<Option<Exhibit>, Fault> {
    if acts::find(app, by, id).await?.is_none() {
        return Ok(None);
    }
    app.db.read(async move |tx| exhibit(tx, id).await).await
}

/// From now on its holder alone sees it, or all again whom it is for.
pub(crate) async fn keep_held(tx: &Tx, by: &By, id: EventId, held: bool) -> Result<(), Fault> {
    let Some((event, _)) = store::find(tx, id).await? else { return Ok(()) };
    store::keep_held(tx, id, held).await?;
    record(tx, by, &Change::EventChanged { event: id, host: event.host }).await.map(drop)
}

/// It waited for a moderator, and may go. Those who have a place, or want one, hear where and when it is now.
pub(crate) async fn release(tx: &Tx, by: &By, id: EventId) -> Result<(), Fault> {
    keep_held(tx, by, id, false).await?;
    let Some((event, _)) = store::find(tx, id).await? else { return Ok(()) };
    acts::tell_changed(tx, by, &event).await
}
