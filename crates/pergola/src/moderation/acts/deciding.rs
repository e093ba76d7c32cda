//! A moderator reads, and decides.

use pergola_db::Tx;
use pergola_domain::{
    changes::Change,
    ids::{DecisionId, MemberId},
    members::Language,
    moderation::{self, About, Hearing, Measure, Plain, Refusal, Ruling, Typed},
    spam::{Item, Lesson},
};

use super::{reporting::refused, tell};
use crate::{
    app::{App, By, record},
    http::Failure,
    members,
    moderation::{
        Exhibit,
        gate::meaning_of,
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
    /// Whether this moderator may judge it.
    pub(in crate::moderation) own: bool,
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
            let reporters: Vec<MemberId> = reports.iter().map(|report| report.by).collect();
            let own = kept.case.may_be_judged_by(me, &reporters).is_err();
            let mut ids: Vec<MemberId> = reporters.into_iter().chain(kept.case.author).collect();
            ids.extend(log.iter().map(|entry| entry.by).chain(kept.case.asked_by));
            ids.sort_unstable();
            ids.dedup();
            let people = members::find_many(tx, &ids).await?;
            Ok::<_, pergola_db::Fault>(Some(Opened { kept, reports, exhibit: None, decision, log, own, people }))
        })
        .await?;
    let opened = found.ok_or(Failure::NotFound)?;
    // His own matter is no more his to read here than anybody else's.
    if opened.own || !opened.kept.case.may_be_read() {
        return Ok(opened);
    }
    let exhibit = rooms::exhibit(app, opened.kept.case.subject).await?;
    Ok(Opened { exhibit, ..opened })
}

/// Asks to read what only some can read, or agrees with another who asked. Both stand in the log.
pub(in crate::moderation) async fn ask_to_read(app: &App, by: By, id: i64) -> Done<()> {
    app.db
        .write(async move |tx| {
            let kept = judged(tx, &by, id).await?;
            let next = kept.case.ask_to_read(by.member).map_err(refused)?;
            if !cases::keep_reading(tx, &kept, &next).await? {
                return Err(Failure::Stale);
            }
            let act = if next.agreed_by.is_some() { "agreed_to_read" } else { "asked_to_read" };
            Ok(log::add(tx, (by.member, by.now), act, Some(kept.case.subject), id).await?)
        })
        .await
}

/// A case that this moderator may judge.
async fn judged(tx: &Tx, by: &By, id: i64) -> Done<Kept> {
    let kept = cases::find(tx, id).await?.ok_or(Failure::NotFound)?;
    let reporters: Vec<MemberId> = reports::list_of_case(tx, id).await?.iter().map(|report| report.by).collect();
    kept.case.may_be_judged_by(by.member, &reporters).map_err(refused)?;
    Ok(kept)
}

