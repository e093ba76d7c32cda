//! Opens a network: the database with its tables, the words, the key it signs with.

use std::sync::Arc;

use pergola_db::{Db, Engine, Fault, Options, Source, params};

use crate::{
    app::{App, Clock, HandedIn, Ids, Inner, Marks, Most},
    config::Config,
    http::limits::Limits,
    matching::Matching,
    members::Known,
    messages::Live,
    migrations::MIGRATIONS,
    network::Network,
    outside::{darkroom::Darkroom, fetch::Fetcher, mail::Mail, passwords::Hasher},
    pairs::InVain,
    posts::Recent,
    search::Search,
    words::Words,
};

/// The network's image in the data folder.
pub(super) const IMAGE: &str = "network.image";

/// How it is opened beside the settings: tests bring a clock, cheap passwords and near limits.
#[derive(Debug, Default)]
pub(crate) struct Manner {
    pub(crate) clock: Clock,
    pub(crate) for_tests: bool,
    /// The key that a new network signs with; random unless said. Tests that compare two towns give both the same.
    pub(crate) key: Option<[u8; 32]>,
    pub(crate) most: Most,
}

/// Everything that a request, a command or a follower needs.
///
/// # Errors
/// A sentence for who started the program.
pub(crate) async fn open(config: Config, manner: Manner) -> Result<App, String> {
    std::fs::create_dir_all(&config.data)
        .map_err(|error| format!("setting `data`: {}: {error}", config.data.display()))?;
    let source = match &config.database {
        Some(url) => Source::Postgres { url: url.clone(), schema: config.database_schema.clone() },
        None => Source::Sqlite(config.data.join("pergola.db")),
    };
    let clock = manner.clock.days_ahead(config.clock_ahead_days);
    let mut options = Options::new(source, MIGRATIONS, clock.now().0);
    if config.database_threads > 0 {
        options.readers = config.database_threads;
    }
    options.synchronous_off_for_tests = manner.for_tests;
    let known = Known::default();
    options.heed = Some(known.heed());
    let db = Db::open(options).await.map_err(|fault| format!("the database cannot be opened: {fault}"))?;
    let named = crate::organisations::name_employers(&db).await;
    named.map_err(|fault| format!("names of employers cannot be kept: {fault}"))?;
    let secret = secret(&db, manner.key).await.map_err(|fault| format!("the database cannot be read: {fault}"))?;
    let marks = Marks::new(secret);
    let network = Network::open(&db, config.data.join(IMAGE), &marks, clock.now()).await;
    let network = Arc::new(network.map_err(|fault| format!("the network cannot be read: {fault}"))?);
    let matching = Matching::open(&db).await.map_err(|fault| format!("what texts mean cannot be read: {fault}"))?;
    Ok(App::new(Inner {
        ids: Ids::new(config.node, chance(manner.for_tests)?),
        known,
        words: Words::all()?,
        hasher: Hasher::start(manner.for_tests),
        darkroom: Darkroom::start(),
        limits: Limits::new(config.limits_relaxed),
        live: Live::default(),
        mail: Mail::open(&config)?,
        fetcher: Fetcher::open(&config)?,
        network,
        matching,
        pairs_in_vain: InVain::default(),
        recent: Recent::new(),
        search: Search::default(),
        marks,
        handed_in: HandedIn::default(),
        most: manner.most,
        clock,
        secret,
        db,
        config,
    }))
}

/// What the gaps between ids follow from: made anew at each start, and kept nowhere. Tests live the same twice.
fn chance(for_tests: bool) -> Result<[u8; 32], String> {
    let mut chance = [7_u8; 32];
    if !for_tests {
        getrandom::fill(&mut chance).map_err(|error| format!("no randomness: {error}"))?;
    }
    Ok(chance)
}

/// The key that this network signs with, made at its first start and kept in its database: all its servers share it.
async fn secret(db: &Db, given: Option<[u8; 32]>) -> Result<[u8; 32], Fault> {
    let mut fresh = given.unwrap_or_default();
    if given.is_none() {
        getrandom::fill(&mut fresh).map_err(|error| Fault::other(format!("no randomness: {error}")))?;
    }
    let fresh: String = fresh.iter().map(|byte| format!("{byte:02x}")).collect();
    let kept: Option<String> = db
        .write(async move |tx| -> Result<_, Fault> {
            let sql = "INSERT INTO keepsakes (name, value) VALUES ('secret', $1) ON CONFLICT (name) DO NOTHING";
            tx.run(sql, &params![fresh]).await?;
            tx.one("SELECT value FROM keepsakes WHERE name = 'secret'", &[], |row| row.get(0)).await
        })
        .await?;
    let text = kept.unwrap_or_default();
    let mut secret = [0_u8; 32];
    for (place, pair) in secret.iter_mut().zip(text.as_bytes().chunks(2)) {
        let pair = std::str::from_utf8(pair).unwrap_or_default();
        *place = u8::from_str_radix(pair, 16).map_err(|_why| Fault::other("the kept key is damaged"))?;
    }
    Ok(secret)
}

/// "SQLite" or "PostgreSQL", for the line that tells where the server is.
pub(crate) const fn engine_name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    }
}
