//! A PostgreSQL of our own for the length of one step: in a temporary folder, on a free port, gone afterwards.
//!
//! It forgets everything when the power fails (`fsync=off`): only tests may use it.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::clock;
use crate::fault::Done;
use crate::groups::Group;
use crate::system::{self, Installing};

/// A running server; dropping it stops it and removes its folder.
#[derive(Debug)]
pub(crate) struct Postgres {
    /// Before `folder`: the server must be gone when its files go.
    server: Group,
    port: u16,
    folder: TempDir,
}

impl Postgres {
    /// Finds or installs PostgreSQL and starts it.
    pub(crate) fn start(installing: Installing) -> Done<Self> {
        let programs = match find_programs() {
            Some(programs) => programs,
            None => {
                system::install(&["postgresql"], installing)?;
                find_programs().ok_or("PostgreSQL was installed, but initdb is in none of the usual places")?
            }
        };
        let owner = Owner::find()?;
        let folder = tempfile::Builder::new().prefix("pergola-postgres-").tempdir_in(roomy_memory())?;
        owner.give(folder.path())?;
        initialize(&programs, &owner, folder.path())?;
        let port = free_port()?;
        let server = launch(&programs, &owner, folder.path(), port)?;
        let mut postgres = Self { server, port, folder };
        postgres.wait()?;
        Ok(postgres)
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self) -> Done {
        let until = clock::now() + Duration::from_secs(30);
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            if self.server.leader.try_wait()?.is_some() || clock::now() >= until {
                return Err(format!("PostgreSQL did not start: {}", self.log()).into());
            }
            clock::pause(Duration::from_millis(50));
        }
        Ok(())
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // "Immediate": the files are thrown away, so nothing needs to be written down first.
        let _ = self.server.signal("QUIT");
        let _ = self.server.wait_until(clock::now() + Duration::from_secs(10));
    }
}

/// Kilobytes that must be free in memory for the server's files to lie there; every story has a database of some 11 MB while it is
/// told.
const ROOM_KB: u64 = 6 << 20;

/// Where the files lie. Every story makes and removes a thousand of them, which costs a disk's file system more than the story
/// costs the database; memory that has no room for them gives way to the disk.
fn roomy_memory() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let told = Command::new("df").args(["-k", "--output=avail"]).arg(memory).output();
    let text = told.map(|told| String::from_utf8_lossy(&told.stdout).into_owned()).unwrap_or_default();
    let free = text.lines().last().and_then(|line| line.trim().parse::<u64>().ok());
    if free.is_some_and(|free| free >= ROOM_KB) { memory.to_owned() } else { std::env::temp_dir() }
}

/// Who owns the server's files and runs it: PostgreSQL refuses to run as root.
#[derive(Debug)]
struct Owner {
    numbers: Option<(u32, u32)>,
}

impl Owner {
    fn find() -> Done<Self> {
        if !system::is_root() {
            return Ok(Self { numbers: None });
        }
        let user = ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| system::user_number(name).zip(system::group_number(name)))
            .ok_or("PostgreSQL will not run as root, and there is neither a user postgres nor nobody")?;
        Ok(Self { numbers: Some(user) })
    }

    fn give(&self, path: &Path) -> Done {
        if let Some((user, group)) = self.numbers {
            chown(path, Some(user), Some(group))?;
        }
        Ok(())
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).stdin(Stdio::null()).env("LC_ALL", "C.UTF-8");
        if let Some((user, group)) = self.numbers {
            command.uid(user).gid(group);
        }
        command
    }
}

/// The folder of `initdb` and `postgres`: Debian keeps them out of the path, newest version first here.
fn find_programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort();
    let debian = versions.into_iter().rev().map(|(_, folder)| folder);
    let path = system::find_program("initdb").and_then(|program| program.parent().map(Path::to_owned));
    debian.chain(path).find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

fn initialize(programs: &Path, owner: &Owner, folder: &Path) -> Done {
    let output = owner
        .command(&programs.join("initdb"), folder)
        .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", "--locale=C.UTF-8"])
        .arg(format!("--pgdata={}", folder.join("data").display()))
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("initdb failed: {}", String::from_utf8_lossy(&output.stderr).trim()).into())
}

fn launch(programs: &Path, owner: &Owner, folder: &Path, port: u16) -> Done<Group> {
    let log = fs::File::create(folder.join("log"))?;
    let mut command = owner.command(&programs.join("postgres"), folder);
    command.arg("-D").arg(folder.join("data")).arg("-k").arg(folder).arg("-p").arg(port.to_string());
    let settings = [
        "listen_addresses=127.0.0.1",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=400",
        // A story is over before statistics or compiled plans pay for themselves.
        "autovacuum=off",
        "jit=off",
    ];
    for setting in settings {
        command.args(["-c", setting]);
    }
    command.stdout(log.try_clone()?).stderr(log);
    Group::start(&mut command, "QUIT")
}

/// A port nobody listens on now. Somebody may take it before the server does; then the step fails and says so.
fn free_port() -> Done<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_free_port_can_be_taken() {
        let port = free_port().expect("the loopback device is there");
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).expect("the port is free");
    }
}
