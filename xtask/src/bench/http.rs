//! What the running program does through its doors: durable acts a second, pages at a thousand people, memory at rest,
//! an import of 30,000 rows.
//!
//! Server and callers share the machine, so the figures are lower than what a server of its own would do; how busy the
//! machine was with other things is told beside them.
#![expect(clippy::print_stdout, reason = "a measurement's output is its purpose")]

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use clap::Args;
use serde_json::{Value, json};

use super::crowd::crowd;
use crate::{
    clock,
    crash::{
        callers::{Answer, Caller},
        server::Server,
    },
    fault::Done,
};

/// What the running program does through its doors
#[derive(Debug, Args)]
pub(crate) struct Http {
    /// A PostgreSQL database instead of SQLite; its tables are made in it
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The program to measure; by default it is built
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Seconds for each figure of acts and pages
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Rows of the import
    #[arg(long, default_value_t = 30_000)]
    rows: usize,
    /// An object for programs
    #[arg(long)]
    json: bool,
}

const PASSWORD: &str = "glicine in fiore";

/// A figure with its name.
pub(super) type Figures = Vec<(String, f64)>;

impl Http {
    pub(crate) fn run(self) -> Done {
        let program = match &self.program {
            Some(program) => program.clone(),
            None => build()?,
        };
        let folder = tempfile::tempdir()?;
        let mut words = vec!["serve"];
        if let Some(database) = &self.database {
            words.extend(["--database", database.as_str()]);
        }
        let load_before = load();
        let mut server = Server::start_with(&program, folder.path(), 0, &[], &words)?;
        clock::pause(Duration::from_secs(2));
        let mut figures: Figures = vec![("memory at rest, empty server, MiB".to_owned(), memory_mib(&server)?)];
        self.measure(&server, &mut figures)?;
        figures.push(("memory after it all, MiB".to_owned(), memory_mib(&server)?));
        server.stop()?;
        if self.database.is_none() {
            figures.push(("memory at rest, demo, MiB".to_owned(), demo_mib(&program)?));
        }
        figures.push(("load of the machine before".to_owned(), load_before));
        print(&figures, self.json);
        Ok(())
    }

    fn measure(&self, server: &Server, figures: &mut Figures) -> Done {
        let span = Duration::from_secs(self.seconds);
        let token = joins(server, "ada")?;
        for callers in [1, 64] {
            let before = busy(server)?;
            let mut tellers = vec![Teller::default(); callers];
            let times = crowd(server.door, callers, span, |caller, answer| {
                let teller = tellers.get_mut(caller).ok_or("a caller too many")?;
                Ok(teller.next(&server.door.address.to_string(), &token, answer))
            })?;
            told(figures, &format!("durable acts, {callers} callers"), span, &times, busy(server)? - before);
        }
        let visitor = joins(server, "bruno")?;
        let began = clock::now();
        import(server, &visitor, 1_000)?;
        figures.push(("import of 1000 rows, s".to_owned(), began.elapsed().as_secs_f64()));
        figures.push(("of these with bed, rhythm and a moment".to_owned(), number(tends(server, &visitor)?)));
        rests(server)?;
        let cookie = signs_in(server, "bruno")?;
        for (name, path) in [("garden page, 1000 people", "/garden"), ("Oggi", "/today")] {
            for callers in [1, 8] {
                let before = busy(server)?;
                let times = together(callers, span, || {
                    let mut caller = Caller::to(server.door, None);
                    caller.cookie = Some(cookie.clone());
                    move || yes(caller.ask("GET", path, "", &[])?).map(drop)
                })?;
                told(figures, &format!("{name}, {callers} callers"), span, &times, busy(server)? - before);
            }
        }
        let third = joins(server, "carla")?;
        let began = clock::now();
        import(server, &third, self.rows)?;
        figures.push((format!("import of {} rows, s", self.rows), began.elapsed().as_secs_f64()));
        Ok(())
    }
}

/// One who writes down what happened: two hundred moments with somebody, then with the next. A person has a history of a few
/// hundred, not of a million.
#[derive(Clone, Debug, Default)]
struct Teller {
    with: String,
    acts: u32,
}

