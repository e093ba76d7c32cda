//! Random small towns, as plain tables that also take changes: the truth that the network is held against.

use std::collections::{BTreeMap, BTreeSet};

use pergola_domain::{
    changes::{Change, MetKind, Spell},
    ids::{GroupId, InvitationId, MemberId, OrganisationId, TieId, TopicId},
    network::Mark,
    time::{DAY_US, Timestamp, YearMonth},
};
use pergola_index::{Belonging, Graph, MemberRow, Tables, TieRow};
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any, prop_oneof},
};

/// People in a town: few, so that they meet.
pub(crate) const PEOPLE: i64 = 14;
pub(crate) const ORGANISATIONS: i64 = 3;
pub(crate) const NOW: Timestamp = Timestamp(DAY_US * 20_000);

/// Ids are not their numbers: the network must not mix them up.
pub(crate) fn person(number: i64) -> MemberId {
    MemberId(1_000_003 * (number + 1))
}

pub(crate) fn people() -> impl Iterator<Item = MemberId> {
    (0..PEOPLE).map(person)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each for itself")]
pub(crate) struct Sharing {
    pub(crate) unwilling: bool,
    pub(crate) hides: bool,
    pub(crate) leaving: bool,
    pub(crate) suspended: bool,
}

impl Sharing {
    const fn change(&mut self, change: &Change) {
        match change {
            Change::SharingChanged { connector, hides_ties, .. } => {
                self.unwilling = !*connector;
                self.hides = *hides_ties;
            }
            Change::MemberLeaving { .. } => self.leaving = true,
            Change::MemberStayed { .. } => self.leaving = false,
            Change::MemberSuspended { .. } => self.suspended = true,
            Change::MemberRestored { .. } => self.suspended = false,
            _ => {}
        }
    }

    /// For others not there.
    pub(crate) const fn away(self) -> bool {
        self.leaving || self.suspended
    }
}

/// The tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct Town {
    pub(crate) members: BTreeMap<MemberId, Sharing>,
    pub(crate) ties: BTreeMap<(MemberId, MemberId), (Timestamp, MetKind)>,
    pub(crate) spells: BTreeMap<MemberId, Vec<Spell>>,
    pub(crate) belongings: BTreeMap<MemberId, BTreeSet<Belonging>>,
    pub(crate) blocks: BTreeSet<(MemberId, MemberId)>,
    pub(crate) invitations: BTreeSet<(MemberId, MemberId)>,
    pub(crate) dismissals: BTreeSet<(MemberId, MemberId)>,
    pub(crate) answers: BTreeSet<(MemberId, MemberId)>,
}

pub(crate) fn ordered(one: MemberId, other: MemberId) -> (MemberId, MemberId) {
    (one.min(other), one.max(other))
}

impl Town {
    pub(crate) fn is_blocked(&self, one: MemberId, other: MemberId) -> bool {
        self.blocks.contains(&(one, other)) || self.blocks.contains(&(other, one))
    }

    pub(crate) fn graph(&self, seq: i64) -> Graph {
        let members = self.members.iter().map(|(member, sharing)| MemberRow {
            member: *member,
            connector: !sharing.unwilling,
            hides_ties: sharing.hides,
            leaving: sharing.leaving,
            suspended: sharing.suspended,
        });
        let ties = self.ties.iter().map(|((one, other), (since, met))| TieRow {
            one: *one,
            other: *other,
            since: *since,
            met: *met,
        });
        let spells = self.spells.iter().flat_map(|(member, spells)| spells.iter().map(|spell| (*member, *spell)));
        let belongings = self.belongings.iter().flat_map(|(member, all)| all.iter().map(|one| (*member, *one)));
        let tables = Tables {
            now: Timestamp(0),
            // Backwards, for the order of rows must not matter.
            members: Box::new(members.rev()),
            ties: Box::new(ties.rev()),
            spells: Box::new(spells),
            belongings: Box::new(belongings),
            blocks: Box::new(self.blocks.iter().copied()),
            invitations: Box::new(self.invitations.iter().copied()),
            dismissals: Box::new(self.dismissals.iter().copied()),
            answers: Box::new(self.answers.iter().copied()),
        };
        Graph::build(tables, seq)
    }

    /// Whether an act could record this change now: no tie over a block, no correction of a tie that is not there.
    pub(crate) fn could_come_to_pass(&self, change: &Change) -> bool {
        match change {
            Change::TieFormed { one, other, .. } => !self.is_blocked(*one, *other),
            Change::TieCorrected { one, other, .. } => self.ties.contains_key(&ordered(*one, *other)),
            _ => true,
        }
    }

