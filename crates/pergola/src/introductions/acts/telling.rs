//! Words for those in an introduction or on a path, made of changes. What each may be told is what he may see: nothing is
//! told that a look at the page would not tell, and nothing is told at a moment that would say more.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{ApproachId, ContactId, IntroductionId, MemberId, NoticeId, PersonId},
    introductions::{Mine, Pass, Progress, Role, Seen, Standing, State},
};

use super::{looking, requesting};
use crate::{
    app::By,
    introductions::store::{
        approaches::{self, Sent},
        introductions::{self as store, Kept},
    },
    notices::{self, NewNotice},
};

/// What a change means for whom.
pub(crate) async fn tell(tx: &Tx, by: &By, change: &Change) -> Result<(), Fault> {
    match *change {
        Change::IntroductionProposed { introduction, .. } => asked(tx, by, introduction).await,
        Change::IntroductionMade { introduction, .. } => made(tx, by, introduction).await,
        Change::IntroductionClosed { introduction } => closed(tx, by, introduction).await,
        Change::OutcomeTold { introduction, by: teller } => thanked(tx, by, introduction, teller).await,
        Change::OutcomeToldByCard { introduction, card } => told_by_card(tx, by, introduction, card).await,
        Change::RequestMoved { approach } => moved(tx, by, approach).await,
        Change::RequestClosed { approach } => no_way(tx, by, approach).await,
        _ => Ok(()),
    }
}

async fn asked(tx: &Tx, by: &By, id: IntroductionId) -> Result<(), Fault> {
    let Some(kept) = store::find(tx, id).await? else { return Ok(()) };
    for (party, notice) in numbered(by, kept.parties()) {
        let seen = looking::find(tx, party, id, by.now).await?;
        if seen.is_some_and(|looked| looked.view.may_answer) {
            let about = ("introduction_asked", id.0);
            keep_as(tx, by, notice, about, (party, kept.introduction.broker), "").await?;
        }
    }
    Ok(())
}

async fn made(tx: &Tx, by: &By, id: IntroductionId) -> Result<(), Fault> {
    let Some(kept) = store::find(tx, id).await? else { return Ok(()) };
    let broker = kept.introduction.broker;
    for (member, notice) in numbered(by, kept.members()) {
        // Each is told of another one of those put in touch; where that is somebody on a card, of who introduced them.
        let other = kept.parties().find(|other| *other != member).unwrap_or(broker);
        if looking::find(tx, member, id, by.now).await?.is_some() {
            let kind = if member == broker { "introduction_came" } else { "introduction_made" };
            keep_as(tx, by, notice, (kind, id.0), (member, other), "").await?;
        }
    }
    for (approach, connector) in passed_on(tx, &kept).await? {
        keep(tx, by, ("request_made", approach.0), (connector, kept.introduction.requested_by.unwrap_or(broker)))
            .await?;
    }
    Ok(())
}

/// Whoever passed the request on, but for the last, who is the one who introduced.
async fn passed_on(tx: &Tx, kept: &Kept) -> Result<Vec<(ApproachId, MemberId)>, Fault> {
    let Some(approach) = kept.approach else { return Ok(Vec::new()) };
    let Some(sent) = approaches::find(tx, approach).await? else { return Ok(Vec::new()) };
    let those = sent.approach.steps.iter().filter(|step| {
        matches!(step.pass, Pass::PassedOn | Pass::NamedBetter) && step.connector != kept.introduction.broker
    });
    Ok(those.map(|step| (approach, step.connector)).collect())
}

/// An end without a tie. Told to who proposed it when its time is over, and to who said yes and waits: to the same people
/// at the same moment, whoever said no or nothing.
async fn closed(tx: &Tx, by: &By, id: IntroductionId) -> Result<(), Fault> {
    let Some(kept) = store::find(tx, id).await? else { return Ok(()) };
    let broker = kept.introduction.broker;
    let by_time = matches!(kept.introduction.state, State::Over { .. });
    for (member, notice) in numbered(by, kept.members()) {
        let Some(looked) = looking::find(tx, member, id, by.now).await? else { continue };
        let waited = looked.view.mine == Some(Mine::Yes) || looked.view.role == Role::Broker && by_time;
        if looked.view.seen == Seen::Closed && waited {
            let other = kept.parties().find(|other| *other != member).unwrap_or(broker);
            keep_as(tx, by, notice, ("introduction_closed", id.0), (member, other), "").await?;
        }
    }
    Ok(())
}

