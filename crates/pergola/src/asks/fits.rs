//! What answers an ask or an offer, of all that somebody may see: the one place that pages and programs call, while
//! something is written and after.
//!
//! Near texts come from the index in memory; who may see which is asked before any of them is looked at closer; the rule
//! says which of them match, and why. Nothing without a reason that a person can read.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::Fault;
use pergola_domain::{
    asks::{Kind, Said},
    ids::{AskId, MemberId},
    matching::{self as rule, Meaning, Reason, Side},
};
use pergola_index::Near;

use super::{
    sight::{Seen, visible},
    store,
};
use crate::{
    app::{App, By},
    matching::{self, Shelf, shelf_of},
    members::{self, Account},
    network, ties,
};

/// Near texts that are asked for, of a kind.
const NEAR: usize = 512;
/// Of what the own ties wrote, whatever else is nearer.
const NEAR_OF_TIES: usize = 32;
/// Asked at once whether they may be seen.
const CHUNK: usize = 64;
/// Of those that may be seen, looked at closer.
const CLOSER: usize = 64;

/// What is matched: something that stands on the board, or is being written.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) kind: Kind,
    /// Who writes or wrote it.
    pub(crate) author: MemberId,
    /// None while it is being written.
    pub(crate) id: Option<AskId>,
    pub(crate) said: Said,
    /// Where its author says on his page that he is.
    pub(crate) home: String,
}

impl Wanted {
    pub(crate) fn of(seen: &Seen) -> Self {
        let ask = &seen.ask;
        Self {
            kind: ask.kind,
            author: ask.author,
            id: Some(ask.id).filter(|id| id.0 > 0),
            said: ask.said.clone(),
            home: seen.author.place.clone(),
        }
    }
}

/// Who or what fits.
#[derive(Clone, Debug)]
pub(crate) enum With {
    /// Something that stands on the board.
    Posted(Box<Seen>),
    /// What somebody tells of himself.
    Person(Box<Account>),
}

/// Something that fits, and why.
#[derive(Clone, Debug)]
pub(crate) struct Fit {
    pub(crate) with: With,
    pub(crate) score: f32,
    /// Never empty.
    pub(crate) reasons: Vec<Reason>,
}

/// What fits, of what `by` may see, the best first; an ask is fitted by offers and people, an offer by asks.
pub(crate) async fn fits(app: &App, by: &By, wanted: &Wanted, most: usize) -> Result<Vec<Fit>, Fault> {
    let side = Side { meaning: meaning(app, wanted).await?, said: wanted.said.clone(), home: wanted.home.clone() };
    let author = wanted.author;
    let works = app.db.read(async move |tx| members::works_in(tx, &[author]).await).await?.remove(&author);
    let side = (side, works.unwrap_or_default());
    let mut found = posted(app, by, wanted, &side).await?;
    if wanted.kind == Kind::Ask {
        let taken: Vec<MemberId> = found.iter().filter_map(Fit::author).collect();
        let people = people(app, by, wanted, &side).await?;
        found.extend(people.into_iter().filter(|fit| fit.person().is_none_or(|id| !taken.contains(&id))));
    }
    found.sort_by(|one, other| other.score.total_cmp(&one.score));
    found.truncate(most);
    Ok(found)
}

impl Fit {
    fn author(&self) -> Option<MemberId> {
        if let With::Posted(seen) = &self.with { Some(seen.ask.author) } else { None }
    }

    fn person(&self) -> Option<MemberId> {
        if let With::Person(account) = &self.with { Some(account.id) } else { None }
    }
}

/// As it was read, or read now where it was not yet.
async fn meaning(app: &App, wanted: &Wanted) -> Result<Meaning, Fault> {
    let shelf = shelf_of(wanted.kind);
    if let Some(id) = wanted.id
        && let Some(kept) = app.db.read(async move |tx| matching::find(tx, shelf, id.0).await).await?
    {
        return Ok(kept);
    }
    matching::read(&wanted.said.spoken(), &wanted.said.language, shelf.role()).await
}

/// A side, and where its author works now.
type Placed = (Side, Vec<String>);

/// Which of two is the ask is told by its kind.
fn fit(kind: Kind, one: &Placed, other: &Placed) -> Option<rule::Match> {
    match kind {
        Kind::Ask => rule::fit_for(&one.0, &one.1, &other.0),
        Kind::Offer => rule::fit_for(&other.0, &other.1, &one.0),
    }
}

