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
            let told = outcome?;
            told.lines.iter().for_each(|line| say(line));
            told.refused.map_or(Ok(()), Err)
        })
    }

    async fn read(&self, app: &App) -> Result<Told, String> {
        let member = find_member(app, &self.member).await?;
        let by = app.by_itself(app.config.language).on_behalf_of(member);
        let id = exchange::bring(app, by, &self.file).await.map_err(|failure| why(app, failure))?;
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

/// What came of it, as the terminal is told.
#[derive(Debug)]
struct Told {
    lines: Vec<String>,
    /// Why the file was not read to its end.
    refused: Option<String>,
}

async fn report(app: &App, member: MemberId, id: ImportId) -> Result<Told, String> {
    let import = exchange::import(app, member, id).await.map_err(|failure| why(app, failure))?;
    let mut lines = Vec::new();
    for skip in exchange::skips(app, id).await.map_err(|failure| why(app, failure))? {
        let reason = app.words.plain(Language::En, &["exchange-skip-", &skip.reason].concat()).to_owned();
        let line = if skip.line > 0 { format!(":{}", skip.line) } else { String::new() };
        lines.push(format!("{}{line}: {reason}", skip.file));
    }
    if let Some(refusal) = import.refusal() {
        let refused = format!("{}: {}", sentence(app, &refusal), import.failure_detail);
        return Ok(Told { lines, refused: Some(refused) });
    }
    let listed = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    if import.tally.skipped > listed {
        lines.push(format!(
            "and {} more rows not taken, which are counted and not listed",
            import.tally.skipped - listed
        ));
    }
    for ignored in exchange::ignored(app, id).await.map_err(|failure| why(app, failure))? {
        let reason = app.words.plain(Language::En, &["exchange-ignored-", &ignored.reason].concat()).to_owned();
        lines.push(format!("{}: {reason}", ignored.file));
    }
    let tally = &import.tally;
    let kinds: Vec<String> = tally.counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    lines.push(kinds.join(", "));
    lines.push(format!(
        "read {}, taken {}, unchanged {}, not taken {}",
        tally.read, tally.taken, tally.unchanged, tally.skipped
    ));
    Ok(Told { lines, refused: None })
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

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use clap::Parser;
    use serde_json::Value;

    use super::{Import, Told};
    use crate::{
        commands::export::Export,
        testkit::{Person, Town},
    };

    #[derive(Debug, Parser)]
    enum Line {
        Import(Import),
        Export(Export),
    }

    fn archive(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../pergola-formats/tests/files").join(name)
    }

    /// What `pergola import FILE --member HANDLE` does with the network that it opened.
    async fn imports(town: &Town, file: &Path, member: &str) -> Result<Told, String> {
        let words = ["pergola", "import", file.to_str().unwrap(), "--member", member];
        match Line::try_parse_from(words).unwrap() {
            Line::Import(import) => import.read(&town.app).await,
            Line::Export(_) => panic!("it was an import"),
        }
    }

    /// What `pergola export --member HANDLE --out FILE` does with it.
    async fn exports(town: &Town, member: &str, out: &Path) -> Result<String, String> {
        let words = ["pergola", "export", "--member", member, "--out", out.to_str().unwrap()];
        match Line::try_parse_from(words).unwrap() {
            Line::Export(export) => export.write(&town.app).await,
            Line::Import(_) => panic!("it was an export"),
        }
    }

    async fn names(who: &Person) -> Vec<String> {
        let cards = who.get("/api/v1/contacts?limit=100").await.is(200).json();
        let name = |card: &Value| card["name"].as_str().unwrap().to_owned();
        let mut names: Vec<String> = cards["items"].as_array().unwrap().iter().map(name).collect();
        names.sort();
        names
    }

    #[tokio::test]
    async fn a_file_that_the_command_line_brings_is_in_the_garden_and_out_again() {
        let town = Town::new().await;
        let (ada, bruno) = (town.joins("Ada Rossi").await, town.joins("Bruno Neri").await);
        let told = imports(&town, &archive("linkedin-complete/Collegamenti.csv"), "ada").await.unwrap();
        assert_eq!(told.refused, None);
        assert!(told.lines.contains(&"Collegamenti.csv:8: an empty row".to_owned()), "{told:?}");
        let tally = told.lines.last().unwrap();
        assert!(tally.starts_with("read ") && !tally.contains("taken 0,"), "{tally}");
        let known = names(&ada).await;
        assert!(
            ["Maria Cieloverde", "Renzo Cortelunga"].iter().all(|name| known.contains(&(*name).to_owned())),
            "{known:?}"
        );
        assert_eq!(names(&bruno).await, Vec::<String>::new(), "nobody else has them");
        let again = imports(&town, &archive("linkedin-complete/Collegamenti.csv"), "ada").await.unwrap();
        assert!(again.lines.last().unwrap().contains("taken 0,"), "{again:?}");
        assert!(std::fs::read_dir(town.folder().join("imports")).unwrap().next().is_none(), "the copies are gone");

        let out = town.folder().join("ada.zip");
        std::fs::write(&out, b"of another day").unwrap();
        let said = exports(&town, "ada", &out).await.unwrap();
        let size_bytes = std::fs::metadata(&out).unwrap().len();
        assert_eq!(said, format!("{}: {size_bytes} bytes", out.display()));
        let elsewhere = Town::new().await;
        let gina = elsewhere.joins("Gina Lago").await;
        let home = imports(&elsewhere, &out, "gina").await.unwrap();
        assert_eq!(home.refused, None, "{home:?}");
        assert_eq!(names(&gina).await, names(&ada).await, "the archive of the command line is read elsewhere");
    }

    #[tokio::test]
    async fn the_command_line_names_each_file_that_it_did_not_read() {
        let town = Town::new().await;
        town.joins("Ada Rossi").await;
        let file = town.folder().join("archive.zip");
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&file).unwrap());
        for name in ["linkedin-basic/Connections.csv", "linkedin-complete/Ad_Targeting.csv"] {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(name.rsplit('/').next().unwrap(), options).unwrap();
            std::io::Write::write_all(&mut zip, &std::fs::read(archive(name)).unwrap()).unwrap();
        }
        zip.finish().unwrap();
        let told = imports(&town, &file, "ada").await.unwrap();
        let private = "Ad_Targeting.csv: Left closed for your privacy: advertising, security, what you searched for.";
        assert!(told.lines.contains(&private.to_owned()), "{told:?}");
        assert!(!told.lines.iter().any(|line| line.starts_with("Connections.csv: ")), "{told:?}");
    }

    #[tokio::test]
    async fn where_the_list_of_rows_ends_the_command_line_says_how_many_more_there_are() {
        let town = Town::new().await;
        town.joins("Ada Rossi").await;
        let listed = usize::try_from(pergola_domain::exchange::SKIPS_LISTED).unwrap();
        let head = std::fs::read(archive("linkedin-basic/Connections.csv")).unwrap();
        let file = town.folder().join("Connections.csv");
        std::fs::write(&file, [head, b",,,,,,\n".repeat(listed + 3)].concat()).unwrap();
        let told = imports(&town, &file, "ada").await.unwrap();
        let rows = told.lines.iter().filter(|line| line.starts_with("Connections.csv:")).count();
        assert_eq!(rows, listed);
        let more: Vec<&String> = told.lines.iter().filter(|line| line.starts_with("and ")).collect();
        let tally = told.lines.last().unwrap();
        let skipped: usize = tally.rsplit(' ').next().unwrap().parse().unwrap();
        assert!(skipped >= listed + 3, "{tally}");
        assert_eq!(more, [&format!("and {} more rows not taken, which are counted and not listed", skipped - listed)]);
    }

    #[tokio::test]
    async fn what_the_command_line_cannot_do_is_said_in_a_sentence() {
        let town = Town::new().await;
        town.joins("Ada Rossi").await;
        let there = archive("linkedin-basic/Connections.csv");
        assert_eq!(imports(&town, &there, "nobody").await.unwrap_err(), "there is no member `nobody` here");
        assert_eq!(exports(&town, "nobody", &there).await.unwrap_err(), "there is no member `nobody` here");
        let gone = imports(&town, &town.folder().join("gone.zip"), "ada").await.unwrap_err();
        assert!(gone.starts_with("There is no file"), "{gone}");
        let words = town.folder().join("words.txt");
        std::fs::write(&words, b"just some words").unwrap();
        let unknown = imports(&town, &words, "ada").await.unwrap_err();
        assert!(unknown.len() > 20 && unknown != gone, "{unknown}");
        let endless = town.folder().join("Connections.csv");
        std::fs::write(&endless, [std::fs::read(&there).unwrap(), b"\"".to_vec(), vec![b'x'; 3 << 20]].concat())
            .unwrap();
        let told = imports(&town, &endless, "ada").await.unwrap();
        assert!(told.refused.unwrap().contains("Connections.csv:"), "it says where in the file");
        exports(&town, "ada", &endless.join("ada.zip")).await.unwrap_err();
        for missing in [&["pergola", "import", "file.zip"][..], &["pergola", "export", "--member", "ada"]] {
            Line::try_parse_from(missing).unwrap_err();
        }
    }
}
