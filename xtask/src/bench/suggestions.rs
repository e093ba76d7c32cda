//! Do the suggestions find true acquaintances? Some ties are hidden, and one looks how early they are suggested.
//!
//! A tie in ten is hidden: at random from a fixed seed, or with `--time` the last tenth by time, where ties of the
//! same instant stay together. Asked are members who lost a tie to somebody who, like themselves, still has one (at
//! most `--members` of them, drawn from the seed). *hit@10* is the share of them for whom at least one hidden tie is
//! among the first ten of all non-ties; *MRR* the mean of one by the rank of the first hidden tie. Equal scores share
//! the mean of their ranks. Ours ranks some hundreds of all non-ties; who is not among them counts as not found.
#![expect(clippy::print_stdout, reason = "a measurement's output is its purpose")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use clap::Args;
use pergola_domain::{changes::MetKind, ids::MemberId, time::Timestamp};
use pergola_index::{Asking, Graph, MemberRow, Tables, TieRow, View};
use serde_json::{Value, json};

use crate::{
    bench::{chance::Chance, edges, graph::times, snb},
    clock,
    fault::Done,
};

mod classics;

/// Whether the suggestions find ties that were hidden
#[derive(Debug, Args)]
pub(crate) struct Suggestions {
    /// Edge list, a folder with one, or a folder of the SNB data set
    edges: PathBuf,
    /// Hide the last tenth in time instead of a random one
    #[arg(long)]
    time: bool,
    /// An object for programs
    #[arg(long)]
    json: bool,
    /// Members asked at most
    #[arg(long, default_value_t = 1000)]
    members: usize,
    /// Where chance begins
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Without the classic methods beside ours
    #[arg(long)]
    alone: bool,
}

/// A tie's two ends by number, and its time.
type Tie = (usize, usize, i64);

/// A network with some of its ties hidden.
struct Trial {
    people: usize,
    kept: Vec<Tie>,
    hidden: BTreeMap<usize, BTreeSet<usize>>,
    asked: Vec<usize>,
    timed: bool,
    town: Option<snb::Town>,
}

/// One method's result.
#[derive(Debug, Default, Clone, Copy)]
struct Found {
    hits: f64,
    reciprocal_ranks: f64,
    /// Members whose hidden ties all lack a mutual, and how many of them were found.
    strangers: f64,
    strangers_hit: f64,
}

impl Suggestions {
    pub(crate) fn run(self) -> Done {
        let trial = self.trial()?;
        let (view, now) = trial.view();
        let neighbours = classics::Neighbours::of(trial.people, &trial.kept);
        let mut ours = Found::default();
        let mut spent = Vec::new();
        for member in &trial.asked {
            let begin = clock::now();
            let listed = view.suggestions(&Asking::plain(trial.id(*member), now), 400);
            spent.push(begin.elapsed());
            let rank = listed.iter().position(|one| trial.is_hidden(*member, one.member)).map(|place| real(place + 1));
            ours.add(rank, trial.are_strangers(&neighbours, *member));
        }
        let mut table = vec![("ours", ours)];
        if !self.alone {
            table.extend(classics::all(&neighbours, &trial.asked, &trial.hidden, &|member| {
                trial.are_strangers(&neighbours, member)
            }));
        }
        self.print(&trial, &table, &times(&mut spent));
        Ok(())
    }

    fn print(&self, trial: &Trial, table: &[(&str, Found)], spent: &Value) {
        let count = real(trial.asked.len()).max(1.0);
        if self.json {
            let rows = table.iter().map(|(name, found)| {
                ((*name).to_owned(), json!({"hit_at_10": found.hits / count, "mrr": found.reciprocal_ranks / count}))
            });
            let methods: serde_json::Map<_, _> = rows.collect();
            let ours = table.first().map(|(_, found)| *found).unwrap_or_default();
            let object = json!({
                "hit_at_10": ours.hits / count, "mrr": ours.reciprocal_ranks / count, "members": trial.asked.len(),
                "members_without_mutual": ours.strangers, "of_them_found": ours.strangers_hit,
                "time": spent, "methods": methods,
            });
            println!("{object:#}");
            return;
        }
        println!("{} people, {} ties kept, {} members asked", trial.people, trial.kept.len(), trial.asked.len());
        println!("{:<28} {:>8} {:>8} {:>24}", "", "hit@10", "MRR", "found without a mutual");
        for (name, found) in table {
            let (hits, ranks) = (found.hits / count, found.reciprocal_ranks / count);
            println!("{name:<28} {hits:>8.3} {ranks:>8.3} {:>12} of {:>8}", found.strangers_hit, found.strangers);
        }
        println!("ours took {spent} a member");
    }

