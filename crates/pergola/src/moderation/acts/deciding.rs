//! A moderator reads, and decides.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{DecisionId, MemberId, PictureId},
    members::Language,
    moderation::{self, About, Measure, Plain, Refusal, Ruling, Typed, Why},
    spam::{Item, Lesson},
    time::Timestamp,
};

use super::{reporting::refused, tell, tell_released};
use crate::{
    app::{App, By, record},
    http::Failure,
    members,
    moderation::{
        Exhibit,
        gate::{meaning_of, missed},
        store::{
            cases::{self, Kept},
            decisions::{self, Decision},
            learner, log, reports,
        },
    },
    rooms,
};

type Done<T> = Result<T, Failure<Refusal>>;

/// A case as a moderator may see it.
#[derive(Clone, Debug)]
pub(in crate::moderation) struct Opened {
    pub(in crate::moderation) kept: Kept,
    pub(in crate::moderation) reports: Vec<reports::Report>,
    /// What it says, where moderators may read it and it is still there.
    pub(in crate::moderation) exhibit: Option<Exhibit>,
    pub(in crate::moderation) decision: Option<Decision>,
    pub(in crate::moderation) log: Vec<log::Entry>,
    /// Whether it is this moderator's own matter.
    pub(in crate::moderation) own: bool,
    /// Nobody else judges here who could agree to read it.
    pub(in crate::moderation) alone: bool,
    /// Name and address of who wrote it where that is no member.
    pub(in crate::moderation) writer: Option<(String, String)>,
    pub(in crate::moderation) people: Vec<members::Account>,
}

pub(in crate::moderation) async fn open_case(app: &App, by: &By, id: i64) -> Done<Opened> {
    let me = by.member;
    let found = app
        .db
        .read(async move |tx| {
            let Some(kept) = cases::find(tx, id).await? else { return Ok(None) };
            let reports = reports::list_of_case(tx, id).await?;
            let decision = decisions::find_of_case(tx, id).await?;
            let log = log::list_of(tx, id).await?;
            let reporters = reporters(&reports);
            let own = kept.case.may_be_judged_by(me, &reporters).is_err();
            let mut ids: Vec<MemberId> = reporters.iter().copied().chain(kept.case.author).collect();
            ids.extend(log.iter().map(|entry| entry.by).chain(kept.case.asked_by));
            ids.sort_unstable();
            ids.dedup();
            let people = members::find_many(tx, &ids).await?;
            let other = |one: &MemberId| *one != me && kept.case.may_be_judged_by(*one, &reporters).is_ok();
            let alone = !members::list_moderators(tx).await?.iter().any(other);
            Ok::<_, Fault>(Some(Opened {
                kept,
                reports,
                exhibit: None,
                decision,
                log,
                own,
                alone,
                writer: None,
                people,
            }))
        })
        .await?;
    let mut opened = found.ok_or(Failure::NotFound)?;
    let exhibit = exhibit(app, &mut opened.kept).await?;
    opened.writer = exhibit.as_ref().and_then(|exhibit| exhibit.writer.clone());
    let case = &opened.kept.case;
    // His own matter is no more his to read here than anybody else's.
    if opened.own || !case.may_be_read_by(me) {
        return Ok(opened);
    }
    Ok(Opened { exhibit, ..opened })
}

/// What a matter is about: what it says now, and what it said since it was brought here. Where one of these is not for
/// everybody, neither is the matter.
async fn exhibit(app: &App, kept: &mut Kept) -> Result<Option<Exhibit>, Fault> {
    let Some(mut exhibit) = rooms::exhibit(app, kept.case.subject).await? else { return Ok(None) };
    exhibit.before.retain(|earlier| earlier.until >= kept.opened_at);
    kept.case = kept.case.also_private(exhibit.is_private || exhibit.before.iter().any(|earlier| earlier.is_private));
    Ok(Some(exhibit))
}

/// A picture that the matter shows, where its text may be read.
pub(in crate::moderation) async fn picture(app: &App, by: &By, id: i64, picture: PictureId) -> Done<Vec<u8>> {
    let opened = open_case(app, by, id).await?;
    let shows = |exhibit: &Exhibit| exhibit.pictures.iter().any(|(one, _)| *one == picture);
    opened.exhibit.filter(shows).ok_or(Failure::NotFound)?;
    let subject = opened.kept.case.subject;
    let bytes = app.db.read(async move |tx| rooms::exhibited(tx, subject, picture).await).await?;
    bytes.ok_or(Failure::NotFound)
}

