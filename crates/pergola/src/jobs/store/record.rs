//! What the record of those who post is made of. The rule says what is part of it; here is asked what there is.

use std::collections::{BTreeMap, BTreeSet};

use pergola_db::{Fault, Row, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, OrganisationId},
    jobs::{Answerable, Application, Deed, Hands, Outcome, RecordFacts, Stage},
    time::Timestamp,
};

use super::ads::{count_open_of, known};
use crate::organisations::{self, Organisation};

/// Read of each organisation, the newest first; and organisations in whose name one member posted.
const READ: i64 = 2_000;
const POSTED_FOR: usize = 20;
/// Organisations in one statement.
const AT_ONCE: usize = 128;

type Organisations<T> = BTreeMap<OrganisationId, T>;
type Ended = Organisations<Vec<(Deed, Outcome)>>;
type Sent = Organisations<Vec<(Deed, Application)>>;

/// What happened to the ads of those who answer for an organisation's.
pub(in crate::jobs) async fn facts(tx: &Tx, organisation: &Organisation, now: Timestamp) -> Result<RecordFacts, Fault> {
    let mut all = facts_of(tx, std::slice::from_ref(organisation), now).await?;
    Ok(all.remove(&organisation.id).unwrap_or_default())
}

/// The same of several, in as many statements as of one.
pub(in crate::jobs) async fn facts_of(
    tx: &Tx,
    organisations: &[Organisation],
    now: Timestamp,
) -> Result<Organisations<RecordFacts>, Fault> {
    let ids: Vec<OrganisationId> = organisations.iter().map(|one| one.id).collect();
    let answerable = answerable(tx, organisations, &ids).await?;
    let open = count_open_of(tx, &ids, now).await?;
    let mut asked: BTreeSet<OrganisationId> = ids.into_iter().collect();
    asked.extend(answerable.values().flat_map(|one| one.hands.iter().map(|hands| hands.organisation)));
    let asked: Vec<OrganisationId> = asked.into_iter().collect();
    let (ended, applications) = (ended(tx, &asked, now).await?, applications(tx, &asked).await?);
    let all = answerable.into_iter().map(|(id, answerable)| {
        let open = open.get(&id).copied().unwrap_or_default();
        (id, of_answerable(&answerable, open, (&ended, &applications)))
    });
    Ok(all.collect())
}

/// What of all that happened is the record of one.
fn of_answerable(answerable: &Answerable, open: i64, (ended, applications): (&Ended, &Sent)) -> RecordFacts {
    let id = answerable.now.organisation;
    let mut facts = RecordFacts { open, ..RecordFacts::default() };
    let mut organisations: BTreeSet<OrganisationId> = answerable.hands.iter().map(|one| one.organisation).collect();
    organisations.insert(id);
    let mut left_out = false;
    let mut has = |deed: Deed| {
        let has = answerable.has(deed);
        left_out |= !has && deed.organisation == id;
        has
    };
    for organisation in organisations {
        let ended = ended.get(&organisation).into_iter().flatten().filter(|(deed, _)| has(*deed));
        facts.outcomes.extend(ended.map(|(_, outcome)| *outcome));
        let sent = applications.get(&organisation).into_iter().flatten().filter(|(deed, _)| has(*deed));
        facts.applications.extend(sent.map(|(_, application)| *application));
    }
    facts.since = left_out.then_some(answerable.now.since);
    facts
}

/// Who answers for each, with the hands of every organisation where something of theirs may have happened.
async fn answerable(
    tx: &Tx,
    organisations: &[Organisation],
    ids: &[OrganisationId],
) -> Result<Organisations<Answerable>, Fault> {
    let mut speakers = organisations::speakers_of(tx, ids).await?;
    let mut hands = organisations::hands(tx, ids).await?;
    let mut all = Organisations::new();
    for organisation in organisations {
        let id = organisation.id;
        let hands = hands.remove(&id).unwrap_or_default();
        let of_now = hands.iter().find(|one| one.organisation == id && one.since == organisation.anew_at).cloned();
        let unknown = || Hands { organisation: id, since: organisation.anew_at, domains: Vec::new() };
        let speakers = speakers.remove(&id).unwrap_or_default();
        all.insert(id, Answerable { now: of_now.unwrap_or_else(unknown), speakers, hands });
    }
    with_hands_elsewhere(tx, &mut all).await?;
    Ok(all)
}

