//! A text goes in, what it means to the other side of a match comes out. The model itself is `outside`.

use pergola_db::Fault;
use pergola_domain::{
    matching::{self, Meaning, Word},
    stems::Tongue,
};
use pergola_meaning::{Lens, Model, Role, Tongue as Written};

use crate::outside::meaning;

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
    let (text, tongue) = (text.to_owned(), tongue_of(text, language));
    meaning::at_work(move |model| read_now(model, &text, tongue, role)).await
}

fn read_now(model: &Model, text: &str, tongue: Tongue, role: Role) -> Meaning {
    let written = match tongue {
        Tongue::Italian => Written::Italian,
        Tongue::English => Written::English,
    };
    let (reading, lens) = (model.look(text), Lens::of(role, written));
    let words = matching::words(text, tongue, |word| Some((reading.weight(&word), reading.over(&word)?.to_vec())));
    let words = words.into_iter().map(|word| Word { vector: lens.word(&word.vector), ..word }).collect();
    Meaning { vector: lens.text(reading.vector()), words }
}
