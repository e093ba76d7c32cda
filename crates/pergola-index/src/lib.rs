//! The network in memory: how far, through whom, whom in common, who else, who is there.
//!
//! It follows the change log and knows no SQL, no HTTP and no clock. Built from tables or from a saved image, then
//! kept by [`Graph::apply`]; questions go to a [`View`], which is one state and never waits for a writer.
//!
//! # What a viewer may see
//!
//! Every answer to a viewer V about a target T is computed on the *visible graph* G(V, T) and on nothing else:
//!
//! 1. **People.** Its people are V, T, and every member who is not erased and who is blocked, in either direction,
//!    with neither V nor T. Where V and T are blocked with each other there is no answer at all: no distance, no
//!    mutuals, no path, no suggestion.
//! 2. **Ties.** A live tie between two such people is in it unless one of its ends *hides* (chose *nobody* for the
//!    list of ties, or is away) and V is not an end of the tie. One's own ties one always sees.
//! 3. **Distance** is the length of a shortest path from V to T in G(V, T), if it is at most four.
//! 4. **Naming.** A person is named between two others only if he is in G(V, T), does not hide, and is willing to be
//!    shown as a connector. Mutuals, connectors on paths, and "through whom" are named people. An unwilling one counts
//!    for distance only.
//! 5. **Counts are lists.** The number of mutuals is the length of the list of mutuals.
//! 6. **Symmetry.** For V and T who do not hide, G(V, T) and G(T, V) have the same ties, hence the same distance and
//!    the same mutuals. Who hides sees further than he is seen: that is what he chose.
//! 7. **Paths.** A shown path is one in G(V, T) with all its connectors named. Strength is the product of its steps'
//!    strengths; a step between two others is made of what both confirmed or show (how they met, shared time, age of
//!    the tie). The viewer's private closeness changes the strength of his own first step, in his own answer.
//! 8. **Nothing private is kept.** Closeness, notes and moments are in no state: they are an argument ([`Asking`]) of
//!    their owner's question. Invitations and dismissals only take people off the lists of those who made or got them.
//! 9. **Scores of suggestions** are read from ties that are visible to V; degrees in them count only open ties, since a
//!    hidden tie that changed an order would have been shown.
//!
//! The tests hold these against an implementation written from this text alone, see `tests/`.
//! `docs/network.md` has the figures and what was tried.

mod apply;
mod aside;
mod asking;
mod belongings;
mod build;
mod cells;
mod directory;
mod distance;
pub mod edges;
mod facts;
mod graph;
mod image;
mod lessons;
mod meet;
mod mutuals;
mod nearest;
mod paths;
mod people_at;
mod published;
mod rows;
mod scratch;
mod signs;
mod state;
mod suggest;
mod tables;
mod view;
mod walks;
mod ways;

pub use crate::{
    asking::Asking,
    belongings::Belonging,
    distance::FARTHEST,
    facts::Fact,
    graph::Graph,
    image::{Damage, Proof},
    nearest::{Code, Near, Nearest, PAIRED, WIDTH as VECTOR_WIDTH, likeness},
    paths::{Between, MOST_PATHS, Path, Step, Together},
    people_at::{PersonAt, StayAt},
    suggest::{Reason, Suggestion},
    tables::{MemberRow, Tables, TieRow},
    view::{Size, View},
};
