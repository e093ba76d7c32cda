//! Going beside a newcomer, and being gone beside.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    companion::{self, Beside, InCommon, NEWCOMER_DAYS, Refusal, Side, suits},
    ids::{MemberId, NoticeId},
    text,
};

use crate::{
    app::{App, By},
    companion::store::beside::{self, Pair},
    http::Failure,
    members::{self, Account},
    messages::{self, Origin},
    notices::{self, NewNotice},
    ties,
};

type Outcome<T> = Result<T, Failure<Refusal>>;

/// Somebody who volunteers and suits this newcomer, with what both show.
#[derive(Clone, Debug)]
pub(in crate::companion) struct Offered {
    pub(in crate::companion) person: Account,
    pub(in crate::companion) common: InCommon,
}

/// The volunteer who suits best; none where nobody does.
pub(in crate::companion) async fn offered(app: &App, by: &By) -> Result<Option<Offered>, Fault> {
    let newcomer = by.member;
    app.db.read(async move |tx| suited(tx, newcomer).await).await
}

async fn suited(tx: &Tx, newcomer: MemberId) -> Result<Option<Offered>, Fault> {
    let volunteers = beside::list_volunteers(tx, newcomer).await?;
    if volunteers.is_empty() {
        return Ok(None);
    }
    let busy: BTreeMap<_, _> = beside::newcomers_of(tx, &volunteers).await?.into_iter().collect();
    let everybody: Vec<MemberId> = volunteers.iter().copied().chain([newcomer]).collect();
    let signs = Signs::of(beside::signs(tx, &everybody).await?);
    let best = volunteers
        .iter()
        .filter_map(|one| {
            let newcomers = busy.get(one).copied().unwrap_or_default();
            let common = InCommon { newcomers, ..signs.common(newcomer, *one) };
            Some((suits(&common)?, *one, common))
        })
        // The first of equals: who volunteered first.
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let Some((_, one, common)) = best else { return Ok(None) };
    Ok(members::find(tx, one).await?.map(|person| Offered { person, common }))
}

