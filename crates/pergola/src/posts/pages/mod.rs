//! The pages of posts: writing, one of them, its history, the own ones, somebody's, its pictures.

mod atom;
pub(in crate::posts) mod below;
mod card;
mod exclusion;
mod form;
mod group;
mod item;
mod lists;
mod picture;
mod topic;
mod writing;

pub(super) use atom::{of_group as group_atom, of_member as member_atom};
pub(in crate::posts) use card::{Card, Leaf, Plainly, leaves};
pub(super) use exclusion::{exclude, exclude_comment, take_out, take_out_comment};
pub(super) use group::{group, hang};
pub(super) use item::{aside, delete, history, item, remove_comment, say, thank};
pub(super) use lists::{mine, of_person};
pub(super) use picture::{large, small};
pub(super) use topic::topic;
pub(super) use writing::{change, edit, new, post};

use pergola_domain::{
    ids::PostId,
    posts::{Audience, Refusal},
    refusal::Refusal as _,
};
use serde::Deserialize;

use crate::{
    http::{Failed, Here},
    words::Speech,
};

/// A form with nothing but its button, and perhaps the page to come back to.
#[derive(Debug, Deserialize)]
pub(super) struct Button {
    #[serde(default)]
    back: String,
    /// The act is taken back.
    #[serde(default)]
    undo: String,
}

impl Button {
    pub(in crate::posts) fn undoes(&self) -> bool {
        !self.undo.is_empty()
    }

    /// The page to come back to: one of ours, or `instead`.
    pub(in crate::posts) fn back(&self, instead: &str) -> String {
        let ours = self.back.starts_with('/') && !self.back.starts_with("//") && self.back.len() <= 300;
        let plain = self.back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        if ours && plain { self.back.clone() } else { instead.to_owned() }
    }
}

fn number(id: &str) -> Result<PostId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// The field and the sentence of a refusal.
fn wrong(here: &Here, refusal: &Refusal) -> (&'static str, String) {
    (refusal.field().unwrap_or("text"), here.speech().refusal(refusal.code(), &refusal.numbers()))
}

/// For whom a post is, in words.
fn audience(t: &Speech, audience: Audience) -> String {
    t.s(&["posts-for-", audience.word()].concat()).to_owned()
}
