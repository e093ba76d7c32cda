//! The chores that measure and make weights are built apart, in release: they need the program's own crates, whose guests
//! take minutes to build, and nobody who only tests should wait for them.

use std::process::Command;
#[cfg(not(feature = "measures"))]
use {clap::Args, std::ffi::OsString};

use crate::fault::Done;

/// A chore of the other build, with its words as they were typed.
#[cfg(not(feature = "measures"))]
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Again {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    options: Vec<OsString>,
}

#[cfg(not(feature = "measures"))]
impl Again {
    pub(crate) fn run(&self) -> Done {
        run()
    }
}

/// The same command once more, in the release build that measures.
pub(crate) fn run() -> Done {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--release", "--package", "xtask", "--features", "measures", "--"])
        .args(std::env::args_os().skip(1))
        .status()?;
    if status.success() { Ok(()) } else { Err("the release build of this command failed".into()) }
}
