//! The own photo for programs.

use axum::{Json, extract::Request, http::StatusCode, response::IntoResponse};
use serde::Serialize;
use utoipa::ToSchema;

use super::me::photo_url;
use crate::{
    http::{Here, Page, dress::Problem, uploads::Sender},
    members::{self, acts::photo as acts},
};

/// A photo in a form.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the form that `http/uploads` reads")]
pub(crate) struct PhotoForm {
    #[schema(format = Binary, content_media_type = "image/jpeg")]
    photo: String,
}

/// Where the photo is now.
#[derive(Debug, Serialize, ToSchema)]
struct PhotoShape {
    photo_url: Option<String>,
}

/// Show a photo of oneself: JPEG, PNG or WebP, in a form or as the bare body.
///
/// At most 10 MB and 25 million points. It is made square and written anew; nothing else of the file is kept.
#[utoipa::path(put, path = "/me/photo", tag = "members",
    request_body(content = PhotoForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "where it is", body = PhotoShape),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn put_photo(here: Here, request: Request) -> Page {
    acts::receive(&here, request, Sender::Program).await??;
    let member = here.me()?.member;
    let account = here.app.db.read(async move |tx| members::find(tx, member).await).await?;
    let photo = account.and_then(|account| account.photo);
    Ok(Json(PhotoShape { photo_url: photo.map(|photo| photo_url(&here, photo)) }).into_response())
}

/// Take the photo away.
#[utoipa::path(delete, path = "/me/photo", tag = "members",
    responses((status = 204, description = "there is none"),
              (status = "default", description = "a problem", body = Problem)))]
pub(crate) async fn remove_photo(here: Here) -> Page {
    acts::remove(&here.app, here.by()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
