//! People whom one could meet there, and why: what they ask that one offers, and the other way round, of those who come as
//! they let it be read. Nobody without a reason that a person can read.

use pergola_db::Fault;
use pergola_domain::{
    asks::{Ask, Kind, reasons},
    ids::MemberId,
};

use super::Attendees;
use crate::{
    app::{App, By},
    asks,
    members::Account,
};

/// Looked through of those who come.
const LOOKED_AT: usize = 300;
/// Asks and offers of one.
const OF_ONE: i64 = 50;
const SHOWN: usize = 10;

/// Somebody worth meeting.
#[derive(Clone, Debug)]
pub(in crate::events) struct Reason {
    pub(in crate::events) person: Account,
    /// What he says: an ask that the viewer answers, or an offer that answers the viewer.
    pub(in crate::events) theirs: Ask,
    /// In which words both say it.
    pub(in crate::events) shared: Vec<String>,
}

/// The best reasons first.
pub(in crate::events) async fn worth_meeting(app: &App, by: &By, attendees: &Attendees) -> Result<Vec<Reason>, Fault> {
    let people: Vec<&Account> = attendees.people.iter().take(LOOKED_AT).collect();
    let mine = open_of(app, by, vec![by.member]).await?;
    if mine.is_empty() || people.is_empty() {
        return Ok(Vec::new());
    }
    let theirs = open_of(app, by, people.iter().map(|one| one.id).collect()).await?;
    let theirs = asks::visible(app, by, theirs).await?;
    let mut found: Vec<Reason> = Vec::new();
    for person in people {
        let best = theirs.iter().filter(|seen| seen.ask.author == person.id).filter_map(|seen| {
            let fits = mine.iter().filter(|own| own.kind == seen.ask.kind.other());
            let shared = fits.map(|own| reasons::shared(&own.said, &seen.ask.said)).max_by_key(Vec::len)?;
            (!shared.is_empty()).then(|| (seen.ask.clone(), shared))
        });
        if let Some((ask, shared)) = best.max_by_key(|(_, shared)| shared.len()) {
            let shared = shared.into_iter().map(|topic| topic.name).collect();
            found.push(Reason { person: person.clone(), theirs: ask, shared });
        }
    }
    found.sort_by_key(|reason| std::cmp::Reverse(reason.shared.len()));
    found.truncate(SHOWN);
    Ok(found)
}

/// What these people ask and offer now.
async fn open_of(app: &App, by: &By, people: Vec<MemberId>) -> Result<Vec<Ask>, Fault> {
    let now = by.now;
    app.db
        .read(async move |tx| {
            let mut all = Vec::new();
            for person in &people {
                for kind in Kind::ALL {
                    let of = asks::list_of(tx, *person, Some(kind), None, OF_ONE).await?;
                    all.extend(of.into_iter().filter(|ask| ask.is_open(now)));
                }
            }
            Ok(all)
        })
        .await
}
