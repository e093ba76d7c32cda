//! How near each of a page of people is, and through whom one could reach those who are two steps away.

use pergola_db::Fault;
use pergola_domain::ids::MemberId;

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
    /// At two steps: the closest to the viewer of those who may be named between.
    pub(crate) through: Option<Account>,
}

/// How near these are, in their order. For a page of them: it looks for a person in common with each.
pub(crate) async fn near(app: &App, by: &By, targets: &[MemberId]) -> Result<Vec<Near>, Fault> {
    let view = view(app).await?;
    let private = Private::of(app, by).await?;
    let asking = private.asking(by);
    let distances = view.distances(by.member, targets);
    let between = |target: MemberId, steps: Option<u8>| {
        if steps == Some(2) { view.mutuals(&asking, target).into_iter().next() } else { None }
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
