//! A client of the JSON API in a hundred lines: HTTP/1.1 over one connection that stays open.
//!
//! It is our own because we must know which answer on which connection acknowledged what: the recorder of a power cut
//! sees nothing but bytes on sockets.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

use super::server::Door;

/// Which answer on which connection it was, so that it can be found in a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Receipt {
    /// Which run of the server: ports come again.
    pub(crate) life: usize,
    /// The caller's port.
    pub(crate) port: u16,
    /// 1 for the first answer on that connection.
    pub(crate) number: u32,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// What it sets, as the next request sends it.
    pub(crate) cookie: Option<String>,
    pub(crate) receipt: Receipt,
}

impl Answer {
    pub(crate) fn is_yes(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON; null where it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// For a message to whoever runs this.
    pub(crate) fn words(&self) -> String {
        format!("{} {}", self.status, String::from_utf8_lossy(&self.body))
    }
}

#[derive(Debug)]
pub(crate) struct Caller {
    door: Door,
    token: Option<String>,
    /// For pages.
    pub(crate) cookie: Option<String>,
    connection: Option<Connection>,
}

#[derive(Debug)]
struct Connection {
    stream: BufReader<TcpStream>,
    /// Of the answer that was read last.
    receipt: Receipt,
}

impl Caller {
    pub(crate) fn to(door: Door, token: Option<&str>) -> Self {
        Self { door, token: token.map(str::to_owned), cookie: None, connection: None }
    }

    pub(crate) fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.send("GET", path, "", &[])
    }

    pub(crate) fn json(&mut self, method: &str, path: &str, body: &Value) -> io::Result<Answer> {
        self.send(method, path, "application/json", body.to_string().as_bytes())
    }

    /// Sends one file, as a form in a browser would.
    pub(crate) fn file(&mut self, path: &str, name: &str, bytes: &[u8]) -> io::Result<Answer> {
        const EDGE: &str = "edge-of-a-file";
        let mut body = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        self.send("POST", path, &format!("multipart/form-data; boundary={EDGE}"), &body)
    }

    pub(crate) fn send(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> io::Result<Answer> {
        self.ask(method, &format!("/api/v1{path}"), kind, body)
    }

    /// Any address of the server, a page too.
    pub(crate) fn ask(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> io::Result<Answer> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => Connection::open(self.door)?,
        };
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.door.address);
        if let Some(token) = &self.token {
            head.push_str(&format!("Authorization: Bearer {token}\r\n"));
        }
        if let Some(cookie) = &self.cookie {
            head.push_str(&format!("Cookie: {cookie}\r\n"));
        }
        if !kind.is_empty() {
            head.push_str(&format!("Content-Type: {kind}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(body);
        connection.stream.get_mut().write_all(&bytes)?;
        let (answer, stays) = connection.answer()?;
        if stays {
            self.connection = Some(connection);
        }
        Ok(answer)
    }
}

impl Connection {
    fn open(door: Door) -> io::Result<Self> {
        let stream = TcpStream::connect(door.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let port = stream.local_addr()?.port();
        Ok(Self { stream: BufReader::new(stream), receipt: Receipt { life: door.life, port, number: 0 } })
    }

    /// One answer, and whether the connection stays open after it.
    fn answer(&mut self) -> io::Result<(Answer, bool)> {
        let status_line = self.line()?;
        let status = status_line.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.ok_or_else(|| broken("no status line"))?;
        let (mut length, mut chunked, mut stays, mut cookie) = (0, false, true, None);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            match (name.to_ascii_lowercase().as_str(), value.trim()) {
                ("content-length", value) => length = value.parse().map_err(io::Error::other)?,
                ("transfer-encoding", value) => chunked = value.eq_ignore_ascii_case("chunked"),
                ("set-cookie", value) => cookie = value.split(';').next().map(str::to_owned),
                ("connection", value) => stays = !value.eq_ignore_ascii_case("close"),
                _ => {}
            }
        }
        let body = if chunked { self.chunks()? } else { self.bytes(length)? };
        self.receipt.number += 1;
        Ok((Answer { status, body, cookie, receipt: self.receipt }, stays))
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(broken("the connection ended"));
        }
        Ok(line.trim_end().to_owned())
    }

    fn bytes(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let length = usize::from_str_radix(&self.line()?, 16).map_err(io::Error::other)?;
            body.extend(self.bytes(length)?);
            self.line()?;
            if length == 0 {
                return Ok(body);
            }
        }
    }
}

fn broken(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
