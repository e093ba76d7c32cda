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

use std::time::Duration;

use tokio::{sync::watch, task::JoinSet};

use crate::{app::App, asks, introductions, jobs, matching, meetings, members, network, organisations, posts, search};

/// The followers at work.
pub(crate) struct Followers {
    tasks: JoinSet<()>,
}

impl Followers {
    /// Waits until they have put down what they hold.
    pub(crate) async fn finish(mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Starts all of them; they end when `stop` turns true.
pub(crate) fn start(app: &App, stop: watch::Receiver<bool>) -> Followers {
    let mut tasks = JoinSet::new();
    tasks.spawn(at_changes(Duration::from_secs(2), app.clone(), stop.clone(), async |app| post::deliver(app).await));
    tasks.spawn(reader::follow("notices", app.clone(), stop.clone(), notices::apply));
    tasks.spawn(reader::follow("messages", app.clone(), stop.clone(), messages::apply));
    tasks.spawn(reader::follow("moderation", app.clone(), stop.clone(), moderation::apply));
    tasks.spawn(crate::messages::tell_listeners(app.clone(), stop.clone()));
    tasks.spawn(network::follow(app.clone(), stop.clone()));
    tasks.spawn(every(Duration::from_secs(10), app.clone(), stop.clone(), async |app| network::tend(app).await));
    tasks.spawn(matching::follow(app.clone(), stop.clone()));
    tasks.spawn(posts::follow(app.clone(), stop.clone()));
    tasks.spawn(search::follow(app.clone(), stop.clone()));
    tasks.spawn(every(Duration::from_secs(60), app.clone(), stop.clone(), async |app| farewell::see_off(app).await));
    tasks.spawn(every(Duration::from_secs(60), app.clone(), stop.clone(), async |app| let_rest(app).await));
    tasks.spawn(every(Duration::from_secs(60), app.clone(), stop.clone(), async |app| close_over(app).await));
    tasks.spawn(at_changes(Duration::from_secs(10), app.clone(), stop.clone(), async |app| {
        posts::fetch_previews(app).await;
    }));
    tasks.spawn(by_the_minute(app.clone(), stop.clone()));
    tasks.spawn(verify_key(app.clone(), stop.clone()));
    tasks.spawn(imports::run(app.clone(), stop.clone()));
    tasks.spawn(exports::run(app.clone(), stop.clone()));
    tasks.spawn(hourly(app.clone(), stop));
    Followers { tasks }
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

async fn hourly(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        end_over(&app).await;
        tidy::tidy(&app).await;
        notices::tell_waiting(&app).await;
        look_again(&app).await;
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(Duration::from_secs(3_600)) => {}
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
    post::deliver(app).await;
}
