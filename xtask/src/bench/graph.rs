//! How long the network's answers take: through the same calls as the pages, on one thread, alone and then beside a
//! writer who adds a thousand ties a second.
//!
//! Every question takes a fresh view first and has what the pages give it: closeness, who was passed over, the same limits.
//! Questions are drawn from a seed; each is timed by itself. Then the same questions beside the writer.
#![expect(clippy::print_stdout, reason = "a measurement's output is its purpose")]

use std::{
    path::PathBuf,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use clap::Args;
use pergola_domain::{
    changes::{Change, MetKind},
    ids::{MemberId, OrganisationId, TieId},
    time::Timestamp,
};
use pergola_index::{Asking, Between, Graph as Network, View};
use serde_json::{Value, json};

use crate::{
    bench::{
        chance::Chance,
        edges,
        http::build,
        made_town::{self, TODAY, member},
        starts::{starts, tie_visible},
        suggestions::real,
    },
    clock,
    fault::Done,
};

/// How long the network's answers take, alone and while ties are added
#[derive(Debug, Args)]
pub(crate) struct Graph {
    /// Edge list, or a folder with one; without it a town is made up
    edges: Option<PathBuf>,
    /// People of the made town
    #[arg(long, default_value_t = 69_000)]
    people: usize,
    /// Ties of the made town; by default 31.3 a person
    #[arg(long)]
    ties: Option<usize>,
    /// So many more ties of one member, who then changes what he shows again and again
    #[arg(long, value_name = "TIES")]
    hub: Option<usize>,
    /// Questions of each kind
    #[arg(long, default_value_t = 2_000)]
    questions: usize,
    /// Also how soon a tie is seen after its commit, in the program itself
    #[arg(long)]
    visible: bool,
    /// An empty PostgreSQL database for that, instead of SQLite
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Ask this alone, by its name in the table
    #[arg(long, value_name = "QUESTION")]
    only: Option<String>,
    /// Also how long the program takes to start from the tables of a SQLite file with so many ties, and from the image
    #[arg(long, value_name = "TIES")]
    tables: Option<usize>,
    /// The program for both; by default it is built
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// An object for programs
    #[arg(long)]
    json: bool,
}

const NOW: Timestamp = Timestamp(TODAY * pergola_domain::time::DAY_US);
const SEED: u64 = 20_261_124;

/// Paths on their page, and suggestions that are weighed for theirs.
const PATHS: usize = 5;
const SUGGESTED: usize = 100;

type Question = fn(&View, &Drawn) -> usize;

/// What is asked about, drawn before the clock runs.
struct Drawn {
    viewer: MemberId,
    other: MemberId,
    organisation: OrganisationId,
    targets: Vec<MemberId>,
    /// Those of the page before.
    before: Vec<MemberId>,
    /// What only the viewer knows: how close some of his ties are, and whom he passed over how often.
    closeness: Vec<(MemberId, u8)>,
    passed_over: Vec<(MemberId, u32)>,
}

impl Drawn {
    fn of(chance: &mut Chance, people: usize, view: &View) -> Self {
        let organisation = chance.below(made_town::organisations(people)) + 1;
        let viewer = any(chance, people);
        let ties = view.own_ties(viewer).into_iter().take(50);
        let closeness = ties.map(|(tie, _)| (tie, u8::try_from(chance.below(5) + 1).unwrap_or(3))).collect();
        let mut shown: Vec<MemberId> = view.people_by_mutuals(viewer, 20).into_iter().map(|(one, _)| one).collect();
        shown.sort_unstable();
        let passed_over = shown.into_iter().map(|one| (one, u32::try_from(chance.below(5)).unwrap_or(1))).collect();
        Self {
            viewer,
            other: any(chance, people),
            organisation: OrganisationId(i64::try_from(organisation).unwrap_or(1)),
            targets: (0..100).map(|_| any(chance, people)).collect(),
            before: (0..100).map(|_| any(chance, people)).collect(),
            closeness,
            passed_over,
        }
    }

    fn asking(&self) -> Asking<'_> {
        Asking { closeness: &self.closeness, passed_over: &self.passed_over, ..Asking::plain(self.viewer, NOW) }
    }
}

/// Names as in the JSON; each answers with the size of its answer, so that nothing is computed for nobody.
const QUESTIONS: [(&str, Question); 9] = [
    ("distance", |view, drawn| usize::from(view.distance(drawn.viewer, drawn.other).unwrap_or(9))),
    ("mutuals", |view, drawn| usize::try_from(view.mutual_count(drawn.viewer, drawn.other)).unwrap_or(0)),
    ("suggestions_by_mutuals", |view, drawn| view.people_by_mutuals(drawn.viewer, 20).len()),
    ("distances_100", |view, drawn| view.distances(drawn.viewer, &drawn.targets).iter().flatten().count()),
    (NEXT_PAGE, |view, drawn| view.distances(drawn.viewer, &drawn.targets).iter().flatten().count()),
    ("people_at", |view, drawn| view.people_at(&drawn.asking(), drawn.organisation, 2).len()),
    ("strongest_path", |view, drawn| view.paths(&drawn.asking(), drawn.other, Between::Fewest, PATHS).len()),
    ("paths_one_or_two", |view, drawn| view.paths(&drawn.asking(), drawn.other, Between::OneOrTwo, PATHS).len()),
    ("suggestions", |view, drawn| view.suggestions(&drawn.asking(), SUGGESTED).len()),
];
/// The viewer's circles are known from the page before.
const NEXT_PAGE: &str = "distances_100_next_page";

