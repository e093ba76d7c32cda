//! Posts for programs.

pub(super) mod comments;
pub(super) mod exclusion;
pub(super) mod hung;
pub(super) mod pictures;
pub(super) mod topics_list;

use axum::{
    Json,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use pergola_domain::{
    ids::{GroupId, MemberId, PostId},
    posts::{Audience, Plain, Refusal, Said, State, Typed},
    topics,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    acts::{self, NewPost, Otherwise},
    pages::{Leaf, leaves},
    sight::{Seen, editions, find_visible, shelf},
    store::{self, Filter},
};
use crate::{
    http::{
        Body, Failed, Here, Page,
        dress::Problem,
        paging::{Asked, Listed},
    },
    members::{self, PersonShape},
    moderation, words,
};
use exclusion::ExclusionShape;
use pictures::{NewPicture, PictureShape};

/// What to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPostShape {
    /// Markdown, 5,000 characters at most; empty only with a picture.
    #[serde(default)]
    text: String,
    /// 5 at most.
    #[serde(default)]
    topics: Vec<String>,
    /// BCP 47; the own language unless said.
    #[serde(default)]
    language: Option<String>,
    /// `ties`, `two_steps`, `group`, `everybody`; `two_steps` unless said, `group` where one is named.
    #[serde(default)]
    audience: Option<String>,
    /// The group that it is for.
    #[serde(default)]
    group: Option<String>,
    /// 4 at most, sent before to `/pictures`.
    #[serde(default)]
    pictures: Vec<NewPicture>,
}

impl NewPostShape {
    fn read(self, here: &Here) -> Result<NewPost, Failed> {
        let group = group(self.group.as_deref())?;
        let usual = if group.is_some() { "group" } else { Audience::TwoSteps.word() };
        let typed = Typed {
            text: self.text,
            topics: self.topics,
            language: self.language.unwrap_or_else(|| here.language().tag().to_owned()),
            audience: self.audience.unwrap_or_else(|| usual.to_owned()),
            group,
            pictures: 0,
        };
        Ok(NewPost { typed, pictures: self::pictures::named(self.pictures)? })
    }
}

/// What to say otherwise; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PostChanges {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    topics: Option<Vec<String>>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    audience: Option<String>,
    #[serde(default)]
    group: Option<String>,
    /// All that it shows from now on, in this order: its own, those that it showed before, those that wait.
    #[serde(default)]
    pictures: Option<Vec<NewPicture>>,
}

/// A post, as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PostShape {
    id: String,
    person: PersonShape,
    /// Markdown, as it was written.
    text: String,
    /// The same as safe HTML.
    html: String,
    topics: Vec<String>,
    language: String,
    /// `ties`, `two_steps`, `group`, `everybody`.
    audience: &'static str,
    group: Option<String>,
    pictures: Vec<PictureShape>,
    /// What stands at the first address that it names, once it was fetched.
    preview: Option<PreviewShape>,
    /// `shown`; the own ones also `held`, while a moderator has not looked.
    state: &'static str,
    /// Why it was taken out of its group, if it was: only for its author.
    exclusion: Option<ExclusionShape>,
    /// As what most readers find it folded, if they do: only for its author.
    noise: Option<NoiseShape>,
    mine: bool,
    /// Steps to its author, 0 to 4; null beyond, and where no path is known.
    distance: Option<u8>,
    /// Whether the caller thanked for it.
    thanked: bool,
    /// Who thanked: only for its author, null for others. There is no count.
    thanks: Option<Vec<PersonShape>>,
    posted_at: String,
    /// When it was last said otherwise.
    edited_at: Option<String>,
    url: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct PreviewShape {
    url: String,
    site: String,
    title: String,
    description: String,
}

/// What a post is taken for, and why.
#[derive(Debug, Serialize, ToSchema)]
struct NoiseShape {
    kind: &'static str,
    reason: String,
}

impl PostShape {
    /// `thanks`: who thanked, for its author.
    pub(super) fn of(
        here: &Here,
        leaf: &Leaf,
        steps: Option<u8>,
        thanked: bool,
        thanks: Option<Vec<PersonShape>>,
    ) -> Self {
        let post = &leaf.post;
        let mine = here.identity.me.as_ref().is_some_and(|me| me.member == post.author);
        let noise = leaf
            .noise
            .as_ref()
            .filter(|_| mine)
            .map(|found| NoiseShape { kind: found.kind.word(), reason: super::feed::reason_of(&here.speech(), found) });
        Self {
            noise,
            id: post.id.to_string(),
            person: PersonShape::of(here, &leaf.author),
            text: post.said.text.clone(),
            html: leaf.html.clone(),
            topics: post.said.topics.iter().map(|topic| topic.name.clone()).collect(),
            language: post.said.language.clone(),
            audience: post.said.audience.word(),
            group: post.said.audience.group().map(|group| group.to_string()),
            pictures: leaf.pictures.iter().map(|one| PictureShape::of(here, one)).collect(),
            preview: leaf.preview.as_ref().map(|preview| PreviewShape {
                url: preview.url.clone(),
                site: preview.found.site.clone(),
                title: preview.found.title.clone(),
                description: preview.found.description.clone(),
            }),
            state: post.state.word(),
            exclusion: None,
            mine,
            distance: steps,
            thanked,
            thanks,
            posted_at: leaf.at.clone(),
            edited_at: post.edited_at.map(words::rfc3339),
            url: format!("{}/posts/{}", here.app.config.address, post.id),
        }
    }
}

