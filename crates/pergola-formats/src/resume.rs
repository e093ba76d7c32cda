//! JSON Resume, schema 1.0.0 (jsonresume.org), read and written.
//!
//! Reading is lenient: a part of the wrong type is as if it were not there, dates may be whole or partial, unknown fields pass.
//! Depth is bounded by the JSON parser (128), size by [`crate::Limits::resume_bytes`]. Street, postal code, interests and
//! references stay unread.

use serde::Serialize;
use serde_json::Value;

use crate::{
    dates::{self, First, PartialDate},
    limits::Refusal,
    pieces::{
        Certificate, Education, Email, Honour, Language, Link, OwnPiece, Phone, Position, Profile, Project,
        Publication, Volunteering,
    },
    takeout::Takeout,
};

const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";
const PARTS: [&str; 12] = [
    "basics",
    "work",
    "volunteer",
    "education",
    "awards",
    "certificates",
    "publications",
    "skills",
    "languages",
    "interests",
    "references",
    "projects",
];

/// What a résumé says of its owner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resume {
    pub name: String,
    pub headline: Option<String>,
    pub summary: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub place: Option<String>,
    /// The first without a label is the owner's site, the others his profiles by network.
    pub links: Vec<Link>,
    pub positions: Vec<Position>,
    pub volunteering: Vec<Volunteering>,
    pub education: Vec<Education>,
    pub honours: Vec<Honour>,
    pub certificates: Vec<Certificate>,
    pub publications: Vec<Publication>,
    pub skills: Vec<String>,
    pub languages: Vec<Language>,
    pub projects: Vec<Project>,
    /// Entries that say nothing we understand, by their place in all lists together, from 1.
    pub left_out: Vec<u64>,
}

/// Reads one; what is not understood is left out.
///
/// # Errors
/// [`Refusal::Damaged`] when it is no JSON, [`Refusal::NotKnown`] when it is no object with a part of a résumé.
pub fn read(bytes: &[u8]) -> Result<Resume, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let json: Value =
        serde_json::from_slice(bytes).map_err(|_error| Refusal::Damaged { file: "resume.json".to_owned() })?;
    if !PARTS.iter().any(|part| json.get(part).is_some_and(|part| part.is_object() || part.is_array())) {
        return Err(Refusal::NotKnown);
    }
    let mut lists = Lists::default();
    let mut resume = basics(json.get("basics").unwrap_or(&Value::Null), &mut lists);
    resume.positions = lists.read(&json, "work", position);
    resume.volunteering = lists.read(&json, "volunteer", volunteering);
    resume.education = lists.read(&json, "education", education);
    resume.honours = lists.read(&json, "awards", |award| {
        Some(Honour {
            title: text(award, "title")?,
            description: text(award, "summary"),
            issuer: text(award, "awarder"),
            on: date(award, "date"),
        })
    });
    resume.certificates = lists.read(&json, "certificates", |certificate| {
        Some(Certificate {
            name: text(certificate, "name")?,
            issuer: text(certificate, "issuer"),
            url: text(certificate, "url"),
            number: None,
            from: date(certificate, "date"),
            to: None,
        })
    });
    resume.publications = lists.read(&json, "publications", |publication| {
        Some(Publication {
            title: text(publication, "name")?,
            publisher: text(publication, "publisher"),
            description: text(publication, "summary"),
            url: text(publication, "url"),
            on: date(publication, "releaseDate"),
        })
    });
    resume.skills = skills(&json);
    resume.languages = lists.read(&json, "languages", |language| {
        Some(Language { name: text(language, "language")?, proficiency: text(language, "fluency") })
    });
    resume.projects = lists.read(&json, "projects", |project| {
        Some(Project {
            title: text(project, "name")?,
            description: text(project, "description"),
            url: text(project, "url"),
            from: date(project, "startDate"),
            to: date(project, "endDate"),
        })
    });
    resume.left_out = lists.left_out;
    Ok(resume)
}

fn basics(basics: &Value, lists: &mut Lists) -> Resume {
    let location = basics.get("location").unwrap_or(&Value::Null);
    let place = [text(location, "city"), text(location, "countryCode")].into_iter().flatten().collect::<Vec<_>>();
    let mut links: Vec<Link> = Vec::new();
    links.extend(text(basics, "url").or_else(|| text(basics, "website")).map(|url| Link { url, label: None }));
    links.extend(lists.read(basics, "profiles", |profile| {
        Some(Link { url: text(profile, "url")?, label: text(profile, "network").map(|network| network.to_lowercase()) })
    }));
    Resume {
        name: text(basics, "name").unwrap_or_default(),
        headline: text(basics, "label"),
        summary: text(basics, "summary"),
        email: text(basics, "email"),
        phone: text(basics, "phone"),
        place: Some(place.join(", ")).filter(|place| !place.is_empty()),
        links,
        ..Resume::default()
    }
}

