//! `cargo xtask check snb DIR`: the network against known answers on the SNB data set.
//!
//! First the reference answers that lie beside it: distances of pairs (IC13), and who of a person's first two circles works in
//! a country since before a year (IC11). There nobody hides and nobody is unwilling. Then the server itself: it is filled
//! from the data, with people who hide, are unwilling, leave, are close or blocked each other, and holds ten thousand
//! answers of its index against the same by SQL alone (`pergola doctor --questions`).
#![expect(clippy::print_stdout, reason = "a check's output is its purpose")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use clap::{Args, Subcommand};
use pergola_domain::{network::Months, time::Timestamp};
use pergola_index::{Asking, Graph, MemberRow, Tables, View};
use serde_json::Value;

use crate::{
    bench::snb,
    crates::{self, cargo},
    fault::Done,
    steps,
};

/// Compare with known answers
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The network against the reference answers of the SNB data set
    Snb(Snb),
}

#[derive(Debug, Args)]
struct Snb {
    /// The data set's folder; the answers lie in its `expected`
    folder: PathBuf,
    /// Random questions to the server's own network
    #[arg(long, default_value_t = 10_000)]
    questions: usize,
    /// Try this program instead of building the server
    #[arg(long, value_name = "FILE")]
    server: Option<PathBuf>,
    /// On this PostgreSQL database, which must be empty, instead of SQLite
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Check {
    pub(crate) fn run(self) -> Done {
        let What::Snb(snb) = self.what;
        let folder = snb.folder.clone();
        let town = snb::read(&folder)?;
        let view = view(&town);
        let expected = folder.join("expected");
        let distances = distances(&view, &cases(&expected.join("ic13.json"))?);
        let workers = workers(&view, &town, &cases(&expected.join("ic11.json"))?);
        println!("distances (IC13): {} of {} equal", distances.equal, distances.asked);
        println!("people at organisations (IC11): {} of {} equal", workers.equal, workers.asked);
        if !(distances.is_whole() && workers.is_whole()) {
            return Err("some answers differ".into());
        }
        if snb.questions == 0 { Ok(()) } else { snb.by_sql() }
    }
}

impl Snb {
    /// The server's own network against its own tables.
    fn by_sql(&self) -> Done {
        let server = match &self.server {
            Some(server) => server.canonicalize().map_err(|error| format!("{}: {error}", server.display()))?,
            None => {
                steps::run(cargo().args(["build", "--locked", "-p", "pergola"]), Duration::from_mins(30))
                    .map_err(|stumble| stumble.fault)?;
                crates::metadata()?.target_directory.join("debug").join("pergola")
            }
        };
        let data = tempfile::tempdir()?;
        let run = |words: &[&str]| -> Done {
            let mut command = Command::new(&server);
            command.args(words).arg("--data").arg(data.path());
            if let Some(url) = &self.database {
                command.args(["--database", url]);
            }
            steps::run(&mut command, Duration::from_mins(60)).map_err(|stumble| stumble.fault)?;
            Ok(())
        };
        run(&["seed", "snb", "--mixed", &self.folder.canonicalize()?.display().to_string()])?;
        run(&["doctor", "--questions", &self.questions.to_string()])
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Outcome {
    asked: usize,
    equal: usize,
}

impl Outcome {
    fn add(&mut self, equal: bool, what: &str) {
        self.asked += 1;
        self.equal += usize::from(equal);
        if !equal {
            println!("differs: {what}");
        }
    }

    const fn is_whole(self) -> bool {
        self.asked > 0 && self.asked == self.equal
    }
}

fn view(town: &snb::Town) -> View {
    let tables = Tables {
        members: Box::new(town.members.iter().copied().map(MemberRow::new)),
        ties: Box::new(town.ties.iter().copied()),
        spells: Box::new(town.spells.iter().copied()),
        belongings: Box::new(town.belongings.iter().copied()),
        ..Tables::default()
    };
    Graph::build(tables, 1).view()
}

fn cases(file: &Path) -> Result<Vec<Value>, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let whole: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    let cases = whole.get("cases").and_then(Value::as_array);
    cases.cloned().ok_or_else(|| format!("{}: no cases in it", file.display()))
}

fn parameter(case: &Value, name: &str) -> i64 {
    case.pointer(&format!("/params/{name}")).and_then(Value::as_i64).unwrap_or(-1)
}

/// The reference says -1 where there is no path; beyond four steps we tell no number, and none of the cases goes there
/// unless the answer is "further" as well.
fn distances(view: &View, cases: &[Value]) -> Outcome {
    let mut outcome = Outcome::default();
    for case in cases {
        let ends = (parameter(case, "person1Id"), parameter(case, "person2Id"));
        let expected = case.get("result").and_then(Value::as_i64).filter(|steps| (0..=4).contains(steps));
        let found = view.distance(snb::member(ends.0), snb::member(ends.1)).map(i64::from);
        outcome.add(found == expected, &format!("{ends:?}: {found:?}, expected {expected:?}"));
    }
    outcome
}

/// Ten rows: person, organisation, since; by year, person, and organisation's name backwards.
fn workers(view: &View, town: &snb::Town, cases: &[Value]) -> Outcome {
    let mut outcome = Outcome::default();
    for case in cases {
        let person = parameter(case, "personId");
        let before = parameter(case, "workFromYear");
        let country = case.pointer("/params/countryName").and_then(Value::as_str).unwrap_or_default();
        let mut rows = BTreeSet::new();
        for (id, (name, place)) in town.organisations.iter().filter(|(_, (_, place))| place == country) {
            debug_assert_eq!(place, country);
            let asking = Asking::plain(snb::member(person), Timestamp(0));
            for found in view.people_at(&asking, snb::organisation(*id), 2) {
                let years =
                    found.stays.iter().filter(|stay| !stay.school).filter_map(|stay| Months::month(stay.months.from));
                let years = years.map(|month| i64::from(month.year)).filter(|year| *year < before);
                rows.extend(years.map(|year| (year, found.member, std::cmp::Reverse(name.clone()))));
            }
        }
        let found: Vec<_> =
            rows.into_iter().take(10).map(|(year, member, name)| (snb::person(member), name.0, year)).collect();
        let expected = expected_rows(case);
        outcome.add(
            found == expected,
            &format!("{person} in {country} before {before}: {found:?}, expected {expected:?}"),
        );
    }
    outcome
}

fn expected_rows(case: &Value) -> Vec<(i64, String, i64)> {
    let rows = case.get("result").and_then(Value::as_array).into_iter().flatten();
    rows.filter_map(|row| {
        let name = row.get(1)?.as_str()?.to_owned();
        Some((row.get(0)?.as_i64()?, name, row.get(2)?.as_i64()?))
    })
    .collect()
}
