//! The judge of spam, made and measured.

use std::path::PathBuf;

use clap::Args;
use pergola_domain::{
    softmax::Softmax,
    spam::{self, Course, HAM, Item, Learner, Lesson},
};
use serde_json::json;

use super::{Score, data, examples, examples::Row, weights};
use crate::fault::Done;

const FOLDS: usize = 10;

pub(super) fn train() -> Done {
    let rows = examples::read(&data("spam.tsv"), "spam", HAM)?;
    let text = learnt(&rows.iter().collect::<Vec<_>>()).write();
    let head =
        "# Made by `cargo xtask train spam` from spam.tsv alone: the centres of both languages, then a row a kind.";
    std::fs::write(data("spam.weights"), format!("{head}\n{text}"))?;
    println!("weights of {} examples written", rows.len());
    Ok(())
}

fn learnt(rows: &[&Row]) -> Softmax {
    weights(rows, |empty, row| spam::features(empty, &row.text, row.language, &row.meaning))
}

/// Whether spam is held and honest words are not
#[derive(Debug, Args)]
pub(crate) struct Spam {
    /// Labelled texts, `id label where text` or `label text`: each tenth is judged by the program as it is after its
    /// moderators decided the other nine (and the files of `--taught`). Without it the program's own examples are
    /// judged, each tenth by weights learnt from the other nine, and nothing else taught
    file: Option<PathBuf>,
    /// More texts that moderators decided before
    #[arg(long, value_name = "FILE")]
    taught: Vec<PathBuf>,
    /// Judge all of the file by what was taught with `--taught` alone
    #[arg(long)]
    unseen: bool,
    /// An object for programs
    #[arg(long)]
    json: bool,
    /// Show what was judged wrongly
    #[arg(long)]
    mistakes: bool,
}

impl Spam {
    pub(crate) fn run(self) -> Done {
        let mut untaught = Score::default();
        let mut score = Score::default();
        let rows = match &self.file {
            Some(file) => examples::read(file, "spam", HAM)?,
            None => examples::read(&data("spam.tsv"), "spam", HAM)?,
        };
        let mut learner = Learner::default();
        for file in &self.taught {
            learner = taught(learner, &mixed(&examples::read(file, "spam", HAM)?));
        }
        let mut mistakes = Vec::new();
        for tenth in 0..FOLDS {
            let (mine, others) = parts(&rows, tenth);
            let own = self.file.is_none().then(|| learnt(&others));
            let learns = self.file.is_some() && !self.unseen;
            let learner = if learns { taught(learner.clone(), &others) } else { learner.clone() };
            for row in mine {
                let held = |learner: &Learner| {
                    let verdict = own.as_ref().map_or_else(
                        || spam::judge(&item(row), learner),
                        |weights| spam::judge_with(Some(weights), &item(row), learner),
                    );
                    verdict.course == Course::Hold
                };
                untaught.count(row.is, held(&Learner::default()));
                score.count(row.is, held(&learner));
                if row.is != held(&learner) {
                    mistakes.push(format!("{} {}", if row.is { "missed " } else { "wronged" }, row.text));
                }
            }
        }
        if self.mistakes {
            println!("{}", mistakes.join("\n"));
        }
        if self.json {
            let mut told = score.json();
            told["untaught"] = untaught.json();
            println!("{}", json!(told));
        } else {
            println!("{}\n{}", untaught.line("before it was taught"), score.line("after"));
        }
        Ok(())
    }
}

fn item(row: &Row) -> Item<'_> {
    Item { text: &row.text, language: row.language, meaning: Some(&row.meaning) }
}

fn taught(learner: Learner, rows: &[&Row]) -> Learner {
    rows.iter().fold(learner, |learner, row| learner.learn(&Lesson { item: item(row), spam: row.is }))
}

/// A tenth of the rows, and the others in the order in which moderators meet them: spam and ham by turns as they come.
fn parts(rows: &[Row], tenth: usize) -> (Vec<&Row>, Vec<&Row>) {
    let numbered: Vec<(usize, &Row)> = mixed(rows).into_iter().enumerate().collect();
    let (mine, others): (Vec<_>, Vec<_>) = numbered.into_iter().partition(|(n, _)| n % FOLDS == tenth);
    (mine.into_iter().map(|(_, row)| row).collect(), others.into_iter().map(|(_, row)| row).collect())
}

/// In an order that has nothing to do with that of the file, and is the same each time.
fn mixed(rows: &[Row]) -> Vec<&Row> {
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by_cached_key(|row| {
        row.text
            .bytes()
            .fold(7_u64, |sum, byte| sum.wrapping_mul(6_364_136_223_846_793_005).rotate_left(9) ^ u64::from(byte))
    });
    rows
}
