//! A member for programs.

use axum::{Json, extract::Path, response::IntoResponse};
use pergola_domain::members::profile::Period;
use serde::Serialize;
use utoipa::ToSchema;

use super::shared_address;
use crate::{
    http::{Failed, Here, Page, dress::Problem, limits::Pace},
    members::{self, PersonShape},
    network::{self, CommonShape, MutualsShape, SaidShape},
    ties,
};

/// A member as the caller may see him.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MemberShape {
    handle: String,
    name: String,
    headline: String,
    url: String,
    about: String,
    place: String,
    /// BCP 47 tags.
    languages: Vec<String>,
    photo_url: Option<String>,
    /// For ties, where this member shares it with them; else null.
    email: Option<String>,
    positions: Vec<StretchShape>,
    education: Vec<StretchShape>,
    skills: Vec<String>,
    links: Vec<LinkShape>,
    /// 0 to 4; null beyond, and where no path is known.
    distance: Option<u8>,
    mutuals: MutualsShape,
    in_common: Vec<CommonShape>,
    /// What speaks for the caller's own tie to this member, as the caller tells it; empty where they are not tied.
    evidence: Vec<SaidShape>,
}

#[derive(Debug, Serialize, ToSchema)]
struct StretchShape {
    organisation: String,
    organisation_id: String,
    title: String,
    /// `2019-03` or `2019`.
    from: Option<String>,
    to: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProfileLinkShape)]
struct LinkShape {
    label: String,
    url: String,
}

fn stretch(
    organisation: String,
    id: pergola_domain::ids::OrganisationId,
    title: String,
    period: Period,
) -> StretchShape {
    StretchShape {
        organisation,
        organisation_id: id.to_string(),
        title,
        from: period.from.map(|month| month.to_string()),
        to: period.to.map(|month| month.to_string()),
    }
}

/// Somebody's profile, how far he is, and whom both know.
#[utoipa::path(get, path = "/members/{handle}", tag = "members", params(("handle" = String, Path)),
    responses((status = 200, body = MemberShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn member(here: Here, Path(handle): Path<String>) -> Page {
    here.app.limits.take(Pace::Profile, &here.me()?.member.to_string())?;
    let by = here.by();
    let viewer = by.member;
    let found = here
        .app
        .db
        .read(async move |tx| match ties::find_visible(tx, viewer, &handle).await? {
            Some(account) => {
                let email = shared_address(tx, viewer, account.id).await?;
                Ok(members::profile(tx, account.id).await?.map(|profile| (profile, email)))
            }
            None => Ok::<_, pergola_db::Fault>(None),
        })
        .await?;
    let (profile, email) = found.ok_or(Failed::NotFound)?;
    let known = network::mutuals(&here.app, &by, profile.account.id, 5).await?;
    let evidence = network::ours(&here.app, &by, &here.speech(), profile.account.id).await?;
    let person = PersonShape::of(&here, &profile.account);
    let photo = profile.account.photo.map(crate::http::layout::photo_path);
    let shape = MemberShape {
        handle: person.handle,
        name: person.name,
        headline: person.headline,
        url: person.url,
        about: profile.about,
        place: profile.account.place,
        languages: profile.languages,
        email,
        photo_url: photo.map(|path| format!("{}{path}", here.app.config.address)),
        positions: profile
            .positions
            .into_iter()
            .map(|kept| stretch(kept.told.organisation, kept.organisation, kept.told.title, kept.told.period))
            .collect(),
        education: profile
            .education
            .into_iter()
            .map(|kept| stretch(kept.told.school, kept.organisation, kept.told.degree, kept.told.period))
            .collect(),
        skills: profile.skills.into_iter().map(|(_, name)| name).collect(),
        links: profile.links.into_iter().map(|(_, link)| LinkShape { label: link.label, url: link.url }).collect(),
        distance: known.distance,
        in_common: known.common.iter().map(|common| CommonShape::of(&here, common)).collect(),
        evidence: evidence.into_iter().map(SaidShape::of).collect(),
        mutuals: MutualsShape {
            count: known.mutual_count,
            sample: known.mutuals.iter().map(|account| PersonShape::of(&here, account)).collect(),
        },
    };
    Ok(Json(shape).into_response())
}