/// Decides a case. What it means for the thing, its room learns from the change log; whom it meets is told, with the
/// reason, and who reported that it was looked into.
pub(in crate::moderation) async fn decide(app: &App, by: By, id: i64, typed: Typed) -> Done<DecisionId> {
    let subject = app.db.read(async move |tx| cases::find(tx, id).await).await?.ok_or(Failure::NotFound)?;
    let lesson = lesson(app, &subject).await?;
    app.db
        .write(async move |tx| {
            let kept = judged(tx, &by, id).await?;
            let ruling = moderation::decide(&kept.case, &typed, by.now).map_err(refused)?;
            let asked = !kept.sent_from.is_empty() || !kept.signs.is_empty();
            let spam = ruling.measure != Measure::Nothing;
            let tell_akismet = match (kept.case.is_held && asked && !kept.sent_from.is_empty(), spam) {
                (false, _) => "",
                (true, true) => "spam",
                (true, false) => "ham",
            };
            if !cases::close(tx, &kept, tell_akismet, by.now).await? {
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
            log::add(tx, (by.member, by.now), ruling.measure.word(), Some(kept.case.subject), id).await?;
            for report in reports::list_of_case(tx, id).await? {
                if report.by.0 != 0 {
                    tell(tx, &by, report.by, "report_decided", report.id.0).await?;
                }
            }
            Ok(decision.id)
        })
        .await
}

/// What the judge of spam learns from: the text of what it held, or of what was reported as spam and may be read.
async fn lesson(app: &App, kept: &Kept) -> Done<Option<(String, Option<Language>, Option<Vec<f32>>)>> {
    let about_spam = kept.case.is_held || kept.why == "spam";
    if !about_spam || !kept.case.may_be_read() || kept.case.subject.about == About::Member {
        return Ok(None);
    }
    let Some(exhibit) = rooms::exhibit(app, kept.case.subject).await? else { return Ok(None) };
    let (language, meaning) = meaning_of(&exhibit.text).await?;
    Ok(Some((exhibit.text, language, meaning)))
}

fn decision(by: &By, kept: &Kept, ruling: &Ruling) -> Decision {
    Decision {
        id: DecisionId(by.fresh()),
        case: kept.id,
        subject: kept.case.subject,
        member: kept.case.author,
        measure: ruling.measure,
        until: ruling.until,
        reason: ruling.reason.clone(),
        by: by.member,
        at: by.now,
        hearing: Hearing::Stands,
        appeal: String::new(),
        answer: String::new(),
        version: 1,
    }
}

async fn take_effect(tx: &Tx, by: &By, kept: &Kept, decision: &Decision) -> Done<()> {
    let subject = kept.case.subject;
    let (kind, id) = (subject.about, subject.id);
    match (decision.measure, decision.member) {
        (Measure::Nothing, _) if kept.case.is_held => {
            record(tx, by, &Change::ThingReleased { about: kind, id }).await?;
            if let (About::Member, Some(member)) = (kind, decision.member) {
                members::silence(tx, member, None).await?;
            }
        }
        // What was held and is not let out stays unseen, whatever else is decided of its author.
        (Measure::Hide, _) => {
            record(tx, by, &Change::ThingHidden { about: kind, id }).await?;
        }
        (Measure::Silence, Some(member)) => members::silence(tx, member, decision.until).await?,
        (Measure::Suspend, Some(member)) => {
            members::suspend(tx, member, decision.until).await?;
            record(tx, by, &Change::MemberSuspended { member }).await?;
        }
        (Measure::Nothing | Measure::Warn | Measure::Silence | Measure::Suspend, _) => {}
    }
    if let Some(member) = decision.member.filter(|_| decision.measure != Measure::Nothing) {
        tell(tx, by, member, "decided", decision.id.0).await?;
    } else if let Some(member) = decision.member.filter(|_| kept.case.is_held) {
        tell(tx, by, member, "released", decision.id.0).await?;
    }
    Ok(())
}

/// A measure is taken back, or its time is over.
pub(super) async fn undo(tx: &Tx, by: &By, decision: &Decision) -> Done<()> {
    let (kind, id) = (decision.subject.about, decision.subject.id);
    let Some(member) = decision.member else { return Ok(()) };
    match decision.measure {
        Measure::Hide => {
            record(tx, by, &Change::ThingShown { about: kind, id }).await?;
        }
        Measure::Silence if !decisions::another_stands(tx, decision, member, by.now).await? => {
            members::silence(tx, member, None).await?;
        }
        Measure::Suspend if !decisions::another_stands(tx, decision, member, by.now).await? => {
            members::restore(tx, member).await?;
            record(tx, by, &Change::MemberRestored { member }).await?;
        }
        Measure::Silence | Measure::Suspend | Measure::Nothing | Measure::Warn => {}
    }
    Ok(())
}

/// Refuses with the sentence of the rule.
pub(super) fn no(plain: Plain) -> Failure<Refusal> {
    refused(plain)
}
