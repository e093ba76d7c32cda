//! Posting an ad, saying it otherwise, confirming, closing; and what time alone brings.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{JobId, MemberId, NoticeId, OrganisationId},
    jobs::{Ad, AdState, OPEN_ADS, Outcome, Record, Refusal, Typed},
    members::Language,
};

use super::Done;
use crate::{
    app::{App, By, record},
    http::{Failed, Failure},
    jobs::{
        Job,
        store::{
            ads::{self as store, Fed, Versioned},
            record as facts,
        },
    },
    members::{self, Account},
    notices::{self, NewNotice},
    organisations::{self, Organisation},
    ties,
};

/// A new ad in the name of an organisation for which the member speaks.
pub(crate) async fn post(app: &App, by: By, organisation: OrganisationId, typed: &Typed) -> Done<Job> {
    let typed = typed.clone();
    app.db
        .write(async move |tx| {
            let own = speaks(tx, &by, organisation).await?;
            store::one_at_a_time(tx, organisation).await?;
            if store::count_open(tx, organisation, by.now).await? >= OPEN_ADS {
                return Err(Failure::Refused(Refusal::TooManyAds));
            }
            let job = new(tx, &by, &own, &typed).await?;
            store::keep_new(tx, &job, &own.name, &Fed::default()).await?;
            record(tx, &by, &Change::JobPosted { job: job.id, organisation }).await?;
            Ok(job)
        })
        .await
}

/// An ad of what was typed, with the organisation of its client.
pub(in crate::jobs) async fn new(tx: &Tx, by: &By, own: &Organisation, typed: &Typed) -> Done<Job> {
    let said = typed.read(own.kind).map_err(Failure::Refused)?;
    let client = client(tx, by, &said.client).await?;
    Ok(Job {
        id: JobId(by.fresh()),
        organisation: own.id,
        author: by.member,
        said,
        client,
        ad: Ad::posted(by.now),
        feed_url: String::new(),
    })
}

/// The organisation of a client's name, so that whom one knows there is found.
async fn client(tx: &Tx, by: &By, name: &str) -> Result<Option<OrganisationId>, Fault> {
    if name.is_empty() {
        return Ok(None);
    }
    let fresh = OrganisationId(by.fresh());
    members::keep_organisation(tx, fresh, name, false, by.now).await.map(Some)
}

/// An organisation for which the member speaks; of others' he is told that he does not.
pub(in crate::jobs) async fn speaks(tx: &Tx, by: &By, id: OrganisationId) -> Done<Organisation> {
    let found = organisations::find(tx, id).await?.ok_or(Failure::Refused(Refusal::NotSpeaking))?;
    match organisations::role(tx, id, by.member).await? {
        Some(_) => Ok(found),
        None => Err(Failure::Refused(Refusal::NotSpeaking)),
    }
}

/// An ad for whose organisation the member speaks, and that is not from before him; to anybody else it is not there to be
/// changed.
pub(in crate::jobs) async fn own(tx: &Tx, by: &By, id: JobId) -> Done<(Versioned, Organisation)> {
    let (job, version) = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
    if !organisations::spoke(tx, job.organisation, by.member, job.ad.posted_at).await? {
        return Err(Failure::NotFound);
    }
    let organisation = organisations::find(tx, job.organisation).await?.ok_or(Failure::NotFound)?;
    Ok(((job, version), organisation))
}

/// It says something else. Who applied has what he applied to.
pub(in crate::jobs) async fn change<F>(app: &App, by: By, id: JobId, change: F) -> Done<Job>
where
    F: Fn(&Job) -> Typed + Send + Sync + 'static,
{
    app.db
        .write(async move |tx| {
            let ((job, version), organisation) = own(tx, &by, id).await?;
            if !job.ad.is_open(by.now) {
                return Err(Failure::Refused(Refusal::Closed));
            }
            let said = change(&job).read(organisation.kind).map_err(Failure::Refused)?;
            let client = client(tx, &by, &said.client).await?;
            let next = Job { said, client, ..job };
            if !store::keep_said(tx, &next, &organisation.name, version).await? {
                return Err(Failure::Stale);
            }
            record(tx, &by, &Change::JobChanged { job: id, organisation: next.organisation }).await?;
            Ok(next)
        })
        .await
}

/// It still holds.
pub(in crate::jobs) async fn confirm(app: &App, by: By, id: JobId) -> Done<Job> {
    app.db
        .write(async move |tx| {
            let ((job, version), _) = own(tx, &by, id).await?;
            let ad = job.ad.confirm(by.now).map_err(Failure::Refused)?;
            if !store::keep_state(tx, id, &ad, version).await? {
                return Err(Failure::Stale);
            }
            record(tx, &by, &Change::JobChanged { job: id, organisation: job.organisation }).await?;
            Ok(Job { ad, ..job })
        })
        .await
}