impl Teller {
    /// His next act, each of which is durable before it is answered.
    fn next(&mut self, host: &str, token: &str, answer: &[u8]) -> Vec<u8> {
        if self.acts % 200 == 1 {
            self.with = word(&serde_json::from_slice(answer).unwrap_or_default(), "id");
        }
        let (path, body) = if self.acts.is_multiple_of(200) {
            ("contacts", json!({ "name": "Lino" }))
        } else {
            ("moments", json!({ "with": self.with, "kind": "met", "at": "2026-01-02T10:00:00Z" }))
        };
        self.acts += 1;
        let body = body.to_string();
        format!(
            "POST /api/v1/{path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    }
}

pub(super) fn build() -> Done<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo).args(["build", "--quiet", "--release", "--package", "pergola"]).status()?;
    if !built.success() {
        return Err("the release build of pergola failed".into());
    }
    let mut beside = std::env::current_exe()?;
    beside.set_file_name("pergola");
    Ok(beside)
}

pub(super) fn yes(answer: Answer) -> Done<Answer> {
    if answer.is_yes() { Ok(answer) } else { Err(answer.words().into()) }
}

/// A text in an answer; empty where there is none.
pub(super) fn word(answer: &Value, name: &str) -> String {
    answer.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Somebody joins; gives a token.
pub(super) fn joins(server: &Server, handle: &str) -> Done<String> {
    let mut caller = Caller::to(server.door, None);
    let new = json!({ "handle": handle, "name": format!("{handle} Rossi"), "email": format!("{handle}@example.org"),
                      "password": PASSWORD, "language": "en" });
    yes(caller.json("POST", "/members", &new)?)?;
    let login = json!({ "login": handle, "password": PASSWORD, "name": "bench" });
    let token = yes(caller.json("POST", "/tokens", &login)?)?.json();
    Ok(word(&token, "token"))
}

/// The cookie of a browser that signed in.
fn signs_in(server: &Server, handle: &str) -> Done<String> {
    signs_in_with(server, handle, PASSWORD)
}

/// The same with another password.
pub(super) fn signs_in_with(server: &Server, handle: &str, password: &str) -> Done<String> {
    let mut caller = Caller::to(server.door, None);
    let page = yes(caller.ask("GET", "/sign-in", "", &[])?)?;
    caller.cookie = page.cookie.clone();
    let text = String::from_utf8_lossy(&page.body).into_owned();
    let csrf = text.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let form = format!("csrf={csrf}&login={handle}&password={}", password.replace(' ', "+"));
    let answer = caller.ask("POST", "/sign-in", "application/x-www-form-urlencoded", form.as_bytes())?;
    answer.cookie.clone().ok_or_else(|| answer.words().into())
}

/// Hands in a list of connections and waits until it is read.
fn import(server: &Server, token: &str, rows: usize) -> Done {
    let mut csv = String::from("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n");
    for n in 0..rows {
        let line = format!(
            "Nome{n},Cognome{n},https://www.linkedin.com/in/nome-{n},,Ditta {},Mestiere {},0{} Jan 2020",
            n % 300,
            n % 90,
            n % 9 + 1
        );
        writeln!(csv, "{line}")?;
    }
    let mut caller = Caller::to(server.door, Some(token));
    let begun = yes(caller.file("/imports", "Connections.csv", csv.as_bytes())?)?.json();
    let path = format!("/imports/{}", word(&begun, "id"));
    loop {
        let import = yes(caller.get(&path)?)?.json();
        match word(&import, "state").as_str() {
            "done" => return Ok(()),
            "failed" | "" => return Err(format!("the import failed: {import}").into()),
            _ => clock::pause(Duration::from_millis(10)),
        }
    }
}

/// Beds of the garden, and how often people in them are to hear from its owner, in days.
const BEDS: [(&str, i64); 5] = [("Bottega", 30), ("Vicini", 60), ("Scuola", 90), ("Clienti", 180), ("Lontani", 365)];

/// A garden that is kept: everybody in it is in a bed, has a rhythm and was met some time in the last two years. Gives how many.
fn tends(server: &Server, token: &str) -> Done<usize> {
    let mut caller = Caller::to(server.door, Some(token));
    let mut beds = Vec::new();
    for (name, days) in BEDS {
        let bed = yes(caller.json("POST", "/beds", &json!({ "name": name }))?)?.json();
        beds.push((word(&bed, "id"), days));
    }
    let mut planted = 0;
    let mut path = "/contacts?limit=100".to_owned();
    loop {
        let page = yes(caller.get(&path)?)?.json();
        for contact in page.get("items").and_then(Value::as_array).into_iter().flatten() {
            let id = word(contact, "id");
            let Some((bed, days)) = beds.get(planted % BEDS.len()) else { break };
            let kept = json!({ "bed": bed, "cadence_days": days, "closeness": planted % 5 + 1 });
            yes(caller.json("PATCH", &format!("/garden/{id}"), &kept)?)?;
            let at = format!("202{}-0{}-1{}T10:00:00Z", 4 + planted % 2, planted % 9 + 1, planted % 10);
            let moment = json!({ "with": id, "kind": "met", "at": at, "text": "Al mercato, del tetto nuovo" });
            yes(caller.json("POST", "/moments", &moment)?)?;
            planted += 1;
        }
        match page.get("next").and_then(Value::as_str) {
            Some(next) => path = format!("/contacts?limit=100&cursor={next}"),
            None => return Ok(planted),
        }
    }
}

/// So many callers for so long, each with a connection of its own. Gives how long each answer took, in order.
pub(super) fn together<F>(callers: usize, span: Duration, caller: impl Fn() -> F) -> Done<Vec<Duration>>
where
    F: FnMut() -> Done + Send,
{
    let until = clock::now() + span;
    let all = std::thread::scope(|scope| {
        let work: Vec<_> = (0..callers)
            .map(|_| {
                let mut act = caller();
                scope.spawn(move || {
                    let mut times = Vec::new();
                    loop {
                        let began = clock::now();
                        if began >= until {
                            return Done::Ok(times);
                        }
                        act()?;
                        times.push(began.elapsed());
                    }
                })
            })
            .collect();
        work.into_iter()
            .map(|work| work.join().unwrap_or_else(|_| Err("a caller broke off".into())))
            .collect::<Vec<_>>()
    });
    let mut times = Vec::new();
    for one in all {
        times.extend(one?);
    }
    times.sort_unstable();
    Ok(times)
}

pub(super) fn told(figures: &mut Figures, name: &str, span: Duration, times: &[Duration], busy: Duration) {
    let count = number(times.len());
    let at = |share: usize| times.get(times.len() * share / 100).map_or(0.0, |time| time.as_secs_f64() * 1_000.0);
    figures.push((format!("{name}: a second"), count / span.as_secs_f64()));
    figures.push((format!("{name}: p50, ms"), at(50)));
    figures.push((format!("{name}: p99, ms"), at(99)));
    figures.push((format!("{name}: CPU of the server each, ms"), busy.as_secs_f64() * 1_000.0 / count.max(1.0)));
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Seconds that a server may work by itself after its start.
const LONGEST_WORK_S: u32 = 900;

/// The processor time that the server took so far.
pub(super) fn busy(server: &Server) -> Done<Duration> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", server.process()))?;
    let after = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<u64>().ok()).sum();
    // A hundredth of a second each, on every Linux that we know.
    Ok(Duration::from_millis(ticks * 10))
}

