//! The four steps of the welcome.

use crate::http::Here;

/// Where in the welcome a page is.
#[derive(Debug)]
pub(super) struct Trail {
    /// For those who hear the page.
    pub(super) label: String,
    pub(super) steps: Vec<Step>,
}

/// One of its steps.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) name: String,
    pub(super) was: bool,
    pub(super) now: bool,
}

const NAMES: [&str; 4] = ["welcome-you", "welcome-people", "welcome-beds", "welcome-step"];

/// The trail at its step `at`, from 1.
pub(super) fn at(here: &Here, at: usize) -> Trail {
    let t = here.speech();
    let step = |(number, name): (usize, &str)| Step { name: t.s(name).to_owned(), was: number < at, now: number == at };
    Trail { label: t.say("welcome-trail").arg("step", at).text(), steps: (1..).zip(NAMES).map(step).collect() }
}
