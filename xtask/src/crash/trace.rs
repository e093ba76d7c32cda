//! Reads what strace wrote: which bytes went to which file, what was synced, and which answers went out, in order.
//!
//! A call has two moments, its beginning and its end, and other threads may come between. We take each at the moment
//! that is hardest on the program: bytes are at risk from the beginning of a write, safe only at the end of a sync, and an
//! answer counts as given from the beginning of its sending.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::fault::Done;

/// What strace is told to write down: all that can change a file or answer somebody.
pub(crate) const CALLS: &str = "openat,creat,close,lseek,pwrite64,pwritev,pwritev2,write,writev,sendto,sendmsg,fsync,\
    fdatasync,sync_file_range,ftruncate,truncate,fallocate,unlink,unlinkat,rename,renameat,renameat2,link,linkat,\
    copy_file_range,sendfile,splice";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// A file was opened for writing, and made or emptied where the program asked for that.
    Opened {
        path: PathBuf,
        descriptor: u32,
        create: bool,
        empty: bool,
        append: bool,
    },
    /// `at` is unknown for a write at the descriptor's own place.
    Written {
        path: PathBuf,
        descriptor: u32,
        at: Option<u64>,
        bytes: Vec<u8>,
    },
    Moved {
        descriptor: u32,
        to: u64,
    },
    Resized {
        path: PathBuf,
        length: u64,
    },
    SyncBegun {
        process: u32,
        path: PathBuf,
    },
    SyncEnded {
        process: u32,
    },
    Removed {
        path: PathBuf,
    },
    Renamed {
        from: PathBuf,
        to: PathBuf,
    },
    /// The first bytes of an answer to the caller at this port.
    Answered {
        port: u16,
    },
}

/// A call that has begun and not ended, as far as we have read.
#[derive(Debug, Default)]
struct Begun {
    text: String,
}

/// Reads a whole recording. Calls on anything outside `folder` are left out, but for answers.
pub(crate) fn read(recording: &str, folder: &str) -> Done<Vec<Event>> {
    let mut begun: BTreeMap<u32, Begun> = BTreeMap::new();
    let mut events = Vec::new();
    for line in recording.lines() {
        let Some((process, rest)) = line.split_once(' ') else { continue };
        let Ok(process) = process.parse() else { continue };
        let rest = rest.trim_start();
        if rest.starts_with("+++") || rest.starts_with("---") {
            continue;
        }
        if let Some(text) = rest.strip_suffix("<unfinished ...>") {
            begin(process, text, folder, &mut events).map_err(|fault| format!("{fault}: {}", start(line)))?;
            begun.insert(process, Begun { text: text.trim_end().to_owned() });
        } else if let Some((_, tail)) = rest.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>")) {
            let text = begun.remove(&process).unwrap_or_default().text + tail;
            end(process, &text, folder, &mut events).map_err(|fault| format!("{fault}: {}", start(line)))?;
        } else {
            begin(process, rest, folder, &mut events).map_err(|fault| format!("{fault}: {}", start(line)))?;
            end(process, rest, folder, &mut events).map_err(|fault| format!("{fault}: {}", start(line)))?;
        }
    }
    Ok(events)
}

/// Enough of a line to find it.
fn start(line: &str) -> String {
    line.chars().take(200).collect()
}

/// What counts from the beginning of a call: bytes that may reach the disk, and answers that may reach their reader.
fn begin(process: u32, text: &str, folder: &str, events: &mut Vec<Event>) -> Done {
    let Some((name, arguments)) = text.split_once('(') else { return Ok(()) };
    let mut words = Words { rest: arguments };
    match name {
        "write" | "writev" | "pwrite64" | "pwritev" | "pwritev2" | "sendto" | "sendmsg" => {
            let Some(target) = words.target() else { return Ok(()) };
            let inside = target.path.starts_with(folder);
            if !inside && target.port.is_none() {
                return Ok(());
            }
            let (bytes, after) = words.bytes()?;
            if let Some(port) = target.port {
                if bytes.starts_with(b"HTTP/1.1 ") {
                    events.push(Event::Answered { port });
                }
            } else if !target.gone {
                let at = if name.starts_with('p') { after.last().copied() } else { None };
                let path = target.path.into();
                events.push(Event::Written { path, descriptor: target.descriptor, at, bytes });
            }
        }
        "fsync" | "fdatasync" => {
            if let Some(target) = words.target().filter(|target| target.path.starts_with(folder) && !target.gone) {
                events.push(Event::SyncBegun { process, path: target.path.into() });
            }
        }
        _ => {}
    }
    Ok(())
}

