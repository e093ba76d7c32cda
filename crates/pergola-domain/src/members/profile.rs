//! What members tell of themselves: work, study, skills, links, languages; how it is cleaned and bounded.
//!
//! Each kind of row is made from what was typed, as it was typed, and `checked` before it is kept.

use super::{Refusal, bounded};
use crate::{text, time::YearMonth};

/// A name in a row: of an organisation, a title, a degree, a field, a skill, a label.
pub const ROW_CHARS: i64 = 200;
/// What somebody did there.
pub const DESCRIPTION_CHARS: i64 = 4_000;
pub const LINK_CHARS: i64 = 500;
/// A photo as it may arrive, in bytes and points a side.
pub const PHOTO_BYTES: u64 = 10 * 1024 * 1024;
pub const PHOTO_SIDE: u32 = 12_000;
/// A photo as it is kept: a square of so many points.
pub const PHOTO_KEPT_SIDE: u32 = 320;

/// From when to when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub from: Option<YearMonth>,
    pub to: Option<YearMonth>,
    /// It is over, also where nobody knows since when.
    pub is_over: bool,
}

impl Period {
    /// Reads two months as people type them, `2019-03` or `2019`; an empty one is unknown.
    ///
    /// # Errors
    /// When one cannot be read, or the end comes before the beginning.
    pub fn parse(from: &str, to: &str, is_over: bool) -> Result<Self, Refusal> {
        let month = |typed: &str| match typed.trim() {
            "" => Ok(None),
            typed => typed.parse().map(Some).map_err(|()| Refusal::PeriodMalformed),
        };
        Self { from: month(from)?, to: month(to)?, is_over }.checked()
    }

    /// # Errors
    /// When the end comes before the beginning.
    pub fn checked(self) -> Result<Self, Refusal> {
        match (self.from, self.to) {
            (Some(from), Some(to)) if to.last_month() < from.first_month() => Err(Refusal::PeriodUpsideDown),
            _ => Ok(Self { is_over: self.is_over || self.to.is_some(), ..self }),
        }
    }

    /// For putting rows into order: what lasts first, then what ended last, then what began last.
    #[must_use]
    pub fn recency(&self) -> (bool, i32, i32) {
        let month = |month: Option<YearMonth>| month.map_or(0, YearMonth::last_month);
        (!self.is_over, month(self.to), month(self.from))
    }
}

/// A stretch of work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub organisation: String,
    pub title: String,
    pub place: String,
    pub description: String,
    pub period: Period,
}

impl Position {
    /// # Errors
    /// When it lacks where or as what, or a text is too long.
    pub fn checked(self) -> Result<Self, Refusal> {
        let (organisation, title) = (row(&self.organisation)?, row(&self.title)?);
        if organisation.is_empty() || title.is_empty() {
            return Err(Refusal::PositionIncomplete);
        }
        Ok(Self {
            organisation,
            title,
            place: row(&self.place)?,
            description: description(&self.description)?,
            period: self.period.checked()?,
        })
    }
}

/// A stretch of study.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Education {
    pub school: String,
    pub degree: String,
    pub field: String,
    pub description: String,
    pub period: Period,
}

impl Education {
    /// # Errors
    /// When it lacks where, or a text is too long.
    pub fn checked(self) -> Result<Self, Refusal> {
        let school = row(&self.school)?;
        if school.is_empty() {
            return Err(Refusal::EducationIncomplete);
        }
        Ok(Self {
            school,
            degree: row(&self.degree)?,
            field: row(&self.field)?,
            description: description(&self.description)?,
            period: self.period.checked()?,
        })
    }
}

/// Something that a member can do.
///
/// # Errors
/// When nothing remains of it, or it is too long.
pub fn skill(typed: &str) -> Result<String, Refusal> {
    let skill = row(typed)?;
    if skill.is_empty() { Err(Refusal::SkillMissing) } else { Ok(skill) }
}

/// An address elsewhere that a member shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    pub label: String,
    pub url: String,
}

impl Link {
    /// Only addresses of the web: what a page links to must not be able to run there. Without a label the site's name
    /// stands for it.
    ///
    /// # Errors
    /// When the address is none, or too long.
    pub fn checked(self) -> Result<Self, Refusal> {
        let url = self.url.trim().to_owned();
        let site = site(&url).ok_or(Refusal::LinkMalformed)?;
        let label = row(&self.label)?;
        let label = if label.is_empty() { site.to_owned() } else { label };
        let url = bounded(url, LINK_CHARS, Refusal::LinkMalformed)?;
        Ok(Self { label, url })
    }
}

/// The host of a web address that can stand in a page.
fn site(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let plain = url.chars().all(|c| c > ' ' && c != '\u{7f}' && !matches!(c, '"' | '<' | '>' | '\\' | '`'));
    // A name before `@` could pretend to be the site.
    let named = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@');
    (plain && named).then_some(host)
}

