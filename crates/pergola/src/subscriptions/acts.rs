//! Making addresses and taking them back, and what stands in a calendar.

use pergola_db::Fault;
use pergola_domain::{
    ids::MemberId,
    subscriptions::{Kind, Refusal, Share},
};
use pergola_formats::calendar::{self, Event, Span};

use super::store;
use crate::{
    app::{App, By},
    events, garden,
    http::Failure,
    meetings,
    members::{self, key_hash, random_key},
    words::Speech,
};

/// Meetings and events that a calendar holds.
const ENTRIES: i64 = 500;
/// What was stays in a calendar for so long.
const BACK_DAYS: i64 = 90;

/// A new address; the one before is worth nothing any more. Gives its key, once.
pub(super) async fn make(app: &App, by: By, kind: Kind) -> Result<String, Fault> {
    let key = random_key();
    let hash = key_hash(&key);
    app.db.write(async move |tx| store::keep(tx, by.member, kind, &hash, by.now).await).await?;
    Ok(key)
}

pub(super) async fn revoke(app: &App, by: By, kind: Kind) -> Result<(), Failure<Refusal>> {
    let there: bool = app.db.write::<bool, Fault, _>(async move |tx| store::remove(tx, by.member, kind).await).await?;
    if there { Ok(()) } else { Err(Failure::Refused(Refusal::NoAddress)) }
}

pub(super) async fn share(app: &App, by: By, word: &str) -> Result<Share, Failure<Refusal>> {
    let share: Share = word.trim().parse().map_err(Failure::Refused)?;
    app.db.write::<(), Fault, _>(async move |tx| store::keep_share(tx, by.member, share).await).await?;
    Ok(share)
}

/// Whose key this is; a key that is none, or is no more, is nobody's.
pub(super) async fn owner(app: &App, kind: Kind, key: &str) -> Result<Option<MemberId>, Fault> {
    let hash = key_hash(key);
    app.db
        .read(async move |tx| {
            let Some(member) = store::find(tx, kind, &hash).await? else { return Ok(None) };
            // Who is suspended signs in nowhere: what reads for him stops at once.
            let found = members::find(tx, member).await?.filter(|account| !account.suspended);
            Ok(found.map(|account| account.id))
        })
        .await
}

/// The calendar of a member: what is agreed, where he has a place, whom to tend this week.
pub(super) async fn calendar(app: &App, member: MemberId) -> Result<String, Fault> {
    let read = app.db.read(async move |tx| members::find(tx, member).await).await?;
    let language = read.map(|account| account.language).unwrap_or_default();
    let by = app.by_itself(language).on_behalf_of(member);
    let t = Speech::new(app, language);
    let since = by.now.plus_days(-BACK_DAYS);
    let mut entries = meetings::entries(app, &by, &t, since, ENTRIES).await?;
    let attended = app.db.read(async move |tx| events::attended_by(tx, member, since, ENTRIES).await).await?;
    let seen = events::visible(app, &by, attended).await?;
    entries.extend(seen.iter().map(|event| events::entry(app, event)));
    entries.extend(to_tend(app, &by, &t).await?);
    let name = t.say("subscriptions-calendar-name").arg("server", &app.config.name).text();
    Ok(calendar::calendar(&name, None, &entries))
}

/// Whom the garden names this week, on its Monday.
async fn to_tend(app: &App, by: &By, t: &Speech) -> Result<Vec<Event>, Fault> {
    let due = garden::week(app, by).await?;
    let monday = by.now.plus_days(-days_since_monday(by.now));
    let day = crate::words::civil(monday);
    let stamp = jiff::Timestamp::from_microsecond(crate::words::midnight(day).0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let entry = |due: &garden::Due| {
        let page = format!("{}{}", app.config.address, due.plant.href);
        Event {
            uid: format!("tend-{}-{}@{}", due.plant.person.number(), by.now.week(), app.config.host()),
            sequence: 0,
            stamp,
            span: Span::Day(day),
            summary: t.say("subscriptions-tend").arg("name", &due.plant.name).text(),
            description: page.clone(),
            place: String::new(),
            url: page,
            cancelled: false,
            organizer: None,
            attendee: None,
        }
    };
    Ok(due.iter().map(entry).collect())
}

/// 0 on a Monday.
fn days_since_monday(now: pergola_domain::time::Timestamp) -> i64 {
    // 1970-01-01 was a Thursday.
    (now.0.div_euclid(pergola_domain::time::DAY_US) + 3).rem_euclid(7)
}
