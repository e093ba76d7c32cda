//! A stand-in for somebody's mail server, for tests: it listens on this machine, speaks SMTP (RFC 5321) and keeps what it
//! was given. It checks nothing and passes nothing on.

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

/// A letter as it came in, and the lines that were said before it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    /// Headers and body, line ends and dots as they were before sending.
    pub(crate) data: String,
}

impl Taken {
    /// A header's value, folded lines joined.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let (head, _) = self.data.split_once("\r\n\r\n")?;
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let mut lines = unfolded.split("\r\n").filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
    }
}

pub(crate) struct PostBox {
    at: SocketAddr,
    taken: Arc<Mutex<Vec<Taken>>>,
    refusing: Arc<Mutex<usize>>,
}

impl PostBox {
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let this = Self { at, taken: Arc::default(), refusing: Arc::default() };
        let (taken, refusing) = (Arc::clone(&this.taken), Arc::clone(&this.refusing));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                let (taken, refusing) = (Arc::clone(&taken), Arc::clone(&refusing));
                std::thread::spawn(move || drop(converse(&stream, &taken, &refusing)));
            }
        });
        this
    }

    /// The setting `mail` that leads here.
    pub(crate) fn url(&self) -> String {
        format!("smtp://{}", self.at)
    }

    /// The next letters are refused for now, so many of them.
    pub(crate) fn is_full_for(&self, letters: usize) {
        *self.refusing.lock().unwrap() = letters;
    }

    /// What came in so far for an address, oldest first.
    pub(crate) fn taken_for(&self, address: &str) -> Vec<Taken> {
        let taken = self.taken.lock().unwrap();
        taken.iter().filter(|letter| letter.to.iter().any(|to| to == address)).cloned().collect()
    }
}

fn converse(stream: &TcpStream, taken: &Mutex<Vec<Taken>>, refusing: &Mutex<usize>) -> std::io::Result<()> {
    let (mut lines, mut out) = (BufReader::new(stream), stream);
    out.write_all(b"220 postbox.example ready\r\n")?;
    let mut letter = Taken::default();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let word = line.split([' ', ':', '\r']).next().unwrap_or_default().to_uppercase();
        let address = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        let says: &[u8] = match word.as_str() {
            "EHLO" => b"250-postbox.example\r\n250 8BITMIME\r\n",
            "MAIL" => {
                letter = Taken { from: address, ..Taken::default() };
                b"250 ok\r\n"
            }
            "RCPT" => {
                letter.to.push(address);
                b"250 ok\r\n"
            }
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                letter.data = data(&mut lines)?;
                let mut refusing = refusing.lock().unwrap();
                if *refusing > 0 {
                    *refusing -= 1;
                    b"452 the box is full\r\n"
                } else {
                    taken.lock().unwrap().push(letter.clone());
                    b"250 taken\r\n"
                }
            }
            "QUIT" => return out.write_all(b"221 bye\r\n"),
            _ => b"250 ok\r\n",
        };
        out.write_all(says)?;
    }
}

/// All lines up to the one with a dot alone; a dot that was put before another is taken away (RFC 5321, 4.5.2).
fn data(lines: &mut impl BufRead) -> std::io::Result<String> {
    let mut all = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 || line == ".\r\n" {
            return Ok(all);
        }
        all.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