/// Of all that there is, and of the own ties: on a large server thousands that one may not see can be nearer.
async fn near(app: &App, by: &By, shelf: Shelf, wanted: &Wanted, side: &Side) -> Result<Vec<Near>, Fault> {
    let ties: Vec<i64> = network::own_ties(app, by).await?.into_iter().map(|(member, _)| member.0).collect();
    let mut near = app.matching.near_of(shelf, &side.meaning.vector, &ties, NEAR_OF_TIES);
    let known: BTreeSet<i64> = near.iter().map(|near| near.key).collect();
    let of_all = app.matching.near(shelf, &side.meaning.vector, NEAR);
    near.extend(of_all.into_iter().filter(|near| !known.contains(&near.key)));
    near.retain(|near| near.owner != wanted.author.0);
    Ok(near)
}

async fn posted(app: &App, by: &By, wanted: &Wanted, side: &Placed) -> Result<Vec<Fit>, Fault> {
    let shelf = shelf_of(wanted.kind.other());
    let near = near(app, by, shelf, wanted, &side.0).await?;
    let mut seen: Vec<Seen> = Vec::new();
    for some in near.chunks(CHUNK) {
        let ids: Vec<AskId> = some.iter().map(|near| AskId(near.key)).collect();
        let asks = app.db.read(async move |tx| store::find_many(tx, &ids).await).await?;
        let open = asks.into_iter().filter(|ask| ask.is_open(by.now) && ask.kind == wanted.kind.other()).collect();
        seen.extend(visible(app, by, open).await?);
        if seen.len() >= CLOSER {
            break;
        }
    }
    let ids: Vec<i64> = seen.iter().map(|seen| seen.ask.id.0).collect();
    // Of an offer's author nobody asks where he works.
    let askers: Vec<MemberId> =
        seen.iter().filter(|seen| seen.ask.kind == Kind::Ask).map(|seen| seen.ask.author).collect();
    let (mut meanings, works) = app
        .db
        .read(async move |tx| {
            let meanings = matching::find_many(tx, shelf, &ids).await?;
            Ok::<_, Fault>((meanings, members::works_in(tx, &askers).await?))
        })
        .await?;
    let found = seen.into_iter().filter_map(|seen| {
        let other = Side {
            meaning: meanings.remove(&seen.ask.id.0)?,
            said: seen.ask.said.clone(),
            home: seen.author.place.clone(),
        };
        let works = works.get(&seen.ask.author).cloned().unwrap_or_default();
        let matched = fit(wanted.kind, side, &(other, works))?;
        let score = rule::aged(matched.score, seen.ask.freshness(by.now));
        Some(Fit { with: With::Posted(Box::new(seen)), score, reasons: matched.reasons })
    });
    Ok(found.collect())
}

async fn people(app: &App, by: &By, wanted: &Wanted, side: &Placed) -> Result<Vec<Fit>, Fault> {
    let near = near(app, by, Shelf::Profiles, wanted, &side.0).await?;
    let ids: Vec<MemberId> = near.iter().map(|near| MemberId(near.key)).filter(|id| *id != by.member).collect();
    let viewer = by.member;
    let (accounts, mut sides) = app
        .db
        .read(async move |tx| {
            let unseen = ties::unseen(tx, viewer, &ids).await?;
            let ids: Vec<MemberId> = ids.iter().copied().filter(|id| !unseen.contains(id)).take(CLOSER).collect();
            let accounts = members::find_many(tx, &ids).await?;
            let numbers: Vec<i64> = ids.iter().map(|id| id.0).collect();
            let mut meanings = matching::find_many(tx, Shelf::Profiles, &numbers).await?;
            let mut sides = BTreeMap::new();
            for id in ids {
                let said = matching::profile_said(tx, id).await?;
                if let (Some((said, _)), Some(meaning)) = (said, meanings.remove(&id.0)) {
                    sides.insert(id, Side { meaning, said, home: String::new() });
                }
            }
            Ok::<_, Fault>((accounts, sides))
        })
        .await?;
    let found = accounts.into_iter().filter(|account| account.leaving_at.is_none()).filter_map(|account| {
        let matched = rule::fit_for(&side.0, &side.1, &sides.remove(&account.id)?)?;
        // Somebody who offers it stands before somebody who only could: as an offer whose time is over.
        let score = rule::aged(matched.score, 0);
        Some(Fit { with: With::Person(Box::new(account)), score, reasons: matched.reasons })
    });
    Ok(found.collect())
}