/// These as shapes, in their order, with what was read beside them.
pub(super) async fn shapes(here: &Here, seen: Vec<Seen>) -> Result<Vec<PostShape>, Failed> {
    let me = here.me()?.member;
    let ids: Vec<PostId> = seen.iter().map(|seen| seen.post.id).collect();
    let own: Vec<PostId> = seen.iter().filter(|seen| seen.author.id == me).map(|seen| seen.post.id).collect();
    let steps: Vec<Option<u8>> = seen.iter().map(|seen| seen.steps).collect();
    let held = |seen: &&Seen| seen.author.id == me && seen.post.state == State::Held;
    let held: Vec<i64> = seen.iter().filter(held).map(|seen| seen.post.id.0).collect();
    let (drawn, thanked, thanks, people, out) = here
        .app
        .db
        .read(async move |tx| -> Result<_, pergola_db::Fault> {
            let mut thanks: Vec<(PostId, MemberId)> = Vec::new();
            for post in &own {
                let found = store::list_thanks(tx, *post, 200).await?;
                thanks.extend(found.into_iter().map(|thank| (*post, thank.member)));
            }
            let people: Vec<MemberId> = thanks.iter().map(|(_, member)| *member).collect();
            let unseen = crate::ties::unseen(tx, me, &people).await?;
            let people: Vec<MemberId> = people.into_iter().filter(|id| !unseen.contains(id)).collect();
            let people = members::find_many(tx, &people).await?;
            let thanked = store::thanked(tx, me, &ids).await?;
            let posts = seen.iter().map(|seen| (seen.post.clone(), seen.author.clone(), seen.noise.clone())).collect();
            let out = moderation::taken_out(tx, moderation::About::Post, &held).await?;
            Ok((leaves(tx, posts).await?, thanked, thanks, people, out))
        })
        .await?;
    let shape = |(leaf, steps): (&std::sync::Arc<Leaf>, Option<u8>)| {
        let id = leaf.post.id;
        let named = |member: MemberId| people.iter().find(|person| person.id == member);
        let by = thanks.iter().filter(|(of, _)| *of == id).filter_map(|(_, member)| named(*member));
        let by = by.map(|person| PersonShape::of(here, person)).collect();
        let shape = PostShape::of(here, leaf, steps, thanked.contains(&id), (leaf.post.author == me).then_some(by));
        PostShape { exclusion: out.get(&id.0).map(ExclusionShape::of), ..shape }
    };
    Ok(drawn.iter().zip(steps).map(shape).collect())
}

