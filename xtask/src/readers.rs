//! `cargo xtask readers`: are our calendars and cards taken by the programs that people read them with?
//!
//! The readers are Python programs with pinned versions (`xtask/readers/requirements.txt`), in a virtual environment in the
//! target folder. What they are given and asked is in `xtask/readers/read.py`. They are no part of `cargo xtask test`: they
//! come from the package index of others, which may be out of reach.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use clap::Args;

use crate::crates;
use crate::fault::Done;
use crate::python;
use crate::steps;
use crate::system::Installing;

#[derive(Debug, Args)]
pub(crate) struct Readers {
    /// Try this program instead of building the server (debug)
    #[arg(long, value_name = "FILE")]
    server: Option<PathBuf>,
    /// Fail with a line that says what to install, instead of installing it
    #[arg(long)]
    no_install: bool,
}

impl Readers {
    pub(crate) fn run(&self) -> Done {
        let installing = if self.no_install { Installing::Refused } else { Installing::Allowed };
        let target = crates::metadata()?.target_directory;
        let server = match &self.server {
            Some(server) => server.canonicalize().map_err(|error| format!("{}: {error}", server.display()))?,
            None => {
                let mut build = crates::cargo();
                build.args(["build", "--locked", "-p", "pergola"]);
                steps::run(&mut build, Duration::from_mins(20)).map_err(|stumble| stumble.fault)?;
                target.join("debug").join("pergola")
            }
        };
        let folder = crates::root().join("xtask").join("readers");
        let python = python::environment(&target.join("readers"), &folder.join("requirements.txt"), installing)?;
        let mut command = Command::new(python);
        command.current_dir(&folder).arg("read.py").arg(server).env("PYTHONDONTWRITEBYTECODE", "1");
        // The server is on this machine: no proxy stands before it.
        command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        steps::run(&mut command, Duration::from_mins(10)).map_err(|stumble| stumble.fault)?;
        Ok(())
    }
}
