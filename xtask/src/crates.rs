//! What cargo knows about this workspace and its guests.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::fault::Done;

#[derive(Debug, Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    pub(crate) target_directory: PathBuf,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    /// Empty for what lives in this repository.
    pub(crate) source: Option<String>,
}

/// Asks cargo; every platform's packages are in the answer.
pub(crate) fn metadata() -> Done<Metadata> {
    let output = cargo().args(["metadata", "--format-version", "1", "--locked"]).output()?;
    if !output.status.success() {
        return Err(format!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr).trim()).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The cargo that started us, in the root of the workspace.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// The root of the workspace, wherever the tool is called from.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Where `cargo build` leaves the server.
pub(crate) fn plain_server() -> Done<PathBuf> {
    Ok(metadata()?.target_directory.join("debug").join("pergola"))
}

/// Where `cargo build --release` leaves the server.
pub(crate) fn release_server() -> Done<PathBuf> {
    Ok(metadata()?.target_directory.join("release").join("pergola"))
}
