//! A state from tables: what a start without an image does, and what every kept state must equal.

use std::sync::Arc;

use pergola_domain::{
    ids::MemberId,
    network::{Ground, Months, day},
};

use crate::{
    aside::{Asides, GAVE, Lists, PLACED, RECEIVED, Stay, TOOK, insert, months_together},
    belongings::{Belonging, Belongings},
    cells::{at, at_mut, narrow, stretch, wide},
    directory::Directory,
    rows::{BLOCK, BLOCKS, Entry, GONE, HIDES, LEAVING, Loose, Part, Rows, SUSPENDED, Side, UNWILLING, pack},
    state::State,
    tables::{MemberRow, Tables},
};

/// The flags that a member's own choices make.
pub(crate) const fn sharing(connector: bool, hides_ties: bool) -> u32 {
    (if connector { 0 } else { UNWILLING }) | (if hides_ties { HIDES } else { 0 })
}

/// Builds the state that is settled at `seq`.
pub(crate) fn build(tables: Tables<'_>, seq: i64) -> State {
    let mut members: Vec<MemberRow> = tables.members.collect();
    members.sort_by_key(|row| row.member);
    members.dedup_by_key(|row| row.member);
    let mut state = State { seq, count: narrow(members.len()), ..State::empty(0) };
    state.directory = Arc::new(Directory::with_room(members.len()));
    let mut flags = Vec::with_capacity(members.len());
    for (number, row) in (0..).zip(&members) {
        state.directory.enter(row.member, number);
        let away = (if row.leaving { LEAVING } else { 0 }) | (if row.suspended { SUSPENDED } else { 0 });
        flags.push(sharing(row.connector, row.hides_ties) | away);
    }
    drop(members);
    let find = Finder { directory: Arc::clone(&state.directory) };
    let mut lists = vec![Lists::default(); wide(state.count)];
    asides(&mut lists, &mut flags, &find, [tables.blocks, tables.invitations, tables.dismissals, tables.answers]);
    let spells = tables.spells.map(|(member, spell)| {
        let belonging = Belonging::of_spell(&spell);
        (member, Stay { belonging, months: Months::of(&spell) })
    });
    let others = tables.belongings.filter(|(_, belonging)| !belonging.is_spell());
    let others = others.map(|(member, belonging)| (member, Stay::undated(belonging)));
    let stays = spells.chain(others).filter_map(|(member, stay)| Some((find.number(member)?, stay)));
    let spells = settle(&mut state, &mut lists, stays.collect());
    state.asides = Asides::all(&lists);
    drop(lists);
    let ties = tables.ties.filter_map(|tie| {
        let (one, other) = find.pair(tie.one, tie.other)?;
        let blocked = at(&flags, one) & at(&flags, other) & BLOCKS != 0 && state.asides.of(one).blocks(other);
        (!blocked).then(|| {
            let together = months_together(spells.of(one).iter().copied(), spells.of(other).iter().copied());
            (one, other, Side::new(day(tie.since), tie.met, Ground::of(tie.met, together)))
        })
    });
    let ties: Vec<_> = ties.collect();
    (state.rows, state.ties) = rows(&flags, ties);
    state
}

/// The spells of all, one after the other: ties ask for two people's each, and there are very many ties.
struct Spells {
    starts: Vec<u32>,
    all: Vec<Stay>,
}

impl Spells {
    fn of(&self, number: u32) -> &[Stay] {
        stretch(&self.all, wide(*at(&self.starts, number)), wide(*at(&self.starts, number + 1)))
    }
}

/// Says of everybody at once where he belongs, in both places.
fn settle(state: &mut State, lists: &mut [Lists], mut stays: Vec<(u32, Stay)>) -> Spells {
    stays.sort_unstable();
    stays.dedup();
    let mut spells = Spells { starts: Vec::with_capacity(wide(state.count) + 1), all: Vec::new() };
    spells.starts.push(0);
    let mut left = stays.as_slice();
    for number in 0..state.count {
        let (own, rest) = left.split_at(left.partition_point(|(of, _)| *of <= number));
        left = rest;
        if !own.is_empty() {
            at_mut(lists, number).stays = own.iter().map(|(_, stay)| *stay).collect();
        }
        spells.all.extend(own.iter().map(|(_, stay)| *stay).filter(|stay| stay.belonging.is_spell()));
        spells.starts.push(narrow(spells.all.len()));
    }
    let mut all: Vec<_> = stays.into_iter().map(|(number, stay)| (stay.belonging, number, stay.months)).collect();
    all.sort_unstable();
    state.belongings = Belongings::of(&all);
    spells
}

