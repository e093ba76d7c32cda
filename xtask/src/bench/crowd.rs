//! Many callers at once, at the price of one: all connections are served by one thread, as they come ready.
//!
//! A thread for each caller has to be woken for every answer, by the server and on the server's cores: with 64 of them
//! what was measured was them too (docs/measurements.md).

use std::{
    io::{ErrorKind, Read, Write},
    str,
    time::{Duration, Instant},
};

use mio::{Events, Interest, Poll, Token, net::TcpStream};

use crate::{clock, crash::server::Door, fault::Done};

/// A caller's next request: its bytes, head and all.
pub(super) type Words = Vec<u8>;

struct Line {
    stream: TcpStream,
    heard: Vec<u8>,
    asked: Instant,
}

/// So many callers for so long, each with a connection of its own and one request at a time. `next` is told a caller's number
/// and the body of his last answer (nothing at first). Gives how long each answer took, in order; an answer that is no yes
/// ends it all.
pub(super) fn crowd(
    door: Door,
    callers: usize,
    span: Duration,
    mut next: impl FnMut(usize, &[u8]) -> Done<Words>,
) -> Done<Vec<Duration>> {
    let mut poll = Poll::new()?;
    let mut events = Events::with_capacity(callers.max(1));
    let mut lines = Vec::with_capacity(callers);
    for caller in 0..callers {
        let stream = std::net::TcpStream::connect(door.address)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let mut stream = TcpStream::from_std(stream);
        poll.registry().register(&mut stream, Token(caller), Interest::READABLE)?;
        stream.write_all(&next(caller, &[])?)?;
        lines.push(Line { stream, heard: Vec::new(), asked: clock::now() });
    }
    let until = clock::now() + span;
    let mut times = Vec::new();
    let mut piece = [0_u8; 16 * 1024];
    loop {
        poll.poll(&mut events, Some(Duration::from_secs(60)))?;
        let now = clock::now();
        if events.is_empty() {
            return Err("the server says nothing".into());
        }
        if now >= until {
            times.sort_unstable();
            return Ok(times);
        }
        for event in &events {
            let Some(line) = lines.get_mut(event.token().0) else { continue };
            loop {
                match line.stream.read(&mut piece) {
                    Ok(0) => return Err("a connection ended".into()),
                    Ok(count) => line.heard.extend_from_slice(piece.get(..count).unwrap_or_default()),
                    Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                    Err(error) => return Err(error.into()),
                }
                let Some(body) = body(&line.heard)? else { continue };
                times.push(line.asked.elapsed());
                let words = next(event.token().0, body)?;
                line.heard.clear();
                line.asked = clock::now();
                // A request is far smaller than what a socket holds.
                line.stream.write_all(&words)?;
                // Whatever is answered now is another readiness.
                break;
            }
        }
    }
}

/// The body of a good answer that has come whole.
fn body(heard: &[u8]) -> Done<Option<&[u8]>> {
    let Some(end) = heard.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let (head, rest) = heard.split_at(end + 4);
    let head = str::from_utf8(head)?;
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find_map(|(name, value)| name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>()));
    let Some(body) = rest.get(..length.ok_or("an answer without its length")??) else { return Ok(None) };
    if head.split(' ').nth(1).is_some_and(|status| status.starts_with('2')) {
        Ok(Some(body))
    } else {
        Err(format!("{head}{}", String::from_utf8_lossy(body)).into())
    }
}
