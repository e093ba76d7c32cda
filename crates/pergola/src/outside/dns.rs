//! The texts that the owner of a name keeps in its DNS: TXT records (RFC 1035, 3.3.14), asked of one name server by UDP and,
//! where the answer was cut, by TCP. Only for proofs; names of hosts are the system's to resolve.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpStream, UdpSocket},
};

const TIME: Duration = Duration::from_secs(5);
const TXT: u16 = 16;
const INTERNET: u16 = 1;
const ANSWER_BYTES: usize = 4_096;
/// Records looked at, and the texts taken.
const RECORDS: u16 = 64;

/// Why nothing came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotFound {
    #[error("no name server is known")]
    NoServer,
    #[error("a name that cannot be asked for")]
    BadName,
    #[error("the name server does not answer")]
    Silent,
    #[error("the answer cannot be read")]
    Unreadable,
}

/// The texts of a name; none where there is no such name.
///
/// # Errors
/// When nobody answers, or what comes is no answer to the question.
pub(crate) async fn texts(server: Option<SocketAddr>, name: &str) -> Result<Vec<String>, NotFound> {
    let server = match server {
        Some(server) => server,
        None => machines_own().ok_or(NotFound::NoServer)?,
    };
    let mut id = [0_u8; 2];
    getrandom::fill(&mut id).map_err(|_error| NotFound::Silent)?;
    let question = question(id, name)?;
    tokio::time::timeout(TIME, ask(server, &question)).await.map_err(|_late| NotFound::Silent)?
}

async fn ask(server: SocketAddr, question: &[u8]) -> Result<Vec<String>, NotFound> {
    let here = match server {
        SocketAddr::V4(_) => SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0),
        SocketAddr::V6(_) => SocketAddr::new(IpAddr::V6(Ipv6Addr::UNSPECIFIED), 0),
    };
    let socket = UdpSocket::bind(here).await.map_err(|_error| NotFound::Silent)?;
    // Connected: what others send does not arrive.
    socket.connect(server).await.map_err(|_error| NotFound::Silent)?;
    socket.send(question).await.map_err(|_error| NotFound::Silent)?;
    let mut bytes = vec![0_u8; ANSWER_BYTES];
    loop {
        let read = socket.recv(&mut bytes).await.map_err(|_error| NotFound::Silent)?;
        let answer = bytes.get(..read).unwrap_or_default();
        match read_answer(question, answer) {
            Some(Answer::Whole(texts)) => return Ok(texts),
            Some(Answer::Cut) => return by_tcp(server, question).await,
            // Somebody guesses at our question: the true answer may still come.
            None => {}
        }
    }
}

async fn by_tcp(server: SocketAddr, question: &[u8]) -> Result<Vec<String>, NotFound> {
    let mut stream = TcpStream::connect(server).await.map_err(|_error| NotFound::Silent)?;
    let length = u16::try_from(question.len()).map_err(|_long| NotFound::BadName)?;
    let framed = [&length.to_be_bytes(), question].concat();
    stream.write_all(&framed).await.map_err(|_error| NotFound::Silent)?;
    let length = stream.read_u16().await.map_err(|_error| NotFound::Silent)?;
    let mut answer = vec![0_u8; usize::from(length)];
    stream.read_exact(&mut answer).await.map_err(|_error| NotFound::Silent)?;
    match read_answer(question, &answer) {
        Some(Answer::Whole(texts)) => Ok(texts),
        _ => Err(NotFound::Unreadable),
    }
}

/// The first name server that this machine asks.
fn machines_own() -> Option<SocketAddr> {
    let text = std::fs::read_to_string("/etc/resolv.conf").ok()?;
    let told = text.lines().filter_map(|line| line.trim().strip_prefix("nameserver")).map(str::trim);
    told.filter_map(|address| address.parse::<IpAddr>().ok()).next().map(|address| SocketAddr::new(address, 53))
}

fn question(id: [u8; 2], name: &str) -> Result<Vec<u8>, NotFound> {
    // Recursion desired, one question.
    let mut bytes = [&id[..], &[1, 0, 0, 1, 0, 0, 0, 0, 0, 0]].concat();
    for label in name.split('.') {
        let length = u8::try_from(label.len()).ok().filter(|length| (1..=63).contains(length));
        bytes.push(length.ok_or(NotFound::BadName)?);
        bytes.extend_from_slice(label.as_bytes());
    }
    if bytes.len() > 12 + 253 {
        return Err(NotFound::BadName);
    }
    bytes.push(0);
    bytes.extend_from_slice(&TXT.to_be_bytes());
    bytes.extend_from_slice(&INTERNET.to_be_bytes());
    Ok(bytes)
}

enum Answer {
    Whole(Vec<String>),
    Cut,
}

