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
    let people: Vec<_> = state.belongings.people(belonging).iter().map(|(number, _)| *number).collect();
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
    let mut edit = Edit::default();
    let own = edit.row(state, number);
    let before = Part::of(own.flags);
    own.flags = own.flags & !mask | flags;
    let part = Part::of(own.flags);
    if part != before {
        for neighbour in state.row(number).all() {
            let row = edit.row(state, *neighbour);
            if let Some(entry) = row.entries.iter().find(|entry| entry.to == number).copied() {
                row.put(Entry { part, ..entry });
            }
        }
    }
    edit.done(state);
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
    let mut edit = Edit::default();
    for number in members {
        let flag = if state.aside(number).blocked.is_empty() { 0 } else { BLOCKS };
        let row = edit.row(state, number);
        row.flags = row.flags & !BLOCKS | flag;
    }
    edit.done(state);
}

fn change_spells(state: &mut State, member: MemberId, spells: &[Spell]) {
    let Some(number) = state.number(member) else { return };
    let stays = spells.iter().map(|spell| Stay { belonging: Belonging::of_spell(spell), months: Months::of(spell) });
    replace_stays(state, number, Source::Spells, stays);
    let mut edit = Edit::default();
    for entry in state.row(number).entries() {
        let together = state.aside(number).months_together(state.aside(entry.to));
        let met = entry.side.met();
        let side = Side::new(entry.side.since_day(), met, Ground::of(met, together));
        if side != entry.side {
            let own = state.part(number);
            edit.row(state, number).put(Entry { side, ..entry });
            edit.row(state, entry.to).put(Entry { part: own, to: number, side });
        }
    }
    edit.done(state);
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
    let before = state.aside(number).stays.clone();
    let (replaced, kept): (Vec<_>, Vec<_>) = before.into_iter().partition(|stay| stay.belonging.source() == source);
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
    state.asides.change(number, |aside| *aside = crate::aside::Aside::default());
}
