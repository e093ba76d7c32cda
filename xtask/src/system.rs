//! What the machine has, and how what it lacks gets there.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::fault::Done;
use crate::groups;

/// Whether chores may install missing packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Installing {
    Allowed,
    Refused,
}

/// Looks a program up as a shell would.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

/// The number that the system knows a user by; `None` when there is no such user.
pub(crate) fn user_number(name: &str) -> Option<u32> {
    number_from(Command::new("id").args(["-u", name]))
}

pub(crate) fn group_number(name: &str) -> Option<u32> {
    number_from(Command::new("id").args(["-g", name]))
}

pub(crate) fn is_root() -> bool {
    number_from(Command::new("id").arg("-u")) == Some(0)
}

fn number_from(command: &mut Command) -> Option<u32> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Installs packages of the system where that is possible without asking anybody; else says in one line what to do.
pub(crate) fn install(packages: &[&str], installing: Installing) -> Done {
    let wanted = packages.join(" ");
    let advice = format!("missing: {wanted}; install with: sudo apt-get install {wanted}");
    if installing == Installing::Refused || !is_root() || !Path::new("/usr/bin/apt-get").exists() {
        return Err(advice.into());
    }
    println!("installing {wanted}");
    apt_get(&["update", "--quiet"])?;
    let mut arguments = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    arguments.extend(packages);
    apt_get(&arguments).map_err(|fault| format!("{fault}; {advice}").into())
}

fn apt_get(arguments: &[&str]) -> Done {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    let heard = groups::listen(&mut command, Duration::from_mins(10))?;
    if heard.ending.is_success() {
        return Ok(());
    }
    Err(format!("apt-get {} failed: {}", arguments.first().unwrap_or(&""), heard.ending.words()).into())
}
