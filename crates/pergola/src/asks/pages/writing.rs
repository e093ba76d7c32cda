//! Writing an ask or an offer: the form, how others will see it with what it fits, and saying it otherwise later.

use askama::Template;
use axum::extract::Path;
use pergola_domain::{
    asks::{Ask, Audience, Kind, Said, Typed},
    ids::AskId,
};
use serde::Deserialize;

use super::{
    card::{Card, cards},
    fit::{FITS, FitView, fitting},
    kind_of, number, wrong,
};
use crate::{
    asks::{Seen, acts, fits, path},
    http::{Failed, Failure, Form, Frame, Here, Page, Place, see},
    members,
    words::Speech,
};

/// The languages that a form offers; programs may name any.
const LANGUAGES: [&str; 10] = ["it", "en", "fr", "de", "es", "pt", "ro", "ar", "zh", "uk"];

/// As the form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::asks) struct WritingForm {
    #[serde(default)]
    text: String,
    /// With commas between.
    #[serde(default)]
    topics: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    audience: String,
}

impl WritingForm {
    fn typed(&self) -> Typed {
        Typed {
            text: self.text.clone(),
            topics: self.topics.split([',', ';', '\n']).map(str::to_owned).collect(),
            place: self.place.clone(),
            language: self.language.clone(),
            audience: self.audience.clone(),
        }
    }

