//! What answers an ask or an offer, of all that its author may see: the one place that pages call, while something is
//! written and after.
//!
//! Here it is what both name in the same words. Matching by meaning takes this place and keeps its promise: nothing
//! without a reason that a person can read.

use pergola_db::Fault;
use pergola_domain::{
    asks::{Kind, Said, reasons},
    topics::Topic,
};

use super::{board::board, sight::Seen, store::Filter};
use crate::app::{App, By};

/// Looked through, newest first.
const LOOKED_AT: i64 = 200;

/// Something that fits, and in which words.
#[derive(Clone, Debug)]
pub(crate) struct Fit {
    pub(crate) seen: Seen,
    /// Never empty.
    pub(crate) shared: Vec<Topic>,
}

/// What of the other kind fits these words, the best first: three at most.
pub(crate) async fn fits(app: &App, by: &By, kind: Kind, said: &Said) -> Result<Vec<Fit>, Fault> {
    let filter = Filter { kind: Some(kind.other()), by_others: true, ..Filter::default() };
    let others = board(app, by, &filter, None, LOOKED_AT).await?.items;
    let found = others.into_iter().filter_map(|seen| {
        let shared = reasons::shared(said, &seen.ask.said);
        (!shared.is_empty()).then_some(Fit { seen, shared })
    });
    let mut found: Vec<Fit> = found.collect();
    found.sort_by_key(|fit| std::cmp::Reverse(fit.shared.len()));
    found.truncate(3);
    Ok(found)
}
