//! The tables of jobs.

pub(super) mod ads;
pub(super) mod applications;
pub(super) mod feeds;
pub(super) mod record;
pub(super) mod referrals;
pub(super) mod searches;
