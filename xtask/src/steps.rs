//! The steps of `cargo xtask test`, each with the longest time it may take.
//!
//! A limit is there to end what hangs, so it is generous: a machine with an empty build folder must stay well below it.

use std::io::IsTerminal;
use std::process::Command;
use std::time::Duration;

use crate::crates::cargo;
use crate::groups;
use crate::licences;
use crate::postgres::Postgres;
use crate::system::Installing;
use crate::tally::Tally;
use crate::test::Stumble;

/// Something that can pass or fail, with a name for the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) work: fn(Installing) -> Result<Tally, Stumble>,
}

pub(crate) const RULES: Step = Step {
    name: "rules",
    work: |_| test(&["--workspace", "--exclude", "pergola", "--exclude", "pergola-db", "--features", MEASURES]),
};
pub(crate) const SQLITE: Step = Step { name: "stories on SQLite", work: |_| test(WITH_DATABASE) };
/// The tests and the program in one go: while one of them is read on one core, another is written on the other.
pub(crate) const BUILD: Step = Step { name: "tests and the program, built", work: |_| build() };
/// One step instead of two: selecting packages twice builds some of their guests twice, which takes more than a minute.
pub(crate) const ALL_ON_SQLITE: Step =
    Step { name: "rules, and stories on SQLite", work: |_| test(&["--workspace", "--features", MEASURES]) };
pub(crate) const POSTGRES: Step = Step { name: "stories on PostgreSQL", work: on_postgres };
/// What is tried from outside is built like the tests: their guests are built already, and a release build takes as long as
/// everything else together. It also checks its own arithmetic while it is tried.
pub(crate) const PROGRAM: Step = Step { name: "the program", work: |_| program() };
pub(crate) const BROWSER: Step = Step { name: "stories in the browser", work: crate::browser::step };

pub(crate) const CRASH: Step = Step { name: "killed, and without power", work: crate::crash::step };

/// The part of this tool that is built apart is tested with the rest.
const MEASURES: &str = "xtask/measures";

/// The packages that know a database.
const WITH_DATABASE: &[&str] = &["-p", "pergola", "-p", "pergola-db"];

/// What needs no running program, quickest first.
pub(crate) fn lints() -> Vec<Step> {
    vec![
        Step { name: "format", work: |_| lint(&["fmt", "--all", "--check"]) },
        Step { name: "guests and their licences", work: |_| guests() },
        Step {
            name: "clippy",
            work: |_| {
                lint(&[
                    "clippy",
                    "--workspace",
                    // The server is read once, as its tests see it; what only the program does not use shows in [`BUILD`].
                    "--tests",
                    "--bin",
                    "xtask",
                    "--locked",
                    "--features",
                    MEASURES,
                    "--",
                    "-D",
                    "warnings",
                ])
            },
        },
        Step { name: "documentation", work: |_| documentation() },
    ]
}

pub(crate) fn documentation() -> Result<Tally, Stumble> {
    let mut command = cargo();
    command
        .args(["doc", "--workspace", "--no-deps", "--locked", "--features", MEASURES])
        .env("RUSTDOCFLAGS", "-D warnings");
    run(&mut command, Duration::from_mins(10))
}

fn lint(arguments: &[&str]) -> Result<Tally, Stumble> {
    run(cargo().args(arguments), Duration::from_mins(20))
}

fn guests() -> Result<Tally, Stumble> {
    let count = licences::check()?;
    println!("{count} packages, all welcome");
    Ok(Tally::default())
}

fn test(packages: &[&str]) -> Result<Tally, Stumble> {
    run(&mut testing(packages), Duration::from_mins(25))
}

fn on_postgres(installing: Installing) -> Result<Tally, Stumble> {
    let postgres = Postgres::start(installing)?;
    println!("PostgreSQL listens at {}", postgres.url());
    let mut command = testing(WITH_DATABASE);
    // One more than there are cores: part of each story's time is the server's, which is a process of its own.
    let at_once = std::thread::available_parallelism().map_or(2, |cores| cores.get() + 1);
    command.env("RUST_TEST_THREADS", at_once.to_string()).env("PERGOLA_TEST_DATABASE", postgres.url());
    run(&mut command, Duration::from_mins(20))
}

/// All tests run even when one fails: who mends one wants to know of the others.
fn testing(packages: &[&str]) -> Command {
    let mut command = cargo();
    command.args(["test", "--locked", "--no-fail-fast"]).args(packages).env_remove("PERGOLA_TEST_DATABASE");
    // Snapshots are compared, never written, whoever runs this.
    command.env("INSTA_UPDATE", "no");
    // Tests with drawn input draw the same here each time: what one run saw pass does not fail the next. `cargo test` draws anew.
    command.env("PROPTEST_RNG_SEED", "20260926");
    command
}

/// A warning is a failure, as it is to clippy: what the program alone does not use is seen here and nowhere else.
fn build() -> Result<Tally, Stumble> {
    let everything = ["build", "--locked", "--workspace", "--tests", "--bin", "pergola", "--features", MEASURES];
    let (tally, lines) = told(cargo().args(everything), Duration::from_mins(25))?;
    match lines.iter().find(|line| line.contains(" generated ") && line.contains(" warning")) {
        Some(warned) => Err(Stumble { tally, fault: warned.trim().into() }),
        None => Ok(tally),
    }
}

fn program() -> Result<Tally, Stumble> {
    run(cargo().args(["build", "--locked", "-p", "pergola"]), Duration::from_mins(20))
}

pub(crate) fn release() -> Result<Tally, Stumble> {
    run(cargo().args(["build", "--release", "--locked", "-p", "pergola"]), Duration::from_mins(30))
}

/// Runs to the end, counts the tests, and turns a bad end into a sentence with the command in it.
pub(crate) fn run(command: &mut Command, limit: Duration) -> Result<Tally, Stumble> {
    told(command, limit).map(|(tally, _lines)| tally)
}

/// The same, with all that was said.
fn told(command: &mut Command, limit: Duration) -> Result<(Tally, Vec<String>), Stumble> {
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let heard = groups::listen(command, limit)?;
    let tally = Tally::of(&heard.lines);
    if heard.ending.is_success() {
        return Ok((tally, heard.lines));
    }
    Err(Stumble { tally, fault: format!("{}: {}", words(command), heard.ending.words()).into() })
}

/// The command as one would type it.
fn words(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or(&program).to_owned();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}
