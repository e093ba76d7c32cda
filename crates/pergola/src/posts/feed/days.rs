//! What was written, by day and author: a feed asks what hundreds of people wrote yesterday, and most of them wrote nothing.
//! So the list of a day is walked beside the list of people, instead of looking for each of them.

use std::{collections::BTreeMap, sync::Arc};

use pergola_domain::{
    ids::{MemberId, PostId},
    time::{DAY_US, Timestamp},
};

use super::recent::{Entry, Span};

/// By the number of the day, from midnight to midnight UTC.
#[derive(Default)]
pub(super) struct Days(BTreeMap<i64, Vec<Written>>);

/// In the order of `key`, for an author and his times are read without going to the entry.
struct Written {
    key: (MemberId, Timestamp, PostId),
    entry: Arc<Entry>,
}

fn day(at: Timestamp) -> i64 {
    at.0.div_euclid(DAY_US)
}

fn key(entry: &Entry) -> (MemberId, Timestamp, PostId) {
    (entry.author, entry.at, entry.id)
}

impl Days {
    pub(super) fn put(&mut self, entry: &Arc<Entry>) {
        let list = self.0.entry(day(entry.at)).or_default();
        let written = Written { key: key(entry), entry: Arc::clone(entry) };
        match list.binary_search_by_key(&written.key, |one| one.key) {
            Ok(place) => list.splice(place..=place, [written]).for_each(drop),
            Err(place) => list.insert(place, written),
        }
    }

    pub(super) fn take(&mut self, entry: &Entry) {
        let Some(list) = self.0.get_mut(&day(entry.at)) else { return };
        if let Ok(place) = list.binary_search_by_key(&key(entry), |one| one.key) {
            list.remove(place);
        }
        if list.is_empty() {
            self.0.remove(&day(entry.at));
        }
    }

    /// Of these authors, ascending, between two moments.
    pub(super) fn of_all(&self, authors: &[MemberId], (from, until): Span) -> Vec<&Arc<Entry>> {
        let mut found = Vec::new();
        if from >= until {
            return found;
        }
        for list in self.0.range(day(from)..=day(until)).map(|(_, list)| list.as_slice()) {
            let mut rest = list;
            for author in authors {
                rest = from_author(rest, *author);
                while let Some((first, after)) = rest.split_first()
                    && first.key.0 == *author
                {
                    if first.key.1 >= from && first.key.1 < until {
                        found.push(&first.entry);
                    }
                    rest = after;
                }
                if rest.is_empty() {
                    break;
                }
            }
        }
        found
    }
}

/// The list from this author on. Looks ahead by steps that double, so that a short list of people is quick in a long list of
/// what was written, and a long one in a short one.
fn from_author(list: &[Written], author: MemberId) -> &[Written] {
    let before = |one: &Written| one.key.0 < author;
    let mut ahead = 1;
    while list.get(ahead - 1).is_some_and(before) {
        ahead *= 2;
    }
    let sure = ahead / 2;
    let near = list.get(sure..ahead.min(list.len())).unwrap_or_default();
    list.get(sure + near.partition_point(before)..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use pergola_domain::{
        ids::{MemberId, PostId},
        posts::Audience,
        time::{DAY_US, Timestamp},
    };
    use proptest::prelude::*;

    use super::Days;
    use crate::posts::feed::recent::Entry;

    proptest! {
        #[test]
        fn the_same_as_looking_for_each(
            written in proptest::collection::vec((1_i64..40, 0_i64..4 * 24, 0_i64..60), 0..120),
            gone in proptest::collection::vec(any::<bool>(), 120),
            mut people in proptest::collection::vec(0_i64..45, 0..40),
            from in 0_i64..4 * 24, length in 0_i64..4 * 24,
        ) {
            let hour = |hours: i64| Timestamp(hours * DAY_US / 24 - DAY_US);
            let entries: Vec<Arc<Entry>> = written.iter().map(|(author, hours, id)| {
                Arc::new(Entry::plain(PostId(*id), MemberId(*author), hour(*hours), Audience::Ties))
            }).collect();
            let mut days = Days::default();
            // The same post written again takes the place of the first.
            let mut kept: Vec<&Arc<Entry>> = Vec::new();
            for (entry, gone) in entries.iter().zip(&gone) {
                if let Some(before) = kept.iter().position(|one| one.id == entry.id) {
                    days.take(kept.remove(before));
                }
                days.put(entry);
                days.put(entry);
                if *gone { days.take(entry) } else { kept.push(entry) }
            }
            people.sort_unstable();
            people.dedup();
            let people: Vec<MemberId> = people.into_iter().map(MemberId).collect();
            let span = (hour(from), hour(from + length));
            let mut found: Vec<PostId> = days.of_all(&people, span).iter().map(|one| one.id).collect();
            found.sort_unstable();
            let wanted = |one: &&&Arc<Entry>| people.contains(&one.author) && one.at >= span.0 && one.at < span.1;
            let mut expected: Vec<PostId> = kept.iter().filter(wanted).map(|one| one.id).collect();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
            for entry in kept {
                days.take(entry);
            }
            prop_assert!(days.0.is_empty());
        }
    }
}
