//! Who reads the change log, and who works off the queue: what may come a moment after the act.

mod exports;
mod farewell;
mod imports;
mod mailing;
mod messages;
mod moderation;
mod notices;
pub(crate) mod post;
mod reader;
mod tidy;

use std::{collections::BTreeMap, time::Duration};

use tokio::{
    sync::watch,
    task::{self, JoinSet},
    time::Instant,
};

use crate::{app::App, asks, introductions, jobs, matching, meetings, members, network, organisations, posts, search};

/// How long the followers have, once they are asked to stop, for what they are at: a letter that goes out is noted as gone.
const GRACE: Duration = Duration::from_secs(8);

/// The followers at work.
pub(crate) struct Followers {
    tasks: JoinSet<()>,
    names: BTreeMap<task::Id, &'static str>,
}

impl Followers {
    /// Waits until they have put down what they hold, but no longer than [`GRACE`]. Whoever is not ready is left where it
    /// stands: what it has written and its place in the log are one act, so it goes on from there at the next start.
    pub(crate) async fn finish(self) {
        self.finish_by(Instant::now() + GRACE).await;
    }

    /// The same until a moment that was set when all were asked to stop.
    pub(crate) async fn finish_by(mut self, end: Instant) {
        let all = async {
            while let Some(ended) = self.tasks.join_next_with_id().await {
                self.names.remove(&ended.map_or_else(|broken| broken.id(), |(id, ())| id));
            }
        };
        if tokio::time::timeout_at(end, all).await.is_err() {
            for name in self.names.values() {
                tracing::warn!(follower.name = name, "a follower was not ready at the end of the grace time");
            }
            self.tasks.shutdown().await;
        }
    }

    /// One that never comes to an end.
    #[cfg(test)]
    pub(crate) fn endless() -> Self {
        let mut followers = Self { tasks: JoinSet::new(), names: BTreeMap::new() };
        followers.spawn("endless", std::future::pending());
        followers
    }

    fn spawn(&mut self, name: &'static str, work: impl Future<Output = ()> + Send + 'static) {
        self.names.insert(self.tasks.spawn(work).id(), name);
    }
}

/// How long what is done by the hour waits.
const HOUR: Duration = Duration::from_secs(3_600);

/// Starts all of them; they end when `stop` turns true.
pub(crate) fn start(app: &App, stop: &watch::Receiver<bool>) -> Followers {
    start_with(app, stop, HOUR)
}

/// The same with an hour so long: a story waits for none.
pub(crate) fn start_with(app: &App, stop: &watch::Receiver<bool>, hour: Duration) -> Followers {
    let mut all = Followers { tasks: JoinSet::new(), names: BTreeMap::new() };
    let (app, stop) = (|| app.clone(), || stop.clone());
    let minute = Duration::from_secs(60);
    all.spawn("letters", at_changes(Duration::from_secs(2), app(), stop(), async |app| letters(app).await));
    all.spawn("notices", reader::follow("notices", app(), stop(), notices::apply));
    all.spawn("messages", reader::follow("messages", app(), stop(), messages::apply));
    all.spawn("moderation", reader::follow("moderation", app(), stop(), moderation::apply));
    all.spawn("listeners", crate::messages::tell_listeners(app(), stop()));
    all.spawn("network", network::follow(app(), stop()));
    all.spawn("network, tended", every(Duration::from_secs(10), app(), stop(), async |app| network::tend(app).await));
    all.spawn("matching", matching::follow(app(), stop()));
    all.spawn("recent posts", posts::follow(app(), stop()));
    all.spawn("search", search::follow(app(), stop()));
    all.spawn("farewell", every(minute, app(), stop(), async |app| farewell::see_off(app).await));
    all.spawn("asks", every(minute, app(), stop(), async |app| let_rest(app).await));
    all.spawn("ads", every(minute, app(), stop(), async |app| close_over(app).await));
    all.spawn(
        "previews",
        at_changes(Duration::from_secs(10), app(), stop(), async |app| {
            posts::fetch_previews(app).await;
        }),
    );
    all.spawn("by the minute", by_the_minute(app(), stop()));
    all.spawn("key of Akismet", verify_key(app(), stop()));
    all.spawn("imports", imports::run(app(), stop()));
    all.spawn("exports", exports::run(app(), stop()));
    all.spawn("by the hour", hourly(app(), stop(), hour));
    all
}

