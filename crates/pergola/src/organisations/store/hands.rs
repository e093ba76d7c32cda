//! The table `organisation_hands`: in whose hands an organisation was since when, and by which domains these proved it. Rows
//! stay: what was proven once is not unproven by letting it lapse.

use pergola_db::{Fault, Tx, in_list, params};
use pergola_domain::{ids::OrganisationId, jobs::Hands};

/// The hands in which it is now, and that they proved this domain; '' as they begin.
pub(in crate::organisations) async fn keep(tx: &Tx, id: OrganisationId, domain: &str) -> Result<(), Fault> {
    let sql = "INSERT INTO organisation_hands (organisation_id, since, domain) \
               SELECT organisation_id, anew_at, $2 FROM organisation_pages WHERE organisation_id = $1 \
               ON CONFLICT (organisation_id, since, domain) DO NOTHING";
    tx.run(sql, &params![id, domain]).await.map(drop)
}

/// All hands in which an organisation was, and those that ever proved one of its domains elsewhere.
pub(crate) async fn hands(tx: &Tx, id: OrganisationId) -> Result<Vec<Hands>, Fault> {
    let sql = "SELECT DISTINCT o.organisation_id FROM organisation_hands h \
               JOIN organisation_hands o ON o.domain = h.domain AND o.domain <> '' \
               WHERE h.organisation_id = $1 ORDER BY o.organisation_id LIMIT 50";
    let mut ids: Vec<OrganisationId> = tx.all(sql, &params![id], |row| row.get(0)).await?;
    ids.push(id);
    hands_of(tx, &ids).await
}

/// All hands in which these organisations were.
pub(crate) async fn hands_of(tx: &Tx, ids: &[OrganisationId]) -> Result<Vec<Hands>, Fault> {
    let mut values = Vec::new();
    let marks = in_list(&mut values, ids.iter().copied());
    let sql = format!(
        "SELECT organisation_id, since, domain FROM organisation_hands WHERE organisation_id IN ({marks}) \
         ORDER BY organisation_id, since, domain LIMIT 2000"
    );
    let rows = tx.all(&sql, &values, |row| Ok((row.get(0)?, row.get(1)?, row.get::<String>(2)?))).await?;
    let mut all: Vec<Hands> = Vec::new();
    for (organisation, since, domain) in rows {
        let known = all.last().is_some_and(|last| (last.organisation, last.since) == (organisation, since));
        if !known {
            all.push(Hands { organisation, since, domains: Vec::new() });
        }
        if let Some(last) = all.last_mut().filter(|_| !domain.is_empty()) {
            last.domains.push(domain);
        }
    }
    Ok(all)
}
