//! Holding an event: putting it up, saying it otherwise, calling it off.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    events::{Attendance, Audience, Event, HeldFor, OPEN_AT_ONCE, Refusal, Said, Typed},
    groups::{Entry, Role},
    ids::{EventId, GroupId, OrganisationId},
};

use super::{Done, attending, notify};
use crate::{
    app::{App, By, record},
    events::{judged::words, store},
    groups,
    http::Failure,
    moderation::{self, About, Look, Spot, Subject},
    organisations,
};

/// Told of a change, of those who come and of those who wait.
const TOLD: i64 = 10_000;

/// What somebody wants to hold, as typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proposal {
    pub(crate) typed: Typed,
    /// The number of an organisation for which he speaks, or empty.
    pub(crate) organisation: String,
    /// The number of a group that he is in, or empty.
    pub(crate) group: String,
}

/// For whom it is held, where that fits whom it is shown to.
async fn held_for(tx: &Tx, by: &By, proposal: &Proposal, said: &Said) -> Done<HeldFor> {
    let (held_for, hidden) = match (proposal.organisation.trim(), proposal.group.trim()) {
        ("", "") => (HeldFor::Oneself, false),
        (organisation, "") => (HeldFor::Organisation(self::organisation(tx, by, organisation).await?), false),
        ("", group) => {
            let (group, hidden) = self::group(tx, by, group).await?;
            (HeldFor::Group(group), hidden)
        }
        _ => return Err(Failure::Refused(Refusal::HeldForTwo)),
    };
    held_for.may_be_shown(said.audience, hidden).map_err(Failure::Refused)?;
    Ok(held_for)
}

/// The group that was chosen: one that the holder is in; and whether others do not know of it.
async fn group(tx: &Tx, by: &By, chosen: &str) -> Done<(GroupId, bool)> {
    let unknown = || Failure::Refused(Refusal::GroupUnknown);
    let id: GroupId = chosen.parse().map_err(|_why| unknown())?;
    let found = groups::find_known(tx, by.member, id).await?;
    let (group, _) = found.filter(|(_, role)| role.is_some_and(Role::is_in)).ok_or_else(unknown)?;
    Ok((id, group.told.entry == Entry::Hidden))
}

/// The organisation that was chosen: one for which the holder speaks, as with ads. To work there is not enough: anybody writes
/// that of himself.
async fn organisation(tx: &Tx, by: &By, chosen: &str) -> Done<OrganisationId> {
    let unknown = || Failure::Refused(Refusal::OrganisationUnknown);
    let id: OrganisationId = chosen.parse().map_err(|_why| unknown())?;
    organisations::find(tx, id).await?.ok_or_else(unknown)?;
    organisations::role(tx, id, by.member).await?.map(|_| id).ok_or(Failure::Refused(Refusal::NotSpeaking))
}

pub(crate) async fn post(app: &App, by: By, proposal: Proposal) -> Done<Event> {
    let said = Said::read(&proposal.typed, by.now).map_err(Failure::Refused)?;
    let look = moderation::look(app, &by, Spot::Event, &words(&said)).await?;
    app.db
        .write(async move |tx| {
            if store::count_open(tx, by.member, by.now).await? >= OPEN_AT_ONCE {
                return Err(Failure::Refused(Refusal::TooManyOpen));
            }
            let event = Event {
                id: EventId(by.fresh()),
                host: by.member,
                held_for: held_for(tx, &by, &proposal, &said).await?,
                said: said.clone(),
                cancelled: false,
                held: look.holds(),
                revision: 0,
                made_at: by.now,
                changed_at: by.now,
            };
            store::keep_new(tx, &event).await?;
            hold(tx, &by, &event, &look).await?;
            record(tx, &by, &Change::EventPosted { event: event.id, host: by.member }).await?;
            Ok(event)
        })
        .await
}

/// What the check holds waits for a moderator: who holds the event alone sees it, and is told.
async fn hold(tx: &Tx, by: &By, event: &Event, look: &Look) -> Result<(), Fault> {
    if !look.holds() {
        return Ok(());
    }
    store::keep_held(tx, event.id, true).await?;
    let private = !matches!(event.said.audience, Audience::Everybody | Audience::Web);
    moderation::hold(tx, by, Subject::new(About::Event, event.id.0), private, look).await
}

/// Who holds it; to anybody else it is not there to be changed.
async fn own(tx: &Tx, by: &By, id: EventId) -> Done<store::Versioned> {
    store::one_at_a_time(tx, id).await?;
    let found = store::find(tx, id).await?;
    found.filter(|(event, _)| event.host == by.member).ok_or(Failure::NotFound)
}

