//! What a file says about its owner, as a change of the own profile that he may take or leave.

use pergola_domain::{
    ids::PhotoId,
    members::{self, ABOUT_CHARS, HEADLINE_CHARS, PLACE_CHARS, fits},
    text,
    time::YearMonth,
};
use pergola_formats::{OwnPiece, PartialDate, fingerprint};
use serde::{Deserialize, Serialize};

/// A change of the own profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Offer {
    Name {
        text: String,
    },
    Headline {
        text: String,
    },
    About {
        text: String,
    },
    Place {
        text: String,
    },
    Position(Spell),
    Education(Study),
    Skill {
        name: String,
    },
    /// A BCP 47 tag.
    Language {
        tag: String,
    },
    Link {
        label: String,
        url: String,
    },
    /// A portrait, kept beside the member's own until he says yes.
    Photo {
        /// Its number, as in `/photos/{id}`.
        photo: PhotoId,
        /// By which the same picture is known when it comes again.
        mark: String,
    },
    /// One of the settings, by its name in the archive and the API, and its value as text.
    Setting {
        name: String,
        value: String,
    },
}

/// A stretch of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spell {
    pub(crate) organisation: String,
    pub(crate) title: String,
    pub(crate) place: String,
    pub(crate) description: String,
    pub(crate) from: Option<YearMonth>,
    pub(crate) to: Option<YearMonth>,
    /// Over, although nobody knows since when.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) over: bool,
}

/// A stretch of study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Study {
    pub(crate) school: String,
    pub(crate) degree: String,
    pub(crate) field: String,
    pub(crate) description: String,
    pub(crate) from: Option<YearMonth>,
    pub(crate) to: Option<YearMonth>,
}

impl Offer {
    /// The word of its kind, as the API has it.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Name { .. } => "name",
            Self::Headline { .. } => "headline",
            Self::About { .. } => "about",
            Self::Place { .. } => "place",
            Self::Position(_) => "position",
            Self::Education(_) => "education",
            Self::Skill { .. } => "skill",
            Self::Language { .. } => "language",
            Self::Link { .. } => "link",
            Self::Photo { .. } => "photo",
            Self::Setting { .. } => "setting",
        }
    }

    /// By what the same offer is known when it comes again.
    pub(crate) fn key(&self) -> String {
        let body = match self {
            // Kept anew under another number it is the same picture.
            Self::Photo { mark, .. } => mark.clone(),
            _ => serde_json::to_string(self).unwrap_or_default(),
        };
        format!("{}:{}", self.kind(), fingerprint(&[&text::fold(&body)]))
    }

    /// The changes that a piece of a file offers; none where a profile here has no place for it.
    pub(crate) fn of(piece: &OwnPiece) -> Vec<Self> {
        match piece {
            OwnPiece::Profile(profile) => {
                let short = |text: &Option<String>, limit| text.as_deref().map(|text| cut(&text::line(text), limit));
                let whole = [profile.given.as_str(), &profile.family].join(" ");
                let name = members::name(&whole).ok().map(|text| Self::Name { text });
                let headline = short(&profile.headline, HEADLINE_CHARS).map(|text| Self::Headline { text });
                let about = profile.summary.as_deref().map(text::paragraphs);
                let about = about.map(|text| Self::About { text: cut(&text, ABOUT_CHARS) });
                let place = short(&profile.place, PLACE_CHARS).map(|text| Self::Place { text });
                name.into_iter().chain(headline).chain(about).chain(place).filter(Self::says_something).collect()
            }
            OwnPiece::Position(position) => vec![Self::Position(Spell {
                organisation: title(&position.organisation),
                title: title(&position.title),
                place: maybe(position.place.as_deref(), PLACE_CHARS),
                description: long(&[position.description.as_deref()]),
                from: month(position.from),
                to: month(position.to),
                over: false,
            })],
            OwnPiece::Volunteering(work) => vec![Self::Position(Spell {
                organisation: title(&work.organisation),
                title: title(&work.role),
                place: String::new(),
                description: long(&[work.cause.as_deref(), work.description.as_deref()]),
                from: month(work.from),
                to: month(work.to),
                over: false,
            })],
            OwnPiece::Education(education) => vec![Self::Education(Study {
                school: title(&education.school),
                degree: maybe(education.degree.as_deref(), 120),
                field: maybe(education.field.as_deref(), 120),
                description: long(&[education.notes.as_deref(), education.activities.as_deref()]),
                from: month(education.from),
                to: month(education.to),
            })],
            OwnPiece::Skill(name) => vec![Self::Skill { name: cut(&text::line(name), 80) }],
            OwnPiece::Language(language) => {
                tag(&language.name).map(|tag| Self::Language { tag: tag.to_owned() }).into_iter().collect()
            }
            OwnPiece::Link(link) => page(Some(&link.url), link.label.as_deref().unwrap_or_default()),
            OwnPiece::Publication(work) => page(work.url.as_deref(), &work.title),
            OwnPiece::Project(work) => page(work.url.as_deref(), &work.title),
            OwnPiece::Article(work) => page(work.url.as_deref(), &work.title),
            OwnPiece::Certificate(work) => page(work.url.as_deref(), &work.name),
            OwnPiece::Email(_)
            | OwnPiece::Phone(_)
            | OwnPiece::Honour(_)
            | OwnPiece::TestScore(_)
            | OwnPiece::Follows(_) => Vec::new(),
        }
        .into_iter()
        .filter(Self::says_something)
        .collect()
    }

    fn says_something(&self) -> bool {
        match self {
            Self::Name { text } | Self::Headline { text } | Self::About { text } | Self::Place { text } => {
                !text.is_empty()
            }
            Self::Position(spell) => !spell.organisation.is_empty(),
            Self::Education(study) => !study.school.is_empty(),
            Self::Skill { name } => !name.is_empty(),
            Self::Language { .. } | Self::Link { .. } | Self::Photo { .. } | Self::Setting { .. } => true,
        }
    }
}

