//! The pages of groups: which there are, making and changing one, who is in it. The page of one is in the room of posts.

mod list;
mod people;
mod writing;

pub(super) use list::list;
pub(super) use people::{appoint, enter, members, people};
pub(super) use writing::{change, edit, make, new, remove};

use pergola_domain::{
    groups::{Group, Refusal, Role},
    ids::GroupId,
    refusal::Refusal as _,
};

use crate::{
    http::{Failed, Here},
    words::{Speech, encoded},
};

/// A group in a list, and at the head of its page.
#[derive(Clone, Debug)]
pub(crate) struct GroupCard {
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) purpose: String,
    /// How one comes in, in words.
    pub(crate) entry: String,
    /// What the reader is in it, in words; empty for nothing.
    pub(crate) role: String,
    /// Name and address.
    pub(crate) topics: Vec<(String, String)>,
}

impl GroupCard {
    pub(crate) fn of(t: &Speech, group: &Group, role: Option<Role>) -> Self {
        let told = &group.told;
        Self {
            path: format!("/groups/{}", group.id),
            name: told.name.clone(),
            purpose: told.purpose.clone(),
            entry: t.s(&["groups-entry-", told.entry.word()].concat()).to_owned(),
            role: role.map_or_else(String::new, |role| t.s(&["groups-role-", role.word()].concat()).to_owned()),
            topics: told
                .topics
                .iter()
                .map(|topic| (topic.name.clone(), format!("/topics/{}", encoded(&topic.key))))
                .collect(),
        }
    }
}

fn number(id: &str) -> Result<GroupId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// The field and the sentence of a refusal.
fn wrong(here: &Here, refusal: &Refusal) -> (&'static str, String) {
    (refusal.field().unwrap_or("name"), here.speech().refusal(refusal.code(), &refusal.numbers()))
}
