//! `cargo xtask bench matching FILE`: whether asks find their offers, in one language and across, beside two baselines.
//!
//! A pair of an ask and its right offer is ranked among all offers of the file, in both languages; other right offers
//! of the same ask do not stand in its way. What is measured is the rule of the product, with the product's vectors: how near
//! it finds two texts of which the file tells the language; and beside it what a member is shown, in the order in which he
//! sees it, where the language is found out as the product does and what has no reason is left out.
#![expect(clippy::print_stdout, reason = "a measurement's output is its purpose")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use clap::Args;
use pergola_domain::{
    asks::{Audience, Said},
    matching::{self, Meaning, Side, Word},
    stems::{self, Tongue},
};
use pergola_meaning::{Lens, Model, Reading, Role, Tongue as Written, likeness};
use serde_json::{Value, json};

use crate::{bench::nearest, clock, fault::Done};

/// Whether asks find their offers
#[derive(Debug, Args)]
pub(super) struct Matching {
    /// Asks, offers and which belong together: kind, id, language, text, right answers, separated by tabs
    #[arg(default_value = "../shared/data/matching-dev.tsv")]
    file: PathBuf,
    /// Print one object for programs
    #[arg(long)]
    json: bool,
    /// Instead: how long one ask takes against so many live offers
    #[arg(long)]
    offers: Option<usize>,
}

struct Text {
    id: String,
    tongue: Tongue,
    text: String,
    right: Vec<String>,
}

impl Matching {
    pub(super) fn run(self) -> Done {
        if let Some(count) = self.offers {
            println!("{:#}", nearest::one_ask(count));
            return Ok(());
        }
        let (asks, offers) = read(&self.file)?;
        let model = Model::load();
        let started = clock::now();
        let all: Vec<Reading> = asks.iter().chain(&offers).map(|text| model.look(&text.text)).collect();
        let spent = started.elapsed() / u32::try_from(all.len().max(1))?;
        let (asked, offered) = all.split_at(asks.len());
        let plain: Vec<_> = asks.iter().chain(&offers).map(|text| model.embed(&text.text)).collect();
        let (plain_asks, plain_offers) = plain.split_at(asks.len());
        let (ask_meanings, offer_meanings) =
            (meanings(&asks, asked, Role::Asks), meanings(&offers, offered, Role::Answers));
        let product = table(&ask_meanings, &offer_meanings, matching::nearness);
        let detected = |texts: &[Text], read: &[Reading], role| -> Vec<Side> {
            let meant = texts.iter().zip(read).map(|(text, read)| meaning(&text.text, detected(text), role, read));
            texts.iter().zip(meant).map(|(text, meaning)| side(text, &meaning)).collect()
        };
        let (as_asked, as_offered) = (detected(&asks, asked, Role::Asks), detected(&offers, offered, Role::Answers));
        let shown = table(&as_asked, &as_offered, |ask, offer| {
            matching::fit(ask, offer).map_or(NOT_SHOWN, |found| found.score)
        });
        let mut named = [(0, 0), (0, 0)];
        let sides = |texts: &[Text], meanings: &[Meaning]| -> Vec<Side> {
            texts.iter().zip(meanings).map(|(text, meaning)| side(text, meaning)).collect()
        };
        let (ask_sides, offer_sides) = (sides(&asks, &ask_meanings), sides(&offers, &offer_meanings));
        for (ask, text) in ask_sides.iter().zip(&asks) {
            for (offer, other) in offer_sides.iter().zip(&offers) {
                let [wrong, right] = &mut named;
                let counted = if text.right.contains(&other.id) { right } else { wrong };
                counted.0 += usize::from(matching::fit(ask, offer).is_some());
                counted.1 += 1;
            }
        }
        let ways = [
            ("ours", measure(&asks, &offers, &product)),
            ("as shown", measure(&asks, &offers, &shown)),
            ("plain cosine", measure(&asks, &offers, &table(plain_asks, plain_offers, likeness))),
            ("BM25 on stems", measure(&asks, &offers, &bm25(&asks, &offers))),
        ];
        if self.json {
            let [(_, ours), ..] = &ways;
            println!("{ours:#}");
            return Ok(());
        }
        println!("{} asks, {} offers, {} ms a text", asks.len(), offers.len(), spent.as_millis());
        for (name, found) in &ways {
            println!("{name:<14} {found}");
        }
        let [wrong, right] = named;
        println!("shown, with a reason: {} of {} right pairs, {} of {} others", right.0, right.1, wrong.0, wrong.1);
        Ok(())
    }
}

