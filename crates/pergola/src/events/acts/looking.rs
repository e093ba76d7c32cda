//! Events as a viewer sees them: the one place where the rule meets the network and the blocks.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    events::{Attendance, Audience, Event, HeldFor, Room, Shown, Viewer},
    ids::{EventId, GroupId, MemberId, OrganisationId},
    time::Timestamp,
};
use pergola_formats::calendar::{Event as Entry, Span};

use crate::{
    app::{App, By},
    events::store,
    groups,
    members::{self, Account},
    network, organisations, ties,
};

/// On one list.
const LISTED: usize = 200;
/// Read at once for a list, and how often.
const CHUNK: i64 = 256;
const CHUNKS: usize = 40;
/// Of one event.
const ATTENDEES: i64 = 10_000;

/// An event that the viewer may see.
#[derive(Clone, Debug)]
pub(in crate::events) struct Seen {
    pub(in crate::events) event: Event,
    pub(in crate::events) host: Account,
    /// Where the viewer stands with it.
    pub(in crate::events) mine: Option<Attendance>,
    /// He may read in the group for which it is held.
    pub(in crate::events) in_group: bool,
    /// It can be followed from afar, by a link that comes with the place: here it stands only for who holds it and for
    /// those who come.
    pub(in crate::events) has_link: bool,
    /// The domain by which the organisation is proven for which it is held, where who holds it speaks for it; else empty.
    pub(in crate::events) domain: String,
}

/// Those of these that the viewer may see, in their order. A cancelled one only for those in it.
pub(in crate::events) async fn seen(app: &App, by: &By, events: Vec<Event>) -> Result<Vec<Seen>, Fault> {
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let hosts: BTreeSet<MemberId> = events.iter().map(|event| event.host).collect();
    let hosts: Vec<MemberId> = hosts.into_iter().collect();
    let visitor = by.member == MemberId(0);
    let steps = if visitor { vec![None; hosts.len()] } else { network::steps(app, by, &hosts).await? };
    let steps: BTreeMap<MemberId, Option<u8>> = hosts.iter().copied().zip(steps).collect();
    let (viewer, ids) = (by.member, events.iter().map(|event| event.id).collect::<Vec<EventId>>());
    let circles: Vec<GroupId> = events.iter().filter_map(|event| event.held_for.group()).collect();
    let named: Vec<(EventId, OrganisationId, MemberId, Timestamp)> = events
        .iter()
        .filter_map(|event| Some((event.id, event.held_for.organisation()?, event.host, event.made_at)))
        .collect();
    let (accounts, unseen, mine, readable, domains) = app
        .db
        .read(async move |tx| {
            let accounts = members::find_many(tx, &hosts).await?;
            let unseen = ties::unseen(tx, viewer, &hosts).await?;
            let readable = groups::readable(tx, viewer, &circles).await?;
            let domains = domains(tx, &named).await?;
            Ok::<_, Fault>((accounts, unseen, store::mine_among(tx, viewer, &ids).await?, readable, domains))
        })
        .await?;
    let accounts: BTreeMap<MemberId, Account> = accounts.into_iter().map(|account| (account.id, account)).collect();
    let seen = events.into_iter().filter_map(|event| {
        let host = accounts.get(&event.host)?;
        let mine = mine.get(&event.id).copied();
        let viewer = Viewer {
            member: (!visitor).then_some(by.member),
            steps: steps.get(&event.host).copied().flatten(),
            apart: unseen.contains(&event.host)
                || (host.leaving_at.is_some() || host.suspended) && event.host != by.member,
            in_group: event.held_for.group().is_some_and(|group| readable.contains(&group)),
            attends: mine.is_some(),
        };
        let there = !event.cancelled || mine.is_some() || event.host == by.member;
        let has_link = !event.said.link.is_empty();
        let gets_link = event.gives_link(&viewer, mine);
        (there && event.may_be_seen(&viewer)).then(|| Seen {
            host: host.clone(),
            mine,
            in_group: viewer.in_group,
            has_link,
            domain: domains.get(&event.id).cloned().unwrap_or_default(),
            event: if gets_link { event } else { without_link(event) },
        })
    });
    Ok(seen.collect())
}

