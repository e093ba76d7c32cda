//! Edge lists from files, for benches.

use std::{
    fs,
    path::{Path, PathBuf},
};

use pergola_index::edges::{Edges, parse};

/// Reads a file, whatever bytes it has; of a folder the one file in it whose name begins with `edges`.
pub(crate) fn read(path: &Path) -> Result<Edges, String> {
    let path = &within(path)?;
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let edges = parse(&String::from_utf8_lossy(&bytes));
    if edges.ties.is_empty() { Err(format!("{}: no tie in it", path.display())) } else { Ok(edges) }
}

fn within(path: &Path) -> Result<PathBuf, String> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(path).map_err(told)? {
        let entry = entry.map_err(told)?;
        if entry.file_name().to_string_lossy().starts_with("edges") {
            found.push(entry.path());
        }
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        others => Err(format!("{}: {} files named edges, not one", path.display(), others.len())),
    }
}
