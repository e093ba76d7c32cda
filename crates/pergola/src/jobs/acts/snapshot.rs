//! What is sent of a profile: the chosen parts, as they are now, in the words of JSON Resume. It is kept as it was sent.

use pergola_db::{Fault, Tx};
use pergola_domain::{ids::MemberId, time::YearMonth};
use pergola_formats::{
    Education, Language, Link, PartialDate, Position,
    resume::{self, Resume},
};

use crate::members;

/// A part of a profile that one may send or leave out, and the forms in which it goes: one or several. Name, headline, place
/// and address always go along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::jobs) enum Part {
    Experience,
    Education,
    Skills,
    About,
    Links,
    /// A form: a page that is read here.
    Page,
    /// A form: a file of JSON Resume.
    Resume,
    /// A form: a PDF.
    Pdf,
}

impl Part {
    pub(in crate::jobs) const ALL: [Self; 8] = [
        Self::Experience,
        Self::Education,
        Self::Skills,
        Self::About,
        Self::Links,
        Self::Page,
        Self::Pdf,
        Self::Resume,
    ];

    pub(in crate::jobs) const fn name(self) -> &'static str {
        match self {
            Self::Experience => "experience",
            Self::Education => "education",
            Self::Skills => "skills",
            Self::About => "about",
            Self::Links => "links",
            Self::Page => "page",
            Self::Resume => "resume",
            Self::Pdf => "pdf",
        }
    }

    /// A form, and no part of the profile.
    pub(in crate::jobs) const fn is_form(self) -> bool {
        matches!(self, Self::Page | Self::Resume | Self::Pdf)
    }

    pub(in crate::jobs) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn date(month: Option<YearMonth>) -> Option<PartialDate> {
    let month = month?;
    PartialDate::new(month.year, month.month.and_then(|month| i8::try_from(month).ok()), None).ok()
}

/// The profile of a member with these parts of it.
pub(in crate::jobs) async fn take(tx: &Tx, member: MemberId, parts: &[Part]) -> Result<Option<String>, Fault> {
    let (Some(profile), Some(settings)) = (members::profile(tx, member).await?, members::settings(tx, member).await?)
    else {
        return Ok(None);
    };
    let mut resume = Resume {
        name: profile.account.name.clone(),
        headline: some(&profile.account.headline),
        place: some(&profile.account.place),
        email: Some(settings.email),
        languages: profile.languages.iter().map(|tag| Language { name: tag.clone(), proficiency: None }).collect(),
        ..Resume::default()
    };
    let has = |part: Part| parts.contains(&part);
    if has(Part::About) {
        resume.summary = some(&profile.about);
    }
    if has(Part::Experience) {
        resume.positions = profile.positions.iter().map(|kept| position(&kept.told)).collect();
    }
    if has(Part::Education) {
        resume.education = profile.education.iter().map(|kept| education(&kept.told)).collect();
    }
    if has(Part::Skills) {
        resume.skills = profile.skills.iter().map(|(_, skill)| skill.clone()).collect();
    }
    if has(Part::Links) {
        let link =
            |link: &pergola_domain::members::profile::Link| Link { url: link.url.clone(), label: some(&link.label) };
        resume.links = profile.links.iter().map(|(_, kept)| link(kept)).collect();
    }
    Ok(Some(resume.to_json()))
}

fn position(told: &pergola_domain::members::profile::Position) -> Position {
    Position {
        organisation: told.organisation.clone(),
        title: told.title.clone(),
        description: some(&told.description),
        place: some(&told.place),
        url: None,
        from: date(told.period.from),
        to: date(told.period.to),
    }
}

fn education(told: &pergola_domain::members::profile::Education) -> Education {
    Education {
        school: told.school.clone(),
        degree: some(&told.degree),
        field: some(&told.field),
        notes: some(&told.description),
        activities: None,
        from: date(told.period.from),
        to: date(told.period.to),
    }
}

/// What was sent, to be shown.
pub(in crate::jobs) fn read(snapshot: &str) -> Resume {
    resume::read(snapshot.as_bytes()).unwrap_or_default()
}
