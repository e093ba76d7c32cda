//! How long search takes in a large town: making the index, questions with all their facets and distances for somebody with
//! very many ties, and how soon a change is visible.
//!
//! Through the same index, network and rule as the product, on one thread. What is read from the database is not in these
//! figures: before a question a few short lists (blocks, groups), after it ten results; `--http` asks the running program
//! instead (`search_http.rs`). Own cards and notes are compared with
//! each question, as they are kept prepared between two; what preparing them takes is told apart. Profiles are made up of
//! trades in two languages, names and cities; ties are shaped like those of the other measurements.
#![expect(clippy::print_stdout, reason = "a measurement's output is its purpose")]

use std::{path::PathBuf, time::Duration};

use clap::Args;
use pergola_domain::{
    ids::MemberId,
    search::{Audience, Distance, Facet, Facts, Filter, Hit, Kind, OpenAsks, Order, Viewer, sift},
    time::Timestamp,
};
use pergola_index::View as Network;
use pergola_search::{Document, Index, Lot, Phase, Query, Score, Texts};
use serde_json::{Value, json};

use crate::{
    bench::{
        chance::Chance,
        made_town::{self, member},
        search_http,
    },
    clock,
    fault::Done,
};

const SEED: u64 = 20_261_126;
const PER_PAGE: usize = 10;
/// So many results are looked at together, as the product does.
const BATCH: usize = 256;
/// Documents put in at once, as the product does.
const PART: usize = 1_024;
const NOW: Timestamp = Timestamp::from_seconds(1_773_133_200);

const TRADES: [&str; 40] = [
    "ingegnere strutturista",
    "architetta del paesaggio",
    "falegname",
    "restauratrice di mobili",
    "elettricista",
    "idraulico",
    "infermiera pediatrica",
    "medico di base",
    "insegnante di matematica",
    "geologo",
    "agronoma",
    "apicoltore",
    "panettiere",
    "cuoca",
    "fotografo",
    "grafica editoriale",
    "traduttrice tecnica",
    "commercialista",
    "avvocata del lavoro",
    "sviluppatore di software",
    "data engineer",
    "structural engineer",
    "product designer",
    "nurse",
    "teacher of physics",
    "welder",
    "carpenter",
    "marine biologist",
    "translator",
    "tax adviser",
    "landscape architect",
    "software developer",
    "project manager",
    "energy consultant",
    "bookbinder",
    "beekeeper",
    "baker",
    "photographer",
    "labour lawyer",
    "surveyor",
];
const SKILLS: [&str; 30] = [
    "restauro",
    "legno certificato",
    "energia solare",
    "acustica",
    "illuminotecnica",
    "saldatura",
    "didattica",
    "Rust",
    "statistica",
    "negoziazione",
    "diritto del lavoro",
    "traduzione",
    "fotografia",
    "impaginazione",
    "apicoltura",
    "agricoltura biologica",
    "energy audits",
    "machine learning",
    "acoustics",
    "lighting",
    "teaching",
    "welding",
    "contracts",
    "translation",
    "photography",
    "typography",
    "soil science",
    "first aid",
    "bookkeeping",
    "surveying",
];
const FIRST: [&str; 24] = [
    "Ada", "Bruno", "Carla", "Dino", "Elsa", "Fabio", "Gina", "Hugo", "Irene", "Luca", "Maria", "Nino", "Olga",
    "Paolo", "Rita", "Sara", "Teo", "Ugo", "Vera", "Zoe", "Emma", "John", "Alice", "Peter",
];
const LAST: [&str; 24] = [
    "Rossi", "Neri", "Verdi", "Gialli", "Viola", "Bianchi", "Ferrari", "Esposito", "Romano", "Colombo", "Ricci",
    "Marino", "Greco", "Bruno", "Gallo", "Conti", "De Luca", "Costa", "Smith", "Brown", "Taylor", "Wilson", "Clark",
    "Hall",
];
const CITIES: [&str; 16] = [
    "Torino", "Milano", "Ancona", "Roma", "Napoli", "Bari", "Modena", "Trento", "London", "Leeds", "Dublin", "Berlin",
    "Lyon", "Zürich", "Lisboa", "Graz",
];
/// What is asked, by how much it finds: one name, a trade, a trade in a city, a skill, a common word, an error, a beginning;
/// without words, for people alone.
const ASKED: [&str; 20] = [
    "Ada Rossi",
    "falegname",
    "ingegneri Torino",
    "restauro",
    "engineer",
    "infermiera Milano",
    "legno certificato",
    "energia",
    "software developer London",
    "apicoltrice",
    "falegnami Ancona",
    "traduzione tecnica",
    "ingeniere",
    "illuminotecn",
    "Bruno",
    "nurse Dublin",
    // In every third profile, in one of sixteen, in none.
    "lavoro",
    "Torino",
    "zzzqq",
    "",
];
/// While somebody types.
const TYPED: [&str; 1] = ["fal"];
/// What the member who asks keeps for himself.
const CARDS: usize = 30_000;
const NOTES: usize = 2_000;

