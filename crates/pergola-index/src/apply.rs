//! How each change makes the next state. It cannot fail: a change about somebody unknown changes nothing.
//!
//! Every arm *sets* what it speaks of and never counts up, so that a stretch of the log applied again to a state which
//! already contains it ends where it ended before. That is what lets a start read tables newer than its place.

use std::collections::BTreeMap;

use pergola_domain::{
    changes::{Change, MetKind, Spell},
    ids::MemberId,
    network::{Ground, Months, day},
    time::Timestamp,
};

use crate::{
    aside::{GAVE, PLACED, RECEIVED, Stay, TOOK, insert},
    belongings::{Belonging, Source},
    build::{belong, sharing},
    cells::wide,
    rows::{BLOCKS, Entry, GONE, HIDES, LEAVING, Loose, Part, SUSPENDED, Side, UNWILLING},
    state::State,
};

/// Makes one change. The place in the log is the caller's matter.
pub(crate) fn apply(state: &mut State, change: &Change) {
    match change {
        Change::MemberJoined { member } => join(state, *member),
        Change::SpellsChanged { member, spells } => change_spells(state, *member, spells),
        Change::MarksChanged { member, place, skills } => {
            let places = place.iter().map(|place| Belonging::Place(*place));
            let all = places.chain(skills.iter().map(|skill| Belonging::Skill(*skill)));
            if let Some(number) = state.number(*member) {
                replace_stays(state, number, Source::Marks, all.map(Stay::undated));
            }
        }
        Change::GroupJoined { group, member } => belongs(state, *member, Belonging::Group(*group)),
        Change::GroupLeft { group, member } => belongs_no_more(state, *member, Belonging::Group(*group)),
        Change::GroupHidden { group } => empty(state, Belonging::Group(*group)),
        Change::TopicFollowed { topic, member } => belongs(state, *member, Belonging::Topic(*topic)),
        Change::TopicUnfollowed { topic, member } => belongs_no_more(state, *member, Belonging::Topic(*topic)),
        Change::AskAnswered { by, asker } => {
            if let Some((by, asker)) = pair(state, *by, *asker) {
                state.asides.change(by, |aside| aside.answer(asker, GAVE));
                state.asides.change(asker, |aside| aside.answer(by, TOOK));
            }
        }
        Change::SharingChanged { member, connector, hides_ties } => {
            change_flags(state, *member, HIDES | UNWILLING, sharing(*connector, *hides_ties));
        }
        Change::MemberLeaving { member, .. } => go_away(state, *member, LEAVING),
        Change::MemberSuspended { member } => go_away(state, *member, SUSPENDED),
        Change::MemberStayed { member } => come_back(state, *member, LEAVING),
        Change::MemberRestored { member } => come_back(state, *member, SUSPENDED),
        Change::MemberErased { member } => erase(state, *member),
        Change::InvitationSent { from, to, .. } | Change::InvitationClosed { from, to, .. } => ask(state, *from, *to),
        Change::TieFormed { one, other, since, met, .. } => {
            if let Some((one, other)) = pair(state, *one, *other) {
                tie(state, (one, other), *since, *met);
            }
        }
        Change::TieCorrected { one, other, since, met, .. } => {
            if let Some((one, other)) = pair(state, *one, *other)
                && state.are_tied(one, other)
            {
                tie(state, (one, other), *since, *met);
            }
        }
        Change::TieRemoved { one, other } => {
            if let Some((one, other)) = pair(state, *one, *other) {
                untie(state, one, other);
            }
        }
        Change::BlockPlaced { by, against } => {
            if let Some((by, against)) = pair(state, *by, *against) {
                block(state, by, against);
            }
        }
        Change::BlockLifted { by, against } => {
            if let Some((by, against)) = pair(state, *by, *against) {
                state.asides.change(by, |aside| aside.unblock(against, PLACED));
                state.asides.change(against, |aside| aside.unblock(by, RECEIVED));
                mark_blocks(state, [by, against]);
            }
        }
        Change::SuggestionDismissed { by, other } => {
            if let Some((by, other)) = pair(state, *by, *other) {
                state.asides.change(by, |aside| insert(&mut aside.dismissed, other));
            }
        }
        // Their content is in tables or is nobody's business here. A kind that is added later and concerns the network
        // must be named above: the test of kept and rebuilt says so.
        _ => {}
    }
}

fn belongs(state: &mut State, member: MemberId, belonging: Belonging) {
    if let Some(number) = state.number(member) {
        belong(state, number, Stay::undated(belonging));
    }
}

