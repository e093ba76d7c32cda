//! `cargo xtask crash`: does anything that was acknowledged get lost?
//!
//! Two ways to die. `kill` ends the program at any moment: what it had handed to the system stays, so this tries whether
//! acts are whole and whether a yes is said after the commit. `power` ends the machine: what was not synced may be there,
//! missing or torn, in any mixture, so this tries whether the program syncs what it must before it says yes.

pub(crate) mod callers;
mod chance;
mod deeds;
mod disk;
mod kill;
mod people;
mod power;
pub(crate) mod server;
mod trace;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use clap::{Args, Subcommand};

use crate::crates;
use crate::fault::Done;
use crate::steps;
use crate::system::{self, Installing};
use crate::tally::Tally;
use crate::test::Stumble;

/// Without a word of which, both: so many kills and so many power cuts as each has by itself.
#[derive(Debug, Args)]
pub(crate) struct Crash {
    #[command(subcommand)]
    way: Option<Way>,
    /// Try this program instead of building the server (release)
    #[arg(long, global = true, value_name = "FILE")]
    server: Option<PathBuf>,
    /// Where chance begins; the same number gives the same deeds and the same moments
    #[arg(long, global = true, default_value_t = 1)]
    seed: u64,
}

#[derive(Clone, Debug, Subcommand)]
enum Way {
    /// kill -9 at a random moment, again and again, while people write
    Kill(kill::Kill),
    /// Replay a recorded run with unsynced writes dropped and torn, as a power cut would
    Power(power::Power),
}

impl Crash {
    pub(crate) fn run(&self) -> Done {
        let program = match &self.server {
            Some(server) => server.canonicalize().map_err(|error| format!("{}: {error}", server.display()))?,
            None => {
                steps::release().map_err(|stumble| stumble.fault)?;
                crates::release_server()?
            }
        };
        for way in self.ways() {
            match way {
                Way::Kill(kill) => kill.run(&program, self.seed)?,
                Way::Power(power) => power.run(&program, self.seed)?,
            }
        }
        Ok(())
    }

    fn ways(&self) -> Vec<Way> {
        match &self.way {
            Some(way) => vec![way.clone()],
            None => vec![Way::Kill(kill::Kill::default()), Way::Power(power::Power::default())],
        }
    }
}

/// The step of `cargo xtask test`, after the program is built: half a minute of each, where an hour finds more.
pub(crate) fn step(installing: Installing) -> Result<Tally, Stumble> {
    let server = crates::plain_server()?.display().to_string();
    if system::find_program("strace").is_none() {
        system::install(&["strace"], installing)?;
    }
    let mut tally = Tally::default();
    for trial in [["kill", "--cycles", "2"], ["power", "--points", "8"]] {
        if trial.contains(&"power") && !may_record() {
            tally.missing = Some("power cuts, since this place does not let strace trace");
            continue;
        }
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("crash").args(trial).args(["--server", &server]);
        steps::run(&mut command, Duration::from_mins(5)).map_err(|stumble| Stumble { tally, ..stumble })?;
        tally.passed += 1;
    }
    Ok(tally)
}

/// Containers may forbid one program to trace another.
fn may_record() -> bool {
    Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Crash, Way};

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        crash: Crash,
    }

    fn ways(words: &[&str]) -> Vec<String> {
        let line = Line::try_parse_from(["crash"].iter().chain(words)).unwrap();
        line.crash.ways().iter().map(|way: &Way| format!("{way:?}")).collect()
    }

    #[test]
    fn without_a_word_it_is_both_with_what_each_does_by_itself() {
        let both = [ways(&["kill"]), ways(&["power"])].concat();
        assert_eq!(both.len(), 2);
        assert_eq!(ways(&[]), both);
        assert_eq!(ways(&["--seed", "7"]), both);
        assert!(both[0].contains("cycles: 200"), "{both:?}");
        assert_ne!(ways(&["kill", "--cycles", "3"]), ways(&["kill"]));
    }
}
