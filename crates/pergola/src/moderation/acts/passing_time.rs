//! What time alone brings: suspensions end, what nobody could judge is asked about again, Akismet hears what was decided,
//! addresses are forgotten.

use pergola_db::Fault;
use pergola_domain::changes::Change;

use crate::{
    app::{App, record},
    members,
    moderation::{gate, store::cases},
};

const AT_ONCE: i64 = 50;
/// Days for which the address that a held thing came from is kept at most.
const ADDRESS_DAYS: i64 = 30;

pub(crate) async fn pass_time(app: &App) {
    if let Err(fault) = end_suspensions(app).await {
        tracing::warn!(fault.cause = %fault, "suspensions whose time is over could not be ended; it will be tried again");
    }
    if let Err(fault) = gate::ask_again(app).await {
        tracing::warn!(fault.cause = %fault, "held things could not be asked about again; it will be tried again");
    }
    if let Err(fault) = gate::tell_akismet(app).await {
        tracing::warn!(fault.cause = %fault, "Akismet could not be told of decisions; it will be tried again");
    }
}

async fn end_suspensions(app: &App) -> Result<(), Fault> {
    let by = app.by_itself(app.config.language);
    let now = by.now;
    let due = app.db.read(async move |tx| members::list_suspended_until(tx, now, AT_ONCE).await).await?;
    let old = now.plus_days(-ADDRESS_DAYS);
    app.db
        .write(async move |tx| {
            for member in &due {
                members::restore(tx, *member).await?;
                record(tx, &by, &Change::MemberRestored { member: *member }).await?;
            }
            cases::forget_addresses(tx, old).await
        })
        .await
}