/// What people tell of themselves, by kind.
struct Signs(BTreeMap<(MemberId, &'static str), BTreeSet<String>>);

impl Signs {
    fn of(rows: Vec<(MemberId, &'static str, String)>) -> Self {
        let mut all: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for (member, kind, word) in rows {
            let words = word.split(',').map(text::fold).filter(|word| !word.is_empty());
            let words: Vec<String> = if kind == "language" { words.collect() } else { vec![text::fold(&word)] };
            all.entry((member, kind)).or_default().extend(words);
        }
        Self(all)
    }

    fn shared(&self, one: MemberId, other: MemberId, kind: &'static str) -> i64 {
        let (Some(one), Some(other)) = (self.0.get(&(one, kind)), self.0.get(&(other, kind))) else { return 0 };
        i64::try_from(one.intersection(other).count()).unwrap_or_default()
    }

    fn common(&self, one: MemberId, other: MemberId) -> InCommon {
        // Who names no language speaks that of the place: it is no reason to leave somebody alone.
        let silent = |member| !self.0.contains_key(&(member, "language"));
        InCommon {
            language: silent(one) || silent(other) || self.shared(one, other, "language") > 0,
            place: self.shared(one, other, "place") > 0,
            organisations: self.shared(one, other, "organisation"),
            skills: self.shared(one, other, "skill"),
            newcomers: 0,
        }
    }
}

/// Whether somebody may be offered to this member.
pub(in crate::companion) async fn is_newcomer(app: &App, by: &By) -> Result<bool, Fault> {
    let member = by.member;
    let settings = app.db.read(async move |tx| members::settings(tx, member).await).await?;
    Ok(settings.is_some_and(|settings| by.now.days_since(settings.created_at) < NEWCOMER_DAYS))
}

/// Says that one would go beside a newcomer, or would not any more.
pub(in crate::companion) async fn volunteer(app: &App, by: By, willing: bool) -> Outcome<()> {
    app.db
        .write(async move |tx| {
            if !willing {
                return Ok(beside::remove_volunteer(tx, by.member).await?);
            }
            let settings = members::settings(tx, by.member).await?.ok_or(Failure::NotFound)?;
            if by.now.days_since(settings.created_at) < companion::GODPARENT_FROM_DAYS {
                return Err(Failure::Refused(Refusal::TooNew));
            }
            Ok(beside::keep_volunteer(tx, by.member, by.now).await?)
        })
        .await
}

/// The newcomer asks the volunteer he was shown, or lets him pass.
pub(in crate::companion) async fn ask(app: &App, by: By, handle: &str, asked: bool) -> Outcome<()> {
    let handle = handle.to_owned();
    app.db
        .write(async move |tx| {
            let other = ties::find_visible(tx, by.member, &handle).await?.ok_or(Failure::NotFound)?.id;
            let settings = members::settings(tx, by.member).await?.ok_or(Failure::NotFound)?;
            let newcomer = by.now.days_since(settings.created_at) < NEWCOMER_DAYS;
            // Whoever else volunteered is nobody's to choose from.
            let is_offered = suited(tx, by.member).await?.is_some_and(|offered| offered.person.id == other);
            if !newcomer || !is_offered {
                return Err(Failure::Refused(Refusal::NoOffer));
            }
            if beside::keep_new(tx, by.member, other, asked, by.now).await? && asked {
                tell(tx, &by, "godparent_asked", other, by.member).await?;
            }
            Ok(())
        })
        .await
}

/// What the one who was asked answers, or what either side ends.
#[derive(Clone, Copy, Debug)]
pub(in crate::companion) enum Answer {
    Yes,
    No,
    End,
}

/// The godparent answers; or either side ends it. With a yes the two can write to each other.
pub(in crate::companion) async fn answer(app: &App, by: By, handle: &str, answer: Answer) -> Outcome<()> {
    let handle = handle.to_owned();
    app.db
        .write(async move |tx| {
            let other = ties::find_visible(tx, by.member, &handle).await?.ok_or(Failure::NotFound)?.id;
            let mine = beside::find(tx, other, by.member).await?;
            let theirs = beside::find(tx, by.member, other).await?;
            match answer {
                Answer::Yes => {
                    let pair = mine.ok_or(Failure::NotFound)?;
                    let newcomers =
                        beside::newcomers_of(tx, &[by.member]).await?.first().map_or(0, |(_, count)| *count);
                    let next = pair.beside.accept(newcomers, by.now).map_err(Failure::Refused)?;
                    keep(tx, &pair, next).await?;
                    messages::open(tx, &by, &[pair.newcomer, pair.godparent], Origin::Direct).await?;
                    Ok(tell(tx, &by, "godparent_beside", pair.newcomer, pair.godparent).await?)
                }
                Answer::No => {
                    let pair = mine.ok_or(Failure::NotFound)?;
                    keep(tx, &pair, pair.beside.decline(by.now).map_err(Failure::Refused)?).await
                }
                Answer::End => {
                    let pair = [mine, theirs].into_iter().flatten().find(|pair| standing(pair, &by));
                    let pair = pair.ok_or(Failure::NotFound)?;
                    keep(tx, &pair, pair.beside.end(by.now).map_err(Failure::Refused)?).await
                }
            }
        })
        .await
}

/// Whether this member may still end it.
fn standing(pair: &Pair, by: &By) -> bool {
    pair.beside.seen_by(side(pair, by.member), by.now) != Beside::Over
}

/// On which side of a pair a member stands.
pub(in crate::companion) fn side(pair: &Pair, member: MemberId) -> Side {
    if pair.newcomer == member { Side::Newcomer } else { Side::Godparent }
}

async fn keep(tx: &Tx, pair: &Pair, next: Beside) -> Outcome<()> {
    if beside::keep(tx, pair, next).await? { Ok(()) } else { Err(Failure::Stale) }
}

async fn tell(tx: &Tx, by: &By, kind: &str, reader: MemberId, person: MemberId) -> Result<(), Fault> {
    let source = format!("{kind}:{person}");
    let (id, person) = (NoticeId(by.fresh()), Some(person));
    let new = NewNotice { id, member: reader, kind, person, subject: None, at: by.now, source: &source };
    notices::keep(tx, &new).await.map(drop)
}

/// With whom the member goes, who asks him, whom he asked.
#[derive(Clone, Debug)]
pub(in crate::companion) struct Standing {
    pub(in crate::companion) person: Account,
    pub(in crate::companion) side: Side,
    pub(in crate::companion) beside: Beside,
}

pub(in crate::companion) async fn list(app: &App, by: &By) -> Result<Vec<Standing>, Fault> {
    let (member, now) = (by.member, by.now);
    app.db
        .read(async move |tx| {
            let pairs = beside::list(tx, member).await?;
            let others = pairs.iter().flat_map(|pair| [pair.newcomer, pair.godparent]).collect::<Vec<_>>();
            let people = members::find_many(tx, &others).await?;
            let seen = pairs.iter().filter_map(|pair| {
                let side = side(pair, member);
                let other = if side == Side::Newcomer { pair.godparent } else { pair.newcomer };
                let person = people.iter().find(|account| account.id == other)?.clone();
                Some(Standing { person, side, beside: pair.beside.seen_by(side, now) })
            });
            Ok(seen.filter(|standing| standing.beside != Beside::Over).collect())
        })
        .await
}
