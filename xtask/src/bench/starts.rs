//! What of the network only the program itself can show: how soon a tie is seen after its commit, and how long a start takes
//! from the tables and from the image.

use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::Path,
    process::Command,
};

use serde_json::{Value, json};

use super::{chance::Chance, http::memory_mib, made_town};
use crate::{
    clock,
    crash::server::{Server, data},
    fault::Done,
};

/// As many ties to a person as in the town of a million.
const TIES_EACH: usize = 50;
const SEED: u64 = 20_261_126;

/// Asks `pergola seed visible`, on SQLite in a folder of its own or on an empty PostgreSQL database.
pub(super) fn tie_visible(program: &Path, database: Option<&str>) -> Done<Value> {
    let folder = tempfile::tempdir()?;
    let mut command = Command::new(program);
    command.args(["seed", "visible"]).arg("--data").arg(data(folder.path()));
    if let Some(database) = database {
        command.args(["--database", database]);
    }
    Ok(serde_json::from_str(&said(&mut command)?)?)
}

/// Fills a SQLite file with so many ties through `pergola seed graph --bare`, since no start reads gardens or the log, then
/// starts the server on it twice: without an image, and with the one that it saved as it ended.
pub(super) fn starts(program: &Path, ties: usize) -> Done<Value> {
    let folder = tempfile::tempdir()?;
    let people = ties / TIES_EACH + 1;
    let edges = folder.path().join("edges");
    let mut list = BufWriter::new(File::create(&edges)?);
    for (one, other) in made_town::ties(people, ties, &mut Chance(SEED)) {
        writeln!(list, "{one} {other}")?;
    }
    list.into_inner()?.sync_all()?;
    let begun = clock::now();
    said(Command::new(program).args(["seed", "graph", "--bare"]).arg(&edges).arg("--data").arg(data(folder.path())))?;
    let seeded = begun.elapsed();
    fs::remove_file(&edges)?;
    let bytes = fs::metadata(data(folder.path()).join("pergola.db"))?.len();
    let mut started = Vec::new();
    let mut memory = 0.0;
    for life in 0..2 {
        let begun = clock::now();
        let mut server = Server::start(program, folder.path(), life, &[])?;
        started.push(begun.elapsed().as_secs_f64());
        memory = memory_mib(&server)?;
        server.stop()?;
    }
    let at = |place: usize| started.get(place).copied().unwrap_or_default();
    Ok(json!({
        "people": people, "ties": ties, "file_bytes": bytes, "seed_s": seeded.as_secs_f64(),
        "from_tables_s": at(0), "from_image_s": at(1), "memory_mib": memory,
    }))
}

/// What a command printed, where it did well.
fn said(command: &mut Command) -> Done<String> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
