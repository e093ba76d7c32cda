//! The order of the feed: a written rule that anybody can read, and that gives a reason for each thing it shows.
//!
//! Each post has points, and stands where its points put it; of equals the newer comes first. Among the posts stands what
//! others ask and the reader could answer: about something that he offers, or about a topic that he follows.
//!
//! | what | points |
//! | --- | --- |
//! | by somebody whom the reader knows | 40 |
//! | by somebody two steps away | 15 |
//! | how close the reader feels to him, 1 to 5, where he said | −20, −10, 0, 10, 20 |
//! | about something that the reader offers to others | 25 |
//! | else about a topic that he follows | 20 |
//! | in a group of his | 10 |
//! | each full hour since it was written | −1, −96 at most |
//!
//! Of one author two may follow one another; a third moves down until somebody else stood between. Where nobody else is
//! left it is folded, so that one person alone never fills the page. What is folded stands between nobody: the rule is of
//! what the reader sees. What is about a topic that the reader muted does not
//! come at all. With "newest first" only the time counts. How many thanked, answered or looked counts for nothing: the
//! rule is not told.

use crate::{
    ids::{AskId, GroupId, MemberId, PostId},
    time::{DAY_US, Timestamp},
    topics::Topic,
};

/// Posts of one author that may follow one another.
pub const IN_A_ROW: usize = 2;
/// How far the feed looks back at once: today and yesterday.
pub const WINDOW_DAYS: i64 = 2;
/// How far back its pages go.
pub const PAST_DAYS: i64 = 14;
/// On one page.
pub const PAGE: usize = 20;
/// With fewer than so many by those he knows, a reader is shown what those two steps away write.
pub const FEW: usize = 20;
/// Of each author, the newest.
pub const OF_ONE_AUTHOR: usize = 50;
const HOUR_US: i64 = DAY_US / 24;
const OLDEST_HOURS: i64 = 96;

/// How near its author is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    Tied,
    TwoSteps,
    Farther,
}

/// What makes it the reader's matter: which of its topics, by its place among them. Hundreds of things are weighed for a page
/// of twenty, so the words of the topic stay where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// He offers something about it.
    Offers(usize),
    /// He follows the topic.
    Follows(usize),
}

impl Matter {
    /// The topic, among those of the thing.
    #[must_use]
    pub fn topic(self, topics: &[Topic]) -> Option<&Topic> {
        let (Self::Offers(place) | Self::Follows(place)) = self;
        topics.get(place)
    }
}

/// What stands in a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    Post(PostId),
    /// Only such that have a [`Matter`] for the reader.
    Ask(AskId),
}

/// What may stand in the feed, with what the rule asks about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub thing: Thing,
    pub author: MemberId,
    pub at: Timestamp,
    pub near: Near,
    /// The reader's own closeness to the author.
    pub closeness: Option<u8>,
    pub matter: Option<Matter>,
    /// A group of the reader's that it is in.
    pub group: Option<GroupId>,
    /// Taken for noise of a kind that the reader folds.
    pub folded: bool,
}

impl Candidate {
    /// What it weighs at a moment.
    #[must_use]
    pub fn points(&self, now: Timestamp) -> i64 {
        let near = match self.near {
            Near::Tied => 40,
            Near::TwoSteps => 15,
            Near::Farther => 0,
        };
        let closeness = self.closeness.map_or(0, |closeness| (i64::from(closeness.clamp(1, 5)) - 3) * 10);
        let matter = match self.matter {
            Some(Matter::Offers(_)) => 25,
            Some(Matter::Follows(_)) => 20,
            None => 0,
        };
        let group = if self.group.is_some() { 10 } else { 0 };
        let hours = ((now - self.at) / HOUR_US).clamp(0, OLDEST_HOURS);
        near + closeness + matter + group - hours
    }
}

/// How a reader wants it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    #[default]
    Weighed,
    NewestFirst,
}

impl Manner {
    /// Its word in tables and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Weighed => "weighed",
            Self::NewestFirst => "newest",
        }
    }

    /// The manner of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::Weighed, Self::NewestFirst].into_iter().find(|manner| manner.word() == word)
    }
}

/// A candidate in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    pub candidate: Candidate,
    /// More than two in a row of one author, and nobody else left to stand between: folded.
    pub too_many: bool,
}

impl Placed {
    /// Whether the reader sees one line of it alone.
    #[must_use]
    pub const fn is_folded(&self) -> bool {
        self.candidate.folded || self.too_many
    }
}

/// A line of the page: a post, or all that is folded of it, where the first of that stands. By their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawn {
    Open(usize),
    Folded(Vec<usize>),
}

/// What a page draws of these, in their order.
#[must_use]
pub fn lines<'a>(placed: impl Iterator<Item = &'a Placed> + Clone) -> Vec<Drawn> {
    let folded: Vec<usize> =
        placed.clone().enumerate().filter(|(_, one)| one.is_folded()).map(|(place, _)| place).collect();
    let first = folded.first().copied();
    let line = |(place, one): (usize, &Placed)| match one.is_folded() {
        false => Some(Drawn::Open(place)),
        true => (Some(place) == first).then(|| Drawn::Folded(folded.clone())),
    };
    placed.enumerate().filter_map(line).collect()
}