/// Asks to read what only some can read and somebody reported, or agrees with another who asked. Both stand in the log.
pub(in crate::moderation) async fn ask_to_read(app: &App, by: By, id: i64) -> Done<()> {
    let private = opened_private(app, id).await?;
    app.db
        .write(async move |tx| {
            let (kept, reports) = judged(tx, &by, id).await?;
            let case = kept.case.also_private(private);
            let next = case.ask_to_read(by.member, &reporters(&reports)).map_err(refused)?;
            if !cases::keep_reading(tx, &kept, &next).await? {
                return Err(Failure::Stale);
            }
            let act = if next.agreed_by.is_some() { "agreed_to_read" } else { "asked_to_read" };
            Ok(log::add(tx, (by.member, by.now), act, Some(kept.case.subject), id).await?)
        })
        .await
}

/// Whether what a matter is about is not for everybody by now.
async fn opened_private(app: &App, id: i64) -> Done<bool> {
    let mut kept = app.db.read(async move |tx| cases::find(tx, id).await).await?.ok_or(Failure::NotFound)?;
    exhibit(app, &mut kept).await?;
    Ok(kept.case.is_private)
}

/// A case that this moderator may judge, with what was reported of it.
async fn judged(tx: &Tx, by: &By, id: i64) -> Done<(Kept, Vec<reports::Report>)> {
    let kept = cases::find(tx, id).await?.ok_or(Failure::NotFound)?;
    let reports = reports::list_of_case(tx, id).await?;
    kept.case.may_be_judged_by(by.member, &reporters(&reports)).map_err(refused)?;
    Ok((kept, reports))
}

fn reporters(reports: &[reports::Report]) -> Vec<MemberId> {
    reports.iter().map(|report| report.by).collect()
}

/// Decides a case. What it means for the thing, its room learns from the change log; whom it meets is told, with the
/// reason, and who reported that it was looked into.
pub(crate) async fn decide(app: &App, by: By, id: i64, typed: Typed) -> Done<DecisionId> {
    let subject = app.db.read(async move |tx| cases::find(tx, id).await).await?.ok_or(Failure::NotFound)?;
    let missed = missed(app, subject.case.subject.about);
    let private = opened_private(app, id).await?;
    let lesson = lesson(app, subject, by.member).await?;
    app.db
        .write(async move |tx| {
            let (mut kept, reports) = judged(tx, &by, id).await?;
            kept.case = kept.case.also_private(private);
            let read = kept.case.may_be_read_by(by.member);
            let runs_server = match kept.case.author {
                Some(author) => members::runs_server(tx, author).await?,
                None => false,
            };
            let ruling = moderation::decide(&kept.case, &typed, runs_server, by.now).map_err(refused)?;
            kept.case.may_be_met_by(ruling.measure, by.member, &reporters(&reports)).map_err(refused)?;
            let spam = ruling.measure != Measure::Nothing;
            // What was not read teaches nobody: neither the judge of the program nor Akismet.
            let told = if read { of_akismet(&kept, spam, &reports, missed.as_deref()) } else { ("", "") };
            if !cases::close(tx, &kept, told, by.now).await? {
                return Err(Failure::Stale);
            }
            let decision = decision(&by, &kept, &ruling);
            decisions::keep_new(tx, &decision).await?;
            take_effect(tx, &by, &kept, &decision).await?;
            if let Some((text, language, meaning)) = &lesson {
                let item = Item { text, language: *language, meaning: meaning.as_deref() };
                let (learnt, version) = learner::find(tx).await?;
                if !learner::keep(tx, &learnt.learn(&Lesson { item, spam }), version).await? {
                    return Err(Failure::Stale);
                }
            }
            let act = if read { ruling.measure.word().to_owned() } else { [ruling.measure.word(), "_unread"].concat() };
            log::add(tx, (by.member, by.now), &act, Some(kept.case.subject), id).await?;
            for report in reports {
                if report.by.0 != 0 {
                    tell(tx, &by, report.by, "report_decided", report.id.0).await?;
                }
            }
            Ok(decision.id)
        })
        .await
}

/// What Akismet is to hear of it, and what it is told with it: that what it held was spam or none, or that it let through
/// what was reported as spam and taken away. What not everybody may read leaves the server for nobody.
fn of_akismet<'a>(
    kept: &'a Kept,
    spam: bool,
    reports: &[reports::Report],
    missed: Option<&'a str>,
) -> (&'static str, &'a str) {
    if kept.case.is_held && !kept.sent_from.is_empty() {
        return (if spam { "spam" } else { "ham" }, &kept.sent_from);
    }
    let Some(missed) = missed.filter(|_| spam && !kept.case.is_held && !kept.case.is_private) else {
        return ("", "");
    };
    let reported = reports.iter().any(|report| report.why == Why::Spam.word());
    if reported { ("spam", missed) } else { ("", "") }
}

