//! The table `organisation_hands`: in whose hands an organisation was since when, and by which domains these proved it. Rows
//! stay: what was proven once is not unproven by letting it lapse.

use std::collections::BTreeMap;

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{ids::OrganisationId, jobs::Hands};

/// Other organisations that hands of one proved a domain of.
const ELSEWHERE: i64 = 50;

/// The hands in which it is now, and that they proved this domain; '' as they begin.
pub(in crate::organisations) async fn keep(tx: &Tx, id: OrganisationId, domain: &str) -> Result<(), Fault> {
    let sql = "INSERT INTO organisation_hands (organisation_id, since, domain) \
               SELECT organisation_id, anew_at, $2 FROM organisation_pages WHERE organisation_id = $1 \
               ON CONFLICT (organisation_id, since, domain) DO NOTHING";
    tx.run(sql, &params![id, domain]).await.map(drop)
}

/// All hands in which each of these organisations was, and those that ever proved one of its domains elsewhere.
pub(crate) async fn hands(tx: &Tx, ids: &[OrganisationId]) -> Result<BTreeMap<OrganisationId, Vec<Hands>>, Fault> {
    let mut elsewhere: Vec<(OrganisationId, OrganisationId)> = ids.iter().map(|id| (*id, *id)).collect();
    for some in ids.chunks(128) {
        let mut values = params![ELSEWHERE].to_vec();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT id, other FROM (SELECT id, other, ROW_NUMBER() OVER (PARTITION BY id ORDER BY other) AS place \
             FROM (SELECT DISTINCT h.organisation_id AS id, o.organisation_id AS other FROM organisation_hands h \
             JOIN organisation_hands o ON o.domain = h.domain AND o.domain <> '' \
             WHERE h.organisation_id IN ({marks})) known) newest WHERE place <= $1"
        );
        elsewhere.extend(tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await?);
    }
    elsewhere.sort_unstable();
    elsewhere.dedup();
    let mut asked: Vec<OrganisationId> = elsewhere.iter().map(|(_, other)| *other).collect();
    asked.sort_unstable();
    asked.dedup();
    let found = hands_of(tx, &asked).await?;
    let mut all: BTreeMap<OrganisationId, Vec<Hands>> = BTreeMap::new();
    for (id, other) in elsewhere {
        all.entry(id).or_default().extend(found.iter().filter(|hands| hands.organisation == other).cloned());
    }
    Ok(all)
}

/// All hands in which these organisations were.
pub(crate) async fn hands_of(tx: &Tx, ids: &[OrganisationId]) -> Result<Vec<Hands>, Fault> {
    let mut all: Vec<Hands> = Vec::new();
    for some in ids.chunks(128) {
        let mut values = Vec::new();
        let marks = in_list(&mut values, some);
        let sql = format!(
            "SELECT organisation_id, since, domain FROM organisation_hands WHERE organisation_id IN ({marks}) \
             ORDER BY organisation_id, since, domain LIMIT 12800"
        );
        let rows = tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?, row.get::<String>(2)?))).await?;
        for (organisation, since, domain) in rows {
            let known = all.last().is_some_and(|last| (last.organisation, last.since) == (organisation, since));
            if !known {
                all.push(Hands { organisation, since, domains: Vec::new() });
            }
            if let Some(last) = all.last_mut().filter(|_| !domain.is_empty()) {
                last.domains.push(domain);
            }
        }
    }
    Ok(all)
}