    fn trial(&self) -> Result<Trial, String> {
        let (people, mut ties, town) = if snb::is_there(&self.edges) {
            let town = snb::read(&self.edges)?;
            let number: BTreeMap<_, _> =
                town.members.iter().zip(0..).map(|(member, number)| (*member, number)).collect();
            let ends = town.ties.iter().filter_map(|tie| {
                let (one, other) = (*number.get(&tie.one)?, *number.get(&tie.other)?);
                Some((one.min(other), one.max(other), tie.since.0))
            });
            let ties: BTreeSet<Tie> = ends.collect();
            (town.members.len(), ties.into_iter().collect(), Some(town))
        } else {
            let edges = edges::read(&self.edges)?;
            if self.time && !edges.timed {
                return Err(format!("{}: --time, but no line has a third column", self.edges.display()));
            }
            if !self.json {
                println!("{}: {}", self.edges.display(), edges.odd);
            }
            (edges.names.len(), edges.ties, None)
        };
        let mut chance = Chance(self.seed);
        let hidden = if self.time { last_tenth(&mut ties) } else { a_tenth(&mut ties, &mut chance) };
        Ok(self.ask(
            Trial { people, kept: ties, hidden: BTreeMap::new(), asked: Vec::new(), timed: self.time, town },
            &hidden,
            &mut chance,
        ))
    }

    fn ask(&self, mut trial: Trial, hidden: &[Tie], chance: &mut Chance) -> Trial {
        let mut tied = BTreeSet::new();
        trial.kept.iter().for_each(|(one, other, _)| tied.extend([*one, *other]));
        for (one, other, _) in hidden.iter().filter(|(one, other, _)| tied.contains(one) && tied.contains(other)) {
            trial.hidden.entry(*one).or_default().insert(*other);
            trial.hidden.entry(*other).or_default().insert(*one);
        }
        trial.asked = trial.hidden.keys().copied().collect();
        chance.shuffle(&mut trial.asked);
        trial.asked.truncate(self.members);
        trial
    }
}

fn a_tenth(ties: &mut Vec<Tie>, chance: &mut Chance) -> Vec<Tie> {
    chance.shuffle(ties);
    ties.split_off(ties.len() - ties.len() / 10)
}

/// The last tenth by time. Ties of one instant stay together: with the earlier ones, and where the last instant alone is more
/// than a tenth, all of it is hidden.
fn last_tenth(ties: &mut Vec<Tie>) -> Vec<Tie> {
    ties.sort_by_key(|(one, other, time)| (*time, *one, *other));
    let cut = ties.len() - ties.len() / 10;
    let Some((_, _, time)) = ties.get(cut).copied() else { return Vec::new() };
    let from = ties.partition_point(|tie| tie.2 < time);
    let behind = ties.partition_point(|tie| tie.2 <= time);
    let splits = from < cut;
    ties.split_off(if splits && behind < ties.len() { behind } else { from })
}

impl Trial {
    /// Ids as the program mints them: far apart, in order.
    fn id(&self, number: usize) -> MemberId {
        match &self.town {
            Some(town) => town.members.get(number).copied().unwrap_or(MemberId(0)),
            None => MemberId(i64::try_from(number + 1).unwrap_or(0) << 22),
        }
    }

    fn is_hidden(&self, member: usize, other: MemberId) -> bool {
        self.hidden.get(&member).is_some_and(|hidden| hidden.iter().any(|number| self.id(*number) == other))
    }

    fn are_strangers(&self, neighbours: &classics::Neighbours, member: usize) -> bool {
        let hidden = self.hidden.get(&member).into_iter().flatten();
        hidden.into_iter().all(|other| !neighbours.have_common(member, *other))
    }

