//! What there is ([`App`]) and who acts, when and in which language ([`By`]).
//!
//! Time, ids and chance enter here and nowhere below: an act that needs one finds it in its `By`.

use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use hmac::{Hmac, KeyInit, Mac};
use pergola_db::{Db, Fault, Tx};
use pergola_domain::{
    changes::Change,
    ids::{self, MemberId, TopicId},
    members::Language,
    network::{Mark, place_words},
    time::{DAY_US, Timestamp},
};
use sha2::Sha256;
use tokio::sync::Notify;

use crate::{
    config::Config,
    http::limits::Limits,
    matching::Matching,
    members::Known,
    messages::Live,
    network::Network,
    outside::{darkroom::Darkroom, fetch::Fetcher, mail::Mail, passwords::Hasher},
    pairs::InVain,
    posts::Recent,
    search::Search,
    words::Words,
};

/// Everything a request may need. Cheap to clone.
#[derive(Clone)]
pub(crate) struct App(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) db: Db,
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    /// Whose keys were looked up lately.
    pub(crate) known: Known,
    pub(crate) words: &'static Words,
    pub(crate) hasher: Hasher,
    pub(crate) darkroom: Darkroom,
    pub(crate) limits: Limits,
    /// Pages and programs that are told at once when something is new.
    pub(crate) live: Live,
    pub(crate) mail: Mail,
    pub(crate) fetcher: Fetcher,
    pub(crate) network: Arc<Network>,
    /// What texts mean.
    pub(crate) matching: Matching,
    pub(crate) pairs_in_vain: InVain,
    /// What was written lately.
    pub(crate) recent: Recent,
    /// Where words stand.
    pub(crate) search: Search,
    pub(crate) marks: Marks,
    pub(crate) handed_in: HandedIn,
    pub(crate) most: Most,
    /// Signs what the server hands out and takes back: CSRF tokens, links in mails.
    pub(crate) secret: [u8; 32],
}

/// What has an end so far away that a test would write for long to reach it: there it is handed in nearer.
#[derive(Clone, Debug)]
pub(crate) struct Most {
    /// Cards of one member.
    pub(crate) cards: i64,
    /// What a file that is read may cost.
    pub(crate) file: pergola_formats::Limits,
    /// Pairs that are looked at closer at a time.
    pub(crate) closer: usize,
}

impl Default for Most {
    fn default() -> Self {
        Self { cards: pergola_domain::contacts::CARDS, file: pergola_formats::Limits::default(), closer: 48 }
    }
}

/// Wakes those who work off what a member waits for, at once. What is not heard, because another server took it in or the
/// program ended, stands in the queue all the same.
#[derive(Debug, Default)]
pub(crate) struct HandedIn {
    pub(crate) imports: Notify,
    pub(crate) exports: Notify,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The day of a moment on this server's walls, as so many days since 1970.
    pub(crate) fn day_number(&self, moment: Timestamp) -> i64 {
        let instant = jiff::Timestamp::from_microsecond(moment.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let ahead = i64::from(self.config.time_zone.to_offset(instant).seconds());
        moment.plus_seconds(ahead).0.div_euclid(DAY_US)
    }

    /// A `By` for what nobody in particular does: followers, the command line, somebody who is just joining.
    pub(crate) fn by_itself(&self, language: Language) -> By {
        By { member: MemberId(0), language, now: self.now(), ids: self.ids.clone(), marks: self.marks.clone() }
    }
}

/// Who acts, when, in which language, with fresh ids at hand.
#[derive(Clone, Debug)]
pub(crate) struct By {
    pub(crate) member: MemberId,
    pub(crate) language: Language,
    pub(crate) now: Timestamp,
    pub(crate) ids: Ids,
    pub(crate) marks: Marks,
}

impl By {
    /// The number of a new thing; wrap it: `TieId(by.fresh())`.
    pub(crate) fn fresh(&self) -> i64 {
        self.ids.fresh(self.now)
    }

    /// The same moment and language, acting for another member: a follower does what both sides see.
    pub(crate) fn on_behalf_of(&self, member: MemberId) -> Self {
        Self { member, ..self.clone() }
    }
}

/// Makes [`Mark`]s of words: what the log and the index hold instead of them, see decision 0009.
#[derive(Clone)]
pub(crate) struct Marks {
    key: [u8; 32],
}

impl std::fmt::Debug for Marks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Marks")
    }
}

