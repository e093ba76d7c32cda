//! The accept loop: our own, because time limits begin before the first byte and end with the last request.
//!
//! `axum::serve` keeps a connection that says nothing for ever. Here: 5 s to the first byte, 10 s for the head, 30 s
//! between two pieces of a body and no body slower than 1 KiB a second, 30 s in which nothing of an answer is taken, so
//! many connections from one address, and at the end 10 s for what is under way.

use std::{
    collections::BTreeMap,
    error::Error,
    io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{Router, body::Body, extract::Request};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, net::TcpStream, sync::watch, task::JoinSet, time::Instant, time::timeout};
use tower::{Service, ServiceExt};

use super::{identity::Peer, taken::Taken};

/// How long and how much is borne.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    pub(crate) first_byte: Duration,
    pub(crate) head: Duration,
    /// Between two pieces of a body.
    pub(crate) body_piece: Duration,
    /// For a whole body: so long, and one second more for so many bytes of it.
    pub(crate) body_grace: Duration,
    pub(crate) body_bytes_a_second: u64,
    /// In which nothing of an answer is taken.
    pub(crate) answer_piece: Duration,
    /// For what is under way when the server is asked to stop.
    pub(crate) grace: Duration,
    pub(crate) connections: usize,
    pub(crate) connections_an_address: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            first_byte: Duration::from_secs(5),
            head: Duration::from_secs(10),
            body_piece: Duration::from_secs(30),
            body_grace: Duration::from_secs(30),
            body_bytes_a_second: 1_024,
            answer_piece: Duration::from_secs(30),
            grace: Duration::from_secs(10),
            connections: 4_096,
            connections_an_address: 256,
        }
    }
}

/// Serves until `stop` turns true, then lets open requests finish.
pub(crate) async fn serve(listener: TcpListener, router: Router, patience: Patience, mut stop: watch::Receiver<bool>) {
    let open = Arc::new(Mutex::new(Open::default()));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
            Some(_) = connections.join_next() => continue,
        };
        match accepted {
            Ok((stream, from)) => {
                let Some(place) = Seat::take(&open, from.ip(), patience) else { continue };
                let watcher = graceful.watcher();
                connections.spawn(connection(stream, from, router.clone(), watcher, Terms { seat: place, patience }));
            }
            Err(error) => {
                // Out of file handles, most likely: let some connections end before the next try.
                tracing::warn!(fault.cause = %error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    if timeout(patience.grace, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still open after the grace time");
    }
    connections.shutdown().await;
}

/// What a connection is served under.
struct Terms {
    seat: Seat,
    patience: Patience,
}

async fn connection(
    stream: TcpStream,
    from: SocketAddr,
    router: Router,
    watcher: hyper_util::server::graceful::Watcher,
    Terms { seat, patience }: Terms,
) {
    let mut first = [0_u8; 1];
    if !matches!(timeout(patience.first_byte, stream.peek(&mut first)).await, Ok(Ok(1))) {
        return;
    }
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(fault.cause = %error, "a connection was gone at once");
    }
    let service = tower::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut router = router.clone();
        async move {
            let mut request: Request = request.map(|body| Body::new(patient(body, patience)));
            request.extensions_mut().insert(Peer(from.ip()));
            router.as_service::<Body>().ready().await?.call(request).await
        }
    });
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(64 * 1024).keep_alive(true);
    let stream = TokioIo::new(Taken::new(stream, patience.answer_piece));
    let served = watcher.watch(builder.serve_connection(stream, TowerToHyperService::new(service)));
    if let Err(error) = served.await {
        tracing::debug!(fault.cause = %error, "a connection broke off");
    }
    drop(seat);
}

/// A body that is coming in.
struct Coming {
    body: hyper::body::Incoming,
    bytes: u64,
    /// For the sender alone: what the reader takes his time for does not count.
    waited: Duration,
}

