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
    ids::{ApproachId, IntroductionId, MemberId},
    introductions::Refusal,
};

use crate::{http::Failure, notices, ties};

type Outcome<T> = Result<T, Failure<Refusal>>;

/// Read at once; what a viewer may not see is left out afterwards.
const AT_ONCE: i64 = 100;
/// Times that more are read to fill a page.
const ROUNDS: usize = 50;

/// Fills a page with what a viewer may see. `look` gives, of the next ones before a place, those that he sees, and the place
/// where it goes on.
async fn fill<T>(
    before: Option<i64>,
    limit: i64,
    look: impl AsyncFn(i64) -> Result<Option<(i64, Vec<T>)>, Fault>,
) -> Result<Vec<T>, Fault> {
    let (mut found, mut before) = (Vec::new(), before.unwrap_or(i64::MAX));
    let limit = usize::try_from(limit).unwrap_or_default();
    for _ in 0..ROUNDS {
        let Some((place, some)) = look(before).await? else { break };
        before = place;
        found.extend(some);
        if found.len() >= limit {
            break;
        }
    }
    found.truncate(limit);
    Ok(found)
}

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

/// A connector has answered, or the request has ended.
async fn forget_request(tx: &Tx, connector: MemberId, id: ApproachId) -> Result<(), Fault> {
    for kind in ["request_asked", "request_waits"] {
        notices::remove_about(tx, connector, kind, id.0).await?;
    }
    Ok(())
}

/// Makes what these people do follow one another: two last yeses, a yes and a block.
async fn one_at_a_time(tx: &Tx, people: impl IntoIterator<Item = MemberId>) -> Result<(), Fault> {
    let people: BTreeSet<MemberId> = people.into_iter().collect();
    ties::all_at_a_time(tx, &people).await
}
