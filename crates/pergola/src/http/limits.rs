//! How often: by address and by account, for every request, and closer for what costs us or others (sign-in, joining,
//! letters, imports, reading everybody's profile).
//!
//! Kept in memory, so each server of several counts for itself; limits by the day are counted in tables, by the rooms.

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use axum::extract::Request;
use governor::{DefaultKeyedRateLimiter, Quota, clock::Clock as _};
use pergola_domain::ids::MemberId;

use super::failure::Failed;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    SignIn,
    SignInAccount,
    Join,
    Letter,
    Import,
    Photo,
    Picture,
    Write,
    Read,
    Stream,
    /// Profiles read, and searches made, by a member: nobody needs a copy of everybody.
    Profile,
    Search,
    /// What a box offers while somebody types: a few names each time.
    Typing,
}

impl Pace {
    const ALL: [Self; 13] = [
        Self::SignIn,
        Self::SignInAccount,
        Self::Join,
        Self::Letter,
        Self::Import,
        Self::Photo,
        Self::Picture,
        Self::Write,
        Self::Read,
        Self::Stream,
        Self::Profile,
        Self::Search,
        Self::Typing,
    ];

    /// At once, and then one more every so many seconds.
    const fn allows(self) -> (u32, u64) {
        match self {
            Self::SignIn => (20, 10),
            Self::SignInAccount => (10, 60),
            Self::Join => (10, 300),
            Self::Letter => (5, 300),
            Self::Import => (10, 120),
            Self::Photo => (10, 60),
            Self::Picture => (40, 20),
            Self::Write => (120, 1),
            Self::Read => (600, 1),
            Self::Stream => (60, 5),
            Self::Profile => (300, 60),
            Self::Search => (200, 30),
            Self::Typing => (400, 4),
        }
    }
}

/// The limiters, one for each pace, keyed by address or account.
pub(crate) struct Limits {
    relaxed: bool,
    paces: Vec<(Pace, DefaultKeyedRateLimiter<String>)>,
}

impl Limits {
    /// `relaxed` lets everything through: for trials on a machine of one's own.
    pub(crate) fn new(relaxed: bool) -> Self {
        let limiter = |pace: Pace| {
            let (burst, every_seconds) = pace.allows();
            let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
            let quota = Quota::with_period(Duration::from_secs(every_seconds))
                .unwrap_or_else(|| Quota::per_second(NonZeroU32::MIN))
                .allow_burst(burst);
            (pace, DefaultKeyedRateLimiter::keyed(quota))
        };
        Self { relaxed, paces: Pace::ALL.into_iter().map(limiter).collect() }
    }

    /// Takes one from the allowance of `key`.
    ///
    /// # Errors
    /// When nothing is left: with the seconds until there is.
    pub(crate) fn take(&self, pace: Pace, key: &str) -> Result<(), Failed> {
        if self.relaxed {
            return Ok(());
        }
        let Some((_, limiter)) = self.paces.iter().find(|(kept, _)| *kept == pace) else { return Ok(()) };
        limiter.check_key(&key.to_owned()).map_err(|not_until| {
            let wait = not_until.wait_time_from(governor::clock::DefaultClock::default().now());
            Failed::TooMany { retry_after_seconds: wait.as_secs().max(1) }
        })
    }

    /// Takes one for a request, before its door: by member, whatever the session or token, or by address for a visitor.
    /// Pictures and what never changes are not counted; the streams have an own allowance.
    ///
    /// # Errors
    /// As [`Limits::take`].
    pub(crate) fn take_request(&self, request: &Request, member: Option<MemberId>, from: IpAddr) -> Result<(), Failed> {
        let path = request.uri().path();
        if ["/assets/", "/photos/", "/stream", "/health", "/metrics"].iter().any(|start| path.starts_with(start)) {
            return Ok(());
        }
        let pace = if request.method().is_safe() { Pace::Read } else { Pace::Write };
        match member {
            Some(member) => self.take(pace, &member.to_string()),
            None => self.take_from(pace, from),
        }
    }

    /// The same, by address. An IPv6 network counts as one, for whoever has one address there has all.
    pub(crate) fn take_from(&self, pace: Pace, address: IpAddr) -> Result<(), Failed> {
        let key = match address.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("{:x?}", address.segments().get(..4)),
        };
        self.take(pace, &key)
    }

    /// Forgets keys that have their whole allowance back.
    pub(crate) fn tidy(&self) {
        for (_, limiter) in &self.paces {
            limiter.retain_recent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Pace};
    use crate::http::Failed;

    #[test]
    fn an_allowance_ends_and_each_has_an_own() {
        let limits = Limits::new(false);
        for _ in 0..5 {
            limits.take(Pace::Letter, "ada").unwrap();
        }
        assert!(matches!(limits.take(Pace::Letter, "ada"), Err(Failed::TooMany { retry_after_seconds: 1.. })));
        limits.take(Pace::Letter, "bruno").unwrap();
        assert!(limits.take_from(Pace::Letter, "2001:db8::1".parse().unwrap()).is_ok());
    }
}
