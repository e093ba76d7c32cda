//! Who judges, and which domains are not welcome.

use pergola_db::Fault;
use pergola_domain::moderation::{self, Plain, Refusal};

use super::deciding::no;
use crate::{
    app::{App, By},
    http::Failure,
    members,
    moderation::{
        About, Subject,
        store::{domains, log},
    },
};

type Done<T> = Result<T, Failure<Refusal>>;

/// Addresses of a domain cannot join any more, and what links to it waits for a moderator. Twice is once.
pub(in crate::moderation) async fn bar(app: &App, by: By, typed: &str) -> Done<String> {
    let domain = moderation::domain(typed).map_err(no)?;
    app.db
        .write(async move |tx| {
            if domains::keep(tx, &domain, by.member, by.now).await? {
                log::add(tx, (by.member, by.now), "barred_domain", None, 0).await?;
            }
            Ok(domain.clone())
        })
        .await
}

pub(in crate::moderation) async fn unbar(app: &App, by: By, typed: &str) -> Done<()> {
    let domain = moderation::domain(typed).map_err(|_malformed| Failure::NotFound)?;
    app.db
        .write(async move |tx| {
            if !domains::remove(tx, &domain).await? {
                return Err(Failure::NotFound);
            }
            Ok(log::add(tx, (by.member, by.now), "unbarred_domain", None, 0).await?)
        })
        .await
}

/// A member may judge from now on, or may not any more.
pub(crate) async fn appoint(app: &App, by: By, handle: &str, is_one: bool) -> Done<()> {
    let handle = handle.trim().to_owned();
    app.db
        .write(async move |tx| {
            let member = members::find_by_handle(tx, &handle).await?.ok_or(Failure::NotFound)?;
            if is_one && member.suspended {
                return Err(no(Plain::MeasureUnfit));
            }
            members::keep_moderator(tx, member.id, is_one).await?;
            let act = if is_one { "appointed" } else { "dismissed" };
            let subject = Some(Subject::new(About::Member, member.id.0));
            Ok(log::add(tx, (by.member, by.now), act, subject, 0).await?)
        })
        .await
}

/// At the command line somebody is given the right to run the server, or it is taken from him: who runs it judges, too, so
/// it stands in the log. Gives how many run it then.
pub(crate) async fn set_admin(app: &App, by: By, is_one: bool) -> Result<i64, Fault> {
    let nobody = app.by_itself(app.config.language);
    app.db
        .write(async move |tx| {
            let left = members::running::keep_admin(tx, &by, is_one).await?;
            let act = if is_one { "runs_server" } else { "runs_no_server" };
            let subject = Some(Subject::new(About::Member, by.member.0));
            log::add(tx, (nobody.member, nobody.now), act, subject, 0).await?;
            Ok::<_, Fault>(left)
        })
        .await
}