    /// What the server's acts would write for a change.
    pub(crate) fn apply(&mut self, change: &Change) {
        let there = |member: &MemberId| self.members.contains_key(member);
        match change {
            Change::MemberJoined { member } => {
                self.members.entry(*member).or_default();
            }
            Change::SpellsChanged { member, spells } if there(member) => {
                self.spells.insert(*member, spells.clone());
            }
            Change::SharingChanged { member, .. }
            | Change::MemberLeaving { member, .. }
            | Change::MemberStayed { member }
            | Change::MemberSuspended { member }
            | Change::MemberRestored { member } => {
                if let Some(sharing) = self.members.get_mut(member) {
                    sharing.change(change);
                }
            }
            Change::MemberErased { member } => self.erase(*member),
            Change::InvitationSent { from, to, .. } | Change::InvitationClosed { from, to, .. }
                if from != to && there(from) && there(to) =>
            {
                self.invitations.insert((*from, *to));
            }
            Change::TieFormed { one, other, since, met, .. }
                if one != other && there(one) && there(other) && !self.is_blocked(*one, *other) =>
            {
                self.ties.insert(ordered(*one, *other), (*since, *met));
            }
            Change::TieCorrected { one, other, since, met, .. } => {
                if let Some(tie) = self.ties.get_mut(&ordered(*one, *other)) {
                    *tie = (*since, *met);
                }
            }
            Change::TieRemoved { one, other } => {
                self.ties.remove(&ordered(*one, *other));
            }
            Change::BlockPlaced { by, against } if by != against && there(by) && there(against) => {
                self.ties.remove(&ordered(*by, *against));
                self.blocks.insert((*by, *against));
            }
            Change::BlockLifted { by, against } => {
                self.blocks.remove(&(*by, *against));
            }
            Change::MarksChanged { member, place, skills } if there(member) => {
                let all = self.belongings.entry(*member).or_default();
                all.retain(|one| !matches!(one, Belonging::Place(_) | Belonging::Skill(_)));
                all.extend(place.iter().map(|place| Belonging::Place(*place)));
                all.extend(skills.iter().map(|skill| Belonging::Skill(*skill)));
            }
            Change::GroupJoined { group, member } if there(member) => self.belongs(*member, Belonging::Group(*group)),
            Change::GroupLeft { group, member } => self.belongs_no_more(Some(*member), Belonging::Group(*group)),
            Change::GroupHidden { group } => self.belongs_no_more(None, Belonging::Group(*group)),
            Change::TopicFollowed { topic, member } if there(member) => self.belongs(*member, Belonging::Topic(*topic)),
            Change::TopicUnfollowed { topic, member } => self.belongs_no_more(Some(*member), Belonging::Topic(*topic)),
            Change::AskAnswered { by, asker } if by != asker && there(by) && there(asker) => {
                self.answers.insert((*by, *asker));
            }
            Change::SuggestionDismissed { by, other } if by != other && there(by) && there(other) => {
                self.dismissals.insert((*by, *other));
            }
            _ => {}
        }
    }

    fn belongs(&mut self, member: MemberId, belonging: Belonging) {
        self.belongings.entry(member).or_default().insert(belonging);
    }

    fn belongs_no_more(&mut self, member: Option<MemberId>, belonging: Belonging) {
        let all = self.belongings.iter_mut().filter(|(one, _)| member.is_none_or(|member| **one == member));
        all.for_each(|(_, belongings)| {
            belongings.remove(&belonging);
        });
    }

    fn erase(&mut self, member: MemberId) {
        let without = |pair: &(MemberId, MemberId)| pair.0 != member && pair.1 != member;
        self.members.remove(&member);
        self.spells.remove(&member);
        self.belongings.remove(&member);
        self.ties.retain(|pair, _| without(pair));
        self.blocks.retain(without);
        self.invitations.retain(without);
        self.dismissals.retain(without);
        self.answers.retain(without);
    }
}

pub(crate) fn any_person() -> impl Strategy<Value = MemberId> {
    (0..PEOPLE).prop_map(person)
}

fn any_met() -> impl Strategy<Value = MetKind> {
    prop_oneof![
        Just(MetKind::Worked),
        Just(MetKind::Studied),
        Just(MetKind::Event),
        Just(MetKind::Introduced),
        Just(MetKind::Online),
        Just(MetKind::Other),
    ]
}

fn any_spell() -> impl Strategy<Value = Spell> {
    let year = || proptest::option::of((2000_i16..2012).prop_map(|year| YearMonth::new(year, None).unwrap()));
    (1..=ORGANISATIONS, any::<bool>(), year(), year(), any::<bool>()).prop_map(
        |(organisation, school, from, to, ended)| Spell {
            organisation: OrganisationId(organisation),
            school,
            from,
            to,
            ended,
        },
    )
}