/// What counts from the end of a call: syncs, and changes of names and lengths, which may have failed.
fn end(process: u32, text: &str, folder: &str, events: &mut Vec<Event>) -> Done {
    let Some((name, arguments)) = text.split_once('(') else { return Ok(()) };
    let result = text.rsplit_once(" = ").map_or("?", |(_, result)| result);
    if result.starts_with('-') || result.starts_with('?') {
        return Ok(());
    }
    let mut words = Words { rest: arguments };
    match name {
        "fsync" | "fdatasync" => events.push(Event::SyncEnded { process }),
        "openat" => {
            let flags = arguments.rsplit_once('"').map_or("", |(_, flags)| flags);
            let Some(opened) = (Words { rest: result }).target() else { return Ok(()) };
            if opened.path.starts_with(folder) && (flags.contains("O_RDWR") || flags.contains("O_WRONLY")) {
                events.push(Event::Opened {
                    path: opened.path.into(),
                    descriptor: opened.descriptor,
                    create: flags.contains("O_CREAT"),
                    empty: flags.contains("O_TRUNC"),
                    append: flags.contains("O_APPEND"),
                });
            }
        }
        "lseek" => {
            if let Some(target) = words.target().filter(|target| target.path.starts_with(folder)) {
                events.push(Event::Moved { descriptor: target.descriptor, to: result.trim().parse()? });
            }
        }
        "ftruncate" => {
            if let Some(target) = words.target().filter(|target| target.path.starts_with(folder) && !target.gone) {
                let length = words.numbers().first().copied().ok_or("no length")?;
                events.push(Event::Resized { path: target.path.into(), length });
            }
        }
        "unlink" | "unlinkat" | "rename" | "renameat" | "renameat2" => names(name, arguments, folder, events)?,
        "write" | "writev" | "pwrite64" | "pwritev" | "pwritev2" | "sendto" | "sendmsg" | "close" => {}
        // What we cannot replay must not be passed over in silence.
        _ => {
            if words.target().is_some_and(|target| target.path.starts_with(folder)) {
                return Err(format!("a call that cannot be replayed: {name}").into());
            }
        }
    }
    Ok(())
}

fn names(name: &str, arguments: &str, folder: &str, events: &mut Vec<Event>) -> Done {
    let paths = strings(arguments)?;
    let inside = |path: &Vec<u8>| {
        let path = String::from_utf8_lossy(path).into_owned();
        path.starts_with(folder).then(|| PathBuf::from(path))
    };
    if paths.iter().any(|path| !path.starts_with(b"/")) {
        return Err(format!("{name} with a path that does not begin at the root").into());
    }
    match (name.starts_with("rename"), paths.as_slice()) {
        (false, [path]) => events.extend(inside(path).map(|path| Event::Removed { path })),
        (true, [from, to]) => {
            if let Some((from, to)) = inside(from).zip(inside(to)) {
                events.push(Event::Renamed { from, to });
            }
        }
        _ => return Err(format!("{name} with other arguments than expected").into()),
    }
    Ok(())
}

/// What a descriptor stands for.
#[derive(Debug)]
struct Target {
    descriptor: u32,
    path: String,
    /// The other side's port, where it is a connection.
    port: Option<u16>,
    /// The file has no name any more.
    gone: bool,
}

/// The arguments of a call, read from the left.
#[derive(Debug)]
struct Words<'a> {
    rest: &'a str,
}