/// The feed, in its order. Each post once.
#[must_use]
pub fn order(mut candidates: Vec<Candidate>, manner: Manner, now: Timestamp) -> Vec<Placed> {
    candidates.sort_by_key(|candidate| candidate.thing);
    candidates.dedup_by_key(|candidate| candidate.thing);
    let placed = |too_many: bool| move |candidate: Candidate| Placed { candidate, too_many };
    match manner {
        Manner::NewestFirst => {
            candidates.sort_by_key(|candidate| std::cmp::Reverse((candidate.at, candidate.thing)));
            candidates.into_iter().map(placed(false)).collect()
        }
        Manner::Weighed => {
            candidates.sort_by_cached_key(|one| std::cmp::Reverse((one.points(now), one.at, one.thing)));
            let mut shown: Vec<Candidate> = Vec::with_capacity(candidates.len());
            // The authors of what stands open there.
            let mut open: Vec<MemberId> = Vec::with_capacity(candidates.len());
            // Those that wait for somebody else to stand between, best first; nearly always none.
            let mut waiting: std::collections::VecDeque<Candidate> = std::collections::VecDeque::new();
            let mut coming = candidates.into_iter();
            loop {
                let ready = waiting.iter().position(|one| fits(&open, one));
                let next = match ready.and_then(|at| waiting.remove(at)) {
                    Some(next) => next,
                    None => match coming.next() {
                        Some(next) if next.folded || fits(&open, &next) => next,
                        Some(next) => {
                            waiting.push_back(next);
                            continue;
                        }
                        None => break,
                    },
                };
                if !next.folded {
                    open.push(next.author);
                }
                shown.push(next);
            }
            shown.into_iter().map(placed(false)).chain(waiting.into_iter().map(placed(true))).collect()
        }
    }
}

/// Whether it may follow what stands open there.
fn fits(open: &[MemberId], next: &Candidate) -> bool {
    open.iter().rev().take(IN_A_ROW).filter(|before| **before == next.author).count() < IN_A_ROW
}

/// What makes a post with these topics the reader's matter: what he offers before what he follows.
#[must_use]
pub fn matter(topics: &[Topic], offers: &[String], follows: &[String]) -> Option<Matter> {
    let among = |keys: &[String]| topics.iter().position(|topic| keys.binary_search(&topic.key).is_ok());
    among(offers).map(Matter::Offers).or_else(|| among(follows).map(Matter::Follows))
}

