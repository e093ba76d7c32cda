//! `pergola import`: reads a file for a member, on the spot, and says what was not taken.

use std::{io::IsTerminal, path::PathBuf};

use clap::Args;
use pergola_domain::{
    ids::{ImportId, MemberId},
    members::Language,
};
use tokio::sync::watch;

use super::{Manner, Place, open, say, say_error, serve};
use crate::{app::App, exchange, members};

/// Read a file for a member: a LinkedIn archive, vCards, a JSON Resume, Google or Outlook CSV, a Pergola archive
#[derive(Debug, Args)]
#[command(after_help = "With SQLite, stop the server first: one program at a time writes into the file.")]
pub(super) struct Import {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Whose garden it goes into
    #[arg(long, value_name = "HANDLE")]
    member: String,
    #[command(flatten)]
    place: Place,
}

impl Import {
    pub(super) fn run(&self) -> Result<(), String> {
        let config = self.place.config().map_err(|bad| bad.to_string())?;
        serve::runtime()?.block_on(async {
            let app = open(config, Manner::default()).await?;
            let outcome = self.read(&app).await;
            app.db.close().await;
            outcome
        })
    }

    async fn read(&self, app: &App) -> Result<(), String> {
        let member = find_member(app, &self.member).await?;
        let by = app.by_itself(app.config.language).on_behalf_of(member);
        let told = |failure| why(app, failure);
        let id = exchange::bring(app, by, &self.file).await.map_err(told)?;
        let (_going, stop) = watch::channel(false);
        let work = exchange::work_at_once(app, id, &stop);
        tokio::pin!(work);
        let shows = std::io::stderr().is_terminal();
        loop {
            tokio::select! {
                ended = &mut work => {
                    ended.map_err(|fault| fault.to_string())?;
                    break;
                }
                () = tokio::time::sleep(std::time::Duration::from_millis(500)) => {
                    let import = exchange::import(app, member, id).await.map_err(|failure| why(app, failure))?;
                    if shows {
                        say_error(&format!("{} %", import.percent()));
                    }
                }
            }
        }
        report(app, member, id).await
    }
}

async fn report(app: &App, member: MemberId, id: ImportId) -> Result<(), String> {
    let import = exchange::import(app, member, id).await.map_err(|failure| why(app, failure))?;
    for skip in exchange::skips(app, id).await.map_err(|failure| why(app, failure))? {
        let reason = app.words.plain(Language::En, &["exchange-skip-", &skip.reason].concat()).to_owned();
        let line = if skip.line > 0 { format!(":{}", skip.line) } else { String::new() };
        say(&format!("{}{line}: {reason}", skip.file));
    }
    if let Some(refusal) = import.refusal() {
        return Err(format!("{}: {}", sentence(app, &refusal), import.failure_detail));
    }
    let tally = &import.tally;
    let kinds: Vec<String> = tally.counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    say(&kinds.join(", "));
    say(&format!(
        "read {}, taken {}, unchanged {}, not taken {}",
        tally.read, tally.taken, tally.unchanged, tally.skipped
    ));
    Ok(())
}

/// The member of a handle.
pub(super) async fn find_member(app: &App, handle: &str) -> Result<MemberId, String> {
    let name = handle.to_owned();
    let found = app.db.read(async move |tx| members::find_by_handle(tx, &name).await).await;
    let found = found.map_err(|fault: pergola_db::Fault| fault.to_string())?;
    found.map(|account| account.id).ok_or_else(|| format!("there is no member `{handle}` here"))
}

/// A failure as the command line says it.
pub(super) fn why(app: &App, failure: crate::http::Failure<pergola_domain::exchange::Refusal>) -> String {
    use crate::http::Failure;
    match failure {
        Failure::Refused(refusal) => sentence(app, &refusal),
        Failure::NotFound => "it is gone".to_owned(),
        Failure::Stale => "somebody else wrote meanwhile; try again".to_owned(),
        Failure::Fault(fault) => fault.to_string(),
    }
}

fn sentence(app: &App, refusal: &impl pergola_domain::refusal::Refusal) -> String {
    crate::words::Speech::new(app, Language::En).refusal(refusal.code(), &refusal.numbers())
}
