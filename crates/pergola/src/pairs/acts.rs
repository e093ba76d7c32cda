//! Today's pairs: kept as they are shown, so that the day is steady; and what the member says of them.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use pergola_db::Fault;
use pergola_domain::{
    ids::{MemberId, PairId},
    matching::{
        Reason,
        pairs::{A_DAY, Answer, Candidate, Pair, Refusal, Shown, new_today},
    },
};

use super::{
    find::{self, Ground, other},
    store::{self, Kept},
};
use crate::{
    app::{App, By, good_to_have},
    asks::Seen,
    http::Failure,
    members::{self, Account},
};

/// Two people whom the member could introduce.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) id: PairId,
    /// Who asks.
    pub(crate) first: Account,
    /// Who answers.
    pub(crate) second: Account,
    pub(crate) ask: Seen,
    /// None where it is what the second tells of himself.
    pub(crate) offer: Option<Seen>,
    /// Never empty.
    pub(crate) reasons: Vec<Reason>,
}

/// Who was looked for in vain, and when nothing had changed since: a page that asks twice looks once.
#[derive(Debug, Default)]
pub(crate) struct InVain(Mutex<BTreeMap<MemberId, Look>>);

/// A look at the day, at what was committed here, at what the index held; for a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    minute: i64,
    committed: i64,
    index: u64,
}

/// Members who are remembered at a time.
const REMEMBERED: usize = 10_000;

impl InVain {
    fn holds(&self, member: MemberId, look: Look) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&member) == Some(&look)
    }

    fn note(&self, member: MemberId, look: Look) {
        let mut looks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if looks.len() >= REMEMBERED {
            looks.clear();
        }
        looks.insert(member, look);
    }
}

impl Look {
    fn now(app: &App, by: &By) -> Self {
        let committed = *app.db.committed().borrow();
        Self { minute: by.now.0.div_euclid(60_000_000), committed, index: app.matching.version() }
    }
}

/// The pairs of today that wait for a word, in their order.
pub(crate) async fn today(app: &App, by: &By) -> Result<Vec<Found>, Fault> {
    let (member, now, day) = (by.member, by.now, app.day_number(by.now));
    let mut past = app.db.read(async move |tx| store::past(tx, member, day, now).await).await?;
    let of_today = past.iter().filter(|kept| kept.shown.day == day).count();
    if of_today < A_DAY {
        let new = new_ones(app, by, &past, day).await?;
        if !new.is_empty() {
            let numbered: Vec<(PairId, i64, Pair)> = new
                .into_iter()
                .zip(i64::try_from(of_today).unwrap_or(0)..)
                .map(|(pair, place)| (PairId(by.fresh()), place, pair))
                .collect();
            let kept = app
                .db
                .write(async move |tx| -> Result<Vec<Kept>, Fault> {
                    for (id, place, pair) in &numbered {
                        store::keep(tx, member, (*id, day, *place), pair).await?;
                    }
                    store::past(tx, member, day, now).await
                })
                .await;
            past = kept.unwrap_or_else(|fault: Fault| {
                good_to_have("the pairs of today", Err(fault));
                past
            });
        }
    }
    let waiting: Vec<Kept> =
        past.into_iter().filter(|kept| kept.shown.day == day && kept.shown.answer.is_none()).collect();
    told(app, by, &waiting).await
}

/// Those of today's pairs that wait for a word and in which this person is: of what is kept alone, for nobody is looked for
/// while somebody's page is drawn.
pub(crate) async fn of_today_with(app: &App, by: &By, person: MemberId) -> Result<Vec<Found>, Fault> {
    let (member, day) = (by.member, app.day_number(by.now));
    let kept = app.db.read(async move |tx| store::of_day(tx, member, day).await).await?;
    let is_in = |pair: &Pair| pair.asker == person || other(pair) == person;
    let waiting: Vec<Kept> =
        kept.into_iter().filter(|kept| kept.shown.answer.is_none() && is_in(&kept.shown.pair)).collect();
    told(app, by, &waiting).await
}

async fn new_ones(app: &App, by: &By, past: &[Kept], day: i64) -> Result<Vec<Pair>, Fault> {
    let look = Look::now(app, by);
    if app.pairs_in_vain.holds(by.member, look) {
        return Ok(Vec::new());
    }
    let shown: Vec<Shown> = past.iter().map(|kept| kept.shown).collect();
    let of_today = shown.iter().filter(|shown| shown.day == day).count();
    let fills = |found: &[Candidate]| of_today + new_today(found, &shown, day, by.now).len() >= A_DAY;
    let candidates = find::candidates(app, by, &shown, fills).await?;
    let new = new_today(&candidates, &shown, day, by.now);
    if new.is_empty() {
        app.pairs_in_vain.note(by.member, look);
    }
    Ok(new)
}

/// Those of these that still go together, as the member may see them now.
async fn told(app: &App, by: &By, waiting: &[Kept]) -> Result<Vec<Found>, Fault> {
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let pairs: Vec<Pair> = waiting.iter().map(|kept| kept.shown.pair).collect();
    let ground = Ground::of(app, by, &pairs).await?;
    let ids: Vec<MemberId> = pairs.iter().flat_map(|pair| [pair.asker, other(pair)]).collect();
    let accounts = app.db.read(async move |tx| members::find_many(tx, &ids).await).await?;
    let accounts: BTreeMap<MemberId, Account> = accounts.into_iter().map(|account| (account.id, account)).collect();
    let found = waiting.iter().filter_map(|kept| {
        let pair = &kept.shown.pair;
        let (matched, _) = ground.fit(by, pair)?;
        Some(Found {
            id: kept.id,
            first: accounts.get(&pair.asker)?.clone(),
            second: accounts.get(&other(pair))?.clone(),
            ask: ground.seen.get(&pair.ask)?.clone(),
            offer: match pair.offer {
                Some(offer) => Some(ground.seen.get(&offer)?.clone()),
                None => None,
            },
            reasons: matched.reasons,
        })
    });
    Ok(found.collect())
}

/// "Not now", or "they do not go together".
pub(super) async fn dismiss(app: &App, by: By, id: PairId, why: &str) -> Result<Answer, Failure<Refusal>> {
    let answer = Answer::of_word(why).ok_or(Failure::Refused(Refusal::WhyUnknown))?;
    app.db
        .write(async move |tx| {
            store::find(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            if !store::answer(tx, id, answer, by.now).await? {
                return Err(Failure::Refused(Refusal::AlreadyAnswered));
            }
            Ok(answer)
        })
        .await
}
