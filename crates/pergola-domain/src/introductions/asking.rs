//! Asking to be introduced, along a path: from one connector to the next, and from the last as a question to the target.
//!
//! ```text
//! not yet ──▶ waiting ──┬── passed on        to the next connector, or as a question to the target
//!                       ├── refused          ┐
//!                       ├── unfamiliar       ├ nobody but he himself sees a difference between these and silence
//!                       └── named better     to somebody who knows her better, then as "passed on"
//! unheard                                    (it never reaches him)
//! ```
//! The asker sees "under way" for as many days as passing on and answering may take, and then "no way this time", whatever
//! became of it in between: a sooner word would tell who sent it. He need not wait for that: he may take another path,
//! or take it back, on any day.

use super::{
    ASKED_A_WEEK, CONNECTORS, CONNECTORS_AT_MOST, PASSING_DAYS, Plain, REQUEST_DAYS, REQUESTS_A_DAY, REQUESTS_A_TARGET,
    Refusal,
};
use crate::{
    ids::{ApproachId, MemberId},
    time::Timestamp,
};

/// What a connector did with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    NotYet,
    /// The path turned elsewhere before it came here.
    LeftOut,
    Unheard,
    Waiting,
    PassedOn,
    Refused,
    Unfamiliar,
    NamedBetter,
}

impl Pass {
    pub const ALL: [Self; 8] = [
        Self::NotYet,
        Self::LeftOut,
        Self::Unheard,
        Self::Waiting,
        Self::PassedOn,
        Self::Refused,
        Self::Unfamiliar,
        Self::NamedBetter,
    ];

    /// Its word in the table.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::LeftOut => "left_out",
            Self::Unheard => "unheard",
            Self::Waiting => "waiting",
            Self::PassedOn => "passed_on",
            Self::Refused => "refused",
            Self::Unfamiliar => "unfamiliar",
            Self::NamedBetter => "named_better",
        }
    }
}

/// A connector on the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub connector: MemberId,
    pub pass: Pass,
    /// Named by a connector, not by the asker, who does not see him.
    pub detour: bool,
}

/// Whether it still goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Open,
    Withdrawn { at: Timestamp },
    Over { at: Timestamp },
}

impl Progress {
    /// Its word in the table.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Over { .. } => "over",
        }
    }

    /// When it ended, if it did.
    #[must_use]
    pub const fn ended_at(self) -> Option<Timestamp> {
        match self {
            Self::Open => None,
            Self::Withdrawn { at } | Self::Over { at } => Some(at),
        }
    }
}

/// The wish to be introduced to somebody along a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approach {
    pub id: ApproachId,
    pub asker: MemberId,
    pub target: MemberId,
    pub steps: Vec<Step>,
    pub progress: Progress,
    pub sent_at: Timestamp,
}

/// Where passing on leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Connector(MemberId),
    Target,
}

/// Where a request stands in somebody's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// For the asker.
    UnderWay,
    NoWay,
    /// For a connector whose answer it waits for.
    Asked,
    PassedOn,
    Closed,
    /// For all: they are in touch.
    Made,
}

impl Standing {
    /// Its word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::UnderWay => "under_way",
            Self::NoWay => "no_way",
            Self::Asked => "asked",
            Self::PassedOn => "passed_on",
            Self::Closed => "closed",
            Self::Made => "made",
        }
    }
}

/// What stands between a viewer and a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearness {
    /// Somebody whom he sees in it does not exist for him, or did not at some moment since it was sent.
    pub apart: bool,
    /// A connector is tied to the one before him and to the one after him.
    pub tied: bool,
    /// The asker and the target are in touch by it.
    pub made: bool,
}

impl Approach {
    /// Until when connectors may pass it on.
    #[must_use]
    pub const fn passing_until(&self) -> Timestamp {
        self.sent_at.plus_days(PASSING_DAYS)
    }

    /// When the asker is told that there is no way this time.
    #[must_use]
    pub const fn until(&self) -> Timestamp {
        self.sent_at.plus_days(REQUEST_DAYS)
    }

