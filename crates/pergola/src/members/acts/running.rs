//! What who runs the server does for a member at the command line: a link to set a password, an invitation, an address
//! vouched for, the rights of an admin, an end to sessions, a farewell.
//!
//! Who can do this can read the whole database anyway. None of it opens what a member keeps.

use pergola_db::{Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{LetterId, MemberId},
    members::{self, GRACE_DAYS, Refusal},
    time::Timestamp,
};

use super::{
    join::{self, Joining},
    letters,
    sessions::key_hash,
};
use crate::{
    app::{App, By, record},
    http::Failure,
    members::{
        random_key,
        store::{
            accounts::{self, Account},
            letters::{self as store, OpenLetter, Purpose},
            sessions,
            settings::{self, Settings},
        },
    },
};

/// Days that a link is good which somebody hands over.
pub(crate) const LINK_DAYS: i64 = 2;

/// Whom a handle or an address means: `ada`, `@ada` or `ada@example.org`.
pub(crate) async fn meant(app: &App, word: &str) -> Result<Option<(Account, Settings)>, Fault> {
    let word = word.trim().trim_start_matches('@').to_lowercase();
    app.db
        .read(async move |tx| {
            let id = if word.contains('@') {
                match accounts::find_by_email(tx, &word).await? {
                    Some(id) => Some(id),
                    None => accounts::find_claims(tx, &word, 1).await?.first().copied(),
                }
            } else {
                accounts::find_by_handle(tx, &word).await?.map(|account| account.id)
            };
            let Some(id) = id else { return Ok(None) };
            Ok(accounts::find(tx, id).await?.zip(settings::settings(tx, id).await?))
        })
        .await
}

/// Everybody in the order of joining, a page at a time.
pub(crate) async fn everybody(app: &App, after: MemberId, limit: i64) -> Result<Vec<(Account, Settings)>, Fault> {
    app.db
        .read(async move |tx| {
            let mut found = Vec::new();
            for account in accounts::list(tx, after, limit).await? {
                if let Some(settings) = settings::settings(tx, account.id).await? {
                    found.push((account, settings));
                }
            }
            Ok(found)
        })
        .await
}

/// What was done to whom stands in the log: ids only.
fn deed(member: MemberId, what: &'static str) {
    tracing::info!(member.id = member.0, deed = what, "the command line acted on a member");
}

/// Somebody has a place from now on: who runs the server vouches for the address.
pub(crate) async fn add(app: &App, by: By, joining: Joining) -> Result<MemberId, Failure<Refusal>> {
    let member = join::join(app, by, joining).await?;
    deed(member, "a member was added");
    Ok(member)
}

/// A link to set a new password, to be handed over: it proves no address.
pub(crate) async fn reset_link(app: &App, by: By, member: MemberId) -> Result<String, Fault> {
    let key = random_key();
    let hash = key_hash(&key);
    app.db
        .write(async move |tx| {
            let id = LetterId(by.fresh());
            let letter = OpenLetter { id, purpose: Purpose::Reset, member, email: String::new() };
            store::keep(tx, &letter, &hash, by.now.plus_days(LINK_DAYS)).await
        })
        .await?;
    deed(member, "a link for a new password was handed out");
    Ok(letters::link(app, &key))
}

/// A link to join with, in the name of a member, whatever the setting of registration says but `closed`. Where mail goes
/// out it is sent as well.
pub(crate) async fn invitation_link(app: &App, by: By, email: &str) -> Result<String, Failure<Refusal>> {
    let email = members::email(email).map_err(Failure::Refused)?;
    let (app_inside, inviter) = (app.clone(), by.member);
    let key = app
        .db
        .write(async move |tx| {
            if accounts::find_by_email(tx, &email).await?.is_some() {
                return Err(Failure::Refused(Refusal::EmailTaken));
            }
            let inviter = accounts::find(tx, by.member).await?.ok_or(Failure::NotFound)?;
            let key = letters::keep_link(tx, &by, Purpose::Join, by.member, &email).await?;
            if app_inside.mail.goes() {
                let kind = (by.language, "invited");
                letters::send_invitation(tx, &app_inside, &by, (&inviter, &key), &email, kind).await?;
            }
            Ok(key)
        })
        .await?;
    deed(inviter, "an invitation was handed out");
    Ok(letters::link(app, &key))
}

/// The address that a member claims is his: who runs the server has seen to it.
pub(crate) async fn vouch_for_address(app: &App, by: By) -> Result<(), Failure<Refusal>> {
    deed(by.member, "an address is vouched for");
    app.db
        .write(async move |tx| {
            let own = settings::settings(tx, by.member).await?.ok_or(Failure::NotFound)?;
            if letters::take_address(tx, &by, &own.email).await? {
                Ok(())
            } else {
                Err(Failure::Refused(Refusal::EmailTaken))
            }
        })
        .await
}

/// Whether a member runs the server. Gives how many do now.
pub(crate) async fn keep_admin(tx: &Tx, by: &By, is_admin: bool) -> Result<i64, Fault> {
    accounts::keep_admin(tx, by.member, is_admin).await?;
    deed(by.member, if is_admin { "the rights of an admin are given" } else { "the rights of an admin are taken" });
    accounts::count_admins(tx).await
}

/// Ends all sessions of a member, and takes the programs' tokens away.
pub(crate) async fn end_sessions(app: &App, by: By) -> Result<(), Fault> {
    deed(by.member, "all sessions and keys of a member are ended");
    app.db
        .write(async move |tx| {
            sessions::remove_other_sessions(tx, by.member, None).await?;
            sessions::remove_other_tokens(tx, by.member, None).await
        })
        .await
}

/// A member is to be erased: when the grace is over, or at once. Gives that moment. Whom it is about is told where the
/// grace lets him read it.
pub(crate) async fn dismiss(app: &App, by: By, at_once: bool) -> Result<Timestamp, Failure<Refusal>> {
    deed(by.member, if at_once { "a member is to be erased at once" } else { "a member is to be erased" });
    let app_inside = app.clone();
    app.db
        .write(async move |tx| {
            let own = settings::settings(tx, by.member).await?.ok_or(Failure::NotFound)?;
            let until = match (at_once, own.leaving_at) {
                (true, _) => by.now,
                (false, Some(until)) => return Ok(until),
                (false, None) => by.now.plus_days(GRACE_DAYS),
            };
            settings::keep_leaving(tx, by.member, Some(until)).await?;
            record(tx, &by, &Change::MemberLeaving { member: by.member, until }).await?;
            if own.email_confirmed && !at_once {
                super::account::tell_of_leaving(tx, &app_inside, &by, &own, until).await?;
            }
            Ok(until)
        })
        .await
}
