//! Referrals: somebody who works there says a sentence for somebody he knows, who applies or should. Whom it is said for reads
//! it first, and uses it or rather not; the organisation reads what he uses, with the application and never without.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{ConversationId, JobId, MemberId, NoticeId, ReferralId},
    jobs::{REFERRAL_CHARS, Refusal, Stage, employer_words},
    messages::Refusal as Unsaid,
    text,
};

use super::Done;
use crate::{
    app::{App, By},
    http::Failure,
    jobs::{
        Job,
        store::{
            ads, applications,
            referrals::{self as store, Answer, Referral},
        },
    },
    members::{self, Account},
    messages,
    notices::{self, NewNotice},
    organisations, ties,
};

/// Whether somebody works where an ad is from, now and by his own telling: a legal form makes no other place.
pub(in crate::jobs) async fn works_there(tx: &Tx, by: &By, job: &Job) -> Result<bool, Fault> {
    let works = organisations::works_at(tx, by.member, by.now).await?;
    if works.is_empty() || works.contains(&job.there()) || works.contains(&job.organisation) {
        return Ok(!works.is_empty());
    }
    let mut asked = works.clone();
    asked.extend([job.there(), job.organisation]);
    let named = organisations::find_many(tx, &asked).await?;
    let (own, there): (Vec<_>, Vec<_>) = named.iter().partition(|one| works.contains(&one.id));
    let words = |one: &organisations::Organisation| employer_words(&one.name);
    let there: Vec<String> = there.into_iter().map(words).collect();
    Ok(own.into_iter().any(|one| there.contains(&words(one))))
}

/// Says it.
pub(crate) async fn refer(app: &App, by: By, id: JobId, handle: &str, words: &str) -> Done<ReferralId> {
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
            if !works_there(tx, &by, &job).await? {
                return Err(Failure::Refused(Refusal::NotThere));
            }
            let named = ties::find_visible(tx, by.member, &handle).await?.filter(|person| person.id != by.member);
            let applicant = named.ok_or(Failure::Refused(Refusal::ApplicantUnknown))?.id;
            if !messages::acquaintance(tx, by.member, applicant).await?.put_in_touch {
                return Err(Failure::Refused(Refusal::ReferralStranger));
            }
            let referral = Referral {
                id: ReferralId(by.fresh()),
                job: id,
                referrer: by.member,
                applicant,
                text: words.clone(),
                at: by.now,
                answer: Answer::None,
                told: false,
            };
            if !store::keep_new(tx, &referral).await? {
                return Err(Failure::Refused(Refusal::ReferredAlready));
            }
            let new = NewNotice {
                id: NoticeId(by.fresh()),
                member: applicant,
                kind: "job_referred",
                person: Some(by.member),
                subject: Some(referral.id.0),
                at: by.now,
                source: &format!("referral:{}", referral.id),
            };
            notices::keep(tx, &new).await?;
            Ok(referral.id)
        })
        .await
}

/// Asks somebody for a referral, in the conversation of the two: the words with the address of the ad below.
pub(in crate::jobs) async fn ask(
    app: &App,
    by: By,
    job: &Job,
    (of, text): (&str, &str),
) -> Result<ConversationId, Failure<Unsaid>> {
    let text = pergola_domain::messages::text(text).map_err(|plain| Failure::Refused(plain.into()))?;
    let said = format!("{text}\n\n{}{}", app.config.address, job.path());
    let handle = of.trim().to_owned();
    app.db
        .write(async move |tx| {
            let to = ties::find_visible(tx, by.member, &handle).await?.ok_or(Failure::NotFound)?;
            let conversation = messages::begin(tx, &by, to.id, false).await?;
            messages::say(tx, &by, conversation, &said, None).await?;
            Ok(conversation)
        })
        .await
}

