//! What saved searches find: looked for once a day, all of a member's together, and told in one notice. Nobody but him learns
//! what he looks for.

use pergola_db::Fault;
use pergola_domain::{
    ids::{JobId, MemberId, NoticeId},
    members::Language,
    time::Timestamp,
};

use super::searches::{OpenPerson, found_people, saved};
use crate::{
    app::{App, By},
    jobs::{
        Job,
        filter::{Filter, PeopleFilter},
        judged::visible_among,
        know::acquainted,
        store::{
            ads,
            searches::{self as store, Saved},
        },
    },
    notices::{self, NewNotice},
    ties,
};

/// Ads looked through for one search, newest first, and what is kept of what it found.
const NEW_ADS: i64 = 100;
const KEPT: usize = 20;
/// Members looked after in one go.
const AT_ONCE: i64 = 200;

/// Once a day tells each member whose searches found something new. What cannot be looked at is, the next day.
pub(crate) async fn tell_found(app: &App) -> Result<(), Fault> {
    let by = app.by_itself(Language::default());
    let before = by.now.plus_days(-1);
    let due = app.db.read(async move |tx| store::list_due(tx, before, AT_ONCE).await).await?;
    for member in due {
        if let Err(fault) = tell(app, &by.on_behalf_of(member)).await {
            tracing::warn!(fault.cause = %fault, "the saved searches of a member could not be looked at; tomorrow they are");
            app.db.write::<(), Fault, _>(async move |tx| store::put_off(tx, member, by.now).await).await?;
        }
    }
    Ok(())
}

/// The searches of one member, whenever they were looked at: no story waits a day for what must not be told.
#[cfg(test)]
pub(in crate::jobs) async fn look_at_once(app: &App, member: MemberId) -> Result<(), Fault> {
    tell(app, &app.by_itself(Language::default()).on_behalf_of(member)).await
}

async fn tell(app: &App, by: &By) -> Result<(), Fault> {
    let mut looked = Vec::new();
    for one in saved(app, by).await? {
        looked.push(match look(app, by, &one).await {
            Ok(next) => next,
            Err(fault) => {
                tracing::warn!(fault.cause = %fault, "a saved search could not be looked at; the others are");
                one
            }
        });
    }
    let by = by.clone();
    app.db
        .write(async move |tx| {
            for next in &looked {
                store::keep_told(tx, next, by.now).await?;
            }
            if looked.iter().all(|next| next.found_at != by.now) {
                return Ok(());
            }
            let new = NewNotice {
                id: NoticeId(by.fresh()),
                member: by.member,
                kind: "search_found",
                person: None,
                subject: None,
                at: by.now,
                source: &format!("searches:{}:{}", by.member, by.now.0),
            };
            notices::keep(tx, &new).await.map(drop)
        })
        .await
}

/// A search with what it knows now; what is new is found at this moment.
async fn look(app: &App, by: &By, saved: &Saved) -> Result<Saved, Fault> {
    let mut next = saved.clone();
    let fresh: Vec<i64> = match PeopleFilter::read(&saved.query) {
        Some(Ok(asked)) => {
            next.known = found_people(app, by, &asked).await?.iter().map(|one| one.person.id.0).collect();
            next.known.iter().filter(|id| !saved.known.contains(id)).copied().collect()
        }
        Some(Err(_)) => Vec::new(),
        None => {
            let jobs = fresh(app, by, saved).await?;
            next.told_job = jobs.iter().map(|job| job.id).max().unwrap_or(saved.told_job);
            jobs.iter().map(|job| job.id.0).collect()
        }
    };
    if !fresh.is_empty() {
        next.found = fresh.into_iter().take(KEPT).collect();
        next.found_at = by.now;
    }
    Ok(next)
}

/// What fits a search of a member's and is newer than what he was told of.
async fn fresh(app: &App, by: &By, saved: &Saved) -> Result<Vec<Job>, Fault> {
    let Ok(filter) = Filter::read(&saved.query) else { return Ok(Vec::new()) };
    let (viewer, now, asked, told) = (by.member, by.now, filter.clone(), saved.told_job);
    let mut jobs = app
        .db
        .read(async move |tx| {
            let mut jobs = ads::list(tx, &asked, None, NEW_ADS, now).await?;
            jobs.retain(|job| job.id > told && job.author != viewer);
            let authors: Vec<MemberId> = jobs.iter().map(|job| job.author).collect();
            let unseen = ties::unseen(tx, viewer, &authors).await?;
            jobs.retain(|job| !unseen.contains(&job.author));
            Ok::<_, Fault>(jobs)
        })
        .await?;
    if let Some(steps) = filter.known {
        let known = acquainted(app, by, &jobs, steps).await?;
        jobs.retain(|job| known.contains_key(&job.there()));
    }
    Ok(jobs)
}

/// What a search found last, as it may still be read.
#[derive(Clone, Debug, Default)]
pub(in crate::jobs) struct Found {
    pub(in crate::jobs) jobs: Vec<Job>,
    pub(in crate::jobs) people: Vec<OpenPerson>,
}

/// What a search of the member's found last: of the ads those that are open, of the people those who tell him still.
pub(in crate::jobs) async fn found(app: &App, by: &By, saved: &Saved) -> Result<Found, Fault> {
    if saved.found.is_empty() {
        return Ok(Found::default());
    }
    if let Some(asked) = PeopleFilter::read(&saved.query) {
        let Ok(asked) = asked else { return Ok(Found::default()) };
        let mut people = found_people(app, by, &asked).await?;
        people.retain(|one| saved.found.contains(&one.person.id.0));
        return Ok(Found { people, ..Found::default() });
    }
    let (by, ids) = (by.clone(), saved.found.iter().map(|id| JobId(*id)).collect::<Vec<_>>());
    let mut jobs = app.db.read(async move |tx| visible_among(tx, &by, &ids).await).await?;
    jobs.sort_by_key(|job| std::cmp::Reverse(job.id));
    Ok(Found { jobs, ..Found::default() })
}

/// The titles and addresses of the ads that a notice of that moment tells of, for its letter. Whom a search over people found
/// stands in no letter.
pub(crate) async fn found_titles(tx: &pergola_db::Tx, by: &By, at: Timestamp) -> Result<Vec<(String, String)>, Fault> {
    let saved = store::list_saved(tx, by.member).await?;
    let ads = saved.iter().filter(|one| one.found_at == at && PeopleFilter::read(&one.query).is_none());
    let mut ids: Vec<JobId> = ads.flat_map(|one| &one.found).map(|id| JobId(*id)).collect();
    ids.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    ids.dedup();
    ids.truncate(KEPT);
    let mut jobs = visible_among(tx, by, &ids).await?;
    jobs.sort_by_key(|job| std::cmp::Reverse(job.id));
    Ok(jobs.into_iter().map(|job| (job.said.title.clone(), job.path())).collect())
}
