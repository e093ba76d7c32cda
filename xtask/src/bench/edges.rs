//! Edge lists from files, for benches.

use std::{fs, path::Path};

use pergola_index::edges::{Edges, parse};

/// Reads a file, whatever bytes it has.
pub(crate) fn read(path: &Path) -> Result<Edges, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let edges = parse(&String::from_utf8_lossy(&bytes));
    if edges.ties.is_empty() { Err(format!("{}: no tie in it", path.display())) } else { Ok(edges) }
}
