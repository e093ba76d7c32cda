//! The accept loop: our own, because time limits begin before the first byte and end with the last request.
//!
//! `axum::serve` keeps a connection that says nothing for ever. Here: 5 s to the first byte, 10 s for the head, 30 s
//! between two pieces of a body, so many connections from one address, and at the end 10 s for what is under way.

use std::{
    collections::BTreeMap,
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
use tokio::{net::TcpListener, net::TcpStream, sync::watch, task::JoinSet, time::timeout};
use tower::{Service, ServiceExt};

use super::identity::Peer;

/// How long and how much is borne.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    pub(crate) first_byte: Duration,
    pub(crate) head: Duration,
    /// Between two pieces of a body.
    pub(crate) body_piece: Duration,
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
            let mut request: Request = request.map(|body| Body::new(patient(body, patience.body_piece)));
            request.extensions_mut().insert(Peer(from.ip()));
            router.as_service::<Body>().ready().await?.call(request).await
        }
    });
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(64 * 1024).keep_alive(true);
    let served = watcher.watch(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)));
    if let Err(error) = served.await {
        tracing::debug!(fault.cause = %error, "a connection broke off");
    }
    drop(seat);
}

/// A body that may not rest too long between two pieces.
fn patient(
    body: hyper::body::Incoming,
    pause: Duration,
) -> impl hyper::body::Body<Data = bytes::Bytes, Error = std::io::Error> + Send {
    use http_body_util::BodyExt;
    let frames = futures_util::stream::unfold(body, move |mut body| async move {
        match timeout(pause, body.frame()).await {
            Ok(Some(Ok(frame))) => Some((Ok(frame), body)),
            Ok(Some(Err(error))) => Some((Err(std::io::Error::other(error)), body)),
            Ok(None) => None,
            Err(_) => Some((Err(std::io::Error::from(std::io::ErrorKind::TimedOut)), body)),
        }
    });
    http_body_util::StreamBody::new(frames)
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
        address: std::net::SocketAddr,
        stop: watch::Sender<bool>,
        served: tokio::task::JoinHandle<()>,
    }

    #[expect(clippy::disallowed_methods, reason = "a server beside the test")]
    async fn running() -> Running {
        let town = Town::new().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        let patience = Patience {
            first_byte: Duration::from_millis(150),
            head: Duration::from_millis(300),
            body_piece: Duration::from_millis(300),
            grace: Duration::from_secs(5),
            connections: 64,
            connections_an_address: 8,
        };
        let served = tokio::spawn(serve(listener, router(&town.app), patience, stopped));
        Running { _town: town, address, stop, served }
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
        assert!(all(slow).await.contains("http.body_broken"));
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
