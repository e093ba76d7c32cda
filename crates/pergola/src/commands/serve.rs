//! `pergola serve`: opens the network and serves it until it is told to stop.

use std::io::IsTerminal;

use tokio::{net::TcpListener, signal::unix::SignalKind, sync::watch};

use super::{Manner, Place, open, open::engine_name, say};
use crate::{
    app::App,
    config::Config,
    followers,
    http::{self, serve::Patience},
};

pub(super) fn run(place: &Place) -> Result<(), String> {
    let config = place.config().map_err(|bad| bad.to_string())?;
    start_logging(&config);
    http::ops::start_metrics();
    serving(async {
        let app = open(config, Manner::default()).await?;
        serve(app, &[]).await
    })
}

/// Carries out what serves, and ends with it: what is still being reckoned on a thread of its own, such as an index that
/// nobody will ask any more, is not waited for.
pub(super) fn serving(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let runtime = runtime()?;
    let outcome = runtime.block_on(work);
    runtime.shutdown_background();
    outcome
}

/// The runtime of a server.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| format!("cannot start: {error}"))
}

/// Serves `app` until the process is asked to stop, then closes it: what is under way ends, nothing acknowledged is
/// lost. `greeting` is told after the address.
pub(crate) async fn serve(app: App, greeting: &[String]) -> Result<(), String> {
    let listener = TcpListener::bind(app.config.listen).await;
    let listener = listener.map_err(|error| format!("setting `listen`: {}: {error}", app.config.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let (stop, stopped) = watch::channel(false);
    let followers = followers::start(&app, &stopped);
    say(&format!("Pergola listens on http://{address} ({})", engine_name(app.db.engine())));
    if app.config.clock_ahead_days > 0 {
        say(&format!("Its clock is {} days ahead: this is a trial", app.config.clock_ahead_days));
    }
    greeting.iter().for_each(|line| say(line));
    tracing::info!(%address, engine = engine_name(app.db.engine()), "started");
    let served = http::serve::serve(listener, http::router(&app), Patience::default(), stopped);
    tokio::pin!(served);
    tokio::select! {
        () = asked_to_stop() => {}
        () = &mut served => {}
    }
    tracing::info!("stopping");
    if stop.send(true).is_ok() {
        served.await;
    }
    followers.finish().await;
    app.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn asked_to_stop() {
    let terminated = async {
        match tokio::signal::unix::signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}

/// One line an event on standard error. Names, addresses and texts of people are never in it.
pub(crate) fn start_logging(config: &Config) {
    let lines = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_max_level(tracing::Level::INFO);
    let started = if config.log_json { lines.json().try_init() } else { lines.try_init() };
    if started.is_err() {
        tracing::debug!("logging was started twice");
    }
}
