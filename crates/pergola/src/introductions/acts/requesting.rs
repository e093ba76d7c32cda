//! A member asks to be introduced to somebody, along a path that he may see; and what he and the connectors see of it.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{ApproachId, IntroductionId, MemberId, PersonId},
    introductions::{
        self, AGAIN_DAYS, Approach, CONNECTORS, Nearness, Next, Plain, Progress, Requesting, Standing, State, Told,
        message,
    },
    time::Timestamp,
};

use super::{AT_ONCE, Outcome, answering, fill, forget_request, one_at_a_time, refused};
use crate::{
    app::{App, By, record},
    http::Failure,
    introductions::store::{
        approaches::{self as store, Sent},
        introductions::{self as asked, Kept},
    },
    members::{self, Account},
    ties,
};

/// Whom to be introduced to, and through whom, as it was typed or sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish {
    pub(crate) to: String,
    pub(crate) through: Vec<String>,
    pub(crate) message: String,
}

/// A request as one viewer sees it.
#[derive(Clone, Debug)]
pub(in crate::introductions) struct Request {
    pub(in crate::introductions) sent: Sent,
    pub(in crate::introductions) standing: Standing,
    /// The viewer asked; else he is a connector.
    pub(in crate::introductions) is_mine: bool,
    pub(in crate::introductions) asker: Account,
    pub(in crate::introductions) target: Account,
    /// For the asker the path as he chose it; for a connector those through whom it came to him.
    pub(in crate::introductions) through: Vec<Account>,
    /// Whom a connector would pass it on to; none where that is the target.
    pub(in crate::introductions) next: Option<Account>,
    /// Where they are in touch.
    pub(in crate::introductions) introduction: Option<IntroductionId>,
    /// The viewer is one of those put in touch, or the one who introduced them.
    pub(in crate::introductions) sees_introduction: bool,
    /// What came of it for the asker: thanks for whoever passed it on, whatever was told for who introduced them.
    pub(in crate::introductions) told: Option<Told>,
}

impl Request {
    /// What those said through whom it came to a connector.
    pub(in crate::introductions) fn said(&self) -> impl Iterator<Item = (&Account, &str)> {
        let through = self.through.iter().filter(|_| !self.is_mine);
        let said = through.filter_map(|account| Some((account, self.sent.words_of(account.id)?)));
        said.filter(|(_, words)| !words.is_empty())
    }
}

/// Sends a request on its way. An earlier one for the same person is taken back by it: this is the next path.
pub(crate) async fn request(app: &App, by: By, wish: Wish) -> Outcome<ApproachId> {
    let message = message(&wish.message).map_err(refused)?;
    app.db
        .write(async move |tx| {
            let target = ties::find_visible(tx, by.member, &wish.to).await?.ok_or(Failure::NotFound)?;
            let mut through = Vec::new();
            // More than may be are not looked up: the rule refuses them by their number.
            for handle in wish.through.iter().take(usize::try_from(CONNECTORS + 1).unwrap_or_default()) {
                through.push(ties::find_visible(tx, by.member, handle).await?.ok_or(refused(Plain::NoSuchPath))?);
            }
            let connectors: Vec<MemberId> = through.iter().map(|account| account.id).collect();
            one_at_a_time(tx, connectors.iter().copied().chain([by.member, target.id])).await?;
            let earlier = store::list_between(tx, (by.member, target.id), by.now.plus_days(-AGAIN_DAYS)).await?;
            let first = connectors.first().copied();
            let requesting = Requesting {
                asker: by.member,
                target: target.id,
                tied_to_target: ties::find(tx, by.member, target.id).await?.is_some(),
                path_stands: path_stands(tx, by.member, &through, &target).await?,
                asked_this_way: earlier.iter().any(|sent| sent.approach.chosen().next() == first),
                asked_for_target: i64::try_from(earlier.len()).unwrap_or(i64::MAX),
                sent_today: store::sent_since(tx, by.member, by.now.plus_days(-1)).await?,
                first_asked_lately: match first {
                    Some(first) => store::count_asked(tx, first, by.now.plus_days(-7)).await?,
                    None => 0,
                },
                through: connectors,
            };
            let steps = introductions::send(&requesting, by.now).map_err(Failure::Refused)?;
            for sent in earlier {
                take_back_one(tx, &by, sent).await?;
            }
            let approach = Approach {
                id: ApproachId(by.fresh()),
                asker: by.member,
                target: target.id,
                progress: Progress::Open,
                sent_at: by.now,
                steps,
            };
            let words = vec![String::new(); approach.steps.len()];
            let sent = Sent { approach, message: message.clone(), words, version: 1 };
            store::keep_new(tx, &sent, by.now).await?;
            record(tx, &by, &Change::RequestMoved { approach: sent.approach.id }).await?;
            Ok(sent.approach.id)
        })
        .await
}

