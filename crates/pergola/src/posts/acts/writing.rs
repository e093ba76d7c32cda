//! Writing a post, saying it otherwise, deleting it.

use pergola_db::Tx;
use pergola_domain::{
    changes::Change,
    groups::Role,
    ids::{PictureId, PostId},
    noise::{Found, Judgement},
    posts::{Audience, POSTED_A_DAY, Plain, Post, Refusal, Said, State, Typed, alt, pace},
};

use super::{Done, refused};
use crate::{
    app::{App, By, record},
    groups,
    http::Failure,
    moderation,
    posts::{
        passing::{Passed, Passing, What, folded, pass},
        store::{self, Read},
    },
    words::first_link,
};

/// A post as it comes in: its words, and its pictures with theirs.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewPost {
    pub(crate) typed: Typed,
    pub(crate) pictures: Vec<(PictureId, String)>,
}

/// What is written, cleaned, and what the check says of it.
struct Looked {
    said: Said,
    pictures: Vec<(PictureId, String)>,
    passed: Passed,
}

/// What it says, and its pictures with their words.
fn read(new: &NewPost) -> Done<(Said, Vec<(PictureId, String)>)> {
    let typed = Typed { pictures: new.pictures.len(), ..new.typed.clone() };
    let said = Said::read(&typed).map_err(Failure::Refused)?;
    let mut pictures = Vec::with_capacity(new.pictures.len());
    for (id, words) in &new.pictures {
        pictures.push((*id, alt(words).map_err(refused)?));
    }
    Ok((said, pictures))
}

/// What waiting pictures show, in words and as the darkroom sees them.
async fn likenesses(app: &App, by: &By, pictures: &[(PictureId, String)]) -> Done<Vec<(String, i64)>> {
    let ids: Vec<PictureId> = pictures.iter().map(|(id, _)| *id).collect();
    let me = by.member;
    let waiting = app.db.read(async move |tx| store::find_waiting(tx, me, &ids).await).await?;
    let seen = |(id, alt): &(PictureId, String)| {
        let likeness = waiting.iter().find(|picture| picture.id == *id)?.likeness;
        Some((alt.clone(), likeness))
    };
    Ok(pictures.iter().filter_map(seen).collect())
}

async fn looked(app: &App, by: &By, new: &NewPost) -> Done<Looked> {
    let (said, pictures) = read(new)?;
    let seen = likenesses(app, by, &pictures).await?;
    let passing = Passing { what: What::Post(None, said.audience), text: &said.text, pictures: &seen };
    let passed = pass(app, by, passing).await?;
    Ok(Looked { said, pictures, passed })
}

/// As what most readers would find it folded, if they would: its author is told before it goes out.
pub(in crate::posts) async fn would_be_folded(app: &App, by: &By, new: &NewPost) -> Done<Option<Found>> {
    let (said, pictures) = read(new)?;
    let seen = likenesses(app, by, &pictures).await?;
    let passing = Passing { what: What::Post(None, said.audience), text: &said.text, pictures: &seen };
    Ok(folded(app, by, passing).await?.for_author().cloned())
}

/// The same of an own post that is about to say something else; none where it is taken for that already.
pub(in crate::posts) async fn would_be_folded_then(
    app: &App,
    by: &By,
    id: PostId,
    typed: &Typed,
) -> Done<Option<Found>> {
    let (read, shown) = own_with_pictures(app, by, id).await?;
    let typed = Typed { pictures: shown.len(), ..typed.clone() };
    let said = Said::read(&typed).map_err(Failure::Refused)?;
    let seen: Vec<(String, i64)> = shown.into_iter().map(|picture| (picture.alt, picture.likeness)).collect();
    let passing = Passing { what: What::Post(Some(id), said.audience), text: &said.text, pictures: &seen };
    let found = folded(app, by, passing).await?.for_author().cloned();
    let before: Judgement = serde_json::from_str(&read.noise).unwrap_or_default();
    let known = before.for_author().map(|before| before.kind);
    Ok(found.filter(|found| Some(found.kind) != known))
}

/// Something new for others to read.
pub(crate) async fn write(app: &App, by: By, new: &NewPost) -> Done<Post> {
    let Looked { said, pictures, passed } = looked(app, &by, new).await?;
    app.db
        .write(async move |tx| {
            store::one_at_a_time(tx, by.member).await?;
            let today = store::written_since(tx, by.member, by.now.plus_days(-1)).await?;
            pace(&today, POSTED_A_DAY, by.now)
                .map_err(|seconds| Failure::Refused(Refusal::TooManyToday { seconds }))?;
            reaches(tx, &by, &said).await?;
            let post = Post::written(PostId(by.fresh()), by.member, said.clone(), by.now);
            let post = Post { state: passed.state, ..post };
            store::keep_new(tx, &post, &passed.noise()).await?;
            wait(tx, &by, &post, &passed).await?;
            for (place, (id, alt)) in (0_i64..).zip(&pictures) {
                if !store::attach(tx, by.member, *id, (post.id, place), alt).await? {
                    return Err(refused(Plain::PictureUnknown));
                }
            }
            store::want(tx, post.id, first_link(&post.said.text).as_deref(), by.now).await?;
            record(tx, &by, &Change::PostWritten { post: post.id, author: by.member }).await?;
            Ok(post)
        })
        .await
}

