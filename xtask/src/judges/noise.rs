//! The judge of noise, made and measured.

use std::path::PathBuf;

use clap::Args;
use pergola_domain::{
    members::Language,
    noise::{self, Post, Reader, USEFUL},
    softmax::Softmax,
};
use serde_json::json;

use super::{Score, data, examples, examples::Row, weights};
use crate::fault::Done;

const FOLDS: usize = 10;

pub(super) fn train() -> Done {
    let rows = examples::read(&data("noise.tsv"), "noise", USEFUL)?;
    let text = learnt(&rows.iter().collect::<Vec<_>>()).write();
    let head =
        "# Made by `cargo xtask train noise` from noise.tsv alone: the centres of both languages, then a row a kind.";
    std::fs::write(data("noise.weights"), format!("{head}\n{text}"))?;
    println!("weights of {} examples written", rows.len());
    Ok(())
}

fn learnt(rows: &[&Row]) -> Softmax {
    weights(rows, |empty, row| noise::features(empty, &row.text, row.language, &row.meaning))
}

/// Whether noise is folded and useful posts are not
#[derive(Debug, Args)]
pub(crate) struct Noise {
    /// Labelled posts, `id lang label kind text`, or a folder of such files, judged by the weights of the program; without it the program's own
    /// examples are judged, each tenth by weights learnt from the other nine
    file: Option<PathBuf>,
    /// An object for programs
    #[arg(long)]
    json: bool,
    /// Show what was judged wrongly
    #[arg(long)]
    mistakes: bool,
}

impl Noise {
    pub(crate) fn run(self) -> Done {
        let rows = match &self.file {
            Some(file) => examples::read(file, "noise", USEFUL)?,
            None => examples::read(&data("noise.tsv"), "noise", USEFUL)?,
        };
        let mut scores = [Score::default(); 2];
        for (row, folded) in rows.iter().zip(self.folded(&rows)) {
            let score = match row.language {
                Some(Language::En) => &mut scores[1],
                _ => &mut scores[0],
            };
            score.count(row.is, folded.is_some());
            if self.mistakes && row.is != folded.is_some() {
                println!("{:<14} folded as {:<14} {}", row.kind, folded.as_deref().unwrap_or("nothing"), row.text);
            }
        }
        if self.json {
            println!("{}", json!({ "it": scores[0].json(), "en": scores[1].json() }));
        } else {
            println!("{}\n{}", scores[0].line("Italian"), scores[1].line("English"));
        }
        Ok(())
    }

    /// The kind under which each row is folded for a reader who chose nothing yet.
    fn folded(&self, rows: &[Row]) -> Vec<Option<String>> {
        let fold = |weights: Option<&Softmax>, row: &Row| {
            let meaning = Some(row.meaning.as_slice());
            let post = Post { text: &row.text, language: row.language, meaning, ..Post::default() };
            let judgement =
                weights.map_or_else(|| noise::judge(&post), |weights| noise::judge_with(Some(weights), &post));
            Reader::default().folds(&judgement, meaning).map(|found| found.kind.word().to_owned())
        };
        if self.file.is_some() {
            return rows.iter().map(|row| fold(None, row)).collect();
        }
        let mut folded = vec![None; rows.len()];
        for tenth in 0..FOLDS {
            let others: Vec<&Row> = (0..).zip(rows).filter(|(n, _)| n % FOLDS != tenth).map(|(_, row)| row).collect();
            let weights = learnt(&others);
            for (n, row) in rows.iter().enumerate().filter(|(n, _)| n % FOLDS == tenth) {
                if let Some(place) = folded.get_mut(n) {
                    *place = fold(Some(&weights), row);
                }
            }
        }
        folded
    }
}
