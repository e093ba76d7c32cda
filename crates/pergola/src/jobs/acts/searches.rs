//! Open to work, and the searches that somebody wants to hear from.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{JobId, MemberId, SavedSearchId},
    jobs::{self, OPEN_CHARS, Openness, Refusal, SEARCH_CHARS, SEARCHES, Speaks, employer_words},
    text,
    time::Timestamp,
};

use super::Done;
use crate::{
    app::{App, By},
    http::Failure,
    jobs::{
        filter::{Filter, PeopleFilter},
        store::{
            ads,
            searches::{self as store, Open, Saved},
        },
    },
    members::{self, Account},
    organisations, ties,
};

/// Says to whom one is open, what one would like, and who shall never learn it besides one's own employers.
pub(crate) async fn set_openness(app: &App, by: By, to: &str, words: &str, also_not: &[String]) -> Done<()> {
    let to = Openness::of_name(to).ok_or(Failure::Refused(Refusal::OpennessUnknown))?;
    let words = text::line(words);
    if i64::try_from(words.chars().count()).unwrap_or(i64::MAX) > OPEN_CHARS {
        return Err(Failure::Refused(Refusal::WordsTooLong));
    }
    let open = Open { to, words, also_not: jobs::also_not(also_not).map_err(Failure::Refused)? };
    // Nothing goes into the log: that somebody would leave is told to whom he chose, and kept nowhere else.
    Ok(app.db.write::<(), Fault, _>(async move |tx| store::keep_openness(tx, by.member, &open, by.now).await).await?)
}

/// The own openness, with the employers who never learn it.
pub(in crate::jobs) async fn openness(app: &App, by: &By) -> Result<(Open, Vec<String>), Fault> {
    let (member, now) = (by.member, by.now);
    app.db.read(async move |tx| Ok((store::openness(tx, member).await?, employers(tx, member, now).await?))).await
}

