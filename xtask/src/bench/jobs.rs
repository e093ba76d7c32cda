//! How long the page of a work ad takes for a reader who knows many: whom he knows there, in what order, by which ways.
//!
//! The town is the SNB data set, seeded by the program itself. The reader is whoever there has the number of ties nearest to
//! the one asked for; the ad is of the organisation with the most people.
#![expect(clippy::print_stdout, reason = "a measurement's output is its purpose")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use clap::Args;
use serde_json::{Value, json};

use super::http::{build, busy, rests, together, told, word, yes};
use crate::{
    crash::{
        callers::Caller,
        server::{Server, data},
    },
    fault::Done,
};

/// The page of an ad, for a reader with many ties
#[derive(Debug, Args)]
pub(crate) struct Jobs {
    /// The folder of the SNB data set
    #[arg(value_name = "FOLDER")]
    data: PathBuf,
    /// The program to measure; by default it is built
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// How many ties the reader has, about
    #[arg(long, default_value_t = 500)]
    ties: usize,
    /// Seconds for each figure
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// An object for programs
    #[arg(long)]
    json: bool,
}

/// Of everybody who is seeded.
const PASSWORD: &str = "a network for trials";

impl Jobs {
    pub(crate) fn run(self) -> Done {
        let program = match &self.program {
            Some(program) => program.clone(),
            None => build()?,
        };
        let folder = tempfile::tempdir()?;
        let seeded = Command::new(&program)
            .args(["seed", "snb"])
            .arg(&self.data)
            .arg("--data")
            .arg(data(folder.path()))
            .status()?;
        if !seeded.success() {
            return Err("the town could not be seeded".into());
        }
        let (reader, ties) = reader(&self.data, self.ties)?;
        let mut server = Server::start_with(&program, folder.path(), 0, &[], &["serve"])?;
        rests(&server)?;
        let mut figures = vec![("ties of the reader".to_owned(), f64::from(u32::try_from(ties)?))];
        self.measure(&server, &reader, &mut figures)?;
        server.stop()?;
        if self.json {
            let object: serde_json::Map<String, Value> =
                figures.iter().map(|(name, figure)| (name.clone(), json!(figure))).collect();
            println!("{}", Value::Object(object));
        } else {
            for (name, figure) in &figures {
                println!("  {name:<60} {figure:>12.2}");
            }
        }
        Ok(())
    }

    fn measure(&self, server: &Server, reader: &str, figures: &mut Vec<(String, f64)>) -> Done {
        let span = Duration::from_secs(self.seconds);
        let (name, people) = largest(&self.data)?;
        figures.push(("people of the organisation".to_owned(), f64::from(u32::try_from(people)?)));
        let job = posts(server, &name)?;
        let login = json!({ "login": reader, "password": PASSWORD, "name": "bench" });
        let token = word(&yes(Caller::to(server.door, None).json("POST", "/tokens", &login)?)?.json(), "token");
        for (figure, path) in
            [("whom one knows there", format!("/jobs/{job}/people")), ("the list of ads", "/jobs".to_owned())]
        {
            let before = busy(server)?;
            let times = together(1, span, || {
                let mut caller = Caller::to(server.door, Some(&token));
                let path = path.clone();
                move || yes(caller.get(&path)?).map(drop)
            })?;
            told(figures, figure, span, &times, busy(server)? - before);
        }
        let cookie = super::http::signs_in_with(server, reader, PASSWORD)?;
        let path = format!("/jobs/{job}");
        let before = busy(server)?;
        let times = together(1, span, || {
            let mut caller = Caller::to(server.door, None);
            caller.cookie = Some(cookie.clone());
            let path = path.clone();
            move || yes(caller.ask("GET", &path, "", &[])?).map(drop)
        })?;
        told(figures, "page of an ad", span, &times, busy(server)? - before);
        Ok(())
    }
}

/// Somebody new claims the organisation and posts; gives the ad.
fn posts(server: &Server, name: &str) -> Done<String> {
    let token = super::http::joins(server, "berta")?;
    let mut caller = Caller::to(server.door, Some(&token));
    let organisation = yes(caller.json("POST", "/organisations", &json!({ "name": name }))?)?.json();
    let pay = json!({ "from": { "amount": "32000", "currency": "EUR" }, "period": "year" });
    let ad = json!({ "organisation": word(&organisation, "id"), "title": "Joiner", "text": "Wood.", "place": "Modena",
                     "remote": "on_site", "contract": "permanent", "pay": pay });
    Ok(word(&yes(caller.json("POST", "/jobs", &ad)?)?.json(), "id"))
}

/// The rows of all files of the data set whose names begin so.
fn rows(folder: &Path, part: &str) -> Done<Vec<Vec<String>>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if name.starts_with(part) {
            let text = fs::read_to_string(&path)?;
            all.extend(text.lines().skip(1).map(|line| line.split('|').map(str::to_owned).collect()));
        }
    }
    Ok(all)
}

/// The handle of whoever has the number of ties nearest to this, and how many.
fn reader(folder: &Path, wanted: usize) -> Done<(String, usize)> {
    let mut ties: BTreeMap<String, std::collections::BTreeSet<String>> = BTreeMap::new();
    for row in rows(folder, "person_knows_person")? {
        if let [one, other, ..] = row.as_slice() {
            ties.entry(one.clone()).or_default().insert(other.clone());
            ties.entry(other.clone()).or_default().insert(one.clone());
        }
    }
    let counted = ties.iter().map(|(id, others)| (others.len(), id));
    let (count, id) = counted.min_by_key(|(count, _)| count.abs_diff(wanted)).ok_or("nobody knows anybody")?;
    Ok((format!("snb-{id}"), count))
}

/// The name of the organisation where most people work, and how many.
fn largest(folder: &Path) -> Done<(String, usize)> {
    let mut people: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows(folder, "person_workat")? {
        if let Some(id) = row.get(1) {
            *people.entry(id.clone()).or_default() += 1;
        }
    }
    let (id, count) = people.into_iter().max_by_key(|(_, count)| *count).ok_or("nobody works anywhere")?;
    let names = rows(folder, "organisation")?;
    let row =
        names.iter().find(|row| row.first() == Some(&id) && row.len() > 2).ok_or("an organisation without a name")?;
    Ok((row.get(2).cloned().unwrap_or_default().replace('_', " "), count))
}
