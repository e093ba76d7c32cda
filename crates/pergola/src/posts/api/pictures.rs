//! Pictures for programs: `POST /pictures`, one for a post that is still to be written, and how posts name and show them.

use axum::{Json, extract::Request, http::StatusCode, response::IntoResponse};
use pergola_domain::{
    ids::PictureId,
    members::{self, PHOTO_BYTES},
    posts::{Plain, Refusal},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{
        Failed, Here, Page,
        dress::Problem,
        limits::Pace,
        uploads::{self, Sender, Small},
    },
    posts::{acts, store::Kept},
};

/// A picture with the words for whoever does not see it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::posts) struct NewPicture {
    id: String,
    /// Never empty; 500 characters at most.
    alt: String,
}

/// The pictures that a program names, each with its words.
pub(super) fn named(pictures: Vec<NewPicture>) -> Result<Vec<(PictureId, String)>, Failed> {
    let unknown = Refusal::from(Plain::PictureUnknown);
    let read = |picture: NewPicture| {
        let id = picture.id.parse().map_err(|_why| Failed::Refused((&unknown).into()))?;
        Ok((id, picture.alt))
    };
    pictures.into_iter().map(read).collect()
}

/// A picture as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::posts) struct PictureShape {
    id: String,
    alt: String,
    /// Points of the large one.
    width: i64,
    height: i64,
    url: String,
    small_url: String,
}

impl PictureShape {
    pub(super) fn of(here: &Here, picture: &Kept) -> Self {
        let url = format!("{}/pictures/{}", here.app.config.address, picture.id);
        Self {
            id: picture.id.to_string(),
            alt: picture.alt.clone(),
            width: picture.width,
            height: picture.height,
            small_url: format!("{url}/small"),
            url,
        }
    }
}

/// A picture that waits for its post, for a day.
#[derive(Debug, Serialize, ToSchema)]
struct PictureWaits {
    /// For `pictures` of a new post.
    id: String,
}

/// Send a picture: JPEG, PNG or WebP of 10 MB at most, as the body or as `file` of a form. It is drawn anew in two sizes;
/// nothing else of the file is kept.
#[utoipa::path(post, path = "/pictures", tag = "posts",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = PictureWaits), (status = "default", description = "a problem", body = Problem)))]
pub(in crate::posts) async fn send_picture(here: Here, request: Request) -> Page {
    here.app.limits.take(Pace::Picture, &here.me()?.member.to_string())?;
    let desk = here.app.darkroom.desk()?;
    let refused = |refusal: members::Refusal| Failed::Refused((&Refusal::Picture(refusal)).into());
    let bytes = match uploads::small_file(&here, request, "picture", PHOTO_BYTES, Sender::Program).await? {
        Small::Whole(bytes) => bytes,
        Small::TooLarge => return Err(refused(members::Refusal::PhotoTooLarge)),
        Small::Missing => return Err(refused(members::Refusal::PhotoMissing)),
    };
    let id = acts::keep_picture(&here.app, here.by(), bytes, String::new()).await??;
    drop(desk);
    Ok((StatusCode::CREATED, Json(PictureWaits { id: id.to_string() })).into_response())
}
