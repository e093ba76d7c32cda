//! `pergola openapi`: the description of the JSON API, as the code has it.

use crate::{http, rooms};

pub(super) fn run() -> Result<(), String> {
    let description = http::openapi::describe(rooms::doors());
    super::say(&description.to_pretty_json().map_err(|error| error.to_string())?);
    Ok(())
}
