//! `/posts/{id}`: one of them with what is said below; what its author can do with it, and who thanked him.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{groups::Role, ids::CommentId};
use serde::Deserialize;

use super::{
    Button,
    below::{Below, CommentForm, Hanging, Typed, below, send},
    card::{Card, named, one},
    number,
};
use crate::{
    groups,
    http::{Failed, Form, Frame, Here, Page, Place, see},
    moderation,
    posts::{
        acts, feed,
        sight::{Seen, editions, find_visible},
        store::{self, Hung},
    },
    words::markdown,
};

/// People who thanked, on one page.
const THANKS: i64 = 200;

#[derive(Template)]
#[template(path = "posts/pages/item.html")]
struct ItemPage {
    frame: Frame,
    card: Card,
    audience: String,
    below: Below,
    /// Who thanked, with the page of each and whether it was for other words; only for the author.
    thanks: Vec<(String, String, bool)>,
    /// As what many find it folded, and why: for the author.
    noise: Option<(String, String)>,
    /// The reader looks after the group that it is in, and can take it out.
    excludable: bool,
    /// Why it was taken out of its group, and the decision: for its author.
    out: Option<(String, String)>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::posts) struct Asked {
    #[serde(default)]
    after: Option<String>,
}

async fn find(here: &Here, id: &str) -> Result<Seen, Failed> {
    find_visible(&here.app, &here.by(), number(id)?).await?.ok_or(Failed::NotFound)
}

pub(in crate::posts) async fn item(here: Here, Path(id): Path<String>, asked: axum::extract::Query<Asked>) -> Page {
    let seen = find(&here, &id).await?;
    let after = asked.after.as_deref().and_then(|after| after.parse().ok()).unwrap_or(CommentId(0));
    draw(&here, seen, after, Typed::default()).await
}