    /// Where it stands for a viewer; none where it does not exist for him. The target sees the question, not this.
    #[must_use]
    pub fn standing(&self, viewer: MemberId, near: Nearness, now: Timestamp) -> Option<Standing> {
        if near.apart {
            return None;
        }
        let goes = self.progress == Progress::Open && now < self.until();
        if viewer == self.asker {
            return Some(match (near.made, goes) {
                (true, _) => Standing::Made,
                (false, true) => Standing::UnderWay,
                (false, false) => Standing::NoWay,
            });
        }
        let step = self.steps.iter().find(|step| step.connector == viewer)?;
        Some(match step.pass {
            Pass::NotYet | Pass::LeftOut | Pass::Unheard => return None,
            Pass::PassedOn | Pass::NamedBetter if near.made => Standing::Made,
            Pass::PassedOn | Pass::NamedBetter if goes => Standing::PassedOn,
            Pass::Waiting if goes && near.tied && now < self.passing_until() => Standing::Asked,
            _ => Standing::Closed,
        })
    }

    /// The chain as a connector sees it: those through whom it came to him, in order.
    pub fn before(&self, connector: MemberId) -> impl Iterator<Item = MemberId> {
        let came = self.steps.iter().take_while(move |step| step.connector != connector);
        came.filter(|step| matches!(step.pass, Pass::PassedOn | Pass::NamedBetter)).map(|step| step.connector)
    }

    /// Whoever comes after a connector.
    #[must_use]
    pub fn after(&self, connector: MemberId) -> Next {
        let rest = self.steps.iter().skip_while(|step| step.connector != connector).skip(1);
        let mut rest = rest.filter(|step| step.pass != Pass::LeftOut);
        rest.next().map_or(Next::Target, |step| Next::Connector(step.connector))
    }

    /// The path as the asker chose it.
    pub fn chosen(&self) -> impl Iterator<Item = MemberId> {
        self.steps.iter().filter(|step| !step.detour).map(|step| step.connector)
    }

    fn step(mut self, connector: MemberId, pass: Pass, near: Nearness, now: Timestamp) -> Result<Self, Plain> {
        match self.standing(connector, near, now) {
            Some(Standing::Asked) => {}
            Some(Standing::PassedOn | Standing::Made) => return Err(Plain::AlreadyAnswered),
            _ => {
                let own = self.steps.iter().find(|step| step.connector == connector).map(|step| step.pass);
                let said = matches!(own, Some(Pass::PassedOn | Pass::Refused | Pass::Unfamiliar | Pass::NamedBetter));
                return Err(if said { Plain::AlreadyAnswered } else { Plain::NoLongerOpen });
            }
        }
        for step in self.steps.iter_mut().filter(|step| step.connector == connector) {
            step.pass = pass;
        }
        Ok(self)
    }

    /// A connector passes it on. `reaches` says whether it reaches the next connector; what reaches the target is decided
    /// with the question.
    ///
    /// # Errors
    /// When it does not wait for him (any more).
    pub fn pass_on(
        self,
        connector: MemberId,
        (near, reaches): (Nearness, bool),
        now: Timestamp,
    ) -> Result<(Self, Next), Plain> {
        let mut next = self.step(connector, Pass::PassedOn, near, now)?;
        let to = next.after(connector);
        if let Next::Connector(to) = to {
            let pass = if reaches { Pass::Waiting } else { Pass::Unheard };
            for step in next.steps.iter_mut().filter(|step| step.connector == to) {
                step.pass = pass;
            }
        }
        Ok((next, to))
    }

    /// A connector says no, or that he does not know the target well enough.
    ///
    /// # Errors
    /// When it does not wait for him (any more).
    pub fn decline(self, connector: MemberId, unfamiliar: bool, near: Nearness, now: Timestamp) -> Result<Self, Plain> {
        self.step(connector, if unfamiliar { Pass::Unfamiliar } else { Pass::Refused }, near, now)
    }