/// Waits until the server has nothing left to do by itself: what follows the change log works on after a start.
pub(super) fn rests(server: &Server) -> Done {
    for _ in 0..LONGEST_WORK_S {
        let before = busy(server)?;
        clock::pause(Duration::from_secs(1));
        if busy(server)? - before <= Duration::from_millis(30) {
            return Ok(());
        }
    }
    Err(format!("the server still works by itself after {LONGEST_WORK_S} s").into())
}

pub(super) fn memory_mib(server: &Server) -> Done<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", server.process()))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    let kib: u32 = line.split_whitespace().nth(1).unwrap_or_default().parse()?;
    Ok(f64::from(kib) / 1_024.0)
}

fn demo_mib(program: &Path) -> Done<f64> {
    let folder = tempfile::tempdir()?;
    let mut server = Server::start_with(program, folder.path(), 0, &[], &["demo"])?;
    clock::pause(Duration::from_secs(3));
    let memory = memory_mib(&server)?;
    server.stop()?;
    Ok(memory)
}

/// How many wanted to run in the last minute.
pub(super) fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or_default()
}

pub(super) fn print(figures: &Figures, as_json: bool) {
    if as_json {
        let object: serde_json::Map<String, Value> =
            figures.iter().map(|(name, figure)| (name.clone(), json!(figure))).collect();
        println!("{}", Value::Object(object));
        return;
    }
    for (name, figure) in figures {
        println!("  {name:<60} {figure:>12.2}");
    }
}
