//! Applying, and what becomes of it.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{ApplicationId, ConversationId, JobId, MemberId, NoticeId},
    jobs::{Application, Asked, By as Side, MOVE_CHARS, Refusal, Stage},
    members::Language,
    text,
    time::Timestamp,
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
            applications::{self as store, AdThen, Move, Sent},
            referrals::{self, Answer, Referral},
        },
    },
    members::{self, Account},
    messages::{self, Origin},
    notices::{self, NewNotice},
    organisations, ties,
};

/// Days after which a referral that led to nothing is forgotten.
const REFERRAL_DAYS: i64 = 180;

/// So many of the newest applications are looked through for one that still waits.
const BESIDE: i64 = 20;

/// What somebody sends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish {
    pub(crate) letter: String,
    pub(crate) answers: Vec<String>,
    /// Names of parts of the profile, and of forms; without a form it goes as a page.
    pub(crate) sends: Vec<String>,
    /// Those who referred him may see how it goes.
    pub(crate) referrer_sees: bool,
}

impl Wish {
    /// What is sent; nothing of it unknown, at least something, in one form at least.
    fn parts(&self) -> Result<Vec<Part>, Refusal> {
        let parts: Option<Vec<Part>> = self.sends.iter().map(|name| Part::of_name(name)).collect();
        let mut parts = parts.filter(|parts| !parts.is_empty()).ok_or(Refusal::NothingSent)?;
        if !parts.iter().any(|part| part.is_form()) {
            parts.push(Part::Page);
        }
        Ok(parts)
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
    // What is from before an organisation's new hands closes in a moment, and takes nothing more.
    let organisation = organisations::find(tx, job.organisation).await?.ok_or(Failure::NotFound)?;
    let holds = job.ad.is_open(by.now) && job.ad.posted_at >= organisation.anew_at;
    if holds { Ok(job) } else { Err(Failure::Refused(Refusal::Closed)) }
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
        with_page: parts.contains(&Part::Page),
        with_file: parts.contains(&Part::Resume),
        with_pdf: parts.contains(&Part::Pdf),
        ad: Some(AdThen::of(&job.said)),
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
            if sent.referrer_sees {
                referrals::keep_told(tx, (id, by.member), true).await?;
            }
            record(tx, &by, &Change::ApplicationMoved { application: sent.id }).await?;
            tell_side(tx, &by, "application_came", &sent).await?;
            Ok(sent.id)
        })
        .await
}

async fn tell(
    tx: &Tx,
    by: &By,
    kind: &str,
    (reader, about): (MemberId, Option<MemberId>),
    (application, nth): (ApplicationId, Timestamp),
) -> Result<(), Fault> {
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: reader,
        kind,
        person: about,
        subject: Some(application.0),
        at: by.now,
        source: &format!("application:{application}:{kind}:{}", nth.0),
    };
    notices::keep(tx, &new).await.map(drop)
}

/// Tells all who read it: those who speak for the organisation now.
async fn tell_side(tx: &Tx, by: &By, kind: &str, sent: &Sent) -> Result<(), Fault> {
    for speaker in organisations::speakers(tx, sent.organisation).await? {
        if side(tx, speaker.member, sent).await? == Some(Side::Organisation) {
            tell(tx, by, kind, (speaker.member, Some(sent.applicant)), (sent.id, by.now)).await?;
        }
    }
    Ok(())
}

/// Nobody reads what somebody sent any more: once.
pub(in crate::jobs) async fn tell_over(
    tx: &Tx,
    by: &By,
    application: ApplicationId,
    applicant: MemberId,
) -> Result<(), Fault> {
    tell(tx, by, "application_over", (applicant, None), (application, Timestamp(0))).await
}

/// The ad that somebody waits at is closed: told to those who have no end yet.
pub(in crate::jobs) async fn tell_closed(tx: &Tx, by: &By, job: JobId) -> Result<(), Fault> {
    for (application, applicant) in store::list_waiting_to(tx, job).await? {
        tell(tx, by, "application_closed", (applicant, None), (application, Timestamp(0))).await?;
    }
    Ok(())
}

/// The ad is open again: told, once, to those who were told that it closed and wait still.
pub(in crate::jobs) async fn tell_open(tx: &Tx, by: &By, job: JobId) -> Result<(), Fault> {
    for (application, applicant) in store::list_waiting_to(tx, job).await? {
        tell(tx, by, "application_open", (applicant, None), (application, Timestamp(0))).await?;
    }
    Ok(())
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
    /// The organisation came into other hands, or nobody's: on its side nobody reads it any more.
    pub(in crate::jobs) over: bool,
    /// How it went, the first move first.
    pub(in crate::jobs) moves: Vec<Move>,
    /// Where the two talk, once they do.
    pub(in crate::jobs) talk: Option<ConversationId>,
}

/// Which side of an application a member is on; for everybody else it is not there. A block between the applicant and one of
/// those who speak for the organisation hides it from that one; and who came to speak for it by taking it over has nothing of
/// what was sent to those before.
async fn side(tx: &Tx, viewer: MemberId, sent: &Sent) -> Result<Option<Side>, Fault> {
    if sent.applicant == viewer {
        return Ok(Some(Side::Applicant));
    }
    let speaks = organisations::spoke(tx, sent.organisation, viewer, sent.state.sent_at).await?;
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
    let mut given = referrals::list_at(tx, sent.job, sent.applicant).await?;
    // Only those that the applicant uses; what he makes of the others is his.
    given.retain(|one| one.answer == Answer::Use);
    let shared = given.iter().any(|one| one.told);
    let referrals = super::referrals::named(tx, viewer, given, |one| one.referrer).await?;
    let mute = organisations::speakers(tx, sent.organisation).await?.is_empty();
    let over = mute || sent.state.sent_at < organisation.anew_at;
    let moves = store::list_moves(tx, sent.id).await?;
    let talk = messages::of_origin(tx, Origin::Application(sent.id)).await?;
    let talk = match talk {
        Some(id) => messages::find(tx, viewer, id).await?.map(|_| id),
        None => None,
    };
    let sent = Sent { referrer_sees: shared, ..sent };
    Ok(Some(Read { referrals, sent, job, organisation, applicant, side, over, moves, talk }))
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
    move_to(app, by, id, Stage::Seen.name(), "").await
}

