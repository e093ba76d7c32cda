//! What members do with organisations: bringing one into being, telling of it, naming who speaks for it.

use pergola_db::{Db, Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{MemberId, NoticeId, OrganisationId},
    organisations::{Kind, NEW_A_DAY, Refusal, Role, SPEAKERS, Told, keeps_an_owner},
};

use super::store::{self, Invited, Organisation};
use crate::{
    app::{App, By, record},
    http::Failure,
    members,
    notices::{self, NewNotice},
    ties,
};

pub(super) type Done<T> = Result<T, Failure<Refusal>>;

/// What somebody types of an organisation.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewOrganisation {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) about: String,
    pub(crate) place: String,
}

impl NewOrganisation {
    pub(super) fn read(&self) -> Result<Told, Refusal> {
        Told::read(&self.name, &self.kind, &self.about, &self.place)
    }
}

/// Speaks for an organisation for which nobody does, new or known by its name: unproven, and shown as such.
pub(crate) async fn create(app: &App, by: By, new: &NewOrganisation) -> Done<OrganisationId> {
    let told = new.read().map_err(Failure::Refused)?;
    app.db
        .write(async move |tx| {
            if store::begun_since(tx, by.member, by.now.plus_days(-1)).await? >= NEW_A_DAY {
                return Err(Failure::Refused(Refusal::TooManyNew));
            }
            let fresh = OrganisationId(by.fresh());
            let is_school = told.kind == Kind::School;
            let id = members::keep_organisation(tx, fresh, &told.name, is_school, by.now).await?;
            if !store::speakers(tx, id).await?.is_empty() {
                return Err(Failure::Refused(Refusal::SpokenFor));
            }
            let version = store::find(tx, id).await?.map_or(0, |known| known.version);
            if !store::keep(tx, id, &told, version).await? {
                return Err(Failure::Stale);
            }
            store::keep_anew(tx, id, by.now).await?;
            store::keep_speaker(tx, id, by.member, Role::Owner, by.now).await?;
            store::keep_begun(tx, id, by.member).await?;
            record(tx, &by, &Change::OrganisationChanged { organisation: id }).await?;
            Ok(id)
        })
        .await
}

/// One, whoever asks.
pub(crate) async fn one(app: &App, id: OrganisationId) -> Done<Organisation> {
    app.db.read(async move |tx| store::find(tx, id).await).await?.ok_or(Failure::NotFound)
}

/// An organisation for which the member speaks as owner; for others it is not there to be changed.
pub(super) async fn owned(tx: &Tx, by: &By, id: OrganisationId) -> Done<Organisation> {
    let found = store::find(tx, id).await?.ok_or(Failure::NotFound)?;
    match store::role(tx, id, by.member).await? {
        Some(Role::Owner) => Ok(found),
        _ => Err(Failure::NotFound),
    }
}

/// The organisations for which one speaks, and as what: the first one first.
pub(super) async fn spoken_for(app: &App, by: &By) -> Result<Vec<(Organisation, Role)>, Fault> {
    let member = by.member;
    app.db
        .read(async move |tx| {
            let roles = store::list_roles(tx, member).await?;
            let ids: Vec<OrganisationId> = roles.iter().map(|(id, _)| *id).collect();
            let found = store::find_many(tx, &ids).await?;
            let with_role = |(id, role): (OrganisationId, Role)| {
                found.iter().find(|one| one.id == id).map(|one| (one.clone(), role))
            };
            Ok(roles.into_iter().filter_map(with_role).collect())
        })
        .await
}

/// Its owner says what it is. Its name stays: others have it in what they tell of their work.
pub(super) async fn change<F>(app: &App, by: By, id: OrganisationId, change: F) -> Done<()>
where
    F: Fn(&Organisation) -> NewOrganisation + Send + Sync + 'static,
{
    app.db
        .write(async move |tx| {
            let known = owned(tx, &by, id).await?;
            let told =
                NewOrganisation { name: known.name.clone(), ..change(&known) }.read().map_err(Failure::Refused)?;
            if !store::keep(tx, id, &told, known.version).await? {
                return Err(Failure::Stale);
            }
            record(tx, &by, &Change::OrganisationChanged { organisation: id }).await?;
            Ok(())
        })
        .await
}

/// Asks somebody to speak for it; whoever does already has another role from now on.
pub(super) async fn put_speaker(app: &App, by: By, id: OrganisationId, handle: &str, role: &str) -> Done<()> {
    let role = Role::of_name(role).ok_or(Failure::Refused(Refusal::RoleUnknown))?;
    let handle = handle.trim().to_owned();
    app.db
        .write(async move |tx| {
            owned(tx, &by, id).await?;
            let named = ties::find_visible(tx, by.member, &handle).await?;
            let member = named.ok_or(Failure::Refused(Refusal::SpeakerUnknown))?.id;
            let speakers = store::speakers(tx, id).await?;
            if let Some(known) = speakers.iter().find(|speaker| speaker.member == member) {
                keeps_an_owner(owners(&speakers), known.role, Some(role)).map_err(Failure::Refused)?;
                store::keep_speaker(tx, id, member, role, by.now).await?;
                record(tx, &by, &Change::OrganisationChanged { organisation: id }).await?;
                return Ok(());
            }
            invite(tx, &by, id, (member, role, speakers.len())).await
        })
        .await
}

