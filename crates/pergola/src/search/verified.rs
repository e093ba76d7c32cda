//! Whether the index that followed the log is the one that the tables give: said when one is made anew, document by document.
//!
//! Compared is what being seen, counted and ordered depends on. Words are not: an index does not give back what it was fed.

use std::collections::{BTreeMap, BTreeSet};

use pergola_domain::{
    ids::MemberId,
    search::{Audience, Facet, Kind, Value},
    time::Timestamp,
};
use pergola_search::View;

/// A document, with its values by their names: two indexes number them each in their own way.
#[derive(PartialEq)]
struct Known {
    owner: Option<MemberId>,
    about: Option<MemberId>,
    audience: Audience,
    until: Option<Timestamp>,
    values: BTreeSet<(Facet, String)>,
    named_by: BTreeSet<(Facet, String)>,
}

/// How many documents stand in the second, and in how many the two differ: in what is known of them, or by not being there.
pub(super) fn compared(before: &View, anew: &View, now: Timestamp) -> (usize, usize) {
    let (before, anew) = (known(before, now), known(anew, now));
    let changed = anew.iter().filter(|(which, known)| before.get(*which) != Some(*known)).count();
    let gone = before.keys().filter(|which| !anew.contains_key(*which)).count();
    (anew.len(), changed + gone)
}

/// All but those whose time is over: the tables do not give them any more, and nobody is shown them.
fn known(view: &View, now: Timestamp) -> BTreeMap<(Kind, i64), Known> {
    let names = |values: &mut dyn Iterator<Item = &Value>| {
        values.filter_map(|value| view.named(value.index())).map(|(value, name)| (value.facet(), name)).collect()
    };
    let there = view.all().filter(|facts| facts.until.is_none_or(|until| until > now));
    there
        .map(|facts| {
            let known = Known {
                owner: facts.owner,
                about: facts.about,
                audience: facts.audience,
                until: facts.until,
                values: names(&mut facts.values.iter()),
                named_by: names(&mut facts.named_by.iter()),
            };
            ((facts.kind, facts.id), known)
        })
        .collect()
}
