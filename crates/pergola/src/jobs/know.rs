//! Whom the reader knows where an ad is from: asked of the network, put into the order of the rule.

use pergola_domain::{
    ids::MemberId,
    jobs::{Known, There as Presence, order},
    network::Months,
};

use super::Job;
use crate::{
    app::{App, By},
    http::Failed,
    members::{self, Account},
    network::{self, There, Told},
    organisations,
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
    let places = app.db.read(async move |tx| organisations::alike(tx, place).await).await?;
    let mut people: Vec<There> = Vec::new();
    for place in &places {
        for one in network::there(app, by, *place, Some(job.author)).await? {
            match people.iter_mut().find(|known| known.member == one.member) {
                Some(known) => known.stays.extend(one.stays),
                None => people.push(one),
            }
        }
    }
    people.retain(|one| one.member != job.author);
    if people.is_empty() {
        return Ok(Doors::default());
    }
    let author = job.author;
    let spells = app
        .db
        .read(async move |tx| {
            let profile = members::profile(tx, author).await?;
            let positions = profile.map(|profile| profile.positions).unwrap_or_default();
            Ok::<_, pergola_db::Fault>(
                positions.into_iter().filter(|kept| places.contains(&kept.organisation)).collect::<Vec<_>>(),
            )
        })
        .await?;
    let poster: Vec<Months> = spells.iter().map(|kept| months(&kept.told.period)).collect();
    let today = civil(by.now);
    let month = i64::from(today.year()) * 12 + i64::from(today.month());
    let mut known: Vec<Known<MemberId>> = people.iter().map(|one| facts(one, &poster, month)).collect();
    order(&mut known);
    let mut first = Vec::new();
    for one in known.iter().take(SHOWN) {
        first.extend(people.iter().find(|there| there.member == one.person).cloned());
    }
    let mut ways = network::ways_to(app, by, t, &first).await?;
    let ids: Vec<MemberId> = first.iter().map(|one| one.member).collect();
    let accounts = app.db.read(async move |tx| members::find_many(tx, &ids).await).await?;
    let shown = first.into_iter().filter_map(|there| {
        let person = accounts.iter().find(|account| account.id == there.member)?.clone();
        let way = ways.remove(&there.member).unwrap_or_default();
        Some(Door { person, there, way })
    });
    Ok(Doors { shown: shown.collect(), more: known.len().saturating_sub(SHOWN) })
}

fn months(period: &pergola_domain::members::profile::Period) -> Months {
    Months::of(&pergola_domain::changes::Spell {
        organisation: pergola_domain::ids::OrganisationId(0),
        school: false,
        from: period.from,
        to: period.to,
        ended: period.is_over && period.to.is_none(),
    })
}

/// What the rule orders by. `month`: this one, counted as years times twelve.
fn facts(one: &There, poster: &[Months], month: i64) -> Known<MemberId> {
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
        there: Presence {
            now: one.is_now(),
            ended_years_ago: years,
            with_poster: one.stays.iter().any(|stay| poster.iter().any(|own| own.together(*stay) > 0)),
        },
    }
}