fn any(chance: &mut Chance, people: usize) -> MemberId {
    member(chance.below(people))
}

impl Graph {
    pub(crate) fn run(self) -> Done {
        let (people, mut ties) = self.ties()?;
        if let Some(more) = self.hub {
            ties.extend((1..u32::try_from(people.min(more + 1)).unwrap_or(u32::MAX)).map(|other| (0, other)));
        }
        let begin = clock::now();
        let network = made_town::network(people, &ties, SEED);
        let built = begin.elapsed();
        drop(ties);
        let begin = clock::now();
        network.study(NOW);
        let studied = begin.elapsed();
        let alone = self.ask(&network, people);
        let (beside, writes) = self.ask_beside_writer(&network, people);
        let sharing = sharing_changes(&network, people);
        let (image, saved, loaded) = image(&network)?;
        let size = network.view().size();
        let directed = real(usize::try_from(size.ties * 2).unwrap_or(1));
        let bytes = real(size.rows_bytes + size.directory_bytes);
        let allowed = 10.0 * directed + 16.0 * f64::from(size.members);
        let mut object = json!({
            "people": size.members, "ties": size.ties,
            "memory": {
                "rows_bytes": size.rows_bytes, "directory_bytes": size.directory_bytes,
                "asides_bytes": size.asides_bytes, "places_bytes": size.places_bytes,
                "bytes_per_directed_tie": bytes / directed, "part_of_allowed": bytes / allowed,
                "part_of_allowed_with_all": (bytes + real(size.asides_bytes + size.places_bytes)) / allowed,
            },
            "build_s": built.as_secs_f64(), "study_s": studied.as_secs_f64(),
            "image": {"bytes": image, "save_s": saved.as_secs_f64(), "load_s": loaded.as_secs_f64()},
            "writer": writes, "sharing_changed": sharing,
        });
        drop(network);
        self.ask_the_program(&mut object)?;
        self.print(&alone, &beside, object);
        Ok(())
    }

    fn ask_the_program(&self, object: &mut Value) -> Done {
        if !self.visible && self.tables.is_none() {
            return Ok(());
        }
        let program = match &self.program {
            Some(program) => program.clone(),
            None => build()?,
        };
        if self.visible
            && let Some(object) = object.as_object_mut()
        {
            object.insert("tie_visible".to_owned(), tie_visible(&program, self.database.as_deref())?);
        }
        if let (Some(ties), Some(object)) = (self.tables, object.as_object_mut()) {
            object.insert("starts".to_owned(), starts(&program, ties)?);
        }
        Ok(())
    }

    fn ties(&self) -> Result<(usize, Vec<(u32, u32)>), String> {
        let Some(path) = &self.edges else {
            let ties = self.ties.unwrap_or(self.people * 313 / 10);
            return Ok((self.people, made_town::ties(self.people, ties, &mut Chance(SEED))));
        };
        let edges = edges::read(path)?;
        if !self.json {
            println!("{}: {}", path.display(), edges.odd);
        }
        let end = |number: usize| u32::try_from(number).map_err(|error| error.to_string());
        let ties: Result<_, String> = edges.ties.iter().map(|(one, other, _)| Ok((end(*one)?, end(*other)?))).collect();
        Ok((edges.names.len(), ties?))
    }

    fn ask(&self, network: &Network, people: usize) -> Vec<(&'static str, Value)> {
        let ask = |(name, question): (&'static str, Question)| {
            let mut chance = Chance(SEED ^ 1);
            // What is asked about is drawn from what there was at the beginning: the same beside the writer.
            let begun = network.view();
            // A few hundred first, so that memory is mapped and the working memory has its size.
            let warming = (0..self.questions / 4).map(|_| Drawn::of(&mut chance, people, &begun));
            let mut sum: usize = warming.map(|drawn| question(&network.view(), &drawn)).sum();
            let mut spent: Vec<_> = (0..self.questions)
                .map(|_| {
                    let drawn = Drawn::of(&mut chance, people, &begun);
                    if name == NEXT_PAGE {
                        sum += network.view().distances(drawn.viewer, &drawn.before).len();
                    }
                    let begin = clock::now();
                    sum += question(&network.view(), &drawn);
                    begin.elapsed()
                })
                .collect();
            std::hint::black_box(sum);
            (name, times(&mut spent))
        };
        let asked = |(name, _): &(&str, Question)| self.only.as_deref().is_none_or(|only| only == *name);
        QUESTIONS.into_iter().filter(asked).map(ask).collect()
    }

