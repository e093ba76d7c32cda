//! The model that reads meanings, at work: some milliseconds of a core for each text, so never in a transaction, and one
//! text at a time.

use std::sync::LazyLock;

use pergola_db::Fault;
use pergola_domain::members::Language;
use pergola_meaning::{Model, Tongue, tongue};
use tokio::sync::Semaphore;

/// Its weights are read when the first text is.
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
    let _turn = TURN.acquire().await.map_err(|_closed| Fault::other("the model is not read any more"))?;
    let text = text.to_owned();
    tokio::task::spawn_blocking(move || MODEL.embed(&text).to_vec())
        .await
        .map_err(|error| Fault::other(format!("a text could not be read: {error}")))
}
