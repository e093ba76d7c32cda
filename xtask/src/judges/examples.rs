//! Sets of labelled texts: reading them, and what each text means.

use std::path::{Path, PathBuf};

use pergola_domain::members::Language;
use pergola_meaning::{Model, Tongue, tongue};

use crate::fault::Done;

/// A labelled text.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) language: Option<Language>,
    /// Whether it is what is looked for: noise, spam.
    pub(crate) is: bool,
    /// What kind of it, or the word for everything else.
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) meaning: Vec<f32>,
}

/// Reads a set: a file, or all of a folder that end in `.tsv`, in the order of their names. Columns are parted by tabs, `#` begins a comment, and their number tells what they are:
/// `label text`, `id label where text`, `id lang label kind text` or `id lang label kind where text`.
pub(crate) fn read(path: &Path, is: &str, is_not: &str) -> Done<Vec<Row>> {
    let mut rows = Vec::new();
    for file in files(path)? {
        rows.extend(labelled(&file, is, is_not)?);
    }
    understand(&mut rows);
    Ok(rows)
}

/// The file itself, or the sets of a folder.
fn files(path: &Path) -> Done<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))? {
        found.push(entry?.path());
    }
    found.retain(|file| file.extension().is_some_and(|end| end == "tsv"));
    found.sort();
    if found.is_empty() { Err(format!("{}: no set in it", path.display()).into()) } else { Ok(found) }
}

/// The rows of one file, without their meanings.
fn labelled(path: &Path, is: &str, is_not: &str) -> Done<Vec<Row>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let (language, label, kind, text) = match columns.as_slice() {
            [label, text] => ("", label, "", text),
            [_, label, _, text] => ("", label, "", text),
            [_, language, label, kind, text] | [_, language, label, kind, _, text] => (*language, label, *kind, text),
            _ => return Err(format!("{}:{number}: {} columns", path.display(), columns.len()).into()),
        };
        if number == 1 && *label == "label" {
            continue;
        }
        if *label != is && *label != is_not {
            return Err(format!("{}:{number}: `{label}` is neither {is} nor {is_not}", path.display()).into());
        }
        let kind = if *label == is { kind } else { is_not };
        let language = Language::from_tag(language).or_else(|| guessed(text));
        let text = (*text).to_owned();
        rows.push(Row { language, is: *label == is, kind: kind.to_owned(), text, meaning: Vec::new() });
    }
    // Where a text is too short to tell, it is in the language of the others.
    let count = |language: Language| rows.iter().filter(|row| row.language == Some(language)).count();
    let most = if count(Language::En) > count(Language::It) { Language::En } else { Language::It };
    for row in rows.iter_mut().filter(|row| row.language.is_none()) {
        row.language = Some(most);
    }
    Ok(rows)
}

fn guessed(text: &str) -> Option<Language> {
    match tongue(text) {
        Some(Tongue::Italian) => Some(Language::It),
        Some(Tongue::English) => Some(Language::En),
        None => None,
    }
}

/// Gives each row its meaning, on all cores.
fn understand(rows: &mut [Row]) {
    let model = Model::load();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let part = rows.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        for rows in rows.chunks_mut(part) {
            let model = &model;
            scope.spawn(move || rows.iter_mut().for_each(|row| row.meaning = model.embed(&row.text).to_vec()));
        }
    });
}

/// The mean meaning of the rows of a language.
pub(crate) fn centre(rows: &[&Row], tag: &str) -> Vec<f32> {
    let rows: Vec<&&Row> =
        rows.iter().filter(|row| row.language.is_some_and(|language| language.tag() == tag)).collect();
    let width = rows.first().map_or(0, |row| row.meaning.len());
    let count = f32::from(u16::try_from(rows.len().max(1)).unwrap_or(u16::MAX));
    (0..width).map(|place| rows.iter().filter_map(|row| row.meaning.get(place)).sum::<f32>() / count).collect()
}