/// The names of the organisations that somebody is of: where he works now, and for whom he speaks.
async fn employers(tx: &Tx, member: MemberId, now: Timestamp) -> Result<Vec<String>, Fault> {
    let mut ids = organisations::works_at(tx, member, now).await?;
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

/// What a reader is to organisations. Who looks on behalf of a client is of that client too: whom he proposes, he proposes to it.
async fn speaks(tx: &Tx, reader: MemberId, now: Timestamp) -> Result<Speaks, Fault> {
    let spoken = organisations::spoken_for(tx, reader).await?;
    let proven = organisations::find_many(tx, &spoken).await?.iter().any(organisations::Organisation::is_proven);
    let mut of = employers(tx, reader, now).await?;
    of.extend(ads::list_clients(tx, &spoken).await?);
    Ok(Speaks { of: words(&of), proven })
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

/// Where those who are looked for work now, by the words of employers.
struct Works {
    /// Exactly there.
    at: Option<String>,
    /// Where the name has all of these words.
    named: Option<String>,
}

impl Works {
    /// Of one's own employer nobody is asked for, whether anybody is open or not.
    async fn of(tx: &Tx, asked: &PeopleFilter, reader: &Speaks) -> Done<Self> {
        let at = match asked.at {
            Some(at) => Some(organisations::find(tx, at).await?.ok_or(Failure::NotFound)?.name),
            None => None,
        };
        let named = Some(asked.employer.clone()).filter(|name| !name.is_empty());
        let works = Self { at: at.as_deref().map(employer_words), named: named.as_deref().map(employer_words) };
        let own = works.at.iter().chain(&works.named).any(|employer| reader.is_of(employer));
        if own { Err(Failure::Refused(Refusal::OwnStaff)) } else { Ok(works) }
    }

    async fn fits(&self, tx: &Tx, member: MemberId, now: Timestamp) -> Result<bool, Fault> {
        if self.at.is_none() && self.named.is_none() {
            return Ok(true);
        }
        let ids = organisations::works_at(tx, member, now).await?;
        let found = organisations::find_many(tx, &ids).await?;
        let holds =
            |employer: &str, words: &str| words.split(' ').all(|word| employer.split(' ').any(|own| own == word));
        Ok(found.iter().map(|one| employer_words(&one.name)).any(|employer| {
            self.at.as_ref().is_none_or(|at| *at == employer)
                && self.named.as_ref().is_none_or(|named| holds(&employer, named))
        }))
    }
}

/// Who is open to work and tells this reader.
pub(in crate::jobs) async fn open_people(
    app: &App,
    by: &By,
    asked: &PeopleFilter,
    (from, limit): (MemberId, usize),
) -> Done<Vec<OpenPerson>> {
    let (reader, asked, now) = (by.member, asked.clone(), by.now);
    app.db
        .read(async move |tx| {
            let speaks = speaks(tx, reader, now).await?;
            let works = Works::of(tx, &asked, &speaks).await?;
            let (mut found, mut looked, mut after) = (Vec::new(), 0, from);
            while found.len() < limit && looked < LOOKED_AT {
                let batch = store::list_open(tx, (&asked.words, &asked.skill), after, BATCH).await?;
                let Some((last, _)) = batch.last() else { break };
                after = *last;
                looked += BATCH;
                found.extend(told(tx, (reader, &speaks, now), (&asked.place, &works), batch).await?);
            }
            found.truncate(limit);
            Ok(found)
        })
        .await
}

/// Those of a batch who tell this reader.
async fn told(
    tx: &Tx,
    (reader, speaks, now): (MemberId, &Speaks, Timestamp),
    (place, works): (&str, &Works),
    batch: Vec<(MemberId, Open)>,
) -> Result<Vec<OpenPerson>, Fault> {
    let ids: Vec<MemberId> = batch.iter().map(|(id, _)| *id).filter(|id| *id != reader).collect();
    let unseen = ties::unseen(tx, reader, &ids).await?;
    let people = members::find_many(tx, &ids).await?;
    let place = text::fold(place);
    let mut found = Vec::new();
    for (id, open) in batch {
        let Some(person) = people.iter().find(|person| person.id == id && !unseen.contains(&id)) else { continue };
        let lives = text::fold(&person.place);
        if !place.split(' ').all(|word| lives.contains(word)) || !works.fits(tx, id, now).await? {
            continue;
        }
        let mut never = employers(tx, id, now).await?;
        never.extend(open.also_not);
        if open.to.reaches(&words(&never), speaks) {
            found.push(OpenPerson { person: person.clone(), words: open.words });
        }
    }
    Ok(found)
}

/// Whether a member speaks for a proven organisation.
pub(in crate::jobs) async fn speaks_for_proven(app: &App, by: &By) -> Result<bool, Fault> {
    let (member, now) = (by.member, by.now);
    app.db.read(async move |tx| Ok(speaks(tx, member, now).await?.proven)).await
}

/// Members that one search over people knows at most.
const KNOWN: usize = 500;

/// Whom a search over people finds now: nobody for who speaks for no proven organisation.
pub(in crate::jobs) async fn found_people(app: &App, by: &By, asked: &PeopleFilter) -> Result<Vec<OpenPerson>, Fault> {
    if !speaks_for_proven(app, by).await? {
        return Ok(Vec::new());
    }
    match open_people(app, by, asked, (MemberId(0), KNOWN)).await {
        Ok(found) => Ok(found),
        Err(Failure::Fault(fault)) => Err(fault),
        // He came to be of that organisation himself, or it is gone.
        Err(_) => Ok(Vec::new()),
    }
}

/// Saves a search; the same twice is once.
pub(crate) async fn save(app: &App, by: By, query: &str) -> Done<SavedSearchId> {
    let malformed = || Failure::Refused(Refusal::SearchMalformed);
    if query.len() > SEARCH_CHARS {
        return Err(malformed());
    }
    let (query, known) = match PeopleFilter::read(query) {
        None => (Filter::read(query).map_err(|_bad| malformed())?.query(), Vec::new()),
        Some(asked) => {
            let asked = asked.map_err(|_bad| malformed())?;
            if !speaks_for_proven(app, &by).await? {
                return Err(Failure::Refused(Refusal::SearchForProven));
            }
            let found = open_people(app, &by, &asked, (MemberId(0), KNOWN)).await?;
            (asked.query(), found.iter().map(|one| one.person.id.0).collect())
        }
    };
    app.db
        .write(async move |tx| {
            let there = store::list_saved(tx, by.member).await?;
            let is_there = there.iter().any(|saved| saved.query == query);
            if !is_there && i64::try_from(there.len()).unwrap_or(i64::MAX) >= SEARCHES {
                return Err(Failure::Refused(Refusal::TooManySearches));
            }
            let id = SavedSearchId(by.fresh());
            // What stands now was seen while the search was saved.
            let new = Saved {
                id,
                member: by.member,
                query: query.clone(),
                created_at: by.now,
                told_job: JobId(by.fresh()),
                found: Vec::new(),
                found_at: Timestamp(0),
                known: known.clone(),
            };
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
