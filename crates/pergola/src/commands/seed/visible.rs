//! How soon a tie is seen after its commit: in a network that is followed as a server follows it, ties are formed one after
//! another, as acts form them, and looked for. What `cargo xtask bench graph --visible` runs.

use std::time::Duration;

use pergola_db::Fault;
use pergola_domain::{
    changes::MetKind,
    ids::{MemberId, TieId},
    members::Language,
    ties::Met,
};
use serde_json::{Value, json};
use tokio::{sync::watch, time::Instant};

use super::{super::open::engine_name, Network, Seedling, sow_people};
use crate::{
    app::App,
    followers, network,
    ties::{self, NewTie},
};

/// Longer than this nobody waits for a tie.
const PATIENCE: Duration = Duration::from_secs(5);
const FEWEST: usize = 8;

/// Fills the network with people, ties them in two rounds and says how long each step took.
pub(super) async fn measure(app: &App, ties: usize) -> Result<String, String> {
    let person = |number: usize| Seedling {
        handle: format!("v-{number}"),
        name: format!("V {number}"),
        joined: app.now(),
        ..Seedling::default()
    };
    let people = Network { people: (0..ties.max(FEWEST)).map(person).collect(), ..Network::default() };
    let ids = sow_people(app, &people).await?;
    let (stop, stopped) = watch::channel(false);
    let followers = followers::start(app, &stopped);
    let measured = rounds(app, &ids, ties).await;
    if stop.send(true).is_ok() {
        followers.finish().await;
    }
    measured.map(|object| object.to_string()).map_err(|fault| fault.to_string())
}

async fn rounds(app: &App, ids: &[MemberId], ties: usize) -> Result<Value, Fault> {
    network::view(app).await?;
    let (mut commits, mut by_itself, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    // Seen by the follower alone, which nobody asks.
    for (one, other) in pairs(ids, 1).take(ties) {
        let begun = Instant::now();
        form(app, one, other).await?;
        let committed = Instant::now();
        commits.push(committed - begun);
        while app.network.as_it_is().distance(one, other) != Some(1) {
            if committed.elapsed() > PATIENCE {
                return Err(Fault::other("a tie was not seen within five seconds"));
            }
            tokio::task::yield_now().await;
        }
        by_itself.push(committed.elapsed());
    }
    // Seen by a question that comes at once.
    for (one, other) in pairs(ids, 2).take(ties) {
        form(app, one, other).await?;
        let committed = Instant::now();
        if network::view(app).await?.distance(one, other) != Some(1) {
            return Err(Fault::other("a question was answered without what was committed before it"));
        }
        asked.push(committed.elapsed());
    }
    Ok(json!({
        "engine": engine_name(app.db.engine()), "ties": ties,
        "commit": times(commits), "followed": times(by_itself), "asked": times(asked),
    }))
}

/// Each with the one so many places further: no pair twice.
fn pairs(ids: &[MemberId], further: usize) -> impl Iterator<Item = (MemberId, MemberId)> + '_ {
    ids.iter().copied().zip(ids.iter().copied().cycle().skip(further))
}

async fn form(app: &App, one: MemberId, other: MemberId) -> Result<(), Fault> {
    let by = app.by_itself(Language::En);
    let met = Met { kind: MetKind::Event, ..Met::untold() };
    let tie = TieId(by.fresh());
    let new = NewTie { tie, one, other, one_met: met.clone(), other_met: met, formed_at: by.now };
    app.db.write(async move |tx| ties::form(tx, &by, &new).await.map(drop)).await
}

/// Median and 99th percentile.
fn times(mut spent: Vec<Duration>) -> Value {
    spent.sort_unstable();
    let at = |share: usize| spent.get(spent.len() * share / 100).map_or(0.0, |time| time.as_secs_f64() * 1e6);
    json!({ "p50_us": at(50).round(), "p99_us": at(99).round() })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{measure, pairs};
    use crate::testkit::Town;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn ties_are_seen_by_themselves_and_by_who_asks() {
        let town = Town::new().await;
        let measured: Value = serde_json::from_str(&measure(&town.app, 5).await.unwrap()).unwrap();
        assert_eq!(measured["ties"], 5);
        for what in ["commit", "followed", "asked"] {
            let times = &measured[what];
            assert!(times["p50_us"].as_f64().unwrap() <= times["p99_us"].as_f64().unwrap(), "{measured}");
        }
    }

    #[test]
    fn no_pair_comes_twice() {
        let ids: Vec<_> = (0..8).map(pergola_domain::ids::MemberId).collect();
        let all: std::collections::BTreeSet<_> =
            pairs(&ids, 1).chain(pairs(&ids, 2)).map(|(one, other)| (one.min(other), one.max(other))).collect();
        assert_eq!(all.len(), 16);
    }
}
