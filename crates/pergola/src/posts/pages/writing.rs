//! Writing a post, and saying it otherwise later.

use askama::Template;
use axum::extract::{Path, Query, Request};
use pergola_domain::{
    groups::{Group, Role},
    ids::PostId,
    noise::Found,
    posts::{Audience, Post, State},
};

use super::{
    form::{self, Written},
    number, wrong,
};
use crate::{
    groups,
    http::{Failure, Frame, Here, Page, Place, see},
    posts::{
        acts::{self, NewPost},
        feed,
    },
    words::Speech,
};

/// The languages that the form offers; programs may name any.
const LANGUAGES: [&str; 10] = ["it", "en", "fr", "de", "es", "pt", "ro", "ar", "zh", "uk"];

#[derive(Template)]
#[template(path = "posts/pages/writing.html")]
struct WritingPage {
    frame: Frame,
    form: Written,
    languages: Vec<(String, String, bool)>,
    audiences: Vec<(String, String, bool)>,
    wrong: Option<(&'static str, String)>,
    /// The address of the one that is said otherwise.
    editing: Option<String>,
    /// Somebody answered below it: it can be narrowed, not widened.
    answered: bool,
    /// As what many will find it folded, and why.
    noise: Option<(String, String)>,
    /// A decision keeps him from writing for others for now.
    silenced: bool,
    /// There are pictures already: their part stands open.
    has_pictures: bool,
}

impl WritingPage {
    /// Whether something is wrong with a picture.
    fn pictures_wrong(&self) -> bool {
        self.wrong.as_ref().is_some_and(|(field, _)| *field == "pictures")
    }
}

/// Tags, names, and which is chosen; a chosen one that is not among ours is offered as its tag.
fn languages(t: &Speech, chosen: &str) -> Vec<(String, String, bool)> {
    let mut all: Vec<(String, String, bool)> = LANGUAGES
        .iter()
        .map(|tag| ((*tag).to_owned(), t.s(&["language-", tag].concat()).to_owned(), *tag == chosen))
        .collect();
    if !chosen.is_empty() && all.iter().all(|(_, _, on)| !on) {
        all.push((chosen.to_owned(), chosen.to_owned(), true));
    }
    all
}

/// For whom it may be: words of the form, names, and which is chosen.
fn audiences(t: &Speech, groups: &[(Group, Role)], chosen: &str) -> Vec<(String, String, bool)> {
    let all = [Audience::Ties, Audience::TwoSteps, Audience::Everybody];
    let one =
        |audience: &Audience| (audience.word().to_owned(), super::audience(t, *audience), audience.word() == chosen);
    let circle = |(group, _): &(Group, Role)| {
        let word = format!("group:{}", group.id);
        // Who writes knows who reads.
        let key = if group.told.outside { "posts-for-group-outside" } else { "posts-for-group-named" };
        let name = t.say(key).arg("name", &group.told.name).text();
        (word.clone(), name, word == chosen)
    };
    let within = groups.iter().filter(|(_, role)| role.is_in());
    all.iter().map(one).chain(within.map(circle)).collect()
}

/// What of the form is not what was typed: what was wrong, what is said otherwise, what many would find it.
#[derive(Default)]
struct Beside {
    wrong: Option<(&'static str, String)>,
    editing: Option<PostId>,
    answered: bool,
    found: Option<Found>,
}

impl Beside {
    fn wrong(told: (&'static str, String)) -> Self {
        Self { wrong: Some(told), ..Self::default() }
    }

    /// With a kind word: many will find it folded.
    fn told(found: Found) -> Self {
        Self { found: Some(found), ..Self::default() }
    }

    fn of(self, editing: PostId, answered: bool) -> Self {
        Self { editing: Some(editing), answered, ..self }
    }
}

async fn draw(here: &Here, form: Written, beside: Beside) -> Page {
    let member = here.by().member;
    let groups = here.app.db.read(async move |tx| groups::of_member(tx, member).await).await?;
    let Beside { wrong, editing, answered, found } = beside;
    let frame = here.frame(if editing.is_some() { "posts-edit-title" } else { "posts-new-title" }, Place::Today);
    let t = frame.t.clone();
    let refused = wrong.is_some();
    let page = WritingPage {
        languages: languages(&t, &form.language),
        audiences: audiences(&t, &groups, &form.audience),
        frame: if refused { frame.with_errors() } else { frame },
        noise: found.map(|found| (feed::noise(&t, found.kind), feed::reason_of(&t, &found))),
        editing: editing.map(|post| format!("/posts/{post}")),
        silenced: here.silenced(),
        has_pictures: form.slots.iter().any(|slot| slot.kept.is_some()),
        form,
        wrong,
        answered,
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

#[derive(Debug, Default, serde::Deserialize)]
pub(in crate::posts) struct NewAsked {
    /// The group that it is for.
    #[serde(default)]
    group: Option<String>,
}

pub(in crate::posts) async fn new(here: Here, Query(asked): Query<NewAsked>) -> Page {
    let usual = || Audience::TwoSteps.word().to_owned();
    let form = Written {
        language: here.language().tag().to_owned(),
        audience: asked.group.map_or_else(usual, |group| format!("group:{group}")),
        ..Written::default()
    };
    draw(&here, form, Beside::default()).await
}

/// The door lets in whom a decision silences, too: nothing typed is lost, and nothing of it is kept.
pub(in crate::posts) async fn post(here: Here, request: Request) -> Page {
    let form = form::receive(&here, request).await?;
    if here.silenced() {
        let told = here.speech().s("moderation-silenced").to_owned();
        return draw(&here, form, Beside::wrong(("text", told))).await;
    }
    if let Some(refusal) = &form.refused {
        let told = wrong(&here, refusal);
        return draw(&here, form, Beside::wrong(told)).await;
    }
    let new = NewPost { typed: form.typed(), pictures: form.pictures() };
    if form.told.is_empty()
        && let Ok(Some(found)) = acts::would_be_folded(&here.app, &here.by(), &new).await
    {
        return draw(&here, form, Beside::told(found)).await;
    }
    match acts::write(&here.app, here.by(), &new).await {
        Ok(post) => Ok(see(&format!("/posts/{}", post.id), Some(done(&post, "posted")))),
        Err(Failure::Refused(refusal)) => {
            let told = wrong(&here, &refusal);
            draw(&here, form, Beside::wrong(told)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// What a moderator looks at first is not published yet.
const fn done(post: &Post, done: &'static str) -> &'static str {
    match post.state {
        State::Shown => done,
        State::Held => "post-held",
    }
}

pub(in crate::posts) async fn edit(here: Here, Path(id): Path<String>) -> Page {
    let (post, shown, answered) = acts::find_own(&here.app, &here.by(), number(&id)?).await?;
    draw(&here, Written::of(&post.said, &shown), Beside::default().of(post.id, answered)).await
}

pub(in crate::posts) async fn change(here: Here, Path(id): Path<String>, request: Request) -> Page {
    let id = number(&id)?;
    // Nobody sends pictures to a post that is not his.
    let (_, shown, answered) = acts::find_own(&here.app, &here.by(), id).await?;
    let mut form = form::receive(&here, request).await?;
    let otherwise = form.otherwise();
    if !form.has_slots() {
        form.show(&shown);
    }
    if let Some(refusal) = &form.refused {
        let told = wrong(&here, refusal);
        return draw(&here, form, Beside::wrong(told).of(id, answered)).await;
    }
    if form.told.is_empty()
        && let Ok(Some(found)) = acts::would_be_folded_then(&here.app, &here.by(), id, &otherwise).await
    {
        return draw(&here, form, Beside::told(found).of(id, answered)).await;
    }
    match acts::change(&here.app, here.by(), id, |_| otherwise.clone()).await {
        Ok(post) => Ok(see(&format!("/posts/{}", post.id), Some(done(&post, "post-changed")))),
        Err(Failure::Refused(refusal)) => {
            let told = wrong(&here, &refusal);
            draw(&here, form, Beside::wrong(told).of(id, answered)).await
        }
        Err(other) => Err(other.into()),
    }
}
