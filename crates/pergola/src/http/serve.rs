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

const FIRST_BYTE: Duration = Duration::from_secs(5);
const HEAD: Duration = Duration::from_secs(10);
const BODY_PIECE: Duration = Duration::from_secs(30);
const GRACE: Duration = Duration::from_secs(10);
const CONNECTIONS: usize = 4_096;
const CONNECTIONS_AN_ADDRESS: usize = 256;

/// Serves until `stop` turns true, then lets open requests finish.
pub(crate) async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>) {
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
                let Some(place) = Seat::take(&open, from.ip()) else { continue };
                let watcher = graceful.watcher();
                connections.spawn(connection(stream, from, router.clone(), watcher, place));
            }
            Err(error) => {
                // Out of file handles, most likely: let some connections end before the next try.
                tracing::warn!(fault.cause = %error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    if timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still open after the grace time");
    }
    connections.shutdown().await;
}

async fn connection(
    stream: TcpStream,
    from: SocketAddr,
    router: Router,
    watcher: hyper_util::server::graceful::Watcher,
    seat: Seat,
) {
    let mut first = [0_u8; 1];
    if !matches!(timeout(FIRST_BYTE, stream.peek(&mut first)).await, Ok(Ok(1))) {
        return;
    }
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(fault.cause = %error, "a connection was gone at once");
    }
    let service = tower::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut router = router.clone();
        async move {
            let mut request: Request = request.map(|body| Body::new(patient(body)));
            request.extensions_mut().insert(Peer(from.ip()));
            router.as_service::<Body>().ready().await?.call(request).await
        }
    });
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(64 * 1024).keep_alive(true);
    let served = watcher.watch(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)));
    if let Err(error) = served.await {
        tracing::debug!(fault.cause = %error, "a connection broke off");
    }
    drop(seat);
}

/// A body that may not rest too long between two pieces.
fn patient(body: hyper::body::Incoming) -> impl hyper::body::Body<Data = bytes::Bytes, Error = std::io::Error> + Send {
    use http_body_util::BodyExt;
    let frames = futures_util::stream::unfold(body, |mut body| async move {
        match timeout(BODY_PIECE, body.frame()).await {
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
    fn take(open: &Arc<Mutex<Open>>, address: IpAddr) -> Option<Self> {
        let mut counts = open.lock().unwrap_or_else(PoisonError::into_inner);
        let here = counts.by_address.get(&address).copied().unwrap_or_default();
        if counts.all >= CONNECTIONS || here >= CONNECTIONS_AN_ADDRESS {
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
