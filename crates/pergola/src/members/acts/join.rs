//! Joining.

use pergola_domain::{
    changes::Change,
    ids::MemberId,
    members::{self, Language, Refusal, Registration},
};

use crate::{
    app::{App, By, record},
    http::Failure,
    members::store::accounts::{self, NewMember},
};

/// What somebody tells when joining.
#[derive(Clone, Debug)]
pub(crate) struct Joining {
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) password: String,
    pub(crate) language: Language,
    /// From the letter of somebody here, where joining needs one.
    pub(crate) invitation: Option<String>,
}

/// Somebody joins. The first one ever also runs the server.
///
/// An address that is taken is not told here: the answer would say who is a member. Its owner gets a letter instead,
/// and the visitor the same answer as anybody (see `pages` and `api`): `Ok(None)`.
pub(crate) async fn join(app: &App, by: By, joining: Joining) -> Result<Option<MemberId>, Failure<Refusal>> {
    let name = members::name(&joining.name).map_err(Failure::Refused)?;
    let handle = members::handle(&joining.handle).map_err(Failure::Refused)?;
    let email = members::email(&joining.email).map_err(Failure::Refused)?;
    members::password(&joining.password, &name, &handle).map_err(Failure::Refused)?;
    if app.config.registration == Registration::Closed {
        return Err(Failure::Refused(Refusal::RegistrationClosed));
    }
    let password = app.hasher.hash(&joining.password).await.map_err(|_why| busy())?;
    let language = joining.language;
    app.db
        .write(async move |tx| {
            if accounts::find_by_handle(tx, &handle).await?.is_some() {
                return Err(Failure::Refused(Refusal::HandleTaken));
            }
            if accounts::find_by_email(tx, &email).await?.is_some() {
                return Ok(None);
            }
            let is_admin = accounts::is_empty(tx).await?;
            let id = MemberId(by.fresh());
            let new = NewMember {
                id,
                handle: &handle,
                name: &name,
                email: &email,
                password: &password,
                language,
                is_admin,
                now: by.now,
            };
            if !accounts::keep(tx, &new).await? {
                return Err(Failure::Stale);
            }
            record(tx, &by, &Change::MemberJoined { member: id }).await?;
            Ok(Some(id))
        })
        .await
}

fn busy<R>() -> Failure<R> {
    Failure::Fault(pergola_db::Fault::busy("too many passwords wait to be hashed"))
}
