//! Referrals: somebody who works there says a sentence for somebody who applies, or should. Whom they are said for reads them
//! first; the organisation reads them with the application and never without.

use pergola_db::Fault;
use pergola_domain::{
    ids::{JobId, MemberId, NoticeId, ReferralId},
    jobs::{REFERRAL_CHARS, Refusal, Stage},
    text,
};

use super::Done;
use crate::{
    app::{App, By},
    http::Failure,
    jobs::{
        Job,
        store::{
            ads,
            applications::{self as store, Referral},
        },
    },
    members::{self, Account},
    notices::{self, NewNotice},
    organisations, ties,
};

/// Says it.
pub(in crate::jobs) async fn refer(app: &App, by: By, id: JobId, handle: &str, words: &str) -> Done<ReferralId> {
    let (handle, words) = (handle.trim().to_owned(), text::paragraphs(words));
    if words.is_empty() {
        return Err(Failure::Refused(Refusal::ReferralMissing));
    }
    if i64::try_from(words.chars().count()).unwrap_or(i64::MAX) > REFERRAL_CHARS {
        return Err(Failure::Refused(Refusal::ReferralTooLong));
    }
    app.db
        .write(async move |tx| {
            let (job, _) = ads::find(tx, id).await?.ok_or(Failure::NotFound)?;
            if !ties::may_see(tx, by.member, job.author).await? {
                return Err(Failure::NotFound);
            }
            if !job.ad.is_open(by.now) {
                return Err(Failure::Refused(Refusal::Closed));
            }
            let works = organisations::works_at(tx, by.member).await?;
            if !works.contains(&job.there()) && !works.contains(&job.organisation) {
                return Err(Failure::Refused(Refusal::NotThere));
            }
            let named = ties::find_visible(tx, by.member, &handle).await?.filter(|person| person.id != by.member);
            let applicant = named.ok_or(Failure::Refused(Refusal::ApplicantUnknown))?.id;
            let referral = Referral {
                id: ReferralId(by.fresh()),
                job: id,
                referrer: by.member,
                applicant,
                text: words.clone(),
                at: by.now,
            };
            if !store::keep_referral(tx, &referral).await? {
                return Err(Failure::Refused(Refusal::ReferredAlready));
            }
            let new = NewNotice {
                id: NoticeId(by.fresh()),
                member: applicant,
                kind: "job_referred",
                person: Some(by.member),
                subject: Some(id.0),
                at: by.now,
                source: &format!("referral:{}", referral.id),
            };
            notices::keep(tx, &new).await?;
            Ok(referral.id)
        })
        .await
}

/// A referral with what its giver may see of how it goes.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Given {
    pub(in crate::jobs) referral: Referral,
    pub(in crate::jobs) job: Job,
    pub(in crate::jobs) applicant: Account,
    /// Seen, interview, outcome; none where the applicant did not apply, or did not agree: both look alike.
    pub(in crate::jobs) stage: Option<Stage>,
}

/// Those that a member gave, newest first.
pub(in crate::jobs) async fn given(app: &App, by: &By, before: Option<i64>, limit: i64) -> Result<Vec<Given>, Fault> {
    let viewer = by.member;
    app.db
        .read(async move |tx| {
            let given = store::referrals_by(tx, viewer, before, limit).await?;
            let ids: Vec<MemberId> = given.iter().map(|one| one.applicant).collect();
            let unseen = ties::unseen(tx, viewer, &ids).await?;
            let people = members::find_many(tx, &ids).await?;
            let mut all = Vec::new();
            for referral in given.into_iter().filter(|one| !unseen.contains(&one.applicant)) {
                let applicant = people.iter().find(|person| person.id == referral.applicant).cloned();
                let (Some(applicant), Some((job, _))) = (applicant, ads::find(tx, referral.job).await?) else {
                    continue;
                };
                let sent = store::of_member(tx, referral.job, referral.applicant).await?;
                let stage = sent.filter(|sent| sent.referrer_sees).map(|sent| sent.state.stage.as_referrer_sees());
                all.push(Given { referral, job, applicant, stage });
            }
            Ok(all)
        })
        .await
}