pub(in crate::events) async fn find_own(app: &App, by: &By, id: EventId) -> Done<Event> {
    let member = by.member;
    let found = app.db.read(async move |tx| store::find(tx, id).await).await?;
    found.map(|(event, _)| event).filter(|event| event.host == member).ok_or(Failure::NotFound)
}

/// The same where it may be said otherwise: what is held in the name of an organisation is that organisation's, so its holder
/// must speak for it still. Whoever does not can call it off, and put up another of his own.
pub(in crate::events) async fn find_to_change(app: &App, by: &By, id: EventId) -> Done<Event> {
    let by = by.clone();
    let event = find_own(app, &by, id).await?;
    app.db
        .read(async move |tx| {
            still_speaks(tx, &by, &event).await?;
            Ok(event.clone())
        })
        .await
}

async fn still_speaks(tx: &Tx, by: &By, event: &Event) -> Done<()> {
    match event.held_for.organisation() {
        Some(id) if organisations::role(tx, id, by.member).await?.is_none() => {
            Err(Failure::Refused(Refusal::SpeaksNoMore))
        }
        _ => Ok(()),
    }
}

/// Whether a member may say it otherwise.
pub(in crate::events) async fn may_change(app: &App, by: &By, event: &Event) -> Result<bool, Fault> {
    if event.host != by.member {
        return Ok(false);
    }
    match find_to_change(app, by, event.id).await {
        Ok(_) => Ok(true),
        Err(Failure::Fault(fault)) => Err(fault),
        Err(_) => Ok(false),
    }
}

/// It is said otherwise; those in it are told where they would go wrong otherwise. More places are given at once; those who
/// have one keep it.
pub(in crate::events) async fn change(app: &App, by: By, id: EventId, proposal: Proposal) -> Done<Event> {
    let said = Said::read(&proposal.typed, by.now).map_err(Failure::Refused)?;
    let same = words(&find_own(app, &by, id).await?.said) == words(&said);
    let look = if same { Look::default() } else { moderation::look_anew(app, &by, Spot::Event, &words(&said)).await? };
    app.db
        .write(async move |tx| {
            let (before, version) = own(tx, &by, id).await?;
            still_speaks(tx, &by, &before).await?;
            let held_for = held_for(tx, &by, &proposal, &said).await?;
            let next = before.clone().change(said.clone(), held_for, by.now).map_err(Failure::Refused)?;
            if !store::keep(tx, &next, version).await? {
                return Err(Failure::Stale);
            }
            hold(tx, &by, &next, &look).await?;
            let next = Event { held: next.held || look.holds(), ..next };
            record(tx, &by, &Change::EventChanged { event: id, host: by.member }).await?;
            let elsewhere = |event: &Event| {
                let said = &event.said;
                (said.starts_at, said.ends_at, said.place.clone(), said.link.clone())
            };
            // What waits for a moderator calls nobody: they hear of it once it may go.
            if !next.held && elsewhere(&before) != elsewhere(&next) {
                tell_all(tx, &by, "event_changed", &next).await?;
            }
            attending::fill(tx, &by, &next).await?;
            Ok(next)
        })
        .await
}

pub(in crate::events) async fn cancel(app: &App, by: By, id: EventId) -> Done<Event> {
    app.db
        .write(async move |tx| {
            let (before, version) = own(tx, &by, id).await?;
            let next = before.cancel(by.now).map_err(Failure::Refused)?;
            if !store::keep(tx, &next, version).await? {
                return Err(Failure::Stale);
            }
            record(tx, &by, &Change::EventCancelled { event: id, host: by.member }).await?;
            tell_all(tx, &by, "event_cancelled", &next).await?;
            Ok(next)
        })
        .await
}

/// Where and when it is, for those in it.
pub(in crate::events) async fn tell_changed(tx: &Tx, by: &By, event: &Event) -> Result<(), Fault> {
    if event.cancelled { Ok(()) } else { tell_all(tx, by, "event_changed", event).await }
}

async fn tell_all(tx: &Tx, by: &By, kind: &str, event: &Event) -> Result<(), Fault> {
    for state in [Attendance::Coming, Attendance::Waiting] {
        for attendee in store::list_in(tx, event.id, state, TOLD).await? {
            notify(tx, by, kind, attendee.member, event).await?;
        }
    }
    Ok(())
}
