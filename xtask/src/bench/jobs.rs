//! How long the page of a work ad takes for a reader who knows many: whom he knows there, in what order, by which ways.
//!
//! The town is the SNB data set, seeded by the program itself. The reader is whoever there has as many ties as were asked for;
//! where nobody has, whoever has the most is tied to others until he does. The ad is of the organisation with the most people.
#![expect(clippy::print_stdout, reason = "a measurement's output is its purpose")]

use std::{
    collections::{BTreeMap, BTreeSet},
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
    fault::{Done, Fault},
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
    /// How many ties the reader has
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
        let town = town(&self.data, self.ties)?;
        let seeded = Command::new(&program)
            .args(["seed", "snb"])
            .arg(&town.folder)
            .arg("--data")
            .arg(data(folder.path()))
            .status()?;
        if !seeded.success() {
            return Err("the town could not be seeded".into());
        }
        let mut server = Server::start_with(&program, folder.path(), 0, &[], &["serve"])?;
        rests(&server)?;
        let count = |number: usize| Ok::<_, Fault>(f64::from(u32::try_from(number)?));
        let mut figures = vec![
            ("ties of the reader".to_owned(), count(town.ties)?),
            ("of these tied for the trial".to_owned(), count(town.added)?),
        ];
        self.measure(&server, &town.reader, &mut figures)?;
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

/// The town that is seeded: the data set, with ties beside it where nobody has enough.
struct Town {
    folder: PathBuf,
    /// Holds the folder, where it is one of ours.
    _made: Option<tempfile::TempDir>,
    /// Handle, ties, and how many of them are not in the data set.
    reader: String,
    ties: usize,
    added: usize,
}

const KNOWS: &str = "Person_knows_Person.csv";

/// Whoever has so many ties, or comes to have them. Whom he is tied to then is spread evenly over all he does not know, in the order
/// of the data set: nobody is chosen, and it is the same each time.
fn town(data: &Path, wanted: usize) -> Done<Town> {
    let mut ties: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows(data, "person_knows_person")? {
        if let [one, other, ..] = row.as_slice() {
            ties.entry(one.clone()).or_default().insert(other.clone());
            ties.entry(other.clone()).or_default().insert(one.clone());
        }
    }
    let enough = ties.iter().filter(|(_, others)| others.len() >= wanted).min_by_key(|(_, others)| others.len());
    if let Some((id, others)) = enough {
        let (reader, ties) = (format!("snb-{id}"), others.len());
        return Ok(Town { folder: data.to_owned(), _made: None, reader, ties, added: 0 });
    }
    let (id, known) = ties.iter().max_by_key(|(_, others)| others.len()).ok_or("nobody knows anybody")?;
    let strangers: Vec<&String> = ties.keys().filter(|other| *other != id && !known.contains(*other)).collect();
    let missing = wanted - known.len();
    if strangers.len() < missing {
        return Err("there are not enough people for so many ties".into());
    }
    let made = tempfile::tempdir()?;
    for entry in fs::read_dir(data)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|name| *name != KNOWS && path.is_file()) {
            std::os::unix::fs::symlink(fs::canonicalize(&path)?, made.path().join(name))?;
        }
    }
    let mut text = fs::read_to_string(data.join(KNOWS))?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    for nth in 0..missing {
        let other = strangers.get(nth * strangers.len() / missing).ok_or("there are not enough people")?;
        text += &format!("{id}|{other}|20120101120000000\n");
    }
    fs::write(made.path().join(KNOWS), text)?;
    let reader = format!("snb-{id}");
    Ok(Town { folder: made.path().to_owned(), _made: Some(made), reader, ties: wanted, added: missing })
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
