//! Putting people in touch: questions asked in private, requests along a path, what came of it.
//!
//! What a viewer may see of an introduction is decided by the rule (`pergola-domain`), for one viewer at a time; here are
//! only names to it. A no looks like silence to everybody else: decision 0012.

mod acts;
mod api;
mod pages;
mod store;
pub(crate) mod takeout;

#[cfg(test)]
mod tests;

pub(crate) use acts::{
    answering::{answer, tell as tell_outcome},
    avoiding::carry_over,
    passing::pass_on,
    proposing::{Proposal, propose},
    requesting::{Wish, request},
    telling::tell,
    time::pass as pass_time,
};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{ApproachId, IntroductionId, MemberId, PersonId},
    time::Timestamp,
};

use crate::{
    http::{Doors, Who, routes},
    messages::Question,
    words::Speech,
};

/// Of each kind, named in the inbox; the rest is on the page of introductions.
const QUESTIONS: usize = 5;

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/introductions", Who::Member, pages::list)
        .post("/introductions", Who::Unsilenced, pages::send)
        .get("/introductions/new", Who::Member, pages::choose)
        .get("/introductions/avoided", Who::Member, pages::avoided)
        .post("/introductions/avoided/{handle}/removal", Who::Member, pages::lift)
        .get("/introductions/{id}", Who::Member, pages::one)
        .post("/introductions/{id}/answer", Who::Member, pages::answer)
        .post("/introductions/{id}/withdrawal", Who::Member, pages::withdraw)
        .post("/introductions/{id}/outcome", Who::Member, pages::tell)
        .get("/questions", Who::Anyone, pages::thanks)
        .get("/questions/{key}", Who::Anyone, pages::open_letter)
        .post("/questions/{key}", Who::Anyone, pages::answer_letter)
        .post("/questions/{key}/avoidance/removal", Who::Anyone, pages::lift_by_letter)
        .get("/questions/{key}/outcome", Who::Anyone, pages::open_outcome)
        .post("/questions/{key}/outcome", Who::Anyone, pages::tell_outcome)
        .get("/requests/new", Who::Member, pages::new_request)
        .post("/requests", Who::Unsilenced, pages::send_request)
        .get("/requests/{id}", Who::Member, pages::request)
        .post("/requests/{id}/forwarding", Who::Member, pages::pass_on)
        .post("/requests/{id}/refusal", Who::Member, pages::decline)
        .post("/requests/{id}/unfamiliarity", Who::Member, pages::unfamiliar)
        .post("/requests/{id}/better_connector", Who::Member, pages::better)
        .post("/requests/{id}/withdrawal", Who::Member, pages::take_back)
        .api(Who::Unsilenced, routes!(api::propose, api::list))
        .api(Who::Member, routes!(api::get, api::withdraw))
        .api(Who::Member, routes!(api::accept))
        .api(Who::Member, routes!(api::refuse))
        .api(Who::Member, routes!(api::postpone))
        .api(Who::Member, routes!(api::avoid))
        .api(Who::Member, routes!(api::tell))
        .api(Who::Member, routes!(api::avoided))
        .api(Who::Member, routes!(api::lift))
        .api(Who::Unsilenced, routes!(api::requests::send, api::requests::list))
        .api(Who::Member, routes!(api::requests::get, api::requests::withdraw))
        .api(Who::Member, routes!(api::requests::forward))
        .api(Who::Member, routes!(api::requests::refuse))
        .api(Who::Member, routes!(api::requests::unfamiliar))
        .api(Who::Member, routes!(api::requests::name_better))
}

/// Everything of introductions and requests that a member who leaves was part of.
pub(crate) async fn erase(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    store::introductions::erase(tx, member).await?;
    store::approaches::erase(tx, member).await?;
    store::avoided::erase(tx, member).await
}

/// Once an hour: forgets what is no longer anybody's.
pub(crate) async fn tidy(tx: &Tx) -> Result<(), Fault> {
    store::parties::forget_removed_cards(tx).await
}

