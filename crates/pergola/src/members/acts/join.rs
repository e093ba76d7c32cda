//! Joining.

use pergola_domain::{
    changes::Change,
    ids::MemberId,
    members::{self, Language, Refusal, Registration},
};

use crate::{
    app::{App, By, record},
    http::Failure,
    members::{
        acts::letters,
        store::{
            accounts::{self, NewMember},
            standing,
        },
    },
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
    /// Who runs the server says that the address is right and the person welcome: no letter, no invitation is needed.
    pub(crate) vouched: bool,
}

/// Somebody joins. The first one ever also runs the server.
///
/// Nothing here depends on whether the address is somebody's already: it is only claimed, and a letter goes to it, with
/// a link for who is new and with a word for who has a place (docs/decisions/0005).
pub(crate) async fn join(app: &App, by: By, joining: Joining) -> Result<MemberId, Failure<Refusal>> {
    let name = members::name(&joining.name).map_err(Failure::Refused)?;
    let handle = members::handle(&joining.handle).map_err(Failure::Refused)?;
    let email = members::email(&joining.email).map_err(Failure::Refused)?;
    members::password(&joining.password, &name, &handle).map_err(Failure::Refused)?;
    if app.config.registration == Registration::Closed && !joining.vouched {
        return Err(Failure::Refused(Refusal::RegistrationClosed));
    }
    let password = hash(app, &joining.password).await?;
    let (language, invitation, vouched) = (joining.language, joining.invitation, joining.vouched);
    let may_write = letters::may_write_to(app, &email);
    let app_inside = app.clone();
    app.db
        .write(async move |tx| {
            let is_first = accounts::is_empty(tx).await?;
            let invited = letters::invitation(tx, &by, invitation.as_deref()).await?;
            let wanted = app_inside.config.registration == Registration::Invitation;
            if wanted && invited.is_none() && !is_first && !vouched {
                return Err(Failure::Refused(Refusal::InvitationNeeded));
            }
            if vouched && accounts::find_by_email(tx, &email).await?.is_some() {
                return Err(Failure::Refused(Refusal::EmailTaken));
            }
            if !vouched && standing::is_provider_barred(tx, &email).await? {
                return Err(Failure::Refused(Refusal::ProviderBarred));
            }
            if accounts::find_by_handle(tx, &handle).await?.is_some() {
                return Err(Failure::Refused(Refusal::HandleTaken));
            }
            let id = MemberId(by.fresh());
            let new = NewMember {
                id,
                handle: &handle,
                name: &name,
                email: &email,
                password: &password,
                language,
                is_admin: is_first,
                invited_by: invited.as_ref().map(|invited| invited.by),
                now: by.now,
            };
            if !accounts::keep(tx, &new).await? {
                return Err(Failure::Stale);
            }
            let by = By { language, ..by.on_behalf_of(id) };
            record(tx, &by, &Change::MemberJoined { member: id }).await?;
            let proved = match invited {
                Some(invited) => letters::accept_invitation(tx, &by, invited, &email).await?,
                None => vouched && letters::take_address(tx, &by, &email).await?,
            };
            if may_write && !proved {
                letters::ask_to_confirm(tx, &app_inside, &by, &name, &email).await?;
            }
            Ok(id)
        })
        .await
}

/// Whether nobody has joined yet: whoever does needs no invitation, and runs the server.
pub(in crate::members) async fn is_first(app: &App) -> Result<bool, pergola_db::Fault> {
    app.db.read(async move |tx| accounts::is_empty(tx).await).await
}

/// The hash of a new password.
pub(in crate::members) async fn hash(app: &App, password: &str) -> Result<String, Failure<Refusal>> {
    let busy = || Failure::Fault(pergola_db::Fault::busy("too many passwords wait to be hashed"));
    app.hasher.hash(password).await.map_err(|_why| busy())
}
