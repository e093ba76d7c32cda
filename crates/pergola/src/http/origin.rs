//! Where a request comes from, for the one who must know deep inside: the check of spam, which Akismet asks for it.
//!
//! It stays with the task of the request and is nobody's argument. It is kept nowhere but beside what is held.

use axum::{
    http::{HeaderMap, header},
    response::Response,
};
use serde::{Deserialize, Serialize};

/// Where something was sent from.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Origin {
    pub(crate) address: String,
    pub(crate) agent: String,
    pub(crate) referrer: String,
}

tokio::task_local! {
    static ORIGIN: Origin;
}

impl Origin {
    pub(super) fn of(headers: &HeaderMap, from: std::net::IpAddr) -> Self {
        let header = |name| {
            let value = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
            value.chars().take(300).collect::<String>()
        };
        Self { address: from.to_string(), agent: header(header::USER_AGENT), referrer: header(header::REFERER) }
    }

    /// That of the request at hand; empty where there is none, as for the command line.
    pub(crate) fn here() -> Self {
        ORIGIN.try_with(Clone::clone).unwrap_or_default()
    }

    pub(super) async fn during(self, request: impl Future<Output = Response>) -> Response {
        ORIGIN.scope(self, request).await
    }
}
