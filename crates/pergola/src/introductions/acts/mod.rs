//! What members do with introductions and requests, a file for each thing; and what time does.

pub(super) mod answering;
pub(super) mod avoiding;
pub(super) mod links;
pub(super) mod looking;
pub(super) mod passing;
pub(super) mod proposing;
pub(super) mod requesting;
pub(super) mod telling;
pub(super) mod time;
pub(super) mod touching;

use std::collections::BTreeSet;

use pergola_db::{Fault, Tx};
use pergola_domain::{
    ids::{IntroductionId, MemberId},
    introductions::Refusal,
};

use crate::{http::Failure, notices, ties};

type Outcome<T> = Result<T, Failure<Refusal>>;

fn refused(refusal: impl Into<Refusal>) -> Failure<Refusal> {
    Failure::Refused(refusal.into())
}

/// The question is answered or closed: what was told of it is no news any more.
async fn forget_question(tx: &Tx, member: MemberId, id: IntroductionId) -> Result<(), Fault> {
    for kind in ["introduction_asked", "introduction_waits"] {
        notices::remove_about(tx, member, kind, id.0).await?;
    }
    Ok(())
}

/// Makes what these people do follow one another: two last yeses, a yes and a block.
async fn one_at_a_time(tx: &Tx, people: impl IntoIterator<Item = MemberId>) -> Result<(), Fault> {
    let people: BTreeSet<MemberId> = people.into_iter().collect();
    ties::all_at_a_time(tx, &people).await
}
