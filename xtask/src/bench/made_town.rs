//! A large town made up from a seed, shaped like the SNB data set: most people know those who studied nearby or share
//! an interest, a few know anybody; few have very many ties. And what a list of ties lacks: organisations, open groups,
//! topics that people speak of before everybody, people who hide, are unwilling, or blocked somebody.

use pergola_domain::{
    changes::{MetKind, Spell},
    ids::{GroupId, MemberId, OrganisationId, TopicId},
    time::{Timestamp, YearMonth},
};
use pergola_index::{Belonging, Graph, MemberRow, Tables, TieRow};

use crate::bench::chance::Chance;

/// Now, in made towns: the ties of ten years lie before it.
pub(crate) const TODAY: i64 = 20_000;

/// One in so many hides the list of ties, is unwilling to be named, blocked somebody.
const HIDE: f64 = 0.03;
const UNWILLING: f64 = 0.08;
const BLOCK: f64 = 0.01;
/// People to an organisation, on average.
const PEOPLE_AT: usize = 60;
/// People to an open group and to a topic: a group and a topic for so many in the town.
const PEOPLE_TO_GROUP: usize = 150;
const PEOPLE_TO_TOPIC: usize = 100;
/// One in two is in no group, one in three speaks of something before everybody.
const GROUPED: f64 = 0.5;
const SPEAKING: f64 = 0.33;
/// Groups of who is in any, topics of who speaks: one to so many.
const GROUPS: usize = 4;
const TOPICS: usize = 3;

pub(crate) fn member(number: usize) -> MemberId {
    MemberId(i64::try_from(number + 1).unwrap_or(1) << 22)
}

pub(crate) fn organisations(people: usize) -> usize {
    people / PEOPLE_AT + 1
}

/// Ties of a made town, both ends as numbers, once each; as many as asked, where people have so many pairs.
pub(crate) fn ties(people: usize, ties: usize, chance: &mut Chance) -> Vec<(u32, u32)> {
    let wanted = degrees(people, ties, chance);
    // Two orders beside the people's own: where they studied, what they like.
    let mut orders: Vec<Vec<u32>> = Vec::new();
    for _ in 0..2 {
        let mut order: Vec<u32> = (0..u32::try_from(people).unwrap_or(u32::MAX)).collect();
        chance.shuffle(&mut order);
        orders.push(order);
    }
    let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(ties + ties / 8);
    for order in &orders {
        for (place, one) in order.iter().enumerate() {
            let wanted = wanted.get(usize::try_from(*one).unwrap_or(0)).copied().unwrap_or(0);
            for _ in 0..wanted * 9 / 20 / 2 + usize::from(chance.is(0.5)) {
                // Nearer ones likelier: a square of chance, within a window that grows with the degree.
                let part = chance.part();
                let step = near(part * part, wanted * 4 + 20) + 1;
                if let Some(other) = order.get((place + step) % people) {
                    pairs.push((*one, *other));
                }
            }
        }
    }
    let possible = people * people.saturating_sub(1) / 2;
    loop {
        for (one, other) in &mut pairs {
            (*one, *other) = ((*one).min(*other), (*one).max(*other));
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs.retain(|(one, other)| one != other);
        let lacking = ties.min(possible).saturating_sub(pairs.len());
        if lacking == 0 {
            break;
        }
        for _ in 0..lacking + lacking / 50 + 1 {
            let (one, other) = (chance.below(people), chance.below(people));
            pairs.push((u32::try_from(one).unwrap_or(0), u32::try_from(other).unwrap_or(0)));
        }
    }
    chance.shuffle(&mut pairs);
    pairs.truncate(ties);
    pairs
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part of a small window"
)]
fn near(part: f64, window: usize) -> usize {
    (part * f64::from(u32::try_from(window).unwrap_or(u32::MAX))) as usize
}

/// How many ties people want: mostly some tens, a few many hundreds.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "degrees of some thousands"
)]
fn degrees(people: usize, ties: usize, chance: &mut Chance) -> Vec<usize> {
    let mean = 2.0 * crate::bench::suggestions::real(ties) / crate::bench::suggestions::real(people);
    (0..people)
        .map(|_| {
            // A sum of twelve is nearly normal; its exponential has the long tail of friendships.
            let normal: f64 = (0..12).map(|_| chance.part()).sum::<f64>() - 6.0;
            (mean * 0.62 * (normal * 0.98).exp()).min(mean * 25.0) as usize
        })
        .collect()
}

