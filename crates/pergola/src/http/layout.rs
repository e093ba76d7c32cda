//! What every page has around it: language, theme, beam, places, foot. The pages of the rooms extend `layout.html`.

use pergola_domain::ids::{MemberId, PhotoId};

use super::here::Here;
use crate::{
    pictures::{self, TileSize},
    words::{Say, Speech, escape},
};

/// Which of the places of the navigation a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Today,
    Garden,
    Board,
    Jobs,
    Inbox,
    People,
    None,
}

/// Around a page.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) t: Speech,
    pub(crate) title: String,
    pub(crate) place: Place,
    pub(crate) csrf: String,
    pub(crate) theme: String,
    pub(crate) me: Option<Mine>,
    pub(crate) server: String,
    pub(crate) demo: bool,
    /// The address of this page, to come back to after the language is changed.
    pub(crate) path: String,
    /// The sentence that confirms what was just done.
    pub(crate) done: Option<String>,
    /// Something in the inbox waits.
    pub(crate) waits: bool,
    /// A title with errors begins with the word for it.
    pub(crate) wrong: bool,
    /// What is to mend in a form: at which input, and the sentence.
    pub(crate) mend: Option<(String, String)>,
}

/// The member who reads.
#[derive(Clone, Debug)]
pub(crate) struct Mine {
    pub(crate) member: MemberId,
    pub(crate) name: String,
    pub(crate) photo: Option<PhotoId>,
    /// May judge what is reported.
    pub(crate) judges: bool,
    pub(crate) leaving: bool,
}

impl Mine {
    /// The own face, for the beam.
    pub(crate) fn face(&self) -> String {
        face(self.member.0, &self.name, self.photo, TileSize::Usual)
    }
}

impl Frame {
    pub(super) fn new(here: &Here, title: String, place: Place) -> Self {
        let t = here.speech();
        let asked = here.uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("done="));
        let done = asked.map(|key| format!("done-{key}")).filter(|key| t.has(key)).map(|key| t.s(&key).to_owned());
        let title = if t.has(&title) { t.s(&title).to_owned() } else { title };
        Self {
            title,
            place,
            csrf: here.identity.csrf.clone(),
            theme: here.identity.theme.clone(),
            me: here.identity.me.as_ref().map(|me| Mine {
                member: me.member,
                name: me.name.clone(),
                photo: me.photo,
                judges: me.admin || me.moderator,
                leaving: me.leaving,
            }),
            server: here.app.config.name.clone(),
            demo: here.app.config.demo,
            path: address(&here.uri),
            done,
            waits: here.identity.waits,
            wrong: false,
            mend: None,
            t,
        }
    }

    /// The same page with something to mend in its form.
    pub(crate) fn with_errors(mut self) -> Self {
        self.wrong = true;
        self
    }

    /// The same, with the sentence at its input too: [`Self::err`] and [`Self::told`] show it there.
    pub(crate) fn with_error_at(mut self, input: &str, sentence: &str) -> Self {
        self.mend = Some((input.to_owned(), sentence.to_owned()));
        self.with_errors()
    }

    /// The sentence at an input, where there is something to mend.
    pub(crate) fn err(&self, input: &str) -> String {
        let here = self.mend.as_ref().filter(|(at, _)| at == input);
        here.map_or_else(String::new, |(at, sentence)| {
            format!("<p class=\"err\" id=\"{}-e\">{}</p>", escape(at), escape(sentence))
        })
    }

    /// What an input is told by: its hint, where it has one, and the sentence above.
    pub(crate) fn told(&self, input: &str, hint: &str) -> String {
        let wrong = self.mend.as_ref().is_some_and(|(at, _)| at == input);
        match (hint.is_empty(), wrong) {
            (true, false) => String::new(),
            (false, false) => format!(" aria-describedby=\"{hint}\""),
            (true, true) => format!(" aria-invalid=\"true\" aria-describedby=\"{input}-e\""),
            (false, true) => format!(" aria-invalid=\"true\" aria-describedby=\"{hint} {input}-e\""),
        }
    }

    /// A sentence.
    pub(crate) fn s<'a>(&'a self, key: &'a str) -> &'a str {
        self.t.s(key)
    }

    /// A sentence with arguments.
    pub(crate) fn say(&self, key: &str) -> Say {
        self.t.say(key)
    }

    /// The other language, its own name and its tag.
    pub(crate) fn other_language(&self) -> (&'static str, &'static str) {
        if self.t.tag() == "it" { ("English", "en") } else { ("Italiano", "it") }
    }

    pub(crate) fn icon(&self, name: &str) -> &'static str {
        pictures::icon(name)
    }

    pub(crate) fn logo(&self) -> &'static str {
        pictures::logo()
    }

    pub(crate) fn sprite(&self) -> &'static str {
        pictures::sprite()
    }

    pub(crate) fn garland(&self) -> &'static str {
        pictures::garland()
    }

    pub(crate) fn is(&self, place: &str) -> bool {
        matches!(
            (self.place, place),
            (Place::Today, "today")
                | (Place::Garden, "garden")
                | (Place::Board, "board")
                | (Place::Jobs, "jobs")
                | (Place::Inbox, "inbox")
                | (Place::People, "people")
        )
    }
}

/// The address of a page to come back to: with what was asked for, without the sentence that confirms what was done.
fn address(uri: &axum::http::Uri) -> String {
    let asked: Vec<&str> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("done="))
        .collect();
    if asked.is_empty() { uri.path().to_owned() } else { format!("{}?{}", uri.path(), asked.join("&")) }
}

/// The face of somebody: the own picture, or the tile that the name and the id give. Decorative; the name is beside it.
pub(crate) fn face(id: i64, name: &str, photo: Option<PhotoId>, size: TileSize) -> String {
    match photo {
        None => pictures::tile(&id.to_string(), name, size),
        Some(photo) => {
            let class = match size {
                TileSize::Small => " s",
                TileSize::Usual => "",
                TileSize::Medium => " m",
                TileSize::Large => " l",
            };
            // Two sizes are kept; the large one is for a page of one's own.
            let path = match size {
                TileSize::Large => photo_path(photo),
                _ => format!("{}/small", photo_path(photo)),
            };
            format!("<img class=\"tile{class}\" src=\"{}\" alt=\"\" width=\"48\" height=\"48\">", escape(&path))
        }
    }
}

/// Where a picture is served.
pub(crate) fn photo_path(photo: PhotoId) -> String {
    format!("/photos/{photo}")
}
