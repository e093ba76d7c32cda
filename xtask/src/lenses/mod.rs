//! `cargo xtask train matching`: teaches the model of meaning who helps with what, from needs that were written for it, and
//! from nothing else.
//!
//! What is needed of the program is written down here: the pieces of each text and its words, as the rule takes them. The
//! teaching itself is Python (`xtask/teach`, pinned versions, an environment of its own in the target folder): a few rows
//! for the weights of the last layers, and the lenses behind them.

mod texts;

use std::{fs, path::PathBuf, process::Command, time::Duration};

use clap::Args;
use pergola_meaning::Model;

use crate::{crates, fault::Done, python, steps, system::Installing};

/// Teach the model which offers answer which asks
#[derive(Debug, Args)]
pub(crate) struct Matching {
    /// Keep one fifth of the needs from it and tell how well those are matched, instead of writing what was learnt
    #[arg(long, value_name = "0 TO 4")]
    held_out: Option<u8>,
}

impl Matching {
    pub(crate) fn run(&self) -> Done {
        let place = crates::metadata()?.target_directory.join("teach");
        fs::create_dir_all(&place)?;
        let texts = place.join("texts.jsonl");
        let needs = texts::read()?;
        fs::write(&texts, texts::told(&Model::load(), &needs)?)?;
        println!("{}: {} needs", texts.display(), needs.len());
        let folder = crates::root().join("xtask").join("teach");
        let required = folder.join("requirements.txt");
        let python = python::environment(&place.join("python"), &required, Installing::Allowed)?;
        let mut command = Command::new(python);
        command.current_dir(&folder).arg("teach.py").arg(&texts).arg(assets()).env("PYTHONDONTWRITEBYTECODE", "1");
        if let Some(fold) = self.held_out {
            command.arg("--held-out").arg(fold.to_string());
        }
        steps::run(&mut command, Duration::from_hours(6)).map_err(|stumble| stumble.fault)?;
        Ok(())
    }
}

/// Where the model's files are.
fn assets() -> PathBuf {
    crates::root().join("crates").join("pergola-meaning").join("assets")
}
