//! What the record of those who post is made of. The rule says what is part of it; here is asked what there is.

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{
    ids::{MemberId, OrganisationId},
    jobs::{Answerable, Application, Deed, Hands, Outcome, RecordFacts, Stage},
    time::Timestamp,
};

use super::ads::{count_open, known};
use crate::organisations::{self, Organisation};

/// Read of each organisation, the newest first.
const READ: i64 = 2_000;

/// What happened to the ads of those who answer for an organisation's.
pub(in crate::jobs) async fn facts(tx: &Tx, organisation: &Organisation, now: Timestamp) -> Result<RecordFacts, Fault> {
    let answerable = answerable(tx, organisation).await?;
    let mut facts = RecordFacts { open: count_open(tx, organisation.id, now).await?, ..RecordFacts::default() };
    let mut organisations: Vec<OrganisationId> = answerable.hands.iter().map(|one| one.organisation).collect();
    organisations.push(organisation.id);
    organisations.sort_unstable();
    organisations.dedup();
    let mut left_out = false;
    for id in organisations {
        for (deed, outcome) in ended(tx, id, now).await? {
            if answerable.has(deed) {
                facts.outcomes.push(outcome);
            } else {
                left_out |= id == organisation.id;
            }
        }
        for (deed, application) in applications(tx, id).await? {
            if answerable.has(deed) {
                facts.applications.push(application);
            } else {
                left_out |= id == organisation.id;
            }
        }
    }
    facts.since = left_out.then_some(answerable.now.since);
    Ok(facts)
}

/// Who answers for it, with the hands of every organisation where something of theirs may have happened.
async fn answerable(tx: &Tx, organisation: &Organisation) -> Result<Answerable, Fault> {
    let id = organisation.id;
    let speakers: Vec<MemberId> = organisations::speakers(tx, id).await?.into_iter().map(|one| one.member).collect();
    let mut hands = organisations::hands(tx, id).await?;
    let of_now = hands.iter().find(|one| one.organisation == id && one.since == organisation.anew_at).cloned();
    let unknown = || Hands { organisation: id, since: organisation.anew_at, domains: Vec::new() };
    let of_now = of_now.unwrap_or_else(unknown);
    if of_now.domains.is_empty() {
        let elsewhere = posted_for(tx, &speakers).await?;
        hands.extend(organisations::hands_of(tx, &elsewhere).await?);
    }
    Ok(Answerable { now: of_now, speakers, hands })
}

/// The organisations in whose name these posted.
async fn posted_for(tx: &Tx, posters: &[MemberId]) -> Result<Vec<OrganisationId>, Fault> {
    let mut values = Vec::new();
    let marks = in_list(&mut values, posters.iter().copied());
    let sql = format!(
        "SELECT DISTINCT organisation_id FROM jobs WHERE poster_id IN ({marks}) ORDER BY organisation_id DESC LIMIT 20"
    );
    tx.all(&sql, &values, |row| row.get(0)).await
}

/// Ads that ended, and how.
async fn ended(tx: &Tx, id: OrganisationId, now: Timestamp) -> Result<Vec<(Deed, Outcome)>, Fault> {
    let sql = "SELECT state, outcome, posted_at, poster_id FROM jobs WHERE organisation_id = $1 \
               AND (state = 'closed' OR lives_until <= $2) ORDER BY id DESC LIMIT $3";
    tx.all(sql, &params![id, now, READ], |row| {
        let known = Outcome::of_name(&row.get::<String>(1)?);
        let open = row.get::<String>(0)? == "open";
        let outcome = if open { Outcome::NotConfirmed } else { known.unwrap_or(Outcome::Stopped) };
        Ok((Deed { organisation: id, at: row.get(2)?, poster: row.get(3)? }, outcome))
    })
    .await
}

async fn applications(tx: &Tx, id: OrganisationId) -> Result<Vec<(Deed, Application)>, Fault> {
    let sql = "SELECT a.sent_at, a.stage, a.moved_at, a.answered_at, COALESCE(j.poster_id, 0) FROM applications a \
               LEFT JOIN jobs j ON j.id = a.job_id WHERE a.organisation_id = $1 ORDER BY a.id DESC LIMIT $2";
    tx.all(sql, &params![id, READ], |row| {
        let application = Application {
            sent_at: row.get(0)?,
            stage: known(&row.get::<String>(1)?, Stage::of_name)?,
            moved_at: row.get(2)?,
            answered_at: row.get(3)?,
        };
        Ok((Deed { organisation: id, at: application.sent_at, poster: row.get(4)? }, application))
    })
    .await
}

/// Who left posted nothing any more: what he did where nothing was proven is nobody's.
pub(in crate::jobs) async fn forget_poster(tx: &Tx, member: MemberId) -> Result<(), Fault> {
    tx.run("UPDATE jobs SET poster_id = 0 WHERE poster_id = $1", &params![member]).await.map(drop)
}
