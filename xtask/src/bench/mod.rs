//! Measurements: how quick, how good. Each prints a table for people or, with `--json`, an object for programs.

mod chance;
mod crowd;
mod edges;
mod feed;
mod graph;
mod http;
mod jobs;
mod made_town;
mod matching;
mod nearest;
mod pairs_http;
mod search;
mod search_http;
mod seeded;
pub(crate) mod snb;
mod starts;
mod suggestions;

use clap::{Args, Subcommand};

use crate::{
    again,
    fault::Done,
    judges::{noise::Noise, spam::Spam},
};

/// What to measure
#[derive(Debug, Args)]
pub(crate) struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// How long the feed of somebody with very many ties takes in a large town
    Feed(feed::Feed),
    /// How long the network's answers take, alone and while ties are added
    Graph(graph::Graph),
    /// What the running program does through its doors: durable acts, pages, memory, an import
    Http(http::Http),
    /// Whether asks find their offers, in one language and across
    Matching(matching::Matching),
    /// How long the pairs among one person's ties take
    Pairs(nearest::Pairs),
    /// How long the page of a work ad takes for a reader with many ties
    Jobs(jobs::Jobs),
    /// How long search takes in a large town, with all facets and distances
    Search(search::Search),
    /// Whether the suggestions find ties that were hidden
    Suggestions(suggestions::Suggestions),
    /// Whether noise is folded and useful posts are not
    Noise(Noise),
    /// Whether spam is held and honest words are not
    Spam(Spam),
}

impl Bench {
    pub(crate) fn run(self) -> Done {
        // A debug build measures the compiler's absence.
        if cfg!(debug_assertions) {
            return again::run();
        }
        match self.what {
            What::Feed(feed) => feed.run(),
            What::Graph(graph) => graph.run(),
            What::Http(http) => http.run(),
            What::Matching(matching) => matching.run(),
            What::Pairs(pairs) => pairs.run(),
            What::Jobs(jobs) => jobs.run(),
            What::Search(search) => search.run(),
            What::Suggestions(suggestions) => suggestions.run(),
            What::Noise(noise) => noise.run(),
            What::Spam(spam) => spam.run(),
        }
    }
}
