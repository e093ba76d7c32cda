//! Whoever is asked answers; the one who asked takes it back; what came of it is told.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{ContactId, IntroductionId, PersonId},
    introductions::{self, Answer, Given, Helped, Plain, Refusal},
    time::Timestamp,
};

use super::{Outcome, forget_question, looking, one_at_a_time, refused, touching};
use crate::{
    app::{App, By, record},
    http::Failure,
    introductions::store::{
        avoided,
        introductions::{self as store, Kept},
        parties,
    },
    notices,
};

/// A party answers. With the last yes they are in touch.
///
/// Whatever is said, those who look on see the same until the question's time is over, and what is written to the log is
/// the same as well.
pub(crate) async fn answer(app: &App, by: By, id: IntroductionId, given: Given) -> Outcome<()> {
    let app_inside = app.clone();
    app.db
        .write(async move |tx| {
            let kept = in_turn(tx, id).await?;
            let looked = looking::find(tx, by.member, id, by.now).await?.ok_or(Failure::NotFound)?;
            let whole = looking::is_whole(tx, &app_inside, &kept).await?;
            let sight = introductions::Sight { apart: false, tied: looked.view.may_answer };
            let who = PersonId::Member(by.member);
            let answered = kept.introduction.clone().answer(who, given, (sight, whole), by.now).map_err(refused)?;
            keep(tx, &by, &kept, (who, given)).await?;
            forget_question(tx, by.member, id).await?;
            if given == Given::NeverBy {
                avoided::keep(tx, by.member, kept.introduction.broker, by.now).await?;
            }
            let next = Kept { introduction: answered.introduction, ..kept };
            if answered.made {
                touching::put_in_touch(tx, &app_inside, &by, next).await
            } else {
                settle(tx, &next).await
            }
        })
        .await
}

/// Somebody on a card answers, by the link of a letter.
pub(in crate::introductions) async fn answer_from_card(
    app: &App,
    by: By,
    (id, card): (IntroductionId, ContactId),
    given: Given,
) -> Outcome<()> {
    let app_inside = app.clone();
    app.db
        .write(async move |tx| {
            let kept = in_turn(tx, id).await.map_err(late)?;
            let looked = looking::find_for_card(tx, &app_inside, card, id, by.now)
                .await?
                .ok_or_else(|| refused(Plain::LinkLate))?;
            let whole = looking::is_whole(tx, &app_inside, &kept).await?;
            let sight = introductions::Sight { apart: false, tied: looked.view.may_answer };
            let who = PersonId::Contact(card);
            let answered = kept.introduction.clone().answer(who, given, (sight, whole), by.now);
            let answered = answered.map_err(|refusal| match refusal {
                Plain::AlreadyAnswered => refused(Plain::LinkUsed),
                _ => refused(Plain::LinkLate),
            })?;
            keep(tx, &by, &kept, (who, given)).await?;
            let hash = kept.words_for(who).and_then(|words| words.address_hash.as_deref());
            if let Some(hash) = hash.filter(|_| given == Given::NeverBy) {
                avoided::keep_address(tx, hash, kept.introduction.broker, by.now).await?;
            }
            let next = Kept { introduction: answered.introduction, ..kept };
            if answered.made {
                touching::put_in_touch(tx, &app_inside, &by, next).await
            } else {
                settle(tx, &next).await
            }
        })
        .await
}

/// What is not there any more has no page of its own for who comes by a letter.
fn late(failure: Failure<Refusal>) -> Failure<Refusal> {
    if matches!(failure, Failure::NotFound) { refused(Plain::LinkLate) } else { failure }
}

/// The introduction, read when nobody else in it acts.
async fn in_turn(tx: &Tx, id: IntroductionId) -> Outcome<Kept> {
    let kept = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
    one_at_a_time(tx, kept.members()).await?;
    store::find(tx, id).await?.ok_or(Failure::NotFound)
}

async fn keep(tx: &Tx, by: &By, kept: &Kept, (who, given): (PersonId, Given)) -> Result<(), Fault> {
    let answer = match given {
        Given::Yes => Answer::Yes,
        Given::NotNow => Answer::NotNow,
        Given::No => Answer::No,
        Given::NeverBy => Answer::NeverBy,
    };
    parties::keep_answer(tx, kept.id(), who, answer, by.now).await?;
    record(tx, by, &Change::IntroductionAnswered { introduction: kept.id() }).await.map(drop)
}

