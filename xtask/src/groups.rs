//! Running other programs so that nothing of them outlives us.
//!
//! Each program gets a process group of its own and a watcher: a shell that holds the reading end of a pipe of ours and
//! kills the group as soon as the pipe closes. It closes when we drop it, and also when we are interrupted, crash or are
//! killed: that is why it is a pipe, and not code of ours that must get to run.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::clock;
use crate::fault::Done;

/// A running program with all its descendants (but those that left its group on purpose, as daemons do).
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) leader: Child,
    watcher: Child,
}

impl Group {
    /// Starts `command`; `signal` is what ends the group when we go, `KILL` where nothing needs to be put in order.
    pub(crate) fn start(command: &mut Command, signal: &str) -> Done<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let leader = command.process_group(0).spawn().map_err(|error| format!("cannot start {name}: {error}"))?;
        let watcher = Command::new("/bin/sh")
            .args(["-c", r#"read _; kill -s "$1" -- "-$2" 2>/dev/null"#, "watcher", signal, &leader.id().to_string()])
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self { leader, watcher })
    }

    /// Sends a signal to the leader alone, by name (`INT`, `KILL`).
    pub(crate) fn signal(&self, name: &str) -> Done {
        let pid = self.leader.id().to_string();
        Command::new("/bin/sh").args(["-c", r#"kill -s "$1" "$2""#, "sh", name, &pid]).status()?;
        Ok(())
    }

    /// Waits until the leader has ended or `until` has come.
    pub(crate) fn wait_until(&mut self, until: Instant) -> Done<Option<ExitStatus>> {
        loop {
            if let Some(status) = self.leader.try_wait()? {
                return Ok(Some(status));
            }
            if clock::now() >= until {
                return Ok(None);
            }
            clock::pause(Duration::from_millis(20));
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        // Nothing to be done about a failure here: the group is gone either way.
        let _ = self.watcher.wait();
        let _ = self.leader.wait();
    }
}

/// How a program that was listened to came to its end.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) lines: Vec<String>,
    pub(crate) ending: Ending,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Status(ExitStatus),
    TooLong(Duration),
}

impl Ending {
    pub(crate) fn is_success(self) -> bool {
        matches!(self, Self::Status(status) if status.success())
    }

    /// Continues the sentence "… failed:".
    pub(crate) fn words(self) -> String {
        match self {
            Self::Status(status) => match (status.code(), status.signal()) {
                (Some(code), _) => format!("exit code {code}"),
                (None, Some(signal)) => format!("ended by signal {signal}"),
                (None, None) => "ended without a code".to_owned(),
            },
            Self::TooLong(limit) => format!("still running after its limit of {}", clock::words(limit)),
        }
    }
}

/// Runs a program to its end, passes on what it prints line by line, and keeps it.
pub(crate) fn listen(command: &mut Command, limit: Duration) -> Done<Heard> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut group = Group::start(command, "KILL")?;
    let (sender, receiver) = channel();
    forward(group.leader.stdout.take(), sender.clone(), std::io::stdout);
    forward(group.leader.stderr.take(), sender, std::io::stderr);
    let until = clock::now() + limit;
    let mut lines = Vec::new();
    let ending = gather(&mut group, &receiver, until, &mut lines)?;
    Ok(Heard { lines, ending: ending.map_or(Ending::TooLong(limit), Ending::Status) })
}

/// Collects lines until the leader has ended or `until` has come.
///
/// Not until the streams end: a daemon that the program left behind may hold them for ever.
fn gather(
    group: &mut Group,
    receiver: &Receiver<String>,
    until: Instant,
    lines: &mut Vec<String>,
) -> Done<Option<ExitStatus>> {
    const SILENCE: Duration = Duration::from_millis(300);
    loop {
        match receiver.recv_timeout(SILENCE) {
            Ok(line) => lines.push(line),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(status) = group.leader.try_wait()? {
                    return Ok(Some(status));
                }
            }
            Err(RecvTimeoutError::Disconnected) => return group.wait_until(until),
        }
        if clock::now() >= until {
            return Ok(None);
        }
    }
}

fn forward<W: Write>(
    from: Option<impl Read + Send + 'static>,
    lines: Sender<String>,
    to: impl Fn() -> W + Send + 'static,
) {
    let Some(from) = from else { return };
    std::thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut bytes = Vec::new();
        while from.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            // A closed terminal must not stop the work.
            let _ = writeln!(to(), "{line}");
            if lines.send(line).is_err() {
                return;
            }
            bytes.clear();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shell that leaves a child behind, and says which.
    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    /// The signal is sent when we return; dying takes the system another moment.
    fn ends(process: &str) -> bool {
        let until = clock::now() + Duration::from_secs(10);
        while clock::now() < until {
            let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
            // A zombie is dead; only its parent has not noticed.
            if state.is_empty() || state.contains(") Z ") {
                return true;
            }
            clock::pause(Duration::from_millis(5));
        }
        false
    }

    #[test]
    fn what_a_program_leaves_behind_ends_with_it() {
        let heard = listen(&mut shell("sleep 600 & echo $!"), Duration::from_secs(20)).expect("sh runs");
        assert!(heard.ending.is_success());
        assert!(ends(heard.lines.first().expect("it printed a number")));
    }

    #[test]
    fn what_hangs_is_ended() {
        let heard = listen(&mut shell("echo $$; sleep 600"), Duration::from_millis(400)).expect("sh runs");
        assert_eq!(heard.ending, Ending::TooLong(Duration::from_millis(400)));
        assert!(ends(heard.lines.first().expect("it printed a number")));
    }

    #[test]
    fn a_bad_end_is_told() {
        let heard = listen(&mut shell("echo one; echo two >&2; exit 3"), Duration::from_secs(20)).expect("sh runs");
        assert_eq!(heard.lines.len(), 2);
        assert_eq!(heard.ending.words(), "exit code 3");
    }
}
