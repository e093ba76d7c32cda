//! `cargo xtask`: the tool of those who build Pergola.
//!
//! One command per chore, each in a file of its own; nothing here is part of the program that people run.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal: its output is its purpose")]

mod bench;
mod browser;
mod check_snb;
mod clock;
mod crash;
mod crates;
mod dev;
mod fault;
mod groups;
mod judges;
mod lenses;
mod licences;
mod model;
mod packages;
mod places;
mod postgres;
mod readers;
mod steps;
mod system;
mod tally;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::fault::Done;

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
    Bench(bench::Bench),
    /// Compare with known answers
    Check(check_snb::Check),
    /// Run the browser stories alone
    Browser(browser::Browser),
    /// Give our calendars and cards to the programs that people read them with
    Readers(readers::Readers),
    /// Fill a network from data, for trials at real size
    Seed(dev::Seed),
    /// Kill the server and cut its power: is anything lost that was acknowledged?
    Crash(crash::Crash),
    /// Make the file of the model of meaning from its packages
    Model(model::Make),
    /// Make the list of cities from its package
    Places(places::Make),
    /// Make the weights of the judges of noise and spam
    Train(judges::Train),
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
