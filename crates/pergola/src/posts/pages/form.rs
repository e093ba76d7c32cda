//! The form of a post as it comes in: from a page with files, one field after the other, each picture made anew as soon as
//! it is whole; or without files, as short forms come.

use axum::{
    extract::{FromRequest, Request},
    http::header,
};
use pergola_domain::{
    ids::{GroupId, PictureId},
    members::{self, PHOTO_BYTES},
    posts::{PICTURES, Refusal, Said, Typed},
};
use serde::Deserialize;

use crate::{
    http::{
        Failed, Failure, Form, Here,
        limits::Pace,
        uploads::{self, Sender, Small},
    },
    posts::{
        acts::{self, Otherwise},
        store::Kept,
    },
};

/// Bytes of one field of words.
const FIELD_BYTES: usize = 64 * 1024;

/// A picture's place in the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot {
    /// One that came before: it waits, or its post shows it.
    pub(super) kept: Option<PictureId>,
    pub(super) alt: String,
    /// It is to be taken out.
    pub(super) is_out: bool,
}

/// As the form sends it.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    /// With commas between.
    pub(super) topics: String,
    pub(super) language: String,
    /// Its word, or `group:` and a number.
    pub(super) audience: String,
    pub(super) slots: [Slot; PICTURES],
    /// It came with files, or could have.
    pub(super) has_slots: bool,
    /// He was told that many will find it folded, and publishes it all the same.
    pub(super) told: String,
    /// What was wrong with a picture.
    pub(super) refused: Option<Refusal>,
}

/// The same without files.
#[derive(Debug, Default, Deserialize)]
struct Short {
    #[serde(default)]
    text: String,
    #[serde(default)]
    topics: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    audience: String,
    #[serde(default)]
    told: String,
}

impl Written {
    pub(super) fn typed(&self) -> Typed {
        let (audience, group) = match self.audience.split_once(':') {
            Some((word, number)) => (word, number.parse::<GroupId>().ok()),
            None => (self.audience.as_str(), None),
        };
        Typed {
            text: self.text.clone(),
            topics: self.topics.split([',', ';', '\n']).map(str::to_owned).collect(),
            language: self.language.clone(),
            audience: audience.to_owned(),
            group,
            pictures: 0,
        }
    }

    pub(super) fn of(said: &Said, shown: &[Kept]) -> Self {
        let names: Vec<&str> = said.topics.iter().map(|topic| topic.name.as_str()).collect();
        let audience = said
            .audience
            .group()
            .map_or_else(|| said.audience.word().to_owned(), |group| format!("{}:{group}", said.audience.word()));
        let mut written = Self {
            text: said.text.clone(),
            topics: names.join(", "),
            language: said.language.clone(),
            audience,
            ..Self::default()
        };
        written.show(shown);
        written
    }

    /// Puts these into its first places.
    pub(super) fn show(&mut self, shown: &[Kept]) {
        for (slot, picture) in self.slots.iter_mut().zip(shown) {
            *slot = Slot { kept: Some(picture.id), alt: picture.alt.clone(), is_out: false };
        }
    }

    pub(super) fn pictures(&self) -> Vec<(PictureId, String)> {
        let stays = self.slots.iter().filter(|slot| !slot.is_out);
        stays.filter_map(|slot| Some((slot.kept?, slot.alt.clone()))).collect()
    }

    /// What an own post is to say otherwise. A form without files says nothing of pictures.
    pub(super) fn otherwise(&self) -> Otherwise {
        Otherwise { typed: self.typed(), pictures: self.has_slots.then(|| self.pictures()) }
    }

    /// Whether the form speaks of pictures.
    pub(super) const fn has_slots(&self) -> bool {
        self.has_slots
    }

    fn set(&mut self, name: &str, value: String) {
        match name {
            "text" => self.text = value,
            "topics" => self.topics = value,
            "language" => self.language = value,
            "audience" => self.audience = value,
            "told" => self.told = value,
            name => {
                let (kind, number) = name.split_at(name.len().saturating_sub(1));
                let slot = number.parse::<usize>().ok().and_then(|number| self.slots.get_mut(number.checked_sub(1)?));
                match (kind, slot) {
                    ("kept", Some(slot)) => slot.kept = slot.kept.or(value.parse().ok()),
                    ("alt", Some(slot)) => slot.alt = value,
                    ("out", Some(slot)) => slot.is_out = !value.is_empty(),
                    _ => {}
                }
            }
        }
    }
}

/// Reads the form.
pub(super) async fn receive(here: &Here, request: Request) -> Result<Written, Failed> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("multipart/") {
        let Form(short) = Form::<Short>::from_request(request, &here.app).await?;
        let Short { text, topics, language, audience, told } = short;
        return Ok(Written { text, topics, language, audience, told, ..Written::default() });
    }
    let _desk = here.app.darkroom.desk()?;
    let received = from_parts(here, request);
    tokio::time::timeout(uploads::SMALL_FILE_TIME, received).await.unwrap_or(Err(Failed::TooSlow))
}

async fn from_parts(here: &Here, request: Request) -> Result<Written, Failed> {
    let limit = u64::try_from(PICTURES * PHOTO_BYTES * 2).unwrap_or(u64::MAX);
    let mut parts = uploads::open(here, request, limit, Sender::Page).await?;
    let mut written = Written { has_slots: true, ..Written::default() };
    while let Some(mut field) = parts.next_field().await.map_err(|why| uploads::broken(&why))? {
        let name = field.name().unwrap_or_default().to_owned();
        // One digit at the end, or a name of ours: anything else is passed over.
        let slot = name.strip_prefix("picture").and_then(|number| number.parse::<usize>().ok());
        let Some(slot) = slot.and_then(|number| number.checked_sub(1)).filter(|slot| *slot < PICTURES) else {
            let value = uploads::words(&mut field, FIELD_BYTES).await?;
            if name.is_char_boundary(name.len().saturating_sub(1)) {
                written.set(&name, value);
            }
            continue;
        };
        match uploads::gather(&mut field, PHOTO_BYTES).await? {
            Small::Missing => {}
            Small::TooLarge => written.refused = Some(Refusal::Picture(members::Refusal::PhotoTooLarge)),
            Small::Whole(bytes) => {
                here.app.limits.take(Pace::Picture, &here.me()?.member.to_string())?;
                match acts::keep_picture(&here.app, here.by(), bytes, String::new()).await? {
                    Ok(id) => {
                        if let Some(slot) = written.slots.get_mut(slot) {
                            slot.kept = Some(id);
                            slot.is_out = false;
                        }
                    }
                    Err(Failure::Refused(refusal)) => written.refused = Some(refusal),
                    Err(other) => return Err(other.into()),
                }
            }
        }
    }
    Ok(written)
}
