//! `/letters`: what a demo wrote, so that one can follow a link without a mail server. On any other server it is not
//! there.

use askama::Template;
use axum::response::Response;
use pergola_domain::time::Timestamp;

use crate::{
    http::{Failed, Frame, Here, Page, Place},
    outside::mail::{Written, written},
    words::rfc3339,
};

/// The newest that the page shows.
const SHOWN: usize = 12;

#[derive(Template)]
#[template(path = "about/pages/letters.html")]
struct LettersPage {
    frame: Frame,
    letters: Vec<Shown>,
    more: usize,
}

struct Shown {
    to: String,
    from: String,
    subject: String,
    ago: String,
    at: String,
    /// The lines of its text; a link to this server is a link here too.
    lines: Vec<Line>,
}

struct Line {
    text: String,
    /// The path, where the line is a link of this server.
    path: Option<String>,
}

pub(super) async fn list(here: Here) -> Result<Response, Failed> {
    let folder = here.app.mail.folder().filter(|_| here.app.config.demo).ok_or(Failed::NotFound)?.clone();
    // A folder of files: read where it stops nobody.
    let all = tokio::task::spawn_blocking(move || written(&folder)).await.map_err(|error| Failed::fault(&error))?;
    draw(&here, all)
}

fn draw(here: &Here, mut all: Vec<Written>) -> Page {
    let more = all.len().saturating_sub(SHOWN);
    all.truncate(SHOWN);
    let t = here.speech();
    let now = here.app.now();
    let shown = |letter: Written| {
        let at = Timestamp(letter.at_us);
        Shown {
            ago: t.ago(at, now),
            at: rfc3339(at),
            lines: letter.letter.text.lines().map(|line| line_of(here, line)).collect(),
            to: letter.letter.to,
            from: letter.from,
            subject: letter.letter.subject,
        }
    };
    let letters = all.into_iter().map(shown).collect();
    here.draw(&LettersPage { frame: here.frame("about-letters-title", Place::None), letters, more })
}

fn line_of(here: &Here, line: &str) -> Line {
    let path = line.trim().strip_prefix(here.app.config.address.as_str()).filter(|path| path.starts_with('/'));
    Line { text: line.to_owned(), path: path.map(str::to_owned) }
}