/// Which members this one proposed to each other before, whatever came of it: he knows that himself. The newest.
pub(crate) async fn proposed_together(tx: &Tx, broker: MemberId) -> Result<Vec<(MemberId, MemberId)>, Fault> {
    store::introductions::proposed_together(tx, broker).await
}

/// How long one waits to be told of an introduction before one may ask.
const UNHEARD_DAYS: i64 = 30;

/// Whether the member made it some weeks ago, and none of those put in touch told him how it went.
fn unheard(looked: &acts::looking::Looked, member: MemberId, now: Timestamp) -> bool {
    let long_ago = looked.view.made_at.is_some_and(|at| now.days_since(at) >= UNHEARD_DAYS);
    looked.broker.id == member && long_ago && looked.view.told.is_empty()
}

/// The questions and requests that wait for this member, for his inbox.
pub(crate) async fn questions(tx: &Tx, t: &Speech, member: MemberId, now: Timestamp) -> Result<Vec<Question>, Fault> {
    let asked = acts::looking::waiting(tx, member, now).await?.into_iter().map(|looked| {
        let names = looked.others(PersonId::Member(member)).map(|person| person.name().to_owned()).collect::<Vec<_>>();
        Question {
            text: t.say("inbox-question").arg("names", pages::joined(t, &names)).text(),
            act: t.s("inbox-question-act").to_owned(),
            href: format!("/introductions/{}", looked.kept.id()),
            person: Some(looked.broker),
        }
    });
    let mut all: Vec<Question> = asked.take(QUESTIONS).collect();
    let came = acts::requesting::waiting(tx, member, now).await?.into_iter().map(|request| Question {
        text: t.say("inbox-request").arg("name", &request.target.name).text(),
        act: t.s("inbox-request-act").to_owned(),
        href: format!("/requests/{}", request.sent.approach.id),
        person: Some(request.asker),
    });
    all.extend(came.take(QUESTIONS));
    Ok(all)
}

/// How many questions and requests wait for this member.
pub(crate) async fn count_questions(tx: &Tx, member: MemberId, now: Timestamp) -> Result<i64, Fault> {
    let asked = acts::looking::waiting(tx, member, now).await?.len();
    let came = acts::requesting::waiting(tx, member, now).await?.len();
    Ok(i64::try_from(asked + came).unwrap_or(i64::MAX))
}

/// Whether a member has ever introduced anybody.
pub(crate) async fn has_introduced(tx: &Tx, member: MemberId) -> Result<bool, Fault> {
    store::introductions::has_proposed(tx, member).await
}

/// What of introductions waits for this member: the first question and how many there are, the first request, the first
/// introduction that may be told of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Waiting {
    pub(crate) question: Option<IntroductionId>,
    pub(crate) questions: usize,
    pub(crate) request: Option<ApproachId>,
    pub(crate) to_tell: Option<IntroductionId>,
    /// Introductions that he made and that came about.
    pub(crate) made: usize,
    /// One that he made some weeks ago and of which nobody told him anything.
    pub(crate) unheard: Option<IntroductionId>,
}

/// Looks, as the member may see it, at the newest of each.
pub(crate) async fn waiting(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Waiting, Fault> {
    const LATELY: i64 = 50;
    let questions = acts::looking::waiting(tx, member, now).await?;
    let requests = acts::requesting::waiting(tx, member, now).await?;
    let lately = acts::looking::list(tx, member, None, LATELY, now).await?;
    Ok(Waiting {
        question: questions.first().map(|looked| looked.kept.id()),
        questions: questions.len(),
        request: requests.first().map(|request| request.sent.approach.id),
        // Not before each is asked: how it went is nothing to say on the first day.
        to_tell: lately
            .iter()
            .find(|looked| looked.view.may_tell && looked.asks_outcome(now))
            .map(|looked| looked.kept.id()),
        unheard: lately.iter().find(|looked| unheard(looked, member, now)).map(|looked| looked.kept.id()),
        made: lately.iter().filter(|looked| looked.broker.id == member && looked.view.made_at.is_some()).count(),
    })
}