/// The next stage, as this side may say it, with words where there are some. Once those of the organisation begin to talk, the
/// two have a conversation.
pub(crate) async fn move_to(app: &App, by: By, id: ApplicationId, stage: &str, words: &str) -> Done<Read> {
    let stage = Stage::of_name(stage).ok_or(Failure::Refused(Refusal::StageUnknown))?;
    let words = text::paragraphs(words);
    if i64::try_from(words.chars().count()).unwrap_or(i64::MAX) > MOVE_CHARS {
        return Err(Failure::Refused(Refusal::MoveTooLong));
    }
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
            let moved = Move { stage, at: by.now, words: words.clone() };
            store::keep_move(tx, id, &moved).await?;
            let talks = matches!(stage, Stage::InConversation | Stage::Offer | Stage::Hired);
            let talk = if talks {
                Some(messages::open(tx, &by, &[sent.applicant, by.member], Origin::Application(id)).await?)
            } else {
                read.talk
            };
            record(tx, &by, &Change::ApplicationMoved { application: id }).await?;
            match read.side {
                // Being seen is no news by itself: it is on the applicant's page.
                Side::Organisation if stage.is_answer() => {
                    let told = (sent.applicant, Some(by.member));
                    tell(tx, &by, "application_moved", told, (id, by.now)).await?;
                }
                Side::Applicant => tell_side(tx, &by, "application_withdrawn", &sent).await?,
                Side::Organisation => {}
            }
            let moves = store::list_moves(tx, id).await?;
            Ok(Read { sent: Sent { version: sent.version + 1, ..sent }, moves, talk, ..read })
        })
        .await
}

/// Whether those who spoke for the applicant until now see how it goes: his to say, at any time. Who speaks for him later is
/// not meant.
pub(in crate::jobs) async fn share(app: &App, by: By, id: ApplicationId, referrer_sees: bool) -> Done<()> {
    app.db
        .write(async move |tx| {
            let sent =
                store::find(tx, id).await?.filter(|sent| sent.applicant == by.member).ok_or(Failure::NotFound)?;
            referrals::keep_told(tx, (sent.job, by.member), referrer_sees).await?;
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

/// A member's own application to an ad, and his newest to another one that has no end yet.
pub(in crate::jobs) async fn beside(app: &App, by: &By, id: JobId) -> Result<(Option<Read>, Option<Read>), Fault> {
    let viewer = by.member;
    app.db
        .read(async move |tx| {
            let applied = match store::of_member(tx, id, viewer).await? {
                Some(sent) => readable(tx, viewer, sent).await?,
                None => None,
            };
            for sent in store::list_of(tx, viewer, None, BESIDE).await? {
                if sent.job != id
                    && !sent.state.stage.is_end()
                    && let Some(other) = readable(tx, viewer, sent).await?
                {
                    return Ok((applied, Some(other)));
                }
            }
            Ok((applied, None))
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

/// Notices that lead to an application.
const TOLD: [&str; 6] = [
    "application_came",
    "application_moved",
    "application_withdrawn",
    "application_over",
    "application_closed",
    "application_open",
];
/// Erased in one go.
const AT_ONCE: i64 = 200;

/// Erases one with all that goes with it: what the two sides said in its conversation, and what told of it.
async fn forget(tx: &Tx, id: ApplicationId) -> Result<(), Fault> {
    messages::remove(tx, Origin::Application(id)).await?;
    notices::remove_of(tx, &TOLD, &[id.0]).await?;
    let said = store::list_referrals(tx, id).await?;
    notices::remove_of(tx, &["job_referred"], &said).await?;
    store::forget(tx, id).await
}

/// Everything that a member sent, or that was said for others by him or for him by others. What nobody answered before he left
/// is withdrawn, but where it was sent so long before, `silent`, that it had been silence already.
pub(in crate::jobs) async fn erase(tx: &Tx, by: &By, member: MemberId, silent: Timestamp) -> Result<(), Fault> {
    store::withdraw_all(tx, member, silent, by.now).await?;
    for id in store::list_ids(tx, member).await? {
        forget(tx, id).await?;
    }
    let said = referrals::list_ids(tx, member).await?;
    notices::remove_of(tx, &["job_referred"], &said).await?;
    referrals::erase(tx, member).await
}

/// Erases what applicants sent, after the time that the ad stated.
pub(crate) async fn erase_over(app: &App) -> Result<(), Fault> {
    let now = app.by_itself(Language::default()).now;
    let forgotten = now.plus_days(-REFERRAL_DAYS);
    if !app.db.read(async move |tx| store::any_over(tx, now, forgotten).await).await? {
        return Ok(());
    }
    app.db
        .write(async move |tx| {
            for id in store::list_over(tx, now, AT_ONCE).await? {
                forget(tx, id).await?;
            }
            let said = referrals::list_before(tx, forgotten, AT_ONCE).await?;
            notices::remove_of(tx, &["job_referred"], &said).await?;
            referrals::remove(tx, &said).await
        })
        .await
}
