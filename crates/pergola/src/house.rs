//! The rules of the house that a machine can keep: walls between crates, the order of rooms, both languages complete.
//!
//! It reads our own sources. A check that cannot hold everywhere yet comes with a list of exceptions that only shrinks.

mod absences;
mod guests;
mod pages;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use fluent_bundle::FluentResource;

use crate::words::{ROOMS, keys};

/// The rooms in their order: each may call those before it. The three at the head belong to all.
const ORDER: [&str; 34] = [
    "words",
    "pictures",
    "http",
    "members",
    "tending",
    "notices",
    "contacts",
    "ties",
    "network",
    "organisations",
    "topics",
    "groups",
    "moderation",
    "messages",
    "matching",
    "asks",
    "posts",
    "introductions",
    "meetings",
    "pairs",
    "events",
    "stays",
    "jobs",
    "garden",
    "companion",
    "mirror",
    "subscriptions",
    "people",
    "search",
    "home",
    "about",
    "exchange",
    "followers",
    "commands",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    files(&src, ".rs").into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn crates_know_only_whom_they_may() {
    let may: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("pergola-domain", ["pergola-db"].as_slice()),
        ("pergola-db", &[]),
        ("pergola-formats", &[]),
        ("pergola-index", &["pergola-domain"]),
        ("pergola-meaning", &[]),
        ("pergola-places", &[]),
        ("pergola-search", &["pergola-domain"]),
    ]);
    for (name, allowed) in may {
        let manifest = fs::read_to_string(root().join("crates").join(name).join("Cargo.toml")).unwrap();
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
        for line in dependencies.lines().filter(|line| line.starts_with("pergola-")) {
            let known = line.split([' ', '.', '=']).next().unwrap();
            assert!(allowed.contains(&known), "{name} must not know {known}");
            // The rules may lend their ids to SQL, but never need it.
            assert!(name != "pergola-domain" || line.contains("optional = true"), "{name}: {known} must be optional");
        }
    }
}

#[test]
fn rooms_call_only_rooms_before_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (path, text) in sources() {
        let inside = path.strip_prefix(&src).unwrap();
        let room = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let Some(place) = ORDER.iter().position(|name| *name == room) else { continue };
        let imported = imported(&text);
        for (later, name) in ORDER.iter().enumerate() {
            // The three at the head are assembled from all rooms; tests may walk anywhere.
            let free = place < 3 || inside.ends_with("tests.rs") || inside.iter().any(|part| part == "tests");
            let called = text.contains(&format!("crate::{name}::")) || imported.contains(name);
            assert!(free || later <= place || !called, "{} calls {name}, which comes after", inside.display());
        }
    }
}

/// The rooms that a file imports in a group: `use crate::{ties, members::find};`.
fn imported(text: &str) -> BTreeSet<&str> {
    let groups = text.split("use crate::{").skip(1).map(|rest| rest.split("};").next().unwrap());
    let mut names = BTreeSet::new();
    for group in groups {
        let mut depth = 0;
        for piece in group.split_inclusive(['{', '}', ',']) {
            if depth == 0 {
                names.insert(piece.trim().split([':', ',', ' ', '{']).next().unwrap());
            }
            depth += piece.matches('{').count();
            depth -= piece.matches('}').count();
        }
    }
    names
}

#[test]
fn sql_is_written_in_stores_only() {
    for (path, text) in sources() {
        let name = path.to_string_lossy().into_owned();
        let place = name.contains("/store")
            || name.contains("/followers/")
            || name.ends_with("tests.rs")
            || name.contains("/tests/");
        let kept_apart = ["/http/twice.rs", "/http/ops.rs", "/commands/open.rs", "/house.rs", "/testkit.rs"];
        if place || kept_apart.iter().any(|end| name.ends_with(end)) {
            continue;
        }
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for word in ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE "] {
            assert!(!text.contains(word), "{name} has SQL outside a store");
        }
    }
}

