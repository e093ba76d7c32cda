//! Jobs for programs.

pub(super) mod ads;
pub(super) mod applications;
pub(super) mod feeds;
pub(super) mod referrals;
pub(super) mod searches;
mod shapes;

use pergola_domain::ids::JobId;

use crate::http::Failed;

fn number(id: &str) -> Result<JobId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}