    /// A connector names somebody who knows the target better; the path goes on through that one. `knows_both`: tied to
    /// the connector and, as far as that one may see, to the target.
    ///
    /// # Errors
    /// When it does not wait for him (any more), or the named one is no better way.
    pub fn name_better(
        self,
        connector: MemberId,
        (named, knows_both, reaches): (MemberId, bool, bool),
        near: Nearness,
        now: Timestamp,
    ) -> Result<Self, Plain> {
        let mut next = self.step(connector, Pass::NamedBetter, near, now)?;
        for step in next.steps.iter_mut().filter(|step| step.pass == Pass::NotYet) {
            step.pass = Pass::LeftOut;
        }
        let walked = next.steps.iter().filter(|step| step.pass != Pass::LeftOut).count();
        let inside =
            [next.asker, next.target].contains(&named) || next.steps.iter().any(|step| step.connector == named);
        if inside || !knows_both || walked >= CONNECTORS_AT_MOST {
            return Err(Plain::NotBetter);
        }
        let pass = if reaches { Pass::Waiting } else { Pass::Unheard };
        let place = next.steps.iter().position(|step| step.connector == connector).map_or(walked, |place| place + 1);
        next.steps.insert(place.min(next.steps.len()), Step { connector: named, pass, detour: true });
        Ok(next)
    }

    /// The asker takes it back.
    ///
    /// # Errors
    /// When somebody else asks it, or it has ended.
    pub fn withdraw(self, who: MemberId, made: bool, now: Timestamp) -> Result<Self, Plain> {
        if who != self.asker {
            return Err(Plain::OnlyTheAsker);
        }
        let goes = self.progress == Progress::Open && now < self.until() && !made;
        if goes { Ok(Self { progress: Progress::Withdrawn { at: now }, ..self }) } else { Err(Plain::NoLongerOpen) }
    }

    /// Its time is over. Gives none where it is not, or it ended before.
    #[must_use]
    pub fn expire(self, now: Timestamp) -> Option<Self> {
        let due = self.progress == Progress::Open && now >= self.until();
        let at = self.until();
        due.then_some(Self { progress: Progress::Over { at }, ..self })
    }
}

/// What asking to be introduced depends on.
#[derive(Clone, Debug)]
pub struct Requesting {
    pub asker: MemberId,
    pub target: MemberId,
    /// One or two connectors, the asker's own tie first.
    pub through: Vec<MemberId>,
    pub tied_to_target: bool,
    /// Each is tied to the next, all of it the asker may see, and all connectors are willing.
    pub path_stands: bool,
    /// The same first connector was asked for the same person lately.
    pub asked_this_way: bool,
    /// Requests to be introduced to this person lately.
    pub asked_for_target: i64,
    /// When the requests of the last day were sent, oldest first.
    pub sent_today: Vec<Timestamp>,
    /// Requests that reached the first connector this week.
    pub first_asked_lately: i64,
}

/// Whether somebody may ask now, and how the path begins.
///
/// # Errors
/// When not. Nothing in the answer depends on what a connector or the target said before.
pub fn send(request: &Requesting, now: Timestamp) -> Result<Vec<Step>, Refusal> {
    let count = i64::try_from(request.through.len()).unwrap_or(i64::MAX);
    if request.target == request.asker {
        return Err(Plain::ToOneself.into());
    }
    if request.tied_to_target {
        return Err(Plain::ToOnesTie.into());
    }
    if count == 0 {
        return Err(Plain::NoConnector.into());
    }
    if count > CONNECTORS {
        return Err(Plain::TooManyConnectors.into());
    }
    if !request.path_stands {
        return Err(Plain::NoSuchPath.into());
    }
    if request.asked_this_way {
        return Err(Plain::AlreadyRequested.into());
    }
    if request.asked_for_target >= REQUESTS_A_TARGET {
        return Err(Plain::RequestedEnough.into());
    }
    if let Some(seconds) = super::full_again_in(&request.sent_today, REQUESTS_A_DAY, now) {
        return Err(Refusal::TooManyRequestsToday { seconds });
    }
    let first = if request.first_asked_lately >= ASKED_A_WEEK { Pass::Unheard } else { Pass::Waiting };
    let pass = |place| if place == 0 { first } else { Pass::NotYet };
    let steps = request.through.iter().enumerate();
    Ok(steps.map(|(place, connector)| Step { connector: *connector, pass: pass(place), detour: false }).collect())
}
