//! Writing a post, and saying it otherwise later.

use askama::Template;
use axum::extract::{Path, Query, Request};
use pergola_domain::{
    groups::{Group, Role},
    noise::Found,
    posts::Audience,
};

use super::{
    form::{self, Written},
    number, wrong,
};
use crate::{
    groups,
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
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
    /// As what many will find it folded, and why.
    noise: Option<(String, String)>,
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
        let name = t.say("posts-for-group-named").arg("name", &group.told.name).text();
        (word.clone(), name, word == chosen)
    };
    let within = groups.iter().filter(|(_, role)| role.is_in());
    all.iter().map(one).chain(within.map(circle)).collect()
}

/// The form once more, with a kind word: many will find it folded.
async fn draw_told(here: &Here, form: Written, found: &Found) -> Page {
    let t = here.speech();
    let noise = Some((feed::noise(&t, found.kind), feed::reason_of(&t, found)));
    let page = page(here, form, None, None).await?;
    here.draw(&WritingPage { noise, ..page })
}

async fn draw(here: &Here, form: Written, wrong: Option<(&'static str, String)>, editing: Option<String>) -> Page {
    let refused = wrong.is_some();
    let page = page(here, form, wrong, editing).await?;
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

async fn page(
    here: &Here,
    form: Written,
    wrong: Option<(&'static str, String)>,
    editing: Option<String>,
) -> Result<WritingPage, Failed> {
    let member = here.by().member;
    let groups = here.app.db.read(async move |tx| groups::of_member(tx, member).await).await?;
    let frame = here.frame(if editing.is_some() { "posts-edit-title" } else { "posts-new-title" }, Place::Today);
    let t = frame.t.clone();
    Ok(WritingPage {
        languages: languages(&t, &form.language),
        audiences: audiences(&t, &groups, &form.audience),
        frame: if wrong.is_some() { frame.with_errors() } else { frame },
        noise: None,
        form,
        wrong,
        editing,
    })
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
    draw(&here, form, None, None).await
}

pub(in crate::posts) async fn post(here: Here, request: Request) -> Page {
    let form = form::receive(&here, request).await?;
    if let Some(refusal) = &form.refused {
        let told = wrong(&here, refusal);
        return draw(&here, form, Some(told), None).await;
    }
    let new = NewPost { typed: form.typed(), pictures: form.pictures() };
    if form.told.is_empty()
        && let Ok(Some(found)) = acts::would_be_folded(&here.app, &here.by(), &new).await
    {
        return draw_told(&here, form, &found).await;
    }
    match acts::write(&here.app, here.by(), &new).await {
        Ok(post) => Ok(see(&format!("/posts/{}", post.id), Some("posted"))),
        Err(Failure::Refused(refusal)) => {
            let told = wrong(&here, &refusal);
            draw(&here, form, Some(told), None).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(in crate::posts) async fn edit(here: Here, Path(id): Path<String>) -> Page {
    let post = acts::find_own(&here.app, &here.by(), number(&id)?).await?;
    draw(&here, Written::of(&post.said), None, Some(format!("/posts/{}", post.id))).await
}

#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(in crate::posts) struct ChangeForm {
    #[serde(default)]
    text: String,
    #[serde(default)]
    topics: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    audience: String,
}

pub(in crate::posts) async fn change(here: Here, Path(id): Path<String>, Form(form): Form<ChangeForm>) -> Page {
    let id = number(&id)?;
    let ChangeForm { text, topics, language, audience } = form;
    let form = Written { text, topics, language, audience, ..Written::default() };
    let typed = form.typed();
    match acts::change(&here.app, here.by(), id, |_| typed.clone()).await {
        Ok(post) => Ok(see(&format!("/posts/{}", post.id), Some("post-changed"))),
        Err(Failure::Refused(refusal)) => {
            let told = wrong(&here, &refusal);
            draw(&here, form, Some(told), Some(format!("/posts/{id}"))).await
        }
        Err(other) => Err(other.into()),
    }
}