/// Where nothing was proven it is those who posted who answer: also for what they posted elsewhere.
async fn with_hands_elsewhere(tx: &Tx, all: &mut Organisations<Answerable>) -> Result<(), Fault> {
    let unproven = |one: &&mut Answerable| one.now.domains.is_empty();
    let posters: BTreeSet<MemberId> =
        all.values_mut().filter(unproven).flat_map(|one| one.speakers.iter().copied()).collect();
    let posted = posted_for(tx, &posters.into_iter().collect::<Vec<_>>()).await?;
    let elsewhere: BTreeSet<OrganisationId> = posted.values().flatten().copied().collect();
    let hands = organisations::hands_of(tx, &elsewhere.into_iter().collect::<Vec<_>>()).await?;
    for one in all.values_mut().filter(unproven) {
        let theirs: BTreeSet<OrganisationId> =
            one.speakers.iter().filter_map(|poster| posted.get(poster)).flatten().copied().collect();
        // The newest of them.
        for id in theirs.into_iter().rev().take(POSTED_FOR) {
            one.hands.extend(hands.iter().filter(|hands| hands.organisation == id).cloned());
        }
    }
    Ok(())
}

/// The organisations in whose name each of these posted, the newest of them.
async fn posted_for(tx: &Tx, posters: &[MemberId]) -> Result<BTreeMap<MemberId, Vec<OrganisationId>>, Fault> {
    let mut all: BTreeMap<MemberId, Vec<OrganisationId>> = BTreeMap::new();
    for some in posters.chunks(AT_ONCE) {
        let mut values = params![i64::try_from(POSTED_FOR).unwrap_or(i64::MAX)].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT poster_id, organisation_id FROM (SELECT poster_id, organisation_id, \
             ROW_NUMBER() OVER (PARTITION BY poster_id ORDER BY organisation_id DESC) AS place \
             FROM (SELECT DISTINCT poster_id, organisation_id FROM jobs WHERE poster_id IN ({marks})) posted) newest \
             WHERE place <= $1"
        );
        for (poster, id) in tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await? {
            all.entry(poster).or_default().push(id);
        }
    }
    Ok(all)
}

/// Ads that ended, and how.
async fn ended(tx: &Tx, ids: &[OrganisationId], now: Timestamp) -> Result<Ended, Fault> {
    let mut all = Ended::new();
    for some in ids.chunks(AT_ONCE) {
        let mut values = params![now, READ].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT state, outcome, posted_at, poster_id, organisation_id FROM (SELECT id, state, outcome, posted_at, \
             poster_id, organisation_id, ROW_NUMBER() OVER (PARTITION BY organisation_id ORDER BY id DESC) AS place \
             FROM jobs WHERE organisation_id IN ({marks}) AND (state = 'closed' OR lives_until <= $1)) newest \
             WHERE place <= $2 ORDER BY organisation_id, id DESC"
        );
        let row = |row: &Row<'_>| {
            let known = Outcome::of_name(&row.get::<String>(1)?);
            let open = row.get::<String>(0)? == "open";
            let outcome = if open { Outcome::NotConfirmed } else { known.unwrap_or(Outcome::Stopped) };
            Ok((Deed { organisation: row.get(4)?, at: row.get(2)?, poster: row.get(3)? }, outcome))
        };
        for (deed, outcome) in tx.all(&sql, &values, row).await? {
            all.entry(deed.organisation).or_default().push((deed, outcome));
        }
    }
    Ok(all)
}

async fn applications(tx: &Tx, ids: &[OrganisationId]) -> Result<Sent, Fault> {
    let mut all = Sent::new();
    for some in ids.chunks(AT_ONCE) {
        let mut values = params![READ].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT sent_at, stage, moved_at, answered_at, poster_id, organisation_id FROM (SELECT a.id, a.sent_at, \
             a.stage, a.moved_at, a.answered_at, COALESCE(j.poster_id, 0) AS poster_id, a.organisation_id, \
             ROW_NUMBER() OVER (PARTITION BY a.organisation_id ORDER BY a.id DESC) AS place \
             FROM applications a LEFT JOIN jobs j ON j.id = a.job_id WHERE a.organisation_id IN ({marks})) newest \
             WHERE place <= $1 ORDER BY organisation_id, id DESC"
        );
        let row = |row: &Row<'_>| {
            let application = Application {
                sent_at: row.get(0)?,
                stage: known(&row.get::<String>(1)?, Stage::of_name)?,
                moved_at: row.get(2)?,
                answered_at: row.get(3)?,
            };
            Ok((Deed { organisation: row.get(5)?, at: application.sent_at, poster: row.get(4)? }, application))
        };
        for (deed, application) in tx.all(&sql, &values, row).await? {
            all.entry(deed.organisation).or_default().push((deed, application));
        }
    }
    Ok(all)
}

/// Who left posted nothing any more: what he did where nothing was proven is nobody's.
pub(in crate::jobs) async fn forget_poster(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("UPDATE jobs SET poster_id = 0 WHERE poster_id = $1", &params![member]).await.map(drop)
}