impl Words<'_> {
    /// `7</path>`, `7</path>(deleted)` or `7<TCP:[127.0.0.1:80->127.0.0.1:5000]>`.
    fn target(&mut self) -> Option<Target> {
        let (number, rest) = self.rest.split_once('<')?;
        let descriptor = number.trim().parse().ok()?;
        if let Some(connection) = rest.strip_prefix("TCP:[") {
            let (ends, rest) = connection.split_once("]>")?;
            let port = ends.rsplit_once("->")?.1.rsplit_once(':')?.1.parse().ok()?;
            self.rest = rest;
            return Some(Target { descriptor, path: String::new(), port: Some(port), gone: false });
        }
        let (path, rest) = rest.split_once('>')?;
        let gone = rest.starts_with("(deleted)");
        self.rest = rest;
        let path = String::from_utf8(unescape(path).ok()?).ok()?;
        Some(Target { descriptor, path, port: None, gone })
    }

    /// All strings of the rest, joined (a `writev` has several), and the numbers after the last one.
    fn bytes(&mut self) -> Done<(Vec<u8>, Vec<u64>)> {
        let bytes = strings(self.rest)?.concat();
        self.rest = self.rest.rsplit_once('"').map_or("", |(_, rest)| rest);
        Ok((bytes, self.numbers()))
    }

    /// Numbers that stand as arguments of their own, up to the end of the call.
    fn numbers(&self) -> Vec<u64> {
        let arguments = self.rest.split(") = ").next().unwrap_or(self.rest);
        arguments.split([',', ')']).filter_map(|word| word.trim().parse().ok()).collect()
    }
}

/// Every quoted string, unescaped. A string that strace cut short would make all of this worthless, so it is an error.
fn strings(text: &str) -> Done<Vec<Vec<u8>>> {
    let mut found = Vec::new();
    let mut parts = text.split('"');
    parts.next();
    while let Some(quoted) = parts.next() {
        found.push(unescape(quoted)?);
        if parts.next().is_some_and(|after| after.starts_with("...")) {
            return Err("a string was cut short".into());
        }
    }
    Ok(found)
}

/// `\x2f\x74` and plain characters.
fn unescape(text: &str) -> Done<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4);
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [b'\\', b'x', high, low, rest @ ..] => {
                bytes.push(digit(*high)? * 16 + digit(*low)?);
                rest
            }
            [b'\\', ..] => return Err("an escape that is not \\x".into()),
            [plain, rest @ ..] => {
                bytes.push(*plain);
                rest
            }
            [] => return Ok(bytes),
        };
    }
}

fn digit(character: u8) -> Done<u8> {
    match character {
        b'0'..=b'9' => Ok(character - b'0'),
        b'a'..=b'f' => Ok(character - b'a' + 10),
        _ => Err("not a hexadecimal digit".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> String {
        text.bytes().map(|byte| format!("\\x{byte:02x}")).collect()
    }

    #[test]
    fn a_sync_ends_where_it_is_resumed_and_bytes_are_at_risk_before() {
        let (db, folder) = (hex("/t/a b.db"), "/t");
        let recording = format!(
            "7 openat(AT_FDCWD<{}>, \"{db}\", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 3<{db}>\n\
             7 pwrite64(3<{db}>, \"\\x00\\xff\", 2, 4096) = 2\n\
             7 fsync(3<{db}> <unfinished ...>\n\
             8 writev(5<TCP:[127.0.0.1:80->127.0.0.1:999]>, [{{iov_base=\"{}\", iov_len=9}}, {{iov_base=\"\\x41\", iov_len=1}}], 2) = 10\n\
             7 <... fsync resumed>) = 0\n\
             7 write(3<{db}>(deleted), \"\\x00\", 1) = 1\n\
             7 ftruncate(3<{db}>, 100) = 0\n\
             7 unlink(\"{db}\") = 0\n\
             7 unlink(\"{db}\") = -1 ENOENT (No such file or directory)\n\
             7 +++ exited with 0 +++\n",
            hex("/t"),
            hex("HTTP/1.1 ")
        );
        let path = PathBuf::from("/t/a b.db");
        let expected = vec![
            Event::Opened { path: path.clone(), descriptor: 3, create: true, empty: false, append: false },
            Event::Written { path: path.clone(), descriptor: 3, at: Some(4096), bytes: vec![0, 255] },
            Event::SyncBegun { process: 7, path: path.clone() },
            Event::Answered { port: 999 },
            Event::SyncEnded { process: 7 },
            Event::Resized { path: path.clone(), length: 100 },
            Event::Removed { path },
        ];
        assert_eq!(read(&recording, folder).expect("it can be read"), expected);
    }

    #[test]
    fn what_cannot_be_replayed_is_an_error() {
        let file = hex("/t/x");
        assert!(read(&format!("7 fallocate(3<{file}>, 0, 0, 10) = 0\n"), "/t").is_err());
        assert!(read(&format!("7 write(3<{file}>, \"\\x00\"..., 10) = 10\n"), "/t").is_err());
        assert!(read(&format!("7 fallocate(3<{file}>, 0, 0, 10) = 0\n"), "/elsewhere").expect("not ours").is_empty());
    }
}