/// Of what has no reason a member sees nothing: it stands on no place.
const NOT_SHOWN: f32 = f32::NEG_INFINITY;

/// In which language the product would take a text to be.
fn detected(text: &Text) -> Tongue {
    match pergola_meaning::tongue(&text.text) {
        Some(Written::Italian) => Tongue::Italian,
        Some(Written::English) => Tongue::English,
        None => text.tongue,
    }
}

fn read(file: &PathBuf) -> Done<(Vec<Text>, Vec<Text>)> {
    let (mut asks, mut offers) = (Vec::new(), Vec::new());
    let whole = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    for line in whole.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [kind, id, language, text, rest @ ..] = columns.as_slice() else {
            return Err(format!("{}: a line of too few columns", file.display()).into());
        };
        let tongue = Tongue::of_tag(language).ok_or_else(|| format!("{language} is no language of ours"))?;
        let right = rest.first().unwrap_or(&"").split(',').map(str::trim).filter(|id| !id.is_empty());
        let text =
            Text { id: (*id).to_owned(), tongue, text: (*text).to_owned(), right: right.map(str::to_owned).collect() };
        if *kind == "ask" { asks.push(text) } else { offers.push(text) }
    }
    Ok((asks, offers))
}

/// The meanings of all texts, each from itself alone, as the product makes them.
fn meanings(texts: &[Text], read: &[Reading], role: Role) -> Vec<Meaning> {
    texts.iter().zip(read).map(|(text, reading)| meaning(&text.text, text.tongue, role, reading)).collect()
}

pub(super) fn meaning(text: &str, tongue: Tongue, role: Role, reading: &Reading) -> Meaning {
    let lens = Lens::of(
        role,
        match tongue {
            Tongue::Italian => Written::Italian,
            Tongue::English => Written::English,
        },
    );
    let words = matching::words(text, tongue, |word| Some((reading.weight(&word), reading.over(&word)?.to_vec())));
    let words = words.into_iter().map(|word| Word { vector: lens.word(&word.vector), ..word }).collect();
    Meaning { vector: lens.text(reading.vector()), words }
}

fn side(text: &Text, meaning: &Meaning) -> Side {
    let said = Said {
        text: text.text.clone(),
        topics: Vec::new(),
        place: String::new(),
        language: String::new(),
        audience: Audience::Everybody,
    };
    Side { meaning: meaning.clone(), said, home: String::new() }
}

fn table<T>(asks: &[T], offers: &[T], near: impl Fn(&T, &T) -> f32) -> Vec<Vec<f32>> {
    asks.iter().map(|ask| offers.iter().map(|offer| near(ask, offer)).collect()).collect()
}

fn bm25(asks: &[Text], offers: &[Text]) -> Vec<Vec<f32>> {
    let stemmed = |text: &Text| -> Vec<String> {
        stems::words(&text.text)
            .filter_map(|word| text.text.get(word))
            .map(|word| stems::stem(word, text.tongue))
            .collect()
    };
    let offers: Vec<Vec<String>> = offers.iter().map(stemmed).collect();
    let mut holding: BTreeMap<&str, f32> = BTreeMap::new();
    for offer in &offers {
        for stem in offer.iter().collect::<BTreeSet<_>>() {
            *holding.entry(stem).or_default() += 1.0;
        }
    }
    let count = offers.iter().fold(0.0_f32, |count, _| count + 1.0);
    let length = |offer: &[String]| offer.iter().fold(0.0_f32, |length, _| length + 1.0);
    let usual = offers.iter().map(|offer| length(offer)).sum::<f32>() / count.max(1.0);
    let score = |ask: &[String], offer: &[String]| -> f32 {
        let each = ask.iter().map(|stem| {
            let often = length(&offer.iter().filter(|other| *other == stem).cloned().collect::<Vec<_>>());
            let held = holding.get(stem.as_str()).copied().unwrap_or(0.0);
            let rare = ((count - held + 0.5) / (held + 0.5) + 1.0).ln();
            rare * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length(offer) / usual))
        });
        each.sum()
    };
    asks.iter().map(stemmed).map(|ask| offers.iter().map(|offer| score(&ask, offer)).collect()).collect()
}

