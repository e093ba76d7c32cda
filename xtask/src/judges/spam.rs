//! The judge of spam, made and measured.

use std::{collections::BTreeSet, path::PathBuf};

use clap::Args;
use pergola_domain::{
    members::Language,
    softmax::Softmax,
    spam::{self, Course, HAM, Item, Learner, Lesson},
};
use serde_json::json;

use super::{Score, data, examples, examples::Row, weights};
use crate::fault::Done;

const FOLDS: usize = 10;

/// Makes the weights from our own set, and what a new network knows from decisions on other texts, `decided`.
pub(super) fn train(decided: &[PathBuf]) -> Done {
    let rows = examples::read(&data("spam.tsv"), "spam", HAM)?;
    let text = learnt(&rows.iter().collect::<Vec<_>>()).write();
    let head =
        "# Made by `cargo xtask train spam` from spam.tsv alone: the centres of both languages, then a row a kind.";
    std::fs::write(data("spam.weights"), format!("{head}\n{text}"))?;
    println!("weights of {} examples written", rows.len());
    if decided.is_empty() {
        println!("what a new network knows was left as it is: name files of decisions with --decided");
        return Ok(());
    }
    let mut rows = Vec::new();
    for file in decided {
        rows.extend(examples::read(file, "spam", HAM)?);
    }
    std::fs::write(data("spam.taught"), taught(Learner::default(), &mixed(&rows)).write())?;
    let mut seen: Vec<String> = rows.iter().map(|row| mark(&row.text)).collect();
    seen.sort_unstable();
    seen.dedup();
    std::fs::write(data("spam.seen"), seen.join("\n") + "\n")?;
    println!("{} decisions learnt", rows.len());
    Ok(())
}

/// By which a text that was learnt from is known again, without being kept.
fn mark(text: &str) -> String {
    let mut sum = 0x811C_9DC5_u32;
    for byte in text.bytes() {
        sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("{sum:08x}")
}

fn learnt(rows: &[&Row]) -> Softmax {
    weights(rows, |empty, row| spam::features(empty, &row.text, row.language, &row.meaning))
}

/// Whether spam is held and honest words are not
#[derive(Debug, Args)]
pub(crate) struct Spam {
    /// Labelled texts, `id label where text` or `label text`, or a folder of such files, judged as a new network would: by
    /// what was learnt from the development sets. Texts that were themselves learnt from are judged by tenths, each by
    /// what the other nine of the file teach. Without a file the program's own examples are judged as a new network would,
    /// by weights learnt from the other nine tenths
    file: Option<PathBuf>,
    /// An object for programs
    #[arg(long)]
    json: bool,
    /// Show what was judged wrongly
    #[arg(long)]
    mistakes: bool,
}

impl Spam {
    pub(crate) fn run(self) -> Done {
        let rows = match &self.file {
            Some(file) => examples::read(file, "spam", HAM)?,
            None => examples::read(&data("spam.tsv"), "spam", HAM)?,
        };
        let seen = std::fs::read_to_string(data("spam.seen"))?;
        let seen: BTreeSet<&str> = seen.lines().collect();
        let (mut untaught, mut taught_so, mut mistakes, mut known) =
            (Scores::default(), Scores::default(), Vec::new(), 0);
        for tenth in 0..FOLDS {
            let (mine, others) = parts(&rows, tenth);
            let own = self.file.is_none().then(|| learnt(&others));
            let again = taught(Learner::default(), if self.file.is_some() { &others } else { &[] });
            for row in mine {
                let was_seen = self.file.is_some() && seen.contains(mark(&row.text).as_str());
                known += u32::from(was_seen);
                let learner = if was_seen { again.clone() } else { Learner::first() };
                let held = |learner: &Learner| {
                    let verdict = own.as_ref().map_or_else(
                        || spam::judge(&item(row), learner),
                        |weights| spam::judge_with(Some(weights), &item(row), learner),
                    );
                    verdict.course == Course::Hold
                };
                untaught.count(row, held(&Learner::default()));
                taught_so.count(row, held(&learner));
                if row.is != held(&learner) {
                    mistakes.push(format!("{} {}", if row.is { "missed " } else { "wronged" }, row.text));
                }
            }
        }
        if self.mistakes {
            println!("{}", mistakes.join("\n"));
        }
        if self.json {
            let mut told = taught_so.all.json();
            if let Some(told) = told.as_object_mut() {
                told.insert("it".to_owned(), taught_so.italian.json());
                told.insert("en".to_owned(), taught_so.english.json());
                told.insert("untaught".to_owned(), untaught.all.json());
                told.insert("cross_validated".to_owned(), json!(known));
            }
            println!("{told}");
        } else {
            untaught.print("by the weights alone");
            taught_so.print("as the program judges");
            println!("{known} of these texts were learnt from, and judged by tenths");
        }
        Ok(())
    }
}

/// All texts, and those of each language.
#[derive(Debug, Default)]
struct Scores {
    all: Score,
    italian: Score,
    english: Score,
}

impl Scores {
    fn count(&mut self, row: &Row, taken: bool) {
        self.all.count(row.is, taken);
        let own = if row.language == Some(Language::En) { &mut self.english } else { &mut self.italian };
        own.count(row.is, taken);
    }

    fn print(&self, name: &str) {
        let lines = [(&self.all, ""), (&self.italian, ", Italian"), (&self.english, ", English")];
        for (score, of) in lines.into_iter().filter(|(score, _)| score.counted() > 0) {
            println!("{}", score.line(&format!("{name}{of}")));
        }
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
