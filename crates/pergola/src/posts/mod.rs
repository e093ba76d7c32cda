//! Posts: what members write for others to read, what is said below, and the feed that brings it together.
//!
//! `sight` is the one place that says who may see them. Rooms that follow all of them read the change log (`PostWritten`,
//! `PostChanged`, `PostRemoved`); what they then show to somebody goes through it first. What hangs below ads and events
//! is kept here too.

mod acts;
mod api;
mod feed;
mod fresh;
mod judged;
mod pages;
mod passing;
mod preview;
mod sight;
mod store;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use acts::{NewPost, Otherwise, change, comment, erase, keep_picture, thank, tidy, write};
pub(crate) use api::comments::{CommentShape, NewComment, listed, written};
pub(crate) use feed::{Line, Recent, Section, follow, section};
pub(crate) use fresh::{Fresh, fresh, lately};
pub(crate) use judged::{
    exhibit, exhibit_comment, exhibited, group_of, keep_comment_held, keep_held, release, release_comment, reportable,
    reportable_comment,
};
pub(crate) use pages::below::{Below, CommentForm, Hanging, Typed as TypedComment, below, send};
pub(crate) use preview::{keep as keep_preview, work_off as fetch_previews};
pub(crate) use sight::{find_visible, visible_among};
pub(crate) use store::{Found as Previewed, Hung, Numbered, forget_below, own_picture, pictures_of, takeout};

use crate::http::{Doors, Who, routes};

pub(crate) fn doors() -> Doors {
    Doors::new()
        .get("/posts/new", Who::Member, pages::new)
        .get("/posts/mine", Who::Member, pages::mine)
        .post("/posts", Who::Member, pages::post)
        .get("/posts/{id}", Who::Member, pages::item)
        .post("/posts/{id}", Who::Unsilenced, pages::change)
        .get("/posts/{id}/edit", Who::Member, pages::edit)
        .get("/posts/{id}/history", Who::Member, pages::history)
        .post("/posts/{id}/removal", Who::Member, pages::delete)
        .post("/posts/{id}/thanks", Who::Member, pages::thank)
        .post("/posts/{id}/aside", Who::Member, pages::aside)
        .post("/posts/{id}/comments", Who::Member, pages::say)
        .post("/comments/{id}/removal", Who::Member, pages::remove_comment)
        .get("/posts/{id}/exclusion", Who::Member, pages::exclude)
        .post("/posts/{id}/exclusion", Who::Unsilenced, pages::take_out)
        .get("/comments/{id}/exclusion", Who::Member, pages::exclude_comment)
        .post("/comments/{id}/exclusion", Who::Unsilenced, pages::take_out_comment)
        .post("/posts/{id}/noise", Who::Member, feed::teach)
        .post("/posts/{id}/openness", Who::Member, feed::open_person)
        .get("/groups/{id}", Who::Member, pages::group)
        .post("/groups/{id}/asks", Who::Member, pages::hang)
        .get("/topics/{key}", Who::Member, pages::topic)
        .get("/@{handle}/posts.atom", Who::Anyone, pages::member_atom)
        .get("/groups/{id}/posts.atom", Who::Anyone, pages::group_atom)
        .get("/feed", Who::Member, feed::feed)
        .get("/feed/settings", Who::Member, feed::settings)
        .post("/feed/settings", Who::Member, feed::set)
        .post("/feed/people/{handle}/removal", Who::Member, feed::fold_person)
        .get("/pictures/{id}", Who::Member, pages::large)
        .get("/pictures/{id}/small", Who::Member, pages::small)
        .get("/@{handle}/posts", Who::Member, pages::of_person)
        .api(Who::Unsilenced, routes!(api::list_posts, api::write_post))
        .api(Who::Member, routes!(api::preview_post))
        .api(Who::Member, routes!(api::topics_list::list_topics))
        .api(Who::Member, routes!(api::hung::list_hung))
        .api(Who::Member, routes!(api::hung::hang_up, api::hung::take_down))
        .api(Who::Unsilenced, routes!(api::read_post, api::change_post, api::delete_post))
        .api(Who::Member, routes!(api::read_history))
        .api(Who::Unsilenced, routes!(api::comments::list_comments, api::comments::write_comment))
        .api(Who::Member, routes!(api::comments::delete_comment))
        .api(Who::Unsilenced, routes!(api::exclusion::take_post_out))
        .api(Who::Unsilenced, routes!(api::exclusion::take_comment_out))
        .api(Who::Member, routes!(api::comments::thank_post, api::comments::take_thanks_back))
        .api(Who::Member, routes!(api::comments::put_aside, api::comments::take_out_again))
        .api(Who::Member, routes!(api::pictures::send_picture))
        .api(Who::Member, routes!(feed::api::read_feed))
        .api(Who::Member, routes!(feed::api::read_settings, feed::api::change_settings))
        .api(Who::Member, routes!(feed::api::keep_open, feed::api::fold_again))
        .api(Who::Member, routes!(feed::api::not_noise, feed::api::noise_after_all))
}

/// A small JPEG, for stories.
#[cfg(test)]
pub(crate) fn a_picture() -> Vec<u8> {
    let slope = |of: u32, all: u32| u8::try_from(of * 200 / all).unwrap_or(u8::MAX);
    let pixels = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([slope(x, 64), slope(y, 48), 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = image::DynamicImage::from(pixels).write_to(&mut bytes, image::ImageFormat::Jpeg);
    assert!(written.is_ok());
    bytes.into_inner()
}
