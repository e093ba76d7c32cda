//! Whom a decision meets says that it is wrong, and another moderator hears him.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{DecisionId, MemberId},
    moderation::{self, Hearing, Measure, Refusal},
    time::Timestamp,
};

use super::{
    deciding::{no, undo},
    tell,
};
use crate::{
    app::{App, By},
    http::Failure,
    members,
    moderation::store::{
        decisions::{self, Decision},
        log, reports,
    },
};

type Done<T> = Result<T, Failure<Refusal>>;

/// One of the member's own decisions; to anybody else it is not there.
pub(in crate::moderation) async fn find_own(app: &App, by: &By, id: DecisionId) -> Done<Decision> {
    let me = by.member;
    let found = app.db.read(async move |tx| decisions::find(tx, id).await).await?;
    let mine = |decision: &Decision| decision.member == Some(me) && decision.measure != Measure::Nothing;
    found.filter(mine).ok_or(Failure::NotFound)
}

pub(crate) async fn appeal(app: &App, by: By, id: DecisionId, words: &str) -> Done<()> {
    let words = words.to_owned();
    app.db
        .write(async move |tx| {
            let found = decisions::find(tx, id).await?.filter(|decision| decision.member == Some(by.member));
            let decision = found.filter(|decision| decision.measure != Measure::Nothing).ok_or(Failure::NotFound)?;
            let words =
                moderation::appeal(decision.measure, decision.hearing, decision.at, &words, by.now).map_err(no)?;
            let kept = decisions::keep_appeal(tx, &decision, &words, by.now).await?;
            if kept { Ok(()) } else { Err(Failure::Stale) }
        })
        .await
}

/// Whether another moderator than this one could hear what meets this member: none of those who reported it.
fn another(moderators: &[MemberId], reporters: &[MemberId], decision: &Decision) -> bool {
    let is_party = |one: MemberId| Some(one) == decision.member || reporters.contains(&one);
    moderators.iter().any(|one| *one != decision.by && !is_party(*one))
}

/// Whether this moderator may hear the appeal.
///
/// # Errors
/// Where it is his own matter, he reported it, or he decided and somebody else is there to hear it.
pub(in crate::moderation) async fn may_hear(tx: &Tx, moderator: MemberId, decision: &Decision) -> Done<()> {
    let reporters: Vec<MemberId> =
        reports::list_of_case(tx, decision.case).await?.iter().map(|report| report.by).collect();
    if decision.member == Some(moderator) || reporters.contains(&moderator) {
        return Err(no(moderation::Plain::OwnMatter));
    }
    let others = another(&members::list_moderators(tx).await?, &reporters, decision);
    moderation::may_hear(decision.hearing, (decision.by, moderator), others).map_err(no)
}

/// Appeals that are told at once to who listens.
const ARRIVED: i64 = 100;

/// An appeal that came before a moderator who may hear it.
pub(crate) struct Came {
    pub(crate) moderator: MemberId,
    pub(crate) case: i64,
    pub(crate) at: Timestamp,
}

/// Appeals that came before those of these members who judge, after `since`.
pub(crate) async fn arrived(tx: &Tx, listeners: &[MemberId], since: Timestamp) -> Result<Vec<Came>, Fault> {
    let mut found = Vec::new();
    for moderator in members::list_moderators(tx).await?.into_iter().filter(|one| listeners.contains(one)) {
        for (decision, at) in decisions::list_appealed_since(tx, moderator, since, ARRIVED).await? {
            match may_hear(tx, moderator, &decision).await {
                Ok(()) => found.push(Came { moderator, case: decision.case, at }),
                Err(Failure::Fault(fault)) => return Err(fault),
                // Somebody else hears it.
                Err(Failure::NotFound | Failure::Refused(_) | Failure::Stale) => {}
            }
        }
    }
    Ok(found)
}

/// Another moderator answers an appeal, and lifts what was decided or leaves it.
pub(in crate::moderation) async fn answer(app: &App, by: By, id: DecisionId, lift: bool, reason: &str) -> Done<()> {
    let reason = reason.to_owned();
    app.db
        .write(async move |tx| {
            let decision = decisions::find(tx, id).await?.ok_or(Failure::NotFound)?;
            may_hear(tx, by.member, &decision).await?;
            let reason = moderation::heard(&reason).map_err(no)?;
            let hearing = if lift { Hearing::Lifted } else { Hearing::Upheld };
            if !decisions::keep_answer(tx, &decision, (hearing, &reason), (by.member, by.now)).await? {
                return Err(Failure::Stale);
            }
            if lift {
                undo(tx, &by, &decision).await?;
            }
            log::add(tx, (by.member, by.now), hearing.word(), Some(decision.subject), decision.case).await?;
            if let Some(member) = decision.member {
                tell(tx, &by, member, "appeal_answered", decision.id.0).await?;
            }
            Ok(())
        })
        .await
}
