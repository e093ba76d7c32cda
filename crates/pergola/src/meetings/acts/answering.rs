//! Answering a proposal, moving what was agreed, calling it off.

use pergola_db::Tx;
use pergola_domain::{
    ids::MeetingId,
    meetings::{self, Meeting, Read},
};

use super::{Done, find_in, refused, turn};
use crate::{
    app::{App, By},
    http::Failure,
    meetings::store,
    ties,
};

/// One of the two, with the version, nobody else writing between the same two meanwhile.
async fn own(tx: &Tx, by: &By, id: MeetingId) -> Done<store::Versioned> {
    let (meeting, _) = find_in(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
    ties::one_at_a_time(tx, meeting.one, meeting.other).await?;
    // Whoever wrote while this one waited has been seen now.
    find_in(tx, by.member, id).await?.ok_or(Failure::NotFound)
}

/// Who is asked picks a time: both have it in their calendars.
pub(crate) async fn pick(app: &App, by: By, id: MeetingId, slot: i64) -> Done<Meeting> {
    let inside = app.clone();
    app.db
        .write(async move |tx| {
            let (before, version) = own(tx, &by, id).await?;
            let next = before.clone().pick(by.member, slot, by.now).map_err(refused)?;
            turn(tx, &inside, &by, (&before, version, &next), Some("meeting_agreed")).await?;
            Ok(next)
        })
        .await
}

/// Other times instead.
pub(in crate::meetings) async fn other_times(
    app: &App,
    by: By,
    id: MeetingId,
    times: Vec<Read>,
    words: &str,
) -> Done<Meeting> {
    let times = meetings::times(times, || by.fresh(), by.now).map_err(refused)?;
    let words = meetings::words(words).map_err(refused)?;
    let inside = app.clone();
    app.db
        .write(async move |tx| {
            let (before, version) = own(tx, &by, id).await?;
            let next = before.clone().other_times(by.member, times.clone(), words.clone(), by.now).map_err(refused)?;
            turn(tx, &inside, &by, (&before, version, &next), Some("meeting_moved")).await?;
            Ok(next)
        })
        .await
}

/// Not this time.
pub(in crate::meetings) async fn decline(app: &App, by: By, id: MeetingId, words: &str) -> Done<Meeting> {
    let words = meetings::words(words).map_err(refused)?;
    let inside = app.clone();
    app.db
        .write(async move |tx| {
            let (before, version) = own(tx, &by, id).await?;
            let next = before.clone().decline(by.member, words.clone(), by.now).map_err(refused)?;
            turn(tx, &inside, &by, (&before, version, &next), Some("meeting_declined")).await?;
            Ok(next)
        })
        .await
}

/// Who proposed takes it back; or either calls off what was agreed, and the other is told.
pub(in crate::meetings) async fn call_off(app: &App, by: By, id: MeetingId) -> Done<Meeting> {
    let inside = app.clone();
    app.db
        .write(async move |tx| {
            let (before, version) = own(tx, &by, id).await?;
            let next = before.clone().call_off(by.member, by.now).map_err(refused)?;
            // A proposal that was taken back needs no word; one that was agreed once does.
            let notice = (next.revision > before.revision).then_some("meeting_cancelled");
            turn(tx, &inside, &by, (&before, version, &next), notice).await?;
            Ok(next)
        })
        .await
}

/// Where instead; what is none stays.
pub(in crate::meetings) async fn elsewhere(
    app: &App,
    by: By,
    id: MeetingId,
    (place, link): (Option<String>, Option<String>),
) -> Done<Meeting> {
    let place = place.map(|typed| meetings::place(&typed)).transpose().map_err(refused)?;
    let link = link.map(|typed| meetings::link(&typed)).transpose().map_err(refused)?;
    let inside = app.clone();
    app.db
        .write(async move |tx| {
            let (before, version) = own(tx, &by, id).await?;
            let place = place.clone().unwrap_or_else(|| before.said.place.clone());
            let link = link.clone().unwrap_or_else(|| before.said.link.clone());
            let next = before.clone().elsewhere(place, link, by.now).map_err(refused)?;
            turn(tx, &inside, &by, (&before, version, &next), Some("meeting_elsewhere")).await?;
            Ok(next)
        })
        .await
}