/// Whom it is said for uses it, or rather not, and may think again. Nobody is told.
pub(crate) async fn answer(app: &App, by: By, id: ReferralId, answer: &str) -> Done<Referral> {
    let answer = Answer::of_name(answer).ok_or(Failure::Refused(Refusal::ReferralAnswerUnknown))?;
    app.db
        .write(async move |tx| {
            let found = store::find(tx, id).await?.filter(|one| one.applicant == by.member);
            let referral = found.ok_or(Failure::NotFound)?;
            if !ties::may_see(tx, by.member, referral.referrer).await? {
                return Err(Failure::NotFound);
            }
            store::keep_answer(tx, id, answer).await?;
            Ok(Referral { answer, ..referral })
        })
        .await
}

/// Who gave it takes it back, at any time.
pub(in crate::jobs) async fn take_back(app: &App, by: By, id: ReferralId) -> Done<()> {
    app.db
        .write(async move |tx| {
            let found = store::find(tx, id).await?.filter(|one| one.referrer == by.member);
            found.ok_or(Failure::NotFound)?;
            Ok(store::take_back(tx, id).await?)
        })
        .await
}

/// Each with the person who is meant, where that one is here for the viewer.
pub(in crate::jobs) async fn named(
    tx: &Tx,
    viewer: MemberId,
    referrals: Vec<Referral>,
    whom: fn(&Referral) -> MemberId,
) -> Result<Vec<(Referral, Account)>, Fault> {
    let ids: Vec<MemberId> = referrals.iter().map(whom).collect();
    let unseen = ties::unseen(tx, viewer, &ids).await?;
    let people = members::find_many(tx, &ids).await?;
    let pairs = referrals.into_iter().filter(|one| !unseen.contains(&whom(one))).filter_map(|one| {
        let person = people.iter().find(|person| person.id == whom(&one))?.clone();
        Some((one, person))
    });
    Ok(pairs.collect())
}

/// A referral with what its giver may see of how it goes.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Given {
    pub(in crate::jobs) referral: Referral,
    pub(in crate::jobs) job: Job,
    pub(in crate::jobs) applicant: Account,
    /// Seen, interview, outcome; none where the applicant did not apply, did not use it or did not agree: all look alike.
    pub(in crate::jobs) stage: Option<Stage>,
}

/// Those that a member gave, newest first.
pub(in crate::jobs) async fn given(app: &App, by: &By, before: Option<i64>, limit: i64) -> Result<Vec<Given>, Fault> {
    let viewer = by.member;
    app.db
        .read(async move |tx| {
            let given = store::list(tx, viewer, true, before, limit).await?;
            let mut all = Vec::new();
            for (referral, applicant) in named(tx, viewer, given, |one| one.applicant).await? {
                let Some((job, _)) = ads::find(tx, referral.job).await? else { continue };
                let sent = applications::of_member(tx, referral.job, referral.applicant).await?;
                let stage = sent.filter(|_| referral.told).map(|sent| sent.state.stage.as_referrer_sees());
                all.push(Given { referral, job, applicant, stage });
            }
            Ok(all)
        })
        .await
}

/// A referral as whom it was said for reads it.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Received {
    pub(in crate::jobs) referral: Referral,
    pub(in crate::jobs) job: Job,
    pub(in crate::jobs) referrer: Account,
    /// The ad is still open.
    pub(in crate::jobs) open: bool,
}

/// Those that were said for a member, newest first; `at` one ad, or all.
pub(in crate::jobs) async fn received(
    app: &App,
    by: &By,
    at: Option<JobId>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Received>, Fault> {
    let (viewer, now) = (by.member, by.now);
    app.db
        .read(async move |tx| {
            let said = match at {
                Some(job) => store::list_at(tx, job, viewer).await?,
                None => store::list(tx, viewer, false, before, limit).await?,
            };
            let mut all = Vec::new();
            for (referral, referrer) in named(tx, viewer, said, |one| one.referrer).await? {
                let Some((job, _)) = ads::find(tx, referral.job).await? else { continue };
                let open = job.ad.is_open(now);
                all.push(Received { referral, job, referrer, open });
            }
            Ok(all)
        })
        .await
}