/// A body that may neither rest too long between two pieces nor trickle.
fn patient(
    body: hyper::body::Incoming,
    patience: Patience,
) -> impl hyper::body::Body<Data = bytes::Bytes, Error = io::Error> + Send {
    use http_body_util::BodyExt;
    let coming = Coming { body, bytes: 0, waited: Duration::ZERO };
    let frames = futures_util::stream::unfold(coming, move |mut coming| async move {
        let earned = Duration::from_secs(coming.bytes / patience.body_bytes_a_second.max(1));
        let left = (patience.body_grace + earned).saturating_sub(coming.waited).min(patience.body_piece);
        let since = Instant::now();
        let frame = timeout(left, coming.body.frame()).await;
        coming.waited += since.elapsed();
        match frame {
            Ok(Some(Ok(frame))) => {
                let length = frame.data_ref().map_or(0, bytes::Bytes::len);
                coming.bytes = coming.bytes.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
                Some((Ok(frame), coming))
            }
            Ok(Some(Err(error))) => Some((Err(io::Error::other(error)), coming)),
            Ok(None) => None,
            Err(_) => Some((Err(io::Error::from(io::ErrorKind::TimedOut)), coming)),
        }
    });
    http_body_util::StreamBody::new(frames)
}

/// Whether a body was given up because it came too slowly.
pub(crate) fn is_slow(why: &(dyn Error + 'static)) -> bool {
    let mut next = Some(why);
    while let Some(why) = next {
        if why.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut) {
            return true;
        }
        next = why.source();
    }
    false
}

#[derive(Default)]
struct Open {
    all: usize,
    by_address: BTreeMap<IpAddr, usize>,
}

/// A place among the open connections, given back when dropped.
struct Seat {
    open: Arc<Mutex<Open>>,
    address: IpAddr,
}

