//! Ads before moderators: what one may report, what it says, and what becomes of it.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{JobId, MemberId, NoticeId},
    jobs::AdState,
};

use super::{Job, store::ads as store};
use crate::{
    app::{By, record},
    moderation::Exhibit,
    notices::{self, NewNotice},
    organisations, ties,
};

/// What an ad is to moderators: everybody may read it while it is open.
pub(crate) async fn exhibit(tx: &Tx, id: JobId) -> Result<Option<Exhibit>, Fault> {
    let Some((job, _)) = store::find(tx, id).await? else { return Ok(None) };
    let text = [job.said.title.as_str(), job.said.text.as_str()].join("\n\n");
    Ok(Some(Exhibit { author: Some(job.author), text, href: Some(job.path()), ..Exhibit::default() }))
}

/// The same, where it is open and there for this reader.
pub(crate) async fn reportable(tx: &Tx, by: &By, id: JobId) -> Result<Option<Exhibit>, Fault> {
    let Some((job, _)) = store::find(tx, id).await? else { return Ok(None) };
    let open = job.ad.is_open(by.now);
    let there = by.member == MemberId(0) || ties::may_see(tx, by.member, job.author).await?;
    if open && there { exhibit(tx, id).await } else { Ok(None) }
}

/// Those of these ads that are open and there for this reader, in no order.
pub(crate) async fn visible_among(tx: &Tx, by: &By, ids: &[JobId]) -> Result<Vec<Job>, Fault> {
    let mut jobs = Vec::with_capacity(ids.len());
    for id in ids {
        jobs.extend(store::find(tx, *id).await?.map(|(job, _)| job));
    }
    let authors: Vec<MemberId> = jobs.iter().map(|job| job.author).collect();
    let unseen = ties::unseen(tx, by.member, &authors).await?;
    jobs.retain(|job| job.ad.is_open(by.now) && !unseen.contains(&job.author));
    Ok(jobs)
}

/// Moderators took it away: it is closed, until they take that back.
pub(crate) async fn take_down(tx: &Tx, by: &By, id: JobId) -> Result<(), Fault> {
    let Some((job, version)) = store::find(tx, id).await? else { return Ok(()) };
    let organisation = job.organisation;
    if let Ok(ad) = job.ad.hide(by.now)
        && store::keep_state(tx, id, &ad, version).await?
    {
        record(tx, by, &Change::JobClosed { job: id, organisation }).await?;
        super::acts::applications::tell_closed(tx, by, id).await?;
    }
    Ok(())
}

/// They took that back: it is open as it was, for what is left of its time, and its author and those who wait for an
/// answer are told. What is from before new
/// hands stays closed, as all of theirs is.
pub(crate) async fn put_back(tx: &Tx, by: &By, id: JobId) -> Result<(), Fault> {
    let Some((job, version)) = store::find(tx, id).await? else { return Ok(()) };
    let organisation = organisations::find(tx, job.organisation).await?;
    let theirs = organisation.is_some_and(|one| job.ad.posted_at >= one.anew_at);
    if !theirs || job.author == MemberId(0) {
        return Ok(());
    }
    let Ok(ad) = job.ad.show(by.now) else { return Ok(()) };
    if !store::keep_state(tx, id, &ad, version).await? {
        return Ok(());
    }
    let open = matches!(ad.state, AdState::Open { .. });
    if !open {
        return record(tx, by, &Change::JobClosed { job: id, organisation: job.organisation }).await.map(drop);
    }
    record(tx, by, &Change::JobPosted { job: id, organisation: job.organisation }).await?;
    super::acts::applications::tell_open(tx, by, id).await?;
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: job.author,
        kind: "job_back",
        person: None,
        subject: Some(id.0),
        at: by.now,
        source: &format!("job:{id}:back:{}", by.now.0),
    };
    notices::keep(tx, &new).await.map(drop)
}
