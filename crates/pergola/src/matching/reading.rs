//! The model at work: a text goes in, its meaning comes out. It takes some milliseconds of a core, so never in a
//! transaction, and one text at a time.

use std::sync::LazyLock;

use pergola_db::Fault;
use pergola_domain::{
    matching::{self, Meaning, Word},
    stems::Tongue,
};
use pergola_meaning::{Lens, Model, Role, Tongue as Written};
use tokio::sync::Semaphore;

/// One for the whole program: its weights are read when the first text is.
static MODEL: LazyLock<Model> = LazyLock::new(Model::load);
/// One core reads; whoever else has a text waits.
static TURN: Semaphore = Semaphore::const_new(1);

/// In which of our languages a text is, to look at its stems: by its words, else by what its author said.
pub(crate) fn tongue_of(text: &str, language: &str) -> Tongue {
    match pergola_meaning::tongue(text) {
        Some(Written::Italian) => Tongue::Italian,
        Some(Written::English) => Tongue::English,
        None => Tongue::of_tag(language).unwrap_or(Tongue::English),
    }
}

/// What a text means to the other side of a match.
pub(crate) async fn read(text: &str, language: &str, role: Role) -> Result<Meaning, Fault> {
    let _turn = TURN.acquire().await.map_err(|_closed| Fault::other("the model is not read any more".to_owned()))?;
    let (text, tongue) = (text.to_owned(), tongue_of(text, language));
    tokio::task::spawn_blocking(move || read_now(&text, tongue, role))
        .await
        .map_err(|error| Fault::other(format!("a text could not be read: {error}")))
}

fn read_now(text: &str, tongue: Tongue, role: Role) -> Meaning {
    let written = match tongue {
        Tongue::Italian => Written::Italian,
        Tongue::English => Written::English,
    };
    let (reading, lens) = (MODEL.look(text), Lens::of(role, written));
    let words = matching::words(text, tongue, |word| Some((reading.weight(&word), reading.over(&word)?.to_vec())));
    let words = words.into_iter().map(|word| Word { vector: lens.word(&word.vector), ..word }).collect();
    Meaning { vector: lens.text(reading.vector()), words }
}
