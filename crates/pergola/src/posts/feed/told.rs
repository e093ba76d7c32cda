//! The feed in words: why each thing is there, and why something is folded.

use pergola_domain::{
    feed::{Matter, Near},
    noise::{Found, Kind, Reason},
};

use super::{
    compose::{Folded, Item, Said},
    said::SaidBefore,
};
use crate::{posts::pages::Plainly, words::Speech};

/// Why a reader sees it: who wrote it, and about what.
pub(super) fn why(t: &Speech, before: &SaidBefore, item: &Item) -> String {
    let candidate = &item.placed.candidate;
    if let (Said::Post(leaf), None, None) = (&item.said, candidate.group, &candidate.matter) {
        let plainly = match candidate.near {
            Near::Tied => Plainly::Tied,
            Near::TwoSteps => Plainly::TwoSteps,
            Near::Farther => Plainly::Farther,
        };
        return leaf.why(t, plainly, || said(t, before, item));
    }
    said(t, before, item)
}

fn said(t: &Speech, before: &SaidBefore, item: &Item) -> String {
    let candidate = &item.placed.candidate;
    let who = match (candidate.group, candidate.near) {
        (Some(_), _) => "group",
        (None, Near::Tied) => "tied",
        (None, Near::TwoSteps) => "two",
        (None, Near::Farther) => "far",
    };
    let what = match &candidate.matter {
        Some(Matter::Offers(_)) => "offers",
        Some(Matter::Follows(_)) => "follows",
        None => "none",
    };
    let (topic, group) = (item.topic.as_deref().unwrap_or_default(), item.group.as_deref().unwrap_or_default());
    let name = item.said.name();
    // The lengths part the three, whatever is in them.
    let key = format!("{} {who} {what} {} {} {name}{group}{topic}", t.tag(), name.len(), group.len());
    before.or_say(key, || {
        let said = t.say("feed-why").arg("name", name).arg("group", group);
        said.arg("who", who).arg("what", what).arg("topic", topic).text()
    })
}

/// The word of what something is folded for.
pub(super) const fn kind_word(folded: &Folded) -> &'static str {
    match folded {
        Folded::Noise(found) => found.kind.word(),
        Folded::SameAuthor => "same_author",
    }
}

/// The kind that something is folded for, in words.
pub(super) fn kind(t: &Speech, folded: &Folded) -> String {
    t.s(&["feed-kind-", kind_word(folded)].concat()).to_owned()
}

/// The kind of noise, in words.
pub(in crate::posts) fn noise(t: &Speech, kind: Kind) -> String {
    t.s(&["feed-kind-", kind.word()].concat()).to_owned()
}

/// Why something is folded.
pub(super) fn reason(t: &Speech, folded: &Folded) -> String {
    match folded {
        Folded::SameAuthor => t.s("feed-reason-same_author").to_owned(),
        Folded::Noise(found) => reason_of(t, found),
    }
}

/// Why the judge took something for noise.
pub(in crate::posts) fn reason_of(t: &Speech, found: &Found) -> String {
    let key = match found.reasons.first() {
        Some(Reason::AsksForReactions) => "feed-reason-asks_for_reactions",
        Some(Reason::AsksToPassOn) => "feed-reason-asks_to_pass_on",
        Some(Reason::Greets) => "feed-reason-greets",
        Some(Reason::SetsPuzzle) => "feed-reason-sets_puzzle",
        Some(Reason::NothingConcrete) => "feed-reason-nothing_concrete",
        Some(Reason::Loud) => "feed-reason-loud",
        Some(Reason::SamePicture) => "feed-reason-same_picture",
        Some(Reason::SameText) => "feed-reason-same_text",
        Some(Reason::ReadsLike) | None => "feed-reason-reads_like",
    };
    t.s(key).to_owned()
}