/// It is closed, and its author says what came of it.
pub(crate) async fn close(app: &App, by: By, id: JobId, outcome: &str) -> Done<Job> {
    let told = Outcome::of_name(outcome).filter(|outcome| *outcome != Outcome::NotConfirmed);
    let outcome = told.ok_or(Failure::Refused(Refusal::OutcomeUnknown))?;
    app.db
        .write(async move |tx| {
            let ((job, version), _) = own(tx, &by, id).await?;
            let ad = job.ad.settle(by.now).close(outcome, by.now).map_err(Failure::Refused)?;
            if !store::keep_state(tx, id, &ad, version).await? {
                return Err(Failure::Stale);
            }
            record(tx, &by, &Change::JobClosed { job: id, organisation: job.organisation }).await?;
            super::applications::tell_closed(tx, &by, id).await?;
            Ok(Job { ad, ..job })
        })
        .await
}

/// The ads of the organisations that a member speaks for, open and closed, newest first.
pub(in crate::jobs) async fn mine(
    app: &App,
    by: &By,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<(Job, Organisation)>, Fault> {
    let member = by.member;
    app.db
        .read(async move |tx| {
            let ids = organisations::spoken_for(tx, member).await?;
            if ids.is_empty() {
                return Ok(Vec::new());
            }
            let organisations = organisations::find_many(tx, &ids).await?;
            let jobs = store::list_spoken(tx, &ids, before, limit).await?;
            let pair = |job: Job| {
                let organisation = organisations.iter().find(|one| one.id == job.organisation)?.clone();
                Some((job, organisation))
            };
            Ok(jobs.into_iter().filter_map(pair).collect())
        })
        .await
}

/// An ad as a reader sees it.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Seen {
    pub(in crate::jobs) job: Job,
    pub(in crate::jobs) organisation: Organisation,
    pub(in crate::jobs) author: Account,
    pub(in crate::jobs) record: Record,
    /// The reader speaks for the organisation.
    pub(in crate::jobs) mine: bool,
}

/// One ad, for a reader. Not there where a block is between him and its author; gone where it is closed, but for those who
/// posted it.
pub(in crate::jobs) async fn seen(app: &App, by: &By, id: JobId) -> Result<Seen, Failed> {
    let (viewer, now) = (by.member, by.now);
    let found = app
        .db
        .read(async move |tx| {
            let Some((job, _)) = store::find(tx, id).await? else { return Ok(None) };
            // A visitor is nobody: no block is between him and anybody.
            if viewer != MemberId(0) && !ties::may_see(tx, viewer, job.author).await? {
                return Ok(None);
            }
            let mine = organisations::spoke(tx, job.organisation, viewer, job.ad.posted_at).await?;
            let organisation = organisations::find(tx, job.organisation).await?;
            let author = members::find(tx, job.author).await?;
            let (Some(organisation), Some(author)) = (organisation, author) else { return Ok(None) };
            // Whose account is closed by a decision says nothing more, to visitors neither.
            if author.suspended && !mine {
                return Ok(None);
            }
            let record = Record::of(&facts::facts(tx, &organisation, now).await?, now);
            Ok::<_, Fault>(Some(Seen { job, organisation, author, record, mine }))
        })
        .await?;
    let seen = found.ok_or(Failed::NotFound)?;
    if !seen.mine && !seen.job.ad.is_open(now) { Err(Failed::Gone) } else { Ok(seen) }
}

/// Asked or closed in one go.
const AT_ONCE: i64 = 200;
/// The notice that an ad waits for a word.
const DUE: &str = "job_due";

/// Closes what nobody confirmed, and asks the authors of what is due, once.
pub(crate) async fn close_over(app: &App) -> Result<(), Fault> {
    let by = app.by_itself(Language::default());
    let now = by.now;
    let (over, due) = app
        .db
        .read(async move |tx| {
            Ok::<_, Fault>((store::list_over(tx, now, AT_ONCE).await?, store::list_due(tx, now, AT_ONCE).await?))
        })
        .await?;
    if over.is_empty() && due.is_empty() {
        return Ok(());
    }
    app.db
        .write(async move |tx| {
            for (job, version) in store::list_over(tx, by.now, AT_ONCE).await? {
                let ad = job.ad.settle(by.now);
                if matches!(ad.state, AdState::Closed { .. }) && store::keep_state(tx, job.id, &ad, version).await? {
                    record(tx, &by, &Change::JobClosed { job: job.id, organisation: job.organisation }).await?;
                    super::applications::tell_closed(tx, &by, job.id).await?;
                }
            }
            for job in store::list_due(tx, by.now, AT_ONCE).await? {
                store::keep_asked(tx, job.id, by.now).await?;
                tell_due(tx, &by, &job).await?;
            }
            Ok(())
        })
        .await
}

/// All who speak for it may say that it still holds.
async fn tell_due(tx: &Tx, by: &By, job: &Job) -> Result<(), Fault> {
    for speaker in organisations::speakers(tx, job.organisation).await? {
        if !organisations::spoke(tx, job.organisation, speaker.member, job.ad.posted_at).await? {
            continue;
        }
        let new = NewNotice {
            id: NoticeId(by.fresh()),
            member: speaker.member,
            kind: DUE,
            person: None,
            subject: Some(job.id.0),
            at: by.now,
            source: &format!("job:{}:{DUE}:{}", job.id, by.now.0),
        };
        notices::keep(tx, &new).await?;
    }
    Ok(())
}
