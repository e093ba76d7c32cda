//! `pergola export`: writes everything of a member to a file.

use std::path::PathBuf;

use clap::Args;

use super::{Manner, Place, import::find_member, open, say, serve};
use crate::{app::App, exchange};

/// Write everything that a member keeps here to one zip
#[derive(Debug, Args)]
#[command(after_help = "With SQLite, stop the server first: one program at a time writes into the file.")]
pub(super) struct Export {
    /// Whose archive
    #[arg(long, value_name = "HANDLE")]
    member: String,
    /// The file to write; one that is there is replaced
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    place: Place,
}

impl Export {
    pub(super) fn run(&self) -> Result<(), String> {
        let config = self.place.config().map_err(|bad| bad.to_string())?;
        serve::runtime()?.block_on(async {
            let app = open(config, Manner::default()).await?;
            let outcome = self.write(&app).await;
            app.db.close().await;
            outcome.map(|line| say(&line))
        })
    }

    /// Gives the line that says where it is.
    pub(super) async fn write(&self, app: &App) -> Result<String, String> {
        let member = find_member(app, &self.member).await?;
        let written = exchange::write_export(app, member, self.out.clone()).await.map_err(|fault| fault.to_string())?;
        let written = written.ok_or("there is no such member any more")?;
        let line = format!("{}: {} bytes", self.out.display(), written.size_bytes);
        Ok(match exchange::most_taken(app, written.account_bytes) {
            Some(most) => {
                let account = written.account_bytes;
                format!(
                    "{line}\nits pergola.json has {account} bytes, and an import takes {most}: no Pergola reads it as it is"
                )
            }
            None => line,
        })
    }
}