/// Shares of pairs that come first or among the first three, and the mean of one over the rank.
fn measure(asks: &[Text], offers: &[Text], near: &[Vec<f32>]) -> Value {
    let mut ranks: BTreeMap<&str, Vec<usize>> = BTreeMap::from([("same", Vec::new()), ("across", Vec::new())]);
    let mut distracted = 0;
    for (ask, near) in asks.iter().zip(near) {
        let mut order: Vec<(&Text, f32)> = offers.iter().zip(near.iter().copied()).collect();
        // Where nothing tells two apart, the right one comes last.
        order.sort_by(|one, other| {
            other.1.total_cmp(&one.1).then_with(|| ask.right.contains(&one.0.id).cmp(&ask.right.contains(&other.0.id)))
        });
        let is_shown = |near: f32| near > NOT_SHOWN;
        distracted +=
            usize::from(order.first().is_some_and(|(offer, near)| offer.id.starts_with('d') && is_shown(*near)));
        for right in &ask.right {
            let mut rivals = order.iter().filter(|(offer, _)| offer.id == *right || !ask.right.contains(&offer.id));
            let Some(place) = rivals.position(|(offer, _)| offer.id == *right) else { continue };
            let near = order.iter().find(|(offer, _)| offer.id == *right).map_or(NOT_SHOWN, |(_, near)| *near);
            let rank = if is_shown(near) { place + 1 } else { usize::MAX };
            let tongue = offers.iter().find(|offer| offer.id == *right).map(|offer| offer.tongue);
            let kind = if tongue == Some(ask.tongue) { "same" } else { "across" };
            ranks.entry(kind).or_default().push(rank);
        }
    }
    json!({ "same": shares(ranks.get("same")), "across": shares(ranks.get("across")), "distractor_first": distracted })
}

fn shares(ranks: Option<&Vec<usize>>) -> Value {
    let ranks = ranks.map(Vec::as_slice).unwrap_or_default();
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let share = |most: usize| number(ranks.iter().filter(|rank| **rank <= most).count()) / number(ranks.len().max(1));
    let mrr = ranks.iter().map(|rank| 1.0 / number(*rank)).sum::<f64>() / number(ranks.len().max(1));
    let short = |value: f64| (value * 1000.0).round() / 1000.0;
    json!({ "n": ranks.len(), "recall_at_1": short(share(1)), "recall_at_3": short(share(3)), "mrr": short(mrr) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(id: &str, tongue: Tongue, right: &[&str]) -> Text {
        Text {
            id: id.to_owned(),
            tongue,
            text: String::new(),
            right: right.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    #[test]
    fn pairs_are_counted_by_language_and_right_ones_do_not_rival() {
        let asks = [text("a1", Tongue::Italian, &["o1", "o2"]), text("a2", Tongue::English, &["o1"])];
        let offers = ["o1", "d1"].map(|id| text(id, Tongue::Italian, &[])).into_iter();
        let offers: Vec<Text> = offers.chain([text("o2", Tongue::English, &[])]).collect();
        let found = measure(&asks, &offers, &[vec![0.8, 0.1, 0.9], vec![0.2, 0.9, 0.1]]);
        assert_eq!(found["same"], json!({ "n": 1, "recall_at_1": 1.0, "recall_at_3": 1.0, "mrr": 1.0 }));
        assert_eq!(found["across"], json!({ "n": 2, "recall_at_1": 0.5, "recall_at_3": 1.0, "mrr": 0.75 }));
        assert_eq!(found["distractor_first"], 1);
        let equal = measure(&asks[1..], &offers, &[vec![0.0, 0.0, 0.0]]);
        assert_eq!(equal["across"]["mrr"], 0.333, "a tie is no success");
        let hidden = measure(&asks[1..], &offers[..2], &[vec![NOT_SHOWN, NOT_SHOWN]]);
        assert_eq!((&hidden["across"]["recall_at_3"], &hidden["distractor_first"]), (&json!(0.0), &json!(0)));
    }
}
