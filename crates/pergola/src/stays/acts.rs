//! Saying where one will be, and telling those whom one chooses.

use std::collections::BTreeSet;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{MemberId, NoticeId, StayId},
    network::Mark,
    stays::{OPEN_AT_ONCE, Refusal, Stay, TOLD, Typed},
};

use pergola_places::City;

use super::store;
use crate::{
    app::{App, By},
    http::Failure,
    members::{self, Account},
    notices::{self, NewNotice},
    ties,
};

pub(crate) type Done<T> = Result<T, Failure<Refusal>>;

/// Ties looked through.
const TIES: usize = 10_000;
const AT_ONCE: i64 = 500;

/// Keeps a stay and tells those named, in one act.
pub(crate) async fn plan(app: &App, by: By, typed: &Typed, tell: Vec<String>) -> Done<Stay> {
    let stay = Stay::read(StayId(by.fresh()), by.member, typed, by.now).map_err(Failure::Refused)?;
    app.db
        .write(async move |tx| {
            let open = store::list(tx, by.member, by.now).await?.len();
            if i64::try_from(open).unwrap_or(i64::MAX) >= OPEN_AT_ONCE {
                return Err(Failure::Refused(Refusal::TooManyOpen));
            }
            store::keep(tx, &stay).await?;
            if !tell.is_empty() {
                tell_all(tx, &by, &stay, &tell).await?;
            }
            Ok(stay.clone())
        })
        .await
}

/// Tells more of them.
pub(super) async fn tell(app: &App, by: By, id: StayId, handles: Vec<String>) -> Done<Stay> {
    app.db
        .write(async move |tx| {
            let stay = store::find(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            if stay.is_over(by.now) {
                return Err(Failure::Refused(Refusal::Over));
            }
            tell_all(tx, &by, &stay, &handles).await?;
            Ok(stay)
        })
        .await
}

async fn tell_all(tx: &Tx, by: &By, stay: &Stay, handles: &[String]) -> Done<()> {
    let handles: BTreeSet<&str> =
        handles.iter().map(|handle| handle.trim()).filter(|handle| !handle.is_empty()).collect();
    if handles.is_empty() {
        return Err(Failure::Refused(Refusal::NobodyChosen));
    }
    let told = store::list_told(tx, stay.id).await?.len() + handles.len();
    if i64::try_from(told).unwrap_or(i64::MAX) > TOLD {
        return Err(Failure::Refused(Refusal::TooManyTold));
    }
    for handle in handles {
        let found = ties::find_visible(tx, by.member, handle).await?;
        let no_tie = || Failure::Refused(Refusal::NoTie);
        let other = found.ok_or_else(no_tie)?;
        if ties::find(tx, by.member, other.id).await?.is_none() {
            return Err(no_tie());
        }
        if store::keep_told(tx, stay.id, other.id).await? {
            notify(tx, by, stay, other.id).await?;
        }
    }
    Ok(())
}

async fn notify(tx: &Tx, by: &By, stay: &Stay, reader: MemberId) -> Result<(), Fault> {
    let new = NewNotice {
        id: NoticeId(by.fresh()),
        member: reader,
        kind: "stay_told",
        person: Some(stay.member),
        subject: Some(stay.id.0),
        at: by.now,
        source: &format!("stay:{}", stay.id),
    };
    notices::keep(tx, &new).await.map(drop)
}

pub(super) async fn remove(app: &App, by: By, id: StayId) -> Done<()> {
    app.db
        .write(async move |tx| {
            let stay = store::find(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            Ok(store::remove(tx, stay.id).await?)
        })
        .await
}

/// A stay with the ties who tell that they live there, and who was told already.
#[derive(Clone, Debug)]
pub(super) struct Looked {
    pub(super) stay: Stay,
    pub(super) near: Vec<Account>,
    pub(super) told: Vec<Account>,
}

pub(super) async fn find(app: &App, by: &By, id: StayId) -> Done<Looked> {
    let by = by.clone();
    app.db
        .read(async move |tx| {
            let stay = store::find(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            let ids = store::list_told(tx, id).await?;
            let unseen = ties::unseen(tx, by.member, &ids).await?;
            let mut told = members::find_many(tx, &ids).await?;
            told.retain(|person| !unseen.contains(&person.id));
            let near = near(tx, &by, &stay.place).await?;
            Ok(Looked { near: near.into_iter().filter(|one| !ids.contains(&one.id)).collect(), told, stay })
        })
        .await
}

/// How far from a place somebody still is near there.
const NEAR_KM: f64 = 50.0;

/// Ties who tell that they are in a place or near it, however it is written.
async fn near(tx: &Tx, by: &By, place: &str) -> Result<Vec<Account>, Fault> {
    let there = (by.marks.place(place), pergola_places::find(place));
    let (mut found, mut after, mut looked) = (Vec::new(), None, 0);
    while looked < TIES {
        let some = ties::list(tx, by.member, after, AT_ONCE).await?;
        let Some(last) = some.last().map(|tie| tie.other) else { break };
        (after, looked) = (Some(last), looked + some.len());
        let ids: Vec<MemberId> = some.iter().map(|tie| tie.other).collect();
        let unseen = ties::unseen(tx, by.member, &ids).await?;
        let people = members::find_many(tx, &ids).await?;
        let seen = people.into_iter().filter(|person| !unseen.contains(&person.id));
        found.extend(seen.filter(|person| is_near(by, there, &person.place)));
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// In the same place by name; or both are cities that the program knows, near each other.
fn is_near(by: &By, (mark, city): (Option<Mark>, Option<City>), place: &str) -> bool {
    let same = mark.is_some() && by.marks.place(place) == mark;
    let far = city.zip(pergola_places::find(place)).map(|(here, there)| here.spot.kilometres_to(there.spot));
    same || far.is_some_and(|far| far <= NEAR_KM)
}

/// What ties told this member, with who they are.
pub(super) async fn heard(app: &App, by: &By) -> Result<Vec<(Stay, Account)>, Fault> {
    let (member, now) = (by.member, by.now);
    app.db
        .read(async move |tx| {
            let stays = store::list_heard(tx, member, now).await?;
            let ids: Vec<MemberId> = stays.iter().map(|stay| stay.member).collect();
            let unseen = ties::unseen(tx, member, &ids).await?;
            let people = members::find_many(tx, &ids).await?;
            let seen = |person: &&Account| !unseen.contains(&person.id);
            let who = |stay: &Stay| people.iter().filter(seen).find(|person| person.id == stay.member).cloned();
            Ok(stays.into_iter().filter_map(|stay| who(&stay).map(|person| (stay, person))).collect())
        })
        .await
}