    fn ask_beside_writer(&self, network: &Network, people: usize) -> (Vec<(&'static str, Value)>, Value) {
        let done = AtomicBool::new(false);
        let written = Mutex::new((Vec::new(), Duration::ZERO));
        let beside = std::thread::scope(|scope| {
            scope.spawn(|| {
                let writes = write(network, people, &done);
                *written.lock().unwrap_or_else(PoisonError::into_inner) = writes;
            });
            let beside = self.ask(network, people);
            done.store(true, Ordering::Relaxed);
            beside
        });
        let (mut written, lasted) = written.into_inner().unwrap_or_else(PoisonError::into_inner);
        let rate = real(written.len()) / lasted.as_secs_f64().max(f64::MIN_POSITIVE);
        let visible = times(&mut written);
        (beside, json!({"ties": written.len(), "ties_a_second": rate.round(), "visible_after_write": visible}))
    }

    fn print(&self, alone: &[(&str, Value)], beside: &[(&str, Value)], mut object: Value) {
        if self.json {
            if let Value::Object(object) = &mut object {
                object.extend(alone.iter().map(|(name, times)| ((*name).to_owned(), times.clone())));
                let beside = beside.iter().map(|(name, times)| ((*name).to_owned(), times.clone())).collect();
                object.insert("with_writer".to_owned(), Value::Object(beside));
            }
            println!("{object:#}");
            return;
        }
        println!("{object:#}");
        let rate = object.pointer("/writer/ties_a_second").and_then(Value::as_f64).unwrap_or(0.0);
        println!("µs; the last two columns beside a writer of {rate:.0} ties a second");
        println!("{:<24} {:>10} {:>10}   {:>12} {:>12}", "", "p50", "p99", "p50, writing", "p99, writing");
        for ((name, alone), (_, beside)) in alone.iter().zip(beside) {
            let number = |times: &Value, key: &str| times.get(key).and_then(Value::as_f64).unwrap_or(0.0);
            println!(
                "{name:<24} {:>10.2} {:>10.1}   {:>12.2} {:>12.1}",
                number(alone, "p50_us"),
                number(alone, "p99_us"),
                number(beside, "p50_us"),
                number(beside, "p99_us"),
            );
        }
    }
}

/// A thousand ties a second, each visible before the next; one that comes late is made up for. What is timed is how long one
/// takes to be visible; and how long all lasted.
fn write(network: &Network, people: usize, done: &AtomicBool) -> (Vec<Duration>, Duration) {
    let mut chance = Chance(SEED ^ 2);
    let mut spent = Vec::new();
    let begun = clock::now();
    let mut due = Duration::ZERO;
    while !done.load(Ordering::Relaxed) {
        let begin = clock::now();
        let seq = network.seq() + 1;
        let (one, other) = (any(&mut chance, people), any(&mut chance, people));
        network.apply(&Change::TieFormed { tie: TieId(seq), one, other, since: NOW, met: MetKind::Event }, seq);
        spent.push(begin.elapsed());
        due += Duration::from_millis(1);
        clock::pause(due.saturating_sub(begun.elapsed()));
    }
    (spent, begun.elapsed())
}

/// Whoever has the most ties hides them and shows them again: the dearest change that a member makes with one click.
fn sharing_changes(network: &Network, people: usize) -> Value {
    let view = network.view();
    let most = (0..people).map(member).max_by_key(|member| view.tie_count(*member));
    let Some(member) = most else { return Value::Null };
    let change = |hides_ties| Change::SharingChanged { member, connector: true, hides_ties };
    let mut spent: Vec<Duration> = (0..20)
        .map(|turn| {
            let begin = clock::now();
            network.apply(&change(turn % 2 == 0), network.seq() + 1);
            begin.elapsed()
        })
        .collect();
    json!({"ties": view.tie_count(member), "rows": view.rows_written(&change(true)), "time": times(&mut spent)})
}

fn image(network: &Network) -> Result<(u64, Duration, Duration), String> {
    let file = tempfile::NamedTempFile::new().map_err(|error| error.to_string())?;
    let begin = clock::now();
    network.view().save(&[0; 32], &mut file.as_file()).map_err(|error| error.to_string())?;
    let saved = begin.elapsed();
    let length = file.as_file().metadata().map_err(|error| error.to_string())?.len();
    let mut again = file.reopen().map_err(|error| error.to_string())?;
    let begin = clock::now();
    let (loaded, _) = Network::load(&mut again).map_err(|error| error.to_string())?;
    let spent = begin.elapsed();
    if loaded.view().size().ties != network.view().size().ties {
        return Err("the image gave back another network".to_owned());
    }
    Ok((length, saved, spent))
}

/// Median and 99th percentile in microseconds.
pub(crate) fn times(spent: &mut [Duration]) -> Value {
    spent.sort_unstable();
    let place = |hundredths: usize| spent.get((spent.len() * hundredths / 100).min(spent.len().saturating_sub(1)));
    let micros = |hundredths| place(hundredths).map_or(0.0, |span| span.as_secs_f64() * 1e6);
    let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
    json!({"p50_us": rounded(micros(50)), "p99_us": rounded(micros(99))})
}
