//! Ads and feeds go from hand to hand with those who speak for their organisation. Where it comes into new hands, all that was
//! before is over ([decision 15](../../../../../docs/decisions/0015-who-speaks-for-an-organisation.md)).

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{MemberId, OrganisationId},
    jobs::Outcome,
    time::Timestamp,
};

use super::applications::tell_over;
use crate::{
    app::{By, record},
    jobs::store::{ads as store, applications, feeds, record::forget_poster},
    organisations,
};

/// Who speaks for an organisation may have changed: what is from before its new hands closes, and who applied is told that
/// nobody reads it; ads and feeds of somebody who does not speak for it any more are its eldest owner's. Twice is once.
pub(crate) async fn hand_on(tx: &Tx, by: &By, id: OrganisationId) -> Result<(), Fault> {
    let Some(organisation) = organisations::find(tx, id).await? else { return Ok(()) };
    if organisation.anew_at > Timestamp(0) {
        feeds::remove_before(tx, id, organisation.anew_at).await?;
        close(tx, by, id, organisation.anew_at).await?;
    }
    let Some(eldest) = organisations::eldest(tx, id).await? else { return Ok(()) };
    let speakers: Vec<MemberId> =
        organisations::speakers(tx, id).await?.into_iter().map(|speaker| speaker.member).collect();
    for job in store::list_of(tx, id, 5_000).await? {
        if job.ad.posted_at >= organisation.anew_at && !speakers.contains(&job.author) {
            store::keep_author(tx, job.id, eldest).await?;
        }
    }
    for feed in feeds::list(tx, id).await? {
        if !speakers.contains(&feed.member) {
            feeds::keep_member(tx, feed.id, eldest).await?;
        }
    }
    Ok(())
}

/// Closes what was posted before that moment, and tells those who applied before it.
async fn close(tx: &Tx, by: &By, id: OrganisationId, before: Timestamp) -> Result<(), Fault> {
    for (job, version) in store::list_open_of(tx, id).await? {
        if job.ad.posted_at < before
            && let Ok(ad) = job.ad.settle(by.now).close(Outcome::Stopped, by.now)
            && store::keep_state(tx, job.id, &ad, version).await?
        {
            record(tx, by, &Change::JobClosed { job: job.id, organisation: id }).await?;
        }
    }
    for (application, applicant) in applications::list_waiting(tx, id, before).await? {
        tell_over(tx, by, application, applicant).await?;
    }
    Ok(())
}

/// What a member who leaves wrote: others who speak for the organisation go on with it, or it closes.
pub(in crate::jobs) async fn erase(tx: &Tx, by: &By, member: MemberId, mute: &[OrganisationId]) -> Result<(), Fault> {
    for id in mute {
        feeds::remove_before(tx, *id, by.now.plus_seconds(1)).await?;
        close(tx, by, *id, by.now.plus_seconds(1)).await?;
    }
    for (job, _) in store::list_by(tx, member).await? {
        let next = organisations::eldest(tx, job.organisation).await?;
        store::keep_author(tx, job.id, next.unwrap_or(MemberId(0))).await?;
    }
    forget_poster(tx, member).await?;
    for feed in feeds::list_by(tx, member).await? {
        let next = organisations::eldest(tx, feed.organisation).await?;
        feeds::keep_member(tx, feed.id, next.unwrap_or(MemberId(0))).await?;
    }
    Ok(())
}
