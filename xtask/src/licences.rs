//! Who may be a guest in the tree: no copyleft over the whole program, no second C library for what Rust does.
//!
//! Not a replacement for reading a licence: it compares names, and the list below grows by hand.

use crate::crates;
use crate::fault::Done;

/// Licences that ask for no more than their notice to be kept.
const WELCOME: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates that stay out, with what stands in their place.
const UNWELCOME: &[(&str, &str)] = &[
    ("aws-lc-rs", "ring, which builds with a C compiler alone"),
    ("aws-lc-sys", "ring, which builds with a C compiler alone"),
    ("native-tls", "rustls"),
    ("openssl-sys", "rustls"),
    ("zstd-sys", "miniz_oxide, or no compression: it is a large C library for little"),
];

/// Looks at every package of the lock file that this workspace can use, on any platform.
pub(crate) fn check() -> Done<usize> {
    let packages = crates::metadata()?.packages;
    let mut complaints = Vec::new();
    for package in packages.iter().filter(|package| package.source.is_some()) {
        let name = format!("{} {}", package.name, package.version);
        if let Some((_, instead)) = UNWELCOME.iter().find(|(unwelcome, _)| *unwelcome == package.name) {
            complaints.push(format!("{name} is in the tree; use {instead} (cargo tree -i {})", package.name));
        }
        match &package.license {
            None => complaints.push(format!("{name} names no licence")),
            Some(licence) if !is_welcome(licence) => complaints.push(format!("{name} is under {licence}")),
            Some(_) => {}
        }
    }
    if complaints.is_empty() { Ok(packages.len()) } else { Err(complaints.join("\n").into()) }
}

/// Reads an SPDX expression: an `OR` needs one welcome side, an `AND` both.
fn is_welcome(licence: &str) -> bool {
    // Before SPDX settled on OR, crates wrote a slash.
    let spaced = licence.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut words = words.as_slice();
    let answer = any_of(&mut words);
    words.is_empty() && answer
}

fn any_of(words: &mut &[&str]) -> bool {
    let mut welcome = all_of(words);
    while take(words, "OR") {
        welcome |= all_of(words);
    }
    welcome
}

fn all_of(words: &mut &[&str]) -> bool {
    let mut welcome = one(words);
    while take(words, "AND") {
        welcome &= one(words);
    }
    welcome
}

fn one(words: &mut &[&str]) -> bool {
    if take(words, "(") {
        let welcome = any_of(words);
        return take(words, ")") && welcome;
    }
    let Some((licence, rest)) = words.split_first() else { return false };
    *words = rest;
    let mut name = (*licence).to_owned();
    if take(words, "WITH")
        && let Some((exception, rest)) = words.split_first()
    {
        name = format!("{name} WITH {exception}");
        *words = rest;
    }
    WELCOME.contains(&name.as_str())
}

fn take(words: &mut &[&str], word: &str) -> bool {
    match words.split_first() {
        Some((first, rest)) if *first == word => {
            *words = rest;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_read_as_spdx_means_it() {
        for (licence, welcome) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("Apache-2.0 OR GPL-2.0-only", true),
            ("GPL-2.0-only", false),
            ("AGPL-3.0-or-later", false),
            ("MIT AND AGPL-3.0-only", false),
            ("(MIT OR GPL-3.0-only) AND Unicode-3.0", true),
            ("(MIT OR GPL-3.0-only) AND GPL-2.0-only", false),
            ("Apache-2.0 WITH LLVM-exception OR GPL-3.0-only", true),
            ("GPL-2.0-only WITH Classpath-exception-2.0", false),
            ("", false),
            ("(MIT", false),
            ("MIT MIT", false),
        ] {
            assert_eq!(is_welcome(licence), welcome, "{licence}");
        }
    }
}
