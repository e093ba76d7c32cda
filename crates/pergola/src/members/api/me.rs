//! Oneself for programs: profile, settings, leaving.

use axum::{Json, http::StatusCode, response::IntoResponse};
use pergola_domain::{
    ids::{EducationId, PhotoId, PositionId},
    members::{
        Refusal,
        profile::{self as rules, Period},
    },
    time::YearMonth,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{Body, Failure, Here, Page, dress::Problem, layout::photo_path, limits::Pace},
    members::{
        acts::{
            account::{self, NewSettings},
            profile::{self as acts, NewTexts, tell},
        },
        store::{
            profile::{self, Kept, Profile},
            settings::{self, Settings},
        },
    },
    words::rfc3339,
};

/// A stretch of work.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PositionShape {
    id: String,
    organisation: String,
    organisation_id: String,
    title: String,
    place: String,
    description: String,
    /// `2019-03` or `2019`.
    from: Option<String>,
    to: Option<String>,
    /// It is over, also where nobody knows since when.
    is_over: bool,
}

impl PositionShape {
    /// A stretch of work as everybody may read it who sees the profile.
    pub(crate) fn of(kept: &Kept<PositionId, rules::Position>) -> Self {
        let told = &kept.told;
        Self {
            id: kept.id.to_string(),
            organisation: told.organisation.clone(),
            organisation_id: kept.organisation.to_string(),
            title: told.title.clone(),
            place: told.place.clone(),
            description: told.description.clone(),
            from: told.period.from.map(month),
            to: told.period.to.map(month),
            is_over: told.period.is_over,
        }
    }
}

fn month(month: YearMonth) -> String {
    month.to_string()
}

/// A stretch of study.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EducationShape {
    id: String,
    school: String,
    organisation_id: String,
    degree: String,
    field: String,
    description: String,
    from: Option<String>,
    to: Option<String>,
}

impl EducationShape {
    /// A stretch of study as everybody may read it who sees the profile.
    pub(crate) fn of(kept: &Kept<EducationId, rules::Education>) -> Self {
        let told = &kept.told;
        Self {
            id: kept.id.to_string(),
            school: told.school.clone(),
            organisation_id: kept.organisation.to_string(),
            degree: told.degree.clone(),
            field: told.field.clone(),
            description: told.description.clone(),
            from: told.period.from.map(month),
            to: told.period.to.map(month),
        }
    }
}

/// An address elsewhere.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkShape {
    /// The site's name where it is empty.
    #[serde(default)]
    pub(crate) label: String,
    pub(crate) url: String,
}

/// Oneself.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of the member's")]
pub(crate) struct MeShape {
    handle: String,
    name: String,
    headline: String,
    about: String,
    place: String,
    /// BCP 47 tags of the languages spoken.
    languages: Vec<String>,
    url: String,
    email: String,
    email_confirmed: bool,
    /// `it` or `en`: the language of the pages and letters.
    language: &'static str,
    /// `light`, `dark`, or empty for the device's own.
    theme: String,
    /// May stand on a path between two others.
    connector: bool,
    /// Who may see the list of ties: `ties` or `nobody`.
    ties_shown: &'static str,
    found_by_email: bool,
    shares_email: bool,
    is_admin: bool,
    positions: Vec<PositionShape>,
    education: Vec<EducationShape>,
    skills: Vec<String>,
    links: Vec<LinkShape>,
    photo_url: Option<String>,
    joined_at: String,
    /// When everything is erased, for who is leaving.
    leaving_at: Option<String>,
}

impl MeShape {
    fn of(here: &Here, profile: Profile, own: Settings) -> Self {
        let account = profile.account;
        Self {
            url: format!("{}/@{}", here.app.config.address, account.handle),
            photo_url: account.photo.map(|photo| photo_url(here, photo)),
            joined_at: rfc3339(own.created_at),
            leaving_at: own.leaving_at.map(rfc3339),
            handle: account.handle,
            name: account.name,
            headline: account.headline,
            about: profile.about,
            place: account.place,
            languages: profile.languages,
            email: own.email,
            email_confirmed: own.email_confirmed,
            language: own.language.tag(),
            theme: own.theme,
            connector: own.connector,
            ties_shown: if own.hides_ties { "nobody" } else { "ties" },
            found_by_email: own.found_by_email,
            shares_email: own.shares_email,
            is_admin: own.is_admin,
            positions: profile.positions.iter().map(PositionShape::of).collect(),
            education: profile.education.iter().map(EducationShape::of).collect(),
            skills: profile.skills.into_iter().map(|(_, name)| name).collect(),
            links: profile.links.into_iter().map(|(_, link)| LinkShape { label: link.label, url: link.url }).collect(),
        }
    }
}

/// Where programs find a picture.
pub(crate) fn photo_url(here: &Here, photo: PhotoId) -> String {
    format!("{}{}", here.app.config.address, photo_path(photo))
}

