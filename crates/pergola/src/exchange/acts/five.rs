//! The first five: whom a newcomer plants first.

use std::collections::BTreeMap;

use pergola_db::Fault;
use pergola_domain::ids::{ContactId, MemberId, PersonId, PhotoId};

use crate::{
    app::{App, By},
    contacts,
    exchange::store,
    members,
};

/// How many one begins with.
const FIVE: i64 = 5;

/// Somebody to plant.
#[derive(Clone, Debug)]
pub(crate) struct Newcomer {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    /// What he does, in a line.
    pub(crate) about: String,
    pub(crate) photo: Option<PhotoId>,
}

/// The five, and whether words passed with all of them.
pub(crate) async fn five(app: &App, by: &By) -> Result<(Vec<Newcomer>, bool), Fault> {
    let owner = by.member;
    app.db
        .read(async move |tx| {
            let found = store::five::list(tx, owner, FIVE).await?;
            let cards: Vec<ContactId> = found.iter().filter_map(|(person, _)| card(*person)).collect();
            let tied: Vec<MemberId> = found.iter().filter_map(|(person, _)| member(*person)).collect();
            let mut known: BTreeMap<PersonId, Newcomer> = BTreeMap::new();
            for kept in contacts::find_many(tx, owner, &cards).await? {
                let person = PersonId::Contact(kept.id);
                let parts = [kept.card.position, kept.card.organisation];
                let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
                known.insert(person, Newcomer { person, name: kept.card.name, about, photo: None });
            }
            for account in members::find_many(tx, &tied).await? {
                let person = PersonId::Member(account.id);
                let (name, about, photo) = (account.name, account.headline, account.photo);
                known.insert(person, Newcomer { person, name, about, photo });
            }
            let written = found.iter().all(|(_, written)| *written);
            Ok((found.iter().filter_map(|(person, _)| known.remove(person)).collect(), written))
        })
        .await
}

const fn card(person: PersonId) -> Option<ContactId> {
    match person {
        PersonId::Contact(id) => Some(id),
        PersonId::Member(_) => None,
    }
}

const fn member(person: PersonId) -> Option<MemberId> {
    match person {
        PersonId::Member(id) => Some(id),
        PersonId::Contact(_) => None,
    }
}
