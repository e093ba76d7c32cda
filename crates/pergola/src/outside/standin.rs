//! A stand-in for somebody's web server, for tests: it listens on this machine and says what it is told to say.
//!
//! It speaks on threads of its own and by hand, so that it can also speak badly: say nothing, stop in the middle, never
//! end.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex},
};

use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A request as it was heard. Names of headers are in lower case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heard {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Heard {
    /// A value of a form; the first of its name.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        let mut pairs = url::form_urlencoded::parse(self.body.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

/// What it says.
pub(crate) enum Says {
    /// This, and then it hangs up.
    Bytes(Vec<u8>),
    /// This, and then nothing more, without hanging up.
    ThenSilence(Vec<u8>),
    /// This, again and again, for as long as anybody listens.
    ForEver(Vec<u8>),
}

impl Says {
    /// An ordinary answer.
    pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let mut said = format!("HTTP/1.1 {status} Said\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            said.push_str(&format!("{name}: {value}\r\n"));
        }
        said.push_str("\r\n");
        Self::Bytes([said.as_bytes(), body].concat())
    }
}

pub(crate) struct StandIn {
    pub(crate) at: SocketAddr,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl StandIn {
    pub(crate) fn saying(says: impl Fn(&Heard) -> Says + Send + Sync + 'static) -> Self {
        Self::start(None, says)
    }

    pub(crate) fn with_tls(tls: Arc<ServerConfig>, says: impl Fn(&Heard) -> Says + Send + Sync + 'static) -> Self {
        Self::start(Some(tls), says)
    }

    fn start(tls: Option<Arc<ServerConfig>>, says: impl Fn(&Heard) -> Says + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let (heard, says) = (Arc::new(Mutex::new(Vec::new())), Arc::new(says));
        let notes = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                let (tls, says, notes) = (tls.clone(), Arc::clone(&says), Arc::clone(&notes));
                std::thread::spawn(move || match tls {
                    None => converse(stream, &notes, &*says),
                    Some(tls) => {
                        converse(StreamOwned::new(ServerConnection::new(tls).unwrap(), stream), &notes, &*says);
                    }
                });
            }
        });
        Self { at, heard }
    }

    /// Its address, with this path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// What it heard so far.
    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }
}

fn converse(mut stream: impl Read + Write, notes: &Mutex<Vec<Heard>>, says: &dyn Fn(&Heard) -> Says) {
    let Some(heard) = listen(&mut stream) else { return };
    notes.lock().unwrap().push(heard.clone());
    // Whoever asked may be gone already, which many tests want.
    match says(&heard) {
        Says::Bytes(bytes) => drop(stream.write_all(&bytes).and_then(|()| stream.flush())),
        Says::ThenSilence(bytes) => {
            drop(stream.write_all(&bytes).and_then(|()| stream.flush()));
            // Until the other side hangs up.
            while stream.read(&mut [0_u8; 64]).is_ok_and(|read| read > 0) {}
        }
        Says::ForEver(bytes) => while stream.write_all(&bytes).is_ok() {},
    }
}

fn listen(stream: &mut impl Read) -> Option<Heard> {
    let mut all = Vec::new();
    let mut piece = [0_u8; 4_096];
    loop {
        let read = stream.read(&mut piece).ok()?;
        all.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&all).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let mut lines = head.lines();
            let mut first = lines.next()?.split(' ');
            let headers: BTreeMap<String, String> = lines
                .filter_map(|line| line.split_once(':'))
                .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
                .collect();
            let length: usize = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            if body.len() >= length {
                let (method, path) = (first.next()?.to_owned(), first.next()?.to_owned());
                return Some(Heard { method, path, headers, body: body.to_owned() });
            }
        }
        if read == 0 {
            return None;
        }
    }
}