/// A network of these ties, with organisations, groups and topics, and with people who hide, are unwilling, or blocked somebody.
pub(crate) fn network(people: usize, ties: &[(u32, u32)], seed: u64) -> Graph {
    let mut chance = Chance(seed);
    let number = |end: u32| usize::try_from(end).unwrap_or(0);
    let members: Vec<_> = (0..people)
        .map(|number| MemberRow {
            hides_ties: chance.is(HIDE),
            connector: !chance.is(UNWILLING),
            ..MemberRow::new(member(number))
        })
        .collect();
    let spells: Vec<_> =
        (0..people + people / 2).map(|place| (member(place % people), spell(people, &mut chance))).collect();
    let blocks: Vec<_> = (0..people)
        .filter(|_| chance.is(BLOCK))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|by| (member(by), member(chance.below(people))))
        .collect();
    let kinds =
        [MetKind::Worked, MetKind::Studied, MetKind::Event, MetKind::Introduced, MetKind::Online, MetKind::Other];
    let rows = ties.iter().map(|(one, other)| TieRow {
        one: member(number(*one)),
        other: member(number(*other)),
        since: Timestamp(0).plus_days(TODAY - 1 - i64::try_from(chance.below(3650)).unwrap_or(0)),
        met: kinds.get(chance.below(kinds.len())).copied().unwrap_or(MetKind::Other),
    });
    let tables = Tables {
        members: Box::new(members.into_iter()),
        ties: Box::new(rows),
        spells: Box::new(spells.into_iter()),
        blocks: Box::new(blocks.into_iter()),
        belongings: Box::new(belongings(people, seed).into_iter()),
        ..Tables::default()
    };
    Graph::build(tables, 1)
}

fn spell(people: usize, chance: &mut Chance) -> Spell {
    // Few large, many small.
    let part = chance.part();
    let organisation = near(part * part, organisations(people));
    let from = i16::try_from(2000 + chance.below(20)).unwrap_or(2000);
    let lasts = i16::try_from(chance.below(9)).unwrap_or(0);
    let now = chance.is(0.4);
    Spell {
        organisation: OrganisationId(i64::try_from(organisation + 1).unwrap_or(1)),
        school: chance.is(0.3),
        from: YearMonth::new(from, None),
        to: if now { None } else { YearMonth::new(from + lasts, None) },
        ended: !now,
    }
}

/// Who is in which open group and speaks of which topic. By chance of their own, so that ties and work are what they were
/// without them.
fn belongings(people: usize, seed: u64) -> Vec<(MemberId, Belonging)> {
    let mut chance = Chance(seed ^ 0x6772_6F75_7073);
    let mut all = Vec::new();
    for number in 0..people {
        let who = member(number);
        if chance.is(GROUPED) {
            let some = some_of(people / PEOPLE_TO_GROUP + 1, GROUPS, &mut chance);
            all.extend(some.into_iter().map(|id| (who, Belonging::Group(GroupId(id)))));
        }
        if chance.is(SPEAKING) {
            let some = some_of(people / PEOPLE_TO_TOPIC + 1, TOPICS, &mut chance);
            all.extend(some.into_iter().map(|id| (who, Belonging::Topic(TopicId(id)))));
        }
    }
    all
}

/// One to `most` of so many, each once: few of them are drawn often, many seldom.
fn some_of(count: usize, most: usize, chance: &mut Chance) -> Vec<i64> {
    let mut some: Vec<i64> = (0..=chance.below(most))
        .map(|_| {
            let part = chance.part();
            i64::try_from(near(part * part, count) + 1).unwrap_or(1)
        })
        .collect();
    some.sort_unstable();
    some.dedup();
    some
}

#[cfg(test)]
mod tests {
    use pergola_domain::ids::{GroupId, TopicId};
    use pergola_index::Belonging;

    use super::{belongings, network, ties};
    use crate::bench::chance::Chance;

    #[test]
    fn a_made_town_has_groups_and_topics_few_of_them_large() {
        let people = 3_000;
        let all = belongings(people, 7);
        assert_eq!(all, belongings(people, 7), "the same from the same seed");
        let pairs = ties(people, people * 5, &mut Chance(7));
        assert_eq!(pairs.len(), people * 5);
        let view = network(people, &[], 7).view();
        let sizes = |of: fn(i64) -> Belonging, count: i64| (1..=count).map(|id| view.belonging_count(of(id))).collect();
        let groups: Vec<usize> = sizes(|id| Belonging::Group(GroupId(id)), 21);
        let topics: Vec<usize> = sizes(|id| Belonging::Topic(TopicId(id)), 31);
        for sizes in [groups, topics] {
            let (first, last) = (sizes[0], sizes[sizes.len() - 2]);
            assert!(first > 3 * last && last > 0, "{sizes:?}");
            assert!(first < people / 3, "nobody's group is the town: {sizes:?}");
        }
        assert_eq!(all.iter().filter(|(_, one)| one.is_spell()).count(), 0);
    }
}
