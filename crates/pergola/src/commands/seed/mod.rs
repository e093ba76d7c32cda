//! `pergola seed`: fills a network from data, for trials at real size. Not for networks with people in them.

mod edges;
mod filled;
mod mixed;
mod posts;
mod snb;
mod store;
mod texts;
mod visible;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use pergola_db::{Engine, Fault};
use pergola_domain::{
    changes::{Change, MetKind, Spell},
    ids::{MemberId, TieId},
    members::Language,
    time::Timestamp,
};

use super::{Manner, Place, open, say};
use crate::app::{App, By};

/// Everybody who is seeded signs in with this.
const PASSWORD: &str = "a network for trials";
/// People or ties in one transaction: others may read and write between two.
const BATCH: usize = 2_000;

/// Where the chance of `--mixed` begins.
const MIXED_SEED: u64 = 20_261_126;

/// Fill an empty network with people from data
#[derive(Debug, Args)]
pub(super) struct Seed {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, Subcommand)]
enum From {
    /// The SNB data set: a folder with its CSV files of persons, whom they know, where they worked
    Snb {
        folder: PathBuf,
        /// Some hide their ties, are unwilling, leave, or block each other; always the same
        #[arg(long)]
        mixed: bool,
        #[command(flatten)]
        place: Place,
    },
    /// A plain list of ties: two numbers a line, divided by blanks, tabs, commas, bars or semicolons
    Graph {
        edges: PathBuf,
        /// Write so many posts too, spread over two years
        #[arg(long, default_value_t = 0)]
        posts: usize,
        /// With the texts of the SNB data set's posts and comments, a folder; without it with a few sentences of ours
        #[arg(long, value_name = "FOLDER")]
        texts: Option<PathBuf>,
        /// Of a hundred posts, so many are noise
        #[arg(long, default_value_t = 0, value_name = "PERCENT")]
        noise: usize,
        /// Some hide their ties, are unwilling, leave, or block each other; always the same
        #[arg(long)]
        mixed: bool,
        /// The ties alone: no garden at either end, no entry of the log; for tens of millions of them
        #[arg(long)]
        bare: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Made-up people, tied one after another; says how soon each tie is seen
    Visible {
        /// So many ties for each figure
        #[arg(long, default_value_t = 1_000)]
        ties: usize,
        #[command(flatten)]
        place: Place,
    },
}

/// What data says of a network; members are known by their place in the list.
#[derive(Debug, Default)]
struct Network {
    people: Vec<Seedling>,
    /// Two people, since when.
    ties: Vec<(usize, usize, Timestamp)>,
    /// What was passed over, by why.
    passed_over: Vec<(&'static str, usize)>,
}

/// Somebody in the data.
#[derive(Debug, Default)]
struct Seedling {
    handle: String,
    name: String,
    place: String,
    joined: Timestamp,
    /// Organisation, whether it is a school, from and to as years.
    spells: Vec<(String, bool, Option<i16>, Option<i16>)>,
    skills: Vec<String>,
}

/// What a network is filled with, and how.
struct Sowing {
    network: Network,
    mixed: bool,
    /// Texts, and how many posts of them.
    posts: Option<(texts::Texts, usize)>,
    bare: bool,
}

impl Seed {
    pub(super) async fn run(&self) -> Result<(), String> {
        let (sowing, place) = match &self.from {
            From::Snb { folder, mixed, place } => {
                (Sowing { network: snb::read(folder)?, mixed: *mixed, posts: None, bare: false }, place)
            }
            From::Graph { edges, posts, texts, noise, mixed, bare, place } => {
                let written =
                    if *posts > 0 { Some(texts::Texts::gather(texts.as_deref(), *noise).await?) } else { None };
                let posts = written.map(|texts| (texts, *posts));
                (Sowing { network: edges::read(edges)?, mixed: *mixed, posts, bare: *bare }, place)
            }
            From::Visible { ties, place } => {
                let app = open_empty(place).await?;
                say(&visible::measure(&app, *ties).await?);
                app.db.close().await;
                return Ok(());
            }
        };
        sowing.sow(open_empty(place).await?, place).await
    }
}

impl Sowing {
    async fn sow(self, app: App, place: &Place) -> Result<(), String> {
        let Self { network, mixed, posts, bare } = self;
        let ids = sow_people(&app, &network).await?;
        match app.db.engine() {
            Engine::Sqlite => filled::sow_ties(app, &network, &ids, bare).await?,
            Engine::Postgres => {
                sow_ties(&app, &network, &ids, bare).await?;
                app.db.close().await;
            }
        }
        if mixed || posts.is_some() {
            let app = open(place.config().map_err(|bad| bad.to_string())?, Manner::default()).await?;
            if mixed {
                mixed::mix(&app, &ids, &network.ties, MIXED_SEED).await?;
            }
            if let Some((texts, count)) = posts {
                posts::sow(&app, (&ids, &ties_of_each(&network)), &texts, count).await?;
            }
            app.db.close().await;
        }
        for (why, count) in network.passed_over.iter().filter(|(_, count)| *count > 0) {
            say(&format!("passed over {count} lines: {why}"));
        }
        let first = network.people.first().map_or("nobody", |person| person.handle.as_str());
        say(&format!(
            "{} people and {} ties; sign in as {first}, or anybody, with the password: {PASSWORD}",
            network.people.len(),
            network.ties.len()
        ));
        Ok(())
    }
}

fn ties_of_each(network: &Network) -> Vec<usize> {
    let mut ties = vec![0; network.people.len()];
    for end in network.ties.iter().flat_map(|(one, other, _)| [one, other]) {
        if let Some(ties) = ties.get_mut(*end) {
            *ties += 1;
        }
    }
    ties
}

async fn open_empty(place: &Place) -> Result<App, String> {
    let config = place.config().map_err(|bad| bad.to_string())?;
    let app = open(config, Manner::default()).await?;
    match app.db.read(async |tx| store::is_empty(tx).await).await.map_err(|fault| fault.to_string())? {
        true => Ok(app),
        false => Err("there are people in this network: seed an empty one".to_owned()),
    }
}

/// Gives the ids of the people, in their order.
async fn sow_people(app: &App, network: &Network) -> Result<Vec<MemberId>, String> {
    let hash = app.hasher.hash(PASSWORD).await.map_err(|_why| "the password could not be hashed".to_owned())?;
    let by = app.by_itself(Language::En);
    let ids: Vec<MemberId> = network.people.iter().map(|_| MemberId(by.fresh())).collect();
    let mut organisations = store::Organisations::default();
    for (people, ids) in network.people.chunks(BATCH).zip(ids.chunks(BATCH)) {
        let rows = store::People::of(people, ids, &hash, &by, &mut organisations);
        let by = by.clone();
        app.db.write(async move |tx| rows.keep(tx, &by).await).await.map_err(told)?;
    }
    Ok(ids)
}

/// Ties as acts keep them, batch by batch: where others may be at work too. `filled` does the same in one go.
async fn sow_ties(app: &App, network: &Network, ids: &[MemberId], bare: bool) -> Result<(), String> {
    let by = app.by_itself(Language::En);
    for ties in network.ties.chunks(BATCH) {
        let rows = tie_changes(ties, ids, &by);
        let by = by.clone();
        app.db.write(async move |tx| store::keep_ties(tx, &by, &rows, bare).await).await.map_err(told)?;
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "maps an error")]
fn told(fault: Fault) -> String {
    fault.to_string()
}

/// The ties of a batch, as the log tells them.
fn tie_changes(ties: &[(usize, usize, Timestamp)], ids: &[MemberId], by: &By) -> Vec<Change> {
    let tied = |&(one, other, since): &(usize, usize, Timestamp)| {
        let (one, other) = (*ids.get(one)?, *ids.get(other)?);
        Some(Change::TieFormed { tie: TieId(by.fresh()), one, other, since, met: MetKind::Other })
    };
    ties.iter().filter_map(tied).collect()
}

/// A spell as the graph needs it.
fn spell(organisation: pergola_domain::ids::OrganisationId, school: bool, from: Option<i16>, to: Option<i16>) -> Spell {
    let month = |year: Option<i16>| year.and_then(|year| pergola_domain::time::YearMonth::new(year, None));
    Spell { organisation, school, from: month(from), to: month(to), ended: false }
}

#[cfg(test)]
mod tests {
    use pergola_domain::time::Timestamp;

