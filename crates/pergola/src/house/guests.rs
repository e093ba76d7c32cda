//! Guests are spoken to: what a manifest names and no source does is sent home (docs/decisions/0003-guests.md).

use std::fs;

use super::{files, root};

#[test]
fn every_guest_of_a_crate_is_spoken_to() {
    let mut looked_at = 0;
    let manifests = files(&root().join("crates"), "Cargo.toml").into_iter().chain([root().join("xtask/Cargo.toml")]);
    for manifest in manifests {
        let home = manifest.parent().unwrap();
        let text = fs::read_to_string(&manifest).unwrap();
        let krate = home.file_name().unwrap().to_string_lossy().into_owned();
        let mut spoken = String::new();
        for folder in ["src", "tests", "benches", "examples"].map(|folder| home.join(folder)) {
            if folder.is_dir() {
                for path in files(&folder, ".rs") {
                    spoken += &fs::read_to_string(path).unwrap();
                }
            }
        }
        for guest in guests(&text) {
            looked_at += 1;
            let named = guest.replace('-', "_");
            let speaks = [format!("{named}::"), format!("use {named}"), format!("{named} as ")];
            let speaks = speaks.iter().any(|word| spoken.contains(word));
            assert!(speaks, "{krate}: nobody speaks to its guest {guest}");
        }
    }
    assert!(looked_at > 80, "only {looked_at} guests were found");
}

/// The names under `[dependencies]` and `[dev-dependencies]`.
fn guests(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            found.extend(line.split_once(" =").map(|(name, _)| name.split('.').next().unwrap().to_owned()));
        }
    }
    found
}
