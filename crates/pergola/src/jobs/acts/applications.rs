//! Applying, and what becomes of it.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{ApplicationId, JobId, MemberId, NoticeId},
    jobs::{Application, Asked, By as Side, Refusal, Stage},
    members::Language,
};

use super::{
    Done,
    snapshot::{self, Part},
};
use crate::{
    app::{App, By, record},
    http::Failure,
    jobs::{
        Job,
        store::{
            ads,
            applications::{self as store, Referral, Sent},
        },
    },
    members::{self, Account},
    notices::{self, NewNotice},
    organisations, ties,
};

/// Days after which a referral that led to nothing is forgotten.
const REFERRAL_DAYS: i64 = 180;

/// What somebody sends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish {
    pub(crate) letter: String,
    pub(crate) answers: Vec<String>,
    /// Names of parts of the profile.
    pub(crate) sends: Vec<String>,
    /// Those who referred him may see how it goes.
    pub(crate) referrer_sees: bool,
}

impl Wish {
    /// What is sent; nothing of it unknown, and at least something.
    fn parts(&self) -> Result<Vec<Part>, Refusal> {
        let parts: Option<Vec<Part>> = self.sends.iter().map(|name| Part::of_name(name)).collect();
        parts.filter(|parts| parts.iter().any(|part| *part != Part::Resume)).ok_or(Refusal::NothingSent)
    }
}

/// An ad to apply to: there for the member, open, not his own organisation's.
async fn open(tx: &Tx, by: &By, id: JobId) -> Done<Job> {
    let (job, _) = ads::find(tx, id).await?.ok_or(Failure::NotFound)?;
    if !ties::may_see(tx, by.member, job.author).await? {
        return Err(Failure::NotFound);
    }
    if organisations::role(tx, job.organisation, by.member).await?.is_some() {
        return Err(Failure::Refused(Refusal::OwnAd));
    }
    if store::of_member(tx, id, by.member).await?.is_some() {
        return Err(Failure::Refused(Refusal::AppliedAlready));
    }
    if job.ad.is_open(by.now) { Ok(job) } else { Err(Failure::Refused(Refusal::Closed)) }
}

/// What would be sent, exactly: nothing is kept.
pub(in crate::jobs) async fn preview(app: &App, by: By, id: JobId, wish: &Wish) -> Done<(Job, Sent)> {
    let parts = wish.parts().map_err(Failure::Refused);
    let wish = wish.clone();
    app.db
        .read(async move |tx| {
            let job = open(tx, &by, id).await?;
            let parts = match &parts {
                Ok(parts) => parts.clone(),
                Err(_) => return Err(Failure::Refused(Refusal::NothingSent)),
            };
            let sent = written(tx, &by, &job, &wish, &parts).await?;
            Ok((job, sent))
        })
        .await
}

async fn written(tx: &Tx, by: &By, job: &Job, wish: &Wish, parts: &[Part]) -> Done<Sent> {
    let questions = job.said.questions.clone();
    let said = Asked::read(&wish.letter, &wish.answers, questions.len()).map_err(Failure::Refused)?;
    let snapshot = snapshot::take(tx, by.member, parts).await?.ok_or(Failure::NotFound)?;
    Ok(Sent {
        id: ApplicationId(by.fresh()),
        job: job.id,
        organisation: job.organisation,
        applicant: by.member,
        state: Application::sent(by.now),
        seen_at: None,
        letter: said.letter,
        questions,
        answers: said.answers,
        snapshot,
        with_file: parts.contains(&Part::Resume),
        referrer_sees: wish.referrer_sees,
        erase_at: by.now.plus_days(job.said.kept_days),
        version: 1,
    })
}

/// Sends it: from now on both sides have the same.
pub(crate) async fn apply(app: &App, by: By, id: JobId, wish: &Wish) -> Done<ApplicationId> {
    let wish = wish.clone();
    app.db
        .write(async move |tx| {
            let job = open(tx, &by, id).await?;
            let parts = wish.parts().map_err(Failure::Refused)?;
            let sent = written(tx, &by, &job, &wish, &parts).await?;
            if !store::keep_new(tx, &sent).await? {
                return Err(Failure::Refused(Refusal::AppliedAlready));
            }
            record(tx, &by, &Change::ApplicationMoved { application: sent.id }).await?;
            tell(tx, &by, "application_came", (job.author, by.member), sent.id).await?;
            Ok(sent.id)
        })
        .await
}

async fn tell(
    tx: &Tx,
    by: &By,
    kind: &str,
    (reader, about): (MemberId, MemberId),
    application: ApplicationId,
) -> Result<(), Fault> {
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: reader,
        kind,
        person: Some(about),
        subject: Some(application.0),
        at: by.now,
        source: &format!("application:{application}:{kind}:{}", by.now.0),
    };
    notices::keep(tx, &new).await.map(drop)
}

/// An application as one of its two sides reads it.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(in crate::jobs) sent: Sent,
    pub(in crate::jobs) job: Job,
    pub(in crate::jobs) organisation: organisations::Organisation,
    pub(in crate::jobs) applicant: Account,
    /// Those who spoke for the applicant, and are here for the reader.
    pub(in crate::jobs) referrals: Vec<(Referral, Account)>,
    pub(in crate::jobs) side: Side,
}

