//! What one viewer may know of an introduction: the one place where that is decided.

use super::brokered::{Answer, Introduction, State, Told};
use crate::{
    ids::{MemberId, PersonId},
    time::Timestamp,
};

/// What stands between a viewer and an introduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Somebody in it does not exist for the viewer, or did not at some moment since it was proposed.
    pub apart: bool,
    /// The tie between the viewer and the broker is still the one on which it was proposed.
    pub tied: bool,
}

/// What a viewer is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Broker,
    Party,
}

/// Where it stands in a viewer's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    Asked,
    Made,
    Closed,
}

impl Seen {
    /// Its word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Made => "made",
            Self::Closed => "closed",
        }
    }
}

/// The viewer's own answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mine {
    None,
    NotNow,
    Yes,
    No,
    NeverBy,
}

impl Mine {
    /// Its word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::NotNow => "not_now",
            Self::Yes => "yes",
            Self::No => "no",
            Self::NeverBy => "never_by",
        }
    }
}

/// All that one viewer may know of where an introduction stands. Pages, JSON, counts, notices and letters have no other
/// source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub role: Role,
    pub seen: Seen,
    /// None for the broker.
    pub mine: Option<Mine>,
    pub proposed_at: Timestamp,
    /// Until when the question waits.
    pub until: Timestamp,
    pub made_at: Option<Timestamp>,
    /// May answer now.
    pub may_answer: bool,
    /// May tell what came of it, and has not.
    pub may_tell: bool,
    /// What the viewer himself told.
    pub own_told: Option<Told>,
    /// What those put in touch told the broker.
    pub told: Vec<(PersonId, Told)>,
}

impl Introduction {
    /// What a member may know of it; none where it does not exist for him.
    #[must_use]
    pub fn view(&self, viewer: MemberId, sight: Sight, now: Timestamp) -> Option<View> {
        self.view_of(PersonId::Member(viewer), sight, now)
    }

    /// The same for whoever is asked, a card too.
    #[must_use]
    pub fn view_of(&self, viewer: PersonId, sight: Sight, now: Timestamp) -> Option<View> {
        if sight.apart {
            return None;
        }
        let made_at = if let State::Made { at } = self.state { Some(at) } else { None };
        // Who asked for it, and who passed it on, follow the request: of the question they learn when it is made.
        let quiet = self.requested_by.is_some() && made_at.is_none();
        if viewer == PersonId::Member(self.broker) {
            return (!quiet).then(|| self.seen_by_broker(made_at, now));
        }
        let party = self.party(viewer)?;
        let asker = self.requested_by.is_some_and(|asker| PersonId::Member(asker) == viewer);
        let mine = match party.answer {
            Answer::Unheard => return None,
            _ if asker && quiet => return None,
            Answer::Waiting => Mine::None,
            Answer::NotNow => Mine::NotNow,
            Answer::Yes => Mine::Yes,
            Answer::No => Mine::No,
            Answer::NeverBy => Mine::NeverBy,
        };
        let refused = matches!(mine, Mine::No | Mine::NeverBy);
        let seen = match made_at {
            Some(_) => Seen::Made,
            None if self.is_open(now) && sight.tied && !refused => Seen::Asked,
            None => Seen::Closed,
        };
        Some(View {
            role: Role::Party,
            seen,
            mine: Some(mine),
            proposed_at: self.proposed_at,
            until: self.until(),
            made_at,
            may_answer: seen == Seen::Asked && party.answer.waits(),
            may_tell: made_at.is_some() && party.told.is_none(),
            own_told: party.told.clone(),
            told: Vec::new(),
        })
    }

    fn seen_by_broker(&self, made_at: Option<Timestamp>, now: Timestamp) -> View {
        let seen = match made_at {
            Some(_) => Seen::Made,
            None if self.is_open(now) => Seen::Asked,
            None => Seen::Closed,
        };
        let told = self.parties.iter().filter_map(|party| Some((party.person, party.told.clone()?)));
        View {
            role: Role::Broker,
            seen,
            mine: None,
            proposed_at: self.proposed_at,
            until: self.until(),
            made_at,
            may_answer: false,
            may_tell: false,
            own_told: None,
            told: told.collect(),
        }
    }
}
