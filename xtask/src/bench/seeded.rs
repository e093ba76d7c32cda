//! A town that `pergola seed graph` makes of a list of ties, and those in it who sign in.

use std::{
    fmt::{Display, Write as _},
    fs,
    path::Path,
    process::Command,
};

use serde_json::json;

use super::http::{word, yes};
use crate::{
    crash::{
        callers::Caller,
        server::{Server, data},
    },
    fault::Done,
};

/// Of everybody whom `pergola seed` makes.
pub(super) const PASSWORD: &str = "a network for trials";

/// Fills the data folder in `folder` with these people and ties; `words` are further words of the command. The list stays
/// beside the data.
pub(super) fn town(
    program: &Path,
    folder: &Path,
    ties: impl IntoIterator<Item = (u32, u32)>,
    words: &[String],
) -> Done {
    let mut list = String::new();
    for (one, other) in ties {
        writeln!(list, "{one} {other}")?;
    }
    let edges = folder.join("edges");
    fs::write(&edges, list)?;
    let mut seed = Command::new(program);
    seed.args(["seed", "graph"]).arg(&edges).args(words);
    let made = seed.arg("--data").arg(data(folder)).output()?;
    if made.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&made.stderr).into_owned().into()) }
}

/// Somebody of the town, by the number in the list, with a key for programs.
pub(super) fn signed_in(server: &Server, number: impl Display) -> Done<Caller> {
    let mut caller = Caller::to(server.door, None);
    let login = json!({ "login": format!("n-{number}"), "password": PASSWORD, "name": "bench" });
    let token = word(&yes(caller.json("POST", "/tokens", &login)?)?.json(), "token");
    Ok(Caller::to(server.door, Some(&token)))
}
