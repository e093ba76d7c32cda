//! The topics that somebody speaks of before everybody: of open asks and offers that all may see. The network knows them,
//! so that two who speak of the same are suggested to each other; what is said to fewer people it never learns.

use std::collections::BTreeSet;

use pergola_db::{Fault, Tx};
use pergola_domain::{changes::Change, ids::MemberId};

use super::store;
use crate::app::{By, record};

/// The topics of a member before an act.
#[derive(Debug)]
pub(super) struct Spoke {
    member: MemberId,
    topics: BTreeSet<String>,
}

/// Asked before an act; see [`Spoke::told`].
pub(super) async fn of(tx: &Tx, member: MemberId) -> Result<Spoke, Fault> {
    Ok(Spoke { member, topics: store::public_topics(tx, member).await? })
}

impl Spoke {
    /// After the act, in its transaction: what came and what went is told to whoever follows, as marks and not as words.
    pub(super) async fn told(self, tx: &Tx, by: &By) -> Result<(), Fault> {
        let member = self.member;
        let now = store::public_topics(tx, member).await?;
        for gone in self.topics.difference(&now) {
            record(tx, by, &Change::TopicUnfollowed { topic: by.marks.topic(gone), member }).await?;
        }
        for new in now.difference(&self.topics) {
            record(tx, by, &Change::TopicFollowed { topic: by.marks.topic(new), member }).await?;
        }
        Ok(())
    }
}
