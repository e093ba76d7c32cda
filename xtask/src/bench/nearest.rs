//! How long matching takes where there is much: one ask against very many offers, and the pairs among one person's ties.
//!
//! Through the same index and the same rule as the product, on one thread. What is read from the database on the way, and
//! who may see what, is not in these figures. Vectors are made of real ones, each moved by chance, so that they lie as
//! unevenly as those of texts do.
#![expect(clippy::print_stdout, reason = "a measurement's output is its purpose")]

use std::{path::PathBuf, time::Duration};

use clap::Args;
use pergola_domain::{
    asks::{Audience, Said},
    matching::{self, Side},
    stems::Tongue,
};
use pergola_index::{Code, Nearest, PAIRED, likeness};
use pergola_meaning::{Model, Role};
use serde_json::{Value, json};

use crate::{bench::chance::Chance, clock, fault::Done};

/// Texts in two languages that all others are made of: four a line.
const GENERAL: &str = include_str!("../../data/general.txt");
const SEED: u64 = 20_261_126;
/// Near texts that the product asks for, and how many of them it looks at closer: of one ask, and of pairs.
const NEAR: usize = 512;
const CLOSER: usize = 64;
const PAIRS_CLOSER: usize = 48;
/// Of what the product thinks of for each ask of a pair.
const EACH: usize = 3;

/// How long the pairs among one person's ties take
#[derive(Debug, Args)]
pub(super) struct Pairs {
    /// Ties of the one in the middle
    #[arg(long, default_value_t = 1_000)]
    ties: usize,
    /// Live asks of the network, and as many offers
    #[arg(long, default_value_t = 10_000)]
    asks: usize,
    /// How many of the asks are his ties' own; by default an even share of a network of ten thousand
    #[arg(long)]
    own: Option<usize>,
    /// Rounds
    #[arg(long, default_value_t = 200)]
    rounds: usize,
    /// Ask the running program through its doors instead, on a member's first look of the day
    #[arg(long)]
    http: bool,
    /// The program for that; by default it is built
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// An object for programs
    #[arg(long)]
    json: bool,
}

/// Real meanings, and others near to them.
struct Texts {
    real: Vec<Side>,
    chance: Chance,
}

impl Texts {
    fn read() -> Self {
        let model = Model::load();
        let texts = GENERAL.lines().flat_map(|line| line.split('|').enumerate());
        let real = texts.map(|(at, text)| side(&model, text, at)).collect();
        Self { real, chance: Chance(SEED) }
    }

    /// One more: a real one, moved.
    fn code(&mut self) -> Code {
        let at = self.chance.below(self.real.len());
        let Some(side) = self.real.get(at) else { return Code::of(&[]) };
        let vector: Vec<f32> = side
            .meaning
            .vector
            .iter()
            .map(|value| value + 0.06 * (narrow(self.chance.part()) + narrow(self.chance.part()) - 1.0))
            .collect();
        Code::of(&vector)
    }

    fn shelf(&mut self, count: usize, owners: usize, first: i64) -> Nearest {
        let mut shelf = Nearest::default();
        for (at, key) in (first..).take(count).enumerate() {
            let owner = i64::try_from(at % owners.max(1)).unwrap_or(0) + 1;
            shelf.put(key, owner, &self.code());
        }
        shelf
    }
}

#[expect(clippy::as_conversions, reason = "the standard library has no other way from a wide float to a narrow one")]
fn narrow(value: f64) -> f32 {
    value as f32
}

fn side(model: &Model, text: &str, at: usize) -> Side {
    let tongue = if at.is_multiple_of(2) { Tongue::Italian } else { Tongue::English };
    let role = if at < 2 { Role::Asks } else { Role::Answers };
    let meaning = super::matching::meaning(text, tongue, role, &model.look(text));
    let said = Said {
        text: text.to_owned(),
        topics: Vec::new(),
        place: String::new(),
        language: String::new(),
        audience: Audience::Everybody,
    };
    Side { meaning, said, home: String::new() }
}

