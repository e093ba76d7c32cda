//! `cargo xtask test`: all that CI does, in the order in which a mistake shows soonest.

use clap::{Args, ValueEnum};

use crate::clock;
use crate::fault::Done;
use crate::steps::{self, Step};
use crate::system::Installing;
use crate::tally::{self, Row, Tally};

#[derive(Debug, Args)]
pub(crate) struct Test {
    /// One part alone
    #[arg(long, value_enum, value_name = "PART")]
    only: Option<Part>,
    /// Fail with a line that says what to install, instead of installing it
    #[arg(long)]
    no_install: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Format, clippy, licences, documentation
    Lint,
    /// Rules and everything else that needs no database
    Rules,
    /// Stories on `SQLite`
    Sqlite,
    /// The same stories on `PostgreSQL`
    Postgres,
    /// Stories in a real browser
    Browser,
    /// Kills and power cuts, half a minute of each
    Crash,
}

impl Test {
    pub(crate) fn run(&self) -> Done {
        let installing = if self.no_install { Installing::Refused } else { Installing::Allowed };
        let mut rows = Vec::new();
        for step in self.plan() {
            let row = take(&step, installing);
            let fault = row.fault.clone();
            rows.push(row);
            if let Some(fault) = fault {
                tally::print(&rows);
                return Err(format!("FAILED at {}: {fault}", step.name).into());
            }
        }
        tally::print(&rows);
        Ok(())
    }

    fn plan(&self) -> Vec<Step> {
        match self.only {
            Some(Part::Lint) => steps::lints(),
            Some(Part::Rules) => vec![steps::RULES],
            Some(Part::Sqlite) => vec![steps::SQLITE],
            Some(Part::Postgres) => vec![steps::POSTGRES],
            Some(Part::Browser) => vec![steps::PROGRAM, steps::BROWSER],
            Some(Part::Crash) => vec![steps::PROGRAM, steps::CRASH],
            None => {
                let mut plan = steps::lints();
                plan.extend([steps::BUILD, steps::ALL_ON_SQLITE, steps::POSTGRES, steps::BROWSER, steps::CRASH]);
                plan
            }
        }
    }
}

/// Takes one step and times it.
fn take(step: &Step, installing: Installing) -> Row {
    println!("\n── {}", step.name);
    let start = clock::now();
    let outcome = (step.work)(installing);
    let took = start.elapsed();
    println!("── {}: {}", step.name, clock::words(took));
    let (tally, fault) = match outcome {
        Ok(tally) if tally.failed > 0 => (tally, Some(format!("{} tests failed", tally.failed))),
        Ok(tally) => (tally, None),
        Err(stumble) => (stumble.tally, Some(stumble.fault.to_string())),
    };
    Row { step: step.name.to_owned(), took, tally, fault }
}

/// A step that failed, with the tests it had counted until then.
#[derive(Debug)]
pub(crate) struct Stumble {
    pub(crate) tally: Tally,
    pub(crate) fault: crate::fault::Fault,
}

impl<E: Into<crate::fault::Fault>> From<E> for Stumble {
    fn from(error: E) -> Self {
        Self { tally: Tally::default(), fault: error.into() }
    }
}
