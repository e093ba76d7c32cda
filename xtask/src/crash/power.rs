//! `crash power`: one run is recorded call by call, and the power fails at many moments of it.
//!
//! Two lives of the program are recorded, one that ends politely and one that is killed. Then the recording is played to
//! a [`Disk`], and at each chosen moment a folder is made of what that disk might have kept; the program opens it, and
//! every answer that had gone out by then must still be true.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use super::callers::Receipt;
use super::chance::Chance;
use super::deeds::{self, Findings, Imports};
use super::disk::{Disk, Loss};
use super::people::{self, Person};
use super::server::{self, Server};
use super::trace::{self, Event};
use crate::clock;
use crate::fault::Done;
use crate::system::{self, Installing};

#[derive(Clone, Debug, Args)]
pub(crate) struct Power {
    /// How often the power fails
    #[arg(long, default_value_t = Self::default().points)]
    points: usize,
    /// How many people write at once
    #[arg(long, default_value_t = Self::default().people)]
    people: usize,
    /// What each of them does in each of the two recorded lives
    #[arg(long, default_value_t = Self::default().deeds)]
    deeds: usize,
    /// Play a disk that ignores every sync: then promises must break, or this trial would prove nothing
    #[arg(long)]
    deaf: bool,
}

impl Default for Power {
    fn default() -> Self {
        Self { points: 300, people: 4, deeds: 40, deaf: false }
    }
}

impl Power {
    pub(crate) fn run(&self, program: &Path, seed: u64) -> Done {
        if system::find_program("strace").is_none() {
            system::install(&["strace"], Installing::Allowed)?;
        }
        let start = clock::now();
        let folder = tempfile::Builder::new().prefix("pergola-power-").tempdir()?;
        let mut chance = Chance::from(seed);
        let recorded = match self.record(program, folder.path(), &mut chance) {
            Ok(recorded) => recorded,
            Err(fault) => return Err(format!("{fault} (folder kept: {})", folder.keep().display()).into()),
        };
        let Recorded { people, events } = recorded;
        let answers = events.iter().filter(|(_, event)| matches!(event, Event::Answered { .. })).count();
        println!("recorded {} calls and {answers} answers in {}", events.len(), clock::words(start.elapsed()));
        let scene = Scene { program, folder: folder.path(), people: &people };
        let findings = self.replay(&scene, &events, &mut chance)?;
        let (promises, broken) = (findings.promises, findings.broken.len());
        let took = clock::words(start.elapsed());
        let summary = format!("{} power cuts, {promises} promises checked, {broken} broken ({took})", self.points);
        match (self.deaf, broken == 0) {
            (false, true) | (true, false) => {
                println!("{summary}");
                Ok(())
            }
            (false, false) => {
                let folder = folder.keep();
                Err(format!("{summary}, seed {seed}, recording kept: {}{}", folder.display(), findings.first()).into())
            }
            (true, true) => Err(format!("{summary}, although the disk was deaf: this trial sees nothing").into()),
        }
    }

    /// Two lives under strace. The events carry the number of their life, as ports come again.
    fn record(&self, program: &Path, folder: &Path, chance: &mut Chance) -> Done<Recorded> {
        let mut people = Vec::new();
        let mut events = Vec::new();
        for life in 0..2 {
            let recording = folder.join(format!("recording-{life}"));
            let mut server = Server::start(program, folder, life, &recorder(&recording))?;
            for number in 0..self.people {
                people.push(Person::arrives(server.door, &format!("w{life}-{number}"))?);
            }
            let door = server.door;
            people::all_write(door, &mut people, chance, self.deeds, || Ok(()))?;
            if life == 0 {
                server.stop()?;
            } else {
                server.kill()?;
            }
            wait_for_end(&recording)?;
            let data = server::data(folder).display().to_string();
            events.extend(trace::read(&fs::read_to_string(&recording)?, &data)?.into_iter().map(|event| (life, event)));
        }
        Ok(Recorded { people, events })
    }

