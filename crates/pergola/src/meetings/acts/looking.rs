//! Meetings as one of the two sees them.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{MeetingId, MemberId},
    meetings::{Meeting, State},
};

use crate::{
    app::{App, By},
    meetings::store::{self, Telling},
    members::{self, Account},
    ties,
};

/// A meeting, whom it is with, and what the reader told of it.
#[derive(Clone, Debug)]
pub(in crate::meetings) struct Looked {
    pub(in crate::meetings) meeting: Meeting,
    pub(in crate::meetings) other: Account,
    pub(in crate::meetings) telling: Option<Telling>,
}

/// One of a member's meetings with its version; to all others, and over a block, it is not there.
pub(in crate::meetings) async fn find_in(
    tx: &Tx,
    reader: MemberId,
    id: MeetingId,
) -> Result<Option<store::Versioned>, Fault> {
    let Some((meeting, version)) = store::find(tx, id).await? else { return Ok(None) };
    let party = meeting.one == reader || meeting.other == reader;
    if !party || meeting.state == State::Void || !ties::may_see(tx, reader, meeting.with(reader)).await? {
        return Ok(None);
    }
    Ok(Some((meeting, version)))
}

pub(in crate::meetings) async fn find(app: &App, by: &By, id: MeetingId) -> Result<Option<Looked>, Fault> {
    let reader = by.member;
    app.db
        .read(async move |tx| {
            let found = find_in(tx, reader, id).await?.map(|(meeting, _)| meeting);
            Ok(looked(tx, reader, found.into_iter().collect()).await?.pop())
        })
        .await
}

/// Puts people and own words to a reader's meetings, in their order.
pub(in crate::meetings) async fn looked(tx: &Tx, reader: MemberId, found: Vec<Meeting>) -> Result<Vec<Looked>, Fault> {
    let others: Vec<MemberId> = found.iter().map(|meeting| meeting.with(reader)).collect();
    let people = members::find_many(tx, &others).await?;
    let people: BTreeMap<MemberId, Account> = people.into_iter().map(|account| (account.id, account)).collect();
    let mut all = Vec::with_capacity(found.len());
    let held: Vec<MeetingId> = found.iter().filter(|m| m.due_at().is_none()).map(|meeting| meeting.id).collect();
    let told = store::told_among(tx, reader, &held).await?;
    for meeting in found {
        let Some(other) = people.get(&meeting.with(reader)).cloned() else { continue };
        let telling =
            if told.contains(&meeting.id) { store::find_telling(tx, reader, meeting.id).await? } else { None };
        all.push(Looked { meeting, other, telling });
    }
    Ok(all)
}