/// When the feed of a day begins: with the day before it.
#[must_use]
pub const fn begins(midnight: Timestamp) -> Timestamp {
    midnight.plus_days(1 - WINDOW_DAYS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Candidate, Drawn, HOUR_US, Manner, Matter, Near, Thing, lines, matter, order};
    use crate::{
        ids::{AskId, GroupId, MemberId, PostId},
        time::Timestamp,
        topics::Topic,
    };

    const NOW: Timestamp = Timestamp::from_seconds(1_773_133_200);

    fn of(post: i64, author: i64, hours: i64) -> Candidate {
        Candidate {
            thing: Thing::Post(PostId(post)),
            author: MemberId(author),
            at: Timestamp(NOW.0 - hours * HOUR_US),
            near: Near::Tied,
            closeness: None,
            matter: None,
            group: None,
            folded: false,
        }
    }

    fn topic(key: &str) -> Topic {
        Topic { key: key.to_owned(), name: key.to_owned() }
    }

    fn number(one: &Candidate) -> i64 {
        match one.thing {
            Thing::Post(PostId(id)) | Thing::Ask(AskId(id)) => id,
        }
    }

    fn posts(candidates: Vec<Candidate>, manner: Manner) -> Vec<(i64, bool)> {
        order(candidates, manner, NOW).into_iter().map(|placed| (number(&placed.candidate), placed.too_many)).collect()
    }

    #[test]
    fn the_points() {
        for (candidate, points) in [
            (of(1, 1, 0), 40),
            (of(1, 1, 5), 35),
            (of(1, 1, 1_000), -56),
            (of(1, 1, -9), 40),
            (Candidate { near: Near::TwoSteps, ..of(1, 1, 0) }, 15),
            (Candidate { near: Near::Farther, group: Some(GroupId(1)), ..of(1, 1, 0) }, 10),
            (Candidate { closeness: Some(5), ..of(1, 1, 0) }, 60),
            (Candidate { closeness: Some(1), ..of(1, 1, 0) }, 20),
            (Candidate { closeness: Some(3), ..of(1, 1, 0) }, 40),
            (Candidate { matter: Some(Matter::Offers(0)), ..of(1, 1, 0) }, 65),
            (Candidate { matter: Some(Matter::Follows(1)), ..of(1, 1, 0) }, 60),
        ] {
            assert_eq!(candidate.points(NOW), points, "{candidate:?}");
        }
    }

    #[test]
    fn near_ones_come_first_and_the_newer_of_equals() {
        let far = Candidate { near: Near::TwoSteps, ..of(1, 1, 0) };
        let both = vec![far, of(2, 2, 20), of(3, 3, 3)];
        assert_eq!(posts(both.clone(), Manner::Weighed), [(3, false), (2, false), (1, false)]);
        assert_eq!(posts(both, Manner::NewestFirst), [(1, false), (3, false), (2, false)]);
    }

    #[test]
    fn nobody_stands_there_three_times_in_a_row() {
        let many = vec![of(1, 1, 0), of(2, 1, 1), of(3, 1, 2), of(4, 1, 3), of(5, 2, 20), of(6, 1, 30)];
        let expected = [(1, false), (2, false), (5, false), (3, false), (4, false), (6, true)];
        assert_eq!(posts(many.clone(), Manner::Weighed), expected);
        assert!(order(many, Manner::NewestFirst, NOW).iter().all(|placed| !placed.too_many));
    }

    #[test]
    fn what_one_could_answer_stands_among_the_posts_by_the_same_rule() {
        let ask = |id: i64, author: i64, hours: i64| Candidate {
            thing: Thing::Ask(AskId(id)),
            near: Near::Farther,
            matter: Some(Matter::Offers(0)),
            ..of(id, author, hours)
        };
        // 40 − 18, 25 − 2, 40 − 20; a third of one person in a row waits for somebody else, whatever it is.
        let mixed = vec![of(1, 1, 18), ask(2, 2, 2), of(3, 1, 20)];
        assert_eq!(posts(mixed, Manner::Weighed), [(2, false), (1, false), (3, false)]);
        let by_one = vec![of(1, 1, 0), of(2, 1, 1), Candidate { near: Near::Tied, ..ask(3, 1, 30) }, of(4, 2, 39)];
        assert_eq!(posts(by_one, Manner::Weighed), [(1, false), (2, false), (4, false), (3, false)]);
        // The same number of both kinds is two things.
        assert_eq!(order(vec![of(7, 1, 0), ask(7, 2, 0), ask(7, 2, 0)], Manner::NewestFirst, NOW).len(), 2);
    }

    #[test]
    fn what_is_folded_stands_between_nobody() {
        let noise = Candidate { folded: true, ..of(3, 2, 2) };
        let many = vec![of(1, 1, 0), of(2, 1, 1), noise, of(4, 1, 3), of(5, 3, 9)];
        let placed = order(many, Manner::Weighed, NOW);
        let places: Vec<i64> = placed.iter().map(|one| number(&one.candidate)).collect();
        assert_eq!(places, [1, 2, 3, 5, 4]);
        assert_eq!(
            lines(placed.iter()),
            [0, 1]
                .map(Drawn::Open)
                .into_iter()
                .chain([Drawn::Folded(vec![2])])
                .chain([3, 4].map(Drawn::Open))
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn what_one_offers_weighs_before_what_one_follows() {
        let topics = [topic("luce"), topic("scuole")];
        let keys = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(matter(&topics, &keys(&["scuole"]), &keys(&["luce"])), Some(Matter::Offers(1)));
        assert_eq!(matter(&topics, &[], &keys(&["luce"])), Some(Matter::Follows(0)));
        assert_eq!(Matter::Offers(1).topic(&topics), Some(&topic("scuole")));
        assert_eq!(Matter::Follows(2).topic(&topics), None);
        assert_eq!(matter(&topics, &keys(&["legno"]), &[]), None);
    }

    proptest! {
        #[test]
        fn each_once_never_three_in_a_row_and_the_same_whatever_the_order_given(
            authors in proptest::collection::vec((1_i64..5, 0_i64..60, proptest::bool::weighted(0.3)), 0..40),
            turn in 0_usize..40,
        ) {
            let one = |(post, (author, hours, folded)): (i64, &(i64, i64, bool))| {
                Candidate { folded: *folded, ..of(post, *author, *hours) }
            };
            let mut all: Vec<Candidate> = (1..).zip(&authors).map(one).collect();
            let placed = order(all.clone(), Manner::Weighed, NOW);
            prop_assert_eq!(placed.len(), all.len());
            // As it is drawn: what is folded is one line, and stands between nobody.
            let drawn = lines(placed.iter());
            let open: Vec<_> = drawn.iter().filter_map(|line| match line {
                Drawn::Open(place) => Some(placed[*place].candidate.author),
                Drawn::Folded(_) => None,
            }).collect();
            prop_assert!(open.windows(3).all(|three| three[0] != three[1] || three[1] != three[2]), "{:?}", open);
            let folded = drawn.iter().map(|line| match line { Drawn::Open(_) => 0, Drawn::Folded(all) => all.len() });
            prop_assert_eq!(folded.sum::<usize>() + open.len(), all.len());
            prop_assert!(drawn.len() <= open.len() + 1);
            if !all.is_empty() {
                let by = turn % all.len();
                all.rotate_left(by);
                let twice = all.clone();
                all.extend(twice);
            }
            prop_assert_eq!(order(all, Manner::Weighed, NOW), placed);
        }
    }
}
