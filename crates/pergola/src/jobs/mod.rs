//! Jobs: ads with their pay and a person behind them, who the reader knows there, what applicants send and what came of it.
//!
//! An ad is for everybody to read while it is open; the way to somebody there is each reader's own. Which people come
//! first is the rule `pergola_domain::jobs::order`.

mod acts;
mod api;
mod filter;
mod judged;
mod know;
mod pages;
mod store;

#[cfg(test)]
mod tests;

pub(crate) use acts::ads::{close, close_over, post};
pub(crate) use acts::digest::{found_titles, tell_found};
pub(crate) use acts::hands::hand_on;
pub(crate) use acts::{
    applications::{Wish, apply, erase_over, move_to},
    feeds::{for_demo as feed_for_demo, pull_due},
    referrals::{answer as answer_referral, refer},
    searches::{save, set_openness},
};
pub(crate) use judged::{exhibit, put_back, reportable, take_down, visible_among};
pub(crate) use store::{
    ads::takeout,
    applications::takeout as takeout_applications,
    feeds::takeout as takeout_feeds,
    referrals::takeout as takeout_referrals,
    searches::{takeout as takeout_searches, takeout_openness},
};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{MemberId, OrganisationId},
    jobs::{Ad, SILENCE_DAYS, Said},
    members::GRACE_DAYS,
};

use crate::{
    app::By,
    http::{Doors, Who, routes},
};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/jobs", Who::Member, pages::list::list)
        .get("/jobs/mine", Who::Member, pages::mine::mine)
        .get("/jobs/new", Who::Member, pages::writing::new)
        .post("/jobs", Who::Unsilenced, pages::writing::post)
        .get("/jobs/{id}", Who::Anyone, pages::ad::ad)
        .post("/jobs/{id}/comments", Who::Member, pages::ad::say)
        .get("/jobs/{id}/edit", Who::Member, pages::writing::edit)
        .post("/jobs/{id}", Who::Unsilenced, pages::writing::change)
        .post("/jobs/{id}/confirmation", Who::Unsilenced, pages::mine::confirm)
        .post("/jobs/{id}/closure", Who::Member, pages::mine::close)
        .post("/jobs/{id}/applications/preview", Who::Member, pages::applying::preview)
        .get("/jobs/{id}/applications", Who::Member, pages::reading::to_job)
        .post("/jobs/{id}/applications", Who::Unsilenced, pages::applying::apply)
        .get("/applications/{id}", Who::Member, pages::reading::application)
        .get("/applications/{id}/resume", Who::Member, pages::reading::resume)
        .get("/applications/{id}/pdf", Who::Member, pages::reading::as_pdf)
        .post("/applications/{id}/stage", Who::Member, pages::reading::stage)
        .post("/applications/{id}/sharing", Who::Member, pages::reading::sharing)
        .get("/jobs/{id}/referrals/new", Who::Member, pages::referring::new)
        .post("/jobs/{id}/referrals", Who::Unsilenced, pages::referring::refer)
        .get("/jobs/{id}/referral-requests", Who::Member, pages::referring::ask)
        .post("/jobs/{id}/referral-requests", Who::Unsilenced, pages::referring::send)
        .get("/referrals", Who::Member, pages::referring::given)
        .post("/referrals/{id}/answer", Who::Member, pages::referring::answer)
        .post("/referrals/{id}/removal", Who::Member, pages::referring::take_back)
        .get("/jobs/searches", Who::Member, pages::searches::searches)
        .post("/jobs/searches", Who::Member, pages::searches::save)
        .post("/jobs/searches/{id}/removal", Who::Member, pages::searches::remove)
        .get("/jobs/openness", Who::Member, pages::searches::openness)
        .post("/jobs/openness", Who::Member, pages::searches::set_openness)
        .get("/jobs/people", Who::Member, pages::searches::people)
        .get("/jobs.xml", Who::Anyone, pages::feeds::xml)
        .get("/jobs.atom", Who::Anyone, pages::feeds::atom)
        .get("/organisations/{id}/feeds", Who::Member, pages::feeds::feeds)
        .post("/organisations/{id}/feeds", Who::Unsilenced, pages::feeds::add)
        .post("/organisations/{id}/feeds/{feed}/removal", Who::Member, pages::feeds::remove)
        .api(Who::Member, routes!(api::searches::read, api::searches::put))
        .api(Who::Member, routes!(api::searches::people))
        .api(Who::Member, routes!(api::searches::list, api::searches::save))
        .api(Who::Member, routes!(api::searches::remove))
        .api(Who::Unsilenced, routes!(api::feeds::list, api::feeds::add))
        .api(Who::Member, routes!(api::feeds::remove))
        .api(Who::Unsilenced, routes!(api::ads::list, api::ads::post))
        .api(Who::Unsilenced, routes!(api::ads::read, api::ads::change))
        .api(Who::Member, routes!(api::ads::mine))
        .api(Who::Member, routes!(api::ads::people))
        .api(Who::Unsilenced, routes!(api::ads::list_comments, api::ads::write_comment))
        .api(Who::Unsilenced, routes!(api::ads::confirm))
        .api(Who::Member, routes!(api::ads::close))
        .api(Who::Member, routes!(api::applications::list))
        .api(Who::Unsilenced, routes!(api::applications::to_job, api::applications::apply))
        .api(Who::Member, routes!(api::applications::preview))
        .api(Who::Member, routes!(api::applications::read, api::applications::change))
        .api(Who::Member, routes!(api::applications::resume))
        .api(Who::Member, routes!(api::applications::as_pdf))
        .api(Who::Member, routes!(api::applications::stage))
        .api(Who::Unsilenced, routes!(api::referrals::refer))
        .api(Who::Unsilenced, routes!(api::referrals::ask))
        .api(Who::Member, routes!(api::referrals::referrals))
        .api(Who::Member, routes!(api::referrals::received))
        .api(Who::Member, routes!(api::referrals::answer))
        .api(Who::Member, routes!(api::referrals::take_back))
}

/// An ad as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) id: pergola_domain::ids::JobId,
    pub(crate) organisation: OrganisationId,
    pub(crate) author: MemberId,
    pub(crate) said: Said,
    /// On whose behalf, where that is told.
    pub(crate) client: Option<OrganisationId>,
    pub(crate) ad: Ad,
    /// Its page where it was read by a feed; empty for one that was written here.
    pub(crate) feed_url: String,
}

impl Job {
    /// Where one would work: with the client, where it is named.
    pub(crate) fn there(&self) -> OrganisationId {
        self.client.unwrap_or(self.organisation)
    }

    pub(crate) fn path(&self) -> String {
        format!("/jobs/{}", self.id)
    }
}

/// Everything of a member who leaves. `mute`: organisations for which nobody speaks any more.
pub(crate) async fn erase(tx: &Tx, by: &By, member: MemberId, mute: &[OrganisationId]) -> Result<(), Fault> {
    // Silence that had its time before he said that he leaves stays counted; of the rest nobody could answer any more.
    let silent = by.now.plus_days(-(SILENCE_DAYS + GRACE_DAYS));
    acts::applications::erase(tx, by, member, silent).await?;
    store::searches::erase(tx, member).await?;
    acts::hands::erase(tx, by, member, mute).await
}
