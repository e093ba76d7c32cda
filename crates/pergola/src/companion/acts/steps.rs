//! Today's step: gathered, proposed once, answered.

use pergola_db::Fault;
use pergola_domain::{
    asks::Kind,
    companion::{self, Ending, Facts, Opening, Proposal, Refusal, Step, Today},
    garden::Reason,
    ids::{ConversationId, MemberId, PersonId, StepId},
};

use crate::{
    app::{App, By, good_to_have},
    asks::{self, Wanted, With},
    companion::store::{beside, facts, steps},
    garden::{self, Due},
    http::Failure,
    introductions, members, messages, network, pairs,
};

/// What Toto has for the member now.
#[derive(Clone, Debug)]
pub(crate) struct Proposed {
    pub(crate) step: Option<Before>,
    /// Today's step was taken or put off, and there would be another.
    pub(crate) more: bool,
    /// How many steps of today are done.
    pub(crate) done_today: usize,
}

/// A step as it is before the member.
#[derive(Clone, Debug)]
pub(crate) struct Before {
    pub(crate) id: StepId,
    pub(crate) step: Step,
    pub(crate) count: i64,
    /// Whom it is about, where it is about somebody.
    pub(crate) name: String,
    pub(crate) href: String,
}

/// Today's step. A new one is kept as proposed; one whose opening is gone was done meanwhile.
pub(crate) async fn today(app: &App, by: &By, more: bool) -> Result<Proposed, Fault> {
    let (facts, due) = gather(app, by).await?;
    let (member, now, fresh) = (by.member, by.now, StepId(by.fresh()));
    let kept = app.db.read(async move |tx| steps::list(tx, member, now).await).await?;
    let past: Vec<Proposal> = kept.iter().map(|kept| kept.proposal).collect();
    let gone: Vec<StepId> = kept
        .iter()
        .filter(|kept| kept.proposal.ending == Ending::Open)
        .filter(|kept| facts.opening(kept.proposal.step).is_none_or(|now| now.subject != kept.proposal.subject))
        .map(|kept| kept.id)
        .collect();
    let (found, more) = match companion::today(&facts, &past, now, more, |at| app.day_number(at)) {
        Today::Still(step, opening) => (Some((step, opening)), false),
        Today::New(step, opening) => (Some((step, opening)), false),
        Today::Rest { more } => (None, more),
        Today::Nothing => (None, false),
    };
    let known = found.and_then(|(step, opening)| open_one(&kept, step, opening));
    let id = known.unwrap_or(fresh);
    if known.is_none() && found.is_some() || !gone.is_empty() {
        let new = found.filter(|_| known.is_none()).map(|(step, Opening { subject, .. })| steps::Kept {
            id,
            proposal: Proposal { step, subject, proposed_at: now, ending: Ending::Open },
        });
        let kept = app
            .db
            .write(async move |tx| -> Result<(), Fault> {
                for id in &gone {
                    steps::end(tx, member, *id, "done", now).await?;
                }
                if let Some(new) = &new {
                    steps::keep(tx, member, new).await?;
                }
                Ok(())
            })
            .await;
        good_to_have("the step of today", kept);
    }
    let is_today = |at| app.day_number(at) == app.day_number(now);
    let done_today = past.iter().filter(|past| matches!(past.ending, Ending::Done { at } if is_today(at))).count();
    let step = match found {
        Some((step, opening)) => Some(before(app, by, &due, id, (step, opening)).await?),
        None => None,
    };
    Ok(Proposed { step, more, done_today })
}

fn open_one(kept: &[steps::Kept], step: Step, opening: Opening) -> Option<StepId> {
    kept.iter()
        .find(|kept| {
            let Proposal { step: earlier, subject, ending, .. } = kept.proposal;
            (earlier, subject, ending) == (step, opening.subject, Ending::Open)
        })
        .map(|kept| kept.id)
}

/// Everything the rule looks at, with those whom this week names.
async fn gather(app: &App, by: &By) -> Result<(Facts, Vec<Due>), Fault> {
    let (member, now) = (by.member, by.now);
    let (mut facts, waits) = app
        .db
        .read(async move |tx| {
            let facts = facts::of_tables(tx, member, now).await?;
            Ok::<_, Fault>((facts, introductions::waiting(tx, member, now).await?))
        })
        .await?;
    facts.question = waits.question.map(|id| id.0);
    facts.questions = i64::try_from(waits.questions).unwrap_or(i64::MAX);
    facts.request = waits.request.map(|id| id.0);
    facts.outcome = waits.to_tell.map(|id| id.0);
    facts.unheard = waits.unheard.map(|id| id.0);
    facts.introductions_made = i64::try_from(waits.made).unwrap_or(i64::MAX);
    facts.pair = pairs::today(app, by).await?.first().map(|pair| pair.ask.ask.id.0);
    facts.answerable = if facts.offers > 0 { answerable(app, by).await? } else { None };
    let due = garden::week(app, by).await?;
    let named = |reason| due.iter().find(|due| due.reason == reason).map(|due| due.plant.person.number());
    facts.due = named(Reason::Thirsty);
    facts.dormant = named(Reason::Dormant);
    facts.suggestions = facts.ties < 5 && network::suggests(app, by).await?;
    if !facts.has_godparent && facts.joined_days < companion::NEWCOMER_DAYS {
        facts.godparent = super::beside::offered(app, by).await?.map(|offered| offered.person.id.0);
    }
    Ok((facts, due))
}

