//! Toto's next step: one small thing, with its reason, and never more than one at a time.
//!
//! A pure rule over facts. The order below is the rule: the first step that applies is the one. People come before
//! settings, and answering somebody who waits comes before everything.

/// What the rule looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Invitations that wait for the member's answer.
    pub asking: i64,
    /// People in the garden, with a bed or without.
    pub people: i64,
    /// People in no bed yet.
    pub unplanted: i64,
    /// Whether somebody is named this week.
    pub due: bool,
    /// Offers from an import that wait to be taken or declined.
    pub proposals: i64,
    /// A headline, work or studies are told.
    pub told: bool,
    /// Ties, without cards.
    pub ties: i64,
    /// People whom the network suggests.
    pub suggestions: bool,
}

/// A step, as its sentence is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Answer,
    Import,
    Plant,
    Tend,
    TakeProposals,
    TellOfYourself,
    InviteSomebody,
}

impl Step {
    pub const ALL: [Self; 7] = [
        Self::Answer,
        Self::Import,
        Self::Plant,
        Self::Tend,
        Self::TakeProposals,
        Self::TellOfYourself,
        Self::InviteSomebody,
    ];

    /// Its word in sentences and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Import => "import",
            Self::Plant => "plant",
            Self::Tend => "tend",
            Self::TakeProposals => "proposals",
            Self::TellOfYourself => "tell",
            Self::InviteSomebody => "invite",
        }
    }

    /// How long it takes, about.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        match self {
            Self::Answer => 1,
            Self::Import | Self::TellOfYourself => 5,
            Self::Plant | Self::Tend | Self::TakeProposals => 3,
            Self::InviteSomebody => 2,
        }
    }
}

/// The next step, if there is one.
#[must_use]
pub const fn next(facts: &Facts) -> Option<Step> {
    if facts.asking > 0 {
        Some(Step::Answer)
    } else if facts.people == 0 {
        Some(Step::Import)
    } else if facts.proposals > 0 {
        Some(Step::TakeProposals)
    } else if facts.due {
        Some(Step::Tend)
    } else if facts.unplanted > 0 {
        Some(Step::Plant)
    } else if !facts.told {
        Some(Step::TellOfYourself)
    } else if facts.ties < 5 && facts.suggestions {
        Some(Step::InviteSomebody)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Step, next};

    #[test]
    fn somebody_who_waits_comes_first_and_an_ended_day_has_no_step() {
        let settled = Facts { people: 9, ties: 9, told: true, ..Facts::default() };
        for (facts, step) in [
            (Facts::default(), Some(Step::Import)),
            (Facts { asking: 1, ..Facts::default() }, Some(Step::Answer)),
            (Facts { proposals: 2, due: true, ..settled }, Some(Step::TakeProposals)),
            (Facts { due: true, unplanted: 3, ..settled }, Some(Step::Tend)),
            (Facts { unplanted: 3, ..settled }, Some(Step::Plant)),
            (Facts { told: false, ..settled }, Some(Step::TellOfYourself)),
            (Facts { ties: 2, suggestions: true, ..settled }, Some(Step::InviteSomebody)),
            (Facts { ties: 2, ..settled }, None),
            (settled, None),
        ] {
            assert_eq!(next(&facts), step, "{facts:?}");
        }
    }
}
