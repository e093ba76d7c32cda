//! The rows of people.

use axum::http::Method;

use super::{
    row::{Row, get, members, not_blocked, owner},
    stage::Stage,
};

pub(super) const ROWS: &[Row] = &[
    get("/people", &[], members(200)),
    get("/@{handle}", &["ada"], not_blocked(200)),
    get("/contacts/{id}", &["contact"], owner(200)),
    get("/photos/{id}", &["photo"], not_blocked(200)),
    get("/photos/{id}/small", &["photo"], not_blocked(200)),
    get("/api/v1/members/{handle}", &["ada"], not_blocked(200)),
];

pub(super) async fn make(stage: &Stage, what: &str) -> Option<String> {
    if what != "photo" {
        return None;
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(20, 20).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let photo = stage.owner.multipart(Method::PUT, "/api/v1/me/photo", &[], ("photo", "me.png"), bytes.get_ref());
    let url = stage.owner.asks(photo).await.is(200).json()["photo_url"].as_str().unwrap().to_owned();
    url.rsplit('/').next().map(str::to_owned)
}