/// What the check holds waits for a moderator.
async fn wait(tx: &Tx, by: &By, post: &Post, passed: &Passed) -> Done<()> {
    if !passed.look.holds() {
        return Ok(());
    }
    let private = post.said.audience != Audience::Everybody;
    let subject = moderation::Subject::new(moderation::About::Post, post.id.0);
    Ok(moderation::hold(tx, by, subject, private, &passed.look).await?)
}

/// Whether the author may write for those it is for: into a group only from within.
async fn reaches(tx: &Tx, by: &By, said: &Said) -> Done<()> {
    let Some(group) = said.audience.group() else { return Ok(()) };
    let role = groups::role(tx, group, by.member).await?;
    if role.is_some_and(Role::is_in) { Ok(()) } else { Err(refused(Plain::GroupUnknown)) }
}

/// The author's own; to anybody else it is not there.
async fn own(tx: &Tx, by: &By, id: PostId) -> Done<Read> {
    let found = store::find_versioned(tx, id).await?;
    found.filter(|read| read.post.author == by.member).ok_or(Failure::NotFound)
}

/// Its author's own, to write on, and whether somebody answered below it.
pub(in crate::posts) async fn find_own(app: &App, by: &By, id: PostId) -> Done<(Post, bool)> {
    let by = by.clone();
    app.db.read(async move |tx| Ok((own(tx, &by, id).await?.post, store::has_answers(tx, id, by.member).await?))).await
}

/// The author's own, with what it shows.
async fn own_with_pictures(app: &App, by: &By, id: PostId) -> Done<(Read, Vec<store::Kept>)> {
    let by = by.clone();
    app.db
        .read(async move |tx| {
            let read = own(tx, &by, id).await?;
            let shown = store::list_pictures(tx, &[id]).await?.remove(&id).unwrap_or_default();
            Ok((read, shown))
        })
        .await
}

/// Its author says it otherwise: `change` gives the typed words from what it says now. The words before stay readable
/// for those who could read them, so that nobody's thanks or answer stand below something he never read. Where somebody
/// answered, nobody new comes to read it: who answered wrote for those who could read it then.
pub(crate) async fn change<F>(app: &App, by: By, id: PostId, change: F) -> Done<Post>
where
    F: Fn(&Said) -> Typed,
{
    let me = by.member;
    let (before, shown) = own_with_pictures(app, &by, id).await?;
    let typed = Typed { pictures: shown.len(), ..change(&before.post.said) };
    let said = Said::read(&typed).map_err(Failure::Refused)?;
    let seen: Vec<(String, i64)> = shown.into_iter().map(|picture| (picture.alt, picture.likeness)).collect();
    let passing = Passing { what: What::Post(Some(id), said.audience), text: &said.text, pictures: &seen };
    let passed = pass(app, &by, passing).await?;
    app.db
        .write(async move |tx| {
            let read = own(tx, &by, id).await?;
            if read.version != before.version {
                return Err(Failure::Stale);
            }
            reaches(tx, &by, &said).await?;
            if read.post.said.audience.is_widened_by(said.audience) && store::has_answers(tx, id, me).await? {
                return Err(refused(Plain::WidensAnswers));
            }
            let next = read.post.clone().change(said.clone(), by.now).map_err(refused)?;
            if next.edition > read.post.edition {
                store::keep_edition(tx, &read.post).await?;
            }
            // What a moderator holds stays with him, whatever it says now.
            let state = if read.post.state == State::Held { State::Held } else { passed.state };
            let next = Post { state, ..next };
            wait(tx, &by, &next, &passed).await?;
            if !store::keep(tx, &next, &passed.noise(), read.version).await? {
                return Err(Failure::Stale);
            }
            store::want(tx, id, first_link(&next.said.text).as_deref(), by.now).await?;
            record(tx, &by, &Change::PostChanged { post: id, author: me }).await?;
            Ok(next)
        })
        .await
}

/// No word of it is left.
pub(in crate::posts) async fn delete(app: &App, by: By, id: PostId) -> Done<()> {
    app.db
        .write(async move |tx| {
            let read = own(tx, &by, id).await?;
            if !store::remove(tx, id, read.version).await? {
                return Err(Failure::Stale);
            }
            moderation::gone(tx, moderation::Subject::new(moderation::About::Post, id.0), by.now).await?;
            record(tx, &by, &Change::PostRemoved { post: id, author: by.member }).await?;
            Ok(())
        })
        .await
}