impl Marks {
    pub(crate) const fn new(secret: [u8; 32]) -> Self {
        Self { key: secret }
    }

    /// The mark of a place as a member typed it; none where he tells nothing.
    pub(crate) fn place(&self, typed: &str) -> Option<Mark> {
        place_words(typed).map(|words| self.of("mark of a place", &words))
    }

    /// The mark of a skill, by its folded words.
    pub(crate) fn skill(&self, folded: &str) -> Mark {
        self.of("mark of a skill", folded)
    }

    /// The mark of a topic, by its key: an id, and so above zero, or nobody could read it in the log.
    pub(crate) fn topic(&self, key: &str) -> TopicId {
        TopicId((self.of("mark of a topic", key).0 & i64::MAX).max(1))
    }

    /// What is kept of an address off Pergola that letters went to: nobody reads the address in it.
    pub(crate) fn address(&self, folded: &str) -> [u8; 32] {
        sign(&self.key, "introduction-address", folded)
    }

    /// Proves that something was written by this network: its image, of which a copy of another one must not take its place.
    pub(crate) fn proof(&self, text: &str) -> [u8; 32] {
        sign(&self.key, "image of the network", text)
    }

    fn of(&self, purpose: &str, words: &str) -> Mark {
        let [a, b, c, d, e, f, g, h, ..] = sign(&self.key, purpose, words);
        Mark(i64::from_le_bytes([a, b, c, d, e, f, g, h]))
    }
}

/// A keyed hash of `text` for one `purpose`: what was made for one thing is worth nothing for another.
pub(crate) fn sign(key: &[u8; 32], purpose: &str, text: &str) -> [u8; 32] {
    let mut mac = match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => mac,
        Err(never) => unreachable!("HMAC takes keys of any length: {never}"),
    };
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

/// What is only good to have was kept, or was not: where nothing can be written, reading goes on.
pub(crate) fn good_to_have(what: &'static str, kept: Result<(), Fault>) {
    if let Err(fault) = kept {
        tracing::warn!(fault.cause = %fault, what, "something that is good to have was not kept");
    }
}

/// Appends to the change log, in the act's own transaction. Gives the change's place in it.
pub(crate) async fn record(tx: &Tx, by: &By, change: &Change) -> Result<i64, Fault> {
    let body = serde_json::to_string(change).map_err(|error| Fault::other(error.to_string()))?;
    tx.record(by.now.0, change.kind(), &body).await
}

/// Time as the server tells it. A test sets it and moves it; otherwise it is the machine's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    fixed_us: Option<Arc<AtomicI64>>,
    /// How much later it is here than elsewhere, in a trial.
    ahead_us: i64,
}

impl Clock {
    /// Stands still at `moment` until moved.
    #[cfg(test)]
    pub(crate) fn fixed(moment: Timestamp) -> Self {
        Self { fixed_us: Some(Arc::new(AtomicI64::new(moment.0))), ahead_us: 0 }
    }

    #[cfg(test)]
    pub(crate) fn move_on(&self, microseconds: i64) {
        if let Some(fixed) = &self.fixed_us {
            fixed.fetch_add(microseconds, Ordering::SeqCst);
        }
    }

    /// The same, so many days later: how a trial lives days in a minute.
    pub(crate) fn days_ahead(self, days: i64) -> Self {
        Self { ahead_us: days.saturating_mul(DAY_US), ..self }
    }

    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    pub(crate) fn now(&self) -> Timestamp {
        let elsewhere = match &self.fixed_us {
            Some(fixed) => fixed.load(Ordering::SeqCst),
            None => {
                let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
                i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
            }
        };
        Timestamp(elsewhere.saturating_add(self.ahead_us))
    }
}

/// Mints ids that grow: a clock set back, or a counter at its end, borrows from the next milliseconds.
///
/// In each millisecond the counter starts somewhere and goes on by gaps that nobody can foretell: from the number of what
/// one was told, nobody counts what others were told, or were not.
#[derive(Clone)]
pub(crate) struct Ids {
    node: u8,
    /// Milliseconds × 2^14 + counter of the last id.
    last: Arc<AtomicI64>,
    key: [u8; 32],
}

