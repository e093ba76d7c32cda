//! `cargo xtask dev` and `cargo xtask docs`: what one does all day, in one word.

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
    /// No group and no limit here: the server belongs to the terminal, and ^C is how one ends it.
    pub(crate) fn run(&self) -> Done {
        let status = cargo().args(["run", "-p", "pergola", "--", "demo"]).args(&self.options).status()?;
        // Ended by ^C is how it should end; then there is no code.
        match status.code() {
            None | Some(0) => Ok(()),
            Some(code) => Err(format!("pergola demo ended with exit code {code}").into()),
        }
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