/// The notice to somebody who is asked to speak for an organisation.
const INVITED: &str = "speaker_invited";

async fn invite(tx: &Tx, by: &By, id: OrganisationId, (member, role, speak): (MemberId, Role, usize)) -> Done<()> {
    let asked = store::list_invited(tx, id).await?;
    let others = asked.iter().filter(|one| one.member != member).count();
    if i64::try_from(speak + others).unwrap_or(i64::MAX) >= SPEAKERS {
        return Err(Failure::Refused(Refusal::TooManySpeakers));
    }
    let new = Invited { member, role, by: by.member, declined: false };
    if store::keep_invited(tx, id, &new, by.now).await? {
        let notice = NewNotice {
            id: NoticeId(by.fresh()),
            member,
            kind: INVITED,
            person: Some(by.member),
            subject: Some(id.0),
            at: by.now,
            source: &format!("organisation:{id}:{INVITED}:{}", by.now.0),
        };
        notices::keep(tx, &notice).await?;
    }
    Ok(())
}

/// Who asks a member to speak for it, where somebody does and he has not said no.
pub(super) async fn invitation(tx: &Tx, member: MemberId, id: OrganisationId) -> Result<Option<Invited>, Fault> {
    let Some(asked) = store::find_invited(tx, id, member).await?.filter(|asked| !asked.declined) else {
        return Ok(None);
    };
    Ok(ties::may_see(tx, member, asked.by).await?.then_some(asked))
}

/// He says yes, or no. A no is told to nobody.
pub(super) async fn answer(app: &App, by: By, id: OrganisationId, yes: bool) -> Done<()> {
    app.db
        .write(async move |tx| {
            let asked = invitation(tx, by.member, id).await?.ok_or(Failure::NotFound)?;
            if !yes {
                return Ok(store::keep_declined(tx, id, by.member).await?);
            }
            store::remove_invited(tx, id, by.member).await?;
            store::keep_speaker(tx, id, by.member, asked.role, by.now).await?;
            record(tx, &by, &Change::OrganisationChanged { organisation: id }).await?;
            Ok(())
        })
        .await
}

fn owners(speakers: &[store::Speaker]) -> i64 {
    i64::try_from(speakers.iter().filter(|one| one.role == Role::Owner).count()).unwrap_or(i64::MAX)
}

/// Takes it back; oneself everybody may.
pub(super) async fn remove_speaker(app: &App, by: By, id: OrganisationId, handle: &str) -> Done<()> {
    let handle = handle.trim().to_owned();
    app.db
        .write(async move |tx| {
            let named = members::find_by_handle(tx, &handle).await?.map(|account| account.id);
            if named != Some(by.member) {
                owned(tx, &by, id).await?;
            }
            if let Some(member) = named
                && member != by.member
                && store::find_invited(tx, id, member).await?.is_some()
            {
                return Ok(store::remove_invited(tx, id, member).await?);
            }
            let speakers = store::speakers(tx, id).await?;
            let known = speakers.iter().find(|speaker| Some(speaker.member) == named).ok_or(Failure::NotFound)?;
            keeps_an_owner(owners(&speakers), known.role, None).map_err(Failure::Refused)?;
            store::remove_speaker(tx, id, known.member).await?;
            record(tx, &by, &Change::OrganisationChanged { organisation: id }).await?;
            Ok(())
        })
        .await
}

/// What was there before employers were known by their words comes to be: once, when the program starts.
pub(crate) async fn name_employers(db: &Db) -> Result<(), Fault> {
    while db.write::<bool, Fault, _>(async move |tx| store::name_employers(tx).await).await? {}
    Ok(())
}

/// A member who leaves speaks for nobody. Gives those for whom nobody speaks now.
pub(crate) async fn erase(tx: &Tx, by: &By, member: MemberId) -> Result<Vec<OrganisationId>, Fault> {
    let mute = store::erase(tx, member).await?;
    for organisation in &mute {
        record(tx, by, &Change::OrganisationChanged { organisation: *organisation }).await?;
    }
    Ok(mute)
}

/// Of these, what nobody names any more is no organisation: it goes, and searches hear of it.
pub(crate) async fn forget_unnamed(tx: &Tx, by: &By, organisations: &[OrganisationId]) -> Result<(), Fault> {
    for organisation in organisations {
        if store::remove_unnamed(tx, *organisation).await? {
            record(tx, by, &Change::OrganisationChanged { organisation: *organisation }).await?;
        }
    }
    Ok(())
}