/// What came of it comes back to who introduced, and to who passed the request on.
async fn thanked(tx: &Tx, by: &By, id: IntroductionId, teller: MemberId) -> Result<(), Fault> {
    let Some(kept) = store::find(tx, id).await? else { return Ok(()) };
    let party = kept.introduction.parties.iter().find(|party| party.person == PersonId::Member(teller));
    let Some(told) = party.and_then(|party| party.told.as_ref()) else { return Ok(()) };
    let thanks = told.is_thanks();
    let kind = if thanks { "introduction_thanked" } else { "introduction_told" };
    keep_of(tx, by, (kind, id.0), (kept.introduction.broker, teller), &teller.to_string()).await?;
    if thanks && kept.introduction.requested_by == Some(teller) {
        for (approach, connector) in passed_on(tx, &kept).await? {
            keep(tx, by, ("request_thanked", approach.0), (connector, teller)).await?;
        }
    }
    Ok(())
}

/// What came of it for somebody on a card comes back to who introduced, whose card it is. The notice names nobody: names on
/// cards stand on the page alone.
async fn told_by_card(tx: &Tx, by: &By, id: IntroductionId, card: ContactId) -> Result<(), Fault> {
    let Some(kept) = store::find(tx, id).await? else { return Ok(()) };
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: kept.introduction.broker,
        kind: "introduction_told_by_letter",
        person: None,
        subject: Some(id.0),
        at: by.now,
        source: &format!("introduction:{id}:told_by_letter:{card}"),
    };
    notices::keep(tx, &new).await.map(drop)
}

/// Whoever a request came to is asked.
async fn moved(tx: &Tx, by: &By, id: ApproachId) -> Result<(), Fault> {
    let Some(sent) = approaches::find(tx, id).await? else { return Ok(()) };
    let steps = sent.approach.steps.clone();
    for (connector, notice) in numbered(by, steps.iter().map(|step| step.connector)) {
        if !steps.iter().any(|step| step.connector == connector && step.pass == Pass::Waiting) {
            continue;
        }
        let seen = requesting::look(tx, connector, Sent { ..sent.clone() }, by.now).await?;
        if seen.is_some_and(|request| request.standing == Standing::Asked) {
            keep_as(tx, by, notice, ("request_asked", id.0), (connector, sent.approach.asker), "").await?;
        }
    }
    Ok(())
}

/// The asker learns that there is no way this time when its time is over, not before.
async fn no_way(tx: &Tx, by: &By, id: ApproachId) -> Result<(), Fault> {
    let Some(sent) = approaches::find(tx, id).await? else { return Ok(()) };
    let (asker, target) = (sent.approach.asker, sent.approach.target);
    let by_time = matches!(sent.approach.progress, Progress::Over { .. });
    let seen = requesting::look(tx, asker, sent, by.now).await?;
    if by_time && seen.is_some_and(|request| request.standing == Standing::NoWay) {
        keep(tx, by, ("request_closed", id.0), (asker, target)).await?;
    }
    Ok(())
}

/// Each of these with the number of what he may be told. All are minted before anybody is told anything, told or not: from
/// the number of his own nobody counts how many others were.
pub(super) fn numbered(by: &By, members: impl Iterator<Item = MemberId>) -> Vec<(MemberId, NoticeId)> {
    members.map(|member| (member, NoticeId(by.fresh()))).collect()
}

pub(super) async fn keep(tx: &Tx, by: &By, about: (&str, i64), readers: (MemberId, MemberId)) -> Result<(), Fault> {
    keep_of(tx, by, about, readers, "").await
}

/// `which` tells two of a kind about the same thing apart.
async fn keep_of(
    tx: &Tx,
    by: &By,
    about: (&str, i64),
    readers: (MemberId, MemberId),
    which: &str,
) -> Result<(), Fault> {
    keep_as(tx, by, NoticeId(by.fresh()), about, readers, which).await
}

pub(super) async fn keep_as(
    tx: &Tx,
    by: &By,
    id: NoticeId,
    (kind, subject): (&str, i64),
    (reader, person): (MemberId, MemberId),
    which: &str,
) -> Result<(), Fault> {
    let new = NewNotice {
        id,
        member: reader,
        kind,
        person: Some(person),
        subject: Some(subject),
        at: by.now,
        source: &format!("introduction:{subject}:{kind}:{which}"),
    };
    notices::keep(tx, &new).await.map(drop)
}