fn belongs_no_more(state: &mut State, member: MemberId, belonging: Belonging) {
    if let Some(number) = state.number(member) {
        state.belongings.remove(belonging, number);
        state.asides.change(number, |aside| aside.stays.retain(|stay| stay.belonging != belonging));
    }
}

fn empty(state: &mut State, belonging: Belonging) {
    let people: Vec<_> = state.belongings.people(belonging).numbers().collect();
    for number in people {
        state.belongings.remove(belonging, number);
        state.asides.change(number, |aside| aside.stays.retain(|stay| stay.belonging != belonging));
    }
}

fn pair(state: &State, one: MemberId, other: MemberId) -> Option<(u32, u32)> {
    Some((state.number(one)?, state.number(other)?)).filter(|(one, other)| one != other)
}

/// Rows taken out to be changed, put back together: each block is written once for a change.
#[derive(Debug, Default)]
struct Edit {
    rows: BTreeMap<u32, Loose>,
}

impl Edit {
    fn row(&mut self, state: &State, number: u32) -> &mut Loose {
        self.rows.entry(number).or_insert_with(|| state.row(number).loosen())
    }

    fn done(self, state: &mut State) {
        let rows: Vec<_> = self.rows.into_iter().collect();
        state.rows.put(&rows);
    }
}

fn join(state: &mut State, member: MemberId) {
    let number = match state.directory.find(member) {
        Some(number) if !state.row(number).is(GONE) => return,
        // Erased before, and read again from an earlier place of the log: the same number, as empty as it was.
        Some(number) => number,
        None => {
            let number = state.count;
            if !state.directory.has_room(number) {
                state.directory = state.directory.grown(number);
            }
            if number >= state.rows.room() {
                state.rows.add_block();
            }
            state.directory.enter(member, number);
            state.count += 1;
            number
        }
    };
    state.rows.put(&[(number, Loose::default())]);
}

fn change_flags(state: &mut State, member: MemberId, mask: u32, flags: u32) {
    let Some(number) = state.number(member) else { return };
    let row = state.row(number);
    let (before, own) = (Part::of(row.flags()), row.flags() & !mask | flags);
    let part = Part::of(own);
    let mut rows = if part == before { Vec::new() } else { row.all().to_vec() };
    rows.push(number);
    rows.sort_unstable();
    state.rows.in_place(
        &rows,
        |other, row| {
            if other == number { row.set_flags(own) } else { row.shift(number, (before, part)) }
        },
    );
}

fn tie(state: &mut State, (one, other): (u32, u32), since: Timestamp, met: MetKind) {
    // A block that stands is stronger than a tie told late.
    if state.is_blocked(one, other) {
        return;
    }
    if !state.are_tied(one, other) {
        state.ties += 1;
    }
    let together = state.aside(one).months_together(state.aside(other));
    let side = Side::new(day(since), met, Ground::of(met, together));
    let mut edit = Edit::default();
    for (from, to) in [(one, other), (other, one)] {
        let part = state.part(to);
        edit.row(state, from).put(Entry { part, to, side });
    }
    edit.done(state);
}

fn untie(state: &mut State, one: u32, other: u32) {
    if state.are_tied(one, other) {
        state.ties -= 1;
        let mut edit = Edit::default();
        edit.row(state, one).remove(other);
        edit.row(state, other).remove(one);
        edit.done(state);
    }
}

fn block(state: &mut State, by: u32, against: u32) {
    untie(state, by, against);
    state.asides.change(by, |aside| aside.block(against, PLACED));
    state.asides.change(against, |aside| aside.block(by, RECEIVED));
    mark_blocks(state, [by, against]);
}

/// Writes the flag that saves questions a look into the aside.
fn mark_blocks(state: &mut State, members: [u32; 2]) {
    for number in members {
        let flag = if state.aside(number).blocked().next().is_none() { 0 } else { BLOCKS };
        let known = state.row(number).flags();
        let flags = known & !BLOCKS | flag;
        if flags != known {
            state.rows.in_place(&[number], |_, row| row.set_flags(flags));
        }
    }
}