    fn replay(&self, scene: &Scene<'_>, events: &[(usize, Event)], chance: &mut Chance) -> Done<Findings> {
        let points = self.choose(events, chance);
        let mut disk = Disk::default();
        let mut given = Given::default();
        let mut all = Findings::default();
        let mut cuts = 0;
        for (number, (life, event)) in events.iter().enumerate() {
            if !(self.deaf && matches!(event, Event::SyncEnded { .. })) {
                disk.take(event)?;
            }
            given.take(*life, event);
            for _ in 0..points.get(&number).copied().unwrap_or(0) {
                let loss = *Loss::ALL.get(chance.index(Loss::ALL.len())).unwrap_or(&Loss::Everything);
                let found = scene.cut(&disk, loss, chance, &given);
                let told = |text: String| format!("cut after call {number}, {loss:?} lost: {text}");
                all.add(match found {
                    Ok(found) => Findings { broken: found.broken.into_iter().map(told).collect(), ..found },
                    Err(fault) => Findings { promises: 1, broken: vec![told(fault.to_string())] },
                });
                cuts += 1;
                if cuts % 50 == 0 {
                    println!("{cuts} power cuts: {} promises, {} broken", all.promises, all.broken.len());
                }
            }
        }
        Ok(all)
    }

    /// Half of the cuts come right after an answer, when it is most tempting to have said yes too early.
    fn choose(&self, events: &[(usize, Event)], chance: &mut Chance) -> BTreeMap<usize, usize> {
        let answers: Vec<usize> = (0..events.len())
            .filter(|number| matches!(events.get(*number), Some((_, Event::Answered { .. }))))
            .collect();
        let mut points = BTreeMap::new();
        for number in 0..self.points {
            let any = chance.index(events.len());
            let answer = answers.get(chance.index(answers.len())).copied();
            let chosen = if number % 2 == 0 { answer.unwrap_or(any) } else { any };
            *points.entry(chosen).or_insert(0) += 1;
        }
        points
    }
}

/// What was promised to whom, and what the program did.
#[derive(Debug)]
struct Recorded {
    people: Vec<Person>,
    events: Vec<(usize, Event)>,
}

/// Which answers had gone out.
#[derive(Debug, Default)]
struct Given {
    receipts: BTreeSet<Receipt>,
    numbers: BTreeMap<(usize, u16), u32>,
}

impl Given {
    fn take(&mut self, life: usize, event: &Event) {
        let Event::Answered { port } = event else { return };
        let number = self.numbers.entry((life, *port)).or_insert(0);
        *number += 1;
        self.receipts.insert(Receipt { life, port: *port, number: *number });
    }
}

/// What was recorded, and who was promised something.
#[derive(Debug)]
struct Scene<'a> {
    program: &'a Path,
    folder: &'a Path,
    people: &'a [Person],
}

impl Scene<'_> {
    /// Makes the folder that is left, opens it with the program, and asks everybody.
    fn cut(&self, disk: &Disk, loss: Loss, chance: &mut Chance, given: &Given) -> Done<Findings> {
        let left = tempfile::Builder::new().prefix("pergola-left-").tempdir()?;
        let data = server::data(left.path());
        fs::create_dir_all(&data)?;
        disk.after_power_cut(loss, chance, &server::data(self.folder), &data)?;
        let mut findings = Findings::default();
        let mut server = Server::start(self.program, left.path(), 0, &[])?;
        let counts = |receipt: Receipt| given.receipts.contains(&receipt);
        for person in self.people {
            findings.add(deeds::check(server.door, person, Imports::HaveEnded, &counts)?);
            // Signing in is slow on purpose, so only the one whose joining is youngest is asked to.
            if let Some(newcomer) = person.newcomers.iter().rfind(|newcomer| counts(newcomer.joined)) {
                deeds::check_account(server.door, newcomer, &mut findings);
            }
        }
        server.kill()?;
        server::doctor(self.program, left.path())?;
        findings.promises += 1;
        Ok(findings)
    }
}

/// The recorder stands aside (`-D`), so that the program is our child and can be told to stop.
fn recorder(recording: &Path) -> Vec<String> {
    let mut words: Vec<String> =
        ["strace", "-D", "-f", "--seccomp-bpf", "-qq", "-yy", "-xx", "-s", "16777216"].map(str::to_owned).to_vec();
    words.extend(["-e".to_owned(), format!("trace={}", trace::CALLS.replace(' ', ""))]);
    words.extend(["-o".to_owned(), recording.display().to_string()]);
    words
}

/// The recorder writes its last lines after the program has ended.
fn wait_for_end(recording: &PathBuf) -> Done {
    let mut length = 0;
    let until = clock::now() + Duration::from_secs(30);
    while clock::now() < until {
        clock::pause(Duration::from_millis(300));
        let now = fs::metadata(recording)?.len();
        if now == length {
            return Ok(());
        }
        length = now;
    }
    Err("the recording does not come to an end".into())
}
