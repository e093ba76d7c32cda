//! The board as one viewer sees it: pages of what he may see, newest first, with bounded work.
//!
//! Who may see what is asked of the network, so SQL cannot count or skip for us. A page is filled from candidates,
//! newest first, until it is full; where very few of very many are for this viewer, it ends early and its `next` goes
//! on from there. So a list read to its end holds exactly what the viewer may see, and a count is its length.

use pergola_db::Fault;

use super::{
    own,
    sight::{self, Seen},
    store::{self, Filter},
};
use crate::app::{App, By};

/// Candidates read at once.
const CHUNK: i64 = 256;
/// Chunks looked through for one page.
const CHUNKS: usize = 40;

/// The same where each is compared with what the reader has himself, which takes longer.
const COMPARED: usize = 8;

/// A page of the board.
#[derive(Clone, Debug)]
pub(crate) struct Board {
    pub(crate) items: Vec<Seen>,
    /// The `turn` after which there may be more.
    pub(crate) next: Option<i64>,
}

/// The next `limit` that the viewer may see, after the turn `before`.
pub(crate) async fn board(
    app: &App,
    by: &By,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
) -> Result<Board, Fault> {
    let wanted = usize::try_from(limit).unwrap_or(0);
    let (mut items, mut place) = (Vec::new(), before);
    let chunks = if filter.for_reader { COMPARED } else { CHUNKS };
    for _ in 0..chunks {
        let (asked, from, now) = (filter.clone(), place, by.now);
        let candidates = app.db.read(async move |tx| store::list_board(tx, &asked, from, CHUNK, now).await).await?;
        let Some(last) = candidates.last().map(|ask| ask.turn) else { return Ok(Board { items, next: None }) };
        let all = i64::try_from(candidates.len()).unwrap_or(0) < CHUNK;
        let mut seen = sight::visible(app, by, candidates).await?;
        seen.retain(|seen| fits(filter, by, seen));
        items.extend(if filter.for_reader { for_reader(app, by, seen).await? } else { seen });
        if items.len() > wanted {
            items.truncate(wanted);
            let next = items.last().map(|seen| seen.ask.turn);
            return Ok(Board { items, next });
        }
        if all {
            return Ok(Board { items, next: None });
        }
        place = Some(last);
    }
    Ok(Board { items, next: place })
}

/// Those that the reader could answer himself, or that answer him.
async fn for_reader(app: &App, by: &By, seen: Vec<Seen>) -> Result<Vec<Seen>, Fault> {
    let whys = own::whys(app, by, &seen).await?;
    Ok(seen.into_iter().zip(whys).filter(|(_, why)| why.is_some()).map(|(seen, _)| seen).collect())
}

/// What only the network and the reader decide of a filter.
fn fits(filter: &Filter, by: &By, seen: &Seen) -> bool {
    let near = filter.steps.is_none_or(|farthest| seen.steps.is_some_and(|steps| steps <= farthest));
    near && !(filter.by_others && seen.ask.author == by.member)
}