fn change_spells(state: &mut State, member: MemberId, spells: &[Spell]) {
    let Some(number) = state.number(member) else { return };
    let stays = spells.iter().map(|spell| Stay { belonging: Belonging::of_spell(spell), months: Months::of(spell) });
    replace_stays(state, number, Source::Spells, stays);
    let own = state.part(number);
    let anew = state.row(number).entries().filter_map(|entry| {
        let together = state.aside(number).months_together(state.aside(entry.to));
        let met = entry.side.met();
        let side = Side::new(entry.side.since_day(), met, Ground::of(met, together));
        (side != entry.side).then_some((entry.to, Entry { side, ..entry }))
    });
    let anew: BTreeMap<u32, Entry> = anew.collect();
    if anew.is_empty() {
        return;
    }
    let mut rows: Vec<u32> = anew.keys().copied().chain([number]).collect();
    rows.sort_unstable();
    state.rows.in_place(&rows, |other, row| match anew.get(&other) {
        Some(entry) => row.set_side(number, own, entry.side),
        None => anew.values().for_each(|entry| row.set_side(entry.to, entry.part, entry.side)),
    });
}

/// How many rows a change writes anew, more or less: whoever must not be held up asks before.
pub(crate) fn rows_written(state: &State, change: &Change) -> usize {
    let row = |member: MemberId| state.number(member).map_or(0, |number| state.row(number).count() + 1);
    match change {
        Change::SpellsChanged { member, .. }
        | Change::SharingChanged { member, .. }
        | Change::MemberLeaving { member, .. }
        | Change::MemberSuspended { member }
        | Change::MemberStayed { member }
        | Change::MemberRestored { member } => row(*member),
        // Whom to forget is looked for at everybody.
        Change::MemberErased { .. } => wide(state.count),
        Change::GroupHidden { group } => state.belongings.people(Belonging::Group(*group)).len(),
        _ => 2,
    }
}

fn go_away(state: &mut State, member: MemberId, why: u32) {
    change_flags(state, member, why, why);
}

fn come_back(state: &mut State, member: MemberId, why: u32) {
    change_flags(state, member, why, 0);
}

/// One invited the other once: neither is proposed to the other any more.
fn ask(state: &mut State, from: MemberId, to: MemberId) {
    if let Some((from, to)) = pair(state, from, to) {
        state.asides.change(from, |aside| insert(&mut aside.asked, to));
        state.asides.change(to, |aside| insert(&mut aside.asked, from));
    }
}

/// Replaces all that one source tells.
fn replace_stays(state: &mut State, number: u32, source: Source, stays: impl Iterator<Item = Stay>) {
    let before = state.aside(number).stays();
    let (replaced, kept): (Vec<_>, Vec<_>) = before.partition(|stay| stay.belonging.source() == source);
    for stay in replaced {
        state.belongings.remove(stay.belonging, number);
    }
    state.asides.change(number, |aside| aside.stays = kept);
    for stay in stays {
        belong(state, number, stay);
    }
}

