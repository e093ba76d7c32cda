//! Whom the reader knows where an ad is from: asked of the network, put into the order of the rule.

use std::collections::BTreeMap;

use pergola_db::Fault;
use pergola_domain::{
    ids::{MemberId, OrganisationId},
    jobs::{Known, There as Presence, order},
    network::Months,
};

use super::Job;
use crate::{
    app::{App, By},
    http::Failed,
    members::{self, Account},
    network::{self, Acquainted, Inquiry, There, Told},
    words::{Speech, civil},
};

/// People told of on one ad.
const SHOWN: usize = 6;

/// Somebody there, with the way to him.
#[derive(Clone, Debug)]
pub(super) struct Door {
    pub(super) person: Account,
    pub(super) there: There,
    pub(super) way: Vec<Told>,
}

/// Whom the reader knows there.
#[derive(Clone, Debug, Default)]
pub(super) struct Doors {
    /// The first few, best first by the rule.
    pub(super) shown: Vec<Door>,
    /// How many there are beyond.
    pub(super) more: usize,
}

/// People within three steps who are or were where the ad is from. Whoever posts it is not among them: he is on the ad.
pub(super) async fn doors(app: &App, by: &By, t: &Speech, job: &Job) -> Result<Doors, Failed> {
    let place = job.there();
    let names = app.db.read(async move |tx| network::alike(tx, &[place]).await).await?;
    let names = names.get(&place).map_or(&[][..], Vec::as_slice);
    let inquiry = Inquiry::of(app, by).await?;
    let mut people = network::there(app, by, &inquiry, names, Some(job.author)).await?;
    people.retain(|one| one.member != job.author);
    if people.is_empty() {
        return Ok(Doors::default());
    }
    let today = civil(by.now);
    let month = i64::from(today.year()) * 12 + i64::from(today.month());
    let mut known: Vec<Known<MemberId>> = people.iter().map(|one| facts(one, month)).collect();
    order(&mut known);
    let mut first = Vec::new();
    for one in known.iter().take(SHOWN) {
        first.extend(people.iter().find(|there| there.member == one.person).cloned());
    }
    let mut ways = network::ways_to(app, by, &inquiry, t, &first).await?;
    let ids: Vec<MemberId> = first.iter().map(|one| one.member).collect();
    let accounts = app.db.read(async move |tx| members::find_many(tx, &ids).await).await?;
    let shown = first.into_iter().filter_map(|there| {
        let person = accounts.iter().find(|account| account.id == there.member)?.clone();
        let way = ways.remove(&there.member).unwrap_or_default();
        Some(Door { person, there, way })
    });
    Ok(Doors { shown: shown.collect(), more: known.len().saturating_sub(SHOWN) })
}

/// Where among these ads the reader knows somebody, up to so many steps away: by where each is from, under all its names.
pub(super) async fn acquainted(
    app: &App,
    by: &By,
    jobs: &[Job],
    farthest: u8,
) -> Result<BTreeMap<OrganisationId, Acquainted>, Fault> {
    let mut there: Vec<OrganisationId> = jobs.iter().map(Job::there).collect();
    there.sort_unstable();
    there.dedup();
    let places = app.db.read(async move |tx| network::alike(tx, &there).await).await?;
    network::acquainted(app, by, &places, farthest).await
}

/// What the rule orders by. `month`: this one, counted as years times twelve.
fn facts(one: &There, month: i64) -> Known<MemberId> {
    let ended = one.stays.iter().filter(|stay| !stay.lasts() && !stay.is_unknown()).map(|stay| stay.to).max();
    let years = ended.and_then(Months::month).map(|end| {
        let end = i64::from(end.year) * 12 + end.month.map_or(6, i64::from);
        (month - end).max(0) / 12
    });
    Known {
        person: one.member,
        distance: one.distance,
        strength: one.first_step,
        knows_poster: one.knows,
        there: Presence { now: one.is_now(), ended_years_ago: years, with_poster: one.with_about },
    }
}
