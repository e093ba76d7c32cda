//! Open to work, and the searches that somebody wants to hear from.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{JobId, MemberId, NoticeId, OrganisationId, SavedSearchId},
    jobs::{OPEN_CHARS, Openness, Refusal, SEARCH_CHARS, SEARCHES, Speaks, employer_words},
    members::Language,
    text,
};

use super::Done;
use crate::{
    app::{App, By},
    http::Failure,
    jobs::{
        Job,
        filter::Filter,
        store::{
            ads,
            searches::{self as store, Open, Saved},
        },
    },
    members::{self, Account},
    network,
    notices::{self, NewNotice},
    organisations, ties,
};

/// Says to whom one is open, and what one would like.
pub(in crate::jobs) async fn set_openness(app: &App, by: By, to: &str, words: &str) -> Done<()> {
    let to = Openness::of_name(to).ok_or(Failure::Refused(Refusal::OpennessUnknown))?;
    let words = text::line(words);
    if i64::try_from(words.chars().count()).unwrap_or(i64::MAX) > OPEN_CHARS {
        return Err(Failure::Refused(Refusal::WordsTooLong));
    }
    let open = Open { to, words };
    // Nothing goes into the log: that somebody would leave is told to whom he chose, and kept nowhere else.
    Ok(app.db.write::<(), Fault, _>(async move |tx| store::keep_openness(tx, by.member, &open, by.now).await).await?)
}

/// The own openness, with the employers who never learn it.
pub(in crate::jobs) async fn openness(app: &App, by: &By) -> Result<(Open, Vec<String>), Fault> {
    let member = by.member;
    app.db.read(async move |tx| Ok((store::openness(tx, member).await?, employers(tx, member).await?))).await
}

/// The names of the organisations that somebody is of: where he works now, and for whom he speaks.
async fn employers(tx: &Tx, member: MemberId) -> Result<Vec<String>, Fault> {
    let mut ids = organisations::works_at(tx, member).await?;
    ids.extend(organisations::spoken_for(tx, member).await?);
    ids.sort_unstable();
    ids.dedup();
    let mut names: Vec<String> = organisations::find_many(tx, &ids).await?.into_iter().map(|one| one.name).collect();
    names.sort_unstable();
    Ok(names)
}

fn words(names: &[String]) -> Vec<String> {
    names.iter().map(|name| employer_words(name)).collect()
}

/// What a reader is to organisations.
async fn speaks(tx: &Tx, reader: MemberId) -> Result<Speaks, Fault> {
    let spoken = organisations::spoken_for(tx, reader).await?;
    let proven = organisations::find_many(tx, &spoken).await?.iter().any(organisations::Organisation::is_proven);
    Ok(Speaks { of: words(&employers(tx, reader).await?), proven })
}

/// Somebody who is open to work, as this reader may know.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct OpenPerson {
    pub(in crate::jobs) person: Account,
    pub(in crate::jobs) words: String,
}

/// Looked through for one page.
const LOOKED_AT: i64 = 2_000;
const BATCH: i64 = 100;

/// Who is open to work and tells this reader, by words of what they would like. `at`: who works there now; of one's own
/// employer nobody is asked for, whether anybody is open or not.
pub(in crate::jobs) async fn open_people(
    app: &App,
    by: &By,
    asked: &str,
    at: Option<OrganisationId>,
    (from, limit): (MemberId, usize),
) -> Done<Vec<OpenPerson>> {
    let (reader, asked) = (by.member, asked.to_owned());
    app.db
        .read(async move |tx| {
            let speaks = speaks(tx, reader).await?;
            if let Some(at) = at {
                let place = organisations::find(tx, at).await?.ok_or(Failure::NotFound)?;
                if speaks.of.contains(&employer_words(&place.name)) {
                    return Err(Failure::Refused(Refusal::OwnStaff));
                }
            }
            let (mut found, mut looked, mut after) = (Vec::new(), 0, from);
            while found.len() < limit && looked < LOOKED_AT {
                let batch = store::list_open(tx, &asked, after, BATCH).await?;
                let Some((last, _)) = batch.last() else { break };
                after = *last;
                looked += BATCH;
                found.extend(told(tx, (reader, &speaks), at, batch).await?);
            }
            found.truncate(limit);
            Ok(found)
        })
        .await
}