/// What the judge of spam learns from: the text of what it held, or of what was reported as spam and may be read.
async fn lesson(
    app: &App,
    mut kept: Kept,
    moderator: MemberId,
) -> Done<Option<(String, Option<Language>, Option<Vec<f32>>)>> {
    let about_spam = kept.case.is_held || kept.why == "spam";
    if !about_spam || kept.case.subject.about == About::Member {
        return Ok(None);
    }
    let Some(exhibit) = exhibit(app, &mut kept).await? else { return Ok(None) };
    if !kept.case.may_be_read_by(moderator) {
        return Ok(None);
    }
    let words = exhibit.words();
    let (language, meaning) = meaning_of(&words).await?;
    Ok(Some((words, language, meaning)))
}

fn decision(by: &By, kept: &Kept, ruling: &Ruling) -> Decision {
    let about = (kept.id, kept.case.subject, kept.case.author);
    Decision { until: ruling.until, ..Decision::new(by, about, ruling.measure, ruling.reason.clone()) }
}

async fn take_effect(tx: &Tx, by: &By, kept: &Kept, decision: &Decision) -> Done<()> {
    let subject = kept.case.subject;
    let (about, id) = (subject.about, subject.id);
    let held = kept.case.is_held;
    match decision.measure {
        Measure::Nothing if held => {
            record(tx, by, &Change::ThingReleased { about, id }).await?;
        }
        Measure::Nothing => {}
        // What was held goes out where nothing is wrong with it, and else is taken away with whatever is decided of its
        // author: it waits for nobody any more.
        Measure::Hide => {
            record(tx, by, &Change::ThingHidden { about, id }).await?;
        }
        Measure::Warn | Measure::Silence | Measure::Suspend if held => {
            record(tx, by, &Change::ThingHidden { about, id }).await?;
        }
        Measure::Warn | Measure::Silence | Measure::Suspend => {}
    }
    let Some(member) = decision.member else { return Ok(()) };
    settle_silence(tx, member, by.now).await?;
    if decision.measure == Measure::Suspend {
        settle_suspension(tx, by, member).await?;
    }
    if decision.measure != Measure::Nothing {
        tell(tx, by, member, "decided", decision.id.0).await?;
    } else if held {
        tell_released(tx, by, member, decision.id.0).await?;
    }
    Ok(())
}

/// A member is silenced as long as the longest decision that stands says, and while a moderator has not looked at who
/// joined: a second decision shortens no first, and lifting one leaves the others.
pub(in crate::moderation) async fn settle_silence(tx: &Tx, member: MemberId, now: Timestamp) -> Result<(), Fault> {
    let decided = moderation::together(&decisions::ends(tx, Measure::Silence, member, now).await?).flatten();
    let waits = cases::is_held_member(tx, member).await?.then(|| now.plus_days(UNTIL_LOOKED_AT_DAYS));
    members::silence(tx, member, decided.max(waits)).await
}

/// Who joined and looks like spam: until somebody has looked.
const UNTIL_LOOKED_AT_DAYS: i64 = 36_500;

/// The same of closed accounts.
async fn settle_suspension(tx: &Tx, by: &By, member: MemberId) -> Result<(), Fault> {
    match moderation::together(&decisions::ends(tx, Measure::Suspend, member, by.now).await?) {
        Some(until) => {
            members::suspend(tx, member, until).await?;
            record(tx, by, &Change::MemberSuspended { member }).await.map(drop)
        }
        None => {
            members::restore(tx, member).await?;
            record(tx, by, &Change::MemberRestored { member }).await.map(drop)
        }
    }
}

/// A decision is lifted: what it did is undone, as far as no other stands. What it kept from going out goes out.
pub(super) async fn undo(tx: &Tx, by: &By, decision: &Decision) -> Done<()> {
    let (about, id) = (decision.subject.about, decision.subject.id);
    let held = cases::find(tx, decision.case).await?.is_some_and(|kept| kept.case.is_held);
    let back = match decision.measure {
        _ if held => Some(Change::ThingReleased { about, id }),
        Measure::Hide => Some(Change::ThingShown { about, id }),
        _ => None,
    };
    if let Some(back) = back
        && !decisions::is_kept_back(tx, decision.subject, decision.id).await?
    {
        record(tx, by, &back).await?;
    }
    let Some(member) = decision.member else { return Ok(()) };
    match decision.measure {
        Measure::Silence => settle_silence(tx, member, by.now).await?,
        Measure::Suspend => settle_suspension(tx, by, member).await?,
        Measure::Hide | Measure::Nothing | Measure::Warn => {}
    }
    Ok(())
}

/// Refuses with the sentence of the rule.
pub(super) fn no(plain: Plain) -> Failure<Refusal> {
    refused(plain)
}