/// Oneself.
#[utoipa::path(get, path = "/me", tag = "members",
    responses((status = 200, description = "profile and settings", body = MeShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn read_me(here: Here) -> Page {
    let member = here.me()?.member;
    let (profile, own) = here
        .app
        .db
        .read(async move |tx| -> Result<_, Failure<Refusal>> {
            let profile = profile::profile(tx, member).await?.ok_or(Failure::NotFound)?;
            Ok((profile, settings::settings(tx, member).await?.ok_or(Failure::NotFound)?))
        })
        .await?;
    Ok(Json(MeShape::of(&here, profile, own)).into_response())
}

/// A stretch of work to keep. What `GET` gives may be sent back as it is: ids are read over.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPosition {
    organisation: String,
    title: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    is_over: bool,
    #[serde(default, rename = "id")]
    _id: Option<String>,
    #[serde(default, rename = "organisation_id")]
    _organisation: Option<String>,
}

impl NewPosition {
    fn told(self) -> Result<rules::Position, Refusal> {
        let period = period(self.from, self.to, self.is_over)?;
        let Self { organisation, title, place, description, .. } = self;
        Ok(rules::Position { organisation, title, place, description, period })
    }
}

fn period(from: Option<String>, to: Option<String>, is_over: bool) -> Result<Period, Refusal> {
    Period::parse(&from.unwrap_or_default(), &to.unwrap_or_default(), is_over)
}

/// A stretch of study to keep.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewEducation {
    school: String,
    #[serde(default)]
    degree: String,
    #[serde(default)]
    field: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default, rename = "id")]
    _id: Option<String>,
    #[serde(default, rename = "organisation_id")]
    _organisation: Option<String>,
}

impl NewEducation {
    fn told(self) -> Result<rules::Education, Refusal> {
        let period = period(self.from, self.to, false)?;
        let Self { school, degree, field, description, .. } = self;
        Ok(rules::Education { school, degree, field, description, period })
    }
}

/// What is to change; what is not named stays. Lists are replaced as a whole.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMe {
    handle: Option<String>,
    name: Option<String>,
    headline: Option<String>,
    about: Option<String>,
    place: Option<String>,
    languages: Option<Vec<String>>,
    language: Option<String>,
    theme: Option<String>,
    connector: Option<bool>,
    ties_shown: Option<String>,
    found_by_email: Option<bool>,
    shares_email: Option<bool>,
    positions: Option<Vec<NewPosition>>,
    education: Option<Vec<NewEducation>>,
    skills: Option<Vec<String>>,
    links: Option<Vec<LinkShape>>,
}

/// What a change comes to, once its parts are read.
#[derive(Clone, Debug)]
struct Parts {
    texts: Option<NewTexts>,
    settings: Option<NewSettings>,
    positions: Option<Vec<rules::Position>>,
    education: Option<Vec<rules::Education>>,
    skills: Option<Vec<String>>,
    links: Option<Vec<rules::Link>>,
}

impl NewMe {
    fn parts(self) -> Result<Parts, Refusal> {
        let Self { handle, name, headline, about, place, languages, .. } = self;
        let Self { language, theme, connector, ties_shown, found_by_email, shares_email, .. } = self;
        let some_text = [&handle, &name, &headline, &about, &place].into_iter().any(Option::is_some);
        let texts = some_text || languages.is_some();
        let settings = language.is_some() || theme.is_some() || ties_shown.is_some();
        let settings = settings || [connector, found_by_email, shares_email].into_iter().any(|told| told.is_some());
        let link = |link: LinkShape| rules::Link { label: link.label, url: link.url };
        Ok(Parts {
            texts: texts.then_some(NewTexts { handle, name, headline, about, place, languages }),
            settings: settings.then_some(NewSettings {
                language,
                theme,
                connector,
                ties_shown,
                found_by_email,
                shares_email,
            }),
            positions: self
                .positions
                .map(|all| all.into_iter().map(NewPosition::told).collect::<Result<_, _>>())
                .transpose()?,
            education: self
                .education
                .map(|all| all.into_iter().map(NewEducation::told).collect::<Result<_, _>>())
                .transpose()?,
            skills: self.skills,
            links: self.links.map(|all| all.into_iter().map(link).collect()),
        })
    }
}

/// Change oneself.
#[utoipa::path(patch, path = "/me", tag = "members", request_body = NewMe,
    responses((status = 200, description = "as it is now", body = MeShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn change_me(here: Here, Body(new): Body<NewMe>) -> Page {
    let parts = new.parts().map_err(Failure::Refused)?;
    let by = here.by();
    tell(&here.app, async move |tx| {
        let Parts { texts, settings, positions, education, skills, links } = parts.clone();
        if let Some(texts) = texts {
            acts::set_texts(tx, &by, &texts).await?;
        }
        if let Some(settings) = settings {
            account::decide(tx, &by, &settings).await?;
        }
        if let Some(positions) = positions {
            acts::set_positions(tx, &by, positions).await?;
        }
        if let Some(education) = education {
            acts::set_education(tx, &by, education).await?;
        }
        if let Some(skills) = skills {
            acts::set_skills(tx, &by, &skills).await?;
        }
        if let Some(links) = links {
            acts::set_links(tx, &by, links).await?;
        }
        Ok(())
    })
    .await?;
    read_me(here).await
}

/// The password, said again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaidPassword {
    password: String,
}

/// When the account closes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeavingShape {
    leaving_at: String,
}

/// Leave: everything is erased when the grace is over.
#[utoipa::path(delete, path = "/me", tag = "members", request_body = SaidPassword,
    responses((status = 200, description = "when everything will be erased", body = LeavingShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn leave(here: Here, Body(said): Body<SaidPassword>) -> Page {
    here.app.limits.take(Pace::SignInAccount, &here.me()?.handle)?;
    let until = account::leave(&here.app, here.by(), &said.password).await?;
    Ok(Json(LeavingShape { leaving_at: rfc3339(until) }).into_response())
}

/// Stay after all.
#[utoipa::path(put, path = "/me/stay", tag = "members",
    responses((status = 204, description = "nothing will be erased"),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn stay(here: Here) -> Page {
    account::stay(&here.app, here.by()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
