//! For those who run the server: `/health`, `/metrics`, and requests counted there; one log line for each that failed, and for
//! every one where who runs the server asks for it.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

use super::{Doors, Who, failure::Failed};
use crate::app::App;

pub(crate) fn doors() -> Doors {
    Doors::new().get("/health", Who::Anyone, health).get("/metrics", Who::Anyone, metrics_text)
}

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// Starts counting. Twice is once.
pub(crate) fn start_metrics() {
    if METRICS.get().is_none()
        && let Ok(handle) = PrometheusBuilder::new().install_recorder()
        && METRICS.set(handle).is_err()
    {
        tracing::debug!("metrics were started twice");
    }
}

/// Brings together what was measured since the last time: it lies in memory, one by one, until somebody does.
pub(crate) fn tidy_metrics() {
    if let Some(handle) = METRICS.get() {
        handle.run_upkeep();
    }
}

/// Whether the database answers.
async fn health(State(app): State<App>) -> Result<&'static str, Failed> {
    app.db.read(async |tx| tx.one("SELECT 1", &[], |row| row.get::<i64>(0)).await).await?;
    Ok("ok\n")
}

/// Prometheus text, for this machine and its private neighbours: behind a proxy the address is the client's.
async fn metrics_text(State(app): State<App>, request: Request) -> Response {
    let from = request.extensions().get::<super::identity::Identity>().map(|identity| identity.from.to_canonical());
    let near = from.is_some_and(|from| match from {
        std::net::IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        std::net::IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    });
    if !near {
        return Failed::NotFound.into_response();
    }
    metrics::counter!("database_statements_total").absolute(app.db.statements());
    let text = METRICS.get().map(PrometheusHandle::render).unwrap_or_default();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

/// Counts a request, and logs it where it failed or where that was asked for: by its route, never by its address, for
/// addresses name people.
#[expect(clippy::disallowed_methods, reason = "how long a request took is no part of any rule")]
pub(crate) async fn measure(app: &App, request: Request, next: impl AsyncFnOnce(Request) -> Response) -> Response {
    let begun = std::time::Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let response = next(request).await;
    let took = begun.elapsed();
    let status = response.status();
    metrics::histogram!("http_request_seconds", "route" => route.clone(), "status" => status.as_str().to_owned())
        .record(took.as_secs_f64());
    let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        tracing::warn!(%method, route, status = status.as_u16(), duration_us = took_us, "request");
    } else if app.config.log_requests {
        tracing::info!(%method, route, status = status.as_u16(), duration_us = took_us, "request");
    }
    response
}
