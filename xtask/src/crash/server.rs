//! The program under trial, started on a data folder, and ended in more than one way.

use std::fs::{self, File, OpenOptions};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::clock;
use crate::fault::Done;
use crate::groups::Group;

#[derive(Debug)]
pub(crate) struct Server {
    group: Group,
    pub(crate) door: Door,
}

/// Where one calls it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Door {
    pub(crate) address: SocketAddr,
    /// Which run of the program this is on its folder: ports come again.
    pub(crate) life: usize,
}

impl Server {
    /// Starts `pergola serve` and waits until it says where it listens. `recorder`: a command to run it under.
    pub(crate) fn start(program: &Path, folder: &Path, life: usize, recorder: &[String]) -> Done<Self> {
        Self::start_with(program, folder, life, recorder, &["serve"])
    }

    /// The same with other words for the program: another command, another database.
    pub(crate) fn start_with(
        program: &Path,
        folder: &Path,
        life: usize,
        recorder: &[String],
        words_for_it: &[&str],
    ) -> Done<Self> {
        let said = folder.join("said");
        let _ = fs::remove_file(&said);
        let log = OpenOptions::new().create(true).append(true).open(folder.join("log"))?;
        let mut words = recorder.to_vec();
        words.push(program.display().to_string());
        let (first, rest) = words.split_first().ok_or("nothing to start")?;
        let mut command = Command::new(first);
        command.args(rest).args(words_for_it).arg("--data").arg(data(folder)).args(["--listen", "127.0.0.1:0"]);
        command.env("PERGOLA_LIMITS", "relaxed").env("PERGOLA_MAIL_FOLDER", folder.join("mails"));
        command.stdin(Stdio::null()).stdout(File::create(&said)?).stderr(log);
        let mut group = Group::start(&mut command, "KILL")?;
        let address = wait_for_address(&mut group, &said, folder)?;
        Ok(Self { group, door: Door { address, life } })
    }

    /// The number that the system knows it by.
    pub(crate) fn process(&self) -> u32 {
        self.group.leader.id()
    }

    /// No goodbye: the program gets no chance to do anything.
    pub(crate) fn kill(&mut self) -> Done {
        self.group.leader.kill()?;
        self.group.leader.wait()?;
        Ok(())
    }

    /// The polite way.
    pub(crate) fn stop(&mut self) -> Done {
        self.group.signal("TERM")?;
        match self.group.wait_until(clock::now() + Duration::from_secs(30))? {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(format!("the server ended with {status}").into()),
            None => Err("the server did not stop within 30 s".into()),
        }
    }
}

/// What the program itself says about its files.
pub(crate) fn doctor(program: &Path, folder: &Path) -> Done {
    let output = Command::new(program).arg("doctor").arg("--data").arg(data(folder)).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("pergola doctor: {}", String::from_utf8_lossy(&said).trim()).into())
}

/// Where the program keeps its things, inside the folder of a trial.
pub(crate) fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

fn wait_for_address(group: &mut Group, said: &Path, folder: &Path) -> Done<SocketAddr> {
    // A large network is built from its tables before the first door opens.
    let until = clock::now() + Duration::from_secs(180);
    loop {
        let text = fs::read_to_string(said)?;
        if let Some((_, rest)) = text.split_once("listens on http://")
            && let Some((address, _)) = rest.split_once([' ', '\n'])
        {
            return Ok(address.parse()?);
        }
        if group.leader.try_wait()?.is_some() || clock::now() >= until {
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            let last: Vec<&str> = log.lines().rev().take(5).collect();
            return Err(format!("the server did not start: {}", last.join(" | ")).into());
        }
        clock::pause(Duration::from_millis(5));
    }
}
