//! `pergola demo`: a small town with people in it, to look at and to play with.
//!
//! The town is data (`town.toml`) and is lived through the rooms' own acts. Spans are told in days before today, so that
//! it looks alive whenever it is started. It is made once and then kept: what one does in it stays.

mod board;
mod jobs;
mod living;
mod plans;
mod posts;
mod town;

#[cfg(test)]
mod tests;

use clap::Args;
use pergola_domain::members::Language;

use super::{Manner, Place, open, say, serve};
use crate::{config::Config, http};

/// The password of everybody in town.
pub(super) const PASSWORD: &str = "glicine in fiore";

/// Start a small town with people in it, in a folder of its own
#[derive(Debug, Args)]
pub(super) struct Demo {
    #[command(flatten)]
    place: Place,
    /// Forget the town that is there and begin again
    #[arg(long)]
    fresh: bool,
}

impl Demo {
    pub(super) fn run(&self) -> Result<(), String> {
        let mut place = self.place.clone();
        place.data.get_or_insert_with(|| "pergola-demo".to_owned());
        let config = place.config().map_err(|bad| bad.to_string())?;
        let config = demo_of(config);
        if self.fresh {
            forget(&config)?;
        }
        serve::start_logging(&config);
        http::ops::start_metrics();
        serve::serving(async {
            let app = open(config, Manner::default()).await?;
            if town::build(&app).await? {
                say("The town is built.");
            }
            let greeting = [
                "Sign in as one of these; the password is the same for all:".to_owned(),
                "  livia   a designer with a garden of 35 people (Italian)".to_owned(),
                "  emma    a lighting designer in Leeds (English)".to_owned(),
                "  remo    somebody who has just arrived (Italian)".to_owned(),
                format!("Password: {PASSWORD}"),
            ];
            serve::serve(app, &greeting).await
        })
    }
}

/// The settings of a demo: letters into a folder, which a page shows.
fn demo_of(config: Config) -> Config {
    let letters = config.data.join("letters");
    Config {
        demo: true,
        mail: None,
        mail_folder: Some(config.mail_folder.clone().unwrap_or(letters)),
        name: if config.name == "Pergola" { "Pergola di prova".to_owned() } else { config.name.clone() },
        language: Language::It,
        ..config
    }
}

/// Removes what a demo makes in its folder, and nothing else.
fn forget(config: &Config) -> Result<(), String> {
    for name in ["pergola.db", "pergola.db-wal", "pergola.db-shm", "network.image"] {
        match std::fs::remove_file(config.data.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("{}: {error}", config.data.join(name).display())),
        }
    }
    for name in ["letters", "imports", "exports"] {
        match std::fs::remove_dir_all(config.data.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("{}: {error}", config.data.join(name).display())),
        }
    }
    Ok(())
}
