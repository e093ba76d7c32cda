//! What a reader has of his own that the feed asks for.
//!
//! What he chose, how close he feels, what he follows and offers changes seldom and is kept prepared for his next page, as
//! long as the tables say that none of it was written meanwhile (decisions 30 and 33). What he did with single posts, and the
//! groups he is in, which decide what he may read, are read each time; with the stamp, in one hop.

use std::{collections::BTreeSet, sync::Arc};

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{GroupId, MemberId, PostId},
    time::Timestamp,
};

use super::recent::bits;
use crate::{
    app::{App, By},
    asks, drawer, groups, network,
    posts::store::{self, Choices, Handled},
    topics::{self, Way},
};

/// Lines kept for all readers together: people, topics.
pub(super) const LINES: usize = 500_000;

/// What is kept from one page to the next.
#[derive(Debug, Default)]
pub(super) struct Lasting {
    choices: Choices,
    open: BTreeSet<MemberId>,
    /// Ascending by member.
    closeness: Vec<(MemberId, u8)>,
    follows: Vec<String>,
    mutes: Vec<String>,
    /// Topics, and until when they are offered.
    offers: Vec<(String, Timestamp)>,
    /// Of all these topics.
    bits: u64,
}

impl Lasting {
    async fn of(tx: &Tx, member: MemberId) -> Result<Self, Fault> {
        let chosen = topics::list(tx, member).await?;
        let keys = |way: Way| {
            let mut keys: Vec<String> =
                chosen.iter().filter(|choice| choice.way == way).map(|choice| choice.topic.key.clone()).collect();
            keys.sort_unstable();
            keys
        };
        let offers = asks::offered_topics(tx, member).await?;
        let offered = offers.iter().map(|(key, _)| key.as_str());
        let bits = bits(chosen.iter().map(|choice| choice.topic.key.as_str()).chain(offered));
        Ok(Self {
            choices: store::choices(tx, member).await?,
            open: store::open_people(tx, member).await?,
            closeness: network::closeness(tx, member).await?,
            follows: keys(Way::Follow),
            mutes: keys(Way::Mute),
            offers,
            bits,
        })
    }

    /// In lines, and one for itself.
    fn weight(&self) -> usize {
        1 + self.open.len() + self.closeness.len() + self.follows.len() + self.mutes.len() + self.offers.len()
    }
}

/// All of it, for one page.
pub(super) struct Own {
    lasting: Arc<Lasting>,
    pub(super) handled: Handled,
    /// The keys of what he offers now, in order.
    pub(super) offers: Vec<String>,
    /// Those he is in, with their names, ascending by number.
    pub(super) groups: Vec<(GroupId, String)>,
}

impl Own {
    /// One hop.
    pub(super) async fn of(app: &App, by: &By, since: Timestamp) -> Result<Self, Fault> {
        let (member, now) = (by.member, by.now);
        let kept = app.recent.own.find(member, now);
        let known = kept.as_ref().map(|(stamp, _)| *stamp);
        let (stamp, read, handled, groups) = app
            .db
            .read(async move |tx| {
                // The stamp first: on PostgreSQL each statement sees its own moment, and what is written between the two makes
                // what is kept count for nothing at the next page.
                let stamp = drawer::stamp(tx, member, drawer::Part::Feed).await?;
                let read = if known == Some(stamp) { None } else { Some(Lasting::of(tx, member).await?) };
                let handled = store::handled(tx, member, since).await?;
                Ok::<_, Fault>((stamp, read, handled, groups::named(tx, member).await?))
            })
            .await?;
        let lasting = match (read, kept) {
            (Some(read), _) => {
                let lasting = Arc::new(read);
                app.recent.own.keep(member, (stamp, lasting.weight()), &lasting, now);
                lasting
            }
            (None, Some((_, lasting))) => lasting,
            (None, None) => Arc::default(),
        };
        let offers = lasting.offers.iter().filter(|(_, until)| *until > now).map(|(key, _)| key.clone()).collect();
        Ok(Self { lasting, handled, offers, groups })
    }

    pub(super) fn choices(&self) -> &Choices {
        &self.lasting.choices
    }

    /// Topics that he follows, in order.
    pub(super) fn follows(&self) -> &[String] {
        &self.lasting.follows
    }

    /// Whether he may follow, offer or mute one of these topics; where not, he does none of it.
    pub(super) fn may_mind(&self, bits: u64) -> bool {
        self.lasting.bits & bits != 0
    }

    pub(super) fn follows_one(&self, key: &String) -> bool {
        self.lasting.follows.binary_search(key).is_ok()
    }

    pub(super) fn mutes(&self, key: &String) -> bool {
        self.lasting.mutes.binary_search(key).is_ok()
    }

    /// Whether somebody's posts are folded for him never.
    pub(super) fn keeps_open(&self, author: MemberId) -> bool {
        self.lasting.open.contains(&author)
    }

    pub(super) fn closeness_to(&self, author: MemberId) -> Option<u8> {
        let place = self.lasting.closeness.binary_search_by_key(&author, |(member, _)| *member).ok()?;
        self.lasting.closeness.get(place).map(|(_, closeness)| *closeness)
    }

    /// The name of a group that he is in.
    pub(super) fn group(&self, group: GroupId) -> Option<&str> {
        let place = self.groups.binary_search_by_key(&group, |(id, _)| *id).ok()?;
        self.groups.get(place).map(|(_, name)| name.as_str())
    }

    /// Whether he put a post aside.
    pub(super) fn put_aside(&self, post: PostId) -> bool {
        self.handled.aside.contains(&post)
    }
}
