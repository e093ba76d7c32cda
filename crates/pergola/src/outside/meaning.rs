//! The model that reads meanings, at work: some milliseconds of a core for each text, so never in a transaction, and one
//! text at a time, whoever has one: the board and what is written for others share it. `house.rs` sees to it that it is
//! loaded here alone.

use std::sync::LazyLock;

use pergola_db::Fault;
use pergola_domain::members::Language;
use pergola_meaning::{Model, Tongue, tongue};
use tokio::sync::Semaphore;

/// One for the whole program: its weights, some 50 MB, are read when the first text is.
static MODEL: LazyLock<Model> = LazyLock::new(Model::load);
/// One core reads; whoever else has a text waits.
static TURN: Semaphore = Semaphore::const_new(1);

/// In which of our languages a text is, as far as anybody can tell.
pub(crate) fn language_of(text: &str) -> Option<Language> {
    match tongue(text) {
        Some(Tongue::Italian) => Some(Language::It),
        Some(Tongue::English) => Some(Language::En),
        None => None,
    }
}

/// What a text means.
pub(crate) async fn meaning(text: &str) -> Result<Vec<f32>, Fault> {
    let text = text.to_owned();
    at_work(move |model| model.embed(&text).to_vec()).await
}

/// Has the model read something, beside what waits, when it is its turn.
pub(crate) async fn at_work<T: Send + 'static>(read: impl FnOnce(&Model) -> T + Send + 'static) -> Result<T, Fault> {
    let _turn = TURN.acquire().await.map_err(|_closed| Fault::other("the model is not read any more"))?;
    tokio::task::spawn_blocking(move || read(&MODEL))
        .await
        .map_err(|error| Fault::other(format!("a text could not be read: {error}")))
}
