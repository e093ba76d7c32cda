//! The classic methods, on plain lists, to stand beside ours.

use std::collections::{BTreeMap, BTreeSet};

use super::{Found, Tie, real};

/// Who is tied to whom.
pub(super) struct Neighbours {
    rows: Vec<Vec<usize>>,
}

impl Neighbours {
    pub(super) fn of(people: usize, ties: &[Tie]) -> Self {
        let mut rows = vec![Vec::new(); people];
        for (one, other, _) in ties {
            if let Some(row) = rows.get_mut(*one) {
                row.push(*other);
            }
            if let Some(row) = rows.get_mut(*other) {
                row.push(*one);
            }
        }
        rows.iter_mut().for_each(|row| row.sort_unstable());
        Self { rows }
    }

    fn row(&self, member: usize) -> &[usize] {
        self.rows.get(member).map_or(&[], Vec::as_slice)
    }

    fn degree(&self, member: usize) -> f64 {
        real(self.row(member).len()).max(1.0)
    }

    pub(super) fn have_common(&self, one: usize, other: usize) -> bool {
        self.row(one).iter().any(|between| self.row(*between).binary_search(&other).is_ok())
    }

    /// Sends what everybody holds to his ties, as much to each as `share` says.
    fn spread(&self, held: &[f64], share: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let mut next = vec![0.0; held.len()];
        for (member, held) in held.iter().enumerate().filter(|(_, held)| **held > 0.0) {
            let part = share(*held, self.degree(member));
            for other in self.row(member) {
                if let Some(slot) = next.get_mut(*other) {
                    *slot += part;
                }
            }
        }
        next
    }

    fn from(&self, member: usize) -> Vec<f64> {
        let mut held = vec![0.0; self.rows.len()];
        if let Some(slot) = held.get_mut(member) {
            *slot = 1.0;
        }
        held
    }

    /// Two steps, each person between weighted by his ties.
    fn two_steps(&self, member: usize, share: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        self.spread(&self.spread(&self.from(member), |held, _| held), share)
    }

    /// Three steps, the two between by the root of theirs.
    fn three_steps(&self, member: usize) -> Vec<f64> {
        let by_root = |held: f64, degree: f64| held / degree.sqrt();
        let mut two = self.two_steps(member, by_root);
        if let Some(slot) = two.get_mut(member) {
            *slot = 0.0;
        }
        self.spread(&two, by_root)
    }

    /// Random walks that start again with .15 at each step.
    fn page_rank(&self, member: usize) -> Vec<f64> {
        let mut held = self.from(member);
        let mut sum = vec![0.0; held.len()];
        for _ in 0..20 {
            sum.iter_mut().zip(&held).for_each(|(sum, held)| *sum += 0.15 * held);
            held = self.spread(&held, |held, degree| 0.85 * held / degree);
        }
        sum
    }
}

type Method = (&'static str, fn(&Neighbours, usize) -> Vec<f64>);

const METHODS: [Method; 6] = [
    ("common neighbours", |graph, member| graph.two_steps(member, |held, _| held)),
    ("Adamic-Adar", |graph, member| graph.two_steps(member, |held, degree| held / degree.max(1.01).ln())),
    ("resource allocation", |graph, member| graph.two_steps(member, |held, degree| held / degree)),
    ("personalised PageRank (.15)", Neighbours::page_rank),
    ("three steps (L3)", Neighbours::three_steps),
    ("popularity", |graph, _| (0..graph.rows.len()).map(|other| graph.degree(other)).collect()),
];

pub(super) fn all(
    graph: &Neighbours,
    asked: &[usize],
    hidden: &BTreeMap<usize, BTreeSet<usize>>,
    are_strangers: &dyn Fn(usize) -> bool,
) -> Vec<(&'static str, Found)> {
    METHODS
        .iter()
        .map(|(name, method)| {
            let mut found = Found::default();
            for member in asked {
                let scores = method(graph, *member);
                found.add(rank(graph, *member, &scores, hidden.get(member)), are_strangers(*member));
            }
            (*name, found)
        })
        .collect()
}

/// The rank of the best hidden tie among all non-ties.
fn rank(graph: &Neighbours, member: usize, scores: &[f64], hidden: Option<&BTreeSet<usize>>) -> Option<f64> {
    let best = hidden?.iter().filter_map(|other| scores.get(*other)).copied().fold(0.0, f64::max);
    if best <= 0.0 {
        return None;
    }
    let (mut better, mut equal) = (0.0, 0.0);
    for (other, score) in scores.iter().enumerate() {
        if *score >= best && other != member && graph.row(member).binary_search(&other).is_err() {
            if *score > best { better += 1.0 } else { equal += 1.0 }
        }
    }
    Some(better + f64::midpoint(equal, 1.0))
}
