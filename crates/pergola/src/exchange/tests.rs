//! Stories of files that come in and archives that go out.

mod album;
mod arriving;
mod breaking;
mod fetching;
mod files;
mod firsthour;
mod home;
mod house;
mod ignored;
mod large;
mod leaving;
mod moments;
mod pages;
mod progress;
mod refusals;
mod refused;
mod schema;

use serde_json::Value;

use crate::testkit::{Person, Town};

/// Hands a file in through the JSON door and waits until it is read.
async fn brings(town: &Town, who: &Person, name: &str, bytes: &[u8]) -> Value {
    let begun = who.uploads("/api/v1/imports", "/api/v1/imports", &[], name, bytes).await.is(202).json();
    town.settles().await;
    let path = format!("/api/v1/imports/{}", begun["id"].as_str().unwrap());
    who.get(&path).await.is(200).json()
}
