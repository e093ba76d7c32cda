//! Two servers number the same people differently: each in the order in which it came to know them. What they suggest is the
//! same, but for rounding; also for somebody whose ties' ties are more than are walked.

use std::collections::BTreeSet;

use pergola_domain::{
    changes::{Change, MetKind, Spell},
    ids::{MemberId, OrganisationId, TieId},
    time::{DAY_US, Timestamp},
};
use pergola_index::{Asking, Graph, Tables};

use crate::town::NOW;

const PEOPLE: u64 = 700;
const TIES: usize = 20_000;
/// Of whom the ties' ties are beyond the 16,000 that are walked.
const HUB: u64 = 3;
const OF_HUB: u64 = 400;
/// All at one place: more than are taken from places.
const PLACE: OrganisationId = OrganisationId(1);

fn member(number: u64) -> MemberId {
    MemberId(i64::try_from(number).unwrap() * 97 + 5)
}

fn chance(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// Ties and work of the town, in the order in which they came to be.
fn changes() -> Vec<Change> {
    let mut state = 11;
    let mut pairs: Vec<(u64, u64)> = (0..OF_HUB).map(|other| (HUB, other + 10)).collect();
    pairs.extend((0..TIES).map(|_| (chance(&mut state) % PEOPLE, chance(&mut state) % PEOPLE)));
    let mut changes: Vec<Change> = Vec::new();
    for (one, other) in pairs.into_iter().filter(|(one, other)| one != other) {
        let since = Timestamp(DAY_US * i64::try_from(chance(&mut state) % 20_000).unwrap());
        let (one, other) = (member(one.min(other)), member(one.max(other)));
        changes.push(Change::TieFormed { tie: TieId(1), one, other, since, met: MetKind::Event });
    }
    for number in (HUB..PEOPLE).step_by(3) {
        let spells = vec![Spell { organisation: PLACE, school: false, from: None, to: None, ended: false }];
        changes.push(Change::SpellsChanged { member: member(number), spells });
    }
    changes
}

#[test]
fn suggestions_do_not_depend_on_how_a_server_numbers_people() {
    let server = |members: &mut dyn Iterator<Item = u64>| {
        let graph = Graph::build(Tables::default(), 0);
        let joined = members.map(|number| Change::MemberJoined { member: member(number) });
        let log: Vec<Change> = joined.chain(changes()).collect();
        graph.apply_all((1..).zip(&log));
        graph.view()
    };
    let (one, other) = (server(&mut (0..PEOPLE)), server(&mut (0..PEOPLE).rev()));
    for viewer in [HUB, 0, 12, 250, 699].map(member) {
        let listed = |view: &pergola_index::View| -> Vec<MemberId> {
            view.suggestions(&Asking::plain(viewer, NOW), 100).into_iter().map(|one| one.member).collect()
        };
        let (ours, theirs) = (listed(&one), listed(&other));
        assert!(ours.len() > 50, "{}", ours.len());
        let sorted = |listed: &[MemberId]| listed.iter().copied().collect::<BTreeSet<_>>();
        assert_eq!(sorted(&ours), sorted(&theirs), "for {viewer}");
        // Sums are added up in another order: two whose scores are alike to six digits may stand the other way round.
        let moved = ours.iter().zip(&theirs).filter(|(one, other)| one != other).count();
        assert!(moved <= 4, "{moved} of {} for {viewer}", ours.len());
    }
}
