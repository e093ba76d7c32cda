//! The command line: what each command is called, what it takes, where its work is.

mod backup;
mod demo;
mod doctor;
mod export;
mod import;
mod member;
mod open;
mod openapi;
mod seed;
mod serve;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::{BadSetting, Config, SETTINGS, Sources};

pub(crate) use open::{Manner, open};

#[derive(Debug, Parser)]
#[command(name = "pergola", version, about = "A professional network that people run themselves.")]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the network of a data folder
    #[command(after_help = manual())]
    Serve(Place),
    Demo(demo::Demo),
    Import(import::Import),
    Export(export::Export),
    Member(member::Member),
    Backup(backup::Backup),
    Restore(backup::Restore),
    Doctor(doctor::Doctor),
    #[command(hide = true)]
    Seed(seed::Seed),
    /// Print the description of the JSON API
    Openapi,
}

/// Where the network is. The other settings come from a file and the environment.
#[derive(Clone, Debug, Args)]
pub(crate) struct Place {
    /// Folder of the database, pictures and archives [default: pergola-data]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<String>,
    /// Address and port to listen on; port 0 takes a free one [default: 127.0.0.1:7300]
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<String>,
    /// Address of a PostgreSQL database instead of the SQLite file in the data folder
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// File of settings [default: pergola.toml in the data folder, where there is one]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<std::path::PathBuf>,
}

impl Place {
    /// File, environment, flags: the later word holds.
    pub(crate) fn config(&self) -> Result<Config, BadSetting> {
        let mut flags_first = Sources::default();
        flags_first.environment(environment())?;
        flags_first.flag("data", self.data.clone())?;
        let beside = flags_first.data_folder().join("pergola.toml");
        let mut sources = Sources::default();
        match &self.config {
            Some(file) => sources.file(file)?,
            None if beside.is_file() => sources.file(&beside)?,
            None => {}
        }
        sources.environment(environment())?;
        sources.flag("data", self.data.clone())?;
        sources.flag("listen", self.listen.clone())?;
        sources.flag("database", self.database.clone())?;
        sources.config()
    }
}

fn environment() -> impl Iterator<Item = (String, String)> {
    // A variable that is no text cannot be one of ours.
    std::env::vars_os().filter_map(|(name, word)| Some((name.into_string().ok()?, word.into_string().ok()?)))
}

/// All settings with their defaults, as the end of `--help`.
fn manual() -> String {
    let mut text = String::from("Settings, in a file as `key = value`, or in the environment as PERGOLA_KEY:\n");
    for setting in &SETTINGS {
        let default = if setting.default.is_empty() { "empty" } else { setting.default };
        let line = format!("  {:<18} {} [default: {default}]\n", setting.key, setting.says);
        text.push_str(&line);
    }
    text
}

/// Runs what the command line asks for.
pub(crate) fn run() -> ExitCode {
    let outcome = match Line::parse().command {
        Command::Serve(place) => serve::run(&place),
        Command::Demo(demo) => demo.run(),
        Command::Import(import) => import.run(),
        Command::Export(export) => export.run(),
        Command::Member(member) => quietly(member.run()),
        Command::Backup(backup) => quietly(backup.run()),
        Command::Restore(restore) => quietly(restore.run()),
        Command::Doctor(doctor) => quietly(doctor.run()),
        Command::Seed(seed) => quietly(seed.run()),
        Command::Openapi => openapi::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            say_error(&format!("pergola: {why}"));
            ExitCode::FAILURE
        }
    }
}

/// Runs a command that serves nobody.
fn quietly(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    serve::runtime()?.block_on(work)
}

/// A line for who started the command.
#[expect(clippy::print_stdout, reason = "the command line speaks on the terminal")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

#[expect(clippy::print_stderr, reason = "the command line speaks on the terminal")]
pub(crate) fn say_error(line: &str) {
    eprintln!("{line}");
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Line, SETTINGS};

    /// Every command, and those below it, that somebody may look for.
    fn all(command: &clap::Command, words: &str) -> Vec<(String, clap::Command)> {
        let below = command.get_subcommands().filter(|one| !one.is_hide_set() && one.get_name() != "help");
        below
            .flat_map(|one| {
                let words = format!("{words} {}", one.get_name());
                [vec![(words.clone(), one.clone())], all(one, &words)].concat()
            })
            .collect()
    }

    #[test]
    fn each_command_has_a_help_that_one_can_follow() {
        let mut line = Line::command();
        line.build();
        line.clone().debug_assert();
        let all = all(&line, "pergola");
        let top: Vec<&str> = line.get_subcommands().map(clap::Command::get_name).collect();
        for name in ["serve", "demo", "import", "export", "member", "backup", "restore", "doctor", "openapi"] {
            assert!(top.contains(&name), "{name}");
        }
        for (words, command) in all {
            let says = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(says.len() > 15, "`{words} --help` does not say what it is for");
            for argument in command.get_arguments().filter(|one| !one.is_hide_set()) {
                let says = argument.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(says.len() > 7, "`{words} --help` does not say what {} is", argument.get_id());
            }
        }
        let manual = line.find_subcommand_mut("serve").unwrap().render_long_help().to_string();
        let manual = manual.split_whitespace().collect::<Vec<_>>().join(" ");
        for setting in &SETTINGS {
            assert!(manual.contains(setting.key) && manual.contains(setting.says), "{}", setting.key);
        }
        for flag in ["--data", "--listen"] {
            for name in ["serve", "demo"] {
                let help = line.find_subcommand_mut(name).unwrap().render_help().to_string();
                assert!(help.contains(flag), "{name} {flag}");
            }
        }
    }
}