/// How long search takes in a large town
#[derive(Debug, Args)]
pub(super) struct Search {
    /// People in town
    #[arg(long, default_value_t = 100_000)]
    pub(super) members: usize,
    /// Who asks: the member with about so many ties
    #[arg(long, default_value_t = 500)]
    pub(super) of: usize,
    /// How often each question is asked, without a filter and with one
    #[arg(long, default_value_t = 1_000)]
    pub(super) rounds: usize,
    /// Ask the running program through its doors, page and JSON, in a town that it seeds
    #[arg(long)]
    http: bool,
    /// The program that is asked; by default it is built
    #[arg(long, value_name = "FILE", requires = "http")]
    pub(super) program: Option<PathBuf>,
    /// Posts in the town that is asked through the doors
    #[arg(long, default_value_t = 100_000, requires = "http")]
    pub(super) posts: usize,
    /// An object for programs
    #[arg(long)]
    pub(super) json: bool,
}

fn text(chance: &mut Chance, all: &[&'static str]) -> &'static str {
    all.get(chance.below(all.len())).copied().unwrap_or_default()
}

/// Somebody, as he tells of himself.
fn profile(index: &Index, number: usize, chance: &mut Chance) -> Document {
    let (trade, city) = (text(chance, &TRADES), text(chance, &CITIES));
    let skills: Vec<&str> = (0..4).map(|_| text(chance, &SKILLS)).collect();
    let organisation = chance.below(2_000);
    let once = chance.below(2_000);
    let name = format!("{} {} n-{number}", text(chance, &FIRST), text(chance, &LAST));
    let head = format!("{trade}\n{trade}\n{}", skills.join("\n"));
    let at = format!("{city}\nOfficina {organisation}\nBottega {once}");
    let about = format!(
        "Lavoro da anni come {trade} fra {city} e {}; mi occupo di {} e imparo volentieri. I like {} and long walks.",
        text(chance, &CITIES),
        text(chance, &SKILLS),
        text(chance, &SKILLS)
    );
    let mut keys = vec![
        (Facet::Place, city.to_owned()),
        (Facet::Organisation, organisation.to_string()),
        (Facet::Once, once.to_string()),
        (Facet::School, chance.below(60).to_string()),
        (Facet::Language, "it".to_owned()),
    ];
    keys.extend(skills.iter().map(|skill| (Facet::Topic, (*skill).to_owned())));
    keys.sort_unstable();
    keys.dedup();
    let facts = Facts {
        kind: Kind::Person,
        id: member(number).0,
        owner: Some(member(number)),
        about: None,
        audience: Audience::Everybody,
        until: None,
        values: keys.iter().filter_map(|(facet, key)| index.value(*facet, key)).collect(),
        named_by: Box::default(),
        asks: OpenAsks::default(),
    };
    Document { texts: Texts { name, head, at, text: about }, facts }
}

/// The network of the town, and the member with about so many ties.
fn network(members: usize, of: usize) -> (Network, MemberId, usize) {
    let pairs = made_town::ties(members, members * 30, &mut Chance(SEED));
    let mut counts = vec![0_usize; members];
    for end in pairs.iter().flat_map(|(one, other)| [*one, *other]) {
        if let Some(count) = usize::try_from(end).ok().and_then(|end| counts.get_mut(end)) {
            *count += 1;
        }
    }
    let (viewer, ties) = counts
        .iter()
        .enumerate()
        .min_by_key(|(_, count)| count.abs_diff(of))
        .map_or((0, 0), |(at, count)| (at, *count));
    (made_town::network(members, &pairs, SEED).view(), member(viewer), ties)
}

/// Cards and notes of a member, prepared to be compared as the product keeps them between his questions.
fn own(chance: &mut Chance) -> Lot {
    let mut all = Vec::with_capacity(CARDS + NOTES);
    for _ in 0..CARDS {
        let name = format!("{} {}", text(chance, &FIRST), text(chance, &LAST));
        let head = format!("Officina {}\n{}\n{}", chance.below(2_000), text(chance, &TRADES), text(chance, &CITIES));
        all.push(Texts { name, head, ..Texts::default() });
    }
    for _ in 0..NOTES {
        let said = format!(
            "Ci siamo visti a {}, cerca qualcuno per {} e conosce bene {}.",
            text(chance, &CITIES),
            text(chance, &SKILLS),
            text(chance, &SKILLS)
        );
        all.push(Texts { text: said, ..Texts::default() });
    }
    Lot::of(all)
}

/// Where a question is asked, and by whom.
struct Town<'a> {
    index: &'a Index,
    network: &'a Network,
    viewer: &'a Viewer,
    own: &'a Lot,
}

/// A question as the product asks it: each way to look until something is visible. Gives how many results.
fn ask(town: &Town<'_>, filter: &Filter, (typed, typing): (&str, bool)) -> Done<u32> {
    let Town { index, network, viewer, own } = town;
    let query = Query::read(typed, typing).map_err(|refusal| format!("{refusal:?}"))?;
    let view = index.view();
    let mut count = 0;
    for phase in Phase::ALL.into_iter().filter(|phase| query.is_worth(*phase)) {
        let matches = view.matches(&query, phase)?;
        let batches = matches.chunks(BATCH).map(|some| {
            let facts: Vec<(&Facts, Score)> =
                some.iter().filter_map(|found| Some((view.facts(found)?, found.score))).collect();
            let people: Vec<MemberId> =
                facts.iter().map(|(facts, _)| facts.person().unwrap_or(viewer.member)).collect();
            let steps = network.distances_within(viewer.member, &people, 3);
            let hit = |((facts, score), steps): ((_, Score), _)| {
                let facts: &Facts = facts;
                let distance = Distance::of(facts.person(), viewer.member, steps);
                Hit { facts, score: score.points, tells: score.tells, distance }
            };
            facts.into_iter().zip(steps).map(hit).collect()
        });
        let person = |one| view.person(one);
        let (found, _) = sift(batches, viewer, filter, Order::Nearness, (PER_PAGE, view.value_count()), person);
        let of_own = own.matches(&query, phase).len();
        count = found.count + u32::try_from(of_own)?;
        if found.visible > 0 || of_own > 0 {
            break;
        }
    }
    Ok(count)
}

/// The median, the slowest of a hundred, the slowest.
pub(super) fn milliseconds(mut spans: Vec<Duration>) -> [f64; 3] {
    spans.sort_unstable();
    let at = |share: usize| {
        let place = spans.len().saturating_sub(1) * share / 100;
        spans.get(place).map_or(0.0, |span| span.as_secs_f64() * 1_000.0)
    };
    [at(50), at(99), at(100)]
}

impl Search {
    pub(super) fn run(&self) -> Done {
        let told = if self.http { search_http::told(self)? } else { self.told()? };
        if self.json {
            println!("{told}");
        } else {
            println!("{told:#}");
        }
        Ok(())
    }

    fn told(&self) -> Done<Value> {
        let index = Index::new()?;
        let mut chance = Chance(SEED);
        let began = clock::now();
        for first in (0..self.members).step_by(PART) {
            for number in first..(first + PART).min(self.members) {
                index.put(profile(&index, number, &mut chance))?;
            }
        }
        index.publish()?;
        let built = began.elapsed();
        let (network, viewer, ties) = network(self.members, self.of);
        let viewer = Viewer::new(viewer, NOW);
        let began = clock::now();
        let own = own(&mut chance);
        let prepared = began.elapsed().as_secs_f64() * 1_000.0;
        let town = Town { index: &index, network: &network, viewer: &viewer, own: &own };
        let (mut all, mut counts): (Vec<Duration>, Vec<Value>) = (Vec::new(), Vec::new());
        for (typed, typing) in ASKED.map(|typed| (typed, false)).into_iter().chain(TYPED.map(|typed| (typed, true))) {
            counts.push(self.one(&town, (typed, typing), &mut all)?);
        }
        let mut visible = Vec::new();
        for number in 0..20 {
            let began = clock::now();
            index.put(profile(&index, number, &mut chance))?;
            index.publish()?;
            visible.push(began.elapsed());
        }
        let [p50, p99, slowest] = milliseconds(all);
        let [_, _, published] = milliseconds(visible);
        let people = u32::try_from(self.members).map_or(f64::INFINITY, f64::from);
        Ok(json!({
            "members": self.members, "ties_of_the_viewer": ties, "rounds": self.rounds,
            "profiles_per_second": (people / built.as_secs_f64()).round(),
            "p50_ms": p50, "p99_ms": p99, "slowest_ms": slowest,
            "own_cards": CARDS, "own_notes": NOTES, "own_prepared_ms": prepared,
            "one_change_published_ms": published, "questions": counts,
        }))
    }

    /// One question, without a filter and with one of distance: each a kind of its own.
    fn one(&self, town: &Town<'_>, asked: (&str, bool), all: &mut Vec<Duration>) -> Done<Value> {
        let people = Filter { kinds: [Kind::Person].into(), ..Filter::default() };
        let whole = if asked.0.is_empty() { people } else { Filter::default() };
        let near = Filter { distances: [1, 2].into(), ..whole.clone() };
        let mut told = json!({ "words": asked.0, "typing": asked.1, "found": ask(town, &whole, asked)? });
        for (name, filter) in [("all", &whole), ("near", &near)] {
            let mut spans = Vec::with_capacity(self.rounds);
            for _ in 0..self.rounds {
                let began = clock::now();
                ask(town, filter, asked)?;
                spans.push(began.elapsed());
            }
            let [p50, p99, _] = milliseconds(spans.clone());
            if let Some(told) = told.as_object_mut() {
                told.insert(name.to_owned(), json!({ "p50_ms": p50, "p99_ms": p99 }));
            }
            all.extend(spans);
        }
        Ok(told)
    }
}