/// Whether each on a path is tied to the next, everybody is willing to stand on it, and none of it is hidden from the asker
/// or apart from either end. What he may not see and what is not there are one answer.
async fn path_stands(tx: &Tx, asker: MemberId, through: &[Account], target: &Account) -> Result<bool, Fault> {
    let ids: BTreeSet<MemberId> = through.iter().map(|account| account.id).collect();
    let inside = ids.contains(&asker) || ids.contains(&target.id) || ids.len() < through.len();
    if inside || through.iter().any(|account| !account.connector) {
        return Ok(false);
    }
    let ids: Vec<MemberId> = ids.into_iter().collect();
    if !ties::unseen(tx, asker, &ids).await?.is_empty() || !ties::unseen(tx, target.id, &ids).await?.is_empty() {
        return Ok(false);
    }
    let mut before: Option<&Account> = None;
    for account in through.iter().chain([target]) {
        let from = before.map_or(asker, |before| before.id);
        if ties::find(tx, from, account.id).await?.is_none() {
            return Ok(false);
        }
        // A tie between two others counts where neither hides it.
        if before.is_some_and(|before| before.hides_ties || account.hides_ties) {
            return Ok(false);
        }
        before = Some(account);
    }
    Ok(true)
}

/// What stands between a viewer and a request.
pub(super) async fn nearness(tx: &Tx, viewer: MemberId, sent: &Sent) -> Result<Nearness, Fault> {
    let approach = &sent.approach;
    let made = !asked::made_of(tx, &[approach.id]).await?.is_empty();
    let (mut seen, mut tied) = (vec![approach.asker, approach.target], true);
    if viewer == approach.asker {
        seen.extend(approach.chosen());
    } else {
        let before = approach.before(viewer).last().unwrap_or(approach.asker);
        let after = if let Next::Connector(next) = approach.after(viewer) { next } else { approach.target };
        seen.extend(approach.before(viewer).chain([after]));
        tied = ties::find(tx, viewer, before).await?.is_some() && ties::find(tx, viewer, after).await?.is_some();
    }
    let apart = ties::last_apart(tx, viewer).await?;
    let unseen = ties::unseen(tx, viewer, &seen).await?;
    let blocked =
        !unseen.is_empty() || seen.iter().any(|other| apart.get(other).is_some_and(|at| *at >= approach.sent_at));
    Ok(Nearness { apart: blocked, tied, made })
}

/// A request as a member sees it; none where it does not exist for him.
pub(super) async fn look(tx: &Tx, viewer: MemberId, sent: Sent, now: Timestamp) -> Result<Option<Request>, Fault> {
    let near = nearness(tx, viewer, &sent).await?;
    let approach = &sent.approach;
    let Some(standing) = approach.standing(viewer, near, now) else { return Ok(None) };
    let is_mine = viewer == approach.asker;
    let through: Vec<MemberId> = if is_mine { approach.chosen().collect() } else { approach.before(viewer).collect() };
    let next = match approach.after(viewer) {
        Next::Connector(next) if !is_mine => Some(next),
        _ => None,
    };
    let ids: Vec<MemberId> = through.iter().copied().chain([approach.asker, approach.target]).chain(next).collect();
    let people: BTreeMap<MemberId, Account> =
        members::find_many(tx, &ids).await?.into_iter().map(|account| (account.id, account)).collect();
    let find = |id: MemberId| people.get(&id).cloned();
    let (Some(asker), Some(target)) = (find(approach.asker), find(approach.target)) else { return Ok(None) };
    let made = asked::of_approach(tx, approach.id).await?.filter(|_| standing == Standing::Made);
    let is_broker = made.as_ref().is_some_and(|kept| kept.introduction.broker == viewer);
    let told = made.as_ref().and_then(|kept| {
        let party = kept.introduction.parties.iter().find(|party| party.person == PersonId::Member(approach.asker));
        party.and_then(|party| party.told.clone())
    });
    Ok(Some(Request {
        standing,
        is_mine,
        asker,
        target,
        through: through.iter().filter_map(|id| find(*id)).collect(),
        next: next.and_then(find),
        sees_introduction: made.as_ref().is_some_and(|kept| kept.members().any(|member| member == viewer)),
        introduction: made.as_ref().map(Kept::id),
        told: told.filter(|told| !is_mine && (told.is_thanks() || is_broker)),
        sent,
    }))
}