#[test]
fn every_sentence_is_in_both_languages_with_the_same_arguments() {
    let mut known = BTreeSet::new();
    for (room, [it, en]) in ROOMS {
        let (it_keys, en_keys): (BTreeSet<_>, BTreeSet<_>) = (keys(it).collect(), keys(en).collect());
        let missing: Vec<_> = it_keys.symmetric_difference(&en_keys).collect();
        assert!(missing.is_empty(), "{room}: in one language only: {missing:?}");
        for text in [it, en] {
            FluentResource::try_new((*text).to_owned()).map_err(|(_, errors)| errors).unwrap();
            assert_eq!(keys(text).count(), it_keys.len(), "{room}: a sentence stands twice");
        }
        for key in keys(it) {
            assert!(known.insert(key), "{room}: `{key}` is a sentence of another room already");
        }
        let (it, en) = (arguments(it), arguments(en));
        for (key, used) in &it {
            assert_eq!(Some(used), en.get(key), "{room}: `{key}` takes other arguments in English");
        }
    }
}

/// The `$names` that each sentence takes.
fn arguments(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut key = "";
    for row in text.lines() {
        if let Some(begun) = keys(row).next() {
            key = begun;
        }
        let used =
            row.split('$').skip(1).map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap());
        all.entry(key).or_default().extend(used);
    }
    all
}

#[test]
fn every_sentence_that_is_said_exists_and_every_one_that_exists_is_said() {
    let there: BTreeSet<&str> = ROOMS.iter().flat_map(|(_, [it, _])| keys(it)).collect();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts: Vec<(PathBuf, String)> = sources();
    texts.extend(files(&src, ".html").into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())));
    // Examples in comments say nothing.
    for (_, text) in &mut texts {
        *text = text.lines().filter(|row| !row.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    }
    let mut said = BTreeSet::new();
    for (path, text) in &texts {
        for call in [".s(\"", ".say(\"", ".frame(\""] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                // A key put together at run time ends its fixed part with a hyphen.
                assert!(key.ends_with('-') || there.contains(key), "{}: no sentence `{key}`", path.display());
            }
        }
        said.extend(text.split('"').filter(|word| there.contains(word)).map(str::to_owned));
    }
    // Refusals' codes, confirmations after a redirect and families such as `bed-…` are put together at run time.
    let built: Vec<&str> = texts
        .iter()
        .flat_map(|(_, text)| text.split('"'))
        .filter(|word| word.ends_with('-') && word.len() > 3)
        .collect();
    let codes: BTreeSet<String> = codes().iter().map(|code| code.replace('.', "-")).collect();
    let idle: Vec<_> = there
        .iter()
        .filter(|key| !said.contains(**key) && !codes.contains(**key))
        .filter(|key| !built.iter().any(|start| key.starts_with(start)))
        .filter(|key| !texts.iter().any(|(_, text)| text.contains(&format!("\"{}\"", key.trim_start_matches("done-")))))
        .collect();
    assert!(idle.is_empty(), "nobody says {idle:?}");
}

/// «Giulia» of «Giulia Bianchi» is found in one way.
#[test]
fn the_first_word_of_a_name_is_taken_in_one_place() {
    for (path, text) in sources() {
        let free = path.iter().any(|part| part == "tests") || path.ends_with("tests.rs") || path.ends_with("house.rs");
        let taken = text.lines().any(|row| row.contains("name") && row.contains("split_whitespace().next()"));
        assert!(free || path.ends_with("testkit.rs") || !taken, "{}: use text::first_name", path.display());
    }
}

/// The model of meaning takes some fifty megabytes: one of it is enough for a server.
#[test]
fn the_model_is_loaded_in_one_place() {
    let loads = |text: &str| text.contains(&["Model", "load"].join("::"));
    let places: Vec<_> = sources().into_iter().filter(|(_, text)| loads(text)).map(|(path, _)| path).collect();
    assert!(matches!(places.as_slice(), [one] if one.ends_with("outside/meaning.rs")), "{places:?}");
}

/// The codes of all refusals and failures, read from the sources that declare them.
fn codes() -> BTreeSet<String> {
    let domain = root().join("crates/pergola-domain/src");
    let mut all = BTreeSet::new();
    let mut texts: Vec<String> = files(&domain, ".rs").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    texts.extend(sources().into_iter().map(|(_, text)| text));
    for text in texts {
        for rest in text.split("=> \"").skip(1).chain(text.split("code: \"").skip(1)) {
            let code = rest.split('"').next().unwrap();
            let shaped = code.contains('.') && code.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '_');
            if shaped || code == "registration_closed" {
                all.insert(code.to_owned());
            }
        }
    }
    all
}