    fn of(said: &Said) -> Self {
        let names: Vec<&str> = said.topics.iter().map(|topic| topic.name.as_str()).collect();
        Self {
            text: said.text.clone(),
            topics: names.join(", "),
            place: said.place.clone(),
            language: said.language.clone(),
            audience: said.audience.word().to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "asks/pages/writing.html")]
struct WritingPage {
    frame: Frame,
    /// `ask`, `offer`.
    kind: &'static str,
    form: WritingForm,
    languages: Vec<(String, String, bool)>,
    audiences: Vec<(&'static str, String, bool)>,
    wrong: Option<(&'static str, String)>,
    /// How others will see it, and what of theirs it fits.
    preview: Option<Card>,
    fits: Vec<FitView>,
    /// The address of the one that is said otherwise.
    editing: Option<String>,
    /// The own list of ties is shown to nobody: two steps reach nobody further.
    hides: bool,
    life_days: i64,
}

/// Tags, names, and which is chosen; a chosen one that is not among ours is offered as its tag.
pub(super) fn languages(t: &Speech, chosen: &str) -> Vec<(String, String, bool)> {
    let mut all: Vec<(String, String, bool)> = LANGUAGES
        .iter()
        .map(|tag| ((*tag).to_owned(), t.s(&["language-", tag].concat()).to_owned(), *tag == chosen))
        .collect();
    if !chosen.is_empty() && all.iter().all(|(_, _, on)| !on) {
        all.push((chosen.to_owned(), chosen.to_owned(), true));
    }
    all
}

/// What the page shows beside the form.
#[derive(Default)]
struct Shown {
    wrong: Option<(&'static str, String)>,
    preview: Option<Seen>,
    editing: Option<String>,
}

async fn draw(here: &Here, kind: Kind, form: WritingForm, shown: Shown) -> Page {
    let title = match (kind, shown.editing.is_some()) {
        (Kind::Ask, false) => "asks-new-ask",
        (Kind::Offer, false) => "asks-new-offer",
        (Kind::Ask, true) => "asks-edit-ask",
        (Kind::Offer, true) => "asks-edit-offer",
    };
    let by = here.by();
    let me = here.app.db.read(async move |tx| members::find(tx, by.member).await).await?;
    let frame = here.frame(title, Place::Board);
    let t = frame.t.clone();
    let audience = |audience: Audience| {
        let label = t.s(&["asks-for-", audience.word()].concat()).to_owned();
        (audience.word(), label, audience.word() == form.audience)
    };
    let found = match &shown.preview {
        Some(seen) => fits::fits(&here.app, &here.by(), &fits::Wanted::of(seen), FITS).await?,
        None => Vec::new(),
    };
    let refused = shown.wrong.is_some();
    let page = WritingPage {
        kind: kind.word(),
        languages: languages(&t, &form.language),
        audiences: Audience::ALL.map(audience).to_vec(),
        preview: cards(here, shown.preview.as_slice()).await?.pop(),
        fits: fitting(here, &found).await?,
        wrong: shown.wrong,
        editing: shown.editing,
        hides: me.is_some_and(|me| me.hides_ties),
        life_days: kind.life_days(),
        form,
        frame: if refused { frame.with_errors() } else { frame },
    };
    if refused { here.draw_refused(&page) } else { here.draw(&page) }
}

fn blank(here: &Here) -> WritingForm {
    WritingForm {
        language: here.language().tag().to_owned(),
        audience: Audience::TwoSteps.word().to_owned(),
        ..WritingForm::default()
    }
}

pub(in crate::asks) async fn new(here: Here) -> Page {
    let form = blank(&here);
    draw(&here, kind_of(&here), form, Shown::default()).await
}

/// How others will see it, before it is there.
pub(in crate::asks) async fn preview(here: Here, Form(form): Form<WritingForm>) -> Page {
    let (kind, by) = (kind_of(&here), here.by());
    let said = match Said::read(&form.typed()) {
        Ok(said) => said,
        Err(refusal) => {
            let shown = Shown { wrong: Some(wrong(&here, &refusal)), ..Shown::default() };
            return draw(&here, kind, form, shown).await;
        }
    };
    let author = here.app.db.read(async move |tx| members::find(tx, by.member).await).await?.ok_or(Failed::NotFound)?;
    let ask = Ask::posted(AskId(0), kind, by.member, said, by.now);
    let shown = Shown { preview: Some(Seen { ask, author, steps: Some(0) }), ..Shown::default() };
    draw(&here, kind, form, shown).await
}

pub(in crate::asks) async fn post(here: Here, Form(form): Form<WritingForm>) -> Page {
    let kind = kind_of(&here);
    match acts::post(&here.app, here.by(), kind, &form.typed()).await {
        Ok(ask) if ask.state.waits() => Ok(see(&path(&ask), Some("ask-held"))),
        Ok(ask) => Ok(see(&path(&ask), Some(["on-board-", kind.word()].concat().as_str()))),
        Err(Failure::Refused(refusal)) => {
            let shown = Shown { wrong: Some(wrong(&here, &refusal)), ..Shown::default() };
            draw(&here, kind, form, shown).await
        }
        Err(other) => Err(other.into()),
    }
}

pub(in crate::asks) async fn edit(here: Here, Path(id): Path<String>) -> Page {
    let kind = kind_of(&here);
    let ask = acts::find_own(&here.app, &here.by(), kind, number(&id)?).await?;
    let shown = Shown { editing: Some(path(&ask)), ..Shown::default() };
    draw(&here, kind, WritingForm::of(&ask.said), shown).await
}

pub(in crate::asks) async fn change(here: Here, Path(id): Path<String>, Form(form): Form<WritingForm>) -> Page {
    let (kind, id) = (kind_of(&here), number(&id)?);
    let typed = form.typed();
    match acts::change(&here.app, here.by(), kind, id, move |_| typed.clone()).await {
        Ok(ask) if ask.state.waits() => Ok(see(&path(&ask), Some("ask-held"))),
        Ok(ask) => Ok(see(&path(&ask), Some("ask-changed"))),
        Err(Failure::Refused(refusal)) => {
            let editing = Some(format!("/{}s/{id}", kind.word()));
            let shown = Shown { wrong: Some(wrong(&here, &refusal)), editing, ..Shown::default() };
            draw(&here, kind, form, shown).await
        }
        Err(other) => Err(other.into()),
    }
}