/// Median and the slowest of a hundred, in microseconds.
fn spans(mut spans: Vec<Duration>) -> Value {
    spans.sort_unstable();
    let at = |share: usize| spans.get(spans.len().saturating_sub(1) * share / 100).map_or(0, Duration::as_micros);
    json!({ "p50_us": u64::try_from(at(50)).unwrap_or(0), "p99_us": u64::try_from(at(99)).unwrap_or(0) })
}

/// One ask against so many live offers: near ones from the index, then the rule for those that are looked at closer.
pub(super) fn one_ask(offers: usize) -> Value {
    let mut texts = Texts::read();
    let shelf = texts.shelf(offers, offers, 1);
    let asks: Vec<Side> = texts.real.iter().step_by(4).cloned().collect();
    let (mut near, mut whole, mut kept, mut wanted) = (Vec::new(), Vec::new(), 0_usize, 0_usize);
    let mut fits = 0_usize;
    for ask in &asks {
        let started = clock::now();
        let code = Code::of(&ask.meaning.vector);
        let found = shelf.near(&code, NEAR);
        near.push(started.elapsed());
        let closer = texts.real.iter().cycle().take(CLOSER.min(found.len()));
        fits += closer.filter(|offer| matching::fit(ask, offer).is_some()).count();
        whole.push(started.elapsed());
        // Whether the look at signs loses any of the twenty nearest.
        let mut all: Vec<(f32, i64)> =
            shelf.keys().iter().filter_map(|key| Some((likeness(&code, &shelf.code(*key)?), *key))).collect();
        all.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        for (_, key) in all.iter().take(20) {
            wanted += 1;
            kept += usize::from(found.iter().any(|near| near.key == *key));
        }
    }
    json!({ "offers": shelf.len(), "index": spans(near), "with_the_rule": spans(whole), "fits": fits,
            "of_the_20_nearest_found": format!("{kept} of {wanted}") })
}

impl Pairs {
    pub(super) fn run(self) -> Done {
        let measured = if self.http {
            let program = match &self.program {
                Some(program) => program.clone(),
                None => super::http::build()?,
            };
            super::pairs_http::told(&program, self.ties, self.asks)?
        } else {
            self.alone()
        };
        if self.json {
            println!("{measured:#}");
        } else {
            println!("{measured}");
        }
        Ok(())
    }

    /// Index and rule, on one thread.
    fn alone(&self) -> Value {
        let mut texts = Texts::read();
        let people = 10_000.max(self.ties);
        let own = self.own.unwrap_or(self.asks * self.ties / people);
        // Ties are the first people: their own asks come first, the others' after.
        let mut asks = texts.shelf(own, self.ties, 1);
        for key in (1_000_000..).take(self.asks.saturating_sub(own)) {
            let code = texts.code();
            asks.put(key, 1_000_000, &code);
        }
        let offers = texts.shelf(self.asks, people, 2_000_000);
        let profiles = texts.shelf(people, people, 3_000_000);
        let ties: Vec<i64> = (1..).take(self.ties).collect();
        let mut spent = Vec::with_capacity(self.rounds);
        let (mut found, mut fits) = (0, 0);
        for _ in 0..self.rounds {
            let started = clock::now();
            let [of_asks, of_offers, of_profiles] = [(&asks, PAIRED[0]), (&offers, PAIRED[1]), (&profiles, PAIRED[2])]
                .map(|(shelf, most)| shelf.among(shelf.of_owners(&ties, most)));
            let mut near = of_asks.pairs(&of_offers, EACH);
            near.extend(of_asks.pairs(&of_profiles, EACH));
            near.sort_by(|one, other| other.1.likeness.total_cmp(&one.1.likeness));
            near.truncate(PAIRS_CLOSER);
            let sides = texts.real.iter().zip(texts.real.iter().skip(2)).take(near.len());
            fits = sides.filter(|(ask, offer)| matching::fit(ask, offer).is_some()).count();
            found = near.len();
            spent.push(started.elapsed());
        }
        json!({ "ties": self.ties, "live_asks": asks.len(), "asks_of_ties": own, "pairs_looked_at": found, "fits": fits,
                "spent": spans(spent) })
    }
}
