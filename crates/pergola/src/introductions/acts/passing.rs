//! A connector passes a request on, declines, does not know the target well enough, or names somebody better. To everybody
//! else each of these looks as silence does.

use pergola_db::Tx;
use pergola_domain::{
    changes::Change,
    garden,
    ids::{ApproachId, IntroductionId, MemberId, PersonId},
    introductions::{ASKED_A_WEEK, Answer, Introduction, Next, Party, Plain, State, passing_words},
};

use super::{Outcome, forget_request, one_at_a_time, refused, requesting};
use crate::{
    app::{App, By, record},
    http::Failure,
    introductions::store::{
        approaches::{self as store, Sent},
        avoided,
        introductions::{self as asked, Kept},
        parties::{self, Words},
    },
    members, tending, ties,
};

/// The request, read when nobody else in it acts.
pub(super) async fn in_turn(tx: &Tx, id: ApproachId) -> Outcome<Sent> {
    let sent = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
    one_at_a_time(tx, sent.members()).await?;
    store::find(tx, id).await?.ok_or(Failure::NotFound)
}

/// A connector passes it on with own words. How well he knows the next one is kept as his own closeness, for nobody else.
pub(crate) async fn pass_on(app: &App, by: By, id: ApproachId, words: &str, closeness: Option<i64>) -> Outcome<()> {
    let words = passing_words(words).map_err(refused)?;
    let closeness = garden::closeness(closeness).map_err(|_why| refused(Plain::ClosenessOutOfRange))?;
    app.db
        .write(async move |tx| {
            let sent = in_turn(tx, id).await?;
            let near = requesting::nearness(tx, by.member, &sent).await?;
            sent.approach.standing(by.member, near, by.now).ok_or(Failure::NotFound)?;
            let reaches = match sent.approach.after(by.member) {
                Next::Connector(next) => reaches(tx, &by, &sent, next).await?,
                Next::Target => true,
            };
            let passed = sent.approach.clone().pass_on(by.member, (near, reaches), by.now);
            let (approach, to) = passed.map_err(refused)?;
            let mut next = Sent { approach, ..sent };
            say(&mut next, by.member, &words);
            keep(tx, &by, &next).await?;
            let after = if let Next::Connector(connector) = to { connector } else { next.approach.target };
            if let Some(closeness) = closeness {
                tending::keep_closeness(tx, by.member, PersonId::Member(after), closeness).await?;
            }
            if to == Next::Target {
                ask(tx, &by, &next, &words).await?;
            }
            Ok(())
        })
        .await
}

/// A connector says no, or that he does not know the target well enough.
pub(in crate::introductions) async fn decline(app: &App, by: By, id: ApproachId, unfamiliar: bool) -> Outcome<()> {
    app.db
        .write(async move |tx| {
            let sent = in_turn(tx, id).await?;
            let near = requesting::nearness(tx, by.member, &sent).await?;
            sent.approach.standing(by.member, near, by.now).ok_or(Failure::NotFound)?;
            let approach = sent.approach.clone().decline(by.member, unfamiliar, near, by.now).map_err(refused)?;
            keep(tx, &by, &Sent { approach, ..sent }).await
        })
        .await
}

/// A connector names somebody who knows the target better; the request goes on through that one.
pub(in crate::introductions) async fn name_better(
    app: &App,
    by: By,
    id: ApproachId,
    handle: &str,
    words: &str,
) -> Outcome<()> {
    let words = if words.trim().is_empty() { String::new() } else { passing_words(words).map_err(refused)? };
    let handle = handle.to_owned();
    app.db
        .write(async move |tx| {
            let sent = in_turn(tx, id).await?;
            let near = requesting::nearness(tx, by.member, &sent).await?;
            sent.approach.standing(by.member, near, by.now).ok_or(Failure::NotFound)?;
            let named = ties::find_visible(tx, by.member, &handle).await?.ok_or(Failure::NotFound)?;
            let target = members::find(tx, sent.approach.target).await?.ok_or(Failure::NotFound)?;
            let knows_both = ties::find(tx, by.member, named.id).await?.is_some()
                && named.connector
                && !named.hides_ties
                && !target.hides_ties
                && ties::find(tx, named.id, target.id).await?.is_some();
            let reaches = reaches(tx, &by, &sent, named.id).await?;
            let turned = sent.approach.clone().name_better(by.member, (named.id, knows_both, reaches), near, by.now);
            let mut next = Sent { approach: turned.map_err(refused)?, ..sent };
            let place = next.approach.steps.iter().position(|step| step.connector == named.id);
            next.words.insert(place.unwrap_or_default().min(next.words.len()), String::new());
            say(&mut next, by.member, &words);
            keep(tx, &by, &next).await
        })
        .await
}

