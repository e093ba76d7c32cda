//! Python programs that we are served by have exactly the packages that they were tried with, in an environment of their own
//! in the target folder; the machine's own Python is left alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::fault::Done;
use crate::groups;
use crate::system::{self, Installing};

/// The Python of an environment that holds exactly what is required; made anew where the requirements changed.
pub(crate) fn environment(place: &Path, required: &Path, installing: Installing) -> Done<PathBuf> {
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
