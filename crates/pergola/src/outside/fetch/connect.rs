//! From an address of the web to an open line: the name resolved once, the place looked at, and that place called.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use url::{Host, Url};

use super::{NotFetched, addresses::is_public};

/// Places behind one name that are tried, one after the other.
const PLACES: usize = 3;

/// Who named the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// A member, or another server: only the public internet, only ports 80 and 443.
    Public,
    /// The operator, in the settings: his own machines too.
    Operator,
}

/// An open line, with TLS or without.
pub(super) trait Line: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

pub(super) struct Connector {
    tls: TlsConnector,
    names: Names,
    /// Private places that members may name all the same, for trials and tests.
    allowed: Vec<SocketAddr>,
}

/// Who knows where a name is.
pub(super) enum Names {
    System,
    /// Told by a test: each asking gets the next answer.
    #[cfg(test)]
    Told(std::sync::Mutex<std::collections::VecDeque<Vec<IpAddr>>>),
}

impl Connector {
    pub(super) fn open(allowed: Vec<SocketAddr>) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        Self::with(allowed, roots, Names::System)
    }

    pub(super) fn with(allowed: Vec<SocketAddr>, roots: RootCertStore, names: Names) -> Result<Self, String> {
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| format!("TLS cannot be set up: {error}"))?;
        let mut config = config.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { tls: TlsConnector::from(Arc::new(config)), names, allowed })
    }

    /// Calls the host of an address.
    pub(super) async fn connect(&self, url: &Url, reach: Reach) -> Result<Box<dyn Line>, NotFetched> {
        let port = url.port_or_known_default().ok_or(NotFetched::BadAddress)?;
        let host = url.host().ok_or(NotFetched::BadAddress)?;
        let places = self.places(&host, port).await?;
        let open: Vec<SocketAddr> = places.into_iter().filter(|place| self.may_call(*place, reach)).collect();
        if open.is_empty() {
            return Err(NotFetched::Forbidden);
        }
        let stream = call(&open).await?;
        if url.scheme() == "http" {
            return Ok(Box::new(stream));
        }
        let name = match host {
            Host::Domain(name) => ServerName::try_from(name.to_owned()).map_err(|_why| NotFetched::BadAddress)?,
            Host::Ipv4(address) => ServerName::from(IpAddr::from(address)),
            Host::Ipv6(address) => ServerName::from(IpAddr::from(address)),
        };
        let secured = self.tls.connect(name, stream).await.map_err(|_why| NotFetched::Unreachable)?;
        Ok(Box::new(secured))
    }

    fn may_call(&self, place: SocketAddr, reach: Reach) -> bool {
        let public = matches!(place.port(), 80 | 443) && is_public(place.ip());
        reach == Reach::Operator || public || self.allowed.contains(&place)
    }

    async fn places(&self, host: &Host<&str>, port: u16) -> Result<Vec<SocketAddr>, NotFetched> {
        let name = match host {
            Host::Ipv4(address) => return Ok(vec![SocketAddr::new(IpAddr::from(*address), port)]),
            Host::Ipv6(address) => return Ok(vec![SocketAddr::new(IpAddr::from(*address), port)]),
            Host::Domain(name) => *name,
        };
        match &self.names {
            Names::System => {
                let found = tokio::net::lookup_host((name, port)).await.map_err(|_why| NotFetched::Unresolved)?;
                Ok(found.collect())
            }
            #[cfg(test)]
            Names::Told(answers) => {
                let next = answers.lock().unwrap().pop_front().ok_or(NotFetched::Unresolved)?;
                Ok(next.into_iter().map(|address| SocketAddr::new(address, port)).collect())
            }
        }
    }
}

async fn call(places: &[SocketAddr]) -> Result<TcpStream, NotFetched> {
    for place in places.iter().take(PLACES) {
        if let Ok(stream) = TcpStream::connect(place).await {
            return Ok(stream);
        }
    }
    Err(NotFetched::Unreachable)
}
