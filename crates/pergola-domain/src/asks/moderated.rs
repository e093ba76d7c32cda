//! Asks and offers that wait for moderators, or that they took away.

use super::{Ask, State};
use crate::time::Timestamp;

impl Ask {
    /// Moderators take it away: nobody else reads it, and its author neither changes, renews nor closes it. None where it
    /// is closed before.
    #[must_use]
    pub fn hide(self, now: Timestamp) -> Option<Self> {
        match self.state {
            State::Closed { .. } | State::Hidden { .. } => None,
            State::Open { until } | State::Resting { since: until } | State::Held { until, .. } => {
                Some(Self { state: State::Hidden { at: now, until }, ..self })
            }
        }
    }

    /// They took that back: it is as it would be had nobody touched it. None where it was not they who closed it.
    #[must_use]
    pub fn show(self, now: Timestamp) -> Option<Self> {
        let State::Hidden { until, .. } = self.state else { return None };
        let state = if until > now { State::Open { until } } else { State::Resting { since: until } };
        Some(Self { state, ..self })
    }

    /// The check of spam holds it: its author alone sees it, who may say it otherwise, or delete it. What moderators took
    /// away, or is closed, stays as it is.
    #[must_use]
    pub fn wait(self, now: Timestamp) -> Self {
        match self.state {
            State::Open { until } | State::Resting { since: until } => {
                Self { state: State::Held { at: now, until }, ..self }
            }
            State::Held { .. } | State::Hidden { .. } | State::Closed { .. } => self,
        }
    }

    /// A moderator lets it go. What nobody saw before begins now, with a whole life and its `turn` of now; what was seen is
    /// as it was. None where it does not wait.
    #[must_use]
    pub fn release(self, turn: i64, now: Timestamp) -> Option<Self> {
        let State::Held { at, until } = self.state else { return self.show(now) };
        if at == self.posted_at {
            let state = State::Open { until: now.plus_days(self.kind.life_days()) };
            return Some(Self { state, fresh_at: now, turn, ..self });
        }
        let state = if until > now { State::Open { until } } else { State::Resting { since: until } };
        Some(Self { state, ..self })
    }
}