/// Does the same again and again, as time goes by: for what nobody waits for. No act pays for it.
async fn every(pause: Duration, app: App, mut stop: watch::Receiver<bool>, work: impl AsyncFn(&App)) {
    loop {
        work(&app).await;
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// The same at a change, and at least every `pause`.
async fn at_changes(pause: Duration, app: App, mut stop: watch::Receiver<bool>, work: impl AsyncFn(&App)) {
    let mut committed = app.db.committed();
    loop {
        work(&app).await;
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = tokio::time::sleep(pause) => {}
            changed = gathered(&mut committed) => if changed.is_err() { return },
        }
    }
}

/// Waits for a change and then a moment for those that come with it: a crowd is looked at once.
async fn gathered(committed: &mut watch::Receiver<i64>) -> Result<(), watch::error::RecvError> {
    let changed = committed.changed().await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    changed
}

/// What was asked for by whoever forgot his password is written, and what is written goes.
async fn letters(app: &App) {
    members::answer_forgotten(app).await;
    post::deliver(app).await;
}

/// What time alone brings, whatever happens.
async fn by_the_minute(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        introductions::pass_time(&app).await;
        pass_meetings(&app).await;
        mailing::write_letters(&app).await;
        crate::moderation::pass_time(&app).await;
        crate::http::ops::tidy_metrics();
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(Duration::from_secs(60)) => {}
        }
    }
}

/// Once, at the start: an operator should not learn from what piles up that Akismet does not take the key.
async fn verify_key(app: App, mut stop: watch::Receiver<bool>) {
    tokio::select! {
        _ = stop.wait_for(|stop| *stop) => {}
        () = crate::moderation::verify_key(&app) => {}
    }
}

async fn hourly(app: App, mut stop: watch::Receiver<bool>, hour: Duration) {
    loop {
        end_over(&app).await;
        tidy::tidy(&app).await;
        notices::tell_waiting(&app).await;
        look_again(&app).await;
        crate::moderation::tell_head(&app).await;
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(hour) => {}
        }
    }
}

/// Sessions and links whose time is over.
async fn end_over(app: &App) {
    if let Err(fault) = members::end_over(app).await {
        tracing::warn!(fault.cause = %fault, "sessions and links that are over could not be ended; it will be tried again");
    }
}

/// Asks and offers whose time is over rest.
async fn let_rest(app: &App) {
    if let Err(fault) = asks::let_rest(app).await {
        tracing::warn!(fault.cause = %fault, "asks whose time is over could not be noted; it will be tried again");
    }
}

/// What was agreed has been held, what waited too long is over.
async fn pass_meetings(app: &App) {
    if let Err(fault) = meetings::pass_time(app).await {
        tracing::warn!(fault.cause = %fault, "meetings whose time has come were not all seen to; they will be");
    }
}

/// Ads whose time is over close, and the authors of others are asked.
async fn close_over(app: &App) {
    if let Err(fault) = jobs::close_over(app).await {
        tracing::warn!(fault.cause = %fault, "ads whose time is over could not be closed; it will be tried again");
    }
    if let Err(fault) = jobs::erase_over(app).await {
        tracing::warn!(fault.cause = %fault, "what applicants sent could not be erased; it will be tried again");
    }
    if let Err(fault) = jobs::tell_found(app).await {
        tracing::warn!(fault.cause = %fault, "what saved searches found could not be told; it will be tried again");
    }
}

/// Proofs of organisations are looked for once a day, their feeds read every six hours.
async fn look_again(app: &App) {
    if let Err(fault) = organisations::look_again(app).await {
        tracing::warn!(fault.cause = %fault, "proofs could not be looked for again; it will be tried again");
    }
    if let Err(fault) = jobs::pull_due(app).await {
        tracing::warn!(fault.cause = %fault, "feeds of ads could not be read; it will be tried again");
    }
}

/// Everything that followers would do in time, done now: tests and the command line do not wait.
pub(crate) async fn catch_up(app: &App) {
    // Nobody asks these to stop: they end when there is nothing left.
    let (_going, stop) = watch::channel(false);
    imports::work_off(app, &stop).await;
    exports::work_off(app).await;
    farewell::see_off(app).await;
    end_over(app).await;
    let_rest(app).await;
    close_over(app).await;
    posts::fetch_previews(app).await;
    introductions::pass_time(app).await;
    pass_meetings(app).await;
    crate::moderation::pass_time(app).await;
    if let Err(fault) = reader::catch_up("moderation", app, moderation::apply).await {
        tracing::error!(fault.cause = %fault, "what moderators decided could not reach the rooms");
    }
    if let Err(fault) = reader::catch_up("notices", app, notices::apply).await {
        tracing::error!(fault.cause = %fault, "the notices could not be brought up to date");
    }
    notices::tell_waiting(app).await;
    if let Err(fault) = reader::catch_up("messages", app, messages::apply).await {
        tracing::error!(fault.cause = %fault, "conversations over a block could not be ended");
    }
    if let Err(fault) = app.matching.catch_up(app).await {
        tracing::error!(fault.cause = %fault, "texts could not be read for matching");
    }
    if let Err(fault) = app.search.catch_up(app).await {
        tracing::error!(fault.cause = %fault, "the search index could not be brought up to date");
    }
    mailing::write_letters(app).await;
    letters(app).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_does_not_come_to_an_end_does_not_hold_up_the_program() {
        let mut followers = Followers::endless();
        let (told, ended) = tokio::sync::oneshot::channel();
        followers.spawn("quick", async move { told.send(()).unwrap() });
        followers.finish_by(Instant::now() + Duration::from_millis(50)).await;
        ended.await.unwrap();
    }
}
