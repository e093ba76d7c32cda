//! What a stretch of the change log makes another: posts, asks, and people as they are called and look. Whatever was kept of it
//! is forgotten.

use std::collections::BTreeSet;

use pergola_domain::{
    changes::Change,
    ids::{AskId, MemberId, PostId},
};

use super::recent::Held;

/// What a stretch of the log speaks of.
#[derive(Debug, Default)]
pub(super) struct Touched {
    pub(super) posts: BTreeSet<PostId>,
    pub(super) asks: BTreeSet<AskId>,
    /// Whose name, face or place in the network is another now: their leaves are drawn anew.
    pub(super) people: BTreeSet<MemberId>,
    pub(super) gone: BTreeSet<MemberId>,
}

impl Touched {
    pub(super) fn note(&mut self, change: &Change) {
        match *change {
            Change::PostWritten { post, .. } | Change::PostChanged { post, .. } | Change::PostRemoved { post, .. } => {
                self.posts.insert(post);
            }
            Change::AskPosted { ask, .. }
            | Change::AskChanged { ask, .. }
            | Change::AskRested { ask, .. }
            | Change::AskClosed { ask, .. } => {
                self.asks.insert(ask);
            }
            Change::ProfileChanged { member } => {
                self.people.insert(member);
            }
            Change::MemberErased { member } => {
                self.people.insert(member);
                self.gone.insert(member);
            }
            _ => {}
        }
    }

    pub(super) fn drop_from(&self, held: &mut Held) {
        for post in &self.posts {
            held.take(*post);
        }
        for ask in &self.asks {
            held.take_ask(*ask);
        }
        for member in &self.people {
            held.forget_leaves_of(*member);
        }
    }
}