/// Own offers that are looked at, and how near those who ask are.
const OWN_OFFERS: i64 = 3;
const NEAR_STEPS: u8 = 2;

/// An ask of the own network that one of the newest own offers fits; what is nobody's near is for the board.
async fn answerable(app: &App, by: &By) -> Result<Option<i64>, Fault> {
    let author = by.member;
    let own = app.db.read(async move |tx| asks::list_of(tx, author, Some(Kind::Offer), None, OWN_OFFERS).await).await?;
    for offer in own.into_iter().filter(|offer| offer.is_open(by.now)) {
        let wanted = Wanted { kind: Kind::Offer, author, id: Some(offer.id), said: offer.said, home: String::new() };
        let fits = asks::fits(app, by, &wanted, 8).await?;
        let near = fits.iter().find_map(|fit| match &fit.with {
            With::Posted(seen) if seen.steps.is_some_and(|steps| steps <= NEAR_STEPS) => Some(seen.ask.id.0),
            _ => None,
        });
        if near.is_some() {
            return Ok(near);
        }
    }
    Ok(None)
}

/// A step with the name it speaks of and the page it leads to.
async fn before(
    app: &App,
    by: &By,
    due: &[Due],
    id: StepId,
    (step, opening): (Step, Opening),
) -> Result<Before, Fault> {
    let (name, path) = about(app, by, due, step, opening.subject).await?;
    let href = match step {
        Step::AnswerInvitation => "/invitations".to_owned(),
        Step::Import => "/welcome".to_owned(),
        Step::TakeProposals => "/import".to_owned(),
        Step::ChooseFive | Step::Plant => "/garden/unplanted".to_owned(),
        Step::FirstOffer | Step::OfferAgain => "/offers/new".to_owned(),
        Step::FirstAsk => "/asks/new".to_owned(),
        Step::AnswerAsk | Step::CloseAsk => format!("/asks/{}", opening.subject),
        Step::Renew => format!("/offers/{}", opening.subject),
        Step::AnswerMessage => format!("/conversations/{}", opening.subject),
        Step::FirstIntroduction | Step::Introduce => "/today#pairs".to_owned(),
        Step::AnswerQuestion | Step::TellOutcome | Step::FollowUp => format!("/introductions/{}", opening.subject),
        Step::AnswerRequest => format!("/requests/{}", opening.subject),
        Step::AnswerGodparent | Step::FindGodparent | Step::BecomeGodparent => "/godparents".to_owned(),
        Step::TellOfYourself => "/profile".to_owned(),
        Step::InviteSomebody => "/suggestions".to_owned(),
        Step::InviteContact => format!("{path}/invite"),
        Step::TakeArchive => "/export".to_owned(),
        Step::LookAtSharing => "/settings#sharing".to_owned(),
        Step::Tend | Step::Reawaken | Step::GreetNewcomer | Step::ConfirmMet | Step::WriteNote => path,
    };
    Ok(Before { id, step, count: opening.count, name, href })
}

/// The name and the page of whom a step is about.
async fn about(app: &App, by: &By, due: &[Due], step: Step, subject: i64) -> Result<(String, String), Fault> {
    let viewer = by.member;
    match step {
        Step::Tend | Step::Reawaken => {
            let plant = due.iter().map(|due| &due.plant).find(|plant| plant.person.number() == subject);
            Ok(plant.map_or_else(Default::default, |plant| {
                let href = match plant.person {
                    PersonId::Member(_) => plant.href.clone(),
                    PersonId::Contact(id) => format!("/contacts/{id}"),
                };
                (plant.name.clone(), href)
            }))
        }
        Step::ConfirmMet
        | Step::WriteNote
        | Step::InviteContact
        | Step::GreetNewcomer
        | Step::FindGodparent
        | Step::AnswerGodparent => {
            let found = app.db.read(async move |tx| members::find(tx, MemberId(subject)).await).await?;
            Ok(found.map_or_else(Default::default, |account| (account.name.clone(), account.path())))
        }
        Step::AnswerMessage => {
            let found = app.db.read(async move |tx| messages::find(tx, viewer, ConversationId(subject)).await).await?;
            let other = found.and_then(|found| found.others.first().copied());
            let account = match other {
                Some(other) => app.db.read(async move |tx| members::find(tx, other).await).await?,
                None => None,
            };
            Ok((account.map_or_else(String::new, |account| account.name), String::new()))
        }
        _ => Ok(Default::default()),
    }
}

/// "Done", or "not today".
pub(in crate::companion) async fn end(app: &App, by: By, id: StepId, done: bool) -> Result<(), Failure<Refusal>> {
    let state = if done { "done" } else { "postponed" };
    app.db
        .write(async move |tx| {
            if steps::end(tx, by.member, id, state, by.now).await? {
                return Ok(());
            }
            let was = steps::list(tx, by.member, by.now).await?.iter().any(|kept| kept.id == id);
            Err(if was { Failure::Refused(Refusal::StepOver) } else { Failure::NotFound })
        })
        .await
}

/// Whether a member would go beside a newcomer.
pub(in crate::companion) async fn volunteers(app: &App, by: &By) -> Result<bool, Fault> {
    let member = by.member;
    app.db.read(async move |tx| beside::volunteers(tx, member).await).await
}
