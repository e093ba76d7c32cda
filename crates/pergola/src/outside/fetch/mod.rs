//! The one way out by HTTP: for previews, feeds and pictures that members name, and for services the operator names.
//!
//! Whoever may make a server fetch an address may look at its neighbours. So a name is resolved once and the call goes
//! to the very address that was looked at; only the public internet is called, on its two ports; every redirect is
//! looked at anew; time, size and their number are bounded. There are no cookies, no proxy, no connection kept.
//! What it fetched is bytes of a stranger: who reads them reads them as such.

mod addresses;
mod connect;
mod exchange;
#[cfg(test)]
pub(crate) mod tests;

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};
use bytes::Bytes;
use http_body_util::Full;
use tokio::sync::Semaphore;
use url::Url;

use crate::config::Config;

use self::connect::{Connector, Reach};

/// Calls that may be under way at once; the others wait, within their own time.
const AT_ONCE: usize = 32;
const ADDRESS_CHARS: usize = 2_048;

/// How much of everything one call may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FetchLimits {
    /// Of the body, after it was unpacked.
    pub(crate) bytes: usize,
    /// For everything together: the name, the redirects, the last byte.
    pub(crate) time: Duration,
    pub(crate) redirects: usize,
    /// What happens when there is more: the first part is enough (a preview), or nothing is.
    pub(crate) first_part_is_enough: bool,
}

impl FetchLimits {
    /// The head of a page is at its beginning.
    pub(crate) const PREVIEW: Self =
        Self { bytes: 512 * 1_024, time: Duration::from_secs(5), redirects: 3, first_part_is_enough: true };
    /// A file that is of use only as a whole: a feed, a picture.
    pub(crate) const WHOLE: Self =
        Self { bytes: 1_024 * 1_024, time: Duration::from_secs(5), redirects: 3, first_part_is_enough: false };
    /// An answer of a service that the operator chose.
    pub(crate) const SERVICE: Self = Self { redirects: 0, ..Self::WHOLE };
}

/// What came back, whatever its status.
#[derive(Clone, Debug)]
pub(crate) struct Fetched {
    /// Where it was found, after the redirects.
    pub(crate) final_url: String,
    pub(crate) status: u16,
    /// Without its parameters, in lower case: `text/html`.
    pub(crate) content_type: String,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Fetched {
    /// A header as text, empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Why nothing came back. None of them holds the address: it goes into logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotFetched {
    #[error("not an address of the web")]
    BadAddress,
    #[error("an address that is not open to everybody")]
    Forbidden,
    #[error("a name that nobody knows")]
    Unresolved,
    #[error("nobody answers there")]
    Unreachable,
    #[error("it took too long")]
    TooSlow,
    #[error("there is too much of it")]
    TooLarge,
    #[error("it is sent on too often")]
    TooManyRedirects,
    #[error("the answer cannot be read")]
    Unreadable,
}

/// A question to a service of the operator's choice: the spam check, the embeddings.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) url: String,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) content_type: &'static str,
    pub(crate) body: Vec<u8>,
}

pub(crate) struct Fetcher {
    connector: Connector,
    slots: Semaphore,
    agent: HeaderValue,
}

impl Fetcher {
    /// # Errors
    /// Where the setting of the address cannot be said in a header, or TLS cannot be set up.
    pub(crate) fn open(config: &Config) -> Result<Self, String> {
        let agent = format!("Pergola/{} (+{})", env!("CARGO_PKG_VERSION"), config.address);
        Ok(Self {
            connector: Connector::open(config.allow_private_addresses.clone())?,
            slots: Semaphore::new(AT_ONCE),
            agent: agent.parse().map_err(|_why| "setting `address`: cannot stand in a header".to_owned())?,
        })
    }

    /// Fetches what a member named. Redirects are followed, each looked at like the first address.
    pub(crate) async fn get(&self, url: &str, limits: &FetchLimits) -> Result<Fetched, NotFetched> {
        let first = web_address(url)?;
        self.in_time(limits, self.follow(first, limits)).await
    }

    /// Posts to a service that the operator named in the settings: it may be on a private address and any port.
    pub(crate) async fn call(&self, call: Call, limits: &FetchLimits) -> Result<Fetched, NotFetched> {
        let url = web_address(&call.url)?;
        let mut request = self.request(Method::POST, &url, call.body)?;
        request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(call.content_type));
        request.headers_mut().extend(call.headers);
        self.in_time(limits, self.once(&url, request, Reach::Operator, limits)).await
    }

    async fn in_time<T>(
        &self,
        limits: &FetchLimits,
        work: impl Future<Output = Result<T, NotFetched>>,
    ) -> Result<T, NotFetched> {
        let work = async {
            // The semaphore is never closed.
            let _slot = self.slots.acquire().await.map_err(|_closed| NotFetched::TooSlow)?;
            work.await
        };
        tokio::time::timeout(limits.time, work).await.map_err(|_late| NotFetched::TooSlow)?
    }

    async fn follow(&self, mut at: Url, limits: &FetchLimits) -> Result<Fetched, NotFetched> {
        for _ in 0..=limits.redirects {
            let request = self.request(Method::GET, &at, Vec::new())?;
            let fetched = self.once(&at, request, Reach::Public, limits).await?;
            match sent_on(&at, &fetched)? {
                Some(next) => at = next,
                None => return Ok(fetched),
            }
        }
        Err(NotFetched::TooManyRedirects)
    }

    async fn once(
        &self,
        url: &Url,
        request: Request<Full<Bytes>>,
        reach: Reach,
        limits: &FetchLimits,
    ) -> Result<Fetched, NotFetched> {
        let line = self.connector.connect(url, reach).await?;
        let (head, bytes) = exchange::ask(line, request, limits).await?;
        let content_type = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default();
        Ok(Fetched {
            final_url: url.to_string(),
            status: head.status.as_u16(),
            content_type: content_type.trim().to_ascii_lowercase(),
            headers: head.headers,
            bytes,
        })
    }

    fn request(&self, method: Method, url: &Url, body: Vec<u8>) -> Result<Request<Full<Bytes>>, NotFetched> {
        let host = match url.port() {
            Some(port) => format!("{}:{port}", url.host_str().unwrap_or_default()),
            None => url.host_str().unwrap_or_default().to_owned(),
        };
        Request::builder()
            .method(method)
            .uri(&url[url::Position::BeforePath..url::Position::AfterQuery])
            .header(header::HOST, host)
            .header(header::USER_AGENT, &self.agent)
            .header(header::ACCEPT, "*/*")
            .header(header::ACCEPT_ENCODING, "gzip")
            .header(header::CONNECTION, "close")
            .body(Full::new(Bytes::from(body)))
            .map_err(|_why| NotFetched::BadAddress)
    }
}

/// Reads an address of the web: http or https, a host, nobody's name and password in it.
fn web_address(text: &str) -> Result<Url, NotFetched> {
    if text.len() > ADDRESS_CHARS {
        return Err(NotFetched::BadAddress);
    }
    let mut url = Url::parse(text.trim()).map_err(|_why| NotFetched::BadAddress)?;
    let plain = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() || !plain {
        return Err(NotFetched::BadAddress);
    }
    url.set_fragment(None);
    Ok(url)
}

/// Where an answer sends us on to.
fn sent_on(at: &Url, fetched: &Fetched) -> Result<Option<Url>, NotFetched> {
    if !matches!(fetched.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let next = at.join(fetched.header("location")).map_err(|_why| NotFetched::BadAddress)?;
    web_address(next.as_str()).map(Some)
}
