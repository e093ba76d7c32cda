//! `POST /pictures`: a picture for a post that is still to be written.

use axum::{Json, extract::Request, http::StatusCode, response::IntoResponse};
use pergola_domain::{
    members::{self, PHOTO_BYTES},
    posts::Refusal,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    http::{
        Failed, Here, Page,
        dress::Problem,
        limits::Pace,
        uploads::{self, Sender, Small},
    },
    posts::acts,
};

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
