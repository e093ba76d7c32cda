//! Writing a post, saying it otherwise, deleting it.

use pergola_db::Tx;
use pergola_domain::{
    changes::Change,
    groups::Role,
    ids::{PictureId, PostId},
    noise::{Found, Judgement},
    posts::{Audience, POSTED_A_DAY, Plain, Post, Refusal, Said, Shows, State, Typed, alt, pace},
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

/// A picture with its words, and what the darkroom makes of it.
struct Shown {
    id: PictureId,
    alt: String,
    likeness: i64,
}

/// What these pictures show, in words and as the darkroom sees them: those that wait, and those of the post itself.
async fn shown(app: &App, by: &By, post: Option<PostId>, pictures: Vec<(PictureId, String)>) -> Done<Vec<Shown>> {
    let ids: Vec<PictureId> = pictures.iter().map(|(id, _)| *id).collect();
    let me = by.member;
    let known = app.db.read(async move |tx| store::find_usable(tx, (me, post), &ids).await).await?;
    let seen = |(id, alt): (PictureId, String)| {
        let likeness = known.iter().find(|picture| picture.id == id)?.likeness;
        Some(Shown { id, alt, likeness })
    };
    Ok(pictures.into_iter().filter_map(seen).collect())
}

fn likenesses(shown: &[Shown]) -> Vec<(String, i64)> {
    shown.iter().map(|picture| (picture.alt.clone(), picture.likeness)).collect()
}

/// What is going to be read, on its way.
fn of<'a>(what: What, said: &'a Said, pictures: &'a [(String, i64)]) -> Passing<'a> {
    Passing { what, text: &said.text, pictures, topics: &said.topics }
}

async fn looked(app: &App, by: &By, new: &NewPost) -> Done<Looked> {
    let (said, pictures) = read(new)?;
    let seen = likenesses(&shown(app, by, None, pictures.clone()).await?);
    let passing = of(What::Post(None, said.audience), &said, &seen);
    let passed = pass(app, by, passing).await?;
    Ok(Looked { said, pictures, passed })
}

/// As what most readers would find it folded, if they would: its author is told before it goes out.
pub(in crate::posts) async fn would_be_folded(app: &App, by: &By, new: &NewPost) -> Done<Option<Found>> {
    let (said, pictures) = read(new)?;
    let seen = likenesses(&shown(app, by, None, pictures).await?);
    let passing = of(What::Post(None, said.audience), &said, &seen);
    Ok(folded(app, by, passing).await?.for_author().cloned())
}

/// The same of an own post that is about to say something else; none where it is taken for that already.
pub(in crate::posts) async fn would_be_folded_then(
    app: &App,
    by: &By,
    id: PostId,
    otherwise: &Otherwise,
) -> Done<Option<Found>> {
    let (read, before) = own_with_pictures(app, by, id).await?;
    let next = next(app, by, id, otherwise, before).await?;
    let seen = likenesses(&next.pictures);
    let passing = of(What::Post(Some(id), next.said.audience), &next.said, &seen);
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
            shows(tx, &by, post.id, &pictures).await?;
            store::want(tx, post.id, first_link(&post.said.text).as_deref(), by.now).await?;
            record(tx, &by, &Change::PostWritten { post: post.id, author: by.member }).await?;
            Ok(post)
        })
        .await
}

/// From now on it shows these.
async fn shows(tx: &Tx, by: &By, post: PostId, pictures: &[(PictureId, String)]) -> Done<()> {
    if store::show(tx, (by.member, post), pictures).await? { Ok(()) } else { Err(refused(Plain::PictureUnknown)) }
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

/// Its author's own, to write on, with what it shows, and whether somebody answered below it.
pub(in crate::posts) async fn find_own(app: &App, by: &By, id: PostId) -> Done<(Post, Vec<store::Kept>, bool)> {
    let (read, shown) = own_with_pictures(app, by, id).await?;
    let me = by.member;
    let answered = app.db.read(async move |tx| store::has_answers(tx, id, me).await).await?;
    Ok((read.post, shown, answered))
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

/// What an author says otherwise: the typed words, and the pictures that go with them from now on; none where those that
/// there are stay as they are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Otherwise {
    pub(crate) typed: Typed,
    pub(crate) pictures: Option<Vec<(PictureId, String)>>,
}

/// What it says and shows then.
struct Next {
    said: Said,
    pictures: Vec<Shown>,
    shows: Shows,
}

async fn next(app: &App, by: &By, id: PostId, otherwise: &Otherwise, before: Vec<store::Kept>) -> Done<Next> {
    let pictures = match &otherwise.pictures {
        None => before.iter().map(|picture| (picture.id, picture.alt.clone())).collect(),
        Some(pictures) => pictures.clone(),
    };
    let (said, pictures) = read(&NewPost { typed: otherwise.typed.clone(), pictures })?;
    let mut ids: Vec<PictureId> = pictures.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let wanted = pictures.len();
    let pictures = shown(app, by, Some(id), pictures).await?;
    if ids.len() < wanted || pictures.len() < wanted {
        return Err(refused(Plain::PictureUnknown));
    }
    let same = before.iter().map(|one| (one.id, &one.alt)).eq(pictures.iter().map(|one| (one.id, &one.alt)));
    Ok(Next { said, pictures, shows: if same { Shows::TheSame } else { Shows::Otherwise } })
}

/// Its author says it otherwise: `change` gives the words, and the pictures, from what it says now. What was before stays
/// readable for those who could read it, so that nobody's thanks or answer stand below something he never read. Where
/// somebody answered, nobody new comes to read it: who answered wrote for those who could read it then.
pub(crate) async fn change<F>(app: &App, by: By, id: PostId, change: F) -> Done<Post>
where
    F: Fn(&Said) -> Otherwise,
{
    let me = by.member;
    let (before, showed) = own_with_pictures(app, &by, id).await?;
    let earlier: Vec<(PictureId, String)> = showed.iter().map(|picture| (picture.id, picture.alt.clone())).collect();
    let Next { said, pictures, shows } = next(app, &by, id, &change(&before.post.said), showed).await?;
    let seen = likenesses(&pictures);
    let passing = of(What::Post(Some(id), said.audience), &said, &seen);
    let passed = pass(app, &by, passing).await?;
    let pictures: Vec<(PictureId, String)> = pictures.into_iter().map(|picture| (picture.id, picture.alt)).collect();
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
            let next = read.post.clone().change(said.clone(), shows, by.now).map_err(refused)?;
            if next.edition > read.post.edition {
                store::keep_edition(tx, &read.post).await?;
                store::keep_shown(tx, (id, read.post.edition), &earlier).await?;
            }
            if shows == Shows::Otherwise {
                self::shows(tx, &by, id, &pictures).await?;
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
