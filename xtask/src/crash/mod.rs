//! `cargo xtask crash`: does anything that was acknowledged get lost?
//!
//! Two ways to die. `kill` ends the program at any moment: what it had handed to the system stays, so this tries whether
//! acts are whole and whether a yes is said after the commit. `power` ends the machine: what was not synced may be there,
//! missing or torn, in any mixture, so this tries whether the program syncs what it must before it says yes.

mod callers;
mod chance;
mod deeds;
mod disk;
mod kill;
mod people;
mod power;
mod server;
mod trace;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::crates;
use crate::fault::Done;
use crate::steps;

#[derive(Debug, Args)]
pub(crate) struct Crash {
    #[command(subcommand)]
    way: Way,
    /// Try this program instead of building the server (release)
    #[arg(long, global = true, value_name = "FILE")]
    server: Option<PathBuf>,
    /// Where chance begins; the same number gives the same deeds and the same moments
    #[arg(long, global = true, default_value_t = 1)]
    seed: u64,
}

#[derive(Debug, Subcommand)]
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
        match &self.way {
            Way::Kill(kill) => kill.run(&program, self.seed),
            Way::Power(power) => power.run(&program, self.seed),
        }
    }
}
