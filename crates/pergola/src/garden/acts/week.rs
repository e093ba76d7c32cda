//! Whom this week names: kept in the table `nudges`, so that the same three stay the whole week.

use pergola_db::{Fault, Tx};
use pergola_domain::garden::{
    self, Candidate, DORMANT_DAYS, NUDGES_A_WEEK, PEACE_WEEKS, Reason, Refusal, State, TURN_WEEKS,
};
use pergola_domain::ids::MemberId;
use pergola_domain::time::Timestamp;

use crate::{
    app::{App, By, good_to_have},
    garden::{Plant, acts::plants_these, store},
    http::Failure,
    tending::{self, Nudged},
};

/// Somebody to be tended this week, and why.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    pub(crate) plant: Plant,
    pub(crate) reason: Reason,
}

/// Whom the garden names this week and who still waits: three at most. Who was tended or put aside is not replaced.
pub(crate) async fn week(app: &App, by: &By) -> Result<Vec<Due>, Fault> {
    let (owner, now) = (by.member, by.now);
    let picked = app.db.read(async move |tx| pick(tx, owner, now).await).await?;
    if !picked.is_empty() {
        let kept = app
            .db
            .write(async move |tx| -> Result<(), Fault> {
                // Asked again where nobody can write meanwhile: two pages opened at once name the same three.
                for (person, reason) in pick(tx, owner, now).await? {
                    tending::keep_nudge(tx, owner, now.week(), person, reason.name()).await?;
                }
                Ok(())
            })
            .await;
        good_to_have("whom this week names", kept);
    }
    named(app, by).await
}

/// The same without naming anybody new: for answers about one person.
pub(crate) async fn named(app: &App, by: &By) -> Result<Vec<Due>, Fault> {
    let (owner, now) = (by.member, by.now);
    app.db.read(async move |tx| waiting(tx, owner, now).await).await
}

/// Whom to name besides those who are named already.
async fn pick(tx: &Tx, owner: MemberId, now: Timestamp) -> Result<Vec<(pergola_domain::ids::PersonId, Reason)>, Fault> {
    let week = now.week();
    let known = lately(tx, owner, week).await?;
    let named: Vec<_> = known.iter().filter(|nudged| nudged.week == week).map(|n| (n.person, reason(n))).collect();
    if named.len() >= NUDGES_A_WEEK {
        return Ok(Vec::new());
    }
    let peace = week - PEACE_WEEKS;
    let mut candidates = store::list_thirsty(tx, owner, now, peace).await?;
    if garden::is_dormant_week(owner, week) {
        candidates.extend(store::list_dormant(tx, owner, now, week, peace).await?);
    }
    let before = |person| known.iter().any(|nudged| nudged.person == person && week - nudged.week <= TURN_WEEKS);
    let candidates: Vec<_> =
        candidates.into_iter().map(|c| Candidate { named_lately: before(c.person), ..c }).collect();
    Ok(garden::nudges(owner, week, &named, &candidates))
}

/// Those named in the weeks that matter. A clock set back may have left weeks ahead of now: they count as well.
async fn lately(tx: &Tx, owner: MemberId, week: i64) -> Result<Vec<Nudged>, Fault> {
    tending::nudges(tx, owner, week - PEACE_WEEKS.max(TURN_WEEKS), 64).await
}

fn reason(nudged: &Nudged) -> Reason {
    Reason::from_name(&nudged.reason).unwrap_or(Reason::Thirsty)
}

/// Those of this week who were neither tended nor put aside, the thirsty before the dormant.
async fn waiting(tx: &Tx, owner: MemberId, now: Timestamp) -> Result<Vec<Due>, Fault> {
    let week = now.week();
    let mut known = lately(tx, owner, week).await?;
    known.retain(|nudged| nudged.week == week && !nudged.dismissed);
    let numbers: Vec<i64> = known.iter().map(|nudged| nudged.person.number()).collect();
    let plants = plants_these(tx, owner, &numbers, now).await?;
    let mut due: Vec<Due> = plants
        .into_iter()
        .filter_map(|plant| {
            let reason = reason(known.iter().find(|nudged| nudged.person == plant.person)?);
            let silent = now.days_since(plant.facts.last_touched());
            let waits = match reason {
                Reason::Thirsty => plant.state == State::Thirsty,
                Reason::Dormant => plant.state != State::Resting && silent >= DORMANT_DAYS,
            };
            waits.then_some(Due { plant, reason })
        })
        .collect();
    due.sort_by_key(|due| {
        let facts = &due.plant.facts;
        let rhythm = facts.cadence_days.unwrap_or(i64::MAX).max(1);
        (due.reason == Reason::Dormant, -1_000 * now.days_since(facts.last_touched()) / rhythm, due.plant.person)
    });
    due.truncate(NUDGES_A_WEEK);
    Ok(due)
}

/// "Not now": for this week and the next ones. Nobody takes the place.
pub(crate) async fn not_now(app: &App, by: By, person: i64) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let was_named = tending::dismiss_nudge(tx, by.member, by.now.week(), person).await?;
            if was_named { Ok(()) } else { Err(Failure::NotFound) }
        })
        .await
}
