//! What a member decides about the account: password, language, who sees what, leaving.

use pergola_db::Tx;
use pergola_domain::{
    changes::Change,
    members::{self, GRACE_DAYS, Language, Refusal},
    time::Timestamp,
};

use super::{join::hash, letters, sessions::confirm_password};
use crate::{
    app::{App, By, record},
    http::{Failure, identity::Me},
    members::store::{
        accounts, sessions,
        settings::{self as store, Settings},
    },
    words::Speech,
};

/// What of the settings is to change; None stays as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewSettings {
    pub(crate) language: Option<String>,
    pub(crate) theme: Option<String>,
    pub(crate) connector: Option<bool>,
    /// `ties` or `nobody`.
    pub(crate) ties_shown: Option<String>,
    pub(crate) found_by_email: Option<bool>,
    pub(crate) shares_email: Option<bool>,
}

/// A member decides. What others may see by it is told to the log.
pub(crate) async fn decide(tx: &Tx, by: &By, new: &NewSettings) -> Result<(), Failure<Refusal>> {
    let now = store::settings(tx, by.member).await?.ok_or(Failure::NotFound)?;
    let then = decided(&now, new).map_err(Failure::Refused)?;
    store::keep_settings(tx, by.member, &then).await?;
    if (then.connector, then.hides_ties) != (now.connector, now.hides_ties) {
        let (connector, hides_ties) = (then.connector, then.hides_ties);
        record(tx, by, &Change::SharingChanged { member: by.member, connector, hides_ties }).await?;
    }
    if then.findable_address().is_some() && now.findable_address().is_none() {
        record(tx, by, &Change::FindableByAddress { member: by.member }).await?;
    }
    Ok(())
}

fn decided(now: &Settings, new: &NewSettings) -> Result<Settings, Refusal> {
    let language = match new.language.as_deref() {
        None => now.language,
        Some(tag) => Language::from_tag(tag).ok_or(Refusal::LanguageUnknown)?,
    };
    let theme = match new.theme.as_deref() {
        None => now.theme.clone(),
        Some(theme @ ("" | "light" | "dark")) => theme.to_owned(),
        Some(_) => return Err(Refusal::ThemeUnknown),
    };
    let hides_ties = match new.ties_shown.as_deref() {
        None => now.hides_ties,
        Some("ties") => false,
        Some("nobody") => true,
        Some(_) => return Err(Refusal::SharingUnknown),
    };
    Ok(Settings {
        language,
        theme,
        hides_ties,
        connector: new.connector.unwrap_or(now.connector),
        found_by_email: new.found_by_email.unwrap_or(now.found_by_email),
        shares_email: new.shares_email.unwrap_or(now.shares_email),
        ..now.clone()
    })
}

/// A new password. Who is signed in elsewhere, with a browser or a program, is not any more.
pub(in crate::members) async fn change_password(
    app: &App,
    by: By,
    me: &Me,
    old: &str,
    new: &str,
) -> Result<(), Failure<Refusal>> {
    confirm_password(app, &by, old).await?;
    members::password(new, &me.name, &me.handle).map_err(Failure::Refused)?;
    let hash = hash(app, new).await?;
    let (session, token, name, member) = (me.session, me.token, me.name.clone(), me.member.0);
    let app_inside = app.clone();
    let changed: Result<(), Failure<Refusal>> = app
        .db
        .write(async move |tx| {
            accounts::keep_password(tx, by.member, &hash, by.now).await?;
            sessions::remove_other_sessions(tx, by.member, session).await?;
            sessions::remove_other_tokens(tx, by.member, token).await?;
            let own = store::settings(tx, by.member).await?.ok_or(Failure::NotFound)?;
            if own.email_confirmed {
                let kind = (own.language, "password");
                letters::send(tx, &app_inside, &by, &own.email, kind, &[("name", &name)]).await?;
            }
            Ok(())
        })
        .await;
    if changed.is_ok() {
        tracing::info!(member.id = member, "a password was changed");
    }
    changed
}

/// A member wants to go: everything is erased when the grace is over. Gives that moment. Asked again, the first day holds.
pub(in crate::members) async fn leave(app: &App, by: By, password: &str) -> Result<Timestamp, Failure<Refusal>> {
    confirm_password(app, &by, password).await?;
    let app_inside = app.clone();
    app.db
        .write(async move |tx| {
            let own = store::settings(tx, by.member).await?.ok_or(Failure::NotFound)?;
            if let Some(until) = own.leaving_at {
                return Ok(until);
            }
            let until = by.now.plus_days(GRACE_DAYS);
            store::keep_leaving(tx, by.member, Some(until)).await?;
            record(tx, &by, &Change::MemberLeaving { member: by.member, until }).await?;
            if own.email_confirmed {
                tell_of_leaving(tx, &app_inside, &by, &own, until).await?;
            }
            Ok(until)
        })
        .await
}

/// A letter: until when one may still stay.
pub(super) async fn tell_of_leaving(
    tx: &Tx,
    app: &App,
    by: &By,
    own: &Settings,
    until: Timestamp,
) -> Result<(), Failure<Refusal>> {
    let account = accounts::find(tx, by.member).await?.ok_or(Failure::NotFound)?;
    let day = Speech::new(app, own.language).weekday(until);
    let arguments = [("name", account.name.as_str()), ("day", day.as_str())];
    Ok(letters::send(tx, app, by, &own.email, (own.language, "leaving"), &arguments).await?)
}

/// A member stays after all.
pub(crate) async fn stay(app: &App, by: By) -> Result<(), Failure<Refusal>> {
    app.db
        .write(async move |tx| {
            let own = store::settings(tx, by.member).await?.ok_or(Failure::NotFound)?;
            if own.leaving_at.is_some() {
                store::keep_leaving(tx, by.member, None).await?;
                record(tx, &by, &Change::MemberStayed { member: by.member }).await?;
            }
            Ok(())
        })
        .await
}