/// The texts in an answer to this question; none where it is not one.
fn read_answer(question: &[u8], answer: &[u8]) -> Option<Answer> {
    let word = |at: usize| Some(u16::from_be_bytes([*answer.get(at)?, *answer.get(at + 1)?]));
    let flags = word(2)?;
    let is_answer = flags & 0x8000 != 0 && answer.get(..2)? == question.get(..2)?;
    let echoed = answer.get(12..question.len())?;
    if !is_answer || !echoed.eq_ignore_ascii_case(question.get(12..)?) || word(4)? != 1 {
        return None;
    }
    if flags & 0x0200 != 0 {
        return Some(Answer::Cut);
    }
    let mut at = question.len();
    let mut texts = Vec::new();
    for _ in 0..word(6)?.min(RECORDS) {
        at = after_name(answer, at)?;
        let (kind, class, length) = (word(at)?, word(at + 2)?, usize::from(word(at + 8)?));
        let data = answer.get(at + 10..at + 10 + length)?;
        if (kind, class) == (TXT, INTERNET) {
            texts.push(joined(data)?);
        }
        at += 10 + length;
    }
    Some(Answer::Whole(texts))
}

/// The place after a name, which may end in a pointer to elsewhere.
fn after_name(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            0 => return Some(at + 1),
            length if length & 0xC0 == 0xC0 => return Some(at + 2),
            length if length < 64 => at += 1 + usize::from(length),
            _ => return None,
        }
    }
}

/// The strings of one record, which belong together.
fn joined(mut data: &[u8]) -> Option<String> {
    let mut text = Vec::new();
    while let Some((length, rest)) = data.split_first() {
        let (part, after) = rest.split_at_checked(usize::from(*length))?;
        text.extend_from_slice(part);
        data = after;
    }
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// A name server for tests: it knows the texts it is told, and says so to whoever asks.
#[cfg(test)]
pub(crate) mod standin {
    use std::{
        collections::BTreeMap,
        net::{SocketAddr, UdpSocket},
        sync::{Arc, Mutex},
    };

    pub(crate) struct NameServer {
        pub(crate) at: SocketAddr,
        told: Arc<Mutex<BTreeMap<String, Vec<String>>>>,
    }

    impl NameServer {
        pub(crate) fn start() -> Self {
            let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
            let (at, told) = (socket.local_addr().unwrap(), Arc::new(Mutex::new(BTreeMap::new())));
            let texts: Arc<Mutex<BTreeMap<String, Vec<String>>>> = Arc::clone(&told);
            std::thread::spawn(move || {
                let mut bytes = [0_u8; 512];
                while let Ok((read, from)) = socket.recv_from(&mut bytes) {
                    let question = &bytes[..read];
                    let known = texts.lock().unwrap().get(&name(question)).cloned().unwrap_or_default();
                    drop(socket.send_to(&answer(question, &known), from));
                }
            });
            Self { at, told }
        }

        /// From now on this name has this text.
        pub(crate) fn knows(&self, name: &str, text: &str) {
            self.told.lock().unwrap().entry(name.to_owned()).or_default().push(text.to_owned());
        }

        pub(crate) fn forgets(&self, name: &str) {
            self.told.lock().unwrap().remove(name);
        }
    }

    fn name(question: &[u8]) -> String {
        let (mut at, mut labels) = (12, Vec::new());
        while question[at] > 0 {
            let length = usize::from(question[at]);
            labels.push(String::from_utf8_lossy(&question[at + 1..at + 1 + length]).into_owned());
            at += 1 + length;
        }
        labels.join(".")
    }

    pub(super) fn answer(question: &[u8], texts: &[String]) -> Vec<u8> {
        let mut bytes = question.to_vec();
        bytes[2..4].copy_from_slice(&[0x81, 0x80]);
        bytes[6..8].copy_from_slice(&u16::try_from(texts.len()).unwrap().to_be_bytes());
        for text in texts {
            let (first, second) = text.as_bytes().split_at(text.len() / 2);
            bytes.extend_from_slice(&[0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60]);
            bytes.extend_from_slice(&u16::try_from(text.len() + 2).unwrap().to_be_bytes());
            for part in [first, second] {
                bytes.push(u8::try_from(part.len()).unwrap());
                bytes.extend_from_slice(part);
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, NotFound, question, read_answer, standin, texts};

    #[tokio::test]
    async fn a_name_is_asked_for_and_its_texts_come_back_whole() {
        let server = standin::NameServer::start();
        server.knows("_pergola.officina.example", "pergola=abcdef");
        let found = texts(Some(server.at), "_pergola.officina.example").await.unwrap();
        assert_eq!(found, ["pergola=abcdef"]);
        assert!(texts(Some(server.at), "_pergola.altrove.example").await.unwrap().is_empty());
        assert_eq!(texts(Some(server.at), "a..example").await, Err(NotFound::BadName));
        assert_eq!(texts(Some(server.at), &"a".repeat(64)).await, Err(NotFound::BadName));
    }

    #[test]
    fn what_is_no_answer_to_the_question_is_none() {
        let asked = question([1, 2], "a.example").unwrap();
        let good = standin::answer(&asked, &["uno".to_owned()]);
        assert!(matches!(read_answer(&asked, &good), Some(Answer::Whole(texts)) if texts == ["uno"]));
        for cut in 0..good.len() {
            let read = read_answer(&asked, good.get(..cut).unwrap());
            assert!(!matches!(read, Some(Answer::Whole(texts)) if !texts.is_empty()), "cut at {cut}");
        }
        let other = question([1, 3], "a.example").unwrap();
        assert!(read_answer(&other, &good).is_none());
        let mut flagged = good.clone();
        *flagged.get_mut(2).unwrap() |= 2;
        assert!(matches!(read_answer(&asked, &flagged), Some(Answer::Cut)));
    }
}
