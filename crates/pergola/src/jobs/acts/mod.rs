//! What members do with jobs.

pub(super) mod ads;
pub(super) mod applications;
pub(super) mod digest;
pub(super) mod feeds;
pub(super) mod hands;
pub(super) mod referrals;
pub(super) mod searches;
pub(super) mod snapshot;

use pergola_domain::jobs::Refusal;

use crate::http::Failure;

pub(super) type Done<T> = Result<T, Failure<Refusal>>;