    use super::{Network, Seedling, mixed::mix, sow_people, sow_ties};
    use crate::{
        network::{Chance, compare},
        testkit::Town,
    };

    /// Sixty people at nine places, each tied to a few others.
    fn small_town(chance: &mut Chance) -> Network {
        let year = |chance: &mut Chance| i16::try_from(2000 + chance.below(15)).ok();
        let mut network = Network::default();
        for number in 0..60 {
            let places = 1 + chance.below(2);
            let spells = (0..places).map(|_| {
                let (from, lasts) = (year(chance), i16::try_from(chance.below(9)).ok());
                let to = from.zip(lasts).map(|(from, lasts)| from + lasts).filter(|_| chance.below(3) > 0);
                (format!("Bottega {}", chance.below(9)), chance.below(4) == 0, from, to)
            });
            network.people.push(Seedling {
                handle: format!("p-{number}"),
                name: format!("P {number}"),
                spells: spells.collect(),
                ..Seedling::default()
            });
        }
        for one in 0..60 {
            for other in one + 1..60 {
                // Three towns in a row, with few ties from one to the next.
                let near = one / 20 == other / 20;
                if chance.below(100) < if near { 11 } else { 1 } {
                    let since = Timestamp(0).plus_days(i64::try_from(chance.below(19_000)).unwrap());
                    network.ties.push((one, other, since));
                }
            }
        }
        network
    }