impl Seat {
    fn take(open: &Arc<Mutex<Open>>, address: IpAddr, patience: Patience) -> Option<Self> {
        let mut counts = open.lock().unwrap_or_else(PoisonError::into_inner);
        let here = counts.by_address.get(&address).copied().unwrap_or_default();
        if counts.all >= patience.connections || here >= patience.connections_an_address {
            return None;
        }
        counts.all += 1;
        counts.by_address.insert(address, here + 1);
        Some(Self { open: Arc::clone(open), address })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut counts = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        counts.all = counts.all.saturating_sub(1);
        let here = counts.by_address.get(&self.address).copied().unwrap_or_default();
        if here <= 1 {
            counts.by_address.remove(&self.address);
        } else {
            counts.by_address.insert(self.address, here - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::{TcpListener, TcpStream},
        sync::watch,
    };

    use super::{Patience, serve};
    use crate::{http::router, testkit::Town};

    struct Running {
        _town: Town,
        token: String,
        address: std::net::SocketAddr,
        stop: watch::Sender<bool>,
        served: tokio::task::JoinHandle<()>,
    }

    #[expect(clippy::disallowed_methods, reason = "a server beside the test")]
    async fn running() -> Running {
        let town = Town::new().await;
        let token = town.joins("Ada Rossi").await.token;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        let patience = Patience {
            first_byte: Duration::from_millis(150),
            head: Duration::from_millis(300),
            body_piece: Duration::from_millis(300),
            body_grace: Duration::from_millis(700),
            body_bytes_a_second: 1_024,
            answer_piece: Duration::from_secs(5),
            grace: Duration::from_secs(5),
            connections: 64,
            connections_an_address: 8,
        };
        let served = tokio::spawn(serve(listener, router(&town.app), patience, stopped));
        Running { _town: town, token, address, stop, served }
    }

    /// What the server says until it closes.
    async fn all(mut stream: TcpStream) -> String {
        let mut bytes = Vec::new();
        // A reset is a way of closing too.
        drop(stream.read_to_end(&mut bytes).await);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[tokio::test]
    async fn who_says_nothing_or_half_is_sent_away() {
        let server = running().await;
        let silent = TcpStream::connect(server.address).await.unwrap();
        assert_eq!(all(silent).await, "");
        let mut half = TcpStream::connect(server.address).await.unwrap();
        half.write_all(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.unwrap();
        assert!(!all(half).await.contains("200"));
        let mut slow = TcpStream::connect(server.address).await.unwrap();
        let head =
            b"POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{";
        slow.write_all(head).await.unwrap();
        let told = all(slow).await;
        assert!(told.starts_with("HTTP/1.1 408 ") && told.contains("http.too_slow"), "{told}");
    }

    #[tokio::test]
    async fn a_body_that_trickles_is_given_up_though_it_never_rests() {
        let server = running().await;
        let edge = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        for (kind, begin) in [("application/json", "{\"login\":\""), ("multipart/form-data; boundary=edge", edge)] {
            let path = if begin.starts_with('{') { "/api/v1/tokens" } else { "/api/v1/imports" };
            let mut drop_by_drop = TcpStream::connect(server.address).await.unwrap();
            let head = format!(
                "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: {kind}\r\n\
                 Content-Length: 99999\r\n\r\n{begin}",
                server.token
            );
            drop_by_drop.write_all(head.as_bytes()).await.unwrap();
            let mut drops = 0;
            let mut pace = tokio::time::interval(Duration::from_millis(20));
            let mut one = [0_u8; 1];
            // A byte now and then, always before a pause would be too long, until the server has something to say.
            loop {
                tokio::select! {
                    _ = pace.tick() => {
                        if drop_by_drop.write_all(b"a").await.is_err() { break }
                        drops += 1;
                        assert!(drops < 500, "nobody ends it");
                    }
                    said = drop_by_drop.peek(&mut one) => {
                        said.unwrap();
                        break;
                    }
                }
            }
            assert!(drops > 10, "it was let in: {drops}");
            let told = all(drop_by_drop).await;
            assert!(told.starts_with("HTTP/1.1 408 ") && told.contains("http.too_slow"), "{path}: {told}");
        }
    }

    #[tokio::test]
    async fn nonsense_on_the_wire_is_refused_and_the_server_goes_on() {
        let server = running().await;
        let post = "POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
        for said in [
            "\0\0\0\0\r\n\r\n".to_owned(),
            "GET /health HTTP/1.1\r\nHost: x\r\nX-Odd: a\0b\r\n\r\n".to_owned(),
            "GET /health HTTP/1.1\r\n Host: x\r\n\r\n".to_owned(),
            format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(100_000)),
            format!("GET /health HTTP/1.1\r\nHost: x\r\n{}\r\n", "X: y\r\n".repeat(2_000)),
            format!("{post}Content-Length: -1\r\n\r\n{{}}"),
            format!("{post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}"),
            format!("{post}Transfer-Encoding: chunked\r\n\r\nZZ\r\n{{}}"),
            format!("{post}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{{}}"),
        ] {
            let mut stream = TcpStream::connect(server.address).await.unwrap();
            // It may be sent away before it said all.
            drop(stream.write_all(said.as_bytes()).await);
            let told = all(stream).await;
            assert!(told.is_empty() || told.starts_with("HTTP/1.1 4"), "{said:.60?}: {told}");
        }
        let mut plain = TcpStream::connect(server.address).await.unwrap();
        plain.write_all(b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        assert!(all(plain).await.starts_with("HTTP/1.1 200 "));
    }

    #[tokio::test]
    async fn one_address_cannot_take_all_places() {
        let server = running().await;
        let mut crowd = Vec::new();
        for _ in 0..8 {
            let mut stream = TcpStream::connect(server.address).await.unwrap();
            stream.write_all(b"GET /hea").await.unwrap();
            crowd.push(stream);
        }
        // The accept loop takes them in order, so the ninth is surely seen after the eight.
        let ninth = TcpStream::connect(server.address).await.unwrap();
        assert_eq!(all(ninth).await, "");
        drop(crowd);
    }

    #[tokio::test]
    async fn a_request_under_way_is_finished_when_the_server_stops() {
        let server = running().await;
        let mut open = TcpStream::connect(server.address).await.unwrap();
        let body = r#"{"login":"x","password":"y","name":"z"}"#;
        let head = format!(
            "POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        open.write_all(head.as_bytes()).await.unwrap();
        open.write_all(&body.as_bytes()[..5]).await.unwrap();
        tokio::time::sleep(Duration::from_millis(60)).await;
        server.stop.send(true).unwrap();
        open.write_all(&body.as_bytes()[5..]).await.unwrap();
        assert!(all(open).await.contains("members.not_recognised"));
        server.served.await.unwrap();
        assert!(TcpStream::connect(server.address).await.is_err());
    }
}
