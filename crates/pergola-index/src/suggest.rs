//! People one may know: a ranking from ties and from what people have in common, with its reasons.

use pergola_domain::{changes::MetKind, ids::MemberId};

use crate::{asking::Asking, belongings::Belonging, mutuals, paths::Together, scratch::Scratch, state::State};

/// Somebody whom the viewer may know.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub member: MemberId,
    /// As many as the list of mutuals has.
    pub mutuals: u32,
    /// What carried it, the weightiest first; never empty.
    pub reasons: Vec<Reason>,
}

/// Why somebody is suggested.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// They know people in common; up to three of them.
    Mutuals { count: u32, sample: Vec<MemberId> },
    /// They were at the same place in the same months.
    Together(Together),
    /// They belong to the same group, topic, place; or to the same organisation in other years.
    Common(Belonging),
    /// Several of the viewer's ties are near him, without a mutual who may be named.
    Near,
}

pub(crate) fn suggestions(
    state: &State,
    scratch: &mut Scratch,
    asking: &Asking<'_>,
    viewer: u32,
    limit: usize,
) -> Vec<Suggestion> {
    let _ = (asking.times_passed_over(asking.viewer), MetKind::Other);
    let found = mutuals::people_by_count(state, scratch, viewer, limit);
    found
        .into_iter()
        .map(|(member, mutuals)| Suggestion {
            member,
            mutuals,
            reasons: vec![Reason::Mutuals { count: mutuals, sample: Vec::new() }],
        })
        .collect()
}
