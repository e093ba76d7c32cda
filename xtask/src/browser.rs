//! Runs the browser stories of `xtask/browser`, once Chromium and the node packages are there.

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
use crate::tally::Tally;
use crate::test::Stumble;

/// The oldest Node that the browser driver still runs on; Debian 12 and Ubuntu 24.04 have it.
const OLDEST_NODE: u32 = 18;

#[derive(Debug, Args)]
pub(crate) struct Browser {
    /// Only the stories whose file or look has this in its name
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Every story in these looks, and not in those it asks for
    #[arg(long, value_name = "WHICH", value_parser = ["all", "pairs", "ends"])]
    looks: Option<String>,
    /// Where pictures of the pages go
    #[arg(long, value_name = "DIR")]
    shots: Option<PathBuf>,
    /// Try this program instead of building the server
    #[arg(long, value_name = "FILE")]
    server: Option<PathBuf>,
    /// Fail with a line that says what to install, instead of installing it
    #[arg(long)]
    no_install: bool,
}

impl Browser {
    pub(crate) fn run(&self) -> Done {
        let installing = if self.no_install { Installing::Refused } else { Installing::Allowed };
        let server = match &self.server {
            Some(server) => server.canonicalize().map_err(|error| format!("{}: {error}", server.display()))?,
            None => {
                steps::release().map_err(|stumble| stumble.fault)?;
                crates::release_server()?
            }
        };
        let mut command = runner(&server, installing)?;
        if let Some(only) = &self.only {
            command.args(["--only", only]);
        }
        if let Some(looks) = &self.looks {
            command.args(["--looks", looks]);
        }
        if let Some(shots) = &self.shots {
            command.arg("--shots").arg(std::path::absolute(shots)?);
        }
        steps::run(&mut command, Duration::from_mins(60)).map_err(|stumble| stumble.fault)?;
        Ok(())
    }
}

/// The step of `cargo xtask test`, after the program is built. Nobody looks at its pictures, so it takes none but of what
/// went wrong.
pub(crate) fn step(installing: Installing) -> Result<Tally, Stumble> {
    let mut command = runner(&crates::plain_server()?, installing)?;
    command.arg("--no-shots");
    steps::run(&mut command, Duration::from_mins(20))
}

/// The command that runs the stories against `server`.
fn runner(server: &Path, installing: Installing) -> Done<Command> {
    let node = find_node(installing)?;
    let chromium = find_chromium(installing)?;
    let folder = crates::root().join("xtask").join("browser");
    install_packages(&folder)?;
    let mut command = Command::new(node);
    command.current_dir(&folder).arg("run.mjs");
    command.env("PERGOLA_TEST_SERVER", server).env("PERGOLA_TEST_CHROMIUM", chromium);
    Ok(command)
}

fn find_node(installing: Installing) -> Done<PathBuf> {
    if system::find_program("node").is_none() || system::find_program("npm").is_none() {
        system::install(&["nodejs", "npm"], installing)?;
    }
    let node = system::find_program("node").ok_or("nodejs was installed, but there is no program named node")?;
    let output = Command::new(&node).arg("--version").output()?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => Ok(node),
        _ => Err(format!("the browser stories need Node {OLDEST_NODE} or newer; here it is {version}").into()),
    }
}

fn find_chromium(installing: Installing) -> Done<PathBuf> {
    if let Some(chosen) = std::env::var_os("PERGOLA_TEST_CHROMIUM") {
        return Ok(chosen.into());
    }
    let find = || {
        ["chromium", "google-chrome-stable", "google-chrome", "chromium-browser"]
            .iter()
            .find_map(|name| system::find_program(name).filter(|program| !is_snap(program)))
    };
    if let Some(chromium) = find() {
        return Ok(chromium);
    }
    if is_ubuntu() {
        // Ubuntu's package is a door to a snap, which sees neither our temporary folders nor a container.
        return Err(
            "missing: a Chromium that is not a snap; install Google Chrome, or set PERGOLA_TEST_CHROMIUM".into()
        );
    }
    system::install(&["chromium", "fonts-liberation"], installing)?;
    find().ok_or_else(|| "Chromium was installed, but there is no program named chromium".into())
}

fn is_ubuntu() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

fn is_snap(program: &Path) -> bool {
    program.canonicalize().is_ok_and(|target| target.starts_with("/snap") || target.ends_with("snap"))
}

/// `npm ci`, unless what the lock file names is there already.
fn install_packages(folder: &Path) -> Done {
    let changed = |path: PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    let locked = changed(folder.join("package-lock.json"));
    let installed = changed(folder.join("node_modules").join(".package-lock.json"));
    if installed.is_some() && installed >= locked {
        return Ok(());
    }
    let mut command = Command::new("npm");
    command.current_dir(folder).args(["ci", "--no-audit", "--no-fund"]);
    let heard = groups::listen(&mut command, Duration::from_mins(5))?;
    if heard.ending.is_success() {
        return Ok(());
    }
    Err(format!("npm ci in xtask/browser failed: {}", heard.ending.words()).into())
}