    /// The network of what is kept. Times of any unit become days within ten years; without `--time` all is one day.
    fn view(&self) -> (View, Timestamp) {
        let times = || self.kept.iter().map(|(_, _, time)| *time);
        let (first, last) = (times().min().unwrap_or(0), times().max().unwrap_or(0));
        let since = |time: i64| {
            let day = if self.timed && last > first { (time - first) * 3650 / (last - first) } else { 3650 };
            Timestamp(0).plus_days(10_000 + day)
        };
        let ties = self.kept.iter().map(|(one, other, time)| TieRow {
            one: self.id(*one),
            other: self.id(*other),
            since: since(*time),
            met: MetKind::Other,
        });
        let town = self.town.iter();
        let tables = Tables {
            members: Box::new((0..self.people).map(|number| MemberRow::new(self.id(number)))),
            ties: Box::new(ties),
            spells: Box::new(town.clone().flat_map(|town| town.spells.iter().copied())),
            belongings: Box::new(town.flat_map(|town| town.belongings.iter().copied())),
            ..Tables::default()
        };
        (Graph::build(tables, 1).view(), since(last))
    }
}

impl Found {
    fn add(&mut self, rank: Option<f64>, strangers: bool) {
        let hit = if rank.is_some_and(|rank| rank <= 10.5) { 1.0 } else { 0.0 };
        self.hits += hit;
        self.reciprocal_ranks += rank.map_or(0.0, |rank| 1.0 / rank);
        if strangers {
            self.strangers += 1.0;
            self.strangers_hit += hit;
        }
    }
}

pub(crate) fn real(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Suggestions, Tie, Trial, a_tenth, last_tenth};
    use crate::bench::chance::Chance;

    fn ties(times: impl Iterator<Item = i64>) -> Vec<Tie> {
        times.enumerate().map(|(number, time)| (number, number + 1, time)).collect()
    }

    #[test]
    fn a_tenth_at_random_is_the_same_from_the_same_seed_and_nothing_is_lost() {
        let all = ties((0..1_000).map(|_| 0));
        let split = |seed| {
            let mut kept = all.clone();
            let hidden = a_tenth(&mut kept, &mut Chance(seed));
            assert_eq!((kept.len(), hidden.len()), (900, 100));
            assert_eq!(kept.iter().chain(&hidden).collect::<BTreeSet<_>>().len(), 1_000);
            hidden
        };
        assert_eq!(split(7), split(7));
        assert_ne!(split(7), split(8));
    }

    #[test]
    fn the_last_tenth_by_time_never_splits_an_instant() {
        // Which instants are hidden of a hundred ties with these times.
        let hidden = |times: Vec<i64>| {
            let mut kept = ties(times.into_iter());
            kept.reverse();
            let hidden = last_tenth(&mut kept);
            assert_eq!(kept.len() + hidden.len(), 100);
            let times = |ties: &[Tie]| ties.iter().map(|tie| tie.2).collect::<BTreeSet<_>>();
            assert!(times(&kept).is_disjoint(&times(&hidden)), "an instant on both sides");
            (hidden.len(), times(&hidden).into_iter().next())
        };
        assert_eq!(hidden((0..100).collect()), (10, Some(90)));
        assert_eq!(hidden((0..100).map(|time| time / 10).collect()), (10, Some(9)));
        // The cut falls into the instant of 88 to 93: it stays with the earlier ones.
        assert_eq!(
            hidden((0..100).map(|time| if (88..94).contains(&time) { 88 } else { time }).collect()),
            (6, Some(94))
        );
        // The last instant is more than a tenth.
        assert_eq!(hidden((0..100).map(|time| time.min(70)).collect()), (30, Some(70)));
    }

    #[test]
    fn asked_are_members_who_lost_a_tie_and_whose_both_ends_still_have_one() {
        let bench = Suggestions { edges: "x".into(), time: false, json: true, members: 2, seed: 7, alone: true };
        let trial = |kept: &[Tie], hidden: &[Tie]| {
            let (kept, asked) = (kept.to_vec(), Vec::new());
            let trial =
                Trial { people: 9, kept, hidden: std::collections::BTreeMap::new(), asked, timed: false, town: None };
            bench.ask(trial, hidden, &mut Chance(1))
        };
        let one = trial(&[(0, 1, 0), (1, 2, 0)], &[(0, 2, 0), (0, 3, 0)]);
        assert_eq!(one.asked.iter().copied().collect::<BTreeSet<_>>(), BTreeSet::from([0, 2]), "3 has nobody left");
        assert_eq!(one.hidden.get(&0), Some(&BTreeSet::from([2])));
        assert_eq!(
            trial(&[(0, 1, 0), (1, 2, 0), (2, 3, 0)], &[(0, 2, 0), (1, 3, 0)]).asked.len(),
            2,
            "as many as asked for"
        );
        assert!(trial(&[(0, 1, 0)], &[]).asked.is_empty());
    }
}
