//! How near each of a page of people is, and through whom one could reach those who are two steps away.

use pergola_db::Fault;
use pergola_domain::ids::MemberId;
use pergola_index::Between;

use super::acts::{Private, named, view};
use crate::{
    app::{App, By},
    members::Account,
};

/// How near somebody is.
#[derive(Clone, Debug)]
pub(crate) struct Near {
    /// 0 to 4; none is farther, or unknown.
    pub(crate) steps: Option<u8>,
    /// At two steps: who is between on the warmest way that may be shown, the same as on the page of ways.
    pub(crate) through: Option<Account>,
}

/// How near these are, in their order. For a page of them: it looks for a person in common with each.
pub(crate) async fn near(app: &App, by: &By, targets: &[MemberId]) -> Result<Vec<Near>, Fault> {
    let view = view(app).await?;
    let private = Private::of(app, by).await?;
    let asking = private.asking(by);
    let distances = view.distances(by.member, targets);
    let between = |target: MemberId, steps: Option<u8>| {
        let path = (steps == Some(2)).then(|| view.paths(&asking, target, Between::Fewest, 1).into_iter().next());
        // "Knows Bruno, as you do" is said of a way through one alone.
        path.flatten().filter(|path| path.people.len() == 3).and_then(|path| path.people.get(1).copied())
    };
    let through: Vec<Option<MemberId>> =
        targets.iter().zip(&distances).map(|(target, steps)| between(*target, *steps)).collect();
    let people = named(app, through.iter().copied().flatten().collect()).await?;
    let one = |(steps, id): (Option<u8>, Option<MemberId>)| Near {
        steps,
        through: id.and_then(|id| people.get(&id)).cloned(),
    };
    Ok(distances.into_iter().zip(through).map(one).collect())
}

/// How one reaches somebody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reach {
    /// 0 to 4; none is farther, or unknown.
    pub(crate) steps: Option<u8>,
    /// How many both know and may be named.
    pub(crate) mutual_count: u32,
    /// The first of them, closest to the viewer.
    pub(crate) mutuals: Vec<Account>,
    /// Those between on the warmest of the shortest ways; nobody where one is tied, or nobody may be named.
    pub(crate) between: Vec<Account>,
}

/// How one reaches each of a page of people, in their order, with so many of those whom both know.
pub(crate) async fn reaches(app: &App, by: &By, targets: &[MemberId], sample: usize) -> Result<Vec<Reach>, Fault> {
    let view = view(app).await?;
    let private = Private::of(app, by).await?;
    let asking = private.asking(by);
    let distances = view.distances(by.member, targets);
    let mut told = Vec::with_capacity(targets.len());
    for (target, steps) in targets.iter().zip(distances) {
        let mutuals = view.mutuals(&asking, *target);
        let far = steps.is_some_and(|steps| steps > 1);
        let path = if far { view.paths(&asking, *target, Between::Fewest, 1).into_iter().next() } else { None };
        let mut between = path.map_or_else(Vec::new, |path| path.people);
        between.retain(|person| *person != by.member && person != target);
        let count = u32::try_from(mutuals.len()).unwrap_or(u32::MAX);
        told.push((steps, count, mutuals.into_iter().take(sample).collect::<Vec<_>>(), between));
    }
    let ids = told.iter().flat_map(|(_, _, mutuals, between)| mutuals.iter().chain(between)).copied().collect();
    let people = named(app, ids).await?;
    let named = |ids: &[MemberId]| ids.iter().filter_map(|id| people.get(id)).cloned().collect();
    let reach = |(steps, mutual_count, mutuals, between): (Option<u8>, u32, Vec<MemberId>, Vec<MemberId>)| Reach {
        steps,
        mutual_count,
        mutuals: named(&mutuals),
        between: named(&between),
    };
    Ok(told.into_iter().map(reach).collect())
}