fn erase(state: &mut State, member: MemberId) {
    let Some(number) = state.number(member) else { return };
    let mut edit = Edit::default();
    let neighbours = state.row(number).all().to_vec();
    for neighbour in &neighbours {
        edit.row(state, *neighbour).remove(number);
    }
    *edit.row(state, number) = Loose { flags: GONE, entries: Vec::new() };
    edit.done(state);
    state.ties -= u64::try_from(neighbours.len()).unwrap_or(0);
    for source in [Source::Spells, Source::Marks, Source::Each] {
        replace_stays(state, number, source, std::iter::empty());
    }
    // Who put him aside is known only there, so every aside is looked at: erasing is rare, and leaves nothing behind.
    for other in (0..state.count).filter(|other| *other != number) {
        if state.aside(other).names(number) {
            state.asides.change(other, |aside| aside.forget(number));
            mark_blocks(state, [other, other]);
        }
    }
    state.asides.change(number, |aside| *aside = crate::aside::Lists::default());
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, sync::Arc};

    use pergola_domain::{
        changes::{Change, MetKind, Spell},
        ids::{MemberId, OrganisationId},
        time::{DAY_US, Timestamp},
    };

    use super::{apply, rows_written};
    use crate::{
        build::build,
        facts::facts,
        rows::BLOCK,
        state::State,
        tables::{MemberRow, Tables, TieRow},
    };

    const HUB: MemberId = MemberId(1);
    const TIES: i64 = 30_000;

    /// Member 1 is tied to thirty thousand of forty thousand.
    fn town(hides_ties: bool, connector: bool) -> State {
        let members = (1..=40_000).map(MemberId).map(move |member| {
            let is_hub = member == HUB;
            MemberRow { hides_ties: is_hub && hides_ties, connector: !is_hub || connector, ..MemberRow::new(member) }
        });
        let (since, met) = (Timestamp(DAY_US * 20_000), MetKind::Worked);
        let ties = (2..2 + TIES).map(move |other| TieRow { one: HUB, other: MemberId(other), since, met });
        build(Tables { members: Box::new(members), ties: Box::new(ties), ..Tables::default() }, 1)
    }

    /// Which blocks are other ones after a change; all are as long as they were.
    fn copied(before: &State, after: &State) -> BTreeSet<usize> {
        let pairs = || before.rows.blocks().zip(after.rows.blocks()).enumerate();
        assert!(pairs().all(|(_, (one, other))| one.len() == other.len()));
        pairs().filter(|(_, (one, other))| !Arc::ptr_eq(one, other)).map(|(place, _)| place).collect()
    }

    /// The blocks of these members.
    fn blocks(state: &State, members: impl Iterator<Item = MemberId>) -> BTreeSet<usize> {
        members.map(|member| usize::try_from(state.number(member).unwrap() / BLOCK).unwrap()).collect()
    }

    #[test]
    fn of_thirty_thousand_ties_each_block_is_copied_once_and_no_other() {
        let before = town(false, true);
        for (connector, hides_ties) in [(true, true), (false, false), (false, true)] {
            let change = Change::SharingChanged { member: HUB, connector, hides_ties };
            assert_eq!(rows_written(&before, &change), 30_001);
            let mut after = before.clone();
            apply(&mut after, &change);
            assert_eq!(copied(&before, &after), blocks(&before, (1..2 + TIES).map(MemberId)));
            assert_eq!(facts(&after), facts(&town(hides_ties, connector)));
            // Who asks meanwhile has the state of before, and it has not moved.
            assert_eq!(before.row(before.number(MemberId(9)).unwrap()).named().len(), 1);
            let mut again = after.clone();
            apply(&mut again, &change);
            assert_eq!(copied(&after, &again), blocks(&before, std::iter::once(HUB)), "nothing is new to his ties");
            apply(&mut after, &Change::SharingChanged { member: HUB, connector: true, hides_ties: false });
            assert_eq!(facts(&after), facts(&before));
        }
    }

    #[test]
    fn what_he_tells_of_his_work_concerns_those_who_were_there() {
        let spells =
            || vec![Spell { organisation: OrganisationId(7), school: false, from: None, to: None, ended: false }];
        let years = |mut spells: Vec<Spell>| {
            spells.iter_mut().for_each(|spell| spell.from = pergola_domain::time::YearMonth::new(2010, None));
            spells
        };
        let mut before = town(false, true);
        for member in [MemberId(40), MemberId(20_000), MemberId(39_000)] {
            apply(&mut before, &Change::SpellsChanged { member, spells: years(spells()) });
        }
        let mut after = before.clone();
        let change = Change::SpellsChanged { member: HUB, spells: years(spells()) };
        assert_eq!(rows_written(&before, &change), 30_001, "at most");
        apply(&mut after, &change);
        let there = [HUB, MemberId(40), MemberId(20_000)];
        assert_eq!(copied(&before, &after), blocks(&before, there.into_iter()));
        let ground = |state: &State, from: MemberId, to: MemberId| {
            let mut entries = state.row(state.number(from).unwrap()).entries();
            let number = state.number(to).unwrap();
            entries.find(|entry| entry.to == number).map(|entry| entry.side.0 & 0xFF)
        };
        for other in [MemberId(40), MemberId(20_000)] {
            assert!(ground(&after, HUB, other) > ground(&before, HUB, other));
            assert_eq!(ground(&after, HUB, other), ground(&after, other, HUB), "told from both ends");
        }
    }

    #[test]
    fn a_tie_concerns_two_rows_and_who_leaves_everybody() {
        let state = town(false, true);
        let tie = Change::TieRemoved { one: HUB, other: MemberId(2) };
        assert_eq!(rows_written(&state, &tie), 2);
        let mut after = state.clone();
        apply(&mut after, &tie);
        let shared =
            state.rows.blocks().zip(after.rows.blocks()).filter(|(one, other)| Arc::ptr_eq(one, other)).count();
        assert_eq!(state.rows.blocks().count() - shared, 1, "the two lie in one block");
        assert_eq!(rows_written(&state, &Change::MemberErased { member: HUB }), 40_000);
        assert_eq!(rows_written(&state, &Change::MemberStayed { member: MemberId(39_999) }), 1);
        assert_eq!(rows_written(&state, &Change::MemberStayed { member: MemberId(99_999) }), 0, "nobody");
    }
}