/// A page that can be linked to; its label is what it is called.
fn page(url: Option<&str>, label: &str) -> Vec<Offer> {
    let url = url.map(text::line).unwrap_or_default();
    let url = if url.contains("://") || url.is_empty() { url } else { format!("https://{url}") };
    let good = (url.starts_with("https://") || url.starts_with("http://")) && fits(&url, 500);
    if good { vec![Offer::Link { label: cut(&text::line(label), 80), url }] } else { Vec::new() }
}

fn title(text: &str) -> String {
    cut(&text::line(text), 120)
}

fn maybe(text: Option<&str>, limit: i64) -> String {
    text.map(|text| cut(&text::line(text), limit)).unwrap_or_default()
}

fn long(parts: &[Option<&str>]) -> String {
    let parts: Vec<String> = parts.iter().flatten().map(|part| text::paragraphs(part)).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    cut(&parts.join("\n\n"), ABOUT_CHARS)
}

fn month(date: Option<PartialDate>) -> Option<YearMonth> {
    date.and_then(|date| YearMonth::new(date.year(), date.month().and_then(|month| u8::try_from(month).ok())))
}

/// The first characters of a text: files of others know other limits.
fn cut(text: &str, limit: i64) -> String {
    text.chars().take(usize::try_from(limit).unwrap_or(usize::MAX)).collect::<String>().trim_end().to_owned()
}

/// Languages as archives in Italian and English call them.
const TAGS: [(&str, &str); 48] = [
    ("italiano", "it"),
    ("italian", "it"),
    ("inglese", "en"),
    ("english", "en"),
    ("francese", "fr"),
    ("french", "fr"),
    ("tedesco", "de"),
    ("german", "de"),
    ("spagnolo", "es"),
    ("spanish", "es"),
    ("portoghese", "pt"),
    ("portuguese", "pt"),
    ("olandese", "nl"),
    ("dutch", "nl"),
    ("russo", "ru"),
    ("russian", "ru"),
    ("cinese", "zh"),
    ("chinese", "zh"),
    ("giapponese", "ja"),
    ("japanese", "ja"),
    ("arabo", "ar"),
    ("arabic", "ar"),
    ("polacco", "pl"),
    ("polish", "pl"),
    ("rumeno", "ro"),
    ("romanian", "ro"),
    ("greco", "el"),
    ("greek", "el"),
    ("turco", "tr"),
    ("turkish", "tr"),
    ("ucraino", "uk"),
    ("ukrainian", "uk"),
    ("svedese", "sv"),
    ("swedish", "sv"),
    ("danese", "da"),
    ("danish", "da"),
    ("catalano", "ca"),
    ("catalan", "ca"),
    ("croato", "hr"),
    ("croatian", "hr"),
    ("sloveno", "sl"),
    ("slovenian", "sl"),
    ("albanese", "sq"),
    ("albanian", "sq"),
    ("hindi", "hi"),
    ("coreano", "ko"),
    ("korean", "ko"),
    ("latino", "la"),
];

fn tag(name: &str) -> Option<&'static str> {
    let name = text::fold(name);
    let word = name.split([' ', '(', ',']).next().unwrap_or_default();
    TAGS.iter().find(|(known, tag)| *known == word || *tag == name).map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests {
    use pergola_formats::{Language, Link, OwnPiece};

    use super::Offer;

    #[test]
    fn languages_are_known_by_both_names() {
        let of = |name: &str| Offer::of(&OwnPiece::Language(Language { name: name.to_owned(), proficiency: None }));
        assert_eq!(of("Inglese"), of("English"));
        assert_eq!(of("Klingon"), []);
    }

    #[test]
    fn only_pages_become_links() {
        let of = |url: &str| Offer::of(&OwnPiece::Link(Link { url: url.to_owned(), label: None })).len();
        assert_eq!((of("javascript://x"), of("https://a.example"), of("a.example")), (0, 1, 1));
    }
}
