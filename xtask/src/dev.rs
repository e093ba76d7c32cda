//! `cargo xtask dev`, `seed` and `docs`: what one does all day, in one word.

use clap::Args;

use crate::crates::cargo;
use crate::fault::Done;
use crate::steps;

#[derive(Debug, Args)]
pub(crate) struct Dev {
    /// Passed on to `pergola demo`, for instance --listen 127.0.0.1:8080
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    options: Vec<String>,
}

impl Dev {
    pub(crate) fn run(&self) -> Done {
        pergola(&["run", "-p", "pergola", "--", "demo"], &self.options)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Seed {
    /// Passed on to `pergola seed`, for instance snb FOLDER --data DIR
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    options: Vec<String>,
}

impl Seed {
    /// In release: real-size data in a debug build takes longer than the build.
    pub(crate) fn run(&self) -> Done {
        pergola(&["run", "--release", "-p", "pergola", "--", "seed"], &self.options)
    }
}

/// No group and no limit here: the program belongs to the terminal, and ^C is how one ends it. Paths among the options are
/// meant from where one stands.
fn pergola(words: &[&str], options: &[String]) -> Done {
    let here = std::env::current_dir()?;
    let status = cargo().current_dir(here).args(words).args(options).status()?;
    // Ended by ^C is how a server should end; then there is no code.
    match status.code() {
        None | Some(0) => Ok(()),
        Some(code) => Err(format!("pergola ended with exit code {code}").into()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct Docs {
    /// Show them in the browser
    #[arg(long)]
    open: bool,
}

impl Docs {
    pub(crate) fn run(&self) -> Done {
        steps::documentation().map_err(|stumble| stumble.fault)?;
        if self.open {
            cargo().args(["doc", "--workspace", "--no-deps", "--locked", "--open"]).status()?;
        }
        Ok(())
    }
}
