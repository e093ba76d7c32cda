//! `pergola serve`: opens the network and serves it until it is told to stop.

use std::{io::IsTerminal, time::Duration};

use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    sync::watch,
    time::{Instant, timeout_at},
};

use super::{Manner, Place, open, open::engine_name, say};
use crate::{
    app::App,
    config::Config,
    followers::{self, Followers},
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
    let asked = asked_to_stop();
    say(&format!("Pergola listens on http://{address} ({})", engine_name(app.db.engine())));
    if app.config.clock_ahead_days > 0 {
        say(&format!("Its clock is {} days ahead: this is a trial", app.config.clock_ahead_days));
    }
    greeting.iter().for_each(|line| say(line));
    tracing::info!(%address, engine = engine_name(app.db.engine()), "started");
    until(asked, &app, listener, (stop, followers), GRACE).await;
    Ok(())
}

/// From being asked to stop to having stopped. Requests and followers end side by side in the first four fifths of it, the
/// rest is for the database to close.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until it is asked to stop, and then no longer than `grace`, whatever is under way.
async fn until(
    asked: impl Future<Output = ()>,
    app: &App,
    listener: TcpListener,
    (stop, followers): (watch::Sender<bool>, Followers),
    grace: Duration,
) {
    let under_way = grace * 4 / 5;
    let patience = Patience { grace: under_way, ..Patience::default() };
    let served = http::serve::serve(listener, http::router(app), patience, stop.subscribe());
    tokio::pin!(served);
    tokio::select! {
        () = asked => {}
        () = &mut served => {}
    }
    tracing::info!("stopping");
    let asked_at = Instant::now();
    if stop.send(true).is_ok() {
        served.await;
    }
    followers.finish_by(asked_at + under_way).await;
    if timeout_at(asked_at + grace, app.db.close()).await.is_err() {
        // What was acknowledged is on the disk; what was not, nobody was told of.
        tracing::warn!("the database was not closed at the end of the grace time");
    }
    tracing::info!("stopped");
}

/// Listens from the call on, before anybody waits: whoever knows the address may ask at once.
fn asked_to_stop() -> impl Future<Output = ()> {
    let terminated = signal(SignalKind::terminate());
    let interrupted = signal(SignalKind::interrupt());
    async {
        tokio::select! {
            () = heard(terminated) => {}
            () = heard(interrupted) => {}
        }
    }
}

/// One that the system does not let us hear never comes.
async fn heard(signal: std::io::Result<Signal>) {
    match signal {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
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

#[cfg(test)]
mod tests {
    use tokio::{io::AsyncWriteExt, net::TcpStream};

    use super::*;
    use crate::testkit::Town;

    #[tokio::test]
    async fn requests_followers_and_database_share_one_time_to_end() {
        assert!(GRACE <= Duration::from_secs(10), "who stops a server waits no longer");
        let town = Town::new().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, _stopped) = watch::channel(false);
        // A request that never comes to its end, and a follower that does not either.
        let mut endless = TcpStream::connect(address).await.unwrap();
        let head =
            "POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{";
        endless.write_all(head.as_bytes()).await.unwrap();
        let asked = tokio::time::sleep(Duration::from_millis(200));
        let grace = Duration::from_secs(5);
        let begun = Instant::now();
        until(asked, &town.app, listener, (stop, Followers::endless()), grace).await;
        let took = begun.elapsed();
        assert!(took < grace * 7 / 5, "both had the whole time one after the other: {took:?}");
        assert!(took >= grace * 4 / 5, "the request was given its time: {took:?}");
    }
}
