//! `crash kill`: people write, the program dies, and everything that was acknowledged must be there when it is back.

use std::path::Path;
use std::time::Duration;

use clap::Args;

use super::chance::Chance;
use super::deeds::{self, Findings, Imports};
use super::people::{self, Person};
use super::server::{self, Door, Server};
use crate::clock;
use crate::fault::Done;

/// After so many kills other people write.
const SHIFT: usize = 10;

#[derive(Clone, Debug, Args)]
pub(crate) struct Kill {
    /// How often the program dies
    #[arg(long, default_value_t = Self::default().cycles)]
    cycles: usize,
    /// How many people write at once
    #[arg(long, default_value_t = Self::default().people)]
    people: usize,
}

impl Default for Kill {
    fn default() -> Self {
        Self { cycles: 200, people: 4 }
    }
}

impl Kill {
    pub(crate) fn run(&self, program: &Path, seed: u64) -> Done {
        let start = clock::now();
        let folder = tempfile::Builder::new().prefix("pergola-kill-").tempdir()?;
        let outcome = self.cycles(program, folder.path(), seed);
        let fault = match outcome {
            Ok(findings) if findings.broken.is_empty() => {
                let took = clock::words(start.elapsed());
                println!("{} kills, {} promises checked, none broken ({took})", self.cycles, findings.promises);
                return Ok(());
            }
            Ok(findings) => {
                format!("{} of {} promises broken{}", findings.broken.len(), findings.promises, findings.first())
            }
            Err(fault) => fault.to_string(),
        };
        Err(format!("{fault}\n(seed {seed}, folder kept: {})", folder.keep().display()).into())
    }

    fn cycles(&self, program: &Path, folder: &Path, seed: u64) -> Done<Findings> {
        let mut chance = Chance::from(seed);
        let mut all = Findings::default();
        let mut server = Server::start(program, folder, 0, &[])?;
        let mut rested: Vec<Person> = Vec::new();
        let mut writers = Vec::new();
        for cycle in 0..self.cycles {
            if cycle % SHIFT == 0 {
                rested.append(&mut writers);
                writers = self.shift(server.door, cycle)?;
            }
            write_until_killed(&mut server, &mut writers, &mut chance)?;
            drop(server);
            server = Server::start(program, folder, cycle + 1, &[])?;
            all.add(check(server.door, &writers, cycle)?);
            if (cycle + 1) % 20 == 0 {
                println!("{} kills: {} promises, {} broken", cycle + 1, all.promises, all.broken.len());
            }
            if !all.broken.is_empty() {
                return Ok(all);
            }
        }
        rested.append(&mut writers);
        all.add(check_everybody(server.door, &rested)?);
        server.stop()?;
        all.add(examine(program, folder));
        Ok(all)
    }

    /// New people: what the earlier ones keep grows, and reading it all after each kill would take longer and longer.
    fn shift(&self, door: Door, cycle: usize) -> Done<Vec<Person>> {
        (0..self.people).map(|number| Person::arrives(door, &format!("w{cycle}-{number}"))).collect()
    }
}

/// Everybody writes until the program dies at a moment that nobody knows.
fn write_until_killed(server: &mut Server, people: &mut [Person], chance: &mut Chance) -> Done {
    // Some moments are early, when imports of the cycle before are still being read.
    let moment =
        Duration::from_millis(if chance.percent(25) { chance.between(1, 40) } else { chance.between(40, 500) });
    people::all_write(server.door, people, chance, usize::MAX, || {
        clock::pause(moment);
        server.kill()
    })
}

/// What is known after the kill of `life`.
fn check(door: Door, people: &[Person], life: usize) -> Done<Findings> {
    let mut findings = Findings::default();
    for person in people {
        findings.add(deeds::check(door, person, Imports::AreKnown, &|_| true)?);
        for newcomer in person.newcomers.iter().filter(|newcomer| newcomer.joined.life == life) {
            deeds::check_account(door, newcomer, &mut findings);
        }
    }
    Ok(findings)
}

/// At the end, all that was ever promised to anybody.
fn check_everybody(door: Door, people: &[Person]) -> Done<Findings> {
    let mut findings = Findings::default();
    for person in people {
        findings.add(deeds::check(door, person, Imports::HaveEnded, &|_| true)?);
        for newcomer in &person.newcomers {
            deeds::check_account(door, newcomer, &mut findings);
        }
    }
    Ok(findings)
}

fn examine(program: &Path, folder: &Path) -> Findings {
    let broken = server::doctor(program, folder).err().map(|fault| fault.to_string());
    Findings { promises: 1, broken: broken.into_iter().collect() }
}