/// Highlights are lines of the description: that is what they become on a page.
fn description(entry: &Value, field: &str) -> Option<String> {
    let mut lines: Vec<String> = text(entry, field).into_iter().collect();
    let highlights = entry.get("highlights").and_then(Value::as_array);
    lines.extend(highlights.into_iter().flatten().filter_map(Value::as_str).map(|line| format!("- {line}")));
    Some(lines.join("\n")).filter(|text| !text.is_empty())
}

fn position(work: &Value) -> Option<Position> {
    let organisation = text(work, "name").or_else(|| text(work, "company")).unwrap_or_default();
    let title = text(work, "position").unwrap_or_default();
    (!organisation.is_empty() || !title.is_empty()).then(|| Position {
        organisation,
        title,
        description: description(work, "summary"),
        place: text(work, "location"),
        url: text(work, "url"),
        from: date(work, "startDate"),
        to: date(work, "endDate"),
    })
}

fn volunteering(entry: &Value) -> Option<Volunteering> {
    Some(Volunteering {
        organisation: text(entry, "organization").or_else(|| text(entry, "position"))?,
        role: text(entry, "position").unwrap_or_default(),
        cause: None,
        description: description(entry, "summary"),
        from: date(entry, "startDate"),
        to: date(entry, "endDate"),
    })
}

fn education(entry: &Value) -> Option<Education> {
    Some(Education {
        school: text(entry, "institution")?,
        degree: text(entry, "studyType"),
        field: text(entry, "area"),
        notes: text(entry, "score"),
        activities: None,
        from: date(entry, "startDate"),
        to: date(entry, "endDate"),
    })
}

/// A skill may be a group with keywords; then the keywords are the skills too.
fn skills(json: &Value) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for skill in json.get("skills").and_then(Value::as_array).into_iter().flatten() {
        let keywords = skill.get("keywords").and_then(Value::as_array).into_iter().flatten();
        let named = text(skill, "name").into_iter().chain(keywords.filter_map(Value::as_str).map(str::to_owned));
        for name in named.filter(|name| !name.trim().is_empty()) {
            if !found.contains(&name) && found.len() < 1_000 {
                found.push(name);
            }
        }
    }
    found
}

/// Reads lists and counts through them, so that what is left out can be named.
#[derive(Debug, Default)]
struct Lists {
    place: u64,
    left_out: Vec<u64>,
}

impl Lists {
    fn read<T>(&mut self, json: &Value, field: &str, one: impl Fn(&Value) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        for entry in json.get(field).and_then(Value::as_array).into_iter().flatten() {
            self.place += 1;
            match one(entry) {
                Some(understood) => found.push(understood),
                None => self.left_out.push(self.place),
            }
        }
        found
    }
}

fn text(json: &Value, field: &str) -> Option<String> {
    json.get(field).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn date(json: &Value, field: &str) -> Option<PartialDate> {
    dates::partial(&text(json, field)?, First::Day)
}

impl Resume {
    /// What it says, in the words that all files share.
    #[must_use]
    pub fn pieces(&self) -> Vec<OwnPiece> {
        let (given, family) = crate::people::split_name(&self.name);
        let mut pieces = vec![OwnPiece::Profile(Profile {
            given,
            family,
            headline: self.headline.clone(),
            summary: self.summary.clone(),
            place: self.place.clone(),
            industry: None,
        })];
        let email = |address: &String| Email { address: address.to_lowercase(), confirmed: false, primary: true };
        pieces.extend(self.email.iter().map(email).map(OwnPiece::Email));
        pieces.extend(self.phone.iter().map(|number| OwnPiece::Phone(Phone { number: number.clone(), label: None })));
        pieces.extend(self.links.iter().cloned().map(OwnPiece::Link));
        pieces.extend(self.positions.iter().cloned().map(OwnPiece::Position));
        pieces.extend(self.volunteering.iter().cloned().map(OwnPiece::Volunteering));
        pieces.extend(self.education.iter().cloned().map(OwnPiece::Education));
        pieces.extend(self.honours.iter().cloned().map(OwnPiece::Honour));
        pieces.extend(self.certificates.iter().cloned().map(OwnPiece::Certificate));
        pieces.extend(self.publications.iter().cloned().map(OwnPiece::Publication));
        pieces.extend(self.skills.iter().cloned().map(OwnPiece::Skill));
        pieces.extend(self.languages.iter().cloned().map(OwnPiece::Language));
        pieces.extend(self.projects.iter().cloned().map(OwnPiece::Project));
        pieces
    }

    /// Pretty JSON after the schema, with a line end. Fields in the order of the schema.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(&written::Resume::from(self)).unwrap_or_default();
        json.push('\n');
        json
    }
}