/// By which domain the organisation is proven for which each is held, where its holder speaks for it since: what somebody held
/// in its name before it came into the hands of those who proved it, or without speaking for it, is not proven.
async fn domains(
    tx: &Tx,
    named: &[(EventId, OrganisationId, MemberId, Timestamp)],
) -> Result<BTreeMap<EventId, String>, Fault> {
    let ids: BTreeSet<OrganisationId> = named.iter().map(|(_, organisation, ..)| *organisation).collect();
    let known = organisations::find_many(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    let mut domains = BTreeMap::new();
    for (event, organisation, host, made_at) in named {
        let proven = known.iter().find(|one| one.id == *organisation && one.is_proven());
        if let Some(proven) = proven
            && organisations::spoke(tx, *organisation, *host, *made_at).await?
        {
            domains.insert(*event, proven.domain.clone());
        }
    }
    Ok(domains)
}

fn without_link(mut event: Event) -> Event {
    event.said.link.clear();
    event
}

/// Those of these that the viewer may see, for rooms that show them.
pub(crate) async fn visible(app: &App, by: &By, events: Vec<Event>) -> Result<Vec<Event>, Fault> {
    Ok(seen(app, by, events).await?.into_iter().map(|seen| seen.event).collect())
}

/// The same by their ids, with who holds each; in no order.
pub(crate) async fn visible_among(app: &App, by: &By, ids: Vec<EventId>) -> Result<Vec<(Event, Account)>, Fault> {
    let found = app
        .db
        .read(async move |tx| {
            let mut found = Vec::with_capacity(ids.len());
            for id in &ids {
                found.extend(store::find(tx, *id).await?.map(|(event, _)| event));
            }
            Ok::<_, Fault>(found)
        })
        .await?;
    Ok(seen(app, by, found).await?.into_iter().map(|seen| (seen.event, seen.host)).collect())
}

pub(in crate::events) async fn find(app: &App, by: &By, id: EventId) -> Result<Option<Seen>, Fault> {
    let found = app.db.read(async move |tx| store::find(tx, id).await).await?;
    Ok(seen(app, by, found.map(|(event, _)| event).into_iter().collect()).await?.pop())
}

/// For somebody who is not signed in: only what is for whoever comes by.
pub(in crate::events) async fn find_for_anyone(app: &App, by: &By, id: EventId) -> Result<Option<Seen>, Fault> {
    find(app, &by.on_behalf_of(MemberId(0)), id).await
}

/// A page of what the viewer may see of what is to come, the newest first, before `before`: those wanted.
pub(in crate::events) async fn page(
    app: &App,
    by: &By,
    wanted_ones: impl Fn(&Event) -> bool,
    (before, limit): (Option<i64>, i64),
) -> Result<Vec<Seen>, Fault> {
    let wanted = usize::try_from(limit).unwrap_or(0);
    let (mut items, mut place, now) = (Vec::new(), before, by.now);
    for _ in 0..CHUNKS {
        let some = app.db.read(async move |tx| store::list(tx, place, CHUNK, now).await).await?;
        let Some(last) = some.last().map(|event| event.id.0) else { break };
        place = Some(last);
        items.extend(seen(app, by, some.into_iter().filter(&wanted_ones).collect()).await?);
        if items.len() >= wanted {
            break;
        }
    }
    items.truncate(wanted);
    Ok(items)
}

/// What the viewer may see of what is to come, the next first: those wanted, however many others come before.
pub(in crate::events) async fn upcoming(
    app: &App,
    by: &By,
    wanted: impl Fn(&Event) -> bool,
) -> Result<Vec<Seen>, Fault> {
    let (mut items, mut place, now) = (Vec::new(), (Timestamp(i64::MIN), EventId(0)), by.now);
    for _ in 0..CHUNKS {
        let some = app.db.read(async move |tx| store::list_next(tx, place, CHUNK, now).await).await?;
        let Some(last) = some.last() else { break };
        place = (last.said.starts_at, last.id);
        items.extend(seen(app, by, some.into_iter().filter(&wanted).collect()).await?);
        if items.len() >= LISTED {
            break;
        }
    }
    items.truncate(LISTED);
    Ok(items)
}

pub(in crate::events) async fn upcoming_for_anyone(app: &App, by: &By) -> Result<Vec<Seen>, Fault> {
    upcoming(app, &by.on_behalf_of(MemberId(0)), |event| event.said.audience == Audience::Web).await
}

/// Who comes, as this viewer may read it.
#[derive(Clone, Debug, Default)]
pub(in crate::events) struct Attendees {
    /// In the order in which they came; the viewer himself is not among them.
    pub(in crate::events) people: Vec<Account>,
    /// Those of them whom the viewer is tied to.
    pub(in crate::events) tied: BTreeSet<MemberId>,
    /// Who waits, for who holds it.
    pub(in crate::events) waiting: Vec<Account>,
    /// Whether there is a place.
    pub(in crate::events) room: bool,
    /// Who may read that the viewer comes.
    pub(in crate::events) shown: Option<Shown>,
}

pub(in crate::events) async fn attendees(app: &App, by: &By, seen: &Seen) -> Result<Attendees, Fault> {
    let (viewer, event) = (by.member, seen.event.clone());
    app.db
        .read(async move |tx| {
            let coming = store::list_in(tx, event.id, Attendance::Coming, ATTENDEES).await?;
            let waiting = store::list_in(tx, event.id, Attendance::Waiting, ATTENDEES).await?;
            let mine = coming.iter().chain(&waiting).find(|one| one.member == viewer).copied();
            let attends = mine.is_some_and(|mine| mine.state == Attendance::Coming);
            let holds = event.host == viewer;
            let ids: Vec<MemberId> = coming.iter().chain(&waiting).map(|one| one.member).collect();
            let tied = ties::tied_among(tx, viewer, &ids).await?;
            let unseen = ties::unseen(tx, viewer, &ids).await?;
            let people = members::find_many(tx, &ids).await?;
            let people: BTreeMap<MemberId, Account> = people.into_iter().map(|one| (one.id, one)).collect();
            let there = |member: &MemberId| *member != viewer && !unseen.contains(member);
            let read = coming.iter().filter(|one| there(&one.member));
            let read = read.filter(|one| one.shown.to(tied.contains(&one.member), attends, holds));
            let waits = waiting.iter().filter(|one| holds && there(&one.member));
            Ok(Attendees {
                people: read.filter_map(|one| people.get(&one.member).cloned()).collect(),
                waiting: waits.filter_map(|one| people.get(&one.member).cloned()).collect(),
                room: event.takes_more(Room { coming: count(&coming), waiting: count(&waiting) }),
                shown: mine.map(|mine| mine.shown),
                tied,
            })
        })
        .await
}

fn count<T>(all: &[T]) -> i64 {
    i64::try_from(all.len()).unwrap_or(i64::MAX)
}

/// For whom an event is held, as its reader may know it.
#[derive(Clone, Debug)]
pub(in crate::events) struct Holder {
    pub(in crate::events) name: String,
    pub(in crate::events) path: String,
}

/// For whom is meant where a list names an organisation or a group, the organisation first; nothing where it is no number.
pub(in crate::events) fn held_for_named(organisation: Option<&str>, group: Option<&str>) -> Option<HeldFor> {
    match (organisation, group) {
        (Some(id), _) => id.parse().ok().map(HeldFor::Organisation),
        (None, Some(id)) => id.parse().ok().map(HeldFor::Group),
        (None, None) => Some(HeldFor::Oneself),
    }
}

/// For whom events are held, where this reader may know of it; none for oneself.
pub(in crate::events) async fn holder(app: &App, by: &By, held_for: HeldFor) -> Result<Option<Holder>, Fault> {
    let reader = by.member;
    match held_for {
        HeldFor::Oneself => Ok(None),
        HeldFor::Organisation(id) => {
            let found = app.db.read(async move |tx| organisations::find(tx, id).await).await?;
            Ok(found.map(|organisation| Holder { name: organisation.name, path: format!("/organisations/{id}") }))
        }
        HeldFor::Group(id) => {
            let known = app.db.read(async move |tx| groups::find_known(tx, reader, id).await).await?;
            Ok(known.map(|(group, _)| Holder { name: group.told.name, path: format!("/groups/{id}") }))
        }
    }
}

/// An event as a calendar has it.
pub(crate) fn entry(app: &App, event: &Event) -> Entry {
    let moment = |at: pergola_domain::time::Timestamp| {
        jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    };
    let said = &event.said;
    let page = format!("{}/events/{}", app.config.address, event.id);
    let parts = [said.text.as_str(), said.link.as_str(), page.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Entry {
        uid: format!("event-{}@{}", event.id, app.config.host()),
        sequence: event.revision,
        stamp: moment(event.changed_at),
        span: Span::Moments { from: moment(said.starts_at), to: moment(said.ends_at) },
        summary: said.title.clone(),
        description: parts.join("\n\n"),
        place: if said.place.is_empty() { said.link.clone() } else { said.place.clone() },
        url: page.clone(),
        cancelled: event.cancelled,
        organizer: None,
        attendee: None,
    }
}