/// Any change, of people who are there or not, sensible or not.
pub(crate) fn any_change() -> impl Strategy<Value = Change> {
    let two = || (any_person(), any_person());
    let tie = || (two(), (0..20_000_i64).prop_map(|day| Timestamp(DAY_US * day)), any_met());
    prop_oneof![
        1 => any_person().prop_map(|member| Change::MemberJoined { member }),
        2 => (any_person(), vec(any_spell(), 0..4)).prop_map(|(member, spells)| Change::SpellsChanged { member, spells }),
        3 => (any_person(), any::<bool>(), any::<bool>())
            .prop_map(|(member, connector, hides_ties)| Change::SharingChanged { member, connector, hides_ties }),
        1 => any_person().prop_map(|member| Change::MemberLeaving { member, until: NOW }),
        1 => any_person().prop_map(|member| Change::MemberStayed { member }),
        1 => any_person().prop_map(|member| Change::MemberSuspended { member }),
        1 => any_person().prop_map(|member| Change::MemberRestored { member }),
        1 => any_person().prop_map(|member| Change::MemberErased { member }),
        1 => two().prop_map(|(from, to)| Change::InvitationSent { invitation: InvitationId(1), from, to }),
        1 => two().prop_map(|(from, to)| Change::InvitationClosed { invitation: InvitationId(1), from, to }),
        12 => tie().prop_map(|((one, other), since, met)| Change::TieFormed { tie: TieId(1), one, other, since, met }),
        1 => tie().prop_map(|((one, other), since, met)| Change::TieCorrected { tie: TieId(1), one, other, since, met }),
        2 => two().prop_map(|(one, other)| Change::TieRemoved { one, other }),
        2 => two().prop_map(|(by, against)| Change::BlockPlaced { by, against }),
        1 => two().prop_map(|(by, against)| Change::BlockLifted { by, against }),
        1 => two().prop_map(|(by, other)| Change::SuggestionDismissed { by, other }),
        1 => any_person().prop_map(|member| Change::ProfileChanged { member }),
        3 => any_belonging(),
        1 => two().prop_map(|(by, asker)| Change::AskAnswered { by, asker }),
    ]
}

fn any_belonging() -> impl Strategy<Value = Change> {
    let mark = || (1..4_i64).prop_map(Mark);
    let group = || (1..4_i64).prop_map(GroupId);
    let topic = || (1..4_i64).prop_map(TopicId);
    prop_oneof![
        (any_person(), proptest::option::of(mark()), vec(mark(), 0..4))
            .prop_map(|(member, place, skills)| Change::MarksChanged { member, place, skills }),
        (group(), any_person()).prop_map(|(group, member)| Change::GroupJoined { group, member }),
        (group(), any_person()).prop_map(|(group, member)| Change::GroupLeft { group, member }),
        group().prop_map(|group| Change::GroupHidden { group }),
        (topic(), any_person()).prop_map(|(topic, member)| Change::TopicFollowed { topic, member }),
        (topic(), any_person()).prop_map(|(topic, member)| Change::TopicUnfollowed { topic, member }),
    ]
}

/// A town with ties, spells, and its share of people who hide, are unwilling, leave, or blocked somebody.
pub(crate) fn any_town() -> impl Strategy<Value = Town> {
    let sharing = vec((0_u8..12, 0_u8..12), usize::try_from(PEOPLE).unwrap());
    let tie = ((any_person(), any_person()), (0..20_000_i64), any_met());
    let pairs = |most| vec((any_person(), any_person()), 0..most);
    let others = (pairs(3), vec(any_belonging(), 0..12));
    (sharing, vec(tie, 4..44), vec((any_person(), any_spell()), 0..16), pairs(4), pairs(3), others).prop_map(
        |(sharing, ties, spells, blocks, dismissals, (answers, belongings))| {
            let mut town = Town::default();
            for (member, (unwilling, hides)) in people().zip(sharing) {
                let sharing =
                    Sharing { unwilling: unwilling < 3, hides: hides < 2, leaving: hides == 2, suspended: hides == 3 };
                town.members.insert(member, sharing);
            }
            for (member, spell) in spells {
                town.spells.entry(member).or_default().push(spell);
            }
            for ((one, other), day, met) in ties {
                let since = Timestamp(DAY_US * day);
                town.apply(&Change::TieFormed { tie: TieId(1), one, other, since, met });
            }
            for (by, against) in blocks {
                town.apply(&Change::BlockPlaced { by, against });
            }
            for (by, other) in dismissals {
                town.apply(&Change::SuggestionDismissed { by, other });
            }
            for (by, asker) in answers {
                town.apply(&Change::AskAnswered { by, asker });
            }
            belongings.iter().for_each(|change| town.apply(change));
            town
        },
    )
}

/// So many cases, or as many as `PROPTEST_CASES` asks for: a long night may try more.
pub(crate) fn cases(usual: u32) -> proptest::prelude::ProptestConfig {
    let asked = proptest::prelude::ProptestConfig::default();
    let cases = if asked.cases == 256 { usual } else { asked.cases };
    proptest::prelude::ProptestConfig { cases, failure_persistence: None, max_global_rejects: u32::MAX, ..asked }
}