struct Finder {
    directory: Arc<Directory>,
}

impl Finder {
    fn number(&self, id: MemberId) -> Option<u32> {
        self.directory.find(id)
    }

    fn pair(&self, one: MemberId, other: MemberId) -> Option<(u32, u32)> {
        Some((self.number(one)?, self.number(other)?)).filter(|(one, other)| one != other)
    }
}

type Pairs<'a> = Box<dyn Iterator<Item = (MemberId, MemberId)> + 'a>;

fn asides(
    lists: &mut [Lists],
    flags: &mut [u32],
    find: &Finder,
    [blocks, invitations, dismissals, answers]: [Pairs<'_>; 4],
) {
    for (by, against) in blocks.filter_map(|(by, against)| find.pair(by, against)) {
        *at_mut(flags, by) |= BLOCKS;
        *at_mut(flags, against) |= BLOCKS;
        at_mut(lists, by).block(against, PLACED);
        at_mut(lists, against).block(by, RECEIVED);
    }
    for (from, to) in invitations.filter_map(|(from, to)| find.pair(from, to)) {
        insert(&mut at_mut(lists, from).asked, to);
        insert(&mut at_mut(lists, to).asked, from);
    }
    for (by, other) in dismissals.filter_map(|(by, other)| find.pair(by, other)) {
        insert(&mut at_mut(lists, by).dismissed, other);
    }
    for (by, asker) in answers.filter_map(|(by, asker)| find.pair(by, asker)) {
        at_mut(lists, by).answer(asker, GAVE);
        at_mut(lists, asker).answer(by, TOOK);
    }
}

/// Says in both places that somebody belongs somewhere.
pub(crate) fn belong(state: &mut State, number: u32, stay: Stay) {
    state.belongings.add(stay.belonging, number, stay.months);
    state.asides.change(number, |aside| {
        if let Err(place) = aside.stays.binary_search(&stay) {
            aside.stays.insert(place, stay);
        }
    });
}

/// The rows of all ties, and how many ties there are. Of a tie given twice the last one counts.
fn rows(flags: &[u32], ties: Vec<(u32, u32, Side)>) -> (Rows, u64) {
    let mut starts = vec![0_u64; flags.len() + 1];
    for (one, other, _) in &ties {
        *at_mut(&mut starts, one + 1) += 1;
        *at_mut(&mut starts, other + 1) += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let total = usize::try_from(sum).unwrap_or(usize::MAX);
    let mut cells = vec![(0_u32, 0_u32); total];
    let mut next = starts.clone();
    for (one, other, side) in ties {
        for (from, to) in [(one, other), (other, one)] {
            let place = at_mut(&mut next, from);
            if let Some(cell) = usize::try_from(*place).ok().and_then(|place| cells.get_mut(place)) {
                *cell = (to, side.0);
            }
            *place += 1;
        }
    }
    let mut directed = 0_u64;
    let blocks = (0..narrow(flags.len()).div_ceil(BLOCK)).map(|block| {
        let rows: Vec<_> = (block * BLOCK..(block + 1) * BLOCK)
            .map(|number| match flags.get(wide(number)) {
                Some(own) => {
                    let from = usize::try_from(*at(&starts, number)).unwrap_or(usize::MAX);
                    let to = usize::try_from(*at(&starts, number + 1)).unwrap_or(usize::MAX);
                    let row = loose(*own, flags, cells.get(from..to).unwrap_or_default());
                    directed += u64::from(narrow(row.entries.len()));
                    row
                }
                None => Loose { flags: GONE, entries: Vec::new() },
            })
            .collect();
        pack(&rows)
    });
    let rows = Rows::from_blocks(blocks);
    (rows, directed / 2)
}

fn loose(own: u32, flags: &[u32], cells: &[(u32, u32)]) -> Loose {
    let mut entries: Vec<_> =
        cells.iter().map(|(to, side)| Entry { part: Part::of(*at(flags, *to)), to: *to, side: Side(*side) }).collect();
    // Stable, so that of one tie given twice the later one is kept below.
    entries.sort_by_key(|entry| (entry.part, entry.to));
    entries.reverse();
    entries.dedup_by_key(|entry| entry.to);
    entries.reverse();
    Loose { flags: own, entries }
}