/// Which side of an application a member is on; for everybody else it is not there. A block between the applicant and one of
/// those who speak for the organisation hides it from that one.
async fn side(tx: &Tx, viewer: MemberId, sent: &Sent) -> Result<Option<Side>, Fault> {
    if sent.applicant == viewer {
        return Ok(Some(Side::Applicant));
    }
    let speaks = organisations::role(tx, sent.organisation, viewer).await?.is_some();
    Ok((speaks && ties::may_see(tx, viewer, sent.applicant).await?).then_some(Side::Organisation))
}

async fn readable(tx: &Tx, viewer: MemberId, sent: Sent) -> Result<Option<Read>, Fault> {
    let Some(side) = side(tx, viewer, &sent).await? else { return Ok(None) };
    let job = ads::find(tx, sent.job).await?;
    let organisation = organisations::find(tx, sent.organisation).await?;
    let applicant = members::find(tx, sent.applicant).await?;
    let (Some((job, _)), Some(organisation), Some(applicant)) = (job, organisation, applicant) else {
        return Ok(None);
    };
    let given = store::referrals_for(tx, sent.job, sent.applicant).await?;
    let ids: Vec<MemberId> = given.iter().map(|one| one.referrer).collect();
    let unseen = ties::unseen(tx, viewer, &ids).await?;
    let people = members::find_many(tx, &ids).await?;
    let referrals = given.into_iter().filter(|one| !unseen.contains(&one.referrer)).filter_map(|one| {
        let person = people.iter().find(|person| person.id == one.referrer)?.clone();
        Some((one, person))
    });
    Ok(Some(Read { referrals: referrals.collect(), sent, job, organisation, applicant, side }))
}

/// One, for its applicant and for those who speak for the organisation. The first of these who opens it has seen it.
pub(in crate::jobs) async fn read(app: &App, by: By, id: ApplicationId) -> Done<Read> {
    let viewer = by.member;
    let found = async move |tx: &Tx| match store::find(tx, id).await? {
        Some(sent) => readable(tx, viewer, sent).await,
        None => Ok::<_, Fault>(None),
    };
    let read = app.db.read(found).await?.ok_or(Failure::NotFound)?;
    if read.side == Side::Applicant || read.sent.state.stage != Stage::Sent {
        return Ok(read);
    }
    move_to(app, by, id, Stage::Seen.name()).await
}

/// The next stage, as this side may say it.
pub(crate) async fn move_to(app: &App, by: By, id: ApplicationId, stage: &str) -> Done<Read> {
    let stage = Stage::of_name(stage).ok_or(Failure::Refused(Refusal::StageUnknown))?;
    app.db
        .write(async move |tx| {
            let sent = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
            let read = readable(tx, by.member, sent).await?.ok_or(Failure::NotFound)?;
            let state = read.sent.state.go_to(stage, read.side, by.now).map_err(Failure::Refused)?;
            let seen_at = read.sent.seen_at.or((read.side == Side::Organisation).then_some(by.now));
            let sent = Sent { state, seen_at, ..read.sent };
            if !store::keep(tx, &sent).await? {
                return Err(Failure::Stale);
            }
            record(tx, &by, &Change::ApplicationMoved { application: id }).await?;
            match read.side {
                // Being seen is no news by itself: it is on the applicant's page.
                Side::Organisation if stage.is_answer() => {
                    tell(tx, &by, "application_moved", (sent.applicant, by.member), id).await?;
                }
                Side::Applicant => {
                    tell(tx, &by, "application_withdrawn", (read.job.author, by.member), id).await?;
                }
                Side::Organisation => {}
            }
            Ok(Read { sent: Sent { version: sent.version + 1, ..sent }, ..read })
        })
        .await
}

/// Whether those who spoke for the applicant see how it goes: his to say, at any time.
pub(in crate::jobs) async fn share(app: &App, by: By, id: ApplicationId, referrer_sees: bool) -> Done<()> {
    app.db
        .write(async move |tx| {
            let sent =
                store::find(tx, id).await?.filter(|sent| sent.applicant == by.member).ok_or(Failure::NotFound)?;
            if store::keep(tx, &Sent { referrer_sees, ..sent }).await? { Ok(()) } else { Err(Failure::Stale) }
        })
        .await
}

/// A member's own applications, newest first.
pub(in crate::jobs) async fn mine(app: &App, by: &By, before: Option<i64>, limit: i64) -> Result<Vec<Read>, Fault> {
    let viewer = by.member;
    app.db
        .read(async move |tx| {
            let mut all = Vec::new();
            for sent in store::list_of(tx, viewer, before, limit).await? {
                all.extend(readable(tx, viewer, sent).await?);
            }
            Ok(all)
        })
        .await
}

/// What was sent to an ad of an organisation that the member speaks for.
pub(in crate::jobs) async fn to_job(app: &App, by: By, id: JobId, before: Option<i64>, limit: i64) -> Done<Vec<Read>> {
    app.db
        .read(async move |tx| {
            super::ads::own(tx, &by, id).await?;
            let mut all = Vec::new();
            for sent in store::list_to(tx, id, before, limit).await? {
                all.extend(readable(tx, by.member, sent).await?);
            }
            Ok(all)
        })
        .await
}

/// Erases what applicants sent, after the time that the ad stated.
pub(crate) async fn erase_over(app: &App) -> Result<(), Fault> {
    let now = app.by_itself(Language::default()).now;
    let referrals = now.plus_days(-REFERRAL_DAYS);
    if !app.db.read(async move |tx| store::any_over(tx, now, referrals).await).await? {
        return Ok(());
    }
    app.db
        .write(async move |tx| {
            store::erase_over(tx, now).await?;
            store::forget_referrals(tx, referrals).await
        })
        .await
}