/// Whether a request reaches the next connector: he had not enough of them this week, and no block stands between him and
/// those in it. Where it does not, everybody else sees it go on.
async fn reaches(tx: &Tx, by: &By, sent: &Sent, next: MemberId) -> Outcome<bool> {
    let approach = &sent.approach;
    let others = [approach.asker, approach.target];
    let apart = !ties::unseen(tx, next, &others).await?.is_empty();
    let lately = store::count_asked(tx, next, by.now.plus_days(-7)).await?;
    Ok(!apart && lately < ASKED_A_WEEK)
}

fn say(sent: &mut Sent, connector: MemberId, words: &str) {
    for (step, said) in sent.approach.steps.iter().zip(&mut sent.words) {
        if step.connector == connector {
            words.clone_into(said);
        }
    }
}

async fn keep(tx: &Tx, by: &By, next: &Sent) -> Outcome<()> {
    if !store::keep(tx, next, by.now).await? {
        return Err(Failure::Stale);
    }
    forget_request(tx, by.member, next.approach.id).await?;
    record(tx, by, &Change::RequestMoved { approach: next.approach.id }).await?;
    Ok(())
}

/// The last connector passed it on: the target is asked in private, by him. The asker's yes is given by asking.
///
/// Over a block, or where one of the two ends is not there any more, no question comes to be; the connector sees it passed
/// on all the same.
async fn ask(tx: &Tx, by: &By, sent: &Sent, words: &str) -> Outcome<()> {
    let approach = &sent.approach;
    let (asker, target) = (approach.asker, approach.target);
    let apart = ties::last_apart(tx, asker).await?.get(&target).is_some_and(|at| *at >= approach.sent_at);
    let blocked = !ties::may_see(tx, asker, target).await?;
    let previous = approach.before(by.member).last().unwrap_or(asker);
    let of_asker = ties::find(tx, by.member, previous).await?;
    let of_target = ties::find(tx, by.member, target).await?;
    let (false, false, Some(of_asker), Some(of_target)) = (apart, blocked, of_asker, of_target) else { return Ok(()) };
    let (one, other) = (PersonId::Member(asker), PersonId::Member(target));
    let avoids = !avoided::avoiding(tx, by.member, &[other]).await?.is_empty();
    let refused = parties::refusals(tx, &[one, other], by.now).await?.contains(&(target.0, asker.0));
    let enough = parties::count_asked(tx, target, by.now.plus_days(-7)).await? >= ASKED_A_WEEK;
    let answer = if avoids || refused || enough { Answer::Unheard } else { Answer::Waiting };
    let party = |person, answer| Party { person, answer, told: None };
    let said = |person, tie, why: &str| Words {
        person,
        tie: Some(tie),
        why: why.to_owned(),
        address_hash: None,
        introduced_as: String::new(),
    };
    let kept = Kept {
        introduction: Introduction {
            id: IntroductionId(by.fresh()),
            broker: by.member,
            requested_by: Some(asker),
            parties: vec![party(one, Answer::Yes), party(other, answer)],
            state: State::Open,
            proposed_at: by.now,
        },
        approach: Some(approach.id),
        ask: None,
        offer: None,
        shows_how: false,
        conversation: None,
        outcome_asked: false,
        words: vec![said(one, of_asker.tie, ""), said(other, of_target.tie, words)],
        version: 1,
    };
    asked::keep_new(tx, &kept).await?;
    record(tx, by, &Change::IntroductionProposed { introduction: kept.id(), by: by.member }).await?;
    Ok(())
}