    #[tokio::test]
    async fn in_a_small_town_with_everything_in_it_the_index_says_what_the_tables_say() {
        let town = Town::new().await;
        let network = small_town(&mut Chance(5));
        let ids = sow_people(&town.app, &network).await.unwrap();
        sow_ties(&town.app, &network, &ids, false).await.unwrap();
        // Kept by the log from here on.
        town.app.network.view(&town.app.db).await.unwrap();
        mix(&town.app, &ids, &network.ties, 6).await.unwrap();
        let by = town.app.by_itself(pergola_domain::members::Language::En);
        let compared = compare(&town.app, &by, 300, 7).await.unwrap();
        let different: Vec<_> = compared.iter().filter(|compared| compared.equal != compared.asked).collect();
        assert!(different.is_empty(), "{different:#?}");
        assert!(compared.iter().all(|compared| compared.asked > 0), "{compared:?}");
    }

    #[tokio::test]
    async fn a_seeded_network_has_its_people_and_ties_at_both_ends() {
        let town = Town::new().await;
        let person = |handle: &str| Seedling {
            handle: handle.to_owned(),
            name: handle.to_uppercase(),
            spells: vec![("Kam Air".to_owned(), false, Some(2013), None)],
            skills: vec!["Rumi".to_owned()],
            ..Seedling::default()
        };
        let network = Network {
            people: vec![person("ada"), person("bruno")],
            ties: vec![(0, 1, Timestamp(5))],
            passed_over: Vec::new(),
        };
        let ids = sow_people(&town.app, &network).await.unwrap();
        sow_ties(&town.app, &network, &ids, false).await.unwrap();
        town.log_settles().await;
        let told = town.app.db.changes_after(0, 100).await.unwrap();
        let kinds: Vec<&str> = told.iter().map(|change| change.kind.as_str()).collect();
        assert_eq!(
            kinds,
            [
                "member_joined",
                "spells_changed",
                "marks_changed",
                "member_joined",
                "spells_changed",
                "marks_changed",
                "tie_formed"
            ]
        );
        let ada = town.app.db.read(async |tx| crate::members::find_by_handle(tx, "ada").await).await.unwrap();
        assert_eq!(ada.unwrap().name, "ADA");
    }
}
