//! The judges of noise and of spam: making their weights from the examples in the repository, and measuring them.

pub(crate) mod examples;
pub(crate) mod noise;
pub(crate) mod spam;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use pergola_domain::softmax::{Example, Softmax, train};
use serde_json::{Value, json};

use crate::{fault::Done, judges::examples::Row};

/// Make the weights of a judge from its examples
#[derive(Debug, Args)]
pub(crate) struct Train {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// From the needs in xtask/data
    Matching(crate::lenses::Matching),
    /// From crates/pergola-domain/data/noise.tsv
    Noise,
    /// From crates/pergola-domain/data/spam.tsv, and from decisions on other texts
    Spam {
        /// Labelled texts that are not in this repository, from which a new network learns
        #[arg(long, value_name = "FILE", num_args = 1..)]
        decided: Vec<PathBuf>,
    },
}

impl Train {
    pub(crate) fn run(self) -> Done {
        // Unoptimised, a model of a hundred million products an hour is no model.
        if cfg!(debug_assertions) {
            return crate::again::run();
        }
        match self.what {
            What::Matching(matching) => matching.run(),
            What::Noise => noise::train(),
            What::Spam { decided } => spam::train(&decided),
        }
    }
}

/// A file of `crates/pergola-domain/data`.
fn data(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/pergola-domain/data")).join(name)
}

/// The weights that rows of examples give, with the features that the judge itself takes from them.
fn weights(rows: &[&Row], features: impl Fn(&Softmax, &Row) -> Vec<f32>) -> Softmax {
    let mut kinds: Vec<&str> = rows.iter().map(|row| row.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let empty = Softmax::new([examples::centre(rows, "it"), examples::centre(rows, "en")], Vec::new());
    let place = |row: &&Row| kinds.binary_search(&row.kind.as_str()).unwrap_or(0);
    let examples: Vec<Example> = rows.iter().map(|row| (features(&empty, row), place(row))).collect();
    let learnt = train(&examples, kinds.len());
    let kinds = kinds.iter().map(|kind| (*kind).to_owned()).zip(learnt).collect();
    Softmax::new([examples::centre(rows, "it"), examples::centre(rows, "en")], kinds)
}

/// How often a judge was right.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    caught: u32,
    wronged: u32,
    missed: u32,
    left: u32,
}

impl Score {
    fn count(&mut self, is: bool, taken: bool) {
        match (is, taken) {
            (true, true) => self.caught += 1,
            (false, true) => self.wronged += 1,
            (true, false) => self.missed += 1,
            (false, false) => self.left += 1,
        }
    }

    fn precision(self) -> f64 {
        f64::from(self.caught) / f64::from((self.caught + self.wronged).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.caught) / f64::from((self.caught + self.missed).max(1))
    }

    const fn counted(self) -> u32 {
        self.caught + self.wronged + self.missed + self.left
    }

    fn json(self) -> Value {
        let rounded = |share: f64| (share * 10_000.0).round() / 10_000.0;
        json!({ "precision": rounded(self.precision()), "recall": rounded(self.recall()), "of": self.counted() })
    }

    fn line(self, name: &str) -> String {
        format!(
            "{name:<34} precision {:.3}  recall {:.3}  ({} right, {} wrongly taken, {} missed, {} rightly left)",
            self.precision(),
            self.recall(),
            self.caught,
            self.wronged,
            self.missed,
            self.left
        )
    }
}