pub(in crate::introductions) async fn find(
    tx: &Tx,
    viewer: MemberId,
    id: ApproachId,
    now: Timestamp,
) -> Result<Option<Request>, Fault> {
    let Some(sent) = store::find(tx, id).await? else { return Ok(None) };
    look(tx, viewer, sent, now).await
}

/// Requests of this member and those that came to him, newest first, older than `before`.
pub(in crate::introductions) async fn list(
    tx: &Tx,
    viewer: MemberId,
    before: Option<i64>,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Request>, Fault> {
    fill(before, limit, async |before| {
        let some = store::list_with(tx, viewer, before, AT_ONCE).await?;
        let Some(place) = some.last().map(|last| last.approach.id.0) else { return Ok(None) };
        let mut seen = Vec::new();
        for sent in some {
            seen.extend(look(tx, viewer, sent, now).await?);
        }
        Ok(Some((place, seen)))
    })
    .await
}

/// Requests that wait for this connector, newest first.
pub(in crate::introductions) async fn waiting(
    tx: &Tx,
    viewer: MemberId,
    now: Timestamp,
) -> Result<Vec<Request>, Fault> {
    let mut found = Vec::new();
    for sent in store::list_waiting(tx, viewer, now, AT_ONCE).await? {
        found.extend(look(tx, viewer, sent, now).await?.filter(|request| request.standing == Standing::Asked));
    }
    Ok(found)
}

/// The asker takes it back, on whatever day.
pub(in crate::introductions) async fn withdraw(app: &App, by: By, id: ApproachId) -> Outcome<()> {
    app.db
        .write(async move |tx| {
            let sent = super::passing::in_turn(tx, id).await?;
            let near = nearness(tx, by.member, &sent).await?;
            sent.approach.standing(by.member, near, by.now).ok_or(Failure::NotFound)?;
            let approach = sent.approach.clone().withdraw(by.member, near.made, by.now).map_err(refused)?;
            close(tx, &by, Sent { approach, ..sent }).await
        })
        .await
}

/// Takes an earlier request back for a new path; one that ended stays as it is.
async fn take_back_one(tx: &Tx, by: &By, sent: Sent) -> Outcome<()> {
    let made = !asked::made_of(tx, &[sent.approach.id]).await?.is_empty();
    match sent.approach.clone().withdraw(by.member, made, by.now) {
        Ok(approach) => close(tx, by, Sent { approach, ..sent }).await,
        Err(_ended) => Ok(()),
    }
}

/// Keeps an end: taken back, or over. The question that it led to closes with it, where it is still open.
pub(super) async fn close(tx: &Tx, by: &By, ended: Sent) -> Outcome<()> {
    if !store::keep(tx, &ended, by.now).await? {
        return Err(Failure::Stale);
    }
    for step in &ended.approach.steps {
        forget_request(tx, step.connector, ended.approach.id).await?;
    }
    if let Some(kept) = asked::of_approach(tx, ended.approach.id).await?
        && kept.introduction.is_open(by.now)
    {
        let introduction = introductions::Introduction { state: State::Withdrawn { at: by.now }, ..kept.introduction };
        answering::close(tx, by, Kept { introduction, ..kept }).await?;
    }
    record(tx, by, &Change::RequestClosed { approach: ended.approach.id }).await?;
    Ok(())
}