async fn draw(here: &Here, seen: Seen, after: CommentId, typed: Typed) -> Page {
    let (by, post, owner) = (here.by(), seen.post.id, seen.author.id);
    let refused = typed.wrong.is_some();
    let hanging = Hanging { below: Hung::Post(post), owner, path: format!("/posts/{post}"), quiet: owner == by.member };
    let below = below(here, hanging, after, typed).await?;
    let thanks = if owner == by.member { thanks(here, &seen).await? } else { Vec::new() };
    let (excludable, out) = exclusion(here, &seen).await?;
    let title = here.speech().say("posts-title").arg("name", &seen.author.name).text();
    let audience = super::audience(&here.speech(), seen.post.said.audience);
    let card = one(here, seen).await?;
    let frame = here.frame(title, Place::Today);
    let t = frame.t.clone();
    let page = ItemPage {
        noise: card.leaf.noise.as_ref().map(|found| (feed::noise(&t, found.kind), feed::reason_of(&t, found))),
        frame: if refused { frame.with_errors() } else { frame },
        below,
        card,
        audience,
        thanks,
        excludable,
        out,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

/// Whether the reader may take it out of its group, or, where it is his own, why somebody did.
async fn exclusion(here: &Here, seen: &Seen) -> Result<(bool, Option<(String, String)>), Failed> {
    let (me, author, group, id) = (here.by().member, seen.author.id, seen.post.said.audience.group(), seen.post.id);
    let found = here.app.db.read(async move |tx| -> Result<_, pergola_db::Fault> {
        if author == me {
            return Ok((false, moderation::taken_out(tx, moderation::About::Post, &[id.0]).await?.remove(&id.0)));
        }
        let role = match group {
            Some(group) => groups::role(tx, group, me).await?,
            None => None,
        };
        Ok((role == Some(Role::Moderator), None))
    });
    let (excludable, out) = found.await?;
    Ok((excludable, out.map(|out| (out.reason, format!("/decisions/{}", out.decision)))))
}

/// Who thanked the author, and whether for the words of now.
async fn thanks(here: &Here, seen: &Seen) -> Result<Vec<(String, String, bool)>, Failed> {
    let (post, edition) = (seen.post.id, seen.post.edition);
    let found = here.app.db.read(async move |tx| store::list_thanks(tx, post, THANKS).await).await?;
    let people = named(here, found.iter().map(|thank| thank.member).collect()).await?;
    let one = |thank: &store::Thank| {
        let person = people.iter().find(|person| person.id == thank.member)?;
        Some((person.name.clone(), person.path(), thank.edition != edition))
    };
    Ok(found.iter().filter_map(one).collect())
}

pub(in crate::posts) async fn say(here: Here, Path(id): Path<String>, Form(form): Form<CommentForm>) -> Page {
    let seen = find(&here, &id).await?;
    let (place, path) = ((Hung::Post(seen.post.id), seen.author.id), format!("/posts/{}", seen.post.id));
    match send(&here, place, &path, form).await? {
        Ok(answer) => Ok(answer),
        Err(typed) => draw(&here, seen, CommentId(0), typed).await,
    }
}

pub(in crate::posts) async fn remove_comment(here: Here, Path(id): Path<String>, Form(_): Form<Button>) -> Page {
    let id: CommentId = id.parse().map_err(|_why| Failed::NotFound)?;
    let comment = acts::remove_comment(&here.app, here.by(), id).await?;
    let back = match comment.below {
        Hung::Post(post) => format!("/posts/{post}#comments"),
        Hung::Job(job) => format!("/jobs/{job}"),
        Hung::Event(event) => format!("/events/{event}"),
    };
    Ok(see(&back, Some("comment-removed")))
}

pub(in crate::posts) async fn thank(here: Here, Path(id): Path<String>, Form(form): Form<Button>) -> Page {
    let seen = find(&here, &id).await?;
    let back = form.back(&format!("/posts/{}", seen.post.id));
    if form.undoes() {
        acts::take_back(&here.app, here.by(), seen.post.id).await?;
        return Ok(see(&back, Some("thanks-taken-back")));
    }
    acts::thank(&here.app, here.by(), &seen).await?;
    Ok(see(&back, Some("post-thanked")))
}

pub(in crate::posts) async fn aside(here: Here, Path(id): Path<String>, Form(form): Form<Button>) -> Page {
    let seen = find(&here, &id).await?;
    acts::put_aside(&here.app, here.by(), seen.post.id, !form.undoes()).await?;
    let done = if form.undoes() { "post-back" } else { "post-aside" };
    Ok(see(&form.back("/today"), Some(done)))
}

pub(in crate::posts) async fn delete(here: Here, Path(id): Path<String>, Form(_): Form<Button>) -> Page {
    acts::delete(&here.app, here.by(), number(&id)?).await?;
    Ok(see("/posts/mine", Some("post-deleted")))
}

#[derive(Template)]
#[template(path = "posts/pages/history.html")]
struct HistoryPage {
    frame: Frame,
    path: String,
    /// The newest first.
    editions: Vec<Edition>,
}

/// What it said and showed, and since when.
struct Edition {
    since: String,
    /// Safe HTML.
    html: String,
    pictures: Vec<store::Kept>,
}

/// What it said before, for whoever may read it.
pub(in crate::posts) async fn history(here: Here, Path(id): Path<String>) -> Page {
    let seen = find(&here, &id).await?;
    let (post, now) = (seen.post.id, here.by().now);
    let before = editions(&here.app, &here.by(), &seen).await?;
    let frame = here.frame("posts-history", Place::Today);
    let t = frame.t.clone();
    let since = seen.post.edited_at.unwrap_or(seen.post.posted_at);
    let shown = here.app.db.read(async move |tx| store::list_pictures(tx, &[post]).await).await?.remove(&post);
    let latest = (seen.post.said.text, since, shown.unwrap_or_default());
    let all = std::iter::once(latest).chain(before.into_iter().map(|one| (one.text, one.since, one.pictures)));
    let edition = |(text, at, pictures): (String, _, _)| Edition {
        since: t.lately_told(at, now),
        html: markdown(&text),
        pictures,
    };
    let editions = all.map(edition).collect();
    here.draw(&HistoryPage { path: format!("/posts/{post}"), editions, frame })
}
