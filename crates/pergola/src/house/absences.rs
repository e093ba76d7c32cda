//! What is nowhere, on purpose: the absences of `docs/ARCHITECTURE.md` that can be read off our sources.

use std::collections::BTreeSet;

use super::sources;

/// Where a socket may be opened: what leaves the machine, and what listens on it.
const SOCKETS: [&str; 3] = ["/src/outside/", "/src/http/serve.rs", "/src/commands/serve.rs"];

#[test]
fn nothing_but_the_outside_and_the_accept_loop_opens_a_socket() {
    let mut opening = BTreeSet::new();
    for (path, text) in sources() {
        let name = path.to_string_lossy().into_owned();
        let text = without_tests(&name, &text);
        for word in
            ["TcpStream", "TcpListener", "TcpSocket", "UdpSocket", "UnixStream", "lookup_host", "to_socket_addrs"]
        {
            if text.contains(word) {
                let place = SOCKETS.iter().find(|place| name.contains(*place));
                opening.insert(*place.unwrap_or_else(|| panic!("{name} speaks of {word}")));
            }
        }
    }
    assert_eq!(opening.len(), SOCKETS.len(), "a place on the list opens no socket any more");
}

#[test]
fn acts_know_no_html() {
    let mut acts = 0;
    for (path, text) in sources() {
        let name = path.to_string_lossy().into_owned();
        if !name.contains("/acts/") && !name.ends_with("/acts.rs") {
            continue;
        }
        acts += 1;
        let text = without_tests(&name, &text);
        for line in text.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
            for word in ["askama", "Template", "Html(", "escape(", ".slot(", ".bold(", ".link(", "\"<", "</"] {
                assert!(!line.contains(word), "{name} makes HTML: {line}");
            }
        }
    }
    assert!(acts > 50, "only {acts} files of acts were found");
}

/// The text of a file that is no test's.
fn without_tests<'a>(name: &str, text: &'a str) -> &'a str {
    let is_test = name.contains("/tests/")
        || name.ends_with("tests.rs")
        || name.contains("/house/")
        || name.ends_with("/house.rs");
    if is_test { "" } else { text.split("#[cfg(test)]\nmod ").next().unwrap() }
}