/// Languages spoken, as BCP 47 tags: `it`, `pt-BR`. Twice is once, the order stays.
///
/// # Errors
/// When one is no tag, or there are too many.
pub fn languages<'a>(typed: impl IntoIterator<Item = &'a str>) -> Result<Vec<String>, Refusal> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.into_iter().map(str::trim).filter(|tag| !tag.is_empty()) {
        let shaped = tag.len() <= 35
            && tag
                .split('-')
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
            && tag
                .split('-')
                .next()
                .is_some_and(|main| main.len() >= 2 && main.bytes().all(|b| b.is_ascii_alphabetic()));
        if !shaped {
            return Err(Refusal::SpokenMalformed);
        }
        if !tags.iter().any(|kept| kept.eq_ignore_ascii_case(tag)) {
            tags.push(tag.to_owned());
        }
    }
    if tags.len() > 50 { Err(Refusal::SpokenMalformed) } else { Ok(tags) }
}

/// The headline, the text about oneself and the place, in this order as [`headline`], [`about`] and [`place`].
///
/// # Errors
/// When it is too long.
pub fn headline(typed: &str) -> Result<String, Refusal> {
    bounded(text::line(typed), super::HEADLINE_CHARS, Refusal::HeadlineTooLong)
}

/// # Errors
/// When it is too long.
pub fn about(typed: &str) -> Result<String, Refusal> {
    bounded(text::paragraphs(typed), super::ABOUT_CHARS, Refusal::AboutTooLong)
}

/// # Errors
/// When it is too long.
pub fn place(typed: &str) -> Result<String, Refusal> {
    bounded(text::line(typed), super::PLACE_CHARS, Refusal::PlaceTooLong)
}

fn row(typed: &str) -> Result<String, Refusal> {
    bounded(text::line(typed), ROW_CHARS, Refusal::RowTooLong)
}

fn description(typed: &str) -> Result<String, Refusal> {
    bounded(text::paragraphs(typed), DESCRIPTION_CHARS, Refusal::DescriptionTooLong)
}

#[cfg(test)]
mod tests {
    use super::{Education, Link, Period, Position, Refusal, headline, languages, skill};

    #[test]
    fn periods() {
        for (from, to, expected) in [
            ("2019-03", "2021", Ok(())),
            ("2019", "2019-01", Ok(())),
            ("", "", Ok(())),
            ("2021", "2019", Err(Refusal::PeriodUpsideDown)),
            ("marzo", "", Err(Refusal::PeriodMalformed)),
            ("", "2019-13", Err(Refusal::PeriodMalformed)),
        ] {
            assert_eq!(Period::parse(from, to, false).map(drop), expected, "{from} {to}");
        }
        assert!(Period::parse("2019", "2020", false).unwrap().is_over, "what has an end is over");
    }

    #[test]
    fn what_lasts_comes_first() {
        let period = |from, to, over| Period::parse(from, to, over).unwrap().recency();
        assert!(period("2010", "", false) > period("2012", "2020", true));
        assert!(period("2012", "2020", true) > period("2001", "2019", true));
        assert!(period("2001", "2019", true) > period("2015", "", true), "over, nobody knows since when");
    }

    #[test]
    fn rows_are_cleaned_or_refused() {
        let here = Position {
            organisation: " Cooperativa  Mareggiata ".into(),
            title: "Acquisti".into(),
            ..Position::default()
        };
        assert_eq!(here.clone().checked().unwrap().organisation, "Cooperativa Mareggiata");
        assert_eq!(Position { title: " ".into(), ..here.clone() }.checked(), Err(Refusal::PositionIncomplete));
        assert_eq!(Position { title: "x".repeat(201), ..here.clone() }.checked(), Err(Refusal::RowTooLong));
        assert_eq!(Position { description: "x".repeat(4_001), ..here }.checked(), Err(Refusal::DescriptionTooLong));
        assert_eq!(Education::default().checked(), Err(Refusal::EducationIncomplete));
        assert_eq!(skill(" \u{200B}"), Err(Refusal::SkillMissing));
        assert_eq!(headline(&"x".repeat(221)), Err(Refusal::HeadlineTooLong));
    }

    #[test]
    fn links_lead_to_sites_only() {
        let link = |url: &str| Link { label: String::new(), url: url.to_owned() }.checked();
        assert_eq!(link(" https://ada.example/blog ").unwrap().label, "ada.example");
        for bad in [
            "javascript:alert(1)",
            "https://",
            "https://a b.it",
            "ada.it",
            "https://bank.it@evil.it",
            "data:text/html,x",
            "https://x.it/\"onclick",
        ] {
            assert_eq!(link(bad), Err(Refusal::LinkMalformed), "{bad}");
        }
    }

    #[test]
    fn languages_are_tags() {
        assert_eq!(languages(["it", " pt-BR ", "IT", ""]).unwrap(), ["it", "pt-BR"]);
        for bad in ["italiano vero", "i", "12", "it_IT", "it-"] {
            assert_eq!(languages([bad]), Err(Refusal::SpokenMalformed), "{bad}");
        }
    }
}