async fn shape(here: &Here, id: PostId) -> Result<PostShape, Failed> {
    let seen = find_visible(&here.app, &here.by(), id).await?.ok_or(Failed::NotFound)?;
    shapes(here, vec![seen]).await?.pop().ok_or(Failed::NotFound)
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct PostsAsked {
    /// Of one author, by handle.
    #[serde(default)]
    person: Option<String>,
    #[serde(default)]
    topic: Option<String>,
    #[serde(default)]
    group: Option<String>,
    /// The own ones.
    #[serde(default)]
    mine: Option<bool>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    limit: Option<i64>,
}

impl PostsAsked {
    /// The same list's address, for the link to its next page.
    fn path(&self) -> String {
        let mine = self.mine.filter(|mine| *mine).map(|_| "true".to_owned());
        let parts = [("person", &self.person), ("topic", &self.topic), ("group", &self.group), ("mine", &mine)];
        let parts = parts.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        let query: Vec<String> = parts.map(|(name, value)| format!("{name}={}", words::encoded(value))).collect();
        if query.is_empty() { "/api/v1/posts".to_owned() } else { format!("/api/v1/posts?{}", query.join("&")) }
    }
}

/// Posts that the caller may see, newest first.
#[utoipa::path(get, path = "/posts", tag = "posts", params(PostsAsked),
    responses((status = 200, body = Listed<PostShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn list_posts(here: Here, Query(asked): Query<PostsAsked>) -> Page {
    let page = Asked { cursor: asked.cursor.clone(), limit: asked.limit };
    let (limit, before) = (page.limit()?, page.after()?.map(PostId));
    let by = here.by();
    let author = match (&asked.person, asked.mine) {
        (_, Some(true)) => Some(by.member),
        (None, _) => None,
        // Nobody has the number zero: an unknown name has an empty list, as somebody without posts has.
        (Some(handle), _) => {
            let handle = handle.clone();
            let found = here.app.db.read(async move |tx| members::find_by_handle(tx, &handle).await).await?;
            Some(found.map_or(MemberId(0), |account| account.id))
        }
    };
    let group = asked.group.as_deref().map(|group| group.parse().unwrap_or(GroupId(0)));
    let filter = Filter { author, topic: asked.topic.as_deref().map(topics::key), group, ..Filter::default() };
    let found = shelf(&here.app, &by, &filter, before, limit).await?;
    let next = found.next.map(|id| id.to_string());
    let listed = Listed { items: shapes(&here, found.items).await?, next };
    Ok(listed.answer(&asked.path(), limit))
}

fn group(named: Option<&str>) -> Result<Option<GroupId>, Failed> {
    let unknown = || {
        let refusal = Refusal::from(Plain::GroupUnknown);
        Failed::Refused((&refusal).into())
    };
    named.map(|id| id.parse().map_err(|_why| unknown())).transpose()
}

/// Write a post.
#[utoipa::path(post, path = "/posts", tag = "posts", request_body = NewPostShape,
    responses((status = 201, body = PostShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn write_post(here: Here, Body(new): Body<NewPostShape>) -> Page {
    let new = new.read(&here)?;
    let post = acts::write(&here.app, here.by(), &new).await?;
    let path = format!("/api/v1/posts/{}", post.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, path)], Json(shape(&here, post.id).await?)).into_response())
}

/// As what many would find it folded.
#[derive(Debug, Serialize, ToSchema)]
struct PreviewedShape {
    /// Null where nobody would.
    noise: Option<NoiseShape>,
}

/// What most readers would find a post folded for, before it is written. Nothing is kept.
#[utoipa::path(post, path = "/posts/preview", tag = "posts", request_body = NewPostShape,
    responses((status = 200, body = PreviewedShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn preview_post(here: Here, Body(new): Body<NewPostShape>) -> Page {
    let new = new.read(&here)?;
    let found = acts::would_be_folded(&here.app, &here.by(), &new).await?;
    let noise = found
        .map(|found| NoiseShape { kind: found.kind.word(), reason: super::feed::reason_of(&here.speech(), &found) });
    Ok(Json(PreviewedShape { noise }).into_response())
}

fn number(id: &str) -> Result<PostId, Failed> {
    id.parse().map_err(|_why| Failed::NotFound)
}

/// One post.
#[utoipa::path(get, path = "/posts/{id}", tag = "posts", params(("id" = String, Path)),
    responses((status = 200, body = PostShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read_post(here: Here, Path(id): Path<String>) -> Page {
    Ok(Json(shape(&here, number(&id)?).await?).into_response())
}

/// Say an own post otherwise, or show something else with it. What was before stays in its history.
#[utoipa::path(patch, path = "/posts/{id}", tag = "posts", params(("id" = String, Path)), request_body = PostChanges,
    responses((status = 200, body = PostShape), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn change_post(here: Here, Path(id): Path<String>, Body(mut changes): Body<PostChanges>) -> Page {
    let group = group(changes.group.as_deref())?;
    let pictures = changes.pictures.take().map(pictures::named).transpose()?;
    let typed = |said: &Said| Typed {
        text: changes.text.clone().unwrap_or_else(|| said.text.clone()),
        topics: changes.topics.clone().unwrap_or_else(|| said.topics.iter().map(|topic| topic.name.clone()).collect()),
        language: changes.language.clone().unwrap_or_else(|| said.language.clone()),
        audience: changes.audience.clone().unwrap_or_else(|| said.audience.word().to_owned()),
        group: group.or(said.audience.group()),
        pictures: 0,
    };
    let changed = |said: &Said| Otherwise { typed: typed(said), pictures: pictures.clone() };
    let post = acts::change(&here.app, here.by(), number(&id)?, changed).await?;
    Ok(Json(shape(&here, post.id).await?).into_response())
}

/// Delete an own post and everything below it, without a trace.
#[utoipa::path(delete, path = "/posts/{id}", tag = "posts", params(("id" = String, Path)),
    responses((status = 204), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn delete_post(here: Here, Path(id): Path<String>) -> Page {
    acts::delete(&here.app, here.by(), number(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What a post said before.
#[derive(Debug, Serialize, ToSchema)]
struct EditionShape {
    text: String,
    /// What it showed with them, each with its words of then.
    pictures: Vec<PictureShape>,
    /// Since when these were its words.
    at: String,
}

/// What a post said before, newest first, as far as it was for the caller too; without what it says now. 50 at most: no
/// further pages.
#[utoipa::path(get, path = "/posts/{id}/history", tag = "posts", params(("id" = String, Path)),
    responses((status = 200, body = Listed<EditionShape>), (status = "default", description = "a problem", body = Problem)))]
pub(super) async fn read_history(here: Here, Path(id): Path<String>) -> Page {
    let id = number(&id)?;
    let seen = find_visible(&here.app, &here.by(), id).await?.ok_or(Failed::NotFound)?;
    let before = editions(&here.app, &here.by(), &seen).await?;
    let shape = |one: store::Before| EditionShape {
        text: one.text,
        pictures: one.pictures.iter().map(|picture| PictureShape::of(&here, picture)).collect(),
        at: words::rfc3339(one.since),
    };
    Ok(Json(Listed { items: before.into_iter().map(shape).collect(), next: None }).into_response())
}
