//! The same command once more, in a release build.

use std::process::Command;

use crate::fault::Done;

pub(crate) fn run_again() -> Done {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--release", "--package", "xtask", "--"])
        .args(std::env::args_os().skip(1))
        .status()?;
    if status.success() { Ok(()) } else { Err("the release build of this command failed".into()) }
}