/// The counter starts below this in a millisecond, and goes on by as much at most.
const COUNTER_STARTS: i64 = 4_096;
const COUNTER_GAP: i64 = 16;

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ids")
    }
}

impl Ids {
    /// `key` is this process's own secret: whoever knows it foretells the gaps.
    pub(crate) fn new(node: u8, key: [u8; 32]) -> Self {
        Self { node, last: Arc::new(AtomicI64::new(0)), key }
    }

    pub(crate) fn fresh(&self, now: Timestamp) -> i64 {
        let millisecond = now.0.div_euclid(1_000) << 14;
        let start = millisecond + self.chance(millisecond) % COUNTER_STARTS;
        let next = |last: i64| if last < start { start } else { last + 1 + self.chance(last) % COUNTER_GAP };
        let before = self.last.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(next(last)));
        let mine = next(before.unwrap_or_default());
        let counter = u16::try_from(mine & 0x3FFF).unwrap_or_default();
        ids::mint(mine >> 14, self.node, counter)
    }

    /// A number of 31 bits that follows from another, for whoever knows the key.
    fn chance(&self, number: i64) -> i64 {
        let [a, b, c, d, ..] = sign(&self.key, "the gap after an id", &number.to_string());
        i64::from(u32::from_le_bytes([a, b, c, d]) >> 1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use pergola_domain::time::Timestamp;

    use super::{Clock, Ids, Marks};

    #[test]
    fn a_clock_that_is_ahead_is_so_by_days() {
        let noon = Timestamp(1_800_000_000_000_000);
        let clock = Clock::fixed(noon).days_ahead(15);
        clock.move_on(7);
        assert_eq!(clock.now(), Timestamp(noon.plus_days(15).0 + 7));
        assert!(Clock::default().days_ahead(1).now() > Clock::default().now());
    }

    #[test]
    fn a_mark_is_of_its_words_and_of_its_network() {
        let (ours, theirs) = (Marks::new([7; 32]), Marks::new([8; 32]));
        assert_eq!(ours.place("Ancona, Marche"), ours.place("ancòna"));
        assert_ne!(ours.place("Ancona"), theirs.place("Ancona"));
        assert_ne!(ours.place("Ancona"), Some(ours.skill("ancona")));
        assert_eq!(ours.place(" "), None);
    }

    #[test]
    fn the_mark_of_a_topic_can_be_read_in_the_log() {
        let marks = Marks::new([7; 32]);
        for number in 0..64 {
            let topic = marks.topic(&format!("topic {number}"));
            let written = serde_json::to_string(&topic).unwrap();
            assert_eq!(serde_json::from_str::<pergola_domain::ids::TopicId>(&written).ok(), Some(topic), "{written}");
        }
    }

    #[test]
    fn ids_grow_even_when_the_clock_does_not() {
        let ids = Ids::new(3, [7; 32]);
        let noon = Timestamp(1_800_000_000_000_000);
        let mut minted: Vec<i64> = (0..40_000).map(|_| ids.fresh(noon)).collect();
        minted.push(ids.fresh(Timestamp(0)));
        assert!(minted.is_sorted());
        assert_eq!(minted.iter().collect::<BTreeSet<_>>().len(), minted.len());
    }

    #[test]
    fn an_id_tells_neither_which_of_a_moment_it_is_nor_how_many_came_between() {
        let counter = |id: i64| id & 0x3FFF;
        let noon = Timestamp(1_800_000_000_000_000);
        let ids = Ids::new(3, [7; 32]);
        let firsts: BTreeSet<i64> = (0..200).map(|ms| counter(ids.fresh(Timestamp(noon.0 + ms * 1_000)))).collect();
        assert!(firsts.len() > 150, "the first of a moment is anywhere: {}", firsts.len());
        let minted: Vec<i64> = (0..200).map(|_| ids.fresh(noon)).collect();
        let gaps: BTreeSet<i64> = minted.windows(2).map(|two| two[1] - two[0]).collect();
        assert!(gaps.len() > 8, "{gaps:?}");
        let other = Ids::new(3, [8; 32]);
        assert_ne!(ids.fresh(noon), other.fresh(noon));
    }
}