/// Writes the state, whatever was said: one write more or less would be a difference.
async fn settle(tx: &Tx, next: &Kept) -> Outcome<()> {
    if store::keep_state(tx, next).await? { Ok(()) } else { Err(Failure::Stale) }
}

/// Whoever proposed it takes it back.
pub(in crate::introductions) async fn withdraw(app: &App, by: By, id: IntroductionId) -> Outcome<()> {
    app.db
        .write(async move |tx| {
            let kept = in_turn(tx, id).await?;
            looking::find(tx, by.member, id, by.now).await?.ok_or(Failure::NotFound)?;
            let introduction = kept.introduction.clone().withdraw(by.member, by.now).map_err(refused)?;
            close(tx, &by, Kept { introduction, ..kept }).await
        })
        .await
}

/// Keeps an end without a tie: taken back, or over.
pub(super) async fn close(tx: &Tx, by: &By, ended: Kept) -> Outcome<()> {
    if !store::keep_state(tx, &ended).await? {
        return Err(Failure::Stale);
    }
    for party in ended.parties() {
        forget_question(tx, party, ended.id()).await?;
    }
    record(tx, by, &Change::IntroductionClosed { introduction: ended.id() }).await?;
    Ok(())
}

/// One of those put in touch tells what came of it.
pub(crate) async fn tell(app: &App, by: By, id: IntroductionId, helped: &str, thanks: &str) -> Outcome<()> {
    let helped: Helped = helped.trim().parse().map_err(|plain: Plain| refused(plain))?;
    let thanks = introductions::thanks(thanks).map_err(refused)?;
    app.db
        .write(async move |tx| {
            let looked = looking::find(tx, by.member, id, by.now).await?.ok_or(Failure::NotFound)?;
            keep_told(tx, looked.kept, PersonId::Member(by.member), (helped, thanks.clone()), by.now).await?;
            notices::remove_about(tx, by.member, "outcome_asked", id.0).await?;
            record(tx, &by, &Change::OutcomeTold { introduction: id, by: by.member }).await?;
            Ok(())
        })
        .await
}

/// Somebody on a card tells it, by the link of the letter that asked. It goes where a member's words go: to who introduced.
pub(in crate::introductions) async fn tell_from_card(
    app: &App,
    by: By,
    (id, card): (IntroductionId, ContactId),
    helped: &str,
    thanks: &str,
) -> Outcome<()> {
    let helped: Helped = helped.trim().parse().map_err(|plain: Plain| refused(plain))?;
    let thanks = introductions::thanks(thanks).map_err(refused)?;
    let app_inside = app.clone();
    app.db
        .write(async move |tx| {
            let looked = looking::find_for_card(tx, &app_inside, card, id, by.now)
                .await?
                .ok_or_else(|| refused(Plain::LinkLate))?;
            let told = keep_told(tx, looked.kept, PersonId::Contact(card), (helped, thanks.clone()), by.now).await;
            told.map_err(|failure| match failure {
                Failure::Refused(Refusal::Plain(Plain::AlreadyTold)) => refused(Plain::LinkUsed),
                Failure::Refused(_) => refused(Plain::LinkLate),
                other => other,
            })?;
            record(tx, &by, &Change::OutcomeToldByCard { introduction: id, card }).await?;
            Ok(())
        })
        .await
}

async fn keep_told(
    tx: &Tx,
    kept: Kept,
    who: PersonId,
    (helped, thanks): (Helped, String),
    now: Timestamp,
) -> Outcome<()> {
    let id = kept.id();
    let introduction = kept.introduction.tell(who, helped, thanks, now).map_err(refused)?;
    let told = introduction.parties.iter().find(|party| party.person == who).and_then(|party| party.told.as_ref());
    let Some(told) = told else { return Err(refused(Plain::NotAsked)) };
    if parties::keep_told(tx, id, who, told).await? { Ok(()) } else { Err(refused(Plain::AlreadyTold)) }
}
