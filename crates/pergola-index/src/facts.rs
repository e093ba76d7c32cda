//! A state told as plain facts in a fixed order: to compare a kept network with one built anew from the tables.

use pergola_domain::{changes::MetKind, ids::MemberId, network::Months};

use crate::{
    aside::PLACED,
    belongings::Belonging,
    rows::{GONE, HIDES, LEAVING, SUSPENDED, UNWILLING},
    state::State,
};

/// One thing that a network knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    Member {
        member: MemberId,
        connector: bool,
        hides_ties: bool,
        leaving: bool,
        suspended: bool,
    },
    /// Told from both ends, so that a tie that one end forgot is noticed.
    Tie {
        one: MemberId,
        other: MemberId,
        since_day: u16,
        met: MetKind,
        ground: u32,
        part: u8,
    },
    Stay {
        member: MemberId,
        belonging: Belonging,
        months: Months,
    },
    /// The same from the belonging's side.
    Person {
        belonging: Belonging,
        member: MemberId,
        months: Months,
    },
    Block {
        by: MemberId,
        against: MemberId,
    },
    Asked {
        one: MemberId,
        other: MemberId,
    },
    Dismissed {
        by: MemberId,
        other: MemberId,
    },
    /// Told from both ends.
    Answered {
        one: MemberId,
        other: MemberId,
        directions: u8,
    },
}

/// All facts, in order.
pub(crate) fn facts(state: &State) -> Vec<Fact> {
    let mut facts = Vec::new();
    for number in (0..state.count).filter(|number| !state.row(*number).is(GONE)) {
        of_member(state, number, &mut facts);
    }
    facts.sort_unstable();
    facts
}

fn of_member(state: &State, number: u32, facts: &mut Vec<Fact>) {
    let member = state.id(number);
    let row = state.row(number);
    facts.push(Fact::Member {
        member,
        connector: !row.is(UNWILLING),
        hides_ties: row.is(HIDES),
        leaving: row.is(LEAVING),
        suspended: row.is(SUSPENDED),
    });
    facts.extend(row.entries().map(|entry| Fact::Tie {
        one: member,
        other: state.id(entry.to),
        since_day: entry.side.since_day(),
        met: entry.side.met(),
        ground: entry.side.0 & 0xFF,
        part: match entry.part {
            crate::rows::Part::Named => 0,
            crate::rows::Part::Quiet => 1,
            crate::rows::Part::Hidden => 2,
        },
    }));
    let aside = state.aside(number);
    for stay in aside.stays() {
        facts.push(Fact::Stay { member, belonging: stay.belonging, months: stay.months });
        let people = state.belongings.people(stay.belonging);
        let mine = people.with_months().filter(|(other, _)| *other == number);
        facts.extend(mine.map(|(_, months)| Fact::Person { belonging: stay.belonging, member, months }));
    }
    let placed = aside.blocked().filter(|(_, directions)| directions & PLACED != 0);
    facts.extend(placed.map(|(against, _)| Fact::Block { by: member, against: state.id(against) }));
    facts.extend(aside.asked().iter().map(|other| Fact::Asked { one: member, other: state.id(*other) }));
    facts.extend(aside.answered().map(|(other, directions)| Fact::Answered {
        one: member,
        other: state.id(other),
        directions,
    }));
    let there = aside.dismissed().iter().filter(|other| !state.row(**other).is(GONE));
    facts.extend(there.map(|other| Fact::Dismissed { by: member, other: state.id(*other) }));
}