impl From<&Takeout> for Resume {
    fn from(takeout: &Takeout) -> Self {
        let email = takeout.emails.iter().find(|email| email.primary).or(takeout.emails.first());
        Self {
            name: takeout.account.name.clone(),
            headline: takeout.account.headline.clone(),
            summary: takeout.account.about.clone(),
            email: email.map(|email| email.address.clone()),
            phone: takeout.phones.first().map(|phone| phone.number.clone()),
            place: takeout.account.place.clone(),
            links: takeout.links.clone(),
            positions: takeout.positions.clone(),
            volunteering: takeout.volunteering.clone(),
            education: takeout.education.clone(),
            honours: takeout.honours.clone(),
            certificates: takeout.certificates.clone(),
            publications: takeout.publications.clone(),
            skills: takeout.skills.clone(),
            languages: takeout.languages.clone(),
            projects: takeout.projects.clone(),
            left_out: Vec::new(),
        }
    }
}

/// The schema's own words, in its own order.
mod written {
    use serde_json::{Value, json};

    use super::{PartialDate, SCHEMA, Serialize};

    #[derive(Serialize)]
    pub(super) struct Resume<'a> {
        #[serde(rename = "$schema")]
        schema: &'static str,
        basics: Basics<'a>,
        work: Vec<Value>,
        volunteer: Vec<Value>,
        education: Vec<Value>,
        awards: Vec<Value>,
        certificates: Vec<Value>,
        publications: Vec<Value>,
        skills: Vec<Value>,
        languages: Vec<Value>,
        projects: Vec<Value>,
    }

    #[derive(Serialize)]
    struct Basics<'a> {
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        label: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        email: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        phone: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        summary: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        location: Option<Value>,
        profiles: Vec<Value>,
    }

    impl<'a> From<&'a super::Resume> for Resume<'a> {
        fn from(resume: &'a super::Resume) -> Self {
            Self {
                schema: SCHEMA,
                basics: Basics::from(resume),
                work: each(&resume.positions, |work| {
                    json!({
                        "name": work.organisation, "position": work.title, "location": work.place, "url": work.url,
                        "startDate": date(work.from), "endDate": date(work.to), "summary": work.description,
                    })
                }),
                volunteer: each(&resume.volunteering, |work| {
                    json!({
                        "organization": work.organisation, "position": work.role, "startDate": date(work.from),
                        "endDate": date(work.to), "summary": work.description,
                    })
                }),
                education: each(&resume.education, |school| {
                    json!({
                        "institution": school.school, "area": school.field, "studyType": school.degree,
                        "startDate": date(school.from), "endDate": date(school.to), "score": school.notes,
                    })
                }),
                awards: each(&resume.honours, |award| {
                    json!({
                        "title": award.title, "date": date(award.on), "awarder": award.issuer,
                        "summary": award.description,
                    })
                }),
                certificates: each(&resume.certificates, |certificate| {
                    json!({
                        "name": certificate.name, "date": date(certificate.from), "issuer": certificate.issuer,
                        "url": certificate.url,
                    })
                }),
                publications: each(&resume.publications, |publication| {
                    json!({
                        "name": publication.title, "publisher": publication.publisher,
                        "releaseDate": date(publication.on), "url": publication.url, "summary": publication.description,
                    })
                }),
                skills: each(&resume.skills, |name| json!({ "name": name })),
                languages: each(
                    &resume.languages,
                    |language| json!({ "language": language.name, "fluency": language.proficiency }),
                ),
                projects: each(&resume.projects, |project| {
                    json!({
                        "name": project.title, "description": project.description, "url": project.url,
                        "startDate": date(project.from), "endDate": date(project.to),
                    })
                }),
            }
        }
    }

    impl<'a> From<&'a super::Resume> for Basics<'a> {
        fn from(resume: &'a super::Resume) -> Self {
            let site = resume.links.iter().position(|link| link.label.is_none());
            let profiles =
                resume.links.iter().enumerate().filter(|(index, _)| Some(*index) != site).map(|(_, link)| link);
            Self {
                name: &resume.name,
                label: resume.headline.as_deref(),
                email: resume.email.as_deref(),
                phone: resume.phone.as_deref(),
                url: resume.links.iter().find(|link| link.label.is_none()).map(|link| link.url.as_str()),
                summary: resume.summary.as_deref(),
                location: resume.place.as_ref().map(|place| json!({ "city": place })),
                profiles: profiles.map(|link| spoken(json!({ "network": link.label, "url": link.url }))).collect(),
            }
        }
    }

    fn each<T>(list: &[T], one: impl Fn(&T) -> Value) -> Vec<Value> {
        list.iter().map(|entry| spoken(one(entry))).collect()
    }

    /// Without the fields that say nothing.
    fn spoken(mut entry: Value) -> Value {
        if let Some(fields) = entry.as_object_mut() {
            fields.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
        }
        entry
    }

    fn date(date: Option<PartialDate>) -> Option<String> {
        date.map(|date| date.to_string())
    }
}