/// Those of a batch who tell this reader.
async fn told(
    tx: &Tx,
    (reader, speaks): (MemberId, &Speaks),
    at: Option<OrganisationId>,
    batch: Vec<(MemberId, Open)>,
) -> Result<Vec<OpenPerson>, Fault> {
    let ids: Vec<MemberId> = batch.iter().map(|(id, _)| *id).filter(|id| *id != reader).collect();
    let unseen = ties::unseen(tx, reader, &ids).await?;
    let people = members::find_many(tx, &ids).await?;
    let mut found = Vec::new();
    for (id, open) in batch {
        let Some(person) = people.iter().find(|person| person.id == id && !unseen.contains(&id)) else { continue };
        let is_there = match at {
            Some(at) => organisations::works_at(tx, id).await?.contains(&at),
            None => true,
        };
        if is_there && open.to.reaches(&words(&employers(tx, id).await?), speaks) {
            found.push(OpenPerson { person: person.clone(), words: open.words });
        }
    }
    Ok(found)
}

/// Saves a search; the same twice is once.
pub(in crate::jobs) async fn save(app: &App, by: By, query: &str) -> Done<SavedSearchId> {
    let malformed = || Failure::Refused(Refusal::SearchMalformed);
    if query.len() > SEARCH_CHARS {
        return Err(malformed());
    }
    let query = Filter::read(query).map_err(|_bad| malformed())?.query();
    app.db
        .write(async move |tx| {
            let there = store::list_saved(tx, by.member).await?;
            let known = there.iter().any(|saved| saved.query == query);
            if !known && i64::try_from(there.len()).unwrap_or(i64::MAX) >= SEARCHES {
                return Err(Failure::Refused(Refusal::TooManySearches));
            }
            let id = SavedSearchId(by.fresh());
            // What stands now was seen while the search was saved.
            let new =
                Saved { id, member: by.member, query: query.clone(), created_at: by.now, told_job: JobId(by.fresh()) };
            Ok(store::keep_saved(tx, &new, by.now).await?)
        })
        .await
}

pub(in crate::jobs) async fn remove(app: &App, by: By, id: SavedSearchId) -> Done<()> {
    let removed: Result<bool, Fault> = app.db.write(async move |tx| store::remove_saved(tx, by.member, id).await).await;
    if removed? { Ok(()) } else { Err(Failure::NotFound) }
}

pub(in crate::jobs) async fn saved(app: &App, by: &By) -> Result<Vec<Saved>, Fault> {
    let member = by.member;
    app.db.read(async move |tx| store::list_saved(tx, member).await).await
}

/// Ads looked through for one search, newest first.
const NEW_ADS: i64 = 100;

/// What fits a search of a member's and is newer than what he was told of.
async fn fresh(app: &App, by: &By, saved: &Saved) -> Result<Vec<Job>, Fault> {
    let Ok(filter) = Filter::read(&saved.query) else { return Ok(Vec::new()) };
    let (viewer, now, asked, told) = (by.member, by.now, filter.clone(), saved.told_job);
    let mut jobs = app
        .db
        .read(async move |tx| {
            let mut jobs = ads::list(tx, &asked, None, NEW_ADS, now).await?;
            jobs.retain(|job| job.id > told && job.author != viewer);
            let authors: Vec<MemberId> = jobs.iter().map(|job| job.author).collect();
            let unseen = ties::unseen(tx, viewer, &authors).await?;
            jobs.retain(|job| !unseen.contains(&job.author));
            Ok::<_, Fault>(jobs)
        })
        .await?;
    if let Some(steps) = filter.known {
        let there: Vec<OrganisationId> = jobs.iter().map(Job::there).collect();
        let known = network::acquainted(app, by, &there, steps).await?;
        jobs.retain(|job| known.contains_key(&job.there()));
    }
    Ok(jobs)
}

/// Searches looked at in one go.
const AT_ONCE: i64 = 200;

/// Once a day tells each member whose searches found something new: one notice, whichever and how many they are. Nobody but
/// him learns what he looks for.
pub(crate) async fn tell_found(app: &App) -> Result<(), Fault> {
    let by = app.by_itself(Language::default());
    let before = by.now.plus_days(-1);
    let due = app.db.read(async move |tx| store::list_due(tx, before, AT_ONCE).await).await?;
    for saved in due {
        let owner = by.on_behalf_of(saved.member);
        let newest = fresh(app, &owner, &saved).await?.iter().map(|job| job.id).max();
        let (by, id, member) = (owner, saved.id, saved.member);
        let told: Result<(), Fault> = app
            .db
            .write(async move |tx| {
                store::keep_told(tx, id, newest.unwrap_or(saved.told_job), by.now).await?;
                if newest.is_none() {
                    return Ok(());
                }
                let day = by.now.0.div_euclid(pergola_domain::time::DAY_US);
                let new = NewNotice {
                    id: NoticeId(by.fresh()),
                    member,
                    kind: "search_found",
                    person: None,
                    subject: None,
                    at: by.now,
                    source: &format!("searches:{member}:{day}"),
                };
                notices::keep(tx, &new).await.map(drop)
            })
            .await;
        told?;
    }
    Ok(())
}