#[test]
fn every_refusal_has_its_sentence() {
    let there: BTreeSet<&str> = ROOMS.iter().flat_map(|(_, [it, _])| keys(it)).collect();
    let mute: Vec<_> = codes().into_iter().filter(|code| !there.contains(code.replace('.', "-").as_str())).collect();
    assert!(mute.is_empty(), "no sentence for {mute:?}");
}

#[test]
fn documents_lead_somewhere() {
    let mut documents = files(&root().join("docs"), ".md");
    documents.extend(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| root().join(name)));
    for document in documents.iter().filter(|path| path.exists()) {
        let text = fs::read_to_string(document).unwrap();
        for target in text.split("](").skip(1).map(|rest| rest.split([')', '#']).next().unwrap()) {
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            assert!(document.parent().unwrap().join(target).exists(), "{}: {target}", document.display());
        }
    }
}

/// Who hears a page instead of seeing it is told what is wrong when he comes to the field (DESIGN: the same text there).
#[test]
fn what_is_wrong_with_a_field_is_told_with_the_field() {
    for path in files(&root().join("crates/pergola/src"), "html") {
        let text = fs::read_to_string(&path).unwrap();
        for rest in text.split("class=\"err\"").skip(1) {
            let tag = rest.split('>').next().unwrap_or_default();
            let id = tag.split("id=\"").nth(1).and_then(|rest| rest.split('"').next());
            let id = id.unwrap_or_else(|| panic!("{}: an error at a field has no id: {tag}", path.display()));
            assert!(text.matches(id).count() > 1, "{}: nothing is described by {id}", path.display());
        }
    }
}

#[test]
fn files_say_what_they_are() {
    let mut all = files(&root().join("xtask/src"), ".rs");
    for part in fs::read_dir(root().join("crates")).unwrap() {
        all.extend(files(&part.unwrap().path().join("src"), ".rs"));
    }
    assert!(all.len() > 600, "only {} files were found", all.len());
    for path in all {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} begins without //!", path.display());
        assert!(text.lines().count() <= 500, "{} is longer than a few minutes of reading", path.display());
    }
}

#[test]
fn the_rules_know_no_clock_no_socket_and_no_database() {
    let manifest = fs::read_to_string(root().join("crates/pergola-domain/Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let known: Vec<&str> = dependencies.lines().filter_map(|line| line.split([' ', '.', '=']).next()).collect();
    for known in known.into_iter().filter(|name| !name.is_empty() && !name.starts_with('#')) {
        let harmless = ["pergola-db", "serde", "serde_json", "thiserror", "unicode-normalization"].contains(&known);
        assert!(harmless, "the rules must not know {known}");
    }
    let src = root().join("crates/pergola-domain/src");
    for path in files(&src, ".rs") {
        let text = fs::read_to_string(&path).unwrap();
        for word in ["async fn ", "SystemTime", "Instant::now", "std::net", "std::fs", "tokio::", "rusqlite", "axum::"]
        {
            // Tests may read what they compare with.
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let is_test = path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests");
            assert!(is_test || !text.contains(word), "{} speaks of {word}", path.display());
        }
    }
}

#[test]
fn migrations_are_all_run_and_speak_to_both_engines() {
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/migrations.rs")).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut last = 0;
    for line in list.lines().map(str::trim).filter(|line| line.starts_with("migration!(")) {
        let mut parts =
            line.trim_start_matches("migration!(").split([',', ')']).map(|part| part.trim().trim_matches('"'));
        let (number, four, name) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let number: i64 = number.parse().unwrap();
        assert!(number > last && four == format!("{number:04}"), "{line}");
        assert!(folder.join(format!("{four}_{name}.sql")).exists(), "{line}");
        last = number;
    }
    for path in files(&folder, ".sql") {
        let (text, name) =
            (fs::read_to_string(&path).unwrap(), path.file_name().unwrap().to_string_lossy().into_owned());
        let four = name.split('_').next().unwrap();
        assert!(list.contains(&format!("\"{four}\"")), "{name} is run by nobody");
        assert!(text.starts_with("--"), "{name} does not say what it is");
        let one_engine = name.ends_with(".postgres.sql");
        for word in ["AUTOINCREMENT", "SERIAL", "now()", "VARCHAR", "JSONB", "TIMESTAMP", "INTEGER", "BLOB"] {
            assert!(one_engine || !text.contains(word), "{name} speaks to one engine: {word}");
        }
    }
}
