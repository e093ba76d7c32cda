//! `cargo xtask readers`: are our calendars and cards taken by the programs that people read them with?
//!
//! The readers are Python programs with pinned versions (`xtask/readers/requirements.txt`), in a virtual environment in the
//! target folder. What they are given and asked is in `xtask/readers/read.py`. They are no part of `cargo xtask test`: they
//! come from the package index of others, which may be out of reach.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::Args;

use crate::crates;
use crate::fault::Done;
use crate::groups;
use crate::steps;
use crate::system::{self, Installing};

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
        let python = environment(&target.join("readers"), &folder.join("requirements.txt"), installing)?;
        let mut command = Command::new(python);
        command.current_dir(&folder).arg("read.py").arg(server).env("PYTHONDONTWRITEBYTECODE", "1");
        // The server is on this machine: no proxy stands before it.
        command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        steps::run(&mut command, Duration::from_mins(10)).map_err(|stumble| stumble.fault)?;
        Ok(())
    }
}

/// The Python of an environment that holds exactly what is required; made anew where the requirements changed.
fn environment(place: &Path, required: &Path, installing: Installing) -> Done<PathBuf> {
    let (python, note) = (place.join("bin").join("python"), place.join("requirements.txt"));
    let wanted = fs::read_to_string(required)?;
    // The Python that it was made with may be gone since.
    if python.is_file() && fs::read_to_string(&note).is_ok_and(|there| there == wanted) {
        return Ok(python);
    }
    let found = match system::find_program("python3") {
        Some(found) => found,
        None => {
            system::install(&["python3", "python3-venv"], installing)?;
            system::find_program("python3").ok_or("python3 was installed, but there is no program of that name")?
        }
    };
    if let Err(fault) = make(&found, place) {
        // Debian's own Python makes no environments until another package is there; what is wrong else, that does not mend.
        system::install(&["python3-venv"], installing).map_err(|advice| format!("{fault}; {advice}"))?;
        make(&found, place)?;
    }
    let mut install = own(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(required);
    listen(&mut install, "pip install")?;
    fs::write(note, wanted)?;
    Ok(python)
}

fn make(python: &Path, place: &Path) -> Done {
    let mut command = own(python);
    command.args(["-m", "venv", "--clear"]).arg(place);
    listen(&mut command, "python3 -m venv")
}

/// Python without what somebody set for other work of his.
fn own(python: &Path) -> Command {
    let mut command = Command::new(python);
    for name in ["PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV"] {
        command.env_remove(name);
    }
    command
}

fn listen(command: &mut Command, name: &str) -> Done {
    let heard = groups::listen(command, Duration::from_mins(10))?;
    if heard.ending.is_success() {
        return Ok(());
    }
    Err(format!("{name} failed: {}", heard.ending.words()).into())
}
